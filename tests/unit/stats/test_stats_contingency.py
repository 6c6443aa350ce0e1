"""Tests of tables, of pairs and of a single share.

The exact p-values were summed up outcome by outcome, with 40 digits.
"""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    ChiSquare,
    Significance,
    binomial_test,
    chi_square,
    fisher_exact,
    mcnemar,
)

SHAPE = "table must be 2 rows or more of the same 2 columns or more, got "


def near(expected: float) -> Any:
    return pytest.approx(expected, rel=1e-12, abs=0)


def p_value(test: Significance | None) -> float:
    """Return the p-value of a test that there is."""
    assert test is not None
    return test.p_value


class TestChiSquare:
    def test_of_two_rows_and_three_columns(self) -> None:
        assert chi_square([[30, 20, 50], [40, 25, 35]]) == ChiSquare(
            near(4.631185807656395),
            near(0.09870764250999253),
            2,
            "chi_square",
            22.5,
        )

    def test_of_two_by_two_is_the_square_of_z(self) -> None:
        assert chi_square([[56, 14], [48, 32]]) == ChiSquare(
            near(2.6501719512585327**2),
            near(0.00804508136819659),
            1,
            "chi_square",
            near(46 * 70 / 150),
        )

    def test_with_yates_correction(self) -> None:
        assert chi_square([[56, 14], [48, 32]], yates=True) == ChiSquare(
            near(6.114270410296227),
            near(0.01340947517866892),
            1,
            "chi_square_yates",
            near(46 * 70 / 150),
        )

    def test_yates_takes_off_no_more_than_there_is(self) -> None:
        """The cells are off by 1/7, then by half a count, then by a little more."""
        assert chi_square([[2, 2], [1, 2]], yates=True) == ChiSquare(
            0.0, 1.0, 1, "chi_square_yates", near(9 / 7)
        )
        assert chi_square([[2, 2], [1, 3]], yates=True) == ChiSquare(
            0.0, 1.0, 1, "chi_square_yates", 1.5
        )
        found = chi_square([[2, 2], [1, 4]], yates=True)
        assert found is not None
        assert found.statistic == near((3 / 2) ** 2 * 9 / (4 * 5 * 3 * 6))

    def test_equal_rows_do_not_differ(self) -> None:
        found = chi_square([(1, 2), (2, 4), (3, 6)])
        assert found == ChiSquare(0.0, 1.0, 2, "chi_square", 1.0)

    def test_a_p_value_of_1e_200_is_not_0(self) -> None:
        found = chi_square([[1000, 2000], [2270, 1000]])
        assert found is not None
        assert 1e-200 < found.p_value < 1e-150

    @pytest.mark.parametrize(
        "table", [[[0, 0], [1, 2]], [[0, 3], [0, 2]], [[0, 0], [0, 0]]]
    )
    def test_an_empty_row_or_column_has_no_test(self, table: Any) -> None:
        assert chi_square(table) is None

    def test_yates_is_for_two_by_two_alone(self) -> None:
        message = r"^yates must be False but for a table of 2 by 2, got True$"
        for table in ([[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4], [5, 6]]):
            with pytest.raises(InvalidArgumentError, match=message):
                chi_square(table, yates=True)

    @pytest.mark.parametrize(
        "table", [[], [[1, 2]], [[1], [2]], [[1, 2], [3]], [[], []]]
    )
    def test_refuses_other_shapes(self, table: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            chi_square(table)
        assert SHAPE + repr(table) == str(caught.value)

    def test_refuses_negative_counts(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            chi_square([[1, 2], [3, -4]])
        assert str(caught.value) == "table[1][1] must be 0 or more, got -4"

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            (5, "table must be rows of counts, got 5"),
            ("12", "table must be rows of counts, got '12'"),
            ([[1, 2], 3], "table[1] must be whole numbers, in a list, got 3"),
            (["12", [3, 4]], "table[0] must be whole numbers, in a list, got '12'"),
            ([[1, 2.5], [3, 4]], "table[0][1] must be a whole number, got 2.5"),
        ],
    )
    def test_refuses_what_are_no_rows_of_counts(self, table: Any, message: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            chi_square(table)
        assert message == str(caught.value)


class TestFisher:
    @pytest.mark.parametrize(
        ("table", "expected"),
        [
            # Fisher's lady: 17/35.
            ([[3, 1], [1, 3]], 17 / 35),
            ([[10, 2], [3, 15]], 0.0005367241191434358),
            ([[0, 7], [5, 2]], 0.02097902097902098),
            ([[8, 2], [1, 5]], 0.03496503496503497),
            ([[2, 3], [6, 4]], 0.6083916083916084),
            ([[3, 9], [13, 4]], 0.009530322558019236),
            ([[1, 20], [14, 1]], 5.675386675588662e-8),
            ([[30, 0], [4, 3]], 0.004504504504504505),
        ],
    )
    def test_whichever_way_the_table_lies(self, table: Any, expected: float) -> None:
        (a, b), (c, d) = table
        assert p_value(fisher_exact(table)) == near(expected)
        assert p_value(fisher_exact([[b, a], [d, c]])) == near(expected)
        assert p_value(fisher_exact([[c, d], [a, b]])) == near(expected)
        assert p_value(fisher_exact([[a, c], [b, d]])) == near(expected)

    def test_has_no_statistic(self) -> None:
        assert fisher_exact([[1, 1], [1, 1]]) == Significance(None, 1.0, None, "fisher")

    def test_large_counts_keep_their_digits(self) -> None:
        p = p_value(fisher_exact([[500, 0], [100, 500]]))
        assert p == pytest.approx(3.779056168195982e-212, rel=1e-11, abs=0)

    @pytest.mark.parametrize(
        "table", [[[0, 0], [1, 2]], [[3, 0], [2, 0]], [[0, 0], [0, 4]]]
    )
    def test_where_no_other_table_is_left_the_p_value_is_1(self, table: Any) -> None:
        assert p_value(fisher_exact(table)) == 1.0

    def test_an_empty_table_has_no_test(self) -> None:
        assert fisher_exact([[0, 0], [0, 0]]) is None

    @pytest.mark.parametrize(
        "table", [[[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4], [5, 6]]]
    )
    def test_is_for_two_by_two_alone(self, table: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            fisher_exact(table)
        wanted = f"table must be 2 rows of 2 columns, got {table!r}"
        assert wanted == str(caught.value)

    def test_refuses_other_shapes(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^table must be 2 rows or"):
            fisher_exact([])


class TestMcnemar:
    def test_with_continuity_correction(self) -> None:
        expected = Significance(4.05, near(0.04417134490844268), 1, "mcnemar")
        assert expected == mcnemar(15, 5)
        assert expected == mcnemar(5, 15)

    @pytest.mark.parametrize(("b", "c"), [(4, 4), (4, 5), (5, 4), (1, 0)])
    def test_the_correction_takes_off_no_more_than_there_is(
        self, b: int, c: int
    ) -> None:
        assert mcnemar(b, c) == Significance(0.0, 1.0, 1, "mcnemar")

    def test_exact(self) -> None:
        """Twice the chance of 2 heads or fewer of 10."""
        expected = Significance(None, near(2 * 56 / 1024), None, "mcnemar_exact")
        assert expected == mcnemar(2, 8, exact=True)
        assert expected == mcnemar(8, 2, exact=True)
        assert p_value(mcnemar(4, 4, exact=True)) == 1.0

    @pytest.mark.parametrize("exact", [False, True])
    def test_without_a_change_there_is_no_test(self, *, exact: bool) -> None:
        assert mcnemar(0, 0, exact=exact) is None

    def test_refuses_what_are_no_counts(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^b must be 0 or more, got -1"):
            mcnemar(-1, 2)
        with pytest.raises(InvalidArgumentError, match=r"^c must be 0 or more, got -1"):
            mcnemar(2, -1)
        wrong: Any = 1.5
        with pytest.raises(WrongTypeError, match=r"^b must be a whole number, got 1.5"):
            mcnemar(wrong, 2)
        with pytest.raises(WrongTypeError, match=r"^c must be a whole number, got 1.5"):
            mcnemar(2, wrong)


class TestBinomial:
    @pytest.mark.parametrize(
        ("successes", "trials", "p", "expected"),
        [
            (12, 40, 0.5, 0.01658900337497471),
            (28, 40, 0.5, 0.01658900337497471),
            (20, 40, 0.5, 1.0),
            (3, 4, 0.3, 0.0837),
            (0, 5, 0.2, 0.5904),
            (5, 5, 0.2, 0.00032),
            (1, 5, 0.5, 0.375),
            (4, 5, 0.5, 0.375),
            (2, 6, 0.25, 0.64404296875),
            (1, 1, 0.5, 1.0),
            (0, 1, 0.25, 1.0),
            (1, 1, 0.25, 0.25),
            (0, 3, 0, 1.0),
            (1, 3, 0, 0.0),
            (3, 3, 1, 1.0),
            (2, 3, 1, 0.0),
        ],
    )
    def test_sums_up_what_is_no_likelier(
        self, successes: int, trials: int, p: float, expected: float
    ) -> None:
        assert p_value(binomial_test(successes, trials, p=p)) == near(expected)

    def test_a_p_value_of_1e_199_keeps_its_digits(self) -> None:
        p = p_value(binomial_test(700, 2000, p=0.1))
        assert p == pytest.approx(1.787540993779831e-199, rel=1e-11, abs=0)

    def test_outcomes_alike_but_for_rounding_count(self) -> None:
        """The weights for a third are 32, 80, 80, 40, 10, 1."""
        assert p_value(binomial_test(0, 5, p=1 / 3)) == near(43 / 243)
        assert p_value(binomial_test(2, 5, p=1 / 3)) == 1.0
        assert p_value(binomial_test(3, 5, p=1 / 3)) == near(83 / 243)
        # p * p and 2 * p * (1 - p) are both 4/9.
        assert p_value(binomial_test(1, 2, p=2 / 3)) == 1.0
        assert p_value(binomial_test(2, 2, p=2 / 3)) == 1.0

    def test_is_against_a_half_unless_told_and_has_no_statistic(self) -> None:
        found = binomial_test(12, 40)
        assert found == Significance(None, near(0.01658900337497471), None, "binomial")

    def test_no_trial_has_no_test(self) -> None:
        assert binomial_test(0, 0) is None

    @pytest.mark.parametrize(
        ("successes", "trials", "p", "message"),
        [
            (3, 2, 0.5, "successes must be between 0 and 2, got 3"),
            (0, -1, 0.5, "trials must be 0 or more, got -1"),
            (1, 2, 1.5, "p must be between 0 and 1, got 1.5"),
            (0, 0, -0.5, "p must be between 0 and 1, got -0.5"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, successes: int, trials: int, p: float, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            binomial_test(successes, trials, p=p)
        assert message == str(caught.value)


class TestFlags:
    @pytest.mark.parametrize("flag", ["no", 1, None])
    def test_are_true_or_false(self, flag: Any) -> None:
        wanted = r"^yates must be True or False, got "
        with pytest.raises(WrongTypeError, match=wanted):
            chi_square([[3, 1], [1, 3]], yates=flag)
        wanted = r"^exact must be True or False, got "
        with pytest.raises(WrongTypeError, match=wanted):
            mcnemar(3, 1, exact=flag)


class TestTables:
    def test_are_any_rows_of_counts(self) -> None:
        rows = (iter(row) for row in [[3, 1], [1, 3]])
        assert chi_square([[3, 1], [1, 3]]) == chi_square(rows)

    def test_have_no_count_beyond_a_million_million(self) -> None:
        wanted = r"^table\[0\]\[1\] must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            fisher_exact([[3, 10**12 + 1], [1, 3]])
        wanted = r"^b must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            mcnemar(10**12 + 1, 1)

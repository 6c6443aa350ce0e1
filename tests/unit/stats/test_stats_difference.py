"""How far two shares lie apart."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    Difference,
    DifferenceMethod,
    Significance,
    newcombe_difference,
    proportion_difference,
)

# R. G. Newcombe, Statistics in Medicine 17 (1998) 873, table II: the contrasts a to h
# by methods 1 (before the ends are cut) and 10.
NEWCOMBE = [
    ((56, 70), (48, 80), (0.0575, 0.3425), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.2605, 0.9395), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.1481, 0.9947), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (0.0146, 0.1640), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (0.0, 0.0), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (0.0, 0.0), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (1.0, 1.0), (0.6791, 1.0)),
    ((10, 10), (0, 10), (1.0, 1.0), (0.6075, 1.0)),
]


def difference(
    first: tuple[int, int], second: tuple[int, int], **how: Any
) -> Difference:
    """Return the difference of samples that are not empty."""
    found = proportion_difference(first, second, **how)
    assert found is not None
    return found


def ends(found: Difference) -> tuple[float, float]:
    return round(found.low, 4) + 0.0, round(found.high, 4) + 0.0


class TestProportionDifference:
    @pytest.mark.parametrize(("first", "second", "wald", "newcombe"), NEWCOMBE)
    def test_agrees_with_newcombe(
        self, first: Any, second: Any, wald: object, newcombe: object
    ) -> None:
        assert newcombe == ends(difference(first, second))
        assert wald == ends(difference(first, second, method="wald"))

    def test_is_the_first_share_less_the_second(self) -> None:
        found = difference((48, 80), (56, 70))
        assert found.value == pytest.approx(-0.2, rel=1e-15)
        assert found.low == pytest.approx(-0.333872654036906, rel=1e-12)
        assert found.high == pytest.approx(-0.052431472402364926, rel=1e-12)

    def test_names_its_method_and_confidence(self) -> None:
        found = difference((9, 10), (3, 10))
        assert ("newcombe", 0.95) == (found.method, found.confidence)
        assert type(found.method) is str
        found = difference((9, 10), (3, 10), method=DifferenceMethod.WALD)
        assert found.method == "wald"

    def test_takes_a_confidence(self) -> None:
        narrow = difference((9, 10), (3, 10), confidence=0.5)
        assert narrow.confidence == 0.5
        assert ends(narrow) == (0.4668, 0.6994)
        narrow = difference((9, 10), (3, 10), confidence=0.5, method="wald")
        assert ends(narrow) == (0.4832, 0.7168)

    def test_wald_ends_are_cut(self) -> None:
        assert difference((9, 10), (1, 9), method="wald").high == 1.0
        assert difference((1, 9), (9, 10), method="wald").low == -1.0

    def test_tests_by_the_pooled_z(self) -> None:
        test = difference((56, 70), (48, 80)).significance
        assert test is not None
        assert test.statistic == pytest.approx(2.6501719512585327, rel=1e-14)
        assert test.p_value == pytest.approx(0.00804508136819659, rel=1e-12)
        assert (None, "pooled_z") == (test.df, test.method)
        turned = difference((48, 80), (56, 70)).significance
        assert turned is not None
        assert turned.statistic == pytest.approx(-2.6501719512585327, rel=1e-14)

    def test_equal_shares_do_not_differ(self) -> None:
        found = difference((1, 3), (2, 6))
        assert found.value == 0.0
        assert found.significance == Significance(0.0, 1.0, None, "pooled_z")

    def test_a_small_difference_of_large_samples_keeps_its_digits(self) -> None:
        found = difference((50_001, 100_000), (50_000, 100_000))
        assert found.value == 1e-5
        assert found.significance is not None
        assert found.significance.statistic == pytest.approx(
            0.004472135955223596, rel=1e-13
        )

    @pytest.mark.parametrize("successes", [(0, 0), (10, 20)])
    def test_without_any_spread_there_is_no_test(self, successes: Any) -> None:
        found = difference((successes[0], 10), (successes[1], 20))
        assert found.significance is None
        assert found.p_value is None

    @pytest.mark.parametrize(
        ("first", "second"), [((0, 0), (1, 2)), ((1, 2), (0, 0)), ((0, 0), (0, 0))]
    )
    def test_an_empty_sample_has_no_difference(self, first: Any, second: Any) -> None:
        assert proportion_difference(first, second) is None

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            ((3, 2), (1, 2), "first[0] must be between 0 and 2, got 3"),
            ((1, 2), (-1, 2), "second[0] must be between 0 and 2, got -1"),
            ((1, -2), (1, 2), "first[1] must be 0 or more, got -2"),
        ],
    )
    def test_refuses_counts_out_of_range(
        self, first: Any, second: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            proportion_difference(first, second)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            (5, (1, 2), "first must be a pair of events and trials, got 5"),
            ("12", (1, 2), "first must be a pair of events and trials, got '12'"),
            (
                (1, 2),
                (1, 2, 3),
                "second must be a pair of events and trials, got (1, 2, 3)",
            ),
            ((1, 2), (0.5, 2), "second[0] must be a whole number, got 0.5"),
            ((1, 2.0), (1, 2), "first[1] must be a whole number, got 2.0"),
        ],
    )
    def test_refuses_what_is_no_pair_of_counts(
        self, first: Any, second: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            proportion_difference(first, second)
        assert message == str(caught.value)

    def test_refuses_other_confidences_and_methods(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            proportion_difference((1, 2), (1, 2), confidence=1)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^method must be one of newcombe, wald, got 'score'$",
        ):
            proportion_difference((1, 2), (1, 2), method="score")

    def test_takes_lists(self) -> None:
        pair: Any = [9, 10]
        assert difference(pair, (3, 10)) == difference((9, 10), (3, 10))


class TestNewcombeDifference:
    @pytest.mark.parametrize(("first", "second"), [each[:2] for each in NEWCOMBE])
    def test_of_whole_numbers_is_that_of_counts(
        self, first: tuple[int, int], second: tuple[int, int]
    ) -> None:
        (k, n), (m, o) = first, second
        counted = difference(first, second)
        found = newcombe_difference((k / n, n), (m / o, o))
        assert pytest.approx(ends(counted)) == ends(found)
        assert "newcombe" == found.method
        assert 0.95 == found.confidence
        assert (counted.significance is None) == (found.significance is None)
        if counted.significance and found.significance:
            assert "pooled_z" == found.significance.method
            expected = counted.significance.statistic
            assert pytest.approx(expected) == found.significance.statistic

    def test_of_half_as_many_tells_less(self) -> None:
        found = newcombe_difference((0.8, 62.5), (0.6, 80))
        less = newcombe_difference((0.8, 31.25), (0.6, 40), confidence=0.9)
        assert pytest.approx(0.2) == found.value == less.value
        assert 0.9 == less.confidence
        assert found.p_value is not None
        assert less.p_value is not None
        assert found.p_value < less.p_value

    @pytest.mark.parametrize("share", [0, 1])
    def test_of_samples_that_are_all_alike_has_no_test(self, share: int) -> None:
        found = newcombe_difference((share, 2.5), (share, 3.5))
        assert found.significance is None
        assert 0.0 == found.value
        assert -1 < found.low < 0 < found.high < 1

    def test_of_equal_shares_is_nothing(self) -> None:
        found = newcombe_difference((0.3, 7.1), (0.3, 5.9))
        assert 1.0 == found.p_value
        assert 0.0 == found.value

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            ((1.5, 3), (0.5, 3), "first[0] must be between 0 and 1, got 1.5"),
            ((0.5, 3), (0.5, 0), "second[1] must be above 0, got 0"),
            (
                (0.5, 1e101),
                (0.5, 3),
                "first[1] must be between 1e-100 and 1e+100, got 1e+101",
            ),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, first: Any, second: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            newcombe_difference(first, second)
        assert message == str(caught.value)

    @pytest.mark.parametrize("sample", [0.5, (0.5,), (0.5, 3, 4), "12"])
    def test_refuses_what_is_no_pair(self, sample: Any) -> None:
        wanted = r"^second must be a pair of a share and its trials, got "
        with pytest.raises(WrongTypeError, match=wanted):
            newcombe_difference([0.5, 3], sample)  # type: ignore[arg-type] # a list does

"""Agreement of raters, and consistency of items."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import Kappa, cohen_kappa, cronbach_alpha, fleiss_kappa

# J. L. Fleiss' worked example as it is commonly printed: ten things, fourteen raters
FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


class TestCohenKappa:
    def test_takes_out_what_chance_agrees_on(self) -> None:
        assert Kappa(600 / 4600, 0.6, 0.54) == cohen_kappa([[45, 15], [25, 15]])

    def test_is_one_for_full_agreement(self) -> None:
        assert Kappa(1.0, 1.0, 0.5) == cohen_kappa([[5, 0], [0, 5]])

    def test_is_negative_for_less_than_chance(self) -> None:
        assert Kappa(-1.0, 0.0, 0.5) == cohen_kappa([[0, 5], [5, 0]])

    @pytest.mark.parametrize("table", [[], [[0, 0], [0, 0]], [[7]], [[7, 0], [0, 0]]])
    def test_is_undefined_where_chance_agrees_on_all(self, table: Any) -> None:
        assert cohen_kappa(table) is None

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            (
                [[1, 2], [3]],
                "table[1] must be as long as table, 2 items, got (3,)",
            ),
            ([[1, 2]], "table[0] must be as long as table, 1 items, got (1, 2)"),
            ([[1, -2], [0, 0]], "table[0][1] must be 0 or more, got -2"),
        ],
    )
    def test_refuses_what_is_not_square(self, table: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            cohen_kappa(table)
        assert message == str(error.value)

    def test_refuses_what_is_no_table(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^table must be rows of counts, got 5"
        ):
            cohen_kappa(5)  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^table\[0\] must be whole numbers, i"
        ):
            cohen_kappa([5])  # type: ignore[list-item]


class TestFleissKappa:
    def test_agrees_with_the_printed_example(self) -> None:
        found = fleiss_kappa(FLEISS)
        assert found is not None
        assert (0.378, 0.213, 0.210) == (
            round(found.observed, 3),
            round(found.expected, 3),
            round(found.value, 3),
        )

    def test_is_one_for_full_agreement(self) -> None:
        assert Kappa(1.0, 1.0, 0.5) == fleiss_kappa([[2, 0], [0, 2]])

    @pytest.mark.parametrize("table", [[], [[3, 0], [3, 0]]])
    def test_is_undefined_where_chance_agrees_on_all(self, table: Any) -> None:
        assert fleiss_kappa(table) is None

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            (
                [[1, 2], [3]],
                "table[1] must be as long as table[0], 2 items, got (3,)",
            ),
            (
                [[1, 0], [0, 1]],
                "table[0] must be ratings of two or more raters, got (1, 0)",
            ),
            (
                [[1, 2], [1, 1]],
                "table[1] must be 3 ratings, as in table[0], got (1, 1)",
            ),
            ([[1, 2], [-1, 4]], "table[1][0] must be 0 or more, got -1"),
        ],
    )
    def test_refuses_what_is_no_table_of_ratings(
        self, table: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            fleiss_kappa(table)
        assert message == str(error.value)


class TestCronbachAlpha:
    def test_is_that_of_covariances(self) -> None:
        items = [[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 2], [4, 4, 5], [1, 2, 1]]
        assert 0.9619565217391304 == pytest.approx(cronbach_alpha(items), rel=1e-12)

    def test_is_one_for_equal_items(self) -> None:
        assert 1.0 == cronbach_alpha([[1, 1], [2, 2], [4, 4]])

    def test_is_negative_for_items_against_each_other(self) -> None:
        # variances of 1 and 1, of the sum 1/3: 2 * (1 - 6)
        found = cronbach_alpha([[1, 3], [2, 2], [3, 2]])
        assert 2 * (1 - (2 + 2 / 3) / (2 / 3)) == pytest.approx(found)

    @pytest.mark.parametrize(
        "items", [[], [[1, 2]], [[1], [2]], [[], []], [[1, 2], [2, 1]]]
    )
    def test_is_undefined_without_persons_items_or_differences(
        self, items: Any
    ) -> None:
        assert cronbach_alpha(items) is None

    def test_refuses_a_person_with_fewer_scores(self) -> None:
        wanted = r"^items\[1\] must be as long as items\[0\], 2 items, got \(3\.0,\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            cronbach_alpha([[1, 2], [3]])
        with pytest.raises(
            WrongTypeError, match=r"^items must be rows of scores, got 5"
        ):
            cronbach_alpha(5)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^items\[0\]\[1\] must be a number"):
            cronbach_alpha([[1, None]])  # type: ignore[list-item]

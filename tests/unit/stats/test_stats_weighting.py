"""Weighted means, post-stratification and raking."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    PostStratifiedMean,
    Stratum,
    WeightedMean,
    post_stratified_mean,
    rake,
    weighted_mean,
)

WEB, PHONE = Stratum(7000, 50, 4.2), Stratum(3000, 150, 3.4)


class TestWeightedMean:
    def test_has_kishs_design_effect(self) -> None:
        found = weighted_mean([5, 4, 2], [1, 1, 2])
        assert WeightedMean(3.25, 3, 1.125, 1 / 0.375) == found

    def test_of_equal_weights_is_the_mean(self) -> None:
        assert WeightedMean(3.0, 4, 1.0, 4.0) == weighted_mean([1, 2, 4, 5], [7] * 4)

    def test_counts_values_of_no_weight(self) -> None:
        assert WeightedMean(2.0, 2, 2.0, 1.0) == weighted_mean([2, 5], [3, 0])

    @pytest.mark.parametrize(("values", "weights"), [([], []), ([5, 3], [0, 0])])
    def test_is_undefined_without_weight(
        self, values: list[float], weights: list[float]
    ) -> None:
        assert weighted_mean(values, weights) is None

    def test_refuses_lists_of_unequal_length(self) -> None:
        wanted = r"^weights must be as long as values, 2 items, got \(1\.0,\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            weighted_mean([1, 2], [1])

    def test_refuses_negative_weights(self) -> None:
        wanted = r"^weights\[1\] must be 0 or more, got -1\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            weighted_mean([1, 2], [1, -1])
        with pytest.raises(InvalidArgumentError, match=wanted):
            weighted_mean([1, 2], [1, -1.0])


class TestStratum:
    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ((-1, 5, 4.0), "population must be 0 or more, got -1.0"),
            ((9, -1, 4.0), "n must be 0 or more, got -1"),
            ((9, 5, None), "mean must be that of 5 answers, got None"),
            ((9, 0, 4.0), "mean must be None where nobody answered, got 4.0"),
            ((0, 5, 4.0), "population must be above 0 where somebody answered, got 0"),
            ((9, 5, float("nan")), "mean must be finite, got nan"),
        ],
    )
    def test_refuses_what_contradicts(
        self, given: tuple[Any, Any, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            Stratum(*given)
        assert message == str(error.value)

    def test_refuses_what_is_no_count(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^n must be a whole number, got 5\.5"
        ):
            Stratum(9, 5.5, 4.0)  # type: ignore[arg-type]


class TestPostStratifiedMean:
    def test_counts_strata_by_their_population(self) -> None:
        found = post_stratified_mean({"web": WEB, "phone": PHONE})
        assert found is not None
        assert 3.96 == pytest.approx(found.value, rel=1e-12)
        assert (3.6, 200) == (found.unweighted, found.n)

    def test_takes_populations_in_any_unit(self) -> None:
        found = post_stratified_mean(
            {"web": Stratum(0.7, 50, 4.2), "phone": Stratum(0.3, 150, 3.4)}
        )
        assert found is not None
        assert 3.96 == pytest.approx(found.value, rel=1e-12)

    def test_takes_decimals(self) -> None:
        tenth: Any = Decimal("0.1")
        found = post_stratified_mean({"web": Stratum(tenth, 5, tenth)})
        assert PostStratifiedMean(0.1, 0.1, 5) == found

    def test_leaves_out_strata_of_nobody(self) -> None:
        found = post_stratified_mean({"fax": Stratum(0, 0, None), "web": WEB})
        assert PostStratifiedMean(4.2, 4.2, 50) == found

    def test_is_undefined_without_strata(self) -> None:
        assert post_stratified_mean({}) is None
        assert post_stratified_mean({"fax": Stratum(0, 0, None)}) is None

    def test_refuses_a_stratum_that_nobody_answered_for(self) -> None:
        wanted = r"^strata\['fax'\]\.n must be 1 or more for a population of 9, got 0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            post_stratified_mean({"web": WEB, "fax": Stratum(9, 0, None)})

    def test_refuses_other_things(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^strata must be Stratum values by n"
        ):
            post_stratified_mean([WEB])  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^strata\['web'\] must be a Stratum"):
            post_stratified_mean({"web": 4.2})  # type: ignore[dict-item]


class TestRake:
    def test_scales_to_both_totals(self) -> None:
        fitted = rake([[10, 20], [30, 40]], rows=[50, 50], columns=[45, 55])
        expected = ((20.0, 30.0), (25.0, 25.0))
        for row, wanted in zip(fitted, expected, strict=True):
            assert wanted == pytest.approx(row, rel=1e-12)

    def test_leaves_a_table_that_fits_alone(self) -> None:
        table = ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))
        assert table == rake(table, rows=[6, 15], columns=[5, 7, 9])

    def test_keeps_zeros(self) -> None:
        fitted = rake([[0, 20], [30, 40]], rows=[50, 50], columns=[45, 55])
        assert 0.0 == fitted[0][0]
        assert (50, 45, 5) == pytest.approx((fitted[0][1], *fitted[1]))

    def test_empties_what_should_be_empty(self) -> None:
        fitted = rake([[1, 2], [3, 4], [0, 0]], rows=[0, 9, 0], columns=[4, 5])
        assert ((0.0, 0.0), (4.0, 5.0), (0.0, 0.0)) == fitted

    @pytest.mark.parametrize(
        ("table", "rows", "columns", "message"),
        [
            (
                [[1, -2]],
                [3],
                [1, 2],
                "table[0][1] must be 0 or more, got -2.0",
            ),
            ([[1, 2]], [-3], [1, 2], "rows[0] must be 0 or more, got -3.0"),
            ([[1, 2]], [3], [-1, 2], "columns[0] must be 0 or more, got -1.0"),
            (
                [[1, 2], [3]],
                [3, 3],
                [3, 3],
                "table[1] must be as long as table[0], 2 items, got [3.0]",
            ),
            (
                [[1, 2]],
                [3, 3],
                [3, 3],
                "rows must be as long as table, 1 items, got (3.0, 3.0)",
            ),
            (
                [[1, 2]],
                [3],
                [3],
                "columns must be as long as table[0], 2 items, got (3.0,)",
            ),
            ([], [], [], "table must be one with a cell at least, got []"),
            ([[]], [3], [], "table must be one with a cell at least, got [[]]"),
            (
                [[1, 2]],
                [0],
                [0, 0],
                "rows must be totals that sum to more than 0, got (0.0,)",
            ),
            (
                [[1, 2]],
                [3],
                [1, 3],
                (
                    "columns must be totals that sum to 3, as those of rows do, "
                    "got (1.0, 3.0)"
                ),
            ),
            (
                [[0, 0], [1, 1]],
                [1, 2],
                [1, 2],
                (
                    "rows[0] must be 0, for the cells there are 0 or must become 0, "
                    "got 1.0"
                ),
            ),
            (
                [[0, 1], [0, 1]],
                [1, 2],
                [1, 2],
                (
                    "columns[0] must be 0, for the cells there are 0 or must become 0, "
                    "got 1.0"
                ),
            ),
        ],
    )
    def test_refuses_what_cannot_be_scaled(
        self, table: Any, rows: Any, columns: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            rake(table, rows=rows, columns=columns)
        assert message == str(error.value)

    def test_refuses_totals_that_zeros_keep_out_of_reach(self) -> None:
        wanted = r"^table must be one that can be scaled to the totals within 10000 ro"
        with pytest.raises(InvalidArgumentError, match=wanted):
            rake([[1, 0], [1, 1]], rows=[5, 5], columns=[4, 6])

    def test_lets_totals_differ_by_rounding(self) -> None:
        fitted = rake([[1, 1]], rows=[0.1 + 0.2], columns=[0.1, 0.2])
        assert pytest.approx((0.1, 0.2)) == fitted[0]

    def test_refuses_what_is_no_table(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^table must be rows of numbers, got"
        ):
            rake(5, rows=[1], columns=[1])  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^table\[0\] must be numbers, in a l"
        ):
            rake([5], rows=[1], columns=[1])  # type: ignore[list-item]

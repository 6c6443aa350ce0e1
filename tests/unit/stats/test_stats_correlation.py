"""Correlations of pairs."""

from collections.abc import Callable

import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats import kendall_tau_b, pearson, spearman

Correlation = Callable[[list[float], list[float]], float | None]
ALL = pytest.mark.parametrize("correlation", [pearson, spearman, kendall_tau_b])


class TestEachCorrelation:
    @ALL
    def test_is_one_for_what_rises_together(self, correlation: Correlation) -> None:
        assert 1.0 == correlation([1, 2, 3], [10, 20, 30])
        assert -1.0 == correlation([1, 2, 3], [3, 2, 1])

    @ALL
    def test_is_undefined_for_a_constant(self, correlation: Correlation) -> None:
        assert correlation([0.1, 0.1, 0.1], [1, 2, 3]) is None
        assert correlation([1, 2, 3], [0.1, 0.1, 0.1]) is None

    @ALL
    def test_is_undefined_for_fewer_than_two(self, correlation: Correlation) -> None:
        assert correlation([], []) is None
        assert correlation([1], [1]) is None

    @ALL
    def test_refuses_sides_of_unequal_length(self, correlation: Correlation) -> None:
        wanted = r"^second must be as long as first, 2 items, got \(1\.0,\)$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            correlation([1, 2], [1])

    @ALL
    def test_names_the_side_in_an_error(self, correlation: Correlation) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^first\[1\] must be finite"):
            correlation([1, float("nan")], [1, 2])
        with pytest.raises(InvalidArgumentError, match=r"^second\[1\] must be finite"):
            correlation([1, 2], [1, float("nan")])


class TestPearson:
    def test_agrees_with_r(self) -> None:
        found = pearson([1, 2, 3, 4, 5, 5, 3], [2, 1, 4, 3, 5, 4, 3])
        assert 0.8045224912765115 == pytest.approx(found, rel=1e-12)

    @pytest.mark.parametrize("unit", [1e-200, 1e-9, 1e95])
    def test_does_not_depend_on_the_unit(self, unit: float) -> None:
        x = [value * unit for value in (1, 2, 3, 4)]
        assert 0.6 == pytest.approx(pearson(x, [2, 1, 4, 3]))

    def test_never_leaves_its_range(self) -> None:
        for step in range(2, 200):
            x = [0.1, 0.1 + 1 / step, 0.7]
            assert 1 - 1e-12 < (pearson(x, [value * 3 for value in x]) or 0) <= 1


class TestSpearman:
    def test_shares_ranks_among_ties(self) -> None:
        # ranks 1.5, 1.5, 3, 4 and 2, 1, 3.5, 3.5: both of squares 4.5, together 4
        found = spearman([1, 1, 2, 3], [5, 4, 6, 6])
        assert 4 / 4.5 == pytest.approx(found)


class TestKendallTauB:
    def test_corrects_for_ties(self) -> None:
        # of six pairs 1 is tied left, 1 right, 4 agree, 0 cross: 4 / 5
        assert 0.8 == pytest.approx(kendall_tau_b([1, 2, 2, 3], [1, 3, 2, 3]))

    def test_counts_pairs_tied_on_both_sides_once(self) -> None:
        # pairs: 3 rise, none cross, 1 tied on both sides, 1 on each side
        found = kendall_tau_b([1, 1, 2, 2], [1, 1, 1, 2])
        assert 2 / (4 * 3) ** 0.5 == pytest.approx(found)

    def test_counts_crossings(self) -> None:
        assert -2 / 3 == pytest.approx(kendall_tau_b([1, 2, 3, 4], [4, 3, 1, 2]))

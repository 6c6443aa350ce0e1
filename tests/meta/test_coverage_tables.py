"""The table and the curves of coverage that docs/explanation/small-samples.md shows."""

import pytest

from coverage_tables import (
    TITLES,
    coverage_curve,
    coverage_table,
    least_coverage,
    mean_coverage,
)
from servicedesk_core.stats import IntervalMethod, coverage_probability

METHODS = list(IntervalMethod)
GRID = [(place + 0.5) / 500 for place in range(500)]


class TestLeastCoverage:
    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("n", [1, 5, 10])
    def test_no_share_is_covered_less_often(
        self, n: int, method: IntervalMethod
    ) -> None:
        found = min(coverage_curve(n, method, GRID))

        assert least_coverage(n, method) <= found

    def test_it_is_reached(self) -> None:
        """Of Wilson's at 5 answers the worst share lies next to 1 - 0.9638."""
        worst = 0.0361
        found = coverage_probability(5, worst)

        assert least_coverage(5, IntervalMethod.WILSON) == pytest.approx(
            found, abs=1e-3
        )

    def test_the_exact_interval_never_falls_below_its_word(self) -> None:
        for n in (5, 20, 50):
            assert least_coverage(n, IntervalMethod.CLOPPER_PEARSON) >= 0.95

    def test_wald_s_falls_to_nothing(self) -> None:
        assert least_coverage(100, IntervalMethod.WALD) == pytest.approx(0, abs=1e-12)


class TestMeanCoverage:
    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("n", [1, 5, 10])
    def test_it_is_the_mean_of_a_fine_grid(
        self, n: int, method: IntervalMethod
    ) -> None:
        found = coverage_curve(n, method, GRID)

        assert mean_coverage(n, method) == pytest.approx(
            sum(found) / len(found), abs=2e-3
        )


class TestCoverageTable:
    def test_it_has_a_row_for_each_method_and_a_column_for_each_size(self) -> None:
        header, line, *rows = coverage_table((5, 10)).splitlines()

        assert "| method | n = 5 | n = 10 |" == header
        assert "| --- | --- | --- |" == line
        assert list(TITLES.values()) == [row.split(" | ")[0][2:] for row in rows]
        assert "| Wilson | 83.2%, 95.5% | 83.5%, 95.4% |" == rows[0]
        assert "| Wald | 0.0%, 64.1% | 0.0%, 76.9% |" == rows[-1]

    def test_every_method_has_a_title(self) -> None:
        assert METHODS == list(TITLES)


class TestCoverageCurve:
    def test_it_follows_the_shares(self) -> None:
        shares = [0.05, 0.5]
        expected = [coverage_probability(20, p, method="wald") for p in shares]

        assert expected == coverage_curve(20, IntervalMethod.WALD, shares)

"""Control charts for small lasting shifts."""

from collections.abc import Sequence
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats import ChartKind, ControlChart, CusumChart, cusum, ewma

# D. C. Montgomery, Introduction to statistical quality control, table 9.1
MONTGOMERY = [
    *(9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34),
    *(9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84),
    *(10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52),
]


def average(values: Sequence[float], **rest: Any) -> ControlChart:
    found = ewma(values, **rest)
    assert found is not None
    return found


def sums(values: Sequence[float], **rest: Any) -> CusumChart:
    found = cusum(values, **rest)
    assert found is not None
    return found


class TestEwma:
    def test_weighs_the_new_value(self) -> None:
        chart = average([52, 54, 49, 60], target=50, sigma=2)
        assert (50.4, 51.12, 50.696, 52.5568) == pytest.approx(chart.values, rel=1e-12)
        assert (ChartKind.EWMA, 50.0, ()) == (chart.kind, chart.centre, chart.runs)

    def test_has_limits_that_widen_to_a_level(self) -> None:
        chart = average([50] * 60, target=50, sigma=2)
        assert 50 + 3 * 2 * 0.2 == pytest.approx(chart.high[0])
        assert 50 - 3 * 2 * (0.04 + 0.04 * 0.64) ** 0.5 == pytest.approx(chart.low[1])
        assert 50 + 3 * 2 * (0.2 / 1.8) ** 0.5 == pytest.approx(chart.high[59])

    def test_of_the_whole_weight_is_the_series(self) -> None:
        chart = average([52, 54, 49], weight=1, width=2, target=50, sigma=2)
        assert (52.0, 54.0, 49.0) == chart.values
        assert ((54.0,) * 3, (46.0,) * 3) == (chart.high, chart.low)

    def test_names_the_points_that_stand_out(self) -> None:
        assert (3,) == average([52, 54, 49, 60], target=50, sigma=2).beyond

    def test_finds_target_and_sigma_from_the_baseline(self) -> None:
        chart = average([5, 6, 5, 6, 90], baseline=4)
        given = average([5, 6, 5, 6, 90], target=5.5, sigma=1 / 1.128)
        assert (given.values, given.low) == (chart.values, chart.low)
        assert (4,) == chart.beyond

    def test_after_a_constant_baseline_any_change_stands_out(self) -> None:
        chart = average([0.1] * 12 + [0.2], baseline=12)
        assert (12,) == chart.beyond

    @pytest.mark.parametrize(
        ("given", "provisional"),
        [
            ({"baseline": 9}, True),
            ({"baseline": 10}, False),
            ({"baseline": 9, "target": 5}, True),
            ({"baseline": 9, "sigma": 1}, True),
            ({"baseline": 9, "target": 5, "sigma": 1}, False),
        ],
    )
    def test_is_provisional_where_it_rests_on_few_points(
        self,
        given: dict[str, Any],
        provisional: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        assert provisional is average([5, 6] * 6, **given).provisional
        assert provisional is sums([5, 6] * 6, **given).provisional

    def test_needs_points_to_find_them_from(self) -> None:
        assert ewma([]) is None
        assert ewma([], target=5, sigma=1) is None
        assert ewma([5], target=5) is None
        assert 5.0 == average([5], sigma=1).centre
        assert 1 == len(average([5], target=5, sigma=1).values)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"weight": 0}, "weight must be above 0, got 0"),
            ({"weight": 1.1}, "weight must be 1 or less, got 1.1"),
            ({"width": 0}, "width must be above 0, got 0"),
            ({"sigma": -1}, "sigma must be 0 or more, got -1.0"),
            ({"target": float("inf")}, "target must be finite, got inf"),
            (
                {"baseline": 3},
                "baseline must be at most the number of points, 2, got 3",
            ),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            ewma([5, 6], **given)
        assert message == str(error.value)


class TestCusum:
    def test_agrees_with_montgomery(self) -> None:
        chart = sums(MONTGOMERY, target=10, sigma=1)
        # the 29th
        assert 28 == chart.beyond[0]
        assert 5.28 == round(chart.high[28], 2)
        assert 1.56 == round(chart.low[1], 2)
        assert (5.0, False) == (chart.limit, chart.provisional)

    def test_goes_on_after_a_signal(self) -> None:
        chart = sums([0, 8, 8, 0, 0], target=0, sigma=1)
        assert (0.0, 7.5, 15.0, 14.5, 14.0) == chart.high
        assert (1, 2, 3, 4) == chart.beyond

    def test_sees_both_sides(self) -> None:
        chart = sums([0, -8], target=0, sigma=1)
        assert ((0.0, 0.0), (0.0, 7.5), (1,)) == (chart.high, chart.low, chart.beyond)

    def test_a_sum_at_the_limit_is_inside(self) -> None:
        assert () == sums([5.5], target=0, sigma=1).beyond
        assert (0,) == sums([5.75], target=0, sigma=1).beyond

    def test_measures_in_sigmas(self) -> None:
        chart = sums([3, 3], target=0, sigma=2, slack=0.25, threshold=2)
        assert ((2.5, 5.0), 4.0, (1,)) == (chart.high, chart.limit, chart.beyond)

    def test_finds_target_and_sigma_from_the_baseline(self) -> None:
        chart = sums([5, 6, 5, 6, 90], baseline=4)
        assert 5 / 1.128 == pytest.approx(chart.limit)
        assert (4,) == chart.beyond

    def test_a_constant_series_is_steady(self) -> None:
        assert () == sums([0.1] * 12).beyond

    def test_needs_points_to_find_them_from(self) -> None:
        assert cusum([]) is None
        assert cusum([5]) is None
        assert (1.0,) == sums([6.5], target=5, sigma=1).high

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"slack": -0.1}, "slack must be 0 or more, got -0.1"),
            ({"threshold": 0}, "threshold must be above 0, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            cusum([5, 6], **given)
        assert message == str(error.value)

"""Control charts of measurements, shares and counts."""

import pickle
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    ChartKind,
    ChartRule,
    ChartSignal,
    ControlChart,
    XmrChart,
    c_chart,
    p_chart,
    p_prime_chart,
    run_of_eight,
    xmr,
)

WHEELER = [78, 80, 77, 82, 79, 81, 76, 80, 79, 60]
# D. C. Montgomery, Introduction to statistical quality control, orange juice cans
MONTGOMERY = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22),
    *(8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6),
]


def individuals(values: Sequence[float], **rest: Any) -> XmrChart:
    found = xmr(values, **rest)
    assert found is not None
    return found


def shares(samples: list[tuple[int, int]], **rest: Any) -> ControlChart:
    found = p_chart(samples, **rest)
    assert found is not None
    return found


class TestXmr:
    def test_has_the_limits_of_wheeler(self) -> None:
        chart = individuals(WHEELER)
        assert ChartKind.XMR is chart.kind
        assert 77.2 == chart.centre
        assert 44 / 9 == chart.mean_range
        assert (77.2 - 2.66 * 44 / 9,) * 10 == pytest.approx(chart.low)
        assert (77.2 + 2.66 * 44 / 9,) * 10 == pytest.approx(chart.high)
        assert 3.268 * 44 / 9 == pytest.approx(chart.range_limit)
        assert tuple(float(value) for value in WHEELER) == chart.values
        assert (2, 3, 5, 3, 2, 5, 4, 1, 19) == chart.moving_ranges

    def test_names_the_points_that_stand_out(self) -> None:
        chart = individuals(WHEELER)
        assert ((9,), (9,), ()) == (chart.beyond, chart.beyond_range, chart.runs)
        assert (ChartSignal(9, ChartRule.BEYOND_LIMITS),) == chart.signals

    def test_a_jump_belongs_to_the_point_that_it_leads_to(self) -> None:
        chart = individuals([5, 5.1, 5, 5.1, 9, 9.1, 9, 9.1, 9])
        assert (4,) == chart.beyond_range

    @pytest.mark.parametrize("values", [[], [5]])
    def test_needs_two_points(self, values: list[float]) -> None:
        assert xmr(values) is None

    def test_needs_a_baseline_of_two(self) -> None:
        assert xmr([5, 6, 7], baseline=1) is None
        assert xmr([5, 6, 7], baseline=2) is not None

    def test_finds_its_limits_from_the_baseline(self) -> None:
        chart = individuals([5, 6, 5, 6, 20, 90], baseline=4)
        assert (5.5, 1.0) == (chart.centre, chart.mean_range)
        assert (4, 5) == chart.beyond

    def test_after_a_constant_baseline_any_change_stands_out(self) -> None:
        chart = individuals([0.1] * 12 + [0.1000001], baseline=12)
        assert (0.1, 0.0, (12,)) == (chart.centre, chart.mean_range, chart.beyond)
        assert (12,) == chart.beyond_range

    def test_a_constant_series_is_steady(self) -> None:
        chart = individuals([0.1] * 13)
        assert ((), (), ()) == (chart.beyond, chart.beyond_range, chart.runs)

    def test_a_point_on_its_limit_is_inside(self) -> None:
        chart = individuals([0, 1, 0, 1, 0.5 + 2.66], baseline=4)
        assert () == chart.beyond
        chart = individuals([0, 1, 0, 1, 0.5 - 2.66], baseline=4)
        assert () == chart.beyond
        assert (4,) == individuals([0, 1, 0, 1, 3.2], baseline=4).beyond
        assert (4,) == individuals([0, 1, 0, 1, -2.2], baseline=4).beyond

    @pytest.mark.parametrize(("points", "provisional"), [(9, True), (10, False)])
    def test_is_provisional_for_few_points(
        self,
        points: int,
        provisional: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        assert provisional is individuals([5, 6] * 7, baseline=points).provisional

    @pytest.mark.parametrize(
        ("baseline", "message"),
        [
            (0, "baseline must be 1 or more, got 0"),
            (4, "baseline must be at most the number of points, 3, got 4"),
        ],
    )
    def test_refuses_a_baseline_out_of_range(self, baseline: int, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            xmr([5, 6, 7], baseline=baseline)
        assert message == str(error.value)

    def test_is_a_value(self) -> None:
        chart = individuals(WHEELER)
        assert chart == pickle.loads(pickle.dumps(chart))  # noqa: S301 - our own


class TestPChart:
    def test_agrees_with_montgomery(self) -> None:
        chart = shares([(count, 50) for count in MONTGOMERY])
        assert ChartKind.P is chart.kind
        assert 347 / 1500 == chart.centre
        assert 0.41023911859473844 == pytest.approx(chart.high[0], rel=1e-12)
        assert 0.05242754807192823 == pytest.approx(chart.low[29], rel=1e-12)
        # the 15th and the 23rd
        assert (14, 22) == chart.beyond
        assert not chart.provisional

    def test_has_limits_for_each_size(self) -> None:
        chart = shares([(10, 100), (10, 400), (2, 25)])
        centre = 22 / 525
        errors = [(centre * (1 - centre) / n) ** 0.5 for n in (100, 400, 25)]
        assert [centre + 3 * error for error in errors] == pytest.approx(chart.high)
        assert 0.0 == chart.low[0]
        assert centre - 3 * errors[1] == pytest.approx(chart.low[1])
        assert (0.1, 0.025, 0.08) == chart.values

    def test_stays_within_none_and_all(self) -> None:
        chart = shares([(9, 10), (10, 10), (9, 10)])
        assert (1.0, 1.0, 1.0) == chart.high
        chart = shares([(1, 10), (0, 10), (1, 10)])
        assert (0.0, 0.0, 0.0) == chart.low

    def test_after_a_baseline_of_none_any_event_stands_out(self) -> None:
        chart = shares([(0, 9)] * 3 + [(1, 9)], baseline=3)
        assert (0.0, (3,)) == (chart.centre, chart.beyond)

    def test_of_no_sample_is_undefined(self) -> None:
        assert p_chart([]) is None
        assert shares([(1, 2)]).centre == 0.5

    def test_sees_a_run(self) -> None:
        chart = shares([(4, 10)] * 8 + [(8, 10)] * 8)
        assert (7, 15) == chart.runs

    @pytest.mark.parametrize("make", [p_chart, p_prime_chart])
    @pytest.mark.parametrize(
        ("samples", "error", "message"),
        [
            (
                [(1, 2), (0, 0)],
                InvalidArgumentError,
                "samples[1][1] must be 1 or more, got 0",
            ),
            (
                [(3, 2)],
                InvalidArgumentError,
                "samples[0][0] must be between 0 and 2, got 3",
            ),
            (
                [(1, 2, 3)],
                WrongTypeError,
                "samples[0] must be a pair of events and trials, got (1, 2, 3)",
            ),
            (
                ["12"],
                WrongTypeError,
                "samples[0] must be a pair of events and trials, got '12'",
            ),
            (
                7,
                WrongTypeError,
                "samples must be pairs of events and trials, in a list, got 7",
            ),
        ],
    )
    def test_refuses_what_is_no_sample(
        self, make: Callable[[Any], Any], samples: Any, error: Any, message: str
    ) -> None:
        with pytest.raises(error) as caught:
            make(samples)
        assert message == str(caught.value)


class TestPPrimeChart:
    def test_widens_limits_by_what_shares_vary(self) -> None:
        chart = p_prime_chart([(520, 1000), (480, 1000)] * 2)
        assert chart is not None
        assert ChartKind.P_PRIME is chart.kind
        # equal sizes, so the shares' own moving range of 0.04
        reach = 3 * 0.04 / 1.128
        assert 0.5 == chart.centre
        assert 0.5 - reach == pytest.approx(chart.low[0])
        assert 0.5 + reach == pytest.approx(chart.high[3])

    def test_calls_fewer_points_of_large_samples_out(self) -> None:
        samples = [(51_000, 100_000), (49_500, 100_000), (50_500, 100_000)] * 4
        plain, wide = p_chart(samples), p_prime_chart(samples)
        assert plain is not None
        assert wide is not None
        assert (0, 1, 3, 4, 6, 7, 9, 10) == plain.beyond
        assert () == wide.beyond

    def test_finds_how_much_they_vary_from_the_baseline(self) -> None:
        steady = [(520, 1000), (480, 1000)] * 2
        chart = p_prime_chart([*steady, (700, 1000)], baseline=4)
        other = p_prime_chart(steady)
        assert chart is not None
        assert other is not None
        assert chart.high[:4] == other.high
        assert (4,) == chart.beyond

    def test_of_none_or_all_has_no_width(self) -> None:
        chart = p_prime_chart([(0, 5), (0, 5), (1, 5)], baseline=2)
        assert chart is not None
        assert ((0.0,) * 3, (0.0,) * 3, (2,)) == (chart.low, chart.high, chart.beyond)
        chart = p_prime_chart([(5, 5), (5, 5), (4, 5)], baseline=2)
        assert chart is not None
        assert ((1.0,) * 3, (1.0,) * 3, (2,)) == (chart.low, chart.high, chart.beyond)

    @pytest.mark.parametrize("samples", [[], [(1, 2)]])
    def test_needs_two_samples(self, samples: list[tuple[int, int]]) -> None:
        assert p_prime_chart(samples) is None


class TestCChart:
    def test_has_the_limits_of_poisson(self) -> None:
        chart = c_chart([14, 18, 16, 16, 60])
        assert chart is not None
        centre = 24.8
        assert ChartKind.C is chart.kind
        assert centre == pytest.approx(chart.centre)
        assert centre - 3 * centre**0.5 == pytest.approx(chart.low[4])
        assert centre + 3 * centre**0.5 == pytest.approx(chart.high[0])
        assert (4,) == chart.beyond
        assert chart.provisional
        assert (14.0, 18.0, 16.0, 16.0, 60.0) == chart.values
        assert 5 == len(chart.low) == len(chart.high)

    def test_does_not_go_below_nothing(self) -> None:
        chart = c_chart([4, 4, 4])
        assert chart is not None
        assert ((0.0,) * 3, (10.0,) * 3) == (chart.low, chart.high)

    def test_finds_its_limits_from_the_baseline(self) -> None:
        chart = c_chart([4, 4, 11], baseline=2)
        assert chart is not None
        assert (4.0, (2,)) == (chart.centre, chart.beyond)

    def test_of_nothing_is_undefined(self) -> None:
        assert c_chart([]) is None

    def test_of_one_count_is_provisional(self) -> None:
        chart = c_chart([0])
        assert chart is not None
        assert (0.0, (0.0,), (0.0,), ()) == (
            chart.centre,
            chart.low,
            chart.high,
            chart.beyond,
        )

    def test_refuses_what_is_no_count(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^counts\[1\] must be 0 or more"
        ):
            c_chart([1, -1])
        with pytest.raises(
            WrongTypeError, match=r"^counts\[0\] must be a whole number"
        ):
            c_chart([1.5])  # type: ignore[list-item]
        with pytest.raises(
            WrongTypeError, match=r"^counts must be whole numbers, in a"
        ):
            c_chart(5)  # type: ignore[arg-type]


class TestRunOfEight:
    def test_needs_eight(self) -> None:
        assert () == run_of_eight([6] * 7, centre=5)
        assert (7,) == run_of_eight([6] * 8, centre=5)
        assert (7,) == run_of_eight([4] * 8, centre=5)

    def test_goes_on_with_the_run(self) -> None:
        assert (9, 10) == run_of_eight([4, 4, *[6] * 9, 4], centre=5)

    def test_starts_anew_on_the_other_side(self) -> None:
        assert () == run_of_eight([6] * 7 + [4] * 7, centre=5)
        assert (14,) == run_of_eight([6] * 7 + [4] * 8, centre=5)

    def test_a_point_on_the_line_ends_it(self) -> None:
        assert () == run_of_eight([6, 6, 6, 5, 6, 6, 6, 6, 6], centre=5)
        assert () == run_of_eight([5] * 20, centre=5)

    def test_refuses_a_line_that_is_none(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^centre must be finite, got n"
        ):
            run_of_eight([1], centre=float("nan"))


class TestSignals:
    def test_come_in_the_order_of_time(self) -> None:
        chart = individuals([5, 6] * 6 + [5.9] * 8 + [20, 0], baseline=12)
        assert (
            ChartSignal(18, ChartRule.RUN_OF_EIGHT),
            ChartSignal(19, ChartRule.RUN_OF_EIGHT),
            ChartSignal(20, ChartRule.BEYOND_LIMITS),
            ChartSignal(20, ChartRule.RUN_OF_EIGHT),
            ChartSignal(21, ChartRule.BEYOND_LIMITS),
        ) == chart.signals

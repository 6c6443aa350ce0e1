"""Whether a series has really changed."""

import pickle
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    ChartKind,
    ChartRule,
    ChartSignal,
    Verdict,
    change,
    p_chart,
    xmr,
)

STEADY = [5, 6] * 6


def verdict(values: list[Any], **rest: Any) -> Verdict:
    found = change(values, **rest)
    assert found is not None
    return found


class TestChange:
    def test_is_none_in_a_steady_series(self) -> None:
        found = verdict(STEADY)
        assert (False, None, None) == (found.changed, found.rule, found.where)
        assert () == found.signals
        assert not found.provisional

    def test_prints_with_its_rule_its_chart_and_n(self) -> None:
        assert str(verdict(STEADY)) == "no change (xmr chart, n=12)"
        assert str(verdict([*STEADY, 20], baseline=12)) == (
            "a change by point 12: beyond limits (xmr chart, n=13)"
        )
        assert str(verdict([(1, 9), (2, 9)])) == (
            "no change (p chart, n=2, provisional limits)"
        )

    def test_shows_in_a_point_outside_the_limits(self) -> None:
        found = verdict([*STEADY, 20], baseline=12)
        assert (True, ChartRule.BEYOND_LIMITS, 12) == (
            found.changed,
            found.rule,
            found.where,
        )

    def test_shows_in_a_run_of_eight(self) -> None:
        found = verdict([*STEADY, *[6.1] * 8], baseline=12)
        # the run starts with the last point of the baseline
        assert (True, ChartRule.RUN_OF_EIGHT, 18) == (
            found.changed,
            found.rule,
            found.where,
        )

    def test_a_point_outside_goes_before_the_run_that_it_ends(self) -> None:
        found = verdict([5, 6] * 5 + [6.1] * 6 + [99], baseline=10)
        assert (
            ChartSignal(16, ChartRule.BEYOND_LIMITS),
            ChartSignal(16, ChartRule.RUN_OF_EIGHT),
        ) == found.signals
        assert ChartRule.BEYOND_LIMITS is found.rule

    def test_is_asked_of_points_after_the_baseline(self) -> None:
        values = [*STEADY, 30, -19, *STEADY]
        assert 12 == verdict(values).where
        found = verdict(values, baseline=14)
        assert (12, 13) == found.chart.beyond
        assert not found.changed

    def test_of_measurements_is_judged_by_an_xmr_chart(self) -> None:
        found = verdict(STEADY, baseline=11)
        assert xmr(STEADY, baseline=11) == found.chart

    @pytest.mark.parametrize("pair", [(40, 50), [40, 50]])
    def test_of_shares_is_judged_by_a_p_chart(self, pair: Any) -> None:
        samples = [pair] * 4 + [(12, 50)]
        found = verdict(samples, baseline=4)
        assert p_chart(samples, baseline=4) == found.chart
        assert ChartKind.P is found.chart.kind
        assert (ChartRule.BEYOND_LIMITS, 4) == (found.rule, found.where)
        assert found.provisional

    @pytest.mark.parametrize("values", [[], [5]])
    def test_needs_something_to_judge_by(self, values: list[float]) -> None:
        assert change(values) is None

    def test_takes_any_iterable(self) -> None:
        assert verdict(STEADY) == change(iter(STEADY))

    def test_is_a_value(self) -> None:
        found = verdict(STEADY)
        assert found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ([5, (1, 2)], "values[1] must be a number, got (1, 2)"),
            (
                [(1, 2), 5],
                "values[1] must be a pair of events and trials, got 5",
            ),
            ("56", "values must be numbers or pairs of counts, in a list, got '56'"),
            (None, "values must be numbers or pairs of counts, in a list, got None"),
        ],
    )
    def test_refuses_a_mixture(self, values: Any, message: str) -> None:
        with pytest.raises(WrongTypeError) as error:
            change(values)
        assert message == str(error.value)

    def test_refuses_a_baseline_out_of_range(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^baseline must be at most the "
        ):
            change([5, 6], baseline=3)
        with pytest.raises(InvalidArgumentError, match=r"^baseline must be 1 or more"):
            change([(1, 2)], baseline=0)


class TestNames:
    def test_are_those_of_the_call(self) -> None:
        wanted = r"^values\[1\]\[0\] must be between 0 and 3, got 4$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            change([(1, 3), (4, 3)])
        wanted = r"^values\[1\]\[1\] must be 1 or more, got 0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            change([(1, 3), (0, 0)])

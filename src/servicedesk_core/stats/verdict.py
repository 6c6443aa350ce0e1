"""Whether something has really changed, and by which rule that shows."""

from collections.abc import Iterable

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.stats._sample import to_sample, to_samples
from servicedesk_core.stats.chart import (
    ChartRule,
    ChartSignal,
    ControlChart,
    p_chart,
    xmr,
)


@attrs.frozen
class Verdict:
    """Whether a series has changed.

    Attributes:
        signals: the points that stand out after the baseline, in the order of time.
        chart: the control chart behind it.

    Example:
        >>> verdict = change([78, 80, 77, 82, 79, 81, 76, 80, 79, 60])
        >>> verdict.changed, verdict.where, str(verdict.rule)
        (True, 9, 'beyond_limits')
        >>> print(verdict)
        a change by point 9: beyond limits (xmr chart, n=10)
    """

    signals: tuple[ChartSignal, ...]
    chart: ControlChart

    @property
    def changed(self) -> bool:
        """Whether any point stands out by more than chance makes likely."""
        return bool(self.signals)

    @property
    def rule(self) -> ChartRule | None:
        """The rule that fired first; None if none did."""
        return self.signals[0].rule if self.signals else None

    @property
    def where(self) -> int | None:
        """The index of the point at which it fired, from 0; None if none did."""
        return self.signals[0].at if self.signals else None

    @property
    def provisional(self) -> bool:
        """Whether the limits rest on fewer than ten points."""
        return self.chart.provisional

    def __str__(self) -> str:
        limits = ", provisional limits" if self.provisional else ""
        basis = f"{self.chart.kind} chart, n={len(self.chart.values)}{limits}"
        if self.rule is None:
            return f"no change ({basis})"
        rule = self.rule.replace("_", " ")
        return f"a change by point {self.where}: {rule} ({basis})"


def change(
    values: Iterable[float] | Iterable[tuple[int, int]],
    *,
    baseline: int | None = None,
) -> Verdict | None:
    """Tell whether a series has really changed, and which rule says so.

    Measurements are judged by an :func:`xmr` chart, shares by a :func:`p_chart`, both
    by two rules: a point outside the limits, and eight in a row on one side of the
    centre line. A steady normal series in well-known limits has 0.3 % of its points
    outside them, and by both rules a false alarm every 153 points or so; limits from
    few points have more of them.

    Args:
        values: measurements in the order of time, in any unit; or pairs of events and
            trials, 1 trial or more each.
        baseline: how many first points the limits rest on, 1 or more. Only later points
            can then show a change. None for all points: then a large shift widens the
            limits that it is judged by.

    Returns:
        The verdict; None where there is nothing to judge by: fewer than two
        measurements, or no share.

    Raises:
        InvalidArgumentError: for a count out of range, or a baseline of more points
            than there are.
        WrongTypeError: for a value that is no number, or no pair among pairs.

    Source:
        D. J. Wheeler, D. S. Chambers, Understanding statistical process control (1992);
        the rate of both rules together: C. W. Champ, W. H. Woodall, Technometrics 29
        (1987) 393.

    Example:
        >>> steady = [12, 15, 11, 13, 14, 12, 13, 15, 12, 13]
        >>> change([*steady, 14, 11], baseline=10).changed
        False
        >>> change([(40, 50), (41, 50), (39, 50), (42, 50), (12, 50)], baseline=4).where
        4
    """
    items = to_items(values, "values", "numbers or pairs of counts, in a list")
    if items and isinstance(items[0], tuple | list):
        samples = to_samples(items, "values", least=1)
        chart: ControlChart | None = p_chart(samples, baseline=baseline)
    else:
        chart = xmr(to_sample(items, "values"), baseline=baseline)
    if chart is None:
        return None
    first = 0 if baseline is None else baseline
    signals = tuple(signal for signal in chart.signals if signal.at >= first)
    return Verdict(signals, chart)

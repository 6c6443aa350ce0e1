"""Control charts: which points differ from the rest by more than chance."""

from collections.abc import Iterable
from enum import StrEnum
from math import sqrt

import attrs

from servicedesk_core.stats._points import (
    FEW,
    moving_ranges,
    outside,
    sigma_of,
    to_baseline,
)
from servicedesk_core.stats._sample import (
    mean_of,
    to_counts,
    to_number,
    to_sample,
    to_samples,
)

# How wide limits are, in mean moving ranges: 3 / 1.128, and 1 + 3 * 0.853 / 1.128,
# rounded as the literature does.
_LIMITS = 2.66
_RANGE_LIMIT = 3.268
_RUN = 8


class ChartKind(StrEnum):
    """What a chart shows.

    Example:
        >>> ChartKind("p")
        <ChartKind.P: 'p'>
    """

    XMR = "xmr"
    """Single measurements, by their moving ranges."""
    P = "p"
    """Shares, by the binomial distribution."""
    P_PRIME = "p_prime"
    """Shares that vary more, or less, than the binomial distribution lets them."""
    C = "c"
    """Counts over equal times, by the Poisson distribution."""
    EWMA = "ewma"
    """A mean that forgets, for small lasting shifts."""


class ChartRule(StrEnum):
    """Why a point stands out.

    Example:
        >>> ChartRule("run_of_eight")
        <ChartRule.RUN_OF_EIGHT: 'run_of_eight'>
    """

    BEYOND_LIMITS = "beyond_limits"
    """It lies outside its limits."""
    RUN_OF_EIGHT = "run_of_eight"
    """It is at least the eighth in a row on one side of the centre line."""


@attrs.frozen
class ChartSignal:
    """A point that stands out.

    Attributes:
        at: its index, from 0.
        rule: why.

    Example:
        >>> ChartSignal(9, ChartRule.BEYOND_LIMITS).at
        9
    """

    at: int
    rule: ChartRule


@attrs.frozen
class ControlChart:
    """Points in the order of time, their limits, and those that stand out.

    Attributes:
        kind: what it shows.
        values: the points.
        centre: the centre line.
        low: the lower limit at each point.
        high: the upper limit at each point.
        beyond: the indexes of points outside their limits, from 0.
        runs: the indexes of points that end a run of eight or more.
        provisional: whether the limits rest on fewer than ten points.

    Example:
        >>> c_chart([4, 6, 5, 5, 19, 3]).beyond
        (4,)
    """

    kind: ChartKind
    values: tuple[float, ...]
    centre: float
    low: tuple[float, ...]
    high: tuple[float, ...]
    beyond: tuple[int, ...]
    runs: tuple[int, ...]
    provisional: bool

    @property
    def signals(self) -> tuple[ChartSignal, ...]:
        """All points that stand out, in the order of time."""
        found = [ChartSignal(at, ChartRule.BEYOND_LIMITS) for at in self.beyond]
        found += [ChartSignal(at, ChartRule.RUN_OF_EIGHT) for at in self.runs]
        return tuple(sorted(found, key=lambda signal: signal.at))


@attrs.frozen
class XmrChart(ControlChart):
    """Single measurements, with the ranges between neighbours.

    Attributes:
        moving_ranges: how far each point lies from the one before, from the second on.
        mean_range: the mean of those that the limits rest on.
        range_limit: the upper limit of a moving range.
        beyond_range: the indexes of points that jumped further than that.

    Example:
        >>> xmr([78, 80, 77, 82, 79, 81, 76, 80, 79, 60]).beyond_range
        (9,)
    """

    moving_ranges: tuple[float, ...]
    mean_range: float
    range_limit: float
    beyond_range: tuple[int, ...]


def xmr(values: Iterable[float], *, baseline: int | None = None) -> XmrChart | None:
    """Return the chart of single measurements and of their moving ranges.

    Limits are the mean and 2.66 mean moving ranges, for a range 3.268 of them. Of a
    steady normal measurement about 0.3 % of points fall outside. After a constant
    baseline any change stands out.

    Args:
        values: measurements in the order of time, in any unit.
        baseline: how many first points the limits rest on, 1 or more; None for all.

    Returns:
        The chart, or None where there is no moving range: fewer than two points.

    Raises:
        InvalidArgumentError: for a baseline of more points than there are.
        WrongTypeError: for a value that is no number.

    Source:
        D. J. Wheeler, D. S. Chambers, Understanding statistical process control (1992).

    Example:
        >>> chart = xmr([78, 80, 77, 82, 79, 81, 76, 80, 79, 60])
        >>> chart.centre, round(chart.low[0], 2), round(chart.high[0], 2), chart.beyond
        (77.2, 64.2, 90.2, (9,))
    """
    read = to_sample(values, "values")
    size = to_baseline(baseline, read)
    if size < 2:
        return None
    centre, ranges = mean_of(read[:size]), moving_ranges(read)
    mean_range = mean_of(ranges[: size - 1])
    reach, range_limit = _LIMITS * mean_range, _RANGE_LIMIT * mean_range
    low, high = (centre - reach,) * len(read), (centre + reach,) * len(read)
    return XmrChart(
        ChartKind.XMR,
        read,
        centre,
        low,
        high,
        outside(read, low, high),
        run_of_eight(read, centre=centre),
        size < FEW,
        ranges,
        mean_range,
        range_limit,
        tuple(at for at, jump in enumerate(ranges, start=1) if jump > range_limit),
    )


def p_chart(
    samples: Iterable[tuple[int, int]], *, baseline: int | None = None
) -> ControlChart | None:
    """Return the chart of shares of samples, whose sizes may differ.

    Limits are three standard errors around the share of all, from 0 to 1, and each
    sample has its own.

    Args:
        samples: pairs of events and trials in the order of time, 1 trial or more each.
        baseline: how many first points the limits rest on, 1 or more; None for all.

    Returns:
        The chart, or None for no samples.

    Raises:
        InvalidArgumentError: for a sample of no trial, a count out of range, or a
            baseline of more points than there are.
        WrongTypeError: for a count that is no whole number.

    Source:
        D. C. Montgomery, Introduction to statistical quality control, 7.2.

    Example:
        >>> chart = p_chart([(12, 50), (15, 50), (8, 50), (24, 50)])
        >>> chart.centre, round(chart.low[0], 4), round(chart.high[0], 4)
        (0.295, 0.1015, 0.4885)
    """
    return _share_chart(ChartKind.P, samples, baseline)


def p_prime_chart(
    samples: Iterable[tuple[int, int]], *, baseline: int | None = None
) -> ControlChart | None:
    """Return the chart of shares with limits widened by how much they really vary.

    For large samples, where the limits of :func:`p_chart` call nearly every point out:
    the factor is the mean moving range of the standardised shares by 1.128.

    Args:
        samples: pairs of events and trials in the order of time, 1 trial or more each.
        baseline: how many first points the limits rest on, 1 or more; None for all.

    Returns:
        The chart, or None where there is no moving range: fewer than two samples.

    Raises:
        InvalidArgumentError: for a sample of no trial, a count out of range, or a
            baseline of more points than there are.
        WrongTypeError: for a count that is no whole number.

    Source:
        D. B. Laney, Quality Engineering 14 (2002) 531.

    Example:
        >>> chart = p_prime_chart([(520, 1000), (480, 1000), (560, 1000), (450, 1000)])
        >>> round(chart.low[0], 3), round(chart.high[0], 3), chart.beyond
        (0.299, 0.706, ())
    """
    return _share_chart(ChartKind.P_PRIME, samples, baseline)


def c_chart(
    counts: Iterable[int], *, baseline: int | None = None
) -> ControlChart | None:
    """Return the chart of counts over equal times.

    Limits are three square roots of the mean around it, 0 or more.

    Args:
        counts: events in each time, 0 or more.
        baseline: how many first points the limits rest on, 1 or more; None for all.

    Returns:
        The chart, or None for no counts.

    Raises:
        InvalidArgumentError: for a negative count, or a baseline of more points than
            there are.
        WrongTypeError: for a count that is no whole number.

    Source:
        D. C. Montgomery, Introduction to statistical quality control, 7.3.

    Example:
        >>> chart = c_chart([4, 6, 5, 5, 19, 3])
        >>> chart.centre, chart.low[0], round(chart.high[0], 2)
        (7.0, 0.0, 14.94)
    """
    read = tuple(float(count) for count in to_counts(counts, "counts"))
    size = to_baseline(baseline, read)
    if not size:
        return None
    centre = mean_of(read[:size])
    reach = 3 * sqrt(centre)
    low, high = (max(0.0, centre - reach),), (centre + reach,)
    return _chart(ChartKind.C, read, centre, low * len(read), high * len(read), size)


def run_of_eight(values: Iterable[float], *, centre: float) -> tuple[int, ...]:
    """Return the indexes of points that end eight or more on one side of a line.

    A point on the line ends a run. Of a steady symmetric series eight points in a row
    do so with a chance of 1 in 128.

    Args:
        values: points in the order of time.
        centre: the line.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value that is no number.

    Source:
        D. J. Wheeler, D. S. Chambers, Understanding statistical process control (1992).

    Example:
        >>> run_of_eight([4, 6, 7, 6, 8, 6, 7, 9, 6, 4], centre=5)
        (8,)
    """
    line = to_number(centre, "centre")
    found: list[int] = []
    length, side = 0, 0
    for at, value in enumerate(to_sample(values, "values")):
        now = (value > line) - (value < line)
        length = length + 1 if now == side else 1
        side = now
        if side and length >= _RUN:
            found.append(at)
    return tuple(found)


def _chart(
    kind: ChartKind,
    values: tuple[float, ...],
    centre: float,
    low: tuple[float, ...],
    high: tuple[float, ...],
    size: int,
) -> ControlChart:
    beyond = outside(values, low, high)
    runs = run_of_eight(values, centre=centre)
    return ControlChart(kind, values, centre, low, high, beyond, runs, size < FEW)


def _share_chart(
    kind: ChartKind, samples: Iterable[tuple[int, int]], baseline: int | None
) -> ControlChart | None:
    read = to_samples(samples, "samples", least=1)
    size = to_baseline(baseline, read)
    if size < _FEWEST[kind]:
        return None
    events, trials = map(sum, zip(*read[:size], strict=True))
    centre = events / trials
    shares = tuple(k / n for k, n in read)
    errors = [sqrt(centre * (1 - centre) / n) for _, n in read]
    spread = 1.0
    if kind is ChartKind.P_PRIME:
        spread = _spread(shares[:size], errors, centre)
    low = tuple(max(0.0, centre - 3 * spread * error) for error in errors)
    high = tuple(min(1.0, centre + 3 * spread * error) for error in errors)
    return _chart(kind, shares, centre, low, high, size)


# The points that limits take at least.
_FEWEST = {ChartKind.P: 1, ChartKind.P_PRIME: 2}


def _spread(shares: Iterable[float], errors: Iterable[float], centre: float) -> float:
    """Return how much more shares vary than the binomial distribution lets them."""
    if centre in {0, 1}:
        return 1.0
    return sigma_of(
        [(share - centre) / error for share, error in zip(shares, errors, strict=False)]
    )

"""Control charts for small lasting shifts."""

from collections.abc import Iterable
from math import sqrt

import attrs

from servicedesk_core.number import to_float
from servicedesk_core.stats._points import FEW, outside, sigma_of, to_baseline
from servicedesk_core.stats._sample import mean_of, to_number, to_positive, to_sample
from servicedesk_core.stats.chart import ChartKind, ControlChart


@attrs.frozen
class CusumChart:
    """Sums of what points lie above and below a target by more than a slack.

    Attributes:
        high: the sum of what lay above, at each point.
        low: the sum of what lay below, at each point, 0 or more.
        limit: the sum beyond which a point stands out.
        beyond: the indexes of points at which a sum is beyond it, from 0.
        provisional: whether target or sigma rest on fewer than ten points.

    Example:
        >>> cusum([10, 11, 12, 13], target=10, sigma=1).high
        (0.0, 0.5, 2.0, 4.5)
    """

    high: tuple[float, ...]
    low: tuple[float, ...]
    limit: float
    beyond: tuple[int, ...]
    provisional: bool


def ewma(
    values: Iterable[float],
    *,
    weight: float = 0.2,
    width: float = 3,
    target: float | None = None,
    sigma: float | None = None,
    baseline: int | None = None,
) -> ControlChart | None:
    """Return the chart of an exponentially weighted moving average.

    Each point is ``weight`` of the new value and the rest of the point before, from the
    target on. It has no runs, for its points depend on one another.

    Args:
        values: measurements in the order of time, in any unit.
        weight: of the new value, above 0 and up to 1.
        width: of the limits, in standard deviations of the point, above 0; 3 with a
            weight of 0.2 gives a false alarm every 560 points or so.
        target: what a steady series lies around; None for the mean of the baseline.
        sigma: standard deviation of a value, 0 or more; None for the mean moving range
            of the baseline by 1.128.
        baseline: how many first points these are found from, 1 or more; None for all.

    Returns:
        The chart; None if there is no value, or none to find target or sigma from.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value that is no number.

    Source:
        S. W. Roberts, Technometrics 1 (1959) 239; limits: J. M. Lucas, M. S. Saccucci,
        Technometrics 32 (1990) 1.

    Example:
        >>> chart = ewma([52, 54, 49, 60], target=50, sigma=2)
        >>> [round(value, 2) for value in chart.values], chart.beyond
        ([50.4, 51.12, 50.7, 52.56], (3,))
    """
    read = to_sample(values, "values")
    to_float(weight, "weight", high=1)
    share = to_positive(weight, "weight")
    reach = to_positive(width, "width")
    level = _level(read, target, sigma, baseline)
    if level is None:
        return None
    centre, spread, provisional = level
    points: list[float] = []
    point = centre
    for value in read:
        # By the difference: equal values then leave it where it is.
        point += share * (value - point)
        points.append(point)
    reaches = [
        reach * spread * sqrt(share / (2 - share) * (1 - (1 - share) ** (2 * step)))
        for step in range(1, len(read) + 1)
    ]
    low = tuple(centre - each for each in reaches)
    high = tuple(centre + each for each in reaches)
    found = tuple(points)
    beyond = outside(found, low, high)
    return ControlChart(
        ChartKind.EWMA, found, centre, low, high, beyond, (), provisional
    )


def cusum(
    values: Iterable[float],
    *,
    slack: float = 0.5,
    threshold: float = 5,
    target: float | None = None,
    sigma: float | None = None,
    baseline: int | None = None,
) -> CusumChart | None:
    """Return the tabular cumulative sums of both sides.

    The sums go on after a signal. The usual slack of 0.5 and threshold of 5 give a
    false alarm every 465 points or so, and find a shift by one sigma in ten.

    Args:
        values: measurements in the order of time, in any unit.
        slack: what is taken off each distance, in sigmas, 0 or more; half the shift to
            find. The literature calls it k.
        threshold: the sum beyond which a point stands out, in sigmas, above 0; h.
        target: what a steady series lies around; None for the mean of the baseline.
        sigma: standard deviation of a value, 0 or more; None for the mean moving range
            of the baseline by 1.128.
        baseline: how many first points these are found from, 1 or more; None for all.

    Returns:
        The chart; None if there is no value, or none to find target or sigma from.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value that is no number.

    Source:
        E. S. Page, Biometrika 41 (1954) 100; D. C. Montgomery, Introduction to
        statistical quality control, 9.1.

    Example:
        >>> chart = cusum([10, 11, 12, 13, 14], target=10, sigma=1)
        >>> chart.high, chart.beyond
        ((0.0, 0.5, 2.0, 4.5, 8.0), (4,))
    """
    read = to_sample(values, "values")
    off = to_number(slack, "slack", low=0)
    most = to_positive(threshold, "threshold")
    level = _level(read, target, sigma, baseline)
    if level is None:
        return None
    centre, spread, provisional = level
    high, low = [0.0], [0.0]
    for value in read:
        high.append(max(0.0, high[-1] + (value - centre) - off * spread))
        low.append(max(0.0, low[-1] - (value - centre) - off * spread))
    limit = most * spread
    above, below = tuple(high[1:]), tuple(low[1:])
    beyond = tuple(
        at
        for at, sums in enumerate(zip(above, below, strict=True))
        if max(sums) > limit
    )
    return CusumChart(above, below, limit, beyond, provisional)


def _level(
    values: tuple[float, ...],
    target: float | None,
    sigma: float | None,
    baseline: int | None,
) -> tuple[float, float, bool] | None:
    """Return what a series lies around, how widely, and whether it is provisional."""
    size = to_baseline(baseline, values)
    centre = None if target is None else to_number(target, "target")
    spread = None if sigma is None else to_number(sigma, "sigma", low=0)
    if size < (2 if spread is None else 1):
        return None
    provisional = None in {centre, spread} and size < FEW
    if centre is None:
        centre = mean_of(values[:size])
    if spread is None:
        spread = sigma_of(values[:size])
    return centre, spread, provisional

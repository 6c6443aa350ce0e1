"""The points of a control chart, and what their limits rest on."""

from collections.abc import Sequence
from itertools import pairwise

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_whole
from servicedesk_core.stats._sample import mean_of

# Limits from fewer points are provisional.
FEW = 10
# The mean moving range of a normal variable, in standard deviations.
_D2 = 1.128


def to_baseline(baseline: int | None, points: Sequence[object]) -> int:
    """Return how many first points limits rest on.

    Args:
        baseline: the number, 1 or more, or None for all points.
        points: of the chart.

    Raises:
        InvalidArgumentError: for more points than there are.
        WrongTypeError: for no whole number.

    Example:
        >>> to_baseline(None, [78, 80, 77])
        3
    """
    if baseline is None:
        return len(points)
    size = to_whole(baseline, "baseline", low=1)
    if size > len(points):
        wanted = f"at most the number of points, {len(points)}"
        raise InvalidArgumentError("baseline", baseline, wanted)
    return size


def moving_ranges(values: Sequence[float]) -> tuple[float, ...]:
    """Return how far each value lies from the one before, from the second on.

    Args:
        values: in the order of time.

    Example:
        >>> moving_ranges([78, 80, 77])
        (2, 3)
    """
    return tuple(abs(after - before) for before, after in pairwise(values))


def sigma_of(values: Sequence[float]) -> float:
    """Return the standard deviation that neighbouring values show.

    Args:
        values: two or more in the order of time.

    Example:
        >>> round(sigma_of([78, 80, 77]), 3)
        2.216
    """
    return mean_of(moving_ranges(values)) / _D2


def outside(
    values: Sequence[float], low: Sequence[float], high: Sequence[float]
) -> tuple[int, ...]:
    """Return the indexes of points outside their limits; on a limit is inside.

    Args:
        values: the points.
        low: the lower limit at each.
        high: the upper limit at each.

    Example:
        >>> outside([1, 2, 3], [1, 1, 1], [2, 2, 2])
        (2,)
    """
    points = enumerate(zip(values, low, high, strict=True))
    return tuple(
        at for at, (value, least, most) in points if not least <= value <= most
    )

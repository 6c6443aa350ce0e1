"""Ranks, and whether one sample tends to be larger than another."""

from collections import Counter
from collections.abc import Iterable
from math import fsum, sqrt

from servicedesk_core.stats._sample import to_sample
from servicedesk_core.stats.distribution import normal_two_sided
from servicedesk_core.stats.estimate import Significance


def ranks(values: Iterable[float]) -> tuple[float, ...]:
    """Return the rank of each value, from 1 up; equal ones share their mean rank.

    Args:
        values: numbers in any unit.

    Raises:
        InvalidArgumentError: for a value that is not finite.
        WrongTypeError: for a value that is no number.

    Example:
        >>> ranks([10, 30, 20, 30])
        (1.0, 3.5, 2.0, 3.5)
    """
    read = to_sample(values, "values")
    place: dict[float, float] = {}
    below = 0
    for value, count in sorted(Counter(read).items()):
        place[value] = below + (count + 1) / 2
        below += count
    return tuple(place[value] for value in read)


def mann_whitney(
    first: Iterable[float], second: Iterable[float]
) -> Significance | None:
    """Return the Mann-Whitney test of two samples by the normal approximation.

    It is corrected for ties and for continuity. The approximation serves from about
    eight values in each sample on.

    Args:
        first: numbers in any unit.
        second: numbers in the same unit.

    Returns:
        The statistic U of the first sample: in how many pairs its value is the larger
        one, ties half. None if a sample is empty or all values are equal.

    Raises:
        InvalidArgumentError: for a value that is not finite.
        WrongTypeError: for a value that is no number.

    Source:
        H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18 (1947) 50;
        figures as those of R's wilcox.test(exact=FALSE).

    Example:
        >>> test = mann_whitney([5, 4, 5, 3, 5], [3, 4, 2, 1, 3])
        >>> test.statistic, round(test.p_value, 4)
        (22.5, 0.0413)
    """
    a, b = to_sample(first, "first"), to_sample(second, "second")
    both = a + b
    n = len(both)
    tied = sum(count**3 - count for count in Counter(both).values())
    spread = len(a) * len(b) * ((n + 1) * n * (n - 1) - tied)
    if not spread:
        return None
    u = fsum(ranks(both)[: len(a)]) - len(a) * (len(a) + 1) / 2
    distance = max(0.0, abs(u - len(a) * len(b) / 2) - 0.5)
    z = distance / sqrt(spread / (12 * n * (n - 1)))
    return Significance(u, normal_two_sided(z), None, "mann_whitney")

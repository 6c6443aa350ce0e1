"""How far two measurements of the same things go together."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum, sqrt
from operator import mul

from servicedesk_core.stats._sample import check_lengths, mean_of, to_sample
from servicedesk_core.stats.rank import ranks


def pearson(first: Iterable[float], second: Iterable[float]) -> float | None:
    """Return the linear correlation of pairs, -1 to 1.

    Args:
        first: numbers in any unit.
        second: as many numbers, each the pair of the one at its place.

    Returns:
        The coefficient; None for fewer than two pairs, or if a side is constant.

    Raises:
        InvalidArgumentError: for sides of unequal length, or a value out of range.
        WrongTypeError: for a value that is no number.

    Source:
        K. Pearson, Proceedings of the Royal Society 58 (1895) 240.

    Example:
        >>> round(pearson([1, 2, 3, 4], [2, 1, 4, 3]), 4)
        0.6
    """
    return _pearson(*_pairs(first, second))


def spearman(first: Iterable[float], second: Iterable[float]) -> float | None:
    """Return the correlation of ranks, -1 to 1; ties share their mean rank.

    Args:
        first: numbers in any unit.
        second: as many numbers, each the pair of the one at its place.

    Returns:
        The coefficient; None for fewer than two pairs, or if a side is constant.

    Raises:
        InvalidArgumentError: for sides of unequal length, or a value out of range.
        WrongTypeError: for a value that is no number.

    Source:
        C. Spearman, American Journal of Psychology 15 (1904) 72.

    Example:
        >>> spearman([1, 2, 3, 4], [1, 10, 100, 1000])
        1.0
    """
    x, y = _pairs(first, second)
    return _pearson(ranks(x), ranks(y))


def kendall_tau_b(first: Iterable[float], second: Iterable[float]) -> float | None:
    """Return Kendall's rank correlation with its correction for ties, -1 to 1.

    Args:
        first: numbers in any unit.
        second: as many numbers, each the pair of the one at its place.

    Returns:
        The coefficient; None for fewer than two pairs, or if a side is constant.

    Raises:
        InvalidArgumentError: for sides of unequal length, or a value out of range.
        WrongTypeError: for a value that is no number.

    Source:
        M. G. Kendall, Biometrika 33 (1945) 239; counted as W. R. Knight does, Journal
        of the American Statistical Association 61 (1966) 436.

    Example:
        >>> round(kendall_tau_b([1, 2, 2, 3], [1, 3, 2, 3]), 4)
        0.8
    """
    x, y = _pairs(first, second)
    pairs = len(x) * (len(x) - 1) // 2
    tied_x, tied_y = _tied(x), _tied(y)
    if pairs in (tied_x, tied_y):
        return None
    ordered = sorted(zip(x, y, strict=True))
    crossed = _inversions([value for _, value in ordered])
    agreed = pairs - tied_x - tied_y + _tied(ordered) - crossed
    return (agreed - crossed) / sqrt((pairs - tied_x) * (pairs - tied_y))


def _pairs(
    first: Iterable[float], second: Iterable[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    x, y = to_sample(first, "first"), to_sample(second, "second")
    check_lengths(x, y, "second", "first")
    return x, y


def _pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    if _is_flat(x) or _is_flat(y):
        return None
    a, b = _deviations(x), _deviations(y)
    squares = fsum(map(mul, a, a)) * fsum(map(mul, b, b))
    # Rounding may lead a hair out of the range.
    return max(-1.0, min(1.0, fsum(map(mul, a, b)) / sqrt(squares)))


def _is_flat(values: Sequence[float]) -> bool:
    return not values or min(values) == max(values)


def _deviations(values: Sequence[float]) -> list[float]:
    """Return the distances from the mean, in units of the largest."""
    mean = mean_of(values)
    away = [value - mean for value in values]
    largest = max(abs(value) for value in away)
    return [value / largest for value in away]


def _tied(values: Iterable[object]) -> int:
    """Return how many pairs of values are equal."""
    return sum(count * (count - 1) // 2 for count in Counter(values).values())


def _inversions(values: Sequence[float]) -> int:
    """Return how many pairs stand in falling order, by a tree of counts."""
    levels = sorted(set(values))
    tree = [0] * (len(levels) + 1)
    found = 0
    for seen, value in enumerate(values):
        place = bisect_left(levels, value) + 1
        found += seen
        step = place
        while step:
            found -= tree[step]
            step &= step - 1
        while place < len(tree):
            tree[place] += 1
            place += place & -place
    return found

"""Half-open spans of integers, and their algebra.

A list of spans is *normal* when it is sorted and no two of them overlap or touch.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

Span = tuple[int, int]
"""A half-open pair ``(start, end)`` with ``start < end``."""

_START, _END = itemgetter(0), itemgetter(1)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the normal form of any spans: sorted, joined, none of them empty.

    Example:
        >>> merge([(5, 9), (0, 3), (3, 4), (7, 8), (2, 2)])
        [(0, 4), (5, 9)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans, key=_START):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged


def cut(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Return what ``spans`` in order of their starts keep outside normal ``holes``.

    Example:
        >>> cut([(0, 10), (20, 30)], [(2, 4), (8, 22)])
        [(0, 2), (4, 8), (22, 30)]
    """
    kept: list[Span] = []
    first = 0
    for start, end in spans:
        first = bisect_right(holes, start, first, key=_END)
        current = start
        for place in range(first, len(holes)):
            hole_start, hole_end = holes[place]
            if hole_start >= end:
                break
            if hole_start > current:
                kept.append((current, hole_start))
            current = hole_end
        if current < end:
            kept.append((current, end))
    return kept


def common(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """Return the parts of ``spans``, in order of their starts, inside normal others.

    Example:
        >>> common([(0, 10), (20, 30)], [(2, 4), (8, 22)])
        [(2, 4), (8, 10), (20, 22)]
    """
    found: list[Span] = []
    first = 0
    for start, end in spans:
        first = bisect_right(others, start, first, key=_END)
        for place in range(first, len(others)):
            other_start, other_end = others[place]
            if other_start >= end:
                break
            found.append((max(start, other_start), min(end, other_end)))
    return found


def inside(low: int, high: int, spans: Iterable[Span]) -> bool:
    """Tell whether one of the spans holds all of ``[low, high)``.

    Example:
        >>> inside(2, 4, [(0, 4)]), inside(2, 5, [(0, 4), (4, 9)])
        (True, False)
    """
    # No generator: every question to a calendar passes here.
    for start, end in spans:  # noqa: SIM110
        if start <= low and high <= end:
            return True
    return False


def clip(spans: Iterable[Span], low: int, high: int) -> list[Span]:
    """Return the parts of ``spans`` inside ``[low, high)``.

    Example:
        >>> clip([(0, 4), (6, 9), (10, 12)], 2, 10)
        [(2, 4), (6, 9)]
    """
    return [
        (max(start, low), min(end, high))
        for start, end in spans
        if max(start, low) < min(end, high)
    ]

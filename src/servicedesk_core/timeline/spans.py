"""Half-open spans of integers, and their algebra.

A list of spans is *normal* when it is sorted and no two of them overlap or touch.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

Span = tuple[int, int]
"""A half-open pair ``(start, end)`` with ``start < end``."""


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the normal form of any spans: sorted, joined, none of them empty.

    Example:
        >>> merge([(5, 9), (0, 3), (3, 4), (7, 8), (2, 2)])
        [(0, 4), (5, 9)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans, key=itemgetter(0)):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged


def cut(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """Return what normal ``spans`` keep outside the normal ``holes``.

    Example:
        >>> cut([(0, 10), (20, 30)], [(2, 4), (8, 22)])
        [(0, 2), (4, 8), (22, 30)]
    """
    kept: list[Span] = []
    first = 0
    for start, end in spans:
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        current = start
        for hole_start, hole_end in holes[first:]:
            if hole_start >= end:
                break
            if hole_start > current:
                kept.append((current, hole_start))
            current = hole_end
        if current < end:
            kept.append((current, end))
    return kept


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

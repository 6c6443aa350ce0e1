"""Tables of the open time before an instant, for whole chunks of rows at once.

The kinds trade generality for speed; :func:`forward` chooses. A table is exact
wherever it answers at all: inside the range of its spans.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from servicedesk_core.frames.spans import Spans
from servicedesk_core.frames.unit import Integers

Naturals = NDArray[np.uint64]

CHUNK = 65_536
"""Rows at once: what a step writes is still in the cache when the next one reads it."""

_MOST_SLOTS = 8 << 20
_MOST = 32 << 20
_LEAST = 64 << 10
_A_ROW = 32


def worth(rows: int, most: int = _MOST) -> int:
    """Return how many bytes a table for so many rows may have.

    A large table costs more to fill than few rows save, and more to read than a search
    once it outgrows the cache.

    Args:
        rows: how many rows will be asked about.
        most: how many bytes it may have for any number of rows.

    Example:
        >>> worth(0), worth(10**9)
        (65536, 33554432)
    """
    return min(most, max(_LEAST, rows * _A_ROW))


class Room:
    """Room for the steps of one chunk, used again by the next one.

    Args:
        rows: how many rows a chunk has at most.
    """

    __slots__ = ("cells", "first", "second")

    def __init__(self, rows: int) -> None:
        self.cells: Naturals = np.empty(rows, np.uint64)
        self.first: Naturals = np.empty(rows, np.uint64)
        self.second: Naturals = np.empty(rows, np.uint64)


class Forward(Protocol):
    """The open time in ``[low, instant)`` of some spans."""

    def fill(self, instants: Integers, out: Naturals, room: Room) -> None:
        """Write the open time before each instant of a chunk.

        Args:
            instants: at least the ``low`` of the spans, below their ``high``.
            out: where to write, as long as the instants.
            room: for the steps on the way.
        """


def forward(spans: Spans, rows: int) -> Forward:
    """Return the quickest table of the open time before an instant.

    Args:
        spans: what is open.
        rows: how many rows will be asked about.

    Example:
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.frames.spans import open_spans
        >>> from servicedesk_core.frames.unit import Unit
        >>> def kind(hours, rows):
        ...     desk = ServiceCalendar.parse(hours, tz="Europe/Berlin")
        ...     table = forward(open_spans(desk, Unit.SECOND, 2018, 2026), rows)
        ...     return type(table).__name__
        >>> kind("Mo-Fr 09:00-17:00", 10**6)
        'Grid'
        >>> kind("Mo-Fr 08:17-12:00,12:31-17:03", 10**6)
        'Cells'
        >>> kind("Mo-Fr 08:17-12:00,12:01-17:03", 10**3)
        'Search'
    """
    width = int(np.gcd.reduce(np.concatenate([spans.starts, spans.ends, [spans.day]])))
    if (spans.high - spans.low) // width * Grid.BYTES <= worth(rows, _MOST_SLOTS):
        return Grid(spans, width)
    gaps = spans.starts[1:] - spans.ends[:-1]
    # A cell no wider than the shortest gap touches one span at most.
    shift = int(gaps.min(initial=spans.day)).bit_length() - 1
    if (spans.high - spans.low >> shift) * Cells.BYTES <= worth(rows):
        return Cells(spans, shift)
    return Search(spans)


class Grid:
    """Slots of one width, each wholly open or wholly closed.

    The open time before ``t`` in a slot that begins at ``s`` is ``P`` if the slot is
    closed, and ``P + t - s`` if it is open, where ``P`` is the open time before the
    slot. One number ``V`` for each slot serves both: ``V = P`` if closed, ``V = P - s``
    if open, and the answer is ``min(V, V + t)`` in unsigned arithmetic. In an open slot
    ``V`` is negative, hence huge, and ``V + t`` wraps around to the answer; in a closed
    one ``V`` itself is the smaller. No branch, no second look-up.

    Args:
        spans: what is open.
        width: of a slot; it divides every edge, and the bounds of the spans.
    """

    __slots__ = ("_base", "_values", "_width")

    BYTES = 8
    """What a slot takes."""

    def __init__(self, spans: Spans, width: int) -> None:
        # A slot of margin keeps the open time before a slot below its start, and V
        # below zero.
        skipped, last = spans.low // width - 1, spans.high // width
        change = np.zeros(last - skipped + 1, np.int64)
        change[spans.starts // width - skipped] = 1
        change[spans.ends // width - skipped] = -1
        is_open = np.cumsum(change)
        before = np.cumsum(is_open) - is_open
        before -= is_open * np.arange(len(before))
        before *= width
        self._base, self._width = skipped * width, np.uint64(width)
        self._values = before.view(np.uint64)

    def fill(self, instants: Integers, out: Naturals, room: Room) -> None:
        """Write the open time before each instant of a chunk."""
        rows = len(instants)
        since, cells, wrapped = (
            each[:rows] for each in (room.first, room.cells, room.second)
        )
        np.subtract(instants, self._base, out=since.view(np.int64))
        np.floor_divide(since, self._width, out=cells)
        np.take(self._values, cells.view(np.int64), out=out, mode="clip")
        np.add(out, since, out=wrapped)
        np.minimum(out, wrapped, out=out)


class Cells:
    """Cells as wide as a power of two, each touching one span at most.

    The open time before ``t`` is ``clip(t, start, end) - start`` of the span that its
    cell touches, or of the next one, and what was open before that span.

    Args:
        spans: what is open.
        shift: the width of a cell, as a power of two.
    """

    __slots__ = ("_before", "_ends", "_low", "_shift", "_starts", "_touched")

    BYTES = 8
    """What a cell takes."""

    def __init__(self, spans: Spans, shift: int) -> None:
        self._low, self._shift = spans.low, np.uint64(shift)
        cells = (spans.high - spans.low >> shift) + 1
        # The first cell that begins where a span has ended, or later.
        left = (spans.ends - spans.low + (1 << shift) - 1) >> shift
        self._touched = np.cumsum(np.bincount(left, minlength=cells + 1)[:cells])
        # After the last span comes an empty one.
        self._starts = np.append(spans.starts, spans.high)
        self._ends = np.append(spans.ends, spans.high)
        self._before = spans.sums - self._starts

    def fill(self, instants: Integers, out: Naturals, room: Room) -> None:
        """Write the open time before each instant of a chunk."""
        rows = len(instants)
        cells, found = room.cells[:rows], out.view(np.int64)
        edges, clipped = (
            each[:rows].view(np.int64) for each in (room.first, room.second)
        )
        np.subtract(instants, self._low, out=cells.view(np.int64))
        np.right_shift(cells, self._shift, out=cells)
        np.take(self._touched, cells.view(np.int64), out=found, mode="clip")
        np.take(self._starts, found, out=edges, mode="clip")
        np.maximum(instants, edges, out=clipped)
        np.take(self._ends, found, out=edges, mode="clip")
        np.minimum(clipped, edges, out=clipped)
        np.take(self._before, found, out=edges, mode="clip")
        np.add(clipped, edges, out=found)


class Search:
    """Binary search, for few rows and for calendars of too many crooked edges.

    Args:
        spans: what is open.
    """

    __slots__ = ("_before", "_ends", "_starts")

    def __init__(self, spans: Spans) -> None:
        self._starts = spans.starts
        # An instant before the first span finds place -1: the empty span at the end.
        self._ends = np.append(spans.ends, spans.low)
        self._before = np.append(spans.sums[:-1] - spans.starts, -spans.low)

    def fill(self, instants: Integers, out: Naturals, room: Room) -> None:  # noqa: ARG002
        """Write the open time before each instant of a chunk."""
        places = np.searchsorted(self._starts, instants, side="right") - 1
        found = out.view(np.int64)
        np.minimum(instants, self._ends[places], out=found)
        found += self._before[places]

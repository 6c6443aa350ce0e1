"""Tables of the instant at which so much open time is over."""

from typing import Protocol

import numpy as np

from servicedesk_core.frames.forward import Naturals, Room, worth
from servicedesk_core.frames.spans import Spans
from servicedesk_core.frames.unit import Integers


class Backward(Protocol):
    """The instant before which so much of some spans is open.

    Where several instants qualify, for nothing opens between them, a tick of open time
    tells which is meant: the one before the total for the earliest instant, the one
    after it, which is the total itself, for the latest.
    """

    def fill(
        self, totals: Integers, ticks: Integers, out: Integers, room: Room
    ) -> None:
        """Write the instant of each total of a chunk.

        Args:
            totals: open time since the ``low`` of the spans.
            ticks: the ticks that tell which instant, each from 0 up to, and without,
                the total of the spans; others get anything.
            out: where to write.
            room: for the steps on the way.
        """


def backward(spans: Spans, rows: int) -> Backward:
    """Return the quickest table of the instant of a total.

    Args:
        spans: what is open, one span at least.
        rows: how many rows will be asked about.

    Example:
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.frames.spans import open_spans
        >>> from servicedesk_core.frames.unit import Unit
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> table = backward(open_spans(desk, Unit.SECOND, 2026, 2026), 1)
        >>> totals, found = np.array([8 * 3600]), np.empty(1, np.int64)
        >>> table.fill(totals, totals - 1, found, Room(1))
        >>> found.view("datetime64[s]")
        array(['2026-01-01T17:00:00'], dtype='datetime64[s]')
        >>> table.fill(totals, totals, found, Room(1))
        >>> found.view("datetime64[s]")
        array(['2026-01-02T09:00:00'], dtype='datetime64[s]')
    """
    # An instant is a total and what was closed before.
    closed = spans.starts - spans.sums[:-1]
    width = int(np.gcd.reduce(spans.sums))
    if spans.total // width * Slots.BYTES <= worth(rows):
        return Slots(spans, closed, width)
    return Sums(spans, closed)


class Slots:
    """Slots of open time, each inside one span.

    Args:
        spans: what is open.
        closed: how long it was closed before each span.
        width: of a slot; it divides the length of every span.
    """

    __slots__ = ("_closed", "_width")

    BYTES = 8
    """What a slot takes."""

    def __init__(self, spans: Spans, closed: Integers, width: int) -> None:
        self._width = np.uint64(width)
        self._closed = np.repeat(closed, np.diff(spans.sums) // width)

    def fill(
        self, totals: Integers, ticks: Integers, out: Integers, room: Room
    ) -> None:
        """Write the instant of each total of a chunk."""
        cells: Naturals = room.cells[: len(totals)]
        np.floor_divide(ticks.view(np.uint64), self._width, out=cells)
        np.take(self._closed, cells.view(np.int64), out=out, mode="clip")
        np.add(out, totals, out=out)


class Sums:
    """Binary search in the sums.

    Args:
        spans: what is open.
        closed: how long it was closed before each span.
    """

    __slots__ = ("_closed", "_sums")

    def __init__(self, spans: Spans, closed: Integers) -> None:
        self._sums, self._closed = spans.sums[1:], closed

    def fill(
        self,
        totals: Integers,
        ticks: Integers,
        out: Integers,
        room: Room,  # noqa: ARG002
    ) -> None:
        """Write the instant of each total of a chunk."""
        places = np.searchsorted(self._sums, ticks, side="right")
        np.take(self._closed, places, out=out, mode="clip")
        np.add(out, totals, out=out)

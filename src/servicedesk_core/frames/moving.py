"""Adding open time to the instants of a chunk, and taking it off."""

from datetime import UTC, timedelta

import numpy as np
from numpy.typing import NDArray

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.calendars.search import REACH
from servicedesk_core.errors import InstantRangeError, InvalidArgumentError
from servicedesk_core.frames.forward import Room
from servicedesk_core.frames.tables import Tables
from servicedesk_core.frames.unit import Integers, Unit, day_of
from servicedesk_core.timeline import Span, from_microseconds, to_microseconds
from servicedesk_core.timeline.index import year_of

Flags = NDArray[np.bool_]

_NEAR = 365 * REACH
"""Days; a calendar finds every answer that lies no further away."""


class Mover:
    """Moves instants by open time.

    The tables answer, and grow until they do. What they do not know, and what lies so
    far away that a calendar may give up the search for it, the calendar itself decides
    row by row: its errors are those of single calls.

    Args:
        calendar: whose open time counts.
        unit: what instants and lengths count.
        tables: those of the calendar.
        room: for the steps on the way.
        names: what the caller calls the instants and the lengths, for errors.
    """

    __slots__ = ("_calendar", "_names", "_room", "_tables", "_unit")

    def __init__(
        self,
        calendar: ServiceCalendar,
        unit: Unit,
        tables: Tables,
        room: Room,
        names: tuple[str, str],
    ) -> None:
        self._calendar, self._unit, self._tables = calendar, unit, tables
        self._room, self._names = room, names

    def move(self, first: Integers, moves: Integers, out: Integers) -> Span:
        """Write where each move leads, and return the range of all instants.

        Args:
            first: instants, one at least, none of them NULL.
            moves: open time of any sign, as many.
            out: where to write.
        """
        if moves.strides == (0,):  # the same for all rows, and once is enough
            moves = moves[:1]
        low, high = self._tables.reach(first, self._names[0])
        self._refuse_far(first, moves, (low, high))
        lost = self._write(first, moves, out)
        years = 1
        while lost is not None and self._grow(_of(moves, lost), (low, high), years):
            years *= 2
            lost = self._write(first, moves, out)
        odd = self._odd(first, out, lost)
        if odd is not None:
            self._ask(first[odd], _of(moves, odd))
            self._write(first, moves, out)
        return min(low, int(out.min())), max(high, int(out.max()))

    def _write(self, first: Integers, moves: Integers, out: Integers) -> Flags | None:
        """Write the answers that the tables know; tell which rows have none."""
        tables, room = self._tables, self._room
        totals, ticks = (
            each[: len(first)].view(np.int64) for each in (room.first, room.second)
        )
        tables.forward.fill(first, out.view(np.uint64), room)
        np.add(out, moves, out=totals)
        np.subtract(totals, moves > 0, out=ticks)
        total = tables.spans.total
        still = moves == 0
        lost = None
        # Negative ones are huge as numbers without a sign.
        if ticks.view(np.uint64).max() >= total:
            lost = ~still & (ticks.view(np.uint64) >= total)
        if total:
            tables.backward.fill(totals, ticks, out, room)
        if still.any():
            np.copyto(out, first, where=still)
        return lost if lost is not None and lost.any() else None

    def _grow(self, moves: Integers, reached: Span, years: int) -> bool:
        """Cover more years on the sides where rows miss some; tell whether it could.

        Args:
            moves: those that lead beyond what is known.
            reached: the first and the last instant that is moved.
            years: how many years from there on to know.
        """
        tables = self._tables
        first, last = known = tables.years or (0, 0)
        least, most = self._unit.years
        if (moves < 0).any():
            first = min(first, max(tables.year(reached[0]) - years, least))
        if (moves > 0).any():
            last = max(last, min(tables.year(reached[1]) + years, most))
        if years > 2 * REACH or not tables.can_cover(first, last):
            return False
        if (first, last) != known:
            tables.cover(first, last, self._names[1])
        return True

    def _odd(self, first: Integers, out: Integers, lost: Flags | None) -> Flags | None:
        """Tell which answers the calendar itself has to judge."""
        low, high = self._tables.limits
        near = _NEAR * day_of(self._unit)
        least, most = int(out.min()), int(out.max())
        close = most - int(first.min()) <= near and int(first.max()) - least <= near
        if lost is None and close and low <= least and most < high:
            return None
        odd = (abs(out - first) > near) | (out < low) | (out >= high)
        if lost is not None:
            odd |= lost
        return odd if odd.any() else None

    def _ask(self, first: Integers, moves: Integers) -> None:
        """Cover the years that the calendar's own answers lie in, if it has any."""
        years = []
        least, most = self._unit.years
        for instant, move in zip(first.tolist(), moves.tolist(), strict=True):
            # Of nanoseconds it is asked about no less than is meant.
            up = move > 0
            at, length = (self._unit.microseconds(n, up=up) for n in (instant, move))
            start = from_microseconds(at, UTC)
            answer = self._calendar.add(start, timedelta(microseconds=length))
            year = year_of(to_microseconds(answer, "answer"))
            if not least <= year <= most:
                self._refuse(instant, move)
            years.append(year)
        self._tables.cover(min(years), max(years), self._names[1])

    def _refuse_far(self, first: Integers, moves: Integers, reached: Span) -> None:
        """Refuse a row whose move would lead too far if it were open all the time."""
        low, high = self._tables.limits
        if (
            low <= reached[0] + int(moves.min())
            and reached[1] + int(moves.max()) < high
        ):
            return
        every = np.broadcast_to(moves, first.shape).tolist()
        for instant, move in zip(first.tolist(), every, strict=True):
            if not low <= instant + move < high:
                self._refuse(instant, move)

    def _refuse(self, instant: int, move: int) -> None:
        start = np.datetime64(instant, self._unit.value)
        if self._unit is Unit.NANOSECOND:
            first, last = self._unit.years
            wanted = f"an open time that leads from {start} to a date in the years "
            wanted += f"{first} to {last}, as far as {self._unit} go"
            raise InvalidArgumentError(self._names[1], f"{move} {self._unit}", wanted)
        raise InstantRangeError(f"the time asked for from {start}")


def _of(moves: Integers, rows: Flags) -> Integers:
    return np.broadcast_to(moves, rows.shape)[rows]

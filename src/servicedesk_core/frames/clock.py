"""A calendar that answers for arrays of instants."""

from collections.abc import Callable

import numpy as np

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frames.forward import CHUNK, Room
from servicedesk_core.frames.horizon import Horizon
from servicedesk_core.frames.moving import Mover
from servicedesk_core.frames.tables import Tables
from servicedesk_core.frames.unit import NULL, Integers, Unit

Names = tuple[str, str]
"""What the caller calls two columns."""

_SAMPLE = 1_000


class Clock:
    """A calendar compiled for one unit, for as many years as the rows need.

    Instants and lengths are whole numbers of the unit, instants since
    1970-01-01T00:00Z; where either is NULL the answer is. What is compiled is kept for
    the next call. Each call may raise :class:`CrookedError` of the tables: the unit is
    too coarse for the calendar.

    Args:
        calendar: whose open time counts.
        unit: what the numbers count.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> clock = Clock(desk, Unit.SECOND)
        >>> friday = np.array([86_400])  # the 2nd of January 1970
        >>> clock.elapsed(friday, 4 * friday)
        array([28800])
        >>> clock.due(friday, np.array([8 * 3600])).view("datetime64[s]")
        array(['1970-01-02T17:00:00'], dtype='datetime64[s]')
    """

    __slots__ = ("_fine", "_horizon", "_tables", "calendar", "unit")

    def __init__(self, calendar: ServiceCalendar, unit: Unit) -> None:
        self.calendar: ServiceCalendar = calendar
        self.unit: Unit = unit
        self._tables = Tables(calendar, unit)
        self._horizon = Horizon(calendar, unit)
        self._fine: Clock | None = None

    @property
    def fine(self) -> "Clock":
        """The clock of the same calendar that counts microseconds."""
        if self._fine is None:
            self._fine = Clock(self.calendar, Unit.MICROSECOND)
        return self._fine

    def elapsed(
        self, start: Integers, end: Integers, *, names: Names = ("start", "end")
    ) -> Integers:
        """Return the open time from each start to its end, negative if reversed.

        Args:
            start: instants.
            end: instants, as many.
            names: the caller's names for them, for errors.

        Raises:
            InstantRangeError: if an instant lies outside the years 1 to 9999.
            InvalidArgumentError: if one lies outside the years of its unit.
        """
        room = self._prepare(start, end)
        begun = np.empty(len(room.cells), np.uint64)
        tables, horizon = self._tables, self._horizon

        def measure(first: Integers, last: Integers, out: Integers) -> None:
            spans = tables.reach(first, names[0]), tables.reach(last, names[1])
            before, until = begun[: len(first)], out.view(np.uint64)
            tables.forward.fill(first, before, room)
            tables.forward.fill(last, until, room)
            np.subtract(until, before, out=until)
            if not horizon.holds(min(spans)[0], max(high for _, high in spans)):
                horizon.note(first, last)

        return _by_chunk(start, end, measure)

    def due(
        self, start: Integers, within: Integers, *, names: Names = ("start", "within")
    ) -> Integers:
        """Return the earliest instant with so much open time since each start.

        A negative time leads to the latest instant with so much open time until the
        start, and no time to the start itself.

        Args:
            start: instants.
            within: how much open time, as many lengths.
            names: the caller's names for them, for errors.

        Raises:
            NeverOpenError: if the calendar has not so much open time.
            InstantRangeError: if an instant or an answer lies outside the years 1 to
                9999.
            InvalidArgumentError: if one lies outside the years of its unit.
        """
        room = self._prepare(start)
        mover = Mover(self.calendar, self.unit, self._tables, room, names)

        def move(first: Integers, moves: Integers, out: Integers) -> None:
            low, high = mover.move(first, moves, out)
            if not self._horizon.holds(low, high):
                moved = np.not_equal(moves, 0)
                self._horizon.note(first[moved], out[moved])

        return _by_chunk(start, within, move)

    def warn(self, *, depth: int = 5) -> None:
        """Warn, once, if rows reached beyond the years whose days off are known.

        Args:
            depth: how many calls up the line is that the warning should name: 5 is the
                caller of the function that calls this.
        """
        self._horizon.warn(depth=depth)
        if self._fine is not None:
            self._fine.warn(depth=depth + 1)

    def _prepare(self, *columns: Integers) -> Room:
        """Cover the years of some rows, so that hardly any other one needs more."""
        rows = len(columns[0])
        tables = self._tables
        tables.rows = max(rows, tables.rows)
        low, high = tables.limits
        some = np.concatenate([each[:: rows // _SAMPLE + 1] for each in columns])
        some = some[(some >= low) & (some < high)]
        if len(some):
            years = tables.year(int(some.min())), tables.year(int(some.max()))
            if tables.can_cover(*years):
                tables.cover(*years, "")
        return Room(min(rows, CHUNK))


def _by_chunk(
    left: Integers,
    right: Integers,
    work: Callable[[Integers, Integers, Integers], None],
) -> Integers:
    """Return what the work writes for the rows of two columns, NULL where one is."""
    found = np.empty(len(left), np.int64)
    for start in range(0, len(left), CHUNK):
        rows = slice(start, start + CHUNK)
        first, second, out = left[rows], right[rows], found[rows]
        if first.min() > NULL and second.min() > NULL:
            work(first, second, out)
            continue
        known = (first > NULL) & (second > NULL)
        out[:] = NULL
        if known.any():
            some = np.empty(int(known.sum()), np.int64)
            work(first[known], second[known], some)
            out[known] = some
    return found

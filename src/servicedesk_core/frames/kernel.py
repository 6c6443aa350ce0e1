"""Open time and due times of bare numpy arrays.

The scalar questions of a calendar for millions of rows at once, equal to them to the
last digit. Rows are worked off in chunks that fit the cache, so nothing is needed
beside the columns but a table of the years they lie in.
"""

from collections.abc import Callable
from datetime import timedelta

import numpy as np

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frames.arrays import Array, Numbers, read, read_pair
from servicedesk_core.frames.clock import Clock, Names
from servicedesk_core.frames.tables import CrookedError
from servicedesk_core.frames.unit import NULL, Integers, Unit
from servicedesk_core.timeline import to_duration


def elapsed(
    start: Array, end: Array, *, calendar: ServiceCalendar, unit: Unit | str = "us"
) -> Array:
    """Return the open time from each start to its end, negative if reversed.

    Args:
        start: instants of UTC as a one-dimensional array of ``datetime64`` in s, ms, us
            or ns, or of ``int64`` since 1970-01-01T00:00Z.
        end: instants, as many and of the same kind.
        calendar: whose open time counts.
        unit: what ``int64`` counts: "s", "ms", "us" or "ns".

    Returns:
        ``timedelta64`` in the finer unit of the two, or ``int64`` in ``unit``. Where
        either instant is missing (NaT, or the least ``int64``), so is the answer.

    Raises:
        WrongTypeError: if an array is of another kind.
        InstantRangeError: if an instant lies outside the years 1 to 9999.
        InvalidArgumentError: if the lengths differ, if one lies outside the years 1678
            to 2261 or two lie 292 years apart and the unit is ns, or if an answer is no
            whole number of the unit, for the calendar has finer hours.

    Warns:
        HolidayCoverageWarning: once, if a row reaches beyond the known days off.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> start = np.array(["2026-01-16T16:00", "NaT"], "datetime64[s]")
        >>> end = np.array(["2026-01-19T10:00", "2026-01-19T10:00"], "datetime64[s]")
        >>> elapsed(start, end, calendar=desk)
        array([ 7200, 'NaT'], dtype='timedelta64[s]')
    """
    given = member(Unit, unit, "unit")
    names = ("start", "end")
    first, last = read(start, "start", "M", given), read(end, "end", "M", given)
    clock = new_clock(calendar, read_pair(first, last, names))
    found = elapsed_between(clock, first, last, names)
    clock.warn()
    return found if first.bare else found.view(f"timedelta64[{clock.unit}]")


def due(
    start: Array,
    within: Array | timedelta,
    *,
    calendar: ServiceCalendar,
    unit: Unit | str = "us",
) -> Array:
    """Return the earliest instant with so much open time since each start.

    A negative time leads to the latest instant with so much open time until the start,
    as ``calendar.subtract`` does, and no time to the start itself.

    Args:
        start: instants of UTC as a one-dimensional array of ``datetime64`` in s, ms, us
            or ns, or of ``int64`` since 1970-01-01T00:00Z.
        within: how much open time: a timedelta for all rows, or as many lengths as
            ``timedelta64`` (or as ``int64`` if ``start`` is).
        calendar: whose open time counts.
        unit: what ``int64`` counts: "s", "ms", "us" or "ns".

    Returns:
        ``datetime64`` in the finer unit of the two columns, or ``int64`` in ``unit``.
        Where the instant or the length is missing, so is the answer.

    Raises:
        WrongTypeError: if an array is of another kind.
        NeverOpenError: if the calendar has not so much open time for a row.
        InstantRangeError: if an instant or an answer lies outside the years 1 to 9999.
        InvalidArgumentError: if the lengths differ, if a timedelta or an answer is no
            whole number of the unit, or if an instant or an answer lies outside the
            years 1678 to 2261 and the unit is ns.

    Warns:
        HolidayCoverageWarning: once, if a row reaches beyond the known days off.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> start = np.array(["2026-01-16T16:00", "NaT"], "datetime64[s]")
        >>> due(start, timedelta(hours=2), calendar=desk)
        array(['2026-01-19T10:00:00',                 'NaT'],
              dtype='datetime64[s]')
    """
    given = member(Unit, unit, "unit")
    names = ("start", "within")
    first = read(start, "start", "M", given)
    if isinstance(within, np.ndarray):
        moves = read(within, "within", "m", given)
    else:
        moves = repeated(within, "within", first)
    clock = new_clock(calendar, read_pair(first, moves, names))
    found = due_after(clock, first, moves, names)
    clock.warn()
    return found if first.bare else found.view(f"datetime64[{clock.unit}]")


def new_clock(calendar: object, unit: Unit) -> Clock:
    """Return the clock of a calendar.

    Raises:
        WrongTypeError: if it is no calendar.
    """
    hours = to_one(calendar, ServiceCalendar, "calendar", "a ServiceCalendar")
    return Clock(hours, unit)


def repeated(within: object, argument: str, start: Numbers) -> Numbers:
    """Return one length of time for each of some instants, kept once.

    Args:
        within: a timedelta.
        argument: the caller's name for it, for the error.
        start: the instants.

    Raises:
        WrongTypeError: if it is no timedelta.
        InvalidArgumentError: if the unit of the instants cannot tell it.
    """
    length = np.int64(length_of(within, argument, start.unit))
    lengths = np.broadcast_to(length, len(start.values))
    return Numbers(lengths, start.unit, bare=start.bare)


def length_of(within: object, argument: str, unit: Unit) -> int:
    """Return a length of time in a unit.

    Raises:
        WrongTypeError: if it is no timedelta.
        InvalidArgumentError: if it is no whole number of the unit, or longer than
            numbers of 64 bits reach.
    """
    length = unit.of(to_duration(within, argument))  # type: ignore[arg-type]
    if length is None or abs(length) > np.iinfo(np.int64).max:
        wanted = f"a whole number of {unit}, the unit of the instants, in 64 bits"
        raise InvalidArgumentError(argument, within, wanted)
    return length


def elapsed_between(
    clock: Clock, start: Numbers, end: Numbers, names: Names
) -> Integers:
    """Return the open time between instants in the unit of a clock.

    A calendar whose hours are finer than the unit is asked in microseconds.
    """

    def ask(asked: Clock) -> Integers:
        first = start.to(asked.unit, names[0], "instants")
        last = end.to(asked.unit, names[1], "instants")
        return asked.elapsed(first, last, names=names)

    return _exact(clock, ask)


def due_after(clock: Clock, start: Numbers, within: Numbers, names: Names) -> Integers:
    """Return the instants so much open time after others, in the unit of a clock.

    A calendar whose hours are finer than the unit is asked in microseconds.
    """

    def ask(asked: Clock) -> Integers:
        first = start.to(asked.unit, names[0], "instants")
        moves = within.to(asked.unit, names[1], "lengths")
        return asked.due(first, moves, names=names)

    return _exact(clock, ask)


def _exact(clock: Clock, ask: Callable[[Clock], Integers]) -> Integers:
    try:
        return ask(clock)
    except CrookedError:
        pass
    found = ask(clock.fine)
    factor = Unit.MICROSECOND.per_second // clock.unit.per_second
    missing = found == NULL
    whole, rest = np.divmod(found, factor)
    if (rest[~missing] != 0).any():
        wanted = f"one whose hours give answers of whole {clock.unit}, the unit of the "
        wanted += "columns; use columns of us"
        raise InvalidArgumentError("calendar", str(clock.calendar), wanted)
    whole[missing] = NULL
    return whole

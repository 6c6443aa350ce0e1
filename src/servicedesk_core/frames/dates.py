"""Working days from many instants on."""

from collections.abc import Callable

import numpy as np

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import NeverOpenError
from servicedesk_core.frames.local import readings
from servicedesk_core.frames.unit import NULL, Integers, Unit, day_of
from servicedesk_core.frames.wall import localized
from servicedesk_core.sla import WorkingDays
from servicedesk_core.timeline import (
    DAY,
    EPOCH_ORDINAL,
    from_microseconds,
    to_microseconds,
)


def due_dates(
    calendar: ServiceCalendar, within: WorkingDays, starts: Integers, unit: Unit
) -> Integers:
    """Return when a number of working days is over, as ``add_days`` has it.

    The calendar is asked once for each date on which a row starts.

    Args:
        calendar: whose working days count.
        within: how many, and which time of the last one.
        starts: instants, none of them NULL.
        unit: what they count, microseconds or finer.

    Returns:
        Instants; NULL where the calendar has not so many working days.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> friday = np.array(["2026-01-16T11:30"], "datetime64[us]").view(np.int64)
        >>> found = due_dates(desk, WorkingDays(1), friday, Unit.MICROSECOND)
        >>> found.view("datetime64[us]")
        array(['2026-01-19T17:00:00.000000'], dtype='datetime64[us]')
    """
    shown = readings(starts, unit, calendar.tz)
    days, first, places = np.unique(
        shown // day_of(unit), return_index=True, return_inverse=True
    )
    some = [unit.microseconds(start) for start in starts[first].tolist()]
    if within.rule is DayRule.SAME_TIME:
        ends = [_later(calendar, within, at) for at in some]
        moved = _in_unit(ends, unit)[places]
        # The wall-clock time of the start, on the day it is due.
        wall = shown + (moved - days[places] * day_of(unit))
        return localized(np.where(moved == NULL, NULL, wall), unit, calendar.tz)
    return _in_unit([_rule_time(calendar, within, at) for at in some], unit)[places]


def _or_none(find: Callable[[], int]) -> int | None:
    try:
        return find()
    except (NeverOpenError, OverflowError):
        return None


def _later(calendar: ServiceCalendar, within: WorkingDays, at: int) -> int | None:
    """Return the midnight, as clocks show it, of the day it is due."""

    def find() -> int:
        day = from_microseconds(at, calendar.tz).date()
        found = calendar.add_working_days(day, within.days)
        return (found.toordinal() - EPOCH_ORDINAL) * DAY

    return _or_none(find)


def _rule_time(calendar: ServiceCalendar, within: WorkingDays, at: int) -> int | None:
    def find() -> int:
        start = from_microseconds(at, calendar.tz)
        due = calendar.add_days(start, within.days, rule=within.rule)
        return to_microseconds(due, "due")

    return _or_none(find)


def _in_unit(instants: list[int | None], unit: Unit) -> Integers:
    known = np.array([NULL if at is None else at for at in instants], np.int64)
    return Unit.MICROSECOND.to(unit, known, "target", "due dates")

"""Days off from iCalendar files, and service hours and shifts to them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from servicedesk_core.calendars import DaysOff, ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation import Rota
from servicedesk_core.timeline import Interval, to_microseconds

_PRODUCER = "-//servicedesk_core//EN"
_DAY = timedelta(days=1)


def days_off(source: str | bytes | icalendar.Calendar) -> DaysOff:
    r"""Return the all-day events of an iCalendar as days off.

    A repeated event becomes a recurrence rule, and its exceptions count; an event of
    several days is so many days off. Events with a time of day are no days off and
    are left out.

    Args:
        source: the text of an ``.ics`` file, or a calendar that was read.

    Raises:
        InvalidArgumentError: if the text is no iCalendar, or a repeated event lasts
            longer than a day or leaves dates out, which a rule of ours cannot say.
        WrongTypeError: for anything else.

    Example:
        >>> found = days_off(
        ...     "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\n"
        ...     "DTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20260612\n"
        ...     "SUMMARY:Day of Russia\nEND:VEVENT\nEND:VCALENDAR"
        ... )
        >>> found.label(date(2026, 6, 12))
        'Day of Russia'
    """
    found = DaysOff.none()
    for event in _read(source).walk("VEVENT"):
        start = event.get("DTSTART")
        if start is not None and not isinstance(start.dt, datetime):
            found += _off(event, start.dt)
    return found


def windows(
    calendar: ServiceCalendar, start: datetime, end: datetime, *, now: datetime
) -> icalendar.Calendar:
    """Return the open windows of a service calendar as events.

    Args:
        calendar: whose hours.
        start: where the range begins, aware.
        end: where it ends.
        now: the DTSTAMP that RFC 5545 demands of each event.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", name="desk")
        >>> week = windows(desk, monday, monday + timedelta(days=7), now=monday)
        >>> len(week.walk("VEVENT"))
        5
    """
    name = calendar.name or "open"
    return _calendar(((each, name) for each in calendar.windows(start, end)), now)


def shifts(
    rota: Rota, start: datetime, end: datetime, *, now: datetime
) -> icalendar.Calendar:
    """Return who is on call when as events; gaps are left free.

    Args:
        rota: whose shifts.
        start: where the range begins, aware.
        end: where it ends.
        now: the DTSTAMP that RFC 5545 demands of each event.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.escalation import Layer
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> rota = Rota([Layer(["ann", "bo"], tz="UTC", start=monday, every="weekly")])
        >>> fortnight = shifts(rota, monday, monday + timedelta(days=14), now=monday)
        >>> [str(event["SUMMARY"]) for event in fortnight.walk("VEVENT")]
        ['ann', 'bo']
    """
    held = (
        (shift.interval, ", ".join(shift.members))
        for shift in rota.shifts(start, end)
        if shift.members
    )
    return _calendar(held, now)


def _read(source: object) -> icalendar.Calendar:
    if isinstance(source, icalendar.Calendar):
        return source
    if not isinstance(source, str | bytes):
        raise WrongTypeError(
            "source", source, "the text of an iCalendar, or a Calendar"
        )
    try:
        found = icalendar.Calendar.from_ical(source)
    except ValueError as error:
        wanted = f"an iCalendar ({error})"
        raise InvalidArgumentError("source", source[:60], wanted) from None
    return found


def _off(event: Mapping[str, Any], first: date) -> DaysOff:
    label = str(event.get("SUMMARY", "")) or "day off"
    rule = event.get("RRULE")
    days = _length(event, first)
    if rule is None:
        return DaysOff.dates([(first + day * _DAY, label) for day in range(days)])
    if days > 1 or "EXDATE" in event or "RDATE" in event:
        wanted = "repeated events of one day, without EXDATE and RDATE"
        raise InvalidArgumentError("source", label, wanted)
    return DaysOff.rule(rule.to_ical().decode(), since=first, label=label)


def _length(event: Mapping[str, Any], first: date) -> int:
    """Return how many days an event takes; without an end it is one."""
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        return max(length.days, 1)
    last: date = event["DTEND"].dt if "DTEND" in event else first + _DAY
    return max((last - first).days, 1)


def _calendar(
    held: Iterable[tuple[Interval, str]], now: datetime
) -> icalendar.Calendar:
    to_microseconds(now, "now")
    found = icalendar.Calendar()
    found.add("prodid", _PRODUCER)
    found.add("version", "2.0")
    for interval, name in held:
        event = icalendar.Event()
        event.add("uid", f"{to_microseconds(interval.start, 'start')}-{name}")
        event.add("dtstamp", now)
        event.add("dtstart", interval.start)
        event.add("dtend", interval.end)
        event.add("summary", name)
        found.add_component(event)
    return found

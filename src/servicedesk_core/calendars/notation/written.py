"""Writes hours in OpenStreetMap's ``opening_hours`` notation."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TypeVar

from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.day_rules import CountryDays, FixedDays, YearlyDays
from servicedesk_core.calendars.days_off import DayRules, DaysOff
from servicedesk_core.calendars.notation.runs import runs
from servicedesk_core.calendars.notation.words import (
    CLOSED,
    DAY_OFF,
    DAYS,
    MONTHS,
    OFF,
)
from servicedesk_core.calendars.notation.writable import (
    check_weekly,
    read_dated,
    read_rules,
    refuse,
)
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow
from servicedesk_core.errors import InvalidHoursError

_NOTATION = "opening hours"
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Said = TypeVar("Said")


def format_hours(
    weekly: WeeklyHours,
    days_off: DaysOff | None = None,
    special: Iterable[SpecialHours] = (),
    closures: Iterable[Closure] = (),
) -> str:
    """Return hours as text that :func:`.parse_hours` reads back.

    The days off of countries become one ``PH off``; the text does not say whose they
    are, how their half days and eves go. Days off in two neighbouring
    ``DaysOff.dates`` are read back as one, with the same dates and labels. All else
    comes back equal, special hours by date.

    Raises:
        InvalidHoursError: for what the notation cannot say, named: closures, recurrence
            rules, a label with a double quote, a date that has special hours twice.
        WrongTypeError: for an argument of another type.

    Example:
        >>> from servicedesk_core.calendars.notation import parse_hours
        >>> parsed = parse_hours("Mo-Fr 9:00-17:00; May 1-9 off; 2026 Dec 31 closed")
        >>> format_hours(parsed.weekly, parsed.days_off, parsed.special)
        'Mo-Fr 09:00-17:00; May 01-09 off; 2026 Dec 31 closed'
    """
    dated = read_dated(special, closures, _NOTATION)
    rules = _days_off(read_rules(days_off))
    return "; ".join([format_weekly(weekly), *rules, *_special(dated)])


def format_weekly(hours: WeeklyHours) -> str:
    """Return weekly hours as text that :func:`.parse_weekly` reads back.

    Example:
        >>> from servicedesk_core.calendars.notation import parse_weekly
        >>> format_weekly(parse_weekly("Mo 9:00-17:00; Tu 9:00-17:00"))
        'Mo-Tu 09:00-17:00'
    """
    check_weekly(hours)
    if not any(hours.days):
        return OFF
    whole_day = (TimeWindow("00:00", "24:00"),)
    if hours.days == (whole_day,) * 7:
        return "24/7"
    patterns = dict.fromkeys(windows for windows in hours.days if windows)
    return "; ".join(
        f"{_weekdays(hours, windows)} {_windows(windows)}" for windows in patterns
    )


def _weekdays(hours: WeeklyHours, windows: tuple[TimeWindow, ...]) -> str:
    days = [day for day in Weekday if hours[day] == windows]
    names = list(DAYS)
    found = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}"
        for run in found
    )


def _windows(windows: tuple[TimeWindow, ...]) -> str:
    return ",".join(map(str, windows))


def _days_off(rules: Iterable[DayRules]) -> Iterator[str]:
    countries = 0
    for rule in rules:
        match rule:
            case CountryDays():
                countries += 1
                if countries == 1:
                    yield f"PH {OFF}"
            case FixedDays():
                for dates, label in _dates(dict(rule.dates).items()):
                    yield f"{dates} {OFF}{_comment(label, DAY_OFF)}"
            case YearlyDays():
                dates = _range(*_month_days(rule))
                yield f"{dates} {OFF}{_comment(rule.label, DAY_OFF)}"
            case _:
                refuse(rule, _NOTATION)


def _special(special: Iterable[SpecialHours]) -> Iterator[str]:
    entries = ((entry.day, (entry.windows, entry.label)) for entry in special)
    for dates, (windows, label) in _dates(entries):
        yield f"{dates} {_windows(windows) or CLOSED}{_comment(label, '')}"


def _dates(entries: Iterable[tuple[date, Said]]) -> Iterator[tuple[str, Said]]:
    """Yield dates as text, those in a row of which the same is said together."""
    for said, found in groupby(runs(entries), lambda run: run[2]):
        yield ",".join(_range(_words(a), _words(b)) for a, b, _ in found), said


def _words(day: date) -> tuple[str, ...]:
    return f"{day.year:04}", MONTHS[day.month - 1], f"{day.day:02}"


def _month_days(rule: YearlyDays) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return both ends of days of every year, without days for whole months."""
    (first, start), (last, end) = rule.first, rule.last
    months = MONTHS[first - 1], MONTHS[last - 1]
    if start == 1 and end == _LAST_DAYS[last - 1]:
        return months[:1], months[1:]
    return (months[0], f"{start:02}"), (months[1], f"{end:02}")


def _range(first: tuple[str, ...], last: tuple[str, ...]) -> str:
    """Return a range, its end without what it shares with the start."""
    if first == last:
        return " ".join(first)
    shared = 0
    while first[shared] == last[shared]:
        shared += 1
    # Days of every year may end just before they start: Dec 26-Dec 24.
    end = last if shared == len(last) - 1 and last < first else last[shared:]
    return f"{' '.join(first)}-{' '.join(end)}"


def _comment(label: str, unwritten: str) -> str:
    if '"' in label:
        raise InvalidHoursError(f"label {label!r} cannot be written: it has a quote")
    return "" if label == unwritten else f' "{label}"'

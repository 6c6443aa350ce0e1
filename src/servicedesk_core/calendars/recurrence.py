"""Recurrence rules of RFC 5545 for whole days: their grammar and their dates.

Source: RFC 5545, section 3.3.10. The dates come from dateutil, imported here alone.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, datetime, time
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.calendars.day_rules import Rule
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_PREFIX = "RRULE:"
_EXAMPLE = "an RFC 5545 recurrence rule such as FREQ=MONTHLY;BYDAY=-1FR"
_CYCLE = 400
"""After how many years the Gregorian calendar repeats itself."""


def _list(item: str) -> str:
    return f"(?:{item})(?:,(?:{item}))*"


_WEEKDAY = "MO|TU|WE|TH|FR|SA|SU"
_WEEK = "0?[1-9]|[1-4][0-9]|5[0-3]"
_MONTHDAY = "0?[1-9]|[12][0-9]|3[01]"
_YEARDAY = "0{0,2}[1-9]|0?[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6]"

# What each part of a rule looks like, and in words.
_PARTS = {
    "FREQ": ("YEARLY|MONTHLY|WEEKLY|DAILY", "YEARLY, MONTHLY, WEEKLY or DAILY"),
    "UNTIL": ("[0-9]{8}", "a date such as 20261231, without a time"),
    "COUNT": ("[1-9][0-9]{0,4}", "a number from 1 to 99999"),
    "INTERVAL": ("[1-9][0-9]{0,8}", "a number from 1 on"),
    "BYMONTH": (_list("0?[1-9]|1[0-2]"), "months from 1 to 12"),
    "BYWEEKNO": (_list(f"[+-]?(?:{_WEEK})"), "weeks from 1 to 53, or negative"),
    "BYYEARDAY": (_list(f"[+-]?(?:{_YEARDAY})"), "days from 1 to 366, or negative"),
    "BYMONTHDAY": (_list(f"[+-]?(?:{_MONTHDAY})"), "days from 1 to 31, or negative"),
    "BYDAY": (
        _list(f"(?:[+-]?(?:{_WEEK}))?(?:{_WEEKDAY})"),
        "weekdays such as MO or -1FR",
    ),
    "BYSETPOS": (_list(f"[+-]?(?:{_YEARDAY})"), "places from 1 to 366, or negative"),
    "WKST": (_WEEKDAY, "a weekday such as MO"),
}
# The frequencies that RFC 5545 allows with some parts.
_WITHIN = {
    "BYWEEKNO": {"YEARLY"},
    "BYYEARDAY": {"YEARLY"},
    "BYMONTHDAY": {"YEARLY", "MONTHLY", "DAILY"},
}


@attrs.frozen
class RecurringDays(Rule):
    """Days off by an RFC 5545 recurrence rule."""

    rule: str
    since: date
    label: str

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        # In blocks of doubling length, so that asking year by year stays linear.
        block = 1 << max(year - self.since.year, 0).bit_length()
        found = _recurring(self.rule, self.since, self.since.year + block)
        return dict.fromkeys(found.get(year, ()), self.label)

    def edge_years(self) -> tuple[int, ...]:
        """Return the years of the start, and of the last date of a rule that ends."""
        until = re.search("UNTIL=([0-9]{4})", self.rule, re.IGNORECASE)
        if until:
            return self.since.year, int(until[1])
        if "COUNT=" in self.rule.upper():
            return self.since.year, max(_recurring(self.rule, self.since, MAXYEAR))
        return (self.since.year,)


class Fault(NamedTuple):
    """What is wrong with a rule, and where in its text, from 0."""

    reason: str
    position: int


def check_rule(rule: str, since: date) -> None:
    """Check that a rule is one of whole days and matches a date.

    Args:
        rule: its text, with or without ``RRULE:`` before it.
        since: the first date that counts.

    Raises:
        InvalidArgumentError: naming what is wrong, and where in the text.
        WrongTypeError: if it is no text.

    Example:
        >>> check_rule("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 1))
    """
    to_one(rule, str, "rule", "the text of an RRULE")
    fault = find_fault(rule)
    if fault is not None:
        wanted = f"{_EXAMPLE} (at position {fault.position}: {fault.reason})"
        raise InvalidArgumentError("rule", rule, wanted)
    if not _matches(rule, since):
        raise InvalidArgumentError("rule", rule, "one that matches a date")


def find_fault(rule: str) -> Fault | None:
    """Return the first part of a rule that cannot be read, or None.

    Example:
        >>> find_fault("FREQ=DAILY;FREQ=DAILY")
        Fault(reason='FREQ is written twice', position=11)
    """
    parts: dict[str, tuple[str, int]] = {}
    at = len(_prefix(rule))
    for part in rule[at:].split(";"):
        written, _, given = part.partition("=")
        name = written.upper()
        if name not in _PARTS:
            return Fault(f"{written!r} is not read in a rule of days off", at)
        if name in parts:
            return Fault(f"{name} is written twice", at)
        parts[name] = given, at + len(part) - len(given)
        pattern, wanted = _PARTS[name]
        if not re.fullmatch(pattern, given, re.ASCII | re.IGNORECASE):
            reason = f"{name} must be {wanted}, got {given!r}"
            return Fault(reason, parts[name][1])
        at += len(part) + 1
    if "FREQ" not in parts:
        return Fault("expected FREQ in the rule", len(_prefix(rule)))
    texts = {name: text for name, (text, _) in parts.items()}
    return next((Fault(why, parts[name][1]) for name, why in _clashes(texts)), None)


_Clashes = Iterator[tuple[str, str]]


def _clashes(parts: Mapping[str, str]) -> _Clashes:
    """Yield the parts that RFC 5545 forbids in a rule as it stands, and why."""
    often = parts["FREQ"].upper()
    for check in _CHECKS:
        yield from check(parts, often)


def _no_date(parts: Mapping[str, str], _: str) -> _Clashes:
    if "UNTIL" in parts and not _is_date(parts["UNTIL"]):
        yield "UNTIL", f"UNTIL must be a date such as 20261231, got {parts['UNTIL']!r}"


def _misplaced(parts: Mapping[str, str], often: str) -> _Clashes:
    for name in parts:
        if often not in _WITHIN.get(name, {often}):
            yield name, f"{name} has no place in a {often} rule"


def _two_ends(parts: Mapping[str, str], _: str) -> _Clashes:
    if "UNTIL" in parts and "COUNT" in parts:
        yield "COUNT", "a rule ends by UNTIL or by COUNT, not by both"


def _lone_place(parts: Mapping[str, str], _: str) -> _Clashes:
    if [name for name in parts if name.startswith("BY")] == ["BYSETPOS"]:
        yield "BYSETPOS", "BYSETPOS needs another part that begins with BY"


def _numbers_in_a_week(parts: Mapping[str, str], often: str) -> _Clashes:
    in_week = often not in {"YEARLY", "MONTHLY"} or "BYWEEKNO" in parts
    if in_week and _highest(parts):
        days = parts["BYDAY"]
        yield "BYDAY", f"BYDAY has numbers, got {days!r}; days of a week have none"


def _numbers_beyond_a_month(parts: Mapping[str, str], often: str) -> _Clashes:
    in_month = often == "MONTHLY" or "BYMONTH" in parts
    if in_month and _highest(parts) > 5:
        yield "BYDAY", f"BYDAY counts to 5 within a month, got {parts['BYDAY']!r}"


def _some_numbers(parts: Mapping[str, str], _: str) -> _Clashes:
    # RFC 5545 allows both at once, but dateutil takes the dates that match both.
    if _highest(parts) and 2 in map(len, parts["BYDAY"].split(",")):
        days = parts["BYDAY"]
        yield "BYDAY", f"BYDAY has days with and without numbers, got {days!r}"


def _highest(parts: Mapping[str, str]) -> int:
    """Return the highest number among the weekdays, 0 if they have none."""
    numbers = re.findall("[0-9]+", parts.get("BYDAY", ""))
    return max(map(int, numbers), default=0)


# In this order: the first clash is the one told of.
_CHECKS = (
    _no_date,
    _misplaced,
    _two_ends,
    _lone_place,
    _numbers_in_a_week,
    _numbers_beyond_a_month,
    _some_numbers,
)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _prefix(rule: str) -> str:
    return rule[: len(_PREFIX)] if rule.upper().startswith(_PREFIX) else ""


def _matches(rule: str, since: date) -> bool:
    """Tell whether a rule matches a date.

    dateutil looks for one up to the year 9999, day by day if it must. The Gregorian
    calendar repeats itself every 400 years, weekdays included, so the search starts as
    late as the rule's interval allows.
    """
    found = _recurrence(rule, since)
    until, interval = found._until, found._interval  # type: ignore[attr-defined]  # noqa: SLF001
    cycle = _CYCLE * interval
    shift = max(0, (MAXYEAR - since.year) // cycle - 1) * cycle
    start = datetime.combine(since.replace(year=since.year + shift), time())
    first = next(iter(found.replace(dtstart=start, until=None, count=None)), None)
    if first is None or until is None:
        return first is not None
    return bool(first.replace(year=first.year - shift) <= until)


@lru_cache(maxsize=256)
def _recurring(rule: str, since: date, through: int) -> Mapping[int, tuple[int, ...]]:
    """Return the dates of a rule up to the end of a year, by year, as ordinals."""
    end = datetime(min(through, MAXYEAR), 12, 31)  # noqa: DTZ001 - dates only
    days = takewhile(lambda day: day <= end, _recurrence(rule, since))
    years = groupby(days, key=lambda day: day.year)
    return FrozenMap({y: tuple(day.toordinal() for day in found) for y, found in years})


def _recurrence(rule: str, since: date) -> "rrule":
    # Imported at first use: few calendars have recurrence rules.
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    return rrulestr(rule, dtstart=datetime.combine(since, time()))  # type: ignore[return-value]

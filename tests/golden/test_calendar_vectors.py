"""Calendar facts taken from the test suites of peers (see the file's ``about``).

A vector whose status is ``convention`` follows a rule of its peer; ``neutral`` is
what this library answers.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import servicedesk_core as sd

FILE = Path(__file__).parent / "calendar.json"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]
CONVENTIONS = {
    "closed_origin_is_free_step": "the start never counts, working day or not",
    "empty_calendar_is_24x7": "a calendar without hours is refused when it is made",
    "midnight_is_235959": "24:00 is a time, so closing is midnight itself",
    "round_seconds": "answers are exact to the microsecond",
    "wall_clock_day_length": "an open day of 25 hours counts 25",
    "whole_minutes": "answers are exact to the microsecond",
}
"""Rules of peers that this library does not follow, and what it does instead.

No vector contradicts RFC 5545, which decides boundaries inside a change of clocks.
"""
DAYS = dict(
    zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), sd.Weekday, strict=True)
)


def calendar_of(vector: Mapping[str, Any]) -> sd.ServiceCalendar:
    off = sd.DaysOff.dates(vector["holidays"])
    off += sd.DaysOff.yearly(*vector.get("holidays_recurring", ()))
    holiday_wins = vector.get("extra_vs_holiday") == "holiday_wins"
    return sd.ServiceCalendar(
        sd.WeeklyHours(
            {DAYS[day]: windows(given) for day, given in vector["week"].items()}
        ),
        tz=vector["timezone"],
        days_off=off,
        special=[
            sd.SpecialHours(day, windows(given))
            for day, given in vector["extra_hours"].items()
            if not (holiday_wins and off.label(date.fromisoformat(day)))
        ],
        closures=[
            sd.Closure(day, windows(given))
            for day, given in vector.get("breaks", {}).items()
        ],
    )


def windows(pairs: list[list[str]]) -> list[sd.TimeWindow]:
    return [sd.TimeWindow(opens, closes) for opens, closes in pairs]


def at(vector: Mapping[str, Any], name: str = "start") -> datetime:
    return datetime.fromisoformat(vector[name])


def amount(vector: Mapping[str, Any]) -> timedelta:
    return timedelta(seconds=vector["amount_seconds"])


def add_days(calendar: sd.ServiceCalendar, vector: Mapping[str, Any]) -> object:
    """The answer as the vector writes it: a date for a date."""
    if len(vector["start"]) == len("2026-01-01"):
        day = date.fromisoformat(vector["start"])
        return calendar.add_working_days(day, vector["days"]).isoformat()
    return calendar.add_days(at(vector), vector["days"])


def days_between(calendar: sd.ServiceCalendar, vector: Mapping[str, Any]) -> int:
    """The peer counts the last day, not the first; `working_days` the reverse."""
    first, last = (date.fromisoformat(vector[name]) for name in ("start", "end"))
    day = timedelta(days=1)
    return calendar.working_days(first + day, last + day)


def next_open_strict(calendar: sd.ServiceCalendar, start: datetime) -> datetime:
    """The next opening even while open."""
    after = calendar.next_close(start) if calendar.is_open(start) else start
    return calendar.next_open(after)


def previous_working(calendar: sd.ServiceCalendar, start: datetime) -> datetime:
    """The instant itself if the desk was open just before it, else the last closing."""
    just_before = start - timedelta(microseconds=1)
    return start if calendar.is_open(just_before) else calendar.previous_close(start)


ANSWERS: dict[str, Callable[[sd.ServiceCalendar, Mapping[str, Any]], object]] = {
    "add_days": add_days,
    "days_between": days_between,
    "is_open_day": lambda c, v: c.is_working_day(date.fromisoformat(v["start"])),
    "add": lambda c, v: c.add(at(v), amount(v)),
    "between": lambda c, v: c.elapsed(at(v), at(v, "end")),
    "is_open": lambda c, v: c.is_open(at(v)),
    "next_close": lambda c, v: c.next_close(at(v)),
    "next_open": lambda c, v: c.next_open(at(v)),
    "next_open_strict": lambda c, v: next_open_strict(c, at(v)),
    "prev_working": lambda c, v: previous_working(c, at(v)),
    "subtract": lambda c, v: c.subtract(at(v), amount(v)),
}


def expected(vector: Mapping[str, Any]) -> object:
    value = vector["neutral" if vector["status"] == "convention" else "expected"]
    if vector["op"] == "between":
        return timedelta(seconds=value)
    if not isinstance(value, str) or len(value) == len("2026-01-01"):
        return value
    return datetime.fromisoformat(value)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: Mapping[str, Any]) -> None:
    if vector.get("neutral") == "no_open_time":
        with pytest.raises(sd.NeverOpenError):
            calendar_of(vector)
        return
    calendar = calendar_of(vector)
    actual = ANSWERS[vector["op"]](calendar, vector)
    if vector.get("precision") == "date":
        assert isinstance(actual, datetime)
        assert vector["expected"] == actual.astimezone(calendar.tz).date().isoformat()
    else:
        assert expected(vector) == actual


def test_every_convention_not_followed_has_its_reason() -> None:
    found = {vector["convention"] for vector in VECTORS if "convention" in vector}
    marked = [vector for vector in VECTORS if vector["status"] == "convention"]

    assert found == set(CONVENTIONS)
    assert all("neutral" in vector for vector in marked)


def test_every_vector_runs() -> None:
    assert set(ANSWERS) == {vector["op"] for vector in VECTORS}
    assert 230 == len(VECTORS)

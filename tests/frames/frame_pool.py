"""Calendars and instants that the batch door is held against single calls on."""

import os
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

import servicedesk_core as sd
from servicedesk_core.timeline import from_microseconds

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
ROWS = 50_000 if NIGHTLY else 120
"""Rows for each of the calendars: a million for all of them, or a small draw."""

Integers = NDArray[np.int64]

_DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
_LUNCH = sd.ServiceCalendar.parse("Mo-Fr 9:00-12:30,13:15-18:00", tz="Asia/Kolkata")
_NIGHT = sd.ServiceCalendar.parse("Mo-Su 22:00-06:00", tz="America/New_York")
_ODD = sd.ServiceCalendar.parse("Mo-Fr 08:17-17:03", tz="Europe/Berlin")
_OFF = sd.DaysOff.yearly("12-24..01-02", "05-01")


def _week(text: str, tz: str, **rest: object) -> sd.ServiceCalendar:
    return sd.ServiceCalendar.parse(text, tz=tz, **rest)  # type: ignore[arg-type]


CALENDARS = {
    "office": _DESK,
    "holidays": _week("Mo-Fr 09:00-17:00", "Europe/Berlin", days_off=_OFF),
    "lunch in half hours": _LUNCH,
    "overnight": _NIGHT,
    "round the clock": sd.ServiceCalendar.always(),
    "odd edges": _ODD,
    "odd breaks": _week("Mo-Fr 08:17-12:00,12:31-17:03", "Asia/Kolkata"),
    "a minute": _week("Mo-Fr 08:17-12:00,12:01-17:03", "Asia/Tehran"),
    "half an hour of summer": _week("Mo-Su 00:00-06:00", "Australia/Lord_Howe"),
    "quarter hours": _week("Mo-Sa 10:00-19:00", "Asia/Kathmandu"),
    "no midnight": _week("Mo-Su 00:00-24:00; We off", "America/Sao_Paulo"),
    "no saturday": _week("Mo-Su 08:00-20:00", "Pacific/Apia"),
    "ramadan": _week("Mo-Fr 09:00-17:00", "Africa/Casablanca"),
    "late": _week("We 23:30-24:00", "America/St_Johns"),
    "monthly": _week(
        "Mo-Fr 09:00-17:00",
        "Europe/Moscow",
        days_off=sd.DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(1880, 1, 1)),
    ),
    "dated": sd.ServiceCalendar(
        "Mo-Fr 09:00-17:00",
        tz="Europe/London",
        special=[sd.SpecialHours("2020-03-29", "00:00-04:00")],
        closures=[sd.Closure("2020-03-30", "11:07-12:00")],
    ),
    "both": _DESK & _ODD,
    "either": _NIGHT | _LUNCH,
    "without": sd.ServiceCalendar.always() - _DESK,
    "versions": sd.ServiceCalendar.versions(
        {"1800-01-01": _DESK, "2020-06-01": _LUNCH, "2150-01-01": _ODD}
    ),
}
ERAS = ((1892, 1893), (1969, 1971), (2019, 2021), (2103, 2104))
"""Local mean times, both sides of 1970, changes of clocks, and years to come."""


def draw(calendar: sd.ServiceCalendar, years: tuple[int, int], rows: int) -> Integers:
    """Return instants of microseconds: some at random, some at edges of windows."""
    draw = np.random.default_rng(years[0])
    low, high = (datetime(year, 1, 1, tzinfo=UTC) for year in years)
    first, last = (
        (at - datetime(1970, 1, 1, tzinfo=UTC)) // _TICK for at in (low, high)
    )
    found: Integers = draw.integers(first, last, size=rows)
    edges = np.array(calendar.open_spans(low, high)).ravel()
    near = rows // 2
    found[:near] = draw.choice(edges, near) + draw.integers(-1, 2, near)
    draw.shuffle(found)
    return found


def later(start: Integers, seed: int) -> Integers:
    """Return an instant for each: mostly within days, some long before or after."""
    draw = np.random.default_rng(seed)
    lengths = draw.lognormal(10.2, 1.6, len(start)) * 1e6
    found: Integers = start + (lengths * draw.choice([1, 1, 1, -1], len(start))).astype(
        np.int64
    )
    return found


def instant(microseconds: int) -> datetime:
    """Return an instant for a single call."""
    return from_microseconds(int(microseconds), UTC)


_TICK = timedelta(microseconds=1)

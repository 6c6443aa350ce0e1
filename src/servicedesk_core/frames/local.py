"""Instants as the clocks of a zone show them."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.arrays import Numbers
from servicedesk_core.frames.column import Instants
from servicedesk_core.frames.unit import NULL, Integers, Unit, day_of
from servicedesk_core.sla import PeriodLength
from servicedesk_core.timeline import (
    DAY,
    from_microseconds,
    load_zone,
    to_microseconds,
)

Days = NDArray[np.datetime64]

_SECOND = 10**6


def zone_of(column: Instants, tz: str | tzinfo | None = None) -> tzinfo:
    """Return the zone whose dates count: the one asked for, else that of a column."""
    zone: Any = column.zone if tz is None else tz
    if isinstance(zone, str) and zone[0] in "+-":
        # So pyarrow writes a fixed offset.
        zone = datetime.fromisoformat(f"1970-01-01T00:00{zone}").tzinfo
    return zone if isinstance(zone, tzinfo) else load_zone(zone)


def microseconds(numbers: Numbers, name: str) -> Integers:
    """Return instants in microseconds, which all single values count in.

    Raises:
        InvalidArgumentError: if one is no whole number of them.
    """
    if numbers.unit is not Unit.NANOSECOND:
        return numbers.to(Unit.MICROSECOND, name, "instants")
    missing = numbers.values == NULL
    whole, rest = np.divmod(numbers.values, 1000)
    uneven = (rest != 0) & ~missing
    if uneven.any():
        row = int(np.argmax(uneven))
        value = str(np.datetime64(int(numbers.values[row]), "ns"))
        wanted = "in whole microseconds"
        raise InvalidArgumentError(f"column {name!r}", value, wanted)
    whole[missing] = NULL
    return whole


def readings(instants: Integers, unit: Unit, tz: tzinfo) -> Integers:
    """Return what the clocks of a zone show, since a wall-clock 1970-01-01 00:00.

    Args:
        instants: none of them NULL.
        unit: what they count, microseconds or finer.
        tz: the zone. None changes its clocks twice on a day of UTC, or within a
            second.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> noon = np.array(["2026-07-05T12:00"], "datetime64[us]").view(np.int64)
        >>> shown = readings(noon, Unit.MICROSECOND, ZoneInfo("Asia/Beirut"))
        >>> shown.view("datetime64[us]")
        array(['2026-07-05T15:00:00.000000'], dtype='datetime64[us]')
    """
    days, places = np.unique(instants // day_of(unit), return_inverse=True)
    before, since, after = np.empty((3, len(days)), np.int64)
    for place, day in enumerate(days.tolist()):
        first, last = day * DAY, (day + 1) * DAY - _SECOND
        before[place], after[place] = _offset(first, tz), _offset(last, tz)
        changes = before[place] != after[place]
        since[place] = _change(first // _SECOND, last // _SECOND, tz) if changes else 0
    since *= unit.per_second
    shift = np.where(instants < since[places], before[places], after[places])
    found: Integers = instants + shift * (unit.per_second // _SECOND)
    return found


def first_days(column: Instants, every: PeriodLength, tz: tzinfo) -> Days:
    """Return the first day of the period that each instant falls into.

    Args:
        column: the instants.
        every: how long a period is.
        tz: the zone whose dates count.

    Returns:
        Dates; NaT where an instant is missing.
    """
    numbers = column.numbers
    unit = max(Unit.MICROSECOND, numbers.unit, key=lambda unit: unit.per_second)
    instants = numbers.to(unit, column.name, "instants")
    known = instants > NULL
    shown = readings(instants[known], unit, tz) // day_of(unit)
    found = np.full(len(instants), "NaT", "datetime64[D]")
    found[known] = _FIRST_DAYS[every](shown.view("datetime64[D]"))
    return found


def next_day(day: date, every: PeriodLength) -> date:
    """Return the first day of the period after the one that begins on a day.

    Example:
        >>> next_day(date(2026, 10, 1), PeriodLength.QUARTER)
        datetime.date(2027, 1, 1)
    """
    # The step leads past the end of the period, and never past that of the next one.
    later = np.datetime64(day, "D") + np.timedelta64(_STEPS[every], "D")
    found: date = _FIRST_DAYS[every](np.array([later]))[0].item()
    return found


def _weeks(days: Days) -> Days:
    # 1970-01-01 was a Thursday.
    numbers = days.view(np.int64)
    return (numbers - (numbers + 3) % 7).view("datetime64[D]")


def _quarters(days: Days) -> Days:
    months = days.astype("datetime64[M]").view(np.int64)
    return (months - months % 3).view("datetime64[M]").astype("datetime64[D]")


_FIRST_DAYS: Mapping[PeriodLength, Callable[[Days], Days]] = MappingProxyType(
    {
        PeriodLength.DAY: lambda days: days,
        PeriodLength.WEEK: _weeks,
        PeriodLength.MONTH: lambda days: days.astype("datetime64[M]").astype(
            "datetime64[D]"
        ),
        PeriodLength.QUARTER: _quarters,
        PeriodLength.YEAR: lambda days: days.astype("datetime64[Y]").astype(
            "datetime64[D]"
        ),
    }
)
_STEPS = {
    PeriodLength.DAY: 1,
    PeriodLength.WEEK: 7,
    PeriodLength.MONTH: 31,
    PeriodLength.QUARTER: 92,
    PeriodLength.YEAR: 366,
}


def _change(first: int, last: int, tz: tzinfo) -> int:
    """Return the first second between two ones with the offset of the later."""
    offset = _offset(first * _SECOND, tz)
    while last - first > 1:
        middle = (first + last) // 2
        if _offset(middle * _SECOND, tz) == offset:
            first = middle
        else:
            last = middle
    return last


def _offset(instant: int, tz: tzinfo) -> int:
    at = from_microseconds(instant, tz)
    return to_microseconds(at.replace(tzinfo=UTC), "at") - instant

"""Instants, durations, dates and zones, within three years around 2026-01-01."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from operator import add
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.i18n import length_text
from servicedesk_core.timeline import (
    DAY,
    Interval,
    from_microseconds,
    load_zone,
    to_duration,
    to_microseconds,
    to_timedelta,
)

EARLIEST = datetime(2024, 7, 1, tzinfo=UTC)
LATEST = datetime(2027, 7, 1, tzinfo=UTC)
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""What instants shrink to: a Monday morning."""
_FIRST_DAY = EARLIEST.date()
_LAST_DAY = LATEST.date()
_MINUTE = 60_000_000
_NEAR = 14 * DAY
_ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/Moscow",
    "America/New_York",
    "Pacific/Apia",
    "Asia/Kathmandu",
)


def zones() -> st.SearchStrategy[tzinfo]:
    """Zones of the database, with and without changes of clocks, and fixed offsets.

    They shrink to UTC.

    Example:
        >>> from hypothesis import find
        >>> find(zones(), lambda zone: True)
        zoneinfo.ZoneInfo(key='UTC')
    """
    offsets = st.sampled_from([345, -570, -210, 60, 780])
    fixed = offsets.map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.sampled_from([load_zone(name) for name in _ZONES]) | fixed


_any_zone = zones  # the name is an argument below


def aware_datetimes(
    *,
    zones: Iterable[str | tzinfo] | None = None,
    near: ServiceCalendar | None = None,
    min_value: datetime = EARLIEST,
    max_value: datetime = LATEST,
) -> st.SearchStrategy[datetime]:
    """Aware datetimes: whole minutes, microseconds, and DST changes to the microsecond.

    They shrink to 2026-01-05 09:00 UTC, or to the end of the range that is next to it.

    Args:
        zones: the zones to draw from; those of ``zones`` if left out.
        near: a calendar whose edges, and the DST changes of whose zone, are met within
            a microsecond; its zone is drawn too if ``zones`` is left out.
        min_value: the earliest, aware.
        max_value: the latest, aware.

    Raises:
        InvalidArgumentError: if ``max_value`` is earlier than ``min_value``, or
            ``zones`` is empty.
        NaiveDatetimeError: if either has no zone.

    Example:
        >>> from hypothesis import find
        >>> find(aware_datetimes(), lambda at: True).isoformat()
        '2026-01-05T09:00:00+00:00'
        >>> desk = ServiceCalendar.parse("Mo-Fr 10:00-18:00", tz="UTC")
        >>> find(aware_datetimes(near=desk), desk.is_open).isoformat()
        '2026-01-05T10:00:00+00:00'
    """
    low = to_microseconds(min_value, "min_value")
    high = to_microseconds(max_value, "max_value")
    if high < low:
        raise InvalidArgumentError("max_value", max_value, f"{min_value} or later")
    origin = to_microseconds(MONDAY, "MONDAY")
    around = _between(low, high, origin)
    return _instants(around, range(low, high + 1), _chosen(zones, near), near)


def durations(
    *,
    min_value: timedelta = timedelta(),
    max_value: timedelta = timedelta(days=30),
) -> st.SearchStrategy[timedelta]:
    """Durations: whole minutes, and any number of microseconds.

    They shrink to 0, or to the end of the range that is next to it.

    Args:
        min_value: the shortest; may be negative.
        max_value: the longest.

    Raises:
        InvalidArgumentError: if ``max_value`` is shorter than ``min_value``.

    Example:
        >>> from hypothesis import find
        >>> find(durations(), lambda duration: duration > timedelta(hours=1))
        datetime.timedelta(seconds=3660)
    """
    low = to_duration(min_value, "min_value")
    high = to_duration(max_value, "max_value")
    if high < low:
        raise InvalidArgumentError(
            "max_value", max_value, f"{length_text(min_value)} or more"
        )
    return _between(low, high, 0).map(to_timedelta)


def dates(
    *, min_value: date = _FIRST_DAY, max_value: date = _LAST_DAY
) -> st.SearchStrategy[date]:
    """Dates.

    They shrink to 2026-01-05, or to the end of the range that is next to it.

    Args:
        min_value: the earliest.
        max_value: the latest.

    Raises:
        InvalidArgumentError: if ``max_value`` is earlier than ``min_value``.

    Example:
        >>> from hypothesis import find
        >>> find(dates(), lambda day: True)
        datetime.date(2026, 1, 5)
    """
    if max_value < min_value:
        raise InvalidArgumentError("max_value", max_value, f"{min_value} or later")
    low, high = min_value.toordinal(), max_value.toordinal()
    origin = min(max(MONDAY.date().toordinal(), low), high)
    days = st.integers(low - origin, high - origin)
    return days.map(lambda away: date.fromordinal(origin + away))


def intervals(
    *,
    min_value: datetime = EARLIEST,
    max_value: datetime = LATEST,
    longest: timedelta = timedelta(days=30),
) -> st.SearchStrategy[Interval]:
    """Intervals of real time, a microsecond long or more, both ends in one zone.

    They shrink to a minute from 2026-01-05 09:00 UTC on.

    Args:
        min_value: the earliest start, aware.
        max_value: the latest start, aware.
        longest: how long they last at most, a minute or more.

    Raises:
        InvalidArgumentError: if ``max_value`` is earlier than ``min_value``.
        NaiveDatetimeError: if either has no zone.

    Example:
        >>> from hypothesis import find
        >>> find(intervals(), lambda interval: True).duration
        datetime.timedelta(seconds=60)
    """
    lengths = durations(min_value=timedelta(minutes=1), max_value=longest)
    ticks = st.sampled_from([1, 999_999]).map(to_timedelta)
    starts = aware_datetimes(min_value=min_value, max_value=max_value)
    return st.builds(_interval, starts, lengths | ticks)


def later(at: datetime, duration: timedelta) -> datetime:
    """Return the instant so much later in real time, in the same zone.

    Example:
        >>> later(MONDAY, timedelta(hours=1)).hour
        10
    """
    return (at.astimezone(UTC) + duration).astimezone(at.tzinfo)


def _interval(start: datetime, duration: timedelta) -> Interval:
    return Interval(start, later(start, duration))


def _chosen(
    zones: Iterable[str | tzinfo] | None, near: ServiceCalendar | None
) -> st.SearchStrategy[tzinfo]:
    if zones is None:
        return _any_zone() if near is None else st.just(near.tz) | _any_zone()
    chosen = [load_zone(zone) for zone in zones]
    if not chosen:
        raise InvalidArgumentError("zones", zones, "one zone or more")
    return st.sampled_from(chosen)


@st.composite
def _instants(
    draw: st.DrawFn,
    around: st.SearchStrategy[int],
    allowed: range,
    chosen: st.SearchStrategy[tzinfo],
    near: ServiceCalendar | None,
) -> datetime:
    at = draw(around)
    tz = draw(chosen)
    if not draw(st.booleans()):
        return from_microseconds(at, tz)
    edges = _edges(near, at, allowed) if near else ()
    if not edges or draw(st.booleans()):
        ruled = tz if near is None else near.tz
        edges = _changes(ruled, from_microseconds(at, UTC).year)
    ticks = [edge + tick for edge in edges for tick in (0, -1, 1)]
    found = [tick for tick in ticks if tick in allowed] or [at]
    return from_microseconds(draw(st.sampled_from(found)), tz)


def _between(low: int, high: int, origin: int) -> st.SearchStrategy[int]:
    """Draw whole minutes away from the origin, with microseconds, or only these."""
    origin = min(max(origin, low), high)
    first, last = -((origin - low) // _MINUTE), (high - origin) // _MINUTE
    hours = st.integers(max(first, -600), min(last, 600))
    whole = (hours | st.integers(first, last)).map(lambda away: away * _MINUTE)
    mixed = st.builds(add, whole, st.integers(0, _MINUTE - 1))
    ticks = st.integers(low - origin, high - origin)
    return (whole | mixed | ticks).map(lambda away: min(origin + away, high))


def _edges(near: ServiceCalendar, at: int, allowed: range) -> tuple[int, ...]:
    """Return where a calendar opens and closes within two weeks, the next first."""
    first, last = max(at - _NEAR, allowed[0] - DAY), min(at + _NEAR, allowed[-1] + DAY)
    ends = [
        to_microseconds(end, "edge")
        for window in near.windows(
            from_microseconds(first, near.tz), from_microseconds(last, near.tz)
        )
        for end in (window.start, window.end)
    ]
    inner = (end for end in ends if first < end < last)
    return tuple(sorted(inner, key=lambda end: abs(end - at)))


@lru_cache
def _changes(tz: tzinfo, year: int) -> tuple[int, ...]:
    """Return the instants of a year at which a zone's clocks change."""
    first = to_microseconds(datetime(year, 1, 1, tzinfo=UTC), "year")
    days = range(first, first + 366 * DAY, DAY)
    return tuple(
        _change(day, day + DAY, tz)
        for day in days
        if _offset(day, tz) != _offset(day + DAY, tz)
    )


def _change(low: int, high: int, tz: tzinfo) -> int:
    """Return the first instant of the later offset, by halving."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle, tz) == _offset(low, tz):
            low = middle
        else:
            high = middle
    return high


def _offset(instant: int, tz: tzinfo) -> timedelta | None:
    return from_microseconds(instant, tz).utcoffset()


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Interval: intervals}
)

"""The instants and durations that the laws of a calendar are tried on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise, product
from typing import Any

import attrs

from servicedesk_core.timeline import (
    from_microseconds,
    load_zone,
    to_microseconds,
    to_timedelta,
)

ZERO = timedelta()
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
# How far into a range, and how long, windows are looked at.
_STRETCH = 10 * _DAY
_GRID = 23
_MOST_WINDOWS = 8


def moved(at: datetime, duration: timedelta) -> datetime:
    """Return the instant so far away in real time, in the same zone.

    Example:
        >>> moved(datetime(2026, 1, 5, tzinfo=UTC), -_HOUR).hour
        23
    """
    return (at.astimezone(UTC) + duration).astimezone(at.tzinfo)


def real_time(start: datetime, end: datetime) -> timedelta:
    """Return the real time between two instants, negative if reversed.

    Example:
        >>> at = datetime(2026, 1, 5, tzinfo=UTC)
        >>> real_time(at, at + _HOUR)
        datetime.timedelta(seconds=3600)
    """
    return to_timedelta(to_microseconds(end, "end") - to_microseconds(start, "start"))


@attrs.frozen
class Sample:
    """What the laws are tried on.

    Attributes:
        start: where the range begins.
        end: where it ends.
        tick: the unit that the calendar counts in.
        instants: of the range, in order, in several zones.
        stretches: of the range, in which windows are looked at.
        durations: of open time, the shortest first.
    """

    start: datetime
    end: datetime
    tick: timedelta
    instants: tuple[datetime, ...]
    stretches: tuple[tuple[datetime, datetime], ...]
    durations: tuple[timedelta, ...]

    @property
    def pairs(self) -> tuple[tuple[datetime, datetime], ...]:
        """Neighbours, and instants further apart; the earlier one first."""
        far = zip(self.instants, self.instants[7:], strict=False)
        return (*pairwise(self.instants), *far)

    @property
    def triples(self) -> tuple[tuple[datetime, datetime, datetime], ...]:
        """Three instants, the first and the last further apart; in order."""
        ahead = self.instants[1:], self.instants[5:]
        return tuple(zip(self.instants, *ahead, strict=False))

    @property
    def lengths(self) -> tuple[tuple[datetime, timedelta], ...]:
        """Every other instant, with each duration."""
        return tuple(product(self.instants[::2], self.durations))

    @property
    def days(self) -> tuple[date, ...]:
        """The dates of the instants, each once."""
        return tuple(dict.fromkeys(at.date() for at in self.instants))


def take_sample(
    calendar: Any, start: datetime, end: datetime, tick: timedelta
) -> Sample:
    """Return what to try the laws of a calendar on, the same each time.

    Args:
        calendar: its windows and the changes of clocks in its zone are met.
        start: where the range begins, aware.
        end: where it ends.
        tick: the unit that the calendar counts in.

    Example:
        >>> from servicedesk_core import ServiceCalendar
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> day = datetime(2026, 1, 5, tzinfo=UTC)
        >>> sample = take_sample(desk, day, day + _DAY, to_timedelta(1))
        >>> day.replace(hour=17) in sample.instants
        True
    """
    whole = real_time(start, end)
    length = min(whole, _STRETCH)
    firsts = (start, moved(start, (whole - length) / 2), moved(end, -length))
    stretches = tuple((at, moved(at, length)) for at in dict.fromkeys(firsts))
    grid = [moved(start, whole * step // _GRID // tick * tick) for step in range(_GRID)]
    edges = [*_edges(calendar, stretches), *_changes(_zone(calendar), start, end)]
    near = [moved(edge, step * tick) for edge in edges for step in (-1, 0, 1)]
    zones = (UTC, _zone(calendar), load_zone("Asia/Kathmandu"))
    kept = _ordered([start, *grid, *near], start, end)
    placed = tuple(at.astimezone(zones[n % 3]) for n, at in enumerate(kept))
    usual = (tick, timedelta(minutes=1), _HOUR, 8 * _HOUR, 3 * _DAY)
    durations = sorted({ZERO, *(max(each // tick * tick, tick) for each in usual)})
    return Sample(start, end, tick, placed, stretches, tuple(durations))


def _zone(calendar: Any) -> tzinfo:
    found = getattr(calendar, "tz", None)
    return found if isinstance(found, tzinfo) else UTC


def _edges(
    calendar: Any, stretches: Iterable[tuple[datetime, datetime]]
) -> list[datetime]:
    return [
        edge
        for stretch in stretches
        for window in [*calendar.windows(*stretch)][:_MOST_WINDOWS]
        for edge in (window.start, window.end)
    ]


def _changes(tz: tzinfo, start: datetime, end: datetime) -> list[datetime]:
    """Return the hours at which the clocks of a zone change."""
    hours = range(int(real_time(start, end) / _HOUR))
    marks = [start.astimezone(UTC) + hour * _HOUR for hour in hours]
    return [
        after
        for before, after in pairwise(marks)
        if before.astimezone(tz).utcoffset() != after.astimezone(tz).utcoffset()
    ]


def _ordered(
    instants: Iterable[datetime], start: datetime, end: datetime
) -> list[datetime]:
    low, high = to_microseconds(start, "start"), to_microseconds(end, "end")
    found = {to_microseconds(at, "at") for at in instants}
    return [from_microseconds(at, UTC) for at in sorted(found) if low <= at <= high]

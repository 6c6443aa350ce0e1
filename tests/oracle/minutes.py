"""A slow service-hours oracle that marks and counts single minutes.

Everything rests on one primitive: what a local clock shows at a given UTC minute.
A wall-clock boundary is placed by looking for it among those readings, a calendar
is a ``bytearray`` with one flag per UTC minute, and every question is answered by
walking that array one minute at a time.

Terms used below:

* *minute*: whole minutes since 1970-01-01T00:00Z (a UTC minute);
* *wall*: whole minutes since 1970-01-01T00:00 on the local clock;
* *day*: whole days since 1970-01-01, of either clock.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

Window = tuple[int, int]
"""Opening and closing in minutes from local midnight; half-open."""

DAY = 1440
MINUTE_US = 60_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
MICROSECOND = timedelta(microseconds=1)


def to_us(at: datetime) -> int:
    """Return the microseconds from the epoch to an aware datetime."""
    if at.utcoffset() is None:
        raise ValueError(f"naive datetime: {at!r}")
    return (at - EPOCH) // MICROSECOND


def from_us(us: int) -> datetime:
    """Return the UTC datetime at ``us`` microseconds from the epoch."""
    return EPOCH + us * MICROSECOND


def floor_minute(us: int) -> int:
    """Return the minute that contains the instant."""
    return us // MINUTE_US


def ceil_minute(us: int) -> int:
    """Return the first minute that starts at or after the instant."""
    return -(-us // MINUTE_US)


@lru_cache(maxsize=2048)
def walls_of_utc_day(tz: str, day: int) -> array[int]:
    """Return what the local clock shows at each of the 1440 minutes of a UTC day."""
    zone = ZoneInfo(tz)
    at = EPOCH + timedelta(days=day)
    step = timedelta(minutes=1)
    walls = array("q")
    for _ in range(DAY):
        local = at.astimezone(zone)
        if local.second or local.microsecond:
            raise ValueError(f"{tz}: offset at {at} is not in whole minutes")
        local_day = local.toordinal() - EPOCH_ORDINAL
        walls.append(local_day * DAY + local.hour * 60 + local.minute)
        at += step
    return walls


@lru_cache(maxsize=64)
def walls_around(tz: str, day: int) -> array[int]:
    """Return the readings of the UTC days ``day - 1`` to ``day + 1``.

    Offsets stay below 24 hours, so every occurrence of a wall minute of the local
    day ``day`` lies in there, and so do both sides of a gap that skips it.
    """
    before, same, after = (walls_of_utc_day(tz, day + i) for i in (-1, 0, 1))
    return before + same + after


@lru_cache(maxsize=65536)
def utc_of_wall(tz: str, wall: int) -> int:
    """Return the UTC minute of a wall-clock boundary.

    It is the first minute at which the local clock shows ``wall``; for a reading the
    clock skips, it is the one that the offset in force before the gap gives.
    """
    day = wall // DAY
    first = (day - 1) * DAY
    walls = walls_around(tz, day)
    for i, shown in enumerate(walls):
        if shown == wall:
            return first + i
    for i in range(1, len(walls)):
        if walls[i - 1] < wall < walls[i]:
            offset = walls[i - 1] - (first + i - 1)
            return wall - offset
    raise AssertionError(f"{tz}: wall minute {wall} neither shown nor skipped")


@lru_cache(maxsize=8192)
def day_exists(tz: str, day: int) -> bool:
    """Tell whether the local clock shows any minute of the local day."""
    return any(shown // DAY == day for shown in walls_around(tz, day))


def checked(windows: Iterable[Window]) -> list[Window]:
    """Return the windows of a date as a list; refuse malformed ones."""
    result = list(windows)
    for opens, closes in result:
        if not 0 <= opens < DAY or closes <= opens:
            raise ValueError(f"bad window: {(opens, closes)}")
    return result


class MinuteOracle:
    """Service hours in one zone, answered by marking and stepping over minutes.

    Call :meth:`prepare` first; every question that needs a minute outside the
    prepared horizon raises ``LookupError``. Datetimes are aware, results are in UTC.
    """

    def __init__(
        self,
        weekly: Mapping[int, Sequence[Window]],
        *,
        tz: str,
        days_off: Collection[date] = (),
        worked: Mapping[date, int] | None = None,
        special: Mapping[date, Sequence[Window]] | None = None,
        closures: Iterable[tuple[date, Window]] = (),
    ) -> None:
        """Take the rules, weakest first.

        ``weekly`` maps weekdays (Monday is 0) to windows; ``days_off`` drops the
        windows that start on a date; ``worked`` gives a date the weekly hours of
        another weekday; ``special`` replaces a date's hours whatever the others say;
        ``closures`` are cut out last. Windows are in minutes from local midnight; a
        closing above 1440 lies on a later date, 1440 is 24:00.

        A date both off and worked is refused: the rules do not rank the two.
        """
        self.tz = tz
        self.weekly = {day: checked(windows) for day, windows in weekly.items()}
        self.days_off = frozenset(days_off)
        self.worked = dict(worked or {})
        self.special = {on: checked(wins) for on, wins in (special or {}).items()}
        self.closures = list(closures)
        if not {*self.weekly, *self.worked.values()} <= set(range(7)):
            raise ValueError("weekdays are 0 to 6")
        if both := self.days_off & self.worked.keys():
            raise ValueError(f"both off and worked: {sorted(both)}")
        for _, (opens, closes) in self.closures:
            if not 0 <= opens < closes:
                raise ValueError(f"bad closure: {(opens, closes)}")
        self._first = 0
        self._flags = bytearray()

    # Marking

    def hours_of(self, on: date) -> list[Window]:
        """Return the windows that start on a local date, closures not yet cut."""
        if on in self.special:
            return self.special[on]
        if on in self.days_off:
            return []
        return self.weekly.get(self.worked.get(on, on.weekday()), [])

    def open_minutes(self, start: datetime, end: datetime) -> set[int]:
        """Return the open UTC epoch minutes that overlap ``[start, end)``.

        It needs no :meth:`prepare` and does not change the prepared horizon.
        """
        first = floor_minute(to_us(start))
        flags = self._mark(first, ceil_minute(to_us(end)))
        return {first + i for i, flag in enumerate(flags) if flag}

    def prepare(
        self,
        start: datetime,
        end: datetime,
        *,
        margin: timedelta = timedelta(days=1),
    ) -> Self:
        """Mark the horizon ``[start - margin, end + margin)`` and return the oracle."""
        first = floor_minute(to_us(start - margin))
        self._flags = self._mark(first, ceil_minute(to_us(end + margin)))
        self._first = first
        return self

    def _mark(self, first: int, stop: int) -> bytearray:
        """Return one flag per minute of ``range(first, stop)``: open or not."""
        flags = bytearray(max(0, stop - first))
        for span in self._opening_spans(first, stop):
            for minute in span:
                if first <= minute < stop:
                    flags[minute - first] = 1
        for span in self._closure_spans(first, stop):
            for minute in span:
                if first <= minute < stop:
                    flags[minute - first] = 0
        return flags

    def _opening_spans(self, first: int, stop: int) -> Iterator[range]:
        """Yield the minutes of every window that may reach the horizon."""
        lists = [*self.weekly.values(), *self.special.values()]
        reach = max((closes for wins in lists for _, closes in wins), default=0)
        for day in range((first - reach) // DAY - 2, stop // DAY + 3):
            for opens, closes in self.hours_of(date.fromordinal(EPOCH_ORDINAL + day)):
                yield self._span(day * DAY + opens, day * DAY + closes)

    def _closure_spans(self, first: int, stop: int) -> Iterator[range]:
        """Yield the minutes of every closure that may reach the horizon."""
        for on, (opens, closes) in self.closures:
            midnight = (on.toordinal() - EPOCH_ORDINAL) * DAY
            if midnight + closes > first - 2 * DAY and midnight < stop + 2 * DAY:
                yield self._span(midnight + opens, midnight + closes)

    def _span(self, opens: int, closes: int) -> range:
        """Return the UTC minutes between two wall-clock boundaries.

        There are none if the local date of the first one does not exist or if the
        boundaries are not in order on the UTC axis.
        """
        if not day_exists(self.tz, opens // DAY):
            return range(0)
        return range(utc_of_wall(self.tz, opens), utc_of_wall(self.tz, closes))

    # Questions

    def _open(self, minute: int) -> bool:
        """Tell whether a minute is marked; refuse one outside the horizon."""
        index = minute - self._first
        if not 0 <= index < len(self._flags):
            raise LookupError(f"{from_us(minute * MINUTE_US)} is outside the horizon")
        return self._flags[index] == 1

    def is_open(self, at: datetime) -> bool:
        """Tell whether the instant lies in an open minute."""
        return self._open(floor_minute(to_us(at)))

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time in ``[start, end)``, negative if ``end < start``."""
        a, b = to_us(start), to_us(end)
        if b < a:
            return -self.elapsed(end, start)
        total = 0
        for minute in range(floor_minute(a), ceil_minute(b)):
            if self._open(minute):
                begin, finish = minute * MINUTE_US, (minute + 1) * MINUTE_US
                total += min(b, finish) - max(a, begin)
        return total * MICROSECOND

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """Return the earliest ``u >= start`` with ``elapsed(start, u) == duration``.

        A negative duration is subtracted.
        """
        left = duration // MICROSECOND
        if left < 0:
            return self.subtract(start, -duration)
        position = to_us(start)
        while left:
            minute = floor_minute(position)
            finish = (minute + 1) * MINUTE_US
            if self._open(minute):
                if left <= finish - position:
                    return from_us(position + left)
                left -= finish - position
            position = finish
        return from_us(position)

    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        """Return the latest ``u <= end`` with ``elapsed(u, end) == duration``.

        A negative duration is added.
        """
        left = duration // MICROSECOND
        if left < 0:
            return self.add(end, -duration)
        position = to_us(end)
        while left:
            minute = ceil_minute(position) - 1
            begin = minute * MINUTE_US
            if self._open(minute):
                if left <= position - begin:
                    return from_us(position - left)
                left -= position - begin
            position = begin
        return from_us(position)

    def next_open(self, at: datetime) -> datetime:
        """Return ``at`` while open, else the next opening."""
        us = to_us(at)
        minute = floor_minute(us)
        if self._open(minute):
            return from_us(us)
        while not self._open(minute):
            minute += 1
        return from_us(minute * MINUTE_US)

    def next_close(self, at: datetime) -> datetime:
        """Return the end of the window open at ``at``, else of the next one."""
        minute = floor_minute(to_us(at))
        while not self._open(minute):
            minute += 1
        while self._open(minute):
            minute += 1
        return from_us(minute * MINUTE_US)

    def previous_open(self, at: datetime) -> datetime:
        """Return the start of the window open at ``at``, else of the last before."""
        minute = floor_minute(to_us(at))
        while not self._open(minute):
            minute -= 1
        while self._open(minute):
            minute -= 1
        return from_us((minute + 1) * MINUTE_US)

    def previous_close(self, at: datetime) -> datetime:
        """Return the last closing at or before ``at``."""
        minute = floor_minute(to_us(at))
        while self._open(minute) or not self._open(minute - 1):
            minute -= 1
        return from_us(minute * MINUTE_US)

"""A slow service-hours oracle that marks and counts single minutes.

Everything rests on one primitive: what a local clock shows at a given UTC minute.
A wall-clock boundary is placed by looking for it among those readings, a calendar
is a ``bytearray`` with one flag per UTC minute, and every question is answered by
walking that array one minute at a time. Calendars are combined flag by flag.

Terms used below:

* *minute*: whole minutes since 1970-01-01T00:00Z (a UTC minute);
* *wall*: whole minutes since 1970-01-01T00:00 on the local clock;
* *day*: whole days since 1970-01-01, of either clock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Self
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
    if wall in walls:
        return first + walls.index(wall)
    for i in range(1, len(walls)):
        if walls[i - 1] < wall < walls[i]:
            offset = walls[i - 1] - (first + i - 1)
            return wall - offset
    raise AssertionError(f"{tz}: wall minute {wall} neither shown nor skipped")


def day_of_minute(tz: str, minute: int) -> int:
    """Return the day that the local clock shows at a UTC minute."""
    return walls_of_utc_day(tz, minute // DAY)[minute % DAY] // DAY


def day_number(on: date) -> int:
    """Return the days from the epoch to a date."""
    return on.toordinal() - EPOCH_ORDINAL


def date_of(day: int) -> date:
    """Return the date that lies ``day`` days after the epoch."""
    return date.fromordinal(EPOCH_ORDINAL + day)


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


def runs(minutes: Iterable[int]) -> list[range]:
    """Return ascending minutes as ranges without a hole."""
    groups = groupby(enumerate(minutes), key=lambda pair: pair[1] - pair[0])
    found = []
    for _, group in groups:
        members = [minute for _, minute in group]
        found.append(range(members[0], members[-1] + 1))
    return found


def within(hours: Sequence[Window], limits: Sequence[Window]) -> list[Window]:
    """Return what lies inside ``limits``, counted in minutes on the clock's face."""
    allowed = {minute for opens, closes in limits for minute in range(opens, closes)}
    return [
        (run.start, run.stop)
        for opens, closes in hours
        for run in runs(minute for minute in range(opens, closes) if minute in allowed)
    ]


def without_last(hours: Sequence[Window], count: int) -> list[Window]:
    """Return the hours of a date without the last minutes of them."""
    left = [list(range(opens, closes)) for opens, closes in sorted(hours)]
    for _ in range(count):
        last = next((window for window in reversed(left) if window), None)
        if last is not None:
            last.pop()
    return [(window[0], window[-1] + 1) for window in left if window]


class Piece(NamedTuple):
    """Open minutes of one window, and the minute at which the whole window starts.

    Whatever is cut out of a window, the rest counts on the date on which it starts.
    """

    start: int
    stop: int
    since: int

    @property
    def minutes(self) -> range:
        """The minutes, all open."""
        return range(self.start, self.stop)

    def kept(self, keep: Callable[[int], bool]) -> list[Piece]:
        """Return what is left of it."""
        left = runs(minute for minute in self.minutes if keep(minute))
        return [Piece(run.start, run.stop, self.since) for run in left]

    def touches(self, first: int, stop: int) -> bool:
        """Tell whether some of it lies in ``range(first, stop)``."""
        return self.start < stop and self.stop > first


class Minutes(ABC):
    """Open minutes, and the questions about them, answered by stepping.

    Call :meth:`prepare` first; every question that needs a minute outside the
    prepared horizon raises ``LookupError``. Datetimes are aware, results are in UTC;
    dates are those of ``tz``.
    """

    def __init__(self, tz: str) -> None:
        self.tz = tz
        self._first = 0
        self._flags = bytearray()
        self._starts: dict[int, list[Piece]] = {}

    # Marking

    @abstractmethod
    def mark(self, first: int, stop: int) -> bytearray:
        """Return one flag per minute of ``range(first, stop)``: open or not."""

    @abstractmethod
    def pieces(self, first: int, stop: int) -> list[Piece]:
        """Return what is open of the windows that touch ``range(first, stop)``.

        They are what rules or operations leave, not joined where they touch.
        """

    def in_zone(self, tz: str) -> Self:
        """Return the same minutes with the dates of another zone."""
        twin = copy(self)
        twin.tz = tz
        return twin

    def open_minutes(self, start: datetime, end: datetime) -> set[int]:
        """Return the open UTC epoch minutes that overlap ``[start, end)``.

        It needs no :meth:`prepare` and does not change the prepared horizon.
        """
        first = floor_minute(to_us(start))
        return self.marked(first, ceil_minute(to_us(end)))

    def marked(self, first: int, stop: int) -> set[int]:
        """Return the open minutes of ``range(first, stop)``."""
        return {first + i for i, flag in enumerate(self.mark(first, stop)) if flag}

    def prepare(
        self,
        start: datetime,
        end: datetime,
        *,
        margin: timedelta = timedelta(days=1),
    ) -> Self:
        """Mark the horizon ``[start - margin, end + margin)`` and return the oracle."""
        first = floor_minute(to_us(start - margin))
        stop = ceil_minute(to_us(end + margin))
        self._flags = self.mark(first, stop)
        self._first = first
        self._starts = {}
        for piece in self.pieces(first, stop):
            day = day_of_minute(self.tz, piece.since)
            self._starts.setdefault(day, []).append(piece)
        return self

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

    def open_spans(self, start: datetime, end: datetime) -> list[tuple[int, int]]:
        """Return the open stretches of a range in microseconds, joined and clipped."""
        a, b = to_us(start), to_us(end)
        minutes = range(floor_minute(a), ceil_minute(b)) if a < b else range(0)
        return [
            (max(a, run.start * MINUTE_US), min(b, run.stop * MINUTE_US))
            for run in runs(minute for minute in minutes if self._open(minute))
        ]

    # Dates

    def pieces_on(self, on: date) -> list[Piece]:
        """Return what is open of the windows that start on a date, in order.

        A date is known if it lies in the prepared horizon with a day to spare.
        """
        day = day_number(on)
        stop = self._first + len(self._flags)
        if not self._first // DAY + 2 <= day <= stop // DAY - 3:
            raise LookupError(f"{on} is outside the horizon")
        return sorted(self._starts.get(day, []))

    def is_working_day(self, on: date) -> bool:
        """Tell whether a window starts on a local date."""
        return bool(self.pieces_on(on))

    def working_days(self, start: date, end: date) -> int:
        """Return how many dates from ``start`` on and before ``end`` are working."""
        if end < start:
            return -self.working_days(end, start)
        days = range(day_number(start), day_number(end))
        return sum(self.is_working_day(date_of(day)) for day in days)

    def add_working_days(self, on: date, n: int) -> date:
        """Return the ``n``-th working day after a date, before it if negative."""
        day, step = day_number(on), 1 if n > 0 else -1
        for _ in range(abs(n)):
            day += step
            while not self.is_working_day(date_of(day)):
                day += step
        return date_of(day)

    def days_away(self, start: datetime, n: int) -> tuple[datetime, datetime, datetime]:
        """Return the same time, the first opening and the last closing ``n`` days on.

        The same time is the wall-clock time of ``start``, placed as a boundary is.
        """
        us = to_us(start)
        minute = floor_minute(us)
        wall = walls_of_utc_day(self.tz, minute // DAY)[minute % DAY]
        found = self.add_working_days(date_of(wall // DAY), n)
        same = utc_of_wall(self.tz, day_number(found) * DAY + wall % DAY)
        pieces = self.pieces_on(found)
        return (
            from_us(same * MINUTE_US + us % MINUTE_US),
            from_us(min(piece.start for piece in pieces) * MINUTE_US),
            from_us(max(piece.stop for piece in pieces) * MINUTE_US),
        )


class MinuteOracle(Minutes):
    """Service hours in one zone, by the rules of a calendar."""

    def __init__(
        self,
        weekly: Mapping[int, Sequence[Window]],
        *,
        tz: str,
        days_off: Collection[date] = (),
        worked: Mapping[date, int] | None = None,
        half_days: Mapping[date, Sequence[Window]] | None = None,
        eves: Mapping[date, int] | None = None,
        special: Mapping[date, Sequence[Window]] | None = None,
        closures: Iterable[tuple[date, Window]] = (),
    ) -> None:
        """Take the rules, weakest first.

        ``weekly`` maps weekdays (Monday is 0) to windows; ``days_off`` drops the
        windows that start on a date; ``worked`` gives a date the weekly hours of
        another weekday; ``half_days`` keeps of a date's weekly hours what lies
        inside; ``eves`` takes that many minutes from the end of what a date has by
        then; ``special`` replaces a date's hours whatever the others say;
        ``closures`` are cut out last. Windows are in minutes from local midnight; a
        closing above 1440 lies on a later date, 1440 is 24:00.

        A date that is two of off, worked and half is refused: the rules do not rank
        them.
        """
        super().__init__(tz)
        self.clock = tz
        self.weekly = {day: checked(windows) for day, windows in weekly.items()}
        self.days_off = frozenset(days_off)
        self.worked = dict(worked or {})
        self.half_days = {on: checked(wins) for on, wins in (half_days or {}).items()}
        self.eves = dict(eves or {})
        self.special = {on: checked(wins) for on, wins in (special or {}).items()}
        self.closures = list(closures)
        if not {*self.weekly, *self.worked.values()} <= set(range(7)):
            raise ValueError("weekdays are 0 to 6")
        kinds = [*self.days_off, *self.worked, *self.half_days]
        if len(kinds) != len(set(kinds)):
            raise ValueError(f"two of off, worked and half: {sorted(kinds)}")
        for _, (opens, closes) in self.closures:
            if not 0 <= opens < closes:
                raise ValueError(f"bad closure: {(opens, closes)}")

    def hours_of(self, on: date) -> list[Window]:
        """Return the windows that start on a local date, closures not yet cut."""
        if on in self.special:
            return self.special[on]
        if on in self.days_off:
            return []
        hours = self.weekly.get(self.worked.get(on, on.weekday()), [])
        if on in self.half_days:
            hours = within(hours, self.half_days[on])
        if on in self.eves:
            hours = without_last(hours, self.eves[on])
        return hours

    def mark(self, first: int, stop: int) -> bytearray:
        """Return one flag per minute of ``range(first, stop)``: open or not."""
        flags = bytearray(max(0, stop - first))
        for spans, flag in (
            (self._opening_spans(first, stop), b"\1"),
            (self._closure_spans(first, stop), b"\0"),
        ):
            for span in spans:
                low, high = max(first, span.start), min(stop, span.stop)
                if low < high:
                    flags[low - first : high - first] = flag * (high - low)
        return flags

    def pieces(self, first: int, stop: int) -> list[Piece]:
        """Return what closures leave of the windows that touch the range."""
        closed = {m for span in self._closure_spans(first, stop) for m in span}
        found = []
        for span in self._opening_spans(first, stop):
            whole = Piece(span.start, span.stop, span.start)
            if closed.isdisjoint(span):
                found.append(whole)
            else:
                found += whole.kept(lambda minute: minute not in closed)
        return [piece for piece in found if piece.touches(first, stop)]

    def _opening_spans(self, first: int, stop: int) -> Iterator[range]:
        """Yield the minutes of every window that may reach the horizon."""
        lists = [*self.weekly.values(), *self.special.values()]
        reach = max((closes for wins in lists for _, closes in wins), default=0)
        for day in range((first - reach) // DAY - 2, stop // DAY + 3):
            for opens, closes in self.hours_of(date_of(day)):
                span = self._span(day * DAY + opens, day * DAY + closes)
                if span:
                    yield span

    def _closure_spans(self, first: int, stop: int) -> Iterator[range]:
        """Yield the minutes of every closure that may reach the horizon."""
        for on, (opens, closes) in self.closures:
            midnight = day_number(on) * DAY
            # A window that reaches the horizon may be cut two days away from it.
            if midnight + closes > first - 4 * DAY and midnight < stop + 4 * DAY:
                yield self._span(midnight + opens, midnight + closes)

    def _span(self, opens: int, closes: int) -> range:
        """Return the UTC minutes between two wall-clock boundaries.

        There are none if the local date of the first one does not exist or if the
        boundaries are not in order on the UTC axis.
        """
        if not day_exists(self.clock, opens // DAY):
            return range(0)
        return range(utc_of_wall(self.clock, opens), utc_of_wall(self.clock, closes))


KEEP: Mapping[str, Callable[[int, int], int]] = {
    "&": lambda left, right: left & right,
    "|": lambda left, right: left | right,
    "-": lambda left, right: left & ~right,
}
"""The flag of a minute, by those of the left and the right."""


class CombinedOracle(Minutes):
    """Two oracles combined minute by minute; dates are those of the left one."""

    def __init__(self, left: Minutes, operation: str, right: Minutes) -> None:
        super().__init__(left.tz)
        self.left = left
        self.right = right
        self.operation = operation

    def mark(self, first: int, stop: int) -> bytearray:
        """Return one flag per minute of ``range(first, stop)``: open or not."""
        # Flags are bytes of 0 and 1, so numbers made of them combine flag by flag.
        left, right = (
            int.from_bytes(side.mark(first, stop), "big")
            for side in (self.left, self.right)
        )
        combined = KEEP[self.operation](left, right)
        return bytearray(combined.to_bytes(max(0, stop - first), "big"))

    def pieces(self, first: int, stop: int) -> list[Piece]:
        """Return both sides' windows, or what is kept of the left one's."""
        ours = self.left.pieces(first, stop)
        if self.operation == "|":
            return ours + self.right.pieces(first, stop)
        low = min([first, *(piece.start for piece in ours)])
        high = max([stop, *(piece.stop for piece in ours)])
        theirs = self.right.marked(low, high)
        wanted = self.operation == "&"
        return [
            left
            for piece in ours
            for left in piece.kept(lambda minute: (minute in theirs) == wanted)
            if left.touches(first, stop)
        ]


class VersionsOracle(Minutes):
    """Oracles in force one after the other, each from a local midnight of its own."""

    def __init__(self, entries: Mapping[date, Minutes]) -> None:
        self.entries = sorted(entries.items(), key=lambda entry: entry[0])
        super().__init__(self.entries[0][1].tz)

    def mark(self, first: int, stop: int) -> bytearray:
        """Return one flag per minute of ``range(first, stop)``: open or not."""
        flags = bytearray(max(0, stop - first))
        for since, oracle in self._starts_of():
            # The later version writes over the earlier one.
            low = max(first, since)
            if low < stop:
                flags[low - first :] = oracle.mark(low, stop)
        return flags

    def pieces(self, first: int, stop: int) -> list[Piece]:
        """Return every version's windows, cut where it comes into force or ends.

        What goes on after a change counts on the date on which the window that was
        open up to the change started, or else on that of the change.
        """
        starts = self._starts_of()
        ends = [since for since, _ in starts[1:]] + [stop + 10 * DAY]
        found = []
        open_before: list[Piece] = []
        for (since, oracle), until in zip(starts, ends, strict=True):
            going_on = min((piece.since for piece in open_before), default=since)
            open_before = oracle.pieces(until - 1, until)
            for piece in oracle.pieces(max(first, since), min(stop, until)):
                for left in piece.kept(range(since, until).__contains__):
                    cut = left.since < since
                    found.append(left._replace(since=going_on) if cut else left)
        return [piece for piece in found if piece.touches(first, stop)]

    def _starts_of(self) -> list[tuple[int, Minutes]]:
        """Return the minutes at which the versions come into force."""
        return [
            (utc_of_wall(oracle.tz, day_number(on) * DAY), oracle)
            for on, oracle in self.entries
        ]

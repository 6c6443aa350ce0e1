"""Turns: how a rota counts them, by the clock of a zone or in real time."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.timeline import (
    DAY,
    EPOCH_ORDINAL,
    from_microseconds,
    instant_key,
    to_duration,
    wall_to_utc,
)
from servicedesk_core.timeline.index import END


class Rotation(StrEnum):
    """In what steps of the local clock the members of a layer take turns.

    Example:
        >>> Rotation("weekly")
        <Rotation.WEEKLY: 'weekly'>
    """

    HOURLY = "hourly"
    """Every hour that the clock shows; an hour that it shows twice is one."""
    DAILY = "daily"
    """At one time of day."""
    WEEKLY = "weekly"
    """At one time on one day of the week."""
    MONTHLY = "monthly"
    """At one time on one day of the month, or on the last day of a shorter one."""


Every = tuple[int, Rotation] | timedelta
"""How long a turn is: a number of steps, or real time."""

_STEPS = {
    Rotation.HOURLY: DAY // 24,
    Rotation.DAILY: DAY,
    Rotation.WEEKLY: 7 * DAY,
}
_SHORTEST = timedelta(minutes=1)
# The Gregorian calendar repeats itself after so many months and days.
_CYCLE, _CYCLE_DAYS = 4_800, 146_097
# Until then every zone has a date for every instant.
_LAST = END - 4 * DAY


def read_every(
    every: Rotation | str | tuple[int, Rotation | str] | timedelta,
) -> Every:
    """Return the length of a turn in one form.

    Raises:
        InvalidArgumentError: for less than a minute or one step, or an unknown step.
        WrongTypeError: for anything else.

    Example:
        >>> read_every("daily")
        (1, <Rotation.DAILY: 'daily'>)
    """
    if isinstance(every, timedelta):
        if every < _SHORTEST:
            raise InvalidArgumentError("every", every, "at least a minute")
        return every
    if isinstance(every, str):
        return 1, member(Rotation, every, "every")
    if not isinstance(every, tuple) or len(every) != 2 or type(every[0]) is not int:
        wanted = "a Rotation, a number and a Rotation in a tuple, or a timedelta"
        raise WrongTypeError("every", every, wanted)
    count, rotation = every
    if count < 1:
        raise InvalidArgumentError("every", every, "at least 1 step")
    return count, member(Rotation, rotation, "every")


class Turns(ABC):
    """The turns of a layer: turn 0 starts when the clock shows the layer's start."""

    __slots__ = ()

    @abstractmethod
    def start_of(self, turn: int) -> int:
        """Return the instant at which a turn starts, be it lost or not."""

    def starts(self, first: int, last: int) -> Iterable[int]:
        """Return the starts of the turns from one to before another."""
        return map(self.start_of, range(first, last))

    @abstractmethod
    def near(self, instant: int) -> int:
        """Return the turn of an instant by what the clock shows."""

    def at(self, instant: int) -> int:
        """Return the last turn that has started by an instant.

        Turns that the clocks skip may start after later ones. Those never come.
        """
        turn = self.near(instant)
        # In an hour that the clock shows for the second time.
        while self.start_of(turn + 1) <= instant:
            turn += 1
        # After a gap of the clock.
        while self.start_of(turn) > instant:
            turn -= 1
        return turn

    def between(self, low: int, high: int) -> list[tuple[int, int]]:
        """Return when each turn in ``[low, high)`` starts, the first one at ``low``."""
        first, last = self.at(low), self.at(high - 1)
        found = [(low, first)]
        starts = self.starts(first + 1, last + 1)
        for turn, start in enumerate(starts, first + 1):
            while found[-1][0] >= start:
                found.pop()
            found.append((start, turn))
        return found


def turns_of(start: datetime, every: Every, tz: tzinfo) -> Turns:
    """Return the turns that begin with one at a time in a zone.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> riga = ZoneInfo("Europe/Riga")
        >>> turns = turns_of(datetime(2026, 1, 5, 9), (1, Rotation.DAILY), riga)
        >>> turns.at(instant_key(datetime(2026, 7, 5, 6, tzinfo=UTC)))
        181
    """
    if isinstance(every, timedelta):
        return _Lasting(instant_key(start), to_duration(every, "every"))
    count, rotation = every
    wall = instant_key(start.replace(tzinfo=UTC))
    if rotation is Rotation.MONTHLY:
        return _Monthly(wall, count, tz)
    return _Clocked(wall, count * _STEPS[rotation], tz)


@attrs.frozen
class _Lasting(Turns):
    """Turns that last as long in real time."""

    begin: int
    step: int

    def start_of(self, turn: int) -> int:
        return self.begin + turn * self.step

    def near(self, instant: int) -> int:
        return (instant - self.begin) // self.step


@attrs.frozen
class _Clocked(Turns):
    """Turns that take as long on the clock of a zone."""

    wall: int
    step: int
    tz: tzinfo

    def start_of(self, turn: int) -> int:
        return wall_to_utc(self.wall + turn * self.step, self.tz)

    def starts(self, first: int, last: int) -> Iterator[int]:
        # As in `midnights`: no zone changes its offset twice within three days.
        stride = max(3 * DAY // self.step, 1)
        for turn in range(first, last, stride):
            final = min(turn + stride, last) - 1
            low, high = self.start_of(turn), self.start_of(final)
            if high - low == (final - turn) * self.step:
                yield from range(low, high + 1, self.step)
            else:
                yield from map(self.start_of, range(turn, final + 1))

    def near(self, instant: int) -> int:
        return (_reading(instant, self.tz) - self.wall) // self.step


@attrs.frozen
class _Monthly(Turns):
    """Turns of months on the clock of a zone."""

    wall: int
    months: int
    tz: tzinfo

    def start_of(self, turn: int) -> int:
        first = date.fromordinal(self.wall // DAY + EPOCH_ORDINAL)
        month = first.year * 12 + first.month - 1 + turn * self.months
        day = min(_month_start(month) + first.day, _month_start(month + 1)) - 1
        return wall_to_utc((day - EPOCH_ORDINAL) * DAY + self.wall % DAY, self.tz)

    def near(self, instant: int) -> int:
        # A month or two off, as months differ.
        since = _reading(instant, self.tz) - self.wall
        return since * _CYCLE // (_CYCLE_DAYS * DAY * self.months)


def _month_start(month: int) -> int:
    """Return the ordinal of the first of a month, counted from year 0 on."""
    cycle, place = divmod(month, _CYCLE)
    year, index = divmod(place, 12)
    # Year 0 is none of Python's; a cycle later the days are the same.
    day = date(year + _CYCLE // 12, index + 1, 1).toordinal()
    return day + (cycle - 1) * _CYCLE_DAYS


def _reading(instant: int, tz: tzinfo) -> int:
    """Return what the clock of a zone shows, in microseconds since 1970-01-01 00:00."""
    inner = min(instant, _LAST)
    shown = from_microseconds(inner, tz).replace(tzinfo=UTC)
    return instant + instant_key(shown) - inner

"""One climb: what comes of a path from a start on, if nothing holds it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta
from functools import cached_property
from itertools import chain

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import NeverOpenError
from servicedesk_core.escalation.level import Level
from servicedesk_core.escalation.step import Step
from servicedesk_core.escalation.trigger import After, Channel, Since
from servicedesk_core.timeline import (
    Span,
    from_microseconds,
    instant_key,
    to_duration,
)

Moments = Mapping[str, int | None]
"""Instants by the clock that they come by, ``""`` for none; None if not known."""


@attrs.frozen
class Rung:
    """A level, and what is known of its trigger.

    Attributes:
        level: the level.
        number: its number.
        is_timed: whether time alone makes it come.
        moments: when its trigger comes; nothing for a wait.
    """

    level: Level
    number: int
    is_timed: bool
    moments: Moments


@attrs.frozen
class Ladder:
    """What every climb of a path goes by.

    Attributes:
        rungs: the levels that apply, in order.
        turns: how many passes there are.
        repeat_after: microseconds from the end of a pass to the next one.
        final: who is told when all passes are over, if anybody is.
        holds: when the path is held, in normal form.
        fired: the instants of the steps that were done, by key.
    """

    rungs: Sequence[Rung]
    turns: int
    repeat_after: int
    final: Rung | None
    holds: Sequence[Span]
    fired: Mapping[str, int]

    @property
    def is_timed(self) -> bool:
        """Whether time alone makes anything come."""
        return any(rung.is_timed for rung in self.rungs)

    def released(self, at: int) -> int:
        """Return an instant, or the end of the hold that it lies in."""
        return next((end for start, end in self.holds if start <= at < end), at)


@attrs.frozen
class Start:
    """Where a climb begins.

    Attributes:
        begin: the instant.
        climb: its number, from 1.
        turn: the pass that it begins in.
        level: the number of the level that it begins at.
        forced: the step that somebody asked for there, if it is why.
        since: events up to here belong to the pass before; None for the first one.
    """

    begin: int
    climb: int = 1
    turn: int = 1
    level: int = 1
    forced: Step | None = None
    since: int | None = None


@attrs.frozen
class Planned:
    """A step before anybody knows whom it is for.

    Attributes:
        at: microseconds since 1970-01-01T00:00Z.
        rung: the level.
        climb: as of the step.
        turn: likewise.
        repetition: likewise.
        clock: likewise; ``""`` for none.
        is_forced: likewise.
        is_final: likewise.
    """

    at: int
    rung: Rung
    climb: int
    turn: int
    repetition: int = 1
    clock: str = ""
    is_forced: bool = False
    is_final: bool = False

    @property
    def key(self) -> str:
        """What the step is known by."""
        return _key(self.climb, self.turn, self.rung, self.repetition, self.clock)

    @property
    def order(self) -> tuple[int, int, int, int, int, str]:
        """Its place among the steps of a path."""
        place = (self.climb, self.turn, self.rung.number, self.repetition)
        return (self.at, *place, self.clock)


def _key(climb: int, turn: int, rung: Rung, repetition: int, clock: str) -> str:
    place = f"{climb}.{turn}.{rung.number}.{repetition}"
    return f"{place}@{clock}" if clock else place


@attrs.frozen
class Climb:
    """What comes from a start on.

    Attributes:
        steps: what comes, as far as it is known.
        end: when the last level that waits for time alone is told in the last pass;
            None if it is not known.
    """

    steps: tuple[Planned, ...]
    end: int | None


def climb_from(start: Start, ladder: Ladder) -> Climb:
    """Return what comes from a start on, as if nothing held it."""
    last = max(ladder.turns, start.turn) if ladder.is_timed else start.turn
    steps: list[Planned] = []
    turn = _Turn(start, ladder)
    while turn.end is not None and start.turn < last:
        steps += turn.steps_until(turn.end)
        begin = turn.end + ladder.repeat_after
        start = Start(begin, start.climb, start.turn + 1, since=turn.end)
        turn = _Turn(start, ladder)
    steps += turn.steps
    end = turn.end
    if end is not None and ladder.is_timed and ladder.final is not None:
        end += ladder.repeat_after
        final = Planned(end, ladder.final, start.climb, start.turn, is_final=True)
        steps.append(final)
    return Climb(tuple(steps), end)


@attrs.frozen
class _Row:
    """When one level is told in a pass.

    Attributes:
        rung: the level.
        steps: its notifications.
        came: when its trigger came first, before its hours opened; of a wait after an
            event, when that came.
        end: when it is done with; None if that is not known.
        is_timed: whether time alone makes it come.
        firsts: when it is told first, by each clock.
    """

    rung: Rung
    steps: tuple[Planned, ...]
    came: int | None
    end: int | None
    is_timed: bool
    firsts: Moments


class _Turn:
    """One pass through the levels."""

    def __init__(self, start: Start, ladder: Ladder) -> None:
        self.start = start
        self.ladder = ladder
        rows: list[_Row] = []
        for rung in ladder.rungs:
            if rung.number >= start.level:
                rows.append(self._row(rung, rows[-1] if rows else None))
        jumps = [row for row in rows if isinstance(row.rung.level.trigger, Channel)]
        self.rows = [_overtaken(row, jumps) for row in rows]

    @cached_property
    def steps(self) -> list[Planned]:
        """What comes in this pass, as far as it is known."""
        return [step for row in self.rows for step in row.steps]

    def steps_until(self, end: int) -> list[Planned]:
        """Return what belongs to this pass if another one follows it.

        What time makes come later belongs to the next pass, and so do later events
        with all that follows them.
        """
        return [
            step
            for row in self.rows
            for step in row.steps
            if end >= (step.at if row.is_timed or row.came is None else row.came)
        ]

    @cached_property
    def end(self) -> int | None:
        """When everything is told that time alone makes come, if it is known."""
        end = self.start.begin
        for row in self.rows:
            if row.is_timed:
                if row.end is None:
                    return None
                end = max(end, row.end)
        return end

    def _row(self, rung: Rung, before: _Row | None) -> _Row:
        forced = self.start.forced if before is None else None
        if forced is not None and forced.level == rung.number:
            return self._forced(rung, forced)
        is_timed = _is_timed(rung, before)
        moments = self._moments(rung, before)
        told = {
            clock: self._told(rung, clock, at, is_timed=is_timed)
            for clock, at in moments.items()
        }
        follows = before if rung.level.is_relative and not is_timed else None
        came = earliest(moments.values()) if follows is None else follows.came
        every = tuple(chain.from_iterable(told.values()))
        return _Row(rung, every, came, _end(told, moments), is_timed, _firsts(told))

    def _forced(self, rung: Rung, step: Step) -> _Row:
        """Return a level that somebody asked for out of turn."""
        steps = self._told(rung, "", instant_key(step.at), is_forced=True)
        first, last = steps[0].at, steps[-1].at
        return _Row(rung, tuple(steps), first, last, is_timed=True, firsts={"": first})

    def _moments(self, rung: Rung, before: _Row | None) -> Moments:
        """Return when a level comes in this pass."""
        trigger, begin = rung.level.trigger, self.start.begin
        if isinstance(trigger, After):
            bases: Moments = {"": begin}
            if before is not None and trigger.since is Since.PREVIOUS:
                bases = before.firsts
            return _waited(bases, trigger)
        if rung.is_timed:
            return {clock: _from(begin, at) for clock, at in rung.moments.items()}
        return {"": self._happened(rung.moments[""])}

    def _happened(self, at: int | None) -> int | None:
        """Return when an event counts; what was before this pass does not."""
        since = self.start.since
        is_old = at is not None and since is not None and at <= since
        return None if is_old else _from(self.start.begin, at)

    def _told(
        self,
        rung: Rung,
        clock: str,
        at: int | None,
        *,
        is_timed: bool = True,
        is_forced: bool = False,
    ) -> list[Planned]:
        """Return the notifications of a level that comes at an instant."""
        level, start = rung.level, self.start
        found: list[Planned] = []
        for repetition in range(1, level.repeats + 2):
            is_asked = is_forced and repetition == 1
            if not is_asked:
                at = self._settled(level, at, is_timed=is_timed)
            key = _key(start.climb, start.turn, rung, repetition, clock)
            at = self.ladder.fired.get(key, at)
            if at is None:
                break
            place = (start.climb, start.turn, repetition, clock)
            found.append(Planned(at, rung, *place, is_forced=is_asked))
            if level.repeat_every is not None:
                at = later(at, After(level.repeat_every))
        return found

    def _settled(self, level: Level, at: int | None, *, is_timed: bool) -> int | None:
        """Return the first instant from one on at which a level may be told."""
        while at is not None:
            settled = at if level.hours is None else _opening(level.hours, at)
            # A path that waits for time starts anew after a hold; what an event
            # makes come waits for its end.
            if settled is not None and not is_timed:
                settled = self.ladder.released(settled)
            if settled == at:
                break
            at = settled
        return at


def _is_timed(rung: Rung, before: _Row | None) -> bool:
    """Tell whether time alone makes a level come in a pass."""
    if not rung.level.is_relative:
        return rung.is_timed
    return before is None or before.is_timed


def _waited(bases: Moments, wait: After) -> Moments:
    return {
        clock: None if base is None else later(base, wait)
        for clock, base in bases.items()
    }


def _firsts(told: Mapping[str, Sequence[Planned]]) -> Moments:
    return {clock: steps[0].at if steps else None for clock, steps in told.items()}


def _end(told: Mapping[str, Sequence[Planned]], moments: Moments) -> int | None:
    """Return when a level is done with by all clocks, if that is known."""
    if not told or not all(told.values()) or None in moments.values():
        return None
    return max(steps[-1].at for steps in told.values())


def _overtaken(row: _Row, jumps: Sequence[_Row]) -> _Row:
    """Return a row without what jumps to higher levels leave out."""
    number = row.rung.number
    jump = earliest(jump.came for jump in jumps if jump.rung.number > number)
    if jump is None or (row.end is not None and row.end < jump):
        return row
    steps = tuple(step for step in row.steps if step.at < jump)
    return attrs.evolve(row, steps=steps, end=jump)


def earliest(instants: Iterable[int | None]) -> int | None:
    """Return the first of the instants that are known."""
    return min((at for at in instants if at is not None), default=None)


def later(instant: int, wait: After) -> int | None:
    """Return the instant after a wait; None if its hours end before."""
    if wait.calendar is None:
        return instant + to_duration(wait.duration, "duration")
    return _added(wait.calendar, instant, wait.duration)


def _added(calendar: ServiceCalendar, instant: int, wait: timedelta) -> int | None:
    try:
        return instant_key(calendar.add(from_microseconds(instant, UTC), wait))
    except (NeverOpenError, OverflowError):
        return None


def _opening(calendar: ServiceCalendar, instant: int) -> int | None:
    try:
        return instant_key(calendar.next_open(from_microseconds(instant, UTC)))
    except (NeverOpenError, OverflowError):
        return None


def _from(begin: int, at: int | None) -> int | None:
    return None if at is None else max(begin, at)

"""The whole course of an escalation: climbs, and what ends or begins them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import NamedTuple

import attrs

from servicedesk_core.escalation.climb import (
    Climb,
    Ladder,
    Planned,
    Start,
    climb_from,
    earliest,
)
from servicedesk_core.escalation.level import names_at
from servicedesk_core.escalation.step import Step
from servicedesk_core.timeline import Span, from_microseconds, instant_key


class Word(NamedTuple):
    """An acknowledgement: the instant, and who."""

    at: int
    by: str


@attrs.frozen
class Record:
    """What has been done so far, as far as it is known.

    Attributes:
        started: when the path started.
        fired: the steps done, in the order in which they were told.
        words: the acknowledgements, in order of time.
        timeout: after how many microseconds one runs out; None is never.
        needs_all: whether one speaks for its author alone.
        goes_on: whether the next level is told once one runs out, not the first.
    """

    started: int
    fired: Sequence[Step]
    words: Sequence[Word]
    timeout: int | None
    needs_all: bool
    goes_on: bool

    @property
    def forced(self) -> list[Step]:
        """The steps that somebody asked for out of turn."""
        return [step for step in self.fired if step.is_forced]

    def heard(self, since: int, until: int) -> list[Word]:
        """Return the acknowledgements that stand at some time, in order.

        A step out of turn takes back those before it.

        Args:
            since: the first instant.
            until: the last one; those after it do not count.
        """
        asked = [
            told for step in self.forced if (told := instant_key(step.at)) <= until
        ]
        void = max(asked, default=self.started - 1)
        return [
            word
            for word in self.words
            if void < word.at <= until
            and (self.timeout is None or since < word.at + self.timeout)
        ]

    def stop(self, since: int, planned: Sequence[Planned]) -> "Stop | None":
        """Return the first acknowledgement from an instant on that stops the climb.

        Args:
            since: the instant.
            planned: what comes from there on.
        """
        for word in self.words:
            if word.at >= since:
                found = self._stop_at(word, planned)
                if found is not None:
                    return found
        return None

    def _stop_at(self, word: Word, planned: Sequence[Planned]) -> "Stop | None":
        standing = self.heard(word.at, word.at)
        known = [*standing, *(each for each in self.words if each.at > word.at)]
        if not self.needs_all:
            return Stop(word.at, self._runs_out(known)) if word in standing else None
        names = self._told(word.at, planned)
        if not names or not names <= {each.by for each in standing}:
            return None
        return Stop(word.at, earliest(self._ends(known, names)))

    def _ends(
        self, words: Sequence[Word], names: Iterable[str]
    ) -> Iterator[int | None]:
        """Yield when the acknowledgements of each run out."""
        for name in names:
            yield self._runs_out(word for word in words if word.by == name)

    def _told(self, at: int, planned: Sequence[Planned]) -> set[str]:
        """Return whom the climb has come to by an instant, told already or not."""
        done = {step.key: step for step in self.fired}
        found: set[str] = set()
        for each in planned:
            step = done.get(each.key)
            if step is not None and instant_key(step.told_at) <= at:
                found.update(step.targets)
            elif each.at <= at:
                targets = each.rung.level.targets
                found.update(names_at(targets, from_microseconds(at, UTC)))
        return found

    def _runs_out(self, words: Iterable[Word]) -> int | None:
        """Return when acknowledgements run out, each one prolonging those before."""
        if self.timeout is None:
            return None
        end: int | None = None
        for word in words:
            if end is None or word.at < end:
                end = word.at + self.timeout
        return end


@attrs.frozen
class Stop:
    """An acknowledgement that stops a climb.

    Attributes:
        at: when.
        until: when it runs out; None is never.
    """

    at: int
    until: int | None


def course(ladder: Ladder, record: Record) -> list[Planned]:
    """Return every step of an escalation that is not settled, done or not.

    An acknowledgement that stops the climb settles all before it, and so does a step
    out of turn.
    """
    found: list[Planned] = []
    forced = record.forced
    since = record.started
    start: Start | None = Start(since)
    while start is not None:
        if start.forced is None:
            start = attrs.evolve(start, begin=ladder.released(start.begin))
        climb = climb_from(start, ladder)
        hold = _hold(climb, start, ladder)
        stop = record.stop(since, [*found, *climb.steps])
        if stop is not None and hold is not None and hold[0] < stop.at:
            stop = None
        if _is_asked(forced, stop, hold):
            found.clear()
            start = _out_of_turn(forced.pop(0))
            since = start.begin
        elif stop is not None:
            found.clear()
            start = _anew(start, stop, ladder, record)
            since = since if stop.until is None else stop.until
        elif hold is not None:
            found += [step for step in climb.steps if step.at < hold[0]]
            start = Start(hold[1], start.climb + 1)
        else:
            found += climb.steps
            start = None
    return found


def _hold(climb: Climb, start: Start, ladder: Ladder) -> Span | None:
    """Return the hold that a climb runs into before it is over."""
    for hold in ladder.holds:
        if hold[0] > start.begin:
            is_over = climb.end is not None and climb.end < hold[0]
            return None if is_over else hold
    return None


def _is_asked(forced: list[Step], stop: Stop | None, hold: Span | None) -> bool:
    """Tell whether a step out of turn comes before anything else goes on."""
    if not forced:
        return False
    asked = instant_key(forced[0].at)
    if stop is not None:
        return stop.until is None or asked <= stop.until
    return hold is None or asked <= hold[0]


def _out_of_turn(step: Step) -> Start:
    begin = instant_key(step.at)
    return Start(begin, step.climb, step.turn, step.level, step)


def _anew(start: Start, stop: Stop, ladder: Ladder, record: Record) -> Start | None:
    """Return the climb after an acknowledgement ran out, if it does."""
    if stop.until is None:
        return None
    told = [step for step in record.fired if instant_key(step.told_at) <= stop.at]
    level = 1
    if record.goes_on and told:
        ahead = (rung.number for rung in ladder.rungs if rung.is_timed)
        level = next((number for number in ahead if number > told[-1].level), 1)
    return Start(stop.until, start.climb + 1, level=level)

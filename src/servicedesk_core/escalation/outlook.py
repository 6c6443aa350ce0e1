"""What lies ahead of a subject on its escalation path, seen from an instant."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.escalation.climb import Ladder, Moments, Planned, Rung
from servicedesk_core.escalation.course import Record, Word, course
from servicedesk_core.escalation.level import Level, names_at
from servicedesk_core.escalation.option import Ack, Missed, OnAckTimeout
from servicedesk_core.escalation.situation import Situation, Subject
from servicedesk_core.escalation.state import EscalationState
from servicedesk_core.escalation.step import Step
from servicedesk_core.escalation.trigger import (
    ClockTrigger,
    EventTrigger,
    LowScore,
)
from servicedesk_core.timeline import (
    from_microseconds,
    instant_key,
    merge,
    to_duration,
)
from servicedesk_core.timeline.index import END

if TYPE_CHECKING:
    from servicedesk_core.escalation.path import EscalationPath


@attrs.frozen(slots=False)
class Outlook:
    """A path, a subject and what was done, seen from an instant.

    Attributes:
        path: the path in force.
        situation: the subject.
        state: what was stored, or what starts now.
        now: the viewpoint.
    """

    path: "EscalationPath"
    situation: Situation
    state: EscalationState
    now: datetime

    @classmethod
    def of(
        cls,
        path: "EscalationPath",
        subject: Subject,
        state: EscalationState | None,
        now: datetime,
    ) -> "Outlook | None":
        """Return what lies ahead; None if nothing has started.

        Raises:
            InvalidArgumentError: if the path asks for more than the subject has.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: if it is no subject or no state.
        """
        to_optional(state, EscalationState, "state", "an EscalationState or None")
        situation = Situation.of(subject).seen_from(now)
        if state is None:
            started = situation.started_at
            if started is None:
                return None
            state = EscalationState(started)
        ruling = path if state.path is None else state.path
        to_one(ruling, type(path), "state.path", "an EscalationPath or None")
        for level in ruling.levels:
            _check_known(level, situation)
        return cls(ruling, situation, state, now)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps not done yet, in order."""
        return tuple(step for _, step in self._open)

    def due(self, missed: Missed) -> tuple[Step, ...]:
        """Return the steps that are due and not done yet, in order."""
        now = instant_key(self.now)
        due = [pair for pair in self._open if instant_key(pair[1].at) <= now]
        if missed is Missed.LATEST:
            due = [pair for pair in due[-1:] if self._is_new(pair[0])]
        return tuple(step for _, step in due)

    def _is_new(self, planned: Planned) -> bool:
        """Tell whether a step comes after all that were done."""
        done = (each.order for each in self._course if each.key in self._fired)
        last = max(done, default=None)
        told = max(self._fired.values(), default=None)
        is_next = last is None or planned.order > last
        return is_next and (told is None or planned.at >= told)

    def forced(self) -> Step:
        """Return the next step out of turn.

        Raises:
            InvalidArgumentError: if there is none now.
        """
        self._check_forcible()
        now, told = instant_key(self.now), self._record.fired
        rungs = self._ladder.rungs
        level, turn = (told[-1].level, told[-1].turn) if told else (0, 1)
        rung = next((rung for rung in rungs if rung.number > level), None)
        if rung is None:
            rung, turn = rungs[0], turn + 1
        known = [step.climb for step in told]
        known += [planned.climb for planned in self._course if planned.at <= now]
        climb = max(known, default=0) + 1
        planned = Planned(now, rung, climb, turn, is_forced=True)
        return self._step(planned, self._names(planned))

    def _check_forcible(self) -> None:
        now = instant_key(self.now)
        if now < instant_key(self.state.started_at):
            started = self.state.started_at.isoformat()
            raise InvalidArgumentError("now", self.now, f"not before {started}")
        released = self._ladder.released(now)
        if released > now:
            end = self._at(released).isoformat()
            raise InvalidArgumentError(
                "now", self.now, f"outside maintenance, to {end}"
            )
        if self.situation.is_over or not self._ladder.rungs:
            wanted = "open, with a level that applies"
            raise InvalidArgumentError("subject", self.situation.facts, wanted)

    @cached_property
    def _fired(self) -> dict[str, int]:
        return {step.key: instant_key(step.at) for step in self.state.fired}

    @cached_property
    def _ladder(self) -> Ladder:
        path = self.path
        rungs = tuple(self._rungs())
        final = Level(path.default, number=(path.levels[-1].number or 0) + 1)
        return Ladder(
            rungs=rungs,
            turns=path.repeats + 1,
            repeat_after=to_duration(path.repeat_after, "repeat_after"),
            final=_rung(final, {}, None) if path.default else None,
            holds=merge(
                (instant_key(each.start), instant_key(each.end))
                for each in path.suspended
            ),
            fired=self._fired,
        )

    def _rungs(self) -> Iterator[Rung]:
        """Yield the levels that apply to the subject as it is."""
        before: Rung | None = None
        for level in filter(self._applies, self.path.levels):
            before = _rung(level, self._moments(level), before)
            yield before

    def _applies(self, level: Level) -> bool:
        """Tell whether a level is for the subject as it is."""
        is_late = isinstance(level.trigger, LowScore) and not self._is_called_off
        if self.situation.is_over and not is_late:
            return False
        return level.condition is None or bool(level.condition(self.situation.facts))

    @cached_property
    def _is_called_off(self) -> bool:
        return self.situation.is_called_off

    def _moments(self, level: Level) -> Moments:
        trigger = level.trigger
        if isinstance(trigger, ClockTrigger):
            return self.situation.clocks(trigger)
        if isinstance(trigger, EventTrigger):
            return {"": self.situation.came(trigger)}
        return {}

    @cached_property
    def _record(self) -> Record:
        path, state, now = self.path, self.state, instant_key(self.now)
        timeout = path.ack_timeout
        words = [
            Word(instant_key(each.at), each.by) for each in state.acknowledged or ()
        ]
        done = [step for step in state.fired if instant_key(step.told_at) <= now]
        return Record(
            started=instant_key(state.started_at),
            fired=sorted(done, key=_telling),
            words=[
                word for word in words if word.at <= now and path.ack is not Ack.NONE
            ],
            timeout=None if timeout is None else to_duration(timeout, "ack_timeout"),
            needs_all=path.ack is Ack.ALL,
            goes_on=path.on_ack_timeout is OnAckTimeout.NEXT,
        )

    @cached_property
    def _course(self) -> list[Planned]:
        return course(self._ladder, self._record)

    @cached_property
    def _open(self) -> list[tuple[Planned, Step]]:
        """What is not done yet, in order, with who is to be told."""
        now = instant_key(self.now)
        released = self._ladder.released(now)
        found = []
        for each in sorted(self._course, key=lambda planned: planned.order):
            if each.key in self._fired or each.at >= END:
                continue
            is_held = each.at <= now < released
            planned = attrs.evolve(each, at=released) if is_held else each
            names = self._names(planned)
            heard = self._heard(each.at, self._told_at(planned))
            targets = tuple(name for name in names if name not in heard)
            if targets or not names:
                found.append((planned, self._step(planned, targets)))
        # What waits for the end of a maintenance comes before what comes then.
        return sorted(found, key=lambda pair: pair[0].at)

    def _told_at(self, planned: Planned) -> int:
        return max(planned.at, instant_key(self.now))

    def _names(self, planned: Planned) -> tuple[str, ...]:
        """Return whom a step is for; what is overdue, for those on call now."""
        return names_at(planned.rung.level.targets, self._at(self._told_at(planned)))

    def _heard(self, since: int, until: int) -> frozenset[str]:
        """Return who need not be told any more, having acknowledged."""
        if not self._record.needs_all:
            return frozenset()
        return frozenset(word.by for word in self._record.heard(since, until))

    def _step(self, planned: Planned, targets: tuple[str, ...]) -> Step:
        return Step(
            level=planned.rung.number,
            kind=planned.rung.level.kind,
            targets=targets,
            at=self._at(planned.at),
            key=planned.key,
            climb=planned.climb,
            turn=planned.turn,
            repetition=planned.repetition,
            clock=planned.clock or None,
            is_forced=planned.is_forced,
            is_final=planned.is_final,
            told_at=self._at(self._told_at(planned)),
        )

    def _at(self, instant: int) -> datetime:
        return from_microseconds(instant, self.now.tzinfo or UTC)


def _telling(step: Step) -> tuple[int, int]:
    """Return what orders steps by when they were told."""
    return instant_key(step.told_at), instant_key(step.at)


def _check_known(level: Level, situation: Situation) -> None:
    """Check that a subject tells what the trigger of a level asks for.

    Raises:
        InvalidArgumentError: if it does not.
    """
    trigger = level.trigger
    lacks = None
    if isinstance(trigger, EventTrigger) and situation.ticket is None:
        lacks = "ticket"
    elif isinstance(trigger, ClockTrigger) and situation.statuses is None:
        lacks = "statuses"
    if lacks is not None:
        wanted = f"one with its {lacks}: level {level.number} waits for {trigger}"
        raise InvalidArgumentError("subject", situation.facts, wanted)


def _rung(level: Level, moments: Moments, before: Rung | None) -> Rung:
    is_timed = not isinstance(level.trigger, EventTrigger)
    if level.is_relative and before is not None:
        is_timed = before.is_timed
    return Rung(level, level.number or 0, is_timed, moments)

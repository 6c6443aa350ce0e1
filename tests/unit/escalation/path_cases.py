"""Short words for what the tests of escalation paths ask with."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.escalation import (
    After,
    EscalationPath,
    EscalationState,
    Level,
    Step,
    Trigger,
)
from servicedesk_core.escalation.situation import Subject
from servicedesk_core.sla import (
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    measure_signals,
)
from servicedesk_core.tickets import Actor, Ticket, open_ticket
from servicedesk_core.timeline import Interval

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ALWAYS = ServiceCalendar.always()
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""A Monday."""
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")


def at(minutes: float) -> datetime:
    return START + minutes * MINUTE


def opened(minutes: float = 0, **rest: Any) -> Ticket:
    return open_ticket("INC7", at=at(minutes), **rest)


def solved(ticket: Ticket, minutes: float) -> Ticket:
    return ticket.resolve(at=at(minutes), by=ANNA, code="fixed", notes="restarted")


def wait(who: str, minutes: float = 0, **rest: Any) -> Level:
    """Return a level that comes some minutes after the one before."""
    return Level(who, trigger=After(minutes * MINUTE), **rest)


def on(who: str, trigger: Trigger, **rest: Any) -> Level:
    return Level(who, trigger=trigger, **rest)


def clock(
    now: float,
    *signals: tuple[float, str],
    metric: str = "resolution",
    within: float = 100,
    calendar: ServiceCalendar = ALWAYS,
    **rest: Any,
) -> SlaStatus:
    """Return where a clock stands that was started by the opening at minute 0."""
    target = ServiceLevelTarget(metric, within * MINUTE, calendar)
    told = [Signal(at(minute), kind) for minute, kind in [(0, "opened"), *signals]]
    status = measure_signals(told, target, now=at(now))
    return attrs.evolve(status, **rest)


@attrs.frozen
class Roster:
    """Stands for a rota: who is on call from which minute on."""

    shifts: tuple[tuple[float, tuple[str, ...]], ...]

    def on_call(self, at: datetime) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for minute, names in self.shifts:
            if START + minute * MINUTE <= at:
                found = names
        return found

    def gaps(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """Return the whole range if nobody is on call at its start."""
        return () if self.on_call(start) else (Interval(start, end),)


def minutes(steps: Iterable[Step]) -> list[tuple[float, int]]:
    """Return when steps come, in minutes since the start, and their levels."""
    return [((step.at - START) / MINUTE, step.level) for step in steps]


def planned(
    path: EscalationPath,
    subject: Subject | None = None,
    *,
    now: float = 0,
    state: EscalationState | None = None,
) -> list[tuple[float, int]]:
    subject = opened() if subject is None else subject
    return minutes(path.plan(subject, state=state, now=at(now)))


def polled(
    path: EscalationPath,
    polls: Sequence[float],
    subject: Subject | None = None,
    *,
    state: EscalationState | None = None,
    missed: str = "each",
) -> EscalationState:
    """Return the state after some polls, each of which did what was due."""
    subject = opened() if subject is None else subject
    state = EscalationState(START) if state is None else state
    for poll in polls:
        steps = path.due(subject, state=state, now=at(poll), missed=missed)
        state = state.with_fired(steps)
    return state


def told(state: EscalationState) -> list[tuple[float, int]]:
    return minutes(state.fired)

"""What is to be done about tickets, what was done, and when to look again."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import ComplaintDeadline
from servicedesk_core.desk import (
    AutoClose,
    Change,
    ChangeKind,
    CloseBasis,
    DeskPolicy,
    DeskState,
    Due,
    DueKind,
    HoldLimit,
    Wakeup,
    due_now,
    measure_all,
    next_wakeup,
    with_done,
)
from servicedesk_core.escalation import After, EscalationPath, Level
from servicedesk_core.satisfaction import SurveyKind, SurveyPolicy
from servicedesk_core.sla import Agreement
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._gaps import waits
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.complaint_deadlines import deadline_rules
from servicedesk_core.testing.strategies.desk_rules import Days, counted_days
from servicedesk_core.testing.strategies.escalation_paths import escalation_paths
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import later, zones
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.sla_agreements import agreements
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import Ticket


def dues() -> st.SearchStrategy[Due]:
    """Things to be done of every kind, just when they come due.

    They shrink to a reminder on 2026-01-06 at 10:00 UTC.

    Example:
        >>> from hypothesis import given
        >>> @given(dues())
        ... def what_is_done_is_stored(due):
        ...     assert with_done(None, [due], now=due.at) is not None
        >>> what_is_done_is_stored()
    """
    return _scenes().map(_Scene.due)


def wakeups() -> st.SearchStrategy[Wakeup]:
    """Instants at which something changes about a ticket next, and what.

    They shrink to a reminder on 2026-01-06 at 10:00 UTC.

    Example:
        >>> from hypothesis import given
        >>> @given(wakeups())
        ... def something_changes(wakeup):
        ...     assert wakeup.changes
        >>> something_changes()
    """
    return defined(_scenes().map(_Scene.wakeup))


def changes() -> st.SearchStrategy[Change]:
    """Changes of every kind, with the names that they have.

    They shrink to a clock's.

    Example:
        >>> from hypothesis import find
        >>> str(find(changes(), lambda change: True))
        'clock a'
    """
    return st.builds(
        lambda kind, name: Change(kind, None if kind in _UNNAMED else name),
        st.sampled_from(ChangeKind),
        names(),
    )


def desk_states() -> st.SearchStrategy[DeskState]:
    """What is stored of tickets: what was done at the last wake-ups, and words on it.

    They shrink to nothing.

    Example:
        >>> from hypothesis import given
        >>> @given(desk_states())
        ... def to_do_nothing_changes_nothing(state):
        ...     at = state.reminded_at or datetime.fromisoformat("2026-01-05T09:00Z")
        ...     assert with_done(state, (), now=at) == state
        >>> to_do_nothing_changes_nothing()
    """
    words = st.none() | st.sampled_from(["anna", "boris"])
    gone = st.builds(_Scene.state, _scenes(), waits(), counts(min=1, max=2), words)
    return st.builds(DeskState) | gone


_UNNAMED = (ChangeKind.REMIND, ChangeKind.RESOLVE, ChangeKind.CLOSE)


@attrs.frozen
class _Scene:
    """A ticket, a policy, and the instant at which something comes due."""

    kind: DueKind
    ticket: Ticket
    policy: DeskPolicy
    now: datetime

    def due(self) -> Due:
        """Return what comes due."""
        found = due_now(self.ticket, self.policy, state=None, now=self.now)
        return next(due for due in found if due.kind is self.kind)

    def wakeup(self) -> Wakeup | None:
        """Return the first wake-up of the ticket."""
        return next_wakeup(self.ticket, self.policy, now=self.ticket.updated_at)

    def state(self, wait: timedelta, rounds: int, by: str | None) -> DeskState:
        """Return what is stored after some rounds and somebody's word."""
        state, now = DeskState(), self.now
        for _ in range(rounds):
            due = due_now(self.ticket, self.policy, state=state, now=now)
            state, now = with_done(state, due, now=now), later(now, wait)
        for path in state.escalations if by else ():
            state = state.acknowledge(path, by or "", at=now)
        return state


@attrs.frozen
class _Given:
    """What scenes are made of."""

    agreement: Agreement
    wait: timedelta
    days: int
    counted: Days

    def scene(
        self, kind: DueKind, ticket: Ticket, now: datetime | None, **rules: Any
    ) -> _Scene:
        """Return a scene; all kinds that are drawn know their instant."""
        policy = DeskPolicy(self.agreement, **rules)
        return _Scene(kind, ticket, policy, now or ticket.updated_at)

    def after(self, ticket: Ticket) -> datetime:
        """Return when something happens to a ticket first."""
        return later(ticket.opened_at, self.wait)


def _scenes() -> st.SearchStrategy[_Scene]:
    """Draw scenes in which something of every kind comes due."""
    given = st.builds(
        _Given, agreements(), waits(), counts(min=1, max=5), counted_days()
    )
    incidents = tickets(kind="incident", max_events=0)
    complaints = tickets(kind="complaint", max_events=0)
    rules = st.builds(ComplaintDeadline, deadline_rules(), tz=zones(), calendar=desks())
    kinds = st.sampled_from(SurveyKind)
    return st.one_of(
        st.builds(_on_hold, given, incidents, st.sampled_from(_ON_HOLD)),
        st.builds(_to_close, given, incidents, st.sampled_from(CloseBasis)),
        st.builds(_to_ask, given, incidents, names(), kinds),
        st.builds(_to_tell, given, incidents, escalation_paths()),
        st.builds(_to_answer, given, complaints, rules),
    )


def _to_tell(given: _Given, ticket: Ticket, path: EscalationPath) -> _Scene:
    first = Level("anna", trigger=After(given.wait))
    levels = [first, *(attrs.evolve(level, number=None) for level in path.levels)]
    sure, opened = attrs.evolve(path, levels=levels), ticket.opened_at
    statuses = measure_all(ticket, given.agreement, now=opened)
    step = sure.plan((ticket, statuses), state=None, now=opened)[0]
    return given.scene(DueKind.ESCALATE, ticket, step.at, paths=[sure])


_ON_HOLD = (DueKind.REMIND, DueKind.RESOLVE)


def _on_hold(given: _Given, ticket: Ticket, kind: DueKind) -> _Scene:
    held = ticket.hold(at=given.after(ticket), by=None, reason="caller")
    calendar, rule = given.counted
    reminds = kind is DueKind.REMIND
    limit = HoldLimit(
        remind_after=[given.days] if reminds else [],
        resolve_after=given.days + 1,
        calendar=calendar,
        rule=rule,
    )
    at = limit.reminders(held)[0] if reminds else limit.resolve_at(held)
    return given.scene(kind, held, at, hold_limit=limit)


def _resolved(given: _Given, ticket: Ticket) -> Ticket:
    return ticket.resolve(at=given.after(ticket), by=None, code="fixed", notes="done")


def _to_close(given: _Given, ticket: Ticket, since: CloseBasis) -> _Scene:
    calendar, rule = given.counted
    closing = AutoClose(given.days, calendar=calendar, rule=rule, since=since)
    done = _resolved(given, ticket)
    at = closing.due_at(done)
    return given.scene(DueKind.CLOSE, done, at, auto_close=closing)


def _to_ask(given: _Given, ticket: Ticket, survey: str, kind: SurveyKind) -> _Scene:
    policy = SurveyPolicy(survey, kind, delay=given.wait, anonymous_share=1.0)
    done = _resolved(given, ticket)
    at = later(done.updated_at, given.wait)
    return given.scene(DueKind.SURVEY, done, at, survey=policy)


def _to_answer(given: _Given, ticket: Ticket, deadline: ComplaintDeadline) -> _Scene:
    due_at = deadline.due_at(ticket.opened_at)
    at = later(due_at, timedelta(microseconds=1))
    return given.scene(DueKind.ANSWER, ticket, at, deadlines=[deadline])


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Due: dues,
        Wakeup: wakeups,
        Change: changes,
        DeskState: desk_states,
    }
)

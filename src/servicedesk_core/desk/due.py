"""What is to be done now, and when to look again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import attrs

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.complaints import Receipt
from servicedesk_core.desk.complaint import receipt
from servicedesk_core.desk.hold_limit import HoldLimit, HoldStep
from servicedesk_core.desk.measure import measure_all
from servicedesk_core.desk.policy import DeskPolicy, DeskState, path_name
from servicedesk_core.desk.survey import Question
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation import (
    EscalationPath,
    EscalationState,
    Situation,
    Step,
)
from servicedesk_core.lifecycles import OVER
from servicedesk_core.satisfaction import Send, SurveyContact, SurveyRecord
from servicedesk_core.sla import Signal, SlaStatus
from servicedesk_core.tickets import Ticket, TicketKind
from servicedesk_core.timeline import from_microseconds, instant_key, to_microseconds

Subject = Ticket | Iterable[Signal] | Iterable[SlaStatus]


class DueKind(StrEnum):
    """What is to be done."""

    ESCALATE = "escalate"
    REMIND = "remind"
    RESOLVE = "resolve"
    CLOSE = "close"
    SURVEY = "survey"
    ANSWER = "answer"
    """A complaint is past its deadline and has no answer."""


@attrs.frozen
class Due:
    """One thing to be done.

    Attributes:
        kind: what.
        at: from when on it is due, in the zone of ``now``.
        key: an id that stays the same however often one asks.
        path: the name of the path it belongs to, of an escalation.
        step: whom to tell, of an escalation.
        state: what the path has done before, of an escalation.
        survey: what to send and to store, of a survey.
    """

    kind: DueKind
    at: datetime = attrs.field(eq=instant_key)
    key: str
    path: str | None = None
    step: Step | None = None
    state: EscalationState | None = attrs.field(default=None, repr=False)
    survey: Send | None = attrs.field(default=None, repr=False)


class ChangeKind(StrEnum):
    """What changes."""

    CLOCK = "clock"
    ESCALATE = "escalate"
    REMIND = "remind"
    RESOLVE = "resolve"
    CLOSE = "close"
    SURVEY = "survey"
    ANSWER = "answer"


@attrs.frozen
class Change:
    """Something that will change.

    Attributes:
        kind: what.
        name: which clock, path, survey or regime; None where the kind says it all.
    """

    kind: ChangeKind
    name: str | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.name}" if self.name else str(self.kind)


@attrs.frozen
class Wakeup:
    """When to look at a subject again.

    Attributes:
        at: the first instant at which something will have changed, in the zone of
            ``now``.
        changes: what.
    """

    at: datetime = attrs.field(eq=instant_key)
    changes: tuple[Change, ...]


def due_now(
    subject: Subject,
    policy: DeskPolicy,
    *,
    state: DeskState | None,
    now: datetime,
    contact: SurveyContact | None = None,
    history: Iterable[SurveyRecord] = (),
    complaint: Receipt | None = None,
) -> tuple[Due, ...]:
    """Return what is to be done about a subject now, the longest due first.

    It does nothing itself. Do it, then store :func:`with_done`: what was done is not
    due again; a ticket that was resolved or closed says so itself.

    Args:
        subject: a ticket, or its signals, or its statuses seen from ``now``; without
            the ticket itself only escalations are known.
        policy: what the desk decided.
        state: what was stored; None if nothing was done yet.
        now: the viewpoint, aware.
        contact: whom a survey would ask; None is the requester, of whom nothing else
            is known.
        history: the surveys that went out before, about any ticket.
        complaint: what :func:`receipt` tells of a complaint that repeats another one
            or was given more time; None is the ticket alone.

    Raises:
        InvalidArgumentError: if a path asks for the ticket and there is none.
        NaiveDatetimeError: if ``now`` has no zone.
        NeverOpenError: if a calendar in which days count has too few of them.
        WrongTypeError: for anything that is no subject, policy or state.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.escalation import EscalationPath
        >>> from servicedesk_core.sla import Agreement, ServiceLevelTarget
        >>> from servicedesk_core.tickets import open_ticket
        >>> hours = timedelta(hours=1)
        >>> day = ServiceLevelTarget("resolution", 4 * hours, ServiceCalendar.always())
        >>> policy = DeskPolicy(
        ...     Agreement("gold", [day]), paths=[EscalationPath.parse("50% lead")]
        ... )
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket, noon = open_ticket("INC1", at=monday), monday + 3 * hours
        >>> due = due_now(ticket, policy, state=None, now=noon)
        >>> [(each.kind.value, each.step.targets, each.at.hour) for each in due]
        [('escalate', ('lead',), 11)]
        >>> done = with_done(None, due, now=noon)
        >>> due_now(ticket, policy, state=done, now=noon)
        ()
    """
    view = _View.of(subject, policy, state, now, contact, history, complaint)
    return tuple(sorted(view.due(), key=lambda due: instant_key(due.at)))


def with_done(
    state: DeskState | None, done: Iterable[Due], *, now: datetime
) -> DeskState:
    """Return the state after some things were done.

    Args:
        state: as it was stored; None if nothing was done yet.
        done: as :func:`due_now` gave them.
        now: when they were done, aware.

    Raises:
        InvalidArgumentError: for an escalation without its step, path or state, or a
            survey without what to send.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for anything that is no state, or nothing to be done.
    """
    to_microseconds(now, "now")
    found = to_optional(state, DeskState, "state", "a DeskState or None") or DeskState()
    if not isinstance(done, Iterable):
        raise WrongTypeError("done", done, "what due_now gave, in a tuple")
    for due in done:
        to_one(due, Due, "done", "what due_now gave")
        note = _NOTES.get(due.kind)
        if note is not None:
            found = note(found, due, now)
    return found


def next_wakeup(
    subject: Subject,
    policy: DeskPolicy,
    *,
    now: datetime,
    state: DeskState | None = None,
    contact: SurveyContact | None = None,
    history: Iterable[SurveyRecord] = (),
    complaint: Receipt | None = None,
) -> Wakeup | None:
    """Return when something about a subject changes next if nothing happens.

    Nothing changes strictly before it, and something has changed at it, to the
    microsecond: one timer takes the place of a poller. What is due already is the
    matter of :func:`due_now`.

    Args:
        subject: a ticket, or its signals, or its statuses seen from ``now``.
        policy: what the desk decided.
        now: the viewpoint, aware.
        state: what was stored; None if nothing was done yet.
        contact: whom a survey would ask; None is the requester, of whom nothing else
            is known.
        history: the surveys that went out before, about any ticket.
        complaint: what :func:`receipt` tells of a complaint that repeats another one
            or was given more time; None is the ticket alone.

    Returns:
        The wake-up, or None if nothing changes any more.

    Raises:
        InvalidArgumentError: if a path asks for the ticket and there is none.
        NaiveDatetimeError: if ``now`` has no zone.
        NeverOpenError: if a calendar in which days count has too few of them.
        WrongTypeError: for anything that is no subject, policy or state.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.sla import Agreement, ServiceLevelTarget
        >>> from servicedesk_core.tickets import open_ticket
        >>> hours = timedelta(hours=1)
        >>> day = ServiceLevelTarget("resolution", 4 * hours, ServiceCalendar.always())
        >>> policy = DeskPolicy(Agreement("gold", [day]))
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> found = next_wakeup(open_ticket("INC1", at=monday), policy, now=monday)
        >>> found.at.isoformat(), [str(change) for change in found.changes]
        ('2026-01-05T12:00:00+00:00', ['clock gold/resolution'])
    """
    view = _View.of(subject, policy, state, now, contact, history, complaint)
    ahead: dict[int, dict[Change, None]] = {}
    for at, change in view.changes():
        instant = instant_key(at)
        if instant > view.instant:
            ahead.setdefault(instant, {})[change] = None
    if not ahead:
        return None
    first = min(ahead)
    at = next(at for at, _ in view.changes() if instant_key(at) == first)
    return Wakeup(at.astimezone(now.tzinfo), tuple(ahead[first]))


@attrs.frozen
class _View:
    """A subject, a policy and a state, seen from now."""

    ticket: Ticket | None
    statuses: tuple[SlaStatus, ...]
    policy: DeskPolicy
    state: DeskState
    now: datetime
    instant: int
    question: Question | None
    complaint: Receipt | None

    @classmethod
    def of(
        cls,
        subject: Subject,
        policy: DeskPolicy,
        state: DeskState | None,
        now: datetime,
        contact: SurveyContact | None,
        history: Iterable[SurveyRecord],
        complaint: Receipt | None,
    ) -> "_View":
        to_one(policy, DeskPolicy, "policy", "a DeskPolicy")
        to_optional(state, DeskState, "state", "a DeskState or None")
        instant = to_microseconds(now, "now")
        ticket = None
        if isinstance(subject, Ticket):
            ticket = subject.as_of(now) if subject.latest > instant else subject
            statuses = measure_all(ticket, policy.agreements, now=now)
        else:
            statuses = _read_statuses(subject, policy, now)
        stored = state or DeskState()
        question = None
        if ticket is not None and policy.survey is not None:
            known = dict.fromkeys([*history, *stored.surveys])
            question = Question.of(ticket, policy.survey, contact, known)
        received = _received(ticket, complaint)
        return cls(ticket, statuses, policy, stored, now, instant, question, received)

    @property
    def _situation(self) -> Any:
        return self.statuses if self.ticket is None else (self.ticket, self.statuses)

    def due(self) -> Iterator[Due]:
        """Yield what is to be done now."""
        for path in self.policy.paths:
            name = path_name(path)
            state = self.state.escalations.get(name)
            for step in path.due(self._situation, state=state, now=self.now):
                key = f"{name}/{step.key}"
                before = state or self._beginning(path)
                yield Due(DueKind.ESCALATE, step.at, key, name, step, before)
        if self.ticket is not None:
            yield from self._held(self.ticket)
            yield from self._closing(self.ticket)
            yield from self._asking()
            yield from self._answering(self.ticket)

    def _beginning(self, path: EscalationPath) -> EscalationState:
        """Return the state of a path that has done nothing yet, and rules from now."""
        started_at = Situation.of(self._situation).started_at or self.now
        return EscalationState(started_at, path=path)

    def _held(self, ticket: Ticket) -> Iterator[Due]:
        limit = self.policy.hold_limit
        if limit is None:
            return
        reminded_at = self.state.reminded_at
        step = limit.due(ticket, now=self.now, reminded_at=reminded_at)
        at = None
        if step is HoldStep.RESOLVE:
            at = limit.resolve_at(ticket)
        elif step is HoldStep.REMIND:
            reached = limit.reminders(ticket)
            at = [each for each in reached if instant_key(each) <= self.instant][-1]
        if step is not None and at is not None:
            kind = DueKind(step.value)
            yield Due(kind, self._told(at), f"{kind}/{at.isoformat()}")

    def _closing(self, ticket: Ticket) -> Iterator[Due]:
        at = self._close_at(ticket)
        if at is not None and instant_key(at) <= self.instant:
            yield Due(DueKind.CLOSE, self._told(at), f"close/{at.isoformat()}")

    def _close_at(self, ticket: Ticket) -> datetime | None:
        rule = self.policy.auto_close
        return None if rule is None else rule.due_at(ticket)

    def _asking(self) -> Iterator[Due]:
        found = self.question.due(self.now) if self.question else None
        if found:
            at, send = found
            key = "/".join(("survey", *map(str, send.record.key)))
            yield Due(DueKind.SURVEY, self._told(at), key, survey=send)

    def _answering(self, ticket: Ticket) -> Iterator[Due]:
        for due_at, name in self._deadlines(ticket):
            key = f"answer/{name}/{due_at.date()}"
            past = instant_key(due_at) < self.instant
            if past and key not in self.state.deadlines:
                yield Due(DueKind.ANSWER, self._told(_after(due_at)), key)

    def _deadlines(self, ticket: Ticket) -> Iterator[tuple[datetime, str]]:
        """Yield the deadlines of a complaint that has no answer, and whose they are."""
        complaint = self.complaint
        if complaint is None or ticket.category in OVER:
            return
        for deadline in self.policy.deadlines:
            status = deadline.status(complaint, now=self.now)
            if not status.is_answered:
                yield status.due_at, deadline.regime.name

    def changes(self) -> Iterator[tuple[datetime, Change]]:
        """Yield what changes when, past things included."""
        for status in self.statuses:
            if status.next_change_at is not None:
                prefix = f"{status.agreement}/" if status.agreement else ""
                name = f"{prefix}{status.metric}"
                yield status.next_change_at, Change(ChangeKind.CLOCK, name)
        for path in self.policy.paths:
            name = path_name(path)
            state = self.state.escalations.get(name)
            for step in path.plan(self._situation, state=state, now=self.now):
                yield step.at, Change(ChangeKind.ESCALATE, name)
        if self.ticket is not None:
            yield from self._ahead(self.ticket)

    def _ahead(self, ticket: Ticket) -> Iterator[tuple[datetime, Change]]:
        if self.policy.hold_limit is not None:
            yield from _holding(self.policy.hold_limit, ticket)
        close_at = self._close_at(ticket)
        if close_at is not None:
            yield close_at, Change(ChangeKind.CLOSE)
        if self.question is not None:
            for at in self.question.ahead(self.now):
                yield at, Change(ChangeKind.SURVEY, self.question.policy.survey)
        for due_at, name in self._deadlines(ticket):
            yield _after(due_at), Change(ChangeKind.ANSWER, name)

    def _told(self, at: datetime) -> datetime:
        return at.astimezone(self.now.tzinfo)


def _received(ticket: Ticket | None, complaint: Receipt | None) -> Receipt | None:
    """Return what the deadlines of a complaint run from."""
    if ticket is None or ticket.kind is not TicketKind.COMPLAINT:
        return complaint
    return complaint or receipt(ticket)


def _holding(limit: HoldLimit, ticket: Ticket) -> Iterator[tuple[datetime, Change]]:
    """Yield what the wait of a ticket brings."""
    resolve_at = limit.resolve_at(ticket)
    for at in limit.reminders(ticket):
        # A resolution takes the place of a reminder.
        if resolve_at is None or instant_key(at) < instant_key(resolve_at):
            yield at, Change(ChangeKind.REMIND)
    if resolve_at is not None:
        yield resolve_at, Change(ChangeKind.RESOLVE)


def _escalated(state: DeskState, due: Due, _: datetime) -> DeskState:
    if due.step is None or due.path is None or due.state is None:
        raise InvalidArgumentError("done", due, "as due_now gave it")
    known = state.escalations.get(due.path, due.state).with_fired([due.step])
    return attrs.evolve(state, escalations={**state.escalations, due.path: known})


def _reminded(state: DeskState, _: Due, now: datetime) -> DeskState:
    return attrs.evolve(state, reminded_at=now)


def _surveyed(state: DeskState, due: Due, _: datetime) -> DeskState:
    return attrs.evolve(state, surveys=(*state.surveys, _sent(due).record))


def _answered(state: DeskState, due: Due, _: datetime) -> DeskState:
    return attrs.evolve(state, deadlines=state.deadlines | {due.key})


# What is stored of each kind; the ticket itself tells of the others.
_NOTES: Mapping[DueKind, Callable[[DeskState, Due, datetime], DeskState]] = {
    DueKind.ESCALATE: _escalated,
    DueKind.REMIND: _reminded,
    DueKind.SURVEY: _surveyed,
    DueKind.ANSWER: _answered,
}


def _sent(due: Due) -> Send:
    if due.survey is None:
        raise InvalidArgumentError("done", due, "as due_now gave it")
    return due.survey


def _after(due_at: datetime) -> datetime:
    """Return the first instant that is too late."""
    return from_microseconds(instant_key(due_at) + 1, UTC)


def _read_statuses(
    subject: Iterable[Signal] | Iterable[SlaStatus], policy: DeskPolicy, now: datetime
) -> tuple[SlaStatus, ...]:
    if isinstance(subject, str) or not isinstance(subject, Iterable):
        wanted = "a ticket, its signals or its statuses"
        raise WrongTypeError("subject", subject, wanted)
    told = [*subject]
    statuses = tuple(each for each in told if isinstance(each, SlaStatus))
    if not statuses:
        signals = (each for each in told if not isinstance(each, SlaStatus))
        return measure_all(signals, policy.agreements, now=now)
    if len(statuses) < len(told):
        raise WrongTypeError("subject", subject, "statuses alone, or signals alone")
    _check_seen(statuses, now)
    return statuses


def _check_seen(statuses: Iterable[SlaStatus], now: datetime) -> None:
    for status in statuses:
        if instant_key(status.now) != instant_key(now):
            raise InvalidArgumentError("subject", status, "a status seen from now")

"""The ticket: what its events add up to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import accumulate

import attrs

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    Refusal,
    TransitionRefusedError,
    WrongTypeError,
)
from servicedesk_core.explanation import Explanation
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Action, Category, Lifecycle, Role
from servicedesk_core.money import Money
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.commands import check_taken, derived_priority
from servicedesk_core.tickets.events import ActionTaken, Event, Opened
from servicedesk_core.tickets.fold import FOLDS, Facts, advance, begin
from servicedesk_core.tickets.guards import (
    contradicting,
    itself,
    missing,
    refusals,
    standing,
)
from servicedesk_core.tickets.kinds import (
    HoldReason,
    Link,
    MajorStatus,
    Outcome,
    Promise,
    TicketKind,
)
from servicedesk_core.tickets.process_commands import ProcessCommands
from servicedesk_core.timeline import to_microseconds

_SHOWN = (
    "id",
    "kind",
    "state",
    "priority",
    "requester",
    "group",
    "agent",
    "opened_at",
    "updated_at",
)
"""The fields that a notebook shows, as far as they are known."""

# The newest event first: appending costs the same at event 5 and 500.
Log = tuple[Event, "Log"] | tuple[()]


@attrs.frozen(slots=False, eq=False, repr=False, init=False)
class Ticket(ProcessCommands):
    """Everything an app asks of a ticket, folded from its events.

    Tickets are values: a command returns a new one. They come from
    :func:`open_ticket` or :meth:`fold`, never from the class itself. Two tickets are
    equal if their histories and lifecycles are.

    Attributes:
        id: the app's name for it.
        kind: what it records.
        lifecycle: the table that rules it.
        state: the name of the state it is in.
        hold_reason: what it waits for while on hold.
        opened_at: the instant it was opened.
        updated_at: the instant of the latest event.
        requester: who asked for help.
        owner: who answers for it, whoever works on it.
        group: the support group it is with.
        agent: who works on it.
        impact: as the app's priority matrix has it.
        urgency: likewise.
        priority: likewise.
        is_overridden: whether the priority was set by hand since it was opened.
        attributes: anything else the app keeps, by name.
        reopenings: how often it was reopened.
        groups: the support groups that have had it.
        last_group: the one that had it last, or has it.
        reassignments: how often its group changed, from nobody and to nobody too.
        transfers: how often another group than the one before got it; the first
            assignment is none.
        bounces: how often it came back to a group that had it before, unless to its
            owner.
        contacts: how often the requester turned to the desk, the opening included.
        escalations: how often it was escalated.
        level: which level a complaint is at, from 1; each dispute adds one.
        major: whether it was proposed, accepted or rejected as a major incident.
        acknowledged_at: the first acknowledgement.
        first_response_at: the first answer of a person, or the first resolution.
        first_resolved_at: the first resolution, or direct close.
        last_resolved_at: the last one, reopened since or not.
        resolved_at: the one that stands; None after a reopening.
        closed_at: when it was closed, cancelled or merged; None after a reopening.
        resolution_code: of the resolution that stands.
        resolution_notes: likewise.
        cause: of a known error.
        last_workaround: the last one given.
        outcome: what a complaint was found to be.
        planned_start: when a change is to be carried out.
        planned_end: until when.
        merged_into: the ticket that goes on instead.
        links: relations to other tickets.
        promises: what the requester was told by when, kept or not.
        compensations: what was paid.
        score: the last survey answer.
        version: how many events it is made of.

    Example:
        >>> from datetime import UTC, timedelta
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> anna = Actor("anna", "agent")
        >>> ticket = open_ticket("INC1", at=monday).start(at=monday, by=anna)
        >>> done = ticket.resolve(
        ...     at=monday + timedelta(hours=2), by=anna, code="fixed", notes="restarted"
        ... )
        >>> done.state, done.version
        ('resolved', 3)
        >>> ticket.state
        'in_progress'
    """

    id: str
    kind: TicketKind
    lifecycle: Lifecycle
    state: str
    hold_reason: HoldReason | None
    opened_at: datetime
    updated_at: datetime
    requester: str | None
    owner: str | None
    group: str | None
    agent: str | None
    impact: object
    urgency: object
    priority: object
    is_overridden: bool
    attributes: Mapping[str, object]
    reopenings: int
    groups: frozenset[str]
    last_group: str | None
    reassignments: int
    transfers: int
    bounces: int
    contacts: int
    escalations: int
    level: int
    major: MajorStatus | None
    acknowledged_at: datetime | None
    first_response_at: datetime | None
    first_resolved_at: datetime | None
    last_resolved_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    resolution_code: str | None
    resolution_notes: str | None
    cause: str | None
    last_workaround: str | None
    outcome: Outcome | None
    planned_start: datetime | None
    planned_end: datetime | None
    merged_into: str | None
    links: tuple[Link, ...]
    promises: tuple[Promise, ...]
    compensations: tuple[Money, ...]
    score: float | None
    version: int
    latest: int
    """The instant of the latest event, in microseconds since 1970."""
    log: Log
    """The events as nested pairs, newest first; :attr:`history` lists them."""

    def __init__(self) -> None:
        raise TypeError("a Ticket comes from open_ticket(...) or Ticket.fold(events)")

    @classmethod
    def fold(
        cls, events: Iterable[Event], *, lifecycle: Lifecycle | None = None
    ) -> "Ticket":
        """Return the ticket that a history adds up to.

        What happened elsewhere is told, not judged: no guard is asked.

        Args:
            events: the history, :class:`~servicedesk_core.events.Opened` first.
            lifecycle: the table; the default is that of the ticket's kind.

        Raises:
            InvalidHistoryError: if it does not begin with Opened, is empty, or runs
                backwards.
            WrongTypeError: if it is no iterable.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import events
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> Ticket.fold([events.Opened(id="INC1", at=monday)]).state
            'new'
        """
        if not isinstance(events, Iterable):
            raise WrongTypeError("events", events, "ticket events, in a list")
        history = iter(events)
        facts = begin(next(history, None), lifecycle)
        for position, event in enumerate(history, start=1):
            if type(event) not in FOLDS:
                raise InvalidHistoryError(position, f"{event!r} is no ticket event")
            advance(facts, event)
        return _ticket(facts)

    def apply(self, event: Event) -> "Ticket":
        """Return the ticket after something that happened elsewhere.

        No guard is asked; the commands do that.

        Args:
            event: what happened, not before the last event.

        Raises:
            InvalidHistoryError: if the event is earlier than the last one and the
                lifecycle does not allow backdating.
            WrongTypeError: if it is no event.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import events
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> ticket.apply(events.PutOnHold(at=monday, reason="vendor")).hold_reason
            <HoldReason.VENDOR: 'vendor'>
        """
        if type(event) not in FOLDS:
            raise WrongTypeError("event", event, "a ticket event")
        facts = dict(self.__dict__)
        advance(facts, event)
        return _ticket(facts)

    @property
    def category(self) -> Category:
        """What the ticket's state means to clocks and reports."""
        return self.lifecycle.categories[self.state]

    @property
    def is_major(self) -> bool:
        """Whether it was accepted as a major incident."""
        return self.major is MajorStatus.ACCEPTED

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """The promises not kept yet, in the order they were made."""
        return tuple(each for each in self.promises if each.kept_at is None)

    @property
    def history(self) -> tuple[Event, ...]:
        """All events, oldest first."""
        return self.events_since(0)

    def events_since(self, version: int) -> tuple[Event, ...]:
        """Return the events after a version, oldest first.

        Raises:
            InvalidArgumentError: if ``version`` is none of this ticket's.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> stored = ticket.version
            >>> later = ticket.start(at=monday, by=None)
            >>> [type(event).__name__ for event in later.events_since(stored)]
            ['WorkStarted']
        """
        if type(version) is not int or not 0 <= version <= self.version:
            raise InvalidArgumentError("version", version, f"0 to {self.version}")
        found = []
        log: tuple[object, ...] = self.log
        for _ in range(self.version - version):
            event, log = log  # type: ignore[assignment]
            found.append(event)
        return tuple(reversed(found))  # type: ignore[arg-type]

    def versions(self) -> Iterator["Ticket"]:
        """Yield the ticket as it was after each event, oldest first.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday).start(at=monday, by=None)
            >>> [version.state for version in ticket.versions()]
            ['new', 'in_progress']
        """
        opened, *rest = self.history
        first = Ticket.fold([opened], lifecycle=self.lifecycle)
        return accumulate(rest, Ticket.apply, initial=first)

    def as_of(self, at: datetime) -> "Ticket":
        """Return the ticket as it was at an instant, its events of then included.

        Args:
            at: an aware datetime, not before it was opened.

        Raises:
            InvalidArgumentError: if it was not open yet.

        Example:
            >>> from datetime import UTC, timedelta
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> later = ticket.start(at=monday + timedelta(hours=2), by=None)
            >>> later.as_of(monday + timedelta(hours=1)).state
            'new'
        """
        instant = to_microseconds(at, "at")
        opened, *rest = self.history
        if instant < to_microseconds(opened.at, "at"):
            wanted = f"not before the opening, {opened.at.isoformat()}"
            raise InvalidArgumentError("at", at, wanted)
        known = [event for event in rest if to_microseconds(event.at, "at") <= instant]
        return Ticket.fold([opened, *known], lifecycle=self.lifecycle)

    def allowed(self, *, by: Actor | None, at: datetime) -> tuple[Action, ...]:
        """Return the actions that somebody may take now, their fields apart.

        Args:
            by: who asks; None is trusted with every role.
            at: when.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> caller = Actor("boris", "requester")
            >>> ticket = open_ticket("INC1", at=monday)
            >>> [action.name for action in ticket.allowed(by=caller, at=monday)]
            ['cancel', 'receive']
        """
        names = dict.fromkeys(row.name for row in self.lifecycle.actions)
        return tuple(
            row
            for name in names
            if (row := self.lifecycle.row(name, self.state)) is not None
            and not self.why_not(name, by=by, at=at)
        )

    def why_not(
        self, action: Action | str, *, by: Actor | None, at: datetime
    ) -> tuple[Refusal, ...]:
        """Return every reason against an action, its fields apart; () if none.

        Args:
            action: a row of the lifecycle, or its name.
            by: who asks; None is trusted with every role.
            at: when.

        Raises:
            UnknownActionError: if the lifecycle has no such action.

        Example:
            >>> from datetime import UTC
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> caller = Actor("boris", "requester")
            >>> ticket = open_ticket("INC1", at=monday)
            >>> [each.code for each in ticket.why_not("resume", by=caller, at=monday)]
            ['ticket.state']
        """
        name = action.name if isinstance(action, Action) else action
        return (
            *refusals(
                self.lifecycle, self.state, name, by=by, at=at, latest=self.latest
            ),
            *standing(name, self),
        )

    def do(self, event: Event) -> "Ticket":
        """Return the ticket after an event, checked as its command would be.

        Raises:
            InvalidArgumentError: for ActionTaken of an action that has an event of
                its own.
            TransitionRefusedError: with every reason against it.
            WrongTypeError: if it is no event.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import events
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> ticket.do(events.WorkStarted(at=monday)).state
            'in_progress'
        """
        if type(event) not in FOLDS:
            raise WrongTypeError("event", event, "a ticket event")
        return self._do(event)

    def _do(self, event: Event, *others: Refusal) -> "Ticket":
        """Return the ticket after an event, if no guard is against it."""
        if isinstance(event, ActionTaken):
            check_taken(event)
        action = event.action
        row = self.lifecycle.row(action, self.state) or self.lifecycle.rows(action)[0]
        reasons = (
            *self.why_not(action, by=event.by, at=event.at),
            *missing(row, event, self.attributes),
            *itself(self.id, event),
            *contradicting(event, self),
            *others,
        )
        if reasons:
            raise TransitionRefusedError(self.id, action, self.state, reasons)
        return self.apply(event)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ticket):
            return NotImplemented
        mine, theirs = (self.version, self.lifecycle), (other.version, other.lifecycle)
        return mine == theirs and self.history == other.history

    def __hash__(self) -> int:
        return hash((self.id, self.version, self.latest))

    def __repr__(self) -> str:
        return f"<Ticket {self.id} {self.state}, {self.version} events>"

    def _repr_html_(self) -> str:
        facts = tuple(
            (name, value)
            for name in _SHOWN
            if (value := getattr(self, name)) is not None
        )
        return Explanation(facts, ()).to_html()

    def __reduce__(self) -> tuple[object, ...]:
        return _refold, (self.history, self.lifecycle)


def open_ticket(
    id: str,  # noqa: A002 - the field's own word
    *,
    at: datetime,
    by: Actor | None = None,
    kind: TicketKind | str = TicketKind.INCIDENT,
    impact: object = None,
    urgency: object = None,
    priority: object = None,
    requester: str | None = None,
    group: str | None = None,
    channel: str | None = None,
    attributes: Mapping[str, object] = FrozenMap(),
    lifecycle: Lifecycle | None = None,
) -> Ticket:
    """Return a new ticket.

    Args:
        id: the app's name for it.
        at: when it was opened, aware.
        by: who opened it, if known.
        kind: what it records.
        impact: as the app's priority matrix has it.
        urgency: likewise.
        priority: likewise; left out, it follows from the library's own impact and
            urgency by ServiceNow's matrix.
        requester: who asks for help; a requester who opens it is the default.
        group: the support group it starts with.
        channel: by which way it came, such as ``"phone"``.
        attributes: anything else the app keeps, by name.
        lifecycle: the table; the default is that of ``kind``.

    Raises:
        NaiveDatetimeError: if ``at`` has no zone.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> from servicedesk_core.priority import Impact, Urgency
        >>> ticket = open_ticket(
        ...     "INC1", at=monday, impact=Impact.HIGH, urgency=Urgency.MEDIUM
        ... )
        >>> ticket.priority
        <Priority.HIGH: 2>
    """
    if requester is None and isinstance(by, Actor) and by.role is Role.REQUESTER:
        requester = by.id
    opened = Opened(
        id=id,
        at=at,
        by=by,
        kind=kind,
        impact=impact,
        urgency=urgency,
        priority=derived_priority(impact, urgency) if priority is None else priority,
        requester=requester,
        group=group,
        channel=channel,
        attributes=attributes,
    )
    return Ticket.fold([opened], lifecycle=lifecycle)


def _ticket(facts: Facts) -> Ticket:
    """Return a ticket of these facts: a hot path, so without an initialiser."""
    ticket = object.__new__(Ticket)
    ticket.__dict__.update(facts)
    return ticket


def _refold(history: tuple[Event, ...], lifecycle: Lifecycle) -> Ticket:
    return Ticket.fold(history, lifecycle=lifecycle)

"""From a ticket's events to signals: one table."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.lifecycles import Category, Lifecycle
from servicedesk_core.sla import Signal, SignalKind
from servicedesk_core.tickets import Ticket, events


def signals(ticket: Ticket) -> tuple[Signal, ...]:
    """Return what the clocks need to know of a ticket, in order.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> ticket = open_ticket("INC1", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
        >>> [signal.kind.value for signal in signals(ticket)]
        ['opened']
    """
    if not isinstance(ticket, Ticket):
        raise WrongTypeError("ticket", ticket, "a Ticket")
    found = _told(ticket)
    if ticket.lifecycle.backdating:
        found.sort(key=lambda signal: signal.instant)
    return tuple(found)


def _told(ticket: Ticket) -> list[Signal]:
    """Return what each event tells, and what goes without saying."""
    lifecycle, requester = ticket.lifecycle, ticket.requester
    state = lifecycle.initial
    told: list[Signal] = []
    for event in ticket.history:
        before, state = state, lifecycle.target(event.action, state)
        tells = SIGNALS[type(event)]
        moved = before != state
        if moved and tells is not _reopened and lifecycle.reopens(before, state):
            told.append(Signal(event.at, SignalKind.REOPENED))
        if type(tells) is SignalKind:
            told.append(Signal(event.at, tells))
        elif tells is not None:
            told += tells(event, requester)  # type: ignore[operator]
        if moved and (tells is None or tells is _reopened):
            told += _unsaid(event, lifecycle, before, state)
    return told


def _unsaid(
    event: events.Event, lifecycle: Lifecycle, before: str, state: str
) -> "Signals":
    """Return what a move tells that its event does not."""
    if isinstance(event, events.Reopened):
        # It says so itself, but for a pause that it does not name.
        waits = lifecycle.categories[state] is Category.PAUSED
        if event.hold is not None or not waits:
            return ()
    return _moved(event.at, lifecycle, before, state)


Signals = tuple[Signal, ...]

_CATEGORY_SIGNALS: Mapping[Category, SignalKind] = MappingProxyType(
    {
        Category.OPEN: SignalKind.RESUMED,
        Category.PAUSED: SignalKind.PAUSED,
        Category.RESOLVED: SignalKind.RESOLVED,
        Category.DONE: SignalKind.CLOSED,
    }
)


def _moved(at: datetime, lifecycle: Lifecycle, before: str, state: str) -> Signals:
    """Return what a change of state tells; a pause has the state's name for reason."""
    category = lifecycle.categories[state]
    if category is lifecycle.categories[before] and category is not Category.PAUSED:
        return ()
    reason = state if category is Category.PAUSED else None
    return (Signal(at, _CATEGORY_SIGNALS[category], reason=reason),)


def _none(_: events.Event, __: str | None) -> Signals:
    return ()


def _opened(event: events.Opened, _: str | None) -> Signals:
    kind = SignalKind.OPENED if event.is_contact else SignalKind.OPENED_BY_AGENT
    return (Signal(event.at, kind, priority=event.priority),)


def _assigned(event: events.Assigned, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.OWNED),) if event.agent else ()


def _owner_changed(event: events.OwnerChanged, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.OWNED),) if event.owner else ()


def _put_on_hold(event: events.PutOnHold, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.PAUSED, reason=event.reason),)


def _replied(event: events.Replied, requester: str | None) -> Signals:
    if event.answers(requester):
        kind = SignalKind.AGENT_REPLY
    elif event.is_automatic:
        kind = SignalKind.AUTO_REPLY
    elif event.comes_from_requester:
        kind = SignalKind.REQUESTER_MESSAGE
    else:
        kind = SignalKind.INTERNAL_NOTE
    return (Signal(event.at, kind),)


def _received(event: events.MessageReceived, _: str | None) -> Signals:
    from_requester = event.is_contact
    kind = SignalKind.REQUESTER_MESSAGE if from_requester else SignalKind.INTERNAL_NOTE
    return (Signal(event.at, kind),)


def _prioritised(event: events.PriorityChanged, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.PRIORITY_CHANGED, priority=event.priority),)


def _reopened(event: events.Reopened, _: str | None) -> Signals:
    reopened = Signal(event.at, SignalKind.REOPENED)
    if event.hold is None:
        return (reopened,)
    return (reopened, Signal(event.at, SignalKind.PAUSED, reason=event.hold))


Tells = SignalKind | Callable[[Any, str | None], Signals] | None

SIGNALS: Mapping[type, Tells] = MappingProxyType(
    {
        events.Opened: _opened,
        events.Assigned: _assigned,
        events.Unassigned: _none,
        events.Acknowledged: SignalKind.ACKNOWLEDGED,
        events.WorkStarted: SignalKind.RESUMED,
        events.PutOnHold: _put_on_hold,
        events.Resumed: SignalKind.RESUMED,
        events.Replied: _replied,
        events.MessageReceived: _received,
        events.NoteAdded: SignalKind.INTERNAL_NOTE,
        events.WorkaroundGiven: SignalKind.WORKAROUND,
        events.PriorityChanged: _prioritised,
        events.AttributesChanged: _none,
        events.OwnerChanged: _owner_changed,
        events.Escalated: _none,
        events.Linked: _none,
        events.Resolved: SignalKind.RESOLVED,
        events.Closed: SignalKind.CLOSED,
        events.Reopened: _reopened,
        events.Cancelled: SignalKind.CANCELLED,
        events.Merged: SignalKind.CANCELLED,
        events.SurveyAnswered: _none,
        events.CompensationGranted: _none,
        events.PromiseMade: _none,
        events.PromiseKept: _none,
        events.Unlinked: _none,
        events.MajorProposed: _none,
        events.MajorAccepted: _none,
        events.MajorRejected: _none,
        events.Rejected: SignalKind.CANCELLED,
        events.KnownErrorRecorded: SignalKind.WORKAROUND,
        events.ActionTaken: None,
        events.ApprovalRequested: None,
        events.Approved: None,
        events.Fulfilled: None,
        events.Assessed: None,
        events.AnalysisStarted: None,
        events.FixStarted: None,
        events.Authorised: None,
        events.Scheduled: None,
        events.ImplementationStarted: None,
        events.BackedOut: None,
        events.ReviewStarted: None,
        events.InvestigationStarted: None,
        events.Responded: None,
        events.ResponseAccepted: None,
        events.ResponseDisputed: None,
        events.ReferredOut: None,
    }
)
"""What each event tells the clocks, given the requester; None: what its move tells."""

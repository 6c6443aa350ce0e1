"""From a ticket's events to signals: one table."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.lifecycles import Role
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
    found = [signal for told in _told(ticket) for signal in told]
    if ticket.lifecycle.backdating:
        found.sort(key=lambda signal: signal.instant)
    return tuple(found)


def _told(ticket: Ticket) -> Iterator["Signals"]:
    """Yield what each event tells, and a reopening that goes without saying."""
    lifecycle = ticket.lifecycle
    state = lifecycle.initial
    for event in ticket.history:
        before, state = state, lifecycle.target(event.action, state)
        if lifecycle.reopens(before, state) and not isinstance(event, events.Reopened):
            yield (Signal(event.at, SignalKind.REOPENED),)
        yield SIGNALS[type(event)](event, ticket.requester)


Signals = tuple[Signal, ...]


def _plain(kind: SignalKind) -> Callable[[events.Event, str | None], Signals]:
    def convert(event: events.Event, _: str | None) -> Signals:
        return (Signal(event.at, kind),)

    return convert


def _none(_: events.Event, __: str | None) -> Signals:
    return ()


def _opened(event: events.Opened, _: str | None) -> Signals:
    by_desk = event.by is not None and event.by.role is not Role.REQUESTER
    alone = by_desk and event.requester is None
    kind = SignalKind.OPENED_BY_AGENT if alone else SignalKind.OPENED
    return (Signal(event.at, kind, priority=event.priority),)


def _assigned(event: events.Assigned, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.OWNED),) if event.agent else ()


def _owner_changed(event: events.OwnerChanged, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.OWNED),) if event.owner else ()


def _put_on_hold(event: events.PutOnHold, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.PAUSED, reason=event.reason),)


def _replied(event: events.Replied, requester: str | None) -> Signals:
    kind = SignalKind.INTERNAL_NOTE
    if event.is_automatic:
        kind = SignalKind.AUTO_REPLY
    elif event.comes_from_requester:
        kind = SignalKind.REQUESTER_MESSAGE
    elif event.answers(requester):
        kind = SignalKind.AGENT_REPLY
    return (Signal(event.at, kind),)


def _prioritised(event: events.PriorityChanged, _: str | None) -> Signals:
    return (Signal(event.at, SignalKind.PRIORITY_CHANGED, priority=event.priority),)


def _reopened(event: events.Reopened, _: str | None) -> Signals:
    reopened = Signal(event.at, SignalKind.REOPENED)
    if event.hold is None:
        return (reopened,)
    return (reopened, Signal(event.at, SignalKind.PAUSED, reason=event.hold))


SIGNALS: Mapping[type, Callable[[Any, str | None], Signals]] = MappingProxyType(
    {
        events.Opened: _opened,
        events.Assigned: _assigned,
        events.Acknowledged: _plain(SignalKind.ACKNOWLEDGED),
        events.WorkStarted: _plain(SignalKind.RESUMED),
        events.PutOnHold: _put_on_hold,
        events.Resumed: _plain(SignalKind.RESUMED),
        events.Replied: _replied,
        events.MessageReceived: _plain(SignalKind.REQUESTER_MESSAGE),
        events.NoteAdded: _plain(SignalKind.INTERNAL_NOTE),
        events.WorkaroundGiven: _plain(SignalKind.WORKAROUND),
        events.PriorityChanged: _prioritised,
        events.AttributesChanged: _none,
        events.OwnerChanged: _owner_changed,
        events.Escalated: _none,
        events.Linked: _none,
        events.Resolved: _plain(SignalKind.RESOLVED),
        events.Closed: _plain(SignalKind.CLOSED),
        events.Reopened: _reopened,
        events.Cancelled: _plain(SignalKind.CANCELLED),
        events.Merged: _plain(SignalKind.CANCELLED),
        events.SurveyAnswered: _none,
        events.CompensationGranted: _none,
        events.PromiseMade: _none,
    }
)
"""What each event tells the clocks, given the requester; every event has its entry."""

"""From a ticket's events to signals: one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

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
    return tuple(
        signal for event in ticket.history for signal in SIGNALS[type(event)](event)
    )


Signals = tuple[Signal, ...]


def _plain(kind: SignalKind) -> Callable[[events.Event], Signals]:
    def convert(event: events.Event) -> Signals:
        return (Signal(event.at, kind),)

    return convert


def _none(_: events.Event) -> Signals:
    return ()


def _opened(event: events.Opened) -> Signals:
    by_desk = event.by is not None and event.by.role is not Role.REQUESTER
    alone = by_desk and event.requester is None
    kind = SignalKind.OPENED_BY_AGENT if alone else SignalKind.OPENED
    return (Signal(event.at, kind, priority=event.priority),)


def _assigned(event: events.Assigned) -> Signals:
    return () if event.agent is None else (Signal(event.at, SignalKind.OWNED),)


def _put_on_hold(event: events.PutOnHold) -> Signals:
    return (Signal(event.at, SignalKind.PAUSED, reason=event.reason),)


def _replied(event: events.Replied) -> Signals:
    if event.by is not None and event.by.role is Role.REQUESTER:
        return (Signal(event.at, SignalKind.REQUESTER_MESSAGE),)
    kind = SignalKind.AUTO_REPLY if event.automatic else SignalKind.AGENT_REPLY
    return (Signal(event.at, kind),)


def _prioritised(event: events.PriorityChanged) -> Signals:
    return (Signal(event.at, SignalKind.PRIORITY_CHANGED, priority=event.priority),)


def _reopened(event: events.Reopened) -> Signals:
    reopened = Signal(event.at, SignalKind.REOPENED)
    if event.hold is None:
        return (reopened,)
    return (reopened, Signal(event.at, SignalKind.PAUSED, reason=event.hold))


SIGNALS: Mapping[type, Callable[[Any], Signals]] = MappingProxyType(
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
        events.OwnerChanged: _plain(SignalKind.OWNED),
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
"""What each event tells the clocks; every event of the union has its entry."""

"""Events of tickets, each as its class has it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, get_args

import attrs
from hypothesis import strategies as st

from servicedesk_core.lifecycles import Role
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    later,
)
from servicedesk_core.testing.strategies.money import amounts
from servicedesk_core.testing.strategies.numbers import attributes
from servicedesk_core.testing.strategies.texts import keys, names
from servicedesk_core.tickets import (
    CONTEXT,
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    Outcome,
    TicketKind,
    events,
)

Drawn = st.SearchStrategy[Any]

OTHERS = ("INC2", "PRB1", "CHG7")
"""Tickets that others are related to."""


def actors(*, roles: Iterable[Role | str] = Role) -> st.SearchStrategy[Actor]:
    """People and machines in their roles.

    They shrink to ``a`` in the first role.

    Args:
        roles: the roles to draw from.

    Example:
        >>> from hypothesis import find
        >>> find(actors(roles=["agent"]), lambda actor: True)
        Actor(id='a', role=<Role.AGENT: 'agent'>)
    """
    return st.builds(Actor, names(), st.sampled_from([*roles]))


def links() -> st.SearchStrategy[Link]:
    """Relations to other tickets.

    They shrink to one blocked by INC2.

    Example:
        >>> from hypothesis import find
        >>> find(links(), lambda link: True).other
        'INC2'
    """
    return st.builds(Link, st.sampled_from(LinkKind), st.sampled_from(OTHERS))


def single_events() -> st.SearchStrategy[events.Event]:
    """Events of every class, alone: :func:`ticket_events` draws whole histories.

    They shrink to an opening.

    Example:
        >>> from hypothesis import find
        >>> find(single_events(), lambda event: event.action == "close").code is None
        True
    """
    return st.one_of([make() for make in STRATEGIES.values()])


def fields_of(event: type, *, without: Iterable[str] = ()) -> dict[str, Drawn]:
    """Return what draws each field of an event, None too where it may be left out.

    Args:
        event: a class of the union.
        without: the fields that are not wanted.

    Example:
        >>> sorted(fields_of(events.Closed, without=["at"]))
        ['by', 'code']
    """
    known = {"at": _AT, "by": _ANYBODY, **FILLED.get(event, {})}
    return {
        field.name: st.none() | known[field.name]
        if field.default is None
        else known[field.name]
        for field in attrs.fields(event)
        if field.name not in without
    }


_AT = aware_datetimes()
_ANYBODY = actors()
_NAME = names()
_GROUP = st.sampled_from(["desk", "network"]) | _NAME
_REASON = st.sampled_from(HoldReason)
_CHANNELS = st.sampled_from(["phone", "email", "portal"])
_RANKS: dict[str, Drawn] = {
    "impact": st.sampled_from(Impact),
    "urgency": st.sampled_from(Urgency),
    "priority": st.sampled_from(Priority),
}
FILLED: Mapping[type, Mapping[str, Drawn]] = MappingProxyType(
    {
        events.Opened: {
            "id": keys(prefix="T"),
            "kind": st.sampled_from(TicketKind),
            **_RANKS,
            "requester": _NAME,
            "group": _GROUP,
            "channel": _CHANNELS,
            "attributes": attributes(),
        },
        events.Assigned: {
            "group": _GROUP,
            "agent": _NAME,
            "warm": st.booleans(),
            "carried": st.frozensets(st.sampled_from(sorted(CONTEXT)), max_size=4),
        },
        events.Unassigned: {"keep_group": st.booleans()},
        events.Replied: {"text": _NAME, "automatic": st.booleans(), "to": _NAME},
        events.MessageReceived: {
            "text": _NAME,
            "channel": _CHANNELS,
            "forced": st.booleans(),
        },
        events.NoteAdded: {"text": _NAME},
        events.WorkaroundGiven: {"text": _NAME},
        events.PriorityChanged: {**_RANKS, "reason": _NAME, "by_hand": st.booleans()},
        events.AttributesChanged: {"attributes": attributes(min_size=1)},
        events.OwnerChanged: {"owner": _NAME},
        events.Escalated: {
            "kind": st.sampled_from(EscalationKind),
            "to": _NAME,
            "reason": _NAME,
        },
        events.Linked: {"link": links()},
        events.Unlinked: {"link": links()},
        events.SurveyAnswered: {
            "score": st.integers(0, 10) | st.floats(0, 10, allow_subnormal=False),
            "comment": _NAME,
        },
        events.CompensationGranted: {"money": amounts(min_value=0), "reason": _NAME},
        events.PromiseMade: {"due": _AT, "text": _NAME},
        events.PromiseKept: {"due": _AT},
        events.PutOnHold: {"reason": _REASON},
        events.Resolved: {"code": _NAME, "notes": _NAME},
        events.Closed: {"code": _NAME},
        events.Reopened: {"reason": _NAME, "hold": _REASON},
        events.Cancelled: {"reason": _NAME},
        events.Merged: {"into": st.sampled_from(OTHERS)},
        events.ActionTaken: {"name": _NAME, "fields": attributes()},
        events.ApprovalRequested: {"approver": _NAME},
        events.Approved: {"comment": _NAME},
        events.Rejected: {"reason": _NAME},
        events.Fulfilled: {"notes": _NAME},
        events.Assessed: {"notes": _NAME},
        events.KnownErrorRecorded: {"workaround": _NAME, "cause": _NAME},
        events.Authorised: {"comment": _NAME},
        events.Scheduled: {"start": _AT, "end": _AT},
        events.BackedOut: {"reason": _NAME},
        events.Responded: {
            "outcome": st.sampled_from(Outcome),
            "text": _NAME,
            "remedy": _NAME,
        },
        events.ResponseDisputed: {"reason": _NAME},
        events.ReferredOut: {"to": _NAME, "reference": _NAME},
        events.MajorProposed: {"reason": _NAME},
        events.MajorAccepted: {"notes": _NAME, "business_impact": _NAME},
        events.MajorRejected: {"reason": _NAME},
    }
)
"""What draws the fields that an event has besides ``at`` and ``by``, filled in."""


def _build(event: type) -> Drawn:
    return st.builds(event, **fields_of(event))


def _schedules() -> st.SearchStrategy[events.Scheduled]:
    """Draw plans, with both ends in order or without one of them."""
    fields = fields_of(events.Scheduled, without=("end",))
    lengths = durations(min_value=timedelta(minutes=1))
    return st.builds(_schedule, st.none() | lengths, **fields)


def _schedule(
    length: timedelta | None, start: datetime | None, **rest: Any
) -> events.Scheduled:
    begins = rest["at"] if start is None else start
    ends = None if length is None else later(begins, length)
    return events.Scheduled(start=start, end=ends, **rest)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **{event: partial(_build, event) for event in get_args(events.Event)},
        events.Scheduled: _schedules,
    }
)

"""What each event does to each fact of a ticket, and to no other."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.lifecycles import INCIDENT, Action, Lifecycle, State
from servicedesk_core.money import Money
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import (
    Actor,
    HoldReason,
    Link,
    MajorStatus,
    Promise,
    Ticket,
    events,
)
from servicedesk_core.tickets.events import process
from servicedesk_core.timeline import to_microseconds

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
FIRST, SECOND = Link("child_of", "INC2"), Link("related", "INC3")
EURO, RUBLE = Money(5, "EUR"), Money(100, "RUB")


HOUR = timedelta(hours=1)


def at(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


OPENED = events.Opened(at=at(0), id="INC1", attributes={"site": "Kazan", "tier": 1})
NET = events.Assigned(at=at(1), group="net", agent="anna")
DB = events.Assigned(at=at(2), group="db")
WITH_NET = {
    "group": "net",
    "groups": frozenset({"net"}),
    "last_group": "net",
    "reassignments": 1,
}
NET_TO_DB = {
    "group": "db",
    "groups": frozenset({"net", "db"}),
    "last_group": "db",
    "reassignments": 2,
    "transfers": 1,
}
BACK_TO_NET = {
    "group": "net",
    "last_group": "net",
    "reassignments": 3,
    "transfers": 2,
}
HELD = events.PutOnHold(at=at(1), reason="vendor")
REPLIED = events.Replied(at=at(1), by=ANNA)
RESOLVED = events.Resolved(at=at(2), code="fixed", notes="restarted")
CLOSED = events.Closed(at=at(3))
CANCELLED = events.Cancelled(at=at(3), reason="not needed")
REOPENED = events.Reopened(at=at(4))
REOPENED_ONCE = {
    "reopenings": 1,
    "resolved_at": None,
    "resolution_code": None,
    "resolution_notes": None,
}

SOLVED_ANEW = {
    "state": "resolved",
    "resolution_code": "mended",
    "resolution_notes": "new disk",
    "resolved_at": at(9),
    "last_resolved_at": at(9),
}
SOLVED_AT_9 = {"resolved_at": at(9), "last_resolved_at": at(9)}

Case = tuple[str, list[events.Event], events.Event, dict[str, object]]
# name, what happened before, the event at nine, the facts that change
CASES: list[Case] = [
    (
        "first group: no transfer",
        [],
        events.Assigned(at=at(9), group="net"),
        WITH_NET,
    ),
    (
        "first agent without a group",
        [],
        events.Assigned(at=at(9), agent="anna"),
        {"agent": "anna"},
    ),
    (
        "group and agent at once",
        [],
        events.Assigned(at=at(9), group="net", agent="anna"),
        {**WITH_NET, "agent": "anna"},
    ),
    (
        "first group keeps an agent",
        [events.Assigned(at=at(1), agent="anna")],
        events.Assigned(at=at(9), group="net"),
        WITH_NET,
    ),
    (
        "other group: a transfer, the agent stays behind",
        [NET],
        events.Assigned(at=at(9), group="db"),
        {**NET_TO_DB, "agent": None},
    ),
    (
        "other group and agent",
        [NET],
        events.Assigned(at=at(9), group="db", agent="clara"),
        {**NET_TO_DB, "agent": "clara"},
    ),
    (
        "back again: another transfer, and a bounce",
        [NET, DB],
        events.Assigned(at=at(9), group="net"),
        {**BACK_TO_NET, "bounces": 1},
    ),
    (
        "back again to somebody who is not the owner: a bounce",
        [events.OwnerChanged(at=at(1), owner="dora"), NET, DB],
        events.Assigned(at=at(9), group="net", agent="anna"),
        {**BACK_TO_NET, "agent": "anna", "bounces": 1},
    ),
    (
        "back again to the owner: no bounce",
        [events.OwnerChanged(at=at(1), owner="anna"), NET, DB],
        events.Assigned(at=at(9), group="net", agent="anna"),
        {**BACK_TO_NET, "agent": "anna"},
    ),
    (
        "back again to the owner's group alone: a bounce",
        [events.OwnerChanged(at=at(1), owner="anna"), NET, DB],
        events.Assigned(at=at(9), group="net"),
        {**BACK_TO_NET, "bounces": 1},
    ),
    (
        "to and fro: another bounce",
        [NET, DB, attrs.evolve(NET, at=at(3))],
        events.Assigned(at=at(9), group="db"),
        {
            "group": "db",
            "last_group": "db",
            "agent": None,
            "reassignments": 4,
            "transfers": 3,
            "bounces": 2,
        },
    ),
    ("same group: no transfer", [NET], events.Assigned(at=at(9), group="net"), {}),
    (
        "other agent: no transfer",
        [NET],
        events.Assigned(at=at(9), agent="clara"),
        {"agent": "clara"},
    ),
    ("nobody", [NET], events.Assigned(at=at(9)), {}),
    (
        "how it was handed over",
        [NET],
        events.Assigned(at=at(9), group="db", warm=True, carried=["problem"]),
        {**NET_TO_DB, "agent": None},
    ),
    (
        "let go by all",
        [NET],
        events.Unassigned(at=at(9)),
        {"group": None, "agent": None, "reassignments": 2},
    ),
    (
        "let go by the agent alone",
        [NET],
        events.Unassigned(at=at(9), keep_group=True),
        {"agent": None},
    ),
    ("let go by nobody", [], events.Unassigned(at=at(9)), {}),
    (
        "let go by an agent without a group",
        [events.Assigned(at=at(1), agent="anna")],
        events.Unassigned(at=at(9)),
        {"agent": None},
    ),
    (
        "taken up again by the same group: no transfer, no bounce",
        [NET, events.Unassigned(at=at(2))],
        events.Assigned(at=at(9), group="net"),
        {"group": "net", "reassignments": 3},
    ),
    (
        "taken up by another group: a transfer",
        [NET, events.Unassigned(at=at(2))],
        events.Assigned(at=at(9), group="db"),
        {**NET_TO_DB, "reassignments": 3},
    ),
    (
        "an agent named while no group had it stays",
        [NET, events.Unassigned(at=at(2)), events.Assigned(at=at(3), agent="clara")],
        events.Assigned(at=at(9), group="net"),
        {"group": "net", "reassignments": 3},
    ),
    (
        "first acknowledgement",
        [],
        events.Acknowledged(at=at(9)),
        {"acknowledged_at": at(9)},
    ),
    (
        "second acknowledgement",
        [events.Acknowledged(at=at(1))],
        events.Acknowledged(at=at(9)),
        {},
    ),
    ("start", [], events.WorkStarted(at=at(9)), {"state": "in_progress"}),
    (
        "start ends a hold, if told so",
        [HELD],
        events.WorkStarted(at=at(9)),
        {"state": "in_progress", "hold_reason": None},
    ),
    (
        "hold",
        [],
        events.PutOnHold(at=at(9), reason="caller"),
        {"state": "on_hold", "hold_reason": HoldReason.CALLER},
    ),
    (
        "hold for another reason",
        [HELD],
        events.PutOnHold(at=at(9), reason="caller"),
        {"hold_reason": HoldReason.CALLER},
    ),
    (
        "hold for a reason not told",
        [HELD],
        events.PutOnHold(at=at(9)),
        {"hold_reason": None},
    ),
    (
        "resume",
        [HELD],
        events.Resumed(at=at(9)),
        {"state": "in_progress", "hold_reason": None},
    ),
    (
        "first reply",
        [],
        events.Replied(at=at(9), by=ANNA),
        {"first_response_at": at(9)},
    ),
    (
        "first reply of somebody",
        [],
        events.Replied(at=at(9)),
        {"first_response_at": at(9)},
    ),
    ("second reply", [REPLIED], events.Replied(at=at(9), by=ANNA), {}),
    (
        "automatic reply answers nobody",
        [],
        events.Replied(at=at(9), by=ANNA, automatic=True),
        {},
    ),
    (
        "a reply of the requester is no response",
        [],
        events.Replied(at=at(9), by=BORIS),
        {"contacts": 2},
    ),
    (
        "a reply of the requester to somebody else is a contact too",
        [],
        events.Replied(at=at(9), by=BORIS, to="vera"),
        {"contacts": 2},
    ),
    (
        "a reply of the system answers nobody",
        [],
        events.Replied(at=at(9), by=Actor("robot", "system")),
        {},
    ),
    (
        "a reply to somebody else answers nobody",
        [],
        events.Replied(at=at(9), by=ANNA, to="vera"),
        {},
    ),
    (
        "a vendor may answer",
        [],
        events.Replied(at=at(9), by=Actor("vera", "vendor")),
        {"first_response_at": at(9)},
    ),
    ("message", [], events.MessageReceived(at=at(9)), {"contacts": 2}),
    (
        "a message that an agent wrote down",
        [],
        events.MessageReceived(at=at(9), by=ANNA, channel="phone", forced=True),
        {"contacts": 2},
    ),
    (
        "a message of a vendor is no contact",
        [],
        events.MessageReceived(at=at(9), by=Actor("vera", "vendor")),
        {},
    ),
    (
        "a message of an approver is no contact",
        [],
        events.MessageReceived(at=at(9), by=Actor("peter", "approver")),
        {},
    ),
    (
        "another message",
        [events.MessageReceived(at=at(1))],
        events.MessageReceived(at=at(9)),
        {"contacts": 3},
    ),
    ("note", [HELD], events.NoteAdded(at=at(9), text="odd"), {}),
    (
        "workaround",
        [],
        events.WorkaroundGiven(at=at(9), text="use the other"),
        {"last_workaround": "use the other"},
    ),
    (
        "another workaround",
        [events.WorkaroundGiven(at=at(1), text="wait")],
        events.WorkaroundGiven(at=at(9), text="use the other"),
        {"last_workaround": "use the other"},
    ),
    (
        "impact, urgency and priority",
        [],
        events.PriorityChanged(
            at=at(9),
            impact=Impact.LOW,
            urgency=Urgency.HIGH,
            priority=Priority.MODERATE,
        ),
        {
            "impact": Impact.LOW,
            "urgency": Urgency.HIGH,
            "priority": Priority.MODERATE,
        },
    ),
    (
        "impact alone",
        [events.PriorityChanged(at=at(1), impact=1, urgency=2, priority=3)],
        events.PriorityChanged(at=at(9), impact=4),
        {"impact": 4},
    ),
    (
        "urgency alone",
        [events.PriorityChanged(at=at(1), impact=1, urgency=2, priority=3)],
        events.PriorityChanged(at=at(9), urgency=0),
        {"urgency": 0},
    ),
    (
        "priority by hand",
        [events.PriorityChanged(at=at(1), impact=1, urgency=2, priority=3)],
        events.PriorityChanged(at=at(9), priority=4, reason="vip", by_hand=True),
        {"priority": 4, "is_overridden": True},
    ),
    (
        "priority by hand again",
        [events.PriorityChanged(at=at(1), priority=3, by_hand=True)],
        events.PriorityChanged(at=at(9), priority=4, by_hand=True),
        {"priority": 4},
    ),
    (
        "impact after a priority by hand",
        [events.PriorityChanged(at=at(1), priority=3, by_hand=True)],
        events.PriorityChanged(at=at(9), impact=4),
        {"impact": 4},
    ),
    (
        "attributes are added and replaced",
        [],
        events.AttributesChanged(at=at(9), attributes={"tier": 2, "vip": True}),
        {"attributes": {"site": "Kazan", "tier": 2, "vip": True}},
    ),
    ("owner", [], events.OwnerChanged(at=at(9), owner="dora"), {"owner": "dora"}),
    (
        "no owner",
        [events.OwnerChanged(at=at(1), owner="dora")],
        events.OwnerChanged(at=at(9)),
        {"owner": None},
    ),
    (
        "escalation",
        [],
        events.Escalated(at=at(9), kind="functional", to="db"),
        {"escalations": 1},
    ),
    (
        "another escalation",
        [events.Escalated(at=at(1), kind="functional")],
        events.Escalated(at=at(9), kind="hierarchical"),
        {"escalations": 2},
    ),
    ("link", [], events.Linked(at=at(9), link=FIRST), {"links": (FIRST,)}),
    (
        "another link",
        [events.Linked(at=at(1), link=FIRST)],
        events.Linked(at=at(9), link=SECOND),
        {"links": (FIRST, SECOND)},
    ),
    (
        "a link no more",
        [events.Linked(at=at(1), link=FIRST), events.Linked(at=at(1), link=SECOND)],
        events.Unlinked(at=at(9), link=FIRST),
        {"links": (SECOND,)},
    ),
    (
        "a link told twice is one",
        [events.Linked(at=at(1), link=FIRST)],
        events.Linked(at=at(9), link=FIRST),
        {},
    ),
    (
        "a link that it never had",
        [events.Linked(at=at(1), link=FIRST)],
        events.Unlinked(at=at(9), link=Link("related", FIRST.other)),
        {},
    ),
    (
        "first resolution, the first response too",
        [],
        events.Resolved(at=at(9), code="mended", notes="new disk"),
        {**SOLVED_ANEW, "first_response_at": at(9), "first_resolved_at": at(9)},
    ),
    (
        "first resolution after a response",
        [REPLIED],
        events.Resolved(at=at(9), code="mended", notes="new disk"),
        {**SOLVED_ANEW, "first_resolved_at": at(9)},
    ),
    (
        "resolution ends a hold",
        [REPLIED, HELD],
        events.Resolved(at=at(9), code="mended", notes="new disk"),
        {**SOLVED_ANEW, "first_resolved_at": at(9), "hold_reason": None},
    ),
    (
        "second resolution",
        [RESOLVED, REOPENED],
        events.Resolved(at=at(9), code="mended", notes="new disk"),
        SOLVED_ANEW,
    ),
    (
        "close what is resolved",
        [RESOLVED],
        events.Closed(at=at(9)),
        {"state": "closed", "closed_at": at(9)},
    ),
    (
        "close what is resolved with a code of its own",
        [RESOLVED],
        events.Closed(at=at(9), code="confirmed"),
        {"state": "closed", "closed_at": at(9), "resolution_code": "confirmed"},
    ),
    (
        "direct close with a code",
        [REPLIED],
        events.Closed(at=at(9), code="obsolete"),
        {
            "state": "closed",
            "closed_at": at(9),
            "first_resolved_at": at(9),
            "resolution_code": "obsolete",
            **SOLVED_AT_9,
        },
    ),
    (
        "direct close resolves",
        [],
        events.Closed(at=at(9)),
        {
            "state": "closed",
            "closed_at": at(9),
            "first_response_at": at(9),
            "first_resolved_at": at(9),
            **SOLVED_AT_9,
        },
    ),
    (
        "direct close ends a hold",
        [REPLIED, HELD],
        events.Closed(at=at(9)),
        {
            "state": "closed",
            "closed_at": at(9),
            "hold_reason": None,
            "first_resolved_at": at(9),
            **SOLVED_AT_9,
        },
    ),
    (
        "direct close of what was resolved before",
        [RESOLVED, REOPENED],
        events.Closed(at=at(9)),
        {"state": "closed", "closed_at": at(9), **SOLVED_AT_9},
    ),
    (
        "reopen what is resolved",
        [RESOLVED],
        events.Reopened(at=at(9)),
        {
            "state": "in_progress",
            "reopenings": 1,
            "resolved_at": None,
            "resolution_code": None,
            "resolution_notes": None,
        },
    ),
    (
        "reopen what is closed",
        [RESOLVED, CLOSED],
        events.Reopened(at=at(9), reason="again"),
        {
            "state": "in_progress",
            "reopenings": 1,
            "resolved_at": None,
            "closed_at": None,
            "resolution_code": None,
            "resolution_notes": None,
        },
    ),
    (
        "reopen to hold",
        [RESOLVED],
        events.Reopened(at=at(9), hold="problem", reason="again"),
        {
            "state": "on_hold",
            "hold_reason": HoldReason.PROBLEM,
            "reopenings": 1,
            "resolved_at": None,
            "resolution_code": None,
            "resolution_notes": None,
        },
    ),
    (
        "reopen again",
        [RESOLVED, REOPENED, attrs.evolve(RESOLVED, at=at(5))],
        events.Reopened(at=at(9)),
        {
            "state": "in_progress",
            "reopenings": 2,
            "resolved_at": None,
            "resolution_code": None,
            "resolution_notes": None,
        },
    ),
    (
        "what is resolved starts again without a word",
        [RESOLVED],
        events.WorkStarted(at=at(9)),
        {"state": "in_progress", **REOPENED_ONCE},
    ),
    (
        "what is resolved resumes without a word",
        [RESOLVED],
        events.Resumed(at=at(9)),
        {"state": "in_progress", **REOPENED_ONCE},
    ),
    (
        "what is closed waits without a word",
        [RESOLVED, CLOSED],
        events.PutOnHold(at=at(9), reason="vendor"),
        {
            "state": "on_hold",
            "hold_reason": HoldReason.VENDOR,
            "closed_at": None,
            **REOPENED_ONCE,
        },
    ),
    (
        "what is cancelled starts again without a word",
        [CANCELLED],
        events.WorkStarted(at=at(9)),
        {"state": "in_progress", "closed_at": None, "reopenings": 1},
    ),
    (
        "what was resolved and cancelled resumes without a word",
        [RESOLVED, CANCELLED],
        events.Resumed(at=at(9)),
        {"state": "in_progress", "closed_at": None, **REOPENED_ONCE},
    ),
    (
        "reopen what is cancelled",
        [CANCELLED],
        events.Reopened(at=at(9)),
        {"state": "in_progress", "closed_at": None, "reopenings": 1},
    ),
    (
        "reopened without a word and resolved again",
        [RESOLVED, events.WorkStarted(at=at(4))],
        events.Resolved(at=at(9), code="mended", notes="new disk"),
        SOLVED_ANEW,
    ),
    (
        "reopening what was never over is no reopening",
        [HELD],
        events.Reopened(at=at(9)),
        {"state": "in_progress", "hold_reason": None},
    ),
    (
        "talk about what is resolved is no reopening",
        [RESOLVED],
        events.MessageReceived(at=at(9)),
        {"contacts": 2},
    ),
    (
        "cancel what is resolved",
        [RESOLVED],
        events.Cancelled(at=at(9)),
        {"state": "cancelled", "closed_at": at(9)},
    ),
    (
        "cancel",
        [],
        events.Cancelled(at=at(9), reason="not needed"),
        {"state": "cancelled", "closed_at": at(9)},
    ),
    (
        "cancel ends a hold",
        [HELD],
        events.Cancelled(at=at(9)),
        {"state": "cancelled", "closed_at": at(9), "hold_reason": None},
    ),
    (
        "merge",
        [],
        events.Merged(at=at(9), into="INC9"),
        {"state": "merged", "closed_at": at(9), "merged_into": "INC9"},
    ),
    (
        "merge ends a hold",
        [HELD],
        events.Merged(at=at(9), into="INC9"),
        {
            "state": "merged",
            "closed_at": at(9),
            "merged_into": "INC9",
            "hold_reason": None,
        },
    ),
    (
        "merge leaves a resolution",
        [RESOLVED],
        events.Merged(at=at(9), into="INC9"),
        {"state": "merged", "closed_at": at(9), "merged_into": "INC9"},
    ),
    ("score", [RESOLVED], events.SurveyAnswered(at=at(9), score=4), {"score": 4}),
    (
        "another score",
        [RESOLVED, events.SurveyAnswered(at=at(3), score=4)],
        events.SurveyAnswered(at=at(9), score=0),
        {"score": 0},
    ),
    (
        "compensation",
        [],
        events.CompensationGranted(at=at(9), money=EURO),
        {"compensations": (EURO,)},
    ),
    (
        "another compensation",
        [events.CompensationGranted(at=at(1), money=EURO)],
        events.CompensationGranted(at=at(9), money=RUBLE),
        {"compensations": (EURO, RUBLE)},
    ),
    (
        "promise",
        [],
        events.PromiseMade(at=at(9), due=at(12), text="a call"),
        {"promises": (Promise(at(12), "a call", at(9)),)},
    ),
    (
        "another promise",
        [events.PromiseMade(at=at(1), due=at(12))],
        events.PromiseMade(at=at(9), due=at(11)),
        {
            "promises": (
                Promise(at(12), None, at(1)),
                Promise(at(11), None, at(9)),
            )
        },
    ),
    (
        "a promise kept",
        [
            events.PromiseMade(at=at(1), due=at(12), text="a call"),
            events.PromiseMade(at=at(2), due=at(11)),
        ],
        events.PromiseKept(at=at(9), due=at(12)),
        {
            "promises": (
                Promise(at(12), "a call", at(1), at(9)),
                Promise(at(11), None, at(2)),
            )
        },
    ),
    (
        "a promise kept before stays so",
        [
            events.PromiseMade(at=at(1), due=at(12)),
            events.PromiseKept(at=at(2), due=at(12)),
        ],
        events.PromiseKept(at=at(9), due=at(12)),
        {},
    ),
    (
        "a promise that was never made",
        [events.PromiseMade(at=at(1), due=at(12))],
        events.PromiseKept(at=at(9), due=at(11)),
        {},
    ),
    (
        "major incident proposed",
        [],
        events.MajorProposed(at=at(9), reason="all shops"),
        {"major": MajorStatus.PROPOSED},
    ),
    (
        "major incident accepted, the state stays",
        [HELD, events.MajorProposed(at=at(2))],
        events.MajorAccepted(at=at(9)),
        {"major": MajorStatus.ACCEPTED},
    ),
    (
        "major incident rejected",
        [events.MajorProposed(at=at(2))],
        events.MajorRejected(at=at(9)),
        {"major": MajorStatus.REJECTED},
    ),
]


def facts(ticket: Ticket) -> dict[str, object]:
    """Return all facts of a ticket but its log."""
    names = [field.name for field in attrs.fields(Ticket) if field.name != "log"]
    return {name: getattr(ticket, name) for name in names}


def changes(before: Ticket, after: Ticket) -> Mapping[str, object]:
    old = facts(before)
    return {name: new for name, new in facts(after).items() if new != old[name]}


class TestOpened:
    def test_everything_else_is_nothing_yet(self) -> None:
        assert facts(Ticket.fold([OPENED])) == {
            "id": "INC1",
            "kind": "incident",
            "lifecycle": INCIDENT,
            "state": "new",
            "hold_reason": None,
            "opened_at": at(0),
            "updated_at": at(0),
            "requester": None,
            "owner": None,
            "group": None,
            "agent": None,
            "impact": None,
            "urgency": None,
            "priority": None,
            "is_overridden": False,
            "attributes": {"site": "Kazan", "tier": 1},
            "reopenings": 0,
            "groups": frozenset(),
            "last_group": None,
            "reassignments": 0,
            "transfers": 0,
            "bounces": 0,
            "contacts": 1,
            "escalations": 0,
            "level": 1,
            "major": None,
            "acknowledged_at": None,
            "first_response_at": None,
            "first_resolved_at": None,
            "last_resolved_at": None,
            "resolved_at": None,
            "closed_at": None,
            "resolution_code": None,
            "resolution_notes": None,
            "cause": None,
            "last_workaround": None,
            "outcome": None,
            "planned_start": None,
            "planned_end": None,
            "merged_into": None,
            "links": (),
            "promises": (),
            "compensations": (),
            "score": None,
            "version": 1,
            "latest": 1_767_603_600_000_000,
        }

    def test_what_it_carries_becomes_the_ticket(self) -> None:
        opened = events.Opened(
            at=at(0),
            id="INC7",
            by=ANNA,
            impact=1,
            urgency=2,
            priority=3,
            requester="boris",
            group="net",
        )
        expected = {
            "id": "INC7",
            "impact": 1,
            "urgency": 2,
            "priority": 3,
            "requester": "boris",
            "group": "net",
            "groups": frozenset({"net"}),
            "last_group": "net",
            "attributes": {},
        }
        assert changes(Ticket.fold([OPENED]), Ticket.fold([opened])) == expected

    def test_leaving_the_group_it_starts_with_is_a_transfer(self) -> None:
        opened = attrs.evolve(OPENED, group="net")
        ticket = Ticket.fold([opened, events.Assigned(at=at(1), group="db")])
        assert (ticket.group, ticket.transfers) == ("db", 1)


class TestEffects:
    def test_the_cases_have_every_event_of_incidents(self) -> None:
        covered = {type(event) for _, _, event, _ in CASES} | {events.Opened}
        others = {
            event
            for event in get_args(events.Event)
            if event.__module__ == process.__name__ and "major" not in event.action
        }
        assert covered | {events.ActionTaken} == set(get_args(events.Event)) - others

    @pytest.mark.parametrize(
        ("before", "event", "expected"),
        [case[1:] for case in CASES],
        ids=[case[0] for case in CASES],
    )
    def test_an_event_changes_its_facts_and_no_other(
        self,
        before: list[events.Event],
        event: events.Event,
        expected: dict[str, object],
    ) -> None:
        ticket = Ticket.fold([OPENED, *before])
        always = {
            "version": len(before) + 2,
            "updated_at": at(9),
            "latest": to_microseconds(at(9), "at"),
        }
        assert changes(ticket, ticket.apply(event)) == {**always, **expected}

    @pytest.mark.parametrize(
        ("before", "event"),
        [case[1:3] for case in CASES],
        ids=[case[0] for case in CASES],
    )
    def test_folding_comes_to_the_same_as_applying(
        self, before: list[events.Event], event: events.Event
    ) -> None:
        applied = Ticket.fold([OPENED, *before]).apply(event)
        folded = Ticket.fold([OPENED, *before, event])
        assert facts(applied) == facts(folded)


class TestReplies:
    OPENED = attrs.evolve(OPENED, requester="boris")

    @pytest.mark.parametrize(
        ("to", "answered"), [(None, at(9)), ("boris", at(9)), ("vera", None)]
    )
    def test_only_the_requester_is_answered(
        self, to: str | None, answered: datetime | None
    ) -> None:
        replied = events.Replied(at=at(9), by=ANNA, to=to)
        ticket = Ticket.fold([self.OPENED, replied])
        assert (ticket.first_response_at, ticket.contacts) == (answered, 1)

    def test_the_first_answer_of_a_person_counts(self) -> None:
        replies = [
            events.Replied(at=at(1), by=ANNA, automatic=True),
            events.Replied(at=at(2), by=Actor("robot", "system")),
            events.Replied(at=at(3), by=BORIS),
            events.Replied(at=at(4), by=ANNA, to="vera"),
            events.Replied(at=at(5), by=ANNA, to="boris"),
            events.Replied(at=at(6), by=ANNA),
        ]
        ticket = Ticket.fold([self.OPENED, *replies])
        assert (ticket.first_response_at, ticket.contacts) == (at(5), 2)


class TestOrder:
    LAX = attrs.evolve(INCIDENT, backdating=True)

    def test_equal_instants_keep_their_order(self) -> None:
        same: list[events.Event] = [
            events.PutOnHold(at=at(0), reason="caller"),
            events.Resumed(at=at(0)),
            events.NoteAdded(at=at(0), text="a"),
        ]
        ticket = Ticket.fold([OPENED, *same])
        assert (ticket.state, ticket.history) == ("in_progress", (OPENED, *same))

    def test_an_earlier_event_is_refused_with_its_position(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([OPENED, RESOLVED, events.NoteAdded(at=at(1))])
        assert caught.value.position == 2
        assert caught.value.reason == (
            "2026-01-05T10:00:00+00:00 is earlier than the last event, "
            "2026-01-05T11:00:00+00:00"
        )

    def test_an_earlier_event_is_not_applied_either(self) -> None:
        ticket = Ticket.fold([OPENED, RESOLVED])
        with pytest.raises(InvalidHistoryError) as caught:
            ticket.apply(events.NoteAdded(at=at(2) - timedelta(microseconds=1)))
        assert caught.value.position == 2

    def test_a_lifecycle_may_allow_backdating(self) -> None:
        ticket = Ticket.fold([OPENED, RESOLVED], lifecycle=self.LAX)
        told = ticket.apply(events.Acknowledged(at=at(1)))
        assert changes(ticket, told) == {"acknowledged_at": at(1), "version": 3}

    def test_a_backdated_event_comes_last_in_the_history(self) -> None:
        late = events.NoteAdded(at=at(1))
        ticket = Ticket.fold([OPENED, RESOLVED, late], lifecycle=self.LAX)
        assert ticket.history == (OPENED, RESOLVED, late)

    def test_after_a_backdated_event_time_goes_on(self) -> None:
        late, later = events.NoteAdded(at=at(1)), events.NoteAdded(at=at(5))
        ticket = Ticket.fold([OPENED, RESOLVED, late, later], lifecycle=self.LAX)
        assert (ticket.updated_at, ticket.version) == (at(5), 4)

    def test_the_two_readings_of_a_repeated_hour_are_in_order(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        first = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
        second = first.replace(fold=1)
        told = [events.NoteAdded(at=first), events.NoteAdded(at=second)]
        assert Ticket.fold([OPENED, *told]).updated_at.utcoffset() == HOUR
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([OPENED, *reversed(told)])
        assert caught.value.position == 2

    def test_a_ticket_is_opened_only_once(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([OPENED, RESOLVED, attrs.evolve(OPENED, at=at(5))])
        actual = (caught.value.position, caught.value.reason)
        assert actual == (2, "a ticket is opened only once")


class TestForeignTable:
    def test_a_hold_that_pauses_has_its_reason_whatever_its_state(self) -> None:
        door = Lifecycle(
            "door",
            [State("shut", "open"), State("stuck", "paused")],
            [Action("hold", ["shut"], "stuck")],
        )
        ticket = Ticket.fold([OPENED, HELD], lifecycle=door)
        assert (ticket.state, ticket.hold_reason) == ("stuck", HoldReason.VENDOR)

    def test_an_action_that_the_table_lacks_leaves_the_state(self) -> None:
        door = Lifecycle("door", [State("shut", "open")], [Action("push", ["shut"])])
        ticket = Ticket.fold([OPENED, RESOLVED], lifecycle=door)
        assert (ticket.state, ticket.resolved_at) == ("shut", at(2))

    def test_an_action_leads_where_it_usually_leads(self) -> None:
        ticket = Ticket.fold([OPENED, events.Merged(at=at(1)), RESOLVED])
        assert ticket.state == "resolved"

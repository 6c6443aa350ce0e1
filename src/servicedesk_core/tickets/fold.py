"""What each event does to what is known of a ticket: one table.

A ticket's facts are a plain dict here, for a fold changes them thousands of times;
:class:`~servicedesk_core.tickets.ticket.Ticket` freezes the result.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.frozen import freeze
from servicedesk_core.lifecycles import Category, Lifecycle
from servicedesk_core.tickets import events
from servicedesk_core.tickets.kinds import LIFECYCLES, MajorStatus, Promise
from servicedesk_core.timeline import to_microseconds

# Facts are as many types as a ticket has fields.
Facts = dict[str, Any]

_NOTHING_YET: Mapping[str, object] = MappingProxyType(
    {
        "hold_reason": None,
        "owner": None,
        "agent": None,
        "is_overridden": False,
        "reopenings": 0,
        "reassignments": 0,
        "transfers": 0,
        "bounces": 0,
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
    }
)


def begin(opened: object, lifecycle: Lifecycle | None) -> Facts:
    """Return the facts of a ticket just opened.

    Raises:
        InvalidHistoryError: if the first event is not Opened.
    """
    if type(opened) is not events.Opened:
        came = "nothing" if opened is None else repr(opened)
        raise InvalidHistoryError(0, f"a history must begin with Opened, got {came}")
    table = lifecycle or LIFECYCLES[opened.kind]
    return {
        **_NOTHING_YET,
        "id": opened.id,
        "kind": opened.kind,
        "lifecycle": table,
        "state": table.initial,
        "opened_at": opened.at,
        "updated_at": opened.at,
        "requester": opened.requester,
        "contacts": int(opened.is_contact),
        "group": opened.group,
        "last_group": opened.group,
        "groups": frozenset([opened.group] if opened.group else ()),
        "impact": opened.impact,
        "urgency": opened.urgency,
        "priority": opened.priority,
        "attributes": opened.attributes,
        "latest": to_microseconds(opened.at, "at"),
        "log": (opened, ()),
    }


def advance(facts: Facts, event: events.Event) -> None:
    """Tell the facts of a ticket one more event.

    Raises:
        InvalidHistoryError: if it is earlier than the last one and the lifecycle
            does not allow backdating, or opens the ticket again.
    """
    instant = to_microseconds(event.at, "at")
    if instant < facts["latest"]:
        if not facts["lifecycle"].backdating:
            last = facts["updated_at"].isoformat()
            reason = f"{event.at.isoformat()} is earlier than the last event, {last}"
            raise InvalidHistoryError(facts["version"], reason)
    else:
        facts["latest"] = instant
        facts["updated_at"] = event.at
    FOLDS[type(event)](facts, event)
    facts["version"] += 1
    facts["log"] = (event, facts["log"])


def _move(facts: Facts, event: events.Event) -> None:
    lifecycle, before = facts["lifecycle"], facts["state"]
    after = lifecycle.target(event.action, before)
    if after == before:
        return
    facts["state"] = after
    facts["hold_reason"] = None
    # A log from elsewhere may go on without saying that it reopened.
    if lifecycle.reopens(before, after):
        facts["reopenings"] += 1
        facts["resolved_at"] = facts["closed_at"] = facts["merged_into"] = None
        facts["resolution_code"] = facts["resolution_notes"] = None


def _enter(facts: Facts, event: events.Event) -> None:
    """Move, and keep what the category of a state says that the event does not."""
    before = facts["state"]
    _move(facts, event)
    after = facts["state"]
    if after != before:
        categories = facts["lifecycle"].categories
        left, entered = categories[before], categories[after]
        if entered is Category.DONE:
            facts["closed_at"] = event.at
        elif entered is Category.RESOLVED and left is not entered:
            _solve(facts, event)
            facts["closed_at"] = None


def _opened(facts: Facts, _: events.Opened) -> None:
    raise InvalidHistoryError(facts["version"], "a ticket is opened only once")


def _assigned(facts: Facts, event: events.Assigned) -> None:
    group, last = event.group or facts["group"], facts["last_group"]
    if group != facts["group"]:
        facts["reassignments"] += 1
        # An agent of the former group does not come along.
        facts["agent"] = None if facts["group"] is not None else facts["agent"]
    if group is not None and group != last:
        _passed_on(facts, event, group)
    facts["group"] = group
    facts["agent"] = event.agent or facts["agent"]


def _passed_on(facts: Facts, event: events.Assigned, group: str) -> None:
    known = facts["groups"]
    facts["transfers"] += facts["last_group"] is not None
    # Back to whoever answers for the ticket is no ping-pong.
    to_owner = event.agent is not None and event.agent == facts["owner"]
    facts["bounces"] += group in known and not to_owner
    facts["groups"] = known | {group}
    facts["last_group"] = group


def _unassigned(facts: Facts, event: events.Unassigned) -> None:
    facts["agent"] = None
    if facts["group"] is not None and not event.keep_group:
        facts["reassignments"] += 1
        facts["group"] = None


def _acknowledged(facts: Facts, event: events.Acknowledged) -> None:
    _move(facts, event)
    facts["acknowledged_at"] = facts["acknowledged_at"] or event.at


def _put_on_hold(facts: Facts, event: events.PutOnHold) -> None:
    _move(facts, event)
    facts["hold_reason"] = event.reason


def _replied(facts: Facts, event: events.Replied) -> None:
    if event.answers(facts["requester"]):
        _answer(facts, event)
    elif event.comes_from_requester:
        facts["contacts"] += 1


def _answer(facts: Facts, event: events.Event) -> None:
    facts["first_response_at"] = facts["first_response_at"] or event.at


def _received(facts: Facts, event: events.MessageReceived) -> None:
    facts["contacts"] += event.is_contact


def _noted(_: Facts, __: events.NoteAdded) -> None:
    """A note changes nothing but the history."""


def _workaround(facts: Facts, event: events.WorkaroundGiven) -> None:
    facts["last_workaround"] = event.text


def _prioritised(facts: Facts, event: events.PriorityChanged) -> None:
    for name in ("impact", "urgency", "priority"):
        value = getattr(event, name)
        if value is not None:
            facts[name] = value
    facts["is_overridden"] |= event.by_hand


def _attributes(facts: Facts, event: events.AttributesChanged) -> None:
    facts["attributes"] = freeze({**facts["attributes"], **event.attributes})


def _owner(facts: Facts, event: events.OwnerChanged) -> None:
    facts["owner"] = event.owner


def _escalated(facts: Facts, _: events.Escalated) -> None:
    facts["escalations"] += 1


def _linked(facts: Facts, event: events.Linked) -> None:
    if event.link not in facts["links"]:
        facts["links"] = (*facts["links"], event.link)


def _unlinked(facts: Facts, event: events.Unlinked) -> None:
    facts["links"] = tuple(link for link in facts["links"] if link != event.link)


def _resolved(facts: Facts, event: events.Resolved) -> None:
    _move(facts, event)
    _solve(facts, event)
    facts["closed_at"] = None
    facts["resolution_code"] = event.code
    facts["resolution_notes"] = event.notes


def _solve(facts: Facts, event: events.Event) -> None:
    _answer(facts, event)
    facts["resolved_at"] = facts["last_resolved_at"] = event.at
    facts["first_resolved_at"] = facts["first_resolved_at"] or event.at


def _closed(facts: Facts, event: events.Closed) -> None:
    if facts["resolved_at"] is None:
        _solve(facts, event)
    _move(facts, event)
    facts["closed_at"] = event.at
    facts["resolution_code"] = event.code or facts["resolution_code"]


def _reopened(facts: Facts, event: events.Reopened) -> None:
    _move(facts, event)
    facts["hold_reason"] = event.hold


def _cancelled(facts: Facts, event: events.Cancelled) -> None:
    _move(facts, event)
    facts["closed_at"] = event.at


def _merged(facts: Facts, event: events.Merged) -> None:
    _move(facts, event)
    facts["closed_at"] = event.at
    facts["merged_into"] = event.into


def _surveyed(facts: Facts, event: events.SurveyAnswered) -> None:
    facts["score"] = event.score


def _compensated(facts: Facts, event: events.CompensationGranted) -> None:
    facts["compensations"] = (*facts["compensations"], event.money)


def _promised(facts: Facts, event: events.PromiseMade) -> None:
    made = Promise(event.due, event.text, event.at)
    facts["promises"] = (*facts["promises"], made)


def _promise_kept(facts: Facts, event: events.PromiseKept) -> None:
    due = to_microseconds(event.due, "due")
    facts["promises"] = tuple(
        attrs.evolve(promise, kept_at=event.at)
        if promise.kept_at is None and to_microseconds(promise.due, "due") == due
        else promise
        for promise in facts["promises"]
    )


def _fulfilled(facts: Facts, event: events.Fulfilled) -> None:
    _enter(facts, event)
    facts["resolution_notes"] = event.notes


def _known_error(facts: Facts, event: events.KnownErrorRecorded) -> None:
    _enter(facts, event)
    facts["last_workaround"] = event.workaround
    facts["cause"] = event.cause or facts["cause"]


def _scheduled(facts: Facts, event: events.Scheduled) -> None:
    _enter(facts, event)
    facts["planned_start"], facts["planned_end"] = event.start, event.end


def _responded(facts: Facts, event: events.Responded) -> None:
    _enter(facts, event)
    _answer(facts, event)
    facts["outcome"] = event.outcome
    facts["resolution_notes"] = event.text


def _disputed(facts: Facts, event: events.ResponseDisputed) -> None:
    _enter(facts, event)
    facts["level"] += 1


def _major(status: MajorStatus) -> Callable[[Facts, events.Event], None]:
    def fold(facts: Facts, _: events.Event) -> None:
        facts["major"] = status

    return fold


FOLDS: Mapping[type, Callable[[Facts, Any], None]] = MappingProxyType(
    {
        events.Opened: _opened,
        events.Assigned: _assigned,
        events.Unassigned: _unassigned,
        events.Acknowledged: _acknowledged,
        events.WorkStarted: _enter,
        events.PutOnHold: _put_on_hold,
        events.Resumed: _enter,
        events.Replied: _replied,
        events.MessageReceived: _received,
        events.NoteAdded: _noted,
        events.WorkaroundGiven: _workaround,
        events.PriorityChanged: _prioritised,
        events.AttributesChanged: _attributes,
        events.OwnerChanged: _owner,
        events.Escalated: _escalated,
        events.Linked: _linked,
        events.Resolved: _resolved,
        events.Closed: _closed,
        events.Reopened: _reopened,
        events.Cancelled: _cancelled,
        events.Merged: _merged,
        events.SurveyAnswered: _surveyed,
        events.CompensationGranted: _compensated,
        events.PromiseMade: _promised,
        events.PromiseKept: _promise_kept,
        events.Unlinked: _unlinked,
        events.ActionTaken: _enter,
        events.ApprovalRequested: _enter,
        events.Approved: _enter,
        events.Rejected: _enter,
        events.Fulfilled: _fulfilled,
        events.Assessed: _enter,
        events.AnalysisStarted: _enter,
        events.KnownErrorRecorded: _known_error,
        events.FixStarted: _enter,
        events.Authorised: _enter,
        events.Scheduled: _scheduled,
        events.ImplementationStarted: _enter,
        events.BackedOut: _enter,
        events.ReviewStarted: _enter,
        events.InvestigationStarted: _enter,
        events.Responded: _responded,
        events.ResponseAccepted: _enter,
        events.ResponseDisputed: _disputed,
        events.ReferredOut: _enter,
        events.MajorProposed: _major(MajorStatus.PROPOSED),
        events.MajorAccepted: _major(MajorStatus.ACCEPTED),
        events.MajorRejected: _major(MajorStatus.REJECTED),
    }
)
"""What each event changes; every event of the union has its entry."""

"""What each event does to what is known of a ticket: one table.

A ticket's facts are a plain dict here, for a fold changes them thousands of times;
:class:`~servicedesk_core.tickets.ticket.Ticket` freezes the result.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.frozen import freeze
from servicedesk_core.tickets import events
from servicedesk_core.timeline import to_microseconds

# Facts are as many types as a ticket has fields.
Facts = dict[str, Any]


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
    facts["state"] = after = lifecycle.target(event.action, before)
    facts["hold_reason"] = None
    # A log from elsewhere may go on without saying that it reopened.
    if lifecycle.reopens(before, after):
        facts["reopenings"] += 1
        facts["resolved_at"] = facts["closed_at"] = facts["merged_into"] = None
        facts["resolution_code"] = facts["resolution_notes"] = None


def _opened(facts: Facts, _: events.Opened) -> None:
    raise InvalidHistoryError(facts["version"], "a ticket is opened only once")


def _assigned(facts: Facts, event: events.Assigned) -> None:
    group = event.group or facts["group"]
    if facts["group"] is not None and group != facts["group"]:
        facts["transfers"] += 1
        # An agent of the former group does not come along.
        facts["agent"] = None
    facts["group"] = group
    facts["agent"] = event.agent or facts["agent"]


def _acknowledged(facts: Facts, event: events.Acknowledged) -> None:
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


def _received(facts: Facts, _: events.MessageReceived) -> None:
    facts["contacts"] += 1


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
    facts["links"] = (*facts["links"], event.link)


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
    facts["promises"] = (*facts["promises"], event.due)


FOLDS: Mapping[type, Callable[[Facts, Any], None]] = MappingProxyType(
    {
        events.Opened: _opened,
        events.Assigned: _assigned,
        events.Acknowledged: _acknowledged,
        events.WorkStarted: _move,
        events.PutOnHold: _put_on_hold,
        events.Resumed: _move,
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
    }
)
"""What each event changes; every event of the union has its entry."""

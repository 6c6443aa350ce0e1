"""Commands that the laws of tickets are tried on: what they take, and their events."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from property.ticket_model import GOOD, ID, NOON, Fields, Model
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import (
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    Outcome,
    events,
)

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)

# Few of each, so that some come twice.
WORDS = st.sampled_from(["a", "b"])
NAMES = st.sampled_from(["a", "b", "a", "b", "", None])
MAYBE = st.sampled_from(["a", "b", "c", "a", "b", "c", "", " ", None])
OTHERS = st.sampled_from(["T2", "T3", ID])
IMPACTS = st.none() | st.sampled_from(Impact)
URGENCIES = st.none() | st.sampled_from(Urgency)
# The last two are one instant.
DUE = st.sampled_from([NOON, NOON + HOUR, (NOON + HOUR).astimezone(timezone(3 * HOUR))])
WINDOWS = st.sampled_from([timedelta(), TICK, HOUR])
MONEY = st.sampled_from([Money(1, "EUR"), Money(2, "RUB")])
ATTRIBUTES = st.dictionaries(WORDS, st.integers(0, 3), max_size=2)

Drawn = st.SearchStrategy[Any]


def given_and_left_out(
    required: dict[str, Drawn] | None = None, **optional: Drawn
) -> st.SearchStrategy[Fields]:
    """Fields of a command: those it takes always, and some that it may lack."""
    return st.fixed_dictionaries(required or {}, optional=optional)


LINKS = given_and_left_out(
    {"kind": st.sampled_from([LinkKind.RELATED, LinkKind.BLOCKS]), "other": OTHERS}
)
# action -> the fields of its command; those not here take none
FIELDS: dict[str, st.SearchStrategy[Fields]] = {
    "hold": given_and_left_out(reason=st.none() | st.sampled_from(HoldReason)),
    "resolve": given_and_left_out(code=MAYBE, notes=MAYBE),
    "reopen": given_and_left_out(reason=MAYBE, window=WINDOWS),
    "reopen_on_hold": given_and_left_out(
        {"hold": st.sampled_from(HoldReason)}, reason=MAYBE, window=WINDOWS
    ),
    "close": given_and_left_out(code=NAMES),
    "cancel": given_and_left_out(reason=MAYBE),
    "merge": given_and_left_out(into=OTHERS | MAYBE),
    "assign": given_and_left_out({"group": NAMES, "agent": NAMES}, warm=st.booleans())
    | st.just({"group": " ", "agent": "\t"}),
    "unassign": given_and_left_out(keep_group=st.booleans()),
    "set_owner": given_and_left_out({"owner": MAYBE}),
    "escalate": given_and_left_out(
        kind=st.none() | st.sampled_from(EscalationKind), to=MAYBE, reason=MAYBE
    ),
    "prioritise": given_and_left_out(impact=IMPACTS, urgency=URGENCIES, reason=MAYBE),
    "override_priority": given_and_left_out(
        {"priority": st.sampled_from([*Priority, "", " "])},
        impact=IMPACTS,
        urgency=URGENCIES,
        reason=MAYBE,
    ),
    "workaround": given_and_left_out(text=MAYBE),
    "reply": given_and_left_out(text=MAYBE, automatic=st.booleans(), to=WORDS),
    "receive": given_and_left_out(
        text=MAYBE, channel=NAMES, forced=st.booleans(), resume=st.just(value=True)
    ),
    "note": given_and_left_out(text=MAYBE),
    "link": LINKS,
    "unlink": LINKS,
    "promise": given_and_left_out({"due": DUE}, text=MAYBE),
    "keep_promise": given_and_left_out({"due": DUE}),
    "compensate": given_and_left_out({"money": MONEY}, reason=MAYBE),
    "survey": given_and_left_out(
        {"score": st.integers(0, 10) | st.just(4.5)}, comment=MAYBE
    ),
    "change_attributes": given_and_left_out({"attributes": ATTRIBUTES}),
    "propose_major": given_and_left_out(reason=MAYBE),
    "accept_major": given_and_left_out(notes=MAYBE, business_impact=MAYBE),
    "reject_major": given_and_left_out(reason=MAYBE),
    "request_approval": given_and_left_out(approver=MAYBE),
    "approve": given_and_left_out(comment=MAYBE),
    "reject": given_and_left_out(reason=MAYBE),
    "fulfil": given_and_left_out(notes=MAYBE),
    "assess": given_and_left_out(notes=MAYBE),
    "record_known_error": given_and_left_out(workaround=MAYBE, cause=NAMES),
    "authorise": given_and_left_out(comment=MAYBE),
    "schedule": given_and_left_out(
        start=st.sampled_from([None, NOON, NOON + TICK]),
        end=st.sampled_from([None, NOON + HOUR]),
    ),
    "back_out": given_and_left_out(reason=MAYBE),
    "respond": given_and_left_out(
        outcome=st.none() | st.sampled_from(Outcome), text=MAYBE, remedy=MAYBE
    ),
    "dispute": given_and_left_out(reason=MAYBE),
    "refer": given_and_left_out(to=MAYBE, reference=MAYBE),
}
# Commands that are wrong whatever the ticket: what they take, the argument at fault.
NAIVE = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
Misuse = tuple[str, dict[str, Any], str, type[Exception]]
MISUSES: list[Misuse] = [
    ("note", {"at": NAIVE}, "at", NaiveDatetimeError),
    ("note", {"at": None}, "at", WrongTypeError),
    ("note", {"by": "anna"}, "by", WrongTypeError),
    ("hold", {"reason": "lunch"}, "reason", InvalidArgumentError),
    ("reopen", {"hold": "lunch"}, "hold", InvalidArgumentError),
    ("reopen", {"window": 7}, "window", WrongTypeError),
    ("assign", {"carried": "all"}, "carried", WrongTypeError),
    ("escalate", {"kind": "sideways"}, "kind", InvalidArgumentError),
    ("link", {"kind": "like", "other": "T2"}, "kind", InvalidArgumentError),
    ("unlink", {"other": ""}, "other", WrongTypeError),
    ("promise", {"due": NAIVE}, "due", NaiveDatetimeError),
    ("keep_promise", {"due": None}, "due", WrongTypeError),
    ("compensate", {"money": 5}, "money", WrongTypeError),
    ("survey", {"score": None}, "score", WrongTypeError),
    ("survey", {"score": float("nan")}, "score", InvalidArgumentError),
    ("change_attributes", {"attributes": None}, "attributes", WrongTypeError),
    ("change_attributes", {"attributes": {"a": []}}, "attributes['a']", WrongTypeError),
    ("schedule", {"start": NOON, "end": NOON}, "end", InvalidArgumentError),
    ("respond", {"outcome": "maybe"}, "outcome", InvalidArgumentError),
]
# action -> its event
EVENTS: dict[str, Callable[..., events.Event]] = {
    "accept": events.ResponseAccepted,
    "accept_major": events.MajorAccepted,
    "acknowledge": events.Acknowledged,
    "analyse": events.AnalysisStarted,
    "approve": events.Approved,
    "assess": events.Assessed,
    "assign": events.Assigned,
    "authorise": events.Authorised,
    "back_out": events.BackedOut,
    "cancel": events.Cancelled,
    "change_attributes": events.AttributesChanged,
    "close": events.Closed,
    "compensate": events.CompensationGranted,
    "dispute": events.ResponseDisputed,
    "escalate": events.Escalated,
    "fix": events.FixStarted,
    "fulfil": events.Fulfilled,
    "hold": events.PutOnHold,
    "implement": events.ImplementationStarted,
    "investigate": events.InvestigationStarted,
    "keep_promise": events.PromiseKept,
    "link": events.Linked,
    "merge": events.Merged,
    "note": events.NoteAdded,
    "override_priority": events.PriorityChanged,
    "prioritise": events.PriorityChanged,
    "promise": events.PromiseMade,
    "propose_major": events.MajorProposed,
    "receive": events.MessageReceived,
    "record_known_error": events.KnownErrorRecorded,
    "refer": events.ReferredOut,
    "reject": events.Rejected,
    "reject_major": events.MajorRejected,
    "reopen": events.Reopened,
    "reopen_on_hold": events.Reopened,
    "reply": events.Replied,
    "request_approval": events.ApprovalRequested,
    "resolve": events.Resolved,
    "respond": events.Responded,
    "resume": events.Resumed,
    "review": events.ReviewStarted,
    "schedule": events.Scheduled,
    "set_owner": events.OwnerChanged,
    "start": events.WorkStarted,
    "survey": events.SurveyAnswered,
    "unassign": events.Unassigned,
    "unlink": events.Unlinked,
    "workaround": events.WorkaroundGiven,
}
# What belongs together: a run dwells on one of them, for each step counts on others.
THEMES = (
    ("assign", "unassign", "set_owner"),
    ("hold", "resume", "receive", "reply", "acknowledge"),
    ("prioritise", "override_priority"),
    ("link", "unlink", "change_attributes", "escalate", "workaround"),
    ("promise", "keep_promise", "compensate"),
    ("resolve", "fulfil", "respond", "close", "reopen", "reopen_on_hold", "dispute"),
    ("propose_major", "reject_major", "accept_major"),
    ("record_known_error", "analyse", "fix", "request_approval", "approve"),
    ("schedule", "implement", "back_out", "review", "refer", "investigate"),
)
ACTORS = st.none() | st.builds(Actor, WORDS, st.sampled_from(Role))
# Mostly onwards, often at once, sometimes backwards.
STEPS = st.sampled_from(
    [*[timedelta()] * 3, TICK, *[timedelta(minutes=1), 2 * HOUR] * 2, -TICK, -HOUR]
)
ONWARDS = st.sampled_from([timedelta(), TICK, HOUR])
ZONES = st.sampled_from([UTC, timezone(3 * HOUR)])


def fields_of(action: str) -> st.SearchStrategy[Fields]:
    """Fields of a command, half of them good for sure."""
    good = [st.just(GOOD[action])] if action in GOOD else []
    drawn = [FIELDS[action]] if action in FIELDS else []
    return st.one_of([*good, *drawn] or [st.just({})])


def one_of(some: Sequence[str], others: Sequence[str]) -> st.SearchStrategy[str]:
    """One of some actions, if there are any, or of others, as often."""
    return st.one_of([st.sampled_from(names) for names in (some, others) if names])


def event_of(
    model: Model, action: str, by: Actor | None, at: datetime, fields: Fields
) -> events.Event:
    """Return the event of a command, made without it."""
    kept = {n: v for n, v in fields.items() if n not in ("window", "resume")}
    if action in ("link", "unlink"):
        kept = {"link": Link(**kept)}
    if action == "prioritise":
        kept["priority"] = model.ranked(fields)
    if action == "override_priority":
        kept["by_hand"] = True
    return EVENTS[action](at=at, by=by, **kept)

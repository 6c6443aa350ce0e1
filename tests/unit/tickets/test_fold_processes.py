"""What the events of each process do to a ticket, and to no other of its facts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import get_args

import attrs
import pytest

from servicedesk_core.lifecycles import INCIDENT, Action, Lifecycle, State
from servicedesk_core.tickets import Outcome, Ticket, TicketKind, events
from servicedesk_core.tickets.events import process
from servicedesk_core.timeline import to_microseconds

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def at(hour: int) -> datetime:
    return MONDAY + timedelta(hours=hour)


REQUEST, PROBLEM, COMPLAINT = "service_request", "problem", "complaint"
CHANGE, STANDARD, EMERGENCY = "change", "standard_change", "emergency_change"

ASKED = events.ApprovalRequested(at=at(1), approver="peter")
APPROVED = events.Approved(at=at(2))
REJECTED = events.Rejected(at=at(2), reason="too dear")
FULFILLED = events.Fulfilled(at=at(3), notes="on the desk")
ASSESSED = events.Assessed(at=at(1))
ANALYSED = events.AnalysisStarted(at=at(2))
KNOWN = events.KnownErrorRecorded(at=at(3), workaround="restart", cause="a leak")
FIXED = events.FixStarted(at=at(4))
AUTHORISED = events.Authorised(at=at(2))
SCHEDULED = events.Scheduled(at=at(3), start=at(20), end=at(22))
IMPLEMENTED = events.ImplementationStarted(at=at(4))
BACKED_OUT = events.BackedOut(at=at(5), reason="it broke")
REVIEWED = events.ReviewStarted(at=at(6))
INVESTIGATED = events.InvestigationStarted(at=at(1))
RESPONDED = events.Responded(at=at(2), outcome="rejected", text="no")
ACCEPTED = events.ResponseAccepted(at=at(3))
DISPUTED = events.ResponseDisputed(at=at(3), reason="wrong")
REFERRED = events.ReferredOut(at=at(4), to="ombudsman")
CLOSED = events.Closed(at=at(7))

SOLVED_AT_9 = {"resolved_at": at(9), "last_resolved_at": at(9)}
FIRST_AT_9 = {
    **SOLVED_AT_9,
    "first_response_at": at(9),
    "first_resolved_at": at(9),
}
# From what was over to what is not.
AGAIN = {"reopenings": 1, "resolved_at": None}

Case = tuple[str, str, list[events.Event], events.Event, dict[str, object]]
# name, kind, what happened before, the event at nine, the facts that change
CASES: list[Case] = [
    (
        "approval asked for",
        REQUEST,
        [],
        events.ApprovalRequested(at=at(9), approver="peter"),
        {"state": "awaiting_approval"},
    ),
    (
        "approved",
        REQUEST,
        [ASKED],
        events.Approved(at=at(9), comment="fine"),
        {"state": "approved"},
    ),
    (
        "rejected",
        REQUEST,
        [ASKED],
        events.Rejected(at=at(9), reason="too dear"),
        {"state": "rejected", "closed_at": at(9)},
    ),
    (
        "rejected, asked for again",
        REQUEST,
        [ASKED, REJECTED],
        events.Reopened(at=at(9)),
        {"state": "awaiting_approval", "closed_at": None, "reopenings": 1},
    ),
    (
        "approved without a word of reopening",
        REQUEST,
        [ASKED, REJECTED],
        events.Approved(at=at(9)),
        {"state": "approved", "closed_at": None, "reopenings": 1},
    ),
    (
        "fulfilled",
        REQUEST,
        [ASKED, APPROVED],
        events.Fulfilled(at=at(9), notes="on the desk"),
        {"state": "fulfilled", "resolution_notes": "on the desk", **FIRST_AT_9},
    ),
    (
        "fulfilled from a hold",
        REQUEST,
        [events.PutOnHold(at=at(1), reason="vendor")],
        events.Fulfilled(at=at(9), notes="on the desk"),
        {
            "state": "fulfilled",
            "hold_reason": None,
            "resolution_notes": "on the desk",
            **FIRST_AT_9,
        },
    ),
    (
        "fulfilled again",
        REQUEST,
        [FULFILLED, events.Reopened(at=at(4))],
        events.Fulfilled(at=at(9)),
        {"state": "fulfilled", **SOLVED_AT_9},
    ),
    (
        "fulfilled, told twice",
        REQUEST,
        [FULFILLED],
        events.Fulfilled(at=at(9), notes="and in the cupboard"),
        {"resolution_notes": "and in the cupboard"},
    ),
    (
        "fulfilled and closed",
        REQUEST,
        [FULFILLED],
        events.Closed(at=at(9)),
        {"state": "closed", "closed_at": at(9)},
    ),
    (
        "fulfilled and reopened",
        REQUEST,
        [FULFILLED, CLOSED],
        events.Reopened(at=at(9)),
        {
            "state": "in_fulfilment",
            "closed_at": None,
            "resolution_notes": None,
            **AGAIN,
        },
    ),
    ("assessed", PROBLEM, [], events.Assessed(at=at(9)), {"state": "assessed"}),
    (
        "analysed",
        PROBLEM,
        [ASSESSED],
        events.AnalysisStarted(at=at(9)),
        {"state": "root_cause_analysis"},
    ),
    (
        "known error",
        PROBLEM,
        [ANALYSED],
        events.KnownErrorRecorded(at=at(9), workaround="restart", cause="a leak"),
        {"state": "known_error", "last_workaround": "restart", "cause": "a leak"},
    ),
    (
        "known error without a cause leaves the cause",
        PROBLEM,
        [ANALYSED, KNOWN, FIXED],
        events.KnownErrorRecorded(at=at(9), workaround="restart twice"),
        {"state": "known_error", "last_workaround": "restart twice"},
    ),
    (
        "known error of another cause",
        PROBLEM,
        [ANALYSED, KNOWN],
        events.KnownErrorRecorded(at=at(9), workaround="restart", cause="a loop"),
        {"cause": "a loop"},
    ),
    (
        "fix begun",
        PROBLEM,
        [ANALYSED, KNOWN],
        events.FixStarted(at=at(9)),
        {"state": "fix_in_progress"},
    ),
    (
        "analysed again",
        PROBLEM,
        [ANALYSED, KNOWN, FIXED],
        events.AnalysisStarted(at=at(9)),
        {"state": "root_cause_analysis"},
    ),
    (
        "authorised",
        CHANGE,
        [ASSESSED],
        events.Authorised(at=at(9), comment="go"),
        {"state": "authorised"},
    ),
    (
        "scheduled",
        CHANGE,
        [ASSESSED, AUTHORISED],
        events.Scheduled(at=at(9), start=at(30), end=at(32)),
        {"state": "scheduled", "planned_start": at(30), "planned_end": at(32)},
    ),
    (
        "scheduled anew",
        CHANGE,
        [ASSESSED, AUTHORISED, SCHEDULED],
        events.Scheduled(at=at(9), start=at(30), end=at(32)),
        {"planned_start": at(30), "planned_end": at(32)},
    ),
    (
        "implementation begun",
        CHANGE,
        [ASSESSED, AUTHORISED, SCHEDULED],
        events.ImplementationStarted(at=at(9)),
        {"state": "implementing"},
    ),
    (
        "backed out",
        CHANGE,
        [SCHEDULED, IMPLEMENTED],
        events.BackedOut(at=at(9), reason="it broke"),
        {"state": "backed_out", **FIRST_AT_9},
    ),
    (
        "reviewed",
        CHANGE,
        [SCHEDULED, IMPLEMENTED],
        events.ReviewStarted(at=at(9)),
        {"state": "review", **FIRST_AT_9},
    ),
    (
        "reviewed after it was backed out: solved once",
        CHANGE,
        [SCHEDULED, IMPLEMENTED, BACKED_OUT],
        events.ReviewStarted(at=at(9)),
        {"state": "review"},
    ),
    (
        "backed out after a review: solved once",
        CHANGE,
        [SCHEDULED, IMPLEMENTED, REVIEWED],
        events.BackedOut(at=at(9)),
        {"state": "backed_out"},
    ),
    (
        "backed out and scheduled again",
        CHANGE,
        [SCHEDULED, IMPLEMENTED, BACKED_OUT],
        events.Scheduled(at=at(9), start=at(30), end=at(32)),
        {
            "state": "scheduled",
            "planned_start": at(30),
            "planned_end": at(32),
            **AGAIN,
        },
    ),
    (
        "a rejected change",
        CHANGE,
        [ASSESSED],
        events.Rejected(at=at(9), reason="too risky"),
        {"state": "rejected", "closed_at": at(9)},
    ),
    (
        "a rejected change, asked for again",
        CHANGE,
        [ASSESSED, REJECTED],
        events.Reopened(at=at(9)),
        {"state": "assessed", "closed_at": None, "reopenings": 1},
    ),
    (
        "a standard change begins at once",
        STANDARD,
        [],
        events.ImplementationStarted(at=at(9)),
        {"state": "implementing"},
    ),
    (
        "an emergency change begins once authorised",
        EMERGENCY,
        [AUTHORISED],
        events.ImplementationStarted(at=at(9)),
        {"state": "implementing"},
    ),
    (
        "acknowledged",
        COMPLAINT,
        [],
        events.Acknowledged(at=at(9)),
        {"state": "acknowledged", "acknowledged_at": at(9)},
    ),
    (
        "acknowledged late",
        COMPLAINT,
        [INVESTIGATED],
        events.Acknowledged(at=at(9)),
        {"acknowledged_at": at(9)},
    ),
    (
        "investigated",
        COMPLAINT,
        [ASSESSED],
        events.InvestigationStarted(at=at(9)),
        {"state": "investigating"},
    ),
    (
        "waiting for the complainant",
        COMPLAINT,
        [INVESTIGATED],
        events.PutOnHold(at=at(9), reason="caller"),
        {"state": "awaiting_complainant", "hold_reason": "caller"},
    ),
    (
        "answered",
        COMPLAINT,
        [INVESTIGATED],
        events.Responded(at=at(9), outcome="upheld", text="sorry", remedy="a refund"),
        {
            "state": "responded",
            "outcome": Outcome.UPHELD,
            "resolution_notes": "sorry",
            **FIRST_AT_9,
        },
    ),
    (
        "answered by a letter of no outcome",
        COMPLAINT,
        [RESPONDED, DISPUTED],
        events.Responded(at=at(9)),
        {"state": "responded", "outcome": None, **SOLVED_AT_9},
    ),
    (
        "accepted: solved once",
        COMPLAINT,
        [RESPONDED],
        events.ResponseAccepted(at=at(9)),
        {"state": "accepted"},
    ),
    (
        "disputed: the next level",
        COMPLAINT,
        [RESPONDED],
        events.ResponseDisputed(at=at(9), reason="wrong"),
        {"state": "disputed", "level": 2, "resolution_notes": None, **AGAIN},
    ),
    (
        "disputed again: the level after",
        COMPLAINT,
        [RESPONDED, DISPUTED, attrs.evolve(RESPONDED, at=at(4)), CLOSED],
        events.ResponseDisputed(at=at(9), reason="wrong"),
        {
            "state": "disputed",
            "level": 3,
            "reopenings": 2,
            "resolved_at": None,
            "resolution_notes": None,
            "closed_at": None,
        },
    ),
    (
        "referred outside",
        COMPLAINT,
        [INVESTIGATED],
        events.ReferredOut(at=at(9), to="ombudsman", reference="7/26"),
        {"state": "external"},
    ),
    (
        "referred outside after an answer",
        COMPLAINT,
        [RESPONDED],
        events.ReferredOut(at=at(9), to="ombudsman"),
        {"state": "external", "resolution_notes": None, **AGAIN},
    ),
    (
        "back from outside",
        COMPLAINT,
        [INVESTIGATED, REFERRED],
        events.InvestigationStarted(at=at(9)),
        {"state": "investigating"},
    ),
    (
        "closed from outside: solved there",
        COMPLAINT,
        [INVESTIGATED, REFERRED],
        events.Closed(at=at(9)),
        {"state": "closed", "closed_at": at(9), **FIRST_AT_9},
    ),
    (
        "closed once accepted",
        COMPLAINT,
        [RESPONDED, ACCEPTED],
        events.Closed(at=at(9)),
        {"state": "closed", "closed_at": at(9)},
    ),
    (
        "withdrawn",
        COMPLAINT,
        [INVESTIGATED],
        events.Cancelled(at=at(9), reason="withdrawn"),
        {"state": "closed", "closed_at": at(9)},
    ),
    (
        "an action of the table by its name",
        PROBLEM,
        [],
        events.ActionTaken(at=at(9), name="resolve"),
        {"state": "resolved", **FIRST_AT_9},
    ),
    (
        "an action of no table",
        PROBLEM,
        [],
        events.ActionTaken(at=at(9), name="push", fields={"force": 2}),
        {},
    ),
]
OF_INCIDENTS = {events.MajorProposed, events.MajorAccepted, events.MajorRejected}


def opened(kind: str) -> events.Event:
    return events.Opened(at=at(0), id="T1", kind=TicketKind(kind))


def facts(ticket: Ticket) -> dict[str, object]:
    """Return all facts of a ticket but its log."""
    names = [field.name for field in attrs.fields(Ticket) if field.name != "log"]
    return {name: getattr(ticket, name) for name in names}


def changes(before: Ticket, after: Ticket) -> Mapping[str, object]:
    old = facts(before)
    return {name: new for name, new in facts(after).items() if new != old[name]}


class TestEffects:
    def test_the_cases_have_every_event_of_a_process(self) -> None:
        covered = {type(event) for _, _, _, event, _ in CASES}
        ours = {
            event
            for event in get_args(events.Event)
            if event.__module__ == process.__name__
        }
        assert ours - covered == OF_INCIDENTS

    @pytest.mark.parametrize(
        ("kind", "before", "event", "expected"),
        [case[1:] for case in CASES],
        ids=[case[0] for case in CASES],
    )
    def test_an_event_changes_its_facts_and_no_other(
        self,
        kind: str,
        before: list[events.Event],
        event: events.Event,
        expected: dict[str, object],
    ) -> None:
        ticket = Ticket.fold([opened(kind), *before])
        always = {
            "version": len(before) + 2,
            "updated_at": at(9),
            "latest": to_microseconds(at(9), "at"),
        }
        assert changes(ticket, ticket.apply(event)) == {**always, **expected}

    @pytest.mark.parametrize(
        ("kind", "event", "state"),
        [
            (REQUEST, FULFILLED, "fulfilled"),
            (COMPLAINT, RESPONDED, "responded"),
            (CHANGE, REVIEWED, "review"),
            (PROBLEM, events.Resolved(at=at(8)), "resolved"),
        ],
    )
    def test_solving_what_was_closed_opens_its_end(
        self, kind: str, event: events.Event, state: str
    ) -> None:
        closed = Ticket.fold([opened(kind), events.Closed(at=at(1))])
        again = closed.apply(event)
        assert (again.state, again.closed_at) == (state, None)

    @pytest.mark.parametrize(
        ("kind", "before", "event"),
        [case[1:4] for case in CASES],
        ids=[case[0] for case in CASES],
    )
    def test_folding_comes_to_the_same_as_applying(
        self, kind: str, before: list[events.Event], event: events.Event
    ) -> None:
        applied = Ticket.fold([opened(kind), *before]).apply(event)
        assert facts(applied) == facts(Ticket.fold([opened(kind), *before, event]))


class TestOwnTable:
    """What the category of a state says that an action of one's own does not."""

    TABLE = Lifecycle(
        "door",
        [
            State("shut", "open"),
            State("stuck", "paused"),
            State("ajar", "resolved"),
            State("wide", "resolved"),
            State("gone", "done"),
        ],
        [
            Action("push", ["shut", "stuck", "gone"], "ajar"),
            Action("push_more", ["ajar"], "wide"),
            Action("jam", ["shut", "ajar", "gone"], "stuck"),
            Action("tear_off", ["shut", "ajar", "stuck"], "gone"),
            Action("pull", ["ajar", "gone"], "shut"),
            Action("look", ["shut"]),
            Action("respond", ["shut"]),
        ],
    )

    def told(self, *names: str) -> list[events.Event]:
        return [
            events.ActionTaken(at=at(hour), name=name)
            for hour, name in enumerate(names, start=1)
        ]

    def door(self, *names: str) -> Ticket:
        history = [opened("incident"), *self.told(*names)]
        return Ticket.fold(history, lifecycle=self.TABLE)

    @pytest.mark.parametrize(
        ("before", "name", "expected"),
        [
            ([], "look", {}),
            ([], "jam", {"state": "stuck"}),
            ([], "push", {"state": "ajar", **FIRST_AT_9}),
            (["jam"], "push", {"state": "ajar", **FIRST_AT_9}),
            (["push"], "push_more", {"state": "wide"}),
            (["push"], "pull", {"state": "shut", **AGAIN}),
            (["push"], "jam", {"state": "stuck", **AGAIN}),
            (["push", "pull"], "push", {"state": "ajar", **SOLVED_AT_9}),
            ([], "tear_off", {"state": "gone", "closed_at": at(9)}),
            (["push"], "tear_off", {"state": "gone", "closed_at": at(9)}),
            (
                ["push", "tear_off"],
                "pull",
                {"state": "shut", "closed_at": None, **AGAIN},
            ),
        ],
    )
    def test_an_action_does_what_the_category_of_its_target_says(
        self, before: list[str], name: str, expected: dict[str, object]
    ) -> None:
        ticket = self.door(*before)
        after = ticket.apply(events.ActionTaken(at=at(9), name=name))
        always = {
            "version": len(before) + 2,
            "updated_at": at(9),
            "latest": to_microseconds(at(9), "at"),
        }
        assert changes(ticket, after) == {**always, **expected}

    def test_an_answer_is_one_where_it_ends_nothing(self) -> None:
        after = self.door().apply(events.Responded(at=at(9), outcome="upheld"))
        actual = (after.state, after.first_response_at, after.resolved_at)
        assert actual == ("shut", at(9), None)

    def test_an_event_of_another_process_leaves_the_state(self) -> None:
        incident = Ticket.fold([opened("incident")], lifecycle=INCIDENT)
        told = incident.apply(KNOWN).apply(SCHEDULED).apply(DISPUTED)
        actual = (told.state, told.cause, told.planned_start, told.level)
        assert actual == ("new", "a leak", at(20), 2)

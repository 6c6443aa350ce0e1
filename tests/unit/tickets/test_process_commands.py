"""Commands of requests, problems, changes and complaints."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    TransitionRefusedError,
    UnknownActionError,
)
from servicedesk_core.lifecycles import Lifecycle, Role
from servicedesk_core.tickets import (
    LIFECYCLES,
    Actor,
    Outcome,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)
from servicedesk_core.tickets.commands import OWN_COMMANDS

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
NIGHT = MONDAY.replace(hour=22)
MIDNIGHT = MONDAY + timedelta(hours=15)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
PETER = Actor("peter", "approver")
VERA = Actor("vera", "vendor")
ROLES: list[Actor | None] = [None, *(Actor("x", role) for role in Role)]

# Where each kind starts.
INITIAL = dict.fromkeys(TicketKind, "new") | {TicketKind.COMPLAINT: "received"}
REQUEST, PROBLEM = TicketKind.SERVICE_REQUEST, TicketKind.PROBLEM
CHANGE, COMPLAINT = TicketKind.CHANGE, TicketKind.COMPLAINT


def path(lifecycle: Lifecycle, state: str) -> list[str]:
    """Return actions that lead from the first state to another."""
    ways: dict[str, list[str]] = {lifecycle.initial: []}
    waiting = [lifecycle.initial]
    while waiting:
        here = waiting.pop(0)
        for action in lifecycle.actions:
            target = action.target
            if here in action.sources and target and target not in ways:
                ways[target] = [*ways[here], action.name]
                waiting.append(target)
    return ways[state]


def ticket_in(kind: TicketKind, state: str) -> Ticket:
    """Return a ticket led to a state by bare moves."""
    moves = [
        events.ActionTaken(at=MONDAY, name=name)
        for name in path(LIFECYCLES[kind], state)
    ]
    return Ticket.fold(
        [
            events.Opened(at=MONDAY, id="T1", kind=kind),
            *moves,
        ]
    )


Command = Callable[[Ticket, datetime, Actor | None], Ticket]
# action -> a kind that knows it, its command with every field, its event at LATER
COMMANDS: dict[str, tuple[TicketKind, Command, events.Event]] = {
    "request_approval": (
        REQUEST,
        lambda t, at, by: t.request_approval(at=at, by=by, approver="peter"),
        events.ApprovalRequested(at=LATER, by=ANNA, approver="peter"),
    ),
    "approve": (
        REQUEST,
        lambda t, at, by: t.approve(at=at, by=by, comment="fine"),
        events.Approved(at=LATER, by=PETER, comment="fine"),
    ),
    "reject": (
        REQUEST,
        lambda t, at, by: t.reject(at=at, by=by, reason="too dear"),
        events.Rejected(at=LATER, by=PETER, reason="too dear"),
    ),
    "fulfil": (
        REQUEST,
        lambda t, at, by: t.fulfil(at=at, by=by, notes="on the desk"),
        events.Fulfilled(at=LATER, by=ANNA, notes="on the desk"),
    ),
    "assess": (
        PROBLEM,
        lambda t, at, by: t.assess(at=at, by=by, notes="all shops"),
        events.Assessed(at=LATER, by=ANNA, notes="all shops"),
    ),
    "analyse": (
        PROBLEM,
        lambda t, at, by: t.analyse(at=at, by=by),
        events.AnalysisStarted(at=LATER, by=ANNA),
    ),
    "record_known_error": (
        PROBLEM,
        lambda t, at, by: t.record_known_error(
            at=at, by=by, workaround="restart", cause="a leak"
        ),
        events.KnownErrorRecorded(
            at=LATER, by=ANNA, workaround="restart", cause="a leak"
        ),
    ),
    "fix": (
        PROBLEM,
        lambda t, at, by: t.fix(at=at, by=by),
        events.FixStarted(at=LATER, by=ANNA),
    ),
    "authorise": (
        CHANGE,
        lambda t, at, by: t.authorise(at=at, by=by, comment="go"),
        events.Authorised(at=LATER, by=PETER, comment="go"),
    ),
    "schedule": (
        CHANGE,
        lambda t, at, by: t.schedule(at=at, by=by, start=NIGHT, end=MIDNIGHT),
        events.Scheduled(at=LATER, by=ANNA, start=NIGHT, end=MIDNIGHT),
    ),
    "implement": (
        CHANGE,
        lambda t, at, by: t.implement(at=at, by=by),
        events.ImplementationStarted(at=LATER, by=ANNA),
    ),
    "back_out": (
        CHANGE,
        lambda t, at, by: t.back_out(at=at, by=by, reason="it broke"),
        events.BackedOut(at=LATER, by=ANNA, reason="it broke"),
    ),
    "review": (
        CHANGE,
        lambda t, at, by: t.review(at=at, by=by),
        events.ReviewStarted(at=LATER, by=ANNA),
    ),
    "investigate": (
        COMPLAINT,
        lambda t, at, by: t.investigate(at=at, by=by),
        events.InvestigationStarted(at=LATER, by=ANNA),
    ),
    "respond": (
        COMPLAINT,
        lambda t, at, by: t.respond(
            at=at, by=by, outcome="upheld", text="sorry", remedy="a refund"
        ),
        events.Responded(
            at=LATER, by=ANNA, outcome=Outcome.UPHELD, text="sorry", remedy="a refund"
        ),
    ),
    "accept": (
        COMPLAINT,
        lambda t, at, by: t.accept(at=at, by=by),
        events.ResponseAccepted(at=LATER, by=ANNA),
    ),
    "dispute": (
        COMPLAINT,
        lambda t, at, by: t.dispute(at=at, by=by, reason="wrong"),
        events.ResponseDisputed(at=LATER, by=ANNA, reason="wrong"),
    ),
    "refer": (
        COMPLAINT,
        lambda t, at, by: t.refer(at=at, by=by, to="ombudsman", reference="7/26"),
        events.ReferredOut(at=LATER, by=ANNA, to="ombudsman", reference="7/26"),
    ),
}
MAJOR = {"propose_major", "accept_major", "reject_major"}


def answer(act: Callable[[], Ticket]) -> list[str]:
    """Return the codes of the reasons against what is asked for."""
    try:
        act()
    except TransitionRefusedError as error:
        return [reason.code for reason in error.reasons]
    return []


def source(action: str) -> Ticket:
    """Return a ticket of a kind that knows an action, in a state it starts from."""
    kind = COMMANDS[action][0]
    return ticket_in(kind, LIFECYCLES[kind].rows(action)[0].sources[0])


class TestTables:
    def test_every_process_has_its_commands_here(self) -> None:
        everyday = {row.name for row in LIFECYCLES[TicketKind.INCIDENT].actions}
        names = {row.name for table in LIFECYCLES.values() for row in table.actions}
        assert set(COMMANDS) == names - everyday

    @pytest.mark.parametrize("action", COMMANDS)
    def test_each_event_stands_for_its_action(self, action: str) -> None:
        assert COMMANDS[action][2].action == action

    @pytest.mark.parametrize("kind", TicketKind)
    def test_the_tickets_of_these_tests_are_in_their_states(
        self, kind: TicketKind
    ) -> None:
        states = [state.name for state in LIFECYCLES[kind].states]
        assert [ticket_in(kind, state).state for state in states] == states

    @pytest.mark.parametrize("kind", TicketKind)
    def test_a_ticket_starts_where_its_kind_does(self, kind: TicketKind) -> None:
        ticket = open_ticket("T1", at=MONDAY, kind=kind)
        actual = (ticket.state, ticket.kind, ticket.lifecycle)
        assert actual == (INITIAL[kind], kind, LIFECYCLES[kind])

    @pytest.mark.parametrize("action", sorted(OWN_COMMANDS))
    def test_an_action_with_a_command_of_its_own_is_called_by_its_name(
        self, action: str
    ) -> None:
        renamed = {"override_priority": "prioritise", "reopen_on_hold": "reopen"}
        command = OWN_COMMANDS[action]
        assert command == renamed.get(action, action)
        assert callable(getattr(Ticket, command))

    def test_every_action_of_every_kind_has_a_command_of_its_own(self) -> None:
        names = {row.name for table in LIFECYCLES.values() for row in table.actions}
        assert set(OWN_COMMANDS) == names


class TestEveryKind:
    @pytest.mark.parametrize("kind", TicketKind)
    def test_what_is_allowed_is_what_the_table_says(self, kind: TicketKind) -> None:
        table = LIFECYCLES[kind]
        actual, expected = [], []
        for state in table.categories:
            ticket = ticket_in(kind, state)
            for by in ROLES:
                actual.append(list(ticket.allowed(by=by, at=LATER)))
                expected.append(
                    [
                        row
                        for row in table.actions
                        if state in row.sources
                        and (by is None or by.role in row.roles)
                        and row.name not in MAJOR - {"propose_major"}
                    ]
                )
        by_name = [sorted(rows, key=lambda row: row.name) for rows in actual]
        assert by_name == [sorted(rows, key=lambda row: row.name) for rows in expected]

    @pytest.mark.parametrize("kind", TicketKind)
    def test_a_ticket_of_any_kind_pickles_and_folds_equal(
        self, kind: TicketKind
    ) -> None:
        for state in LIFECYCLES[kind].categories:
            ticket = ticket_in(kind, state)
            copy = pickle.loads(pickle.dumps(ticket))  # noqa: S301 - made above
            folded = Ticket.fold(ticket.history)
            assert (copy, copy.state, hash(copy)) == (ticket, state, hash(ticket))
            assert (folded, folded.lifecycle) == (ticket, LIFECYCLES[kind])


class TestCommands:
    @pytest.mark.parametrize("action", COMMANDS)
    def test_a_command_adds_its_event_with_every_field(self, action: str) -> None:
        _, command, event = COMMANDS[action]
        ticket = source(action)
        assert command(ticket, LATER, event.by).history == (*ticket.history, event)

    @pytest.mark.parametrize("action", COMMANDS)
    def test_a_command_leaves_the_ticket_it_was_given_to(self, action: str) -> None:
        _, command, event = COMMANDS[action]
        ticket = source(action)
        command(ticket, LATER, event.by)
        assert ticket == source(action)

    @pytest.mark.parametrize("action", COMMANDS)
    def test_a_command_may_have_the_time_of_the_last_event(self, action: str) -> None:
        after = COMMANDS[action][1](source(action), MONDAY, None)
        assert after.updated_at == MONDAY

    @pytest.mark.parametrize("action", COMMANDS)
    def test_a_command_is_refused_with_every_reason(self, action: str) -> None:
        kind, command, _ = COMMANDS[action]
        merged = ticket_in(kind, "merged")
        found = answer(lambda: command(merged, MONDAY - TICK, VERA))
        allowed = LIFECYCLES[kind].rows(action)[0].roles
        roles = ["ticket.role"] * (Role.VENDOR not in allowed)
        assert found == ["ticket.state", *roles, "ticket.order"]

    @pytest.mark.parametrize("action", COMMANDS)
    def test_an_incident_knows_none_of_them(self, action: str) -> None:
        incident = open_ticket("INC1", at=MONDAY)
        with pytest.raises(UnknownActionError) as caught:
            COMMANDS[action][1](incident, LATER, None)
        assert (caught.value.lifecycle, caught.value.action) == ("incident", action)


class TestRequired:
    @pytest.mark.parametrize(
        ("action", "fields"),
        [
            ("request_approval", ["approver"]),
            ("approve", []),
            ("reject", ["reason"]),
            ("fulfil", ["notes"]),
            ("assess", []),
            ("record_known_error", ["workaround"]),
            ("authorise", []),
            ("schedule", ["start", "end"]),
            ("back_out", ["reason"]),
            ("respond", ["outcome"]),
            ("dispute", ["reason"]),
            ("refer", ["to"]),
        ],
    )
    def test_what_is_left_out_is_required_or_nothing(
        self, action: str, fields: list[str]
    ) -> None:
        ticket = source(action)
        bare = type(COMMANDS[action][2])(at=LATER)  # type: ignore[call-arg]
        reasons: list[tuple[str, str | None]] = []
        try:
            after = getattr(ticket, action)(at=LATER, by=None)
            assert after.history[-1] == bare
        except TransitionRefusedError as error:
            reasons = [(reason.code, reason.field) for reason in error.reasons]
        assert reasons == [("ticket.required", field) for field in fields]

    @pytest.mark.parametrize(
        ("action", "given", "field"),
        [
            ("request_approval", {"approver": " "}, "approver"),
            ("reject", {"reason": ""}, "reason"),
            ("fulfil", {"notes": "\t"}, "notes"),
            ("record_known_error", {"workaround": "", "cause": "c"}, "workaround"),
            ("schedule", {"start": NIGHT}, "end"),
            ("schedule", {"end": NIGHT}, "start"),
            ("respond", {"outcome": "", "text": "t", "remedy": "r"}, "outcome"),
            ("refer", {"to": " ", "reference": "7/26"}, "to"),
        ],
    )
    def test_what_is_blank_is_missing(
        self, action: str, given: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            getattr(source(action), action)(at=LATER, by=None, **given)
        found = [(reason.code, reason.field) for reason in caught.value.reasons]
        assert found == [("ticket.required", field)]

    @pytest.mark.parametrize(
        ("action", "given"),
        [
            ("record_known_error", {"workaround": "restart"}),
            ("respond", {"outcome": "rejected"}),
            ("refer", {"to": "ombudsman"}),
        ],
    )
    def test_the_rest_may_be_left_out(self, action: str, given: dict[str, Any]) -> None:
        event = type(COMMANDS[action][2])
        after = getattr(source(action), action)(at=LATER, by=None, **given)
        assert after.history[-1] == event(at=LATER, **given)

    @pytest.mark.parametrize("kind", [kind for kind in TicketKind if "ch" in kind])
    def test_a_change_is_closed_with_a_code(self, kind: TicketKind) -> None:
        reviewed = ticket_in(kind, "review")
        with pytest.raises(TransitionRefusedError) as caught:
            reviewed.close(at=LATER, by=ANNA)
        found = [(reason.code, reason.field) for reason in caught.value.reasons]
        done = reviewed.close(at=LATER, by=ANNA, code="successful")
        actual = (found, done.state, done.resolution_code)
        assert actual == ([("ticket.required", "code")], "closed", "successful")


class TestErrors:
    """What no history could hold is an error, not a refusal."""

    def test_a_change_ends_later_than_it_starts(self) -> None:
        change = ticket_in(CHANGE, "merged")
        with pytest.raises(InvalidArgumentError) as caught:
            change.schedule(at=LATER, by=ANNA, start=NIGHT, end=NIGHT)
        assert (caught.value.argument, caught.value.value) == ("end", NIGHT)

    def test_a_change_has_no_naive_window(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(NaiveDatetimeError) as caught:
            ticket_in(CHANGE, "merged").schedule(at=LATER, by=ANNA, start=naive)
        assert (caught.value.argument, caught.value.value) == ("start", naive)

    def test_an_outcome_is_one_of_the_vocabulary(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ticket_in(COMPLAINT, "merged").respond(at=LATER, by=ANNA, outcome="maybe")
        assert (caught.value.argument, caught.value.value) == ("outcome", "maybe")


class TestRequest:
    REQUEST = open_ticket("REQ1", at=MONDAY, by=BORIS, kind=REQUEST)

    def asked(self) -> Ticket:
        return self.REQUEST.request_approval(at=LATER, by=ANNA, approver="peter")

    def test_nobody_but_an_approver_consents(self) -> None:
        asked = self.asked()
        found = [answer(lambda by=by: asked.approve(at=LATER, by=by)) for by in ROLES]  # type: ignore[misc]
        expected: list[list[str]] = [["ticket.role"]] * len(ROLES)
        expected[0], expected[-1] = [], []
        assert (found, ROLES[-1]) == (expected, Actor("x", "approver"))

    def test_consent_leads_to_its_fulfilment(self) -> None:
        done = (
            self.asked()
            .approve(at=LATER, by=PETER)
            .start(at=LATER, by=ANNA)
            .fulfil(at=LATER, by=ANNA, notes="on the desk")
            .close(at=LATER, by=BORIS)
        )
        assert (done.state, done.resolution_notes) == ("closed", "on the desk")

    def test_what_needs_no_consent_is_fulfilled_at_once(self) -> None:
        done = self.REQUEST.fulfil(at=LATER, by=ANNA, notes="on the desk")
        assert (done.state, done.first_response_at) == ("fulfilled", LATER)

    def test_what_was_refused_may_be_asked_for_again(self) -> None:
        again = (
            self.asked()
            .reject(at=LATER, by=PETER, reason="too dear")
            .reopen(at=LATER, by=BORIS)
        )
        actual = (again.state, again.reopenings, again.closed_at)
        assert actual == ("awaiting_approval", 1, None)


class TestComplaint:
    def answered(self) -> Ticket:
        return (
            open_ticket("CMP1", at=MONDAY, by=BORIS, kind=COMPLAINT)
            .acknowledge(at=MONDAY, by=ANNA)
            .investigate(at=MONDAY, by=ANNA)
            .respond(at=MONDAY, by=ANNA, outcome="rejected", text="no")
        )

    def test_each_dispute_takes_it_to_the_next_level(self) -> None:
        ticket = self.answered()
        levels = [ticket.level]
        for _ in range(3):
            ticket = ticket.dispute(at=LATER, by=BORIS, reason="wrong")
            levels.append(ticket.level)
            ticket = ticket.respond(at=LATER, by=ANNA, outcome="upheld")
        assert (levels, ticket.level) == ([1, 2, 3, 4], 4)

    def test_nothing_else_raises_its_level(self) -> None:
        told = (
            self.answered()
            .refer(at=LATER, by=BORIS, to="ombudsman")
            .investigate(at=LATER, by=ANNA)
            .escalate(at=LATER, by=ANNA, kind="hierarchical")
            .respond(at=LATER, by=ANNA, outcome="partly_upheld")
            .accept(at=LATER, by=BORIS)
            .close(at=LATER, by=ANNA)
            .reopen(at=LATER, by=BORIS)
        )
        actual = (told.state, told.level, told.escalations, told.outcome)
        assert actual == ("investigating", 1, 1, Outcome.PARTLY_UPHELD)

    def test_the_outcome_stands_until_the_next_answer(self) -> None:
        disputed = self.answered().dispute(at=LATER, by=BORIS, reason="wrong")
        after = disputed.respond(at=LATER, by=ANNA, outcome="upheld")
        assert (disputed.outcome, after.outcome) == ("rejected", "upheld")


class TestProblem:
    def test_a_known_error_is_mended_in_its_own_time(self) -> None:
        known = (
            open_ticket("PRB1", at=MONDAY, kind=PROBLEM)
            .assess(at=MONDAY, by=ANNA)
            .analyse(at=MONDAY, by=ANNA)
            .record_known_error(at=LATER, by=ANNA, workaround="restart", cause="a leak")
        )
        done = known.fix(at=LATER, by=ANNA).resolve(
            at=LATER, by=ANNA, code="fixed", notes="mended"
        )
        actual = (known.state, known.resolved_at, done.state, done.cause)
        assert actual == ("known_error", None, "resolved", "a leak")


class TestChange:
    def test_a_change_backed_out_is_reviewed_or_tried_again(self) -> None:
        back = (
            open_ticket("CHG1", at=MONDAY, kind=TicketKind.STANDARD_CHANGE)
            .schedule(at=MONDAY, by=ANNA, start=NIGHT, end=MIDNIGHT)
            .implement(at=NIGHT, by=ANNA)
            .back_out(at=NIGHT, by=ANNA, reason="it broke")
        )
        again = back.schedule(at=MIDNIGHT, by=ANNA, start=MIDNIGHT, end=MIDNIGHT + TICK)
        actual = [ticket.state for ticket in (back, back.review(at=NIGHT, by=ANNA))]
        assert actual == ["backed_out", "review"]
        assert (again.state, again.planned_end) == ("scheduled", MIDNIGHT + TICK)

"""Major incidents: a fact beside the state, with rules of its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from servicedesk_core.errors import TransitionRefusedError, UnknownActionError
from servicedesk_core.lifecycles import INCIDENT, Role
from servicedesk_core.tickets import (
    Actor,
    MajorStatus,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
PETER = Actor("peter", "approver")
ROLES: list[Actor | None] = [None, *(Actor("x", role) for role in Role)]

OPENED = events.Opened(at=MONDAY, id="INC1")
RESOLVED = events.Resolved(at=MONDAY, code="fixed", notes="restarted")
STATES: dict[str, list[events.Event]] = {
    "new": [],
    "in_progress": [events.WorkStarted(at=MONDAY)],
    "on_hold": [events.PutOnHold(at=MONDAY, reason="vendor")],
    "resolved": [RESOLVED],
    "closed": [RESOLVED, events.Closed(at=MONDAY)],
    "cancelled": [events.Cancelled(at=MONDAY)],
    "merged": [events.Merged(at=MONDAY, into="INC2")],
}
LIVE = ("new", "in_progress", "on_hold")
# A case proposed in time may be judged once it is resolved.
SOURCES = {
    "propose_major": LIVE,
    "accept_major": (*LIVE, "resolved"),
    "reject_major": (*LIVE, "resolved"),
}
# where it stands -> how it came there
STANDINGS: dict[MajorStatus | None, list[events.Event]] = {
    None: [],
    MajorStatus.PROPOSED: [events.MajorProposed(at=MONDAY)],
    MajorStatus.ACCEPTED: [events.MajorAccepted(at=MONDAY)],
    MajorStatus.REJECTED: [events.MajorRejected(at=MONDAY)],
}

Command = Callable[[Ticket, datetime, Actor | None], Ticket]
# action -> its command, its event, where it leads from which standings
COMMANDS: dict[
    str, tuple[Command, events.Event, MajorStatus, set[MajorStatus | None]]
] = {
    "propose_major": (
        lambda t, at, by: t.propose_major(at=at, by=by, reason="all shops"),
        events.MajorProposed(at=LATER, by=ANNA, reason="all shops"),
        MajorStatus.PROPOSED,
        {None, MajorStatus.REJECTED},
    ),
    "accept_major": (
        lambda t, at, by: t.accept_major(
            at=at, by=by, notes="bridge open", business_impact="no sales"
        ),
        events.MajorAccepted(
            at=LATER, by=ANNA, notes="bridge open", business_impact="no sales"
        ),
        MajorStatus.ACCEPTED,
        {MajorStatus.PROPOSED},
    ),
    "reject_major": (
        lambda t, at, by: t.reject_major(at=at, by=by, reason="one shop"),
        events.MajorRejected(at=LATER, by=ANNA, reason="one shop"),
        MajorStatus.REJECTED,
        {MajorStatus.PROPOSED},
    ),
}
ROLES_OF = {
    "propose_major": {Role.AGENT, Role.SYSTEM},
    "accept_major": {Role.AGENT, Role.APPROVER},
    "reject_major": {Role.AGENT, Role.APPROVER},
}
START = {action: min(row[3], key=str) for action, row in COMMANDS.items()}


def incident(state: str, standing: MajorStatus | None) -> Ticket:
    return Ticket.fold([OPENED, *STATES[state], *STANDINGS[standing]])


def answer(
    action: str, ticket: Ticket, by: Actor | None = None, at: datetime = LATER
) -> list[str]:
    """Return the codes of the reasons against a command."""
    try:
        COMMANDS[action][0](ticket, at, by)
    except TransitionRefusedError as error:
        return [reason.code for reason in error.reasons]
    return []


class TestStanding:
    @pytest.mark.parametrize("standing", STANDINGS)
    def test_only_an_accepted_one_is_major(self, standing: MajorStatus | None) -> None:
        ticket = incident("new", standing)
        expected = (standing, standing is MajorStatus.ACCEPTED)
        assert (ticket.major, ticket.is_major) == expected

    @pytest.mark.parametrize("action", COMMANDS)
    @pytest.mark.parametrize("standing", STANDINGS)
    def test_an_action_starts_where_it_stands(
        self, action: str, standing: MajorStatus | None
    ) -> None:
        found = answer(action, incident("new", standing))
        expected = [] if standing in COMMANDS[action][3] else ["ticket.major"]
        assert found == expected

    @pytest.mark.parametrize("action", COMMANDS)
    def test_it_adds_its_event_and_says_where_it_leads(self, action: str) -> None:
        command, event, target, _ = COMMANDS[action]
        ticket = incident("new", START[action])
        after = command(ticket, LATER, ANNA)
        assert after.history == (*ticket.history, event)
        assert after.major is target

    def test_one_rejected_may_be_proposed_again(self) -> None:
        again = (
            open_ticket("INC1", at=MONDAY)
            .propose_major(at=MONDAY, by=ANNA, reason="all shops")
            .reject_major(at=MONDAY, by=PETER, reason="one shop")
            .propose_major(at=LATER, by=ANNA, reason="all shops after all")
            .accept_major(at=LATER, by=PETER, notes="n", business_impact="no sales")
        )
        assert (again.is_major, again.version) == (True, 5)


class TestState:
    """Where the incident is and whether it is a major one are two things."""

    @pytest.mark.parametrize("action", COMMANDS)
    @pytest.mark.parametrize("state", STATES)
    def test_an_action_is_for_open_cases_and_leaves_their_state(
        self, action: str, state: str
    ) -> None:
        ticket = incident(state, START[action])
        assert answer(action, ticket) == ["ticket.state"] * (
            state not in SOURCES[action]
        )
        assert ticket.apply(COMMANDS[action][1]).state == state

    @pytest.mark.parametrize("standing", STANDINGS)
    def test_what_else_happens_leaves_it_as_it_stands(
        self, standing: MajorStatus | None
    ) -> None:
        moved = (
            incident("new", standing)
            .start(at=LATER, by=ANNA)
            .hold(at=LATER, by=ANNA, reason="caller")
            .resolve(at=LATER, by=ANNA, code="fixed", notes="restarted")
            .reopen(at=LATER, by=ANNA)
        )
        assert (moved.state, moved.major) == ("in_progress", standing)

    @pytest.mark.parametrize("state", LIVE)
    @pytest.mark.parametrize("standing", STANDINGS)
    def test_the_same_moves_are_allowed_however_it_stands(
        self, state: str, standing: MajorStatus | None
    ) -> None:
        def moves(ticket: Ticket) -> list[str]:
            allowed = ticket.allowed(by=None, at=LATER)
            return [row.name for row in allowed if row.name not in COMMANDS]

        assert moves(incident(state, standing)) == moves(incident(state, None))

    @pytest.mark.parametrize("standing", STANDINGS)
    def test_only_actions_that_start_there_are_allowed(
        self, standing: MajorStatus | None
    ) -> None:
        allowed = incident("new", standing).allowed(by=None, at=LATER)
        names = [row.name for row in allowed if row.name in COMMANDS]
        expected = [name for name, row in COMMANDS.items() if standing in row[3]]
        assert names == expected


class TestRefusals:
    @pytest.mark.parametrize("action", COMMANDS)
    def test_an_action_is_for_its_roles(self, action: str) -> None:
        ticket = incident("new", START[action])
        found = [answer(action, ticket, by) for by in ROLES]
        expected = [
            ["ticket.role"] * (by is not None and by.role not in ROLES_OF[action])
            for by in ROLES
        ]
        assert found == expected

    def test_every_reason_is_listed(self) -> None:
        ticket = incident("closed", MajorStatus.ACCEPTED)
        with pytest.raises(TransitionRefusedError) as caught:
            ticket.accept_major(at=MONDAY - TICK, by=Actor("x", "vendor"), notes=" ")
        assert [(each.code, each.field) for each in caught.value.reasons] == [
            ("ticket.state", None),
            ("ticket.role", "by"),
            ("ticket.order", "at"),
            ("ticket.major", None),
            ("ticket.required", "notes"),
            ("ticket.required", "business_impact"),
        ]

    @pytest.mark.parametrize(
        ("standing", "command", "fields"),
        [
            (None, lambda t: t.propose_major(at=LATER, by=ANNA), ["reason"]),
            (
                MajorStatus.PROPOSED,
                lambda t: t.accept_major(at=LATER, by=ANNA),
                ["notes", "business_impact"],
            ),
            (
                MajorStatus.PROPOSED,
                lambda t: t.accept_major(at=LATER, by=ANNA, notes="n"),
                ["business_impact"],
            ),
            (
                MajorStatus.PROPOSED,
                lambda t: t.accept_major(at=LATER, by=ANNA, business_impact="b"),
                ["notes"],
            ),
            (
                MajorStatus.PROPOSED,
                lambda t: t.reject_major(at=LATER, by=ANNA, reason=" "),
                ["reason"],
            ),
        ],
    )
    def test_a_missing_field_is_refused(
        self,
        standing: MajorStatus | None,
        command: Callable[[Ticket], Ticket],
        fields: list[str],
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            command(incident("new", standing))
        found = [(reason.code, reason.field) for reason in caught.value.reasons]
        assert found == [("ticket.required", field) for field in fields]

    @pytest.mark.parametrize("action", COMMANDS)
    @pytest.mark.parametrize("standing", STANDINGS)
    def test_why_not_tells_of_it_too(
        self, action: str, standing: MajorStatus | None
    ) -> None:
        reasons = incident("new", standing).why_not(action, by=None, at=LATER)
        codes = [reason.code for reason in reasons]
        assert codes == answer(action, incident("new", standing))

    @pytest.mark.parametrize("kind", sorted(set(TicketKind) - {TicketKind.INCIDENT}))
    def test_tickets_of_other_kinds_are_never_major(self, kind: TicketKind) -> None:
        ticket = open_ticket("T1", at=MONDAY, kind=kind)
        with pytest.raises(UnknownActionError) as caught:
            ticket.propose_major(at=LATER, by=ANNA, reason="r")
        assert (caught.value.lifecycle, ticket.is_major) == (kind.value, False)

    def test_the_rows_are_those_of_the_incident(self) -> None:
        rows = [row for row in INCIDENT.actions if "major" in row.name]
        assert {row.name: set(row.roles) for row in rows} == ROLES_OF

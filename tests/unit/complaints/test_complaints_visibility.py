"""What a client sees of a ticket."""

from datetime import UTC, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import PUBLIC_STATES, PublicState, public_state
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.lifecycles import OVER, Lifecycle, State
from servicedesk_core.tickets import LIFECYCLES, TicketKind, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
OWN = Lifecycle("own", [State("queued", "open")], [])
KINDS = list(TicketKind)
IN_WORK = PublicState.IN_WORK
REFUSED = PublicState.REFUSED


class TestTable:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_state_of_every_kind_is_shown_as_something(
        self, kind: TicketKind
    ) -> None:
        states = LIFECYCLES[kind].states

        assert {state.name for state in states} <= set(PUBLIC_STATES[kind])

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_new_ticket_was_received(self, kind: TicketKind) -> None:
        ticket = open_ticket("T1", at=MONDAY, kind=kind)

        assert PublicState.RECEIVED is public_state(ticket)

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_done_or_refused_is_over(self, kind: TicketKind) -> None:
        shown = PUBLIC_STATES[kind]
        ends = set(PublicState) - {
            PublicState.RECEIVED,
            PublicState.IN_WORK,
            PublicState.WAITING_FOR_YOU,
            PublicState.PASSED_ON,
        }
        over = {
            state.name
            for state in LIFECYCLES[kind].states
            if state.category in OVER and state.name not in {"backed_out", "review"}
        }

        assert over == {
            state.name for state in LIFECYCLES[kind].states if shown[state.name] in ends
        }

    @pytest.mark.parametrize(
        ("kind", "state", "shown"),
        [
            ("incident", "in_progress", "in_work"),
            ("incident", "on_hold", "in_work"),
            ("incident", "resolved", "done"),
            ("incident", "merged", "merged"),
            ("service_request", "awaiting_approval", "in_work"),
            ("service_request", "approved", "in_work"),
            ("service_request", "in_fulfilment", "in_work"),
            ("service_request", "on_hold", "in_work"),
            ("service_request", "fulfilled", "done"),
            ("service_request", "rejected", "refused"),
            ("problem", "assessed", "in_work"),
            ("problem", "root_cause_analysis", "in_work"),
            ("problem", "known_error", "in_work"),
            ("problem", "fix_in_progress", "in_work"),
            ("problem", "resolved", "done"),
            ("change", "assessed", "in_work"),
            ("change", "authorised", "in_work"),
            ("change", "scheduled", "in_work"),
            ("change", "implementing", "in_work"),
            ("standard_change", "backed_out", "in_work"),
            ("emergency_change", "review", "in_work"),
            ("complaint", "acknowledged", "received"),
            ("complaint", "assessed", "in_work"),
            ("complaint", "investigating", "in_work"),
            ("complaint", "awaiting_complainant", "waiting_for_you"),
            ("complaint", "responded", "done"),
            ("complaint", "accepted", "done"),
            ("complaint", "disputed", "in_work"),
            ("complaint", "external", "passed_on"),
            ("complaint", "closed", "done"),
            ("problem", "cancelled", "cancelled"),
        ],
    )
    def test_each_state_is_shown_as(self, kind: str, state: str, shown: str) -> None:
        assert shown == PUBLIC_STATES[TicketKind(kind)][state].value


class TestTicket:
    @pytest.mark.parametrize("reason", ["vendor", "change", "problem", "evidence"])
    def test_waiting_for_others_is_work(self, reason: Any) -> None:
        ticket = open_ticket("INC1", at=MONDAY).hold(at=MONDAY, by=None, reason=reason)

        assert PublicState.IN_WORK is public_state(ticket)

    @pytest.mark.parametrize("kind", ["incident", "service_request"])
    def test_waiting_for_the_caller_is_said(self, kind: Any) -> None:
        ticket = open_ticket("T1", at=MONDAY, kind=kind)
        ticket = ticket.hold(at=MONDAY, by=None, reason="caller")

        assert PublicState.WAITING_FOR_YOU is public_state(ticket)

    def test_a_lifecycle_of_ones_own_needs_its_own_table(self) -> None:
        ticket = open_ticket("T1", at=MONDAY, lifecycle=OWN)

        assert PublicState.IN_WORK is public_state(ticket, states={"queued": IN_WORK})
        with pytest.raises(
            InvalidArgumentError,
            match=r"^states must be a mapping that has the state 'queued', got {'a'",
        ):
            public_state(ticket, states={"a": 1})  # type: ignore[dict-item]

    def test_ones_own_table_comes_first(self) -> None:
        ticket = open_ticket("T1", at=MONDAY).hold(at=MONDAY, by=None, reason="caller")
        states = {"new": REFUSED, "on_hold": REFUSED}

        assert REFUSED is public_state(ticket, states=states)

    def test_a_value_of_ones_own_table_may_be_its_text(self) -> None:
        ticket = open_ticket("T1", at=MONDAY)

        assert REFUSED is public_state(
            ticket,
            states={"new": "refused"},  # type: ignore[dict-item]
        )

    def test_another_value_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^states\['new'\] must be one of received, in_work, "
            r"waiting_for_you, passed_on, done, refused, cancelled, merged, got ",
        ):
            public_state(
                open_ticket("T1", at=MONDAY),
                states={"new": "gone"},  # type: ignore[dict-item]
            )

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            public_state(7)  # type: ignore[arg-type]

    def test_a_table_that_is_no_mapping_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^states must be a mapping of state to public state, got ",
        ):
            public_state(
                open_ticket("T1", at=MONDAY),
                states=["new"],  # type: ignore[arg-type]
            )

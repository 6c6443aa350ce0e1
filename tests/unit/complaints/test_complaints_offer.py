"""Offers beyond the limits of their programme."""

from datetime import UTC, datetime
from typing import Any

import pytest

from servicedesk_core.complaints import OUT_OF_POLICY_OFFER
from servicedesk_core.errors import TransitionRefusedError
from servicedesk_core.lifecycles import Category
from servicedesk_core.tickets import Actor, Ticket, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
DETECTED = open_ticket("OFF1", at=MONDAY, lifecycle=OUT_OF_POLICY_OFFER)


def take(ticket: Ticket, name: str, by: Actor = ANNA) -> Ticket:
    return ticket.do(events.ActionTaken(at=MONDAY, by=by, name=name))


def cancel(ticket: Ticket, reason: str | None = "too dear") -> Ticket:
    return ticket.do(events.Cancelled(at=MONDAY, by=BORIS, reason=reason))


class TestOffer:
    def test_its_table_has_no_fault(self) -> None:
        assert () == OUT_OF_POLICY_OFFER.check()
        assert "out_of_policy_offer" == OUT_OF_POLICY_OFFER.name

    def test_a_warning_comes_first(self) -> None:
        assert {
            ("detected", "client_warned"),
            ("client_warned", "confirmed"),
            ("client_warned", "redone"),
            ("client_warned", "cancelled"),
        } == OUT_OF_POLICY_OFFER.moves
        assert {
            "detected": Category.OPEN,
            "client_warned": Category.OPEN,
            "confirmed": Category.DONE,
            "redone": Category.DONE,
            "cancelled": Category.DONE,
        } == OUT_OF_POLICY_OFFER.categories

    @pytest.mark.parametrize(
        ("name", "by", "state"),
        [
            ("confirm", BORIS, "confirmed"),
            ("confirm", ANNA, "confirmed"),
            ("redo", ANNA, "redone"),
        ],
    )
    def test_a_warned_client_decides(self, name: str, by: Actor, state: str) -> None:
        assert state == take(take(DETECTED, "warn"), name, by).state

    def test_a_warned_client_may_cancel_and_say_why(self) -> None:
        warned = take(DETECTED, "warn")

        assert "cancelled" == cancel(warned).state
        with pytest.raises(TransitionRefusedError):
            cancel(warned, None)

    @pytest.mark.parametrize(
        ("name", "by"),
        [("confirm", ANNA), ("redo", ANNA), ("warn", BORIS)],
    )
    def test_nobody_decides_before(self, name: str, by: Any) -> None:
        with pytest.raises(TransitionRefusedError):
            take(DETECTED, name, by)

    def test_the_client_does_not_redo_it(self) -> None:
        with pytest.raises(TransitionRefusedError):
            take(take(DETECTED, "warn"), "redo", BORIS)

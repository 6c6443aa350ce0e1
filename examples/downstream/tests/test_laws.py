"""The laws hold for the service."""

from hypothesis import given, strategies as st
from laws import (
    hours_are_service_hours,
    nobody_is_disturbed_without_need,
    stored_tickets_come_back,
)

import servicedesk_core as sd
from helpdesk.desk import HOURS, POLICY
from helpdesk.store import Store
from helpdesk.timer import Timer
from servicedesk_core.testing import strategies


@given(strategies.tickets())
def test_stored_tickets_come_back(ticket: sd.Ticket) -> None:
    stored_tickets_come_back(Store(":memory:"), ticket)


def test_our_hours_are_service_hours() -> None:
    hours_are_service_hours(HOURS)


@given(st.data())
def test_nobody_is_disturbed_without_need(data: st.DataObject) -> None:
    store = Store(":memory:")
    try:
        nobody_is_disturbed_without_need(Timer(store, POLICY), data)
    finally:
        store.close()


@given(st.from_type(sd.Ticket))
def test_types_are_drawn_without_naming_a_strategy(ticket: sd.Ticket) -> None:
    assert ticket.version == len(ticket.history)

"""Three bugs that such services have: each is found by a law."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings, strategies as st
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

# A bug need not be explained to the last detail to be found.
found_soon = settings(phases=[Phase.generate], database=None, max_examples=500)


class SecondsStore(Store):
    """Keeps times as its column type does: to the second."""

    def write(self, event: sd.events.Event) -> str:
        data = sd.to_dict(event)
        at = event.at.replace(microsecond=0)
        return json.dumps({**data, "at": at.isoformat()})


class WallClockHours:
    """Counts hours by subtracting what the clock on the wall says."""

    def __getattr__(self, name: str) -> Any:
        return getattr(HOURS, name)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        days = HOURS.working_days(start.date(), end.date())
        return days * timedelta(hours=9) + (
            (end - end.replace(hour=0)) - (start - start.replace(hour=0))
        )


class ForgetfulTimer(Timer):
    """Does what is due, and keeps no note of it."""

    def look(self, id: str, now: datetime) -> tuple[sd.Due, ...]:
        ticket = self.store.load(id)
        assert ticket is not None
        state = self.store.done(id)
        return sd.due_now(ticket, self.policy, state=state, now=now)


class TestPlanted:
    def test_times_cut_to_the_second(self) -> None:
        @found_soon
        @given(strategies.tickets())
        def law(ticket: sd.Ticket) -> None:
            stored_tickets_come_back(SecondsStore(":memory:"), ticket)

        with pytest.raises((AssertionError, sd.ServiceDeskError)):
            law()

    def test_hours_by_the_clock_on_the_wall(self) -> None:
        with pytest.raises(AssertionError):
            hours_are_service_hours(WallClockHours())

    def test_a_timer_that_forgets(self) -> None:
        @found_soon
        @given(st.data())
        def law(data: st.DataObject) -> None:
            store = Store(":memory:")
            try:
                nobody_is_disturbed_without_need(ForgetfulTimer(store, POLICY), data)
            finally:
                store.close()

        with pytest.raises(AssertionError, match="told twice"):
            law()

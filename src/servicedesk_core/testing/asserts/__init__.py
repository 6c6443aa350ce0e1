"""Checks for test suites: each raises AssertionError with the values at fault."""

from servicedesk_core.testing.asserts.calendar_laws import (
    AnyCalendar,
    assert_calendar_laws,
)
from servicedesk_core.testing.asserts.columns import assert_frames_agree
from servicedesk_core.testing.asserts.due import assert_due_in_service_hours
from servicedesk_core.testing.asserts.history import assert_same_history

__all__ = [
    "AnyCalendar",
    "assert_calendar_laws",
    "assert_due_in_service_hours",
    "assert_frames_agree",
    "assert_same_history",
]

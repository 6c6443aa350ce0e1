"""Fixtures for the tests of those who name them.

In a ``conftest.py``::

    pytest_plugins = ["servicedesk_core.testing.pytest_plugin"]

A test suite that needs another present or other hours defines a fixture of the same
name.
"""

from datetime import UTC, datetime

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.testing.clock import ManualClock


@pytest.fixture
def manual_clock() -> ManualClock:
    """A present that the test moves by hand: Monday, 2026-01-05, 09:00 UTC."""
    return ManualClock(datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
def service_calendar() -> ServiceCalendar:
    """A desk that is open from Monday to Friday, 09:00-17:00, in UTC."""
    return ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")

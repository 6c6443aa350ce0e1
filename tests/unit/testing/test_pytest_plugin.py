"""The fixtures that a test suite gets if it names the plugin."""

import pytest

pytest_plugins = ["pytester"]

NAMED = 'pytest_plugins = ["servicedesk_core.testing.pytest_plugin"]'
USES = """
from datetime import timedelta

def test_both(manual_clock, service_calendar):
    assert manual_clock().isoformat() == "2026-01-05T09:00:00+00:00"
    assert service_calendar.format() == "Mo-Fr 09:00-17:00"
    manual_clock.advance_service_time(timedelta(hours=9), service_calendar)
    assert manual_clock().isoformat() == "2026-01-06T10:00:00+00:00"

def test_each_has_a_clock_of_its_own(manual_clock):
    assert manual_clock().hour == 9
"""
OWN = f"""
import pytest
from servicedesk_core import ServiceCalendar

{NAMED}

@pytest.fixture
def service_calendar():
    return ServiceCalendar.always()
"""


def run(pytester: pytest.Pytester) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:cacheprovider")


def test_named_it_gives_a_clock_and_a_calendar(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(NAMED)
    pytester.makepyfile(USES)

    run(pytester).assert_outcomes(passed=2)


def test_not_named_it_gives_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES)
    found = run(pytester)

    found.assert_outcomes(errors=2)
    found.stdout.fnmatch_lines(["*fixture 'manual_clock' not found*"])


def test_a_suite_may_have_other_hours(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(OWN)
    pytester.makepyfile(
        """
        def test_hours(service_calendar):
            assert service_calendar.format() == "24/7"
        """
    )

    run(pytester).assert_outcomes(passed=1)

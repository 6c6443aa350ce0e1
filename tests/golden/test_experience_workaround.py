"""A stopgap, as the source tells of it: the service is back, the fault is not.

The test is a row of the rules of service experience, named by its id.
"""

from datetime import UTC, datetime, timedelta

import servicedesk_core as sd

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALWAYS = sd.ServiceCalendar.always()
ANNA = sd.Actor("anna", "agent")


def test_d24_workaround() -> None:
    restoration, resolution = (
        sd.ServiceLevelTarget(metric, 4 * HOUR, ALWAYS)
        for metric in (sd.Metric.RESTORATION, sd.Metric.RESOLUTION)
    )
    # The line is down; after three hours a wireless link at its limit stands in.
    down = sd.open_ticket("INC1", at=MONDAY)
    stopgap = down.workaround(
        at=MONDAY + 3 * HOUR, by=ANNA, text="wireless, at the limit"
    )
    later = MONDAY + 10 * HOUR
    restored = sd.measure(stopgap, restoration, now=later)
    solved = sd.measure(stopgap, resolution, now=later)

    assert sd.SlaState.MET is restored.state
    assert (3 * HOUR, MONDAY + 3 * HOUR) == (restored.elapsed, restored.finished_at)
    assert sd.SlaState.BREACHED is solved.state
    assert not solved.is_finished
    assert 10 * HOUR == solved.elapsed
    # The ticket stays open, and says what the client lives with.
    assert "wireless, at the limit" == stopgap.last_workaround
    assert down.state == stopgap.state

    # Only the solution stops the other clock.
    done = stopgap.start(at=MONDAY + 3 * HOUR, by=ANNA).resolve(
        at=MONDAY + 8 * HOUR, by=ANNA, code="fixed", notes="cable replaced"
    )
    assert 8 * HOUR == sd.measure(done, resolution, now=later).elapsed
    assert 3 * HOUR == sd.measure(done, restoration, now=later).elapsed

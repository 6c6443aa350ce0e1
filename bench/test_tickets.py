"""How long a ticket's status and a whole log take."""

from datetime import UTC, datetime, timedelta

from pytest_benchmark.fixture import BenchmarkFixture

import servicedesk_core as sd
from servicedesk_core import events
from sla_compliance import Options, default_agreement, read_log

START = datetime(2026, 1, 16, 14, 30, tzinfo=UTC)


def test_status(benchmark: BenchmarkFixture) -> None:
    desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
    target = sd.ServiceLevelTarget("resolution", timedelta(hours=8), desk)
    ticket = sd.Ticket.fold(
        [
            events.Opened(id="INC1", at=START),
            events.WorkStarted(at=START),
            events.PutOnHold(at=START + timedelta(hours=1), reason="caller"),
            events.Resumed(at=START + timedelta(days=3)),
            events.Resolved(at=START + timedelta(days=4)),
            events.Closed(at=START + timedelta(days=9)),
        ]
    )

    def state() -> sd.SlaState:
        return sd.measure(ticket, target, now=START + timedelta(days=10)).state

    assert benchmark(state) == sd.SlaState.BREACHED


def test_the_sample_log(benchmark: BenchmarkFixture) -> None:
    options = Options()

    figures = benchmark(read_log, options, default_agreement(options))

    assert len(figures.cases) == 300

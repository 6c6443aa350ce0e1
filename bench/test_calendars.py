"""How long single calls take."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import servicedesk_core as sd

START = datetime(2026, 1, 16, 14, 30, tzinfo=UTC)
SPANS = {"a day": timedelta(days=1), "ten years": timedelta(days=3650)}


@pytest.fixture(scope="module")
def desk() -> sd.ServiceCalendar:
    return sd.ServiceCalendar.parse(
        "Mo-Fr 09:00-17:00", tz="Europe/Berlin", holidays="DE"
    )


@pytest.mark.parametrize("span", SPANS.values(), ids=list(SPANS))
def test_elapsed(
    benchmark: BenchmarkFixture, desk: sd.ServiceCalendar, span: timedelta
) -> None:
    benchmark(desk.elapsed, START, START + span)


def test_add(benchmark: BenchmarkFixture, desk: sd.ServiceCalendar) -> None:
    due = benchmark(desk.add, START, timedelta(hours=8))

    assert datetime(2026, 1, 19, 14, 30, tzinfo=UTC) == due


def test_first_question_of_a_calendar(benchmark: BenchmarkFixture) -> None:
    def ask() -> bool:
        desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
        return desk.is_open(START)

    assert benchmark(ask)

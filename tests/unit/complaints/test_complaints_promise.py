"""What was promised against what was kept."""

from datetime import UTC, datetime, timedelta

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import PromiseGap, PromiseOutcome, promise_gap
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow")
MONDAY = datetime(2026, 1, 19, 9, tzinfo=UTC)  # 12:00 in Moscow
FRIDAY = MONDAY - 3 * DAY
NAIVE = datetime(2026, 1, 19)  # noqa: DTZ001


def gap(*arguments: object, **rest: object) -> PromiseGap:
    found = promise_gap(*arguments, **rest)  # type: ignore[arg-type]
    assert found is not None
    return found


class TestGap:
    def test_is_above_nothing_if_early(self) -> None:
        found = gap(MONDAY, FRIDAY, calendar=DESK)
        assert 3 * DAY == found.wall
        assert 9 * HOUR == found.service
        assert 1 == found.working_days
        assert PromiseOutcome.EARLY is found.outcome
        assert not found.is_provisional

    def test_is_below_nothing_if_late(self) -> None:
        found = gap(FRIDAY, MONDAY, calendar=DESK)
        assert -3 * DAY == found.wall
        assert -9 * HOUR == found.service
        assert -1 == found.working_days
        assert PromiseOutcome.LATE is found.outcome

    def test_is_nothing_if_exact(self) -> None:
        found = gap(MONDAY, MONDAY, calendar=DESK)
        assert timedelta() == found.wall
        assert 0 == found.working_days
        assert PromiseOutcome.ON_TIME is found.outcome

    def test_a_microsecond_decides(self) -> None:
        assert PromiseOutcome.EARLY is gap(MONDAY, MONDAY - TICK).outcome
        assert PromiseOutcome.LATE is gap(MONDAY, MONDAY + TICK).outcome

    def test_without_a_calendar_it_is_wall_time_alone(self) -> None:
        found = gap(MONDAY, FRIDAY)
        assert found.service is None
        assert found.working_days is None

    def test_dates_are_those_of_the_calendar(self) -> None:
        # 22:00 UTC on Thursday is Friday in Moscow.
        found = gap(MONDAY, FRIDAY - 11 * HOUR, calendar=DESK)
        assert 1 == found.working_days
        assert 2 == gap(MONDAY, FRIDAY - 13 * HOUR, calendar=DESK).working_days

    def test_wall_time_is_real_time(self) -> None:
        berlin = ServiceCalendar.always("Europe/Berlin").tz
        before = datetime(2026, 3, 28, 12, tzinfo=berlin)
        after = datetime(2026, 3, 29, 12, tzinfo=berlin)
        assert 23 * HOUR == gap(after, before).wall


class TestNotDoneYet:
    def test_the_gap_is_provisional(self) -> None:
        found = gap(MONDAY, None, now=FRIDAY)
        assert found.is_provisional
        assert 3 * DAY == found.wall
        assert FRIDAY == found.actual_at
        assert PromiseOutcome.OPEN is found.outcome

    def test_it_is_open_until_the_promised_instant(self) -> None:
        assert PromiseOutcome.OPEN is gap(MONDAY, None, now=MONDAY).outcome
        assert PromiseOutcome.LATE is gap(MONDAY, None, now=MONDAY + TICK).outcome

    def test_what_is_done_needs_no_viewpoint(self) -> None:
        found = gap(MONDAY, FRIDAY, now=MONDAY + DAY)
        assert FRIDAY == found.actual_at
        assert not found.is_provisional

    def test_needs_a_viewpoint(self) -> None:
        wanted = r"now must be given if it is not done yet, got None"
        with pytest.raises(InvalidArgumentError, match=wanted):
            promise_gap(MONDAY, None)


class TestSeveralPromises:
    def test_the_latest_and_the_first_are_both_told(self) -> None:
        found = gap([FRIDAY, MONDAY, MONDAY + DAY], MONDAY, calendar=DESK)
        assert DAY == found.wall
        assert 1 == found.working_days
        assert MONDAY + DAY == found.promised_at
        assert FRIDAY == found.first.promised_at
        assert -3 * DAY == found.first.wall
        assert -1 == found.first.working_days
        assert [FRIDAY, MONDAY] == [each.promised_at for each in found.earlier]
        assert (found.first,) == found.earlier[1].earlier

    def test_all_are_provisional_together(self) -> None:
        found = gap([FRIDAY, MONDAY], None, now=FRIDAY + HOUR)
        assert found.first.is_provisional
        assert PromiseOutcome.LATE is found.first.outcome
        assert PromiseOutcome.OPEN is found.outcome

    def test_one_promise_is_the_first(self) -> None:
        found = gap(MONDAY, FRIDAY)
        assert found.first is found
        assert found == gap([MONDAY], FRIDAY)

    @pytest.mark.parametrize("promised", [None, [], ()])
    def test_no_promise_has_no_gap(self, promised: object) -> None:
        assert promise_gap(promised, FRIDAY) is None  # type: ignore[arg-type]


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("promised", "actual", "now", "name"),
        [
            (NAIVE, MONDAY, None, "promised_at"),
            ([MONDAY, NAIVE], MONDAY, None, r"promised_at\[1\]"),
            (MONDAY, NAIVE, None, "actual_at"),
            (MONDAY, None, NAIVE, "now"),
        ],
    )
    def test_an_instant_has_a_zone(
        self, promised: object, actual: datetime, now: datetime, name: str
    ) -> None:
        with pytest.raises(NaiveDatetimeError, match=rf"^{name} must be an aware"):
            promise_gap(promised, actual, now=now)  # type: ignore[arg-type]

    def test_takes_a_calendar(self) -> None:
        wanted = r"calendar must be a ServiceCalendar or None, got 'RU'"
        with pytest.raises(WrongTypeError, match=wanted):
            promise_gap(MONDAY, FRIDAY, calendar="RU")  # type: ignore[arg-type]

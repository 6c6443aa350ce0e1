"""The clock that tests move by hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import servicedesk_core as sd
from servicedesk_core.testing import ManualClock

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 1, 16, 16, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(FRIDAY)


class TestNow:
    def test_it_starts_where_it_is_told(self, clock: ManualClock) -> None:
        assert FRIDAY == clock.now() == clock()
        assert BERLIN is clock.now().tzinfo

    def test_it_does_not_move_by_itself(self, clock: ManualClock) -> None:
        assert clock() == clock()

    def test_it_shows_the_time(self, clock: ManualClock) -> None:
        assert "ManualClock(2026-01-16T16:00:00+01:00)" == repr(clock)

    def test_a_naive_start_is_an_error(self) -> None:
        with pytest.raises(sd.NaiveDatetimeError, match=r"^start must be an aware"):
            ManualClock(datetime(2026, 1, 16))  # noqa: DTZ001

    def test_the_second_pass_of_an_hour_is_kept(self) -> None:
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
        clock = ManualClock(twice)

        assert 1 == clock.now().fold
        assert "2026-10-25T02:31:00+01:00" == clock.advance(HOUR / 60).isoformat()


class TestAdvance:
    def test_real_time_goes_by(self, clock: ManualClock) -> None:
        assert FRIDAY + HOUR == clock.advance(HOUR) == clock()

    def test_nothing_may_go_by(self, clock: ManualClock) -> None:
        assert FRIDAY == clock.advance(timedelta())

    def test_the_clocks_of_the_zone_change_meanwhile(self) -> None:
        clock = ManualClock(datetime(2026, 3, 28, 12, tzinfo=BERLIN))

        assert "2026-03-29T13:00:00+02:00" == clock.advance(24 * HOUR).isoformat()

    def test_it_never_goes_back(self, clock: ManualClock) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^duration must be zero or"):
            clock.advance(-HOUR)

        assert FRIDAY == clock()

    def test_the_year_9999_is_its_last(self, clock: ManualClock) -> None:
        with pytest.raises(sd.InstantRangeError, match=r"^the clock lies outside"):
            clock.advance(timedelta(days=4_000_000))

        assert FRIDAY == clock()


class TestAdvanceTo:
    def test_it_goes_to_an_instant_in_its_own_zone(self, clock: ManualClock) -> None:
        monday = datetime(2026, 1, 19, 8, tzinfo=UTC)

        assert "2026-01-19T09:00:00+01:00" == clock.advance_to(monday).isoformat()

    def test_it_may_stay(self, clock: ManualClock) -> None:
        assert FRIDAY == clock.advance_to(FRIDAY)

    def test_it_never_goes_back(self, clock: ManualClock) -> None:
        wanted = r"^at must be not before the present, 2026-01-16T16:00:00\+01:00, got"
        with pytest.raises(sd.InvalidArgumentError, match=wanted):
            clock.advance_to(FRIDAY - timedelta(microseconds=1))

        assert FRIDAY == clock()

    def test_a_naive_instant_is_an_error(self, clock: ManualClock) -> None:
        with pytest.raises(sd.NaiveDatetimeError, match=r"^at must be an aware"):
            clock.advance_to(datetime(2026, 1, 19))  # noqa: DTZ001


class TestAdvanceServiceTime:
    def test_only_open_time_counts(self, clock: ManualClock) -> None:
        monday = datetime(2026, 1, 19, 10, tzinfo=BERLIN)

        assert monday == clock.advance_service_time(2 * HOUR, DESK) == clock()

    def test_nothing_may_go_by(self, clock: ManualClock) -> None:
        assert FRIDAY == clock.advance_service_time(timedelta(), DESK)

    def test_it_never_goes_back(self, clock: ManualClock) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^duration must be zero or"):
            clock.advance_service_time(-HOUR, DESK)

        assert FRIDAY == clock()


def test_it_is_at_hand_as_a_name_of_the_kit() -> None:
    assert ManualClock is sd.testing.ManualClock

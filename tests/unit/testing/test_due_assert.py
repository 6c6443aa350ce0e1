"""Whether somebody is there when something is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import servicedesk_core as sd
from servicedesk_core.testing.asserts import assert_due_in_service_hours

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
ALWAYS = sd.ServiceCalendar.always()
FRIDAY = datetime(2026, 1, 16, 15, tzinfo=UTC)  # 16:00 in Berlin
HOUR = timedelta(hours=1)


def status_of(within: Any, now: datetime = FRIDAY, *held: sd.Signal) -> sd.SlaStatus:
    target = sd.ServiceLevelTarget("resolution", within, DESK)
    return sd.measure([sd.Signal(FRIDAY, "opened"), *held], target, now=now)


class TestInServiceHours:
    @pytest.mark.parametrize("hours", [0.5, 1, 2, 9])
    def test_a_due_time_of_service_hours_is(self, hours: float) -> None:
        """Also one that is up at closing."""
        assert_due_in_service_hours(status_of(hours * HOUR))

    def test_the_end_of_a_working_day_is(self) -> None:
        assert_due_in_service_hours(status_of(sd.WorkingDays(2)))

    def test_an_opening_and_a_closing_are(self) -> None:
        for hour in (9, 17):
            assert_due_in_service_hours(FRIDAY.replace(hour=hour, tzinfo=DESK.tz), DESK)

    def test_other_hours_may_be_meant(self) -> None:
        night = datetime(2026, 1, 17, 3, tzinfo=UTC)

        assert_due_in_service_hours(night, ALWAYS)


class TestOutOfServiceHours:
    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 1, 16, 16, 0, 0, 1, tzinfo=UTC),
            datetime(2026, 1, 17, 10, tzinfo=UTC),
            datetime(2026, 1, 19, 7, 59, 59, 999_999, tzinfo=UTC),
        ],
        ids=["after closing", "on Saturday", "before opening"],
    )
    def test_nobody_is_there(self, at: datetime) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_due_in_service_hours(at, DESK)

        assert [
            "it is due while nobody is there",
            f"  due = {at.isoformat()} (UTC)",
            "  calendar = 'Mo-Fr 09:00-17:00 (Europe/Berlin)'",
        ] == str(caught.value).splitlines()

    def test_the_same_time_of_a_working_day_need_not_be(self) -> None:
        evening = datetime(2026, 1, 16, 20, tzinfo=UTC)
        target = sd.ServiceLevelTarget(
            "resolution", sd.WorkingDays(1, rule="same_time"), DESK
        )
        status = sd.measure([sd.Signal(evening, "opened")], target, now=evening)
        with pytest.raises(AssertionError, match=r"^it is due while nobody is there"):
            assert_due_in_service_hours(status)

    def test_a_status_without_a_due_time_fails(self) -> None:
        paused = sd.Signal(FRIDAY, "paused", reason="caller")
        with pytest.raises(AssertionError, match=r"^it has no due time\n  status = '"):
            assert_due_in_service_hours(status_of(HOUR, FRIDAY, paused))

    def test_other_hours_than_those_of_the_status_may_be_asked(self) -> None:
        weekend = sd.ServiceCalendar.parse("Sa-Su 09:00-17:00", tz="UTC")
        with pytest.raises(AssertionError, match=r"Sa-Su 09:00-17:00"):
            assert_due_in_service_hours(status_of(HOUR), weekend)


class TestArguments:
    def test_a_due_time_needs_a_calendar(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^calendar must be a calendar"):
            assert_due_in_service_hours(FRIDAY)

    def test_anything_else_is_an_error(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^due must be a status or an"):
            assert_due_in_service_hours("tomorrow", DESK)  # type: ignore[arg-type]

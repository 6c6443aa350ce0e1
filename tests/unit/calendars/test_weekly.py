"""The weekly pattern of service hours."""

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

from servicedesk_core.calendars import TimeWindow, Weekday, WeeklyHours
from servicedesk_core.errors import InvalidHoursError, WrongTypeError

NINE_TO_FIVE = TimeWindow("09:00", "17:00")
MONDAY, TUESDAY, SUNDAY = Weekday.MONDAY, Weekday.TUESDAY, Weekday.SUNDAY


class TestWeekday:
    def test_is_numbered_as_dates_number_it(self) -> None:
        days = [date(2026, 1, 5 + n).weekday() for n in range(7)]
        assert days == list(Weekday)
        assert date(2026, 1, 5).strftime("%A").upper() == MONDAY.name
        assert date(2026, 1, 11).strftime("%A").upper() == SUNDAY.name


class TestWeeklyHours:
    def test_has_the_windows_of_each_day(self) -> None:
        hours = WeeklyHours({MONDAY: [NINE_TO_FIVE], SUNDAY: "10:00-14:00"})
        assert hours[MONDAY] == (NINE_TO_FIVE,)
        assert hours[SUNDAY] == (TimeWindow("10:00", "14:00"),)
        assert [hours[day] for day in list(Weekday)[1:6]] == [()] * 5
        assert len(hours.days) == 7

    def test_takes_numbers_for_days(self) -> None:
        numbered: Any = {0: "09:00-17:00"}
        assert WeeklyHours(numbered) == WeeklyHours({MONDAY: "09:00-17:00"})

    def test_takes_other_weekly_hours(self) -> None:
        hours = WeeklyHours({MONDAY: [NINE_TO_FIVE]})
        assert hours == WeeklyHours(hours)

    def test_joins_windows_that_touch(self) -> None:
        assert WeeklyHours({MONDAY: "09:00-12:00,12:00-17:00"}) == WeeklyHours(
            {MONDAY: NINE_TO_FIVE}
        )

    @pytest.mark.parametrize(
        "windows",
        [
            {MONDAY: "22:00-06:00", TUESDAY: "06:00-14:00"},
            {SUNDAY: "22:00-06:00", MONDAY: "06:00-14:00"},
            {MONDAY: "00:00-24:00", TUESDAY: "00:00-24:00"},
            {MONDAY: "05:00-07:00,22:00-06:00"},
            {MONDAY: "23:59-23:58"},
        ],
    )
    def test_takes_nights_that_end_in_time(self, windows: dict[Weekday, str]) -> None:
        hours = WeeklyHours(windows)
        assert {
            day: ",".join(map(str, hours[day])) for day in Weekday if hours[day]
        } == windows

    @pytest.mark.parametrize(
        ("windows", "first", "second"),
        [
            (
                {MONDAY: "22:00-06:00", TUESDAY: "05:59-14:00"},
                "Monday 22:00-06:00",
                "Tuesday 05:59-14:00",
            ),
            (
                {SUNDAY: "22:00-06:00", MONDAY: "05:00-14:00"},
                "Sunday 22:00-06:00",
                "Monday 05:00-14:00",
            ),
            (
                {SUNDAY: "10:00-09:00", MONDAY: "00:00-01:00"},
                "Sunday 10:00-09:00",
                "Monday 00:00-01:00",
            ),
            (
                {Weekday.FRIDAY: "22:00-06:00", Weekday.SATURDAY: "00:00-24:00"},
                "Friday 22:00-06:00",
                "Saturday 00:00-24:00",
            ),
        ],
    )
    def test_refuses_a_night_that_runs_into_the_next_day(
        self, windows: dict[Weekday, str], first: str, second: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours(windows)
        assert caught.value.windows == (first, second)
        assert str(caught.value) == f"windows {first} and {second} overlap"

    def test_refuses_holidays_that_nobody_names(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours.parse("Mo 09:00-17:00; PH off")
        assert caught.value.position == 16

    def test_evolves(self) -> None:
        hours = WeeklyHours.parse("Mo 09:00-17:00")
        assert hours == attrs.evolve(hours)

    def test_refuses_an_overlap_within_a_day(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours({MONDAY: "09:00-12:00,11:00-14:00"})
        assert caught.value.windows == ("Monday 09:00-12:00", "Monday 11:00-14:00")

    @pytest.mark.parametrize("day", ["Mo", 7, -1, None, 0.5])
    def test_refuses_a_day_that_is_no_weekday(self, day: Any) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours({day: "09:00-17:00"})
        assert str(caught.value) == f"days must be Weekdays, got [{day!r}]"

    @pytest.mark.parametrize("hours", [None, 5, "Mo 09:00-17:00", [NINE_TO_FIVE], ()])
    def test_refuses_what_is_no_mapping(self, hours: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            WeeklyHours(hours)
        assert caught.value.argument == "hours"
        assert hours == caught.value.value
        assert caught.value.wanted == "a mapping of Weekday to windows"

    def test_refuses_windows_of_another_type(self) -> None:
        windows: Any = {MONDAY: [5]}
        with pytest.raises(WrongTypeError) as caught:
            WeeklyHours(windows)
        assert caught.value.argument == "windows"

    def test_may_be_closed_all_week(self) -> None:
        closed = WeeklyHours({})
        assert closed.days == ((),) * 7
        assert repr(closed) == "WeeklyHours.parse('off')"
        assert closed == WeeklyHours.parse("off")
        assert closed == WeeklyHours({MONDAY: ""})

    def test_is_a_value(self) -> None:
        hours = WeeklyHours({MONDAY: [NINE_TO_FIVE]})
        assert hours == WeeklyHours.parse("Mo 09:00-17:00")
        assert hash(hours) == hash(WeeklyHours.parse("Mo 09:00-17:00"))
        assert hours != WeeklyHours.parse("Tu 09:00-17:00")
        assert hours != WeeklyHours({})
        with pytest.raises(AttributeError):
            hours.days = ()  # type: ignore[misc]

    @pytest.mark.parametrize(
        "text",
        ["Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00", "24/7", "Su 22:00-06:00"],
    )
    def test_reads_writes_and_pickles(self, text: str) -> None:
        hours = WeeklyHours.parse(text)
        assert text == str(hours)
        assert f"WeeklyHours.parse({text!r})" == repr(hours)
        assert hours == pickle.loads(pickle.dumps(hours))  # noqa: S301

    def test_refuses_a_text_it_cannot_read(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            WeeklyHours.parse("Mo 9-17")
        assert (caught.value.text, caught.value.position) == ("Mo 9-17", 3)

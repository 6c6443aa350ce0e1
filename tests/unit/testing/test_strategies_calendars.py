"""Calendars and their parts as the kit draws them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy

import servicedesk_core as sd
from servicedesk_core.calendars import Combination, Operation, Versions
from servicedesk_core.calendars.day_rules import CountryDays
from servicedesk_core.testing.strategies import calendars
from servicedesk_core.testing.strategies.instants import EARLIEST, LATEST
from strategy_checks import (
    check_draws,
    check_fields_vary,
    check_kinds,
    check_values,
    check_whole_package,
    drawn,
    draws,
    entries,
    minimal,
)

# Each is drawn from once, for all tests.
CALENDARS = calendars.service_calendars()
DAYS_OFF = calendars.days_off()
# There are as many countries to draw from, and rules of every year.
FEW = {"CountryDays": 4, "YearlyDays": 5}


@entries(calendars.STRATEGIES)
def test_values_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = make()
    check_values(type_, strategy, distinct=FEW.get(type_.__name__, 5))
    check_fields_vary(type_, strategy, examples=60)


def test_every_type_has_a_strategy() -> None:
    check_whole_package(sd.calendars, calendars.STRATEGIES)


class TestTimeWindows:
    def test_they_shrink_to_office_hours(self) -> None:
        assert sd.TimeWindow("09:00", "17:00") == minimal(calendars.time_windows())

    @pytest.mark.parametrize(
        "where",
        [
            lambda window: window.opens > window.closes,
            lambda window: window.hours == 24,
            lambda window: window.hours < 1 / 3600,
            lambda window: window.opens.endswith("7"),
        ],
        ids=["over midnight", "whole day", "a microsecond", "any minute"],
    )
    def test_all_kinds_are_drawn(
        self, where: Callable[[sd.TimeWindow], object]
    ) -> None:
        assert draws(calendars.time_windows(), where)


class TestWeeklyHours:
    def test_they_shrink_to_office_hours(self) -> None:
        assert "Mo-Fr 09:00-17:00" == str(minimal(calendars.weekly_hours()))

    def test_there_is_always_a_window(self) -> None:
        assert all(any(hours.days) for hours in drawn(calendars.weekly_hours()))

    @pytest.mark.parametrize(
        "where",
        [
            lambda hours: max(map(len, hours.days)) == 3,
            lambda hours: str(hours) == "24/7",
            lambda hours: hours[sd.Weekday.SUNDAY] != hours[sd.Weekday.MONDAY] != (),
            lambda hours: any(
                day and day[-1].opens > day[-1].closes and tomorrow
                for day, tomorrow in pairwise(hours.days)
            ),
        ],
        ids=["three a day", "always", "days differ", "nights beside days"],
    )
    def test_all_kinds_are_drawn(
        self, where: Callable[[sd.WeeklyHours], object]
    ) -> None:
        assert draws(calendars.weekly_hours(), where)


class TestDaysOff:
    def test_they_shrink_to_none(self) -> None:
        assert sd.DaysOff.none() == minimal(calendars.days_off())

    def test_rules_of_every_kind_are_drawn_and_added(self) -> None:
        kinds = ("CountryDays", "FixedDays", "RecurringDays", "YearlyDays")
        one = DAYS_OFF.filter(lambda off: len(off.rules) == 1)

        check_kinds(one, lambda off: type(off.rules[0]).__name__, kinds)
        check_kinds(DAYS_OFF, lambda off: len(off.rules), {0, 1, 2})

    def test_countries_may_be_left_out(self) -> None:
        found = drawn(calendars.days_off(countries=False), examples=100)

        assert not [off for off in found if off.coverage is not None]

    def test_countries_are_known_throughout(self) -> None:
        for rule in drawn(calendars.country_days()):
            first, last = rule.known_years()

            assert first <= EARLIEST.year
            assert LATEST.year <= last

    def test_eves_and_half_days_and_subdivisions_are_drawn(self) -> None:
        made = calendars.country_days()

        assert draws(made, lambda rule: rule.short_eves)
        assert draws(made, lambda rule: rule.subdivision)
        assert draws(made, lambda rule: "half_day" in rule.categories)


class TestDatedHours:
    def test_special_hours_shrink_to_a_closed_monday(self) -> None:
        closed = sd.SpecialHours("2026-01-05", ())

        assert closed == minimal(calendars.special_hours())

    def test_closures_shrink_to_a_monday(self) -> None:
        monday = sd.Closure("2026-01-05", "09:00-17:00")

        assert monday == minimal(calendars.closures())

    def test_closures_have_windows(self) -> None:
        check_kinds(calendars.closures(), lambda each: len(each.windows), {1, 2, 3})

    def test_dates_are_near_one_another_and_far(self) -> None:
        monday = date(2026, 1, 5)
        made = calendars.special_hours()

        assert draws(made, lambda each: each.day == monday + timedelta(days=1))
        assert draws(made, lambda each: abs(each.day - monday).days > 300)


def parts_of(calendar: sd.ServiceCalendar) -> list[sd.ServiceCalendar]:
    """Return a calendar, or all those of weekly hours that it is made of."""
    found = [part for each in calendar.parts for part in parts_of(each)]
    return found or [calendar]


class TestServiceCalendars:
    def test_they_shrink_to_office_hours(self) -> None:
        office = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")

        assert office == minimal(calendars.service_calendars())

    @pytest.mark.parametrize(
        "where",
        [
            lambda calendar: isinstance(calendar.weekly, Versions),
            lambda calendar: isinstance(calendar.weekly, sd.WeeklyHours),
            lambda calendar: calendar.special and calendar.closures,
            lambda calendar: calendar.days_off.rules,
            lambda calendar: calendar.name is not None,
        ],
        ids=["versions", "weekly", "dated", "days off", "named"],
    )
    def test_all_kinds_are_drawn(
        self, where: Callable[[sd.ServiceCalendar], object]
    ) -> None:
        assert draws(CALENDARS, where)

    def test_they_are_combined_in_every_way(self) -> None:
        made = calendars.STRATEGIES[Combination]()

        check_kinds(made, lambda each: each.operation, Operation)
        check_draws(made, lambda each: len(each.parts), [1, 2, 3])

    def test_zones_may_be_chosen(self) -> None:
        made = calendars.service_calendars(zones=["Asia/Tehran"])
        zones = {
            str(part.tz) for calendar in drawn(made) for part in parts_of(calendar)
        }

        assert {"Asia/Tehran"} == zones

    def test_lasting_ones_are_of_no_country(self) -> None:
        made = calendars.service_calendars(lasting=True)
        rules = [
            rule
            for calendar in drawn(made, examples=100)
            for part in parts_of(calendar)
            for rule in part.days_off.rules
        ]

        assert rules
        assert not [rule for rule in rules if isinstance(rule, CountryDays)]

    def test_all_have_open_time_every_month(self) -> None:
        start = datetime(2026, 4, 1, tzinfo=UTC)
        for calendar in drawn(CALENDARS, examples=50):
            assert calendar.elapsed(start, start + timedelta(days=35)) > timedelta()

    def test_a_month_of_service_time_stays_within_what_is_known(self) -> None:
        """Else a HolidayCoverageWarning would be an error here."""
        start = datetime(2026, 6, 1, tzinfo=UTC)
        for calendar in drawn(CALENDARS, examples=50):
            assert calendar.add(start, timedelta(days=7)) > start


class TestRows:
    def test_windows_are_named_after_parts(self) -> None:
        made = calendars.open_windows()

        check_kinds(made, lambda each: bool(each.part), {True, False}, examples=20)

    def test_days_count_and_do_not(self) -> None:
        made = calendars.calendar_days()

        check_kinds(made, lambda day: bool(day.counted), {True, False}, examples=20)

"""Days off: by country, by date, by year, by rule."""

import pickle
from collections.abc import Iterable
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff, TimeWindow
from servicedesk_core.calendars.country import known_years
from servicedesk_core.calendars.day_rules import (
    CountryDays,
    FixedDays,
    HalfDay,
    YearlyDays,
)
from servicedesk_core.calendars.recurrence import RecurringDays
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    ServiceDeskError,
    UnknownCountryError,
    WrongTypeError,
)

MON, TUE, WED, THU, FRI, SAT = range(6)
HOUR = timedelta(hours=1)
MORNING = (TimeWindow("00:00", "13:00"),)
GREECE = {"public": None, "half_day": "00:00-13:00"}


def iso(ordinals: Iterable[int]) -> list[str]:
    """Return dates given by ordinal as text, in order."""
    return [str(date.fromordinal(day)) for day in sorted(ordinals)]


def off(days: DaysOff, year: int) -> list[str]:
    """Return the days off of a year as text."""
    return iso(days.days(year))


class TestNone:
    def test_is_no_day_off(self) -> None:
        none = DaysOff.none()
        assert none == DaysOff()
        assert none.rules == ()
        assert none.days(2026) == {}
        assert none.worked(2026) == {}
        assert none.half_days(2026) == {}
        assert none.eves(2026) == {}
        assert none.edge_years == ()
        assert none.known_years == (1, MAXYEAR)
        assert none.coverage is None
        assert none.label(date(2026, 1, 1)) is None


class TestCountry:
    def test_has_its_holidays_and_worked_weekends(self) -> None:
        russia = DaysOff.country("RU")
        assert russia.rules == (CountryDays("RU"),)
        assert russia.label(date(2024, 11, 4)) == "Unity Day"
        assert russia.label(date(2024, 11, 5)) is None
        assert russia.worked(2024)[date(2024, 4, 27).toordinal()] == MON
        assert russia.edge_years == ()

    def test_may_have_a_subdivision(self) -> None:
        assert DaysOff.country("DE").label(date(2026, 1, 6)) is None
        assert DaysOff.country("DE", "BY").label(date(2026, 1, 6)) == "Epiphany"

    @pytest.mark.parametrize(
        ("country", "subdivision", "argument", "value"),
        [
            ("QQQQ", None, "country", "QQQQ"),
            ("ru", None, "country", "ru"),
            ("DE", "XX", "subdivision", "XX"),
        ],
    )
    def test_is_checked_at_once(
        self, country: str, subdivision: str | None, argument: str, value: str
    ) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            DaysOff.country(country, subdivision)
        assert argument == caught.value.argument
        assert value == caught.value.value


class TestWorkedWeekends:
    @pytest.mark.parametrize(
        ("country", "year", "expected"),
        [
            ("RU", 2024, {"04-27": MON, "11-02": TUE, "12-28": MON}),
            ("CN", 2024, {"02-04": THU, "02-18": FRI, "04-07": FRI, "04-28": THU,
                          "05-11": FRI, "09-14": MON, "09-29": FRI, "10-12": MON}),
            ("CN", 2025, {"01-26": MON, "02-08": TUE, "04-27": MON, "09-28": TUE,
                          "10-11": WED}),
            ("HU", 2024, {"08-03": MON, "12-07": TUE, "12-14": FRI}),
            ("HU", 2025, {"05-17": FRI, "10-18": FRI, "12-13": WED}),
            ("TW", 2023, {"01-07": FRI, "02-04": FRI, "02-18": MON, "03-25": MON,
                          "06-17": FRI, "09-23": MON}),
            ("DE", 2024, {}),
        ],
    )  # fmt: skip
    def test_have_the_weekday_they_replace(
        self, country: str, year: int, expected: dict[str, int]
    ) -> None:
        worked = DaysOff.country(country).worked(year)
        found = {iso([day])[0][5:]: weekday for day, weekday in worked.items()}
        assert expected == found

    def test_come_with_public_holidays_only(self) -> None:
        assert len(DaysOff.country("TW").worked(2023)) == 6
        assert DaysOff.country("TW", categories=["optional"]).worked(2023) == {}


class TestCategories:
    def test_are_public_unless_given(self) -> None:
        greece = DaysOff.country("GR")
        assert greece == DaysOff.country("GR", categories=["public"])
        assert greece == DaysOff.country("GR", categories={"public": None})
        assert greece.half_days(2026) == {}
        assert greece.label(date(2026, 12, 24)) is None

    def test_are_days_off_without_hours(self) -> None:
        taiwan = DaysOff.country("TW", categories=["optional", "public"])
        assert taiwan.label(date(2024, 9, 3)) == "Armed Forces Day"
        assert taiwan.label(date(2024, 10, 10)) == "National Day"
        assert DaysOff.country("TW").label(date(2024, 9, 3)) is None
        alone = DaysOff.country("TW", categories=["optional"])
        assert off(alone, 2024) == ["2024-05-01", "2024-09-03"]

    def test_may_have_a_subdivision(self) -> None:
        given = DaysOff.country("DE", "BY", ["catholic", "public"])
        assert given.label(date(2026, 8, 15)) == "Assumption Day"
        assert given.label(date(2026, 1, 6)) == "Epiphany"
        assert DaysOff.country("DE", "BY").label(date(2026, 8, 15)) is None

    def test_are_half_days_with_hours(self) -> None:
        greece = DaysOff.country("GR", categories=GREECE)
        assert greece.half_days(2026) == {
            date(2026, 12, 24).toordinal(): HalfDay(MORNING, "Christmas Eve"),
            date(2026, 12, 31).toordinal(): HalfDay(MORNING, "New Year's Eve"),
        }
        assert greece.label(date(2026, 12, 24)) is None
        assert greece.label(date(2026, 12, 25)) == "Christmas Day"

    def test_without_hours_are_no_half_days_of_the_rule(self) -> None:
        (rule,) = DaysOff.country("GR", categories=GREECE).rules
        assert iso(rule.half_days(2026)) == ["2026-12-24", "2026-12-31"]
        assert "2026-12-25" in iso(rule.days(2026))

    def test_of_any_name_may_have_hours(self) -> None:
        day = date(2024, 9, 3)
        taiwan = DaysOff.country("TW", categories={"optional": "09:00-12:00"})
        half = taiwan.half_days(2024)[day.toordinal()]
        assert half == HalfDay((TimeWindow("09:00", "12:00"),), "Armed Forces Day")
        assert taiwan.label(day) is None

    @pytest.mark.parametrize(
        "hours",
        [
            "00:00-13:00",
            "0:00-10:00,10:00-13:00",
            MORNING,
            MORNING[0],
            ["10:00-13:00", "00:00-10:00"],
            TimeWindow(time(0), time(13)),
        ],
    )
    def test_take_hours_as_other_windows(self, hours: Any) -> None:
        given = DaysOff.country("GR", categories={"public": None, "half_day": hours})
        assert given == DaysOff.country("GR", categories=GREECE)

    def test_are_equal_in_any_order(self) -> None:
        given = ["public", "optional", "government"]
        ours = DaysOff.country("TW", categories=given)
        assert ours == DaysOff.country("TW", categories=iter(given[::-1]))
        assert ours == DaysOff.country("TW", categories=dict.fromkeys(given))
        assert ours != DaysOff.country("TW", categories=given[:2])
        (rule,) = ours.rules
        assert isinstance(rule, CountryDays)
        assert list(rule.categories) == ["public", "government", "optional"]

    def test_name_a_date_of_two_by_the_public_one(self) -> None:
        japan = DaysOff.country("JP", categories=["bank", "public"])
        assert japan.label(date(2024, 1, 1)) == "New Year's Day"
        assert japan.label(date(2024, 1, 2)) == "Bank Holiday"

    @pytest.mark.parametrize("categories", ["public", 5, True])
    def test_refuse_what_is_no_list(self, categories: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.country("RU", categories=categories)
        assert caught.value.argument == "categories"
        assert categories == caught.value.value
        assert caught.value.wanted == (
            "several names of categories, or a mapping of them to hours"
        )

    @pytest.mark.parametrize("categories", [[], {}, ()])
    def test_refuse_to_be_none(self, categories: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country("RU", categories=categories)
        assert categories == caught.value.value
        assert caught.value.wanted == "one category at least"

    @pytest.mark.parametrize("name", [5, None, ["public"], date(2026, 1, 1)])
    def test_refuse_a_name_that_is_no_text(self, name: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.country("RU", categories=["public", name])
        assert caught.value.argument == "categories"
        assert name == caught.value.value
        assert caught.value.wanted == "names such as 'public'"

    @pytest.mark.parametrize(
        ("country", "name", "wanted"),
        [
            ("TR", "publik", "among half_day, public (did you mean public?)"),
            ("TR", "PUBLIC", "among half_day, public (did you mean public?)"),
            ("TR", "halfday", "among half_day, public (did you mean half_day?)"),
            ("TR", "", "among half_day, public"),
            ("RU", "half_day", "among public"),
            ("UA", "workdays", "among public"),
            ("EE", "half", "among half_day, public (did you mean half_day?)"),
        ],
    )
    def test_refuse_those_that_a_country_has_not(
        self, country: str, name: str, wanted: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country(country, categories=[name])
        assert caught.value.argument == "categories"
        assert name == caught.value.value
        assert wanted == caught.value.wanted

    @pytest.mark.parametrize("country", ["UA", "TW", "RU"])
    @pytest.mark.parametrize(
        "categories", [["public", "workday"], {"workday": "09:00-10:00"}]
    )
    def test_refuse_days_that_are_worked(self, country: str, categories: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country(country, categories=categories)
        assert caught.value.value == "workday"
        assert str(caught.value) == (
            "categories must be categories of days off; the days of 'workday' are "
            "worked, got 'workday'"
        )

    @pytest.mark.parametrize(
        "categories", [["half_day"], {"public": None, "half_day": None}]
    )
    def test_refuse_half_days_without_hours(self, categories: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country("GR", categories=categories)
        assert caught.value.value == "half_day"
        assert caught.value.wanted == (
            'in a mapping with its hours, such as {"half_day": "09:00-13:00"}'
        )

    @pytest.mark.parametrize("hours", ["", [], ()])
    def test_refuse_hours_without_a_window(self, hours: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country("GR", categories={"half_day": hours})
        assert caught.value.argument == "categories['half_day']"
        assert hours == caught.value.value
        assert caught.value.wanted == (
            'hours such as "09:00-13:00", or None for a whole day off'
        )

    def test_refuse_hours_that_overlap(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            DaysOff.country("GR", categories={"half_day": "09:00-13:00,12:00-14:00"})
        assert caught.value.windows == (
            "half_day 09:00-13:00",
            "half_day 12:00-14:00",
        )

    def test_refuse_hours_that_are_none(self) -> None:
        hours: Any = 5
        with pytest.raises(WrongTypeError, match=r"^windows must be TimeWindows"):
            DaysOff.country("GR", categories={"half_day": hours})


class TestHalfDays:
    def test_are_none_where_the_date_is_off(self) -> None:
        greece = DaysOff.country("GR", categories=GREECE)
        ours = DaysOff.dates(["2026-12-24"])
        for days in (greece + ours, ours + greece):
            assert iso(days.half_days(2026)) == ["2026-12-31"]
        assert len(greece.half_days(2026)) == 2

    def test_are_none_where_the_date_is_worked(self) -> None:
        # Youth Day of 2014 was a Sunday that China worked for 2 May
        china = DaysOff.country("CN", categories=GREECE)
        assert "2014-05-04" in iso(china.worked(2014))
        assert iso(china.half_days(2014)) == ["2014-03-08", "2014-06-01", "2014-08-01"]
        assert "2013-05-04" in iso(china.half_days(2013))

    def test_are_none_where_another_category_is_off(self) -> None:
        kept = {"bank": "09:00-12:00", "public": None}
        japan = DaysOff.country("JP", categories=kept)
        assert "2024-01-01" in off(japan, 2024)
        assert iso(japan.half_days(2024)) == ["2024-01-02", "2024-01-03", "2024-12-31"]

    def test_the_public_category_stays(self) -> None:
        kept = {"bank": "09:00-12:00", "public": "09:00-11:00"}
        halves = DaysOff.country("JP", categories=kept).half_days(2024)
        new_year = halves[date(2024, 1, 1).toordinal()]
        assert new_year == HalfDay((TimeWindow("09:00", "11:00"),), "New Year's Day")

    def test_the_first_rule_stays(self) -> None:
        morning = DaysOff.country("GR", categories={"half_day": "09:00-12:00"})
        evening = DaysOff.country("GR", categories={"half_day": "15:00-18:00"})
        eve = date(2026, 12, 24).toordinal()
        first = (morning + evening).half_days(2026)[eve].windows
        assert first == (TimeWindow("09:00", "12:00"),)
        second = (evening + morning).half_days(2026)[eve].windows
        assert second == (TimeWindow("15:00", "18:00"),)

    def test_are_values(self) -> None:
        half = HalfDay(MORNING, "Christmas Eve")
        assert half == HalfDay(MORNING, "Christmas Eve")
        assert hash(half) == hash(HalfDay(MORNING, "Christmas Eve"))
        assert half != HalfDay(MORNING, "New Year's Eve")


class TestEves:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (2019, ["02-22", "03-07", "04-30", "05-08", "06-11", "12-31"]),
            (2020, ["04-30", "05-08", "06-11", "11-03", "12-31"]),
            (2021, ["02-20", "04-30", "06-11", "11-03"]),
            (2022, ["02-22", "03-05", "11-03"]),
            (2023, ["02-22", "03-07", "11-03"]),
            (2024, ["02-22", "03-07", "05-08", "06-11", "11-02"]),
            (2025, ["03-07", "04-30", "06-11", "11-01"]),
            (2026, ["04-30", "05-08", "06-11", "11-03"]),
        ],
    )
    def test_are_the_short_days_of_russia(self, year: int, expected: list[str]) -> None:
        russia = DaysOff.country("RU", short_eves=HOUR)
        eves, worked = russia.eves(year), russia.worked(year)
        short = [
            day
            for day in eves
            if day in worked or date.fromordinal(day).weekday() < SAT
        ]
        assert expected == [day[5:] for day in iso(short)]
        assert set(eves.values()) == {3_600_000_000}

    def test_may_be_on_weekends(self) -> None:
        eves = DaysOff.country("RU", short_eves=HOUR).eves(2020)
        assert iso(eves)[:2] == ["2020-02-22", "2020-03-07"]

    def test_are_none_unless_asked_for(self) -> None:
        assert DaysOff.country("RU").eves(2024) == {}

    @pytest.mark.parametrize(
        ("length", "expected"),
        [
            (timedelta(microseconds=1), 1),
            (timedelta(minutes=90), 5_400_000_000),
            (timedelta(days=1) - timedelta.resolution, 86_399_999_999),
        ],
    )
    def test_may_be_short_by_any_part_of_a_day(
        self, length: timedelta, expected: int
    ) -> None:
        ours = DaysOff.country("RU", short_eves=length)
        assert ours.eves(2024)[date(2024, 5, 8).toordinal()] == expected
        assert ours.rules == (CountryDays("RU", short_eves=length),)

    def test_are_none_where_the_date_is_off(self) -> None:
        russia = DaysOff.country("RU", short_eves=HOUR)
        ours = DaysOff.dates(["2024-05-08"])
        for days in (russia + ours, ours + russia):
            assert iso(days.eves(2024)) == [
                *("2024-02-22", "2024-03-07", "2024-06-11"),
                *("2024-11-02", "2024-11-03"),
            ]

    def test_the_largest_shortening_counts(self) -> None:
        one = DaysOff.country("RU", short_eves=HOUR)
        two = DaysOff.country("BY", short_eves=2 * HOUR)
        for days in (one + two, two + one):
            eves = days.eves(2024)
            assert eves[date(2024, 5, 8).toordinal()] == 2 * 3_600_000_000
            assert eves[date(2024, 6, 11).toordinal()] == 3_600_000_000

    def test_go_with_half_days(self) -> None:
        greece = DaysOff.country("GR", None, GREECE, HOUR)
        eve = date(2026, 12, 24).toordinal()
        assert greece.eves(2026)[eve] == 3_600_000_000
        assert eve in greece.half_days(2026)

    @pytest.mark.parametrize(
        "length",
        [timedelta(0), -HOUR, timedelta(days=1), timedelta(days=2), timedelta.max],
    )
    def test_refuse_to_be_no_part_of_a_day(self, length: timedelta) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country("RU", short_eves=length)
        assert caught.value.argument == "short_eves"
        assert length == caught.value.value
        assert caught.value.wanted == (
            "more than nothing and less than 24 hours, in whole microseconds"
        )

    def test_keep_a_plain_length(self) -> None:
        class Long(timedelta):
            """Stands for durations of other libraries."""

        (rule,) = DaysOff.country("RU", short_eves=Long(hours=1)).rules
        assert isinstance(rule, CountryDays)
        assert type(rule.short_eves) is timedelta
        assert rule.short_eves == HOUR

    def test_refuse_parts_of_a_microsecond(self) -> None:
        class Fine(timedelta):
            """Stands for durations of other libraries, in nanoseconds."""

            def __eq__(self, other: object) -> bool:
                return self is other

            def __ne__(self, other: object) -> bool:
                return self is not other

            def __hash__(self) -> int:
                return 0

        with pytest.raises(InvalidArgumentError, match="in whole microseconds"):
            DaysOff.country("RU", short_eves=Fine(hours=1))

    @pytest.mark.parametrize("length", [1, 3600.0, "1h", time(1)])
    def test_refuse_what_is_no_duration(self, length: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.country("RU", short_eves=length)
        assert caught.value.argument == "short_eves"
        assert length == caught.value.value
        assert caught.value.wanted == "a timedelta"

    def test_refuse_to_go_without_public_holidays(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.country("TW", categories=["optional"], short_eves=HOUR)
        assert caught.value.argument == "short_eves"
        assert caught.value.wanted == (
            "left out without the category 'public': eves precede its holidays"
        )


class TestKnownYears:
    @pytest.mark.parametrize(
        "days",
        [
            DaysOff.none(),
            DaysOff.dates(["2026-06-30"]),
            DaysOff.yearly("05-01"),
            DaysOff.rule("FREQ=DAILY;UNTIL=20260105", since=date(2026, 1, 1)),
        ],
    )
    def test_are_all_where_nothing_ends_them(self, days: DaysOff) -> None:
        assert days.known_years == (1, 9999)
        assert days.coverage is None

    @pytest.mark.parametrize("country", ["RU", "DE", "IN", "UA"])
    def test_are_those_of_the_country(self, country: str) -> None:
        days = DaysOff.country(country)
        assert known_years(country) == days.known_years
        assert known_years(country)[1] == days.coverage

    def test_are_those_that_all_rules_know(self) -> None:
        us, japan, india = map(DaysOff.country, ("US", "JP", "IN"))
        assert (us + japan).known_years == (1949, 2099)
        assert (japan + us).known_years == (1949, 2099)
        assert (india + us + japan).known_years == (2001, 2035)
        assert (india + us + japan).coverage == 2035
        assert (us + DaysOff.dates(["2150-01-01"])).coverage == 2100


class TestDates:
    def test_have_labels_or_a_general_one(self) -> None:
        days = DaysOff.dates(
            ["2026-12-30", (date(2026, 6, 30), "stocktaking"), date(2027, 1, 4)]
        )
        assert off(days, 2026) == ["2026-06-30", "2026-12-30"]
        assert off(days, 2027) == ["2027-01-04"]
        assert off(days, 2028) == []
        assert days.label(date(2026, 6, 30)) == "stocktaking"
        assert days.label(date(2026, 12, 30)) == "day off"
        assert days.worked(2026) == {}

    def test_are_equal_in_any_order(self) -> None:
        days = ["2026-12-30", "2026-06-30"]
        assert DaysOff.dates(days) == DaysOff.dates(iter(days[::-1]))
        assert DaysOff.dates(days).rules == (
            FixedDays(
                ((date(2026, 6, 30), "day off"), (date(2026, 12, 30), "day off"))
            ),
        )

    def test_none_of_them_is_no_rule(self) -> None:
        assert DaysOff.dates([]) == DaysOff.none()

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (["2026-06-30"], (2026, 2026)),
            (["2028-06-30", "2030-01-01", "2026-01-01"], (2026, 2030)),
        ],
    )
    def test_begin_and_end(self, days: list[str], expected: tuple[int, ...]) -> None:
        assert expected == DaysOff.dates(days).edge_years

    @pytest.mark.parametrize(
        "days",
        ["2026-06-30", date(2026, 6, 30), datetime(2026, 6, 30, tzinfo=UTC)],
    )
    def test_refuse_a_single_day(self, days: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.dates(days)
        assert caught.value.argument == "days"
        assert days == caught.value.value
        assert caught.value.wanted == "several dates, in a list"

    @pytest.mark.parametrize(
        "day", [5, None, datetime(2026, 6, 30, tzinfo=UTC), ["2026-06-30", "x"]]
    )
    def test_refuse_what_is_no_date(self, day: Any) -> None:
        for given in (day, (day, "label")):
            with pytest.raises(WrongTypeError) as caught:
                DaysOff.dates([given])
            assert caught.value.argument == "days"
            assert day == caught.value.value

    @pytest.mark.parametrize("day", ["30.06.2026", "2026-02-30", ""])
    def test_refuse_a_text_that_is_no_date(self, day: str) -> None:
        with pytest.raises(ServiceDeskError, match="days must be a date") as caught:
            DaysOff.dates([day])
        assert repr(day) in str(caught.value)


class TestYearly:
    @pytest.mark.parametrize(
        ("ranges", "year", "expected"),
        [
            (["05-01"], 2026, ["2026-05-01"]),
            (["05-01"], 2030, ["2030-05-01"]),
            (["05-01..05-03"], 2026, ["2026-05-01", "2026-05-02", "2026-05-03"]),
            (["05-01..05-01"], 2026, ["2026-05-01"]),
            ([" 05-01 .. 05-02 "], 2026, ["2026-05-01", "2026-05-02"]),
            (["05-01", "12-25"], 2026, ["2026-05-01", "2026-12-25"]),
            (["01-31..02-01"], 2026, ["2026-01-31", "2026-02-01"]),
            (
                ["12-30..01-02"],
                2026,
                ["2026-01-01", "2026-01-02", "2026-12-30", "2026-12-31"],
            ),
            (["12-31..01-01"], 1, ["0001-01-01", "0001-12-31"]),
            (["12-31..01-01"], 9999, ["9999-01-01", "9999-12-31"]),
            (["02-29"], 2028, ["2028-02-29"]),
            (["02-29"], 2026, []),
            (["02-28..03-01"], 2028, ["2028-02-28", "2028-02-29", "2028-03-01"]),
            (["02-28..03-01"], 2026, ["2026-02-28", "2026-03-01"]),
        ],
    )
    def test_come_back_every_year(
        self, ranges: list[str], year: int, expected: list[str]
    ) -> None:
        days = DaysOff.yearly(*ranges)
        assert expected == off(days, year)
        assert days.worked(year) == {}
        assert days.edge_years == ()

    def test_may_be_the_whole_year(self) -> None:
        assert len(DaysOff.yearly("01-01..12-31").days(2028)) == 366
        assert len(DaysOff.yearly("01-02..01-01").days(2026)) == 365

    def test_have_a_label(self) -> None:
        day = date(2026, 5, 1)
        assert DaysOff.yearly("05-01", label="Labour Day").label(day) == "Labour Day"
        assert DaysOff.yearly("05-01").label(day) == "day off"

    def test_are_rules_of_their_own(self) -> None:
        assert DaysOff.yearly("05-01", "12-24..01-02", label="x").rules == (
            YearlyDays((5, 1), (5, 1), "x"),
            YearlyDays((12, 24), (1, 2), "x"),
        )
        assert DaysOff.yearly() == DaysOff.none()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "..",
            "5-1",
            "0501",
            "02-30",
            "13-01",
            "00-01",
            "01-00",
            "04-31",
            "05/01",
            "2026-05-01",
            "..05-01",
            "05-01..05-32",
            "05-01...05-02",
            "05-01..05-02..05-03",
            "05-01,05-02",
        ],
    )
    def test_refuse_what_is_no_day_of_a_year(self, text: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.yearly("05-09", text)
        assert text == caught.value.value
        assert caught.value.wanted == 'days such as "05-01..05-09"'
        assert str(caught.value).endswith(
            f'must be days such as "05-01..05-09", got {text!r}'
        )

    @pytest.mark.parametrize("given", [5, None, ["05-01"], date(2026, 5, 1)])
    def test_refuse_what_is_no_text(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.yearly("05-09", given)
        assert given == caught.value.value
        assert caught.value.wanted == 'days such as "05-01..05-09"'


class TestRule:
    @pytest.mark.parametrize(
        ("rule", "since", "year", "expected"),
        [
            (
                "FREQ=YEARLY;BYMONTH=7;BYDAY=-1FR",
                date(2026, 1, 1),
                2026,
                ["2026-07-31"],
            ),
            (
                "RRULE:FREQ=YEARLY;BYMONTH=7;BYDAY=-1FR",
                date(2026, 1, 1),
                2027,
                ["2027-07-30"],
            ),
            ("freq=yearly;bymonth=1;bymonthday=1", date(2020, 1, 1), 2026,
             ["2026-01-01"]),
            ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", date(2020, 1, 1), 2026,
             ["2026-12-31"]),
            ("FREQ=WEEKLY;INTERVAL=26;BYDAY=MO", date(2026, 1, 5), 2026,
             ["2026-01-05", "2026-07-06"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2026,
             ["2026-12-30", "2026-12-31"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2027, ["2027-01-01"]),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2025, []),
            ("FREQ=DAILY;COUNT=3", date(2026, 12, 30), 2028, []),
            ("FREQ=DAILY;UNTIL=20260102", date(2026, 1, 1), 2026,
             ["2026-01-01", "2026-01-02"]),
        ],
    )  # fmt: skip
    def test_recurs_from_its_start(
        self, rule: str, since: date, year: int, expected: list[str]
    ) -> None:
        days = DaysOff.rule(rule, since=since)
        assert expected == off(days, year)
        assert days.worked(year) == {}
        assert since.year == days.edge_years[0]

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
            "FREQ=DAILY;UNTIL=20251231",
        ],
    )
    def test_refuses_what_never_matches(self, rule: str) -> None:
        with pytest.raises(InvalidArgumentError, match="one that matches a date"):
            DaysOff.rule(rule, since=date(2026, 1, 1))

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=DAILY", (2026,)),
            ("FREQ=DAILY;UNTIL=20310102", (2026, 2031)),
            ("freq=daily;until=20310102", (2026, 2031)),
            ("FREQ=YEARLY;COUNT=3", (2026, 2028)),
            ("freq=yearly;count=3", (2026, 2028)),
            ("FREQ=DAILY;COUNT=30000", (2026, 2108)),
        ],
    )
    def test_begins_and_may_end(self, rule: str, expected: tuple[int, ...]) -> None:
        assert expected == DaysOff.rule(rule, since=date(2026, 1, 1)).edge_years

    @pytest.mark.parametrize(
        ("rule", "since", "first"),
        [
            ("FREQ=YEARLY;INTERVAL=3;BYMONTH=2;BYMONTHDAY=29", "2026-01-01",
             "2032-02-29"),
            ("FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29", "2026-01-01",
             "2052-02-29"),
            ("FREQ=WEEKLY;BYDAY=TH;BYMONTH=2;UNTIL=20260205", "2026-01-01",
             "2026-02-05"),
            ("FREQ=YEARLY;INTERVAL=30;BYMONTH=1;BYMONTHDAY=1", "2026-01-02",
             "2056-01-01"),
        ],
    )  # fmt: skip
    def test_takes_what_matches_late(self, rule: str, since: str, first: str) -> None:
        days = DaysOff.rule(rule, since=date.fromisoformat(since))
        day = date.fromisoformat(first)
        assert days.label(day) == "day off"
        earlier = range(int(since[:4]), day.year)
        assert not any(days.days(year) for year in earlier)

    @pytest.mark.parametrize(
        ("rule", "year"),
        [
            ("FREQ=WEEKLY;BYDAY=TH;BYMONTH=2;UNTIL=20260204", 2026),
            ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;UNTIL=20991231", 2027),
        ],
    )
    def test_refuses_what_ends_before_it_matches(self, rule: str, year: int) -> None:
        with pytest.raises(InvalidArgumentError, match="one that matches a date"):
            DaysOff.rule(rule, since=date(year, 1, 1))

    @pytest.mark.parametrize("rule", [None, 5])
    def test_refuses_what_is_no_text(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^rule must be the text of an RRULE"):
            DaysOff.rule(rule, since=date(2026, 1, 1))

    def test_keeps_what_it_was_made_of(self) -> None:
        ours = DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 1))
        rule = RecurringDays("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 1), "day off")
        assert ours.rules == (rule,)
        assert len(ours.days(2026)) == 12

    def test_has_a_label(self) -> None:
        day = date(2026, 1, 30)
        rule = "FREQ=MONTHLY;BYDAY=-1FR"
        named = DaysOff.rule(rule, since=date(2026, 1, 1), label="stock")
        assert named.label(day) == "stock"
        assert DaysOff.rule(rule, since=date(2026, 1, 1)).label(day) == "day off"

    @pytest.mark.parametrize(
        ("rule", "position", "reason"),
        [
            ("", 0, "'' is not read"),
            ("FREQ", 4, "FREQ must be YEARLY, MONTHLY, WEEKLY or DAILY, got ''"),
            ("FREQ=FOO", 5, "got 'FOO'"),
            ("FREQ=HOURLY", 5, "got 'HOURLY'"),
            ("RRULE:FREQ=MINUTELY", 11, "got 'MINUTELY'"),
            ("INTERVAL=2", 0, "expected FREQ in the rule"),
            ("rrule:INTERVAL=2", 6, "expected FREQ in the rule"),
            ("FREQ=DAILY;INTERVAL=0", 20, "INTERVAL must be a number from 1 on"),
            ("FREQ=DAILY;INTERVAL=-1", 20, "INTERVAL must be a number from 1 on"),
            ("FREQ=DAILY;FREQ=DAILY", 11, "FREQ is written twice"),
            ("last Friday", 0, "'last Friday' is not read"),
            ("FREQ=DAILY;BYDAY=XX", 17, "BYDAY must be weekdays such as MO or -1FR"),
            ("FREQ=DAILY;UNTIL=soon", 17, "UNTIL must be a date such as 20261231"),
            ("FREQ=DAILY;UNTIL=20261301", 17, "got '20261301'"),
            ("FREQ=DAILY;UNTIL=20261231;COUNT=3", 32, "by UNTIL or by COUNT"),
            ("FREQ=DAILY;COUNT=0", 17, "COUNT must be a number from 1 to 99999"),
            ("EXRULE:FREQ=DAILY", 0, "'EXRULE:FREQ' is not read"),
            ("RDATE:20260101", 0, "'RDATE:20260101' is not read"),
            ("dtstart:20260101", 0, "'dtstart:20260101' is not read"),
            ("RRULE:FREQ=DAILY\nEXDATE:20260102", 11, "got 'DAILY\\nEXDATE:20260102'"),
            ("FREQ=DAILY;BYHOUR=3", 11, "'BYHOUR' is not read"),
            ("freq=daily;byminute=3", 11, "'byminute' is not read"),
            ("FREQ=DAILY;BYSECOND=3", 11, "'BYSECOND' is not read"),
            ("FREQ=DAILY;BYDAY=2MO", 17, "days of a week have none"),
            ("FREQ=MONTHLY;BYDAY=9FR", 19, "BYDAY counts to 5 within a month"),
            ("FREQ=MONTHLY;BYDAY=1MO,TU", 19, "days with and without numbers"),
            ("FREQ=MONTHLY;BYWEEKNO=1", 22, "BYWEEKNO has no place in a MONTHLY rule"),
            ("FREQ=MONTHLY;BYSETPOS=1", 22, "BYSETPOS needs another part"),
        ],
    )
    def test_refuses_what_it_cannot_read_and_says_where(
        self, rule: str, position: int, reason: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert caught.value.argument == "rule"
        assert rule == caught.value.value
        assert caught.value.wanted.startswith(
            "an RFC 5545 recurrence rule such as FREQ=MONTHLY;BYDAY=-1FR "
            f"(at position {position}: "
        )
        assert reason in caught.value.wanted

    @pytest.mark.parametrize("freq", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"])
    def test_takes_every_frequency_of_days(self, freq: str) -> None:
        days = DaysOff.rule(f"FREQ={freq};COUNT=1", since=date(2026, 1, 5))
        assert off(days, 2026) == ["2026-01-05"]

    @pytest.mark.parametrize("rule", [5, None, ["FREQ=DAILY"]])
    def test_refuses_a_rule_that_is_no_text(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.rule(rule, since=date(2026, 1, 1))
        assert caught.value.argument == "rule"
        assert rule == caught.value.value
        assert caught.value.wanted == "the text of an RRULE"

    def test_takes_its_start_as_text(self) -> None:
        text: Any = "2026-01-05"
        assert DaysOff.rule("FREQ=DAILY", since=text) == DaysOff.rule(
            "FREQ=DAILY", since=date(2026, 1, 5)
        )

    @pytest.mark.parametrize("since", [None, 2026, datetime(2026, 1, 1, tzinfo=UTC)])
    def test_refuses_a_start_that_is_no_date(self, since: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            DaysOff.rule("FREQ=DAILY", since=since)
        assert caught.value.argument == "since"
        assert since == caught.value.value


class TestSum:
    def test_joins_all_rules_in_order(self) -> None:
        one, two = DaysOff.yearly("05-01"), DaysOff.dates(["2026-06-30"])
        assert (one + two).rules == one.rules + two.rules
        assert one + two != two + one
        assert off(one + two, 2026) == ["2026-05-01", "2026-06-30"]
        assert one + DaysOff.none() == one

    def test_the_first_label_stays(self) -> None:
        ours = DaysOff.dates([("2026-05-01", "ours")])
        theirs = DaysOff.yearly("05-01", label="theirs")
        assert (ours + theirs).label(date(2026, 5, 1)) == "ours"
        assert (theirs + ours).label(date(2026, 5, 1)) == "theirs"

    def test_the_first_country_gives_a_worked_weekends_weekday(self) -> None:
        # China worked Sunday 2024-04-28 for Thursday, Russia Saturday the 27th
        both = DaysOff.country("RU") + DaysOff.country("CN")
        assert both.worked(2024)[date(2024, 4, 27).toordinal()] == MON
        assert both.worked(2024)[date(2024, 4, 28).toordinal()] == 3
        assert len(both.worked(2024)) == 3 + 8

    def test_a_day_off_beats_a_worked_weekend(self) -> None:
        worked = date(2024, 4, 27)
        russia = DaysOff.country("RU")
        for days in (
            russia + DaysOff.dates([worked]),
            DaysOff.dates([worked]) + russia,
        ):
            assert worked.toordinal() not in days.worked(2024)
            assert days.label(worked) == "day off"
            assert len(days.worked(2024)) == 2

    def test_has_the_edges_of_all_rules(self) -> None:
        days = DaysOff.dates(["2026-06-30"]) + DaysOff.yearly("05-01")
        assert days.edge_years == (2026, 2026)
        assert (days + DaysOff.dates(["2031-01-01"])).edge_years == (
            *(2026, 2026),
            *(2031, 2031),
        )

    @pytest.mark.parametrize("other", [5, None, "RU", [date(2026, 1, 1)]])
    def test_takes_days_off_only(self, other: Any) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            DaysOff.none() + other


class TestValue:
    @pytest.mark.parametrize(
        "days",
        [
            DaysOff.none(),
            DaysOff.country("DE", "BY"),
            DaysOff.dates([("2026-05-01", "x")]),
            DaysOff.yearly("12-24..01-02", label="x"),
            DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 1)),
            DaysOff.country("RU") + DaysOff.yearly("05-02"),
        ],
    )
    def test_pickles_and_hashes(self, days: DaysOff) -> None:
        twin = pickle.loads(pickle.dumps(days))  # noqa: S301
        assert days == twin
        assert hash(days) == hash(twin)
        assert days.days(2026) == twin.days(2026)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (DaysOff.country("DE"), DaysOff.country("DE", "BY")),
            (DaysOff.country("DE"), DaysOff.country("RU")),
            (DaysOff.dates(["2026-05-01"]), DaysOff.dates(["2026-05-02"])),
            (DaysOff.dates(["2026-05-01"]), DaysOff.dates([("2026-05-01", "x")])),
            (DaysOff.yearly("05-01"), DaysOff.yearly("05-01..05-02")),
            (DaysOff.yearly("05-01"), DaysOff.yearly("05-01", label="x")),
        ],
    )
    def test_differs_by_every_part(self, one: DaysOff, other: DaysOff) -> None:
        assert one != other

    def test_shows_its_rules(self) -> None:
        assert repr(DaysOff.yearly("05-01")) == (
            "DaysOff(rules=(YearlyDays(first=(5, 1), last=(5, 1), label='day off'),))"
        )


class TestOddInput:
    @pytest.mark.parametrize(
        "days",
        [None, 5, date(2026, 1, 1), [("2026-01-01", "a", "b")], [("2026-01-01", None)]],
    )
    def test_dates_take_dates_and_pairs(self, days: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^days must be"):
            DaysOff.dates(days)

    @pytest.mark.parametrize("ranges", [None, 5])
    def test_yearly_takes_texts(self, ranges: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^ranges must be"):
            DaysOff.yearly(ranges)

    def test_a_range_needs_its_end(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^ranges must be"):
            DaysOff.yearly("05-01..")

    def test_a_label_is_found_by_iso_text_too(self) -> None:
        day: Any = "2026-05-01"
        assert DaysOff.yearly("05-01", label="Labour Day").label(day) == "Labour Day"

    @pytest.mark.parametrize("country", [None, 5, []])
    def test_a_country_is_a_text(self, country: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^country must be a code"):
            DaysOff.country(country)


class TestRecurrenceYearByYear:
    @pytest.mark.parametrize("since", [date(1900, 3, 1), date(2026, 1, 1)])
    def test_it_does_not_matter_which_year_is_asked_first(self, since: date) -> None:
        rule = "FREQ=MONTHLY;BYDAY=-1FR"
        up, down = (DaysOff.rule(rule, since=since) for _ in range(2))
        years = range(1899, 2060)
        there = {year: up.days(year) for year in years}
        back = {year: down.days(year) for year in reversed(years)}
        assert there == back
        assert all(len(there[year]) == 12 for year in years if year > since.year)
        assert not any(there[year] for year in years if year < since.year)

    def test_the_last_year_there_is(self) -> None:
        days = DaysOff.rule(
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", since=date(9990, 1, 1)
        )
        assert list(days.days(9999)) == [date.max.toordinal()]

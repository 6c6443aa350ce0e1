"""schema.org's OpeningHoursSpecification: read, written, refused."""

from datetime import date
from typing import Any

import pytest

from servicedesk_core.calendars import Closure, DaysOff, SpecialHours, WeeklyHours
from servicedesk_core.calendars.notation import (
    ParsedHours,
    format_schema_org,
    parse_schema_org,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    WrongTypeError,
)

SITE = "https://schema.org/"
TYPE = "OpeningHoursSpecification"
CLOSED = {"opens": "00:00", "closes": "00:00"}
NINE_TO_FIVE = {"opens": "09:00", "closes": "17:00"}
MONDAY = {"dayOfWeek": "Monday"}
EVE = {"validFrom": "2026-12-31", "validThrough": "2026-12-31"}


def weekly(text: str) -> ParsedHours:
    """Return what entries for weekly hours alone stand for."""
    return ParsedHours(WeeklyHours.parse(text), DaysOff.none(), (), None)


def special(*entries: tuple[Any, ...]) -> ParsedHours:
    """Return what entries for single dates alone stand for."""
    hours = tuple(SpecialHours(*entry) for entry in entries)
    return ParsedHours(WeeklyHours.parse("off"), DaysOff.none(), hours, None)


class TestWeeklyHours:
    @pytest.mark.parametrize(
        ("specs", "text"),
        [
            ([], "off"),
            ([{**MONDAY, **NINE_TO_FIVE}], "Mo 09:00-17:00"),
            (
                [{"dayOfWeek": "https://schema.org/Friday", **NINE_TO_FIVE}],
                "Fr 09:00-17:00",
            ),
            (
                [{"dayOfWeek": "http://schema.org/Friday", **NINE_TO_FIVE}],
                "Fr 09:00-17:00",
            ),
            (
                [{"dayOfWeek": ["Monday", SITE + "Sunday", "Monday"], **NINE_TO_FIVE}],
                "Mo,Su 09:00-17:00",
            ),
            ([{"dayOfWeek": ("Monday", "Tuesday"), **NINE_TO_FIVE}],
             "Mo-Tu 9:00-17:00"),
            ([NINE_TO_FIVE], "09:00-17:00"),
            ([{**MONDAY, "opens": "09:00:30", "closes": "17:00:00"}],
             "Mo 09:00:30-17:00"),
            ([{**MONDAY, "opens": "09:00:30.000001", "closes": "17:00:00.5"}],
             "Mo 09:00:30.000001-17:00:00.5"),
            ([{**MONDAY, "opens": "22:00", "closes": "06:00"}], "Mo 22:00-06:00"),
            ([{**MONDAY, "opens": "22:00", "closes": "00:00"}], "Mo 22:00-24:00"),
            ([{**MONDAY, "opens": "22:00", "closes": "24:00:00"}], "Mo 22:00-24:00"),
            ([{"opens": "00:00", "closes": "24:00"}], "24/7"),
            ([{"opens": "00:00", "closes": "23:59"}], "00:00-23:59"),
            ([{**MONDAY, **CLOSED}], "off"),
            ([{**MONDAY, "opens": "00:00:00", "closes": "00:00"}], "off"),
            ([MONDAY], "off"),
            ([{**MONDAY, **CLOSED}, {"dayOfWeek": "Tuesday", **NINE_TO_FIVE}],
             "Tu 09:00-17:00"),
            ([{**MONDAY, **CLOSED}, MONDAY], "off"),
            (
                [
                    {**MONDAY, "opens": "14:00", "closes": "17:00"},
                    {"opens": "09:00", "closes": "13:00"},
                ],
                "09:00-13:00; Mo 09:00-13:00,14:00-17:00",
            ),
            (
                [
                    {
                        "@context": "https://schema.org",
                        "@type": TYPE,
                        "@id": "#monday",
                        "name": "hours",
                        "description": "hours",
                        **MONDAY,
                        **NINE_TO_FIVE,
                    }
                ],
                "Mo 09:00-17:00",
            ),
            ([{"@type": ["Thing", SITE + TYPE], **MONDAY, **NINE_TO_FIVE}],
             "Mo 09:00-17:00"),
        ],
    )  # fmt: skip
    def test_are_read(self, specs: list[Any], text: str) -> None:
        assert weekly(text) == parse_schema_org(specs)
        assert weekly(text) == parse_schema_org(iter(specs))

    @pytest.mark.parametrize(
        ("days", "index"),
        [
            ("PublicHolidays", 1),
            ("https://schema.org/PublicHolidays", 1),
            (["PublicHolidays"], 1),
        ],
    )
    def test_say_where_public_holidays_are_closed(self, days: Any, index: int) -> None:
        first = {**MONDAY, **NINE_TO_FIVE}
        parsed = parse_schema_org([first, {"dayOfWeek": days, **CLOSED}])
        assert index == parsed.holidays_at
        assert parsed.weekly == WeeklyHours.parse("Mo 09:00-17:00")

    def test_close_holidays_and_weekdays_at_once(self) -> None:
        closed = {"dayOfWeek": ["Sunday", "PublicHolidays"], **CLOSED}
        assert parse_schema_org([closed]).holidays_at == 0
        with pytest.raises(InvalidHoursError, match="Sunday both open and closed"):
            parse_schema_org([closed, {"dayOfWeek": "Sunday", **NINE_TO_FIVE}])


class TestHoursOfSingleDates:
    @pytest.mark.parametrize(
        ("specs", "expected"),
        [
            ([{**EVE, **NINE_TO_FIVE}], [("2026-12-31", "09:00-17:00")]),
            ([{**EVE, **CLOSED}], [("2026-12-31", ())]),
            ([EVE], [("2026-12-31", ())]),
            (
                [{"validFrom": date(2026, 12, 31), "validThrough": date(2027, 1, 1)}],
                [("2026-12-31", ()), ("2027-01-01", ())],
            ),
            (
                [
                    {
                        **EVE,
                        "name": "short day",
                        "description": "for all",
                        **NINE_TO_FIVE,
                    }
                ],
                [("2026-12-31", "09:00-17:00", "short day")],
            ),
            (
                [
                    {**EVE, "opens": "14:00", "closes": "15:00"},
                    {**EVE, "opens": "09:00", "closes": "13:00", "name": "eve"},
                    {**EVE, "opens": "13:00", "closes": "14:00", "name": "late"},
                ],
                [("2026-12-31", "09:00-15:00", "eve")],
            ),
            (
                [
                    {
                        "dayOfWeek": ["Tuesday", SITE + "Monday"],
                        "validFrom": "2026-06-01",
                        "validThrough": "2026-06-08",
                        **NINE_TO_FIVE,
                    }
                ],
                [
                    ("2026-06-01", "09:00-17:00"),
                    ("2026-06-02", "09:00-17:00"),
                    ("2026-06-08", "09:00-17:00"),
                ],
            ),
        ],
    )
    def test_are_read(self, specs: list[Any], expected: list[tuple[Any, ...]]) -> None:
        assert special(*expected) == parse_schema_org(specs)

    def test_stand_beside_weekly_hours(self) -> None:
        parsed = parse_schema_org([{**EVE, **CLOSED}, {**MONDAY, **NINE_TO_FIVE}])
        assert parsed.weekly == WeeklyHours.parse("Mo 09:00-17:00")
        assert parsed.special == (SpecialHours("2026-12-31", ()),)


TIME = "which must be a time such as 09:00 or 09:00:00, without a zone"


class TestRefusals:
    @pytest.mark.parametrize(
        ("spec", "reason"),
        [
            ({"openingHours": "Mo"}, "has 'openingHours', which is not read"),
            ({5: "Mo"}, "has 5, which is not read"),
            ({"@type": "Place"}, "is no OpeningHoursSpecification, but 'Place'"),
            ({"@type": []}, "is no OpeningHoursSpecification, but []"),
            ({"opens": "09:00"}, "has opens alone; a closed entry has neither time"),
            ({"closes": "09:00"}, "has closes alone; a closed entry has neither time"),
            ({"opens": "9:00", "closes": "17:00"}, f"has opens '9:00', {TIME}"),
            ({"opens": "09:00", "closes": "17"}, f"has closes '17', {TIME}"),
            ({"opens": "09:00Z", "closes": "17:00Z"}, f"has opens '09:00Z', {TIME}"),
            (
                {"opens": "09:00", "closes": "17:00+03:00"},
                f"has closes '17:00+03:00', {TIME}",
            ),
            (
                {"opens": "09:00", "closes": "09:00:00"},
                (
                    "cannot be read: window 09:00-09:00 has no length; "
                    "a whole day is 00:00-24:00"
                ),
            ),
            (
                {"opens": "24:00", "closes": "00:00"},
                "cannot be read: opens must be before 24:00, got 24:00-24:00",
            ),
            (
                {"opens": "09:00", "closes": "25:00"},
                "cannot be read: closes must be at most 24:00, got '25:00'",
            ),
            (
                {"dayOfWeek": "Mo", **CLOSED},
                "has 'Mo' for dayOfWeek, which must be like Monday",
            ),
            (
                {"dayOfWeek": ["Monday", "https://example.org/Monday"], **CLOSED},
                (
                    "has 'https://example.org/Monday' for dayOfWeek, which must be "
                    "like Monday"
                ),
            ),
            ({"dayOfWeek": [], **CLOSED}, "has a dayOfWeek without a day"),
            (
                {"dayOfWeek": "PublicHolidays", **NINE_TO_FIVE},
                "has hours on PublicHolidays, which are only read as closed",
            ),
            (
                {"dayOfWeek": "PublicHolidays", **EVE, **CLOSED},
                "has PublicHolidays between dates, which is not read",
            ),
            (
                {"validFrom": "2026-12-31", **CLOSED},
                "has no validThrough; dates need validFrom and validThrough",
            ),
            (
                {"validThrough": "2026-12-31", **CLOSED},
                "has no validFrom; dates need validFrom and validThrough",
            ),
            (
                {"validFrom": "2026-12-31", "validThrough": "2026-12-30"},
                (
                    "cannot be read: the range from 2026-12-31 to 2026-12-30 "
                    "runs backwards"
                ),
            ),
            (
                {"validFrom": "2001-01-01", "validThrough": "2011-01-02"},
                (
                    "cannot be read: the range from 2001-01-01 to 2011-01-02 is longer "
                    "than ten years"
                ),
            ),
            (
                {"dayOfWeek": "Monday", **EVE, **CLOSED},
                (
                    "names no date: none from 2026-12-31 to 2026-12-31 is of its "
                    "dayOfWeek"
                ),
            ),
            ({"dayOfWeek": "Sunday", **CLOSED}, "makes Sunday both open and closed"),
        ],
    )
    def test_name_the_entry(self, spec: dict[Any, Any], reason: str) -> None:
        sunday = {"dayOfWeek": "Sunday", **NINE_TO_FIVE}
        with pytest.raises(InvalidHoursError) as caught:
            parse_schema_org([sunday, spec])
        assert f"specs[1] {reason}" == str(caught.value)
        assert caught.value.position == 1

    def test_name_a_date_both_closed_and_open(self) -> None:
        specs = [{**EVE, **CLOSED}, {**EVE, **NINE_TO_FIVE}]
        reason = r"specs\[1\] makes 2026-12-31 both open and closed"
        with pytest.raises(InvalidHoursError, match=reason):
            parse_schema_org(specs)
        with pytest.raises(InvalidHoursError, match=reason):
            parse_schema_org(reversed(specs))

    @pytest.mark.parametrize(
        ("spec", "argument", "value"),
        [
            ({"validFrom": "31.12.2026"}, "validFrom", "31.12.2026"),
            ({"validThrough": "2026-12-31T09:00"}, "validThrough", "2026-12-31T09:00"),
        ],
    )
    def test_name_a_text_that_is_no_date(
        self, spec: dict[str, Any], argument: str, value: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            parse_schema_org([{**EVE, **spec}])
        assert f"specs[0].{argument}" == caught.value.argument
        assert value == caught.value.value

    @pytest.mark.parametrize(
        ("spec", "argument", "value"),
        [
            ("Mo 09:00-17:00", "specs[0]", "Mo 09:00-17:00"),
            ({"@type": None}, "specs[0].@type", None),
            ({"dayOfWeek": None}, "specs[0].dayOfWeek", None),
            ({"dayOfWeek": ["Monday", 5]}, "specs[0].dayOfWeek", 5),
            ({"opens": None, "closes": "17:00"}, "specs[0].opens", None),
            ({"opens": "09:00", "closes": 17}, "specs[0].closes", 17),
            ({**EVE, "validFrom": 2026}, "specs[0].validFrom", 2026),
            ({**EVE, "name": None}, "specs[0].name", None),
        ],
    )
    def test_name_a_value_of_the_wrong_type(
        self, spec: Any, argument: str, value: object
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            parse_schema_org([spec])
        assert argument == caught.value.argument
        assert value == caught.value.value

    @pytest.mark.parametrize("specs", [None, 5, "Mo 09:00-17:00", {"opens": "09:00"}])
    def test_name_what_is_no_list(self, specs: Any) -> None:
        with pytest.raises(WrongTypeError, match="specs must be") as caught:
            parse_schema_org(specs)
        assert specs == caught.value.value

    @pytest.mark.parametrize(
        ("what", "windows"),
        [
            (MONDAY, ("Monday 09:00-17:00", "Monday 16:00-18:00")),
            (EVE, ("2026-12-31 09:00-17:00", "2026-12-31 16:00-18:00")),
        ],
    )
    def test_name_windows_that_overlap(
        self, what: dict[str, str], windows: tuple[str, str]
    ) -> None:
        late = {"opens": "16:00", "closes": "18:00"}
        with pytest.raises(InvalidHoursError) as caught:
            parse_schema_org([{**what, **NINE_TO_FIVE}, {**what, **late}])
        assert windows == caught.value.windows


class TestFormat:
    def test_of_weekly_hours(self) -> None:
        hours = WeeklyHours.parse("Mo,We 09:00-12:00,22:00-06:00; Fr 18:00:30-24:00")
        days = [SITE + "Monday", SITE + "Wednesday"]
        assert format_schema_org(hours) == [
            {"@type": TYPE, "dayOfWeek": days, "opens": "09:00", "closes": "12:00"},
            {"@type": TYPE, "dayOfWeek": days, "opens": "22:00", "closes": "06:00"},
            {
                "@type": TYPE,
                "dayOfWeek": [SITE + "Friday"],
                "opens": "18:00:30",
                "closes": "24:00",
            },
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "off",
            "24/7",
            "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
            "Su 22:00-06:00; Mo 06:00:00.5-07:00,08:00-24:00",
        ],
    )
    def test_of_weekly_hours_reads_back(self, text: str) -> None:
        hours = WeeklyHours.parse(text)
        assert weekly(text) == parse_schema_org(format_schema_org(hours))

    def test_of_special_hours(self) -> None:
        hours = [
            SpecialHours("2026-12-31", "09:00-12:00,13:00-14:00", "short"),
            SpecialHours("2027-01-01", ()),
            SpecialHours("2027-01-02", ()),
        ]
        specs = format_schema_org(WeeklyHours.parse("off"), special=hours)
        new_year = {"validFrom": "2027-01-01", "validThrough": "2027-01-02"}
        assert specs == [
            {
                "@type": TYPE,
                "name": "short",
                **EVE,
                "opens": "09:00",
                "closes": "12:00",
            },
            {
                "@type": TYPE,
                "name": "short",
                **EVE,
                "opens": "13:00",
                "closes": "14:00",
            },
            {"@type": TYPE, **new_year, **CLOSED},
        ]
        assert tuple(hours) == parse_schema_org(specs).special

    def test_of_days_off_reads_back_as_special_hours(self) -> None:
        days_off = DaysOff.dates(["2026-12-31", ("2026-12-30", "rest")])
        again = DaysOff.dates([("2026-12-30", "again"), "2026-12-24"])
        hours = [SpecialHours("2026-12-31", "09:00-12:00")]
        specs = format_schema_org(WeeklyHours.parse("off"), days_off + again, hours)
        assert special(
            ("2026-12-24", (), "day off"),
            ("2026-12-30", (), "rest"),
            ("2026-12-31", "09:00-12:00"),
        ) == parse_schema_org(specs)

    def test_of_countries_is_one_entry(self) -> None:
        days_off = DaysOff.country("RU") + DaysOff.country("DE", "BY")
        hours = [SpecialHours("2026-12-31", ())]
        specs = format_schema_org(WeeklyHours.parse("09:00-17:00"), days_off, hours)
        holidays = {"@type": TYPE, "dayOfWeek": SITE + "PublicHolidays", **CLOSED}
        assert holidays == specs[1]
        assert parse_schema_org(specs).holidays_at == 1
        assert len(specs) == 3

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            ({"days_off": DaysOff.yearly("12-25")}, "YearlyDays(first=(12, 25), "),
            (
                {"days_off": DaysOff.rule("FREQ=DAILY", since=date(2026, 1, 1))},
                "RecurringDays(rule='FREQ=DAILY', ",
            ),
            ({"closures": [Closure("2026-06-01", "12:00-13:30")]}, "Closure(day="),
        ],
    )
    def test_refuses_what_it_cannot_say(
        self, parts: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            format_schema_org(WeeklyHours.parse("24/7"), **parts)
        assert caught.value.reason.startswith(words)
        assert caught.value.reason.endswith(f" cannot be written as {TYPE}")

    def test_refuses_a_date_with_special_hours_twice(self) -> None:
        hours = [
            SpecialHours("2026-06-01", ()),
            SpecialHours("2026-06-01", "9:00-10:00"),
        ]
        with pytest.raises(
            InvalidHoursError, match="2026-06-01 has special hours twice"
        ):
            format_schema_org(WeeklyHours.parse("24/7"), special=hours)

    def test_gives_dicts_of_their_own(self) -> None:
        specs = format_schema_org(WeeklyHours.parse("24/7"), DaysOff.country("RU"))
        specs[1]["opens"] = "changed"
        again = format_schema_org(WeeklyHours.parse("24/7"), DaysOff.country("RU"))
        assert again[1]["opens"] == "00:00"

"""Working days and hours as governments publish them (see the file's ``about``)."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import servicedesk_core as sd

Row = Mapping[str, Any]

FILE = Path(__file__).parent / "production_calendars.json"
TABLE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
ROWS: dict[str, Row] = {row["id"]: row for row in TABLE["calendars"]}
RUSSIA = [row for row in ROWS.values() if row["country"] == "RU"]
WORKED = [(row, day) for row in ROWS.values() for day in row["worked_weekends"]]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BREAK_AT_ONE = "Mo-Fr 09:00-13:00,14:00-18:00"
NO_BREAK = "Mo-Fr 09:00-17:00"
NINE_HOURS = "Mo-Fr 09:00-18:00"
# Four hours and as many more as days since Monday: the length tells the weekday.
LONGER_EACH_DAY = (
    "Mo 09:00-13:00; Tu 09:00-14:00; We 09:00-15:00; Th 09:00-16:00; Fr 09:00-17:00"
)

each_row = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
each_year = pytest.mark.parametrize("row", RUSSIA, ids=lambda row: row["id"])
each_month = pytest.mark.parametrize(
    ("row", "month"),
    [
        pytest.param(row, month, id=f"{row['id']}-{month:02}")
        for row in RUSSIA
        for month in range(1, 13)
    ],
)
either_pattern = pytest.mark.parametrize(
    "pattern", [BREAK_AT_ONE, NO_BREAK], ids=["with a break", "without a break"]
)


@cache
def desk(name: str, pattern: str) -> sd.ServiceCalendar:
    row = ROWS[name]
    country, _, subdivision = row["country"].partition("-")
    if country != "RU" and "categories" not in row:
        return sd.ServiceCalendar.parse(pattern, tz=row["tz"], holidays=row["country"])
    days_off = sd.DaysOff.country(
        country,
        subdivision or None,
        categories=row.get("categories"),
        short_eves=HOUR if country == "RU" else None,
    )
    return sd.ServiceCalendar.parse(pattern, tz=row["tz"], days_off=days_off)


def desk_of(row: Row, pattern: str = NO_BREAK) -> sd.ServiceCalendar:
    return desk(row["id"], pattern)


def opened(row: Row, start: date, end: date, pattern: str = NO_BREAK) -> timedelta:
    """Return the open time from one midnight to another."""
    first, last = (
        sd.localize(datetime.combine(day, time()), row["tz"]) for day in (start, end)
    )
    return desk_of(row, pattern).elapsed(first, last)


def year_of(row: Row) -> tuple[date, date]:
    return date(row["year"], 1, 1), date(row["year"] + 1, 1, 1)


def month_of(row: Row, month: int) -> tuple[date, date]:
    first = date(row["year"], month, 1)
    return first, (first + 31 * DAY).replace(day=1)


@cache
def lengths(name: str, pattern: str = NO_BREAK) -> dict[date, timedelta]:
    """Return how long the desk of a row is open on each date of the year."""
    start, end = year_of(ROWS[name])
    days = [start + n * DAY for n in range((end - start).days)]
    return {day: opened(ROWS[name], day, day + DAY, pattern) for day in days}


def dates(texts: list[str]) -> set[date]:
    return set(map(date.fromisoformat, texts))


@either_pattern
class TestRussianNorms:
    @each_month
    def test_a_month_has_the_hours_of_the_40_hour_week(
        self, row: Row, month: int, pattern: str
    ) -> None:
        expected = row["month_hours"][month - 1] * HOUR

        assert expected == opened(row, *month_of(row, month), pattern)

    @each_month
    def test_a_month_has_the_working_days(
        self, row: Row, month: int, pattern: str
    ) -> None:
        calendar = desk_of(row, pattern)

        assert row["month_days"][month - 1] == calendar.working_days(
            *month_of(row, month)
        )

    @each_year
    def test_a_year_has_the_hours_of_the_40_hour_week(
        self, row: Row, pattern: str
    ) -> None:
        assert row["hours"] * HOUR == opened(row, *year_of(row), pattern)

    @each_year
    def test_the_shortened_days_are_those_listed_and_an_hour_short(
        self, row: Row, pattern: str
    ) -> None:
        expected = dict.fromkeys(dates(row["shortened"]), 7 * HOUR)
        whole = {0 * HOUR, 8 * HOUR}

        assert expected == {
            day: length
            for day, length in lengths(row["id"], pattern).items()
            if length not in whole
        }


@each_row
class TestYears:
    def test_a_year_has_the_working_days(self, row: Row) -> None:
        assert row["working_days"] == desk_of(row).working_days(*year_of(row))

    def test_the_weekdays_off_are_those_listed(self, row: Row) -> None:
        assert dates(row["days_off"]) == {
            day
            for day, length in lengths(row["id"]).items()
            if day.weekday() < sd.Weekday.SATURDAY and not length
        }

    def test_the_weekends_worked_are_those_listed(self, row: Row) -> None:
        assert dates([*row["worked_weekends"]]) == {
            day
            for day, length in lengths(row["id"]).items()
            if day.weekday() >= sd.Weekday.SATURDAY and length
        }


@pytest.mark.parametrize(
    ("row", "text"),
    [pytest.param(*item, id=f"{item[0]['country']}-{item[1]}") for item in WORKED],
)
class TestWorkedWeekends:
    def test_it_takes_the_hours_of_the_day_whose_place_it_takes(
        self, row: Row, text: str
    ) -> None:
        day, replaced = map(date.fromisoformat, (text, row["worked_weekends"][text]))
        short = text in row["shortened"]

        assert (4 + replaced.weekday() - short) * HOUR == opened(
            row, day, day + DAY, LONGER_EACH_DAY
        )

    def test_it_is_as_long_as_any_working_day(self, row: Row, text: str) -> None:
        day = date.fromisoformat(text)
        short = text in row["shortened"]

        assert (9 - short) * HOUR == opened(row, day, day + DAY, NINE_HOURS)

    def test_it_is_a_working_day(self, row: Row, text: str) -> None:
        assert desk_of(row).is_working_day(date.fromisoformat(text))


class TestTable:
    @each_year
    def test_the_months_sum_up_to_the_year(self, row: Row) -> None:
        assert (row["working_days"], row["hours"]) == (
            sum(row["month_days"]),
            sum(row["month_hours"]),
        )

    @each_year
    def test_an_eighth_hour_is_missing_on_each_shortened_day(self, row: Row) -> None:
        shortened = [day.month for day in dates(row["shortened"])]

        assert row["month_hours"] == [
            8 * days - shortened.count(month)
            for month, days in enumerate(row["month_days"], 1)
        ]

    def test_every_row_names_its_sources_and_every_source_is_used(self) -> None:
        assert set(TABLE["sources"]) == {
            source for row in ROWS.values() for source in row["sources"]
        }
        assert all(row["sources"] for row in ROWS.values())

    def test_the_years_from_2019_to_2026_are_there(self) -> None:
        assert [*range(2019, 2027)] == [row["year"] for row in RUSSIA]

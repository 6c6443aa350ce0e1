"""Calendars from text and from schema.org, and back."""

from datetime import date
from typing import Any

import pytest

from servicedesk_core.calendars import (
    Closure,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
)
from servicedesk_core.errors import InvalidHoursError, WrongTypeError

TEXT = (
    'Mo-Fr 09:00-17:00; PH off; Dec 24-Jan 02 off "quiet"; '
    '2026 Dec 31 09:00-12:00 "short"'
)
MONDAYS: list[dict[str, object]] = [
    {"dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00"}
]


class TestParse:
    def test_reads_dated_parts(self) -> None:
        desk = ServiceCalendar.parse(TEXT, tz="UTC", holidays="DE", name="desk")
        assert desk == ServiceCalendar(
            "Mo-Fr 09:00-17:00",
            tz="UTC",
            days_off=DaysOff.country("DE")
            + DaysOff.yearly("12-24..01-02", label="quiet"),
            special=[SpecialHours("2026-12-31", "09:00-12:00", "short")],
            name="desk",
        )
        assert desk == ServiceCalendar.parse(
            desk.format(), tz="UTC", holidays="DE", name="desk"
        )

    def test_adds_what_stands_beside_the_text(self) -> None:
        closure = Closure("2026-06-01", "12:00-13:00")
        fair = SpecialHours("2026-05-30", "10:00-14:00")
        own = DaysOff.dates(["2026-07-01"])
        desk = ServiceCalendar.parse(
            TEXT,
            tz="UTC",
            holidays="DE-BY",
            days_off=own,
            special=[fair],
            closures=[closure],
        )
        assert desk.days_off.rules[:2] == (
            *DaysOff.country("DE", "BY").rules,
            *own.rules,
        )
        assert [hours.label for hours in desk.special] == ["", "short"]
        assert desk.closures == (closure,)

    def test_takes_holidays_from_days_off(self) -> None:
        off = DaysOff.country("RU")
        desk = ServiceCalendar.parse("Mo 09:00-17:00; PH off", tz="UTC", days_off=off)
        assert desk.days_off == off

    @pytest.mark.parametrize("days_off", [None, DaysOff.yearly("05-01")])
    def test_refuses_holidays_of_nobody(self, days_off: DaysOff | None) -> None:
        text = "Mo 09:00-17:00; PH off"
        with pytest.raises(InvalidHoursError) as caught:
            ServiceCalendar.parse(text, tz="UTC", days_off=days_off)
        assert caught.value.reason == 'PH needs to know whose: add holidays="..."'
        assert (caught.value.text, caught.value.position) == (text, 16)

    def test_refuses_a_date_with_hours_twice(self) -> None:
        with pytest.raises(
            InvalidHoursError, match="2026-12-31 has special hours twice"
        ):
            ServiceCalendar.parse(
                "Mo 09:00-17:00; 2026 Dec 31 09:00-12:00",
                tz="UTC",
                special=[SpecialHours("2026-12-31", "10:00-14:00")],
            )


class TestSchemaOrg:
    def test_is_read(self) -> None:
        closure = Closure("2026-06-01", "12:00-13:00")
        own = DaysOff.yearly("05-01")
        desk = ServiceCalendar.from_schema_org(
            [*MONDAYS, {"dayOfWeek": "PublicHolidays"}],
            tz="Europe/Berlin",
            holidays="DE",
            days_off=own,
            closures=[closure],
            name="desk",
        )
        assert desk == ServiceCalendar(
            "Mo 09:00-17:00",
            tz="Europe/Berlin",
            days_off=DaysOff.country("DE") + own,
            closures=[closure],
            name="desk",
        )

    def test_needs_no_more_than_hours_and_a_zone(self) -> None:
        desk = ServiceCalendar.from_schema_org(MONDAYS, tz="UTC")
        assert desk == ServiceCalendar("Mo 09:00-17:00", tz="UTC")

    def test_refuses_holidays_of_nobody(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            ServiceCalendar.from_schema_org(
                [*MONDAYS, {"dayOfWeek": "PublicHolidays"}], tz="UTC"
            )
        assert (caught.value.text, caught.value.position) == (None, 1)

    @pytest.mark.parametrize("holidays", [5, ["DE"]])
    def test_refuses_a_country_that_is_no_text(self, holidays: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.from_schema_org(MONDAYS, tz="UTC", holidays=holidays)
        assert caught.value.argument == "holidays"
        assert caught.value.wanted == 'a code such as "DE-BY"'

    def test_is_written(self) -> None:
        desk = ServiceCalendar(
            "Mo 09:00-17:00",
            tz="UTC",
            special=[SpecialHours(date(2026, 12, 31), "09:00-12:00", "short")],
        )
        assert desk == ServiceCalendar.from_schema_org(desk.to_schema_org(), tz="UTC")


class TestRefusals:
    @pytest.mark.parametrize(
        ("write", "notation"),
        [("format", "opening_hours"), ("to_schema_org", "schema.org")],
    )
    def test_are_for_combined_calendars(self, write: str, notation: str) -> None:
        desk = ServiceCalendar("Mo 09:00-17:00", tz="UTC", name="desk")
        with pytest.raises(InvalidHoursError) as caught:
            getattr(desk | ServiceCalendar.always(), write)()
        assert caught.value.reason == f"{notation} has no words for desk | (24/7 (UTC))"

    @pytest.mark.parametrize("write", ["format", "to_schema_org"])
    def test_are_for_closures(self, write: str) -> None:
        closed = [Closure("2026-06-01", "12:00-13:00")]
        desk = ServiceCalendar("Mo 09:00-17:00", tz="UTC", closures=closed)
        with pytest.raises(InvalidHoursError, match="Closure"):
            getattr(desk, write)()

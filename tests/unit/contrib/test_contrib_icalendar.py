"""Days off from iCalendar files, service hours and shifts to them."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

import servicedesk_core as sd
from servicedesk_core.contrib.icalendar import days_off, shifts, windows
from servicedesk_core.escalation import Layer

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


def feed(*lines: str) -> str:
    """Return an iCalendar of one event."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", "BEGIN:VEVENT", "UID:1"]
    tail = ["DTSTAMP:20260101T000000Z", "END:VEVENT", "END:VCALENDAR"]
    return "\r\n".join([*head, *lines, *tail, ""])


def off(text: str, year: int = 2026) -> dict[date, str]:
    return {
        date.fromordinal(day): why for day, why in days_off(text).days(year).items()
    }


class TestDaysOff:
    def test_of_a_day(self) -> None:
        text = feed("DTSTART;VALUE=DATE:20260612", "SUMMARY:Day of Russia")
        assert {date(2026, 6, 12): "Day of Russia"} == off(text)
        assert {date(2026, 6, 12): "Day of Russia"} == off(text.encode())  # type: ignore[arg-type]

    def test_of_several_days_end_before_the_end(self) -> None:
        text = feed("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260104")
        assert dict.fromkeys([date(2026, 1, n) for n in (1, 2, 3)], "day off") == off(
            text
        )

    def test_of_a_duration(self) -> None:
        text = feed("DTSTART;VALUE=DATE:20260101", "DURATION:P2D", "SUMMARY:x")
        assert {date(2026, 1, 1): "x", date(2026, 1, 2): "x"} == off(text)

    def test_of_every_year(self) -> None:
        text = feed(
            "DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY", "SUMMARY:May Day"
        )
        assert {date(2027, 5, 1): "May Day"} == off(text, 2027)
        assert {} == off(text, 2019)

    def test_leave_out_events_with_a_time_and_without_a_start(self) -> None:
        assert {} == off(feed("DTSTART:20260612T090000Z", "SUMMARY:meeting"))
        assert {} == off(feed("SUMMARY:nothing"))

    def test_of_a_calendar_that_was_read(self) -> None:
        read = icalendar.Calendar.from_ical(feed("DTSTART;VALUE=DATE:20260612"))
        assert isinstance(read, icalendar.Calendar)
        assert days_off(read).label(date(2026, 6, 12)) == "day off"

    def test_make_a_service_calendar(self) -> None:
        text = feed("DTSTART;VALUE=DATE:20260106", "SUMMARY:Christmas Eve")
        desk = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00", tz="UTC", days_off=days_off(text)
        )
        assert desk.elapsed(MONDAY, MONDAY + timedelta(days=2)) == timedelta(hours=8)

    @pytest.mark.parametrize(
        "lines",
        [
            ("RRULE:FREQ=YEARLY", "DTEND;VALUE=DATE:20260614"),
            ("RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270612"),
            ("RRULE:FREQ=YEARLY", "RDATE;VALUE=DATE:20270612"),
        ],
    )
    def test_that_no_rule_can_say_are_refused(self, lines: tuple[str, ...]) -> None:
        with pytest.raises(
            sd.InvalidArgumentError,
            match=r"^source must be repeated events of one day, without EXDATE and RD",
        ):
            days_off(feed("DTSTART;VALUE=DATE:20260612", *lines))

    def test_of_something_else_are_refused(self) -> None:
        with pytest.raises(
            sd.InvalidArgumentError, match=r"^source must be an iCalendar"
        ):
            days_off("hello")
        with pytest.raises(
            sd.WrongTypeError, match=r"^source must be the text of an iC"
        ):
            days_off(5)  # type: ignore[arg-type]


class TestWindows:
    def test_are_events_of_the_zone(self) -> None:
        desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
        week = windows(desk, MONDAY, MONDAY + timedelta(days=7), now=MONDAY)
        back = icalendar.Calendar.from_ical(week.to_ical())
        events = back.walk("VEVENT")
        assert 5 == len(events)
        assert datetime(2026, 1, 5, 8, tzinfo=UTC) == events[0].decoded("DTSTART")
        assert datetime(2026, 1, 5, 16, tzinfo=UTC) == events[0].decoded("DTEND")
        assert ("open", MONDAY) == (events[0]["SUMMARY"], events[0].decoded("DTSTAMP"))
        assert 5 == len({str(event["UID"]) for event in events})

    def test_bear_the_name_of_the_calendar(self) -> None:
        desk = sd.ServiceCalendar.parse("Mo 09:00-17:00", tz="UTC", name="desk")
        week = windows(desk, MONDAY, MONDAY + timedelta(days=7), now=MONDAY)
        assert "desk" == week.walk("VEVENT")[0]["SUMMARY"]

    def test_need_an_aware_present(self) -> None:
        desk = sd.ServiceCalendar.always()
        with pytest.raises(sd.NaiveDatetimeError, match=r"^now must"):
            windows(desk, MONDAY, MONDAY, now=datetime(2026, 1, 5))  # noqa: DTZ001


class TestShifts:
    def test_are_events_and_gaps_are_none(self) -> None:
        hours = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        layer = Layer(
            [("ann", "cy"), "bo"], tz="UTC", start=MONDAY, every="weekly", hours=hours
        )
        found = shifts(
            sd.Rota([layer]), MONDAY, MONDAY + timedelta(days=14), now=MONDAY
        )
        names = [str(event["SUMMARY"]) for event in found.walk("VEVENT")]
        assert ["ann, cy"] * 5 + ["bo"] * 5 == names

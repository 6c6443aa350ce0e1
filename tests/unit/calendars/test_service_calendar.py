"""The service calendar: every question, on both sides of every boundary."""

import copy
import inspect
import pickle
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from dateutil.tz import tzoffset

from servicedesk_core.calendars import (
    Closure,
    DayRule,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
    TimeWindow,
    Weekday,
    WeeklyHours,
)
from servicedesk_core.calendars.day_rules import Rule
from servicedesk_core.errors import (
    HolidayCoverageWarning,
    InstantRangeError,
    InvalidArgumentError,
    InvalidHoursError,
    NaiveDatetimeError,
    NeverClosesError,
    NeverOpenError,
    UnknownCountryError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.timeline import DAY, instant_key, to_microseconds

BERLIN, MOSCOW = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Moscow")
NAIVE = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - a naive one is the subject
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
US, H = timedelta(microseconds=1), timedelta(hours=1)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
ONCE = ServiceCalendar(
    WeeklyHours({}),
    tz="UTC",
    special=[SpecialHours(date(2026, 1, 5), "09:00-17:00")],
    name="fair",
)
QUESTIONS = ["is_open", "next_open", "next_close", "previous_open", "previous_close"]


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def closed_until(year: int) -> ServiceCalendar:
    """Return a calendar whose Mondays are off from 2026 until a year."""
    rule = f"FREQ=WEEKLY;BYDAY=MO;UNTIL={year - 1}1231"
    days_off = DaysOff.rule(rule, since=date(2026, 1, 1))
    return ServiceCalendar("Mo 09:00-17:00", tz="UTC", days_off=days_off)


def ask(calendar: ServiceCalendar, question: str, *arguments: object) -> Any:
    """Ask a calendar by the name of the question."""
    return getattr(calendar, question)(*arguments)


class TestMaking:
    def test_takes_hours_or_their_text(self) -> None:
        hours = WeeklyHours({Weekday.MONDAY: [TimeWindow("09:00", "17:00")]})
        ours = ServiceCalendar(hours, tz="UTC")
        assert ours.weekly is hours
        assert ours == ServiceCalendar("Mo 09:00-17:00", tz=UTC)
        assert ours == ServiceCalendar.parse("Mo 09:00-17:00", tz=ZoneInfo("UTC"))

    def test_has_nothing_dated_unless_given(self) -> None:
        ours = ServiceCalendar("Mo 09:00-17:00", tz="Europe/Moscow")
        assert ours.tz is MOSCOW
        assert ours.days_off == DaysOff.none()
        assert ours.special == ()
        assert ours.closures == ()
        assert ours.name is None

    def test_sorts_dated_hours(self) -> None:
        special = [SpecialHours(date(2026, 1, day), "") for day in (7, 5, 6)]
        closures = [Closure(date(2026, 1, day), "09:00-10:00") for day in (7, 5, 7)]
        ours = ServiceCalendar(
            "Mo 09:00-17:00", tz="UTC", special=iter(special), closures=iter(closures)
        )
        assert [hours.day.day for hours in ours.special] == [5, 6, 7]
        assert [closure.day.day for closure in ours.closures] == [5, 7, 7]

    @pytest.mark.parametrize("weekly", [None, 5, {Weekday.MONDAY: "09:00-17:00"}, ()])
    def test_refuses_hours_of_another_type(self, weekly: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar(weekly, tz="UTC")
        assert caught.value.argument == "weekly"
        assert weekly == caught.value.value
        assert caught.value.wanted == "WeeklyHours or text"

    def test_refuses_a_text_it_cannot_read(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            ServiceCalendar("Mo 9-17", tz="UTC")
        assert caught.value.position == 3

    def test_refuses_an_unknown_zone(self) -> None:
        with pytest.raises(UnknownZoneError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="Europe/Berlim")
        assert caught.value.zone == "Europe/Berlim"
        nothing: Any = None
        with pytest.raises(WrongTypeError) as wrong:
            ServiceCalendar("Mo 09:00-17:00", tz=nothing)
        assert wrong.value.argument == "tz"

    @pytest.mark.parametrize("days_off", ["RU", None, [date(2026, 1, 1)]])
    def test_refuses_days_off_of_another_type(self, days_off: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="UTC", days_off=days_off)
        assert caught.value.argument == "days_off"
        assert days_off == caught.value.value
        assert str(caught.value) == f"days_off must be DaysOff, got {days_off!r}"

    @pytest.mark.parametrize(
        ("argument", "kind"), [("special", "SpecialHours"), ("closures", "Closure")]
    )
    @pytest.mark.parametrize("given", [None, 5, date(2026, 1, 5)])
    def test_refuses_dated_hours_that_are_no_list(
        self, argument: str, kind: str, given: object
    ) -> None:
        dated: Any = {argument: given}
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="UTC", **dated)
        assert argument == caught.value.argument
        assert given == caught.value.value
        assert f"{kind} values, in a list" == caught.value.wanted

    @pytest.mark.parametrize(
        ("argument", "kind", "other"),
        [
            ("special", "SpecialHours", Closure(date(2026, 1, 5), "09:00-10:00")),
            ("closures", "Closure", SpecialHours(date(2026, 1, 5), "09:00-10:00")),
            ("special", "SpecialHours", ("2026-01-05", "09:00-10:00")),
            ("closures", "Closure", date(2026, 1, 5)),
        ],
    )
    def test_refuses_dated_hours_of_another_kind(
        self, argument: str, kind: str, other: object
    ) -> None:
        dated: Any = {argument: [other]}
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="UTC", **dated)
        assert argument == caught.value.argument
        assert other == caught.value.value
        assert f"{kind} values" == caught.value.wanted

    def test_refuses_a_date_with_special_hours_twice(self) -> None:
        special = [
            SpecialHours(date(2026, 1, 5), "09:00-10:00"),
            SpecialHours(date(2026, 1, 6), "09:00-10:00"),
            SpecialHours(date(2026, 1, 5), "11:00-12:00"),
        ]
        with pytest.raises(InvalidHoursError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="UTC", special=special)
        assert str(caught.value) == "2026-01-05 has special hours twice"

    @pytest.mark.parametrize(
        ("special", "name", "message"),
        [
            ([], None, "a calendar without windows is never open at all"),
            ([], "desk", "desk is never open at all"),
            (
                [SpecialHours(date(2026, 1, 5), "")],
                None,
                "a calendar without windows is never open at all",
            ),
        ],
    )
    def test_refuses_to_be_never_open(
        self, special: list[SpecialHours], name: str | None, message: str
    ) -> None:
        with pytest.raises(NeverOpenError) as caught:
            ServiceCalendar("off", tz="UTC", special=special, name=name)
        assert message == str(caught.value)
        assert caught.value.when == "at all"

    def test_one_dated_opening_is_enough(self) -> None:
        assert ONCE.elapsed(at(1), at(31)) == 8 * H

    def test_takes_only_hours_by_position(self) -> None:
        positional: Any = ServiceCalendar
        with pytest.raises(TypeError, match="positional"):
            positional("Mo 09:00-17:00", "UTC")


class TestParse:
    def test_passes_everything_on(self) -> None:
        special = [SpecialHours(date(2026, 1, 6), "")]
        closures = [Closure(date(2026, 1, 7), "09:00-10:00")]
        days_off = DaysOff.yearly("05-01")
        ours = ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00",
            tz="Europe/Moscow",
            days_off=days_off,
            special=special,
            closures=closures,
            name="desk",
        )
        assert ours == ServiceCalendar(
            WeeklyHours.parse("Mo-Fr 09:00-17:00"),
            tz="Europe/Moscow",
            days_off=days_off,
            special=special,
            closures=closures,
            name="desk",
        )

    @pytest.mark.parametrize("text", ["Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; PH off"])
    @pytest.mark.parametrize(
        ("holidays", "expected"),
        [("RU", DaysOff.country("RU")), ("DE-BY", DaysOff.country("DE", "BY"))],
    )
    def test_takes_holidays_by_code(
        self, text: str, holidays: str, expected: DaysOff
    ) -> None:
        ours = ServiceCalendar.parse(text, tz="UTC", holidays=holidays)
        assert expected == ours.days_off

    def test_adds_other_days_off_to_those_of_the_country(self) -> None:
        own = DaysOff.yearly("05-01", label="ours")
        ours = ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00", tz="UTC", holidays="DE", days_off=own
        )
        assert ours.days_off == DaysOff.country("DE") + own

    @pytest.mark.parametrize("days_off", [None, DaysOff.yearly("05-01")])
    def test_public_holidays_need_a_country(self, days_off: DaysOff | None) -> None:
        text = "Mo-Fr 09:00-17:00; PH off"
        with pytest.raises(InvalidHoursError) as caught:
            ServiceCalendar.parse(text, tz="UTC", days_off=days_off)
        assert caught.value.text == text
        assert caught.value.position == 19
        assert str(caught.value) == (
            'PH needs to know whose: add holidays="..." '
            "at position 19 of 'Mo-Fr 09:00-17:00; PH off'"
        )

    @pytest.mark.parametrize(
        ("holidays", "argument", "value"),
        [
            ("QQQQ", "country", "QQQQ"),
            ("", "country", ""),
            ("DE-XX", "subdivision", "XX"),
            ("DE-BY-BY", "subdivision", "BY-BY"),
        ],
    )
    def test_refuses_an_unknown_country(
        self, holidays: str, argument: str, value: str
    ) -> None:
        with pytest.raises(UnknownCountryError) as caught:
            ServiceCalendar.parse("Mo 09:00-17:00", tz="UTC", holidays=holidays)
        assert argument == caught.value.argument
        assert value == caught.value.value

    @pytest.mark.parametrize("holidays", [5, ("DE", "BY"), DaysOff.none()])
    def test_refuses_holidays_that_are_no_code(self, holidays: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.parse("Mo 09:00-17:00", tz="UTC", holidays=holidays)
        assert caught.value.argument == "holidays"
        assert holidays == caught.value.value
        assert caught.value.wanted == 'a code such as "DE-BY"'

    @pytest.mark.parametrize("days_off", [0, "", [], "RU"])
    def test_refuses_days_off_of_another_type(self, days_off: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.parse("Mo 09:00-17:00", tz="UTC", days_off=days_off)
        assert caught.value.argument == "days_off"
        assert days_off == caught.value.value

    def test_worked_saturdays_and_transfers_count(self) -> None:
        desk = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz=MOSCOW, holidays="RU")
        friday = datetime(2024, 4, 26, 18, tzinfo=MOSCOW)
        assert desk.next_open(friday) == datetime(2024, 4, 27, 9, tzinfo=MOSCOW)
        saturday = datetime(2024, 4, 27, 18, tzinfo=MOSCOW)
        # Monday to Wednesday are off
        assert desk.next_open(saturday) == datetime(2024, 5, 2, 9, tzinfo=MOSCOW)


class TestSchemaOrg:
    SPECS: tuple[dict[str, object], ...] = (
        {"dayOfWeek": ["Monday", "Friday"], "opens": "09:00", "closes": "17:00"},
    )

    def test_passes_everything_on(self) -> None:
        closures = [Closure(date(2026, 1, 7), "09:00-10:00")]
        own = DaysOff.yearly("05-01")
        ours = ServiceCalendar.from_schema_org(
            self.SPECS,
            tz="Europe/Moscow",
            holidays="DE-BY",
            days_off=own,
            closures=closures,
            name="desk",
        )
        assert ours == ServiceCalendar(
            "Mo,Fr 09:00-17:00",
            tz="Europe/Moscow",
            days_off=DaysOff.country("DE", "BY") + own,
            closures=closures,
            name="desk",
        )

    def test_needs_no_more_than_hours_and_a_zone(self) -> None:
        ours = ServiceCalendar.from_schema_org(self.SPECS, tz="UTC")
        assert ours == ServiceCalendar("Mo,Fr 09:00-17:00", tz="UTC")

    def test_is_read_back(self) -> None:
        specs = DESK.to_schema_org()
        assert [spec["opens"] for spec in specs] == ["09:00", "14:00"]
        assert ServiceCalendar.from_schema_org(specs, tz="UTC") == DESK

    def test_has_no_words_for_combined_calendars(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            (ONCE | attrs.evolve(DESK, name="desk")).to_schema_org()
        assert str(caught.value) == "schema.org has no words for fair | desk"


class TestAlways:
    def test_is_open_around_the_clock(self) -> None:
        assert ServiceCalendar("24/7", tz="UTC") == ALWAYS
        assert ServiceCalendar.always("Europe/Berlin").tz is BERLIN
        assert ALWAYS.is_open(at(5, 3)) is True
        assert ALWAYS.elapsed(at(5), at(6)) == 24 * H

    @pytest.mark.parametrize("question", ["next_close", "previous_open"])
    def test_never_closes(self, question: str) -> None:
        with pytest.raises(NeverClosesError) as caught:
            ask(ServiceCalendar.always(), question, at(5))
        assert caught.value.calendar == "24/7 (UTC)"
        word = "after" if question == "next_close" else "before"
        assert caught.value.when == f"{word} 2026-01-05T00:00:00+00:00"

    def test_has_not_closed_before(self) -> None:
        with pytest.raises(NeverClosesError):
            ServiceCalendar.always().previous_close(at(5))

    def test_is_open_now(self) -> None:
        assert ALWAYS.next_open(at(5)) == at(5)

    @pytest.mark.parametrize("years", [40, 41, 300, 1900])
    def test_adds_centuries(self, years: int) -> None:
        long = years * 365 * 24 * H
        assert ALWAYS.add(at(5), long) == at(5) + long
        assert ALWAYS.subtract(at(5), long) == at(5) - long

    def test_open_time_is_no_gap_however_long(self) -> None:
        late = SpecialHours(date(2100, 1, 1), "10:00-12:00")
        until = ServiceCalendar.versions(
            {
                date(2026, 1, 1): ALWAYS,
                date(2090, 1, 1): ServiceCalendar(
                    WeeklyHours({}), tz="UTC", special=[late]
                ),
            }
        )
        left = datetime(2090, 1, 1, tzinfo=UTC) - at(5)
        due = datetime(2100, 1, 1, 11, tzinfo=UTC)
        assert until.add(at(5), left + H) == due
        assert until.subtract(due, left + H) == at(5)

    def test_adds_plain_time(self) -> None:
        start = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
        assert ALWAYS.add(start, 24 * H).isoformat() == "2026-03-29T13:00:00+02:00"
        assert ALWAYS.subtract(at(5), 48 * H) == at(3)

    def test_gives_one_window_clipped_to_the_range(self) -> None:
        (window,) = ALWAYS.windows(at(5, 3), at(7, 4))
        assert (window.start, window.end) == (at(5, 3), at(7, 4))

    def test_a_closure_ends_it(self) -> None:
        ours = ServiceCalendar(
            "24/7", tz="UTC", closures=[Closure(date(2026, 1, 5), "10:00-11:00")]
        )
        assert ours.next_close(at(1)) == at(5, 10)
        assert ours.previous_open(at(9)) == at(5, 11)
        assert ours.previous_close(at(9)) == at(5, 10)
        assert ours.next_open(at(5, 10)) == at(5, 11)
        with pytest.raises(NeverClosesError):
            ours.next_close(at(5, 11))
        with pytest.raises(NeverClosesError):
            ours.previous_open(at(5, 9))


class TestIsOpen:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (at(5, 9) - US, False),
            (at(5, 9), True),
            (at(5, 9) + US, True),
            (at(5, 13) - US, True),
            (at(5, 13), False),
            (at(5, 14) - US, False),
            (at(5, 14), True),
            (at(5, 18) - US, True),
            (at(5, 18), False),
            (at(9, 17), True),
            (at(10, 12), False),
            (at(11, 12), False),
            (at(5, 12, tz=MOSCOW), True),
            (at(5, 9, tz=MOSCOW), False),
            (FIRST, False),
            (LAST, False),
            (datetime(1, 1, 1, 9, tzinfo=UTC), True),
            (datetime(9999, 12, 31, 17, 59, tzinfo=UTC), True),
        ],
    )
    def test_is_half_open(self, when: datetime, *, expected: bool) -> None:
        assert expected is DESK.is_open(when)

    @pytest.mark.parametrize(("fold", "expected"), [(0, True), (1, False)])
    def test_knows_which_of_two_hours_is_meant(
        self, fold: int, *, expected: bool
    ) -> None:
        night = ServiceCalendar("Su 01:00-02:30", tz=BERLIN)
        when = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=fold)
        assert expected is night.is_open(when)

    def test_overnight_on_sunday_runs_into_monday(self) -> None:
        night = ServiceCalendar("Su 22:00-06:00", tz="UTC")
        assert night.is_open(at(5, 5, 59)) is True
        assert night.is_open(at(5, 6)) is False
        assert night.is_open(at(4, 21, 59)) is False
        assert night.is_open(at(4, 22)) is True


class TestElapsed:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (at(5, 9), at(5, 9), timedelta(0)),
            (at(5, 9), at(5, 9) + US, US),
            (at(5, 9) - US, at(5, 9), timedelta(0)),
            (at(5, 13) - US, at(5, 14), US),
            (at(5, 13), at(5, 14), timedelta(0)),
            (at(5), at(6), 8 * H),
            (at(5, 10), at(5, 15), 4 * H),
            (at(9, 17), at(12, 10), 2 * H),
            (at(5), at(12), 40 * H),
            (at(5, 12, tz=MOSCOW), at(5, 18), 8 * H),
        ],
    )
    def test_counts_open_time_signed(
        self, start: datetime, end: datetime, expected: timedelta
    ) -> None:
        assert expected == DESK.elapsed(start, end)
        assert -expected == DESK.elapsed(end, start)

    @pytest.mark.parametrize(
        ("day", "hours"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23)]
    )
    def test_counts_real_seconds(self, day: date, hours: int) -> None:
        desk = ServiceCalendar("Su 00:00-24:00", tz=BERLIN)
        start = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
        assert hours * H == desk.elapsed(start, start + timedelta(days=1))

    def test_spans_years(self) -> None:
        # 52 weeks and a Thursday in 2026
        desk = ServiceCalendar("Th 09:00-17:00", tz="UTC")
        new_year = datetime(2026, 1, 1, tzinfo=UTC)
        assert desk.elapsed(new_year, new_year.replace(year=2027)) == 53 * 8 * H
        assert desk.elapsed(new_year, new_year.replace(year=2126)) == 5218 * 8 * H

    def test_counts_in_the_outermost_years(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-13:00,14:00-18:00", tz="UTC")
        # 1 January of the year 1 was a Monday, 31 December 9999 is a Friday
        assert desk.elapsed(FIRST, FIRST + timedelta(days=7)) == 40 * H
        assert desk.elapsed(LAST - timedelta(days=6), LAST) == 40 * H


class TestAdd:
    @pytest.mark.parametrize(
        ("start", "duration", "expected"),
        [
            (at(5, 9), 0 * H, at(5, 9)),
            (at(10, 12), 0 * H, at(10, 12)),
            (at(5, 9), US, at(5, 9) + US),
            (at(5, 13) - US, US, at(5, 13)),
            (at(5, 8), H, at(5, 10)),
            (at(5, 9), 4 * H - US, at(5, 13) - US),
            (at(5, 9), 4 * H, at(5, 13)),
            (at(5, 9), 4 * H + US, at(5, 14) + US),
            (at(5, 13), H, at(5, 15)),
            (at(5, 9), 8 * H, at(5, 18)),
            (at(5, 9), 9 * H, at(6, 10)),
            (at(9, 17), H, at(9, 18)),
            (at(9, 17), 2 * H, at(12, 10)),
            (at(10, 12), 8 * H, at(12, 18)),
            (at(5, 9), 40 * H, at(9, 18)),
            (at(5, 10), -H, at(5, 9)),
            (at(5, 15), -H, at(5, 14)),
            (at(5, 15), -2 * H, at(5, 12)),
            (at(12, 9), -H, at(9, 17)),
        ],
    )
    def test_gives_the_earliest(
        self, start: datetime, duration: timedelta, expected: datetime
    ) -> None:
        assert expected == DESK.add(start, duration)
        assert duration == DESK.elapsed(start, expected)
        assert expected == DESK.subtract(start, -duration)

    def test_nothing_added_gives_the_very_start(self) -> None:
        start = at(10, 12, tz=BERLIN)
        assert DESK.add(start, timedelta(0)) is start
        assert DESK.subtract(start, timedelta(0)) is start

    def test_may_take_many_years(self) -> None:
        # a desk that is open one hour a year
        yearly = ServiceCalendar(
            "09:00-10:00",
            tz="UTC",
            days_off=DaysOff.yearly("01-02..12-31"),
        )
        start = datetime(2026, 1, 1, 9, tzinfo=UTC)
        assert yearly.add(start, 100 * H) == datetime(2125, 1, 1, 10, tzinfo=UTC)
        end = datetime(2026, 1, 1, 10, tzinfo=UTC)
        assert yearly.subtract(end, 100 * H) == datetime(1927, 1, 1, 9, tzinfo=UTC)

    def test_finds_no_more_time(self) -> None:
        assert ONCE.add(at(5), 8 * H) == at(5, 17)
        with pytest.raises(NeverOpenError) as caught:
            ONCE.add(at(5), 8 * H + US)
        assert caught.value.calendar == "fair"
        assert str(caught.value) == (
            "fair is never open long enough after 2026-01-05T00:00:00+00:00"
        )

    def test_runs_out_of_years(self) -> None:
        start = datetime(9999, 12, 31, 12, tzinfo=UTC)
        assert DESK.add(start, 5 * H) == datetime(9999, 12, 31, 18, tzinfo=UTC)
        with pytest.raises(InstantRangeError) as caught:
            DESK.add(start, 5 * H + US)
        assert caught.value.question == (
            "the time asked for from 9999-12-31T12:00:00+00:00"
        )
        with pytest.raises(InstantRangeError):
            ALWAYS.add(start, 12 * H)

    def test_runs_out_of_years_after_many(self) -> None:
        start = datetime(9990, 1, 1, tzinfo=UTC)
        with pytest.raises(InstantRangeError):
            ServiceCalendar("Mo 09:00-17:00", tz="UTC").add(start, 10_000 * H)

    @pytest.mark.parametrize("duration", [timedelta.max, timedelta(days=4_000_000)])
    def test_outlasts_no_clock(self, duration: timedelta) -> None:
        for question in ("add", "subtract"):
            with pytest.raises(InstantRangeError) as caught:
                ask(ALWAYS, question, at(5), duration)
            assert caught.value.question == (
                "the time asked for from 2026-01-05T00:00:00+00:00"
            )

    @pytest.mark.parametrize("duration", [5, 1.5, "PT1H", None])
    def test_refuses_what_is_no_duration(self, duration: Any) -> None:
        for question in ("add", "subtract"):
            with pytest.raises(WrongTypeError) as caught:
                ask(DESK, question, at(5), duration)
            assert caught.value.argument == "duration"
            assert duration == caught.value.value


class TestSubtract:
    @pytest.mark.parametrize(
        ("end", "duration", "expected"),
        [
            (at(5, 18), US, at(5, 18) - US),
            (at(5, 20), H, at(5, 17)),
            (at(5, 18), 4 * H - US, at(5, 14) + US),
            (at(5, 18), 4 * H, at(5, 14)),
            (at(5, 18), 4 * H + US, at(5, 13) - US),
            (at(5, 14), H, at(5, 12)),
            (at(5, 18), 8 * H, at(5, 9)),
            (at(12, 10), 2 * H, at(9, 17)),
            (at(12, 9), H, at(9, 17)),
            (at(11, 12), 8 * H, at(9, 9)),
            (at(5, 17), -H, at(5, 18)),
            (at(5, 17), -2 * H, at(6, 10)),
        ],
    )
    def test_gives_the_latest(
        self, end: datetime, duration: timedelta, expected: datetime
    ) -> None:
        assert expected == DESK.subtract(end, duration)
        assert duration == DESK.elapsed(expected, end)
        assert expected == DESK.add(end, -duration)

    def test_finds_no_time_before(self) -> None:
        assert ONCE.subtract(at(6), 8 * H) == at(5, 9)
        with pytest.raises(NeverOpenError) as caught:
            ONCE.subtract(at(6), 8 * H + US)
        assert str(caught.value) == (
            "fair is never open long enough before 2026-01-06T00:00:00+00:00"
        )

    def test_runs_out_of_years(self) -> None:
        end = datetime(1, 1, 1, 12, tzinfo=UTC)
        assert DESK.subtract(end, 3 * H) == datetime(1, 1, 1, 9, tzinfo=UTC)
        with pytest.raises(InstantRangeError) as caught:
            DESK.subtract(end, 3 * H + US)
        assert caught.value.question == (
            "the time asked for from 0001-01-01T12:00:00+00:00"
        )

    def test_runs_out_of_years_after_many(self) -> None:
        end = datetime(9, 1, 1, tzinfo=UTC)
        with pytest.raises(InstantRangeError):
            ServiceCalendar("Mo 09:00-17:00", tz="UTC").subtract(end, 10_000 * H)


class TestNeighbours:
    @pytest.mark.parametrize(
        ("when", "next_open", "next_close", "previous_open", "previous_close"),
        [
            (at(5, 8), at(5, 9), at(5, 13), at(2, 14), at(2, 18)),
            (at(5, 9) - US, at(5, 9), at(5, 13), at(2, 14), at(2, 18)),
            (at(5, 9), at(5, 9), at(5, 13), at(5, 9), at(2, 18)),
            (at(5, 10), at(5, 10), at(5, 13), at(5, 9), at(2, 18)),
            (at(5, 13) - US, at(5, 13) - US, at(5, 13), at(5, 9), at(2, 18)),
            (at(5, 13), at(5, 14), at(5, 18), at(5, 9), at(5, 13)),
            (at(5, 13, 30), at(5, 14), at(5, 18), at(5, 9), at(5, 13)),
            (at(5, 14), at(5, 14), at(5, 18), at(5, 14), at(5, 13)),
            (at(5, 18), at(6, 9), at(6, 13), at(5, 14), at(5, 18)),
            (at(9, 18), at(12, 9), at(12, 13), at(9, 14), at(9, 18)),
            (at(11, 12), at(12, 9), at(12, 13), at(9, 14), at(9, 18)),
        ],
    )
    def test_are_on_the_right_side(
        self,
        when: datetime,
        next_open: datetime,
        next_close: datetime,
        previous_open: datetime,
        previous_close: datetime,
    ) -> None:
        assert next_open == DESK.next_open(when)
        assert next_close == DESK.next_close(when)
        assert previous_open == DESK.previous_open(when)
        assert previous_close == DESK.previous_close(when)

    def test_cross_the_years(self) -> None:
        desk = ServiceCalendar("Th 00:00-24:00", tz="UTC")
        new_year = datetime(2026, 1, 1, tzinfo=UTC)
        assert desk.previous_open(new_year) == new_year
        assert desk.previous_close(new_year) == datetime(2025, 12, 26, tzinfo=UTC)
        assert desk.next_close(new_year - US) == at(2)
        # a window that ends with the year
        eve = ServiceCalendar("We 00:00-24:00", tz="UTC")
        assert eve.next_close(datetime(2025, 12, 31, 12, tzinfo=UTC)) == new_year
        assert eve.previous_close(new_year) == new_year

    def test_a_window_over_new_year_is_one(self) -> None:
        night = ServiceCalendar("We 22:00-06:00", tz="UTC")
        inside = datetime(2025, 12, 31, 23, tzinfo=UTC)
        assert night.next_close(inside) == at(1, 6)
        assert night.previous_open(at(1, 3)) == datetime(2025, 12, 31, 22, tzinfo=UTC)

    def test_search_for_forty_years(self) -> None:
        far = [SpecialHours(date(2066, 1, 5), "09:00-17:00")]
        ours = ServiceCalendar("off", tz="UTC", special=far)
        assert ours.next_open(at(5)) == datetime(2066, 1, 5, 9, tzinfo=UTC)
        assert ours.next_close(at(5)) == datetime(2066, 1, 5, 17, tzinfo=UTC)

    @pytest.mark.parametrize("year", [2065, 2066])
    def test_find_what_lies_within_forty_years(self, year: int) -> None:
        monday = next(
            date(year, 1, day)
            for day in range(1, 8)
            if not date(year, 1, day).weekday()
        )
        opening = datetime(year, 1, monday.day, 9, tzinfo=UTC)
        assert opening == closed_until(year).next_open(at(5))

    def test_find_what_opens_after_the_last_dated_rule(self) -> None:
        """UNTIL is a date like any other: the forty years begin there."""
        opening = datetime(2126, 1, 7, 9, tzinfo=UTC)
        assert opening == closed_until(2126).next_open(at(5))

    def test_give_up_long_after_forty_years(self) -> None:
        off = DaysOff.rule("FREQ=WEEKLY;BYDAY=MO", since=date(2026, 1, 1))
        calendar = ServiceCalendar("Mo 09:00-17:00", tz="UTC", days_off=off)
        with pytest.raises(NeverOpenError) as caught:
            calendar.next_open(at(5))
        assert caught.value.when == "after 2026-01-05T00:00:00+00:00"

    @pytest.mark.parametrize("year", [1, 2, 30, 2026, 9950, 9999])
    @pytest.mark.parametrize(
        "question", ["next_close", "previous_open", "previous_close"]
    )
    def test_around_the_clock_has_no_edge_in_any_year(
        self, question: str, year: int
    ) -> None:
        with pytest.raises(NeverClosesError):
            ask(ServiceCalendar.always(), question, datetime(year, 6, 1, tzinfo=UTC))

    def test_answers_do_not_depend_on_what_was_asked_before(self) -> None:
        calendar = ServiceCalendar.always()
        start = datetime(1, 1, 1, tzinfo=UTC)
        calendar.elapsed(start, start.replace(year=60))
        with pytest.raises(NeverClosesError):
            calendar.previous_open(start.replace(year=50))

    @pytest.mark.parametrize(
        ("tz", "when"),
        [
            ("America/New_York", datetime(1, 1, 1, tzinfo=UTC)),
            ("Asia/Tokyo", datetime(9999, 12, 31, 16, tzinfo=UTC)),
        ],
    )
    def test_around_the_clock_is_open_at_the_ends_of_time(
        self, tz: str, when: datetime
    ) -> None:
        assert ServiceCalendar.always(tz).is_open(when)


class TestWrongTypes:
    @pytest.mark.parametrize(
        ("argument", "value"),
        [
            ("days_off", [date(2026, 1, 1)]),
            ("special", ["2026-01-01"]),
            ("special", SpecialHours("2026-01-01", "09:00-10:00")),
            ("closures", [SpecialHours("2026-01-01", "09:00-10:00")]),
            ("closures", 5),
            ("name", 5),
        ],
    )
    def test_are_refused_by_the_argument_s_name(
        self, argument: str, value: object
    ) -> None:
        arguments: Any = {argument: value}
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar("Mo 09:00-17:00", tz="UTC", **arguments)
        assert caught.value.argument == argument

    def test_holidays_must_be_text(self) -> None:
        holidays: Any = 5
        with pytest.raises(WrongTypeError, match=r"^holidays must be a code"):
            ServiceCalendar.parse("24/7", tz="UTC", holidays=holidays)

    def test_days_off_must_be_days_off_when_parsing_too(self) -> None:
        days_off: Any = [date(2026, 1, 1)]
        with pytest.raises(WrongTypeError, match=r"^days_off must be DaysOff"):
            ServiceCalendar.parse("24/7", tz="UTC", days_off=days_off)

    def test_an_empty_subdivision_is_unknown(self) -> None:
        with pytest.raises(UnknownCountryError, match=r"^subdivision"):
            ServiceCalendar.parse("24/7", tz="UTC", holidays="DE-")


class TestShifts:
    """Windows that touch merge, however long they are together."""

    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("06:00-14:00,14:00-22:00,22:00-06:00", 7 * 24),
            ("Mo 06:00-22:00,22:00-07:00", 25),
            ("Mo 06:00-22:00,22:00-06:00", 24),
            ("Mo 00:00-12:00,12:00-24:00", 24),
        ],
    )
    def test_around_the_clock(self, text: str, hours: int) -> None:
        calendar = ServiceCalendar.parse(text, tz="UTC")
        week = calendar.elapsed(at(5), at(12))
        assert week == timedelta(hours=hours)
        assert calendar == ServiceCalendar.parse(calendar.format(), tz="UTC")

    def test_an_empty_range_has_no_windows(self) -> None:
        open_at = at(5, 10)
        assert list(ServiceCalendar.always().windows(open_at, open_at)) == []


class TestNeighboursOnce:
    """Searches beyond a last opening."""

    @pytest.mark.parametrize(
        ("question", "when", "word"),
        [
            ("next_open", at(6), "after"),
            ("next_close", at(6), "after"),
            ("next_open", at(5, 17), "after"),
            ("next_close", at(5, 17), "after"),
            ("previous_open", at(4), "before"),
            ("previous_close", at(4), "before"),
            ("previous_open", at(5, 9) - US, "before"),
            ("previous_close", at(5, 9) - US, "before"),
        ],
    )
    def test_may_not_exist(self, question: str, when: datetime, word: str) -> None:
        with pytest.raises(NeverOpenError) as caught:
            ask(ONCE, question, when)
        assert caught.value.calendar == "fair"
        assert caught.value.when == f"{word} {when.isoformat()}"

    def test_of_a_single_window(self) -> None:
        assert ONCE.next_open(at(1)) == at(5, 9)
        assert ONCE.next_open(at(5, 10)) == at(5, 10)
        assert ONCE.next_close(at(1)) == at(5, 17)
        assert ONCE.previous_open(at(30)) == at(5, 9)
        assert ONCE.previous_close(at(30)) == at(5, 17)


class TestEmptied:
    """A calendar that days off or closures leave nothing of."""

    @pytest.fixture(
        params=[
            {"weekly": "Mo 09:00-17:00", "days_off": DaysOff.yearly("01-01..12-31")},
            {
                "weekly": "off",
                "special": [SpecialHours(date(2026, 1, 5), "09:00-17:00")],
                "closures": [Closure(date(2026, 1, 5), "08:00-18:00")],
            },
        ]
    )
    def empty(self, request: pytest.FixtureRequest) -> ServiceCalendar:
        return ServiceCalendar(**request.param, tz="UTC", name="empty")

    @pytest.mark.parametrize("question", QUESTIONS[1:])
    def test_has_no_neighbour(self, empty: ServiceCalendar, question: str) -> None:
        with pytest.raises(NeverOpenError) as caught:
            ask(empty, question, at(5, 10))
        word = "after" if question.startswith("next") else "before"
        assert str(caught.value) == (
            f"empty is never open {word} 2026-01-05T10:00:00+00:00"
        )

    @pytest.mark.parametrize("question", ["add", "subtract"])
    def test_has_no_time(self, empty: ServiceCalendar, question: str) -> None:
        with pytest.raises(NeverOpenError):
            ask(empty, question, at(5, 10), US)
        assert ask(empty, question, at(5, 10), timedelta(0)) == at(5, 10)

    def test_counts_nothing(self, empty: ServiceCalendar) -> None:
        assert empty.is_open(at(5, 10)) is False
        assert empty.elapsed(at(1), at(31)) == timedelta(0)
        assert list(empty.windows(at(1), at(31))) == []


class TestWindows:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (at(5), at(6), [(at(5, 9), at(5, 13)), (at(5, 14), at(5, 18))]),
            (at(5, 9), at(5, 13), [(at(5, 9), at(5, 13))]),
            (at(5, 10), at(5, 12), [(at(5, 10), at(5, 12))]),
            (at(5, 12), at(5, 15),
             [(at(5, 12), at(5, 13)), (at(5, 14), at(5, 15))]),
            (at(5, 13), at(5, 14), []),
            (at(5, 13) - US, at(5, 14), [(at(5, 13) - US, at(5, 13))]),
            (at(5, 13), at(5, 14) + US, [(at(5, 14), at(5, 14) + US)]),
            (at(10), at(12), []),
            (at(10), at(10), []),
            (at(9, 17), at(12, 10),
             [(at(9, 17), at(9, 18)), (at(12, 9), at(12, 10))]),
        ],
    )  # fmt: skip
    def test_are_clipped_and_in_order(
        self,
        start: datetime,
        end: datetime,
        expected: list[tuple[datetime, datetime]],
    ) -> None:
        found = [(window.start, window.end) for window in DESK.windows(start, end)]
        assert expected == found

    def test_sum_up_to_what_elapsed(self) -> None:
        windows = list(DESK.windows(at(1), at(31)))
        total = sum((window.duration for window in windows), timedelta(0))
        assert total == DESK.elapsed(at(1), at(31))
        assert len(windows) == 2 * 22

    def test_are_an_iterator(self) -> None:
        windows = DESK.windows(at(5), at(6))
        assert next(windows).start == at(5, 9)
        assert next(windows).start == at(5, 14)
        assert next(windows, None) is None

    def test_may_be_spans_of_integers(self) -> None:
        start = to_microseconds(at(5), "at")
        hour = 3_600_000_000
        assert DESK.open_spans(at(5, 10, tz=UTC), at(5, 18, tz=MOSCOW)) == [
            (start + 10 * hour, start + 13 * hour),
            (start + 14 * hour, start + 15 * hour),
        ]
        assert DESK.open_spans(at(5, 10), at(5, 10)) == []

    def test_may_be_asked_for_in_integers(self) -> None:
        low, high = at(5, 10), at(20, 15)
        first, last = (to_microseconds(each, "at") for each in (low, high))
        assert DESK.service_spans(first, last) == DESK.open_spans(low, high)
        assert DESK.service_spans(first, first) == []

    def test_in_integers_never_warn(self) -> None:
        first = instant_key(OUTSIDE[0])
        assert RUSSIA.service_spans(first, first + 7 * DAY) != []

    @pytest.mark.parametrize("question", ["windows", "open_spans"])
    def test_refuse_a_reversed_range_at_once(self, question: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ask(DESK, question, at(6), at(6) - US)
        assert caught.value.argument == "end"
        assert caught.value.value == at(6) - US
        assert caught.value.wanted == ("not before start (2026-01-06 00:00:00+00:00)")


class TestZones:
    @pytest.mark.parametrize(
        "zone", [UTC, BERLIN, MOSCOW, timezone(timedelta(hours=-3.5)), timezone.max]
    )
    def test_answers_come_in_the_zone_of_the_first_argument(self, zone: tzinfo) -> None:
        when, end = at(5, 10).astimezone(zone), at(6).astimezone(MOSCOW)
        answers = [
            DESK.next_open(when),
            DESK.next_close(when),
            DESK.previous_open(when),
            DESK.previous_close(when),
            DESK.add(when, H),
            DESK.subtract(when, H),
            next(DESK.windows(when, end)).start,
            next(DESK.windows(when, end)).end,
        ]
        assert [answer.tzinfo for answer in answers] == [zone] * 8
        assert [answer.astimezone(UTC) for answer in answers] == [
            at(5, 10),
            at(5, 13),
            at(5, 9),
            at(2, 18),
            at(5, 11),
            at(5, 9),
            at(5, 10),
            at(5, 13),
        ]

    def test_windows_follow_the_calendars_clock(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-18:00", tz=BERLIN)
        summer = datetime(2026, 7, 6, tzinfo=UTC)
        assert desk.next_open(at(5)) == at(5, 8)
        assert desk.next_open(summer) == datetime(2026, 7, 6, 7, tzinfo=UTC)

    def test_takes_a_fixed_offset(self) -> None:
        desk = ServiceCalendar("Mo 09:00-18:00", tz=timezone(timedelta(hours=5.75)))
        assert desk.next_open(at(5)) == at(5, 3, 15)
        assert str(desk) == "Mo 09:00-18:00 (UTC+05:45)"

    def test_an_answer_may_lie_outside_the_years_of_a_zone(self) -> None:
        late = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=14)))
        desk = ServiceCalendar("Fr 09:00-18:00", tz="UTC")
        with pytest.raises(InstantRangeError) as caught:
            desk.next_close(late)
        assert caught.value.question == "the answer"


class TestArguments:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_an_instant_is_aware(self, question: str) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            ask(DESK, question, NAIVE)
        assert caught.value.argument == "at"
        assert caught.value.value is NAIVE

    @pytest.mark.parametrize("question", QUESTIONS)
    @pytest.mark.parametrize("when", [None, "2026-01-05", date(2026, 1, 5), 5])
    def test_an_instant_is_a_datetime(self, question: str, when: object) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ask(DESK, question, when)
        assert caught.value.argument == "at"
        assert when == caught.value.value

    @pytest.mark.parametrize("question", ["elapsed", "windows"])
    @pytest.mark.parametrize(
        ("start", "end", "argument"),
        [(NAIVE, at(5), "start"), (at(5), NAIVE, "end"), (NAIVE, NAIVE, "start")],
    )
    def test_a_range_is_aware(
        self, question: str, start: datetime, end: datetime, argument: str
    ) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            ask(DESK, question, start, end)
        assert argument == caught.value.argument

    @pytest.mark.parametrize("question", ["elapsed", "windows"])
    @pytest.mark.parametrize("other", [None, "2026-01-05", date(2026, 1, 5)])
    def test_a_range_is_of_datetimes(self, question: str, other: object) -> None:
        for argument, ends in (("start", (other, at(5))), ("end", (at(5), other))):
            with pytest.raises(WrongTypeError) as caught:
                ask(DESK, question, *ends)
            assert argument == caught.value.argument

    @pytest.mark.parametrize("duration", [timedelta(0), H])
    @pytest.mark.parametrize(
        ("question", "argument"), [("add", "start"), ("subtract", "end")]
    )
    def test_a_start_is_aware(
        self, question: str, argument: str, duration: timedelta
    ) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            ask(DESK, question, NAIVE, duration)
        assert argument == caught.value.argument
        with pytest.raises(WrongTypeError) as wrong:
            ask(DESK, question, date(2026, 1, 5), duration)
        assert argument == wrong.value.argument


FULL = ServiceCalendar(
    "Mo-Fr 09:00-17:00; Sa 22:00-06:00",
    tz="Europe/Berlin",
    days_off=DaysOff.country("DE", "BY") + DaysOff.yearly("12-24..01-02"),
    special=[SpecialHours(date(2026, 1, 6), "10:00-12:00", "half")],
    closures=[Closure(date(2026, 1, 7), "10:00-11:00", "drill")],
    name="desk",
)


class TestValue:
    @pytest.mark.parametrize("calendar", [DESK, ALWAYS, ONCE, FULL])
    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_pickles_as_its_definition(
        self, calendar: ServiceCalendar, protocol: int
    ) -> None:
        fresh = pickle.dumps(attrs.evolve(calendar), protocol)
        calendar.elapsed(at(1), at(31))
        twin = pickle.loads(pickle.dumps(calendar, protocol))  # noqa: S301
        assert calendar == twin
        assert hash(calendar) == hash(twin)
        assert repr(calendar) == repr(twin)
        assert calendar.elapsed(at(1), at(31)) == twin.elapsed(at(1), at(31))
        assert len(fresh) == len(pickle.dumps(calendar, protocol))

    def test_its_state_is_what_it_was_made_of(self) -> None:
        assert list(FULL.__getstate__()) == [
            "weekly",
            "tz",
            "days_off",
            "special",
            "closures",
            "name",
        ]

    def test_copies(self) -> None:
        assert copy.copy(FULL) == FULL
        assert copy.deepcopy(FULL) == FULL
        assert copy.deepcopy(FULL).is_open(at(6, 9)) is FULL.is_open(at(6, 9))

    def test_questions_do_not_change_it(self) -> None:
        asked, fresh = attrs.evolve(FULL), attrs.evolve(FULL)
        asked.elapsed(at(1), at(31))
        assert asked == fresh
        assert hash(asked) == hash(fresh)
        assert repr(asked) == repr(fresh)

    @pytest.mark.parametrize(
        "change",
        [
            {"weekly": "Mo-Fr 09:00-17:00"},
            {"tz": "Europe/Paris"},
            {"days_off": DaysOff.none()},
            {"special": ()},
            {"closures": ()},
            {"name": None},
        ],
    )
    def test_differs_by_every_part(self, change: dict[str, Any]) -> None:
        other = attrs.evolve(FULL, **change)
        assert other != FULL
        assert other == pickle.loads(pickle.dumps(other))  # noqa: S301

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            FULL.name = "other"  # type: ignore[misc]

    def test_answers_many_threads_alike(self) -> None:
        shared = attrs.evolve(FULL)
        starts = [datetime(2000 + n, 1, 1, tzinfo=UTC) for n in range(40)]
        alone = [attrs.evolve(FULL).elapsed(s, s + timedelta(90)) for s in starts]
        with ThreadPoolExecutor(8) as pool:
            together = pool.map(lambda s: shared.elapsed(s, s + timedelta(90)), starts)
        assert alone == list(together)


class TestText:
    @pytest.mark.parametrize(
        ("calendar", "text"),
        [
            (DESK, "Mo-Fr 09:00-13:00,14:00-18:00 (UTC)"),
            (ALWAYS, "24/7 (UTC)"),
            (FULL, "desk"),
            (
                attrs.evolve(FULL, name=None),
                "Mo-Fr 09:00-17:00; Sa 22:00-06:00 (Europe/Berlin)",
            ),
            (attrs.evolve(ONCE, name=None), "off (UTC)"),
        ],
    )
    def test_is_its_name_or_its_hours(
        self, calendar: ServiceCalendar, text: str
    ) -> None:
        assert text == str(calendar)

    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            (DESK, "Mo-Fr 09:00-13:00,14:00-18:00"),
            (ALWAYS, "24/7"),
            (ONCE, "off; 2026 Jan 05 09:00-17:00"),
        ],
    )
    def test_is_formatted_with_dated_hours(
        self, calendar: ServiceCalendar, expected: str
    ) -> None:
        assert expected == calendar.format()

    def test_formats_what_it_parses(self) -> None:
        assert ServiceCalendar.parse(DESK.format(), tz="UTC") == DESK

    def test_shows_its_parts(self) -> None:
        assert repr(ServiceCalendar("Mo 09:00-17:00", tz="UTC", name="x")) == (
            "ServiceCalendar(weekly=WeeklyHours.parse('Mo 09:00-17:00'), "
            "tz=zoneinfo.ZoneInfo(key='UTC'), days_off=DaysOff(rules=()), "
            "special=(), closures=(), name='x')"
        )


@attrs.frozen
class KnownYears(Rule):
    """No days off, but known for some years only."""

    first: int
    last: int

    def days(self, year: int) -> dict[int, str]:  # noqa: ARG002
        return {}

    def known_years(self) -> tuple[int, int]:
        return self.first, self.last


def known(first: int, last: int) -> DaysOff:
    """Return days off that are known for some years only."""
    rule: Any = KnownYears(first, last)
    return DaysOff((rule,))


# Russia's days off are known from 1991 to 2027.
RUSSIA = ServiceCalendar(
    "Mo-Fr 09:00-18:00", tz=MOSCOW, days_off=DaysOff.country("RU"), name="Russia"
)
DECADE = ServiceCalendar("24/7", tz=MOSCOW, days_off=known(2020, 2027), name="decade")
INSIDE = datetime(2026, 6, 1, 12, tzinfo=MOSCOW)
NEW_YEAR = datetime(2028, 1, 1, tzinfo=MOSCOW)
FIRST_DAY = datetime(2020, 1, 1, tzinfo=MOSCOW)


def warned(
    calendar: ServiceCalendar, question: str, *arguments: object, **options: object
) -> list[warnings.WarningMessage]:
    """Return what a question warns of; of an iterator, what the first answer does.

    Every warning names the very line that asks, or takes the answer.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        line = inspect.stack()[0].lineno
        answer = getattr(calendar, question)(*arguments, **options)
        if isinstance(answer, Iterator):
            next(answer)
    lazy = question in ("windows_after", "windows_before")
    for found in caught:
        asked = line + (3 if lazy else 1)
        assert (found.filename, found.lineno) == (__file__, asked)
    return caught


def questions(noon: datetime) -> list[tuple[str, tuple[object, ...]]]:
    """Return every question about a weekday, or the days around it."""
    day, tomorrow = noon.date(), noon.date() + timedelta(days=1)
    return [
        *((question, (noon,)) for question in QUESTIONS),
        *((question, (noon,)) for question in ("windows_after", "windows_before")),
        *((question, (noon, 20 * H)) for question in ("add", "subtract")),
        *((question, (noon, -20 * H)) for question in ("add", "subtract")),
        *((question, (noon, noon + H)) for question in ("elapsed", "windows")),
        ("open_spans", (noon, noon + H)),
        ("elapsed", (noon + H, noon)),
        ("explain", (noon, noon + H)),
        ("is_working_day", (day,)),
        ("working_days", (day, tomorrow)),
        ("working_days", (tomorrow, day)),
        ("working_days", (day, INSIDE.date())),
        ("working_days", (INSIDE.date(), day)),
        ("elapsed", (noon, INSIDE)),
        ("elapsed", (INSIDE, noon)),
        *(("add_working_days", (day, n)) for n in (1, -1)),
        *(("add_days", (noon, n)) for n in (1, -1)),
    ]


# Thursday, 1 February 1990, and Tuesday, 1 February 2028
OUTSIDE = [datetime(year, 2, 1, 12, tzinfo=MOSCOW) for year in (1990, 2028)]


class TestServiceTime:
    def test_it_is_elapsed_in_microseconds(self) -> None:
        first, last = INSIDE, INSIDE + 30 * H
        counted = RUSSIA.service_time(instant_key(first), instant_key(last))

        assert counted * US == RUSSIA.elapsed(first, last)

    @pytest.mark.parametrize("start", OUTSIDE)
    def test_it_warns_beyond_what_is_certain(self, start: datetime) -> None:
        (found,) = warned(
            RUSSIA, "service_time", instant_key(start), instant_key(start + H)
        )

        assert found.category is HolidayCoverageWarning


class TestCoverageWarning:
    """A question beyond the known years warns, once a call and each time."""

    @pytest.mark.parametrize(
        ("question", "arguments"),
        [each for noon in OUTSIDE for each in questions(noon)],
    )
    @pytest.mark.parametrize("zone", [MOSCOW, UTC])
    def test_comes_with_every_answer_from_beyond(
        self, question: str, arguments: tuple[object, ...], zone: tzinfo
    ) -> None:
        calendar = attrs.evolve(RUSSIA)
        calendar.elapsed(INSIDE, INSIDE + H)
        asked = [
            argument.astimezone(zone) if isinstance(argument, datetime) else argument
            for argument in arguments
        ]
        for _ in range(2):
            (found,) = warned(calendar, question, *asked)
            assert found.category is HolidayCoverageWarning
            assert found.filename == __file__
            warning = found.message
            assert isinstance(warning, HolidayCoverageWarning)
            assert (warning.calendar, warning.first, warning.last) == (
                "Russia",
                1991,
                2027,
            )

    @pytest.mark.parametrize(("question", "arguments"), questions(INSIDE))
    def test_does_not_come_from_inside(
        self, question: str, arguments: tuple[object, ...]
    ) -> None:
        assert warned(RUSSIA, question, *arguments) == []

    @pytest.mark.parametrize("rule", DayRule)
    def test_comes_with_every_rule_of_days(self, rule: DayRule) -> None:
        (found,) = warned(RUSSIA, "add_days", OUTSIDE[1], 1, rule=rule)
        assert found.filename == __file__
        assert warned(RUSSIA, "add_days", INSIDE, 1, rule=rule) == []

    @pytest.mark.parametrize(
        ("question", "arguments"),
        [
            ("is_open", (NEW_YEAR - US,)),
            ("is_open", (FIRST_DAY,)),
            ("elapsed", (INSIDE, NEW_YEAR)),
            ("elapsed", (NEW_YEAR, INSIDE)),
            ("elapsed", (FIRST_DAY, INSIDE)),
            ("windows", (INSIDE, NEW_YEAR)),
            ("windows", (FIRST_DAY, INSIDE)),
            ("explain", (NEW_YEAR - H, NEW_YEAR)),
            ("explain", (FIRST_DAY, FIRST_DAY + H)),
            ("add", (NEW_YEAR - H, H)),
            ("subtract", (NEW_YEAR, H)),
            ("subtract", (FIRST_DAY + H, H)),
            ("add", (FIRST_DAY + H, -H)),
            ("next_open", (NEW_YEAR - US,)),
            ("next_open", (FIRST_DAY,)),
            ("is_working_day", (date(2027, 12, 31),)),
            ("is_working_day", (date(2020, 1, 1),)),
            ("working_days", (date(2027, 12, 1), date(2028, 1, 1))),
            ("working_days", (date(2028, 1, 1), date(2027, 12, 1))),
            ("working_days", (date(2020, 1, 1), date(2020, 2, 1))),
            ("add_working_days", (date(2027, 12, 30), 1)),
            ("add_working_days", (date(2020, 1, 2), -1)),
            ("add_days", (NEW_YEAR - 36 * H, 1)),
            ("add_days", (FIRST_DAY + 36 * H, -1)),
        ],
    )
    def test_does_not_come_up_to_the_last_midnight(
        self, question: str, arguments: tuple[object, ...]
    ) -> None:
        assert warned(DECADE, question, *arguments) == []

    @pytest.mark.parametrize(
        ("question", "arguments"),
        [
            ("is_open", (NEW_YEAR,)),
            ("is_open", (FIRST_DAY - US,)),
            ("elapsed", (INSIDE, NEW_YEAR + US)),
            ("elapsed", (NEW_YEAR + US, INSIDE)),
            ("elapsed", (FIRST_DAY - US, INSIDE)),
            ("windows", (INSIDE, NEW_YEAR + US)),
            ("windows", (FIRST_DAY - US, INSIDE)),
            ("explain", (NEW_YEAR - H, NEW_YEAR + US)),
            ("explain", (FIRST_DAY - US, FIRST_DAY)),
            ("add", (NEW_YEAR - H, H + US)),
            ("subtract", (NEW_YEAR + US, H)),
            ("subtract", (FIRST_DAY + H, H + US)),
            ("add", (FIRST_DAY + H, -H - US)),
            ("next_open", (NEW_YEAR,)),
            ("next_open", (FIRST_DAY - US,)),
            ("is_working_day", (date(2028, 1, 1),)),
            ("is_working_day", (date(2019, 12, 31),)),
            ("working_days", (date(2027, 12, 1), date(2028, 1, 2))),
            ("working_days", (date(2028, 1, 2), date(2027, 12, 1))),
            ("working_days", (date(2019, 12, 31), date(2020, 2, 1))),
            ("add_working_days", (date(2027, 12, 31), 1)),
            ("add_working_days", (date(2020, 1, 1), -1)),
            ("add_days", (NEW_YEAR - 12 * H, 1)),
            ("add_days", (FIRST_DAY + 12 * H, -1)),
        ],
    )
    def test_comes_from_the_last_midnight_on(
        self, question: str, arguments: tuple[object, ...]
    ) -> None:
        (found,) = warned(DECADE, question, *arguments)
        assert str(found.message) == (
            "the days off of decade are known from 2020 to 2027 only; the answer "
            "reaches beyond"
        )

    @pytest.mark.parametrize("zone", [MOSCOW, UTC, BERLIN])
    def test_comes_though_the_year_is_compiled(self, zone: tzinfo) -> None:
        """Moscow's 2028 begins in the UTC year that is known by then."""
        calendar = attrs.evolve(DECADE)
        last = (NEW_YEAR - 48 * H).astimezone(zone)
        assert warned(calendar, "elapsed", last, last + H) == []
        assert warned(calendar, "add", last, 48 * H) == []
        late = (NEW_YEAR + H).astimezone(zone)
        for _ in range(2):
            assert len(warned(calendar, "elapsed", last, late)) == 1
            assert len(warned(calendar, "elapsed", late, late + H)) == 1
            assert len(warned(calendar, "add", last, 49 * H)) == 1
            assert len(warned(calendar, "add", late, H)) == 1

    def test_comes_with_each_window_beyond(self) -> None:
        ahead = RUSSIA.windows_after(datetime(2027, 12, 27, tzinfo=MOSCOW))
        years = []
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            while len(caught) < 3:
                years.append((next(ahead).end.year, len(caught)))
        assert [count for year, count in years if year == 2028] == [1, 2, 3]
        assert {count for year, count in years if year == 2027} == {0}
        assert {found.filename for found in caught} == {__file__}

    def test_names_what_is_combined(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-18:00", tz=MOSCOW, name="desk")
        for combined, name in (
            (RUSSIA | desk, "Russia | desk"),
            (desk & RUSSIA, "desk & Russia"),
            (desk - RUSSIA, "desk - Russia"),
            (RUSSIA.in_zone("UTC"), "Russia"),
            (
                ServiceCalendar.versions({"1980-01-01": RUSSIA}),
                "from 1980-01-01: Russia",
            ),
        ):
            (found,) = warned(combined, "is_open", OUTSIDE[1])
            assert isinstance(found.message, HolidayCoverageWarning)
            assert attrs.astuple(found.message) == (name, 1991, 2027)

    def test_comes_only_where_a_version_needs_it(self) -> None:
        shop = ServiceCalendar.versions(
            {
                "2020-01-01": RUSSIA,
                "2026-01-01": attrs.evolve(RUSSIA, days_off=DaysOff()),
            }
        )
        assert warned(shop, "is_open", OUTSIDE[1]) == []

    @pytest.mark.parametrize(
        ("when", "years"),
        [
            (datetime(1985, 2, 1, tzinfo=MOSCOW), (1, 1979)),
            (datetime(1990, 12, 31, tzinfo=MOSCOW), (1, 1979)),
            (datetime(2028, 2, 1, tzinfo=MOSCOW), (1991, 2027)),
            (datetime(2029, 12, 31, tzinfo=MOSCOW), (1991, 2027)),
        ],
    )
    def test_names_the_known_years_before_a_gap(
        self, when: datetime, years: tuple[int, int]
    ) -> None:
        """Known are the time before the first version, its years, and the second."""
        always = ServiceCalendar.always(MOSCOW)
        shop = ServiceCalendar.versions({"1980-01-01": RUSSIA, "2030-01-01": always})
        (found,) = warned(shop, "is_open", when)
        assert isinstance(found.message, HolidayCoverageWarning)
        assert (found.message.first, found.message.last) == years
        for inside in (1979, 1991, 2027, 2030):
            assert warned(shop, "is_open", when.replace(year=inside)) == []

    def test_comes_over_a_gap_between_known_years(self) -> None:
        always = ServiceCalendar.always(MOSCOW)
        shop = ServiceCalendar.versions({"2020-01-01": RUSSIA, "2030-01-01": always})
        after = datetime(2031, 1, 1, tzinfo=MOSCOW)
        for _ in range(2):
            (found,) = warned(shop, "elapsed", INSIDE, after)
            assert isinstance(found.message, HolidayCoverageWarning)
            assert (found.message.first, found.message.last) == (1, 2027)
            assert warned(shop, "elapsed", after, after + H) == []

    @pytest.mark.parametrize("year", [1, 2026, 9999])
    def test_comes_always_where_nothing_is_known(self, year: int) -> None:
        never = attrs.evolve(DECADE, days_off=known(2030, 2020))
        when = datetime(year, 6, 1, tzinfo=MOSCOW)
        for _ in range(2):
            (found,) = warned(never, "elapsed", when, when + H)
            assert isinstance(found.message, HolidayCoverageWarning)

    def test_names_the_years_of_one_that_is_known_later(self) -> None:
        (found,) = warned(DECADE, "is_open", datetime(2000, 1, 1, tzinfo=MOSCOW))
        assert isinstance(found.message, HolidayCoverageWarning)
        assert (found.message.first, found.message.last) == (2020, 2027)

    def test_may_be_an_error(self) -> None:
        with pytest.raises(HolidayCoverageWarning):
            RUSSIA.is_open(OUTSIDE[1])

    def test_is_folded_by_the_default_filter(self) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            for _ in range(3):
                RUSSIA.is_open(OUTSIDE[1])
        assert len(caught) == 1


class Stamp(datetime):
    """A datetime of another class, as some libraries have them."""


class Span(timedelta):
    """A timedelta of another class."""


def stamp(when: datetime) -> Stamp:
    """Return a datetime of the other class, at the same time."""
    return Stamp(
        when.year,
        when.month,
        when.day,
        when.hour,
        when.minute,
        when.second,
        when.microsecond,
        tzinfo=when.tzinfo,
        fold=when.fold,
    )


CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 2, 18, 2, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
]


class TestFastAnswers:
    """Calendars answer quickly in their own zone and in UTC, and answer the same."""

    @pytest.mark.parametrize(("zone", "change"), CHANGES)
    def test_count_real_time_around_a_change(self, zone: str, change: datetime) -> None:
        tz = ZoneInfo(zone)
        always = ServiceCalendar.always(zone)
        always.is_open(change)
        for quarters in range(-4 * 60, 4 * 60, 5):
            start = change + quarters * H / 4
            for asked in (start.astimezone(tz), start):
                for passed in (H / 4, 7 * H, 40 * H):
                    end = (start + passed).astimezone(asked.tzinfo)
                    assert always.elapsed(asked, end) == passed
                    assert always.elapsed(end, asked) == -passed
                    assert always.add(asked, passed).astimezone(UTC) == start + passed

    @pytest.mark.parametrize(("zone", "change"), CHANGES)
    @pytest.mark.parametrize(
        "text", ["Mo-Fr 09:00-17:00", "22:00-06:00", "00:00-03:30,23:00-24:00"]
    )
    def test_are_those_of_slow_questions(
        self, zone: str, change: datetime, text: str
    ) -> None:
        calendar = ServiceCalendar(text, tz=zone)
        assert calendar.is_open(change) in (True, False)
        for hours in range(-60, 60, 7):
            start = change + hours * H
            for asked in (start.astimezone(calendar.tz), start):
                end = (start + 31 * H).astimezone(asked.tzinfo)
                assert calendar.elapsed(asked, end) == calendar.elapsed(
                    stamp(asked), stamp(end)
                )
                quick, slow = (
                    calendar.add(when, 9.5 * H) for when in (asked, stamp(asked))
                )
                assert (quick.isoformat(), quick.fold) == (slow.isoformat(), slow.fold)
                assert quick.tzinfo is asked.tzinfo

    @pytest.mark.parametrize(
        ("fold", "hours"), [(0, 21.5), (1, 20.5)], ids=["first", "second"]
    )
    def test_know_which_of_two_hours_is_meant(self, fold: int, hours: float) -> None:
        always = ServiceCalendar.always("Europe/Berlin")
        always.is_open(at(5))
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)
        later = datetime(2026, 10, 25, 23, tzinfo=BERLIN)
        assert always.elapsed(twice, later) == hours * H
        assert always.elapsed(later, twice) == -hours * H
        assert always.add(twice, hours * H) == later
        assert always.add(twice, H).isoformat() == (
            "2026-10-25T02:30:00+01:00" if fold == 0 else "2026-10-25T03:30:00+01:00"
        )

    @pytest.mark.parametrize("fold", [0, 1])
    def test_need_no_fold_on_other_dates(self, fold: int) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        desk.is_open(at(5))
        start = datetime(2026, 1, 5, 10, tzinfo=BERLIN, fold=fold)
        assert desk.elapsed(start, start + 24 * H) == 8 * H
        due = desk.add(start, 8 * H)
        assert (due.isoformat(), due.fold) == ("2026-01-06T10:00:00+01:00", 0)

    @pytest.mark.parametrize("tz", ["UTC", "Europe/Berlin"])
    @pytest.mark.parametrize("text", ["24/7", "22:00-06:00", "00:00-24:00"])
    def test_are_the_same_again_at_the_ends_of_time(self, tz: str, text: str) -> None:
        """The first question finds nothing compiled, the next one does."""
        calendar = ServiceCalendar(text, tz=tz)
        night = text == "22:00-06:00"
        first = datetime(1, 1, 1, 1, tzinfo=calendar.tz)
        last = datetime(9999, 12, 30, 22, tzinfo=calendar.tz)
        for _ in range(2):
            for start in (first, last):
                assert calendar.elapsed(start, start + 4 * H) == 4 * H
                assert calendar.add(start, 4 * H) == start + 4 * H
                assert calendar.subtract(start + 4 * H, 3 * H) == start + H
            late = last + 25 * H
            assert calendar.elapsed(last, late) == (9 if night else 25) * H
            assert calendar.add(last + 24 * H, H) == late

    def test_take_datetimes_of_other_classes(self) -> None:
        desk = attrs.evolve(DESK)
        for _ in range(2):
            start, end = stamp(at(5, 10)), stamp(at(6, 10))
            assert desk.elapsed(start, end) == 8 * H
            assert desk.elapsed(start, at(6, 10)) == 8 * H
            assert desk.elapsed(at(5, 10), end) == 8 * H
            assert desk.add(start, 8 * H) == at(6, 10)
            assert desk.add(at(5, 10), Span(hours=8)) == at(6, 10)
            assert desk.subtract(at(6, 10), Span(hours=8)) == at(5, 10)

    def test_take_zones_of_other_classes(self) -> None:
        odd = tzoffset("odd", 5 * 3600)
        with pytest.raises(TypeError, match="unhashable"):
            hash(odd)
        desk = attrs.evolve(DESK)
        for _ in range(2):
            start, end = at(5, 10).astimezone(odd), at(6, 10).astimezone(odd)
            assert desk.elapsed(start, end) == 8 * H
            due = desk.add(start, 8 * H)
            assert due == end
            assert due.tzinfo is odd
            assert desk.next_close(start) == at(5, 13)
            assert desk.is_open(start) is True

    def test_take_another_object_of_the_same_zone(self) -> None:
        twin = ZoneInfo.no_cache("Europe/Berlin")
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        for _ in range(2):
            start = datetime(2026, 3, 27, 16, tzinfo=twin)
            end = datetime(2026, 3, 30, 10, tzinfo=twin)
            assert desk.elapsed(start, end) == 2 * H
            assert desk.elapsed(start, end.replace(tzinfo=BERLIN)) == 2 * H
            assert desk.elapsed(start.replace(tzinfo=BERLIN), end) == 2 * H
            assert desk.add(start, 2 * H).tzinfo is twin

    def test_take_two_zones(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        for _ in range(2):
            assert desk.elapsed(at(5, 8), at(5, 10, tz=BERLIN)) == H
            assert desk.elapsed(at(5, 9, tz=BERLIN), at(5, 9)) == H
            assert desk.elapsed(at(5, 9, tz=BERLIN), at(5, 12, tz=MOSCOW)) == H

    @pytest.mark.parametrize("zone", [UTC, BERLIN])
    def test_refuse_what_is_no_instant(self, zone: tzinfo) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        now = at(5, 10, tz=zone)
        desk.elapsed(now, now + H)
        for argument, ends in (("start", (NAIVE, now)), ("end", (now, NAIVE))):
            with pytest.raises(NaiveDatetimeError) as caught:
                desk.elapsed(*ends)
            assert (caught.value.argument, caught.value.value) == (argument, NAIVE)
        for other in (None, "2026-01-05", now.date(), 5):
            wrong: Any = other
            for argument, ends in (("start", (wrong, now)), ("end", (now, wrong))):
                with pytest.raises(WrongTypeError) as refused:
                    desk.elapsed(*ends)
                assert refused.value.argument == argument
            with pytest.raises(WrongTypeError) as refused:
                desk.add(wrong, H)
            assert refused.value.argument == "start"
        with pytest.raises(NaiveDatetimeError):
            desk.add(NAIVE, H)

    @pytest.mark.parametrize("duration", [1, 1.5, None, "PT1H"])
    def test_refuse_what_is_no_duration(self, duration: Any) -> None:
        desk = attrs.evolve(DESK)
        desk.elapsed(at(5), at(6))
        with pytest.raises(WrongTypeError) as caught:
            desk.add(at(5), duration)
        assert (caught.value.argument, caught.value.value) == ("duration", duration)

    @pytest.mark.parametrize(
        "duration", [timedelta.max, timedelta.max - 10 * H, timedelta(days=3_000_000)]
    )
    def test_outlast_no_clock(self, duration: timedelta) -> None:
        always = ServiceCalendar.always()
        always.elapsed(at(5), at(6))
        with pytest.raises(InstantRangeError) as caught:
            always.add(at(6), duration)
        assert caught.value.question == (
            "the time asked for from 2026-01-06T00:00:00+00:00"
        )

    @pytest.mark.parametrize("duration", [timedelta(), -H])
    def test_leave_the_rest_to_others(self, duration: timedelta) -> None:
        desk = attrs.evolve(DESK)
        desk.elapsed(at(5), at(6))
        start = at(5, 11)
        assert desk.add(start, duration) == start + duration
        assert desk.add(start, timedelta()) is start

    def test_stay_the_same_while_the_index_grows(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        # 1 July of these years: Tuesday, Wednesday, Monday, Thursday, Sunday
        opens = {2025: 8, 2026: 8, 2030: 8, 2100: 8, 1990: 0}
        for year in (2026, 2030, 2026, 2025, 2100, 2026, 1990, 2030, 2025):
            for zone in (BERLIN, UTC):
                start = datetime(year, 7, 1, 1, tzinfo=zone)
                assert desk.elapsed(start, start + 20 * H) == opens[year] * H
                if opens[year]:
                    due = desk.add(start, 8 * H).astimezone(BERLIN)
                    assert (due.day, due.hour) == (1, 17)

    def test_reach_over_changes_between(self) -> None:
        desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
        winter = datetime(2026, 3, 2, tzinfo=BERLIN)
        summer = datetime(2026, 4, 6, tzinfo=BERLIN)
        for _ in range(2):
            assert desk.elapsed(winter, summer) == 25 * 8 * H
            assert desk.add(winter, 25 * 8 * H) == datetime(
                2026, 4, 3, 17, tzinfo=BERLIN
            )

    def test_do_not_change_over_many_threads(self) -> None:
        for _ in range(3):
            desk = ServiceCalendar("Mo-Fr 09:00-17:00", tz=BERLIN)
            together = Barrier(8)

            def ask(
                number: int, desk: ServiceCalendar = desk, together: Barrier = together
            ) -> set[object]:
                together.wait()
                answers: set[object] = set()
                for year in (2026, 2027, 2028) if number % 2 else (2028, 2027, 2026):
                    # each 1 March to 1 May holds a change of clocks
                    start = datetime(year, 3, 1, tzinfo=BERLIN)
                    days = {2026: 44, 2027: 45, 2028: 43}[year]
                    end = datetime(year, 5, 1, tzinfo=BERLIN)
                    answers.add(desk.elapsed(start, end) == days * 8 * H)
                    due = desk.add(start, days * 8 * H)
                    answers.add((due.hour, due.month, due < end) == (17, 4, True))
                    answers.add(desk.working_days(start.date(), end.date()) == days)
                return answers

            with ThreadPoolExecutor(8) as pool:
                assert list(pool.map(ask, range(8))) == [{True}] * 8

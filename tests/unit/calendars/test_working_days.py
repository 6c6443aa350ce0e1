"""Working days: local dates on which a window starts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import (
    Closure,
    DayRule,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
)
from servicedesk_core.calendars.hours import Piece
from servicedesk_core.calendars.working_days import WorkingDays, by_date
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    NeverOpenError,
    WrongTypeError,
)
from servicedesk_core.timeline import to_microseconds

H, US = timedelta(hours=1), timedelta(microseconds=1)
HOUR = 3_600_000_000
BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
DESK = ServiceCalendar("Mo-Fr 09:00-13:00,14:00-18:00", tz="UTC", name="desk")
NIGHT = ServiceCalendar("Mo-Fr 22:00-06:00", tz="UTC", name="night")
ALWAYS = ServiceCalendar.always()
START, END = DayRule.START_OF_DAY, DayRule.END_OF_DAY


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def january(day: int) -> date:
    """Return a date in January 2026."""
    return date(2026, 1, day)


def micros(*clock: int) -> int:
    """Return the instant of a time in UTC."""
    return to_microseconds(datetime(*clock, tzinfo=UTC), "at")  # type: ignore[arg-type,misc]


class Days:
    """A source that opens for an hour on some dates, and counts the calls."""

    def __init__(self, *days: str, hour: int = 9, tz: tzinfo = UTC) -> None:
        self.tz = tz
        self.calls = 0
        starts = [to_microseconds(start_of(day), "day") + hour * HOUR for day in days]
        self.found = [Piece(start, start + HOUR, start, "") for start in starts]

    def pieces(self, low: int, high: int) -> list[Piece]:
        self.calls += 1
        return [piece for piece in self.found if piece.start < high and piece.end > low]


def start_of(day: str) -> datetime:
    """Return the start of a date in UTC."""
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def working(*days: str, hour: int = 9, tz: tzinfo = UTC) -> WorkingDays:
    """Return the working days of a source that is open on some dates."""
    source: Any = Days(*days, hour=hour, tz=tz)
    return WorkingDays(source)


def working_on(*pieces: Piece) -> WorkingDays:
    """Return the working days of a source that has some pieces."""
    source: Any = Days()
    source.found = list(pieces)
    return WorkingDays(source)


def nth(found: WorkingDays, day: str, count: int, years: list[int]) -> str | None:
    """Return the date that many working days on."""
    away = found.nth(date.fromisoformat(day).toordinal(), count, years)
    return None if away is None else date.fromordinal(away).isoformat()


class TestOfYear:
    def test_are_ordinals_in_order(self) -> None:
        found = working("2026-03-02", "2026-01-01", "2026-12-31").of_year(2026)
        days = [date(2026, 1, 1), date(2026, 3, 2), date(2026, 12, 31)]
        assert found == tuple(day.toordinal() for day in days)

    def test_are_found_once(self) -> None:
        source: Any = Days("2026-01-01")
        found = WorkingDays(source)
        assert found.of_year(2026) == found.of_year(2026)
        assert source.calls == 1
        found.of_year(2025)
        assert source.calls == 2

    def test_name_a_date_once(self) -> None:
        start = micros(2026, 1, 5, 9)
        found = working_on(
            Piece(start, start + HOUR, start, ""),
            Piece(start, start + HOUR, start, "b"),
            Piece(start + HOUR, start + 20 * HOUR, start + HOUR, ""),
        )
        assert found.of_year(2026) == (date(2026, 1, 5).toordinal(),)

    def test_count_a_window_where_it_starts_whole(self) -> None:
        """What is left of it after a closure may start on the next date."""
        since = micros(2025, 12, 31, 22)
        found = working_on(
            Piece(since + 4 * HOUR, since + 8 * HOUR, since, ""),
            Piece(since + 28 * HOUR, since + 32 * HOUR, since + 24 * HOUR, ""),
        )
        assert found.of_year(2025) == (date(2025, 12, 31).toordinal(),)
        assert found.of_year(2026) == (date(2026, 1, 1).toordinal(),)

    def test_leave_out_what_starts_in_another_year(self) -> None:
        source: Any = Days("2025-12-31", "2026-12-31", hour=23)
        source.found = [each._replace(end=each.end + 7 * HOUR) for each in source.found]
        found = WorkingDays(source)
        assert found.of_year(2026) == (date(2026, 12, 31).toordinal(),)
        assert found.of_year(2027) == ()

    def test_begin_and_end_at_midnight(self) -> None:
        for hour in (0, 23):
            found = working("2026-01-01", hour=hour)
            assert found.of_year(2026) == (date(2026, 1, 1).toordinal(),)
        late = working("2026-12-31", hour=24)
        assert late.of_year(2026) == ()
        assert late.of_year(2027) == (date(2027, 1, 1).toordinal(),)

    @pytest.mark.parametrize(
        ("tz", "hour", "expected"),
        [
            (TOKYO, 14, "2026-01-05"),
            (TOKYO, 15, "2026-01-06"),
            (timezone(-5 * H), 4, "2026-01-04"),
            (timezone(-5 * H), 5, "2026-01-05"),
        ],
    )
    def test_are_dates_of_the_zone(self, tz: tzinfo, hour: int, expected: str) -> None:
        found = working("2026-01-05", hour=hour, tz=tz)
        assert found.of_year(2026) == (date.fromisoformat(expected).toordinal(),)

    def test_reach_the_outermost_years(self) -> None:
        found = working("0001-01-01", "9999-12-31")
        assert found.of_year(1) == (1,)
        assert found.of_year(9999) == (date.max.toordinal(),)


class TestNth:
    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            ("2026-01-05", 1, "2026-01-06"),
            ("2026-01-05", 2, "2026-12-31"),
            ("2026-01-05", 3, "2027-01-01"),
            ("2026-01-04", 1, "2026-01-05"),
            ("2026-01-07", 1, "2026-12-31"),
            ("2026-01-06", -1, "2026-01-05"),
            ("2026-01-07", -1, "2026-01-06"),
            ("2027-01-01", -1, "2026-12-31"),
            ("2027-01-01", -3, "2026-01-05"),
            ("2027-06-01", -4, "2026-01-05"),
        ],
    )
    def test_does_not_count_the_date_itself(
        self, day: str, count: int, expected: str
    ) -> None:
        dates = ("2026-01-05", "2026-01-06", "2026-12-31", "2027-01-01")
        assert expected == nth(working(*dates), day, count, [])

    @pytest.mark.parametrize(
        ("day", "count", "years", "expected"),
        [
            ("2066-12-31", 1, [], "2066-12-31"),
            ("2067-01-01", 1, [], None),
            ("2067-01-01", 1, [2027], "2067-01-01"),
            ("2068-01-01", 1, [2027], None),
            ("2067-01-01", 1, [2025], None),
            ("1986-01-01", -1, [], "1986-01-01"),
            ("1985-12-31", -1, [], None),
            ("1985-12-31", -1, [2025], "1985-12-31"),
            ("1984-12-31", -1, [2025], None),
            ("1985-12-31", -1, [2027], None),
        ],
    )
    def test_gives_up_after_forty_years(
        self, day: str, count: int, years: list[int], expected: str | None
    ) -> None:
        assert expected == nth(working(day), "2026-07-01", count, years)

    @pytest.mark.parametrize(
        ("far", "expected"),
        [
            (["2066-07-01", "2106-07-01"], "2106-07-01"),
            (["2066-07-01", "2107-07-01"], None),
            (["2030-07-01", "2070-07-01"], "2070-07-01"),
            (["2030-07-01", "2071-07-01"], None),
        ],
    )
    def test_has_forty_years_more_after_each(
        self, far: list[str], expected: str | None
    ) -> None:
        found = working(*far)
        assert expected == nth(found, "2026-07-01", 2, [])

    @pytest.mark.parametrize(
        ("far", "expected"),
        [
            (["1986-07-01", "1946-07-01"], "1946-07-01"),
            (["1986-07-01", "1945-07-01"], None),
            (["2022-07-01", "1982-07-01"], "1982-07-01"),
            (["2022-07-01", "1981-07-01"], None),
        ],
    )
    def test_has_forty_years_more_before_each(
        self, far: list[str], expected: str | None
    ) -> None:
        found = working(*far)
        assert expected == nth(found, "2026-07-01", -2, [])

    def test_keeps_to_the_dated_years_though_days_are_found(self) -> None:
        found = working("2030-07-01", "2090-07-01")
        assert nth(found, "2026-07-01", 2, [2050]) == "2090-07-01"
        assert nth(found, "2026-07-01", 2, [2049]) is None

    @pytest.mark.parametrize(("day", "count"), [("9990-07-01", 2), ("0010-07-01", -2)])
    def test_ends_with_the_years(self, day: str, count: int) -> None:
        found = working("9999-12-31", "0001-01-01")
        assert nth(found, day, count, []) is None
        once = count // 2
        expected = "9999-12-31" if count > 0 else "0001-01-01"
        assert expected == nth(found, day, once, [])


class TestStarting:
    def test_gives_what_is_open_of_the_windows_of_a_date(self) -> None:
        since = [micros(2026, 1, 4, 20), micros(2026, 1, 5), micros(2026, 1, 5, 20)]
        pieces = [
            Piece(since[0], since[0] + 2 * HOUR, since[0], ""),
            Piece(since[0] + 5 * HOUR, since[0] + 8 * HOUR, since[0], ""),
            Piece(since[1], since[1] + 8 * HOUR, since[1], ""),
            Piece(since[2] + 5 * HOUR, since[2] + 8 * HOUR, since[2], ""),
            Piece(micros(2026, 1, 6), micros(2026, 1, 6, 8), micros(2026, 1, 6), ""),
        ]
        found = working_on(*pieces)
        assert found.starting(date(2026, 1, 5).toordinal()) == pieces[2:4]
        assert found.starting(date(2026, 1, 4).toordinal()) == pieces[:2]
        assert found.starting(date(2026, 1, 7).toordinal()) == []

    def test_takes_dates_of_the_zone(self) -> None:
        there = working("2026-01-04", hour=15, tz=TOKYO)
        assert len(there.starting(date(2026, 1, 5).toordinal())) == 1
        assert there.starting(date(2026, 1, 4).toordinal()) == []


class TestByDate:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [(5, 5, [5]), (6, 6, [6]), (4, 4, []), (7, 7, []), (4, 7, [5, 6])],
    )
    def test_gives_pieces_however_late_they_open(
        self, first: int, last: int, expected: list[int]
    ) -> None:
        """The start of the whole window counts, not what is open of it."""
        monday = micros(2026, 1, 5)
        source: Any = Days()
        source.found = [
            Piece(monday + 45 * HOUR, monday + 46 * HOUR, monday + 22 * HOUR, ""),
            Piece(monday + 46 * HOUR, monday + 54 * HOUR, monday + 46 * HOUR, ""),
        ]
        days = (january(day).toordinal() for day in (first, last))
        found = [date.fromordinal(day).day for day, _ in by_date(source, *days)]
        assert expected == found

    def test_reads_the_clocks_where_they_bring_a_date_twice(self) -> None:
        """On 7 November 2010 at 00:01 St. John's went back to 23:01 on the 6th."""
        source: Any = Days(tz=ZoneInfo("America/St_Johns"))
        starts = [micros(2010, 11, 7, 2, minute) for minute in (29, 30, 31)]
        starts += [micros(2010, 11, 7, 3, minute) for minute in (29, 30)]
        source.found = [Piece(start, start + HOUR, start, "") for start in starts]
        november = date(2010, 11, 1).toordinal()
        found = by_date(source, november, november + 8)
        assert [date.fromordinal(day).day for day, _ in found] == [6, 7, 6, 6, 7]


class TestIsWorkingDay:
    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            (DESK, [5, 6, 7, 8, 9, 12]),
            (NIGHT, [5, 6, 7, 8, 9, 12]),
            (ALWAYS, [*range(3, 13)]),
            (ServiceCalendar("Su 22:00-06:00", tz="UTC"), [4, 11]),
            (ServiceCalendar("Su 22:00-24:00", tz="UTC"), [4, 11]),
            (ServiceCalendar("Mo 00:00-01:00", tz="UTC"), [5, 12]),
            (ServiceCalendar("Mo 09:00-17:00", tz="Asia/Tokyo"), [5, 12]),
            (ServiceCalendar("Mo 00:00-24:00", tz="America/Los_Angeles"), [5, 12]),
        ],
    )
    def test_if_a_window_starts_on_it(
        self, calendar: ServiceCalendar, expected: list[int]
    ) -> None:
        days = [day for day in range(3, 13) if calendar.is_working_day(january(day))]
        assert expected == days
        assert len(expected) == calendar.working_days(january(3), january(13))

    @pytest.mark.parametrize(
        ("rules", "expected"),
        [
            ({"days_off": DaysOff.dates(["2026-01-06"])}, [5, 7, 8, 9, 12]),
            ({"special": [SpecialHours("2026-01-06", "")]}, [5, 7, 8, 9, 12]),
            (
                {"special": [SpecialHours("2026-01-10", "10:00-11:00")]},
                [5, 6, 7, 8, 9, 10, 12],
            ),
            (
                {"closures": [Closure("2026-01-06", "00:00-24:00")]},
                [5, 7, 8, 9, 12],
            ),
            (
                {"closures": [Closure("2026-01-06", "09:00-13:00,14:00-18:00")]},
                [5, 7, 8, 9, 12],
            ),
            (
                {"closures": [Closure("2026-01-06", "00:00-17:59")]},
                [5, 6, 7, 8, 9, 12],
            ),
        ],
    )
    def test_after_all_rules(self, rules: dict[str, Any], expected: list[int]) -> None:
        calendar = attrs.evolve(DESK, **rules)
        days = [day for day in range(3, 13) if calendar.is_working_day(january(day))]
        assert expected == days

    def test_not_by_the_tail_of_a_night(self) -> None:
        assert NIGHT.is_open(at(10, 3)) is True
        assert NIGHT.is_working_day(january(10)) is False
        off = attrs.evolve(NIGHT, days_off=DaysOff.dates(["2026-01-06"]))
        assert off.is_open(at(6, 3)) is True
        assert off.is_working_day(january(6)) is False

    @pytest.mark.parametrize(
        ("day", "hours", "expected"),
        [
            (10, "00:00-03:00", [9]),
            (10, "01:00-02:00", [9]),
            (10, "00:00-06:00", [9]),
            (9, "23:00-23:30", [9]),
            (9, "22:00-24:00", [9]),
            (9, "22:00-06:00", []),
        ],
    )
    def test_by_the_whole_night_whatever_closures_cut(
        self, day: int, hours: str, expected: list[int]
    ) -> None:
        closures = [Closure(january(day), hours)]
        cut = attrs.evolve(NIGHT, closures=closures)
        without = NIGHT - ServiceCalendar(
            "off", tz="UTC", special=[SpecialHours(january(day), hours)]
        )
        for night in (cut, without):
            days = [day for day in (9, 10, 11) if night.is_working_day(january(day))]
            assert expected == days

    def test_on_a_worked_weekend(self) -> None:
        desk = ServiceCalendar(
            "Mo-Fr 09:00-18:00", tz="Europe/Moscow", days_off=DaysOff.country("RU")
        )
        # worked for Monday the 29th
        assert desk.is_working_day(date(2024, 4, 27)) is True
        assert desk.is_working_day(date(2024, 4, 28)) is False
        assert desk.is_working_day(date(2024, 4, 29)) is False

    def test_never_on_a_date_that_the_clocks_skip(self) -> None:
        apia = ServiceCalendar.always("Pacific/Apia")
        days = [date(2011, 12, day) for day in (29, 30, 31)]
        assert [apia.is_working_day(day) for day in days] == [True, False, True]

    def test_not_if_the_clocks_take_the_window(self) -> None:
        berlin = ServiceCalendar("Su 02:30-03:15", tz=BERLIN)
        assert berlin.is_working_day(date(2026, 3, 22)) is True
        assert berlin.is_working_day(date(2026, 3, 29)) is False

    def test_on_the_outermost_dates(self) -> None:
        # a Monday and a Friday
        assert DESK.is_working_day(date.min) is True
        assert DESK.is_working_day(date.max) is True
        weekend = ServiceCalendar("Sa-Su 09:00-17:00", tz="UTC")
        assert weekend.is_working_day(date.max) is False

    def test_takes_a_date_as_text(self) -> None:
        text: Any = "2026-01-05"
        assert DESK.is_working_day(text) is True


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (january(5), january(5), 0),
            (january(5), january(6), 1),
            (january(9), january(12), 1),
            (january(10), january(12), 0),
            (january(10), january(13), 1),
            (january(5), january(12), 5),
            (date(2025, 12, 31), january(2), 2),
            (date(2025, 12, 31), january(1), 1),
            (january(1), date(2027, 1, 1), 261),
            (date(2025, 12, 29), date(2027, 1, 4), 265),
        ],
    )
    def test_count_from_the_first_and_before_the_last(
        self, first: date, last: date, expected: int
    ) -> None:
        assert expected == DESK.working_days(first, last)
        assert -expected == DESK.working_days(last, first)

    def test_of_the_last_year_are_counted(self) -> None:
        # 30 December 9999 is a Thursday
        assert DESK.working_days(date(9999, 12, 30), date.max) == 1
        assert DESK.working_days(date.min, date(1, 1, 8)) == 5

    @pytest.mark.parametrize("other", [at(5), None, 5, 20260105])
    def test_are_asked_by_dates(self, other: Any) -> None:
        for argument, ends in (
            ("start_day", (other, january(5))),
            ("end_day", (january(5), other)),
        ):
            with pytest.raises(WrongTypeError) as caught:
                DESK.working_days(*ends)
            assert (caught.value.argument, caught.value.value) == (argument, other)
        with pytest.raises(WrongTypeError) as caught:
            DESK.is_working_day(other)
        assert (caught.value.argument, caught.value.value) == ("day", other)
        with pytest.raises(WrongTypeError) as caught:
            DESK.add_working_days(other, 1)
        assert (caught.value.argument, caught.value.value) == ("day", other)

    def test_are_asked_by_readable_dates(self) -> None:
        text: Any = "5 January"
        with pytest.raises(InvalidArgumentError) as caught:
            DESK.working_days(january(5), text)
        assert (caught.value.argument, caught.value.value) == ("end_day", text)


class TestAddWorkingDays:
    @pytest.mark.parametrize(
        ("day", "n", "expected"),
        [
            (january(5), 0, january(5)),
            (january(10), 0, january(10)),
            (january(5), 1, january(6)),
            (january(9), 1, january(12)),
            (january(10), 1, january(12)),
            (january(11), 1, january(12)),
            (january(5), 5, january(12)),
            (january(12), -1, january(9)),
            (january(11), -1, january(9)),
            (january(10), -1, january(9)),
            (january(12), -5, january(5)),
            (january(1), -1, date(2025, 12, 31)),
            (date(2025, 12, 31), 1, january(1)),
            (january(1), 261, date(2027, 1, 1)),
            (date(2027, 1, 1), -261, january(1)),
            (january(5), 2610, date(2036, 1, 7)),
        ],
    )
    def test_leads_to_the_nth(self, day: date, n: int, expected: date) -> None:
        assert expected == DESK.add_working_days(day, n)

    def test_leads_to_the_outermost_dates(self) -> None:
        assert DESK.add_working_days(date(9999, 12, 30), 1) == date.max
        assert DESK.add_working_days(date(1, 1, 2), -1) == date.min

    @pytest.mark.parametrize(
        ("day", "n"),
        [
            (date(9999, 12, 31), 1),
            (date(9999, 12, 30), 2),
            (date(1, 1, 1), -1),
            (date(1, 1, 5), -5),
            (january(5), 10**12),
            (january(5), -(10**12)),
        ],
    )
    def test_leads_to_no_date_outside_the_years(self, day: date, n: int) -> None:
        """No calendar has more working days than there are dates."""
        with pytest.raises(InstantRangeError) as caught:
            DESK.add_working_days(day, n)
        assert caught.value.question == f"the date {n} working days from {day}"
        start = datetime.combine(day, time(12), UTC)
        with pytest.raises(InstantRangeError):
            DESK.add_days(start, n)

    @pytest.mark.parametrize(
        ("day", "n", "when"),
        [
            (date(9999, 12, 1), 30, "on 30 days after 9999-12-01"),
            (date(1, 2, 1), -31, "on 31 days before 0001-02-01"),
        ],
    )
    def test_runs_out_of_years(self, day: date, n: int, when: str) -> None:
        with pytest.raises(NeverOpenError) as caught:
            DESK.add_working_days(day, n)
        assert (caught.value.calendar, caught.value.when) == ("desk", when)
        start = datetime.combine(day, time(12), UTC)
        with pytest.raises(NeverOpenError):
            DESK.add_days(start, n)

    def test_runs_out_of_days(self) -> None:
        fair = ServiceCalendar(
            "off",
            tz="UTC",
            special=[SpecialHours(f"2026-01-{day}", "9:00-17:00") for day in (10, 20)],
        )
        assert fair.add_working_days(january(5), 2) == january(20)
        with pytest.raises(NeverOpenError):
            fair.add_working_days(january(5), 3)
        with pytest.raises(NeverOpenError):
            fair.add_working_days(january(10), -1)

    @pytest.mark.parametrize("n", [True, False, 1.0, "1", None, H])
    def test_takes_whole_numbers(self, n: Any) -> None:
        asked: list[tuple[str, Callable[[], object]]] = [
            ("n", lambda: DESK.add_working_days(january(5), n)),
            ("days", lambda: DESK.add_days(at(5), n)),
        ]
        for argument, ask in asked:
            with pytest.raises(WrongTypeError) as caught:
                ask()
            error = caught.value
            assert (error.argument, error.value, error.wanted) == (
                argument,
                n,
                "a whole number of working days",
            )

    def test_answers_threads_alike(self) -> None:
        shared = attrs.evolve(DESK)
        days = [date(year, 7, 1) for year in range(2000, 2030)]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda day: shared.add_working_days(day, 261), days))
        assert found == [DESK.add_working_days(day, 261) for day in days]


class TestAddDays:
    @pytest.mark.parametrize(
        ("calendar", "start", "days", "same", "opens", "closes"),
        [
            (DESK, at(5, 11, 30), 1, at(6, 11, 30), at(6, 9), at(6, 18)),
            (DESK, at(5, 13, 30), 1, at(6, 13, 30), at(6, 9), at(6, 18)),
            (DESK, at(9, 3), 1, at(12, 3), at(12, 9), at(12, 18)),
            (DESK, at(10, 3), 1, at(12, 3), at(12, 9), at(12, 18)),
            (DESK, at(10, 3), -1, at(9, 3), at(9, 9), at(9, 18)),
            (DESK, at(12, 20), -2, at(8, 20), at(8, 9), at(8, 18)),
            (NIGHT, at(5, 23), 1, at(6, 23), at(6, 22), at(7, 6)),
            (NIGHT, at(10, 3), 1, at(12, 3), at(12, 22), at(13, 6)),
            (NIGHT, at(10, 3), -1, at(9, 3), at(9, 22), at(10, 6)),
            (ALWAYS, at(5, 11), 1, at(6, 11), at(6), at(7)),
            (ALWAYS, at(5), 3, at(8), at(8), at(9)),
        ],
    )
    def test_leads_to_a_time_of_that_day(
        self,
        calendar: ServiceCalendar,
        start: datetime,
        days: int,
        same: datetime,
        opens: datetime,
        closes: datetime,
    ) -> None:
        assert same == calendar.add_days(start, days)
        assert same == calendar.add_days(start, days, rule=DayRule.SAME_TIME)
        assert opens == calendar.add_days(start, days, rule=START)
        assert closes == calendar.add_days(start, days, rule=END)

    def test_keeps_the_microsecond(self) -> None:
        assert DESK.add_days(at(5, 11) - US, 1) == at(6, 11) - US

    @pytest.mark.parametrize("rule", DayRule)
    def test_no_days_lead_to_the_very_start(self, rule: DayRule) -> None:
        start = at(10, 3, tz=BERLIN)
        assert DESK.add_days(start, 0, rule=rule) is start

    def test_may_open_on_the_next_date(self) -> None:
        """A closure took the evening of the night shift."""
        closures = [Closure("2026-01-06", "21:00-24:00")]
        night = attrs.evolve(NIGHT, closures=closures)
        assert night.add_days(at(5, 12), 1, rule=START) == at(7)
        assert night.add_days(at(5, 12), 1, rule=END) == at(7, 6)

    def test_takes_in_what_closures_leave(self) -> None:
        closures = [Closure("2026-01-06", "08:00-10:00,17:00-19:00")]
        desk = attrs.evolve(DESK, closures=closures)
        assert desk.add_days(at(5), 1, rule=START) == at(6, 10)
        assert desk.add_days(at(5), 1, rule=END) == at(6, 17)

    def test_ends_with_the_longest_window(self) -> None:
        """Parts of a combination may start late and close early."""
        desk = ServiceCalendar("09:00-18:00", tz="UTC") | ServiceCalendar(
            "10:00-11:00", tz="UTC"
        )
        assert desk.add_days(at(5), 1, rule=START) == at(6, 9)
        assert desk.add_days(at(5), 1, rule=END) == at(6, 18)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("same_time", at(6, 11)),
            ("end_of_day", at(6, 18)),
            ("start_of_day", at(6, 9)),
        ],
    )
    def test_takes_a_rule_as_text(self, text: Any, expected: datetime) -> None:
        assert expected == DESK.add_days(at(5, 11), 1, rule=text)

    @pytest.mark.parametrize("rule", ["END_OF_DAY", "", None, 1])
    @pytest.mark.parametrize("days", [0, 1])
    def test_refuses_another_rule(self, rule: Any, days: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DESK.add_days(at(5), days, rule=rule)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "rule",
            rule,
            "one of same_time, end_of_day, start_of_day",
        )

    @pytest.mark.parametrize("days", [0, 1])
    def test_refuses_a_start_that_is_no_instant(self, days: int) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - a naive one is the subject
        with pytest.raises(NaiveDatetimeError) as caught:
            DESK.add_days(naive, days)
        assert (caught.value.argument, caught.value.value) == ("start", naive)
        day: Any = january(5)
        with pytest.raises(WrongTypeError) as wrong:
            DESK.add_days(day, days)
        assert (wrong.value.argument, wrong.value.value) == ("start", day)

    def test_takes_the_rule_by_name_only(self) -> None:
        by_position: Any = DESK.add_days
        with pytest.raises(TypeError, match="positional"):
            by_position(at(5), 1, END)


class TestZones:
    def test_dates_are_those_of_the_calendar(self) -> None:
        tokyo = ServiceCalendar("Mo-Fr 09:00-17:00", tz=TOKYO)
        # Sunday 15:00 UTC is Monday 00:00 in Tokyo, 16:00 is 01:00
        assert tokyo.add_days(at(4, 15), 1) == at(5, 15)
        assert tokyo.add_days(at(4, 15) - US, 1) == at(5, 15) - US
        assert tokyo.add_days(at(9, 14), 1) == at(12, 14)
        assert tokyo.add_days(at(9, 15), 1) == at(11, 15)
        assert tokyo.add_days(at(4, 15), 1, rule=START) == at(6)
        assert tokyo.add_days(at(4, 14), 1, rule=START) == at(5)
        assert tokyo.add_days(at(4, 15), 1, rule=END) == at(6, 8)

    @pytest.mark.parametrize("rule", DayRule)
    @pytest.mark.parametrize("zone", [UTC, BERLIN, timezone(-3.5 * H)])
    def test_answers_come_in_the_zone_of_the_start(
        self, rule: DayRule, zone: tzinfo
    ) -> None:
        tokyo = ServiceCalendar("Mo-Fr 09:00-17:00", tz=TOKYO)
        answer = tokyo.add_days(at(5, 3).astimezone(zone), 1, rule=rule)
        assert answer.tzinfo is zone
        expected = {DayRule.SAME_TIME: 3, START: 0, END: 8}
        assert answer == at(6, expected[rule])

    @pytest.mark.parametrize(
        ("month", "day", "hour", "days", "expected"),
        [
            (3, 28, 2, 1, "2026-03-29T03:30:00+02:00"),
            (3, 28, 2, 2, "2026-03-30T02:30:00+02:00"),
            (3, 30, 2, -1, "2026-03-29T03:30:00+02:00"),
            (3, 28, 12, 1, "2026-03-29T12:30:00+02:00"),
            (10, 24, 2, 1, "2026-10-25T02:30:00+02:00"),
            (10, 26, 2, -1, "2026-10-25T02:30:00+02:00"),
        ],
    )
    def test_the_same_time_is_read_on_the_calendars_clock(
        self, month: int, day: int, hour: int, days: int, expected: str
    ) -> None:
        berlin = ServiceCalendar.always("Europe/Berlin")
        local = datetime(2026, month, day, hour, 30, tzinfo=BERLIN)
        assert expected == berlin.add_days(local, days).isoformat()
        answer = berlin.add_days(local.astimezone(UTC), days)
        assert answer.tzinfo is UTC
        assert expected == answer.astimezone(BERLIN).isoformat()

    @pytest.mark.parametrize(
        ("days", "expected"),
        [(1, "2026-10-26T02:30:00+01:00"), (-1, "2026-10-24T02:30:00+02:00")],
    )
    def test_the_same_time_of_a_second_occurrence_is_that_time(
        self, days: int, expected: str
    ) -> None:
        berlin = ServiceCalendar.always("Europe/Berlin")
        second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
        answer = berlin.add_days(second, days)
        assert (answer.isoformat(), answer.fold) == (expected, 0)

    @pytest.mark.parametrize("fold", [0, 1])
    def test_the_same_time_of_an_ambiguous_one_is_the_first(self, fold: int) -> None:
        berlin = ServiceCalendar("Su 00:00-24:00", tz=BERLIN)
        start = datetime(2026, 10, 18, 2, 30, tzinfo=BERLIN, fold=fold)
        answer = berlin.add_days(start, 1)
        assert (answer.isoformat(), answer.fold) == ("2026-10-25T02:30:00+02:00", 0)

    def test_days_of_changed_clocks_end_at_their_midnight(self) -> None:
        berlin = ServiceCalendar.always("Europe/Berlin")
        start = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
        assert [
            berlin.add_days(start, 1, rule=rule).isoformat() for rule in (START, END)
        ] == ["2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"]

    def test_skipped_dates_are_stepped_over(self) -> None:
        apia = ServiceCalendar.always("Pacific/Apia")
        start = datetime(2011, 12, 29, 12, tzinfo=apia.tz)
        assert apia.add_days(start, 1).isoformat() == "2011-12-31T12:00:00+14:00"
        assert apia.add_days(start, 1, rule=START).day == 31

    @pytest.mark.parametrize("rule", DayRule)
    def test_answers_may_lie_outside_the_years_of_a_zone(self, rule: DayRule) -> None:
        east = timezone(14 * H)
        late = datetime(9999, 12, 30, 23, tzinfo=UTC) - 24 * H
        desk = ServiceCalendar("11:00-18:00", tz="UTC")
        with pytest.raises(InstantRangeError) as caught:
            desk.add_days(late.astimezone(east), 2, rule=rule)
        assert caught.value.question == "the answer"


class TestDayRule:
    def test_has_words_for_plain_data(self) -> None:
        assert [rule.value for rule in DayRule] == [
            "same_time",
            "end_of_day",
            "start_of_day",
        ]

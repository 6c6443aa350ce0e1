"""From the rules of a calendar to open spans: the table of precedence."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import Closure, DaysOff, SpecialHours, WeeklyHours
from servicedesk_core.calendars.day_rules import HalfDay, Rule
from servicedesk_core.calendars.hours import DatedHours, Piece
from servicedesk_core.calendars.window import read_windows
from servicedesk_core.timeline import DAY, Span, clip, merge, midnight, to_microseconds
from servicedesk_core.timeline.index import BEGINNING, END

HOUR = 3_600_000_000
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
ALWAYS = WeeklyHours.parse("24/7")


def micros(at: datetime) -> int:
    """Return an instant in microseconds."""
    return to_microseconds(at, "at")


def compile_hours(
    weekly: WeeklyHours,
    tz: tzinfo,
    days_off: DaysOff,
    special: list[SpecialHours],
    closures: list[Closure],
    within: Span,
) -> list[Span]:
    """Return the normal open spans inside a range."""
    rules = DatedHours(weekly, tz, days_off, tuple(special), tuple(closures))
    return clip(merge(rules.windows(*within)), *within)


def hours(
    text: str,
    *,
    start: datetime = MONDAY,
    days: int = 7,
    tz: tzinfo = UTC,
    days_off: DaysOff | None = None,
    special: list[SpecialHours] | None = None,
    closures: list[Closure] | None = None,
) -> list[tuple[float, float]]:
    """Return the open spans of some days, in hours since their start."""
    low = micros(start)
    found = compile_hours(
        WeeklyHours.parse(text),
        tz,
        days_off or DaysOff.none(),
        special or [],
        closures or [],
        (low, low + days * 24 * HOUR),
    )
    return [((a - low) / HOUR, (b - low) / HOUR) for a, b in found]


def local(
    text: str,
    zone: str,
    first: date,
    *,
    days: int = 1,
    closures: list[Closure] | None = None,
) -> list[tuple[str, str]]:
    """Return the open spans of some local dates, on the zone's own clock."""
    tz = ZoneInfo(zone)
    start = datetime(first.year, first.month, first.day, tzinfo=tz)
    low = micros(start)
    last = first + timedelta(days=days)
    high = micros(datetime(last.year, last.month, last.day, tzinfo=tz))
    found = compile_hours(
        WeeklyHours.parse(text),
        tz,
        DaysOff.none(),
        [],
        closures or [],
        (low, high),
    )
    return [(clock(a, tz), clock(b, tz)) for a, b in found]


def clock(instant: int, tz: tzinfo) -> str:
    """Return day, time and offset of an instant in a zone."""
    at = datetime.fromtimestamp(instant // 1_000_000, tz)
    return at.strftime("%d %H:%M %z")


class TestWeekly:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Mo 09:00-17:00", [(9, 17)]),
            ("Tu 09:00-17:00", [(33, 41)]),
            ("Su 09:00-17:00", [(153, 161)]),
            ("Mo 09:00-12:00,13:00-17:00", [(9, 12), (13, 17)]),
            ("Mo 22:00-06:00", [(22, 30)]),
            ("Su 22:00-06:00", [(0, 6), (166, 168)]),
            ("Mo-Tu 00:00-24:00", [(0, 48)]),
            ("Mo 22:00-06:00; Tu 06:00-07:00", [(22, 31)]),
            ("Mo 23:59-23:58", [(23 + 59 / 60, 47 + 58 / 60)]),
            ("24/7", [(0, 168)]),
        ],
    )
    def test_repeats_every_week(
        self, text: str, expected: list[tuple[float, float]]
    ) -> None:
        assert expected == hours(text)
        assert expected == hours(text, start=MONDAY + timedelta(weeks=52))
        assert expected == hours(text, start=MONDAY - timedelta(weeks=5200))

    @pytest.mark.parametrize(
        ("offset", "expected"),
        [
            (timedelta(hours=3), [(6, 14)]),
            (timedelta(hours=-5), [(14, 22)]),
            (timedelta(hours=5, minutes=30), [(3.5, 11.5)]),
            (timedelta(hours=14), [(0, 3), (163, 168)]),
            (timedelta(hours=-12), [(21, 29)]),
        ],
    )
    def test_is_read_on_the_zones_clock(
        self, offset: timedelta, expected: list[tuple[float, float]]
    ) -> None:
        assert expected == hours("Mo 09:00-17:00", tz=timezone(offset))

    def test_is_exact_to_the_microsecond_in_odd_offsets(self) -> None:
        low = micros(MONDAY)
        found = compile_hours(
            WeeklyHours.parse("Mo 09:00-17:00:00.000001"),
            timezone(timedelta(microseconds=7)),
            DaysOff.none(),
            [],
            [],
            (low, low + 24 * HOUR),
        )
        assert found == [(low + 9 * HOUR - 7, low + 17 * HOUR - 6)]

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (9, 17, [(9, 17)]),
            (10, 16, [(10, 16)]),
            (0, 9, []),
            (0, 10, [(9, 10)]),
            (17, 24, []),
            (16, 24, [(16, 17)]),
        ],
    )
    def test_is_clipped(self, low: int, high: int, expected: list[Span]) -> None:
        base = micros(MONDAY)
        found = compile_hours(
            WeeklyHours.parse("Mo 09:00-17:00"),
            UTC,
            DaysOff.none(),
            [],
            [],
            (base + low * HOUR, base + high * HOUR),
        )
        assert expected == [((a - base) / HOUR, (b - base) / HOUR) for a, b in found]

    @pytest.mark.parametrize("year", [1, 9999])
    def test_reaches_the_outermost_dates(self, year: int) -> None:
        first = micros(datetime(year, 1, 1, tzinfo=UTC))
        last = micros(datetime(year, 12, 31, tzinfo=UTC)) + 24 * HOUR
        found = compile_hours(
            ALWAYS,
            UTC,
            DaysOff.none(),
            [],
            [],
            (first - 48 * HOUR, last + 48 * HOUR),
        )
        inside = [(max(a, first), min(b, last)) for a, b in found]
        assert inside == [(first, last)]


class TestPrecedence:
    """weekly < day off or worked weekend < special hours < closures."""

    def test_a_day_off_beats_the_week(self) -> None:
        days_off = DaysOff.dates(["2026-01-06"])
        assert hours("Mo-We 09:00-17:00", days_off=days_off) == [(9, 17), (57, 65)]

    def test_a_day_off_closes_the_windows_that_start_on_it(self) -> None:
        days_off = DaysOff.dates(["2026-01-06"])
        # Monday's night stays, Tuesday's does not
        assert hours("Mo-We 22:00-06:00", days_off=days_off) == [(22, 30), (70, 78)]

    def test_a_day_off_around_the_clock_is_a_day(self) -> None:
        days_off = DaysOff.dates(["2026-01-06"])
        assert hours("24/7", days_off=days_off) == [(0, 24), (48, 168)]

    def test_a_day_off_over_new_year_is_found_in_both_years(self) -> None:
        thursday = datetime(2026, 12, 31, tzinfo=UTC)
        days_off = DaysOff.yearly("12-31..01-01")
        assert hours("24/7", start=thursday, days=3, days_off=days_off) == [(48, 72)]

    def test_a_worked_weekend_takes_the_hours_of_the_day_it_replaces(self) -> None:
        friday = datetime(2024, 4, 26, tzinfo=UTC)
        found = hours(
            "Mo 08:00-12:00; Fr 09:00-17:00; Sa 10:00-11:00",
            start=friday,
            days=5,
            days_off=DaysOff.country("RU"),
        )
        # Saturday works for Monday the 29th, which is off, as Tuesday is
        assert found == [(9, 17), (32, 36)]

    def test_special_hours_beat_a_worked_weekend(self) -> None:
        friday = datetime(2024, 4, 26, tzinfo=UTC)
        found = hours(
            "Mo-Fr 09:00-17:00",
            start=friday,
            days=5,
            days_off=DaysOff.country("RU"),
            special=[SpecialHours("2024-04-27", "12:00-13:00")],
        )
        assert found == [(9, 17), (36, 37)]

    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            ("10:00-11:00", [(9, 17), (34, 35), (57, 65)]),
            ("", [(9, 17), (57, 65)]),
            ("22:00-06:00", [(9, 17), (46, 54), (57, 65)]),
            ("22:00-10:00", [(9, 17), (46, 65)]),
            ("00:00-24:00", [(9, 17), (24, 48), (57, 65)]),
        ],
    )
    def test_special_hours_replace_a_dates_hours(
        self, windows: str, expected: list[tuple[float, float]]
    ) -> None:
        special = [SpecialHours(date(2026, 1, 6), windows)]
        assert expected == hours("Mo-We 09:00-17:00", special=special)

    def test_special_hours_beat_a_day_off(self) -> None:
        special = [SpecialHours(date(2026, 1, 6), "10:00-11:00")]
        found = hours(
            "Mo-We 09:00-17:00",
            days_off=DaysOff.dates(["2026-01-06", "2026-01-07"]),
            special=special,
        )
        assert found == [(9, 17), (34, 35)]

    def test_special_hours_leave_the_night_before_alone(self) -> None:
        special = [SpecialHours(date(2026, 1, 6), "05:00-07:00")]
        # an overlap that a dated rule brings about counts once
        assert hours("Mo 22:00-06:00", special=special) == [(22, 31)]

    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            ("12:00-13:00", [(9, 12), (13, 17)]),
            ("08:00-10:00", [(10, 17)]),
            ("16:00-18:00", [(9, 16)]),
            ("09:00-17:00", []),
            ("00:00-24:00", []),
            ("17:00-24:00", [(9, 17)]),
            ("10:00-11:00,12:00-13:00", [(9, 10), (11, 12), (13, 17)]),
        ],
    )
    def test_closures_cut_out_wall_clock_time(
        self, windows: str, expected: list[tuple[float, float]]
    ) -> None:
        closures = [Closure(date(2026, 1, 5), windows)]
        assert expected == hours("Mo 09:00-17:00", closures=closures)

    def test_a_closure_cuts_the_night_before(self) -> None:
        closures = [Closure(date(2026, 1, 6), "00:00-24:00")]
        assert hours("Mo-Tu 22:00-06:00", closures=closures) == [(22, 24), (48, 54)]

    def test_a_closure_may_cross_midnight_and_the_edge(self) -> None:
        closures = [Closure(date(2026, 1, 4), "22:00-06:00")]
        assert hours("24/7", closures=closures) == [(6, 168)]

    def test_closures_beat_special_hours_and_overlap(self) -> None:
        found = hours(
            "Mo 09:00-17:00",
            special=[SpecialHours(date(2026, 1, 5), "10:00-20:00")],
            closures=[
                Closure(date(2026, 1, 5), "12:00-14:00"),
                Closure(date(2026, 1, 5), "13:00-15:00"),
                Closure(date(2036, 1, 5), "10:00-11:00"),
                Closure(date(1926, 1, 5), "10:00-11:00"),
            ],
        )
        assert found == [(10, 12), (15, 20)]

    def test_dates_are_the_zones_own(self) -> None:
        # 5 January in Tokyo starts on the 4th at 15:00 UTC
        special = [SpecialHours(date(2026, 1, 5), "00:00-01:00")]
        found = hours(
            "off",
            start=datetime(2026, 1, 4, tzinfo=UTC),
            days=1,
            tz=ZoneInfo("Asia/Tokyo"),
            special=special,
        )
        assert found == [(15, 16)]


class TestChangeOfClocks:
    """A boundary that occurs twice is the first; a skipped one moves by the gap."""

    @pytest.mark.parametrize(
        ("zone", "day", "hours"),
        [
            ("Europe/Berlin", date(2026, 3, 29), 23),
            ("Europe/Berlin", date(2026, 3, 28), 24),
            ("Europe/Berlin", date(2026, 10, 25), 25),
            ("Europe/Berlin", date(2026, 10, 26), 24),
            ("America/Sao_Paulo", date(2018, 11, 4), 23),
            ("America/Sao_Paulo", date(2018, 2, 17), 25),
            ("America/Havana", date(2026, 3, 8), 23),
            ("Asia/Tehran", date(2022, 3, 22), 23),
            ("Asia/Tehran", date(2022, 9, 21), 25),
            ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
            ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ],
    )
    def test_an_open_day_counts_real_hours(
        self, zone: str, day: date, hours: float
    ) -> None:
        tz = ZoneInfo(zone)
        weekday = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"][day.weekday()]
        low = micros(datetime(day.year, day.month, day.day, tzinfo=UTC))
        found = compile_hours(
            WeeklyHours.parse(f"{weekday} 00:00-24:00"),
            tz,
            DaysOff.none(),
            [],
            [],
            (low - 48 * HOUR, low + 72 * HOUR),
        )
        assert [hours] == [(b - a) / HOUR for a, b in found]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Su 01:00-04:00", [("29 01:00 +0100", "29 04:00 +0200")]),
            ("Su 02:00-04:00", [("29 03:00 +0200", "29 04:00 +0200")]),
            ("Su 01:00-02:00", [("29 01:00 +0100", "29 03:00 +0200")]),
            ("Su 02:30-05:00", [("29 03:30 +0200", "29 05:00 +0200")]),
            ("Su 01:00-02:30", [("29 01:00 +0100", "29 03:30 +0200")]),
            ("Su 02:15-02:45", [("29 03:15 +0200", "29 03:45 +0200")]),
            ("Su 02:30-03:15", []),
            ("Su 02:30-03:30", []),
            ("Su 02:30-03:31", [("29 03:30 +0200", "29 03:31 +0200")]),
            ("Su 01:30-02:30,03:00-04:00", [("29 01:30 +0100", "29 04:00 +0200")]),
            ("Su 22:00-02:30", [("29 22:00 +0200", "30 00:00 +0200")]),
            ("Sa 22:00-02:30", [("29 00:00 +0100", "29 03:30 +0200")]),
        ],
    )
    def test_in_spring(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert expected == local(text, "Europe/Berlin", date(2026, 3, 29))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Su 01:00-04:00", [("25 01:00 +0200", "25 04:00 +0100")]),
            ("Su 02:00-03:00", [("25 02:00 +0200", "25 03:00 +0100")]),
            ("Su 01:00-02:30", [("25 01:00 +0200", "25 02:30 +0200")]),
            ("Su 02:30-04:00", [("25 02:30 +0200", "25 04:00 +0100")]),
            ("Su 02:15-02:45", [("25 02:15 +0200", "25 02:45 +0200")]),
            ("Sa 22:00-02:30", [("25 00:00 +0200", "25 02:30 +0200")]),
        ],
    )
    def test_in_autumn(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert expected == local(text, "Europe/Berlin", date(2026, 10, 25))

    @pytest.mark.parametrize(
        ("day", "windows", "expected"),
        [
            (
                date(2026, 3, 29),
                "02:00-02:30",
                [("29 00:00 +0100", "29 03:00 +0200"),
                 ("29 03:30 +0200", "30 00:00 +0200")],
            ),
            (
                date(2026, 3, 29),
                "02:30-03:15",
                [("29 00:00 +0100", "30 00:00 +0200")],
            ),
            (
                date(2026, 10, 25),
                "02:00-02:30",
                [("25 00:00 +0200", "25 02:00 +0200"),
                 ("25 02:30 +0200", "26 00:00 +0100")],
            ),
            (
                date(2026, 10, 25),
                "02:00-03:00",
                [("25 00:00 +0200", "25 02:00 +0200"),
                 ("25 03:00 +0100", "26 00:00 +0100")],
            ),
            (date(2026, 10, 25), "00:00-24:00", []),
        ],
    )  # fmt: skip
    def test_closures_follow_the_same_rule(
        self, day: date, windows: str, expected: list[tuple[str, str]]
    ) -> None:
        closures = [Closure(day, windows)]
        assert expected == local("24/7", "Europe/Berlin", day, closures=closures)

    @pytest.mark.parametrize(
        ("zone", "text", "day", "expected"),
        [
            ("America/Sao_Paulo", "Su 00:00-02:00", date(2018, 11, 4),
             [("04 01:00 -0200", "04 02:00 -0200")]),
            ("America/Sao_Paulo", "Su 00:30-02:00", date(2018, 11, 4),
             [("04 01:30 -0200", "04 02:00 -0200")]),
            ("America/Sao_Paulo", "Sa 22:00-23:30", date(2018, 2, 17),
             [("17 22:00 -0200", "17 23:30 -0200")]),
            ("America/Sao_Paulo", "Sa 22:00-24:00", date(2018, 2, 17),
             [("17 22:00 -0200", "18 00:00 -0300")]),
            ("Australia/Lord_Howe", "Su 02:00-03:00", date(2026, 10, 4),
             [("04 02:30 +1100", "04 03:00 +1100")]),
            ("Australia/Lord_Howe", "Su 01:30-02:00", date(2026, 4, 5),
             [("05 01:30 +1100", "05 02:00 +1030")]),
        ],
    )  # fmt: skip
    def test_at_midnight_and_by_half_an_hour(
        self, zone: str, text: str, day: date, expected: list[tuple[str, str]]
    ) -> None:
        found = [
            span
            for span in local(text, zone, day - timedelta(days=1), days=3)
            if span[0].startswith(f"{day.day:02}")
        ]
        assert expected == found


class TestSkippedDate:
    @pytest.mark.parametrize(
        ("zone", "skipped", "kept"),
        [
            ("Pacific/Apia", date(2011, 12, 30), ["28", "29", "31", "01"]),
            ("Pacific/Fakaofo", date(2011, 12, 30), ["28", "29", "31", "01"]),
            ("Pacific/Kwajalein", date(1993, 8, 21), ["19", "20", "22", "23"]),
            ("Pacific/Kiritimati", date(1994, 12, 31), ["29", "30", "01", "02"]),
        ],
    )
    def test_has_no_windows(self, zone: str, skipped: date, kept: list[str]) -> None:
        first = skipped - timedelta(days=2)
        found = local("09:00-17:00", zone, first, days=5)
        assert kept == [start[:2] for start, _ in found]
        assert all(start[3:8] == "09:00" for start, _ in found)
        assert all(end[3:8] == "17:00" for _, end in found)

    def test_is_skipped_around_the_clock(self) -> None:
        assert local("24/7", "Pacific/Apia", date(2011, 12, 29), days=3) == [
            ("29 00:00 -1000", "01 00:00 +1400")
        ]
        assert local("Fr 00:00-24:00", "Pacific/Apia", date(2011, 12, 28), days=5) == []

    def test_does_not_lend_its_hours_to_the_next_date(self) -> None:
        found = local(
            "Fr 05:00-08:00; Sa 12:00-13:00", "Pacific/Apia", date(2011, 12, 28), days=5
        )
        assert found == [("31 12:00 +1400", "31 13:00 +1400")]

    def test_moves_the_end_of_the_night_before(self) -> None:
        assert local("Th 22:00-06:00", "Pacific/Apia", date(2011, 12, 29), days=3) == [
            ("29 22:00 -1000", "31 06:00 +1400")
        ]

    def test_has_nothing_to_cut_out(self) -> None:
        closures = [Closure(date(2011, 12, 30), "00:00-24:00")]
        found = local(
            "09:00-17:00", "Pacific/Apia", date(2011, 12, 29), days=3, closures=closures
        )
        assert found == [
            ("29 09:00 -1000", "29 17:00 -1000"),
            ("31 09:00 +1400", "31 17:00 +1400"),
        ]


class TestDatedYears:
    @pytest.mark.parametrize(
        ("days_off", "special", "closures", "expected"),
        [
            (DaysOff.none(), [], [], []),
            (DaysOff.yearly("05-01"), [], [], []),
            (DaysOff.dates(["2026-05-01", "2028-05-01"]), [], [], [2026, 2028]),
            (DaysOff.none(), [SpecialHours(date(2027, 1, 1), "")], [], [2027]),
            (DaysOff.none(), [], [Closure(date(2025, 1, 1), "09:00-10:00")], [2025]),
            (
                DaysOff.dates(["2026-05-01"]),
                [SpecialHours(date(2027, 1, 1), "")],
                [Closure(date(2025, 1, 1), "09:00-10:00")],
                [2027, 2025, 2026, 2026],
            ),
        ],
    )
    def test_are_those_that_dated_rules_reach(
        self,
        days_off: DaysOff,
        special: list[SpecialHours],
        closures: list[Closure],
        expected: list[int],
    ) -> None:
        rules = DatedHours(ALWAYS, UTC, days_off, tuple(special), tuple(closures))
        assert expected == rules.dated_years()


def ordinal(day: int) -> int:
    """Return the ordinal of a date in January 2026."""
    return date(2026, 1, day).toordinal()


@attrs.frozen
class Told(Rule):
    """Says of January 2026 what it is told, by the day of the month."""

    off: Mapping[int, str] = {}
    work: Mapping[int, int] = {}
    half: Mapping[int, str] = {}
    short: Mapping[int, float] = {}
    years: tuple[int, int] = (1, 9999)

    def days(self, year: int) -> dict[int, str]:
        return {ordinal(day): label for day, label in self.off.items() if year == 2026}

    def worked(self, year: int) -> dict[int, int]:
        return {ordinal(day): other for day, other in self.work.items() if year == 2026}

    def half_days(self, year: int) -> dict[int, HalfDay]:
        return {
            ordinal(day): HalfDay(read_windows(text), "half")
            for day, text in self.half.items()
            if year == 2026
        }

    def eves(self, year: int) -> dict[int, int]:
        return {
            ordinal(day): round(hours * HOUR)
            for day, hours in self.short.items()
            if year == 2026
        }

    def known_years(self) -> tuple[int, int]:
        return self.years


def told(**rules: Any) -> DaysOff:
    """Return the days off of a rule that is told them."""
    rule: Any = Told(**rules)
    return DaysOff((rule,))


class TestLayers:
    """Each layer of the days off changes what the one below it left."""

    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            ("09:00-13:00", [(33, 36)]),
            ("00:00-24:00", [(33, 36), (37, 41)]),
            ("10:00-14:00", [(34, 36), (37, 38)]),
            ("11:00-11:30,16:00-20:00", [(35, 35.5), (40, 41)]),
            ("12:00-13:00", []),
            ("17:00-20:00", []),
        ],
    )
    def test_a_half_day_keeps_what_its_hours_hold(
        self, windows: str, expected: list[tuple[float, float]]
    ) -> None:
        """The sixth is a Tuesday."""
        days_off = told(half={6: windows})
        assert expected == hours("Tu 09:00-12:00,13:00-17:00", days_off=days_off)

    def test_a_half_day_keeps_what_starts_on_it(self) -> None:
        days_off = told(half={6: "20:00-24:00"})
        # Tuesday's night is cut at midnight, Monday's is not
        assert hours("Mo-We 22:00-06:00", days_off=days_off) == [
            (22, 30),
            (46, 48),
            (70, 78),
        ]

    def test_a_half_day_does_not_open_a_closed_day(self) -> None:
        assert hours("Mo 09:00-17:00", days_off=told(half={6: "09:00-13:00"})) == [
            (9, 17)
        ]

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            (1, [(33, 36), (37, 40)]),
            (0.5, [(33, 36), (37, 40.5)]),
            (4, [(33, 36)]),
            (4.5, [(33, 35.5)]),
            (3, [(33, 36), (37, 38)]),
            (6.75, [(33, 33.25)]),
            (7, []),
            (8, []),
        ],
    )
    def test_an_eve_ends_early_over_several_windows(
        self, by: float, expected: list[tuple[float, float]]
    ) -> None:
        days_off = told(short={6: by})
        assert expected == hours("Tu 09:00-12:00,13:00-17:00", days_off=days_off)

    def test_an_eve_shortens_the_night_that_starts_on_it(self) -> None:
        assert hours("Mo-We 22:00-06:00", days_off=told(short={6: 1})) == [
            (22, 30),
            (46, 53),
            (70, 78),
        ]

    @pytest.mark.parametrize(
        ("rules", "windows", "reasons"),
        [
            ({}, [(33, 41)], "weekly"),
            ({"half": {6: "09:00-12:00"}}, [(33, 36)], "half day: half"),
            ({"work": {6: 0}}, [(34, 36)], "worked Tuesday for Monday"),
            ({"off": {6: "x"}}, [], "day off: x"),
            ({"short": {6: 1}}, [(33, 40)], "shortened eve"),
            (
                {"half": {6: "09:00-12:00"}, "short": {6: 1}},
                [(33, 35)],
                "half day: half, shortened eve",
            ),
            (
                {"work": {6: 0}, "short": {6: 1}},
                [(34, 35)],
                "worked Tuesday for Monday, shortened eve",
            ),
            (
                {"half": {6: "09:00-12:00"}, "short": {6: 3}},
                [],
                "half day: half, shortened eve",
            ),
            ({"off": {6: "x"}, "short": {6: 1}}, [], "day off: x"),
            (
                {"half": {6: "09:00-10:00"}, "work": {6: 0}},
                [(34, 36)],
                "worked Tuesday for Monday",
            ),
            ({"off": {6: "x"}, "work": {6: 0}}, [], "day off: x"),
            ({"off": {6: "x"}, "half": {6: "09:00-10:00"}}, [], "day off: x"),
            ({"half": {6: "20:00-21:00"}, "short": {6: 1}}, [], "half day: half"),
        ],
    )
    def test_come_one_after_the_other(
        self,
        rules: dict[str, Any],
        windows: list[tuple[float, float]],
        reasons: str,
    ) -> None:
        week = "Mo 10:00-12:00; Tu 09:00-17:00"
        days_off = told(**rules)
        low = MONDAY + timedelta(days=1)
        found = hours(week, start=low, days=1, days_off=days_off)
        assert [(a - 24, b - 24) for a, b in windows] == found
        source = DatedHours(WeeklyHours.parse(week), UTC, days_off, (), ())
        (said,) = source.reasons(ordinal(6), ordinal(6))
        assert reasons == ", ".join(map(str, said))

    def test_are_beaten_by_special_hours(self) -> None:
        days_off = told(half={6: "09:00-12:00"}, short={6: 1})
        special = [SpecialHours("2026-01-06", "18:00-20:00")]
        assert hours("Tu 09:00-17:00", days_off=days_off, special=special) == [(42, 44)]

    def test_are_cut_by_closures(self) -> None:
        days_off = told(short={6: 1})
        closures = [Closure("2026-01-06", "15:00-17:00")]
        assert hours("Tu 09:00-17:00", days_off=days_off, closures=closures) == [
            (33, 39)
        ]


class TestWholeWindows:
    """Windows overlap the range asked for; each is whole, for its own date."""

    @pytest.mark.parametrize(
        ("text", "low", "high", "expected"),
        [
            ("09:00-17:00", 10, 11, [(9, 17)]),
            ("09:00-17:00", 8, 9, []),
            ("09:00-17:00", 17, 18, []),
            ("09:00-17:00", 16, 34, [(9, 17), (33, 41)]),
            ("24/7", 23, 25, [(0, 24), (24, 48)]),
            ("24/7", 24, 25, [(24, 48)]),
            ("24/7", 23, 24, [(0, 24)]),
            ("22:00-06:00", 23, 24, [(22, 30)]),
            ("22:00-06:00", 3, 4, [(-2, 6)]),
            ("22:00-21:59", 21, 22, [(-2, 21 + 59 / 60)]),
        ],
    )
    def test_of_one_date_each(
        self, text: str, low: int, high: int, expected: list[tuple[float, float]]
    ) -> None:
        rules = DatedHours(WeeklyHours.parse(text), UTC, DaysOff.none(), (), ())
        start = micros(MONDAY)
        found = rules.windows(start + low * HOUR, start + high * HOUR)
        assert expected == [((a - start) / HOUR, (b - start) / HOUR) for a, b in found]
        pieces = rules.pieces(start + low * HOUR, start + high * HOUR)
        assert [(a, b, a, "") for a, b in found] == pieces

    def test_are_in_the_order_of_their_starts(self) -> None:
        special = (SpecialHours("2026-01-06", "05:00-09:00"),)
        closures = (Closure("2026-01-06", "05:15-05:30"),)
        rules = DatedHours(
            WeeklyHours.parse("Mo 22:00-06:00"), UTC, DaysOff.none(), special, closures
        )
        start = micros(MONDAY)
        found = rules.windows(start, start + 2 * DAY)
        assert [((a - start) / HOUR, (b - start) / HOUR) for a, b in found] == [
            (22, 29.25),
            (29, 29.25),
            (29.5, 30),
            (29.5, 33),
        ]
        pieces = rules.pieces(start, start + 2 * DAY)
        assert [(piece.start, piece.end) for piece in pieces] == found
        assert [(piece.since - start) / HOUR for piece in pieces] == [22, 29, 22, 29]

    def test_are_in_the_order_in_which_clocks_put_them(self) -> None:
        """02:30 does not occur on 29 March in Berlin: 03:30 is meant."""
        berlin = ZoneInfo("Europe/Berlin")
        rules = DatedHours(
            WeeklyHours.parse("Su 02:30-02:45,03:00-03:15"),
            berlin,
            DaysOff.none(),
            (),
            (),
        )
        start = micros(datetime(2026, 3, 29, 1, tzinfo=UTC))
        expected = [
            (start, start + HOUR // 4),
            (start + HOUR // 2, start + HOUR // 4 * 3),
        ]
        assert expected == rules.windows(start - DAY, start + DAY)
        pieces = rules.pieces(start - DAY, start + DAY)
        assert expected == [(piece.start, piece.end) for piece in pieces]

    @pytest.mark.parametrize("text", ["Su 02:30-03:15", "Su 02:30-03:30"])
    def test_vanish_if_they_end_before_they_start(self, text: str) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        rules = DatedHours(WeeklyHours.parse(text), berlin, DaysOff.none(), (), ())
        start = micros(datetime(2026, 3, 29, tzinfo=UTC))
        assert rules.windows(start, start + DAY) == []
        assert rules.pieces(start, start + DAY) == []

    def test_leave_out_what_closures_cut_off(self) -> None:
        closures = (Closure("2026-01-05", "10:00-11:00"),)
        rules = DatedHours(
            WeeklyHours.parse("Mo 09:00-17:00"), UTC, DaysOff.none(), (), closures
        )
        start = micros(MONDAY)
        for low, high, expected in (
            (9, 10, [(9, 10)]),
            (12, 13, [(11, 17)]),
            (10, 11, []),
            (9, 12, [(9, 10), (11, 17)]),
        ):
            found = rules.windows(start + low * HOUR, start + high * HOUR)
            assert expected == [
                ((a - start) / HOUR, (b - start) / HOUR) for a, b in found
            ]

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (20, 40, [(22, 25, 22), (26, 30, 22)]),
            (20, 26, [(22, 25, 22)]),
            (25, 26, []),
            (26, 27, [(26, 30, 22)]),
            (29, 50, [(26, 30, 22), (47, 54, 46)]),
            (46, 47, []),
        ],
    )
    def test_leave_pieces_that_tell_since_when(
        self, low: int, high: int, expected: list[tuple[int, int, int]]
    ) -> None:
        closures = (
            Closure("2026-01-06", "01:00-02:00"),
            Closure("2026-01-06", "21:00-23:00"),
        )
        rules = DatedHours(
            WeeklyHours.parse("22:00-06:00"), UTC, DaysOff.none(), (), closures
        )
        start = micros(MONDAY)
        found = rules.pieces(start + low * HOUR, start + high * HOUR)
        assert [
            Piece(start + opens * HOUR, start + closes * HOUR, start + since * HOUR, "")
            for opens, closes, since in expected
        ] == found

    @pytest.mark.parametrize(
        ("tz", "day"),
        [
            ("Pacific/Kiritimati", 4),
            ("Pacific/Apia", 4),
            ("Etc/GMT+12", 5),
            ("Pacific/Niue", 5),
        ],
    )
    def test_reach_from_zones_a_day_away(self, tz: str, day: int) -> None:
        """A window of 5 January, asked about by its first and last microsecond."""
        zone = ZoneInfo(tz)
        rules = DatedHours(
            WeeklyHours.parse("Mo 12:00-11:59"), zone, DaysOff.none(), (), ()
        )
        start = micros(datetime(2026, 1, 5, 12, tzinfo=zone))
        end = micros(datetime(2026, 1, 6, 11, 59, tzinfo=zone))
        assert datetime.fromtimestamp(start / 1_000_000, UTC).day in (day, day + 1)
        assert rules.windows(start, start + 1) == [(start, end)]
        assert rules.windows(end - 1, end) == [(start, end)]
        assert rules.windows(start - 1, start) == []
        assert rules.windows(end, end + 1) == []


class TestReasons:
    def test_are_weekly_unless_ruled(self) -> None:
        special = (
            SpecialHours("2026-01-06", "10:00-11:00", "sale"),
            SpecialHours("2026-01-07", ""),
        )
        closures = (
            Closure("2026-01-05", "09:00-10:00", "drill"),
            Closure("2026-01-05", "12:00-13:00"),
            Closure("2026-01-07", "09:00-10:00", "late"),
            Closure("2026-02-07", "09:00-10:00", "later"),
        )
        rules = DatedHours(ALWAYS, UTC, told(off={8: "off"}), special, closures)
        found = rules.reasons(ordinal(4), ordinal(9))
        assert [", ".join(map(str, each)) for each in found] == [
            "weekly",
            "weekly, closure: drill, closed",
            "special: sale",
            "special hours, closure: late",
            "day off: off",
            "weekly",
        ]

    def test_of_years_that_meet_are_those_of_both(self) -> None:
        rules = DatedHours(ALWAYS, UTC, DaysOff.yearly("12-31..01-01"), (), ())
        first = date(2025, 12, 30).toordinal()
        found = [str(said) for (said,) in rules.reasons(first, first + 3)]
        assert found == ["weekly", "day off: day off", "day off: day off", "weekly"]

    def test_of_the_outermost_dates_are_known(self) -> None:
        rules = DatedHours(ALWAYS, UTC, DaysOff.yearly("12-31", "01-01"), (), ())
        for first, last in ((1, 1), (date.max.toordinal(), date.max.toordinal())):
            assert [str(said) for (said,) in rules.reasons(first, last)] == [
                "day off: day off"
            ]


class TestDates:
    def test_are_those_that_do_not_follow_the_week(self) -> None:
        special = (SpecialHours("2026-01-07", "10:00-11:00", "sale"),)
        rules = DatedHours(ALWAYS, UTC, told(off={6: "off"}), special, ())
        found = rules.dates(ordinal(5), ordinal(8))
        assert set(found) == {ordinal(6), ordinal(7)}
        assert found[ordinal(6)].hours == ()
        assert found[ordinal(7)].hours == ((10 * HOUR, 11 * HOUR),)

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            (4, ((9 * HOUR, 12 * HOUR),)),
            (5, ((9 * HOUR, 11 * HOUR),)),
            (7, ()),
            (9, ()),
        ],
    )
    def test_keep_no_window_without_length(
        self, by: int, expected: tuple[Span, ...]
    ) -> None:
        week = WeeklyHours.parse("Tu 09:00-12:00,13:00-17:00")
        rules = DatedHours(week, UTC, told(short={6: by}), (), ())
        assert expected == rules.dates(ordinal(6), ordinal(6))[ordinal(6)].hours


class TestCertain:
    @pytest.mark.parametrize(
        ("years", "expected"),
        [
            ((1, 9999), [(BEGINNING, END)]),
            ((1, 2027), [(BEGINNING, micros(datetime(2028, 1, 1, tzinfo=UTC)))]),
            ((1991, 9999), [(micros(datetime(1991, 1, 1, tzinfo=UTC)), END)]),
            (
                (2, 9998),
                [
                    (
                        micros(datetime(2, 1, 1, tzinfo=UTC)),
                        micros(datetime(9999, 1, 1, tzinfo=UTC)),
                    )
                ],
            ),
            ((2027, 2026), []),
            ((2030, 2020), []),
        ],
    )
    def test_is_from_the_first_known_year_to_the_last(
        self, years: tuple[int, int], expected: list[Span]
    ) -> None:
        rules = DatedHours(ALWAYS, UTC, told(years=years), (), ())
        assert expected == rules.certain()

    def test_begins_and_ends_at_the_zones_midnight(self) -> None:
        tokyo = ZoneInfo("Asia/Tokyo")
        rules = DatedHours(ALWAYS, tokyo, told(years=(2020, 2027)), (), ())
        assert rules.certain() == [
            (
                micros(datetime(2019, 12, 31, 15, tzinfo=UTC)),
                micros(datetime(2027, 12, 31, 15, tzinfo=UTC)),
            )
        ]

    def test_is_ever_without_days_off(self) -> None:
        closures = (Closure("2026-01-05", "09:00-10:00"),)
        rules = DatedHours(ALWAYS, UTC, DaysOff.none(), (), closures)
        assert rules.certain() == [(BEGINNING, END)]


class TestMidnight:
    @pytest.mark.parametrize(
        ("zone", "day", "expected"),
        [
            ("UTC", date(1970, 1, 1), "1970-01-01T00:00"),
            ("Asia/Tokyo", date(2026, 1, 5), "2026-01-04T15:00"),
            ("America/New_York", date(2026, 1, 5), "2026-01-05T05:00"),
            # the clocks skip the midnight, or the date; Havana has it twice
            ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00"),
            ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00"),
            ("Pacific/Apia", date(2011, 12, 31), "2011-12-30T10:00"),
            ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00"),
        ],
    )
    def test_is_when_a_date_begins(self, zone: str, day: date, expected: str) -> None:
        instant = midnight(day.toordinal(), ZoneInfo(zone))
        assert micros(datetime.fromisoformat(f"{expected}+00:00")) == instant

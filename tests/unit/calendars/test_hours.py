"""From the rules of a calendar to open spans: the table of precedence."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import Closure, DaysOff, SpecialHours, WeeklyHours
from servicedesk_core.calendars.hours import compile_hours, dated_years
from servicedesk_core.timeline import Span, to_microseconds

HOUR = 3_600_000_000
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
ALWAYS = WeeklyHours.parse("24/7")


def micros(at: datetime) -> int:
    """Return an instant in microseconds."""
    return to_microseconds(at, "at")


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
        WeeklyHours.parse(text).days,
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
        WeeklyHours.parse(text).days,
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
            WeeklyHours.parse("Mo 09:00-17:00:00.000001").days,
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
            WeeklyHours.parse("Mo 09:00-17:00").days,
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
            ALWAYS.days,
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
            WeeklyHours.parse(f"{weekday} 00:00-24:00").days,
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
            (DaysOff.dates(["2026-05-01", "2028-05-01"]), [], [], [2028]),
            (DaysOff.none(), [SpecialHours(date(2027, 1, 1), "")], [], [2027]),
            (DaysOff.none(), [], [Closure(date(2025, 1, 1), "09:00-10:00")], [2025]),
            (
                DaysOff.dates(["2026-05-01"]),
                [SpecialHours(date(2027, 1, 1), "")],
                [Closure(date(2025, 1, 1), "09:00-10:00")],
                [2027, 2025, 2026],
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
        assert expected == dated_years(days_off, special, closures)

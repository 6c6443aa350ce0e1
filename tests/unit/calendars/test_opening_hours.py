"""OpenStreetMap's opening_hours: what is read, what is written, what is refused."""

import pickle
from datetime import date, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import (
    Closure,
    DaysOff,
    SpecialHours,
    Weekday,
    WeeklyHours,
)
from servicedesk_core.calendars.notation import (
    ParsedHours,
    format_hours,
    format_schema_org,
    format_weekly,
    parse_hours,
    parse_weekly,
)
from servicedesk_core.errors import InvalidHoursError, WrongTypeError


def week(**days: str) -> WeeklyHours:
    """Return weekly hours of days named by two letters."""
    names = {day.name[:2].lower(): day for day in Weekday}
    return WeeklyHours({names[name]: windows for name, windows in days.items()})


def days(first: str, last: str) -> list[date]:
    """Return the dates from the first to the last."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


WORK = "09:00-17:00"
CHRISTMAS = DaysOff.yearly("12-24..12-26")


class TestWeeklyHours:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Mo 09:00-17:00", week(mo=WORK)),
            ("Mo 9:00-17:00", week(mo=WORK)),
            ("  Mo   09:00 - 17:00  ", week(mo=WORK)),
            ("Mo09:00-17:00", week(mo=WORK)),
            ("Mo-We 09:00-17:00", week(mo=WORK, tu=WORK, we=WORK)),
            ("Mo,We,Su 09:00-17:00", week(mo=WORK, we=WORK, su=WORK)),
            ("Mo-Tu,Sa-Su 09:00-17:00", week(mo=WORK, tu=WORK, sa=WORK, su=WORK)),
            ("Sa-Mo 09:00-17:00", week(sa=WORK, su=WORK, mo=WORK)),
            ("Su-Mo 09:00-17:00", week(su=WORK, mo=WORK)),
            ("Mo-Mo 09:00-17:00", week(mo=WORK)),
            ("Mo,Mo 09:00-17:00", week(mo=WORK)),
            ("Mo 14:00-17:00,09:00-13:00", week(mo="09:00-13:00,14:00-17:00")),
            ("Mo 09:00-12:00,12:00-17:00", week(mo=WORK)),
            ("Mo 22:00-06:00", week(mo="22:00-06:00")),
            ("Mo 09:00-24:00", week(mo="09:00-24:00")),
            ("Mo 09:00-00:00", week(mo="09:00-24:00")),
            ("Mo 09:00:30-17:00:00.5", week(mo="09:00:30-17:00:00.5")),
            ("Mo 09:00-17:00; Tu 10:00-11:00", week(mo=WORK, tu="10:00-11:00")),
            ("Mo-Tu 09:00-17:00; Tu off", week(mo=WORK)),
            ("Mo-Tu 09:00-17:00; Tu closed", week(mo=WORK)),
            ("Mo-Tu 09:00-17:00; Tu 10:00-11:00", week(mo=WORK, tu="10:00-11:00")),
            ("Mo 09:00-17:00;", week(mo=WORK)),
            ("Mo 09:00-17:00 ; ", week(mo=WORK)),
            ("off", week()),
            ("closed", week()),
            ("Mo 09:00-17:00; off", week()),
            ("Mo off", week()),
        ],
    )
    def test_are_read_from_days_and_windows(
        self, text: str, expected: WeeklyHours
    ) -> None:
        assert expected == parse_weekly(text)
        assert ParsedHours(expected, DaysOff.none(), (), None) == parse_hours(text)

    @pytest.mark.parametrize(
        ("text", "window"),
        [
            ("Mo 22:00-26:00", "22:00-02:00"),
            ("Mo 22:00-24:30", "22:00-00:30"),
            ("Mo 22:00-24:00:00.5", "22:00-00:00:00.5"),
            ("Mo 22:00-24:00:00", "22:00-24:00"),
            ("Mo 23:59-47:58:59", "23:59-23:58:59"),
        ],
    )
    def test_may_close_past_midnight(self, text: str, window: str) -> None:
        assert week(mo=window) == parse_weekly(text)

    def test_are_for_every_day_without_days(self) -> None:
        hours = parse_weekly("09:00-17:00,18:00-19:00")
        assert set(hours.days) == {week(mo="09:00-17:00,18:00-19:00")[Weekday.MONDAY]}

    def test_go_around_the_clock(self) -> None:
        always = parse_weekly("24/7")
        assert always == parse_weekly("Mo-Su 00:00-24:00")
        assert parse_weekly("24/7; Su off") == parse_weekly("Mo-Sa 00:00-24:00")
        assert always == parse_weekly("Mo 09:00-17:00; 24/7")

    @pytest.mark.parametrize(
        ("text", "windows"),
        [
            ("Mo 09:00-12:00,11:00-14:00",
             ("Monday 09:00-12:00", "Monday 11:00-14:00")),
            ("Mo 22:00-06:00; Tu 05:00-09:00",
             ("Monday 22:00-06:00", "Tuesday 05:00-09:00")),
            ("22:00-23:00,21:00-20:00", ("Monday 21:00-20:00", "Monday 22:00-23:00")),
        ],
    )  # fmt: skip
    def test_with_windows_that_overlap_are_refused(
        self, text: str, windows: tuple[str, str]
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            parse_weekly(text)
        assert windows == caught.value.windows
        assert text == caught.value.text
        reason = f"windows {windows[0]} and {windows[1]} overlap"
        assert reason == caught.value.reason
        assert f"{reason} in {text!r}" == str(caught.value)

    @pytest.mark.parametrize(
        ("text", "position", "words"),
        [
            ("Mo 09:00-17:00; PH off", 16, "ServiceCalendar.parse"),
            ("Mo 09:00-17:00; Dec 25 off", 16, "weekly hours have no dates"),
            ("2026 Dec 25 off; 2026 Dec 31 closed", 0, "weekly hours have no dates"),
        ],
    )
    def test_have_no_dates(self, text: str, position: int, words: str) -> None:
        with pytest.raises(InvalidHoursError, match=words) as caught:
            parse_weekly(text)
        assert (text, position) == (caught.value.text, caught.value.position)
        with pytest.raises(InvalidHoursError, match=words):
            WeeklyHours.parse(text)


class TestPublicHolidays:
    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("PH off", 0),
            ("PH closed; Mo 09:00-17:00", 0),
            ("Mo 09:00-17:00; PH off", 16),
            ("Mo 09:00-17:00;PH off", 15),
            ("Mo 09:00-17:00;   PH off ; Tu 09:00-17:00", 18),
            ("PH off; PH off", 8),
            ("Dec 25 off; PH off; Dec 26 off", 12),
            ("2026 Dec 31 closed; PH off; 2027 Dec 31 closed", 20),
        ],
    )
    def test_may_be_closed_anywhere(self, text: str, position: int) -> None:
        assert position == parse_hours(text).holidays_at


class TestDaysOff:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Dec 25 off", DaysOff.yearly("12-25")),
            ("Dec 25 closed", DaysOff.yearly("12-25")),
            ("Dec 24-26 off", CHRISTMAS),
            ("Dec 24-Dec 26 off", CHRISTMAS),
            ("Dec 24 - Jan 2 off", DaysOff.yearly("12-24..01-02")),
            ("Dec 26-Dec 24 off", DaysOff.yearly("12-26..12-24")),
            ("Dec 24,Dec 31 off", DaysOff.yearly("12-24", "12-31")),
            ("Dec 24-26,May 1 off", CHRISTMAS + DaysOff.yearly("05-01")),
            ("Aug off", DaysOff.yearly("08-01..08-31")),
            ("Jul-Aug off", DaysOff.yearly("07-01..08-31")),
            ("Dec-Jan off", DaysOff.yearly("12-01..01-31")),
            ("Feb off", DaysOff.yearly("02-01..02-29")),
            ("Feb 29 off", DaysOff.yearly("02-29")),
            ('Dec 25 off "Christmas"', DaysOff.yearly("12-25", label="Christmas")),
            ('Dec 25 off ""', DaysOff.yearly("12-25", label="")),
            (
                'Dec 25 off "a; b"; Dec 26 off',
                DaysOff.yearly("12-25", label="a; b") + DaysOff.yearly("12-26"),
            ),
        ],
    )
    def test_of_every_year(self, text: str, expected: DaysOff) -> None:
        assert ParsedHours(week(), expected, (), None) == parse_hours(text)
        assert expected == parse_hours(f"Mo-Fr 09:00-17:00; {text}").days_off

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026 Dec 24 off", ["2026-12-24"]),
            ("2026 Dec 24-26 off", days("2026-12-24", "2026-12-26")),
            ("2026 Nov 30-Dec 1 off", ["2026-11-30", "2026-12-01"]),
            ("2026 Dec 24-2027 Jan 02 off", days("2026-12-24", "2027-01-02")),
            ("2026 Feb off", days("2026-02-01", "2026-02-28")),
            ("2024 Feb off", days("2024-02-01", "2024-02-29")),
            ("2026 Jan-Feb off", days("2026-01-01", "2026-02-28")),
            ("2026 Dec-2027 Jan off", days("2026-12-01", "2027-01-31")),
            ("2026 Dec 24,2026 Dec 26 off", ["2026-12-24", "2026-12-26"]),
            ("0001 Jan 01 off", ["0001-01-01"]),
            ("9999 Dec off", days("9999-12-01", "9999-12-31")),
            ("2001 Jan 1-2010 Dec 31 off", days("2001-01-01", "2010-12-31")),
            (
                '2026 Dec 24 off "eve"; 2026 Dec 26 off; 2026 Dec 25 off',
                [("2026-12-24", "eve"), "2026-12-25", "2026-12-26"],
            ),
            (
                '2026 Dec 24 off "first"; 2026 Dec 24 off "second"',
                [("2026-12-24", "first")],
            ),
        ],
    )
    def test_given_one_by_one(self, text: str, expected: list[Any]) -> None:
        found = ParsedHours(week(), DaysOff.dates(expected), (), None)
        assert found == parse_hours(text)

    def test_keep_their_order(self) -> None:
        text = "2026 May 4 off; Dec 25 off; 2026 May 5 off; PH off; 2026 May 6 off"
        expected = (
            DaysOff.dates(["2026-05-04"])
            + DaysOff.yearly("12-25")
            + DaysOff.dates(["2026-05-05", "2026-05-06"])
        )
        assert expected == parse_hours(text).days_off


class TestHoursOfSingleDates:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026 Dec 31 09:00-12:00", [("2026-12-31", "09:00-12:00", "")]),
            ("2026 Dec 31 closed", [("2026-12-31", "", "")]),
            (
                '2026 Dec 31 10:00-11:00,9:00-10:00 "short day"',
                [("2026-12-31", "09:00-11:00", "short day")],
            ),
            (
                '2026 Dec 30-31,2026 Jan 2 closed "stock"',
                [
                    ("2026-12-30", "", "stock"),
                    ("2026-12-31", "", "stock"),
                    ("2026-01-02", "", "stock"),
                ],
            ),
            (
                "2026 Dec 31 22:00-26:00; 2026 Dec 24 closed",
                [("2026-12-31", "22:00-02:00", ""), ("2026-12-24", "", "")],
            ),
        ],
    )
    def test_are_special(self, text: str, expected: list[tuple[str, str, str]]) -> None:
        special = tuple(SpecialHours(*entry) for entry in expected)
        assert ParsedHours(week(), DaysOff.none(), special, None) == parse_hours(text)

    def test_with_windows_that_overlap_are_refused(self) -> None:
        text = "2026 Dec 31 09:00-12:00,11:00-13:00"
        with pytest.raises(InvalidHoursError) as caught:
            parse_hours(text)
        assert caught.value.windows == ("09:00-12:00", "11:00-13:00")
        assert (text, 12) == (caught.value.text, caught.value.position)


class TestParseHours:
    def test_reads_all_parts(self) -> None:
        text = (
            'Mo-Fr 09:00-17:00; Sa 10:00-14:00; Dec 24-Jan 02 off "company"; PH off; '
            '2026 Dec 31 09:00-12:00 "short day"; 2027 Jan 4 closed'
        )
        weekly = week(
            **dict.fromkeys(["mo", "tu", "we", "th", "fr"], WORK), sa="10:00-14:00"
        )
        special = (
            SpecialHours("2026-12-31", "09:00-12:00", "short day"),
            SpecialHours("2027-01-04", ()),
        )
        days_off = DaysOff.yearly("12-24..01-02", label="company")
        assert ParsedHours(weekly, days_off, special, 64) == parse_hours(text)

    def test_gives_a_value(self) -> None:
        parsed = parse_hours("Mo 09:00-17:00; Dec 25 off; PH off")
        assert parsed == ParsedHours(week(mo=WORK), DaysOff.yearly("12-25"), (), 28)
        assert parsed == pickle.loads(pickle.dumps(parsed))  # noqa: S301

    @pytest.mark.parametrize("text", [None, 5, b"Mo 09:00-17:00", ["Mo"]])
    @pytest.mark.parametrize("parse", [parse_hours, parse_weekly])
    def test_refuses_what_is_no_text(self, parse: Any, text: Any) -> None:
        with pytest.raises(
            WrongTypeError, match="hours must be text such as"
        ) as caught:
            parse(text)
        assert text == caught.value.value


A_DAY = "expected a day (Mo, Tu, We, Th, Fr, Sa, Su)"
A_MONTH = (
    "expected a month (Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec)"
)
A_TIME = "expected a time such as 09:00"
DASH = "expected '-' and a closing time"
END = "expected ';' or the end"
EVERY_YEAR = "hours of every year are not read: expected 'off'"
ORDER = "write weekly hours first, then days off, then hours of single dates"
HOLIDAYS = "PH is only read as 'PH off': expected 'off'"
AFTER = "is not read: comments stand after days off and hours of single dates"
ALIKE = "both ends of a range are written alike, as in Dec 24-Jan 02"
MIXED = "dates with a year and without one need rules of their own"

MALFORMED = [
    ("", 0, f"{A_TIME}, got the end"),
    ("   ", 3, f"{A_TIME}, got the end"),
    ("Mo", 2, f"{A_TIME}, got the end"),
    ("Mo 09:00", 8, f"{DASH}, got the end"),
    ("Mo 09:00 17:00", 9, f"{DASH}, got '17:00'"),
    ("Mo 09:00-", 9, f"{A_TIME}, got the end"),
    ("Mo 09:00-off", 9, f"{A_TIME}, got 'off'"),
    ("Mo 09:00-17:00,", 15, f"{A_TIME}, got the end"),
    ("Mo 09:00-17:00, Tu", 16, f"{A_TIME}, got 'Tu'"),
    ("Mo 9-17", 3, f"{A_TIME}, got '9'"),
    ("9-17", 0, f"{A_TIME}, got '9'"),
    ("; Mo 09:00-17:00", 0, f"{A_TIME}, got ';'"),
    ("Mo 09:00-17:00;; Tu off", 15, f"{A_TIME}, got ';'"),
    ("Mo 09:00-17:00 Tu", 15, f"{END}, got 'Tu'"),
    ("Mo off 09:00-17:00", 7, f"{END}, got '09:00'"),
    ("24/7 off", 5, f"{END}, got 'off'"),
    ("Mo 24/7", 3, f"{A_TIME}, got '24/7'"),
    ("Mo 09:00-17:00; Ж off", 16, f"{A_TIME}, got 'Ж'"),
    ("Mo-Xx 09:00-17:00", 3, f"{A_DAY}, got 'Xx'"),
    ("Mo, 09:00-17:00", 4, f"{A_DAY}, got '09:00'"),
    ('Mo,"Tu" 09:00-17:00', 3, f'the comment "Tu" {AFTER}'),
    ("Mo-", 3, f"{A_DAY}, got the end"),
    ("mo 09:00-17:00", 0, f"{A_DAY}, {A_MONTH[9:]}, a time, off or PH off, got 'mo'"),
    ("dec 25 off", 0, f"{A_DAY}, {A_MONTH[9:]}, a time, off or PH off, got 'dec'"),
    ("Mo 09:60-17:00", 3, "opens must be a time such as 09:00, got '09:60'"),
    ("Mo 25:00-26:00", 3, "opens must be at most 24:00, got '25:00'"),
    ("Mo 22:00-26:60", 3, "closes must be a time such as 09:00, got '26:60'"),
    ("Mo 22:00-48:00", 3, "closes must be at most 24:00, got '48:00'"),
    ("Mo 09:00-33:00", 3, "a window is shorter than 24 hours, got 09:00-33:00"),
    ("Mo 09:00-34:00", 3, "a window is shorter than 24 hours, got 09:00-34:00"),
    (
        "Mo 09:00-17:00, 18:00-18:00",
        16,
        "window 18:00-18:00 has no length; a whole day is 00:00-24:00",
    ),
    (
        "2026 Dec 31 09:00-17:00, 18:00-18:00",
        25,
        "window 18:00-18:00 has no length; a whole day is 00:00-24:00",
    ),
]
NOT_READ = [
    ("sunrise-sunset", 0, "'sunrise' is not read: times of the sun"),
    ("Mo 09:00-sunset", 9, "'sunset' is not read: times of the sun"),
    ("Mo dawn-12:00", 3, "'dawn' is not read: times of the sun"),
    ("dusk-24:00", 0, "'dusk' is not read: times of the sun"),
    ("(sunset+01:00)-24:00", 0, "'(' is not read: times counted from others"),
    ("week 1-10 Mo off", 0, "'week' is not read: weeks of the year"),
    ("2026 week 1 off", 5, "'week' is not read: weeks of the year"),
    ("Mo[1] 09:00-12:00", 2, "'[' is not read: the n-th weekday of a month"),
    ("Mo 09:00-17:00; Su[-1] off", 18, "'[' is not read: the n-th weekday of a month"),
    ("Mo,SH off", 3, "'SH' is not read: school holidays"),
    ("SH off", 0, "'SH' is not read: school holidays"),
    ("easter off", 0, "'easter' is not read: days counted from Easter"),
    ("easter -2 days off", 0, "'easter' is not read: days counted from Easter"),
    ("2026 Dec 24-easter off", 12, "'easter' is not read: days counted from Easter"),
    ("Mo 09:00+", 8, "'+' is not read: open ends and offsets"),
    ("Mo 09:00-17:00+", 14, "'+' is not read: open ends and offsets"),
    ("Dec 24+ off", 6, "'+' is not read: open ends and offsets"),
    ("Dec 24 +1 day off", 7, "'+' is not read: open ends and offsets"),
    ("Dec 24 -1 day off", 10, "'day' is not read: days counted from others"),
    ("2026 Dec 24 -2 days off", 15, "'days' is not read: days counted from others"),
    ("2026+ off", 4, "'+' is not read: open ends and offsets"),
    ("2026/2 off", 4, "'/' is not read: intervals"),
    ("Mo 10:00-16:00/90", 14, "'/' is not read: intervals"),
    ("Mo 10:00-16:00 || 24/7", 15, "'||' is not read: fallbacks"),
    ("Mo-Fr unknown", 6, "'unknown' is not read: hours that may be open or not"),
    ("unknown", 0, "'unknown' is not read: hours that may be open or not"),
    ("Mo-Fr open", 6, "'open' is not read: 'open' instead of hours"),
    ("Mo 09:00-17:00 open", 15, "'open' is not read: 'open' instead of hours"),
    ("Dec 25 open", 7, "'open' is not read: 'open' instead of hours"),
    ("Mo-Fr: 09:00-17:00", 5, "':' is not read: a colon between dates and hours"),
    ("Dec 25: off", 6, "':' is not read: a colon between dates and hours"),
    ('Dec 25 off "Christmas', 11, "'\"' is not read: a comment without its end"),
    (
        "Mo 09:00-17:00; Mo,PH off",
        19,
        "'PH' is not read: public holidays, except alone as 'PH off'",
    ),
    (
        "Dec 24,PH off",
        7,
        "'PH' is not read: public holidays, except alone as 'PH off'",
    ),
    ("PH 10:00-12:00", 3, f"{HOLIDAYS}, got '10:00'"),
    ("PH,Mo-Fr 09:00-17:00", 2, f"{HOLIDAYS}, got ','"),
    ("PH Mo off", 3, f"{HOLIDAYS}, got 'Mo'"),
    ("PH +1 day off", 3, "'+' is not read: open ends and offsets"),
    ("PH", 2, f"{HOLIDAYS}, got the end"),
]
COMMENTS = [
    ('Mo 09:00-17:00 "support"', 15, f'the comment "support" {AFTER}'),
    ('Mo off "support"', 7, f'the comment "support" {AFTER}'),
    ('PH off "ours"', 7, f'the comment "ours" {AFTER}'),
    ('"by appointment"', 0, f'the comment "by appointment" {AFTER}'),
    ('2026 Dec 31 "short" 09:00-12:00', 12, f'the comment "short" {AFTER}'),
    ('Dec 25 off "a" "b"', 15, f'the comment "b" {AFTER}'),
]
DATES = [
    ("Dec 24 09:00-12:00", 7, f"{EVERY_YEAR}, got '09:00'"),
    ("Jun-Aug Mo-Fr 09:00-15:00", 8, f"{EVERY_YEAR}, got 'Mo'"),
    ("Jun-Aug 09:00-15:00", 8, f"{EVERY_YEAR}, got '09:00'"),
    ("Dec 24", 6, f"{EVERY_YEAR}, got the end"),
    ("Dec 24/7", 4, f"{EVERY_YEAR}, got '24/7'"),
    ("2026 Dec 24 Mo off", 12, f"{A_TIME}, got 'Mo'"),
    ("2026 Dec 24", 11, f"{A_TIME}, got the end"),
    ("2026 off", 5, f"{A_MONTH}, got 'off'"),
    ("2026-2027 Dec 25 off", 4, f"{A_MONTH}, got '-'"),
    ("Dec 24,26 off", 7, f"{A_MONTH}, got '26'"),
    ("Aug-12 off", 4, f"{A_MONTH}, got '12'"),
    ("Dec 24- off", 8, f"{A_MONTH}, got 'off'"),
    ("0000 Dec 25 off", 0, "expected a year from 0001 on, got '0000'"),
    ("Dec 0 off", 4, "expected a day of Dec, got '0'"),
    ("Dec 32 off", 4, "expected a day of Dec, got '32'"),
    ("Feb 30 off", 4, "expected a day of Feb, got '30'"),
    ("2026 Feb 29 off", 9, "expected a day of 2026 Feb, got '29'"),
    ("2026 Feb 1-29 off", 11, "expected a day of 2026 Feb, got '29'"),
    ("2026 Feb 1-Feb 29 off", 15, "expected a day of 2026 Feb, got '29'"),
    ("2028 Feb 29-2029 Feb 29 off", 21, "expected a day of 2029 Feb, got '29'"),
    ("Dec 2026 off", 4, "expected a day of Dec, got '2026'"),
    ("Dec 24-026 off", 7, "expected a day of Dec, got '026'"),
    ("Dec 26-24 off", 0, "the range runs backwards"),
    ("Dec 1,Dec 26-24 off", 6, "the range runs backwards"),
    (
        "2026 Dec 26-24 off",
        0,
        "the range from 2026-12-26 to 2026-12-24 runs backwards",
    ),
    (
        "2026 Dec 24-Jan 02 off",
        0,
        "the range from 2026-12-24 to 2026-01-02 runs backwards",
    ),
    (
        "2026 Dec 1 off; 2027 Dec 24-2026 Dec 25 off",
        16,
        "the range from 2027-12-24 to 2026-12-25 runs backwards",
    ),
    (
        "2001 Jan 1-2011 Jan 2 off",
        0,
        "the range from 2001-01-01 to 2011-01-02 is longer than ten years",
    ),
    ("Dec 24-2027 Jan 02 off", 7, ALIKE),
    ("Dec 24-Jan off", 7, ALIKE),
    ("Aug-Sep 05 off", 4, ALIKE),
    ("2026 Aug-Sep 05 off", 9, ALIKE),
    ("2026 Dec 24,Dec 31 off", 12, MIXED),
    ("Dec 24,2026 Dec 31 off", 7, MIXED),
    ("2026 Dec 31 closed; 2026 Dec 31 09:00-12:00", 20, "2026-12-31 has hours twice"),
    (
        "2026 Dec 31,2026 Dec 31 closed",
        0,
        "2026-12-31 has hours twice",
    ),
]
ORDERS = [
    ("Dec 25 off; Mo 09:00-17:00", 12, f"weekly hours after days off: {ORDER}"),
    ("Dec 25 off; off", 12, f"weekly hours after days off: {ORDER}"),
    ("2026 Dec 25 off; 24/7", 17, f"weekly hours after days off: {ORDER}"),
    (
        "2026 Dec 31 closed; 09:00-17:00",
        20,
        f"weekly hours after hours of single dates: {ORDER}",
    ),
    (
        "2026 Dec 31 closed; Dec 25 off",
        20,
        f"days off after hours of single dates: {ORDER}",
    ),
    (
        "2026 Dec 31 09:00-12:00; PH off; 2026 Dec 30 off",
        33,
        f"days off after hours of single dates: {ORDER}",
    ),
]


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "position", "reason"),
        [*MALFORMED, *NOT_READ, *COMMENTS, *DATES, *ORDERS],
    )
    def test_name_what_is_not_read_and_where(
        self, text: str, position: int, reason: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            parse_hours(text)
        assert reason == caught.value.reason
        assert text == caught.value.text
        assert position == caught.value.position
        assert f"{reason} at position {position} of {text!r}" == str(caught.value)


class TestFormatWeekly:
    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            (week(), "off"),
            (week(mo=WORK), "Mo 09:00-17:00"),
            (week(mo=WORK, tu=WORK), "Mo-Tu 09:00-17:00"),
            (week(mo=WORK, tu=WORK, fr=WORK), "Mo-Tu,Fr 09:00-17:00"),
            (week(mo=WORK, we=WORK, fr=WORK), "Mo,We,Fr 09:00-17:00"),
            (week(su=WORK, mo=WORK), "Mo,Su 09:00-17:00"),
            (
                week(mo=WORK, tu="10:00-11:00,12:00-13:00", we=WORK),
                "Mo,We 09:00-17:00; Tu 10:00-11:00,12:00-13:00",
            ),
            (
                week(su="22:00-06:00", mo="06:00-24:00"),
                "Mo 06:00-24:00; Su 22:00-06:00",
            ),
            (week(mo="09:00:30-17:00:00.5"), "Mo 09:00:30-17:00:00.5"),
            (week(mo="00:00-24:00"), "Mo 00:00-24:00"),
            (parse_weekly("Mo-Su 00:00-24:00"), "24/7"),
            (parse_weekly("Mo-Sa 00:00-24:00"), "Mo-Sa 00:00-24:00"),
            (parse_weekly("09:00-17:00"), "Mo-Su 09:00-17:00"),
        ],
    )
    def test_is_short_and_reads_back(self, hours: WeeklyHours, expected: str) -> None:
        assert expected == format_weekly(hours)
        assert hours == parse_weekly(expected)


class TestFormatHours:
    def test_of_weekly_hours_alone(self) -> None:
        assert format_hours(week(mo=WORK)) == "Mo 09:00-17:00"

    @pytest.mark.parametrize(
        ("days_off", "expected"),
        [
            (DaysOff.yearly("12-25"), "Dec 25 off"),
            (CHRISTMAS, "Dec 24-26 off"),
            (DaysOff.yearly("12-24..01-02"), "Dec 24-Jan 02 off"),
            (DaysOff.yearly("12-26..12-24"), "Dec 26-Dec 24 off"),
            (DaysOff.yearly("08-01..08-31"), "Aug off"),
            (DaysOff.yearly("07-01..08-31"), "Jul-Aug off"),
            (DaysOff.yearly("08-01..07-31"), "Aug-Jul off"),
            (DaysOff.yearly("02-01..02-29"), "Feb off"),
            (DaysOff.yearly("02-01..02-28"), "Feb 01-28 off"),
            (DaysOff.yearly("12-24", "12-31"), "Dec 24 off; Dec 31 off"),
            (DaysOff.yearly("12-25", label="Xmas"), 'Dec 25 off "Xmas"'),
            (DaysOff.yearly("12-25", label=""), 'Dec 25 off ""'),
            (DaysOff.dates(["2026-12-24"]), "2026 Dec 24 off"),
            (DaysOff.dates(["0026-12-04"]), "0026 Dec 04 off"),
            (DaysOff.dates(days("2026-12-24", "2026-12-26")), "2026 Dec 24-26 off"),
            (DaysOff.dates(days("2026-11-30", "2026-12-02")), "2026 Nov 30-Dec 02 off"),
            (
                DaysOff.dates(days("2026-12-24", "2027-12-24")),
                "2026 Dec 24-2027 Dec 24 off",
            ),
            (
                DaysOff.dates(["2026-12-24", "2026-12-26", ("2026-12-27", "rest")]),
                '2026 Dec 24,2026 Dec 26 off; 2026 Dec 27 off "rest"',
            ),
            (
                DaysOff.dates(days("2001-01-01", "2011-01-02")),
                "2001 Jan 01-2011 Jan 01,2011 Jan 02 off",
            ),
            (
                DaysOff.dates(["2026-12-24"]) + DaysOff.yearly("05-01"),
                "2026 Dec 24 off; May 01 off",
            ),
        ],
    )
    def test_of_days_off(self, days_off: DaysOff, expected: str) -> None:
        text = f"off; {expected}"
        assert text == format_hours(week(), days_off)
        assert days_off == parse_hours(text).days_off

    def test_neighbouring_days_off_are_read_back_as_one(self) -> None:
        first = DaysOff.dates([("2026-12-24", "a"), ("2026-12-24", "b")])
        both = first + DaysOff.dates([("2026-12-24", "c"), "2026-12-25"])
        text = '2026 Dec 24 off "b"; 2026 Dec 24 off "c"; 2026 Dec 25 off'
        assert f"off; {text}" == format_hours(week(), both)
        back = parse_hours(text).days_off
        assert back == DaysOff.dates([("2026-12-24", "b"), "2026-12-25"])
        assert both.days(2026) == back.days(2026)

    def test_of_countries_is_written_once(self) -> None:
        days_off = (
            DaysOff.yearly("05-02")
            + DaysOff.country("DE", "BY")
            + DaysOff.country("RU")
            + DaysOff.yearly("05-02")
        )
        text = "Mo 09:00-17:00; May 02 off; PH off; May 02 off"
        assert text == format_hours(week(mo=WORK), days_off)
        back = parse_hours(text)
        assert back.days_off == DaysOff.yearly("05-02", "05-02")
        assert back.holidays_at == text.index("PH")

    @pytest.mark.parametrize(
        ("special", "expected"),
        [
            ([("2026-12-31", "09:00-12:00")], "2026 Dec 31 09:00-12:00"),
            ([("2026-12-31", ())], "2026 Dec 31 closed"),
            (
                [("2026-12-31", "09:00-12:00,13:00-14:00:30", "short; day")],
                '2026 Dec 31 09:00-12:00,13:00-14:00:30 "short; day"',
            ),
            (
                [("2026-12-30", (), "a"), ("2026-12-31", (), "a"), ("2027-02-01", ())],
                '2026 Dec 30-31 closed "a"; 2027 Feb 01 closed',
            ),
            (
                [("2026-12-31", ()), ("2026-12-29", ())],
                "2026 Dec 29,2026 Dec 31 closed",
            ),
        ],
    )
    def test_of_special_hours(self, special: list[Any], expected: str) -> None:
        entries = [SpecialHours(*entry) for entry in special]
        text = f"off; {expected}"
        assert text == format_hours(week(), special=entries)
        by_date = sorted(entries, key=lambda entry: entry.day)
        assert tuple(by_date) == parse_hours(text).special

    def test_of_all_parts(self) -> None:
        text = (
            'Mo-Fr 09:00-17:00; Dec 24-Jan 02 off "company"; PH off; 2026 May 04 off; '
            '2026 Dec 31 09:00-12:00 "short day"; 2027 Jan 04 closed'
        )
        parsed = parse_hours(text)
        days_off = DaysOff(
            (
                parsed.days_off.rules[0],
                *DaysOff.country("DE").rules,
                parsed.days_off.rules[1],
            )
        )
        assert text == format_hours(parsed.weekly, days_off, parsed.special, ())

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            (
                {"closures": [Closure("2026-06-01", "12:00-13:30", "drill")]},
                (
                    "Closure(day=datetime.date(2026, 6, 1), windows=(TimeWindow("
                    "opens='12:00', closes='13:30'),), label='drill') cannot be written"
                ),
            ),
            (
                {"days_off": DaysOff.rule("FREQ=DAILY", since=date(2026, 1, 1))},
                (
                    "RecurringDays(rule='FREQ=DAILY', since=datetime.date(2026, 1, 1), "
                    "label='day off') cannot be written"
                ),
            ),
            (
                {"days_off": DaysOff.dates([("2026-06-01", 'the "day"')])},
                "label 'the \"day\"' cannot be written: it has a quote",
            ),
            (
                {"days_off": DaysOff.yearly("05-01", label='"')},
                "label '\"' cannot be written: it has a quote",
            ),
            (
                {"special": [SpecialHours("2026-06-01", (), 'the "day"')]},
                "label 'the \"day\"' cannot be written: it has a quote",
            ),
            (
                {
                    "special": [
                        SpecialHours("2026-06-01", ()),
                        SpecialHours("2026-06-02", ()),
                        SpecialHours("2026-06-01", "09:00-10:00"),
                    ]
                },
                "2026-06-01 has special hours twice",
            ),
        ],
    )
    def test_refuses_what_the_notation_cannot_say(
        self, parts: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            format_hours(week(mo=WORK), **parts)
        assert caught.value.reason.startswith(words)

    @pytest.mark.parametrize(
        ("parts", "argument"),
        [
            ({"weekly": "Mo 09:00-17:00"}, "weekly"),
            ({"weekly": week(), "days_off": "12-25"}, "days_off"),
            ({"weekly": week(), "special": ["2026-12-31"]}, "special"),
            ({"weekly": week(), "closures": [SpecialHours("2026-12-31", ())]},
             "closures"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("form", [format_hours, format_schema_org])
    def test_refuses_what_is_of_another_type(
        self, form: Any, parts: dict[str, Any], argument: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            form(**parts)
        assert argument == caught.value.argument

"""The weekly part of OpenStreetMap's opening_hours."""

import pickle
from typing import Any

import pytest

from servicedesk_core.calendars import Weekday, WeeklyHours
from servicedesk_core.calendars.notation import (
    ParsedHours,
    format_weekly,
    parse_weekly,
)
from servicedesk_core.errors import InvalidHoursError, ServiceDeskError


def week(**days: str) -> WeeklyHours:
    """Return weekly hours of days named by two letters."""
    names = {day.name[:2].lower(): day for day in Weekday}
    return WeeklyHours({names[name]: windows for name, windows in days.items()})


WORK = "09:00-17:00"


class TestParse:
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
    def test_reads_days_and_windows(self, text: str, expected: WeeklyHours) -> None:
        assert expected == parse_weekly(text).hours
        assert parse_weekly(text).holidays_at is None

    def test_windows_alone_are_for_every_day(self) -> None:
        hours = parse_weekly("09:00-17:00,18:00-19:00").hours
        assert set(hours.days) == {week(mo="09:00-17:00,18:00-19:00")[Weekday.MONDAY]}

    def test_reads_around_the_clock(self) -> None:
        always = parse_weekly("24/7").hours
        assert always == parse_weekly("Mo-Su 00:00-24:00").hours
        assert (
            parse_weekly("24/7; Su off").hours
            == parse_weekly("Mo-Sa 00:00-24:00").hours
        )
        assert parse_weekly("Mo 09:00-17:00; 24/7").hours == always

    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("PH off", 0),
            ("PH closed; Mo 09:00-17:00", 0),
            ("Mo 09:00-17:00; PH off", 16),
            ("Mo 09:00-17:00;PH off", 15),
            ("Mo 09:00-17:00;   PH off ; Tu 09:00-17:00", 18),
            ("PH off; PH off", 8),
        ],
    )
    def test_notes_where_public_holidays_stand(self, text: str, position: int) -> None:
        assert position == parse_weekly(text).holidays_at

    @pytest.mark.parametrize(
        ("text", "position", "reason"),
        [
            ("", 0, "expected a time such as 09:00, got the end"),
            ("   ", 3, "expected a time such as 09:00, got the end"),
            ("Mo", 2, "expected a time such as 09:00, got the end"),
            ("Mo 09:00", 8, "expected '-' and a closing time, got the end"),
            ("Mo 09:00 17:00", 9, "expected '-' and a closing time, got '17:00'"),
            ("Mo 09:00-", 9, "expected a time such as 09:00, got the end"),
            ("Mo 09:00-off", 9, "expected a time such as 09:00, got 'off'"),
            ("Mo 09:00-17:00,", 15, "expected a time such as 09:00, got the end"),
            ("Mo 09:00-17:00, Tu", 16, "expected a time such as 09:00, got 'Tu'"),
            ("Mo 9-17", 3, "expected a time such as 09:00, got '9'"),
            ("; Mo 09:00-17:00", 0, "expected a time such as 09:00, got ';'"),
            ("Mo 09:00-17:00 Tu", 15, "expected ';' or the end, got 'Tu'"),
            ("Mo 09:00-17:00+", 14, "expected ';' or the end, got '+'"),
            ("Mo off 09:00-17:00", 7, "expected ';' or the end, got '09:00'"),
            ("24/7 off", 5, "expected ';' or the end, got 'off'"),
            (
                "mo 09:00-17:00",
                0,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got 'mo'",
            ),
            (
                "Mo-Xx 09:00-17:00",
                3,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got 'Xx'",
            ),
            (
                "Mo, 09:00-17:00",
                4,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got '09:00'",
            ),
            (
                "Mo-",
                3,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got the end",
            ),
            (
                "Dec 24-26 off",
                0,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got 'Dec'",
            ),
            (
                "Mo 09:00-17:00; Mo,PH off",
                19,
                "expected a day (Mo, Tu, We, Th, Fr, Sa, Su), got 'PH'",
            ),
            (
                "PH 10:00-12:00",
                3,
                (
                    "expected 'off' after PH; hours on holidays are not read, "
                    "got '10:00'"
                ),
            ),
            (
                "Mo 09:60-17:00",
                3,
                "opens must be a time such as 09:00, got '09:60'",
            ),
            (
                "Mo 09:00-17:00, 18:00-18:00",
                16,
                "window 18:00-18:00 has no length; a whole day is 00:00-24:00",
            ),
            ("Mo 09:00-25:00", 3, "closes must be at most 24:00, got '25:00'"),
        ],
    )
    def test_names_what_it_cannot_read_and_where(
        self, text: str, position: int, reason: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            parse_weekly(text)
        assert reason == caught.value.reason
        assert text == caught.value.text
        assert position == caught.value.position
        assert str(caught.value) == f"{reason} at position {position} of {text!r}"

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
    def test_refuses_windows_that_overlap(
        self, text: str, windows: tuple[str, str]
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            parse_weekly(text)
        assert windows == caught.value.windows
        assert text == caught.value.text
        reason = f"windows {windows[0]} and {windows[1]} overlap"
        assert reason == caught.value.reason
        assert f"{reason} in {text!r}" == str(caught.value)

    @pytest.mark.parametrize("text", [None, 5, b"Mo 09:00-17:00", ["Mo"]])
    def test_refuses_what_is_no_text(self, text: Any) -> None:
        with pytest.raises(
            ServiceDeskError, match="hours must be text such as"
        ) as caught:
            parse_weekly(text)
        assert repr(text) in str(caught.value)

    def test_gives_a_value(self) -> None:
        parsed = parse_weekly("Mo 09:00-17:00; PH off")
        assert parsed == ParsedHours(week(mo=WORK), 16)
        assert parsed == pickle.loads(pickle.dumps(parsed))  # noqa: S301


class TestFormat:
    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
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
            (parse_weekly("Mo-Su 00:00-24:00").hours, "24/7"),
            (parse_weekly("Mo-Sa 00:00-24:00").hours, "Mo-Sa 00:00-24:00"),
            (parse_weekly("09:00-17:00").hours, "Mo-Su 09:00-17:00"),
        ],
    )
    def test_is_short_and_reads_back(self, hours: WeeklyHours, expected: str) -> None:
        assert expected == format_weekly(hours)
        assert hours == parse_weekly(expected).hours

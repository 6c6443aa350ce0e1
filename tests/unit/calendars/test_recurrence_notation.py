"""RFC 5545 content lines for days off: read, written, refused."""

from datetime import date
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff
from servicedesk_core.calendars.notation import format_rrule, parse_rrule
from servicedesk_core.calendars.recurrence import RecurringDays
from servicedesk_core.errors import InvalidHoursError, WrongTypeError

START = "DTSTART;VALUE=DATE:20260130"
SINCE = date(2026, 1, 30)
LAST_FRIDAYS = "FREQ=MONTHLY;BYDAY=-1FR"


class TestParse:
    @pytest.mark.parametrize(
        "text",
        [
            f"{START}\nRRULE:{LAST_FRIDAYS}",
            f"{START}\r\nRRULE:{LAST_FRIDAYS}\r\n",
            f"\nRRULE:{LAST_FRIDAYS}\n\n{START}\n",
            f"dtstart;value=date:20260130\nrrule:{LAST_FRIDAYS}",
            f"{START}\nRRULE:{LAST_FRIDAYS}\nSUMMARY:day off",
        ],
    )
    def test_reads_lines_in_any_order(self, text: str) -> None:
        assert DaysOff.rule(LAST_FRIDAYS, since=SINCE) == parse_rrule(text)

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=DAILY;INTERVAL=10;COUNT=3",
            "freq=daily;interval=10",
            "FREQ=WEEKLY;BYDAY=MO,FR;WKST=SU;UNTIL=20271231",
            "FREQ=MONTHLY;BYMONTHDAY=1,-1,+15",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=MONTHLY;BYDAY=+2MO,-1FR",
            "FREQ=YEARLY;BYMONTH=1,06,12;BYDAY=5MO",
            "FREQ=YEARLY;BYDAY=20MO,-53FR",
            "FREQ=YEARLY;BYWEEKNO=1,-53;BYDAY=MO",
            "FREQ=YEARLY;BYYEARDAY=1,-1,100,366",
            "FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR",
        ],
    )
    def test_reads_every_part(self, rule: str) -> None:
        expected = DaysOff.rule(rule, since=SINCE)
        assert expected == parse_rrule(f"{START}\nRRULE:{rule}")

    @pytest.mark.parametrize(
        ("summary", "label"),
        [
            ("SUMMARY:planning day", "planning day"),
            ("summary:", ""),
            (r"SUMMARY:a\, b\; c\\ d\ne\Nf", "a, b; c\\ d\ne\nf"),
            ("SUMMARY:a:b;c, d", "a:b;c, d"),
        ],
    )
    def test_reads_a_label(self, summary: str, label: str) -> None:
        text = f"{summary}\n{START}\nRRULE:{LAST_FRIDAYS}"
        expected = DaysOff.rule(LAST_FRIDAYS, since=SINCE, label=label)
        assert expected == parse_rrule(text)

    @pytest.mark.parametrize("text", [None, 5, b"RRULE:FREQ=DAILY"])
    def test_refuses_what_is_no_text(self, text: Any) -> None:
        with pytest.raises(
            WrongTypeError, match="text must be DTSTART and RRULE lines"
        ):
            parse_rrule(text)


ONLY = "is not read, only DTSTART, RRULE, SUMMARY are"
LINES = [
    ("", 0, "expected a line with DTSTART, got the end"),
    (START, 27, "expected a line with RRULE, got the end"),
    ("RRULE:FREQ=DAILY\n", 17, "expected a line with DTSTART, got the end"),
    (f"{START}\nEXDATE;VALUE=DATE:20260227", 28, f"'EXDATE' {ONLY}"),
    (f"{START}\nRDATE:20260227", 28, f"'RDATE' {ONLY}"),
    ("BEGIN:VEVENT\nEND:VEVENT", 0, f"'BEGIN' {ONLY}"),
    ("FREQ=DAILY", 0, f"'FREQ=DAILY' {ONLY}"),
    (f"{START}\r\nRRULE:FREQ=MONTHLY\r\n ;BYDAY=-1FR", 49, f"' ' {ONLY}"),
    (f"{START}\n{START}", 28, "DTSTART is written twice"),
    ("RRULE:FREQ=DAILY\nrrule:FREQ=DAILY", 17, "RRULE is written twice"),
    (
        "DTSTART:20260130",
        7,
        "expected ';VALUE=DATE:' after DTSTART, got ':20260130'",
    ),
    (
        "DTSTART;TZID=Europe/Berlin:20260130T090000",
        7,
        (
            "expected ';VALUE=DATE:' after DTSTART, got "
            "';TZID=Europe/Berlin:20260130T090000'"
        ),
    ),
    ("DTSTART", 7, "expected ';VALUE=DATE:' after DTSTART, got ''"),
    (
        f"{START}\nRRULE;X=1:FREQ=DAILY",
        33,
        "expected ':' after RRULE, got ';X=1:FREQ=DAILY'",
    ),
    (
        "DTSTART;VALUE=DATE:20260130T090000\nRRULE:FREQ=DAILY",
        19,
        "DTSTART must be a date such as 20260130, got '20260130T090000'",
    ),
    (
        "DTSTART;VALUE=DATE:20260230\nRRULE:FREQ=DAILY",
        19,
        "DTSTART must be a date such as 20260130, got '20260230'",
    ),
    (
        f"{START}\nRRULE:FREQ=DAILY\nSUMMARY:a\\, b\\t",
        58,
        "'\\\\t' is not read in SUMMARY",
    ),
    (
        f"{START}\nRRULE:FREQ=DAILY\nSUMMARY:a\\",
        54,
        "'\\\\' is not read in SUMMARY",
    ),
]
FREQUENCIES = "YEARLY, MONTHLY, WEEKLY or DAILY"
UNREAD = "is not read in a rule of days off"
# The rule starts at position 34.
RULES = [
    ("FREQ=HOURLY", 39, f"FREQ must be {FREQUENCIES}, got 'HOURLY'"),
    ("FREQ=", 39, f"FREQ must be {FREQUENCIES}, got ''"),
    ("FREQ", 38, f"FREQ must be {FREQUENCIES}, got ''"),
    ("FREQ=DAILY=", 39, f"FREQ must be {FREQUENCIES}, got 'DAILY='"),
    ("", 34, f"'' {UNREAD}"),
    ("FREQ=DAILY;", 45, f"'' {UNREAD}"),
    ("FREQ=DAILY;BYHOUR=9", 45, f"'BYHOUR' {UNREAD}"),
    ("FREQ=DAILY;BYMINUTE=9", 45, f"'BYMINUTE' {UNREAD}"),
    ("BYSECOND=9;FREQ=DAILY", 34, f"'BYSECOND' {UNREAD}"),
    ("FREQ=YEARLY;BYEASTER=0", 46, f"'BYEASTER' {UNREAD}"),
    ("FREQ=YEARLY;RSCALE=HEBREW", 46, f"'RSCALE' {UNREAD}"),
    ("FREQ=DAILY; COUNT=3", 45, f"' COUNT' {UNREAD}"),
    ("FREQ=DAILY;FREQ=WEEKLY", 45, "FREQ is written twice"),
    ("COUNT=3", 34, "expected FREQ in the rule"),
    ("FREQ=DAILY;COUNT=0", 51, "COUNT must be a number from 1 to 99999, got '0'"),
    ("FREQ=DAILY;COUNT=-3", 51, "COUNT must be a number from 1 to 99999, got '-3'"),
    ("FREQ=DAILY;INTERVAL=0", 54, "INTERVAL must be a number from 1 on, got '0'"),
    (
        "FREQ=DAILY;UNTIL=20261231T000000Z",
        51,
        (
            "UNTIL must be a date such as 20261231, without a time, "
            "got '20261231T000000Z'"
        ),
    ),
    (
        "FREQ=DAILY;UNTIL=20261399",
        51,
        "UNTIL must be a date such as 20261231, got '20261399'",
    ),
    (
        "FREQ=DAILY;UNTIL=20261231;COUNT=3",
        66,
        "a rule ends by UNTIL or by COUNT, not by both",
    ),
    ("FREQ=YEARLY;BYMONTH=13", 54, "BYMONTH must be months from 1 to 12, got '13'"),
    ("FREQ=YEARLY;BYMONTH=-1", 54, "BYMONTH must be months from 1 to 12, got '-1'"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=32",
        58,
        "BYMONTHDAY must be days from 1 to 31, or negative, got '32'",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=1,",
        58,
        "BYMONTHDAY must be days from 1 to 31, or negative, got '1,'",
    ),
    (
        "FREQ=YEARLY;BYYEARDAY=367",
        56,
        "BYYEARDAY must be days from 1 to 366, or negative, got '367'",
    ),
    (
        "FREQ=YEARLY;BYWEEKNO=54",
        55,
        "BYWEEKNO must be weeks from 1 to 53, or negative, got '54'",
    ),
    (
        "FREQ=YEARLY;BYDAY=XX",
        52,
        "BYDAY must be weekdays such as MO or -1FR, got 'XX'",
    ),
    (
        "FREQ=YEARLY;BYDAY=0MO",
        52,
        "BYDAY must be weekdays such as MO or -1FR, got '0MO'",
    ),
    ("FREQ=DAILY;WKST=1", 50, "WKST must be a weekday such as MO, got '1'"),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=0",
        65,
        "BYSETPOS must be places from 1 to 366, or negative, got '0'",
    ),
    (
        "FREQ=MONTHLY;BYSETPOS=1",
        56,
        "BYSETPOS needs another part that begins with BY",
    ),
    ("FREQ=MONTHLY;BYWEEKNO=1", 56, "BYWEEKNO has no place in a MONTHLY rule"),
    ("FREQ=DAILY;BYYEARDAY=1", 55, "BYYEARDAY has no place in a DAILY rule"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", 57, "BYMONTHDAY has no place in a WEEKLY rule"),
    (
        "FREQ=WEEKLY;BYDAY=1MO",
        52,
        "BYDAY has numbers, got '1MO'; days of a week have none",
    ),
    (
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
        63,
        "BYDAY has numbers, got '1MO'; days of a week have none",
    ),
    ("FREQ=MONTHLY;BYDAY=6MO", 53, "BYDAY counts to 5 within a month, got '6MO'"),
    (
        "FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO",
        62,
        "BYDAY counts to 5 within a month, got '-6MO'",
    ),
    (
        "FREQ=MONTHLY;BYDAY=1MO,TU",
        53,
        "BYDAY has days with and without numbers, got '1MO,TU'",
    ),
    (
        "FREQ=DAILY;UNTIL=20260129",
        34,
        "the rule must be one that matches a date",
    ),
]


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "position", "reason"),
        [
            *LINES,
            *((f"{START}\nRRULE:{rule}", *rest) for rule, *rest in RULES),
        ],
    )
    def test_name_what_is_not_read_and_where(
        self, text: str, position: int, reason: str
    ) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            parse_rrule(text)
        assert reason == caught.value.reason
        assert text == caught.value.text
        assert position == caught.value.position


class TestFormat:
    @pytest.mark.parametrize(
        ("rule", "since", "label", "text"),
        [
            (LAST_FRIDAYS, SINCE, "day off", f"{START}\nRRULE:{LAST_FRIDAYS}"),
            (
                "freq=daily",
                date(26, 1, 2),
                "",
                "DTSTART;VALUE=DATE:00260102\nRRULE:freq=daily\nSUMMARY:",
            ),
            (
                "FREQ=DAILY",
                SINCE,
                "a, b; c\\ d\ne: f",
                f"{START}\nRRULE:FREQ=DAILY\nSUMMARY:a\\, b\\; c\\\\ d\\ne: f",
            ),
        ],
    )
    def test_reads_back(self, rule: str, since: date, label: str, text: str) -> None:
        days_off = DaysOff.rule(rule, since=since, label=label)
        [only] = days_off.rules
        assert isinstance(only, RecurringDays)
        assert text == format_rrule(only)
        assert days_off == parse_rrule(text)

    @pytest.mark.parametrize("rule", [f"RRULE:{LAST_FRIDAYS}", f"\t{LAST_FRIDAYS} "])
    def test_leaves_out_what_is_no_part_of_the_rule(self, rule: str) -> None:
        written = format_rrule(RecurringDays(rule, SINCE, "day off"))
        assert written == f"{START}\nRRULE:{LAST_FRIDAYS}"

    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            ("FREQ=WEEKLY;BYMONTHDAY=13", "BYMONTHDAY has no place in a WEEKLY rule"),
            ("FREQ=YEARLY;BYEASTER=1", "'BYEASTER' is not read"),
            ("FREQ=DAILY;UNTIL=20261231T120000", "UNTIL must be a date"),
        ],
    )
    def test_refuses_a_rule_that_is_not_of_rfc_5545(
        self, rule: str, words: str
    ) -> None:
        with pytest.raises(InvalidHoursError, match=words):
            format_rrule(RecurringDays(rule, SINCE, "day off"))

    def test_refuses_a_carriage_return(self) -> None:
        with pytest.raises(InvalidHoursError, match="it has a carriage return"):
            format_rrule(RecurringDays("FREQ=DAILY", SINCE, "a\rb"))

    @pytest.mark.parametrize("rule", [None, "FREQ=DAILY", DaysOff.none()])
    def test_refuses_what_is_no_rule(self, rule: Any) -> None:
        with pytest.raises(WrongTypeError, match="rule must be the rule of DaysOff"):
            format_rrule(rule)

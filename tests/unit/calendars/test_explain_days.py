"""The answer day by day: which rule decided, the windows, what counted."""

import copy
import pickle
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import (
    Closure,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
)
from servicedesk_core.calendars.days import CalendarDay, OpenWindow, explain_days
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.explanation import Explanation, Phrase
from servicedesk_core.timeline import to_microseconds

H, MIN, US = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
NOTHING = timedelta()
BERLIN, MOSCOW = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Moscow")
DESK = ServiceCalendar("Mo-Fr 09:00-17:00", tz="UTC", name="desk")
NIGHT = ServiceCalendar("Mo-Fr 22:00-06:00", tz="UTC", name="night")
ALWAYS = ServiceCalendar.always()

# date, rule, windows, what counted
Row = tuple[str, str, str, timedelta]


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def rows(calendar: ServiceCalendar, start: datetime, end: datetime) -> list[Row]:
    """Return the rows of an explanation as text; dates without the year."""
    explained = calendar.explain(start, end)
    counted = sum((row.counted for row in explained.rows), NOTHING)
    assert counted == calendar.elapsed(start, end)
    return [
        (
            row.date.isoformat()[5:],
            ", ".join(map(str, row.rule)),
            ", ".join(map(str, row.windows)),
            row.counted,
        )
        for row in explained.rows
    ]


def ruled(day: str = "01-06", *, weekly: str = "09:00-17:00", **rules: Any) -> Row:
    """Return the row of one date of January 2026 in a calendar with rules."""
    calendar = ServiceCalendar(f"Mo-Fr {weekly}", tz="UTC", **rules)
    start = datetime.fromisoformat(f"2026-{day}T00:00+00:00")
    (row,) = rows(calendar, start, start + 24 * H)
    assert row[0] == day
    return row


class TestRange:
    @pytest.mark.parametrize(
        ("start", "end", "counted"),
        [
            (at(5), at(6), {"01-05": 8}),
            (at(5), at(6) + US, {"01-05": 8, "01-06": 0}),
            (at(5) - US, at(6), {"01-04": 0, "01-05": 8}),
            (at(5, 9), at(5, 17), {"01-05": 8}),
            (at(5, 10), at(5, 12), {"01-05": 2}),
            (at(5, 16), at(6, 10), {"01-05": 1, "01-06": 1}),
            (at(5, 17), at(6, 9), {"01-05": 0, "01-06": 0}),
            (at(9, 16), at(12, 10), {"01-09": 1, "01-10": 0, "01-11": 0, "01-12": 1}),
            (at(5, 10), at(5, 10), {"01-05": 0}),
            (at(5), at(5), {"01-05": 0}),
        ],
    )
    def test_has_a_row_for_every_date(
        self, start: datetime, end: datetime, counted: dict[str, int]
    ) -> None:
        found = rows(DESK, start, end)
        assert counted == {day: count / H for day, _, _, count in found}

    def test_shows_whole_windows(self) -> None:
        assert rows(DESK, at(5, 10), at(5, 10, 30)) == [
            ("01-05", "weekly", "09:00-17:00", H / 2)
        ]

    def test_counts_to_the_microsecond(self) -> None:
        assert rows(DESK, at(5, 17) - US, at(6, 9) + US) == [
            ("01-05", "weekly", "09:00-17:00", US),
            ("01-06", "weekly", "09:00-17:00", US),
        ]

    def test_may_not_be_reversed(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            DESK.explain(at(6), at(6) - US)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "end",
            at(6) - US,
            "not before start (2026-01-06 00:00:00+00:00)",
        )

    def test_is_of_instants(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - a naive one is the subject
        for argument, ends in (("start", (naive, at(5))), ("end", (at(5), naive))):
            with pytest.raises(NaiveDatetimeError) as caught:
                DESK.explain(*ends)
            assert argument == caught.value.argument
        day: Any = date(2026, 1, 5)
        with pytest.raises(WrongTypeError) as wrong:
            DESK.explain(at(5), day)
        assert (wrong.value.argument, wrong.value.value) == ("end", day)

    def test_is_read_by_the_dates_of_the_calendar(self) -> None:
        tokyo = ServiceCalendar("Mo-Fr 09:00-17:00", tz="Asia/Tokyo")
        for zone in (UTC, BERLIN, timezone(-11 * H)):
            start = at(4, 14, 59).astimezone(zone)
            end = at(5, 1).astimezone(zone)
            assert rows(tokyo, start, end) == [
                ("01-04", "weekly", "", NOTHING),
                ("01-05", "weekly", "09:00-17:00", H),
            ]
        (window,) = tokyo.explain(at(5), at(5, 1)).rows[0].windows
        assert window.start.tzinfo == ZoneInfo("Asia/Tokyo")
        assert (window.start, window.end) == (at(5), at(5, 8))


class TestNights:
    def test_count_on_the_date_they_start_on(self) -> None:
        assert rows(NIGHT, at(5), at(8)) == [
            ("01-05", "weekly", "22:00-06:00", 8 * H),
            ("01-06", "weekly", "22:00-06:00", 8 * H),
            ("01-07", "weekly", "22:00-06:00", 2 * H),
        ]

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (at(6, 3), at(6, 5), {"01-05": 2, "01-06": 0}),
            (at(6, 6) - US, at(6, 7), {"01-05": 0, "01-06": 0}),
            (at(6, 6), at(6, 7), {"01-06": 0}),
            (at(6), at(6, 3), {"01-05": 3, "01-06": 0}),
            (at(10, 3), at(10, 9), {"01-09": 3, "01-10": 0}),
            (at(10, 3), at(10, 3), {"01-10": 0}),
            (at(11, 3), at(11, 9), {"01-11": 0}),
        ],
    )
    def test_that_reach_into_the_range_have_a_row(
        self, start: datetime, end: datetime, expected: dict[str, int]
    ) -> None:
        found = rows(NIGHT, start, end)
        assert expected == {day: count // MIN / 60 for day, _, _, count in found}

    def test_of_a_day_off_end_as_they_began(self) -> None:
        off = attrs.evolve(NIGHT, days_off=DaysOff.dates([("2026-01-06", "Epiphany")]))
        assert rows(off, at(6), at(7)) == [
            ("01-05", "weekly", "22:00-06:00", 6 * H),
            ("01-06", "day off: Epiphany", "", NOTHING),
        ]

    def test_that_reach_over_a_skipped_date_have_a_row(self) -> None:
        """There was no 30 December 2011 in Apia."""
        night = ServiceCalendar("Th 22:00-06:00", tz="Pacific/Apia")
        start = datetime(2011, 12, 31, 3, tzinfo=night.tz)
        assert rows(night, start, start + 4 * H) == [
            ("12-29", "weekly", "22:00-06:00", 3 * H),
            ("12-30", "the clocks skip this date", "", NOTHING),
            ("12-31", "weekly", "", NOTHING),
        ]
        assert rows(night, start + 3 * H, start + 4 * H) == [
            ("12-31", "weekly", "", NOTHING)
        ]

    def test_that_overlap_the_next_date_count_once(self) -> None:
        special = [SpecialHours("2026-01-06", "05:00-09:00", "stocktaking")]
        early = attrs.evolve(NIGHT, special=special)
        assert rows(early, at(5), at(7)) == [
            ("01-05", "weekly", "22:00-06:00", 8 * H),
            ("01-06", "special: stocktaking", "05:00-09:00", 3 * H),
        ]

    def test_within_another_window_count_nothing_more(self) -> None:
        special = [SpecialHours("2026-01-06", "04:00-05:00,05:30-06:30")]
        early = attrs.evolve(NIGHT, special=special)
        assert rows(early, at(5), at(7)) == [
            ("01-05", "weekly", "22:00-06:00", 8 * H),
            ("01-06", "special hours", "04:00-05:00, 05:30-06:30", H / 2),
        ]


class TestAroundTheClock:
    def test_every_date_has_a_window(self) -> None:
        assert rows(ALWAYS, at(5, 12), at(7, 12)) == [
            ("01-05", "weekly", "00:00-24:00", 12 * H),
            ("01-06", "weekly", "00:00-24:00", 24 * H),
            ("01-07", "weekly", "00:00-24:00", 12 * H),
        ]

    @pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25)])
    def test_real_hours_count(self, month: int, day: int, hours: int) -> None:
        berlin = ServiceCalendar.always("Europe/Berlin")
        start = datetime(2026, month, day, tzinfo=BERLIN)
        end = start.replace(day=day + 1)
        assert rows(berlin, start, end) == [
            (f"{month:02}-{day}", "weekly", "00:00-24:00", hours * H)
        ]

    def test_a_skipped_date_counts_nothing(self) -> None:
        apia = ServiceCalendar.always("Pacific/Apia")
        start = datetime(2011, 12, 29, tzinfo=apia.tz)
        end = datetime(2012, 1, 1, tzinfo=apia.tz)
        assert rows(apia, start, end) == [
            ("12-29", "weekly", "00:00-24:00", 24 * H),
            ("12-30", "the clocks skip this date", "", NOTHING),
            ("12-31", "weekly", "00:00-24:00", 24 * H),
        ]
        rule = apia.explain(start, end).rows[1].rule
        assert rule == (Phrase("no_such_date"),)


class TestRules:
    @pytest.mark.parametrize(
        ("rules", "rule", "windows", "hours"),
        [
            ({}, "weekly", "09:00-17:00", 8),
            (
                {"days_off": DaysOff.dates([("2026-01-06", "Unity Day")])},
                "day off: Unity Day",
                "",
                0,
            ),
            ({"days_off": DaysOff.dates(["2026-01-06"])}, "day off: day off", "", 0),
            (
                {"special": [SpecialHours("2026-01-06", "10:00-11:00", "stocktaking")]},
                "special: stocktaking",
                "10:00-11:00",
                1,
            ),
            (
                {"special": [SpecialHours("2026-01-06", "10:00-11:00")]},
                "special hours",
                "10:00-11:00",
                1,
            ),
            (
                {"special": [SpecialHours("2026-01-06", "", "moving")]},
                "special: moving",
                "",
                0,
            ),
            (
                {"closures": [Closure("2026-01-06", "12:00-13:00", "fire drill")]},
                "weekly, closure: fire drill",
                "09:00-12:00, 13:00-17:00",
                7,
            ),
            (
                {"closures": [Closure("2026-01-06", "00:00-24:00")]},
                "weekly, closed",
                "",
                0,
            ),
            (
                {
                    "closures": [
                        Closure("2026-01-06", "09:00-10:00", "drill"),
                        Closure("2026-01-07", "09:00-10:00", "another"),
                        Closure("2026-01-06", "12:00-13:00", "outage"),
                    ]
                },
                "weekly, closure: drill, closure: outage",
                "10:00-12:00, 13:00-17:00",
                6,
            ),
            (
                {
                    "days_off": DaysOff.dates([("2026-01-06", "Epiphany")]),
                    "special": [SpecialHours("2026-01-06", "10:00-14:00", "sale")],
                    "closures": [Closure("2026-01-06", "13:00-18:00", "drill")],
                },
                "special: sale, closure: drill",
                "10:00-13:00",
                3,
            ),
        ],
    )
    def test_are_named_and_the_strongest_is_last(
        self, rules: dict[str, Any], rule: str, windows: str, hours: int
    ) -> None:
        assert ruled(**rules) == ("01-06", rule, windows, hours * H)

    def test_say_when_a_weekend_is_worked_and_shortened(self) -> None:
        """Saturday, 2 November 2024 was worked for Tuesday, 30 April."""
        russia = DaysOff.country("RU", short_eves=H)
        desk = ServiceCalendar("Mo-Fr 09:00-18:00", tz=MOSCOW, days_off=russia)
        start = datetime(2024, 11, 1, 17, tzinfo=MOSCOW)
        end = datetime(2024, 11, 5, 10, tzinfo=MOSCOW)
        worked = "worked Saturday for Tuesday, shortened eve"
        assert rows(desk, start, end) == [
            ("11-01", "weekly", "09:00-18:00", H),
            ("11-02", worked, "09:00-17:00", 8 * H),
            ("11-03", "weekly", "", NOTHING),
            ("11-04", "day off: Unity Day", "", NOTHING),
            ("11-05", "weekly", "09:00-18:00", H),
        ]

    def test_say_why_a_day_is_half(self) -> None:
        kept = {"public": None, "half_day": "00:00-13:00"}
        desk = ServiceCalendar(
            "Mo-Fr 09:00-17:00",
            tz="Europe/Istanbul",
            days_off=DaysOff.country("TR", categories=kept),
        )
        start = datetime(2026, 10, 28, tzinfo=desk.tz)
        assert rows(desk, start, start + 24 * H) == [
            ("10-28", "half day: Republic Day (from 1pm)", "09:00-13:00", 4 * H)
        ]

    def test_of_a_closure_are_told_where_nothing_was_open(self) -> None:
        closed = attrs.evolve(
            NIGHT, closures=[Closure("2026-01-06", "00:00-12:00", "drill")]
        )
        assert rows(closed, at(5), at(7)) == [
            ("01-05", "weekly", "22:00-24:00", 2 * H),
            ("01-06", "weekly, closure: drill", "22:00-06:00", 2 * H),
        ]


class TestVersions:
    def test_are_named_with_their_rules(self) -> None:
        old = attrs.evolve(DESK, name="old")
        new = ServiceCalendar("08:00-12:00", tz="UTC", name="new")
        shop = ServiceCalendar.versions({"2026-01-05": old, "2026-01-06": new})
        assert rows(shop, at(4, 12), at(7)) == [
            ("01-04", "no version in force", "", NOTHING),
            ("01-05", "version of 2026-01-05: weekly", "09:00-17:00 old", 8 * H),
            ("01-06", "version of 2026-01-06: weekly", "08:00-12:00 new", 4 * H),
        ]

    def test_share_the_night_across_the_change(self) -> None:
        """It counts on the date it starts on, whoever goes on with it."""
        shop = ServiceCalendar.versions(
            {
                "2026-01-01": NIGHT,
                "2026-01-06": attrs.evolve(NIGHT, name="later"),
            }
        )
        assert rows(shop, at(5), at(7)) == [
            (
                "01-05",
                "version of 2026-01-01: weekly",
                "22:00-24:00 night, 00:00-06:00 later",
                8 * H,
            ),
            (
                "01-06",
                "version of 2026-01-06: weekly",
                "22:00-06:00 later",
                2 * H,
            ),
        ]

    def test_start_the_night_that_none_had_before(self) -> None:
        shop = ServiceCalendar.versions({"2026-01-01": DESK, "2026-01-06": NIGHT})
        assert rows(shop, at(5, 12), at(6, 12)) == [
            ("01-05", "version of 2026-01-01: weekly", "09:00-17:00 desk", 5 * H),
            (
                "01-06",
                "version of 2026-01-06: weekly",
                "00:00-06:00 night, 22:00-06:00 night",
                6 * H,
            ),
        ]


class TestCombinations:
    RIGA = ServiceCalendar("Mo-Fr 09:00-17:00", tz="Europe/Riga", name="Riga")
    LISBON = ServiceCalendar("Mo-Fr 09:00-17:00", tz="Europe/Lisbon", name="Lisbon")

    def test_name_the_part_that_was_open(self) -> None:
        weekly = "Riga: weekly, Lisbon: weekly"
        start, end = at(5), at(5, 20)
        assert rows(self.RIGA | self.LISBON, start, end) == [
            ("01-05", weekly, "09:00-17:00 Riga, 11:00-19:00 Lisbon", 10 * H)
        ]
        assert rows(self.RIGA & self.LISBON, start, end) == [
            ("01-05", weekly, "11:00-17:00 Riga & Lisbon", 6 * H)
        ]
        assert rows(self.RIGA - self.LISBON, start, end) == [
            ("01-05", weekly, "09:00-11:00 Riga", 2 * H)
        ]

    def test_name_the_rules_of_every_part(self) -> None:
        off = DaysOff.dates([("2026-01-05", "Epiphany")])
        closures = [Closure("2026-01-05", "09:00-10:00", "drill")]
        both = attrs.evolve(self.RIGA, days_off=off) | attrs.evolve(
            self.LISBON, closures=closures
        )
        assert rows(both, at(5), at(5, 20)) == [
            (
                "01-05",
                "Riga: day off: Epiphany, Lisbon: weekly, closure: drill",
                "12:00-19:00 Lisbon",
                7 * H,
            )
        ]

    def test_count_what_two_parts_share_once(self) -> None:
        twice = self.RIGA | self.RIGA
        assert rows(twice, at(5, 9), at(5, 13)) == [
            (
                "01-05",
                "Riga: weekly, Riga: weekly",
                "09:00-17:00 Riga, 09:00-17:00 Riga",
                4 * H,
            )
        ]

    def test_have_the_dates_of_the_zone_they_are_in(self) -> None:
        there = self.RIGA.in_zone("Asia/Tokyo")
        assert rows(there, at(5), at(6)) == [
            ("01-05", "Riga: weekly", "16:00-24:00 Riga", 8 * H),
            ("01-06", "Riga: weekly", "16:00-24:00 Riga", NOTHING),
        ]


class TestFacts:
    def test_sum_up(self) -> None:
        start, end = at(5, 10, tz=BERLIN), at(6, 11, tz=MOSCOW)
        assert DESK.explain(start, end).facts == (
            ("calendar", "desk"),
            ("zone", "UTC"),
            ("start", start),
            ("end", end),
            ("elapsed", 8 * H),
        )

    def test_name_the_zone_and_the_hours(self) -> None:
        berlin = ServiceCalendar("Mo 09:00-17:00", tz="Europe/Berlin")
        facts = dict(berlin.explain(at(5), at(6)).facts)
        assert facts["calendar"] == "Mo 09:00-17:00 (Europe/Berlin)"
        assert facts["zone"] == "Europe/Berlin"
        assert facts["elapsed"] == 8 * H

    def test_of_nothing_are_no_time(self) -> None:
        assert dict(DESK.explain(at(5), at(5)).facts)["elapsed"] == NOTHING


class TestText:
    DESK = attrs.evolve(
        DESK,
        days_off=DaysOff.dates([("2026-01-06", "Epiphany")]),
        special=[SpecialHours("2026-01-07", "09:00-12:30", "stocktaking")],
        closures=[Closure("2026-01-05", "12:00-13:00", "fire drill")],
    )

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            (
                "en",
                [
                    ["calendar: desk"],
                    ["zone: UTC"],
                    ["from: 2026-01-05 00:00+00:00"],
                    ["until: 2026-01-08 00:00+00:00"],
                    ["elapsed: 10 h 30 min"],
                    ["date", "rule", "windows", "counted"],
                    ["----------", "-" * 27, "-" * 24, "-" * 10],
                    [
                        "2026-01-05",
                        "weekly, closure: fire drill",
                        "09:00-12:00, 13:00-17:00",
                        "7 h",
                    ],
                    ["2026-01-06", "day off: Epiphany", "0 min"],
                    [
                        "2026-01-07",
                        "special: stocktaking",
                        "09:00-12:30",
                        "3 h 30 min",
                    ],
                ],
            ),
            (
                "ru",
                [
                    ["часы обслуживания: desk"],
                    ["часовой пояс: UTC"],
                    ["с: 2026-01-05 00:00+00:00"],  # noqa: RUF001 - Cyrillic
                    ["по: 2026-01-08 00:00+00:00"],
                    ["прошло: 10 ч 30 мин"],
                    ["дата", "правило", "часы", "засчитано"],
                    ["----------", "-" * 37, "-" * 24, "-" * 10],
                    [
                        "2026-01-05",
                        "недельный график, закрыто: fire drill",
                        "09:00-12:00, 13:00-17:00",
                        "7 ч",
                    ],
                    ["2026-01-06", "выходной: Epiphany", "0 мин"],
                    [
                        "2026-01-07",
                        "особые часы: stocktaking",
                        "09:00-12:30",
                        "3 ч 30 мин",
                    ],
                ],
            ),
        ],
    )
    def test_is_a_table(self, language: str, expected: list[list[str]]) -> None:
        text = self.DESK.explain(at(5), at(8)).to_text(language)
        assert expected == [re.split(" {2,}", line) for line in text.splitlines()]

    def test_is_english_unless_told(self) -> None:
        answer = self.DESK.explain(at(5), at(8))
        assert str(answer) == answer.to_text() == answer.to_text("en")


class TestOpenWindow:
    @pytest.mark.parametrize(
        ("start", "end", "part", "expected"),
        [
            (at(5, 9), at(5, 17), "", "09:00-17:00"),
            (at(5, 9), at(5, 17), "Riga", "09:00-17:00 Riga"),
            (at(5), at(6), "", "00:00-24:00"),
            (at(5, 22), at(6, 6), "", "22:00-06:00"),
            (at(5, 22), at(6), "", "22:00-24:00"),
            (at(5) + US, at(6) - US, "", "00:00:00.000001-23:59:59.999999"),
            (at(5, 9) + MIN / 2, at(5, 10), "", "09:00:30-10:00"),
        ],
    )
    def test_is_text_by_the_clock(
        self, start: datetime, end: datetime, part: str, expected: str
    ) -> None:
        assert expected == str(OpenWindow(start, end, part))

    def test_shows_what_the_clocks_show(self) -> None:
        night = ServiceCalendar("Sa 22:00-02:30", tz=BERLIN)
        start = datetime(2026, 3, 28, tzinfo=BERLIN)
        # 02:30 does not occur, 03:30 is meant
        assert rows(night, start, start + 48 * H)[0][2:] == ("22:00-03:30", 4.5 * H)
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
        window = OpenWindow(datetime(2026, 10, 25, 1, tzinfo=BERLIN), twice, "")
        assert str(window) == "01:00-02:30"


class TestValues:
    def test_pickle_and_copy(self) -> None:
        answer = (DESK | NIGHT).explain(at(5), at(7))
        twins: list[Explanation[CalendarDay]] = [
            pickle.loads(pickle.dumps(answer)),  # noqa: S301
            copy.deepcopy(answer),
        ]
        for twin in twins:
            assert answer == twin
            assert hash(answer) == hash(twin)
            assert answer.to_text() == twin.to_text()

    def test_have_named_parts(self) -> None:
        (row,) = DESK.explain(at(5), at(6)).rows
        window = OpenWindow(at(5, 9), at(5, 17), "")
        assert row == CalendarDay(
            date(2026, 1, 5), (Phrase("weekly"),), (window,), 8 * H
        )

    def test_never_change(self) -> None:
        (row,) = DESK.explain(at(5), at(6)).rows
        with pytest.raises(AttributeError):
            row.counted = NOTHING  # type: ignore[misc]
        with pytest.raises(AttributeError):
            row.windows[0].part = ""  # type: ignore[misc]


class TestEndsOfTime:
    def test_the_outermost_dates_have_rows(self) -> None:
        first = datetime(1, 1, 1, tzinfo=UTC)
        assert rows(DESK, first, first + 12 * H) == [
            ("01-01", "weekly", "09:00-17:00", 3 * H)
        ]
        last = datetime(9999, 12, 31, 12, tzinfo=UTC)
        assert rows(DESK, last, last + 11 * H) == [
            ("12-31", "weekly", "09:00-17:00", 5 * H)
        ]

    def test_what_reaches_in_from_the_year_before_is_out_of_range(self) -> None:
        first = datetime(1, 1, 1, 3, tzinfo=UTC)
        nights = ServiceCalendar("22:00-06:00", tz="UTC")
        with pytest.raises(InstantRangeError) as caught:
            nights.explain(first, first + H)
        assert caught.value.question == "a window that reaches into the range"
        assert rows(nights, first + 3 * H, first + 20 * H) == [
            ("01-01", "weekly", "22:00-06:00", H)
        ]


class TestExplainDays:
    def test_takes_a_source_and_instants(self) -> None:
        low, high = (to_microseconds(at(5, hour), "at") for hour in (10, 12))
        (row,) = explain_days(DESK.source, low, high)
        assert (row.date, row.counted) == (date(2026, 1, 5), 2 * H)

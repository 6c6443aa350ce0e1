"""Calendars combined: both, either, one without the other; another zone's dates."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from operator import and_, or_, sub
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import (
    Closure,
    Combination,
    DayRule,
    DaysOff,
    Operation,
    ServiceCalendar,
    SpecialHours,
)
from servicedesk_core.calendars.hours import Piece
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    NeverClosesError,
    NeverOpenError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.timeline import Span, to_microseconds

H, US = timedelta(hours=1), timedelta(microseconds=1)
HOUR = 3_600_000_000
OFFICE = "Mo-Fr 09:00-17:00"
# In January 07-15, 09-17, 00-08 and 17-01 UTC.
RIGA = ServiceCalendar(OFFICE, tz="Europe/Riga", name="Riga")
LISBON = ServiceCalendar(OFFICE, tz="Europe/Lisbon", name="Lisbon")
TOKYO = ServiceCalendar(OFFICE, tz="Asia/Tokyo", name="Tokyo")
ANGELES = ServiceCalendar(OFFICE, tz="America/Los_Angeles", name="Angeles")
ALWAYS = ServiceCalendar.always()
BOTH, EITHER, WITHOUT = RIGA & LISBON, RIGA | LISBON, RIGA - LISBON
OPERATIONS = [(and_, "&"), (or_, "|"), (sub, "-")]


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def micros(day: int, hour: int = 0) -> int:
    """Return an instant in January 2026."""
    return to_microseconds(at(day, hour), "at")


def spans(
    calendar: ServiceCalendar, start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the windows of a range."""
    return [(window.start, window.end) for window in calendar.windows(start, end)]


class TestQuestions:
    """Every question of the three results, on Monday and Tuesday."""

    @pytest.mark.parametrize(
        ("calendar", "opens", "closes"),
        [(BOTH, 9, 15), (EITHER, 7, 17), (WITHOUT, 7, 9), (LISBON - RIGA, 15, 17)],
        ids=["both", "either", "without", "without the other"],
    )
    def test_have_one_answer(
        self, calendar: ServiceCalendar, opens: int, closes: int
    ) -> None:
        start, end, length = at(5, opens), at(5, closes), (closes - opens) * H
        assert [
            calendar.is_open(when) for when in (start - US, start, end - US, end)
        ] == [False, True, True, False]
        assert calendar.elapsed(at(5), at(6)) == length
        assert calendar.elapsed(at(12), at(5)) == -5 * length
        assert calendar.add(at(5), length) == end
        assert calendar.add(at(5), length + US) == at(6, opens) + US
        assert calendar.subtract(at(6), length) == start
        assert calendar.subtract(at(6), length + US) == at(2, closes) - US
        assert calendar.next_open(at(3)) == start
        assert calendar.next_close(at(3)) == end
        assert calendar.previous_open(at(6)) == start
        assert calendar.previous_close(at(6)) == end
        assert spans(calendar, at(5), at(6)) == [(start, end)]
        assert next(calendar.windows_after(at(3))).start == start
        assert next(calendar.windows_before(at(6))).end == end
        assert calendar.is_working_day(date(2026, 1, 5)) is True
        assert calendar.is_working_day(date(2026, 1, 4)) is False
        assert calendar.working_days(date(2026, 1, 5), date(2026, 1, 12)) == 5
        assert calendar.add_working_days(date(2026, 1, 9), 1) == date(2026, 1, 12)
        assert calendar.add_days(at(9, 3), 1) == at(12, 3)
        opening = calendar.add_days(at(9, 3), 1, rule=DayRule.START_OF_DAY)
        closing = calendar.add_days(at(9, 3), 1, rule=DayRule.END_OF_DAY)
        assert (opening, closing) == (at(12, opens), at(12, closes))
        (row,) = calendar.explain(start, end).rows
        assert (row.date, row.counted) == (date(2026, 1, 5), length)

    def test_answer_in_the_zone_asked_with(self) -> None:
        tokyo = ZoneInfo("Asia/Tokyo")
        for calendar in (BOTH, EITHER, WITHOUT):
            assert calendar.next_close(at(5, tz=tokyo)).tzinfo is tokyo

    def test_follow_the_clocks_of_each_zone(self) -> None:
        """Clocks in Riga and Lisbon change at once, those of New York before."""
        office = ServiceCalendar(OFFICE, tz="America/New_York")
        both = office & LISBON
        for day, hours in ((6, 3), (9, 4), (30, 3)):
            start = datetime(2026, 3, day, tzinfo=UTC)
            assert both.elapsed(start, start + 24 * H) == hours * H

    def test_join_what_touches(self) -> None:
        follow = TOKYO | RIGA | LISBON | ANGELES
        assert spans(follow, at(5), at(6)) == [(at(5), at(6))]
        # from Monday 09:00 in Tokyo to Friday 17:00 in Los Angeles
        assert follow.elapsed(at(5), at(12)) == 5 * 24 * H + H
        assert follow.next_close(at(5)) == at(10, 1)

    def test_what_never_closes_says_so(self) -> None:
        late = at(5).replace(year=9998)
        for calendar in (ALWAYS | RIGA, ALWAYS & ALWAYS):
            with pytest.raises(NeverClosesError):
                calendar.next_close(late)

    def test_a_maintenance_window_is_a_difference(self) -> None:
        nightly = ServiceCalendar("02:00-04:00", tz="UTC", name="patches")
        served = ALWAYS - nightly
        assert served.elapsed(at(5), at(6)) == 22 * H
        assert served.next_close(at(5)) == at(5, 2)
        assert served.next_open(at(5, 3)) == at(5, 4)

    def test_know_windows_that_start_long_before(self) -> None:
        nights = ServiceCalendar("22:00-21:59", tz="UTC") - ServiceCalendar(
            "20:00-21:00", tz="UTC"
        )
        assert nights.is_open(at(5, 19)) is True
        assert nights.is_open(at(5, 20)) is False
        assert nights.is_open(at(5, 21)) is True
        assert nights.is_open(at(5, 21, 59)) is False


class TestOverlaps:
    """Windows of one calendar that overlap, as only dated rules make them."""

    NIGHT = ServiceCalendar(
        "Mo 22:00-06:00",
        tz="UTC",
        special=[SpecialHours("2026-01-06", "05:00-09:00")],
        closures=[Closure("2026-01-06", "05:15-05:20")],
    )
    BREAK = ServiceCalendar("Tu 05:00-05:10", tz="UTC")
    LATE = ServiceCalendar("Tu 05:25-05:40", tz="UTC")

    def test_are_taken_away_whole(self) -> None:
        rest = self.NIGHT - self.BREAK
        assert rest.is_open(at(6, 5, 5)) is False
        assert spans(rest, at(5), at(7)) == [
            (at(5, 22), at(6, 5)),
            (at(6, 5, 10), at(6, 5, 15)),
            (at(6, 5, 20), at(6, 9)),
        ]

    def test_are_taken_away_whole_one_after_the_other(self) -> None:
        plain = attrs.evolve(self.NIGHT, closures=())
        for rest in (plain - self.LATE - self.BREAK, plain - self.BREAK - self.LATE):
            assert spans(rest, at(5), at(7)) == [
                (at(5, 22), at(6, 5)),
                (at(6, 5, 10), at(6, 5, 25)),
                (at(6, 5, 40), at(6, 9)),
            ]

    def test_are_common_once(self) -> None:
        assert spans(self.NIGHT & self.BREAK, at(5), at(7)) == [
            (at(6, 5), at(6, 5, 10))
        ]
        assert spans(self.NIGHT & self.LATE & ALWAYS, at(5), at(7)) == [
            (at(6, 5, 25), at(6, 5, 40))
        ]

    def test_count_once(self) -> None:
        assert (self.NIGHT | ALWAYS).elapsed(at(5), at(7)) == 48 * H
        assert (RIGA | RIGA).elapsed(at(5), at(6)) == 8 * H


class TestDates:
    """Tokyo's Saturday begins before Friday's work in Los Angeles."""

    EAST, WEST = TOKYO | ANGELES, ANGELES | TOKYO

    @pytest.mark.parametrize(
        ("calendar", "working"),
        [
            (EAST, [5, 6, 7, 8, 9, 10]),
            (WEST, [4, 5, 6, 7, 8, 9, 11]),
            (EAST.in_zone("America/Los_Angeles"), [4, 5, 6, 7, 8, 9, 11]),
            (WEST.in_zone("Asia/Tokyo"), [5, 6, 7, 8, 9, 10]),
            (TOKYO.in_zone("America/Los_Angeles"), [4, 5, 6, 7, 8, 11]),
        ],
    )
    def test_are_those_of_the_left_zone(
        self, calendar: ServiceCalendar, working: list[int]
    ) -> None:
        days = [
            day for day in range(4, 12) if calendar.is_working_day(date(2026, 1, day))
        ]
        assert working == days
        first, last = date(2026, 1, 4), date(2026, 1, 12)
        assert len(working) == calendar.working_days(first, last)

    def test_lead_to_other_days(self) -> None:
        friday = date(2026, 1, 9)
        assert self.EAST.add_working_days(friday, 1) == date(2026, 1, 10)
        assert self.WEST.add_working_days(friday, 1) == date(2026, 1, 11)
        assert self.EAST.tz == ZoneInfo("Asia/Tokyo")
        assert self.WEST.tz == ZoneInfo("America/Los_Angeles")

    def test_are_explained(self) -> None:
        start, end = at(5, 2), at(5, 3)
        assert [row.date.day for row in self.EAST.explain(start, end).rows] == [5]
        assert [row.date.day for row in self.WEST.explain(start, end).rows] == [4]

    def test_do_not_change_the_time(self) -> None:
        for calendar in (self.EAST, self.WEST, self.EAST.in_zone("Europe/Riga")):
            # 40 h each, and an hour in common from Tuesday to Friday, 00-01 UTC
            assert calendar.elapsed(at(4), at(12)) == 76 * H


class TestInZone:
    def test_of_its_own_zone_is_the_calendar(self) -> None:
        assert RIGA.in_zone("Europe/Riga") is RIGA
        assert RIGA.in_zone(ZoneInfo("Europe/Riga")) is RIGA
        assert ALWAYS.in_zone(UTC) is ALWAYS
        assert EITHER.in_zone("Europe/Riga") is EITHER

    def test_combines_one_calendar(self) -> None:
        there = RIGA.in_zone("Asia/Tokyo")
        assert there.weekly == Combination(
            Operation.EITHER, (RIGA,), ZoneInfo("Asia/Tokyo")
        )
        assert there.parts == (RIGA,)
        assert there.tz == ZoneInfo("Asia/Tokyo")
        assert there != RIGA

    def test_changes_a_combination_itself(self) -> None:
        for calendar in (BOTH, EITHER, WITHOUT):
            there = calendar.in_zone("Asia/Tokyo")
            assert there.parts == (RIGA, LISBON)
            assert there.tz == ZoneInfo("Asia/Tokyo")
            assert isinstance(calendar.weekly, Combination)
            assert there.weekly == attrs.evolve(
                calendar.weekly, tz=ZoneInfo("Asia/Tokyo")
            )
            assert there.in_zone("Europe/Riga") == calendar

    def test_wraps_versions(self) -> None:
        versions = ServiceCalendar.versions({"2026-01-01": RIGA})
        there = versions.in_zone("Asia/Tokyo")
        assert there.parts == (versions,)
        assert there.next_open(at(5)) == at(5, 7)

    def test_keeps_the_name(self) -> None:
        assert RIGA.in_zone("Asia/Tokyo").name == "Riga"
        assert str(RIGA.in_zone("Asia/Tokyo")) == "Riga"
        assert EITHER.in_zone("Asia/Tokyo").name is None
        named = attrs.evolve(EITHER, name="desk")
        assert named.in_zone("Asia/Tokyo").name == "desk"

    def test_leaves_the_windows_alone(self) -> None:
        there = RIGA.in_zone("America/New_York")
        assert spans(there, at(5), at(6)) == [(at(5, 7), at(5, 15))]

    def test_refuses_what_is_no_zone(self) -> None:
        with pytest.raises(UnknownZoneError) as caught:
            RIGA.in_zone("Europe/Rigga")
        assert caught.value.zone == "Europe/Rigga"
        number: Any = 3
        with pytest.raises(WrongTypeError) as wrong:
            RIGA.in_zone(number)
        assert (wrong.value.argument, wrong.value.value) == ("tz", 3)


class TestParts:
    def test_are_the_calendars_combined(self) -> None:
        assert RIGA.parts == ()
        for calendar in (BOTH, EITHER, WITHOUT):
            assert calendar.parts == (RIGA, LISBON)
        assert (LISBON | RIGA).parts == (LISBON, RIGA)

    @pytest.mark.parametrize("operation", [and_, or_, sub])
    def test_of_one_operation_are_flat(
        self, operation: Callable[..., ServiceCalendar]
    ) -> None:
        three = operation(operation(RIGA, LISBON), TOKYO)
        assert three.parts == (RIGA, LISBON, TOKYO)
        four = operation(three, ANGELES)
        assert four.parts == (RIGA, LISBON, TOKYO, ANGELES)
        assert four.tz == ZoneInfo("Europe/Riga")

    @pytest.mark.parametrize("operation", [and_, or_])
    def test_on_the_right_are_flat_too(
        self, operation: Callable[..., ServiceCalendar]
    ) -> None:
        right = operation(LISBON, TOKYO)
        assert operation(RIGA, right).parts == (RIGA, LISBON, TOKYO)
        left = operation(RIGA, ANGELES)
        assert operation(left, right).parts == (RIGA, ANGELES, LISBON, TOKYO)
        named = attrs.evolve(right, name="desk")
        assert operation(RIGA, named).parts == (RIGA, named)

    def test_taken_away_on_the_right_stay_one(self) -> None:
        right = LISBON - TOKYO
        assert (RIGA - right).parts == (RIGA, right)

    @pytest.mark.parametrize("outer", [and_, or_, sub])
    @pytest.mark.parametrize("inner", [and_, or_, sub])
    def test_of_another_operation_stay_one(
        self,
        outer: Callable[..., ServiceCalendar],
        inner: Callable[..., ServiceCalendar],
    ) -> None:
        left = inner(RIGA, LISBON)
        expected = (RIGA, LISBON, TOKYO) if inner is outer else (left, TOKYO)
        assert expected == outer(left, TOKYO).parts

    @pytest.mark.parametrize("operation", [and_, or_, sub])
    def test_with_a_name_stay_one(
        self, operation: Callable[..., ServiceCalendar]
    ) -> None:
        named = attrs.evolve(operation(RIGA, LISBON), name="desk")
        assert operation(named, TOKYO).parts == (named, TOKYO)

    def test_keep_the_zone_they_were_put_in(self) -> None:
        moved = EITHER.in_zone("Asia/Tokyo") | ANGELES
        assert moved.parts == (RIGA, LISBON, ANGELES)
        assert moved.tz == ZoneInfo("Asia/Tokyo")

    def test_of_versions_are_not_flattened(self) -> None:
        versions = ServiceCalendar.versions({"2026-01-01": RIGA})
        assert (versions | LISBON).parts == (versions, LISBON)

    def test_taken_away_are_all_taken_away(self) -> None:
        rest = ALWAYS - RIGA - LISBON
        assert spans(rest, at(5), at(6)) == [(at(5), at(5, 7)), (at(5, 17), at(6))]
        back = ALWAYS - (RIGA - LISBON)
        assert spans(back, at(5), at(6)) == [(at(5), at(5, 7)), (at(5, 9), at(6))]

    def test_in_common_are_common_to_all(self) -> None:
        three = RIGA & LISBON & ServiceCalendar("10:00-11:00", tz="UTC")
        assert spans(three, at(5), at(6)) == [(at(5, 10), at(5, 11))]


class TestText:
    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            (BOTH, "Riga & Lisbon"),
            (EITHER, "Riga | Lisbon"),
            (WITHOUT, "Riga - Lisbon"),
            (RIGA | LISBON | TOKYO, "Riga | Lisbon | Tokyo"),
            (BOTH | TOKYO, "(Riga & Lisbon) | Tokyo"),
            (TOKYO - EITHER, "Tokyo - (Riga | Lisbon)"),
            (RIGA - ALWAYS, "Riga - (24/7 (UTC))"),
            (ALWAYS | BOTH, "(24/7 (UTC)) | (Riga & Lisbon)"),
            (attrs.evolve(BOTH, name="desk") | TOKYO, "desk | Tokyo"),
            (attrs.evolve(BOTH, name="a desk") | TOKYO, "(a desk) | Tokyo"),
            (attrs.evolve(BOTH, name="desk"), "desk"),
            ((BOTH | TOKYO) - ANGELES, "((Riga & Lisbon) | Tokyo) - Angeles"),
        ],
    )
    def test_is_the_formula_of_names(
        self, calendar: ServiceCalendar, expected: str
    ) -> None:
        assert expected == str(calendar)

    def test_shows_the_parts(self) -> None:
        assert repr(EITHER).startswith(
            "ServiceCalendar(weekly=Combination(operation=<Operation.EITHER: '|'>, "
            "parts=(ServiceCalendar(weekly=WeeklyHours.parse('Mo-Fr 09:00-17:00'), "
        )

    def test_has_no_notation(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            EITHER.format()
        assert str(caught.value) == "opening_hours has no words for Riga | Lisbon"

    def test_names_operations_by_their_signs(self) -> None:
        signs = {name: member.value for name, member in Operation.__members__.items()}
        assert signs == {"BOTH": "&", "EITHER": "|", "WITHOUT": "-"}


class TestValue:
    NESTED = (BOTH | TOKYO.in_zone("Europe/Riga")) - attrs.evolve(ANGELES, name=None)

    @pytest.mark.parametrize(
        "calendar", [BOTH, EITHER, WITHOUT, NESTED, attrs.evolve(BOTH, name="desk")]
    )
    def test_pickles_and_copies(self, calendar: ServiceCalendar) -> None:
        calendar.elapsed(at(1), at(31))
        twins = [
            pickle.loads(pickle.dumps(calendar)),  # noqa: S301
            copy.copy(calendar),
            copy.deepcopy(calendar),
        ]
        for twin in twins:
            assert calendar == twin
            assert hash(calendar) == hash(twin)
            assert repr(calendar) == repr(twin)
            assert calendar.elapsed(at(1), at(31)) == twin.elapsed(at(1), at(31))

    def test_is_equal_by_operation_parts_and_zone(self) -> None:
        twin = attrs.evolve(RIGA) | attrs.evolve(LISBON)
        assert twin == EITHER
        assert hash(twin) == hash(EITHER)
        others = [
            BOTH,
            WITHOUT,
            LISBON | RIGA,
            RIGA | TOKYO,
            EITHER.in_zone("UTC"),
            attrs.evolve(EITHER, name="desk"),
            RIGA,
        ]
        assert EITHER not in others
        assert len({EITHER, twin, *others}) == 8

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            EITHER.weekly.operation = Operation.BOTH  # type: ignore[union-attr,misc]

    def test_has_no_name_of_its_own(self) -> None:
        for calendar in (BOTH, EITHER, WITHOUT):
            assert calendar.name is None


class TestRefusals:
    @pytest.mark.parametrize(("operation", "sign"), OPERATIONS)
    @pytest.mark.parametrize("other", [5, None, "Riga", H, {RIGA}, date(2026, 1, 1)])
    def test_are_for_what_is_no_calendar(
        self, operation: Callable[..., ServiceCalendar], sign: str, other: object
    ) -> None:
        message = f"unsupported operand type\\(s\\) for \\{sign}"
        with pytest.raises(TypeError, match=message):
            operation(RIGA, other)
        with pytest.raises(TypeError, match=message):
            operation(other, RIGA)

    @pytest.mark.parametrize(
        "rules",
        [
            {"days_off": DaysOff.yearly("05-01")},
            {"special": [SpecialHours("2026-01-06", "09:00-10:00")]},
            {"closures": [Closure("2026-01-06", "09:00-10:00")]},
            {"tz": "Europe/Lisbon"},
        ],
    )
    def test_are_for_rules_beside_a_combination(self, rules: dict[str, Any]) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ServiceCalendar(EITHER.weekly, **{"tz": "Europe/Riga", **rules})
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "weekly",
            "Riga | Lisbon",
            (
                "weekly hours beside days off, special hours, closures or a zone "
                "(in_zone changes the zone of combined ones)"
            ),
        )
        with pytest.raises(InvalidArgumentError):
            attrs.evolve(EITHER, **rules)

    def test_are_not_for_rules_that_say_nothing(self) -> None:
        made = ServiceCalendar(
            EITHER.weekly,
            tz="Europe/Riga",
            days_off=DaysOff.none(),
            special=[],
            closures=[],
            name="desk",
        )
        assert made == attrs.evolve(EITHER, name="desk")


class TestPieces:
    """Windows with the names of the parts that are open."""

    def test_of_either_are_those_of_every_part(self) -> None:
        source = (LISBON | RIGA).source
        assert source.pieces(micros(5), micros(6)) == [
            Piece(micros(5, 7), micros(5, 15), micros(5, 7), "Riga"),
            Piece(micros(5, 9), micros(5, 17), micros(5, 9), "Lisbon"),
        ]
        assert source.windows(micros(5), micros(6)) == [
            (micros(5, 7), micros(5, 15)),
            (micros(5, 9), micros(5, 17)),
        ]

    def test_of_either_are_in_order(self) -> None:
        east = ServiceCalendar("10:00-12:00", tz="UTC", name="b")
        west = ServiceCalendar("10:00-12:00", tz="UTC", name="a")
        short = ServiceCalendar("10:00-11:00", tz="UTC", name="c")
        pieces = (east | west | short).source.pieces(micros(5), micros(6))
        assert [piece.part for piece in pieces] == ["c", "a", "b"]

    def test_of_both_name_every_part(self) -> None:
        assert (RIGA & LISBON & ALWAYS).source.pieces(micros(5), micros(6)) == [
            Piece(
                micros(5, 9), micros(5, 15), micros(5, 7), "Riga & Lisbon & 24/7 (UTC)"
            )
        ]

    def test_without_name_the_first(self) -> None:
        assert WITHOUT.source.pieces(micros(5), micros(6)) == [
            Piece(micros(5, 7), micros(5, 9), micros(5, 7), "Riga")
        ]
        assert (LISBON - RIGA).source.pieces(micros(5), micros(6)) == [
            Piece(micros(5, 15), micros(5, 17), micros(5, 9), "Lisbon")
        ]

    def test_tell_since_when_the_first_part_is_open(self) -> None:
        holes = ServiceCalendar("10:00-11:00,12:00-13:00", tz="UTC")
        for calendar, opens in ((RIGA - holes, (7, 11, 13)), (RIGA & holes, (10, 12))):
            found = calendar.source.pieces(micros(5), micros(6))
            assert [piece.start for piece in found] == [micros(5, n) for n in opens]
            assert {piece.since for piece in found} == {micros(5, 7)}

    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            (BOTH | TOKYO, [(0, 8, 0, "Tokyo"), (9, 15, 7, "Riga & Lisbon")]),
            (
                TOKYO | WITHOUT,
                [(0, 8, 0, "Tokyo"), (7, 9, 7, "Riga")],
            ),
            (
                attrs.evolve(BOTH, name="desk") | TOKYO,
                [(0, 8, 0, "Tokyo"), (9, 15, 7, "desk")],
            ),
            (
                EITHER & ALWAYS,
                [(7, 15, 7, "Riga & 24/7 (UTC)"), (9, 17, 9, "Lisbon & 24/7 (UTC)")],
            ),
            (ALWAYS & EITHER, [(7, 17, 0, "24/7 (UTC) & Riga | Lisbon")]),
            (EITHER - TOKYO, [(8, 15, 7, "Riga"), (9, 17, 9, "Lisbon")]),
            (
                attrs.evolve(EITHER, name="desk") - TOKYO,
                [(8, 15, 7, "desk"), (9, 17, 9, "desk")],
            ),
            (
                TOKYO.in_zone("UTC") | EITHER.in_zone("UTC"),
                [(0, 8, 0, "Tokyo"), (7, 15, 7, "Riga"), (9, 17, 9, "Lisbon")],
            ),
        ],
    )
    def test_name_the_parts_of_parts_without_a_name(
        self, calendar: ServiceCalendar, expected: list[tuple[int, int, int, str]]
    ) -> None:
        assert calendar.source.pieces(micros(5), micros(5, 20)) == [
            Piece(micros(5, opens), micros(5, closes), micros(5, since), name)
            for opens, closes, since, name in expected
        ]

    @pytest.mark.parametrize(
        ("calendar", "low", "high", "expected"),
        [
            (BOTH, 10, 11, [(9, 15)]),
            (EITHER, 10, 11, [(7, 15), (9, 17)]),
            (WITHOUT, 8, 9, [(7, 9)]),
            (LISBON - RIGA, 15, 16, [(15, 17)]),
            (LISBON - RIGA, 16, 17, [(15, 17)]),
            (ALWAYS & RIGA, 10, 11, [(7, 15)]),
            (BOTH, 9, 10, [(9, 15)]),
            (BOTH, 8, 9, []),
            (BOTH, 15, 16, []),
            (BOTH, 14, 15, [(9, 15)]),
            (WITHOUT, 9, 15, []),
            (WITHOUT, 6, 7, []),
            (EITHER, 6, 7, []),
            (EITHER, 17, 18, []),
        ],
    )
    def test_are_whole_and_overlap_the_range(
        self, calendar: ServiceCalendar, low: int, high: int, expected: list[Span]
    ) -> None:
        found = calendar.source.windows(micros(5, low), micros(5, high))
        start = micros(5)
        hours = [((a - start) / HOUR, (b - start) / HOUR) for a, b in found]
        assert expected == hours

    def test_are_cut_by_windows_that_reach_out_of_the_range(self) -> None:
        day = ServiceCalendar("Mo 00:00-24:00", tz="UTC")
        ends = ServiceCalendar("Mo 00:00-01:00,23:00-24:00", tz="UTC")
        assert (day - ends).source.windows(micros(5, 11), micros(5, 12)) == [
            (micros(5, 1), micros(5, 23))
        ]
        inner = ServiceCalendar("Mo 01:00-02:00,11:00-12:00,22:00-23:00", tz="UTC")
        assert (day & inner).source.windows(micros(5, 11), micros(5, 12)) == [
            (micros(5, 11), micros(5, 12))
        ]


class TestReasons:
    def test_are_those_of_every_part_on_the_same_date(self) -> None:
        off = DaysOff.dates([("2026-01-06", "Epiphany")])
        closed = attrs.evolve(RIGA, days_off=off)
        first = date(2026, 1, 5).toordinal()
        reasons = list((closed | LISBON).source.reasons(first, first + 1))
        assert [[str(phrase) for phrase in each] for each in reasons] == [
            ["Riga: weekly", "Lisbon: weekly"],
            ["Riga: day off: Epiphany", "Lisbon: weekly"],
        ]


class TestDatedYears:
    def test_are_those_of_every_part(self) -> None:
        first = attrs.evolve(RIGA, closures=[Closure("2030-01-01", "09:00-10:00")])
        second = attrs.evolve(
            LISBON, special=[SpecialHours("2020-01-01", "09:00-10:00")]
        )
        for operation in (and_, or_, sub):
            assert operation(first, second).source.dated_years() == [2030, 2020]
        assert EITHER.source.dated_years() == []

    def test_lengthen_searches(self) -> None:
        far = ServiceCalendar(
            "off", tz="UTC", special=[SpecialHours("2100-01-04", "10:00-11:00")]
        )
        assert (far & LISBON).next_open(at(5)) == datetime(2100, 1, 4, 10, tzinfo=UTC)


class TestEmpty:
    """What has no open time is never open, and says so soon."""

    @pytest.fixture(
        params=[
            lambda: RIGA - ServiceCalendar.always("Europe/Berlin"),
            lambda: RIGA - attrs.evolve(RIGA),
            lambda: RIGA & ServiceCalendar("Sa 09:00-17:00", tz="UTC"),
            lambda: attrs.evolve(RIGA, days_off=DaysOff.yearly("01-01..12-31")) & RIGA,
        ],
        ids=["without all", "without itself", "nothing common", "off all year"],
    )
    def empty(self, request: pytest.FixtureRequest) -> ServiceCalendar:
        calendar: ServiceCalendar = request.param()
        return attrs.evolve(calendar, name="empty")

    def test_answers_no_search(self, empty: ServiceCalendar) -> None:
        # few years are left to search there
        ahead, back = at(5).replace(year=9998), at(5).replace(year=2)
        for question, when in (("next", ahead), ("previous", back)):
            for edge in ("open", "close"):
                with pytest.raises(NeverOpenError) as caught:
                    getattr(empty, f"{question}_{edge}")(when)
                word = "after" if question == "next" else "before"
                assert caught.value.calendar == "empty"
                assert caught.value.when == f"{word} {when.isoformat()}"
        for question, when in (("add", ahead), ("subtract", back)):
            with pytest.raises(NeverOpenError):
                getattr(empty, question)(when, US)
        for days, when in ((1, ahead), (-1, back)):
            with pytest.raises(NeverOpenError):
                empty.add_working_days(when.date(), days)
        assert list(empty.windows_after(ahead)) == []
        assert list(empty.windows_before(back)) == []

    def test_gives_up_after_forty_years(self) -> None:
        empty = RIGA - RIGA
        for question in (empty.next_open, empty.previous_close):
            with pytest.raises(NeverOpenError):
                question(at(5))

    def test_counts_nothing(self, empty: ServiceCalendar) -> None:
        assert empty.elapsed(at(1), at(31)) == timedelta()
        assert empty.working_days(date(2026, 1, 1), date(2027, 1, 1)) == 0
        assert empty.is_open(at(5, 12)) is False

"""Hours that change: each calendar in force from its date on."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
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
    Versions,
)
from servicedesk_core.calendars.hours import Piece
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    NeverClosesError,
    NeverOpenError,
    WrongTypeError,
)
from servicedesk_core.timeline import Span, to_microseconds
from servicedesk_core.timeline.index import BEGINNING, END

H, US = timedelta(hours=1), timedelta(microseconds=1)
HOUR = 3_600_000_000
ALWAYS = ServiceCalendar.always()
OLD = ServiceCalendar("Mo-Fr 09:00-17:00", tz="UTC", name="old")
NEW = ServiceCalendar("Mo-Sa 08:00-20:00", tz="UTC", name="new")
# From Wednesday, 14 January, 12 hours instead of 8; from the 1st at all.
DESK = ServiceCalendar.versions({"2026-01-01": OLD, "2026-01-14": NEW})


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def micros(day: int, hour: int = 0) -> int:
    """Return an instant in January 2026."""
    return to_microseconds(at(day, hour), "at")


def hours(
    calendar: ServiceCalendar, first: int, last: int
) -> list[tuple[float, float]]:
    """Return the windows between two dates, in hours since the first."""
    start = at(first)
    return [
        ((window.start - start) / H, (window.end - start) / H)
        for window in calendar.windows(start, at(last))
    ]


def both(
    old: ServiceCalendar, new: ServiceCalendar, change: str = "2026-01-12"
) -> ServiceCalendar:
    """Return two versions, the second from a date on."""
    return ServiceCalendar.versions({"2026-01-01": old, change: new})


class TestChange:
    def test_counts_each_side_by_its_own_hours(self) -> None:
        assert DESK.elapsed(at(13), at(15)) == 20 * H
        assert DESK.elapsed(at(15), at(13)) == -20 * H
        assert DESK.elapsed(at(12), at(19)) == (2 * 8 + 4 * 12) * H
        assert DESK.add(at(13, 16), 2 * H) == at(14, 9)
        assert DESK.subtract(at(14, 9), 2 * H) == at(13, 16)

    def test_is_found_by_searches(self) -> None:
        assert DESK.next_open(at(13, 17)) == at(14, 8)
        assert DESK.next_close(at(13, 17)) == at(14, 20)
        assert DESK.previous_close(at(14)) == at(13, 17)
        assert DESK.previous_open(at(14, 7)) == at(13, 9)
        assert hours(DESK, 13, 15) == [(9, 17), (32, 44)]

    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (at(12) - US, False),
            (at(12), True),
            (at(12) + US, True),
            (at(17), True),
        ],
    )
    def test_falls_on_the_midnight(self, when: datetime, *, expected: bool) -> None:
        assert expected is both(OLD, ALWAYS).is_open(when)
        assert expected is not both(ALWAYS, ALWAYS - ALWAYS).is_open(when)

    def test_leaves_no_edge_where_both_are_open(self) -> None:
        shop = both(ALWAYS, attrs.evolve(ALWAYS, name="new"))
        assert hours(shop, 5, 19) == [(0, 14 * 24)]
        assert shop.previous_open(at(20)) == at(1)

    def test_falls_on_the_midnight_of_the_zone_that_begins(self) -> None:
        tokyo = ServiceCalendar.always("Asia/Tokyo")
        riga = ServiceCalendar(
            "off", tz="Europe/Riga", special=[SpecialHours("2026-01-30", "09:00-10:00")]
        )
        assert both(tokyo, riga).next_close(at(5)) == at(11, 22)
        assert both(riga, tokyo).next_open(at(5)) == at(11, 15)

    def test_cuts_the_night_that_reaches_over_it(self) -> None:
        night = ServiceCalendar("22:00-06:00", tz="UTC", name="night")
        # Sunday's night ends at the change, then the office begins
        assert hours(both(night, OLD), 11, 13) == [(0, 6), (22, 24), (33, 41)]
        # the night before is the new version's own
        assert hours(both(OLD, night), 11, 13) == [(24, 30), (46, 48)]
        assert hours(both(night, attrs.evolve(night)), 11, 13) == [
            (0, 6),
            (22, 30),
            (46, 48),
        ]

    def test_cuts_a_night_with_a_closure_in_it(self) -> None:
        closed = [Closure("2026-01-12", "01:00-02:00")]
        night = ServiceCalendar("Su 22:00-06:00", tz="UTC", closures=closed)
        tuesday = ServiceCalendar("Tu 09:00-17:00", tz="UTC")
        change = both(night, tuesday)
        assert hours(change, 11, 14) == [(22, 24), (57, 65)]
        assert change.is_working_day(date(2026, 1, 12)) is False
        assert change.add_days(at(11), 1, rule=DayRule.END_OF_DAY) == at(13, 17)
        rows = change.explain(at(11), at(14)).rows
        assert [[str(window) for window in row.windows] for row in rows] == [
            [f"22:00-24:00 {night}"],
            [],
            [f"09:00-17:00 {tuesday}"],
        ]

    def test_leaves_out_what_a_closure_leaves_before_it(self) -> None:
        closed = [
            Closure("2026-01-11", "23:00-24:00"),
            Closure("2026-01-12", "00:00-6:00"),
        ]
        night = ServiceCalendar("Su 22:00-06:00", tz="UTC", closures=closed)
        change = both(OLD, night)
        assert change.is_working_day(date(2026, 1, 12)) is False
        assert change.source.windows(micros(11), micros(13)) == []
        assert change.explain(at(12), at(13)).rows[-1].windows == ()

    def test_may_come_often(self) -> None:
        shop = ServiceCalendar.versions(
            {f"2026-01-{day:02}": [OLD, NEW][day % 2] for day in range(1, 31)}
        )
        # even dates are old, odd ones new: Mo 12 old, Tu 13 new, We 14 old
        assert hours(shop, 12, 15) == [(9, 17), (32, 44), (57, 65)]

    def test_takes_dated_rules_of_the_version_in_force(self) -> None:
        special = [SpecialHours(f"2026-01-{day:02}", "03:00-04:00") for day in (9, 16)]
        old = attrs.evolve(OLD, special=special)
        assert hours(both(old, OLD), 9, 10) == [(3, 4)]
        assert hours(both(old, OLD), 16, 17) == [(9, 17)]
        assert hours(both(OLD, old), 9, 10) == [(9, 17)]
        assert hours(both(OLD, old), 16, 17) == [(3, 4)]


class TestBeforeTheFirst:
    def test_nothing_is_open(self) -> None:
        shop = ServiceCalendar.versions({"2026-01-12": ALWAYS})
        assert shop.is_open(at(12) - US) is False
        assert shop.is_open(at(12)) is True
        assert shop.elapsed(at(1), at(12)) == timedelta()
        assert shop.elapsed(at(1), at(13)) == 24 * H
        assert shop.next_open(at(1)) == at(12)
        assert shop.previous_open(at(20)) == at(12)
        assert shop.working_days(date(2026, 1, 1), date(2026, 1, 14)) == 2
        assert list(shop.windows(at(1), at(12))) == []

    def test_nothing_was_ever_open(self) -> None:
        for question in ("previous_open", "previous_close"):
            with pytest.raises(NeverOpenError) as caught:
                getattr(DESK, question)(at(1))
            assert caught.value.when == "before 2026-01-01T00:00:00+00:00"
        with pytest.raises(NeverOpenError):
            DESK.subtract(at(1, 9), US)

    def test_nothing_closes_either(self) -> None:
        """What opened once and never closed, never closes."""
        shop = ServiceCalendar.versions({"2026-01-12": ALWAYS})
        with pytest.raises(NeverClosesError):
            shop.next_close(at(1))
        with pytest.raises(NeverClosesError):
            shop.previous_close(at(20))

    def test_the_last_version_stays_in_force(self) -> None:
        last = datetime(9999, 12, 31, 12, tzinfo=UTC)
        assert DESK.is_open(last) is True
        assert DESK.next_close(last) == last.replace(hour=20)


class TestMaking:
    def test_takes_dates_and_their_text_in_any_order(self) -> None:
        given: dict[date | str, ServiceCalendar] = {
            date(2026, 1, 14): NEW,
            "2026-01-01": OLD,
        }
        shop = ServiceCalendar.versions(MappingProxyType(given))
        assert shop == DESK
        assert shop.parts == (OLD, NEW)
        assert isinstance(shop.weekly, Versions)
        assert shop.weekly.entries == (
            (date(2026, 1, 1), OLD),
            (date(2026, 1, 14), NEW),
        )
        assert shop.name is None

    def test_has_the_zone_of_the_first(self) -> None:
        riga, tokyo = (
            ServiceCalendar.always(tz) for tz in ("Europe/Riga", "Asia/Tokyo")
        )
        assert both(riga, tokyo).tz == ZoneInfo("Europe/Riga")
        assert both(tokyo, riga).tz == ZoneInfo("Asia/Tokyo")

    def test_may_have_a_name(self) -> None:
        shop = ServiceCalendar.versions({"2026-01-01": OLD}, name="shop")
        assert (shop.name, str(shop)) == ("shop", "shop")

    def test_may_hold_one_calendar(self) -> None:
        shop = ServiceCalendar.versions({"2026-01-01": OLD})
        assert shop.elapsed(at(1), at(12)) == 7 * 8 * H

    def test_may_be_nested_and_combined(self) -> None:
        late = ServiceCalendar.versions({"2026-01-01": DESK, "2026-01-15": OLD})
        assert hours(late, 13, 16) == [(9, 17), (32, 44), (57, 65)]
        lunch = ServiceCalendar("12:00-13:00", tz="UTC")
        assert hours(DESK - lunch, 14, 15) == [(8, 12), (13, 20)]
        assert hours(both(OLD, NEW - lunch), 12, 13) == [(8, 12), (13, 20)]

    @pytest.mark.parametrize("given", [{}, MappingProxyType({})])
    def test_refuses_to_hold_none(self, given: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ServiceCalendar.versions(given)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "calendars",
            given,
            "one calendar at least",
        )

    @pytest.mark.parametrize("given", [None, [], [("2026-01-01", OLD)], OLD, "2026"])
    def test_refuses_what_is_no_mapping(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.versions(given)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "calendars",
            given,
            "a mapping of date to calendar",
        )

    @pytest.mark.parametrize("given", [None, "24/7", 5])
    def test_refuses_what_is_no_calendar(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.versions({"2026-01-01": OLD, "2026-02-01": given})
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "calendars",
            given,
            "ServiceCalendar values",
        )

    @pytest.mark.parametrize("given", ["1 January", ""])
    def test_refuses_what_is_no_date(self, given: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ServiceCalendar.versions({given: OLD})
        assert (caught.value.argument, caught.value.value) == ("calendars", given)

    @pytest.mark.parametrize("given", [at(1), 2026, None])
    def test_refuses_keys_that_are_no_dates(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            ServiceCalendar.versions({given: OLD})
        assert (caught.value.argument, caught.value.value) == ("calendars", given)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (("2026-01-01", "UTC"), (date(2026, 1, 1), "UTC")),
            (("2026-01-01", timezone(-12 * H)), ("2026-01-02", timezone(14 * H))),
            (("2026-01-01", timezone(-12 * H)), ("2026-01-02", timezone(12 * H))),
        ],
    )
    def test_refuses_dates_that_do_not_follow_each_other(
        self, first: tuple[Any, Any], second: tuple[Any, Any]
    ) -> None:
        given = {day: ServiceCalendar.always(tz) for day, tz in (first, second)}
        with pytest.raises(InvalidArgumentError) as caught:
            ServiceCalendar.versions(given)
        error = caught.value
        assert error.argument == "calendars"
        assert error.value == [str(day) for day in given]
        assert error.wanted == (
            "dates at whose midnights the calendars can follow each other"
        )

    def test_allows_dates_that_follow_by_a_tick(self) -> None:
        shop = ServiceCalendar.versions(
            {
                "2026-01-01": ServiceCalendar.always(timezone(-12 * H)),
                "2026-01-02": ServiceCalendar.always(timezone(12 * H - US)),
            }
        )
        assert shop.elapsed(at(1), at(3)) == 36 * H

    @pytest.mark.parametrize(
        "rules",
        [
            {"days_off": DaysOff.yearly("05-01")},
            {"special": [SpecialHours("2026-01-06", "09:00-10:00")]},
            {"closures": [Closure("2026-01-06", "09:00-10:00")]},
            {"tz": "Europe/Lisbon"},
        ],
    )
    def test_refuses_rules_of_its_own(self, rules: dict[str, Any]) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            attrs.evolve(DESK, **rules)
        assert caught.value.argument == "weekly"
        assert caught.value.value == "from 2026-01-01: old; from 2026-01-14: new"


class TestText:
    def test_names_each_version(self) -> None:
        assert str(DESK) == "from 2026-01-01: old; from 2026-01-14: new"
        shop = ServiceCalendar.versions({"2026-01-01": ALWAYS})
        assert str(shop) == "from 2026-01-01: 24/7 (UTC)"
        assert str(DESK | ALWAYS) == (
            "(from 2026-01-01: old; from 2026-01-14: new) | (24/7 (UTC))"
        )

    def test_has_no_notation(self) -> None:
        with pytest.raises(InvalidHoursError) as caught:
            DESK.format()
        assert str(caught.value) == (
            "opening_hours has no words for from 2026-01-01: old; from 2026-01-14: new"
        )


class TestValue:
    @pytest.mark.parametrize("calendar", [DESK, both(DESK - OLD, NEW)])
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
            assert calendar.elapsed(at(1), at(31)) == twin.elapsed(at(1), at(31))

    def test_is_equal_by_dates_and_calendars(self) -> None:
        others = [
            ServiceCalendar.versions({"2026-01-01": OLD}),
            ServiceCalendar.versions({"2026-01-01": OLD, "2026-01-15": NEW}),
            ServiceCalendar.versions({"2026-01-01": NEW, "2026-01-14": OLD}),
            attrs.evolve(DESK, name="desk"),
        ]
        assert DESK not in others
        assert len({DESK, *others}) == 5


class TestWorkingDays:
    def test_are_those_of_the_version_in_force(self) -> None:
        # Saturdays are worked from the 14th on
        assert DESK.is_working_day(date(2026, 1, 10)) is False
        assert DESK.is_working_day(date(2026, 1, 17)) is True
        assert DESK.working_days(date(2026, 1, 5), date(2026, 1, 19)) == 5 + 6
        assert DESK.add_working_days(date(2026, 1, 9), 6) == date(2026, 1, 17)
        assert DESK.add_working_days(date(2026, 1, 17), -6) == date(2026, 1, 9)

    def test_start_at_a_change_within_a_night(self) -> None:
        night = ServiceCalendar("Su 22:00-06:00", tz="UTC")
        # nothing is open on Sunday yet, so the night starts with the version
        late = both(OLD, night)
        assert late.is_working_day(date(2026, 1, 11)) is False
        assert late.is_working_day(date(2026, 1, 12)) is True
        assert late.add_days(at(9), 1, rule=DayRule.START_OF_DAY) == at(12)
        assert late.add_days(at(9), 1, rule=DayRule.END_OF_DAY) == at(12, 6)

    def test_start_with_the_night_that_goes_on_over_a_change(self) -> None:
        night = ServiceCalendar("Su 22:00-06:00", tz="UTC")
        same = both(night, attrs.evolve(night, name="later"))
        assert same.is_working_day(date(2026, 1, 11)) is True
        assert same.is_working_day(date(2026, 1, 12)) is False
        assert same.add_days(at(9), 1, rule=DayRule.END_OF_DAY) == at(12, 6)
        gone = both(night, night - ALWAYS)
        assert gone.is_working_day(date(2026, 1, 11)) is True
        assert gone.is_working_day(date(2026, 1, 12)) is False

    def test_end_with_the_day(self) -> None:
        start = at(13, 10)
        assert DESK.add_days(start, 1) == at(14, 10)
        assert DESK.add_days(start, 1, rule=DayRule.END_OF_DAY) == at(14, 20)
        assert DESK.add_days(start, -1, rule=DayRule.END_OF_DAY) == at(12, 17)


class TestPieces:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            ((13, 0), (15, 0), [(33, 41, "old"), (56, 68, "new")]),
            ((13, 12), (13, 13), [(33, 41, "old")]),
            ((13, 17), (14, 8), []),
            ((13, 16), (14, 9), [(33, 41, "old"), (56, 68, "new")]),
            ((14, 8), (14, 9), [(56, 68, "new")]),
        ],
    )
    def test_name_the_version_in_force(
        self,
        low: tuple[int, int],
        high: tuple[int, int],
        expected: list[tuple[float, float, str]],
    ) -> None:
        """Hours are counted from the midnight that begins the 12th."""
        start = micros(12)
        found = DESK.source.pieces(micros(*low), micros(*high))
        assert expected == [
            ((piece.start - start) / HOUR, (piece.end - start) / HOUR, piece.part)
            for piece in found
        ]
        assert all(piece.since == piece.start for piece in found)
        spans = DESK.source.windows(micros(*low), micros(*high))
        assert spans == [(piece.start, piece.end) for piece in found]

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (0, 24, [(0, 24, "old")]),
            (0, 25, [(0, 24, "old"), (24, 48, "new")]),
            (23, 24, [(0, 24, "old")]),
            (24, 25, [(24, 48, "new")]),
            (24, 48, [(24, 48, "new")]),
        ],
    )
    def test_touch_at_the_change(
        self, low: int, high: int, expected: list[tuple[float, float, str]]
    ) -> None:
        old, new = (attrs.evolve(ALWAYS, name=name) for name in ("old", "new"))
        start = micros(11)
        found = both(old, new).source.pieces(start + low * HOUR, start + high * HOUR)
        assert expected == [
            ((piece.start - start) / HOUR, (piece.end - start) / HOUR, piece.part)
            for piece in found
        ]
        assert all(piece.since == piece.start for piece in found)

    def test_know_no_time_before_the_first(self) -> None:
        shop = ServiceCalendar.versions({"2026-01-12": ALWAYS})
        assert shop.source.pieces(micros(11), micros(12)) == []
        assert shop.source.pieces(micros(11), micros(12) + 1) == [
            Piece(micros(12), micros(13), micros(12), "24/7 (UTC)")
        ]

    def test_of_a_night_across_the_change_count_since_it_started(self) -> None:
        night, later = (
            ServiceCalendar("22:00-06:00", tz="UTC", name=name)
            for name in ("night", "later")
        )
        found = both(night, later).source.pieces(micros(11, 22), micros(12, 6))
        assert found == [
            Piece(micros(11, 22), micros(12), micros(11, 22), "night"),
            Piece(micros(12), micros(12, 6), micros(11, 22), "later"),
        ]

    @pytest.mark.parametrize(
        ("old", "since"),
        [
            ("22:00-06:00", -2),
            ("20:00-24:00", -4),
            ("24/7", -24),
            ("Mo-Sa 22:00-06:00", 0),
            ("20:00-23:59:59.999999", 0),
            ("00:00-06:00", 0),
        ],
    )
    def test_tell_since_when_a_night_across_the_change_is_open(
        self, old: str, since: int
    ) -> None:
        """It may go on from the version before; else it starts with its own."""
        night = ServiceCalendar("22:00-06:00", tz="UTC", name="night")
        shop = both(ServiceCalendar(old, tz="UTC"), night)
        start = micros(12)
        assert shop.source.pieces(start, start + 1) == [
            Piece(start, start + 6 * HOUR, start + since * HOUR, "night")
        ]

    def test_tell_the_first_opening_of_several_before_the_change(self) -> None:
        night = ServiceCalendar("22:00-06:00", tz="UTC")
        evening = ServiceCalendar("20:00-02:00", tz="UTC")
        found = both(night | evening, night).source.pieces(micros(12), micros(12, 1))
        assert [piece.since for piece in found] == [micros(11, 20)]

    def test_of_the_first_version_start_with_it(self) -> None:
        night = ServiceCalendar("22:00-06:00", tz="UTC", name="night")
        shop = ServiceCalendar.versions({"2026-01-12": night, "2026-01-20": ALWAYS})
        assert shop.source.pieces(micros(11), micros(12, 7)) == [
            Piece(micros(12), micros(12, 6), micros(12), "night")
        ]

    def test_are_of_the_version_in_force_alone(self) -> None:
        night = ServiceCalendar("22:00-06:00", tz="UTC", name="night")
        assert both(OLD, night).source.pieces(micros(11, 20), micros(12)) == []
        assert both(night, OLD).source.pieces(micros(12), micros(12, 1)) == []
        found = both(night, OLD).source.pieces(micros(11, 20), micros(12))
        assert found == [Piece(micros(11, 22), micros(12), micros(11, 22), "night")]


class TestReasons:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (12, 13, ["version of 2026-01-01: weekly"] * 2),
            (
                13,
                15,
                [
                    "version of 2026-01-01: weekly",
                    "version of 2026-01-14: weekly",
                    "version of 2026-01-14: weekly",
                ],
            ),
            (14, 14, ["version of 2026-01-14: weekly"]),
            (1, 1, ["version of 2026-01-01: weekly"]),
            (-1, 1, ["no version in force"] * 2 + ["version of 2026-01-01: weekly"]),
            (-3, -2, ["no version in force"] * 2),
            (0, 0, ["no version in force"]),
        ],
    )
    def test_name_the_version(self, first: int, last: int, expected: list[str]) -> None:
        new_year = date(2026, 1, 1).toordinal() - 1
        reasons = DESK.source.reasons(new_year + first, new_year + last)
        assert expected == [", ".join(map(str, each)) for each in reasons]

    def test_take_in_the_rules_of_the_version(self) -> None:
        old = attrs.evolve(OLD, days_off=DaysOff.dates([("2026-01-06", "Epiphany")]))
        shop = both(
            old, attrs.evolve(NEW, special=[SpecialHours("2026-01-13", "", "x")])
        )
        first = date(2026, 1, 6).toordinal()
        reasons = [
            ", ".join(map(str, each)) for each in shop.source.reasons(first, first + 7)
        ]
        assert reasons[0] == "version of 2026-01-01: day off: Epiphany"
        assert reasons[5:] == [
            "version of 2026-01-01: weekly",
            "version of 2026-01-12: weekly",
            "version of 2026-01-12: special: x",
        ]

    def test_name_versions_that_have_gone_by(self) -> None:
        three = ServiceCalendar.versions(
            {"2026-01-01": OLD, "2026-01-02": NEW, "2026-01-03": OLD}
        )
        first = date(2026, 1, 1).toordinal()
        texts = [str(phrase) for (phrase,) in three.source.reasons(first, first + 3)]
        assert [text[11:21] for text in texts] == [
            "2026-01-01",
            "2026-01-02",
            "2026-01-03",
            "2026-01-03",
        ]


class TestDatedYears:
    def test_are_those_of_the_changes_and_of_each_version(self) -> None:
        old = attrs.evolve(OLD, closures=[Closure("2030-01-01", "09:00-10:00")])
        shop = ServiceCalendar.versions({"2020-01-01": old, "2040-01-01": NEW})
        assert shop.source.dated_years() == [2030, 2020, 2040]

    def test_let_searches_find_a_version_far_off(self) -> None:
        shop = ServiceCalendar.versions({"2100-01-01": OLD})
        assert shop.next_open(at(5)) == datetime(2100, 1, 1, 9, tzinfo=UTC)


RU = DaysOff.country("RU")  # known from 1991 to 2027
MOSCOW = ZoneInfo("Europe/Moscow")
RUSSIAN = ServiceCalendar("Mo-Fr 09:00-18:00", tz=MOSCOW, days_off=RU)
THERE = ServiceCalendar.always(MOSCOW)


def new_year(year: int) -> int:
    """Return the start of a year in Moscow."""
    return to_microseconds(datetime(year, 1, 1, tzinfo=MOSCOW), "at")


class TestCertain:
    @pytest.mark.parametrize(
        ("calendars", "expected"),
        [
            ({"2020-01-01": OLD}, [(BEGINNING, END)]),
            ({"2020-01-01": OLD, "2026-01-01": NEW}, [(BEGINNING, END)]),
            ({"2020-01-01": RUSSIAN}, [(BEGINNING, new_year(2028))]),
            (
                {"1980-01-01": RUSSIAN},
                [(BEGINNING, new_year(1980)), (new_year(1991), new_year(2028))],
            ),
            ({"1991-01-01": RUSSIAN}, [(BEGINNING, new_year(2028))]),
            ({"2020-01-01": RUSSIAN, "2026-01-01": OLD}, [(BEGINNING, END)]),
            (
                {"2020-01-01": OLD, "2026-01-01": RUSSIAN},
                [(BEGINNING, new_year(2028))],
            ),
            (
                {"2020-01-01": RUSSIAN, "2028-01-01": THERE},
                [(BEGINNING, END)],
            ),
            (
                {"2020-01-01": RUSSIAN, "2030-01-01": THERE},
                [(BEGINNING, new_year(2028)), (new_year(2030), END)],
            ),
            ({"2030-01-01": RUSSIAN}, [(BEGINNING, new_year(2030))]),
        ],
    )
    def test_is_where_the_version_in_force_is_known(
        self, calendars: Any, expected: list[Span]
    ) -> None:
        assert expected == ServiceCalendar.versions(calendars).source.certain()

    def test_of_a_combination_is_where_every_part_is(self) -> None:
        japan = ServiceCalendar(
            "24/7", tz="Asia/Tokyo", days_off=DaysOff.country("JP")
        )  # known from 1949 to 2099
        for combined in (RUSSIAN & japan, japan | RUSSIAN, RUSSIAN - japan):
            assert combined.source.certain() == [(new_year(1991), new_year(2028))]
        assert (OLD | NEW).source.certain() == [(BEGINNING, END)]
        assert (OLD | RUSSIAN).source.certain() == [(new_year(1991), new_year(2028))]
        late = ServiceCalendar.versions({"2020-01-01": RUSSIAN, "2030-01-01": THERE})
        assert (late & japan).source.certain() == [
            (
                to_microseconds(datetime(1949, 1, 1, tzinfo=japan.tz), "at"),
                new_year(2028),
            ),
            (
                new_year(2030),
                to_microseconds(datetime(2100, 1, 1, tzinfo=japan.tz), "at"),
            ),
        ]

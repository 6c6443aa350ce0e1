"""Who is there when: several calendars side by side."""

import inspect
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import DaysOff, ServiceCalendar, coverage
from servicedesk_core.errors import (
    HolidayCoverageWarning,
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.timeline import Interval

H, US = timedelta(hours=1), timedelta(microseconds=1)
OFFICE = "Mo-Fr 09:00-17:00"
# In January 07-15 and 09-17 UTC.
DESKS = {
    "Riga": ServiceCalendar(OFFICE, tz="Europe/Riga"),
    "Lisbon": ServiceCalendar(OFFICE, tz="Europe/Lisbon"),
}
ALWAYS = ServiceCalendar.always()
NAIVE = datetime(2026, 1, 5)  # noqa: DTZ001 - a naive one is the subject


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def hours(
    found: Iterator[tuple[Interval, frozenset[str]]], start: datetime
) -> list[tuple[float, float, str]]:
    """Return intervals in hours since a start, with the names in order."""
    return [
        (
            (interval.start - start) / H,
            (interval.end - start) / H,
            " ".join(sorted(names)),
        )
        for interval, names in found
    ]


class TestCoverage:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (
                0,
                24,
                [
                    (0, 7, ""),
                    (7, 9, "Riga"),
                    (9, 15, "Lisbon Riga"),
                    (15, 17, "Lisbon"),
                    (17, 24, ""),
                ],
            ),
            (
                7,
                17,
                [(7, 9, "Riga"), (9, 15, "Lisbon Riga"), (15, 17, "Lisbon")],
            ),
            (8, 10, [(8, 9, "Riga"), (9, 10, "Lisbon Riga")]),
            (10, 11, [(10, 11, "Lisbon Riga")]),
            (9, 15, [(9, 15, "Lisbon Riga")]),
            (17, 18, [(17, 18, "")]),
            (
                16,
                32,
                [(16, 17, "Lisbon"), (17, 31, ""), (31, 32, "Riga")],
            ),
            (10, 10, []),
            (20, 20, []),
        ],
    )
    def test_leaves_no_gap(
        self, first: int, last: int, expected: list[tuple[float, float, str]]
    ) -> None:
        start = at(5)
        found = coverage(DESKS, start + first * H, start + last * H)
        assert expected == hours(found, start)

    def test_names_are_frozen_sets(self) -> None:
        interval, names = next(coverage(DESKS, at(5, 10), at(5, 11)))
        assert interval == Interval(at(5, 10), at(5, 11))
        assert names == frozenset({"Riga", "Lisbon"})
        assert isinstance(names, frozenset)

    def test_of_desks_that_take_over_has_one_edge(self) -> None:
        shifts = {
            "early": ServiceCalendar("06:00-14:00", tz="UTC"),
            "late": ServiceCalendar("14:00-22:00", tz="UTC"),
            "night": ServiceCalendar("22:00-06:00", tz="UTC"),
        }
        found = coverage(shifts, at(5, 6), at(6, 6))
        assert hours(found, at(5)) == [
            (6, 14, "early"),
            (14, 22, "late"),
            (22, 30, "night"),
        ]

    def test_of_equal_desks_names_them_all(self) -> None:
        twins = {"a": DESKS["Riga"], "b": DESKS["Riga"]}
        assert hours(coverage(twins, at(5, 6), at(5, 8)), at(5)) == [
            (6, 7, ""),
            (7, 8, "a b"),
        ]

    def test_clips_what_never_closes(self) -> None:
        always = {"always": ALWAYS, "Riga": DESKS["Riga"]}
        assert hours(coverage(always, at(5, 6), at(5, 8)), at(5)) == [
            (6, 7, "always"),
            (7, 8, "Riga always"),
        ]
        assert hours(coverage({"x": ALWAYS}, at(5), at(7)), at(5)) == [(0, 48, "x")]

    def test_of_nobody_is_one_gap(self) -> None:
        assert hours(coverage({}, at(5), at(7)), at(5)) == [(0, 48, "")]
        assert list(coverage({}, at(5), at(5))) == []
        weekend = MappingProxyType(DESKS)
        assert hours(coverage(weekend, at(10), at(12)), at(10)) == [(0, 48, "")]

    def test_is_exact_to_the_microsecond(self) -> None:
        found = coverage(DESKS, at(5, 7) - US, at(5, 7) + US)
        assert [(i.start, i.end, set(names)) for i, names in found] == [
            (at(5, 7) - US, at(5, 7), set()),
            (at(5, 7), at(5, 7) + US, {"Riga"}),
        ]

    @pytest.mark.parametrize("zone", [UTC, ZoneInfo("Asia/Tokyo"), timezone(-3.5 * H)])
    def test_is_in_the_zone_of_the_start(self, zone: tzinfo) -> None:
        start, end = (
            at(5, 6).astimezone(zone),
            at(5, 18).astimezone(ZoneInfo("Europe/Paris")),
        )
        intervals = [interval for interval, _ in coverage(DESKS, start, end)]
        assert len(intervals) == 5
        for interval in intervals:
            assert interval.start.tzinfo is zone
            assert interval.end.tzinfo is zone
        assert (intervals[0].start, intervals[-1].end) == (start, end)

    def test_counts_real_time_over_a_change_of_clocks(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2026, 10, 25, tzinfo=berlin)
        end = datetime(2026, 10, 26, tzinfo=berlin)
        ((interval, _),) = coverage({"x": ALWAYS}, start, end)
        assert interval.duration == 25 * H


class TestArguments:
    @pytest.mark.parametrize("given", [None, [DESKS["Riga"]], DESKS["Riga"], "x"])
    def test_calendars_come_by_name(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            coverage(given, at(5), at(6))
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "calendars",
            given,
            "a mapping of name to calendar",
        )

    @pytest.mark.parametrize("given", [None, "24/7", 5])
    def test_calendars_are_calendars(self, given: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            coverage({**DESKS, "x": given}, at(5), at(6))
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "calendars['x']",
            given,
            "a ServiceCalendar",
        )

    @pytest.mark.parametrize("calendars", [DESKS, {}])
    def test_a_range_is_of_instants(self, calendars: Any) -> None:
        day: Any = date(2026, 1, 5)
        for argument, ends in (("start", (NAIVE, at(5))), ("end", (at(5), NAIVE))):
            with pytest.raises(NaiveDatetimeError) as caught:
                coverage(calendars, *ends)
            assert (caught.value.argument, caught.value.value) == (argument, NAIVE)
        for argument, ends in (("start", (day, at(5))), ("end", (at(5), day))):
            with pytest.raises(WrongTypeError) as wrong:
                coverage(calendars, *ends)
            assert (wrong.value.argument, wrong.value.value) == (argument, day)

    @pytest.mark.parametrize("calendars", [DESKS, {}])
    def test_a_range_is_not_reversed(self, calendars: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            coverage(calendars, at(6), at(6) - US)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "end",
            at(6) - US,
            "not before start (2026-01-06 00:00:00+00:00)",
        )


class TestWarning:
    """Russia's days off are known from 1991 to 2027."""

    RUSSIA = ServiceCalendar(
        OFFICE, tz="Europe/Moscow", days_off=DaysOff.country("RU"), name="Russia"
    )

    def warned(self, start: datetime, end: datetime) -> list[warnings.WarningMessage]:
        """Return the warnings; each names the line that asks."""
        desks = {"ru": self.RUSSIA, "riga": DESKS["Riga"]}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            line = inspect.stack()[0].lineno
            list(coverage(desks, start, end))
        for found in caught:
            assert (found.filename, found.lineno) == (__file__, line + 1)
        return caught

    def test_comes_once_a_calendar_each_time(self) -> None:
        start = datetime(2028, 1, 3, tzinfo=UTC)
        for _ in range(2):
            (found,) = self.warned(start, start + 24 * H)
            assert isinstance(found.message, HolidayCoverageWarning)
            assert found.message.calendar == "Russia"

    def test_does_not_come_inside_the_known_years(self) -> None:
        assert self.warned(at(5), at(12)) == []

"""Laws of calendars combined, of hours that change, and of who is there when."""

import pickle
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

import servicedesk_core as sd
from property.calendar_pool import (
    TICK,
    ZONES,
    calendars,
    instants,
    lasting,
    moments,
    moved,
    near,
    slow,
)
from servicedesk_core.calendars.days import OpenWindow
from servicedesk_core.timeline import localize

OPERATIONS = {
    "&": sd.ServiceCalendar.__and__,
    "|": sd.ServiceCalendar.__or__,
    "-": sd.ServiceCalendar.__sub__,
}
operations = st.sampled_from(sorted(OPERATIONS))
changes_of_hours = st.dates(date(2012, 1, 1), date(2025, 1, 1))
short = st.integers(0, 30 * 3600 * 10**6).map(lambda us: timedelta(microseconds=us))
Spans = list[tuple[datetime, datetime]]
Law = Callable[
    [sd.ServiceCalendar, sd.ServiceCalendar, sd.ServiceCalendar],
    tuple[sd.ServiceCalendar, sd.ServiceCalendar],
]
LAWS: tuple[Law, ...] = (
    lambda a, b, _: (a | b, b | a),
    lambda a, b, _: (a & b, b & a),
    lambda a, _, __: (a | a, a & a),
    lambda a, b, _: (a | (a & b), a),
    lambda a, b, c: ((a | b) | c, a | (b | c)),
    lambda a, b, c: ((a & b) & c, a & (b & c)),
    lambda a, b, c: (a & (b | c), (a & b) | (a & c)),
    lambda a, b, c: (a - (b | c), (a - b) - c),
    lambda a, b, c: (a - (b & c), (a - b) | (a - c)),
    lambda a, b, _: (a & b, a - (a - b)),
)
"""Pairs of combined calendars that must be open at the same time."""


@st.composite
def combined(
    draw: st.DrawFn, parts: st.SearchStrategy[sd.ServiceCalendar]
) -> sd.ServiceCalendar:
    """Two or three calendars under operations, versions or another zone."""
    first, second = draw(parts), draw(parts)
    kind = draw(st.sampled_from(["&", "|", "-", "| -", "versions", "zone"]))
    if kind == "versions":
        return sd.ServiceCalendar.versions(
            {date(1995, 1, 1): first, draw(changes_of_hours): second}
        )
    if kind == "zone":
        return (first | second).in_zone(draw(st.sampled_from(ZONES)))
    if kind == "| -":
        return (first | second) - draw(parts)
    return OPERATIONS[kind](first, second)


combinations = combined(calendars)
always_some = st.builds(OPERATIONS["|"], lasting, combined(lasting)) | st.builds(
    lambda first, second, day: sd.ServiceCalendar.versions(
        {date(1995, 1, 1): first, day: second}
    ),
    lasting,
    lasting,
    changes_of_hours,
)
"""Combined calendars that open for ever."""


def spans_of(windows: Iterable[sd.Interval | OpenWindow]) -> Spans:
    return [(w.start.astimezone(UTC), w.end.astimezone(UTC)) for w in windows]


def swept(left: Spans, right: Spans, keep: Callable[[bool, bool], bool]) -> Spans:
    """Return the joined time at which ``keep`` holds, edge by edge."""
    found: Spans = []
    for start, end in pairwise(sorted({edge for s in left + right for edge in s})):
        inside = [any(a <= start < b for a, b in side) for side in (left, right)]
        if not keep(*inside):
            continue
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def instant(at: datetime) -> datetime:
    return at.astimezone(UTC)


def ordered(at: datetime, reach: timedelta) -> tuple[datetime, datetime]:
    """Return two instants in UTC, the earlier first."""
    first, second = sorted([at.astimezone(UTC), moved(at, reach).astimezone(UTC)])
    return first, second


class TestSetAlgebra:
    @given(calendars, calendars, moments)
    def test_open_by_logic(
        self, a: sd.ServiceCalendar, b: sd.ServiceCalendar, at: datetime
    ) -> None:
        one, other = a.is_open(at), b.is_open(at)

        assert (one and other) == (a & b).is_open(at)
        assert (one or other) == (a | b).is_open(at)
        assert (one and not other) == (a - b).is_open(at)

    @given(calendars, calendars, instants, near, operations)
    def test_windows_by_sets_of_windows(
        self,
        a: sd.ServiceCalendar,
        b: sd.ServiceCalendar,
        at: datetime,
        reach: timedelta,
        operation: str,
    ) -> None:
        start, end = ordered(at, reach)
        keep: Callable[[bool, bool], bool] = {
            "&": lambda one, other: one and other,
            "|": lambda one, other: one or other,
            "-": lambda one, other: one and not other,
        }[operation]
        left, right = (spans_of(each.windows(start, end)) for each in (a, b))
        actual = OPERATIONS[operation](a, b).windows(start, end)

        assert swept(left, right, keep) == spans_of(actual)

    @given(calendars, calendars, moments, near)
    def test_elapsed_adds_up(
        self,
        a: sd.ServiceCalendar,
        b: sd.ServiceCalendar,
        at: datetime,
        reach: timedelta,
    ) -> None:
        end = moved(at, reach)
        both = (a & b).elapsed(at, end)
        one, other = a.elapsed(at, end), b.elapsed(at, end)

        assert one + other == (a | b).elapsed(at, end) + both
        assert one - both == (a - b).elapsed(at, end)

    @given(st.sampled_from(LAWS), calendars, calendars, calendars, instants, near)
    def test_laws_of_sets(
        self,
        law: Law,
        a: sd.ServiceCalendar,
        b: sd.ServiceCalendar,
        c: sd.ServiceCalendar,
        at: datetime,
        reach: timedelta,
    ) -> None:
        start, end = ordered(at, reach)
        one, other = (spans_of(each.windows(start, end)) for each in law(a, b, c))

        assert one == other

    @settings(max_examples=4)
    @given(lasting, instants, st.sampled_from(ZONES))
    def test_a_calendar_without_itself_never_opens(
        self, calendar: sd.ServiceCalendar, at: datetime, zone: str
    ) -> None:
        nothing = calendar - calendar.in_zone(zone)
        day = at.date()

        assert not nothing.is_open(at)
        assert timedelta() == nothing.elapsed(at, moved(at, timedelta(days=400)))
        assert 0 == nothing.working_days(day, day + timedelta(days=400))
        with pytest.raises(sd.NeverOpenError):
            nothing.next_open(at)
        with pytest.raises(sd.NeverOpenError):
            nothing.add(at, TICK)


class TestCombinedAnswers:
    """Every question is answered as one calendar of rules answers it."""

    @given(combinations, moments, near, near)
    def test_elapsed_is_additive(
        self,
        calendar: sd.ServiceCalendar,
        at: datetime,
        first: timedelta,
        second: timedelta,
    ) -> None:
        middle = moved(at, first)
        end = moved(middle, second)
        parts = calendar.elapsed(at, middle) + calendar.elapsed(middle, end)

        assert parts == calendar.elapsed(at, end)
        assert -parts == calendar.elapsed(end, at)

    @given(always_some, moments, short)
    def test_add_and_subtract_are_exact(
        self, calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
    ) -> None:
        due, since = calendar.add(at, duration), calendar.subtract(at, duration)

        assert duration == calendar.elapsed(at, due)
        assert duration == calendar.elapsed(since, at)
        if duration:
            assert duration - TICK == calendar.elapsed(at, moved(due, -TICK))
            assert duration - TICK == calendar.elapsed(moved(since, TICK), at)

    @given(always_some, moments, short, short)
    def test_add_and_subtract_are_monotone(
        self,
        calendar: sd.ServiceCalendar,
        at: datetime,
        first: timedelta,
        second: timedelta,
    ) -> None:
        less, more = sorted([first, second])
        due = [calendar.add(at, each).astimezone(UTC) for each in (less, more)]
        since = [calendar.subtract(at, each).astimezone(UTC) for each in (more, less)]

        assert sorted(due) == due
        assert sorted(since) == since

    @given(combinations, moments, near)
    def test_the_zone_of_the_question_does_not_matter(
        self, calendar: sd.ServiceCalendar, at: datetime, reach: timedelta
    ) -> None:
        end = moved(at, reach)
        expected = calendar.elapsed(slow(at), slow(end))
        for zone in (calendar.tz, UTC, at.tzinfo):
            given_as = at.astimezone(zone), end.astimezone(zone)

            assert expected == calendar.elapsed(*given_as)
            assert calendar.is_open(at) == calendar.is_open(given_as[0])

    @given(combinations, moments, near)
    def test_explain_accounts_for_the_range(
        self, calendar: sd.ServiceCalendar, at: datetime, reach: timedelta
    ) -> None:
        start, end = ordered(at, reach)
        rows = calendar.explain(start, end).rows
        days = [row.date for row in rows]
        open_time = [
            (max(start, opens), min(end, closes))
            for row in rows
            for opens, closes in spans_of(row.windows)
            if opens < end and closes > start
        ]

        assert calendar.elapsed(start, end) == sum(
            (row.counted for row in rows), timedelta()
        )
        assert [days[0] + timedelta(days=n) for n in range(len(rows))] == days
        assert spans_of(calendar.windows(start, end)) == swept(
            open_time, [], lambda one, _: one
        )

    @given(combinations, moments)
    def test_a_pickle_is_the_definition(
        self, calendar: sd.ServiceCalendar, at: datetime
    ) -> None:
        calendar.is_open(at)
        copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own

        assert (calendar, hash(calendar), str(calendar)) == (
            copy,
            hash(copy),
            str(copy),
        )
        assert calendar.is_open(at) == copy.is_open(at)


class TestDatesOfAnotherZone:
    @given(combinations | calendars, instants, near, st.sampled_from(ZONES))
    def test_the_time_stays(
        self,
        calendar: sd.ServiceCalendar,
        at: datetime,
        reach: timedelta,
        zone: str,
    ) -> None:
        start, end = ordered(at, reach)
        there = calendar.in_zone(zone)

        assert zone == str(there.tz)
        assert spans_of(calendar.windows(start, end)) == spans_of(
            there.windows(start, end)
        )

    @given(calendars, instants, st.sampled_from(ZONES))
    def test_the_way_back_gives_the_old_working_days(
        self, calendar: sd.ServiceCalendar, at: datetime, zone: str
    ) -> None:
        back = calendar.in_zone(zone).in_zone(calendar.tz)
        first = at.date()
        for day in (first + timedelta(days=n) for n in range(10)):
            assert calendar.is_working_day(day) == back.is_working_day(day)


class TestVersions:
    @given(
        st.lists(
            st.tuples(changes_of_hours, calendars),
            min_size=1,
            max_size=3,
            unique_by=lambda entry: (entry[0].year, entry[0].month),
        ),
        moments,
        st.integers(-500, 500),
    )
    def test_each_side_of_a_change_has_its_own_hours(
        self,
        given_versions: list[tuple[date, sd.ServiceCalendar]],
        at: datetime,
        days: int,
    ) -> None:
        entries = sorted(given_versions, key=lambda entry: entry[0])
        far = datetime(2040, 1, 1, tzinfo=UTC)
        starts = [
            localize(datetime(day.year, day.month, day.day), each.tz)  # noqa: DTZ001
            for day, each in entries
        ]
        sides = list(pairwise([*(start.astimezone(UTC) for start in starts), far]))
        start, end = ordered(at, timedelta(days=days))
        changing = sd.ServiceCalendar.versions(dict(entries))
        parts = [
            each.elapsed(max(since, start), min(until, end))
            for (since, until), (_, each) in zip(sides, entries, strict=True)
            if max(since, start) < min(until, end)
        ]

        assert sum(parts, timedelta()) == changing.elapsed(start, end)

    @given(calendars, calendars, changes_of_hours)
    def test_a_change_is_exact_to_the_microsecond(
        self, old: sd.ServiceCalendar, new: sd.ServiceCalendar, day: date
    ) -> None:
        desk = sd.ServiceCalendar.versions({date(1995, 1, 1): old, day: new})
        change = localize(datetime(day.year, day.month, day.day), new.tz)  # noqa: DTZ001

        assert old.is_open(moved(change, -TICK)) == desk.is_open(moved(change, -TICK))
        assert new.is_open(change) == desk.is_open(change)


class TestCoverage:
    @given(
        st.dictionaries(st.sampled_from("abcd"), calendars | combinations),
        moments,
        st.integers(0, 5 * 86_400 * 10**6),
        st.lists(st.integers(0, 10**12), max_size=4),
    )
    def test_intervals_tile_the_range_and_name_who_is_open(
        self,
        desks: dict[str, sd.ServiceCalendar],
        start: datetime,
        microseconds: int,
        numbers: list[int],
    ) -> None:
        end = moved(start, timedelta(microseconds=microseconds))
        found = list(sd.coverage(desks, start, end))
        edges = [start, *(interval.end for interval, _ in found)]

        assert [instant(each) for each in edges[:-1]] == [
            instant(interval.start) for interval, _ in found
        ]
        assert instant(end) == instant(edges[-1])
        for (_, before), (_, after) in pairwise(found):
            assert before != after
        for interval, names in found:
            inside = [number * TICK % interval.duration for number in numbers]
            for away in (timedelta(), interval.duration - TICK, *inside):
                at = moved(interval.start, away)

                assert names == {
                    name for name, desk in desks.items() if desk.is_open(at)
                }

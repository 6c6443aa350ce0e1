"""Searches that end, and the windows one after the other."""

import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import islice
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
from servicedesk_core.calendars.search import (
    REACH,
    Search,
    next_close,
    next_open,
    previous_close,
    previous_open,
)
from servicedesk_core.errors import (
    NaiveDatetimeError,
    NeverClosesError,
    NeverOpenError,
    WrongTypeError,
)
from servicedesk_core.timeline import (
    DAY,
    GrowingIndex,
    Index,
    Interval,
    Span,
    clip,
    to_microseconds,
)

H, US = timedelta(hours=1), timedelta(microseconds=1)
DESK = ServiceCalendar("Mo-Fr 09:00-13:00,14:00-18:00", tz="UTC", name="desk")
INDEX = Index.build([(10, 20), (30, 35)], 0, 50)
EMPTY = Index.build([], 0, 50)


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026; the 5th, 12th, 19th and 26th are Mondays."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


def july(year: int) -> int:
    """Return the first instant of July of a year."""
    return to_microseconds(datetime(year, 7, 1, tzinfo=UTC), "at")


def opened(*years: int) -> GrowingIndex:
    """Return an index that is open on the first day of July of some years."""
    days = [july(year) for year in sorted(years)]
    return GrowingIndex(
        lambda low, high: [(day, day + DAY) for day in days if low <= day < high]
    )


class Limits:
    """Stands for a growing index; it notes which years searches would reach."""

    def __init__(self, *indexes: Index) -> None:
        self.indexes = indexes
        self.limits: list[int] = []

    def forward(
        self,
        at: int,
        limit: Callable[[Index], int],
        find: Callable[[Index], int | None],
    ) -> int | None:
        self.limits = [limit(index) for index in self.indexes]
        return at if find(INDEX) else None

    backward = forward


class TestFinds:
    @pytest.mark.parametrize(
        ("find", "expected"),
        [
            (next_open, [10, 15, 30, 30]),
            (next_close, [20, 20, 35, 35]),
            (previous_open, [None, 10, 10, 30]),
            (previous_close, [None, None, 20, 20]),
        ],
    )
    def test_ask_the_index(
        self, find: Callable[[int], Any], expected: list[int | None]
    ) -> None:
        assert expected == [find(when)(INDEX) for when in (5, 15, 25, 30)]


class TestReach:
    def test_is_forty_years(self) -> None:
        assert REACH == 40

    @pytest.mark.parametrize(
        ("years", "last", "first"),
        [
            ([], 2066, 1986),
            ([2026], 2066, 1986),
            ([2027], 2067, 1986),
            ([2025], 2066, 1985),
            ([2020, 2030, 2028], 2070, 1980),
        ],
    )
    def test_is_counted_from_the_start_and_the_dated_years(
        self, years: list[int], last: int, first: int
    ) -> None:
        spans = [(july(2020), july(2021)), (july(2030), july(2031))]
        limits: Any = Limits(EMPTY, Index.build(spans, 0, 1))
        search = Search(limits, years)
        search.after(july(2026), next_open(15))
        assert limits.limits == [last, last]
        search.before(july(2026), next_open(15))
        assert limits.limits == [first, first]

    @pytest.mark.parametrize(
        ("years", "last", "first"),
        [([], [2066, 2072], [1986, 1980]), ([2050, 1990], [2090, 2090], [1950, 1950])],
    )
    def test_onward_is_counted_from_what_opens_on_the_way(
        self, years: list[int], last: list[int], first: list[int]
    ) -> None:
        spans = [(july(2020), july(2021)), (july(2031), july(2032))]
        limits: Any = Limits(EMPTY, Index.build(spans, 0, 1))
        search = Search(limits, years)
        search.after(july(2026), next_open(15), onward=True)
        assert limits.limits == last
        search.before(july(2026), next_open(15), onward=True)
        assert limits.limits == first

    @pytest.mark.parametrize("asked", [False, True])
    @pytest.mark.parametrize(
        ("year", "years", "found"),
        [
            (2065, [], True),
            (2066, [], True),
            (2067, [], False),
            (2067, [2027], True),
            (2068, [2027], False),
            (2067, [2025], False),
        ],
    )
    def test_ends_ahead(
        self, year: int, years: list[int], *, found: bool, asked: bool
    ) -> None:
        """What was asked before may have found more; the answer stays."""
        index = opened(year)
        if asked:
            index.covering(july(2026), july(2070))
        search = Search(index, years)
        expected = july(year) if found else None
        assert expected == search.after(july(2026), next_open(july(2026)))

    @pytest.mark.parametrize("asked", [False, True])
    @pytest.mark.parametrize(
        ("year", "years", "found"),
        [
            (1987, [], True),
            (1986, [], True),
            (1985, [], False),
            (1985, [2025], True),
            (1984, [2025], False),
            (1985, [2027], False),
        ],
    )
    def test_ends_behind(
        self, year: int, years: list[int], *, found: bool, asked: bool
    ) -> None:
        index = opened(year)
        if asked:
            index.covering(july(1980), july(2026))
        search = Search(index, years)
        expected = july(year) if found else None
        assert expected == search.before(july(2026), previous_open(july(2026)))

    @pytest.mark.parametrize("asked", [False, True])
    @pytest.mark.parametrize(
        ("opens", "years", "found"),
        [
            ([2066, 2106], [], True),
            ([2066, 2107], [], False),
            ([2067, 2106], [], False),
            ([2067, 2106], [2027], True),
            ([2026, 2066], [], True),
            ([2026, 2067], [], False),
            ([2030, 2090], [2050], True),
            ([2030, 2091], [2050], False),
            ([2027, 2067], [], True),
            ([2027, 2068], [], False),
            ([2030, 2080, 2115], [2060], True),
            ([2030, 2080, 2121], [2060], False),
        ],
    )
    def test_onward_is_forty_years_from_each_opening(
        self, opens: list[int], years: list[int], *, found: bool, asked: bool
    ) -> None:
        index = opened(*opens)
        if asked:
            index.covering(july(2026), july(2130))
        start = july(2026)
        total = len(opens) * DAY
        due = Search(index, years).after(
            start,
            lambda index: index.earliest(index.open_before(start) + total),
            onward=True,
        )
        assert (july(opens[-1]) + DAY if found else None) == due

    @pytest.mark.parametrize("asked", [False, True])
    @pytest.mark.parametrize(
        ("opens", "years", "found"),
        [
            ([1986, 1946], [], True),
            ([1986, 1945], [], False),
            ([1985, 1946], [], False),
            ([1985, 1946], [2025], True),
            ([2022, 1962], [2002], True),
            ([2022, 1961], [2002], False),
        ],
    )
    def test_onward_is_forty_years_back_from_each_opening(
        self, opens: list[int], years: list[int], *, found: bool, asked: bool
    ) -> None:
        index = opened(*opens)
        if asked:
            index.covering(july(1940), july(2026))
        end = july(2026)
        start = Search(index, years).before(
            end,
            lambda index: index.latest(index.open_before(end) - 2 * DAY),
            onward=True,
        )
        assert (july(opens[1]) if found else None) == start


class TestFollowing:
    def test_gives_spans_in_order(self) -> None:
        search = Search(opened(2026, 2027, 2060), [])
        assert list(search.following(july(2026) - DAY)) == [
            (july(year), july(year) + DAY) for year in (2026, 2027, 2060)
        ]

    def test_clips_the_first(self) -> None:
        search = Search(opened(2026), [])
        assert list(search.following(july(2026) + 5)) == [
            (july(2026) + 5, july(2026) + DAY)
        ]
        assert list(search.following(july(2026) + DAY)) == []
        assert list(search.following(july(2026) + DAY - 1)) == [
            (july(2026) + DAY - 1, july(2026) + DAY)
        ]

    def test_has_no_end_where_nothing_closes(self) -> None:
        always = GrowingIndex(lambda low, high: [(max(low, july(2027)), high)])
        assert list(Search(always, []).following(july(2028))) == [(july(2028), None)]


class TestPreceding:
    def test_gives_the_latest_first(self) -> None:
        search = Search(opened(2026, 2025, 1990), [])
        assert list(search.preceding(july(2027))) == [
            (july(year), july(year) + DAY) for year in (2026, 2025, 1990)
        ]

    def test_clips_the_last(self) -> None:
        search = Search(opened(2026), [])
        whole: list[Span] = [(july(2026), july(2026) + DAY)]
        assert list(search.preceding(july(2026) + 5)) == [(july(2026), july(2026) + 5)]
        assert list(search.preceding(july(2026) + 1)) == [(july(2026), july(2026) + 1)]
        assert list(search.preceding(july(2026))) == []
        assert whole == list(search.preceding(july(2026) + DAY))
        assert whole == list(search.preceding(july(2026) + DAY + 1))

    def test_tells_spans_of_a_tick_apart(self) -> None:
        start = july(2026)
        spans = [
            (start, start + 10),
            (start + 11, start + 12),
            (start + 13, start + 20),
        ]
        search = Search(GrowingIndex(lambda low, high: clip(spans, low, high)), [])
        assert list(search.preceding(start + 30)) == spans[::-1]
        assert list(search.preceding(start + 12)) == spans[1::-1]
        assert list(search.preceding(start + 10)) == spans[:1]
        assert list(search.following(start + 5)) == [
            (start + 5, start + 10),
            *spans[1:],
        ]

    def test_has_no_start_where_nothing_was_closed(self) -> None:
        always = GrowingIndex(lambda low, high: [(low, min(high, july(2027)))])
        assert list(Search(always, []).preceding(july(2026))) == [(None, july(2026))]


def edges(windows: Iterator[Interval], count: int) -> list[tuple[datetime, datetime]]:
    """Return the starts and ends of the first windows."""
    return [(window.start, window.end) for window in islice(windows, count)]


class TestWindowsAfter:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (at(5, 8), [(at(5, 9), at(5, 13)), (at(5, 14), at(5, 18))]),
            (at(5, 9), [(at(5, 9), at(5, 13)), (at(5, 14), at(5, 18))]),
            (at(5, 10), [(at(5, 10), at(5, 13)), (at(5, 14), at(5, 18))]),
            (at(5, 13) - US, [(at(5, 13) - US, at(5, 13)), (at(5, 14), at(5, 18))]),
            (at(5, 13), [(at(5, 14), at(5, 18)), (at(6, 9), at(6, 13))]),
            (at(9, 18), [(at(12, 9), at(12, 13)), (at(12, 14), at(12, 18))]),
        ],
    )
    def test_are_clipped_to_the_start(
        self, when: datetime, expected: list[tuple[datetime, datetime]]
    ) -> None:
        assert expected == edges(DESK.windows_after(when), 2)

    def test_go_on_over_the_years(self) -> None:
        found = list(islice(DESK.windows_after(at(1)), 2 * 261 * 3))
        # 2026 and 2027 have 261 weekdays each, 2028 has 260
        assert found[-1].end == datetime(2029, 1, 1, 18, tzinfo=UTC)

    def test_join_what_touches(self) -> None:
        shifts = ServiceCalendar("Mo-Fr 00:00-24:00", tz="UTC")
        assert edges(shifts.windows_after(at(6)), 2) == [
            (at(6), at(10)),
            (at(12), at(17)),
        ]


class TestWindowsBefore:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (at(5, 20), [(at(5, 14), at(5, 18)), (at(5, 9), at(5, 13))]),
            (at(5, 18), [(at(5, 14), at(5, 18)), (at(5, 9), at(5, 13))]),
            (at(5, 17), [(at(5, 14), at(5, 17)), (at(5, 9), at(5, 13))]),
            (at(5, 14) + US, [(at(5, 14), at(5, 14) + US), (at(5, 9), at(5, 13))]),
            (at(5, 14), [(at(5, 9), at(5, 13)), (at(2, 14), at(2, 18))]),
            (at(5, 9), [(at(2, 14), at(2, 18)), (at(2, 9), at(2, 13))]),
        ],
    )
    def test_are_clipped_to_the_end(
        self, when: datetime, expected: list[tuple[datetime, datetime]]
    ) -> None:
        assert expected == edges(DESK.windows_before(when), 2)

    def test_go_on_over_the_years(self) -> None:
        found = list(islice(DESK.windows_before(at(1)), 2 * 261 * 3))
        # 2023 has 260 weekdays, 2024 has 262 and 2025 has 261
        assert found[-1].start == datetime(2023, 1, 2, 9, tzinfo=UTC)

    def test_mirror_those_after(self) -> None:
        start, end = at(1), at(31)
        ahead = [
            window
            for window in islice(DESK.windows_after(start), 50)
            if window.end < end
        ]
        back = [
            window
            for window in islice(DESK.windows_before(end), 50)
            if window.start > start
        ]
        assert ahead == back[::-1]


FAIR = ServiceCalendar(
    "off",
    tz="UTC",
    name="fair",
    special=[
        SpecialHours("2026-01-05", "09:00-17:00"),
        SpecialHours("2066-01-05", "09:00-17:00"),
        SpecialHours("2126-01-05", "09:00-17:00"),
    ],
)


class TestEndOfWindows:
    def test_is_long_after_the_last_dated_rule(self) -> None:
        years = [window.start.year for window in FAIR.windows_after(at(1))]
        assert years == [2026, 2066, 2126]
        late = datetime(2130, 1, 1, tzinfo=UTC)
        years = [window.start.year for window in FAIR.windows_before(late)]
        assert years == [2126, 2066, 2026]

    def test_comes_with_the_last_opening(self) -> None:
        assert list(FAIR.windows_after(datetime(2126, 1, 5, 17, tzinfo=UTC))) == []
        assert list(FAIR.windows_before(at(5, 9))) == []

    @pytest.mark.parametrize("question", ["windows_after", "windows_before"])
    def test_is_never_where_nothing_closes(self, question: str) -> None:
        year = 9998 if question == "windows_after" else 2
        when = datetime(year, 7, 1, tzinfo=UTC)
        always = ServiceCalendar.always()
        found = getattr(always, question)(when)
        with pytest.raises(NeverClosesError) as caught:
            next(found)
        word = question.removeprefix("windows_")
        assert caught.value.calendar == "24/7 (UTC)"
        assert caught.value.when == f"{word} {when.isoformat()}"

    def test_is_never_after_a_last_closure(self) -> None:
        closed = ServiceCalendar(
            "24/7", tz="UTC", closures=[Closure("9998-07-02", "00:00-24:00")]
        )
        start = datetime(9998, 7, 1, tzinfo=UTC)
        ahead = closed.windows_after(start)
        assert next(ahead).end == datetime(9998, 7, 2, tzinfo=UTC)
        with pytest.raises(NeverClosesError) as caught:
            next(ahead)
        assert caught.value.when == "after 9998-07-01T00:00:00+00:00"

    def test_is_never_before_a_first_closure(self) -> None:
        closed = ServiceCalendar(
            "24/7", tz="UTC", closures=[Closure("0002-07-02", "00:00-24:00")]
        )
        back = closed.windows_before(datetime(2, 7, 4, tzinfo=UTC))
        assert next(back).start == datetime(2, 7, 3, tzinfo=UTC)
        with pytest.raises(NeverClosesError) as caught:
            next(back)
        assert caught.value.when == "before 0002-07-04T00:00:00+00:00"

    @pytest.mark.parametrize(
        "tz", ["UTC", "Europe/Berlin", timezone(H), timezone(14 * H), timezone(-14 * H)]
    )
    def test_is_with_the_years(self, tz: str | tzinfo) -> None:
        """Windows outside the years 1 to 9999 are none."""
        daily = ServiceCalendar("09:00-17:00", tz=tz)
        last = datetime(9999, 12, 30, tzinfo=daily.tz)
        days = [window.start.day for window in daily.windows_after(last)]
        assert days == [30, 31]
        first = datetime(1, 1, 3, tzinfo=daily.tz)
        days = [window.start.day for window in daily.windows_before(first)]
        assert days == [2, 1]


class TestArguments:
    @pytest.mark.parametrize("question", ["windows_after", "windows_before"])
    def test_are_refused_at_once(self, question: str) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - a naive one is the subject
        with pytest.raises(NaiveDatetimeError) as caught:
            getattr(DESK, question)(naive)
        assert (caught.value.argument, caught.value.value) == ("at", naive)
        with pytest.raises(WrongTypeError) as wrong:
            getattr(DESK, question)(date(2026, 1, 5))
        assert wrong.value.argument == "at"

    @pytest.mark.parametrize("question", ["windows_after", "windows_before"])
    def test_give_the_zone_of_the_windows(self, question: str) -> None:
        tokyo = ZoneInfo("Asia/Tokyo")
        window = next(getattr(DESK, question)(at(6, tz=tokyo)))
        assert window.start.tzinfo is tokyo
        assert window.end.tzinfo is tokyo


class TestEdges:
    """Which error tells that there is no such edge."""

    BREAK = ServiceCalendar(
        "24/7", tz="UTC", closures=[Closure("2026-01-05", "10:00-11:00")], name="shop"
    )

    @pytest.mark.parametrize(
        ("question", "when", "word"),
        [
            ("next_close", at(5, 10, 30), "after"),
            ("next_close", at(5, 10), "after"),
            ("next_close", at(5, 11), "after"),
            ("previous_open", at(5, 10, 30), "before"),
            ("previous_open", at(5, 9), "before"),
            ("previous_close", at(5, 10) - US, "before"),
        ],
    )
    def test_what_stays_open_never_closes(
        self, question: str, when: datetime, word: str
    ) -> None:
        """A break now does not make it closed for ever."""
        with pytest.raises(NeverClosesError) as caught:
            getattr(attrs.evolve(self.BREAK), question)(when)
        assert caught.value.calendar == "shop"
        assert caught.value.when == f"{word} {when.isoformat()}"

    def test_what_is_open_for_the_first_time_has_not_closed(self) -> None:
        inside = at(5, 12)
        assert FAIR.previous_open(inside) == at(5, 9)
        with pytest.raises(NeverClosesError) as caught:
            FAIR.previous_close(inside)
        assert caught.value.when == "before 2026-01-05T12:00:00+00:00"

    def test_what_stays_closed_never_opens(self) -> None:
        for question in ("next_open", "next_close"):
            with pytest.raises(NeverOpenError):
                getattr(FAIR, question)(datetime(2126, 1, 5, 17, tzinfo=UTC))
        for question in ("previous_open", "previous_close"):
            with pytest.raises(NeverOpenError):
                getattr(FAIR, question)(at(5, 9) - US)


class TestEmptied:
    """Rules may leave nothing of the hours; searches end all the same."""

    @pytest.mark.parametrize(
        "days_off",
        [
            DaysOff.yearly("01-01..12-31"),
            DaysOff.yearly("07-01..06-30"),
            DaysOff.rule("FREQ=DAILY", since=date(2, 1, 1)),
            DaysOff.rule("FREQ=WEEKLY;BYDAY=MO", since=date(2, 1, 1)),
        ],
    )
    def test_by_days_off(self, days_off: DaysOff) -> None:
        empty = ServiceCalendar("Mo 09:00-17:00", tz="UTC", days_off=days_off)
        when = datetime(60, 1, 1, tzinfo=UTC)
        with pytest.raises(NeverOpenError):
            empty.next_open(when)
        with pytest.raises(NeverOpenError):
            empty.add(when, US)
        with pytest.raises(NeverOpenError):
            empty.add_working_days(when.date(), 1)
        assert list(empty.windows_after(when)) == []

    def test_by_closures(self) -> None:
        empty = ServiceCalendar(
            "off",
            tz="UTC",
            special=[SpecialHours("2026-01-05", "09:00-17:00")],
            closures=[Closure("2026-01-05", "00:00-24:00")],
        )
        for question in ("next_open", "previous_close"):
            with pytest.raises(NeverOpenError):
                getattr(empty, question)(at(5))
        assert list(empty.windows_after(at(5))) == []
        assert list(empty.windows_before(at(6))) == []


class TestIndex:
    def test_takes_no_part_in_values(self) -> None:
        asked, fresh = attrs.evolve(DESK), attrs.evolve(DESK)
        list(islice(asked.windows_after(at(1)), 1000))
        assert asked == fresh
        assert len(pickle.dumps(asked)) == len(pickle.dumps(fresh))

"""The compiled index, and the one that grows by years."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.timeline import DAY, GrowingIndex, Index, Span, to_microseconds
from servicedesk_core.timeline.index import (
    BEGINNING,
    END,
    FIRST_YEAR,
    LAST_YEAR,
    year_of,
    year_start,
)

#        0----1----2----3----4----5
# open:    10-20     30-35
INDEX = Index.build([(10, 20), (30, 35)], 0, 50)
EMPTY = Index.build([], 0, 50)
FULL = Index.build([(0, 50)], 0, 50)


class TestIndex:
    def test_is_built_of_starts_ends_and_sums(self) -> None:
        assert (INDEX.low, INDEX.high) == (0, 50)
        assert INDEX.starts == (10, 30)
        assert INDEX.ends == (20, 35)
        assert INDEX.sums == (0, 10, 15)
        assert EMPTY.sums == (0,)

    @pytest.mark.parametrize(
        ("at", "is_open", "before"),
        [
            (0, False, 0),
            (9, False, 0),
            (10, True, 0),
            (11, True, 1),
            (19, True, 9),
            (20, False, 10),
            (21, False, 10),
            (29, False, 10),
            (30, True, 10),
            (34, True, 14),
            (35, False, 15),
            (49, False, 15),
            (50, False, 15),
        ],
    )
    def test_counts_open_time(self, at: int, *, is_open: bool, before: int) -> None:
        assert is_open is INDEX.is_open(at)
        assert before == INDEX.open_before(at)

    @pytest.mark.parametrize(
        ("total", "expected"),
        [(1, 11), (9, 19), (10, 20), (11, 31), (14, 34), (15, 35), (16, None)],
    )
    def test_the_earliest_stays_on_closing(
        self, total: int, expected: int | None
    ) -> None:
        assert expected == INDEX.earliest(total)

    @pytest.mark.parametrize(
        ("total", "expected"),
        [(-1, None), (0, 10), (1, 11), (9, 19), (10, 30), (11, 31), (14, 34)],
    )
    def test_the_latest_stays_on_opening(
        self, total: int, expected: int | None
    ) -> None:
        assert expected == INDEX.latest(total)

    def test_the_latest_of_all_is_not_known(self) -> None:
        assert INDEX.latest(15) is None
        assert INDEX.latest(16) is None

    @pytest.mark.parametrize(
        ("at", "expected"),
        [(0, 10), (9, 10), (10, 10), (11, 11), (19, 19), (20, 30), (29, 30), (30, 30)],
    )
    def test_next_open_is_now_while_open(self, at: int, expected: int) -> None:
        assert expected == INDEX.next_open(at)

    @pytest.mark.parametrize("at", [35, 36, 49])
    def test_next_open_may_be_unknown(self, at: int) -> None:
        assert INDEX.next_open(at) is None

    @pytest.mark.parametrize(
        ("at", "expected"),
        [(0, 20), (10, 20), (19, 20), (20, 35), (34, 35), (35, None), (49, None)],
    )
    def test_next_close_is_later(self, at: int, expected: int | None) -> None:
        assert expected == INDEX.next_close(at)

    @pytest.mark.parametrize(
        ("at", "expected"),
        [(0, None), (9, None), (10, 10), (19, 10), (20, 10), (29, 10), (30, 30)],
    )
    def test_previous_open_is_now_at_the_opening(
        self, at: int, expected: int | None
    ) -> None:
        assert expected == INDEX.previous_open(at)

    @pytest.mark.parametrize(
        ("at", "expected"),
        [(0, None), (19, None), (20, 20), (34, 20), (35, 35), (49, 35)],
    )
    def test_previous_close_is_now_at_the_closing(
        self, at: int, expected: int | None
    ) -> None:
        assert expected == INDEX.previous_close(at)

    def test_an_edge_of_the_known_is_no_opening_or_closing(self) -> None:
        assert FULL.next_close(25) is None
        assert FULL.previous_open(25) is None
        inner = Index.build([(1, 49)], 0, 50)
        assert inner.next_close(25) == 49
        assert inner.previous_open(25) == 1

    def test_knows_nothing_where_nothing_is_open(self) -> None:
        assert EMPTY.is_open(25) is False
        assert EMPTY.open_before(25) == 0
        assert EMPTY.earliest(1) is None
        assert EMPTY.latest(0) is None
        assert EMPTY.next_open(25) is None
        assert EMPTY.next_close(25) is None
        assert EMPTY.previous_open(25) is None
        assert EMPTY.previous_close(25) is None
        assert EMPTY.between(0, 50) == []

    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (0, 50, [(10, 20), (30, 35)]),
            (10, 35, [(10, 20), (30, 35)]),
            (11, 34, [(11, 20), (30, 34)]),
            (19, 31, [(19, 20), (30, 31)]),
            (20, 30, []),
            (12, 15, [(12, 15)]),
            (35, 50, []),
            (0, 10, []),
            (0, 11, [(10, 11)]),
            (25, 25, []),
        ],
    )
    def test_gives_spans_clipped(
        self, low: int, high: int, expected: list[Span]
    ) -> None:
        assert expected == INDEX.between(low, high)

    @pytest.mark.parametrize(
        ("spans", "low", "high", "expected"),
        [
            ([(50, 60)], 50, 70, [(10, 20), (30, 35), (50, 60)]),
            ([(-5, 0)], -10, 0, [(-5, 0), (10, 20), (30, 35)]),
            ([], 50, 70, [(10, 20), (30, 35)]),
            ([], -10, 0, [(10, 20), (30, 35)]),
        ],
    )
    def test_extends_to_either_side(
        self, spans: list[Span], low: int, high: int, expected: list[Span]
    ) -> None:
        wider = INDEX.extended(spans, low, high)
        assert expected == wider.between(-100, 100)
        assert min(low, 0) == wider.low
        assert max(high, 50) == wider.high
        assert sum(end - start for start, end in expected) == wider.sums[-1]

    def test_joins_what_touches_when_extended(self) -> None:
        later = FULL.extended([(50, 60)], 50, 70)
        assert later.between(0, 70) == [(0, 60)]
        assert later.next_close(25) == 60
        earlier = FULL.extended([(-10, 0)], -20, 0)
        assert earlier.between(-20, 50) == [(-10, 50)]
        assert earlier.previous_open(25) == -10

    def test_is_equal_to_itself_only(self) -> None:
        assert Index.build([], 0, 50) != EMPTY

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            INDEX.low = 1  # type: ignore[misc]


def instant(year: int, month: int = 7, day: int = 1) -> int:
    """Return the start of a date in UTC."""
    return to_microseconds(datetime(year, month, day, tzinfo=UTC), "at")


MIN_INSTANT = to_microseconds(datetime.min.replace(tzinfo=UTC), "at")
MAX_INSTANT = to_microseconds(datetime.max.replace(tzinfo=UTC), "at")


class TestYears:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (0, 1970),
            (-1, 1969),
            (365 * DAY - 1, 1970),
            (365 * DAY, 1971),
            (MIN_INSTANT, 1),
            (MIN_INSTANT - 1, 1),
            (MAX_INSTANT, 9999),
            (MAX_INSTANT + 1, 9999),
            (10**30, 9999),
            (-(10**30), 1),
        ],
    )
    def test_are_those_of_utc_kept_in_range(self, at: int, expected: int) -> None:
        assert expected == year_of(at)

    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (1970, 0),
            (1971, 365 * DAY),
            (1969, -365 * DAY),
            (2, MIN_INSTANT + 365 * DAY),
            (1, MIN_INSTANT - 2 * DAY),
            (0, MIN_INSTANT - 2 * DAY),
            (-5, MIN_INSTANT - 2 * DAY),
            (9999, MAX_INSTANT + 1 - 365 * DAY),
            (10_000, MAX_INSTANT + 1 + 2 * DAY),
            (10_001, MAX_INSTANT + 1 + 2 * DAY),
        ],
    )
    def test_start_with_a_margin_at_the_ends(self, year: int, expected: int) -> None:
        assert expected == year_start(year)

    def test_reach_from_the_first_margin_to_the_last(self) -> None:
        assert MIN_INSTANT - 2 * DAY == BEGINNING
        assert MAX_INSTANT + 1 + 2 * DAY == END

    def test_are_the_years_of_datetime(self) -> None:
        assert date.min.year == FIRST_YEAR
        assert date.max.year == LAST_YEAR


class Compiler:
    """Opens the first day of July of each year, and notes what it compiled."""

    def __init__(self, *open_years: int) -> None:
        self.open_years = open_years
        self.calls: list[tuple[int, int]] = []

    def __call__(self, low: int, high: int) -> list[Span]:
        self.calls.append((year_of(low), year_of(high - 1)))
        days = [instant(year) for year in sorted(self.open_years)]
        return [(day, day + DAY) for day in days if low <= day < high]


class TestCovering:
    def test_compiles_whole_years(self) -> None:
        compiler = Compiler(2026)
        index = GrowingIndex(compiler).covering(instant(2026), instant(2027))
        assert compiler.calls == [(2026, 2027)]
        assert (index.low, index.high) == (year_start(2026), year_start(2028))
        assert index.starts == (instant(2026),)

    def test_compiles_a_year_once(self) -> None:
        compiler = Compiler(2026)
        growing = GrowingIndex(compiler)
        first = growing.covering(instant(2026), instant(2026))
        assert growing.covering(year_start(2026), year_start(2027) - 1) is first
        assert compiler.calls == [(2026, 2026)]

    @pytest.mark.parametrize(
        ("first", "last", "call"),
        [
            (year_start(2026) - 1, instant(2026), (2025, 2025)),
            (instant(2026), year_start(2027), (2027, 2027)),
        ],
    )
    def test_compiles_only_the_years_that_are_new(
        self, first: int, last: int, call: tuple[int, int]
    ) -> None:
        compiler = Compiler(2025, 2026, 2027)
        growing = GrowingIndex(compiler)
        growing.covering(instant(2026), instant(2026))
        index = growing.covering(first, last)
        assert compiler.calls == [(2026, 2026), call]
        assert len(index.starts) == 2

    def test_grows_to_both_sides_at_once(self) -> None:
        compiler = Compiler(2025, 2026, 2027)
        growing = GrowingIndex(compiler)
        growing.covering(instant(2026), instant(2026))
        index = growing.covering(instant(2024), instant(2028))
        assert compiler.calls == [(2026, 2026), (2024, 2025), (2027, 2028)]
        assert index.starts == (instant(2025), instant(2026), instant(2027))
        assert (index.low, index.high) == (year_start(2024), year_start(2029))

    @pytest.mark.parametrize(
        ("year", "calls", "low"),
        [
            (2076, [(2026, 2026), (2027, 2076)], 2026),
            (2077, [(2026, 2026), (2077, 2077)], 2077),
            (1976, [(2026, 2026), (1976, 2025)], 1976),
            (1975, [(2026, 2026), (1975, 1975)], 1975),
        ],
    )
    def test_bridges_fifty_years_and_no_more(
        self, year: int, calls: list[tuple[int, int]], low: int
    ) -> None:
        compiler = Compiler()
        growing = GrowingIndex(compiler)
        growing.covering(instant(2026), instant(2026))
        index = growing.covering(instant(year), instant(year))
        assert calls == compiler.calls
        assert year_start(low) == index.low
        assert growing.covering(instant(year), instant(year)) is index

    @pytest.mark.parametrize(
        ("first", "last", "calls"),
        [
            (year_start(2026), year_start(2027) - 1, []),
            (year_start(2026) - 1, year_start(2026), [(2025, 2025)]),
            (year_start(2027) - 1, year_start(2027), [(2027, 2027)]),
            (year_start(2027), year_start(2027), [(2027, 2027)]),
        ],
    )
    def test_knows_from_the_first_tick_to_the_last(
        self, first: int, last: int, calls: list[tuple[int, int]]
    ) -> None:
        compiler = Compiler()
        growing = GrowingIndex(compiler)
        growing.covering(instant(2026), instant(2026))
        index = growing.covering(first, last)
        assert [(2026, 2026), *calls] == compiler.calls
        assert index.low <= first
        assert last < index.high

    def test_reaches_the_outermost_instants(self) -> None:
        growing = GrowingIndex(Compiler())
        first = growing.covering(MIN_INSTANT - DAY, MIN_INSTANT)
        assert first.low == MIN_INSTANT - 2 * DAY
        last = growing.covering(MAX_INSTANT, MAX_INSTANT + DAY)
        assert last.high == MAX_INSTANT + 1 + 2 * DAY


class TestSearching:
    def test_finds_in_the_year_asked_about(self) -> None:
        compiler = Compiler(2026)
        at = instant(2026, 1)
        found = GrowingIndex(compiler).forward(
            at, lambda _: 2026, lambda index: index.next_open(at)
        )
        assert found == instant(2026)
        assert compiler.calls == [(2026, 2026)]

    def test_looks_ahead_in_doubling_steps(self) -> None:
        compiler = Compiler(2040)
        at = instant(2026)
        found = GrowingIndex(compiler).forward(
            at, lambda _: 2066, lambda index: index.next_open(at)
        )
        assert found == instant(2040)
        assert compiler.calls == [
            (2026, 2026),
            (2027, 2027),
            (2028, 2029),
            (2030, 2033),
            (2034, 2041),
        ]

    def test_looks_back_in_doubling_steps(self) -> None:
        compiler = Compiler(2012)
        at = instant(2026)
        found = GrowingIndex(compiler).backward(
            at, lambda _: 1986, lambda index: index.previous_open(at)
        )
        assert found == instant(2012)
        assert compiler.calls == [
            (2026, 2026),
            (2025, 2025),
            (2023, 2024),
            (2019, 2022),
            (2011, 2018),
        ]

    def test_gives_up_after_the_last_year(self) -> None:
        compiler = Compiler(2030)
        at = instant(2026)
        found = GrowingIndex(compiler).forward(
            at, lambda _: 2029, lambda index: index.next_open(at)
        )
        assert found is None
        assert compiler.calls == [(2026, 2026), (2027, 2027), (2028, 2029)]
        assert (
            GrowingIndex(Compiler()).forward(
                at, lambda _: 2026, lambda index: index.next_open(at)
            )
            is None
        )

    def test_compiles_no_year_after_the_last_one(self) -> None:
        compiler = Compiler(2030)
        at = instant(2026)
        found = GrowingIndex(compiler).forward(
            at, lambda _: 2028, lambda index: index.next_open(at)
        )
        assert found is None
        assert compiler.calls == [(2026, 2026), (2027, 2027), (2028, 2028)]

    def test_compiles_no_year_before_the_first_one(self) -> None:
        compiler = Compiler(2022)
        at = instant(2026)
        found = GrowingIndex(compiler).backward(
            at, lambda _: 2024, lambda index: index.previous_open(at)
        )
        assert found is None
        assert compiler.calls == [(2026, 2026), (2025, 2025), (2024, 2024)]

    def test_gives_up_before_the_first_year(self) -> None:
        compiler = Compiler(2022)
        at = instant(2026)
        found = GrowingIndex(compiler).backward(
            at, lambda _: 2023, lambda index: index.previous_open(at)
        )
        assert found is None
        assert compiler.calls[-1] == (2023, 2024)

    def test_never_leaves_the_years_1_to_9999(self) -> None:
        ahead, back = Compiler(), Compiler()
        late, early = instant(9998), instant(2)
        assert (
            GrowingIndex(ahead).forward(
                late, lambda _: 20_000, lambda index: index.next_open(late)
            )
            is None
        )
        assert ahead.calls == [(9998, 9998), (9999, 9999)]
        assert (
            GrowingIndex(back).backward(
                early, lambda _: -20_000, lambda index: index.previous_open(early)
            )
            is None
        )
        assert back.calls == [(2, 2), (1, 1)]

    def test_asks_for_the_limit_again_as_it_learns(self) -> None:
        def two_more(index: Index) -> int:
            return year_of(index.ends[-1]) + 2 if index.ends else 2026

        at = instant(2026, 1)
        found = GrowingIndex(Compiler(2026, 2028, 2030)).forward(
            at, two_more, lambda index: index.earliest(3 * DAY)
        )
        assert found == instant(2030) + DAY


BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 7, 1, 12, tzinfo=BERLIN)
H = timedelta(hours=1)


class TestKnown:
    """The tables that come with what has been compiled."""

    def test_is_nothing_at_first(self) -> None:
        compiler = Compiler(1970)
        known = GrowingIndex(compiler, BERLIN).known
        assert known.index.low == known.index.high
        for year in (1969, 1970, 2026):
            noon = datetime(year, 1, 1, 12, tzinfo=UTC)
            assert known.utc.open_before(noon) is None
            assert known.own.open_before(noon.replace(tzinfo=BERLIN)) is None
        assert known.utc.earliest(H) is None
        assert known.own.earliest(H) is None
        assert compiler.calls == []

    def test_at_first_takes_no_bridge_to_what_is_asked(self) -> None:
        compiler = Compiler()
        growing = GrowingIndex(compiler)
        growing.covering(instant(1975), instant(1975))
        assert compiler.calls == [(1975, 1975)]

    def test_holds_the_index_and_its_tables(self) -> None:
        growing = GrowingIndex(Compiler(2026), BERLIN)
        index = growing.covering(instant(2026), instant(2026))
        known = growing.known
        assert known.index is index
        # 1 July is open in UTC, so from 02:00 in Berlin
        assert known.own.open_before(NOON) == 10 * H
        assert known.own.earliest(H) == NOON.replace(hour=3)
        noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
        assert known.utc.open_before(noon) == 12 * H
        due = known.utc.earliest(H)
        assert due == noon.replace(hour=1)
        assert due is not None
        assert due.tzinfo is UTC

    def test_has_tables_of_utc_unless_told(self) -> None:
        growing = GrowingIndex(Compiler(2026))
        growing.covering(instant(2026), instant(2026))
        due = growing.known.own.earliest(H)
        assert due is not None
        assert due.tzinfo is UTC

    def test_grows_with_the_index(self) -> None:
        growing = GrowingIndex(Compiler(2025, 2026), BERLIN)
        growing.covering(instant(2026), instant(2026))
        before = growing.known
        growing.covering(instant(2025), instant(2025))
        after = growing.known
        assert before.own.open_before(NOON) == 10 * H
        assert after.own.open_before(NOON) == 34 * H
        assert before.own.open_before(NOON.replace(year=2025)) is None
        assert after.own.open_before(NOON.replace(year=2025)) == 10 * H

    def test_stays_while_nothing_new_is_asked(self) -> None:
        growing = GrowingIndex(Compiler(2026))
        growing.covering(instant(2026), instant(2026))
        before = growing.known
        growing.covering(year_start(2026), year_start(2027) - 1)
        assert growing.known is before

    def test_answers_only_where_the_rules_are_known(self) -> None:
        certain = [(instant(2026), instant(2026) + DAY)]
        growing = GrowingIndex(Compiler(2026), UTC, certain)
        growing.covering(instant(2026), instant(2026))
        noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
        for table in (growing.known.own, growing.known.utc):
            assert table.open_before(noon) == 12 * H
            assert table.open_before(noon - 24 * H) is None
            assert table.open_before(noon + 24 * H) is None
            assert table.earliest(H) == noon.replace(hour=1)
        early = GrowingIndex(Compiler(2026), UTC, [(BEGINNING, instant(2026))])
        early.covering(instant(2026), instant(2026))
        assert early.known.own.earliest(H) is None
        never = GrowingIndex(Compiler(2026), UTC, [])
        never.covering(instant(2026), instant(2026))
        assert never.known.own.open_before(noon) is None

    def test_is_known_from_the_beginning_to_the_end_unless_told(self) -> None:
        growing = GrowingIndex(Compiler(1, 9999))
        growing.covering(MIN_INSTANT, MIN_INSTANT)
        first = datetime(1, 1, 1, 12, tzinfo=UTC)
        assert growing.known.own.open_before(first) == timedelta()
        growing.covering(MAX_INSTANT, MAX_INSTANT)
        last = datetime(9999, 12, 30, 12, tzinfo=UTC)
        assert growing.known.own.open_before(last) == 24 * H

    def test_is_equal_to_itself_only(self) -> None:
        growing = GrowingIndex(Compiler())
        growing.covering(instant(2026), instant(2026))
        before = growing.known
        growing.covering(instant(2027), instant(2027))
        assert before != growing.known

    def test_is_shared_by_threads(self) -> None:
        growing = GrowingIndex(Compiler(*range(1990, 2030)), BERLIN)
        years = [*range(1990, 2030)] * 4

        def open_days(year: int) -> int:
            index = growing.covering(instant(year, 1), instant(year, 12))
            return len(index.between(instant(year, 1), instant(year, 12)))

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(open_days, years)) == {1}

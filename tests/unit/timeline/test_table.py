"""The table of open time as datetimes of one zone see it."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.timeline import DAY, Index, LocalTable, Span, to_microseconds
from servicedesk_core.timeline.index import BEGINNING, END, year_start
from servicedesk_core.timeline.table import steady_offset

BERLIN, AUCKLAND = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland")
HOUR = 3_600_000_000
H, US = timedelta(hours=1), timedelta(microseconds=1)
EVER = [(BEGINNING, END)]


def micros(*clock: int, tz: tzinfo = UTC) -> int:
    """Return the instant of a wall-clock time."""
    return to_microseconds(datetime(*clock, tzinfo=tz), "at")  # type: ignore[arg-type,misc]


def ordinal(*day: int) -> int:
    """Return a date's ordinal."""
    return date(*day).toordinal()


class TestSteadyOffset:
    @pytest.mark.parametrize(
        ("first", "last", "hours"),
        [
            (26, 26, 1),
            (27, 27, 1),
            (20, 27, 1),
            (28, 28, None),
            (29, 29, None),
            (27, 28, None),
            (25, 30, None),
            (29, 30, None),
            (30, 30, 2),
            (30, 31, 2),
        ],
    )
    def test_is_that_of_dates_without_a_change(
        self, first: int, last: int, hours: int | None
    ) -> None:
        """Clocks in Berlin go forward on 29 March 2026."""
        expected = None if hours is None else hours * HOUR
        found = steady_offset(ordinal(2026, 3, first), ordinal(2026, 3, last), BERLIN)
        assert expected == found

    @pytest.mark.parametrize(
        ("day", "hours"), [(23, 2), (24, None), (25, None), (26, 1)]
    )
    def test_is_that_of_dates_in_autumn(self, day: int, hours: int | None) -> None:
        expected = None if hours is None else hours * HOUR
        there = ordinal(2026, 10, day)
        assert expected == steady_offset(there, there, BERLIN)

    @pytest.mark.parametrize(("last", "expected"), [(12, HOUR), (13, None)])
    def test_is_looked_for_within_a_week(self, last: int, expected: int | None) -> None:
        first = ordinal(2026, 1, 5)
        assert expected == steady_offset(first, ordinal(2026, 1, last), BERLIN)

    @pytest.mark.parametrize(
        ("tz", "expected"),
        [
            (UTC, 0),
            (ZoneInfo("UTC"), 0),
            (timezone(5.75 * H), 5.75 * HOUR),
            (timezone(-3 * H - US), -3 * HOUR - 1),
            (ZoneInfo("Etc/GMT+5"), -5 * HOUR),
        ],
    )
    def test_of_a_zone_without_changes_holds_for_ever(
        self, tz: tzinfo, expected: float
    ) -> None:
        assert expected == steady_offset(1, ordinal(9999, 12, 31), tz)

    def test_counts_to_the_second(self) -> None:
        there = ordinal(1800, 1, 1)
        minutes = 53 * 60 + 28
        assert minutes * 1_000_000 == steady_offset(there, there, BERLIN)

    def test_of_the_outermost_dates_is_known(self) -> None:
        assert steady_offset(1, 1, BERLIN) == (53 * 60 + 28) * 1_000_000
        last = ordinal(9999, 12, 31)
        assert steady_offset(last, last, BERLIN) == HOUR

    @pytest.mark.parametrize(
        ("zone", "days"),
        [
            ("Pacific/Apia", [(2011, 12, 29), (2011, 12, 30)]),
            ("America/Sao_Paulo", [(2018, 11, 3), (2018, 11, 4), (2018, 2, 17)]),
            ("America/Havana", [(2026, 3, 8), (2026, 11, 1)]),
            ("Australia/Lord_Howe", [(2026, 4, 5), (2026, 10, 4)]),
        ],
    )
    def test_is_unknown_around_odd_changes(
        self, zone: str, days: list[tuple[int, int, int]]
    ) -> None:
        tz = ZoneInfo(zone)
        assert [steady_offset(ordinal(*day), ordinal(*day), tz) for day in days] == [
            None
        ] * len(days)


# Monday 5 January 2026: 09-12 and 13-17 UTC; night shift into the 7th; nothing after
MONDAY = micros(2026, 1, 5)
SPANS = [
    (MONDAY + 9 * HOUR, MONDAY + 12 * HOUR),
    (MONDAY + 13 * HOUR, MONDAY + 17 * HOUR),
    (MONDAY + 46 * HOUR, MONDAY + 54 * HOUR),
]


def year_index(spans: list[Span], year: int = 2026) -> Index:
    """Return the index of one UTC year."""
    return Index.build(spans, year_start(year), year_start(year + 1))


INDEX = year_index(SPANS)


def at(day: int, hour: int = 0, minute: int = 0, *, tz: tzinfo = UTC) -> datetime:
    """Return a time in January 2026."""
    return datetime(2026, 1, day, hour, minute, tzinfo=tz)


class TestOpenBefore:
    @pytest.mark.parametrize(
        ("when", "expected"),
        [
            (at(5), 0 * H),
            (at(5, 9), 0 * H),
            (at(5, 9) + US, US),
            (at(5, 12) - US, 3 * H - US),
            (at(5, 12), 3 * H),
            (at(5, 12) + US, 3 * H),
            (at(5, 13), 3 * H),
            (at(5, 13) + US, 3 * H + US),
            (at(5, 17) - US, 7 * H - US),
            (at(5, 17), 7 * H),
            (at(6) - US, 7 * H),
            (at(6), 7 * H),
            (at(6, 22), 7 * H),
            (at(6, 23), 8 * H),
            (at(7) - US, 9 * H - US),
            (at(7), 9 * H),
            (at(7, 1), 10 * H),
            (at(7, 6), 15 * H),
            (at(7, 7), 15 * H),
            (at(8), 15 * H),
            (at(1), 0 * H),
            (datetime(2026, 12, 31, 23, tzinfo=UTC), 15 * H),
        ],
    )
    def test_is_that_of_the_index(self, when: datetime, expected: timedelta) -> None:
        table = LocalTable(INDEX, UTC, EVER)
        assert expected == table.open_before(when)
        assert expected == table.open_before(when)

    @pytest.mark.parametrize(
        ("tz", "when", "expected"),
        [
            (BERLIN, at(5, 10, tz=BERLIN), 0 * H),
            (BERLIN, at(5, 10, 30, tz=BERLIN), H / 2),
            (BERLIN, at(7, tz=BERLIN), 8 * H),
            (AUCKLAND, at(5, 23, tz=AUCKLAND), H),
            (AUCKLAND, at(6, 6, tz=AUCKLAND), 7 * H),
            (AUCKLAND, at(7, 12, tz=AUCKLAND), 8 * H),
            (timezone(-8 * H), at(5, 2, tz=timezone(-8 * H)), H),
        ],
    )
    def test_is_read_on_the_zones_clock(
        self, tz: tzinfo, when: datetime, expected: timedelta
    ) -> None:
        table = LocalTable(INDEX, tz, EVER)
        assert expected == table.open_before(when.replace(tzinfo=tz))

    def test_is_not_known_where_the_index_ends(self) -> None:
        table = LocalTable(INDEX, UTC, EVER)
        assert table.open_before(datetime(2025, 12, 31, 23, tzinfo=UTC)) is None
        assert table.open_before(datetime(2027, 1, 1, tzinfo=UTC)) is None

    @pytest.mark.parametrize(
        ("tz", "day", "known"),
        [
            (BERLIN, date(2026, 1, 1), False),
            (BERLIN, date(2026, 1, 2), True),
            (BERLIN, date(2026, 12, 31), True),
            (BERLIN, date(2027, 1, 1), False),
            (timezone(-H), date(2025, 12, 31), False),
            (timezone(-H), date(2026, 1, 1), True),
            (timezone(-H), date(2026, 12, 30), True),
            (timezone(-H), date(2026, 12, 31), False),
        ],
    )
    def test_needs_a_whole_date_in_the_index(
        self, tz: tzinfo, day: date, *, known: bool
    ) -> None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=tz)
        found = LocalTable(INDEX, tz, EVER).open_before(noon)
        assert known is (found is not None)

    @pytest.mark.parametrize(
        ("within", "known"),
        [
            ([(MONDAY, MONDAY + 2 * DAY)], [False, True, True, False]),
            ([(MONDAY + 1, MONDAY + 2 * DAY)], [False, False, True, False]),
            ([(MONDAY - DAY, MONDAY + 2 * DAY - 1)], [True, True, False, False]),
            (
                [(MONDAY - DAY, MONDAY + HOUR), (MONDAY + DAY, MONDAY + 3 * DAY)],
                [True, False, True, True],
            ),
            ([], [False, False, False, False]),
        ],
    )
    def test_is_not_known_where_the_rules_are_not(
        self, within: list[Span], known: list[bool]
    ) -> None:
        table = LocalTable(INDEX, UTC, within)
        found = [table.open_before(at(day, 12)) for day in (4, 5, 6, 7)]
        assert known == [each is not None for each in found]

    def test_is_not_known_on_dates_with_a_change_of_clocks(self) -> None:
        table = LocalTable(INDEX, BERLIN, EVER)
        found = {
            day: table.open_before(datetime(2026, 3, day, 12, tzinfo=BERLIN))
            for day in range(26, 32)
        }
        assert found == {
            26: 15 * H,
            27: 15 * H,
            28: None,
            29: None,
            30: 15 * H,
            31: 15 * H,
        }

    @pytest.mark.parametrize("fold", [0, 1])
    def test_does_not_guess_in_a_repeated_hour(self, fold: int) -> None:
        table = LocalTable(INDEX, BERLIN, EVER)
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)
        assert table.open_before(twice) is None

    def test_knows_the_first_date_and_not_the_last(self) -> None:
        first = Index.build([(BEGINNING, year_start(2))], BEGINNING, year_start(2))
        table = LocalTable(first, UTC, EVER)
        assert table.open_before(datetime(1, 1, 1, 1, tzinfo=UTC)) == 49 * H
        low = year_start(9999)
        last = LocalTable(Index.build([(low, END)], low, END), UTC, EVER)
        assert last.open_before(datetime(9999, 12, 31, tzinfo=UTC)) is None
        known = 363 * 24 * H
        assert last.open_before(datetime(9999, 12, 30, tzinfo=UTC)) == known

    def test_finds_each_date_once(self) -> None:
        table = LocalTable(INDEX, UTC, EVER)
        table.open_before(at(5, 10))
        table.open_before(at(5, 11))
        table.open_before(at(6, 11))
        assert list(table._days) == [ordinal(2026, 1, 5), ordinal(2026, 1, 6)]


class TestEarliest:
    @pytest.mark.parametrize(
        ("total", "expected"),
        [
            (US, at(5, 9) + US),
            (3 * H - US, at(5, 12) - US),
            (3 * H, at(5, 12)),
            (3 * H + US, at(5, 13) + US),
            (7 * H, at(5, 17)),
            (7 * H + US, at(6, 22) + US),
            (10 * H, at(7, 1)),
            (15 * H, at(7, 6)),
            (15 * H + US, None),
        ],
    )
    def test_is_that_of_the_index(
        self, total: timedelta, expected: datetime | None
    ) -> None:
        table = LocalTable(INDEX, UTC, EVER)
        assert expected == table.earliest(total)
        assert expected == table.earliest(total)

    @pytest.mark.parametrize("tz", [BERLIN, AUCKLAND, timezone(-9.5 * H)])
    def test_comes_in_the_zone(self, tz: tzinfo) -> None:
        found = LocalTable(INDEX, tz, EVER).earliest(10 * H)
        assert found is not None
        assert found.tzinfo is tz
        assert found.astimezone(UTC) == at(7, 1)

    @pytest.mark.parametrize(
        ("within", "known"),
        [
            ([(MONDAY + 13 * HOUR, MONDAY + 54 * HOUR)], [False, True, True]),
            ([(MONDAY + 13 * HOUR + 1, MONDAY + 54 * HOUR)], [False, False, True]),
            ([(MONDAY, MONDAY + 54 * HOUR - 1)], [True, True, False]),
            (
                [(BEGINNING, MONDAY + 14 * HOUR), (MONDAY + DAY, END)],
                [True, False, True],
            ),
            ([], [False, False, False]),
            (EVER, [True, True, True]),
        ],
    )
    def test_is_not_known_where_the_rules_are_not(
        self, within: list[Span], known: list[bool]
    ) -> None:
        table = LocalTable(INDEX, UTC, within)
        found = [table.earliest(total) for total in (H, 4 * H, 8 * H)]
        assert known == [each is not None for each in found]

    @pytest.mark.parametrize(
        ("day", "known"),
        [(24, True), (26, True), (28, False), (29, False), (30, False), (31, True)],
    )
    def test_is_not_known_in_spans_near_a_change_of_clocks(
        self, day: int, *, known: bool
    ) -> None:
        start = micros(2026, 3, day, 9)
        index = year_index([(start, start + HOUR)])
        found = LocalTable(index, BERLIN, EVER).earliest(H)
        assert known is (found is not None)

    @pytest.mark.parametrize("hour", range(0, 24, 3))
    def test_knows_that_dates_of_zones_are_not_those_of_utc(self, hour: int) -> None:
        """Auckland's clocks go back on 4 April 2026 at 14:00 UTC, its 5th at 03:00."""
        start = micros(2026, 4, 4, hour)
        index = year_index([(start, start + 3 * HOUR)])
        assert LocalTable(index, AUCKLAND, EVER).earliest(3 * H) is None

    @pytest.mark.parametrize(
        ("tz", "days", "known"),
        [(BERLIN, 5, True), (BERLIN, 6, False), (UTC, 5, True), (UTC, 300, True)],
    )
    def test_is_known_in_long_spans_if_clocks_never_change(
        self, tz: tzinfo, days: int, *, known: bool
    ) -> None:
        index = year_index([(MONDAY, MONDAY + days * DAY)])
        found = LocalTable(index, tz, EVER).earliest(days * 24 * H)
        assert known is (found is not None)

    @pytest.mark.parametrize(("day", "known"), [(29, True), (30, False), (31, False)])
    def test_is_not_known_in_the_last_two_days(self, day: int, *, known: bool) -> None:
        start = micros(9999, 12, day, 9)
        index = Index.build([(start, start + HOUR)], year_start(9999), END)
        found = LocalTable(index, UTC, EVER).earliest(H)
        assert known is (found is not None)

    @pytest.mark.parametrize("tz", [UTC, BERLIN, timezone(-14 * H), timezone(14 * H)])
    def test_never_leaves_the_years_of_datetime(self, tz: tzinfo) -> None:
        """Spans of the years before the first are no datetimes."""
        spans = [
            (BEGINNING, BEGINNING + HOUR),
            (BEGINNING + 2 * DAY - HOUR, BEGINNING + 2 * DAY + HOUR),
        ]
        table = LocalTable(Index.build(spans, BEGINNING, year_start(2)), tz, EVER)
        assert table.earliest(H) is None
        new_year = datetime(1, 1, 1, tzinfo=UTC)
        assert table.earliest(2 * H) in (None, new_year)
        assert table.earliest(3 * H) in (None, new_year + H)

    def test_of_an_index_without_spans_is_not_known(self) -> None:
        table = LocalTable(year_index([]), UTC, EVER)
        assert table.earliest(US) is None
        assert table.open_before(at(5)) == timedelta()


CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 2, 18, 2, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
]


class TestAroundChangesOfClocks:
    """Seven hours open in every ten, for eight days around the change."""

    @pytest.fixture(params=CHANGES, ids=lambda change: f"{change[0]} {change[1]:%d %b}")
    def start(self, request: pytest.FixtureRequest) -> datetime:
        """Return four days before the change, in the zone that changes."""
        zone, instant = request.param
        early: datetime = instant - timedelta(days=4)
        return early.astimezone(ZoneInfo(zone))

    @pytest.fixture
    def table(self, start: datetime) -> LocalTable:
        first = to_microseconds(start, "at")
        opens = range(first, first + 8 * DAY, 10 * HOUR)
        index = year_index([(low, low + 7 * HOUR) for low in opens], start.year)
        tz = start.tzinfo
        assert tz is not None
        return LocalTable(index, tz, EVER)

    def test_what_is_known_is_true(self, start: datetime, table: LocalTable) -> None:
        known = 0
        quarters = range(8 * 24 * 4)
        for quarter in quarters:
            passed = quarter * H / 4
            rounds, rest = divmod(passed, 10 * H)
            expected = rounds * 7 * H + min(rest, 7 * H)
            when = (start.astimezone(UTC) + passed).astimezone(start.tzinfo)
            found = table.open_before(when)
            assert found in (None, expected)
            known += found is not None
        assert len(quarters) / 3 < known < len(quarters)

    def test_what_is_due_is_true(self, start: datetime, table: LocalTable) -> None:
        known = 0
        quarters = range(1, 19 * 7 * 4 + 1)
        for quarter in quarters:
            total = quarter * H / 4
            rounds, rest = divmod(total - US, 7 * H)
            expected = start.astimezone(UTC) + rounds * 10 * H + rest + US
            found = table.earliest(total)
            assert found is None or expected == found.astimezone(UTC)
            known += found is not None
        assert 0 < known < len(quarters)

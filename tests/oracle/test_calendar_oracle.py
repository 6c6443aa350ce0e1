"""The calendar against a slow oracle that marks single minutes.

The oracle maps wall-clock boundaries by rule 5, found by search over UTC minutes; it
shares no code with the library.
"""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, strategies as st

import servicedesk_core as sd
from oracle.minutes import MinuteOracle

DAY = 1440
# A zone and a Sunday-like date whose clocks change around it.
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Moscow", date(2011, 3, 27)),
    ("Europe/Moscow", date(2014, 10, 26)),
    ("America/Sao_Paulo", date(2017, 10, 15)),
    ("America/Sao_Paulo", date(2017, 2, 18)),
    ("Australia/Lord_Howe", date(2021, 4, 4)),
    ("Australia/Lord_Howe", date(2021, 10, 3)),
    ("Asia/Tehran", date(2021, 3, 22)),
    ("Asia/Tehran", date(2021, 9, 21)),
    ("Africa/Casablanca", date(2021, 4, 11)),
    ("Africa/Casablanca", date(2021, 5, 16)),
    ("America/Havana", date(2024, 3, 10)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("UTC", date(2026, 12, 31)),
)
Window = tuple[int, int]


@attrs.frozen
class Drawn:
    """One random calendar, as plain data for both sides."""

    tz: str
    around: date
    weekly: dict[int, list[Window]]
    days_off: frozenset[date]
    special: dict[date, list[Window]]
    closures: tuple[tuple[date, Window], ...]

    def calendar(self) -> sd.ServiceCalendar:
        return sd.ServiceCalendar(
            sd.WeeklyHours(
                {sd.Weekday(day): named(given) for day, given in self.weekly.items()}
            ),
            tz=self.tz,
            days_off=sd.DaysOff.dates(self.days_off),
            special=[sd.SpecialHours(day, named(w)) for day, w in self.special.items()],
            closures=[sd.Closure(day, named([w])) for day, w in self.closures],
        )

    def oracle(self) -> MinuteOracle:
        oracle = MinuteOracle(
            self.weekly,
            tz=self.tz,
            days_off=self.days_off,
            special=self.special,
            closures=self.closures,
        )
        middle = datetime(
            self.around.year, self.around.month, self.around.day, tzinfo=UTC
        )
        return oracle.prepare(middle - timedelta(days=12), middle + timedelta(days=12))


def named(windows: list[Window]) -> list[sd.TimeWindow]:
    return [sd.TimeWindow(clock(opens), clock(closes)) for opens, closes in windows]


def clock(minute: int) -> str:
    if minute > DAY:
        minute -= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def days(draw: st.DrawFn, *, until: int = DAY) -> list[Window]:
    """Up to three windows of a day that neither overlap nor touch."""
    grain = draw(st.sampled_from([30, 60, 5]))
    count = draw(st.integers(0, 3))
    marks = draw(
        st.lists(
            st.integers(0, until // grain),
            min_size=2 * count,
            max_size=2 * count,
            unique=True,
        )
    )
    edges = sorted(mark * grain for mark in marks)
    return list(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def weeks(draw: st.DrawFn) -> dict[int, list[Window]]:
    """A weekly pattern; its last window may cross midnight into a free morning."""
    week = {day: draw(days()) for day in range(7)}
    for day, windows in week.items():
        tomorrow = week[(day + 1) % 7]
        free = tomorrow[0][0] if tomorrow else 600
        if windows and windows[-1][0] < DAY and draw(st.booleans()):
            reach = min(free, windows[-1][0] - 5)
            if reach > 0:
                windows[-1] = (windows[-1][0], DAY + draw(st.integers(1, reach)))
    if not any(week.values()):
        week[2] = [(0, DAY)]
    return week


@st.composite
def calendars(draw: st.DrawFn) -> Drawn:
    tz, around = draw(st.sampled_from(CHANGES))
    near = st.integers(-6, 6).map(lambda n: around + timedelta(days=n))
    closed = st.tuples(near, days().filter(bool).map(lambda found: found[0]))
    return Drawn(
        tz,
        around,
        draw(weeks()),
        draw(st.frozensets(near, max_size=2)),
        draw(st.dictionaries(near, days(), max_size=2)),
        tuple(draw(st.lists(closed, max_size=2))),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Drawn, datetime, datetime]:
    """A calendar and two instants near its change of clocks, in its zone or UTC."""
    drawn = draw(calendars())
    middle = datetime(
        drawn.around.year, drawn.around.month, drawn.around.day, tzinfo=UTC
    )
    seconds = st.one_of(
        st.integers(-72, 72).map(lambda half: half * 1800),
        st.integers(-5 * 86_400, 5 * 86_400),
    )
    micro = st.sampled_from([0, 0, 1, -1, 500_000])
    zone = sd.timeline.load_zone(draw(st.sampled_from(["UTC", drawn.tz])))
    start, end = (
        (
            middle + timedelta(seconds=draw(seconds), microseconds=draw(micro))
        ).astimezone(zone)
        for _ in range(2)
    )
    return drawn, start, end


class TestAgainstTheOracle:
    @given(questions())
    def test_is_open(self, asked: tuple[Drawn, datetime, datetime]) -> None:
        drawn, start, _ = asked

        assert drawn.oracle().is_open(start) == drawn.calendar().is_open(start)

    @given(questions())
    def test_elapsed(self, asked: tuple[Drawn, datetime, datetime]) -> None:
        drawn, start, end = asked
        calendar = drawn.calendar()

        assert drawn.oracle().elapsed(start, end) == calendar.elapsed(start, end)
        assert -calendar.elapsed(start, end) == calendar.elapsed(end, start)

    @given(questions(), st.integers(0, 20 * 3600), st.sampled_from([0, 1, 999_999]))
    def test_add_and_subtract(
        self,
        asked: tuple[Drawn, datetime, datetime],
        seconds: int,
        microseconds: int,
    ) -> None:
        drawn, start, _ = asked
        calendar, oracle = drawn.calendar(), drawn.oracle()
        duration = timedelta(seconds=seconds, microseconds=microseconds)
        for mine, theirs in (
            (calendar.add, oracle.add),
            (calendar.subtract, oracle.subtract),
        ):
            try:
                expected = theirs(start, duration)
            except LookupError:
                # It lies outside what the oracle marked, so the calendar must say so.
                with_answer = found_or_none(mine, start, duration)
                assert with_answer is None or abs(with_answer - start) > timedelta(
                    days=6
                )
            else:
                assert expected == mine(start, duration).astimezone(UTC)

    @given(questions())
    def test_next_and_previous(self, asked: tuple[Drawn, datetime, datetime]) -> None:
        drawn, start, _ = asked
        calendar, oracle = drawn.calendar(), drawn.oracle()
        for mine, theirs in (
            (calendar.next_open, oracle.next_open),
            (calendar.next_close, oracle.next_close),
            (calendar.previous_open, oracle.previous_open),
            (calendar.previous_close, oracle.previous_close),
        ):
            try:
                expected = theirs(start)
            except LookupError:
                answer = found_or_none(mine, start)
                assert answer is None or abs(answer - start) > timedelta(days=6)
            else:
                assert expected == mine(start).astimezone(UTC)


def found_or_none(question: object, *arguments: object) -> datetime | None:
    try:
        answer = question(*arguments)  # type: ignore[operator]
    except (sd.NeverOpenError, sd.NeverClosesError):
        return None
    assert isinstance(answer, datetime)
    return answer


@pytest.mark.parametrize(("tz", "around"), CHANGES, ids=str)
def test_every_boundary_within_a_change_of_clocks(tz: str, around: date) -> None:
    """Windows of half an hour, each opening and closing inside the change."""
    for opens in range(0, 5 * 60, 15):
        week = {day: [(opens, opens + 35)] for day in range(7)}
        drawn = Drawn(tz, around, week, frozenset(), {}, ())
        oracle, calendar = drawn.oracle(), drawn.calendar()
        start = datetime(around.year, around.month, around.day, tzinfo=UTC)
        start -= timedelta(days=3)
        for hour in range(6 * 24):
            low = start + timedelta(hours=hour)
            high = low + timedelta(hours=1)

            assert oracle.elapsed(low, high) == calendar.elapsed(low, high)

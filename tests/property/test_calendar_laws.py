"""Laws that hold for any calendar and any instants."""

import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

import servicedesk_core as sd
from property.calendar_pool import (
    CHANGING,
    TICK,
    ZONES,
    asked,
    calendars,
    changes,
    closing,
    durations,
    instants,
    lasting,
    moments,
    moved,
    near,
    slow,
)

dates = st.dates(date(2010, 1, 1), date(2026, 6, 1))


@given(calendars, instants, near, near)
def test_elapsed_is_additive(
    calendar: sd.ServiceCalendar, at: datetime, first: timedelta, second: timedelta
) -> None:
    middle = moved(at, first)
    end = moved(middle, second)
    parts = calendar.elapsed(at, middle) + calendar.elapsed(middle, end)

    assert parts == calendar.elapsed(at, end)


@given(calendars, instants, durations)
def test_add_gives_the_earliest_instant(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    due = calendar.add(at, duration)

    assert duration == calendar.elapsed(at, due)
    if duration:
        assert duration > calendar.elapsed(at, moved(due, -TICK))


@given(calendars, instants, durations)
def test_subtract_gives_the_latest_instant(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    start = calendar.subtract(at, duration)

    assert duration == calendar.elapsed(start, at)
    if duration:
        assert duration > calendar.elapsed(moved(start, TICK), at)


@given(calendars, instants, durations)
def test_negative_durations_swap_add_and_subtract(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    assert calendar.subtract(at, duration) == calendar.add(at, -duration)
    assert calendar.add(at, duration) == calendar.subtract(at, -duration)


@given(calendars, instants, durations, durations)
def test_add_and_subtract_are_monotone(
    calendar: sd.ServiceCalendar, at: datetime, first: timedelta, second: timedelta
) -> None:
    short, long = sorted([first, second])

    assert calendar.add(at, short).astimezone(UTC) <= calendar.add(at, long)
    assert calendar.subtract(at, long).astimezone(UTC) <= calendar.subtract(at, short)


@given(calendars, instants, near)
def test_windows_agree_with_is_open_and_elapsed(
    calendar: sd.ServiceCalendar, at: datetime, reach: timedelta
) -> None:
    start, end = sorted([at.astimezone(UTC), moved(at, reach).astimezone(UTC)])
    windows = list(calendar.windows(start, end))
    total = sum((window.duration for window in windows), timedelta())

    assert total == calendar.elapsed(start, end)
    for window in windows:
        assert calendar.is_open(window.start)
        assert calendar.is_open(window.end - TICK)
    for before, after in pairwise(windows):
        assert before.end < after.start
        assert not calendar.is_open(before.end)


@given(closing, instants)
def test_edges_are_where_it_opens_and_closes(
    calendar: sd.ServiceCalendar, at: datetime
) -> None:
    opening = calendar.next_open(at)
    closing = calendar.next_close(at)
    opened = calendar.previous_open(at)
    closed = calendar.previous_close(at)

    assert calendar.is_open(opening)
    assert calendar.is_open(at) == (opening.astimezone(UTC) == at.astimezone(UTC))
    assert calendar.is_open(moved(closing, -TICK))
    assert not calendar.is_open(closing)
    assert calendar.is_open(opened)
    assert not calendar.is_open(moved(opened, -TICK))
    assert not calendar.is_open(closed)
    assert closed.astimezone(UTC) <= at.astimezone(UTC) < closing.astimezone(UTC)


@given(closing, instants)
def test_edges_are_exact_to_the_microsecond(
    calendar: sd.ServiceCalendar, at: datetime
) -> None:
    for edge in (
        calendar.next_open(at),
        calendar.next_close(at),
        calendar.previous_open(at),
        calendar.previous_close(at),
    ):
        for given_as in (edge.astimezone(UTC), edge.astimezone(calendar.tz)):
            before, after = moved(given_as, -TICK), moved(given_as, TICK)
            last, first = calendar.is_open(before), calendar.is_open(given_as)

            assert last * TICK == calendar.elapsed(before, given_as)
            assert first * TICK == calendar.elapsed(given_as, after)
            assert (last + first) * TICK == calendar.elapsed(before, after)


class TestZonesOfTheQuestion:
    """Single answers take a fast way in the calendar's zone and in UTC."""

    @given(asked(calendars), near, durations, st.sampled_from(ZONES))
    def test_answers_do_not_depend_on_it(
        self,
        question: tuple[sd.ServiceCalendar, datetime],
        reach: timedelta,
        duration: timedelta,
        zone: str,
    ) -> None:
        calendar, at = question
        end = moved(at, reach)
        answers = set()
        for tz in (calendar.tz, UTC, ZoneInfo(zone), calendar.tz):
            start = at.astimezone(tz)
            due = calendar.add(start, duration)
            since = calendar.subtract(start, duration)
            answers.add(
                (
                    calendar.is_open(start),
                    calendar.elapsed(start, end.astimezone(tz)),
                    calendar.elapsed(end.astimezone(tz), start),
                    calendar.elapsed(start, end),
                    due.astimezone(UTC),
                    since.astimezone(UTC),
                )
            )

            assert (tz, tz) == (due.tzinfo, since.tzinfo)
        assert 1 == len(answers)

    @given(asked(calendars), asked(calendars), durations)
    def test_the_fast_way_and_the_slow_way_agree(
        self,
        first: tuple[sd.ServiceCalendar, datetime],
        second: tuple[sd.ServiceCalendar, datetime],
        duration: timedelta,
    ) -> None:
        """Another class of datetimes takes the slow way; what follows is known."""
        calendar = first[0]
        for tz in (calendar.tz, UTC):
            start, end = first[1].astimezone(tz), second[1].astimezone(tz)
            elapsed = calendar.elapsed(slow(start), slow(end))
            due = calendar.add(slow(start), duration).astimezone(UTC)

            assert elapsed == calendar.elapsed(start, end)
            assert -elapsed == calendar.elapsed(end, start)
            assert due == calendar.add(start, duration).astimezone(UTC)

    @pytest.mark.parametrize("tz", CHANGING)
    def test_they_agree_around_every_change_of_clocks(self, tz: str) -> None:
        calendar = sd.ServiceCalendar("Mo-Su 00:15-01:45,02:15-23:50", tz=tz)
        for change in changes(tz):
            start = change - timedelta(hours=26)
            asked_at = [start + timedelta(minutes=30 * n) for n in range(60)]
            local = [at.astimezone(calendar.tz) for at in asked_at]
            expected = [calendar.elapsed(slow(local[0]), slow(at)) for at in local]

            assert expected == [calendar.elapsed(local[0], at) for at in local]
            assert expected == [calendar.elapsed(start, at) for at in asked_at]
            for at, open_time in zip(local, expected, strict=True):
                due = calendar.add(local[0], open_time)

                assert open_time == calendar.elapsed(start, due)
                assert due.astimezone(UTC) <= at.astimezone(UTC)

    @given(asked(calendars), st.integers(0, 6 * 3_600_000_000))
    def test_both_passes_of_a_repeated_hour_count(
        self, question: tuple[sd.ServiceCalendar, datetime], microseconds: int
    ) -> None:
        """Elapsed follows real time where wall-clock arithmetic would not."""
        calendar, at = question
        local = at.astimezone(calendar.tz)
        later = moved(local, timedelta(microseconds=microseconds))
        calendar.is_open(local)
        spans = calendar.windows(local, later)
        total = sum((span.duration for span in spans), timedelta())

        assert total == calendar.elapsed(local, later)
        assert timedelta() <= total <= timedelta(microseconds=microseconds)


@given(calendars, instants)
def test_a_pickle_is_the_definition(calendar: sd.ServiceCalendar, at: datetime) -> None:
    fresh = pickle.dumps(calendar)
    calendar.is_open(at)
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own

    assert fresh == pickle.dumps(calendar)
    assert (calendar, hash(calendar)) == (copy, hash(copy))
    assert calendar.is_open(at) == copy.is_open(at)


@given(lasting, st.lists(instants, min_size=2, max_size=3))
def test_what_was_asked_before_changes_nothing(
    calendar: sd.ServiceCalendar, asked: list[datetime]
) -> None:
    """The index grows on demand, from either end and from afar."""
    first, last = asked[0], asked[-1]
    fresh = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own
    for at in asked:
        calendar.is_open(at)
    calendar.is_open(datetime(1800, 1, 1, tzinfo=UTC))

    assert fresh.elapsed(first, last) == calendar.elapsed(first, last)


class TestWindowsFromAnInstant:
    @given(calendars, moments)
    def test_those_after_are_the_windows_that_follow(
        self, calendar: sd.ServiceCalendar, at: datetime
    ) -> None:
        end = moved(at, timedelta(days=20))
        expected = list(calendar.windows(at, end))[:-1]
        actual = list(islice(calendar.windows_after(at), len(expected)))

        assert expected == actual
        assert all(at.tzinfo is window.start.tzinfo for window in actual)

    @given(calendars, moments)
    def test_those_before_are_the_windows_that_precede(
        self, calendar: sd.ServiceCalendar, at: datetime
    ) -> None:
        start = moved(at, timedelta(days=-20))
        expected = list(calendar.windows(start, at))[:0:-1]

        assert expected == list(islice(calendar.windows_before(at), len(expected)))


class TestExplain:
    @given(asked(calendars), near)
    def test_rows_account_for_the_range(
        self, question: tuple[sd.ServiceCalendar, datetime], reach: timedelta
    ) -> None:
        calendar, at = question
        start, end = sorted([at.astimezone(UTC), moved(at, reach).astimezone(UTC)])
        explained = calendar.explain(start, end)
        rows = explained.rows
        first, last = (
            instant.astimezone(calendar.tz).date()
            for instant in (start, max(start, end - TICK))
        )

        assert calendar.elapsed(start, end) == sum(
            (row.counted for row in rows), timedelta()
        )
        assert [timedelta(days=1)] * (len(rows) - 1) == [
            after.date - before.date for before, after in pairwise(rows)
        ]
        assert first - timedelta(days=2) <= rows[0].date <= first
        assert last == rows[-1].date
        assert all(row.rule for row in rows)

    @given(calendars, instants, near)
    def test_windows_of_the_rows_are_those_of_the_range(
        self, calendar: sd.ServiceCalendar, at: datetime, reach: timedelta
    ) -> None:
        start, end = sorted([at.astimezone(UTC), moved(at, reach).astimezone(UTC)])
        rows = calendar.explain(start, end).rows
        spans = sorted(
            (max(start, window.start.astimezone(UTC)), window.end.astimezone(UTC))
            for row in rows
            for window in row.windows
        )
        joined: list[tuple[datetime, datetime]] = []
        for opens, closes in ((opens, min(end, closes)) for opens, closes in spans):
            if joined and opens <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(closes, joined[-1][1])
            elif opens < closes:
                joined.append((opens, closes))

        assert joined == [(w.start, w.end) for w in calendar.windows(start, end)]
        for row in rows:
            # What a closure leaves of a night may begin after midnight.
            for window in row.windows:
                assert window.start.date() - row.date in (timedelta(), timedelta(1))


class TestWorkingDays:
    @given(calendars, dates, st.integers(-300, 300), st.integers(-300, 300))
    def test_they_add_up(
        self, calendar: sd.ServiceCalendar, day: date, first: int, second: int
    ) -> None:
        middle = day + timedelta(days=first)
        end = middle + timedelta(days=second)
        parts = calendar.working_days(day, middle) + calendar.working_days(middle, end)

        assert parts == calendar.working_days(day, end)
        assert -parts == calendar.working_days(end, day)

    @given(calendars, dates)
    def test_each_counts_one(self, calendar: sd.ServiceCalendar, day: date) -> None:
        tomorrow = day + timedelta(days=1)

        assert calendar.is_working_day(day) == calendar.working_days(day, tomorrow)

    @given(calendars, dates, st.integers(1, 60))
    def test_adding_and_counting_are_inverse(
        self, calendar: sd.ServiceCalendar, day: date, n: int
    ) -> None:
        one = timedelta(days=1)
        ahead = calendar.add_working_days(day, n)
        behind = calendar.add_working_days(day, -n)

        assert calendar.is_working_day(ahead)
        assert calendar.is_working_day(behind)
        assert n == calendar.working_days(day + one, ahead + one)
        assert -n == calendar.working_days(day, behind)
        assert day == calendar.add_working_days(day, 0)

    @given(calendars, moments, st.integers(-30, 30).filter(bool))
    def test_rules_of_a_day_agree_with_its_windows(
        self, calendar: sd.ServiceCalendar, at: datetime, n: int
    ) -> None:
        local = at.astimezone(calendar.tz)
        day = calendar.add_working_days(local.date(), n)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=calendar.tz)
        rows = calendar.explain(noon, moved(noon, TICK)).rows
        windows = next(row.windows for row in rows if row.date == day)
        same, opening, closing = (
            calendar.add_days(at, n, rule=rule).astimezone(UTC)
            for rule in (
                sd.DayRule.SAME_TIME,
                sd.DayRule.START_OF_DAY,
                sd.DayRule.END_OF_DAY,
            )
        )
        wall = datetime.combine(day, local.time())

        assert sd.timeline.localize(wall, calendar.tz).astimezone(UTC) == same
        assert min(window.start.astimezone(UTC) for window in windows) == opening
        assert max(window.end.astimezone(UTC) for window in windows) == closing
        assert at.astimezone(UTC) == calendar.add_days(at, 0).astimezone(UTC)
        assert at.tzinfo is calendar.add_days(at, n).tzinfo

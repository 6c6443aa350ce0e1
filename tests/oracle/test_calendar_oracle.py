"""The calendar against a slow oracle that marks single minutes.

The oracle maps wall-clock boundaries by rule 5, found by search over UTC minutes; it
shares no code with the library.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from oracle import answers
from oracle.drawn_calendars import (
    CHANGES,
    Asked,
    Drawn,
    calendars,
    questions,
)

asked_of_any = questions(calendars())
offsets = st.integers(-3, 3)


class TestAgainstTheOracle:
    @given(asked_of_any, st.integers(0, 20 * 3600), st.sampled_from([0, 1, 999_999]))
    def test_open_time(self, asked: Asked, seconds: int, microseconds: int) -> None:
        """Elapsed, add, subtract and is_open."""
        duration = timedelta(seconds=seconds, microseconds=microseconds)
        for expected, actual in (
            answers.open_and_elapsed(asked),
            answers.moved(asked, duration),
        ):
            assert expected == actual

    @given(asked_of_any)
    def test_openings_and_closings(self, asked: Asked) -> None:
        """Openings, closings and windows, on and back."""
        for expected, actual in (answers.edges(asked), answers.windows(asked)):
            assert expected == actual

    @given(asked_of_any, st.tuples(offsets, offsets), st.integers(-5, 5).filter(bool))
    def test_dates(self, asked: Asked, days: tuple[int, int], n: int) -> None:
        """Rows of explain, and working days."""
        for expected, actual in (
            answers.explained(asked),
            answers.dates(asked, days, n),
            answers.days_away(asked, n),
        ):
            assert expected == actual


@pytest.mark.parametrize(("tz", "around"), CHANGES, ids=str)
def test_every_boundary_within_a_change_of_clocks(tz: str, around: date) -> None:
    """Windows of half an hour, each opening and closing inside the change."""
    for opens in range(0, 5 * 60, 15):
        # The other weekdays have other hours: a skipped date must not show its own.
        week = {day: [(opens + 40, opens + 75)] for day in range(7)}
        week[around.weekday()] = [(opens, opens + 35)]
        drawn = Drawn(tz, around, week)
        calendar = drawn.calendar()
        first, last = (
            datetime(around.year, around.month, around.day, tzinfo=UTC)
            + timedelta(days=days)
            for days in (-3, 3)
        )
        oracle = drawn.marks().prepare(first, last)
        for hour in range(0, 6 * 24, 3):
            low = first + timedelta(hours=hour)
            high = low + timedelta(hours=3)

            assert oracle.elapsed(low, high) == calendar.elapsed(low, high)
        for day in (around + timedelta(days=n) for n in (-1, 0, 1)):
            assert oracle.is_working_day(day) == calendar.is_working_day(day)


@pytest.mark.parametrize(
    ("closure", "cut"),
    [
        ((20 * 60, 26 * 60), "its first hours, over midnight"),
        ((23 * 60, 25 * 60), "its middle, over midnight"),
        ((20 * 60, 31 * 60), "all of it"),
        ((22 * 60, 24 * 60), "all before midnight"),
    ],
)
def test_what_a_closure_leaves_of_a_night(closure: tuple[int, int], cut: str) -> None:
    """The rest counts on the date on which the night starts, whichever it is on."""
    saturday = date(2026, 3, 28)
    nights = {day: [(22 * 60, 30 * 60)] for day in range(7)}
    drawn = Drawn("Europe/Berlin", saturday, nights, closures=((saturday, closure),))
    start = datetime(2026, 3, 27, tzinfo=UTC)
    asked = Asked(drawn, start, start + timedelta(days=3))
    for n in (1, 2, -1):
        for expected, actual in (
            answers.explained(asked),
            answers.dates(asked, (0, 1), n),
            answers.days_away(asked, n),
        ):
            assert (cut, expected) == (cut, actual)

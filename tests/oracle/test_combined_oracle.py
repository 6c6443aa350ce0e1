"""Calendars combined across zones, against the oracle that combines single minutes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from oracle import answers
from oracle.drawn_calendars import (
    Asked,
    Case,
    Drawn,
    Moved,
    Versioned,
    combinations,
    questions,
)

asked_of_any = questions(combinations())
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


@pytest.mark.parametrize("old", [[(22 * 60, 30 * 60)], [(9 * 60, 17 * 60)]], ids=str)
@pytest.mark.parametrize("new", [[(20 * 60, 28 * 60)], [(0, 24 * 60)]], ids=str)
def test_nights_across_a_change_of_hours(
    old: list[tuple[int, int]], new: list[tuple[int, int]]
) -> None:
    """What goes on counts on the night's date, what only begins on the new one."""
    day = date(2026, 3, 29)
    before, after = (
        Drawn("Europe/Berlin", day, dict.fromkeys(range(7), hours))
        for hours in (old, new)
    )
    case = Versioned(((day - timedelta(days=30), before), (day, after)))
    start = datetime(2026, 3, 27, tzinfo=UTC)
    asked = Asked(case, start, start + timedelta(days=4))
    for n in (1, 2, -1):
        for expected, actual in (
            answers.explained(asked),
            answers.dates(asked, (-1, 1), n),
            answers.days_away(asked, n),
        ):
            assert expected == actual


ST_JOHNS, CHANGE = "America/St_Johns", date(2010, 11, 7)


@pytest.mark.parametrize(
    "case",
    [
        Drawn(ST_JOHNS, CHANGE, {day: [(0, 1440)] for day in range(7)}),
        Moved(Drawn("UTC", CHANGE, {6: [(155, 160)]}), ST_JOHNS),
    ],
    ids=["around the clock", "inside the repeated hour"],
)
def test_clocks_that_go_back_over_midnight(case: Case) -> None:
    """At 00:01 they go back to 23:01 on the date before, which thus comes twice."""
    start = datetime(2010, 11, 7, 2, 35, tzinfo=UTC)
    asked = Asked(case, start, start + timedelta(minutes=5))
    for expected, actual in (
        answers.explained(asked),
        answers.dates(asked, (-1, 0), 1),
    ):
        assert expected == actual

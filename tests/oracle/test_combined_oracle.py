"""Calendars combined across zones, against the oracle that combines single minutes."""

from datetime import timedelta

from hypothesis import given, strategies as st

from oracle import answers
from oracle.drawn_calendars import Asked, combinations, questions

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

"""Answers that show their working, and the phrases they are told in."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import DayRule, ServiceCalendar, Weekday
from servicedesk_core.calendars.days import CalendarDay
from servicedesk_core.explanation import Explanation, Phrase
from servicedesk_core.priority import Priority
from servicedesk_core.testing.strategies.calendars import service_calendars
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    dates,
    durations,
    later,
)
from servicedesk_core.testing.strategies.texts import names

_LENGTHS = durations(max_value=timedelta(days=3))


def phrases() -> st.SearchStrategy[Phrase]:
    """Phrases of calendars, statuses and combined calendars, one inside another.

    They shrink to ``weekly``.

    Example:
        >>> from hypothesis import find
        >>> str(find(phrases(), lambda phrase: True))
        'weekly'
    """
    plain = st.one_of(
        st.sampled_from([Phrase(code) for code in _WITHOUT_VALUES]),
        st.builds(Phrase, st.sampled_from(_OF_A_LABEL), names()),
        st.builds(Phrase, st.just("worked"), _DAYS, _DAYS),
        st.builds(Phrase, st.just("working_days"), _NUMBERS, st.sampled_from(DayRule)),
        st.builds(Phrase, st.just("from_to_at"), _RANKS, _RANKS, aware_datetimes()),
    )
    inner = st.lists(plain, min_size=1, max_size=2).map(tuple)
    parts = st.builds(Phrase, st.just("part"), names(), inner)
    return plain | parts | st.builds(Phrase, st.just("version"), dates(), inner)


def explanations() -> st.SearchStrategy[Explanation[CalendarDay]]:
    """Explanations of calendars, as they give them.

    They shrink to nothing of Mo-Fr 09:00-17:00.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10, deadline=None)
        ... @given(explanations())
        ... def test_rows_add_up(explanation):
        ...     counted = sum((row.counted for row in explanation.rows), timedelta())
        ...     assert counted == dict(explanation.facts)["elapsed"]
        >>> test_rows_add_up()
    """
    return _explained(service_calendars(), _LENGTHS)


@st.composite
def _explained(
    draw: st.DrawFn,
    calendars: st.SearchStrategy[ServiceCalendar],
    lengths: st.SearchStrategy[timedelta],
) -> Explanation[CalendarDay]:
    calendar = draw(calendars)
    start = draw(aware_datetimes(near=calendar))
    return calendar.explain(start, later(start, draw(lengths)))


_WITHOUT_VALUES = (
    "weekly",
    "eve",
    "special_hours",
    "closed",
    "no_version",
    "no_such_date",
)
_OF_A_LABEL = ("day_off", "half_day", "special", "closure")
_DAYS = st.sampled_from([Weekday.SATURDAY, Weekday.MONDAY])
_NUMBERS = st.integers(1, 9)
_RANKS = st.sampled_from(Priority)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Explanation: explanations, Phrase: phrases}
)

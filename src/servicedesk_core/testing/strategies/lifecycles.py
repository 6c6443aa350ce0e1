"""Lifecycles, their rows, and how far logs are from them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import product
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    DIRECT_CLOSE,
    EMERGENCY_CHANGE,
    INCIDENT,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Action,
    Category,
    Conformance,
    Lifecycle,
    Rejection,
    Role,
    State,
)
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    later,
)
from servicedesk_core.testing.strategies.texts import names

OURS = (
    INCIDENT,
    SERVICE_REQUEST,
    PROBLEM,
    CHANGE,
    STANDARD_CHANGE,
    EMERGENCY_CHANGE,
    COMPLAINT,
    INCIDENT.with_action(DIRECT_CLOSE),
)
"""The lifecycles of the library."""
_REQUIRED = ("reason", "notes", "group|agent", "attributes.category")
_UNKNOWN = "elsewhere"


def states() -> st.SearchStrategy[State]:
    """States of every category.

    They shrink to an open one.

    Example:
        >>> from hypothesis import find
        >>> find(states(), lambda state: True)
        State(name='a', category=<Category.OPEN: 'open'>)
    """
    return st.builds(State, names(), st.sampled_from(Category))


def actions() -> st.SearchStrategy[Action]:
    """Rows of lifecycles, alone.

    They shrink to one that everybody may do and that leads nowhere.

    Example:
        >>> from hypothesis import find
        >>> find(actions(), lambda action: True).sources
        ('a',)
    """
    return _rows(names()).map(lambda row: Action(**row))


def lifecycles() -> st.SearchStrategy[Lifecycle]:
    """The library's lifecycles, and any that can be made.

    What is made need not be good: some states may be dead ends. They shrink to that of
    incidents.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10)
        ... @given(lifecycles())
        ... def test_the_first_state_is_one_of_its_states(lifecycle):
        ...     assert lifecycle.initial in lifecycle.categories
        >>> test_the_first_state_is_one_of_its_states()
    """
    drawn = st.builds(
        _lifecycle,
        names(),
        st.lists(states(), min_size=1, max_size=4, unique_by=attrgetter("name")),
        st.lists(_rows(st.integers(0, 3)), max_size=4),
        backdating=st.booleans(),
    )
    return st.sampled_from(OURS) | drawn


def conformances() -> st.SearchStrategy[Conformance]:
    """Reports on logs of a few cases, with states and moves that the table lacks.

    They shrink to that of no case.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10)
        ... @given(conformances())
        ... def test_reports_add_up(report):
        ...     assert (report + report).changes == 2 * report.changes
        >>> test_reports_add_up()
    """
    return st.one_of([_reports(lifecycle) for lifecycle in OURS])


def rejections() -> st.SearchStrategy[Rejection]:
    """Moves of logs that a table lacks.

    They shrink to one of an incident.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10)
        ... @given(rejections())
        ... def test_it_says_why(rejection):
        ...     assert rejection.count and rejection.reason
        >>> test_it_says_why()
    """
    return st.one_of([_rejected(lifecycle) for lifecycle in OURS])


def _rows(state: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw the fields of actions."""
    return st.fixed_dictionaries(
        {
            "name": names(),
            "sources": st.lists(state, min_size=1, max_size=3, unique=True),
            "target": st.none() | state,
            "roles": st.just(frozenset(Role)) | st.frozensets(st.sampled_from(Role)),
            "required": st.lists(st.sampled_from(_REQUIRED), max_size=2, unique=True),
        }
    )


def _lifecycle(
    name: str, known: list[State], rows: list[dict[str, Any]], *, backdating: bool
) -> Lifecycle:
    """Return a table whose rows name its states by their places."""

    def placed(place: int) -> str:
        return known[place % len(known)].name

    actions = [
        Action(
            row["name"],
            dict.fromkeys(map(placed, row["sources"])),
            None if row["target"] is None else placed(row["target"]),
            row["roles"],
            row["required"],
        )
        for row in rows
    ]
    return Lifecycle(name, known, actions, backdating=backdating)


def _reports(lifecycle: Lifecycle) -> st.SearchStrategy[Conformance]:
    told = st.sampled_from([*lifecycle.categories, _UNKNOWN])
    steps = durations(max_value=timedelta(days=2))
    records = st.lists(st.tuples(steps, told), max_size=4)
    cases = st.lists(st.builds(_case, aware_datetimes(), records), max_size=3)
    return cases.map(lambda found: lifecycle.replay_all(found, backdating=True))


def _case(
    start: datetime, records: list[tuple[timedelta, str]]
) -> list[tuple[datetime, str]]:
    """Return instants and states; each step leads away from the start, on or back."""
    return [(later(start, step), state) for step, state in records]


def _rejected(lifecycle: Lifecycle) -> st.SearchStrategy[Rejection]:
    every = [*lifecycle.categories, _UNKNOWN]
    wrong = [
        pair
        for pair in product(every, every)
        if len({*pair}) > 1 and pair not in lifecycle.moves
    ]
    return st.builds(_rejection, st.just(lifecycle), st.sampled_from(wrong), _TIMES)


_TIMES = st.integers(1, 3)


def _rejection(lifecycle: Lifecycle, pair: tuple[str, str], times: int) -> Rejection:
    at = datetime.fromisoformat("2026-01-05T09:00+00:00")
    (found,) = lifecycle.replay_all(
        [[(at, state) for state in pair]] * times
    ).rejections
    return found


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Action: actions,
        Conformance: conformances,
        Lifecycle: lifecycles,
        Rejection: rejections,
        State: states,
    }
)

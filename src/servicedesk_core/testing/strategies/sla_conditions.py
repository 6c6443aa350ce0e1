"""Conditions as data: tests of one field, and all, any and none of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.sla import AllOf, AnyOf, Condition, Not, Op
from servicedesk_core.sla.condition import Logic
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    dates,
    durations,
)
from servicedesk_core.testing.strategies.numbers import (
    counts,
    decimals_,
    plain_values,
)
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import TicketKind


def conditions() -> st.SearchStrategy[Logic]:
    """Conditions of every sort, up to three deep; functions are none of them.

    They shrink to ``priority is set``.

    Example:
        >>> from hypothesis import find
        >>> print(find(conditions(), lambda condition: isinstance(condition, Not)))
        not priority is set
    """
    once = _combined(field_tests())
    return field_tests() | once | _combined(field_tests() | once)


def field_tests() -> st.SearchStrategy[Condition]:
    """Tests of one field of a ticket, with every operator and what it compares with.

    They shrink to ``priority is set``.

    Example:
        >>> from hypothesis import find
        >>> print(find(field_tests(), lambda condition: condition.op is Op.CONTAINS))
        priority contains 'a'
    """
    fields = _fields()
    return st.one_of(
        [
            st.builds(Condition, fields, st.sampled_from(ops), values())
            for ops, values in _VALUES.items()
        ]
    )


def conjunctions() -> st.SearchStrategy[AllOf]:
    """Conditions that must all hold, of none to three parts.

    They shrink to no parts: that always holds.

    Example:
        >>> from hypothesis import find
        >>> print(find(conjunctions(), lambda condition: len(condition.parts) > 1))
        priority is set and priority is set
    """
    return st.builds(AllOf, _parts(conditions()))


def disjunctions() -> st.SearchStrategy[AnyOf]:
    """Conditions of which one must hold, of none to three parts.

    They shrink to no parts: that never holds.

    Example:
        >>> from hypothesis import find
        >>> print(find(disjunctions(), lambda condition: len(condition.parts) > 1))
        priority is set or priority is set
    """
    return st.builds(AnyOf, _parts(conditions()))


def negations() -> st.SearchStrategy[Not]:
    """Conditions that must not hold.

    They shrink to ``not priority is set``.

    Example:
        >>> from hypothesis import find
        >>> print(find(negations(), lambda condition: True))
        not priority is set
    """
    return st.builds(Not, conditions())


def _combined(parts: st.SearchStrategy[Logic]) -> st.SearchStrategy[Logic]:
    return st.one_of(
        st.builds(Not, parts),
        st.builds(AllOf, _parts(parts, 1)),
        st.builds(AnyOf, _parts(parts, 1)),
    )


def _parts(
    parts: st.SearchStrategy[Logic], least: int = 0
) -> st.SearchStrategy[tuple[Logic, ...]]:
    return st.lists(parts, min_size=least, max_size=3).map(tuple)


_FIELDS = (
    "priority",
    "kind",
    "state",
    "group",
    "requester",
    "impact",
    "opened_at",
    "reopenings",
    "attributes.customer",
    "site",
)


def _fields() -> st.SearchStrategy[str]:
    return st.sampled_from(_FIELDS) | names()


def _choices() -> st.SearchStrategy[object]:
    """Draw what a field is often compared with."""
    members = st.sampled_from([*Priority, *Impact, *Urgency, *TicketKind])
    return st.just(1) | counts(min=2, max=5) | members | plain_values()


def _amounts() -> st.SearchStrategy[object]:
    return st.one_of(
        counts(min=1, max=5),
        st.sampled_from(Priority),
        st.floats(-1000, 1000, allow_subnormal=False),
        decimals_(),
        dates(),
        aware_datetimes(),
        durations(),
        names(),
    )


def _several() -> st.SearchStrategy[object]:
    several = st.lists(_choices(), max_size=3)
    ranges = st.builds(range, counts(max=5), counts(max=9))
    return several.map(tuple) | several.map(frozenset) | ranges


# Those without a value first: they are what tests shrink to.
_VALUES: Mapping[tuple[Op, ...], Callable[[], st.SearchStrategy[object]]] = (
    MappingProxyType(
        {
            (Op.IS_SET, Op.IS_NOT_SET): st.none,
            (Op.EQ, Op.NE): _choices,
            (Op.LT, Op.LE, Op.GT, Op.GE): _amounts,
            (Op.CONTAINS,): names,
            (Op.IN, Op.NOT_IN): _several,
        }
    )
)
"""What operators compare with."""

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Condition: field_tests,
        AllOf: conjunctions,
        AnyOf: disjunctions,
        Not: negations,
    }
)

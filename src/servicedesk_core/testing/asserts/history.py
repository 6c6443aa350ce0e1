"""Whether two tickets had the same life."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

import attrs

from servicedesk_core.testing.asserts.failure import fail
from servicedesk_core.tickets import Ticket, events

History = Ticket | Iterable[events.Event]


def assert_same_history(first: History, second: History) -> None:
    """Check that two tickets, or two lists of events, have the same history.

    Datetimes are equal if they are the same instant, in whatever zone.

    Args:
        first: a ticket, or its events in order.
        second: likewise.

    Raises:
        AssertionError: naming the first event that differs, its field, and both values.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> assert_same_history(ticket, ticket.history)
        >>> assert_same_history(ticket, open_ticket("INC2", at=monday))
        Traceback (most recent call last):
        ...
        AssertionError: histories differ in the id of event 0, Opened
          first = 'INC1'
          second = 'INC2'
    """
    pairs = zip_longest(_events(first), _events(second))
    for position, (one, other) in enumerate(pairs):
        if one != other:
            _differ(position, one, other)


def _events(history: History) -> tuple[events.Event, ...]:
    return history.history if isinstance(history, Ticket) else tuple(history)


def _differ(
    position: int, one: events.Event | None, other: events.Event | None
) -> None:
    if type(one) is not type(other):
        fail(f"histories differ at event {position}", first=one, second=other)
    fields = attrs.fields(type(one))  # type: ignore[arg-type]
    field = next(each for each in fields if _key(one, each) != _key(other, each))
    name = type(one).__name__
    claim = f"histories differ in the {field.name} of event {position}, {name}"
    mine, theirs = getattr(one, field.name), getattr(other, field.name)
    fail(claim, first=mine, second=theirs)


def _key(event: object, field: Any) -> object:
    """Return what events compare by in a field."""
    value = getattr(event, field.name)
    return value if field.eq_key is None else field.eq_key(value)

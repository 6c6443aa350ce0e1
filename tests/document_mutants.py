"""Documents with one thing changed: what a hand, a bug or an attacker may do to one."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

Place = tuple[Any, Any]
"""An object or an array, and the key of one of its values."""

STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7,
    1.5,
    -0.25,
    2.0,
    10**6,
    2**63,
    "",
    " ",
    "x",
    "0",
    "-1",
    "1.50",
    "1/3",
    "2026-02-29",
    "2026-02-30",
    "2028-02-29",
    "09:00",
    "24:00",
    "PT1H",
    "-PT1H",
    "P1D",
    "2026-01-05T09:00:00+00:00",
    "2026-01-05T09:00:00",
    "Europe/Berlin",
    "Mars/Base",
    [],
    [1],
    {},
    {"type": "Money"},
    {"type": "Money", "amount": "1", "currency": "EUR"},
    {"type": "datetime", "value": "2026-01-05T09:00:00+00:00"},
    {"type": "Priority", "value": "high"},
    {"value": 1},
)
"""What a value is replaced with."""


def places(data: Any) -> Iterator[Place]:
    """Yield every place of a document where a value stands."""
    keys = data if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


def _shift(value: Any) -> Any:
    """Return something close by, of the same kind of JSON."""
    match value:
        case bool():
            return not value
        case int() | float():
            return [value + 1, value - 1, -value, value + 0.5, value * 1000]
        case str():
            return [value + "\n", " " + value, value.upper(), value[:-1], value * 2]
        case list():
            return [value + value[:1], value[1:], value[::-1], value[:-1]]
        case _:
            return None


@st.composite
def mutants(draw: Callable[[st.SearchStrategy[Any]], Any], document: Any) -> Any:
    """Draw a copy of a document with one to three things changed."""
    changed = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        spots = list(places(changed))
        if not spots:
            break
        holder, key = draw(st.sampled_from(spots))
        kind = draw(st.sampled_from(("drop", "add", "replace", "shift", "swap")))
        if kind == "drop":
            del holder[key]
        elif kind == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(("note", "typ", "id", "at")))] = None
        elif kind == "swap":
            other, there = draw(st.sampled_from(spots))
            holder[key] = copy.deepcopy(other[there])
        elif kind == "shift":
            near = _shift(holder[key])
            several = isinstance(near, list)
            holder[key] = draw(st.sampled_from(near)) if several else near
        else:
            holder[key] = copy.deepcopy(draw(st.sampled_from(STRANGE)))
    return changed

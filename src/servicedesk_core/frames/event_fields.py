"""The fields of ticket events as cells of a table, and back."""

import json
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, get_args

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.tickets import Link, events

EVENTS: Mapping[str, type[Any]] = MappingProxyType(
    {each.__name__: each for each in get_args(events.Event)}
)
"""Every kind of event by its name."""

_COMMON = ("at", "by", "id")
_SCALARS = (str, int, float, type(None))


def cell(event: Any, name: str) -> object:
    """Return a field of an event as a cell, None where it says nothing.

    Raises:
        InvalidArgumentError: if it holds what no cell can.

    Example:
        >>> from datetime import UTC, datetime
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> opened = events.Opened(id="INC1", at=monday, attributes={"vip": True})
        >>> cell(opened, "attributes"), cell(opened, "group"), cell(opened, "cause")
        ('{"vip": true}', None, None)
    """
    kind = type(event)
    if name not in OF_EVENT[kind]:
        return None
    value = getattr(event, name)
    says = value is not None
    if name in _COLLECTIONS and name not in REQUIRED[kind]:
        says = bool(value)
    return FIELDS[name].write(value, name) if says else None


@attrs.frozen
class Field:
    """How a field is written in a cell, and read again.

    Attributes:
        write: gives the cell of a value that is not None.
        read: gives the value of a cell that is not null.
    """

    write: Callable[[Any, str], object]
    read: Callable[[Any, str], object]


def _same(value: object, _: str) -> object:
    return value.value if isinstance(value, Enum) else value


def _write_plain(value: object, name: str) -> object:
    """Write an impact, urgency or priority: what an app may choose freely."""
    found = value.value if isinstance(value, Enum) else value
    # A member that is equal to no number and no text would come back as another value.
    if isinstance(found, bool) or not isinstance(found, _SCALARS) or found != value:
        raise InvalidArgumentError(name, value, "a text or a number")
    return found


def _read_plain(cell: object, _: str) -> object:
    # Columns of numbers with gaps are of floats in pandas.
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _write_map(value: Mapping[str, object], name: str) -> str:
    for key, each in value.items():
        if not isinstance(each, _SCALARS) or isinstance(each, Enum):
            wanted = "a text, a number, a truth value or None"
            raise InvalidArgumentError(f"{name}[{key!r}]", each, wanted)
    return json.dumps(dict(value), ensure_ascii=False)


def _write_names(value: frozenset[str], _: str) -> str:
    return json.dumps(sorted(value), ensure_ascii=False)


def _read_json(cell: str, name: str) -> object:
    try:
        return json.loads(cell)
    except (TypeError, ValueError):
        raise InvalidArgumentError(name, cell, "text in JSON") from None


def _write_link(link: Link, _: str) -> str:
    return f"{link.kind.value} {link.other}"


def _read_link(cell: str, _: str) -> Link:
    kind, _, other = cell.partition(" ")
    return Link(kind, other)


def _write_money(money: Money, _: str) -> str:
    return str(money)


def _read_money(cell: str, _: str) -> Money:
    amount, _, currency = cell.rpartition(" ")
    return Money(amount, currency)


_PLAIN = Field(_write_plain, _read_plain)
_TIME = Field(_same, _same)
_MAP = Field(_write_map, _read_json)
_ODD: Mapping[str, Field] = MappingProxyType(
    {
        "impact": _PLAIN,
        "urgency": _PLAIN,
        "priority": _PLAIN,
        "due": _TIME,
        "start": _TIME,
        "end": _TIME,
        "attributes": _MAP,
        "fields": _MAP,
        "carried": Field(_write_names, _read_json),
        "link": Field(_write_link, _read_link),
        "money": Field(_write_money, _read_money),
    }
)
_COLLECTIONS = frozenset({"attributes", "fields", "carried"})
TIMES = frozenset(name for name, field in _ODD.items() if field is _TIME)
"""The fields that hold instants."""

OF_EVENT: Mapping[type[Any], tuple[str, ...]] = MappingProxyType(
    {
        kind: tuple(
            field.name for field in attrs.fields(kind) if field.name not in _COMMON
        )
        for kind in EVENTS.values()
    }
)
"""The names of the fields of each event but those that all have."""

REQUIRED: Mapping[type[Any], frozenset[str]] = MappingProxyType(
    {
        kind: frozenset(
            field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING
        ).difference(_COMMON)
        for kind in EVENTS.values()
    }
)
"""The names of those of them that no event can do without."""

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        name: _ODD.get(name, Field(_same, _same))
        for names in OF_EVENT.values()
        for name in names
    }
)
"""Every field there is, by name."""

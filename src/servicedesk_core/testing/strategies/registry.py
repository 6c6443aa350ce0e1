"""The strategy of any public type, found by the package that the type lies in."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from servicedesk_core.errors import InvalidArgumentError

_LIBRARY = "servicedesk_core."
_HERE = "servicedesk_core.testing.strategies"
# Where the strategies of a package lie; the rest lie in modules of the same name.
_MODULES = {"errors": "refusals", "tickets": "histories", "timeline": "instants"}
_PACKAGES = (
    "calendars",
    "complaints",
    "desk",
    "errors",
    "escalation",
    "explanation",
    "findings",
    "lifecycles",
    "metrics",
    "money",
    "priority",
    "satisfaction",
    "sla",
    "stats",
    "tickets",
    "timeline",
)


def values(type: Any) -> st.SearchStrategy[Any]:  # noqa: A002 - the word for it
    """Draw values of any public type of the library.

    What they shrink to, the strategy of the type says.

    Args:
        type: a class, an enum, or a union of them such as ``events.Event``.

    Raises:
        InvalidArgumentError: for any other type.

    Example:
        >>> from hypothesis import find
        >>> import servicedesk_core as sd
        >>> find(values(sd.Money), lambda money: money.amount > 2)
        Money(amount=Decimal('3'), currency='EUR')
        >>> find(values(sd.Impact | sd.Interval), lambda value: True)
        <Impact.HIGH: 1>
    """
    if get_origin(type) in (Union, UnionType):
        return st.one_of([values(member) for member in get_args(type)])
    kind = get_origin(type) or type
    strategy = _members(kind) if _is_enum(kind) else found(kind)
    if strategy is None:
        raise InvalidArgumentError("type", type, "a public type of the library")
    return strategy


def found(kind: Any) -> st.SearchStrategy[Any] | None:
    """Return the strategy of a class, or those of its subclasses; None without any.

    Example:
        >>> found(int) is None
        True
    """
    module = str(getattr(kind, "__module__", ""))
    package = module.removeprefix(_LIBRARY).partition(".")[0]
    if not module.startswith(_LIBRARY) or package not in _PACKAGES:
        return None
    table = _table(package)
    if kind in table:
        return table[kind]()
    if not isinstance(kind, type):
        return None
    below = [table[each]() for each in table if issubclass(each, kind)]
    return st.one_of(below) if below else None


def every_type() -> Iterator[Any]:
    """Yield every class that has a strategy.

    Example:
        >>> from servicedesk_core import Money
        >>> Money in every_type()
        True
    """
    for package in _PACKAGES:
        yield from _table(package)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _members(kind: Any) -> st.SearchStrategy[Any] | None:
    return st.sampled_from(kind) if kind.__module__.startswith(_LIBRARY) else None


def _table(package: str) -> Mapping[Any, Callable[[], st.SearchStrategy[Any]]]:
    """Return the strategies of a package, loaded when they are first asked for."""
    module = import_module(f"{_HERE}.{_MODULES.get(package, package)}")
    table: Mapping[Any, Callable[[], st.SearchStrategy[Any]]] = module.STRATEGIES
    return MappingProxyType(table)

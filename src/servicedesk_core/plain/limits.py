"""How large a document may be: what comes from outside must not take us down."""

from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any

import attrs

from servicedesk_core.errors import DocumentError, WrongTypeError
from servicedesk_core.number import to_whole

LARGEST = 2**63 - 1
"""The largest whole number that is counted with: more fits no column of a database."""

HUGE = 2**1024 - 2**970
"""No float is as large: such a number is there to make us sweat."""


def _check(limits: "Limits", field: "attrs.Attribute[int]", value: int) -> None:  # noqa: ARG001 - the form attrs demands
    to_whole(value, field.name, low=1)


@attrs.frozen(kw_only=True)
class Limits:
    """How large a document may be.

    Args:
        depth: how deep objects and arrays may lie in one another.
        values: how many values there may be in all, objects and arrays included.
        text: how many characters a text may have.

    Raises:
        InvalidArgumentError: for a limit below 1.

    Example:
        >>> Limits(depth=20).values
        1000000
    """

    depth: int = attrs.field(default=100, validator=_check)
    values: int = attrs.field(default=1_000_000, validator=_check)
    text: int = attrs.field(default=1_000_000, validator=_check)


def check_limits(limits: object) -> Limits:
    """Return limits, or raise WrongTypeError for anything else."""
    if not isinstance(limits, Limits):
        raise WrongTypeError("limits", limits, "Limits")
    return limits


def oversize(data: object, limits: Limits) -> DocumentError | None:
    """Return what makes a document too large or no JSON, or None.

    The document is walked level by level, so that neither its depth nor a circle in it
    can exhaust the stack, and no further than the limits.
    """
    level: list[object] = [data]
    count = 1
    for _ in range(limits.depth + 1):
        below: list[object] = []
        for value in level:
            items = _ITEMS.get(type(value))
            if items is None:
                fault = _fault(value, limits)
                if fault:
                    return DocumentError("", fault)
                continue
            count += len(value)  # type: ignore[arg-type]
            if count > limits.values:
                return DocumentError("", f"must have {limits.values} values at most")
            fault = _key_fault(value, limits)
            if fault:
                return DocumentError("", fault)
            below.extend(items(value))
        if not below:
            return None
        level = below
    return DocumentError("", f"must be {limits.depth} levels deep at most")


_ITEMS: Mapping[type, Callable[[Any], Iterable[object]]] = MappingProxyType(
    {dict: dict.values, list: iter}
)


def _key_fault(value: object, limits: Limits) -> str | None:
    for key in value if type(value) is dict else ():
        if type(key) is not str:
            return f"must have text as the names of an object, got {type(key).__name__}"
        if len(key) > limits.text:
            return f"must have names of {limits.text} characters at most"
    return None


def _fault(value: object, limits: Limits) -> str | None:
    kind = type(value)
    if kind is str and len(value) > limits.text:  # type: ignore[arg-type]
        return f"must have texts of {limits.text} characters at most"
    if kind is int and not -HUGE < value < HUGE:  # type: ignore[operator]
        return "must have numbers that a float can hold, below 1.8e308"
    if kind is float and not isfinite(value):  # type: ignore[arg-type]
        return f"must have finite numbers, got {value}"
    if kind not in _SCALARS:
        wanted = "objects, arrays, texts, numbers, true, false and null"
        return f"must be JSON, which is {wanted}; got {kind.__name__}"
    return None


_SCALARS = frozenset({str, int, float, bool, type(None)})

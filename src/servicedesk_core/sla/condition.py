"""Conditions as data: a field, an operator, a value; all, any, not."""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member

_MISSING = object()


class Op(StrEnum):
    """How a field is compared with a value."""

    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"
    NOT_IN = "not in"
    CONTAINS = "contains"
    IS_SET = "is set"
    IS_NOT_SET = "is not set"


def _within(found: Any, values: Any) -> bool:
    return found in values


def _without(found: Any, values: Any) -> bool:
    return found not in values


def _contains(found: Any, value: Any) -> bool:
    return value in found


def _is_set(found: Any, _: object) -> bool:
    return found not in (None, "")


def _is_not_set(found: Any, _: object) -> bool:
    return found in (None, "")


_TESTS: Mapping[Op, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        Op.EQ: operator.eq,
        Op.NE: operator.ne,
        Op.LT: operator.lt,
        Op.LE: operator.le,
        Op.GT: operator.gt,
        Op.GE: operator.ge,
        Op.IN: _within,
        Op.NOT_IN: _without,
        Op.CONTAINS: _contains,
        Op.IS_SET: _is_set,
        Op.IS_NOT_SET: _is_not_set,
    }
)
# What holds of a field that the subject does not have.
_OF_NOTHING = frozenset({Op.NOT_IN, Op.IS_NOT_SET})


class Logic(ABC):
    """What conditions have in common: they combine by ``&``, ``|`` and ``~``."""

    __slots__ = ()

    @abstractmethod
    def holds(self, subject: object) -> bool:
        """Tell whether it holds of a ticket, a mapping or any object with fields."""

    @property
    @abstractmethod
    def is_serialisable(self) -> bool:
        """Whether it is data throughout, without a function."""

    def __call__(self, subject: object) -> bool:
        """Tell whether it holds of a subject, as a function would."""
        return self.holds(subject)

    def __and__(self, other: "AnyCondition") -> "AllOf":
        return AllOf((self, read_condition(other, "other")))

    def __or__(self, other: "AnyCondition") -> "AnyOf":
        return AnyOf((self, read_condition(other, "other")))

    def __invert__(self) -> "Not":
        return Not(self)


def _read_op(op: Op | str) -> Op:
    return member(Op, op, "op")


def _read_value(value: object) -> object:
    # What may change is kept as what may not, so that conditions hash.
    if isinstance(value, set):
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value


@attrs.frozen
class Condition(Logic):
    """A test of one field.

    Args:
        field: its name: an attribute of the subject or a key of a mapping;
            ``"attributes.customer"`` looks in the ticket's attributes, and so does a
            name that the ticket itself does not have.
        op: how to compare.
        value: with what; several values for ``in`` and ``not in``, none for
            ``is set`` and ``is not set``.

    Raises:
        InvalidArgumentError: for an unknown operator, or one value for ``in``.
        WrongTypeError: if ``field`` is no name.

    Example:
        >>> gold = Condition("customer", "in", ["acme", "globex"])
        >>> gold.holds({"customer": "acme"}), (~gold)({"customer": "acme"})
        (True, False)
        >>> print(gold & Condition("priority", "<=", 2))
        customer in ('acme', 'globex') and priority <= 2
    """

    field: str
    op: Op = attrs.field(converter=_read_op)
    value: object = attrs.field(default=None, converter=_read_value)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.field, str) or not self.field:
            raise WrongTypeError("field", self.field, "the name of a field")
        if self.op in (Op.IN, Op.NOT_IN) and not isinstance(
            self.value, tuple | frozenset | range
        ):
            raise InvalidArgumentError("value", self.value, "several values, in a list")

    def holds(self, subject: object) -> bool:
        """Tell whether the field compares so; false where that makes no sense.

        A field that the subject lacks, or that is None, equals None alone, is among
        no values and is not set.
        """
        found = look_up(subject, self.field)
        if found is _MISSING or found is None:
            if self.op in (Op.EQ, Op.NE):
                return (self.op is Op.EQ) is (self.value is None)
            return self.op in _OF_NOTHING
        try:
            return bool(_TESTS[self.op](found, self.value))
        except TypeError:
            return False

    @property
    def is_serialisable(self) -> bool:
        """Always: it is data."""
        return True

    def __str__(self) -> str:
        if self.op in (Op.IS_SET, Op.IS_NOT_SET):
            return f"{self.field} {self.op}"
        return f"{self.field} {self.op} {self.value!r}"


def _read_parts(parts: Iterable["AnyCondition"]) -> tuple["AnyCondition", ...]:
    return tuple(read_condition(part, "parts") for part in parts)


@attrs.frozen
class AllOf(Logic):
    """Every part holds; of no parts, it does."""

    parts: tuple["AnyCondition", ...] = attrs.field(converter=_read_parts)

    def holds(self, subject: object) -> bool:
        """Tell whether every part holds."""
        return all(part(subject) for part in self.parts)

    @property
    def is_serialisable(self) -> bool:
        """Whether all of its parts are."""
        return all(is_serialisable(part) for part in self.parts)

    def __str__(self) -> str:
        return " and ".join(_inner(part) for part in self.parts) or "always"


@attrs.frozen
class AnyOf(Logic):
    """One part holds at least; of no parts, it does not."""

    parts: tuple["AnyCondition", ...] = attrs.field(converter=_read_parts)

    def holds(self, subject: object) -> bool:
        """Tell whether some part holds."""
        return any(part(subject) for part in self.parts)

    @property
    def is_serialisable(self) -> bool:
        """Whether all of its parts are."""
        return all(is_serialisable(part) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(_inner(part) for part in self.parts) or "never"


def _read_part(part: "AnyCondition") -> "AnyCondition":
    return read_condition(part, "part")


@attrs.frozen
class Not(Logic):
    """The part does not hold."""

    part: "AnyCondition" = attrs.field(converter=_read_part)

    def holds(self, subject: object) -> bool:
        """Tell whether the part does not hold."""
        return not self.part(subject)

    @property
    def is_serialisable(self) -> bool:
        """Whether its part is."""
        return is_serialisable(self.part)

    def __str__(self) -> str:
        return f"not {_inner(self.part)}"


AnyCondition = Logic | Callable[[Any], bool]
"""A condition as data, or a function of the subject, which no data can stand for."""


def read_condition(condition: AnyCondition, argument: str) -> AnyCondition:
    """Return a condition.

    Raises:
        WrongTypeError: for anything that cannot be asked about a subject.
    """
    if not callable(condition):
        raise WrongTypeError(argument, condition, "a Condition or a function")
    return condition


def is_serialisable(condition: AnyCondition) -> bool:
    """Tell whether a condition is data, which functions are not."""
    return isinstance(condition, Logic) and condition.is_serialisable


def look_up(subject: object, field: str) -> object:
    """Return what a subject has under a name, or a mark that it has nothing.

    Args:
        subject: a mapping, or an object with attributes; one that has ``attributes``
            of its own, as tickets do, is asked for them last.
        field: a name; dots lead into what was found.
    """
    found = subject
    for name in field.split("."):
        found = _get(found, name)
        if found is _MISSING:
            break
    return found


def _get(subject: object, name: str) -> object:
    get = _item if isinstance(subject, Mapping) else _attribute
    found = get(subject, name)
    if found is _MISSING:
        attributes = get(subject, "attributes")
        if isinstance(attributes, Mapping):
            found = attributes.get(name, _MISSING)
    return found


def _item(subject: Any, name: str) -> object:
    return subject.get(name, _MISSING)


def _attribute(subject: object, name: str) -> object:
    return _MISSING if name.startswith("_") else getattr(subject, name, _MISSING)


def _inner(part: AnyCondition) -> str:
    if isinstance(part, AllOf | AnyOf):
        return f"({part})"
    return str(part) if isinstance(part, Logic) else "a function"

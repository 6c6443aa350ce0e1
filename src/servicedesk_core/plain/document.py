"""Values as plain data and back, with a version and a schema."""

# An argument of the functions below is called ``type``.
from builtins import type as type_of
from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar, overload

from servicedesk_core.argument import to_items
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidDocumentError,
    WrongTypeError,
)
from servicedesk_core.plain.anything import MEMBERS, RESERVED, members_schema
from servicedesk_core.plain.catalogue import NOT_PLAIN, is_record, known_type, tag_of
from servicedesk_core.plain.limits import Limits, check_limits, oversize
from servicedesk_core.plain.record import Record, Records
from servicedesk_core.plain.shape import Definitions, Schema, described
from servicedesk_core.plain.shapes import record_of, records_of
from servicedesk_core.plain.spot import UNREAD, EnoughError, Enums, Spot

T = TypeVar("T")

SCHEMA = 1
"""The version of plain data that this library writes, and reads for ever."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LIMITS = Limits()


def to_dict(value: object, *, enums: Iterable[type[Enum]] = ()) -> dict[str, Any]:
    """Return a value as plain data: dicts, lists, texts, numbers, booleans and None.

    Args:
        value: any public value of the library, such as a calendar, ticket or status.
        enums: the caller's own enums, for priorities and attributes that hold them.

    Raises:
        UnserialisableError: if something in it is no plain data, such as a predicate;
            the error names where.
        WrongTypeError: for anything but a value of the library.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.timeline import Interval
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> to_dict(Interval(noon, noon.replace(hour=13)))["end"]
        '2026-01-05T13:00:00+00:00'
    """
    kind: Any = type_of(value)
    if tag_of(kind) is None or issubclass(kind, Enum):
        reason = NOT_PLAIN.get(kind.__name__)
        hint = f"; {kind.__name__} has no plain form: {reason}" if reason else ""
        raise WrongTypeError("value", value, f"a value of the library{hint}")
    return {"schema": SCHEMA, **record_of(kind).write(value, Spot(_by_name(enums)))}


@overload
def from_dict(
    data: Mapping[str, Any],
    type: type[T],
    *,
    enums: Iterable[type_of[Enum]] = ...,
    limits: Limits = ...,
) -> T: ...
@overload
def from_dict(
    data: Mapping[str, Any],
    type: Any = None,
    *,
    enums: Iterable[type_of[Enum]] = ...,
    limits: Limits = ...,
) -> Any: ...
def from_dict(
    data: Mapping[str, Any],
    type: Any = None,  # noqa: A002 - the name of the contract
    *,
    enums: Iterable[type_of[Enum]] = (),
    limits: Limits = _LIMITS,
) -> Any:
    r"""Return the value that plain data stands for.

    Nothing is guessed: an unknown member, a missing one and a value of another kind
    are problems, and so is what the value's own rules refuse. All are told at once.
    Nothing in the data is ever executed, and no name in it is imported.

    Args:
        data: what :func:`to_dict` gave, of this version or an earlier one.
        type: the type that is wanted, or a union of types; None takes any.
        enums: the caller's own enums, as for :func:`to_dict`.
        limits: how large the document may be.

    Raises:
        InvalidDocumentError: an ``ExceptionGroup`` of every problem; each is a
            :class:`~servicedesk_core.errors.DocumentError` with its ``path``.
        WrongTypeError: if ``type`` is none of the library's values.

    Example:
        >>> from servicedesk_core.money import Money
        >>> data = to_dict(Money("12.50", "EUR"))
        >>> from_dict(data)
        Money(amount=Decimal('12.50'), currency='EUR')
        >>> from servicedesk_core.errors import InvalidDocumentError
        >>> try:
        ...     from_dict({**data, "amount": 12.5, "curency": "EUR"})
        ... except InvalidDocumentError as error:
        ...     print(*error.problems, sep="\n")
        /curency: is no member; did you mean currency?
        /amount: must be a decimal number like 12.50, in a text, got 12.5
    """
    wanted = None if type is None else _records(type)
    fault = oversize(data, check_limits(limits))
    if fault:
        raise InvalidDocumentError.of([fault])
    spot = Spot(_by_name(enums))
    try:
        found = _read(data, wanted, spot)
    except EnoughError:
        found = UNREAD
    if spot.problems:
        raise InvalidDocumentError.of(spot.problems)
    return found


def _read(data: Any, wanted: Records | None, spot: Spot) -> object:
    if not isinstance(data, dict):
        return spot.unread(data, "an object")
    version, tag = data.get("schema"), data.get("type")
    if isinstance(version, bool) or version != SCHEMA:
        return spot.step("schema").unread(version, f"{SCHEMA}, the version known here")
    kind = known_type(tag) if isinstance(tag, str) else None
    fits = kind is not None and is_record(kind)
    if kind is None or not fits or (wanted and tag not in wanted.kinds):
        names = " or ".join(wanted.kinds) if wanted else "the name of a type"
        return spot.step("type").unread(tag, names)
    return record_of(kind).read_members(data, spot, _HEAD)


_HEAD = frozenset({"schema", "type"})


def json_schema(
    type: Any,  # noqa: A002 - the name that from_dict has for it
    *,
    enums: Iterable[type_of[Enum]] = (),
) -> Schema:
    """Return the JSON Schema of a type's plain data, draft 2020-12.

    It says what :func:`from_dict` says of a document's shape: which members there
    are, of what kind, and in what range. Rules that look at several members at once,
    such as an end after its start, no schema can tell; the reader checks them too.

    Args:
        type: a type of the library's values, or a union of such.
        enums: the caller's own enums, as for :func:`to_dict`.

    Raises:
        WrongTypeError: for anything else.

    Example:
        >>> from servicedesk_core.money import Money
        >>> json_schema(Money)["properties"]["schema"]
        {'const': 1}
    """
    own = _by_name(enums)
    known: Definitions = {MEMBERS: members_schema(own)} if own else {}
    roots = [_root(record_of(kind), known) for kind in _records(type).kinds.values()]
    return {"$schema": _DRAFT, **described(roots), "$defs": known}


def _root(record: Record, known: Definitions) -> Schema:
    record.schema(known)
    whole = known[record.tag]
    return {
        **whole,
        "properties": {"schema": {"const": SCHEMA}, **whole["properties"]},
        "required": ["schema", *whole["required"]],
    }


def _records(hint: Any) -> Records:
    found = records_of(hint)
    if found is None:
        raise WrongTypeError("type", hint, "a type of the library's values, or a union")
    return found


def _by_name(enums: Iterable[type_of[Enum]]) -> Enums:
    """Return the caller's enums by name; ours cannot be named anew."""
    found: dict[str, type_of[Enum]] = {}
    for enum in to_items(enums, "enums", "enums, in a list"):
        if not (isinstance(enum, type_of) and issubclass(enum, Enum)):
            raise WrongTypeError("enums", enum, "enums, in a list")
        name = enum.__name__
        if known_type(name) is not None or name in RESERVED or name in found:
            raise InvalidArgumentError("enums", name, "names that are not taken")
        found[name] = enum
    return MappingProxyType(found)

"""Arguments of any type as callers hand them in, read with an error that names them."""

from collections.abc import Hashable, Iterable, Mapping, Set as AbstractSet
from typing import Any, TypeVar, overload

from servicedesk_core.errors import WrongTypeError

Item = TypeVar("Item")
Kind = TypeVar("Kind")
Table = TypeVar("Table", bound=Mapping[Any, Any])
Key = TypeVar("Key", bound=Hashable)


@overload
def to_items(
    values: Iterable[Item], argument: str, wanted: str, *, unordered: bool = False
) -> tuple[Item, ...]: ...
@overload
def to_items(
    values: object, argument: str, wanted: str, *, unordered: bool = False
) -> tuple[object, ...]: ...
def to_items(
    values: object, argument: str, wanted: str, *, unordered: bool = False
) -> tuple[object, ...]:
    """Return what an iterable holds.

    Args:
        values: any iterable but a text and a mapping.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.
        unordered: whether a set will do. It has no order, and has lost what is equal.

    Raises:
        WrongTypeError: if it is a text, a mapping, a set that will not do, or no
            iterable.

    Example:
        >>> to_items(range(3), "values", "numbers, in a list")
        (0, 1, 2)
    """
    refused = (str, bytes, Mapping) if unordered else (str, bytes, Mapping, AbstractSet)
    if not isinstance(values, Iterable) or isinstance(values, refused):
        raise WrongTypeError(argument, values, wanted)
    return tuple(values)


def to_many(
    values: object,
    kind: type[Kind],
    argument: str,
    wanted: str,
    *,
    unordered: bool = False,
) -> tuple[Kind, ...]:
    """Return values of a type.

    Args:
        values: any iterable but a text and a mapping.
        kind: the type of each.
        argument: the caller's name for them, for the error.
        wanted: what they should be, in the plural.
        unordered: whether a set will do, which has lost what is equal.

    Raises:
        WrongTypeError: if one is of another type, or it is no such iterable.

    Example:
        >>> to_many(["ivan", "olga"], str, "names", "texts")
        ('ivan', 'olga')
    """
    read = to_items(values, argument, f"{wanted}, in a list", unordered=unordered)
    return tuple(to_one(value, kind, argument, wanted) for value in read)


def to_several(
    values: object,
    kind: type[Kind] | tuple[type[Kind], ...],
    argument: str,
    wanted: str,
    *,
    each: str | None = None,
) -> tuple[Kind, ...]:
    """Return values of a type, from whatever holds them.

    Args:
        values: any iterable.
        kind: the type of each, or several types.
        argument: the caller's name for them, for the error.
        wanted: what they must be, for the error.
        each: the same for one that is of another type; None says it in those words.

    Raises:
        WrongTypeError: if one is of another type, or it is no iterable.

    Example:
        >>> to_several({"ivan"}, str, "names", "texts, in a set")
        ('ivan',)
    """
    if not isinstance(values, Iterable):
        raise WrongTypeError(argument, values, wanted)
    found = tuple(values)
    for value in found:
        if not isinstance(value, kind):
            raise WrongTypeError(argument, value, each or wanted)
    return found


def to_pair(value: object, argument: str, wanted: str) -> tuple[Any, Any]:
    """Return the two values of a tuple or a list.

    Args:
        value: the pair.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.

    Raises:
        WrongTypeError: if it is none, or holds more or fewer.

    Example:
        >>> to_pair([3, 5], "first", "a pair of events and trials")
        (3, 5)
    """
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise WrongTypeError(argument, value, wanted)
    first, second = value
    return first, second


def to_mapping(values: Table, argument: str, wanted: str) -> Table:
    """Return a mapping.

    Args:
        values: the mapping.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.

    Raises:
        WrongTypeError: if it is none.

    Example:
        >>> to_mapping({"ivan": 7}, "scores", "scores by client")
        {'ivan': 7}
    """
    if not isinstance(values, Mapping):
        raise WrongTypeError(argument, values, wanted)
    return values


def to_one(value: object, kind: type[Kind], argument: str, wanted: str) -> Kind:
    """Return a value of a type.

    Args:
        value: the value.
        kind: its type.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.

    Raises:
        WrongTypeError: if it is of another one.

    Example:
        >>> to_one("ivan", str, "name", "a text")
        'ivan'
    """
    if not isinstance(value, kind):
        raise WrongTypeError(argument, value, wanted)
    return value


def to_optional(
    value: object, kind: type[Kind], argument: str, wanted: str
) -> Kind | None:
    """Return a value of a type, or None.

    Args:
        value: the value, or None.
        kind: its type.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.

    Raises:
        WrongTypeError: if it is of another type, and not None.

    Example:
        >>> to_optional(None, str, "name", "a text or None")
    """
    return None if value is None else to_one(value, kind, argument, wanted)


def to_key(value: Key, argument: str) -> Key:
    """Return a value that a mapping takes as a key.

    Args:
        value: any that has a hash, with all that it holds.
        argument: the caller's name for it, for the error.

    Raises:
        WrongTypeError: if it has none.

    Example:
        >>> to_key(("ivan", 7), "client")
        ('ivan', 7)
    """
    try:
        hash(value)
    except TypeError:
        raise WrongTypeError(argument, value, "a hashable value") from None
    return value


def to_flag(value: object, argument: str) -> bool:
    """Return a choice of two.

    Args:
        value: True or False.
        argument: the caller's name for it, for the error.

    Raises:
        WrongTypeError: if it is neither.

    Example:
        >>> to_flag(False, "exact")
        False
    """
    if not isinstance(value, bool):
        raise WrongTypeError(argument, value, "True or False")
    return value

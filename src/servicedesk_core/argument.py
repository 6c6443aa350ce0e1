"""Arguments of any type as callers hand them in, read with an error that names them."""

from collections.abc import Hashable, Iterable, Mapping, Set as AbstractSet
from typing import TypeVar, overload

from servicedesk_core.errors import WrongTypeError

Item = TypeVar("Item")
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

"""A mapping that is a value: it never changes, hashes, and pickles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TypeVar

from servicedesk_core.argument import to_mapping
from servicedesk_core.errors import WrongTypeError

Member = TypeVar("Member", bound=Enum)
K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


def freeze(
    items: Mapping[str, object], argument: str = "attributes"
) -> "FrozenMap[str, object]":
    """Return named values as a mapping that never changes.

    Args:
        items: what it holds.
        argument: the caller's name for them, for the error.

    Raises:
        WrongTypeError: if it is no mapping, or a value is a list, a dict or anything
            else that may change.

    Example:
        >>> freeze({"site": "Kazan"})
        FrozenMap({'site': 'Kazan'})
    """
    if type(items) is FrozenMap:
        return items
    to_mapping(items, argument, "a mapping of names to values")
    for name, value in items.items():
        try:
            hash(value)
        except TypeError:
            wanted = "a value that never changes"
            raise WrongTypeError(f"{argument}[{name!r}]", value, wanted) from None
    return FrozenMap(items)


def counts_of(
    enum: type[Member], members: Iterable[Member | None]
) -> "FrozenMap[Member, int]":
    """Return how often each member of an enum comes, zeros included.

    Args:
        enum: whose members are counted.
        members: its members, counted before or not; None is none of them.

    Example:
        >>> from enum import StrEnum
        >>> Answer = StrEnum("Answer", "YES NO")
        >>> list(counts_of(Answer, [Answer.NO, None, Answer.NO]).values())
        [0, 2]
    """
    counts = Counter(members)
    return FrozenMap({each: counts[each] for each in enum})


class FrozenMap(Mapping[K, V_co]):
    """A read-only mapping, equal to any mapping with the same items.

    Args:
        items: what it holds, copied.

    Example:
        >>> ours = FrozenMap({"site": "Kazan"})
        >>> ours["site"], ours == {"site": "Kazan"}
        ('Kazan', True)
        >>> hash(ours) == hash(FrozenMap(ours))
        True
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V_co] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def __reduce__(self) -> tuple[type, tuple[dict[K, V_co]]]:
        return type(self), (self._items,)

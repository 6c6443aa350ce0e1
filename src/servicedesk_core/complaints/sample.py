"""A sample of contacts that anybody can draw again."""

from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from typing import TypeVar

from servicedesk_core.argument import to_items, to_key, to_one
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_whole

Item = TypeVar("Item")


def draw_sample(
    items: Iterable[Item], n: int, *, seed: str, key: Callable[[Item], str]
) -> tuple[Item, ...]:
    """Return a random sample, the same one each time for the same seed.

    Each item is as likely as the others; whether one is drawn hangs on its key and
    the seed, not on its place. A larger sample contains the smaller ones.

    Args:
        items: what to draw from.
        n: how many, up to their number; see
            :func:`servicedesk_core.stats.sample_size`.
        seed: any text; another one draws another sample.
        key: the name of an item, of each another one.

    Returns:
        The items drawn, in the order in which they came.

    Raises:
        InvalidArgumentError: for a number out of range, or two items of one key.
        WrongTypeError: for a value of another type.

    Source:
        The items with the lowest SHA-256 of seed and key.

    Example:
        >>> draw_sample(["C1", "C2", "C3", "C4"], 2, seed="May", key=str)
        ('C1', 'C4')
    """
    read, ranks = _ranked(items, seed, key)
    count = to_whole(n, "n", high=len(read))
    chosen = set(sorted(range(len(read)), key=ranks.__getitem__)[:count])
    return tuple(item for place, item in enumerate(read) if place in chosen)


def draw_stratified(
    items: Iterable[Item],
    n: int,
    *,
    seed: str,
    key: Callable[[Item], str],
    stratum: Callable[[Item], Hashable],
) -> tuple[Item, ...]:
    """Return a random sample with as large a share of each stratum as there is.

    Args:
        items: what to draw from.
        n: how many in all, up to their number.
        seed: any text; another one draws another sample.
        key: the name of an item, of each another one.
        stratum: what an item belongs to, such as its channel.

    Returns:
        The items drawn, in the order in which they came. Strata get whole numbers in
        proportion; what is left goes to the largest remainders, of equal ones to the
        stratum that comes first. A small stratum may get none.

    Raises:
        InvalidArgumentError: for a number out of range, or two items of one key.
        WrongTypeError: for a value of another type, or a stratum that is not hashable.

    Source:
        Proportional allocation by largest remainders; within a stratum as
        :func:`draw_sample`.

    Example:
        >>> contacts = [("mail", "C1"), ("mail", "C2"), ("chat", "C3"), ("mail", "C4")]
        >>> len(
        ...     draw_stratified(
        ...         contacts,
        ...         2,
        ...         seed="May",
        ...         key=lambda each: each[1],
        ...         stratum=lambda each: each[0],
        ...     )
        ... )
        2
    """
    read, ranks = _ranked(items, seed, key)
    count = to_whole(n, "n", high=len(read))
    if not callable(stratum):
        raise WrongTypeError("stratum", stratum, "a function of an item")
    places: dict[Hashable, list[int]] = {}
    for place, item in enumerate(read):
        places.setdefault(to_key(stratum(item), "stratum"), []).append(place)
    quotas = _quotas([len(own) for own in places.values()], count)
    chosen = {
        place
        for own, quota in zip(places.values(), quotas, strict=True)
        for place in sorted(own, key=ranks.__getitem__)[:quota]
    }
    return tuple(item for place, item in enumerate(read) if place in chosen)


def _ranked(
    items: Iterable[Item], seed: str, key: Callable[[Item], str]
) -> tuple[tuple[Item, ...], list[bytes]]:
    read = to_items(items, "items", "items, in a list")
    to_one(seed, str, "seed", "a text")
    if not callable(key):
        raise WrongTypeError("key", key, "a function of an item")
    names = [
        to_one(key(item), str, "key", "a function that gives a text") for item in read
    ]
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidArgumentError("key", name, "another one for each item")
        seen.add(name)
    return read, [_digest(seed, name) for name in names]


def _digest(seed: str, name: str) -> bytes:
    # With the length, or "a" and "bc" would draw as "ab" and "c" do.
    text = f"{len(seed)}:{seed}{name}"
    return sha256(text.encode(errors="surrogatepass")).digest()


def _quotas(sizes: list[int], n: int) -> list[int]:
    every = sum(sizes)
    if not every:
        return []
    quotas = [n * size // every for size in sizes]
    left = n - sum(quotas)
    by_remainder = sorted(
        range(len(sizes)), key=lambda place: -(n * sizes[place] % every)
    )
    for place in by_remainder[:left]:
        quotas[place] += 1
    return quotas

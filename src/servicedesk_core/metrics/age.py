"""How old things are: buckets, median, oldest."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Generic, TypeVar

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.i18n import length_text
from servicedesk_core.metrics._reading import check_length

Age = TypeVar("Age", float, timedelta)


@attrs.frozen
class Bucket(Generic[Age]):
    """How many have an age from ``low`` on and below ``high``.

    Attributes:
        low: the least age inside.
        high: the first one beyond; None for no end.
        count: how many.

    Example:
        >>> Bucket(30, None, 2).count
        2
    """

    low: Age
    high: Age | None
    count: int


@attrs.frozen
class Ageing(Generic[Age]):
    """The ages of what waits.

    Attributes:
        n: how many there are.
        buckets: counts by age, the youngest first; none without edges.
        median: the age that half of them do not exceed; the mean of the two in the
            middle if they are even in number; None for none.
        oldest: the greatest age; None for none.

    Example:
        >>> ageing([1, 3, 9], edges=[2, 7]).median
        3
    """

    n: int
    buckets: tuple[Bucket[Age], ...]
    median: Age | None
    oldest: Age | None

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts of the buckets alone."""
        return tuple(bucket.count for bucket in self.buckets)


def ageing(ages: Iterable[Age], *, edges: Iterable[Age] = ()) -> Ageing[Age]:
    """Return ages sorted into half-open buckets.

    Args:
        ages: all numbers of one unit, or all timedeltas; 0 or more.
        edges: where the buckets meet, ascending and above zero; the first bucket
            starts at zero and the last one has no end.

    Raises:
        InvalidArgumentError: for a negative age, or edges that do not ascend.
        WrongTypeError: for anything else than numbers, or timedeltas, among them.

    Example:
        >>> found = ageing([0, 1.99, 2, 6.5, 7, 29.999, 30, 100], edges=[2, 7, 30])
        >>> found.counts, found.median, found.oldest
        ((2, 2, 2, 2), 6.75, 100)
    """
    known: list[Age] = list(to_items(ages, "ages", _AGES))
    limits: tuple[Age, ...] = to_items(edges, "edges", _AGES)
    some: Sequence[Age] = known or limits
    if not some:
        return Ageing(0, (), None, None)
    check_length(some[0], "ages" if known else "edges", some[0])
    # Of their own type: an int, a float or a timedelta.
    zero: Age = some[0] - some[0]
    for age in known:
        check_length(age, "ages", zero)
    _check_edges(limits, zero)
    counts = [0] * (len(limits) + 1)
    for age in known:
        counts[bisect_right(limits, age)] += 1
    known.sort()
    return Ageing(
        len(known),
        _buckets(zero, limits, counts) if limits else (),
        _median(known) if known else None,
        known[-1] if known else None,
    )


def _check_edges(edges: Sequence[Age], zero: Age) -> None:
    before = zero
    for edge in edges:
        check_length(edge, "edges", zero)
        if edge <= before:
            raise InvalidArgumentError(
                "edges", edge, f"more than {length_text(before)}"
            )
        before = edge


_AGES = "numbers or timedeltas, in a list"


def _buckets(
    zero: Age, edges: Sequence[Age], counts: list[int]
) -> tuple[Bucket[Age], ...]:
    buckets: list[Bucket[Age]] = []
    low: Age = zero
    for high, count in zip(edges, counts, strict=False):
        buckets.append(Bucket(low, high, count))
        low = high
    buckets.append(Bucket(low, None, counts[-1]))
    return tuple(buckets)


def _median(ordered: list[Age]) -> Age:
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    # From the upper one down: both together may be more than a timedelta holds.
    return low if low == high else high - (high - low) / 2

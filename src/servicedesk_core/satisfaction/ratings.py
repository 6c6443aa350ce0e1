"""The answers to one question, on one scale."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import fsum
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_float
from servicedesk_core.satisfaction._answers import tally
from servicedesk_core.satisfaction.scale import Scale

S = TypeVar("S", bound=Scale)


@attrs.frozen(init=False)
class Ratings(Generic[S]):
    """Answers on one scale, counted by score.

    Ratings add up if they have the same scale: mixing scales raises, and for the
    named scales, such as ``Ratings[FivePoint]``, type checkers object before.

    Args:
        scores: one for each answer, None or NaN where it is missing; or a mapping of
            score to count.
        scale: what they are given on.
        weights: how much each score counts, 0 or more: one for each, or for each
            entry of the mapping, in the same order.

    Raises:
        InvalidArgumentError: for a score off the scale, a weight or count below 0, or
            weights that are not as many as the scores or all 0.
        WrongTypeError: for anything but numbers.

    Example:
        >>> from servicedesk_core.satisfaction import FivePoint
        >>> spring = Ratings([5, 4, None], FivePoint())
        >>> summer = Ratings({3: 1, 5: 2}, FivePoint())
        >>> year = spring + summer
        >>> year.n, year.missing, year.counts[5]
        (5, 1, 3)
    """

    scale: S
    counts: Mapping[float, int]
    """How many answers by score, the lowest first; with steps, zeros included."""
    missing: int
    """How many did not answer."""
    weights: Mapping[float, float] | None
    """The sum of the weights by score; None if all count the same."""
    squares: float | None
    """The sum of the squared weights, or None."""

    def __init__(
        self, scores: "Scores", scale: S, *, weights: Iterable[float] | None = None
    ) -> None:
        to_one(scale, Scale, "scale", "a Scale")
        found = tally(scores, scale, weights)
        sums = None if found.weights is None else FrozenMap(found.weights)
        self.__attrs_init__(
            scale, FrozenMap(found.counts), found.missing, sums, found.squares
        )

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts.values())

    @property
    def total(self) -> float:
        """What the answers weigh together; without weights, how many there are."""
        return self.n if self.weights is None else fsum(self.weights.values())

    @property
    def amounts(self) -> Mapping[float, float]:
        """What the answers weigh, by score; without weights, the counts."""
        return self.counts if self.weights is None else self.weights

    @property
    def effective_n(self) -> float:
        """How many answers of equal weight would tell as much.

        Source:
            L. Kish, Survey Sampling (1965): the squared sum of the weights by the sum
            of their squares.
        """
        if not self.squares:
            return self.n
        return self.total**2 / self.squares

    @property
    def shares(self) -> Mapping[float, float] | None:
        """The share of each score, by weight, 0 to 1; None without any answer."""
        total = self.total
        if not total:
            return None
        return FrozenMap({score: part / total for score, part in self.amounts.items()})

    def amount(self, low: float, high: float) -> float:
        """Return what the answers from one score to another weigh.

        Args:
            low: the lowest score that counts.
            high: the highest.

        Raises:
            InvalidArgumentError: for one that is not finite.
            WrongTypeError: for one that is no number.

        Example:
            >>> from servicedesk_core.satisfaction import FivePoint
            >>> Ratings([5, 4, 4, 2], FivePoint()).amount(4, 5)
            3
        """
        least, most = to_float(low, "low"), to_float(high, "high")
        parts = [part for score, part in self.amounts.items() if least <= score <= most]
        return sum(parts) if self.weights is None else fsum(parts)

    def __add__(self, other: "Ratings[S]") -> "Ratings[S]":
        if not isinstance(other, Ratings):
            return NotImplemented
        if other.scale != self.scale:
            raise InvalidArgumentError("scale", str(other.scale), str(self.scale))
        counts = _sum(self.counts, other.counts)
        missing = self.missing + other.missing
        weights, squares = None, None
        if self.weights is not None or other.weights is not None:
            weights = _sum(self.amounts, other.amounts)
            squares = sum(
                each.n if each.squares is None else each.squares
                for each in (self, other)
            )
        found: Ratings[S] = Ratings.__new__(Ratings)
        found.__attrs_init__(self.scale, counts, missing, weights, squares)
        return found


Scores: TypeAlias = Iterable[float | Decimal | None] | Mapping[Any, int] | Ratings[Any]
"""What a score is found from: answers, None where missing; counts by score; ratings."""

N = TypeVar("N", int, float)


def _sum(first: Mapping[float, N], second: Mapping[float, N]) -> FrozenMap[float, N]:
    scores = sorted({*first, *second})
    return FrozenMap(
        {score: first.get(score, 0) + second.get(score, 0) for score in scores}
    )

"""A score: a number found from answers, with how sure it is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Self

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.scale import Scale


def _is_name(_: object, field: "attrs.Attribute[str]", name: str) -> None:
    to_one(name, str, field.name, "a text")


@attrs.frozen(kw_only=True)
class Score(ABC):
    """What every score tells, whatever its kind.

    Attributes:
        name: what it is called, such as CSAT.
        ratings: the answers that it is found from.
        value: the score; None if nobody answered.
        raw_low: lower end of the interval, as the formula gives it; None if there is
            no interval.
        raw_high: upper end.
        confidence: of the interval, such as 0.95.
        method: how the interval was found.
    """

    name: str = attrs.field(validator=_is_name)
    ratings: Ratings[Any] = attrs.field(repr=False)
    value: float | None
    raw_low: float | None
    raw_high: float | None
    confidence: float
    method: str

    @property
    @abstractmethod
    def limits(self) -> tuple[float, float]:
        """The least and the largest that the score can be."""

    @property
    @abstractmethod
    def cut(self) -> tuple[float, ...]:
        """Where the scale is cut into groups of scores; nothing if it is not."""

    @property
    def decimals(self) -> int:
        """How many it is printed with."""
        return 1

    @abstractmethod
    def of(self, ratings: Ratings[Any]) -> Self:
        """Return the same score of other answers.

        Args:
            ratings: answers on the same scale.

        Raises:
            InvalidArgumentError: if the scale is another.
        """

    @property
    def low(self) -> float | None:
        """Lower end of the interval: on the scale of the score, and not above it."""
        if self.value is None or self.raw_low is None:
            return None
        return min(max(self.raw_low, self.limits[0]), self.value)

    @property
    def high(self) -> float | None:
        """Upper end of the interval: on the scale of the score, and not below it."""
        if self.value is None or self.raw_high is None:
            return None
        return max(min(self.raw_high, self.limits[1]), self.value)

    @property
    def scale(self) -> Scale:
        """What the answers are given on."""
        scale: Scale = self.ratings.scale
        return scale

    @property
    def n(self) -> int:
        """How many answered."""
        return self.ratings.n

    @property
    def missing(self) -> int:
        """How many did not."""
        return self.ratings.missing

    @property
    def effective_n(self) -> float:
        """How many answers of equal weight tell as much; ``n`` without weights."""
        return self.ratings.effective_n

    @property
    def counts(self) -> Mapping[float, int]:
        """How many answers by score, the lowest score first."""
        return self.ratings.counts

    @property
    def shares(self) -> Mapping[float, float] | None:
        """The share of each score, by weight, 0 to 1; None if nobody answered."""
        return self.ratings.shares

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name} undefined (n=0)"
        places = self.decimals
        told = f"{self.name} {self.value:z.{places}f} (n={self.n}, "
        if self.low is None or self.high is None:
            return f"{told}no interval)"
        ends = f"{self.low:z.{places}f}..{self.high:z.{places}f}"
        return f"{told}{self.confidence * 100:.12g}% CI {ends})"

"""Happiness with IT, and the working time that its failures cost."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.money import Money
from servicedesk_core.number import to_float
from servicedesk_core.satisfaction._answers import is_missing, to_count
from servicedesk_core.satisfaction._exact import to_exact
from servicedesk_core.satisfaction._reading import read_ratings
from servicedesk_core.satisfaction.net_score import NetScore
from servicedesk_core.satisfaction.promoter import NPS_BREAKS
from servicedesk_core.satisfaction.ratings import Scores
from servicedesk_core.satisfaction.scale import ElevenPoint

_ELEVEN = ElevenPoint()
_HOUR = 60


@attrs.frozen
class LostTime:
    """The working time that people say they lost, in minutes.

    Attributes:
        n: how many named a time; not all do who give a score.
        missing: how many left it out.
        total: of the times named, exact.
        median: of them, which single huge answers do not move; None if there is none.

    Example:
        >>> lost = happiness([9, 10, 3], lost_minutes=[0, None, 90]).lost
        >>> lost.n, lost.missing, lost.mean, lost.median
        (2, 1, 45.0, 45.0)
    """

    n: int
    missing: int
    total: Fraction
    median: float | None

    @property
    def mean(self) -> float | None:
        """The mean of the times named; None if there is none."""
        return float(self.total / self.n) if self.n else None


@attrs.frozen(kw_only=True)
class Happiness(NetScore):
    """The happiness of HappySignals, -100 to 100, with the time lost.

    Attributes:
        lost: the time lost, if it was asked for.

    Example:
        >>> print(happiness([9, 10, 3]))
        Happiness 33.3 (n=3, 95% CI -51.3..84.7)
    """

    lost: LostTime | None = None

    def impact(self, baseline: float, *, volume: int | None = None) -> float | None:
        """Return how much a service adds to a happiness; None if nobody answered.

        Args:
            baseline: the happiness without it, -100 to 100.
            volume: how many tickets there were; ``n`` unless given.

        Returns:
            Points times tickets.

        Raises:
            InvalidArgumentError: for values out of range.
            WrongTypeError: for anything but numbers.

        Source:
            The impact of the HappySignals glossary: volume x (value - baseline).

        Example:
            >>> happiness([9, 10, 3, 8]).impact(20)
            20.0
        """
        level = to_float(baseline, "baseline", low=-100, high=100)
        tickets = self.n if volume is None else to_count(volume, "volume")
        return None if self.value is None else tickets * (self.value - level)

    def cost(self, rate: Money, *, volume: int | None = None) -> Money | None:
        """Return what the time lost costs; None if nobody named any.

        Args:
            rate: what an hour of work costs.
            volume: how many tickets there were, each taken to lose the mean; only the
                times named unless given.

        Raises:
            InvalidArgumentError: for a negative volume.
            WrongTypeError: for a rate that is no money, or a volume that is no number.

        Source:
            Lost hours times the rate.

        Example:
            >>> score, rate = happiness([9, 3], lost_minutes=[0, 90]), Money(40, "EUR")
            >>> print(score.cost(rate), score.cost(rate, volume=10))
            60 EUR 300 EUR
        """
        to_one(rate, Money, "rate", "Money for an hour")
        tickets = None if volume is None else to_count(volume, "volume")
        if self.lost is None or not self.lost.n:
            return None
        minutes = self.lost.total
        if tickets is not None:
            minutes = minutes * tickets / self.lost.n
        return rate * minutes.numerator / (minutes.denominator * _HOUR)


def happiness(
    scores: Scores,
    *,
    lost_minutes: Iterable[float | Decimal | None] | None = None,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> Happiness:
    """Return the happiness with a service, and the time that was lost.

    Args:
        scores: from 0 to 10, None or NaN where the answer is missing; a mapping of
            score to count; or ratings.
        lost_minutes: the working time lost, 0 or more minutes each, None where it was
            left out; as many or as few as there are.
        weights: how much each score counts, in the same order; not the times.
        confidence: of the adjusted Wald interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a score off the scale, a negative time, and values
            out of range.
        WrongTypeError: for anything but numbers.

    Source:
        The glossary of HappySignals: the share of 9 and 10 less the share of 0 to 6;
        the mean of the times named.

    Example:
        >>> score = happiness([9, 10, 3], lost_minutes=[0, None, 90])
        >>> print(score, score.lost.mean)
        Happiness 33.3 (n=3, 95% CI -51.3..84.7) 45.0
    """
    ratings = read_ratings(scores, scale=_ELEVEN, default=_ELEVEN, weights=weights)
    found = Happiness.found(
        ratings, name="Happiness", breaks=NPS_BREAKS, confidence=confidence
    )
    if lost_minutes is None:
        return found
    return attrs.evolve(found, lost=_lost(lost_minutes))


def _lost(minutes: Iterable[float | Decimal | None]) -> LostTime:
    given = to_items(minutes, "lost_minutes", "minutes in a list, or None")
    read = [
        None if is_missing(each) else to_exact(each, f"lost_minutes[{place}]", low=0)
        for place, each in enumerate(given)
    ]
    named = sorted(each for each in read if each is not None)
    middle = len(named) // 2
    # The two middle ones; of an odd number, the middle one twice.
    median = float((named[~middle] + named[middle]) / 2) if named else None
    return LostTime(len(named), len(read) - len(named), sum(named, Fraction()), median)

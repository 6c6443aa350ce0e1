"""The mean of the answers."""

from math import fsum
from typing import Any, Self

import attrs

from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._reading import check_ratings
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.score import Score
from servicedesk_core.stats import Moments, mean_interval

# A scale as wide as this needs no second decimal.
_WIDE = 20


@attrs.frozen(kw_only=True)
class MeanScore(Score):
    """The mean of the scores, in points of their scale, with its t interval.

    One answer has no interval; equal answers have one of no width.

    Attributes:
        variance: of an answer, by n - 1, in squared points; None for less than two
            answers.

    Example:
        >>> from servicedesk_core.satisfaction import csat_mean
        >>> score = csat_mean([5, 4, 4, 2, 5])
        >>> score.value, score.variance, score.rescaled
        (4.0, 1.5, 75.0)
    """

    variance: float | None

    @classmethod
    def found(
        cls, ratings: Ratings[Any], *, name: str, confidence: float = 0.95
    ) -> Self:
        """Return the mean of answers.

        Args:
            ratings: the answers.
            name: what it is called.
            confidence: of the interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for a confidence out of range.
            WrongTypeError: for anything but ratings and a number.

        Source:
            Student, Biometrika 6 (1908) 1; with weights, at the effective number of
            answers of L. Kish, Survey Sampling (1965).

        Example:
            >>> from servicedesk_core.satisfaction import FivePoint
            >>> ratings = Ratings([5, 4, 3], FivePoint())
            >>> print(MeanScore.found(ratings, name="clarity"))
            clarity 4.00 (n=3, 95% CI 1.52..5.00)
        """
        check_ratings(ratings)
        level = to_confidence(confidence)
        value, variance = _moments(ratings)
        low = high = None
        if value is not None and variance is not None:
            sample = Moments(ratings.n, value, variance, ratings.effective_n)
            interval = mean_interval(sample, confidence=level)
            low, high = (interval.low, interval.high) if interval else (None, None)
        return cls(
            name=name,
            ratings=ratings,
            value=value,
            raw_low=low,
            raw_high=high,
            confidence=level,
            method="t",
            variance=variance,
        )

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the scale."""
        return self.scale.low, self.scale.high

    @property
    def cut(self) -> tuple[float, ...]:
        """Nothing: every score counts as it is."""
        return ()

    @property
    def decimals(self) -> int:
        """How many it is printed with: two on short scales."""
        return 1 if self.scale.high - self.scale.low > _WIDE else 2

    @property
    def rescaled(self) -> float | None:
        """The mean between worst, 0, and best, 100; None if nobody answered."""
        return None if self.value is None else self.scale.rescale(self.value)

    def of(self, ratings: Ratings[Any]) -> Self:
        """Return the same mean of other answers.

        Args:
            ratings: answers on the same scale.

        Raises:
            InvalidArgumentError: if the scale is another.
        """
        check_ratings(ratings, self.scale)
        return self.found(ratings, name=self.name, confidence=self.confidence)


def _moments(ratings: Ratings[Any]) -> tuple[float | None, float | None]:
    """Return the mean and the variance, as far as there are any."""
    parts = [(score, part) for score, part in ratings.amounts.items() if part]
    if not parts:
        return None, None
    total, n = ratings.total, ratings.effective_n
    # From a score that was given: equal answers have exactly that mean, no variance.
    start = parts[0][0]
    mean = start + fsum(part * (score - start) for score, part in parts) / total
    if n <= 1:
        return mean, None
    squares = fsum(part * (score - mean) ** 2 for score, part in parts)
    return mean, squares / total * n / (n - 1)

"""The share of the answers that are good ones, or bad ones."""

from typing import Any, Self

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._reading import check_ratings, read_pair
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.scale import Scale
from servicedesk_core.satisfaction.score import Score
from servicedesk_core.stats import wilson_interval


@attrs.frozen(kw_only=True)
class ShareScore(Score):
    """The share of some scores, 0 to 100, with its Wilson interval.

    Attributes:
        boxes: the lowest and the highest of the scores that count.

    Example:
        >>> from servicedesk_core.satisfaction import csat
        >>> score = csat([5, 4, 4, 2, 5, 1, 5])
        >>> score.boxes, score.hits
        ((4, 5), 5)
    """

    boxes: tuple[float, float]

    @classmethod
    def found(
        cls,
        ratings: Ratings[Any],
        *,
        name: str,
        boxes: tuple[float, float],
        confidence: float = 0.95,
    ) -> Self:
        """Return the share of some scores.

        Args:
            ratings: the answers.
            name: what it is called.
            boxes: the lowest and the highest of the scores that count.
            confidence: of the interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: for scores off the scale or in the wrong order, or a
                confidence out of range.
            WrongTypeError: for anything but ratings and numbers.

        Source:
            E. B. Wilson, JASA 22 (1927) 209; with weights, at the effective number of
            answers of L. Kish, Survey Sampling (1965).

        Example:
            >>> from servicedesk_core.satisfaction import FivePoint
            >>> ratings = Ratings([5, 4, 3], FivePoint())
            >>> print(ShareScore.found(ratings, name="neutral", boxes=(3, 3)))
            neutral 33.3 (n=3, 95% CI 6.1..79.2)
        """
        check_ratings(ratings)
        level = to_confidence(confidence)
        low_box, high_box = _read_boxes(boxes, ratings.scale)
        value = low = high = None
        if ratings.n:
            hits, total = ratings.amount(low_box, high_box), ratings.total
            value = 100 * hits / total
            n = ratings.effective_n
            ends = wilson_interval(hits / total, n, confidence=level)
            low, high = (100 * end for end in ends)
        return cls(
            name=name,
            ratings=ratings,
            value=value,
            raw_low=low,
            raw_high=high,
            confidence=level,
            method="wilson",
            boxes=(low_box, high_box),
        )

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the largest that the score can be: 0 and 100."""
        return 0.0, 100.0

    @property
    def cut(self) -> tuple[float, ...]:
        """The lowest and the highest of the scores that count."""
        return self.boxes

    @property
    def hits(self) -> float:
        """How many answers count, by weight; without weights a whole number."""
        return self.ratings.amount(*self.boxes)

    def of(self, ratings: Ratings[Any]) -> Self:
        """Return the same share of other answers.

        Args:
            ratings: answers on the same scale.

        Raises:
            InvalidArgumentError: if the scale is another.
        """
        check_ratings(ratings, self.scale)
        return self.found(
            ratings, name=self.name, boxes=self.boxes, confidence=self.confidence
        )


def _read_boxes(boxes: tuple[float, float], scale: Scale) -> tuple[float, float]:
    wanted = "a pair: the lowest and the highest of the scores that count"
    low, high = read_pair(boxes, "boxes", wanted, scale)
    if low > high:
        raise InvalidArgumentError("boxes", boxes, wanted)
    return low, high

"""Customer satisfaction: shares of the best and the worst answers, and the mean."""

from collections.abc import Iterable

from servicedesk_core.satisfaction._answers import to_count
from servicedesk_core.satisfaction._reading import read_ratings
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.ratings import Ratings, Scores
from servicedesk_core.satisfaction.scale import Binary, FivePoint, Scale
from servicedesk_core.satisfaction.share_score import ShareScore

_FIVE = FivePoint()


def csat(
    scores: Scores,
    *,
    scale: Scale | None = None,
    top: int = 2,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> ShareScore:
    """Return the share of the best scores, 0 to 100.

    Args:
        scores: one for each answer, None or NaN where it is missing; a mapping of
            score to count; or ratings.
        scale: what they are given on; 1 to 5 unless ratings bring theirs.
        top: how many of the scale's scores count as satisfied, from 1 to all but one;
            the low ones where lower is better.
        weights: how much each score counts, in the same order.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a score off the scale, and values out of range.
        WrongTypeError: for anything but numbers.

    Source:
        The top-two-box share of the trade; E. B. Wilson, JASA 22 (1927) 209.

    Example:
        >>> print(csat([5, 4, 4, 2, 5, 1, 5]))
        CSAT 71.4 (n=7, 95% CI 35.9..91.8)
        >>> print(csat([]))
        CSAT undefined (n=0)
    """
    ratings = read_ratings(scores, scale=scale, default=_FIVE, weights=weights)
    boxes = ratings.scale.best(top, "top")
    return ShareScore.found(ratings, name="CSAT", boxes=boxes, confidence=confidence)


def dsat(
    scores: Scores,
    *,
    scale: Scale | None = None,
    bottom: int = 2,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> ShareScore:
    """Return the share of the worst scores, 0 to 100.

    It is not 100 less CSAT: the scores between are neither.

    Args:
        scores: one for each answer, None or NaN where it is missing; a mapping of
            score to count; or ratings.
        scale: what they are given on; 1 to 5 unless ratings bring theirs.
        bottom: how many of the scale's scores count as dissatisfied, from 1 to all
            but one; the high ones where lower is better.
        weights: how much each score counts, in the same order.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a score off the scale, and values out of range.
        WrongTypeError: for anything but numbers.

    Source:
        The bottom-two-box share of the trade; E. B. Wilson, JASA 22 (1927) 209.

    Example:
        >>> print(dsat([5, 4, 4, 2, 5, 1, 5]))
        DSAT 28.6 (n=7, 95% CI 8.2..64.1)
    """
    ratings = read_ratings(scores, scale=scale, default=_FIVE, weights=weights)
    boxes = ratings.scale.reversed().best(bottom, "bottom")
    return ShareScore.found(ratings, name="DSAT", boxes=boxes, confidence=confidence)


def csat_mean(
    scores: Scores,
    *,
    scale: Scale | None = None,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> MeanScore:
    """Return the mean score, in points of the scale.

    It takes the steps of the scale for equally long, which nobody knows.

    Args:
        scores: one for each answer, None or NaN where it is missing; a mapping of
            score to count; or ratings.
        scale: what they are given on; 1 to 5 unless ratings bring theirs.
        weights: how much each score counts, in the same order.
        confidence: of the t interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a score off the scale, and values out of range.
        WrongTypeError: for anything but numbers.

    Source:
        Student, Biometrika 6 (1908) 1.

    Example:
        >>> print(csat_mean({1: 5, 2: 10, 3: 15, 4: 40, 5: 30}))
        CSAT mean 3.80 (n=100, 95% CI 3.58..4.02)
    """
    ratings = read_ratings(scores, scale=scale, default=_FIVE, weights=weights)
    return MeanScore.found(ratings, name="CSAT mean", confidence=confidence)


def csat_binary(
    good: int, bad: int, *, missing: int = 0, confidence: float = 0.95
) -> ShareScore:
    """Return the share of good ones among answers that are good or bad, 0 to 100.

    Args:
        good: how many were satisfied.
        bad: how many were not.
        missing: how many were asked and did not answer; they do not count.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a negative count, or a confidence out of range.
        WrongTypeError: for anything but numbers.

    Source:
        The satisfaction score of Zendesk: good by good and bad.

    Example:
        >>> print(csat_binary(90, 10, missing=300))
        CSAT 90.0 (n=100, 95% CI 82.6..94.5)
    """
    counts = {
        1: to_count(good, "good"),
        0: to_count(bad, "bad"),
        None: to_count(missing, "missing"),
    }
    ratings = Ratings(counts, Binary())
    return ShareScore.found(ratings, name="CSAT", boxes=(1, 1), confidence=confidence)

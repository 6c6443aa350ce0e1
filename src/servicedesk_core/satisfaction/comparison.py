"""How far two scores of one kind lie apart."""

from math import sqrt

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._inference import normal_difference
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.net_score import NetScore
from servicedesk_core.satisfaction.score import Score
from servicedesk_core.satisfaction.share_score import ShareScore
from servicedesk_core.stats import (
    Difference,
    Moments,
    mean_difference,
    newcombe_difference,
)


@attrs.frozen
class ScoreDifference(Difference):
    """How far two scores lie apart, first minus second, in points of the score.

    The ends of the interval are those of the formula: they may lie farther apart than
    two scores can.

    Attributes:
        name: what both scores are called.
        standard_error: of the difference, by the variances of the two samples.

    Example:
        >>> from servicedesk_core.satisfaction import nps
        >>> print(compare(nps({0: 12, 7: 18, 9: 70}), nps({0: 30, 7: 40, 9: 30})))
        NPS +58 (95% CI +37.6..+78.4)
    """

    name: str
    standard_error: float

    def __str__(self) -> str:
        return f"{self.name} {super().__str__()}"


def compare(
    first: Score, second: Score, *, confidence: float = 0.95
) -> ScoreDifference | None:
    """Return how far two scores lie apart, and whether chance alone explains it.

    Net scores are compared by Wald's interval and the z test without pooling; shares
    by Newcombe's interval and the pooled z test; means by Welch's t. The samples are
    of different people; :func:`compare_paired` is for the same ones.

    Args:
        first: any score.
        second: one of the same kind: of the same name, scale and groups of scores.
        confidence: of the interval, above 0 and below 1.

    Returns:
        First minus second, or None if either has no answer, or for means less than
        two. Its significance is None if all answers are alike.

    Raises:
        InvalidArgumentError: for scores that do not compare, or a confidence out of
            range.
        WrongTypeError: for anything but scores.

    Source:
        B. Rocks, The American Statistician 70 (2016) 365; R. G. Newcombe, Statistics
        in Medicine 17 (1998) 873, method 10; B. L. Welch, Biometrika 34 (1947) 28.

    Example:
        >>> from servicedesk_core.satisfaction import csat
        >>> found = compare(csat({5: 56, 1: 14}), csat({5: 48, 1: 32}))
        >>> print(found, f"p={found.p_value:.4f}")
        CSAT +20 (95% CI +5.243..+33.39) p=0.0080
    """
    check_alike(first, second)
    level = to_confidence(confidence)
    found = _difference(first, second, level)
    if found is None:
        return None
    plain, error = found
    return ScoreDifference(
        plain.value,
        plain.low,
        plain.high,
        plain.confidence,
        plain.significance,
        plain.method,
        first.name,
        error,
    )


def check_alike(first: Score, second: Score, argument: str = "second") -> None:
    """Check that two scores are of one kind.

    Args:
        first: any score.
        second: the one that has to be like it.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: for another name, scale, or groups of scores.
        WrongTypeError: for anything but scores.
    """
    for name, score in (("first", first), (argument, second)):
        if not isinstance(score, Score):
            raise WrongTypeError(name, score, "a score, such as csat() returns")
    for part in ("name", "scale", "cut"):
        wanted, found = getattr(first, part), getattr(second, part)
        if wanted != found:
            raise InvalidArgumentError(f"{argument}.{part}", str(found), str(wanted))


def _difference(
    first: Score, second: Score, level: float
) -> tuple[Difference, float] | None:
    """Return a difference in points and its standard error, if there is one."""
    n, m = first.effective_n, second.effective_n
    match first, second:
        case ShareScore(value=float(p)), ShareScore(value=float(q)):
            found = newcombe_difference((p / 100, n), (q / 100, m), confidence=level)
            error = sqrt(p * (100 - p) / n + q * (100 - q) / m)
            return _percent(found), error
        case (
            MeanScore(value=float(p), variance=float(v)),
            MeanScore(value=float(q), variance=float(w)),
        ):
            one, two = Moments(first.n, p, v, n), Moments(second.n, q, w, m)
            means = mean_difference(one, two, confidence=level)
            return None if means is None else (means, sqrt(v / n + w / m))
        case (
            NetScore(value=float(p), variance=float(v)),
            NetScore(value=float(q), variance=float(w)),
        ):
            error = 100 * sqrt(v / n + w / m)
            return normal_difference(p - q, error, level, "unpooled_z"), error
        case _:
            return None


def _percent(found: Difference) -> Difference:
    return attrs.evolve(
        found, value=100 * found.value, low=100 * found.low, high=100 * found.high
    )

"""How far two shares lie apart."""

from enum import StrEnum
from math import hypot, sqrt

from servicedesk_core.argument import to_pair
from servicedesk_core.errors import member
from servicedesk_core.number import to_confidence, to_share
from servicedesk_core.stats._sample import to_positive, to_trials
from servicedesk_core.stats.distribution import normal_quantile, normal_two_sided
from servicedesk_core.stats.estimate import Difference, Significance
from servicedesk_core.stats.proportion import (
    Proportion,
    proportion_interval,
    wilson_interval,
)


class DifferenceMethod(StrEnum):
    """How the interval of a difference of two shares is found.

    Example:
        >>> DifferenceMethod("newcombe")
        <DifferenceMethod.NEWCOMBE: 'newcombe'>
    """

    NEWCOMBE = "newcombe"
    """From the two Wilson intervals; good for few trials and near 0 and 1 too."""
    WALD = "wald"
    """For teaching alone: too short for few trials; cut at -1 and 1."""


def proportion_difference(
    first: tuple[int, int],
    second: tuple[int, int],
    *,
    confidence: float = 0.95,
    method: DifferenceMethod | str = DifferenceMethod.NEWCOMBE,
) -> Difference | None:
    """Return how much larger the first share is, tested for no difference.

    Args:
        first: successes and trials, as a pair.
        second: the same of the other sample, which has nobody in common with it.
        confidence: of the interval, above 0 and below 1.
        method: how the interval is found.

    Returns:
        The difference, -1 to 1, with the z test of the pooled share; the test is None
        where both samples succeeded always or never. None where a sample is empty.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range, or an unknown
            method.
        WrongTypeError: if a sample is no pair of whole numbers.

    Source:
        R. G. Newcombe, Statistics in Medicine 17 (1998) 873, methods 10 and 1; the
        test is the one of the chi-square of the 2 by 2 table.

    Example:
        >>> found = proportion_difference((56, 70), (48, 80))
        >>> print(found, f"p={found.p_value:.4f}")
        +0.2 (95% CI +0.05243..+0.3339) p=0.0080
    """
    (k1, n1), (k2, n2) = to_trials(first, "first"), to_trials(second, "second")
    confidence = to_confidence(confidence)
    method = member(DifferenceMethod, method, "method")
    one = proportion_interval(k1, n1, confidence=confidence)
    two = proportion_interval(k2, n2, confidence=confidence)
    if one is None or two is None:
        return None
    # In whole numbers up to here: a small difference keeps its digits.
    value = (k1 * n2 - k2 * n1) / (n1 * n2)
    if method is DifferenceMethod.NEWCOMBE:
        down, up = _newcombe(
            (one.value, one.low, one.high), (two.value, two.low, two.high)
        )
    else:
        down = up = _wald(one, two, confidence)
    return Difference(
        value,
        max(value - down, -1.0),
        min(value + up, 1.0),
        confidence,
        _pooled_z(value, (k1 + k2, n1 - k1 + n2 - k2), n1, n2),
        method.value,
    )


def newcombe_difference(
    first: tuple[float, float],
    second: tuple[float, float],
    *,
    confidence: float = 0.95,
) -> Difference:
    """Return how much larger the first share is, each from any number of trials.

    For answers of unequal weight, which tell as much as an effective number of equal
    ones; that is seldom whole. :func:`proportion_difference` is for plain counts.

    Args:
        first: a share, 0 to 1, and the trials, or the effective number of them, above
            0; not only whole.
        second: the same of the other sample, which has nobody in common with it.
        confidence: of the interval, above 0 and below 1.

    Returns:
        The difference, -1 to 1, with the z test of the pooled share; the test is None
        where both shares are 0 or both are 1.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if a sample is no pair of numbers.

    Source:
        R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10, at the
        effective number of L. Kish, Survey sampling (1965).

    Example:
        >>> print(newcombe_difference((0.8, 62.5), (0.6, 80)))
        +0.2 (95% CI +0.04722..+0.3359)
    """
    (p, n), (q, m) = _share(first, "first"), _share(second, "second")
    confidence = to_confidence(confidence)
    value = p - q
    down, up = _newcombe(
        (p, *wilson_interval(p, n, confidence=confidence)),
        (q, *wilson_interval(q, m, confidence=confidence)),
    )
    ends = p * n + q * m, (1 - p) * n + (1 - q) * m
    return Difference(
        value,
        value - down,
        value + up,
        confidence,
        _pooled_z(value, ends, n, m),
        DifferenceMethod.NEWCOMBE.value,
    )


def _share(sample: tuple[float, float], argument: str) -> tuple[float, float]:
    share, trials = to_pair(sample, argument, "a pair of a share and its trials")
    return to_share(share, f"{argument}[0]"), to_positive(trials, f"{argument}[1]")


def _newcombe(
    one: tuple[float, float, float], two: tuple[float, float, float]
) -> tuple[float, float]:
    """Return how far an interval reaches down and up, of shares with their own."""
    (p, p_low, p_high), (q, q_low, q_high) = one, two
    return hypot(p - p_low, q_high - q), hypot(p_high - p, q - q_low)


def _wald(one: Proportion, two: Proportion, confidence: float) -> float:
    variance = sum(each.value * (1 - each.value) / each.n for each in (one, two))
    return -normal_quantile((1 - confidence) / 2) * sqrt(variance)


def _pooled_z(
    value: float, ends: tuple[float, float], n: float, m: float
) -> Significance | None:
    """Return the test of a difference, given successes and failures of both samples."""
    successes, failures = ends
    if not successes or not failures:
        return None
    z = value * sqrt(n * m * (n + m) / (successes * failures))
    return Significance(z, normal_two_sided(z), None, "pooled_z")

"""How far two shares lie apart."""

from enum import StrEnum
from math import copysign, hypot, sqrt

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats.distribution import normal_quantile, normal_two_sided
from servicedesk_core.stats.estimate import Difference, Significance
from servicedesk_core.stats.proportion import Proportion, proportion_interval


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
    (k1, n1), (k2, n2) = _sample(first, "first"), _sample(second, "second")
    confidence = to_confidence(confidence)
    method = member(DifferenceMethod, method, "method")
    one = proportion_interval(k1, n1, confidence=confidence)
    two = proportion_interval(k2, n2, confidence=confidence)
    if one is None or two is None:
        return None
    value = (k1 * n2 - k2 * n1) / (n1 * n2)
    if method is DifferenceMethod.NEWCOMBE:
        down = hypot(one.value - one.low, two.high - two.value)
        up = hypot(one.high - one.value, two.value - two.low)
    else:
        down = up = _wald(one, two, confidence)
    return Difference(
        value,
        max(value - down, -1.0),
        min(value + up, 1.0),
        confidence,
        _pooled_z(k1, n1, k2, n2),
        method.value,
    )


def _sample(sample: tuple[int, int], argument: str) -> tuple[int, int]:
    if not isinstance(sample, tuple | list) or len(sample) != 2:
        raise WrongTypeError(argument, sample, "a pair of successes and trials")
    trials = to_whole(sample[1], f"{argument}[1]")
    return to_whole(sample[0], f"{argument}[0]", high=trials), trials


def _wald(one: Proportion, two: Proportion, confidence: float) -> float:
    variance = sum(each.value * (1 - each.value) / each.n for each in (one, two))
    return -normal_quantile((1 - confidence) / 2) * sqrt(variance)


def _pooled_z(k1: int, n1: int, k2: int, n2: int) -> Significance | None:
    successes, trials = k1 + k2, n1 + n2
    spread = n1 * n2 * successes * (trials - successes)
    if spread == 0:
        return None
    # In whole numbers up to here: a small difference keeps its digits.
    apart = k1 * n2 - k2 * n1
    z = copysign(sqrt(apart * apart * trials / spread), apart)
    return Significance(z, normal_two_sided(z), None, "pooled_z")

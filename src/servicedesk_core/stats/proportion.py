"""A share with its uncertainty."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from enum import StrEnum
from math import fsum, sqrt

import attrs

from servicedesk_core.errors import member
from servicedesk_core.number import to_confidence, to_share, to_whole
from servicedesk_core.stats._sample import to_count, to_positive
from servicedesk_core.stats.distribution import (
    beta_quantile,
    binomial_probability,
    normal_quantile,
)


class IntervalMethod(StrEnum):
    """How the interval of a share is found.

    Every one lies within 0 and 1, begins at exactly 0 where nothing succeeded and ends
    at exactly 1 where everything did.

    Example:
        >>> IntervalMethod("jeffreys")
        <IntervalMethod.JEFFREYS: 'jeffreys'>
    """

    WILSON = "wilson"
    """The score interval: covers as often as it says, on average."""
    WILSON_CC = "wilson_cc"
    """The score interval with continuity correction: seldom covers less often."""
    AGRESTI_COULL = "agresti_coull"
    """Wald's with z * z trials added, half of them successes; seldom too short."""
    CLOPPER_PEARSON = "clopper_pearson"
    """The exact interval: never covers less often than it says, mostly more often."""
    JEFFREYS = "jeffreys"
    """Equal tails of the posterior of a Beta(1/2, 1/2) prior, but exact at the ends."""
    WALD = "wald"
    """For teaching alone: far too short for few trials and for shares near 0 or 1."""


@attrs.frozen
class Proportion:
    """A share of trials that succeeded, and an interval for the share behind it.

    Attributes:
        value: successes by trials, 0 to 1.
        low: lower end of the interval.
        high: upper end.
        n: trials.
        confidence: of the interval, such as 0.95.
        method: how the interval was found.

    Example:
        >>> print(proportion_interval(81, 263))
        30.8% (n=263, 95% CI 25.5%..36.6%)
    """

    value: float
    low: float
    high: float
    n: int
    confidence: float
    method: str

    @property
    def centre(self) -> float | None:
        """The middle of the interval before its ends are cut to 0 and 1.

        For Wilson's and for that of Agresti and Coull it is the share with z * z trials
        added, half of them successes, for Wald's the value. None for the others, whose
        ends follow each on its own.
        """
        if self.method == IntervalMethod.WALD:
            return self.value
        if self.method not in _EVEN:
            return None
        square = normal_quantile((1 - self.confidence) / 2) ** 2
        return (self.value * self.n + square / 2) / (self.n + square)

    def __str__(self) -> str:
        interval = f"{self.confidence * 100:.12g}% CI {self.low:.1%}..{self.high:.1%}"
        return f"{self.value:.1%} (n={self.n}, {interval})"


def proportion_interval(
    successes: int,
    trials: int,
    *,
    confidence: float = 0.95,
    method: IntervalMethod | str = IntervalMethod.WILSON,
) -> Proportion | None:
    """Return a share with its interval, or None for no trial.

    Args:
        successes: 0 to ``trials``.
        trials: how often it was tried.
        confidence: above 0 and below 1.
        method: how the interval is found.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range, or an unknown
            method.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        E. B. Wilson, JASA 22 (1927) 209; R. G. Newcombe, Statistics in Medicine 17
        (1998) 857, methods 1, 3, 4 and 5; A. Agresti, B. A. Coull, The American
        Statistician 52 (1998) 119; L. D. Brown, T. T. Cai, A. DasGupta, Statistical
        Science 16 (2001) 101, for Jeffreys with its ends.

    Example:
        >>> share = proportion_interval(81, 263)
        >>> f"{share.value:.4f} {share.low:.4f} {share.high:.4f}"
        '0.3080 0.2553 0.3662'
        >>> print(proportion_interval(0, 20, method="clopper_pearson"))
        0.0% (n=20, 95% CI 0.0%..16.8%)
    """
    trials = to_count(trials, "trials")
    successes = to_whole(successes, "successes", high=trials)
    confidence = to_confidence(confidence)
    method = member(IntervalMethod, method, "method")
    if trials == 0:
        return None
    low, high = _ends(successes, trials, (1 - confidence) / 2, method)
    return Proportion(successes / trials, low, high, trials, confidence, method.value)


def wilson_interval(
    share: float, n: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Return the Wilson interval of a share from any number of trials.

    For answers of unequal weight, which tell as much as an effective number of equal
    ones; that is seldom whole. :func:`proportion_interval` is for plain counts.

    Args:
        share: 0 to 1.
        n: the trials, or the effective number of them, above 0; not only whole.
        confidence: above 0 and below 1.

    Returns:
        Both ends, 0 to 1; exactly 0 for a share of 0 and exactly 1 for one of 1.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        E. B. Wilson, JASA 22 (1927) 209, at the effective number of L. Kish, Survey
        sampling (1965).

    Example:
        >>> low, high = wilson_interval(0.75, 12.5)
        >>> f"{low:.4f} {high:.4f}"
        '0.4732 0.9092'
    """
    part, size = to_share(share, "share"), to_positive(n, "n")
    tail = (1 - to_confidence(confidence)) / 2
    return _ends(part * size, size, tail, IntervalMethod.WILSON)


def coverage_probability(
    n: int,
    p: float,
    *,
    confidence: float = 0.95,
    method: IntervalMethod | str = IntervalMethod.WILSON,
) -> float:
    """Return how often an interval covers the share behind it, by no simulation.

    Args:
        n: trials, 1 or more.
        p: the share behind them, 0 to 1.
        confidence: that the interval claims, above 0 and below 1.
        method: how the interval is found.

    Returns:
        The chance, 0 to 1, of so many successes that the interval includes ``p``.

    Raises:
        InvalidArgumentError: if an argument is out of range, or the method unknown.
        WrongTypeError: if one is no number, or ``n`` no whole one.

    Source:
        Brown, Cai and DasGupta, Statistical Science 16 (2001) 101, section 2.

    Example:
        >>> f"{coverage_probability(50, 0.02, method='wald'):.3f}"
        '0.635'
        >>> f"{coverage_probability(50, 0.02, method='clopper_pearson'):.3f}"
        '0.982'
    """
    n, p = to_count(n, "n", low=1), to_share(p, "p")
    tail = (1 - to_confidence(confidence)) / 2
    method = member(IntervalMethod, method, "method")
    every = range(n + 1)
    # Both ends grow with the successes.
    first = bisect_left(every, p, key=lambda k: _ends(k, n, tail, method)[1])
    end = bisect_right(every, p, key=lambda k: _ends(k, n, tail, method)[0])
    return min(fsum(binomial_probability(k, n, p) for k in range(first, end)), 1.0)


def _ends(
    successes: float, trials: float, tail: float, method: IntervalMethod
) -> tuple[float, float]:
    """Return the ends of an interval that leaves a tail on each side."""
    low, high = _METHODS[method](successes, trials, tail)
    # Exact ends: the formulas leave a rounding residue there, or no answer.
    return (
        0.0 if successes == 0 else max(low, 0.0),
        1.0 if successes == trials else min(high, 1.0),
    )


def _wilson(k: float, n: float, tail: float) -> tuple[float, float]:
    # By the lower tail: a confidence next to 1 still leaves one.
    z = -normal_quantile(tail)
    share = k / n
    centre = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return (centre - reach) / scale, (centre + reach) / scale


def _wilson_cc(k: float, n: float, tail: float) -> tuple[float, float]:
    z = -normal_quantile(tail)
    missed, scale = n - k, 2 * (n + z * z)
    below = z * z - 2 - 1 / n + 4 * k * (missed + 1) / n
    above = z * z + 2 - 1 / n + 4 * k * (missed - 1) / n
    # Below 0 at the ends alone, which are known.
    reach_low, reach_high = sqrt(max(below, 0.0)), sqrt(max(above, 0.0))
    centre = 2 * k + z * z
    return (centre - 1 - z * reach_low) / scale, (centre + 1 + z * reach_high) / scale


def _agresti_coull(k: float, n: float, tail: float) -> tuple[float, float]:
    square = normal_quantile(tail) ** 2
    return _around((k + square / 2) / (n + square), n + square, tail)


def _wald(k: float, n: float, tail: float) -> tuple[float, float]:
    return _around(k / n, n, tail)


def _around(share: float, n: float, tail: float) -> tuple[float, float]:
    reach = -normal_quantile(tail) * sqrt(share * (1 - share) / n)
    return share - reach, share + reach


def _clopper_pearson(k: float, n: float, tail: float) -> tuple[float, float]:
    return (
        beta_quantile(tail, k, n - k + 1) if k else 0.0,
        beta_quantile(tail, k + 1, n - k, upper=True) if k < n else 1.0,
    )


def _jeffreys(k: float, n: float, tail: float) -> tuple[float, float]:
    a, b = k + 0.5, n - k + 0.5
    return beta_quantile(tail, a, b), beta_quantile(tail, a, b, upper=True)


_METHODS: dict[IntervalMethod, Callable[[float, float, float], tuple[float, float]]] = {
    IntervalMethod.WILSON: _wilson,
    IntervalMethod.WILSON_CC: _wilson_cc,
    IntervalMethod.AGRESTI_COULL: _agresti_coull,
    IntervalMethod.CLOPPER_PEARSON: _clopper_pearson,
    IntervalMethod.JEFFREYS: _jeffreys,
    IntervalMethod.WALD: _wald,
}
# Methods whose ends lie evenly around the share with z * z trials added.
_EVEN = {IntervalMethod.WILSON, IntervalMethod.AGRESTI_COULL}

"""Rates of events that come independently of one another."""

import attrs

from servicedesk_core.argument import to_pair
from servicedesk_core.number import to_confidence
from servicedesk_core.stats._sample import to_count, to_positive
from servicedesk_core.stats.contingency import binomial_test
from servicedesk_core.stats.distribution import beta_quantile, chi_square_quantile
from servicedesk_core.stats.estimate import Estimate, Significance


@attrs.frozen
class RateRatio:
    """How many times as often events come in one group as in another.

    Attributes:
        value: the ratio of the rates; None where the second group had no event.
        low: lower end of its interval.
        high: upper end; None where the second group had no event, for then no ratio
            is too high.
        confidence: of the interval, such as 0.95.
        significance: the exact test of equal rates.
        method: how the interval was found.

    Example:
        >>> rate_ratio((4, 1), (0, 1)).high is None
        True
    """

    value: float | None
    low: float
    high: float | None
    confidence: float
    significance: Significance
    method: str

    @property
    def p_value(self) -> float:
        """The two-sided p-value."""
        return self.significance.p_value

    def __str__(self) -> str:
        value, high = (
            "undefined" if end is None else f"{end:.4g}"
            for end in (self.value, self.high)
        )
        reach = f"{self.confidence * 100:.12g}% CI {self.low:.4g}..{high}"
        return f"{value} ({reach}, p={self.p_value:.3g})"


def poisson_interval(
    events: int, *, exposure: float = 1, confidence: float = 0.95
) -> Estimate:
    """Return a rate of events with its exact interval.

    Args:
        events: how many came, 0 or more.
        exposure: in how much time, or of how many tickets; above 0.
        confidence: above 0 and below 1.

    Returns:
        Events by unit of exposure; ``n`` is the number of events. With no event the
        interval begins at exactly 0.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number, or ``events`` no whole one.

    Source:
        F. Garwood, Biometrika 28 (1936) 437.

    Example:
        >>> print(poisson_interval(10))
        10 (n=10, 95% CI 4.795..18.39)
        >>> print(poisson_interval(0, exposure=12))
        0 (n=0, 95% CI 0..0.3074)
    """
    events = to_count(events, "events")
    exposure = to_positive(exposure, "exposure")
    confidence = to_confidence(confidence)
    tail = (1 - confidence) / 2
    low = chi_square_quantile(tail, 2 * events) / 2 if events else 0.0
    high = chi_square_quantile(tail, 2 * events + 2, upper=True) / 2
    return Estimate(
        events / exposure,
        low / exposure,
        high / exposure,
        events,
        confidence,
        "garwood",
    )


def rate_ratio(
    first: tuple[int, float], second: tuple[int, float], *, confidence: float = 0.95
) -> RateRatio | None:
    """Return how many times as often events came in the first group, with a test.

    Args:
        first: events and exposure, as a pair: a whole number, and one above 0.
        second: the same of the other group, in the same unit.
        confidence: of the interval, above 0 and below 1.

    Returns:
        The ratio with the interval and the test of the binomial share of the first
        group's events, given all; None where neither had an event.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if a group is no pair of numbers.

    Source:
        J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313; the interval from that
        of C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404, as in R's
        ``poisson.test``.

    Example:
        >>> found = rate_ratio((30, 1000), (15, 1000))
        >>> f"{found.value:.1f} {found.low:.4f} {found.high:.4f} {found.p_value:.4f}"
        '2.0 1.0429 3.9999 0.0357'
    """
    (k1, t1), (k2, t2) = _observed(first, "first"), _observed(second, "second")
    confidence = to_confidence(confidence)
    significance = binomial_test(k1, k1 + k2, p=t1 / (t1 + t2))
    if significance is None:
        return None
    tail, scale = (1 - confidence) / 2, t2 / t1
    low, value, high = 0.0, None, None
    # Odds from a quantile and its mirror: 1 - share would lose digits next to 1.
    if k1:
        share = beta_quantile(tail, k1, k2 + 1)
        low = scale * share / beta_quantile(tail, k2 + 1, k1, upper=True)
    if k2:
        share = beta_quantile(tail, k1 + 1, k2, upper=True)
        high = scale * share / beta_quantile(tail, k2, k1 + 1)
        value = scale * k1 / k2
    return RateRatio(
        value,
        low,
        high,
        confidence,
        significance,
        "clopper_pearson",
    )


def _observed(group: tuple[int, float], argument: str) -> tuple[int, float]:
    events, exposure = to_pair(group, argument, "a pair of events and exposure")
    return to_count(events, f"{argument}[0]"), to_positive(exposure, f"{argument}[1]")

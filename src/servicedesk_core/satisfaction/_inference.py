"""Intervals and tests of what counts as normal."""

from servicedesk_core.stats import (
    Difference,
    Significance,
    normal_quantile,
    normal_two_sided,
)


def normal_reach(confidence: float) -> float:
    """Return how many standard errors an interval reaches to either side."""
    # By the lower tail: a confidence next to 1 still leaves one.
    return -normal_quantile((1 - confidence) / 2)


def normal_difference(
    value: float, error: float, confidence: float, method: str
) -> Difference:
    """Return a difference with a standard error; without any there is no test."""
    reach = normal_reach(confidence) * error
    test = None
    if error:
        z = value / error
        test = Significance(z, normal_two_sided(z), None, method)
    return Difference(value, value - reach, value + reach, confidence, test, method)

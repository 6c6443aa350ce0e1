"""How often intervals of a share cover it: a table, and the curves of a picture.

Sphinx is not needed here, nor anything that draws.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum, inf, nextafter

from servicedesk_core.stats import (
    IntervalMethod,
    Proportion,
    beta_cdf,
    coverage_probability,
    proportion_interval,
)

SIZES = (5, 10, 20, 50, 100)
CLAIMED = 0.95
TITLES = {
    IntervalMethod.WILSON: "Wilson",
    IntervalMethod.WILSON_CC: "Wilson, with continuity correction",
    IntervalMethod.AGRESTI_COULL: "Agresti-Coull",
    IntervalMethod.CLOPPER_PEARSON: "Clopper-Pearson",
    IntervalMethod.JEFFREYS: "Jeffreys",
    IntervalMethod.WALD: "Wald",
}


def coverage_table(sizes: Sequence[int] = SIZES) -> str:
    """Return the least and the mean coverage of each method as a Markdown table."""
    rows = [
        ["method", *(f"n = {n}" for n in sizes)],
        ["---"] * (len(sizes) + 1),
        *([TITLES[each], *(_cell(n, each) for n in sizes)] for each in IntervalMethod),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def least_coverage(n: int, method: IntervalMethod) -> float:
    """Return the least coverage over all shares between 0 and 1.

    Between two ends of intervals the coverage is the chance of the same successes in a
    row, which has no dip inside: the least stands right beside an end.
    """
    beside = {
        step
        for found in _intervals(n, method)
        for step in (nextafter(found.low, -inf), nextafter(found.high, inf))
    }
    return min(
        coverage_probability(n, p, confidence=CLAIMED, method=method)
        for p in beside
        if 0 < p < 1
    )


def mean_coverage(n: int, method: IntervalMethod) -> float:
    """Return the mean coverage over all shares, each counting the same.

    The chance of k successes, as a function of the share, is by n + 1 the density of a
    beta distribution.
    """
    parts = (
        beta_cdf(found.high, k + 1, n - k + 1) - beta_cdf(found.low, k + 1, n - k + 1)
        for k, found in enumerate(_intervals(n, method))
    )
    return fsum(parts) / (n + 1)


def coverage_curve(
    n: int, method: IntervalMethod, shares: Iterable[float]
) -> list[float]:
    """Return the coverage at each of some shares."""
    return [
        coverage_probability(n, p, confidence=CLAIMED, method=method) for p in shares
    ]


def _cell(n: int, method: IntervalMethod) -> str:
    return f"{least_coverage(n, method):.1%}, {mean_coverage(n, method):.1%}"


def _intervals(n: int, method: IntervalMethod) -> Iterator[Proportion]:
    for k in range(n + 1):
        found = proportion_interval(k, n, confidence=CLAIMED, method=method)
        if found is not None:
            yield found

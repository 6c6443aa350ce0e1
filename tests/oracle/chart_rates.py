"""How often control charts call a planted shift a change, and a steady series one."""

from collections.abc import Callable
from random import Random

from servicedesk_core.stats import change, cusum, ewma

Series = list[float]


def by_change(values: Series, baseline: int) -> bool:
    """Tell whether an XmR chart with the run of eight sees a change."""
    verdict = change(values, baseline=baseline)
    assert verdict is not None
    return verdict.changed


def by_ewma(values: Series, baseline: int) -> bool:
    """Tell the same by a moving average, from what the baseline shows."""
    chart = ewma(values, baseline=baseline)
    assert chart is not None
    return any(at >= baseline for at in chart.beyond)


def by_cusum(values: Series, baseline: int) -> bool:
    """Tell the same by cumulative sums."""
    chart = cusum(values, baseline=baseline)
    assert chart is not None
    return any(at >= baseline for at in chart.beyond)


def rate(
    sees: Callable[[Series, int], bool],
    shift: float,
    *,
    series: int = 400,
    baseline: int = 24,
    after: int = 12,
    seed: int = 7,
) -> float:
    """Return the share of series that are called changed.

    Args:
        sees: the rule.
        shift: of the mean after the baseline, in standard deviations.
        series: how many are drawn.
        baseline: points before the shift.
        after: points after it.
        seed: of the draw.
    """
    random = Random(seed)  # noqa: S311 - the same series each time
    called = 0
    for _ in range(series):
        values = [random.gauss(0, 1) for _ in range(baseline)]
        values += [random.gauss(shift, 1) for _ in range(after)]
        called += sees(values, baseline)
    return called / series

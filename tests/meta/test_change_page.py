"""The rates that docs/explanation/real-change.md tells are those of the charts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oracle.chart_rates import by_change, by_cusum, by_ewma, rate
from servicedesk_core.stats import xmr

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "real-change.md"
SERIES = 1000
AFTER = 12


def by_points(values: list[float], baseline: int) -> bool:
    chart = xmr(values, baseline=baseline)
    assert chart is not None
    return any(at >= baseline for at in chart.beyond)


def by_runs(values: list[float], baseline: int) -> bool:
    chart = xmr(values, baseline=baseline)
    assert chart is not None
    return any(at >= baseline for at in chart.runs)


def row(title: str) -> list[str]:
    """Return the cells of the row with a title."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        if name == title:
            return cells
    raise LookupError(title)


@pytest.mark.parametrize(
    ("title", "sees", "between_alarms"),
    [
        ("XmR, points alone", by_points, 370.4),
        ("run of eight alone", by_runs, 255),
        ("EWMA", by_ewma, 560),
        ("CUSUM", by_cusum, 465),
        ("the verdict of `change`", by_change, 152.7),
    ],
)
def test_shifts_found_and_false_alarms(
    title: str, sees: Callable[[list[float], int], bool], between_alarms: float
) -> None:
    *found, nominal = row(title)
    rates = [rate(sees, shift, series=SERIES, after=AFTER) for shift in (0, 0.5, 1, 2)]

    assert [f"{each:.0%}".replace("%", " %") for each in rates] == found
    assert f"{1 - (1 - 1 / between_alarms) ** AFTER:.1%}".replace("%", " %") == nominal


def test_false_alarms_by_the_points_before() -> None:
    sizes = [int(size) for size in row("points before")]
    found = [rate(by_change, 0, series=SERIES, baseline=size) for size in sizes]
    told = [f"{each:.0%}".replace("%", " %") for each in found]

    assert told == row("false alarms in 12 points")

"""The picture of the few causes behind most of the whole."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from matplotlib.axes import Axes

from servicedesk_core.complaints import Pareto, ParetoItem, pareto as find_pareto
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import word
from servicedesk_core.plots._canvas import (
    MANY,
    add_legend,
    mark_size,
    name_columns,
    percent,
    to_axes,
)


def pareto(
    causes: Pareto | Mapping[str, Decimal | float | str],
    *,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw causes, the largest first, and how much they come to together.

    The vital few are hatched. A diamond on the line of sums marks the cause that
    crosses the threshold.

    Args:
        causes: as :func:`servicedesk_core.complaints.pareto` found them, compared by
            cost if they have costs; or counts by name, of which the few reach 80 %.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in causes from 0 on, y in counts, or in money; an axis on the right
        has shares of the whole.

    Raises:
        InvalidArgumentError: for causes that come to nothing, a negative count, or
            another language.
        WrongTypeError: for what is neither.

    Source:
        J. M. Juran, Quality Control Handbook (1951).

    Example:
        >>> axes = pareto({"login": 300, "date on the bill": 500, "delivery": 200})
        >>> [label.get_text() for label in axes.get_xticklabels()]
        ['date on the bill', 'login', 'delivery']
    """
    if not isinstance(causes, Pareto | Mapping):
        raise WrongTypeError("causes", causes, "a Pareto, or counts by name")
    found = causes if isinstance(causes, Pareto) else find_pareto(causes)
    sizes = [_size(item) for item in found.items]
    whole = sum(sizes)
    if not whole:
        raise InvalidArgumentError("causes", causes, "more than nothing")
    first = found.items[0].cost
    unit = word("count", language) if first is None else first.currency
    ax = to_axes(ax, x="", y=unit)
    few, n = len(found.vital_few), len(sizes)
    width = 0.5 if n <= MANY else 0
    text = f"{word('vital_few', language)}: {few}/{n}"
    for bars in (
        ax.bar(range(few), sizes[:few], color="C0", hatch="//", label=text),
        ax.bar(range(few, n), sizes[few:], color=("C0", 0.4)),
    ):
        for bar in bars:
            bar.set(edgecolor="black", linewidth=width)
    sums = [whole * (item.cumulative or 0.0) for item in found.items]
    text = word("cumulative_share", language)
    ax.plot(range(n), sums, "o-", color="C1", markersize=mark_size(n) - 2, label=text)
    text = percent(found.threshold)
    ax.axhline(found.threshold * whole, color="C1", linestyle="--", label=text)
    ax.plot([few - 1], [sums[few - 1]], "D", color="C1", markersize=9)
    name_columns(ax, found.order)
    ax.set_ylim(0, 1.03 * whole)
    scales: tuple[Callable[[Any], Any], Callable[[Any], Any]] = (
        lambda size: size / whole,
        lambda share: share * whole,
    )
    right = ax.secondary_yaxis("right", functions=scales)
    right.yaxis.set_major_formatter(percent)
    add_legend(ax)
    return ax


def _size(item: ParetoItem) -> float:
    return float(item.count if item.cost is None else item.cost.amount)

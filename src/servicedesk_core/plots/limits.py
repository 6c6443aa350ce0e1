"""The picture of a control chart."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from matplotlib.axes import Axes

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import word
from servicedesk_core.plots._canvas import (
    add_legend,
    mark_size,
    name_columns,
    name_of,
    percent,
    to_axes,
)
from servicedesk_core.stats import ChartKind, ControlChart, XmrChart

_VALUES: Mapping[ChartKind, str] = MappingProxyType(
    {
        ChartKind.XMR: "value",
        ChartKind.P: "share",
        ChartKind.P_PRIME: "share",
        ChartKind.C: "count",
        ChartKind.EWMA: "moving_average",
    }
)
_SHARES = frozenset({ChartKind.P, ChartKind.P_PRIME})
# Around a point, so that one of several reasons shows them all: the shape, and how
# much larger than the point.
_MARKS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"beyond_limits": ("s", 5), "run_of_eight": ("D", 5), "jump": ("^", 9)}
)


def control_chart(
    chart: ControlChart,
    *,
    labels: Iterable[object] | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw the points of a chart, its centre and limits, and what stands out.

    A square stands around a point outside its limits, a diamond around one that ends a
    run of eight or more, a triangle around one that jumped too far from the one before.

    Args:
        chart: of any kind.
        labels: a name for each point, such as its date; None for 1, 2, 3 and so on.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in points from 0 on, y in the unit of the chart.

    Raises:
        InvalidArgumentError: for a chart without points, more or fewer labels than
            points, or another language.
        WrongTypeError: for what is no chart.

    Example:
        >>> from servicedesk_core.stats import c_chart
        >>> axes = control_chart(c_chart([4, 6, 5, 5, 19, 3]))
        >>> axes.lines[-1].get_label(), axes.lines[-1].get_xydata().tolist()
        ('beyond limits', [[4.0, 19.0]])
    """
    to_one(chart, ControlChart, "chart", "a ControlChart")
    if not chart.values:
        raise InvalidArgumentError("chart", chart, "a chart of one point at least")
    n = len(chart.values)
    names = _read_labels(labels, n, language)
    ax = to_axes(ax, x="", y=word(_VALUES[chart.kind], language))
    size = mark_size(n)
    ax.plot(range(n), chart.values, "o-", color="C0", markersize=size, linewidth=1)
    ax.axhline(chart.centre, color="C1", zorder=1, label=word("centre_line", language))
    text = word("provisional_limits" if chart.provisional else "limits", language)
    # Each point has limits of its own, as wide as its place.
    edges = [place - 0.5 for place in range(n + 1)]
    for limit, label in ((chart.low, text), (chart.high, None)):
        ax.stairs(limit, edges, baseline=None, color="C1", linestyle="--", label=label)
    for mark, points in _standing_out(chart).items():
        shape, larger = _MARKS[mark]
        if points:
            ax.plot(
                points,
                [chart.values[point] for point in points],
                shape,
                color="C3",
                fillstyle="none",
                markersize=size + larger,
                label=word(mark, language),
            )
    name_columns(ax, names)
    if chart.kind in _SHARES:
        ax.yaxis.set_major_formatter(percent)
    add_legend(ax)
    return ax


def _read_labels(labels: Iterable[object] | None, n: int, language: str) -> list[str]:
    if labels is None:
        return [str(place) for place in range(1, n + 1)]
    if not isinstance(labels, Iterable):
        raise WrongTypeError("labels", labels, "names, in a list")
    names = [name_of(label, language) for label in labels]
    if len(names) != n:
        raise InvalidArgumentError("labels", len(names), f"as many as points, {n}")
    return names


def _standing_out(chart: ControlChart) -> dict[str, tuple[int, ...]]:
    jumps = chart.beyond_range if isinstance(chart, XmrChart) else ()
    return {
        "beyond_limits": chart.beyond,
        "run_of_eight": chart.runs,
        "jump": jumps,
    }

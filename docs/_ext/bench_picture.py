"""A directive that draws the batch door's benchmarks from bench/results.md."""

from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from docutils import nodes
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from bench_tables import (
    BatchFigures,
    Ratio,
    Size,
    batch_figures,
    missing_sections,
)

_STYLE = {
    # The same file each time.
    "svg.hashsalt": "bench",
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_COLORS = {"elapsed": "0.25", "due": "0.65"}
_THICK = 0.38


class BenchPicture(SphinxDirective):
    """The batch door against addition, against recipes, and as rows grow."""

    def run(self) -> list[nodes.Node]:
        """Return the picture, or a sentence if there is nothing to draw."""
        report = Path(self.env.srcdir).parent / "bench" / "results.md"
        self.env.note_dependency(str(report))
        text = report.read_text("utf-8")
        missing = missing_sections(text)
        if missing:
            told = ", ".join(f'"{title}"' for title in missing)
            said = f"Nothing is drawn here: the results have no section {told}."
            return [nodes.paragraph("", said)]
        figures = batch_figures(text)
        uri = f"data:image/svg+xml;base64,{b64encode(draw(figures)).decode('ascii')}"
        return [nodes.image(uri=uri, alt=told_figures(figures))]


def told_figures(figures: BatchFigures) -> str:
    """Return what the picture shows, in words."""
    arrays, rivals = (
        ", ".join(f"{each.work} {each.name} {each.value:g}" for each in ratios)
        for ratios in (figures.arrays, figures.rivals)
    )
    growth = ", ".join(
        f"{each.middle:g} ns with {each.rows:,} rows" for each in figures.growth
    )
    return (
        f"Three panels. Times of np.add on bare arrays: {arrays}. Times of the library "
        f"that others take: {rivals}. A row as rows grow: {growth}."
    )


def draw(figures: BatchFigures) -> bytes:
    """Return the picture as SVG."""
    with rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 5.2), layout="constrained")
        panels = figure.subplot_mosaic([["arrays", "rivals"], ["growth", "growth"]])
        _draw_ratios(panels["arrays"], figures.arrays)
        panels["arrays"].set_title("bare arrays: times np.add")
        marks = panels["arrays"].get_legend_handles_labels()
        figure.legend(*marks, loc="outside upper center", ncols=3, frameon=False)
        _draw_ratios(panels["rivals"], figures.rivals)
        panels["rivals"].set_title("rivals: times ours")
        _draw_growth(panels["growth"], figures.growth)
        target = BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


def _draw_ratios(panel: Axes, ratios: Sequence[Ratio]) -> None:
    """Draw a bar for each ratio, and a line where its limit lies."""
    names = list(dict.fromkeys(each.name for each in ratios))
    label: str | None = "bar to keep"
    for place, work in enumerate(_COLORS):
        some = [each for each in ratios if each.work == work]
        rows = [names.index(each.name) + (place - 0.5) * _THICK for each in some]
        values = [each.value for each in some]
        panel.barh(rows, values, height=_THICK, color=_COLORS[work], label=work)
        for row, each in zip(rows, some, strict=True):
            if each.limit is not None:
                ends = row - _THICK / 2, row + _THICK / 2
                panel.plot([each.limit] * 2, ends, "C3", linewidth=2, label=label)
                label = None
    panel.set_yticks(range(len(names)), names)
    panel.invert_yaxis()


def _draw_growth(panel: Axes, sizes: Sequence[Size]) -> None:
    """Draw the time for a row, and how much memory is needed beside the columns."""
    rows = [each.rows for each in sizes]
    below = [each.middle - each.low for each in sizes]
    above = [each.high - each.middle for each in sizes]
    middles = [each.middle for each in sizes]
    panel.errorbar(rows, middles, yerr=[below, above], fmt="ko-", capsize=3)
    for each in sizes:
        panel.annotate(
            f"{each.beside:g} MiB",
            (each.rows, each.high),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
        )
    panel.set_xscale("log")
    panel.set_ylim(0, 1.25 * max(each.high for each in sizes))
    panel.set_xlabel("rows")
    panel.set_ylabel("ns a row, with quartiles")
    panel.set_title("growth, and the memory beside the columns")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directive."""
    app.add_directive("bench-picture", BenchPicture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

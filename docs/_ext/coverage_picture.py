"""Directives that write how often intervals cover a share: a table and a picture."""

from base64 import b64encode
from io import BytesIO

from docutils import nodes
from docutils.parsers.rst import directives
from matplotlib import rc_context
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from coverage_tables import CLAIMED, TITLES, coverage_curve, coverage_table

_POINTS = 1000
_STYLE = {
    # The same file each time.
    "svg.hashsalt": "coverage",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_FLOOR = 0.6


class CoverageTable(SphinxDirective):
    """The least and the mean coverage of each method, for several sizes."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return self.parse_text_to_nodes(coverage_table())


class CoveragePicture(SphinxDirective):
    """The coverage of each method over all shares, for one size."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        n = directives.positive_int(self.arguments[0])
        alt = (
            f"Six panels, one for each method: how often its 95 % interval of {n} "
            "answers covers the share behind them, for shares from 0 to 1. Wald's "
            "curve lies below 95 % nearly everywhere and falls to 0 at both ends; "
            "Clopper-Pearson's never lies below; the others move about it."
        )
        uri = f"data:image/svg+xml;base64,{b64encode(draw(n)).decode('ascii')}"
        return [nodes.image(uri=uri, alt=alt)]


def draw(n: int) -> bytes:
    """Return the picture for a number of trials, as SVG."""
    shares = [(place + 0.5) / _POINTS for place in range(_POINTS)]
    with rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 4.4), layout="constrained")
        panels = figure.subplots(2, 3, sharex=True, sharey=True).flat
        for panel, (method, title) in zip(panels, TITLES.items(), strict=True):
            panel.axhline(CLAIMED, color="0.45", linestyle="--", linewidth=0.8)
            curve = coverage_curve(n, method, shares)
            panel.plot(shares, curve, color="black", linewidth=0.8)
            panel.set_title(title, fontsize=8)
            panel.set_ylim(_FLOOR, 1.01)
        figure.supxlabel(f"share behind {n} answers", fontsize=8)
        figure.supylabel("covered", fontsize=8)
        target = BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directives."""
    app.add_directive("coverage-table", CoverageTable)
    app.add_directive("coverage-picture", CoveragePicture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

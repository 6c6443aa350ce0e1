"""A directive that draws a clock which an example on the page has measured."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import servicedesk_core as sd
from clock_drawing import clock_drawing
from page_examples import names_of

_WIDE, _NARROW = 720, 360
"""Pixels; the style sheet shows the one that fits the screen."""


class ClockPicture(SphinxDirective):
    """The course of the clock of an ``SlaStatus``; its argument is its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the picture, in two widths."""
        page = Path(self.env.doc2path(self.env.docname)).read_text("utf-8")
        status = names_of(page)[self.arguments[0]]
        if not isinstance(status, sd.SlaStatus):
            raise self.error(f"{self.arguments[0]} is no status: {status!r}")
        language = self.env.metadata[self.env.docname].get("lang", "en")
        drawings = (
            f'<div class="clock {name}">'
            f"{clock_drawing(status, width=width, language=language)}</div>"
            for name, width in (("wide", _WIDE), ("narrow", _NARROW))
        )
        return [nodes.raw("", "".join(drawings), format="html")]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directive."""
    app.add_directive("clock-picture", ClockPicture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

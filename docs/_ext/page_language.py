"""Pages in another language than the site's say so to browsers."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def tell_language(
    app: Sphinx, page: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Give the page's ``lang:`` to its template, which writes ``<html lang=...>``."""
    told = app.env.metadata[page].get("lang")
    if told:
        context["language"] = told


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of it."""
    app.connect("html-page-context", tell_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

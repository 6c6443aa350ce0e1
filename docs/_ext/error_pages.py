"""A directive that writes the table of errors into a page."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from error_tables import error_table


class Errors(SphinxDirective):
    """The table of every error."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        found = self.parse_text_to_nodes(error_table())
        for table in found:
            table["classes"].append("words")
        return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directive."""
    app.add_directive("errors", Errors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Directives that write the tables of the library into a page."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from lifecycle_tables import command_table, lifecycle_sections
from servicedesk_core.tickets.kinds import LIFECYCLES


class Lifecycles(SphinxDirective):
    """The picture, the states and the actions of every lifecycle."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each."""
        text = lifecycle_sections(LIFECYCLES)
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class Commands(SphinxDirective):
    """The table of commands and events of every kind."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        found = self.parse_text_to_nodes(command_table(LIFECYCLES))
        for table in found:
            table["classes"].append("wide")
        return found


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directives."""
    app.add_directive("lifecycles", Lifecycles)
    app.add_directive("commands", Commands)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

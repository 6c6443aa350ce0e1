"""A directive that shows what the examples above it on a page draw."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from docutils import nodes
from matplotlib import rc_context
from matplotlib.axes import Axes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from page_examples import names_of

# The same file each time.
_STYLE = {"svg.hashsalt": "plots"}


class ShownAxes(SphinxDirective):
    """The picture of axes that an example on the page has made.

    Its argument is their name; its text says what is to be seen. The examples are those
    that the tests run.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        page = Path(self.env.doc2path(self.env.docname))
        above = "\n".join(page.read_text("utf-8").splitlines()[: self.lineno - 1])
        axes = drawn(above, self.arguments[0])
        uri = f"data:image/svg+xml;base64,{b64encode(picture(axes)).decode('ascii')}"
        return [nodes.image(uri=uri, alt=" ".join(self.content))]


def drawn(page: str, name: str) -> Axes:
    r"""Return the axes of a name after the examples of a page have run.

    Raises:
        TypeError: if the name is that of something else.

    Example:
        >>> page = "```python\nfrom matplotlib.figure import Figure\n"
        >>> drawn(page + "ax = Figure().subplots()\n```", "ax")
        <Axes: >
    """
    found = names_of(page).get(name)
    if not isinstance(found, Axes):
        raise TypeError(f"{name} must be axes that the page draws, got {found!r}")
    return found


def picture(axes: Axes) -> bytes:
    """Return the figure of axes as SVG."""
    target = BytesIO()
    with rc_context(_STYLE):
        axes.figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of the directive."""
    app.add_directive("shown-axes", ShownAxes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

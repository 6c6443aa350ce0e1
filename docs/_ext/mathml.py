"""Formulas as MathML, which browsers draw themselves: no page asks another host."""

import re

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

_LOGGER = logging.getLogger(__name__)
# The one environment that the converter knows by another name.
_NAMES = {"{aligned}": "{align*}"}
_LEFT_OVER = re.compile(r"<m[a-z]+>\\|<mi>&</mi>")
"""A command, or a mark between columns, that was taken for a name."""


def mathml(tex: str, display: str) -> str:
    r"""Return a formula as MathML.

    Args:
        tex: the formula.
        display: ``"inline"`` or ``"block"``.

    Raises:
        ValueError: for what the converter does not know, and would show as it is.

    Example:
        >>> mathml(r"\foo", "inline")
        Traceback (most recent call last):
            ...
        ValueError: no MathML for \foo
    """
    for name, known in _NAMES.items():
        tex = tex.replace(name, known)
    found = convert(tex, display=display)
    if _LEFT_OVER.search(found):
        raise ValueError(f"no MathML for {tex}")
    return found


def visit_inline(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula of a line."""
    _write(writer, node, "inline")


def visit_block(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula of its own; long ones are scrolled."""
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    _write(writer, node, "block", "</div>\n")


def _write(
    writer: HTML5Translator, node: nodes.Element, display: str, end: str = ""
) -> None:
    try:
        writer.body.append(mathml(node.astext(), display))
    except Exception as error:  # noqa: BLE001 - the converter raises many kinds
        _LOGGER.warning("%s: %r", node.astext(), error, location=node)
    writer.body.append(end)
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of it; ``html_math_renderer`` chooses it."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}

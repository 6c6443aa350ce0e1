"""What autodoc cannot know of this library: its root, its enums, where names lead."""

import inspect
import sys
from enum import Enum
from importlib import import_module
from pkgutil import resolve_name
from typing import TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.python import ObjectEntry
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import ExtensionMetadata, stringify_annotation

import servicedesk_core as sd
from reference_names import public_names
from servicedesk_core.calendars.notation import ParsedHours

_LOGGER = logging.getLogger(__name__)
_ROOT = f"{sd.__name__}."
# No inventory is fetched for them: the site is built without a network.
_LIBRARY = "https://docs.python.org/3/library"
_FIELD = type(ParsedHours.weekly)
_FOUND_BY_AUTODOC = (inspect.isclass, inspect.isroutine, inspect.ismodule)
_ANY_EVENT = stringify_annotation(sd.events.Event, "smart")
_LONGEST_VALUE = 60
"""Characters; longer ones, such as those of lifecycles, have pages of their own."""


class RootNames(SphinxDirective):
    """A table of the names at the root, for a block of reStructuredText."""

    def run(self) -> list[nodes.Node]:
        """Return the table, in the order of names."""
        lines = [".. list-table::", "   :widths: auto", ""]
        for name in sorted(sd.__all__, key=str.lower):
            value = getattr(sd, name)
            if not isinstance(value, str):
                role = "mod" if inspect.ismodule(value) else "obj"
                lines.append(f"   * - :py:{role}:`{name} <{_home(name)}>`")
                lines.append(f"     - {_summary(name, value)}")
        return self.parse_text_to_nodes("\n".join(lines))


def _home(name: str) -> str:
    """Return the name in its package of what the root re-exports."""
    package = sd._HOMES.get(name.partition(".")[0])  # noqa: SLF001 - the table of it
    return f"{_ROOT}{package}.{name}" if package in sd.__all__ else f"{_ROOT}{name}"


def _summary(name: str, value: object) -> str:
    text = _comment(name, value) or inspect.getdoc(value) or ""
    return text.partition("\n\n")[0].replace("\n", " ")


def _comment(constant: str, value: object) -> str:
    """Return what stands below a constant in the module that defines it, or ''."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOT) and vars(module).get(constant) is value:
            comments = ModuleAnalyzer.for_module(name).find_attr_docs()
            if lines := comments.get(("", constant)):
                return "\n".join(lines).strip()
    return ""


class Constants(SphinxDirective):
    """The constants of a package, which autodoc finds only where they are defined."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the description of each."""
        package = import_module(self.arguments[0])
        lines = []
        for name in package.__all__:
            value = getattr(package, name)
            if not any(kind(value) for kind in _FOUND_BY_AUTODOC):
                lines.append(f".. autodata:: {package.__name__}.{name}")
                if len(repr(value)) > _LONGEST_VALUE:
                    lines.append("   :no-value:")
                lines.append("")
        return self.parse_text_to_nodes("\n".join(lines))


def choose_member(
    _: Sphinx,
    what: str,
    name: str,
    member: object,
    __: bool,  # noqa: FBT001
    ___: object,
) -> bool | None:
    """Take enum members without docstrings; leave out what is told elsewhere.

    The helpers of errors serve this library alone. The fields of a named tuple stand in
    the docstring of its class.
    """
    if isinstance(member, _FIELD):
        return True
    if what == "module" and getattr(member, "__module__", "") == sd.errors.__name__:
        return name not in sd.__all__
    ours = isinstance(member, Enum) and type(member).__module__.startswith(_ROOT)
    return False if ours else None


def shorten_signature(
    _: Sphinx,
    __: str,
    ___: str,
    value: object,
    ____: object,
    arguments: str | None,
    returns: str | None,
) -> tuple[str, str | None] | None:
    """Leave out how an enum is called, and how attrs marks a default it makes.

    A union that has a name is called by it.
    """
    if inspect.isclass(value) and issubclass(value, Enum):
        return "", None
    if not arguments:
        return None
    arguments = arguments.replace("= NOTHING", "= ...")
    return _named(arguments), _named(returns) if returns else None


def _named(signature: str) -> str:
    return signature.replace(_ANY_EVENT, f"~{_ROOT}tickets.events.Event")


def add_facts(
    _: Sphinx, what: str, name: str, value: object, __: object, lines: list[str]
) -> None:
    """Tell what is written elsewhere: an error's code, the comment of a constant."""
    if inspect.isclass(value) and issubclass(value, sd.ServiceDeskError):
        end = lines.index("") if "" in lines else len(lines)
        lines[end:end] = ["", f"Its code is ``{value.code}``."]
    elif what == "data":
        kind = f"{type(value).__module__}.{type(value).__qualname__}"
        kind = kind.removeprefix("builtins.")
        constant = name.rpartition(".")[2]
        lines[:] = [_comment(constant, value) or f"Of type :py:class:`~{kind}`."]


def keep_colons(
    _: Sphinx, what: str, __: str, ___: object, ____: object, lines: list[str]
) -> None:
    """Let Napoleon take no text before a colon for a type: annotations have types."""
    if what in {"attribute", "data", "property"} and ":" in "".join(lines[:1]):
        lines[0] = f": {lines[0]}"
    for place, line in enumerate(lines[:-1], start=1):
        if line in {"Returns:", "Yields:"} and ":" in lines[place]:
            lines[place] = f"    : {lines[place].strip()}"


def inline_types(
    _: Sphinx, __: str, ___: str, ____: object, _____: object, lines: list[str]
) -> None:
    """Show the type of an attribute beside its name, not below its text."""
    above = 0
    for place, line in enumerate(lines):
        if line.startswith(".. attribute::"):
            above = place + 1
        elif line.startswith("   :type: ") and above:
            lines.insert(above, lines.pop(place))


def find_name(
    app: Sphinx,
    env: BuildEnvironment,
    node: addnodes.pending_xref,
    text: nodes.TextElement,
) -> nodes.Node | None:
    """Resolve what the Python domain does not.

    The root re-exports what the page of a package documents; an annotation in quotes
    has the bare name; a type variable has no page; and the pages of the standard
    library are named after its modules.
    """
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    value = _imported(target)
    if isinstance(value, TypeVar):
        return text
    if target.partition(".")[0] in sys.stdlib_module_names and inspect.isclass(value):
        page = f"{_LIBRARY}/{target.rpartition('.')[0]}.html#{target}"
        return nodes.reference("", "", text, internal=False, refuri=page)
    found = _documented(env, target)
    if found is None:
        return None
    return make_refnode(
        app.builder, node["refdoc"], found.docname, found.node_id, text, target
    )


def _imported(name: str) -> object:
    try:
        return resolve_name(name)
    except (AttributeError, ImportError, ValueError):
        return None


def _documented(env: BuildEnvironment, target: str) -> ObjectEntry | None:
    name = target.removeprefix(_ROOT)
    if name.partition(".")[0] in sd.__all__:
        return env.domains.python_domain.objects.get(_home(name))
    known = env.domains.python_domain.objects.items()
    found = {
        entry.node_id: entry for each, entry in known if each.endswith(f".{target}")
    }
    return next(iter(found.values())) if len(found) == 1 else None


def miss_names(_: Sphinx, env: BuildEnvironment) -> None:
    """Warn of public names that no page documents."""
    for name in public_names():
        if name not in env.domains.python_domain.objects:
            _LOGGER.warning("no page documents %s", name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Tell Sphinx of all that."""
    app.add_directive("root-names", RootNames)
    app.add_directive("constants", Constants)
    app.connect("autodoc-skip-member", choose_member)
    app.connect("autodoc-process-signature", shorten_signature)
    # Before Napoleon reads the docstring.
    app.connect("autodoc-process-docstring", add_facts, priority=300)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)
    # After it.
    app.connect("autodoc-process-docstring", inline_types, priority=600)
    app.connect("missing-reference", find_name)
    app.connect("env-check-consistency", miss_names)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

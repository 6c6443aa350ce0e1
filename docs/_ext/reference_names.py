"""The names that callers may use, and those that pages of the reference document.

Sphinx is not needed here.
"""

import inspect
import re
from importlib import import_module
from pkgutil import iter_modules, resolve_name
from types import ModuleType

import servicedesk_core as sd

ROOT = sd.__name__
_INNER = ("calendars.notation", "tickets.events")
"""Public packages inside others."""
_DIRECTIVE = re.compile(
    r"^\.\. (automodule|autoclass|autofunction|autodata|constants):: ([\w.]+)\n"
    r"((?:   :.*\n)*)",
    re.MULTILINE,
)
_EXCLUDED = re.compile(r":exclude-members: (.*)")


def packages() -> list[str]:
    """Return what has a page of its own: each package, and the errors."""
    found = [each.name for each in iter_modules(sd.__path__) if each.ispkg]
    return sorted(["errors", *found])


def public_names() -> list[str]:
    """Return every public name in full, as that of its package if it has one."""
    modules = [*map(import_module, map(_in_full, packages())), *_inner_modules()]
    found = {f"{each.__name__}.{name}" for each in modules for name in _names(each)}
    homes = sd._HOMES.items()  # noqa: SLF001 - the table of the root's names
    alone = (name for name, home in homes if home not in packages())
    return sorted(found.union(map(_in_full, alone)))


def documented_names(page: str) -> set[str]:
    r"""Return the names that the directives of a page document, in full.

    Args:
        page: its text.

    Example:
        >>> documented_names(".. autoclass:: servicedesk_core.Money\n")
        {'servicedesk_core.Money'}
        >>> found = documented_names(".. constants:: servicedesk_core.calendars\n")
        >>> found
        set()
        >>> found = documented_names(".. automodule:: servicedesk_core.calendars\n")
        >>> "servicedesk_core.calendars.ServiceCalendar" in found
        True
    """
    found: set[str] = set()
    for kind, name, options in _DIRECTIVE.findall(page):
        if kind not in {"automodule", "constants"}:
            found.add(name)
            continue
        excluded = _EXCLUDED.search(options)
        without = excluded[1].split(", ") if excluded else []
        module = import_module(name)
        for each in _names(module):
            is_constant = not has_docstring(getattr(module, each))
            if each not in without and is_constant == (kind == "constants"):
                found.add(f"{name}.{each}")
    return found


def undescribed(name: str) -> list[str]:
    """Return which of a public name and its public members lack a docstring.

    Args:
        name: in full.

    Example:
        >>> undescribed("servicedesk_core.Money")
        []
    """
    value = resolve_name(name)
    if not has_docstring(value):
        return []
    members = vars(value) if inspect.isclass(value) else {}
    own = {f"{name}.{each}": members[each] for each in members if each[0] != "_"}
    return [each for each, said in {name: value, **own}.items() if _is_mute(said)]


def has_docstring(value: object) -> bool:
    """Tell classes and functions from constants, whose words stand beside them."""
    return inspect.isclass(value) or inspect.isroutine(value)


def _is_mute(value: object) -> bool:
    kinds = (property, classmethod, staticmethod)
    describable = has_docstring(value) or isinstance(value, kinds)
    return describable and not inspect.getdoc(value)


def _in_full(name: str) -> str:
    return f"{ROOT}.{name}"


def _inner_modules() -> list[ModuleType]:
    """Return the public packages inside others, and the bridges of ``contrib``."""
    bridges = iter_modules(import_module(_in_full("contrib")).__path__)
    contrib = [f"contrib.{each.name}" for each in bridges if each.name[0] != "_"]
    return [import_module(_in_full(each)) for each in (*_INNER, *contrib)]


def _names(module: ModuleType) -> list[str]:
    """Return the public names of a module, of that of errors those of the root."""
    errors = sd._NAMES["errors"] if module is sd.errors else ()  # noqa: SLF001
    listed = getattr(module, "__all__", errors)
    return [each for each in listed if not inspect.ismodule(getattr(module, each))]

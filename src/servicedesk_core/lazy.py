"""Names of a package that are loaded when they are first used."""

from importlib import import_module
from warnings import warn

# As type checkers know it: the root stands on this module, and the package of these
# would be half of what importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NONE: "Mapping[str, tuple[str, str]]" = {}


def loader(
    package: str,
    homes: "Mapping[str, str]",
    *,
    moved: "Mapping[str, tuple[str, str]]" = _NONE,
    depth: int = 1,
) -> "Callable[[str], object]":
    """Return the ``__getattr__`` of a package whose names lie in its modules.

    Args:
        package: its full name.
        homes: the module that each name lies in, by name.
        moved: deprecated names: by old name, the new one in full and the version that
            the old one leaves in. Each use of an old name gives a
            :class:`ServiceDeskDeprecationWarning` that points at it.
        depth: how many calls lie between the use of a name and what is returned here:
            1 for ``__getattr__`` itself, 2 for what it calls.

    Example:
        >>> load = loader("servicedesk_core.priority", {"GLPI": "glpi"})
        >>> type(load("GLPI")).__name__
        'PriorityMatrix'
    """

    def load(name: str) -> object:
        if name in moved:
            return _renamed(f"{package}.{name}", *moved[name], depth + 2)
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        # Kept, so that the next use of the name costs nothing.
        setattr(import_module(package), name, found)
        return found

    return load


def _renamed(old: str, new: str, leaves: str, depth: int) -> object:
    """Return what an old name stood for; not kept, so that each use is told of."""
    home, _, name = new.rpartition(".")
    # By name: errors stand on this module.
    warning = import_module("servicedesk_core.errors").ServiceDeskDeprecationWarning
    warn(warning(old, new, leaves), stacklevel=depth)
    return getattr(import_module(home), name)

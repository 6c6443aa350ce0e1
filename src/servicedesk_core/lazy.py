"""Names of a package that are loaded when they are first used."""

from collections.abc import Callable, Mapping
from importlib import import_module


def loader(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package whose names lie in its modules.

    Args:
        package: its full name.
        homes: the module that each name lies in, by name.

    Example:
        >>> load = loader("servicedesk_core.priority", {"GLPI": "glpi"})
        >>> type(load("GLPI")).__name__
        'PriorityMatrix'
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        # Kept, so that the next use of the name costs nothing.
        setattr(import_module(package), name, found)
        return found

    return load

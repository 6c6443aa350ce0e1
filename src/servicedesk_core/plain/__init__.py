"""Plain data: values as JSON documents and back, with a version and a schema."""

from servicedesk_core.lazy import loader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.plain.document import (
        SCHEMA as SCHEMA,
        from_dict as from_dict,
        json_schema as json_schema,
        to_dict as to_dict,
    )
    from servicedesk_core.plain.limits import Limits as Limits

_NAMES = {
    "document": ("SCHEMA", "from_dict", "json_schema", "to_dict"),
    "limits": ("Limits",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = [  # noqa: PLE0604 - the names are strings
    *_HOMES,
]

if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)

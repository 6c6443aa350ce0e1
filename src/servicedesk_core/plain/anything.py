"""The shape of what may be anything: attributes, keys, priorities of the caller."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import attrs

from servicedesk_core.frozen import FrozenMap
from servicedesk_core.plain.catalogue import known_type, known_types, tag_of
from servicedesk_core.plain.choice import Marked, member_text
from servicedesk_core.plain.containers import Array, Pairs
from servicedesk_core.plain.record import Record
from servicedesk_core.plain.shape import (
    Definitions,
    Flag,
    Null,
    Number,
    Schema,
    Shape,
    Text,
    described,
)
from servicedesk_core.plain.spot import Enums, Json, Spot
from servicedesk_core.plain.texts import TEXTS

MEMBERS = "AnyMember"
"""Where a schema keeps the members of enums."""

_WANTED = "plain: None, a text, a number, a time, money, an enum, or tuples of these"

# A tuple, not a set: a datetime is a date too.
_BARE: tuple[tuple[type, Shape], ...] = (
    (type(None), Null()),
    (bool, Flag()),
    (int, Number()),
    (float, Number()),
    (str, Text()),
)


@attrs.frozen
class AnyMember(Shape):
    """A member of any public enum, or of one of the caller's: type and value."""

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, Enum)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        kind = type(value)
        name = kind.__name__
        if spot.enums.get(name) is not kind and tag_of(kind) is None:
            wanted = "a member of an enum of the library, or of one of enums="
            raise spot.refuse(value, wanted)
        return Marked(name, member_text(kind)).write(value, spot)

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, dict)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        tag = data.get("type") if isinstance(data, dict) else None
        kind = known_enum(tag, spot)
        if kind is None:
            return spot.step("type").unread(tag, "a type that may stand here")
        return Marked(kind.__name__, member_text(kind)).read(data, spot)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        known.setdefault(MEMBERS, members_schema({}))
        return {"$ref": f"#/$defs/{MEMBERS}"}


def members_schema(enums: Enums) -> Schema:
    """Return the schema of the members of every public enum and of the caller's."""
    ours = {
        name: kind for name, kind in known_types().items() if issubclass(kind, Enum)
    }
    shapes = [
        Marked(name, member_text(kind)) for name, kind in {**ours, **enums}.items()
    ]
    return {"anyOf": [shape.schema({}) for shape in shapes]}


def known_enum(tag: object, spot: Spot) -> type[Enum] | None:
    """Return the enum of a name: the caller's, or one of the library's."""
    if not isinstance(tag, str):
        return None
    kind = spot.enums.get(tag) or known_type(tag)
    return kind if kind is not None and issubclass(kind, Enum) else None


@attrs.frozen
class Anything(Shape):
    """Any plain value: bare where JSON has it, else an object with its type.

    Attributes:
        record: from a type to its record.
        kinds: the records that may stand here.
    """

    record: Callable[[type], Record]
    kinds: Mapping[str, type] = attrs.field(eq=False)

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return True

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        kind = type(value)
        if kind in _BARE_OF:
            return _BARE_OF[kind].write(value, spot)
        if kind is tuple:
            return Array(item=self).write(value, spot)
        if kind in self.kinds.values():
            return self.record(kind).write(value, spot)
        if isinstance(value, Enum):
            return AnyMember().write(value, spot)
        for shape in self._marked.values():
            if shape.fits(value):
                return shape.write(value, spot)
        raise spot.refuse(value, _WANTED)

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return True

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if isinstance(data, list):
            return Array(item=self).read(data, spot)
        if not isinstance(data, dict):
            return data
        return self._shape(data.get("type"), spot).read(data, spot)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        if "Anything" not in known:
            known["Anything"] = {}
            shapes = [
                *(shape for _, shape in _BARE),
                Array(item=self),
                *self._marked.values(),
                *map(self.record, self.kinds.values()),
                AnyMember(),
            ]
            known["Anything"] = described([shape.schema(known) for shape in shapes])
        return {"$ref": "#/$defs/Anything"}

    def _shape(self, tag: object, spot: Spot) -> Shape:
        if not isinstance(tag, str) or known_enum(tag, spot):
            return AnyMember()
        if tag in self.kinds:
            return self.record(self.kinds[tag])
        return self._marked.get(tag, AnyMember())

    @property
    def _marked(self) -> Mapping[str, Marked]:
        shapes = {
            **TEXTS,
            "mapping": Pairs(name=self, item=self),
            "set": Array(item=self, kind=frozenset),
        }
        return {tag: Marked(tag, shape) for tag, shape in shapes.items()}


RESERVED = frozenset({*TEXTS, "mapping", "set"})
"""The types of what is no value of ours and no member of an enum."""

_BARE_OF: Mapping[type, Shape] = FrozenMap(dict(_BARE))

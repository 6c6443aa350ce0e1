"""Shapes of our own values: JSON objects that say their type."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from servicedesk_core.errors import ServiceDeskError
from servicedesk_core.plain.shape import Definitions, Schema, Shape, described
from servicedesk_core.plain.spot import UNREAD, Json, Spot


@attrs.frozen
class Member:
    """One member of a record.

    Attributes:
        shape: how its value is written.
        is_required: whether a document must have it; a field with a default need not.
    """

    shape: Shape
    is_required: bool = True


@attrs.frozen(kw_only=True)
class Record(Shape):
    """Values of one type.

    Attributes:
        tag: the name of the type, written as the member ``type``.
        kind: the type itself.
        summary: what it is, for the schema.
        members: its fields by name.
        take: from a value to its fields.
        make: from fields, by keyword, to the value.
        blame: from an error of ``make`` to the keys of what is at fault within.
    """

    tag: str
    kind: type
    summary: str
    members: Mapping[str, Member]
    take: Callable[[Any], Mapping[str, object]]
    make: Callable[..., object]
    blame: Callable[[ServiceDeskError], tuple[str | int, ...]]

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return type(value) is self.kind

    def write(self, value: Any, spot: Spot) -> dict[str, Json]:
        """Return the value as JSON."""
        if not self.fits(value):
            raise spot.refuse(value, f"a {self.tag}")
        taken = self.take(value)
        return {
            "type": self.tag,
            **{
                name: member.shape.write(taken[name], spot.step(name))
                for name, member in self.members.items()
            },
        }

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, dict) and data.get("type") == self.tag

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, dict):
            return spot.unread(data, f"a {self.tag} as an object")
        if data.get("type") != self.tag:
            return spot.step("type").unread(data.get("type"), f'"{self.tag}"')
        return self.read_members(data, spot, _HEAD)

    def read_members(
        self, data: Mapping[str, Json], spot: Spot, known: frozenset[str]
    ) -> object:
        """Return the value of an object whose type has been looked at.

        Args:
            data: the object.
            spot: where it is.
            known: the members that are no fields.
        """
        fit = True
        for name in data:
            if name not in self.members and name not in known:
                spot.step(name).stranger(self.members)
                fit = False
        values = {}
        for name, member in self.members.items():
            if name in data:
                values[name] = member.shape.read(data[name], spot.step(name))
            elif member.is_required:
                values[name] = spot.step(name).missing()
        if not fit or any(value is UNREAD for value in values.values()):
            return UNREAD
        try:
            return self.make(**values)
        except ServiceDeskError as error:
            at = spot
            for key in self.blame(error):
                at = at.step(key)
            return at.broken(error)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        if self.tag not in known:
            known[self.tag] = {}
            known[self.tag] = self._whole(known)
        return {"$ref": f"#/$defs/{self.tag}"}

    def _whole(self, known: Definitions) -> Schema:
        required = [name for name, each in self.members.items() if each.is_required]
        properties = {
            name: member.shape.schema(known) for name, member in self.members.items()
        }
        return {
            "description": self.summary,
            "type": "object",
            "properties": {"type": {"const": self.tag}, **properties},
            "required": ["type", *required],
            "additionalProperties": False,
        }


@attrs.frozen
class Records(Shape):
    """Values of one of several types, told apart by the member ``type``.

    Attributes:
        kinds: the types by their tags.
        find: from a type to its record; asked late, for records may hold themselves.
    """

    kinds: Mapping[str, type] = attrs.field(eq=False)
    find: Callable[[type], Record]

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return type(value) in self.kinds.values()

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not self.fits(value):
            raise spot.refuse(value, self._wanted())
        return self.find(type(value)).write(value, spot)

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, dict)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, dict):
            return spot.unread(data, f"an object: {self._wanted()}")
        tag = data.get("type")
        if not isinstance(tag, str) or tag not in self.kinds:
            return spot.step("type").unread(tag, self._wanted())
        return self.find(self.kinds[tag]).read(data, spot)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return described(
            [self.find(kind).schema(known) for kind in self.kinds.values()]
        )

    def _wanted(self) -> str:
        return " or ".join(self.kinds)


_HEAD = frozenset({"type"})

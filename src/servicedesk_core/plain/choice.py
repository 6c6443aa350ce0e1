"""Shapes of which there are several: members of enums, either of several kinds."""

from enum import Enum
from typing import Any

import attrs

from servicedesk_core.plain.shape import Definitions, Schema, Shape, Text, described
from servicedesk_core.plain.spot import Json, Spot


def code(member: Enum) -> str:
    """Return the text that a member of an enum is written as.

    It is the value of a member whose value is text, the name in lower case otherwise.

    Example:
        >>> from servicedesk_core.calendars import DayRule, Weekday
        >>> code(DayRule.SAME_TIME), code(Weekday.MONDAY)
        ('same_time', 'monday')
    """
    return member.value if isinstance(member.value, str) else member.name.lower()


def member_text(enum: type[Enum]) -> Text:
    """Return the shape of the members of one enum."""
    members = {code(member): member for member in enum}
    return Text(
        wanted=f"one of {', '.join(members)}",
        kind=enum,
        form=code,
        make=members.__getitem__,
        choices=tuple(members),
    )


@attrs.frozen
class Either(Shape):
    """One shape or another, told apart by the kind of JSON, else tried in order."""

    shapes: tuple[Shape, ...]

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return any(shape.fits(value) for shape in self.shapes)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        for shape in self.shapes:
            if shape.fits(value):
                return shape.write(value, spot)
        raise spot.refuse(value, "of a kind that plain data has")

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return any(shape.takes(data) for shape in self.shapes)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        fitting = [shape for shape in self.shapes if shape.takes(data)]
        if not fitting:
            return self.shapes[-1].read(data, spot)
        for shape in fitting[:-1]:
            trial = spot.aside()
            found = shape.read(data, trial)
            if not trial.problems:
                return found
        return fitting[-1].read(data, spot)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return described([shape.schema(known) for shape in self.shapes])


@attrs.frozen
class Marked(Shape):
    """A value with its ``type`` beside it, where anything may stand."""

    tag: str
    value: Shape

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return self.value.fits(value)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        return {"type": self.tag, "value": self.value.write(value, spot.step("value"))}

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, dict)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, dict) or data.keys() != {"type", "value"}:
            return spot.unread(data, "an object of type and value")
        return self.value.read(data["value"], spot.step("value"))

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return {
            "type": "object",
            "properties": {
                "type": {"const": self.tag},
                "value": self.value.schema(known),
            },
            "required": ["type", "value"],
            "additionalProperties": False,
        }

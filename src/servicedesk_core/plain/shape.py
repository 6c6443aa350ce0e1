"""Shapes: how one kind of value looks as JSON, for writer, reader and schema alike."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import attrs

from servicedesk_core.errors import ServiceDeskError
from servicedesk_core.plain.limits import HUGE, LARGEST
from servicedesk_core.plain.spot import Json, Spot

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12, as a Python dict."""

Definitions = dict[str, Schema]
"""The schemas of records by their names, filled while a schema is drawn."""


class Shape(ABC):
    """How one kind of value is written, read and described.

    The schema and the reader come from the same fields, so that they cannot disagree.
    """

    @abstractmethod
    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind, to choose among several."""

    @abstractmethod
    def write(self, value: Any, spot: Spot) -> Json:
        """Return a value as JSON.

        Raises:
            UnserialisableError: if it cannot be, or is of another kind.
        """

    @abstractmethod
    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON, to choose among several."""

    @abstractmethod
    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD with a problem noted."""

    @abstractmethod
    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""

    def key(self) -> "Text | None":
        """Return how a value is written as the name of a member, if it can be."""
        return None


@attrs.frozen
class Null(Shape):
    """None."""

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return value is None

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if value is not None:
            raise spot.refuse(value, "None")
        return None

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return data is None

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        return None if data is None else spot.unread(data, "null")

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return {"type": "null"}


@attrs.frozen
class Flag(Shape):
    """True and False."""

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, bool)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not isinstance(value, bool):
            raise spot.refuse(value, "True or False")
        return value

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, bool)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        return data if isinstance(data, bool) else spot.unread(data, "true or false")

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return {"type": "boolean"}


@attrs.frozen(kw_only=True)
class Number(Shape):
    """Numbers, in a range.

    Attributes:
        whole: whether fractions are refused; 3.0 is a whole number, as in JSON Schema.
        low: the least, or None.
        high: the most, or None.
        above: more than this, or None.
        below: less than this, or None.
    """

    whole: bool = False
    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        kinds = int if self.whole else int | float
        return isinstance(value, kinds) and not isinstance(value, bool)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not self.fits(value) or not -HUGE < value < HUGE:
            raise spot.refuse(value, self._wanted())
        if self.whole and not -LARGEST <= value <= LARGEST:
            raise spot.refuse(value, "a whole number of 64 bits")
        return int(value) if isinstance(value, int) else float(value)

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        if isinstance(data, bool) or not isinstance(data, int | float):
            return False
        return not self.whole or data == int(data)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if isinstance(data, bool) or not isinstance(data, int | float):
            return spot.unread(data, self._wanted())
        counted = data == int(data) and -LARGEST <= data <= LARGEST
        if not self._spans(data) or (self.whole and not counted):
            return spot.unread(data, self._wanted())
        return int(data) if self.whole else data

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        bounds = {
            "minimum": self.low,
            "maximum": self.high,
            "exclusiveMinimum": self.above,
            "exclusiveMaximum": self.below,
        }
        found = {name: bound for name, bound in bounds.items() if bound is not None}
        if self.whole:
            found = {"minimum": -LARGEST, "maximum": LARGEST, **found}
        return {"type": "integer" if self.whole else "number", **found}

    def key(self) -> "Text | None":
        """Return how a value is written as a name, if it can be."""
        if not self.whole:
            return None
        return Text(
            wanted="a whole number",
            pattern="-?(0|[1-9][0-9]{0,17})",
            kind=int,
            form=str,
            make=int,
        )

    def _spans(self, number: float) -> bool:
        """Return whether a number lies in the range."""
        return (
            (self.low is None or number >= self.low)
            and (self.high is None or number <= self.high)
            and (self.above is None or number > self.above)
            and (self.below is None or number < self.below)
        )

    def _wanted(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        bounds = {
            "from {}": self.low,
            "up to {}": self.high,
            "above {}": self.above,
            "below {}": self.below,
        }
        parts = [
            text.format(bound) for text, bound in bounds.items() if bound is not None
        ]
        return " ".join([kind, *parts])


def same_text(text: str) -> str:
    """Return a text as it is."""
    return text


@attrs.frozen(kw_only=True)
class Text(Shape):
    """Texts, and values that are written as text.

    Attributes:
        wanted: what the text is, for errors.
        pattern: what the whole text must match, in the words that Python's and
            ECMA-262's regular expressions share, or None.
        kind: the type of the value.
        form: from the value to the text.
        make: from the text to the value; errors of ours become problems.
        choices: the only texts there are, or None.
    """

    wanted: str = "text"
    pattern: str | None = None
    kind: type = str
    form: Callable[[Any], str] = same_text
    make: Callable[[str], object] = same_text
    choices: tuple[str, ...] | None = None

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        # A datetime is a date, and a member of an enum of texts a text: exact types
        # come first, in the order of the alternatives.
        return isinstance(value, self.kind)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not isinstance(value, self.kind):
            raise spot.refuse(value, self.wanted)
        text = str(self.form(value))
        if not self._matches(text):
            raise spot.refuse(value, self.wanted)
        return text

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, str)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, str) or not self._matches(data):
            return spot.unread(data, self.wanted)
        try:
            return self.make(data)
        except ServiceDeskError as error:
            return spot.broken(error)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        if self.choices is not None:
            return {"enum": list(self.choices)}
        if self.pattern is None:
            return {"type": "string"}
        return {"type": "string", "pattern": anchored(self.pattern)}

    def key(self) -> "Text | None":
        """Return how a value is written as a name, if it can be."""
        return self

    def _matches(self, text: str) -> bool:
        if self.choices is not None:
            return text in self.choices
        return (
            self.pattern is None or re.search(anchored(self.pattern), text) is not None
        )


def anchored(pattern: str) -> str:
    """Return a pattern that must match a whole text.

    Python's ``$`` lets a line feed follow, ECMA-262's does not; what stands behind it
    makes both say the same.
    """
    return f"^(?:{pattern})$(?!\\n)"


def described(schemas: list[Schema]) -> Schema:
    """Return the schema of either of several."""
    unique: list[Schema] = []
    for each in schemas:
        if each not in unique:
            unique.append(each)
    return unique[0] if len(unique) == 1 else {"anyOf": unique}

"""Shapes of what holds other values: arrays, sets, mappings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.plain.shape import Definitions, Schema, Shape
from servicedesk_core.plain.spot import UNREAD, Json, Spot


@attrs.frozen(kw_only=True)
class Array(Shape):
    """A tuple of any length, or a frozenset.

    Attributes:
        item: the shape of each item.
        low: the least number of items.
        high: the most, or None.
        kind: tuple, or frozenset: then no item may come twice, and they are sorted.
    """

    item: Shape
    low: int = 0
    high: int | None = None
    kind: type[tuple[Any, ...] | frozenset[Any]] = tuple

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, self.kind)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not isinstance(value, self.kind):
            raise spot.refuse(value, f"a {self.kind.__name__}")
        found = [
            self.item.write(item, spot.step(place)) for place, item in enumerate(value)
        ]
        return sorted(found, key=repr) if self.kind is frozenset else found

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, list)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, list):
            return spot.unread(data, "an array")
        if len(data) < self.low or (self.high is not None and len(data) > self.high):
            return spot.miscounted(len(data), self._wanted())
        found = [
            self.item.read(item, spot.step(place)) for place, item in enumerate(data)
        ]
        if any(each is UNREAD for each in found):
            return UNREAD
        if self.kind is frozenset:
            return _set(data, found, spot)
        return tuple(found)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        found: Schema = {"type": "array", "items": self.item.schema(known)}
        if self.low:
            found["minItems"] = self.low
        if self.high is not None:
            found["maxItems"] = self.high
        if self.kind is frozenset:
            found["uniqueItems"] = True
        return found

    def _wanted(self) -> str:
        if self.high is None:
            return f"{self.low} or more items"
        if self.low == self.high:
            return f"{self.low} items"
        return f"{self.low} to {self.high} items"


@attrs.frozen
class Row(Shape):
    """A tuple whose items have each a shape of their own."""

    items: tuple[Shape, ...]

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, tuple) and len(value) == len(self.items)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not self.fits(value):
            raise spot.refuse(value, f"a tuple of {len(self.items)}")
        pairs = zip(self.items, value, strict=True)
        return [
            item.write(each, spot.step(place))
            for place, (item, each) in enumerate(pairs)
        ]

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, list)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, list) or len(data) != len(self.items):
            return spot.unread(data, f"an array of {len(self.items)} items")
        pairs = zip(self.items, data, strict=True)
        found = [
            item.read(each, spot.step(place))
            for place, (item, each) in enumerate(pairs)
        ]
        return UNREAD if any(each is UNREAD for each in found) else tuple(found)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return {
            "type": "array",
            "prefixItems": [item.schema(known) for item in self.items],
            "items": False,
            "minItems": len(self.items),
        }


@attrs.frozen(kw_only=True)
class Keyed(Shape):
    """A mapping whose keys are texts, or are written as text: a JSON object.

    Attributes:
        name: how a key is written.
        item: the shape of each value.
        low: the least number of members.
    """

    name: Shape
    item: Shape
    low: int = 0

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, Mapping)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not isinstance(value, Mapping):
            raise spot.refuse(value, "a mapping")
        return {
            str(self.name.write(key, spot)): self.item.write(item, spot.step(str(key)))
            for key, item in value.items()
        }

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, dict)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        if not isinstance(data, dict):
            return spot.unread(data, "an object")
        if len(data) < self.low:
            return spot.miscounted(len(data), f"{self.low} or more members")
        found = [
            (self.name.read(key, spot.step(key)), self.item.read(item, spot.step(key)))
            for key, item in data.items()
        ]
        return _mapping(found, spot)

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        found: Schema = {
            "type": "object",
            "additionalProperties": self.item.schema(known),
        }
        if self.low:
            found["minProperties"] = self.low
        names = self.name.schema(known)
        return (
            found if names == {"type": "string"} else {**found, "propertyNames": names}
        )


@attrs.frozen(kw_only=True)
class Pairs(Shape):
    """A mapping with other keys: an array of pairs of key and value."""

    name: Shape
    item: Shape
    low: int = 0

    def fits(self, value: object) -> bool:
        """Return whether a value is of this kind."""
        return isinstance(value, Mapping)

    def write(self, value: Any, spot: Spot) -> Json:
        """Return the value as JSON."""
        if not isinstance(value, Mapping):
            raise spot.refuse(value, "a mapping")
        pairs = tuple(value.items())
        return self._array.write(pairs, spot)

    def takes(self, data: Json) -> bool:
        """Return whether data is of this kind of JSON."""
        return isinstance(data, list)

    def read(self, data: Json, spot: Spot) -> object:
        """Return the value that data stands for, or UNREAD."""
        found = self._array.read(data, spot)
        return _mapping(found, spot) if isinstance(found, tuple) else UNREAD

    def schema(self, known: Definitions) -> Schema:
        """Return the JSON Schema of what is read."""
        return self._array.schema(known)

    @property
    def _array(self) -> Array:
        return Array(item=Row((self.name, self.item)), low=self.low)


def _mapping(pairs: Iterable[tuple[Any, Any]], spot: Spot) -> object:
    found = list(pairs)
    if any(key is UNREAD or item is UNREAD for key, item in found):
        return UNREAD
    twice = _twice([key for key, _ in found])
    if twice:
        wanted = "a key that is not there already"
        return spot.broken(InvalidArgumentError("key", twice[0], wanted))
    return FrozenMap(dict(found))


def _set(data: list[Json], items: list[Any], spot: Spot) -> object:
    if _twice([_as_schemas_compare(each) for each in data]):
        return spot.unread(data, "an array without the same item twice")
    # The same item may be written in two ways, such as PT1H and PT1H0M.
    twice = _twice(items)
    if twice:
        wanted = "one that is not there already"
        return spot.broken(InvalidArgumentError("item", twice[0], wanted))
    return frozenset(items)


def _as_schemas_compare(data: Json) -> object:
    """Return what JSON values are the same by: 1 is 1.0, but true is not 1."""
    if isinstance(data, dict):
        return frozenset((key, _as_schemas_compare(each)) for key, each in data.items())
    if isinstance(data, list):
        return tuple(map(_as_schemas_compare, data))
    return (data,) if isinstance(data, bool) else data


def _twice(items: Iterable[Any]) -> list[Any]:
    """Return the first item that comes a second time, if any does.

    Of items that share a hash, each is compared with all before it: somebody who
    makes up thousands of such is stopped as if they were the same.
    """
    seen: set[Any] = set()
    hashes: Counter[int] = Counter()
    for item in items:
        key = hash(item)
        hashes[key] += 1
        if item in seen or hashes[key] > _MOST_ALIKE:
            return [item]
        seen.add(item)
    return []


_MOST_ALIKE = 100

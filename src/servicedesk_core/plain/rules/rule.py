"""What a value may be beyond its type: ranges, patterns, sizes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from servicedesk_core.plain.choice import Either
from servicedesk_core.plain.containers import Array, Keyed, Pairs, Row
from servicedesk_core.plain.shape import Number, Shape, Text, anchored


@attrs.frozen(kw_only=True)
class Rule:
    """What a member may be beyond its type.

    Attributes:
        low: the least number, or the least count of items.
        high: the most.
        above: more than this number.
        below: less than this number.
        pattern: what the whole of a text must match.
        wanted: what the text is, for errors.
        each: the rule of each item or value.
        key: the rule of each key.
        items: the rules of the items of a row, by place.
    """

    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None
    pattern: str | None = None
    wanted: str | None = None
    each: "Rule | None" = None
    key: "Rule | None" = None
    items: "tuple[Rule | None, ...] | None" = None


def refined(shape: Shape, rule: Rule | None) -> Shape:
    """Return a shape that a rule narrows; of several, all that the rule speaks of."""
    if rule is None:
        return shape
    narrow = _NARROW.get(type(shape))
    return shape if narrow is None else narrow(shape, rule)


def _number(shape: Number, rule: Rule) -> Shape:
    given = {name: getattr(rule, name) for name in ("low", "high", "above", "below")}
    return attrs.evolve(shape, **_told(given))


def _text(shape: Text, rule: Rule) -> Shape:
    if rule.pattern is None:
        return shape
    pattern = rule.pattern
    if shape.pattern is not None:
        pattern = f"(?={anchored(pattern)})(?:{shape.pattern})"
    return attrs.evolve(shape, pattern=pattern, wanted=rule.wanted or shape.wanted)


def _array(shape: Array, rule: Rule) -> Shape:
    sizes = _told({"low": rule.low, "high": rule.high})
    return attrs.evolve(shape, item=refined(shape.item, rule.each), **sizes)


def _row(shape: Row, rule: Rule) -> Shape:
    rules = rule.items or (rule.each,) * len(shape.items)
    return Row(tuple(map(refined, shape.items, rules)))


def _mapping(shape: Keyed | Pairs, rule: Rule) -> Shape:
    return attrs.evolve(
        shape,
        name=refined(shape.name, rule.key),
        item=refined(shape.item, rule.each),
        **_told({"low": rule.low}),
    )


def _either(shape: Either, rule: Rule) -> Shape:
    return Either(tuple(refined(each, rule) for each in shape.shapes))


def _told(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


_NARROW: Mapping[type, Callable[[Any, Rule], Shape]] = MappingProxyType(
    {
        Array: _array,
        Either: _either,
        Keyed: _mapping,
        Number: _number,
        Pairs: _mapping,
        Row: _row,
        Text: _text,
    }
)

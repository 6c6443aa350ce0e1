"""From types to shapes: the annotations of our values say how they are stored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from inspect import Parameter, getdoc, signature
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.calendars.combination import Part
from servicedesk_core.calendars.days import CalendarDay
from servicedesk_core.escalation import OnCall, Rota
from servicedesk_core.explanation import Phrase
from servicedesk_core.money import Money
from servicedesk_core.plain.anything import AnyMember, Anything
from servicedesk_core.plain.catalogue import is_record, known_types, tag_of
from servicedesk_core.plain.choice import Either, member_text
from servicedesk_core.plain.containers import Array, Keyed, Pairs, Row
from servicedesk_core.plain.forms import FORMS, Form
from servicedesk_core.plain.record import Member, Record, Records
from servicedesk_core.plain.rules import RULES, refined
from servicedesk_core.plain.shape import Flag, Null, Number, Shape, Text
from servicedesk_core.plain.texts import DATE, DECIMAL, FRACTION, INSTANT, LENGTH, ZONE
from servicedesk_core.sla import AllOf, AnyOf, Condition, CustomMetric, Not, SpanRow
from servicedesk_core.sla.condition import Logic
from servicedesk_core.tickets import Actor
from servicedesk_core.timeline import Interval

_SIMPLE: Mapping[object, Shape] = MappingProxyType(
    {
        NoneType: Null(),
        bool: Flag(),
        int: Number(whole=True),
        float: Number(),
        str: Text(),
        datetime: INSTANT,
        date: DATE,
        timedelta: LENGTH,
        tzinfo: ZONE,
        Decimal: DECIMAL,
        Fraction: FRACTION,
    }
)

# Types in annotations that only say what a value can do, by what does it.
_STAND_INS: Mapping[object, tuple[type, ...]] = MappingProxyType(
    {
        Logic: (AllOf, AnyOf, Condition, Not),
        OnCall: (Rota,),
        Part: (ServiceCalendar,),
        attrs.AttrsInstance: (CalendarDay, SpanRow),
    }
)

# What callers may keep where anything goes.
_ANYWHERE = (Actor, CustomMetric, Interval, Money, Phrase)


def shape_of(hint: Any) -> Shape:
    """Return the shape of the values of a type or annotation.

    What our annotations leave open may be anything plain.

    Example:
        >>> shape_of(tuple[int, ...]).schema({})["type"]
        'array'
    """
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if hint in _STAND_INS:
        return _records(_STAND_INS[hint])
    if isinstance(hint, TypeVar):
        return _shape_of_variable(hint)
    origin = get_origin(hint) or hint
    if origin in _GENERIC:
        return _GENERIC[origin](get_args(hint))
    return _shape_of_class(origin)


@cache
def record_of(kind: type) -> Record:
    """Return the record of one of our types.

    Example:
        >>> from servicedesk_core.timeline import Interval
        >>> [*record_of(Interval).members]
        ['start', 'end']
    """
    form = FORMS.get(kind.__name__, Form())
    make = form.make or kind
    hints = _hints(kind, make) if form.hints is None else form.hints
    rules = RULES.get(kind.__name__, {})
    members = {
        name: Member(refined(shape_of(hint), rules.get(name)), _is_required(name, make))
        for name, hint in hints.items()
    }
    return Record(
        tag=kind.__name__,
        kind=kind,
        summary=(getdoc(kind) or kind.__name__).partition("\n")[0],
        members=MappingProxyType(members),
        take=form.take or partial(_fields, tuple(members)),
        make=make,
        blame=form.blame,
    )


def records_of(hint: Any) -> Records | None:
    """Return the records of a type or a union of types, None if it is none.

    Example:
        >>> from servicedesk_core.timeline import Interval
        >>> list(records_of(Interval).kinds), records_of(int)
        (['Interval'], None)
    """
    try:
        shape = shape_of(hint)
    except TypeError:  # what no hash can be had of is no type
        return None
    return shape if isinstance(shape, Records) else None


def _fields(names: tuple[str, ...], value: object) -> Mapping[str, object]:
    return {name: getattr(value, name) for name in names}


def _is_required(name: str, make: Callable[..., object]) -> bool:
    return signature(make).parameters[name].default is Parameter.empty


class _Names(dict[str, object]):
    """Names in annotations that a module has for type checkers alone."""

    def __missing__(self, name: str) -> object:
        return known_types()[name]


def _hints(kind: type, make: Callable[..., object]) -> Mapping[str, Any]:
    """Return the annotation of each field that a value is made of."""
    module = vars(import_module(kind.__module__))
    hints = get_type_hints(kind, localns=_Names(module))
    if not attrs.has(kind):
        return {name: hints[name] for name in kind._fields}  # type: ignore[attr-defined]
    parameters = signature(make).parameters
    names = [field.name for field in attrs.fields(kind) if field.init]
    # Some types take less than they keep, such as a scale whose ends are fixed.
    return {name: hints[name] for name in names if name in parameters}


def _shape_of_class(kind: Any) -> Shape:
    if kind is Enum:
        return AnyMember()
    if not isinstance(kind, type) or tag_of(kind) is None:
        return Anything(record_of, {each.__name__: each for each in _ANYWHERE})
    return member_text(kind) if issubclass(kind, Enum) else _records((kind,))


def _records(kinds: tuple[type, ...]) -> Records:
    """Return the shape of some types and of what else is one of them."""
    found = {
        name: known
        for name, known in known_types().items()
        if issubclass(known, kinds) and is_record(known)
    }
    return Records(MappingProxyType(found), record_of)


def _shape_of_variable(variable: TypeVar) -> Shape:
    if variable.__constraints__:
        return _either(variable.__constraints__)
    return shape_of(object if variable.__bound__ is None else variable.__bound__)


def _either(hints: tuple[Any, ...]) -> Shape:
    """Return the shape of either of several; functions have none."""
    shapes = [
        *_joined(shape_of(hint) for hint in hints if get_origin(hint) is not _CALLABLE)
    ]
    return shapes[0] if len(shapes) == 1 else Either(tuple(shapes))


def _joined(shapes: Iterator[Shape]) -> Iterator[Shape]:
    """Yield shapes, all records as one."""
    kinds: dict[str, type] = {}
    for shape in shapes:
        if isinstance(shape, Records):
            kinds.update(shape.kinds)
        else:
            yield shape
    if kinds:
        yield Records(MappingProxyType(kinds), record_of)


def _tuple(hints: tuple[Any, ...]) -> Shape:
    if hints[1:] == (Ellipsis,):
        return Array(item=shape_of(hints[0]))
    return Row(tuple(map(shape_of, hints)))


def _mapping(hints: tuple[Any, Any]) -> Shape:
    name, item = map(shape_of, hints)
    key = name.key()
    return Pairs(name=name, item=item) if key is None else Keyed(name=key, item=item)


def _many(kind: type[Any], hints: tuple[Any, ...]) -> Shape:
    return Array(item=shape_of(hints[0]), kind=kind)


_CALLABLE = get_origin(Callable[..., object])

_GENERIC: Mapping[Any, Callable[[Any], Shape]] = MappingProxyType(
    {
        Union: _either,
        UnionType: _either,
        tuple: _tuple,
        frozenset: partial(_many, frozenset),
        Sequence: partial(_many, tuple),
        Mapping: _mapping,
    }
)

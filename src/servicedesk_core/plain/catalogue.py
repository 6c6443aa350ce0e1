"""The types that plain data knows, by the names they are stored under."""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from inspect import isabstract
from types import MappingProxyType

import attrs

_ROOT = "servicedesk_core"

_PACKAGES = (
    "timeline",
    "stats",
    "calendars",
    "lifecycles",
    "priority",
    "tickets",
    "tickets.events",
    "sla",
    "satisfaction",
    "escalation",
    "metrics",
    "complaints",
    "desk",
)
"""Where public values lie: any name of their ``__all__`` may be stored."""

_ALONE: Mapping[str, str] = MappingProxyType(
    {
        "CalendarDay": "calendars.days",
        "Clock": "sla.clock",
        "ClockSpan": "sla.clock",
        "CountryDays": "calendars.day_rules",
        "Explanation": "explanation",
        "Finding": "findings",
        "FixedDays": "calendars.day_rules",
        "Money": "money",
        "OpenWindow": "calendars.days",
        "Phrase": "explanation",
        "PriorityChange": "sla.status",
        "RecurringDays": "calendars.recurrence",
        "Refusal": "errors",
        "Severity": "findings",
        "YearlyDays": "calendars.day_rules",
    }
)
"""Values that lie elsewhere: in modules of their own, or within public values."""

NOT_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "Index": "it is built from spans, which can be stored",
        "KPI": "it holds functions",
        "RepeatWindow": "it holds a function",
    }
)
"""Public values that have no plain form, and why."""


@cache
def known_type(name: str) -> type | None:
    """Return the type that is stored under a name, or None.

    Only names that the library lists are looked up: a document cannot name anything
    else.

    Example:
        >>> known_type("Interval"), known_type("measure"), known_type("os")
        (<class 'servicedesk_core.timeline.interval.Interval'>, None, None)
    """
    if name in NOT_PLAIN:
        return None
    # Several packages may use a name, but one of them for a type of values.
    found = (getattr(import_module(f"{_ROOT}.{home}"), name) for home in _homes(name))
    return next(filter(is_stored, found), None)


def is_stored(kind: object) -> bool:
    """Return whether something is a type of values: attrs, a named tuple, an enum."""
    return isinstance(kind, type) and (
        (attrs.has(kind) and not issubclass(kind, BaseException))
        or issubclass(kind, Enum)
        or (issubclass(kind, tuple) and hasattr(kind, "_fields"))
    )


def is_record(kind: type) -> bool:
    """Return whether documents may be of a stored type: no enum, nothing abstract."""
    return not (issubclass(kind, Enum) or isabstract(kind))


@cache
def known_types() -> Mapping[str, type]:
    """Return every type that can be stored, by name."""
    names = [*_ALONE, *(name for package in _PACKAGES for name in _names(package))]
    found = ((name, known_type(name)) for name in names)
    return MappingProxyType({name: kind for name, kind in found if kind is not None})


def tag_of(kind: type) -> str | None:
    """Return the name that values of a type are stored under, or None."""
    return kind.__name__ if known_type(kind.__name__) is kind else None


@cache
def _names(package: str) -> frozenset[str]:
    return frozenset(import_module(f"{_ROOT}.{package}").__all__)


def _homes(name: str) -> tuple[str, ...]:
    alone = _ALONE.get(name)
    return (alone,) if alone else tuple(p for p in _PACKAGES if name in _names(p))

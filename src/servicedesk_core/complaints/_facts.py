"""What the modules read: arguments of the wrong type, and who an event comes from."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

import attrs

from servicedesk_core.argument import to_flag, to_items
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.timeline import to_duration, to_microseconds

Kind = TypeVar("Kind")
Table = TypeVar("Table", bound=Mapping[Any, Any])

NOTHING: Mapping[str, NoReturn] = FrozenMap()
"""What a mapping that may be left out is then."""

_HOUR = Decimal(3_600_000_000)
_NO_DESK = frozenset({Role.REQUESTER, Role.SYSTEM})
_FROM_OUTSIDE = (events.MessageReceived, events.SurveyAnswered)


def to_one(value: object, kind: type[Kind], argument: str, wanted: str) -> Kind:
    """Return a value of a type.

    Raises:
        WrongTypeError: if it is of another one.
    """
    if not isinstance(value, kind):
        raise WrongTypeError(argument, value, wanted)
    return value


def to_many(
    values: object,
    kind: type[Kind],
    argument: str,
    wanted: str,
    *,
    unordered: bool = False,
) -> tuple[Kind, ...]:
    """Return values of a type.

    Args:
        values: any iterable but a text and a mapping.
        kind: the type of each.
        argument: the caller's name for them, for the error.
        wanted: what they should be, in the plural.
        unordered: whether a set will do, which has lost what is equal.

    Raises:
        WrongTypeError: if one is of another type, or it is no such iterable.
    """
    read = to_items(values, argument, f"{wanted}, in a list", unordered=unordered)
    return tuple(to_one(value, kind, argument, wanted) for value in read)


def to_mapping(values: Table, argument: str, wanted: str) -> Table:
    """Return a mapping.

    Raises:
        WrongTypeError: if it is none.
    """
    if not isinstance(values, Mapping):
        raise WrongTypeError(argument, values, wanted)
    return values


def to_text(value: object, argument: str) -> str:
    """Return a text that says something.

    Raises:
        InvalidArgumentError: if it is blank.
        WrongTypeError: if it is no text.
    """
    text = to_one(value, str, argument, "a text")
    if not text.strip():
        raise InvalidArgumentError(argument, value, "a text that is not blank")
    return text


def to_length(value: timedelta, argument: str) -> timedelta:
    """Return a duration of zero or more.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is no timedelta.
    """
    if to_duration(value, argument) < 0:
        raise InvalidArgumentError(argument, value, "zero or longer")
    return value


def to_ticket(value: object) -> Ticket:
    """Return a ticket.

    Raises:
        WrongTypeError: if it is none.
    """
    return to_one(value, Ticket, "ticket", "a Ticket")


def to_tickets(values: object) -> tuple[Ticket, ...]:
    """Return tickets.

    Raises:
        WrongTypeError: if one is none, or it is no iterable.
    """
    return to_many(values, Ticket, "tickets", "Ticket values", unordered=True)


def check_text(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse what is no text, or a blank one."""
    to_text(value, field.name)


def check_words(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse what is no text; a blank one says nothing, and may."""
    to_one(value, str, field.name, "a text")


def check_optional_words(
    _: object, field: "attrs.Attribute[str | None]", value: str | None
) -> None:
    """Refuse what is neither a text nor None."""
    if value is not None:
        to_one(value, str, field.name, "a text or None")


def check_flag(_: object, field: "attrs.Attribute[bool]", value: bool) -> None:  # noqa: FBT001
    """Refuse what is neither True nor False."""
    to_flag(value, field.name)


def check_known(
    _: object,
    field: "attrs.Attribute[bool | None]",
    value: bool | None,  # noqa: FBT001
) -> None:
    """Refuse what is none of True, False and None."""
    if value is not None:
        to_one(value, bool, field.name, "True, False or None")


def check_instant(
    _: object, field: "attrs.Attribute[datetime]", value: datetime
) -> None:
    """Refuse what is no aware datetime."""
    to_microseconds(value, field.name)


def check_length(
    _: object, field: "attrs.Attribute[timedelta]", value: timedelta
) -> None:
    """Refuse what is no duration of zero or more."""
    to_length(value, field.name)


def by_requester(event: events.Event) -> bool:
    """Tell whether the requester did it."""
    return event.by is not None and event.by.role is Role.REQUESTER


def is_contact(event: events.Event) -> bool:
    """Tell whether the requester turned to the desk once more."""
    match event:
        case events.MessageReceived():
            return event.is_contact
        case events.Replied():
            return event.comes_from_requester
        case _:
            return False


def is_desk_event(event: events.Event) -> bool:
    """Tell whether it happened at the desk, by hand or not."""
    return not (isinstance(event, _FROM_OUTSIDE) or by_requester(event))


def is_desk_action(event: events.Event) -> bool:
    """Tell whether a person of the desk did it."""
    if event.by is not None and event.by.role in _NO_DESK:
        return False
    automatic = isinstance(event, events.Replied) and event.is_automatic
    return not (automatic or isinstance(event, _FROM_OUTSIDE))


def tells(event: events.Event, requester: str | None) -> bool:
    """Tell whether the desk, or its system, wrote to the requester."""
    match event:
        case events.Replied():
            reaches = event.to is None or event.to == requester
            return reaches and not event.comes_from_requester
        case events.Responded():
            return True
        case _:
            return False


def by_the_hour(rate: Money, duration: timedelta) -> Money:
    """Return what a duration comes to at so much an hour, not rounded."""
    return rate * Decimal(to_duration(duration, "duration")) / _HOUR

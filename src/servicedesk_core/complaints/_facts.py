"""What the modules read: texts, tickets, fields, and who an event comes from."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NoReturn

import attrs

from servicedesk_core.argument import to_flag, to_many, to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.timeline import to_duration, to_length, to_microseconds

NOTHING: Mapping[str, NoReturn] = FrozenMap()
"""What a mapping that may be left out is then."""

_HOUR = Decimal(3_600_000_000)
_NO_DESK = frozenset({Role.REQUESTER, Role.SYSTEM})
_FROM_OUTSIDE = (events.MessageReceived, events.SurveyAnswered)


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

"""Checks of the fields of values; each names the field in its error."""

from datetime import datetime
from typing import Any, TypeAlias

import attrs

from servicedesk_core.argument import to_flag, to_one, to_optional
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction.scale import Scale
from servicedesk_core.timeline import to_microseconds

Field: TypeAlias = "attrs.Attribute[Any]"


def check_text(_: object, field: Field, value: str) -> None:
    """Refuse what is no text, or an empty one."""
    text_of(value, field.name)


def check_optional_text(_: object, field: Field, value: str | None) -> None:
    """Refuse what is neither None nor a text that is not empty."""
    if value is not None:
        text_of(value, field.name)


def check_flag(_: object, field: Field, value: bool) -> None:  # noqa: FBT001
    """Refuse what is neither True nor False."""
    to_flag(value, field.name)


def check_scale(_: object, field: Field, value: Scale) -> None:
    """Refuse what is no scale."""
    to_one(value, Scale, field.name, "a Scale")


def check_optional_flag(
    _: object,
    field: Field,
    value: bool | None,  # noqa: FBT001
) -> None:
    """Refuse what is neither None nor True or False."""
    to_optional(value, bool, field.name, "True, False or None")


def check_instant(_: object, field: Field, value: datetime) -> None:
    """Refuse what is no aware datetime."""
    to_microseconds(value, field.name)


def check_optional_instant(_: object, field: Field, value: datetime | None) -> None:
    """Refuse what is neither None nor an aware datetime."""
    if value is not None:
        to_microseconds(value, field.name)


def check_calendar(_: object, field: Field, value: ServiceCalendar | None) -> None:
    """Refuse what is neither None nor a calendar."""
    to_optional(value, ServiceCalendar, field.name, "a ServiceCalendar or None")


def text_of(value: object, argument: str, *, empty: bool = False) -> str:
    """Return a text.

    Raises:
        InvalidArgumentError: if it is empty, unless it may be.
        WrongTypeError: if it is no text.
    """
    text = to_one(value, str, argument, "a text")
    if not text and not empty:
        raise InvalidArgumentError(argument, value, "a text that is not empty")
    return text

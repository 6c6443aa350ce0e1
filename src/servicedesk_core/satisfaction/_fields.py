"""Checks of the fields of values; each names the field in its error."""

from datetime import datetime
from typing import Any, TypeAlias

import attrs

from servicedesk_core.argument import to_flag
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
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
    if not isinstance(value, Scale):
        raise WrongTypeError(field.name, value, "a Scale")


def check_optional_flag(
    _: object,
    field: Field,
    value: bool | None,  # noqa: FBT001
) -> None:
    """Refuse what is neither None nor True or False."""
    if value is not None and not isinstance(value, bool):
        raise WrongTypeError(field.name, value, "True, False or None")


def check_instant(_: object, field: Field, value: datetime) -> None:
    """Refuse what is no aware datetime."""
    to_microseconds(value, field.name)


def check_optional_instant(_: object, field: Field, value: datetime | None) -> None:
    """Refuse what is neither None nor an aware datetime."""
    if value is not None:
        to_microseconds(value, field.name)


def check_calendar(_: object, field: Field, value: ServiceCalendar | None) -> None:
    """Refuse what is neither None nor a calendar."""
    if value is not None and not isinstance(value, ServiceCalendar):
        raise WrongTypeError(field.name, value, "a ServiceCalendar or None")


def text_of(value: object, argument: str, *, empty: bool = False) -> str:
    """Return a text.

    Raises:
        InvalidArgumentError: if it is empty, unless it may be.
        WrongTypeError: if it is no text.
    """
    if not isinstance(value, str):
        raise WrongTypeError(argument, value, "a text")
    if not value and not empty:
        raise InvalidArgumentError(argument, value, "a text that is not empty")
    return value

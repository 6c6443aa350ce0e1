"""Fields of survey values as callers hand them in; each is named in its error."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.number import to_whole
from servicedesk_core.satisfaction._fields import Field, text_of
from servicedesk_core.satisfaction.survey.kind import SurveyKind, SurveyPurpose
from servicedesk_core.timeline import to_duration, to_length


def check_wait(_: object, field: Field, value: timedelta) -> None:
    """Refuse what is no duration of zero or more."""
    to_length(value, field.name)


def check_optional_wait(_: object, field: Field, value: timedelta | None) -> None:
    """Refuse what is neither None nor a duration of zero or more."""
    if value is not None:
        check_wait(_, field, value)


def check_period(_: object, field: Field, value: timedelta) -> None:
    """Refuse what is no duration above zero."""
    if to_duration(value, field.name) <= 0:
        raise InvalidArgumentError(field.name, value, "longer than zero")


def check_optional_period(_: object, field: Field, value: timedelta | None) -> None:
    """Refuse what is neither None nor a duration above zero."""
    if value is not None:
        check_period(_, field, value)


def to_texts(value: str | Iterable[str], argument: str) -> frozenset[str]:
    """Return one text or several as a set.

    Raises:
        InvalidArgumentError: for an empty text.
        WrongTypeError: for anything else.
    """
    if not isinstance(value, Iterable) or isinstance(value, Mapping):
        raise WrongTypeError(argument, value, "a text, or several")
    texts = [value] if isinstance(value, str) else value
    return frozenset(text_of(text, argument) for text in texts)


def to_kind(kind: SurveyKind | str) -> SurveyKind:
    """Return the kind that a value names."""
    return member(SurveyKind, kind, "kind")


def to_purpose(purpose: SurveyPurpose | str) -> SurveyPurpose:
    """Return the purpose that a value names."""
    return member(SurveyPurpose, purpose, "purpose")


def to_resolution(resolution: int) -> int:
    """Return the number of a resolution, from 0."""
    return to_whole(resolution, "resolution")

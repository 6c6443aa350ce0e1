"""What all events have, and what their fields must be."""

from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from typing import ClassVar

import attrs

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import Link
from servicedesk_core.timeline import instant_key


def check_aware(_: object, field: "attrs.Attribute[datetime]", at: datetime) -> None:
    """Refuse what is no aware datetime."""
    if not isinstance(at, datetime):
        raise WrongTypeError(field.name, at, "an aware datetime")
    if at.utcoffset() is None:
        raise NaiveDatetimeError(field.name, at)


def check_actor(
    _: object, field: "attrs.Attribute[Actor | None]", by: Actor | None
) -> None:
    """Refuse what is no actor."""
    if by is not None and not isinstance(by, Actor):
        raise WrongTypeError(field.name, by, "an Actor or None")


def check_score(_: object, field: "attrs.Attribute[float]", score: float) -> None:
    """Refuse what is no finite number."""
    if isinstance(score, bool) or not isinstance(score, int | float):
        raise WrongTypeError(field.name, score, "a number")
    if isinstance(score, float) and not isfinite(score):
        raise InvalidArgumentError(field.name, score, "finite")


def check_money(_: object, field: "attrs.Attribute[Money]", money: Money) -> None:
    """Refuse what is no money."""
    if not isinstance(money, Money):
        raise WrongTypeError(field.name, money, "Money")


def check_link(_: object, field: "attrs.Attribute[Link]", link: Link) -> None:
    """Refuse what is no link."""
    if not isinstance(link, Link):
        raise WrongTypeError(field.name, link, "a Link")


def check_id(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse what is no text, or an empty one."""
    if not isinstance(value, str) or not value.strip():
        raise WrongTypeError(field.name, value, "a text that is not empty")


def told(text: str | None) -> str | None:
    """Return a text, or None for one that is blank and so tells nothing."""
    return None if isinstance(text, str) and not text.strip() else text


def names(values: Iterable[str]) -> frozenset[str]:
    """Return names as a set.

    Raises:
        WrongTypeError: for one name where several are wanted.
    """
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise WrongTypeError("carried", values, "several names, in a list")
    return frozenset(values)


@attrs.frozen(kw_only=True)
class Base:
    """What all events have."""

    action: ClassVar[str]

    at: datetime = attrs.field(validator=check_aware, eq=instant_key)
    by: Actor | None = attrs.field(default=None, validator=check_actor)

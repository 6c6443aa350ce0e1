"""Tickets and durations as callers hand them in."""

from collections.abc import Iterable
from datetime import timedelta

from servicedesk_core.argument import to_many
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_float
from servicedesk_core.tickets import Ticket


def read_tickets(tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """Return tickets, each of them checked.

    Raises:
        WrongTypeError: if anything among them is none.

    Example:
        >>> read_tickets([])
        ()
    """
    return to_many(tickets, Ticket, "tickets", "Tickets", unordered=True)


def to_seconds(value: object, argument: str) -> float:
    """Return a duration in seconds.

    Args:
        value: a timedelta, or a number of seconds.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: if it is negative or not finite.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_seconds(timedelta(minutes=3), "aht")
        180.0
    """
    if isinstance(value, timedelta):
        value = value.total_seconds()
    return to_float(value, argument, low=0)


def check_length(value: object, argument: str, zero: object) -> None:
    """Check a length of time, in numbers or in timedeltas.

    Args:
        value: the length.
        argument: the caller's name for it, for the error.
        zero: a timedelta if it must be one, else a number.

    Raises:
        InvalidArgumentError: if it is negative or not finite.
        WrongTypeError: if it is of another type.

    Example:
        >>> check_length(1.5, "ages", 0)
    """
    if not isinstance(zero, timedelta):
        to_float(value, argument, low=0)
    elif not isinstance(value, timedelta):
        raise WrongTypeError(argument, value, "a timedelta, as the others are")
    elif value < zero:
        raise InvalidArgumentError(argument, value, "zero or more")

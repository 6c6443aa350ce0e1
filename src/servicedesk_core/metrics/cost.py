"""What contacts cost, and how many need no person at all."""

from decimal import Decimal

from servicedesk_core.argument import to_one
from servicedesk_core.metrics.share import Rate, rate
from servicedesk_core.money import Money
from servicedesk_core.number import to_whole


def cost_per_contact(total: Money, *, contacts: int) -> Money | None:
    """Return what a contact costs on average, unrounded; None without contacts.

    Args:
        total: all costs of the desk in a period.
        contacts: how many it had then, 0 or more.

    Raises:
        InvalidArgumentError: for a negative number of contacts.
        WrongTypeError: if ``total`` is no Money, or the contacts no whole number.

    Example:
        >>> print(cost_per_contact(Money(9000, "EUR"), contacts=1200))
        7.5 EUR
    """
    return _each(total, contacts, "contacts")


def cost_per_resolution(total: Money, *, resolutions: int) -> Money | None:
    """Return what a resolution costs on average, unrounded; None without any.

    Args:
        total: all costs of the desk in a period.
        resolutions: tickets resolved then, 0 or more.

    Raises:
        InvalidArgumentError: for a negative number of resolutions.
        WrongTypeError: if ``total`` is no Money, or the resolutions no whole number.

    Example:
        >>> print(cost_per_resolution(Money(9000, "EUR"), resolutions=800))
        11.25 EUR
    """
    return _each(total, resolutions, "resolutions")


def deflection(*, self_served: int, assisted: int, confidence: float = 0.95) -> Rate:
    """Return the share of contacts that served themselves.

    Args:
        self_served: contacts done without a person, 0 or more.
        assisted: contacts that a person took, 0 or more.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range.
        WrongTypeError: for counts that are no whole numbers.

    Example:
        >>> deflection(self_served=700, assisted=300).value
        0.7
    """
    alone = to_whole(self_served, "self_served")
    return rate(
        alone,
        alone + to_whole(assisted, "assisted"),
        definition="self-served, of all contacts",
        confidence=confidence,
    )


def _each(total: Money, count: int, argument: str) -> Money | None:
    to_one(total, Money, "total", "Money")
    number = to_whole(count, argument)
    return total / Decimal(number) if number else None

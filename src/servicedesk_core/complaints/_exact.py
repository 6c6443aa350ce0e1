"""Exact arithmetic of shares and factors, and the readers of money."""

from decimal import Decimal

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.number import EXACT, to_decimal

_ONE = Decimal(1)
_ZERO = Decimal(0)
_DIGITS = 50


def plus(first: Decimal, second: Decimal) -> Decimal:
    """Return a sum.

    Example:
        >>> plus(Decimal("0.1"), Decimal("0.2"))
        Decimal('0.3')
    """
    return EXACT.add(first, second)


def minus(first: Decimal, second: Decimal) -> Decimal:
    """Return a difference.

    Example:
        >>> minus(Decimal("0.3"), Decimal("0.1"))
        Decimal('0.2')
    """
    return EXACT.subtract(first, second)


def rest(share: Decimal) -> Decimal:
    """Return what a share leaves of the whole.

    Example:
        >>> rest(Decimal("0.68"))
        Decimal('0.32')
    """
    return EXACT.subtract(_ONE, share)


def product(*factors: Decimal) -> Decimal:
    """Return a product.

    Example:
        >>> product(Decimal(2), Decimal("0.5"), Decimal(3))
        Decimal('3.0')
    """
    found = _ONE
    for factor in factors:
        found = EXACT.multiply(found, factor)
    return found


def quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a quotient, or None where the divisor is nothing.

    Example:
        >>> quotient(Decimal(1), Decimal(4)), quotient(Decimal(1), Decimal(0))
        (Decimal('0.25'), None)
    """
    return _plain(EXACT.divide(part, whole)) if whole else None


def ratio(part: Money, whole: Money) -> Decimal | None:
    """Return how often one amount goes into another, None if it is nothing.

    Example:
        >>> ratio(Money(1, "EUR"), Money(4, "EUR"))
        Decimal('0.25')
    """
    return _plain(part / whole) if whole.amount else None


def to_decimal_share(value: object, argument: str) -> Decimal:
    """Return a share or a probability, 0 to 1, as a decimal.

    Example:
        >>> to_decimal_share(0.7, "reduction")
        Decimal('0.7')
    """
    return to_decimal(value, argument, low=0, high=1)


def to_money(value: object, argument: str) -> Money:
    """Return an amount that is not negative.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is no Money.

    Example:
        >>> print(to_money(Money(1, "EUR"), "price"))
        1 EUR
    """
    money = to_one(value, Money, argument, "Money")
    if money.amount < 0:
        raise InvalidArgumentError(argument, str(value), "0 or more")
    return money


def to_optional_money(value: object, argument: str) -> Money | None:
    """Return an amount that is not negative, or None.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is neither Money nor None.

    Example:
        >>> to_optional_money(None, "cap") is None
        True
    """
    return None if value is None else to_money(value, argument)


def _plain(number: Decimal) -> Decimal:
    """Return a number that prints as 20, not as 2E+1, where digits suffice."""
    return number if number.adjusted() >= _DIGITS else EXACT.add(number, _ZERO)

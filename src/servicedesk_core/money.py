"""An amount in a currency."""

from decimal import Decimal, InvalidOperation

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError


def _amount(value: Decimal | int | str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise WrongTypeError("amount", value, "a Decimal, an int or a numeric string")
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise InvalidArgumentError("amount", value, "a decimal number") from None
    if not amount.is_finite():
        raise InvalidArgumentError("amount", value, "finite")
    return amount


def _currency(value: str) -> str:
    if not isinstance(value, str):
        raise WrongTypeError("currency", value, "three letters of ISO 4217")
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise InvalidArgumentError("currency", value, "three letters of ISO 4217")
    return value.upper()


@attrs.frozen
class Money:
    """An exact amount in one currency.

    Args:
        amount: a decimal, an int or a numeric string; floats are refused, for
            0.1 is none.
        currency: the three letters of ISO 4217.

    Raises:
        WrongTypeError: for a float or any other type.
        InvalidArgumentError: for a text that is no number, or a currency that is
            not three letters.

    Example:
        >>> str(Money("19.90", "EUR"))
        '19.90 EUR'
    """

    amount: Decimal = attrs.field(converter=_amount)
    currency: str = attrs.field(converter=_currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

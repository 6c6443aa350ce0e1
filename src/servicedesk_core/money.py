"""An amount in a currency."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import overload

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import EXACT, to_decimal, to_whole


def _amount(value: Decimal | int | str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise WrongTypeError("amount", value, "a Decimal, an int or a numeric string")
    return to_decimal(value, "amount")


def _currency(value: str) -> str:
    if not isinstance(value, str):
        raise WrongTypeError("currency", value, "three letters of ISO 4217")
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise InvalidArgumentError("currency", value, "three letters of ISO 4217")
    return value.upper()


@attrs.frozen
class Money:
    """An exact amount in one currency.

    Amounts of one currency add, subtract and compare; a number multiplies and
    divides them; one amount by another is a number. Nothing is rounded to cents
    until :meth:`rounded`: results have up to 50 digits.

    Args:
        amount: a decimal, an int or a numeric string; floats are refused, for
            0.1 is none.
        currency: the three letters of ISO 4217.

    Raises:
        InvalidArgumentError: for a text that is no number, an amount or a factor
            beyond 1e1000 or nearer to 0 than 1e-1000, a currency that is not three
            letters, or two currencies in one sum or comparison.
        WrongTypeError: for a float or any other type.

    Example:
        >>> str(Money("19.90", "EUR"))
        '19.90 EUR'
        >>> print(3 * Money("19.90", "EUR") - Money(1, "EUR"))
        58.70 EUR
        >>> Money(10, "EUR") / Money(4, "EUR")
        Decimal('2.5')
    """

    amount: Decimal = attrs.field(converter=_amount)
    currency: str = attrs.field(converter=_currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], *, currency: str) -> "Money":
        """Return the sum of amounts; of none it is nothing in the currency.

        Args:
            amounts: all in that currency.
            currency: the three letters of ISO 4217.

        Raises:
            InvalidArgumentError: for an amount in another currency.

        Example:
            >>> print(Money.total([Money(1, "EUR"), Money(2, "EUR")], currency="EUR"))
            3 EUR
        """
        found = cls(0, currency)
        for amount in amounts:
            found += amount
        return found

    def rounded(self, places: int = 2, *, rounding: str = ROUND_HALF_EVEN) -> "Money":
        """Return the amount rounded to so many places.

        Args:
            places: digits after the point, 0 or more; 2 are cents.
            rounding: one of the modes of ``decimal``.

        Raises:
            InvalidArgumentError: for a negative number of places, or an unknown mode.
            WrongTypeError: for places that are no whole number.

        Example:
            >>> print((Money(10, "EUR") / 3).rounded())
            3.33 EUR
        """
        digits = to_whole(places, "places")
        try:
            cents = Decimal(1).scaleb(-digits)
            amount = self.amount.quantize(cents, rounding=rounding, context=EXACT)
        except (InvalidOperation, TypeError):
            wanted = "a rounding mode of decimal, and places for up to 50 digits"
            raise InvalidArgumentError("rounding", rounding, wanted) from None
        return Money(amount, self.currency)

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        amount = EXACT.add(self.amount, self._same(other))
        return Money(amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        amount = EXACT.subtract(self.amount, self._same(other))
        return Money(amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            return NotImplemented
        number = to_decimal(factor, "factor")
        return Money(EXACT.multiply(self.amount, number), self.currency)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, other: "Money") -> Decimal: ...
    @overload
    def __truediv__(self, other: Decimal | int) -> "Money": ...
    def __truediv__(self, other: "Money | Decimal | int") -> "Money | Decimal":
        if isinstance(other, Money):
            return self._by(self._same(other), other)
        if isinstance(other, bool) or not isinstance(other, Decimal | int):
            return NotImplemented
        return Money(self._by(to_decimal(other, "divisor"), other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount <= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _by(self, divisor: Decimal, told: object) -> Decimal:
        if not divisor:
            raise InvalidArgumentError("divisor", told, "not 0")
        return EXACT.divide(self.amount, divisor)

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise InvalidArgumentError("currency", other.currency, self.currency)
        return other.amount

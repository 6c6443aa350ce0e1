"""Plain numbers as callers hand them in, read with an error that names them."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from math import isfinite
from numbers import Integral, Real
from typing import TypeVar

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

Number = TypeVar("Number", int, float, Decimal)

EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""How decimals are reckoned: no result hangs on a setting of the caller's thread."""

_MOST_DIGITS = 1000


def to_whole(
    value: object, argument: str, *, low: int | None = 0, high: int | None = None
) -> int:
    """Return a whole number.

    Args:
        value: an int, or what numpy takes for one; True and False are none.
        argument: the caller's name for it, for the error.
        low: the least it may be, or None.
        high: the most it may be, or None.

    Raises:
        InvalidArgumentError: if it is out of range.
        WrongTypeError: if it is no whole number.

    Example:
        >>> to_whole(3, "n", low=1)
        3
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise WrongTypeError(argument, value, "a whole number")
    return _within(int(value), argument, low, high)


def to_float(
    value: object,
    argument: str,
    *,
    low: float | None = None,
    high: float | None = None,
) -> float:
    """Return a finite number as a float.

    Args:
        value: an int, a float, a Decimal or a Fraction.
        argument: the caller's name for it, for the error.
        low: the least it may be, or None.
        high: the most it may be, or None.

    Raises:
        InvalidArgumentError: if it is out of range, infinite or no number.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_float(Decimal("0.5"), "margin", low=0)
        0.5
    """
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise WrongTypeError(argument, value, "a number")
    try:
        number = float(value)
    except OverflowError:
        raise InvalidArgumentError(argument, value, "a number a float holds") from None
    except ValueError:  # a signalling NaN
        raise InvalidArgumentError(argument, value, "finite") from None
    if not isfinite(number):
        raise InvalidArgumentError(argument, value, "finite")
    return _within(number, argument, low, high)


def to_positive(value: object, argument: str) -> float:
    """Return a finite number above 0 as a float.

    Args:
        value: an int, a float, a Decimal or a Fraction.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: if it is 0 or less, infinite or no number.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_positive(3, "exposure")
        3.0
    """
    number = to_float(value, argument)
    if number <= 0:
        raise InvalidArgumentError(argument, value, "above 0")
    return number


def to_share(value: object, argument: str) -> float:
    """Return a share or a probability, 0 to 1.

    Example:
        >>> to_share(1, "share")
        1.0
    """
    return to_float(value, argument, low=0, high=1)


def to_confidence(value: object, argument: str = "confidence") -> float:
    """Return the confidence of an interval, above 0 and below 1.

    Example:
        >>> to_confidence(0.95)
        0.95
    """
    try:
        confidence = to_float(value, argument)
    except InvalidArgumentError:
        confidence = 0.0
    if not 0 < confidence < 1:
        raise InvalidArgumentError(argument, value, "above 0 and below 1")
    return confidence


def to_decimal(
    value: object,
    argument: str,
    *,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
) -> Decimal:
    """Return a finite number as a decimal.

    Args:
        value: a Decimal, an int, a numeric text, or a float, which counts as the
            decimal that it prints: 0.1 is a tenth.
        argument: the caller's name for it, for the error.
        low: the least it may be, or None.
        high: the most it may be, or None.

    Raises:
        InvalidArgumentError: if it is out of range, infinite, no number, or has more
            than a thousand digits before or behind its point.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_decimal(0.1, "p_loss", low=0, high=1)
        Decimal('0.1')
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | float | int | str):
        raise WrongTypeError(argument, value, "a number or a numeric text")
    try:
        number = Decimal(repr(float(value)) if isinstance(value, float) else value)
    except InvalidOperation:
        raise InvalidArgumentError(argument, value, "a decimal number") from None
    if not number.is_finite():
        raise InvalidArgumentError(argument, value, "finite")
    if number and abs(number.adjusted()) > _MOST_DIGITS:
        # Some products later it would overflow what Decimal holds.
        wanted = f"0, or from 1e-{_MOST_DIGITS} to 1e+{_MOST_DIGITS}"
        raise InvalidArgumentError(argument, value, wanted)
    return _within(
        number,
        argument,
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )


def _within(
    number: Number, argument: str, low: Number | None, high: Number | None
) -> Number:
    if (low is not None and number < low) or (high is not None and number > high):
        if low is None:
            wanted = f"{high} or less"
        elif high is None:
            wanted = f"{low} or more"
        else:
            wanted = f"between {low} and {high}"
        raise InvalidArgumentError(argument, number, wanted)
    return number

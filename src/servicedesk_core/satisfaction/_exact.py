"""The numbers that answers come as, read exactly and in the sense of their scale."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from numbers import Rational

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import EXACT, to_decimal, to_float
from servicedesk_core.satisfaction.scale import Scale

Quantity = int | float | Decimal | Fraction

# So that floats hold what is found from several of them, too.
_LARGEST = 1e99


def to_exact(value: object, argument: str, *, low: int | None = None) -> Fraction:
    """Return a number exactly; a float is the decimal that it prints.

    Args:
        value: a number from -1e99 to 1e99.
        argument: the caller's name for it, for the error.
        low: the least it may be, or None.

    Raises:
        InvalidArgumentError: if it is out of range or not finite.
        WrongTypeError: if it is no number.

    Example:
        >>> to_exact(0.1, "gap")
        Fraction(1, 10)
    """
    finite = to_float(value, argument)
    if abs(finite) > _LARGEST:
        wanted = f"between -{_LARGEST} and {_LARGEST}"
        raise InvalidArgumentError(argument, value, wanted)
    if isinstance(value, Rational):
        exact = Fraction(int(value.numerator), int(value.denominator))
    else:
        read = to_decimal(value if isinstance(value, Decimal) else finite, argument)
        exact = Fraction(read)
    if low is not None and exact < low:
        raise InvalidArgumentError(argument, value, f"{low} or more")
    return exact


def from_exact(number: Fraction, like: Iterable[object]) -> Quantity:
    """Return a number in the type that ordinary arithmetic on others would have.

    A float among them gives a float, else a fraction a fraction, else a decimal a
    decimal.

    Example:
        >>> from_exact(Fraction(1, 2), [Decimal("4.5"), 4])
        Decimal('0.5')
    """
    kinds = {_rank(value) for value in like}
    if 3 in kinds:
        return float(number)
    if 2 in kinds:
        return number
    if 1 in kinds:
        return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return number.numerator


def sense(scale: Scale | None) -> int:
    """Return 1, or -1 for a scale whose low end is the good one.

    Raises:
        WrongTypeError: if it is no scale.

    Example:
        >>> sense(None)
        1
    """
    if scale is None:
        return 1
    to_one(scale, Scale, "scale", "a Scale or None")
    return 1 if scale.higher_is_better else -1


def on_scale(value: object, scale: Scale | None, argument: str) -> Fraction:
    """Return a score exactly, which may lie between the steps of its scale.

    Raises:
        InvalidArgumentError: if it is off the scale or not finite.
        WrongTypeError: if it is no number.

    Example:
        >>> on_scale(4.5, Scale(1, 5), "expected")
        Fraction(9, 2)
    """
    exact = to_exact(value, argument)
    if scale is not None:
        low, high = to_exact(scale.low, "low"), to_exact(scale.high, "high")
        if not low <= exact <= high:
            wanted = f"between {scale.low} and {scale.high}"
            raise InvalidArgumentError(argument, value, wanted)
    return exact


def mean(numbers: list[Fraction]) -> Fraction | None:
    """Return the mean of numbers, or None of none.

    Example:
        >>> mean([Fraction(1), Fraction(2)])
        Fraction(3, 2)
    """
    return sum(numbers, Fraction()) / len(numbers) if numbers else None


def to_optional_float(number: Fraction | None) -> float | None:
    """Return an exact number as a float, None as None.

    Example:
        >>> to_optional_float(Fraction(1, 4))
        0.25
    """
    return None if number is None else float(number)


def _rank(value: object) -> int:
    if isinstance(value, Decimal):
        return 1
    if isinstance(value, Rational):
        return 2 if isinstance(value, Fraction) else 0
    return 3

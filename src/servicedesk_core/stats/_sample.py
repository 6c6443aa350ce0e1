"""Samples as callers hand them in, read with errors that name the item."""

from collections.abc import Iterable, Sequence
from math import fsum, isfinite

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_float, to_whole

# Beyond it squares and their sums would leave what a float holds.
_LARGEST = 1e100


def to_items(values: object, argument: str, wanted: str) -> tuple[object, ...]:
    """Return what an iterable holds.

    Args:
        values: any iterable but a text.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.

    Raises:
        WrongTypeError: if it is a text or no iterable.

    Example:
        >>> to_items(range(3), "values", "numbers, in a list")
        (0, 1, 2)
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise WrongTypeError(argument, values, wanted)
    return tuple(values)


def to_sample(
    values: object, argument: str, *, low: float | None = None
) -> tuple[float, ...]:
    """Return finite numbers as floats.

    Args:
        values: an iterable of numbers from -1e100 to 1e100.
        argument: the caller's name for it, for the error.
        low: the least that each may be, or None.

    Raises:
        InvalidArgumentError: if one is out of range, infinite or no number.
        WrongTypeError: if one is no number, or this is no iterable.

    Example:
        >>> to_sample([1, 2.5], "values")
        (1.0, 2.5)
    """
    least = -_LARGEST if low is None else low
    return tuple(
        # Most are plain floats; a sample may have many.
        value
        if type(value) is float and isfinite(value) and least <= value <= _LARGEST
        else _number(value, f"{argument}[{index}]", low)
        for index, value in enumerate(to_items(values, argument, "numbers, in a list"))
    )


def to_counts(values: object, argument: str) -> tuple[int, ...]:
    """Return whole numbers, 0 or more.

    Args:
        values: an iterable of them.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: if one is negative.
        WrongTypeError: if one is no whole number, or this is no iterable.

    Example:
        >>> to_counts([1, 0], "counts")
        (1, 0)
    """
    items = to_items(values, argument, "whole numbers, in a list")
    return tuple(
        to_whole(item, f"{argument}[{index}]") for index, item in enumerate(items)
    )


def to_trials(value: object, argument: str, *, least: int = 0) -> tuple[int, int]:
    """Return a pair of events and of the trials that they are of.

    Args:
        value: two whole numbers.
        argument: the caller's name for it, for the error.
        least: how many trials there must be.

    Raises:
        InvalidArgumentError: for more events than trials, or a count out of range.
        WrongTypeError: if it is no pair of whole numbers.

    Example:
        >>> to_trials([3, 10], "samples[0]")
        (3, 10)
    """
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise WrongTypeError(argument, value, "a pair of events and trials")
    trials = to_whole(value[1], f"{argument}[1]", low=least)
    return to_whole(value[0], f"{argument}[0]", high=trials), trials


def to_samples(
    samples: object, argument: str, *, least: int = 0
) -> tuple[tuple[int, int], ...]:
    """Return pairs of events and trials.

    Args:
        samples: an iterable of pairs.
        argument: the caller's name for it, for the error.
        least: how many trials each must have.

    Raises:
        InvalidArgumentError: for more events than trials, or a count out of range.
        WrongTypeError: if it is no iterable of pairs of whole numbers.

    Example:
        >>> to_samples([(3, 10)], "samples")
        ((3, 10),)
    """
    items = to_items(samples, argument, "pairs of events and trials, in a list")
    return tuple(
        to_trials(item, f"{argument}[{index}]", least=least)
        for index, item in enumerate(items)
    )


def check_lengths(
    first: Sequence[object], second: Sequence[object], argument: str, other: str
) -> None:
    """Check that two samples come in pairs.

    Args:
        first: one.
        second: the other, named ``argument``.
        argument: the caller's name for the second, for the error.
        other: the caller's name for the first.

    Raises:
        InvalidArgumentError: if one is longer than the other.
    """
    if len(first) != len(second):
        wanted = f"as long as {other}, {len(first)} items"
        raise InvalidArgumentError(argument, second, wanted)


def check_rectangle(rows: Sequence[Sequence[object]], argument: str) -> None:
    """Check that the rows of a table are equally long.

    Args:
        rows: of the table.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: if a row is shorter or longer than the first one.
    """
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            wanted = f"as long as {argument}[0], {len(rows[0])} items"
            raise InvalidArgumentError(f"{argument}[{index}]", row, wanted)


def mean_of(values: Sequence[float]) -> float:
    """Return the mean of one number or more; that of equal ones is exact.

    Args:
        values: one or more.

    Example:
        >>> mean_of([0.1] * 3)
        0.1
    """
    # A rounded mean would make equal values differ from it.
    if min(values) == max(values):
        return values[0]
    return fsum(values) / len(values)


def _number(value: object, argument: str, low: float | None) -> float:
    number = to_float(value, argument, low=low)
    return to_float(number, argument, low=-_LARGEST, high=_LARGEST)

"""Samples as callers hand them in, read with errors that name the item."""

from collections.abc import Callable, Sequence
from math import fsum, isfinite
from typing import TypeVar

from servicedesk_core.argument import to_items, to_pair
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_float, to_positive as read_positive, to_whole

# Beyond it, or nearer to 0, squares and their sums would leave what a float holds.
_LARGEST = 1e100
_SMALLEST = 1e-100
# A count beyond it is a slip, and some distributions would take minutes for it.
_MOST = 10**12

Cell = TypeVar("Cell", int, float)


def to_number(value: object, argument: str, *, low: float | None = None) -> float:
    """Return a finite number as a float.

    Args:
        value: a number from -1e100 to 1e100.
        argument: the caller's name for it, for the error.
        low: the least it may be, or None.

    Raises:
        InvalidArgumentError: if it is out of range, infinite or no number.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_number(4, "mean")
        4.0
    """
    found = to_float(value, argument, low=low)
    return to_float(found, argument, low=-_LARGEST, high=_LARGEST)


def to_positive(
    value: object, argument: str, *, low: float = _SMALLEST, high: float = _LARGEST
) -> float:
    """Return a number above 0 as a float.

    Args:
        value: a number.
        argument: the caller's name for it, for the error.
        low: the least it may be, above 0.
        high: the most it may be.

    Raises:
        InvalidArgumentError: if it is out of range, infinite or no number.
        WrongTypeError: if it is of another type.

    Example:
        >>> to_positive(3, "exposure")
        3.0
    """
    found = read_positive(value, argument)
    if not low <= found <= high:
        wanted = f"between {low:g} and {high:g}"
        raise InvalidArgumentError(argument, value, wanted)
    return found


def to_count(value: object, argument: str, *, low: int = 0) -> int:
    """Return a whole number.

    Args:
        value: an int up to 1e12, or what numpy takes for one.
        argument: the caller's name for it, for the error.
        low: the least it may be.

    Raises:
        InvalidArgumentError: if it is out of range.
        WrongTypeError: if it is no whole number.

    Example:
        >>> to_count(3, "events")
        3
    """
    found = to_whole(value, argument, low=low)
    if found > _MOST:
        raise InvalidArgumentError(argument, value, f"{_MOST} or less")
    return found


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
        else to_number(value, f"{argument}[{index}]", low=low)
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
        to_count(item, f"{argument}[{index}]") for index, item in enumerate(items)
    )


def to_rows(
    table: object,
    argument: str,
    wanted: str,
    read: Callable[[object, str], tuple[Cell, ...]],
) -> list[tuple[Cell, ...]]:
    """Return the rows of a table.

    Args:
        table: an iterable of rows.
        argument: the caller's name for it, for the error.
        wanted: what it must be, for the error.
        read: how a row is read, by its name.

    Raises:
        WrongTypeError: if it is no iterable.

    Example:
        >>> to_rows([[3, 0], [1, 2]], "table", "rows of counts", to_counts)
        [(3, 0), (1, 2)]
    """
    rows = enumerate(to_items(table, argument, wanted))
    return [read(row, f"{argument}[{index}]") for index, row in rows]


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
    events, given = to_pair(value, argument, "a pair of events and trials")
    trials = to_count(given, f"{argument}[1]", low=least)
    return to_whole(events, f"{argument}[0]", high=trials), trials


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

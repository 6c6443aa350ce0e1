"""How far raters agree, and how far items measure one thing."""

from collections.abc import Iterable, Sequence
from math import fsum

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats._sample import (
    check_lengths,
    check_rectangle,
    mean_of,
    to_counts,
    to_rows,
    to_sample,
)


@attrs.frozen
class Kappa:
    """Agreement beyond what chance would make.

    Attributes:
        value: 1 for full agreement, 0 for that of chance, negative for less.
        observed: the share of pairs of ratings that agree, 0 to 1.
        expected: the share that would agree by chance, 0 to 1.

    Example:
        >>> round(Kappa(0.1304, 0.6, 0.54).value, 2)
        0.13
    """

    value: float
    observed: float
    expected: float


def cohen_kappa(table: Iterable[Iterable[int]]) -> Kappa | None:
    """Return the agreement of two raters who sorted the same things.

    Args:
        table: counts of things; its row is what one rater chose, its column what the
            other one did, in the same order of categories.

    Returns:
        Cohen's kappa; None for no things, or if both put all into one category.

    Raises:
        InvalidArgumentError: for a negative count, or a table that is not square.
        WrongTypeError: for a count that is no whole number.

    Source:
        J. Cohen, Educational and Psychological Measurement 20 (1960) 37.

    Example:
        >>> found = cohen_kappa([[45, 15], [25, 15]])
        >>> round(found.value, 4), found.observed, found.expected
        (0.1304, 0.6, 0.54)
    """
    rows = to_rows(table, "table", "rows of counts", to_counts)
    for index, row in enumerate(rows):
        check_lengths(rows, row, f"table[{index}]", "table")
    n = sum(map(sum, rows))
    agreed = n * sum(row[index] for index, row in enumerate(rows))
    columns = zip(*rows, strict=True)
    by_chance = sum(
        sum(row) * sum(column) for row, column in zip(rows, columns, strict=True)
    )
    return _kappa(agreed, by_chance, n * n)


def fleiss_kappa(table: Iterable[Iterable[int]]) -> Kappa | None:
    """Return the agreement of several raters, as many for each thing.

    Args:
        table: for each thing a row: how many raters chose each category.

    Returns:
        Fleiss' kappa; None for no things, or if all raters chose one category.

    Raises:
        InvalidArgumentError: for a negative count, rows of unequal length or of unequal
            sums, or fewer than two raters.
        WrongTypeError: for a count that is no whole number.

    Source:
        J. L. Fleiss, Psychological Bulletin 76 (1971) 378.

    Example:
        >>> found = fleiss_kappa([[3, 0], [1, 2], [0, 3]])
        >>> round(found.value, 4)
        0.55
    """
    rows = to_rows(table, "table", "rows of counts", to_counts)
    check_rectangle(rows, "table")
    if not rows:
        return None
    raters = _raters(rows)
    n = len(rows) * raters
    # All three in parts of the same number, so that nothing is rounded before the end.
    agreed = sum(count * (count - 1) for row in rows for count in row)
    by_chance = sum(sum(column) ** 2 for column in zip(*rows, strict=True))
    return _kappa(agreed * n, by_chance * (raters - 1), n * n * (raters - 1))


def cronbach_alpha(items: Iterable[Iterable[float]]) -> float | None:
    """Return how consistent the items of a questionnaire are.

    Args:
        items: for each person a row with the score of each item.

    Returns:
        1 for items that rise and fall together, about 0 for unrelated ones, negative
        for ones that run against each other; None for fewer than two persons or two
        items, or if all persons have one sum.

    Raises:
        InvalidArgumentError: for rows of unequal length, or a score out of range.
        WrongTypeError: for a score that is no number.

    Source:
        L. J. Cronbach, Psychometrika 16 (1951) 297.

    Example:
        >>> round(cronbach_alpha([[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 2]]), 4)
        0.9721
    """
    rows = to_rows(items, "items", "rows of scores", to_sample)
    check_rectangle(rows, "items")
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    whole = _squares([fsum(row) for row in rows])
    if not whole:
        return None
    parts = fsum(map(_squares, zip(*rows, strict=True)))
    count = len(rows[0])
    return count / (count - 1) * (1 - parts / whole)


def _raters(rows: Sequence[Sequence[int]]) -> int:
    """Return how many raters have judged each case."""
    raters = sum(rows[0])
    if raters < 2:
        raise InvalidArgumentError("table[0]", rows[0], "ratings of two or more raters")
    for index, row in enumerate(rows):
        if sum(row) != raters:
            wanted = f"{raters} ratings, as in table[0]"
            raise InvalidArgumentError(f"table[{index}]", row, wanted)
    return raters


def _kappa(agreed: int, by_chance: int, whole: int) -> Kappa | None:
    """Return kappa from shares in parts of a whole."""
    if by_chance == whole:  # also where there is nothing
        return None
    value = (agreed - by_chance) / (whole - by_chance)
    return Kappa(value, agreed / whole, by_chance / whole)


def _squares(values: Iterable[float]) -> float:
    """Return the sum of squared distances from the mean."""
    read = tuple(values)
    mean = mean_of(read)
    return fsum((value - mean) ** 2 for value in read)

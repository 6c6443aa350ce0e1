"""Means of answers that do not all stand for equally many people."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import fsum
from operator import mul

import attrs

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats._sample import (
    check_lengths,
    check_rectangle,
    to_count,
    to_number,
    to_rows,
    to_sample,
)

# Of the total: margins that agree so far are equal.
_EQUAL = 1e-9
_REACHED = 1e-13
_ROUNDS = 10_000


@attrs.frozen
class WeightedMean:
    """A weighted mean, and what the weights cost.

    Attributes:
        value: the mean.
        n: how many values, those of weight 0 included.
        design_effect: Kish's: how many times larger the variance is than without
            weights, 1 or more.
        effective_n: how many unweighted values would be as exact.

    Example:
        >>> weighted_mean([5, 3], [1, 1]).design_effect
        1.0
    """

    value: float
    n: int
    design_effect: float
    effective_n: float


@attrs.frozen
class Stratum:
    """A group of a population, and the answers that it gave.

    Args:
        population: how large it is, 0 or more, in any unit that all strata share.
        n: how many answered, 0 or more.
        mean: of their answers; None if nobody answered.

    Raises:
        InvalidArgumentError: for a number out of range, answers without a mean, a mean
            without answers, or answers from a stratum of nobody.
        WrongTypeError: for one that is no number.

    Example:
        >>> Stratum(7000, 50, 4.2).n
        50
    """

    population: float
    n: int
    mean: float | None

    def __attrs_post_init__(self) -> None:
        to_number(self.population, "population", low=0)
        to_count(self.n, "n")
        if self.mean is None:
            if self.n:
                raise InvalidArgumentError("mean", None, f"that of {self.n} answers")
            return
        to_number(self.mean, "mean")
        if not self.n:
            raise InvalidArgumentError("mean", self.mean, "None where nobody answered")
        if not self.population:
            wanted = "above 0 where somebody answered"
            raise InvalidArgumentError("population", self.population, wanted)


@attrs.frozen
class PostStratifiedMean:
    """A mean in which each stratum counts by its population.

    Attributes:
        value: the mean.
        unweighted: the mean of the answers as they came.
        n: how many answered.

    Example:
        >>> PostStratifiedMean(3.96, 3.6, 200).value
        3.96
    """

    value: float
    unweighted: float
    n: int


def weighted_mean(
    values: Iterable[float], weights: Iterable[float]
) -> WeightedMean | None:
    """Return the mean of weighted values, with Kish's design effect.

    Args:
        values: numbers in any unit.
        weights: as many, 0 or more, in any unit.

    Returns:
        The mean; None for no values, or if all weights are 0.

    Raises:
        InvalidArgumentError: for lists of unequal length, or a negative weight.
        WrongTypeError: for one that is no number.

    Source:
        L. Kish, Survey sampling (1965), 11.7.

    Example:
        >>> mean = weighted_mean([5, 4, 2], [1, 1, 2])
        >>> mean.value, mean.design_effect, round(mean.effective_n, 2)
        (3.25, 1.125, 2.67)
    """
    read = to_sample(values, "values")
    weight = to_sample(weights, "weights", low=0)
    check_lengths(read, weight, "weights", "values")
    total = fsum(weight)
    if not total:
        return None
    shares = [each / total for each in weight]
    squares = fsum(share * share for share in shares)
    value = fsum(share * each for share, each in zip(shares, read, strict=True))
    return WeightedMean(value, len(read), len(read) * squares, 1 / squares)


def post_stratified_mean(
    strata: Mapping[str, Stratum],
) -> PostStratifiedMean | None:
    """Return the mean of a population from the means of its strata.

    Args:
        strata: by name.

    Returns:
        The mean; None if there is no stratum, or all are of nobody.

    Raises:
        InvalidArgumentError: for a stratum of somebody that nobody answered for: join
            it to another one.
        WrongTypeError: for anything but strata by name.

    Source:
        W. G. Cochran, Sampling techniques (1977), 5A.9.

    Example:
        >>> found = post_stratified_mean(
        ...     {"web": Stratum(7000, 50, 4.2), "phone": Stratum(3000, 150, 3.4)}
        ... )
        >>> round(found.value, 2), found.unweighted
        (3.96, 3.6)
    """
    answered = _answered(to_mapping(strata, "strata", "Stratum values by name"))
    if not answered:
        return None
    heads, counts, means = zip(*answered, strict=True)
    total, n = fsum(heads), sum(counts)
    return PostStratifiedMean(
        fsum(head / total * mean for head, mean in zip(heads, means, strict=True)),
        fsum(map(mul, counts, means)) / n,
        n,
    )


def _answered(strata: Mapping[str, Stratum]) -> list[tuple[float, int, float]]:
    """Return population, answers and mean of each stratum that has answers."""
    answered: list[tuple[float, int, float]] = []
    for name, stratum in strata.items():
        to_one(stratum, Stratum, f"strata[{name!r}]", "a Stratum")
        if stratum.mean is not None:
            heads, mean = float(stratum.population), float(stratum.mean)
            answered.append((heads, stratum.n, mean))
        elif stratum.population:
            wanted = f"1 or more for a population of {stratum.population}"
            raise InvalidArgumentError(f"strata[{name!r}].n", stratum.n, wanted)
    return answered


def rake(
    table: Iterable[Iterable[float]],
    *,
    rows: Iterable[float],
    columns: Iterable[float],
) -> tuple[tuple[float, ...], ...]:
    """Return a table scaled to known totals of its rows and of its columns.

    A cell's weight is what it became by what it was. Ratios of odds stay as they were,
    and a cell of 0 stays 0.

    Args:
        table: counts of answers, 0 or more, as rows of equal length.
        rows: the total wanted of each row, 0 or more.
        columns: the total wanted of each column; they sum to what those of the rows do.

    Raises:
        InvalidArgumentError: for a negative number, totals that do not match the table
            or one another, a row or column of zeros that should have a total, or
            totals that the zeros of the table keep out of reach.
        WrongTypeError: for one that is no number.

    Source:
        W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11 (1940) 427.

    Example:
        >>> fitted = rake([[10, 20], [30, 40]], rows=[50, 50], columns=[45, 55])
        >>> [[round(cell, 2) for cell in row] for row in fitted]
        [[20.0, 30.0], [25.0, 25.0]]
    """
    rows_read = to_rows(table, "table", "rows of numbers", partial(to_sample, low=0))
    cells = list(map(list, rows_read))
    check_rectangle(cells, "table")
    across, down = _totals(cells, rows, columns)
    for _ in range(_ROUNDS):
        _scale(cells, across, "rows")
        turned = list(map(list, zip(*cells, strict=True)))
        _scale(turned, down, "columns")
        cells = list(map(list, zip(*turned, strict=True)))
        missed = max(
            abs(fsum(row) - total) for row, total in zip(cells, across, strict=True)
        )
        if missed <= _REACHED * fsum(across):
            return tuple(map(tuple, cells))
    wanted = f"one that can be scaled to the totals within {_ROUNDS} rounds"
    raise InvalidArgumentError("table", table, wanted)


def _totals(
    cells: list[list[float]], rows: Iterable[float], columns: Iterable[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the totals that a table is scaled to, checked."""
    across = to_sample(rows, "rows", low=0)
    down = to_sample(columns, "columns", low=0)
    check_lengths(cells, across, "rows", "table")
    if not cells or not cells[0]:
        raise InvalidArgumentError("table", cells, "one with a cell at least")
    check_lengths(cells[0], down, "columns", "table[0]")
    total = fsum(across)
    if not total:
        raise InvalidArgumentError("rows", across, "totals that sum to more than 0")
    if abs(total - fsum(down)) > _EQUAL * total:
        wanted = f"totals that sum to {total:.12g}, as those of rows do"
        raise InvalidArgumentError("columns", down, wanted)
    return across, down


def _scale(
    cells: Sequence[list[float]], totals: Sequence[float], argument: str
) -> None:
    """Scale each row to its total."""
    for index, (row, total) in enumerate(zip(cells, totals, strict=True)):
        found = fsum(row)
        if found:
            row[:] = [cell * (total / found) for cell in row]
        elif total:
            wanted = "0, for the cells there are 0 or must become 0"
            raise InvalidArgumentError(f"{argument}[{index}]", total, wanted)

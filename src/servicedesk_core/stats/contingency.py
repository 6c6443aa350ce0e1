"""Tests of counts: tables of two and more groups, pairs, and a single share."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from math import exp, log1p

import attrs

from servicedesk_core.argument import to_flag
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_share, to_whole
from servicedesk_core.stats._sample import to_count, to_counts, to_rows
from servicedesk_core.stats.distribution import (
    beta_cdf,
    beta_survival,
    binomial_log_probability,
    chi_square_survival,
)
from servicedesk_core.stats.estimate import Significance


@attrs.frozen
class ChiSquare(Significance):
    """What a chi-square test of a table answers.

    Attributes:
        smallest_expected: the least count that a cell would have without association;
            below 5 the p-value is rough, and :func:`fisher_exact` better.

    Example:
        >>> chi_square([[8, 2], [1, 5]]).smallest_expected
        2.625
    """

    smallest_expected: float


def chi_square(
    table: Iterable[Iterable[int]], *, yates: bool = False
) -> ChiSquare | None:
    """Return whether the rows of a table differ in their shares of the columns.

    Args:
        table: counts, 2 rows or more of 2 columns or more.
        yates: whether to correct for continuity; for 2 by 2 alone.

    Returns:
        The test, or None where a row or a column is empty.

    Raises:
        InvalidArgumentError: for a table of another shape, a negative count, or
            Yates' correction of a larger table.
        WrongTypeError: if it is no table of whole numbers.

    Source:
        K. Pearson, Philosophical Magazine 50 (1900) 157; F. Yates, Supplement to JRSS
        1 (1934) 217, each cell moved by no more than it is off.

    Example:
        >>> found = chi_square([[30, 20, 50], [40, 25, 35]])
        >>> f"{found.statistic:.4f} {found.df:.0f} {found.p_value:.4f}"
        '4.6312 2 0.0987'
    """
    counts, yates = _counts(table), to_flag(yates, "yates")
    height, width = len(counts), len(counts[0])
    if yates and (height, width) != (2, 2):
        raise InvalidArgumentError("yates", yates, "False but for a table of 2 by 2")
    rows = list(map(sum, counts))
    columns = list(map(sum, zip(*counts, strict=True)))
    if 0 in {*rows, *columns}:
        return None
    statistic = _chi_square(counts, rows, columns, yates=yates)
    df = (height - 1) * (width - 1)
    return ChiSquare(
        statistic,
        chi_square_survival(statistic, df),
        df,
        "chi_square_yates" if yates else "chi_square",
        min(rows) * min(columns) / sum(rows),
    )


def fisher_exact(table: Iterable[Iterable[int]]) -> Significance | None:
    """Return whether the rows of a 2 by 2 table differ, by an exact test.

    Args:
        table: counts, 2 rows of 2 columns.

    Returns:
        The test, without a statistic, or None for an empty table. Its p-value is the
        chance, given the sums of rows and columns, of all tables no likelier than this
        one; it is 1 where an empty row or column leaves no other table.

    Raises:
        InvalidArgumentError: for a table of another shape, or a negative count.
        WrongTypeError: if it is no table of whole numbers.

    Source:
        R. A. Fisher, The Design of Experiments (1935), chapter 2; two-sided as R's
        ``fisher.test``.

    Example:
        >>> f"{fisher_exact([[3, 1], [1, 3]]).p_value:.4f}"
        '0.4857'
    """
    counts = _counts(table)
    if (len(counts), len(counts[0])) != (2, 2):
        raise InvalidArgumentError("table", table, "2 rows of 2 columns")
    (a, b), (c, d) = counts
    first, second, column, n = a + b, c + d, a + c, a + b + c + d
    if n == 0:
        return None

    def log_probability(cell: int) -> float:
        # Any share would do: it cancels, and this one keeps the digits.
        share = column / n
        return (
            binomial_log_probability(cell, first, share)
            + binomial_log_probability(column - cell, second, share)
            - binomial_log_probability(column, n, share)
        )

    def tail(cell: int, *, up: bool) -> float:
        row, other = (cell, first - cell), (column - cell, second - column + cell)
        mass = (
            _mass_below(*row[::-1], *other[::-1]) if up else _mass_below(*row, *other)
        )
        return exp(log_probability(cell)) * mass

    low, high = max(0, column - second), min(first, column)
    p_value = _as_unlikely(
        range(low, high + 1),
        a,
        (first + 1) * (column + 1) // (n + 2),
        log_probability,
        lambda cell: tail(cell, up=False),
        lambda cell: tail(cell, up=True),
    )
    return Significance(None, p_value, None, "fisher")


def mcnemar(b: int, c: int, *, exact: bool = False) -> Significance | None:
    """Return whether pairs that changed did so more often in one direction.

    Args:
        b: pairs that changed from yes to no, 0 or more.
        c: pairs that changed from no to yes, 0 or more.
        exact: whether by the binomial test, without a statistic, instead of the
            chi-square with continuity correction; better for fewer than 25 changes.

    Returns:
        The test, or None where no pair changed.

    Raises:
        InvalidArgumentError: if a count is negative.
        WrongTypeError: if one is no whole number.

    Source:
        Q. McNemar, Psychometrika 12 (1947) 153; A. L. Edwards, Psychometrika 13 (1948)
        185, for the correction, which takes off no more than there is.

    Example:
        >>> found = mcnemar(15, 5)
        >>> f"{found.statistic:.2f} {found.p_value:.4f}"
        '4.05 0.0442'
    """
    b, c = to_count(b, "b"), to_count(c, "c")
    exact = to_flag(exact, "exact")
    if b + c == 0:
        return None
    if exact:
        return Significance(None, _binomial_p(b, b + c, 0.5), None, "mcnemar_exact")
    statistic = max(abs(b - c) - 1, 0) ** 2 / (b + c)
    return Significance(statistic, chi_square_survival(statistic, 1), 1, "mcnemar")


def binomial_test(
    successes: int, trials: int, *, p: float = 0.5
) -> Significance | None:
    """Return whether a share differs from a known one, by an exact test.

    Args:
        successes: 0 to ``trials``.
        trials: how often it was tried.
        p: the known share, 0 to 1.

    Returns:
        The test, without a statistic, or None for no trial. Its p-value is the chance
        of all numbers of successes no likelier than this one.

    Raises:
        InvalidArgumentError: for counts or a share out of range.
        WrongTypeError: if one is no number, or a count no whole one.

    Source:
        W. J. Conover, Practical Nonparametric Statistics, section 3.1; two-sided as R's
        ``binom.test``.

    Example:
        >>> f"{binomial_test(12, 40).p_value:.4f}"
        '0.0166'
    """
    trials = to_count(trials, "trials")
    successes = to_whole(successes, "successes", high=trials)
    p = to_share(p, "p")
    if trials == 0:
        return None
    return Significance(None, _binomial_p(successes, trials, p), None, "binomial")


def _counts(table: Iterable[Iterable[int]]) -> list[tuple[int, ...]]:
    counts = to_rows(table, "table", "rows of counts", to_counts)
    widths = {len(row) for row in counts}
    if len(counts) < 2 or len(widths) > 1 or min(widths) < 2:
        wanted = "2 rows or more of the same 2 columns or more"
        raise InvalidArgumentError("table", table, wanted)
    return counts


def _chi_square(
    counts: Iterable[Iterable[int]],
    rows: Sequence[int],
    columns: Sequence[int],
    *,
    yates: bool,
) -> float:
    n = sum(rows)
    statistic = 0.0
    for row, total in zip(counts, rows, strict=True):
        for cell, column in zip(row, columns, strict=True):
            # In whole numbers: a small difference keeps its digits.
            off = abs(2 * (cell * n - total * column))
            off = max(off - n, 0) if yates else off
            statistic += off * off / (4 * n * total * column)
    return statistic


def _binomial_p(successes: int, trials: int, p: float) -> float:
    return _as_unlikely(
        range(trials + 1),
        successes,
        min(int((trials + 1) * p), trials),
        lambda k: binomial_log_probability(k, trials, p),
        lambda k: beta_survival(p, k + 1, trials - k),
        lambda k: beta_cdf(p, k, trials - k + 1),
    )


# R's: outcomes as likely as the one seen count as such in spite of rounding.
_ALIKE = log1p(1e-7)


def _as_unlikely(
    outcomes: range,
    seen: int,
    mode: int,
    log_probability: Callable[[int], float],
    at_most: Callable[[int], float],
    at_least: Callable[[int], float],
) -> float:
    """Return the chance of all outcomes no likelier than the one seen.

    The probability rises up to the mode and falls from there on, so they are the two
    tails, whose chances the last two functions give.
    """
    limit = log_probability(seen) + _ALIKE
    start = outcomes.start
    below = start + bisect_right(range(start, mode), limit, key=log_probability)
    above = mode + bisect_left(
        range(mode, outcomes.stop), -limit, key=lambda k: -log_probability(k)
    )
    if above == mode:
        return 1.0
    lower = at_most(below - 1) if below > start else 0.0
    upper = at_least(above) if above < outcomes.stop else 0.0
    return min(lower + upper, 1.0)


def _mass_below(a: int, b: int, c: int, d: int) -> float:
    """Return how likely all tables with a lower first cell or this are, by this one."""
    total = term = 1.0
    while term > total * 1e-17:
        term *= a * d / ((b + 1) * (c + 1))
        total += term
        a, b, c, d = a - 1, b + 1, c + 1, d - 1
    return total

"""P-values of several tests, adjusted for being several."""

from collections.abc import Iterable
from itertools import accumulate

from servicedesk_core.argument import to_items
from servicedesk_core.number import to_share


def bonferroni(p_values: Iterable[float]) -> tuple[float, ...]:
    """Return p-values times their number, at most 1, in the order given.

    Rejecting those up to 0.05 makes any wrong rejection at most 5 % likely.
    :func:`holm` promises the same and rejects more.

    Args:
        p_values: each 0 to 1.

    Raises:
        InvalidArgumentError: for one out of range.
        WrongTypeError: for one that is no number.

    Source:
        O. J. Dunn, Journal of the American Statistical Association 56 (1961) 52.

    Example:
        >>> bonferroni([0.01, 0.04, 0.5])
        (0.03, 0.12, 1.0)
    """
    read = _read(p_values)
    return tuple(min(1.0, len(read) * p) for p in read)


def holm(p_values: Iterable[float]) -> tuple[float, ...]:
    """Return p-values adjusted by Holm's step-down rule, in the order given.

    Rejecting those up to 0.05 makes any wrong rejection at most 5 % likely.

    Args:
        p_values: each 0 to 1.

    Raises:
        InvalidArgumentError: for one out of range.
        WrongTypeError: for one that is no number.

    Source:
        S. Holm, Scandinavian Journal of Statistics 6 (1979) 65.

    Example:
        >>> holm([0.01, 0.04, 0.03, 0.005])
        (0.03, 0.06, 0.06, 0.02)
    """
    read = _read(p_values)
    order = sorted(range(len(read)), key=read.__getitem__)
    raised = (
        min(1.0, (len(read) - step) * read[index]) for step, index in enumerate(order)
    )
    return _placed(order, accumulate(raised, max))


def benjamini_hochberg(p_values: Iterable[float]) -> tuple[float, ...]:
    """Return p-values adjusted by Benjamini's and Hochberg's rule, in the order given.

    Of those rejected up to 0.05, at most 5 % are expected to be wrong, if the tests are
    independent.

    Args:
        p_values: each 0 to 1.

    Raises:
        InvalidArgumentError: for one out of range.
        WrongTypeError: for one that is no number.

    Source:
        Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995)
        289.

    Example:
        >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.005])
        (0.02, 0.04, 0.04, 0.02)
    """
    read = _read(p_values)
    order = sorted(range(len(read)), key=read.__getitem__, reverse=True)
    raised = (
        len(read) * read[index] / (len(read) - step) for step, index in enumerate(order)
    )
    return _placed(order, accumulate(raised, min))


def _read(p_values: Iterable[float]) -> tuple[float, ...]:
    items = to_items(p_values, "p_values", "p-values, in a list")
    return tuple(to_share(p, f"p_values[{index}]") for index, p in enumerate(items))


def _placed(order: Iterable[int], adjusted: Iterable[float]) -> tuple[float, ...]:
    found = dict(zip(order, adjusted, strict=True))
    return tuple(found[index] for index in range(len(found)))

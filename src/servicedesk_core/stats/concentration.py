"""How far a total lies with a few."""

from collections.abc import Iterable
from math import fsum

from servicedesk_core.stats._sample import to_sample


def gini(values: Iterable[float]) -> float | None:
    """Return the Gini coefficient: 0 if all have the same, near 1 if one has all.

    Args:
        values: what each has, 0 or more; those with nothing count, too.

    Returns:
        0 to 1 - 1/n; None for no values, or a total of 0.

    Raises:
        InvalidArgumentError: for a negative value.
        WrongTypeError: for a value that is no number.

    Source:
        C. Gini, Variabilità e mutabilità (1912): half the mean difference of all pairs
        by the mean.

    Example:
        >>> gini([30, 50, 120, 300, 500])
        0.476
    """
    read = sorted(to_sample(values, "values", low=0))
    total = fsum(read)
    if not total:
        return None
    n = len(read)
    ranked = fsum(
        (2 * place - n - 1) * value for place, value in enumerate(read, start=1)
    )
    return max(0.0, ranked / (n * total))


def herfindahl(values: Iterable[float]) -> float | None:
    """Return the Herfindahl index: the sum of the squared shares of a total.

    Its inverse is the number of equal ones that would be as concentrated.

    Args:
        values: what each has, 0 or more.

    Returns:
        1/n to 1; None for no values, or a total of 0.

    Raises:
        InvalidArgumentError: for a negative value.
        WrongTypeError: for a value that is no number.

    Source:
        O. C. Herfindahl, Concentration in the steel industry (1950).

    Example:
        >>> herfindahl([50, 25, 25])
        0.375
    """
    read = to_sample(values, "values", low=0)
    total = fsum(read)
    if not total:
        return None
    return fsum((value / total) ** 2 for value in read)

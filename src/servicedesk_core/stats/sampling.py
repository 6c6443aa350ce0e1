"""How many to ask, and how exact the answer of so many is."""

from math import ceil, floor, sqrt

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence, to_share
from servicedesk_core.stats._sample import to_count, to_positive
from servicedesk_core.stats.distribution import normal_quantile

# Nearer shares are equal: the square of what lies between them would be 0.
_SAME = 1e-100


@attrs.frozen
class SampleSize:
    """How many observations are enough.

    Attributes:
        n: the least whole number that is enough.
        exact: the number that the formula gives, before it is rounded up.

    Example:
        >>> SampleSize(385, 384.15).n
        385
    """

    n: int
    exact: float


def sample_size(
    margin: float,
    *,
    p: float = 0.5,
    confidence: float = 0.95,
    population: int | None = None,
) -> SampleSize:
    """Return how many answers give a share with a wanted margin of error.

    Args:
        margin: half the width of the interval, as a share, above 0 and below 1.
        p: the share expected, above 0 and below 1; a half needs the most.
        confidence: of the interval, above 0 and below 1.
        population: how many there are to ask, 1 or more; None if that is no limit.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for one that is no number.

    Source:
        W. G. Cochran, Sampling techniques (1977), 4.4, with his correction for a finite
        population; rounded up after it.

    Example:
        >>> sample_size(0.05).n
        385
        >>> sample_size(0.03, population=2000).n
        697
    """
    half = _to_margin(margin)
    share = to_confidence(p, "p")
    z = normal_quantile((1 - to_confidence(confidence)) / 2)
    exact = z * z * share * (1 - share) / (half * half)
    if population is None:
        return SampleSize(ceil(exact), exact)
    most = to_count(population, "population", low=1)
    exact /= 1 + (exact - 1) / most
    # Rounding must not ask one more than there are.
    return SampleSize(min(most, ceil(exact)), exact)


def margin_of_error(
    n: int,
    *,
    p: float = 0.5,
    confidence: float = 0.95,
    population: int | None = None,
) -> float:
    """Return half the width of the Wald interval of a share.

    It is how exact a sample of that size will be, for planning; once there are
    answers, :func:`proportion_interval` tells more.

    Args:
        n: how many answers, 1 or more.
        p: the share, 0 to 1; a half gives the most.
        confidence: of the interval, above 0 and below 1.
        population: how many there are to ask, ``n`` or more; None if that is no limit.

    Returns:
        A share, 0 or more; 0 exactly if the whole population answered.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for one that is no number.

    Source:
        W. G. Cochran, Sampling techniques (1977), 3.2.

    Example:
        >>> round(margin_of_error(100), 4)
        0.098
        >>> margin_of_error(50, population=50)
        0.0
    """
    size = to_count(n, "n", low=1)
    share = to_share(p, "p")
    z = -normal_quantile((1 - to_confidence(confidence)) / 2)
    left = 1.0
    if population is not None:
        most = to_count(population, "population", low=size)
        left = (most - size) / max(1, most - 1)
    return z * sqrt(share * (1 - share) / size * left)


def krejcie_morgan(
    population: int,
    *,
    margin: float = 0.05,
    p: float = 0.5,
    chi_square: float = 3.841,
) -> int:
    """Return the sample size that Krejcie's and Morgan's table gives.

    It is rounded to the nearest, as there; :func:`sample_size` rounds up. For 100,000
    the table prints 384, their formula 383.

    Args:
        population: how many there are to ask, 1 or more.
        margin: half the width of the interval, as a share, above 0 and below 1.
        p: the share expected, above 0 and below 1.
        chi_square: of one degree of freedom at the confidence wanted, above 0.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for one that is no number.

    Source:
        R. V. Krejcie, D. W. Morgan, Educational and Psychological Measurement 30 (1970)
        607.

    Example:
        >>> krejcie_morgan(1000)
        278
    """
    most = to_count(population, "population", low=1)
    half, share = _to_margin(margin), to_confidence(p, "p")
    factor = to_positive(chi_square, "chi_square")
    variance = factor * share * (1 - share)
    size = most * variance / (half * half * (most - 1) + variance)
    return floor(size + 0.5)


def sample_size_for_difference(
    p1: float, p2: float, *, power: float = 0.8, alpha: float = 0.05
) -> SampleSize:
    """Return how many each of two groups needs to show that their shares differ.

    Args:
        p1: the share expected in one group, 0 to 1.
        p2: the share expected in the other.
        power: the chance to find the difference, above ``alpha`` and below 1.
        alpha: the two-sided level of the test, above 0 and below 1.

    Raises:
        InvalidArgumentError: for equal shares, or a number out of range.
        WrongTypeError: for one that is no number.

    Source:
        J. L. Fleiss, Statistical methods for rates and proportions (1981), 3.2, without
        the correction for continuity; figures as those of R's power.prop.test.

    Example:
        >>> sample_size_for_difference(0.5, 0.75, power=0.9).n
        77
    """
    a, b = to_share(p1, "p1"), to_share(p2, "p2")
    if abs(a - b) < _SAME:
        raise InvalidArgumentError("p2", p2, "another share than p1")
    level = to_confidence(alpha, "alpha")
    chance = to_confidence(power, "power")
    if chance <= level:
        raise InvalidArgumentError("power", power, f"above alpha, {level}")
    if_same = -normal_quantile(level / 2) * sqrt((a + b) * (1 - (a + b) / 2))
    # By the lower tail: a power next to 1 still leaves one.
    if_apart = -normal_quantile(1 - chance) * sqrt(a * (1 - a) + b * (1 - b))
    exact = ((if_same + if_apart) / (a - b)) ** 2
    return SampleSize(ceil(exact), exact)


def _to_margin(margin: float) -> float:
    return to_positive(to_confidence(margin, "margin"), "margin", high=1)

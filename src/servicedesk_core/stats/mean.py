"""A mean with its uncertainty, and how far two means lie apart."""

from collections.abc import Iterable
from math import fsum, sqrt

import attrs

from servicedesk_core.argument import to_flag
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence, to_float
from servicedesk_core.stats._sample import mean_of, to_count, to_number, to_sample
from servicedesk_core.stats.distribution import t_quantile, t_two_sided
from servicedesk_core.stats.estimate import Difference, Estimate, Significance


def _to_n(n: int) -> int:
    return to_count(n, "n", low=2)


def _to_mean(mean: float) -> float:
    return to_number(mean, "mean")


def _to_variance(variance: float) -> float:
    return to_float(variance, "variance", low=0)


def _to_effective(n: float) -> float:
    number = to_float(n, "effective_n")
    if number <= 1:
        raise InvalidArgumentError("effective_n", n, "above 1")
    return number


@attrs.frozen
class Moments:
    """What the mean of a sample and its interval are found from.

    Args:
        n: how many values, 2 or more.
        mean: of them.
        variance: of them, by n - 1; 0 or more.
        effective_n: how many values of equal weight tell as much, above 1; ``n``
            unless they have weights. Intervals and tests go by it.

    Raises:
        InvalidArgumentError: for one out of range.
        WrongTypeError: for one that is no number.

    Example:
        >>> Moments(120, 4.2, 0.81).n
        120
    """

    n: int = attrs.field(converter=_to_n)
    mean: float = attrs.field(converter=_to_mean)
    variance: float = attrs.field(converter=_to_variance)
    effective_n: float = attrs.field(converter=_to_effective)

    @effective_n.default
    def _effective_n(self) -> float:
        return self.n

    @classmethod
    def of(cls, values: Iterable[float]) -> "Moments | None":
        """Return the moments of a sample, or None for fewer than two values.

        Args:
            values: numbers in any unit, from -1e100 to 1e100.

        Raises:
            InvalidArgumentError: for a value out of range.
            WrongTypeError: for a value that is no number.

        Example:
            >>> Moments.of([3, 4, 5])
            Moments(n=3, mean=4.0, variance=1.0, effective_n=3.0)
        """
        read = to_sample(values, "values")
        if len(read) < 2:
            return None
        mean = mean_of(read)
        squares = fsum((value - mean) ** 2 for value in read)
        return cls(len(read), mean, squares / (len(read) - 1))


def mean_interval(
    values: Iterable[float] | Moments, *, confidence: float = 0.95
) -> Estimate | None:
    """Return a mean with its t interval, or None for fewer than two values.

    Equal values have an interval of no width.

    Args:
        values: numbers in any unit, or their moments.
        confidence: above 0 and below 1.

    Raises:
        InvalidArgumentError: for a value or a confidence out of range.
        WrongTypeError: for a value that is no number.

    Source:
        Student, Biometrika 6 (1908) 1.

    Example:
        >>> print(mean_interval([5, 4, 5, 3, 4, 5, 5, 2, 4, 5]))
        4.2 (n=10, 95% CI 3.461..4.939)
    """
    level = to_confidence(confidence)
    sample = values if isinstance(values, Moments) else Moments.of(values)
    if sample is None:
        return None
    error = sqrt(sample.variance / sample.effective_n)
    # By the lower tail: a confidence next to 1 still leaves one.
    reach = -t_quantile((1 - level) / 2, sample.effective_n - 1) * error
    return Estimate(
        sample.mean, sample.mean - reach, sample.mean + reach, sample.n, level, "t"
    )


def mean_difference(
    first: Iterable[float] | Moments,
    second: Iterable[float] | Moments,
    *,
    equal_variances: bool = False,
    confidence: float = 0.95,
) -> Difference | None:
    """Return how far two means lie apart, by a t test of two samples.

    Args:
        first: numbers in any unit, or their moments.
        second: the same of the other sample.
        equal_variances: Student's test with one variance instead of Welch's with two.
        confidence: above 0 and below 1.

    Returns:
        First minus second, with a t interval and test; None if a sample has fewer than
        two values. Without any variance there is no test, and the interval has no
        width.

    Raises:
        InvalidArgumentError: for a value or a confidence out of range.
        WrongTypeError: for a value that is no number.

    Source:
        B. L. Welch, Biometrika 34 (1947) 28; Student, Biometrika 6 (1908) 1.

    Example:
        >>> print(mean_difference([5, 4, 5, 3, 5], [3, 4, 2, 5, 3]))
        +1 (95% CI -0.5093..+2.509)
    """
    level = to_confidence(confidence)
    a, b = _moments(first, "first"), _moments(second, "second")
    if a is None or b is None:
        return None
    method, spread = _TESTS[to_flag(equal_variances, "equal_variances")]
    error, df = spread(a, b)
    value = a.mean - b.mean
    if not error:
        return Difference(value, value, value, level, None, method)
    reach = -t_quantile((1 - level) / 2, df) * error
    t = value / error
    test = Significance(t, t_two_sided(t, df), df, method)
    return Difference(value, value - reach, value + reach, level, test, method)


def _moments(values: Iterable[float] | Moments, argument: str) -> Moments | None:
    if isinstance(values, Moments):
        return values
    return Moments.of(to_sample(values, argument))


def _welch(a: Moments, b: Moments) -> tuple[float, float]:
    """Return the standard error of a difference and its degrees of freedom."""
    first, second = a.variance / a.effective_n, b.variance / b.effective_n
    if not first + second:
        return 0.0, a.effective_n + b.effective_n - 2
    # By shares of the variance: squares of small ones would vanish.
    share, rest = first / (first + second), second / (first + second)
    df = 1 / (share * share / (a.effective_n - 1) + rest * rest / (b.effective_n - 1))
    return sqrt(first + second), df


def _student(a: Moments, b: Moments) -> tuple[float, float]:
    """Return the same where both samples have one variance."""
    n, m = a.effective_n, b.effective_n
    df = n + m - 2
    pooled = ((n - 1) * a.variance + (m - 1) * b.variance) / df
    return sqrt(pooled * (1 / n + 1 / m)), df


_TESTS = {True: ("student", _student), False: ("welch", _welch)}

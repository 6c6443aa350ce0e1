"""Tails and quantiles of the normal, t, beta, chi-square and binomial distributions.

Every tail is found by itself, never as 1 less the other, so that small p-values keep
their digits. The relative error stays below 1e-9 for shapes, degrees of freedom and
counts from 0.5 to 1e5 and answers down to 1e-300; beyond 1e5 it grows in proportion.
A quantile nearer to 0 than 1e-299 comes as that. Shapes and degrees of freedom may be
1e-20 to 1e13, counts up to 1e12: beyond, numbers would lose all digits or take minutes.
"""

from collections.abc import Callable, Iterator
from itertools import count
from math import erfc, exp, inf, lgamma, log, log1p, pi, sqrt

from servicedesk_core.argument import to_flag
from servicedesk_core.number import to_confidence, to_float, to_share, to_whole
from servicedesk_core.stats._sample import to_count, to_positive

# From here on the tail of a t distribution is a power of t, and its square a float.
_FAR = 1e150


def normal_quantile(p: float) -> float:
    """Return the value that a standard normal variable stays below.

    Args:
        p: with what probability, above 0 and below 1.

    Raises:
        InvalidArgumentError: if ``p`` is out of range.
        WrongTypeError: if it is no number.

    Source:
        M. J. Wichura, Applied Statistics 37 (1988) 477, as the standard library has it.

    Example:
        >>> f"{normal_quantile(0.975):.6f}"
        '1.959964'
    """
    # Imported at first use: it brings random and fractions with it.
    from statistics import NormalDist  # noqa: PLC0415

    return NormalDist().inv_cdf(to_confidence(p, "p"))


def normal_two_sided(z: float) -> float:
    """Return the chance of a standard normal variable at least so far from 0.

    Args:
        z: how far, of either sign.

    Raises:
        InvalidArgumentError: if it is not finite.
        WrongTypeError: if it is no number.

    Source:
        M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.2.29.

    Example:
        >>> f"{normal_two_sided(-1.96):.4f} {normal_two_sided(30):.3g}"
        '0.0500 9.81e-198'
    """
    return erfc(abs(to_float(z, "z")) / sqrt(2))


def t_two_sided(t: float, df: float) -> float:
    """Return the chance of a Student t variable at least so far from 0.

    Args:
        t: how far, of either sign.
        df: degrees of freedom, above 0; not only whole ones.

    Raises:
        InvalidArgumentError: if an argument is not finite, or ``df`` not above 0.
        WrongTypeError: if one is no number.

    Source:
        Abramowitz and Stegun, 26.7.1: it is a tail of a beta distribution, far out a
        power of ``t``.

    Example:
        >>> f"{t_two_sided(2.2281388520, 10):.6f}"
        '0.050000'
    """
    t, df = abs(to_float(t, "t")), _shape(df, "df")
    square = min(t, _FAR) ** 2
    total = df + square
    log_near, _ = _log_beta_tails(df / total, square / total, df / 2, 0.5)
    near = min(1.0, exp(log_near))
    return near * (_FAR / t) ** df if t > _FAR else near


def t_quantile(p: float, df: float) -> float:
    """Return the value that a Student t variable stays below.

    Args:
        p: with what probability, above 0 and below 1; where few degrees of freedom
            lead beyond 1e149 times the root of their number, the answer stops there.
        df: degrees of freedom, above 0; not only whole ones.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        Abramowitz and Stegun, 26.7.1, inverted.

    Example:
        >>> f"{t_quantile(0.975, 10):.6f}"
        '2.228139'
    """
    p, df = to_confidence(p, "p"), _shape(df, "df")
    if p == 0.5:
        return 0.0
    outside = 2 * min(p, 1 - p)
    x, y = _beta_point(outside, 1 - outside, df / 2, 0.5)
    distance = sqrt(df * (y / x))
    return distance if p > 0.5 else -distance


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the chance of a beta variable at or below a value.

    Args:
        x: the value, 0 to 1.
        a: first shape, above 0.
        b: second shape, above 0.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        A. R. DiDonato, A. H. Morris, ACM TOMS 18 (1992) 360, equation 9; its factor
        after C. Loader, Fast and accurate computation of binomial probabilities (2000).

    Example:
        >>> f"{beta_cdf(0.5, 2, 3):.6f} {beta_cdf(0.001, 100, 1):.6g}"
        '0.687500 1e-300'
    """
    return exp(_beta_tails(x, a, b)[0])


def beta_survival(x: float, a: float, b: float) -> float:
    """Return the chance of a beta variable above a value.

    Args:
        x: the value, 0 to 1.
        a: first shape, above 0.
        b: second shape, above 0.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        As of :func:`beta_cdf`.

    Example:
        >>> f"{beta_survival(0.5, 2, 3):.6f}"
        '0.312500'
    """
    return exp(_beta_tails(x, a, b)[1])


def beta_quantile(p: float, a: float, b: float, *, upper: bool = False) -> float:
    """Return the value that a beta variable stays below.

    Args:
        p: with what probability, above 0 and below 1.
        a: first shape, above 0.
        b: second shape, above 0.
        upper: whether ``p`` is the chance of lying above the value instead.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        Halley's method on the logarithm of the tail, a concave function of the logit.

    Example:
        >>> f"{beta_quantile(0.025, 3, 8):.6f} {beta_quantile(0.025, 4, 7):.6f}"
        '0.066740 0.121552'
        >>> f"{beta_quantile(0.025, 4, 7, upper=True):.6f}"
        '0.652453'
    """
    p = to_confidence(p, "p")
    lower, above = (1 - p, p) if to_flag(upper, "upper") else (p, 1 - p)
    return _beta_point(lower, above, _shape(a, "a"), _shape(b, "b"))[0]


def chi_square_survival(x: float, df: float) -> float:
    """Return the chance of a chi-square variable above a value.

    Args:
        x: the value, 0 or more.
        df: degrees of freedom, above 0; not only whole ones.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        Abramowitz and Stegun, 26.4.19: it is an incomplete gamma function; that one by
        6.5.29 and 6.5.31.

    Example:
        >>> f"{chi_square_survival(3.841458820694124, 1):.6f}"
        '0.050000'
    """
    x, df = to_float(x, "x", low=0), _shape(df, "df")
    return exp(_log_gamma_tails(x / 2, df / 2)[1]) if x else 1.0


def chi_square_quantile(p: float, df: float, *, upper: bool = False) -> float:
    """Return the value that a chi-square variable stays below.

    Args:
        p: with what probability, above 0 and below 1.
        df: degrees of freedom, above 0; not only whole ones.
        upper: whether ``p`` is the chance of lying above the value instead.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number.

    Source:
        Halley's method on the logarithm of the tail, from the start of E. B. Wilson and
        M. M. Hilferty, PNAS 17 (1931) 684.

    Example:
        >>> f"{chi_square_quantile(0.95, 1):.6f}"
        '3.841459'
        >>> f"{chi_square_quantile(1e-20, 1, upper=True):.6f}"
        '87.161733'
    """
    p, df = to_confidence(p, "p"), _shape(df, "df")
    lower, above = (1 - p, p) if to_flag(upper, "upper") else (p, 1 - p)
    return 2 * _gamma_point(lower, above, df / 2)


def binomial_log_probability(successes: int, trials: int, p: float) -> float:
    """Return the natural logarithm of the chance of so many successes.

    Args:
        successes: 0 to ``trials``.
        trials: 0 or more.
        p: the chance of a success, 0 to 1.

    Returns:
        0 or less; minus infinity where it cannot happen.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number, or a count no whole one.

    Source:
        C. Loader, Fast and accurate computation of binomial probabilities (2000).

    Example:
        >>> f"{binomial_log_probability(0, 1000, 0.5):.4f}"
        '-693.1472'
    """
    trials = to_count(trials, "trials")
    successes = to_whole(successes, "successes", high=trials)
    p, failures = to_share(p, "p"), trials - successes
    if p in (0, 1):
        return 0.0 if (failures if p else successes) == 0 else -inf
    if successes == 0:
        return trials * log1p(-p)
    if failures == 0:
        return trials * log(p)
    density = _log_beta_density(p, 1 - p, successes, failures)
    return density + log(trials / (successes * failures))


def binomial_probability(successes: int, trials: int, p: float) -> float:
    """Return the chance of so many successes in independent trials.

    Args:
        successes: 0 to ``trials``.
        trials: 0 or more.
        p: the chance of a success, 0 to 1.

    Raises:
        InvalidArgumentError: if an argument is out of range.
        WrongTypeError: if one is no number, or a count no whole one.

    Source:
        As of :func:`binomial_log_probability`.

    Example:
        >>> f"{binomial_probability(5, 10, 0.5):.6f}"
        '0.246094'
    """
    return exp(binomial_log_probability(successes, trials, p))


def _shape(value: float, argument: str) -> float:
    return to_positive(value, argument, low=1e-20, high=1e13)


def _beta_tails(x: float, a: float, b: float) -> tuple[float, float]:
    x = to_share(x, "x")
    return _log_beta_tails(x, 1 - x, _shape(a, "a"), _shape(b, "b"))


def _log_beta_tails(x: float, y: float, a: float, b: float) -> tuple[float, float]:
    """Return the logarithms of both tails at x, where y is 1 - x without rounding."""
    if x == 0:
        return -inf, 0.0
    if y == 0:
        return 0.0, -inf
    density = _log_beta_density(x, y, a, b)
    # The fraction converges up to the mean; beyond it the one of the other tail does.
    if a * y >= b * x:
        lower = density - log(_beta_fraction(x, y, a, b))
        return lower, _log_rest(lower)
    upper = density - log(_beta_fraction(y, x, b, a))
    return _log_rest(upper), upper


def _log_rest(log_tail: float) -> float:
    return log1p(-min(exp(log_tail), 1 - 2**-53))


def _log_beta_density(x: float, y: float, a: float, b: float) -> float:
    """Return log(x**a * y**b / B(a, b)), the density of the logit.

    Stirling's formula with its error, and deviances: differences of lgamma would lose
    five digits at 1e5.
    """
    n = a + b
    series = _stirling_error(n) - _stirling_error(a) - _stirling_error(b)
    away = _deviance(a, n * x) + _deviance(b, n * y)
    return series - away + log(a / (2 * pi) * (b / n)) / 2


def _stirling_error(x: float) -> float:
    """Return log(x!) less Stirling's formula for it."""
    if x <= 15:
        return lgamma(x + 1) - (x + 0.5) * log(x) + x - log(2 * pi) / 2
    w = 1 / (x * x)
    tail = 1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * 691 / 360360))
    return (1 / 12 - w * (1 / 360 - w * tail)) / x


def _deviance(x: float, mean: float) -> float:
    """Return x * log(x / mean) + mean - x, with all digits where x is near the mean."""
    gap = x - mean
    if abs(gap) >= 0.1 * (x + mean):
        return x * log(x / mean) - gap
    v = gap / (x + mean)
    total, power, previous, odd = gap * v, 2 * x * v, inf, 1
    while total != previous:
        power, odd = power * v * v, odd + 2
        previous, total = total, total + power / odd
    return total


def _beta_fraction(x: float, y: float, a: float, b: float) -> float:
    """Return density by lower tail, for x up to the mean."""
    above = a * y - b * x + 1

    def term(n: int) -> tuple[float, float]:
        last, here = a + n - 1, a + 2 * n - 1
        step = n * (b - n) * x / here
        return (
            last * (last + b) / here * x * step,
            n + step + (a + n) / (here + 2) * (above + n * (1 + y)),
        )

    return _continued_fraction(a / (a + 1) * above, map(term, count(1)))


def _continued_fraction(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """Return first + alpha / (beta + ...) by Lentz's method."""
    value = numerator = first
    inverse, change = 0.0, inf
    while abs(change - 1) > 1e-15:
        alpha, beta = next(terms)
        inverse = 1 / (beta + alpha * inverse)
        numerator = beta + alpha / numerator
        change = numerator * inverse
        value *= change
    return value


def _log_gamma_tails(x: float, a: float) -> tuple[float, float]:
    density = _log_gamma_density(x, a)
    if x > a + 1:
        upper = density - log(_gamma_fraction(x, a))
        return _log_rest(upper), upper
    total = term = 1 / a
    n = a
    while term > total * 1e-17:
        n += 1
        term *= x / n
        total += term
    lower = density + log(total)
    return lower, _log_rest(lower)


def _log_gamma_density(x: float, a: float) -> float:
    """Return log(x**a * exp(-x) / gamma(a)), the density of the logarithm."""
    return log(a / (2 * pi)) / 2 - _stirling_error(a) - _deviance(a, x)


def _gamma_fraction(x: float, a: float) -> float:
    """Return density by upper tail, for x above the mean."""
    terms = ((n * (a - n), x - a + 2 * n + 1) for n in count(1))
    return _continued_fraction(x - a + 1, terms)


# As a logarithm: a float hardly holds what is farther from 1.
_FARTHEST = 690.0


def _beta_point(lower: float, upper: float, a: float, b: float) -> tuple[float, float]:
    """Return the x with these tails, and 1 - x."""
    log_target, side, z = _target(lower, upper)

    def tail(logit: float) -> tuple[float, float, float]:
        x, y = 1 / (1 + exp(-logit)), 1 / (1 + exp(logit))
        log_tail = _log_beta_tails(x, y, a, b)[side]
        return log_tail, _log_beta_density(x, y, a, b), a * y - b * x

    logit = _solve(tail, log_target, side, log(a / b) + z * sqrt(1 / a + 1 / b))
    return 1 / (1 + exp(-logit)), 1 / (1 + exp(logit))


def _gamma_point(lower: float, upper: float, a: float) -> float:
    log_target, side, z = _target(lower, upper)

    def tail(logarithm: float) -> tuple[float, float, float]:
        x = exp(logarithm)
        return _log_gamma_tails(x, a)[side], _log_gamma_density(x, a), a - x

    root = max(1 - 1 / (9 * a) + z / (3 * sqrt(a)), 0.01)
    return exp(_solve(tail, log_target, side, log(a) + 3 * log(root)))


def _target(lower: float, upper: float) -> tuple[float, int, float]:
    """Return the logarithm of the smaller tail, its index, and the normal quantile."""
    side = int(upper < lower)
    z = normal_quantile(min(lower, upper))
    return log(min(lower, upper)), side, -z if side else z


def _solve(
    tail: Callable[[float], tuple[float, float, float]],
    log_target: float,
    side: int,
    start: float,
) -> float:
    """Return where a tail has a value: by Halley's method, on logarithms.

    ``tail`` gives the logarithms of the tail and of the density, and the slope of the
    latter. The density is log-concave, hence the tail too, and so the steps converge
    from everywhere.
    """
    place, step, tries = max(-_FARTHEST, min(start, _FARTHEST)), inf, 0
    # Fewer than 20, but for shapes so large that rounding keeps them from settling.
    while abs(step) > 1e-6 and tries < 50:
        tries += 1
        log_tail, log_density, bend = tail(place)
        slope = exp(log_density - log_tail) * (-1 if side else 1)
        newton = (log_tail - log_target) / slope
        halley = newton / max(1 - newton * (bend - slope) / 2, 0.5)
        step = max(-_FARTHEST, min(place - halley, _FARTHEST)) - place
        place += step
    return place

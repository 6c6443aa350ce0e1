"""A share with its uncertainty."""

from math import sqrt
from statistics import NormalDist

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError


@attrs.frozen
class Proportion:
    """A share of trials that succeeded, and an interval for the share behind it.

    Attributes:
        value: successes by trials, 0 to 1.
        low: lower end of the interval.
        high: upper end.
        n: trials.
        confidence: of the interval, such as 0.95.
        method: how the interval was found.
    """

    value: float
    low: float
    high: float
    n: int
    confidence: float
    method: str


def proportion_interval(
    successes: int, trials: int, *, confidence: float = 0.95
) -> Proportion | None:
    """Return a share with its Wilson score interval, or None for no trial.

    Args:
        successes: 0 to ``trials``.
        trials: how often it was tried.
        confidence: above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts or a confidence out of range.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        E. B. Wilson, JASA 22 (1927) 209; limits checked against R. G. Newcombe,
        Statistics in Medicine 17 (1998) 857, table I.

    Example:
        >>> share = proportion_interval(81, 263)
        >>> f"{share.value:.4f} {share.low:.4f} {share.high:.4f}"
        '0.3080 0.2553 0.3662'
    """
    for argument, count in (("successes", successes), ("trials", trials)):
        if not isinstance(count, int):
            raise WrongTypeError(argument, count, "a whole number")
    if not isinstance(confidence, int | float):
        raise WrongTypeError("confidence", confidence, "a number")
    if trials < 0:
        raise InvalidArgumentError("trials", trials, "0 or more")
    if not 0 <= successes <= trials:
        raise InvalidArgumentError("successes", successes, f"between 0 and {trials}")
    if not 0 < confidence < 1:
        raise InvalidArgumentError("confidence", confidence, "above 0 and below 1")
    if trials == 0:
        return None
    share = successes / trials
    # By the lower tail: a confidence next to 1 still leaves one.
    z = -NormalDist().inv_cdf((1 - confidence) / 2)
    centre = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return Proportion(
        share,
        # Exact ends: the formula leaves a rounding residue there.
        0.0 if successes == 0 else (centre - reach) / scale,
        1.0 if successes == trials else (centre + reach) / scale,
        trials,
        confidence,
        "wilson",
    )

"""Scores of small groups, drawn towards what is known of all."""

from collections.abc import Hashable, Iterable, Mapping
from math import fsum
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_mapping, to_pair
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats._sample import (
    to_count,
    to_number,
    to_positive,
    to_samples,
    to_trials,
)
from servicedesk_core.stats.distribution import beta_quantile
from servicedesk_core.stats.estimate import Estimate
from servicedesk_core.stats.proportion import Proportion, proportion_interval

Key = TypeVar("Key", bound=Hashable)


@attrs.frozen
class Shrunken:
    """A mean drawn towards a prior one.

    Attributes:
        value: the mean after it.
        weight: what the group's own mean counts in it, 0 to 1.

    Example:
        >>> Shrunken(4.5, 0.5).value
        4.5
    """

    value: float
    weight: float


def beta_binomial(
    successes: int,
    trials: int,
    *,
    prior: tuple[float, float],
    confidence: float = 0.95,
) -> Estimate:
    """Return a share drawn towards a prior one, with its posterior interval.

    Args:
        successes: 0 to ``trials``.
        trials: how often it was tried, 0 or more.
        prior: successes and failures that are known beforehand, each above 0: (16, 4)
            is a share of 80 % as sure as twenty trials make it.
        confidence: that the share lies in the interval, above 0 and below 1; as much
            lies below as above.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for one that is no number.

    Source:
        A. Gelman et al., Bayesian data analysis (2013), 2.4.

    Example:
        >>> print(beta_binomial(3, 3, prior=(16, 4)))
        0.8261 (n=3, 95% CI 0.6509..0.9481)
    """
    n = to_count(trials, "trials")
    k = to_whole(successes, "successes", high=n)
    to_pair(prior, "prior", "a pair of numbers")
    level = to_confidence(confidence)
    a, b = (
        count + to_positive(part, f"prior[{place}]", low=1e-20, high=1e12)
        for place, (count, part) in enumerate(zip((k, n - k), prior, strict=True))
    )
    tail = (1 - level) / 2
    low = beta_quantile(tail, a, b)
    # By its own tail: a confidence next to 1 still leaves one.
    high = beta_quantile(tail, a, b, upper=True)
    return Estimate(a / (a + b), low, high, n, level, "beta_binomial")


def bayesian_average(
    total: float, n: int, *, prior_mean: float, prior_weight: float
) -> float:
    """Return a mean after adding so many scores of the prior mean.

    Args:
        total: the sum of the scores; 0 where there is none.
        n: how many scores, 0 or more.
        prior_mean: what a group without scores gets.
        prior_weight: how many scores the prior counts as, above 0; the median of the
            groups' numbers of scores is a usual choice.

    Raises:
        InvalidArgumentError: for a number out of range, or a total of no scores.
        WrongTypeError: for one that is no number.

    Example:
        >>> round(bayesian_average(25, 5, prior_mean=4.1, prior_weight=20), 2)
        4.28
    """
    score, size = to_number(total, "total"), to_count(n, "n")
    if score and not size:
        raise InvalidArgumentError("total", total, "0 for no scores")
    weight = to_positive(prior_weight, "prior_weight")
    return (weight * to_number(prior_mean, "prior_mean") + score) / (weight + size)


def shrink_normal(
    mean: float | None,
    n: int,
    *,
    variance: float,
    prior_mean: float,
    prior_variance: float,
) -> Shrunken | None:
    """Return a mean drawn towards a prior one, both being normal.

    The group's own mean counts ``prior_variance / (prior_variance + variance / n)``.

    Args:
        mean: of the group's scores; None where there is none.
        n: how many scores, 0 or more.
        variance: of scores within a group, 0 or more.
        prior_mean: the mean of all groups.
        prior_variance: of the true means between groups, 0 or more.

    Returns:
        The mean after it; that of all for a group of no scores. None if both variances
        are 0, for then nothing tells which mean to believe.

    Raises:
        InvalidArgumentError: for a number out of range, or a mean of no scores.
        WrongTypeError: for one that is no number.

    Source:
        B. Efron, C. Morris, Journal of the American Statistical Association 70 (1975)
        311.

    Example:
        >>> shrink_normal(5, 4, variance=4, prior_mean=4, prior_variance=1)
        Shrunken(value=4.5, weight=0.5)
    """
    size, centre = to_count(n, "n"), to_number(prior_mean, "prior_mean")
    within = to_number(variance, "variance", low=0)
    between = to_number(prior_variance, "prior_variance", low=0)
    if not size:
        if mean is not None:
            raise InvalidArgumentError("mean", mean, "None for no scores")
        return Shrunken(centre, 0.0)
    own = to_number(mean, "mean")
    if not within and not between:
        return None
    weight = between / (between + within / size)
    return Shrunken(weight * own + (1 - weight) * centre, weight)


def fit_beta_prior(
    samples: Iterable[tuple[int, int]],
) -> tuple[float, float] | None:
    """Return the prior of :func:`beta_binomial` that counts of many groups suggest.

    By the method of moments: the more the groups' shares differ than chance makes them,
    the weaker it is. It is at least as strong as one trial, and at most as all trials
    together, which it is where the shares differ no more than by chance.

    Args:
        samples: successes and trials of each group; those of no trial tell nothing.

    Returns:
        A pair of successes and failures; None if fewer than two groups have a trial,
        none has two, or all trials ended alike.

    Raises:
        InvalidArgumentError: for a count out of range.
        WrongTypeError: for a count that is no whole number.

    Source:
        J. C. Kleinman, Journal of the American Statistical Association 68 (1973) 46,
        with the trials as weights.

    Example:
        >>> a, b = fit_beta_prior([(40, 50), (20, 40), (9, 10), (30, 60)])
        >>> round(a, 2), round(b, 2)
        (4.42, 2.72)
    """
    return _fit([pair for pair in to_samples(samples, "samples") if pair[1]])


def shrink_shares(
    samples: Iterable[tuple[int, int]], *, confidence: float = 0.95
) -> tuple[Estimate, ...] | None:
    """Return the shares of many groups, each drawn towards that of all.

    By :func:`beta_binomial` with the prior of :func:`fit_beta_prior`, so a group of few
    trials moves far and a large one hardly.

    Args:
        samples: successes and trials of each group.
        confidence: of the posterior intervals, above 0 and below 1.

    Returns:
        An estimate for each group, in the order given; None where there is no prior.

    Raises:
        InvalidArgumentError: for a count or a confidence out of range.
        WrongTypeError: for a count that is no whole number.

    Example:
        >>> for share in shrink_shares([(40, 50), (20, 40), (9, 10), (30, 60)]):
        ...     print(share)
        0.7773 (n=50, 95% CI 0.6619..0.8744)
        0.518 (n=40, 95% CI 0.3768..0.6578)
        0.7828 (n=10, 95% CI 0.5663..0.9374)
        0.5126 (n=60, 95% CI 0.394..0.6306)
    """
    read = to_samples(samples, "samples")
    level = to_confidence(confidence)
    prior = _fit([pair for pair in read if pair[1]])
    if prior is None:
        return None
    return tuple(
        beta_binomial(successes, trials, prior=prior, confidence=level)
        for successes, trials in read
    )


def rank_by_lower_bound(
    samples: Mapping[Key, tuple[int, int]], *, confidence: float = 0.95
) -> tuple[tuple[Key, Proportion | None], ...]:
    """Return groups by the lower end of their Wilson intervals, the best first.

    A group of few trials has a low one, so it must earn its place.

    Args:
        samples: successes and trials, by group.
        confidence: of the intervals, above 0 and below 1.

    Returns:
        Pairs of a group and its share; those of no trial have None and come last, and
        equal ones keep their order.

    Raises:
        InvalidArgumentError: for a count or a confidence out of range.
        WrongTypeError: for anything but counts by group.

    Source:
        E. Miller, How not to sort by average rating (2009).

    Example:
        >>> ranked = rank_by_lower_bound({"new": (2, 2), "old": (90, 100)})
        >>> [(name, round(share.low, 3)) for name, share in ranked]
        [('old', 0.826), ('new', 0.342)]
    """
    to_mapping(samples, "samples", "pairs of counts by group")
    level = to_confidence(confidence)
    found = [
        (key, proportion_interval(*counts, confidence=level))
        for key, counts in (
            (key, to_trials(pair, f"samples[{key!r}]")) for key, pair in samples.items()
        )
    ]
    # No interval ends below 0, so 1 is behind all of them.
    return tuple(
        sorted(found, key=lambda each: 1.0 if each[1] is None else -each[1].low)
    )


def _fit(samples: list[tuple[int, int]]) -> tuple[float, float] | None:
    successes = sum(k for k, _ in samples)
    trials = sum(n for _, n in samples)
    # Groups of one trial each differ alike, whatever is behind them.
    if len(samples) in {0, 1, trials} or successes in {0, trials}:
        return None
    share = successes / trials
    # The weighted squares are, on average, share * (1 - share) * (groups - 1 +
    # likeness * room), and the likeness of two trials of a group is 1 / (1 + strength).
    squares = fsum((k - n * share) ** 2 / n for k, n in samples)
    excess = squares / (share * (1 - share)) - (len(samples) - 1)
    room = trials - sum(n * n for _, n in samples) / trials - (len(samples) - 1)
    strength = room / excess - 1 if excess > 0 else trials
    strength = min(float(trials), max(1.0, strength))
    return share * strength, (1 - share) * strength

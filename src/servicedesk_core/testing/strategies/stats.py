"""Results of statistics: shares, means, tests, charts, samples."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from servicedesk_core.stats import (
    ChartRule,
    ChartSignal,
    ChiSquare,
    ControlChart,
    CusumChart,
    Difference,
    DifferenceMethod,
    Estimate,
    IntervalMethod,
    Kappa,
    Moments,
    PostStratifiedMean,
    Proportion,
    RateRatio,
    SampleSize,
    Shrunken,
    Significance,
    Stratum,
    Survival,
    Verdict,
    WeightedMean,
    XmrChart,
    beta_binomial,
    binomial_test,
    c_chart,
    change,
    chi_square,
    cohen_kappa,
    cusum,
    ewma,
    fisher_exact,
    fleiss_kappa,
    kaplan_meier,
    mcnemar,
    mean_difference,
    mean_interval,
    newcombe_difference,
    p_chart,
    p_prime_chart,
    poisson_interval,
    post_stratified_mean,
    proportion_difference,
    proportion_interval,
    rate_ratio,
    sample_size,
    sample_size_for_difference,
    shrink_normal,
    weighted_mean,
    xmr,
)
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.numbers import counts, shares

T = TypeVar("T")


def confidences() -> st.SearchStrategy[float]:
    """Confidences of intervals, 1 % to 99.9 %.

    They shrink to 0.95.

    Example:
        >>> from hypothesis import find
        >>> find(confidences(), lambda confidence: True)
        0.95
    """
    return st.sampled_from([0.95, 0.9, 0.99, 0.5]) | st.floats(0.01, 0.999)


def proportions() -> st.SearchStrategy[Proportion]:
    """Shares of up to 40 trials with their intervals, by every method.

    They shrink to a single trial that failed.

    Example:
        >>> from hypothesis import find
        >>> print(find(proportions(), lambda share: share.value == 1))
        100.0% (n=1, 95% CI 20.7%..100.0%)
    """
    return defined(
        st.builds(
            lambda trials, **how: proportion_interval(*trials, **how),
            _trials(least=1),
            confidence=confidences(),
            method=st.sampled_from(IntervalMethod),
        )
    )


def estimates() -> st.SearchStrategy[Estimate]:
    """Means, rates of events, and shares drawn towards a prior, with their intervals.

    They shrink to a rate of no event.

    Example:
        >>> from hypothesis import find
        >>> print(find(estimates(), lambda estimate: True))
        0 (n=0, 95% CI 0..3.689)
    """
    priors = st.tuples(_amounts(), _amounts())
    return st.one_of(
        st.builds(
            poisson_interval, counts(), exposure=_amounts(), confidence=confidences()
        ),
        defined(st.builds(mean_interval, _samples(), confidence=confidences())),
        st.builds(_drawn_to_prior, _trials(), priors, confidences()),
    )


def significances() -> st.SearchStrategy[Significance]:
    """Answers of tests: with and without a statistic and degrees of freedom.

    Those of :func:`chi_squares` are apart.

    They shrink to the binomial test of one trial.

    Example:
        >>> from hypothesis import find
        >>> find(significances(), lambda test: True)
        Significance(statistic=None, p_value=1.0, df=None, method='binomial')
    """
    trials = _trials(least=1)
    known = defined(differences().map(lambda difference: difference.significance))
    return st.one_of(
        defined(
            st.builds(lambda pair, p: binomial_test(*pair, p=p), trials, _halves())
        ),
        defined(_tables(2, 2).map(fisher_exact)),
        defined(st.builds(mcnemar, counts(), counts(min=1), exact=st.booleans())),
        known,
    )


def chi_squares() -> st.SearchStrategy[ChiSquare]:
    """Chi-square tests of tables of 2 or 3 rows and columns.

    They shrink to a table of 2 by 2 whose rows differ.

    Example:
        >>> from hypothesis import find
        >>> find(chi_squares(), lambda test: test.p_value == 1).statistic
        0.0
    """
    plain = (_tables(*shape).map(chi_square) for shape in _SHAPES)
    return defined(
        st.one_of(*plain, _tables(2, 2).map(partial(chi_square, yates=True)))
    )


def differences() -> st.SearchStrategy[Difference]:
    """Differences of shares and of means, with a test or without any.

    They shrink to that of two failures, which has no test.

    Example:
        >>> from hypothesis import find
        >>> print(find(differences(), lambda difference: True))
        +0 (95% CI -0.7935..+0.7935)
    """
    trials = _trials(least=1)
    weighed = st.builds(lambda hits, n: (hits[0] / hits[1], n), trials, _amounts())
    return st.one_of(
        defined(
            st.builds(
                proportion_difference,
                trials,
                trials,
                confidence=confidences(),
                method=st.sampled_from(DifferenceMethod),
            )
        ),
        st.builds(newcombe_difference, weighed, weighed, confidence=confidences()),
        defined(
            st.builds(
                mean_difference,
                _samples(),
                _samples() | moments(),
                equal_variances=st.booleans(),
                confidence=confidences(),
            )
        ),
    )


def moments() -> st.SearchStrategy[Moments]:
    """Moments of samples, with weights and without.

    They shrink to those of two zeros.

    Example:
        >>> from hypothesis import find
        >>> find(moments(), lambda moments: True)
        Moments(n=2, mean=0.0, variance=0.0, effective_n=2.0)
    """
    return st.builds(
        lambda n, mean, variance, lost: Moments(
            n, mean, variance, n - lost * (n - 1.5)
        ),
        counts(min=2),
        _numbers(),
        _amounts(least=0),
        shares(),
    )


def rate_ratios() -> st.SearchStrategy[RateRatio]:
    """Ratios of rates of events, also those that no event of one group leaves open.

    They shrink to one without an event in the first group.

    Example:
        >>> from hypothesis import find
        >>> print(find(rate_ratios(), lambda ratio: ratio.high is None))
        undefined (95% CI 0.02564..undefined, p=1)
    """
    seen = st.tuples(counts(), _amounts())
    eventful = st.tuples(counts(min=1), _amounts())
    pairs = st.tuples(seen, eventful) | st.tuples(eventful, seen)
    return defined(
        st.builds(
            lambda pair, level: rate_ratio(*pair, confidence=level),
            pairs,
            confidences(),
        )
    )


def kappas() -> st.SearchStrategy[Kappa]:
    """Agreement of two raters and of several, full, by chance, and worse.

    They shrink to two raters who never agreed.

    Example:
        >>> from hypothesis import find
        >>> find(kappas(), lambda kappa: kappa.value == 1)
        Kappa(value=1.0, observed=1.0, expected=0.5)
    """
    two = st.one_of(*(_tables(size, size).map(cohen_kappa) for size in (2, 3)))
    return defined(two | _rated().map(fleiss_kappa))


def chart_signals() -> st.SearchStrategy[ChartSignal]:
    """Points of a chart that stand out.

    They shrink to the first point, beyond its limits.

    Example:
        >>> from hypothesis import find
        >>> find(chart_signals(), lambda signal: True).at
        0
    """
    return st.builds(ChartSignal, counts(), st.sampled_from(ChartRule))


def control_charts() -> st.SearchStrategy[ControlChart]:
    """Charts of shares, counts and means, with points beyond limits and runs of eight.

    Those of :func:`xmr_charts` are apart.

    They shrink to shares of two samples of one trial that failed.

    Example:
        >>> from hypothesis import find
        >>> find(control_charts(), lambda chart: True).centre
        0.0
    """
    samples = _trials(least=1)
    options = {
        **_targets(),
        "weight": st.sampled_from([0.2, 0.05, 1]),
        "width": st.sampled_from([3, 2.5]),
    }
    return st.one_of(
        defined(_charts(p_chart, samples)),
        defined(_charts(p_prime_chart, samples)),
        defined(_charts(c_chart, counts())),
        defined(_charts(ewma, _numbers(), options)),
    )


def xmr_charts() -> st.SearchStrategy[XmrChart]:
    """Charts of single measurements, with jumps beyond the limit of ranges.

    They shrink to that of two zeros.

    Example:
        >>> from hypothesis import find
        >>> find(xmr_charts(), lambda chart: True).moving_ranges
        (0.0,)
    """
    return defined(_charts(xmr, _numbers()))


def cusum_charts() -> st.SearchStrategy[CusumChart]:
    """Cumulative sums, within their limit and beyond.

    They shrink to those of two zeros.

    Example:
        >>> from hypothesis import find
        >>> find(cusum_charts(), lambda chart: True).high
        (0.0, 0.0)
    """
    options = {
        **_targets(),
        "slack": st.sampled_from([0.5, 0, 1]),
        "threshold": st.sampled_from([5, 4, 0.5]),
    }
    return defined(_charts(cusum, _numbers(), options))


def verdicts() -> st.SearchStrategy[Verdict]:
    """Verdicts on series of measurements and of shares, changed or not, by each rule.

    They shrink to two zeros, unchanged.

    Example:
        >>> from hypothesis import find
        >>> print(find(verdicts(), lambda verdict: True))
        no change (xmr chart, n=2, provisional limits)
    """
    return defined(_charts(change, _numbers()) | _charts(change, _trials(least=1)))


def survivals() -> st.SearchStrategy[Survival]:
    """Survival of up to four things, some of them still there when last seen.

    They shrink to one still there at time 0.

    Example:
        >>> from hypothesis import find
        >>> find(survivals(), lambda survival: survival.median is not None).survival
        (0.0,)
    """
    lives = st.lists(
        st.tuples(_amounts(least=0), st.booleans()), min_size=1, max_size=4
    )
    return defined(
        lives.map(
            lambda lives: kaplan_meier(
                [time for time, _ in lives], [ended for _, ended in lives]
            )
        )
    )


def sample_sizes() -> st.SearchStrategy[SampleSize]:
    """Sample sizes for a margin of error, of large and small populations, and a test.

    They shrink to that of a margin of five points.

    Example:
        >>> from hypothesis import find
        >>> find(sample_sizes(), lambda size: True).n
        385
    """
    for_margin = st.builds(
        sample_size,
        st.sampled_from([0.05, 0.03, 0.1]) | st.floats(0.01, 0.5),
        p=_halves(),
        confidence=confidences(),
        population=st.none() | st.integers(1, 2000),
    )
    return for_margin | st.builds(
        sample_size_for_difference,
        st.floats(0, 0.45),
        st.floats(0.55, 1),
        power=st.sampled_from([0.8, 0.9]) | st.floats(0.5, 0.99),
        alpha=st.sampled_from([0.05, 0.01]) | st.floats(0.01, 0.2),
    )


def shrunken_means() -> st.SearchStrategy[Shrunken]:
    """Means drawn towards a prior one, wholly, in part and not at all.

    They shrink to the prior mean of a group without scores, 0.

    Example:
        >>> from hypothesis import find
        >>> find(shrunken_means(), lambda mean: mean.weight == 1)
        Shrunken(value=0.0, weight=1.0)
    """
    groups = st.just((None, 0)) | st.tuples(_numbers(), counts(min=1))
    known = st.tuples(_amounts(least=0), _amounts())
    spreads = known | known.map(lambda pair: pair[::-1])
    return defined(st.builds(_drawn_to_mean, groups, spreads, _numbers()))


def strata() -> st.SearchStrategy[Stratum]:
    """Groups of a population, in some of which nobody answered.

    They shrink to an empty one.

    Example:
        >>> from hypothesis import find
        >>> find(strata(), lambda stratum: stratum.n > 0)
        Stratum(population=1, n=1, mean=0)
    """
    silent = st.builds(Stratum, _amounts(least=0), st.just(0), st.none())
    return silent | _answered_strata()


def post_stratified_means() -> st.SearchStrategy[PostStratifiedMean]:
    """Means of populations from those of up to three strata.

    They shrink to that of a stratum with an answer of 0.

    Example:
        >>> from hypothesis import find
        >>> find(post_stratified_means(), lambda mean: True)
        PostStratifiedMean(value=0.0, unweighted=0.0, n=1)
    """
    nobody = st.builds(Stratum, st.just(0), st.just(0), st.none())
    return defined(
        st.builds(
            lambda empty, answered: post_stratified_mean(
                {str(place): each for place, each in enumerate([*empty, *answered])}
            ),
            st.lists(nobody, max_size=1),
            st.lists(_answered_strata(), min_size=1, max_size=2),
        )
    )


def weighted_means() -> st.SearchStrategy[WeightedMean]:
    """Weighted means of up to four numbers, of which some may not count.

    They shrink to that of a zero.

    Example:
        >>> from hypothesis import find
        >>> find(weighted_means(), lambda mean: mean.design_effect > 1).n
        2
    """
    counting = st.tuples(_numbers(), _amounts())
    others = st.lists(st.tuples(_numbers(), _amounts(least=0)), max_size=3)
    return defined(
        st.builds(
            lambda first, others: weighted_mean(*zip(first, *others, strict=True)),
            counting,
            others,
        )
    )


_SHAPES = ((2, 2), (2, 3), (3, 2), (3, 3))


def _numbers() -> st.SearchStrategy[float]:
    """Draw measurements in any unit."""
    return st.integers(0, 20) | st.integers(-(10**6), 10**6).map(_thousandths)


def _amounts(*, least: int = 1) -> st.SearchStrategy[float]:
    """Draw numbers above 0, or from 0 on."""
    return st.integers(least, 20) | st.integers(least, 10**5).map(_thousandths)


def _thousandths(count: int) -> float:
    return count / 1000


def _halves() -> st.SearchStrategy[float]:
    return st.just(0.5) | st.floats(0.01, 0.99)


def _samples() -> st.SearchStrategy[list[float]]:
    return st.lists(_numbers(), min_size=2, max_size=4)


def _trials(*, least: int = 0) -> st.SearchStrategy[tuple[int, int]]:
    """Draw pairs of successes and trials."""
    return st.builds(
        lambda successes, trials: (min(successes, trials), trials),
        counts(max=40),
        counts(max=40, min=least),
    )


def _tables(height: int, width: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(counts(), min_size=width, max_size=width)
    return st.lists(row, min_size=height, max_size=height)


def _rated() -> st.SearchStrategy[list[list[int]]]:
    """Draw how many raters put each thing into each of three categories."""
    bounds = st.tuples(counts(max=5), counts(max=5)).map(sorted)
    return st.builds(
        lambda raters, rows: [
            [
                min(low, raters),
                min(high, raters) - min(low, raters),
                max(raters - high, 0),
            ]
            for low, high in rows
        ],
        counts(max=5, min=2),
        st.lists(bounds, min_size=1, max_size=4),
    )


def _charts(
    chart: Callable[..., T],
    points: st.SearchStrategy[Any],
    options: Mapping[str, st.SearchStrategy[Any]] = MappingProxyType({}),
) -> st.SearchStrategy[T]:
    """Draw charts of series that keep their level for a while, then jump."""
    level = st.tuples(points, st.integers(1, 9))
    return st.builds(
        lambda levels, baseline, **others: chart(
            series := [point for point, length in levels for _ in range(length)],
            baseline=baseline and min(baseline, len(series)),
            **others,
        ),
        st.lists(level, min_size=2, max_size=3),
        st.none() | counts(min=2, max=27),
        **options,
    )


def _targets() -> dict[str, st.SearchStrategy[float | None]]:
    """Return what a chart may know of a steady series."""
    return {
        "target": st.none() | _numbers(),
        "sigma": st.none() | _amounts(least=0),
    }


def _answered_strata() -> st.SearchStrategy[Stratum]:
    return st.builds(Stratum, _amounts(), counts(min=1), _numbers())


def _drawn_to_prior(
    trials: tuple[int, int], prior: tuple[float, float], confidence: float
) -> Estimate:
    return beta_binomial(*trials, prior=prior, confidence=confidence)


def _drawn_to_mean(
    group: tuple[float | None, int], variances: tuple[float, float], centre: float
) -> Shrunken | None:
    within, between = variances
    return shrink_normal(
        *group, variance=within, prior_mean=centre, prior_variance=between
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ChartSignal: chart_signals,
        ChiSquare: chi_squares,
        ControlChart: control_charts,
        CusumChart: cusum_charts,
        Difference: differences,
        Estimate: estimates,
        Kappa: kappas,
        Moments: moments,
        PostStratifiedMean: post_stratified_means,
        Proportion: proportions,
        RateRatio: rate_ratios,
        SampleSize: sample_sizes,
        Shrunken: shrunken_means,
        Significance: significances,
        Stratum: strata,
        Survival: survivals,
        Verdict: verdicts,
        WeightedMean: weighted_means,
        XmrChart: xmr_charts,
    }
)

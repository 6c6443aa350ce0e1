"""Samples, charts and weights against scipy, statsmodels and numpy."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil, isclose
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats as theirs
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from oracle.chart_rates import by_change, by_cusum, by_ewma, rate
from servicedesk_core import stats as ours
from servicedesk_core.stats import Estimate, Moments, Stratum

CASES = 2_000
NUMPY_KINDS = {
    1: "inverted_cdf",
    2: "averaged_inverted_cdf",
    3: "closest_observation",
    4: "interpolated_inverted_cdf",
    5: "hazen",
    6: "weibull",
    7: "linear",
    8: "median_unbiased",
    9: "normal_unbiased",
}


def draw(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def agree(expected: Iterable[Any], actual: Iterable[Any]) -> None:
    """Check that numbers agree to 1e-9 of each, or to 1e-12 around 0."""
    for at, (right, found) in enumerate(zip(expected, actual, strict=True)):
        assert isclose(right, found, rel_tol=1e-9, abs_tol=1e-12), (at, right, found)


def scores(random: np.random.Generator, least: int = 2, most: int = 30) -> list[float]:
    """Return a sample: whole scores with ties, or measurements of any size."""
    n = int(random.integers(least, most))
    if random.random() < 0.5:
        return [float(score) for score in random.integers(1, 6, n)]
    unit = 10.0 ** random.integers(-6, 6)
    return [float(x) for x in random.normal(random.normal(0, 3), 1, n) * unit]


def pairs(random: np.random.Generator) -> tuple[list[float], list[float]]:
    first = scores(random)
    second = random.permutation(first) + random.integers(0, 3, len(first))
    return first, [float(x) for x in second]


def varied(sample: Sequence[float]) -> bool:
    return min(sample) < max(sample)


class TestMeans:
    def test_intervals(self) -> None:
        random = draw(1)
        samples = [scores(random) for _ in range(CASES)]
        confidences = random.uniform(0.5, 0.9999, CASES)
        for sample, confidence in zip(samples, confidences, strict=True):
            found = ours.mean_interval(sample, confidence=float(confidence))
            assert found is not None
            mean, error = np.mean(sample), theirs.sem(sample)
            reach = theirs.t.isf((1 - confidence) / 2, len(sample) - 1) * error
            low, high = mean - reach, mean + reach
            size = max(abs(x) for x in sample)
            agree(
                [mean / size, low / size, high / size],
                [found.value / size, found.low / size, found.high / size],
            )

    @pytest.mark.parametrize("equal", [False, True])
    def test_differences(self, *, equal: bool) -> None:
        random = draw(2)
        checked = 0
        for _ in range(CASES // 2):
            first, second = scores(random), scores(random)
            found = ours.mean_difference(first, second, equal_variances=equal)
            assert found is not None
            # scipy warns of samples that are constant, or nearly so.
            if not (varied(first) and varied(second)):
                continue
            test = theirs.ttest_ind(first, second, equal_var=equal)
            ends = test.confidence_interval()
            assert found.significance is not None
            assert found.significance.df is not None
            agree(
                [test.statistic, test.pvalue, test.df, ends.low, ends.high],
                [
                    found.significance.statistic or 0.0,
                    found.significance.p_value,
                    found.significance.df,
                    found.low,
                    found.high,
                ],
            )
            checked += 1
        assert checked > 900

    def test_large_samples_and_tiny_p_values(self) -> None:
        random = draw(3)
        first, second = random.normal(0, 1, 100_000), random.normal(0.13, 1, 100_000)
        found = ours.mean_difference(first, second)
        assert found is not None
        assert found.p_value is not None
        test = theirs.ttest_ind(first, second, equal_var=False)
        assert found.p_value < 1e-150
        # Errors of t itself are magnified by t squared.
        assert found.p_value == pytest.approx(test.pvalue, rel=1e-7)


class TestRanks:
    def test_ranks(self) -> None:
        random = draw(4)
        for _ in range(CASES):
            sample = scores(random, least=0)
            assert tuple(theirs.rankdata(sample)) == ours.ranks(sample)

    def test_mann_whitney(self) -> None:
        random = draw(5)
        for _ in range(CASES):
            first, second = scores(random, least=1), scores(random, least=1)
            found = ours.mann_whitney(first, second)
            if not varied(first + second):
                assert found is None
                continue
            test = theirs.mannwhitneyu(first, second, method="asymptotic")
            assert found is not None
            agree(
                [test.statistic, test.pvalue], [found.statistic or 0.0, found.p_value]
            )

    def test_large_samples_and_tiny_p_values(self) -> None:
        random = draw(6)
        first, second = random.integers(1, 6, 25_000), random.integers(1, 7, 25_000)
        found = ours.mann_whitney(first.tolist(), second.tolist())
        test = theirs.mannwhitneyu(first, second, method="asymptotic")
        assert found is not None
        assert 0 < found.p_value < 1e-200
        assert found.p_value == pytest.approx(test.pvalue, rel=1e-9)

    @pytest.mark.parametrize(
        ("mine", "other"),
        [
            (ours.pearson, theirs.pearsonr),
            (ours.spearman, theirs.spearmanr),
            (ours.kendall_tau_b, theirs.kendalltau),
        ],
    )
    def test_correlations(
        self,
        mine: Callable[[list[float], list[float]], float | None],
        other: Callable[..., Any],
    ) -> None:
        random = draw(7)
        checked = 0
        for _ in range(CASES):
            first, second = pairs(random)
            found = mine(first, second)
            if not (varied(first) and varied(second)):
                assert found is None
                continue
            assert found is not None
            agree([other(first, second).statistic], [found])
            checked += 1
        assert checked > 1_700

    def test_kendall_of_a_large_sample(self) -> None:
        random = draw(8)
        first = random.integers(0, 5_000, 30_000)
        second = first + random.integers(0, 4_000, 30_000)
        expected = theirs.kendalltau(first, second).statistic
        found = ours.kendall_tau_b(first.tolist(), second.tolist())
        assert found == pytest.approx(expected, rel=1e-12)


class TestAdjustedPValues:
    @pytest.mark.parametrize(
        ("mine", "method"),
        [
            (ours.bonferroni, "bonferroni"),
            (ours.benjamini_hochberg, "fdr_bh"),
        ],
    )
    def test_agree(
        self, mine: Callable[[list[float]], tuple[float, ...]], method: str
    ) -> None:
        random = draw(9)
        for _ in range(CASES):
            p = (random.random(random.integers(1, 12)) ** 4).tolist()
            p += p[:2]
            agree(multipletests(p, method=method)[1], mine(p))

    def test_holm_by_its_definition(self) -> None:
        random = draw(90)
        for case in range(CASES):
            p = (random.random(random.integers(1, 12)) ** 4).tolist()
            p += p[:2]
            expected = [
                min(1, max(sum(q >= r for q in p) * r for r in p if r <= each))
                for each in p
            ]
            agree(expected, ours.holm(p))
            if case < 5:  # its own takes a tenth of a second for each
                agree(multipletests(p, method="holm")[1], ours.holm(p))

    def test_tiny_ones_stay(self) -> None:
        p = [1e-300, 1e-200, 0.5]
        assert (3e-300, 2e-200, 0.5) == ours.holm(p)


class TestSampling:
    def test_sizes_and_margins(self) -> None:
        random = draw(10)
        for _ in range(CASES):
            margin, p = float(random.uniform(0.001, 0.3)), float(random.uniform(0, 1))
            confidence = float(random.uniform(0.5, 0.9999))
            population = int(10 ** random.uniform(0, 6))
            z = theirs.norm.isf((1 - confidence) / 2)
            endless = z**2 * p * (1 - p) / margin**2
            exact = endless / (1 + (endless - 1) / population)
            found = ours.sample_size(margin, p=p, confidence=confidence)
            agree([endless, ceil(endless)], [found.exact, found.n])
            found = ours.sample_size(
                margin, p=p, confidence=confidence, population=population
            )
            agree([exact, min(population, ceil(exact))], [found.exact, found.n])
            n = int(random.integers(1, population + 1))
            low, high = proportion_confint(p * n, n, 1 - confidence)
            left = (population - n) / max(1, population - 1)
            wald = z * (p * (1 - p) / n) ** 0.5
            given = {"p": p, "confidence": confidence}
            half = ours.margin_of_error(n, **given)  # type: ignore[arg-type]
            agree([wald], [half])
            if low > 0 and high < 1:
                agree([(high - low) / 2], [half])
            half = ours.margin_of_error(
                n, p=p, confidence=confidence, population=population
            )
            agree([wald * left**0.5], [half])

    def test_krejcie_and_morgan(self) -> None:
        random = draw(11)
        for _ in range(CASES):
            population = int(10 ** random.uniform(0, 6))
            margin, p = random.uniform(0.01, 0.2), random.uniform(0.05, 0.95)
            top = 3.841 * population * p * (1 - p)
            exact = top / (margin**2 * (population - 1) + 3.841 * p * (1 - p))
            found = ours.krejcie_morgan(population, margin=margin, p=p)
            assert abs(found - exact) <= 0.5

    def test_power_of_the_size_is_the_one_wanted(self) -> None:
        random = draw(12)
        for _ in range(CASES):
            p1, p2 = random.uniform(0, 1, 2)
            alpha = random.uniform(0.001, 0.2)
            power = random.uniform(alpha + 0.01, 0.999)
            found = ours.sample_size_for_difference(p1, p2, power=power, alpha=alpha)
            same = ((p1 + p2) * (1 - (p1 + p2) / 2)) ** 0.5
            apart = (p1 * (1 - p1) + p2 * (1 - p2)) ** 0.5
            z = theirs.norm.isf(alpha / 2)
            reached = theirs.norm.cdf(
                (found.exact**0.5 * abs(p1 - p2) - z * same) / apart
            )
            agree([power, ceil(found.exact)], [reached, found.n])

    def test_size_for_a_difference_by_a_search_for_the_root(self) -> None:
        def lacks(n: float) -> float:
            same, apart = (1.65 * (1 - 1.65 / 2)) ** 0.5, (0.16 + 0.1275) ** 0.5
            z = theirs.norm.isf(0.025)
            return float(theirs.norm.cdf((n**0.5 * 0.05 - z * same) / apart)) - 0.8

        expected = optimize.brentq(lacks, 2, 1e7, xtol=1e-10)
        found = ours.sample_size_for_difference(0.8, 0.85)
        assert found.exact == pytest.approx(expected, rel=1e-9)


class TestWeights:
    def test_weighted_means(self) -> None:
        random = draw(13)
        for _ in range(CASES):
            values = scores(random, least=1)
            weights = random.uniform(0, 3, len(values)) * random.integers(0, 4)
            found = ours.weighted_mean(values, weights.tolist())
            if not weights.sum():
                assert found is None
                continue
            assert found is not None
            effective = weights.sum() ** 2 / (weights**2).sum()
            size = max(abs(x) for x in values)
            agree(
                [
                    np.average(values, weights=weights) / size,
                    len(values) / effective,
                    effective,
                ],
                [found.value / size, found.design_effect, found.effective_n],
            )

    def test_post_stratified_means(self) -> None:
        random = draw(14)
        for _ in range(CASES):
            count = int(random.integers(1, 8))
            heads = random.integers(1, 10_000, count)
            n, means = random.integers(1, 90, count), random.uniform(1, 5, count)
            strata = {
                str(at): Stratum(int(heads[at]), int(n[at]), float(means[at]))
                for at in range(count)
            }
            found = ours.post_stratified_mean(strata)
            assert found is not None
            agree(
                [
                    np.average(means, weights=heads),
                    np.average(means, weights=n),
                    n.sum(),
                ],
                [found.value, found.unweighted, found.n],
            )

    def test_raked_tables_have_the_totals_and_the_odds_of_their_seed(self) -> None:
        random = draw(15)
        for _ in range(CASES):
            shape = random.integers(2, 4, 2)
            seed = random.integers(1, 50, shape).astype(float)
            goal = random.uniform(1, 100, shape)
            fitted = np.array(
                ours.rake(seed.tolist(), rows=goal.sum(1), columns=goal.sum(0))
            )
            agree(goal.sum(1), fitted.sum(1))
            agree(goal.sum(0), fitted.sum(0))
            # Both together determine the table.
            odds = [
                table[:-1, :-1] * table[1:, 1:] / (table[:-1, 1:] * table[1:, :-1])
                for table in (seed, fitted)
            ]
            agree(odds[0].ravel(), odds[1].ravel())


class TestCharts:
    def test_individuals(self) -> None:
        random = draw(16)
        for _ in range(CASES):
            values = np.array(scores(random))
            size = int(random.integers(2, len(values) + 1))
            chart = ours.xmr(values, baseline=size)
            assert chart is not None
            centre = values[:size].mean()
            ranges = np.abs(np.diff(values))
            mean_range = ranges[: size - 1].mean()
            scale = np.abs(values).max()
            agree(
                np.array(
                    [
                        centre,
                        centre - 2.66 * mean_range,
                        centre + 2.66 * mean_range,
                        mean_range,
                        3.268 * mean_range,
                    ]
                )
                / scale,
                np.array(
                    [
                        chart.centre,
                        chart.low[0],
                        chart.high[-1],
                        chart.mean_range,
                        chart.range_limit,
                    ]
                )
                / scale,
            )
            clear = np.abs(np.abs(values - centre) - 2.66 * mean_range) > 1e-9 * scale
            far = np.abs(values - centre) > 2.66 * mean_range
            assert set(np.flatnonzero(far & clear)) <= set(chart.beyond)
            assert set(chart.beyond) <= set(np.flatnonzero(far | ~clear))
            clear = np.abs(ranges - 3.268 * mean_range) > 1e-9 * scale
            jumps = ranges > 3.268 * mean_range
            assert set(np.flatnonzero(jumps & clear) + 1) <= set(chart.beyond_range)
            assert set(chart.beyond_range) <= set(np.flatnonzero(jumps | ~clear) + 1)

    @pytest.mark.parametrize("prime", [False, True])
    def test_shares(self, *, prime: bool) -> None:
        random = draw(17)
        make = ours.p_prime_chart if prime else ours.p_chart
        for _ in range(CASES):
            n = random.integers(1, 400, random.integers(2, 25))
            k = random.binomial(n, random.uniform(0, 1))
            chart = make([*zip(k.tolist(), n.tolist(), strict=True)])
            assert chart is not None
            p = k.sum() / n.sum()
            error = np.sqrt(p * (1 - p) / n)
            factor = 1.0
            if prime and error.all():
                factor = np.abs(np.diff((k / n - p) / error)).mean() / 1.128
            agree([p], [chart.centre])
            agree(np.clip(p - 3 * factor * error, 0, 1), chart.low)
            agree(np.clip(p + 3 * factor * error, 0, 1), chart.high)
            agree(k / n, chart.values)

    def test_counts(self) -> None:
        random = draw(18)
        for _ in range(CASES):
            counts = random.poisson(random.uniform(0, 30), random.integers(1, 30))
            chart = ours.c_chart(counts.tolist())
            assert chart is not None
            centre = counts.mean()
            reach = 3 * centre**0.5
            agree(
                [centre, max(0, centre - reach), centre + reach],
                [chart.centre, chart.low[0], chart.high[0]],
            )
            far = np.abs(counts - centre) > reach
            assert tuple(np.flatnonzero(far)) == chart.beyond

    def test_moving_averages(self) -> None:
        random = draw(19)
        for _ in range(CASES):
            values = np.array(scores(random))
            weight, width = random.uniform(0.01, 1), random.uniform(1, 4)
            chart = ours.ewma(values, weight=weight, width=width)
            assert chart is not None
            sigma = np.abs(np.diff(values)).mean() / 1.128
            scale = np.abs(values).max()
            ages = np.arange(len(values))
            # The weights written out, not the recursion.
            points = [
                (1 - weight) ** (at + 1) * values.mean()
                + sum(weight * (1 - weight) ** ages[: at + 1] * values[at::-1])
                for at in range(len(values))
            ]
            variance = weight**2 * np.cumsum((1 - weight) ** (2 * ages))
            agree(np.array(points) / scale, np.array(chart.values) / scale)
            reach = width * sigma * np.sqrt(variance)
            agree((values.mean() + reach) / scale, np.array(chart.high) / scale)
            agree((values.mean() - reach) / scale, np.array(chart.low) / scale)

    def test_cumulative_sums(self) -> None:
        random = draw(20)
        for _ in range(CASES):
            values = np.array(scores(random))
            slack, limit = random.uniform(0, 1), random.uniform(1, 6)
            chart = ours.cusum(
                values, target=2.5, sigma=1.5, slack=slack, threshold=limit
            )
            assert chart is not None
            # The same sums as a walk less its lowest point so far.
            for side, found in ((1, chart.high), (-1, chart.low)):
                walk = np.cumsum([0, *(side * (values - 2.5) - slack * 1.5)])
                sums = (walk - np.minimum.accumulate(walk))[1:]
                scale = max(1.0, np.abs(walk).max())
                agree(sums / scale, np.array(found) / scale)
            agree([limit * 1.5], [chart.limit])

    def test_runs(self) -> None:
        random = draw(21)
        for _ in range(CASES):
            values = random.choice([-1, 0, 1], 60, p=[0.2, 0.02, 0.78])
            ends = [
                at for at in range(7, 60) if abs(values[at - 7 : at + 1].sum()) == 8
            ]
            assert tuple(ends) == ours.run_of_eight(values.tolist(), centre=0)

    def test_verdicts_are_those_of_the_chart_after_the_baseline(self) -> None:
        random = draw(22)
        for _ in range(CASES):
            values = random.normal(0, 1, 25)
            values[18:] += random.choice([0, 1, 3])
            verdict = ours.change(values, baseline=18)
            assert verdict is not None
            centre = values[:18].mean()
            reach = 2.66 * np.abs(np.diff(values[:18])).mean()
            sides = np.sign(values - centre)
            fired = [
                at
                for at in range(18, 25)
                if abs(values[at] - centre) > reach
                or abs(sides[at - 7 : at + 1].sum()) == 8
            ]
            assert (fired[0] if fired else None) == verdict.where
            assert bool(fired) == verdict.changed


class TestRatesOfTheCharts:
    """Twelve points after twenty-four, of which the limits are found."""

    @pytest.mark.parametrize(
        ("sees", "shift", "least", "most"),
        [
            (by_change, 0, 0.05, 0.17),
            (by_change, 0.5, 0.20, 0.40),
            (by_change, 1, 0.48, 0.70),
            (by_change, 2, 0.94, 1.00),
            (by_ewma, 0, 0.03, 0.13),
            (by_ewma, 0.5, 0.14, 0.30),
            (by_ewma, 1, 0.58, 0.76),
            (by_ewma, 2, 0.97, 1.00),
            (by_cusum, 0, 0.03, 0.13),
            (by_cusum, 0.5, 0.18, 0.36),
            (by_cusum, 1, 0.61, 0.79),
            (by_cusum, 2, 0.97, 1.00),
        ],
    )
    def test_false_alarms_and_shifts_found(
        self,
        sees: Callable[[list[float], int], bool],
        shift: float,
        least: float,
        most: float,
    ) -> None:
        assert least <= rate(sees, shift) <= most


class TestAgreement:
    def test_cohen(self) -> None:
        random = draw(23)
        for case in range(CASES):
            table = random.integers(0, 30, [random.integers(2, 6)] * 2)
            n = table.sum()
            rows, columns = table.sum(1) / n, table.sum(0) / n
            observed, expected = np.trace(table) / n, rows @ columns
            found = ours.cohen_kappa(table.tolist())
            if expected == 1:
                assert found is None
                continue
            assert found is not None
            agree(
                [observed, expected, (observed - expected) / (1 - expected)],
                [found.observed, found.expected, found.value],
            )
            if case % 10 == 0:
                agree([cohens_kappa(table).kappa], [found.value])

    def test_fleiss(self) -> None:
        random = draw(24)
        for _ in range(CASES):
            raters, kinds = random.integers(2, 8), random.integers(2, 6)
            chances = random.dirichlet([1.0] * kinds, random.integers(2, 12))
            table = np.array([random.multinomial(raters, row) for row in chances])
            found = ours.fleiss_kappa(table.tolist())
            if (table.sum(0) > 0).sum() == 1:
                assert found is None
                continue
            assert found is not None
            agree([fleiss_kappa(table)], [found.value])

    def test_cronbach(self) -> None:
        random = draw(25)
        for _ in range(CASES):
            people, items = random.integers(3, 20), random.integers(2, 9)
            trait = random.normal(0, 1, (people, 1))
            table = trait + random.normal(0, random.uniform(0.2, 3), (people, items))
            covariances = np.cov(table.T)
            mean = (covariances.sum() - np.trace(covariances)) / (items * (items - 1))
            found = ours.cronbach_alpha(table.tolist())
            assert found is not None
            agree([items**2 * mean / covariances.sum()], [found])


class TestQuantiles:
    @pytest.mark.parametrize("kind", NUMPY_KINDS)
    def test_each_kind(self, kind: int) -> None:
        random = draw(26 + kind)
        for _ in range(CASES):
            sample = scores(random, least=1)
            q = float(random.choice([0, 1, 0.5, 0.25, 0.125, random.random()]))
            expected = np.quantile(sample, q, method=NUMPY_KINDS[kind])  # type: ignore[call-overload]
            found = ours.quantile(sample, q, kind=kind)
            assert found is not None
            size = max(abs(x) for x in sample)
            agree([expected / size], [found / size])


class TestShrinkage:
    def test_beta_binomial(self) -> None:
        random = draw(41)
        n = (10 ** random.uniform(0, 5, CASES)).astype(int)
        k = random.binomial(n, random.uniform(0, 1, CASES))
        a, b = 10 ** random.uniform(-0.3, 3, (2, CASES))
        confidence = random.uniform(0.5, 0.9999, CASES)
        posterior = theirs.beta(a + k, b + n - k)
        tail = (1 - confidence) / 2
        mean, low, high = posterior.mean(), posterior.ppf(tail), posterior.isf(tail)
        for at in range(CASES):
            found = ours.beta_binomial(
                int(k[at]),
                int(n[at]),
                prior=(float(a[at]), float(b[at])),
                confidence=float(confidence[at]),
            )
            agree([mean[at], low[at], high[at]], [found.value, found.low, found.high])

    def test_averages(self) -> None:
        random = draw(42)
        for _ in range(CASES):
            sample, weight = (
                random.uniform(1, 5, random.integers(1, 30)),
                random.integers(1, 9),
            )
            prior = random.uniform(1, 5)
            found = ours.bayesian_average(
                sample.sum(), len(sample), prior_mean=prior, prior_weight=int(weight)
            )
            agree([np.mean([*sample, *[prior] * weight])], [found])

    def test_normal_shrinkage_by_the_precisions(self) -> None:
        random = draw(43)
        for _ in range(CASES):
            own, centre = random.normal(0, 2, 2)
            within, between = random.uniform(0.01, 9, 2)
            n = int(random.integers(1, 50))
            found = ours.shrink_normal(
                own, n, variance=within, prior_mean=centre, prior_variance=between
            )
            assert found is not None
            weights = [n / within, 1 / between]
            agree(
                [np.average([own, centre], weights=weights), weights[0] / sum(weights)],
                [found.value, found.weight],
            )

    def test_priors_meet_the_moments_that_they_are_fitted_to(self) -> None:
        random = draw(44)
        checked = 0
        for _ in range(CASES):
            n = random.integers(1, 300, random.integers(2, 30))
            k = random.binomial(n, random.beta(4, 2, len(n)))
            found = ours.fit_beta_prior([*zip(k.tolist(), n.tolist(), strict=True)])
            p = k.sum() / n.sum()
            if p in {0, 1}:
                assert found is None
                continue
            assert found is not None
            a, b = found
            agree([p], [a / (a + b)])
            squares = (n * (k / n - p) ** 2).sum()
            # What these squares are on average: of the groups less that of the mean.
            variance = p * (1 - p) * (1 + (n - 1) / (a + b + 1)) / n
            average = (n * variance).sum() - (n**2 * variance).sum() / n.sum()
            if 1.000001 < a + b < 0.999999 * n.sum():
                agree([squares], [average])
                checked += 1
            elif a + b > 2:
                assert squares <= average * (1 + 1e-5)
            else:
                assert squares >= average * (1 - 1e-5)
        assert checked > 1_700

    def test_a_prior_is_found_again_from_many_groups(self) -> None:
        random = draw(45)
        n = random.integers(5, 200, 20_000)
        k = random.binomial(n, random.beta(8, 2, len(n)))
        found = ours.fit_beta_prior([*zip(k.tolist(), n.tolist(), strict=True)])
        assert found is not None
        assert found[0] == pytest.approx(8, rel=0.05)
        assert found[1] == pytest.approx(2, rel=0.05)

    def test_shares_of_many_groups(self) -> None:
        random = draw(46)
        for _ in range(CASES // 10):
            n = random.integers(1, 300, 12)
            counts = [*zip(random.binomial(n, 0.7).tolist(), n.tolist(), strict=True)]
            prior = ours.fit_beta_prior(counts)
            assert prior is not None
            expected: list[Estimate] = [
                ours.beta_binomial(k, size, prior=prior) for k, size in counts
            ]
            assert tuple(expected) == ours.shrink_shares(counts)

    def test_ranking(self) -> None:
        random = draw(47)
        for _ in range(CASES // 10):
            n = random.integers(1, 300, 12)
            k = random.binomial(n, random.uniform(0.5, 1, 12))
            low, _ = proportion_confint(k, n, method="wilson")
            ranked = ours.rank_by_lower_bound(
                {at: (int(k[at]), int(n[at])) for at in range(12)}
            )
            assert [*np.argsort(-low, kind="stable")] == [at for at, _ in ranked]
            found = [share.low for _, share in ranked if share is not None]
            agree(sorted(low, reverse=True), found)


class TestSurvival:
    def test_curves(self) -> None:
        random = draw(48)
        for _ in range(CASES):
            times = random.integers(0, 15, random.integers(1, 30)).astype(float)
            events = random.random(len(times)) < 0.7
            found = ours.kaplan_meier(times, events.tolist())
            assert found is not None
            theirs_ = SurvfuncRight(times + 1, events.astype(int))
            assert tuple(theirs_.surv_times - 1) == found.times
            assert tuple(theirs_.n_risk) == found.at_risk
            agree(theirs_.surv_prob, found.survival)
            below = [
                time
                for time, share in zip(found.times, theirs_.surv_prob, strict=True)
                if share <= 0.5 + 1e-12
            ]
            assert (below[0] if below else None) == found.median

    def test_a_large_sample_without_open_ends_is_the_empirical_curve(self) -> None:
        times = draw(49).exponential(5, 100_000)
        found = ours.kaplan_meier(times, [True] * len(times))
        assert found is not None
        agree([0.25], [found.survival[74_999]])
        assert sorted(times)[49_999] == found.median


class TestConcentration:
    def test_by_all_pairs(self) -> None:
        random = draw(50)
        for _ in range(CASES):
            values = np.abs(np.array(scores(random, least=1))) * random.integers(0, 9)
            gini, index = ours.gini(values), ours.herfindahl(values)
            if not values.sum():
                assert gini is None
                assert index is None
                continue
            assert gini is not None
            assert index is not None
            distances = np.abs(values[:, None] - values).mean()
            shares = values / values.sum()
            agree([distances / (2 * values.mean()), shares @ shares], [gini, index])


def test_moments() -> None:
    random = draw(51)
    for _ in range(CASES):
        sample = scores(random)
        found = Moments.of(sample)
        assert found is not None
        agree(
            [np.mean(sample) / max(map(abs, sample)), np.var(sample, ddof=1)],
            [found.mean / max(map(abs, sample)), found.variance],
        )

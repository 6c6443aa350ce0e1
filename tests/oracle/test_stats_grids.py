"""Statistics on grids of drawn arguments, against scipy and statsmodels.

Every grid has 2,000 draws or more, among them tails of 1e-200 and counts up to 1e5.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special, stats
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)

from servicedesk_core.stats import (
    DifferenceMethod,
    IntervalMethod,
    beta_cdf,
    beta_quantile,
    beta_survival,
    binomial_log_probability,
    binomial_probability,
    binomial_test,
    chi_square,
    chi_square_quantile,
    chi_square_survival,
    coverage_probability,
    fisher_exact,
    mcnemar,
    normal_quantile,
    normal_two_sided,
    poisson_interval,
    proportion_difference,
    proportion_interval,
    rate_ratio,
    t_quantile,
    t_two_sided,
)

Array = np.ndarray[Any, np.dtype[Any]]

DRAWS = 2_200
CONFIDENCES = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.999999]
# As statsmodels names them.
METHODS = {
    IntervalMethod.WILSON: "wilson",
    IntervalMethod.AGRESTI_COULL: "agresti_coull",
    IntervalMethod.CLOPPER_PEARSON: "beta",
    IntervalMethod.JEFFREYS: "jeffreys",
    IntervalMethod.WALD: "normal",
}


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20_260_105)


def shapes(rng: np.random.Generator, low: float = 0.5) -> Array:
    """Return shapes or degrees of freedom of every size up to 1e5."""
    return np.exp(rng.uniform(np.log(low), np.log(1e5), DRAWS))


def chances(rng: np.random.Generator) -> Array:
    """Return probabilities, a half of them down to 1e-200."""
    small = 10 ** rng.uniform(-200, -0.01, DRAWS // 2)
    return np.concatenate([small, rng.uniform(0, 1, DRAWS - len(small))])


def counts(rng: np.random.Generator) -> tuple[Array, Array]:
    """Return successes and trials, a tenth of the draws at each end."""
    trials = np.exp(rng.uniform(0, np.log(1e5), DRAWS)).astype(int)
    share = np.where(rng.random(DRAWS) < 0.5, rng.random(DRAWS), 0.01)
    successes = rng.binomial(trials, share)
    successes[::10] = 0
    successes[1::10] = trials[1::10]
    trials[:20] = 1
    return np.minimum(successes, trials), trials


def each(function: Callable[..., Any], *columns: Array) -> list[Any]:
    """Return a function's answers for the rows of some columns."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [function(*row) for row in rows]


def agree(
    actual: object, expected: Array, *, relative: float = 1e-9, near_zero: float = 0
) -> None:
    """Check answers, but those below 1e-280, where scipy's own steps underflow."""
    found = np.array(actual, dtype=float)
    small = (np.abs(expected) < 1e-280) & (np.abs(found) < 1e-279) & (found != expected)
    assert np.count_nonzero(~small) >= 2_000
    np.testing.assert_allclose(found[~small], expected[~small], relative, near_zero)


def agree_quantiles(actual: object, p: Array, quantile: Array, tail: Any) -> None:
    """Check quantiles against scipy's, or by the tail where scipy's are wrong.

    For small p its roots of the beta and t distributions stop far from the mark, as
    its own tails show: there the tails of ours have to be p.
    """
    found = np.array(actual, dtype=float)
    with np.errstate(all="ignore"):
        right = np.isclose(tail(quantile), p, 1e-10, 0) & (np.abs(quantile) > 1e-290)
    held = np.abs(found) > 1e-290
    assert np.count_nonzero(right) >= 2_000
    np.testing.assert_allclose(found[right], quantile[right], 1e-9)
    np.testing.assert_allclose(tail(found)[held], p[held], 1e-7)


class TestDistributions:
    def test_normal(self, rng: np.random.Generator) -> None:
        p, z = chances(rng), rng.uniform(-37, 37, DRAWS)
        agree(each(normal_quantile, p), stats.norm.ppf(p))
        agree(each(normal_two_sided, z), 2 * stats.norm.sf(abs(z)))

    def test_t(self, rng: np.random.Generator) -> None:
        t, df = rng.normal(0, 15, DRAWS), shapes(rng)
        agree(each(t_two_sided, t, df), 2 * stats.t.sf(abs(t), df))

    @pytest.mark.filterwarnings("ignore:.*boost")
    def test_t_quantiles(self, rng: np.random.Generator) -> None:
        p, df = chances(rng), shapes(rng, 2)
        agree_quantiles(
            each(t_quantile, p, df),
            p,
            stats.t.ppf(p, df),
            lambda t: stats.t.cdf(t, df),
        )

    def test_beta_tails(self, rng: np.random.Generator) -> None:
        a, b = shapes(rng), shapes(rng)
        away = rng.uniform(-22, 22, DRAWS) * np.sqrt(1 / a + 1 / b)
        x = special.expit(np.log(a / b) + away)
        agree(each(beta_cdf, x, a, b), stats.beta.cdf(x, a, b))
        agree(each(beta_survival, x, a, b), stats.beta.sf(x, a, b))

    @pytest.mark.parametrize("upper", [False, True])
    @pytest.mark.filterwarnings("ignore:.*boost")
    def test_beta_quantiles(self, rng: np.random.Generator, *, upper: bool) -> None:
        p, a, b = chances(rng), shapes(rng), shapes(rng)
        found = each(lambda *of: beta_quantile(*of, upper=upper), p, a, b)
        quantile = (stats.beta.isf if upper else stats.beta.ppf)(p, a, b)
        tail = stats.beta.sf if upper else stats.beta.cdf
        # So near to 1 that the float's own rounding moves the tail.
        coarse = np.array(found) > 1 - 1e-6
        held = np.where(coarse, tail(quantile, a, b), p)
        agree_quantiles(
            np.where(coarse, quantile, found), held, quantile, lambda x: tail(x, a, b)
        )

    def test_chi_square(self, rng: np.random.Generator) -> None:
        df = shapes(rng)
        spread = df + rng.uniform(-5, 40, DRAWS) * np.sqrt(2 * df)
        x = np.maximum(spread, 0)
        agree(each(chi_square_survival, x, df), stats.chi2.sf(x, df))

    @pytest.mark.parametrize("upper", [False, True])
    def test_chi_square_quantiles(
        self, rng: np.random.Generator, *, upper: bool
    ) -> None:
        p, df = chances(rng), shapes(rng)
        found = each(lambda *of: chi_square_quantile(*of, upper=upper), p, df)
        agree(found, (stats.chi2.isf if upper else stats.chi2.ppf)(p, df))

    def test_binomial(self, rng: np.random.Generator) -> None:
        _, n = counts(rng)
        p = rng.random(DRAWS)
        away = rng.uniform(-30, 30, DRAWS) * np.sqrt(n * p * (1 - p))
        k = np.clip((n * p + away).round(), 0, n).astype(int)
        expected = stats.binom.pmf(k, n, p)
        agree(each(binomial_probability, k, n, p), expected)
        # Its own logarithm, of lgamma, has lost digits at 1e5.
        held = expected > 1e-300
        found = np.array(each(binomial_log_probability, k, n, p))
        logs = np.where(held, np.log(np.where(held, expected, 1)), found)
        np.testing.assert_allclose(found, logs, 1e-9, 1e-11)


class TestProportions:
    @pytest.mark.parametrize("method", list(METHODS))
    def test_intervals(self, rng: np.random.Generator, method: IntervalMethod) -> None:
        k, n = counts(rng)
        confidence = rng.choice(CONFIDENCES, DRAWS)
        found = each(
            lambda k, n, c: proportion_interval(k, n, confidence=c, method=method),
            k,
            n,
            confidence,
        )
        ends = proportion_confint(k, n, 1 - confidence, METHODS[method])
        # Statsmodels neither cuts the ends nor, for Jeffreys, sets them.
        low = np.where(k == 0, 0, np.maximum(ends[0], 0))
        high = np.where(k == n, 1, np.minimum(ends[1], 1))
        exact = METHODS[method] in {"beta", "jeffreys"}
        near_zero = 0 if exact else 1e-14
        agree([each.low for each in found], low, near_zero=near_zero)
        agree([each.high for each in found], high)
        assert {0.0} == {found[at].low for at in np.flatnonzero(k == 0)}
        assert {1.0} == {found[at].high for at in np.flatnonzero(k == n)}

    def test_wilson_with_continuity_correction(self, rng: np.random.Generator) -> None:
        k, n = counts(rng)
        confidence = rng.choice(CONFIDENCES, DRAWS)
        found = each(
            lambda k, n, c: proportion_interval(k, n, confidence=c, method="wilson_cc"),
            k,
            n,
            confidence,
        )
        expected = each(
            lambda k, n, c: stats.binomtest(k, n).proportion_ci(c, "wilsoncc"),
            k,
            n,
            confidence,
        )
        low = np.array([each.low for each in expected])
        agree([each.low for each in found], low, near_zero=1e-14)
        agree([each.high for each in found], np.array([each.high for each in expected]))

    @pytest.mark.parametrize("method", list(METHODS))
    def test_coverage(self, rng: np.random.Generator, method: IntervalMethod) -> None:
        """As the sum over every outcome, with the intervals of statsmodels."""
        agreed = 0
        for n in (1, 2, 3, 4, 5, 7, 10, 13, 20, 29, 37, 50, 60):
            k = np.arange(n + 1)
            low, high = proportion_confint(k, n, 0.05, METHODS[method])
            low, high = np.where(k == 0, 0, low), np.where(k == n, 1, high)
            for p in rng.random(39).tolist():
                covers = (low <= p) & (p <= high)
                expected = stats.binom.pmf(k, n, p)[covers].sum()
                found = coverage_probability(n, p, method=method)
                assert found == pytest.approx(expected, rel=1e-9, abs=1e-15)
                agreed += 1
        assert agreed > 500  # times five methods

    def test_clopper_pearson_never_covers_less_than_it_says(
        self, rng: np.random.Generator
    ) -> None:
        for confidence in (0.8, 0.95):
            for n in (1, 2, 5, 17, 60, 1000):
                for p in rng.random(20).tolist():
                    covered = coverage_probability(
                        n, p, confidence=confidence, method="clopper_pearson"
                    )
                    assert covered >= confidence

    @pytest.mark.parametrize(
        ("method", "name"),
        [(DifferenceMethod.NEWCOMBE, "newcomb"), (DifferenceMethod.WALD, "wald")],
    )
    def test_differences(
        self, rng: np.random.Generator, method: DifferenceMethod, name: str
    ) -> None:
        (k1, n1), (k2, n2) = counts(rng), counts(rng)
        rng.shuffle(order := np.arange(DRAWS))
        k2, n2 = k2[order], n2[order]
        confidence = rng.choice(CONFIDENCES, DRAWS)
        found = each(
            lambda a, b, c, d, level: proportion_difference(
                (a, b), (c, d), confidence=level, method=method
            ),
            *(k1, n1, k2, n2, confidence),
        )
        low, high = confint_proportions_2indep(
            *(k1, n1, k2, n2), method=name, compare="diff", alpha=1 - confidence
        )
        agree([each.value for each in found], k1 / n1 - k2 / n2, near_zero=1e-14)
        agree([each.low for each in found], np.maximum(low, -1), near_zero=1e-13)
        agree([each.high for each in found], np.minimum(high, 1), near_zero=1e-13)

    def test_the_pooled_z_test(self, rng: np.random.Generator) -> None:
        n1, n2 = (rng.integers(10, 100_000, DRAWS) for _ in range(2))
        share = rng.uniform(0.1, 0.9, DRAWS)
        k1 = rng.binomial(n1, share)
        k2 = rng.binomial(n2, share * rng.choice([1, 0.95, 0.6], DRAWS))
        found = each(
            lambda a, b, c, d: proportion_difference((a, b), (c, d)), k1, n1, k2, n2
        )
        pairs = zip(k1, k2, n1, n2, strict=True)
        expected = np.array([proportions_ztest((a, b), (c, d)) for a, b, c, d in pairs])
        z, p = expected.T
        agree([each.significance.statistic for each in found], z, near_zero=1e-10)
        # A z near 30 with an error of 1e-11 moves p by 1e-9.
        small = 0 < z
        np.testing.assert_allclose(
            np.log([max(each.p_value, 1e-300) for each in found]),
            np.log(np.maximum(p, 1e-300)),
            1e-9,
            1e-9,
        )
        assert small.any()


class TestTables:
    def test_chi_square(self, rng: np.random.Generator) -> None:
        found, expected = [], []
        for _ in range(DRAWS):
            shape = tuple(rng.integers(2, 5, 2))
            table = 1 + rng.poisson(10 ** rng.uniform(0, 4.5), shape)
            yates = shape == (2, 2)
            ours = chi_square(table.tolist(), yates=yates)
            theirs = stats.chi2_contingency(table, correction=yates)
            assert ours is not None
            found.append(
                (ours.statistic, ours.p_value, ours.df, ours.smallest_expected)
            )
            expected.append((*theirs[:3], theirs[3].min()))
        agree(found, np.array(expected), near_zero=1e-12)

    def test_fisher(self, rng: np.random.Generator) -> None:
        size = np.exp(rng.uniform(0, np.log(25_000), DRAWS))
        lean = rng.choice([1, 1, 1.05, 1.5], (DRAWS, 2))
        mean = size[:, None] * rng.uniform(0.1, 1, (DRAWS, 4))
        mean[:, 0] *= lean[:, 0]
        mean[:, 3] *= lean[:, 1]
        tables = 1 + rng.poisson(mean).reshape(DRAWS, 2, 2)
        found = each(lambda table: fisher_exact(table).p_value, tables)  # type: ignore[union-attr]
        expected = np.array([stats.fisher_exact(table)[1] for table in tables])
        agree(found, expected)
        assert expected.min() < 1e-100

    def test_binomial(self, rng: np.random.Generator) -> None:
        _, n = counts(rng)
        p = np.where(rng.random(DRAWS) < 0.2, 0.5, rng.uniform(0.001, 0.999, DRAWS))
        away = rng.normal(0, 8, DRAWS) * np.sqrt(n * p * (1 - p))
        k = np.clip((n * p + away).round(), 0, n).astype(int)
        found = each(lambda k, n, p: binomial_test(k, n, p=p).p_value, k, n, p)  # type: ignore[union-attr]
        expected = np.array(each(lambda *of: stats.binomtest(*of).pvalue, k, n, p))
        agree(found, expected)
        assert 0 < expected[expected > 0].min() < 1e-100

    def test_mcnemar(self, rng: np.random.Generator) -> None:
        b = np.exp(rng.uniform(0, np.log(1e5), DRAWS)).astype(int)
        away = rng.normal(0, 8, DRAWS) * np.sqrt(2 * b)
        c = np.maximum(b + away, 0).astype(int)
        found = each(mcnemar, b, c)
        statistic = np.maximum(abs(b - c) - 1, 0) ** 2 / (b + c)
        agree([each.statistic for each in found], statistic)
        agree([each.p_value for each in found], stats.chi2.sf(statistic, 1))
        exact = each(lambda b, c: mcnemar(b, c, exact=True).p_value, b, c)  # type: ignore[union-attr]
        tail = stats.binom.cdf(np.minimum(b, c), b + c, 0.5)
        agree(exact, np.minimum(2 * tail, 1))


class TestRates:
    def test_intervals(self, rng: np.random.Generator) -> None:
        events, _ = counts(rng)
        exposure = 10 ** rng.uniform(-3, 5, DRAWS)
        confidence = rng.choice(CONFIDENCES, DRAWS)
        found = each(
            lambda k, t, c: poisson_interval(k, exposure=t, confidence=c),
            *(events, exposure, confidence),
        )
        tail = (1 - confidence) / 2
        low = np.where(events, stats.chi2.ppf(tail, 2 * np.maximum(events, 1)), 0)
        high = stats.chi2.isf(tail, 2 * events + 2)
        agree([each.value for each in found], events / exposure, near_zero=1e-300)
        np.testing.assert_allclose(
            [each.low for each in found], low / 2 / exposure, 1e-9
        )
        agree([each.high for each in found], high / 2 / exposure)

    def test_ratios(self, rng: np.random.Generator) -> None:
        k1 = np.exp(rng.uniform(0, np.log(1e5), DRAWS)).astype(int)
        k2 = np.maximum(rng.poisson(k1 * rng.choice([1, 1, 1.1, 5], DRAWS)), 1)
        t1, t2 = (10 ** rng.uniform(0, 0.3, DRAWS) for _ in range(2))
        confidence = rng.choice(CONFIDENCES, DRAWS)
        found = each(
            lambda a, b, c, d, level: rate_ratio((a, b), (c, d), confidence=level),
            *(k1, t1, k2, t2, confidence),
        )
        tail, scale = (1 - confidence) / 2, t2 / t1
        # Odds are quantiles of F.
        low = k1 / (k2 + 1) * stats.f.ppf(tail, 2 * k1, 2 * k2 + 2) * scale
        high = (k1 + 1) / k2 * stats.f.isf(tail, 2 * k1 + 2, 2 * k2) * scale
        agree([each.value for each in found], k1 / k2 * scale)
        agree([each.low for each in found], low)
        agree([each.high for each in found], high)
        tests = each(
            lambda k, n, p: binomial_test(k, n, p=p), k1, k1 + k2, t1 / (t1 + t2)
        )
        assert tests == [each.significance for each in found]

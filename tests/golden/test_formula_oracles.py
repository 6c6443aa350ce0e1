"""More formulas of the kinds that are published, with values of other libraries."""

from collections.abc import Callable
from functools import partial
from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats as oracle
from statsmodels.stats.inter_rater import fleiss_kappa

from golden.formula_cases import compare, fields
from servicedesk_core import stats

X = [5, 4, 5, 3, 4, 5, 5, 2, 4, 5]
Y = [3, 4, 2, 5, 3, 3, 4, 2, 1, 4, 3]
MINUTES = [12, 3, 45, 7, 23, 8, 31, 5, 18, 90]
TIED = [1, 2, 2, 3, 5, 5, 4], [2, 1, 3, 3, 5, 4, 4]
# Subjects by how many of 14 raters chose each of five categories.
FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
QUANTILES: dict[int, Any] = {
    2: "averaged_inverted_cdf",
    3: "closest_observation",
    4: "interpolated_inverted_cdf",
    5: "hazen",
    8: "median_unbiased",
    9: "normal_unbiased",
}
POOLED = oracle.chi2_contingency([[56, 14], [48, 32]], correction=False)
STUDENT = oracle.ttest_ind(X, Y)


def share(successes: int, trials: int, method: str) -> Any:
    found = stats.proportion_interval(successes, trials, method=method)
    return fields(found, "low", "high")


def ends(interval: Any) -> list[float]:
    return [float(interval.low), float(interval.high)]


def rate_ratio_by_scipy(first: tuple[int, int], second: tuple[int, int]) -> list[Any]:
    (k, t), (m, u) = first, second
    test = oracle.binomtest(k, k + m, t / (t + u))
    bounds = ends(test.proportion_ci(method="exact"))
    odds = [p / (1 - p) * u / t for p in bounds]
    return [k / t / (m / u), *odds, float(test.pvalue)]


BY_ORACLE: dict[str, tuple[Callable[[], object], object]] = {
    "prop_clopper_pearson_81_263": (
        lambda: share(81, 263, "clopper_pearson"),
        ends(oracle.binomtest(81, 263).proportion_ci(method="exact")),
    ),
    "prop_clopper_pearson_0_20": (
        lambda: share(0, 20, "clopper_pearson"),
        ends(oracle.binomtest(0, 20).proportion_ci(method="exact")),
    ),
    "prop_jeffreys_15_148": (
        lambda: share(15, 148, "jeffreys"),
        [float(oracle.beta.ppf(tail, 15.5, 133.5)) for tail in (0.025, 0.975)],
    ),
    "prop_wilson_81_263": (
        lambda: share(81, 263, "wilson"),
        ends(oracle.binomtest(81, 263).proportion_ci(method="wilson")),
    ),
    "two_prop_pooled_56_70_48_80": (
        lambda: fields(
            stats.proportion_difference((56, 70), (48, 80)),
            "significance.statistic",
            "significance.p_value",
        ),
        [sqrt(POOLED.statistic), float(POOLED.pvalue)],
    ),
    "fisher_12_5_29_2": (
        lambda: fields(stats.fisher_exact([[12, 5], [29, 2]]), "p_value"),
        float(oracle.fisher_exact([[12, 5], [29, 2]]).pvalue),
    ),
    "mcnemar_exact": (
        lambda: fields(stats.mcnemar(15, 5, exact=True), "p_value"),
        float(oracle.binomtest(5, 20).pvalue),
    ),
    "binom_test_12_40": (
        lambda: fields(stats.binomial_test(12, 40), "p_value"),
        float(oracle.binomtest(12, 40).pvalue),
    ),
    "mean_t_ci": (
        lambda: fields(stats.mean_interval(X), "value", "low", "high"),
        [
            4.2,
            *map(
                float,
                oracle.t.interval(0.95, 9, loc=4.2, scale=oracle.sem(X)),
            ),
        ],
    ),
    "student_t_scores": (
        lambda: fields(
            stats.mean_difference(X, Y, equal_variances=True),
            "significance.statistic",
            "significance.df",
            "p_value",
            "low",
            "high",
        ),
        [
            float(STUDENT.statistic),
            19,
            float(STUDENT.pvalue),
            *ends(STUDENT.confidence_interval()),
        ],
    ),
    "spearman_ties": (
        lambda: stats.spearman(*TIED),
        float(oracle.spearmanr(*TIED).statistic),
    ),
    "kendall_tau_b": (
        lambda: stats.kendall_tau_b(*TIED),
        float(oracle.kendalltau(*TIED).statistic),
    ),
    "padjust_bh": (
        lambda: stats.benjamini_hochberg([0.01, 0.04, 0.03, 0.005]),
        oracle.false_discovery_control([0.01, 0.04, 0.03, 0.005]).tolist(),
    ),
    # Published with three digits in the article on Fleiss' kappa.
    "fleiss_kappa_wiki": (
        lambda: round(fields(stats.fleiss_kappa(FLEISS), "value"), 3),
        0.21,
    ),
    "fleiss_kappa": (
        lambda: fields(stats.fleiss_kappa(FLEISS), "value"),
        float(fleiss_kappa(np.array(FLEISS))),
    ),
    "poisson_rate_ratio": (
        lambda: fields(
            stats.rate_ratio((11, 800), (21, 3011)), "value", "low", "high", "p_value"
        ),
        rate_ratio_by_scipy((11, 800), (21, 3011)),
    ),
    **{
        f"percentile_type{kind}_0.9": (
            partial(stats.quantile, MINUTES, 0.9, kind=kind),
            float(np.quantile(MINUTES, 0.9, method=name)),
        )
        for kind, name in QUANTILES.items()
    },
}


@pytest.mark.parametrize("name", BY_ORACLE)
def test_the_library_gives_what_other_libraries_give(name: str) -> None:
    answer, expected = BY_ORACLE[name]

    compare(expected, answer(), 1e-9, name)

"""Published values of formulas, each answered by a function of the library."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from golden.formula_cases import answers, check, compare

FILE = Path(__file__).parent / "formulas.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))

SATISFACTION = {
    # scores
    "nps_score_A": "nps",
    "nps_adjusted_wald_A": "nps",
    "nps_wald_B": "nps",
    "nps_score_C": "nps",
    "nps_adjusted_wald_C": "nps",
    "nps_wald_D": "nps",
    "nps_score_E": "nps",
    "nps_adjusted_wald_E": "nps",
    "nps_wald_F": "nps",
    "nps_cybaea_like_moe": "nps",
    "nps_django_docs": "nps",
    "nps_ci_equals_score_bound_guard": "nps",
    "nps_dirichlet": "nps",
    "nps_dart_docs": "nps",
    "csat_top2_5pt": "csat",
    "csat_dart_docs": "csat",
    "undefined_empty_csat": "csat",
    "ces_2": "ces",
    "rescale_linear": "Scale",
    "nps_two_sample_A_C": "satisfaction.compare",
    "nps_two_sample_B_D": "satisfaction.compare",
    "kano_better_worse": "satisfaction.kano",
    "happysignals": "satisfaction.happiness",
    "acsi_equal_weights": "satisfaction.acsi",
    "acsi_unnormalised_weights": "satisfaction.acsi",
    "servqual_gaps": "satisfaction.servqual",
    # intervals
    "prop_wilson_cc_81_263": "stats.proportion_interval",
    "prop_agresti_coull_81_263": "stats.proportion_interval",
    "prop_wilson_cc_15_148": "stats.proportion_interval",
    "prop_agresti_coull_15_148": "stats.proportion_interval",
    "prop_wilson_cc_0_20": "stats.proportion_interval",
    "prop_agresti_coull_0_20": "stats.proportion_interval",
    "prop_wilson_cc_1_29": "stats.proportion_interval",
    "prop_agresti_coull_1_29": "stats.proportion_interval",
    "prop_wilson_cc_20_20": "stats.proportion_interval",
    "prop_agresti_coull_20_20": "stats.proportion_interval",
    "prop_wilson_cc_45_50": "stats.proportion_interval",
    "prop_agresti_coull_45_50": "stats.proportion_interval",
    "prop_wilson_cc_7_10": "stats.proportion_interval",
    "prop_agresti_coull_7_10": "stats.proportion_interval",
    "prop_wilson_cc_680_1000": "stats.proportion_interval",
    "prop_agresti_coull_680_1000": "stats.proportion_interval",
    "prop_wilson_cc_33_100": "stats.proportion_interval",
    "prop_agresti_coull_33_100": "stats.proportion_interval",
    "prop_wald_81_263": "stats.proportion_interval",
    "prop_wald_7_10": "stats.proportion_interval",
    "prop_wilson_45_50_c99": "stats.proportion_interval",
    "poisson_exact_ci_137": "stats.poisson_interval",
    "poisson_exact_ci_10": "stats.poisson_interval",
    "beta_shrink_3_3_16_4": "stats.beta_binomial",
    "bayes_average": "stats.bayesian_average",
    "t_quantiles": "stats.t_quantile",
    # tests
    "two_prop_yates_56_70_48_80": "stats.chi_square",
    "chi2_2x3": "stats.chi_square",
    "two_prop_diff_newcombe_56_70_48_80": "stats.proportion_difference",
    "fisher_tea": "stats.fisher_exact",
    "mcnemar_cc": "stats.mcnemar",
    "welch_t_scores": "stats.mean_difference",
    "mann_whitney_ties": "stats.mann_whitney",
    "pearson_importance": "stats.pearson",
    "padjust_holm": "stats.holm",
    "padjust_bonf": "stats.bonferroni",
    # sampling
    "sample_size_e0.03_p0.5_c0.95": "stats.sample_size",
    "sample_size_e0.05_p0.2_c0.95": "stats.sample_size",
    "sample_size_fpc_N2000_e0.03": "stats.sample_size",
    "krejcie_morgan_table": "stats.krejcie_morgan",
    "moe_n100_NNone_p0.5": "stats.margin_of_error",
    "moe_n50_N50_p0.9": "stats.margin_of_error",
    "moe_n100_N1000_p0.5": "stats.margin_of_error",
    "power_prop_0.8_0.85_0.8": "stats.sample_size_for_difference",
    "post_stratification": "stats.post_stratified_mean",
    "percentile_type1_0.9": "stats.quantile",
    "percentile_type6_0.5": "stats.quantile",
    "percentile_type6_0.95": "stats.quantile",
    "percentile_type7_0.9": "stats.quantile",
    # charts
    "p_chart_montgomery": "stats.p_chart",
    "xmr_chart": "stats.xmr",
    "ewma": "stats.ewma",
    # agreement
    "cohen_kappa_wiki": "stats.cohen_kappa",
    "cronbach_alpha": "stats.cronbach_alpha",
    # surveys
    "aapor_rr": "satisfaction.response_rate",
    "quarantine_ceil": "satisfaction.POSTHOG_WEB",
    "throttle_delighted": "satisfaction.DELIGHTED_NPS",
}
"""Scores, their uncertainty and surveys: what answers each case."""

OPERATIONS = {
    # queues
    "erlang_b_10_10": "metrics.erlang_b",
    "erlang_b_2_3": "metrics.erlang_b",
    "erlang_b_9_14": "metrics.erlang_b",
    "erlang_c_2_3": "metrics.erlang_c",
    "erlang_c_50_55": "metrics.erlang_c",
    "erlang_c_pyworkforce_readme": "metrics.required_agents",
    "erlang_a_10_1_0.5_10": "metrics.erlang_a",
    "erlang_a_48_12_20_4": "metrics.erlang_a",
    "asa_and_aht": "metrics.average_speed_of_answer",
    # backlog
    "backlog_ageing": "metrics.ageing",
    "littles_law": "metrics.littles_law",
    "deflection": "metrics.deflection",
    "rates_pack": "metrics.rate",
    "bounces": "metrics.route",
    "overlap_availability": "metrics.availability",
    "kaplan_meier": "stats.kaplan_meier",
    "survival_median_none": "stats.kaplan_meier",
    # complaint money
    "cost_ratio_seed": "complaints.cost_of_failure",
    "undefined_zero_prevention": "complaints.cost_of_failure",
    "cycle_time_ratio": "complaints.cycle_time_ratio",
    "teach_payback": "complaints.payback",
    "service_credit_aws_2018": "complaints.AWS_COMPUTE_2018",
    "decision_threshold_amount": "complaints.DecisionMatrix",
    "complaint_deadline_30d": "complaints.RUSSIA_APPEALS",
    "pareto_80": "complaints.pareto",
    "gini_causes": "stats.gini",
    "reach_multichannel": "complaints.reach",
    # retention
    "retention_curve_seed": "complaints.RetentionCurve",
    "market_damage_model": "complaints.market_damage",
    "churn_tenure": "complaints.mean_tenure",
}
"""Queues, backlog, complaint money and retention: what answers each case."""

FUNCTIONS = SATISFACTION | OPERATIONS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_library_gives_the_published_values(case: dict[str, Any]) -> None:
    check(case, FUNCTIONS[case["id"]])


class TestTable:
    def test_every_case_has_its_function(self) -> None:
        assert {case["id"] for case in CASES} == FUNCTIONS.keys()

    def test_no_case_comes_twice(self) -> None:
        assert [] == [
            key for key, n in Counter(case["id"] for case in CASES).items() if n > 1
        ]

    def test_no_case_is_in_both_groups(self) -> None:
        assert set() == SATISFACTION.keys() & OPERATIONS.keys()

    def test_no_answer_is_without_a_case(self) -> None:
        assert {case["formula"] for case in CASES} == answers().keys()


class TestComparison:
    """What counts as the published value."""

    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (2, 2.0),
            (1000, 1000.9),
            (0.5, 0.5009),
            ([1, "a"], (1, "a")),
            ({"a": [1.0]}, {"a": (1.0005,)}),
            (True, True),
            ("A", "A"),
        ],
    )
    def test_lies_within_the_tolerance(self, expected: object, actual: object) -> None:
        compare(expected, actual, 1e-3, "place")

    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            (1000, 1001.1),
            (0.5, 0.5011),
            (0.0, float("nan")),
            (1, True),
            (False, 0),
            (0, None),
            ("A", "B"),
            ([1, 2], [1]),
            ([1, 2], [2, 1]),
            ({"a": 1}, {"b": 1}),
            ({"a": [1.0]}, {"a": [1.1]}),
        ],
    )
    def test_anything_else_does_not(self, expected: object, actual: object) -> None:
        with pytest.raises(AssertionError):
            compare(expected, actual, 1e-3, "place")

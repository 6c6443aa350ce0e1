"""The strategies of statistics draw results of every kind."""

from collections.abc import Callable, Hashable
from typing import Any

import pytest
from hypothesis import strategies as st

from servicedesk_core import stats
from servicedesk_core.stats import (
    ChartKind,
    ChartRule,
    DifferenceMethod,
    IntervalMethod,
    RateRatio,
    XmrChart,
)
from servicedesk_core.testing.strategies.stats import (
    STRATEGIES,
    chi_squares,
    confidences,
    control_charts,
    cusum_charts,
    differences,
    estimates,
    kappas,
    moments,
    post_stratified_means,
    proportions,
    rate_ratios,
    sample_sizes,
    shrunken_means,
    significances,
    survivals,
    verdicts,
    weighted_means,
    xmr_charts,
)
from strategy_checks import (
    check_fields_vary,
    check_values,
    check_whole_package,
    entries,
    example_of,
    minimal,
)
from strategy_kinds import Make, check_kinds, sample, some

_CONSTANT = {RateRatio: {"method"}, XmrChart: {"kind"}}


class TestEveryType:
    def test_has_a_strategy(self) -> None:
        check_whole_package(stats, STRATEGIES)

    @entries(STRATEGIES)
    def test_draws_different_values_that_pickle_and_hash(
        self, type_: type, make: Make
    ) -> None:
        check_values(type_, make(), distinct=5)

    @entries(STRATEGIES)
    def test_varies_in_every_field(self, type_: type, make: Make) -> None:
        constant = _CONSTANT.get(type_, set())
        check_fields_vary(type_, sample(make), constant=constant)


class TestShrinking:
    @pytest.mark.parametrize(
        ("strategy", "simplest"),
        [
            (confidences(), "0.95"),
            (proportions(), "0.0% (n=1, 95% CI 0.0%..79.3%)"),
            (estimates(), "0 (n=0, 95% CI 0..3.689)"),
            (differences(), "+0 (95% CI -0.7935..+0.7935)"),
            (moments(), "Moments(n=2, mean=0.0, variance=0.0, effective_n=2.0)"),
            (rate_ratios(), "0 (95% CI 0..39, p=1)"),
            (kappas(), "Kappa(value=0.0, observed=0.0, expected=0.0)"),
            (verdicts(), "no change (xmr chart, n=2, provisional limits)"),
            (shrunken_means(), "Shrunken(value=0.0, weight=0.0)"),
        ],
    )
    def test_leads_to_the_simplest_value(
        self, strategy: st.SearchStrategy[Any], simplest: str
    ) -> None:
        assert simplest == str(minimal(strategy))


class TestKinds:
    @pytest.mark.parametrize(
        ("make", "kind", "wanted"),
        [
            pytest.param(
                confidences,
                {0.95, 0.9, 0.99, 0.5}.__contains__,
                {True, False},
                id="usual and other confidences",
            ),
            pytest.param(
                proportions,
                lambda share: share.method,
                {*IntervalMethod},
                id="shares with intervals of every method",
            ),
            pytest.param(
                proportions,
                lambda share: share.value in {0, 1} and share.value,
                {0, 1},
                id="shares of none, of all and between",
            ),
            pytest.param(
                estimates,
                lambda estimate: estimate.method,
                {"t", "garwood", "beta_binomial"},
                id="means, rates and shares drawn to a prior",
            ),
            pytest.param(
                differences,
                lambda found: (found.method, found.significance is None),
                {
                    (method, is_untested)
                    for method in (*DifferenceMethod, "welch", "student")
                    for is_untested in (True, False)
                },
                id="differences of every method with a test and without",
            ),
            pytest.param(
                significances,
                lambda test: test.method,
                {
                    *("binomial", "fisher", "mcnemar", "mcnemar_exact"),
                    *("pooled_z", "student", "welch"),
                },
                id="tests of every method",
            ),
            pytest.param(
                chi_squares,
                lambda test: test.method,
                {"chi_square", "chi_square_yates"},
                id="chi-square tests with a correction and without",
            ),
            pytest.param(
                control_charts,
                lambda chart: chart.kind,
                {*ChartKind} - {ChartKind.XMR},
                id="charts of every kind but one",
            ),
            pytest.param(
                cusum_charts,
                lambda chart: len(chart.beyond) > 0,
                {True, False},
                id="sums beyond their limit and within",
            ),
            pytest.param(
                verdicts,
                lambda verdict: (verdict.rule, verdict.chart.kind),
                {
                    (rule, kind)
                    for rule in (*ChartRule, None)
                    for kind in (ChartKind.XMR, ChartKind.P)
                },
                id="verdicts by every rule on measurements and on shares",
            ),
            pytest.param(
                rate_ratios,
                lambda ratio: ratio.value is None,
                {True, False},
                id="ratios that are defined and not",
            ),
            pytest.param(
                kappas,
                lambda kappa: (kappa.value > 0) - (kappa.value < 0),
                {1, 0, -1},
                id="agreement better than by chance, so and worse",
            ),
            pytest.param(
                survivals,
                lambda found: found.median is None,
                {True, False},
                id="things of which half last and not",
            ),
            pytest.param(
                weighted_means,
                lambda mean: mean.design_effect > 1,
                {True, False},
                id="weights that cost something and nothing",
            ),
            pytest.param(
                moments,
                lambda found: found.effective_n < found.n,
                {True, False},
                id="moments with weights and without",
            ),
            pytest.param(
                post_stratified_means,
                lambda mean: mean.value == mean.unweighted,
                {True, False},
                id="strata that change a mean and do not",
            ),
            pytest.param(
                sample_sizes,
                lambda size: (size.n > 20) + (size.n > 1000),
                {0, 1, 2},
                id="small, medium and large samples",
            ),
            pytest.param(
                shrunken_means,
                lambda mean: (mean.weight > 0) + (mean.weight == 1),
                {0, 1, 2},
                id="own means that count not at all, in part and wholly",
            ),
        ],
    )
    def test_are_drawn(
        self,
        make: Make,
        kind: Callable[[Any], Hashable],
        wanted: set[Hashable],
    ) -> None:
        check_kinds(make, kind, wanted)

    @pytest.mark.parametrize("make", [control_charts, xmr_charts])
    def test_points_stand_out_by_every_rule(self, make: Make) -> None:
        rules = {signal.rule for chart in some(make) for signal in chart.signals}
        assert set(ChartRule) == rules

    def test_agreement_may_be_full(self) -> None:
        assert 1 == example_of(kappas(), lambda kappa: kappa.value == 1).observed

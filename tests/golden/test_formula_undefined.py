"""Where a formula has no answer, the library gives no number."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from golden.formula_cases import fields, rub
from servicedesk_core import (
    Scale,
    ServiceDeskError,
    ces,
    complaints as com,
    disconfirmation,
    dsat,
    metrics,
    nps,
    satisfaction as sat,
    stats,
)

FRIDAY = datetime(2026, 1, 16, 12, tzinfo=UTC)

UNDEFINED: dict[str, Callable[[], object]] = {
    "empty_nps": lambda: nps([]).value,
    "empty_nps_interval": lambda: nps([None]).low,
    "empty_ces": lambda: ces([], variant="ces_1").value,
    "empty_dsat": lambda: dsat([]).value,
    "empty_csat_binary": lambda: sat.csat_binary(0, 0).value,
    "no_lost_time": lambda: fields(
        sat.happiness([9], lost_minutes=[None]), "lost.mean"
    ),
    "missing_expectation": lambda: disconfirmation(4, None),
    "kano_without_four": lambda: sat.kano({"R": 3, "Q": 2}).better,
    "acsi_without_weight": lambda: sat.acsi([8, 7, 6], weights=[0, 0, 0]),
    "desired_below_adequate": lambda: sat.zone_of_tolerance(5, adequate=6, desired=4),
    "low_equals_high": lambda: Scale(3, 3),
    "share_of_none": lambda: stats.proportion_interval(0, 0),
    "pooled_share_0": lambda: pooled_test((0, 10), (0, 20)),
    "nps_without_variance": lambda: net_test([10, 10], [9, 9, 9]),
    "mcnemar_without_change": lambda: stats.mcnemar(0, 0),
    "mean_of_one": lambda: stats.mean_interval([4]),
    "all_ties": lambda: stats.mann_whitney([3, 3], [3, 3, 3]),
    "constant_vector": lambda: stats.spearman([1, 2, 3], [4, 4, 4]),
    "kappa_of_one_category": lambda: stats.cohen_kappa([[9, 0], [0, 0]]),
    "alpha_of_one_sum": lambda: stats.cronbach_alpha([[1, 3], [3, 1]]),
    "one_point": lambda: stats.xmr([5]),
    "quantile_of_none": lambda: stats.quantile([], 0.5, kind=7),
    "gini_of_zeros": lambda: stats.gini([0, 0]),
    "no_weight": lambda: stats.weighted_mean([5, 4], [0, 0]),
    "empty_stratum": lambda: stats.post_stratified_mean(
        {"web": stats.Stratum(10, 5, 4), "phone": stats.Stratum(10, 0, None)}
    ),
    "no_difference_to_find": lambda: stats.sample_size_for_difference(0.8, 0.8),
    "no_exposure": lambda: stats.poisson_interval(3, exposure=0),
    "nobody_eligible": lambda: sat.response_rate(
        sat.Dispositions(complete=0), kind="RR1"
    ),
    "overload": lambda: metrics.erlang_c(5, 5, aht=300, target=20),
    "net_denominator_0": lambda: (
        metrics.first_contact_rates(0, total=5, not_resolvable=5).net.value
    ),
    "net_above_1": lambda: metrics.first_contact_rates(4, total=5, not_resolvable=2),
    "rate_of_none": lambda: metrics.rate(0, 0, definition="none").value,
    "no_failures": lambda: metrics.reliability([], period=720).mtbf,
    "no_period": lambda: metrics.availability([], period=(5, 5)),
    "nobody_answered": lambda: metrics.average_speed_of_answer([]),
    "no_contacts": lambda: metrics.cost_per_contact(rub(900), contacts=0),
    "oldest_of_none": lambda: metrics.ageing([]).oldest,
    "nobody_served": lambda: metrics.deflection(self_served=0, assisted=0).value,
    "nobody_leaves": lambda: com.mean_tenure(0),
    "value_without_end": lambda: com.lifetime_value(rub(9), retention=1, discount=0),
    "nobody_complains": lambda: com.iceberg(0, 100),
    "silent_market": lambda: silent_market().multiplier,
    "failure_costs_nothing": lambda: com.break_even(rub(1), rub(0)),
    "no_forecast": lambda: fields(
        com.effect(0, before=(10, 100), after=(5, 100)), "realisation"
    ),
    "pareto_of_zeros": lambda: fields(com.pareto({"late": 0}).items[0], "cumulative"),
    "no_time_after": lambda: com.cycle_time_ratio(timedelta(days=5), timedelta()),
    "two_contacts": lambda: com.RETENTION_BY_CONTACTS.rate(2),
    "odds_of_certainty": lambda: com.RetentionCurve(
        {1: 1, 2: 0.5}, source="none"
    ).odds_ratio(1, 2),
    "nothing_at_risk": lambda: com.DecisionMatrix(rub(500)).threshold_amount(p_loss=0),
    "nothing_promised": lambda: com.promise_gap(None, FRIDAY),
}


def pooled_test(first: tuple[int, int], second: tuple[int, int]) -> object:
    found = stats.proportion_difference(first, second)
    return found and found.significance


def net_test(first: list[int], second: list[int]) -> object:
    found = sat.compare(nps(first), nps(second))
    return found and found.significance


def silent_market() -> com.MarketDamage:
    return com.market_damage(
        100,
        problem_rate=Decimal("0.3"),
        complaint_rate=0,
        outcomes={"satisfied": 1},
        repurchase={"satisfied": 1},
        silent_repurchase=Decimal("0.5"),
        value=rub(1),
    )


@pytest.mark.parametrize("name", UNDEFINED)
def test_what_is_undefined_is_no_number(name: str) -> None:
    found = None
    with suppress(ServiceDeskError):
        found = UNDEFINED[name]()

    assert found is None

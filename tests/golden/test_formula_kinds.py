"""More formulas of the kinds that are published, with values found by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import sqrt
from typing import Any

import pytest

from golden.formula_cases import compare, fields, rub
from servicedesk_core import (
    DaysOff,
    Money,
    Scale,
    ServiceCalendar,
    ces,
    complaints as com,
    csat,
    disconfirmation,
    metrics,
    nps,
    satisfaction as sat,
    stats,
)

MONTGOMERY = [
    *(9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34),
    *(9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84),
    *(10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52),
]
WINDOW = {"answered_within": 80, "answered": 90, "abandoned": 10, "abandoned_within": 4}
DESK = ServiceCalendar("Mo-Fr 09:00-18:00", tz="UTC")
FRIDAY, MONDAY = (datetime(2026, 1, day, 12, tzinfo=UTC) for day in (16, 19))
SPREAD = [5, 12, 1], [100, 200, 20]


def limits(counts: list[int], sizes: list[int]) -> Any:
    chart = stats.p_chart(zip(counts, sizes, strict=True))
    return fields(chart, "centre", "low", "high")


def limits_by_hand(counts: list[int], sizes: list[int]) -> list[object]:
    centre = sum(counts) / sum(sizes)
    reaches = [3 * sqrt(centre * (1 - centre) / size) for size in sizes]
    low = [max(0, centre - reach) for reach in reaches]
    return [centre, low, [centre + reach for reach in reaches]]


def cusum() -> list[object]:
    chart = stats.cusum(MONTGOMERY, target=10, sigma=1, slack=0.5, threshold=5)
    assert chart is not None
    first = chart.beyond[0]
    return [first + 1, round(chart.high[first], 2), max(chart.low) < chart.limit]


def decided(amount: int, p_loss: str, p_grant: str, rule: str) -> list[object]:
    matrix = com.DecisionMatrix(rub(500), rule=rule)
    found = matrix.decide(com.Claim(rub(amount), p_loss=p_loss, p_grant=p_grant))
    return [*fields(found, "pay_cost", "investigate_cost"), found.verdict.value]


def tenure() -> list[object]:
    found = com.churn_rate(5, 100)
    assert found is not None
    assert found.tenure is not None
    share, years = found.share, found.tenure
    return [years.value, years.low * share.high, years.high * share.low]


def penalties() -> object:
    failures = ["lost request", "bad lunch", "late medicine"]
    owed = com.HOSPITALITY_GUARANTEE.owed(failures, fee=Money(500, "USD"))
    return owed.total


def bank_deadline(*, extension: int) -> str:
    banks = com.ComplaintDeadline(
        com.RUSSIA_BANKS, tz="Europe/Moscow", calendar=DaysOff.country("RU")
    )
    received_at = datetime(2024, 7, 1, 12, tzinfo=UTC)
    return banks.due_date(received_at, extension=extension).isoformat()


def promised() -> list[object]:
    gap = com.promise_gap(MONDAY, FRIDAY, calendar=DESK)
    assert gap is not None
    assert gap.service is not None
    hours = timedelta(hours=1)
    return [gap.wall / hours, gap.service / hours, gap.working_days]


def quadrants() -> list[object]:
    found = sat.importance_performance(
        {"speed": (6, 3), "tone": (6, 6), "logo": (2, 2), "hall": (2, 6)},
        crosshair="scale_midpoint",
        scale=Scale(1, 7),
    )
    return [str(each) for each in found.quadrants.values()]


def served() -> list[object]:
    return [
        metrics.service_level(**WINDOW, definition=each).value
        for each in metrics.ServiceLevel
    ]


BY_HAND: dict[str, tuple[Callable[[], object], object]] = {
    # Received less expected.
    "disconfirmation_simple": (
        lambda: fields(disconfirmation(4, 5), "gap", "confirmation.value"),
        [-1, "failed"],
    ),
    # A loss weighs 2.25 times: Tversky and Kahneman 1992.
    "asymmetric_value": (
        lambda: [sat.felt_gap(gap, loss_aversion=sat.LOSS_AVERSION) for gap in (-2, 2)],
        [-4.5, 2],
    ),
    # Perceived 5 against adequate 4 and desired 6.
    "zone_of_tolerance": (
        lambda: fields(
            sat.zone_of_tolerance(5, adequate=4, desired=6), "adequacy", "superiority"
        ),
        [1, -1],
    ),
    # The mean of 5 and 7, and of all four items.
    "servperf": (
        lambda: fields(
            sat.servperf({"reliability": [5, 4, 6], "empathy": [7]}),
            "unweighted",
            "item_mean",
        ),
        [6, 5.5],
    ),
    "ipa_quadrants": (
        quadrants,
        [
            "concentrate_here",
            "keep_up_the_good_work",
            "low_priority",
            "possible_overkill",
        ],
    ),
    # Friday 12-18 and Monday 9-12, for one working day; three days by the wall.
    "promise_gap_business": (promised, [72, 9, 1]),
    # Five promoters: 5 / 8, and (6.5 / 8 - 25 / 64) / 8 for the square of the error.
    "nps_all_promoters": (
        lambda: fields(nps([10] * 5), "value", "estimate", "standard_error"),
        [100, 62.5, 100 * sqrt(27 / 512)],
    ),
    "nps_all_promoters_wald": (
        lambda: fields(nps([10] * 5, method="wald"), "raw_low", "raw_high"),
        [100, 100],
    ),
    # 3 of 6 parts of the weight promote, 1 detracts.
    "nps_weighted": (lambda: nps([10, 8, 0], weights=[3, 2, 1]).value, 100 / 3),
    # Half of four promote and a quarter detract, by breaks of one's own.
    "nps_breaks": (
        lambda: nps([10, 9, 7, 1], scale=Scale(1, 10), breaks=(6, 9)).value,
        25,
    ),
    "csat_binary_zendesk": (lambda: sat.csat_binary(90, 10, missing=300).value, 90),
    # 40 + 30 of 100 in the top two of four.
    "csat_top2_even_scale": (
        lambda: csat({1: 10, 2: 20, 3: 40, 4: 30}, scale=Scale(1, 4)).value,
        70,
    ),
    # 315 points of 100 answers.
    "ces_1": (
        lambda: ces({1: 10, 2: 20, 3: 30, 4: 25, 5: 15}, variant="ces_1").value,
        3.15,
    ),
    # Published by cys.group: 4080 points of 1000 answers.
    "ces_cys_published": (
        lambda: ces({4: 920, 5: 80}, variant="ces_2_mean").value,
        4.08,
    ),
    # 60 of 100 answered 6 or 7, 10 answered 1 to 3.
    "ces_2_index": (
        lambda: (
            ces(
                {1: 2, 2: 3, 3: 5, 4: 10, 5: 20, 6: 40, 7: 20}, variant="ces_2_index"
            ).value
        ),
        50,
    ),
    # (3 x 4 + 1 x 3) / 4 / 5.
    "csi_weighted": (
        lambda: sat.csi({"speed": 4, "tone": 3}, {"speed": 3, "tone": 1}).value,
        75,
    ),
    # (16 for odd items, 17 for even ones) x 2.5.
    "sus_score": (lambda: sat.sus([4, 2, 4, 1, 4, 2, 5, 1, 4, 2]).value, 82.5),
    # A tie of all four goes to the first of M, O, A, I.
    "kano_tie": (
        lambda: str(sat.kano({"A": 5, "O": 5, "M": 5, "I": 5}).category),
        "M",
    ),
    # Low is good: 5 of 1 to 5 is the worst.
    "rescale_low_is_good": (
        lambda: [Scale(1, 5, "lower_is_better").rescale(x) for x in (1, 4, 5)],
        [100, 25, 0],
    ),
    # The mean of 1000 and 2 minutes is not their median with 3.
    "happysignals_median": (
        lambda: fields(
            sat.happiness([9], lost_minutes=[2, 3, 1000, None]).lost, "mean", "median"
        ),
        [335, 3],
    ),
    # 0.2 / (0.2 + 0.8 / 10) = 5 / 7 of the way from 4.0 to 4.8.
    "shrink_normal": (
        lambda: fields(
            stats.shrink_normal(
                4.8, 10, variance=0.8, prior_mean=4.0, prior_variance=0.2
            ),
            "value",
            "weight",
        ),
        [4 + 4 / 7, 5 / 7],
    ),
    # Lower bounds .8256, .6277 and .4385: the order of E. Miller (2009).
    "wilson_rank_lower": (
        lambda: [
            key
            for key, _ in stats.rank_by_lower_bound(
                {"new": (3, 3), "old": (90, 100), "middle": (45, 60)}
            )
        ],
        ["old", "middle", "new"],
    ),
    # Kish: 3 x 6 / 16, and 16 / 6.
    "weighted_mean_kish": (
        lambda: fields(
            stats.weighted_mean([5, 4, 2], [1, 1, 2]),
            "value",
            "design_effect",
            "effective_n",
        ),
        [3.25, 1.125, 8 / 3],
    ),
    # The odds ratio stays 2 / 3: 20 x 25 / (30 x 25).
    "raking_2x2": (
        lambda: stats.rake([[10, 20], [30, 40]], rows=[50, 50], columns=[45, 55]),
        [[20, 30], [25, 25]],
    ),
    "p_chart_variable_n": (lambda: limits(*SPREAD), limits_by_hand(*SPREAD)),
    # 45 / 5 = 9, and three times three around it, cut at 0.
    "c_chart": (
        lambda: fields(
            stats.c_chart([7, 9, 8, 20, 1]), "centre", "low", "high", "beyond"
        ),
        [9, [0] * 5, [18] * 5, [3]],
    ),
    # Montgomery, table 9.1: the first signal, and its sum.
    "cusum_montgomery": (cusum, [29, 5.28, True]),
    # The eighth and the ninth in a row above 5.
    "wheeler_rule_run8": (
        lambda: stats.run_of_eight([4, 6, 7, 6, 8, 6, 7, 9, 6, 6, 4], centre=5),
        [8, 9],
    ),
    # Squared shares .25, .09 and .04.
    "herfindahl": (lambda: stats.herfindahl([50, 30, 20]), 0.38),
    # 650 of 1000, and of the 800 that could be resolved.
    "fcr_gross_net": (
        lambda: fields(
            metrics.first_contact_rates(650, total=1000, not_resolvable=200),
            "gross.value",
            "net.value",
        ),
        [0.65, 0.8125],
    ),
    # 6 of 720 hours down in two failures.
    "mttr_mtbf": (
        lambda: fields(
            metrics.reliability([2, 4], period=720), "mttr", "mtbf", "mtbsi", "value"
        ),
        [3, 357, 360, 714 / 720],
    ),
    # A week of four; the planned day counts neither as agreed nor as down.
    "availability_planned": (
        lambda: [
            metrics.availability([(0, 7)], period=(0, 28), planned=planned).value
            for planned in ([], [(6, 8)])
        ],
        [0.75, 20 / 26],
    ),
    "backlog_flow": (
        lambda: [
            metrics.backlog_flow(120, created=340, resolved=310, **more).closing
            for more in ({}, {"reopened": 5}, {"reopened": 5, "reopened_as": "created"})
        ],
        [150, 155, 150],
    ),
    # 80 of 90, of 100, of 96; and 84 of 100.
    "service_level_variants": (served, [80 / 90, 0.8, 80 / 96, 0.84]),
    "cost_per_contact": (
        lambda: metrics.cost_per_contact(rub(9000), contacts=1200),
        7.5,
    ),
    # 90 of 100 delivered were answered: 10 of 110 came back.
    "response_rate_of_tools": (
        lambda: fields(
            sat.SurveyFunnel(sent=110, bounced=10, answered=90).answered_rate(), "value"
        ),
        0.9,
    ),
    # (.68 / .32) / (.33 / .67).
    "retention_odds_ratio": (
        lambda: com.RETENTION_BY_CONTACTS.odds_ratio(1, "3+"),
        0.68 * 0.67 / 0.32 / 0.33,
    ),
    # 100 cases, half of whom tell five, a fiftieth of whom follow.
    "word_of_mouth": (
        lambda: com.word_of_mouth(100, share=0.5, told=5, conversion=0.02),
        5,
    ),
    # 25 of 100 unhappy clients complain: each complaint stands for four.
    "complaint_iceberg": (
        lambda: fields(com.iceberg(25, 100, complaints=30), "value"),
        120,
    ),
    # 3000 x 1 % against 500 + 0.9 x 3000 x 1 %.
    "decision_pay": (
        lambda: decided(3000, "0.01", "0.9", "expected_cost"),
        [30, 527, "pay"],
    ),
    # 3000 x 50 % against 500 + 0.1 x 3000 x 50 %.
    "decision_investigate": (
        lambda: decided(3000, "0.5", "0.1", "expected_cost"),
        [1500, 650, "investigate"],
    ),
    # 1000 x 50 % is what handling costs: on a tie it is paid.
    "decision_simple_tie": (
        lambda: decided(1000, "0.5", "0", "handling_covers_risk"),
        [500, 500, "pay"],
    ),
    # 0.40 by 700.
    "break_even": (lambda: com.break_even(rub("0.40"), rub(700)), 0.4 / 700),
    # 10 + 15 and a fee of 500.
    "guarantee_penalty_total": (penalties, 525),
    # Two breaches of 10 % and 30 %: the larger one, or both.
    "service_credit_sum": (
        lambda: [
            com.ServiceCredit({"99.9": 10, "99": 30}, rule=rule)
            .settle([99.5, 98], fee=rub(1000))
            .credit
            for rule in ("max", "sum")
        ],
        [300, 400],
    ),
    # 100 x 0.8 / (1 + 0.1 - 0.8).
    "ltv_simple": (
        lambda: com.lifetime_value(rub(100), retention=0.8, discount=0.1),
        800 / 3,
    ),
    # 5 of 100 left; the ends of the tenure are 1 by those of the share.
    "churn_rate_tenure": (tenure, [20, 1, 1]),
    # Equal ones come by name; 10 + 10 of 25 cross the threshold.
    "pareto_ties": (
        lambda: fields(
            com.pareto({"late": 10, "bill": 10, "tone": 5}, threshold=0.8),
            "order",
            "vital_few",
        ),
        [["bill", "late", "tone"], ["bill", "late"]],
    ),
    # Five at 2 against one at 20, which comes first by cost: 20 of 30.
    "pareto_by_cost": (
        lambda: fields(
            com.pareto(
                {"many": 5, "dear": 1}, unit_costs={"many": rub(2), "dear": rub(20)}
            ),
            "order",
            "vital_few",
        ),
        [["dear", "many"], ["dear", "many"]],
    ),
    # 1000 x 12 / 10 would have come and 900 did: 300 less, of 400 forecast.
    "forecast_vs_actual": (
        lambda: fields(
            com.effect(400, before=(1000, 10_000), after=(900, 12_000)),
            "counterfactual",
            "actual",
            "realisation",
            "rate_ratio.value",
        ),
        [1200, 300, 0.75, 0.75],
    ),
    # Of July 2024 the 2nd to the 5th are 4 days, and three weeks follow but 4 days.
    "complaint_deadline_business": (
        lambda: [bank_deadline(extension=days) for days in (0, 10)],
        ["2024-07-22", "2024-08-05"],
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_the_library_gives_what_one_finds_by_hand(name: str) -> None:
    answer, expected = BY_HAND[name]

    compare(expected, answer(), 1e-12, name)

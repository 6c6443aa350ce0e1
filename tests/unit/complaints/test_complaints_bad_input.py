"""What no function of the package takes, and the argument that it names."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import (
    AWS_COMPUTE_2018,
    HOSPITALITY_GUARANTEE,
    RETENTION_BY_CONTACTS,
    Authority,
    CauseScheme,
    Claim,
    ClientPeriod,
    DeadlineRule,
    DecisionMatrix,
    Failure,
    GoodwillRule,
    Guarantee,
    NoticeRule,
    Redress,
    Regime,
    Season,
    ServiceCredit,
    TeamZones,
    Uptime,
    attainable_slack,
    client_tenure,
    coder_agreement,
    contact_drivers,
    cost_of_failure,
    cost_per_insight,
    customer_cost,
    decide_all,
    effect,
    effect_by_topic,
    history_quote,
    hours_coverage,
    iceberg,
    is_untold,
    loyalty_balance,
    market_damage,
    measure_by_calendar,
    pareto,
    promise_gap,
    repeat_chains,
    staleness,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money
from servicedesk_core.sla import ServiceLevelTarget
from servicedesk_core.tickets import open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
NAIVE = MONDAY.replace(tzinfo=None)
JANUARY = date(2026, 1, 5)
DAY = timedelta(days=1)
FEE = Money(100, "EUR")
ALWAYS = ServiceCalendar.always()
TICKET = open_ticket("INC1", at=MONDAY)
MATRIX = DecisionMatrix(FEE)
CLAIM = Claim(FEE, p_loss="0.01", p_grant=0)
RULE = DeadlineRule(30, "calendar_days")
SCHEME = CauseScheme("delivery", ["load", "address"])
HUGE = 10**400
GIFT: dict[str, Any] = {
    "fault": "none",
    "tenure": 9,
    "lifetime_value": FEE,
    "p_uplift": 0,
}


def damage(**changed: Any) -> object:
    given: dict[str, Any] = {
        "problem_rate": 0,
        "complaint_rate": 0,
        "outcomes": {"well": 1},
        "repurchase": {"well": 1},
        "silent_repurchase": 0,
        "value": FEE,
    }
    return market_damage(1, **given | changed)


class TestWrongTypes:
    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (
                lambda bad: Redress("mended", bad),
                "compensations must be Compensation values, in a list, got 5",
            ),
            (
                cost_of_failure,
                "contacts must be pairs of a number and Money, in a list, got 5",
            ),
            (
                lambda bad: cost_per_insight(FEE, [[bad]]),  # type: ignore[list-item]
                r"causes must be a hashable value, got [5]",
            ),
            (
                lambda bad: ServiceCredit({99: 10}, exclusions=[bad]),
                "exclusions must be several causes, got 5",
            ),
            (
                lambda bad: ServiceCredit({99: 10}, source=bad),
                "source must be a text, got 5",
            ),
            (lambda bad: Uptime(99, bad), "cause must be a text or None, got 5"),
            (
                lambda bad: AWS_COMPUTE_2018.settle(bad, fee=FEE),
                "uptimes must be uptimes in percent, in a list, got 5",
            ),
            (
                lambda bad: AWS_COMPUTE_2018.settle([99], fee=FEE, ended_at=bad),
                "ended_at must be an aware datetime, got 5",
            ),
            (
                lambda bad: AWS_COMPUTE_2018.settle([99], fee=FEE, claimed_at=bad),
                "claimed_at must be an aware datetime, got 5",
            ),
            (
                lambda bad: GoodwillRule({0: FEE}).decide(FEE, **GIFT, qualities=bad),
                "qualities must be qualities, in a list, got 5",
            ),
            (Failure, "kind must be a text, got 5"),
            (
                lambda bad: Guarantee({bad: FEE}),
                "penalties must be a text, got 5",
            ),
            (
                lambda bad: Guarantee({"late": FEE}, source=bad),
                "source must be a text, got 5",
            ),
            (
                HOSPITALITY_GUARANTEE.owed,
                "failures must be kinds of failure, in a list, got 5",
            ),
            (
                lambda bad: HOSPITALITY_GUARANTEE.owed([bad]),
                "failures must be kinds of failure, got 5",
            ),
            (
                lambda bad: NoticeRule(5, inactive_days=9, reminders=0).status(
                    JANUARY, bad, on=JANUARY
                ),
                "notices must be Notice values, in a list, got 5",
            ),
            (
                lambda bad: history_quote(bad, 0.5, kind=1),
                "history must be timedelta values, in a list, got 5",
            ),
            (
                lambda bad: client_tenure(bad, on=JANUARY),
                "periods must be ClientPeriod values, in a list, got 5",
            ),
            (
                lambda bad: ClientPeriod(JANUARY, account=bad),
                "account must be a text, got 5",
            ),
            (
                lambda bad: ClientPeriod(JANUARY, is_proven=bad),
                "is_proven must be True or False, got 5",
            ),
            (
                lambda bad: decide_all(MATRIX, bad),
                "claims must be Claim values, in a list, got 5",
            ),
            (
                lambda bad: DecisionMatrix(FEE, reviews_suspects=bad),
                "reviews_suspects must be True or False, got 5",
            ),
            (
                lambda bad: MATRIX.decide(CLAIM, earlier=bad),
                "earlier must be aware datetimes, in a list, got 5",
            ),
            (
                lambda bad: DeadlineRule(30, "calendar_days", rolls=bad),
                "rolls must be True or False, got 5",
            ),
            (
                lambda bad: DeadlineRule(30, "calendar_days", source=bad),
                "source must be a text, got 5",
            ),
            (lambda bad: Regime(bad, {JANUARY: RULE}), "name must be a text, got 5"),
            (
                Season(JANUARY, JANUARY + DAY).recurs_as,
                "other must be a Season, got 5",
            ),
            (
                lambda bad: damage(outcomes={bad: 1}),
                "outcomes must be a text, got 5",
            ),
            (
                lambda bad: damage(repurchase={bad: 1}),
                "repurchase must be a text, got 5",
            ),
            (
                lambda bad: promise_gap(None, bad),
                "actual_at must be an aware datetime, got 5",
            ),
            (
                lambda bad: promise_gap(MONDAY, MONDAY, now=bad),
                "now must be an aware datetime, got 5",
            ),
            (
                lambda bad: customer_cost(FEE, hourly_value=bad),
                "hourly_value must be Money, got 5",
            ),
            (
                lambda bad: hours_coverage(bad, MONDAY, MONDAY + DAY),
                "desks must be calendars by name, got 5",
            ),
            (
                lambda bad: hours_coverage({"bank": bad}, MONDAY, MONDAY + DAY),
                "desks['bank'] must be a ServiceCalendar, got 5",
            ),
            (
                lambda bad: measure_by_calendar(
                    [],
                    ServiceLevelTarget("resolution", DAY, ALWAYS),
                    {},
                    now=bad,
                ),
                "now must be an aware datetime, got 5",
            ),
            (
                lambda bad: staleness(TICKET, now=bad),
                "now must be an aware datetime, got 5",
            ),
            (
                lambda bad: is_untold(TICKET, now=bad, within=DAY),
                "now must be an aware datetime, got 5",
            ),
            (
                lambda bad: Authority("line 1", limit=None).suffices(
                    FEE, overrides=bad
                ),
                "overrides must be names of rules, in a list, got 5",
            ),
            (TeamZones({"cards": ["card"]}).owners, "topic must be a text, got 5"),
            (
                lambda bad: coder_agreement({bad: "load"}, {}, scheme=SCHEME),
                "first must be a text, got 5",
            ),
            (
                lambda bad: effect_by_topic([], before={bad: (1, 1)}, after={}),
                "before must be a text, got 5",
            ),
            (
                lambda bad: repeat_chains([], key=bad, within=DAY),
                "key must be a function of a ticket, got 5",
            ),
            (
                lambda bad: contact_drivers(
                    {"bill": 1}, cost_per_contact=FEE, problems={"bill": bad}
                ),
                "problems['bill'] must be a text, got 5",
            ),
            (
                lambda bad: loyalty_balance(bad, volunteered=True),
                "impacts must be -1, 0 or 1 for each case, in a list, got 5",
            ),
            (
                lambda _: loyalty_balance([0.5], volunteered=True),  # type: ignore[list-item]
                "impacts must be -1, 0 or 1 for each case, got 0.5",
            ),
        ],
    )
    def test_a_number_is_refused_by_the_argument_s_name(
        self, call: Callable[[Any], object], message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            call(5)

        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("call", "argument"),
        [
            (lambda at: MATRIX.decide(CLAIM, earlier=[at]), "earlier"),
            (lambda at: promise_gap(MONDAY, MONDAY, now=at), "now"),
            (lambda at: promise_gap(None, at), "actual_at"),
            (lambda at: staleness(TICKET, now=at), "now"),
        ],
    )
    def test_a_datetime_without_a_zone_is_refused_though_nothing_hangs_on_it(
        self, call: Callable[[datetime], object], argument: str
    ) -> None:
        call(MONDAY)
        with pytest.raises(NaiveDatetimeError, match=argument):
            call(NAIVE)


class TestOutOfRange:
    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda: Failure(" "), "kind must be a text that is not blank, got ' '"),
            (
                lambda: Guarantee({"": FEE}),
                "penalties must be a text that is not blank, got ''",
            ),
            (
                lambda: Regime("", {JANUARY: RULE}),
                "name must be a text that is not blank, got ''",
            ),
            (
                lambda: damage(outcomes={" ": 1}),
                "outcomes must be a text that is not blank, got ' '",
            ),
            (
                lambda: history_quote([-DAY], 0.5, kind=1),
                f"history must be zero or longer, got {-DAY!r}",
            ),
            (
                lambda: attainable_slack(-DAY, [DAY], 0.5, kind=1),
                f"limit must be zero or longer, got {-DAY!r}",
            ),
            (
                lambda: contact_drivers({"bill": HUGE}, cost_per_contact=FEE),
                f"counts must be a number a float holds, got Fraction({HUGE}, 1)",
            ),
            (
                lambda: iceberg(1, 2, complaints=HUGE),
                f"complaints must be a number a float holds, got {HUGE}",
            ),
            (
                lambda: effect_by_topic([], before={}, after={}, seasons={"bill": 0}),
                "seasons['bill'] must be above 0, got 0",
            ),
            (
                lambda: effect_by_topic([], before={}, after={}, confidence=1),
                "confidence must be above 0 and below 1, got 1",
            ),
            (
                lambda: effect(1, before=(10**12 + 1, 1), after=(1, 1)),
                "before[0] must be between 0 and 1000000000000, got 1000000000001",
            ),
            (
                lambda: pareto({"bill": "1.1e100"}),
                "counts must be 1e+100 or less, got 1.1e+100",
            ),
            (
                lambda: AWS_COMPUTE_2018.settle(["x"], fee=FEE),
                "uptimes must be a decimal number, got 'x'",
            ),
            (
                lambda: RETENTION_BY_CONTACTS.uplift(0.1, before=0, after=1),
                "before must be 1 or more, got 0",
            ),
            (
                lambda: RETENTION_BY_CONTACTS.uplift(0.1, before=1, after="2+"),
                (
                    "after must be 3 or more where it stands for more contacts too, "
                    "got '2+'"
                ),
            ),
            (
                lambda: RETENTION_BY_CONTACTS.odds_ratio(0, 1),
                "first must be 1 or more, got 0",
            ),
            (
                lambda: RETENTION_BY_CONTACTS.odds_ratio(1, "x"),
                "second must be a number such as 1 or '3+', got 'x'",
            ),
        ],
    )
    def test_it_is_refused_by_the_argument_s_name(
        self, call: Callable[[], object], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            call()

        assert message == str(caught.value)

    def test_what_is_at_the_edge_is_taken(self) -> None:
        none = timedelta()

        assert none == history_quote([none], 0.5, kind=1)
        assert none == attainable_slack(none, [none], 0.5, kind=1)
        assert Uptime(99).cause is None
        assert "" == ClientPeriod(JANUARY).account
        assert Decimal(30) == AWS_COMPUTE_2018.settle(["98.9"], fee=FEE).percent

"""Promises, deadlines and money of complaints: the figures of the sources."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff, ServiceCalendar
from servicedesk_core.complaints import (
    AWS_COMPUTE_2018,
    HOSPITALITY_GUARANTEE,
    MISSED_REMINDER,
    RUSSIA_APPEALS,
    TAUGHT_CLIENTS,
    Claim,
    ClaimVerdict,
    ClientPeriod,
    Compensation,
    CompensationKind,
    ComplaintDeadline,
    DeadlineRule,
    DeadlineState,
    DecisionMatrix,
    DiscountTiers,
    Fault,
    GestureQuality,
    GoodwillRule,
    IntakeQuote,
    Notice,
    NoticeRule,
    NoticeState,
    PayRule,
    Receipt,
    Redress,
    Reversal,
    Season,
    attainable_slack,
    break_even,
    client_tenure,
    contact_cost,
    cost_of_failure,
    cost_per_insight,
    cycle_time_ratio,
    decide_all,
    history_quote,
    lead_time,
    lifetime_value,
    load_quote,
    market_damage,
    mean_tenure,
    payback,
    promise_gap,
    retention_case,
    tariff_ratio,
    word_of_mouth,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow")
THURSDAY = datetime(2026, 1, 15, 12, tzinfo=DESK.tz)


def rub(amount: int | str) -> Money:
    return Money(amount, "RUB")


def test_a3_a4_d23_promise_gap() -> None:
    # Taken in on Thursday, promised for Monday, ready on Friday.
    friday, monday = THURSDAY + DAY, THURSDAY + 4 * DAY
    gap = promise_gap(monday, friday, calendar=DESK)
    assert gap is not None
    assert (3 * DAY, timedelta(hours=9), 1) == (
        gap.wall,
        gap.service,
        gap.working_days,
    )
    assert 2 == DESK.working_days(THURSDAY.date(), monday.date())
    # Promised anew for Tuesday, and ready on Monday: both gaps are told.
    again = promise_gap([friday, monday + DAY], monday, calendar=DESK)
    assert again is not None
    assert (1, -1) == (again.working_days, again.first.working_days)
    # Within a minute of the registration the client knows all four.
    quote = IntakeQuote(
        THURSDAY,
        THURSDAY + MINUTE,
        parts_available=True,
        queue_load="0.7",
        cost_estimate=(rub(900), rub(1200)),
        promised_at=monday,
    )
    assert (1.0, MINUTE) == (quote.completeness, quote.time_to_quote)
    assert rub(-100) == quote.cost_gap(rub(800))
    # A loan on one's own screen at once.
    assert timedelta() == lead_time(THURSDAY, THURSDAY).wall


def test_a7_d17_load_aware_promise() -> None:
    # Couriers at half as much again as they can carry.
    assert 3 * DAY == load_quote(2 * DAY, demand=150, capacity=100)
    assert 2 * DAY == load_quote(2 * DAY, demand=50, capacity=100)
    with pytest.raises(InvalidArgumentError, match=r"capacity must be above 0"):
        load_quote(2 * DAY, demand=50, capacity=0)
    # Answers may take 30 days by law, and two are attainable.
    history = [n * DAY for n in (2, 3, 9, 14, 20, 25, 28, 29, 30, 31)]
    assert 30 * DAY == history_quote(history, 0.9, kind=1)
    assert 28 * DAY == attainable_slack(30 * DAY, history, 0.1, kind=1)
    assert history_quote([], 0.9, kind=1) is None


def test_c1_c2_c3_c15_g3_cost_of_failure() -> None:
    figures: dict[str, Any] = dict(MISSED_REMINDER.figures)
    contacts = [
        (figures["contacts"], figures["contact"]),
        (figures["employee_calls"], figures["employee_call"]),
    ]
    price = figures["service_message"]
    found = cost_of_failure(contacts, prevention=price)
    # 2 x 300 + 100, against 0.20 to 0.40: the figure quoted is that of the dear one.
    assert rub(700) == found.cost
    assert (Decimal(1750), Decimal(3500)) == (found.low, found.high)
    assert cost_of_failure(contacts, prevention=rub(0)).ratio is None
    # Marketing messages are at least twice as dear.
    tariffs = tariff_ratio(figures["marketing_message"], price)
    assert (Decimal("2.5"), Decimal(5)) == tariffs
    # One client in 1750 is enough.
    share = break_even(price[1], found.cost)
    assert 0.0005714285714285715 == pytest.approx(float(share or 0), rel=1e-12)
    # A call of five minutes cost 100: 20 a minute.
    assert rub(100) == contact_cost(1, per_minute=rub(20), minutes=5)
    assert rub(600) == contact_cost(2, per_contact=rub(300))
    # A complaint comes free, a survey does not.
    assert rub(0) == cost_per_insight(rub(0), ["bill", "limit"])
    assert rub(50_000) == cost_per_insight(rub(100_000), ["bill", "limit"])


def test_c4_c5_pay_or_investigate() -> None:
    matrix = DecisionMatrix(rub(500), rule=PayRule.HANDLING_COVERS_RISK)
    # The bank accepted to lose 1 %.
    assert rub(50_000) == matrix.threshold_amount(p_loss="0.01")
    # Handling costs more than the risk in 85 cases of 100.
    small = Claim(rub(3_000), p_loss="0.01", p_grant="0.9")
    large = Claim(rub(60_000), p_loss="0.01", p_grant="0.9")
    found = decide_all(matrix, [small] * 85 + [large] * 15)
    assert 0.85 == found.auto_paid
    assert rub(85 * 30) == found.expected_loss
    # In the whole model a claim that is granted anyway is not worth the look.
    whole = DecisionMatrix(rub(500))
    assert ClaimVerdict.PAY is whole.decide(large).verdict
    assert rub(500_000) == whole.threshold_amount(p_loss="0.01", p_grant="0.9")
    # Five days became five minutes.
    assert Decimal(1440) == cycle_time_ratio(5 * DAY, 5 * MINUTE)
    working = 5 * timedelta(hours=8)
    assert Decimal(480) == cycle_time_ratio(working, 5 * MINUTE)


def test_c6_teaching() -> None:
    reduction: Any = TAUGHT_CLIENTS.figures["reduction"]
    summers = [Season(date(year, 6, 1), date(year, 9, 1)) for year in (2024, 2025)]
    found = payback(
        1000,
        1200,
        extra_minutes=4,
        handling_minutes=5,
        reduction=reduction,
        cost_per_minute=rub(10),
        seasons=(summers[0], summers[1]),
    )
    assert (rub(40_000), rub(42_000), rub(2_000)) == (
        found.invest,
        found.save,
        found.net,
    )
    assert Decimal("4.2") == found.break_even_minutes


def test_c8_c9_c11_c13_guarantees_and_credits() -> None:
    failures = ["lost request", "bad lunch", "late medicine"]
    owed = HOSPITALITY_GUARANTEE.owed(failures, fee=Money(2000, "USD"))
    assert Money(2025, "USD") == owed.total
    # The largest of them is where to look for causes.
    assert "late medicine" == max(owed.by_kind, key=lambda kind: owed.by_kind[kind])
    uptimes: list[Any] = [100, "99.99", "99.989", "99.0", "98.999", "95.0", "94.99"]
    percents = [AWS_COMPUTE_2018.percent(uptime) for uptime in uptimes]
    assert [0, 0, 10, 10, 30, 30, 100] == percents
    credits_ = [
        AWS_COMPUTE_2018.settle([uptime], fee=Money(1000, "USD")).credit
        for uptime in uptimes
    ]
    assert [0, 0, 100, 100, 300, 300, 1000] == [each.amount for each in credits_]
    # The card was issued again, and free.
    waiver = Compensation(CompensationKind.FEE_WAIVER, rub(300))
    assert rub(300) == Redress("card issued again", [waiver]).cost("RUB")
    with pytest.raises(InvalidArgumentError, match=r"does not replace it"):
        Redress("", [waiver])


def test_c10_c12_goodwill_and_tenure() -> None:
    # The dog ate the charger: nobody owes a new one.
    rule = GoodwillRule({0: Money(20, "USD"), 365: Money(60, "USD")})
    gift = rule.decide(
        Money(35, "USD"),
        fault=Fault.NONE,
        tenure=500,
        lifetime_value=Money(900, "USD"),
        p_uplift="0.05",
        qualities=list(GestureQuality),
    )
    assert gift.is_granted
    assert 4 == len(gift.qualities)
    # The number was a firm's before: with a proof, its years count.
    firm = ClientPeriod(date(2012, 1, 1), date(2020, 3, 1), account="firm")
    own = ClientPeriod(date(2020, 1, 1), account="own")
    on = date(2026, 1, 1)
    tiers = DiscountTiers({0: 0, 5 * 365: 5, 10 * 365: 10})
    assert Decimal(5) == tiers.discount(client_tenure([own], on=on))
    merged = client_tenure([own, firm], on=on)
    assert (on - date(2012, 1, 1)).days == merged.days
    assert Decimal(10) == tiers.discount(merged)


def test_d1_d2_c14_g2_deadlines_and_notices() -> None:
    law = ComplaintDeadline(RUSSIA_APPEALS, tz="Europe/Moscow")
    target = ComplaintDeadline(
        DeadlineRule(2, "calendar_days"),
        tz="Europe/Moscow",
    )
    starts = ["2024-01-31", "2025-01-31", "2025-12-15"]
    received = [datetime.fromisoformat(day).replace(tzinfo=DESK.tz) for day in starts]
    expected = ["2024-03-01", "2025-03-02", "2026-01-14"]
    assert expected == [law.due_date(at).isoformat() for at in received]
    assert date(2024, 2, 2) == target.due_date(received[0])
    # Thirty days without an answer; then the client writes again.
    first = Receipt(received[0])
    again = Receipt(datetime(2024, 3, 2, tzinfo=DESK.tz), parent=first)
    late = law.status(again, now=again.received_at)
    assert DeadlineState.OVERDUE is late.state
    assert (1, 1) == (late.overdue_days, late.repeats)
    # A formal reply in time, that solves nothing.
    reply = Receipt(received[0], answered_at=received[0] + 20 * DAY)
    answered = law.status(reply, now=received[0] + 40 * DAY)
    assert DeadlineState.IN_TIME is answered.state
    assert not answered.is_resolved
    # A limit is cut unless there is an operation within 5 days, never in December.
    december = DaysOff.yearly("12-01..12-31")
    rule = NoticeRule(5, inactive_days=180, reminders=2, blackout=december)
    told = [Notice(date(2025, 11, n), date(2025, 11, n)) for n in (28, 29, 30)]
    idle = date(2025, 5, 1)
    assert date(2026, 1, 1) == rule.action_on(date(2025, 11, 28))
    status = rule.status(idle, told, on=date(2026, 1, 1))
    assert NoticeState.ACTION_DUE is status.state
    active = rule.status(date(2025, 11, 30), told, on=date(2025, 12, 1))
    assert NoticeState.ACTIVE is active.state
    # The limit was restored later.
    undone = rule.status(
        idle,
        told,
        on=date(2026, 1, 9),
        acted_on=date(2026, 1, 1),
        reversal=Reversal(date(2026, 1, 9), "the message was lost among others"),
    )
    assert NoticeState.REVERSED is undone.state


def test_b17_b18_word_of_mouth_and_value() -> None:
    # A problem solved fast: of 100 such clients half tell five friends each.
    told = word_of_mouth(100, share="0.5", told=5, conversion="0.02")
    assert Decimal(5) == told
    damage = market_damage(
        100_000,
        problem_rate=0.3,
        complaint_rate=0.25,
        outcomes={"satisfied": 0.4, "mollified": 0.35, "dissatisfied": 0.25},
        repurchase={"satisfied": 0.82, "mollified": 0.54, "dissatisfied": 0.19},
        silent_repurchase=0.46,
        value=Money(120, "USD"),
    )
    assert (Decimal(30_000), Decimal(7_500)) == (damage.unhappy, damage.complainers)
    assert Decimal("15416.25") == damage.lost
    assert Money(1_849_950, "USD") == damage.revenue_at_risk
    # New clients are dear, old ones cheaper.
    value = lifetime_value(Money(99, "EUR"), retention="0.8", discount="0.1")
    assert Money(264, "EUR") == value
    case = retention_case(
        Money(20, "EUR"),
        p_save="0.3",
        lifetime_value=value,
        acquisition_cost=Money(100, "EUR"),
    )
    assert (True, Decimal(5)) == (case.is_worth_it, case.ratio)
    assert Decimal(20) == mean_tenure(0.05)
    with pytest.raises(InvalidArgumentError, match=r"retention must be below 1"):
        lifetime_value(Money(99, "EUR"), retention=1, discount=0)


def test_figures_do_not_hang_on_the_zone_of_the_caller() -> None:
    law = ComplaintDeadline(RUSSIA_APPEALS, tz="Europe/Moscow")
    at = datetime(2024, 1, 31, 9, tzinfo=DESK.tz)
    assert law.due_at(at) == law.due_at(at.astimezone(UTC))

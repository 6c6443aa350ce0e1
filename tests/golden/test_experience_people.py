"""What the sources tell of people: told, tired, loyal, gone, refused, left alone.

Each test is a row of the rules of service experience, named by their ids; the numbers
are those of the sources.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import (
    OUT_OF_POLICY_OFFER,
    RETENTION_BY_CONTACTS,
    CallBack,
    CallBackStatus,
    CauseAttribution,
    CauseParty,
    ClientSegment,
    ClosureMessage,
    ClosurePart,
    ContactCost,
    EffortLimits,
    LoyaltyImpact,
    PaymentCycle,
    PaymentStatus,
    Provisioning,
    PublicState,
    Recovery,
    ServiceRefusal,
    TopicContact,
    TopicDemand,
    activities,
    check_critical_hours,
    check_ways,
    churn_rate,
    client_segment,
    compare_retention,
    complaint_levels,
    contact_drivers,
    contact_rate,
    customer_cost,
    customer_effort,
    exposure,
    failure_demand,
    fix_return,
    hours_coverage,
    iceberg,
    is_stale,
    is_untold,
    is_valid_tracking_code,
    knowledge_coverage,
    loyalty_balance,
    measure_by_calendar,
    payment_gap,
    public_state,
    recovery_paradox,
    self_service_use,
    silent_churn,
    status_changes,
    summarise_effort,
    summarise_recovery,
    told_share,
    tracking_code,
    unmet_demand,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.sla import Metric, ServiceLevelTarget, Signal, SignalKind
from servicedesk_core.tickets import Actor, HoldReason, effort, events, open_ticket
from servicedesk_core.timeline import Interval

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CLIENT = Actor("client", Role.REQUESTER)
AGENT = Actor("agent", Role.AGENT)
CASE = open_ticket("INC1", at=MONDAY, by=CLIENT)


def rub(amount: str | int) -> Money:
    return Money(amount, "RUB")


def test_a5_a6_d4_d9_d18_g13_keeping_the_client_informed() -> None:
    # A5: a slip with a code, by which the request is followed on the site.
    code = tracking_code("INC1", key=b"a secret of the vendor")
    assert is_valid_tracking_code(code)
    for place, (one, two) in enumerate(pairwise(code)):
        swapped = code[:place] + two + one + code[place + 2 :]
        assert (one == two) is is_valid_tracking_code(swapped)
    waiting = CASE.hold(at=MONDAY, by=AGENT, reason=HoldReason.CALLER)
    assert PublicState.WAITING_FOR_YOU is public_state(waiting)
    # A6: the vendor phones first when it is ready. D4: the limit is back at minute 5,
    # and nobody tells the client.
    ready = CASE.resolve(at=MONDAY + 5 * MINUTE, by=AGENT, code="x", notes="y")
    phoned = ready.reply(at=MONDAY + 6 * MINUTE, by=AGENT)
    asked = ready.receive(at=MONDAY + HOUR, by=CLIENT)
    assert [True] == [each.is_told_first for each in status_changes(phoned)]
    share = told_share([phoned, asked])
    assert share is not None
    assert 0.5 == share.value
    assert is_untold(ready, now=MONDAY + HOUR, within=30 * MINUTE)
    assert not is_untold(phoned, now=MONDAY + HOUR, within=30 * MINUTE)
    # D9: told is what was done for the client and what was changed for all.
    half = ClosureMessage("Your limit is back.", None)
    assert (ClosurePart.SYSTEMIC,) == half.missing
    # D18: leave and be notified, within the window that was promised.
    promised = Interval(MONDAY + HOUR, MONDAY + 2 * HOUR)
    assert CallBackStatus.KEPT is CallBack(promised, MONDAY + HOUR).status(
        now=MONDAY + HOUR
    )
    # G13: polite girls, nothing moves.
    polite = CASE.reply(at=MONDAY, by=AGENT).note(at=MONDAY, by=AGENT, text="called")
    assert [False, False] == [each.is_progress for each in activities(polite)]


def test_b2_b5_b6_b25_d14_d22_e19_c16_effort() -> None:
    # B6: ping-pong between the central office and the branch. B5: each hears of the
    # problem for the first time. D22: asking an expert is no transfer.
    case = CASE
    for group in ("centre", "branch", "branch", "centre", "branch"):
        case = case.assign(at=MONDAY, by=AGENT, group=group)
    case = case.reply(at=MONDAY, by=AGENT, to="expert")
    found = effort(case)
    assert (3, 2) == (found.transfers, found.bounces)
    assert 1 == found.re_explanations
    assert ("bounces",) == EffortLimits(bounces=2).reached(found)
    # B2: the first one should solve it, not pass it round all instances.
    solved = CASE.assign(at=MONDAY, by=AGENT, agent="anna").resolve(
        at=MONDAY, by=AGENT, code="x", notes="y"
    )
    summary = summarise_effort([effort(solved)])
    assert summary is not None
    assert summary.first_agent is not None
    assert 1.0 == summary.first_agent.value
    # B25: the extra statement is given in the same branch only, in another city.
    (locked,) = check_ways({"extra statement": ["the same branch"]})
    assert "effort.lock_in" == locked.code
    # D14: details are checked at the call, and once a case. E19: minutes add up.
    calls = [ContactCost(duration=15 * MINUTE, is_verified=True)] * 2
    asked = customer_effort(case, contacts=calls)
    assert (1, 30 * MINUTE) == (asked.repeated_verifications, asked.time)
    # C16: the client counts the price, not the taxi, the buffet and the flowers.
    sides = [rub(600), rub(400), rub(1500)]
    cost = customer_cost(
        rub(3000), side_costs=sides, time=90 * MINUTE, hourly_value=rub(400)
    )
    assert rub(6100) == cost


def test_b1_b3_b19_b20_b21_b22_b23_loyalty_by_contacts() -> None:
    # B1: 68 % stay after one contact, 33 % after three or more, nothing for two.
    curve = RETENTION_BY_CONTACTS
    assert [0.68, None, 0.33, 0.33] == [curve.rate(n) for n in (1, 2, 3, 9)]
    assert pytest.approx(0.505, abs=1e-12) == curve.rate(2, between="linear")
    assert 0.68 == curve.rate(2, between="step")
    with pytest.raises(InvalidArgumentError):
        curve.rate(0)
    shares = {"1": 0.6, "2": 0.2, "3+": 0.2}
    expected = curve.expected(shares, between="linear")
    assert pytest.approx(0.575, abs=1e-12) == expected
    assert pytest.approx(0.35 * 0.2, abs=1e-12) == curve.uplift(
        0.2, before="3+", after=1
    )
    odds = (0.68 / 0.32) / (0.33 / 0.67)
    assert pytest.approx(odds, rel=1e-12) == curve.odds_ratio(1, "3+")
    assert 4.3144 == round(odds, 4)
    # B3: a solved problem may make more loyal than none; it depends on how.
    paradox = recovery_paradox(
        {
            "no_problem": (700, 1000),
            "solved_quickly": (170, 200),
            "solved_slowly": (100, 200),
        }
    )
    assert paradox.holds("solved_quickly") is True
    assert paradox.holds("solved_slowly") is False
    assert paradox.holds("unsolved") is None
    # B19: 80 % of the cases that people share are expected to be bad. B21: a small
    # request that was granted is a good one.
    impacts = [LoyaltyImpact.NEGATIVE] * 8 + [LoyaltyImpact.NEUTRAL]
    balance = loyalty_balance([*impacts, LoyaltyImpact.POSITIVE], volunteered=True)
    assert balance is not None
    assert (0.8, -0.7) == (balance.negative_share.value, balance.net)
    assert balance.is_volunteered
    # B20: the card was replaced late and free, and it was the last one.
    card = summarise_recovery(
        [Recovery(resolved=True, compensated=True, retained=False)]
    )
    assert 1 == card.lost_although_made_good
    # B22: they left without a complaint.
    assert 75.0 == silent_churn(100, complaint_rate=0.25)
    multiplier = iceberg(25, 100)
    assert multiplier is not None
    assert 4.0 == multiplier.value
    assert iceberg(0, 100) is None
    # B23: who complains and who just leaves are stored apart.
    apart = compare_retention((54, 100), (9, 100))
    assert apart.first is not None
    assert apart.second is not None
    assert (0.54, 0.09) == (apart.first.value, apart.second.value)


def test_b12_b13_b14_b15_b16_churn_signals() -> None:
    # B12: more than a week without service, calls logged and nothing done.
    outage = CASE
    for days in (1, 3, 6):
        outage = outage.receive(at=MONDAY + days * DAY, by=CLIENT)
    after = MONDAY + 7 * DAY
    assert is_stale(outage, now=after, contacts=4, idle=7 * DAY)
    assert not is_stale(outage, now=after, contacts=5, idle=7 * DAY)
    assert is_stale(outage, now=after + MINUTE, contacts=5, idle=7 * DAY)
    # B13: switched as soon as another provider reached the house.
    before = client_segment(is_dissatisfied=True, has_alternative=False)
    assert ClientSegment.HOSTAGE is before
    assert ClientSegment.LEAVING is client_segment(
        is_dissatisfied=True, has_alternative=True
    )
    assert 0.0 == RETENTION_BY_CONTACTS.churn_risk(3, switching_barrier=1)
    assert pytest.approx(0.67, abs=1e-12) == RETENTION_BY_CONTACTS.churn_risk(3)
    # B14: noticed after three months without payments; one is sign enough.
    months = [PaymentCycle(date(2026, m, 1), PaymentStatus.MISSED) for m in (1, 2, 3)]
    gap = payment_gap(months, signal_after=1)
    assert gap is not None
    assert date(2026, 1, 1) == gap.signal_on
    assert 90 * DAY == gap.lag(date(2026, 4, 1))
    # B15: connected the next day; the cable was already on the landing.
    line = Provisioning(
        ordered_at=MONDAY, ready_at=MONDAY + DAY, is_pre_provisioned=True
    )
    assert DAY == line.lead_time
    # B16: the fifth provider: the mean tenure is 1 by the churn rate.
    churn = churn_rate(5, 100)
    assert churn is not None
    assert churn.tenure is not None
    assert 20.0 == churn.tenure.value


def test_b4_b24_b26_b27_c7_g6_e12_demand() -> None:
    # B4: two million calls a year because of one date on the bills.
    (driver,) = contact_drivers(
        {"date on the bill": 2_000_000},
        cost_per_contact=rub(300),
        problems={"date on the bill": "PRB1"},
    )
    assert (2_000_000.0, 1.0) == (driver.contacts, driver.share)
    assert (rub(600_000_000), "PRB1") == (driver.cost, driver.problem)
    a_bill = contact_rate(2_000_000, 40_000_000)
    assert a_bill is not None
    assert 0.05 == a_bill.value
    fix = fix_return(driver.cost, fix_cost=rub(6_000_000), reduction=1)
    assert Decimal(99) == fix.roi
    # B24: queues, and nobody at the terminals. C7: self-service existed for a year,
    # and clients still phoned.
    use = self_service_use(
        [
            TopicDemand("balance", self_served=700, assisted=300),
            TopicDemand("limit", self_served=0, assisted=300),
        ]
    )
    assert [0.7, 0.0] == [
        each.deflection.value for each in use.values() if each.deflection
    ]
    # B26: a car, seven years, one planned service a year.
    car = failure_demand(7, planned=7, units=1, years=7)
    assert car is not None
    assert 0.0 == car.value
    # B27: it is not the client who did not understand.
    assert CauseParty.COMPANY is CauseAttribution().party
    with pytest.raises(InvalidArgumentError):
        CauseAttribution(CauseParty.USER)
    # G6: what is blocked looks for a way round.
    no = ServiceRefusal(
        "client", "limit", at=MONDAY, reason="inactive", alternative="a transfer"
    )
    again = TopicContact("client", "limit", at=MONDAY + DAY)
    (unmet,) = unmet_demand([no], [again, again])
    assert (2, 1) == (unmet.repeats, unmet.alternatives)
    # E12: should there be fewer complaints? Two numbers, one down and one up.
    levels = complaint_levels(50, clients=1000, complained=25, unhappy=100)
    assert levels.per_client is not None
    assert levels.propensity is not None
    assert (0.05, 0.25) == (levels.per_client.value, levels.propensity.value)


def test_d15_d19_refusals_and_approvals() -> None:
    # D15: "No way", "We are forbidden to": no instruction for two industries.
    with pytest.raises(InvalidArgumentError):
        ServiceRefusal("client", "advert", at=MONDAY, reason="we are forbidden to")
    asked = {"payment": 60, "industry A": 30, "industry B": 10}
    known = knowledge_coverage(asked, ["payment"])
    assert ("industry A", "industry B") == known.missing
    assert known.topics is not None
    assert pytest.approx(1 / 3) == known.topics.value
    # D19: the client is warned; then the contract stands, is redone or cancelled.
    offer = open_ticket("OFF1", at=MONDAY, lifecycle=OUT_OF_POLICY_OFFER)
    warned = offer.do(events.ActionTaken(at=MONDAY, by=AGENT, name="warn"))
    assert "detected" == offer.state
    assert "client_warned" == warned.state
    assert ["confirmed", "redone"] == [
        warned.do(events.ActionTaken(at=MONDAY, by=AGENT, name=name)).state
        for name in ("confirm", "redo")
    ]
    cancelled = warned.do(events.Cancelled(at=MONDAY, by=CLIENT, reason="too dear"))
    assert "cancelled" == cancelled.state


def test_d16_e25_g10_coverage() -> None:
    # D16: the bank's support ends at 18:00, and a card cannot be blocked until 09:00.
    bank = ServiceCalendar.parse("Mo-Su 09:00-18:00", tz="UTC")
    week = MONDAY, MONDAY + 7 * DAY
    found = hours_coverage({"bank": bank}, *week)
    assert 15 * HOUR == found.longest
    assert Interval(MONDAY + 9 * HOUR, MONDAY + DAY) == found.worst
    (gap,) = check_critical_hours({"card block": {"bank": bank}}, ["card block"], *week)
    assert "nobody is there for up to 15 h" == gap.message
    robot = {"bank": bank, "robot": ServiceCalendar.always()}
    assert () == check_critical_hours({"card block": robot}, ["card block"], *week)
    # G10: payment without a PIN, pickpockets and a closed support multiply.
    loss = exposure(found.longest, loss_per_hour=Money(200, "EUR"))
    assert Money(3000, "EUR") == loss
    # E25: the shops of Europe are closed, here it is 24/7: one SLA, two calendars.
    here = ServiceCalendar.always()
    there = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")
    target = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, here)
    friday = MONDAY + 4 * DAY + 8 * HOUR
    under = measure_by_calendar(
        [Signal(friday, SignalKind.OPENED)],
        target,
        {"here": here, "there": there},
        now=friday,
    )
    assert friday + 4 * HOUR == under["here"].due_at
    assert MONDAY + 7 * DAY + 3 * HOUR == under["there"].due_at

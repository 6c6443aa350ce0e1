"""Service credits: a part of the fee back for a period below its uptime."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    AWS_COMPUTE_2018,
    CompensationKind,
    CreditRefusal,
    CreditRule,
    CreditSettlement,
    ServiceCredit,
    Uptime,
    uptime_percent,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money

FEE = Money(200, "EUR")
END = datetime(2026, 2, 1, tzinfo=UTC)
NAIVE = datetime(2026, 2, 1)  # noqa: DTZ001
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
# Given in no order.
TIERS = {"95": 60, "99.9": 10, "99": 25}


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


def settle(*uptimes: Any, **rest: Any) -> CreditSettlement:
    asked = {
        name: rest.pop(name)
        for name in ("ended_at", "claimed_at", "credited")
        if name in rest
    }
    return ServiceCredit(TIERS, **rest).settle(uptimes, fee=FEE, **asked)


class TestTiers:
    @pytest.mark.parametrize(
        ("uptime", "expected"),
        [
            (100, 0),
            ("99.9", 0),
            # Rounded to one digit it would be 99.9.
            ("99.89999999999", 10),
            (99, 10),
            (98.99, 25),
            (95, 25),
            ("94.999", 60),
            (0, 60),
        ],
    )
    def test_are_half_open(self, uptime: Any, expected: int) -> None:
        assert Decimal(expected) == ServiceCredit(TIERS).percent(uptime)

    def test_an_uptime_is_a_percent(self) -> None:
        wanted = r"uptime must be between 0 and 100, got Decimal\('100.1'\)"
        with pytest.raises(InvalidArgumentError, match=wanted):
            ServiceCredit(TIERS).percent("100.1")
        with pytest.raises(InvalidArgumentError, match=r"percent must be between 0 an"):
            Uptime(101)

    @pytest.mark.parametrize(
        ("tiers", "error", "message"),
        [
            ({}, InvalidArgumentError, r"tiers must be one tier at least, got \{\}"),
            (
                [],
                WrongTypeError,
                r"tiers must be a mapping of uptime to credit, percents, got \[\]",
            ),
            ({101: 5}, InvalidArgumentError, r"tiers must be between 0 and 100"),
            ({99: -5}, InvalidArgumentError, r"tiers\[99\] must be 0 or more"),
            (
                {99: 10, 95: 5},
                InvalidArgumentError,
                r"tiers must be credits that do not fall as the uptime falls, got \{99",
            ),
        ],
    )
    def test_make_sense(self, tiers: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            ServiceCredit(tiers)


class TestSettlement:
    def test_one_breach_gives_its_credit(self) -> None:
        found = settle(99)
        assert Decimal(10) == found.percent
        assert eur(20) == found.credit
        assert found.refusal is None
        assert (Uptime(99),) == found.counted
        assert () == found.excluded
        assert CompensationKind.CREDIT is found.kind

    def test_several_give_the_largest_or_the_sum(self) -> None:
        uptimes = [99, 100, 98, "99.5"]
        assert Decimal(25) == settle(*uptimes).percent
        summed = settle(*uptimes, rule="sum")
        assert Decimal(45) == summed.percent
        assert eur(90) == summed.credit
        assert 3 == len(summed.counted)

    def test_the_cap_limits_a_period(self) -> None:
        assert Decimal(100) == settle(0, 0, rule=CreditRule.SUM).percent
        assert Decimal(30) == settle(0, cap=30).percent
        assert eur(60) == settle(0, cap=30).credit

    def test_no_breach_gives_nothing(self) -> None:
        for found in (settle(), settle("99.9")):
            assert CreditRefusal.NO_BREACH is found.refusal
            assert Decimal(0) == found.percent
            assert eur(0) == found.credit

    def test_excluded_causes_do_not_count(self) -> None:
        storm = Uptime(90, "storm")
        found = settle(storm, 99, exclusions=["storm", "client"])
        assert Decimal(10) == found.percent
        assert (storm,) == found.excluded
        alone = settle(storm, exclusions=["storm"])
        assert CreditRefusal.EXCLUDED is alone.refusal
        assert eur(0) == alone.credit
        assert Decimal(60) == settle(Uptime(90, "fault"), exclusions=["storm"]).percent


class TestClaimWindow:
    @pytest.mark.parametrize(
        ("claimed_at", "refusal"),
        [
            (END + 30 * DAY, None),
            (END + 30 * DAY + TICK, CreditRefusal.CLAIMED_LATE),
            (END - DAY, None),
            (None, CreditRefusal.NOT_CLAIMED),
        ],
    )
    def test_a_claim_must_come_in_time(
        self, claimed_at: datetime | None, refusal: CreditRefusal | None
    ) -> None:
        found = settle(99, claim_within=30 * DAY, ended_at=END, claimed_at=claimed_at)
        assert refusal is found.refusal
        assert eur(0 if refusal else 20) == found.credit

    def test_no_claim_is_needed_without_a_window(self) -> None:
        assert settle(99).refusal is None

    def test_no_breach_is_told_before_no_claim(self) -> None:
        found = settle(100, claim_within=DAY, ended_at=END)
        assert CreditRefusal.NO_BREACH is found.refusal

    def test_needs_the_end_of_the_period(self) -> None:
        wanted = r"ended_at must be given where a claim is needed, got None"
        with pytest.raises(InvalidArgumentError, match=wanted):
            settle(99, claim_within=DAY)
        with pytest.raises(NaiveDatetimeError, match=r"^ended_at must be an aware"):
            settle(99, claim_within=DAY, ended_at=NAIVE)
        with pytest.raises(NaiveDatetimeError, match=r"^claimed_at must be an aware"):
            settle(99, claim_within=DAY, ended_at=END, claimed_at=NAIVE)


class TestContractCap:
    @pytest.mark.parametrize(
        ("credited", "credit", "percent", "refusal"),
        [
            (None, 20, "10", None),
            (eur(80), 20, "10", None),
            (eur(85), 15, "7.5", None),
            (eur(100), 0, "0", CreditRefusal.USED_UP),
            (eur(130), 0, "0", CreditRefusal.USED_UP),
        ],
    )
    def test_limits_all_periods_together(
        self,
        credited: Money | None,
        credit: int,
        percent: str,
        refusal: CreditRefusal | None,
    ) -> None:
        found = settle(99, contract_cap=eur(100), credited=credited)
        assert eur(credit) == found.credit
        assert Decimal(percent) == found.percent
        assert refusal is found.refusal

    def test_what_is_refused_anyway_stays_so(self) -> None:
        found = settle(100, contract_cap=eur(100), credited=eur(100))
        assert CreditRefusal.NO_BREACH is found.refusal

    def test_without_it_nothing_is_counted(self) -> None:
        assert eur(20) == settle(99, credited=eur(9999)).credit
        with pytest.raises(WrongTypeError, match=r"credited must be Money, got 5"):
            settle(99, credited=5)

    def test_is_in_the_currency_of_the_fee(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"currency must be USD"):
            settle(99, contract_cap=Money(1, "USD"))


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                {"rule": "mean"},
                InvalidArgumentError,
                r"rule must be one of max, sum, got 'mean'",
            ),
            ({"cap": 101}, InvalidArgumentError, r"cap must be between 0 and 100"),
            (
                {"contract_cap": 5},
                WrongTypeError,
                r"contract_cap must be Money, got 5",
            ),
            (
                {"claim_within": -TICK},
                InvalidArgumentError,
                r"claim_within must be zero or longer, got datetime.timedelta",
            ),
            (
                {"claim_within": 5},
                WrongTypeError,
                r"claim_within must be a timedelta, got 5",
            ),
            (
                {"exclusions": "storm"},
                WrongTypeError,
                r"exclusions must be several causes, in a list, got 'storm'",
            ),
            (
                {"exclusions": 5},
                WrongTypeError,
                r"exclusions must be several causes, in a list, got 5",
            ),
        ],
    )
    def test_of_a_service_credit(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            ServiceCredit(TIERS, **values)

    def test_a_claim_at_the_end_itself_may_be_asked_for(self) -> None:
        found = settle(99, claim_within=timedelta(), ended_at=END, claimed_at=END)
        assert found.refusal is None

    def test_a_fee_is_money(self) -> None:
        with pytest.raises(WrongTypeError, match=r"fee must be Money, got 5"):
            ServiceCredit(TIERS).settle([99], fee=5)  # type: ignore[arg-type]


class TestUptimePercent:
    def test_is_the_share_of_time_up(self) -> None:
        assert Decimal(90) == uptime_percent(10 * DAY, DAY)
        assert Decimal(100) == uptime_percent(DAY, timedelta())
        assert Decimal(0) == uptime_percent(DAY, DAY)

    def test_leaves_out_what_is_excluded(self) -> None:
        assert Decimal(95) == uptime_percent(10 * DAY, DAY, excluded=DAY / 2)
        assert Decimal(100) == uptime_percent(DAY, DAY, excluded=DAY)

    def test_is_none_without_a_period(self) -> None:
        assert uptime_percent(timedelta(), timedelta()) is None

    @pytest.mark.parametrize(
        ("arguments", "name", "got"),
        [
            ((DAY, DAY + TICK, timedelta()), "down", "24 h 0.000001 s"),
            ((DAY, TICK, 2 * TICK), "excluded", "0.000002 s"),
            ((DAY, DAY, -TICK), "excluded", "-0.000001 s"),
            ((-DAY, timedelta(), timedelta()), "down", "0 min"),
            ((-DAY, -DAY, timedelta()), "excluded", "0 min"),
        ],
    )
    def test_parts_are_within_the_whole(
        self, arguments: tuple[timedelta, ...], name: str, got: str
    ) -> None:
        total, down, excluded = arguments
        wanted = (
            rf"{name} must be 0 or more, and within what it is a part of, got '{got}'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            uptime_percent(total, down, excluded=excluded)

    @pytest.mark.parametrize("name", ["total", "down", "excluded"])
    def test_lengths_are_timedeltas(self, name: str) -> None:
        lengths: dict[str, Any] = {"total": DAY, "down": DAY, "excluded": DAY, name: 5}
        with pytest.raises(WrongTypeError, match=rf"{name} must be a timedelta, got 5"):
            uptime_percent(**lengths)


class TestPreset:
    def test_has_the_figures_of_its_source(self) -> None:
        expected = {
            Decimal("99.99"): Decimal(10),
            Decimal(99): Decimal(30),
            Decimal(95): Decimal(100),
        }
        assert expected == AWS_COMPUTE_2018.tiers
        assert "12 February 2018" in AWS_COMPUTE_2018.source
        assert CreditRule.MAX is AWS_COMPUTE_2018.rule

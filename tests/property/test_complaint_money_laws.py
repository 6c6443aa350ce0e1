"""Laws of the money and the time of complaints."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given, strategies as st

from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import (
    Claim,
    ClaimVerdict,
    ClientPeriod,
    ComplaintDeadline,
    DeadlineRule,
    DecisionMatrix,
    DecisionReason,
    Extension,
    Guarantee,
    NoticeRule,
    PayRule,
    Portfolio,
    Receipt,
    ServiceCredit,
    client_tenure,
    decide_all,
    promise_gap,
)
from servicedesk_core.money import Money

START = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

shares = st.decimals(0, 1, places=3)
amounts = st.decimals(0, 10_000, places=2).map(lambda amount: Money(amount, "EUR"))
instants = st.integers(0, 10**9).map(lambda n: START + timedelta(milliseconds=n))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    return Claim(
        draw(amounts),
        p_loss=draw(shares),
        p_grant=draw(shares),
        p_loss_if_granted=draw(st.none() | shares),
        client=draw(st.sampled_from("abc")),
        at=draw(instants),
        is_suspect=draw(st.booleans()),
    )


@st.composite
def matrices(draw: st.DrawFn) -> DecisionMatrix:
    counted = draw(st.booleans())
    return DecisionMatrix(
        draw(amounts),
        rule=draw(st.sampled_from(PayRule)),
        max_amount=draw(st.none() | amounts),
        max_claims=draw(st.integers(1, 3)) if counted else None,
        window=draw(st.integers(1, 10)) * DAY if counted else None,
        reviews_suspects=draw(st.booleans()),
    )


class TestDecisions:
    @given(matrices(), st.lists(claims(), max_size=12))
    def test_never_pay_over_a_cap(
        self, matrix: DecisionMatrix, asked: list[Claim]
    ) -> None:
        found = decide_all(matrix, asked)
        paid = [
            each.claim for each in found.decisions if each.verdict is ClaimVerdict.PAY
        ]
        if matrix.max_amount is not None:
            assert all(claim.amount <= matrix.max_amount for claim in paid)
        if matrix.reviews_suspects:
            assert not any(claim.is_suspect for claim in paid)
        if matrix.max_claims is not None:
            for claim in paid:
                assert matrix.max_claims >= self.within(matrix, claim, paid)

    @staticmethod
    def within(matrix: DecisionMatrix, claim: Any, paid: list[Any]) -> int:
        return sum(
            other.client == claim.client
            and timedelta() <= claim.at - other.at < matrix.window
            for other in paid
        )

    @given(matrices(), claims())
    def test_list_their_reasons(self, matrix: DecisionMatrix, claim: Claim) -> None:
        found = matrix.decide(claim)
        assert 1 <= len(found.reasons) == len(set(found.reasons))
        caps = {
            DecisionReason.OVER_AMOUNT,
            DecisionReason.TOO_MANY_CLAIMS,
            DecisionReason.SUSPECTED_FRAUD,
        }
        assert found.reasons[0] not in caps
        assert set(found.reasons[1:]) <= caps
        if found.verdict is ClaimVerdict.MANUAL:
            assert set(found.reasons) & caps
        if found.verdict is ClaimVerdict.PAY:
            assert not set(found.reasons) & caps

    @given(matrices(), claims(), amounts)
    def test_dearer_handling_never_turns_paying_into_a_look(
        self, matrix: DecisionMatrix, claim: Claim, more: Money
    ) -> None:
        if matrix.decide(claim).verdict is ClaimVerdict.PAY:
            dearer = DecisionMatrix(
                matrix.handling + more,
                rule=matrix.rule,
                max_amount=matrix.max_amount,
                max_claims=matrix.max_claims,
                window=matrix.window,
                reviews_suspects=matrix.reviews_suspects,
            )
            assert ClaimVerdict.PAY is dearer.decide(claim).verdict

    @given(matrices(), st.lists(claims(), max_size=12))
    def test_caps_cost_nothing_or_more_by_the_whole_model(
        self, matrix: DecisionMatrix, asked: list[Claim]
    ) -> None:
        found = decide_all(matrix, asked)
        assert found.saved == Money.total(
            (each.saved for each in found.decisions), currency="EUR"
        )
        assert found.cost + found.saved == found.always_investigate
        if matrix.rule is PayRule.EXPECTED_COST:
            assert all(price.amount >= 0 for price in found.cap_prices.values())


class TestManyPortfolios:
    """A thousand drawn portfolios under a matrix without caps."""

    MATRIX = DecisionMatrix(Money(40, "EUR"), reviews_suspects=False)

    @staticmethod
    def share(random: Random, high: int) -> Decimal:
        return Decimal(random.randrange(high)) / 1000

    def portfolios(self) -> list[Portfolio]:
        random = Random(20260116)  # noqa: S311
        return [
            decide_all(
                self.MATRIX,
                [
                    Claim(
                        Money(random.randrange(10, 1000), "EUR"),
                        p_loss=self.share(random, 700),
                        p_grant=self.share(random, 1000),
                        p_loss_if_granted=self.share(random, 700),
                    )
                    for _ in range(random.randrange(1, 20))
                ],
            )
            for _ in range(1000)
        ]

    def test_cost_no_more_than_always_doing_the_same(self) -> None:
        for found in self.portfolios():
            assert found.cost <= found.always_pay
            assert found.cost <= found.always_investigate

    def test_cost_less_where_the_probabilities_are_off_by_up_to_a_third(self) -> None:
        random = Random(7)  # noqa: S311

        def happens(probability: Decimal) -> bool:
            off = random.uniform(2 / 3, 4 / 3)
            return random.random() < min(1.0, float(probability) * off)

        by_matrix = always_pay = always_investigate = 0.0
        for found in self.portfolios():
            for each in found.decisions:
                claim = each.claim
                amount = float(claim.amount.amount)
                paid = amount * happens(claim.p_loss)
                granted = happens(claim.p_grant)
                lost = granted and happens(claim.loss_if_granted)
                looked_into = 40 + amount * lost
                always_pay += paid
                always_investigate += looked_into
                by_matrix += paid if each.verdict is ClaimVerdict.PAY else looked_into
        assert by_matrix < always_pay
        assert by_matrix < always_investigate

    def test_pay_as_many_as_handling_covers(self) -> None:
        random = Random(85)  # noqa: S311
        risky = [Claim(Money(4001, "EUR"), p_loss="0.01", p_grant=0)] * 150
        cheap = [Claim(Money(4000, "EUR"), p_loss="0.01", p_grant=0)] * 850
        asked = risky + cheap
        random.shuffle(asked)
        matrix = DecisionMatrix(Money(40, "EUR"), rule=PayRule.HANDLING_COVERS_RISK)
        assert 0.85 == decide_all(matrix, asked).auto_paid


class TestDeadlines:
    RULES = (
        DeadlineRule(30, "calendar_days", extension=30),
        DeadlineRule(15, "working_days", extension=10),
        DeadlineRule(8, "weeks", rolls=True),
        DeadlineRule(2, "months", extension=1),
    )
    OFF = DaysOff.yearly("01-01..01-08", "05-01", "05-09")

    def deadline(self, rule: DeadlineRule) -> ComplaintDeadline:
        return ComplaintDeadline(rule, tz="Europe/Moscow", calendar=self.OFF)

    @given(st.sampled_from(RULES), instants, instants)
    def test_later_complaints_are_due_no_earlier(
        self, rule: DeadlineRule, one: datetime, other: datetime
    ) -> None:
        first, second = sorted((one, other))
        deadline = self.deadline(rule)
        assert deadline.due_date(first) <= deadline.due_date(second)
        assert deadline.due_date(first) <= deadline.latest_date(first)
        assert first.date() < deadline.due_date(first)

    @given(st.sampled_from(RULES), instants, instants, instants)
    def test_a_repeat_has_the_deadline_of_the_first(
        self, rule: DeadlineRule, one: datetime, other: datetime, now: datetime
    ) -> None:
        first, second, viewpoint = sorted((one, other, now))
        deadline = self.deadline(rule)
        alone = deadline.status(Receipt(first), now=viewpoint)
        again = Receipt(second, parent=Receipt(first))
        repeated = deadline.status(again, now=viewpoint)
        assert alone.due_at == repeated.due_at
        assert alone.state == repeated.state

    @given(st.sampled_from(RULES), instants, st.integers(0, 60 * 24))
    def test_an_extension_never_shortens(
        self, rule: DeadlineRule, received: datetime, hours: int
    ) -> None:
        deadline = self.deadline(rule)
        notified = received + timedelta(hours=hours)
        now = notified + 90 * DAY
        plain = deadline.status(Receipt(received), now=now)
        notice = Extension(notified)
        longer = deadline.status(Receipt(received, extension=notice), now=now)
        assert plain.due_date <= longer.due_date <= longer.latest_date
        in_time = notified <= plain.due_at and rule.extension > 0
        assert in_time is longer.is_extended

    @given(instants, instants)
    def test_gaps_are_signed(self, promised: datetime, actual: datetime) -> None:
        gap = promise_gap(promised, actual)
        back = promise_gap(actual, promised)
        assert gap is not None
        assert back is not None
        assert promised - actual == gap.wall == -back.wall


class TestMoney:
    @given(
        st.lists(st.sampled_from(["late", "lost"]), max_size=20),
        amounts,
        amounts,
        amounts,
    )
    def test_a_guarantee_adds_up_and_keeps_its_cap(
        self, failures: list[str], late: Money, lost: Money, cap: Money
    ) -> None:
        found = Guarantee({"late": late, "lost": lost}, cap=cap).owed(failures)
        total = Money.total(found.by_kind.values(), currency="EUR")
        assert total == found.uncapped
        assert min(total, cap) == found.total

    @given(st.lists(st.decimals(0, 100, places=4), max_size=8), amounts)
    def test_the_sum_of_credits_is_no_less_than_the_largest(
        self, uptimes: list[Decimal], fee: Money
    ) -> None:
        tiers = {"99.9": 10, "99": 25, "95": 60}
        largest = ServiceCredit(tiers).settle(uptimes, fee=fee)
        summed = ServiceCredit(tiers, rule="sum").settle(uptimes, fee=fee)
        assert largest.credit <= summed.credit <= fee

    @given(st.decimals(0, 100, places=6), st.decimals(0, 100, places=6))
    def test_a_lower_uptime_gives_no_smaller_credit(
        self, one: Decimal, other: Decimal
    ) -> None:
        credit = ServiceCredit({"99.9": 10, "99": 25, "95": 60})
        low, high = sorted((one, other))
        assert credit.percent(low) >= credit.percent(high)


class TestTenure:
    periods = st.lists(
        st.tuples(days, days)
        .filter(lambda pair: pair[0] != pair[1])
        .map(lambda pair: ClientPeriod(min(pair), max(pair))),
        max_size=6,
    )

    @given(periods, days)
    def test_is_the_union_of_the_periods(
        self, periods: list[ClientPeriod], on: date
    ) -> None:
        found = client_tenure(periods, on=on)
        dates: set[int] = set()
        for each in periods:
            end = min(on, each.end or on)
            dates.update(range(each.start.toordinal(), end.toordinal()))
        assert len(dates) == found.days
        covered = sum((end - start).days for start, end in found.periods)
        between = sum((end - start).days for start, end in found.gaps)
        whole = (max(dates) + 1 - min(dates)) if dates else 0
        assert whole == covered + between

    @given(days, st.integers(0, 60))
    def test_nobody_acts_in_the_blackout(self, notice: date, wait: int) -> None:
        december = DaysOff.yearly("12-01..12-31")
        rule = NoticeRule(wait, inactive_days=1, blackout=december)
        found = rule.action_on(notice)
        assert 12 != found.month
        assert notice + wait * DAY <= found <= notice + (wait + 31) * DAY

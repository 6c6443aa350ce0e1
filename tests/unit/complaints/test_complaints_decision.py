"""Whether to pay a claim at once or to look into it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    Claim,
    ClaimVerdict,
    Decision,
    DecisionMatrix,
    DecisionReason,
    PayRule,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.money import Money

NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
NAIVE = datetime(2026, 1, 16)  # noqa: DTZ001
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
PAY, INVESTIGATE, MANUAL = (
    ClaimVerdict.PAY,
    ClaimVerdict.INVESTIGATE,
    ClaimVerdict.MANUAL,
)
LESS = DecisionReason.PAYING_COSTS_LESS
OVER = DecisionReason.OVER_AMOUNT
MANY = DecisionReason.TOO_MANY_CLAIMS
FRAUD = DecisionReason.SUSPECTED_FRAUD


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


def claim(amount: int | str = 100, **rest: Any) -> Claim:
    return Claim(eur(amount), **{"p_loss": "0.5", "p_grant": "0.5", **rest})


def decide(matrix: DecisionMatrix, asked: Claim, **rest: Any) -> Decision:
    return matrix.decide(asked, **rest)


class TestCosts:
    def test_paying_costs_what_is_lost(self) -> None:
        found = decide(DecisionMatrix(eur(10)), claim())
        assert eur(50) == found.pay_cost

    def test_looking_into_it_costs_handling_and_what_is_granted(self) -> None:
        found = decide(DecisionMatrix(eur(10)), claim())
        assert eur(35) == found.investigate_cost

    def test_what_is_lost_may_differ_once_it_was_looked_into(self) -> None:
        asked = claim(p_loss_if_granted="0.1")
        assert Decimal("0.1") == asked.loss_if_granted
        assert eur(15) == decide(DecisionMatrix(eur(10)), asked).investigate_cost
        assert Decimal("0.5") == claim().loss_if_granted
        assert Decimal(0) == claim(p_loss_if_granted=0).loss_if_granted

    def test_the_cost_is_that_of_the_verdict(self) -> None:
        paid = decide(DecisionMatrix(eur(30)), claim())
        assert (PAY, eur(50), eur(5)) == (paid.verdict, paid.cost, paid.saved)
        looked_into = decide(DecisionMatrix(eur(10)), claim())
        assert INVESTIGATE is looked_into.verdict
        assert (eur(35), eur(0)) == (looked_into.cost, looked_into.saved)
        manual = decide(DecisionMatrix(eur(30), max_amount=eur(99)), claim())
        assert (eur(55), eur(0)) == (manual.cost, manual.saved)


class TestVerdict:
    @pytest.mark.parametrize(
        ("handling", "verdict", "reason"),
        [
            ("24.99", INVESTIGATE, DecisionReason.INVESTIGATING_COSTS_LESS),
            ("25", PAY, DecisionReason.PAYING_COSTS_THE_SAME),
            ("25.01", PAY, LESS),
        ],
    )
    def test_a_tie_pays(
        self, handling: str, verdict: ClaimVerdict, reason: DecisionReason
    ) -> None:
        found = decide(DecisionMatrix(eur(handling)), claim())
        assert verdict is found.verdict
        assert (reason,) == found.reasons
        assert claim() == found.claim

    @pytest.mark.parametrize(
        ("handling", "verdict", "reason"),
        [
            ("49.99", INVESTIGATE, DecisionReason.RISK_EXCEEDS_HANDLING),
            ("50", PAY, DecisionReason.HANDLING_COVERS_RISK),
            ("50.01", PAY, DecisionReason.HANDLING_COVERS_RISK),
        ],
    )
    def test_the_simple_rule_leaves_out_what_is_granted(
        self, handling: str, verdict: ClaimVerdict, reason: DecisionReason
    ) -> None:
        matrix = DecisionMatrix(eur(handling), rule="handling_covers_risk")
        found = decide(matrix, claim())
        assert verdict is found.verdict
        assert (reason,) == found.reasons
        assert eur(handling) + eur(25) == found.investigate_cost


class TestCaps:
    def test_a_large_amount_goes_to_a_person(self) -> None:
        matrix = DecisionMatrix(eur(1000), max_amount=eur(100))
        found = decide(matrix, claim("100.01"))
        assert MANUAL is found.verdict
        assert (LESS, OVER) == found.reasons
        assert PAY is decide(matrix, claim(100)).verdict
        assert (LESS,) == decide(matrix, claim(100)).reasons

    def test_what_is_looked_into_anyway_stays_so(self) -> None:
        matrix = DecisionMatrix(eur(1), max_amount=eur(10))
        found = decide(matrix, claim())
        assert INVESTIGATE is found.verdict
        expected = (DecisionReason.INVESTIGATING_COSTS_LESS, OVER)
        assert expected == found.reasons

    def test_too_many_claims_go_to_a_person(self) -> None:
        matrix = DecisionMatrix(eur(1000), max_claims=2, window=30 * DAY)
        asked = claim(at=NOON)
        assert PAY is decide(matrix, asked).verdict
        assert PAY is decide(matrix, asked, earlier=[NOON - DAY]).verdict
        found = decide(matrix, asked, earlier=[NOON - DAY, NOON - 2 * DAY])
        assert MANUAL is found.verdict
        assert (LESS, MANY) == found.reasons

    @pytest.mark.parametrize(
        ("earlier", "verdict"),
        [
            (NOON, MANUAL),
            (NOON + TICK, PAY),
            (NOON - 30 * DAY + TICK, MANUAL),
            (NOON - 30 * DAY, PAY),
        ],
    )
    def test_claims_count_within_the_window(
        self, earlier: datetime, verdict: ClaimVerdict
    ) -> None:
        matrix = DecisionMatrix(eur(1000), max_claims=1, window=30 * DAY)
        found = decide(matrix, claim(at=NOON), earlier=[earlier])
        assert verdict is found.verdict

    def test_a_suspicion_goes_to_a_person_whatever_it_costs(self) -> None:
        asked = claim(is_suspect=True)
        dear, cheap = DecisionMatrix(eur(1000)), DecisionMatrix(eur(1))
        assert MANUAL is decide(dear, asked).verdict
        assert (LESS, FRAUD) == decide(dear, asked).reasons
        assert MANUAL is decide(cheap, asked).verdict

    def test_a_suspicion_may_be_left_out(self) -> None:
        matrix = DecisionMatrix(eur(1000), reviews_suspects=False)
        found = decide(matrix, claim(is_suspect=True))
        assert (PAY, (LESS,)) == (found.verdict, found.reasons)

    def test_all_reasons_are_listed(self) -> None:
        matrix = DecisionMatrix(eur(1000), max_amount=eur(1), max_claims=1, window=DAY)
        asked = claim(at=NOON, is_suspect=True)
        found = decide(matrix, asked, earlier=[NOON])
        assert (LESS, OVER, MANY, FRAUD) == found.reasons

    def test_counting_needs_the_time_of_the_claim(self) -> None:
        matrix = DecisionMatrix(eur(1000), max_claims=1, window=DAY)
        wanted = r"at must be given where claims are counted, got None"
        with pytest.raises(InvalidArgumentError, match=wanted):
            matrix.decide(claim())
        with pytest.raises(NaiveDatetimeError, match=r"^earlier must be an aware"):
            matrix.decide(claim(at=NOON), earlier=[NAIVE])


class TestThreshold:
    def test_is_where_both_cost_the_same(self) -> None:
        matrix = DecisionMatrix(eur(25))
        found = matrix.threshold_amount(p_loss="0.5", p_grant="0.5")
        assert eur(100) == found
        assert PAY is decide(matrix, claim(100)).verdict
        assert INVESTIGATE is decide(matrix, claim("100.01")).verdict

    def test_counts_what_is_lost_after_a_look(self) -> None:
        found = DecisionMatrix(eur(40)).threshold_amount(
            p_loss="0.5", p_grant="0.5", p_loss_if_granted="0.2"
        )
        assert eur(100) == found

    def test_leaves_out_what_is_granted_in_the_simple_rule(self) -> None:
        matrix = DecisionMatrix(eur(25), rule=PayRule.HANDLING_COVERS_RISK)
        assert eur(50) == matrix.threshold_amount(p_loss="0.5", p_grant="0.5")

    def test_is_none_if_looking_never_saves(self) -> None:
        matrix = DecisionMatrix(eur(25))
        assert matrix.threshold_amount(p_loss="0.5", p_grant=1) is None
        assert matrix.threshold_amount(p_loss=0) is None
        more = matrix.threshold_amount(p_loss="0.5", p_grant=1, p_loss_if_granted="0.6")
        assert more is None

    @pytest.mark.parametrize("name", ["p_loss", "p_grant", "p_loss_if_granted"])
    def test_takes_shares(self, name: str) -> None:
        shares: dict[str, Any] = {"p_loss": 1, name: 2}
        wanted = rf"{name} must be between 0 and 1, got Decimal\('2'\)"
        with pytest.raises(InvalidArgumentError, match=wanted):
            DecisionMatrix(eur(25)).threshold_amount(**shares)


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ({"amount": 5}, WrongTypeError, r"amount must be Money, got 5"),
            ({"amount": eur(-5)}, InvalidArgumentError, r"amount must be 0 or more"),
            ({"p_loss": 2}, InvalidArgumentError, r"p_loss must be between 0 and 1"),
            ({"p_grant": 2}, InvalidArgumentError, r"p_grant must be between 0 and 1"),
            (
                {"p_loss_if_granted": 2},
                InvalidArgumentError,
                r"p_loss_if_granted must be between 0 and 1",
            ),
            ({"at": NAIVE}, NaiveDatetimeError, r"^at must be an aware"),
            (
                {"is_suspect": 1},
                WrongTypeError,
                r"is_suspect must be True or False, got 1",
            ),
        ],
    )
    def test_of_a_claim(
        self, values: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        given = {"amount": eur(1), "p_loss": 0, "p_grant": 0, **values}
        with pytest.raises(error, match=message):
            Claim(**given)

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ({"handling": 5}, WrongTypeError, r"handling must be Money, got 5"),
            (
                {"rule": "coin"},
                InvalidArgumentError,
                r"rule must be one of expected_cost, handling_covers_risk, got 'coin'",
            ),
            ({"max_amount": 5}, WrongTypeError, r"max_amount must be Money, got 5"),
            (
                {"max_claims": 0, "window": DAY},
                InvalidArgumentError,
                r"max_claims must be 1 or more, got 0",
            ),
            (
                {"max_claims": 1},
                InvalidArgumentError,
                r"window must be given with max_claims, and with it alone, got None",
            ),
            (
                {"window": DAY},
                InvalidArgumentError,
                r"window must be given with max_claims, and with it alone, got datet",
            ),
            (
                {"max_claims": 1, "window": timedelta()},
                InvalidArgumentError,
                r"window must be above 0, got datetime.timedelta\(0\)",
            ),
        ],
    )
    def test_of_a_matrix(
        self, values: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            DecisionMatrix(**{"handling": eur(1), **values})

    def test_decides_about_claims(self) -> None:
        with pytest.raises(WrongTypeError, match=r"claim must be a Claim, got 5"):
            DecisionMatrix(eur(1)).decide(5)  # type: ignore[arg-type]

    def test_one_currency_counts(self) -> None:
        matrix = DecisionMatrix(Money(1, "USD"))
        with pytest.raises(InvalidArgumentError, match=r"currency must be USD"):
            matrix.decide(claim())

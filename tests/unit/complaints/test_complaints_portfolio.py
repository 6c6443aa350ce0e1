"""What a decision matrix comes to over many claims."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    Claim,
    ClaimCap,
    ClaimVerdict,
    DecisionMatrix,
    decide_all,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money

NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


def claim(amount: int, **rest: Any) -> Claim:
    return Claim(eur(amount), **{"p_loss": "0.1", "p_grant": "0.5", **rest})


# By expectation, 100 costs 10 to pay and 15 to look into; 1000 costs 100 and 60.
SMALL, LARGE = claim(100), claim(1000)
MATRIX = DecisionMatrix(eur(10))


class TestPortfolio:
    def test_adds_up_what_is_decided(self) -> None:
        found = decide_all(MATRIX, [SMALL, LARGE, SMALL])
        assert [ClaimVerdict.PAY, ClaimVerdict.INVESTIGATE, ClaimVerdict.PAY] == [
            each.verdict for each in found.decisions
        ]
        assert eur(80) == found.cost
        assert eur(120) == found.always_pay
        assert eur(90) == found.always_investigate
        assert eur(20) == found.expected_loss
        assert eur(10) == found.saved
        assert 2 / 3 == found.auto_paid

    def test_nothing_has_no_share(self) -> None:
        found = decide_all(MATRIX, [])
        assert found.auto_paid is None
        assert eur(0) == found.cost
        assert eur(0) == found.saved

    def test_takes_a_matrix_and_claims(self) -> None:
        wanted = r"matrix must be a DecisionMatrix, got 5"
        with pytest.raises(WrongTypeError, match=wanted):
            decide_all(5, [])  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"claims must be Claim values, got 5"):
            decide_all(MATRIX, [5])  # type: ignore[list-item]


class TestCapPrices:
    def test_without_caps_suspects_alone_have_a_price(self) -> None:
        found = decide_all(MATRIX, [SMALL])
        assert {ClaimCap.SUSPECTS: eur(0)} == found.cap_prices
        fearless = DecisionMatrix(eur(10), reviews_suspects=False)
        assert {} == decide_all(fearless, [SMALL]).cap_prices

    def test_a_price_is_the_cost_with_the_cap_less_that_without(self) -> None:
        suspect = claim(100, is_suspect=True)
        matrix = DecisionMatrix(eur(10), max_amount=eur(60))
        found = decide_all(matrix, [SMALL, SMALL, suspect, claim(50)])
        # Two at 15 for 10; the third is stopped by the other cap anyway.
        assert eur(10) == found.cap_prices[ClaimCap.MAX_AMOUNT]
        # Without this one, the amount stops it still.
        assert eur(0) == found.cap_prices[ClaimCap.SUSPECTS]

    def test_to_review_suspects_has_a_price(self) -> None:
        found = decide_all(MATRIX, [SMALL, claim(100, is_suspect=True)])
        # Paid for 10 like the other, it would not be looked into for 15.
        assert eur(5) == found.cap_prices[ClaimCap.SUSPECTS]

    def test_too_many_claims_have_a_price(self) -> None:
        matrix = DecisionMatrix(eur(10), max_claims=1, window=DAY)
        claims = [claim(100, client="ann", at=NOON) for _ in range(3)]
        found = decide_all(matrix, claims)
        assert eur(10) == found.cap_prices[ClaimCap.MAX_CLAIMS]
        assert 1 / 3 == found.auto_paid


class TestClaimsOfAClient:
    MATRIX = DecisionMatrix(eur(10), max_claims=1, window=DAY)

    def paid(self, *claims: Claim) -> list[bool]:
        found = decide_all(self.MATRIX, claims)
        return [each.verdict is ClaimVerdict.PAY for each in found.decisions]

    def test_count_in_the_order_of_time(self) -> None:
        late = claim(100, client="ann", at=NOON)
        early = claim(100, client="ann", at=NOON - DAY / 2)
        assert [False, True] == self.paid(late, early)

    def test_are_each_clients_own(self) -> None:
        ann = claim(100, client="ann", at=NOON)
        bob = claim(100, client="bob", at=NOON)
        assert [True, True, False] == self.paid(ann, bob, ann)

    def test_count_though_they_were_not_paid(self) -> None:
        first = claim(1000, client="ann", at=NOON)
        second = claim(100, client="ann", at=NOON)
        assert [False, False] == self.paid(first, second)

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                {"at": NOON},
                InvalidArgumentError,
                r"client must be given where claims are counted, got None",
            ),
            (
                {"client": "ann"},
                InvalidArgumentError,
                r"at must be given where claims are counted, got None",
            ),
        ],
    )
    def test_need_a_client_and_a_time(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            decide_all(self.MATRIX, [claim(100, **values)])

    def test_are_claims(self) -> None:
        with pytest.raises(WrongTypeError, match=r"claims must be Claim values, got 5"):
            decide_all(self.MATRIX, [5])  # type: ignore[list-item]

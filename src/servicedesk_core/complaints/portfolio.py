"""What a decision matrix comes to over many claims."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one
from servicedesk_core.complaints.decision import (
    Claim,
    ClaimVerdict,
    Decision,
    DecisionMatrix,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.timeline import instant_key


class ClaimCap(StrEnum):
    """What a decision matrix may hold against paying at once.

    Example:
        >>> ClaimCap("max_amount")
        <ClaimCap.MAX_AMOUNT: 'max_amount'>
    """

    MAX_AMOUNT = "max_amount"
    MAX_CLAIMS = "max_claims"
    SUSPECTS = "suspects"


@attrs.frozen
class Portfolio:
    """The decisions about many claims, and what they cost by expectation.

    Attributes:
        decisions: one for each claim, in the order given.
        cost: of them all.
        always_pay: the cost of paying every claim at once.
        always_investigate: the cost of looking into every claim.
        expected_loss: what is lost on the claims paid at once.
        saved: what paying them costs less than looking into them.
        cap_prices: what each cap of the matrix costs: the cost with it less the cost
            without it, all else the same.
    """

    decisions: tuple[Decision, ...]
    cost: Money
    always_pay: Money
    always_investigate: Money
    expected_loss: Money
    saved: Money
    cap_prices: Mapping[ClaimCap, Money]

    @property
    def auto_paid(self) -> float | None:
        """The share of claims paid at once, 0 to 1; None without claims."""
        if not self.decisions:
            return None
        paid = sum(each.verdict is ClaimVerdict.PAY for each in self.decisions)
        return paid / len(self.decisions)


def decide_all(matrix: DecisionMatrix, claims: Iterable[Claim]) -> Portfolio:
    """Return what a decision matrix comes to over many claims.

    Where claims of a client are counted, those before count in the order of time, in
    the order given where times are equal.

    Args:
        matrix: the rules.
        claims: all in the currency of the matrix.

    Raises:
        InvalidArgumentError: if claims are counted and one has no client or no time,
            or amounts are in two currencies.
        WrongTypeError: if ``matrix`` is none, or a claim is no Claim.

    Example:
        >>> matrix = DecisionMatrix(Money(5, "EUR"), max_amount=Money(100, "EUR"))
        >>> small = Claim(Money(80, "EUR"), p_loss="0.01", p_grant="0.5")
        >>> large = Claim(Money(200, "EUR"), p_loss="0.01", p_grant="0.5")
        >>> found = decide_all(matrix, [small, large])
        >>> found.auto_paid, str(found.cap_prices[ClaimCap.MAX_AMOUNT])
        (0.5, '4.000 EUR')
    """
    to_one(matrix, DecisionMatrix, "matrix", "a DecisionMatrix")
    given = to_many(claims, Claim, "claims", "Claim values")
    decisions = _decide(matrix, given)
    paid = [each for each in decisions if each.verdict is ClaimVerdict.PAY]
    currency = matrix.handling.currency
    cost = _cost(decisions, currency)
    return Portfolio(
        decisions,
        cost,
        Money.total((each.pay_cost for each in decisions), currency=currency),
        Money.total((each.investigate_cost for each in decisions), currency=currency),
        Money.total((each.pay_cost for each in paid), currency=currency),
        Money.total((each.saved for each in paid), currency=currency),
        FrozenMap(
            {
                cap: cost - _cost(_decide(without, given), currency)
                for cap, without in _without(matrix)
            }
        ),
    )


def _without(matrix: DecisionMatrix) -> list[tuple[ClaimCap, DecisionMatrix]]:
    """Return each cap of a matrix with the matrix that lacks it."""
    found = []
    if matrix.max_amount is not None:
        found.append((ClaimCap.MAX_AMOUNT, attrs.evolve(matrix, max_amount=None)))
    if matrix.max_claims is not None:
        uncounted = attrs.evolve(matrix, max_claims=None, window=None)
        found.append((ClaimCap.MAX_CLAIMS, uncounted))
    if matrix.reviews_suspects:
        found.append((ClaimCap.SUSPECTS, attrs.evolve(matrix, reviews_suspects=False)))
    return found


def _cost(decisions: Iterable[Decision], currency: str) -> Money:
    return Money.total((each.cost for each in decisions), currency=currency)


def _decide(matrix: DecisionMatrix, claims: tuple[Claim, ...]) -> tuple[Decision, ...]:
    if matrix.max_claims is None:
        return tuple(matrix.decide(claim) for claim in claims)
    for claim in claims:
        _check(claim)
    earlier: dict[Hashable, list[datetime]] = {}
    decisions: dict[int, Decision] = {}
    for place in sorted(range(len(claims)), key=lambda n: _instant(claims[n])):
        claim = claims[place]
        before = earlier.setdefault(claim.client, [])
        decisions[place] = matrix.decide(claim, earlier=before)
        before.extend(at for at in (claim.at,) if at)
    return tuple(decisions[place] for place in range(len(claims)))


def _check(claim: Claim) -> None:
    if claim.client is None:
        raise InvalidArgumentError("client", None, "given where claims are counted")


def _instant(claim: Claim) -> int:
    if claim.at is None:
        raise InvalidArgumentError("at", None, "given where claims are counted")
    return instant_key(claim.at)

"""Whether to pay a claim at once or to look into it."""

from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_key, to_many, to_one
from servicedesk_core.complaints._exact import (
    minus,
    product,
    to_decimal_share,
    to_money,
    to_optional_money,
)
from servicedesk_core.complaints._facts import check_flag
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.money import Money
from servicedesk_core.number import to_whole
from servicedesk_core.timeline import (
    optional_instant_key,
    to_duration,
    to_microseconds,
)


class ClaimVerdict(StrEnum):
    """What becomes of a claim.

    Example:
        >>> ClaimVerdict("pay")
        <ClaimVerdict.PAY: 'pay'>
    """

    PAY = "pay"
    """At once, without looking into it."""
    INVESTIGATE = "investigate"
    """Looking into it costs less."""
    MANUAL = "manual"
    """A person decides, for a cap or a suspicion stands against paying at once."""


class PayRule(StrEnum):
    """By which rule paying at once is cheap enough; on a tie it is, by either.

    Example:
        >>> PayRule("handling_covers_risk")
        <PayRule.HANDLING_COVERS_RISK: 'handling_covers_risk'>
    """

    EXPECTED_COST = "expected_cost"
    """Paying costs no more than looking into it, with what is granted after that."""
    HANDLING_COVERS_RISK = "handling_covers_risk"
    """Handling costs no less than the amount at risk; claims granted are left out."""


class DecisionReason(StrEnum):
    """What a decision rests on.

    Example:
        >>> DecisionReason("over_amount")
        <DecisionReason.OVER_AMOUNT: 'over_amount'>
    """

    PAYING_COSTS_LESS = "paying_costs_less"
    PAYING_COSTS_THE_SAME = "paying_costs_the_same"
    INVESTIGATING_COSTS_LESS = "investigating_costs_less"
    HANDLING_COVERS_RISK = "handling_covers_risk"
    RISK_EXCEEDS_HANDLING = "risk_exceeds_handling"
    OVER_AMOUNT = "over_amount"
    TOO_MANY_CLAIMS = "too_many_claims"
    SUSPECTED_FRAUD = "suspected_fraud"


def _amount(amount: Money) -> Money:
    return to_money(amount, "amount")


def _p_loss(p_loss: Decimal | float | str) -> Decimal:
    return to_decimal_share(p_loss, "p_loss")


def _p_grant(p_grant: Decimal | float | str) -> Decimal:
    return to_decimal_share(p_grant, "p_grant")


def _p_loss_if_granted(share: Decimal | float | str | None) -> Decimal | None:
    return None if share is None else to_decimal_share(share, "p_loss_if_granted")


def _client(client: Hashable) -> Hashable:
    return to_key(client, "client")


@attrs.frozen
class Claim:
    """What a client asks for, and what may become of it.

    Args:
        amount: how much, 0 or more.
        p_loss: which share of it is lost if it is paid at once, 0 to 1; what comes
            back from elsewhere is not lost.
        p_grant: the probability that looking into it ends in paying, 0 to 1.
        p_loss_if_granted: which share of it is lost then; None is ``p_loss``.
        client: who asks, any hashable key.
        at: when, aware; needed where claims of a client are counted.
        is_suspect: whether anything points to fraud.

    Raises:
        InvalidArgumentError: if a number is out of range.
        NaiveDatetimeError: if the instant has no zone.
        WrongTypeError: if a value is of another type.

    Example:
        >>> Claim(Money(1000, "RUB"), p_loss="0.01", p_grant="0.9").loss_if_granted
        Decimal('0.01')
    """

    amount: Money = attrs.field(converter=_amount)
    p_loss: Decimal = attrs.field(kw_only=True, converter=_p_loss)
    p_grant: Decimal = attrs.field(kw_only=True, converter=_p_grant)
    p_loss_if_granted: Decimal | None = attrs.field(
        kw_only=True, default=None, converter=_p_loss_if_granted
    )
    client: Hashable = attrs.field(kw_only=True, default=None, converter=_client)
    at: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )
    is_suspect: bool = attrs.field(kw_only=True, default=False, validator=check_flag)

    def __attrs_post_init__(self) -> None:
        if self.at is not None:
            to_microseconds(self.at, "at")

    @property
    def loss_if_granted(self) -> Decimal:
        """Which share is lost if it is paid after a look into it."""
        found = self.p_loss_if_granted
        return self.p_loss if found is None else found


@attrs.frozen
class Decision:
    """What becomes of a claim, and why.

    Attributes:
        verdict: what.
        claim: the claim.
        pay_cost: what paying at once costs by expectation.
        investigate_cost: what looking into it costs by expectation, handling and what
            is granted then.
        reasons: all that it rests on: the comparison, then each cap and suspicion.
    """

    verdict: ClaimVerdict
    claim: Claim
    pay_cost: Money
    investigate_cost: Money
    reasons: tuple[DecisionReason, ...]

    @property
    def cost(self) -> Money:
        """What the verdict costs by expectation; a person looks into it alike."""
        is_paid = self.verdict is ClaimVerdict.PAY
        return self.pay_cost if is_paid else self.investigate_cost

    @property
    def saved(self) -> Money:
        """What it costs less than looking into every claim."""
        return self.investigate_cost - self.cost

    def __str__(self) -> str:
        costs = f"to pay costs {self.pay_cost}, to investigate {self.investigate_cost}"
        return f"{self.verdict}: {costs} ({', '.join(self.reasons)})"


def _handling(handling: Money) -> Money:
    return to_money(handling, "handling")


def _rule(rule: PayRule | str) -> PayRule:
    return member(PayRule, rule, "rule")


def _max_amount(amount: Money | None) -> Money | None:
    return to_optional_money(amount, "max_amount")


def _max_claims(claims: int | None) -> int | None:
    return None if claims is None else to_whole(claims, "max_claims", low=1)


@attrs.frozen
class DecisionMatrix:
    """Which claims to pay at once.

    Paying costs amount x p_loss; looking into a claim costs handling + p_grant x
    amount x p_loss_if_granted. Claims that are cheap enough to pay go to a person if
    they are over a cap; suspect ones always do.

    Args:
        handling: what it costs to look into one claim, 0 or more.
        rule: when paying is cheap enough.
        max_amount: the most that is paid at once, None for no cap.
        max_claims: how many claims of one client within ``window`` are paid at once,
            1 or more; None for no cap.
        window: the wall time back from a claim in which earlier ones count; with
            ``max_claims`` alone.
        reviews_suspects: whether suspect claims go to a person.

    Raises:
        InvalidArgumentError: if a number is out of range, the rule is unknown, or
            ``max_claims`` and ``window`` do not come together.
        WrongTypeError: if a value is of another type.

    Source:
        Formulas of complaint economics; the rule ``HANDLING_COVERS_RISK`` is that of
        a bank that found handling dearer than the risk in 85 % of its cases.

    Example:
        >>> matrix = DecisionMatrix(Money(500, "RUB"))
        >>> claim = Claim(Money(3000, "RUB"), p_loss="0.01", p_grant="0.9")
        >>> found = matrix.decide(claim)
        >>> found.verdict, str(found.pay_cost), str(found.investigate_cost)
        (<ClaimVerdict.PAY: 'pay'>, '30.00 RUB', '527.000 RUB')
    """

    handling: Money = attrs.field(converter=_handling)
    rule: PayRule = attrs.field(
        kw_only=True, default=PayRule.EXPECTED_COST, converter=_rule
    )
    max_amount: Money | None = attrs.field(
        kw_only=True, default=None, converter=_max_amount
    )
    max_claims: int | None = attrs.field(
        kw_only=True, default=None, converter=_max_claims
    )
    window: timedelta | None = attrs.field(kw_only=True, default=None)
    reviews_suspects: bool = attrs.field(
        kw_only=True, default=True, validator=check_flag
    )

    def __attrs_post_init__(self) -> None:
        if (self.max_claims is None) != (self.window is None):
            wanted = "given with max_claims, and with it alone"
            raise InvalidArgumentError("window", self.window, wanted)
        if self.window is not None and to_duration(self.window, "window") <= 0:
            raise InvalidArgumentError("window", self.window, "above 0")

    def decide(self, claim: Claim, *, earlier: Iterable[datetime] = ()) -> Decision:
        """Return what becomes of a claim.

        Args:
            claim: the claim.
            earlier: when the same client claimed before, aware; what is not within
                the window before it, its start left out, does not count.

        Raises:
            InvalidArgumentError: if claims are counted and this one has no time, or
                amounts are in two currencies.
            NaiveDatetimeError: if an instant has no zone.
            WrongTypeError: if it is no Claim.

        Example:
            >>> matrix = DecisionMatrix(Money(5, "EUR"), max_amount=Money(100, "EUR"))
            >>> claim = Claim(Money(120, "EUR"), p_loss="0.01", p_grant=0)
            >>> [str(reason) for reason in matrix.decide(claim).reasons]
            ['paying_costs_less', 'over_amount']
        """
        to_one(claim, Claim, "claim", "a Claim")
        risk = claim.amount * claim.p_loss
        granted = product(claim.p_grant, claim.loss_if_granted)
        looked_into = self.handling + claim.amount * granted
        is_simple = self.rule is PayRule.HANDLING_COVERS_RISK
        bar = self.handling if is_simple else looked_into
        given = to_many(earlier, datetime, "earlier", "aware datetimes")
        caps = self._caps(claim, [to_microseconds(at, "earlier") for at in given])
        if DecisionReason.SUSPECTED_FRAUD in caps or (caps and risk <= bar):
            verdict = ClaimVerdict.MANUAL
        else:
            verdict = ClaimVerdict.PAY if risk <= bar else ClaimVerdict.INVESTIGATE
        order = (risk > bar) - (risk < bar)
        reasons = (_COMPARISONS[self.rule][order], *caps)
        return Decision(verdict, claim, risk, looked_into, reasons)

    def threshold_amount(
        self,
        *,
        p_loss: Decimal | float | str,
        p_grant: Decimal | float | str = 0,
        p_loss_if_granted: Decimal | float | str | None = None,
    ) -> Money | None:
        """Return the largest amount that it is cheap enough to pay at once.

        Args:
            p_loss: the share lost if it is paid at once, 0 to 1.
            p_grant: the probability that looking into it ends in paying, 0 to 1;
                the rule ``HANDLING_COVERS_RISK`` leaves it out.
            p_loss_if_granted: the share lost then; None is ``p_loss``.

        Returns:
            The amount, caps left out; None if any amount is.

        Raises:
            InvalidArgumentError: if a share is out of range.
            WrongTypeError: if one is no number.

        Example:
            >>> matrix = DecisionMatrix(Money(500, "RUB"), rule="handling_covers_risk")
            >>> print(matrix.threshold_amount(p_loss="0.01"))
            50000 RUB
        """
        at_risk = to_decimal_share(p_loss, "p_loss")
        granted = to_decimal_share(p_grant, "p_grant")
        after = _p_loss_if_granted(p_loss_if_granted)
        if self.rule is PayRule.EXPECTED_COST:
            after = at_risk if after is None else after
            at_risk = minus(_p_loss(p_loss), product(granted, after))
        return self.handling / at_risk if at_risk > 0 else None

    def _caps(self, claim: Claim, earlier: list[int]) -> tuple[DecisionReason, ...]:
        found = []
        if self.max_amount is not None and claim.amount > self.max_amount:
            found.append(DecisionReason.OVER_AMOUNT)
        if self.max_claims is not None and self.window is not None:
            if claim.at is None:
                raise InvalidArgumentError("at", None, "given where claims are counted")
            end = to_microseconds(claim.at, "at")
            start = end - to_duration(self.window, "window")
            counted = sum(start < at <= end for at in earlier)
            if counted >= self.max_claims:
                found.append(DecisionReason.TOO_MANY_CLAIMS)
        if self.reviews_suspects and claim.is_suspect:
            found.append(DecisionReason.SUSPECTED_FRAUD)
        return tuple(found)


_COMPARISONS = {
    PayRule.EXPECTED_COST: {
        -1: DecisionReason.PAYING_COSTS_LESS,
        0: DecisionReason.PAYING_COSTS_THE_SAME,
        1: DecisionReason.INVESTIGATING_COSTS_LESS,
    },
    PayRule.HANDLING_COVERS_RISK: {
        -1: DecisionReason.HANDLING_COVERS_RISK,
        0: DecisionReason.HANDLING_COVERS_RISK,
        1: DecisionReason.RISK_EXCEEDS_HANDLING,
    },
}
"""By the rule, and by whether the risk is below its bar, at it or above it."""

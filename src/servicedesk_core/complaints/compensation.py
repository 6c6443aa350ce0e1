"""What a client gets for the trouble, beside the fix."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one
from servicedesk_core.complaints._exact import to_optional_money
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.money import Money


class CompensationKind(StrEnum):
    """What a client may get for the trouble.

    Example:
        >>> CompensationKind("fee_waiver")
        <CompensationKind.FEE_WAIVER: 'fee_waiver'>
    """

    FEE_WAIVER = "fee_waiver"
    """A fee is not charged."""
    REFUND = "refund"
    """Money that was paid comes back."""
    REPLACEMENT = "replacement"
    """A thing for a thing."""
    DISCOUNT_TIER = "discount_tier"
    """A better discount from now on."""
    CREDIT = "credit"
    """Off the next bill; it is no cash."""
    APOLOGY = "apology"
    """Words."""
    BONUS = "bonus"
    """Points, or a gift."""

    @property
    def needs_amount(self) -> bool:
        """Whether it is nothing without an amount of money.

        Example:
            >>> CompensationKind.REFUND.needs_amount
            True
        """
        return self in _NEED_AMOUNT


_NEED_AMOUNT = frozenset(
    {CompensationKind.FEE_WAIVER, CompensationKind.REFUND, CompensationKind.CREDIT}
)


def _kind(kind: CompensationKind | str) -> CompensationKind:
    return member(CompensationKind, kind, "kind")


def _amount(amount: Money | None) -> Money | None:
    return to_optional_money(amount, "amount")


@attrs.frozen
class Compensation:
    """One thing that a client gets for the trouble.

    Args:
        kind: what it is.
        amount: what it is worth, 0 or more; a waiver, a refund and a credit need it,
            and an apology has none.

    Raises:
        InvalidArgumentError: for an unknown kind, a negative amount, or one that is
            missing or out of place.
        WrongTypeError: if the amount is no Money.

    Example:
        >>> print(Compensation("refund", Money(5, "EUR")).amount)
        5 EUR
    """

    kind: CompensationKind = attrs.field(converter=_kind)
    amount: Money | None = attrs.field(default=None, converter=_amount)

    def __attrs_post_init__(self) -> None:
        if self.amount is None and self.kind.needs_amount:
            raise InvalidArgumentError("amount", None, f"given for a {self.kind}")
        if self.amount is not None and self.kind is CompensationKind.APOLOGY:
            amount = str(self.amount)
            raise InvalidArgumentError("amount", amount, "left out for an apology")


def _extras(extras: Iterable[Compensation]) -> tuple[Compensation, ...]:
    return to_many(extras, Compensation, "compensations", "Compensation values")


@attrs.frozen
class Redress:
    """How a complaint is put right: the fix, and what is added to it.

    A compensation comes on top of a fix, never instead of it: without a fix there is
    no remedy.

    Args:
        fix: what solves the problem, in words.
        compensations: what is added for the trouble.

    Raises:
        InvalidArgumentError: if the fix is empty.
        WrongTypeError: if the fix is no text, or a compensation is none.

    Example:
        >>> waiver = Compensation("fee_waiver", Money(300, "RUB"))
        >>> Redress("card issued again", [waiver]).compensations[0].kind
        <CompensationKind.FEE_WAIVER: 'fee_waiver'>
    """

    fix: str
    compensations: tuple[Compensation, ...] = attrs.field(default=(), converter=_extras)

    def __attrs_post_init__(self) -> None:
        to_one(self.fix, str, "fix", "text")
        if not self.fix.strip():
            wanted = "what solves the problem: a compensation does not replace it"
            raise InvalidArgumentError("fix", self.fix, wanted)

    def cost(self, currency: str) -> Money:
        """Return what the compensations are worth.

        Args:
            currency: the three letters of ISO 4217.

        Raises:
            InvalidArgumentError: for an amount in another currency.

        Example:
            >>> print(Redress("line repaired").cost("EUR"))
            0 EUR
        """
        amounts = (each.amount for each in self.compensations if each.amount)
        return Money.total(amounts, currency=currency)

"""Service credits: a part of the fee back for a period below its uptime."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._exact import (
    plus,
    product,
    quotient,
    to_money,
    to_optional_money,
)
from servicedesk_core.complaints._facts import check_optional_words, check_words
from servicedesk_core.complaints.compensation import CompensationKind
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.i18n import length_text
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal
from servicedesk_core.timeline import to_duration, to_length, to_microseconds

_HUNDRED = Decimal(100)


class CreditRule(StrEnum):
    """What several breaches in one period come to.

    Example:
        >>> CreditRule("sum")
        <CreditRule.SUM: 'sum'>
    """

    MAX = "max"
    """The largest credit of one."""
    SUM = "sum"
    """All of them together, up to the cap."""


class CreditRefusal(StrEnum):
    """Why there is no credit.

    Example:
        >>> CreditRefusal("no_breach")
        <CreditRefusal.NO_BREACH: 'no_breach'>
    """

    NO_BREACH = "no_breach"
    """Nothing was below a tier."""
    EXCLUDED = "excluded"
    """All that was below a tier has a cause that the contract excludes."""
    NOT_CLAIMED = "not_claimed"
    """It is not claimed yet, and has to be."""
    CLAIMED_LATE = "claimed_late"
    """It was claimed after the claim window."""
    USED_UP = "used_up"
    """The cap of the contract was reached before."""


def _percent(percent: Decimal | float | str) -> Decimal:
    return to_decimal(percent, "percent", low=0, high=100)


@attrs.frozen
class Uptime:
    """The uptime of one service in a period.

    Args:
        percent: 0 to 100, not rounded.
        cause: what the outages came from, if the contract may exclude it.

    Raises:
        InvalidArgumentError: if it is out of range.
        WrongTypeError: if it is no number.

    Example:
        >>> Uptime("99.989").percent
        Decimal('99.989')
    """

    percent: Decimal = attrs.field(converter=_percent)
    cause: str | None = attrs.field(default=None, validator=check_optional_words)


@attrs.frozen
class CreditSettlement:
    """What a client gets for a period.

    Attributes:
        percent: of the fee, caps applied.
        credit: the amount, off the next bill.
        refusal: why it is nothing, None if it is not.
        counted: the uptimes below a tier that counted.
        excluded: those that the contract excludes.
    """

    percent: Decimal
    credit: Money
    refusal: CreditRefusal | None
    counted: tuple[Uptime, ...]
    excluded: tuple[Uptime, ...]

    @property
    def kind(self) -> CompensationKind:
        """A credit: it is no cash."""
        return CompensationKind.CREDIT


def _tiers(tiers: Mapping[Any, Decimal | float | str]) -> FrozenMap[Decimal, Decimal]:
    to_mapping(tiers, "tiers", "a mapping of uptime to credit, percents")
    read = {
        to_decimal(below, "tiers", low=0, high=100): to_decimal(
            credit, f"tiers[{below!r}]", low=0
        )
        for below, credit in tiers.items()
    }
    if not read:
        raise InvalidArgumentError("tiers", tiers, "one tier at least")
    found = {below: read[below] for below in sorted(read, reverse=True)}
    credits_ = list(found.values())
    if credits_ != sorted(credits_):
        wanted = "credits that do not fall as the uptime falls"
        raise InvalidArgumentError("tiers", tiers, wanted)
    return FrozenMap(found)


def _rule(rule: CreditRule | str) -> CreditRule:
    return member(CreditRule, rule, "rule")


def _exclusions(causes: Iterable[str]) -> frozenset[str]:
    return frozenset(
        to_many(causes, str, "exclusions", "several causes", unordered=True)
    )


def _cap(cap: Decimal | float | str) -> Decimal:
    return to_decimal(cap, "cap", low=0, high=100)


def _contract_cap(cap: Money | None) -> Money | None:
    return to_optional_money(cap, "contract_cap")


@attrs.frozen
class ServiceCredit:
    """Which part of a fee comes back for which uptime.

    Args:
        tiers: the credit in percent of the fee by the uptime in percent below which
            it is due; at the uptime itself it is not. Compared unrounded.
        rule: what several breaches in one period come to.
        cap: the most for one period, in percent of the fee.
        contract_cap: the most over the whole contract; None for no cap.
        claim_within: the wall time after a period in which to claim, its end
            included; None if no claim is needed.
        exclusions: the causes that do not count.
        source: who published it.

    Raises:
        InvalidArgumentError: for no tiers, numbers out of range, a credit that falls
            with the uptime, or an unknown rule.
        WrongTypeError: if a value is of another type.

    Example:
        >>> [str(AWS_COMPUTE_2018.percent(uptime)) for uptime in ("99.99", "99.989")]
        ['0', '10']
    """

    tiers: Mapping[Decimal, Decimal] = attrs.field(converter=_tiers)
    rule: CreditRule = attrs.field(
        kw_only=True, default=CreditRule.MAX, converter=_rule
    )
    cap: Decimal = attrs.field(kw_only=True, default=_HUNDRED, converter=_cap)
    contract_cap: Money | None = attrs.field(
        kw_only=True, default=None, converter=_contract_cap
    )
    claim_within: timedelta | None = attrs.field(kw_only=True, default=None)
    exclusions: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=_exclusions
    )
    source: str = attrs.field(kw_only=True, default="", validator=check_words)

    def __attrs_post_init__(self) -> None:
        if self.claim_within is not None:
            to_length(self.claim_within, "claim_within")

    def percent(self, uptime: Decimal | float | str) -> Decimal:
        """Return the credit for one uptime.

        Args:
            uptime: in percent, 0 to 100, not rounded.

        Returns:
            Percent of the fee, before any cap.

        Raises:
            InvalidArgumentError: if it is out of range.
            WrongTypeError: if it is no number.

        Example:
            >>> ours = ServiceCredit({"99.9": 10, "99": 25})
            >>> str(ours.percent(99)), str(ours.percent("98.9"))
            ('10', '25')
        """
        read = to_decimal(uptime, "uptime", low=0, high=100)
        due = [credit for below, credit in self.tiers.items() if read < below]
        return due[-1] if due else Decimal()

    def settle(
        self,
        uptimes: Iterable[Uptime | Decimal | float | str],
        *,
        fee: Money,
        ended_at: datetime | None = None,
        claimed_at: datetime | None = None,
        credited: Money | None = None,
    ) -> CreditSettlement:
        """Return what a client gets for a period.

        Args:
            uptimes: of each service in the period, in percent or with their cause.
            fee: of the period, 0 or more.
            ended_at: when the period ended, aware; needed where a claim is.
            claimed_at: when the client claimed, aware; None if not yet.
            credited: what the contract has credited so far.

        Raises:
            InvalidArgumentError: if a number is out of range, a claim is needed and
                ``ended_at`` is not given, or amounts are in two currencies.
            NaiveDatetimeError: if an instant has no zone.
            WrongTypeError: if an argument is of another type.

        Example:
            >>> fee = Money(1000, "USD")
            >>> print(AWS_COMPUTE_2018.settle([98.999], fee=fee).credit)
            300 USD
        """
        price = to_money(fee, "fee")
        read = [
            Uptime(to_decimal(each, "uptimes"))
            if not isinstance(each, Uptime)
            else each
            for each in to_many(uptimes, object, "uptimes", "uptimes in percent")
        ]
        below = [each for each in read if self.percent(each.percent)]
        counted = tuple(each for each in below if each.cause not in self.exclusions)
        excluded = tuple(each for each in below if each.cause in self.exclusions)
        refusal = self._claim(ended_at, claimed_at)
        if not counted:
            refusal = CreditRefusal.EXCLUDED if excluded else CreditRefusal.NO_BREACH
        percent = Decimal() if refusal else self._capped(counted)
        credit = price * percent / 100
        left = self._left(credited, price.currency)
        if left is not None and left < credit:
            credit = left
            percent = product(left / price, _HUNDRED)
            refusal = None if left.amount else CreditRefusal.USED_UP
        return CreditSettlement(percent, credit, refusal, counted, excluded)

    def _capped(self, counted: Iterable[Uptime]) -> Decimal:
        found = [self.percent(each.percent) for each in counted]
        total = Decimal()
        for percent in found if self.rule is CreditRule.SUM else [max(found)]:
            total = plus(total, percent)
        return min(total, self.cap)

    def _claim(
        self, ended_at: datetime | None, claimed_at: datetime | None
    ) -> CreditRefusal | None:
        end = _instant(ended_at, "ended_at")
        claimed = _instant(claimed_at, "claimed_at")
        if self.claim_within is None:
            return None
        if end is None:
            raise InvalidArgumentError(
                "ended_at", None, "given where a claim is needed"
            )
        if claimed is None:
            return CreditRefusal.NOT_CLAIMED
        last = end + to_duration(self.claim_within, "claim_within")
        return CreditRefusal.CLAIMED_LATE if claimed > last else None

    def _left(self, credited: Money | None, currency: str) -> Money | None:
        """Return what the cap of the contract leaves, None without one."""
        so_far = to_optional_money(credited, "credited")
        if self.contract_cap is None:
            return None
        used = self.contract_cap - (so_far or Money(0, currency))
        return max(used, Money(0, currency))


def uptime_percent(
    total: timedelta, down: timedelta, *, excluded: timedelta = timedelta()
) -> Decimal | None:
    """Return the uptime of a period, not rounded.

    Args:
        total: the length of the period, 0 or more.
        down: the time in which the service was down, within ``total``.
        excluded: the part of ``down`` that the contract excludes, maintenance
            announced above all.

    Returns:
        Percent, 0 to 100; None for no period at all.

    Raises:
        InvalidArgumentError: if a length is negative or longer than what it is a
            part of.
        WrongTypeError: if one is no timedelta.

    Source:
        (total - (down - excluded)) / total x 100.

    Example:
        >>> print(uptime_percent(timedelta(days=28), timedelta(days=7)))
        75.00
    """
    whole = to_duration(total, "total")
    lost = to_duration(down, "down")
    spared = to_duration(excluded, "excluded")
    parts = ("excluded", excluded, spared, lost), ("down", down, lost, whole)
    for name, length, part, most in (*parts, ("total", total, whole, whole)):
        if not 0 <= part <= most:
            wanted = "0 or more, and within what it is a part of"
            raise InvalidArgumentError(name, length_text(length), wanted)
    share = quotient(Decimal(whole - lost + spared), Decimal(whole))
    return None if share is None else product(share, _HUNDRED)


def _instant(at: datetime | None, argument: str) -> int | None:
    return None if at is None else to_microseconds(at, argument)


AWS_COMPUTE_2018 = ServiceCredit(
    {Decimal("99.99"): Decimal(10), Decimal(99): Decimal(30), Decimal(95): _HUNDRED},
    source="AWS Compute SLA, version of 12 February 2018",
)
"""10 % below 99.99, 30 % below 99, all of it below 95."""

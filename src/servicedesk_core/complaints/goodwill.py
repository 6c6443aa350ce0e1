"""Whether to give a client something that nobody owes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._exact import to_decimal_share, to_money
from servicedesk_core.complaints.tenure import Tenure
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.number import to_whole


class Fault(StrEnum):
    """Whose fault a trouble is.

    Example:
        >>> Fault("third")
        <Fault.THIRD: 'third'>
    """

    VENDOR = "vendor"
    CLIENT = "client"
    THIRD = "third"
    """Somebody else's."""
    NONE = "none"
    """Nobody's."""


class GestureQuality(StrEnum):
    """What makes a gesture memorable.

    Example:
        >>> GestureQuality("proactive")
        <GestureQuality.PROACTIVE: 'proactive'>
    """

    UNUSUAL = "unusual"
    PROACTIVE = "proactive"
    CONCRETE = "concrete"
    """Help with the trouble itself, not a promo code from a template."""
    LONG_TERM = "long_term"


class GoodwillReason(StrEnum):
    """What a decision on a gesture rests on.

    Example:
        >>> GoodwillReason("over_limit")
        <GoodwillReason.OVER_LIMIT: 'over_limit'>
    """

    NO_FAULT = "no_fault"
    """It is not the vendor's fault."""
    OWED = "owed"
    """It is: what is owed is a compensation, and no gift."""
    WITHIN_LIMIT = "within_limit"
    OVER_LIMIT = "over_limit"
    WORTH_IT = "worth_it"
    """It costs less than it brings by expectation."""
    NOT_WORTH_IT = "not_worth_it"


@attrs.frozen
class GoodwillDecision:
    """Whether to give it, and why.

    Attributes:
        is_granted: whether to.
        limit: the most that a gesture to this client may cost.
        expected_gain: the probability of an uplift x the client's lifetime value.
        reasons: all three that it rests on: fault, limit, worth.
        qualities: what makes the gesture memorable, for the record.
    """

    is_granted: bool
    limit: Money
    expected_gain: Money
    reasons: tuple[GoodwillReason, ...]
    qualities: frozenset[GestureQuality]


def _limits(limits: Mapping[int, Money]) -> FrozenMap[int, Money]:
    to_mapping(limits, "limits", "a mapping of days to Money")
    read = {
        to_whole(days, "limits"): to_money(limit, f"limits[{days!r}]")
        for days, limit in limits.items()
    }
    if 0 not in read:
        raise InvalidArgumentError("limits", limits, "from 0 days of tenure on")
    return FrozenMap({days: read[days] for days in sorted(read)})


def _share(share: Decimal | float | str) -> Decimal:
    return to_decimal_share(share, "share_of_value")


@attrs.frozen
class GoodwillRule:
    """Up to what a gesture may cost, and when it is worth it.

    Args:
        limits: the most it may cost, by the least days of tenure, from 0 on.
        share_of_value: the most of the client's lifetime value that it may cost, 0
            to 1.

    Raises:
        InvalidArgumentError: for no limit from 0 days on, or numbers out of range.
        WrongTypeError: if a value is of another type.

    Example:
        >>> rule = GoodwillRule({0: Money(20, "USD"), 365: Money(60, "USD")})
        >>> found = rule.decide(
        ...     Money(35, "USD"),
        ...     fault="none",
        ...     tenure=700,
        ...     lifetime_value=Money(900, "USD"),
        ...     p_uplift="0.05",
        ...     qualities=["unusual", "proactive", "concrete"],
        ... )
        >>> found.is_granted, [str(reason) for reason in found.reasons]
        (True, ['no_fault', 'within_limit', 'worth_it'])
    """

    limits: Mapping[int, Money] = attrs.field(converter=_limits)
    share_of_value: Decimal = attrs.field(
        kw_only=True, default=Decimal(1), converter=_share
    )

    def decide(
        self,
        cost: Money,
        *,
        fault: Fault | str,
        tenure: Tenure | int,
        lifetime_value: Money,
        p_uplift: Decimal | float | str,
        qualities: Iterable[GestureQuality | str] = (),
    ) -> GoodwillDecision:
        """Return whether to give a client something that nobody owes.

        Args:
            cost: what it costs, 0 or more.
            fault: whose fault the trouble is; for the vendor's no gift is due, but a
                compensation.
            tenure: how long the client is one, or the days, 0 or more.
            lifetime_value: what the client is worth, 0 or more.
            p_uplift: the probability that the gesture keeps the client, 0 to 1.
            qualities: what makes it memorable.

        Raises:
            InvalidArgumentError: if a number is out of range, a fault or a quality is
                unknown, or amounts are in two currencies.
            WrongTypeError: if an argument is of another type.
        """
        price = to_money(cost, "cost")
        value = to_money(lifetime_value, "lifetime_value")
        days = tenure.days if isinstance(tenure, Tenure) else tenure
        to_whole(days, "tenure")
        by_tenure = [limit for least, limit in self.limits.items() if least <= days]
        limit = min(by_tenure[-1], value * self.share_of_value)
        gain = value * to_decimal_share(p_uplift, "p_uplift")
        is_owed = member(Fault, fault, "fault") is Fault.VENDOR
        is_within, is_worth = price <= limit, price < gain
        return GoodwillDecision(
            is_within and is_worth and not is_owed,
            limit,
            gain,
            (
                GoodwillReason.OWED if is_owed else GoodwillReason.NO_FAULT,
                GoodwillReason.WITHIN_LIMIT if is_within else GoodwillReason.OVER_LIMIT,
                GoodwillReason.WORTH_IT if is_worth else GoodwillReason.NOT_WORTH_IT,
            ),
            frozenset(
                member(GestureQuality, each, "qualities")
                for each in to_many(
                    qualities, object, "qualities", "qualities", unordered=True
                )
            ),
        )

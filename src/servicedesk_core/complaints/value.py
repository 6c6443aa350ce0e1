"""What a client is worth, and what may be spent to keep one."""

from decimal import Decimal

import attrs

from servicedesk_core.complaints._exact import (
    minus,
    plus,
    quotient,
    ratio,
    to_decimal_share,
    to_money,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal


def lifetime_value(
    margin: Money,
    *,
    retention: Decimal | float | str,
    discount: Decimal | float | str,
) -> Money:
    """Return what a client is worth over the periods to come.

    Args:
        margin: what a client brings in one period, 0 or more.
        retention: the share of clients who stay for the next period, 0 to 1.
        discount: the rate by which money of the next period is worth less, 0 or more.

    Raises:
        InvalidArgumentError: if a number is out of range, or if nobody leaves and
            nothing is discounted: the sum has no end then.
        WrongTypeError: if an argument is of another type.

    Source:
        m r / (1 + d - r): the first margin comes after one period.

    Example:
        >>> value = lifetime_value(Money(99, "EUR"), retention="0.8", discount="0.1")
        >>> print(value)
        264 EUR
    """
    income = to_money(margin, "margin")
    stay = to_decimal_share(retention, "retention")
    rate = to_decimal(discount, "discount", low=0)
    leave = minus(plus(Decimal(1), rate), stay)
    if not leave:
        wanted = "below 1 where nothing is discounted"
        raise InvalidArgumentError("retention", retention, wanted)
    return income * stay / leave


def mean_tenure(churn: Decimal | float | str) -> Decimal | None:
    """Return for how many periods a client stays on average.

    Args:
        churn: the share of clients who leave in one period, 0 to 1.

    Returns:
        1 / churn; None if nobody leaves.

    Raises:
        InvalidArgumentError: if the share is out of range.
        WrongTypeError: if it is no number.

    Source:
        The mean of a geometric lifetime.

    Example:
        >>> print(mean_tenure("0.05"))
        20
    """
    return quotient(Decimal(1), to_decimal_share(churn, "churn"))


@attrs.frozen
class RetentionCase:
    """Whether a client is worth keeping at a price.

    Attributes:
        expected_gain: the probability of keeping the client x the lifetime value.
        net: what is left of it after the price.
        is_worth_it: whether the price is below the expected gain.
        is_cheaper: whether the price is below that of a new client.
        ratio: how many times dearer a new client is; None if keeping costs nothing.
    """

    expected_gain: Money
    net: Money
    is_worth_it: bool
    is_cheaper: bool
    ratio: Decimal | None


def retention_case(
    cost: Money,
    *,
    p_save: Decimal | float | str,
    lifetime_value: Money,
    acquisition_cost: Money,
) -> RetentionCase:
    """Return whether a client is worth keeping at a price.

    Args:
        cost: what is spent to keep the client, 0 or more.
        p_save: the probability that the client stays for it, 0 to 1.
        lifetime_value: what the client is worth then.
        acquisition_cost: what a new client costs instead.

    Raises:
        InvalidArgumentError: if a number is out of range, or amounts are in two
            currencies.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> found = retention_case(
        ...     Money(20, "EUR"),
        ...     p_save="0.3",
        ...     lifetime_value=Money(200, "EUR"),
        ...     acquisition_cost=Money(100, "EUR"),
        ... )
        >>> str(found.net), found.is_worth_it, str(found.ratio)
        ('40.0 EUR', True, '5')
    """
    price = to_money(cost, "cost")
    value = to_money(lifetime_value, "lifetime_value")
    new = to_money(acquisition_cost, "acquisition_cost")
    gain = value * to_decimal_share(p_save, "p_save")
    return RetentionCase(
        gain, gain - price, price < gain, price < new, ratio(new, price)
    )

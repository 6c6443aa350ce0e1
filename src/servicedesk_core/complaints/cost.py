"""What failures cost, and what their prevention may cost."""

from collections.abc import Hashable, Iterable
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_key, to_many, to_pair
from servicedesk_core.complaints._exact import (
    ratio,
    to_money,
    to_optional_money,
)
from servicedesk_core.complaints.preset import Preset
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal, to_whole


@attrs.frozen
class FailureCost:
    """What a failure cost, against its prevention.

    Attributes:
        cost: what it cost.
        low: how many times its prevention at the highest price, None if that is
            nothing or not given.
        high: how many times its prevention at the lowest price, None likewise.

    Example:
        >>> FailureCost(Money(700, "RUB"), None, None).ratio is None
        True
    """

    cost: Money
    low: Decimal | None
    high: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        """How many times its prevention, if that has one price; None otherwise."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        if self.low is None:
            return str(self.cost)
        times = f"{self.low:.6g}"
        if self.high is None:
            times = f"at least {times}"
        elif self.high != self.low:
            times = f"{times} to {self.high:.6g}"
        return f"{self.cost}, {times} times its prevention"


def cost_of_failure(
    contacts: Iterable[tuple[int, Money]],
    *,
    prevention: Money | tuple[Money, Money] | None = None,
) -> FailureCost:
    """Return what the contacts about a failure cost.

    Args:
        contacts: pairs of how many there were and what each cost, one at least.
        prevention: what would have prevented it, as one price or as the lowest and
            the highest.

    Raises:
        InvalidArgumentError: for no contacts, a negative number or amount, several
            currencies, or a highest price below the lowest.
        WrongTypeError: if a number is not whole or an amount no Money.

    Source:
        Sum of number x cost; over the price of prevention, it is an interval where
        that is one.

    Example:
        >>> found = cost_of_failure(
        ...     [(2, Money(300, "RUB")), (1, Money(100, "RUB"))],
        ...     prevention=(Money("0.20", "RUB"), Money("0.40", "RUB")),
        ... )
        >>> print(found.cost, found.low, found.high)
        700 RUB 1750 3500
    """
    pairs = to_many(contacts, object, "contacts", "pairs of a number and Money")
    costs = [_contacts(each) for each in pairs]
    if not costs:
        raise InvalidArgumentError("contacts", contacts, "one at least")
    cost = Money.total(costs, currency=costs[0].currency)
    if prevention is None:
        return FailureCost(cost, None, None)
    low, high = _prices(prevention)
    return FailureCost(cost, ratio(cost, high), ratio(cost, low))


def break_even(
    prevention: Money, failure: Money, *, reminders: int = 1
) -> Decimal | None:
    """Return how likely a failure must be for its prevention to pay.

    Args:
        prevention: what one reminder to one client costs, 0 or more.
        failure: what one failure costs, 0 or more.
        reminders: how many go to every client, 1 or more.

    Returns:
        A probability; above 1, prevention never pays. None if a failure costs
        nothing.

    Raises:
        InvalidArgumentError: if an argument is out of range, or in two currencies.
        WrongTypeError: if an argument is of another type.

    Source:
        N k c < N p C, so p = k c / C.

    Example:
        >>> found = break_even(Money("0.40", "RUB"), Money(700, "RUB"))
        >>> f"{found:.4%}"
        '0.0571%'
    """
    price = to_money(prevention, "prevention")
    count = to_whole(reminders, "reminders", low=1)
    return ratio(price * count, to_money(failure, "failure"))


def contact_cost(
    contacts: int,
    *,
    per_contact: Money | None = None,
    per_minute: Money | None = None,
    minutes: Decimal | float | str | None = None,
) -> Money:
    """Return what contacts cost, by the contact or by the minute.

    Args:
        contacts: how many, 0 or more.
        per_contact: the price of one in its channel.
        per_minute: the price of a minute; the time is not paid twice, so one of the
            two prices is given.
        minutes: how long one took, with ``per_minute`` alone.

    Raises:
        InvalidArgumentError: if both prices are given or neither, minutes and a
            price by the minute do not come together, or a number is negative.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> print(contact_cost(1, per_minute=Money(20, "RUB"), minutes=5))
        100 RUB
    """
    count = to_whole(contacts, "contacts")
    fixed = to_optional_money(per_contact, "per_contact")
    price = to_optional_money(per_minute, "per_minute")
    if fixed is not None and price is not None:
        wanted = "left out beside per_contact: the time would be paid twice"
        raise InvalidArgumentError("per_minute", str(price), wanted)
    if (price is None) != (minutes is None):
        wanted = "given with per_minute, and with it alone"
        raise InvalidArgumentError("minutes", minutes, wanted)
    if fixed is not None:
        return fixed * count
    if price is None:
        raise InvalidArgumentError("per_contact", None, "given, or else per_minute")
    return price * count * to_decimal(minutes, "minutes", low=0)


def cost_per_insight(cost: Money, causes: Iterable[Hashable]) -> Money | None:
    """Return what each cause cost that a source of feedback told of.

    Args:
        cost: what the source cost, 0 or more: a survey, or the work on complaints.
        causes: those that it told of; one told twice counts once.

    Returns:
        The cost of each; None if it told of none.

    Raises:
        InvalidArgumentError: if the cost is negative.
        WrongTypeError: if it is no Money, or the causes are one text.

    Example:
        >>> print(cost_per_insight(Money(90, "EUR"), ["bill", "delay", "bill"]))
        45 EUR
    """
    amount = to_money(cost, "cost")
    given = to_many(causes, object, "causes", "several causes", unordered=True)
    found = len({to_key(cause, "causes") for cause in given})
    return amount / found if found else None


def tariff_ratio(
    price: Money | tuple[Money, Money], other: Money | tuple[Money, Money]
) -> tuple[Decimal | None, Decimal | None]:
    """Return how many times dearer one class of messages is than another.

    Args:
        price: of the one, or its lowest and highest.
        other: of the other, likewise.

    Returns:
        The least and the greatest ratio; None where the other costs nothing.

    Raises:
        InvalidArgumentError: for a negative price, two currencies, or a highest
            price below the lowest.
        WrongTypeError: if a price is no Money.

    Example:
        >>> service = (Money("0.20", "RUB"), Money("0.40", "RUB"))
        >>> [str(each) for each in tariff_ratio(Money(1, "RUB"), service)]
        ['2.5', '5']
    """
    low, high = _prices(price, "price")
    other_low, other_high = _prices(other, "other")
    return ratio(low, other_high), ratio(high, other_low)


MISSED_REMINDER = Preset(
    "a reminder that was not read",
    FrozenMap(
        {
            "contacts": 2,
            "contact": Money(300, "RUB"),
            "employee_calls": 1,
            "employee_call": Money(100, "RUB"),
            "service_message": (Money("0.20", "RUB"), Money("0.40", "RUB")),
            "marketing_message": Money(1, "RUB"),
        }
    ),
    "a bank's channel on complaints: one story of a card limit, in roubles",
)
"""Two contacts and a call by an employee, for want of one message."""


def _contacts(item: object) -> Money:
    count, price = to_pair(item, "contacts", "pairs of a number and Money")
    return to_money(price, "contacts") * to_whole(count, "contacts")


def _prices(
    prices: Money | tuple[Money, Money], argument: str = "prevention"
) -> tuple[Money, Money]:
    pair = prices if isinstance(prices, tuple) else (prices, prices)
    if len(pair) != 2:
        raise WrongTypeError(argument, prices, "Money, or the lowest and highest")
    low, high = (to_money(each, argument) for each in pair)
    if high < low:
        raise InvalidArgumentError(argument, str(high), f"a highest of {low} or more")
    return low, high

"""What values of complaints are made of: amounts of one currency, times in order."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies.events import actors
from servicedesk_core.testing.strategies.instants import durations, later, zones
from servicedesk_core.testing.strategies.money import amounts
from servicedesk_core.testing.strategies.numbers import counts, decimals_
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import Actor

T = TypeVar("T")
_CURRENCIES = ("EUR", "RUB", "USD")


@attrs.frozen
class Delay:
    """How much later something happened, and in which zone; None is the same one."""

    length: timedelta
    tz: tzinfo | None

    def after(self, at: datetime) -> datetime:
        """Return the instant that is so much later.

        Example:
            >>> from datetime import UTC
            >>> hour = Delay(timedelta(hours=1), None)
            >>> hour.after(datetime(2026, 1, 5, tzinfo=UTC)).isoformat()
            '2026-01-05T01:00:00+00:00'
        """
        return later(at, self.length).astimezone(self.tz or at.tzinfo)


def delays(*, days: int = 30) -> st.SearchStrategy[Delay]:
    """Delays; they shrink to none, in the same zone.

    Args:
        days: how many days and a day they last at most.

    Example:
        >>> from hypothesis import find
        >>> find(delays(), lambda delay: delay.length)
        Delay(length=datetime.timedelta(seconds=60), tz=None)
    """
    return st.builds(Delay, lengths(days=days), st.none() | zones())


def lengths(
    *, days: int = 30, least: timedelta = timedelta()
) -> st.SearchStrategy[timedelta]:
    """Durations of which most are days long; they shrink to the shortest.

    Args:
        days: how many days and a day they last at most.
        least: how long they are at least, up to a day.

    Example:
        >>> from hypothesis import find
        >>> find(lengths(), lambda length: length > timedelta(days=2))
        datetime.timedelta(days=2, seconds=60)
    """
    return st.builds(
        lambda whole, rest: timedelta(days=whole) + rest,
        counts(max=days),
        durations(min_value=least, max_value=timedelta(days=1)),
    )


def maybe_later(at: datetime, delay: Delay | None) -> datetime | None:
    """Return the instant that is so much later, None for no delay.

    Example:
        >>> from datetime import UTC
        >>> maybe_later(datetime(2026, 1, 5, tzinfo=UTC), None) is None
        True
    """
    return None if delay is None else delay.after(at)


def days_after(day: date, days: int | None) -> date | None:
    """Return the date that is so many days later, None for no number.

    Example:
        >>> days_after(date(2026, 1, 5), 2)
        datetime.date(2026, 1, 7)
    """
    return None if days is None else day + timedelta(days=days)


def in_one_currency(
    make: Callable[[str], st.SearchStrategy[T]],
) -> st.SearchStrategy[T]:
    """Values whose amounts are all in one currency, euros at the simplest.

    Args:
        make: what returns the strategy of a currency.

    Example:
        >>> from hypothesis import find
        >>> find(in_one_currency(prices), lambda price: price.currency != "EUR")
        Money(amount=Decimal('0'), currency='RUB')
    """
    # Made once, not for each value.
    made = {currency: make(currency) for currency in _CURRENCIES}
    return st.sampled_from(_CURRENCIES).flatmap(made.__getitem__)


def prices(currency: str, *, most: int = 1000) -> st.SearchStrategy[Money]:
    """Amounts from 0 on; they shrink to 0.

    Args:
        currency: the three letters of ISO 4217.
        most: the most.

    Example:
        >>> from hypothesis import find
        >>> print(find(prices("EUR"), lambda price: price.amount > 2))
        3 EUR
    """
    nothing = st.just(Money(0, currency))
    return nothing | amounts(min_value=0, max_value=most, currencies=[currency])


def price_ranges(currency: str) -> st.SearchStrategy[tuple[Money, Money]]:
    """The lowest and the highest of several prices; they shrink to 0.

    Args:
        currency: the three letters of ISO 4217.

    Example:
        >>> from hypothesis import find
        >>> low, high = find(price_ranges("EUR"), lambda pair: pair[1] > pair[0])
        >>> print(low, "to", high)
        0 EUR to 1 EUR
    """
    price = prices(currency)
    return st.builds(lambda low, more: (low, low + more), price, price)


def decimal_shares() -> st.SearchStrategy[Decimal]:
    """Shares in percents, 0 to 1 with both ends; they shrink to 0.

    Example:
        >>> from hypothesis import find
        >>> find(decimal_shares(), lambda share: share > 0)
        Decimal('0.01')
    """
    return decimals_(max_value=1)


def trials(*, least: int = 0) -> st.SearchStrategy[tuple[int, int]]:
    """How many succeeded, and of how many; they shrink to none.

    Args:
        least: of how many at least.

    Example:
        >>> from hypothesis import find
        >>> find(trials(least=1), lambda trials: True)
        (0, 1)
    """
    tried = counts(min=least, max=3) | counts(min=least)
    return st.builds(lambda some, every: (min(some, every), every), counts(), tried)


def people() -> st.SearchStrategy[Actor]:
    """Actors who are no program; they shrink to the first role, named ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> find(people(), lambda actor: True).id
        'a'
    """
    return actors(roles=[role for role in Role if role is not Role.SYSTEM])


def clients() -> st.SearchStrategy[object]:
    """Keys of clients: texts, and texts with numbers; they shrink to ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> find(clients(), lambda client: isinstance(client, tuple))
        ('a', 0)
    """
    return names() | st.tuples(names(), counts())


def or_published(
    own: st.SearchStrategy[T], published: Sequence[T]
) -> st.SearchStrategy[T]:
    """Values of one's own, and published ones; they shrink to one's own.

    Args:
        own: the strategy of one's own.
        published: the others.

    Example:
        >>> from hypothesis import find
        >>> find(or_published(names(), ["Huba, 2003"]), lambda name: len(name) > 5)
        'Huba, 2003'
    """
    return st.builds(
        lambda own, other: own if other is None else other,
        own,
        st.none() | st.sampled_from(published),
    )

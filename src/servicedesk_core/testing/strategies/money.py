"""Amounts of money."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.money import Money
from servicedesk_core.testing.strategies.numbers import decimals_


def amounts(
    *,
    min_value: Decimal | int = -1000,
    max_value: Decimal | int = 1000,
    currencies: Sequence[str] = ("EUR", "RUB", "USD"),
) -> st.SearchStrategy[Money]:
    """Amounts of money: whole units, cents, and fractions of a cent.

    They shrink to the one next to 0, in the first currency.

    Args:
        min_value: the least.
        max_value: the most.
        currencies: what to draw from; one, for amounts that add up.

    Example:
        >>> from hypothesis import find
        >>> print(find(amounts(currencies=["EUR"]), lambda money: money.amount > 0))
        1 EUR
    """
    exact = [decimals_(min_value=min_value, max_value=max_value, places=2)]
    exact += [decimals_(min_value=min_value, max_value=max_value, places=6)]
    whole = decimals_(min_value=min_value, max_value=max_value, places=0)
    return st.builds(Money, st.one_of(whole, *exact), st.sampled_from(currencies))


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Money: amounts}
)

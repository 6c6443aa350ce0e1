"""The few causes behind most complaints."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from servicedesk_core.argument import to_mapping, to_pair
from servicedesk_core.complaints._exact import to_money
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal, to_float
from servicedesk_core.stats import gini

_Number = Decimal | float | str
_MOST = 1e100


class AbcClass(StrEnum):
    """How much of the whole is reached once an item is counted."""

    A = "A"
    """No more than the first limit."""
    B = "B"
    """No more than the second."""
    C = "C"
    """More than that."""


@attrs.frozen
class ParetoItem:
    """A cause, and what it adds to those before it.

    Attributes:
        key: its name.
        count: how often it was counted.
        cost: what that costs; None without costs.
        share: of the whole, 0 to 1; None if the whole is nothing.
        cumulative: that with those before it; likewise.
        abc: its class by that; likewise.
    """

    key: str
    count: Decimal
    cost: Money | None
    share: float | None
    cumulative: float | None
    abc: AbcClass | None


@attrs.frozen
class Pareto:
    """Causes, the largest first.

    Attributes:
        items: all of them.
        vital_few: those that reach the threshold together, the one that crosses it
            included; none if the whole is nothing.
        threshold: the share that they reach, above 0 to 1.
        gini: 0 if all are alike, near 1 if one is everything; None if the whole is
            nothing.
    """

    items: tuple[ParetoItem, ...]
    vital_few: tuple[str, ...]
    threshold: float
    gini: float | None

    @property
    def order(self) -> tuple[str, ...]:
        """The names of all causes, the largest first."""
        return tuple(item.key for item in self.items)

    def of_class(self, abc: AbcClass | str) -> tuple[str, ...]:
        """Return the names of the causes of a class.

        Raises:
            InvalidArgumentError: if there is no such class.
        """
        wanted = member(AbcClass, abc, "abc")
        return tuple(item.key for item in self.items if item.abc is wanted)


def pareto(
    counts: Mapping[str, _Number],
    *,
    threshold: _Number = 0.8,
    abc: tuple[_Number, _Number] = (0.8, 0.95),
    unit_costs: Mapping[str, Money] | None = None,
) -> Pareto:
    """Return causes by size, and the few that make most of the whole.

    Args:
        counts: how often each was counted, 0 or more; parts of a contact are allowed.
        threshold: the share that the few should reach, above 0 to 1.
        abc: the limits of the classes A and B, shares in ascending order. An item is
            in the first class whose limit the share reached with it does not exceed.
        unit_costs: what one of each costs; with it the costs are compared instead.

    Returns:
        The causes, the largest first; equal ones by name. The shares are None if the
        whole is nothing.

    Raises:
        InvalidArgumentError: for a negative count or cost, a blank name, a share out
            of range, limits that do not ascend, costs of other causes than counted,
            or several currencies.
        WrongTypeError: for a value of another type.

    Source:
        J. M. Juran, Quality Control Handbook (1951): the vital few; the classes of
        inventory analysis (ABC).

    Example:
        >>> found = pareto({"login": 300, "date on the bill": 500, "delivery": 200})
        >>> found.vital_few
        ('date on the bill', 'login')
    """
    limit = _share(threshold, "threshold")
    if not limit:
        raise InvalidArgumentError("threshold", threshold, "above 0")
    limits = _limits(abc)
    read = {
        to_text(key, "counts"): to_decimal(count, f"counts[{key!r}]", low=0)
        for key, count in to_mapping(counts, "counts", "counts by cause").items()
    }
    costs = None if unit_costs is None else _costs(read, unit_costs)
    sizes = {
        key: Fraction(count if costs is None else costs[key].amount)
        for key, count in read.items()
    }
    order = sorted(sizes, key=lambda key: (-sizes[key], key))
    whole, reached = sum(sizes.values(), Fraction()), Fraction()
    items, few = [], []
    for key in order:
        if reached < limit * whole:
            few.append(key)
        reached += sizes[key]
        cost = None if costs is None else costs[key]
        shares = _shares(sizes[key], reached, whole, limits)
        items.append(ParetoItem(key, read[key], cost, *shares))
    values = [to_float(size, "counts", high=_MOST) for size in sizes.values()]
    return Pareto(tuple(items), tuple(few), float(limit), gini(values))


def _share(share: _Number, argument: str) -> Fraction:
    return Fraction(to_decimal(share, argument, low=0, high=1))


def _limits(abc: tuple[_Number, _Number]) -> tuple[Fraction, Fraction]:
    given = to_pair(abc, "abc", "two shares")
    first, second = (_share(each, f"abc[{n}]") for n, each in enumerate(given))
    if first > second:
        raise InvalidArgumentError("abc", abc, "shares in ascending order")
    return first, second


def _costs(
    counts: Mapping[str, Decimal], unit_costs: Mapping[str, Money]
) -> dict[str, Money]:
    given = to_mapping(unit_costs, "unit_costs", "Money by cause")
    if set(given) != set(counts):
        raise InvalidArgumentError("unit_costs", sorted(given), "of the same causes")
    found = {
        key: to_money(given[key], f"unit_costs[{key!r}]") * count
        for key, count in counts.items()
    }
    currencies = {cost.currency for cost in found.values()}
    if len(currencies) > 1:
        raise InvalidArgumentError("unit_costs", sorted(currencies), "of one currency")
    return found


def _shares(
    size: Fraction,
    reached: Fraction,
    whole: Fraction,
    limits: tuple[Fraction, Fraction],
) -> tuple[float, float, AbcClass] | tuple[None, None, None]:
    """Return its share, the share reached with it, and its class; of nothing none."""
    if not whole:
        return None, None, None
    return float(size / whole), float(reached / whole), _class(reached, whole, limits)


def _class(
    reached: Fraction, whole: Fraction, limits: tuple[Fraction, Fraction]
) -> AbcClass:
    if reached <= limits[0] * whole:
        return AbcClass.A
    return AbcClass.B if reached <= limits[1] * whole else AbcClass.C

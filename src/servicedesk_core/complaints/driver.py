"""What clients call about, what it costs, and what mending the cause brings."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._exact import (
    product,
    ratio,
    to_decimal_share,
    to_money,
)
from servicedesk_core.complaints._facts import NOTHING, to_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.money import Money
from servicedesk_core.number import to_confidence, to_decimal, to_float, to_whole
from servicedesk_core.stats import Estimate, poisson_interval

# By a text or several: any mixture of both, which the types of mappings cannot say.
_Counts = Mapping[Any, int]


@attrs.frozen
class ContactDriver:
    """A cause of contacts.

    Attributes:
        cause: its name.
        contacts: how many contacts it is to answer for; a contact with several causes
            is divided equally.
        share: of all contacts, 0 to 1; None if there are none at all.
        cost: what they cost, not rounded.
        problem: the id of the problem record that it led to, if any.
    """

    cause: str
    contacts: float
    share: float | None
    cost: Money
    problem: str | None


def contact_drivers(
    counts: _Counts,
    *,
    cost_per_contact: Money,
    problems: Mapping[str, str] = NOTHING,
) -> tuple[ContactDriver, ...]:
    """Return the causes of contacts, the largest first; equal ones by name.

    Args:
        counts: how many contacts came, by their cause, or by a tuple of several.
        cost_per_contact: what one costs, 0 or more.
        problems: the id of the problem record by cause.

    Raises:
        InvalidArgumentError: for a negative count or cost, a blank cause, a tuple of
            none or of one twice, or a problem of a cause that ``counts`` lacks.
        WrongTypeError: for anything else.

    Source:
        Contacts times the cost of one.

    Example:
        >>> found = contact_drivers(
        ...     {"date on the bill": 2_000_000, ("date on the bill", "tariff"): 100},
        ...     cost_per_contact=Money(300, "RUB"),
        ...     problems={"date on the bill": "PRB7"},
        ... )
        >>> for each in found:
        ...     print(each.cause, each.contacts, each.cost)
        date on the bill 2000050.0 600015000 RUB
        tariff 50.0 15000 RUB
    """
    cost = to_money(cost_per_contact, "cost_per_contact")
    totals: dict[str, Fraction] = {}
    for key, count in to_mapping(counts, "counts", "counts by cause").items():
        n = to_whole(count, f"counts[{key!r}]")
        causes = _read_causes(key)
        for cause in causes:
            totals[cause] = totals.get(cause, Fraction()) + Fraction(n, len(causes))
    records = to_mapping(problems, "problems", "problem ids by cause")
    for cause, problem in records.items():
        to_text(problem, f"problems[{cause!r}]")
        if cause not in totals:
            raise InvalidArgumentError("problems", cause, "of causes that have a count")
    every = sum(totals.values())
    return tuple(
        ContactDriver(
            cause,
            to_float(total, "counts"),
            float(total / every) if every else None,
            cost * total.numerator / total.denominator,
            records.get(cause),
        )
        for cause, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    )


def contact_rate(
    contacts: int, units: float, *, confidence: float = 0.95
) -> Estimate | None:
    """Return how many contacts come a unit, such as a bill, or None for no unit.

    Args:
        contacts: how many came.
        units: how many units they came about, 0 or more.
        confidence: of the interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for numbers out of range, or contacts about no unit.
        WrongTypeError: if ``contacts`` is no whole number, or ``units`` no number.

    Source:
        Contacts by units, with the exact interval of a Poisson count.

    Example:
        >>> contact_rate(2_000_000, 40_000_000).value
        0.05
    """
    count, exposure = to_whole(contacts, "contacts"), to_float(units, "units", low=0)
    level = to_confidence(confidence)
    if exposure:
        return poisson_interval(count, exposure=exposure, confidence=level)
    if count:
        raise InvalidArgumentError("units", units, "above 0 where there are contacts")
    return None


@attrs.frozen
class FixReturn:
    """What mending a cause brings.

    Attributes:
        saved: what its contacts would have cost.
        net: that less the cost of the fix.
        roi: net by the cost of the fix; None if it is free.
        break_even: after how many periods it has paid for itself; None if never.
    """

    saved: Money
    net: Money
    roi: Decimal | None
    break_even: Decimal | None


def fix_return(
    cost: Money,
    *,
    fix_cost: Money,
    reduction: Decimal | float | str,
    periods: Decimal | float | str = 1,
) -> FixReturn:
    """Return what mending a cause brings.

    Args:
        cost: what its contacts cost in a period, 0 or more.
        fix_cost: what the fix costs once, 0 or more.
        reduction: the share of the contacts that will not come any more, 0 to 1.
        periods: over how many periods to count, 0 or more.

    Raises:
        InvalidArgumentError: for an amount or a number out of range, or amounts of two
            currencies.
        WrongTypeError: for anything else.

    Source:
        Saved is cost * reduction * periods; the return on investment is
        (saved - fix cost) / fix cost.

    Example:
        >>> found = fix_return(
        ...     Money(600, "RUB"), fix_cost=Money(120, "RUB"), reduction=1
        ... )
        >>> str(found.net), found.roi, found.break_even
        ('480 RUB', Decimal('4'), Decimal('0.2'))
    """
    spent, invested = to_money(cost, "cost"), to_money(fix_cost, "fix_cost")
    share = to_decimal_share(reduction, "reduction")
    a_period = spent * share
    saved = spent * product(share, to_decimal(periods, "periods", low=0))
    net = saved - invested
    return FixReturn(saved, net, ratio(net, invested), ratio(invested, a_period))


def _read_causes(key: str | tuple[str, ...]) -> tuple[str, ...]:
    causes = (key,) if isinstance(key, str) else to_many(key, str, "counts", "causes")
    if not causes or len(set(causes)) < len(causes):
        raise InvalidArgumentError("counts", key, "one cause or several different ones")
    return tuple(to_text(cause, "counts") for cause in causes)

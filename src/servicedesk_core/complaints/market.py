"""What unhappy clients cost the market, and what happy ones bring."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_mapping
from servicedesk_core.complaints._exact import (
    minus,
    plus,
    product,
    quotient,
    rest,
    to_decimal_share,
    to_money,
)
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.complaints.preset import Preset
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal


@attrs.frozen
class MarketDamage:
    """What problems cost in clients and revenue, by expectation.

    Attributes:
        unhappy: clients who had a problem.
        complainers: those of them who complain.
        silent: those who do not.
        lost: clients who do not buy again.
        lost_by: the same by group: ``"silent"`` and each outcome of a complaint.
        revenue_at_risk: what they would have been worth.
        multiplier: how many unhappy clients stand behind each complaint; None if
            nobody complains.
    """

    unhappy: Decimal
    complainers: Decimal
    silent: Decimal
    lost: Decimal
    lost_by: Mapping[str, Decimal]
    revenue_at_risk: Money
    multiplier: Decimal | None


def market_damage(
    customers: Decimal | float | str,
    *,
    problem_rate: Decimal | float | str,
    complaint_rate: Decimal | float | str,
    outcomes: Mapping[str, Decimal | float | str],
    repurchase: Mapping[str, Decimal | float | str],
    silent_repurchase: Decimal | float | str,
    value: Money,
) -> MarketDamage:
    """Return what problems cost in clients and revenue.

    Args:
        customers: how many there are, 0 or more.
        problem_rate: the share of them who have a problem, 0 to 1.
        complaint_rate: the share of those who complain, 0 to 1.
        outcomes: the share of complaints that end in each outcome, such as
            ``"satisfied"``, ``"mollified"``, ``"dissatisfied"``; they add up to 1.
        repurchase: for each outcome, the share who buy again.
        silent_repurchase: the share of those who do not complain who buy again.
        value: what a client is worth.

    Raises:
        InvalidArgumentError: if a number is out of range, the outcomes do not add up
            to 1, or the two mappings have not the same keys.
        WrongTypeError: if an argument is of another type.

    Source:
        The structure of TARP (1979, 1986); J. A. Goodman, Strategic Customer Service
        (2009). The rates are the caller's own.

    Example:
        >>> found = market_damage(
        ...     100_000,
        ...     problem_rate="0.3",
        ...     complaint_rate="0.25",
        ...     outcomes={"satisfied": "0.4", "mollified": "0.35", "angry": "0.25"},
        ...     repurchase={"satisfied": "0.82", "mollified": "0.54", "angry": "0.19"},
        ...     silent_repurchase="0.46",
        ...     value=Money(120, "USD"),
        ... )
        >>> float(found.lost), float(found.revenue_at_risk.amount)
        (15416.25, 1849950.0)
    """
    shares = _shares(outcomes, "outcomes")
    loyal = _shares(repurchase, "repurchase")
    _check(shares, loyal)
    complaint_share = to_decimal_share(complaint_rate, "complaint_rate")
    silent_loyal = to_decimal_share(silent_repurchase, "silent_repurchase")
    worth = to_money(value, "value")
    unhappy = product(
        to_decimal(customers, "customers", low=0),
        to_decimal_share(problem_rate, "problem_rate"),
    )
    complainers = product(unhappy, complaint_share)
    silent = minus(unhappy, complainers)
    lost_by = {"silent": product(silent, rest(silent_loyal))}
    for name, share in shares.items():
        lost_by[name] = product(complainers, share, rest(loyal[name]))
    lost = _total(lost_by.values())
    return MarketDamage(
        unhappy,
        complainers,
        silent,
        lost,
        FrozenMap(lost_by),
        worth * lost,
        quotient(Decimal(1), complaint_share),
    )


def word_of_mouth(
    cases: Decimal | float | str,
    *,
    share: Decimal | float | str,
    told: Decimal | float | str,
    conversion: Decimal | float | str,
) -> Decimal:
    """Return how many people come, or stay away, for what clients tell.

    Args:
        cases: how many clients something good, or bad, happened to, 0 or more.
        share: the share of them who tell of it, 0 to 1.
        told: how many people each of them tells, 0 or more.
        conversion: the share of those who follow, 0 to 1.

    Raises:
        InvalidArgumentError: if a number is out of range.
        WrongTypeError: if an argument is no number.

    Source:
        cases x share x told x conversion.

    Example:
        >>> print(word_of_mouth(100, share="0.5", told=5, conversion="0.02"))
        5.000
    """
    return product(
        to_decimal(cases, "cases", low=0),
        to_decimal_share(share, "share"),
        to_decimal(told, "told", low=0),
        to_decimal_share(conversion, "conversion"),
    )


def _tarp(silent: int, unsatisfied: int, satisfied: int, quickly: int) -> Preset:
    names = ("silent", "unsatisfied", "satisfied", "satisfied quickly")
    percents = (silent, unsatisfied, satisfied, quickly)
    shares = (Decimal(each).scaleb(-2) for each in percents)
    source = "TARP, 1979, as quoted by J. Huba, Fast Company, December 2003"
    return Preset(
        "who buys again after a problem",
        FrozenMap(dict(zip(names, shares, strict=True))),
        source,
    )


TARP_SMALL_LOSS = _tarp(37, 46, 70, 95)
"""Repurchase after a problem that cost less than 5 dollars."""

TARP_LARGE_LOSS = _tarp(9, 19, 54, 82)
"""Repurchase after a problem that cost more than 100 dollars."""

CCMC_2020 = Preset(
    "loyalty of dissatisfied complainants against those who said nothing",
    FrozenMap({"points": -22}),
    "Customer Care Measurement & Consulting, National Customer Rage Study, 2020",
)
"""The opposite of what TARP found: complaining in vain costs more than silence."""


def _shares(
    shares: Mapping[str, Decimal | float | str], argument: str
) -> dict[str, Decimal]:
    to_mapping(shares, argument, "a mapping of outcome to share")
    return {
        to_text(name, argument): to_decimal_share(share, f"{argument}[{name!r}]")
        for name, share in shares.items()
    }


def _check(shares: Mapping[str, Decimal], loyal: Mapping[str, Decimal]) -> None:
    if "silent" in shares:
        wanted = "outcomes of complaints; those who say nothing have none"
        raise InvalidArgumentError("outcomes", "silent", wanted)
    if shares.keys() != loyal.keys():
        wanted = f"for each of {', '.join(shares)}"
        raise InvalidArgumentError("repurchase", ", ".join(loyal), wanted)
    total = _total(shares.values())
    # Thirds are no decimals: what they leave is far below any count of clients.
    if abs(total - 1) > Decimal("1e-9"):
        raise InvalidArgumentError("outcomes", str(total), "1 in sum")


def _total(numbers: Iterable[Decimal]) -> Decimal:
    found = Decimal()
    for number in numbers:
        found = plus(found, number)
    return found

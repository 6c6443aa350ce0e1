"""What complaints and failures cost: compensations, credits, penalties."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    AWS_COMPUTE_2018,
    HOSPITALITY_GUARANTEE,
    Compensation,
    CompensationKind,
    CreditRule,
    CreditSettlement,
    Failure,
    FailureCost,
    Fees,
    Guarantee,
    Penalties,
    Redress,
    ServiceCredit,
    Uptime,
    cost_of_failure,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    delays,
    in_one_currency,
    lengths,
    maybe_later,
    or_published,
    price_ranges,
    prices,
)
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import counts, decimals_
from servicedesk_core.testing.strategies.texts import labels, names


def compensations() -> st.SearchStrategy[Compensation]:
    """What a client gets for the trouble, of every kind, with an amount or without.

    They shrink to the waiver of a fee of 0.

    Example:
        >>> from hypothesis import find
        >>> find(compensations(), lambda extra: extra.amount is None).kind.value
        'replacement'
    """
    return in_one_currency(_compensations)


def redresses() -> st.SearchStrategy[Redress]:
    """Fixes with up to three compensations in one currency.

    They shrink to a fix alone.

    Example:
        >>> from hypothesis import find
        >>> find(redresses(), lambda redress: True)
        Redress(fix='a', compensations=())
    """
    return in_one_currency(_redresses)


def uptimes() -> st.SearchStrategy[Uptime]:
    """Uptimes in percent, 0 to 100 with both ends, with a cause or without.

    They shrink to 0 %.

    Example:
        >>> from hypothesis import find
        >>> find(uptimes(), lambda uptime: uptime.cause)
        Uptime(percent=Decimal('0.000'), cause='a')
    """
    return st.builds(Uptime, decimals_(max_value=100, places=3), st.none() | _causes())


def service_credits() -> st.SearchStrategy[ServiceCredit]:
    """Credits of up to three tiers, with caps, claim windows, exclusions or without.

    They shrink to a single tier that gives nothing.

    Example:
        >>> from hypothesis import find
        >>> credit = find(service_credits(), lambda credit: credit.claim_within)
        >>> len(credit.tiers), str(credit.claim_within)
        (1, '0:01:00')
    """
    return or_published(in_one_currency(_service_credits), [AWS_COMPUTE_2018])


def credit_settlements() -> st.SearchStrategy[CreditSettlement]:
    """What clients get for periods, and every reason for which they get nothing.

    They shrink to nothing, for want of a breach.

    Example:
        >>> from hypothesis import find
        >>> find(credit_settlements(), lambda settled: True).refusal.value
        'no_breach'
        >>> paid = find(credit_settlements(), lambda settled: settled.refusal is None)
        >>> len(paid.counted)
        1
    """
    return in_one_currency(_credit_settlements)


def fees() -> st.SearchStrategy[Fees]:
    """Penalties of up to 12 periods' fees.

    They shrink to none.

    Example:
        >>> from hypothesis import find
        >>> find(fees(), lambda fees: fees.n > 1)
        Fees(n=Decimal('1.01'))
    """
    return st.builds(Fees, decimals_(max_value=12))


def failures() -> st.SearchStrategy[Failure]:
    """Failures of a service, with the fee of their time or without.

    They shrink to one of the kind ``"a"`` without a fee.

    Example:
        >>> from hypothesis import find
        >>> find(failures(), lambda failure: True)
        Failure(kind='a', fee=None)
    """
    return in_one_currency(_failures)


def guarantees() -> st.SearchStrategy[Guarantee]:
    """Tables of one to three penalties, as amounts or fees, capped or not.

    They shrink to a penalty of 0 for one kind of failure.

    Example:
        >>> from hypothesis import find
        >>> guarantee = find(guarantees(), lambda guarantee: True)
        >>> str(guarantee.penalties["a"]), guarantee.cap
        ('0 EUR', None)
    """
    return or_published(in_one_currency(_guarantees), [HOSPITALITY_GUARANTEE])


def penalties() -> st.SearchStrategy[Penalties]:
    """What is owed for up to four failures, capped or not.

    They shrink to nothing.

    Example:
        >>> from hypothesis import find
        >>> print(find(penalties(), lambda owed: owed.is_capped).total)
        0 EUR
    """
    return in_one_currency(_penalties)


def failure_costs() -> st.SearchStrategy[FailureCost]:
    """What failures cost, with one price of prevention, two, or none.

    They shrink to nothing, its prevention unknown.

    Example:
        >>> from hypothesis import find
        >>> print(find(failure_costs(), lambda cost: cost.low))
        1 EUR, 1 times its prevention
    """
    return in_one_currency(_failure_costs)


def _causes() -> st.SearchStrategy[str]:
    # Few, so that what happened is among what is excluded.
    return st.sampled_from(["a", "b"]) | names()


def _compensations(currency: str) -> st.SearchStrategy[Compensation]:
    return st.builds(
        _compensation,
        st.sampled_from(CompensationKind),
        prices(currency),
        is_told=st.booleans(),
    )


def _compensation(
    kind: CompensationKind, amount: Money, *, is_told: bool
) -> Compensation:
    may_have = is_told and kind is not CompensationKind.APOLOGY
    return Compensation(kind, amount if kind.needs_amount or may_have else None)


def _redresses(currency: str) -> st.SearchStrategy[Redress]:
    return st.builds(Redress, names(), st.lists(_compensations(currency), max_size=3))


def _service_credits(currency: str) -> st.SearchStrategy[ServiceCredit]:
    percents = decimals_(max_value=100)
    tiers = st.dictionaries(percents, percents, min_size=1, max_size=3)
    return st.builds(
        ServiceCredit,
        tiers.map(_rising),
        rule=st.sampled_from(CreditRule),
        cap=percents,
        contract_cap=st.none() | prices(currency),
        claim_within=st.none() | lengths(),
        exclusions=st.frozensets(_causes(), max_size=2),
        source=labels(),
    )


def _rising(tiers: Mapping[Decimal, Decimal]) -> dict[Decimal, Decimal]:
    """Return tiers whose credits do not fall as the uptime falls."""
    below = sorted(tiers, reverse=True)
    return dict(zip(below, sorted(tiers.values()), strict=True))


def _credit_settlements(currency: str) -> st.SearchStrategy[CreditSettlement]:
    return st.builds(
        _credit_settlement,
        _service_credits(currency),
        st.lists(uptimes(), max_size=3),
        st.tuples(prices(currency), st.none() | prices(currency)),
        aware_datetimes(),
        st.none() | delays(),
    )


def _credit_settlement(
    credit: ServiceCredit,
    measured: Iterable[Uptime],
    amounts: tuple[Money, Money | None],
    ended_at: datetime,
    claimed: Delay | None,
) -> CreditSettlement:
    fee, credited = amounts
    return credit.settle(
        measured,
        fee=fee,
        ended_at=ended_at,
        claimed_at=maybe_later(ended_at, claimed),
        credited=credited,
    )


def _failures(currency: str) -> st.SearchStrategy[Failure]:
    return st.builds(Failure, names(), st.none() | prices(currency))


def _guarantees(currency: str) -> st.SearchStrategy[Guarantee]:
    owed = prices(currency) | fees()
    return st.builds(
        Guarantee,
        st.dictionaries(names(), owed, min_size=1, max_size=3),
        cap=st.none() | owed,
        source=labels(),
    )


def _penalties(currency: str) -> st.SearchStrategy[Penalties]:
    failed = st.tuples(counts(max=2), st.none() | prices(currency))
    return st.builds(
        _owed, _guarantees(currency), st.lists(failed, max_size=4), prices(currency)
    )


def _owed(
    guarantee: Guarantee, failed: Iterable[tuple[int, Money | None]], fee: Money
) -> Penalties:
    kinds = list(guarantee.penalties)
    failures_ = [Failure(kinds[place % len(kinds)], own) for place, own in failed]
    return guarantee.owed(failures_, fee=fee)


def _failure_costs(currency: str) -> st.SearchStrategy[FailureCost]:
    paid = st.tuples(counts(), prices(currency))
    return st.builds(
        cost_of_failure,
        st.lists(paid, min_size=1, max_size=3),
        prevention=st.none() | prices(currency) | price_ranges(currency),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Compensation: compensations,
        Redress: redresses,
        Uptime: uptimes,
        ServiceCredit: service_credits,
        CreditSettlement: credit_settlements,
        Fees: fees,
        Failure: failures,
        Guarantee: guarantees,
        Penalties: penalties,
        FailureCost: failure_costs,
    }
)

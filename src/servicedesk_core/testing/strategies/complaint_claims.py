"""Claims, and who may decide them: pay, look into them, or ask a person."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import (
    Authority,
    Claim,
    Decision,
    DecisionMatrix,
    PayRule,
    Portfolio,
    decide_all,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    clients,
    decimal_shares,
    delays,
    in_one_currency,
    lengths,
    prices,
)
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import names


def claims() -> st.SearchStrategy[Claim]:
    """Claims of known and unknown clients, suspect or not.

    They shrink to one of 0 that loses nothing, by nobody known.

    Example:
        >>> from hypothesis import find
        >>> claim = find(claims(), lambda claim: claim.is_suspect)
        >>> str(claim.amount), claim.client, claim.at
        ('0 EUR', None, None)
    """
    return in_one_currency(_claims)


def decision_matrices() -> st.SearchStrategy[DecisionMatrix]:
    """Rules which claims to pay at once, with caps or without.

    They shrink to one without caps that handles claims for nothing.

    Example:
        >>> from hypothesis import find
        >>> find(decision_matrices(), lambda matrix: matrix.max_claims).window
        datetime.timedelta(seconds=60)
    """
    return in_one_currency(_matrices)


def decisions() -> st.SearchStrategy[Decision]:
    """What becomes of claims, for every reason.

    They shrink to a claim of 0, paid at once.

    Example:
        >>> from hypothesis import find
        >>> decision = find(decisions(), lambda decision: True)
        >>> decision.verdict.value, [reason.value for reason in decision.reasons]
        ('pay', ['paying_costs_the_same'])
    """
    return in_one_currency(_decisions)


def portfolios() -> st.SearchStrategy[Portfolio]:
    """Decisions about up to four claims, and what each cap costs.

    They shrink to no claim at all.

    Example:
        >>> from hypothesis import find
        >>> find(portfolios(), lambda portfolio: True).decisions
        ()
    """
    return in_one_currency(_portfolios)


def authorities() -> st.SearchStrategy[Authority]:
    """What support groups may decide, with a limit or without.

    They shrink to a group that may decide anything but exceptions and resonance.

    Example:
        >>> from hypothesis import find
        >>> find(authorities(), lambda authority: authority.takes_resonance).group
        'a'
    """
    return in_one_currency(_authorities)


def _claims(currency: str) -> st.SearchStrategy[Claim]:
    return st.builds(
        Claim,
        prices(currency),
        p_loss=decimal_shares(),
        p_grant=decimal_shares(),
        p_loss_if_granted=st.none() | decimal_shares(),
        client=st.none() | clients(),
        at=st.none() | aware_datetimes(),
        is_suspect=st.booleans(),
    )


def _matrices(currency: str) -> st.SearchStrategy[DecisionMatrix]:
    windows = lengths(least=timedelta(minutes=1))
    return st.builds(
        _matrix,
        prices(currency),
        st.sampled_from(PayRule),
        st.none() | prices(currency),
        st.none() | st.tuples(counts(min=1, max=3), windows),
        reviews_suspects=st.booleans(),
    )


def _matrix(
    handling: Money,
    rule: PayRule,
    max_amount: Money | None,
    counted: tuple[int, timedelta] | None,
    *,
    reviews_suspects: bool,
) -> DecisionMatrix:
    max_claims, window = (None, None) if counted is None else counted
    return DecisionMatrix(
        handling,
        rule=rule,
        max_amount=max_amount,
        max_claims=max_claims,
        window=window,
        reviews_suspects=reviews_suspects,
    )


def _decisions(currency: str) -> st.SearchStrategy[Decision]:
    return st.builds(
        _decision,
        _matrices(currency),
        _claims(currency),
        aware_datetimes(),
        st.lists(delays(days=7), max_size=3),
    )


def _decision(
    matrix: DecisionMatrix, claim: Claim, first: datetime, since: Iterable[Delay]
) -> Decision:
    """Return the decision about a claim after the first one and some others."""
    earlier = [first]
    for delay in since:
        earlier.append(delay.after(earlier[-1]))
    if matrix.max_claims is not None:
        claim = attrs.evolve(claim, at=earlier.pop())
    return matrix.decide(claim, earlier=earlier)


def _portfolios(currency: str) -> st.SearchStrategy[Portfolio]:
    return st.builds(
        _portfolio,
        _matrices(currency),
        st.lists(st.tuples(_claims(currency), clients(), delays()), max_size=4),
        aware_datetimes(),
    )


def _portfolio(
    matrix: DecisionMatrix,
    given: Iterable[tuple[Claim, object, Delay]],
    at: datetime,
) -> Portfolio:
    found = []
    for claim, client, delay in given:
        at = delay.after(at)
        is_counted = matrix.max_claims is not None
        found.append(attrs.evolve(claim, client=client, at=at) if is_counted else claim)
    return decide_all(matrix, found)


def _authorities(currency: str) -> st.SearchStrategy[Authority]:
    return st.builds(
        Authority,
        names(),
        limit=st.none() | prices(currency),
        overrides=st.frozensets(names(), max_size=3),
        takes_resonance=st.booleans(),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Claim: claims,
        DecisionMatrix: decision_matrices,
        Decision: decisions,
        Portfolio: portfolios,
        Authority: authorities,
    }
)

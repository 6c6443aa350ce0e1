"""Who stays and who leaves: churn, loyalty, recovery, silence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    RETENTION_BY_CONTACTS,
    ChurnRate,
    Cohort,
    ComplaintLevels,
    LoyaltyBalance,
    LoyaltyImpact,
    Recovery,
    RecoveryParadox,
    RecoverySummary,
    RetentionComparison,
    RetentionCurve,
    churn_rate,
    compare_retention,
    complaint_levels as measure_levels,
    loyalty_balance,
    recovery_paradox,
    summarise_recovery,
)
from servicedesk_core.testing.strategies._complaint_parts import or_published, trials
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.numbers import counts, shares
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names

_KNOWN = (None, True, False)
_LOST = Recovery(resolved=True, compensated=True, retained=False)


def churn_rates() -> st.SearchStrategy[ChurnRate]:
    """How many of up to 40 clients left, and how long they stay.

    They shrink to a single client who stayed.

    Example:
        >>> from hypothesis import find
        >>> rate = find(churn_rates(), lambda rate: True)
        >>> rate.share.n, rate.tenure
        (1, None)
    """
    return defined(
        st.builds(
            lambda left, confidence: churn_rate(*left, confidence=confidence),
            trials(least=1),
            confidences(),
        )
    )


def loyalty_balances() -> st.SearchStrategy[LoyaltyBalance]:
    """What one to eight cases did to the loyalty of clients, told of or drawn.

    They shrink to one case that did harm.

    Example:
        >>> from hypothesis import find
        >>> find(loyalty_balances(), lambda balance: balance.net > 0).positive
        1
    """
    impacts = st.sampled_from(LoyaltyImpact)
    return defined(
        st.builds(
            loyalty_balance,
            st.lists(impacts, min_size=1, max_size=8),
            volunteered=st.booleans(),
            confidence=confidences(),
        )
    )


def retention_curves() -> st.SearchStrategy[RetentionCurve]:
    """Shares of clients that stay, known for one to four numbers of contacts.

    They shrink to a share of 0, whatever the contacts.

    Example:
        >>> from hypothesis import find
        >>> find(retention_curves(), lambda curve: True).rate("1+")
        0.0
    """
    rates = st.builds(
        lambda first, more: {1: first, **more},
        shares(),
        st.dictionaries(counts(min=2, max=6), shares(), max_size=3),
    )
    own = st.builds(RetentionCurve, rates, source=names())
    return or_published(own, [RETENTION_BY_CONTACTS])


def recoveries() -> st.SearchStrategy[Recovery]:
    """What became of cases: all 27 mixtures of known and unknown facts.

    They shrink to one of which nothing is known.

    Example:
        >>> from hypothesis import find
        >>> find(recoveries(), lambda case: case.resolved)
        Recovery(resolved=True, compensated=None, retained=None)
    """
    facts = st.sampled_from(_KNOWN)
    return st.builds(Recovery, resolved=facts, compensated=facts, retained=facts)


def recovery_summaries() -> st.SearchStrategy[RecoverySummary]:
    """What became of up to eight cases.

    They shrink to no case.

    Example:
        >>> from hypothesis import find
        >>> summary = find(recovery_summaries(), lambda summary: summary.retained)
        >>> print(summary.retained)
        0.0% (n=1, 95% CI 0.0%..79.3%)
    """
    cases = st.lists(recoveries() | st.just(_LOST), max_size=8)
    return st.builds(summarise_recovery, cases, confidence=confidences())


def retention_comparisons() -> st.SearchStrategy[RetentionComparison]:
    """How many of two cohorts stayed, empty ones among them.

    They shrink to two empty ones.

    Example:
        >>> from hypothesis import find
        >>> find(retention_comparisons(), lambda both: both.difference).first.n
        1
    """
    return st.builds(compare_retention, trials(), trials(), confidence=confidences())


def recovery_paradoxes() -> st.SearchStrategy[RecoveryParadox]:
    """How loyal clients are after problems, by cohort, empty ones among them.

    They shrink to empty ones alone.

    Example:
        >>> from hypothesis import find
        >>> paradox = find(recovery_paradoxes(), lambda paradox: True)
        >>> set(paradox.shares.values())
        {None}
    """
    cohorts = st.dictionaries(st.sampled_from(Cohort), trials())
    return st.builds(recovery_paradox, cohorts, confidence=confidences())


def complaint_levels() -> st.SearchStrategy[ComplaintLevels]:
    """Complaints a client, and the propensity to complain, known or not.

    They shrink to no client and nobody asked.

    Example:
        >>> from hypothesis import find
        >>> find(complaint_levels(), lambda levels: True)
        ComplaintLevels(per_client=None, propensity=None)
    """
    return st.builds(_levels, counts(), counts(), trials(), confidences())


def _levels(
    complaints: int, clients: int, complained: tuple[int, int], confidence: float
) -> ComplaintLevels:
    told, asked = complained
    return measure_levels(
        complaints if clients else 0,
        clients=clients,
        complained=told,
        unhappy=asked,
        confidence=confidence,
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ChurnRate: churn_rates,
        LoyaltyBalance: loyalty_balances,
        RetentionCurve: retention_curves,
        Recovery: recoveries,
        RecoverySummary: recovery_summaries,
        RetentionComparison: retention_comparisons,
        RecoveryParadox: recovery_paradoxes,
        ComplaintLevels: complaint_levels,
    }
)

"""What cases ask of clients: their time, their contacts, and how much is too much."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    ContactCost,
    CustomerEffort,
    EffortLimits,
    EffortSummary,
    customer_effort,
    summarise_effort,
)
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    durations,
    later,
)
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.tickets import Ticket, effort, open_ticket


def contact_costs() -> st.SearchStrategy[ContactCost]:
    """What contacts asked of clients, with a check of identity or without.

    They shrink to no time.

    Example:
        >>> from hypothesis import find
        >>> find(contact_costs(), lambda cost: cost.is_verified).duration
        datetime.timedelta(0)
    """
    return st.builds(ContactCost, duration=durations(), is_verified=st.booleans())


def customer_efforts() -> st.SearchStrategy[CustomerEffort]:
    """What tickets asked of their clients, with the time of up to three contacts.

    They shrink to the opening alone.

    Example:
        >>> from hypothesis import find
        >>> effort = find(customer_efforts(), lambda effort: effort.verifications)
        >>> effort.effort.contacts, effort.verifications
        (1, 1)
    """
    contacts = st.lists(contact_costs(), max_size=3)
    return st.builds(
        customer_effort, tickets(max_events=6) | _handed_on(), contacts=contacts
    )


def effort_limits() -> st.SearchStrategy[EffortLimits]:
    """Limits of the effort of clients, any of which may be left out.

    They shrink to no limit.

    Example:
        >>> from hypothesis import find
        >>> find(effort_limits(), lambda limits: limits.contacts).contacts
        1
    """
    limit = st.none() | counts(min=1)
    return st.builds(
        EffortLimits,
        contacts=limit,
        days=limit,
        forced_contacts=limit,
        transfers=limit,
        bounces=limit,
        re_explanations=limit,
    )


def effort_summaries() -> st.SearchStrategy[EffortSummary]:
    """What one to three tickets asked of their clients, on average.

    They shrink to the opening of one.

    Example:
        >>> from hypothesis import find
        >>> summary = find(effort_summaries(), lambda summary: True)
        >>> summary.n, summary.contacts, summary.first_agent
        (1, 1.0, None)
    """
    one = tickets(max_events=6).map(effort) | _handed_on().map(effort)
    cases = st.lists(one, min_size=1, max_size=3)
    return defined(st.builds(summarise_effort, cases, confidence=confidences()))


def _handed_on() -> st.SearchStrategy[Ticket]:
    """Incidents that went to and fro, until one agent or another solved them."""
    few = st.sampled_from(["a", "b"])
    hands = st.lists(st.tuples(few, st.none() | few), min_size=1, max_size=4)
    return st.builds(
        _handed_over, aware_datetimes(), hands, counts(max=2), is_solved=st.booleans()
    )


def _handed_over(
    at: datetime,
    hands: Iterable[tuple[str, str | None]],
    messages: int,
    *,
    is_solved: bool,
) -> Ticket:
    ticket = open_ticket("T1", at=at)
    for group, agent in hands:
        ticket = ticket.assign(at=at, by=None, group=group, agent=agent)
    for _ in range(messages):
        at = later(at, timedelta(days=1))
        ticket = ticket.receive(at=at, by=None)
    if is_solved:
        ticket = ticket.resolve(at=at, by=None, code="a", notes="a")
    return ticket


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ContactCost: contact_costs,
        CustomerEffort: customer_efforts,
        EffortLimits: effort_limits,
        EffortSummary: effort_summaries,
    }
)

"""What clients ask for, and what drives their contacts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from servicedesk_core.complaints import (
    ContactDriver,
    FixReturn,
    KnowledgeCoverage,
    SelfServiceUse,
    ServiceRefusal,
    TopicContact,
    TopicDemand,
    UnmetDemand,
    contact_drivers as find_drivers,
    fix_return,
    knowledge_coverage,
    self_service_use,
    unmet_demand,
)
from servicedesk_core.money import Money
from servicedesk_core.testing.strategies._complaint_parts import (
    Delay,
    decimal_shares,
    delays,
    in_one_currency,
    prices,
)
from servicedesk_core.testing.strategies.instants import aware_datetimes
from servicedesk_core.testing.strategies.numbers import counts, decimals_
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names

_Way = tuple[str | None, str | None]
"""What a client can have instead, and who looks at it next: one of both at least."""


def contact_drivers() -> st.SearchStrategy[ContactDriver]:
    """Causes of contacts, alone or with others, with a problem record or without.

    They shrink to a cause of no contact where there was none.

    Example:
        >>> from hypothesis import find
        >>> find(contact_drivers(), lambda driver: driver.contacts).share
        1.0
    """
    return in_one_currency(_contact_drivers)


def fix_returns() -> st.SearchStrategy[FixReturn]:
    """What mending causes brings, free or not, worth it or not.

    They shrink to nothing saved by a free fix.

    Example:
        >>> from hypothesis import find
        >>> find(fix_returns(), lambda found: True).roi is None
        True
    """
    return in_one_currency(_fix_returns)


def topic_demands() -> st.SearchStrategy[TopicDemand]:
    """How often clients helped themselves, were helped, and failed before.

    They shrink to a topic that nobody asked about.

    Example:
        >>> from hypothesis import find
        >>> find(topic_demands(), lambda demand: demand.failed).assisted
        1
    """
    return st.builds(
        lambda topic, self_served, failed, others: TopicDemand(
            topic, self_served=self_served, assisted=failed + others, failed=failed
        ),
        names(),
        counts(),
        counts(),
        counts(),
    )


def self_service_uses() -> st.SearchStrategy[SelfServiceUse]:
    """How far clients help themselves, where anybody tried or wanted anything, or not.

    They shrink to a topic that nobody asked about.

    Example:
        >>> from hypothesis import find
        >>> find(self_service_uses(), lambda use: True)
        SelfServiceUse(adoption=None, deflection=None, failure=None)
    """
    return st.builds(
        lambda demand, confidence: self_service_use([demand], confidence=confidence)[
            demand.topic
        ],
        topic_demands(),
        confidences(),
    )


def knowledge_coverages() -> st.SearchStrategy[KnowledgeCoverage]:
    """How many of up to four topics have an instruction.

    They shrink to no topic.

    Example:
        >>> from hypothesis import find
        >>> find(knowledge_coverages(), lambda found: found.missing).missing
        ('a',)
    """
    return st.builds(
        knowledge_coverage,
        st.dictionaries(names(), counts(), max_size=4),
        st.frozensets(names(), max_size=3),
        confidence=confidences(),
    )


def topic_contacts() -> st.SearchStrategy[TopicContact]:
    """Clients who turned to the desk about something.

    They shrink to client ``"a"`` about topic ``"a"``.

    Example:
        >>> from hypothesis import find
        >>> contact = find(topic_contacts(), lambda contact: True)
        >>> contact.client, contact.topic
        ('a', 'a')
    """
    return st.builds(TopicContact, names(), names(), at=aware_datetimes())


def service_refusals() -> st.SearchStrategy[ServiceRefusal]:
    """Wishes that were refused, with an alternative, an escalation, or both.

    They shrink to one with an alternative.

    Example:
        >>> from hypothesis import find
        >>> refusal = find(service_refusals(), lambda refusal: refusal.escalated_to)
        >>> refusal.alternative is None
        True
    """
    return st.builds(
        lambda client, topic, at, reason, way: ServiceRefusal(
            client, topic, at=at, reason=reason, alternative=way[0], escalated_to=way[1]
        ),
        names(),
        names(),
        aware_datetimes(),
        names(),
        _ways(),
    )


def unmet_demands() -> st.SearchStrategy[UnmetDemand]:
    """What clients still want although it was refused up to three times.

    They shrink to one refusal without a repeat.

    Example:
        >>> from hypothesis import find
        >>> find(unmet_demands(), lambda unmet: unmet.repeats)
        UnmetDemand(topic='a', refusals=1, alternatives=1, repeats=1)
    """
    repeats = st.tuples(counts(max=2), delays())
    return st.builds(
        _unmet_demand,
        st.lists(service_refusals(), min_size=1, max_size=3),
        st.lists(repeats, max_size=3),
        st.lists(topic_contacts(), max_size=2),
        counts(max=2),
        is_one=st.booleans(),
    )


def _contact_drivers(currency: str) -> st.SearchStrategy[ContactDriver]:
    several = st.lists(names(), min_size=2, max_size=3, unique=True).map(tuple)
    causes: st.SearchStrategy[str | tuple[str, ...]] = names() | several
    return st.builds(
        _contact_driver,
        st.dictionaries(causes, counts(), min_size=1, max_size=3),
        prices(currency),
        st.none() | names(),
        counts(max=5),
    )


def _contact_driver(
    counted: Mapping[Any, int], cost: Money, problem: str | None, place: int
) -> ContactDriver:
    """Return one of the drivers, with its problem record."""
    drivers = find_drivers(counted, cost_per_contact=cost)
    cause = drivers[place % len(drivers)].cause
    problems = {} if problem is None else {cause: problem}
    found = find_drivers(counted, cost_per_contact=cost, problems=problems)
    return found[place % len(found)]


def _fix_returns(currency: str) -> st.SearchStrategy[FixReturn]:
    return st.builds(
        fix_return,
        prices(currency),
        fix_cost=prices(currency),
        reduction=decimal_shares(),
        periods=decimals_(max_value=12),
    )


def _ways() -> st.SearchStrategy[_Way]:
    return st.tuples(names(), st.none()) | st.tuples(st.none() | names(), names())


def _unmet_demand(
    refusals: Sequence[ServiceRefusal],
    repeats: Sequence[tuple[int, Delay]],
    contacts: Sequence[TopicContact],
    place: int,
    *,
    is_one: bool,
) -> UnmetDemand:
    """Return what is wanted of what was refused, in one matter or in several."""
    first = refusals[0]
    if is_one:
        refusals = [
            attrs.evolve(refusal, client=first.client, topic=first.topic)
            for refusal in refusals
        ]
    asked = [_again(refusals[at % len(refusals)], delay) for at, delay in repeats]
    found = unmet_demand(refusals, [*asked, *contacts])
    return found[place % len(found)]


def _again(refusal: ServiceRefusal, delay: Delay) -> TopicContact:
    at: datetime = delay.after(refusal.at)
    return TopicContact(refusal.client, refusal.topic, at=at)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        ContactDriver: contact_drivers,
        FixReturn: fix_returns,
        TopicDemand: topic_demands,
        SelfServiceUse: self_service_uses,
        KnowledgeCoverage: knowledge_coverages,
        TopicContact: topic_contacts,
        ServiceRefusal: service_refusals,
        UnmetDemand: unmet_demands,
    }
)

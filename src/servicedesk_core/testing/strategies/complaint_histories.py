"""What happened to complaints: activity, neglect, notification, repeats, resonance."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from servicedesk_core.complaints import (
    Activity,
    ClosureMessage,
    Precursor,
    RepeatChain,
    ResonanceChannel,
    ResonanceRule,
    Staleness,
    StatusChange,
    activities as find_activities,
    repeat_chains as find_chains,
    staleness,
    status_changes as find_changes,
)
from servicedesk_core.testing.strategies._complaint_parts import Delay, delays
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import labels, names
from servicedesk_core.tickets import Ticket

T = TypeVar("T")


def activities() -> st.SearchStrategy[Activity]:
    """What the desk did on tickets: progress of every aspect, and courtesies.

    They shrink to the start of work on an incident.

    Example:
        >>> from hypothesis import find
        >>> find(activities(), lambda activity: True).event.action
        'start'
    """
    return _one_of_each(tickets(max_events=8).map(find_activities))


def stalenesses() -> st.SearchStrategy[Staleness]:
    """How long tickets were left alone, open ones and others.

    They shrink to one that was opened just now.

    Example:
        >>> from hypothesis import find
        >>> find(stalenesses(), lambda found: True)
        Staleness(is_open=True, unanswered=1, idle=datetime.timedelta(0))
    """
    return st.builds(_staleness, tickets(max_events=6), delays())


def status_changes() -> st.SearchStrategy[StatusChange]:
    """Changes of what clients are shown, told before they asked, later, or never.

    They shrink to one that nobody told and nobody asked about.

    Example:
        >>> from hypothesis import find
        >>> change = find(status_changes(), lambda change: True)
        >>> change.told_at, change.asked_at
        (None, None)
    """
    return _one_of_each(tickets().map(find_changes))


def closure_messages() -> st.SearchStrategy[ClosureMessage]:
    """Last messages to clients, any part of which may be missing or blank.

    They shrink to one that says nothing.

    Example:
        >>> from hypothesis import find
        >>> find(closure_messages(), lambda message: message.is_complete)
        ClosureMessage(individual='a', systemic='a')
    """
    part = st.none() | labels()
    return st.builds(ClosureMessage, part, part)


def repeat_chains() -> st.SearchStrategy[RepeatChain]:
    """Complaints with up to three that repeat them, before they were over or after.

    They shrink to one that none repeats.

    Example:
        >>> from hypothesis import find
        >>> chain = find(repeat_chains(), lambda chain: True)
        >>> chain.id, chain.repeats
        ('T1', ())
    """
    given = st.lists(
        tickets(kind="complaint", max_events=6) | tickets(max_events=3),
        min_size=1,
        max_size=4,
        unique_by=lambda ticket: ticket.id,
    )
    gaps = st.sampled_from([timedelta(days=4000), timedelta(days=90)])
    return st.builds(_repeat_chain, given, gaps, counts(max=3))


def resonance_rules() -> st.SearchStrategy[ResonanceRule]:
    """Rules of what makes complaints resonant, by channels of one's own or usual ones.

    They shrink to one that no channel meets.

    Example:
        >>> from hypothesis import find
        >>> rule = find(resonance_rules(), lambda rule: True)
        >>> rule.jumps_to, rule.repeats, sorted(rule.channels)
        (1, 1, [])
    """
    return st.builds(
        ResonanceRule,
        jumps_to=counts(min=1, max=5),
        repeats=counts(min=1, max=5),
        channels=st.frozensets(st.sampled_from(ResonanceChannel) | names(), max_size=3),
    )


def precursors() -> st.SearchStrategy[Precursor]:
    """How near chains of complaints are to resonance, solved ones and others.

    They shrink to a complaint that none repeats.

    Example:
        >>> from hypothesis import find
        >>> find(precursors(), lambda precursor: precursor.is_warning).repeats
        1
    """
    return st.builds(ResonanceRule.precursor, resonance_rules(), repeat_chains())


def _one_of_each(found: st.SearchStrategy[tuple[T, ...]]) -> st.SearchStrategy[T]:
    # Few tickets have none.
    return st.builds(
        lambda several, place: several[place % len(several)],
        found.filter(bool),
        counts(max=9),
    )


def _staleness(ticket: Ticket, delay: Delay) -> Staleness:
    return staleness(ticket, now=delay.after(ticket.updated_at))


def _repeat_chain(
    given: Sequence[Ticket], within: timedelta, place: int
) -> RepeatChain:
    chains = find_chains(given, key=lambda _: "one matter", within=within)
    return chains[place % len(chains)]


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Activity: activities,
        Staleness: stalenesses,
        StatusChange: status_changes,
        ClosureMessage: closure_messages,
        RepeatChain: repeat_chains,
        ResonanceRule: resonance_rules,
        Precursor: precursors,
    }
)

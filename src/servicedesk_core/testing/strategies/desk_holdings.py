"""Who held a ticket how long."""

from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import Attribution, Holding, Share, attribution
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._gaps import waits
from servicedesk_core.testing.strategies.histories import tickets
from servicedesk_core.testing.strategies.instants import later
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import Ticket


def attributions() -> st.SearchStrategy[Attribution]:
    """Where the time of tickets went: by group, agent, tier and state.

    They shrink to an hour in the hands of nobody.

    Example:
        >>> from hypothesis import given
        >>> @given(attributions())
        ... def service_takes_time(found):
        ...     assert found.total.service <= found.total.wall
        >>> service_takes_time()
    """
    tiers = st.dictionaries(names(), st.sampled_from([1, 2, "expert"]), max_size=2)
    return st.builds(_attribution, tickets(), waits(), desks(), tiers)


def holdings() -> st.SearchStrategy[Holding]:
    """Times in which tickets were in the same hands and state.

    They shrink to an hour in the hands of nobody.

    Example:
        >>> from hypothesis import given
        >>> @given(holdings())
        ... def time_passes(row):
        ...     assert row.wall > timedelta()
        >>> time_passes()
    """
    return st.builds(
        lambda found, place: found.rows[place % len(found.rows)],
        attributions(),
        counts(max=9),
    )


def held_shares() -> st.SearchStrategy[Share]:
    """How long tickets were somewhere, in service and in real time.

    They shrink to an hour of both.

    Example:
        >>> from hypothesis import given
        >>> @given(held_shares())
        ... def service_takes_time(share):
        ...     assert share.service <= share.wall
        >>> service_takes_time()
    """
    keys = st.sampled_from(["group", "agent", "tier", "state"])
    return st.builds(_share, attributions(), keys, counts(max=9))


def _attribution(
    ticket: Ticket,
    wait: timedelta,
    calendar: ServiceCalendar,
    tiers: Mapping[str, Hashable],
) -> Attribution:
    now = later(ticket.updated_at, wait)
    return attribution(ticket, calendar, now=now, tiers=tiers)


def _share(found: Attribution, key: str, place: int) -> Share:
    shares = [*found.by(key).values(), found.total]
    return shares[place % len(shares)]


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Attribution: attributions,
        Holding: holdings,
        Share: held_shares,
    }
)

"""What makes levels of escalation paths come."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    LowScore,
    Remaining,
    Reopenings,
    Since,
    Transfers,
    Trigger,
)
from servicedesk_core.sla import CustomMetric, Metric
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import durations
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.sla_targets import any_metrics
from servicedesk_core.testing.strategies.texts import names

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR
_CHANNELS = ("media", "regulator", "executive")


def triggers() -> st.SearchStrategy[Trigger]:
    """Triggers of every sort.

    They shrink to a wait of no time.

    Example:
        >>> from hypothesis import find
        >>> print(find(triggers(), lambda trigger: True))
        after 0 min
    """
    at_once = st.just(After())
    return st.one_of(
        at_once, afters(), fractions_of_targets(), times_left(), event_triggers()
    )


def afters() -> st.SearchStrategy[After]:
    """Waits from none to two days, in real time and in service hours.

    They shrink to no time.

    Example:
        >>> from hypothesis import find
        >>> str(find(afters(), lambda wait: wait.duration > timedelta()))
        'after 1 min'
    """
    return st.builds(
        After,
        durations(max_value=2 * _DAY),
        calendar=st.none() | desks(),
        since=st.sampled_from(Since),
    )


def fractions_of_targets() -> st.SearchStrategy[AtFraction]:
    """Shares of a target that are used up, more than all of it too.

    They shrink to half of every clock's.

    Example:
        >>> from hypothesis import find
        >>> print(find(fractions_of_targets(), lambda trigger: True))
        50%
    """
    usual = st.sampled_from([0.5, 0.75, 1, 1.5])
    return st.builds(AtFraction, usual | st.floats(0.01, 3), metric=_metrics())


def times_left() -> st.SearchStrategy[Remaining]:
    """Times that are left of a target, negative ones past its due time.

    They shrink to the due time of every clock.

    Example:
        >>> from hypothesis import find
        >>> print(find(times_left(), lambda trigger: True))
        0 min left
    """
    left = durations(min_value=-2 * _DAY, max_value=2 * _DAY)
    return st.builds(Remaining, left, metric=_metrics())


def event_triggers() -> st.SearchStrategy[Trigger]:
    """Triggers that an event of the ticket sets off, not time.

    They shrink to the first reopening.

    Example:
        >>> from hypothesis import find
        >>> print(find(event_triggers(), lambda trigger: True))
        1 reopenings
    """
    return st.one_of([make() for make in _EVENTS.values()])


def channels() -> st.SearchStrategy[Channel]:
    """Channels that skip the queue, one to three.

    They shrink to the media.

    Example:
        >>> from hypothesis import find
        >>> print(find(channels(), lambda trigger: True))
        channel media
    """
    one = st.sampled_from(_CHANNELS) | names()
    return st.builds(Channel, st.frozensets(one, min_size=1, max_size=3))


def low_scores() -> st.SearchStrategy[LowScore]:
    """Survey answers of so little.

    They shrink to 0 or less.

    Example:
        >>> from hypothesis import find
        >>> print(find(low_scores(), lambda trigger: True))
        score of 0 or less
    """
    return st.builds(LowScore, counts(max=10) | st.floats(-100, 100))


def _metrics() -> st.SearchStrategy[Metric | CustomMetric | None]:
    return st.none() | any_metrics()


def _counts() -> st.SearchStrategy[int]:
    return counts(min=1, max=5)


_EVENTS: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Reopenings: lambda: st.builds(Reopenings, _counts()),
        Transfers: lambda: st.builds(Transfers, _counts()),
        Contacts: lambda: st.builds(Contacts, _counts()),
        LowScore: low_scores,
        Channel: channels,
    }
)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        After: afters,
        AtFraction: fractions_of_targets,
        Remaining: times_left,
        **_EVENTS,
    }
)

"""Statuses of service level clocks, what they hold, and how many kept their target."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Clock,
    ClockSpan,
    Compliance,
    ComplianceUnit,
    Excuse,
    ExcusedPeriod,
    Metric,
    Period,
    PeriodLength,
    PeriodOf,
    PriorityChange,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    SpanRow,
    compliance,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies._gaps import gaps, waits
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    later,
    zones,
)
from servicedesk_core.testing.strategies.numbers import attributes, counts
from servicedesk_core.testing.strategies.sla_agreements import excuses, subjects
from servicedesk_core.testing.strategies.sla_signals import ranked_signals, signals
from servicedesk_core.testing.strategies.sla_targets import any_metrics, targets_in
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.timeline import instant_key


def sla_statuses() -> st.SearchStrategy[SlaStatus]:
    """Statuses of targets in every state, measured from streams of signals.

    With and without agreement, key, attributes and excuses, of present and of past
    cycles. They shrink to a first response asked for an hour ago.

    Example:
        >>> from hypothesis import given
        >>> @given(sla_statuses())
        ... def nothing_remains_of_what_is_late(status):
        ...     assert status.remaining >= -status.overrun
        >>> nothing_remains_of_what_is_late()
    """
    terms = st.tuples(
        names(),
        st.sampled_from(AgreementKind),
        st.lists(excuses(), max_size=2),
        st.none() | waits(),
    )
    return st.builds(
        _measured,
        _pairs(),
        st.sampled_from([0, 0, 0, 1, 2, 3]),
        gaps() | st.sampled_from(_LOOKS),
        terms=st.none() | terms,
        attached=st.sampled_from([None, None, None, *_ATTACHED]),
        cycle=st.sampled_from([0, 0, 1]),
        key=st.none() | subjects(),
        attributes=attributes(),
        retroactive=st.sampled_from([True, True, False]),
    )


def span_rows() -> st.SearchStrategy[SpanRow]:
    """Rows that explain a status: running, paused and stopped ones.

    They shrink to an hour of running.

    Example:
        >>> from hypothesis import given
        >>> @given(span_rows())
        ... def real_time_passes(row):
        ...     assert row.service <= row.wall
        >>> real_time_passes()
    """
    return st.builds(_one_of, _started().map(attrgetter("rows")), counts(max=8))


def clocks() -> st.SearchStrategy[Clock]:
    """What clocks did in one cycle.

    They shrink to an hour of running.

    Example:
        >>> from hypothesis import given
        >>> @given(clocks())
        ... def what_has_finished_is_not_paused(clock):
        ...     assert clock.finished is None or not clock.is_paused
        >>> what_has_finished_is_not_paused()
    """
    return sla_statuses().map(attrgetter("clock"))


def clock_spans() -> st.SearchStrategy[ClockSpan]:
    """Stretches of time in which a clock did one thing.

    They shrink to an hour of running.

    Example:
        >>> from hypothesis import given
        >>> @given(clock_spans())
        ... def time_goes_on(span):
        ...     assert span.start < span.end
        >>> time_goes_on()
    """
    return st.builds(_one_of, _started().map(attrgetter("clock.spans")), counts(max=8))


def priority_changes() -> st.SearchStrategy[PriorityChange]:
    """Priorities that gave way to others.

    They shrink to 1 that gave way to 2 on 2026-01-05 at 09:00 UTC.

    Example:
        >>> from hypothesis import find
        >>> change = find(priority_changes(), lambda change: True)
        >>> change.before, change.after
        (1, 2)
    """
    ranks = st.permutations([1, 2, 3, "high", "low"])
    return st.builds(
        lambda at, found: PriorityChange(instant_key(at), found[0], found[1]),
        aware_datetimes(),
        ranks,
    )


def periods() -> st.SearchStrategy[Period]:
    """Days, weeks, months, quarters and years of every date of a status.

    They shrink to the days on which clocks started.

    Example:
        >>> from hypothesis import find
        >>> str(find(periods(), lambda period: True).of)
        'started'
    """
    return st.builds(
        Period,
        st.sampled_from(PeriodOf),
        st.sampled_from(PeriodLength),
        tz=st.none() | zones(),
    )


def compliances() -> st.SearchStrategy[Compliance]:
    """Counts of up to four statuses, by nothing, by key, by period and by both.

    They shrink to none counted.

    Example:
        >>> from hypothesis import given
        >>> @given(compliances())
        ... def all_are_counted(found):
        ...     assert len(found.statuses) == sum(found.counts.values())
        >>> all_are_counted()
    """
    return st.builds(
        compliance,
        st.lists(sla_statuses(), max_size=4),
        by=st.sampled_from(_KEYS),
        period=st.none() | periods(),
        unit=st.sampled_from(ComplianceUnit),
        confidence=confidences(),
    )


_KEYS: Sequence[Callable[[SlaStatus], Hashable] | None] = (
    None,
    *map(attrgetter, ("metric", "state", "priority", "key", "agreement")),
)


def _one_of(found: Sequence[Any], place: int) -> Any:
    return found[place % len(found)]


_HOUR = timedelta(hours=1)
# When round targets are nearly used up, or just so.
_LOOKS = (3 * _HOUR, 3.5 * _HOUR, 7 * _HOUR, 8 * _HOUR)
# From the opening on.
_ATTACHED = (0 * _HOUR, _HOUR)
_Pair = tuple[tuple[Signal, ...], ServiceLevelTarget]
# The last is for how long after the opening nobody could work.
_Terms = tuple[str, AgreementKind, list[Excuse], timedelta | None]


def _pairs() -> st.SearchStrategy[_Pair]:
    """Draw signals, and a target that has a time for every priority they lead to."""
    plain = targets_in(desks(), metrics=any_metrics(), priorities=())
    by_priority = targets_in(desks(), metrics=any_metrics(), priorities=Priority)
    return st.tuples(signals(), plain) | st.tuples(ranked_signals(), by_priority)


def _measured(
    pair: _Pair,
    place: int,
    gap: timedelta,
    *,
    terms: _Terms | None,
    attached: timedelta | None,
    cycle: int,
    **subject: Any,
) -> SlaStatus:
    """Return what comes of signals, seen some time after one of the last of them."""
    told, target = pair
    fields = {
        "now": later(told[-1 - place % len(told)].at, gap),
        "attached_at": None if attached is None else later(told[0].at, attached),
        **subject,
    }
    if terms is None:
        status = measure_signals(told, target, **fields)
    else:
        name, kind, excused, spared = terms
        if spared is not None:
            start = told[0].at
            flood = ExcusedPeriod(start, later(start, 10 * spared), "flood")
            excused = [*excused, flood]
        agreement = Agreement(name, [target], kind=kind, excused=excused)
        (status,) = measure_agreement(told, agreement, **fields)
    # Of the last one, what came before is known too.
    cycles = (*status.cycles[:-1], status)
    return cycles[-1 - cycle % len(cycles)]


def _started() -> st.SearchStrategy[SlaStatus]:
    """Draw statuses whose clocks have been started for some time."""
    metrics = st.sampled_from(
        [Metric.RESOLUTION, Metric.ACKNOWLEDGE, Metric.TIME_TO_OWN]
    )
    return st.builds(
        lambda told, target, wait: measure_signals(
            told, target, now=later(told[-1].at, wait)
        ),
        signals(priorities=()),
        targets_in(desks(), metrics=metrics, priorities=()),
        waits(),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        SlaStatus: sla_statuses,
        SpanRow: span_rows,
        Clock: clocks,
        ClockSpan: clock_spans,
        PriorityChange: priority_changes,
        Period: periods,
        Compliance: compliances,
    }
)

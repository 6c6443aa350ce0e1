"""Service level targets, the metrics and the times that they have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    CustomMetric,
    Metric,
    OnReopen,
    ServiceLevelTarget,
    SignalKind,
    WorkingDays,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.calendars import service_calendars
from servicedesk_core.testing.strategies.instants import durations
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.texts import names
from servicedesk_core.tickets import HoldReason

AnyMetric = Metric | CustomMetric
Time = timedelta | WorkingDays
Hours = ServiceCalendar | str
Within = Time | Mapping[object, Time | None]

_HOUR = timedelta(hours=1)
_ROUND = (4 * _HOUR, 0.25 * _HOUR, _HOUR, 8 * _HOUR, 24 * _HOUR)
_TICK = timedelta(microseconds=1)
_LONGEST = 40 * _HOUR
_WARNINGS = ((0.75,), (), (0.5, 0.75), (0.25, 0.5, 1))
_REASONS = tuple(reason.value for reason in HoldReason)
_PAUSES = (frozenset({HoldReason.CALLER.value}), frozenset(_REASONS), frozenset[str]())


def targets(
    *,
    metrics: Iterable[AnyMetric | str] | None = None,
    calendar: ServiceCalendar | None = None,
    priorities: Iterable[object] | None = None,
) -> st.SearchStrategy[ServiceLevelTarget]:
    """Service level targets of every metric, in service time and in working days.

    Each has its calendar, or one for each priority, known for ever. They shrink to the
    first response within four hours, Mo-Fr 09:00-17:00 in UTC.

    Args:
        metrics: what they may time; every metric, and some of one's own, if left out.
        calendar: whose hours count; any if left out.
        priorities: those that have a time for sure, one for all or one for each; if
            left out, some have none. If there are none, nothing goes by priority.

    Example:
        >>> from hypothesis import given
        >>> @given(targets(metrics=["resolution"], priorities=[1, 2]))
        ... def both_have_a_time(target):
        ...     assert target.has_target(1) and target.has_target(2)
        >>> both_have_a_time()
    """
    return targets_in(
        any_hours() if calendar is None else st.just(calendar),
        metrics=any_metrics() if metrics is None else st.sampled_from([*metrics]),
        priorities=priorities,
    )


def targets_in(
    hours: st.SearchStrategy[Hours],
    *,
    metrics: st.SearchStrategy[AnyMetric | str],
    priorities: Iterable[object] | None = None,
) -> st.SearchStrategy[ServiceLevelTarget]:
    """Targets in drawn hours, which may be names of calendars.

    Args:
        hours: the hours that count, or their names.
        metrics: what they time.
        priorities: as of :func:`targets`.

    Example:
        >>> from hypothesis import find
        >>> desk = targets_in(st.just("desk"), metrics=st.just("resolution"))
        >>> find(desk, lambda target: True).calendar
        'desk'
    """
    named = None if priorities is None else tuple(priorities)
    return st.builds(
        lambda metric, terms, options: ServiceLevelTarget(metric, *terms, **options),
        metrics,
        _terms(hours, named),
        st.fixed_dictionaries(
            {
                "pauses": st.sampled_from(_PAUSES)
                | st.frozensets(_reasons(), max_size=3),
                "warn_at": _warnings(),
                "on_reopen": st.sampled_from(OnReopen),
                "notes_answer": st.booleans(),
            }
        ),
    )


def any_hours() -> st.SearchStrategy[ServiceCalendar]:
    """Calendars that are known for ever: a few that are drawn fast, and any.

    They shrink to Mo-Fr 09:00-17:00 in UTC.

    Example:
        >>> from hypothesis import find
        >>> print(find(any_hours(), lambda calendar: True))
        Mo-Fr 09:00-17:00 (UTC)
    """
    return desks() | desks() | service_calendars(lasting=True)


def times() -> st.SearchStrategy[Time]:
    """Times to keep: in service time, to the microsecond too, and in working days.

    They shrink to four hours.

    Example:
        >>> from hypothesis import find
        >>> find(times(), lambda time: isinstance(time, WorkingDays))
        WorkingDays(days=1, rule=<DayRule.SAME_TIME: 'same_time'>)
    """
    lengths = durations(min_value=_TICK, max_value=_LONGEST)
    return st.sampled_from(_ROUND) | lengths | working_days()


def working_days() -> st.SearchStrategy[WorkingDays]:
    """Times to keep in one to ten working days, by every rule.

    They shrink to one day.

    Example:
        >>> from hypothesis import find
        >>> find(working_days(), lambda time: True).days
        1
    """
    days, rules = counts(min=1, max=10), st.sampled_from(DayRule)
    return st.builds(WorkingDays, days, rule=rules)


def any_metrics() -> st.SearchStrategy[AnyMetric]:
    """The library's metrics and one's own.

    They shrink to the first response.

    Example:
        >>> from hypothesis import find
        >>> str(find(any_metrics(), lambda metric: True))
        'first_response'
    """
    known = [st.sampled_from(Metric) for _ in range(4)]
    return st.one_of([*known, custom_metrics()])


def custom_metrics() -> st.SearchStrategy[CustomMetric]:
    """Metrics of one's own, from kinds of signals and pairs of kind and reason.

    They shrink to the time from the opening to the resolution.

    Example:
        >>> from hypothesis import find
        >>> metric = find(custom_metrics(), lambda metric: True)
        >>> metric.name, [*metric.start], [*metric.stop]
        ('a', [<SignalKind.OPENED: 'opened'>], [<SignalKind.RESOLVED: 'resolved'>])
    """
    starts, ends = (*_STARTS, *SignalKind), (SignalKind.RESOLVED, *SignalKind)
    few = st.frozensets(_told(SignalKind), max_size=2)
    return st.builds(
        CustomMetric,
        names(),
        start=st.frozensets(_told(starts), min_size=1, max_size=3),
        stop=st.frozensets(_told(ends), min_size=1, max_size=2),
        pause=few,
        resume=few,
        reset=few,
    )


_STARTS = (
    SignalKind.OPENED,
    SignalKind.OPENED_BY_AGENT,
    SignalKind.OPENED,
    SignalKind.REQUESTER_MESSAGE,
    SignalKind.PAUSED,
)
_Told = SignalKind | tuple[SignalKind, str]


def _reasons() -> st.SearchStrategy[str]:
    return st.sampled_from(_REASONS)


def _told(kinds: Iterable[SignalKind]) -> st.SearchStrategy[_Told]:
    pauses = st.tuples(st.just(SignalKind.PAUSED), _reasons())
    return st.sampled_from([*kinds]) | pauses


def _warnings() -> st.SearchStrategy[Sequence[float]]:
    return st.sampled_from(_WARNINGS) | st.lists(st.floats(0.01, 1), max_size=3)


_Drawn = st.SearchStrategy[Time | None]
_Terms = tuple[Within, Hours | Mapping[object, Hours]]


def _terms(
    hours: st.SearchStrategy[Hours], priorities: tuple[object, ...] | None
) -> st.SearchStrategy[_Terms]:
    """Draw a time and a calendar for all, or times by priority.

    Calendars go by priority only where times do: whoever has a time has a calendar.
    """
    one = st.tuples(times(), hours)
    if priorities is None:
        first, *others = Priority
        required: dict[object, _Drawn] = {first: times()}
        optional: dict[object, _Drawn] = dict.fromkeys(others, times() | st.none())
        within = st.fixed_dictionaries(required, optional=optional)
        return one | st.tuples(within, _calendars(hours, tuple(Priority)))
    if not priorities:
        return one
    by_priority = st.fixed_dictionaries(dict.fromkeys(priorities, times()))
    return one | st.tuples(by_priority, _calendars(hours, priorities))


def _calendars(
    hours: st.SearchStrategy[Hours], priorities: tuple[object, ...]
) -> st.SearchStrategy[Hours | Mapping[object, Hours]]:
    """Draw one calendar for all, or one for the first priority and one for others."""
    first, others = priorities[0], priorities[1:]
    return hours | st.builds(
        lambda one, other: {first: one, **dict.fromkeys(others, other)}, hours, hours
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        WorkingDays: working_days,
        CustomMetric: custom_metrics,
        ServiceLevelTarget: lambda: targets_in(
            desks() | st.sampled_from(["desk", "night"]) | any_hours(),
            metrics=any_metrics(),
        ),
    }
)

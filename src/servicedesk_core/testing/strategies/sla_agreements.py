"""Agreements, alone and in order, and what excuses a breach of theirs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.sla import (
    Agreement,
    AgreementKind,
    Agreements,
    Excuse,
    ExcusedPeriod,
    Metric,
    ServiceLevelTarget,
    Waiver,
)
from servicedesk_core.testing.strategies._desks import desks
from servicedesk_core.testing.strategies.instants import intervals
from servicedesk_core.testing.strategies.sla_conditions import conditions
from servicedesk_core.testing.strategies.sla_targets import (
    Hours,
    any_metrics,
    targets_in,
)
from servicedesk_core.testing.strategies.texts import keys, names

_Terms = tuple[datetime | None, datetime | None]
_TERM = timedelta(days=700)
_NAMED = ("desk", "night")


def agreements(
    *,
    calendar: ServiceCalendar | None = None,
    priorities: Iterable[object] | None = None,
) -> st.SearchStrategy[Agreement]:
    """Agreements of one to three targets: whose they are, since when, what is excused.

    They shrink to a service level agreement on the first response within four hours.

    Args:
        calendar: whose hours count; those of a few desks if left out.
        priorities: those that all targets have a time for, as of :func:`targets`.

    Example:
        >>> from hypothesis import given
        >>> always = ServiceCalendar.always()
        >>> @given(agreements(calendar=always))
        ... def other_hours_change_nothing_else(agreement):
        ...     assert agreement.with_calendar(always).name == agreement.name
        >>> other_hours_change_nothing_else()
    """
    hours = desks() if calendar is None else st.just(calendar)
    return _of_targets(targets_in(hours, metrics=any_metrics(), priorities=priorities))


def ordered_agreements() -> st.SearchStrategy[Agreements]:
    """Agreements in order, of different names, with calendars that targets name.

    They shrink to none.

    Example:
        >>> from hypothesis import given
        >>> @given(ordered_agreements())
        ... def names_differ(ours):
        ...     names = {each.name for each in ours.agreements}
        ...     assert len(names) == len(ours.agreements)
        >>> names_differ()
    """
    given = st.lists(_of_targets(_named_targets()), max_size=3)
    calendars = st.fixed_dictionaries(dict.fromkeys(_NAMED, desks()))
    return st.builds(
        lambda given, calendars: Agreements(
            {each.name: each for each in given}.values(), calendars=calendars
        ),
        given,
        calendars,
    )


def excuses() -> st.SearchStrategy[Excuse]:
    """What may excuse a breach: periods that were agreed, and waivers.

    They shrink to a waiver for INC1.

    Example:
        >>> from hypothesis import find
        >>> find(excuses(), lambda excuse: True).key
        'INC1'
    """
    return waivers() | excused_periods()


def excused_periods() -> st.SearchStrategy[ExcusedPeriod]:
    """Periods that do not count against the provider, up to 30 days long.

    They shrink to a minute from 2026-01-05 09:00 UTC on.

    Example:
        >>> from hypothesis import find
        >>> find(excused_periods(), lambda period: True).start.isoformat()
        '2026-01-05T09:00:00+00:00'
    """
    by = st.none() | names()
    return st.builds(
        lambda found, reason, by: ExcusedPeriod(found.start, found.end, reason, by),
        intervals(),
        names(),
        by,
    )


def waivers() -> st.SearchStrategy[Waiver]:
    """Breaches that somebody took back, of one clock or of all.

    They shrink to that of INC1.

    Example:
        >>> from hypothesis import find
        >>> find(waivers(), lambda waiver: True).key
        'INC1'
    """
    metrics = st.sampled_from([None, *Metric]) | any_metrics()
    return st.builds(Waiver, subjects(), names(), by=names(), metric=metrics)


def subjects() -> st.SearchStrategy[str]:
    """Keys of subjects, a few of them often, so that waivers meet their statuses.

    They shrink to INC1.

    Example:
        >>> from hypothesis import find
        >>> find(subjects(), lambda key: True)
        'INC1'
    """
    return st.sampled_from(["INC1", "INC2"]) | keys(prefix="INC")


def _named_targets() -> st.SearchStrategy[ServiceLevelTarget]:
    hours: st.SearchStrategy[Hours] = desks()
    return targets_in(hours | st.sampled_from(_NAMED), metrics=any_metrics())


def _of_targets(
    drawn: st.SearchStrategy[ServiceLevelTarget],
) -> st.SearchStrategy[Agreement]:
    return st.builds(
        _agreement,
        _terms(),
        name=names(),
        targets=st.lists(drawn, min_size=1, max_size=3),
        kind=st.sampled_from(AgreementKind),
        applies=st.none() | conditions(),
        while_group=st.none() | names(),
        excused=st.lists(excuses(), max_size=2),
    )


def _terms() -> st.SearchStrategy[_Terms]:
    """Draw from when on and until when something is valid; None is for ever."""
    ends = st.tuples(st.booleans(), st.booleans())
    return st.just((None, None)) | st.builds(
        lambda term, open_ends: (
            None if open_ends[0] else term.start,
            None if open_ends[1] else term.end,
        ),
        intervals(longest=_TERM),
        ends,
    )


def _agreement(
    terms: _Terms, targets: list[ServiceLevelTarget], **fields: Any
) -> Agreement:
    one_each = {str(target.metric): target for target in targets}
    return Agreement(
        targets=one_each.values(), valid_from=terms[0], valid_to=terms[1], **fields
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Agreement: lambda: _of_targets(_named_targets()),
        Agreements: ordered_agreements,
        ExcusedPeriod: excused_periods,
        Waiver: waivers,
    }
)

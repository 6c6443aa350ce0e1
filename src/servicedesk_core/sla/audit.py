"""What is wrong or doubtful in agreements: one table of small checks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from typing import NamedTuple

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import NeverClosesError, NeverOpenError
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.i18n import length_text
from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    EMERGENCY_CHANGE,
    INCIDENT,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Category,
)
from servicedesk_core.priority import GlpiPriority
from servicedesk_core.sla.agreement import Agreement, AgreementKind
from servicedesk_core.sla.condition import is_serialisable
from servicedesk_core.sla.implication import implies
from servicedesk_core.sla.metric import CustomMetric, Metric
from servicedesk_core.sla.target import (
    NamedCalendar,
    ServiceLevelTarget,
    Time,
    WorkingDays,
)
from servicedesk_core.timeline import DAY, instant_key
from servicedesk_core.timeline.index import BEGINNING, END


def audit(agreements: Sequence[Agreement]) -> Findings:
    """Return what is wrong or doubtful in agreements, in the order of this table.

    ============================== ======= ==========================================
    code                           is      what was found
    ============================== ======= ==========================================
    ``sla.shadowed``               error   an earlier agreement applies wherever this
                                           one would, so that it is never selected
    ``sla.no_default``             warning every agreement of a kind has a condition
    ``sla.validity_gap``           warning one ends before the next for the same
                                           subjects begins
    ``sla.function``               warning a function is the condition, or a part of
                                           it, so that it cannot be stored
    ``sla.duplicate_target``       warning two agreements time the same at once
    ``sla.missing_priority``       warning a target leaves out a priority that another
                                           has; None says that this is meant
    ``sla.missing_calendar``       error   a target with one time for all has no hours
                                           for a priority
    ``sla.priority_order``         warning a priority has more time than a lower one
    ``sla.response_too_long``      warning longer than the resolution or restoration
    ``sla.restoration_too_long``   warning longer than the resolution
    ``sla.acknowledge_too_long``   warning longer than the first response
    ``sla.support_too_long``       warning an operational level agreement or contract
                                           allows more time than the SLA it serves
    ``sla.never_open``             error   hours that never come
    ``sla.beyond_a_year``          warning more time than the calendar has in 366 days
    ``sla.days_around_the_clock``  warning working days of hours that never close
    ``sla.warning_at_due``         warning it comes when it is too late to act
    ``sla.idle_pauses``            warning pauses of a metric that has its own
    ``sla.unknown_pause``          warning a reason that no ticket of ours gives
    ============================== ======= ==========================================

    Times are compared where they are of one kind and count the same hours, priority
    by priority. Priorities have an order if they are numbers: 1 comes first, but of
    GLPI's the largest. A year of hours is that after their first opening since
    ``valid_from``, or since 2026 began.

    Args:
        agreements: in order; those whose calendars have names only are not asked
            about their hours.

    Returns:
        Findings whose path is agreement, metric and priority, as far as there are.

    Example:
        >>> always, hour = ServiceCalendar.always(), timedelta(hours=1)
        >>> gold = Agreement(
        ...     "gold",
        ...     [
        ...         ServiceLevelTarget("first_response", 8 * hour, always),
        ...         ServiceLevelTarget("resolution", 4 * hour, always),
        ...     ],
        ... )
        >>> [found] = audit([gold])
        >>> found.code, found.path
        ('sla.response_too_long', 'gold/first_response')
        >>> found.message
        '8 h is longer than 4 h of resolution'
    """
    return tuple(
        Finding(code, severity, path, message)
        for code, severity, find in _CHECKS
        for path, message in find(agreements)
    )


REASONS = frozenset({"caller", "vendor", "change", "problem", "evidence"}) | {
    state.name
    for lifecycle in (
        INCIDENT,
        SERVICE_REQUEST,
        PROBLEM,
        CHANGE,
        STANDARD_CHANGE,
        EMERGENCY_CHANGE,
        COMPLAINT,
    )
    for state in lifecycle.states
    if state.category is Category.PAUSED
}
"""The reasons that tickets give: those of holds, and the names of states that pause."""

Found = Iterator[tuple[str, str]]
"""Paths, and what is wrong there."""


# --- which agreement is selected -----------------------------------------------------


def _shadowed(agreements: Sequence[Agreement]) -> Found:
    for index, later in enumerate(agreements):
        for earlier in agreements[:index]:
            if _covers(earlier, later):
                why = f"{earlier.name!r} comes first and applies wherever it would"
                yield later.name, why
                break


def _covers(agreement: Agreement, other: Agreement) -> bool:
    """Tell whether an agreement is for all that another one is for."""
    return (
        _slot(agreement) == _slot(other)
        and _lasts(agreement, other)
        and implies(other.applies, agreement.applies)
    )


def _slot(agreement: Agreement) -> tuple[AgreementKind, str | None]:
    """Return what only one agreement at a time is selected for."""
    return agreement.kind, agreement.while_group


def _validity(agreement: Agreement) -> tuple[int, int]:
    low, high = agreement.valid_from, agreement.valid_to
    return (
        BEGINNING if low is None else instant_key(low),
        END if high is None else instant_key(high),
    )


def _lasts(agreement: Agreement, other: Agreement) -> bool:
    """Tell whether an agreement is valid whenever another is."""
    low, high = _validity(agreement)
    start, end = _validity(other)
    return low <= start and end <= high


def _overlap(agreement: Agreement, other: Agreement) -> bool:
    low, high = _validity(agreement)
    start, end = _validity(other)
    return low < end and start < high


def _no_default(agreements: Sequence[Agreement]) -> Found:
    for kind in AgreementKind:
        ours = [each for each in agreements if each.kind is kind]
        if ours and all(each.applies is not None for each in ours):
            yield kind.value, "every agreement has a condition; none is for the rest"


def _validity_gaps(agreements: Sequence[Agreement]) -> Found:
    for agreement in agreements:
        alike = [each for each in agreements if _are_alike(agreement, each)]
        after = _after_gap(agreement, alike)
        if after is not None:
            gap = f"from {agreement.valid_to} to {after.valid_from}"
            yield agreement.name, f"nothing is valid {gap}, when {after.name!r} begins"


def _after_gap(agreement: Agreement, alike: Sequence[Agreement]) -> Agreement | None:
    """Return the next agreement, if none goes on where one ends."""
    _, end = _validity(agreement)
    if any(low <= end < high for low, high in map(_validity, alike)):
        return None
    ahead = [each for each in alike if _validity(each)[0] > end]
    return min(ahead, key=_validity, default=None)


def _are_alike(agreement: Agreement, other: Agreement) -> bool:
    """Tell whether two agreements are for the same subjects, whenever it is."""
    same_slot = _slot(agreement) == _slot(other)
    return same_slot and agreement.applies == other.applies


def _functions(agreements: Sequence[Agreement]) -> Found:
    for agreement in agreements:
        if agreement.applies is not None and not is_serialisable(agreement.applies):
            yield agreement.name, "its condition has a function, which cannot be stored"


def _duplicates(agreements: Sequence[Agreement]) -> Found:
    for earlier, later in combinations(agreements, 2):
        if not _are_selected_twice(earlier, later):
            continue
        for target in later.targets:
            if any(target.metric == each.metric for each in earlier.targets):
                yield _path(later, target), f"{earlier.name!r} times it too"


def _are_selected_twice(earlier: Agreement, later: Agreement) -> bool:
    """Tell whether two agreements are in force at once without a reason.

    Either both are selected, one for a group and one for all; or one of them is to
    follow the other. One that lies within the other is an exception for a time.
    """
    if earlier.kind is not later.kind or not _overlap(earlier, later):
        return False
    if _are_alike(earlier, later):
        return not _lasts(earlier, later) and not _lasts(later, earlier)
    groups = {earlier.while_group, later.while_group}
    return (
        len(groups) > 1
        and None in groups
        and (
            implies(earlier.applies, later.applies)
            or implies(later.applies, earlier.applies)
        )
    )


# --- priorities ----------------------------------------------------------------------


class _Aim(NamedTuple):
    """The time to keep for a priority, and the hours that count."""

    path: str
    time: Time
    calendar: NamedCalendar


def _path(
    agreement: Agreement, target: ServiceLevelTarget, priority: object = None
) -> str:
    parts = [agreement.name, target.metric]
    return "/".join(map(str, parts if priority is None else [*parts, priority]))


def _aim(
    agreement: Agreement, target: ServiceLevelTarget, priority: object
) -> _Aim | None:
    calendar = target.calendar
    if isinstance(calendar, Mapping):
        if priority not in calendar:
            return None
        calendar = calendar[priority]
    if not target.has_target(priority):
        return None
    path = _path(agreement, target, priority)
    return _Aim(path, target.within_for(priority), calendar)


def _priorities(*targets: ServiceLevelTarget) -> tuple[object, ...]:
    """Return the priorities that targets name, or None for all if they name none."""
    named = {
        priority: None
        for target in targets
        for by in (target.within, target.calendar)
        if isinstance(by, Mapping)
        for priority in by
    }
    return tuple(named) or (None,)


def _targets(
    agreements: Sequence[Agreement],
) -> Iterator[tuple[Agreement, ServiceLevelTarget]]:
    for agreement in agreements:
        for target in agreement.targets:
            yield agreement, target


def _aims(agreements: Sequence[Agreement]) -> Iterator[tuple[Agreement, _Aim]]:
    for agreement, target in _targets(agreements):
        for priority in _priorities(target):
            aim = _aim(agreement, target, priority)
            if aim is not None:
                yield agreement, aim


def _timed(agreement: Agreement) -> tuple[object, ...]:
    """Return the priorities for which a target of an agreement sets a time."""
    return tuple(
        {
            priority: None
            for target in agreement.targets
            if isinstance(target.within, Mapping)
            for priority, time in target.within.items()
            if time is not None
        }
    )


def _missing_priorities(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        within = target.within
        if isinstance(within, Mapping):
            missing = [each for each in _timed(agreement) if each not in within]
            if missing:
                yield _path(agreement, target), f"no time for {_listed(missing)}"


def _missing_calendars(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        calendar = target.calendar
        if isinstance(calendar, Mapping) and not isinstance(target.within, Mapping):
            missing = [each for each in _timed(agreement) if each not in calendar]
            if missing:
                yield _path(agreement, target), f"no hours for {_listed(missing)}"


def _listed(priorities: Sequence[object]) -> str:
    return f"priority {', '.join(map(str, priorities))}"


def _slow_priorities(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        aims = [
            (priority, aim)
            for priority in _ranked(_priorities(target))
            if (aim := _aim(agreement, target, priority)) is not None
        ]
        for index, (_, aim) in enumerate(aims):
            for priority, lower in aims[index + 1 :]:
                if _is_longer(aim, lower):
                    yield aim.path, f"{_than(aim, lower)} of priority {priority}"
                    break


def _ranked(priorities: Sequence[object]) -> list[int]:
    """Return priorities that are numbers, the most urgent first; else none."""
    numbers = [
        each
        for each in priorities
        if isinstance(each, int) and not isinstance(each, bool)
    ]
    if len(numbers) < len(priorities):
        return []
    are_glpi = all(isinstance(each, GlpiPriority) for each in numbers)
    return sorted(numbers, reverse=are_glpi)


# --- longer than another -------------------------------------------------------------


def _is_longer(aim: _Aim, other: _Aim) -> bool:
    """Tell whether a time is longer than another with which it can be compared."""
    time, limit = aim.time, other.time
    if aim.calendar != other.calendar:
        return False
    if isinstance(time, WorkingDays):
        return isinstance(limit, WorkingDays) and time.days > limit.days
    return isinstance(limit, timedelta) and time > limit


def _than(aim: _Aim, other: _Aim) -> str:
    return f"{_text(aim.time)} is longer than {_text(other.time)}"


def _text(time: Time) -> str:
    if not isinstance(time, WorkingDays):
        return length_text(time)
    return "1 working day" if time.days == 1 else f"{time.days} working days"


def _too_long(
    agreements: Sequence[Agreement],
    *,
    metrics: tuple[Metric, ...],
    of: tuple[Metric, ...],
) -> Found:
    for agreement, target in _targets(agreements):
        for limit in agreement.targets:
            if target.metric in metrics and limit.metric in of:
                for aim, other in _pairs(agreement, target, agreement, limit):
                    yield aim.path, f"{_than(aim, other)} of {limit.metric}"


def _pairs(
    agreement: Agreement,
    target: ServiceLevelTarget,
    other: Agreement,
    limit: ServiceLevelTarget,
) -> Iterator[tuple[_Aim, _Aim]]:
    """Yield what a target and its limit set for a priority, if it is longer."""
    for priority in _priorities(target, limit):
        aim = _aim(agreement, target, priority)
        most = _aim(other, limit, priority)
        if aim is not None and most is not None and _is_longer(aim, most):
            yield aim, most


def _support_too_long(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        if agreement.kind is AgreementKind.SLA:
            continue
        for served in _served(agreement, agreements):
            for limit in served.targets:
                if limit.metric == target.metric:
                    for aim, other in _pairs(agreement, target, served, limit):
                        yield aim.path, f"{_than(aim, other)} of {served.name!r}"


def _served(
    agreement: Agreement, agreements: Sequence[Agreement]
) -> Iterator[Agreement]:
    """Yield the SLAs whose tickets an agreement plainly is about."""
    for sla in agreements:
        if sla.kind is not AgreementKind.SLA or not _overlap(sla, agreement):
            continue
        takes_all = implies(agreement.applies, sla.applies)
        if takes_all or implies(sla.applies, agreement.applies):
            yield sla
        # The agreement's tickets get no further in the list.
        if takes_all and _lasts(sla, agreement):
            break


# --- hours ---------------------------------------------------------------------------

_REFERENCE = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR = 366 * DAY


def _first_open(agreement: Agreement, calendar: ServiceCalendar) -> datetime | None:
    """Return from when on hours are looked at; None if they never come."""
    try:
        return calendar.next_open(agreement.valid_from or _REFERENCE)
    except NeverOpenError:
        return None


def _never_open(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        for calendar in dict.fromkeys(target.calendars):
            if isinstance(calendar, str) or _first_open(agreement, calendar):
                continue
            since = agreement.valid_from or _REFERENCE
            yield _path(agreement, target), f"{calendar} never opens after {since}"


def _open_aims(
    agreements: Sequence[Agreement],
) -> Iterator[tuple[_Aim, ServiceCalendar, datetime]]:
    """Yield what is to be kept, and from when on the hours are looked at."""
    for agreement, aim in _aims(agreements):
        if not isinstance(aim.calendar, str):
            start = _first_open(agreement, aim.calendar)
            if start is not None:
                yield aim, aim.calendar, start


def _beyond_a_year(agreements: Sequence[Agreement]) -> Found:
    for aim, calendar, start in _open_aims(agreements):
        due = _due(calendar, start, aim.time)
        if due is None or instant_key(due) - instant_key(start) > _YEAR:
            yield aim.path, f"{calendar} takes over a year for {_text(aim.time)}"


def _due(calendar: ServiceCalendar, start: datetime, time: Time) -> datetime | None:
    try:
        if isinstance(time, WorkingDays):
            return calendar.add_days(start, time.days, rule=time.rule)
        return calendar.add(start, time)
    except (NeverOpenError, OverflowError):
        return None


def _days_around_the_clock(agreements: Sequence[Agreement]) -> Found:
    for aim, calendar, start in _open_aims(agreements):
        if isinstance(aim.time, WorkingDays):
            try:
                calendar.next_close(start)
            except NeverClosesError:
                yield aim.path, f"{calendar} never closes: every day is a working day"


# --- warnings and pauses -------------------------------------------------------------


def _late_warnings(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        if 1 in target.warn_at:
            yield _path(agreement, target), "the warning at 1.0 comes when it is due"


def _idle_pauses(agreements: Sequence[Agreement]) -> Found:
    # The wait for the caller may be no more than the default.
    for agreement, target in _targets(agreements):
        is_custom = isinstance(target.metric, CustomMetric)
        if is_custom and target.pauses not in (frozenset(), frozenset({"caller"})):
            why = f"{target.metric} pauses by its own signals alone"
            yield _path(agreement, target), why


def _unknown_pauses(agreements: Sequence[Agreement]) -> Found:
    for agreement, target in _targets(agreements):
        if not isinstance(target.metric, CustomMetric):
            for reason in sorted(target.pauses - REASONS, key=str):
                yield _path(agreement, target), f"no hold of ours has reason {reason!r}"


_LIMITS = {
    "sla.response_too_long": (
        (Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE),
        (Metric.RESTORATION, Metric.RESOLUTION),
    ),
    "sla.restoration_too_long": ((Metric.RESTORATION,), (Metric.RESOLUTION,)),
    "sla.acknowledge_too_long": ((Metric.ACKNOWLEDGE,), (Metric.FIRST_RESPONSE,)),
}
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_Find = Callable[[Sequence[Agreement]], Found]
_CHECKS: tuple[tuple[str, Severity, _Find], ...] = (
    ("sla.shadowed", _ERROR, _shadowed),
    ("sla.no_default", _WARNING, _no_default),
    ("sla.validity_gap", _WARNING, _validity_gaps),
    ("sla.function", _WARNING, _functions),
    ("sla.duplicate_target", _WARNING, _duplicates),
    ("sla.missing_priority", _WARNING, _missing_priorities),
    ("sla.missing_calendar", _ERROR, _missing_calendars),
    ("sla.priority_order", _WARNING, _slow_priorities),
    *(
        (code, _WARNING, partial(_too_long, metrics=metrics, of=limits))
        for code, (metrics, limits) in _LIMITS.items()
    ),
    ("sla.support_too_long", _WARNING, _support_too_long),
    ("sla.never_open", _ERROR, _never_open),
    ("sla.beyond_a_year", _WARNING, _beyond_a_year),
    ("sla.days_around_the_clock", _WARNING, _days_around_the_clock),
    ("sla.warning_at_due", _WARNING, _late_warnings),
    ("sla.idle_pauses", _WARNING, _idle_pauses),
    ("sla.unknown_pause", _WARNING, _unknown_pauses),
)

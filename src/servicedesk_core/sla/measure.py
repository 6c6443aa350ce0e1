"""Signals against a target."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from servicedesk_core.errors import NoTargetError
from servicedesk_core.sla.clock import run_clock
from servicedesk_core.sla.signal import Signal
from servicedesk_core.sla.status import SlaStatus
from servicedesk_core.sla.target import ServiceLevelTarget
from servicedesk_core.timeline import to_microseconds


def measure_signals(
    signals: Iterable[Signal],
    target: ServiceLevelTarget,
    *,
    now: datetime,
    key: object = None,
    agreement: str | None = None,
    attributes: Mapping[str, object] | None = None,
) -> SlaStatus:
    """Return where the clock of a target stands, for teams with their own tickets.

    Args:
        signals: what happened, in order; signals after ``now`` are not yet known.
            The last priority known decides the target, from the start on.
        target: what to hold the clock against.
        now: the viewpoint, aware.
        key: which subject it is.
        agreement: the agreement's name.
        attributes: of the subject, for grouping.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        NoTargetError: if the target has none for the priority.
        InvalidHistoryError: if a signal is earlier than the one before it.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> hours = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> target = ServiceLevelTarget("resolution", timedelta(hours=4), hours)
        >>> status = measure_signals(
        ...     [Signal(monday, "opened")], target, now=monday + timedelta(hours=5)
        ... )
        >>> status.state, status.overrun
        (<SlaState.BREACHED: 'breached'>, datetime.timedelta(seconds=3600))
    """
    viewpoint = to_microseconds(now, "now")
    clock = run_clock(signals, target.metric, target.pauses, viewpoint)
    return SlaStatus(
        target,
        target.within_for(clock.priority),
        target.calendar_for(clock.priority),
        now,
        clock,
        key,
        agreement,
        attributes or {},
    )


def measure_targets(
    signals: Iterable[Signal],
    targets: Iterable[ServiceLevelTarget],
    *,
    now: datetime,
    key: object = None,
    agreement: str | None = None,
    attributes: Mapping[str, object] | None = None,
) -> tuple[SlaStatus, ...]:
    """Return where the clocks of several targets stand; no target, no status.

    Arguments and errors are those of :func:`measure_signals`, but a priority without
    a target is left out.
    """
    read = tuple(signals)
    statuses = []
    for target in targets:
        try:
            status = measure_signals(
                read,
                target,
                now=now,
                key=key,
                agreement=agreement,
                attributes=attributes,
            )
        except NoTargetError:
            continue
        statuses.append(status)
    return tuple(statuses)

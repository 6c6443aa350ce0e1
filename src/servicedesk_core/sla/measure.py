"""Signals against targets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla.agreement import Agreement
from servicedesk_core.sla.clock import Clock, run_clock
from servicedesk_core.sla.signal import Signal
from servicedesk_core.sla.status import SlaStatus
from servicedesk_core.sla.target import ServiceLevelTarget
from servicedesk_core.timeline import to_microseconds

_NOTHING: Mapping[str, object] = FrozenMap()


def measure_signals(
    signals: Iterable[Signal],
    target: ServiceLevelTarget,
    *,
    now: datetime,
    key: object = None,
    attributes: Mapping[str, object] = _NOTHING,
) -> SlaStatus:
    """Return where the clock of a target stands, for teams with their own tickets.

    Args:
        signals: what happened, in order; signals after ``now`` are not yet known.
            The last priority known decides the target, from the start on.
        target: what to hold the clock against.
        now: the viewpoint, aware.
        key: which subject it is.
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
    if not isinstance(target, ServiceLevelTarget):
        raise WrongTypeError("target", target, "a ServiceLevelTarget")
    clock = _clock(read_signals(signals), target, now)
    return _status(clock, target, now, key, None, attributes)


def measure_agreement(
    signals: Iterable[Signal],
    agreement: Agreement,
    *,
    now: datetime,
    key: object = None,
    attributes: Mapping[str, object] = _NOTHING,
) -> tuple[SlaStatus, ...]:
    """Return where the clocks of an agreement's targets stand.

    Arguments and errors are those of :func:`measure_signals`, but a target that has
    none for the priority gives no status.
    """
    if not isinstance(agreement, Agreement):
        raise WrongTypeError("agreement", agreement, "an Agreement")
    read = read_signals(signals)
    clocks = [(target, _clock(read, target, now)) for target in agreement.targets]
    return tuple(
        _status(clock, target, now, key, agreement.name, attributes)
        for target, clock in clocks
        if target.has_target(clock.priority)
    )


def read_signals(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Return signals as a tuple.

    Raises:
        WrongTypeError: for anything that is no iterable of signals.
    """
    if isinstance(signals, str) or not isinstance(signals, Iterable):
        raise WrongTypeError("subject", signals, "a ticket or signals")
    read = tuple(signals)
    for signal in read:
        if not isinstance(signal, Signal):
            raise WrongTypeError("subject", signal, "a ticket or signals")
    return read


def _clock(
    signals: tuple[Signal, ...], target: ServiceLevelTarget, now: datetime
) -> Clock:
    viewpoint = to_microseconds(now, "now")
    return run_clock(signals, target.metric, target.pauses, viewpoint)


def _status(
    clock: Clock,
    target: ServiceLevelTarget,
    now: datetime,
    key: object,
    agreement: str | None,
    attributes: Mapping[str, object],
) -> SlaStatus:
    within = target.within_for(clock.priority)
    calendar = target.calendar_for(clock.priority)
    return SlaStatus(target, within, calendar, now, clock, key, agreement, attributes)

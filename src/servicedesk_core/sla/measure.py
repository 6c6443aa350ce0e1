"""Signals against targets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from servicedesk_core.errors import InvalidHistoryError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla.agreement import Agreement, AgreementKind
from servicedesk_core.sla.clock import Clock, run_clock
from servicedesk_core.sla.excuse import Excuse
from servicedesk_core.sla.metric import rules_of
from servicedesk_core.sla.signal import Signal, SignalKind
from servicedesk_core.sla.status import PriorityChange, SlaStatus
from servicedesk_core.sla.target import ServiceLevelTarget
from servicedesk_core.timeline import to_microseconds

_NOTHING: Mapping[str, object] = FrozenMap()

Turns = tuple[tuple[int, int | None], ...]
"""Stretches of time, in microseconds since 1970-01-01T00:00Z; the last may last on."""


def measure_signals(
    signals: Iterable[Signal],
    target: ServiceLevelTarget,
    *,
    now: datetime,
    key: object = None,
    attributes: Mapping[str, object] = _NOTHING,
    attached_at: datetime | None = None,
    retroactive: bool = True,
) -> SlaStatus:
    """Return where the clock of a target stands, for teams with their own tickets.

    Args:
        signals: what happened, in order; signals after ``now`` are not yet known.
            The last priority known decides the target, from the start on.
        target: what to hold the clock against.
        now: the viewpoint, aware.
        key: which subject it is.
        attributes: of the subject, for grouping.
        attached_at: from when on the target counts, aware; None from the start.
        retroactive: whether a change of priority is held against the whole clock;
            if not, it counts from the last change, or from the last signal ATTACHED.

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
    known = Known(signals, now)
    turns = known.turns(attached_at, retroactive=retroactive, is_attached=False)
    cycles = known.cycles(target, turns)
    return known.status(target, cycles, key=key, attributes=attributes)


def measure_agreement(
    signals: Iterable[Signal],
    agreement: Agreement,
    *,
    now: datetime,
    key: object = None,
    attributes: Mapping[str, object] = _NOTHING,
    attached_at: datetime | None = None,
    retroactive: bool = True,
    turns: Turns | None = None,
) -> tuple[SlaStatus, ...]:
    """Return where the clocks of an agreement's targets stand.

    Arguments and errors are those of :func:`measure_signals`, but a target that has
    none for the priority gives no status, and an operational level agreement or an
    underpinning contract counts from the last signal ATTACHED in any case.

    Args:
        signals: what happened, in order.
        agreement: whose targets to hold the clocks against.
        now: the viewpoint, aware.
        key: which subject it is.
        attributes: of the subject, for grouping.
        attached_at: from when on the targets count; None from the start.
        retroactive: whether changes are held against the whole clock.
        turns: the stretches of time that count, each a cycle; None for all of it.
    """
    if not isinstance(agreement, Agreement):
        raise WrongTypeError("agreement", agreement, "an Agreement")
    known = Known(signals, now)
    if turns is None:
        turns = known.turns(
            attached_at,
            retroactive=retroactive,
            is_attached=agreement.kind is not AgreementKind.SLA,
        )
    return tuple(
        known.status(
            target,
            known.cycles(target, turns),
            key=key,
            agreement=agreement.name,
            attributes=attributes,
            excused=agreement.excused,
        )
        for target in agreement.targets
        if target.has_target(known.priority)
    )


class Known:
    """What is known of a subject at a viewpoint.

    Args:
        signals: in order; those after ``now`` have not happened yet.
        now: the viewpoint, aware.

    Raises:
        InvalidHistoryError: if a signal is earlier than the one before it.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for anything that is no iterable of signals.
    """

    __slots__ = ("attached", "changes", "instant", "now", "priority", "signals")

    def __init__(self, signals: Iterable[Signal], now: datetime) -> None:
        self.now: datetime = now
        self.instant: int = to_microseconds(now, "now")
        self.signals: tuple[Signal, ...] = read_signals(signals)
        self.priority: object = None
        self.changes: tuple[PriorityChange, ...] = ()
        self.attached: int | None = None
        for signal in self.signals:
            if signal.instant > self.instant:
                break
            if signal.kind is SignalKind.ATTACHED:
                self.attached = signal.instant
            if signal.priority is not None and signal.priority != self.priority:
                if self.priority is not None:
                    change = PriorityChange(
                        signal.instant, self.priority, signal.priority
                    )
                    self.changes = (*self.changes, change)
                self.priority = signal.priority

    def turns(
        self, attached_at: datetime | None, *, retroactive: bool, is_attached: bool
    ) -> Turns | None:
        """Return the stretch of time that counts, or None for all of it.

        Args:
            attached_at: from when on the caller says that it counts.
            retroactive: whether a change of priority counts from the start.
            is_attached: whether a signal ATTACHED counts in any case.
        """
        starts: list[int] = []
        if attached_at is not None:
            starts.append(to_microseconds(attached_at, "attached_at"))
        elif self.attached is not None and (is_attached or not retroactive):
            starts.append(self.attached)
        if self.changes and not retroactive:
            starts.append(self.changes[-1].at)
        return ((max(starts), None),) if starts else None

    def cycles(
        self, target: ServiceLevelTarget, turns: Turns | None
    ) -> tuple[Clock, ...]:
        """Return what the clock of a target did, the present cycle last."""
        cycles = run_clock(
            self.signals,
            rules_of(target.metric, notes_answer=target.notes_answer),
            pauses=target.pauses,
            on_reopen=target.on_reopen,
            now=self.instant,
        )
        if turns is None:
            return cycles
        found = [
            clock
            for low, high in turns
            for cycle in cycles
            if low <= self.instant and (clock := cycle.within(low, high)) is not None
        ]
        return tuple(found) or (Clock(),)

    def status(
        self,
        target: ServiceLevelTarget,
        cycles: tuple[Clock, ...],
        *,
        key: object,
        agreement: str | None = None,
        attributes: Mapping[str, object] = _NOTHING,
        excused: tuple[Excuse, ...] = (),
    ) -> SlaStatus:
        """Return where a target stands after some cycles.

        Raises:
            NoTargetError: if the target has none for the priority.
        """
        priority = self.priority
        return SlaStatus(
            target,
            target.within_for(priority),
            target.calendar_for(priority),
            self.now,
            cycles[-1],
            cycles[:-1],
            priority,
            key,
            agreement,
            attributes,
            excused,
            self.changes,
        )


def read_signals(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Return signals as a tuple, their order checked.

    Raises:
        InvalidHistoryError: if a signal is earlier than the one before it.
        WrongTypeError: for anything that is no iterable of signals.
    """
    if isinstance(signals, str) or not isinstance(signals, Iterable):
        raise WrongTypeError("subject", signals, "a ticket or signals")
    read = tuple(signals)
    last = None
    for position, signal in enumerate(read):
        if type(signal) is not Signal:
            raise WrongTypeError("subject", signal, "a ticket or signals")
        if last is not None and signal.instant < last:
            reason = f"{signal.at.isoformat()} is earlier than the signal before it"
            raise InvalidHistoryError(position, reason)
        last = signal.instant
    return read

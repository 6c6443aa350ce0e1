"""A ticket, or bare signals, against targets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import attrs

from servicedesk_core.desk.signals import signals
from servicedesk_core.sla import (
    Agreement,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    measure_signals,
)
from servicedesk_core.sla.measure import measure_targets
from servicedesk_core.tickets import Ticket

Subject = Ticket | Iterable[Signal]


@attrs.frozen
class _Read:
    signals: tuple[Signal, ...]
    key: object
    attributes: Mapping[str, object]


def _read(subject: Subject, key: object) -> _Read:
    if isinstance(subject, Ticket):
        found = subject.id if key is None else key
        return _Read(signals(subject), found, subject.attributes)
    return _Read(tuple(subject), key, {})


def measure(
    subject: Subject, target: ServiceLevelTarget, *, now: datetime, key: object = None
) -> SlaStatus:
    """Return where a ticket stands against one target.

    Args:
        subject: a ticket, or signals in order.
        target: what to hold it against; the last priority known decides the time.
        now: the viewpoint, aware; what happened later is not yet known.
        key: which subject it is; a ticket's id by default.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        NoTargetError: if the target has none for the subject's priority.
        InvalidHistoryError: if a signal is earlier than the one before it.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> hours = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> target = ServiceLevelTarget("resolution", timedelta(hours=4), hours)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> measure(ticket, target, now=monday).due_at.isoformat()
        '2026-01-05T13:00:00+00:00'
    """
    read = _read(subject, key)
    return measure_signals(
        read.signals, target, now=now, key=read.key, attributes=read.attributes
    )


def measure_all(
    subject: Subject, agreement: Agreement, *, now: datetime, key: object = None
) -> tuple[SlaStatus, ...]:
    """Return where a ticket stands against every target of an agreement.

    A target that has none for the subject's priority gives no status.

    Args:
        subject: a ticket, or signals in order.
        agreement: whose targets to hold it against.
        now: the viewpoint, aware.
        key: which subject it is; a ticket's id by default.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        InvalidHistoryError: if a signal is earlier than the one before it.
    """
    read = _read(subject, key)
    return measure_targets(
        read.signals,
        agreement.targets,
        now=now,
        key=read.key,
        agreement=agreement.name,
        attributes=read.attributes,
    )

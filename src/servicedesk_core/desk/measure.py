"""A ticket, or bare signals, against targets."""

from collections.abc import Iterable
from datetime import datetime

from servicedesk_core.desk.signals import signals
from servicedesk_core.sla import (
    Agreement,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.tickets import Ticket

Subject = Ticket | Iterable[Signal]


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
    if isinstance(subject, Ticket):
        return measure_signals(
            signals(subject),
            target,
            now=now,
            key=subject.id if key is None else key,
            attributes=subject.attributes,
        )
    return measure_signals(subject, target, now=now, key=key)


def measure_all(
    subject: Subject, agreement: Agreement, *, now: datetime, key: object = None
) -> tuple[SlaStatus, ...]:
    """Return where a ticket stands against every target of an agreement.

    A target that sets no time for the subject's priority gives no status.

    Args:
        subject: a ticket, or signals in order.
        agreement: whose targets to hold it against.
        now: the viewpoint, aware.
        key: which subject it is; a ticket's id by default.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        NoTargetError: if a target sets a time for the priority but no calendar.
        InvalidHistoryError: if a signal is earlier than the one before it.

    Example:
        >>> from datetime import UTC, timedelta
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.tickets import open_ticket
        >>> always, hour = ServiceCalendar.always(), timedelta(hours=1)
        >>> gold = Agreement(
        ...     "gold",
        ...     [
        ...         ServiceLevelTarget("first_response", hour, always),
        ...         ServiceLevelTarget("resolution", 8 * hour, always),
        ...     ],
        ... )
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> for status in measure_all(ticket, gold, now=monday + 2 * hour):
        ...     print(status)
        INC1 first_response breached
        INC1 resolution running
    """
    if isinstance(subject, Ticket):
        return measure_agreement(
            signals(subject),
            agreement,
            now=now,
            key=subject.id if key is None else key,
            attributes=subject.attributes,
        )
    return measure_agreement(subject, agreement, now=now, key=key)

"""How long clients waited from an order until they had what they ordered."""

from datetime import datetime, timedelta
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_optional
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints._exact import quotient
from servicedesk_core.complaints._facts import check_flag, check_instant
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline import (
    instant_key,
    to_duration,
    to_length,
    to_microseconds,
    to_timedelta,
)


@attrs.frozen
class LeadTime:
    """How long a client waited from the order to the delivery.

    Attributes:
        wall: in wall time; nothing is a valid answer.
        service: in the service time of the calendar, None without one.
    """

    wall: timedelta
    service: timedelta | None


def lead_time(
    ordered_at: datetime,
    delivered_at: datetime,
    *,
    calendar: ServiceCalendar | None = None,
) -> LeadTime:
    """Return how long a client waited from the order to the delivery.

    Args:
        ordered_at: when it was asked for, aware.
        delivered_at: when the client had it, aware, not before.
        calendar: whose service time is counted besides wall time.

    Raises:
        InvalidArgumentError: if it was delivered before it was ordered.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: if ``calendar`` is no calendar.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 16, 12, tzinfo=UTC)
        >>> lead_time(noon, noon).wall
        datetime.timedelta(0)
    """
    to_optional(calendar, ServiceCalendar, "calendar", "a ServiceCalendar or None")
    ordered = to_microseconds(ordered_at, "ordered_at")
    wall = to_microseconds(delivered_at, "delivered_at") - ordered
    if wall < 0:
        wanted = f"not before ordered_at, {ordered_at.isoformat()}"
        raise InvalidArgumentError("delivered_at", delivered_at.isoformat(), wanted)
    service = calendar.elapsed(ordered_at, delivered_at) if calendar else None
    return LeadTime(to_timedelta(wall), service)


def cycle_time_ratio(before: timedelta, after: timedelta) -> Decimal | None:
    """Return how many times shorter something became.

    Args:
        before: how long it took, 0 or more; wall or service time.
        after: how long it takes, 0 or more, in the same time.

    Returns:
        before / after; None if it takes no time at all now.

    Raises:
        InvalidArgumentError: if a length is negative.
        WrongTypeError: if one is no timedelta.

    Example:
        >>> print(cycle_time_ratio(timedelta(days=5), timedelta(minutes=5)))
        1440
    """
    long, short = (
        Decimal(to_duration(to_length(length, name), name))
        for name, length in (("before", before), ("after", after))
    )
    return quotient(long, short)


@attrs.frozen(kw_only=True)
class Provisioning:
    """A service that was ordered and made ready.

    Args:
        ordered_at: when it was ordered, aware.
        ready_at: when it worked, aware; at the same instant at the earliest.
        is_pre_provisioned: whether all was in place before anybody ordered it.

    Raises:
        InvalidArgumentError: if it was ready before it was ordered.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: for anything of another type.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> line = Provisioning(
        ...     ordered_at=monday,
        ...     ready_at=monday + timedelta(days=1),
        ...     is_pre_provisioned=True,
        ... )
        >>> line.lead_time.days
        1
    """

    ordered_at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    ready_at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    is_pre_provisioned: bool = attrs.field(validator=check_flag)

    def __attrs_post_init__(self) -> None:
        if self.lead_time < timedelta():
            wanted = f"not before ordered_at ({self.ordered_at})"
            raise InvalidArgumentError("ready_at", self.ready_at, wanted)

    @property
    def lead_time(self) -> timedelta:
        """The real time from the order until it worked; zero is valid."""
        return to_timedelta(instant_key(self.ready_at) - instant_key(self.ordered_at))

"""Whether a due time is one at which somebody is there."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.sla import SlaStatus
from servicedesk_core.testing.asserts.failure import fail

_TICK = timedelta(microseconds=1)


class Hours(Protocol):
    """What is asked of a calendar."""

    def is_open(self, at: datetime, /) -> bool:
        """Tell whether the desk is open."""


def assert_due_in_service_hours(
    due: SlaStatus | datetime, calendar: Hours | None = None
) -> None:
    """Check that a due time lies in service hours, or on their closing.

    A time that is up when the desk closes is due at that instant, not at the next
    opening.

    Args:
        due: a status, whose due time is meant, or the due time itself, aware.
        calendar: whose hours; those of the status if left out.

    Raises:
        AssertionError: if nobody is there then, or if there is no due time.
        WrongTypeError: for a due time without a calendar, or anything else.

    Example:
        >>> from servicedesk_core import ServiceCalendar
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> assert_due_in_service_hours(datetime(2026, 1, 5, 17, tzinfo=UTC), desk)
        >>> assert_due_in_service_hours(datetime(2026, 1, 5, 18, tzinfo=UTC), desk)
        Traceback (most recent call last):
        ...
        AssertionError: it is due while nobody is there
          due = 2026-01-05T18:00:00+00:00 (UTC)
          calendar = 'Mo-Fr 09:00-17:00 (UTC)'
    """
    at: object = due
    if isinstance(due, SlaStatus):
        calendar = due.calendar if calendar is None else calendar
        if due.due_at is None:
            fail("it has no due time", status=str(due), calendar=str(calendar))
        at = due.due_at
    if not isinstance(at, datetime):
        raise WrongTypeError("due", at, "a status or an aware datetime")
    if calendar is None:
        raise WrongTypeError("calendar", calendar, "a calendar beside a due time")
    before = (at.astimezone(UTC) - _TICK).astimezone(at.tzinfo)
    if not calendar.is_open(at) and not calendar.is_open(before):
        fail("it is due while nobody is there", due=at, calendar=str(calendar))

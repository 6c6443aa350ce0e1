"""When a ticket that was resolved closes by itself."""

from datetime import UTC, datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.lifecycles import Category
from servicedesk_core.tickets import Ticket
from servicedesk_core.timeline import (
    DAY,
    from_microseconds,
    instant_key,
    to_microseconds,
)


class CloseBasis(StrEnum):
    """What the days until a ticket closes count from.

    Example:
        >>> CloseBasis("updated")
        <CloseBasis.UPDATED: 'updated'>
    """

    RESOLVED = "resolved"
    """The resolution that stands; what comes after it moves nothing."""
    UPDATED = "updated"
    """The latest event of any kind; each starts the count anew."""


def _read_days(days: int) -> int:
    if type(days) is not int:
        raise WrongTypeError("days", days, "a whole number of days")
    if days < 0:
        raise InvalidArgumentError("days", days, "at least 0")
    return days


def _basis(since: CloseBasis | str) -> CloseBasis:
    return member(CloseBasis, since, "since")


def read_calendar(calendar: ServiceCalendar | None) -> ServiceCalendar | None:
    """Return the calendar whose working days count, or None for those of 24 hours.

    Raises:
        WrongTypeError: for anything else.
    """
    wanted = "a ServiceCalendar or None"
    return to_optional(calendar, ServiceCalendar, "calendar", wanted)


def read_rule(rule: DayRule | str) -> DayRule:
    """Return the rule that a value names.

    Raises:
        InvalidArgumentError: if it is none of ``DayRule``.
    """
    return member(DayRule, rule, "rule")


def check_rule(rule: DayRule, calendar: ServiceCalendar | None) -> None:
    """Check that a rule about working days has a calendar that knows them.

    Raises:
        InvalidArgumentError: if it has none.
    """
    if calendar is None and rule is not DayRule.SAME_TIME:
        wanted = f"{DayRule.SAME_TIME} where there is no calendar"
        raise InvalidArgumentError("rule", str(rule), wanted)


def check_ticket(ticket: Ticket) -> None:
    """Check that a rule is asked about a ticket.

    Raises:
        WrongTypeError: if it is none.
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")


def days_after(
    start: datetime, days: int, *, calendar: ServiceCalendar | None, rule: DayRule
) -> datetime:
    """Return the instant a number of days after another, in its zone.

    Args:
        start: from when on, aware.
        days: how many, 1 or more.
        calendar: whose working days count; without one a day is 24 hours of real
            time, also where clocks change.
        rule: the time of day that working days lead to.

    Raises:
        InstantRangeError: if 24 hours each lead out of the years 1 to 9999.
        NeverOpenError: if the calendar has not so many working days.

    Example:
        >>> days_after(
        ...     datetime(2026, 1, 16, 9, tzinfo=UTC),
        ...     1,
        ...     calendar=ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC"),
        ...     rule=DayRule.SAME_TIME,
        ... ).isoformat()
        '2026-01-19T09:00:00+00:00'
    """
    if calendar is not None:
        return calendar.add_days(start, days, rule=rule)
    end = instant_key(start) + days * DAY
    question = f"the day asked for from {start.isoformat()}"
    return from_microseconds(end, start.tzinfo or UTC, question)


@attrs.frozen
class AutoClose:
    """After how many days a resolved ticket closes unless somebody objects.

    It says when; an app with a timer closes the ticket. A major incident never
    closes by itself: somebody has to look at it first.

    Args:
        days: how many, 0 or more; 0 is never.
        calendar: whose working days count; without one a day is 24 hours.
        since: what they count from.
        rule: the time of day that working days lead to, as in
            :meth:`~servicedesk_core.ServiceCalendar.add_days`; for a calendar alone.

    Raises:
        InvalidArgumentError: for less than 0 days, or a rule without a calendar.
        WrongTypeError: if ``days`` is no whole number or ``calendar`` no calendar.

    Example:
        >>> from servicedesk_core.tickets import open_ticket
        >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=friday).resolve(
        ...     at=friday, by=None, code="fixed", notes="restarted"
        ... )
        >>> AutoClose(5).due_at(ticket).isoformat()
        '2026-01-21T09:00:00+00:00'
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> AutoClose(5, calendar=desk).due_at(ticket).isoformat()
        '2026-01-23T09:00:00+00:00'
    """

    days: int = attrs.field(converter=_read_days)
    calendar: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, converter=read_calendar
    )
    since: CloseBasis = attrs.field(
        kw_only=True, default=CloseBasis.RESOLVED, converter=_basis
    )
    rule: DayRule = attrs.field(
        kw_only=True, default=DayRule.SAME_TIME, converter=read_rule
    )

    def __attrs_post_init__(self) -> None:
        check_rule(self.rule, self.calendar)

    def due_at(self, ticket: Ticket) -> datetime | None:
        """Return when a ticket closes by itself, as things are.

        Args:
            ticket: of any kind; its state's category decides.

        Returns:
            An instant in the zone of the event that the days count from. None if it
            never will: not resolved, or closed already, or its lifecycle closes it
            from another state, or a major incident, or the days are 0, or no event
            on record resolved it.

        Raises:
            InstantRangeError: if that is after the year 9999.
            NeverOpenError: if the calendar has not so many working days.
            WrongTypeError: if it is no ticket.
        """
        check_ticket(ticket)
        can_close = ticket.lifecycle.row("close", ticket.state) is not None
        is_resolved = ticket.category is Category.RESOLVED
        if not can_close or not is_resolved or ticket.is_major:
            return None
        updated = self.since is CloseBasis.UPDATED
        start = ticket.updated_at if updated else ticket.resolved_at
        if start is None or not self.days:
            return None
        return days_after(start, self.days, calendar=self.calendar, rule=self.rule)

    def is_due(self, ticket: Ticket, *, now: datetime) -> bool:
        """Tell whether a ticket is to be closed now.

        Args:
            ticket: of any kind.
            now: the viewpoint, aware.

        Raises:
            NaiveDatetimeError: if ``now`` has no zone.
            NeverOpenError: if the calendar has not so many working days.
            WrongTypeError: if it is no ticket.

        Example:
            >>> from servicedesk_core.tickets import open_ticket
            >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
            >>> AutoClose(5).is_due(open_ticket("INC1", at=friday), now=friday)
            False
        """
        instant = to_microseconds(now, "now")
        due = self.due_at(ticket)
        return due is not None and instant_key(due) <= instant

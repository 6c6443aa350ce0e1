"""How long a ticket may wait: reminders, and a resolution without an answer."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

import attrs

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.desk.auto_close import (
    check_rule,
    check_ticket,
    days_after,
    read_calendar,
    read_rule,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.lifecycles import Category
from servicedesk_core.tickets import HoldReason, Ticket, events
from servicedesk_core.tickets.effort import is_further_contact
from servicedesk_core.timeline import instant_key, to_microseconds


class HoldStep(StrEnum):
    """What a hold that lasts asks for.

    Example:
        >>> HoldStep("remind")
        <HoldStep.REMIND: 'remind'>
    """

    REMIND = "remind"
    """Ask once more."""
    RESOLVE = "resolve"
    """Take the silence for an answer."""


def _read_remind_after(remind_after: Iterable[int]) -> tuple[int, ...]:
    if isinstance(remind_after, str) or not isinstance(remind_after, Iterable):
        raise WrongTypeError("remind_after", remind_after, "several days, in a tuple")
    found = tuple(remind_after)
    for days in found:
        _check_days("remind_after", days)
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise InvalidArgumentError("remind_after", found, "rising")
    return found


def _read_resolve_after(resolve_after: int | None) -> int | None:
    if resolve_after is not None:
        _check_days("resolve_after", resolve_after)
    return resolve_after


def _check_days(argument: str, days: int) -> None:
    if type(days) is not int:
        raise WrongTypeError(argument, days, "whole days")
    if days < 1:
        raise InvalidArgumentError(argument, days, "at least 1 day")


def _read_reasons(reasons: Iterable[HoldReason | str]) -> frozenset[HoldReason]:
    if isinstance(reasons, str) or not isinstance(reasons, Iterable):
        raise WrongTypeError("reasons", reasons, "several hold reasons, in a set")
    found = frozenset(member(HoldReason, reason, "reasons") for reason in reasons)
    if not found:
        raise InvalidArgumentError("reasons", reasons, "one hold reason at least")
    return found


@attrs.frozen(kw_only=True)
class HoldLimit:
    """After how many days on hold to remind, and after how many to resolve.

    The days count from the event that put the ticket on hold for its present reason,
    be it a reopening: another reason starts them anew, the same one told again does
    not. So does a message of the requester, who is not silent then; notes, replies of
    the desk and other events do not. What is to be done an app with a timer does.

    Args:
        remind_after: days after which to remind, 1 or more each, rising.
        resolve_after: days after which to resolve without an answer, not before the
            last reminder; None is never.
        calendar: whose working days count; without one a day is 24 hours.
        reasons: the hold reasons it applies to, one at least; it never applies to a
            hold that tells none.
        rule: the time of day that working days lead to, as in
            :meth:`~servicedesk_core.ServiceCalendar.add_days`; for a calendar alone.

    Raises:
        InvalidArgumentError: for days below 1, reminders that do not rise or come
            after the resolution, an unknown reason, or a rule without a calendar.
        WrongTypeError: for days that are no whole number, or no calendar.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=friday)
        >>> waiting = ticket.hold(at=friday, by=None, reason="caller")
        >>> limit = HoldLimit(remind_after=(2, 4), resolve_after=5)
        >>> [at.day for at in limit.reminders(waiting)]
        [18, 20]
        >>> limit.resolve_at(waiting).isoformat()
        '2026-01-21T09:00:00+00:00'
    """

    remind_after: tuple[int, ...] = attrs.field(
        default=(), converter=_read_remind_after
    )
    resolve_after: int | None = attrs.field(default=None, converter=_read_resolve_after)
    calendar: ServiceCalendar | None = attrs.field(
        default=None, converter=read_calendar
    )
    reasons: frozenset[HoldReason] = attrs.field(
        default=frozenset({HoldReason.CALLER}), converter=_read_reasons
    )
    rule: DayRule = attrs.field(default=DayRule.SAME_TIME, converter=read_rule)

    def __attrs_post_init__(self) -> None:
        check_rule(self.rule, self.calendar)
        last = self.remind_after[-1] if self.remind_after else 0
        if self.resolve_after is not None and self.resolve_after < last:
            wanted = f"at least {last}, the day of the last reminder"
            raise InvalidArgumentError("resolve_after", self.resolve_after, wanted)

    def waiting_since(self, ticket: Ticket) -> datetime | None:
        """Return from when on the days count.

        Args:
            ticket: of any kind; its state's category and its hold reason decide.

        Returns:
            The ``at`` of the event they count from, or None if the ticket is not on
            a hold that has this limit.

        Raises:
            WrongTypeError: if it is no ticket.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> waiting = ticket.hold(at=monday, by=None, reason="caller")
            >>> asked = waiting.receive(at=monday.replace(hour=12), by=None)
            >>> HoldLimit().waiting_since(asked).hour
            12
        """
        check_ticket(ticket)
        is_paused = ticket.category is Category.PAUSED
        if not is_paused or ticket.hold_reason not in self.reasons:
            return None
        messages = (each.at for each in ticket.history if is_further_contact(each))
        return max((_held_since(ticket), *messages), key=instant_key)

    def reminders(self, ticket: Ticket) -> tuple[datetime, ...]:
        """Return when to remind during the present hold, past and to come.

        Args:
            ticket: of any kind.

        Returns:
            Instants in the zone of the event that the days count from; none if the
            ticket is not on a hold that has this limit.

        Raises:
            InstantRangeError: if that is after the year 9999.
            NeverOpenError: if the calendar has not so many working days.
            WrongTypeError: if it is no ticket.
        """
        since = self.waiting_since(ticket)
        if since is None:
            return ()
        return tuple(self._after(since, days) for days in self.remind_after)

    def resolve_at(self, ticket: Ticket) -> datetime | None:
        """Return when the ticket is to be resolved unless the requester answers.

        Args:
            ticket: of any kind.

        Returns:
            An instant in the zone of the event that the days count from; None if it
            never is, or the ticket is not on a hold that has this limit.

        Raises:
            InstantRangeError: if that is after the year 9999.
            NeverOpenError: if the calendar has not so many working days.
            WrongTypeError: if it is no ticket.
        """
        since = self.waiting_since(ticket)
        if since is None or self.resolve_after is None:
            return None
        return self._after(since, self.resolve_after)

    def due(
        self, ticket: Ticket, *, now: datetime, reminded_at: datetime | None = None
    ) -> HoldStep | None:
        """Return what is to be done with a ticket now.

        A resolution that is due takes the place of reminders. However many reminders
        were missed, one is asked for. An app keeps when it sent the last one and need
        not forget it when the count starts anew.

        Args:
            ticket: of any kind.
            now: the viewpoint, aware.
            reminded_at: when the last reminder was sent, aware; None if none was.

        Raises:
            NaiveDatetimeError: if ``now`` or ``reminded_at`` has no zone.
            NeverOpenError: if the calendar has not so many working days.
            WrongTypeError: if it is no ticket.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> friday = datetime(2026, 1, 16, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=friday)
            >>> waiting = ticket.hold(at=friday, by=None, reason="caller")
            >>> limit = HoldLimit(remind_after=(2, 4), resolve_after=5)
            >>> monday = friday.replace(day=19)
            >>> limit.due(waiting, now=monday)
            <HoldStep.REMIND: 'remind'>
            >>> limit.due(waiting, now=monday, reminded_at=monday)
            >>> limit.due(waiting, now=friday.replace(day=21), reminded_at=monday)
            <HoldStep.RESOLVE: 'resolve'>
        """
        instant = to_microseconds(now, "now")
        sent = None
        if reminded_at is not None:
            sent = to_microseconds(reminded_at, "reminded_at")
        resolution = self.resolve_at(ticket)
        if resolution is not None and instant_key(resolution) <= instant:
            return HoldStep.RESOLVE
        reached = [
            reminder
            for reminder in map(instant_key, self.reminders(ticket))
            if reminder <= instant and (sent is None or sent < reminder)
        ]
        return HoldStep.REMIND if reached else None

    def _after(self, since: datetime, days: int) -> datetime:
        return days_after(since, days, calendar=self.calendar, rule=self.rule)


def _held_since(ticket: Ticket) -> datetime:
    """Return when a ticket on hold was put on hold for its present reason."""
    since, hold = ticket.opened_at, None
    for event, told in zip(ticket.history, ticket.versions(), strict=True):
        before, hold = hold, (told.category, told.hold_reason)
        if hold != before or isinstance(event, events.Reopened):
            since = event.at
    return since

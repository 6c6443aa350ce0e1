"""Adverse actions that need a notice first."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one, to_optional
from servicedesk_core.calendars import DaysOff
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.number import to_whole


class NoticeState(StrEnum):
    """How far an adverse action has come.

    Example:
        >>> NoticeState("noticed")
        <NoticeState.NOTICED: 'noticed'>
    """

    ACTIVE = "active"
    """The client is active: nothing is to be done."""
    NOTICE_DUE = "notice_due"
    """Inactive long enough, and no notice was delivered."""
    NOTICED = "noticed"
    """A notice was delivered; the client still has time."""
    REMINDERS_DUE = "reminders_due"
    """The time is up, but too few reminders were delivered to act."""
    BLACKOUT = "blackout"
    """The time is up, but in this season nobody acts."""
    ACTION_DUE = "action_due"
    """The action may be taken."""
    ACTED = "acted"
    """It was taken."""
    REVERSED = "reversed"
    """It was taken, contested and taken back."""


def _check_day(day: object, argument: str) -> None:
    if type(day) is not date:
        raise WrongTypeError(argument, day, "a date")


@attrs.frozen
class Notice:
    """A message to the client about an action to come.

    Args:
        sent_on: when it was sent.
        delivered_on: when it reached the client; None if it did not. Only what was
            delivered counts.

    Raises:
        InvalidArgumentError: if it was delivered before it was sent.
        WrongTypeError: if a value is no date.

    Example:
        >>> Notice(date(2026, 2, 2)).delivered_on is None
        True
    """

    sent_on: date
    delivered_on: date | None = None

    def __attrs_post_init__(self) -> None:
        _check_day(self.sent_on, "sent_on")
        if self.delivered_on is None:
            return
        _check_day(self.delivered_on, "delivered_on")
        if self.delivered_on < self.sent_on:
            wanted = f"not before {self.sent_on}"
            raise InvalidArgumentError("delivered_on", str(self.delivered_on), wanted)


@attrs.frozen
class Reversal:
    """An action that the client contested and that was taken back.

    Args:
        on: when.
        reason: why, in words.

    Raises:
        InvalidArgumentError: if the reason is empty.
        WrongTypeError: if ``on`` is no date, or the reason no text.

    Example:
        >>> Reversal(date(2026, 2, 20), "the notice was not seen").reason
        'the notice was not seen'
    """

    on: date
    reason: str

    def __attrs_post_init__(self) -> None:
        _check_day(self.on, "on")
        to_one(self.reason, str, "reason", "text")
        if not self.reason.strip():
            raise InvalidArgumentError("reason", self.reason, "why, in words")


@attrs.frozen
class NoticeStatus:
    """How far an adverse action has come, on a date.

    Attributes:
        state: in a word.
        notice_on: when the first notice that counts was delivered, None if none was.
        action_on: the first date on which the action may be taken, None without a
            notice.
        reminders_left: how many reminders are still to be delivered before it.
        reversal: the reversal, None if there is none.
    """

    state: NoticeState
    notice_on: date | None
    action_on: date | None
    reminders_left: int
    reversal: Reversal | None


def _days(days: int) -> int:
    return to_whole(days, "days")


def _inactive_days(days: int) -> int:
    return to_whole(days, "inactive_days")


def _reminders(reminders: int) -> int:
    return to_whole(reminders, "reminders")


def _blackout(blackout: DaysOff) -> DaysOff:
    to_one(blackout, DaysOff, "blackout", "DaysOff")
    return blackout


@attrs.frozen
class NoticeRule:
    """When an adverse action for inactivity may be taken.

    Any operation of the client after the notice cancels it. Days are calendar days.

    Args:
        days: how long after the first notice delivered the client may still object, 0
            or more.
        inactive_days: after how many days without an operation a notice is due.
        reminders: how many messages must reach the client after the first one before
            the action.
        blackout: the dates on which nobody acts; an action then waits for the first
            date after them.

    Raises:
        InvalidArgumentError: if a number is negative.
        WrongTypeError: if a value is of another type.

    Example:
        >>> rule = NoticeRule(
        ...     5,
        ...     inactive_days=180,
        ...     blackout=DaysOff.yearly("12-01..12-31", label="high season"),
        ... )
        >>> rule.action_on(date(2026, 11, 28)).isoformat()
        '2027-01-01'
    """

    days: int = attrs.field(converter=_days)
    inactive_days: int = attrs.field(kw_only=True, converter=_inactive_days)
    reminders: int = attrs.field(kw_only=True, default=2, converter=_reminders)
    blackout: DaysOff = attrs.field(kw_only=True, factory=DaysOff, converter=_blackout)

    def action_on(self, notice_on: date) -> date:
        """Return the first date on which the action may be taken.

        Args:
            notice_on: when the first notice was delivered.

        Raises:
            InstantRangeError: if that is after the year 9999.
            InvalidArgumentError: if the blackout leaves no date within a year.
            WrongTypeError: if it is no date.
        """
        _check_day(notice_on, "notice_on")
        first = notice_on.toordinal() + self.days
        last = min(first + _YEAR, date.max.toordinal() + 1)
        if first >= last:
            question = f"the action {self.days} days after {notice_on}"
            raise InstantRangeError(question)
        for day in map(date.fromordinal, range(first, last)):
            if self.blackout.label(day) is None:
                return day
        start = date.fromordinal(first)
        wanted = f"without blackout on some day of the year from {start} on"
        raise InvalidArgumentError("blackout", self.blackout, wanted)

    def status(
        self,
        last_operation: date,
        notices: Iterable[Notice] = (),
        *,
        on: date,
        acted_on: date | None = None,
        reversal: Reversal | None = None,
    ) -> NoticeStatus:
        """Return how far an adverse action has come.

        Args:
            last_operation: the client's latest.
            notices: the messages about the action, in any order. Those delivered after
                the operation count; the first is the notice, the others reminders.
            on: the viewpoint; what comes after it is not seen.
            acted_on: when the action was taken, None if it was not.
            reversal: of the action, None if there was none.

        Raises:
            InstantRangeError: if the action is after the year 9999.
            InvalidArgumentError: for a reversal without an action before it, or if
                the blackout leaves no date for the action within a year.
            WrongTypeError: if an argument is of another type.

        Example:
            >>> rule = NoticeRule(5, inactive_days=180, reminders=0)
            >>> sent = Notice(date(2026, 7, 1), date(2026, 7, 1))
            >>> found = rule.status(date(2026, 1, 1), [sent], on=date(2026, 7, 6))
            >>> found.state
            <NoticeState.ACTION_DUE: 'action_due'>
        """
        _check_day(last_operation, "last_operation")
        _check_day(on, "on")
        given = to_many(notices, Notice, "notices", "Notice values")
        _check(acted_on, reversal)
        delivered = sorted(
            each.delivered_on
            for each in given
            if each.delivered_on and last_operation < each.delivered_on <= on
        )
        notice_on = delivered[0] if delivered else None
        action_on = None if notice_on is None else self.action_on(notice_on)
        left = max(0, self.reminders - max(0, len(delivered) - 1))
        undone = reversal if reversal and reversal.on <= on else None
        if undone:
            state = NoticeState.REVERSED
        elif acted_on and acted_on <= on:
            state = NoticeState.ACTED
        elif action_on is None:
            since = (on - last_operation).days
            is_due = since >= self.inactive_days
            state = NoticeState.NOTICE_DUE if is_due else NoticeState.ACTIVE
        else:
            state = self._noticed(on, action_on, left)
        return NoticeStatus(state, notice_on, action_on, left, undone)

    def _noticed(self, on: date, action_on: date, left: int) -> NoticeState:
        if on < action_on:
            return NoticeState.NOTICED
        if left:
            return NoticeState.REMINDERS_DUE
        is_out = self.blackout.label(on) is not None
        return NoticeState.BLACKOUT if is_out else NoticeState.ACTION_DUE


_YEAR = 366


def _check(acted_on: date | None, reversal: Reversal | None) -> None:
    if acted_on is not None:
        _check_day(acted_on, "acted_on")
    to_optional(reversal, Reversal, "reversal", "a Reversal or None")
    if reversal and (acted_on is None or reversal.on < acted_on):
        raise InvalidArgumentError("reversal", str(reversal.on), "after the action")

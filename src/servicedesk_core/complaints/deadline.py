"""By when a complaint must be answered, and whether it was."""

from datetime import MAXYEAR, date, datetime, timedelta, tzinfo
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import DaysOff, ServiceCalendar
from servicedesk_core.complaints.receipt import Receipt
from servicedesk_core.complaints.regime import DeadlineRule, DeadlineUnit, Regime
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    WrongTypeError,
    member,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_whole
from servicedesk_core.timeline import (
    from_microseconds,
    instant_key,
    load_zone,
    midnight,
    optional_instant_key,
    to_microseconds,
    to_timedelta,
)


class ReceiptRule(StrEnum):
    """Which day a complaint is received on.

    Example:
        >>> ReceiptRule("next_working_day")
        <ReceiptRule.NEXT_WORKING_DAY: 'next_working_day'>
    """

    SAME_DAY = "same_day"
    """The local date of its arrival, at whatever hour."""
    NEXT_WORKING_DAY = "next_working_day"
    """Out of hours, the date of the next opening of the calendar."""


class DeadlineState(StrEnum):
    """How a complaint stands against its deadline.

    Example:
        >>> DeadlineState("overdue")
        <DeadlineState.OVERDUE: 'overdue'>
    """

    OPEN = "open"
    """Not answered, and still in time."""
    OVERDUE = "overdue"
    """Not answered, and late."""
    IN_TIME = "in_time"
    """Answered in time."""
    LATE = "late"
    """Answered, but late."""


@attrs.frozen
class DeadlineStatus:
    """How a complaint stands against its deadline, from a viewpoint.

    Attributes:
        state: in a word.
        rule: the rule in force on the day of receipt.
        received_on: the day the deadline counts from.
        due_date: the last day on which an answer is in time, extension included.
        due_at: the last microsecond of that day in the complaint's zone.
        latest_date: the last day if the rule's whole extension is used.
        is_extended: whether a notice in time extended it.
        answered_at: the first answer to it or to what it repeats, None if there is
            none by ``now``.
        resolved_at: when it was put right, None if it was not by ``now``.
        repeats: how often it was repeated.
        remaining: wall time from the answer, or else from ``now``, to ``due_at``;
            negative if late.
        overdue_days: calendar days past ``due_date``, 0 if in time.
        now: the viewpoint.
    """

    state: DeadlineState
    rule: DeadlineRule
    received_on: date
    due_date: date
    due_at: datetime = attrs.field(eq=instant_key)
    latest_date: date
    is_extended: bool
    answered_at: datetime | None = attrs.field(eq=optional_instant_key)
    resolved_at: datetime | None = attrs.field(eq=optional_instant_key)
    repeats: int
    remaining: timedelta
    overdue_days: int
    now: datetime = attrs.field(eq=instant_key)

    @property
    def is_breached(self) -> bool:
        """Whether the answer came, or is by now, too late."""
        return self.overdue_days > 0

    @property
    def is_answered(self) -> bool:
        """Whether there was an answer; it may have solved nothing."""
        return self.answered_at is not None

    @property
    def is_resolved(self) -> bool:
        """Whether it was put right."""
        return self.resolved_at is not None

    def __str__(self) -> str:
        late = f", {self.overdue_days} days overdue" if self.is_breached else ""
        return f"{self.state}, due {self.due_date}{late}"


def _regime(regime: Regime | DeadlineRule) -> Regime:
    if isinstance(regime, DeadlineRule):
        return Regime("a rule of one's own", FrozenMap({date.min: regime}))
    to_one(regime, Regime, "regime", "a Regime or a DeadlineRule")
    return regime


def _calendar(calendar: ServiceCalendar | DaysOff | None) -> ServiceCalendar | None:
    if isinstance(calendar, DaysOff):
        # Of these, dates alone are asked for: the zone decides nothing.
        return ServiceCalendar("Mo-Fr 00:00-24:00", tz="UTC", days_off=calendar)
    if not isinstance(calendar, ServiceCalendar | None):
        wanted = "a ServiceCalendar, DaysOff or None"
        raise WrongTypeError("calendar", calendar, wanted)
    return calendar


def _receipt(receipt: ReceiptRule | str) -> ReceiptRule:
    return member(ReceiptRule, receipt, "receipt")


@attrs.frozen
class ComplaintDeadline:
    """By when complaints must be answered.

    Args:
        regime: the rules by date, or one rule of one's own. The rule in force on the
            day of receipt counts.
        tz: the zone whose dates count, by name or as a tzinfo.
        calendar: its working days count; ``DaysOff`` alone stand for Monday to Friday
            without them. Rules without working days need none.
        receipt: which day a complaint that arrives out of hours is received on.

    Raises:
        InvalidArgumentError: if working days count and there is no calendar, or hours
            and there is no ``ServiceCalendar``.
        UnknownZoneError: if the zone does not exist.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.complaints import RUSSIA_APPEALS
        >>> appeals = ComplaintDeadline(RUSSIA_APPEALS, tz="Europe/Moscow")
        >>> registered = datetime(2024, 1, 31, 9, tzinfo=UTC)
        >>> appeals.due_date(registered).isoformat()
        '2024-03-01'
        >>> appeals.due_at(registered).isoformat()
        '2024-03-01T23:59:59.999999+03:00'
        >>> appeals.latest_date(registered).isoformat()
        '2024-03-31'
    """

    regime: Regime = attrs.field(converter=_regime)
    tz: tzinfo = attrs.field(kw_only=True, converter=load_zone)
    calendar: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, converter=_calendar
    )
    receipt: ReceiptRule = attrs.field(
        kw_only=True, default=ReceiptRule.SAME_DAY, converter=_receipt
    )

    def __attrs_post_init__(self) -> None:
        needs = any(rule.needs_calendar for rule in self.regime.versions.values())
        if self.calendar is None and (
            needs or self.receipt is ReceiptRule.NEXT_WORKING_DAY
        ):
            wanted = "given where working days or hours count"
            raise InvalidArgumentError("calendar", None, wanted)

    def received_on(self, received_at: datetime) -> date:
        """Return the day a complaint is received on.

        Args:
            received_at: when it arrived, aware.

        Raises:
            NaiveDatetimeError: if it has no zone.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar("Mo-Fr 09:00-18:00", tz="UTC")
            >>> late = ReceiptRule.NEXT_WORKING_DAY
            >>> rule = DeadlineRule(30, "calendar_days")
            >>> own = ComplaintDeadline(rule, tz="UTC", calendar=desk, receipt=late)
            >>> own.received_on(datetime(2026, 1, 16, 18, tzinfo=UTC)).isoformat()
            '2026-01-19'
        """
        at = from_microseconds(to_microseconds(received_at, "received_at"), self.tz)
        out_of_hours = self.receipt is ReceiptRule.NEXT_WORKING_DAY
        if out_of_hours and self.calendar and not self.calendar.is_open(at):
            return self.calendar.next_open(at).date()
        return at.date()

    def due_date(self, received_at: datetime, *, extension: int = 0) -> date:
        """Return the last day on which an answer is in time.

        Args:
            received_at: when the complaint arrived, aware.
            extension: by how many units of the rule it was extended.

        Raises:
            InstantRangeError: if that is after the year 9999.
            InvalidArgumentError: if the rule allows no such extension, or no rule was
                in force.
            NaiveDatetimeError: if ``received_at`` has no zone.
        """
        day = self.received_on(received_at)
        rule = self.regime.rule(day)
        more = to_whole(extension, "extension", high=rule.extension)
        return self._end(day, rule, rule.n + more)

    def due_at(self, received_at: datetime, *, extension: int = 0) -> datetime:
        """Return the last microsecond in which an answer is in time.

        Args:
            received_at: when the complaint arrived, aware.
            extension: by how many units of the rule it was extended.

        Raises:
            InstantRangeError: if that is after the year 9999.
            InvalidArgumentError: if the rule allows no such extension, or no rule was
                in force.
            NaiveDatetimeError: if ``received_at`` has no zone.
        """
        return self._last_instant(self.due_date(received_at, extension=extension))

    def latest_date(self, received_at: datetime) -> date:
        """Return the last day if the whole extension is used.

        Args:
            received_at: when the complaint arrived, aware.

        Raises:
            InstantRangeError: if that is after the year 9999.
            InvalidArgumentError: if no rule was in force.
            NaiveDatetimeError: if ``received_at`` has no zone.
        """
        rule = self.regime.rule(self.received_on(received_at))
        return self.due_date(received_at, extension=rule.extension)

    def status(self, complaint: Receipt, *, now: datetime) -> DeadlineStatus:
        """Return how a complaint stands against its deadline.

        A repeat has the deadline of the complaint that it repeats while that one has
        no answer, and one of its own after it. A notice extends it if it
        was given in time; one given late changes nothing.

        Args:
            complaint: with its answer, solution, notice and what it repeats; what
                happens after ``now`` is not seen.
            now: the viewpoint, aware, not before the receipt.

        Raises:
            InstantRangeError: if the deadline is after the year 9999.
            InvalidArgumentError: if ``now`` is before the receipt, the notice extends
                by more than the rule allows, or no rule was in force.
            NaiveDatetimeError: if ``now`` has no zone.
            WrongTypeError: if it is no Receipt.

        Example:
            >>> from datetime import UTC
            >>> own = ComplaintDeadline(DeadlineRule(2, "calendar_days"), tz="UTC")
            >>> complaint = Receipt(datetime(2026, 1, 5, 9, tzinfo=UTC))
            >>> late = own.status(complaint, now=datetime(2026, 1, 9, 9, tzinfo=UTC))
            >>> late.state, late.overdue_days
            (<DeadlineState.OVERDUE: 'overdue'>, 2)
        """
        to_one(complaint, Receipt, "complaint", "a Receipt")
        viewpoint = to_microseconds(now, "now")
        if viewpoint < instant_key(complaint.received_at):
            wanted = f"not before received_at, {complaint.received_at.isoformat()}"
            raise InvalidArgumentError("now", now.isoformat(), wanted)
        received_at = complaint.round[0].received_at
        received_on = self.received_on(received_at)
        extension = self._extension(complaint, viewpoint)
        due_date = self.due_date(received_at, extension=extension)
        due_at = self._last_instant(due_date)
        answers = (_seen(each.answered_at, viewpoint) for each in complaint.round)
        answered_at = min((at for at in answers if at), key=instant_key, default=None)
        stop = answered_at or now
        stopped_on = from_microseconds(instant_key(stop), self.tz).date()
        overdue = max(0, (stopped_on - due_date).days)
        return DeadlineStatus(
            _STATES[answered_at is not None, overdue > 0],
            self.regime.rule(received_on),
            received_on,
            due_date,
            due_at,
            self.latest_date(received_at),
            extension > 0,
            answered_at,
            _seen(complaint.resolved_at, viewpoint),
            complaint.repeats,
            to_timedelta(instant_key(due_at) - instant_key(stop)),
            overdue,
            now,
        )

    def _extension(self, complaint: Receipt, viewpoint: int) -> int:
        """Return by how many units a notice given in time extends the deadline."""
        received_at = complaint.round[0].received_at
        rule = self.regime.rule(self.received_on(received_at))
        last = instant_key(self.due_at(received_at))
        notices = (each.extension for each in complaint.round)
        return max(
            (
                rule.extension if notice.n is None else notice.n
                for notice in notices
                if notice and instant_key(notice.notified_at) <= min(last, viewpoint)
            ),
            default=0,
        )

    def _end(self, day: date, rule: DeadlineRule, n: int) -> date:
        try:
            end = self._count(day, rule.unit, n)
        except OverflowError:
            question = f"the deadline of a complaint of {day}"
            raise InstantRangeError(question) from None
        if rule.rolls and self.calendar and not self.calendar.is_working_day(end):
            return self.calendar.add_working_days(end, 1)
        return end

    def _count(self, day: date, unit: DeadlineUnit, n: int) -> date:
        if unit is DeadlineUnit.WORKING_DAYS and self.calendar:
            return self.calendar.add_working_days(day, n)
        if unit is DeadlineUnit.MONTHS:
            return _months_after(day, n)
        return day + timedelta(days=n * _DAYS[unit])

    def _last_instant(self, day: date) -> datetime:
        return from_microseconds(midnight(day.toordinal() + 1, self.tz) - 1, self.tz)


_DAYS = {DeadlineUnit.CALENDAR_DAYS: 1, DeadlineUnit.WEEKS: 7}

_STATES = {
    (False, False): DeadlineState.OPEN,
    (False, True): DeadlineState.OVERDUE,
    (True, False): DeadlineState.IN_TIME,
    (True, True): DeadlineState.LATE,
}
"""By whether there is an answer, and whether the deadline passed before it."""


def _seen(at: datetime | None, viewpoint: int) -> datetime | None:
    return at if at and instant_key(at) <= viewpoint else None


def _months_after(day: date, n: int) -> date:
    years, month = divmod(day.month - 1 + n, 12)
    year = day.year + years
    if year > MAXYEAR:
        raise OverflowError
    first = date(year, month + 1, 1)
    # December 9999 has no month after it, and every December has 31 days.
    length = 31 if month == 11 else (first.replace(month=month + 2) - first).days
    return first.replace(day=min(day.day, length))

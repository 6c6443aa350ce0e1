"""Payments that stop: the first sign of a client who left."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.number import to_whole


class PaymentStatus(StrEnum):
    """What became of a payment."""

    PAID = "paid"
    PREPAID = "prepaid"
    """It was paid in advance, so none was due."""
    PAUSED = "paused"
    """A pause was agreed, such as for a season; it neither counts nor ends a row."""
    MISSED = "missed"


def _read_day(day: date) -> date:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise WrongTypeError("due", day, "a date")
    return day


def _read_status(status: PaymentStatus | str) -> PaymentStatus:
    return member(PaymentStatus, status, "status")


@attrs.frozen
class PaymentCycle:
    """One payment of a client.

    Args:
        due: the day it was due.
        status: what became of it.

    Raises:
        InvalidArgumentError: for an unknown status.
        WrongTypeError: if ``due`` is no date.

    Example:
        >>> PaymentCycle(date(2026, 1, 1), "missed").status
        <PaymentStatus.MISSED: 'missed'>
    """

    due: date = attrs.field(converter=_read_day)
    status: PaymentStatus = attrs.field(converter=_read_status)


@attrs.frozen
class PaymentGap:
    """Payments missed in a row, up to the latest one.

    Attributes:
        first_missed: the day the first of them was due.
        missed: how many they are.
        signal_on: the day the one was due that made it a sign; None if there are too
            few of them yet.
    """

    first_missed: date
    missed: int
    signal_on: date | None

    def lag(self, detected_on: date) -> timedelta:
        """Return how long it took to notice, from the first payment missed.

        Args:
            detected_on: the day somebody noticed.

        Raises:
            InvalidArgumentError: if that is before the first payment missed.
            WrongTypeError: if it is no date.
        """
        if isinstance(detected_on, datetime) or not isinstance(detected_on, date):
            raise WrongTypeError("detected_on", detected_on, "a date")
        if detected_on < self.first_missed:
            wanted = f"{self.first_missed} or later"
            raise InvalidArgumentError("detected_on", detected_on, wanted)
        return detected_on - self.first_missed


def payment_gap(
    cycles: Iterable[PaymentCycle], *, signal_after: int
) -> PaymentGap | None:
    """Return the payments that a client has missed in a row.

    Args:
        cycles: the client's payments, in order of their days.
        signal_after: how many missed payments are a sign, 1 or more.

    Returns:
        The row up to the latest payment; None if that one, pauses apart, was made.

    Raises:
        InvalidArgumentError: for a number out of range, or payments out of order.
        WrongTypeError: if one is no PaymentCycle.

    Example:
        >>> months = [PaymentCycle(date(2026, m, 1), "missed") for m in (1, 2, 3)]
        >>> found = payment_gap(months, signal_after=1)
        >>> found.signal_on.isoformat(), found.lag(date(2026, 4, 1)).days
        ('2026-01-01', 90)
    """
    read = to_many(cycles, PaymentCycle, "cycles", "PaymentCycle values")
    needed = to_whole(signal_after, "signal_after", low=1)
    missed: list[date] = []
    last = date.min
    for cycle in read:
        if cycle.due < last:
            wanted = "in order of their days"
            raise InvalidArgumentError("cycles", cycle.due.isoformat(), wanted)
        last = cycle.due
        if cycle.status is PaymentStatus.MISSED:
            missed.append(cycle.due)
        elif cycle.status is not PaymentStatus.PAUSED:
            missed.clear()
    if not missed:
        return None
    signal_on = missed[needed - 1] if len(missed) >= needed else None
    return PaymentGap(missed[0], len(missed), signal_on)

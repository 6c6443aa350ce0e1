"""A call that was promised within a window."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.timeline import (
    Interval,
    instant_key,
    optional_instant_key,
    to_microseconds,
)


class CallBackStatus(StrEnum):
    """What became of a promised call."""

    PENDING = "pending"
    """Nobody has called, and the window is not over."""
    KEPT = "kept"
    """The call came inside the window."""
    EARLY = "early"
    """It came before the window, when nobody expected it."""
    LATE = "late"
    """It came after the window."""
    MISSED = "missed"
    """The window is over and nobody has called."""


def _check_window(_: object, __: object, window: Interval) -> None:
    to_one(window, Interval, "window", "an Interval")


def _check_called(_: object, __: object, called_at: datetime | None) -> None:
    if called_at is not None:
        to_microseconds(called_at, "called_at")


@attrs.frozen
class CallBack:
    """A promise to call within a window.

    Args:
        window: when the call was to come, half-open: its end is too late.
        called_at: when it came, aware; None if it did not.

    Raises:
        NaiveDatetimeError: if ``called_at`` has no zone.
        WrongTypeError: for a window or an instant of another type.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> promised = CallBack(Interval(noon, noon.replace(hour=14)))
        >>> promised.status(now=noon).value
        'pending'
        >>> promised.status(now=noon.replace(hour=14)).value
        'missed'
    """

    window: Interval = attrs.field(validator=_check_window)
    called_at: datetime | None = attrs.field(
        default=None, validator=_check_called, eq=optional_instant_key
    )

    def status(self, *, now: datetime) -> CallBackStatus:
        """Return what became of it.

        Args:
            now: the viewpoint, aware; a call after it is not known yet.

        Raises:
            NaiveDatetimeError: if ``now`` has no zone.
        """
        instant = to_microseconds(now, "now")
        start, end = instant_key(self.window.start), instant_key(self.window.end)
        called = optional_instant_key(self.called_at)
        if called is None or called > instant:
            return CallBackStatus.PENDING if instant < end else CallBackStatus.MISSED
        if called < start:
            return CallBackStatus.EARLY
        return CallBackStatus.KEPT if called < end else CallBackStatus.LATE


def kept_call_backs(
    call_backs: Iterable[CallBack], *, now: datetime, confidence: float = 0.95
) -> Proportion | None:
    """Return the share of promised calls that came inside their window.

    Args:
        call_backs: the promises; pending ones do not count.
        now: the viewpoint, aware.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if one is no CallBack.

    Example:
        >>> from datetime import UTC
        >>> kept_call_backs([], now=datetime(2026, 1, 5, tzinfo=UTC)) is None
        True
    """
    to_microseconds(now, "now")
    read = to_many(call_backs, CallBack, "call_backs", "CallBack values")
    found = [each.status(now=now) for each in read]
    pending, kept = (
        found.count(status) for status in (CallBackStatus.PENDING, CallBackStatus.KEPT)
    )
    return proportion_interval(kept, len(found) - pending, confidence=confidence)

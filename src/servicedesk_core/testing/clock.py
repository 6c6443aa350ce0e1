"""A clock that tests move by hand."""

from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline import from_microseconds, to_duration, to_microseconds


class Hours(Protocol):
    """What a clock needs of a calendar."""

    def add(self, start: datetime, duration: timedelta, /) -> datetime:
        """Return the earliest instant with so much open time since ``start``."""


class ManualClock:
    """A present that only its owner moves, and only onwards.

    Nothing is patched: hand it to what asks for the present, as a callable or by its
    method ``now``. The zone is that of ``start``.

    Args:
        start: the first present, aware.

    Raises:
        NaiveDatetimeError: if ``start`` has no zone.
        WrongTypeError: if it is no datetime.

    Example:
        >>> from datetime import UTC
        >>> clock = ManualClock(datetime(2026, 1, 16, 16, tzinfo=UTC))
        >>> clock.advance(timedelta(minutes=5)).isoformat()
        '2026-01-16T16:05:00+00:00'
        >>> clock() == clock.now()
        True
    """

    def __init__(self, start: datetime) -> None:
        self._instant = to_microseconds(start, "start")
        # An aware datetime has a zone.
        self._tz: tzinfo = start.tzinfo  # type: ignore[assignment]

    def __call__(self) -> datetime:
        """Return the present, as ``now`` does."""
        return self.now()

    def now(self) -> datetime:
        """Return the present."""
        return from_microseconds(self._instant, self._tz, "the clock")

    def advance(self, duration: timedelta) -> datetime:
        """Let real time go by, and return the new present.

        Args:
            duration: how much, zero or more.

        Raises:
            InvalidArgumentError: if it is negative.
            InstantRangeError: if the year 9999 is over.

        Example:
            >>> from zoneinfo import ZoneInfo
            >>> berlin = ZoneInfo("Europe/Berlin")
            >>> clock = ManualClock(datetime(2026, 3, 28, 12, tzinfo=berlin))
            >>> clock.advance(timedelta(hours=24)).isoformat()
            '2026-03-29T13:00:00+02:00'
        """
        length = to_duration(duration, "duration")
        if length < 0:
            raise InvalidArgumentError("duration", duration, "zero or more")
        return self._move(self._instant + length)

    def advance_to(self, at: datetime) -> datetime:
        """Go to an instant, and return it in the zone of the clock.

        Args:
            at: when, aware; not before the present.

        Raises:
            InvalidArgumentError: if it is earlier.
            NaiveDatetimeError: if it has no zone.

        Example:
            >>> from datetime import UTC
            >>> clock = ManualClock(datetime(2026, 1, 16, 16, tzinfo=UTC))
            >>> clock.advance_to(datetime(2026, 1, 19, 9, tzinfo=UTC)) == clock.now()
            True
        """
        instant = to_microseconds(at, "at")
        if instant < self._instant:
            wanted = f"not before the present, {self.now().isoformat()}"
            raise InvalidArgumentError("at", at, wanted)
        return self._move(instant)

    def advance_service_time(self, duration: timedelta, calendar: Hours) -> datetime:
        """Let open time of a calendar go by, and return the new present.

        Args:
            duration: how much, zero or more.
            calendar: whose hours count.

        Raises:
            InvalidArgumentError: if it is negative.
            NeverOpenError: if the calendar has no more open time.

        Example:
            >>> from servicedesk_core import ServiceCalendar
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> clock = ManualClock(datetime(2026, 1, 16, 16, tzinfo=UTC))
            >>> clock.advance_service_time(timedelta(hours=2), desk).isoformat()
            '2026-01-19T10:00:00+00:00'
        """
        if to_duration(duration, "duration") < 0:
            raise InvalidArgumentError("duration", duration, "zero or more")
        return self.advance_to(calendar.add(self.now(), duration))

    def __repr__(self) -> str:
        return f"ManualClock({self.now().isoformat()})"

    def _move(self, instant: int) -> datetime:
        now = from_microseconds(instant, self._tz, "the clock")
        self._instant = instant
        return now

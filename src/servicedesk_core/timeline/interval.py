"""A half-open interval of real time."""

from datetime import datetime, timedelta

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline.instant import (
    instant_key,
    to_microseconds,
    to_timedelta,
)


@attrs.frozen
class Interval:
    """The time from ``start`` on and before ``end``.

    Args:
        start: the first instant inside, aware.
        end: the first instant after, aware, later than ``start``.

    Raises:
        NaiveDatetimeError: if either has no zone.
        InvalidArgumentError: if ``end`` is not later than ``start``.

    Example:
        >>> from datetime import UTC
        >>> morning = Interval(
        ...     datetime(2026, 1, 5, 9, tzinfo=UTC),
        ...     datetime(2026, 1, 5, 13, tzinfo=UTC),
        ... )
        >>> morning.duration
        datetime.timedelta(seconds=14400)
        >>> morning.end in morning
        False
    """

    start: datetime = attrs.field(eq=instant_key)
    end: datetime = attrs.field(eq=instant_key)

    def __attrs_post_init__(self) -> None:
        if to_microseconds(self.start, "start") >= to_microseconds(self.end, "end"):
            raise InvalidArgumentError("end", self.end, f"later than {self.start}")

    @property
    def duration(self) -> timedelta:
        """The real time inside, whatever the clocks did meanwhile."""
        return to_timedelta(instant_key(self.end) - instant_key(self.start))

    def __contains__(self, at: datetime) -> bool:
        instant = to_microseconds(at, "at")
        return instant_key(self.start) <= instant < instant_key(self.end)

    def __str__(self) -> str:
        return f"[{self.start.isoformat()}, {self.end.isoformat()})"

"""What was promised against what was kept."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_optional
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.i18n import length_text
from servicedesk_core.timeline import (
    from_microseconds,
    instant_key,
    to_microseconds,
    to_timedelta,
)


class PromiseOutcome(StrEnum):
    """How a promise was kept.

    Example:
        >>> PromiseOutcome("early")
        <PromiseOutcome.EARLY: 'early'>
    """

    EARLY = "early"
    """Kept before the promised instant."""
    ON_TIME = "on_time"
    """Kept at it exactly."""
    LATE = "late"
    """Kept after it, or not kept by then."""
    OPEN = "open"
    """Not kept yet, and not late."""


@attrs.frozen
class PromiseGap:
    """By how much something was done before what was promised, or after it.

    Every length is above 0 if it was early and below 0 if it was late.

    Attributes:
        promised_at: the promise.
        actual_at: when it was kept, or the viewpoint if it is not yet.
        wall: in wall time.
        service: in the service time of the calendar, None without one.
        working_days: in working days, dates of the calendar's zone; None without a
            calendar.
        is_provisional: whether it is not kept yet; the gap shrinks as time goes by.
        earlier: the gaps to the promises made before this one, the first one first.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 16, 12, tzinfo=UTC)
        >>> gap = promise_gap(noon, noon)
        >>> gap.outcome, gap.first is gap
        (<PromiseOutcome.ON_TIME: 'on_time'>, True)
    """

    promised_at: datetime = attrs.field(eq=instant_key)
    actual_at: datetime = attrs.field(eq=instant_key)
    wall: timedelta
    service: timedelta | None
    working_days: int | None
    is_provisional: bool
    earlier: tuple["PromiseGap", ...] = ()

    @property
    def first(self) -> "PromiseGap":
        """The gap to the first promise; this one if there was no other."""
        return self.earlier[0] if self.earlier else self

    @property
    def outcome(self) -> PromiseOutcome:
        """How the promise was kept, by wall time."""
        if self.wall < timedelta():
            return PromiseOutcome.LATE
        if self.is_provisional:
            return PromiseOutcome.OPEN
        return PromiseOutcome.EARLY if self.wall else PromiseOutcome.ON_TIME

    def __str__(self) -> str:
        if self.outcome is PromiseOutcome.OPEN:
            return f"open, {length_text(self.wall)} left"
        if not self.wall:
            return "on time"
        so_far = " so far" if self.is_provisional else ""
        return f"{self.outcome} by {length_text(abs(self.wall))}{so_far}"


def promise_gap(
    promised_at: datetime | Iterable[datetime] | None,
    actual_at: datetime | None,
    *,
    calendar: ServiceCalendar | None = None,
    now: datetime | None = None,
) -> PromiseGap | None:
    """Return by how much something was done before what was promised.

    Args:
        promised_at: the promised instant, aware, or several in the order in which
            they were promised; None or none at all if nothing was.
        actual_at: when it was done, aware; None if it is not done yet.
        calendar: whose service time and working days are counted besides wall time.
        now: the viewpoint, aware; needed if it is not done yet.

    Returns:
        The gap to the latest promise, with those to the promises before; None if
        nothing was promised.

    Raises:
        InvalidArgumentError: if it is not done yet and there is no ``now``.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: if ``calendar`` is no calendar.

    Source:
        Promised less actual: the expectation that was set against the result.

    Example:
        >>> from datetime import UTC
        >>> desk = ServiceCalendar("Mo-Fr 09:00-18:00", tz="UTC")
        >>> gap = promise_gap(
        ...     datetime(2026, 1, 19, 12, tzinfo=UTC),  # a Monday
        ...     datetime(2026, 1, 16, 12, tzinfo=UTC),
        ...     calendar=desk,
        ... )
        >>> gap.wall.days, gap.service == timedelta(hours=9), gap.working_days
        (3, True, 1)
    """
    to_optional(calendar, ServiceCalendar, "calendar", "a ServiceCalendar or None")
    promises = _promises(promised_at)
    for name, at in (("actual_at", actual_at), ("now", now)):
        if at is not None:
            to_microseconds(at, name)
    if not promises:
        return None
    reached = now if actual_at is None else actual_at
    if reached is None:
        raise InvalidArgumentError("now", now, "given if it is not done yet")
    gaps: tuple[PromiseGap, ...] = ()
    for promise in promises:
        gap = _gap(promise, reached, calendar)
        gap = attrs.evolve(gap, is_provisional=actual_at is None, earlier=gaps)
        gaps = (*gaps, gap)
    return gaps[-1]


def _promises(promised_at: datetime | Iterable[datetime] | None) -> list[datetime]:
    if promised_at is None:
        return []
    several = isinstance(promised_at, Iterable)
    found = list(promised_at) if isinstance(promised_at, Iterable) else [promised_at]
    for place, promise in enumerate(found):
        name = f"promised_at[{place}]" if several else "promised_at"
        to_microseconds(promise, name)
    return found


def _gap(
    promised_at: datetime, actual_at: datetime, calendar: ServiceCalendar | None
) -> PromiseGap:
    wall = to_timedelta(instant_key(promised_at) - instant_key(actual_at))
    if calendar is None:
        return PromiseGap(promised_at, actual_at, wall, None, None, False)
    service = calendar.elapsed(actual_at, promised_at)
    days = (_day(at, calendar) for at in (actual_at, promised_at))
    working_days = calendar.working_days(*days)
    return PromiseGap(promised_at, actual_at, wall, service, working_days, False)


def _day(at: datetime, calendar: ServiceCalendar) -> date:
    return from_microseconds(instant_key(at), calendar.tz).date()

"""Outages that come back: at the same hour of the week, or every so often."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_whole
from servicedesk_core.timeline import (
    from_microseconds,
    instant_key,
    load_zone,
    to_duration,
    to_microseconds,
    to_timedelta,
)


class RecurrenceKind(StrEnum):
    """How outages come back.

    Example:
        >>> RecurrenceKind("every")
        <RecurrenceKind.EVERY: 'every'>
    """

    WEEKLY = "weekly"
    """At one hour of one day of the week, in different weeks."""
    EVERY = "every"
    """Each of them after one and the same time."""


def _keys(starts: tuple[datetime, ...]) -> tuple[int, ...]:
    return tuple(map(instant_key, starts))


@attrs.frozen
class Recurrence:
    """A pattern among outages.

    Attributes:
        kind: which.
        starts: when each of the outages began, in order.
        weekday: 0 for Monday to 6, of a weekly one.
        hour: 0 to 23, of a weekly one.
        every: the mean time from start to start, of the other kind.

    Example:
        >>> Recurrence(RecurrenceKind.EVERY, (), None, None, timedelta(days=28)).every
        datetime.timedelta(days=28)
    """

    kind: RecurrenceKind
    starts: tuple[datetime, ...] = attrs.field(eq=_keys)
    weekday: int | None
    hour: int | None
    every: timedelta | None


def recurring_outages(
    starts: Iterable[datetime],
    *,
    tz: str,
    at_least: int = 3,
    tolerance: timedelta = timedelta(hours=1),
) -> tuple[Recurrence, ...]:
    """Return the patterns in when outages began.

    Two are looked for: an hour of the week, on the clock of a zone, at which outages
    began in enough different weeks; and, over all outages, one time from each to the
    next that they keep within a tolerance. Chance makes such patterns too: they are
    hints where to look for a cause.

    Args:
        starts: when outages began, aware, in any order.
        tz: the IANA zone whose clock tells weekday and hour.
        at_least: how many outages make a pattern, 3 or more.
        tolerance: how far a time between two may lie from the mean of all, zero or
            more.

    Raises:
        InvalidArgumentError: for fewer than 3, or a negative tolerance.
        NaiveDatetimeError: if a datetime has no zone.
        UnknownZoneError: for an unknown zone.

    Example:
        >>> from datetime import UTC
        >>> down = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> starts = [down + n * timedelta(days=28) for n in range(4)]
        >>> for found in recurring_outages(starts, tz="UTC"):
        ...     print(found.kind, found.weekday, found.hour)
        weekly 0 9
        every None None
        >>> found.every.days
        28
    """
    zone = load_zone(tz)
    enough = to_whole(at_least, "at_least", low=3)
    slack = to_duration(tolerance, "tolerance")
    if slack < 0:
        raise InvalidArgumentError("tolerance", tolerance, "zero or more")
    given = to_items(starts, "starts", "aware datetimes, in a list")
    instants = sorted({to_microseconds(start, "starts") for start in given})
    local = tuple(from_microseconds(instant, zone) for instant in instants)
    found = _weekly(local, enough)
    gaps = [after - before for before, after in pairwise(instants)]
    if len(instants) >= enough:
        mean = (instants[-1] - instants[0]) // len(gaps)
        if all(abs(gap - mean) <= slack for gap in gaps):
            every = to_timedelta(mean)
            found.append(Recurrence(RecurrenceKind.EVERY, local, None, None, every))
    return tuple(found)


def _weekly(starts: tuple[datetime, ...], enough: int) -> list[Recurrence]:
    hours: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for start in starts:
        hours[start.weekday(), start.hour].append(start)
    return [
        Recurrence(RecurrenceKind.WEEKLY, tuple(each), weekday, hour, None)
        for (weekday, hour), each in sorted(hours.items())
        # One day of the week is one day in each week: dates tell the weeks apart.
        if len({start.date() for start in each}) >= enough
    ]

"""Times from the opening of a ticket to what the requester waits for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType

import attrs

from servicedesk_core.argument import to_items, to_one, to_optional
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.i18n import length_text
from servicedesk_core.metrics._reading import read_tickets
from servicedesk_core.metrics.share import Rate, rate
from servicedesk_core.stats import Survival, kaplan_meier, quantile
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.timeline import (
    to_duration,
    to_microseconds,
    to_timedelta,
)

_Case = tuple[datetime, datetime | None, datetime | None]
"""When a case was opened, when it got there, and when it ended."""


class ClockKind(StrEnum):
    """Which time is counted.

    Example:
        >>> ClockKind("service")
        <ClockKind.SERVICE: 'service'>
    """

    WALL = "wall"
    """All of it."""
    SERVICE = "service"
    """The hours of a service calendar alone."""


class Milestone(StrEnum):
    """What a requester waits for.

    Example:
        >>> Milestone("restored")
        <Milestone.RESTORED: 'restored'>
    """

    ACKNOWLEDGED = "acknowledged"
    """The first acknowledgement."""
    RESPONDED = "responded"
    """The first answer of a person, or the first resolution."""
    RESTORED = "restored"
    """The first workaround or resolution since the last reopening."""
    RESOLVED = "resolved"
    """The resolution that stands."""
    CLOSED = "closed"
    """The closing that stands."""


@attrs.frozen
class Times:
    """How long cases took, and what is known of those that have not got there.

    Attributes:
        definition: from what to what.
        clock: whether all time counts or service time alone.
        times: of the cases that got there, in their order.
        unfinished: how many are still on the way; never a part of the mean.
        missed: how many ended otherwise, such as cancelled ones.
        so_far: how long those still open, and those that missed it until they ended,
            have taken by now; None where no viewpoint was given.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> hour = timedelta(hours=1)
        >>> pairs = [(monday, monday + hour), (monday, monday + 4 * hour)]
        >>> found = times_between(pairs, definition="opened to resolved")
        >>> str(found.mean), found.n, found.clock.value
        ('2:30:00', 2, 'wall')
    """

    definition: str
    clock: ClockKind
    times: tuple[timedelta, ...] = attrs.field(repr=False)
    unfinished: int
    missed: int
    so_far: tuple[timedelta, ...] | None = attrs.field(repr=False)

    @property
    def n(self) -> int:
        """How many got there."""
        return len(self.times)

    @property
    def mean(self) -> timedelta | None:
        """The mean of those that got there, to the microsecond; None if none did."""
        return sum(self.times, timedelta()) / self.n if self.times else None

    @property
    def value(self) -> timedelta | None:
        """The mean, as other metrics have their value."""
        return self.mean

    @property
    def median(self) -> timedelta | None:
        """The median of those that got there, by type 2; None if none did."""
        return self.quantile(0.5, kind=2)

    def quantile(self, q: float, *, kind: int) -> timedelta | None:
        """Return a quantile of the times of those that got there.

        Args:
            q: the share of shorter times, 0 to 1.
            kind: the definition, 1 to 9, as in :func:`servicedesk_core.stats.quantile`.

        Raises:
            InvalidArgumentError: for a share or a kind out of range.

        Example:
            >>> times_between([], definition="none").quantile(0.9, kind=1) is None
            True
        """
        found = quantile(map(_microseconds, self.times), q, kind=kind)
        return None if found is None else to_timedelta(round(found))

    def survival(self) -> Survival | None:
        """Return the Kaplan-Meier estimate, in which open cases have their part.

        Its times are in hours, and so is its median: the time within which half of
        all cases get there, open ones included. None if there are no cases.

        Raises:
            InvalidArgumentError: if cases have not got there and no viewpoint tells
                how long they have taken.

        Example:
            >>> times_between([], definition="none").survival() is None
            True
        """
        if self.so_far is None and self.unfinished + self.missed:
            raise InvalidArgumentError("now", None, "given where cases are open")
        waits = self.so_far or ()
        hours = [each / timedelta(hours=1) for each in (*self.times, *waits)]
        return kaplan_meier(hours, [True] * self.n + [False] * len(waits))

    def share(
        self, low: timedelta, high: timedelta, *, confidence: float = 0.95
    ) -> Rate:
        """Return the share of times from ``low`` on and below ``high``.

        Args:
            low: the shortest time inside.
            high: the first one beyond.
            confidence: of the Wilson interval, above 0 and below 1.

        Raises:
            InvalidArgumentError: if ``high`` is not more than ``low``, or for a
                confidence out of range.
            WrongTypeError: if either is no timedelta.

        Example:
            >>> hour = timedelta(hours=1)
            >>> times_between([], definition="none").share(0 * hour, hour).n
            0
        """
        if to_duration(high, "high") <= to_duration(low, "low"):
            raise InvalidArgumentError(
                "high", high, f"more than low, {length_text(low)}"
            )
        return rate(
            sum(low <= each < high for each in self.times),
            self.n,
            definition=(
                f"{self.definition} in [{length_text(low)}, {length_text(high)}) "
                f"of {self.clock} time"
            ),
            left_out=self.unfinished + self.missed,
            confidence=confidence,
        )

    def __str__(self) -> str:
        mean, median = length_text(self.mean), length_text(self.median)
        known = f"mean {mean}, median {median}" if self.n else "undefined"
        rest = f"unfinished={self.unfinished}, missed={self.missed}"
        return f"{self.definition}: {known} (n={self.n}, {rest}, {self.clock} time)"


def mean_time_to_acknowledge(
    tickets: Iterable[Ticket],
    *,
    calendar: ServiceCalendar | None = None,
    now: datetime | None = None,
) -> Times:
    """Return the times from opening to the first acknowledgement (MTTA).

    Args:
        tickets: any.
        calendar: whose service time counts; without one all time does.
        now: the viewpoint, aware, from which open tickets are seen; without one they
            are counted, no more.

    Raises:
        InvalidArgumentError: if a ticket has events after ``now``.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> mean_time_to_acknowledge([]).mean is None
        True
    """
    return time_to(Milestone.ACKNOWLEDGED, tickets, calendar=calendar, now=now)


def mean_time_to_restore_service(
    tickets: Iterable[Ticket],
    *,
    calendar: ServiceCalendar | None = None,
    now: datetime | None = None,
) -> Times:
    """Return the times from opening to the service being back (MTRS).

    A workaround restores the service, a resolution does too, and a reopening undoes
    both.

    Args:
        tickets: any.
        calendar: whose service time counts; without one all time does.
        now: the viewpoint, aware, from which open tickets are seen; without one they
            are counted, no more.

    Raises:
        InvalidArgumentError: if a ticket has events after ``now``.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> later = monday + timedelta(hours=2)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> found = mean_time_to_restore_service(
        ...     [ticket.workaround(at=later, by=None, text="use the other printer")]
        ... )
        >>> str(found.mean), found.clock.value
        ('2:00:00', 'wall')
    """
    return time_to(Milestone.RESTORED, tickets, calendar=calendar, now=now)


def time_to(
    milestone: Milestone | str,
    tickets: Iterable[Ticket],
    *,
    calendar: ServiceCalendar | None = None,
    now: datetime | None = None,
) -> Times:
    """Return the times from the opening of tickets to a milestone.

    Args:
        milestone: what the requester waits for.
        tickets: any.
        calendar: whose service time counts; without one all time does.
        now: the viewpoint, aware, from which open tickets are seen; without one they
            are counted, no more.

    Raises:
        InvalidArgumentError: for an unknown milestone, or if a ticket has events
            after ``now``.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> time_to("resolved", []).definition
        'opened to resolved'
    """
    reached = _REACHED[member(Milestone, milestone, "milestone")]
    read = read_tickets(tickets)
    viewpoint = None if now is None else to_microseconds(now, "now")
    for ticket in read:
        if viewpoint is not None and ticket.latest > viewpoint:
            wanted = f"not before the last event of {ticket.id}"
            raise InvalidArgumentError("now", now, wanted)
    cases = [(each.opened_at, reached(each), each.closed_at) for each in read]
    return _measured(cases, f"opened to {milestone}", calendar, now)


def times_between(
    pairs: Iterable[tuple[datetime, datetime | None]],
    *,
    definition: str,
    calendar: ServiceCalendar | None = None,
    now: datetime | None = None,
) -> Times:
    """Return the times between pairs of instants, such as recorded fields.

    Args:
        pairs: a start and an end, aware; None for what has not ended.
        definition: from what to what.
        calendar: whose service time counts; without one all time does.
        now: the viewpoint, aware, from which open ones are seen; without one they
            are counted, no more.

    Raises:
        InvalidArgumentError: for an end or a viewpoint before the start.
        NaiveDatetimeError: if a datetime has no zone.
        WrongTypeError: for anything that is no such pair.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> times_between([(monday, None)], definition="opened to resolved").unfinished
        1
    """
    cases: list[_Case] = []
    for pair in to_items(pairs, "pairs", f"{_PAIRS}, in a list"):
        try:
            start, end = pair
        except (TypeError, ValueError):
            raise WrongTypeError("pairs", pair, _PAIRS) from None
        cases.append((start, end, None))
    return _measured(cases, definition, calendar, now)


_PAIRS = "pairs of a start and an end or None"


def _measured(
    cases: Iterable[_Case],
    definition: str,
    calendar: ServiceCalendar | None,
    now: datetime | None,
) -> Times:
    wanted = "a ServiceCalendar or None"
    to_optional(calendar, ServiceCalendar, "calendar", wanted)
    to_one(definition, str, "definition", "from what to what, in words")
    if now is not None:
        to_microseconds(now, "now")
    times: list[timedelta] = []
    so_far: list[timedelta] = []
    missed = going = 0
    for start, reached, ended in cases:
        if reached is not None:
            times.append(_elapsed(start, reached, "end", calendar))
            continue
        missed += ended is not None
        going += ended is None
        last = ended or now
        if last is not None:
            so_far.append(_elapsed(start, last, "now", calendar))
    is_known = now is not None or not going
    return Times(
        definition,
        ClockKind.WALL if calendar is None else ClockKind.SERVICE,
        tuple(times),
        going,
        missed,
        tuple(so_far) if is_known else None,
    )


def _elapsed(
    start: datetime, end: datetime, argument: str, calendar: ServiceCalendar | None
) -> timedelta:
    first, last = to_microseconds(start, "start"), to_microseconds(end, argument)
    if last < first:
        raise InvalidArgumentError(argument, end, f"not before the start, {start}")
    if calendar is not None:
        return calendar.elapsed(start, end)
    return to_timedelta(last - first)


def _microseconds(time: timedelta) -> int:
    return to_duration(time, "time")


def _restored_at(ticket: Ticket) -> datetime | None:
    """Return the first workaround or resolution since the last reopening."""
    if ticket.last_workaround is None:
        return ticket.resolved_at
    restored = None
    reopenings = 0
    for then in ticket.versions():
        if then.reopenings != reopenings:
            reopenings, restored = then.reopenings, None
        works = then.resolved_at is not None or isinstance(
            then.log[0] if then.log else None, events.WorkaroundGiven
        )
        if works and restored is None:
            restored = then.resolved_at or then.updated_at
    return restored


_REACHED: Mapping[Milestone, Callable[[Ticket], datetime | None]] = MappingProxyType(
    {
        Milestone.ACKNOWLEDGED: attrgetter("acknowledged_at"),
        Milestone.RESPONDED: attrgetter("first_response_at"),
        Milestone.RESTORED: _restored_at,
        Milestone.RESOLVED: attrgetter("resolved_at"),
        Milestone.CLOSED: attrgetter("closed_at"),
    }
)

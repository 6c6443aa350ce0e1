"""Who held a ticket how long: by group, agent, tier and state."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

import attrs

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.tickets import Ticket
from servicedesk_core.timeline import (
    from_microseconds,
    to_microseconds,
    to_timedelta,
)

_NO_TIERS: Mapping[str, Hashable] = FrozenMap()
_KEYS = ("group", "agent", "tier", "state")


@attrs.frozen
class Holding:
    """A stretch of time in which a ticket was in the same hands and state.

    Attributes:
        start: when it began.
        end: when it ended, or the viewpoint.
        group: the support group that had it.
        agent: who worked on it.
        tier: the group's tier, if it has one.
        state: the ticket's state.
        service: service time of it.
        wall: real time of it.
    """

    start: datetime
    end: datetime
    group: str | None
    agent: str | None
    tier: Hashable
    state: str
    service: timedelta
    wall: timedelta


@attrs.frozen
class Share:
    """How long a ticket was somewhere.

    Attributes:
        service: service time.
        wall: real time.
    """

    service: timedelta
    wall: timedelta


@attrs.frozen
class Attribution:
    """Where a ticket's time went.

    Attributes:
        rows: without gaps, from the opening to the viewpoint.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> hour = timedelta(hours=1)
        >>> ticket = (
        ...     open_ticket("INC1", at=monday, group="desk")
        ...     .assign(at=monday + 2 * hour, by=None, group="network")
        ...     .hold(at=monday + 3 * hour, by=None, reason="vendor")
        ... )
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> found = attribution(ticket, desk, now=monday + 24 * hour)
        >>> for group, share in found.by("group").items():
        ...     print(group, share.service, share.wall)
        desk 2:00:00 2:00:00
        network 6:00:00 22:00:00
    """

    rows: tuple[Holding, ...]

    def by(self, *keys: str) -> Mapping[Hashable, Share]:
        """Return the time of each group, agent, tier or state.

        Args:
            *keys: one or several of ``"group"``, ``"agent"``, ``"tier"`` and
                ``"state"``; of several, the mapping's keys are tuples.

        Raises:
            InvalidArgumentError: for any other key, or none.
        """
        if not keys or any(key not in _KEYS for key in keys):
            raise InvalidArgumentError("keys", keys, f"some of {', '.join(_KEYS)}")
        found: dict[Hashable, Share] = {}
        nothing = Share(timedelta(), timedelta())
        for row in self.rows:
            values = tuple(getattr(row, key) for key in keys)
            key = values if len(keys) > 1 else values[0]
            before = found.get(key, nothing)
            found[key] = Share(before.service + row.service, before.wall + row.wall)
        return FrozenMap(found)

    @property
    def total(self) -> Share:
        """All of its time."""
        return Share(
            sum((row.service for row in self.rows), timedelta()),
            sum((row.wall for row in self.rows), timedelta()),
        )


def attribution(
    ticket: Ticket,
    calendar: ServiceCalendar,
    *,
    now: datetime,
    tiers: Mapping[str, Hashable] = _NO_TIERS,
) -> Attribution:
    """Return who held a ticket how long, in service and in real time.

    Args:
        ticket: the ticket.
        calendar: the hours that count as service time.
        now: the viewpoint, aware; what happened later is not yet known.
        tiers: the tier of each support group, such as ``{"desk": 1}``.

    Raises:
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if it is no ticket, or no calendar.
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")
    to_one(calendar, ServiceCalendar, "calendar", "a ServiceCalendar")
    to_mapping(tiers, "tiers", "tiers by group")
    to_microseconds(now, "now")
    return Attribution(tuple(_rows(ticket, calendar, now, tiers)))


Hands = tuple[str | None, str | None, str]


def _rows(
    ticket: Ticket,
    calendar: ServiceCalendar,
    now: datetime,
    tiers: Mapping[str, Hashable],
) -> Iterator[Holding]:
    zone = now.tzinfo or calendar.tz
    for (start, hands), (end, _) in pairwise(_turns(ticket, now)):
        if start == end:
            continue
        group, agent, state = hands
        yield Holding(
            from_microseconds(start, zone),
            from_microseconds(end, zone),
            group,
            agent,
            None if group is None else tiers.get(group),
            state,
            to_timedelta(calendar.service_time(start, end)),
            to_timedelta(end - start),
        )


def _turns(ticket: Ticket, now: datetime) -> list[tuple[int, Hands]]:
    """Return from when on the ticket was in which hands, and the viewpoint last."""
    viewpoint = to_microseconds(now, "now")
    turns: list[tuple[int, Hands]] = []
    for then in ticket.versions():
        instant = to_microseconds(then.updated_at, "at")
        if instant > viewpoint:
            break
        hands = then.group, then.agent, then.state
        if turns and turns[-1][0] == instant:
            turns.pop()
        if not turns or turns[-1][1] != hands:
            turns.append((instant, hands))
    if turns:
        turns.append((viewpoint, turns[-1][1]))
    return turns

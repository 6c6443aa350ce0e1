"""Requesters who come back on the same matter soon after it was resolved."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta

import attrs

from servicedesk_core.argument import to_key
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import length_text
from servicedesk_core.metrics._reading import read_tickets
from servicedesk_core.metrics.share import Rate, share_of
from servicedesk_core.tickets import Ticket
from servicedesk_core.tickets.effort import is_further_contact
from servicedesk_core.timeline import instant_key, to_duration, to_microseconds


@attrs.frozen(kw_only=True)
class RepeatWindow:
    """What counts as the same matter again, and how long one waits for it.

    Args:
        key: what makes two tickets the same matter, such as requester and category;
            None for a ticket that is like no other.
        within: how long after the resolution a contact still is a repeat.
        now: the viewpoint, aware; tickets resolved later than ``within`` before it
            cannot be judged yet.

    Raises:
        InvalidArgumentError: if ``within`` is negative.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for arguments of another type.

    Example:
        >>> from datetime import UTC
        >>> RepeatWindow(
        ...     key=lambda ticket: ticket.requester,
        ...     within=timedelta(days=7),
        ...     now=datetime(2026, 1, 5, tzinfo=UTC),
        ... ).within
        datetime.timedelta(days=7)
    """

    key: Callable[[Ticket], Hashable]
    within: timedelta
    now: datetime = attrs.field(eq=instant_key)

    def __attrs_post_init__(self) -> None:
        if not callable(self.key):
            raise WrongTypeError("key", self.key, "a function of a ticket")
        if to_duration(self.within, "within") < 0:
            raise InvalidArgumentError("within", self.within, "zero or more")
        to_microseconds(self.now, "now")

    def came_back(self, tickets: Sequence[Ticket]) -> list[bool | None]:
        """Tell of each ticket whether its requester came back within the window.

        Args:
            tickets: all tickets in which a repeat may be found.

        Returns:
            For each ticket in order; None if it is not resolved, or not long enough.

        Raises:
            WrongTypeError: if one is no ticket, or its key is not hashable.

        Example:
            >>> from datetime import UTC
            >>> now = datetime(2026, 1, 5, tzinfo=UTC)
            >>> RepeatWindow(key=id, within=timedelta(days=7), now=now).came_back([])
            []
        """
        read_tickets(tickets)
        keys = [to_key(self.key(ticket), "key") for ticket in tickets]
        opened = _openings(tickets, keys)
        limit = to_duration(self.within, "within")
        latest = to_microseconds(self.now, "now") - limit
        verdicts: list[bool | None] = []
        for place, (ticket, key) in enumerate(zip(tickets, keys, strict=True)):
            if ticket.resolved_at is None or instant_key(ticket.resolved_at) > latest:
                verdicts.append(None)
                continue
            start = instant_key(ticket.resolved_at)
            came = _came_anew(opened.get(key, ()), place, start, start + limit)
            verdicts.append(came or _wrote(ticket, start, start + limit))
        return verdicts


def repeat_contact_rate(
    tickets: Iterable[Ticket],
    *,
    key: Callable[[Ticket], Hashable],
    within: timedelta,
    now: datetime,
    confidence: float = 0.95,
) -> Rate:
    """Return the share of resolved tickets whose requester came back on the matter.

    A repeat is another ticket with the same key, or a message of the requester on the
    ticket itself, from the resolution that stands until ``within`` after it. Tickets
    that are not resolved, or younger than the window, are left out.

    Args:
        tickets: all tickets in which a repeat may be found.
        key: what makes two tickets the same matter, such as requester and category;
            None for a ticket that is like no other.
        within: how long after the resolution a contact still is a repeat.
        now: the viewpoint, aware.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: if ``within`` is negative, or for a confidence out of
            range.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: if anything among the tickets is none, or a key not hashable.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> day = timedelta(days=1)
        >>> tickets = [
        ...     open_ticket(id, at=at, requester="boris").resolve(
        ...         at=at, by=None, code="fixed", notes="restarted"
        ...     )
        ...     for id, at in (("INC1", monday), ("INC2", monday + 3 * day))
        ... ]
        >>> found = repeat_contact_rate(
        ...     tickets,
        ...     key=lambda ticket: ticket.requester,
        ...     within=7 * day,
        ...     now=monday + 30 * day,
        ... )
        >>> found.numerator, found.denominator
        (1, 2)
    """
    window = RepeatWindow(key=key, within=within, now=now)
    return share_of(
        window.came_back(read_tickets(tickets)),
        lambda came: came,
        denominator=lambda came: came is not None,
        definition=(
            f"contact on the matter within {length_text(within)} of the resolution, "
            "of tickets resolved that long ago"
        ),
        confidence=confidence,
    )


def _openings(
    tickets: Iterable[Ticket], keys: Iterable[Hashable]
) -> dict[Hashable, list[tuple[int, int]]]:
    """Return by matter when its tickets were opened, in order, and their places."""
    opened: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for place, (ticket, key) in enumerate(zip(tickets, keys, strict=True)):
        if key is not None:
            opened[key].append((instant_key(ticket.opened_at), place))
    return {key: sorted(found) for key, found in opened.items()}


def _came_anew(
    same: Sequence[tuple[int, int]], place: int, start: int, end: int
) -> bool:
    """Tell whether another ticket of the matter was opened from start to end."""
    for at, other in same[bisect_left(same, (start, 0)) :]:
        if at > end:
            return False
        if other != place:
            return True
    return False


def _wrote(ticket: Ticket, start: int, end: int) -> bool:
    """Tell whether the requester wrote on the ticket after start, up to end."""
    return any(
        start < instant_key(event.at) <= end
        for event in ticket.history
        if is_further_contact(event)
    )

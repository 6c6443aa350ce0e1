"""The same matter twice: duplicates and repeats, by a key and a window."""

from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from enum import StrEnum

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.lifecycles import OVER
from servicedesk_core.tickets.ticket import Ticket
from servicedesk_core.timeline import to_duration, to_microseconds, to_timedelta


class RepeatKind(StrEnum):
    """Whether the earlier ticket was still open."""

    DUPLICATE = "duplicate"
    REPEAT = "repeat"


@attrs.frozen
class Repeat:
    """A ticket on the same matter as an earlier one.

    Attributes:
        ticket: the later one.
        earlier: the latest one before it with the same key.
        kind: DUPLICATE if that one was still open, REPEAT if it was over.
        gap: the time from the earlier one's opening, or from its end if it was over,
            to the opening of the later one.
    """

    ticket: Ticket
    earlier: Ticket
    kind: RepeatKind
    gap: timedelta


def find_repeats(
    tickets: Iterable[Ticket],
    *,
    key: Callable[[Ticket], Hashable],
    within: timedelta,
) -> tuple[Repeat, ...]:
    """Return the tickets that another one on the same matter came before.

    What counts is what was known when the later one was opened.

    Args:
        tickets: in any order.
        key: what makes two tickets the same matter, such as requester and category;
            None for a ticket that is like no other.
        within: the longest gap.

    Raises:
        InvalidArgumentError: if ``within`` is negative.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> day = timedelta(days=1)
        >>> tickets = [
        ...     open_ticket(id, at=monday + n * day, requester="boris")
        ...     for n, id in enumerate(["INC1", "INC2"])
        ... ]
        >>> [
        ...     (found.ticket.id, found.earlier.id, found.kind.value)
        ...     for found in find_repeats(
        ...         tickets, key=lambda ticket: ticket.requester, within=7 * day
        ...     )
        ... ]
        [('INC2', 'INC1', 'duplicate')]
    """
    limit = to_duration(within, "within")
    if limit < 0:
        raise InvalidArgumentError("within", within, "zero or more")
    latest: dict[Hashable, Ticket] = {}
    found = []
    for ticket in sorted(tickets, key=_opened):
        matter = key(ticket)
        if matter is None:
            continue
        earlier = latest.get(matter)
        if earlier is not None:
            kind, gap = _since(earlier, ticket)
            if gap <= limit:
                found.append(Repeat(ticket, earlier, kind, to_timedelta(gap)))
        latest[matter] = ticket
    return tuple(found)


def _opened(ticket: Ticket) -> int:
    return to_microseconds(ticket.opened_at, "opened_at")


def _since(earlier: Ticket, ticket: Ticket) -> tuple[RepeatKind, int]:
    then = earlier.as_of(ticket.opened_at)
    opened = _opened(ticket)
    ended = then.resolved_at or then.closed_at
    if then.category not in OVER or ended is None:
        return RepeatKind.DUPLICATE, opened - _opened(earlier)
    return RepeatKind.REPEAT, opened - to_microseconds(ended, "ended")

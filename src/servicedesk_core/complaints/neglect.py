"""An open ticket on which nothing moves while its client calls."""

from datetime import datetime, timedelta

import attrs

from servicedesk_core.complaints._facts import is_desk_action, to_ticket
from servicedesk_core.complaints.activity import last_progress_at
from servicedesk_core.lifecycles import OVER
from servicedesk_core.number import to_whole
from servicedesk_core.tickets import Ticket
from servicedesk_core.tickets.effort import is_further_contact
from servicedesk_core.timeline import (
    instant_key,
    to_length,
    to_microseconds,
    to_timedelta,
)


@attrs.frozen
class Staleness:
    """How long a ticket has been left alone.

    Attributes:
        is_open: whether somebody still has to work on it.
        unanswered: contacts of the client since a person of the desk last did anything,
            the opening included if nobody ever did.
        idle: real time since the desk last got it on; its opening counts, a polite
            reply does not.
    """

    is_open: bool
    unanswered: int
    idle: timedelta


def staleness(ticket: Ticket, *, now: datetime) -> Staleness:
    """Return how long a ticket has been left alone.

    Args:
        ticket: of any kind.
        now: the viewpoint, aware; what happened later is not known.

    Raises:
        InvalidArgumentError: if ``now`` is before the opening.
        NaiveDatetimeError: if it has no zone.
        WrongTypeError: if it is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday, requester="boris")
        >>> ticket = ticket.receive(at=monday + timedelta(days=3), by=None)
        >>> found = staleness(ticket, now=monday + timedelta(days=8))
        >>> found.unanswered, found.idle.days
        (2, 8)
    """
    viewpoint = to_microseconds(now, "now")
    known = to_ticket(ticket).as_of(now)
    rest = known.history[1:]
    unanswered = known.contacts - sum(map(is_further_contact, rest))
    for event in rest:
        more = unanswered + is_further_contact(event)
        unanswered = 0 if is_desk_action(event) else more
    idle = viewpoint - instant_key(last_progress_at(known))
    return Staleness(known.category not in OVER, unanswered, to_timedelta(idle))


def is_stale(
    ticket: Ticket,
    *,
    now: datetime,
    contacts: int,
    idle: timedelta,
) -> bool:
    """Tell whether an open ticket has been left alone too long.

    Args:
        ticket: of any kind; one that is over never is.
        now: the viewpoint, aware.
        contacts: at how many unanswered contacts it is, 1 or more.
        idle: after how much time without progress it is, zero or longer: once more
            than that has passed.

    Raises:
        InvalidArgumentError: for a number out of range, or ``now`` before the opening.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for anything of another type.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday, requester="boris")
        >>> week = timedelta(days=7)
        >>> is_stale(ticket, now=monday + week, contacts=3, idle=week)
        False
        >>> is_stale(ticket, now=monday + 2 * week, contacts=3, idle=week)
        True
    """
    limit, longest = to_whole(contacts, "contacts", low=1), to_length(idle, "idle")
    found = staleness(ticket, now=now)
    return found.is_open and (found.unanswered >= limit or found.idle > longest)

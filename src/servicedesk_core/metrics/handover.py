"""Reopenings, transfers and bounces: tickets that were not done or not at home."""

from collections.abc import Iterable

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.metrics._reading import read_tickets
from servicedesk_core.metrics.share import Rate, Ratio, share_of
from servicedesk_core.tickets import Ticket


def reopen_rate(tickets: Iterable[Ticket], *, confidence: float = 0.95) -> Rate:
    """Return the share of tickets that were reopened once they were over.

    Tickets that never came to an end are left out.

    Args:
        tickets: any.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> done = open_ticket("INC1", at=monday).resolve(
        ...     at=monday, by=None, code="fixed", notes="restarted"
        ... )
        >>> again = done.reopen(at=monday, by=None, reason="still down")
        >>> reopen_rate([done, again, open_ticket("INC2", at=monday)]).value
        0.5
    """
    return share_of(
        read_tickets(tickets),
        lambda ticket: ticket.reopenings,
        denominator=_ended,
        definition="reopened at least once, of tickets resolved or closed once",
        confidence=confidence,
    )


def transfer_rate(tickets: Iterable[Ticket], *, confidence: float = 0.95) -> Rate:
    """Return the share of tickets that another group got.

    The first assignment is no transfer, nor is one to the group that has it; a group
    lost and found again is none either.

    Args:
        tickets: any.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> first = open_ticket("INC1", at=monday, group="desk")
        >>> moved = first.assign(at=monday, by=None, group="network")
        >>> transfer_rate([first, moved]).value
        0.5
    """
    return share_of(
        read_tickets(tickets),
        lambda ticket: ticket.transfers,
        definition="transferred to another group at least once, of all tickets",
        confidence=confidence,
    )


def bounce_rate(tickets: Iterable[Ticket], *, confidence: float = 0.95) -> Rate:
    """Return the share of tickets that came back to a group that had them before.

    Args:
        tickets: any.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> bounce_rate([]).value is None
        True
    """
    return share_of(
        read_tickets(tickets),
        lambda ticket: ticket.bounces,
        definition="back at a group that had it before, of all tickets",
        confidence=confidence,
    )


def transfers_per_ticket(tickets: Iterable[Ticket]) -> Ratio:
    """Return how many transfers a ticket has on average.

    Args:
        tickets: any.

    Raises:
        WrongTypeError: if anything among the tickets is none.

    Example:
        >>> transfers_per_ticket([]).value is None
        True
    """
    read = read_tickets(tickets)
    total = sum(ticket.transfers for ticket in read)
    return Ratio("transfers to another group per ticket", total, len(read))


@attrs.frozen
class Route:
    """The way of a case through groups.

    Attributes:
        transfers: how often another group than the one before got it.
        bounces: how often that was a group that had it before.
        groups: the groups that had it.

    Example:
        >>> route(["desk", "network", None, "network", "desk"]).bounces
        1
    """

    transfers: int
    bounces: int
    groups: frozenset[str]


def route(groups: Iterable[str | None]) -> Route:
    """Return the transfers and bounces among the groups that a case was with.

    Args:
        groups: in the order of time; None where it is unknown, which is no move: a
            group lost and found again is none.

    Raises:
        WrongTypeError: if a group is no text.

    Example:
        >>> found = route(["central", "branch", "central", "central", "quality"])
        >>> found.transfers, found.bounces
        (3, 1)
    """
    if isinstance(groups, str) or not isinstance(groups, Iterable):
        raise WrongTypeError("groups", groups, "names of groups, in a list")
    seen: set[str] = set()
    last = None
    transfers = bounces = 0
    for group in groups:
        if group is None or group == last:
            continue
        to_one(group, str, "groups", "names of groups, or None")
        transfers += last is not None
        bounces += group in seen
        seen.add(group)
        last = group
    return Route(transfers, bounces, frozenset(seen))


def _ended(ticket: Ticket) -> bool:
    ends = (ticket.first_resolved_at, ticket.closed_at)
    return ticket.reopenings > 0 or any(end is not None for end in ends)

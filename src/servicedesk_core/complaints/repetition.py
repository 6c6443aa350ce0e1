"""Complaints that come back: one chain, one first deadline."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime, timedelta

import attrs

from servicedesk_core.complaints._facts import to_tickets
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import OVER
from servicedesk_core.tickets import (
    Link,
    LinkKind,
    Repeat,
    RepeatKind,
    Ticket,
    find_repeats,
)
from servicedesk_core.timeline import instant_key

_LINKS = {
    RepeatKind.DUPLICATE: LinkKind.DUPLICATE_OF,
    RepeatKind.REPEAT: LinkKind.FOLLOWS,
}


@attrs.frozen
class RepeatChain:
    """A complaint with all that repeat it.

    Attributes:
        first: the complaint that began it.
        repeats: the later ones, oldest first, each with the one that it repeats.
    """

    first: Ticket
    repeats: tuple[Repeat, ...]

    @property
    def id(self) -> str:
        """The chain's id: that of the first complaint."""
        return self.first.id

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """All complaints of the chain, oldest first."""
        return (self.first, *(each.ticket for each in self.repeats))

    @property
    def received_at(self) -> datetime:
        """When the first one was received: the deadline counts from it for all."""
        return self.first.opened_at

    @property
    def level(self) -> int:
        """Who has to handle it, from 1: each repeat and each dispute adds one."""
        return sum(ticket.level for ticket in self.tickets)

    @property
    def unsolved(self) -> int:
        """How many answers solved nothing: the matter came back after them."""
        return sum(each.kind is RepeatKind.REPEAT for each in self.repeats)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to work on one of them."""
        return any(ticket.category not in OVER for ticket in self.tickets)

    @property
    def links(self) -> Mapping[str, Link]:
        """The link that each repeat should have to the one before, by its id."""
        return FrozenMap(
            {
                each.ticket.id: Link(_LINKS[each.kind], each.earlier.id)
                for each in self.repeats
            }
        )


def repeat_chains(
    tickets: Iterable[Ticket],
    *,
    key: Callable[[Ticket], Hashable],
    within: timedelta,
) -> tuple[RepeatChain, ...]:
    """Return complaints by the chains that they make, the oldest chain first.

    Args:
        tickets: complaints, in any order; one that repeats none is a chain by itself.
        key: what makes two of them the same matter, such as client and topic; None
            for one that is like no other.
        within: the longest gap between two, as in
            :func:`servicedesk_core.tickets.find_repeats`.

    Raises:
        InvalidArgumentError: if ``within`` is negative, or two tickets have one id.
        WrongTypeError: if one is no ticket, or ``key`` no function.

    Source:
        A repeat belongs to the first complaint; it raises the level and leaves the
        deadline as it was.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> day = timedelta(days=1)
        >>> sent = [
        ...     open_ticket(id, at=monday + n * day, kind="complaint", requester="ivan")
        ...     for n, id in enumerate(["CMP1", "CMP2"])
        ... ]
        >>> (chain,) = repeat_chains(
        ...     sent, key=lambda ticket: ticket.requester, within=7 * day
        ... )
        >>> chain.id, chain.level, chain.received_at == monday
        ('CMP1', 2, True)
    """
    if not callable(key):
        raise WrongTypeError("key", key, "a function of a ticket")
    read = to_tickets(tickets)
    ids = [ticket.id for ticket in read]
    if len(set(ids)) < len(ids):
        raise InvalidArgumentError("tickets", ids, "of different ids")
    found = {
        each.ticket.id: each for each in find_repeats(read, key=key, within=within)
    }
    chains: dict[str, RepeatChain] = {}
    heads: dict[str, str] = {}
    for ticket in sorted(read, key=lambda ticket: instant_key(ticket.opened_at)):
        repeat = found.get(ticket.id)
        if repeat is None:
            heads[ticket.id] = ticket.id
            chains[ticket.id] = RepeatChain(ticket, ())
        else:
            head = heads[ticket.id] = heads[repeat.earlier.id]
            chain = chains[head]
            chains[head] = RepeatChain(chain.first, (*chain.repeats, repeat))
    return tuple(chains.values())

"""What a ticket costs the requester in contacts, ways and repeated explanations."""

from collections.abc import Collection, Iterable

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.lifecycles import Role
from servicedesk_core.tickets import events
from servicedesk_core.tickets.ticket import Ticket

CONTEXT = frozenset({"contract", "contact", "address", "problem"})
"""What a requester has to tell again when a hand-over loses it."""


_BOT = "a machine"


@attrs.frozen
class Effort:
    """The requester's effort.

    Attributes:
        contacts: how often they turned to the desk, the opening included.
        channels: the ways they came by, where known.
        days: on how many dates, each in the zone that its event came in.
        forced_contacts: how often the procedure left them no other way.
        transfers: how often the ticket changed its group.
        bounces: how often it came back to a group that had it before.
        re_explanations: how often they had to tell it anew: hand-overs to somebody
            new that were neither warm nor carried all that is needed.
        is_solved_by_first_agent: whether nobody but the first agent had it until it
            was resolved; None as long as it is not, or nobody was named.
    """

    contacts: int
    channels: frozenset[str]
    days: int
    forced_contacts: int
    transfers: int
    bounces: int
    re_explanations: int
    is_solved_by_first_agent: bool | None


def effort(ticket: Ticket, *, context: Iterable[str] = CONTEXT) -> Effort:
    """Return what a ticket has cost its requester.

    Args:
        ticket: the ticket.
        context: what a hand-over must carry, lest they tell it again.

    Raises:
        WrongTypeError: if it is no ticket, or ``context`` one name.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday, requester="boris", channel="phone")
        >>> for agent in ("anna", "clara", "dmitri"):
        ...     ticket = ticket.assign(at=monday, by=None, agent=agent)
        >>> found = effort(ticket)
        >>> found.contacts, found.re_explanations
        (1, 2)
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")
    if isinstance(context, str):
        raise WrongTypeError("context", context, "several names, in a list")
    hands = _Hands(frozenset(context))
    contacts = list(filter(is_contact, ticket.history))
    channels = (getattr(event, "channel", None) for event in contacts)
    return Effort(
        contacts=ticket.contacts,
        channels=frozenset(channel for channel in channels if channel),
        days=len({event.at.date() for event in contacts}),
        forced_contacts=sum(getattr(event, "forced", False) for event in contacts),
        transfers=ticket.transfers,
        bounces=ticket.bounces,
        re_explanations=sum(map(hands.must_hear, ticket.history)),
        is_solved_by_first_agent=_solved_by_first(ticket),
    )


def is_contact(event: events.Event) -> bool:
    """Tell whether an event is the requester turning to the desk."""
    if isinstance(event, events.Opened):
        return event.is_contact
    return is_further_contact(event)


def is_further_contact(event: events.Event) -> bool:
    """Tell whether the requester turned to the desk once more, after the opening."""
    match event:
        case events.MessageReceived():
            return event.is_contact
        case events.Replied():
            return event.comes_from_requester
        case _:
            return False


class _Hands:
    """Who has a ticket, and who was told what it is about.

    Args:
        context: what a hand-over must carry, lest the requester tell it again.
    """

    def __init__(self, context: frozenset[str]) -> None:
        self.context = context
        self.told: set[str] = set()
        self.group: str | None = None
        self.agent: str | None = None

    def must_hear(self, event: events.Event) -> bool:
        """Tell whether an event makes the requester tell it anew."""
        match event:
            case events.Opened(group=first) if first is not None:
                self.group = first
                self.told.add(first)
            case events.Replied() if _is_bot(event):
                self.told.add(_BOT)
            case events.Assigned():
                return self.pass_on(event)
            case _:
                pass
        return False

    def pass_on(self, event: events.Assigned) -> bool:
        """Note who has it now, and tell whether they must be told."""
        handed = self.hand_over(event) or _BOT in self.told
        handler = self.agent or self.group or _BOT
        is_new = handed and handler not in self.told
        self.told.add(handler)
        self.told.discard(_BOT)
        return is_new and not (event.warm or self.context <= event.carried)

    def hand_over(self, event: events.Assigned) -> bool:
        """Note group and agent, and tell whether others had it before."""
        group = event.group or self.group
        moved = self.group not in {None, group}
        handed = moved or None not in {self.agent, event.agent}
        self.agent = event.agent or (None if moved else self.agent)
        self.group = group
        return handed


def _is_bot(event: events.Replied) -> bool:
    """Tell whether a machine talked with the requester, beyond a mere receipt."""
    by_system = event.by is not None and event.by.role is Role.SYSTEM
    return by_system and not event.automatic


def _solved_by_first(ticket: Ticket) -> bool | None:
    agents: set[str] = set()
    found: bool | None = None
    was_resolved = False
    for then in ticket.versions():
        if then.agent is not None:
            agents.add(then.agent)
        is_resolved = then.resolved_at is not None
        # What happens to it after it was resolved does not count.
        if is_resolved is not was_resolved:
            found = _stayed(then, agents) if is_resolved else None
        was_resolved = is_resolved
    return found


def _stayed(ticket: Ticket, agents: Collection[str]) -> bool | None:
    """Tell whether one agent of one group had it; None if nobody was named."""
    return len(agents) == 1 and not ticket.transfers if agents else None

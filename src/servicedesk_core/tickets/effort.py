"""What a ticket costs the requester in contacts, ways and repeated explanations."""

from collections.abc import Iterable

import attrs

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
    if not isinstance(ticket, Ticket):
        raise WrongTypeError("ticket", ticket, "a Ticket")
    if isinstance(context, str):
        raise WrongTypeError("context", context, "several names, in a list")
    contacts = [event for event in ticket.history if is_contact(event)]
    channels = (getattr(event, "channel", None) for event in contacts)
    return Effort(
        contacts=ticket.contacts,
        channels=frozenset(channel for channel in channels if channel),
        days=len({event.at.date() for event in contacts}),
        forced_contacts=sum(getattr(event, "forced", False) for event in contacts),
        transfers=ticket.transfers,
        bounces=ticket.bounces,
        re_explanations=_re_explanations(ticket, frozenset(context)),
        is_solved_by_first_agent=_solved_by_first(ticket),
    )


def is_contact(event: events.Event) -> bool:
    """Tell whether an event is the requester turning to the desk."""
    match event:
        case events.Opened() | events.MessageReceived():
            return event.is_contact
        case events.Replied():
            return event.comes_from_requester
        case _:
            return False


def _re_explanations(ticket: Ticket, context: frozenset[str]) -> int:
    told: set[str] = set()
    group = agent = None
    again = 0
    for event in ticket.history:
        match event:
            case events.Opened(group=first) if first is not None:
                group = first
                told.add(first)
            case events.Replied() if _is_bot(event):
                told.add(_BOT)
            case events.Assigned():
                moved = group is not None and (event.group or group) != group
                handed = moved or (agent is not None and event.agent is not None)
                group = event.group or group
                agent = event.agent or (None if moved else agent)
                handler = agent or group or _BOT
                if (handed or _BOT in told) and handler not in told:
                    again += not (event.warm or context <= event.carried)
                told.add(handler)
                told.discard(_BOT)
            case _:
                pass
    return again


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
            alone = not then.transfers and len(agents) == 1
            found = alone if is_resolved and agents else None
        was_resolved = is_resolved
    return found

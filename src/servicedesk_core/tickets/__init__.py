"""Tickets: a fold over events, with commands that check the rules first."""

from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import (
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    TicketKind,
)
from servicedesk_core.tickets.ticket import Ticket, open_ticket

__all__ = [
    "Actor",
    "EscalationKind",
    "HoldReason",
    "Link",
    "LinkKind",
    "Ticket",
    "TicketKind",
    "events",
    "open_ticket",
]

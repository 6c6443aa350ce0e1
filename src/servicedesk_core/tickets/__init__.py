"""Tickets: a fold over events, with commands that check the rules first."""

from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.effort import CONTEXT, Effort, effort
from servicedesk_core.tickets.kinds import (
    LIFECYCLES,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    MajorStatus,
    Outcome,
    Promise,
    TicketKind,
)
from servicedesk_core.tickets.relations import follow_up, merge_into, propagate
from servicedesk_core.tickets.repeats import Repeat, RepeatKind, find_repeats
from servicedesk_core.tickets.ticket import Ticket, open_ticket

__all__ = [
    "CONTEXT",
    "LIFECYCLES",
    "Actor",
    "Effort",
    "EscalationKind",
    "HoldReason",
    "Link",
    "LinkKind",
    "MajorStatus",
    "Outcome",
    "Promise",
    "Repeat",
    "RepeatKind",
    "Ticket",
    "TicketKind",
    "effort",
    "events",
    "find_repeats",
    "follow_up",
    "merge_into",
    "open_ticket",
    "propagate",
]

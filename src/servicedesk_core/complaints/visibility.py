"""What a client sees of a ticket: fewer states, in their own words."""

from collections.abc import Mapping
from enum import StrEnum

from servicedesk_core.argument import to_mapping
from servicedesk_core.complaints._facts import NOTHING, to_ticket
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.tickets import HoldReason, Ticket, TicketKind


class PublicState(StrEnum):
    """What a client is shown."""

    RECEIVED = "received"
    """The desk has it; nobody works on it yet."""
    IN_WORK = "in_work"
    """Somebody works on it, or waits for somebody else than the client."""
    WAITING_FOR_YOU = "waiting_for_you"
    """The client has to say or do something."""
    PASSED_ON = "passed_on"
    """Somebody outside decides, such as an ombudsman."""
    DONE = "done"
    """The desk says that it is done."""
    REFUSED = "refused"
    """It will not be done."""
    CANCELLED = "cancelled"
    """It was withdrawn."""
    MERGED = "merged"
    """Another ticket goes on with it."""


_ENDS = {
    "closed": PublicState.DONE,
    "rejected": PublicState.REFUSED,
    "cancelled": PublicState.CANCELLED,
    "merged": PublicState.MERGED,
}
_CHANGE = FrozenMap(
    {
        "new": PublicState.RECEIVED,
        "assessed": PublicState.IN_WORK,
        "authorised": PublicState.IN_WORK,
        "scheduled": PublicState.IN_WORK,
        "implementing": PublicState.IN_WORK,
        # A change that was undone may be tried again, and its review follows both.
        "backed_out": PublicState.IN_WORK,
        "review": PublicState.IN_WORK,
        **_ENDS,
    }
)

PUBLIC_STATES: Mapping[TicketKind, Mapping[str, PublicState]] = FrozenMap(
    {
        TicketKind.INCIDENT: FrozenMap(
            {
                "new": PublicState.RECEIVED,
                "in_progress": PublicState.IN_WORK,
                "on_hold": PublicState.IN_WORK,
                "resolved": PublicState.DONE,
                **_ENDS,
            }
        ),
        TicketKind.SERVICE_REQUEST: FrozenMap(
            {
                "new": PublicState.RECEIVED,
                "awaiting_approval": PublicState.IN_WORK,
                "approved": PublicState.IN_WORK,
                "in_fulfilment": PublicState.IN_WORK,
                "on_hold": PublicState.IN_WORK,
                "fulfilled": PublicState.DONE,
                **_ENDS,
            }
        ),
        TicketKind.PROBLEM: FrozenMap(
            {
                "new": PublicState.RECEIVED,
                "assessed": PublicState.IN_WORK,
                "root_cause_analysis": PublicState.IN_WORK,
                "known_error": PublicState.IN_WORK,
                "fix_in_progress": PublicState.IN_WORK,
                "resolved": PublicState.DONE,
                **_ENDS,
            }
        ),
        TicketKind.CHANGE: _CHANGE,
        TicketKind.STANDARD_CHANGE: _CHANGE,
        TicketKind.EMERGENCY_CHANGE: _CHANGE,
        TicketKind.COMPLAINT: FrozenMap(
            {
                "received": PublicState.RECEIVED,
                "acknowledged": PublicState.RECEIVED,
                "assessed": PublicState.IN_WORK,
                "investigating": PublicState.IN_WORK,
                "awaiting_complainant": PublicState.WAITING_FOR_YOU,
                "responded": PublicState.DONE,
                "accepted": PublicState.DONE,
                "disputed": PublicState.IN_WORK,
                "external": PublicState.PASSED_ON,
                **_ENDS,
            }
        ),
    }
)
"""What a client is shown of each state, by the kind of ticket; a ticket that is on hold
for the caller is shown as waiting for them."""


def public_state(
    ticket: Ticket, *, states: Mapping[str, PublicState] = NOTHING
) -> PublicState:
    """Return what a client is shown of a ticket.

    Args:
        ticket: of any kind.
        states: what is shown of states by name, before :data:`PUBLIC_STATES`; a
            lifecycle of one's own needs one for each state that the library's have
            not.

    Raises:
        InvalidArgumentError: if neither knows the state, or a value is no public
            state.
        WrongTypeError: if it is no ticket, or ``states`` no mapping.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> public_state(ticket.hold(at=monday, by=None, reason="vendor")).value
        'in_work'
        >>> public_state(ticket.hold(at=monday, by=None, reason="caller")).value
        'waiting_for_you'
    """
    to_ticket(ticket)
    to_mapping(states, "states", "a mapping of state to public state")
    if ticket.state in states:
        return member(PublicState, states[ticket.state], f"states[{ticket.state!r}]")
    if ticket.hold_reason is HoldReason.CALLER:
        return PublicState.WAITING_FOR_YOU
    found = PUBLIC_STATES[ticket.kind].get(ticket.state)
    if found is None:
        wanted = f"a mapping that has the state {ticket.state!r}"
        raise InvalidArgumentError("states", dict(states), wanted)
    return found

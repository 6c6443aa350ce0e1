"""A complaint as its deadline sees it."""

from servicedesk_core.argument import to_one
from servicedesk_core.complaints import Extension, Receipt
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.tickets import Ticket, TicketKind

_SETTLED = frozenset({"accepted", "closed"})
"""States in which it is put right; an answer alone settles nothing."""


def receipt(
    ticket: Ticket,
    *,
    parent: Receipt | None = None,
    extension: Extension | None = None,
) -> Receipt:
    """Return a complaint as its deadline sees it.

    It was received when it was opened, is answered by its first response, and put
    right once it is accepted or closed after one.

    Args:
        ticket: of the kind COMPLAINT.
        parent: the complaint that it repeats, if any: its deadline is that of the
            first one.
        extension: the notice to the client that extended the deadline, if any.

    Raises:
        InvalidArgumentError: for a ticket of another kind, or a repeat before what it
            repeats.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> receipt(open_ticket("CMP1", at=monday, kind="complaint")).answered_at
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")
    if ticket.kind is not TicketKind.COMPLAINT:
        raise InvalidArgumentError("ticket", ticket, "of the kind complaint")
    return Receipt(
        ticket.opened_at,
        answered_at=ticket.first_resolved_at,
        resolved_at=ticket.resolved_at if ticket.state in _SETTLED else None,
        extension=extension,
        parent=parent,
    )

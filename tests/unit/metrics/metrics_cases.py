"""Tickets that the tests of metrics share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from servicedesk_core.tickets import Actor, Ticket, open_ticket

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")


def opened(id: str = "INC1", at: datetime = MONDAY, **rest: Any) -> Ticket:  # noqa: A002
    return open_ticket(id, at=at, by=BORIS, **rest)


def solved(ticket: Ticket, at: datetime = MONDAY + HOUR) -> Ticket:
    return ticket.resolve(at=at, by=ANNA, code="fixed", notes="restarted")


def reopened(ticket: Ticket, at: datetime = MONDAY + 2 * HOUR) -> Ticket:
    return ticket.reopen(at=at, by=ANNA, reason="still down")


def closed(ticket: Ticket, at: datetime = MONDAY + 3 * HOUR) -> Ticket:
    return ticket.close(at=at, by=ANNA)

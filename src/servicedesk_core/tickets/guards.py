"""Why a command is refused: every failed guard, never only the first."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from servicedesk_core.errors import Refusal, WrongTypeError
from servicedesk_core.lifecycles import Action, Lifecycle
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.timeline import to_microseconds


def refusals(
    lifecycle: Lifecycle,
    state: str,
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    latest: int,
) -> tuple[Refusal, ...]:
    """Return what stands against an action, whatever its fields.

    Args:
        lifecycle: the table.
        state: the state the ticket is in.
        action: what is asked for.
        by: who asks; None is trusted with every role.
        at: when.
        latest: the instant of the last event.

    Raises:
        UnknownActionError: if the lifecycle has no such action.
        WrongTypeError: if ``by`` is no actor.
    """
    if by is not None and not isinstance(by, Actor):
        raise WrongTypeError("by", by, "an Actor or None")
    rows = lifecycle.rows(action)
    row = lifecycle.row(action, state)
    return (
        *_state(rows, row, state),
        *_role(row or rows[0], by),
        *_order(lifecycle, at, latest),
    )


def _state(
    rows: tuple[Action, ...], row: Action | None, state: str
) -> Iterator[Refusal]:
    if row is None:
        sources = ", ".join(source for found in rows for source in found.sources)
        yield Refusal("ticket.state", f"it starts from {sources}, not from {state}")


def _role(row: Action, by: Actor | None) -> Iterator[Refusal]:
    if by is not None and by.role not in row.roles:
        allowed = ", ".join(sorted(row.roles))
        yield Refusal(
            "ticket.role",
            f"{by.id} acts as {by.role}; it takes one of: {allowed}",
            "by",
        )


def _order(lifecycle: Lifecycle, at: datetime, latest: int) -> Iterator[Refusal]:
    if to_microseconds(at, "at") < latest and not lifecycle.backdating:
        message = f"{at.isoformat()} is earlier than the last event"
        yield Refusal("ticket.order", message, "at")


def missing(row: Action, event: object) -> Iterator[Refusal]:
    """Return a refusal for each required field that the event leaves empty."""
    for field in row.required:
        names = field.split("|")
        if all(_is_empty(getattr(event, name, None)) for name in names):
            yield Refusal("ticket.required", f"{' or '.join(names)} is required", field)


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Mapping) and not value)


def itself(ticket: str, event: object) -> Iterator[Refusal]:
    """Return a refusal if the event ties the ticket to itself."""
    link = getattr(event, "link", None)
    if ticket in (getattr(event, "into", None), link and link.other):
        yield Refusal("ticket.itself", "it must be another ticket")

"""Why a command is refused: every failed guard, never only the first."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from servicedesk_core.errors import Refusal, WrongTypeError
from servicedesk_core.i18n import length_text
from servicedesk_core.lifecycles import Action, Lifecycle
from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import MajorStatus
from servicedesk_core.timeline import to_duration, to_microseconds

if TYPE_CHECKING:
    from servicedesk_core.tickets.ticket import Ticket

# Where a major incident must stand for an action; the state says nothing of it.
_MAJOR: Mapping[str, tuple[MajorStatus | None, ...]] = MappingProxyType(
    {
        "propose_major": (None, MajorStatus.REJECTED),
        "accept_major": (MajorStatus.PROPOSED,),
        "reject_major": (MajorStatus.PROPOSED,),
    }
)


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


def missing(
    row: Action, event: events.Event, attributes: Mapping[str, object]
) -> Iterator[Refusal]:
    """Return a refusal for each required field that is empty.

    Args:
        row: what requires them.
        event: where they are looked for.
        attributes: the ticket's, for fields such as ``"attributes.category"``.
    """
    for field in row.required:
        names = field.split("|")
        if all(_is_empty(_given(name, event, attributes)) for name in names):
            yield Refusal("ticket.required", f"{' or '.join(names)} is required", field)


def _given(name: str, event: events.Event, attributes: Mapping[str, object]) -> object:
    owner, _, attribute = name.partition(".")
    if owner == "attributes" and attribute:
        return attributes.get(attribute)
    if isinstance(event, events.ActionTaken):
        return event.fields.get(name)
    return getattr(event, name, None)


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Mapping) and not value)


def itself(ticket: str, event: object) -> Iterator[Refusal]:
    """Return a refusal if the event ties the ticket to itself."""
    link = getattr(event, "link", None)
    if ticket in (getattr(event, "into", None), link and link.other):
        yield Refusal("ticket.itself", "it must be another ticket")


def standing(action: str, ticket: "Ticket") -> Iterator[Refusal]:
    """Return a refusal if the major incident is not where the action starts from."""
    starts = _MAJOR.get(action)
    if starts is not None and ticket.major not in starts:
        wanted = " or ".join(start or "never proposed" for start in starts)
        message = f"it is for a major incident {wanted}, not {ticket.major or 'none'}"
        yield Refusal("ticket.major", message)


def contradicting(event: object, ticket: "Ticket") -> Iterator[Refusal]:
    """Return a refusal for a promise or a link that is not there, or there already."""
    match event:
        case events.PromiseKept(due=due):
            if all(
                to_microseconds(promise.due, "due") != to_microseconds(due, "due")
                for promise in ticket.open_promises
            ):
                message = f"no promise is open for {due.isoformat()}"
                yield Refusal("ticket.promise", message, "due")
        case events.Linked(link=link) if link in ticket.links:
            message = f"it has the link {link.kind} {link.other} already"
            yield Refusal("ticket.link", message, "link")
        case events.Unlinked(link=link) if link not in ticket.links:
            message = f"it has no link {link.kind} {link.other}"
            yield Refusal("ticket.link", message, "link")


def too_late(
    ended: datetime | None, at: datetime, window: timedelta | None
) -> Iterator[Refusal]:
    """Return a refusal for a reopening after its window.

    Args:
        ended: when the ticket was over.
        at: when it is to be reopened.
        window: how long after its end it may be; None for ever.

    Raises:
        WrongTypeError: if ``window`` is no timedelta.
    """
    if window is None:
        return
    limit = to_duration(window, "window")
    if ended and to_microseconds(at, "at") - to_microseconds(ended, "ended") > limit:
        length = length_text(window)
        message = f"it ended more than {length} ago; open one that follows it"
        yield Refusal("ticket.window", message, "at")

"""What happens between tickets: follow-ups, merges, parents and children."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.lifecycles import Category, Role
from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import HoldReason, LinkKind
from servicedesk_core.tickets.ticket import Ticket, open_ticket


def follow_up(
    ticket: Ticket,
    id: str,  # noqa: A002 - the field's own word
    *,
    at: datetime,
    by: Actor | None = None,
) -> Ticket:
    """Return a new ticket that follows one past its reopen window.

    It takes over kind, requester, group, impact, urgency, priority, attributes and
    lifecycle, and is linked to the former one.

    Args:
        ticket: the former one.
        id: the app's name for the new one.
        at: when it is opened, aware.
        by: who opens it.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> first = open_ticket("INC1", at=monday, requester="boris")
        >>> again = follow_up(first, "INC2", at=monday.replace(month=6))
        >>> again.requester, again.links
        ('boris', (Link(kind=<LinkKind.FOLLOWS: 'follows'>, other='INC1'),))
    """
    new = open_ticket(
        id,
        at=at,
        by=by,
        kind=ticket.kind,
        impact=ticket.impact,
        urgency=ticket.urgency,
        priority=ticket.priority,
        requester=ticket.requester,
        group=ticket.group,
        attributes=ticket.attributes,
        lifecycle=ticket.lifecycle,
    )
    return new.link(at=at, by=None, other=ticket.id, kind=LinkKind.FOLLOWS)


def merge_into(
    ticket: Ticket, survivor: Ticket, *, at: datetime, by: Actor | None
) -> tuple[Ticket, Ticket]:
    """Return two tickets of one matter: the merged one and the one that goes on.

    Args:
        ticket: the one that ends.
        survivor: the one that goes on, linked to the other from now on.
        at: when.
        by: who merges.

    Raises:
        TransitionRefusedError: if either cannot, or if they are the same ticket.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> one, two = (open_ticket(id, at=monday) for id in ("INC1", "INC2"))
        >>> merged, left = merge_into(two, one, at=monday, by=None)
        >>> merged.state, merged.merged_into, left.links[0].kind.value
        ('merged', 'INC1', 'duplicated_by')
    """
    merged = ticket.merge(at=at, by=by, into=survivor.id)
    kind = LinkKind.DUPLICATED_BY
    return merged, survivor.link(at=at, by=by, other=ticket.id, kind=kind)


def propagate(
    parent: Ticket,
    children: Iterable[Ticket],
    *,
    by: Actor | None = None,
    since: int | None = None,
) -> tuple[Ticket, ...]:
    """Return the children after what happened to their parent, as ServiceNow has it.

    Work that starts or goes on, a hold but for the caller's answer, a resolution and
    an agent's reopening pass on to each child that is not closed and whose state
    allows it. A closing, a cancellation, a merge and the caller's reopening do not.

    Args:
        parent: the ticket after its latest events.
        children: all of its children.
        by: who tells them, such as the app itself; None is trusted with every role.
        since: the parent's version before those events; by default only the last
            event counts.

    Raises:
        InvalidArgumentError: if ``since`` is no version of the parent, or a child is
            the parent itself.
        TransitionRefusedError: if a child has a later event, or ``by`` may not.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> parent, child = (open_ticket(id, at=monday) for id in ("INC1", "INC2"))
        >>> held = parent.hold(at=monday, by=None, reason="vendor")
        >>> [child.state for child in propagate(held, [child])]
        ['on_hold']
    """
    news = parent.events_since(parent.version - 1 if since is None else since)
    return tuple(_after(parent, child, news, by) for child in children)


def _after(
    parent: Ticket, child: Ticket, news: tuple[events.Event, ...], by: Actor | None
) -> Ticket:
    if child.id == parent.id:
        raise InvalidArgumentError("children", child, "other tickets than the parent")
    for event in news:
        for passed in _passed_on(event):
            row = child.lifecycle.row(passed.action, child.state)
            if row is not None and child.category is not Category.DONE:
                child = child.do(attrs.evolve(passed, by=by))
                break
    return child


def _passed_on(event: events.Event) -> Iterator[events.Event]:
    """Yield what a child may be told of an event; the first that fits is."""
    match event:
        case events.WorkStarted() | events.Resumed():
            yield events.Resumed(at=event.at)
            yield events.WorkStarted(at=event.at)
        case events.PutOnHold(reason=reason) if reason is not HoldReason.CALLER:
            yield event
        case events.Reopened(hold=HoldReason.CALLER) if _is_by_desk(event):
            yield events.Reopened(at=event.at, reason=event.reason)
        case events.Reopened() if _is_by_desk(event):
            yield event
        case events.Resolved():
            yield event
        case _:
            pass


def _is_by_desk(event: events.Event) -> bool:
    return event.by is None or event.by.role is not Role.REQUESTER

"""What the desk did on a ticket, and whether it moved: courtesy is no progress."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

import attrs

from servicedesk_core.complaints._facts import is_desk_event, to_ticket, to_tickets
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.tickets import Ticket, events


class Progress(StrEnum):
    """What changes when a ticket moves."""

    STATE = "state"
    """The state, or whom it waits for."""
    OWNER = "owner"
    """Who answers for it. Whoever it is passed on to does not count."""
    EVIDENCE = "evidence"
    """What is known: attributes, links, a cause, a workaround, an outcome."""
    PROMISE = "promise"
    """What the client was promised: made or kept."""


_ASPECTS: Mapping[Progress, tuple[str, ...]] = FrozenMap(
    {
        Progress.STATE: ("state", "hold_reason"),
        Progress.OWNER: ("owner",),
        Progress.EVIDENCE: (
            "attributes",
            "links",
            "cause",
            "last_workaround",
            "outcome",
        ),
        Progress.PROMISE: ("promises",),
    }
)


@attrs.frozen
class Activity:
    """Something that the desk did.

    Attributes:
        event: what was recorded.
        progress: what changed by it; empty for a courtesy.
    """

    event: events.Event
    progress: frozenset[Progress]

    @property
    def is_progress(self) -> bool:
        """Whether anything changed."""
        return bool(self.progress)


def activities(ticket: Ticket) -> tuple[Activity, ...]:
    """Return what the desk did on a ticket after it was opened, oldest first.

    Args:
        ticket: of any kind.

    Raises:
        WrongTypeError: if it is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> ticket = ticket.reply(at=monday, by=None, text="Your call matters to us.")
        >>> ticket = ticket.start(at=monday, by=None)
        >>> [sorted(each.progress) for each in activities(ticket)]
        [[], [<Progress.STATE: 'state'>]]
    """
    to_ticket(ticket)
    steps = zip(pairwise(ticket.versions()), ticket.history[1:], strict=True)
    return tuple(
        Activity(event, _progress(before, after))
        for (before, after), event in steps
        if is_desk_event(event)
    )


def last_progress_at(ticket: Ticket) -> datetime:
    """Return when the desk last got a ticket on; its opening counts.

    Args:
        ticket: of any kind.

    Raises:
        WrongTypeError: if it is no ticket.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> ticket = ticket.reply(at=monday.replace(hour=10), by=None, text="Soon!")
        >>> last_progress_at(ticket).hour
        9
    """
    moves = [each.event.at for each in activities(ticket) if each.is_progress]
    return moves[-1] if moves else ticket.opened_at


def progress_share(
    tickets: Iterable[Ticket], *, confidence: float = 0.95
) -> Proportion | None:
    """Return the share of the desk's activities that got a ticket on.

    Args:
        tickets: of any kind.
        confidence: of the Wilson interval, above 0 and below 1.

    Returns:
        The share; None if the desk did nothing.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if one is no ticket.

    Example:
        >>> progress_share([]) is None
        True
    """
    done = [each for ticket in to_tickets(tickets) for each in activities(ticket)]
    moved = sum(each.is_progress for each in done)
    return proportion_interval(moved, len(done), confidence=confidence)


def _progress(before: Ticket, after: Ticket) -> frozenset[Progress]:
    return frozenset(
        aspect
        for aspect, names in _ASPECTS.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )

"""What a clock needs to know of a ticket: instants and kinds, nothing else."""

from datetime import datetime
from enum import StrEnum

import attrs

from servicedesk_core.errors import member
from servicedesk_core.timeline import to_microseconds


class SignalKind(StrEnum):
    """What may start, pause, resume, stop or cancel a clock."""

    OPENED = "opened"
    OPENED_BY_AGENT = "opened_by_agent"
    REQUESTER_MESSAGE = "requester_message"
    AGENT_REPLY = "agent_reply"
    AUTO_REPLY = "auto_reply"
    INTERNAL_NOTE = "internal_note"
    ACKNOWLEDGED = "acknowledged"
    OWNED = "owned"
    PAUSED = "paused"
    RESUMED = "resumed"
    WORKAROUND = "workaround"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    PRIORITY_CHANGED = "priority_changed"
    ATTACHED = "attached"
    CANCELLED = "cancelled"


@attrs.frozen(init=False)
class Signal:
    """Something that happened, as far as clocks care.

    Args:
        at: when, aware.
        kind: what.
        reason: of a pause: whom or what the ticket waits for.
        priority: the priority from then on, if it was given.

    Raises:
        NaiveDatetimeError: if ``at`` has no zone.
        InvalidArgumentError: for an unknown ``kind``.

    Example:
        >>> from datetime import UTC
        >>> Signal(datetime(2026, 1, 5, 9, tzinfo=UTC), "opened").kind
        <SignalKind.OPENED: 'opened'>
    """

    at: datetime = attrs.field(eq=False)
    kind: SignalKind
    reason: str | None
    priority: object
    instant: int = attrs.field(init=False, repr=False)
    """Microseconds since 1970-01-01T00:00Z."""

    # Written by hand: a ticket's signals are made anew each time it is measured.
    def __init__(
        self,
        at: datetime,
        kind: SignalKind | str,
        *,
        reason: str | None = None,
        priority: object = None,
    ) -> None:
        set_field = object.__setattr__
        set_field(self, "at", at)
        if type(kind) is not SignalKind:
            kind = member(SignalKind, kind, "kind")
        set_field(self, "kind", kind)
        set_field(self, "reason", reason)
        set_field(self, "priority", priority)
        set_field(self, "instant", to_microseconds(at, "at"))

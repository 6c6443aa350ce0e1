"""What one can do with a ticket: a command checks the rules and adds its event."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from servicedesk_core.money import Money
from servicedesk_core.priority import SERVICENOW, Impact, Urgency
from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import EscalationKind, HoldReason, Link, LinkKind

if TYPE_CHECKING:
    from servicedesk_core.tickets.ticket import Ticket


def derived_priority(impact: object, urgency: object) -> object:
    """Return ServiceNow's priority of the library's own enums, else None."""
    if isinstance(impact, Impact) and isinstance(urgency, Urgency):
        return SERVICENOW.priority(impact=impact, urgency=urgency)
    return None


class Commands(ABC):
    """The commands of a ticket.

    Each takes ``at``, an aware datetime not before the last event, and ``by``, the
    actor, or None for one trusted with every role. Each returns the ticket after its
    event, or raises :class:`~servicedesk_core.TransitionRefusedError` with every
    reason against it: the state, the role, a missing field, the order of time.
    """

    impact: object
    urgency: object
    is_overridden: bool

    @abstractmethod
    def _do(self, event: events.Event) -> "Ticket":
        """Return the ticket after an event, if no guard is against it."""

    def assign(
        self,
        *,
        at: datetime,
        by: Actor | None,
        group: str | None = None,
        agent: str | None = None,
    ) -> "Ticket":
        """Hand the ticket to a group, or to an agent; one of them is required.

        What is left out stays, but a new group forgets the agent of the former one.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday, group="desk")
            >>> ticket.assign(at=monday, by=None, group="network").transfers
            1
        """
        return self._do(events.Assigned(at=at, by=by, group=group, agent=agent))

    def acknowledge(self, *, at: datetime, by: Actor | None) -> "Ticket":
        """Confirm that the desk knows."""
        return self._do(events.Acknowledged(at=at, by=by))

    def start(self, *, at: datetime, by: Actor | None) -> "Ticket":
        """Begin to work on it."""
        return self._do(events.WorkStarted(at=at, by=by))

    def hold(
        self, *, at: datetime, by: Actor | None, reason: HoldReason | str | None = None
    ) -> "Ticket":
        """Put it on hold, or change what it waits for; ``reason`` is required.

        Raises:
            InvalidArgumentError: if ``reason`` is none of ``HoldReason``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> ticket.hold(at=monday, by=None, reason="caller").state
            'on_hold'
        """
        return self._do(events.PutOnHold(at=at, by=by, reason=reason))

    def resume(self, *, at: datetime, by: Actor | None) -> "Ticket":
        """Go on after a hold."""
        return self._do(events.Resumed(at=at, by=by))

    def reply(
        self,
        *,
        at: datetime,
        by: Actor | None,
        text: str | None = None,
        automatic: bool = False,
        to: str | None = None,
    ) -> "Ticket":
        """Write to the requester, or to ``to``.

        The first reply of a person to the requester is the first response; automatic
        ones, those of the system and those to others answer nobody.
        """
        return self._do(
            events.Replied(at=at, by=by, text=text, automatic=automatic, to=to)
        )

    def receive(
        self, *, at: datetime, by: Actor | None, text: str | None = None
    ) -> "Ticket":
        """Take in a message of the requester."""
        return self._do(events.MessageReceived(at=at, by=by, text=text))

    def note(
        self, *, at: datetime, by: Actor | None, text: str | None = None
    ) -> "Ticket":
        """Add a note that the requester does not see."""
        return self._do(events.NoteAdded(at=at, by=by, text=text))

    def workaround(
        self, *, at: datetime, by: Actor | None, text: str | None = None
    ) -> "Ticket":
        """Give a way to go on until the cause is mended; ``text`` is required."""
        return self._do(events.WorkaroundGiven(at=at, by=by, text=text))

    def resolve(
        self,
        *,
        at: datetime,
        by: Actor | None,
        code: str | None = None,
        notes: str | None = None,
    ) -> "Ticket":
        """Say that service is restored; ``code`` and ``notes`` are required.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> open_ticket("INC1", at=monday).resolve(at=monday, by=None, code="fixed")
            Traceback (most recent call last):
            ...
            servicedesk_core.errors.TransitionRefusedError: cannot resolve ticket \
'INC1' in new: notes is required
        """
        return self._do(events.Resolved(at=at, by=by, code=code, notes=notes))

    def close(self, *, at: datetime, by: Actor | None) -> "Ticket":
        """Finish it."""
        return self._do(events.Closed(at=at, by=by))

    def reopen(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
        hold: HoldReason | str | None = None,
    ) -> "Ticket":
        """Open it again, in progress, or on hold for the reason ``hold``.

        Raises:
            InvalidArgumentError: if ``hold`` is none of ``HoldReason``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> done = ticket.resolve(at=monday, by=None, code="fixed", notes="done")
            >>> again = done.reopen(at=monday, by=None, reason="still slow")
            >>> again.state, again.reopenings, again.resolved_at
            ('in_progress', 1, None)
        """
        return self._do(events.Reopened(at=at, by=by, reason=reason, hold=hold))

    def cancel(
        self, *, at: datetime, by: Actor | None, reason: str | None = None
    ) -> "Ticket":
        """Drop it; ``reason`` is required."""
        return self._do(events.Cancelled(at=at, by=by, reason=reason))

    def merge(
        self, *, at: datetime, by: Actor | None, into: str | None = None
    ) -> "Ticket":
        """End it in favour of another ticket, the id ``into``, which is required."""
        return self._do(events.Merged(at=at, by=by, into=into))

    def escalate(
        self,
        *,
        at: datetime,
        by: Actor | None,
        kind: EscalationKind | str,
        to: str | None = None,
        reason: str | None = None,
    ) -> "Ticket":
        """Call in more skill (functional) or management (hierarchical)."""
        return self._do(events.Escalated(at=at, by=by, kind=kind, to=to, reason=reason))

    def prioritise(
        self,
        *,
        at: datetime,
        by: Actor | None,
        impact: object = None,
        urgency: object = None,
        priority: object = None,
        reason: str | None = None,
    ) -> "Ticket":
        """Change impact, urgency or priority; one of them is required.

        Without ``priority`` it follows from the library's own impact and urgency,
        unless it was set by hand before. Setting it by hand needs a ``reason``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday, impact=Impact.LOW)
            >>> ticket.prioritise(at=monday, by=None, urgency=Urgency.HIGH).priority
            <Priority.MODERATE: 3>
        """
        by_hand = priority is not None
        if not by_hand and not self.is_overridden:
            priority = derived_priority(
                self.impact if impact is None else impact,
                self.urgency if urgency is None else urgency,
            )
        return self._do(
            events.PriorityChanged(
                at=at,
                by=by,
                impact=impact,
                urgency=urgency,
                priority=priority,
                reason=reason,
                by_hand=by_hand,
            )
        )

    def link(
        self,
        *,
        at: datetime,
        by: Actor | None,
        other: str,
        kind: LinkKind | str = LinkKind.RELATED,
    ) -> "Ticket":
        """Relate it to another ticket, the id ``other``."""
        return self._do(events.Linked(at=at, by=by, link=Link(kind, other)))

    def promise(
        self, *, at: datetime, by: Actor | None, due: datetime, text: str | None = None
    ) -> "Ticket":
        """Tell the requester by when."""
        return self._do(events.PromiseMade(at=at, by=by, due=due, text=text))

    def compensate(
        self, *, at: datetime, by: Actor | None, money: Money, reason: str | None = None
    ) -> "Ticket":
        """Grant the requester money."""
        return self._do(
            events.CompensationGranted(at=at, by=by, money=money, reason=reason)
        )

    def survey(
        self,
        *,
        at: datetime,
        by: Actor | None,
        score: float,
        comment: str | None = None,
    ) -> "Ticket":
        """Take in the requester's score."""
        return self._do(
            events.SurveyAnswered(at=at, by=by, score=score, comment=comment)
        )

    def set_owner(self, *, at: datetime, by: Actor | None, owner: str) -> "Ticket":
        """Say who answers for it from now on."""
        return self._do(events.OwnerChanged(at=at, by=by, owner=owner))

    def change_attributes(
        self, *, at: datetime, by: Actor | None, attributes: Mapping[str, object]
    ) -> "Ticket":
        """Give some attributes new values; the others stay."""
        return self._do(events.AttributesChanged(at=at, by=by, attributes=attributes))

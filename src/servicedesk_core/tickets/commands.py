"""What one can do with a ticket: a command checks the rules and adds its event."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from servicedesk_core.errors import InvalidArgumentError, Refusal
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.priority import SERVICENOW, Impact, Urgency
from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.guards import too_late
from servicedesk_core.tickets.kinds import EscalationKind, HoldReason, Link, LinkKind

if TYPE_CHECKING:
    from servicedesk_core.tickets.ticket import Ticket


OWN_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "override_priority": "prioritise",
        "prioritise": "prioritise",
        "reopen": "reopen",
        "reopen_on_hold": "reopen",
        **{
            event.action: event.action
            for event in get_args(events.Event)
            if isinstance(event.action, str) and event is not events.Opened
        },
    }
)
"""The command of each action that has an event of its own."""


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
    resolved_at: datetime | None
    closed_at: datetime | None

    @abstractmethod
    def _do(self, event: events.Event, *others: Refusal) -> "Ticket":
        """Return the ticket after an event, if nothing is against it."""

    def assign(
        self,
        *,
        at: datetime,
        by: Actor | None,
        group: str | None = None,
        agent: str | None = None,
        warm: bool = False,
        carried: Iterable[str] = (),
    ) -> "Ticket":
        """Hand the ticket to a group, or to an agent; one of them is required.

        What is left out stays, but a new group forgets the agent of the former one.
        ``warm`` and ``carried`` say what the requester need not tell again, for
        :func:`~servicedesk_core.effort`.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday, group="desk")
            >>> ticket.assign(at=monday, by=None, group="network").transfers
            1
        """
        return self._do(
            events.Assigned(
                at=at, by=by, group=group, agent=agent, warm=warm, carried=carried
            )
        )

    def unassign(
        self, *, at: datetime, by: Actor | None, keep_group: bool = False
    ) -> "Ticket":
        """Take it from its group and agent; with ``keep_group``, from the agent alone.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> ticket = open_ticket("INC1", at=monday, group="desk")
            >>> left = ticket.unassign(at=monday, by=None)
            >>> left.group, left.reassignments, left.transfers
            (None, 1, 0)
        """
        return self._do(events.Unassigned(at=at, by=by, keep_group=keep_group))

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
        self,
        *,
        at: datetime,
        by: Actor | None,
        text: str | None = None,
        channel: str | None = None,
        forced: bool = False,
        resume: bool = False,
    ) -> "Ticket":
        """Take in a message of the requester.

        With ``resume``, a ticket that waits for them goes on at once, by the same
        actor.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> held = open_ticket("INC1", at=monday).hold(
            ...     at=monday, by=None, reason="caller"
            ... )
            >>> held.receive(at=monday, by=None, resume=True).state
            'in_progress'
        """
        message = events.MessageReceived(
            at=at, by=by, text=text, channel=channel, forced=forced
        )
        ticket = self._do(message)
        awaited = message.is_contact and ticket.hold_reason is HoldReason.CALLER
        if resume and awaited and ticket.lifecycle.row("resume", ticket.state):
            return ticket.resume(at=at, by=by)
        return ticket

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

    def close(
        self, *, at: datetime, by: Actor | None, code: str | None = None
    ) -> "Ticket":
        """Finish it; a change requires ``code``, how it went."""
        return self._do(events.Closed(at=at, by=by, code=code))

    def reopen(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
        hold: HoldReason | str | None = None,
        window: timedelta | None = None,
    ) -> "Ticket":
        """Open it again, in progress, or on hold for the reason ``hold``.

        Args:
            at: when.
            by: the actor.
            reason: why.
            hold: what it waits for, if it is on hold at once.
            window: how long after its end it may still be reopened, None for ever;
                later on, :func:`~servicedesk_core.follow_up` opens a new one.

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
        return self._do(
            events.Reopened(at=at, by=by, reason=reason, hold=hold),
            *too_late(self.closed_at or self.resolved_at, at, window),
        )

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
        kind: EscalationKind | str | None = None,
        to: str | None = None,
        reason: str | None = None,
    ) -> "Ticket":
        """Call in more skill (functional) or management (hierarchical).

        The ``kind`` of the two is required.
        """
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

    def unlink(
        self,
        *,
        at: datetime,
        by: Actor | None,
        other: str,
        kind: LinkKind | str = LinkKind.RELATED,
    ) -> "Ticket":
        """Take back a relation to another ticket, the id ``other``."""
        return self._do(events.Unlinked(at=at, by=by, link=Link(kind, other)))

    def promise(
        self, *, at: datetime, by: Actor | None, due: datetime, text: str | None = None
    ) -> "Ticket":
        """Tell the requester by when.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> noon = monday.replace(hour=12)
            >>> ticket = open_ticket("INC1", at=monday)
            >>> promised = ticket.promise(at=monday, by=None, due=noon, text="a call")
            >>> [promise.text for promise in promised.open_promises]
            ['a call']
            >>> promised.keep_promise(at=noon, by=None, due=noon).open_promises
            ()
        """
        return self._do(events.PromiseMade(at=at, by=by, due=due, text=text))

    def keep_promise(
        self, *, at: datetime, by: Actor | None, due: datetime
    ) -> "Ticket":
        """Say that what was promised by ``due`` is done."""
        return self._do(events.PromiseKept(at=at, by=by, due=due))

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

    def take(
        self,
        action: str,
        *,
        at: datetime,
        by: Actor | None,
        fields: Mapping[str, object] = FrozenMap(),
    ) -> "Ticket":
        """Take an action of a lifecycle of one's own.

        Args:
            action: its name.
            at: when.
            by: the actor.
            fields: what it is told, by name; its row may require some.

        Raises:
            InvalidArgumentError: for an action that has a command of its own.
            UnknownActionError: if the lifecycle has no such action.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.lifecycles import Action, Lifecycle, State
            >>> from servicedesk_core.tickets import open_ticket
            >>> door = Lifecycle(
            ...     "door",
            ...     [State("shut", "open"), State("ajar", "done")],
            ...     [Action("push", ["shut"], "ajar", required=["force"])],
            ... )
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> shut = open_ticket("D1", at=monday, lifecycle=door)
            >>> shut.take("push", at=monday, by=None, fields={"force": 2}).state
            'ajar'
        """
        taken = events.ActionTaken(at=at, by=by, name=action, fields=fields)
        return self._do(taken)


def check_taken(event: events.ActionTaken) -> None:
    """Refuse an action that has an event of its own, which tells more.

    Raises:
        InvalidArgumentError: with the command to call.
    """
    command = OWN_COMMANDS.get(event.name)
    if command is not None:
        wanted = f"one without a command of its own; call ticket.{command}(...)"
        raise InvalidArgumentError("action", event.name, wanted)

"""Events of tickets of every kind that leave the state as it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

import attrs

from servicedesk_core.errors import member
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.tickets.events.base import (
    Base,
    check_aware,
    check_id,
    check_link,
    check_money,
    check_score,
    names,
    told,
)
from servicedesk_core.tickets.kinds import EscalationKind, Link, TicketKind
from servicedesk_core.timeline import instant_key

_OTHERS = frozenset({Role.VENDOR, Role.APPROVER})
_NO_ANSWER = frozenset({Role.REQUESTER, Role.SYSTEM})


def _kind(kind: TicketKind | str) -> TicketKind:
    return member(TicketKind, kind, "kind")


def _escalation(kind: EscalationKind | str | None) -> EscalationKind | None:
    return None if kind in (None, "") else member(EscalationKind, kind, "kind")


@attrs.frozen(kw_only=True)
class Opened(Base):
    """The ticket came into being."""

    action: ClassVar[str] = "open"

    id: str = attrs.field(validator=check_id)
    kind: TicketKind = attrs.field(default=TicketKind.INCIDENT, converter=_kind)
    impact: object = None
    urgency: object = None
    priority: object = None
    requester: str | None = attrs.field(default=None, converter=told)
    group: str | None = attrs.field(default=None, converter=told)
    channel: str | None = None
    attributes: Mapping[str, object] = attrs.field(factory=FrozenMap, converter=freeze)

    @property
    def is_contact(self) -> bool:
        """Whether the requester turned to the desk, not the desk or a system alone."""
        by_desk = self.by is not None and self.by.role is not Role.REQUESTER
        return self.requester is not None or not by_desk


@attrs.frozen(kw_only=True)
class Assigned(Base):
    """A group, or an agent of it, took the ticket over; None leaves it as it was.

    Attributes:
        group: the group that has it now.
        agent: who works on it now.
        warm: whether the former one was there to tell the next.
        carried: what was handed over with it, such as ``{"contract", "problem"}``.
    """

    action: ClassVar[str] = "assign"

    group: str | None = attrs.field(default=None, converter=told)
    agent: str | None = attrs.field(default=None, converter=told)
    warm: bool = False
    carried: frozenset[str] = attrs.field(default=frozenset(), converter=names)


@attrs.frozen(kw_only=True)
class Unassigned(Base):
    """Nobody has the ticket any more; with ``keep_group``, only the agent let it go."""

    action: ClassVar[str] = "unassign"

    keep_group: bool = False


@attrs.frozen(kw_only=True)
class Acknowledged(Base):
    """The desk confirmed that it knows."""

    action: ClassVar[str] = "acknowledge"


@attrs.frozen(kw_only=True)
class Replied(Base):
    """The desk wrote to the requester, or to ``to``."""

    action: ClassVar[str] = "reply"

    text: str | None = None
    automatic: bool = False
    to: str | None = None

    @property
    def is_automatic(self) -> bool:
        """Whether no person wrote it: it says so, or the system sent it."""
        return self.automatic or (self.by is not None and self.by.role is Role.SYSTEM)

    def answers(self, requester: str | None) -> bool:
        """Tell whether it answers the requester: a person of the desk wrote to them."""
        if self.automatic or (self.by is not None and self.by.role in _NO_ANSWER):
            return False
        return self.to is None or self.to == requester

    @property
    def comes_from_requester(self) -> bool:
        """Whether the requester wrote it, not the desk."""
        by_requester = self.by is not None and self.by.role is Role.REQUESTER
        return by_requester and not self.automatic


@attrs.frozen(kw_only=True)
class MessageReceived(Base):
    """The requester, or somebody for them, wrote, called or came.

    Attributes:
        text: what it said.
        channel: by which way it came, such as ``"phone"``.
        forced: whether the procedure left the requester no other way.
    """

    action: ClassVar[str] = "receive"

    text: str | None = None
    channel: str | None = None
    forced: bool = False

    @property
    def is_contact(self) -> bool:
        """Whether it comes from the requester, not from a vendor or an approver."""
        return self.by is None or self.by.role not in _OTHERS


@attrs.frozen(kw_only=True)
class NoteAdded(Base):
    """A note that the requester does not see."""

    action: ClassVar[str] = "note"

    text: str | None = None


@attrs.frozen(kw_only=True)
class WorkaroundGiven(Base):
    """A way to go on until the cause is mended."""

    action: ClassVar[str] = "workaround"

    text: str | None = None


@attrs.frozen(kw_only=True)
class PriorityChanged(Base):
    """Impact, urgency or priority changed; None leaves each as it was.

    ``by_hand`` says that the priority does not follow from impact and urgency.
    """

    impact: object = None
    urgency: object = None
    priority: object = None
    reason: str | None = None
    by_hand: bool = False

    @property
    def action(self) -> str:  # type: ignore[override]
        """The row of the lifecycle: overriding the matrix needs a reason."""
        return "override_priority" if self.by_hand else "prioritise"


@attrs.frozen(kw_only=True)
class AttributesChanged(Base):
    """Some attributes got new values; the others stay."""

    action: ClassVar[str] = "change_attributes"

    attributes: Mapping[str, object] = attrs.field(converter=freeze)


@attrs.frozen(kw_only=True)
class OwnerChanged(Base):
    """Somebody else now answers for the ticket, whoever works on it."""

    action: ClassVar[str] = "set_owner"

    owner: str | None = attrs.field(default=None, converter=told)


@attrs.frozen(kw_only=True)
class Escalated(Base):
    """The ticket went to a more skilled group, or management was told."""

    action: ClassVar[str] = "escalate"

    kind: EscalationKind | None = attrs.field(default=None, converter=_escalation)
    to: str | None = None
    reason: str | None = None


@attrs.frozen(kw_only=True)
class Linked(Base):
    """The ticket was related to another."""

    action: ClassVar[str] = "link"

    link: Link = attrs.field(validator=check_link)


@attrs.frozen(kw_only=True)
class Unlinked(Base):
    """The relation to another ticket no longer holds."""

    action: ClassVar[str] = "unlink"

    link: Link = attrs.field(validator=check_link)


@attrs.frozen(kw_only=True)
class SurveyAnswered(Base):
    """The requester gave a score."""

    action: ClassVar[str] = "survey"

    score: float = attrs.field(validator=check_score)
    comment: str | None = None


@attrs.frozen(kw_only=True)
class CompensationGranted(Base):
    """The requester got money back."""

    action: ClassVar[str] = "compensate"

    money: Money = attrs.field(validator=check_money)
    reason: str | None = None


@attrs.frozen(kw_only=True)
class PromiseMade(Base):
    """The requester was told by when."""

    action: ClassVar[str] = "promise"

    due: datetime = attrs.field(validator=check_aware, eq=instant_key)
    text: str | None = None


@attrs.frozen(kw_only=True)
class PromiseKept(Base):
    """What was promised by ``due`` was done."""

    action: ClassVar[str] = "keep_promise"

    due: datetime = attrs.field(validator=check_aware, eq=instant_key)

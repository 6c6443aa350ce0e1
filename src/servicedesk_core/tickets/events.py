"""What happened to a ticket: frozen events in the past tense.

Every event has ``at``, an aware datetime, and ``by``, an actor or None where the
source does not say. ``action`` names the row of the lifecycle it stands for.
"""

from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import ClassVar

import attrs

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
    member,
)
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.lifecycles import Role
from servicedesk_core.money import Money
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.kinds import (
    EscalationKind,
    HoldReason,
    Link,
    TicketKind,
)
from servicedesk_core.timeline import instant_key


def _check_aware(_: object, field: "attrs.Attribute[datetime]", at: datetime) -> None:
    if not isinstance(at, datetime):
        raise WrongTypeError(field.name, at, "an aware datetime")
    if at.utcoffset() is None:
        raise NaiveDatetimeError(field.name, at)


def _check_actor(
    _: object, field: "attrs.Attribute[Actor | None]", by: Actor | None
) -> None:
    if by is not None and not isinstance(by, Actor):
        raise WrongTypeError(field.name, by, "an Actor or None")


def _check_score(_: object, field: "attrs.Attribute[float]", score: float) -> None:
    if isinstance(score, bool) or not isinstance(score, int | float):
        raise WrongTypeError(field.name, score, "a number")
    if isinstance(score, float) and not isfinite(score):
        raise InvalidArgumentError(field.name, score, "finite")


def _check_money(_: object, field: "attrs.Attribute[Money]", money: Money) -> None:
    if not isinstance(money, Money):
        raise WrongTypeError(field.name, money, "Money")


def _check_link(_: object, field: "attrs.Attribute[Link]", link: Link) -> None:
    if not isinstance(link, Link):
        raise WrongTypeError(field.name, link, "a Link")


def _check_id(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise WrongTypeError(field.name, value, "a text that is not empty")


def _kind(kind: TicketKind | str) -> TicketKind:
    return member(TicketKind, kind, "kind")


def _escalation(kind: EscalationKind | str) -> EscalationKind:
    return member(EscalationKind, kind, "kind")


def _hold_reason(reason: HoldReason | str | None) -> HoldReason | None:
    return None if reason in (None, "") else member(HoldReason, reason, "reason")


def _hold(hold: HoldReason | str | None) -> HoldReason | None:
    return None if hold in (None, "") else member(HoldReason, hold, "hold")


@attrs.frozen(kw_only=True)
class _Base:
    """What all events have."""

    action: ClassVar[str]

    at: datetime = attrs.field(validator=_check_aware, eq=instant_key)
    by: Actor | None = attrs.field(default=None, validator=_check_actor)


@attrs.frozen(kw_only=True)
class Opened(_Base):
    """The ticket came into being."""

    action: ClassVar[str] = "open"

    id: str = attrs.field(validator=_check_id)
    kind: TicketKind = attrs.field(default=TicketKind.INCIDENT, converter=_kind)
    impact: object = None
    urgency: object = None
    priority: object = None
    requester: str | None = None
    group: str | None = None
    attributes: Mapping[str, object] = attrs.field(factory=FrozenMap, converter=freeze)


@attrs.frozen(kw_only=True)
class Assigned(_Base):
    """A group, or an agent of it, took the ticket over; None leaves it as it was."""

    action: ClassVar[str] = "assign"

    group: str | None = None
    agent: str | None = None


@attrs.frozen(kw_only=True)
class Acknowledged(_Base):
    """The desk confirmed that it knows."""

    action: ClassVar[str] = "acknowledge"


@attrs.frozen(kw_only=True)
class WorkStarted(_Base):
    """Somebody began to work."""

    action: ClassVar[str] = "start"


@attrs.frozen(kw_only=True)
class PutOnHold(_Base):
    """The ticket waits for somebody else, or for another reason than before."""

    action: ClassVar[str] = "hold"

    reason: HoldReason | None = attrs.field(default=None, converter=_hold_reason)


@attrs.frozen(kw_only=True)
class Resumed(_Base):
    """Work goes on after a hold."""

    action: ClassVar[str] = "resume"


@attrs.frozen(kw_only=True)
class Replied(_Base):
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
        to_them = self.to is None or self.to == requester
        return to_them and not self.is_automatic and not self.comes_from_requester

    @property
    def comes_from_requester(self) -> bool:
        """Whether the requester wrote it, not the desk."""
        by_requester = self.by is not None and self.by.role is Role.REQUESTER
        return by_requester and not self.is_automatic


@attrs.frozen(kw_only=True)
class MessageReceived(_Base):
    """The requester, or somebody for them, wrote."""

    action: ClassVar[str] = "receive"

    text: str | None = None


@attrs.frozen(kw_only=True)
class NoteAdded(_Base):
    """A note that the requester does not see."""

    action: ClassVar[str] = "note"

    text: str | None = None


@attrs.frozen(kw_only=True)
class WorkaroundGiven(_Base):
    """A way to go on until the cause is mended."""

    action: ClassVar[str] = "workaround"

    text: str | None = None


@attrs.frozen(kw_only=True)
class PriorityChanged(_Base):
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
class AttributesChanged(_Base):
    """Some attributes got new values; the others stay."""

    action: ClassVar[str] = "change_attributes"

    attributes: Mapping[str, object] = attrs.field(converter=freeze)


@attrs.frozen(kw_only=True)
class OwnerChanged(_Base):
    """Somebody else now answers for the ticket, whoever works on it."""

    action: ClassVar[str] = "set_owner"

    owner: str | None = None


@attrs.frozen(kw_only=True)
class Escalated(_Base):
    """The ticket went to a more skilled group, or management was told."""

    action: ClassVar[str] = "escalate"

    kind: EscalationKind = attrs.field(converter=_escalation)
    to: str | None = None
    reason: str | None = None


@attrs.frozen(kw_only=True)
class Linked(_Base):
    """The ticket was related to another."""

    action: ClassVar[str] = "link"

    link: Link = attrs.field(validator=_check_link)


@attrs.frozen(kw_only=True)
class Resolved(_Base):
    """Service is restored, or the desk says so."""

    action: ClassVar[str] = "resolve"

    code: str | None = None
    notes: str | None = None


@attrs.frozen(kw_only=True)
class Closed(_Base):
    """The ticket is finished."""

    action: ClassVar[str] = "close"


@attrs.frozen(kw_only=True)
class Reopened(_Base):
    """It was not over; with ``hold`` the ticket waits at once."""

    reason: str | None = None
    hold: HoldReason | None = attrs.field(default=None, converter=_hold)

    @property
    def action(self) -> str:  # type: ignore[override]
        """The row of the lifecycle: reopening may lead to two states."""
        return "reopen" if self.hold is None else "reopen_on_hold"


@attrs.frozen(kw_only=True)
class Cancelled(_Base):
    """The ticket was not needed."""

    action: ClassVar[str] = "cancel"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class Merged(_Base):
    """Another ticket goes on in place of this one."""

    action: ClassVar[str] = "merge"

    into: str | None = None


@attrs.frozen(kw_only=True)
class SurveyAnswered(_Base):
    """The requester gave a score."""

    action: ClassVar[str] = "survey"

    score: float = attrs.field(validator=_check_score)
    comment: str | None = None


@attrs.frozen(kw_only=True)
class CompensationGranted(_Base):
    """The requester got money back."""

    action: ClassVar[str] = "compensate"

    money: Money = attrs.field(validator=_check_money)
    reason: str | None = None


@attrs.frozen(kw_only=True)
class PromiseMade(_Base):
    """The requester was told by when."""

    action: ClassVar[str] = "promise"

    due: datetime = attrs.field(validator=_check_aware, eq=instant_key)
    text: str | None = None


Event = (
    Opened
    | Assigned
    | Acknowledged
    | WorkStarted
    | PutOnHold
    | Resumed
    | Replied
    | MessageReceived
    | NoteAdded
    | WorkaroundGiven
    | PriorityChanged
    | AttributesChanged
    | OwnerChanged
    | Escalated
    | Linked
    | Resolved
    | Closed
    | Reopened
    | Cancelled
    | Merged
    | SurveyAnswered
    | CompensationGranted
    | PromiseMade
)
"""Every event there is."""

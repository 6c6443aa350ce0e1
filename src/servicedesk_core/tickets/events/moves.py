"""Events that move a ticket along, whatever its kind."""

from collections.abc import Mapping
from typing import ClassVar

import attrs

from servicedesk_core.errors import member
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.tickets.events.base import Base, check_id, told
from servicedesk_core.tickets.kinds import HoldReason


def _fields(fields: Mapping[str, object]) -> FrozenMap[str, object]:
    return freeze(fields, "fields")


def _hold_reason(reason: HoldReason | str | None) -> HoldReason | None:
    return None if reason in (None, "") else member(HoldReason, reason, "reason")


def _hold(hold: HoldReason | str | None) -> HoldReason | None:
    return None if hold in (None, "") else member(HoldReason, hold, "hold")


@attrs.frozen(kw_only=True)
class WorkStarted(Base):
    """Somebody began to work."""

    action: ClassVar[str] = "start"


@attrs.frozen(kw_only=True)
class PutOnHold(Base):
    """The ticket waits for somebody else, or for another reason than before."""

    action: ClassVar[str] = "hold"

    reason: HoldReason | None = attrs.field(default=None, converter=_hold_reason)


@attrs.frozen(kw_only=True)
class Resumed(Base):
    """Work goes on after a hold."""

    action: ClassVar[str] = "resume"


@attrs.frozen(kw_only=True)
class Resolved(Base):
    """Service is restored, or the desk says so."""

    action: ClassVar[str] = "resolve"

    code: str | None = None
    notes: str | None = None


@attrs.frozen(kw_only=True)
class Closed(Base):
    """The ticket is finished."""

    action: ClassVar[str] = "close"

    code: str | None = attrs.field(default=None, converter=told)


@attrs.frozen(kw_only=True)
class Reopened(Base):
    """It was not over; with ``hold`` the ticket waits at once."""

    reason: str | None = None
    hold: HoldReason | None = attrs.field(default=None, converter=_hold)

    @property
    def action(self) -> str:  # type: ignore[override]
        """The row of the lifecycle: reopening may lead to two states."""
        return "reopen" if self.hold is None else "reopen_on_hold"


@attrs.frozen(kw_only=True)
class Cancelled(Base):
    """The ticket was not needed."""

    action: ClassVar[str] = "cancel"

    reason: str | None = None


@attrs.frozen(kw_only=True)
class Merged(Base):
    """Another ticket goes on in place of this one."""

    action: ClassVar[str] = "merge"

    into: str | None = None


@attrs.frozen(kw_only=True)
class ActionTaken(Base):
    """An action of a lifecycle of one's own, which has no event of its own.

    Attributes:
        name: the action.
        fields: what it was told, by name; what its row requires is looked for here.
    """

    name: str = attrs.field(validator=check_id)
    fields: Mapping[str, object] = attrs.field(factory=FrozenMap, converter=_fields)

    @property
    def action(self) -> str:  # type: ignore[override]
        """The row of the lifecycle."""
        return self.name

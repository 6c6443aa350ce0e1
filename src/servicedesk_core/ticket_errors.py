"""Errors of tickets, lifecycles, priorities, service levels and escalation.

They are names of :mod:`servicedesk_core.errors`, which loads them when they are first
used: a program that counts service hours raises none of them.
"""

from typing import ClassVar

import attrs

from servicedesk_core.errors import ServiceDeskError

_HOME = "servicedesk_core.errors"


@attrs.define(repr=False, slots=False)
class InvalidLifecycleError(ServiceDeskError, ValueError):
    """A lifecycle table that contradicts itself."""

    __module__ = _HOME

    code: ClassVar[str] = "lifecycle.table"
    template: ClassVar[str] = "lifecycle {lifecycle!r}: {reason}"

    lifecycle: str
    reason: str


@attrs.define(repr=False, slots=False)
class UnknownActionError(ServiceDeskError, ValueError):
    """An action that the ticket's lifecycle does not have."""

    __module__ = _HOME

    code: ClassVar[str] = "lifecycle.action"
    template: ClassVar[str] = "lifecycle {lifecycle!r} has no action {action!r}{hint}"

    lifecycle: str
    action: str
    matches: tuple[str, ...] = ()


@attrs.frozen
class Refusal:
    """One failed guard of a command.

    Attributes:
        code: a stable dotted name of the guard.
        message: what is wrong and what was wanted, in English.
        field: the field or argument at fault, if there is one.
    """

    __module__ = _HOME

    code: str
    message: str
    field: str | None = None


@attrs.define(repr=False, slots=False)
class TransitionRefusedError(ServiceDeskError, ValueError):
    """A command that the ticket's rules refuse, with every reason.

    Attributes:
        ticket: the ticket's id.
        action: the action asked for.
        state: the state the ticket is in.
        reasons: all guards that failed, never only the first.
    """

    __module__ = _HOME

    code: ClassVar[str] = "ticket.refused"
    template: ClassVar[str] = "cannot {action} ticket {ticket!r} in {state}: {because}"

    ticket: str
    action: str
    state: str
    reasons: tuple[Refusal, ...]

    def values(self) -> dict[str, object]:
        """Return what the message's template is filled with."""
        because = "; ".join(reason.message for reason in self.reasons)
        return {**super().values(), "because": because}


@attrs.define(repr=False, slots=False)
class InvalidHistoryError(ServiceDeskError, ValueError):
    """Events that cannot be the history of one ticket."""

    __module__ = _HOME

    code: ClassVar[str] = "ticket.history"
    template: ClassVar[str] = "event {position}: {reason}"

    position: int
    reason: str


@attrs.define(repr=False, slots=False)
class InvalidMatrixError(ServiceDeskError, ValueError):
    """A priority matrix with a missing or foreign cell."""

    __module__ = _HOME

    code: ClassVar[str] = "priority.matrix"
    template: ClassVar[str] = "priority matrix: {reason}"

    reason: str
    cells: tuple[object, ...] = ()


@attrs.define(repr=False, slots=False)
class InvalidPathError(ServiceDeskError, ValueError):
    """An escalation path whose text cannot be read.

    Attributes:
        reason: what was wanted.
        text: the notation that was read.
        position: where in ``text`` it went wrong, from 0.
    """

    __module__ = _HOME

    code: ClassVar[str] = "escalation.path"
    template: ClassVar[str] = "{reason} at position {position} of {text!r}"

    reason: str
    text: str
    position: int


@attrs.define(repr=False, slots=False)
class NoTargetError(ServiceDeskError, LookupError):
    """A service level target that sets no time for the subject's priority."""

    __module__ = _HOME

    code: ClassVar[str] = "sla.no_target"
    template: ClassVar[str] = "{metric} has no target for priority {priority!r}"

    metric: str
    priority: object

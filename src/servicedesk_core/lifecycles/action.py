"""The rows of a lifecycle: who may do what, from which states."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from servicedesk_core.errors import WrongTypeError, member


class Role(StrEnum):
    """In which capacity somebody acts on a ticket."""

    REQUESTER = "requester"
    AGENT = "agent"
    SYSTEM = "system"
    VENDOR = "vendor"
    APPROVER = "approver"


DESK = frozenset({Role.AGENT, Role.SYSTEM})
"""Who runs the desk."""

HELPERS = DESK | {Role.VENDOR}
"""Who works on tickets."""

EVERYONE = frozenset(Role)
"""All roles."""


def _names(names: Iterable[str], argument: str) -> tuple[str, ...]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise WrongTypeError(argument, names, "several names, in a list")
    return tuple(names)


def _sources(sources: Iterable[str]) -> tuple[str, ...]:
    return _names(sources, "sources")


def _required(required: Iterable[str]) -> tuple[str, ...]:
    return _names(required, "required")


def _roles(roles: Iterable[str]) -> frozenset[Role]:
    return frozenset(member(Role, role, "roles") for role in _names(roles, "roles"))


@attrs.frozen
class Action:
    """One row of a lifecycle: who may do what, from which states.

    Attributes:
        name: the command, such as ``"resolve"``.
        sources: the states it starts from.
        target: the state it leads to, or None if it leaves the state as it is.
        roles: who may do it.
        required: the fields it needs; ``"group|agent"`` needs at least one of them,
            ``"attributes.category"`` is looked for among the ticket's attributes.

    Raises:
        InvalidArgumentError: if a role is none of :class:`Role`.
        WrongTypeError: for one name where several are wanted.

    Example:
        >>> Action("hold", ["new"], "on_hold", ["agent"], ["reason"]).required
        ('reason',)
    """

    name: str
    sources: tuple[str, ...] = attrs.field(converter=_sources)
    target: str | None = None
    roles: frozenset[Role] = attrs.field(default=frozenset(Role), converter=_roles)
    required: tuple[str, ...] = attrs.field(default=(), converter=_required)

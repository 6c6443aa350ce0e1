"""Who acts on a ticket."""

import attrs

from servicedesk_core.errors import member
from servicedesk_core.lifecycles import Role


def _role(role: Role | str) -> Role:
    return member(Role, role, "role")


@attrs.frozen
class Actor:
    """Somebody, or something, in a role.

    Args:
        id: the app's name for them.
        role: in which capacity they act.

    Raises:
        InvalidArgumentError: if ``role`` is none of :class:`~servicedesk_core.Role`.

    Example:
        >>> Actor("anna", "agent").role
        <Role.AGENT: 'agent'>
    """

    id: str
    role: Role = attrs.field(converter=_role)

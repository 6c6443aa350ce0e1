"""What is at stake for a client, which outweighs how many are concerned."""

from enum import StrEnum

from servicedesk_core.errors import member
from servicedesk_core.priority import Priority


class Stake(StrEnum):
    """What a client may lose that nothing makes good."""

    LIFE = "life"
    HEALTH = "health"
    LIVELIHOOD = "livelihood"
    """The money that the client lives on."""


class FixKind(StrEnum):
    """How a case was put right."""

    SYSTEMIC = "systemic"
    """With its cause, for all."""
    MANUAL_FIX = "manual_fix"
    """By hand, for this client alone; it will come back."""


def raised_priority(
    priority: Priority | int,
    stake: Stake | str | None,
    *,
    to: Priority | int = Priority.CRITICAL,
) -> Priority:
    """Return a priority, raised where life, health or a livelihood is at stake.

    How many clients are concerned plays no part.

    Args:
        priority: the one by impact and urgency.
        stake: what is at stake; None if nothing of that kind.
        to: what it is raised to; a more urgent one stays.

    Raises:
        InvalidArgumentError: for an unknown priority or stake.

    Source:
        For one client it may be a matter of life and death.

    Example:
        >>> raised_priority(Priority.LOW, "health").name
        'CRITICAL'
        >>> raised_priority(Priority.LOW, None).name
        'LOW'
    """
    own = member(Priority, priority, "priority")
    least = member(Priority, to, "to")
    if stake is None:
        return own
    member(Stake, stake, "stake")
    return min(own, least, key=lambda each: each.value)

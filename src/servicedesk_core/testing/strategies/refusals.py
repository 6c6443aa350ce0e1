"""Why commands are refused."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.errors import Refusal
from servicedesk_core.testing.strategies.texts import names

# The guards of tickets, and the field that each names.
_GUARDS = (
    ("ticket.state", None),
    ("ticket.role", "by"),
    ("ticket.order", "at"),
    ("ticket.required", "reason"),
    ("ticket.itself", None),
    ("ticket.major", None),
    ("ticket.link", "link"),
)


def refusals() -> st.SearchStrategy[Refusal]:
    """Refusals of every kind of guard, with and without a field.

    They shrink to one by the state.

    Example:
        >>> from hypothesis import find
        >>> find(refusals(), lambda refusal: True).code
        'ticket.state'
    """
    return st.builds(
        lambda guard, message: Refusal(guard[0], message, guard[1]),
        st.sampled_from(_GUARDS),
        names(),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Refusal: refusals}
)

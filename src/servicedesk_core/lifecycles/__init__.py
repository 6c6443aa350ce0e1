"""Transition tables as values, and how far a log is from them."""

from servicedesk_core.lifecycles.conformance import Conformance, Rejection
from servicedesk_core.lifecycles.incident import DIRECT_CLOSE, INCIDENT
from servicedesk_core.lifecycles.lifecycle import (
    Action,
    Category,
    Lifecycle,
    Role,
    State,
)

__all__ = [
    "DIRECT_CLOSE",
    "INCIDENT",
    "Action",
    "Category",
    "Conformance",
    "Lifecycle",
    "Rejection",
    "Role",
    "State",
]

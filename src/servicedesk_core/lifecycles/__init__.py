"""Transition tables as values, and how far a log is from them."""

from servicedesk_core.lifecycles.action import Action, Role
from servicedesk_core.lifecycles.change import (
    CHANGE,
    EMERGENCY_CHANGE,
    STANDARD_CHANGE,
)
from servicedesk_core.lifecycles.complaint import COMPLAINT
from servicedesk_core.lifecycles.conformance import Conformance, Rejection
from servicedesk_core.lifecycles.incident import DIRECT_CLOSE, INCIDENT
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.problem import PROBLEM
from servicedesk_core.lifecycles.service_request import SERVICE_REQUEST
from servicedesk_core.lifecycles.state import OVER, Category, State

__all__ = [
    "CHANGE",
    "COMPLAINT",
    "DIRECT_CLOSE",
    "EMERGENCY_CHANGE",
    "INCIDENT",
    "OVER",
    "PROBLEM",
    "SERVICE_REQUEST",
    "STANDARD_CHANGE",
    "Action",
    "Category",
    "Conformance",
    "Lifecycle",
    "Rejection",
    "Role",
    "State",
]

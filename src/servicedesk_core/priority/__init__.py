"""From impact and urgency to priority."""

from servicedesk_core.priority.matrix import PriorityMatrix
from servicedesk_core.priority.servicenow import SERVICENOW, Impact, Priority, Urgency

__all__ = ["SERVICENOW", "Impact", "Priority", "PriorityMatrix", "Urgency"]

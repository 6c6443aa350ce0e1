"""ServiceNow's matrix, over the library's own enums.

Source: ServiceNow product documentation, "Incident prioritization": impact and
urgency from 1 High to 3 Low give priority = impact + urgency - 1.
"""

from enum import IntEnum

from servicedesk_core.priority.matrix import PriorityMatrix


class Impact(IntEnum):
    """How much of the business is affected; 1 is most."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3


class Urgency(IntEnum):
    """How soon the business is hurt; 1 is soonest."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3


class Priority(IntEnum):
    """In which order to work; 1 comes first."""

    CRITICAL = 1
    HIGH = 2
    MODERATE = 3
    LOW = 4
    PLANNING = 5


SERVICENOW: PriorityMatrix[Impact, Urgency, Priority] = PriorityMatrix(
    {
        (impact, urgency): Priority(impact + urgency - 1)
        for impact in Impact
        for urgency in Urgency
    }
)
"""The matrix as ServiceNow delivers it."""

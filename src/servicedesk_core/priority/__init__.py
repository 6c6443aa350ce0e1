"""From impact and urgency to priority, by a vendor's matrix or one's own.

Each vendor's matrix is loaded when it is first used.
"""

from servicedesk_core.lazy import loader
from servicedesk_core.priority.matrix import PriorityMatrix
from servicedesk_core.priority.servicenow import SERVICENOW, Impact, Priority, Urgency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.priority.glpi import (
        GLPI as GLPI,
        GlpiImpact as GlpiImpact,
        GlpiPriority as GlpiPriority,
        GlpiUrgency as GlpiUrgency,
    )
    from servicedesk_core.priority.itop import (
        ITOP as ITOP,
        ItopImpact as ItopImpact,
        ItopPriority as ItopPriority,
        ItopUrgency as ItopUrgency,
    )
    from servicedesk_core.priority.jira import (
        JIRA as JIRA,
        JiraImpact as JiraImpact,
        JiraPriority as JiraPriority,
        JiraUrgency as JiraUrgency,
    )

_HOMES = {
    "GLPI": "glpi",
    "GlpiImpact": "glpi",
    "GlpiPriority": "glpi",
    "GlpiUrgency": "glpi",
    "ITOP": "itop",
    "ItopImpact": "itop",
    "ItopPriority": "itop",
    "ItopUrgency": "itop",
    "JIRA": "jira",
    "JiraImpact": "jira",
    "JiraPriority": "jira",
    "JiraUrgency": "jira",
}

__all__ = [  # noqa: PLE0604 - the names are strings
    "SERVICENOW",
    "Impact",
    "Priority",
    "PriorityMatrix",
    "Urgency",
    *_HOMES,
]


if not TYPE_CHECKING:  # else a type checker would take every typo for a name
    __getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)

"""GLPI's matrix: five impacts and five urgencies give five of six priorities.

Larger numbers are more urgent, the reverse of ServiceNow and iTop.

Source: GLPI, file ``install/empty_data.php``, setting ``priority_matrix``, a row for
each urgency. GLPI's help page on the priority matrix says that the sixth priority,
major, is no part of it: people set it by hand.
"""

from enum import IntEnum

from servicedesk_core.priority.matrix import PriorityMatrix


class GlpiImpact(IntEnum):
    """How much of the business is affected; 5 is most."""

    VERY_LOW = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    VERY_HIGH = 5


class GlpiUrgency(IntEnum):
    """How soon help is needed; 5 is soonest."""

    VERY_LOW = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    VERY_HIGH = 5


class GlpiPriority(IntEnum):
    """In which order to work; 6 comes first, and no cell of the matrix gives it."""

    VERY_LOW = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    VERY_HIGH = 5
    MAJOR = 6


GLPI: PriorityMatrix[GlpiImpact, GlpiUrgency, GlpiPriority] = PriorityMatrix(
    {
        (impact, urgency): GlpiPriority(number)
        for urgency, row in {
            GlpiUrgency.VERY_LOW: (1, 1, 2, 2, 2),
            GlpiUrgency.LOW: (1, 2, 2, 3, 3),
            GlpiUrgency.MEDIUM: (2, 2, 3, 4, 4),
            GlpiUrgency.HIGH: (2, 3, 4, 4, 5),
            GlpiUrgency.VERY_HIGH: (2, 3, 4, 5, 5),
        }.items()
        for impact, number in zip(GlpiImpact, row, strict=True)
    }
)
"""The matrix as GLPI delivers it."""

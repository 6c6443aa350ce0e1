"""iTop's matrix: three impacts and four urgencies give four priorities.

Source: Combodo iTop, file ``datamodel.itop-incident-mgmt-itil.xml``, method
``ComputePriority``; the names are those of its English dictionary. Comments beside
the table call impact 1 a single person and impact 3 a department. The dictionary,
which is what agents see, says the reverse, and is followed here.
"""

from enum import IntEnum

from servicedesk_core.priority.matrix import PriorityMatrix


class ItopImpact(IntEnum):
    """Who is affected; 1 is most."""

    DEPARTMENT = 1
    SERVICE = 2
    PERSON = 3


class ItopUrgency(IntEnum):
    """How soon help is needed; 1 is soonest."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


class ItopPriority(IntEnum):
    """In which order to work; 1 comes first."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4


ITOP: PriorityMatrix[ItopImpact, ItopUrgency, ItopPriority] = PriorityMatrix(
    {
        (impact, urgency): ItopPriority(number)
        for impact, row in {
            ItopImpact.DEPARTMENT: (1, 1, 2, 4),
            ItopImpact.SERVICE: (1, 2, 3, 4),
            ItopImpact.PERSON: (2, 3, 3, 4),
        }.items()
        for urgency, number in zip(ItopUrgency, row, strict=True)
    }
)
"""The matrix as iTop delivers it."""

"""Jira Service Management's matrix: four impacts, five urgencies, five priorities.

It is the example that the vendor publishes for a start. With a minor impact, low
urgency gives more priority than medium does: the matrix is not monotone, and
``JIRA.disorders`` names the two cells.

Source: Atlassian Support, Jira Service Management Cloud, "Create an impact urgency
priority matrix". Members hold the names of the fields' options, and are defined from
most to least.
"""

from enum import StrEnum

from servicedesk_core.priority.matrix import PriorityMatrix


class JiraImpact(StrEnum):
    """How much of the business is affected; the first is most."""

    EXTENSIVE = "Extensive"
    SIGNIFICANT = "Significant"
    MODERATE = "Moderate"
    MINOR = "Minor"


class JiraUrgency(StrEnum):
    """How soon the business is hurt; the first is soonest."""

    CRITICAL = "Critical"
    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"
    LOWEST = "Lowest"


class JiraPriority(StrEnum):
    """In which order to work; the first comes first."""

    HIGHEST = "Highest"
    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"
    LOWEST = "Lowest"


JIRA: PriorityMatrix[JiraImpact, JiraUrgency, JiraPriority] = PriorityMatrix(
    {
        (impact, urgency): JiraPriority(name)
        for impact, row in {
            JiraImpact.EXTENSIVE: "Highest High Medium Low Lowest",
            JiraImpact.SIGNIFICANT: "Highest High Medium Low Lowest",
            JiraImpact.MODERATE: "High Medium Low Low Lowest",
            JiraImpact.MINOR: "Medium Low Lowest Low Lowest",
        }.items()
        for urgency, name in zip(JiraUrgency, row.split(), strict=True)
    }
)
"""The matrix as Atlassian publishes it."""

"""What members of tickets and their events may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.common import AT_LEAST_ONE, FILLED_TEXT, NAME
from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "ActionTaken": {"name": NAME},
        "Link": {"other": FILLED_TEXT},
        "Opened": {"id": NAME},
        "Ticket": {"history": AT_LEAST_ONE},
    }
)
"""By the name of the type and of the member."""

"""What members may be beyond their types, so that schemas can say it.

The values check all of it themselves, and more; a schema knows what stands here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules import (
    calendars,
    complaints,
    explanation,
    lifecycles,
    money,
    priority,
    satisfaction,
    sla,
    stats,
    tickets,
)
from servicedesk_core.plain.rules.rule import Rule, refined

_TABLES = (
    calendars.RULES,
    complaints.RULES,
    explanation.RULES,
    lifecycles.RULES,
    money.RULES,
    priority.RULES,
    satisfaction.RULES,
    sla.RULES,
    stats.RULES,
    tickets.RULES,
)

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {kind: rules for table in _TABLES for kind, rules in table.items()}
)
"""By the name of the type and of the member."""

__all__ = ["RULES", "Rule", "refined"]

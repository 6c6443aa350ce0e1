"""What members of service level agreements may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from servicedesk_core.plain.rules.common import AT_LEAST_ONE, FILLED_TEXT, LENGTH, NAME
from servicedesk_core.plain.rules.rule import Rule
from servicedesk_core.sla import SlaState

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Agreement": {"targets": AT_LEAST_ONE},
        "Compliance": {"counts": Rule(low=len(SlaState))},
        "Condition": {"field": FILLED_TEXT},
        "CustomMetric": {"name": NAME, "start": AT_LEAST_ONE, "stop": AT_LEAST_ONE},
        "ExcusedPeriod": {"reason": NAME},
        "ServiceLevelTarget": {
            "within": attrs.evolve(LENGTH, low=1),
            "calendar": AT_LEAST_ONE,
        },
        "Waiver": {"reason": NAME, "by": NAME},
        "WorkingDays": {"days": AT_LEAST_ONE},
    }
)
"""By the name of the type and of the member."""

"""What members of lifecycles may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.common import AT_LEAST_ONE
from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Lifecycle": {"states": AT_LEAST_ONE},
    }
)
"""By the name of the type and of the member."""

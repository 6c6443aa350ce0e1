"""What members of statistical results may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.common import NOT_NEGATIVE
from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Moments": {"n": Rule(low=2), "variance": NOT_NEGATIVE},
        "Stratum": {"population": NOT_NEGATIVE, "n": NOT_NEGATIVE},
    }
)
"""By the name of the type and of the member."""

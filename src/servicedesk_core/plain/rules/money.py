"""What members of money may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "Money": {
            "currency": Rule(pattern="[A-Za-z]{3}", wanted="three letters of ISO 4217"),
        },
    }
)
"""By the name of the type and of the member."""

"""What members of explanations may be beyond their types."""

from collections.abc import Mapping
from types import MappingProxyType

from servicedesk_core.plain.rules.rule import Rule

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        # A sentence is filled in by str.format, which does whatever braces tell it.
        "Phrase": {
            "code": Rule(pattern="[^{}]*", wanted="the code of a sentence"),
        },
    }
)
"""By the name of the type and of the member."""

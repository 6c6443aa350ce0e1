"""All strategies of escalations in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.testing.strategies import (
    escalation_paths,
    escalation_rotas,
    escalation_triggers,
)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **escalation_triggers.STRATEGIES,
        **escalation_rotas.STRATEGIES,
        **escalation_paths.STRATEGIES,
    }
)

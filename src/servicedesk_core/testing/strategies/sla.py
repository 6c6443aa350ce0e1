"""All strategies of service levels in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.testing.strategies import (
    sla_agreements,
    sla_clocks,
    sla_conditions,
    sla_signals,
    sla_targets,
)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **sla_signals.STRATEGIES,
        **sla_targets.STRATEGIES,
        **sla_conditions.STRATEGIES,
        **sla_agreements.STRATEGIES,
        **sla_clocks.STRATEGIES,
    }
)

"""All strategies of the desk in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.testing.strategies import desk_dues, desk_holdings, desk_rules

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **desk_rules.STRATEGIES,
        **desk_holdings.STRATEGIES,
        **desk_dues.STRATEGIES,
    }
)

"""All strategies of complaints in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.testing.strategies import (
    complaint_causes,
    complaint_claims,
    complaint_clients,
    complaint_deadlines,
    complaint_demand,
    complaint_efforts,
    complaint_entries,
    complaint_histories,
    complaint_loyalty,
    complaint_measures,
    complaint_money,
    complaint_notices,
    complaint_people,
    complaint_promises,
)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **complaint_causes.STRATEGIES,
        **complaint_claims.STRATEGIES,
        **complaint_clients.STRATEGIES,
        **complaint_deadlines.STRATEGIES,
        **complaint_demand.STRATEGIES,
        **complaint_efforts.STRATEGIES,
        **complaint_entries.STRATEGIES,
        **complaint_histories.STRATEGIES,
        **complaint_loyalty.STRATEGIES,
        **complaint_measures.STRATEGIES,
        **complaint_money.STRATEGIES,
        **complaint_notices.STRATEGIES,
        **complaint_people.STRATEGIES,
        **complaint_promises.STRATEGIES,
    }
)

"""Priorities, and the matrices they come from."""

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.priority import (
    GLPI,
    ITOP,
    JIRA,
    SERVICENOW,
    Impact,
    Priority,
    PriorityMatrix,
    Urgency,
)


def priorities() -> st.SearchStrategy[Priority]:
    """The library's own priorities.

    They shrink to the most critical one.

    Example:
        >>> from hypothesis import find
        >>> find(priorities(), lambda priority: True)
        <Priority.CRITICAL: 1>
    """
    return st.sampled_from(Priority)


def priority_matrices() -> st.SearchStrategy[PriorityMatrix[Any, Any, Any]]:
    """Matrices of the vendors, and any over the library's own enums.

    They shrink to ServiceNow's.

    Example:
        >>> from hypothesis import find
        >>> find(priority_matrices(), lambda matrix: True) == SERVICENOW
        True
    """
    cells = [*product(Impact, Urgency)]
    drawn = st.lists(priorities(), min_size=len(cells), max_size=len(cells))
    vendors: list[PriorityMatrix[Any, Any, Any]] = [SERVICENOW, GLPI, ITOP, JIRA]
    return st.sampled_from(vendors) | drawn.map(
        lambda found: PriorityMatrix(dict(zip(cells, found, strict=True)))
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {PriorityMatrix: priority_matrices}
)

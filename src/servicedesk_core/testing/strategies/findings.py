"""What checks find."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.findings import Finding, Severity
from servicedesk_core.testing.strategies.texts import names

_CODES = (
    "lifecycle.dead_end",
    "lifecycle.unreachable",
    "agreements.shadowed",
    "escalation.order",
)


def findings() -> st.SearchStrategy[Finding]:
    """Findings of every severity.

    They shrink to an error in ``a``.

    Example:
        >>> from hypothesis import find
        >>> str(find(findings(), lambda finding: True))
        'error lifecycle.dead_end at a: a'
    """
    return st.builds(
        Finding,
        st.sampled_from(_CODES),
        st.sampled_from(Severity),
        st.lists(names(), min_size=1, max_size=2).map("/".join),
        names(),
    )


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Finding: findings}
)

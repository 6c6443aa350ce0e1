"""All strategies of satisfaction in one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.testing.strategies import (
    satisfaction_feedback,
    satisfaction_quality,
    satisfaction_ratings,
    satisfaction_scores,
    survey_decisions,
    surveys,
)

STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        **satisfaction_feedback.STRATEGIES,
        **satisfaction_quality.STRATEGIES,
        **satisfaction_ratings.STRATEGIES,
        **satisfaction_scores.STRATEGIES,
        **survey_decisions.STRATEGIES,
        **surveys.STRATEGIES,
    }
)

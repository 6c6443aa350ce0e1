"""Golden scenarios: service hours, clocks, escalations, complaints, worked out by hand.

Each tells what is given, what comes of it, and why. They are plain data, so that
programs in other languages can be held to the same answers: ``to_dict`` gives all of
them as one JSON document. Instants are ISO 8601 with an offset, lengths of time
``PT27H5M``, hours the notation of OpenStreetMap.
"""

from typing import Any

from servicedesk_core.testing.scenarios.answers import answer
from servicedesk_core.testing.scenarios.clocks import CLOCKS
from servicedesk_core.testing.scenarios.complaints import COMPLAINTS
from servicedesk_core.testing.scenarios.escalations import ESCALATIONS
from servicedesk_core.testing.scenarios.hours import HOURS
from servicedesk_core.testing.scenarios.scenario import Asks, Scenario

__all__ = ["Asks", "Scenario", "all", "answer", "to_dict"]

_ALL = (*HOURS, *CLOCKS, *ESCALATIONS, *COMPLAINTS)


def all(tag: str | None = None) -> tuple[Scenario, ...]:  # noqa: A001 - of scenarios
    """Return the scenarios, those of a tag if one is named.

    Args:
        tag: such as ``"pause"``; a tag that no scenario has gives none.

    Example:
        >>> [scenario.name for scenario in all("night")]
        ['night-shift-over-the-weekend', 'night-shift-day']
    """
    return tuple(each for each in _ALL if tag is None or tag in each.tags)


def to_dict() -> dict[str, Any]:
    """Return all scenarios as one document of JSON.

    Example:
        >>> document = to_dict()
        >>> document["version"], document["scenarios"][0]["name"]
        (1, 'over-the-weekend')
    """
    return {"version": 1, "scenarios": [each.to_dict() for each in _ALL]}

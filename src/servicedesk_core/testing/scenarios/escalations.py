"""Scenarios of escalation paths."""

from typing import Any

from servicedesk_core.testing.scenarios.clocks import clock_facts, in_january
from servicedesk_core.testing.scenarios.scenario import Asks, Scenario

_PATH = "50% lead; 100% manager"


def _escalation(
    name: str, tags: str, given: dict[str, Any], steps: list[list[str]], why: str
) -> Scenario:
    """Return a scenario; a step is its instant and who is told."""
    return Scenario(
        name=name,
        asks=Asks.ESCALATION,
        tags=("escalation", *tags.split()),
        given=given,
        expected={"steps": [[in_january(at), [*who]] for at, *who in steps]},
        why=why,
    )


ESCALATIONS = (
    _escalation(
        "escalation-by-share",
        "due",
        clock_facts(
            {"metric": "resolution", "within": "PT4H"},
            "05 09:00 opened",
            "05 09:00",
            path=_PATH,
        ),
        [["05 11:00", "lead"], ["05 13:00", "manager"]],
        "Half of four hours is up at 11:00, all of them at 13:00.",
    ),
    _escalation(
        "escalation-over-the-weekend",
        "weekend due",
        clock_facts(
            {"metric": "resolution", "within": "PT4H"},
            "09 16:00 opened",
            "09 16:00",
            path=_PATH,
        ),
        [["12 10:00", "lead"], ["12 12:00", "manager"]],
        "Shares are of service time: one hour of Friday and one of Monday are half of "
        "four.",
    ),
    _escalation(
        "escalation-after-an-answer",
        "response",
        clock_facts(
            {"metric": "first_response", "within": "PT2H"},
            "05 09:00 opened; 05 09:30 agent_reply",
            "05 10:30",
            path=_PATH,
        ),
        [],
        "The agent answered at 09:30, before half of the time was up. The clock "
        "stopped, and nobody is told of it any more.",
    ),
    _escalation(
        "escalation-stops-halfway",
        "response",
        clock_facts(
            {"metric": "first_response", "within": "PT2H"},
            "05 09:00 opened; 05 10:30 agent_reply",
            "05 11:30",
            path=_PATH,
            told_until=in_january("05 10:00"),
        ),
        [],
        "The lead was told at 10:00, when half of the time was up. The answer came at "
        "10:30, so the manager is not told at 11:00.",
    ),
    _escalation(
        "escalation-that-waits",
        "pause",
        clock_facts(
            {"metric": "resolution", "within": "PT4H"},
            "05 09:00 opened; 05 10:00 paused caller; 05 12:00 resumed",
            "05 12:30",
            path=_PATH,
        ),
        [["05 13:00", "lead"], ["05 15:00", "manager"]],
        "The pause cost two hours: half of the time is up at 13:00 instead of 11:00, "
        "all of it at 15:00.",
    ),
)

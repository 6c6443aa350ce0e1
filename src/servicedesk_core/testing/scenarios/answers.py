"""What the library answers to a scenario, as plain data."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from servicedesk_core.complaints import (
    ComplaintDeadline,
    DeadlineRule,
    Extension,
    Receipt,
)
from servicedesk_core.desk import measure
from servicedesk_core.escalation import EscalationPath, EscalationState
from servicedesk_core.testing.scenarios.scenario import (
    Asks,
    Scenario,
    read_length,
    write_length,
)


def answer(scenario: Scenario) -> dict[str, Any]:
    """Return what this library answers, in the form of ``expected``.

    Args:
        scenario: one of ours, or one's own.

    Raises:
        KeyError: if what is expected is no answer of its kind.

    Example:
        >>> from servicedesk_core.testing import scenarios
        >>> pause = scenarios.all("pause")[0]
        >>> answer(pause) == pause.expected
        True
    """
    found = _ANSWERS[scenario.asks](scenario)
    return {name: _plain(found[name]()) for name in scenario.expected}


_Found = Mapping[str, Callable[[], Any]]


def _hours(scenario: Scenario) -> _Found:
    calendar, given = scenario.calendar, scenario.given
    start: Any = scenario.instant("start")
    return {
        "due": lambda: calendar.add(start, read_length(given["add"])),
        "begin": lambda: calendar.subtract(start, read_length(given["subtract"])),
        "elapsed": lambda: calendar.elapsed(start, scenario.instant("end") or start),
        "is_open": lambda: calendar.is_open(start),
        "next_open": lambda: calendar.next_open(start),
        "next_close": lambda: calendar.next_close(start),
        "is_working_day": lambda: calendar.is_working_day(scenario.day("day")),
        "working_days": lambda: calendar.working_days(
            scenario.day("start_day"), scenario.day("end_day")
        ),
    }


def _clock(scenario: Scenario) -> _Found:
    status = measure(
        scenario.signals,
        scenario.target,
        now=scenario.now,
        retroactive=scenario.given.get("retroactive", True),
    )
    names = (
        "state",
        "elapsed",
        "elapsed_wall",
        "paused_time",
        "remaining",
        "overrun",
        "started_at",
        "finished_at",
        "due_at",
        "due_if_resumed",
        "breaches_at",
        "is_paused",
        "is_breached",
    )
    cycles = [cycle.state for cycle in status.cycles]
    found = {name: _later(status, name) for name in names}
    return {**found, "cycles": lambda: cycles}


def _later(status: object, name: str) -> Callable[[], Any]:
    return lambda: getattr(status, name)


def _escalation(scenario: Scenario) -> _Found:
    path = EscalationPath.parse(scenario.given["path"])
    status = measure(scenario.signals, scenario.target, now=scenario.now)
    start = scenario.signals[0].at
    state = EscalationState(start)
    until = scenario.instant("told_until")
    if until is not None:
        before = measure(scenario.signals, scenario.target, now=until)
        state = state.with_fired(path.due([before], state=state, now=until))
    steps = path.plan([status], state=state, now=scenario.now)
    return {"steps": lambda: [[step.at, [*step.targets]] for step in steps]}


def _complaint(scenario: Scenario) -> _Found:
    given = scenario.given
    needs = scenario.calendar if "calendar" in given else None
    rule = DeadlineRule(**given["rule"])
    deadline = ComplaintDeadline(
        rule, tz=given["tz"], calendar=needs, receipt=given.get("receipt", "same_day")
    )
    notified = scenario.instant("extended_at")
    complaint = Receipt(
        scenario.read_instant(given["received_at"]),
        answered_at=scenario.instant("answered_at"),
        extension=None if notified is None else Extension(notified),
    )
    status = deadline.status(complaint, now=scenario.now)
    names = ("state", "received_on", "due_date", "due_at", "overdue_days")
    return {name: _later(status, name) for name in names}


_ANSWERS: Mapping[Asks, Callable[[Scenario], _Found]] = MappingProxyType(
    {
        Asks.HOURS: _hours,
        Asks.CLOCK: _clock,
        Asks.ESCALATION: _escalation,
        Asks.COMPLAINT: _complaint,
    }
)


def _plain(value: Any) -> Any:
    """Return an answer as JSON has it, lists as tuples like those of a scenario."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return write_length(value)
    if isinstance(value, Enum):
        return value.value
    return tuple(map(_plain, value)) if isinstance(value, list) else value

"""SLA timelines taken from the test suites of peers (see the file's ``about``).

Each event of a peer becomes signals by one table; each figure a peer expects is read
off a status by another.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import servicedesk_core as sd

FILE = Path(__file__).parent / "sla.json"
SCENARIOS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))[
    "scenarios"
]
INSTEAD: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {
    ("rt-11", "open"): (
        "paused time never counts, so a pause always gives its time back",
        {"response": {"due": "2024-01-15T12:30:00+00:00"}},
    ),
    ("chatwoot-04", "evaluated"): (
        "a late resolution is a breach whoever looked when",
        {"status": "missed"},
    ),
}
"""What peers expect by rules that this library does not follow, and its answer."""

Kind = sd.SignalKind
EVENTS: dict[str, tuple[sd.SignalKind, ...]] = {
    "created": (Kind.OPENED,),
    "created by requestor": (Kind.OPENED,),
    "created by customer": (Kind.OPENED,),
    "created by staff": (Kind.OPENED_BY_AGENT,),
    "created by agent": (Kind.OPENED_BY_AGENT,),
    # Whoever owns the ticket is no outsider who waits for an answer.
    "created; requestor owns the ticket": (Kind.OPENED_BY_AGENT,),
    "staff reply": (Kind.AGENT_REPLY,),
    "agent reply": (Kind.AGENT_REPLY,),
    "first reply": (Kind.AGENT_REPLY,),
    "requestor reply": (Kind.REQUESTER_MESSAGE,),
    "customer reply": (Kind.REQUESTER_MESSAGE,),
    "customer waiting since then": (Kind.REQUESTER_MESSAGE,),
    # A state of which the name says that an agent replied; it may pause, too.
    "replied": (Kind.AGENT_REPLY,),
    "stalled": (),
    "open": (Kind.RESUMED,),
    "resolved": (Kind.RESOLVED,),
    "closed": (Kind.CLOSED,),
    "evaluated": (),
}
"""The clauses of an event, and what they tell the clocks.

A state that the scenario names as pausing is a pause with the state for its reason;
one that it names as resolved resolves; what goes on after that is a reopening.
"""
LEVEL = re.compile(r"level (?:changed to )?(.+)")
HOLD = re.compile(r"total hold := (\d+) s")
METRICS: dict[str, tuple[sd.Metric, ...]] = {
    "first_response": (sd.Metric.FIRST_RESPONSE,),
    "next_response": (sd.Metric.NEXT_RESPONSE,),
    # One clock of RT: first the one, then the other.
    "response": (sd.Metric.FIRST_RESPONSE, sd.Metric.NEXT_RESPONSE),
    "keep_in_loop": (sd.Metric.PERIODIC_UPDATE,),
    "solution": (sd.Metric.RESOLUTION,),
}
DAYS = dict(
    zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), sd.Weekday, strict=True)
)

Statuses = Mapping[sd.Metric, sd.SlaStatus]


def calendar_of(scenario: Mapping[str, Any]) -> sd.ServiceCalendar:
    given = scenario["calendar"]
    return sd.ServiceCalendar(
        sd.WeeklyHours({DAYS[day]: windows(at) for day, at in given["week"].items()}),
        tz=given["timezone"],
        days_off=sd.DaysOff.dates(given["holidays"]),
        special=[
            sd.SpecialHours(day, windows(at))
            for day, at in given["extra_hours"].items()
        ],
    )


def windows(pairs: list[list[str]]) -> list[sd.TimeWindow]:
    return [sd.TimeWindow(opens, closes) for opens, closes in pairs]


def targets_of(scenario: Mapping[str, Any]) -> Iterator[sd.ServiceLevelTarget]:
    calendar = calendar_of(scenario)
    for name, seconds in scenario["targets_seconds"].items():
        priorities = scenario.get("priority_targets")
        within: Any = timedelta(seconds=seconds)
        if priorities is not None:
            within = {
                priority: timedelta(seconds=row[name])
                for priority, row in priorities.items()
            }
        for metric in METRICS[name]:
            pauses = frozenset(pauses_of(scenario, name))
            yield sd.ServiceLevelTarget(metric, within, calendar, pauses=pauses)


def pauses_of(scenario: Mapping[str, Any], name: str) -> list[str]:
    """The states that pause a target: one list for all, or one each."""
    states: Any = scenario.get("pause_states", [])
    found: list[str] = states.get(name, []) if isinstance(states, dict) else states
    return found


class Timeline:
    """A scenario's events as signals, one event after the other."""

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        names = scenario["targets_seconds"]
        self.pauses = {state for name in names for state in pauses_of(scenario, name)}
        self.ends = set(scenario.get("resolved_states", []))
        self.calendar = calendar_of(scenario)
        self.signals: list[sd.Signal] = []
        self.held: list[sd.Signal] = []
        self.is_over = False

    def take(self, event: Mapping[str, Any]) -> datetime:
        """Add an event's signals, and return from when on things are seen so."""
        at = datetime.fromisoformat(event["at"])
        text, priority = event["event"], event.get("priority")
        for clause in [text] if text in EVENTS else re.split(r" \+ |[,;] ", text):
            if hold := HOLD.fullmatch(clause):
                at = self.hold(at, timedelta(seconds=int(hold[1])))
            elif level := LEVEL.fullmatch(clause):
                told = sd.Signal(at, Kind.PRIORITY_CHANGED, priority=level[1])
                self.signals.append(told)
            else:
                self.tell(at, clause, priority)
        return at

    def tell(self, at: datetime, clause: str, priority: str | None) -> None:
        kinds = EVENTS.get(clause.lower())
        if clause in self.pauses:
            kinds = (*(kinds or ()), Kind.PAUSED)
        elif clause in self.ends:
            kinds = kinds or (Kind.RESOLVED,)
        assert kinds is not None, f"nobody knows what it means: {clause}"
        for kind in kinds:
            if self.is_over and kind in (Kind.PAUSED, Kind.RESUMED):
                self.signals.append(sd.Signal(at, Kind.REOPENED))
                self.is_over = False
            self.is_over |= kind in (Kind.RESOLVED, Kind.CLOSED)
            reason = clause if kind is Kind.PAUSED else None
            self.signals.append(sd.Signal(at, kind, reason=reason, priority=priority))

    def hold(self, at: datetime, total: timedelta) -> datetime:
        """Put a hold of some service time in the place of the last such one.

        Nobody can be on hold for an hour at once, so it is seen when the hour is over.
        """
        end = self.calendar.add(at, total)
        reason = next(iter(self.pauses))
        self.signals = [each for each in self.signals if each not in self.held]
        self.held = [
            sd.Signal(at, Kind.PAUSED, reason=reason),
            sd.Signal(end, Kind.RESUMED),
        ]
        self.signals += self.held
        return end


def seen(scenario: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Statuses]]:
    """Every expectation of a scenario, and where the clocks stand by then."""
    events = iter(scenario["timeline"])
    timeline = Timeline(scenario)
    for expectation in scenario["expect"]:
        wanted = re.sub(r"^second | again$", "", expectation["after"]).lower()
        for event in events:
            now = timeline.take(event)
            if wanted in event["event"].lower():
                break
        else:
            pytest.fail(f"no event is {wanted}")
        yield (
            expectation,
            {
                target.metric: sd.measure(timeline.signals, target, now=now)
                for target in targets_of(scenario)
                if isinstance(target.metric, sd.Metric)
            },
        )


def clock_of(name: str, statuses: Statuses) -> sd.SlaStatus:
    """The clock that runs under a peer's name, or the last that did."""
    ours = [statuses[metric] for metric in METRICS[name] if metric in statuses]
    waiting = [each for each in ours if each.started_at and not each.is_finished]
    return (waiting or ours)[0 if waiting else -1]


def instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def due(status: sd.SlaStatus, expected: str | None) -> bool:
    """A peer that shows no due time has none, or has it no more."""
    if expected is None:
        return status.due_at is None or status.is_finished
    return instant(expected) == status.due_at


def paused(status: sd.SlaStatus, expected: list[list[str]]) -> bool:
    spans = [(row.start, row.end) for row in status.rows if row.kind == "paused"]
    return spans == [(instant(start), instant(end)) for start, end in expected]


def due_basis(status: sd.SlaStatus, basis: Mapping[str, Any]) -> bool:
    return (
        instant(basis["origin"]) == status.started_at
        and timedelta(seconds=basis["target_seconds"]) == status.within
        and paused(status, basis["pauses"])
    )


def elapsed_basis(status: sd.SlaStatus, basis: Mapping[str, Any]) -> bool:
    return (
        instant(basis["from"]) == status.started_at
        and instant(basis["to"]) == (status.finished_at or status.now)
        and paused(status, basis["pauses"])
    )


FIGURES: dict[str, Callable[[sd.SlaStatus, Any], bool]] = {
    "due": due,
    "due_basis": due_basis,
    "elapsed_basis": elapsed_basis,
    "elapsed_seconds": lambda s, v: timedelta(seconds=v) == s.elapsed,
    "remaining_seconds": lambda s, v: timedelta(seconds=v) == s.remaining,
    "breached": lambda s, v: v is s.is_breached,
    "failed_by_seconds": lambda s, v: timedelta(seconds=v or 0) == s.overrun,
}
"""Whether a clock shows a figure."""


def starts(statuses: Statuses, expected: str) -> bool:
    """RT names the first open instant; elapsed time is the same from either."""
    status = next(iter(statuses.values()))
    assert status.started_at is not None
    return instant(expected) == status.calendar.next_open(status.started_at)


FACTS: dict[str, Callable[[Statuses, Any], bool]] = {
    "status": lambda statuses, word: word == word_of(statuses, word),
    "starts": starts,
    "hold_seconds": lambda statuses, seconds: (
        timedelta(seconds=seconds) == statuses[sd.Metric.RESOLUTION].paused_time
    ),
    "first_responded_at": lambda statuses, at: (
        instant(at) == statuses[sd.Metric.FIRST_RESPONSE].finished_at
    ),
}
"""Whether the clocks together show a fact."""


def is_breached(statuses: Statuses) -> bool:
    return any(status.is_breached for status in statuses.values())


def is_finished(metric: sd.Metric) -> Callable[[Statuses], bool]:
    return lambda statuses: metric in statuses and statuses[metric].is_finished


WORDS: tuple[dict[str, Callable[[Statuses], bool]], ...] = (
    {
        "Failed": is_breached,
        "Paused": lambda statuses: any(each.is_paused for each in statuses.values()),
        "First Response Due": lambda statuses: (
            not is_finished(sd.Metric.FIRST_RESPONSE)(statuses)
        ),
        "Resolution Due": lambda statuses: (
            not is_finished(sd.Metric.RESOLUTION)(statuses)
        ),
        "Fulfilled": lambda _: True,
    },
    {
        "missed": is_breached,
        "hit": is_finished(sd.Metric.RESOLUTION),
        "active": lambda _: True,
    },
)
"""The words of Frappe and of Chatwoot; the first that fits is the one."""


def word_of(statuses: Statuses, like: str) -> str:
    """What the peer that has a word calls the state of the clocks."""
    [words] = [words for words in WORDS if like in words]
    return next(word for word, fits in words.items() if fits(statuses))


def wrong(expectation: Mapping[str, Any], statuses: Statuses) -> Iterator[str]:
    """The names of what is expected and not so."""
    for name, expected in expectation.items():
        if name in METRICS:
            status = clock_of(name, statuses)
            for figure, value in expected.items():
                if not FIGURES[figure](status, value):
                    yield f"{name}/{figure}: {value} expected of {status.explain()}"
        elif name != "after" and not FACTS[name](statuses, expected):
            yield f"{name}: {expected} expected"


CASES = [
    pytest.param(scenario, number, id=f"{scenario['id']}-{number}-{one['after']}")
    for scenario in SCENARIOS
    for number, one in enumerate(scenario["expect"])
]


@pytest.mark.parametrize(("scenario", "number"), CASES)
def test_expectation(scenario: Mapping[str, Any], number: int) -> None:
    expectation, statuses = list(seen(scenario))[number]
    _, instead = INSTEAD.get((scenario["id"], expectation["after"]), ("", expectation))

    assert list(wrong(instead, statuses)) == []


class TestExceptions:
    @pytest.mark.parametrize("case", INSTEAD, ids=" ".join)
    def test_the_peer_expects_something_else(self, case: tuple[str, str]) -> None:
        name, after = case
        [scenario] = [each for each in SCENARIOS if each["id"] == name]
        [found] = [found for found in seen(scenario) if found[0]["after"] == after]

        assert list(wrong(*found)) != []


class TestVectors:
    def test_every_scenario_runs(self) -> None:
        assert len({scenario["id"] for scenario in SCENARIOS}) == 38
        assert len(CASES) == sum(len(each["expect"]) for each in SCENARIOS)

    def test_every_expectation_has_something_to_check(self) -> None:
        assert all(set(one) - {"after"} for each in SCENARIOS for one in each["expect"])

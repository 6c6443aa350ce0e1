"""Measure the SLA clocks: one ticket against three targets, and a whole log.

python bench/clocks.py [--log LOG.csv.gz]
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import servicedesk_core as sd
from incident_log import LogError, LogReader, read_rows
from rival_race import Lane, race
from rival_report import Bar, Section, bars_table, figure, machine, table
from servicedesk_core import events
from sla_compliance import Options, default_agreement

_LOG = Path("../shared/data/uci_incident_event_log.csv.gz")
_LOG_ROUNDS = 3
_MICRO = 1_000_000
_HOUR = timedelta(hours=1)
_FRIDAY = datetime(2026, 1, 16, 14, 30, tzinfo=UTC)


def six_events() -> sd.Ticket:
    """Return a ticket that was held over a weekend, resolved and closed."""
    return sd.Ticket.fold(
        [
            events.Opened(id="INC1", at=_FRIDAY, requester="boris"),
            events.Replied(at=_FRIDAY + _HOUR / 2),
            events.PutOnHold(at=_FRIDAY + _HOUR, reason="caller"),
            events.Resumed(at=_FRIDAY + 72 * _HOUR),
            events.Resolved(at=_FRIDAY + 96 * _HOUR),
            events.Closed(at=_FRIDAY + 216 * _HOUR),
        ]
    )


def three_targets() -> sd.Agreement:
    """Return an agreement on three metrics in the hours of one desk."""
    desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
    times = {"first_response": 1, "resolution": 16, "acknowledge": 4}
    return sd.Agreement(
        "gold",
        [
            sd.ServiceLevelTarget(metric, hours * _HOUR, desk)
            for metric, hours in times.items()
        ],
    )


def status(rounds: int) -> Section:
    """Time where a ticket of six events stands against three targets."""
    ticket, agreement = six_events(), three_targets()
    now = _FRIDAY + 240 * _HOUR

    def states() -> list[sd.SlaState]:
        found = sd.measure_all(ticket, agreement, now=now)
        return [each.state for each in found]

    def told() -> tuple[sd.Signal, ...]:
        return sd.signals(ticket)

    wrong = int(states() != [sd.SlaState.MET] * 3)
    times = race({"states": Lane(states, [()]), "signals": Lane(told, [()])}, rounds)
    works = {
        "three states, signals included": times.seconds("states") * _MICRO,
        "the signals alone": times.seconds("signals") * _MICRO,
    }
    lines = [[work, figure(spent)] for work, spent in works.items()]
    work, spent = next(iter(works.items()))
    bar = Bar(f"a ticket of six events, {work}", 40, spent, "µs")
    return Section("Clocks 1. One ticket", table(["work", "µs"], lines), [bar], wrong)


def log(path: Path | None) -> Section:
    """Time a log from its file to its statuses, part by part."""
    title = "Clocks 2. The UCI incident event log, end to end"
    if path is None:
        return Section(title, "The log was not given (`--log`).")
    rounds = [_pass(path) for _ in range(_LOG_ROUNDS)]
    parts = {part: median(each[part] for each in rounds) for part in rounds[0]}
    whole = median(sum(each.values()) for each in rounds)
    lines = [[part, f"{spent:.2f}"] for part, spent in parts.items()]
    lines.append(["all", f"{whole:.2f}"])
    bar = Bar("the UCI log from CSV to statuses", 5, whole, "s")
    return Section(title, table(["part", "s"], lines), [bar])


def _pass(path: Path) -> dict[str, float]:
    """Return the seconds that each part of one pass takes."""
    options = Options()
    agreement = default_agreement(options)
    ticks = [process_time()]
    rows = list(read_rows(path))
    ticks.append(process_time())
    cases = LogReader(options.tz).cases(rows)
    ticks.append(process_time())
    tickets = [case.ticket for case in cases if case.ticket is not None]
    ticks.append(process_time())
    now = max(ticket.updated_at for ticket in tickets)
    for ticket in tickets:
        for found in sd.measure_all(ticket, agreement, now=now):
            found.state  # noqa: B018 - what is timed
    ticks.append(process_time())
    parts = ("reading the CSV", "dates and cases", "events and folding", "measuring")
    return {
        part: after - before
        for part, before, after in zip(parts, ticks, ticks[1:], strict=False)
    }


def _report(sections: Sequence[Section]) -> str:
    parts = ["# SLA clocks", f"{machine()}. Processor time, medians."]
    parts += ["## Bars of the clocks", bars_table(sections)]
    for section in sections:
        parts += [f"## {section.title}", section.table]
    return "\n\n".join(parts)


def _sections(path: Path | None, rounds: int) -> Iterator[Section]:
    yield status(rounds)
    yield log(path)


def main() -> int:
    """Print the report, and tell whether the states came out right."""
    parser = argparse.ArgumentParser(description="Measure SLA clocks.")
    parser.add_argument("--log", type=Path, default=_LOG if _LOG.exists() else None)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    try:
        sections = list(_sections(options.log, options.rounds))
    except LogError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"\n{_report(sections)}")
    return int(any(section.wrong for section in sections))


if __name__ == "__main__":
    sys.exit(main())

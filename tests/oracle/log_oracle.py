"""Independent computation of service level figures from an incident event log.

The log is the UCI incident management event log: one row per audit update of a
ticket. Every instant is an integer count of UTC minutes since Monday 1 January of
the year 1, so that days, weeks and service hours are plain integer arithmetic.
"""

import csv
import gzip
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

Row = dict[str, str]

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY
SERVICE_START = 9 * HOUR
SERVICE_DAY = 9 * HOUR
SERVICE_DAYS = 5

MISSING = frozenset({"", "?"})
DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) ([0-9]{1,2}):([0-9]{2})")
INTEGER = re.compile(r"[+-]?[0-9]+")

STATES = {
    "New": "new",
    "Active": "in_progress",
    "Awaiting User Info": "on_hold",
    "Awaiting Vendor": "on_hold",
    "Awaiting Problem": "on_hold",
    "Awaiting Evidence": "on_hold",
    "Resolved": "resolved",
    "Closed": "closed",
}
RUNNING = frozenset({"new", "in_progress"})
STOPPED = frozenset({"resolved", "closed"})

PRIORITIES = frozenset({"1 - Critical", "2 - High", "3 - Moderate", "4 - Low"})
TARGETS = {"1": 4 * HOUR, "2": 8 * HOUR, "3": 24 * HOUR, "4": 45 * HOUR}
AROUND_THE_CLOCK = frozenset({"1", "2"})

DATE_COLUMNS = (
    "opened_at",
    "sys_created_at",
    "sys_updated_at",
    "resolved_at",
    "closed_at",
)
GARBAGE_STATES = ("-100", "Foo")
GARBAGE_DATES = ("31/2/2016 10:00", "soon")


@dataclass
class Case:
    """The rows of one ticket with the dates read from them."""

    rows: list[Row]
    opened: int | None
    resolved: int | None
    priority: str | None
    instants: list[int]
    unparsable: int
    moved_up: int


@dataclass
class Track:
    """What the events of one ticket say about its clock."""

    opening: int
    state: str = "new"
    running_since: int | None = None
    runs: list[tuple[int, int]] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    reopenings: int = 0


def read(path: str | Path) -> list[Row]:
    """Read the log from a CSV file, or from a gzipped one if it ends in .gz."""
    if str(path).lower().endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            return list(csv.DictReader(packed))
    with Path(path).open(encoding="utf-8", newline="") as plain:
        return list(csv.DictReader(plain))


def parse_date(text: str) -> int | None:
    """Turn `d/m/YYYY H:MM` into minutes; None if it is no such date."""
    match = DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute = map(int, match.groups())
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    return (moment.toordinal() - 1) * DAY + hour * HOUR + minute


def cell(row: Row, column: str) -> str:
    """Return the text of a cell, empty if the row is too short to have it."""
    return row.get(column) or ""


def read_date(row: Row, column: str) -> tuple[int | None, int]:
    """Return a cell's instant (or None) and 1 if it is present but unparsable."""
    text = cell(row, column)
    if text in MISSING:
        return None, 0
    instant = parse_date(text)
    return instant, int(instant is None)


def served_until(instant: int) -> int:
    """Count the service minutes from the origin of time to an instant."""
    weeks, in_week = divmod(instant, WEEK)
    day, in_day = divmod(in_week, DAY)
    total = (weeks * SERVICE_DAYS + min(day, SERVICE_DAYS)) * SERVICE_DAY
    if day < SERVICE_DAYS:
        total += min(max(in_day - SERVICE_START, 0), SERVICE_DAY)
    return total


def service_minutes(a: int, b: int) -> int:
    """Count the minutes from a to b within Monday to Friday 09:00-18:00."""
    return served_until(b) - served_until(a) if a < b else 0


def group_cases(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows by ticket number, both in order of first appearance."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(cell(row, "number"), []).append(row)
    return groups


def place_rows(
    updates: Sequence[int | None], opened: int | None
) -> tuple[list[int], int]:
    """Give every row an instant, never earlier than the row before it.

    Returns the instants and how many dates had to move up. Leading rows without a
    date stand at the opening, else at the first date of the case; without either
    there are no instants at all.
    """
    first = next((update for update in updates if update is not None), None)
    fallback = first if opened is None else opened
    if fallback is None:
        return [], 0
    instants: list[int] = []
    moved_up = 0
    for update in updates:
        before = instants[-1] if instants else None
        if update is None:
            instants.append(fallback if before is None else before)
        elif before is not None and update < before:
            instants.append(before)
            moved_up += 1
        else:
            instants.append(update)
    return instants, moved_up


def final_priority(rows: Sequence[Row]) -> str | None:
    """Return the digit of the last valid priority of a case, if there is one."""
    for row in reversed(rows):
        if cell(row, "priority") in PRIORITIES:
            return cell(row, "priority")[0]
    return None


def build_case(rows: list[Row]) -> Case:
    """Read the dates and the priority of one ticket."""
    opened, bad_opened = read_date(rows[-1], "opened_at")
    resolved, bad_resolved = read_date(rows[-1], "resolved_at")
    updates = [read_date(row, "sys_updated_at") for row in rows]
    instants, moved_up = place_rows([instant for instant, _ in updates], opened)
    bad_updates = sum(bad for _, bad in updates)
    return Case(
        rows=rows,
        opened=opened,
        resolved=resolved,
        priority=final_priority(rows),
        instants=instants,
        unparsable=bad_opened + bad_resolved + bad_updates,
        moved_up=moved_up,
    )


def next_state(state: str, text: str) -> str:
    """Return the ticket's state after a row with the given state text."""
    target = STATES.get(text, state)
    if target == "new" and state != "new":
        return "in_progress"
    if target == "resolved" and state == "closed":
        return "closed"
    return target


def enter(track: Track, target: str, instant: int) -> None:
    """Move a ticket to a state at an instant, running or stopping its clock."""
    if track.running_since is not None and target not in RUNNING:
        track.runs.append((track.running_since, instant))
        track.running_since = None
    elif track.running_since is None and target in RUNNING:
        track.running_since = instant
    if target in STOPPED and track.state not in STOPPED:
        track.stops.append(instant)
    if target not in STOPPED and track.state in STOPPED:
        track.reopenings += 1
    track.state = target


def follow(case: Case, now: int) -> Track:
    """Replay a dated case; a clock still running at the end runs until now."""
    opening = case.instants[0]
    if case.opened is not None:
        opening = min(case.opened, opening)
    track = Track(opening=opening, running_since=opening)
    for row, instant in zip(case.rows, case.instants, strict=True):
        enter(track, next_state(track.state, cell(row, "incident_state")), instant)
    if track.running_since is not None:
        track.runs.append((track.running_since, now))
    return track


def elapsed_minutes(track: Track, priority: str) -> int:
    """Add up the minutes a clock ran, in the hours its priority is counted in."""
    if priority in AROUND_THE_CLOCK:
        return sum(end - start for start, end in track.runs)
    return sum(service_minutes(start, end) for start, end in track.runs)


def mean_hours(minutes: Sequence[int]) -> float | None:
    """Return the mean in hours by one division."""
    return sum(minutes) / (HOUR * len(minutes)) if minutes else None


def median_hours(minutes: Sequence[int]) -> float | None:
    """Return the median in hours by one division."""
    if not minutes:
        return None
    ordered = sorted(minutes)
    middle, odd = divmod(len(ordered), 2)
    if odd:
        return ordered[middle] / HOUR
    return (ordered[middle - 1] + ordered[middle]) / (2 * HOUR)


def tally(outcomes: Iterable[tuple[str, bool]]) -> dict[str, list[int]]:
    """Count met cases and all cases by priority."""
    counts: dict[str, list[int]] = {}
    for priority, met in outcomes:
        pair = counts.setdefault(priority, [0, 0])
        pair[0] += met
        pair[1] += 1
    return dict(sorted(counts.items()))


def recorded_part(cases: Sequence[Case]) -> dict[str, object]:
    """Compute the figures the log itself has stored."""
    met = [cell(case.rows[-1], "made_sla") == "true" for case in cases]
    times = [
        case.resolved - case.opened
        for case in cases
        if case.resolved is not None and case.opened is not None
    ]
    return {
        "met": sum(met),
        "by_priority": tally(
            (case.priority, flag)
            for case, flag in zip(cases, met, strict=True)
            if case.priority is not None
        ),
        "mean_ttr_h": mean_hours(times),
        "median_ttr_h": median_hours(times),
        "ttr_n": len(times),
    }


def recomputed_part(tracked: Sequence[tuple[Case, Track]]) -> dict[str, object]:
    """Measure the resolution clock of every case against its target."""
    outcomes: list[tuple[str, bool]] = []
    totals: dict[str, int] = {}
    for case, track in tracked:
        if case.priority is None:
            continue
        elapsed = elapsed_minutes(track, case.priority)
        met = track.state in STOPPED and elapsed <= TARGETS[case.priority]
        outcomes.append((case.priority, met))
        totals[case.priority] = totals.get(case.priority, 0) + elapsed
    return {
        "met": sum(met for _, met in outcomes),
        "by_priority": tally(outcomes),
        "elapsed_h": {key: totals[key] / HOUR for key in sorted(totals)},
    }


def counter_equals(row: Row, reopenings: int) -> bool:
    """Tell whether the stored reopening counter agrees with the events."""
    text = cell(row, "reopen_count")
    return INTEGER.fullmatch(text) is not None and int(text) == reopenings


def count_transfers(rows: Iterable[Row]) -> int:
    """Count changes between consecutive known assignment groups of a case."""
    groups = [cell(row, "assignment_group") for row in rows]
    known = [group for group in groups if group not in MISSING]
    return sum(a != b for a, b in pairwise(known))


def events_part(tracked: Sequence[tuple[Case, Track]]) -> dict[str, object]:
    """Compute reopenings, transfers and times to resolution from the events."""
    stopped = [track for _, track in tracked if track.stops]
    last = [track.stops[-1] - track.opening for track in stopped]
    first = [track.stops[0] - track.opening for track in stopped]
    return {
        "reopenings": sum(track.reopenings for _, track in tracked),
        "reopened_cases": sum(track.reopenings > 0 for _, track in tracked),
        "reopen_counter_equal": sum(
            counter_equals(case.rows[-1], track.reopenings) for case, track in tracked
        ),
        "transfers_between_known_groups": sum(
            count_transfers(case.rows) for case, _ in tracked
        ),
        "ttr_n": len(stopped),
        "mean_last_h": mean_hours(last),
        "median_last_h": median_hours(last),
        "mean_first_h": mean_hours(first),
        "median_first_h": median_hours(first),
    }


def findings_part(cases: Sequence[Case]) -> dict[str, int]:
    """Count what was wrong with the log."""
    return {
        "unparsable_dates": sum(case.unparsable for case in cases),
        "moved_up": sum(case.moved_up for case in cases),
        "unknown_states": sum(
            cell(row, "incident_state") not in STATES
            for case in cases
            for row in case.rows
        ),
        "undated_cases": sum(not case.instants for case in cases),
        "unprioritised_cases": sum(case.priority is None for case in cases),
    }


def compute(rows: Iterable[Row]) -> dict[str, object]:
    """Compute all figures from the rows of a log in file order."""
    cases = [build_case(group) for group in group_cases(rows).values()]
    dated = [case for case in cases if case.instants]
    now = max((case.instants[-1] for case in dated), default=0)
    tracked = [(case, follow(case, now)) for case in dated]
    return {
        "cases": len(cases),
        "events": sum(len(case.rows) for case in cases),
        "recorded": recorded_part(cases),
        "recomputed": recomputed_part(tracked),
        "from_events": events_part(tracked),
        "findings": findings_part(cases),
    }


def shift_date(text: str, minutes: int) -> str:
    """Move a date by some minutes in its own format; leave anything else alone."""
    match = DATE.fullmatch(text)
    if match is None or parse_date(text) is None:
        return text
    day, month, year, hour, minute = map(int, match.groups())
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC) + timedelta(
        minutes=minutes
    )
    return f"{moment.day}/{moment.month}/{moment.year:04d} {moment:%H:%M}"


def shift_case(rows: Iterable[Row], minutes: int) -> None:
    """Move all dates of a case by the same number of minutes."""
    for row in rows:
        for column in DATE_COLUMNS:
            if column in row:
                row[column] = shift_date(cell(row, column), minutes)


def swap_updates(rows: Sequence[Row], rng: random.Random) -> None:
    """Swap the update instants of two adjacent rows, differing ones if any."""
    pairs = list(pairwise(rows))
    column = "sys_updated_at"
    differing = [(a, b) for a, b in pairs if a[column] != b[column]]
    if differing:
        a, b = rng.choice(differing)
        a[column], b[column] = b[column], a[column]


def spoil_dates(cases: Iterable[Sequence[Row]], rng: random.Random) -> None:
    """Put unparsable dates into some update and resolution cells."""
    for rows in cases:
        for row in rows:
            if rng.random() < 0.003:
                row["sys_updated_at"] = rng.choice(GARBAGE_DATES)
        if rng.random() < 0.002:
            text = rng.choice(GARBAGE_DATES)
            for row in rows:
                row["resolved_at"] = text


def alter(rows: Iterable[Row], seed: int, *, garbage_dates: bool = True) -> list[Row]:
    """Return a damaged copy of a log, the same one for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    copies = [dict(row) for row in rows]
    kept = {
        number: group
        for number, group in group_cases(copies).items()
        if rng.random() >= 0.1
    }
    for group in kept.values():
        if rng.random() < 0.2:
            shift_case(group, rng.randint(-30 * DAY, 30 * DAY))
        if rng.random() < 0.01:
            swap_updates(group, rng)
        for row in group:
            if rng.random() < 0.01:
                row["incident_state"] = rng.choice(GARBAGE_STATES)
    if garbage_dates:
        spoil_dates(kept.values(), rng)
    return [row for row in copies if cell(row, "number") in kept]

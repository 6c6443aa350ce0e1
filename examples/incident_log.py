"""Read an incident event log in ServiceNow's columns and turn it into ticket events.

Each row of the log is the record after one update. Reading rules: file order within
a case rules; an update earlier than its predecessor moves up to it; a ticket opens
at the earlier of ``opened_at`` and its first update, as New; an unknown state leaves
the state as it was; a row without a readable date takes the instant of the row
before it. Whatever cannot be taken as it stands becomes a finding, never a crash.
"""

import csv
import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import attrs

import servicedesk_core as sd
from servicedesk_core import events

_MISSING = frozenset({"", "?"})
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d{2})")

STATES: Mapping[str, str] = MappingProxyType(
    {
        "New": "new",
        "Active": "in_progress",
        "Awaiting User Info": "on_hold",
        "Awaiting Vendor": "on_hold",
        "Awaiting Problem": "on_hold",
        "Awaiting Evidence": "on_hold",
        "Resolved": "resolved",
        "Closed": "closed",
    }
)
HOLD_REASONS: Mapping[str, sd.HoldReason] = MappingProxyType(
    {
        "Awaiting User Info": sd.HoldReason.CALLER,
        "Awaiting Vendor": sd.HoldReason.VENDOR,
        "Awaiting Problem": sd.HoldReason.PROBLEM,
        "Awaiting Evidence": sd.HoldReason.EVIDENCE,
    }
)
LEVELS: Mapping[str, int] = MappingProxyType(
    {"1 - High": 1, "2 - Medium": 2, "3 - Low": 3}
)
PRIORITIES: Mapping[str, sd.Priority] = MappingProxyType(
    {
        "1 - Critical": sd.Priority.CRITICAL,
        "2 - High": sd.Priority.HIGH,
        "3 - Moderate": sd.Priority.MODERATE,
        "4 - Low": sd.Priority.LOW,
    }
)
# The matrix of the log: ServiceNow's, but for its last cell.
MATRIX = sd.priority.SERVICENOW.with_cells(
    {(sd.Impact.LOW, sd.Urgency.LOW): sd.Priority.LOW}
)


class Table(Protocol):
    """What a reader of CSV files is."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class LogError(Exception):
    """A file that is no incident event log."""


@attrs.frozen
class Row:
    """The columns of a log row that are used, and its line in the file."""

    line: int
    number: str
    incident_state: str
    reopen_count: str
    made_sla: str
    opened_at: str
    sys_updated_at: str
    impact: str
    urgency: str
    priority: str
    assignment_group: str
    assigned_to: str
    closed_code: str
    resolved_at: str


COLUMNS = tuple(field.name for field in attrs.fields(Row))[1:]


@attrs.frozen
class LogFinding:
    """Something in the log that could not be taken as it stands."""

    code: str
    line: int
    case: str
    message: str

    def __str__(self) -> str:
        return f"row {self.line}, {self.case}: {self.message}"


def read_rows(
    path: Path, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Row]:
    """Yield the rows of a CSV or CSV.GZ file.

    Raises:
        LogError: if the file cannot be read or lacks a column.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield from _rows(csv.reader(file), progress)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, zlib.error) as error:
        raise LogError(f"cannot read {path}: {error}") from error


def _rows(table: "Table", progress: Callable[[int], None]) -> Iterator[Row]:
    header = next(table, [])
    if len(header) < 2:
        raise LogError("the log is empty, or no table with commas")
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise LogError(f"the log lacks the columns {', '.join(missing)}")
    places = [header.index(name) for name in COLUMNS]
    for count, cells in enumerate(filter(None, table), start=1):
        # A row cut short keeps what it has.
        full = cells + [""] * (len(header) - len(cells))
        yield Row(table.line_num, *[full[place] for place in places])
        progress(count)


@attrs.define
class LogReader:
    """Turns rows into cases, and keeps what it had to correct.

    Args:
        tz: the zone in which the log's dates are written.
    """

    tz: str = "UTC"
    findings: list[LogFinding] = attrs.field(factory=list)
    _dates: dict[str, datetime | None] = attrs.field(factory=dict)

    def cases(self, rows: Iterable[Row]) -> "list[Case]":
        """Return the cases in the order of their first row."""
        grouped: dict[str, list[Row]] = {}
        for row in rows:
            grouped.setdefault(row.number, []).append(row)
        return [self._case(case) for case in grouped.values()]

    def _case(self, rows: list[Row]) -> "Case":
        opened_at = self.date(rows[-1], "opened_at")
        for row in rows:
            self._check(row)
        return Case(
            rows,
            opened_at,
            self.date(rows[-1], "resolved_at"),
            self._instants(rows, opened_at),
        )

    def _check(self, row: Row) -> None:
        if row.incident_state not in STATES:
            self._find("unknown_state", row, f"unknown state {row.incident_state!r}")
        if row.priority not in PRIORITIES:
            self._find("unknown_priority", row, f"unknown priority {row.priority!r}")
        if row.made_sla not in {"true", "false"}:
            self._find("unknown_sla_flag", row, f"made_sla is {row.made_sla!r}")
        if not row.number.strip():
            self._find("no_number", row, "the row names no case")

    def _instants(self, rows: list[Row], opened_at: datetime | None) -> list[datetime]:
        """Return an instant for each row, or none at all if the case has no date."""
        dates = [self.date(row, "sys_updated_at") for row in rows]
        current = opened_at
        if dates[0] is not None:
            current = dates[0]
        elif current is None:
            current = next((date for date in dates if date is not None), None)
        if current is None:
            self._find("undated_case", rows[0], "no readable date; left out")
            return []
        instants = []
        for row, date in zip(rows, dates, strict=True):
            if date is not None and date < current:
                earlier = f"updated {row.sys_updated_at}, moved up to the row before"
                self._find("moved_up", row, earlier)
            elif date is not None:
                current = date
            instants.append(current)
        return instants

    def date(self, row: Row, column: str) -> datetime | None:
        """Return the date of a cell; None if it is missing or a finding."""
        text = getattr(row, column)
        if text in _MISSING:
            return None
        if text not in self._dates:
            self._dates[text] = self._parse(text)
        found = self._dates[text]
        if found is None:
            self._find("unparsable_date", row, f"{column} is no date: {text!r}")
        return found

    def _parse(self, text: str) -> datetime | None:
        match = _DATE.fullmatch(text)
        if match is None:
            return None
        day, month, year, hour, minute = map(int, match.groups())
        try:
            naive = datetime(year, month, day, hour, minute)  # noqa: DTZ001
            # In UTC, so that subtracting and comparing is in real time.
            return sd.localize(naive, self.tz).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def _find(self, code: str, row: Row, message: str) -> None:
        self.findings.append(LogFinding(code, row.line, row.number, message))


@attrs.frozen(slots=False)
class Case:
    """One incident of the log.

    Attributes:
        rows: its rows in file order.
        opened_at: as stored in the last row.
        resolved_at: likewise.
        instants: when each row happened; empty if the case has no readable date.
    """

    rows: list[Row]
    opened_at: datetime | None
    resolved_at: datetime | None
    instants: list[datetime]

    @cached_property
    def priority(self) -> sd.Priority | None:
        """The last known priority."""
        known = (PRIORITIES.get(row.priority) for row in reversed(self.rows))
        return next((priority for priority in known if priority is not None), None)

    @property
    def states(self) -> list[tuple[datetime, str]]:
        """The instants and states of the log, as they are written."""
        states = (row.incident_state for row in self.rows)
        return list(zip(self.instants, states, strict=True)) if self.instants else []

    @cached_property
    def ticket(self) -> sd.Ticket | None:
        """The ticket folded from the case's events; None without a date."""
        return sd.Ticket.fold(self.events()) if self.instants else None

    def events(self) -> Iterator[events.Event]:
        """Yield the events that the rows stand for."""
        first = self.instants[0]
        opened = first if self.opened_at is None else min(self.opened_at, first)
        group = _known(self.rows[0].assignment_group)
        number = self.rows[0].number.strip() or "?"
        yield events.Opened(id=number, at=opened, group=group)
        state, waiting = "new", None
        agent = priority = None
        for at, row in zip(self.instants, self.rows, strict=True):
            new_priority = PRIORITIES.get(row.priority, priority)
            if new_priority is not priority:
                priority = new_priority
                yield _priority_changed(at, row, priority)
            before = group, agent
            group, agent = _known(row.assignment_group), _known(row.assigned_to)
            yield from _assigned(at, before, (group, agent))
            if row.incident_state in STATES:
                now_waiting = HOLD_REASONS.get(row.incident_state)
                now_state = _read_state(STATES[row.incident_state], state)
                yield from _moved(at, row, (state, waiting), (now_state, now_waiting))
                state, waiting = now_state, now_waiting


Handlers = tuple[str | None, str | None]


def _known(text: str) -> str | None:
    return None if text in _MISSING else text


def _assigned(
    at: datetime, before: Handlers, after: Handlers
) -> Iterator[events.Event]:
    """Yield what leads from one group and agent to others, if they differ."""
    if before == after:
        return
    group, agent = after
    if before[0] is not None and group is None:
        yield events.Unassigned(at=at)
    elif before[1] is not None and agent is None:
        yield events.Unassigned(at=at, keep_group=True)
    if group is not None or agent is not None:
        yield events.Assigned(at=at, group=group, agent=agent)


def _priority_changed(
    at: datetime, row: Row, priority: sd.Priority | None
) -> events.PriorityChanged:
    impact, urgency = LEVELS.get(row.impact), LEVELS.get(row.urgency)
    return events.PriorityChanged(
        at=at,
        impact=impact and sd.Impact(impact),
        urgency=urgency and sd.Urgency(urgency),
        priority=priority,
    )


def _read_state(state: str, before: str) -> str:
    """Return what a state means after another: nothing returns to New."""
    if state == "new" and before != "new":
        return "in_progress"
    # Resolving what is closed already leaves it closed.
    return "closed" if (before, state) == ("closed", "resolved") else state


def _moved(
    at: datetime,
    row: Row,
    before: tuple[str, sd.HoldReason | None],
    after: tuple[str, sd.HoldReason | None],
) -> Iterator[events.Event]:
    """Yield the event that leads from one state to another, if they differ."""
    if before == after:
        return
    state, reason = after
    done = before[0] in {"resolved", "closed"}
    if state == "closed":
        yield events.Closed(at=at)
    elif state == "resolved":
        code = None if row.closed_code in _MISSING else row.closed_code
        yield events.Resolved(at=at, code=code)
    elif done:
        yield events.Reopened(at=at, hold=reason)
    elif state == "on_hold":
        yield events.PutOnHold(at=at, reason=reason)
    elif before[0] == "new":
        yield events.WorkStarted(at=at)
    else:
        yield events.Resumed(at=at)


def matrix_agrees(row: Row) -> bool:
    """Tell whether a row's priority is what the matrix gives."""
    impact, urgency = LEVELS.get(row.impact), LEVELS.get(row.urgency)
    if impact is None or urgency is None:
        return False
    expected = MATRIX.priority(impact=sd.Impact(impact), urgency=sd.Urgency(urgency))
    return PRIORITIES.get(row.priority) is expected

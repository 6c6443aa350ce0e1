"""The figures of an incident log: what it has stored, and what its events say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

import attrs

import servicedesk_core as sd
from incident_log import Case, LogFinding, Row

_HOUR = timedelta(hours=1)
_MICROSECOND = timedelta(microseconds=1)
_WALL = sd.ServiceCalendar.always()


@attrs.frozen
class Recorded:
    """What the columns of each case's last row say."""

    met: int
    by_priority: Mapping[str, tuple[int, int]]
    mean_ttr_h: float | None
    median_ttr_h: float | None
    ttr_n: int


@attrs.frozen
class Recomputed:
    """What the events say, held against the agreement."""

    met: int
    by_priority: Mapping[str, tuple[int, int]]
    elapsed_h: Mapping[str, float]


@attrs.frozen
class FromEvents:
    """Counters and times found by folding the events."""

    reopenings: int
    reopened_cases: int
    reopen_counter_equal: int
    transfers_between_known_groups: int
    ttr_n: int
    mean_last_h: float | None
    median_last_h: float | None
    mean_first_h: float | None
    median_first_h: float | None


@attrs.frozen(slots=False)
class LogFigures:
    """Everything that is counted of one log.

    Attributes:
        rows: the log's rows.
        cases: its cases, in the order of their first row.
        findings: what could not be taken as it stands.
        statuses: the cases measured against the agreement.
    """

    rows: Sequence[Row]
    cases: Sequence[Case]
    findings: Sequence[LogFinding]
    statuses: Sequence[sd.SlaStatus]

    def as_dict(self) -> dict[str, object]:
        """Return the figures as plain data."""
        return {
            "cases": len(self.cases),
            "events": len(self.rows),
            "recorded": attrs.asdict(self.recorded),
            "recomputed": attrs.asdict(self.recomputed),
            "from_events": attrs.asdict(self.from_events),
            "findings": dict(Counter(finding.code for finding in self.findings)),
        }

    @cached_property
    def tickets(self) -> Mapping[str, sd.Ticket]:
        """The ticket of every case that has a date, by number."""
        return MappingProxyType(
            {
                case.ticket.id: case.ticket
                for case in self.cases
                if case.ticket is not None
            }
        )

    @cached_property
    def compliance(self) -> sd.Compliance:
        """The compliance recomputed from the events, by priority."""
        return sd.compliance(self.statuses, by=lambda status: status.priority)

    @cached_property
    def recorded_times(self) -> Sequence[timedelta]:
        """Opened to resolved, as stored."""
        return [
            _WALL.elapsed(case.opened_at, case.resolved_at)
            for case in self.cases
            if case.resolved_at is not None and case.opened_at is not None
        ]

    @cached_property
    def recorded(self) -> Recorded:
        """What the columns of each case's last row say."""
        met = [case for case in self.cases if case.rows[-1].made_sla == "true"]
        totals = Counter(case.priority for case in self.cases)
        kept = Counter(case.priority for case in met)
        return Recorded(
            len(met),
            {
                str(int(priority)): (kept[priority], totals[priority])
                for priority in sd.Priority
                if totals[priority]
            },
            mean_hours(self.recorded_times),
            median_hours(self.recorded_times),
            len(self.recorded_times),
        )

    @cached_property
    def recomputed(self) -> Recomputed:
        """What the events say, held against the agreement."""
        groups = {
            str(int(priority)): self.compliance.groups[priority]
            for priority in sd.Priority
            if priority in self.compliance.groups
        }
        return Recomputed(
            self.compliance.met,
            {key: (group.met, len(group.statuses)) for key, group in groups.items()},
            {
                key: sum((each.elapsed for each in group.statuses), timedelta()) / _HOUR
                for key, group in groups.items()
            },
        )

    def restored(self, calendar: sd.ServiceCalendar) -> Sequence[timedelta]:
        """Return opened to last resolution of every resolved case, in given hours."""
        return [
            calendar.elapsed(ticket.opened_at, ticket.last_resolved_at)
            for ticket in self.tickets.values()
            if ticket.last_resolved_at is not None
        ]

    @cached_property
    def from_events(self) -> FromEvents:
        """Counters and times found by folding the events."""
        tickets = list(self.tickets.values())
        last = self.restored(_WALL)
        first = [
            _WALL.elapsed(ticket.opened_at, ticket.first_resolved_at)
            for ticket in tickets
            if ticket.first_resolved_at is not None
        ]
        return FromEvents(
            reopenings=sum(ticket.reopenings for ticket in tickets),
            reopened_cases=sum(ticket.reopenings > 0 for ticket in tickets),
            reopen_counter_equal=sum(self._counters_equal()),
            transfers_between_known_groups=sum(ticket.transfers for ticket in tickets),
            ttr_n=len(last),
            mean_last_h=mean_hours(last),
            median_last_h=median_hours(last),
            mean_first_h=mean_hours(first),
            median_first_h=median_hours(first),
        )

    def _counters_equal(self) -> Iterator[bool]:
        for case in self.cases:
            if case.ticket is not None:
                yield case.rows[-1].reopen_count == str(case.ticket.reopenings)


def mean_hours(times: Sequence[timedelta]) -> float | None:
    """Return the mean in hours, by one division of integers; None for no times."""
    total = sum(map(_microseconds, times))
    return total / (_microseconds(_HOUR) * len(times)) if times else None


def median_hours(times: Sequence[timedelta]) -> float | None:
    """Return the median in hours, by one division of integers; None for no times."""
    if not times:
        return None
    ordered = sorted(map(_microseconds, times))
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[-middle - 1]) / (2 * _microseconds(_HOUR))


def _microseconds(time: timedelta) -> int:
    return time // _MICROSECOND

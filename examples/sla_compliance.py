"""Report how an incident log kept its service levels.

    python examples/sla_compliance.py [LOG] [--tz UTC] [--hours "Mo-Fr 09:00-18:00"]
        [--holidays RU] [--json FILE]

LOG is a CSV or CSV.GZ file in the columns of ServiceNow's incident audit; without it
the sample beside this program is read.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs

import servicedesk_core as sd
from incident_log import (
    STATES,
    Case,
    LogError,
    LogReader,
    Row,
    matrix_agrees,
    read_rows,
)
from servicedesk_core.stats import proportion_interval

SAMPLE = Path(__file__).parent / "data" / "sample_log.csv"
_HOUR = timedelta(hours=1)
_MICROSECOND = timedelta(microseconds=1)
_PROGRESS_EVERY = 25_000
_SHOWN_FINDINGS = 3


@attrs.frozen
class Options:
    """What the command line says."""

    log: Path
    tz: str
    hours: str
    holidays: str | None
    json: Path | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a log, print its report, return the exit code."""
    parser = argparse.ArgumentParser(
        description="Report how an incident log kept its service levels."
    )
    parser.add_argument("log", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--tz", default="UTC", help="zone of the log and the desk")
    parser.add_argument("--hours", default="Mo-Fr 09:00-18:00", help="service hours")
    parser.add_argument("--holidays", help="days off, such as RU or DE-BY")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    options = Options(**vars(parser.parse_args(arguments)))
    try:
        report = build_report(options)
    except (LogError, sd.ServiceDeskError) as error:
        parser.error(str(error))
    print(report.text())
    if options.json is not None:
        figures = json.dumps(report.figures(), indent=2)
        options.json.write_text(figures + "\n", encoding="utf-8")
    return 0


def default_agreement(options: Options) -> sd.Agreement:
    """Return the agreement that the log is held against."""
    desk = sd.ServiceCalendar.parse(
        options.hours, tz=options.tz, holidays=options.holidays, name=None
    )
    always = sd.ServiceCalendar.always(options.tz)
    priority = sd.Priority
    resolution = sd.ServiceLevelTarget(
        sd.Metric.RESOLUTION,
        {
            priority.CRITICAL: timedelta(hours=4),
            priority.HIGH: timedelta(hours=8),
            priority.MODERATE: timedelta(hours=24),
            priority.LOW: timedelta(hours=45),
        },
        {
            priority.CRITICAL: always,
            priority.HIGH: always,
            priority.MODERATE: desk,
            priority.LOW: desk,
        },
        pauses=frozenset(sd.HoldReason),
    )
    return sd.Agreement("default", [resolution])


def build_report(options: Options) -> "Report":
    """Read the log and measure it."""
    agreement = default_agreement(options)
    reader = LogReader(options.tz)
    rows = list(read_rows(options.log, show_progress("rows read")))
    cases = reader.cases(rows)
    now = max((case.instants[-1] for case in cases if case.instants), default=None)
    statuses: list[sd.SlaStatus] = []
    if now is not None:
        viewpoint = now.astimezone(ZoneInfo(options.tz))
        statuses += measure_cases(cases, agreement, viewpoint)
    return Report(options, rows, cases, reader, agreement, statuses)


def measure_cases(
    cases: Iterable[Case], agreement: sd.Agreement, now: datetime
) -> Iterable[sd.SlaStatus]:
    """Yield the status of every case that has a date and a priority."""
    progress = show_progress("cases measured")
    for count, case in enumerate(cases, start=1):
        if case.ticket is not None and case.priority is not None:
            yield from sd.measure_all(case.ticket, agreement, now=now)
        progress(count)


class show_progress:  # noqa: N801 - it is used as a function
    """Says on standard error how far the work has come."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, count: int) -> None:
        if count % _PROGRESS_EVERY == 0:
            print(f"{count:,} {self.what}", file=sys.stderr, flush=True)


@attrs.frozen(slots=False)
class Report:
    """The figures of one log, as text and as data."""

    options: Options
    rows: list[Row]
    cases: list[Case]
    reader: LogReader
    agreement: sd.Agreement
    statuses: list[sd.SlaStatus]

    def figures(self) -> dict[str, object]:
        """Return the figures as plain data."""
        return {
            "cases": len(self.cases),
            "events": len(self.rows),
            "recorded": self.recorded(),
            "recomputed": self.recomputed(),
            "from_events": self.from_events(),
            "findings": dict(Counter(found.code for found in self.reader.findings)),
        }

    def recorded(self) -> dict[str, object]:
        """Return what the columns of each case's last row say."""
        met = [case for case in self.cases if case.rows[-1].made_sla == "true"]
        times = self.recorded_times
        return {
            "met": len(met),
            "by_priority": _by_priority(self.cases, met),
            "mean_ttr_h": mean_hours(times),
            "median_ttr_h": median_hours(times),
            "ttr_n": len(times),
        }

    @cached_property
    def recorded_times(self) -> list[timedelta]:
        """Opened to resolved, as stored."""
        return [
            case.resolved_at - case.opened_at
            for case in self.cases
            if case.resolved_at is not None and case.opened_at is not None
        ]

    @cached_property
    def compliance(self) -> sd.Compliance:
        """Return the compliance recomputed from the events, by priority."""
        return sd.compliance(self.statuses, by=lambda status: status.priority)

    def recomputed(self) -> dict[str, object]:
        """Return what the events say, held against the agreement."""
        groups = {
            str(int(priority)): group
            for priority, group in sorted(self.compliance.groups.items())
        }
        return {
            "met": self.compliance.met,
            "by_priority": {
                key: [group.met, len(group.statuses)] for key, group in groups.items()
            },
            "elapsed_h": {
                key: sum((each.elapsed for each in group.statuses), timedelta()) / _HOUR
                for key, group in groups.items()
            },
        }

    @cached_property
    def tickets(self) -> list[tuple[Case, sd.Ticket]]:
        """Return the cases that have a date, with their tickets."""
        return [(case, case.ticket) for case in self.cases if case.ticket is not None]

    def from_events(self) -> dict[str, object]:
        """Return counters and times found by folding the events."""
        tickets = self.tickets
        last = [
            ticket.last_resolved_at - ticket.opened_at
            for _, ticket in tickets
            if ticket.last_resolved_at is not None
        ]
        first = [
            ticket.first_resolved_at - ticket.opened_at
            for _, ticket in tickets
            if ticket.first_resolved_at is not None
        ]
        return {
            "reopenings": sum(ticket.reopenings for _, ticket in tickets),
            "reopened_cases": sum(ticket.reopenings > 0 for _, ticket in tickets),
            "reopen_counter_equal": sum(
                case.rows[-1].reopen_count == str(ticket.reopenings)
                for case, ticket in tickets
            ),
            "transfers_between_known_groups": sum(
                ticket.transfers for _, ticket in tickets
            ),
            "ttr_n": len(last),
            "mean_last_h": mean_hours(last),
            "median_last_h": median_hours(last),
            "mean_first_h": mean_hours(first),
            "median_first_h": median_hours(first),
        }

    def text(self) -> str:
        """Return the report."""
        return "\n\n".join(
            [
                self._read_text(),
                self._conformance_text(),
                self._recorded_text(),
                self._recomputed_text(),
                self._worst_text(),
                self._restore_text(),
            ]
        )

    def _read_text(self) -> str:
        found = Counter(finding.code for finding in self.reader.findings)
        lines = [f"{len(self.cases):,} cases from {len(self.rows):,} events"]
        for code, count in sorted(found.items()):
            lines.append(f"  finding {code}: {count:,}")
            examples = [each for each in self.reader.findings if each.code == code]
            lines += [f"    {each}" for each in examples[:_SHOWN_FINDINGS]]
        agreeing = sum(map(matrix_agrees, self.rows))
        lines.append(
            f"priority equals the matrix in {agreeing:,} of {len(self.rows):,} rows"
        )
        return "\n".join(lines)

    def _conformance_text(self) -> str:
        histories = [case.states for case in self.cases]
        incident = sd.lifecycles.INCIDENT
        direct = incident.with_action(sd.lifecycles.DIRECT_CLOSE)
        lines = ["Conformance to the incident lifecycle"]
        for title, lifecycle in (
            ("with direct close", direct),
            ("without direct close", incident),
        ):
            report = lifecycle.replay_all(histories, names=STATES)
            share = "undefined" if report.share is None else f"{report.share:.3%}"
            lines.append(
                f"  {title}: {report.accepted:,} of {report.changes:,} transitions "
                f"accepted ({share}), {report.rejected:,} rejected"
            )
            lines += [
                f"    {each.source} > {each.target}: {each.count} ({each.reason})"
                for each in report.rejections
            ]
        tickets = [ticket for _, ticket in self.tickets]
        figures = self.from_events()
        lines += [
            f"Reopenings: {figures['reopenings']:,} in {figures['reopened_cases']:,} "
            f"cases; equal to the stored counter in {figures['reopen_counter_equal']:,} "
            f"of {len(tickets):,}",
            "Reassignments between known groups: "
            f"{figures['transfers_between_known_groups']:,} in "
            f"{sum(ticket.transfers > 0 for ticket in tickets):,} cases",
        ]
        return "\n".join(lines)

    def _recorded_text(self) -> str:
        recorded = self.recorded()
        total = (recorded["met"], len(self.cases))
        table = {"all": total, **recorded["by_priority"]}
        return "\n".join(["Recorded SLA compliance", *_shares(table)])

    def _recomputed_text(self) -> str:
        lines = ["Compliance recomputed from the events", *self._agreement_text()]
        recomputed = self.recomputed()
        total = (recomputed["met"], len(self.statuses))
        lines += _shares({"all": total, **recomputed["by_priority"]})
        states = ", ".join(
            f"{state} {count:,}"
            for state, count in self.compliance.counts.items()
            if count
        )
        lines.append(f"  states at the end of the log: {states or 'none'}")
        return "\n".join(lines)

    def _agreement_text(self) -> list[str]:
        lines = [
            f"  agreement {self.agreement.name!r}: the final priority decides; paused "
            "while on hold; reopening resumes"
        ]
        for target in self.agreement.targets:
            for priority in sd.Priority:
                if target.has_target(priority):
                    within = sd.duration_text(target.within_for(priority))
                    calendar = target.calendar_for(priority)
                    lines.append(
                        f"  {target.metric} P{int(priority)}: {within} within {calendar}"
                    )
        off = self.options.holidays
        return [*lines, f"  holidays: {off or 'none'}"]

    def _worst_text(self) -> str:
        worst = self.compliance.worst(5)
        if not worst:
            return "No breach"
        lines = ["The worst breaches"]
        lines += [
            f"  {status.key} P{status.priority}: "
            f"{sd.duration_text(status.elapsed)} of {sd.duration_text(status.within)}, "
            f"{sd.duration_text(status.overrun)} over"
            for status in worst
        ]
        most_told = max(worst, key=lambda status: len(status.rows))
        return "\n".join([*lines, "", str(most_told.explain())])

    def _restore_text(self) -> str:
        desk = sd.ServiceCalendar.parse(
            self.options.hours, tz=self.options.tz, holidays=self.options.holidays
        )
        solved = [
            (ticket.opened_at, ticket.last_resolved_at)
            for _, ticket in self.tickets
            if ticket.last_resolved_at is not None
        ]
        rows = (
            ("recorded, wall time", self.recorded_times),
            ("from events, wall time", [end - start for start, end in solved]),
            (
                "from events, service time",
                [desk.elapsed(start, end) for start, end in solved],
            ),
        )
        lines = ["Time to restore service, opened to last resolution"]
        for title, times in rows:
            mean, median = mean_hours(times), median_hours(times)
            figures = "undefined"
            if mean is not None and median is not None:
                figures = f"mean {mean:,.4f} h, median {median:,.4f} h"
            lines.append(f"  {title}: {figures} (n={len(times):,})")
        return "\n".join(lines)


Shares = dict[str, list[int]]


def _by_priority(cases: Sequence[Case], met: Sequence[Case]) -> Shares:
    """Return met cases and all cases of each priority."""
    totals = Counter(case.priority for case in cases if case.priority is not None)
    kept = Counter(case.priority for case in met)
    return {
        str(int(priority)): [kept[priority], totals[priority]]
        for priority in sorted(totals)
    }


def _shares(table: Mapping[str, Sequence[int]]) -> list[str]:
    lines = []
    for key, (met, total) in table.items():
        share = proportion_interval(met, total)
        title = key if key == "all" else f"P{key}"
        figures = "undefined"
        if share is not None:
            figures = f"{share.value:.2%}, 95% CI {share.low:.2%}..{share.high:.2%}"
        lines.append(f"  {title:>4}: {met:>7,} of {total:>7,} met ({figures})")
    return lines


def mean_hours(times: Sequence[timedelta]) -> float | None:
    """Return the mean in hours, by one division of integers; None for no times."""
    total = sum(map(_microseconds, times))
    return total / (_microseconds(_HOUR) * len(times)) if times else None


def median_hours(times: Sequence[timedelta]) -> float | None:
    """Return the median in hours; None for no times."""
    if not times:
        return None
    ordered = sorted(map(_microseconds, times))
    middle = len(ordered) // 2
    pair = ordered[middle] + ordered[-middle - 1]
    return pair / (2 * _microseconds(_HOUR))


def _microseconds(time: timedelta) -> int:
    return time // _MICROSECOND


if __name__ == "__main__":
    sys.exit(main())

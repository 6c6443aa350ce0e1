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
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import attrs

import servicedesk_core as sd
from incident_log import STATES, Case, LogError, LogReader, matrix_agrees, read_rows
from log_figures import LogFigures, mean_hours, median_hours
from servicedesk_core.stats import proportion_interval

SAMPLE = Path(__file__).parent / "data" / "sample_log.csv"
_PROGRESS_EVERY = 10_000
_SHOWN_FINDINGS = 3


@attrs.frozen(slots=False)
class Options:
    """What the command line says."""

    log: Path = SAMPLE
    tz: str = "UTC"
    hours: str = "Mo-Fr 09:00-18:00"
    holidays: str | None = None
    json: Path | None = None

    @cached_property
    def desk(self) -> sd.ServiceCalendar:
        """The service hours of the desk."""
        return sd.ServiceCalendar.parse(self.hours, tz=self.tz, holidays=self.holidays)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a log, print its report, return the exit code."""
    parser = argparse.ArgumentParser(
        description="Report how an incident log kept its service levels.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    what = "CSV or CSV.GZ in ServiceNow's columns, dates as d/m/YYYY H:MM"
    parser.add_argument("log", nargs="?", type=Path, default=SAMPLE, help=what)
    parser.add_argument("--tz", default="UTC", help="zone of the log and the desk")
    parser.add_argument("--hours", default="Mo-Fr 09:00-18:00", help="service hours")
    parser.add_argument("--holidays", help="days off, such as RU or DE-BY")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    options = Options(**vars(parser.parse_args(arguments)))
    try:
        agreement = default_agreement(options)
        figures = read_log(options, agreement)
        write_figures(figures, options)
    except (LogError, sd.ServiceDeskError) as error:
        parser.error(str(error))
    print("\n\n".join(report(figures, agreement, options)))
    return 0


def write_figures(figures: LogFigures, options: Options) -> None:
    """Write the figures as JSON, if the command line says so.

    Raises:
        LogError: if the file cannot be written.
    """
    if options.json is None:
        return
    text = json.dumps(figures.as_dict(), indent=2)
    try:
        options.json.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise LogError(f"cannot write {options.json}: {error}") from error


def default_agreement(options: Options) -> sd.Agreement:
    """Return the agreement that the log is held against."""
    always = sd.ServiceCalendar.always(options.tz)
    resolution = sd.ServiceLevelTarget(
        sd.Metric.RESOLUTION,
        {
            sd.Priority.CRITICAL: timedelta(hours=4),
            sd.Priority.HIGH: timedelta(hours=8),
            sd.Priority.MODERATE: timedelta(hours=24),
            sd.Priority.LOW: timedelta(hours=45),
        },
        {
            sd.Priority.CRITICAL: always,
            sd.Priority.HIGH: always,
            sd.Priority.MODERATE: options.desk,
            sd.Priority.LOW: options.desk,
        },
        pauses=frozenset(sd.HoldReason),
    )
    return sd.Agreement("default", [resolution])


def read_log(options: Options, agreement: sd.Agreement) -> LogFigures:
    """Read the log and measure its cases as of its last instant.

    Raises:
        LogError: if the file cannot be read.
    """
    reader = LogReader(options.tz)
    rows = list(read_rows(options.log, show_progress("rows read")))
    cases = reader.cases(rows)
    statuses = list(measure_cases(cases, agreement, options))
    return LogFigures(rows, cases, reader.findings, statuses)


def measure_cases(
    cases: Sequence[Case], agreement: sd.Agreement, options: Options
) -> Iterator[sd.SlaStatus]:
    """Yield the status of every case that has a date and a priority."""
    ends = (case.instants[-1] for case in cases if case.instants)
    last = max(ends, default=None)
    if last is None:
        return
    now = last.astimezone(options.desk.tz)
    progress = show_progress("cases measured")
    for count, case in enumerate(cases, start=1):
        if case.ticket is not None and case.priority is not None:
            yield from sd.measure_all(case.ticket, agreement, now=now)
        progress(count)


def show_progress(what: str) -> Callable[[int], None]:
    """Return a function that says on standard error how far the work has come."""

    def show(count: int) -> None:
        if count % _PROGRESS_EVERY == 0:
            print(f"{count:,} {what}", file=sys.stderr, flush=True)

    return show


def report(
    figures: LogFigures, agreement: sd.Agreement, options: Options
) -> Iterator[str]:
    """Yield the paragraphs of the report."""
    for paragraph in (
        read_text(figures),
        conformance_text(figures),
        counters_text(figures),
        recorded_text(figures),
        recomputed_text(figures, agreement, options),
        worst_text(figures),
        restore_text(figures, options),
    ):
        yield "\n".join(paragraph)


def read_text(figures: LogFigures) -> Iterator[str]:
    """Yield what was read, and what could not be taken as it stands."""
    yield f"{len(figures.cases):,} cases from {len(figures.rows):,} events"
    found = Counter(finding.code for finding in figures.findings)
    for code, count in sorted(found.items()):
        yield f"  finding {code}: {count:,}"
        examples = [each for each in figures.findings if each.code == code]
        yield from (f"    {each}" for each in examples[:_SHOWN_FINDINGS])
    agreeing = sum(map(matrix_agrees, figures.rows))
    yield f"priority equals the matrix in {agreeing:,} of {len(figures.rows):,} rows"


def conformance_text(figures: LogFigures) -> Iterator[str]:
    """Yield how far the log is from the incident lifecycle."""
    yield "Conformance to the incident lifecycle"
    histories = [case.states for case in figures.cases]
    strict = sd.lifecycles.INCIDENT
    direct = strict.with_action(sd.lifecycles.DIRECT_CLOSE)
    tables = {"with direct close": direct, "without direct close": strict}
    for title, lifecycle in tables.items():
        found = lifecycle.replay_all(histories, names=STATES)
        share = "undefined" if found.share is None else f"{found.share:.3%}"
        accepted = f"{found.accepted:,} of {found.changes:,} transitions accepted"
        yield f"  {title}: {accepted} ({share}), {found.rejected:,} rejected"
        for each in found.rejections:
            yield f"    {each.source} > {each.target}: {each.count} ({each.reason})"


def counters_text(figures: LogFigures) -> Iterator[str]:
    """Yield reopenings and reassignments."""
    found = figures.from_events
    moved = sum(ticket.transfers > 0 for ticket in figures.tickets.values())
    yield f"Reopenings: {found.reopenings:,} in {found.reopened_cases:,} cases"
    yield (
        f"  equal to the stored counter in {found.reopen_counter_equal:,} "
        f"of {len(figures.tickets):,} cases"
    )
    transfers = found.transfers_between_known_groups
    yield f"Reassignments between known groups: {transfers:,} in {moved:,} cases"


def recorded_text(figures: LogFigures) -> Iterator[str]:
    """Yield the compliance that the log has stored."""
    yield "Recorded SLA compliance"
    recorded = figures.recorded
    yield from shares((recorded.met, len(figures.cases)), recorded.by_priority)


def recomputed_text(
    figures: LogFigures, agreement: sd.Agreement, options: Options
) -> Iterator[str]:
    """Yield the compliance recomputed from the events, and what it is held against."""
    yield "Compliance recomputed from the events"
    yield from agreement_text(agreement, options)
    found = figures.compliance
    by_priority = {
        str(int(priority)): (found.groups[priority].met, found.groups[priority].n)
        for priority in sd.Priority
        if priority in found.groups
    }
    yield from shares((found.met, found.n), by_priority)
    counts = figures.compliance.counts.items()
    states = ", ".join(f"{state} {count:,}" for state, count in counts if count)
    yield f"  states at the end of the log: {states or 'none'}"


def agreement_text(agreement: sd.Agreement, options: Options) -> Iterator[str]:
    """Yield an agreement in full."""
    rules = "the final priority decides; paused while on hold; reopening resumes"
    yield f"  agreement {agreement.name!r}: {rules}"
    for target in agreement.targets:
        for priority in filter(target.has_target, sd.Priority):
            within = time_text(target.within_for(priority))
            hours = target.calendar_for(priority)
            yield f"  {target.metric} P{int(priority)}: {within} within {hours}"
    yield f"  holidays: {options.holidays or 'none'}"


def time_text(within: timedelta | sd.WorkingDays) -> str:
    """Return the time of a target."""
    if isinstance(within, sd.WorkingDays):
        return f"{within.days} working days"
    return sd.duration_text(within, style="short")


def shares(
    total: tuple[int, int], by_priority: Mapping[str, tuple[int, int]]
) -> Iterator[str]:
    """Yield met of all with the share's interval, in all and by priority."""
    named = {f"P{priority}": counts for priority, counts in by_priority.items()}
    for title, (met, count) in {"all": total, **named}.items():
        found = proportion_interval(met, count)
        share = "undefined"
        if found is not None:
            share = f"{found.value:.2%}, 95% CI {found.low:.2%}..{found.high:.2%}"
        yield f"  {title:>4}: {met:>7,} of {count:>7,} met ({share})"


def worst_text(figures: LogFigures) -> Iterator[str]:
    """Yield the five worst breaches, and the most eventful of them span by span."""
    worst = figures.compliance.worst(5)
    if not worst:
        yield "No breach"
        return
    yield "The worst breaches"
    for status in worst:
        elapsed, within, overrun = (
            sd.duration_text(time, style="short")
            for time in (status.elapsed, status.allowed, status.overrun)
        )
        times = f"{elapsed} of {within}, {overrun} over"
        yield f"  {status.key} P{status.priority}: {times}"
    yield ""
    yield str(max(worst, key=lambda status: len(status.rows)).explain())


def restore_text(figures: LogFigures, options: Options) -> Iterator[str]:
    """Yield the time to restore service in wall and service time."""
    yield "Time to restore service, opened to last resolution"
    always = sd.ServiceCalendar.always()
    tables = {
        "recorded, wall time": figures.recorded_times,
        "from events, wall time": figures.restored(always),
        "from events, service time": figures.restored(options.desk),
    }
    for title, times in tables.items():
        yield f"  {title}: {times_text(times)} (n={len(times):,})"


def times_text(times: Sequence[timedelta]) -> str:
    """Return mean and median of some durations."""
    mean, median = mean_hours(times), median_hours(times)
    if mean is None or median is None:
        return "undefined"
    return f"mean {mean:,.4f} h, median {median:,.4f} h"


if __name__ == "__main__":
    sys.exit(main())

"""Measure the service calendars of other libraries and of this one in one run.

    python bench/rivals.py [--output bench/results.md] [--rows 2000] [--rounds 15]

Answers are compared with bisection over the openings in UTC before anything is
measured. Candidates are interleaved: each one runs in every round, ratios are taken
inside a round, and medians over the rounds are shown. The exit code is 1 if
servicedesk_core answers anything wrong; the bars are shown, not enforced.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

import servicedesk_core as sd
from rival_judge import ELAPSED, KINDS, Case, Marks, cases_of, judge
from rival_peers import PEERS, CannotError, Peer
from rival_race import Lane, Times, race, run_python
from rival_report import OURS, Bar, Section, bars_table, figure, machine, table, version
from rival_rows import (
    WORKLOADS,
    ZONE,
    Oracle,
    Workload,
    edge_rows,
    random_rows,
    span_rows,
)

_ROCK = "workclock"
_MICRO, _MILLI = 1e6, 1e3
_LEAST_ROUNDS = 9
_IMPORT_ROUNDS = 15
_SPANS = {"one day": timedelta(days=1), "ten years": timedelta(days=3650)}
_YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)

Cases = Mapping[str, Sequence[Sequence[Case]]]


@attrs.frozen
class Answered:
    """A candidate's call for one kind of question, and marks for each set of rows."""

    call: Callable[..., Any]
    marks: Sequence[Marks]

    @property
    def inexact(self) -> int:
        """How many answers are not the first of the right ones."""
        return sum(marks.asked - marks.exact for marks in self.marks)


@attrs.frozen
class Entry:
    """A candidate on one workload: what it answered, by kind."""

    peer: Peer
    notes: Sequence[str]
    answered: Mapping[str, Answered] = attrs.field(factory=dict)

    @property
    def inexact(self) -> int:
        """How many answers are not exact, if they have to be."""
        if self.peer.name != OURS:
            return 0
        return sum(answered.inexact for answered in self.answered.values())


# --- workloads -------------------------------------------------------------------


def compare(number: int, workload: Workload, rows: int, rounds: int) -> Section:
    """Judge and time every candidate on one workload."""
    oracle = Oracle(workload)
    drawn = random_rows(workload.zone, rows), edge_rows(workload, rows)
    cases = {kind: [cases_of(kind, oracle, part) for part in drawn] for kind in KINDS}
    entries = [_enter(peer, workload, cases) for peer in PEERS]
    times = {kind: race(_lanes(entries, kind), rounds) for kind in KINDS}
    head = ["candidate", "version"]
    for kind in KINDS:
        head += [f"{kind}, µs", "x ours", "right: random / edge"]
    return Section(
        f"{number}. {workload.title}",
        table([*head, "notes"], [_line(entry, times) for entry in entries]),
        list(_speed_bars(number, times)),
        sum(entry.inexact for entry in entries),
    )


def _enter(peer: Peer, workload: Workload, cases: Cases) -> Entry:
    try:
        answers = peer.ask(workload)
    except CannotError as reason:
        return Entry(peer, [*peer.notes, str(reason)])
    except Exception as error:  # noqa: BLE001
        return Entry(peer, [*peer.notes, f"{type(error).__name__}: {error}"])
    calls = zip(KINDS, (answers.elapsed, answers.add), strict=True)
    answered = {
        kind: Answered(
            call, [judge(call, answers.prepare, part) for part in cases[kind]]
        )
        for kind, call in calls
        if call is not None and kind in cases
    }
    return Entry(peer, [*peer.notes, *_remarks(answered)], answered)


def _remarks(answered: Mapping[str, Answered]) -> Iterator[str]:
    """Yield what the answers showed: another convention, errors."""
    for kind, part in answered.items():
        if any(marks.later for marks in part.marks):
            yield "a time up at closing is due at the next opening"
        errors = sum((marks.errors for marks in part.marks), Counter[str]())
        for error, _ in errors.most_common(1):
            yield f"{kind}: {errors.total()} errors, such as {error}"


def _lanes(entries: Iterable[Entry], kind: str) -> dict[str, Lane]:
    return {
        entry.peer.name: Lane(answered.call, answered.marks[0].answered)
        for entry in entries
        if (answered := entry.answered.get(kind)) and answered.marks[0].answered
    }


def _line(entry: Entry, times: Mapping[str, Times]) -> list[str]:
    name = entry.peer.name
    line = [name, version(entry.peer.distribution)]
    for kind in KINDS:
        answered = entry.answered.get(kind)
        shares = [marks.share for marks in answered.marks] if answered else ["-"]
        timed = name in times[kind].rounds
        line += [
            figure(times[kind].seconds(name) * _MICRO) if timed else "-",
            f"{times[kind].ratio(name, OURS):.1f}" if timed else "-",
            " / ".join(shares),
        ]
    return [*line, "; ".join(dict.fromkeys(entry.notes))]


def _speed_bars(number: int, times: Mapping[str, Times]) -> Iterator[Bar]:
    for kind in KINDS:
        if _ROCK in times[kind].rounds:
            yield Bar(
                f"{kind}, table {number}: workclock's time over ours",
                3 if number == 1 else 2,
                times[kind].ratio(_ROCK, OURS),
                "x",
                at_least=True,
            )


# --- spans -----------------------------------------------------------------------


def spans(rows: int, rounds: int) -> Section:
    """Time one call over a day and over ten years."""
    workload = WORKLOADS[0]
    oracle, drawn = Oracle(workload), random_rows(workload.zone, rows)
    cases = {
        ELAPSED: [
            cases_of(ELAPSED, oracle, span_rows(drawn, length))
            for length in _SPANS.values()
        ]
    }
    entries = [
        _enter(peer, workload, cases) for peer in PEERS if peer.name in {OURS, _ROCK}
    ]
    times = race(
        {
            f"{entry.peer.name} {span}": Lane(answered.call, marks.answered)
            for entry in entries
            for answered in entry.answered.values()
            for span, marks in zip(_SPANS, answered.marks, strict=True)
        },
        rounds,
    )
    lines, ratios = [], {}
    for name in [entry.peer.name for entry in entries if entry.answered]:
        day, decade = (f"{name} {span}" for span in _SPANS)
        ratios[name] = times.ratio(decade, day)
        micros = [figure(times.seconds(key) * _MICRO) for key in (day, decade)]
        lines.append([name, *micros, f"{ratios[name]:.2f}"])
    head = ["candidate", *(f"{span}, µs" for span in _SPANS), "ten years / one day"]
    bar = Bar("elapsed over ten years, over one day", 1.2, ratios[OURS], "x")
    return Section(
        "Elapsed over one day and over ten years (hours of table 1)",
        table(head, lines),
        [bar],
        sum(entry.inexact for entry in entries),
    )


# --- costs of our own ------------------------------------------------------------


def _first_answer(hours: str, country: str | None) -> timedelta:
    desk = sd.ServiceCalendar.parse(hours, tz=ZONE, holidays=country)
    return desk.elapsed(*_YEAR)


def own_costs(rounds: int) -> Section:
    """Time compiling a calendar and explaining a year."""
    desk = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz=ZONE, holidays="DE")
    desk.elapsed(*_YEAR)
    # New hours for every call: nothing can come from a cache of texts.
    hours = [
        f"Mo-Fr {opens:02}:{minute:02}-17:00"
        for minute, opens in product(range(60), range(6, 16))
    ]
    lanes = {
        "parse and compile a year": Lane(_first_answer, [(h, None) for h in hours]),
        "the same with holidays, once the package is loaded": Lane(
            _first_answer, [(h, "DE") for h in hours]
        ),
        "explain a year": Lane(desk.explain, [_YEAR]),
    }
    times = race(lanes, rounds)
    bars = [
        Bar(name, limit, times.seconds(name) * _MILLI, "ms")
        for name, limit in zip(lanes, (3, 3, 5), strict=True)
    ]
    lines = [[bar.work, figure(bar.measured)] for bar in bars]
    return Section("Calendars of ours", table(["work", "ms"], lines), bars)


def imports(rounds: int) -> Section:
    """Time interpreters that import the library, over one that does nothing."""
    programs = {
        "nothing": "pass",
        "import": "import servicedesk_core",
        "import, parse, one elapsed": (
            "import servicedesk_core as sd; from datetime import datetime, UTC; "
            f"desk = sd.ServiceCalendar.parse('Mo-Fr 09:00-17:00', tz={ZONE!r}); "
            "start, end = (datetime(2026, 1, day, tzinfo=UTC) for day in (5, 9)); "
            "desk.elapsed(start, end)"
        ),
    }
    with TemporaryDirectory() as cache:
        run = partial(run_python, cache=cache)
        lanes = {name: Lane(run, [(code,)]) for name, code in programs.items()}
        times = race(lanes, max(rounds, _IMPORT_ROUNDS))
    bare, alone, whole = programs
    millis = {name: times.seconds(name) * _MILLI for name in programs}
    over = {name: times.difference(name, bare) * _MILLI for name in programs}
    lines = [[name, figure(millis[name]), figure(over[name])] for name in programs]
    return Section(
        "Imports: a whole run of the interpreter, processor time",
        table(["program", "ms", "over a bare interpreter, ms"], lines),
        [
            Bar(f"{alone}, over a bare interpreter", 15, over[alone], "ms"),
            Bar(f"{whole}, the whole run", 80, millis[whole], "ms"),
        ],
    )


# --- the report ------------------------------------------------------------------


def _sections(rows: int, rounds: int) -> Iterator[Section]:
    for number, workload in enumerate(WORKLOADS, start=1):
        yield compare(number, workload, rows, rounds)
    yield spans(rows, rounds)
    yield own_costs(rounds)
    yield imports(rounds)


def _report(sections: Sequence[Section], rows: int, rounds: int) -> str:
    others = ("holidays", "tzdata", "pytz")
    installed = ", ".join(f"{name} {version(name)}" for name in others)
    about = (
        f"{machine()}; {installed}. {rows:,} random rows: opened over ten years, "
        "log-normal lengths (median 8 h, sigma 1.6, 1 min to 60 d), whole seconds; "
        "as many edge rows: boundaries of windows and days, and a second beside "
        "them, around holidays and changes of clocks. Single calls on the random "
        f"rows that a candidate answers, in processor time; medians of {rounds} "
        "interleaved rounds; ratios are taken inside a round. Right means equal to "
        "the second; for add, by either convention of a time that is up at closing."
    )
    parts = ["# Rivals of the service calendar", about, "## Bars", bars_table(sections)]
    for section in sections:
        parts += [f"## {section.title}", section.table]
    return "\n\n".join(parts) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure rivals of the calendar.")
    parser.add_argument("--output", type=Path, default=Path("bench/results.md"))
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    if options.rounds < _LEAST_ROUNDS:
        parser.error(f"--rounds must be at least {_LEAST_ROUNDS}")
    return options


def main() -> int:
    """Run every section, write the report, and tell whether our answers are right."""
    options = _options()
    sections = []
    for section in _sections(options.rows, options.rounds):
        print(section.title, file=sys.stderr, flush=True)
        sections.append(section)
    report = _report(sections, options.rows, options.rounds)
    options.output.write_text(report, encoding="utf-8")
    print(bars_table(sections))
    wrong = sum(section.wrong for section in sections)
    if wrong:
        print(f"servicedesk_core gave {wrong} wrong answers", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Measure folding and applying events, and state machines on the same walk.

    PYTHONPATH=examples python bench/walks.py [--log incidents.csv.gz] [--rounds 15]

Prints Markdown. Outcomes are compared before anything is measured: a candidate that
ends a walk in another state, or accepts another number of moves, is not timed. The
exit code is 1 if servicedesk_core comes to anything wrong; the bars are shown, not
enforced.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from pathlib import Path
from statistics import median

import attrs

import servicedesk_core as sd
from incident_log import LogError
from rival_race import Lane, Times, race
from rival_report import OURS, Bar, Section, bars_table, figure, machine, table, version
from walk_log import WORKS, differing, read_histories, same_facts, time_log
from walk_peers import (
    APPLY,
    COMMANDS,
    MOVES,
    WALK,
    WALKERS,
    WALKS,
    Answers,
    Walker,
    asked_of,
    expected,
    long_incident,
)

_LOG = Path(__file__).parents[2] / "shared/data/uci_incident_event_log.csv.gz"
_MICRO = 1e6
_LIMIT = 3
_SIZES = (5, 500)
# As many events in turn as one round trip has.
_NEXT = len(WALK)
_LOG_ROUNDS = 5


@attrs.frozen
class Entry:
    """A candidate, and how many of the walks it was asked came out right."""

    walker: Walker
    answers: Answers | None
    asked: int
    right: int
    error: str = ""

    @property
    def timed(self) -> bool:
        """Whether all walks came out right."""
        return self.asked == self.right > 0

    @property
    def wrong(self) -> int:
        """How many walks of ours came out wrong; a failure counts as one."""
        if not self.walker.name.startswith(OURS):
            return 0
        return self.asked - self.right + (self.answers is None)


# --- the walk --------------------------------------------------------------------


def walks(rounds: int) -> Section:
    """Compare and time every candidate on the walk of one incident."""
    entries = [_enter(walker) for walker in WALKERS]
    ready = {
        entry.walker.name: entry.answers
        for entry in entries
        if entry.timed and entry.answers is not None
    }
    times = race(
        {name: Lane(answers.walk, [()]) for name, answers in ready.items()}, rounds
    )
    begun = race(
        {
            name: Lane(answers.begin, [()])
            for name, answers in ready.items()
            if answers.begin is not None
        },
        rounds,
    )
    head = ["candidate", "version", "an event, µs", "x our apply", "x our commands"]
    head += ["a new incident, µs", "right walks", "notes"]
    return Section(
        "Tickets 1. The walk of an incident",
        f"The walk: new, {', '.join(WALK)}.\n\n"
        + table(head, [_line(entry, times, begun) for entry in entries]),
        wrong=sum(entry.wrong for entry in entries),
    )


def _enter(walker: Walker) -> Entry:
    asked = list(asked_of(walker))
    try:
        answers = walker.ask()
        right = [answers.follow(moves) == expected(moves) for moves in asked]
        right[0] &= answers.state(answers.walk()) == expected(asked[0]).state
    except Exception as error:  # noqa: BLE001
        return Entry(walker, None, 0, 0, f"{type(error).__name__}: {error}")
    return Entry(walker, answers, len(asked), right.count(True))


def _line(entry: Entry, times: Times, begun: Times) -> list[str]:
    walker = entry.walker
    name = walker.name
    line = [name, version(walker.distribution)]
    if entry.timed:
        line.append(figure(times.seconds(name) / walker.events * _MICRO))
        for other in (APPLY, COMMANDS):
            known = other.name in times.rounds
            share = other.events / walker.events
            line.append(
                f"{times.ratio(name, other.name) * share:.1f}" if known else "-"
            )
    else:
        line += ["-"] * 3
    new = figure(begun.seconds(name) * _MICRO) if name in begun.rounds else "-"
    notes = "; ".join(filter(None, (walker.notes, entry.error)))
    return [*line, new, f"{entry.right} of {entry.asked}", notes]


# --- short and long histories ----------------------------------------------------


def sizes(rounds: int) -> Section:
    """Time folding so many events, and applying one more."""
    tickets = long_incident(max(_SIZES) + _NEXT)
    lanes: dict[str, Lane] = {}
    events: dict[str, int] = {}
    wrong = 0
    for size in _SIZES:
        # The incident at this size and after each of the next events.
        later = tickets[size - 1 : size + _NEXT]
        history = later[0].history
        steps = [(before, after.history[-1]) for before, after in pairwise(later)]
        found = [sd.Ticket.fold(history), *starmap(sd.Ticket.apply, steps)]
        wrong += list(map(same_facts, found, later)).count(False)
        fold, apply = f"fold {size} events", f"apply one more to {size} events"
        lanes |= {fold: Lane(sd.Ticket.fold, [(history,)])}
        lanes |= {apply: Lane(sd.Ticket.apply, steps)}
        events |= {fold: size, apply: 1}
    times = race(lanes, rounds)
    bars = [_bar(work, times.seconds(work) / events[work]) for work in lanes]
    lines = [
        [work, figure(bar.measured)] for work, bar in zip(lanes, bars, strict=True)
    ]
    return Section(
        "Tickets 2. Short and long histories",
        table(["work", "an event, µs"], lines),
        bars,
        wrong,
    )


def _bar(work: str, seconds: float) -> Bar:
    return Bar(f"{work}, an event", _LIMIT, seconds * _MICRO, "µs")


# --- a log -----------------------------------------------------------------------


def log(path: Path | None, rounds: int) -> Section:
    """Time the cases of an incident event log, if there is one."""
    title = "Tickets 3. The UCI incident event log"
    if path is None:
        return Section(title, "The log was not given (`--log`).")
    histories = read_histories(path)
    wrong = differing(histories)
    times = time_log(histories, rounds)
    bars = [
        _bar(f"{work} the UCI log, median over its cases", times[work].case)
        for work in WORKS
    ]
    lines = [
        [work, figure(found.case * _MICRO), figure(found.whole * _MICRO)]
        for work, found in times.items()
    ]
    sizes = sorted(map(len, histories))
    about = (
        f"{len(sizes):,} cases, {sum(sizes):,} events; {median(sizes):g} events in the "
        f"median case, {sizes[-1]} in the longest. Medians of {rounds} rounds; a case "
        "is folded from its first event, or opened and told the others one by one."
    )
    head = ["work", "an event, median over the cases, µs", "an event of all, µs"]
    return Section(title, f"{about}\n\n{table(head, lines)}", bars, wrong)


# --- the report ------------------------------------------------------------------


def _sections(path: Path | None, rounds: int) -> Iterator[Section]:
    yield walks(rounds)
    yield sizes(rounds)
    yield log(path, min(rounds, _LOG_ROUNDS))


def _report(sections: Sequence[Section], rounds: int) -> str:
    about = (
        f"{machine()}. Processor time, the garbage collector off; medians of {rounds} "
        "interleaved rounds; ratios are taken inside a round. The machines have the "
        "states and moves of the library's incident table, and keep the state alone. "
        "A ticket keeps its history, its counts and its instants besides; fold and "
        "apply take events that were made and checked before. Right walks: the walk "
        f"of the table, and for what refuses moves {WALKS} walks of {MOVES} moves "
        "drawn at random, end in the state, and with the number of accepted moves, "
        "that the rows of the incident table give."
    )
    parts = ["# Rivals of the ticket", about, "## Bars of the ticket"]
    parts.append(bars_table(sections))
    for section in sections:
        parts += [f"## {section.title}", section.table]
    return "\n\n".join(parts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure folding and applying.")
    parser.add_argument("--log", type=Path, default=_LOG if _LOG.exists() else None)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    if options.log and not options.log.is_file():
        parser.error(f"--log names no file: {options.log}")
    return options


def main() -> int:
    """Run every section, print the report, and tell whether ours came out right."""
    options = _options()
    sections = []
    try:
        for section in _sections(options.log, options.rounds):
            print(section.title, file=sys.stderr, flush=True)
            sections.append(section)
    except LogError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"\n{_report(sections, options.rounds)}")
    wrong = sum(section.wrong for section in sections)
    if wrong:
        print(f"servicedesk_core came out wrong {wrong} times", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

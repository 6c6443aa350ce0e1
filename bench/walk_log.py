"""Fold and apply the events of a log, case by case."""

import gc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import attrs

import servicedesk_core as sd
from incident_log import LogReader, read_rows
from walk_peers import apply_all

# The clock takes as long as half an event: once for several calls.
_CALLS = 3

History = Sequence[sd.events.Event]
Call = Callable[[History], sd.Ticket]

WORKS: Mapping[str, Call] = {"fold": sd.Ticket.fold, "apply": apply_all}


@attrs.frozen
class LogTimes:
    """Seconds an event: the median over cases, and all cases by all events."""

    case: float
    whole: float


def read_histories(path: Path) -> list[list[sd.events.Event]]:
    """Return the events of every case that has a date.

    Raises:
        LogError: if the file cannot be read or lacks a column.
    """
    cases = LogReader().cases(read_rows(path))
    return [list(case.events()) for case in cases if case.instants]


def differing(histories: Sequence[History]) -> int:
    """Return how many cases come to something else by fold than by apply."""
    return sum(
        not same_facts(sd.Ticket.fold(history), apply_all(history))
        for history in histories
    )


def same_facts(one: sd.Ticket, other: sd.Ticket) -> bool:
    """Tell whether two tickets agree in every field, history included."""
    return one == other and _facts(one) == _facts(other)


def _facts(ticket: sd.Ticket) -> Mapping[str, object]:
    # Nested pairs, one for each event; the history was compared already.
    return attrs.asdict(
        ticket, recurse=False, filter=lambda field, _: field.name != "log"
    )


def time_log(histories: Sequence[History], rounds: int) -> dict[str, LogTimes]:
    """Time each work on every case in every round, one work after the other."""
    found: dict[str, list[list[float]]] = {name: [] for name in WORKS}
    for number in range(rounds):
        order = sorted(WORKS, reverse=number % 2 == 1)
        times = _round(histories, order)
        for name in WORKS:
            found[name].append(times[name])
    sizes = [len(history) for history in histories]
    return {name: _summary(found[name], sizes) for name in WORKS}


def _round(
    histories: Sequence[History], order: Sequence[str]
) -> dict[str, list[float]]:
    works = [(name, WORKS[name]) for name in order]
    times: dict[str, list[float]] = {name: [] for name in order}
    gc.collect()
    gc.disable()
    for history in histories:
        for name, work in works:
            started = process_time()
            for _ in range(_CALLS):
                work(history)
            times[name].append((process_time() - started) / _CALLS)
    gc.enable()
    return times


def _summary(rounds: Sequence[Sequence[float]], sizes: Sequence[int]) -> LogTimes:
    by_case = [median(times) for times in zip(*rounds, strict=True)]
    an_event = [time / size for time, size in zip(by_case, sizes, strict=True)]
    whole = median(sum(times) for times in rounds) / sum(sizes)
    return LogTimes(median(an_event), whole)

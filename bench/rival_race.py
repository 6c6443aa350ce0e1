"""Time candidates in interleaved rounds.

Times are those of the processor, children included: what else the machine does in the
meantime does not count.
"""

import gc
import os
import resource
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice, starmap
from random import Random
from statistics import median
from time import process_time
from typing import Any

import attrs

# As many calls as fit: the rows of a slow candidate take several rounds.
_ROUND_SECONDS = 0.05
_TRIAL_ROWS = 50

Rows = Sequence[tuple[Any, ...]]


@attrs.frozen
class Lane:
    """What a candidate is called with."""

    call: Callable[..., object]
    rows: Rows


@attrs.frozen
class Times:
    """Seconds of the processor that a call of each candidate took, by round."""

    rounds: Mapping[str, Sequence[float]]

    def seconds(self, name: str) -> float:
        """Return the median over the rounds."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median of how many times the other's time it took in a round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return median(mine / theirs for mine, theirs in pairs)

    def difference(self, name: str, other: str) -> float:
        """Return the median of the seconds it took longer than the other."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return median(mine - theirs for mine, theirs in pairs)


def race(lanes: Mapping[str, Lane], rounds: int) -> Times:
    """Run every candidate in every round, in an order drawn anew for each."""
    order = list(lanes)
    draw = Random(len(order))  # noqa: S311
    batches = {name: _batches(lane) for name, lane in lanes.items()}
    found: dict[str, list[float]] = {name: [] for name in lanes}
    for _ in range(rounds):
        draw.shuffle(order)
        for name in order:
            seconds = _seconds_a_call(lanes[name].call, next(batches[name]))
            found[name].append(seconds)
    return Times(found)


def run_python(code: str, seconds: float = 60, cache: str | None = None) -> str:
    """Return what code prints in an interpreter of its own.

    Args:
        code: the program.
        seconds: how long it may take.
        cache: the folder of its bytecode, written as in an installed package.

    Raises:
        subprocess.TimeoutExpired: if it takes longer.
        subprocess.CalledProcessError: if it fails.
    """
    unset = "PYTHONDONTWRITEBYTECODE"
    options = [] if cache is None else ["-X", f"pycache_prefix={cache}"]
    done = subprocess.run(  # noqa: S603
        [sys.executable, *options, "-c", code],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=True,
        env={name: value for name, value in os.environ.items() if name != unset},
    )
    return done.stdout.strip()


def _batches(lane: Lane) -> Iterator[Rows]:
    """Yield the rows of each round, after a trial that warms up caches."""
    trial = _seconds_a_call(lane.call, lane.rows[:_TRIAL_ROWS])
    size = max(int(_ROUND_SECONDS / trial), 1)
    rows = cycle(lane.rows)
    while True:
        yield list(islice(rows, size))


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def _seconds_a_call(call: Callable[..., object], rows: Rows) -> float:
    gc.collect()
    gc.disable()
    started = _processor_seconds()
    deque(starmap(call, rows), maxlen=0)
    seconds = _processor_seconds() - started
    gc.enable()
    return seconds / len(rows)

"""Measure the batch door: bare arrays, data frames, and how both grow.

    python bench/batch.py [--rows 10000000] [--rounds 9] [--most 100000000]

Prints Markdown. Answers are compared before anything is measured: with single calls on
some rows, and with every rival on all of its own. The exit code is 1 if anything
differs; the bars are shown, not enforced.
"""

import argparse
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import quantiles
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

import servicedesk_core as sd
from batch_recipes import Recipe, berlin, from_berlin, work_clock
from rival_race import Lane, Times, race
from rival_report import Bar, Section, bars_table, figure, machine, table
from servicedesk_core import frames

_EIGHT = timedelta(hours=8)
_NANO = 1e9
_MIB = 1 << 20
_CHECKED = 500
_RIVAL_ROWS = 100_000
_ADD = "np.add"
_OURS, _DUE = "frames.elapsed", "frames.due"
_NAIVE, _ZONED = "busday recipe, local times", "busday recipe, time zones"
_ROCK = "workclock, numpy arrays"

Integers = NDArray[np.int64]
Instants = NDArray[np.datetime64]


@attrs.frozen
class Hours:
    """Hours to measure, and how many times ``np.add`` they may take."""

    title: str
    text: str
    limit: float


OFFICE = Hours("Mo-Fr 09-17, German holidays", "Mo-Fr 09:00-17:00", 7)
HOURS = (
    OFFICE,
    Hours("a lunch break", "Mo-Fr 09:00-12:30,13:00-17:00", 10),
    Hours("overnight", "Mo-Fr 22:00-06:00", 10),
    Hours("24x7", "24/7", 10),
    Hours("08:17-17:03", "Mo-Fr 08:17-17:03", 25),
)


def calendar_of(hours: Hours) -> sd.ServiceCalendar:
    """Return the calendar of hours in Berlin."""
    if hours.text == "24/7":
        return sd.ServiceCalendar.always("Europe/Berlin")
    return sd.ServiceCalendar.parse(hours.text, tz="Europe/Berlin", holidays="DE")


def drawn(rows: int) -> tuple[Integers, Integers]:
    """Return seconds over ten years, and those some hours or days later."""
    draw = np.random.default_rng(1)
    low, high = (
        int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2016, 2026)
    )
    start = draw.integers(low, high, rows)
    lengths = np.exp(draw.normal(np.log(8 * 3600), 1.6, rows))
    return start, start + np.clip(lengths, 60, 60 * 86_400).astype(np.int64)


def differing(calendar: sd.ServiceCalendar, start: Integers, end: Integers) -> int:
    """Return how many of some rows single calls answer otherwise."""
    first, last = start[:_CHECKED], end[:_CHECKED]
    found = frames.elapsed(first, last, calendar=calendar, unit="s")
    moved = frames.due(first, _EIGHT, calendar=calendar, unit="s")
    wrong = 0
    for row in range(len(first)):
        begun, over = (
            datetime.fromtimestamp(int(at[row]), UTC) for at in (first, last)
        )
        wrong += calendar.elapsed(begun, over) != timedelta(seconds=int(found[row]))
        wrong += calendar.add(begun, _EIGHT).timestamp() != moved[row]
    return wrong


# --- bare arrays -------------------------------------------------------------------


def arrays(rows: int, rounds: int) -> Section:
    """Time bare arrays against the addition of two columns."""
    start, end = drawn(rows)
    lines, bars, wrong = [], [], 0
    for hours in HOURS:
        calendar = calendar_of(hours)
        wrong += differing(calendar, start, end)
        lanes = {
            _ADD: Lane(np.add, [(start, end)]),
            _OURS: Lane(
                partial(frames.elapsed, calendar=calendar, unit="s"), [(start, end)]
            ),
            _DUE: Lane(
                partial(frames.due, calendar=calendar, unit="s"), [(start, _EIGHT)]
            ),
        }
        times = race(lanes, rounds)
        ratio = times.ratio(_OURS, _ADD)
        bars.append(Bar(f"{_OURS}, {hours.title}", hours.limit, ratio, "x np.add"))
        lines.append([hours.title, *(_spread(times, name, rows) for name in lanes)])
        lines[-1] += [f"{times.ratio(name, _ADD):.1f}" for name in (_OURS, _DUE)]
    head = ["hours", *(f"{name}, ns" for name in (_ADD, _OURS, _DUE))]
    head += ["elapsed x np.add", "due x np.add"]
    return Section(
        f"Frames 1. Bare arrays, {rows:,} rows", table(head, lines), bars, wrong
    )


def _spread(times: Times, name: str, rows: int) -> str:
    """Return the median and the quartiles of the nanoseconds that a row takes."""
    each = [seconds / rows * _NANO for seconds in times.rounds[name]]
    low, middle, high = quantiles(each, n=4) if len(each) > 1 else each * 3
    return f"{figure(middle)} ({figure(low)}-{figure(high)})"


# --- rivals ------------------------------------------------------------------------


def rivals(rows: int, rounds: int) -> Section:
    """Time what is written without this library, on the same rows."""
    calendar = calendar_of(OFFICE)
    seconds = drawn(rows)
    start, end = (each.view("datetime64[s]") for each in seconds)
    few = [each[:_RIVAL_ROWS].astype("datetime64[us]") for each in (start, end)]
    recipe, rock = Recipe(), work_clock()
    walls = berlin(start), berlin(end)

    def zoned(first: Instants, last: Instants) -> Any:
        return recipe.elapsed(berlin(first), berlin(last))

    def zoned_due(first: Instants) -> Instants:
        return from_berlin(recipe.due(berlin(first), _EIGHT))

    elapsed = partial(frames.elapsed, calendar=calendar)
    due = partial(frames.due, within=_EIGHT, calendar=calendar)
    works = {
        "elapsed": {
            _OURS: Lane(elapsed, [(start, end)]),
            _NAIVE: Lane(recipe.elapsed, [walls]),
            _ZONED: Lane(zoned, [(start, end)]),
            _ROCK: Lane(rock.between_many, [tuple(few)]),
        },
        "due": {
            _DUE: Lane(due, [(start,)]),
            _NAIVE: Lane(partial(recipe.due, within=_EIGHT), [walls[:1]]),
            _ZONED: Lane(zoned_due, [(start,)]),
            _ROCK: Lane(rock.add_many, [(few[0], np.timedelta64(_EIGHT))]),
        },
    }
    lines, bars, wrong = [], [], 0
    for work, lanes in works.items():
        ours = next(iter(lanes))
        wrong += _unlike(lanes, ours)
        times = race(lanes, rounds)
        sizes = dict.fromkeys(lanes, rows) | {_ROCK: len(few[0])}
        for name in lanes:
            ratio = times.ratio(name, ours) * rows / sizes[name]
            spread = _spread(times, name, sizes[name])
            lines.append([f"{work}: {name}", spread, f"{ratio:.1f}"])
            if name in _LEAST:
                title = f"{work} against {name}"
                bars.append(Bar(title, _LEAST[name], ratio, "x ours", at_least=True))
    head = ["work", "ns a row", "x ours"]
    return Section(f"Frames 2. Rivals, {rows:,} rows", table(head, lines), bars, wrong)


_LEAST = {_ZONED: 20, _ROCK: 100}


def _unlike(lanes: Mapping[str, Lane], ours: str) -> int:
    """Return how many answers of ours the rivals that read UTC give otherwise."""
    answers: dict[str, Any] = {
        name: lane.call(*lane.rows[0]) for name, lane in lanes.items()
    }
    others = answers[_ZONED], answers[_ROCK]
    return sum(int((each != answers[ours][: len(each)]).sum()) for each in others)


# --- data frames -------------------------------------------------------------------


def data_frames(rows: int, rounds: int) -> Section:
    """Time columns of data frames against the same bare arrays."""
    calendar = calendar_of(OFFICE)
    bare = [each * 10**6 for each in drawn(rows)]
    times = [each.view("datetime64[us]") for each in bare]
    kind = pa.timestamp("us", "UTC")
    opened, closed = (pa.array(each).cast(kind) for each in times)
    arrow = pa.table({"opened": opened, "closed": closed})
    pandas = pd.DataFrame(dict(zip(("opened", "closed"), times, strict=True)))
    pandas = pandas.apply(lambda each: each.dt.tz_localize("UTC"))
    kinds = {
        "pandas": pandas,
        "pandas, pyarrow inside": arrow.to_pandas(types_mapper=pd.ArrowDtype),
        "polars": pl.DataFrame(arrow),
        "pyarrow": arrow,
    }
    ask = partial(frames.with_elapsed, calendar=calendar, start="opened", end="closed")
    lanes = {_OURS: Lane(partial(frames.elapsed, calendar=calendar), [tuple(bare)])}
    lanes |= {name: Lane(ask, [(frame,)]) for name, frame in kinds.items()}
    ours = frames.elapsed(bare[0], bare[1], calendar=calendar)
    wrong = sum(_other(ask(frame), ours) for frame in kinds.values())
    raced = race(lanes, rounds)
    lines = [
        [name, _spread(raced, name, rows), f"{raced.ratio(name, _OURS):.2f}"]
        for name in lanes
    ]
    bars = [
        Bar(f"with_elapsed on {name}", 3, raced.ratio(name, _OURS), "x bare")
        for name in kinds
    ]
    head = ["frame", "ns a row", "x bare"]
    return Section(
        f"Frames 3. Data frames, {rows:,} rows", table(head, lines), bars, wrong
    )


def _other(frame: Any, ours: Integers) -> int:
    """Return how many rows of a frame's new column differ from bare arrays."""
    column = (
        pl.Series(pa.chunked_array(frame["elapsed"]))
        if isinstance(frame, pa.Table)
        else frame["elapsed"]
    )
    found = np.asarray(column).astype("timedelta64[us]").view(np.int64)
    return int((found != ours).sum())


# --- growth ------------------------------------------------------------------------


def growth(most: int, rounds: int) -> Section:
    """Time more and more rows, and take what they need beside the columns."""
    calendar = calendar_of(OFFICE)
    ask = partial(frames.elapsed, calendar=calendar, unit="s")
    sizes = [10**power for power in range(5, 9) if 10**power <= most]
    lines, each, beside = [], [], []
    for rows in sizes:
        start, end = drawn(rows)
        times = race({_OURS: Lane(ask, [(start, end)])}, rounds)
        each.append(times.seconds(_OURS) / rows * _NANO)
        beside.append(_beside(ask, start, end))
        lines.append([f"{rows:,}", _spread(times, _OURS, rows), f"{beside[-1]:.1f}"])
    title = f"a row of {sizes[-1]:,} against one of {sizes[-2:][0]:,}"
    memory = f"memory beside the columns, {sizes[-1]:,} rows"
    bars = [
        Bar(title, 1.2, each[-1] / each[-2:][0], "x"),
        Bar(memory, 32, beside[-1], "MiB"),
    ]
    head = ["rows", "ns a row", "MiB beside the columns"]
    return Section("Frames 4. Growth", table(head, lines), bars)


def _beside(ask: Callable[..., Integers], start: Integers, end: Integers) -> float:
    """Return the most memory that a call needs beside its columns, in MiB."""
    tracemalloc.start()
    found = ask(start, end)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - found.nbytes) / _MIB


# --- the report --------------------------------------------------------------------


def _sections(options: argparse.Namespace) -> Iterator[Section]:
    yield arrays(options.rows, options.rounds)
    yield rivals(options.rows, options.rounds)
    yield data_frames(options.rows, options.rounds)
    yield growth(options.most, options.rounds)


def _report(sections: Sequence[Section], rounds: int) -> str:
    about = (
        f"{machine()}, numpy {np.__version__}, pandas {pd.__version__}, polars "
        f"{pl.__version__}, pyarrow {pa.__version__}. Processor time, one thread of "
        f"ours; medians of {rounds} interleaved rounds, quartiles in brackets; "
        "ratios are taken inside a round. `np.add` adds two columns of int64 to a new "
        "third one. Every call of ours compiles its tables anew. Workclock is asked "
        f"about {_RIVAL_ROWS:,} of the rows, in microseconds as it answers."
    )
    parts = [
        "# The batch door",
        about,
        "## Bars of the batch door",
        bars_table(sections),
    ]
    for section in sections:
        parts += [f"## {section.title}", section.table]
    return "\n\n".join(parts)


def main() -> int:
    """Print the report, and tell whether every answer was the same."""
    parser = argparse.ArgumentParser(description="Measure the batch door.")
    parser.add_argument("--rows", type=int, default=10**7)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--most", type=int, default=10**8)
    options = parser.parse_args()
    sections = []
    for section in _sections(options):
        print(section.title, file=sys.stderr, flush=True)
        sections.append(section)
    print(f"\n{_report(sections, options.rounds)}")
    wrong = sum(section.wrong for section in sections)
    if wrong:
        print(f"servicedesk_core differed {wrong} times", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Random rows with pauses, as frames of every kind and as signals."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

import servicedesk_core as sd

Cells = list[Any]
Pause = tuple[int, datetime, datetime | None, str | None]
Row = tuple[int, datetime | None, datetime | None, str | None]

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 3, 23, tzinfo=UTC)
"""Of the week in which Berlin's clocks go forward."""
NOW = MONDAY + timedelta(days=8, hours=11)


def is_time(cells: Cells) -> bool:
    return any(isinstance(cell, datetime) for cell in cells)


def pandas_frame(columns: Mapping[str, Cells]) -> pd.DataFrame:
    """Return a frame whose index is no range."""
    found = {
        name: pd.Series(cells, dtype="datetime64[us, UTC]" if is_time(cells) else None)
        for name, cells in columns.items()
    }
    frame = pd.DataFrame(found)
    return frame.set_index(pd.Index([7 * row + 3 for row in range(len(frame))]))


def polars_frame(columns: Mapping[str, Cells]) -> pl.DataFrame:
    time = pl.Datetime("us", "UTC")
    return pl.DataFrame(
        {
            name: pl.Series(cells, dtype=time if is_time(cells) else None)
            for name, cells in columns.items()
        }
    )


def arrow_frame(columns: Mapping[str, Cells]) -> pa.Table:
    time = pa.timestamp("us", "UTC")
    return pa.table(
        {
            name: pa.array(cells, type=time if is_time(cells) else None)
            for name, cells in columns.items()
        }
    )


KINDS: dict[str, Callable[[Mapping[str, Cells]], Any]] = {
    "pandas": pandas_frame,
    "polars": polars_frame,
    "pyarrow": arrow_frame,
}


def column(frame: Any, name: str) -> Cells:
    """Return a column as plain values, None where there is nothing."""
    series = nw.from_native(frame, eager_only=True).get_column(name)
    cells = []
    for cell, missing in zip(series.to_list(), series.is_null().to_list(), strict=True):
        plain = cell
        if isinstance(cell, pd.Timestamp):
            plain = cell.to_pydatetime()
        elif isinstance(cell, pd.Timedelta):
            plain = cell.to_pytimedelta()
        cells.append(None if missing else plain)
    return cells


def draw_rows(size: int, seed: int) -> tuple[list[Row], list[Pause]]:
    """Return rows of key, opening, end and priority, and their pauses.

    Many instants are equal: pauses touch one another, the ends, and now.
    """
    draw = random.Random(seed)  # noqa: S311 - the same rows each time

    def instant() -> datetime:
        return MONDAY + draw.randrange(12 * 48) * HOUR / 2

    rows: list[Row] = []
    pauses: list[Pause] = []
    for key in range(size):
        opened = instant()
        stopped = None if draw.random() < 0.4 else max(opened, instant())
        priority = draw.choice(["high", "low", "none", None])
        rows.append((key, opened, stopped, priority))
        for _ in range(draw.randrange(5)):
            start = instant()
            end = None if draw.random() < 0.15 else max(start, instant())
            reason = draw.choice(["caller", "vendor", "change", None])
            pauses.append((key, start, end, reason))
    draw.shuffle(pauses)
    return rows, pauses


def row_columns(rows: list[Row]) -> dict[str, Cells]:
    names = ("id", "opened", "resolved", "priority")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def pause_columns(pauses: list[Pause]) -> dict[str, Cells]:
    names = ("id", "start", "end", "reason")
    return dict(zip(names, map(list, zip(*pauses, strict=True)), strict=True))


def row_signals(row: Row, pauses: list[Pause], held: frozenset[str]) -> list[sd.Signal]:
    """Return what happened to a row; a pause holds while any that counts does."""
    key, opened, stopped, priority = row
    assert opened is not None
    edges = []
    for owner, start, end, reason in pauses:
        if owner == key and (reason in held if reason else held):
            edges.append((start, 0))
            edges += [] if end is None else [(end, 1)]
    told: list[tuple[datetime, str]] = [(opened, "opened")]
    count = 0
    for at, ends in sorted(edges):
        before, count = count, count + (-1 if ends else 1)
        if 0 in (before, count):
            told.append((at, "resumed" if ends else "paused"))
    if stopped is not None:
        told.append((stopped, "resolved"))
    # Both were put in order of time; where pauses meet, one begins before one ends.
    told.sort(key=lambda each: each[0])
    return [
        sd.Signal(
            at,
            kind,
            reason=min(held) if kind == "paused" else None,
            priority=priority if kind == "opened" else None,
        )
        for at, kind in told
    ]


def figures(status: sd.SlaStatus) -> tuple[Any, ...]:
    return status.elapsed, status.due_at, status.state.value, status.overrun


def frame_figures(frame: Any, prefix: str = "sla_") -> list[tuple[Any, ...]]:
    names = ("elapsed", "due_at", "state", "overrun")
    return list(zip(*(column(frame, prefix + name) for name in names), strict=True))

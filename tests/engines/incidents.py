"""Incidents for engines to measure: as many as the UCI log has rows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

import servicedesk_core as sd
from servicedesk_core.frames import with_due, with_elapsed

ROWS = 141_712
HOUR = timedelta(hours=1)
# Those of the pages.
DESK = sd.ServiceCalendar.parse(
    "Mo-Fr 09:00-13:00,14:00-18:00", tz="Europe/Berlin", holidays="DE"
)
WITHIN = {
    "1 - Critical": 4 * HOUR,
    "2 - High": 8 * HOUR,
    "3 - Moderate": 24 * HOUR,
    "4 - Low": 45 * HOUR,
}

_INSTANT = "datetime64[us, UTC]"
_MISSING = "?"


def drawn() -> pd.DataFrame:
    """Return incidents of 2024 and 2025, both changes of clocks among them.

    Many open or close at an edge of the desk's hours, or a microsecond from it; some
    have not closed, some have no beginning, and some close before they open.
    """
    draw = np.random.default_rng(498)
    first, last = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    edges = np.array(DESK.open_spans(first, last)).ravel()
    opened = draw.integers(edges[0], edges[-1], ROWS)
    closed = opened + (draw.lognormal(11, 2, ROWS) * 1e6).astype(np.int64)
    closed = np.where(draw.random(ROWS) < 0.02, 2 * opened - closed, closed)
    for instants in (opened, closed):
        near = draw.random(ROWS) < 0.2
        steps = draw.integers(-1, 2, near.sum())
        instants[near] = draw.choice(edges, near.sum()) + steps
    frame = pd.DataFrame(
        {
            "row": np.arange(ROWS),
            "opened": pd.to_datetime(opened, unit="us", utc=True),
            "closed": pd.to_datetime(closed, unit="us", utc=True),
            "priority": draw.choice(list(WITHIN), ROWS),
        }
    )
    frame = frame.astype({"opened": _INSTANT, "closed": _INSTANT})
    for column, share in (("opened", 0.01), ("closed", 0.05)):
        frame.loc[draw.random(ROWS) < share, column] = pd.NaT
    return frame


def read(log: Path) -> pd.DataFrame:
    """Return each row of the UCI log: when its case opened and was resolved."""
    columns = ["opened_at", "resolved_at", "priority"]
    rows = pd.read_csv(log, usecols=columns, dtype=str, na_values=_MISSING)
    times = {
        name: pd.to_datetime(rows[column], format="%d/%m/%Y %H:%M", utc=True)
        for name, column in (("opened", "opened_at"), ("closed", "resolved_at"))
    }
    frame = pd.DataFrame(times).astype(_INSTANT)
    return frame.assign(row=np.arange(len(rows)), priority=rows["priority"])


def with_service_times(incidents: pd.DataFrame) -> pd.DataFrame:
    """Return incidents with their open time and when they were due."""
    timed = with_elapsed(incidents, calendar=DESK, start="opened", end="closed")
    return with_due(timed, calendar=DESK, start="opened", within=WITHIN, by="priority")

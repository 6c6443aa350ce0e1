"""What waits at the beginning of each period."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pytest

import servicedesk_core as sd
from frames.sla_pool import HOUR, KINDS, MONDAY, column, draw_rows, row_columns
from servicedesk_core import frames
from servicedesk_core.metrics import backlog

BERLIN = ZoneInfo("Europe/Berlin")


def stock(df: Any, every: str, **rest: Any) -> dict[datetime, int]:
    found = frames.backlog(df, opened="opened", closed="closed", every=every, **rest)
    return dict(zip(column(found, "at"), column(found, "waiting"), strict=True))


def frame(*stays: tuple[datetime | None, datetime | None]) -> pl.DataFrame:
    time = pl.Datetime("us", "UTC")
    return pl.DataFrame(
        list(stays), schema={"opened": time, "closed": time}, orient="row"
    )


class TestBacklog:
    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_that_of_single_instants(self, kind: str) -> None:
        rows, _ = draw_rows(200, 31)
        columns = row_columns(rows)
        columns["closed"] = columns.pop("resolved")
        df = KINDS[kind](columns)

        found = frames.backlog(df, opened="opened", closed="closed", every="day")

        assert type(df) is type(found)
        stays = [
            (opened, closed) for _, opened, closed, _ in rows if opened is not None
        ]
        at = column(found, "at")
        assert [backlog(stays, at=each).n for each in at] == column(found, "waiting")
        assert [MONDAY + day * 24 * HOUR for day in range(13)] == at

    @pytest.mark.parametrize(
        ("every", "first", "second"),
        [
            ("day", (3, 28), (3, 29)),
            ("week", (3, 23), (3, 30)),
            ("month", (3, 1), (4, 1)),
            ("quarter", (1, 1), (4, 1)),
        ],
    )
    def test_periods_begin_at_midnight_of_the_zone(
        self, every: str, first: tuple[int, int], second: tuple[int, int]
    ) -> None:
        opened = datetime(2026, 3, 28, 12, tzinfo=BERLIN)

        found = stock(frame((opened, None)), every, tz="Europe/Berlin")

        assert {
            datetime(2026, *first, tzinfo=BERLIN): 0,
            datetime(2026, *second, tzinfo=BERLIN): 1,
        } == found

    def test_years(self) -> None:
        opened, closed = (datetime(year, 7, 1, tzinfo=UTC) for year in (2024, 2025))

        assert {
            datetime(2024, 1, 1, tzinfo=UTC): 0,
            datetime(2025, 1, 1, tzinfo=UTC): 1,
            datetime(2026, 1, 1, tzinfo=UTC): 0,
        } == stock(frame((opened, closed)), "year")

    def test_openings_count_at_once_and_ends_no_more(self) -> None:
        day = timedelta(days=1)
        found = stock(frame((MONDAY, MONDAY + day), (MONDAY, None)), "day")

        assert {MONDAY: 2, MONDAY + day: 1, MONDAY + 2 * day: 1} == found

    def test_rows_without_an_opening_do_not_count(self) -> None:
        assert {MONDAY: 1, MONDAY + 24 * HOUR: 1} == stock(
            frame((None, MONDAY + 90 * HOUR), (MONDAY, None)), "day"
        )

    def test_of_no_rows(self) -> None:
        assert {} == stock(frame(), "day")
        assert {} == stock(frame((None, None)), "month")

    def test_nanoseconds(self) -> None:
        times = pd.to_datetime([MONDAY]).as_unit("ns")
        df = pd.DataFrame({"opened": times, "closed": times + pd.Timedelta(1, "ns")})

        assert [1, 0] == list(stock(df, "day").values())

    def test_refusals(self) -> None:
        df = frame((MONDAY, MONDAY - HOUR))
        cases: tuple[tuple[str, dict[str, str]], ...] = (
            (r"^column 'closed' must be not before column 'opened'", {}),
            (r"^every must be one of day, week, month, quarter, year", {"every": "x"}),
            (r"^opened must be a column of the frame", {"opened": "none"}),
            (r"^closed must be a column of the frame", {"closed": "none"}),
        )
        for message, rest in cases:
            given = {"opened": "opened", "closed": "closed", "every": "day", **rest}
            with pytest.raises(sd.InvalidArgumentError, match=message):
                frames.backlog(df, **given)

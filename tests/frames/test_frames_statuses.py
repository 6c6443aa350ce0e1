"""The rows of a frame as statuses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import servicedesk_core as sd
from frames.sla_pool import (
    HOUR,
    KINDS,
    MONDAY,
    NOW,
    draw_rows,
    figures,
    frame_figures,
    pause_columns,
    polars_frame,
    row_columns,
    row_signals,
)
from servicedesk_core import frames

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
ALWAYS = sd.ServiceCalendar.always()
TARGET = sd.ServiceLevelTarget(
    "resolution", 8 * HOUR, DESK, pauses={"caller", "change"}
)


def statuses(df: Any, target: Any = TARGET, **rest: Any) -> list[sd.SlaStatus]:
    given = {"opened": "opened", "stopped": "resolved", "now": NOW, **rest}
    return list(frames.statuses(df, target=target, **given))


def one(opened: datetime | None = MONDAY) -> pl.DataFrame:
    time = pl.Datetime("us", "UTC")
    return pl.DataFrame(
        {"id": ["a"], "opened": [opened], "resolved": [None]},
        schema={"id": pl.String, "opened": time, "resolved": time},
    )


class TestStatuses:
    @pytest.mark.parametrize("kind", KINDS)
    def test_they_are_those_of_measure(self, kind: str) -> None:
        rows, pauses = draw_rows(120, 23)

        found = statuses(
            KINDS[kind](row_columns(rows)),
            key="id",
            pauses=KINDS[kind](pause_columns(pauses)),
            pause_reason="reason",
        )

        expected = [
            sd.measure(row_signals(row, pauses, TARGET.pauses), TARGET, now=NOW)
            for row in rows
        ]
        assert [figures(each) for each in expected] == [figures(each) for each in found]
        assert [each.paused_time for each in expected] == [
            each.paused_time for each in found
        ]
        assert [row[0] for row in rows] == [each.key for each in found]

    def test_they_are_those_of_the_frame(self) -> None:
        rows, pauses = draw_rows(80, 29)
        df = polars_frame(row_columns(rows))
        given: dict[str, Any] = {
            "target": {
                "high": TARGET,
                "low": sd.ServiceLevelTarget("resolution", sd.WorkingDays(1), DESK),
                "none": sd.ServiceLevelTarget("resolution", HOUR, ALWAYS),
            },
            "by": "priority",
            "key": "id",
            "pauses": polars_frame(pause_columns(pauses)).filter(
                pl.col("id").is_in([row[0] for row in rows if row[3] is not None])
            ),
            "pause_reason": "reason",
        }
        some = df.filter(pl.col("priority").is_not_null())

        found = statuses(some, **given)

        filled = frames.with_sla(
            some,
            opened="opened",
            stopped="resolved",
            now=NOW,
            **given,
        )
        assert frame_figures(filled) == [figures(each) for each in found]

    def test_they_explain_their_pauses(self) -> None:
        pauses = polars_frame(
            {
                "id": ["a", "a", "a"],
                "start": [MONDAY + 12 * HOUR, MONDAY + HOUR, MONDAY + 2 * HOUR],
                "end": [NOW + HOUR, MONDAY + 3 * HOUR, MONDAY + 4 * HOUR],
                "reason": ["change", "caller", "change"],
            }
        )

        (found,) = statuses(one(), key="id", pauses=pauses, pause_reason="reason")

        assert [(row.kind.value, row.reason) for row in found.explain().rows] == [
            ("running", "opened"),
            ("paused", "caller"),
            ("paused", "change"),
            ("running", "resumed"),
            ("paused", "change"),
        ]

    def test_pauses_that_meet_keep_their_reasons(self) -> None:
        target = sd.ServiceLevelTarget(
            "resolution", 8 * HOUR, ALWAYS, pauses={"caller", "vendor"}
        )
        pauses = polars_frame(
            {
                "id": ["a"] * 4,
                "start": [MONDAY + at * HOUR for at in (1, 2, 4, 9)],
                "end": [MONDAY + at * HOUR for at in (2, 4, 5, 10)],
                "reason": ["caller", "vendor", "vendor", "caller"],
            }
        )

        (found,) = statuses(
            one(), target, key="id", pauses=pauses, pause_reason="reason"
        )

        assert [
            ("running", "opened", 1),
            ("paused", "caller", 1),
            ("paused", "vendor", 3),
            ("running", "resumed", 4),
            ("paused", "caller", 1),
        ] == [(row.kind.value, row.reason, row.wall / HOUR) for row in found.rows][:5]

    def test_where_they_overlap_the_first_one_counts(self) -> None:
        target = sd.ServiceLevelTarget(
            "resolution", 8 * HOUR, ALWAYS, pauses={"caller", "vendor", "change"}
        )
        pauses = polars_frame(
            {
                "id": ["a"] * 5,
                "start": [MONDAY + at * HOUR for at in (2, 1, 1, 2, 5)],
                "end": [
                    MONDAY + 6 * HOUR,
                    MONDAY + 4 * HOUR,
                    MONDAY + 3 * HOUR,
                    MONDAY + 3 * HOUR,
                    None,
                ],
                "reason": ["vendor", "caller", "change", "change", "change"],
            }
        )
        given: dict[str, Any] = {
            "key": "id",
            "pauses": pauses,
            "pause_reason": "reason",
            "now": MONDAY + 8 * HOUR,
        }

        (found,) = statuses(one(), target, **given)

        assert [
            ("running", "opened", 1),
            ("paused", "caller", 3),
            ("paused", "vendor", 2),
            ("paused", "change", 2),
        ] == [(row.kind.value, row.reason, row.wall / HOUR) for row in found.rows]
        filled = frames.with_sla(
            one(), target=target, opened="opened", stopped="resolved", **given
        )
        assert [figures(found)] == frame_figures(filled)
        assert sd.SlaState.PAUSED == found.state

    @pytest.mark.parametrize(
        ("first", "reason"), [(NOW, "caller"), (None, "caller"), (NOW - HOUR, None)]
    )
    def test_one_may_begin_now(
        self, first: datetime | None, reason: str | None
    ) -> None:
        pauses = polars_frame(
            {
                "id": ["a", "a", "b"],
                "start": [NOW - 2 * HOUR, NOW, MONDAY],
                "end": [first, None, NOW],
                "reason": ["caller", "change", "change"],
            }
        )

        (found,) = statuses(one(), key="id", pauses=pauses, pause_reason="reason")

        assert found.is_paused
        last = found.rows[-1]
        assert (reason or "resumed") == last.reason

    def test_pauses_of_other_tickets_are_passed_over(self) -> None:
        rows, pauses = draw_rows(40, 31)
        df = polars_frame(row_columns(rows))
        some = df.filter(pl.col("priority") == "high")
        given: dict[str, Any] = {"key": "id", "pause_reason": "reason"}
        every = polars_frame(pause_columns(pauses))
        mine = every.filter(pl.col("id").is_in(some["id"].to_list()))
        assert 0 < len(mine) < len(every)

        found = statuses(some, pauses=every, **given)

        assert statuses(some, pauses=mine, **given) == found
        assert [] == statuses(df[:0], pauses=every, **given)
        message = r"^column 'id' must be keys that column 'id' has, too, got "
        with pytest.raises(sd.InvalidArgumentError, match=message):
            frames.with_sla(
                some,
                target=TARGET,
                opened="opened",
                stopped="resolved",
                now=NOW,
                pauses=every,
                **given,
            )

    def test_a_pause_of_no_ticket_is_refused(self) -> None:
        pauses = pl.DataFrame(
            {"id": ["b", None], "start": [MONDAY] * 2, "end": [NOW] * 2}
        )
        message = r"^column 'id' must be a key in every row, got 'None'$"
        with pytest.raises(sd.InvalidArgumentError, match=message):
            statuses(one(), key="id", pauses=pauses)

    def test_a_pause_without_a_reason_tells_none(self) -> None:
        pauses = polars_frame(
            {
                "id": ["a"],
                "start": [MONDAY],
                "end": [NOW],
                "reason": [None],
            }
        )

        (found,) = statuses(one(), key="id", pauses=pauses, pause_reason="reason")

        assert ["paused"] == [row.reason for row in found.rows if row.kind == "paused"]

    def test_the_metric_and_the_priority_stay(self) -> None:
        target = sd.ServiceLevelTarget("next_response", {"high": HOUR}, ALWAYS)
        df = one().with_columns(priority=pl.lit("high"))

        (found,) = statuses(df, target, priority="priority")

        assert (target, "high", None) == (found.target, found.priority, found.key)
        assert sd.SlaState.BREACHED == found.state

    def test_a_priority_without_a_target_is_refused(self) -> None:
        target = sd.ServiceLevelTarget("resolution", {"high": HOUR}, ALWAYS)
        df = one().with_columns(priority=pl.lit("low"))

        with pytest.raises(sd.NoTargetError, match="low"):
            statuses(df, target, priority="priority")

    def test_a_row_without_an_opening_is_refused(self) -> None:
        message = (
            r"^column 'opened' must be an opening in every row, got 'none in row 0'$"
        )
        with pytest.raises(sd.InvalidArgumentError, match=message):
            statuses(one(None))

    def test_a_key_that_is_no_column_is_refused(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^key must be a column"):
            statuses(one(), key="none")

    def test_whole_microseconds_pass_and_others_do_not(self) -> None:
        times = pd.to_datetime([MONDAY]).as_unit("ns")
        df = pd.DataFrame(
            {"opened": times, "resolved": times + np.timedelta64(2000, "ns")}
        )

        (found,) = statuses(df, sd.ServiceLevelTarget("resolution", HOUR, ALWAYS))

        assert 2 == found.elapsed.microseconds
        message = (
            r"^column 'resolved' must be in whole microseconds, got "
            r"'2026-03-23T00:00:00.000002001'$"
        )
        uneven = df.assign(resolved=df["resolved"] + np.timedelta64(1, "ns"))
        with pytest.raises(sd.InvalidArgumentError, match=message):
            statuses(uneven)

    def test_progress_sees_every_row(self) -> None:
        seen: list[int] = []

        def progress(rows: Iterable[int]) -> Iterable[int]:
            for row in rows:
                seen.append(row)
                yield row

        rows, _ = draw_rows(5, 1)
        found = statuses(polars_frame(row_columns(rows)), progress=progress)

        assert [0, 1, 2, 3, 4] == seen
        assert 5 == len(found)

    def test_arguments_are_checked_at_once(self) -> None:
        with pytest.raises(sd.WrongTypeError, match=r"^df must be an eager"):
            frames.statuses(5, target=TARGET, opened="o", stopped="s", now=NOW)

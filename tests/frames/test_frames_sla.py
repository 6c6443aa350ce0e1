"""Whole frames against their targets, equal to single statuses."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
    Row,
    column,
    draw_rows,
    figures,
    frame_figures,
    pause_columns,
    polars_frame,
    row_columns,
    row_signals,
)
from servicedesk_core import frames
from servicedesk_core.frames import service_level

LUNCH = sd.ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="Europe/Berlin")
CALENDARS = {
    "lunch": LUNCH,
    "overnight": sd.ServiceCalendar.parse("Mo-Sa 22:00-06:00", tz="America/New_York"),
    "always": sd.ServiceCalendar.always(),
    "holidays": sd.ServiceCalendar(
        "Mo-Fr 09:00-17:00",
        tz="Pacific/Auckland",
        days_off=sd.DaysOff.dates([date(2026, 3, 25), date(2026, 3, 26)]),
    ),
}
WITHINS: dict[str, timedelta | sd.WorkingDays] = {
    "minutes": timedelta(minutes=90),
    "hours": timedelta(hours=8),
    "days": timedelta(hours=40),
    "end of day": sd.WorkingDays(2),
    "same time": sd.WorkingDays(1, rule=sd.DayRule.SAME_TIME),
    "start of day": sd.WorkingDays(3, rule=sd.DayRule.START_OF_DAY),
}


def expected(
    target: sd.ServiceLevelTarget,
    drawn: tuple[list[Row], list[Any]],
    now: datetime = NOW,
) -> list[tuple[Any, ...]]:
    rows, pauses = drawn
    by_key: dict[int, list[Any]] = {}
    for pause in pauses:
        by_key.setdefault(pause[0], []).append(pause)
    return [
        figures(
            sd.measure(
                row_signals(row, by_key.get(row[0], []), target.pauses), target, now=now
            )
        )
        for row in rows
    ]


def with_sla(df: Any, target: Any, **rest: Any) -> Any:
    given = {"opened": "opened", "stopped": "resolved", "now": NOW, **rest}
    return frames.with_sla(df, target=target, **given)


def one(**columns: Any) -> pl.DataFrame:
    return polars_frame(
        {"id": ["a"], "opened": [MONDAY], "resolved": [None], **columns}
    ).with_columns(pl.col("resolved").cast(pl.Datetime("us", "UTC")))


def state(**rest: Any) -> list[tuple[Any, ...]]:
    target = sd.ServiceLevelTarget("resolution", 4 * HOUR, CALENDARS["always"])
    return frame_figures(with_sla(one(), target, **rest))


class TestAgainstSingleStatuses:
    @pytest.mark.parametrize("within", WITHINS)
    @pytest.mark.parametrize("calendar", CALENDARS)
    def test_every_figure_is_that_of_measure(self, calendar: str, within: str) -> None:
        target = sd.ServiceLevelTarget(
            "resolution",
            WITHINS[within],
            CALENDARS[calendar],
            pauses={"caller", "change"},
            warn_at=(0.5, 0.9),
        )
        drawn = draw_rows(250, len(calendar) * 10 + len(within))
        df = polars_frame(row_columns(drawn[0]))
        pauses = polars_frame(pause_columns(drawn[1]))

        found = with_sla(df, target, key="id", pauses=pauses, pause_reason="reason")

        assert expected(target, drawn) == frame_figures(found)

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_of_frame(self, kind: str) -> None:
        target = sd.ServiceLevelTarget("resolution", 8 * HOUR, LUNCH)
        drawn = draw_rows(150, 7)
        df = KINDS[kind](row_columns(drawn[0]))
        pauses = KINDS[kind](pause_columns(drawn[1]))

        found = with_sla(df, target, key="id", pauses=pauses, pause_reason="reason")

        assert type(df) is type(found)
        assert expected(target, drawn) == frame_figures(found)

    def test_without_pauses(self) -> None:
        target = sd.ServiceLevelTarget("resolution", sd.WorkingDays(2), LUNCH)
        rows, _ = draw_rows(100, 9)

        found = with_sla(polars_frame(row_columns(rows)), target)

        assert expected(target, (rows, [])) == frame_figures(found)

    def test_a_target_without_warnings_is_never_at_risk(self) -> None:
        target = sd.ServiceLevelTarget("resolution", 8 * HOUR, LUNCH, warn_at=())
        rows, _ = draw_rows(100, 9)

        found = frame_figures(with_sla(polars_frame(row_columns(rows)), target))

        assert expected(target, (rows, [])) == found
        assert {"running", "met", "breached", "not_started"} == {
            figure[2] for figure in found
        }

    def test_a_calendar_that_ends_knows_no_due_time(self) -> None:
        # Nothing is open but the hours of one date.
        only = sd.ServiceCalendar(
            "Mo-Su off",
            tz="UTC",
            special=[sd.SpecialHours("2026-03-24", "09:00-17:00")],
        )
        for within in (
            6 * HOUR,
            sd.WorkingDays(1),
            sd.WorkingDays(1, rule="same_time"),
        ):
            target = sd.ServiceLevelTarget("resolution", within, only)
            rows, pauses = draw_rows(60, 11)
            df = polars_frame(row_columns(rows))

            found = with_sla(
                df,
                target,
                key="id",
                pauses=polars_frame(pause_columns(pauses)),
                pause_reason="reason",
            )

            assert expected(target, (rows, pauses)) == frame_figures(found)

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    def test_every_unit_of_pandas(self, unit: str) -> None:
        target = sd.ServiceLevelTarget("resolution", sd.WorkingDays(1), LUNCH)
        drawn = draw_rows(80, 13)
        df = KINDS["pandas"](row_columns(drawn[0]))
        pauses = KINDS["pandas"](pause_columns(drawn[1]))
        kind = f"datetime64[{unit}, UTC]"
        df = df.astype({"opened": kind, "resolved": kind})
        pauses = pauses.astype({"start": kind, "end": kind})

        found = with_sla(df, target, key="id", pauses=pauses, pause_reason="reason")

        assert expected(target, drawn) == frame_figures(found)
        finer = "ns" if unit == "ns" else "us"
        assert f"timedelta64[{finer}]" == str(found.dtypes["sla_elapsed"])
        assert f"datetime64[{finer}, UTC]" == str(found.dtypes["sla_due_at"])

    def test_nanoseconds_are_not_rounded(self) -> None:
        times = pd.to_datetime(["2026-03-23T00:00:00.000000001Z"])
        df = pd.DataFrame(
            {"opened": times, "resolved": times + np.timedelta64(5, "ns")}
        )
        target = sd.ServiceLevelTarget("resolution", HOUR, CALENDARS["always"])

        found = with_sla(df, target)

        assert [5] == found["sla_elapsed"].astype("int64").tolist()
        assert "2026-03-23 01:00:00.000000001+00:00" == str(found["sla_due_at"].iloc[0])


class TestPlans:
    def test_each_row_has_the_target_of_its_key_and_priority(self) -> None:
        gold = sd.ServiceLevelTarget(
            "resolution", {"high": 4 * HOUR, "low": 16 * HOUR, None: HOUR}, LUNCH
        )
        plain = sd.ServiceLevelTarget(
            "resolution", sd.WorkingDays(1), CALENDARS["overnight"], pauses={"vendor"}
        )
        rows, pauses = draw_rows(300, 17)
        teams = ["gold" if row[0] % 3 else "plain" for row in rows]
        df = polars_frame({**row_columns(rows), "team": teams})

        found = frame_figures(
            with_sla(
                df,
                {"gold": gold, "plain": plain},
                by="team",
                priority="priority",
                key="id",
                pauses=polars_frame(pause_columns(pauses)),
                pause_reason="reason",
            )
        )

        for row, team, figure in zip(rows, teams, found, strict=True):
            target = {"gold": gold, "plain": plain}[team]
            mine = [pause for pause in pauses if pause[0] == row[0]]
            if not target.has_target(row[3]):
                assert (None,) * 4 == figure
            else:
                assert expected(target, ([row], mine)) == [figure]

    def test_a_calendar_for_each_priority(self) -> None:
        calendars = {"high": CALENDARS["always"], "low": LUNCH}
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, calendars)
        df = polars_frame(
            {
                "opened": [MONDAY, MONDAY],
                "resolved": [MONDAY + 12 * HOUR] * 2,
                "priority": ["high", "low"],
            }
        )

        found = with_sla(df, target, priority="priority")

        assert [12 * HOUR, 4 * HOUR] == column(found, "sla_elapsed")
        assert ["breached", "met"] == column(found, "sla_state")

    def test_a_priority_without_a_calendar_is_refused(self) -> None:
        target = sd.ServiceLevelTarget("resolution", HOUR, {"high": LUNCH})
        with pytest.raises(sd.NoTargetError, match="resolution"):
            with_sla(one(priority=["low"]), target, priority="priority")

    @pytest.mark.parametrize(
        "target",
        [
            sd.ServiceLevelTarget("resolution", {1: HOUR}, LUNCH),
            sd.ServiceLevelTarget("resolution", HOUR, {1: LUNCH}),
        ],
    )
    def test_a_target_that_tells_priorities_apart_needs_them(
        self, target: sd.ServiceLevelTarget
    ) -> None:
        message = (
            r"^priority must be the column of the priorities that the target tells "
            r"apart, got None$"
        )
        with pytest.raises(sd.InvalidArgumentError, match=message):
            with_sla(one(), target)

    def test_whatever_the_metric_two_columns_tell_the_clock(self) -> None:
        custom = sd.CustomMetric("vendor time", start=["paused"], stop=["resumed"])
        found = [
            state_of
            for metric in (*sd.Metric, custom)
            for state_of in column(
                with_sla(
                    one(),
                    sd.ServiceLevelTarget(metric, HOUR, CALENDARS["always"]),
                    now=MONDAY + 2 * HOUR,
                ),
                "sla_overrun",
            )
        ]

        assert [HOUR] * 8 == found

    def test_the_time_to_own_does_not_pause(self) -> None:
        pauses = polars_frame({"id": ["a"], "start": [MONDAY], "end": [MONDAY + HOUR]})
        target = sd.ServiceLevelTarget("time_to_own", HOUR, CALENDARS["always"])

        found = with_sla(one(), target, key="id", pauses=pauses, now=MONDAY + 2 * HOUR)

        assert [2 * HOUR] == column(found, "sla_elapsed")


class TestRows:
    @pytest.mark.parametrize(
        ("now", "figure"),
        [
            (MONDAY - HOUR, (0 * HOUR, None, "not_started", 0 * HOUR)),
            (MONDAY, (0 * HOUR, MONDAY + 4 * HOUR, "running", 0 * HOUR)),
            (MONDAY + 3 * HOUR, (3 * HOUR, MONDAY + 4 * HOUR, "at_risk", 0 * HOUR)),
            (MONDAY + 4 * HOUR, (4 * HOUR, MONDAY + 4 * HOUR, "at_risk", 0 * HOUR)),
            (MONDAY + 5 * HOUR, (5 * HOUR, MONDAY + 4 * HOUR, "breached", HOUR)),
        ],
    )
    def test_now_is_the_viewpoint(self, now: datetime, figure: Any) -> None:
        assert [figure] == state(now=now)

    def test_a_missing_opening_gives_nothing(self) -> None:
        df = polars_frame({"opened": [MONDAY, None], "resolved": [MONDAY, MONDAY]})
        target = sd.ServiceLevelTarget("resolution", HOUR, LUNCH)

        assert (None,) * 4 == frame_figures(with_sla(df, target))[1]

    def test_a_frame_without_rows(self) -> None:
        target = sd.ServiceLevelTarget("resolution", HOUR, LUNCH)
        df = one().clear()
        pauses = one().clear().rename({"opened": "start", "resolved": "end"})

        found = with_sla(df, target, key="id", pauses=pauses)

        assert (0, 7) == found.shape

    def test_no_row_with_a_clock(self) -> None:
        target = sd.ServiceLevelTarget("resolution", HOUR, LUNCH)
        df = one().with_columns(opened=pl.lit(None, pl.Datetime("us", "UTC")))
        pauses = polars_frame({"id": ["a"], "start": [MONDAY], "end": [NOW]})

        found = with_sla(df, target, key="id", pauses=pauses)

        by_key = with_sla(df, {"a": target}, by="id", key="id", pauses=pauses)
        assert [(None,) * 4] == frame_figures(found) == frame_figures(by_key)

    def test_the_frame_that_came_stays_as_it_was(self) -> None:
        rows, pauses = draw_rows(20, 3)
        df = KINDS["pandas"](row_columns(rows))
        told = KINDS["pandas"](pause_columns(pauses))
        before = df.copy(), told.copy()
        target = sd.ServiceLevelTarget("resolution", HOUR, LUNCH)

        found = with_sla(df, target, key="id", pauses=told)

        pd.testing.assert_frame_equal(before[0], df)
        pd.testing.assert_frame_equal(before[1], told)
        pd.testing.assert_frame_equal(before[0], found[list(df.columns)])

    def test_naive_times_are_read_in_a_zone(self) -> None:
        df = one().with_columns(pl.col("opened", "resolved").dt.replace_time_zone(None))
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, CALENDARS["always"])
        berlin = ZoneInfo("Europe/Berlin")

        found = with_sla(df, target, tz="Europe/Berlin", now=MONDAY)

        assert [HOUR] == column(found, "sla_elapsed")
        due = column(found, "sla_due_at")
        assert [datetime(2026, 3, 23, 4, tzinfo=berlin)] == due
        assert "Europe/Berlin" == found.schema["sla_due_at"].time_zone

    def test_the_prefix_names_the_columns(self) -> None:
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, CALENDARS["always"])

        found = with_sla(one(), target, prefix="first ")

        assert ["first elapsed", "first due_at", "first state", "first overrun"] == (
            found.columns[3:]
        )

    def test_progress_sees_every_step(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service_level, "_ROWS", 40)
        target = sd.ServiceLevelTarget("resolution", 8 * HOUR, LUNCH)
        rows, pauses = draw_rows(100, 5)
        steps: list[int] = []

        def progress(jobs: Iterable[Any]) -> Iterable[Any]:
            for plan, some in jobs:
                steps.append(len(some))
                yield plan, some

        found = with_sla(
            polars_frame(row_columns(rows)),
            target,
            key="id",
            pauses=polars_frame(pause_columns(pauses)),
            pause_reason="reason",
            progress=progress,
        )

        assert [40, 40, 20] == steps
        assert expected(target, (rows, pauses)) == frame_figures(found)

    def test_days_off_that_are_not_known_are_warned_of_once(self) -> None:
        known = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", holidays="DE")
        target = sd.ServiceLevelTarget("resolution", HOUR, known)
        far = datetime(2190, 1, 4, tzinfo=UTC)
        df = polars_frame({"opened": [far] * 3, "resolved": [far + HOUR] * 3})

        with pytest.warns(sd.HolidayCoverageWarning) as warned:
            with_sla(df, target, now=far + 9 * HOUR)

        assert 1 == len(warned)


class TestPauses:
    def pauses(self, *spans: tuple[float, float | None], **more: Any) -> pl.DataFrame:
        return polars_frame(
            {
                "id": ["a"] * len(spans),
                "start": [MONDAY + start * HOUR for start, _ in spans],
                "end": [
                    None if end is None else MONDAY + end * HOUR for _, end in spans
                ],
                **more,
            }
        )

    def elapsed(self, pauses: pl.DataFrame, **rest: Any) -> list[Any]:
        found = state(key="id", pauses=pauses, now=MONDAY + 10 * HOUR, **rest)
        return [found[0][0] / HOUR, found[0][2]]

    def test_pauses_that_overlap_are_one(self) -> None:
        assert [5, "breached"] == self.elapsed(self.pauses((1, 4), (2, 3), (3, 6)))

    def test_what_lies_outside_does_not_count(self) -> None:
        assert [7, "breached"] == self.elapsed(self.pauses((-9, 1), (8, 12)))

    def test_one_without_end_lasts(self) -> None:
        pauses = self.pauses((1, 2), (3, None)).with_columns(
            pl.col("end").cast(pl.Datetime("us", "UTC"))
        )

        assert [2, "paused"] == self.elapsed(pauses)

    def test_one_that_begins_now_holds(self) -> None:
        assert [10, "breached"] == self.elapsed(self.pauses((10, 11)))
        assert [3, "paused"] == self.elapsed(self.pauses((3, 10), (10, 11)))
        assert [3, "at_risk"] == self.elapsed(self.pauses((3, 10), (10, 10)))

    def test_without_a_column_of_reasons_all_wait_for_the_caller(self) -> None:
        target = sd.ServiceLevelTarget(
            "resolution", 4 * HOUR, CALENDARS["always"], pauses={"vendor"}
        )
        pauses = self.pauses((1, 2))
        found = with_sla(one(), target, key="id", pauses=pauses, now=MONDAY + 3 * HOUR)

        assert [3 * HOUR] == column(found, "sla_elapsed")
        assert [9, "breached"] == self.elapsed(pauses)

    def test_a_blank_reason_is_none(self) -> None:
        pauses = self.pauses((1, 2), (3, 4), (5, 6), reason=["", "vendor", None])

        assert [8, "breached"] == self.elapsed(pauses, pause_reason="reason")

    def test_other_names_of_columns(self) -> None:
        pauses = self.pauses((1, 2)).rename(
            {"id": "ticket", "start": "since", "end": "until"}
        )

        found = self.elapsed(
            pauses, pause_key="ticket", pause_start="since", pause_end="until"
        )

        assert [9, "breached"] == found

    def test_every_row_of_a_ticket_has_its_pauses(self) -> None:
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, CALENDARS["always"])
        df = polars_frame(
            {
                "id": ["a", "b", "a", None],
                "opened": [MONDAY, MONDAY, MONDAY + HOUR, MONDAY],
                "resolved": [MONDAY + 9 * HOUR] * 4,
            }
        )
        pauses = self.pauses((0, 2), (4, 5))

        found = with_sla(df, target, key="id", pauses=pauses)

        hours = [each / HOUR for each in column(found, "sla_elapsed")]
        assert [6, 9, 6, 9] == hours


class TestRefusals:
    TARGET = sd.ServiceLevelTarget("resolution", HOUR, LUNCH)

    def refused(
        self,
        message: str,
        error: Any = sd.InvalidArgumentError,
        **rest: Any,
    ) -> None:
        df = rest.pop("df", one())
        target = rest.pop("target", self.TARGET)
        with pytest.raises(error, match=message):
            with_sla(df, target, **rest)

    def pauses(self, **columns: Any) -> pl.DataFrame:
        return polars_frame({"id": ["a"], "start": [MONDAY], "end": [NOW], **columns})

    def test_columns_that_are_not_there(self) -> None:
        told = self.pauses()
        needed: dict[str, dict[str, Any]] = {
            "opened": {},
            "stopped": {},
            "priority": {},
            "by": {"target": {1: self.TARGET}},
            "key": {"pauses": told},
            "pause_key": {"pauses": told, "key": "id"},
            "pause_start": {"pauses": told, "key": "id"},
            "pause_end": {"pauses": told, "key": "id"},
            "pause_reason": {"pauses": told, "key": "id"},
        }
        for argument, rest in needed.items():
            message = rf"^{argument} must be a column of the frame, .* got 'none'$"
            self.refused(message, **{**rest, argument: "none"})

    def test_a_name_that_is_taken(self) -> None:
        df = one().with_columns(sla_state=pl.lit("met"))
        self.refused(r"^prefix must be .* got 'sla_state'$", df=df)
        self.refused(r"^prefix must be text, got 5$", sd.WrongTypeError, prefix=5)

    def test_a_row_that_stopped_before_it_was_opened(self) -> None:
        df = polars_frame({"opened": [MONDAY] * 2, "resolved": [MONDAY, MONDAY - HOUR]})
        message = (
            r"^column 'resolved' must be not before column 'opened' \(row 1\), got "
            r"'2026-03-22T23:00:00.000000'$"
        )
        self.refused(message, df=df)

    def test_a_key_without_a_target(self) -> None:
        message = r"^column 'id' must be a key of target, one of 'b', got 'a'$"
        self.refused(message, target={"b": self.TARGET}, by="id")

    def test_what_is_no_target(self) -> None:
        message = r"^target must be a ServiceLevelTarget, got 5$"
        self.refused(message, sd.WrongTypeError, target=5)

    def test_naive_times(self) -> None:
        df = one().with_columns(pl.col("opened").dt.replace_time_zone(None))
        self.refused("column 'opened'", sd.NaiveDatetimeError, df=df)
        naive = NOW.replace(tzinfo=None)
        self.refused("^now must be an aware", sd.NaiveDatetimeError, now=naive)

    def test_pauses_of_no_ticket_are_named(self) -> None:
        message = r"^column 'id' must be keys that column 'id' has, too, got \"'b'\"$"
        self.refused(message, key="id", pauses=self.pauses(id=["b"]))

    def test_many_of_them_are_counted(self) -> None:
        ids = [*"bcdefgh", None]
        pauses = polars_frame({"id": ids, "start": [MONDAY] * 8, "end": [NOW] * 8})
        self.refused(r"' and 3 more", key="id", pauses=pauses)
        self.refused(r"got 'None'$", key="id", pauses=pauses[7:])
        self.refused(r"got \"('[b-f]'(, )?){5}\"$", key="id", pauses=pauses[:5])

    def test_a_pause_without_a_start(self) -> None:
        pauses = polars_frame(
            {"id": ["a", "a"], "start": [MONDAY, None], "end": [NOW, NOW]}
        )
        message = r"^column 'start' must be a start in every row, got 'none in row 1'$"
        self.refused(message, key="id", pauses=pauses)

    def test_a_pause_that_ends_before_it_starts(self) -> None:
        message = r"^column 'end' must be not before column 'start' \(row 0\), got "
        self.refused(message, key="id", pauses=self.pauses(end=[MONDAY - HOUR]))

    def test_pauses_without_a_key(self) -> None:
        message = r"^key must be the column that pauses go by, got None$"
        self.refused(message, pauses=self.pauses())

    def test_what_is_no_frame_of_pauses(self) -> None:
        message = r"^pauses must be an eager data frame of pandas, polars or pyarrow"
        self.refused(message, sd.WrongTypeError, key="id", pauses=[1])

    def test_what_only_pauses_have(self) -> None:
        for argument in ("pause_key", "pause_reason"):
            message = rf"^pauses must be given, for {argument} is, got None$"
            self.refused(message, **{argument: "id"})

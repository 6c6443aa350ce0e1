"""Compliance of frames, group by group."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, ClassVar

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import servicedesk_core as sd
from frames.sla_pool import HOUR, KINDS, MONDAY, NOW, column, polars_frame
from servicedesk_core import frames
from servicedesk_core.stats import proportion_interval

STATES = ["met", "breached", "met", "paused", None, "met", "at_risk", "breached"]
TEAMS = ["b", "a", "b", "a", "b", "c", "d", "c"]
ALL = ("met", "breached", "n", "share", "low", "high")


def rows(frame: Any, *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(column(frame, name) for name in names), strict=True))


class TestCounts:
    @pytest.mark.parametrize("kind", KINDS)
    def test_of_all_rows(self, kind: str) -> None:
        df = KINDS[kind]({"sla_state": STATES})

        found = frames.compliance(df)

        interval = proportion_interval(3, 5)
        assert interval is not None
        assert type(df) is type(found)
        assert [(3, 2, 5, 0.6, interval.low, interval.high)] == rows(found, *ALL)

    @pytest.mark.parametrize("kind", KINDS)
    def test_by_a_column(self, kind: str) -> None:
        found = frames.compliance(
            KINDS[kind]({"team": TEAMS, "state": STATES}), state="state", by="team"
        )

        assert [
            ("b", 2, 0, 2, 1.0),
            ("a", 0, 1, 1, 0.0),
            ("c", 1, 1, 2, 0.5),
            ("d", 0, 0, 0, None),
        ] == rows(found, "team", "met", "breached", "n", "share")

    @pytest.mark.parametrize("kind", KINDS)
    def test_by_several_columns_with_nulls(self, kind: str) -> None:
        df = KINDS[kind](
            {
                "team": ["a", None, "a", None],
                "site": [1, 2, 2, 2],
                "sla_state": ["met", "met", "breached", "breached"],
            }
        )

        found = frames.compliance(df, by=["team", "site"])

        assert [("a", 1, 1, 0), (None, 2, 1, 1), ("a", 2, 0, 1)] == rows(
            found, "team", "site", "met", "breached"
        )

    def test_it_agrees_with_statuses(self) -> None:
        desk = sd.ServiceCalendar.always()
        target = sd.ServiceLevelTarget("resolution", 4 * HOUR, desk)
        df = polars_frame(
            {
                "opened": [MONDAY] * 9,
                "resolved": [MONDAY + hour * HOUR for hour in range(9)],
            }
        )
        given: dict[str, Any] = {"opened": "opened", "stopped": "resolved", "now": NOW}
        report = sd.compliance(frames.statuses(df, target=target, **given))

        found = frames.compliance(
            frames.with_sla(df, target=target, **given),
            confidence=0.95,
        )

        assert [(report.met, report.breached, report.share)] == rows(
            found, "met", "breached", "share"
        )
        assert [(report.low, report.high)] == rows(found, "low", "high")

    def test_small_groups_keep_their_share_to_themselves(self) -> None:
        df = polars_frame({"team": TEAMS, "sla_state": STATES})

        found = frames.compliance(df, by=("team",), min_n=2)

        assert [(2, 1.0), (1, None), (2, 0.5), (0, None)] == rows(found, "n", "share")
        assert [True, False, True, False] == [
            each is not None for each in column(found, "low")
        ]

    def test_the_confidence_widens_the_interval(self) -> None:
        df = polars_frame({"sla_state": STATES})
        interval = proportion_interval(3, 5, confidence=0.8)
        assert interval is not None

        found = frames.compliance(df, confidence=0.8)

        assert [(interval.low, interval.high)] == rows(found, "low", "high")

    def test_of_no_rows(self) -> None:
        df = polars_frame({"team": TEAMS, "sla_state": STATES})[:0]

        assert [(0, 0, 0, None, None, None)] == rows(frames.compliance(df), *ALL)
        assert [] == rows(frames.compliance(df, by="team"), "team", *ALL)

    def test_the_index_of_the_answer_counts_from_0(self) -> None:
        df = KINDS["pandas"]({"team": TEAMS, "sla_state": STATES})

        found = frames.compliance(df, by="team")

        pd.testing.assert_index_equal(pd.RangeIndex(4), found.index, exact="equiv")


class TestPeriods:
    TIMES = (
        datetime(2026, 3, 31, 22, 30, tzinfo=UTC),  # the 1st of April in Berlin
        datetime(2026, 3, 29, 21, 59, tzinfo=UTC),  # Sunday there
        None,
        datetime(2026, 3, 29, 22, 0, tzinfo=UTC),  # Monday there
        datetime(1969, 12, 31, 23, 30, tzinfo=UTC),  # 1970 there
    )
    FIRST: ClassVar = {
        "day": ((2026, 4, 1), (2026, 3, 29), (2026, 3, 30), (1970, 1, 1)),
        "week": ((2026, 3, 30), (2026, 3, 23), (2026, 3, 30), (1969, 12, 29)),
        "month": ((2026, 4, 1), (2026, 3, 1), (2026, 3, 1), (1970, 1, 1)),
        "quarter": ((2026, 4, 1), (2026, 1, 1), (2026, 1, 1), (1970, 1, 1)),
        "year": ((2026, 1, 1), (2026, 1, 1), (2026, 1, 1), (1970, 1, 1)),
    }

    def frame(self, kind: str = "polars") -> Any:
        return KINDS[kind]({"at": list(self.TIMES), "sla_state": ["met"] * 5})

    def days(self, found: Any) -> list[Any]:
        return [
            each.date() if isinstance(each, datetime) else each
            for each in column(found, "period")
        ]

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("period", FIRST)
    def test_the_first_day_in_the_zone(self, period: str, kind: str) -> None:
        found = frames.compliance(
            self.frame(kind), period=period, at="at", tz="Europe/Berlin"
        )

        first, second, third, last = (date(*each) for each in self.FIRST[period])
        assert [*dict.fromkeys([first, second, None, third, last])] == self.days(found)
        assert 5 == sum(column(found, "met"))

    def test_the_zone_of_the_column(self) -> None:
        df = self.frame().with_columns(pl.col("at").dt.convert_time_zone("Asia/Tokyo"))

        found = frames.compliance(df, period="day", at="at")

        assert [date(2026, 4, 1), date(2026, 3, 30), None, date(1970, 1, 1)] == (
            self.days(found)
        )

    def test_a_zone_that_is_an_offset(self) -> None:
        west = timezone(timedelta(hours=-5))
        times = pa.array(list(self.TIMES), type=pa.timestamp("ns", "-05:00"))
        df = pa.table({"at": times, "sla_state": ["met"] * 5})

        found = frames.compliance(df, period="day", at="at")
        same = frames.compliance(self.frame(), period="day", at="at", tz=west)

        assert [date(2026, 3, 31), date(2026, 3, 29), None, date(1969, 12, 31)] == (
            self.days(found)
        )
        assert self.days(same) == self.days(found)

    def test_with_groups(self) -> None:
        df = self.frame().with_columns(team=pl.Series([*"aabab"]))

        found = frames.compliance(df, by="team", period="month", at="at")

        assert [
            ("a", date(2026, 3, 1), 3),
            ("b", None, 1),
            ("b", date(1969, 12, 1), 1),
        ] == rows(found, "team", "period", "n")

    def test_a_year_of_local_mean_time(self) -> None:
        # Until April 1893 Berlin's clocks were 53 minutes and 28 seconds ahead.
        times = [
            datetime(1893, 3, 30, 23, 6, 31, tzinfo=UTC),
            datetime(1893, 3, 30, 23, 6, 32, tzinfo=UTC),
            datetime(1893, 3, 31, 22, 59, 59, tzinfo=UTC),
            datetime(1893, 3, 31, 23, 6, 31, tzinfo=UTC),
            datetime(1893, 3, 31, 23, 6, 32, tzinfo=UTC),
        ]
        df = polars_frame({"at": times, "sla_state": ["met"] * 5})

        found = frames.compliance(df, period="day", at="at", tz="Europe/Berlin")

        counted = list(zip(self.days(found), column(found, "n"), strict=True))
        assert [
            (date(1893, 3, 30), 1),
            (date(1893, 3, 31), 3),
            (date(1893, 4, 1), 1),
        ] == counted


class TestRefusals:
    DF = polars_frame({"team": TEAMS, "sla_state": STATES, "at": [MONDAY] * 8})

    def refused(
        self,
        message: str,
        error: type[Exception] = sd.InvalidArgumentError,
        **rest: Any,
    ) -> None:
        df = rest.pop("df", self.DF)
        with pytest.raises(error, match=message):
            frames.compliance(df, **rest)

    def test_an_unknown_state(self) -> None:
        message = (
            r"^column 'team' must be one of cancelled, not_started, breached, met, "
            r"paused, at_risk, running, got 'a'$"
        )
        self.refused(message, df=self.DF, state="team")

    def test_columns_that_are_not_there(self) -> None:
        self.refused(r"^state must be a column of the frame", state="none")
        self.refused(r"^by must be a column of the frame", by="none")
        self.refused(r"^at must be a column of the frame", period="day", at="none")

    def test_a_group_with_the_name_of_a_figure(self) -> None:
        df = self.DF.rename({"team": "met"})
        message = (
            r"^by must be columns with other names than met, breached, n, share, low, "
            r"high, got 'met'$"
        )
        self.refused(message, df=df, by="met")
        df = self.DF.rename({"team": "period"})
        message = r"^by must be columns with other names than period, met, "
        self.refused(message, df=df, by="period", period="day", at="at")

    def test_a_period_needs_instants_and_they_a_period(self) -> None:
        message = (
            r"^at must be the column of the instants that fall into periods, got None$"
        )
        self.refused(message, period="day")
        self.refused(r"^period must be given, for at is, got None$", at="at")

    def test_values_out_of_range(self) -> None:
        self.refused(r"^period must be one of day, week, month", period="hour", at="at")
        self.refused(r"^min_n must be 0 or more, got -1$", min_n=-1)
        self.refused(r"^confidence must be above 0 and below 1", confidence=1)
        empty = self.DF[:0]
        message = r"^confidence must be above 0 and below 1, got 0$"
        self.refused(message, df=empty, by="team", confidence=0)

    def test_names_that_are_no_texts(self) -> None:
        for by, value in ((5, "5"), ([5], "5")):
            message = rf"^by must be the names of columns, got {value}$"
            self.refused(message, sd.WrongTypeError, by=by)

"""Whether columns of frames say what single calls do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import polars as pl
import pytest

import servicedesk_core as sd
from servicedesk_core.testing.asserts import assert_frames_agree

DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Berlin")
ALWAYS = sd.ServiceCalendar.always()
FRIDAY = datetime(2026, 1, 16, 15, tzinfo=UTC)
NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROWS: dict[str, list[Any]] = {
    "id": ["INC1", "INC2", "INC3", "INC4"],
    "desk": ["day", "night", "day", "night"],
    "opened": [FRIDAY, FRIDAY, None, FRIDAY + 70 * HOUR],
    "closed": [FRIDAY + 72 * HOUR, FRIDAY + HOUR, FRIDAY, None],
    "priority": ["high", "low", "high", "none"],
    "length": [2 * HOUR, HOUR, HOUR, None],
}
POLARS = pl.DataFrame(ROWS)
PANDAS = pd.DataFrame(ROWS).assign(
    opened=lambda df: pd.to_datetime(df["opened"]),
    closed=lambda df: pd.to_datetime(df["closed"]),
    length=lambda df: pd.to_timedelta(df["length"]),
)
BY_DESK = {"calendar": {"day": DESK, "night": ALWAYS}, "by": "desk"}
TARGET = sd.ServiceLevelTarget(
    "resolution", {"high": 2 * HOUR, "low": HOUR, "none": None}, DESK
)
SLA: dict[str, Any] = {
    "target": TARGET,
    "opened": "opened",
    "stopped": "closed",
    "priority": "priority",
    "key": "id",
    "now": NOW,
}

every_kind = pytest.mark.parametrize("df", [POLARS, PANDAS], ids=["polars", "pandas"])


def wrong(df: Any, column: str, row: int, value: object) -> Any:
    """Return a frame of polars with one value changed."""
    values = df[column].to_list()
    values[row] = value
    return df.with_columns(pl.Series(column, values, df[column].dtype))


@every_kind
class TestElapsed:
    @pytest.mark.parametrize("keyed", [{"calendar": DESK}, BY_DESK], ids=["one", "by"])
    def test_ours_agree(self, df: Any, keyed: dict[str, Any]) -> None:
        asked = {**keyed, "start": "opened", "end": "closed", "name": "open_time"}

        assert_frames_agree(sd.frames.with_elapsed(df, **asked), **asked)

    def test_the_default_name_is_that_of_frames(self, df: Any) -> None:
        asked: dict[str, Any] = {"calendar": DESK, "start": "opened", "end": "closed"}

        assert_frames_agree(sd.frames.with_elapsed(df, **asked), **asked)


@every_kind
class TestDue:
    @pytest.mark.parametrize(
        "asked",
        [
            {"calendar": DESK, "within": 2 * HOUR},
            {"calendar": DESK, "within": "length"},
            {
                "calendar": DESK,
                "within": {"day": HOUR, "night": HOUR / 2},
                "by": "desk",
            },
            {**BY_DESK, "within": 2 * HOUR, "name": "until"},
        ],
        ids=["one", "column", "by key", "calendar by key"],
    )
    def test_ours_agree(self, df: Any, asked: dict[str, Any]) -> None:
        asked = {"start": "opened", **asked}

        assert_frames_agree(sd.frames.with_due(df, **asked), **asked)


@every_kind
class TestSla:
    def test_ours_agree(self, df: Any) -> None:
        assert_frames_agree(sd.frames.with_sla(df, **SLA), **SLA)

    def test_pauses_and_prefixes_are_known(self, df: Any) -> None:
        pauses = pl.DataFrame(
            {
                "id": ["INC1", "INC2"],
                "start": [FRIDAY + HOUR / 2, FRIDAY],
                "end": [FRIDAY + 66 * HOUR, None],
            }
        )
        asked = {**SLA, "pauses": pauses, "prefix": "it_", "progress": iter}

        assert_frames_agree(sd.frames.with_sla(df, **asked), **asked)


class TestNaiveColumns:
    def test_the_zone_is_told(self) -> None:
        naive = POLARS.with_columns(
            pl.col("opened", "closed").dt.replace_time_zone(None)
        )
        asked: dict[str, Any] = {
            "calendar": DESK,
            "start": "opened",
            "within": HOUR,
            "tz": "Europe/Berlin",
        }

        assert_frames_agree(sd.frames.with_due(naive, **asked), **asked)

    def test_the_second_pass_of_an_hour_agrees(self) -> None:
        twice = pd.DataFrame(
            {"opened": pd.to_datetime([datetime(2026, 10, 25, 0, 30, tzinfo=UTC)])}
        )
        twice["opened"] = twice["opened"].dt.tz_convert("Europe/Berlin")
        asked: dict[str, Any] = {"calendar": ALWAYS, "start": "opened", "within": HOUR}
        found = sd.frames.with_due(twice, **asked)

        assert 1 == found["due_at"][0].fold
        assert_frames_agree(found, **asked)


class TestDifferences:
    def test_a_wrong_length_is_named(self) -> None:
        asked: dict[str, Any] = {"calendar": DESK, "start": "opened", "end": "closed"}
        found = sd.frames.with_elapsed(POLARS, **asked)
        with pytest.raises(AssertionError) as caught:
            assert_frames_agree(wrong(found, "elapsed", 1, 2 * HOUR), **asked)

        assert [
            "column 'elapsed' is not what a single call says",
            "  row = 1",
            "  column = datetime.timedelta(seconds=7200)",
            "  single_call = datetime.timedelta(seconds=3600)",
        ] == str(caught.value).splitlines()

    def test_a_missing_value_is_named(self) -> None:
        asked: dict[str, Any] = {"calendar": DESK, "start": "opened", "within": HOUR}
        found = sd.frames.with_due(POLARS, **asked)
        with pytest.raises(AssertionError, match=r"\n  row = 0\n  column = None\n"):
            assert_frames_agree(wrong(found, "due_at", 0, None), **asked)

    def test_a_value_too_many_is_named(self) -> None:
        asked: dict[str, Any] = {"calendar": DESK, "start": "opened", "within": HOUR}
        found = sd.frames.with_due(POLARS, **asked)
        with pytest.raises(AssertionError, match=r"\n  single_call = None$"):
            assert_frames_agree(wrong(found, "due_at", 2, FRIDAY), **asked)

    @pytest.mark.parametrize(
        ("column", "row", "value"),
        [
            ("sla_state", 0, "met"),
            ("sla_due_at", 1, FRIDAY),
            ("sla_elapsed", 0, HOUR),
            ("sla_overrun", 0, HOUR),
            ("sla_state", 2, "met"),
            ("sla_state", 3, "running"),
        ],
    )
    def test_a_wrong_figure_of_a_clock_is_named(
        self, column: str, row: int, value: object
    ) -> None:
        found = wrong(sd.frames.with_sla(POLARS, **SLA), column, row, value)
        with pytest.raises(
            AssertionError, match=rf"^column '{column}' .*\n  row = {row}"
        ):
            assert_frames_agree(found, **SLA)


class TestArguments:
    def test_those_of_no_function_are_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^asked must be those of"):
            assert_frames_agree(POLARS, calendar=DESK, start="opened")

    def test_an_unknown_one_is_an_error(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            assert_frames_agree(
                POLARS, calendar=DESK, start="opened", end="closed", colour="red"
            )

    def test_a_missing_column_is_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match="elapsed"):
            assert_frames_agree(POLARS, calendar=DESK, start="opened", end="closed")

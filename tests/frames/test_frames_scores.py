"""Satisfaction scores of frames, group by group."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import polars as pl
import pytest

import servicedesk_core as sd
from frames.sla_pool import HOUR, KINDS, column, polars_frame
from servicedesk_core import frames
from servicedesk_core.satisfaction import csat_mean

ANSWERS = [10, 9, None, 3, 7, 10, None, 0]
TEAMS = ["b", "a", "b", "a", "b", "b", "c", "a"]
FOUND: dict[str, list[int | None]] = {
    "b": [10, None, 7, 10],
    "a": [9, 3, 0],
    "c": [None],
}


def rows(frame: Any, *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(column(frame, name) for name in names), strict=True))


class TestScores:
    @pytest.mark.parametrize("kind", KINDS)
    def test_by_group(self, kind: str) -> None:
        df = KINDS[kind]({"team": TEAMS, "score": ANSWERS})

        found = frames.scores(df, score="score", by="team")

        assert type(df) is type(found)
        expected = [
            (team, each.n, each.missing, each.value, each.low, each.high)
            for team, answers in FOUND.items()
            for each in [sd.nps(answers)]
        ]
        assert expected == rows(found, "team", "n", "missing", "value", "low", "high")

    def test_of_all_rows(self) -> None:
        df = polars_frame({"score": ANSWERS})
        expected = sd.nps([each for each in ANSWERS if each is not None])

        found = frames.scores(df, score="score", kind="nps")

        assert [(6, 2, expected.value, expected.low)] == rows(
            found, "n", "missing", "value", "low"
        )

    @pytest.mark.parametrize(
        ("kind", "find"),
        [
            ("csat", sd.csat),
            ("dsat", sd.dsat),
            ("csat_mean", csat_mean),
            (partial(sd.ces, variant="ces_1"), partial(sd.ces, variant="ces_1")),
        ],
    )
    def test_every_kind(self, kind: Any, find: Any) -> None:
        df = polars_frame({"score": [1, 2, 4, 5, 5, None]})
        expected = find([1, 2, 4, 5, 5])

        found = frames.scores(df, score="score", kind=kind)

        assert [(5, 1, expected.value, expected.high)] == rows(
            found, "n", "missing", "value", "high"
        )

    def test_nan_is_missing(self) -> None:
        df = pl.DataFrame({"score": [float("nan"), 9.0, 10.0, None]})

        found = frames.scores(df, score="score")

        assert [(2, 2, 100.0)] == rows(found, "n", "missing", "value")

    @pytest.mark.parametrize("dtype", ["object", "Int64", "int64[pyarrow]"])
    def test_na_is_missing(self, dtype: str) -> None:
        df = pd.DataFrame({"score": pd.Series([10, pd.NA, 9, None], dtype=dtype)})

        found = frames.scores(df, score="score")

        assert [(2, 2, 100.0)] == rows(found, "n", "missing", "value")

    @pytest.mark.parametrize("kind", KINDS)
    def test_by_period(self, kind: str) -> None:
        ends = [datetime(2026, month, 1, tzinfo=UTC) - HOUR / 2 for month in (2, 3, 3)]
        df = KINDS[kind](
            {"team": ["a", "a", "b", "a"], "at": [*ends, None], "score": [10, 0, 9, 8]}
        )

        found = frames.scores(
            df, score="score", by="team", period="month", at="at", tz="Europe/Berlin"
        )
        same = frames.scores(df, score="score", period="month", at="at")

        days = [each and (each.month, each.day) for each in column(found, "period")]
        assert [(2, 1), (3, 1), (3, 1), None] == days
        assert [("a", 1, 100), ("a", 1, -100), ("b", 1, 100), ("a", 1, 0)] == rows(
            found, "team", "n", "value"
        )
        days = [each and (each.month, each.day) for each in column(same, "period")]
        assert [(1, 1), (2, 1), None] == days
        assert [1, 2, 1] == column(same, "n")

    def test_small_groups_keep_their_score_to_themselves(self) -> None:
        df = polars_frame({"team": TEAMS, "score": ANSWERS})

        found = frames.scores(df, score="score", by="team", min_n=3)
        few = frames.scores(df, score="score", by="team", min_n=4)

        assert [True, True, False] == [
            each is not None for each in column(found, "value")
        ]
        assert [(3, None, None), (3, None, None), (0, None, None)] == rows(
            few, "n", "low", "high"
        )

    def test_of_no_answer(self) -> None:
        df = polars_frame({"team": TEAMS, "score": ANSWERS})[:0]

        assert [(0, 0, None)] == rows(
            frames.scores(df, score="score"), "n", "missing", "value"
        )
        assert [] == rows(frames.scores(df, score="score", by="team"), "team", "n")


class TestRefusals:
    DF = polars_frame({"team": ["a", "b"], "score": [11, 1]})

    def test_arguments(self) -> None:
        cases: tuple[tuple[str, Any, dict[str, Any]], ...] = (
            (r"^score must be a column of the frame", ValueError, {"score": "none"}),
            (
                r"^kind must be one of nps, csat, csat_mean, dsat",
                ValueError,
                {"kind": "x"},
            ),
            (r"^min_n must be 0 or more, got -1$", ValueError, {"min_n": -1}),
            (r"^kind must be a function that gives a Score", TypeError, {"kind": len}),
            (r"^period must be given, for at is", ValueError, {"at": "team"}),
            (r"^at must be the column of the", ValueError, {"period": "day"}),
            (r"got 11", ValueError, {}),
            (r"got '[ab]'$", TypeError, {"score": "team"}),
        )
        for message, error, rest in cases:
            with pytest.raises(error, match=message):
                frames.scores(self.DF, **{"score": "score", **rest})

    def test_a_group_with_the_name_of_a_figure(self) -> None:
        df = self.DF.rename({"team": "value"})
        message = (
            r"^by must be columns with other names than n, missing, value, low, high, "
            r"got 'value'$"
        )
        with pytest.raises(sd.InvalidArgumentError, match=message):
            frames.scores(df, score="score", by="value")

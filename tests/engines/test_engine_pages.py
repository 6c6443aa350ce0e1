"""Engines come to the answers of pandas, to the microsecond.

What runs is the code of the pages that tell how to use them. Run by ``make engines``,
on rows drawn here, or on the rows of the UCI log: ``make engines LOG=...``.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engines.engine_page import HOW_TO, program, run
from engines.incidents import ROWS, WITHIN

PAGES = ("dask", "duckdb", "polars-lazy", "ray", "spark")


@pytest.fixture(scope="module", params=PAGES)
def answers(
    request: pytest.FixtureRequest,
    incidents: pd.DataFrame,
    tmp_path_factory: pytest.TempPathFactory,
) -> pd.DataFrame:
    """Return what the program of a page has written, in the order of the rows."""
    folder = tmp_path_factory.mktemp(request.param)
    incidents.to_parquet(folder / "incidents.parquet", row_group_size=20_000)
    run(request.param, folder)
    return written(folder).sort_values("row", ignore_index=True)


def written(folder: Path) -> pd.DataFrame:
    """Return the columns of ``service-times`` as pandas has them.

    Parquet has no durations: some engines write whole microseconds, DuckDB in a column
    that says so. Spark writes instants of UTC without their zone.
    """
    table = pq.read_table(folder / "service-times.parquet")
    names = [name.removesuffix("_us") for name in table.column_names]
    table = table.rename_columns(names)
    types = {"elapsed": pa.duration("us"), "due_at": pa.timestamp("us", "UTC")}
    columns = {name: table[name].cast(kind) for name, kind in types.items()}
    return pa.table({"row": table["row"], **columns}).to_pandas()


class TestIncidents:
    def test_they_are_as_many_as_the_log_has_rows(
        self, incidents: pd.DataFrame
    ) -> None:
        assert ROWS == len(incidents)

    def test_every_priority_is_among_them(self, incidents: pd.DataFrame) -> None:
        assert sorted(WITHIN) == sorted(incidents["priority"].unique())

    def test_some_are_open(self, incidents: pd.DataFrame) -> None:
        assert 0 < incidents["closed"].isna().sum() < ROWS


class TestProgram:
    def test_lines_stand_where_the_page_has_them(self) -> None:
        page = "# T\n```{code-block} py\na = 1\n\nb = 2\n```\n```text\nc\n```"

        assert ["", "", "a = 1", "", "b = 2", "", "", "", ""] == program(page).split(
            "\n"
        )

    @pytest.mark.parametrize("page", PAGES)
    def test_a_page_has_no_other_code(self, page: str) -> None:
        text = (HOW_TO / f"{page}.md").read_text(encoding="utf-8")
        fences = {line for line in text.splitlines() if line.startswith("```")}

        assert {"```", "```{code-block} py", "```console"} == fences


class TestAnswers:
    def test_every_row_comes_back_once(self, answers: pd.DataFrame) -> None:
        assert list(range(ROWS)) == answers["row"].tolist()

    def test_open_time_is_the_same(
        self, answers: pd.DataFrame, expected: pd.DataFrame
    ) -> None:
        pd.testing.assert_series_equal(expected["elapsed"], answers["elapsed"])

    def test_due_times_are_the_same(
        self, answers: pd.DataFrame, expected: pd.DataFrame
    ) -> None:
        pd.testing.assert_series_equal(expected["due_at"], answers["due_at"])

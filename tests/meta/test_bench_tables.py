"""The figures of the batch door that docs/reference/benchmarks.md draws."""

import pytest

from bench_tables import BatchFigures, Ratio, Size, batch_figures, missing_sections

REPORT = """# The batch door

AMD EPYC, 2 CPUs.

## Another table, whose last cell is empty

| candidate | notes |
| --- | --- |
| workclock |  |

## Bars of the batch door

| work | bar | measured | verdict |
| --- | --- | ---: | --- |
| frames.elapsed, Mo-Fr 09-17, German holidays | <= 7 x np.add | 5 x np.add | pass |
| due against workclock, numpy arrays | >= 100 x ours | 1,210 x ours | pass |

## Frames 1. Bare arrays, 10,000,000 rows

| hours | np.add, ns | frames.elapsed, ns | elapsed x np.add | due x np.add |
| --- | ---: | ---: | ---: | ---: |
| Mo-Fr 09-17, German holidays | 1 (1-1) | 5 (5-6) | 5.0 | 5.5 |

## Frames 2. Rivals, 10,000,000 rows

| work | ns a row | x ours |
| --- | ---: | ---: |
| elapsed: frames.elapsed | 5 (5-6) | 1.0 |
| elapsed: busday recipe, time zones | 194 (173-213) | 38.8 |
| due: workclock, numpy arrays | 1,347 (1,339-1,385) | 1210.0 |

## Frames 4. Growth

| rows | ns a row | MiB beside the columns |
| --- | ---: | ---: |
| 100,000 | 33 (31.8-1e+03) | 5.8 |
"""
HOURS = "Mo-Fr 09-17, German holidays"


class TestMissingSections:
    def test_a_report_has_them_all(self) -> None:
        assert missing_sections(REPORT) == []

    def test_names_those_that_are_not_there(self) -> None:
        text = REPORT.replace("## Frames 2. Rivals", "## Others")

        assert missing_sections(text) == ["Frames 2. Rivals"]

    def test_a_report_of_something_else_has_none(self) -> None:
        expected = [
            "Bars of the batch door",
            "Frames 1. Bare arrays",
            "Frames 2. Rivals",
            "Frames 4. Growth",
        ]

        assert expected == missing_sections("# Rivals\n\n## Bars\n")


class TestBatchFigures:
    def test_reads_ratios_limits_and_growth(self) -> None:
        expected = BatchFigures(
            arrays=[
                Ratio("elapsed", HOURS, 5.0, 7.0),
                Ratio("due", HOURS, 5.5),
            ],
            rivals=[
                Ratio("elapsed", "busday recipe, time zones", 38.8),
                Ratio("due", "workclock, numpy arrays", 1210.0, 100.0),
            ],
            growth=[Size(100_000, 31.8, 33.0, 1000.0, 5.8)],
        )

        assert expected == batch_figures(REPORT)

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (
                "33 (31.8-1e+03)",
                "33",
                "a median and its quartiles are wanted, got '33'",
            ),
            ("<= 7 x", "7 x", "a bar is wanted, got '7 x np.add'"),
        ],
    )
    def test_refuses_what_it_cannot_read(
        self, old: str, new: str, message: str
    ) -> None:
        with pytest.raises(ValueError, match=f"^{message}$"):
            batch_figures(REPORT.replace(old, new))

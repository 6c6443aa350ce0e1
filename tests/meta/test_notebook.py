"""The notebook of the site, run on the log that it is shown for."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from notebook_cells import cells, run, write_log
from oracle.compare_logs import read_figures

NOTEBOOK = Path(__file__).parents[2] / "docs/tutorials/compliance-notebook.md"
PAGE = NOTEBOOK.read_text(encoding="utf-8")
CELL = "```{code-cell} ipython3\n"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notebook") / "log.csv"
    write_log(path)
    return path


@pytest.fixture(scope="module")
def ran(log: Path) -> tuple[SimpleNamespace, list[object]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENT_LOG", str(log))
        names, shown = run(PAGE)
    return SimpleNamespace(**names), shown


@pytest.fixture(scope="module")
def names(ran: tuple[SimpleNamespace, list[object]]) -> Any:
    return ran[0]


def labels(axes: Axes) -> list[str]:
    """Return what the legend of axes says."""
    legend = axes.get_legend()
    assert legend is not None
    return [text.get_text() for text in legend.get_texts()]


class TestCells:
    def test_options_magic_and_other_blocks_are_no_code(self) -> None:
        page = f"""\
{CELL}%matplotlib inline
one = 1
```
```console
ls
```
{CELL}---
mystnb:
  image:
    alt: none
---
one + 1
```
"""

        assert ["one = 1\n", "one + 1\n"] == cells(page)

    def test_they_share_names_and_show_their_last_value(self) -> None:
        names, shown = run(f"{CELL}n = 20\n```\n\n{CELL}m = n\nm + 1\n```\n")

        assert (20, 20) == (names["n"], names["m"])
        assert [None, 21] == shown

    def test_an_error_names_its_cell(self) -> None:
        with pytest.raises(ZeroDivisionError) as caught:
            run(f"{CELL}n = 0\n```\n{CELL}1 / n\n```\n")

        assert "cell 2" == str(caught.traceback[-1].path)


class TestPage:
    def test_jupyter_takes_it_for_a_notebook(self) -> None:
        head = PAGE.split("---\n")[1]

        assert "    format_name: myst\n" in head
        assert "\nkernelspec:\n" in head
        assert "  name: python3\n" in head

    def test_the_log_is_made_as_it_says(self, names: Any) -> None:
        cases = re.findall(r"make_log\.py log\.csv --cases (\d+)", PAGE)

        assert [str(len(names.cases))] == cases

    def test_each_picture_says_what_is_to_be_seen(
        self, ran: tuple[SimpleNamespace, list[object]]
    ) -> None:
        pictures = sum(isinstance(each, Figure) for each in ran[1])

        assert 5 == pictures == PAGE.count("\n    alt: >-\n")


class TestSample:
    def test_each_incident_is_as_its_ticket(self, names: Any, log: Path) -> None:
        found = {
            row.number: (row.sla_elapsed, row.sla_state, row.sla_overrun)
            for row in names.cases.itertuples()
        }
        tickets = read_figures(log).statuses

        assert 2400 == len(found)
        assert found == {
            each.key: (each.elapsed, each.state, each.overrun) for each in tickets
        }

    def test_no_incident_is_lost(self, names: Any) -> None:
        months = names.frames.compliance(names.cases, period="month", at="opened")
        settled = names.cases["sla_state"].isin(["met", "breached"]).sum()

        assert (2400, 2400) == (settled, months["n"].sum())

    def test_months_and_groups(self, names: Any) -> None:
        assert (12, 9) == names.table.shape
        assert 0.94 == round(names.table.loc["2026-09", "Group 8"], 2)
        assert ["Group 8"] == [*names.table.loc["2027-01"].dropna().index]
        assert [f"2026-{month:02}" for month in range(2, 13)] == [
            *names.table.index[:-1]
        ]
        first = names.by_month.get_xticklabels()[0].get_text()
        assert "2026-02, n=178" == first

    def test_worst_breach_comes_first(self, names: Any) -> None:
        overruns = [status.overrun for status in names.worst]

        assert overruns == sorted(overruns, reverse=True)
        assert overruns == [*names.late["sla_overrun"]]
        assert overruns[0] == names.cases["sla_overrun"].max()

    def test_the_first_two_end_in_an_unknown_state(self, names: Any) -> None:
        last = names.rows.groupby("number")["incident_state"].last()
        found = [status.key for status in names.worst if last[status.key] == "-100"]

        assert found == [status.key for status in names.worst[:2]]

    def test_curve_crosses_the_target_where_compliance_is(self, names: Any) -> None:
        in_time = (names.moderate["sla_state"] == "met").sum()
        n = len(names.moderate)

        assert f"in time: {in_time}/{n} (90.6%)" in labels(names.ecdf)

    def test_no_week_stands_out(self, names: Any) -> None:
        assert () == names.chart.signals
        assert ["centre line", "limits"] == labels(names.by_week)

    def test_late_incidents_leave_less_satisfied_callers(self, names: Any) -> None:
        gap = names.satisfaction.compare(names.too_late, names.in_time)

        assert (84, 627) == (names.too_late.n, names.in_time.n)
        assert "CSAT -17.86 (95% CI -28.8..-8.215)" == str(gap)

    def test_satisfaction_stands_below_compliance(self, names: Any) -> None:
        above, below = names.figure.axes

        assert ("share in time", "satisfied") == (
            above.get_ylabel(),
            below.get_ylabel(),
        )
        assert len(above.get_xticks()) == len(below.get_xticks()) == 12

"""The notebook of the site, run on the UCI incident event log.

UCI dataset 498, "Incident management process enriched event log" (C. Amaral,
M. Fantinato, S. Peres, 2018), CC BY 4.0. Run by ``make real LOG=...``.
"""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from notebook_cells import run
from oracle.compare_logs import read_figures

NOTEBOOK = Path(__file__).parents[2] / "docs/tutorials/compliance-notebook.md"
PAGE = NOTEBOOK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def log(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--log"))


@pytest.fixture(scope="module")
def names(log: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENT_LOG", str(log))
        return SimpleNamespace(**run(PAGE)[0])


def told(figure: str) -> bool:
    """Tell whether the last section of the page has a figure."""
    section = " ".join(PAGE.partition("\n## The same for a real log\n")[2].split())
    return f" {figure} " in section


def test_size(names: Any) -> None:
    assert (141_712, 24_918) == (len(names.rows), len(names.cases))
    assert told("24,918 incidents in 141,712 rows.")


def test_each_incident_is_as_its_ticket(names: Any, log: Path) -> None:
    found = {
        row.number: (row.sla_elapsed, row.sla_state, row.sla_overrun)
        for row in names.cases.itertuples()
    }
    tickets = read_figures(log).statuses

    assert 24_918 == len(found)
    assert found == {
        each.key: (each.elapsed, each.state, each.overrun) for each in tickets
    }


def test_compliance_by_priority(names: Any) -> None:
    table = names.frames.compliance(names.cases, by="priority").set_index("priority")
    counts = {
        priority[4:]: (row["met"], row["n"])
        for priority, row in table.sort_index().iterrows()
    }
    shares = [f"{met / n:.1%}".replace("%", " %") for met, n in counts.values()]

    assert counts == {
        "Critical": (68, 270),
        "High": (141, 408),
        "Moderate": (18_591, 23_466),
        "Low": (704, 774),
    }
    assert told("78.3 % of all incidents were in time:")
    assert 0.7827 == round(table["met"].sum() / table["n"].sum(), 4)
    critical, high, moderate, low = shares
    assert told(
        f"{critical} of the critical, {high} of the high, {moderate} of the moderate "
        f"and {low} of the low ones;"
    )


def test_compliance_by_month(names: Any) -> None:
    large = names.months[names.months["n"] > 1000].set_index("period")["share"]
    march, april, may = (f"{share:.1%}".replace("%", " %") for share in large)

    assert ["2016-03", "2016-04", "2016-05"] == [*large.index]
    assert told(f"March was the worst, with {march}, before {april} in April and {may}")


def test_the_week_that_stands_out(names: Any) -> None:
    (signal,) = names.chart.signals
    week = names.weeks.iloc[signal.at]

    assert "2016-03-07" == f"{week['period']:%Y-%m-%d}"
    assert "64.9 %" == f"{100 * week['share']:.1f} %"
    assert told("the week of 7 March, with 64.9 %, is the only one")


def test_the_worst_breach(names: Any) -> None:
    overrun = timedelta(days=165, hours=17, minutes=39)

    assert ("INC0008349", overrun) == (names.worst[0].key, names.worst[0].overrun)
    assert told("of a critical incident, is 165 days 17 h 39 min.")

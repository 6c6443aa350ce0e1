"""Acceptance on the UCI incident event log.

UCI dataset 498, "Incident management process enriched event log" (C. Amaral,
M. Fantinato, S. Peres, 2018), CC BY 4.0. Run by ``make real LOG=...``.
"""

import hashlib
import zlib
from pathlib import Path
from typing import Any

import pytest

import servicedesk_core as sd
from incident_log import STATES, matrix_agrees
from log_figures import LogFigures
from oracle import log_oracle
from oracle.compare_logs import (
    oracle_figures,
    program_figures,
    read_figures,
    write_rows,
)

SHA_256 = "fd184bbfd62329cfe093e99da2ea7071905f2ead91900b448eb2635870821bef"


@pytest.fixture(scope="module")
def log(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--log"))


@pytest.fixture(scope="module")
def read(log: Path) -> LogFigures:
    return read_figures(log)


@pytest.fixture(scope="module")
def figures(read: LogFigures) -> dict[str, Any]:
    return read.as_dict()


@pytest.fixture(scope="module")
def rows(log: Path) -> list[log_oracle.Row]:
    return log_oracle.read(log)


def test_it_is_the_log_that_the_figures_are_of(log: Path) -> None:
    packed = log.read_bytes()
    text = zlib.decompress(packed, 31) if log.suffix == ".gz" else packed

    assert hashlib.sha256(text).hexdigest() == SHA_256


def test_size(figures: dict[str, Any]) -> None:
    assert (figures["cases"], figures["events"]) == (24_918, 141_712)


def test_recorded_compliance(figures: dict[str, Any]) -> None:
    recorded = figures["recorded"]

    assert recorded["met"] == 15_803
    assert f"{recorded['met'] / figures['cases']:.2%}"[:-1] == "63.42"
    assert recorded["by_priority"] == {
        "1": (5, 270),
        "2": (2, 408),
        "3": (15_145, 23_466),
        "4": (651, 774),
    }


def test_recorded_time_to_restore(figures: dict[str, Any]) -> None:
    recorded = figures["recorded"]

    assert recorded["ttr_n"] == 23_362
    assert round(recorded["mean_ttr_h"], 4) == 178.1716
    assert recorded["median_ttr_h"] == 22.1


def test_reopenings_equal_the_stored_counter(figures: dict[str, Any]) -> None:
    found = figures["from_events"]

    assert (found["reopenings"], found["reopened_cases"]) == (331, 275)
    assert found["reopen_counter_equal"] == 24_918


def test_priority_equals_the_matrix_in_every_row(read: LogFigures) -> None:
    assert sum(map(matrix_agrees, read.rows)) == 141_712


@pytest.mark.parametrize(
    ("direct", "rejected"), [(True, 4), (False, 17)], ids=["direct", "strict"]
)
def test_conformance(read: LogFigures, *, direct: bool, rejected: int) -> None:
    lifecycle = sd.lifecycles.INCIDENT
    if direct:
        lifecycle = lifecycle.with_action(sd.lifecycles.DIRECT_CLOSE)
    found = lifecycle.replay_all([case.states for case in read.cases], names=STATES)
    garbage = [
        each for each in found.rejections if "-100" in (each.source, each.target)
    ]

    assert found.changes == 63_876
    assert rejected == found.rejected
    assert sum(each.count for each in garbage) == 4


def test_the_independent_computation_agrees(
    log: Path, rows: list[log_oracle.Row]
) -> None:
    assert oracle_figures(rows) == program_figures(log)


@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_on_altered_copies(
    tmp_path: Path, rows: list[log_oracle.Row], seed: int
) -> None:
    altered = log_oracle.alter(rows, seed)
    path = write_rows(tmp_path / "altered.csv", altered)

    assert oracle_figures(altered) == program_figures(path)

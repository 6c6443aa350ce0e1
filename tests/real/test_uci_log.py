"""Acceptance on the UCI incident event log.

UCI dataset 498, "Incident management process enriched event log" (C. Amaral,
M. Fantinato, S. Peres, 2018), CC BY 4.0. Run by ``make real LOG=...``.
"""

import hashlib
import zlib
from datetime import datetime, timedelta
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

History = list[tuple[datetime, str]]

SHA_256 = "fd184bbfd62329cfe093e99da2ea7071905f2ead91900b448eb2635870821bef"


@pytest.fixture(scope="module")
def log(request: pytest.FixtureRequest) -> Path:
    return Path(request.config.getoption("--log"))


@pytest.fixture(scope="module")
def read(log: Path) -> LogFigures:
    return read_figures(log)


@pytest.fixture(scope="module")
def histories(rows: list[log_oracle.Row]) -> list[History]:
    """Return when each record of a case was made, and the state it tells."""
    cases: dict[str, History] = {}
    for row in rows:
        at = datetime.strptime(f"{row['sys_updated_at']} +0000", "%d/%m/%Y %H:%M %z")
        told = at, row["incident_state"]
        cases.setdefault(row["number"], []).append(told)
    return list(cases.values())


@pytest.fixture(scope="module")
def replayed(histories: list[History]) -> sd.Conformance:
    return sd.lifecycles.INCIDENT.replay_all(histories, backdating=True)


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


class TestReplay:
    """The log's own states, replayed with its records as they stand."""

    def test_rows_by_state(self, replayed: sd.Conformance) -> None:
        assert dict(replayed.records) == {
            "New": 36_407,
            "Active": 38_716,
            "Awaiting User Info": 14_642,
            "Awaiting Vendor": 707,
            "Awaiting Problem": 461,
            "Awaiting Evidence": 38,
            "Resolved": 25_751,
            "Closed": 24_985,
            "-100": 5,
        }

    def test_first_and_last_states(self, replayed: sd.Conformance) -> None:
        assert dict(replayed.first_states) == {
            "New": 16_397,
            "Active": 6_503,
            "Resolved": 1_819,
            "Awaiting User Info": 193,
            "Awaiting Problem": 6,
        }
        assert dict(replayed.last_states) == {"Closed": 24_918}

    def test_transition_matrix(self, replayed: sd.Conformance) -> None:
        columns = (
            "New",
            "Active",
            "Awaiting User Info",
            "Awaiting Vendor",
            "Awaiting Problem",
            "Awaiting Evidence",
            "Resolved",
            "Closed",
            "-100",
        )
        found = [
            [replayed.matrix.get((source, target), 0) for target in columns]
            for source in columns
        ]

        assert found == [
            [20_010, 7_936, 1_944, 81, 75, 2, 6_347, 11, 1],
            [0, 22_728, 3_629, 160, 146, 3, 12_048, 1, 1],
            [0, 1_140, 8_790, 21, 25, 8, 4_657, 1, 0],
            [0, 42, 26, 438, 1, 9, 191, 0, 0],
            [0, 36, 57, 3, 208, 2, 155, 0, 0],
            [0, 2, 1, 4, 0, 14, 17, 0, 0],
            [0, 317, 2, 0, 0, 0, 515, 24_917, 0],
            [0, 12, 0, 0, 0, 0, 0, 55, 0],
            [0, 0, 0, 0, 0, 0, 2, 0, 3],
        ]
        assert (replayed.changes, len(replayed.transitions)) == (64_033, 40)

    def test_variants(self, replayed: sd.Conformance) -> None:
        ordered = sorted(replayed.variants.items(), key=lambda each: -each[1])

        assert len(ordered) == 189
        assert [(">".join(path), count) for path, count in ordered[:6]] == [
            ("New>Resolved>Closed", 6_282),
            ("New>Active>Resolved>Closed", 5_492),
            ("Active>Resolved>Closed", 5_361),
            ("Resolved>Closed", 1_816),
            ("New>Active>Awaiting User Info>Resolved>Closed", 1_697),
            ("New>Awaiting User Info>Resolved>Closed", 1_520),
        ]

    def test_time_in_state(self, replayed: sd.Conformance) -> None:
        hours = {
            state: round(time / timedelta(hours=1), 2)
            for state, time in replayed.time_in_state.items()
        }

        assert hours == {
            "New": 1_084_432.13,
            "Active": 1_414_210.10,
            "Awaiting User Info": 1_230_444.10,
            "Awaiting Vendor": 270_924.00,
            "Awaiting Problem": 92_949.13,
            "Awaiting Evidence": 12_295.62,
            "Resolved": 3_726_243.98,
            "Closed": 23_577.32,
            "-100": 144.23,
        }
        assert replayed.backdated == 1

    def test_a_report_in_two_halves_adds_up(
        self, histories: list[History], replayed: sd.Conformance
    ) -> None:
        halves = [
            sd.lifecycles.INCIDENT.replay_all(half, backdating=True)
            for half in (histories[::2], histories[1::2])
        ]

        assert replayed == sum(halves)


def test_reassignments_equal_the_changes_of_group(
    read: LogFigures, rows: list[log_oracle.Row]
) -> None:
    last = {row["number"]: row for row in rows}

    assert sum(each.reassignments for each in read.tickets.values()) == 23_321
    assert sum(int(row["reassignment_count"]) for row in last.values()) == 23_414


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

"""The program against an independent computation, equal to the last digit.

The oracle uses the standard library alone and counts service hours in closed form.
"""

import random
from pathlib import Path

import pytest

from make_log import SAMPLE, make_rows
from oracle import log_oracle
from oracle.compare_logs import oracle_figures, program_figures, write_rows


def test_service_minutes_agree_with_counting_every_minute() -> None:
    """The oracle's own closed form is checked the slow way."""
    chance = random.Random(3)  # noqa: S311 - no secret
    for _ in range(200):
        start = chance.randrange(739_000 * log_oracle.DAY, 739_400 * log_oracle.DAY)
        end = start + chance.randrange(12 * log_oracle.DAY)
        counted = sum(
            minute % log_oracle.WEEK // log_oracle.DAY < 5
            and 9 * 60 <= minute % log_oracle.DAY < 18 * 60
            for minute in range(start, end)
        )

        assert counted == log_oracle.service_minutes(start, end)


def test_sample_log() -> None:
    assert oracle_figures(log_oracle.read(SAMPLE)) == program_figures(SAMPLE)


@pytest.mark.parametrize("seed", range(12))
def test_altered_copies_of_the_sample_log(tmp_path: Path, seed: int) -> None:
    """Cases dropped, times shifted and swapped, garbage states and dates."""
    rows = log_oracle.alter(log_oracle.read(SAMPLE), seed)
    path = write_rows(tmp_path / "altered.csv", rows)

    assert oracle_figures(rows) == program_figures(path)


@pytest.mark.parametrize("seed", range(4))
def test_badly_damaged_logs(tmp_path: Path, seed: int) -> None:
    """Every cell may be missing, swapped or nonsense."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rows = list(make_rows(60, seed))
    values = {
        name: [*dict.fromkeys(row[name] for row in rows), "?", "", "nonsense"]
        for name in ("incident_state", "priority", "opened_at", "sys_updated_at")
    }
    for row in rows:
        for name, choices in values.items():
            if chance.random() < 0.15:
                row[name] = chance.choice(choices)
    path = write_rows(tmp_path / "damaged.csv", rows)

    assert oracle_figures(rows) == program_figures(path)

"""The program's figures of a log beside the oracle's."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from log_figures import LogFigures
from oracle import log_oracle
from sla_compliance import Options, default_agreement, read_log

# The oracle's names for the findings that both count.
FINDINGS = {
    "unparsable_date": "unparsable_dates",
    "moved_up": "moved_up",
    "unknown_state": "unknown_states",
    "undated_case": "undated_cases",
}


def program_figures(path: Path) -> dict[str, Any]:
    """Return what the program computes with its default options."""
    figures: dict[str, Any] = json.loads(json.dumps(read_figures(path).as_dict()))
    found = figures.pop("findings")
    figures["findings"] = {
        theirs: found.get(mine, 0) for mine, theirs in FINDINGS.items()
    }
    return figures


def read_figures(path: Path) -> LogFigures:
    """Return a log as the program reads it by default."""
    options = Options(log=path)
    return read_log(options, default_agreement(options))


def oracle_figures(rows: Iterable[log_oracle.Row]) -> dict[str, Any]:
    """Return what the independent computation says of the same rows."""
    figures: dict[str, Any] = log_oracle.compute(rows)
    figures["findings"] = {
        name: figures["findings"][name] for name in FINDINGS.values()
    }
    return figures


def write_rows(path: Path, rows: list[log_oracle.Row]) -> Path:
    """Write rows as a CSV file and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path

"""Write the sample log: invented incidents in ServiceNow's columns.

    python examples/make_log.py [FILE] [--cases 300] [--seed 7]

The same seed gives the same file. The cases have what real logs have: holds,
reopenings, transfers, direct closes, and a few rows that cannot be taken as they are.
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from incident_log import COLUMNS

SAMPLE = Path(__file__).parent / "data" / "sample_log.csv"
FIRST_DAY = datetime(2026, 2, 2)  # noqa: DTZ001 - the log's dates have no zone
HOLD_STATES = ("Awaiting User Info", "Awaiting Vendor", "Awaiting Problem")
LEVELS = ("1 - High", "2 - Medium", "3 - Low")
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "4 - Low")
CODES = ("code 1", "code 6", "code 9")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a log and return the exit code."""
    parser = argparse.ArgumentParser(description="Write a sample incident log.")
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    with options.file.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(make_rows(options.cases, options.seed))
    return 0


def make_rows(cases: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield the rows of a log, case by case."""
    maker = LogMaker(random.Random(seed))  # noqa: S311 - no secret
    opened = FIRST_DAY
    for number in range(1, cases + 1):
        opened += timedelta(minutes=maker.between(5, 400))
        yield from maker.case(f"INC{number:07}", opened)


class LogMaker:
    """Invents cases from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        return low + int(self.chance.random() * (high - low + 1))

    def one_of(self, values: Sequence[str]) -> str:
        """Return one of some values."""
        return values[self.between(0, len(values) - 1)]

    def happens(self, share: float) -> bool:
        """Tell whether something of a share happens."""
        return self.chance.random() < share

    def path(self) -> Iterator[str]:
        """Yield the states of a case after New."""
        if self.happens(0.02):
            yield "Closed"
            return
        if self.happens(0.7):
            yield "Active"
        while self.happens(0.25):
            yield self.one_of(HOLD_STATES)
            if self.happens(0.8):
                yield "Active"
        yield "Resolved"
        while self.happens(0.06):
            yield "Active"
            yield "Resolved"
        if self.happens(0.97):
            yield "Closed"

    def case(self, number: str, opened: datetime) -> list[dict[str, str]]:
        """Return the rows of one case."""
        impact, urgency = self.between(0, 2), self.between(0, 2)
        if self.happens(0.8):
            impact = urgency = 1
        at, reopenings, resolved, group = opened, 0, "?", "?"
        states = ["New", *self.path()]
        rows = []
        for place, state in enumerate(states):
            if place:
                at += timedelta(minutes=self.pause(states[place - 1], impact + urgency))
            if state == "Resolved":
                resolved = written(at)
            if place and states[place - 1] in {"Resolved", "Closed"}:
                reopenings += state not in {"Resolved", "Closed"}
            if group == "?" or self.happens(0.15):
                group = f"Group {self.between(1, 9)}"
            rows.append(
                {
                    "number": number,
                    "incident_state": state,
                    "reopen_count": str(reopenings),
                    "sys_updated_at": written(at),
                    "assignment_group": group,
                    "assigned_to": f"Resolver {self.between(1, 30)}" if place else "?",
                }
            )
        last = {
            "opened_at": written(opened),
            "made_sla": "true" if self.happens(0.65) else "false",
            "impact": LEVELS[impact],
            "urgency": LEVELS[urgency],
            "priority": PRIORITIES[impact + urgency],
            "closed_code": self.one_of(CODES),
            "resolved_at": resolved,
        }
        return self.spoilt([row | last for row in rows])

    def pause(self, state: str, level: int) -> int:
        """Return the minutes that a case stays in a state."""
        if state == "Resolved":
            return 5 * 24 * 60 + self.between(0, 59)
        longest = 1200 + 1500 * level
        return 1 + int(longest * self.chance.random() ** 3)

    def spoilt(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        """Return the rows as careless systems write them, now and then."""
        row = rows[self.between(0, len(rows) - 1)]
        if self.happens(0.01):
            row["incident_state"] = "-100"
        elif self.happens(0.01):
            row["sys_updated_at"] = "31/2/2026 10:00"
        elif self.happens(0.01):
            row["sys_updated_at"] = row["opened_at"]
        return rows


def written(at: datetime) -> str:
    """Return an instant as the log writes it: d/m/YYYY HH:MM."""
    return f"{at.day}/{at.month}/{at.year} {at:%H:%M}"


if __name__ == "__main__":
    sys.exit(main())

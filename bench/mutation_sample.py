"""Draw mutants of the core by lot, for a score of the whole in minutes.

Reads from standard input what ``mutmut results --all true`` prints, and prints the
names of as many mutants as asked for. The same seed draws the same mutants of the
same code.
"""

import argparse
import random
import sys
from collections.abc import Iterable

CORE = (
    "argument",
    "calendars",
    "complaints",
    "desk",
    "escalation",
    "explanation",
    "findings",
    "frozen",
    "i18n",
    "lifecycles",
    "markup",
    "metrics",
    "money",
    "number",
    "plain",
    "priority",
    "satisfaction",
    "sla",
    "stats",
    "tickets",
    "timeline",
)


def main() -> None:
    """Print the names, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which lot is drawn")
    given = parser.parse_args()
    names = sorted(of_the_core(sys.stdin))
    drawn = random.Random(given.seed).sample(names, min(given.size, len(names)))  # noqa: S311
    print("\n".join(sorted(drawn)))


def of_the_core(lines: Iterable[str]) -> list[str]:
    """Return the names of the mutants of the core; data and extras are left out."""
    heads = tuple(f"servicedesk_core.{name}." for name in CORE)
    names = (line.strip().rpartition(": ")[0] for line in lines)
    return [name for name in names if name.startswith(heads)]


if __name__ == "__main__":
    main()

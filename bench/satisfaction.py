"""Measure scores of a million answers against counting them.

    python bench/satisfaction.py [--answers 1000000] [--rounds 15]

Prints Markdown. Scores are compared with those of the counts before anything is
measured. The exit code is 1 if servicedesk_core comes to anything wrong; the bars are
shown, not enforced.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import servicedesk_core.satisfaction as scores
from rival_race import Lane, race
from rival_report import OURS, Bar, Section, bars_table, figure, machine, table

_MILLI = 1e3
_LIMIT = 3
_SEED = 20260105
_COUNTER = "collections.Counter"

Score = Callable[[Sequence[int]], scores.Score]


def _shares(score: scores.Score, good: range, bad: range) -> float:
    """Return good less bad answers in percent, counted by hand."""
    found = sum(score.counts.get(each, 0) for each in good)
    found -= sum(score.counts.get(each, 0) for each in bad)
    return 100 * found / score.n


_WORK: dict[str, tuple[Score, range, range, range]] = {
    # The score, the scale, and the scores that count for and against.
    "nps": (scores.nps, range(11), range(9, 11), range(7)),
    "csat": (scores.csat, range(1, 6), range(4, 6), range(0)),
    "dsat": (scores.dsat, range(1, 6), range(1, 3), range(0)),
}


def section(size: int, rounds: int) -> Section:
    """Compare and time each score on so many answers."""
    draw = random.Random(_SEED)  # noqa: S311 - answers, no secrets
    bars, lines, wrong = [], [], 0
    for name, (score, scale, good, bad) in _WORK.items():
        answers = draw.choices(scale, k=size)
        found, counts = score(answers), Counter(answers)
        right = (
            counts == {each: n for each, n in found.counts.items() if n}
            and found.n == size
            and found.value == _shares(found, good, bad)
        )
        wrong += not right
        lanes: dict[str, Any] = {
            name: Lane(score, [(answers,)]),
            _COUNTER: Lane(Counter, [(answers,)]),
        }
        times = race(lanes, rounds)
        ratio = times.ratio(name, _COUNTER)
        bars.append(
            Bar(f"{name} of {size:,} answers, its interval too", _LIMIT, ratio, "x")
        )
        lines.append(
            [
                name,
                figure(times.seconds(name) * _MILLI),
                figure(times.seconds(_COUNTER) * _MILLI),
                f"{ratio:.2f}",
                "yes" if right else "NO",
            ]
        )
    head = ["score", "ms", f"{_COUNTER}, ms", "x Counter", "right"]
    return Section(f"Scores of {size:,} answers", table(head, lines), bars, wrong)


def _report(found: Section, rounds: int) -> str:
    about = (
        f"{machine()}. Processor time, the garbage collector off; medians of {rounds} "
        "interleaved rounds; ratios are taken inside a round. Answers are plain ints "
        "in a list; a score checks every type and every score, and has its interval."
    )
    parts = ["# Satisfaction scores", about, "## Bars of the scores"]
    parts += [bars_table([found]), f"## {found.title}", found.table]
    return "\n\n".join(parts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure scores of many answers.")
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    if min(options.answers, options.rounds) < 1:
        parser.error("--answers and --rounds must be at least 1")
    return options


def main() -> int:
    """Measure, print the report, and tell whether ours came out right."""
    options = _options()
    found = section(options.answers, options.rounds)
    print(f"\n{_report(found, options.rounds)}")
    if found.wrong:
        print(f"{OURS} came out wrong {found.wrong} times", file=sys.stderr)
    return int(found.wrong > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Ask rivals what calendars often get wrong, and print a Markdown table.

    python bench/rival_quirks.py [--seconds 10]

Each probe runs in an interpreter of its own, for some answers never come. The exit
code is 1 if servicedesk_core does not answer as expected.
"""

import argparse
import sys
from collections.abc import Iterator
from subprocess import CalledProcessError, TimeoutExpired

import attrs

from rival_preludes import COMMON, RIVALS, Rival
from rival_race import run_python
from rival_report import NOT_INSTALLED, OURS, table, version

_ERROR = "an error"


@attrs.frozen
class Question:
    """A question as code, and the answers that are right.

    It goes to every rival whose prelude defines the function it calls.
    """

    text: str
    code: str
    expected: tuple[str, ...]


QUESTIONS = (
    Question(
        "00-06 daily, 29 March 2026: clocks skip an hour",
        "elapsed(EARLY, at(2026, 3, 29), at(2026, 3, 29, 6))",
        ("5:00:00",),
    ),
    Question(
        "00-06 daily, 25 October 2026: clocks repeat an hour",
        "elapsed(EARLY, at(2026, 10, 25), at(2026, 10, 25, 6))",
        ("7:00:00",),
    ),
    Question(
        "00-06 daily, 25 October 2026: from 02:30 to the second 02:30",
        "elapsed(EARLY, at(2026, 10, 25, 2, 30), at(2026, 10, 25, 2, 30, fold=1))",
        ("1:00:00",),
    ),
    Question(
        "00-06 daily: 4 h after 00:00 on 29 March 2026",
        "add(EARLY, at(2026, 3, 29), hours(4))",
        ("Sun 29 Mar 05:00",),
    ),
    Question(
        "Mo-Fr 22-06: Monday 22:00 to Wednesday 06:00",
        "elapsed(NIGHTS, at(2026, 1, 5, 22), at(2026, 1, 7, 6))",
        ("16:00:00",),
    ),
    Question(
        "Mo-Fr 22-06: Tuesday 02:00 to 06:00",
        "elapsed(NIGHTS, at(2026, 1, 6, 2), at(2026, 1, 6, 6))",
        ("4:00:00",),
    ),
    Question(
        "Mo-Fr 22-06: Friday 22:00 to Saturday 06:00",
        "elapsed(NIGHTS, at(2026, 1, 9, 22), at(2026, 1, 10, 6))",
        ("8:00:00",),
    ),
    Question(
        "Mo-Fr 22-06: 8 h after Friday 02:30",
        "add(NIGHTS, at(2026, 1, 9, 2, 30), hours(8))",
        ("Sat 10 Jan 02:30",),
    ),
    Question(
        "Mo-Fr 22-06: 4 h before Monday 17:00",
        "subtract(NIGHTS, at(2026, 1, 5, 17), hours(4))",
        ("Sat 03 Jan 02:00",),
    ),
    Question(
        "Mo-Fr 09-24: Monday",
        "elapsed(LATE, at(2026, 1, 5), at(2026, 1, 6))",
        ("15:00:00",),
    ),
    Question(
        "Mo-Fr 09-17: 16:00 to 17:00 without a zone",
        "elapsed(OFFICE, datetime(2026, 1, 5, 16), datetime(2026, 1, 5, 17))",
        (_ERROR, "1:00:00"),
    ),
    Question(
        "Mo-Fr 09-17 in Berlin: 08:00 to 10:00 in `datetime.UTC`",
        "elapsed(OFFICE, at(2026, 1, 5, 8, zone=UTC), at(2026, 1, 5, 10, zone=UTC))",
        ("2:00:00",),
    ),
    Question(
        "Mo-Fr 09-17 in Berlin: 7 h after 08:00 in UTC",
        "add(OFFICE, at(2026, 1, 5, 8, zone=UTC), hours(7))",
        ("Mon 05 Jan 16:00",),
    ),
    Question(
        "Mo-Fr 09-17: Tuesday 09:00 back to Monday 09:00",
        "elapsed(OFFICE, at(2026, 1, 6, 9), at(2026, 1, 5, 9))",
        ("-8:00:00", _ERROR),
    ),
    Question(
        "Mo-Fr 09-17: half a second",
        "elapsed(OFFICE, at(2026, 1, 5, 9), at(2026, 1, 5, 9, 0, 0, 500_000))",
        ("0:00:00.500000",),
    ),
    Question(
        "Mo-Fr 09-17: an hour and a half after Monday 09:00",
        "add(OFFICE, at(2026, 1, 5, 9), hours(1.5))",
        ("Mon 05 Jan 10:30",),
    ),
    Question(
        "the last holiday is 1 January 2026: Monday 4 January 2027, 09:00 to 17:00",
        "off_new_year(at(2027, 1, 4, 9), at(2027, 1, 4, 17))",
        ("8:00:00",),
    ),
    Question(
        "German holidays asked for 2026: 1 January 2027, a Friday",
        "german(2026, at(2027, 1, 1), at(2027, 1, 2))",
        ("0:00:00", _ERROR),
    ),
    Question(
        "German holidays asked for 2090: 3 October 2090, a Tuesday",
        "german(2090, at(2090, 10, 3), at(2090, 10, 4))",
        ("0:00:00", _ERROR),
    ),
    Question(
        "Russian holidays, Mo-Fr 09-18: Saturday 27 April 2024, worked for Monday 29",
        "russian(at(2024, 4, 27, zone=MOSCOW), at(2024, 4, 28, zone=MOSCOW))",
        ("9:00:00",),
    ),
    Question(
        "hours on no day of the week: an hour after Monday 09:00",
        "add(NEVER, at(2026, 1, 5, 9), hours(1))",
        (_ERROR,),
    ),
    Question(
        "Mo-Fr 09-17 and a break 08-18: an hour after Monday 09:00",
        "all_break(at(2026, 1, 5, 9), hours(1))",
        (_ERROR,),
    ),
)


def ask(rival: Rival, question: Question, seconds: float) -> tuple[str, str]:
    """Return what a rival answers within so many seconds, and the verdict."""
    code = f"{COMMON}{rival.prelude}\nprint(show({question.code}))"
    try:
        answer = run_python(code, seconds)
    except TimeoutExpired:
        return f"none within {seconds:g} s", "no answer"
    except CalledProcessError as error:
        answer = error.stderr.strip() or f"exit code {error.returncode}"
        return answer, "right" if _ERROR in question.expected else "error"
    return answer, "right" if answer in question.expected else "wrong"


def lines(rival: Rival, seconds: float) -> Iterator[list[str]]:
    """Ask a rival every question it has a function for."""
    for question in QUESTIONS:
        function, _, _ = question.code.partition("(")
        if f"def {function}(" in rival.prelude:
            expected = " or ".join(question.expected)
            answer, verdict = ask(rival, question, seconds)
            yield [question.text, expected, answer, verdict]


def main() -> int:
    """Print the table, and tell whether our answers are as expected."""
    parser = argparse.ArgumentParser(description="Ask rivals what is often wrong.")
    parser.add_argument("--seconds", type=float, default=10)
    seconds = parser.parse_args().seconds
    found: list[list[str]] = []
    for rival in RIVALS:
        installed = version(rival.distribution)
        about = [rival.name, installed]
        if installed == NOT_INSTALLED:
            found.append([*about, "-", "-", "-", "-"])
        else:
            found += [[*about, *line] for line in lines(rival, seconds)]
    head = ["rival", "version", "question", "expected", "answer", "verdict"]
    print(f"\n## What is often wrong\n\n{table(head, found)}")
    return int(any(line[0] == OURS and line[-1] != "right" for line in found))


if __name__ == "__main__":
    sys.exit(main())

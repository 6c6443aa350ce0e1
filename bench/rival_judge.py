"""Compare a candidate's answers with the right ones."""

import math
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import attrs

from rival_rows import BERLIN, EIGHT_HOURS, Oracle, Row

ELAPSED, ADD = "elapsed", "add 8 h"
KINDS = (ELAPSED, ADD)
_CALL_SECONDS = 5

Answer = datetime | timedelta


@attrs.frozen
class Case:
    """A question, and the answers that count as right, ours first."""

    question: tuple[datetime, Answer]
    right: tuple[Answer, ...]


@attrs.frozen
class Marks:
    """How a candidate answered; ``later`` are right by the other convention.

    ``answered`` are the questions it did not fail on, as it takes them.
    """

    asked: int
    exact: int
    later: int
    errors: Counter[str]
    answered: Sequence[tuple[Any, ...]]

    @property
    def share(self) -> str:
        """The right answers in percent, rounded down."""
        right = self.exact + self.later
        return f"{math.floor(1000 * right / self.asked) / 10:g}%"


def cases_of(kind: str, oracle: Oracle, rows: Iterable[Row]) -> list[Case]:
    """Return the questions of one kind about the rows, with their answers."""
    if kind == ELAPSED:
        return [Case(row, (oracle.elapsed(*row),)) for row in rows]
    return [
        Case((start, EIGHT_HOURS), oracle.due(start, EIGHT_HOURS)) for start, _ in rows
    ]


def judge(
    call: Callable[..., Answer],
    prepare: Callable[[datetime], Any],
    cases: Iterable[Case],
) -> Marks:
    """Ask a candidate everything; what it raises is counted, not passed on."""
    errors: Counter[str] = Counter()
    exact = later = 0
    answered = []
    for case in cases:
        question = tuple(
            prepare(part) if isinstance(part, datetime) else part
            for part in case.question
        )
        try:
            with _limited():
                answer = _comparable(call(*question))
        except Exception as error:  # noqa: BLE001
            errors[f"{type(error).__name__}: {error}"] += 1
            continue
        answered.append(question)
        exact += answer == case.right[0]
        later += answer in case.right[1:] and answer != case.right[0]
    return Marks(len(answered) + errors.total(), exact, later, errors, answered)


def _comparable(answer: Answer) -> Answer:
    if isinstance(answer, timedelta):
        return answer
    zoned = answer if answer.tzinfo else answer.replace(tzinfo=BERLIN)
    return zoned.astimezone(UTC)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"no answer within {_CALL_SECONDS} s")


@contextmanager
def _limited() -> Iterator[None]:
    """Stop a call that runs for ever."""
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, _CALL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)

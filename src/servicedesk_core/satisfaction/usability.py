"""System usability scale."""

from collections.abc import Sequence
from typing import Any

from servicedesk_core.argument import to_flag, to_items
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction._answers import is_answer
from servicedesk_core.satisfaction._items import read_scores
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.scale import FivePoint, Scale

_FIVE = FivePoint()
_SCORES = Scale(0, 100, step=2.5)
_ITEMS = 10
_MIDDLE = 3


def sus(
    answers: Sequence[Any], *, impute: bool = False, confidence: float = 0.95
) -> MeanScore:
    """Return the usability score, 0 to 100, of one person or the mean of several.

    Args:
        answers: the ten answers of one person, 1 to 5 in the order of the
            questionnaire, None where one is missing; or such ten of each person.
        impute: take the middle, 3, for a missing answer of a person who gave others.
            Else whoever left one out is missing.
        confidence: of the t interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for an answer off 1 to 5, or not ten of them.
        WrongTypeError: for anything but numbers.

    Source:
        J. Brooke, SUS: a quick and dirty usability scale (1996): odd items count
        x - 1, even ones 5 - x, their sum 2.5 times.

    Example:
        >>> ann = [4, 2, 5, 1, 4, 2, 5, 1, 4, 2]
        >>> print(sus(ann))
        SUS 85.0 (n=1, no interval)
        >>> print(sus([ann, [3] * 10]))
        SUS 67.5 (n=2, 95% CI 0.0..100.0)
    """
    to_flag(impute, "impute")
    rows = to_items(answers, "answers", "ten answers, or ten of each person")
    if rows and all(map(is_answer, rows)):
        scores = [_score(rows, "answers", impute=impute)]
    else:
        scores = [
            _score(row, f"answers[{place}]", impute=impute)
            for place, row in enumerate(rows)
        ]
    return MeanScore.found(Ratings(scores, _SCORES), name="SUS", confidence=confidence)


def _score(answers: Any, argument: str, *, impute: bool) -> float | None:
    given = read_scores(to_items(answers, argument, "ten answers"), argument, _FIVE)
    if len(given) != _ITEMS:
        raise InvalidArgumentError(argument, len(given), "ten answers")
    lacking = given.count(None)
    if lacking == _ITEMS or (lacking and not impute):
        return None
    full = [_MIDDLE if answer is None else answer for answer in given]
    return 2.5 * (sum(full[::2]) - 5 + 25 - sum(full[1::2]))

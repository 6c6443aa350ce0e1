"""Raw answers, counted by score."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet
from decimal import Decimal
from math import fsum
from numbers import Real
from typing import Any

import attrs

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_float, to_whole
from servicedesk_core.satisfaction.scale import Scale

_WANTED = "scores in a list, or a mapping of score to count"
# A count beyond it is a slip.
_MOST = 10**12
# Weights beyond these would have squares that no float holds.
_LIGHTEST, _HEAVIEST = 1e-100, 1e100
# What most lists hold: one look at the types spares one at each score.
_PLAIN = frozenset({int, float, type(None)})


@attrs.frozen
class Tally:
    """How often each score was given.

    Attributes:
        counts: how many answers by score, the lowest score first.
        missing: how many did not answer.
        weights: the sum of the weights by score, or None.
        squares: the sum of the squared weights, or None.
    """

    counts: dict[float, int]
    missing: int
    weights: dict[float, float] | None = None
    squares: float | None = None


def tally(scores: object, scale: Scale, weights: object = None) -> Tally:
    """Return how often each score was given.

    Args:
        scores: scores, None or NaN where there is no answer; or how many there are
            of each.
        scale: what they are given on.
        weights: one for each score, or for each entry of the mapping, in the same
            order; those of missing answers do not matter.

    Raises:
        InvalidArgumentError: for a score off the scale, a weight or count below 0, or
            weights that are not as many as the scores or all 0.
        WrongTypeError: for anything but numbers.

    Example:
        >>> tally([5, None, 4, 5], Scale(1, 5)).counts
        {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}
    """
    if isinstance(scores, Mapping):
        entries = list(_entries(scores, scale))
    elif isinstance(scores, str | bytes | AbstractSet):
        # A set has lost the equal scores.
        raise WrongTypeError("scores", scores, _WANTED)
    elif isinstance(scores, Iterable):
        given = scores if isinstance(scores, list | tuple) else list(scores)
        if weights is None:
            return _count(given, scale)
        entries = [
            (_read(score, scale, f"scores[{place}]"), 1)
            for place, score in enumerate(given)
        ]
    else:
        raise WrongTypeError("scores", scores, _WANTED)
    if weights is not None:
        return _weigh(entries, scale, _weights(weights, len(entries)))
    found: Counter[float | None] = Counter()
    for score, count in entries:
        found[score] += count
    return _sorted(found, scale)


def is_missing(score: Any) -> bool:
    """Tell whether there is no answer: None, or no number."""
    if isinstance(score, Decimal):
        return score.is_nan()
    # NaN alone differs from itself.
    return score is None or (isinstance(score, Real) and score != score)  # noqa: PLR0124


def is_answer(value: object) -> bool:
    """Tell whether it is one answer, given or missing, and not several."""
    return is_missing(value) or isinstance(value, Real | Decimal)


def to_count(count: object, argument: str) -> int:
    """Return how many there are of something.

    Raises:
        InvalidArgumentError: if it is negative, or above 1e12.
        WrongTypeError: if it is no whole number.
    """
    number = to_whole(count, argument)
    if number > _MOST:
        raise InvalidArgumentError(argument, count, f"{_MOST} or less")
    return number


def _entries(
    scores: Mapping[Any, Any], scale: Scale
) -> Iterator[tuple[float | None, int]]:
    for score, count in scores.items():
        number = to_count(count, f"scores[{score!r}]")
        yield _read(score, scale, "scores"), number


def _count(given: list[Any] | tuple[Any, ...], scale: Scale) -> Tally:
    if not _PLAIN.issuperset(map(type, given)):
        given = [
            _read(score, scale, f"scores[{place}]") for place, score in enumerate(given)
        ]
    found: Counter[float | None] = Counter()
    for score, count in Counter(given).items():
        if is_missing(score):
            found[None] += count
        elif score in scale:
            found[scale.check(score)] += count
        else:
            scale.check(score, f"scores[{given.index(score)}]")
    return _sorted(found, scale)


def _read(score: Any, scale: Scale, argument: str) -> float | None:
    return None if is_missing(score) else scale.check(score, argument)


def _sorted(found: Counter[float | None], scale: Scale) -> Tally:
    missing = found.pop(None, 0)
    counts = {
        score: found[score]
        for score in scale.points
        or sorted(score for score in found if score is not None)
    }
    return Tally(counts, missing)


def _weights(weights: object, count: int) -> list[float]:
    if not isinstance(weights, Iterable) or isinstance(
        weights, str | bytes | Mapping | AbstractSet
    ):
        raise WrongTypeError("weights", weights, "weights in a list, or None")
    found = [
        _weight(weight, f"weights[{place}]") for place, weight in enumerate(weights)
    ]
    if len(found) != count:
        wanted = f"as many as the scores, {count}"
        raise InvalidArgumentError("weights", len(found), wanted)
    return found


def _weight(weight: object, argument: str) -> float:
    number = to_float(weight, argument, low=0)
    if number and not _LIGHTEST <= number <= _HEAVIEST:
        wanted = f"0 or between {_LIGHTEST} and {_HEAVIEST}"
        raise InvalidArgumentError(argument, weight, wanted)
    return number


def _weigh(
    entries: list[tuple[float | None, int]], scale: Scale, weights: list[float]
) -> Tally:
    found: Counter[float | None] = Counter()
    parts: dict[float, list[float]] = {}
    squares = []
    for (score, count), weight in zip(entries, weights, strict=True):
        found[score] += count
        if score is not None:
            parts.setdefault(score, []).append(count * weight)
            squares.append(count * weight * weight)
    counted = _sorted(found, scale)
    sums = {score: fsum(parts.get(score, ())) for score in counted.counts}
    if any(counted.counts.values()) and not fsum(sums.values()):
        raise InvalidArgumentError("weights", weights, "above 0 for some answer")
    return attrs.evolve(counted, weights=sums, squares=fsum(squares))

"""The same people before and after a change."""

from collections.abc import Iterable
from decimal import Decimal
from math import sqrt
from typing import Any

import attrs

from servicedesk_core.argument import to_items, to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence
from servicedesk_core.satisfaction._inference import normal_reach
from servicedesk_core.satisfaction._items import read_scores
from servicedesk_core.satisfaction.comparison import ScoreDifference
from servicedesk_core.satisfaction.scale import FivePoint, Scale
from servicedesk_core.stats import mcnemar

_FIVE = FivePoint()


@attrs.frozen
class PairedDifference(ScoreDifference):
    """How far satisfaction moved among the same people, after minus before.

    Attributes:
        n: how many answered both times.
        missing: how many did not.
        improved: how many are satisfied only now.
        worsened: how many were satisfied only before.

    Example:
        >>> found = compare_paired([2, 3, 5, None], [5, 5, 5, 4])
        >>> found.n, found.missing, found.improved, found.worsened
        (3, 1, 2, 0)
    """

    n: int
    missing: int
    improved: int
    worsened: int


def compare_paired(
    before: Iterable[float | Decimal | None],
    after: Iterable[float | Decimal | None],
    *,
    scale: Scale = _FIVE,
    top: int = 2,
    exact: bool = False,
    confidence: float = 0.95,
) -> PairedDifference | None:
    """Return how far CSAT moved among people who answered twice.

    Args:
        before: a score for each person, None or NaN where it is missing.
        after: their later scores, in the same order.
        scale: what both are given on.
        top: how many of the scale's scores count as satisfied, from 1 to all but one.
        exact: McNemar's exact test, for few changes; else his chi-square, corrected
            for continuity.
        confidence: of Wald's interval, above 0 and below 1.

    Returns:
        After minus before, in points; None if nobody answered twice. Its significance
        is None if nobody changed sides.

    Raises:
        InvalidArgumentError: for a score off the scale, lists of different lengths, and
            values out of range.
        WrongTypeError: for anything but numbers.

    Source:
        Q. McNemar, Psychometrika 12 (1947) 153; J. L. Fleiss, Statistical Methods for
        Rates and Proportions (1981), chapter 8.

    Example:
        >>> before = [5] * 40 + [2] * 15 + [4] * 5
        >>> after = [5] * 40 + [4] * 15 + [2] * 5
        >>> found = compare_paired(before, after)
        >>> print(found, f"p={found.p_value:.4f}")
        CSAT +16.67 (95% CI +2.68..+30.65) p=0.0442
    """
    to_one(scale, Scale, "scale", "a Scale")
    low, high = scale.best(top, "top")
    level = to_confidence(confidence)
    first, second = _read(before, "before", scale), _read(after, "after", scale)
    if len(first) != len(second):
        wanted = f"as many as before, {len(first)}"
        raise InvalidArgumentError("after", len(second), wanted)
    pairs = [
        (low <= old <= high, low <= new <= high)
        for old, new in zip(first, second, strict=True)
        if old is not None and new is not None
    ]
    n = len(pairs)
    if not n:
        return None
    improved, worsened = pairs.count((False, True)), pairs.count((True, False))
    value = 100 * (improved - worsened) / n
    changed = improved + worsened
    error = 100 * sqrt(changed - (improved - worsened) ** 2 / n) / n
    reach = normal_reach(level) * error
    return PairedDifference(
        value,
        value - reach,
        value + reach,
        level,
        mcnemar(worsened, improved, exact=exact),
        "paired_wald",
        "CSAT",
        error,
        n,
        len(first) - n,
        improved,
        worsened,
    )


def _read(scores: Iterable[Any], argument: str, scale: Scale) -> list[float | None]:
    given = to_items(scores, argument, "scores in a list, in the same order")
    return read_scores(given, argument, scale)

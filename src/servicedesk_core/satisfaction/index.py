"""Indices of several items, weighted by what they matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from servicedesk_core.argument import to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction._items import (
    by_item,
    read_rows,
    read_weights,
    weighted_mean,
)
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.ratings import Ratings
from servicedesk_core.satisfaction.scale import FivePoint, Scale, TenPoint

_FIVE = FivePoint()
_TEN = TenPoint()
_PERCENT = Scale(0, 100, step=None)
_ACSI_ITEMS = 3


def csi(
    satisfaction: Mapping[str, Any] | Sequence[Any],
    importance: Mapping[str, float] | Sequence[float],
    *,
    scale: Scale = _FIVE,
    confidence: float = 0.95,
) -> MeanScore:
    """Return the satisfaction with several items, weighted by their importance.

    It is the percentage of the best score there is: 100 if everything has it.

    Args:
        satisfaction: by item, the answers of the same people in the same order; or one
            number each, a person's answer or the mean of many. Numbers count as one
            set of answers, without an interval: means do not tell how far people
            differ. Who left an item out is missing.
        importance: by item, its weight, 0 or more; only proportions matter.
        scale: what satisfaction is given on; higher is better, and its high end is
            above 0.
        confidence: of the t interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for an answer off the scale, no item, items without a
            weight, negative weights or none above 0, or another kind of scale.
        WrongTypeError: for anything but numbers.

    Source:
        The weighted index of ISO 10004: sum of w s by sum of w, by the high end.

    Example:
        >>> means = {"speed": 4.2, "courtesy": 4.6}
        >>> print(csi(means, {"speed": 3, "courtesy": 1}))
        CSI 86.0 (n=1, no interval)
        >>> answers = {"speed": [4, 5, 3], "courtesy": [5, 5, None]}
        >>> print(csi(answers, {"speed": 3, "courtesy": 1}))
        CSI 92.5 (n=2, 95% CI 20.0..100.0)
    """
    to_one(scale, Scale, "scale", "a Scale")
    if not scale.higher_is_better or scale.high <= 0:
        wanted = "one where higher is better, up to more than 0"
        raise InvalidArgumentError("scale", str(scale), wanted)
    items = by_item(satisfaction, "satisfaction")
    weights = read_weights(importance, "importance", items)
    means = [
        weighted_mean(row, weights, scale)
        for row in read_rows(items, "satisfaction", scale)
    ]
    percents = Scale(100 * scale.low / scale.high, 100, step=None)
    scores = [
        None if mean is None else min(100.0, 100 * mean / scale.high) for mean in means
    ]
    return MeanScore.found(Ratings(scores, percents), name="CSI", confidence=confidence)


def acsi(
    items: Mapping[str, Any] | Sequence[Any],
    *,
    weights: Mapping[str, float] | Sequence[float] | None = None,
    scale: Scale = _TEN,
    confidence: float = 0.95,
) -> MeanScore:
    """Return the index of three items: overall, against expectations, against an ideal.

    Args:
        items: for each of the three, the answers of the same people in the same order;
            or one number each, a person's answer or the mean of many. Numbers count as
            one set of answers, without an interval: means do not tell how far people
            differ. Who left an item out is missing.
        weights: one for each item, 0 or more; only proportions matter. The index of
            the published surveys takes them from its model, company by company; equal
            ones unless given.
        scale: what the answers are given on.
        confidence: of the t interval, above 0 and below 1.

    Returns:
        The index, 0 to 100.

    Raises:
        InvalidArgumentError: for an answer off the scale, more or fewer items than
            three, items without a weight, negative weights or none above 0.
        WrongTypeError: for anything but numbers.

    Source:
        C. Fornell et al., Journal of Marketing 60(4) (1996) 7: the weighted sum of
        (x - 1) / 9, in percent.

    Example:
        >>> print(acsi([8.4, 7.9, 7.6], weights=[3.87, 3.24, 2.89]))
        ACSI 77.9 (n=1, no interval)
        >>> print(acsi([[8, 9, 7], [7, 9, 6], [7, 8, 6]]))
        ACSI 71.6 (n=3, 95% CI 39.3..100.0)
    """
    to_one(scale, Scale, "scale", "a Scale")
    given = by_item(items, "items")
    if len(given) != _ACSI_ITEMS:
        raise InvalidArgumentError("items", items, "three")
    parts = dict.fromkeys(given, 1) if weights is None else weights
    shares = read_weights(parts, "weights", given)
    means = [
        weighted_mean(row, shares, scale) for row in read_rows(given, "items", scale)
    ]
    scores = [None if mean is None else scale.rescale(mean) for mean in means]
    return MeanScore.found(
        Ratings(scores, _PERCENT), name="ACSI", confidence=confidence
    )

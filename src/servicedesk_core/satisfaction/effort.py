"""Customer effort score."""

from collections.abc import Iterable
from enum import StrEnum

from servicedesk_core.errors import member
from servicedesk_core.satisfaction._reading import read_ratings
from servicedesk_core.satisfaction.mean_score import MeanScore
from servicedesk_core.satisfaction.net_score import NetScore
from servicedesk_core.satisfaction.ratings import Scores
from servicedesk_core.satisfaction.scale import Direction, FivePoint, SevenPoint
from servicedesk_core.satisfaction.share_score import ShareScore


class CesVariant(StrEnum):
    """What is meant by an effort score; their numbers do not compare.

    Source:
        M. Dixon, K. Freeman, N. Toman, Harvard Business Review, July 2010 (1.0);
        M. Dixon, N. Toman, R. DeLisi, The Effortless Experience (2013) (2.0).

    Example:
        >>> CesVariant("ces_2_share")
        <CesVariant.CES_2_SHARE: 'ces_2_share'>
    """

    CES_1 = "ces_1"
    """The mean effort, from 1, very low, to 5, very high: low is good."""
    CES_2_MEAN = "ces_2_mean"
    """The mean agreement, from 1 to 7, that it was made easy."""
    CES_2_SHARE = "ces_2_share"
    """The share that agrees at least somewhat, 5 to 7 of 1 to 7."""
    CES_2_INDEX = "ces_2_index"
    """The share of 6 and 7 less the share of 1 to 3, of 1 to 7."""


_NAMES = {
    CesVariant.CES_1: "CES 1.0",
    CesVariant.CES_2_MEAN: "CES 2.0",
    CesVariant.CES_2_SHARE: "CES 2.0 share",
    CesVariant.CES_2_INDEX: "CES 2.0 index",
}
_SCALES = {
    CesVariant.CES_1: FivePoint(Direction.LOWER_IS_BETTER),
    CesVariant.CES_2_MEAN: SevenPoint(),
    CesVariant.CES_2_SHARE: SevenPoint(),
    CesVariant.CES_2_INDEX: SevenPoint(),
}
_AGREE = (5, 7)
_BREAKS = (3, 6)


def ces(
    scores: Scores,
    *,
    variant: CesVariant | str,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> MeanScore | ShareScore | NetScore:
    """Return an effort score.

    Args:
        scores: one for each answer, None or NaN where it is missing; a mapping of
            score to count; or ratings on the scale of the variant.
        variant: which score; it settles the scale.
        weights: how much each score counts, in the same order.
        confidence: of the interval, above 0 and below 1.

    Returns:
        A mean in points of the scale with its t interval; a share, 0 to 100, with its
        Wilson interval; or for the index a net score, -100 to 100, with its adjusted
        Wald interval, where detractors answered 1 to 3 and promoters 6 or 7.

    Raises:
        InvalidArgumentError: for an unknown variant, a score off its scale, and values
            out of range.
        WrongTypeError: for anything but numbers.

    Source:
        As :class:`CesVariant`.

    Example:
        >>> answers = {1: 2, 2: 3, 3: 5, 4: 10, 5: 20, 6: 40, 7: 20}
        >>> print(ces(answers, variant="ces_2_mean"))
        CES 2.0 5.43 (n=100, 95% CI 5.15..5.71)
        >>> print(ces(answers, variant="ces_2_share"))
        CES 2.0 share 80.0 (n=100, 95% CI 71.1..86.7)
    """
    chosen = member(CesVariant, variant, "variant")
    scale, name = _SCALES[chosen], _NAMES[chosen]
    ratings = read_ratings(scores, scale=scale, default=scale, weights=weights)
    if chosen is CesVariant.CES_2_SHARE:
        return ShareScore.found(ratings, name=name, boxes=_AGREE, confidence=confidence)
    if chosen is CesVariant.CES_2_INDEX:
        return NetScore.found(ratings, name=name, breaks=_BREAKS, confidence=confidence)
    return MeanScore.found(ratings, name=name, confidence=confidence)

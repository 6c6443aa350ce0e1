"""Net promoter score."""

from collections.abc import Iterable

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.satisfaction._reading import read_ratings
from servicedesk_core.satisfaction.net_score import NetScore, NpsMethod
from servicedesk_core.satisfaction.ratings import Scores
from servicedesk_core.satisfaction.scale import ElevenPoint, Scale

NPS_BREAKS = (6, 9)
"""Detractors answer 6 or less, promoters 9 or more, of 0 to 10.

Source:
    F. F. Reichheld, Harvard Business Review, December 2003.
"""

_ELEVEN = ElevenPoint()


def nps(
    scores: Scores,
    *,
    scale: Scale | None = None,
    breaks: tuple[float, float] | None = None,
    method: NpsMethod | str = NpsMethod.ADJUSTED_WALD,
    prior: Iterable[float] | None = None,
    weights: Iterable[float] | None = None,
    confidence: float = 0.95,
) -> NetScore:
    """Return the share of promoters less the share of detractors, -100 to 100.

    Args:
        scores: how likely each is to recommend, None or NaN where the answer is
            missing; a mapping of score to count; or ratings. Where only the groups
            are known, ``{0: detractors, 7: passives, 9: promoters}``.
        scale: what they are given on; 0 to 10 unless ratings bring theirs.
        breaks: the best score of a detractor and the worst of a promoter; 6 and 9
            unless given, on 0 to 10 alone.
        method: how the interval is found.
        prior: for the Dirichlet method alone: how many detractors, passives and
            promoters to add, each above 0; 0.75, 1.5 and 0.75 unless given.
        weights: how much each score counts, in the same order.
        confidence: of the interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a score off the scale, a scale other than 0 to 10
            without breaks, and values out of range.
        WrongTypeError: for anything but numbers.

    Source:
        F. F. Reichheld, Harvard Business Review, December 2003; B. Rocks, The American
        Statistician 70 (2016) 365.

    Example:
        >>> print(nps({0: 12, 7: 18, 9: 70}))
        NPS 58.0 (n=100, 95% CI 42.7..69.9)
        >>> print(nps([1, 7, 7, 8, 9, 10], method="wald"))
        NPS 16.7 (n=6, 95% CI -38.3..71.7)
    """
    ratings = read_ratings(scores, scale=scale, default=_ELEVEN, weights=weights)
    if breaks is None and ratings.scale != _ELEVEN:
        wanted = f"{_ELEVEN}, or one with breaks of its own"
        raise InvalidArgumentError("scale", str(ratings.scale), wanted)
    return NetScore.found(
        ratings,
        name="NPS",
        breaks=NPS_BREAKS if breaks is None else breaks,
        method=method,
        prior=prior,
        confidence=confidence,
    )

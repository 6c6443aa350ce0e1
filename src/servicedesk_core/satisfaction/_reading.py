"""What scores are found from, as callers hand it in."""

from collections.abc import Iterable
from typing import Any

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction.ratings import Ratings, Scores
from servicedesk_core.satisfaction.scale import Scale


def read_ratings(
    scores: Scores,
    *,
    scale: Scale | None,
    default: Scale,
    weights: Iterable[float] | None = None,
) -> Ratings[Any]:
    """Return answers as ratings.

    Args:
        scores: ratings, which bring their scale and weights, or anything that ratings
            are made of.
        scale: what they are given on, or None for that of the ratings, or for the
            default one.
        default: the scale where none is named.
        weights: one for each score.

    Raises:
        InvalidArgumentError: for ratings on another scale, or as :class:`Ratings`.
        WrongTypeError: for anything but scores.
    """
    to_optional(scale, Scale, "scale", "a Scale")
    if not isinstance(scores, Ratings):
        return Ratings(scores, default if scale is None else scale, weights=weights)
    check_ratings(scores, scale)
    if weights is not None:
        wanted = "left out where ratings bring their own"
        raise InvalidArgumentError("weights", weights, wanted)
    return scores


def check_ratings(ratings: Ratings[Any], scale: Scale | None = None) -> None:
    """Check that answers are ratings, and given on a scale.

    Raises:
        InvalidArgumentError: if it is another.
        WrongTypeError: for anything but ratings.
    """
    to_one(ratings, Ratings, "ratings", "Ratings")
    if scale is not None and ratings.scale != scale:
        raise InvalidArgumentError("scale", str(ratings.scale), str(scale))


def read_pair(
    pair: object, argument: str, wanted: str, scale: Scale
) -> tuple[float, float]:
    """Return two scores.

    Raises:
        InvalidArgumentError: for more or fewer than two, or one off the scale.
        WrongTypeError: for anything but a pair of numbers.
    """
    if not isinstance(pair, tuple | list):
        raise WrongTypeError(argument, pair, wanted)
    if len(pair) != 2:
        raise InvalidArgumentError(argument, pair, wanted)
    first, second = (
        scale.check(each, f"{argument}[{place}]") for place, each in enumerate(pair)
    )
    return first, second

"""Quality of a service by dimensions: perceived against expected, or alone."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import chain, starmap
from typing import Any

import attrs

from servicedesk_core.argument import to_items, to_mapping
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.satisfaction._answers import is_missing
from servicedesk_core.satisfaction._exact import (
    Quantity,
    mean,
    on_scale,
    sense,
    to_exact,
    to_optional_float,
)
from servicedesk_core.satisfaction.scale import Scale

DimensionScores = Mapping[Any, Iterable[Quantity | None]]
"""The scores of each dimension's items, in one order; None and NaN are missing."""


class QualityDimension(StrEnum):
    """The five dimensions of the questionnaire; other names do as well.

    Example:
        >>> QualityDimension("empathy")
        <QualityDimension.EMPATHY: 'empathy'>
    """

    TANGIBLES = "tangibles"
    """What is seen of it: rooms, equipment, people; 4 items."""
    RELIABILITY = "reliability"
    """What was promised is done; 5 items."""
    RESPONSIVENESS = "responsiveness"
    """Help is prompt and willing; 4 items."""
    ASSURANCE = "assurance"
    """People know what they do and are trusted; 4 items."""
    EMPATHY = "empathy"
    """Each client gets attention of their own; 5 items."""


@attrs.frozen
class ServiceQuality:
    """What a questionnaire says about each dimension of a service, and together.

    Attributes:
        dimensions: the mean of the items of each; None where no item is left.
        unweighted: the mean of the dimensions; None if one of them is None.
        weighted: their mean by weights; None without weights or as before.
        item_mean: the mean of all items, which is another number where dimensions
            have different numbers of items; None of none.
        points: the importance points as given, or None.
        n: how many items were counted.
        missing: how many were not, for a score not given.
        scale: that the scores are on.
        method: "servqual" for perceived less expected, "servperf" for perceived.

    Example:
        >>> servperf({"assurance": [6, 7], "empathy": [5, None]}).dimensions
        FrozenMap({'assurance': 6.5, 'empathy': 5.0})
    """

    dimensions: Mapping[str, float | None]
    unweighted: float | None
    weighted: float | None
    item_mean: float | None
    points: Mapping[str, Quantity] | None
    n: int
    missing: int
    scale: Scale
    method: str

    @property
    def value(self) -> float | None:
        """The weighted mean where there are weights, else the unweighted one."""
        return self.unweighted if self.points is None else self.weighted

    @property
    def weights(self) -> Mapping[str, float] | None:
        """The share of each dimension in the weighted mean, together 1, or None."""
        if self.points is None:
            return None
        shares = _shares(self.points)
        return FrozenMap({name: float(share) for name, share in shares.items()})


def servqual(
    perceptions: DimensionScores,
    expectations: DimensionScores,
    *,
    weights: Mapping[Any, Quantity] | None = None,
    scale: Scale | None = None,
) -> ServiceQuality:
    """Return how far perceived quality lies from expected quality, by dimension.

    The gap of an item is perceived less expected, above zero for the better. An item
    with one score missing is left out, the others of the dimension stay. Items of
    several people are pooled by listing them one after another.

    Args:
        perceptions: scores by dimension.
        expectations: scores by the same dimensions, as many in each, same order.
        weights: importance points by dimension, 0 or more, such as 100 shared out;
            they are divided by their sum, whatever it is, and kept as given.
        scale: of the scores; None is 1 to 7.

    Raises:
        InvalidArgumentError: for a score off the scale, other dimensions, unequal
            numbers of items, no dimension, negative points, or no point above 0.
        WrongTypeError: for a score or points that are no numbers.

    Source:
        A. Parasuraman, V. A. Zeithaml, L. L. Berry, Journal of Retailing 64 (1988)
        12; weights: V. A. Zeithaml et al., Delivering Quality Service (1990).

    Example:
        >>> found = servqual(
        ...     {"reliability": [5, 4], "empathy": [6]},
        ...     {"reliability": [7, 6], "empathy": [6]},
        ...     weights={"reliability": 75, "empathy": 25},
        ... )
        >>> found.unweighted, found.weighted, found.dimensions["reliability"]
        (-1.0, -1.5, -2.0)
    """
    scale = Scale(1, 7) if scale is None else scale
    sign = sense(scale)
    seen = _read(perceptions, "perceptions", scale)
    wanted = _read(expectations, "expectations", scale)
    _check_names(wanted, "expectations", seen)
    gaps: dict[str, list[Fraction | None]] = {}
    for name, scores in seen.items():
        if len(wanted[name]) != len(scores):
            count = f"{len(scores)} scores, as many as perceptions"
            argument = f"expectations[{str(name)!r}]"
            raise InvalidArgumentError(argument, len(wanted[name]), count)
        pairs = zip(scores, wanted[name], strict=True)
        gaps[name] = list(starmap(_gap, pairs))
    turned = {
        name: [None if gap is None else sign * gap for gap in found]
        for name, found in gaps.items()
    }
    return _quality(turned, weights, scale, "servqual")


def servperf(
    perceptions: DimensionScores,
    *,
    weights: Mapping[Any, Quantity] | None = None,
    scale: Scale | None = None,
) -> ServiceQuality:
    """Return perceived quality by dimension, whatever was expected.

    Args:
        perceptions: scores by dimension; None and NaN are missing.
        weights: importance points by dimension, as for :func:`servqual`.
        scale: of the scores; None is 1 to 7. The means are points of it, also where
            its low end is the good one.

    Raises:
        InvalidArgumentError: for a score off the scale, no dimension, negative points,
            points of other dimensions, or no point above 0.
        WrongTypeError: for a score or points that are no numbers.

    Source:
        J. J. Cronin, S. A. Taylor, Journal of Marketing 56 (1992) 55.

    Example:
        >>> found = servperf({"reliability": [5, 4, 6], "empathy": [7]})
        >>> found.unweighted, found.item_mean
        (6.0, 5.5)
    """
    scale = Scale(1, 7) if scale is None else scale
    sense(scale)
    seen = _read(perceptions, "perceptions", scale)
    return _quality(seen, weights, scale, "servperf")


def _read(
    items: DimensionScores, argument: str, scale: Scale
) -> dict[str, list[Fraction | None]]:
    to_mapping(items, argument, "scores by dimension")
    if not items:
        raise InvalidArgumentError(argument, items, "one dimension at least")
    found: dict[str, list[Fraction | None]] = {}
    for name, scores in items.items():
        place = f"{argument}[{str(name)!r}]"
        found[name] = [
            None if is_missing(score) else on_scale(score, scale, f"{place}[{index}]")
            for index, score in enumerate(to_items(scores, place, "scores, in a list"))
        ]
    return found


def _gap(perceived: Fraction | None, expected: Fraction | None) -> Fraction | None:
    return None if perceived is None or expected is None else perceived - expected


def _check_names(
    found: Mapping[str, object], argument: str, dimensions: Mapping[str, object]
) -> None:
    if found.keys() != dimensions.keys():
        wanted = f"by the dimensions {', '.join(map(str, dimensions))}"
        raise InvalidArgumentError(argument, [str(name) for name in found], wanted)


def _quality(
    items: Mapping[str, list[Fraction | None]],
    weights: Mapping[str, Quantity] | None,
    scale: Scale,
    method: str,
) -> ServiceQuality:
    points = None if weights is None else _read_points(weights, items)
    means = {name: mean(_known(found)) for name, found in items.items()}
    known = {name: each for name, each in means.items() if each is not None}
    unweighted = weighted = None
    if len(known) == len(means):
        unweighted = to_optional_float(mean(list(known.values())))
        weighted = None if points is None else _weighted(known, points)
    together = _known(chain.from_iterable(items.values()))
    return ServiceQuality(
        FrozenMap({name: to_optional_float(each) for name, each in means.items()}),
        unweighted,
        weighted,
        to_optional_float(mean(together)),
        points,
        len(together),
        sum(map(len, items.values())) - len(together),
        scale,
        method,
    )


def _known(items: Iterable[Fraction | None]) -> list[Fraction]:
    return [item for item in items if item is not None]


def _weighted(means: Mapping[str, Fraction], points: Mapping[str, Quantity]) -> float:
    shares = _shares(points)
    return float(sum(shares[name] * each for name, each in means.items()))


def _read_points(
    weights: Mapping[str, Quantity], dimensions: Mapping[str, object]
) -> FrozenMap[str, Quantity]:
    to_mapping(weights, "weights", "points by dimension")
    _check_names(weights, "weights", dimensions)
    for name, given in weights.items():
        argument = f"weights[{str(name)!r}]"
        to_exact(given, argument, low=0)
    if not any(weights.values()):
        raise InvalidArgumentError("weights", dict(weights), "above 0 for one at least")
    return FrozenMap(weights)


def _shares(points: Mapping[str, Quantity]) -> dict[str, Fraction]:
    exact = {name: to_exact(given, "weights") for name, given in points.items()}
    total = sum(exact.values(), Fraction())
    return {name: given / total for name, given in exact.items()}

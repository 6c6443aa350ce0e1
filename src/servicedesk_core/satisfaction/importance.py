"""What matters to clients against how well it is done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from statistics import median

import attrs

from servicedesk_core.argument import to_items, to_mapping, to_pair
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
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
from servicedesk_core.stats import pearson, spearman


class Quadrant(StrEnum):
    """What importance and performance together ask for.

    Example:
        >>> Quadrant("concentrate_here")
        <Quadrant.CONCENTRATE_HERE: 'concentrate_here'>
    """

    CONCENTRATE_HERE = "concentrate_here"
    """Important, and done badly."""
    KEEP_UP_THE_GOOD_WORK = "keep_up_the_good_work"
    """Important, and done well."""
    LOW_PRIORITY = "low_priority"
    """Unimportant, and done badly."""
    POSSIBLE_OVERKILL = "possible_overkill"
    """Unimportant, and done well."""


class Crosshair(StrEnum):
    """Where the lines between the quadrants lie.

    Example:
        >>> Crosshair("median")
        <Crosshair.MEDIAN: 'median'>
    """

    SCALE_MIDPOINT = "scale_midpoint"
    """Halfway along the scale, on both axes."""
    MEAN = "mean"
    """At the mean of all items, on each axis."""
    MEDIAN = "median"
    """At the median of all items, on each axis; of two middle ones, between them."""


class ImportanceMethod(StrEnum):
    """How importance follows from answers.

    Example:
        >>> ImportanceMethod("pearson")
        <ImportanceMethod.PEARSON: 'pearson'>
    """

    PEARSON = "pearson"
    """The linear correlation."""
    SPEARMAN = "spearman"
    """The correlation of ranks."""


# By whether it is important, and done well.
_QUADRANTS = {
    (True, False): Quadrant.CONCENTRATE_HERE,
    (True, True): Quadrant.KEEP_UP_THE_GOOD_WORK,
    (False, False): Quadrant.LOW_PRIORITY,
    (False, True): Quadrant.POSSIBLE_OVERKILL,
}
_CORRELATIONS = {
    ImportanceMethod.PEARSON: pearson,
    ImportanceMethod.SPEARMAN: spearman,
}
_CENTRES: dict[Crosshair, Callable[[list[Fraction]], Fraction | None]] = {
    Crosshair.MEAN: mean,
    Crosshair.MEDIAN: lambda numbers: median(numbers) if numbers else None,
}


@attrs.frozen
class ImportancePerformance:
    """Items of a service by quadrant.

    Attributes:
        quadrants: that of each item; None where a number is missing.
        importance: where the line between unimportant and important lies; None if no
            item has both numbers.
        performance: where the line between badly and well done lies, or None.
        crosshair: how the lines were found; None if they were given.

    Example:
        >>> importance_performance({"speed": (7, 3), "tone": (3, 5)}).of("low_priority")
        ()
    """

    quadrants: Mapping[str, Quadrant | None]
    importance: float | None
    performance: float | None
    crosshair: Crosshair | None

    @property
    def n(self) -> int:
        """How many items have both numbers."""
        return len(self.quadrants) - self.missing

    @property
    def missing(self) -> int:
        """How many items have not."""
        return list(self.quadrants.values()).count(None)

    def of(self, quadrant: Quadrant | str) -> tuple[str, ...]:
        """Return the items in a quadrant, in the order given.

        Args:
            quadrant: which.

        Raises:
            InvalidArgumentError: if there is no such quadrant.

        Example:
            >>> found = importance_performance({"speed": (7, 3), "tone": (3, 5)})
            >>> found.of("concentrate_here")
            ('speed',)
        """
        wanted = member(Quadrant, quadrant, "quadrant")
        return tuple(item for item, each in self.quadrants.items() if each is wanted)


@attrs.frozen
class DerivedImportance:
    """How much an item goes together with satisfaction as a whole.

    Attributes:
        value: the correlation, -1 to 1; None for fewer than two pairs, or if either
            side is constant.
        n: how many pairs of answers it rests on.
        missing: pairs with one of the two not given.
        method: which correlation.

    Example:
        >>> derived_importance({"speed": [1, 2, None]}, [2, 3, 4])["speed"].n
        2
    """

    value: float | None
    n: int
    missing: int
    method: ImportanceMethod


def importance_performance(
    items: Mapping[str, tuple[Quantity | None, Quantity | None]],
    *,
    crosshair: Crosshair | str | tuple[Quantity, Quantity] = Crosshair.MEAN,
    scale: Scale | None = None,
) -> ImportancePerformance:
    """Return the quadrant of each item of a service.

    A point on a line counts as high. Mean and median lines move with the items, so
    that there are always some on the wrong side; a scale's midpoint does not move.

    Args:
        items: importance and performance by item, greater is more; an item with one
            of them None or NaN has no quadrant and does not move the lines.
        crosshair: how the lines are found, or where they are: importance and
            performance.
        scale: that all the numbers are on, or None; the midpoint needs it. Importance
            derived from answers is on no scale.

    Raises:
        InvalidArgumentError: for a number off the scale, an unknown crosshair, a
            midpoint without a scale, or a scale whose low end is the good one.
        WrongTypeError: for anything that is no number.

    Source:
        J. A. Martilla, J. C. James, Journal of Marketing 41 (1977) 77.

    Example:
        >>> items = {"speed": (7, 3), "courtesy": (6, 7), "rooms": (2, 2)}
        >>> found = importance_performance(items, crosshair="median")
        >>> found.of("concentrate_here"), found.of("keep_up_the_good_work")
        ((), ('speed', 'courtesy'))
        >>> importance_performance(
        ...     items, crosshair="scale_midpoint", scale=Scale(1, 7)
        ... ).of("concentrate_here")
        ('speed',)
    """
    if sense(scale) < 0:
        raise InvalidArgumentError("scale", scale, "one whose high end is the good one")
    to_mapping(items, "items", "importance and performance by item")
    points = {name: _read_point(name, pair, scale) for name, pair in items.items()}
    whole = [point for point in points.values() if point is not None]
    given = isinstance(crosshair, tuple | list)
    method = None if given else member(Crosshair, crosshair, "crosshair")
    across, up = (
        _line(crosshair, axis, [point[axis] for point in whole], scale)
        for axis in (0, 1)
    )
    quadrants = {name: _quadrant(point, across, up) for name, point in points.items()}
    return ImportancePerformance(
        FrozenMap(quadrants),
        to_optional_float(across),
        to_optional_float(up),
        method,
    )


def derived_importance(
    ratings: Mapping[str, Iterable[float | None]],
    overall: Iterable[float | None],
    *,
    method: ImportanceMethod | str = ImportanceMethod.PEARSON,
) -> Mapping[str, DerivedImportance]:
    """Return how important items are, from what people rate and not what they say.

    Args:
        ratings: by item, one answer of each person in the same order; None and NaN
            are missing, and leave out that pair alone.
        overall: how satisfied each person is as a whole.
        method: which correlation.

    Raises:
        InvalidArgumentError: for an item with more or fewer answers than ``overall``,
            or an unknown method.
        WrongTypeError: for an answer that is no number.

    Example:
        >>> found = derived_importance(
        ...     {"speed": [1, 2, 3, 5], "tone": [4, 4, None, 4]}, [2, 3, 4, 6]
        ... )
        >>> found["speed"].value, found["tone"].value, found["tone"].missing
        (1.0, None, 1)
    """
    wanted = member(ImportanceMethod, method, "method")
    whole = _read_answers(overall, "overall")
    to_mapping(ratings, "ratings", "answers by item")
    found: dict[str, DerivedImportance] = {}
    for name, given in ratings.items():
        argument = f"ratings[{str(name)!r}]"
        answers = _read_answers(given, argument)
        if len(answers) != len(whole):
            count = f"{len(whole)} answers, as many as overall"
            raise InvalidArgumentError(argument, len(answers), count)
        found[name] = _derived(answers, whole, wanted)
    return FrozenMap(found)


def _read_point(
    name: str, pair: object, scale: Scale | None
) -> tuple[Fraction, Fraction] | None:
    place = f"items[{str(name)!r}]"
    given = to_pair(pair, place, "importance and performance")
    first, second = (
        None if is_missing(value) else on_scale(value, scale, f"{place}.{axis}")
        for axis, value in zip(("importance", "performance"), given, strict=True)
    )
    return None if first is None or second is None else (first, second)


def _line(
    crosshair: Crosshair | str | tuple[Quantity, Quantity],
    axis: int,
    numbers: list[Fraction],
    scale: Scale | None,
) -> Fraction | None:
    if isinstance(crosshair, tuple | list):
        if len(crosshair) != 2:
            raise WrongTypeError("crosshair", crosshair, "importance and performance")
        return on_scale(crosshair[axis], scale, f"crosshair[{axis}]")
    method = Crosshair(crosshair)
    if method is not Crosshair.SCALE_MIDPOINT:
        return _CENTRES[method](numbers)
    if scale is None:
        raise InvalidArgumentError("scale", scale, "a Scale for its midpoint")
    return (to_exact(scale.low, "scale") + to_exact(scale.high, "scale")) / 2


def _quadrant(
    point: tuple[Fraction, Fraction] | None,
    across: Fraction | None,
    up: Fraction | None,
) -> Quadrant | None:
    if point is None or across is None or up is None:
        return None
    return _QUADRANTS[point[0] >= across, point[1] >= up]


def _derived(
    answers: Iterable[float | None],
    overall: Sequence[float | None],
    method: ImportanceMethod,
) -> DerivedImportance:
    pairs = [
        (first, second)
        for first, second in zip(answers, overall, strict=True)
        if first is not None and second is not None
    ]
    ours, whole = zip(*pairs, strict=True) if pairs else ((), ())
    value = _CORRELATIONS[method](ours, whole)
    return DerivedImportance(value, len(pairs), len(overall) - len(pairs), method)


def _read_answers(answers: Iterable[float | None], argument: str) -> list[float | None]:
    return [
        None if is_missing(value) else float(to_exact(value, f"{argument}[{index}]"))
        for index, value in enumerate(to_items(answers, argument, "answers, in a list"))
    ]

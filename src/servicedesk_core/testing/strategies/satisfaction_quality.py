"""What was received against what was expected, item by item and as a whole."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import strategies as st

from servicedesk_core.satisfaction import (
    Crosshair,
    DerivedImportance,
    Disconfirmation,
    ExpectationGap,
    ImportanceMethod,
    ImportancePerformance,
    Kano,
    KanoAnswer,
    KanoCategory,
    QualityDimension,
    Scale,
    ServiceQuality,
    ZoneOfTolerance,
    derived_importance,
    disconfirmation,
    expectation_gap,
    importance_performance,
    kano,
    servperf,
    servqual,
    zone_of_tolerance,
)
from servicedesk_core.testing.strategies._answers import exact_at, places
from servicedesk_core.testing.strategies._choices import few, whole
from servicedesk_core.testing.strategies._results import defined
from servicedesk_core.testing.strategies.numbers import counts
from servicedesk_core.testing.strategies.satisfaction_ratings import scales
from servicedesk_core.testing.strategies.stats import confidences
from servicedesk_core.testing.strategies.texts import names

_Quantity: TypeAlias = int | float | Decimal | Fraction
_Point: TypeAlias = tuple[int, type]
"""A place on a scale, and the type of the number there."""
_Points: TypeAlias = tuple[_Point | None, _Point | None]

_ANY = Scale(0, 10, step=None)
"""Where numbers without a scale are drawn from."""


def disconfirmations() -> st.SearchStrategy[Disconfirmation]:
    """Results against expectations: in every type of number, on a scale or on none.

    They shrink to an expectation that was met.

    Example:
        >>> from hypothesis import find
        >>> find(disconfirmations(), lambda found: True).gap
        0
    """
    return defined(
        st.builds(
            lambda scale, received, expected, tolerance: disconfirmation(
                _at(scale, received),
                _at(scale, expected),
                scale=scale,
                tolerance=tolerance,
            ),
            st.none() | whole(scales()),
            _points(),
            _points(),
            _tolerances(),
        )
    )


def expectation_gaps() -> st.SearchStrategy[ExpectationGap]:
    """Gaps of up to four people, some of whom left out a number.

    They shrink to that of nobody.

    Example:
        >>> from hypothesis import find
        >>> print(find(expectation_gaps(), lambda gap: True))
        expectation gap undefined (n=0)
    """
    return st.builds(
        lambda scale, pairs, tolerance, level: expectation_gap(
            [_pair_at(scale, pair) for pair in pairs],
            scale=scale,
            tolerance=tolerance,
            confidence=level,
        ),
        st.none() | whole(scales()),
        few(_pairs(), most=4),
        _tolerances(),
        confidences(),
    )


def zones_of_tolerance() -> st.SearchStrategy[ZoneOfTolerance]:
    """Services above, within and below what is acceptable and wished.

    They shrink to one that is just as wished.

    Example:
        >>> from hypothesis import find
        >>> find(zones_of_tolerance(), lambda zone: True).position
        <ZonePosition.ABOVE: 'above'>
    """
    return defined(
        st.builds(_zone, st.none() | whole(scales()), _points(), _points(), _points())
    )


def importance_performances() -> st.SearchStrategy[ImportancePerformance]:
    """Up to four items by quadrant, with lines found in every way, or given.

    They shrink to one without items.

    Example:
        >>> from hypothesis import find
        >>> find(importance_performances(), lambda found: True).n
        0
    """
    scale = scales().map(_upwards)
    items = st.dictionaries(names(), _pairs(), max_size=4)
    found = st.sampled_from([Crosshair.MEAN, Crosshair.MEDIAN])
    given = st.tuples(_points(), _points())
    anywhere = st.builds(_matrix, st.none() | scale, items, found | given)
    return anywhere | st.builds(
        _matrix, scale, items, st.just(Crosshair.SCALE_MIDPOINT)
    )


def derived_importances() -> st.SearchStrategy[DerivedImportance]:
    """Importance from the answers of up to five people, undefined for too few.

    They shrink to that of no answer.

    Example:
        >>> from hypothesis import find
        >>> find(derived_importances(), lambda found: True).value is None
        True
    """
    given = counts(max=5) | st.floats(0, 5, allow_subnormal=False)
    answer = given | st.none()
    return st.builds(
        lambda pairs, method: derived_importance(
            {"a": [item for item, _ in pairs]},
            [whole for _, whole in pairs],
            method=method,
        )["a"],
        st.lists(st.tuples(answer, answer), max_size=5),
        st.sampled_from(ImportanceMethod),
    )


def kano_properties() -> st.SearchStrategy[Kano]:
    """Properties in every category, from pairs of answers and from counts.

    They shrink to one that nobody was asked about.

    Example:
        >>> from hypothesis import find
        >>> find(kano_properties(), lambda found: True).n
        0
    """
    answer = st.none() | st.sampled_from(KanoAnswer)
    counted = st.dictionaries(st.sampled_from(KanoCategory), counts(max=40))
    return st.lists(st.tuples(answer, answer), max_size=4).map(kano) | counted.map(kano)


def service_qualities() -> st.SearchStrategy[ServiceQuality]:
    """Quality by one to three dimensions, perceived alone or against expectations.

    They shrink to that of a dimension without items.

    Example:
        >>> from hypothesis import find
        >>> find(service_qualities(), lambda found: True).dimensions
        FrozenMap({<QualityDimension.TANGIBLES: 'tangibles'>: None})
    """
    dimension = st.sampled_from(QualityDimension) | names()
    points = st.sampled_from([50, Decimal("12.5"), 0.1, Fraction(1, 3), 0])
    items = st.tuples(st.lists(_pairs(), max_size=3), points)
    return st.builds(
        _quality,
        st.none() | whole(scales()),
        st.dictionaries(dimension, items, min_size=1, max_size=3),
        has_points=st.booleans(),
        has_expectations=st.booleans(),
    )


def _points() -> st.SearchStrategy[_Point]:
    return st.tuples(places(), st.sampled_from([int, float, Decimal, Fraction]))


def _pairs() -> st.SearchStrategy[_Points]:
    point = st.none() | _points()
    return st.tuples(_points(), _points()) | st.tuples(point, point)


def _tolerances() -> st.SearchStrategy[_Quantity]:
    return st.sampled_from([0, 1, 0.2, Decimal("0.5"), Fraction(1, 3)])


def _at(scale: Scale | None, point: _Point) -> _Quantity:
    """Return a number on a scale, of the type drawn where that is exact."""
    place, kind = point
    exact = exact_at(scale or _ANY, place)
    if kind is int and exact.denominator == 1:
        return exact.numerator
    if kind is Decimal:
        return Decimal(exact.numerator) / exact.denominator
    return exact if kind is Fraction else float(exact)


def _pair_at(
    scale: Scale | None, pair: _Points
) -> tuple[_Quantity | None, _Quantity | None]:
    first, second = (None if point is None else _at(scale, point) for point in pair)
    return first, second


def _zone(
    scale: Scale | None, perceived: _Point, adequate: _Point, desired: _Point
) -> ZoneOfTolerance | None:
    ends = (_at(scale, adequate), _at(scale, desired))
    least, most = sorted(
        # As the library reads them: a float is the decimal that it prints.
        ends,
        key=lambda end: Fraction(str(end)),
        reverse=scale is not None and not scale.higher_is_better,
    )
    return zone_of_tolerance(
        _at(scale, perceived), adequate=least, desired=most, scale=scale
    )


def _upwards(scale: Scale) -> Scale:
    return scale if scale.higher_is_better else scale.reversed()


def _matrix(
    scale: Scale | None,
    items: Mapping[str, _Points],
    crosshair: Crosshair | tuple[_Point, _Point],
) -> ImportancePerformance:
    if isinstance(crosshair, Crosshair):
        lines: Crosshair | tuple[_Quantity, _Quantity] = crosshair
    else:
        lines = _at(scale, crosshair[0]), _at(scale, crosshair[1])
    found = {name: _pair_at(scale, pair) for name, pair in items.items()}
    return importance_performance(found, crosshair=lines, scale=scale)


def _quality(
    scale: Scale | None,
    dimensions: Mapping[str, tuple[list[_Points], _Quantity]],
    *,
    has_points: bool,
    has_expectations: bool,
) -> ServiceQuality:
    scale = scale or Scale(1, 7)
    pairs = {
        name: [_pair_at(scale, pair) for pair in items]
        for name, (items, _) in dimensions.items()
    }
    weights = {name: points for name, (_, points) in dimensions.items()}
    # Points that are all 0 are refused.
    known = weights if has_points and any(weights.values()) else None
    seen = {name: [first for first, _ in items] for name, items in pairs.items()}
    if not has_expectations:
        return servperf(seen, weights=known, scale=scale)
    expected = {name: [last for _, last in items] for name, items in pairs.items()}
    return servqual(seen, expected, weights=known, scale=scale)


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        DerivedImportance: derived_importances,
        Disconfirmation: disconfirmations,
        ExpectationGap: expectation_gaps,
        ImportancePerformance: importance_performances,
        Kano: kano_properties,
        ServiceQuality: service_qualities,
        ZoneOfTolerance: zones_of_tolerance,
    }
)

"""Answers drawn before the scale that they are on."""

from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any, TypeAlias

from hypothesis import strategies as st

from servicedesk_core.satisfaction import Ratings, Scale
from servicedesk_core.testing.strategies._choices import few
from servicedesk_core.testing.strategies.numbers import counts

Answer: TypeAlias = tuple[int | None, int, float]
"""A place on a scale, None for a missing answer; how many gave it; what each weighs."""

Survey: TypeAlias = tuple[list[Answer], bool]
"""Answers, and whether their weights count."""

PLACES = 20
"""How many steps it is from the low end of any scale to its high end."""


def answers(
    *, least: int = 0, has_weights: bool = True
) -> st.SearchStrategy[list[Survey]]:
    """Draw the answers to one survey or two.

    Args:
        least: how many there are at least.
        has_weights: whether some of them have weights.
    """
    weights = st.sampled_from([1.0, 2.0, 0.0]) | st.floats(0.1, 10)
    given: st.SearchStrategy[Answer] = st.tuples(
        places(), counts(max=40, min=least), weights
    )
    missing: st.SearchStrategy[Answer] = st.tuples(st.none(), counts(), weights)
    found = given if least else given | missing
    return st.lists(
        st.tuples(
            few(found, most=4, least=min(least, 1)),
            st.booleans() if has_weights else st.just(value=False),
        ),
        min_size=1,
        max_size=2,
    )


def places() -> st.SearchStrategy[int]:
    """Draw places on a scale.

    Example:
        >>> from hypothesis import find
        >>> find(places(), lambda place: True)
        0
    """
    return counts(max=PLACES)


def to_ratings(scale: Scale, surveys: list[Survey]) -> Ratings[Any]:
    """Return the ratings that answers are on a scale.

    Example:
        >>> to_ratings(Scale(0, 1), [([(0, 2, 1.0)], False)]).counts
        FrozenMap({0: 2, 1: 0})
    """
    return reduce(add, (_to_part(scale, survey) for survey in surveys))


def score_at(scale: Scale, place: int) -> float:
    """Return the score at a place, or the one below where there is none.

    Example:
        >>> score_at(Scale(1, 5), 11), score_at(Scale(1, 5, step=None), 11)
        (3, 3.2)
    """
    points = scale.points
    if points:
        return points[place * (len(points) - 1) // PLACES]
    return scale.check(float(exact_at(scale, place)))


def exact_at(scale: Scale, place: int) -> Fraction:
    """Return what lies at a place, between the steps of the scale too.

    Example:
        >>> exact_at(Scale(1, 5), 11)
        Fraction(16, 5)
    """
    low, high = Fraction(str(scale.low)), Fraction(str(scale.high))
    return low + (high - low) * Fraction(place, PLACES)


def _to_part(scale: Scale, survey: Survey) -> Ratings[Any]:
    given, is_weighted = survey
    found = {
        None if place is None else score_at(scale, place): (count, weight)
        for place, count, weight in given
    }
    # Weights that are all 0 are refused.
    tells = any(
        count and weight
        for score, (count, weight) in found.items()
        if score is not None
    )
    return Ratings(
        {score: count for score, (count, _) in found.items()},
        scale,
        weights=[each for _, each in found.values()] if is_weighted and tells else None,
    )

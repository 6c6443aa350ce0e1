"""Scales, scores on them, and ratings counted from answers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from math import ceil, floor
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from servicedesk_core.errors import WrongTypeError
from servicedesk_core.satisfaction import (
    Binary,
    Direction,
    ElevenPoint,
    FivePoint,
    Ratings,
    Scale,
    SevenPoint,
    TenPoint,
)
from servicedesk_core.testing.strategies._answers import (
    PLACES,
    answers,
    to_ratings,
)
from servicedesk_core.testing.strategies._choices import whole
from servicedesk_core.testing.strategies.numbers import counts

Named = TypeVar("Named", Binary, ElevenPoint, FivePoint, SevenPoint, TenPoint)


def scales() -> st.SearchStrategy[Scale]:
    """Scales: those with a name, and others, in both directions.

    They shrink to 1 to 5.

    Example:
        >>> from hypothesis import find
        >>> print(find(scales(), lambda scale: not scale.higher_is_better))
        1..5, lower is better
    """
    return st.one_of(*(make() for make in _NAMED.values()), whole(other_scales()))


def other_scales() -> st.SearchStrategy[Scale]:
    """Scales without a name: whole, half and decimal steps, and none.

    They shrink to 0 to 1.

    Example:
        >>> from hypothesis import find
        >>> print(find(other_scales(), lambda scale: scale.step is None))
        0..1, any number
    """
    lows = st.integers(-10, 10)
    stepped = st.builds(
        _stepped,
        lows,
        st.sampled_from(["1", "2", "0.5", "0.1", "2.5"]),
        counts(max=PLACES, min=1),
        st.sampled_from(Direction),
    )
    widths = st.integers(1, 100) | st.floats(0.5, 100)
    return stepped | st.builds(
        lambda low, width, direction: Scale(low, low + width, direction, None),
        lows | st.floats(-10, 10, allow_subnormal=False),
        widths,
        st.sampled_from(Direction),
    )


def scores(scale: Scale) -> st.SearchStrategy[float]:
    """Scores on a scale.

    They shrink to the lowest, and between ends without steps to the one next to 0.

    Args:
        scale: what they are given on.

    Raises:
        WrongTypeError: if it is no scale.

    Example:
        >>> from hypothesis import find
        >>> find(scores(Scale(1, 5)), lambda score: score > 3)
        4
        >>> find(scores(Scale(0, 1, step=None)), lambda score: 0 < score < 1)
        0.5
    """
    if not isinstance(scale, Scale):
        raise WrongTypeError("scale", scale, "a Scale")
    if scale.step is not None:
        return st.sampled_from(scale.points)
    between = st.floats(scale.low, scale.high, allow_subnormal=False).map(scale.check)
    low, high = ceil(scale.low), floor(scale.high)
    return st.integers(low, high) | between if low <= high else between


def ratings(scale: Scale | None = None) -> st.SearchStrategy[Ratings[Any]]:
    """Ratings: none, few and many answers, missing ones, weights, sums of two.

    They shrink to none on the scale from 1 to 5.

    Args:
        scale: what they are given on; any of :func:`scales` if left out.

    Raises:
        WrongTypeError: if it is no scale.

    Example:
        >>> from hypothesis import find
        >>> find(ratings(Scale(0, 1)), lambda ratings: ratings.n > 0).counts
        FrozenMap({0: 1, 1: 0})
    """
    if not isinstance(scale, Scale | None):
        raise WrongTypeError("scale", scale, "a Scale or None")
    chosen = scales() if scale is None else st.just(scale)
    return st.builds(to_ratings, chosen, answers())


def _named(kind: type[Named]) -> st.SearchStrategy[Named]:
    return st.builds(kind, st.sampled_from(Direction))


_NAMED: Mapping[type[Scale], Callable[[], st.SearchStrategy[Scale]]] = MappingProxyType(
    {
        FivePoint: partial(_named, FivePoint),
        SevenPoint: partial(_named, SevenPoint),
        TenPoint: partial(_named, TenPoint),
        ElevenPoint: partial(_named, ElevenPoint),
        Binary: partial(_named, Binary),
    }
)


def _stepped(low: int, step: str, count: int, direction: Direction) -> Scale:
    high = low + count * Decimal(step)
    return Scale(low, float(high), direction, float(step))


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {**_NAMED, Ratings: ratings, Scale: other_scales}
)

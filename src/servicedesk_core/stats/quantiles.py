"""Quantiles by each of the nine definitions in use."""

from collections.abc import Iterable

from servicedesk_core.number import to_decimal, to_whole
from servicedesk_core.stats._sample import to_sample

# The place of a quantile among n values, by type: (n + a) * q + b, where a and b are
# given in parts of 24.
_PLACES = {
    1: (0, 0),
    2: (0, 0),
    3: (0, -12),
    4: (0, 0),
    5: (0, 12),
    6: (24, 0),
    7: (-24, 24),
    8: (8, 8),
    9: (6, 9),
}


def quantile(values: Iterable[float], q: float, *, kind: int) -> float | None:
    """Return a quantile by a named definition, or None for no values.

    They differ much in small samples: the 95th percentile of ten values may be the
    largest one, or lie well below it. So the definition has no default.

    Args:
        values: numbers in any unit, in any order.
        q: the share of values below, 0 to 1; a float counts as the decimal that it
            prints.
        kind: the type by Hyndman and Fan, 1 to 9: 1 is the nearest rank, 2 the same
            with means at steps, 3 the nearest even one, 4 to 9 interpolate. 6 is
            Excel's PERCENTILE.EXC, 7 its PERCENTILE.INC and what R and numpy take, 8
            has the least bias for the median of any distribution.

    Raises:
        InvalidArgumentError: for a share or a kind out of range.
        WrongTypeError: for a value that is no number.

    Source:
        R. J. Hyndman, Y. Fan, The American Statistician 50 (1996) 361.

    Example:
        >>> minutes = [12, 3, 45, 7, 23, 8, 31, 5, 18, 90]
        >>> quantile(minutes, 0.95, kind=1), round(quantile(minutes, 0.95, kind=7), 2)
        (90.0, 69.75)
    """
    ordered = sorted(to_sample(values, "values"))
    share = to_decimal(q, "q", low=0, high=1)
    which = to_whole(kind, "kind", low=1, high=9)
    if not ordered:
        return None
    # In whole numbers: 0.07 * 100 is above 7 in floats, and that is another rank.
    numerator, denominator = share.as_integer_ratio()
    a, b = _PLACES[which]
    unit = 24 * denominator
    place, rest = divmod((24 * len(ordered) + a) * numerator + b * denominator, unit)
    low = ordered[min(max(place, 1), len(ordered)) - 1]
    high = ordered[min(max(place + 1, 1), len(ordered)) - 1]
    step = _step(which, place, rest / unit)
    # From the nearer one: so both ends come out exact.
    if step < 0.5:
        return low + step * (high - low)
    return high - (1 - step) * (high - low)


def _step(kind: int, place: int, rest: float) -> float:
    """Return how far a quantile lies from one value to the next, 0 to 1."""
    if kind > 3:
        return rest
    if rest:
        return 1.0
    if kind == 2:
        return 0.5
    return float(kind == 3 and place % 2)

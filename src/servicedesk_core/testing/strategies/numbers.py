"""Numbers, and named plain values such as tickets carry."""

from decimal import Decimal

from hypothesis import strategies as st

from servicedesk_core.frozen import FrozenMap
from servicedesk_core.lifecycles import Role
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.testing.strategies.instants import (
    aware_datetimes,
    dates,
    durations,
)
from servicedesk_core.testing.strategies.texts import labels, names
from servicedesk_core.tickets import HoldReason, TicketKind

_ENUMS = (Priority, Impact, Urgency, TicketKind, HoldReason, Role)


def shares() -> st.SearchStrategy[float]:
    """Shares and probabilities, 0 to 1 with both ends.

    They shrink to 0.

    Example:
        >>> from hypothesis import find
        >>> find(shares(), lambda share: share > 0)
        1.0
    """
    return st.floats(0, 1, allow_subnormal=False)


def counts(*, max: int = 20, min: int = 0) -> st.SearchStrategy[int]:  # noqa: A002
    """Whole numbers of few things.

    They shrink to the least.

    Args:
        max: the most.
        min: the least.

    Example:
        >>> from hypothesis import find
        >>> find(counts(max=5), lambda count: count > 2)
        3
    """
    return st.integers(min, max)


def decimals_(
    *,
    min_value: Decimal | int = 0,
    max_value: Decimal | int = 1000,
    places: int = 2,
) -> st.SearchStrategy[Decimal]:
    """Decimals of as many places behind the point.

    They shrink to the one next to 0.

    Args:
        min_value: the least; what lies beyond its places is rounded up.
        max_value: the most; what lies beyond its places is rounded down.
        places: digits behind the point, 0 or more.

    Example:
        >>> from hypothesis import find
        >>> find(decimals_(), lambda amount: amount > 3)
        Decimal('3.01')
    """
    low = -int(-Decimal(min_value).scaleb(places) // 1)
    high = int(Decimal(max_value).scaleb(places) // 1)
    return st.integers(low, high).map(lambda units: Decimal(units).scaleb(-places))


def plain_values() -> st.SearchStrategy[object]:
    """Values that attributes may have: texts, numbers, times, enums, tuples of them.

    They shrink to ``""``.

    Example:
        >>> from hypothesis import find
        >>> find(plain_values(), lambda value: isinstance(value, tuple) and value)
        ('',)
    """
    one = _single_values()
    return one | st.lists(one, max_size=2).map(tuple)


def attributes(*, min_size: int = 0) -> st.SearchStrategy[FrozenMap[str, object]]:
    """Attributes of a ticket or a status: names and plain values that never change.

    They shrink to none.

    Args:
        min_size: how many there are at least, up to 3.

    Example:
        >>> from hypothesis import find
        >>> find(attributes(), lambda found: len(found) > 0)
        FrozenMap({'a': ''})
    """
    found = st.dictionaries(names(), plain_values(), min_size=min_size, max_size=3)
    return found.map(FrozenMap)


def _single_values() -> st.SearchStrategy[object]:
    return st.one_of(
        labels(),
        st.none(),
        st.booleans(),
        st.integers(-1000, 1000),
        st.floats(-1000, 1000, allow_subnormal=False),
        decimals_(min_value=-1000),
        dates(),
        aware_datetimes(),
        durations(),
        st.sampled_from([member for members in _ENUMS for member in members]),
    )

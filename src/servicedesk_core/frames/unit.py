"""The units that columns of instants count in."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline import DAY

Integers = NDArray[np.int64]

NULL = int(np.iinfo(np.int64).min)
"""How a missing value looks: NaT as a whole number."""

_SECOND = 10**6
_MOST = 2**63 - 1


class Unit(StrEnum):
    """A unit of time, as numpy names it.

    Example:
        >>> Unit("ms").per_second
        1000
        >>> max(Unit.SECOND, Unit.NANOSECOND, key=lambda unit: unit.per_second)
        <Unit.NANOSECOND: 'ns'>
    """

    SECOND = "s"
    MILLISECOND = "ms"
    MICROSECOND = "us"
    NANOSECOND = "ns"

    @property
    def per_second(self) -> int:
        """How many there are in a second."""
        return _PER_SECOND[self]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that are told apart in this unit, whole ones."""
        return (1678, 2261) if self is Unit.NANOSECOND else (1, 9999)

    @property
    def breadth(self) -> int:
        """How many years one table may hold: a number of 64 bits, signed, counts them.

        Instants of nanoseconds reach further than lengths of time do.
        """
        return 292 if self is Unit.NANOSECOND else 9999

    def of(self, microseconds: int) -> int | None:
        """Return microseconds in this unit, or None if they are no whole number of it.

        Example:
            >>> Unit.SECOND.of(2_000_000), Unit.SECOND.of(1), Unit.NANOSECOND.of(1)
            (2, None, 1000)
        """
        count, rest = divmod(microseconds * self.per_second, _SECOND)
        return None if rest else count

    def microseconds(self, count: int, *, up: bool = False) -> int:
        """Return a number of this unit in whole microseconds.

        Args:
            count: how many of the unit, of any sign.
            up: whether to round up, not down; only nanoseconds are rounded.

        Example:
            >>> Unit.NANOSECOND.microseconds(1500)
            1
            >>> Unit.NANOSECOND.microseconds(1500, up=True)
            2
        """
        sign = -1 if up else 1
        return sign * (sign * count * _SECOND // self.per_second)

    def to(
        self, finer: "Unit", values: Integers, argument: str, known: str
    ) -> Integers:
        """Return numbers of this unit in another one, as fine or finer.

        Args:
            finer: the unit to come.
            values: the numbers; NULL stays NULL.
            argument: the caller's name for them, for the error.
            known: what they are, for the error.

        Raises:
            InvalidArgumentError: if the finer unit cannot hold one of them.

        Example:
            >>> seconds = np.array([1, NULL])
            >>> Unit.SECOND.to(Unit.MILLISECOND, seconds, "start", "instants").item(0)
            1000
        """
        factor = finer.per_second // self.per_second
        if factor == 1:
            return values
        missing = values == NULL
        most = _MOST // factor
        beyond = ~missing & ((values > most) | (values < -most))
        if beyond.any():
            value = np.datetime64(int(values[beyond][0]), self.value)
            wanted = f"{known} that {finer.value} can tell, the unit of the other side"
            raise InvalidArgumentError(argument, value, wanted)
        scaled = values * factor
        scaled[missing] = NULL
        return scaled


_PER_SECOND = {
    Unit.SECOND: 1,
    Unit.MILLISECOND: 10**3,
    Unit.MICROSECOND: 10**6,
    Unit.NANOSECOND: 10**9,
}


def day_of(unit: Unit) -> int:
    """Return a day of 24 hours in a unit.

    Example:
        >>> day_of(Unit.SECOND)
        86400
    """
    return DAY // _SECOND * unit.per_second

"""Bare numpy arrays, read as whole numbers of a unit."""

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frames.unit import Integers, Unit

Array = NDArray[Any]

_KINDS = {"M": "datetime64", "m": "timedelta64"}
_NAMES = tuple(each.value for each in Unit)
_UNNAMED = ("generic", 1)


@attrs.frozen(eq=False)
class Numbers:
    """Instants or lengths of time as whole numbers.

    Attributes:
        values: the numbers; a missing one is NULL.
        unit: what they count.
        bare: whether they came as whole numbers, not as times of numpy.
    """

    values: Integers
    unit: Unit
    bare: bool

    def at(self, rows: "slice | Integers") -> "Numbers":
        """Return the numbers of some rows."""
        return attrs.evolve(self, values=self.values[rows])

    def to(self, unit: Unit, argument: str, known: str) -> Integers:
        """Return the numbers in another unit, as fine or finer."""
        return self.unit.to(unit, self.values, argument, known)


def read(values: object, argument: str, kind: str, unit: Unit) -> Numbers:
    """Return an array as whole numbers, without copying them where possible.

    Args:
        values: a one-dimensional array of numpy.
        argument: the caller's name for it, for the error.
        kind: "M" for instants, "m" for lengths of time.
        unit: what an array of int64 counts.

    Raises:
        WrongTypeError: if it is no such array.

    Example:
        >>> days = np.array(["1970-01-01", "NaT"], "datetime64[ms]")
        >>> read(days, "start", "M", Unit.SECOND).values
        array([                   0, -9223372036854775808])
    """
    if isinstance(values, np.ndarray) and values.ndim == 1:
        array: Array = values.astype(values.dtype.newbyteorder("="), copy=False)
        if array.dtype == np.int64:
            return Numbers(array, unit, bare=True)
        name, count = _UNNAMED
        if array.dtype.kind == kind:
            name, count = np.datetime_data(array.dtype)
        if name in _NAMES and count == 1:
            return Numbers(array.view(np.int64), Unit(name), bare=False)
    got = values.dtype if isinstance(values, np.ndarray) else type(values)
    wanted = f"a flat numpy array of {_KINDS[kind]} in {', '.join(_NAMES)} or of int64"
    raise WrongTypeError(argument, got, wanted)


def read_pair(start: Numbers, end: Numbers, names: tuple[str, str]) -> Unit:
    """Return the finer unit of two columns.

    Raises:
        InvalidArgumentError: if they are not as long as each other.
        WrongTypeError: if one is of whole numbers and the other is not.
    """
    first, second = names
    if len(start.values) != len(end.values):
        wanted = f"as long as {first} ({len(start.values)} rows)"
        raise InvalidArgumentError(second, len(end.values), wanted)
    if start.bare is not end.bare:
        kinds = {True: "int64", False: "datetime64"}
        raise WrongTypeError(
            second, kinds[end.bare], f"{kinds[start.bare]} as {first} is"
        )
    return max(start.unit, end.unit, key=lambda unit: unit.per_second)

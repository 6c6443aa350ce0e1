"""Rows by the key that chooses their calendar or their time."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.column import Frame, read_column
from servicedesk_core.frames.unit import Integers

Rows = slice | NDArray[np.int64]

_MANY = 2**15


@attrs.frozen(eq=False)
class Keys:
    """A column of keys, each a number: its place among the different ones.

    Attributes:
        name: of the column.
        known: the different keys.
        codes: the place of each row's key among them; -1 where it is missing.
    """

    name: str
    known: tuple[Any, ...]
    codes: Integers

    @classmethod
    def of(cls, frame: Frame, by: str) -> "Keys":
        """Return the keys in a column of a frame.

        Raises:
            InvalidArgumentError: if there is no such column.

        Example:
            >>> import polars
            >>> from servicedesk_core.frames.column import read_frame
            >>> frame = read_frame(polars.DataFrame({"desk": ["Riga", None, "Riga"]}))
            >>> Keys.of(frame, "desk").codes
            array([ 0, -1,  0])
        """
        series = read_column(frame, by, "by")
        missing = series.is_null()
        present = series.filter(~missing)
        known = present.unique().to_list()
        codes = np.full(len(series), -1, np.int64)
        if known:
            places = range(len(known))
            found = present.replace_strict(known, places, return_dtype=nw.Int64)
            codes[~missing.to_numpy()] = found.to_numpy()
        return cls(series.name, tuple(known), codes)

    def rows(self, needed: NDArray[np.bool_]) -> Iterator[tuple[Any, Rows]]:
        """Yield each key and the rows that have it.

        Args:
            needed: which rows must have a key; the others are left out.

        Raises:
            InvalidArgumentError: if one of them has none.
        """
        codes: NDArray[Any] = np.where(needed, self.codes, -1)
        if (codes < 0)[needed].any():
            row = int(np.argmax(needed & (codes < 0)))
            wanted = "a key in every row that has its instants"
            raise InvalidArgumentError(
                f"column {self.name!r}", f"none in row {row}", wanted
            )
        if len(self.known) < _MANY:  # numbers of 16 bits are the quickest to sort
            codes = codes.astype(np.int16)
        order = np.argsort(codes, kind="stable")
        edges = np.searchsorted(codes[order], np.arange(len(self.known) + 1))
        for place, key in enumerate(self.known):
            rows = order[edges[place] : edges[place + 1]]
            if len(rows):
                yield key, rows


def choose(choices: object, keys: Keys | None, key: object, argument: str) -> object:
    """Return what a key chooses.

    Args:
        choices: a mapping of keys, or one thing for all.
        keys: the column of the keys, or None.
        key: the key.
        argument: the caller's name for the choices, for the error.

    Raises:
        InvalidArgumentError: if the mapping does not have the key.
    """
    if keys is None or not isinstance(choices, Mapping):
        return choices
    try:
        return choices[key]
    except KeyError:
        wanted = f"a key of {argument}, one of {', '.join(map(repr, choices))}"
        raise InvalidArgumentError(f"column {keys.name!r}", key, wanted) from None


def read_keys(frame: Frame, by: str | None, **choices: object) -> Keys | None:
    """Return the column that chooses, if anything is to be chosen.

    Args:
        frame: the frame.
        by: the name of the column, or None.
        choices: what may be a mapping of keys, by the caller's name for it.

    Raises:
        InvalidArgumentError: if there is a mapping and no column, or a column and no
            mapping.
    """
    mappings = [name for name, each in choices.items() if isinstance(each, Mapping)]
    if by is None and mappings:
        raise InvalidArgumentError("by", by, f"the column of the keys of {mappings[0]}")
    if by is None:
        return None
    if not mappings:
        wanted = f"None, for no mapping is given as {' or '.join(choices)}"
        raise InvalidArgumentError("by", by, wanted)
    return Keys.of(frame, by)

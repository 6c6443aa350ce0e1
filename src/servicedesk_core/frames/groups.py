"""The rows of a frame by the values of some columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import numpy as np
from numpy.typing import NDArray

from servicedesk_core.argument import to_several
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frames.column import Frame, Series, read_column
from servicedesk_core.frames.keys import Keys
from servicedesk_core.frames.unit import Integers
from servicedesk_core.number import to_whole


@attrs.frozen(eq=False)
class Groups:
    """Rows that are alike in some columns, in the order in which they first come.

    Attributes:
        table: the values that make each group, a row for each; None if no column does.
        backend: what new columns are made by.
        codes: the group of each row.
        count: how many groups there are; one if no column makes any.
    """

    table: Frame | None
    backend: Any
    codes: Integers
    count: int

    def sums(self, values: "NDArray[np.bool_]") -> list[int]:
        """Return how many rows of each group something is true of."""
        found = np.bincount(self.codes[values], minlength=self.count)
        return found.tolist()  # type: ignore[no-any-return]

    def native(self, columns: Sequence[tuple[str, list[Any], Any]]) -> Any:
        """Return a frame of the groups with what was found of each.

        Args:
            columns: names, values and types of the columns to add.
        """
        added = [
            nw.new_series(name, values, dtype, backend=self.backend)
            for name, values, dtype in columns
        ]
        table = added[0].to_frame() if self.table is None else self.table
        return table.with_columns(*added).to_native()


def figures(
    found: Sequence[object], names: Mapping[str, str]
) -> list[tuple[str, list[Any], Any]]:
    """Return columns of what was found of each group, null where that is None.

    Args:
        found: by group.
        names: the names of the columns, and those of the figures in them.
    """
    return [
        (
            column,
            [None if each is None else getattr(each, figure) for each in found],
            nw.Float64,
        )
        for column, figure in names.items()
    ]


def read_groups(
    frame: Frame,
    by: str | Iterable[str],
    names: tuple[str, ...],
    more: tuple[Series, Integers] | None = None,
) -> Groups:
    """Return the groups of a frame.

    Args:
        frame: the frame.
        by: the column, or columns, whose values make the groups; null is one, too.
        names: those of the columns to come, besides ``more``.
        more: another column that makes groups, not one of the frame, and its values
            as numbers.

    Raises:
        InvalidArgumentError: if there is no such column, or it has a name of those to
            come.
        WrongTypeError: if the names are no texts.
    """
    columns = _read_by(by)
    if more is not None:
        names = (more[0].name, *names)
    for name in columns:
        read_column(frame, name, "by")
        if name in names:
            wanted = f"columns with other names than {', '.join(names)}"
            raise InvalidArgumentError("by", name, wanted)
    codes = [Keys.of(frame, name).codes for name in columns]
    series = [frame.get_column(name) for name in columns]
    if more is not None:
        series.append(more[0])
        codes.append(more[1])
    backend: Any = frame.implementation
    if not codes:
        return Groups(None, backend, np.zeros(len(frame), np.int64), 1)
    firsts, places = _numbered(codes)
    table = series[0].to_frame().with_columns(*series[1:])[firsts.tolist()]
    return Groups(nw.maybe_reset_index(table), backend, places, len(firsts))


def read_least(min_n: int) -> int:
    """Return how few rows a group must have for its figures to be told."""
    return to_whole(min_n, "min_n")


def _read_by(by: object) -> list[str]:
    if isinstance(by, str):
        return [by]
    return list(to_several(by, str, "by", "the names of columns"))


def _numbered(codes: list[Integers]) -> tuple[Integers, Integers]:
    """Return the first row of each group, and the group of each row."""
    combined = codes[0]
    for each in codes[1:]:
        # Numbered anew at each step, so that they stay small.
        _, left = np.unique(combined, return_inverse=True)
        known, right = np.unique(each, return_inverse=True)
        combined = left * len(known) + right
    _, firsts, places = np.unique(combined, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return firsts[order], ranks[places]

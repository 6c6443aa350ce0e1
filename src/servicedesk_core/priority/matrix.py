"""A priority matrix over any enums."""

from collections.abc import Mapping
from enum import Enum
from itertools import pairwise, product
from typing import Generic, TypeVar

import attrs

from servicedesk_core.errors import InvalidArgumentError, InvalidMatrixError
from servicedesk_core.frozen import FrozenMap

I = TypeVar("I", bound=Enum)  # noqa: E741 - impact, urgency, priority
U = TypeVar("U", bound=Enum)
P = TypeVar("P", bound=Enum)


def _cells(cells: Mapping[tuple[I, U], P]) -> Mapping[tuple[I, U], P]:
    return FrozenMap(cells)


def _check_pairs(cells: Mapping[tuple[I, U], P]) -> None:
    for key in cells:
        if not isinstance(key, tuple) or len(key) != 2:
            reason = f"each key must be a pair of impact and urgency, got {key!r}"
            raise InvalidMatrixError(reason)


@attrs.frozen
class PriorityMatrix(Generic[I, U, P]):
    """A priority for every impact and urgency.

    Args:
        cells: a priority for each pair of impact and urgency, enum members all.

    Raises:
        InvalidMatrixError: for an empty matrix, a key or priority that is no enum
            member, enums that differ from cell to cell, or a missing pair.

    Example:
        >>> from servicedesk_core.priority import SERVICENOW, Impact, Urgency
        >>> SERVICENOW.priority(impact=Impact.HIGH, urgency=Urgency.LOW)
        <Priority.MODERATE: 3>
    """

    cells: Mapping[tuple[I, U], P] = attrs.field(converter=_cells)
    _axes: tuple[type[I], type[U], type[P]] = attrs.field(init=False, repr=False)

    @_axes.default
    def _find_axes(self) -> tuple[type[I], type[U], type[P]]:
        if not self.cells:
            raise InvalidMatrixError("it must have cells")
        _check_pairs(self.cells)
        for members in (*zip(*self.cells, strict=True), tuple(self.cells.values())):
            types = {type(member) for member in members}
            if len(types) > 1 or not issubclass(types.pop(), Enum):
                found = ", ".join(sorted({repr(member) for member in members}))
                raise InvalidMatrixError(f"each axis must be of one enum, got {found}")
        (impact, urgency), priority = next(iter(self.cells.items()))
        return type(impact), type(urgency), type(priority)

    def __attrs_post_init__(self) -> None:
        missing = [key for key in product(*self._axes[:2]) if key not in self.cells]
        if missing:
            names = ", ".join(f"({i.name}, {u.name})" for i, u in missing)
            raise InvalidMatrixError(f"no priority for {names}", tuple(missing))

    def priority(self, *, impact: I, urgency: U) -> P:
        """Return the priority of an impact and an urgency.

        Raises:
            InvalidArgumentError: if either is not of the matrix's enums.
        """
        self._check(impact, urgency)
        return self.cells[impact, urgency]

    def _check(self, impact: object, urgency: object) -> None:
        for argument, value, enum in zip(
            ("impact", "urgency"), (impact, urgency), self._axes[:2], strict=True
        ):
            if type(value) is not enum:
                wanted = f"a member of {enum.__name__} ({', '.join(enum.__members__)})"
                raise InvalidArgumentError(argument, value, wanted)

    def with_cells(self, cells: Mapping[tuple[I, U], P]) -> "PriorityMatrix[I, U, P]":
        """Return the matrix with some cells replaced.

        Raises:
            InvalidArgumentError: if a key is not of the matrix's enums.
            InvalidMatrixError: if a priority is not of its enum.

        Example:
            >>> from servicedesk_core.priority import *
            >>> both_low = (Impact.LOW, Urgency.LOW)
            >>> ours = SERVICENOW.with_cells({both_low: Priority.LOW})
            >>> ours.priority(impact=Impact.LOW, urgency=Urgency.LOW)
            <Priority.LOW: 4>
        """
        _check_pairs(cells)
        for impact, urgency in cells:
            # As dict keys, members of two IntEnums may pass for one another.
            self._check(impact, urgency)
        changed = PriorityMatrix({**self.cells, **cells})
        if changed._axes != self._axes:
            names = self._axes[2].__name__, changed._axes[2].__name__
            raise InvalidMatrixError(f"priorities must be {names[0]}, got {names[1]}")
        return changed

    @property
    def is_monotone(self) -> bool:
        """Whether priorities keep one direction along impact and along urgency.

        So it is if there are no :attr:`disorders`. Enums are ordered as their members
        are defined, whatever their values. Impact and urgency must both be defined
        from most to least, or both from least to most; priorities the same way or the
        opposite one. Equal priorities side by side are in order.

        Example:
            >>> from servicedesk_core.priority import GLPI, JIRA, SERVICENOW
            >>> SERVICENOW.is_monotone, GLPI.is_monotone, JIRA.is_monotone
            (True, True, False)
        """
        return not self.disorders

    @property
    def disorders(self) -> tuple[tuple[tuple[I, U], tuple[I, U]], ...]:
        """The pairs of neighbouring cells whose priorities run the wrong way.

        The second cell of a pair has the next impact, or else the next urgency, in the
        order of definition. Of the two ways that priorities may run, the one that
        fewer pairs break is the right one; if both break as many, the right one is
        from the first priority to the last. Pairs along urgency come first.

        Example:
            >>> from servicedesk_core.priority import JIRA
            >>> for cells in JIRA.disorders:
            ...     for impact, urgency in cells:
            ...         priority = JIRA.priority(impact=impact, urgency=urgency)
            ...         print(f"{impact}, {urgency}: {priority}")
            Minor, Medium: Lowest
            Minor, Low: Low
        """
        impacts, urgencies, priorities = self._axes
        places = {priority: place for place, priority in enumerate(priorities)}
        lines = (
            *([(i, u) for u in urgencies] for i in impacts),
            *([(i, u) for i in impacts] for u in urgencies),
        )
        pairs = [pair for line in lines for pair in pairwise(line)]
        steps = [places[self.cells[b]] - places[self.cells[a]] for a, b in pairs]
        falls = tuple(pair for pair, step in zip(pairs, steps, strict=True) if step < 0)
        rises = tuple(pair for pair, step in zip(pairs, steps, strict=True) if step > 0)
        return min(falls, rises, key=len)

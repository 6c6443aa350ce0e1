"""Searches in a calendar that end: where nothing opens for decades, nothing will."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from servicedesk_core.timeline import GrowingIndex, Index
from servicedesk_core.timeline.index import year_of

REACH = 40
"""How many years without an opening, after the last dated rule, mean never."""

Find = Callable[[Index], int | None]


def next_open(at: int) -> Find:
    """Return the search for ``at`` itself while open, else for the next opening."""
    return lambda index: index.next_open(at)


def next_close(at: int) -> Find:
    """Return the search for the first closing after ``at``."""
    return lambda index: index.next_close(at)


def previous_open(at: int) -> Find:
    """Return the search for the last opening up to ``at``."""
    return lambda index: index.previous_open(at)


def previous_close(at: int) -> Find:
    """Return the search for the last closing up to ``at``."""
    return lambda index: index.previous_close(at)


@attrs.frozen(eq=False, repr=False)
class Search:
    """Finds instants in a growing index within 40 years of what is dated.

    Attributes:
        index: where to look; it compiles the years that the search needs.
        years: those that dated rules reach to.
    """

    index: GrowingIndex
    years: Sequence[int]

    def after(self, at: int, find: Find, *, onward: bool = False) -> int | None:
        """Return what is found from ``at`` on, or None.

        Args:
            at: where the search starts, in microseconds since the epoch.
            find: what is looked for.
            onward: whether every opening on the way gives 40 years more: a long
                duration may be spread over many of them.
        """

        def last_year(index: Index) -> int:
            seen = [year_of(index.ends[-1])] if onward and index.ends else []
            return max([year_of(at), *self.years, *seen]) + REACH

        found = self.index.forward(at, last_year, find)
        # What is known by now may reach further than the search does.
        return found if found is None or self._near(at, found, onward=onward) else None

    def before(self, at: int, find: Find, *, onward: bool = False) -> int | None:
        """Return what is found from ``at`` back, or None; arguments as in `after`."""

        def first_year(index: Index) -> int:
            seen = [year_of(index.starts[0])] if onward and index.starts else []
            return min([year_of(at), *self.years, *seen]) - REACH

        found = self.index.backward(at, first_year, find)
        return found if found is None or self._near(at, found, onward=onward) else None

    def _near(self, at: int, found: int, *, onward: bool) -> bool:
        """Tell whether what is found lies within 40 years of what is dated.

        Args:
            at: where the search started.
            found: what it found, on either side.
            onward: whether openings on the way count as dates.
        """
        sign, edge = (1, max) if at <= found else (-1, min)
        last = edge([year_of(at), *self.years])
        reached = sign * (year_of(found) - last)
        if reached <= REACH or not onward:
            return reached <= REACH
        low, high = min(at, found), max(at, found)
        reached = 0
        for span in self.index.covering(low, high).between(low, high)[::sign]:
            # Only what is closed may take too long, not the span itself.
            near, far = (sign * (year_of(each) - last) for each in span[::sign])
            if near - reached > REACH:
                return False
            reached = max(reached, far)
        return True

    def following(self, at: int) -> Iterator[tuple[int, int | None]]:
        """Yield the open spans from ``at`` on; one that never ends has no end."""
        end: int | None = at
        while end is not None:
            start = self.after(end, next_open(end))
            if start is None:
                return
            end = self.after(start, next_close(start))
            yield start, end

    def preceding(self, at: int) -> Iterator[tuple[int | None, int]]:
        """Yield the open spans before ``at``, latest first; see `following`."""
        start: int | None = at
        while start is not None:
            # The tick before is open if the span around it reaches up to here.
            last = self._last_open(start)
            if last is None:
                return
            start = self.before(last - 1, previous_open(last - 1))
            yield start, last

    def _last_open(self, at: int) -> int | None:
        """Return the end of the open time before ``at``, at most ``at``."""
        tick = at - 1
        if self.index.covering(tick, tick).is_open(tick):
            return at
        return self.before(at, previous_close(at))

"""Open spans compiled for searching: UTC edges and prefix sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta, tzinfo
from itertools import accumulate

import attrs

from servicedesk_core.timeline.instant import DAY, EPOCH, instant_key
from servicedesk_core.timeline.spans import Span, merge
from servicedesk_core.timeline.table import LocalTable

FIRST_YEAR = 1
LAST_YEAR = 9999
# Zones reach a day to either side of UTC, so the outermost years get a margin.
_MARGIN = 2 * DAY
# A question further away than this starts a new index instead of a bridge to it.
_BRIDGE_YEARS = 50


@attrs.frozen(eq=False)
class Index:
    """Normal spans inside ``[low, high)`` with the open time before each.

    Attributes:
        low: where knowledge begins, an instant.
        high: where it ends.
        starts: when each span opens, ascending.
        ends: when each span closes, ascending.
        sums: open time before each span, and in all of them at the end.
    """

    low: int
    high: int
    starts: Sequence[int]
    ends: Sequence[int]
    sums: Sequence[int]

    @classmethod
    def build(cls, spans: Sequence[Span], low: int, high: int) -> "Index":
        """Compile normal spans that lie inside ``[low, high)``."""
        sums = accumulate((end - start for start, end in spans), initial=0)
        return cls(
            low,
            high,
            tuple(start for start, _ in spans),
            tuple(end for _, end in spans),
            tuple(sums),
        )

    def extended(self, spans: Sequence[Span], low: int, high: int) -> "Index":
        """Return an index that knows ``[low, high)`` too, which touches this one."""
        mine = list(zip(self.starts, self.ends, strict=True))
        return Index.build(
            merge([*mine, *spans]), min(low, self.low), max(high, self.high)
        )

    def open_before(self, at: int) -> int:
        """Return the open time in ``[low, at)``."""
        position = bisect_right(self.starts, at) - 1
        if position < 0:
            return 0
        return (
            self.sums[position] + min(at, self.ends[position]) - self.starts[position]
        )

    def is_open(self, at: int) -> bool:
        """Tell whether ``at`` lies in a span."""
        position = bisect_right(self.starts, at) - 1
        return position >= 0 and at < self.ends[position]

    def earliest(self, total: int) -> int | None:
        """Return the first instant before which ``total > 0`` is open, if known."""
        position = bisect_left(self.sums, total) - 1
        if position == len(self.starts):
            return None
        return self.starts[position] + total - self.sums[position]

    def latest(self, total: int) -> int | None:
        """Return the last instant before which only ``total`` is open, if known."""
        position = bisect_right(self.sums, total) - 1
        if total < 0 or position == len(self.starts):
            return None
        return self.starts[position] + total - self.sums[position]

    def next_open(self, at: int) -> int | None:
        """Return ``at`` if open, else the next start, if known."""
        position = bisect_right(self.ends, at)
        if position == len(self.starts):
            return None
        return max(at, self.starts[position])

    def next_close(self, at: int) -> int | None:
        """Return the first end after ``at``, if known."""
        position = bisect_right(self.ends, at)
        known = position < len(self.ends) and self.ends[position] < self.high
        return self.ends[position] if known else None

    def previous_open(self, at: int) -> int | None:
        """Return the last start up to ``at``, if known."""
        position = bisect_right(self.starts, at) - 1
        known = position >= 0 and self.starts[position] > self.low
        return self.starts[position] if known else None

    def previous_close(self, at: int) -> int | None:
        """Return the last end up to ``at``, if known."""
        position = bisect_right(self.ends, at) - 1
        return self.ends[position] if position >= 0 else None

    def between(self, low: int, high: int) -> list[Span]:
        """Return the spans inside ``[low, high)``, the outer ones clipped."""
        if low == high:
            return []
        first = bisect_right(self.ends, low)
        last = bisect_left(self.starts, high)
        return [
            (max(start, low), min(end, high))
            for start, end in zip(
                self.starts[first:last], self.ends[first:last], strict=True
            )
        ]


@attrs.frozen(eq=False, repr=False)
class Known:
    """What a growing index has compiled so far.

    Attributes:
        index: the truth.
        own: its table for datetimes in the zone of the index.
        utc: its table for datetimes in UTC.
    """

    index: Index
    own: LocalTable
    utc: LocalTable


class GrowingIndex:
    """An index that compiles whole years when a question needs them.

    What is known is immutable and replaced in one assignment, so threads may share a
    growing index: at worst two of them compile the same year.

    Args:
        compile_spans: returns the normal open spans inside ``[low, high)``.
        tz: the zone that has a table for single answers, besides UTC.
        certain: the spans for which the rules are known; tables answer inside.
    """

    __slots__ = ("_certain", "_compile", "_tz", "known")

    def __init__(
        self,
        compile_spans: Callable[[int, int], list[Span]],
        tz: tzinfo = UTC,
        certain: Sequence[Span] | None = None,
    ) -> None:
        self._compile = compile_spans
        self._tz = tz
        self._certain = ((BEGINNING, END),) if certain is None else certain
        self.known: Known = self._know(Index.build((), 0, 0))

    def covering(self, first: int, last: int) -> Index:
        """Return an index that knows both instants, ``first <= last``."""
        index = self.known.index
        if index.low <= first and last < index.high:
            return index
        return self._cover(year_of(first), year_of(last))

    def _cover(self, first: int, last: int) -> Index:
        index = self.known.index
        known_first, known_last = year_of(index.low), year_of(index.high - 1)
        near = max(first - known_last, known_first - last) <= _BRIDGE_YEARS
        low, high = year_start(first), year_start(last + 1)
        if near and index.low < index.high:
            index = self._joined(index, low, high)
        else:
            index = Index.build(self._compile(low, high), low, high)
        self.known = self._know(index)
        return index

    def _know(self, index: Index) -> Known:
        own, utc = (LocalTable(index, tz, self._certain) for tz in (self._tz, UTC))
        return Known(index, own, utc)

    def _joined(self, index: Index, low: int, high: int) -> Index:
        if low < index.low:
            index = index.extended(self._compile(low, index.low), low, index.low)
        if high > index.high:
            index = index.extended(self._compile(index.high, high), index.high, high)
        return index

    def forward(
        self,
        at: int,
        limit: Callable[[Index], int],
        find: Callable[[Index], int | None],
    ) -> int | None:
        """Search from ``at`` on, compiling later years until found or given up.

        Args:
            at: the instant to start from.
            limit: the last year worth compiling, given what is known by now.
            find: the answer from an index, or None if it does not know.
        """
        index = self.covering(at, at)
        step = 1
        while (found := find(index)) is None:
            year, last = year_of(index.high - 1), min(limit(index), LAST_YEAR)
            if year >= last:
                return None
            index = self._cover(year_of(at), min(year + step, last))
            step *= 2
        return found

    def backward(
        self,
        at: int,
        limit: Callable[[Index], int],
        find: Callable[[Index], int | None],
    ) -> int | None:
        """Search from ``at`` back, compiling earlier years until found or given up."""
        index = self.covering(at, at)
        step = 1
        while (found := find(index)) is None:
            year, first = year_of(index.low), max(limit(index), FIRST_YEAR)
            if year <= first:
                return None
            index = self._cover(max(year - step, first), year_of(at))
            step *= 2
        return found


def year_of(instant: int) -> int:
    """Return the UTC year of an instant, kept within 1 to 9999.

    Example:
        >>> year_of(0)
        1970
    """
    try:
        return (EPOCH + timedelta(microseconds=instant)).year
    except OverflowError:
        return FIRST_YEAR if instant < 0 else LAST_YEAR


def year_start(year: int) -> int:
    """Return the instant at which a UTC year starts, outermost years with a margin.

    Example:
        >>> year_start(1971) // DAY
        365
    """
    if year <= FIRST_YEAR:
        return _start(FIRST_YEAR) - _MARGIN
    if year > LAST_YEAR:
        return _start(LAST_YEAR) + 365 * DAY + _MARGIN
    return _start(year)


def _start(year: int) -> int:
    return instant_key(EPOCH.replace(year=year))


BEGINNING, END = year_start(FIRST_YEAR), year_start(LAST_YEAR + 1)
"""The first instant that a calendar may be asked about, and the one after the last."""

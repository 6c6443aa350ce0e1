"""The open spans of a calendar as arrays."""

import attrs
import numpy as np

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frames.unit import Integers, Unit, day_of
from servicedesk_core.timeline.index import year_start


@attrs.frozen(eq=False)
class Spans:
    """The open spans inside ``[low, high)``, and the open time before each.

    All numbers are of one unit; instants count from 1970-01-01T00:00Z.

    Attributes:
        starts: when each span opens, ascending.
        ends: when each closes; the next one opens later.
        sums: the open time before each, and all of it at the end.
        low: where knowledge begins, a midnight of UTC.
        high: where it ends, a midnight of UTC.
        day: a day of 24 hours.
    """

    starts: Integers
    ends: Integers
    sums: Integers
    low: int
    high: int
    day: int

    @property
    def total(self) -> int:
        """All the open time."""
        return int(self.sums[-1])


def open_spans(
    calendar: ServiceCalendar, unit: Unit, first: int, last: int
) -> Spans | None:
    """Return the open spans of whole years of UTC.

    Args:
        calendar: whose.
        unit: what to count in.
        first: the first year.
        last: the last year.

    Returns:
        The spans, or None if one of them does not begin or end on a whole unit.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> spans = open_spans(desk, Unit.SECOND, 2026, 2026)
        >>> len(spans.starts), spans.total // 3600
        (261, 2088)
    """
    low, high = year_start(first), year_start(last + 1)
    edges = np.array(calendar.service_spans(low, high), np.int64).reshape(-1, 2)
    grains, rest = np.divmod(edges, max(1, 10**6 // unit.per_second))
    if rest.any():
        return None
    grains *= max(1, unit.per_second // 10**6)
    starts, ends = np.ascontiguousarray(grains.T)
    sums = np.concatenate([[0], np.cumsum(ends - starts)])
    day = day_of(unit)
    low, high = (unit.per_second * edge // 10**6 for edge in (low, high))
    return Spans(starts, ends, sums, low, high, day)

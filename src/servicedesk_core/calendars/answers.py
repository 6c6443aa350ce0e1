"""How a calendar answers: found, or refused, with a warning where it is not sure."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from warnings import warn

from servicedesk_core.calendars.search import REACH, Find, Search
from servicedesk_core.calendars.working_days import WorkingDays
from servicedesk_core.errors import (
    HolidayCoverageWarning,
    InstantRangeError,
    NeverClosesError,
    NeverOpenError,
)
from servicedesk_core.timeline import (
    DAY,
    GrowingIndex,
    Index,
    Interval,
    Span,
    from_microseconds,
    inside,
    midnight,
    to_microseconds,
)
from servicedesk_core.timeline.index import (
    BEGINNING,
    END,
    FIRST_YEAR,
    LAST_YEAR,
    year_of,
)


class Answers:
    """What the questions of a calendar have in common.

    Attributes:
        tz: the zone whose dates rule.
    """

    __slots__ = ()

    tz: tzinfo
    _certain: list[Span]
    _index: GrowingIndex
    _searching: Search
    _working: WorkingDays

    def _interval(self, start: int, end: int, at: datetime) -> Interval:
        """Return a span in the zone of the datetime asked with."""
        zone = at.tzinfo or self.tz
        return Interval(from_microseconds(start, zone), from_microseconds(end, zone))

    def _check(self, first: int, last: int, *, depth: int = 3) -> None:
        """Warn if a range of instants reaches beyond what is certain.

        Args:
            first: the first instant asked about, or answered with.
            last: the end of the range, the first instant after it.
            depth: how many calls up the caller's line is.
        """
        if not inside(first, last, self._certain):
            before = [span for span in self._certain if span[0] <= first]
            near = before[-1:] or self._certain[:1] or [(BEGINNING, BEGINNING)]
            low, high = near[0]
            known = year_of(low + DAY), year_of(high - DAY)
            warn(HolidayCoverageWarning(str(self), *known), stacklevel=depth)

    def _working_day(self, day: int, count: int) -> int:
        """Return the date some working days away."""
        if not count:
            return day
        if not 1 <= day + count <= date.max.toordinal():
            start = date.fromordinal(day)
            raise InstantRangeError(f"the date {count} working days from {start}")
        found = self._working.nth(day, count, self._searching.years)
        if found is None:
            when = f"on {abs(count)} days {'before' if count < 0 else 'after'} "
            raise NeverOpenError(str(self), when + date.fromordinal(day).isoformat())
        first, last = sorted([day, found])
        self._check(midnight(first, self.tz), midnight(last + 1, self.tz), depth=4)
        return found

    def _walk(
        self, spans: Iterator[tuple[int | None, int | None]], at: datetime
    ) -> Iterator[Interval]:
        for start, end in spans:
            if start is None or end is None:
                when = f"{'after' if end is None else 'before'} {at.isoformat()}"
                raise NeverClosesError(str(self), when)
            self._check(start, end)
            try:
                interval = self._interval(start, end, at)
            except InstantRangeError:
                return
            yield interval

    def _moved(self, at: datetime, argument: str, duration: int) -> datetime:
        """Return the instant ``duration`` of open time away, the nearest such one."""
        instant = to_microseconds(at, argument)

        def find(index: Index) -> int | None:
            total = index.open_before(instant) + duration
            return index.earliest(total) if duration > 0 else index.latest(total)

        if duration == 0:
            return at
        # No calendar is open longer than the clock goes: what lies outside the years
        # in real time does so in service time.
        if not BEGINNING <= instant + duration < END:
            raise InstantRangeError(_far_from(at))
        back = duration < 0
        return self._search(instant, at, find, back=back, onward=True, depth=5)

    def _search(
        self,
        instant: int,
        at: datetime,
        find: Find,
        *,
        back: bool = False,
        onward: bool = False,
        depth: int = 4,
    ) -> datetime:
        direction = self._searching.before if back else self._searching.after
        found = direction(instant, find, onward=onward)
        if found is None:
            raise self._not_found(instant, at, back=back, onward=onward)
        # A point asked about, or an opening, is the start of what is asked about.
        last = max(instant, found) + (not onward)
        self._check(min(instant, found), last, depth=depth)
        return from_microseconds(found, at.tzinfo or self.tz)

    def _not_found(
        self, instant: int, at: datetime, *, back: bool, onward: bool
    ) -> Exception:
        index = self._index.covering(instant, instant)
        when = f"{'before' if back else 'after'} {at.isoformat()}"
        if not onward:
            some = _has_open_time(index, instant, back=back)
            error = NeverClosesError if some else NeverOpenError
            return error(str(self), when)
        if _ends_outside(index, back=back):
            return InstantRangeError(_far_from(at))
        return NeverOpenError(str(self), f"long enough {when}")


def _has_open_time(index: Index, instant: int, *, back: bool) -> bool:
    """Tell whether anything is open from an instant on, or before it."""
    low, high = (index.low, instant) if back else (instant, index.high)
    return index.open_before(low) < index.open_before(high)


def _ends_outside(index: Index, *, back: bool) -> bool:
    """Tell whether a search ends outside the years 1 to 9999, in vain or not."""
    if not index.starts:
        return False
    edge = index.starts[0] if back else index.ends[-1]
    reach = -REACH if back else REACH
    return not FIRST_YEAR <= year_of(edge) + reach <= LAST_YEAR


def _far_from(at: datetime) -> str:
    return f"the time asked for from {at.isoformat()}"

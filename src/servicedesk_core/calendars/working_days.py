"""Working days: local dates on which a window starts, be it cut later or in two."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

from servicedesk_core.calendars.combination import Source
from servicedesk_core.calendars.hours import Piece
from servicedesk_core.calendars.search import REACH
from servicedesk_core.timeline import DAY, from_microseconds, midnights


class DayRule(StrEnum):
    """What time of day a number of working days leads to.

    Example:
        >>> DayRule("end_of_day")
        <DayRule.END_OF_DAY: 'end_of_day'>
    """

    SAME_TIME = "same_time"
    """The wall-clock time of the start."""
    END_OF_DAY = "end_of_day"
    """The last closing of the windows that start on the day."""
    START_OF_DAY = "start_of_day"
    """The first opening of the day."""


class WorkingDays:
    """The working days of a calendar, found year by year and kept.

    Every year follows from the rules alone, so threads may share it.

    Args:
        source: the windows, and the zone whose dates count.
    """

    __slots__ = ("_source", "_years")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._years: dict[int, tuple[int, ...]] = {}

    def of_year(self, year: int) -> tuple[int, ...]:
        """Return the working days of a year, as ordinals."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._find(year)
        return found

    def count(self, first: int, last: int) -> int:
        """Return the number of working days from ``first`` on and before ``last``."""
        if first == last:
            return 0
        last_year = date.fromordinal(last - 1).year
        years = range(date.fromordinal(first).year, last_year + 1)
        return sum(
            bisect_left(days, last) - bisect_left(days, first)
            for days in map(self.of_year, years)
        )

    def nth(self, day: int, count: int, years: Iterable[int]) -> int | None:
        """Return the date ``count`` working days after another, or before it.

        Args:
            day: the date to count from, as an ordinal; it does not count itself.
            count: how many, of any sign but 0.
            years: those that dated rules reach to.

        Returns:
            The ordinal, or None if 40 years go by without a working day.
        """
        step, edge = (1, max) if count > 0 else (-1, min)
        year = date.fromordinal(day).year
        limit = edge([year, *years]) + step * REACH
        left = abs(count)
        while MINYEAR <= year <= MAXYEAR and step * year <= step * limit:
            days = self.of_year(year)
            if count > 0:
                ahead = days[bisect_right(days, day) :]
            else:
                ahead = days[: bisect_left(days, day)][::-1]
            if left <= len(ahead):
                return ahead[left - 1]
            if ahead:
                left -= len(ahead)
                limit = edge(limit, year + step * REACH)
            year += step
        return None

    def starting(self, day: int) -> list[Piece]:
        """Return what is open of the windows that start on a date."""
        return [piece for _, piece in by_date(self._source, day, day)]

    def _find(self, year: int) -> tuple[int, ...]:
        first = date(year, 1, 1).toordinal()
        last = date(year, 12, 31).toordinal()
        days = {day for day, _ in by_date(self._source, first, last)}
        return tuple(sorted(days))


def by_date(source: Source, first: int, last: int) -> list[tuple[int, Piece]]:
    """Return what is open of the windows that start on some dates, in order of time.

    Args:
        source: the windows, and the zone whose dates count.
        first: the first date, as an ordinal.
        last: the last one.

    Returns:
        Each piece with the date on which its window starts.
    """
    zone = source.tz
    # Clocks that go back over midnight bring a date twice: it may start again a day on.
    starts = midnights(first - 1, last + 2, zone)
    found = []
    # No window is as long as two days.
    for piece in source.pieces(starts[0], starts[-1] + 2 * DAY):
        place = bisect_right(starts, piece.since)
        if 0 < place < len(starts):
            day = first - 2 + place
            if starts[place] - starts[place - 1] != DAY:
                day = from_microseconds(piece.since, zone).toordinal()
            if first <= day <= last:
                found.append((day, piece))
    return found

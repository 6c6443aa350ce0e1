"""From the rules of a calendar to windows of real time: the one table of precedence.

weekly hours < day off, half day or worked weekend < shortened eve < special hours
< closures
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

import attrs

from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow
from servicedesk_core.explanation import Phrase
from servicedesk_core.timeline import (
    DAY,
    EPOCH_ORDINAL,
    Span,
    common,
    cut,
    merge,
    midnight,
    midnights,
    wall_to_utc,
)
from servicedesk_core.timeline.index import BEGINNING, END, FIRST_YEAR, LAST_YEAR

_MIN_ORDINAL, _MAX_ORDINAL = date.min.toordinal(), date.max.toordinal()
# A window starts up to a day before its date's UTC midnight (zones), ends up to two
# after (overnight), and may be shifted by a skipped day.
_DAYS_AROUND = 3

Hours = tuple[Span, ...]
"""Windows of a date in microseconds since its midnight."""


class Piece(NamedTuple):
    """What is open of a window, in microseconds since the epoch.

    Attributes:
        start: when it opens.
        end: when it closes.
        since: when the whole window starts, on whose date it counts.
        part: the name of the part of a combined calendar that is open, or ``""``.
    """

    start: int
    end: int
    since: int
    part: str


class DayHours(NamedTuple):
    """What rules one date.

    Attributes:
        hours: the windows before closures, in microseconds since midnight.
        reasons: the rules that decided, the strongest last.
    """

    hours: Hours
    reasons: tuple[Phrase, ...]


WEEKLY = (Phrase("weekly"),)


@attrs.frozen
class DatedHours:
    """Weekly hours in a zone with all that changes them on single dates."""

    weekly: WeeklyHours
    tz: tzinfo
    days_off: DaysOff
    special: tuple[SpecialHours, ...]
    closures: tuple[Closure, ...]

    def windows(self, low: int, high: int) -> list[Span]:
        """Return the windows that overlap ``[low, high)``, whole, by their starts.

        Windows of two dates may touch or overlap: each is here for its own date.
        """
        opened, closed = self._spans(low, high)
        left = sorted(cut(opened, closed)) if closed else opened
        return [span for span in left if span[0] < high and span[1] > low]

    def pieces(self, low: int, high: int) -> list[Piece]:
        """Return the windows as pieces; they have but one part, without a name."""
        opened, closed = self._spans(low, high)
        near = [span for span in opened if span[0] < high and span[1] > low]
        if not closed:
            return [Piece(start, end, start, "") for start, end in near]
        return sorted(
            Piece(start, end, window[0], "")
            for window in near
            for start, end in cut([window], closed)
            if start < high and end > low
        )

    def _spans(self, low: int, high: int) -> tuple[list[Span], list[Span]]:
        """Return the windows before closures, and the closures, around a range."""
        # Dates outside the years 1 to 9999 have their weekday's hours, so that a
        # calendar that never closes does not close there.
        first = low // DAY + EPOCH_ORDINAL - _DAYS_AROUND
        last = high // DAY + EPOCH_ORDINAL + _DAYS_AROUND
        dated = self.dates(first, last)
        week = self._week()
        clock = _WallClock(self.tz, first, last)
        opened: list[Span] = []
        for ordinal in range(first, last + 1):
            found = dated.get(ordinal)
            hours = week[(ordinal - 1) % 7] if found is None else found.hours
            if hours:
                opened += clock.spans(ordinal, hours)
        opened.sort()
        closed = (
            span
            for closure in self.closures
            if first <= closure.day.toordinal() <= last
            for span in clock.spans(closure.day.toordinal(), _clocks(closure.windows))
        )
        return opened, merge(closed)

    def dates(self, first: int, last: int) -> Mapping[int, DayHours]:
        """Return what rules the dates that do not follow the week, by ordinal."""
        days: dict[int, DayHours] = {}
        first_year = date.fromordinal(max(first, _MIN_ORDINAL)).year
        last_year = date.fromordinal(min(last, _MAX_ORDINAL)).year
        if self.days_off.rules:
            for year in range(first_year, last_year + 1):
                self._rule_year(year, days)
        for special in self.special:
            reason = Phrase("special", special.label) if special.label else _SPECIAL
            hours = _clocks(special.windows)
            days[special.day.toordinal()] = DayHours(hours, (reason,))
        return days

    def reasons(self, first: int, last: int) -> Iterator[tuple[Phrase, ...]]:
        """Yield the rules that decided each date, closures included."""
        dated = self.dates(first, last)
        closed: dict[int, list[Phrase]] = {}
        for closure in self.closures:
            reason = Phrase("closure", closure.label) if closure.label else _CLOSURE
            closed.setdefault(closure.day.toordinal(), []).append(reason)
        for ordinal in range(first, last + 1):
            found = dated.get(ordinal)
            reasons = WEEKLY if found is None else found.reasons
            yield (*reasons, *closed.get(ordinal, ()))

    def dated_years(self) -> list[int]:
        """Return the years that dated rules reach to, for bounded searches."""
        years = [special.day.year for special in self.special]
        years += [closure.day.year for closure in self.closures]
        return [*years, *self.days_off.edge_years]

    def certain(self) -> list[Span]:
        """Return the spans for which the days off are known."""
        first, last = self.days_off.known_years
        low, high = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1
        since = BEGINNING if first == FIRST_YEAR else midnight(low, self.tz)
        until = END if last == LAST_YEAR else midnight(high, self.tz)
        return [(since, until)] if since < until else []

    def _week(self) -> list[Hours]:
        return [_clocks(windows) for windows in self.weekly.days]

    def _rule_year(self, year: int, days: dict[int, DayHours]) -> None:
        """Add what the days off say of a year, each layer upon the one before."""
        week = self._week()
        for ordinal, half in self.days_off.half_days(year).items():
            kept = common(week[(ordinal - 1) % 7], merge(_clocks(half.windows)))
            days[ordinal] = DayHours(tuple(kept), (Phrase("half_day", half.label),))
        for ordinal, weekday in self.days_off.worked(year).items():
            names = Weekday((ordinal - 1) % 7), Weekday(weekday)
            days[ordinal] = DayHours(week[weekday], (Phrase("worked", *names),))
        for ordinal, label in self.days_off.days(year).items():
            days[ordinal] = DayHours((), (Phrase("day_off", label),))
        for ordinal, by in self.days_off.eves(year).items():
            found = days.get(ordinal) or DayHours(week[(ordinal - 1) % 7], ())
            if found.hours:
                hours = _shortened(found.hours, by)
                days[ordinal] = DayHours(hours, (*found.reasons, Phrase("eve")))


_SPECIAL, _CLOSURE = Phrase("special_hours"), Phrase("closed")


def _clocks(windows: Iterable[TimeWindow]) -> Hours:
    return tuple(window.span for window in windows)


def _shortened(hours: Hours, by: int) -> Hours:
    """Return the hours of a date without the last ``by`` microseconds of them."""
    kept = list(hours)
    while kept and by:
        start, end = kept.pop()
        if end - start > by:
            kept.append((start, end - by))
            break
        by -= end - start
    return tuple(kept)


class _WallClock:
    """Maps the windows of local dates to spans, quickly on days without a change.

    Days of 24 hours, today's and tomorrow's, have one offset throughout, for no zone
    changes its offset twice within two days (see `midnights`).
    """

    def __init__(self, tz: tzinfo, first: int, last: int) -> None:
        self.tz = tz
        self.first = first
        self.midnights = midnights(first, last + 2, tz)

    def spans(self, ordinal: int, hours: Sequence[Span]) -> list[Span]:
        """Return the windows of a local date; none if the date does not exist."""
        place = ordinal - self.first
        today, tomorrow, after = self.midnights[place : place + 3]
        if tomorrow - today == after - tomorrow == DAY:
            return [(today + opens, today + closes) for opens, closes in hours]
        if tomorrow <= today:
            return []
        wall = (ordinal - EPOCH_ORDINAL) * DAY
        mapped = (
            (wall_to_utc(wall + opens, self.tz), wall_to_utc(wall + closes, self.tz))
            for opens, closes in hours
        )
        return [(start, end) for start, end in mapped if start < end]

"""From the rules of a calendar to open spans: the one table of precedence.

weekly hours < day off or worked weekend < special hours < closures
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo

from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.window import TimeWindow
from servicedesk_core.timeline import DAY, Span, clip, cut, merge, wall_to_utc

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_MIN_ORDINAL, _MAX_ORDINAL = date.min.toordinal(), date.max.toordinal()
# A window starts up to a day before its date's UTC midnight (zones), ends up to two
# after (overnight), and may be shifted by a skipped day.
_DAYS_AROUND = 3

Day = Sequence[TimeWindow]
Week = Sequence[Day]


def compile_hours(
    weekly: Week,
    tz: tzinfo,
    days_off: DaysOff,
    special: Sequence[SpecialHours],
    closures: Sequence[Closure],
    within: Span,
) -> list[Span]:
    """Return the normal open spans inside ``within``, in UTC microseconds.

    Args:
        weekly: the windows of each weekday, Monday first.
        tz: the zone whose clocks and dates rule.
        days_off: days off and worked weekends, which beat the weekly hours.
        special: hours of single dates, which beat those.
        closures: cut out of the result.
        within: the range to compile.
    """
    low, high = within
    # Days outside the years 1 to 9999 have their weekday's hours, so that a calendar
    # that never closes does not close there.
    first = low // DAY + _EPOCH_ORDINAL - _DAYS_AROUND
    last = high // DAY + _EPOCH_ORDINAL + _DAYS_AROUND
    dated = _dated_hours(weekly, days_off, special, first, last)
    clock = _WallClock(tz, first, last)
    opened: list[Span] = []
    for ordinal in range(first, last + 1):
        windows = dated.get(ordinal)
        if windows is None:
            windows = weekly[(ordinal - 1) % 7]
        if windows:
            opened += clock.spans(ordinal, windows)
    closed = (
        span
        for closure in closures
        if first <= closure.day.toordinal() <= last
        for span in clock.spans(closure.day.toordinal(), closure.windows)
    )
    return clip(cut(merge(opened), merge(closed)), low, high)


def _dated_hours(
    weekly: Week,
    days_off: DaysOff,
    special: Sequence[SpecialHours],
    first: int,
    last: int,
) -> Mapping[int, Day]:
    """Return the hours of the dates that do not follow the week, by ordinal."""
    dated: dict[int, Day] = {}
    first_year = date.fromordinal(max(first, _MIN_ORDINAL)).year
    last_year = date.fromordinal(min(last, _MAX_ORDINAL)).year
    for year in range(first_year, last_year + 1) if days_off.rules else ():
        dated.update(dict.fromkeys(days_off.days(year), ()))
        for ordinal, weekday in days_off.worked(year).items():
            dated[ordinal] = weekly[weekday]
    for hours in special:
        dated[hours.day.toordinal()] = hours.windows
    return dated


class _WallClock:
    """Maps the windows of local dates to spans, quickly on days without a change.

    No zone of the IANA database changes its offset twice within two days (the
    shortest time between two changes is four days, Africa/Freetown in 1939), so equal
    offsets at three midnights mean one offset throughout.
    """

    def __init__(self, tz: tzinfo, first: int, last: int) -> None:
        self.tz = tz
        self.first = first
        midnights = ((n - _EPOCH_ORDINAL) * DAY for n in range(first, last + 3))
        self.offsets = [midnight - wall_to_utc(midnight, tz) for midnight in midnights]

    def spans(self, ordinal: int, windows: Iterable[TimeWindow]) -> list[Span]:
        """Return the windows of a local date; none if the date does not exist."""
        midnight = (ordinal - _EPOCH_ORDINAL) * DAY
        place = ordinal - self.first
        today, tomorrow, after = self.offsets[place : place + 3]
        if today == tomorrow == after:
            start = midnight - today
            return [
                (start + window.span[0], start + window.span[1]) for window in windows
            ]
        if DAY - tomorrow <= -today:
            return []
        mapped = (
            (
                self.instant(midnight + window.span[0]),
                self.instant(midnight + window.span[1]),
            )
            for window in windows
        )
        return [(start, end) for start, end in mapped if start < end]

    def instant(self, wall: int) -> int:
        return wall_to_utc(wall, self.tz)


def _days(
    special: Iterable[SpecialHours], closures: Iterable[Closure]
) -> Iterator[date]:
    yield from (hours.day for hours in special)
    yield from (closure.day for closure in closures)


def dated_years(
    days_off: DaysOff, special: Sequence[SpecialHours], closures: Sequence[Closure]
) -> list[int]:
    """Return the years that dated rules reach to, for bounded searches."""
    years = [day.year for day in _days(special, closures)]
    return years if days_off.last_year is None else [*years, days_off.last_year]

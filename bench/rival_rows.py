"""What rivals are asked: hours, rows of instants, and the answers by bisection."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from itertools import accumulate, pairwise, product
from random import Random
from zoneinfo import ZoneInfo

import attrs
import holidays

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
EIGHT_HOURS = timedelta(hours=8)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_ONE_DAY = timedelta(days=1)
_FIRST_DAY, _LAST_DAY = date(2015, 1, 1), date(2036, 12, 31)
_OPENED_FROM = datetime(2016, 1, 1, tzinfo=UTC)
_TEN_YEARS = 3650 * _ONE_DAY
_SHORTEST, _LONGEST = timedelta(minutes=1), 60 * _ONE_DAY

Row = tuple[datetime, datetime]
Windows = tuple[tuple[time, time], ...]


@cache
def german_holidays() -> frozenset[date]:
    """Return the federal public holidays of Germany in 2015 to 2035."""
    return frozenset(holidays.country_holidays("DE", years=range(2015, 2036)))


@attrs.frozen
class Workload:
    """Hours of Monday to Friday in Berlin, and the zone questions come in."""

    title: str
    windows: Windows
    holidays: bool = True
    zone: tzinfo = BERLIN

    @property
    def hours(self) -> str:
        """The hours in the notation of OpenStreetMap, without holidays."""
        spans = ",".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in self.windows)
        return f"Mo-Fr {spans}"

    @property
    def days_off(self) -> frozenset[date]:
        """The dates that are off."""
        return german_holidays() if self.holidays else frozenset()

    @property
    def overnight(self) -> bool:
        """Whether a window ends on the next date."""
        return any(last < first for first, last in self.windows)


OFFICE = ((time(9), time(17)),)
LUNCH = ((time(9), time(12, 30)), (time(13), time(17)))
NIGHT = ((time(22), time(6)),)
WORKLOADS = (
    Workload("Mo-Fr 09-17, German holidays, datetimes of the calendar's zone", OFFICE),
    Workload("The same hours, datetimes in UTC", OFFICE, zone=UTC),
    Workload("Lunch break: Mo-Fr 09-12:30 and 13-17, German holidays", LUNCH),
    # Whether a holiday closes the night before it or the one after is a matter of
    # convention, on which rivals differ: no holidays here.
    Workload("Overnight: Mo-Fr 22-06, no holidays", NIGHT, holidays=False),
)


def _dates(first: date, last: date) -> Iterator[date]:
    return (first + n * _ONE_DAY for n in range((last - first).days + 1))


def _seconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _SECOND


class Oracle:
    """Answers by bisection over the openings and closings in UTC, in whole seconds."""

    def __init__(self, workload: Workload) -> None:
        spans = [
            self._span(day, *window)
            for day in _dates(_FIRST_DAY, _LAST_DAY)
            if day.weekday() < len(WEEKDAYS) and day not in workload.days_off
            for window in workload.windows
        ]
        self._zone = workload.zone
        self._opens = [first for first, _ in spans]
        lengths = [last - first for first, last in spans]
        self._before = list(accumulate(lengths, initial=0))

    @staticmethod
    def _span(day: date, first: time, last: time) -> tuple[int, int]:
        end = day + _ONE_DAY if last < first else day
        return (
            _seconds(datetime.combine(day, first, BERLIN)),
            _seconds(datetime.combine(end, last, BERLIN)),
        )

    def _open_until(self, instant: datetime) -> int:
        second = _seconds(instant)
        last = bisect_right(self._opens, second) - 1
        within = self._before[last] + second - self._opens[last]
        return min(within, self._before[last + 1])

    def _at(self, spent: int, window: int) -> datetime:
        second = self._opens[window] + spent - self._before[window]
        return _EPOCH + timedelta(seconds=second)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time between two instants."""
        return timedelta(seconds=self._open_until(end) - self._open_until(start))

    def due(self, start: datetime, duration: timedelta) -> tuple[datetime, datetime]:
        """Return the earliest and the latest instant with that much open time.

        They differ when the time is up at closing: the latest is the next opening.
        """
        spent = self._open_until(start) + duration // _SECOND
        return (
            self._at(spent, bisect_left(self._before, spent) - 1),
            self._at(spent, bisect_right(self._before, spent) - 1),
        )


def random_rows(zone: tzinfo, count: int, seed: int = 1) -> list[Row]:
    """Return rows opened over ten years, of log-normal length (median 8 h)."""
    draw = Random(seed)  # noqa: S311

    def row() -> Row:
        opened = _OPENED_FROM + draw.randrange(_TEN_YEARS // _SECOND) * _SECOND
        length = round(draw.lognormvariate(0, 1.6) * EIGHT_HOURS.total_seconds())
        clipped = min(max(timedelta(seconds=length), _SHORTEST), _LONGEST)
        return opened.astimezone(zone), (opened + clipped).astimezone(zone)

    return [row() for _ in range(count)]


def _clock_changes() -> list[date]:
    noon = time(12)
    offsets = [
        (day, datetime.combine(day, noon, BERLIN).utcoffset())
        for day in _dates(date(2016, 1, 1), date(2025, 12, 31))
    ]
    return [day for (_, before), (day, after) in pairwise(offsets) if before != after]


def edge_rows(workload: Workload, count: int, seed: int = 2) -> list[Row]:
    """Return rows on and a second beside the boundaries of hours, days and zones.

    They start around a holiday or a change of clocks and last up to two weeks.
    """
    draw = Random(seed)  # noqa: S311
    years = range(2016, 2026)
    off = [day for day in sorted(german_holidays()) if day.year in years]
    marked = (off, _clock_changes())
    clocks = [
        time(0),
        time(2, 30),
        *(clock for pair in workload.windows for clock in pair),
    ]
    moments = [
        timedelta(hours=clock.hour, minutes=clock.minute, seconds=beside)
        for clock, beside in product(clocks, (-1, 0, 1))
    ]

    def instant(day: date) -> datetime:
        local = datetime.combine(day, time(0)) + draw.choice(moments)
        return local.replace(tzinfo=BERLIN).astimezone(UTC)

    def row() -> Row:
        day = draw.choice(draw.choice(marked)) + draw.randrange(-2, 3) * _ONE_DAY
        first, last = sorted(
            (instant(day), instant(day + draw.randrange(15) * _ONE_DAY))
        )
        return first.astimezone(workload.zone), last.astimezone(workload.zone)

    return [row() for _ in range(count)]


def span_rows(rows: Sequence[Row], length: timedelta) -> list[Row]:
    """Return the rows' starts with ends that much later."""
    return [
        (start, (start.astimezone(UTC) + length).astimezone(start.tzinfo))
        for start, _ in rows
    ]

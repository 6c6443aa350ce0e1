"""Open time as datetimes of one zone see it: the fast way to single answers.

Differences and comparisons of datetimes that share a tzinfo are wall-clock ones, and
the fastest there are. On dates without a change of clocks they are exact too, so
such dates have entries here; the others have none, and the index answers.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from servicedesk_core.timeline.instant import DAY, EPOCH, to_duration, to_timedelta
from servicedesk_core.timeline.spans import Span, clip, inside
from servicedesk_core.timeline.zone import EPOCH_ORDINAL, wall_to_utc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.timeline.index import Index

_LAST_ORDINAL = date.max.toordinal()

DayEntry = tuple[tuple[tuple[datetime, datetime, timedelta], ...], timedelta | None]
"""The windows of a date as (end, start, open time before), and all time after them."""

_UNKNOWN: Final[DayEntry] = ((), None)


def steady_offset(first: int, last: int, tz: tzinfo) -> int | None:
    """Return the one offset from UTC that rules two dates and those between.

    No zone of the IANA database changes its offset twice within two days (the
    shortest time between two changes is four days, Africa/Freetown in 1939), so
    equal offsets at midnight up to two days after mean one offset throughout.

    Args:
        first: the first date, as an ordinal.
        last: the last one; at most a week later in a zone whose clocks change.
        tz: the zone.

    Returns:
        Microseconds east of UTC, or None if the clocks may change meanwhile.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> berlin = ZoneInfo("Europe/Berlin")
        >>> monday = date(2026, 1, 5).toordinal()
        >>> steady_offset(monday, monday, berlin) // 3_600_000_000
        1
        >>> sunday = date(2026, 3, 29).toordinal()
        >>> steady_offset(sunday, sunday, berlin) is None
        True
    """
    always = tz.utcoffset(None)
    if always is not None:
        return to_duration(always, "tz")
    if last - first > 7:
        return None
    offsets = {
        midnight - wall_to_utc(midnight, tz)
        for midnight in (
            (ordinal - EPOCH_ORDINAL) * DAY for ordinal in range(first, last + 3)
        )
    }
    return offsets.pop() if len(offsets) == 1 else None


class LocalTable:
    """The index as datetimes of one zone, filled date by date as it is asked.

    Every entry follows from the index alone, so threads may fill it at once.

    Args:
        index: the truth.
        tz: the zone of the datetimes that will be asked with, the very object.
        within: the spans that may be answered here.
    """

    __slots__ = ("_days", "_openings", "_sums")

    def __init__(self, index: "Index", tz: tzinfo, within: Sequence[Span]) -> None:
        known = clip(within, index.low, index.high)
        self._days = _Days(index, tz, known)
        self._openings = _Openings(index, tz, known)
        self._sums: list[timedelta] = []

    def open_before(self, at: datetime) -> timedelta | None:
        """Return the open time before a datetime of the zone, or None if not known."""
        windows, after = self._days[at.toordinal()]
        for end, start, before in windows:
            if at < end:
                return before if at <= start else before + (at - start)
        return after

    def earliest(self, total: timedelta) -> datetime | None:
        """Return the first instant before which ``total`` is open, if known.

        Args:
            total: positive open time since the index begins.
        """
        sums = self._sums
        if not sums:
            sums = self._sums = list(map(to_timedelta, self._openings.index.sums))
        place = bisect_left(sums, total) - 1
        opening = self._openings[place]
        return None if opening is None else opening + (total - sums[place])


class _Days(dict[int, DayEntry]):
    """The entry of each date, by ordinal."""

    __slots__ = ("index", "tz", "within")

    def __init__(self, index: "Index", tz: tzinfo, within: Sequence[Span]) -> None:
        super().__init__()
        self.index, self.tz, self.within = index, tz, within

    def __missing__(self, ordinal: int) -> DayEntry:
        entry = self[ordinal] = self._entry(ordinal)
        return entry

    def _entry(self, ordinal: int) -> DayEntry:
        offset = steady_offset(ordinal, ordinal, self.tz)
        if offset is None or ordinal == _LAST_ORDINAL:
            return _UNKNOWN
        low = (ordinal - EPOCH_ORDINAL) * DAY - offset
        high = low + DAY
        if not inside(low, high, self.within):
            return _UNKNOWN
        midnight = datetime.fromordinal(ordinal).replace(tzinfo=self.tz)
        windows = tuple(
            (
                midnight + to_timedelta(end - low),
                midnight + to_timedelta(start - low),
                to_timedelta(self.index.open_before(start)),
            )
            for start, end in self.index.between(low, high)
        )
        return windows, to_timedelta(self.index.open_before(high))


class _Openings(dict[int, datetime | None]):
    """When each span of the index starts, by its place in it."""

    __slots__ = ("index", "tz", "within")

    def __init__(self, index: "Index", tz: tzinfo, within: Sequence[Span]) -> None:
        super().__init__()
        self.index, self.tz, self.within = index, tz, within

    def __missing__(self, place: int) -> datetime | None:
        opening = self[place] = self._opening(place)
        return opening

    def _opening(self, place: int) -> datetime | None:
        if place == len(self.index.starts):
            return None
        start, end = self.index.starts[place], self.index.ends[place]
        if not inside(start, end, self.within):
            return None
        first, last = (at // DAY + EPOCH_ORDINAL for at in (start, end))
        # A day more on either side: the zone's dates may differ from those of UTC.
        offset = steady_offset(max(first - 1, 1), last + 1, self.tz)
        if offset is None or not 2 < first <= last < _LAST_ORDINAL - 1:
            return None
        opening = EPOCH + to_timedelta(start + offset)
        return opening.replace(tzinfo=self.tz)

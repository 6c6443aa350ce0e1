"""A calendar's answer day by day: the rule, the windows, what counted."""

from datetime import date, datetime, timedelta, tzinfo

import attrs

from servicedesk_core.calendars.combination import Source
from servicedesk_core.calendars.hours import Piece
from servicedesk_core.calendars.window import write_clock
from servicedesk_core.calendars.working_days import by_date
from servicedesk_core.errors import InstantRangeError
from servicedesk_core.explanation import Phrase
from servicedesk_core.timeline import (
    DAY,
    from_microseconds,
    midnights,
    to_duration,
    to_timedelta,
)


@attrs.frozen
class OpenWindow:
    """A window as a date has it, in the zone whose dates rule.

    Attributes:
        start: when it opens.
        end: when it closes.
        part: the part of a combined calendar that is open, or ``""``.
    """

    start: datetime
    end: datetime
    part: str

    def __str__(self) -> str:
        opens, closes = _clock(self.start), _clock(self.end) or DAY
        return f"{write_clock(opens)}-{write_clock(closes)} {self.part}".rstrip()


def _clock(at: datetime) -> int:
    return to_duration(at - at.replace(hour=0, minute=0, second=0, microsecond=0), "at")


@attrs.frozen
class CalendarDay:
    """What a calendar has on one date.

    Attributes:
        date: the local date.
        rule: what decided it, the strongest rule last.
        windows: those that start on the date, whole, closures cut out.
        counted: how much of them lies in the range and was not counted before.
    """

    date: date
    rule: tuple[Phrase, ...]
    windows: tuple[OpenWindow, ...]
    counted: timedelta


def explain_days(source: Source, low: int, high: int) -> tuple[CalendarDay, ...]:
    """Return the dates that ``[low, high)`` touches, or whose windows reach into it.

    The time counted adds up to the open time of the range.

    Args:
        source: the calendar's windows and reasons.
        low: where the range begins, in microseconds since the epoch.
        high: where it ends, after ``low``.
    """
    zone = source.tz
    # No window is as long as two days, so what reaches into the range starts there.
    first, last = _ordinal(low, zone) - 2, _ordinal(max(low, high - 1), zone)
    # Clocks that go back may have ended the next date again, though its windows go on.
    starts = midnights(first, last + 2, zone)
    days: list[list[Piece]] = [[] for _ in starts]
    counted = [0] * len(starts)
    reached = low
    # In order of time over all dates, for what two windows share counts once.
    for day, piece in by_date(source, first, last + 1):
        place = day - first
        days[place].append(piece)
        counted[place] += max(0, min(piece.end, high) - max(piece.start, reached))
        reached = max(reached, piece.end)
    last += counted[last + 1 - first] > 0
    ahead = _ordinal(low, zone) - first
    skip = next((n for n in range(ahead) if counted[n]), ahead)
    for found in (days, counted, starts):
        del found[:skip]
    return tuple(
        CalendarDay(
            _date(first + skip + place),
            _SKIPPED if starts[place + 1] <= starts[place] else reasons,
            tuple(_window(piece, zone) for piece in days[place]),
            to_timedelta(counted[place]),
        )
        for place, reasons in enumerate(source.reasons(first + skip, last))
    )


_SKIPPED = (Phrase("no_such_date"),)


def _date(ordinal: int) -> date:
    if ordinal < 1:
        raise InstantRangeError("a window that reaches into the range")
    return date.fromordinal(ordinal)


def _window(piece: Piece, zone: tzinfo) -> OpenWindow:
    start, end = (from_microseconds(at, zone) for at in piece[:2])
    return OpenWindow(start, end, piece.part)


def _ordinal(instant: int, zone: tzinfo) -> int:
    return from_microseconds(instant, zone).toordinal()

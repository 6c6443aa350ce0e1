"""The picture of a calendar's week."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo
from functools import partial
from typing import Any

from matplotlib.axes import Axes

from servicedesk_core.argument import to_one
from servicedesk_core.calendars import ServiceCalendar, Weekday
from servicedesk_core.calendars.dated import read_day
from servicedesk_core.calendars.days import explain_days
from servicedesk_core.errors import InstantRangeError
from servicedesk_core.explanation import Phrase
from servicedesk_core.i18n import word
from servicedesk_core.plots._canvas import name_rows, shorten, to_axes
from servicedesk_core.timeline import (
    DAY,
    EPOCH_ORDINAL,
    Span,
    from_microseconds,
    midnight,
    to_duration,
)

_HOUR = DAY // 24
_HOURS = range(0, 25, 3)
_HEIGHT = 0.5
# Characters that a day of the picture has room for.
_LONGEST = 56


def calendar(
    calendar: ServiceCalendar,
    *,
    week: date | str,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """Draw the service hours of a week: a row a day, from Monday down to Sunday.

    Hours are those that the clocks of the calendar's zone show; an hour that comes
    twice is drawn over itself. Days on which something else than the weekly hours
    decides say what.

    Args:
        calendar: whose hours.
        week: a date in it, or its ISO text.
        ax: axes to draw on; None for new ones.
        language: ``"en"`` or ``"ru"``.

    Returns:
        The axes, x in hours of the day, 0 to 24, y in days, 0 for Monday.

    Raises:
        InstantRangeError: for the first or the last week of the years 1 to 9999.
        InvalidArgumentError: for a text that is no date, or another language.
        WrongTypeError: for what is no calendar, no date or no axes.

    Example:
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
        >>> axes = calendar(desk, week=date(2026, 1, 14))
        >>> [(float(bar.get_x()), float(bar.get_width())) for bar in axes.patches][:1]
        [(9.0, 8.0)]
    """
    to_one(calendar, ServiceCalendar, "calendar", "a ServiceCalendar")
    day = read_day(week, "week")
    monday = day.toordinal() - day.weekday()
    if not 7 < monday < date.max.toordinal() - 7:
        raise InstantRangeError(f"the week of {day}")
    days = [
        f"{word(weekday.name.lower(), language)} {date.fromordinal(monday + weekday)}"
        for weekday in Weekday
    ]
    low, high = (midnight(monday + count, calendar.tz) for count in (0, 7))
    start, end = (from_microseconds(at, calendar.tz) for at in (low, high))
    spans = calendar.open_spans(start, end, depth=4)
    bars = [(day - monday, *rest) for day, *rest in _bars(spans, calendar.tz)]
    ax = to_axes(ax, x=f"{word('h', language)}, {calendar.tz}", y="")
    rows, starts, hours = zip(*bars, strict=True) if bars else ((), (), ())
    ax.barh(rows, hours, left=starts, height=_HEIGHT)
    for row in explain_days(calendar.source, low, high):
        place = row.date.toordinal() - monday
        note = _note(row.rule, language)
        if place >= 0 and note:
            _write(ax, place, note, [start for at, start, _ in bars if at == place])
    ax.set_xlim(0, 24)
    ax.set_xticks(_HOURS)
    name_rows(ax, days)
    return ax


def _bars(spans: Iterable[Span], zone: tzinfo) -> Iterator[tuple[int, float, float]]:
    """Yield the date, the first hour and the length of what clocks show of spans."""
    for low, high in spans:
        start = low
        while start < high:
            shift = _offset(start, zone)
            end = start + bisect_left(
                range(start, high),
                True,
                key=partial(_differs, shift, zone),
            )
            wall, last = start + shift, end + shift
            while wall < last:
                day, clock = divmod(wall, DAY)
                till = min(last, (day + 1) * DAY)
                yield day + EPOCH_ORDINAL, clock / _HOUR, (till - wall) / _HOUR
                wall = till
            start = end


def _differs(shift: int, zone: tzinfo, instant: int) -> bool:
    return _offset(instant, zone) != shift


def _offset(instant: int, zone: tzinfo) -> int:
    shift = from_microseconds(instant, zone).utcoffset()
    return to_duration(shift or timedelta(), "offset")


def _note(rule: tuple[Phrase, ...], language: str) -> str:
    """Return what decided a day other than the weekly hours, or ''."""
    return "; ".join(phrase.to_text(language) for phrase in _unusual(rule))


def _unusual(rule: Any) -> list[Phrase]:
    """Return the strongest phrase of a rule, or those of its parts, if unusual."""
    strongest = rule[-1]
    if strongest.code == "version":
        return _unusual(strongest.values[1])
    if strongest.code != "part":
        return [] if strongest.code == "weekly" else [strongest]
    found = ((name, _unusual(inner)) for name, inner in (each.values for each in rule))
    return [Phrase("part", name, tuple(inner)) for name, inner in found if inner]


def _write(ax: Axes, place: int, note: str, starts: list[float]) -> None:
    """Write above the bars of a day, or in the middle of a day without any."""
    text = shorten(note, _LONGEST)
    if starts:
        ax.text(min(starts), place - _HEIGHT / 2, text, fontsize="x-small", va="bottom")
    else:
        ax.text(12, place, text, fontsize="small", ha="center", va="center")

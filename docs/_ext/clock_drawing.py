"""A clock against its target, over the service hours that it counts, as SVG.

Sphinx is not needed here. Colours are left to the style sheet, by classes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from html import escape
from itertools import pairwise

import attrs

import servicedesk_core as sd
from servicedesk_core.sla.clock import SpanKind
from servicedesk_core.sla.status import SpanRow

Point = tuple[datetime, timedelta]

_WORDS = {
    "en": {
        "days": "Mon Tue Wed Thu Fri Sat Sun",
        "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "opened": "opened {}",
        "paused": "paused {}, {} of them service time",
        "now": "now {}: {} used",
        "target": "target {}",
        "due": "due {}",
    },
    "ru": {
        "days": "пн вт ср чт пт сб вс",
        "months": "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "opened": "открыто в {}",
        "paused": "пауза {}, из них {} обслуживания",
        "now": "сейчас {}: прошло {}",
        "target": "цель {}",
        "due": "срок {}",
    },
}
_ASIDE = 3 * 3600
"""Seconds shown before the first opening and after the last closing."""
_TOP, _HEIGHT, _BELOW, _MARGIN = 44, 150, 40, 8
_DAY_WITH_MONTH = 80
"""Pixels that a day must have for its month to be named."""


def clock_drawing(status: sd.SlaStatus, *, width: int, language: str = "en") -> str:
    """Return the picture of a running clock.

    Args:
        status: what is drawn; its clock runs, so that it has a due time.
        width: of the picture, in pixels.
        language: of the words, ``"en"`` or ``"ru"``.

    Raises:
        ValueError: if nobody knows when it is due.
    """
    if status.due_at is None:
        raise ValueError("the clock must have a due time")
    days = _days(status.rows[0].start, status.due_at)
    windows = _windows(status.calendar, days)
    scale = Scale(windows[0].start, windows[-1].end, status.allowed, width)
    said = partial(_said, language)
    parts = [
        *_ground(scale, windows, days, language),
        *_course(scale, status, status.due_at),
        *_words(scale, status, status.due_at, said),
    ]
    told = escape(" · ".join(_told(status, status.due_at, said)), quote=True)
    height = _TOP + _HEIGHT + _BELOW
    return (
        f'<svg class="clock" viewBox="0 0 {width} {height}" width="{width}" '
        f'role="img" aria-label="{told}" xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(parts)}</svg>"
    )


@attrs.frozen
class Scale:
    """Where instants and service times lie.

    Attributes:
        first: the first opening.
        last: the last closing.
        most: the service time at the top.
        width: of the picture, in pixels.
    """

    first: datetime
    last: datetime
    most: timedelta
    width: int

    def x(self, at: datetime) -> float:
        """Return where an instant lies from the left."""
        left = self.first.timestamp() - _ASIDE
        share = (at.timestamp() - left) / (self.last.timestamp() + _ASIDE - left)
        within = min(max(share, 0), 1)
        return round(_MARGIN + within * (self.width - 2 * _MARGIN), 1)

    def y(self, total: timedelta) -> float:
        """Return where a service time lies from the top."""
        return round(_TOP + _HEIGHT * (1 - total / self.most), 1)


def _days(first: datetime, last: datetime) -> list[datetime]:
    """Return the midnights of the dates, and the one after them."""
    count = (last.date() - first.date()).days + 2
    return [
        datetime.combine(first.date() + timedelta(days=each), time(), first.tzinfo)
        for each in range(count)
    ]


def _windows(hours: sd.ServiceCalendar, days: Sequence[datetime]) -> list[sd.Interval]:
    return list(hours.windows(days[0], days[-1]))


def _ground(
    scale: Scale,
    windows: Iterable[sd.Interval],
    days: Sequence[datetime],
    language: str,
) -> Iterator[str]:
    """Yield the service hours, and the days above them."""
    bottom = _TOP + _HEIGHT
    for window in windows:
        left, right = scale.x(window.start), scale.x(window.end)
        size = f'width="{right - left:.1f}" height="{_HEIGHT}"'
        yield f'<rect class="open" x="{left}" y="{_TOP}" {size}/>'
        hours = f"{window.start:%H}-{window.end:%H}"
        yield _text((left + right) / 2, bottom + 16, hours, "hours", "middle")
    for start, end in pairwise(days):
        left, right = scale.x(start), scale.x(end)
        if start != days[0]:
            yield _line("day", (left, _TOP - 26), (left, bottom))
        name = _day(start, language, month=right - left >= _DAY_WITH_MONTH)
        yield _text(left + 4, _TOP - 28, name, "date")
    yield _line("axis", (_MARGIN, bottom), (scale.width - _MARGIN, bottom))


def _course(scale: Scale, status: sd.SlaStatus, due_at: datetime) -> Iterator[str]:
    """Yield what the clock did, span by span, and what it is going to do."""
    total = timedelta()
    for row in status.rows:
        if row.kind is SpanKind.RUNNING:
            points = _climb(status.calendar, row.start, row.end, total)
        else:
            points = iter([(row.start, total), (row.end, total)])
        yield _path(scale, str(row.kind), points)
        total = row.total
    ahead = _climb(status.calendar, status.now, due_at, total)
    yield _path(scale, "ahead", ahead)
    top = scale.y(scale.most)
    yield _line("target", (_MARGIN, top), (scale.width - _MARGIN, top))
    yield _dot(scale, "mark", (status.rows[0].start, timedelta()))
    yield _dot(scale, "mark", (status.now, status.elapsed))
    yield _dot(scale, "due", (due_at, scale.most))


def _climb(
    hours: sd.ServiceCalendar, start: datetime, end: datetime, total: timedelta
) -> Iterator[Point]:
    """Yield the corners of the service time from an instant on."""
    yield start, total
    for window in hours.windows(start, end):
        yield window.start, total
        total += window.duration
        yield window.end, total
    yield end, total


def _words(
    scale: Scale, status: sd.SlaStatus, due_at: datetime, said: partial[str]
) -> Iterator[str]:
    """Yield what stands beside the course."""
    opened = status.rows[0].start
    bottom, top = _TOP + _HEIGHT, scale.y(scale.most)
    yield _text(scale.x(opened) - 4, bottom + 33, said("opened", opened), "mark")
    before = timedelta()
    for row in status.rows:
        if row.kind is SpanKind.PAUSED:
            words = said("paused", row.wall, row.service)
            yield _text(scale.x(row.start) + 4, scale.y(before) + 17, words, "paused")
        before = row.total
    words = said("now", status.now, status.elapsed)
    yield _beside(scale, status.now, scale.y(status.elapsed) - 2, words, "mark")
    yield _text(_MARGIN, top - 6, said("target", scale.most), "target")
    yield _beside(scale, due_at, top - 6, said("due", due_at), "due")


def _told(status: sd.SlaStatus, due_at: datetime, said: partial[str]) -> Iterator[str]:
    """Yield what the picture shows, for those who cannot see it."""
    yield said("opened", status.rows[0].start)
    for row in filter(_is_paused, status.rows):
        yield said("paused", row.wall, row.service)
    yield said("now", status.now, status.elapsed)
    yield said("target", status.allowed)
    yield said("due", due_at)


def _is_paused(row: SpanRow) -> bool:
    return row.kind is SpanKind.PAUSED


def _said(language: str, key: str, *values: datetime | timedelta) -> str:
    """Return a phrase with values in it."""
    return _WORDS[language][key].format(
        *(
            sd.duration_text(each, language=language, style="short")
            if isinstance(each, timedelta)
            else f"{each:%H:%M}"
            for each in values
        )
    )


def _day(day: date, language: str, *, month: bool) -> str:
    words = _WORDS[language]
    name = f"{words['days'].split()[day.weekday()]} {day.day}"
    return f"{name} {words['months'].split()[day.month - 1]}" if month else name


def _beside(scale: Scale, at: datetime, y: float, words: str, kind: str) -> str:
    """Return words to the left of an instant, or to its right where there is room."""
    x = scale.x(at)
    if x > scale.width / 2:
        return _text(x - 8, y, words, kind, "end")
    return _text(x + 8, y, words, kind)


def _path(scale: Scale, kind: str, points: Iterable[Point]) -> str:
    corners = " ".join(f"{scale.x(at)},{scale.y(total)}" for at, total in points)
    return f'<polyline class="{kind}" points="{corners}"/>'


def _dot(scale: Scale, kind: str, point: Point) -> str:
    at, total = point
    return f'<circle class="{kind}" cx="{scale.x(at)}" cy="{scale.y(total)}" r="4"/>'


def _line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'

"""Wall-clock times of a zone, read as instants, for whole columns."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

import numpy as np

from servicedesk_core.frames.unit import NULL, Integers, Unit, day_of
from servicedesk_core.timeline import DAY, wall_to_utc
from servicedesk_core.timeline.index import BEGINNING, END

_SECOND = 10**6
_BLOCK = 3
"""Days."""


def localized(wall: Integers, unit: Unit, tz: tzinfo) -> Integers:
    """Return the instants at which the clocks of a zone show wall-clock times.

    The rule is that of :func:`servicedesk_core.localize`: a time that occurs twice is
    its first occurrence, and one that the clocks skip is shifted by the gap.

    Args:
        wall: readings since a wall-clock 1970-01-01 00:00; NULL stays NULL.
        unit: what they count.
        tz: the zone.

    Example:
        >>> from zoneinfo import ZoneInfo
        >>> noon = np.array(["2026-01-05T12:00", "2026-07-05T12:00"], "datetime64[s]")
        >>> found = localized(noon.view(np.int64), Unit.SECOND, ZoneInfo("Asia/Beirut"))
        >>> found.view("datetime64[s]")
        array(['2026-01-05T10:00:00', '2026-07-05T09:00:00'],
              dtype='datetime64[s]')
    """
    known = wall > NULL
    if not known.any():
        return wall
    since, offsets = zip(*_offsets(_blocks(wall[known], unit), tz), strict=True)
    scale = unit.per_second
    edges = np.array(since[1:], np.int64) * scale
    shifts = np.array(offsets, np.int64) * scale // _SECOND
    if len(shifts) == 1:
        return np.where(known, wall - shifts[0], NULL)
    return np.where(known, wall - shifts[np.searchsorted(edges, wall, "right")], NULL)


def _blocks(wall: Integers, unit: Unit) -> list[int]:
    """Return where the blocks begin that some readings lie in, in microseconds.

    Readings outside the years 1 to 9999 count as the outermost ones.
    """
    days = wall // day_of(unit)
    np.clip(days, BEGINNING // DAY, END // DAY, out=days)
    first = int(days.min())
    places = np.flatnonzero(np.bincount((days - first) // _BLOCK))
    return [(first + place * _BLOCK) * DAY for place in places.tolist()]


def _offsets(blocks: Sequence[int], tz: tzinfo) -> Iterator[tuple[int, int]]:
    """Yield the offsets that readings are taken with, and the second each begins at.

    No zone of the IANA database changes its offset twice within three days (the
    shortest time between two changes is four days, Africa/Freetown in 1939), so a
    change shows on either side of a block.

    Args:
        blocks: where each block of three days begins.
        tz: the zone; its clocks change on whole seconds.
    """
    offset = None
    for block in blocks:
        before, after = (_offset(at, tz) for at in (block, block + _BLOCK * DAY))
        if before != offset:
            yield block // _SECOND, before
        if after != before:
            yield _change(block, block + _BLOCK * DAY, tz), after
        offset = after


def _change(low: int, high: int, tz: tzinfo) -> int:
    """Return the first second between two readings that has the later one's offset."""
    offset, first, last = _offset(low, tz), low // _SECOND, high // _SECOND
    while last - first > 1:
        middle = (first + last) // 2
        if _offset(middle * _SECOND, tz) == offset:
            first = middle
        else:
            last = middle
    return last


def _offset(wall: int, tz: tzinfo) -> int:
    return wall - wall_to_utc(wall, tz)

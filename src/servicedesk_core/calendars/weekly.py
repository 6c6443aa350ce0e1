"""The weekly pattern of service hours."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from itertools import pairwise

import attrs

from servicedesk_core.argument import to_mapping
from servicedesk_core.calendars.window import TimeWindow, Windows, read_windows
from servicedesk_core.errors import InvalidHoursError
from servicedesk_core.timeline import DAY

_WEEK = 7 * DAY


class Weekday(IntEnum):
    """A day of the week, numbered as ``date.weekday()`` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


def _read_days(
    hours: "Mapping[Weekday, Windows] | WeeklyHours",
) -> tuple[tuple[TimeWindow, ...], ...]:
    if isinstance(hours, WeeklyHours):
        return hours.days
    given: dict[Weekday, tuple[TimeWindow, ...]] = {}
    by_day = _by_day(hours)
    for each, windows in by_day.items():
        day = _read_day(each, by_day)
        given[day] = read_windows(windows, _name(day))
    return tuple(given.get(day, ()) for day in Weekday)


def _by_day(hours: Mapping[Weekday, Windows]) -> Mapping[Weekday, Windows]:
    if isinstance(hours, tuple) and len(hours) == len(Weekday):
        return dict(zip(Weekday, hours, strict=True))
    return to_mapping(hours, "hours", "a mapping of Weekday to windows")


def _read_day(day: int, hours: Iterable[object]) -> Weekday:
    try:
        return Weekday(day)
    except ValueError:
        raise InvalidHoursError(f"days must be Weekdays, got {list(hours)!r}") from None


@attrs.frozen(repr=False)
class WeeklyHours:
    """Windows for each day of the week.

    Windows that touch are joined; windows that overlap are refused, a night shift
    against the next day's windows too.

    Args:
        days: a mapping of :class:`Weekday` to windows; days left out are closed.

    Raises:
        InvalidHoursError: if two windows overlap; both are named.

    Example:
        >>> nights = WeeklyHours({Weekday.FRIDAY: [TimeWindow("22:00", "06:00")]})
        >>> nights[Weekday.FRIDAY]
        (TimeWindow(opens='22:00', closes='06:00'),)
        >>> nights
        WeeklyHours.parse('Fr 22:00-06:00')
    """

    days: tuple[tuple[TimeWindow, ...], ...] = attrs.field(converter=_read_days)

    def __attrs_post_init__(self) -> None:
        week = list(self._week())
        for (day, window, (_, end)), (other, next_window, (start, _)) in pairwise(
            [*week, *((d, w, (s + _WEEK, e)) for d, w, (s, e) in week[:1])]
        ):
            if start < end:
                first, second = (
                    f"{_name(day)} {window}",
                    f"{_name(other)} {next_window}",
                )
                raise InvalidHoursError(
                    f"windows {first} and {second} overlap", windows=(first, second)
                )

    def _week(self) -> Iterator[tuple[Weekday, TimeWindow, tuple[int, int]]]:
        for day, windows in zip(Weekday, self.days, strict=True):
            for window in windows:
                start, end = window.span
                yield day, window, (start + day * DAY, end + day * DAY)

    @classmethod
    def parse(cls, text: str) -> "WeeklyHours":
        """Return the weekly hours that an OSM ``opening_hours`` text stands for.

        Args:
            text: such as ``"Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00"``; the
                weekly part of the notation, see :mod:`.notation`.

        Raises:
            InvalidHoursError: with the position of what cannot be read.

        Example:
            >>> str(WeeklyHours.parse("Mo-We,Fr 9:00-17:00"))
            'Mo-We,Fr 09:00-17:00'
        """
        # The notation builds WeeklyHours, so it is met at the time of use.
        from servicedesk_core.calendars.notation import (  # noqa: PLC0415
            parse_weekly,
        )

        return parse_weekly(text)

    def __getitem__(self, day: Weekday) -> tuple[TimeWindow, ...]:
        return self.days[day]

    def __str__(self) -> str:
        # As in `parse`.
        from servicedesk_core.calendars.notation import (  # noqa: PLC0415
            format_weekly,
        )

        return format_weekly(self)

    def __repr__(self) -> str:
        return f"WeeklyHours.parse({str(self)!r})"


def _name(day: Weekday) -> str:
    return day.name.capitalize()

"""Hours of single dates: special hours and closures."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

import attrs

from servicedesk_core.argument import to_one, to_several
from servicedesk_core.calendars.window import TimeWindow, read_windows
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    WrongTypeError,
)

Value = TypeVar("Value")

ByDate = Mapping[date, Value] | Mapping[str, Value] | Mapping[date | str, Value]
"""What a caller may give by date, or by its ISO text."""


def read_day(day: date | str, argument: str = "day") -> date:
    """Return a date given as one or as ISO text.

    Raises:
        InvalidArgumentError: for a text that is no date.
        WrongTypeError: for a datetime, or anything else that is no date.

    Example:
        >>> read_day("2026-12-31")
        datetime.date(2026, 12, 31)
    """
    if isinstance(day, str):
        try:
            return date.fromisoformat(day)
        except ValueError:
            wanted = "a date such as 2026-12-31"
            raise InvalidArgumentError(argument, day, wanted) from None
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    raise WrongTypeError(argument, day, "a date, or one as text such as 2026-12-31")


def read_label(label: str) -> str:
    """Return a label, checked to be text.

    Raises:
        WrongTypeError: if it is none.

    Example:
        >>> read_label("stocktaking")
        'stocktaking'
    """
    return to_one(label, str, "label", "text")


@attrs.frozen
class SpecialHours:
    """The hours of one date, instead of all others; they beat a day off too.

    Args:
        day: the date, in the calendar's zone.
        windows: the hours, as TimeWindows or text such as ``"10:00-14:00"``; none
            at all means closed.
        label: why, for explanations.

    Example:
        >>> SpecialHours(date(2026, 12, 31), "09:00-12:00", "New Year's Eve").windows
        (TimeWindow(opens='09:00', closes='12:00'),)
    """

    day: date = attrs.field(converter=read_day)
    windows: tuple[TimeWindow, ...] = attrs.field(converter=read_windows)
    label: str = attrs.field(default="", converter=read_label)


@attrs.frozen
class Closure:
    """Wall-clock time of one date that is cut out last, whatever opened it.

    It is cut by date and time: Tuesday's closure cuts the tail of Monday's night.

    Args:
        day: the date, in the calendar's zone.
        windows: the time to cut out; ``"00:00-24:00"`` is the whole date.
        label: why, for explanations.

    Raises:
        InvalidHoursError: if there is nothing to cut out.

    Example:
        >>> str(Closure("2026-06-01", "12:00-13:30", "fire drill").windows[0])
        '12:00-13:30'
    """

    day: date = attrs.field(converter=read_day)
    windows: tuple[TimeWindow, ...] = attrs.field(converter=read_windows)
    label: str = attrs.field(default="", converter=read_label)

    def __attrs_post_init__(self) -> None:
        if not self.windows:
            raise InvalidHoursError(
                "a closure must have a window; 00:00-24:00 is a day"
            )


def read_special(special: Iterable[SpecialHours]) -> tuple[SpecialHours, ...]:
    """Return special hours by date.

    Raises:
        InvalidHoursError: if a date has them twice.
        WrongTypeError: for anything else than special hours.

    Example:
        >>> [str(hours.day) for hours in read_special([SpecialHours("2026-12-31", ())])]
        ['2026-12-31']
    """
    days = _read(special, SpecialHours, "special")
    for first, second in pairwise(days):
        if first.day == second.day:
            raise InvalidHoursError(f"{first.day} has special hours twice")
    return days


def read_closures(closures: Iterable[Closure]) -> tuple[Closure, ...]:
    """Return closures by date.

    Raises:
        WrongTypeError: for anything else than closures.

    Example:
        >>> read_closures([])
        ()
    """
    return _read(closures, Closure, "closures")


Dated = TypeVar("Dated", SpecialHours, Closure)


def _read(
    entries: Iterable[Dated], kind: type[Dated], argument: str
) -> tuple[Dated, ...]:
    """Return entries by date, each checked to be one."""
    each = f"{kind.__name__} values"
    found = to_several(entries, kind, argument, f"{each}, in a list", each=each)
    return tuple(sorted(found, key=lambda entry: entry.day))

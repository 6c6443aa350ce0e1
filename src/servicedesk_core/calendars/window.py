"""A window of wall-clock time that belongs to the day it starts on."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

import attrs

from servicedesk_core.errors import InvalidHoursError, WrongTypeError
from servicedesk_core.timeline import DAY

_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?")
_SECOND = 1_000_000


def read_clock(text: str | time, argument: str) -> int:
    """Return a time of day as microseconds since midnight; 24:00 is allowed.

    Raises:
        InvalidHoursError: if it is no time of day from 00:00 to 24:00.
        WrongTypeError: if it is neither text nor a ``datetime.time``.

    Example:
        >>> read_clock("24:00", "closes") == DAY
        True
    """
    if isinstance(text, time):
        text = text.isoformat()
    if not isinstance(text, str):
        raise WrongTypeError(argument, text, 'a time such as "09:00"')
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise InvalidHoursError(
            f"{argument} must be a time such as 09:00, got {text!r}"
        )
    hours, minutes, seconds, fraction = match.groups("0")
    total = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    clock = total * _SECOND + int(fraction.ljust(6, "0"))
    if clock > DAY:
        raise InvalidHoursError(f"{argument} must be at most 24:00, got {text!r}")
    return clock


def write_clock(clock: int) -> str:
    """Return microseconds since midnight as the shortest exact time of day.

    Example:
        >>> write_clock(9 * 3_600_000_000)
        '09:00'
    """
    seconds, fraction = divmod(clock, _SECOND)
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    if second or fraction:
        text += f":{second:02}"
    return text + (f".{fraction:06}".rstrip("0") if fraction else "")


def _opens(value: str | time) -> str:
    return write_clock(read_clock(value, "opens"))


def _closes(value: str | time) -> str:
    clock = read_clock(value, "closes")
    return write_clock(clock or DAY)


@attrs.frozen
class TimeWindow:
    """Wall-clock time from ``opens`` on and before ``closes``.

    A window whose closing is not later than its opening crosses midnight, and
    belongs to the day it starts on. ``"24:00"`` is the next midnight.

    Args:
        opens: a time of day, ``"HH:MM"`` up to microseconds, or ``datetime.time``.
        closes: likewise; ``"00:00"`` means the midnight that ends the window.

    Raises:
        InvalidHoursError: for no time of day, or a window without length.

    Example:
        >>> TimeWindow("22:00", "06:00").hours
        8.0
        >>> str(TimeWindow("9:00", "24:00"))
        '09:00-24:00'
    """

    opens: str = attrs.field(converter=_opens)
    closes: str = attrs.field(converter=_closes)
    span: tuple[int, int] = attrs.field(init=False, eq=False, repr=False)
    """Opening and closing in microseconds since the midnight of its day."""

    @span.default
    def _span(self) -> tuple[int, int]:
        start = read_clock(self.opens, "opens")
        end = read_clock(self.closes, "closes")
        if start == DAY:
            raise InvalidHoursError(f"opens must be before 24:00, got {self}")
        if start == end:
            raise InvalidHoursError(
                f"window {self} has no length; a whole day is 00:00-24:00",
                windows=(str(self),),
            )
        return start, end if end > start else end + DAY

    @classmethod
    def parse(cls, text: str) -> "TimeWindow":
        """Return the window that ``"HH:MM-HH:MM"`` stands for.

        Raises:
            InvalidHoursError: if the text is no window.

        Example:
            >>> TimeWindow.parse("10:00-14:00")
            TimeWindow(opens='10:00', closes='14:00')
        """
        opens, dash, closes = text.partition("-")
        if not dash:
            raise InvalidHoursError(
                f"a window must look like 09:00-17:00, got {text!r}"
            )
        return cls(opens, closes)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.opens, self.closes)

    @property
    def hours(self) -> float:
        """The length on the clock face, in hours."""
        return (self.span[1] - self.span[0]) / (3600 * _SECOND)

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"


Windows = str | TimeWindow | Iterable[TimeWindow | str]
"""What a caller may give for windows: ``"10:00-14:00,15:00-18:00"``, one or many."""


def read_windows(windows: Windows, day: str = "") -> tuple[TimeWindow, ...]:
    """Return windows sorted, those that touch joined.

    Args:
        windows: as a caller gives them.
        day: whose they are, for the error.

    Raises:
        InvalidHoursError: if two of them overlap; both are named.

    Example:
        >>> [str(window) for window in read_windows("12:00-15:00,09:00-12:00")]
        ['09:00-15:00']
    """
    if isinstance(windows, str):
        windows = [part for part in windows.split(",") if part.strip()]
    if isinstance(windows, TimeWindow):
        windows = [windows]
    if not isinstance(windows, Iterable):
        wanted = 'TimeWindows or text such as "10:00-14:00"'
        raise WrongTypeError("windows", windows, wanted)
    found = sorted(map(_window, windows), key=lambda window: window.span)
    _check_apart(found, day)
    return _joined(found)


def _window(value: TimeWindow | str) -> TimeWindow:
    if isinstance(value, TimeWindow):
        return value
    if isinstance(value, str):
        return TimeWindow.parse(value)
    raise WrongTypeError("windows", value, 'TimeWindows or text such as "10:00-14:00"')


def _check_apart(windows: list[TimeWindow], day: str) -> None:
    for first, second in pairwise(windows):
        if second.span[0] < first.span[1]:
            names = f"{day} {first}".strip(), f"{day} {second}".strip()
            reason = f"windows {names[0]} and {names[1]} overlap"
            raise InvalidHoursError(reason, windows=names)


def _joined(windows: list[TimeWindow]) -> tuple[TimeWindow, ...]:
    joined: list[TimeWindow] = []
    for window in windows:
        start, end = joined[-1].span if joined else (0, 0)
        together = window.span[1] - start
        whole_day = (start, window.span[1]) == (0, DAY)
        if joined and end == window.span[0] and (together < DAY or whole_day):
            joined[-1] = TimeWindow(joined[-1].opens, window.closes)
        else:
            # Shifts around the clock stay apart: no window is as long as they are.
            joined.append(window)
    return tuple(joined)

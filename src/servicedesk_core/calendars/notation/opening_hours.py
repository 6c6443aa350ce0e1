"""The weekly part of OpenStreetMap's ``opening_hours`` notation.

Read here: ``24/7``; days (``Mo``, ``Mo-Fr``, ``Mo,We,Fr``, ``Fr-Mo``) followed by
windows (``09:00-13:00,14:00-18:00``), ``off`` or ``closed``; windows alone, for
every day; ``PH off``, which says that public holidays are closed. Rules are joined
by ``;`` and a later rule replaces the days it names. Source: the OpenStreetMap
wiki, Key:opening_hours/specification.
"""

import re
from itertools import groupby
from typing import NoReturn

import attrs

from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow
from servicedesk_core.errors import InvalidHoursError, WrongTypeError

_DAYS = {day.name[:2].capitalize(): day for day in Weekday}
_TOKEN = re.compile(
    r"\s*(?:(?P<always>24/7)|(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"|(?P<word>[A-Za-z]+)|(?P<mark>[-,;])|(?P<other>\S))"
)
_CLOSED = frozenset({"off", "closed"})


@attrs.frozen
class ParsedHours:
    """What a text says.

    Attributes:
        hours: the weekly pattern.
        holidays_at: where ``PH off`` stands, or None.
    """

    hours: WeeklyHours
    holidays_at: int | None


def parse_weekly(text: str) -> ParsedHours:
    """Return what a weekly ``opening_hours`` text says.

    Raises:
        InvalidHoursError: with the text and the position of what cannot be read.

    Example:
        >>> parse_weekly("Mo-Fr 09:00-17:00; PH off").holidays_at
        19
    """
    if not isinstance(text, str):
        raise WrongTypeError("hours", text, 'text such as "Mo-Fr 09:00-18:00"')
    return _Reader(text).read()


@attrs.frozen
class _Token:
    kind: str
    text: str
    position: int


class _Reader:
    """Reads one text from left to right, a token ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            _Token(str(match.lastgroup), match[str(match.lastgroup)], match.end())
            for match in _TOKEN.finditer(text)
        ]
        self.place = 0
        self.week: dict[Weekday, list[TimeWindow]] = {}
        self.holidays_at: int | None = None

    def read(self) -> ParsedHours:
        self.rule()
        while self.took(";"):
            if self.ahead.kind != "end":
                self.rule()
        if self.ahead.kind != "end":
            self.refuse("expected ';' or the end")
        try:
            return ParsedHours(WeeklyHours(self.week), self.holidays_at)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text) from None

    def rule(self) -> None:
        position = self.start
        if self.ahead.text == "PH":
            self.holidays_at = position
            self.place += 1
            if not self.closed():
                self.refuse("expected 'off' after PH; hours on holidays are not read")
        elif self.ahead.kind == "always":
            self.place += 1
            self.week = {day: [TimeWindow("00:00", "24:00")] for day in Weekday}
        else:
            days = self.days() if self.ahead.kind == "word" else list(Weekday)
            windows = [] if self.closed() else self.windows()
            self.week.update(dict.fromkeys(days, windows))

    def days(self) -> list[Weekday]:
        if self.ahead.text in _CLOSED:
            return list(Weekday)
        days = self.day_range()
        while self.took(","):
            days += self.day_range()
        return days

    def day_range(self) -> list[Weekday]:
        first = self.day()
        last = self.day() if self.took("-") else first
        return [Weekday((first + n) % 7) for n in range((last - first) % 7 + 1)]

    def day(self) -> Weekday:
        if self.ahead.text not in _DAYS:
            self.refuse(f"expected a day ({', '.join(_DAYS)})")
        self.place += 1
        return _DAYS[self.tokens[self.place - 1].text]

    def windows(self) -> list[TimeWindow]:
        windows = [self.window()]
        while self.took(","):
            windows.append(self.window())
        return windows

    def window(self) -> TimeWindow:
        position = self.start
        opens = self.time()
        if not self.took("-"):
            self.refuse("expected '-' and a closing time")
        closes = self.time()
        try:
            return TimeWindow(opens, closes)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text, position=position) from None

    def time(self) -> str:
        if self.ahead.kind != "time":
            self.refuse("expected a time such as 09:00")
        self.place += 1
        return self.tokens[self.place - 1].text

    def closed(self) -> bool:
        found = self.ahead.text in _CLOSED
        self.place += found
        return found

    def took(self, mark: str) -> bool:
        found = self.ahead.text == mark
        self.place += found
        return found

    @property
    def ahead(self) -> _Token:
        if self.place < len(self.tokens):
            return self.tokens[self.place]
        return _Token("end", "", len(self.text))

    @property
    def start(self) -> int:
        return self.ahead.position - len(self.ahead.text)

    def refuse(self, wanted: str) -> NoReturn:
        found = self.ahead
        came = "the end" if found.kind == "end" else repr(found.text)
        raise InvalidHoursError(f"{wanted}, got {came}", self.text, self.start)


def format_weekly(hours: WeeklyHours) -> str:
    """Return weekly hours as text that :func:`parse_weekly` reads back.

    Example:
        >>> format_weekly(parse_weekly("Mo 9:00-17:00; Tu 9:00-17:00").hours)
        'Mo-Tu 09:00-17:00'
    """
    if not any(hours.days):
        return "off"
    whole_day = (TimeWindow("00:00", "24:00"),)
    if hours.days == (whole_day,) * 7:
        return "24/7"
    patterns = dict.fromkeys(windows for windows in hours.days if windows)
    return "; ".join(
        f"{_format_days(hours, windows)} {','.join(map(str, windows))}"
        for windows in patterns
    )


def _format_days(hours: WeeklyHours, windows: tuple[TimeWindow, ...]) -> str:
    days = [day for day in Weekday if hours[day] == windows]
    names = list(_DAYS)
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}"
        for run in runs
    )

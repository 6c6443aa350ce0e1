"""Reads a subset of OpenStreetMap's ``opening_hours`` notation.

Rules are joined by ``;``. These are read, and nothing else:

=============================  ==============================================
``24/7``                       open around the clock
``Mo-Fr,Su 09:00-13:00``       weekly hours; ``off`` or ``closed`` for none
``09:00-13:00,14:00-18:00``    weekly hours of every day
``PH off``                     public holidays are closed; whose, says the caller
``Dec 24-Jan 02 off``          days off every year
``Dec 24,Dec 31 off``          several of them
``Jul-Aug off``                whole months
``2026 Dec 24-26 off``         days off given one by one, ``2026 Aug off`` too
``2026 Dec 31 09:00-12:00``    hours of single dates
``2026 Dec 31 closed``         hours of a single date without a window
=============================  ==============================================

Words are case-sensitive. Days off and hours of single dates may end in a label:
``Dec 24 off "company holidays"``. A later weekly rule replaces the days it names.

In OpenStreetMap any later rule replaces what earlier ones say of a date. Here hours of
single dates beat days off, and these the weekly hours. So that a text means the same
in both, it has weekly hours first, then days off, then hours of single dates; only
``PH off`` may stand anywhere. For the same reason ``off`` and ``closed`` are told
apart after dates with a year: ``off`` is a day off, which hours of single dates may
replace, ``closed`` is such hours itself. Where two days off name one date, the first
label stays, as in :class:`.DaysOff`.

Two things go beyond that notation: seconds and fractions of a second in times, and
months with a year but no day. ``22:00-26:00`` is read as ``22:00-02:00``.

Source: the OpenStreetMap wiki, Key:opening_hours/specification, version 0.7.2.
"""

import re
from datetime import date

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.calendars.dated import SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.notation.cursor import NOT_READ, Cursor
from servicedesk_core.calendars.notation.parsed import ParsedHours
from servicedesk_core.calendars.notation.runs import each_day
from servicedesk_core.calendars.notation.words import (
    CLOSED,
    DAY_OFF,
    DAYS,
    MONTHS,
    OFF,
)
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import (
    TimeWindow,
    read_clock,
    read_windows,
    write_clock,
)
from servicedesk_core.errors import InvalidHoursError

_LEAP_YEAR = 2000
_LATE = re.compile(r"(2[4-9]|3\d|4[0-7]):([0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)")
_A_DAY = f"a day ({', '.join(DAYS)})"
_A_MONTH = f"a month ({', '.join(MONTHS)})"
_A_DATE = f"{_A_DAY}, {_A_MONTH}, a time, off or PH off"
_WEEKLY, _OFF, _SPECIAL = range(3)
_STAGES = ("weekly hours", "days off", "hours of single dates")
_ORDER = f"write {_STAGES[0]} first, then {_STAGES[1]}, then {_STAGES[2]}"


def parse_hours(text: str) -> ParsedHours:
    """Return what an ``opening_hours`` text says.

    Args:
        text: see the table at the top of this module.

    Raises:
        InvalidHoursError: with the text and the position, from 0, of what cannot be
            read; weekly windows that overlap have no position, but are both named.
        WrongTypeError: if it is no text.

    Example:
        >>> text = 'Mo-Fr 09:00-17:00; Dec 24-26 off "Christmas"; PH off'
        >>> parsed = parse_hours(text)
        >>> parsed.days_off.label(date(2026, 12, 25)), parsed.holidays_at
        ('Christmas', 46)
    """
    return _Reader(text).read()


def parse_weekly(text: str) -> WeeklyHours:
    """Return the weekly hours that an ``opening_hours`` text stands for.

    Raises:
        InvalidHoursError: with the position of what cannot be read, or of what is no
            weekly hours: ``PH off`` and dates.
        WrongTypeError: if it is no text.

    Example:
        >>> parse_weekly("Mo-Tu 9:00-17:00; Tu 10:00-11:00")
        WeeklyHours.parse('Mo 09:00-17:00; Tu 10:00-11:00')
    """
    reader = _Reader(text)
    parsed = reader.read()
    if parsed.holidays_at is not None:
        reason = "PH needs a calendar that knows whose: ServiceCalendar.parse"
        raise InvalidHoursError(reason, text, parsed.holidays_at)
    if reader.dated_at is not None:
        reason = "weekly hours have no dates: ServiceCalendar.parse reads them"
        raise InvalidHoursError(reason, text, reader.dated_at)
    return parsed.weekly


@attrs.frozen
class _MonthDay:
    """One end of a range: a month, with a year and a day or without."""

    year: int | None
    month: int
    day: int | None

    @property
    def form(self) -> tuple[bool, bool]:
        return self.year is None, self.day is None

    @property
    def month_end(self) -> int:
        # Imported at first use: it loads locale, and most hours name no month.
        from calendar import monthrange  # noqa: PLC0415

        return monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def date(self, otherwise: int) -> date:
        return date(self.year or _LEAP_YEAR, self.month, self.day or otherwise)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        to_one(text, str, "hours", 'text such as "Mo-Fr 09:00-18:00"')
        self.text = text
        self.cursor = Cursor(text)
        self.stage = _WEEKLY
        self.week: dict[Weekday, list[TimeWindow]] = {}
        self.days_off = DaysOff.none()
        # Days off given one by one, since the last ones of every year.
        self.fixed: dict[date, str] = {}
        self.special: dict[date, SpecialHours] = {}
        self.holidays_at: int | None = None
        self.dated_at: int | None = None

    def read(self) -> ParsedHours:
        self.rule()
        while self.cursor.took(";"):
            if self.cursor.ahead.kind != "end":
                self.rule()
        if self.cursor.ahead.kind != "end":
            self.cursor.refuse("expected ';' or the end")
        try:
            weekly = WeeklyHours(self.week)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text) from None
        self.keep_fixed()
        special = tuple(self.special.values())
        return ParsedHours(weekly, self.days_off, special, self.holidays_at)

    def rule(self) -> None:
        ahead = self.cursor.ahead
        if ahead.text == "PH":
            self.holidays()
        elif ahead.text in MONTHS or self.is_year():
            self.dated()
        elif ahead.kind == "word" and ahead.text not in {*DAYS, OFF, CLOSED}:
            self.cursor.refuse(f"expected {_A_DATE}")
        else:
            self.enter(_WEEKLY, ahead.position)
            self.weekly()

    def holidays(self) -> None:
        self.holidays_at = self.cursor.start
        self.cursor.step()
        if not self.cursor.took(OFF, CLOSED):
            self.cursor.refuse("PH is only read as 'PH off': expected 'off'")

    def enter(self, stage: int, position: int) -> None:
        if stage < self.stage:
            reason = f"{_STAGES[stage]} after {_STAGES[self.stage]}: {_ORDER}"
            self.cursor.fail(reason, position)
        self.stage = stage

    def weekly(self) -> None:
        if self.cursor.ahead.kind == "always":
            self.cursor.step()
            self.week = {day: [TimeWindow("00:00", "24:00")] for day in Weekday}
            return
        days = self.days() if self.cursor.ahead.text in DAYS else list(Weekday)
        windows = [] if self.cursor.took(OFF, CLOSED) else self.windows()
        self.week.update(dict.fromkeys(days, windows))

    def days(self) -> list[Weekday]:
        days = self.day_range()
        while self.cursor.took(","):
            days += self.day_range()
        return days

    def day_range(self) -> list[Weekday]:
        first = self.day()
        last = self.day() if self.cursor.took("-") else first
        return [Weekday((first + n) % 7) for n in range((last - first) % 7 + 1)]

    def day(self) -> Weekday:
        return DAYS[self.cursor.expect("word", _A_DAY, DAYS)]

    def windows(self) -> list[TimeWindow]:
        windows = [self.window()]
        while self.cursor.took(","):
            windows.append(self.window())
        return windows

    def window(self) -> TimeWindow:
        position = self.cursor.start
        opens = self.time()
        if not self.cursor.took("-"):
            self.cursor.refuse("expected '-' and a closing time")
        closes = self.time()
        try:
            return _window(opens, closes)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text, position=position) from None

    def time(self) -> str:
        return self.cursor.expect("time", "a time such as 09:00")

    def dated(self) -> None:
        start = self.cursor.start
        self.dated_at = start if self.dated_at is None else self.dated_at
        ranges, days = self.dates()
        position = self.cursor.start
        said = self.cursor.took(OFF, CLOSED)
        if ranges and not said:
            self.cursor.refuse("hours of every year are not read: expected 'off'")
        windows = [] if said else self.windows()
        if ranges:
            self.keep_yearly(ranges, start)
        elif said == OFF:
            self.keep_off(days, start)
        else:
            self.keep_special(days, self.joined(windows, position), start)

    def keep_yearly(self, ranges: list[str], start: int) -> None:
        label = self.label(DAY_OFF)
        self.enter(_OFF, start)
        self.keep_fixed()
        self.days_off += DaysOff.yearly(*ranges, label=label)

    def keep_off(self, days: list[date], start: int) -> None:
        label = self.label(DAY_OFF)
        self.enter(_OFF, start)
        for day in days:
            self.fixed.setdefault(day, label)

    def keep_special(
        self, days: list[date], windows: tuple[TimeWindow, ...], start: int
    ) -> None:
        label = self.label("")
        self.enter(_SPECIAL, start)
        for day in days:
            if day in self.special:
                self.cursor.fail(f"{day} has hours twice", start)
            self.special[day] = SpecialHours(day, windows, label)

    def joined(
        self, windows: list[TimeWindow], position: int
    ) -> tuple[TimeWindow, ...]:
        try:
            return read_windows(windows)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text, position=position) from None

    def keep_fixed(self) -> None:
        self.days_off += DaysOff.dates(self.fixed.items())
        self.fixed = {}

    def label(self, unsaid: str) -> str:
        if self.cursor.ahead.kind != "comment":
            return unsaid
        return self.cursor.step()[1:-1]

    def dates(self) -> tuple[list[str], list[date]]:
        """Read ranges of every year, or else single dates."""
        ranges: list[str] = []
        days: list[date] = []
        while True:
            position = self.cursor.start
            first, last = self.date_range()
            start, end = first.date(1), last.date(last.month_end)
            if first.year is None:
                ranges.append(f"{start:%m-%d}..{end:%m-%d}")
            else:
                days += self.days_of(start, end, position)
            if ranges and days:
                reason = "dates with a year and without one need rules of their own"
                self.cursor.fail(reason, position)
            if not self.cursor.took(","):
                return ranges, days

    def days_of(self, first: date, last: date, position: int) -> list[date]:
        try:
            return each_day(first, last)
        except InvalidHoursError as error:
            raise attrs.evolve(error, text=self.text, position=position) from None

    def date_range(self) -> tuple[_MonthDay, _MonthDay]:
        start = self.cursor.start
        first = self.month_day()
        if not self.cursor.took("-"):
            return first, first
        position = self.cursor.start
        if first.day and self.is_day():
            return first, self.last_day(first, start)
        last = self.month_day(first.year)
        if first.form != last.form:
            reason = "both ends of a range are written alike, as in Dec 24-Jan 02"
            self.cursor.fail(reason, position)
        return first, last

    def last_day(self, first: _MonthDay, start: int) -> _MonthDay:
        last = attrs.evolve(first, day=self.day_of(first))
        if self.cursor.ahead.text in NOT_READ:
            self.cursor.refuse("")
        if first.year is None and first.date(1) > last.date(1):
            self.cursor.fail("the range runs backwards", start)
        return last

    def month_day(self, year: int | None = None) -> _MonthDay:
        if self.is_year():
            if self.cursor.ahead.text == "0000":
                self.cursor.refuse("expected a year from 0001 on")
            year = int(self.cursor.step())
        month = MONTHS.index(self.cursor.expect("word", _A_MONTH, MONTHS)) + 1
        found = _MonthDay(year, month, None)
        if self.cursor.ahead.kind == "number":
            found = attrs.evolve(found, day=self.day_of(found))
        return found

    def day_of(self, month: _MonthDay) -> int:
        text = self.cursor.ahead.text
        day = int(text) if len(text) <= 2 else 0
        if not 1 <= day <= month.month_end:
            name = f"{month.year or ''} {MONTHS[month.month - 1]}".strip()
            self.cursor.refuse(f"expected a day of {name}")
        self.cursor.step()
        return day

    def is_day(self) -> bool:
        return self.cursor.ahead.kind == "number" and not self.is_year()

    def is_year(self) -> bool:
        return self.cursor.ahead.kind == "number" and len(self.cursor.ahead.text) == 4


def _window(opens: str, closes: str) -> TimeWindow:
    """Return a window; a closing past 24:00 is that time of the next day."""
    late = _LATE.fullmatch(closes)
    after = read_clock(f"{int(late[1]) - 24}:{late[2]}", "closes") if late else 0
    if not after:
        return TimeWindow(opens, closes)
    if after >= read_clock(opens, "opens"):
        reason = f"a window is shorter than 24 hours, got {opens}-{closes}"
        raise InvalidHoursError(reason)
    return TimeWindow(opens, write_clock(after))

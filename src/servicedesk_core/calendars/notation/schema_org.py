"""Reads and writes schema.org ``OpeningHoursSpecification`` entries, as dicts.

An entry has ``opens`` and ``closes`` (``"09:00"`` or ``"09:00:00"``, local time). An
entry with neither, or with ``00:00`` for both, is closed. A closing that is not later
than the opening is one of the next day; ``24:00`` is midnight, so that a whole day is
``00:00`` to ``24:00``.

``dayOfWeek`` is a name or a list of names, ``"Monday"`` or
``"https://schema.org/Monday"``; without it an entry is for every day. A closed entry
for ``PublicHolidays`` says that these are closed.

``validFrom`` and ``validThrough`` (ISO dates, both included) make an entry one of
single dates, and ``dayOfWeek`` chooses among these. Such hours replace the weekly ones.
Its ``name`` is their label.

Entries of one day add up. ``@type``, ``@context``, ``@id`` and ``description`` are
passed over, and so is the ``name`` of weekly hours; any other key is refused.

Source: schema.org, OpeningHoursSpecification.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NoReturn, TypeVar

import attrs

from servicedesk_core.calendars.dated import Closure, SpecialHours, read_day
from servicedesk_core.calendars.day_rules import CountryDays, FixedDays
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.notation.parsed import ParsedHours
from servicedesk_core.calendars.notation.runs import each_day, runs
from servicedesk_core.calendars.notation.writable import (
    check_weekly,
    read_dated,
    read_rules,
    refuse,
)
from servicedesk_core.calendars.weekly import Weekday, WeeklyHours
from servicedesk_core.calendars.window import TimeWindow, read_clock, read_windows
from servicedesk_core.errors import InvalidHoursError, WrongTypeError

_TYPE = "OpeningHoursSpecification"
_SITE = "https://schema.org/"
_SITES = re.compile(r"^https?://schema\.org/")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?")
_DAYS = {day.name.capitalize(): day for day in Weekday}
_HOLIDAYS = "PublicHolidays"
_READ = {"dayOfWeek", "opens", "closes", "validFrom", "validThrough", "name"}
_PASSED_OVER = {"@context", "@id", "@type", "description"}
_CLOSED: dict[str, object] = {"opens": "00:00", "closes": "00:00"}

Key = TypeVar("Key", Weekday, date)


def parse_schema_org(specs: Iterable[Mapping[str, object]]) -> ParsedHours:
    """Return what a list of ``OpeningHoursSpecification`` entries says.

    Args:
        specs: the entries, see the top of this module.

    Raises:
        InvalidHoursError: for what is not read; the message names the entry as
            ``specs[n]``, and ``position`` is its index.
        InvalidArgumentError: for a text that is no date.
        WrongTypeError: for a value of the wrong type.

    Example:
        >>> parsed = parse_schema_org([
        ...     {"dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00"},
        ...     {"dayOfWeek": "Monday", "opens": "18:00", "closes": "20:00"},
        ... ])
        >>> parsed.weekly
        WeeklyHours.parse('Mo 09:00-17:00,18:00-20:00')
    """
    if isinstance(specs, str | Mapping) or not isinstance(specs, Iterable):
        raise WrongTypeError("specs", specs, f"{_TYPE} dicts, in a list")
    reader = _Reader()
    for index, values in enumerate(specs):
        reader.read(_Entry(index, values))
    special = tuple(
        SpecialHours(day, read_windows(windows, str(day)), reader.labels[day])
        for day, windows in reader.dated.items()
    )
    weekly = WeeklyHours(reader.week)
    return ParsedHours(weekly, DaysOff.none(), special, reader.holidays_at)


def format_schema_org(
    weekly: WeeklyHours,
    days_off: DaysOff | None = None,
    special: Iterable[SpecialHours] = (),
    closures: Iterable[Closure] = (),
) -> list[dict[str, object]]:
    """Return hours as entries that :func:`parse_schema_org` reads back.

    Weekly hours and special hours come back equal, the latter by date. Days off given
    one by one become closed entries of these dates, and come back as special hours
    without windows: the same hours and labels, but no longer days off. The days off of
    countries become one entry for ``PublicHolidays``, which does not say whose they
    are, nor how their half days and eves go.

    Raises:
        InvalidHoursError: for what schema.org cannot say, named: days off of every year
            or by a rule, closures, a date that has special hours twice.
        WrongTypeError: for an argument of another type.

    Example:
        >>> [spec] = format_schema_org(WeeklyHours.parse("Fr 18:00-24:00"))
        >>> spec["dayOfWeek"], spec["opens"], spec["closes"]
        (['https://schema.org/Friday'], '18:00', '24:00')
    """
    check_weekly(weekly)
    hours = {entry.day: entry for entry in read_dated(special, closures, _TYPE)}
    holidays: list[dict[str, object]] = []
    for rule in read_rules(days_off):
        match rule:
            case CountryDays():
                holidays = [_spec(_CLOSED, dayOfWeek=_SITE + _HOLIDAYS)]
            case FixedDays():
                for day, label in dict(rule.dates).items():
                    hours.setdefault(day, SpecialHours(day, (), label))
            case _:
                refuse(rule, _TYPE)
    dated = [hours[day] for day in sorted(hours)]
    return [*_weekly(weekly), *holidays, *_dated(dated)]


@attrs.frozen
class _Entry:
    """One entry, with its place among the others for errors."""

    index: int
    values: Mapping[str, object]

    def check(self) -> None:
        if not isinstance(self.values, Mapping):
            raise WrongTypeError(f"specs[{self.index}]", self.values, f"{_TYPE} dict")
        for key in self.values:
            if key not in _READ | _PASSED_OVER:
                self.fail(f"has {key!r}, which is not read")
        if "@type" in self.values and _TYPE not in self.names("@type"):
            self.fail(f"is no {_TYPE}, but {self.values['@type']!r}")

    def fail(self, what: str, windows: tuple[str, ...] = ()) -> NoReturn:
        reason = f"specs[{self.index}] {what}"
        raise InvalidHoursError(reason, position=self.index, windows=windows)

    def names(self, key: str) -> list[str]:
        """Return one name or several, without the site that defines them."""
        given = self.values[key]
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list | tuple):
            raise WrongTypeError(self.path(key), given, "a name, or a list of names")
        return [_SITES.sub("", self.text(key, name)) for name in names]

    def path(self, key: str) -> str:
        return f"specs[{self.index}].{key}"

    def text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise WrongTypeError(self.path(key), value, "text")
        return value

    def window(self) -> TimeWindow | None:
        """Return the window of the entry, or None if it is closed."""
        given = [key for key in _CLOSED if key in self.values]
        if not given:
            return None
        if len(given) == 1:
            self.fail(f"has {given[0]} alone; a closed entry has neither time")
        opens, closes = map(self.time, given)
        try:
            if read_clock(opens, "opens") == read_clock(closes, "closes") == 0:
                return None
            return TimeWindow(opens, closes)
        except InvalidHoursError as error:
            self.fail(f"cannot be read: {error.reason}", error.windows)

    def time(self, key: str) -> str:
        text = self.text(key, self.values[key])
        if not _TIME.fullmatch(text):
            wanted = "a time such as 09:00 or 09:00:00, without a zone"
            self.fail(f"has {key} {text!r}, which must be {wanted}")
        return text

    def days(self) -> list[Weekday]:
        if "dayOfWeek" not in self.values:
            return list(Weekday)
        names = self.names("dayOfWeek")
        if not names:
            self.fail("has a dayOfWeek without a day")
        for name in names:
            if name not in _DAYS and name != _HOLIDAYS:
                self.fail(f"has {name!r} for dayOfWeek, which must be like Monday")
        return [_DAYS[name] for name in dict.fromkeys(names) if name in _DAYS]

    def is_for_holidays(self) -> bool:
        return "dayOfWeek" in self.values and _HOLIDAYS in self.names("dayOfWeek")

    def check_holidays(self, window: TimeWindow | None) -> None:
        if window is not None:
            self.fail(f"has hours on {_HOLIDAYS}, which are only read as closed")
        if self.is_dated():
            self.fail(f"has {_HOLIDAYS} between dates, which is not read")

    def is_dated(self) -> bool:
        return "validFrom" in self.values or "validThrough" in self.values

    def dates(self, days: list[Weekday]) -> list[date]:
        first, last = self.date("validFrom"), self.date("validThrough")
        try:
            dates = [day for day in each_day(first, last) if day.weekday() in days]
        except InvalidHoursError as error:
            self.fail(f"cannot be read: {error.reason}")
        if not dates:
            self.fail(f"names no date: none from {first} to {last} is of its dayOfWeek")
        return dates

    def date(self, key: str) -> date:
        if key not in self.values:
            self.fail(f"has no {key}; dates need validFrom and validThrough")
        return read_day(self.values[key], self.path(key))  # type: ignore[arg-type]

    def label(self) -> str:
        return self.text("name", self.values.get("name", ""))

    def add(
        self,
        window: TimeWindow | None,
        hours: dict[Key, list[TimeWindow]],
        key: Key,
        name: str,
    ) -> None:
        """Add a window to those of a day; a closed day has none at all."""
        if key in hours and bool(hours[key]) != (window is not None):
            self.fail(f"makes {name} both open and closed")
        hours.setdefault(key, []).extend([] if window is None else [window])


class _Reader:
    """Reads entry after entry."""

    def __init__(self) -> None:
        self.week: dict[Weekday, list[TimeWindow]] = {}
        self.dated: dict[date, list[TimeWindow]] = {}
        self.labels: dict[date, str] = {}
        self.holidays_at: int | None = None

    def read(self, entry: _Entry) -> None:
        entry.check()
        window, days = entry.window(), entry.days()
        if entry.is_for_holidays():
            entry.check_holidays(window)
            self.holidays_at = entry.index
        if entry.is_dated():
            self.keep_dates(entry, window, entry.dates(days))
        else:
            for weekday in days:
                entry.add(window, self.week, weekday, weekday.name.capitalize())

    def keep_dates(
        self, entry: _Entry, window: TimeWindow | None, days: list[date]
    ) -> None:
        for day in days:
            entry.add(window, self.dated, day, str(day))
            self.labels[day] = self.labels.get(day) or entry.label()


def _spec(times: Mapping[str, object], **what: object) -> dict[str, object]:
    return {"@type": _TYPE, **what, **times}


def _times(windows: tuple[TimeWindow, ...]) -> list[dict[str, object]]:
    """Return opening and closing of each window, or those that mean closed."""
    found: list[dict[str, object]] = [
        {"opens": window.opens, "closes": window.closes} for window in windows
    ]
    return found or [_CLOSED]


def _weekly(hours: WeeklyHours) -> Iterator[dict[str, object]]:
    for windows in dict.fromkeys(windows for windows in hours.days if windows):
        names = [_SITE + name for name, day in _DAYS.items() if hours[day] == windows]
        for times in _times(windows):
            yield _spec(times, dayOfWeek=names)


def _dated(special: Iterable[SpecialHours]) -> Iterator[dict[str, object]]:
    entries = ((entry.day, (entry.windows, entry.label)) for entry in special)
    for first, last, (windows, label) in runs(entries):
        range_ = {"validFrom": first.isoformat(), "validThrough": last.isoformat()}
        named = {"name": label} if label else {}
        for times in _times(windows):
            yield _spec(times, **named, **range_)

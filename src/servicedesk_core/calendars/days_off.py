"""Days off: by country, by date, by year, by rule."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, date, datetime, time
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

import attrs

from servicedesk_core.calendars.country import check_country, country_year
from servicedesk_core.calendars.dated import read_day
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_LEAP_YEAR = 2000


class _Rule:
    """What rules are unless they say otherwise: no worked weekend, no last date."""

    __slots__ = ()

    def worked(self, year: int) -> Mapping[int, int]:  # noqa: ARG002
        """Return the weekday that each worked weekend of a year stands in for."""
        return {}

    def last_year(self) -> int | None:
        """Return the year of the last date, or None if there is no last one."""
        return None


@attrs.frozen
class CountryDays(_Rule):
    """The public holidays and worked weekends of a country."""

    country: str
    subdivision: str | None

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        return country_year(self.country, self.subdivision, year).off

    def worked(self, year: int) -> Mapping[int, int]:
        """Return the weekday that each worked weekend stands in for."""
        return country_year(self.country, self.subdivision, year).worked


@attrs.frozen
class FixedDays(_Rule):
    """Days off given one by one."""

    dates: tuple[tuple[date, str], ...]

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        return {day.toordinal(): name for day, name in self.dates if day.year == year}

    def last_year(self) -> int:
        """Return the year of the last date."""
        return max(day.year for day, _ in self.dates)


@attrs.frozen
class YearlyDays(_Rule):
    """The same days off every year: ``(month, day)`` to ``(month, day)``."""

    first: tuple[int, int]
    last: tuple[int, int]
    label: str

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        return dict.fromkeys(
            (
                day.toordinal()
                for day in _days_of(year)
                if self._covers((day.month, day.day))
            ),
            self.label,
        )

    def _covers(self, day: tuple[int, int]) -> bool:
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@attrs.frozen
class RecurringDays(_Rule):
    """Days off by an RFC 5545 recurrence rule."""

    rule: str
    since: date
    label: str

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        # In blocks of doubling length, so that asking year by year stays linear.
        block = 1 << max(year - self.since.year, 0).bit_length()
        found = _recurring(self.rule, self.since, self.since.year + block)
        return dict.fromkeys(found.get(year, ()), self.label)

    def last_year(self) -> int | None:
        """Return the year of UNTIL, if the rule has one."""
        until = _recurrence(self.rule, self.since)._until  # type: ignore[attr-defined]  # noqa: SLF001
        return until.year if until else None


DayRules = CountryDays | FixedDays | YearlyDays | RecurringDays


@attrs.frozen
class DaysOff:
    """Dates on which the weekly hours do not apply, joined by ``+``.

    A day off closes the windows that start on it. A country's worked weekends take
    the hours of the weekday they stand in for; a day off given otherwise beats them.

    Example:
        >>> ours = DaysOff.country("DE", "BY") + DaysOff.yearly("12-24..01-02")
        >>> ours.label(date(2026, 12, 27)), ours.label(date(2026, 12, 28))
        ('day off', 'day off')
        >>> ours.label(date(2026, 10, 3))
        'German Unity Day'
    """

    rules: tuple[DayRules, ...] = ()

    @classmethod
    def none(cls) -> "DaysOff":
        """Return no day off at all.

        Example:
            >>> DaysOff.none()
            DaysOff(rules=())
        """
        return cls()

    @classmethod
    def country(cls, country: str, subdivision: str | None = None) -> "DaysOff":
        """Return the public holidays of a country, worked weekends included.

        Args:
            country: a code that the ``holidays`` package knows, such as ``"RU"``.
            subdivision: a part of the country, such as ``"BY"`` of ``"DE"``.

        Raises:
            UnknownCountryError: with close matches.

        Example:
            >>> DaysOff.country("RU").label(date(2024, 11, 4))
            'Unity Day'
        """
        check_country(country, subdivision)
        return cls((CountryDays(country, subdivision),))

    @classmethod
    def dates(cls, days: Iterable[date | str | tuple[date | str, str]]) -> "DaysOff":
        """Return single days off, each a date or a pair of date and label.

        Example:
            >>> stock = DaysOff.dates(["2026-06-30", ("2026-12-30", "stocktaking")])
            >>> stock.label(date(2026, 12, 30))
            'stocktaking'
        """
        if isinstance(days, str) or not isinstance(days, Iterable):
            raise WrongTypeError("days", days, "several dates, in a list")
        dates = tuple(sorted(map(_read_dated, days)))
        return cls((FixedDays(dates),) if dates else ())

    @classmethod
    def yearly(cls, *ranges: str, label: str = "day off") -> "DaysOff":
        """Return the same days off every year.

        Args:
            ranges: ``"MM-DD"``, or ``"MM-DD..MM-DD"`` with both ends off, over New
                Year too. ``"02-29"`` exists in leap years only.
            label: why, for explanations.

        Raises:
            InvalidArgumentError: for a text that is no day of a year.

        Example:
            >>> DaysOff.yearly("05-01", label="Labour Day").label(date(2030, 5, 1))
            'Labour Day'
        """
        rules = []
        for text in ranges:
            if not isinstance(text, str):
                raise WrongTypeError("ranges", text, 'days such as "05-01..05-09"')
            first, dots, last = text.partition("..")
            rules.append(
                YearlyDays(
                    _read_month_day(first, text),
                    _read_month_day(last if dots else first, text),
                    label,
                )
            )
        return cls(tuple(rules))

    @classmethod
    def rule(cls, rule: str, *, since: date, label: str = "day off") -> "DaysOff":
        """Return days off by an RFC 5545 recurrence rule.

        Args:
            rule: such as ``"FREQ=MONTHLY;BYDAY=-1FR"``, yearly to daily.
            since: the first date that counts (DTSTART).
            label: why, for explanations.

        Raises:
            InvalidArgumentError: if the rule cannot be read, repeats within a day, or
                matches no date.

        Example:
            >>> last = DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2026, 1, 1))
            >>> last.label(date(2026, 1, 30))
            'day off'
        """
        start = read_day(since, "since")
        if next(iter(_recurrence(rule, start)), None) is None:
            raise InvalidArgumentError("rule", rule, "one that matches a date")
        return cls((RecurringDays(rule, start, label),))

    def __add__(self, other: "DaysOff") -> "DaysOff":
        if not isinstance(other, DaysOff):
            return NotImplemented
        return DaysOff(self.rules + other.rules)

    def days(self, year: int) -> dict[int, str]:
        """Return the label of each day off of a year, by ``date.toordinal()``.

        Where two rules name one date, the first label stays.
        """
        found: dict[int, str] = {}
        for rule in reversed(self.rules):
            found |= rule.days(year)
        return found

    def worked(self, year: int) -> dict[int, int]:
        """Return the weekday that each worked weekend stands in for, by ordinal."""
        found: dict[int, int] = {}
        for rule in reversed(self.rules):
            found |= rule.worked(year)
        off = self.days(year)
        return {day: weekday for day, weekday in found.items() if day not in off}

    def label(self, day: date) -> str | None:
        """Return why a date is off, or None if it is not.

        Example:
            >>> DaysOff.none().label(date(2026, 1, 1)) is None
            True
        """
        day = read_day(day)
        return self.days(day.year).get(day.toordinal())

    @property
    def last_year(self) -> int | None:
        """The year of the last date given one by one, if any is."""
        years = [year for rule in self.rules if (year := rule.last_year()) is not None]
        return max(years, default=None)


def _read_dated(day: date | str | tuple[date | str, str]) -> tuple[date, str]:
    """Return a date with its label, given as either or as a pair of both."""
    if not isinstance(day, tuple):
        return read_day(day, "days"), "day off"
    if len(day) != 2 or not isinstance(day[1], str):
        raise WrongTypeError("days", day, "a date, or a pair of date and label")
    return read_day(day[0], "days"), day[1]


def _read_month_day(text: str, whole: str) -> tuple[int, int]:
    match = _MONTH_DAY.fullmatch(text.strip())
    try:
        day = date(_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidArgumentError("ranges", whole, 'days such as "05-01..05-09"')
    return day.month, day.day


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1).toordinal()
    return map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))


@lru_cache(maxsize=256)
def _recurring(rule: str, since: date, through: int) -> Mapping[int, tuple[int, ...]]:
    """Return the dates of a rule up to the end of a year, by year, as ordinals."""
    end = datetime(min(through, MAXYEAR), 12, 31)  # noqa: DTZ001 - dates only
    days = takewhile(lambda day: day <= end, _recurrence(rule, since))
    years = groupby(days, key=lambda day: day.year)
    return FrozenMap({y: tuple(day.toordinal() for day in found) for y, found in years})


def _recurrence(rule: str, since: date) -> "rrule":
    # Imported at first use: few calendars have recurrence rules.
    from dateutil.rrule import DAILY, rrule, rrulestr  # noqa: PLC0415

    if not isinstance(rule, str):
        raise WrongTypeError("rule", rule, "the text of an RRULE")
    if "DTSTART" in rule.upper() or "\n" in rule:
        raise InvalidArgumentError("rule", rule, "one RRULE; since= gives its start")
    try:
        found = rrulestr(rule, dtstart=datetime.combine(since, time()))
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, rrule):
        wanted = "an RFC 5545 recurrence rule such as FREQ=MONTHLY;BYDAY=-1FR"
        raise InvalidArgumentError("rule", rule, wanted)
    if found._interval < 1:  # type: ignore[attr-defined]  # noqa: SLF001
        raise InvalidArgumentError("rule", rule, "with an INTERVAL of 1 or more")
    if found._freq > DAILY or any(  # type: ignore[attr-defined]  # noqa: SLF001
        part in rule.upper() for part in ("BYHOUR", "BYMINUTE", "BYSECOND")
    ):
        raise InvalidArgumentError("rule", rule, "yearly, monthly, weekly or daily")
    return found

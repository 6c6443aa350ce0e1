"""Days off: by country, by date, by year, by rule."""

import re
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta

import attrs

from servicedesk_core.calendars.country import check_country
from servicedesk_core.calendars.dated import ByDate, read_day, read_label
from servicedesk_core.calendars.day_rules import (
    Categories,
    CountryDays,
    FixedDays,
    HalfDay,
    Rule,
    YearlyDays,
    read_categories,
    read_short_eves,
)
from servicedesk_core.calendars.recurrence import RecurringDays, check_rule
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import to_whole

_MONTH_DAY = r"(\d\d)-(\d\d)"
_LEAP_YEAR = 2000


Dates = Iterable[date | str | tuple[date | str, str]] | ByDate[str]
"""What a caller may give for dates, some of them with labels."""

DayRules = CountryDays | FixedDays | YearlyDays | RecurringDays


def _read_rules(rules: Iterable[DayRules]) -> tuple[DayRules, ...]:
    if not isinstance(rules, Iterable):
        raise WrongTypeError("rules", rules, "rules of days off, in a list")
    found = tuple(rules)
    for rule in found:
        if not isinstance(rule, Rule):
            raise WrongTypeError(
                "rules", rule, "rules as DaysOff.dates(...) makes them"
            )
    return found


@attrs.frozen
class DaysOff:
    """Dates on which the weekly hours do not apply, joined by ``+``.

    A day off closes the windows that start on it. A country's worked weekends take
    the hours of the weekday they stand in for, half days keep a part of their hours,
    and eves end early. A day off given by any rule beats all of these.

    Example:
        >>> ours = DaysOff.country("DE", "BY") + DaysOff.yearly("12-24..01-02")
        >>> ours.label(date(2026, 12, 27)), ours.label(date(2026, 12, 28))
        ('day off', 'day off')
        >>> ours.label(date(2026, 10, 3))
        'German Unity Day'
    """

    rules: tuple[DayRules, ...] = attrs.field(default=(), converter=_read_rules)

    @classmethod
    def none(cls) -> "DaysOff":
        """Return no day off at all.

        Example:
            >>> DaysOff.none()
            DaysOff(rules=())
        """
        return cls()

    @classmethod
    def country(
        cls,
        country: str,
        subdivision: str | None = None,
        categories: Categories | None = None,
        short_eves: timedelta | None = None,
    ) -> "DaysOff":
        """Return the holidays of a country, worked weekends included.

        Args:
            country: a code that the ``holidays`` package knows, such as ``"RU"``.
            subdivision: a part of the country, such as ``"BY"`` of ``"DE"``.
            categories: which holidays count; None is ``["public"]``. A mapping of
                names to hours makes half days: of its ordinary hours, a date keeps
                the part inside those hours. None as hours is the whole day off;
                the category ``"half_day"`` needs hours. Worked weekends come with
                ``"public"``.
            short_eves: by how much the date before a statutory holiday ends early,
                more than nothing and less than 24 hours; None is not at all. One
                hour is the rule of Russia (Labour Code, art. 95). Days off that
                were moved from elsewhere have no eve.

        Raises:
            InvalidArgumentError: for a category that the country does not have, the
                category ``"workday"``, half days without hours, no category at all,
                or eves of no part of a day.
            UnknownCountryError: with close matches.
            WrongTypeError: for an argument of another type.

        Example:
            >>> DaysOff.country("RU").label(date(2024, 11, 4))
            'Unity Day'
            >>> kept = {"public": None, "half_day": "00:00-13:00"}
            >>> turkey = DaysOff.country("TR", categories=kept)
            >>> half = turkey.half_days(2026)[date(2026, 10, 28).toordinal()]
            >>> half.label, str(half.windows[0])
            ('Republic Day (from 1pm)', '00:00-13:00')
        """
        check_country(country, subdivision)
        kept = read_categories(country, categories)
        eves = read_short_eves(short_eves, kept)
        return cls((CountryDays(country, subdivision, kept, eves),))

    @classmethod
    def dates(cls, days: Dates) -> "DaysOff":
        """Return single days off.

        Args:
            days: dates, pairs of date and label, or a mapping of date to label.

        Example:
            >>> stock = DaysOff.dates(["2026-06-30", ("2026-12-30", "stocktaking")])
            >>> stock.label(date(2026, 12, 30))
            'stocktaking'
        """
        if isinstance(days, Mapping):
            days = days.items()
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
                    read_label(label),
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
        check_rule(rule, start)
        return cls((RecurringDays(rule, start, read_label(label)),))

    def __add__(self, other: "DaysOff") -> "DaysOff":
        if not isinstance(other, DaysOff):
            return NotImplemented
        return DaysOff(self.rules + other.rules)

    def days(self, year: int) -> dict[int, str]:
        """Return the label of each whole day off of a year, by ``date.toordinal()``.

        Where two rules name one date, the first label stays.
        """
        to_whole(year, "year", low=MINYEAR, high=MAXYEAR)
        found: dict[int, str] = {}
        for rule in reversed(self.rules):
            found |= rule.days(year)
        return found

    def worked(self, year: int) -> dict[int, int]:
        """Return the weekday that each worked weekend stands in for, by ordinal."""
        to_whole(year, "year", low=MINYEAR, high=MAXYEAR)
        found: dict[int, int] = {}
        for rule in reversed(self.rules):
            found |= rule.worked(year)
        off = self.days(year) if found else {}
        return {day: weekday for day, weekday in found.items() if day not in off}

    def half_days(self, year: int) -> dict[int, HalfDay]:
        """Return the half days of a year, by ordinal.

        A date that is off or worked is no half day. Where two rules make a date one,
        the first stays.

        Example:
            >>> ours = DaysOff.country("GR", categories={"half_day": "09:00-13:00"})
            >>> [date.fromordinal(day).isoformat() for day in ours.half_days(2026)]
            ['2026-12-24', '2026-12-31']
        """
        to_whole(year, "year", low=MINYEAR, high=MAXYEAR)
        found: dict[int, HalfDay] = {}
        for rule in reversed(self.rules):
            found |= rule.half_days(year)
        other = self.days(year).keys() | self.worked(year).keys() if found else set()
        return {day: half for day, half in found.items() if day not in other}

    def eves(self, year: int) -> dict[int, int]:
        """Return by how many microseconds the hours of each eve end early, by ordinal.

        Dates that are off are left out; weekends are in, for desks that work then.
        Where several rules shorten a date, the largest shortening counts.

        Example:
            >>> ours = DaysOff.country("RU", short_eves=timedelta(hours=1))
            >>> eve = date(2024, 11, 2)  # a Saturday worked for Tuesday, 30 April
            >>> timedelta(microseconds=ours.eves(2024)[eve.toordinal()])
            datetime.timedelta(seconds=3600)
        """
        to_whole(year, "year", low=MINYEAR, high=MAXYEAR)
        found: dict[int, int] = {}
        for rule in self.rules:
            for day, length in rule.eves(year).items():
                found[day] = max(length, found.get(day, 0))
        off = self.days(year) if found else {}
        return {day: length for day, length in found.items() if day not in off}

    def label(self, day: date) -> str | None:
        """Return why a date is off, or None if it is not.

        Example:
            >>> DaysOff.none().label(date(2026, 1, 1)) is None
            True
        """
        day = read_day(day)
        return self.days(day.year).get(day.toordinal())

    @property
    def edge_years(self) -> tuple[int, ...]:
        """The years in which dated rules begin or end, for bounded searches.

        Example:
            >>> DaysOff.dates(["2026-01-02", "2028-01-02"]).edge_years
            (2026, 2028)
        """
        return tuple(year for rule in self.rules for year in rule.edge_years())

    @property
    def known_years(self) -> tuple[int, int]:
        """The first and the last year that the days off of every rule are known for.

        Dates, yearly days and rules are known for ever: from year 1 to 9999. In a
        country whose government moves working days by decree, the last year is that
        of the last known transfer; tables of a lunar calendar end likewise.

        Example:
            >>> (DaysOff.country("US") + DaysOff.country("JP")).known_years
            (1949, 2099)
        """
        known = [(MINYEAR, MAXYEAR), *(rule.known_years() for rule in self.rules)]
        return max(first for first, _ in known), min(last for _, last in known)

    @property
    def coverage(self) -> int | None:
        """The last year up to which the days off are known, None if nothing ends it.

        Example:
            >>> DaysOff.country("JP").coverage
            2099
            >>> DaysOff.yearly("05-01").coverage is None
            True
        """
        last = self.known_years[1]
        return last if last < MAXYEAR else None


def _read_dated(day: date | str | tuple[date | str, str]) -> tuple[date, str]:
    """Return a date with its label, given as either or as a pair of both."""
    if not isinstance(day, tuple):
        return read_day(day, "days"), "day off"
    if len(day) != 2 or not isinstance(day[1], str):
        raise WrongTypeError("days", day, "a date, or a pair of date and label")
    return read_day(day[0], "days"), day[1]


def _read_month_day(text: str, whole: str) -> tuple[int, int]:
    match = re.fullmatch(_MONTH_DAY, text.strip())
    try:
        day = date(_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise InvalidArgumentError("ranges", whole, 'days such as "05-01..05-09"')
    return day.month, day.day

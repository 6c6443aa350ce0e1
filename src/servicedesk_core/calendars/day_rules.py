"""Rules of days off: those of a country, single dates, the same days every year."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.calendars.country import (
    PUBLIC,
    country_categories,
    country_year,
    known_years,
    replaced_days,
    statutory_eves,
)
from servicedesk_core.calendars.window import TimeWindow, Windows, read_windows
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, close_matches
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.timeline import DAY, to_duration, to_timedelta

Categories = Iterable[str] | Mapping[str, Windows | None]
"""What a caller may give for categories: names, or names with the hours kept."""

_HALF_DAY = "half_day"
_WORKDAY = "workday"


class HalfDay(NamedTuple):
    """A date that keeps the part of its ordinary hours inside some windows.

    Attributes:
        windows: what is left of the day at most.
        label: why.
    """

    windows: tuple[TimeWindow, ...]
    label: str


class Rule:
    """What rules are unless they say otherwise: days off for ever, and nothing else."""

    __slots__ = ()

    def worked(self, year: int) -> Mapping[int, int]:  # noqa: ARG002
        """Return the weekday that each worked weekend of a year stands in for."""
        return {}

    def half_days(self, year: int) -> Mapping[int, HalfDay]:  # noqa: ARG002
        """Return the half days of a year."""
        return {}

    def eves(self, year: int) -> Mapping[int, int]:  # noqa: ARG002
        """Return the microseconds by which the end of each eve is shortened."""
        return {}

    def edge_years(self) -> tuple[int, ...]:
        """Return the years of the first and the last date, as far as there are such."""
        return ()

    def known_years(self) -> tuple[int, int]:
        """Return the first and the last year that the days off are known for."""
        return MINYEAR, MAXYEAR


@attrs.frozen
class CountryDays(Rule):
    """The holidays and worked weekends of a country.

    Attributes:
        country: its code.
        subdivision: a part of it, or None.
        categories: the windows kept on the days of each category; None if they are
            off as a whole.
        short_eves: by how much an eve of a statutory holiday is shorter, or None.
    """

    country: str
    subdivision: str | None = None
    categories: Mapping[str, tuple[TimeWindow, ...] | None] = FrozenMap({PUBLIC: None})
    short_eves: timedelta | None = None

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each whole day off of a year, by ordinal."""
        return {
            day: label
            for category, windows in reversed([*self.categories.items()])
            if windows is None
            for day, label in self._off(category, year).items()
        }

    def worked(self, year: int) -> Mapping[int, int]:
        """Return the weekday that each worked weekend stands in for."""
        if PUBLIC not in self.categories:
            return {}
        replaced = replaced_days(self.country, self.subdivision, year)
        return {day: (other - 1) % 7 for day, other in replaced.items()}

    def half_days(self, year: int) -> Mapping[int, HalfDay]:
        """Return the half days of a year, by ordinal."""
        return {
            day: HalfDay(windows, label)
            for category, windows in reversed([*self.categories.items()])
            if windows is not None
            for day, label in self._off(category, year).items()
        }

    def eves(self, year: int) -> Mapping[int, int]:
        """Return by how many microseconds each eve is shortened, by ordinal."""
        if self.short_eves is None:
            return {}
        length = to_duration(self.short_eves, "short_eves")
        eves = statutory_eves(self.country, self.subdivision, year)
        return dict.fromkeys(eves, length)

    def known_years(self) -> tuple[int, int]:
        """Return the first and the last year that the country is known for."""
        return known_years(self.country)

    def _off(self, category: str, year: int) -> Mapping[int, str]:
        return country_year(self.country, self.subdivision, category, year).off


@attrs.frozen
class FixedDays(Rule):
    """Days off given one by one."""

    dates: tuple[tuple[date, str], ...]

    def days(self, year: int) -> Mapping[int, str]:
        """Return the label of each day off of a year, by ordinal."""
        return {day.toordinal(): name for day, name in self.dates if day.year == year}

    def edge_years(self) -> tuple[int, ...]:
        """Return the years of the first and the last date."""
        return self.dates[0][0].year, self.dates[-1][0].year


@attrs.frozen
class YearlyDays(Rule):
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


def read_categories(
    country: str, categories: Categories | None
) -> Mapping[str, tuple[TimeWindow, ...] | None]:
    """Return the windows kept in each category, ``"public"`` first.

    Args:
        country: a code that has been checked.
        categories: as a caller gives them; None is ``"public"`` alone.

    Raises:
        InvalidArgumentError: for a category that the country does not have, one of
            dates that are worked, half days without hours, or none at all.
        WrongTypeError: if they are no names.

    Example:
        >>> found = read_categories("TR", {"half_day": "0:00-13:00", "public": None})
        >>> list(found), found["half_day"]
        (['public', 'half_day'], (TimeWindow(opens='00:00', closes='13:00'),))
    """
    if categories is None:
        categories = (PUBLIC,)
    if isinstance(categories, str) or not isinstance(categories, Iterable):
        wanted = "several names of categories, or a mapping of them to hours"
        raise WrongTypeError("categories", categories, wanted)
    hours = categories if isinstance(categories, Mapping) else {}
    supported = [name for name in country_categories(country) if name != _WORKDAY]
    found = {
        _read_category(name, supported): _read_hours(name, hours.get(name))
        for name in categories
    }
    if not found:
        raise InvalidArgumentError("categories", categories, "one category at least")
    # In one order however they were given, so that equal rules give equal answers.
    return FrozenMap(
        {name: found[name] for name in sorted(found, key=lambda n: (n != PUBLIC, n))}
    )


def read_short_eves(
    short_eves: timedelta | None, categories: Iterable[str]
) -> timedelta | None:
    """Return by how much eves are shorter, or None.

    Raises:
        InvalidArgumentError: if it is no part of a day, or if the categories have no
            public holidays, whose eves are meant.
        WrongTypeError: if it is no timedelta.

    Example:
        >>> read_short_eves(timedelta(hours=1), ["public"])
        datetime.timedelta(seconds=3600)
    """
    if short_eves is None:
        return None
    length = to_duration(short_eves, "short_eves")
    if not 0 < length < DAY or to_timedelta(length) != short_eves:
        wanted = "more than nothing and less than 24 hours, in whole microseconds"
        raise InvalidArgumentError("short_eves", short_eves, wanted)
    if PUBLIC not in categories:
        wanted = "left out without the category 'public': eves precede its holidays"
        raise InvalidArgumentError("short_eves", short_eves, wanted)
    return to_timedelta(length)


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1).toordinal()
    return map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))


def _read_category(name: str, supported: list[str]) -> str:
    to_one(name, str, "categories", "names such as 'public'")
    if name == _WORKDAY:
        wanted = "categories of days off; the days of 'workday' are worked"
        raise InvalidArgumentError("categories", name, wanted)
    if name not in supported:
        matches = close_matches(name.lower(), supported)
        hint = f" (did you mean {' or '.join(matches)}?)" if matches else ""
        wanted = f"among {', '.join(supported)}{hint}"
        raise InvalidArgumentError("categories", name, wanted)
    return name


def _read_hours(name: str, hours: Windows | None) -> tuple[TimeWindow, ...] | None:
    if hours is not None:
        windows = read_windows(hours, name)
        if not windows:
            wanted = 'hours such as "09:00-13:00", or None for a whole day off'
            raise InvalidArgumentError(f"categories[{name!r}]", hours, wanted)
        return windows
    if name == _HALF_DAY:
        wanted = 'in a mapping with its hours, such as {"half_day": "09:00-13:00"}'
        raise InvalidArgumentError("categories", name, wanted)
    return None

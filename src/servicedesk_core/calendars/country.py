"""The one adapter of the ``holidays`` package.

Its objects change when they are read and its names follow the locale, so a year is
read once, in English, into frozen mappings.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from servicedesk_core.errors import UnknownCountryError, WrongTypeError
from servicedesk_core.frozen import FrozenMap

if TYPE_CHECKING:
    from holidays import HolidayBase

_LANGUAGE = "en_US"
_SEPARATOR = re.compile(r"[-_ ]")
_SUBSTITUTED = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")


@attrs.frozen
class CountryYear:
    """One year of a country's public holidays.

    Attributes:
        off: the label of each day off, by ordinal.
        worked: the weekday (0 is Monday) whose hours a worked weekend takes, by
            ordinal.
    """

    off: Mapping[int, str]
    worked: Mapping[int, int]


def check_country(country: str, subdivision: str | None) -> None:
    """Check that the ``holidays`` package knows a country and its subdivision.

    Raises:
        UnknownCountryError: with close matches.

    Example:
        >>> check_country("DE", "BY")
    """
    # Imported at first use: it costs as much as the rest of the library twice over.
    import holidays  # noqa: PLC0415

    if not isinstance(country, str):
        raise WrongTypeError("country", country, 'a code such as "DE"')
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise UnknownCountryError("country", country, _close(country, known))
    if subdivision is not None and subdivision not in known[country]:
        matches = _close(subdivision, known[country])
        raise UnknownCountryError("subdivision", subdivision, matches)


def _close(value: str, known: Mapping[str, object] | list[str]) -> tuple[str, ...]:
    folded = {name.upper(): name for name in known}
    code = _SEPARATOR.split(str(value).upper())[0]
    matches = [code] if code in folded else get_close_matches(code, folded, cutoff=0.5)
    return tuple(folded[match] for match in matches)


@lru_cache(maxsize=2048)
def country_year(country: str, subdivision: str | None, year: int) -> CountryYear:
    """Return a year's days off and worked weekends as the country has them.

    Args:
        country: ISO 3166-1 code.
        subdivision: ISO 3166-2 part, or None.
        year: 1 to 9999; years without data have no holidays.

    Example:
        >>> year = country_year("RU", None, 2024)
        >>> year.off[date(2024, 11, 4).toordinal()]
        'Unity Day'
        >>> year.worked[date(2024, 4, 27).toordinal()]  # for Monday
        0
    """
    holidays = _load(country, subdivision, year)
    off = {day.toordinal(): name for day, name in holidays.items() if day.year == year}
    worked = {
        day.toordinal(): _replaced_weekday(day, country, subdivision)
        for day in holidays.weekend_workdays
        if day.year == year
    }
    return CountryYear(FrozenMap(off), FrozenMap(worked))


def _load(country: str, subdivision: str | None, year: int) -> "HolidayBase":
    import holidays  # noqa: PLC0415 - as in `check_country`

    return holidays.country_holidays(
        country, subdiv=subdivision, years=year, language=_LANGUAGE, expand=False
    )


def _replaced_weekday(worked: date, country: str, subdivision: str | None) -> int:
    """Return the weekday that a worked weekend stands in for.

    The package says so only in the label of the day off, which may lie in a
    neighbouring year; else it is the last working weekday before.
    """
    for year in (worked.year, worked.year + 1, worked.year - 1):
        for day, label in _load(country, subdivision, year).items():
            found = _SUBSTITUTED.search(label)
            if found and date(int(found[3]), int(found[1]), int(found[2])) == worked:
                return day.weekday()
    holidays = _load(country, subdivision, worked.year)
    day = worked - timedelta(days=1)
    while day.weekday() in holidays.weekend or day in holidays:
        day -= timedelta(days=1)
    return day.weekday()

"""The one adapter of the ``holidays`` package.

Its objects change when they are read and its names follow the locale, so a year of
one category is read once, in English, into frozen values.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.errors import UnknownCountryError, close_matches
from servicedesk_core.frozen import FrozenMap

if TYPE_CHECKING:
    from holidays import HolidayBase

PUBLIC = "public"
"""The category of public holidays, which every country has."""

_LANGUAGE = "en_US"
# Patterns are texts: compiled when first used, which few programs do at once.
_SEPARATOR = "[-_ ]"
_SUBSTITUTED = r"substituted from (\d\d)/(\d\d)/(\d{4})"

# The label forms of a country's moved days off are attributes of its class ...
_MOVED_FORMS = (
    "observed_label",
    "observed_label_before",
    "observed_estimated_label",
    "substituted_label",
)
# ... but for these: Japan, Thailand, Cambodia, bridge days, and Uzbekistan.
_MOVED = (
    r"Substitute Holiday|Special In[- ]Lieu Holiday|.+ Replacement Holiday"
    r"|Bridge (Public )?Holiday|Additional day off .+"
)

# Where tables of a lunar calendar end before the years that the package answers for:
# the Hindu one has 2001 to 2035, the Balinese one ends in 2050. New Zealand's law sets
# the dates of Matariki to 2052 (Te Kahui o Matariki Public Holiday Act 2022).
_HINDU = (2001, 2035)
_TABLES: Mapping[str, tuple[int, int]] = FrozenMap(
    {
        **dict.fromkeys(("BT", "FJ", "GY", "IN", "MU", "NP", "SR"), _HINDU),
        "ID": (1, 2050),
        "NZ": (1, 2052),
    }
)
# Other years of these give a UserWarning, which a caller may have made an error: they
# are not read, and have no days off.
_GUARDED = frozenset({"IN"})

# Working days move by decree where the package has transfers: they are known to the
# last year with one. Where that says too little, to the year given here; None is for
# ever, as no decree is due any more.
_DECREED: Mapping[str, int | None] = FrozenMap(
    {
        # The laws and decisions that the package goes by reach to January 2026; the
        # last transfer was in 2021.
        "AM": 2025,
        # Since 2017 a holiday on a weekend gives the next working day off by law
        # (Labour Code art. 154; State Gazette 105/2016).
        "BG": None,
        # No make-up days since the order of the Executive Yuan of 13 June 2025, but
        # still a work calendar for every year; that of 2026 is in.
        "TW": 2026,
        # Neither holidays nor transfers under martial law (Law 2136-IX, art. 6), which
        # was prolonged into 2026 (Decree 40/2026).
        "UA": 2026,
    }
)


class CountryYear(NamedTuple):
    """One year of one category of a country's holidays; days are ordinals.

    Attributes:
        off: the label of each day off.
        statutory: the days off that are holidays themselves: neither moved from
            another date nor a bridge between two.
        worked: the last working day before each worked weekend.
        transfers: the day off that each worked weekend of any year was given for.
    """

    off: Mapping[int, str]
    statutory: frozenset[int]
    worked: Mapping[int, int]
    transfers: Mapping[int, int]


def check_country(country: str, subdivision: str | None) -> None:
    """Check that the ``holidays`` package knows a country and its subdivision.

    Raises:
        UnknownCountryError: with close matches.

    Example:
        >>> check_country("DE", "BY")
    """
    # Imported at first use: it costs as much as the rest of the library twice over.
    import holidays  # noqa: PLC0415

    to_one(country, str, "country", 'a code such as "DE"')
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise UnknownCountryError("country", country, _close(country, known))
    to_optional(subdivision, str, "subdivision", 'a code such as "BY"')
    if subdivision is not None and subdivision not in known[country]:
        matches = _close(subdivision, known[country])
        raise UnknownCountryError("subdivision", subdivision, matches)


def country_categories(country: str) -> tuple[str, ...]:
    """Return the categories of holidays that a country has, sorted.

    Example:
        >>> country_categories("TR")
        ('half_day', 'public')
    """
    return tuple(sorted(_entity(country).supported_categories))


@lru_cache(maxsize=512)
def known_years(country: str) -> tuple[int, int]:
    """Return the first and the last year that a country's days off are known for.

    The last one is where the package ends, where its tables of a lunar calendar do,
    or, where the government moves working days by decree, the last year with a
    known transfer.

    Example:
        >>> known_years("JP")
        (1949, 2099)
    """
    entity = _entity(country)
    low, high = _TABLES.get(entity.country, (1, MAXYEAR))
    decreed = _last_decreed(entity)
    last = min(entity.end_year, high, MAXYEAR if decreed is None else decreed)
    return max(entity.start_year, low), last


@lru_cache(maxsize=2048)
def country_year(
    country: str, subdivision: str | None, category: str, year: int
) -> CountryYear:
    """Return a year's days off and worked weekends as the country has them.

    Args:
        country: ISO 3166-1 code.
        subdivision: ISO 3166-2 part, or None.
        category: one that the country has. Worked weekends belong to ``"public"``.
        year: 1 to 9999; years without data have no holidays.

    Example:
        >>> year = country_year("RU", None, "public", 2024)
        >>> year.off[date(2024, 11, 4).toordinal()]
        'Unity Day'
        >>> moved = year.transfers[date(2024, 4, 27).toordinal()]
        >>> str(date.fromordinal(moved)), year.off[moved]
        ('2024-04-29', 'Day off (substituted from 04/27/2024)')
    """
    holidays = _load(country, subdivision, category, year)
    off = {day: label for day, label in holidays.items() if day.year == year}
    worked = holidays.weekend_workdays if category == PUBLIC else ()
    return CountryYear(
        off=FrozenMap({day.toordinal(): label for day, label in off.items()}),
        statutory=_statutory(off, _moved_labels(holidays)),
        worked=FrozenMap(
            {
                day.toordinal(): _working_day_before(day, holidays)
                for day in worked
                if day.year == year
            }
        ),
        transfers=FrozenMap(dict(_transfers(off))),
    )


@lru_cache(maxsize=2048)
def replaced_days(
    country: str, subdivision: str | None, year: int
) -> Mapping[int, int]:
    """Return the day that each worked weekend of a year stands in for, as ordinals.

    The package says so only in the label of the day off, which may lie in a
    neighbouring year; else it is the last working day before.

    Example:
        >>> worked = date(2024, 4, 27).toordinal()
        >>> str(date.fromordinal(replaced_days("RU", None, 2024)[worked]))
        '2024-04-29'
    """
    found = country_year(country, subdivision, PUBLIC, year).worked
    around = (year, year + 1, year - 1) if found else ()
    for near in around:
        transfers = country_year(country, subdivision, PUBLIC, near).transfers
        found = {day: transfers.get(day, before) for day, before in found.items()}
    return FrozenMap(found)


@lru_cache(maxsize=2048)
def statutory_eves(country: str, subdivision: str | None, year: int) -> frozenset[int]:
    """Return the eves of a country's statutory holidays, as ordinals.

    An eve is the date before a holiday, weekend or not. A worked weekend is one too
    if it stands in for an eve, as it has that day's hours. A moved day off has no eve:
    the Labour Code of Russia, art. 95, shortens the working day that immediately
    precedes a holiday.

    Example:
        >>> eves = statutory_eves("RU", None, 2024)
        >>> date(2024, 5, 8).toordinal() in eves, date(2024, 4, 26).toordinal() in eves
        (True, False)
        >>> date(2024, 11, 2).toordinal() in eves  # worked for 30 April
        True
    """

    def statutory(year: int) -> frozenset[int]:
        return country_year(country, subdivision, PUBLIC, year).statutory

    dates = statutory(year) | (statutory(year + 1) if year < MAXYEAR else frozenset())
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    replaced = replaced_days(country, subdivision, year).items()
    stand_ins = (
        worked
        for worked, day in replaced
        if day + 1 in statutory(date.fromordinal(day + 1).year)
    )
    return frozenset(day - 1 for day in dates if first < day <= last + 1).union(
        stand_ins
    )


def _close(value: str, known: Mapping[str, object] | list[str]) -> tuple[str, ...]:
    folded = {name.upper(): name for name in known}
    code = re.split(_SEPARATOR, str(value).upper())[0]
    matches = (code,) if code in folded else close_matches(code, folded, likeness=0.5)
    return tuple(folded[match] for match in matches)


def _entity(country: str) -> "HolidayBase":
    """Return a country's object without any year."""
    import holidays  # noqa: PLC0415 - as in `check_country`

    return holidays.country_holidays(country, language=_LANGUAGE)


def _last_decreed(entity: "HolidayBase") -> int | None:
    """Return the last year whose transfers are known, or None if none are due."""
    stated = _DECREED.get(entity.country, 0)
    if stated is None or not entity.has_substituted_holidays:
        return None
    tables: Mapping[int, tuple[object, ...]] = entity.special_public_holidays
    # A year has one entry or several; a transfer is (to month, day, from month, day).
    with_transfer = (
        year
        for year, entries in tables.items()
        if any(
            len(entry) > 3
            for entry in (entries if isinstance(entries[0], tuple) else (entries,))
            if isinstance(entry, tuple)
        )
    )
    return max(stated, *with_transfer)


def _load(
    country: str, subdivision: str | None, category: str, year: int
) -> "HolidayBase":
    import holidays  # noqa: PLC0415 - as in `check_country`

    code = getattr(holidays, country).country
    first, last = _TABLES[code] if code in _GUARDED else (1, MAXYEAR)
    return holidays.country_holidays(
        country,
        subdiv=subdivision,
        years=year if first <= year <= last else (),
        expand=False,
        language=_LANGUAGE,
        categories=(category,),
    )


def _moved_labels(holidays: "HolidayBase") -> re.Pattern[str]:
    """Return what matches the label of a moved day off."""
    labels = (getattr(holidays, name, "") for name in _MOVED_FORMS)
    forms = {holidays.tr(label) for label in labels if label not in ("", "%s")}
    parts = (re.escape(form).replace("%s", ".+") for form in sorted(forms))
    return re.compile("|".join((*parts, _MOVED)))


def _statutory(off: Mapping[date, str], moved: re.Pattern[str]) -> frozenset[int]:
    return frozenset(
        day.toordinal()
        for day, label in off.items()
        if not all(map(moved.fullmatch, label.split("; ")))
    )


def _transfers(off: Mapping[date, str]) -> Iterator[tuple[int, int]]:
    for day, label in off.items():
        for month, from_day, year in re.findall(_SUBSTITUTED, label):
            worked = date(int(year), int(month), int(from_day))
            yield worked.toordinal(), day.toordinal()


def _working_day_before(worked: date, holidays: "HolidayBase") -> int:
    day = worked - timedelta(days=1)
    while holidays.is_weekend(day) or day in holidays:
        day -= timedelta(days=1)
    return day.toordinal()

"""What both notations of hours ask of what they write."""

from collections.abc import Iterable
from typing import NoReturn

from servicedesk_core.argument import to_one, to_optional
from servicedesk_core.calendars.dated import (
    Closure,
    SpecialHours,
    read_closures,
    read_special,
)
from servicedesk_core.calendars.days_off import DayRules, DaysOff
from servicedesk_core.calendars.weekly import WeeklyHours
from servicedesk_core.errors import InvalidHoursError


def check_weekly(weekly: WeeklyHours) -> None:
    """Check that weekly hours are such.

    Raises:
        WrongTypeError: if they are something else, text for example.
    """
    to_one(weekly, WeeklyHours, "weekly", "WeeklyHours")


def read_rules(days_off: DaysOff | None) -> tuple[DayRules, ...]:
    """Return the rules of days off.

    Raises:
        WrongTypeError: if they are no days off.

    Example:
        >>> read_rules(DaysOff.yearly("12-25"))
        (YearlyDays(first=(12, 25), last=(12, 25), label='day off'),)
    """
    known = to_optional(days_off, DaysOff, "days_off", "DaysOff")
    return () if known is None else known.rules


def read_dated(
    special: Iterable[SpecialHours], closures: Iterable[Closure], notation: str
) -> tuple[SpecialHours, ...]:
    """Return special hours by date, if there is no closure.

    Raises:
        InvalidHoursError: for a closure, which no notation can say, or a date that has
            special hours twice.
        WrongTypeError: for anything else than special hours and closures.

    Example:
        >>> [entry] = read_dated([SpecialHours("2026-12-31", ())], (), "text")
        >>> str(entry.day)
        '2026-12-31'
    """
    for closure in read_closures(closures):
        refuse(closure, notation)
    return read_special(special)


def refuse(part: object, notation: str) -> NoReturn:
    """Raise the error about a part that a notation cannot say.

    Raises:
        InvalidHoursError: always.
    """
    raise InvalidHoursError(f"{part!r} cannot be written as {notation}")

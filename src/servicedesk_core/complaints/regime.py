"""Rules about when a complaint must be answered, as they were in force."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.complaints._facts import check_flag, check_text, check_words
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_whole


class DeadlineUnit(StrEnum):
    """What a deadline is counted in.

    Example:
        >>> DeadlineUnit("weeks")
        <DeadlineUnit.WEEKS: 'weeks'>
    """

    CALENDAR_DAYS = "calendar_days"
    """Every date counts."""
    WORKING_DAYS = "working_days"
    """The working days of the calendar given count."""
    WEEKS = "weeks"
    """Seven dates each."""
    MONTHS = "months"
    """To the same day of a later month, or to its last day if that is earlier."""


def _n(value: int) -> int:
    return to_whole(value, "n", low=1)


def _extension(value: int) -> int:
    return to_whole(value, "extension")


def _unit(value: DeadlineUnit | str) -> DeadlineUnit:
    return member(DeadlineUnit, value, "unit")


@attrs.frozen
class DeadlineRule:
    """Within how long a complaint must be answered.

    The first day is the one after the day of receipt.

    Args:
        n: how many units, 1 or more.
        unit: what they are.
        extension: by how many more units a notice to the client may extend it, 0 or
            more; 0 is not at all.
        rolls: whether a last day that is no working day gives way to the next one.
        source: where the rule stands.

    Raises:
        InvalidArgumentError: for a number out of range, or an unknown unit.
        WrongTypeError: if a number is not whole, or a value of another type.

    Example:
        >>> DeadlineRule(2, "working_days").extension
        0
    """

    n: int = attrs.field(converter=_n)
    unit: DeadlineUnit = attrs.field(converter=_unit)
    extension: int = attrs.field(kw_only=True, default=0, converter=_extension)
    rolls: bool = attrs.field(kw_only=True, default=False, validator=check_flag)
    source: str = attrs.field(kw_only=True, default="", validator=check_words)

    @property
    def needs_calendar(self) -> bool:
        """Whether it cannot be counted without knowing working days."""
        return self.rolls or self.unit is DeadlineUnit.WORKING_DAYS


def _versions(versions: Mapping[date, DeadlineRule]) -> FrozenMap[date, DeadlineRule]:
    to_mapping(versions, "versions", "a mapping of date to DeadlineRule")
    for day, rule in versions.items():
        if type(day) is not date:
            raise WrongTypeError("versions", day, "dates as keys")
        to_one(rule, DeadlineRule, "versions", "DeadlineRule values")
    if not versions:
        raise InvalidArgumentError("versions", versions, "one rule at least")
    return FrozenMap({day: versions[day] for day in sorted(versions)})


@attrs.frozen
class Regime:
    """The rules of one jurisdiction, each in force from its date on.

    Args:
        name: whose they are.
        versions: the rules by the first date of receipt that each holds for.

    Raises:
        InvalidArgumentError: for no rule at all, or a blank name.
        WrongTypeError: for anything else than dates and rules.

    Example:
        >>> RUSSIA_BANKS.rule(date(2024, 6, 30)).unit
        <DeadlineUnit.CALENDAR_DAYS: 'calendar_days'>
        >>> RUSSIA_BANKS.rule(date(2024, 7, 1)).n
        15
    """

    name: str = attrs.field(validator=check_text)
    versions: Mapping[date, DeadlineRule] = attrs.field(converter=_versions)

    def rule(self, on: date) -> DeadlineRule:
        """Return the rule for a complaint received on a date.

        Args:
            on: the date of receipt; later changes leave it as it is.

        Raises:
            InvalidArgumentError: if it is before the first version.
            WrongTypeError: if it is no date.

        Example:
            >>> AUSTRALIA.rule(date(2026, 1, 1)).n
            30
        """
        if type(on) is not date:
            raise WrongTypeError("on", on, "a date")
        found = [rule for day, rule in self.versions.items() if day <= on]
        if not found:
            wanted = f"{min(self.versions)} or later, for {self.name}"
            raise InvalidArgumentError("on", str(on), wanted)
        return found[-1]


_FZ_59 = "Federal law 59-FZ of 2 May 2006, article 12"
_FZ_442 = "Federal law 442-FZ of 4 August 2023, article 30.1 of the law on banks"
_PSD = "FCA Handbook, DISP 1.6.2AR"
_RG_271 = "ASIC Regulatory Guide 271"

RUSSIA_APPEALS = Regime(
    "appeals to public bodies in Russia",
    {date(2006, 11, 2): DeadlineRule(30, "calendar_days", extension=30, source=_FZ_59)},
)
"""30 calendar days from registration, up to 30 more with notice."""

RUSSIA_BANKS = Regime(
    "complaints to banks in Russia",
    {
        date(2006, 11, 2): DeadlineRule(
            30, "calendar_days", source=f"the custom after {_FZ_59}"
        ),
        date(2024, 7, 1): DeadlineRule(
            15, "working_days", extension=10, source=_FZ_442
        ),
    },
)
"""15 working days and up to 10 more with notice; before July 2024, 30 days."""

RUSSIA_BANK_FORWARDING = Regime(
    "forwarding of complaints by the Bank of Russia",
    {date(2024, 7, 1): DeadlineRule(7, "working_days", source=_FZ_442)},
)
"""Within 7 working days the Bank of Russia passes a complaint on to the bank."""

UK_SUMMARY_RESOLUTION = Regime(
    "summary resolution in the United Kingdom",
    {
        date(2013, 4, 1): DeadlineRule(
            1, "working_days", source="FCA Handbook, DISP 1.5.1R until 29 June 2016"
        ),
        date(2016, 6, 30): DeadlineRule(
            3, "working_days", source="FCA Handbook, DISP 1.5.1R"
        ),
    },
)
"""Resolved so soon, a complaint needs no final response.

The rule ends with the close of business; the last day is the same.
"""

UK_FINAL_RESPONSE = Regime(
    "final response in the United Kingdom",
    {date(2013, 4, 1): DeadlineRule(8, "weeks", source="FCA Handbook, DISP 1.6.2R")},
)
"""8 weeks after receipt."""

UK_PAYMENT_SERVICES = Regime(
    "final response on payment services in the United Kingdom",
    {date(2018, 1, 13): DeadlineRule(15, "working_days", extension=20, source=_PSD)},
)
"""15 business days, 35 in exceptional cases with a holding response."""

AUSTRALIA = Regime(
    "internal dispute resolution in Australia",
    {date(2021, 10, 5): DeadlineRule(30, "calendar_days", source=_RG_271)},
)
"""30 calendar days, the standard."""

AUSTRALIA_SUPERANNUATION = Regime(
    "internal dispute resolution of superannuation trustees in Australia",
    {date(2021, 10, 5): DeadlineRule(45, "calendar_days", source=_RG_271)},
)
"""45 calendar days for superannuation and traditional trustees."""

AUSTRALIA_HARDSHIP = Regime(
    "internal dispute resolution on financial difficulty in Australia",
    {date(2021, 10, 5): DeadlineRule(21, "calendar_days", source=_RG_271)},
)
"""21 calendar days where a client cannot pay."""

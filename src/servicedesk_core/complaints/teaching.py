"""Whether a longer call that teaches the client pays."""

from datetime import date
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.complaints._exact import (
    product,
    quotient,
    to_decimal_share,
    to_money,
)
from servicedesk_core.complaints.preset import Preset
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal, to_whole


@attrs.frozen
class Season:
    """A part of a year in which contacts were counted.

    Args:
        start: the first date.
        end: the first date after it, later than ``start``.

    Raises:
        InvalidArgumentError: if ``end`` is not later.
        WrongTypeError: if either is no date.

    Example:
        >>> autumn = Season(date(2024, 9, 1), date(2024, 12, 1))
        >>> autumn.recurs_as(Season(date(2025, 9, 1), date(2025, 12, 1)))
        True
    """

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        for name, day in (("start", self.start), ("end", self.end)):
            if type(day) is not date:
                raise WrongTypeError(name, day, "a date")
        if self.end <= self.start:
            raise InvalidArgumentError("end", str(self.end), f"after {self.start}")

    def recurs_as(self, other: "Season") -> bool:
        """Tell whether another is the same part of a later year.

        Args:
            other: the later season.

        Raises:
            WrongTypeError: if it is no Season.

        Example:
            >>> may = Season(date(2025, 5, 1), date(2025, 6, 1))
            >>> may.recurs_as(Season(date(2025, 6, 1), date(2025, 7, 1)))
            False
        """
        to_one(other, Season, "other", "a Season")
        years = other.start.year - self.start.year
        return (
            years > 0
            and years == other.end.year - self.end.year
            and _month_day(self.start) == _month_day(other.start)
            and _month_day(self.end) == _month_day(other.end)
        )

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"


@attrs.frozen
class Payback:
    """What teaching costs now and saves next season.

    Attributes:
        invest: what the longer calls cost now.
        save: what the contacts that do not come save next season.
        net: what is left of the savings.
        break_even_minutes: how much longer a call may be for nothing to be lost, in
            minutes; None without contacts now.
    """

    invest: Money
    save: Money
    net: Money
    break_even_minutes: Decimal | None

    @property
    def pays(self) -> bool:
        """Whether it saves no less than it costs."""
        return self.net.amount >= 0


def payback(
    contacts_now: int,
    contacts_next: int,
    *,
    extra_minutes: Decimal | float | str,
    handling_minutes: Decimal | float | str,
    reduction: Decimal | float | str,
    cost_per_minute: Money,
    seasons: tuple[Season, Season] | None = None,
) -> Payback:
    """Return what teaching clients on the call costs now and saves next season.

    Args:
        contacts_now: how many calls are made longer, 0 or more.
        contacts_next: how many there would be next season without teaching.
        extra_minutes: how much longer a call becomes, minutes of handling.
        handling_minutes: how long a call takes without teaching.
        reduction: the share of next season's contacts that do not come, 0 to 1.
        cost_per_minute: of handling.
        seasons: when the contacts of now and of next were counted; they must be the
            same part of two years, for a quiet month is no success.

    Raises:
        InvalidArgumentError: if a number is out of range, or the seasons are not
            alike.
        WrongTypeError: if an argument is of another type.

    Source:
        Invested: contacts now x extra minutes x cost. Saved: contacts next x
        reduction x minutes of handling x cost.

    Example:
        >>> found = payback(
        ...     1000,
        ...     1200,
        ...     extra_minutes=4,
        ...     handling_minutes=5,
        ...     reduction="0.7",
        ...     cost_per_minute=Money(10, "RUB"),
        ... )
        >>> str(found.net), str(found.break_even_minutes)
        ('2000.0 RUB', '4.2')
    """
    now = Decimal(to_whole(contacts_now, "contacts_now"))
    saved_minutes = product(
        Decimal(to_whole(contacts_next, "contacts_next")),
        to_decimal_share(reduction, "reduction"),
        to_decimal(handling_minutes, "handling_minutes", low=0),
    )
    extra = to_decimal(extra_minutes, "extra_minutes", low=0)
    price = to_money(cost_per_minute, "cost_per_minute")
    if seasons is not None:
        _check(seasons)
    invest = price * product(now, extra)
    save = price * saved_minutes
    return Payback(invest, save, save - invest, quotient(saved_minutes, now))


TAUGHT_CLIENTS = Preset(
    "contacts after clients were taught on the call",
    FrozenMap({"reduction": Decimal("0.7")}),
    "a company's channel on complaints: one topic, high season against the next one",
)
"""70 % fewer contacts on the topic in the next high season."""


def _check(seasons: tuple[Season, Season]) -> None:
    is_pair = isinstance(seasons, tuple) and len(seasons) == 2
    if not is_pair or not all(isinstance(each, Season) for each in seasons):
        raise WrongTypeError("seasons", seasons, "a pair of Season values")
    now, later = seasons
    if not now.recurs_as(later):
        wanted = f"the season {now} of a later year"
        raise InvalidArgumentError("seasons[1]", str(later), wanted)


def _month_day(day: date) -> tuple[int, int]:
    return day.month, day.day

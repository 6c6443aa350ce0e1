"""How long somebody has been a client, under whatever account."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._facts import check_flag, check_words
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_decimal, to_whole
from servicedesk_core.timeline import merge

Dates = tuple[date, date]
"""The first date, and the first one after."""


@attrs.frozen
class ClientPeriod:
    """A time in which a client had one account.

    Args:
        start: the first date.
        end: the first date after it, later than ``start``; None if it goes on.
        account: which one.
        is_proven: whether it is proven that the account was this client's; that of a
            firm or a relative counts with a proof of its transfer.

    Raises:
        InvalidArgumentError: if ``end`` is not later.
        WrongTypeError: if a value is of another type.

    Example:
        >>> ClientPeriod(date(2015, 1, 1), account="firm", is_proven=False).end is None
        True
    """

    start: date
    end: date | None = None
    account: str = attrs.field(kw_only=True, default="", validator=check_words)
    is_proven: bool = attrs.field(kw_only=True, default=True, validator=check_flag)

    def __attrs_post_init__(self) -> None:
        if type(self.start) is not date:
            raise WrongTypeError("start", self.start, "a date")
        if self.end is not None and type(self.end) is not date:
            raise WrongTypeError("end", self.end, "a date or None")
        if self.end is not None and self.end <= self.start:
            raise InvalidArgumentError("end", str(self.end), f"after {self.start}")


@attrs.frozen
class Tenure:
    """How long somebody has been a client.

    Attributes:
        days: on how many dates; one on which there were two accounts counts once.
        periods: the times without a gap, in order.
        gaps: what lies between them; it does not count.
        unproven: the periods left out for want of a proof.

    Example:
        >>> client_tenure([], on=date(2026, 1, 1)).since is None
        True
    """

    days: int
    periods: tuple[Dates, ...]
    gaps: tuple[Dates, ...]
    unproven: tuple[ClientPeriod, ...]

    @property
    def since(self) -> date | None:
        """The first date of all, None without one."""
        return self.periods[0][0] if self.periods else None


def client_tenure(periods: Iterable[ClientPeriod], *, on: date) -> Tenure:
    """Return how long somebody has been a client, predecessors' accounts included.

    Args:
        periods: of every account, in any order; they may overlap.
        on: the viewpoint: dates before it count.

    Raises:
        WrongTypeError: if ``on`` is no date, or a period is none.

    Example:
        >>> found = client_tenure(
        ...     [
        ...         ClientPeriod(date(2015, 1, 1), date(2020, 1, 1), account="firm"),
        ...         ClientPeriod(date(2019, 1, 1), account="own"),
        ...     ],
        ...     on=date(2021, 1, 1),
        ... )
        >>> found.days, found.since.year
        (2192, 2015)
    """
    if type(on) is not date:
        raise WrongTypeError("on", on, "a date")
    given = to_many(periods, ClientPeriod, "periods", "ClientPeriod values")
    last = on.toordinal()
    spans = merge(
        (each.start.toordinal(), min(last, (each.end or on).toordinal()))
        for each in given
        if each.is_proven
    )
    borders = [day for span in spans for day in span]
    return Tenure(
        sum(end - start for start, end in spans),
        tuple(_dates(span) for span in spans),
        tuple(_dates(gap) for gap in zip(borders[1:-1:2], borders[2::2], strict=True)),
        tuple(each for each in given if not each.is_proven),
    )


def _tiers(tiers: Mapping[int, Decimal | float | str]) -> FrozenMap[int, Decimal]:
    to_mapping(tiers, "tiers", "a mapping of days to percent")
    read = {
        to_whole(days, "tiers"): to_decimal(
            percent, f"tiers[{days!r}]", low=0, high=100
        )
        for days, percent in tiers.items()
    }
    if not read:
        raise InvalidArgumentError("tiers", tiers, "one tier at least")
    return FrozenMap({days: read[days] for days in sorted(read)})


@attrs.frozen
class DiscountTiers:
    """The discount of a regular client by tenure.

    Args:
        tiers: the discount in percent by the least days of tenure that it takes.

    Raises:
        InvalidArgumentError: for no tiers, or numbers out of range.
        WrongTypeError: if a value is of another type.

    Example:
        >>> tiers = DiscountTiers({365: 3, 3650: 10})
        >>> [str(tiers.discount(days)) for days in (364, 365, 3650)]
        ['0', '3', '10']
    """

    tiers: Mapping[int, Decimal] = attrs.field(converter=_tiers)

    def discount(self, tenure: Tenure | int) -> Decimal:
        """Return the discount for a tenure.

        Args:
            tenure: one, or its days, 0 or more.

        Returns:
            Percent; nothing below the first tier.

        Raises:
            InvalidArgumentError: if the days are negative.
            WrongTypeError: if they are not whole.
        """
        days = tenure.days if isinstance(tenure, Tenure) else tenure
        to_whole(days, "tenure")
        reached = [percent for least, percent in self.tiers.items() if least <= days]
        return reached[-1] if reached else Decimal()


def _dates(span: tuple[int, int]) -> Dates:
    return date.fromordinal(span[0]), date.fromordinal(span[1])

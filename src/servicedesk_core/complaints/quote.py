"""What a client is told at intake, and how long it should be promised to take."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._exact import quotient, to_money
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.i18n import length_text
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal, to_share
from servicedesk_core.stats import quantile
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_duration,
    to_length,
    to_microseconds,
    to_timedelta,
)

_PARTS = ("parts_available", "queue_load", "cost_estimate", "promised_at")


def _load(load: Decimal | float | str | None) -> Decimal | None:
    return None if load is None else to_decimal(load, "queue_load", low=0)


def _estimate(
    estimate: Money | tuple[Money, Money] | None,
) -> tuple[Money, Money] | None:
    if estimate is None:
        return None
    pair = estimate if isinstance(estimate, tuple) else (estimate, estimate)
    if len(pair) != 2:
        raise WrongTypeError("cost_estimate", estimate, "Money, or the least and most")
    low, high = (to_money(each, "cost_estimate") for each in pair)
    if high < low:
        wanted = f"a most of {low} or more"
        raise InvalidArgumentError("cost_estimate", str(high), wanted)
    return low, high


@attrs.frozen
class IntakeQuote:
    """What a client is told when a request is registered.

    Args:
        registered_at: when it was registered, aware.
        quoted_at: when the client knew the rest, aware.
        parts_available: whether what is needed is in stock; None if not told.
        queue_load: how busy those who do it are: demand over capacity, 0 or more.
        cost_estimate: what it will cost, as one amount or as the least and the most.
        promised_at: by when it will be ready, aware.

    Raises:
        InvalidArgumentError: if it was quoted before it was registered, a number is
            negative, or the most is less than the least.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: if a value is of another type.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 16, 12, tzinfo=UTC)
        >>> quote = IntakeQuote(noon, noon, parts_available=True, queue_load="0.8")
        >>> quote.completeness, quote.missing
        (0.5, ('cost_estimate', 'promised_at'))
    """

    registered_at: datetime = attrs.field(eq=instant_key)
    quoted_at: datetime = attrs.field(eq=instant_key)
    parts_available: bool | None = attrs.field(kw_only=True, default=None)
    queue_load: Decimal | None = attrs.field(
        kw_only=True, default=None, converter=_load
    )
    cost_estimate: tuple[Money, Money] | None = attrs.field(
        kw_only=True, default=None, converter=_estimate
    )
    promised_at: datetime | None = attrs.field(
        kw_only=True, default=None, eq=optional_instant_key
    )

    def __attrs_post_init__(self) -> None:
        registered = to_microseconds(self.registered_at, "registered_at")
        if to_microseconds(self.quoted_at, "quoted_at") < registered:
            wanted = f"not before registered_at, {self.registered_at.isoformat()}"
            raise InvalidArgumentError("quoted_at", self.quoted_at.isoformat(), wanted)
        if not isinstance(self.parts_available, bool | None):
            wanted = "True, False or None"
            raise WrongTypeError("parts_available", self.parts_available, wanted)
        if self.promised_at is not None:
            to_microseconds(self.promised_at, "promised_at")

    @property
    def missing(self) -> tuple[str, ...]:
        """What the client was not told, by the names of the arguments."""
        return tuple(part for part in _PARTS if getattr(self, part) is None)

    @property
    def completeness(self) -> float:
        """Which share of the four answers the client got, 0 to 1."""
        return 1 - len(self.missing) / len(_PARTS)

    @property
    def time_to_quote(self) -> timedelta:
        """The wall time from the registration until the client knew."""
        return to_timedelta(
            instant_key(self.quoted_at) - instant_key(self.registered_at)
        )

    def cost_gap(self, actual: Money) -> Money | None:
        """Return by how much the actual cost left the estimate.

        Args:
            actual: what it cost, 0 or more.

        Returns:
            Above 0 over the most, below 0 under the least, nothing within; None
            without an estimate.

        Raises:
            InvalidArgumentError: if it is negative or in another currency.
            WrongTypeError: if it is no Money.

        Example:
            >>> from datetime import UTC
            >>> noon = datetime(2026, 1, 16, 12, tzinfo=UTC)
            >>> range_ = (Money(10, "EUR"), Money(20, "EUR"))
            >>> quote = IntakeQuote(noon, noon, cost_estimate=range_)
            >>> print(quote.cost_gap(Money(23, "EUR")))
            3 EUR
        """
        to_money(actual, "actual")
        if self.cost_estimate is None:
            return None
        low, high = self.cost_estimate
        if actual > high:
            return actual - high
        return actual - low if actual < low else Money(0, actual.currency)


def load_quote(
    base: timedelta,
    *,
    demand: Decimal | float | str,
    capacity: Decimal | float | str,
) -> timedelta:
    """Return the time to promise under a load.

    Args:
        base: what it takes if nobody waits, 0 or more; wall or service time, and so
            is the answer.
        demand: what is asked for, 0 or more, in any unit.
        capacity: what can be done, above 0, in the same unit.

    Raises:
        InvalidArgumentError: if a number is out of range, or the answer is longer
            than a timedelta can be.
        WrongTypeError: if an argument is of another type.

    Source:
        base x max(1, demand / capacity).

    Example:
        >>> load_quote(timedelta(days=2), demand=150, capacity=100)
        datetime.timedelta(days=3)
    """
    length = to_duration(to_length(base, "base"), "base")
    load = quotient(
        to_decimal(demand, "demand", low=0), to_decimal(capacity, "capacity", low=0)
    )
    if load is None:
        raise InvalidArgumentError("capacity", capacity, "above 0")
    numerator, denominator = max(load, Decimal(1)).as_integer_ratio()
    try:
        # Up to the next microsecond: a promise may not be shorter than what it takes.
        return to_timedelta(-(-length * numerator // denominator))
    except OverflowError:
        wanted = f"a load that {length_text(base)} can be multiplied by"
        raise InvalidArgumentError("demand", demand, wanted) from None


def history_quote(
    history: Iterable[timedelta], share: float, *, kind: int
) -> timedelta | None:
    """Return within what time a share of the past was done.

    A high share is what to promise; a low one is what can be attained.

    Args:
        history: how long it took, zero or longer, wall or service time alike.
        share: the share of the past, 0 to 1.
        kind: the definition of the quantile, 1 to 9, as in
            :func:`servicedesk_core.stats.quantile`.

    Returns:
        The quantile to the microsecond; None without a history.

    Raises:
        InvalidArgumentError: if the share is out of range, or the kind unknown.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> days = [timedelta(days=n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
        >>> history_quote(days, 0.9, kind=1).days
        9
    """
    lengths = [
        to_duration(to_length(each, "history"), "history")
        for each in to_many(history, timedelta, "history", "timedelta values")
    ]
    found = quantile(lengths, to_share(share, "share"), kind=kind)
    if found is None:
        return None
    # As a float, the longest may be more than a timedelta holds.
    return to_timedelta(max(min(lengths), min(max(lengths), round(found))))


def attainable_slack(
    limit: timedelta,
    history: Iterable[timedelta],
    share: float,
    *,
    kind: int,
) -> timedelta | None:
    """Return what a limit leaves over the time that can be attained.

    Args:
        limit: the promised or legal time, zero or longer, wall or service time as
            the history.
        history: how long it took.
        share: a low share of the past, 0 to 1.
        kind: the definition of the quantile, as in :func:`history_quote`.

    Returns:
        Below 0 if the limit cannot be attained; None without a history.

    Raises:
        InvalidArgumentError: if the share is out of range, the kind unknown, or the
            answer more than a timedelta holds.
        WrongTypeError: if an argument is of another type.

    Example:
        >>> past = [timedelta(days=n) for n in (2, 5, 20)]
        >>> attainable_slack(timedelta(days=30), past, 0.1, kind=1).days
        28
    """
    to_length(limit, "limit")
    attainable = history_quote(history, share, kind=kind)
    if attainable is None:
        return None
    try:
        return limit - attainable
    except OverflowError:
        least = length_text(attainable + timedelta.min)
        wanted = f"{least} or longer against such a history"
        raise InvalidArgumentError("limit", limit, wanted) from None

"""Service guarantees: what is owed for each kind of failure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_one
from servicedesk_core.complaints._exact import to_money, to_optional_money
from servicedesk_core.complaints._facts import check_text, check_words, to_text
from servicedesk_core.errors import (
    InvalidArgumentError,
    close_matches,
    did_you_mean,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.money import Money
from servicedesk_core.number import to_decimal


def _n(n: Decimal | float | str) -> Decimal:
    return to_decimal(n, "n", low=0)


@attrs.frozen
class Fees:
    """A penalty of so many periods' fees, not prorated.

    Args:
        n: how many, 0 or more.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is no number.

    Example:
        >>> Fees(1)
        Fees(n=Decimal('1'))
    """

    n: Decimal = attrs.field(converter=_n)


def _fee(fee: Money | None) -> Money | None:
    return to_optional_money(fee, "fee")


@attrs.frozen
class Failure:
    """One failure of the service.

    Args:
        kind: what failed, as the guarantee names it.
        fee: the fee in force when it happened; None is that of the period.

    Raises:
        InvalidArgumentError: if the fee is negative, or the kind blank.
        WrongTypeError: if the fee is no Money, or the kind no text.

    Example:
        >>> Failure("late medicine").fee is None
        True
    """

    kind: str = attrs.field(validator=check_text)
    fee: Money | None = attrs.field(default=None, converter=_fee)


@attrs.frozen
class Penalties:
    """What is owed for the failures of a period.

    Attributes:
        total: what is owed, the cap applied.
        uncapped: the sum before the cap.
        by_kind: the sum of each kind that failed, before the cap.
    """

    total: Money
    uncapped: Money
    by_kind: Mapping[str, Money]

    @property
    def is_capped(self) -> bool:
        """Whether the cap took something off."""
        return self.total < self.uncapped


def _table(table: Mapping[str, Money | Fees]) -> FrozenMap[str, Money | Fees]:
    to_mapping(table, "penalties", "a mapping of kind to penalty")
    for kind, penalty in table.items():
        to_text(kind, "penalties")
        if not isinstance(penalty, Fees):
            to_money(penalty, f"penalties[{kind!r}]")
    if not table:
        raise InvalidArgumentError("penalties", table, "one penalty at least")
    return FrozenMap(table)


def _cap(cap: Money | Fees | None) -> Money | Fees | None:
    return cap if isinstance(cap, Fees) else to_optional_money(cap, "cap")


@attrs.frozen
class Guarantee:
    """What a company pays without being asked when its service fails.

    Args:
        penalties: the penalty of each kind of failure, as Money or as fees of the
            period; a failure that happens again is paid again.
        cap: the most that is owed for one period, likewise; None for no cap.
        source: who published it.

    Raises:
        InvalidArgumentError: for no penalty, or a negative amount.
        WrongTypeError: for anything else than Money and Fees.

    Example:
        >>> failures = ["lost request", "bad lunch", "late medicine"]
        >>> owed = HOSPITALITY_GUARANTEE.owed(failures, fee=Money(500, "USD"))
        >>> print(owed.total)
        525 USD
    """

    penalties: Mapping[str, Money | Fees] = attrs.field(converter=_table)
    cap: Money | Fees | None = attrs.field(kw_only=True, default=None, converter=_cap)
    source: str = attrs.field(kw_only=True, default="", validator=check_words)

    def owed(
        self, failures: Iterable[Failure | str], *, fee: Money | None = None
    ) -> Penalties:
        """Return what is owed for the failures of one period.

        Args:
            failures: those of the period, as kinds or with the fee of their time.
            fee: the fee of the period; needed where fees are owed, and where there
                is nothing else to tell the currency.

        Raises:
            InvalidArgumentError: for a kind that the guarantee lacks, with close
                ones; a fee that is needed and not given; or two currencies.
            WrongTypeError: if ``fee`` is no Money.

        Example:
            >>> ours = Guarantee({"late": Money(10, "EUR")}, cap=Money(25, "EUR"))
            >>> owed = ours.owed(["late", "late", "late"])
            >>> str(owed.total), str(owed.uncapped)
            ('25 EUR', '30 EUR')
        """
        period_fee = _fee(fee)
        by_kind: dict[str, Money] = {}
        for each in to_many(failures, object, "failures", "kinds of failure"):
            failure = each if isinstance(each, Failure) else Failure(_kind(each))
            own_fee = period_fee if failure.fee is None else failure.fee
            owed = _amount(self._penalty(failure.kind), own_fee)
            before = by_kind.get(failure.kind)
            by_kind[failure.kind] = owed if before is None else before + owed
        currency = self._currency(period_fee, by_kind)
        uncapped = Money.total(by_kind.values(), currency=currency)
        total = uncapped
        if self.cap is not None:
            total = min(total, _amount(self.cap, period_fee))
        return Penalties(total, uncapped, FrozenMap(by_kind))

    def _penalty(self, kind: str) -> Money | Fees:
        if kind not in self.penalties:
            hint = did_you_mean(close_matches(str(kind), self.penalties))
            wanted = f"one of {', '.join(self.penalties)}{hint}"
            raise InvalidArgumentError("failures", kind, wanted)
        return self.penalties[kind]

    def _currency(self, fee: Money | None, by_kind: Mapping[str, Money]) -> str:
        known = (*by_kind.values(), fee, self.cap, *self.penalties.values())
        found = next((each for each in known if isinstance(each, Money)), None)
        if found is None:
            raise InvalidArgumentError("fee", None, "given where fees are owed")
        return found.currency


HOSPITALITY_GUARANTEE = Guarantee(
    {
        "lost request": Money(10, "USD"),
        "bad lunch": Money(15, "USD"),
        "late medicine": Fees(1),
    },
    source="a magazine's notes on service guarantees: a tariff of one's own failures",
)
"""10 and 15 dollars, and a month's fee."""


def _kind(failure: object) -> str:
    return to_one(failure, str, "failures", "kinds of failure")


def _amount(penalty: Money | Fees, fee: Money | None) -> Money:
    if isinstance(penalty, Money):
        return penalty
    if fee is None:
        raise InvalidArgumentError("fee", None, "given where fees are owed")
    return fee * penalty.n

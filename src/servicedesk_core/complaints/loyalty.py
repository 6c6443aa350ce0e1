"""How many clients stay, by how many contacts their problem took."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum
from math import fsum
from typing import Any

import attrs

from servicedesk_core.argument import to_flag, to_many, to_mapping
from servicedesk_core.complaints._facts import check_text
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_confidence, to_share, to_whole
from servicedesk_core.stats import Proportion, proportion_interval

# Texts and numbers: any mixture of both, which the types of mappings cannot say.
_ByContacts = Mapping[Any, float]


class Between(StrEnum):
    """What holds for a number of contacts that the source says nothing of."""

    UNKNOWN = "unknown"
    """Nothing: the answer is None."""
    STEP = "step"
    """What holds for the next smaller number that is known."""
    LINEAR = "linear"
    """A straight line between the two known numbers around it."""


def _read_rates(rates: _ByContacts) -> Mapping[int, float]:
    found = {
        number: to_share(rate, f"rates[{number}]")
        for number, rate in _by_number(rates, "rates").items()
    }
    if min(found, default=None) != 1:
        raise InvalidArgumentError(
            "rates", dict(rates), "a rate for 1 contact, at least"
        )
    return FrozenMap(dict(sorted(found.items())))


def _by_number(values: _ByContacts, argument: str) -> dict[int, float]:
    """Return values by the number of contacts, only the last of which may be open."""
    to_mapping(values, argument, "a mapping of contacts to shares")
    found: dict[int, float] = {}
    opened = []
    for key, value in values.items():
        n, is_open = _read_number(key, argument)
        if n in found:
            raise InvalidArgumentError(
                argument, dict(values), "one share for each number"
            )
        found[n] = value
        opened += [n] * is_open
    if any(n < max(found) for n in opened):
        raise InvalidArgumentError(
            argument, dict(values), "open at its last number only"
        )
    return found


def _read_number(contacts: int | str, argument: str) -> tuple[int, bool]:
    """Return a number of contacts and whether it stands for more of them too."""
    if not isinstance(contacts, str):
        return to_whole(contacts, argument, low=1), False
    digits = contacts.removesuffix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidArgumentError(argument, contacts, "a number such as 1 or '3+'")
    return to_whole(int(digits), argument, low=1), digits != contacts


@attrs.frozen
class RetentionCurve:
    """The share of clients that stay, by the contacts that a solution took.

    Args:
        rates: the share, 0 to 1, by the number of contacts, 1 among them. The last
            one holds for more contacts too; it may be written ``"3+"``.
        source: where the figures come from.

    Raises:
        InvalidArgumentError: for a share or a number out of range, a number that
            comes twice, a ``+`` before the last one, or a blank source.
        WrongTypeError: for anything else.

    Example:
        >>> curve = RetentionCurve({1: 0.68, "3+": 0.33}, source="a survey")
        >>> curve.rate(1), curve.rate(2), curve.rate(9)
        (0.68, None, 0.33)
        >>> round(curve.rate(2, between="linear"), 3)
        0.505
    """

    rates: Mapping[int, float] = attrs.field(converter=_read_rates)
    source: str = attrs.field(kw_only=True, validator=check_text)

    def rate(
        self, contacts: int | str, *, between: Between | str = Between.UNKNOWN
    ) -> float | None:
        """Return the share of clients that stay after so many contacts.

        Args:
            contacts: 1 or more; ``"3+"`` is 3 and any more, so all of them must have
                one rate.
            between: what holds for a number that the source says nothing of.

        Returns:
            The share, 0 to 1; None if it is not known.

        Raises:
            InvalidArgumentError: for less than one contact, or an unknown rule.
            WrongTypeError: if ``contacts`` is no number.
        """
        return self._rate(contacts, "contacts", between)

    def expected(
        self,
        shares: _ByContacts,
        *,
        between: Between | str = Between.UNKNOWN,
    ) -> float | None:
        """Return the share that stays of clients whose cases took various contacts.

        Args:
            shares: of cases, 0 to 1, by their number of contacts; they add up to 1.
            between: what holds for a number that the source says nothing of.

        Returns:
            The share, 0 to 1; None if it is not known for some of the cases.

        Raises:
            InvalidArgumentError: for no shares, shares out of range, or that do not add
                up to 1.
            WrongTypeError: for anything else.

        Source:
            The sum of share times rate.

        Example:
            >>> shares = {1: 0.6, 2: 0.2, 3: 0.2}
            >>> found = RETENTION_BY_CONTACTS.expected(shares, between="linear")
            >>> round(found, 3)
            0.575
        """
        if not _by_number(shares, "shares"):
            raise InvalidArgumentError("shares", dict(shares), "one share at least")
        read = {n: to_share(share, f"shares[{n}]") for n, share in shares.items()}
        if abs(fsum(read.values()) - 1) > 1e-9:
            wanted = "shares that add up to 1"
            raise InvalidArgumentError("shares", dict(shares), wanted)
        rates = [(share, self.rate(n, between=between)) for n, share in read.items()]
        known = [share * rate for share, rate in rates if rate is not None]
        if any(share for share, rate in rates if rate is None):
            return None
        return fsum(known)

    def uplift(
        self,
        moved: float,
        *,
        before: int | str,
        after: int | str,
        between: Between | str = Between.UNKNOWN,
    ) -> float | None:
        """Return how much more clients stay if cases take fewer contacts.

        Args:
            moved: the share of all cases that change, 0 to 1.
            before: how many contacts they took.
            after: how many they will take.
            between: what holds for a number that the source says nothing of.

        Returns:
            The change of the share that stays, negative if it is a loss; None if it is
            not known.

        Raises:
            InvalidArgumentError: for a share or a number out of range.
            WrongTypeError: for anything else.

        Source:
            The share moved, times the difference of both rates.

        Example:
            >>> round(RETENTION_BY_CONTACTS.uplift(0.2, before="3+", after=1), 3)
            0.07
        """
        share = to_share(moved, "moved")
        first = self._rate(before, "before", between)
        second = self._rate(after, "after", between)
        return None if first is None or second is None else share * (second - first)

    def odds_ratio(
        self,
        first: int | str,
        second: int | str,
        *,
        between: Between | str = Between.UNKNOWN,
    ) -> float | None:
        """Return how many times better the odds to stay are: first against second.

        Args:
            first: a number of contacts, 1 or more.
            second: another one.
            between: what holds for a number that the source says nothing of.

        Returns:
            The ratio, above 0; None if a rate is not known, 0 or 1.

        Raises:
            InvalidArgumentError: for a number out of range.
            WrongTypeError: for anything else.

        Source:
            (p / (1 - p)) / (q / (1 - q)).

        Example:
            >>> round(RETENTION_BY_CONTACTS.odds_ratio(1, "3+"), 4)
            4.3144
        """
        p = self._rate(first, "first", between)
        q = self._rate(second, "second", between)
        if p is None or q is None or {p, q} & {0, 1}:
            return None
        return p / (1 - p) / (q / (1 - q))

    def churn_risk(
        self,
        contacts: int | str,
        *,
        switching_barrier: float = 0.0,
        between: Between | str = Between.UNKNOWN,
    ) -> float | None:
        """Return the chance that a client leaves after so many contacts.

        Args:
            contacts: 1 or more.
            switching_barrier: how hard it is to leave, from 0 (another supplier is at
                the door) to 1 (there is none).
            between: what holds for a number that the source says nothing of.

        Returns:
            The chance, 0 to 1; None if the rate is not known.

        Raises:
            InvalidArgumentError: for a number or a barrier out of range.
            WrongTypeError: for anything else.

        Source:
            (1 - rate) * (1 - barrier).

        Example:
            >>> round(RETENTION_BY_CONTACTS.churn_risk(1), 2)
            0.32
            >>> RETENTION_BY_CONTACTS.churn_risk(3, switching_barrier=1)
            0.0
        """
        barrier = to_share(switching_barrier, "switching_barrier")
        rate = self.rate(contacts, between=between)
        return None if rate is None else (1 - rate) * (1 - barrier)

    def _rate(
        self, contacts: int | str, argument: str, between: Between | str
    ) -> float | None:
        n, is_open = _read_number(contacts, argument)
        last = max(self.rates)
        if is_open and n < last:
            wanted = f"{last} or more where it stands for more contacts too"
            raise InvalidArgumentError(argument, contacts, wanted)
        rule = member(Between, between, "between")
        before = max(number for number in self.rates if number <= n)
        after = min((number for number in self.rates if number > n), default=None)
        if before == n or after is None or rule is Between.STEP:
            return self.rates[before]
        if rule is Between.UNKNOWN:
            return None
        weight = (n - before) / (after - before)
        return fsum((self.rates[before] * (1 - weight), self.rates[after] * weight))


RETENTION_BY_CONTACTS = RetentionCurve(
    {1: 0.68, 3: 0.33},
    source="magazine notes on guarantees and complaints: an anecdote that names no "
    "sample, no year and nothing for two contacts",
)
"""68 % stay if one contact solved it, 33 % if it took three or more."""


class LoyaltyImpact(IntEnum):
    """What a case did to a client's loyalty."""

    NEGATIVE = -1
    NEUTRAL = 0
    POSITIVE = 1


@attrs.frozen
class LoyaltyBalance:
    """What cases did to the loyalty of clients.

    Attributes:
        n: how many cases.
        positive: how many made a client more loyal, such as a request granted.
        neutral: how many did neither.
        negative: how many made one less loyal.
        negative_share: of all cases, with its interval.
        net: positive less negative by all, -1 to 1.
        is_volunteered: whether the cases were told of the clients' own accord. Such a
            sample says nothing about all clients, whatever its interval.
    """

    n: int
    positive: int
    neutral: int
    negative: int
    negative_share: Proportion
    net: float
    is_volunteered: bool


def loyalty_balance(
    impacts: Iterable[LoyaltyImpact | int],
    *,
    volunteered: bool,
    confidence: float = 0.95,
) -> LoyaltyBalance | None:
    """Return what cases did to the loyalty of clients, or None for no case.

    Args:
        impacts: -1, 0 or 1 for each case.
        volunteered: whether the cases were told of the clients' own accord, not drawn.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for another impact, or a confidence out of range.
        WrongTypeError: if they are no iterable, or ``volunteered`` no bool.

    Example:
        >>> found = loyalty_balance([-1] * 8 + [0, 1], volunteered=True)
        >>> found.negative_share.value, found.net
        (0.8, -0.7)
    """
    given = to_many(impacts, int, "impacts", "-1, 0 or 1 for each case")
    told = to_flag(volunteered, "volunteered")
    read = [member(LoyaltyImpact, impact, "impacts") for impact in given]
    positive, neutral, negative = (
        read.count(impact)
        for impact in (
            LoyaltyImpact.POSITIVE,
            LoyaltyImpact.NEUTRAL,
            LoyaltyImpact.NEGATIVE,
        )
    )
    share = proportion_interval(
        negative, len(read), confidence=to_confidence(confidence)
    )
    if share is None:
        return None
    net = (positive - negative) / len(read)
    return LoyaltyBalance(len(read), positive, neutral, negative, share, net, told)

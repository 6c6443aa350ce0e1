"""What a case costs a client beside the price: contacts, time, side costs."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_one
from servicedesk_core.complaints._exact import to_money, to_optional_money
from servicedesk_core.complaints._facts import (
    by_the_hour,
    check_flag,
    check_length,
    to_text,
    to_ticket,
)
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.money import Money
from servicedesk_core.number import to_whole
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.tickets import Effort, Ticket, effort
from servicedesk_core.timeline import to_length


@attrs.frozen(kw_only=True)
class ContactCost:
    """What one contact asked of a client.

    Args:
        duration: the client's own time, waiting included, zero or longer.
        is_verified: whether they had to prove who they are.

    Raises:
        InvalidArgumentError: if ``duration`` is negative.
        WrongTypeError: if either is of another type.

    Example:
        >>> ContactCost(duration=timedelta(minutes=15), is_verified=True).duration
        datetime.timedelta(seconds=900)
    """

    duration: timedelta = attrs.field(default=timedelta(), validator=check_length)
    is_verified: bool = attrs.field(default=False, validator=check_flag)


@attrs.frozen
class CustomerEffort:
    """What a case asked of a client.

    Attributes:
        effort: contacts, days, transfers and the like, from the ticket.
        time: the client's own time, all contacts together.
        verifications: how often they had to prove who they are.
    """

    effort: Effort
    time: timedelta
    verifications: int

    @property
    def repeated_verifications(self) -> int:
        """How often they had to prove it again within one case."""
        return max(self.verifications - 1, 0)


def customer_effort(
    ticket: Ticket, *, contacts: Iterable[ContactCost] = ()
) -> CustomerEffort:
    """Return what a ticket asked of its client, with what it does not record itself.

    Args:
        ticket: of any kind.
        contacts: the client's time and the checks of identity, one for each contact
            of which they are known.

    Raises:
        InvalidArgumentError: for more time in all than a timedelta holds.
        WrongTypeError: if it is no ticket, or one is no ContactCost.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> ticket = open_ticket("INC1", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
        >>> call = ContactCost(duration=timedelta(minutes=15), is_verified=True)
        >>> found = customer_effort(ticket, contacts=[call, call])
        >>> found.effort.contacts, found.time.seconds, found.repeated_verifications
        (1, 1800, 1)
    """
    read = to_many(contacts, ContactCost, "contacts", "ContactCost values")
    known = effort(to_ticket(ticket))
    try:
        time = sum((each.duration for each in read), timedelta())
    except OverflowError:
        wanted = "of a time in all that a timedelta holds"
        raise InvalidArgumentError("contacts", contacts, wanted) from None
    return CustomerEffort(
        known,
        time,
        sum(each.is_verified for each in read),
    )


def customer_cost(
    price: Money,
    *,
    side_costs: Iterable[Money] = (),
    time: timedelta = timedelta(),
    hourly_value: Money | None = None,
) -> Money:
    """Return the price of a thing as its client feels it: side costs and time too.

    Args:
        price: what is paid for the thing itself; nothing for an incident.
        side_costs: what else is paid on the way, such as taxis.
        time: the client's own time, zero or longer.
        hourly_value: what an hour of it is worth to them; needed if there is time.

    Raises:
        InvalidArgumentError: for a negative time or amount, a time without a value, or
            amounts of two currencies.
        WrongTypeError: for an amount that is no Money.

    Source:
        Price, side costs and time times its value, added up.

    Example:
        >>> print(
        ...     customer_cost(
        ...         Money(3000, "RUB"),
        ...         side_costs=[Money(600, "RUB"), Money(400, "RUB")],
        ...         time=timedelta(minutes=90),
        ...         hourly_value=Money(500, "RUB"),
        ...     )
        ... )
        4750 RUB
    """
    sides = to_many(side_costs, Money, "side_costs", "Money amounts")
    spent = to_money(price, "price")
    an_hour = to_optional_money(hourly_value, "hourly_value")
    for cost in sides:
        spent += to_money(cost, "side_costs")
    if not to_length(time, "time"):
        return spent
    if an_hour is None:
        raise InvalidArgumentError("hourly_value", None, "given where there is time")
    return spent + by_the_hour(an_hour, time)


def _check_limit(
    _: object, field: "attrs.Attribute[int | None]", value: int | None
) -> None:
    if value is not None:
        to_whole(value, field.name, low=1)


@attrs.frozen(kw_only=True)
class EffortLimits:
    """How much a case may ask of a client before somebody has to step in.

    Args:
        contacts: at how many it is too much, 1 or more; None sets no limit.
        days: likewise, on how many dates.
        forced_contacts: likewise.
        transfers: likewise; asking an expert without passing the case on is none.
        bounces: likewise.
        re_explanations: likewise.

    Raises:
        InvalidArgumentError: for a limit below 1.
        WrongTypeError: for a limit that is no whole number.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday)
        >>> for group in ("centre", "branch", "centre", "branch"):
        ...     ticket = ticket.assign(at=monday, by=None, group=group)
        >>> EffortLimits(bounces=2, contacts=3).reached(effort(ticket))
        ('bounces',)
    """

    contacts: int | None = attrs.field(default=None, validator=_check_limit)
    days: int | None = attrs.field(default=None, validator=_check_limit)
    forced_contacts: int | None = attrs.field(default=None, validator=_check_limit)
    transfers: int | None = attrs.field(default=None, validator=_check_limit)
    bounces: int | None = attrs.field(default=None, validator=_check_limit)
    re_explanations: int | None = attrs.field(default=None, validator=_check_limit)

    def reached(self, effort: Effort) -> tuple[str, ...]:
        """Return the names of the limits that a case has reached: it is to escalate.

        Args:
            effort: of the case.

        Raises:
            WrongTypeError: if it is no Effort.
        """
        to_one(effort, Effort, "effort", "an Effort")
        limits = attrs.asdict(self).items()
        return tuple(
            name
            for name, limit in limits
            if limit is not None and getattr(effort, name) >= limit
        )


def check_ways(ways: Mapping[str, Iterable[str]]) -> Findings:
    """Return the procedures that lock a client in: one place or way, or none at all.

    Args:
        ways: the places or channels that each procedure admits, by its name.

    Raises:
        InvalidArgumentError: for a blank name.
        WrongTypeError: if it is no mapping, or the ways of one are no texts.

    Example:
        >>> print(*check_ways({"extra statement": ["the same branch"]}))
        warning effort.lock_in at extra statement: only the same branch admits it
    """
    to_mapping(ways, "ways", "a mapping of procedure to its ways")
    found = []
    for name, admitted in ways.items():
        path = to_text(name, "ways")
        known = set(
            to_many(admitted, str, f"ways[{name!r}]", "names of ways", unordered=True)
        )
        if not known:
            message = "no way is open to a client"
            found.append(Finding("effort.no_way", Severity.ERROR, path, message))
        elif len(known) == 1:
            message = f"only {known.pop()} admits it"
            found.append(Finding("effort.lock_in", Severity.WARNING, path, message))
    return tuple(found)


@attrs.frozen
class EffortSummary:
    """What cases asked of their clients, on average.

    Attributes:
        n: how many cases.
        contacts: their mean number a case.
        days: likewise.
        transfers: likewise.
        bounces: likewise.
        re_explanations: likewise.
        single_contact: the share of cases with one contact or none.
        first_agent: the share that the first agent solved, of those where it is
            known; None if of none.
    """

    n: int
    contacts: float
    days: float
    transfers: float
    bounces: float
    re_explanations: float
    single_contact: Proportion
    first_agent: Proportion | None


def summarise_effort(
    efforts: Iterable[Effort], *, confidence: float = 0.95
) -> EffortSummary | None:
    """Return what cases asked of their clients, or None for no case.

    Args:
        efforts: of the cases, by :func:`servicedesk_core.tickets.effort`.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if one is no Effort.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> ticket = open_ticket("INC1", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
        >>> summarise_effort([effort(ticket)]).contacts
        1.0
    """
    read = to_many(efforts, Effort, "efforts", "Effort values")
    single = sum(each.contacts <= 1 for each in read)
    share = proportion_interval(single, len(read), confidence=confidence)
    if share is None:
        return None
    solved = [each.is_solved_by_first_agent for each in read]
    known = len(solved) - solved.count(None)
    n = len(read)
    return EffortSummary(
        n=n,
        contacts=sum(each.contacts for each in read) / n,
        days=sum(each.days for each in read) / n,
        transfers=sum(each.transfers for each in read) / n,
        bounces=sum(each.bounces for each in read) / n,
        re_explanations=sum(each.re_explanations for each in read) / n,
        single_contact=share,
        first_agent=proportion_interval(
            solved.count(True), known, confidence=confidence
        ),
    )

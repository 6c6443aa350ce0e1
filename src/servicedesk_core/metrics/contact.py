"""First contact resolution, in the variants that the field has."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from servicedesk_core.argument import to_optional
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.i18n import length_text
from servicedesk_core.metrics._reading import read_tickets
from servicedesk_core.metrics.repeat import RepeatWindow
from servicedesk_core.metrics.share import Rate, rate, share_of
from servicedesk_core.number import to_whole
from servicedesk_core.tickets import Ticket

_Verdict = Callable[[Ticket], bool | None]


class FirstContact(StrEnum):
    """What tells that a ticket was resolved at first contact.

    Example:
        >>> FirstContact("no_transfer")
        <FirstContact.NO_TRANSFER: 'no_transfer'>
    """

    ONE_CONTACT = "one_contact"
    """Events: the requester turned to the desk once, and it was never reopened."""
    NO_TRANSFER = "no_transfer"
    """A proxy: no other group got it, and it was never reopened."""
    NO_REPEAT = "no_repeat"
    """No reopening, and no contact on the matter within a window after it."""
    SURVEY = "survey"
    """The requester says so."""


_DEFINITIONS: Mapping[FirstContact, str] = MappingProxyType(
    {
        FirstContact.ONE_CONTACT: (
            "resolved with one contact and never reopened, of resolved tickets with "
            "a contact"
        ),
        FirstContact.NO_TRANSFER: (
            "resolved without a transfer or a reopening, of resolved tickets"
        ),
        FirstContact.NO_REPEAT: (
            "never reopened and no contact on the matter within {within} of the "
            "resolution, of tickets resolved that long ago"
        ),
        FirstContact.SURVEY: (
            "resolved at first contact by the requester's answer, of resolved tickets "
            "with an answer"
        ),
    }
)
_NET = "only those that the first level could resolve"


@attrs.frozen
class FirstContactRates:
    """First contact resolution from plain counts, both ways.

    Attributes:
        gross: of all tickets.
        net: of those that the first level could resolve.

    Example:
        >>> first_contact_rates(650, total=1000, not_resolvable=200).net.value
        0.8125
    """

    gross: Rate
    net: Rate


def first_contact_resolution(
    tickets: Iterable[Ticket],
    *,
    definition: FirstContact | str = FirstContact.ONE_CONTACT,
    resolvable: Callable[[Ticket], object] | None = None,
    window: RepeatWindow | None = None,
    answer: Callable[[Ticket], bool | None] | None = None,
    confidence: float = 0.95,
) -> Rate:
    """Return the share of tickets resolved at first contact.

    Tickets that are not resolved are left out, as are those that the variant cannot
    judge: without a contact, younger than the window, without an answer.

    Args:
        tickets: any.
        definition: what tells that it was the first contact.
        resolvable: tells whether the first level could resolve a ticket; the rate is
            then net, of those alone, else gross.
        window: what counts as a contact on the same matter, for NO_REPEAT alone.
        answer: what the requester said, None for nothing, for SURVEY alone.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for an unknown definition, a confidence out of range, or
            ``window`` or ``answer`` where the variant takes none or lacks it.
        WrongTypeError: if anything among the tickets is none, an answer is neither
            True, False nor None, or an argument is of another type.

    Source:
        J. Rumburg, Metric of the Month: First Contact Resolution (MetricNet): gross
        and net.

    Example:
        >>> from datetime import UTC, datetime
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> done = open_ticket("INC1", at=monday, requester="boris").resolve(
        ...     at=monday, by=None, code="fixed", notes="restarted"
        ... )
        >>> print(first_contact_resolution([done], definition="no_transfer").value)
        1.0
    """
    variant = member(FirstContact, definition, "definition")
    _check_use("window", window, needed=variant is FirstContact.NO_REPEAT)
    _check_use("answer", answer, needed=variant is FirstContact.SURVEY)
    for argument, test in (("resolvable", resolvable), ("answer", answer)):
        if test is not None and not callable(test):
            raise WrongTypeError(argument, test, "a function of a ticket")
    to_optional(window, RepeatWindow, "window", "a RepeatWindow")
    read = read_tickets(tickets)
    words = _DEFINITIONS[variant].format(within=window and length_text(window.within))
    can = resolvable or _anything
    return share_of(
        zip(read, _verdicts(variant, read, window, answer), strict=True),
        lambda judged: judged[1],
        denominator=lambda judged: judged[1] is not None and can(judged[0]),
        definition=words if resolvable is None else f"{words}; {_NET}",
        confidence=confidence,
    )


def first_contact_rates(
    resolved_first: int,
    *,
    total: int,
    not_resolvable: int = 0,
    confidence: float = 0.95,
) -> FirstContactRates:
    """Return first contact resolution, gross and net, from plain counts.

    Args:
        resolved_first: tickets resolved at first contact.
        total: all tickets.
        not_resolvable: those among them that the first level could not resolve.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for counts out of range, such as more resolved at first
            contact than the first level could resolve.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        J. Rumburg, Metric of the Month: First Contact Resolution (MetricNet).

    Example:
        >>> first_contact_rates(650, total=1000).gross.value
        0.65
    """
    beyond = to_whole(not_resolvable, "not_resolvable")
    whole = to_whole(total, "total")
    if beyond > whole:
        wanted = f"at most the total, {whole}"
        raise InvalidArgumentError("not_resolvable", beyond, wanted)
    solved = to_whole(resolved_first, "resolved_first", high=whole - beyond)
    return FirstContactRates(
        gross=rate(
            solved,
            whole,
            definition="resolved at first contact, of all tickets",
            confidence=confidence,
        ),
        net=rate(
            solved,
            whole - beyond,
            definition=(
                "resolved at first contact, of tickets that the first level could "
                "resolve"
            ),
            left_out=beyond,
            confidence=confidence,
        ),
    )


def _check_use(argument: str, value: object, *, needed: bool) -> None:
    if (value is not None) is not needed:
        wanted = "given for this definition" if needed else "None for this definition"
        raise InvalidArgumentError(argument, value, wanted)


def _anything(_: Ticket) -> bool:
    return True


def _verdicts(
    variant: FirstContact,
    tickets: tuple[Ticket, ...],
    window: RepeatWindow | None,
    answer: Callable[[Ticket], bool | None] | None,
) -> list[bool | None]:
    """Tell of each ticket whether it was resolved at first contact, if that shows."""
    if window is not None:
        found = zip(tickets, window.came_back(tickets), strict=True)
        return [
            None if again is None else not (again or ticket.reopenings)
            for ticket, again in found
        ]
    test = _TESTS[variant] if answer is None else _answered(answer)
    return [None if ticket.resolved_at is None else test(ticket) for ticket in tickets]


def _answered(answer: Callable[[Ticket], bool | None]) -> _Verdict:
    def test(ticket: Ticket) -> bool | None:
        return to_optional(answer(ticket), bool, "answer", "True, False or None")

    return test


def _one_contact(ticket: Ticket) -> bool | None:
    once = ticket.contacts == 1 and not ticket.reopenings
    return once if ticket.contacts else None


def _no_transfer(ticket: Ticket) -> bool:
    return not (ticket.transfers or ticket.reopenings)


_TESTS: Mapping[FirstContact, _Verdict] = MappingProxyType(
    {
        FirstContact.ONE_CONTACT: _one_contact,
        FirstContact.NO_TRANSFER: _no_transfer,
    }
)

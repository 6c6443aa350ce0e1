"""Contacts that need not be, and whose doing they are."""

from enum import StrEnum

import attrs

from servicedesk_core.complaints.driver import contact_rate
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.number import to_float, to_whole
from servicedesk_core.stats import Estimate


def failure_demand(
    contacts: int,
    *,
    planned: int = 0,
    units: float,
    years: float = 1.0,
    confidence: float = 0.95,
) -> Estimate | None:
    """Return how many avoidable contacts come a unit and year; the aim is none.

    Args:
        contacts: all that came, the planned ones included.
        planned: how many of them were planned, such as a yearly service.
        units: how many units are in use, 0 or more.
        years: for how long, 0 or more.
        confidence: of the interval, above 0 and below 1.

    Returns:
        Contacts a unit and year; None if there was no unit or no time.

    Raises:
        InvalidArgumentError: for numbers out of range, more planned contacts than
            contacts, or avoidable contacts about no unit.
        WrongTypeError: for anything that is no number.

    Source:
        Contacts less planned ones, by units times years, with the exact interval of a
        Poisson count.

    Example:
        >>> failure_demand(7, planned=7, units=1, years=7).value
        0.0
        >>> failure_demand(10, planned=7, units=3, years=1).value
        1.0
    """
    every = to_whole(contacts, "contacts")
    avoidable = every - to_whole(planned, "planned", high=every)
    used = to_float(units, "units", low=0) * to_float(years, "years", low=0)
    return contact_rate(avoidable, used, confidence=confidence)


class CauseParty(StrEnum):
    """Whose doing a contact or a complaint is."""

    COMPANY = "company"
    USER = "user"


class UserErrorCause(StrEnum):
    """What misled a user: an error of theirs always has such a cause."""

    INFORMATION = "information"
    """They were not told, or not clearly."""
    UX = "ux"
    """The way to do it was hard to see."""
    PRODUCT = "product"
    """The product invites the error."""


def _read_party(party: CauseParty | str) -> CauseParty:
    return member(CauseParty, party, "party")


def _read_cause(cause: UserErrorCause | str | None) -> UserErrorCause | None:
    return None if cause is None else member(UserErrorCause, cause, "sub_cause")


@attrs.frozen
class CauseAttribution:
    """Whose doing it is: the company's, as long as nobody shows what misled a user.

    Args:
        party: whose it is.
        sub_cause: what misled the user; needed if it is theirs, and only then.

    Raises:
        InvalidArgumentError: for an error of a user without a cause, a cause without
            one, or an unknown word.

    Example:
        >>> CauseAttribution().party
        <CauseParty.COMPANY: 'company'>
        >>> CauseAttribution("user", "ux").sub_cause
        <UserErrorCause.UX: 'ux'>
    """

    party: CauseParty = attrs.field(default=CauseParty.COMPANY, converter=_read_party)
    sub_cause: UserErrorCause | None = attrs.field(default=None, converter=_read_cause)

    def __attrs_post_init__(self) -> None:
        if self.party is CauseParty.USER and self.sub_cause is None:
            wanted = "information, ux or product where it is a user's error"
            raise InvalidArgumentError("sub_cause", None, wanted)
        if self.party is CauseParty.COMPANY and self.sub_cause is not None:
            wanted = "None where it is the company's doing"
            raise InvalidArgumentError("sub_cause", self.sub_cause.value, wanted)

"""The small vocabularies of tickets."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import attrs

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.lifecycles import (
    CHANGE,
    COMPLAINT,
    EMERGENCY_CHANGE,
    INCIDENT,
    PROBLEM,
    SERVICE_REQUEST,
    STANDARD_CHANGE,
    Lifecycle,
)
from servicedesk_core.timeline import instant_key, optional_instant_key


class TicketKind(StrEnum):
    """What a ticket records (ITIL 4, ISO 10002); a change takes one of three paths."""

    INCIDENT = "incident"
    SERVICE_REQUEST = "service_request"
    PROBLEM = "problem"
    CHANGE = "change"
    STANDARD_CHANGE = "standard_change"
    EMERGENCY_CHANGE = "emergency_change"
    COMPLAINT = "complaint"


LIFECYCLES: Mapping[TicketKind, Lifecycle] = MappingProxyType(
    {
        TicketKind.INCIDENT: INCIDENT,
        TicketKind.SERVICE_REQUEST: SERVICE_REQUEST,
        TicketKind.PROBLEM: PROBLEM,
        TicketKind.CHANGE: CHANGE,
        TicketKind.STANDARD_CHANGE: STANDARD_CHANGE,
        TicketKind.EMERGENCY_CHANGE: EMERGENCY_CHANGE,
        TicketKind.COMPLAINT: COMPLAINT,
    }
)
"""The lifecycle of each kind."""


class HoldReason(StrEnum):
    """Whom or what a ticket on hold waits for."""

    CALLER = "caller"
    VENDOR = "vendor"
    CHANGE = "change"
    PROBLEM = "problem"
    EVIDENCE = "evidence"


class EscalationKind(StrEnum):
    """The two escalations of ITIL."""

    FUNCTIONAL = "functional"
    HIERARCHICAL = "hierarchical"


class MajorStatus(StrEnum):
    """Whether an incident is a major one; a fact beside its state."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Outcome(StrEnum):
    """What a complaint was found to be."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    REJECTED = "rejected"


class LinkKind(StrEnum):
    """How one ticket relates to another."""

    BLOCKED_BY = "blocked_by"
    BLOCKS = "blocks"
    CAUSED_BY = "caused_by"
    CAUSES = "causes"
    CHILD_OF = "child_of"
    DUPLICATE_OF = "duplicate_of"
    DUPLICATED_BY = "duplicated_by"
    FOLLOWED_BY = "followed_by"
    FOLLOWS = "follows"
    KNOWN_ERROR = "known_error"
    KNOWN_ERROR_OF = "known_error_of"
    PARENT_OF = "parent_of"
    RELATED = "related"

    @property
    def inverse(self) -> "LinkKind":
        """How the other ticket relates to this one.

        Example:
            >>> LinkKind.BLOCKS.inverse
            <LinkKind.BLOCKED_BY: 'blocked_by'>
        """
        return _INVERSES[self]


_PAIRS = (
    (LinkKind.BLOCKED_BY, LinkKind.BLOCKS),
    (LinkKind.CAUSED_BY, LinkKind.CAUSES),
    (LinkKind.CHILD_OF, LinkKind.PARENT_OF),
    (LinkKind.DUPLICATE_OF, LinkKind.DUPLICATED_BY),
    (LinkKind.FOLLOWED_BY, LinkKind.FOLLOWS),
    (LinkKind.KNOWN_ERROR, LinkKind.KNOWN_ERROR_OF),
    (LinkKind.RELATED, LinkKind.RELATED),
)
_INVERSES: Mapping[LinkKind, LinkKind] = MappingProxyType(
    {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
)


def _link_kind(kind: LinkKind | str) -> LinkKind:
    return member(LinkKind, kind, "kind")


@attrs.frozen
class Link:
    """A relation to another ticket.

    Attributes:
        kind: how they relate, read from this ticket to the other.
        other: the other ticket's id.
    """

    kind: LinkKind = attrs.field(converter=_link_kind)
    other: str = attrs.field()

    @other.validator
    def _check_other(self, _: object, other: str) -> None:
        if not isinstance(other, str) or not other:
            raise WrongTypeError("other", other, "the id of another ticket")


@attrs.frozen
class Promise:
    """What the requester was told by when.

    Attributes:
        due: by when.
        text: what, if it was written down.
        made_at: when it was said.
        kept_at: when it was done; None as long as it was not.
    """

    due: datetime = attrs.field(eq=instant_key)
    text: str | None
    made_at: datetime = attrs.field(eq=instant_key)
    kept_at: datetime | None = attrs.field(default=None, eq=optional_instant_key)

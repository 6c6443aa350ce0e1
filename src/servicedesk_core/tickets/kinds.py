"""The small vocabularies of tickets."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from servicedesk_core.errors import WrongTypeError, member
from servicedesk_core.lifecycles import INCIDENT, Lifecycle


class TicketKind(StrEnum):
    """What a ticket records (ITIL 4)."""

    INCIDENT = "incident"


LIFECYCLES: Mapping[TicketKind, Lifecycle] = MappingProxyType(
    {TicketKind.INCIDENT: INCIDENT}
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


class LinkKind(StrEnum):
    """How one ticket relates to another."""

    CAUSED_BY = "caused_by"
    CHILD_OF = "child_of"
    DUPLICATE_OF = "duplicate_of"
    FOLLOWS = "follows"
    RELATED = "related"


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

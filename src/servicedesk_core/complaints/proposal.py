"""Causes that a machine proposes, until a person confirms them."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_many, to_one
from servicedesk_core.complaints._facts import check_text
from servicedesk_core.complaints._people import to_person
from servicedesk_core.complaints.classification import CauseScheme
from servicedesk_core.errors import InvalidArgumentError, member
from servicedesk_core.stats import Proportion, proportion_interval
from servicedesk_core.tickets import Actor


class ProposalState(StrEnum):
    """What a person said of a proposed cause."""

    PROPOSED = "proposed"
    """Nothing yet."""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


def _state(state: ProposalState | str) -> ProposalState:
    return member(ProposalState, state, "state")


@attrs.frozen
class CauseProposal:
    """A cause that a machine proposes for a complaint.

    Args:
        complaint: its id.
        cause: one of the scheme.
        scheme: the version that it was chosen from.
        state: what a person said of it.
        decided_by: the person; given once it is decided, and only then.

    Raises:
        InvalidArgumentError: for a blank id, a cause that the scheme lacks, an unknown
            state, or a decision by nobody or by the system.
        WrongTypeError: for a value of another type.

    Source:
        What a model says is plausible and may be wrong.

    Example:
        >>> scheme = CauseScheme("delivery", ["load", "address"])
        >>> proposal = CauseProposal("C1", "load", scheme=scheme)
        >>> proposal.state.value
        'proposed'
        >>> proposal.confirm(by=Actor("anna", "agent")).state.value
        'confirmed'
    """

    complaint: str = attrs.field(validator=check_text)
    cause: str = attrs.field(validator=check_text)
    scheme: CauseScheme = attrs.field(kw_only=True)
    state: ProposalState = attrs.field(
        kw_only=True, default=ProposalState.PROPOSED, converter=_state
    )
    decided_by: Actor | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        to_one(self.scheme, CauseScheme, "scheme", "a CauseScheme")
        if self.cause not in self.scheme.causes:
            raise InvalidArgumentError("cause", self.cause, "a cause of the scheme")
        if self.state is not ProposalState.PROPOSED:
            to_person(self.decided_by, "decided_by")
        elif self.decided_by is not None:
            wanted = "None where nobody has decided"
            raise InvalidArgumentError("decided_by", self.decided_by, wanted)

    def confirm(self, *, by: Actor) -> "CauseProposal":
        """Return the proposal as a person confirmed it.

        Raises:
            InvalidArgumentError: if ``by`` is the system, or it was decided before.
            WrongTypeError: if ``by`` is no Actor.
        """
        return self._decide(ProposalState.CONFIRMED, by)

    def reject(self, *, by: Actor) -> "CauseProposal":
        """Return the proposal as a person rejected it.

        Raises:
            InvalidArgumentError: if ``by`` is the system, or it was decided before.
            WrongTypeError: if ``by`` is no Actor.
        """
        return self._decide(ProposalState.REJECTED, by)

    def _decide(self, state: ProposalState, by: Actor) -> "CauseProposal":
        to_person(by, "by")
        if self.state is not ProposalState.PROPOSED:
            wanted = "proposed, not decided before"
            raise InvalidArgumentError("state", self.state.value, wanted)
        return attrs.evolve(self, state=state, decided_by=by)


def proposal_precision(
    proposals: Iterable[CauseProposal], *, confidence: float = 0.95
) -> Proportion | None:
    """Return the share of proposed causes that people confirmed, of those decided.

    Args:
        proposals: those that nobody decided about do not count.
        confidence: of the Wilson interval, above 0 and below 1.

    Returns:
        The precision; None if nothing was decided.

    Raises:
        InvalidArgumentError: for a confidence out of range.
        WrongTypeError: if one is no CauseProposal.

    Source:
        Confirmed by confirmed and rejected.

    Example:
        >>> proposal_precision([]) is None
        True
    """
    read = to_many(proposals, CauseProposal, "proposals", "CauseProposal values")
    states = [each.state for each in read]
    confirmed = states.count(ProposalState.CONFIRMED)
    decided = confirmed + states.count(ProposalState.REJECTED)
    return proportion_interval(confirmed, decided, confidence=confidence)

"""Causes that a machine proposes, until a person confirms them."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    CauseProposal,
    CauseScheme,
    ProposalState,
    proposal_precision,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_interval
from servicedesk_core.tickets import Actor

SCHEME = CauseScheme("delivery", ["load", "address"])
PROPOSAL = CauseProposal("C1", "load", scheme=SCHEME)
ANNA, ROBOT = Actor("anna", "agent"), Actor("robot", "system")


class TestProposal:
    def test_it_is_proposed_until_a_person_decides(self) -> None:
        assert (ProposalState.PROPOSED, None) == (PROPOSAL.state, PROPOSAL.decided_by)

    @pytest.mark.parametrize(
        ("decide", "state"), [("confirm", "confirmed"), ("reject", "rejected")]
    )
    def test_a_person_decides(self, decide: str, state: str) -> None:
        found = getattr(PROPOSAL, decide)(by=ANNA)

        assert found == CauseProposal(
            "C1", "load", scheme=SCHEME, state=state, decided_by=ANNA
        )
        assert ProposalState(state) is found.state

    @pytest.mark.parametrize("decide", ["confirm", "reject"])
    def test_a_program_does_not(self, decide: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^by must be a person, got 'robot'$"
        ):
            getattr(PROPOSAL, decide)(by=ROBOT)
        with pytest.raises(WrongTypeError, match=r"^by must be an Actor, got None$"):
            getattr(PROPOSAL, decide)(by=None)

    @pytest.mark.parametrize("decide", ["confirm", "reject"])
    def test_it_is_decided_once(self, decide: str) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^state must be proposed, not decided before, got 'rejected'$",
        ):
            getattr(PROPOSAL.reject(by=ANNA), decide)(by=ANNA)

    def test_a_decision_without_a_person_is_refused(self) -> None:
        for state in ("confirmed", "rejected"):
            with pytest.raises(WrongTypeError, match=r"^decided_by must be an Actor"):
                CauseProposal("C1", "load", scheme=SCHEME, state=state)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^decided_by must be None where nobody has decided, got Actor",
        ):
            CauseProposal("C1", "load", scheme=SCHEME, decided_by=ANNA)

    def test_other_values_are_refused(self) -> None:
        broken: Any = 7
        with pytest.raises(
            InvalidArgumentError, match=r"^cause must be a cause of the scheme, got 'x'"
        ):
            CauseProposal("C1", "x", scheme=SCHEME)
        with pytest.raises(
            InvalidArgumentError, match=r"^complaint must be a text tha"
        ):
            CauseProposal(" ", "load", scheme=SCHEME)
        with pytest.raises(WrongTypeError, match=r"^cause must be a text, got 7$"):
            CauseProposal("C1", broken, scheme=SCHEME)
        with pytest.raises(WrongTypeError, match=r"^scheme must be a CauseScheme, got"):
            CauseProposal("C1", "load", scheme=broken)
        with pytest.raises(InvalidArgumentError, match=r"^state must be one of propos"):
            CauseProposal("C1", "load", scheme=SCHEME, state="guessed")


class TestPrecision:
    def test_it_is_the_share_confirmed_of_those_decided(self) -> None:
        good, bad = PROPOSAL.confirm(by=ANNA), PROPOSAL.reject(by=ANNA)

        assert proportion_interval(3, 4, confidence=0.9) == proposal_precision(
            [good, good, good, bad, PROPOSAL, PROPOSAL], confidence=0.9
        )

    def test_nothing_decided_has_none(self) -> None:
        assert proposal_precision([PROPOSAL]) is None

    def test_other_values_are_refused(self) -> None:
        broken: Any = [7]
        with pytest.raises(WrongTypeError, match=r"^proposals must be CauseProposal"):
            proposal_precision(broken)

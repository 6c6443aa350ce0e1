"""How closed cases ended for the client."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import CaseOutcome, case_outcomes


class TestOutcomes:
    def test_good_ones_are_solved_or_more(self) -> None:
        found = case_outcomes(
            ["solved", "indignant", CaseOutcome.DELIGHTED, "solved", None],
            confidence=0.9,
        )

        assert {
            CaseOutcome.DELIGHTED: 1,
            CaseOutcome.SOLVED: 2,
            CaseOutcome.INDIGNANT: 1,
        } == found.counts
        assert (4, 1, 0.5) == (found.n, found.missing, found.net)
        assert found.good is not None
        assert (0.75, 4, 0.9) == (
            found.good.value,
            found.good.n,
            found.good.confidence,
        )

    @pytest.mark.parametrize(("tag", "net"), [("indignant", -1.0), ("solved", 1.0)])
    def test_the_net_share_runs_from_minus_one_to_one(
        self, tag: str, net: float
    ) -> None:
        assert net == case_outcomes([tag] * 3).net

    def test_no_tag_is_undefined(self) -> None:
        found = case_outcomes([None, None])

        assert (None, None, 0, 2) == (found.good, found.net, found.n, found.missing)

    def test_a_tag_of_an_event_is_no_outcome(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^tags must be one of delighted, solved, indignant, got 'guest'$",
        ):
            case_outcomes(["solved", "guest"])

    def test_tags_come_in_a_list(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^tags must be outcomes, in a list, got 'solved'$"
        ):
            case_outcomes("solved")
        counts: Any = {"solved": 4}
        with pytest.raises(WrongTypeError, match=r"^tags must be outcomes, in a list"):
            case_outcomes(counts)

    def test_the_confidence_is_checked_first(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            case_outcomes([], confidence=0)

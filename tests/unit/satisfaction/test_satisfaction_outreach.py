"""What routine calls bring."""

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import OutreachResult, outreach_results


class TestOutreach:
    def test_needs_and_gestures_are_finds(self) -> None:
        report = outreach_results(
            [
                "nothing",
                OutreachResult.NEED_FOUND,
                "gesture_made",
                "nothing",
                "nothing",
            ],
            confidence=0.9,
        )

        assert {
            OutreachResult.NOTHING: 3,
            OutreachResult.NEED_FOUND: 1,
            OutreachResult.GESTURE_MADE: 1,
        } == report.counts
        assert report.found is not None
        assert (0.4, 5, 0.9) == (
            report.found.value,
            report.found.n,
            report.found.confidence,
        )
        assert 5 == report.n

    def test_no_call_is_undefined(self) -> None:
        report = outreach_results([])

        assert (None, 0) == (report.found, report.n)

    def test_a_result_is_known(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^results must be one of nothing, need_found, gesture_made, ",
        ):
            outreach_results(["x"])

    def test_results_come_in_a_list(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^results must be results of calls, in a list, got 'nothing'$",
        ):
            outreach_results("nothing")

    def test_the_confidence_is_checked_first(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            outreach_results([], confidence=1)

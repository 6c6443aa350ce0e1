"""Clients who leave, would leave, or might."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ChurnRate,
    ClientSegment,
    churn_rate,
    client_segment,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.stats import Estimate, proportion_interval

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)


class TestSegment:
    @pytest.mark.parametrize(
        ("unhappy", "free", "expected"),
        [
            (False, True, ClientSegment.LOYAL),
            (False, False, ClientSegment.UNTESTED),
            (True, True, ClientSegment.LEAVING),
            (True, False, ClientSegment.HOSTAGE),
        ],
    )
    def test_it_is_by_mood_and_alternative(
        self, *, unhappy: bool, free: bool, expected: ClientSegment
    ) -> None:
        assert expected is client_segment(is_dissatisfied=unhappy, has_alternative=free)

    @pytest.mark.parametrize("argument", ["is_dissatisfied", "has_alternative"])
    def test_what_is_not_known_is_refused(self, argument: str) -> None:
        flags: dict[str, Any] = {"is_dissatisfied": True, "has_alternative": True}
        with pytest.raises(
            WrongTypeError, match=rf"^{argument} must be True or False, got None$"
        ):
            client_segment(**{**flags, argument: None})


class TestRate:
    def test_it_has_a_share_and_a_tenure(self) -> None:
        share = proportion_interval(5, 100, confidence=0.9)
        assert share is not None
        tenure = Estimate(20.0, 1 / share.high, 1 / share.low, 100, 0.9, "wilson")

        assert ChurnRate(share, tenure) == churn_rate(5, 100, confidence=0.9)

    def test_all_may_leave(self) -> None:
        found = churn_rate(3, 3)

        assert found is not None
        assert found.tenure is not None
        assert (1.0, 1.0) == (found.tenure.low, found.tenure.value)
        assert 0.95 == found.tenure.confidence

    def test_where_nobody_leaves_the_tenure_is_unknown(self) -> None:
        share = proportion_interval(0, 3)
        assert share is not None

        assert ChurnRate(share, None) == churn_rate(0, 3)

    def test_of_nobody_there_is_none(self) -> None:
        assert churn_rate(0, 0) is None

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((4, 3), r"^churned must be between 0 and 3, got 4$"),
            ((0, -1), r"^at_risk must be 0 or more, got -1$"),
        ],
    )
    def test_counts_out_of_range_are_refused(
        self, arguments: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            churn_rate(*arguments)

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            churn_rate(0, 0, confidence=1)

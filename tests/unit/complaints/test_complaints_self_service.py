"""How many clients help themselves."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    SelfServiceUse,
    TopicDemand,
    self_service_use,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_interval


class TestUse:
    def test_it_is_by_topic(self) -> None:
        found = self_service_use(
            [
                TopicDemand("balance", self_served=700, assisted=300, failed=100),
                TopicDemand("refund", self_served=1, assisted=9),
            ],
            confidence=0.9,
        )

        assert {
            "balance": SelfServiceUse(
                adoption=proportion_interval(800, 1000, confidence=0.9),
                deflection=proportion_interval(700, 1000, confidence=0.9),
                failure=proportion_interval(100, 800, confidence=0.9),
            ),
            "refund": SelfServiceUse(
                adoption=proportion_interval(1, 10, confidence=0.9),
                deflection=proportion_interval(1, 10, confidence=0.9),
                failure=proportion_interval(0, 1, confidence=0.9),
            ),
        } == found
        assert ["balance", "refund"] == list(found)

    def test_a_way_that_nobody_tries_neither_fails_nor_works(self) -> None:
        found = self_service_use([TopicDemand("balance", self_served=0, assisted=5)])

        assert (
            SelfServiceUse(proportion_interval(0, 5), proportion_interval(0, 5), None)
            == found["balance"]
        )

    def test_what_nobody_wants_has_no_shares(self) -> None:
        found = self_service_use([TopicDemand("balance", self_served=0, assisted=0)])

        assert SelfServiceUse(None, None, None) == found["balance"]

    def test_a_topic_comes_once(self) -> None:
        demand = TopicDemand("balance", self_served=0, assisted=0)
        with pytest.raises(
            InvalidArgumentError, match=r"^demands must be one for each topic, got 'bal"
        ):
            self_service_use([demand, demand])

    def test_values_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^demands must be TopicDemand values, got 7$"
        ):
            self_service_use([7])  # type: ignore[list-item]

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            self_service_use([], confidence=1)


class TestDemand:
    def test_whoever_failed_was_helped(self) -> None:
        demand = TopicDemand("balance", self_served=0, assisted=3, failed=3)

        assert 3 == demand.failed
        with pytest.raises(
            InvalidArgumentError, match=r"^failed must be between 0 and 3, got 4$"
        ):
            TopicDemand("balance", self_served=9, assisted=3, failed=4)

    @pytest.mark.parametrize("argument", ["self_served", "assisted"])
    def test_a_negative_count_is_refused(self, argument: str) -> None:
        counts: dict[str, Any] = {"self_served": 0, "assisted": 0}
        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be 0 or more, got -1$"
        ):
            TopicDemand("balance", **{**counts, argument: -1})

    def test_a_blank_topic_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^topic must be a text that is"
        ):
            TopicDemand("", self_served=0, assisted=0)

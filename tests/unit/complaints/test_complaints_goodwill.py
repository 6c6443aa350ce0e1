"""Whether to give a client something that nobody owes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ClientPeriod,
    Fault,
    GestureQuality,
    GoodwillDecision,
    GoodwillReason,
    GoodwillRule,
    client_tenure,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money

FREE, OWED = GoodwillReason.NO_FAULT, GoodwillReason.OWED
WITHIN, OVER = GoodwillReason.WITHIN_LIMIT, GoodwillReason.OVER_LIMIT
WORTH, NOT_WORTH = GoodwillReason.WORTH_IT, GoodwillReason.NOT_WORTH_IT


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


# Given in no order.
LIMITS = {365: eur(60), 0: eur(20)}


def decide(cost: int | str, *, share: Any = 1, **rest: Any) -> GoodwillDecision:
    values = {
        "fault": "none",
        "tenure": 400,
        "lifetime_value": eur(1000),
        "p_uplift": "0.5",
        **rest,
    }
    return GoodwillRule(LIMITS, share_of_value=share).decide(eur(cost), **values)


class TestGoodwill:
    def test_a_small_gift_to_an_old_client_is_granted(self) -> None:
        found = decide(35)
        assert found.is_granted
        assert eur(60) == found.limit
        assert eur(500) == found.expected_gain
        assert (FREE, WITHIN, WORTH) == found.reasons

    @pytest.mark.parametrize(("cost", "reason"), [("60", WITHIN), ("60.01", OVER)])
    def test_the_limit_itself_is_within(
        self, cost: str, reason: GoodwillReason
    ) -> None:
        found = decide(cost)
        assert reason is found.reasons[1]
        assert (reason is WITHIN) is found.is_granted

    @pytest.mark.parametrize(
        ("tenure", "limit"), [(0, 20), (364, 20), (365, 60), (9999, 60)]
    )
    def test_the_limit_grows_with_tenure(self, tenure: int, limit: int) -> None:
        assert eur(limit) == decide(1, tenure=tenure).limit

    def test_takes_a_tenure(self) -> None:
        days = [ClientPeriod(date(2025, 1, 1))]
        tenure = client_tenure(days, on=date(2026, 1, 1))
        assert eur(60) == decide(1, tenure=tenure).limit

    def test_the_limit_is_a_share_of_value_if_that_is_less(self) -> None:
        assert eur(50) == decide(1, share="0.05").limit
        assert eur(60) == decide(1, share="0.07").limit

    @pytest.mark.parametrize(("cost", "reason"), [("49.99", WORTH), ("50", NOT_WORTH)])
    def test_it_must_bring_more_than_it_costs(
        self, cost: str, reason: GoodwillReason
    ) -> None:
        found = decide(cost, p_uplift="0.05")
        assert reason is found.reasons[2]
        assert (reason is WORTH) is found.is_granted

    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (Fault.VENDOR, OWED),
            (Fault.CLIENT, FREE),
            (Fault.THIRD, FREE),
            (Fault.NONE, FREE),
        ],
    )
    def test_what_is_owed_is_no_gift(
        self, fault: Fault, reason: GoodwillReason
    ) -> None:
        found = decide(35, fault=fault)
        assert reason is found.reasons[0]
        assert (reason is FREE) is found.is_granted

    def test_qualities_are_kept(self) -> None:
        found = decide(35, qualities=["unusual", GestureQuality.LONG_TERM])
        expected = {GestureQuality.UNUSUAL, GestureQuality.LONG_TERM}
        assert expected == found.qualities
        assert frozenset() == decide(35).qualities

    def test_the_share_is_all_of_it_by_default(self) -> None:
        assert Decimal(1) == GoodwillRule(LIMITS).share_of_value


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                {"fault": "dog"},
                InvalidArgumentError,
                r"fault must be one of vendor, client, third, none, got 'dog'",
            ),
            (
                {"qualities": ["kind"]},
                InvalidArgumentError,
                (
                    r"qualities must be one of unusual, proactive, concrete, long_term"
                    r", got 'kind'"
                ),
            ),
            ({"tenure": -1}, InvalidArgumentError, r"tenure must be 0 or more"),
            (
                {"lifetime_value": 5},
                WrongTypeError,
                r"lifetime_value must be Money, got 5",
            ),
            ({"p_uplift": 2}, InvalidArgumentError, r"p_uplift must be between 0 and"),
            ({"share": 2}, InvalidArgumentError, r"share_of_value must be between 0"),
        ],
    )
    def test_of_a_decision(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            decide(1, **values)

    def test_a_cost_is_money(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"cost must be 0 or more"):
            decide(-1)

    @pytest.mark.parametrize(
        ("limits", "error", "message"),
        [
            (
                [],
                WrongTypeError,
                r"limits must be a mapping of days to Money, got \[\]",
            ),
            (
                {365: eur(5)},
                InvalidArgumentError,
                r"limits must be from 0 days of tenure on, got \{365",
            ),
            ({-1: eur(5)}, InvalidArgumentError, r"limits must be 0 or more, got -1"),
            ({0: 5}, WrongTypeError, r"limits\[0\] must be Money, got 5"),
        ],
    )
    def test_of_a_rule(self, limits: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            GoodwillRule(limits)

"""What a client is worth, and what may be spent to keep one."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    RetentionCase,
    lifetime_value,
    mean_tenure,
    retention_case,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


class TestLifetimeValue:
    @pytest.mark.parametrize(
        ("retention", "discount", "expected"),
        [
            ("0.8", "0.2", 200),
            ("0.5", 0, 100),
            (0, 0, 0),
            (1, "0.1", 1000),
        ],
    )
    def test_is_the_sum_of_the_margins_to_come(
        self, retention: Any, discount: Any, expected: int
    ) -> None:
        found = lifetime_value(eur(100), retention=retention, discount=discount)
        assert eur(expected) == found

    def test_has_no_end_if_nobody_leaves_and_nothing_is_discounted(self) -> None:
        wanted = r"retention must be below 1 where nothing is discounted, got 1"
        with pytest.raises(InvalidArgumentError, match=wanted):
            lifetime_value(eur(100), retention=1, discount=0)

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ({"margin": 5}, WrongTypeError, r"margin must be Money, got 5"),
            ({"retention": 2}, InvalidArgumentError, r"retention must be between 0 an"),
            ({"discount": -1}, InvalidArgumentError, r"discount must be 0 or more"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        given = {"margin": eur(1), "retention": 0, "discount": 0, **values}
        with pytest.raises(error, match=message):
            lifetime_value(given.pop("margin"), **given)


class TestMeanTenure:
    def test_is_one_over_churn(self) -> None:
        assert Decimal(4) == mean_tenure("0.25")
        assert Decimal(1) == mean_tenure(1)

    def test_is_none_if_nobody_leaves(self) -> None:
        assert mean_tenure(0) is None

    def test_churn_is_a_share(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"churn must be between 0 and"):
            mean_tenure("1.1")


def case(cost: int | str, **rest: Any) -> RetentionCase:
    values = {
        "p_save": "0.5",
        "lifetime_value": eur(100),
        "acquisition_cost": eur(40),
        **rest,
    }
    return retention_case(eur(cost), **values)


class TestRetentionCase:
    def test_weighs_the_price_against_the_gain(self) -> None:
        found = case(20)
        assert eur(50) == found.expected_gain
        assert eur(30) == found.net
        assert found.is_worth_it
        assert found.is_cheaper
        assert Decimal(2) == found.ratio

    @pytest.mark.parametrize(("cost", "expected"), [("49.99", True), ("50", False)])
    def test_is_worth_less_than_it_brings(self, cost: str, *, expected: bool) -> None:
        assert expected is case(cost).is_worth_it

    @pytest.mark.parametrize(("cost", "expected"), [("39.99", True), ("40", False)])
    def test_is_cheaper_than_a_new_client(self, cost: str, *, expected: bool) -> None:
        assert expected is case(cost).is_cheaper

    def test_what_costs_nothing_has_no_ratio(self) -> None:
        assert case(0).ratio is None

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ({"p_save": 2}, InvalidArgumentError, r"p_save must be between 0 and 1"),
            ({"lifetime_value": 5}, WrongTypeError, r"lifetime_value must be Money"),
            ({"acquisition_cost": 5}, WrongTypeError, r"acquisition_cost must be Mon"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            case(1, **values)

    def test_a_price_is_not_negative(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"cost must be 0 or more"):
            case(-1)

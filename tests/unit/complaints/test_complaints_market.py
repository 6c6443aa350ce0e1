"""What unhappy clients cost the market, and what happy ones bring."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    CCMC_2020,
    TARP_LARGE_LOSS,
    TARP_SMALL_LOSS,
    MarketDamage,
    market_damage,
    word_of_mouth,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def damage(**rest: Any) -> MarketDamage:
    values = {
        "customers": 1000,
        "problem_rate": "0.4",
        "complaint_rate": "0.25",
        "outcomes": {"satisfied": "0.6", "dissatisfied": "0.4"},
        "repurchase": {"satisfied": "0.9", "dissatisfied": "0.2"},
        "silent_repurchase": "0.5",
        "value": Money(10, "EUR"),
        **rest,
    }
    return market_damage(values.pop("customers"), **values)


class TestMarketDamage:
    def test_adds_up_by_group(self) -> None:
        found = damage()
        assert Decimal(400) == found.unhappy
        assert Decimal(100) == found.complainers
        assert Decimal(300) == found.silent
        expected = {
            "silent": Decimal(150),
            "satisfied": Decimal(6),
            "dissatisfied": Decimal(32),
        }
        assert expected == found.lost_by
        assert Decimal(188) == found.lost
        assert Money(1880, "EUR") == found.revenue_at_risk
        assert Decimal(4) == found.multiplier

    def test_if_nobody_complains_all_are_silent(self) -> None:
        found = damage(complaint_rate=0)
        assert Decimal(400) == found.silent
        assert Decimal(200) == found.lost
        assert found.multiplier is None

    def test_without_customers_nothing_is_lost(self) -> None:
        assert Money(0, "EUR") == damage(customers=0).revenue_at_risk

    def test_thirds_are_near_enough_to_one(self) -> None:
        third = {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}
        assert Decimal(4) == damage(outcomes=third, repurchase=third).multiplier

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                {"outcomes": {"satisfied": "0.6", "dissatisfied": "0.400000002"}},
                InvalidArgumentError,
                r"outcomes must be 1 in sum, got '1.000000002'",
            ),
            (
                {"outcomes": {"satisfied": "0.6", "dissatisfied": "0.399999998"}},
                InvalidArgumentError,
                r"outcomes must be 1 in sum, got '0.999999998'",
            ),
            (
                {"repurchase": {"satisfied": 1, "mollified": 1}},
                InvalidArgumentError,
                (
                    r"repurchase must be for each of satisfied, dissatisfied, got "
                    r"'satisfied, mollified'"
                ),
            ),
            (
                {"outcomes": {"silent": 1}, "repurchase": {"silent": 1}},
                InvalidArgumentError,
                (
                    r"outcomes must be outcomes of complaints; those who say nothing "
                    r"have none, got 'silent'"
                ),
            ),
            (
                {"outcomes": [1]},
                WrongTypeError,
                r"outcomes must be a mapping of outcome to share, got \[1\]",
            ),
            (
                {"repurchase": [1]},
                WrongTypeError,
                r"repurchase must be a mapping of outcome to share, got \[1\]",
            ),
            (
                {"outcomes": {"satisfied": 2}},
                InvalidArgumentError,
                r"outcomes\['satisfied'\] must be between 0 and 1",
            ),
            ({"customers": -1}, InvalidArgumentError, r"customers must be 0 or more"),
            ({"problem_rate": 2}, InvalidArgumentError, r"problem_rate must be betwee"),
            ({"complaint_rate": 2}, InvalidArgumentError, r"complaint_rate must be be"),
            (
                {"silent_repurchase": 2},
                InvalidArgumentError,
                r"silent_repurchase must be between 0 and 1",
            ),
            ({"value": 5}, WrongTypeError, r"value must be Money, got 5"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            damage(**values)

    def test_a_billionth_is_near_enough(self) -> None:
        shares = {"satisfied": "0.6", "dissatisfied": "0.400000001"}
        assert Decimal(400) == damage(outcomes=shares).unhappy


class TestWordOfMouth:
    def test_is_the_product_of_all(self) -> None:
        found = word_of_mouth(10, share="0.5", told=4, conversion="0.25")
        assert Decimal(5) == found

    @pytest.mark.parametrize(
        ("name", "value", "wanted"),
        [
            ("cases", -1, "0 or more"),
            ("share", 2, "between 0 and 1"),
            ("told", -1, "0 or more"),
            ("conversion", 2, "between 0 and 1"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, name: str, value: int, wanted: str
    ) -> None:
        values: dict[str, Any] = {"cases": 1, "share": 1, "told": 1, "conversion": 1}
        message = rf"{name} must be {wanted}, got Decimal\('{value}'\)"
        with pytest.raises(InvalidArgumentError, match=message):
            word_of_mouth(**{**values, name: value})


class TestPresets:
    def test_have_the_figures_of_their_sources(self) -> None:
        names = ("silent", "unsatisfied", "satisfied", "satisfied quickly")
        small = [str(TARP_SMALL_LOSS.figures[name]) for name in names]
        assert ["0.37", "0.46", "0.70", "0.95"] == small
        large = [str(TARP_LARGE_LOSS.figures[name]) for name in names]
        assert ["0.09", "0.19", "0.54", "0.82"] == large
        assert {"points": -22} == CCMC_2020.figures

    def test_are_dated(self) -> None:
        assert "TARP, 1979" in TARP_SMALL_LOSS.source
        assert "December 2003" in TARP_LARGE_LOSS.source
        assert "2020" in CCMC_2020.source
        assert "buys again" in TARP_SMALL_LOSS.name
        assert "dissatisfied complainants" in CCMC_2020.name

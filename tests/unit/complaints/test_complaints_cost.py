"""What failures cost, and what their prevention may cost."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    MISSED_REMINDER,
    break_even,
    contact_cost,
    cost_of_failure,
    cost_per_insight,
    tariff_ratio,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money


def eur(amount: int | str) -> Money:
    return Money(amount, "EUR")


class TestCostOfFailure:
    CONTACTS = ((2, eur(30)), (0, eur(7)), (1, eur(10)))

    def test_adds_up_the_contacts(self) -> None:
        found = cost_of_failure(self.CONTACTS)
        assert eur(70) == found.cost
        assert found.low is None
        assert found.high is None
        assert found.ratio is None

    def test_one_price_has_one_ratio(self) -> None:
        found = cost_of_failure(self.CONTACTS, prevention=eur("0.2"))
        assert Decimal(350) == found.ratio
        assert (Decimal(350), Decimal(350)) == (found.low, found.high)

    def test_a_range_of_prices_has_an_interval(self) -> None:
        found = cost_of_failure(self.CONTACTS, prevention=(eur("0.2"), eur("0.5")))
        assert (Decimal(140), Decimal(350)) == (found.low, found.high)
        assert found.ratio is None

    def test_what_costs_nothing_has_no_ratio(self) -> None:
        found = cost_of_failure(self.CONTACTS, prevention=eur(0))
        assert (None, None, None) == (found.low, found.high, found.ratio)
        half = cost_of_failure(self.CONTACTS, prevention=(eur(0), eur(7)))
        assert (Decimal(10), None) == (half.low, half.high)

    @pytest.mark.parametrize(
        ("contacts", "prevention", "error", "message"),
        [
            (
                [],
                None,
                InvalidArgumentError,
                r"contacts must be one at least, got \[\]",
            ),
            (
                [eur(1)],
                None,
                WrongTypeError,
                r"contacts must be pairs of a number and Money, got Money",
            ),
            (
                [(1, eur(1), 2)],
                None,
                WrongTypeError,
                r"contacts must be pairs of a number and Money, got \(1,",
            ),
            ([(-1, eur(1))], None, InvalidArgumentError, r"contacts must be 0 or more"),
            (
                [(1, eur(-1))],
                None,
                InvalidArgumentError,
                r"contacts must be 0 or more, got '-1 EUR'",
            ),
            (
                [(1, eur(1)), (1, Money(1, "USD"))],
                None,
                InvalidArgumentError,
                r"currency must be EUR, got 'USD'",
            ),
            (
                [(1, eur(1))],
                (eur(2), eur(1)),
                InvalidArgumentError,
                r"prevention must be a highest of 2 EUR or more, got '1 EUR'",
            ),
            (
                [(1, eur(1))],
                (eur(2),),
                WrongTypeError,
                r"prevention must be Money, or the lowest and highest, got \(Money",
            ),
            ([(1, eur(1))], 2, WrongTypeError, r"prevention must be Money, got 2"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, contacts: Any, prevention: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            cost_of_failure(contacts, prevention=prevention)

    def test_equal_prices_are_a_range(self) -> None:
        found = cost_of_failure(self.CONTACTS, prevention=(eur(7), eur(7)))
        assert Decimal(10) == found.ratio


class TestBreakEven:
    def test_is_the_price_over_the_cost(self) -> None:
        assert Decimal("0.02") == break_even(eur(1), eur(50))
        assert Decimal("0.06") == break_even(eur(1), eur(50), reminders=3)

    def test_may_be_out_of_reach(self) -> None:
        assert Decimal(2) == break_even(eur(2), eur(1))

    def test_is_none_if_failures_cost_nothing(self) -> None:
        assert break_even(eur(2), eur(0)) is None

    def test_refuses_what_makes_no_sense(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"reminders must be 1 or more"):
            break_even(eur(1), eur(1), reminders=0)
        with pytest.raises(WrongTypeError, match=r"prevention must be Money, got 1"):
            break_even(1, eur(1))  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"failure must be Money, got 1"):
            break_even(eur(1), 1)  # type: ignore[arg-type]


class TestContactCost:
    def test_is_by_the_contact_or_by_the_minute(self) -> None:
        assert eur(600) == contact_cost(2, per_contact=eur(300))
        assert eur(150) == contact_cost(3, per_minute=eur(20), minutes="2.5")
        assert eur(0) == contact_cost(0, per_contact=eur(300))

    @pytest.mark.parametrize(
        ("prices", "message"),
        [
            (
                {"per_contact": eur(1), "per_minute": eur(2), "minutes": 1},
                (
                    r"per_minute must be left out beside per_contact: the time would "
                    r"be paid twice, got '2 EUR'"
                ),
            ),
            (
                {"per_minute": eur(2)},
                r"minutes must be given with per_minute, and with it alone, got None",
            ),
            (
                {"per_contact": eur(2), "minutes": 3},
                r"minutes must be given with per_minute, and with it alone, got 3",
            ),
            ({}, r"per_contact must be given, or else per_minute, got None"),
            ({"per_minute": eur(2), "minutes": -1}, r"minutes must be 0 or more"),
        ],
    )
    def test_the_time_is_paid_once(self, prices: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            contact_cost(1, **prices)

    @pytest.mark.parametrize("name", ["per_contact", "per_minute"])
    def test_prices_are_money(self, name: str) -> None:
        wrong: dict[str, Any] = {name: 5}
        with pytest.raises(WrongTypeError, match=rf"{name} must be Money, got 5"):
            contact_cost(1, **wrong)

    def test_contacts_are_counted(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"contacts must be 0 or more"):
            contact_cost(-1, per_contact=eur(1))


class TestCostPerInsight:
    def test_a_cause_told_twice_counts_once(self) -> None:
        assert eur(30) == cost_per_insight(eur(90), ["bill", "queue", "bill", "app"])

    def test_is_none_if_nothing_was_told(self) -> None:
        assert cost_per_insight(eur(90), []) is None

    @pytest.mark.parametrize("causes", ["bill", 5])
    def test_takes_several_causes(self, causes: Any) -> None:
        wanted = r"causes must be several causes, in a list, got"
        with pytest.raises(WrongTypeError, match=wanted):
            cost_per_insight(eur(1), causes)

    def test_takes_money(self) -> None:
        with pytest.raises(WrongTypeError, match=r"cost must be Money, got 5"):
            cost_per_insight(5, [])  # type: ignore[arg-type]


class TestTariffRatio:
    def test_compares_the_ends(self) -> None:
        assert (Decimal(2), Decimal(6)) == tariff_ratio(
            (eur(4), eur(6)), (eur(1), eur(2))
        )
        assert (Decimal(2), Decimal(2)) == tariff_ratio(eur(4), eur(2))

    def test_is_none_against_what_is_free(self) -> None:
        assert (Decimal(2), None) == tariff_ratio(eur(4), (eur(0), eur(2)))

    @pytest.mark.parametrize("name", ["price", "other"])
    def test_names_what_is_wrong(self, name: str) -> None:
        prices: dict[str, Any] = {"price": eur(1), "other": eur(1), name: 5}
        with pytest.raises(WrongTypeError, match=rf"{name} must be Money, got 5"):
            tariff_ratio(**prices)


class TestPreset:
    def test_has_the_figures_of_its_source(self) -> None:
        assert {
            "contacts": 2,
            "contact": Money(300, "RUB"),
            "employee_calls": 1,
            "employee_call": Money(100, "RUB"),
            "service_message": (Money("0.20", "RUB"), Money("0.40", "RUB")),
            "marketing_message": Money(1, "RUB"),
        } == MISSED_REMINDER.figures
        assert "card limit" in MISSED_REMINDER.source
        assert "a reminder that was not read" == MISSED_REMINDER.name

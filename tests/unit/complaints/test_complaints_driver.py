"""What clients call about, and what it costs."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import (
    dictionaries,
    integers,
    lists,
    sampled_from,
)

from servicedesk_core.complaints import (
    ContactDriver,
    FixReturn,
    contact_drivers,
    contact_rate,
    fix_return,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money
from servicedesk_core.stats import poisson_interval

CAUSES = lists(sampled_from("abcd"), min_size=1, unique=True).map(tuple)


def rub(amount: Any) -> Money:
    return Money(amount, "RUB")


def drivers(counts: Any, **rest: Any) -> tuple[ContactDriver, ...]:
    return contact_drivers(counts, **{"cost_per_contact": rub(300), **rest})


class TestDrivers:
    def test_the_largest_comes_first_and_equal_ones_by_name(self) -> None:
        found = drivers({"b": 1, "a": 1, "c": 2}, problems={"c": "PRB7"})

        assert (
            ContactDriver("c", 2.0, 0.5, rub(600), "PRB7"),
            ContactDriver("a", 1.0, 0.25, rub(300), None),
            ContactDriver("b", 1.0, 0.25, rub(300), None),
        ) == found

    def test_a_contact_with_several_causes_is_divided(self) -> None:
        found = drivers({("a", "b", "c"): 2, "a": 1, ("a",): 1})

        assert ContactDriver("a", 8 / 3, 2 / 3, rub(800), None) == found[0]
        assert [2 / 3, 2 / 3] == [each.contacts for each in found[1:]]
        assert [rub(200), rub(200)] == [each.cost for each in found[1:]]

    def test_without_contacts_there_are_no_shares(self) -> None:
        assert (ContactDriver("a", 0.0, None, rub(0), None),) == drivers({"a": 0})
        assert () == drivers({})

    @given(dictionaries(CAUSES, integers(0, 10**6)))
    def test_nothing_is_lost_or_counted_twice(self, counts: Any) -> None:
        found = contact_drivers(counts, cost_per_contact=rub(12))
        total = sum(counts.values())

        assert pytest.approx(total) == sum(each.contacts for each in found)
        assert rub(12 * total) == Money.total(
            (each.cost for each in found), currency="RUB"
        ).rounded(20)

    @pytest.mark.parametrize("key", [(), ("a", "a")])
    def test_none_or_one_twice_is_refused(self, key: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^counts must be one cause or several different ones, got \(",
        ):
            drivers({key: 1})

    @pytest.mark.parametrize("key", [" ", ("a", "")])
    def test_a_blank_cause_is_refused(self, key: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^counts must be a text that is not blank"
        ):
            drivers({key: 1})

    @pytest.mark.parametrize("key", [7, ("a", 7)])
    def test_a_cause_of_another_type_is_refused(self, key: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^counts must be causes.*, got 7$"):
            drivers({key: 1})

    def test_a_negative_count_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^counts\['a'\] must be 0 or more, got -1$"
        ):
            drivers({"a": -1})

    def test_a_problem_of_an_unknown_cause_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^problems must be of causes that have a count, got 'b'$",
        ):
            drivers({"a": 1}, problems={"b": "PRB1"})

    @pytest.mark.parametrize(
        ("rest", "message"),
        [
            ({"counts": ["a"]}, r"^counts must be counts by cause, got "),
            ({"problems": 7}, r"^problems must be problem ids by cause, got 7$"),
            ({"cost_per_contact": 300}, r"^cost_per_contact must be Money, got 300$"),
        ],
    )
    def test_another_type_is_refused(self, rest: Any, message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            drivers(**{"counts": {}, **rest})

    def test_a_negative_cost_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^cost_per_contact must be 0 or more"
        ):
            drivers({}, cost_per_contact=rub(-1))


class TestRate:
    def test_it_is_contacts_by_units(self) -> None:
        expected = poisson_interval(3, exposure=1.5, confidence=0.9)

        assert expected == contact_rate(3, 1.5, confidence=0.9)
        assert poisson_interval(3, exposure=2) == contact_rate(3, 2)

    def test_of_no_unit_there_is_none(self) -> None:
        assert contact_rate(0, 0) is None

    def test_contacts_about_no_unit_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^units must be above 0 where there are contacts, got 0$",
        ):
            contact_rate(1, 0)

    @pytest.mark.parametrize(
        ("arguments", "argument"), [((-1, 1), "contacts"), ((1, -1), "units")]
    )
    def test_negative_numbers_are_refused(self, arguments: Any, argument: str) -> None:
        with pytest.raises(InvalidArgumentError, match=rf"^{argument} must be 0"):
            contact_rate(*arguments)

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            contact_rate(0, 0, confidence=1)


class TestFix:
    def test_it_compares_savings_with_the_cost(self) -> None:
        found = fix_return(
            rub(1000), fix_cost=rub(600), reduction=Decimal("0.4"), periods=3
        )

        assert FixReturn(rub("1200"), rub("600"), Decimal(1), Decimal("1.5")) == found

    def test_one_period_is_the_default(self) -> None:
        assert rub(400) == fix_return(rub(1000), fix_cost=rub(1), reduction=0.4).saved

    def test_it_may_be_a_loss(self) -> None:
        found = fix_return(rub(100), fix_cost=rub(400), reduction=1)

        assert (rub(-300), Decimal("-0.75")) == (found.net, found.roi)

    def test_what_is_free_has_no_return_on_its_cost(self) -> None:
        found = fix_return(rub(100), fix_cost=rub(0), reduction=1)

        assert (None, Decimal(0)) == (found.roi, found.break_even)

    def test_what_saves_nothing_never_pays(self) -> None:
        found = fix_return(rub(100), fix_cost=rub(10), reduction=0)

        assert (rub(-10), None) == (found.net, found.break_even)

    @pytest.mark.parametrize(
        ("argument", "value"),
        [("cost", rub(-1)), ("fix_cost", rub(-1)), ("reduction", 2), ("periods", -1)],
    )
    def test_numbers_out_of_range_are_refused(self, argument: str, value: Any) -> None:
        known: dict[str, Any] = {
            "cost": rub(1),
            "fix_cost": rub(1),
            "reduction": 1,
            "periods": 1,
        }
        with pytest.raises(InvalidArgumentError, match=rf"^{argument} must be"):
            fix_return(**{**known, argument: value})

    @pytest.mark.parametrize("argument", ["cost", "fix_cost"])
    def test_what_is_no_money_is_refused(self, argument: str) -> None:
        known: dict[str, Any] = {"cost": rub(1), "fix_cost": rub(1)}
        with pytest.raises(WrongTypeError, match=rf"^{argument} must be Money, got 1$"):
            fix_return(**{**known, argument: 1}, reduction=1)

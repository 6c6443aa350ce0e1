"""The few causes behind most complaints."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import AbcClass, ParetoItem, pareto
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money

COUNTS = {"dates": 500, "login": 300, "delivery": 120, "price": 50, "other": 30}


def rub(amount: int) -> Money:
    return Money(amount, "RUB")


class TestOrder:
    def test_the_largest_comes_first(self) -> None:
        found = pareto(dict(reversed(COUNTS.items())))

        assert tuple(COUNTS) == found.order
        assert [0.5, 0.3, 0.12, 0.05, 0.03] == [each.share for each in found.items]
        assert [0.5, 0.8, 0.92, 0.97, 1.0] == [each.cumulative for each in found.items]
        assert 0.476 == found.gini

    def test_equal_ones_come_by_name_whatever_the_order(self) -> None:
        for keys in ("bca", "cab", "abc"):
            found = pareto(dict.fromkeys(keys, 2))
            assert ("a", "b", "c") == found.order

    def test_an_item_tells_all_of_itself(self) -> None:
        (found,) = pareto({"login": "2.5"}).items

        assert ParetoItem("login", Decimal("2.5"), None, 1.0, 1.0, AbcClass.C) == found


class TestFew:
    @pytest.mark.parametrize(
        ("threshold", "n"),
        [(0.01, 1), (0.5, 1), (0.51, 2), (0.8, 2), (0.8001, 3), ("0.97", 4), (1, 5)],
    )
    def test_the_one_that_crosses_the_threshold_is_one_of_them(
        self, threshold: Any, n: int
    ) -> None:
        found = pareto(COUNTS, threshold=threshold)

        assert tuple(COUNTS)[:n] == found.vital_few
        assert float(threshold) == found.threshold

    def test_the_default_is_eighty_percent(self) -> None:
        assert 0.8 == pareto(COUNTS).threshold
        assert ("dates", "login") == pareto(COUNTS).vital_few

    def test_nothing_is_never_one_of_them(self) -> None:
        assert ("a",) == pareto({"a": 1, "b": 0}, threshold=1).vital_few

    def test_shares_are_exact(self) -> None:
        # Eight floats of a tenth add up to less than eight tenths.
        found = pareto(dict.fromkeys("abcdefghij", 0.1))

        assert tuple("abcdefgh") == found.vital_few == found.of_class("A")

    @pytest.mark.parametrize("counts", [{}, {"b": 0, "a": 0}])
    def test_of_nothing_there_are_none(self, counts: Any) -> None:
        found = pareto(counts)

        assert () == found.vital_few
        assert tuple(sorted(counts)) == found.order
        assert all(
            (None, None, None) == (each.share, each.cumulative, each.abc)
            for each in found.items
        )
        assert found.gini is None


class TestClasses:
    def test_limits_are_included(self) -> None:
        found = pareto(COUNTS)

        assert ("dates", "login") == found.of_class("A")
        assert ("delivery",) == found.of_class("B")
        assert ("price", "other") == found.of_class(AbcClass.C)

    def test_limits_may_be_others(self) -> None:
        found = pareto(COUNTS, abc=(0.5, 0.97))

        assert ["A", "B", "B", "B", "C"] == [each.abc for each in found.items]

    def test_unknown_classes_are_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^abc must be one of A, B, C"):
            pareto(COUNTS).of_class("D")


class TestCosts:
    def test_the_dearest_comes_first(self) -> None:
        found = pareto(
            {"call": 10, "visit": 2}, unit_costs={"call": rub(100), "visit": rub(2000)}
        )

        assert ("visit", "call") == found.order
        assert (0.8, rub(4000), Decimal(2)) == (
            found.items[0].share,
            found.items[0].cost,
            found.items[0].count,
        )
        assert ("visit",) == found.vital_few
        assert 0.3 == found.gini

    def test_of_no_causes_there_are_no_costs(self) -> None:
        assert () == pareto({}, unit_costs={}).items

    def test_they_are_of_the_same_causes_in_one_currency(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^unit_costs must be of the same causes, got \['b'\]$",
        ):
            pareto({"a": 1}, unit_costs={"b": rub(1)})
        with pytest.raises(
            InvalidArgumentError,
            match=r"^unit_costs must be of one currency, got \['EUR', 'RUB'\]$",
        ):
            pareto({"a": 1, "b": 1}, unit_costs={"a": rub(1), "b": Money(1, "EUR")})
        with pytest.raises(
            InvalidArgumentError, match=r"^unit_costs\['a'\] must be 0 or more"
        ):
            pareto({"a": 1}, unit_costs={"a": rub(-1)})


class TestRefused:
    @pytest.mark.parametrize(
        ("rest", "message"),
        [
            ({"counts": {"a": -1}}, r"counts\['a'\] must be 0 or more, got"),
            ({"counts": {" ": 1}}, r"counts must be a text that is not blank, got"),
            ({"threshold": 0}, r"threshold must be above 0, got 0$"),
            ({"threshold": 1.1}, r"threshold must be between 0 and 1, got"),
            ({"abc": (0.9, 0.8)}, r"abc must be shares in ascending order, got"),
            ({"abc": (2, 3)}, r"abc\[0\] must be between 0 and 1, got"),
            ({"abc": (0.8, 3)}, r"abc\[1\] must be between 0 and 1, got"),
        ],
    )
    def test_values_out_of_range(self, rest: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=rf"^{message}"):
            pareto(**{"counts": {"a": 1}, **rest})

    def test_equal_limits_are_none(self) -> None:
        assert ["A"] == [each.abc for each in pareto({"a": 1}, abc=(1, 1)).items]

    @pytest.mark.parametrize("abc", [0.8, (0.8,), (0.8, 0.9, 1)])
    def test_other_values(self, abc: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^abc must be two shares, got"):
            pareto({"a": 1}, abc=abc)

    def test_what_is_no_mapping(self) -> None:
        broken: Any = [1, 2]
        with pytest.raises(WrongTypeError, match=r"^counts must be counts by cause"):
            pareto(broken)
        with pytest.raises(WrongTypeError, match=r"^unit_costs must be Money by cause"):
            pareto({}, unit_costs=broken)

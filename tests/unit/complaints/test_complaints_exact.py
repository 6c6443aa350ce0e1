"""Exact arithmetic of shares, and the readers of money."""

from decimal import Decimal, localcontext

import pytest

from servicedesk_core.complaints._exact import (
    minus,
    plus,
    product,
    quotient,
    ratio,
    rest,
    to_decimal_share,
    to_money,
    to_optional_money,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money

LONG = Decimal("1.234567890123456789")


class TestArithmetic:
    def test_does_not_hang_on_a_setting_of_the_thread(self) -> None:
        with localcontext() as context:
            context.prec = 2
            assert Decimal("2.469135780246913578") == plus(LONG, LONG)
            assert Decimal("1.134567890123456789") == minus(LONG, Decimal("0.1"))
            assert Decimal("-0.234567890123456789") == rest(LONG)
            assert Decimal("3.703703670370370367") == product(LONG, Decimal(3))
            assert Decimal("1.2") == quotient(Decimal("1.44"), Decimal("1.2"))

    def test_the_product_of_nothing_is_one(self) -> None:
        assert Decimal(1) == product()

    def test_has_fifty_digits(self) -> None:
        assert "0." + "3" * 50 == str(quotient(Decimal(1), Decimal(3)))

    def test_a_quotient_prints_as_people_write_it(self) -> None:
        assert "20" == str(quotient(Decimal(1), Decimal("0.05")))
        assert "1750" == str(ratio(Money(700, "EUR"), Money("0.40", "EUR")))

    def test_a_quotient_longer_than_its_digits_prints_with_an_exponent(self) -> None:
        assert "1E+50" == str(quotient(Decimal(1), Decimal("1e-50")))
        assert "1" + "0" * 49 == str(quotient(Decimal(1), Decimal("1e-49")))

    def test_nothing_goes_into_nothing_no_number_of_times(self) -> None:
        assert quotient(Decimal(1), Decimal(0)) is None
        assert ratio(Money(1, "EUR"), Money(0, "EUR")) is None


class TestReaders:
    def test_a_share_is_between_0_and_1(self) -> None:
        assert Decimal(0) == to_decimal_share(0, "share")
        assert Decimal(1) == to_decimal_share(1, "share")
        wanted = r"share must be between 0 and 1, got Decimal\('1.01'\)"
        with pytest.raises(InvalidArgumentError, match=wanted):
            to_decimal_share("1.01", "share")
        with pytest.raises(InvalidArgumentError):
            to_decimal_share("-0.01", "share")

    def test_money_may_be_nothing_but_not_less(self) -> None:
        assert Money(0, "EUR") == to_money(Money(0, "EUR"), "price")
        wanted = r"price must be 0 or more, got '-0.01 EUR'"
        with pytest.raises(InvalidArgumentError, match=wanted):
            to_money(Money("-0.01", "EUR"), "price")
        with pytest.raises(WrongTypeError, match=r"price must be Money, got 5"):
            to_money(5, "price")

    def test_optional_money_may_be_left_out(self) -> None:
        assert to_optional_money(None, "cap") is None
        assert Money(1, "EUR") == to_optional_money(Money(1, "EUR"), "cap")
        with pytest.raises(WrongTypeError, match=r"cap must be Money, got 0"):
            to_optional_money(0, "cap")

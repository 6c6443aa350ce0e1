"""Money: exact amounts in a currency."""

import pickle
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.money import Money


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "expected", "text"),
        [
            ("19.90", Decimal("19.90"), "19.90 EUR"),
            (5, Decimal(5), "5 EUR"),
            (0, Decimal(0), "0 EUR"),
            (-3, Decimal(-3), "-3 EUR"),
            (Decimal("0.10"), Decimal("0.10"), "0.10 EUR"),
            ("-0.001", Decimal("-0.001"), "-0.001 EUR"),
        ],
    )
    def test_keeps_the_amount_exact(
        self, amount: Decimal | int | str, expected: Decimal, text: str
    ) -> None:
        money = Money(amount, "EUR")
        assert expected == money.amount
        assert type(money.amount) is Decimal
        assert text == str(money)

    @pytest.mark.parametrize("currency", ["EUR", "eur", "Eur"])
    def test_writes_the_currency_in_capitals(self, currency: str) -> None:
        assert Money(1, currency).currency == "EUR"
        assert Money(1, currency) == Money(1, "EUR")

    @pytest.mark.parametrize("amount", [0.1, 1.0, True, False, None, b"1", [1]])
    def test_refuses_an_amount_of_another_type(self, amount: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Money(amount, "EUR")
        assert caught.value.argument == "amount"
        assert amount is caught.value.value
        assert caught.value.wanted == "a Decimal, an int or a numeric string"
        assert str(caught.value) == (
            f"amount must be a Decimal, an int or a numeric string, got {amount!r}"
        )

    @pytest.mark.parametrize("amount", ["", "ten", "1,50", "1.2.3", "EUR"])
    def test_refuses_a_text_that_is_no_number(self, amount: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Money(amount, "EUR")
        assert caught.value.argument == "amount"
        assert amount == caught.value.value
        assert str(caught.value) == f"amount must be a decimal number, got {amount!r}"

    @pytest.mark.parametrize(
        "amount", ["NaN", "sNaN", "inf", "-Infinity", Decimal("NaN"), Decimal("-inf")]
    )
    def test_refuses_an_amount_that_is_not_finite(self, amount: Decimal | str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Money(amount, "EUR")
        assert caught.value.argument == "amount"
        assert repr(amount) == repr(caught.value.value)
        assert str(caught.value) == f"amount must be finite, got {amount!r}"

    @pytest.mark.parametrize("currency", ["", "EU", "EURO", "E1R", " EU", "EU ", "€"])
    def test_refuses_a_currency_that_is_not_three_letters(self, currency: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Money(1, currency)
        assert caught.value.argument == "currency"
        assert currency == caught.value.value
        assert str(caught.value) == (
            f"currency must be three letters of ISO 4217, got {currency!r}"
        )

    @pytest.mark.parametrize("currency", [None, 978, ("E", "U", "R")])
    def test_refuses_a_currency_that_is_no_text(self, currency: Any) -> None:
        with pytest.raises(ServiceDeskError, match="currency must be") as caught:
            Money(1, currency)
        assert repr(currency) in str(caught.value)

    def test_is_a_value(self) -> None:
        money = Money("19.90", "EUR")
        assert money == Money(Decimal("19.9"), "eur")
        assert hash(money) == hash(Money(Decimal("19.9"), "eur"))
        assert money != Money("19.91", "EUR")
        assert money != Money("19.90", "USD")
        assert money == pickle.loads(pickle.dumps(money))  # noqa: S301

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            Money(1, "EUR").amount = Decimal(2)  # type: ignore[misc]

    def test_shows_its_fields(self) -> None:
        assert repr(Money("1.5", "EUR")) == (
            "Money(amount=Decimal('1.5'), currency='EUR')"
        )


class TestExtremes:
    @pytest.mark.parametrize("amount", ["1e1001", "-1e1001", "1e-1001", "1e999999"])
    def test_refuses_what_no_product_could_hold(self, amount: str) -> None:
        wanted = rf"^amount must be 0, or from 1e-1000 to 1e\+1000, got '{amount}'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Money(amount, "EUR")

    @pytest.mark.parametrize("amount", ["9e1000", "1e-1000", "0e-5000", 10**1000])
    def test_takes_what_is_at_the_edge(self, amount: int | str) -> None:
        assert Decimal(amount) == Money(amount, "EUR").amount

    def test_a_product_is_an_amount_too(self) -> None:
        wanted = r"^amount must be 0, or from 1e-1000 to 1e\+1000, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            Money("1e1000", "EUR") * 10
        with pytest.raises(InvalidArgumentError, match=wanted):
            Money("1e-1000", "EUR") / 10

    @pytest.mark.parametrize("number", ["NaN", "sNaN", "inf"])
    def test_a_factor_and_a_divisor_are_finite(self, number: str) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^factor must be finite, got "):
            Money(1, "EUR") * Decimal(number)
        with pytest.raises(InvalidArgumentError, match=r"^divisor must be finite, got"):
            Money(1, "EUR") / Decimal(number)

    def test_a_factor_and_a_divisor_are_no_larger_than_an_amount(self) -> None:
        huge = Decimal("1e999999")
        with pytest.raises(
            InvalidArgumentError, match=r"^factor must be 0, or from 1e"
        ):
            huge * Money(1, "EUR")
        with pytest.raises(
            InvalidArgumentError, match=r"^divisor must be 0, or from 1"
        ):
            Money(1, "EUR") / huge

    @pytest.mark.parametrize("places", [True, 1.0, "2"])
    def test_places_are_whole(self, places: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^places must be a whole number, got"
        ):
            Money(1, "EUR").rounded(places)


class TestArithmetic:
    def test_amounts_of_one_currency_add_and_subtract(self) -> None:
        assert Money("0.1", "EUR") + Money("0.2", "EUR") == Money("0.3", "EUR")
        assert Money(1, "EUR") - Money("1.5", "EUR") == Money("-0.5", "EUR")
        assert -Money("1.5", "EUR") == Money("-1.5", "EUR")

    def test_a_number_multiplies_from_either_side(self) -> None:
        assert 3 * Money("0.1", "EUR") == Money("0.3", "EUR")
        assert Money("0.1", "EUR") * Decimal("0.5") == Money("0.05", "EUR")

    def test_division_keeps_fifty_digits_whatever_the_thread_is_set_to(self) -> None:
        with localcontext(prec=3):
            third = Money(10, "EUR") / 3
            ratio = Money(10, "EUR") / Money(3, "EUR")
            large = Money("123456", "EUR") + Money("0.01", "EUR")
            product = Money("123.456", "EUR") * 2
            less = Money("123456", "EUR") - Money("0.01", "EUR")
        assert third.amount == ratio == Decimal("3." + 49 * "3")
        assert large == Money("123456.01", "EUR")
        assert product == Money("246.912", "EUR")
        assert less == Money("123455.99", "EUR")

    def test_amounts_compare(self) -> None:
        one, two = Money(1, "EUR"), Money(2, "EUR")
        assert one < two
        assert one <= two
        assert one <= Money("1.0", "EUR")
        assert two > one
        assert two >= one
        assert not two < one
        assert not one < Money("1.0", "EUR")
        assert max(one, two) == two

    @pytest.mark.parametrize(
        "mix",
        [
            lambda a, b: a + b,
            lambda a, b: a - b,
            lambda a, b: a / b,
            lambda a, b: a < b,
            lambda a, b: a <= b,
        ],
    )
    def test_two_currencies_do_not_mix(self, mix: Callable[..., object]) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^currency must be EUR, got 'USD'$"
        ):
            mix(Money(1, "EUR"), Money(1, "USD"))

    @pytest.mark.parametrize(
        "mix",
        [
            lambda a: a + 1,
            lambda a: a - 1,
            lambda a: a * 0.5,
            lambda a: a * True,
            lambda a: a / 0.5,
            lambda a: a / True,
            lambda a: a * a,
            lambda a: a < 1,
            lambda a: a <= 1,
        ],
    )
    def test_other_types_do_not_mix_in(self, mix: Callable[..., object]) -> None:
        with pytest.raises(TypeError):
            mix(Money(1, "EUR"))

    @pytest.mark.parametrize("nothing", [0, Decimal(0), Money(0, "EUR")])
    def test_nothing_divides_no_amount(self, nothing: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^divisor must be not 0, got "):
            Money(1, "EUR") / nothing

    def test_a_total_of_nothing_is_nothing(self) -> None:
        assert Money.total([], currency="EUR") == Money(0, "EUR")
        amounts = [Money("0.10", "EUR"), Money("0.20", "EUR")]
        assert Money.total(amounts, currency="eur") == Money("0.3", "EUR")

    def test_a_total_is_of_one_currency(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^currency must be EUR"):
            Money.total([Money(1, "USD")], currency="EUR")

    def test_large_amounts_print_without_an_exponent(self) -> None:
        assert str(Money("1E+3", "EUR")) == "1000 EUR"


class TestRounding:
    @pytest.mark.parametrize(
        ("amount", "places", "expected"),
        [
            ("0.125", 2, "0.12"),
            ("0.135", 2, "0.14"),
            ("2.5", 0, "2"),
            ("1", 3, "1.000"),
        ],
    )
    def test_halves_go_to_the_even_digit(
        self, amount: str, places: int, expected: str
    ) -> None:
        assert str(Money(amount, "EUR").rounded(places)) == f"{expected} EUR"

    def test_two_places_are_usual(self) -> None:
        assert str(Money("0.126", "EUR").rounded()) == "0.13 EUR"

    def test_another_mode_may_be_asked_for(self) -> None:
        assert Money("0.121", "EUR").rounded(rounding="ROUND_UP") == Money(
            "0.13", "EUR"
        )

    def test_negative_places_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^places must be 0 or more, got -1$"
        ):
            Money(1, "EUR").rounded(-1)

    @pytest.mark.parametrize("mode", ["ROUND_SIDEWAYS", 7])
    def test_an_unknown_mode_is_refused(self, mode: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^rounding must be a rounding mode of decimal"
        ):
            Money(1, "EUR").rounded(rounding=mode)

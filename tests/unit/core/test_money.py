"""Money: exact amounts in a currency."""

import pickle
from decimal import Decimal
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

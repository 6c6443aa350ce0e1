"""Plain numbers as callers hand them in."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.number import (
    to_confidence,
    to_decimal,
    to_float,
    to_positive,
    to_share,
    to_whole,
)


class TestWhole:
    @pytest.mark.parametrize("value", [0, 1, 10**30])
    def test_a_whole_number_stays_as_it_is(self, value: int) -> None:
        assert value == to_whole(value, "n")

    @pytest.mark.parametrize("value", [True, False, 1.0, "1", None, Decimal(1)])
    def test_anything_else_is_none(self, value: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^n must be a whole number, got "):
            to_whole(value, "n")

    def test_it_is_0_or_more_unless_told_otherwise(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^n must be 0 or more, got -1$"
        ):
            to_whole(-1, "n")
        assert to_whole(-1, "n", low=None) == -1

    def test_the_range_holds_its_ends(self) -> None:
        assert [to_whole(n, "n", low=1, high=3) for n in (1, 3)] == [1, 3]
        for outside in (0, 4):
            with pytest.raises(InvalidArgumentError, match=r"^n must be between 1 and"):
                to_whole(outside, "n", low=1, high=3)

    def test_a_highest_value_alone_is_named(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^n must be 3 or less, got 4$"):
            to_whole(4, "n", low=None, high=3)


class TestFloat:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [(1, 1.0), (0.5, 0.5), (Decimal("0.25"), 0.25), (Fraction(1, 4), 0.25)],
    )
    def test_a_number_of_any_kind_becomes_a_float(
        self, value: Any, expected: float
    ) -> None:
        found = to_float(value, "x")
        assert expected == found
        assert type(found) is float

    @pytest.mark.parametrize("value", [True, "1", None, 1j])
    def test_anything_else_is_none(self, value: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^x must be a number, got "):
            to_float(value, "x")

    @pytest.mark.parametrize(
        "value",
        [float("nan"), float("inf"), Decimal("-Infinity"), Decimal("sNaN")],
    )
    def test_it_is_finite(self, value: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^x must be finite, got "):
            to_float(value, "x")

    def test_a_number_too_large_for_a_float_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^x must be a number a float holds, got 1000"
        ):
            to_float(10**400, "x")

    def test_the_range_is_told(self) -> None:
        assert to_float(2, "x", low=2) == 2.0
        with pytest.raises(
            InvalidArgumentError, match=r"^x must be 2 or more, got 1\.5$"
        ):
            to_float(1.5, "x", low=2)


class TestShare:
    def test_it_runs_from_0_to_1(self) -> None:
        assert [to_share(0, "p"), to_share(1, "p")] == [0.0, 1.0]

    @pytest.mark.parametrize("value", [-0.01, 1.01, 50])
    def test_beyond_is_refused(self, value: float) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^p must be between 0 and 1, got "
        ):
            to_share(value, "p")


class TestConfidence:
    def test_it_lies_between_0_and_1(self) -> None:
        assert to_confidence(0.99) == 0.99

    @pytest.mark.parametrize("value", [0, 1, 95, -0.5, float("nan")])
    def test_its_ends_are_out(self, value: float) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^confidence must be above 0 and below 1, got {value}$",
        ):
            to_confidence(value)

    def test_the_argument_may_have_another_name(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^power must be above 0"):
            to_confidence(2, "power")


class TestDecimal:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (0.1, Decimal("0.1")),
            (1e-7, Decimal("1E-7")),
            (3, Decimal(3)),
            ("2.50", Decimal("2.50")),
            (Decimal("0.30"), Decimal("0.30")),
        ],
    )
    def test_a_float_counts_as_the_decimal_it_prints(
        self, value: Any, expected: Decimal
    ) -> None:
        assert str(expected) == str(to_decimal(value, "p"))

    @pytest.mark.parametrize("value", [True, None, Fraction(1, 2), b"1"])
    def test_other_types_are_refused(self, value: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^p must be a number or a numeric text, got "
        ):
            to_decimal(value, "p")

    def test_a_text_must_be_a_number(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^p must be a decimal number, got 'half'$"
        ):
            to_decimal("half", "p")

    @pytest.mark.parametrize("value", [float("nan"), "inf", Decimal("-inf")])
    def test_it_is_finite(self, value: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^p must be finite, got "):
            to_decimal(value, "p")

    @pytest.mark.parametrize("text", ["1e1001", "-1e1001", "1e-1001"])
    def test_it_has_at_most_a_thousand_digits_before_and_behind_the_point(
        self, text: str
    ) -> None:
        wanted = rf"^x must be 0, or from 1e-1000 to 1e\+1000, got '{text}'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            to_decimal(text, "x")
        for allowed in ("9e1000", "1e-1000", "0e-5000"):
            assert Decimal(allowed) == to_decimal(allowed, "x")

    def test_the_range_holds_its_ends(self) -> None:
        assert [to_decimal(n, "p", low=0, high=1) for n in (0, 1)] == [0, 1]
        with pytest.raises(
            InvalidArgumentError, match=r"^p must be between 0 and 1, got "
        ):
            to_decimal("1.01", "p", low=0, high=1)
        with pytest.raises(InvalidArgumentError, match=r"^p must be 5 or less, got "):
            to_decimal(6, "p", high=5)


class TestPositive:
    def test_it_is_above_0(self) -> None:
        assert to_positive(5e-324, "x") == 5e-324
        assert to_positive(Decimal("0.5"), "x") == 0.5

    @pytest.mark.parametrize("value", [0, -0.0, -1])
    def test_0_and_less_are_refused_as_given(self, value: float) -> None:
        wanted = rf"^x must be above 0, got {value}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            to_positive(value, "x")

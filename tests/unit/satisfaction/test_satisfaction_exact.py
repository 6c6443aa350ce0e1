"""How numbers are read exactly."""

from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import Direction, Scale
from servicedesk_core.satisfaction._exact import (
    from_exact,
    mean,
    on_scale,
    sense,
    to_exact,
)


class TestReading:
    @pytest.mark.parametrize(
        ("value", "exact"),
        [
            (3, Fraction(3)),
            (0.1, Fraction(1, 10)),
            (Decimal("2.50"), Fraction(5, 2)),
            (Fraction(1, 3), Fraction(1, 3)),
        ],
    )
    def test_numbers_are_what_they_print(self, value: Any, exact: Fraction) -> None:
        assert exact == to_exact(value, "score")

    @pytest.mark.parametrize("value", [True, "4", None, [4]])
    def test_what_is_no_number_is_refused(self, value: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^score must be a number, got "):
            to_exact(value, "score")

    @pytest.mark.parametrize("value", [float("inf"), Decimal("-Infinity")])
    def test_infinity_is_refused(self, value: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^score must be finite, got "):
            to_exact(value, "score")


class TestType:
    @pytest.mark.parametrize(
        ("like", "kind"),
        [
            ([1, 2], int),
            ([1, Decimal(2)], Decimal),
            ([1, Fraction(2)], Fraction),
            ([Decimal(1), Fraction(2)], Fraction),
            ([1, Fraction(2), 2.0], float),
            ([Decimal(1), 2.0], float),
        ],
    )
    def test_a_result_has_the_type_of_its_parts(
        self, like: list[object], kind: type
    ) -> None:
        found = from_exact(Fraction(3), like)

        assert (3, kind) == (found, type(found))

    def test_the_context_of_the_caller_changes_nothing(self) -> None:
        with localcontext(prec=2, rounding=ROUND_UP):
            found = from_exact(Fraction(12345, 1000), [Decimal("12.345")])

        assert Decimal("12.345") == found

    def test_decimals_have_up_to_fifty_digits(self) -> None:
        assert Decimal("0." + "3" * 50) == from_exact(Fraction(1, 3), [Decimal(1)])


class TestScale:
    def test_no_scale_has_its_good_end_above(self) -> None:
        assert 1 == sense(None)
        assert 1 == sense(Scale(1, 5))
        assert -1 == sense(Scale(1, 5, Direction.LOWER_IS_BETTER))

    def test_a_pair_is_no_scale(self) -> None:
        pair: Any = (1, 5)
        with pytest.raises(
            WrongTypeError, match=r"^scale must be a Scale or None, got \(1, 5\)$"
        ):
            sense(pair)

    @pytest.mark.parametrize("value", [0.1, 0.3, 0.2])
    def test_the_ends_belong_to_the_scale(self, value: float) -> None:
        assert to_exact(value, "x") == on_scale(value, Scale(0.1, 0.3, step=0.1), "x")

    @pytest.mark.parametrize("value", [0, 6, 5.01, Decimal("0.99")])
    def test_beyond_the_ends_is_refused(self, value: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^expected must be between 1 and 5, got "
        ):
            on_scale(value, Scale(1, 5), "expected")

    def test_without_a_scale_any_number_does(self) -> None:
        assert Fraction(-70) == on_scale(-70, None, "expected")


class TestMany:
    def test_the_mean_of_nothing_is_none(self) -> None:
        assert mean([]) is None
        assert Fraction(3, 2) == mean([Fraction(1), Fraction(2)])

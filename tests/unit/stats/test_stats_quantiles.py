"""Quantiles by their nine definitions."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import quantile

MINUTES = [12, 3, 45, 7, 23, 8, 31, 5, 18, 90]
KINDS = range(1, 10)


class TestQuantile:
    @pytest.mark.parametrize(
        ("kind", "q", "expected"),
        [
            (1, 0.9, 45.0),
            (1, 0.95, 90.0),
            (6, 0.5, 15.0),
            (6, 0.95, 90.0),
            (7, 0.9, 49.5),
            (7, 0.95, 69.75),
            (2, 0.9, 67.5),
            (2, 0.91, 90.0),
            (3, 0.15, 5.0),
            (3, 0.25, 5.0),
            (3, 0.35, 8.0),
            (3, 0.16, 5.0),
            (4, 0.95, 67.5),
            (5, 0.9, 67.5),
            (8, 0.9, 73.5),
            (9, 0.9, 72.0),
        ],
    )
    def test_is_that_of_its_kind(self, kind: int, q: float, expected: float) -> None:
        assert expected == pytest.approx(quantile(MINUTES, q, kind=kind), rel=1e-12)

    @pytest.mark.parametrize("kind", KINDS)
    def test_of_none_and_all_are_the_ends(self, kind: int) -> None:
        assert 3.0 == quantile(MINUTES, 0, kind=kind)
        assert 90.0 == quantile(MINUTES, 1, kind=kind)

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("q", [0, 0.3, 0.5, 1])
    def test_of_one_value_is_that_value(self, kind: int, q: float) -> None:
        assert 0.1 == quantile([0.1], q, kind=kind)
        assert 0.1 == quantile([0.1] * 3, q, kind=kind)

    @pytest.mark.parametrize("kind", KINDS)
    def test_of_nothing_is_undefined(self, kind: int) -> None:
        assert quantile([], 0.5, kind=kind) is None

    def test_takes_a_float_for_the_decimal_that_it_prints(self) -> None:
        # 0.07 * 100 is 7.000000000000001 in floats: the eighth value.
        assert 7.0 == quantile(range(1, 101), 0.07, kind=1)
        assert 7.5 == quantile(range(1, 101), 0.07, kind=2)
        assert 7.0 == quantile(range(1, 101), Decimal("0.07"), kind=1)  # type: ignore[arg-type]
        assert 8.0 == quantile(range(1, 101), 0.0700001, kind=1)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"q": -0.1}, "q must be between 0 and 1, got Decimal('-0.1')"),
            ({"q": 1.1}, "q must be between 0 and 1, got Decimal('1.1')"),
            ({"kind": 0}, "kind must be between 1 and 9, got 0"),
            ({"kind": 10}, "kind must be between 1 and 9, got 10"),
            ({"values": [float("nan")]}, "values[0] must be finite, got nan"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            quantile(**{"values": [1], "q": 0.5, "kind": 7, **given})
        assert message == str(error.value)

    def test_has_no_kind_by_default(self) -> None:
        with pytest.raises(TypeError, match="kind"):
            quantile([1], 0.5)  # type: ignore[call-arg]
        with pytest.raises(
            WrongTypeError, match=r"^kind must be a whole number, got 'l"
        ):
            quantile([1], 0.5, kind="linear")  # type: ignore[arg-type]

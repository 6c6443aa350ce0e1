"""Ranks, and the test of two samples by them."""

from typing import (
    Any,
)

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.stats import mann_whitney, ranks

AFTER = [5, 4, 5, 3, 4, 5, 5, 2, 4, 5]
BEFORE = [3, 4, 2, 5, 3, 3, 4, 2, 1, 4, 3]


class TestRanks:
    def test_share_the_mean_where_values_are_equal(self) -> None:
        assert (1.0, 3.0, 3.0, 5.0, 3.0) == ranks([1, 2, 2, 9, 2])

    def test_of_nothing_are_none(self) -> None:
        assert () == ranks([])

    def test_follow_the_order_of_values_not_of_places(self) -> None:
        assert (3.0, 1.0, 2.0) == ranks([10.5, -1, 2])


class TestMannWhitney:
    def test_agrees_with_r(self) -> None:
        found = mann_whitney(AFTER, BEFORE)
        assert found is not None
        assert 85 == found.statistic
        assert 0.0320501406800858 == pytest.approx(found.p_value, rel=1e-9)
        assert (None, "mann_whitney") == (found.df, found.method)

    def test_of_the_other_sample_has_the_other_pairs(self) -> None:
        there, back = mann_whitney(AFTER, BEFORE), mann_whitney(BEFORE, AFTER)
        assert there is not None
        assert back is not None
        assert 110 - 85 == back.statistic
        assert there.p_value == back.p_value

    def test_of_balanced_samples_is_certain(self) -> None:
        found = mann_whitney([1, 4], [2, 3])
        assert found is not None
        assert (2.0, 1.0) == (found.statistic, found.p_value)

    def test_half_a_pair_from_balance_is_within_continuity(self) -> None:
        found = mann_whitney([1, 1, 4], [1, 3])
        assert found is not None
        assert (3.0, 1.0) == (found.statistic, found.p_value)

    @pytest.mark.parametrize(
        ("first", "second"), [([], [1, 2]), ([1, 2], []), ([], []), ([3, 3], [3])]
    )
    def test_is_undefined_without_values_or_differences(
        self, first: list[float], second: list[float]
    ) -> None:
        assert mann_whitney(first, second) is None

    def test_takes_one_value_each(self) -> None:
        found = mann_whitney([2], [1])
        assert found is not None
        assert (1.0, 1.0) == (found.statistic, found.p_value)

    def test_names_the_sample_in_an_error(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^second\[0\] must be finite"):
            mann_whitney([1], [float("nan")])
        with pytest.raises(InvalidArgumentError, match=r"^first\[0\] must be finite"):
            mann_whitney([float("inf")], [1])


class TestOrder:
    @pytest.mark.parametrize("values", [{1, 2}, frozenset({1}), {1: 2}, "12", b"12", 1])
    def test_is_what_a_sample_has(self, values: Any) -> None:
        wanted = r"^values must be numbers, in a list, got "
        with pytest.raises(WrongTypeError, match=wanted):
            ranks(values)

    def test_is_what_a_dict_keeps_of_its_values(self) -> None:
        assert (2.0, 1.0) == ranks({"a": 5, "b": 3}.values())

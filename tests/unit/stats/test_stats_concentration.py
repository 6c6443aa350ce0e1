"""How far a total lies with a few."""

from collections.abc import Callable, Iterable

import pytest

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.stats import gini, herfindahl

Index = Callable[[Iterable[float]], float | None]


class TestGini:
    def test_is_half_the_mean_difference_by_the_mean(self) -> None:
        assert 0.476 == pytest.approx(gini([500, 300, 120, 50, 30]), rel=1e-12)

    def test_is_nothing_where_all_have_the_same(self) -> None:
        assert 0.0 == gini([0.1, 0.1, 0.1])
        assert 0.0 == gini([7])

    def test_is_near_one_where_one_has_all(self) -> None:
        assert 0.75 == gini([0, 0, 9, 0])


class TestHerfindahl:
    def test_is_the_sum_of_squared_shares(self) -> None:
        assert 0.375 == herfindahl([50, 25, 25])

    def test_is_one_where_one_has_all(self) -> None:
        assert 1.0 == herfindahl([0, 9, 0])

    def test_is_a_share_where_all_have_the_same(self) -> None:
        assert 0.25 == herfindahl([3, 3, 3, 3])


@pytest.mark.parametrize("index", [gini, herfindahl])
class TestBoth:
    @pytest.mark.parametrize("values", [[], [0], [0, 0]])
    def test_are_undefined_for_a_total_of_nothing(
        self, index: Index, values: list[float]
    ) -> None:
        assert index(values) is None

    def test_refuse_negative_values(self, index: Index) -> None:
        wanted = r"^values\[1\] must be 0 or more, got -1\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            index([1, -1])

"""A sample of contacts that anybody can draw again."""

from typing import Any

import pytest

from servicedesk_core.complaints import draw_sample, draw_stratified
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

ITEMS = tuple(f"C{n}" for n in range(100))


def sample(n: int, seed: str = "May", items: Any = ITEMS) -> tuple[str, ...]:
    return draw_sample(items, n, seed=seed, key=str)


def stratified(n: int, items: Any, seed: str = "May") -> tuple[str, ...]:
    return draw_stratified(items, n, seed=seed, key=str, stratum=lambda each: each[0])


class TestSample:
    def test_it_is_the_same_each_time(self) -> None:
        assert ("C7", "C10", "C44") == sample(3)

    def test_another_seed_draws_another_one(self) -> None:
        assert sample(10) != sample(10, "June")

    def test_items_keep_their_order(self) -> None:
        assert sorted(sample(50), key=ITEMS.index) == list(sample(50))

    def test_the_order_they_came_in_plays_no_part(self) -> None:
        assert set(sample(10)) == set(sample(10, items=ITEMS[::-1]))

    def test_the_border_of_seed_and_key_counts(self) -> None:
        one = draw_sample(ITEMS, 5, seed="a", key=lambda each: f"b{each}")
        other = draw_sample(ITEMS, 5, seed="ab", key=str)

        assert one != other

    @pytest.mark.parametrize("n", [0, 100])
    def test_none_and_all_are_samples(self, n: int) -> None:
        assert ITEMS[:n] == sample(n)

    def test_each_is_as_likely(self) -> None:
        drawn = [
            each for seed in range(400) for each in sample(5, str(seed), ITEMS[:10])
        ]

        assert all(150 < drawn.count(each) < 250 for each in ITEMS[:10])

    def test_odd_texts_are_taken(self) -> None:
        assert ("\ud800",) == sample(1, items=["\ud800"])


class TestStratified:
    def test_each_stratum_has_its_share(self) -> None:
        items = [
            f"{kind}{n}"
            for kind, size in (("a", 60), ("b", 30), ("c", 10))
            for n in range(size)
        ]
        found = stratified(10, items)

        assert [6, 3, 1] == [
            sum(each.startswith(kind) for each in found) for kind in "abc"
        ]

    @pytest.mark.parametrize(
        ("sizes", "n", "quotas"),
        [
            ((5, 5), 3, [2, 1]),
            ((1, 9), 5, [1, 4]),
            ((1, 2, 7), 4, [0, 1, 3]),
            ((3, 3, 3), 5, [2, 2, 1]),
            ((2, 1), 0, [0, 0]),
            ((2, 1), 3, [2, 1]),
        ],
    )
    def test_what_is_left_goes_to_the_largest_remainders(
        self, sizes: tuple[int, ...], n: int, quotas: list[int]
    ) -> None:
        kinds = "abc"[: len(sizes)]
        items = [
            f"{kind}{place}"
            for kind, size in zip(kinds, sizes, strict=True)
            for place in range(size)
        ]
        found = stratified(n, items)

        assert quotas == [
            sum(each.startswith(kind) for each in found) for kind in kinds
        ]

    def test_within_a_stratum_the_draw_is_the_same(self) -> None:
        assert sample(7) == stratified(7, ITEMS)

    def test_strata_may_be_mixed(self) -> None:
        found = stratified(4, ["a1", "b1", "a2", "b2", "a3", "b3"])

        assert sorted(found, key=lambda each: each[1]) == list(found)
        assert 2 == sum(each.startswith("a") for each in found)

    def test_nothing_has_no_strata(self) -> None:
        assert () == stratified(0, [])


@pytest.mark.parametrize("draw", [sample, stratified])
class TestRefused:
    def test_more_than_there_are(self, draw: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^n must be between 0 and 2, got 3$"
        ):
            draw(3, items=["C1", "C2"])
        with pytest.raises(InvalidArgumentError, match=r"^n must be between 0 and 2"):
            draw(-1, items=["C1", "C2"])

    def test_two_of_one_key(self, draw: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^key must be another one for each item, got 'C1'$",
        ):
            draw(1, items=["C1", "C1"])

    @pytest.mark.parametrize("items", ["C1", 7])
    def test_no_list(self, draw: Any, items: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^items must be items, in a list"):
            draw(0, items=items)

    def test_a_seed_of_no_text(self, draw: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^seed must be a text, got 7$"):
            draw(0, seed=7, items=[])


def test_keys_and_strata_are_functions() -> None:
    broken: Any = 7
    with pytest.raises(WrongTypeError, match=r"^key must be a function of an item"):
        draw_sample([], 0, seed="May", key=broken)
    with pytest.raises(
        WrongTypeError, match=r"^key must be a function that gives a text, got 7$"
    ):
        draw_sample([7], 0, seed="May", key=lambda each: broken)  # noqa: ARG005
    with pytest.raises(WrongTypeError, match=r"^stratum must be a function of an item"):
        draw_stratified([], 0, seed="May", key=str, stratum=broken)

"""The algebra of half-open spans of integers."""

import pytest

from servicedesk_core.timeline import Span, clip, common, cut, inside, merge


class TestMerge:
    @pytest.mark.parametrize(
        ("spans", "expected"),
        [
            ([], []),
            ([(2, 2)], []),
            ([(3, 2)], []),
            ([(0, 3)], [(0, 3)]),
            ([(5, 9), (0, 3)], [(0, 3), (5, 9)]),
            ([(0, 3), (3, 4)], [(0, 4)]),
            ([(0, 3), (4, 5)], [(0, 3), (4, 5)]),
            ([(0, 3), (2, 5)], [(0, 5)]),
            ([(0, 9), (2, 5)], [(0, 9)]),
            ([(0, 9), (2, 9)], [(0, 9)]),
            ([(0, 5), (0, 9)], [(0, 9)]),
            ([(0, 9), (0, 5)], [(0, 9)]),
            ([(0, 9), (1, 2), (8, 11), (12, 13)], [(0, 11), (12, 13)]),
            ([(0, 1), (1, 2), (2, 3)], [(0, 3)]),
            ([(0, 5), (3, 3), (7, 7), (5, 6)], [(0, 6)]),
            ([(-9, -5), (-5, 0)], [(-9, 0)]),
        ],
    )
    def test_sorts_and_joins(self, spans: list[Span], expected: list[Span]) -> None:
        assert expected == merge(spans)

    def test_takes_any_iterable_and_leaves_it_alone(self) -> None:
        given = [(5, 9), (0, 5)]
        assert merge(iter(given)) == [(0, 9)]
        assert given == [(5, 9), (0, 5)]


class TestCut:
    @pytest.mark.parametrize(
        ("spans", "holes", "expected"),
        [
            ([], [(0, 9)], []),
            ([(0, 9)], [], [(0, 9)]),
            ([(0, 9)], [(0, 9)], []),
            ([(2, 7)], [(0, 9)], []),
            ([(0, 9)], [(0, 3)], [(3, 9)]),
            ([(0, 9)], [(6, 9)], [(0, 6)]),
            ([(0, 9)], [(3, 6)], [(0, 3), (6, 9)]),
            ([(0, 9)], [(9, 12)], [(0, 9)]),
            ([(0, 9)], [(-3, 0)], [(0, 9)]),
            ([(0, 9)], [(-3, 1)], [(1, 9)]),
            ([(0, 9)], [(8, 12)], [(0, 8)]),
            ([(0, 9)], [(1, 2), (3, 4), (5, 6)], [(0, 1), (2, 3), (4, 5), (6, 9)]),
            ([(0, 3), (6, 9)], [(2, 7)], [(0, 2), (7, 9)]),
            ([(0, 3), (6, 9)], [(3, 6)], [(0, 3), (6, 9)]),
            ([(0, 3), (6, 9), (12, 15)], [(1, 13)], [(0, 1), (13, 15)]),
            ([(0, 3), (6, 9)], [(-5, -4), (-2, -1), (7, 8)], [(0, 3), (6, 7), (8, 9)]),
            ([(0, 10), (20, 30)], [(2, 4), (8, 22)], [(0, 2), (4, 8), (22, 30)]),
            ([(5, 9)], [(0, 1), (2, 5), (9, 10)], [(5, 9)]),
            ([(5, 9)], [(0, 1), (2, 6), (9, 10)], [(6, 9)]),
            ([(0, 3), (3, 6)], [(3, 4)], [(0, 3), (4, 6)]),
            ([(0, 9), (2, 5)], [(3, 4)], [(0, 3), (4, 9), (2, 3), (4, 5)]),
            ([(0, 9), (2, 5)], [(1, 6)], [(0, 1), (6, 9)]),
            ([(0, 9), (0, 9)], [(0, 4)], [(4, 9), (4, 9)]),
        ],
    )
    def test_keeps_what_lies_outside_the_holes(
        self, spans: list[Span], holes: list[Span], expected: list[Span]
    ) -> None:
        found = cut(spans, holes)
        assert sorted(expected) == sorted(found)
        assert merge(expected) == merge(found)

    def test_takes_any_iterable_and_leaves_the_holes_alone(self) -> None:
        holes = [(1, 2), (3, 4)]
        assert cut(iter([(0, 5), (6, 7)]), holes) == [(0, 1), (2, 3), (4, 5), (6, 7)]
        assert holes == [(1, 2), (3, 4)]


class TestCommon:
    @pytest.mark.parametrize(
        ("spans", "others", "expected"),
        [
            ([], [(0, 9)], []),
            ([(0, 9)], [], []),
            ([(0, 9)], [(0, 9)], [(0, 9)]),
            ([(2, 7)], [(0, 9)], [(2, 7)]),
            ([(0, 9)], [(2, 7)], [(2, 7)]),
            ([(0, 9)], [(-3, 0)], []),
            ([(0, 9)], [(-3, 1)], [(0, 1)]),
            ([(0, 9)], [(9, 12)], []),
            ([(0, 9)], [(8, 12)], [(8, 9)]),
            ([(0, 9)], [(1, 2), (3, 4), (8, 11)], [(1, 2), (3, 4), (8, 9)]),
            ([(0, 3), (6, 9)], [(2, 7)], [(2, 3), (6, 7)]),
            ([(0, 3), (6, 9)], [(3, 6)], []),
            ([(5, 9)], [(0, 1), (2, 5), (6, 7)], [(6, 7)]),
            ([(5, 9)], [(0, 1), (2, 6), (8, 10)], [(5, 6), (8, 9)]),
            ([(0, 3), (3, 6)], [(1, 5)], [(1, 3), (3, 5)]),
            ([(0, 9), (2, 5)], [(1, 4)], [(1, 4), (2, 4)]),
            ([(0, 10), (20, 30)], [(2, 4), (8, 22)], [(2, 4), (8, 10), (20, 22)]),
        ],
    )
    def test_keeps_what_lies_inside_the_others(
        self, spans: list[Span], others: list[Span], expected: list[Span]
    ) -> None:
        assert expected == common(spans, others)

    def test_takes_any_iterable_and_leaves_the_others_alone(self) -> None:
        others = [(1, 2), (3, 4)]
        assert common(iter([(0, 4)]), others) == [(1, 2), (3, 4)]
        assert others == [(1, 2), (3, 4)]


class TestInside:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (2, 8, True),
            (0, 9, True),
            (-1, 9, False),
            (0, 10, False),
            (9, 12, False),
            (8, 10, False),
            (12, 15, True),
            (11, 15, False),
            (12, 16, False),
            (0, 15, False),
            (9, 9, True),
            (10, 10, False),
        ],
    )
    def test_is_within_one_span(self, low: int, high: int, *, expected: bool) -> None:
        assert expected is inside(low, high, [(0, 9), (12, 15)])

    def test_is_not_within_two_that_touch(self) -> None:
        assert inside(1, 8, [(0, 4), (4, 9)]) is False
        assert inside(1, 8, merge([(0, 4), (4, 9)])) is True

    def test_is_not_within_none(self) -> None:
        assert inside(1, 1, []) is False
        assert inside(1, 2, iter([(0, 4)])) is True


class TestClip:
    @pytest.mark.parametrize(
        ("spans", "low", "high", "expected"),
        [
            ([], 0, 9, []),
            ([(0, 9)], 0, 9, [(0, 9)]),
            ([(0, 9)], 1, 8, [(1, 8)]),
            ([(0, 9)], -1, 10, [(0, 9)]),
            ([(0, 4)], 4, 8, []),
            ([(0, 5)], 4, 8, [(4, 5)]),
            ([(8, 12)], 4, 8, []),
            ([(7, 12)], 4, 8, [(7, 8)]),
            ([(0, 4), (6, 9), (10, 12)], 2, 10, [(2, 4), (6, 9)]),
        ],
    )
    def test_keeps_what_lies_inside(
        self, spans: list[Span], low: int, high: int, expected: list[Span]
    ) -> None:
        assert expected == clip(spans, low, high)

    def test_takes_any_iterable(self) -> None:
        assert clip(iter([(0, 9)]), 1, 2) == [(1, 2)]

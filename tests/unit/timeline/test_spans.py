"""The algebra of half-open spans of integers."""

import pytest

from servicedesk_core.timeline import Span, clip, cut, merge


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
        ],
    )
    def test_keeps_what_lies_outside_the_holes(
        self, spans: list[Span], holes: list[Span], expected: list[Span]
    ) -> None:
        assert expected == cut(spans, holes)


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

"""Indices of several items: CSI, ACSI, SUS."""

from decimal import Decimal
from math import nan
from typing import Any

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    WrongTypeError,
)
from servicedesk_core.satisfaction import (
    Direction,
    FivePoint,
    Scale,
    SevenPoint,
    TenPoint,
    acsi,
    csi,
    sus,
)

ANN = [4, 2, 5, 1, 4, 2, 5, 1, 4, 2]
BEST = [5, 1] * 5


class TestCsi:
    def test_weighs_satisfaction_by_importance(self) -> None:
        found = csi({"speed": 4.2, "courtesy": 4.6}, {"courtesy": 1, "speed": 3})
        # (3 x 4.2 + 4.6) / 4 = 4.3 of 5.
        assert pytest.approx(86, rel=1e-14) == found.value
        assert "CSI 86.0 (n=1, no interval)" == str(found)

    def test_takes_lists_and_any_scale(self) -> None:
        found = csi([8, 6], [2, 1], scale=TenPoint())
        assert pytest.approx(100 * 22 / 30, rel=1e-14) == found.value
        assert Scale(10, 100, step=None) == found.scale

    def test_of_answers_is_their_mean_with_an_interval(self) -> None:
        answers = {"speed": [4, 5, 3, 1], "courtesy": (5, 5, None, nan)}
        found = csi(answers, {"speed": 3, "courtesy": 1})
        assert (2, 2) == (found.n, found.missing)
        assert 92.5 == found.value
        assert {85: 1, 100: 1} == found.counts
        assert "CSI 92.5 (n=2, 95% CI 20.0..100.0)" == str(found)

    def test_with_one_left_out_is_missing(self) -> None:
        found = csi({"speed": 4, "courtesy": None}, {"speed": 3, "courtesy": 1})
        assert (None, 0, 1) == (found.value, found.n, found.missing)

    def test_stays_on_its_scale(self) -> None:
        # Ten times a tenth is less than 1, and three times 0.1 more than 0.3.
        for count in range(1, 40):
            best = csi([5] * count, [0.1] * count)
            worst = csi([1] * count, [0.1] * count)
            assert pytest.approx(100, rel=1e-14) == best.value
            assert pytest.approx(20, rel=1e-14) == worst.value

    def test_may_leave_an_item_without_weight(self) -> None:
        assert 80 == csi({"speed": 4, "courtesy": 1}, {"speed": 2, "courtesy": 0}).value

    def test_has_a_confidence(self) -> None:
        assert 0.9 == csi([[4, 5]], [1], confidence=0.9).confidence

    @pytest.mark.parametrize(
        "scale", [FivePoint(Direction.LOWER_IS_BETTER), Scale(-5, 0), Scale(-5, -1)]
    )
    def test_needs_a_scale_up_to_a_good_end(self, scale: Scale) -> None:
        wanted = r"^scale must be one where higher is better, up to more than 0, got '"
        with pytest.raises(InvalidArgumentError, match=wanted):
            csi([1], [1], scale=scale)

    def test_needs_a_scale_that_is_one(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got 5$"):
            csi([1], [1], scale=5)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("satisfaction", "importance", "message"),
        [
            ({"a": 4}, {"a": 0}, "importance must be above 0 for some item, got "),
            ({"a": 4}, {"a": -1}, "importance['a'] must be 0 or more, got -1.0"),
            ({"a": 4, "b": 4}, {"a": 1}, "importance must be one for each item: a, b"),
            ([4], [1, 1], "importance must be one for each item: 0, got [1, 1]"),
            ({"a": 4}, [1], "importance must be one for each item: a, got [1]"),
            ({"a": 6}, {"a": 1}, "satisfaction['a'] must be between 1 and 5, got 6"),
            (
                {"a": [4, 6]},
                {"a": 1},
                "satisfaction['a'][1] must be between 1 and 5 in steps of 1, got 6",
            ),
            (
                {"a": [4, 4], "b": [4]},
                {"a": 1, "b": 1},
                "satisfaction must be as many answers to each item, got [1, 2]",
            ),
            ({}, {}, "satisfaction must be one item at least, got {}"),
        ],
    )
    def test_refuses_values_out_of_range(
        self, satisfaction: Any, importance: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            csi(satisfaction, importance)
        assert str(caught.value).startswith(message)

    @pytest.mark.parametrize(
        ("satisfaction", "importance", "message"),
        [
            (
                "44",
                [1, 1],
                "satisfaction must be a mapping by item, or a list, got '44'",
            ),
            (4, [1], "satisfaction must be a mapping by item, or a list, got 4"),
            ([4], 1, "importance must be a mapping by item, or a list, got 1"),
            ([4], ["1"], "importance[0] must be a number, got '1'"),
            (
                [4, [4]],
                [1, 1],
                "satisfaction[0] must be a number, or answers in a list, got 4",
            ),
            (
                [[4], "4"],
                [1, 1],
                "satisfaction[1] must be a number, or answers in a list, got '4'",
            ),
            (
                [{4: 1}],
                [1],
                "satisfaction[0] must be a number, or answers in a list, got {4: 1}",
            ),
            ([True], [1], "satisfaction[0] must be a number, got True"),
        ],
    )
    def test_refuses_what_are_no_numbers(
        self, satisfaction: Any, importance: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            csi(satisfaction, importance)
        assert message == str(caught.value)


class TestAcsi:
    @pytest.mark.parametrize(
        ("means", "weights", "expected"),
        [
            ([8, 7, 6], [1 / 3, 1 / 3, 1 / 3], 66.66666666666667),
            ([8, 7, 6], None, 66.66666666666667),
            ([8.4, 7.9, 7.6], [3.87, 3.24, 2.89], 77.85333333333334),
            ([10, 10, 10], [0.1, 0.2, 0.3], 100),
            ([1, 1, 1], [0.1, 0.2, 0.3], 0),
            ([Decimal(8), Decimal(7), Decimal(6)], [3, 3, 3], 66.66666666666667),
        ],
    )
    def test_agrees_with_the_vectors(
        self, means: Any, weights: Any, expected: float
    ) -> None:
        found = acsi(means, weights=weights)
        assert pytest.approx(expected, rel=1e-12, abs=1e-12) == found.value
        assert (1, None) == (found.n, found.low)

    def test_takes_any_scale(self) -> None:
        assert 50 == acsi([4, 4, 4], scale=SevenPoint()).value

    def test_of_answers_is_their_mean_with_an_interval(self) -> None:
        found = acsi({"overall": [8, 9, 7], "expected": [7, 9, 6], "ideal": [7, 8, 6]})
        assert pytest.approx(71.60493827160494, rel=1e-12) == found.value
        assert pytest.approx(39.293808882215544, rel=1e-9) == found.raw_low
        assert pytest.approx(103.9160676609943, rel=1e-9) == found.raw_high
        assert "ACSI 71.6 (n=3, 95% CI 39.3..100.0)" == str(found)
        assert Scale(0, 100, step=None) == found.scale

    def test_needs_a_scale_that_is_one(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got 5$"):
            acsi([1, 1, 1], scale=5)  # type: ignore[arg-type]

    def test_has_a_confidence(self) -> None:
        assert 0.9 == acsi([1, 1, 1], confidence=0.9).confidence

    @pytest.mark.parametrize("count", [2, 4])
    def test_needs_three_items(self, count: int) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^items must be three, got \["):
            acsi([5] * count)

    @pytest.mark.parametrize(
        ("items", "weights", "message"),
        [
            ([8, 7, 6], [0, 0, 0], "weights must be above 0 for some item, got "),
            ([8, 7, 6], [1, 1], "weights must be one for each item: 0, 1, 2, got "),
            ([8, 7, 11], None, "items[2] must be between 1 and 10, got 11.0"),
        ],
    )
    def test_refuses_values_out_of_range(
        self, items: Any, weights: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            acsi(items, weights=weights)
        assert str(caught.value).startswith(message)


class TestSus:
    @pytest.mark.parametrize(
        ("answers", "score"),
        [
            (ANN, 85),
            (BEST, 100),
            ([1, 5] * 5, 0),
            ([3] * 10, 50),
            ([5] * 10, 50),
            ([3] * 9 + [2], 52.5),
            ([Decimal(3)] * 10, 50),
        ],
    )
    def test_of_one_person_is_two_and_a_half_times_the_sum(
        self, answers: Any, score: float
    ) -> None:
        found = sus(answers)
        assert (score, 1) == (found.value, found.n)
        assert f"SUS {score:.1f} (n=1, no interval)" == str(found)

    def test_of_several_is_their_mean_with_an_interval(self) -> None:
        found = sus([ANN, [3] * 10, [4, 2] * 4 + [3, 4]], confidence=0.95)
        assert 67.5 == found.value
        assert {85.0: 1, 50.0: 1, 67.5: 1} == {
            score: count for score, count in found.counts.items() if count
        }
        assert pytest.approx(24.027590044369227, rel=1e-9) == found.raw_low
        assert 100 == found.high
        assert 0.9 == sus([ANN], confidence=0.9).confidence

    def test_needs_every_answer(self) -> None:
        found = sus([ANN, [None, *ANN[1:]], [nan, *ANN[1:]]])
        assert (85, 1, 2) == (found.value, found.n, found.missing)
        assert "SUS undefined (n=0)" == str(sus([None, *ANN[1:]]))

    def test_may_take_the_middle_for_a_missing_one(self) -> None:
        found = sus([[None, *ANN[1:]], [None] * 10], impute=True)
        assert (82.5, 1, 1) == (found.value, found.n, found.missing)
        assert 85 == sus(ANN, impute=True).value

    def test_of_nobody_is_undefined(self) -> None:
        assert (None, 0) == (sus([]).value, sus([]).missing)

    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            (ANN[:9], "answers must be ten answers, got 9"),
            ([*ANN, 3], "answers must be ten answers, got 11"),
            ([ANN, ANN[:9]], "answers[1] must be ten answers, got 9"),
            ([[]], "answers[0] must be ten answers, got 0"),
            (
                [6, *ANN[1:]],
                "answers[0] must be between 1 and 5 in steps of 1, got 6",
            ),
            (
                [ANN, [*ANN[:9], 0]],
                "answers[1][9] must be between 1 and 5 in steps of 1, got 0",
            ),
        ],
    )
    def test_refuses_values_out_of_range(self, answers: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            sus(answers)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            ("5" * 10, "answers must be ten answers, or ten of each person, got '555"),
            (5, "answers must be ten answers, or ten of each person, got 5"),
            ([ANN, 5], "answers[1] must be ten answers, got 5"),
            (["5" * 10], "answers[0] must be ten answers, got '5555555555'"),
            ([True, *ANN[1:]], "answers[0] must be a number, got True"),
        ],
    )
    def test_refuses_what_are_no_answers(self, answers: Any, message: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            sus(answers)
        assert str(caught.value).startswith(message)


class TestEnds:
    def test_the_best_of_a_short_scale_is_100(self) -> None:
        scale = Scale(0, 0.07, step=None)
        assert 100.0 == csi({"speed": 0.07}, {"speed": 1}, scale=scale).value

    def test_a_set_has_no_order_of_items(self) -> None:
        items: Any = {4, 5}
        wanted = r"^satisfaction must be a mapping by item, or a list, got "
        with pytest.raises(WrongTypeError, match=wanted):
            csi(items, [1, 2])

    def test_answers_to_an_item_are_in_order(self) -> None:
        items: Any = {"speed": {4, 5}}
        wanted = (
            r"^satisfaction\['speed'\] must be a number, or answers in a list, got "
        )
        with pytest.raises(WrongTypeError, match=wanted):
            csi(items, {"speed": 1})

    @pytest.mark.parametrize("flag", ["no", 1, None])
    def test_a_middle_is_put_in_or_not(self, flag: Any) -> None:
        wanted = r"^impute must be True or False, got "
        with pytest.raises(WrongTypeError, match=wanted):
            sus([3] * 10, impute=flag)

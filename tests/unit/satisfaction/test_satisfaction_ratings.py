"""Answers counted by score."""

import pickle
from decimal import Decimal
from fractions import Fraction
from math import nan
from typing import Any

import numpy as np
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    FivePoint,
    MeanScore,
    NetScore,
    Ratings,
    Scale,
    SevenPoint,
    ShareScore,
    csat,
)

FIVE = FivePoint()
SLIDER = Scale(0, 10, step=None)


def read(scores: Any, **rest: Any) -> Ratings[FivePoint]:
    return Ratings(scores, FIVE, **rest)


class TestCounts:
    def test_of_a_list_have_every_score_of_the_scale(self) -> None:
        found = read([5, 4, 4, 2, 5, 1, 5])
        assert {1: 1, 2: 1, 3: 0, 4: 2, 5: 3} == found.counts
        assert [1, 2, 3, 4, 5] == list(found.counts)
        assert 7 == found.n
        assert 0 == found.missing

    def test_without_steps_have_the_scores_given(self) -> None:
        found = Ratings([2.5, 1, 2.5, None], SLIDER)
        assert {1: 1, 2.5: 2} == found.counts
        assert [1, 2.5] == list(found.counts)
        assert 1 == found.missing

    @pytest.mark.parametrize(
        "scores",
        [
            (5, 4, 4),
            iter([5, 4, 4]),
            {4: 2, 5: 1},
            {4.0: 2, Decimal(5): 1, 3: 0},
            [5.0, 4.0, 4],
            [Decimal("5.0"), Fraction(4), 4],
            np.array([5, 4, 4]),
            np.array([5.0, 4.0, 4.0]),
        ],
    )
    def test_are_equal_however_given(self, scores: Any) -> None:
        assert read([5, 4, 4]).counts == read(scores).counts

    def test_of_nobody_are_zeros(self) -> None:
        assert {1: 0, 2: 0, 3: 0, 4: 0, 5: 0} == read([]).counts
        assert read([]) == read({})
        assert 0 == read([]).n
        assert read([]).shares is None
        assert 0 == read([]).effective_n

    def test_have_plain_scores(self) -> None:
        found = read([5.0, np.float64(4), Decimal(3), np.int64(2)])
        assert {int} == {type(score) for score in found.counts}


class TestMissing:
    def test_are_counted_apart(self) -> None:
        found = read([5, None, nan, float("nan"), 4])
        assert (2, 3) == (found.n, found.missing)

    def test_are_any_kind_of_nan(self) -> None:
        found = read([5, Decimal("NaN"), Decimal("sNaN"), np.float32("nan"), None])
        assert (1, 4) == (found.n, found.missing)

    def test_are_a_key_of_a_mapping(self) -> None:
        found = read({5: 3, None: 2, nan: 1})
        assert (3, 3) == (found.n, found.missing)


class TestRefusals:
    @pytest.mark.parametrize(
        ("scores", "message"),
        [
            (
                [5, 6, 7],
                "scores[1] must be between 1 and 5 in steps of 1, got 6",
            ),
            (
                [5, None, 4.5],
                "scores[2] must be between 1 and 5 in steps of 1, got 4.5",
            ),
            (
                [Decimal(5), Decimal(0)],
                "scores[1] must be between 1 and 5 in steps of 1, got Decimal('0')",
            ),
            ([float("inf")], "scores[0] must be finite, got inf"),
            ({0: 1}, "scores must be between 1 and 5 in steps of 1, got 0"),
            ({5: -1}, "scores[5] must be 0 or more, got -1"),
        ],
    )
    def test_name_the_score_and_its_place(self, scores: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            read(scores)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("scores", "message"),
        [
            ([5, 1, True], "scores[2] must be a number, got True"),
            ([5, "4"], "scores[1] must be a number, got '4'"),
            ([5, [4]], "scores[1] must be a number, got [4]"),
            ({True: 1}, "scores must be a number, got True"),
            ({5: 1.5}, "scores[5] must be a whole number, got 1.5"),
        ],
    )
    def test_name_what_is_no_number(self, scores: Any, message: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read(scores)
        assert message == str(caught.value)

    @pytest.mark.parametrize("scores", ["54", b"\x05", {5, 4}, 5, None, {5: 1}.keys()])
    def test_take_lists_and_mappings_alone(self, scores: Any) -> None:
        wanted = r"^scores must be scores in a list, or a mapping of score to count, "
        with pytest.raises(WrongTypeError, match=wanted):
            read(scores)

    def test_need_a_scale(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got 5$"):
            Ratings([5], 5)  # type: ignore[type-var]


class TestWeights:
    def test_are_summed_by_score(self) -> None:
        found = read([5, 4, 5, None], weights=[1, 2, 0.5, 9])
        assert {1: 0, 2: 0, 3: 0, 4: 2, 5: 1.5} == found.weights
        assert {1: 0, 2: 0, 3: 0, 4: 1, 5: 2} == found.counts
        assert 5.25 == found.squares
        assert 3.5 == found.total
        assert 3.5**2 / 5.25 == found.effective_n
        assert {1: 0, 2: 0, 3: 0, 4: 4 / 7, 5: 3 / 7} == found.shares
        assert (3, 1) == (found.n, found.missing)

    def test_of_a_mapping_are_those_of_its_entries(self) -> None:
        found = read({5: 2, None: 1, 4: 3}, weights=[2, 7, 1])
        assert read([5, 5, 4, 4, 4, None], weights=[2, 2, 1, 1, 1, 7]) == found
        assert 11 == found.squares

    def test_may_be_left_out(self) -> None:
        found = read([5, 4, 5])
        assert found.weights is None
        assert found.squares is None
        assert found.counts == found.amounts
        assert 3 == found.total == found.effective_n
        assert {1: 0, 2: 0, 3: 0, 4: 1 / 3, 5: 2 / 3} == found.shares

    def test_of_nobody_are_nothing(self) -> None:
        found = read([None], weights=[0])
        assert 0 == found.n == found.total == found.effective_n
        assert found.shares is None

    @pytest.mark.parametrize(
        ("scores", "weights", "message"),
        [
            ([5, 4], [1], "weights must be as many as the scores, 2, got 1"),
            ([5, 4], [1, 1, 1], "weights must be as many as the scores, 2, got 3"),
            ([5, 4], [1, -1], "weights[1] must be 0 or more, got -1.0"),
            ([5, None], [0, 1], "weights must be above 0 for some answer, got "),
            ([5, 9], [1, 1], "scores[1] must be between 1 and 5 in steps of 1, got 9"),
        ],
    )
    def test_out_of_range_are_refused(
        self, scores: Any, weights: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            read(scores, weights=weights)
        assert str(caught.value).startswith(message)

    @pytest.mark.parametrize("weights", ["11", b"11", {0: 1, 1: 1}, {1, 2}, 1])
    def test_come_in_a_list(self, weights: Any) -> None:
        wanted = r"^weights must be weights in a list, or None, got "
        with pytest.raises(WrongTypeError, match=wanted):
            read([5, 4], weights=weights)

    def test_are_numbers(self) -> None:
        wanted = r"^weights\[1\] must be a number, got None$"
        with pytest.raises(WrongTypeError, match=wanted):
            read([5, 4], weights=[1, None])


class TestAmount:
    def test_counts_the_scores_between(self) -> None:
        found = read([5, 4, 4, 2, 1])
        assert 3 == found.amount(4, 5)
        assert 2 == found.amount(4, 4)
        assert 5 == found.amount(1, 5)
        assert 0 == found.amount(3, 3)
        assert 2.5 == read([5, 4, 1], weights=[2, 0.5, 8]).amount(4, 5)


class TestPooling:
    def test_adds_counts_and_missing(self) -> None:
        found = read([5, 4, None]) + read({5: 2, None: 3})
        assert read([5, 4, 5, 5, None, None, None, None]) == found
        assert found.weights is None
        assert found.squares is None

    def test_without_steps_keeps_the_order(self) -> None:
        found = Ratings([3.5, 1], SLIDER) + Ratings([2, 3.5], SLIDER)
        assert [(1, 1), (2, 1), (3.5, 2)] == list(found.counts.items())

    def test_takes_the_unweighted_for_weights_of_one(self) -> None:
        weighted = read([5, 4], weights=[2, 3])
        both = read([5, 4, 1, 1], weights=[2, 3, 1, 1])
        assert both == weighted + read([1, 1])
        assert both == read([1, 1]) + weighted
        assert 15 == both.squares
        assert 26 == (weighted + weighted).squares

    def test_refuses_another_scale(self) -> None:
        wanted = r"^scale must be 1\.\.5, got '1\.\.7'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            read([5]) + Ratings([5], SevenPoint())  # type: ignore[arg-type]
        with pytest.raises(InvalidArgumentError, match=r"^scale must be 1\.\.5, got "):
            read([5]) + Ratings([5], FivePoint().reversed())  # type: ignore[arg-type]

    def test_refuses_what_are_no_ratings(self) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            read([5]) + 5  # type: ignore[operator]

    def test_takes_equal_scales_of_any_type(self) -> None:
        other = Ratings([4], Scale(1, 5))
        assert 2 == (read([5]) + other).n  # type: ignore[operator]


class TestValue:
    def test_hashes_and_pickles(self) -> None:
        found = read([5, 4, None], weights=[1, 2, 3])
        assert read([4, None, 5], weights=[2, 3, 1]) == found
        assert hash(read([4, None, 5], weights=[2, 3, 1])) == hash(found)
        assert found == pickle.loads(pickle.dumps(found))  # noqa: S301

    def test_differs_by_its_scale(self) -> None:
        scores = [3, 4, None]
        turned: Ratings[Scale] = Ratings(scores, FIVE.reversed())
        assert turned != Ratings[Scale](scores, FIVE)


class TestExtremes:
    @pytest.mark.parametrize("weight", [9e-101, 2e100])
    def test_a_weight_has_a_square(self, weight: float) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Ratings([5, 4], FivePoint(), weights=[1, weight])
        wanted = "0 or between 1e-100 and 1e+100"
        assert f"weights[1] must be {wanted}, got {weight}" == str(caught.value)

    @pytest.mark.parametrize("weight", [1e-100, 1e100])
    def test_the_ends_are_weights(self, weight: float) -> None:
        found = Ratings([5, 4, 4], FivePoint(), weights=[weight, weight, 0])
        assert pytest.approx(2) == found.effective_n

    def test_a_count_is_no_more_than_a_million_million(self) -> None:
        assert 10**12 == Ratings({5: 10**12}, FivePoint()).n
        with pytest.raises(InvalidArgumentError) as caught:
            Ratings({5: 10**12 + 1}, FivePoint())
        wanted = "scores[5] must be 1000000000000 or less, got 1000000000001"
        assert wanted == str(caught.value)

    @pytest.mark.parametrize("end", ["low", "high"])
    def test_an_amount_lies_between_numbers(self, end: str) -> None:
        ends: dict[str, Any] = {"low": 1, "high": 5, end: "5"}
        wanted = rf"^{end} must be a number, got '5'$"
        with pytest.raises(WrongTypeError, match=wanted):
            Ratings([5, 4], FivePoint()).amount(**ends)


class TestScores:
    @pytest.mark.parametrize("ratings", [None, [5, 4], csat([5])])
    def test_are_found_from_ratings(self, ratings: Any) -> None:
        wanted = r"^ratings must be Ratings, got "
        with pytest.raises(WrongTypeError, match=wanted):
            MeanScore.found(ratings, name="x")
        with pytest.raises(WrongTypeError, match=wanted):
            ShareScore.found(ratings, name="x", boxes=(4, 5))
        with pytest.raises(WrongTypeError, match=wanted):
            NetScore.found(ratings, name="x", breaks=(3, 4))
        with pytest.raises(WrongTypeError, match=wanted):
            csat([5]).of(ratings)

    def test_have_a_name(self) -> None:
        name: Any = 5
        wanted = r"^name must be a text, got 5$"
        with pytest.raises(WrongTypeError, match=wanted):
            MeanScore.found(Ratings([5], FivePoint()), name=name)

    @pytest.mark.parametrize(
        ("boxes", "message"),
        [
            (
                (5, 4),
                r"boxes must be a pair: the lowest and the highest of the ",
            ),
            ((4, 5, 5), r"boxes must be a pair: the lowest and the highest of the "),
            ((4, 6), r"boxes\[1\] must be between 1 and 5 in steps of 1, got 6"),
        ],
    )
    def test_refuse_other_boxes(self, boxes: Any, message: str) -> None:
        ratings = Ratings([5, 4], FivePoint())
        with pytest.raises(InvalidArgumentError, match=f"^{message}"):
            ShareScore.found(ratings, name="x", boxes=boxes)

    def test_need_a_pair_of_boxes(self) -> None:
        boxes: Any = 5
        wanted = r"^boxes must be a pair: the lowest and the highest of the scores that"
        with pytest.raises(WrongTypeError, match=wanted):
            ShareScore.found(Ratings([5], FivePoint()), name="x", boxes=boxes)

    def test_take_one_box_too(self) -> None:
        found = ShareScore.found(Ratings([5, 4], FivePoint()), name="x", boxes=(4, 4))
        assert 50.0 == found.value

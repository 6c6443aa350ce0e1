"""CSAT and DSAT: shares of the best and the worst answers, and the mean."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Binary,
    Direction,
    FivePoint,
    MeanScore,
    Ratings,
    Scale,
    SevenPoint,
    ShareScore,
    csat,
    csat_binary,
    csat_mean,
    dsat,
)

WEEK = [5, 4, 4, 2, 5, 1, 5]
YEAR = {1: 5, 2: 10, 3: 15, 4: 40, 5: 30}
EFFORT = Scale(1, 5, Direction.LOWER_IS_BETTER)


class TestCsat:
    def test_is_the_share_of_the_two_best(self) -> None:
        found = csat(YEAR)
        assert 70 == found.value
        assert 40 == csat([1, 2, 3, 4, 5]).value
        assert 70 == found.hits
        assert (4, 5) == found.boxes == found.cut
        assert 100 == found.n == found.effective_n
        assert YEAR == found.counts
        assert {1: 0.05, 2: 0.1, 3: 0.15, 4: 0.4, 5: 0.3} == found.shares
        assert Scale(1, 5) == found.scale
        assert "wilson" == found.method
        assert 0.95 == found.confidence
        assert "CSAT" == found.name

    def test_prints_with_n_and_interval(self) -> None:
        assert "CSAT 71.4 (n=7, 95% CI 35.9..91.8)" == str(csat(WEEK))

    @pytest.mark.parametrize(
        ("confidence", "low", "high"),
        [
            (0.5, 66.82420152713183, 72.99464802299744),
            (0.9, 62.01678660558755, 76.92950456308546),
            (0.95, 60.41514536665332, 78.10511470506724),
            (0.999, 53.58982564833708, 82.50227795195691),
        ],
    )
    def test_has_the_interval_of_wilson(
        self, confidence: float, low: float, high: float
    ) -> None:
        found = csat(YEAR, confidence=confidence)
        assert pytest.approx((low, high), rel=1e-12) == (found.low, found.high)
        assert (found.raw_low, found.raw_high) == (found.low, found.high)
        assert confidence == found.confidence

    def test_has_exact_ends_if_all_are_alike(self) -> None:
        best, worst = csat([5] * 20), csat([1] * 20)
        assert (100, 100) == (best.value, best.high)
        assert (0, 0) == (worst.value, worst.low)
        assert pytest.approx(16.11, abs=0.005) == worst.high
        assert pytest.approx(83.89, abs=0.005) == best.low

    def test_takes_any_number_of_boxes(self) -> None:
        assert 30 == csat(YEAR, top=1).value
        assert 95 == csat(YEAR, top=4).value
        wanted = r"^top must be between 1 and 4, got 5$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            csat(YEAR, top=5)

    def test_takes_the_low_scores_where_they_are_good(self) -> None:
        found = csat(YEAR, scale=EFFORT)
        assert 15 == found.value
        assert (1, 2) == found.boxes

    def test_takes_any_scale(self) -> None:
        assert 50 == csat([7, 6, 5, 1], scale=Scale(1, 7)).value
        assert 50 == csat([1, 0], scale=Binary(), top=1).value

    def test_of_nobody_is_undefined(self) -> None:
        found = csat({1: 0, 2: 0, 3: 0, 4: 0, 5: 0, None: 4})
        assert [None] * 5 == [
            found.value,
            found.low,
            found.high,
            found.raw_low,
            found.shares,
        ]
        assert (0, 4) == (found.n, found.missing)
        assert "CSAT undefined (n=0)" == str(found)

    def test_weighs(self) -> None:
        found = csat([5, 4, 1, None], weights=[2, 1, 1, 5])
        assert 75 == found.value
        assert 3 == found.hits
        assert 16 / 6 == found.effective_n
        assert (3, 1) == (found.n, found.missing)
        ends = (23.850187716594395, 96.63702224766881)
        assert pytest.approx(ends, rel=1e-12) == (found.low, found.high)
        assert "CSAT 75.0 (n=3, 95% CI 23.9..96.6)" == str(found)

    @pytest.mark.parametrize("confidence", [0, 1, 95])
    def test_refuses_a_confidence_out_of_range(self, confidence: float) -> None:
        wanted = r"^confidence must be above 0 and below 1, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            csat([], confidence=confidence)


class TestDsat:
    def test_is_the_share_of_the_two_worst(self) -> None:
        found = dsat(YEAR)
        assert 15 == found.value
        assert (1, 2) == found.boxes
        assert "DSAT" == found.name
        assert "DSAT 28.6 (n=7, 95% CI 8.2..64.1)" == str(dsat(WEEK))

    def test_takes_any_number_of_boxes(self) -> None:
        assert 5 == dsat(YEAR, bottom=1).value
        wanted = r"^bottom must be between 1 and 4, got 0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            dsat(YEAR, bottom=0)

    def test_takes_the_high_scores_where_they_are_bad(self) -> None:
        assert 70 == dsat(YEAR, scale=EFFORT).value

    def test_weighs_and_has_a_confidence(self) -> None:
        found = dsat([5, 1], weights=[1, 3], confidence=0.9)
        assert 75 == found.value
        assert 0.9 == found.confidence


class TestRatings:
    def test_bring_their_scale(self) -> None:
        seven = Ratings([7, 6, 1, 2], SevenPoint())
        assert 50 == csat(seven).value == dsat(seven).value
        assert SevenPoint() == csat_mean(seven).scale
        assert seven == csat(seven, scale=Scale(1, 7)).ratings

    def test_of_another_scale_are_refused(self) -> None:
        wanted = r"^scale must be 1\.\.5, got '1\.\.7'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            csat(Ratings([5], SevenPoint()), scale=FivePoint())

    def test_bring_their_weights(self) -> None:
        weighted = Ratings([5, 1], FivePoint(), weights=[3, 1])
        assert 75 == csat(weighted).value
        wanted = (
            r"^weights must be left out where ratings bring their own, got \[1, 1\]$"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            csat(weighted, weights=[1, 1])

    def test_need_a_scale_that_is_one(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got \(1, 5"):
            csat([5], scale=(1, 5))  # type: ignore[arg-type]


class TestMean:
    def test_is_in_points_of_the_scale(self) -> None:
        found = csat_mean(YEAR)
        assert 3.8 == found.value
        assert 70 == found.rescaled
        assert () == found.cut
        assert "CSAT mean" == found.name
        assert "t" == found.method

    @pytest.mark.parametrize(
        ("confidence", "low", "high"),
        [
            (0.8, 2.841661955305579, 4.58690947326585),
            (0.95, 2.231233174648278, 5.197338253923151),
            (0.99, 1.4672450045944614, 5.961326423976967),
        ],
    )
    def test_has_the_t_interval(
        self, confidence: float, low: float, high: float
    ) -> None:
        found = csat_mean(WEEK, confidence=confidence)
        assert 26 / 7 == found.value
        assert pytest.approx(18 / 7, rel=1e-12) == found.variance
        assert pytest.approx((low, high), rel=1e-9) == (found.raw_low, found.raw_high)
        assert confidence == found.confidence

    def test_has_an_interval_that_keeps_to_the_scale(self) -> None:
        found = csat_mean([5, 5, 1])
        assert (1, 5) == (found.low, found.high)
        assert found.raw_low is not None
        assert found.raw_high is not None
        assert found.raw_low < 1
        assert found.raw_high > 5
        assert "CSAT mean 3.67 (n=3, 95% CI 1.00..5.00)" == str(found)

    def test_of_one_has_no_interval(self) -> None:
        found = csat_mean([4])
        assert (4, None, None, None) == (
            found.value,
            found.variance,
            found.low,
            found.high,
        )
        assert "CSAT mean 4.00 (n=1, no interval)" == str(found)

    def test_of_equal_answers_has_an_interval_of_no_width(self) -> None:
        found = csat_mean([0.1] * 3, scale=Scale(0, 1, step=0.1))
        assert (0.1, 0, 0.1, 0.1) == (
            found.value,
            found.variance,
            found.low,
            found.high,
        )

    def test_of_nobody_is_undefined(self) -> None:
        found = csat_mean([None])
        assert (None, None, None, None) == (
            found.value,
            found.variance,
            found.low,
            found.rescaled,
        )
        assert "CSAT mean undefined (n=0)" == str(found)

    def test_weighs(self) -> None:
        found = csat_mean([5, 2, 3], weights=[2, 1, 1])
        # n is 16 / 6, the spread (2 x 1.25^2 + 1.75^2 + 0.75^2) / 4 by n / (n - 1).
        assert 3.75 == found.value
        assert pytest.approx(1.6875 * 1.6, rel=1e-14) == found.variance
        ends = (-1.5249275346280173, 9.024927534628016)
        assert pytest.approx(ends, rel=1e-9) == (found.raw_low, found.raw_high)

    def test_with_one_that_weighs_has_no_interval(self) -> None:
        found = csat_mean([5, 2], weights=[2, 0])
        assert (5, None, None) == (found.value, found.variance, found.low)
        assert 2 == found.n

    def test_on_long_scales_prints_one_decimal(self) -> None:
        assert "CSAT mean 40.0 (n=1, no interval)" == str(
            csat_mean([40], scale=Scale(0, 100))
        )
        assert "CSAT mean 4.00 (n=1, no interval)" == str(
            csat_mean([4], scale=Scale(0, 20))
        )


class TestBinary:
    def test_is_good_by_good_and_bad(self) -> None:
        found = csat_binary(90, 10, missing=300)
        assert 90 == found.value
        assert (100, 300) == (found.n, found.missing)
        assert {0: 10, 1: 90} == found.counts
        assert Binary() == found.scale
        assert "CSAT 90.0 (n=100, 95% CI 82.6..94.5)" == str(found)

    def test_of_nobody_is_undefined(self) -> None:
        assert csat_binary(0, 0).value is None

    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ((-1, 2, 0), "good must be 0 or more, got -1"),
            ((1, -2, 0), "bad must be 0 or more, got -2"),
            ((1, 2, -3), "missing must be 0 or more, got -3"),
        ],
    )
    def test_refuses_negative_counts(self, counts: Any, message: str) -> None:
        good, bad, missing = counts
        with pytest.raises(InvalidArgumentError) as caught:
            csat_binary(good, bad, missing=missing)
        assert message == str(caught.value)

    def test_has_a_confidence(self) -> None:
        assert 0.9 == csat_binary(1, 1, confidence=0.9).confidence


class TestOf:
    def test_is_the_same_share_of_other_answers(self) -> None:
        found = dsat(YEAR, bottom=1, confidence=0.9).of(Ratings([1, 5], FivePoint()))
        assert dsat([1, 5], bottom=1, confidence=0.9) == found
        assert isinstance(found, ShareScore)

    def test_is_the_same_mean_of_other_answers(self) -> None:
        found = csat_mean(YEAR, confidence=0.9).of(Ratings([1, 5], FivePoint()))
        assert csat_mean([1, 5], confidence=0.9) == found
        assert isinstance(found, MeanScore)

    @pytest.mark.parametrize("score", [csat(YEAR), csat_mean(YEAR)])
    def test_refuses_another_scale(self, score: Any) -> None:
        wanted = r"^scale must be 1\.\.5, got '1\.\.7'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            score.of(Ratings([5], SevenPoint()))

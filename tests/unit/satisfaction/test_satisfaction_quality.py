"""Quality by dimensions, against what was expected and alone."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Direction,
    QualityDimension,
    Scale,
    servperf,
    servqual,
)

# The pooled case of formulas.json.
PERCEIVED = {
    "tangibles": [6, 5, 6, 6],
    "reliability": [5, 5, 4, 5, 6],
    "responsiveness": [6, 6, 5, 6],
    "assurance": [6, 7, 6, 6],
    "empathy": [5, 5, 6, 5, 5],
}
EXPECTED = {
    "tangibles": [6, 6, 6, 7],
    "reliability": [7, 7, 6, 7, 7],
    "responsiveness": [6, 7, 6, 7],
    "assurance": [7, 7, 6, 7],
    "empathy": [6, 6, 6, 6, 6],
}
POINTS = {
    "tangibles": 11,
    "reliability": 32,
    "responsiveness": 23,
    "assurance": 19,
    "empathy": 15,
}
SEVEN = Scale(1, 7)


class TestGaps:
    def test_each_dimension_has_a_gap(self) -> None:
        found = servqual(PERCEIVED, EXPECTED)

        assert {
            "tangibles": -0.5,
            "reliability": -1.8,
            "responsiveness": -0.75,
            "assurance": -0.5,
            "empathy": -0.8,
        } == found.dimensions

    def test_the_mean_of_dimensions_is_not_that_of_items(self) -> None:
        found = servqual(PERCEIVED, EXPECTED)

        assert (-0.87, -20 / 22) == (found.unweighted, found.item_mean)
        assert (22, 0, SEVEN, "servqual") == (
            found.n,
            found.missing,
            found.scale,
            found.method,
        )

    def test_without_weights_the_value_is_the_plain_mean(self) -> None:
        found = servqual(PERCEIVED, EXPECTED)

        assert (-0.87, None, None, None) == (
            found.value,
            found.weighted,
            found.points,
            found.weights,
        )

    def test_a_missing_score_leaves_out_its_pair_alone(self) -> None:
        found = servqual(
            {"a": [5, None, 3, 4], "b": [2]}, {"a": [6, 1, float("nan"), 6], "b": [1]}
        )

        assert {"a": -1.5, "b": 1.0} == found.dimensions
        assert (3, 2) == (found.n, found.missing)
        assert (-0.25, -2 / 3) == (found.unweighted, found.item_mean)

    def test_a_dimension_without_pairs_leaves_no_mean_of_dimensions(self) -> None:
        found = servqual(
            {"a": [5], "b": [None]}, {"a": [6], "b": [4]}, weights={"a": 1, "b": 1}
        )

        assert {"a": -1.0, "b": None} == found.dimensions
        assert (None, None, None, -1.0) == (
            found.value,
            found.unweighted,
            found.weighted,
            found.item_mean,
        )

    def test_nothing_answered_is_undefined(self) -> None:
        found = servqual({"a": []}, {"a": []})

        assert (None, None, 0) == (found.unweighted, found.item_mean, found.n)

    def test_where_low_is_good_less_than_expected_is_better(self) -> None:
        found = servqual(
            {"effort": [1, 2]},
            {"effort": [3, 3]},
            scale=Scale(1, 5, Direction.LOWER_IS_BETTER),
        )

        assert 1.5 == found.unweighted

    def test_the_five_dimensions_have_names(self) -> None:
        assert set(PERCEIVED) == set(QualityDimension)
        found = servqual({QualityDimension.EMPATHY: [5]}, {"empathy": [6]})

        assert -1.0 == found.dimensions["empathy"]


class TestWeights:
    def test_points_weigh_the_dimensions(self) -> None:
        found = servqual(PERCEIVED, EXPECTED, weights=POINTS)

        assert (-1.0185, -1.0185, -0.87) == (
            found.weighted,
            found.value,
            found.unweighted,
        )
        assert POINTS == found.points

    def test_points_are_divided_by_their_sum(self) -> None:
        weights: dict[str, Any] = {"a": 3, "b": Decimal(1)}
        found = servperf({"a": [6], "b": [2]}, weights=weights)

        assert (5.0, 4.0) == (found.weighted, found.unweighted)
        assert {"a": 0.75, "b": 0.25} == found.weights
        assert weights == found.points

    def test_a_dimension_may_have_no_points(self) -> None:
        assert 6.0 == servperf({"a": [6], "b": [2]}, weights={"a": 9, "b": 0}).value

    def test_points_below_0_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^weights\['b'\] must be 0 or more, got -1$"
        ):
            servperf({"a": [6], "b": [2]}, weights={"a": 9, "b": -1})

    def test_somebody_must_have_points(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^weights must be above 0 for one at least, got \{'a': 0\}$",
        ):
            servperf({"a": [6]}, weights={"a": 0})

    def test_points_are_by_the_same_dimensions(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^weights must be by the dimensions a, b, got \['a'\]$",
        ):
            servperf({"a": [6], "b": [2]}, weights={"a": 1})

    def test_points_are_numbers_by_dimension(self) -> None:
        listed: Any = [1]
        with pytest.raises(
            WrongTypeError, match=r"^weights must be points by dimension, got \[1\]$"
        ):
            servperf({"a": [6]}, weights=listed)
        words: Any = {"a": "much"}
        with pytest.raises(WrongTypeError, match=r"^weights\['a'\] must be a number"):
            servperf({"a": [6]}, weights=words)


class TestRefusals:
    def test_both_questionnaires_have_the_same_dimensions(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^expectations must be by the dimensions a, got \['b'\]$",
        ):
            servqual({"a": [5]}, {"b": [5]})

    def test_and_as_many_items(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^expectations\['a'\] must be 2 scores, as many as perceptions, "
            r"got 1$",
        ):
            servqual({"a": [5, 4]}, {"a": [5]})

    @pytest.mark.parametrize("score", [0, 8])
    def test_scores_are_on_the_scale(self, score: int) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^perceptions\['a'\]\[1\] must be between 1 and 7, got {score}$",
        ):
            servqual({"a": [5, score]}, {"a": [5, 5]})
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^expectations\['a'\]\[0\] must be between 1 and 7, got {score}$",
        ):
            servqual({"a": [5]}, {"a": [score]})
        with pytest.raises(
            InvalidArgumentError, match=r"^perceptions\['a'\]\[0\] must be between"
        ):
            servperf({"a": [score]})

    def test_there_is_a_dimension(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^perceptions must be one dimension at least, got \{\}$",
        ):
            servperf({})

    def test_scores_come_by_dimension(self) -> None:
        bare: Any = [5, 4]
        with pytest.raises(
            WrongTypeError, match=r"^perceptions must be scores by dimension, got \[5"
        ):
            servperf(bare)
        number: Any = {"a": 5}
        with pytest.raises(
            WrongTypeError,
            match=r"^perceptions\['a'\] must be scores, in a list, got 5$",
        ):
            servperf(number)

    @pytest.mark.parametrize(
        "call", [servperf, lambda seen, **k: servqual(seen, seen, **k)]
    )
    def test_the_scale_is_one(self, call: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^scale must be a Scale or None, got 'likert'$"
        ):
            call({"a": [5]}, scale="likert")


class TestPerceptionsAlone:
    def test_they_are_means(self) -> None:
        found = servperf(PERCEIVED, weights=POINTS)

        assert {
            "tangibles": 5.75,
            "reliability": 5.0,
            "responsiveness": 5.75,
            "assurance": 6.25,
            "empathy": 5.2,
        } == found.dimensions
        assert (5.59, 122 / 22) == (found.unweighted, found.item_mean)
        assert 5.5225 == found.weighted
        assert ("servperf", 22, SEVEN) == (found.method, found.n, found.scale)

    def test_a_missing_score_is_counted_apart(self) -> None:
        found = servperf({"a": [5, None, Decimal("nan"), 4]})

        assert (4.5, 2, 2) == (found.value, found.n, found.missing)

    def test_where_low_is_good_the_mean_stays_as_it_is(self) -> None:
        scale = Scale(1, 5, Direction.LOWER_IS_BETTER)
        found = servperf({"effort": [2]}, scale=scale)

        assert (2.0, scale) == (found.value, found.scale)

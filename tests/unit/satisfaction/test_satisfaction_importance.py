"""Importance against performance."""

from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Crosshair,
    DerivedImportance,
    Direction,
    ImportanceMethod,
    Quadrant,
    Scale,
    derived_importance,
    importance_performance,
)

ITEMS = {
    "speed": (7, 3),
    "courtesy": (6, 7),
    "rooms": (2, 2),
    "coffee": (1, 6),
}
SEVEN = Scale(1, 7)
CONCENTRATE, KEEP_UP, LOW, OVERKILL = Quadrant


class TestQuadrants:
    @pytest.mark.parametrize(
        "crosshair", ["mean", Crosshair.MEDIAN, "scale_midpoint", (4, Decimal("4.5"))]
    )
    def test_there_are_four(self, crosshair: Any) -> None:
        found = importance_performance(ITEMS, crosshair=crosshair, scale=SEVEN)

        assert {
            "speed": CONCENTRATE,
            "courtesy": KEEP_UP,
            "rooms": LOW,
            "coffee": OVERKILL,
        } == found.quadrants

    @pytest.mark.parametrize(
        ("crosshair", "lines"),
        [
            ("mean", (4.0, 4.5)),
            ("median", (4.0, 4.5)),
            ("scale_midpoint", (4.0, 4.0)),
            ((3.5, 4), (3.5, 4.0)),
        ],
    )
    def test_the_lines_are_told(
        self, crosshair: Any, lines: tuple[float, float]
    ) -> None:
        found = importance_performance(ITEMS, crosshair=crosshair, scale=SEVEN)

        assert lines == (found.importance, found.performance)

    def test_how_they_were_found_is_told_too(self) -> None:
        assert Crosshair.MEAN is importance_performance(ITEMS).crosshair
        median = importance_performance(ITEMS, crosshair="median")
        assert Crosshair.MEDIAN is median.crosshair
        assert importance_performance(ITEMS, crosshair=(1, 1)).crosshair is None

    def test_mean_and_median_differ(self) -> None:
        items = {"a": (1, 1), "b": (2, 2), "c": (9, 9)}

        mean = importance_performance(items)
        median = importance_performance(items, crosshair="median")

        assert (4.0, LOW) == (mean.importance, mean.quadrants["b"])
        assert (2.0, KEEP_UP) == (median.importance, median.quadrants["b"])

    def test_a_point_on_a_line_is_high(self) -> None:
        items = {"on": (0.2, 0.2), "low": (0.1, 0.3), "high": (0.3, 0.1)}

        found = importance_performance(items)

        assert {"on": KEEP_UP, "low": OVERKILL, "high": CONCENTRATE} == found.quadrants

    def test_the_midpoint_of_an_even_scale_lies_between_steps(self) -> None:
        found = importance_performance(
            {"a": (5, 6)}, crosshair="scale_midpoint", scale=Scale(1, 10)
        )

        assert (5.5, OVERKILL) == (found.importance, found.quadrants["a"])

    def test_items_of_a_quadrant_keep_their_order(self) -> None:
        items = {"z": (7, 1), "y": (1, 7), "a": (6, 2)}
        found = importance_performance(items)

        assert ("z", "a") == found.of("concentrate_here")
        assert () == found.of(LOW)
        with pytest.raises(
            InvalidArgumentError, match=r"^quadrant must be one of concentrate_here, "
        ):
            found.of("first")

    @pytest.mark.parametrize("pair", [(None, 7), (7, None), (float("nan"), 1)])
    def test_an_item_with_a_missing_number_moves_nothing(self, pair: Any) -> None:
        found = importance_performance({**ITEMS, "new": pair})

        assert found.quadrants["new"] is None
        assert (4, 1, 4.0, 4.5) == (
            found.n,
            found.missing,
            found.importance,
            found.performance,
        )

    @pytest.mark.parametrize("crosshair", ["mean", "median"])
    def test_no_item_has_no_lines(self, crosshair: str) -> None:
        found = importance_performance({"new": (None, 7)}, crosshair=crosshair)

        assert (None, None, 0) == (found.importance, found.performance, found.n)
        assert {"new": None} == found.quadrants


class TestRefusals:
    def test_the_midpoint_needs_a_scale(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^scale must be a Scale for its midpoint, got None$",
        ):
            importance_performance(ITEMS, crosshair="scale_midpoint")

    def test_where_low_is_good_more_is_not_better(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^scale must be one whose high end is the good one, got ",
        ):
            importance_performance(ITEMS, scale=Scale(1, 7, Direction.LOWER_IS_BETTER))

    def test_numbers_are_on_the_scale(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^items\['speed'\]\.importance must be between 1 and 5, got 7$",
        ):
            importance_performance(ITEMS, scale=Scale(1, 5))
        with pytest.raises(
            InvalidArgumentError,
            match=r"^items\['a'\]\.performance must be between 1 and 5, got 7$",
        ):
            importance_performance({"a": (5, 7)}, scale=Scale(1, 5))
        with pytest.raises(
            InvalidArgumentError,
            match=r"^crosshair\[1\] must be between 1 and 7, got 9$",
        ):
            importance_performance(ITEMS, scale=SEVEN, crosshair=(1, 9))

    @pytest.mark.parametrize("pair", [7, (7,), (7, 3, 1), "73"])
    def test_items_have_two_numbers(self, pair: Any) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^items\['a'\] must be importance and performance, got ",
        ):
            importance_performance({"a": pair})

    def test_items_have_names(self) -> None:
        pairs: Any = [(7, 3)]
        with pytest.raises(
            WrongTypeError,
            match=r"^items must be importance and performance by item, got ",
        ):
            importance_performance(pairs)

    def test_the_crosshair_is_known(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^crosshair must be one of scale_midpoint, mean, median, got ",
        ):
            importance_performance(ITEMS, crosshair="mode")
        three: Any = (1, 2, 3)
        with pytest.raises(
            WrongTypeError,
            match=r"^crosshair must be importance and performance, got \(1, 2, 3\)$",
        ):
            importance_performance(ITEMS, crosshair=three)


class TestDerivedImportance:
    def test_it_is_the_correlation_with_the_whole(self) -> None:
        found = derived_importance(
            {"speed": [1, 2, 3, 5], "tone": [5, 3, 4, 1]}, [2, 3, 4, 6]
        )

        assert (4, 0, ImportanceMethod.PEARSON) == (
            found["speed"].n,
            found["speed"].missing,
            found["speed"].method,
        )
        assert pytest.approx(1.0) == found["speed"].value
        # Deviations -1.75 -.75 .25 2.25 and 1.75 -.25 .75 -2.25 of the two sides.
        assert pytest.approx(-7.75 / 8.75) == found["tone"].value

    def test_it_may_be_that_of_ranks(self) -> None:
        found = derived_importance(
            {"speed": [1, 2, 3, 50]}, [2, 3, 4, 6], method="spearman"
        )

        assert pytest.approx(1.0) == found["speed"].value
        assert ImportanceMethod.SPEARMAN is found["speed"].method

    def test_a_missing_answer_leaves_out_its_pair_alone(self) -> None:
        found = derived_importance(
            {"a": [1, None, 3, 2], "b": [1, 2, 3, 4]}, [1, 9, 3, float("nan")]
        )

        assert (2, 2) == (found["a"].n, found["a"].missing)
        assert (3, 1) == (found["b"].n, found["b"].missing)
        assert pytest.approx(1.0) == found["a"].value

    def test_what_is_constant_tells_nothing(self) -> None:
        found = derived_importance({"a": [4, 4, 4]}, [1, 2, 3])

        assert DerivedImportance(None, 3, 0, ImportanceMethod.PEARSON) == found["a"]

    def test_each_person_answers_both(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^ratings\['a'\] must be 3 answers, as many as overall, got 2$",
        ):
            derived_importance({"a": [1, 2]}, [1, 2, 3])

    def test_what_is_no_answer_is_refused(self) -> None:
        bare: Any = [1, 2]
        with pytest.raises(
            WrongTypeError, match=r"^ratings must be answers by item, got \[1, 2\]$"
        ):
            derived_importance(bare, [1, 2])
        words: Any = {"a": [1, "x"]}
        with pytest.raises(
            WrongTypeError, match=r"^ratings\['a'\]\[1\] must be a number, got 'x'$"
        ):
            derived_importance(words, [1, 2])
        with pytest.raises(
            WrongTypeError, match=r"^overall must be answers, in a list, got 7$"
        ):
            derived_importance({}, 7)  # type: ignore[arg-type]
        with pytest.raises(
            InvalidArgumentError,
            match=r"^method must be one of pearson, spearman, got 'kendall'$",
        ):
            derived_importance({}, [], method="kendall")


class TestLines:
    def test_may_be_given_in_a_list(self) -> None:
        items = {"speed": (7, 3), "tone": (3, 5)}
        lines: Any = [4, 4]
        found = importance_performance(items, crosshair=lines)
        assert found == importance_performance(items, crosshair=(4, 4))

    def test_are_not_left_out(self) -> None:
        nothing: Any = None
        wanted = r"^crosshair must be one of scale_midpoint, mean, median, got None$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            importance_performance({"speed": (7, 3)}, crosshair=nothing)

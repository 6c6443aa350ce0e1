"""Scales: which scores there are, and which end is the good one."""

import pickle
from decimal import Decimal
from fractions import Fraction
from math import inf, nan
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Binary,
    Direction,
    ElevenPoint,
    FivePoint,
    Scale,
    SevenPoint,
    TenPoint,
)

FIVE = Scale(1, 5)
EFFORT = Scale(1, 5, Direction.LOWER_IS_BETTER)
HALVES = Scale(0, 1, step=0.1)
SLIDER = Scale(0, 100, step=None)


class TestScale:
    def test_has_ends_direction_and_step(self) -> None:
        scale = Scale(1, 5)
        assert (1, 5) == (scale.low, scale.high)
        assert Direction.HIGHER_IS_BETTER is scale.direction
        assert 1 == scale.step
        assert scale.higher_is_better
        assert not EFFORT.higher_is_better

    def test_keeps_whole_numbers_as_ints(self) -> None:
        scale = Scale(1.0, 5.0, step=0.5)
        assert ["1", "5", "0.5"] == list(map(repr, (scale.low, scale.high, scale.step)))

    def test_reads_the_direction_from_its_value(self) -> None:
        assert EFFORT == Scale(1, 5, "lower_is_better")

    @pytest.mark.parametrize(
        ("args", "message"),
        [
            ((5, 5), "high must be above 5, got 5"),
            ((5, 1), "high must be above 5, got 1"),
            ((1, inf), "high must be finite, got inf"),
            ((nan, 5), "low must be finite, got nan"),
            (
                (1, 5, "up"),
                "direction must be one of higher_is_better, lower_is_better, got 'up'",
            ),
        ],
    )
    def test_refuses_what_is_no_scale(self, args: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Scale(*args)
        assert message == str(caught.value)

    @pytest.mark.parametrize("end", ["1", None, True])
    def test_refuses_ends_that_are_no_numbers(self, end: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^low must be a number, got"):
            Scale(end, 5)

    @pytest.mark.parametrize(
        ("step", "message"),
        [
            (0, "step must be above 0, or None, got 0"),
            (-1, "step must be above 0, or None, got -1"),
            (3, "step must be one that leads from 1 to 5, got 3"),
            (8, "step must be one that leads from 1 to 5, got 8"),
        ],
    )
    def test_refuses_a_step_that_leads_nowhere(self, step: int, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Scale(1, 5, step=step)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("scale", "text"),
        [
            (FIVE, "1..5"),
            (EFFORT, "1..5, lower is better"),
            (HALVES, "0..1 by 0.1"),
            (SLIDER, "0..100, any number"),
            (SLIDER.reversed(), "0..100, any number, lower is better"),
        ],
    )
    def test_prints_what_it_is(self, scale: Scale, text: str) -> None:
        assert text == str(scale)

    def test_is_a_value(self) -> None:
        assert FIVE == Scale(1, 5)
        assert hash(FIVE) == hash(Scale(1, 5))
        assert EFFORT == pickle.loads(pickle.dumps(EFFORT))  # noqa: S301
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            FIVE.low = 0  # type: ignore[misc]

    @pytest.mark.parametrize(
        "other",
        [Scale(0, 5), Scale(1, 7), EFFORT, Scale(1, 5, step=2), Scale(1, 5, step=None)],
    )
    def test_differs_by_each_part(self, other: Scale) -> None:
        assert other != FIVE

    def test_is_no_other_thing(self) -> None:
        assert FIVE != (1, 5)


class TestNamedScales:
    @pytest.mark.parametrize(
        ("named", "low", "high"),
        [
            (FivePoint, 1, 5),
            (SevenPoint, 1, 7),
            (TenPoint, 1, 10),
            (ElevenPoint, 0, 10),
            (Binary, 0, 1),
        ],
    )
    def test_equal_the_scale_that_they_name(
        self, named: Any, low: int, high: int
    ) -> None:
        assert Scale(low, high) == named()
        assert hash(Scale(low, high)) == hash(named())
        turned = Scale(low, high, Direction.LOWER_IS_BETTER)
        assert turned == named(Direction.LOWER_IS_BETTER)
        assert turned == named("lower_is_better")
        assert named() == pickle.loads(pickle.dumps(named()))  # noqa: S301

    def test_carry_nothing_more(self) -> None:
        with pytest.raises(AttributeError):
            FivePoint().label = "stars"  # type: ignore[attr-defined]


class TestScores:
    @pytest.mark.parametrize(
        "score", [1, 5, 3.0, Decimal(2), Decimal("2.0"), Fraction(4)]
    )
    def test_are_on_the_scale(self, score: Any) -> None:
        assert score in FIVE
        assert int(score) == FIVE.check(score)
        assert type(FIVE.check(score)) is int

    @pytest.mark.parametrize(
        "score",
        [0, 6, 4.5, nan, inf, Decimal("NaN"), Decimal("sNaN"), "4", True, None, [4]],
    )
    def test_are_not_on_the_scale(self, score: Any) -> None:
        assert score not in FIVE

    def test_step_as_decimals_do(self) -> None:
        assert 0.3 in HALVES
        assert 0.30000000000000004 not in HALVES
        assert 0.7 == HALVES.check(0.7)

    def test_need_no_step(self) -> None:
        assert 33.3 in SLIDER
        assert 100.1 not in SLIDER

    def test_off_the_scale_are_refused(self) -> None:
        wanted = r"^score must be between 1 and 5 in steps of 1, got 6$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.check(6)
        wanted = r"^answers\[2\] must be between 0 and 100, got -1$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            SLIDER.check(-1, "answers[2]")
        with pytest.raises(WrongTypeError, match=r"^score must be a number, got '4'$"):
            FIVE.check("4")  # type: ignore[arg-type]

    def test_are_listed(self) -> None:
        assert (1, 2, 3, 4, 5) == FIVE.points
        assert (0, 0.5, 1) == Scale(0, 1, step=0.5).points
        assert [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] == list(
            HALVES.points
        )
        assert () == SLIDER.points

    def test_between_may_be_means(self) -> None:
        assert 4.3 == FIVE.check_between(Decimal("4.3"))
        wanted = r"^value must be between 1 and 5, got 5\.1$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.check_between(5.1)
        wanted = r"^mean must be between 1 and 5, got 0\.9$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.check_between(0.9, "mean")


class TestRescale:
    @pytest.mark.parametrize(
        ("value", "low", "high", "expected"),
        [
            (1, 1, 5, 0),
            (3, 1, 5, 50),
            (4, 1, 5, 75),
            (5, 1, 5, 100),
            (7, 0, 10, 70),
            (5.5, 1, 10, 50),
        ],
    )
    def test_is_linear(
        self, value: float, low: int, high: int, expected: float
    ) -> None:
        assert expected == Scale(low, high).rescale(value)

    def test_runs_from_worst_to_best(self) -> None:
        assert [100, 75, 0] == [EFFORT.rescale(score) for score in (1, 2, 5)]

    def test_refuses_what_lies_outside(self) -> None:
        wanted = r"^value must be between 1 and 5, got 6\.0$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.rescale(6)


class TestReversal:
    def test_turns_the_direction_alone(self) -> None:
        assert EFFORT == FIVE.reversed()
        assert FIVE == EFFORT.reversed()
        assert Scale(0, 1, step=0.1) == HALVES.reversed().reversed()

    def test_mirrors_scores(self) -> None:
        assert [5, 4, 1] == [FIVE.mirror(score) for score in (1, 2, 5)]
        assert 0.3 == HALVES.mirror(0.7)
        assert 10 == ElevenPoint().mirror(0)
        with pytest.raises(InvalidArgumentError, match=r"^score must be between 1 and"):
            FIVE.mirror(0)


class TestBest:
    def test_are_the_scores_at_the_good_end(self) -> None:
        assert (4, 5) == FIVE.best(2)
        assert (5, 5) == FIVE.best(1)
        assert (2, 5) == FIVE.best(4)
        assert (1, 2) == EFFORT.best(2)
        assert (0.9, 1) == HALVES.best(2)
        assert (1, 1) == Binary().best(1)

    @pytest.mark.parametrize("count", [0, 5])
    def test_are_one_or_more_but_not_all(self, count: int) -> None:
        wanted = rf"^top must be between 1 and 4, got {count}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.best(count, "top")
        wanted = rf"^count must be between 1 and 4, got {count}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            FIVE.best(count)

    def test_need_steps(self) -> None:
        wanted = r"^scale must be one with steps, got '0\.\.100, any number'$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            SLIDER.best(2)


class TestExtremes:
    def test_there_are_no_more_than_100_000_steps(self) -> None:
        assert 100_001 == len(Scale(0, 100_000).points)
        with pytest.raises(InvalidArgumentError) as caught:
            Scale(0, 100_001)
        wanted = "step must be one of 100000 at most from 0 to 100001, or None, got 1"
        assert wanted == str(caught.value)
        assert () == Scale(0, 100_001, step=None).points

    @pytest.mark.parametrize("end", ["low", "high"])
    def test_ends_have_squares(self, end: str) -> None:
        ends: dict[str, Any] = {"low": -1e99, "high": 1e99, "step": None}
        assert 50.0 == Scale(**ends).rescale(0)
        wanted = rf"^{end} must be between -1e\+99 and 1e\+99, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            Scale(**{**ends, end: 2 * ends[end]})

    @pytest.mark.parametrize("high", [0.07, 0.29, 1.1, 7.7])
    def test_the_best_is_100_and_no_hair_more(self, high: float) -> None:
        assert 100.0 == Scale(0, high, step=None).rescale(high)

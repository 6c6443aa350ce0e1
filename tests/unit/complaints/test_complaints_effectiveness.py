"""What a measure should have brought, and what it did."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    Measure,
    MeasureEffect,
    TopicEffect,
    effect,
    effect_by_topic,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.money import Money
from servicedesk_core.stats import rate_ratio

BEFORE = {"delay": (1000, 10.0), "price": (50, 10.0)}
AFTER = {"delay": (900, 10.0), "price": (40, 20.0)}


def measure(name: str, topic: str = "delay", **rest: Any) -> Measure:
    known = {"remedy": "result", "forecast": 100, "state": "done"}
    return Measure(name, topic, **{**known, **rest})


class TestEffect:
    def test_it_is_adjusted_for_volume(self) -> None:
        found = effect(400, before=(1000, 10_000), after=(900, 12_000), confidence=0.9)

        assert (
            MeasureEffect(
                counterfactual=1200.0,
                actual=300.0,
                forecast=400.0,
                realisation=0.75,
                rate_ratio=rate_ratio((900, 12_000), (1000, 10_000), confidence=0.9),
                saved=None,
            )
            == found
        )
        assert -100.0 == found.error

    def test_it_is_adjusted_for_the_season(self) -> None:
        found = effect(100, before=(1000, 10), after=(1300, 10), season=1.5)

        assert (1500.0, 200.0, 2.0, 100.0) == (
            found.counterfactual,
            found.actual,
            found.realisation,
            found.error,
        )
        assert found.rate_ratio == rate_ratio((1300, 10), (1000, 10 / 1.5))
        assert found.rate_ratio is not None
        assert found.rate_ratio.high is not None
        assert found.rate_ratio.high < 1

    def test_without_a_season_it_is_one(self) -> None:
        assert effect(9, before=(9, 2), after=(8, 3)) == effect(
            9, before=(9, 2), after=(8, 3), season=1, confidence=0.95
        )

    def test_more_complaints_are_a_negative_reduction(self) -> None:
        found = effect(50, before=(100, 1), after=(120, 1))

        assert (-20.0, -0.4) == (found.actual, found.realisation)

    def test_a_forecast_of_nothing_has_no_realisation(self) -> None:
        found = effect(0, before=(100, 1), after=(80, 1))

        assert found.realisation is None
        assert 20.0 == found.error

    def test_no_complaints_have_no_ratio(self) -> None:
        found = effect(0, before=(0, 1), after=(0, 1))

        assert (0.0, 0.0, None) == (
            found.counterfactual,
            found.actual,
            found.rate_ratio,
        )

    def test_the_reduction_is_worth_its_cost(self) -> None:
        found = effect(
            1, before=(100, 1), after=(80, 1), unit_cost=Money("2.50", "EUR")
        )

        assert Money(50, "EUR") == found.saved

    @pytest.mark.parametrize(
        ("rest", "message"),
        [
            ({"forecast": -1}, r"forecast must be 0.* or more, got"),
            (
                {"before": (-1, 1)},
                r"before\[0\] must be between 0 and 1000000000000, got -1$",
            ),
            ({"before": (1, 0)}, r"before\[1\] must be above 0, got 0$"),
            (
                {"after": (-1, 1)},
                r"after\[0\] must be between 0 and 1000000000000, got -1$",
            ),
            ({"after": (1, 0)}, r"after\[1\] must be above 0, got 0$"),
            ({"season": 0}, r"season must be above 0, got 0$"),
            ({"unit_cost": Money(-1, "EUR")}, r"unit_cost must be 0 or more, got"),
            ({"confidence": 1}, r"confidence must be above 0 and below 1, got 1$"),
        ],
    )
    def test_numbers_out_of_range_are_refused(self, rest: Any, message: str) -> None:
        known: dict[str, Any] = {"forecast": 1, "before": (1, 1), "after": (1, 1)}
        with pytest.raises(InvalidArgumentError, match=rf"^{message}"):
            effect(**{**known, **rest})

    @pytest.mark.parametrize("period", [7, (1,), (1, 2, 3)])
    @pytest.mark.parametrize("name", ["before", "after"])
    def test_a_period_is_a_pair(self, name: str, period: Any) -> None:
        known: dict[str, Any] = {"forecast": 1, "before": (1, 1), "after": (1, 1)}
        with pytest.raises(
            WrongTypeError,
            match=rf"^{name} must be a pair of complaints and volume, got",
        ):
            effect(**{**known, name: period})


class TestTopics:
    def test_several_measures_on_one_topic_are_counted_once(self) -> None:
        found = effect_by_topic(
            [measure("M1"), measure("M2", "price"), measure("M3", forecast=300)],
            before=BEFORE,
            after=AFTER,
            seasons={"price": 0.5},
            confidence=0.9,
        )

        assert (
            TopicEffect(
                "delay",
                ("M1", "M3"),
                effect(400, before=(1000, 10), after=(900, 10), confidence=0.9),
            ),
            TopicEffect(
                "price",
                ("M2",),
                effect(
                    100, before=(50, 10), after=(40, 20), season=0.5, confidence=0.9
                ),
            ),
        ) == found

    @pytest.mark.parametrize("state", ["new", "postponed"])
    def test_what_is_not_done_has_no_effect(self, state: str) -> None:
        late = measure("M1", state=state)
        planned = measure("M2", state="scheduled", planned_release="May")

        assert () == effect_by_topic([late, planned], before={}, after={})

    @pytest.mark.parametrize("name", ["before", "after"])
    def test_a_topic_needs_both_periods(self, name: str) -> None:
        periods: dict[str, Any] = {"before": BEFORE, "after": AFTER}
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^{name} must be of each topic with a measure done, "
            r"got \['price'\]$",
        ):
            effect_by_topic([measure("M1")], **{**periods, name: {"price": (1, 1)}})

    def test_two_measures_of_one_id_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^measures must be of different ids, got \['M1', 'M1'\]$",
        ):
            effect_by_topic([measure("M1"), measure("M1")], before=BEFORE, after=AFTER)

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            ("before", "complaints and volume by topic"),
            ("after", "complaints and volume by topic"),
            ("seasons", "factors by topic"),
            ("measures", "Measure values, in a list"),
        ],
    )
    def test_other_values_are_refused(self, name: str, wanted: str) -> None:
        known: dict[str, Any] = {"measures": [], "before": {}, "after": {}}
        with pytest.raises(WrongTypeError, match=rf"^{name} must be {wanted}, got 7$"):
            effect_by_topic(**{**known, name: 7})


class TestSpecks:
    def test_a_forecast_too_small_to_divide_by_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^forecast must be 0, or no speck of the actual, got 5e-324$",
        ):
            effect(5e-324, before=(1000, 10), after=(900, 10))

"""Shares with their uncertainty."""

import pickle
from math import inf, nan
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import Proportion, proportion_interval

# R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3 (Wilson)
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


def interval(successes: int, trials: int, confidence: float = 0.95) -> Proportion:
    """Return the interval of a sample that is not empty."""
    found = proportion_interval(successes, trials, confidence=confidence)
    assert found is not None
    return found


class TestProportionInterval:
    @pytest.mark.parametrize(("successes", "trials", "low", "high"), NEWCOMBE)
    def test_agrees_with_newcombe(
        self, successes: int, trials: int, low: float, high: float
    ) -> None:
        found = interval(successes, trials)
        assert low == round(found.low, 4)
        assert high == round(found.high, 4)
        assert successes / trials == found.value
        assert trials == found.n

    @pytest.mark.parametrize(
        ("confidence", "low", "high"),
        [
            (0.5, 0.3957, 0.6043),
            (0.9, 0.2693, 0.7307),
            (0.95, 0.2366, 0.7634),
            (0.99, 0.1842, 0.8158),
        ],
    )
    def test_widens_with_confidence(
        self, confidence: float, low: float, high: float
    ) -> None:
        found = interval(5, 10, confidence)
        assert low == round(found.low, 4)
        assert high == round(found.high, 4)
        assert confidence == found.confidence

    def test_takes_a_confidence_next_to_none_and_next_to_one(self) -> None:
        near = interval(5, 10, 0.9999999999999999)
        assert 0 < near.low < interval(5, 10, 0.999999).low
        assert interval(5, 10, 0.999999).high < near.high < 1
        none = interval(5, 10, 1e-300)
        assert none.low == pytest.approx(0.5)
        assert none.high == pytest.approx(0.5)

    def test_asks_for_95_percent_unless_told(self) -> None:
        assert proportion_interval(3, 7) == interval(3, 7, 0.95)

    def test_names_its_method(self) -> None:
        assert interval(1, 2).method == "wilson"

    @pytest.mark.parametrize("trials", [1, 3, 7, 49, 1000, 10**9])
    def test_ends_are_exact_for_none_and_all(self, trials: int) -> None:
        none, every = interval(0, trials), interval(trials, trials)
        assert (none.low, none.value) == (0.0, 0.0)
        assert (every.high, every.value) == (1.0, 1.0)
        assert 0 < none.high < 1
        assert 0 < every.low < 1
        assert none.high == pytest.approx(1 - every.low)

    @pytest.mark.parametrize("confidence", [0.5, 0.95])
    def test_no_trial_gives_no_number(self, confidence: float) -> None:
        assert proportion_interval(0, 0, confidence=confidence) is None

    def test_takes_a_confidence_next_to_1(self) -> None:
        found = interval(5, 10, 0.9999999999999999)

        # The two-sided deviate for 1.1e-16: 8.29.
        assert round(found.low, 4) == 0.0328
        assert round(found.high, 4) == 0.9672
        assert found.confidence == 0.9999999999999999

    @pytest.mark.parametrize("trials", [-1, -100])
    def test_refuses_negative_trials(self, trials: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            proportion_interval(0, trials)
        assert caught.value.argument == "trials"
        assert trials == caught.value.value
        assert str(caught.value) == f"trials must be 0 or more, got {trials}"

    @pytest.mark.parametrize(("successes", "trials"), [(-1, 5), (6, 5), (1, 0)])
    def test_refuses_successes_out_of_range(self, successes: int, trials: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            proportion_interval(successes, trials)
        assert caught.value.argument == "successes"
        assert successes is caught.value.value
        assert str(caught.value) == (
            f"successes must be between 0 and {trials}, got {successes}"
        )

    @pytest.mark.parametrize("argument", ["successes", "trials"])
    @pytest.mark.parametrize("count", [nan, 3.0, "3", None])
    def test_refuses_counts_that_are_no_whole_numbers(
        self, argument: str, count: Any
    ) -> None:
        counts: dict[str, Any] = {"successes": 3, "trials": 5, argument: count}
        with pytest.raises(WrongTypeError, match="must be a whole number") as caught:
            proportion_interval(**counts)
        assert argument == caught.value.argument
        assert count is caught.value.value

    @pytest.mark.parametrize("trials", [0, 5])
    @pytest.mark.parametrize("confidence", ["0.95", None])
    def test_refuses_a_confidence_that_is_no_number(
        self, confidence: Any, trials: int
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            proportion_interval(0, trials, confidence=confidence)
        assert str(caught.value) == f"confidence must be a number, got {confidence!r}"

    @pytest.mark.parametrize("trials", [0, 5])
    @pytest.mark.parametrize("confidence", [0, 1, 0.0, 1.0, -0.1, 1.1, 95, nan, inf])
    def test_refuses_a_confidence_out_of_range(
        self, confidence: float, trials: int
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            proportion_interval(0, trials, confidence=confidence)
        assert caught.value.argument == "confidence"
        assert confidence is caught.value.value
        assert str(caught.value) == (
            f"confidence must be above 0 and below 1, got {confidence}"
        )


class TestProportion:
    def test_is_a_value(self) -> None:
        share = interval(3, 7)
        assert share == interval(3, 7)
        assert hash(share) == hash(interval(3, 7))
        assert share == pickle.loads(pickle.dumps(share))  # noqa: S301
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            share.low = 0.0  # type: ignore[misc]

    @pytest.mark.parametrize(
        "change",
        [
            {"value": 0.1},
            {"low": 0.1},
            {"high": 0.9},
            {"n": 8},
            {"confidence": 0.9},
            {"method": "other"},
        ],
    )
    def test_differs_by_every_field(self, change: Any) -> None:
        share = interval(3, 7)
        assert share != attrs.evolve(share, **change)

    def test_shows_its_fields(self) -> None:
        share = Proportion(0.5, 0.25, 0.75, 2, 0.95, "wilson")
        assert repr(share) == (
            "Proportion(value=0.5, low=0.25, high=0.75, n=2, confidence=0.95, "
            "method='wilson')"
        )

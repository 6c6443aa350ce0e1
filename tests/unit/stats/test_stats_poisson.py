"""Rates of events, and ratios of rates."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    Estimate,
    RateRatio,
    Significance,
    poisson_interval,
    rate_ratio,
)


def near(expected: float) -> Any:
    return pytest.approx(expected, rel=1e-12, abs=0)


def ratio(first: tuple[int, float], second: tuple[int, float], **how: Any) -> RateRatio:
    """Return the ratio of groups that had an event."""
    found = rate_ratio(first, second, **how)
    assert found is not None
    return found


class TestPoissonInterval:
    # The first is the example of R's poisson.test.
    @pytest.mark.parametrize(
        ("events", "exposure", "rate", "low", "high"),
        [
            (137, 24.19893, 5.661407343217241, 4.75312480484875, 6.692709334176073),
            (10, 1, 10.0, 4.7953886961324335, 18.39035604201778),
            (1, 2, 0.5, 0.0126589039921457, 2.785821695469449),
        ],
    )
    def test_agrees_with_garwood(
        self, events: int, exposure: float, rate: float, low: float, high: float
    ) -> None:
        assert poisson_interval(events, exposure=exposure) == Estimate(
            near(rate), near(low), near(high), events, 0.95, "garwood"
        )

    def test_no_event_leaves_an_upper_end(self) -> None:
        """The end is log(20 * 2) for one unit."""
        found = poisson_interval(0)
        assert (found.value, found.low) == (0.0, 0.0)
        assert found.high == near(3.6888794541139363)
        assert poisson_interval(0, exposure=4).high == near(3.6888794541139363 / 4)

    def test_takes_a_confidence(self) -> None:
        found = poisson_interval(0, confidence=0.8)
        assert found.confidence == 0.8
        assert found.high == near(2.302585092994046)

    def test_counts_one_unit_unless_told(self) -> None:
        assert poisson_interval(3) == poisson_interval(3, exposure=1)

    @pytest.mark.parametrize(
        ("events", "how", "message"),
        [
            (-1, {}, "events must be 0 or more, got -1"),
            (1, {"exposure": 0}, "exposure must be above 0, got 0"),
            (1, {"exposure": -1.5}, "exposure must be above 0, got -1.5"),
            (1, {"confidence": 1}, "confidence must be above 0 and below 1, got 1"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, events: int, how: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            poisson_interval(events, **how)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("events", "how", "message"),
        [
            (1.5, {}, "events must be a whole number, got 1.5"),
            (1, {"exposure": "2"}, "exposure must be a number, got '2'"),
        ],
    )
    def test_refuses_what_is_no_number(
        self, events: Any, how: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            poisson_interval(events, **how)
        assert message == str(caught.value)


class TestRateRatio:
    def test_agrees_with_r(self) -> None:
        """The example of R's poisson.test for two groups."""
        found = ratio((11, 800), (6 + 9 + 2, 3011 - 800))
        assert found.value == near(11 / 800 / (17 / 2211))
        assert found.significance.method == "binomial"
        found = ratio((30, 1000), (15, 1000))
        assert found.value == 2.0
        assert round(found.low, 6) == 1.042886
        assert found.high == pytest.approx(3.999858, abs=5e-7)
        assert found.significance == Significance(
            None, near(0.03569780355519473), None, "binomial"
        )
        assert found.p_value == found.significance.p_value
        assert ("clopper_pearson", 0.95) == (found.method, found.confidence)

    def test_it_prints_with_its_interval_and_p_value(self) -> None:
        assert (
            str(ratio((11, 800), (3, 1000))) == "4.583 (95% CI 1.211..25.59, p=0.0135)"
        )
        assert str(ratio((4, 1), (0, 1))) == (
            "undefined (95% CI 0.6601..undefined, p=0.125)"
        )

    def test_turned_round_it_is_the_reciprocal(self) -> None:
        found, turned = ratio((8, 3), (5, 7)), ratio((5, 7), (8, 3))
        assert found.value == near(56 / 15)
        assert turned.value == near(15 / 56)
        assert found.high is not None
        assert turned.low == near(1 / found.high)
        assert turned.high == near(1 / found.low)
        assert turned.p_value == near(found.p_value)

    def test_takes_a_confidence(self) -> None:
        """One event each: the odds of Beta quantiles 1 - sqrt(0.75) and sqrt(0.75)."""
        found = ratio((1, 1), (1, 2), confidence=0.5)
        assert found.confidence == 0.5
        assert found.low == near(2 * (1 - 0.75**0.5) / 0.75**0.5)
        assert found.high == near(2 * 0.75**0.5 / (1 - 0.75**0.5))
        assert found.value == 2.0

    def test_no_event_in_the_first_group_begins_at_0(self) -> None:
        found = ratio((0, 5), (4, 10))
        assert (found.value, found.low) == (0.0, 0.0)
        # 1 - share is the fourth root of 0.025.
        assert found.high == near(2 * (1 - 0.025**0.25) / 0.025**0.25)

    def test_no_event_in_the_second_group_has_no_upper_end(self) -> None:
        found = ratio((4, 10), (0, 5))
        assert found.value is None
        assert found.high is None
        assert found.low == near(0.025**0.25 / (1 - 0.025**0.25) / 2)
        assert found.p_value == near((16 + 8 + 1) / 81)

    def test_no_event_at_all_has_no_ratio(self) -> None:
        assert rate_ratio((0, 1), (0, 2)) is None

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            ((-1, 1), (1, 1), "first[0] must be 0 or more, got -1"),
            ((1, 1), (1, 0), "second[1] must be above 0, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, first: Any, second: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            rate_ratio(first, second)
        assert message == str(caught.value)

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            (3, (1, 1), "first must be a pair of events and exposure, got 3"),
            ((1, 1), "11", "second must be a pair of events and exposure, got '11'"),
            ((1,), (1, 1), "first must be a pair of events and exposure, got (1,)"),
            ((1.0, 1), (1, 1), "first[0] must be a whole number, got 1.0"),
            ((1, 1), (1, None), "second[1] must be a number, got None"),
        ],
    )
    def test_refuses_what_is_no_pair_of_numbers(
        self, first: Any, second: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            rate_ratio(first, second)
        assert message == str(caught.value)

    def test_takes_lists_and_refuses_other_confidences(self) -> None:
        pair: Any = [8, 3]
        assert ratio(pair, (5, 7)) == ratio((8, 3), (5, 7))
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            rate_ratio((0, 1), (0, 2), confidence=0)


class TestExtremes:
    def test_an_exposure_leaves_a_rate_that_floats_hold(self) -> None:
        wanted = r"^exposure must be between 1e-100 and 1e\+100, got 1e-101$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            poisson_interval(3, exposure=1e-101)
        assert 3e100 == poisson_interval(3, exposure=1e-100).value

    def test_events_beyond_a_million_million_are_refused(self) -> None:
        wanted = r"^events must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            poisson_interval(10**12 + 1)

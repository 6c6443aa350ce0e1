"""Shares with their uncertainty."""

import pickle
from math import inf, nan
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    IntervalMethod,
    Proportion,
    binomial_probability,
    coverage_probability,
    proportion_interval,
    wilson_interval,
)

# R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3 (Wilson)
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

# The same table: methods 1 (its ends cut), 4 and 5.
NEWCOMBE_OTHERS = {
    "wald": [
        (81, 263, 0.2522, 0.3638),
        (15, 148, 0.0527, 0.1500),
        (0, 20, 0.0000, 0.0000),
        (1, 29, 0.0000, 0.1009),
    ],
    "wilson_cc": [
        (81, 263, 0.2535, 0.3682),
        (15, 148, 0.0598, 0.1644),
        (0, 20, 0.0000, 0.2005),
        (1, 29, 0.0018, 0.1963),
    ],
    "clopper_pearson": [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
}

# With all digits: the closed forms, and quantiles of Beta distributions.
EXACT = [
    ("wilson", 45, 50, 0.99, 0.7402692104043159, 0.9660091162215817),
    ("wilson_cc", 1, 29, 0.95, 0.001802640213279667, 0.19628175100975948),
    ("wilson_cc", 45, 50, 0.95, 0.774088160742615, 0.9625953801166934),
    ("wilson_cc", 20, 20, 0.95, 0.7995466549865129, 1.0),
    ("wilson_cc", 680, 1000, 0.95, 0.6499364221431871, 0.7086621725650967),
    ("agresti_coull", 81, 263, 0.95, 0.25522066518999675, 0.3662774316710775),
    ("agresti_coull", 1, 29, 0.95, 0.0, 0.1862865085617061),
    ("agresti_coull", 28, 29, 0.95, 1 - 0.1862865085617061, 1.0),
    ("agresti_coull", 0, 20, 0.95, 0.0, 0.18980956054248888),
    ("agresti_coull", 45, 50, 0.95, 0.7820622661304636, 0.9608596545628493),
    ("wald", 7, 10, 0.95, 0.41597423491067453, 0.9840257650893254),
    ("wald", 9, 10, 0.95, 0.714061490308320, 1.0),
    ("clopper_pearson", 3, 10, 0.95, 0.06673951117773447, 0.6524528500599973),
    ("clopper_pearson", 0, 20, 0.95, 0.0, 1 - 0.025**0.05),
    ("clopper_pearson", 20, 20, 0.95, 0.025**0.05, 1.0),
    ("clopper_pearson", 1, 1, 0.9, 0.05, 1.0),
    ("jeffreys", 3, 10, 0.95, 0.09269459393815319, 0.6058183181486713),
    ("jeffreys", 0, 20, 0.95, 0.0, 0.11663898290487543),
    ("jeffreys", 20, 20, 0.95, 1 - 0.11663898290487543, 1.0),
]


def interval(
    successes: int, trials: int, confidence: float = 0.95, method: str = "wilson"
) -> Proportion:
    """Return the interval of a sample that is not empty."""
    found = proportion_interval(successes, trials, confidence=confidence, method=method)
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
        for method in IntervalMethod:
            found = proportion_interval(1, 2, method=method)
            assert found is not None
            assert found.method == method
            assert type(found.method) is str

    @pytest.mark.parametrize("method", list(NEWCOMBE_OTHERS))
    def test_other_methods_agree_with_newcombe(self, method: str) -> None:
        for successes, trials, low, high in NEWCOMBE_OTHERS[method]:
            found = proportion_interval(successes, trials, method=method)
            assert found is not None
            assert (low, high) == (round(found.low, 4), round(found.high, 4))

    @pytest.mark.parametrize(
        ("method", "successes", "trials", "confidence", "low", "high"), EXACT
    )
    def test_methods_to_the_last_digits(
        self,
        method: str,
        successes: int,
        trials: int,
        confidence: float,
        low: float,
        high: float,
    ) -> None:
        found = proportion_interval(
            successes, trials, confidence=confidence, method=method
        )
        assert found is not None
        assert found.low == pytest.approx(low, rel=1e-12, abs=0)
        assert found.high == pytest.approx(high, rel=1e-12, abs=0)
        assert found.value == successes / trials

    @pytest.mark.parametrize("method", list(IntervalMethod))
    @pytest.mark.parametrize("confidence", [1e-6, 0.3, 0.95, 0.9999999999999999])
    @pytest.mark.parametrize("trials", [1, 2, 9, 1000])
    def test_every_method_is_exact_at_the_ends_and_lies_between(
        self, method: IntervalMethod, confidence: float, trials: int
    ) -> None:
        for successes in {0, 1, trials // 2, trials - 1, trials}:
            found = proportion_interval(
                successes, trials, confidence=confidence, method=method
            )
            assert found is not None
            assert 0.0 <= found.low <= found.high <= 1.0
            assert (found.low == 0.0) or successes > 0
            assert (found.high == 1.0) or successes < trials

    def test_refuses_an_unknown_method(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            proportion_interval(1, 2, method="exact")
        assert str(caught.value) == (
            "method must be one of wilson, wilson_cc, agresti_coull, clopper_pearson, "
            "jeffreys, wald, got 'exact'"
        )

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


class TestCoverageProbability:
    @pytest.mark.parametrize("method", list(IntervalMethod))
    @pytest.mark.parametrize("confidence", [0.2, 0.8, 0.95, 0.999])
    def test_is_the_sum_over_the_outcomes_that_cover(
        self, method: IntervalMethod, confidence: float
    ) -> None:
        for n, p in ((1, 0.5), (6, 0.01), (12, 0.3), (12, 0.93), (25, 0.5)):
            expected = 0.0
            for k in range(n + 1):
                found = proportion_interval(k, n, confidence=confidence, method=method)
                assert found is not None
                if found.low <= p <= found.high:
                    expected += binomial_probability(k, n, p)
            found_one = coverage_probability(n, p, confidence=confidence, method=method)
            assert found_one == pytest.approx(expected, rel=1e-12, abs=0)

    def test_is_of_wilson_at_95_percent_unless_told(self) -> None:
        assert coverage_probability(20, 0.3) == coverage_probability(
            20, 0.3, confidence=0.95, method="wilson"
        )

    def test_wald_falls_far_short(self) -> None:
        """As Brown, Cai and DasGupta found: 17 trials are lucky, 18 and 40 are not."""
        found = [coverage_probability(n, 0.5, method="wald") for n in (17, 18, 40)]
        assert [round(each, 3) for each in found] == [0.951, 0.904, 0.919]

    def test_what_no_outcome_covers_is_never_covered(self) -> None:
        """Of one trial Wald's intervals are the points 0 and 1."""
        assert coverage_probability(1, 0.5, method="wald") == 0.0

    @pytest.mark.parametrize("p", [0, 1])
    @pytest.mark.parametrize("method", list(IntervalMethod))
    def test_a_share_of_0_or_1_is_always_covered(
        self, p: int, method: IntervalMethod
    ) -> None:
        assert coverage_probability(5, p, method=method) == 1.0

    def test_ends_count_as_covered(self) -> None:
        found = proportion_interval(0, 4)
        assert found is not None
        below = coverage_probability(4, found.high)
        above = coverage_probability(4, found.high + 1e-15)
        assert below - above == pytest.approx((1 - found.high) ** 4)
        mirrored = proportion_interval(4, 4)
        assert mirrored is not None
        above = coverage_probability(4, mirrored.low)
        below = coverage_probability(4, mirrored.low - 1e-15)
        assert above - below == pytest.approx(mirrored.low**4)

    def test_takes_large_samples(self) -> None:
        assert coverage_probability(100_000, 0.3) == pytest.approx(0.95, abs=2e-3)

    def test_never_exceeds_1(self) -> None:
        for n in range(1, 40):
            assert coverage_probability(n, 0.37, confidence=1 - 1e-12) <= 1.0

    @pytest.mark.parametrize(
        ("n", "p", "how", "message"),
        [
            (0, 0.5, {}, "n must be 1 or more, got 0"),
            (5, 1.5, {}, "p must be between 0 and 1, got 1.5"),
            (
                5,
                0.5,
                {"confidence": 1},
                "confidence must be above 0 and below 1, got 1",
            ),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, n: int, p: float, how: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            coverage_probability(n, p, **how)
        assert message == str(caught.value)
        with pytest.raises(InvalidArgumentError, match=r"^method must be one of"):
            coverage_probability(5, 0.5, method="exact")


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

    @pytest.mark.parametrize("method", ["wilson", "agresti_coull"])
    def test_lies_around_the_share_with_trials_added(self, method: str) -> None:
        share = interval(81, 263, method=method)
        # (81 + z * z / 2) / (263 + z * z), z * z = 3.8414588
        assert share.centre == pytest.approx(0.3107490484305371, abs=1e-13)
        assert (share.low + share.high) / 2 == pytest.approx(share.centre, abs=1e-13)

    def test_its_centre_is_found_before_its_ends_are_cut(self) -> None:
        share = interval(0, 20, method="agresti_coull")
        # Half of z * z = 3.8414588, by 20 and all of it.
        assert share.centre == pytest.approx(0.0805625790264097, abs=1e-13)
        assert 0.0 == share.low

    def test_its_centre_moves_with_the_confidence(self) -> None:
        # (45 + z * z / 2) / (50 + z * z), z * z = 6.6348966
        assert interval(45, 50, 0.99).centre == pytest.approx(
            0.8531391633129488, abs=1e-13
        )

    def test_walds_lies_around_the_value(self) -> None:
        assert interval(81, 263, method="wald").centre == 81 / 263

    @pytest.mark.parametrize("method", ["wilson_cc", "clopper_pearson", "jeffreys"])
    def test_ends_that_follow_on_their_own_have_no_centre(self, method: str) -> None:
        assert interval(81, 263, method=method).centre is None

    def test_prints_with_n_and_interval(self) -> None:
        assert str(interval(81, 263)) == "30.8% (n=263, 95% CI 25.5%..36.6%)"
        assert str(interval(0, 20, 0.999)) == "0.0% (n=20, 99.9% CI 0.0%..35.1%)"


class TestWilsonInterval:
    @pytest.mark.parametrize(("k", "n"), [(81, 263), (0, 20), (20, 20), (1, 29)])
    def test_of_whole_trials_is_that_of_counts(self, k: int, n: int) -> None:
        counted = proportion_interval(k, n)
        assert counted is not None
        expected = (counted.low, counted.high)
        assert pytest.approx(expected, abs=1e-15) == wilson_interval(k / n, n)

    def test_of_any_trials(self) -> None:
        found = wilson_interval(0.75, 12.5, confidence=0.9)
        # The two shares p with (0.75 - p)**2 = z**2 * p * (1 - p) / 12.5.
        for p in found:
            z = 1.6448536269514722
            assert pytest.approx((0.75 - p) ** 2) == z * z * p * (1 - p) / 12.5

    def test_has_exact_ends(self) -> None:
        assert 0.0 == wilson_interval(0, 0.3)[0]
        assert 1.0 == wilson_interval(1, 0.3)[1]

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ((1.5, 3), "share must be between 0 and 1, got 1.5"),
            ((0.5, 0), "n must be above 0, got 0"),
            ((0.5, 1e-101), "n must be between 1e-100 and 1e+100, got 1e-101"),
            ((0.5, nan), "n must be finite, got nan"),
        ],
    )
    def test_refuses_what_is_out_of_range(self, given: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            wilson_interval(*given)
        assert message == str(error.value)

    def test_refuses_what_is_no_confidence(self) -> None:
        wanted = r"^confidence must be above 0 and below 1, got 1$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            wilson_interval(0.5, 3, confidence=1)


class TestLargestCounts:
    def test_have_an_interval(self) -> None:
        found = proportion_interval(10**12, 10**12)
        assert found is not None
        assert 1.0 == found.high
        assert 1 - 1e-11 < found.low < 1

    def test_are_a_million_million(self) -> None:
        wanted = r"^trials must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            proportion_interval(0, 10**12 + 1)
        wanted = r"^n must be 1000000000000 or less, got 1000000000001$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            coverage_probability(10**12 + 1, 0.5)

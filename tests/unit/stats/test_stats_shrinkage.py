"""Scores of small groups, drawn towards what is known of all."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    Shrunken,
    bayesian_average,
    beta_binomial,
    fit_beta_prior,
    proportion_interval,
    rank_by_lower_bound,
    shrink_normal,
    shrink_shares,
)

TEAMS = [(40, 50), (20, 40), (9, 10), (30, 60)]


class TestBetaBinomial:
    def test_is_the_posterior(self) -> None:
        found = beta_binomial(3, 3, prior=(16, 4))
        assert 19 / 23 == found.value
        assert 0.6508779027425919 == pytest.approx(found.low, rel=1e-9)
        assert 0.9481327006875631 == pytest.approx(found.high, rel=1e-9)
        assert (3, 0.95, "beta_binomial") == (found.n, found.confidence, found.method)

    def test_of_no_trial_is_the_prior(self) -> None:
        found = beta_binomial(0, 0, prior=(1, 1), confidence=0.9)
        assert (0.5, 0) == (found.value, found.n)
        assert 0.05 == pytest.approx(found.low, rel=1e-12)
        assert 0.95 == pytest.approx(found.high, rel=1e-12)

    def test_takes_a_confidence_next_to_one(self) -> None:
        found = beta_binomial(3, 9, prior=(1, 1), confidence=0.9999999999999999)
        assert 0 < found.low < 0.01
        assert 0.9 < found.high < 1

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"successes": 4}, "successes must be between 0 and 3, got 4"),
            ({"prior": (0, 1)}, "prior[0] must be above 0, got 0"),
            ({"prior": (1, -1)}, "prior[1] must be above 0, got -1"),
            ({"confidence": 1}, "confidence must be above 0 and below 1, got 1"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            beta_binomial(**{"successes": 1, "trials": 3, "prior": (1, 1), **given})
        assert message == str(error.value)

    @pytest.mark.parametrize("prior", [5, (1,), (1, 2, 3)])
    def test_refuses_a_prior_that_is_no_pair(self, prior: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^prior must be a pair of numbers, go"
        ):
            beta_binomial(1, 3, prior=prior)


class TestBayesianAverage:
    def test_adds_scores_of_the_prior_mean(self) -> None:
        found = bayesian_average(25, 5, prior_mean=4.1, prior_weight=20)
        assert 4.28 == pytest.approx(found, rel=1e-12)

    def test_of_no_score_is_the_prior_mean(self) -> None:
        assert 4.0 == bayesian_average(0, 0, prior_mean=4, prior_weight=20)

    @pytest.mark.parametrize(
        ("total", "n", "rest", "message"),
        [
            (5, 0, {}, "total must be 0 for no scores, got 5"),
            (5, -1, {}, "n must be 0 or more, got -1"),
            (5, 1, {"prior_weight": 0}, "prior_weight must be above 0, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, total: float, n: int, rest: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            bayesian_average(total, n, **{"prior_mean": 4, "prior_weight": 1, **rest})
        assert message == str(error.value)


def shrunken(mean: Any, n: int, **rest: Any) -> Shrunken | None:
    usual = {"variance": 4, "prior_mean": 4, "prior_variance": 1}
    return shrink_normal(mean, n, **{**usual, **rest})


class TestShrinkNormal:
    def test_weighs_by_how_sure_each_is(self) -> None:
        assert Shrunken(4.5, 0.5) == shrunken(5, 4)
        assert Shrunken(4.2, 0.2) == shrunken(5, 1)

    def test_of_no_score_is_the_prior_mean(self) -> None:
        assert Shrunken(4.0, 0.0) == shrunken(None, 0)

    def test_of_groups_that_do_not_differ_is_that_of_all(self) -> None:
        assert Shrunken(4.0, 0.0) == shrunken(5, 4, prior_variance=0)

    def test_of_scores_that_do_not_differ_is_their_own(self) -> None:
        assert Shrunken(5.0, 1.0) == shrunken(5, 4, variance=0)

    def test_is_undefined_where_nothing_differs(self) -> None:
        assert shrunken(5, 4, variance=0, prior_variance=0) is None

    @pytest.mark.parametrize(
        ("mean", "n", "rest", "message"),
        [
            (5, 0, {}, "mean must be None for no scores, got 5"),
            (5, 4, {"variance": -1}, "variance must be 0 or more, got -1.0"),
            (
                5,
                4,
                {"prior_variance": -1},
                "prior_variance must be 0 or more, got -1.0",
            ),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, mean: float, n: int, rest: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            shrunken(mean, n, **rest)
        assert message == str(error.value)

    def test_refuses_no_mean_of_scores(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^mean must be a number, got None$"):
            shrunken(None, 4)


class TestFitBetaPrior:
    def test_is_weaker_the_more_groups_differ(self) -> None:
        far, near = (
            fit_beta_prior([(9, 10), (2, 10)]),
            fit_beta_prior([(9, 10), (5, 10)]),
        )
        assert far is not None
        assert near is not None
        assert sum(far) < sum(near)
        assert 0.55 == pytest.approx(far[0] / sum(far))

    def test_meets_the_moments(self) -> None:
        # squares 10 * 2 * 0.35 ** 2 by 0.55 * 0.45, less 1, of a room of 20 - 10 - 1
        excess = 2.45 / 0.2475 - 1
        found = fit_beta_prior([(9, 10), (2, 10)])
        assert found is not None
        strength = max(1, 9 / excess - 1)
        assert (0.55 * strength, 0.45 * strength) == pytest.approx(found)

    def test_is_as_strong_as_all_trials_where_groups_are_alike(self) -> None:
        assert (10.0, 10.0) == fit_beta_prior([(5, 10), (5, 10)])

    def test_is_as_strong_as_a_trial_where_groups_are_opposite(self) -> None:
        assert (0.5, 0.5) == fit_beta_prior([(10, 10), (0, 10)])

    def test_needs_one_group_of_two_trials(self) -> None:
        assert fit_beta_prior([(1, 1), (0, 1), (1, 1)]) is None
        assert fit_beta_prior([(1, 1), (0, 1), (1, 2)]) is not None

    def test_leaves_out_groups_without_trials(self) -> None:
        assert fit_beta_prior(TEAMS) == fit_beta_prior([(0, 0), *TEAMS])

    @pytest.mark.parametrize(
        "samples", [[], [(3, 5)], [(3, 5), (0, 0)], [(0, 5), (0, 9)], [(5, 5), (9, 9)]]
    )
    def test_is_undefined_where_nothing_shows_a_spread(self, samples: Any) -> None:
        assert fit_beta_prior(samples) is None
        assert shrink_shares(samples) is None

    def test_refuses_more_successes_than_trials(self) -> None:
        wanted = r"^samples\[1\]\[0\] must be between 0 and 5, got 6$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            fit_beta_prior([(1, 5), (6, 5)])


class TestShrinkShares:
    def test_draws_each_group_towards_all(self) -> None:
        prior = fit_beta_prior(TEAMS)
        assert prior is not None
        found = shrink_shares(TEAMS, confidence=0.9)
        assert found is not None
        assert [
            beta_binomial(k, n, prior=prior, confidence=0.9) for k, n in TEAMS
        ] == list(found)

    def test_gives_a_group_without_trials_the_prior(self) -> None:
        found = shrink_shares([*TEAMS, (0, 0)])
        assert found is not None
        assert 99 / 160 == pytest.approx(found[4].value)
        assert 0 == found[4].n

    def test_refuses_a_confidence_out_of_range(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            shrink_shares([], confidence=1)


class TestRankByLowerBound:
    def test_puts_the_surest_first(self) -> None:
        ranked = rank_by_lower_bound({"new": (2, 2), "old": (90, 100), "none": (0, 0)})
        assert (
            ("old", proportion_interval(90, 100)),
            ("new", proportion_interval(2, 2)),
            ("none", None),
        ) == ranked

    def test_keeps_the_order_of_equals_and_puts_untried_after_zero(self) -> None:
        ranked = rank_by_lower_bound(
            {"untried": (0, 0), "b": (0, 5), "a": (0, 5), "best": (3, 5)}
        )
        assert ["best", "b", "a", "untried"] == [name for name, _ in ranked]

    def test_takes_a_confidence(self) -> None:
        ranked = rank_by_lower_bound({"a": (3, 5)}, confidence=0.8)
        assert proportion_interval(3, 5, confidence=0.8) == ranked[0][1]

    def test_refuses_other_things(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^samples must be pairs of counts by "
        ):
            rank_by_lower_bound([(1, 2)])  # type: ignore[arg-type]
        wanted = r"^samples\['a'\]\[0\] must be between 0 and 5, got 6$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            rank_by_lower_bound({"a": (6, 5)})
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            rank_by_lower_bound({}, confidence=0)


class TestExtremes:
    def test_a_prior_may_be_a_list(self) -> None:
        prior: Any = [16, 4]
        assert beta_binomial(3, 3, prior=(16, 4)) == beta_binomial(3, 3, prior=prior)

    def test_a_prior_is_no_more_than_all_trials_there_may_be(self) -> None:
        wanted = r"^prior\[1\] must be between 1e-20 and 1e\+12, got 2000000000000$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            beta_binomial(3, 3, prior=(1, 2 * 10**12))

    def test_a_mean_is_no_more_than_floats_can_square(self) -> None:
        wanted = r"^prior_mean must be between -1e\+100 and 1e\+100, got 1e\+101$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            bayesian_average(5, 1, prior_mean=1e101, prior_weight=3)

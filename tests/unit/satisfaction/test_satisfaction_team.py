"""Scores by team."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Direction,
    Scale,
    csat,
    csat_mean,
    dsat,
    nps,
    team_scores,
)
from servicedesk_core.stats import beta_binomial, fit_beta_prior, shrink_normal

EFFORT = Scale(1, 5, Direction.LOWER_IS_BETTER)


def good(hits: int, n: int, **rest: Any) -> Any:
    return csat({5: hits, 1: n - hits}, **rest)


SHARES = {"new": good(3, 3), "big": good(90, 100), "weak": good(20, 40)}
# Means 4 and 2, variance within 1; between 2 - 1/3 by the analysis of variance.
MEANS = {"worse": csat_mean([1, 2, 3]), "better": csat_mean([3, 4, 5])}


class TestShares:
    def test_the_raw_score_stays_beside_the_shrunken_one(self) -> None:
        found = team_scores(SHARES)

        assert SHARES == {team: row.score for team, row in found.items()}

    def test_shares_are_drawn_by_the_prior_of_all_teams(self) -> None:
        found = team_scores(SHARES)
        prior = fit_beta_prior([(3, 3), (90, 100), (20, 40)])
        assert prior is not None
        for team, counts in {"new": (3, 3), "big": (90, 100), "weak": (20, 40)}.items():
            drawn = beta_binomial(*counts, prior=prior)
            row = found[team]
            assert (100 * drawn.value, 100 * drawn.low, 100 * drawn.high) == (
                row.shrunken,
                row.low,
                row.high,
            )

    def test_a_prior_may_be_known(self) -> None:
        row = team_scores({"new": good(3, 3)}, prior=(16, 4))["new"]

        assert pytest.approx(82.6086956521739) == row.shrunken
        assert pytest.approx(65.08779027425919) == row.low
        assert pytest.approx(94.81327006875631) == row.high

    def test_the_posterior_has_the_confidence_of_the_scores(self) -> None:
        row = team_scores({"new": good(3, 3, confidence=0.8)}, prior=(16, 4))["new"]
        drawn = beta_binomial(3, 3, prior=(16, 4), confidence=0.8)

        assert 100 * drawn.low == row.low

    def test_few_answers_do_not_make_the_best_team(self) -> None:
        found = team_scores(SHARES)

        assert [("big", 1), ("new", 2), ("weak", 3)] == [
            (team, row.rank) for team, row in found.items()
        ]

    def test_equal_teams_share_a_rank(self) -> None:
        found = team_scores(
            {"c": good(1, 9), "a": good(8, 9), "b": good(8, 9), "d": good(0, 9)}
        )

        assert [("a", 1), ("b", 1), ("c", 3), ("d", 4)] == [
            (team, row.rank) for team, row in found.items()
        ]

    def test_a_team_without_answers_gets_the_score_of_all_and_no_rank(self) -> None:
        found = team_scores({"none": csat([None]), **SHARES}, prior=(16, 4))

        assert ["big", "new", "weak", "none"] == list(found)
        assert (None, 80.0) == (found["none"].rank, found["none"].shrunken)

    @pytest.mark.parametrize(
        "teams", [{"one": good(3, 4)}, {"a": good(3, 3), "b": good(2, 2)}]
    )
    def test_where_nothing_tells_nothing_is_drawn(self, teams: Any) -> None:
        row = next(iter(team_scores(teams).values()))

        assert (None, None, None, 1) == (row.shrunken, row.low, row.high, row.rank)

    def test_where_more_is_worse_the_upper_end_ranks(self) -> None:
        found = team_scores(
            {"few": dsat({5: 2}), "many": dsat({5: 98, 1: 2}), "bad": dsat({1: 9})}
        )

        assert ["many", "few", "bad"] == list(found)
        assert [1, 2, 3] == [row.rank for row in found.values()]

    def test_on_a_scale_whose_low_end_is_good_too(self) -> None:
        easy, hard = csat({1: 9, 5: 1}, scale=EFFORT), csat({1: 1, 5: 9}, scale=EFFORT)

        assert ["easy", "hard"] == list(team_scores({"hard": hard, "easy": easy}))
        calm, loud = dsat({1: 9, 5: 1}, scale=EFFORT), dsat({1: 1, 5: 9}, scale=EFFORT)
        assert ["calm", "loud"] == list(team_scores({"loud": loud, "calm": calm}))

    def test_no_team_is_no_row(self) -> None:
        assert {} == team_scores({})


class TestMeans:
    def test_they_are_drawn_by_the_variance_within_and_between(self) -> None:
        found = team_scores(MEANS)
        drawn = shrink_normal(4, 3, variance=1, prior_mean=3, prior_variance=2 - 1 / 3)

        assert drawn is not None
        assert pytest.approx(drawn.value) == found["better"].shrunken
        assert pytest.approx(6 - drawn.value) == found["worse"].shrunken
        assert (None, None) == (found["better"].low, found["better"].high)

    def test_unequal_teams_are_weighed(self) -> None:
        found = team_scores(
            {
                "a": csat_mean([1, 2, 3, 2, 2]),
                "b": csat_mean([3, 5]),
                "c": csat_mean([4, 4, 5]),
                "none": csat_mean([]),
            }
        )
        # Means 2, 4, 13/3 of 5, 2, 3; squares within 2 + 2 + 2/3, between by hand.
        within = (2 + 2 + 2 / 3) / 7
        mean = (10 + 8 + 13) / 10
        squares = 5 * (2 - mean) ** 2 + 2 * (4 - mean) ** 2 + 3 * (13 / 3 - mean) ** 2
        between = (squares - 2 * within) / (10 - 38 / 10)
        trust = [1 / (between + within / n) for n in (5, 2, 3)]
        centre = (2 * trust[0] + 4 * trust[1] + 13 / 3 * trust[2]) / sum(trust)
        weight = between / (between + within / 2)

        assert pytest.approx(centre) == found["none"].shrunken
        assert pytest.approx(weight * 4 + (1 - weight) * centre) == found["b"].shrunken
        assert found["none"].rank is None

    def test_teams_that_differ_by_chance_all_get_the_mean_of_all(self) -> None:
        found = team_scores({"a": csat_mean([1, 5]), "b": csat_mean([2, 4, 5, 1])})

        assert {3.0} == {row.shrunken for row in found.values()}

    def test_teams_without_spread_keep_their_means(self) -> None:
        found = team_scores({"a": csat_mean([4, 4]), "b": csat_mean([2, 2, 2])})

        assert {"a": 4.0, "b": 2.0} == {t: row.shrunken for t, row in found.items()}

    def test_answers_all_alike_stay(self) -> None:
        found = team_scores({"a": csat_mean([4, 4]), "b": csat_mean([4])})

        assert [4.0, 4.0] == [row.shrunken for row in found.values()]
        assert [1, None] == [row.rank for row in found.values()]

    @pytest.mark.parametrize(
        "teams",
        [
            {"a": csat_mean([4, 5])},
            {"a": csat_mean([4]), "b": csat_mean([3])},
            {"a": csat_mean([4, 5]), "b": csat_mean([])},
        ],
    )
    def test_where_nothing_tells_nothing_is_drawn(self, teams: Any) -> None:
        assert {None} == {row.shrunken for row in team_scores(teams).values()}

    def test_the_lower_end_ranks(self) -> None:
        found = team_scores({"few": csat_mean([5, 4]), "many": csat_mean([5, 4] * 20)})

        assert ["many", "few"] == list(found)

    def test_where_low_is_good_the_upper_end_does(self) -> None:
        found = team_scores(
            {
                "few": csat_mean([1, 2], scale=EFFORT),
                "many": csat_mean([1, 2] * 20, scale=EFFORT),
            }
        )

        assert ["many", "few"] == list(found)


class TestNetScores:
    def test_points_are_drawn_like_means(self) -> None:
        found = team_scores({"a": nps([10, 10, 8, 0]), "b": nps([0, 0, 8, 8, 10])})
        # Answers count 100, 100, 0, -100 and -100, -100, 0, 0, 100.
        within = (3 * 10_000 - 4 * 25**2 + 3 * 10_000 - 5 * 20**2) / 7
        mean = (4 * 25 - 5 * 20) / 9
        squares = 4 * (25 - mean) ** 2 + 5 * (-20 - mean) ** 2
        between = max(0.0, (squares - within) / (9 - 41 / 9))

        assert 0.0 == between
        assert pytest.approx(mean) == found["a"].shrunken == found["b"].shrunken

    def test_large_teams_keep_most_of_theirs(self) -> None:
        found = team_scores(
            {"a": nps({10: 90, 8: 5, 0: 5}), "b": nps({10: 20, 8: 10, 0: 70})}
        )
        within = (95 * 1e4 - 100 * 85**2 + 90 * 1e4 - 100 * 50**2) / 198
        between = (100 * 67.5**2 * 2 - within) / 100
        weight = between / (between + within / 100)

        assert pytest.approx(17.5 + weight * 67.5) == found["a"].shrunken
        assert pytest.approx(17.5 - weight * 67.5) == found["b"].shrunken

    def test_one_answer_has_no_spread_and_all_alike_none(self) -> None:
        found = team_scores({"a": nps([10, 10, 10]), "b": nps([0])})

        assert {"a": 100.0, "b": -100.0} == {t: r.shrunken for t, r in found.items()}

    def test_the_lower_end_ranks(self) -> None:
        found = team_scores({"few": nps([10, 10]), "many": nps({10: 90, 0: 10})})

        assert [("many", 1), ("few", 2)] == [(t, r.rank) for t, r in found.items()]

    def test_more_is_better(self) -> None:
        found = team_scores({"bad": nps([0] * 3), "good": nps([10] * 3)})

        assert ["good", "bad"] == list(found)

    def test_two_answers_have_a_spread(self) -> None:
        found = team_scores({"a": nps([10, 0]), "b": nps([10, 10])})

        assert [50.0, 50.0] == [row.shrunken for row in found.values()]

    def test_a_prior_is_for_shares(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^prior must be left out but for shares, got \(16, 4\)$",
        ):
            team_scores({"a": nps([10])}, prior=(16, 4))


class TestRefusals:
    @pytest.mark.parametrize(
        "other",
        [
            dsat([5, 1]),
            csat_mean([5, 1]),
            nps([5, 1]),
            csat([5, 1], top=1),
            csat([5, 1], scale=Scale(1, 7)),
            csat([5, 1], confidence=0.9),
        ],
    )
    def test_unlike_scores_do_not_stand_in_one_table(self, other: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^teams\['b'\] must be of the kind, scale and confidence of CSAT ",
        ):
            team_scores({"a": csat([5, 1]), "b": other})

    def test_weighted_scores_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^teams\['a'\] must be without weights, got "
        ):
            team_scores({"a": csat([5, 1], weights=[1, 2])})

    def test_raw_answers_are_no_score(self) -> None:
        raw: Any = {"a": [5, 4]}
        with pytest.raises(
            WrongTypeError,
            match=r"^teams\['a'\] must be a score that is a share, mean or net score, "
            r"got \[5, 4\]$",
        ):
            team_scores(raw)
        bare: Any = [csat([5])]
        with pytest.raises(
            WrongTypeError, match=r"^teams must be scores by team, got "
        ):
            team_scores(bare)

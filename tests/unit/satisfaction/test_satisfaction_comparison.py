"""Two scores, the same people twice, many teams."""

from math import sqrt
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Adjustment,
    ElevenPoint,
    FivePoint,
    Scale,
    Score,
    ScoreDifference,
    ces,
    compare,
    compare_paired,
    compare_teams,
    csat,
    csat_mean,
    dsat,
    happiness,
    nps,
    sus,
)
from servicedesk_core.stats import (
    Moments,
    benjamini_hochberg,
    holm,
    mean_difference,
    newcombe_difference,
    proportion_difference,
)

A = {0: 12, 7: 18, 9: 70}
B = {0: 4, 7: 3, 9: 3}
C = {0: 30, 7: 40, 9: 30}
D = {0: 7, 7: 2, 9: 2}
X = [5, 4, 5, 3, 4, 5, 5, 2, 4, 5]
Y = [3, 4, 2, 5, 3, 3, 4, 2, 1, 4, 3]
FEW, MANY = csat({5: 56, 1: 14}), csat({5: 48, 1: 32})


def found(first: Score, second: Score, **rest: Any) -> ScoreDifference:
    result = compare(first, second, **rest)
    assert result is not None
    return result


class TestNetScores:
    @pytest.mark.parametrize(
        ("first", "second", "value", "error", "z", "p", "low", "high"),
        [
            (
                A,
                C,
                0.58,
                0.10409610943738483,
                5.571774037807605,
                2.5215833949577322e-08,
                0.37597537457198565,
                0.7840246254280143,
            ),
            (
                B,
                D,
                0.35454545454545455,
                0.35298342066833216,
                1.0044252329873309,
                0.3151736926202012,
                -0.33728933710422787,
                1.046380246195137,
            ),
        ],
    )
    def test_agree_with_the_vectors(
        self,
        first: Any,
        second: Any,
        value: float,
        error: float,
        z: float,
        p: float,
        low: float,
        high: float,
    ) -> None:
        result = found(nps(first), nps(second))
        assert pytest.approx((value, low, high), rel=1e-9) == (
            result.value / 100,
            result.low / 100,
            result.high / 100,
        )
        assert pytest.approx(error, rel=1e-12) == result.standard_error / 100
        assert result.significance is not None
        assert pytest.approx(z, rel=1e-12) == result.significance.statistic
        assert pytest.approx(p, rel=1e-9) == result.p_value
        assert result.significance.df is None
        assert "unpooled_z" == result.method == result.significance.method

    def test_prints_with_its_name(self) -> None:
        text = "NPS +58 (95% CI +37.6..+78.4)"
        assert text == str(found(nps(A), nps(C)))

    def test_all_alike_have_no_test(self) -> None:
        result = found(nps([10, 10]), nps([0, 0, 0]))
        assert (200, 200, 200) == (result.value, result.low, result.high)
        assert result.significance is None
        assert 0 == result.standard_error

    def test_far_apart_have_a_tiny_p(self) -> None:
        result = found(nps({0: 375, 9: 1125}), nps({0: 1125, 9: 375}))
        assert result.p_value is not None
        assert 0 < result.p_value < 1e-200

    def test_weigh_by_the_effective_n(self) -> None:
        weighted = nps([0, 9, 9, 9], weights=[2, 2, 1, 1])
        other = nps(A)
        error = 100 * sqrt((1 - 1 / 9) / 3.6 + (0.82 - 0.58**2) / 100)
        result = found(weighted, other)
        assert pytest.approx(error, rel=1e-12) == result.standard_error
        assert pytest.approx(100 / 3 - 58, rel=1e-12) == result.value


class TestShares:
    @pytest.mark.parametrize("confidence", [0.9, 0.95])
    def test_agree_with_the_two_proportions(self, confidence: float) -> None:
        result = found(FEW, MANY, confidence=confidence)
        plain = proportion_difference((56, 70), (48, 80), confidence=confidence)
        assert plain is not None
        assert pytest.approx((plain.value, plain.low, plain.high), rel=1e-9) == (
            result.value / 100,
            result.low / 100,
            result.high / 100,
        )
        assert pytest.approx(plain.p_value, rel=1e-9) == result.p_value
        assert confidence == result.confidence

    def test_have_the_published_interval(self) -> None:
        result = found(FEW, MANY)
        assert (5.24, 33.39) == (round(result.low, 2), round(result.high, 2))
        assert pytest.approx(0.00804508136819656, rel=1e-9) == result.p_value
        assert "newcombe" == result.method
        assert result.significance is not None
        assert "pooled_z" == result.significance.method
        error = 100 * sqrt(0.8 * 0.2 / 70 + 0.6 * 0.4 / 80)
        assert pytest.approx(error, rel=1e-12) == result.standard_error

    def test_turn_round_with_their_order(self) -> None:
        there, back = found(FEW, MANY), found(MANY, FEW)
        assert pytest.approx((-there.value, -there.high, -there.low)) == (
            back.value,
            back.low,
            back.high,
        )

    @pytest.mark.parametrize("score", [5, 1])
    def test_all_alike_have_an_interval_but_no_test(self, score: int) -> None:
        result = found(csat([score] * 3), csat([score] * 4))
        assert result.significance is None
        assert result.low < 0 < result.high

    def test_weigh_by_the_effective_n(self) -> None:
        equal = found(csat([5, 5, 1], weights=[3, 3, 3]), csat([5, 1, 1, 1]))
        plain = found(csat([5, 5, 1]), csat([5, 1, 1, 1]))
        assert pytest.approx((plain.low, plain.high, plain.p_value)) == (
            equal.low,
            equal.high,
            equal.p_value,
        )


class TestMeans:
    def test_agree_with_welch(self) -> None:
        result = found(csat_mean(X), csat_mean(Y))
        assert result.significance is not None
        assert pytest.approx(2.343266981708481, rel=1e-9) == (
            result.significance.statistic
        )
        assert pytest.approx(18.99953902963312, rel=1e-9) == result.significance.df
        assert pytest.approx(0.03014799264100686, rel=1e-8) == result.p_value
        assert pytest.approx((0.118440769200581, 2.099741048981238), rel=1e-8) == (
            result.low,
            result.high,
        )
        assert "welch" == result.method == result.significance.method
        assert "CSAT mean +1.109 (95% CI +0.1184..+2.1)" == str(result)
        statistic = result.significance.statistic
        assert statistic is not None
        assert pytest.approx(result.value / statistic) == result.standard_error

    @pytest.mark.parametrize("confidence", [0.8, 0.99])
    def test_agree_with_the_difference_of_means(self, confidence: float) -> None:
        result = found(csat_mean(X), csat_mean(Y), confidence=confidence)
        plain = mean_difference(X, Y, confidence=confidence)
        assert plain is not None
        assert pytest.approx((plain.low, plain.high), rel=1e-9) == (
            result.low,
            result.high,
        )

    def test_all_alike_have_no_test(self) -> None:
        result = found(csat_mean([5, 5]), csat_mean([3, 3, 3]))
        assert (2, 2, 2) == (result.value, result.low, result.high)
        assert result.significance is None
        assert 0 == result.standard_error

    def test_of_equal_spread_are_tested(self) -> None:
        result = found(csat_mean([4, 5]), csat_mean([1, 2]))
        assert result.significance is not None
        # t is 3 by the root of a half, and df 2.
        assert pytest.approx(3 * sqrt(2)) == result.significance.statistic
        assert 2 == result.significance.df

    def test_need_two_answers_each(self) -> None:
        assert compare(csat_mean(X), csat_mean([5])) is None
        assert compare(csat_mean([5]), csat_mean(X)) is None

    def test_of_indices_compare(self) -> None:
        easy, hard = [[5, 1] * 5, [4, 1] * 5], [[3, 3] * 5, [3, 4] * 5]
        assert 50 == found(sus(easy), sus(hard)).value

    def test_weigh_by_the_effective_n(self) -> None:
        result = found(csat_mean(X, weights=[7] * 10), csat_mean(Y))
        plain = found(csat_mean(X), csat_mean(Y))
        assert pytest.approx((plain.low, plain.high, plain.p_value)) == (
            result.low,
            result.high,
            result.p_value,
        )


class TestUndefined:
    @pytest.mark.parametrize("score", [csat, csat_mean, nps])
    def test_is_the_difference_from_nobody(self, score: Any) -> None:
        assert compare(score([1, 5]), score([])) is None
        assert compare(score([]), score([1, 5])) is None


class TestRefusals:
    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            (csat(X), dsat(X), "second.name must be CSAT, got 'DSAT'"),
            (csat(X), csat_mean(X), "second.name must be CSAT, got 'CSAT mean'"),
            (csat(X), nps(A), "second.name must be CSAT, got 'NPS'"),
            (nps(A), happiness(A), "second.name must be NPS, got 'Happiness'"),
            (
                ces(X, variant="ces_1"),
                ces(X, variant="ces_2_mean"),
                "second.name must be CES 1.0, got 'CES 2.0'",
            ),
            (
                csat(X),
                csat(X, scale=Scale(1, 7)),
                "second.scale must be 1..5, got '1..7'",
            ),
            (
                csat(X),
                csat(X, scale=FivePoint().reversed()),
                "second.scale must be 1..5, got '1..5, lower is better'",
            ),
            (csat(X), csat(X, top=1), "second.cut must be (4, 5), got '(5, 5)'"),
            (nps(A), nps(A, breaks=(5, 9)), "second.cut must be (6, 9), got '(5, 9)'"),
        ],
    )
    def test_name_what_differs(self, first: Any, second: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            compare(first, second)
        assert message == str(caught.value)

    def test_name_what_is_no_score(self) -> None:
        wanted = r"^first must be a score, such as csat\(\) returns, got 70$"
        with pytest.raises(WrongTypeError, match=wanted):
            compare(70, FEW)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^second must be a score, such as"):
            compare(FEW, 70)  # type: ignore[arg-type]

    def test_name_a_confidence_out_of_range(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            compare(FEW, MANY, confidence=1)

    def test_spare_other_methods_of_the_interval(self) -> None:
        assert found(nps(A), nps(C)) == found(nps(A, method="wald"), nps(C))


class TestPaired:
    BEFORE = (5,) * 40 + (2,) * 15 + (4,) * 5
    AFTER = (5,) * 40 + (4,) * 15 + (2,) * 5

    def test_counts_those_who_changed_sides(self) -> None:
        result = compare_paired(self.BEFORE, self.AFTER)
        assert result is not None
        assert (60, 0, 15, 5) == (
            result.n,
            result.missing,
            result.improved,
            result.worsened,
        )
        assert pytest.approx(100 * 10 / 60) == result.value
        error = 100 * sqrt(20 - 100 / 60) / 60
        assert pytest.approx(error, rel=1e-12) == result.standard_error
        reach = 1.959963984540054 * error
        assert pytest.approx((result.value - reach, result.value + reach)) == (
            result.low,
            result.high,
        )
        assert "CSAT +16.67 (95% CI +2.68..+30.65)" == str(result)
        assert "paired_wald" == result.method

    def test_is_tested_by_mcnemar(self) -> None:
        result = compare_paired(self.BEFORE, self.AFTER)
        assert result is not None
        assert result.significance is not None
        assert pytest.approx(4.05, rel=1e-12) == result.significance.statistic
        assert pytest.approx(0.04417134490844268, rel=1e-9) == result.p_value

    def test_may_be_tested_exactly(self) -> None:
        result = compare_paired(self.BEFORE, self.AFTER, exact=True)
        assert result is not None
        # Twice the chance of at most 5 heads in 20 throws.
        assert pytest.approx(2 * 21700 / 2**20, rel=1e-12) == result.p_value

    def test_leaves_out_who_answered_once(self) -> None:
        result = compare_paired([2, 3, 5, None, 4], [5, 5, 5, 4, None], confidence=0.9)
        assert result is not None
        assert (3, 2, 2, 0) == (
            result.n,
            result.missing,
            result.improved,
            result.worsened,
        )
        assert 0.9 == result.confidence

    def test_without_changes_has_no_test(self) -> None:
        result = compare_paired([5, 1], [4, 2])
        assert result is not None
        assert (0, 0, 0) == (result.value, result.low, result.high)
        assert result.p_value is None

    def test_of_nobody_is_undefined(self) -> None:
        assert compare_paired([], []) is None
        assert compare_paired([5], [None]) is None

    def test_takes_any_scale_and_boxes(self) -> None:
        scale = Scale(1, 5, "lower_is_better")
        result = compare_paired([2, 3], [1, 1], scale=scale, top=1)
        assert result is not None
        assert 100 == result.value
        # One score off the boxes on either side.
        result = compare_paired([4, 3], [5, 5], top=1)
        assert result is not None
        assert 2 == result.improved
        result = compare_paired([4, 3], [5, 5], top=2)
        assert result is not None
        assert 1 == result.improved

    @pytest.mark.parametrize(
        ("before", "after", "rest", "message"),
        [
            ([5], [5, 4], {}, "after must be as many as before, 1, got 2"),
            ([6], [5], {}, "before[0] must be between 1 and 5 in steps of 1, got 6"),
            ([5], [0], {}, "after[0] must be between 1 and 5 in steps of 1, got 0"),
            ([5], [5], {"top": 5}, "top must be between 1 and 4, got 5"),
            (
                [],
                [],
                {"confidence": 0},
                "confidence must be above 0 and below 1, got 0",
            ),
        ],
    )
    def test_refuses_values_out_of_range(
        self, before: Any, after: Any, rest: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            compare_paired(before, after, **rest)
        assert message == str(caught.value)

    @pytest.mark.parametrize("scores", [{5: 1}, "5", {5}, 5])
    def test_takes_lists_alone(self, scores: Any) -> None:
        wanted = r"^before must be scores in a list, in the same order, got "
        with pytest.raises(WrongTypeError, match=wanted):
            compare_paired(scores, [5])
        wanted = r"^after must be scores in a list, in the same order, got "
        with pytest.raises(WrongTypeError, match=wanted):
            compare_paired([5], scores)

    def test_needs_a_scale(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got 5$"):
            compare_paired([5], [5], scale=5)  # type: ignore[arg-type]


TEAMS = {"A": nps(A), "B": nps(B), "C": nps(C), "none": nps([])}


class TestTeams:
    def test_are_compared_with_the_rest(self) -> None:
        rows = compare_teams(TEAMS)
        assert ["A", "B", "C", "none"] == [row.team for row in rows]
        rest = nps({0: 34, 7: 43, 9: 33})
        assert rest == rows[0].other
        assert TEAMS["A"] == rows[0].score
        assert compare(TEAMS["A"], rest) == rows[0].difference
        assert rows[3].difference is None
        assert rows[3].p_value is None
        assert "none: undefined" == str(rows[3])
        assert str(rows[0]).startswith("A: NPS +58.9")

    def test_are_compared_with_one_of_them(self) -> None:
        rows = compare_teams(TEAMS, against="C")
        assert ["A", "B", "none"] == [row.team for row in rows]
        assert compare(TEAMS["A"], TEAMS["C"]) == rows[0].difference
        assert [TEAMS["C"]] * 3 == [row.other for row in rows]

    @pytest.mark.parametrize(
        ("method", "adjust"),
        [(Adjustment.HOLM, holm), ("benjamini_hochberg", benjamini_hochberg)],
    )
    def test_have_adjusted_p_values(self, method: Any, adjust: Any) -> None:
        rows = compare_teams(TEAMS, against="C", method=method)
        plain = [row.difference.p_value for row in rows[:2] if row.difference]
        assert tuple(adjust(plain)) == tuple(row.p_value for row in rows[:2])
        assert plain != [row.p_value for row in rows[:2]]

    def test_all_alike_have_no_p_value(self) -> None:
        rows = compare_teams({"A": nps([10]), "B": nps([0])})
        assert [None, None] == [row.p_value for row in rows]
        assert [200, -200] == [row.difference.value for row in rows if row.difference]

    def test_have_a_confidence(self) -> None:
        rows = compare_teams(TEAMS, confidence=0.9)
        assert [0.9] * 3 == [
            row.difference.confidence for row in rows if row.difference
        ]

    @pytest.mark.parametrize(
        ("teams", "rest", "message"),
        [
            ({"A": nps(A)}, {}, "scores must be of two teams or more, got ['A']"),
            ({}, {}, "scores must be of two teams or more, got []"),
            (
                {"A": nps(A), "B": csat(X)},
                {},
                "scores['B'].name must be NPS, got 'CSAT'",
            ),
            (
                {"A": nps(A), "rest": nps(B)},
                {},
                (
                    "scores must be of teams with other names: 'rest' is all but one, "
                    "got ['A', 'rest']"
                ),
            ),
            (
                TEAMS,
                {"against": "Z"},
                "against must be 'rest' or one of the teams, got 'Z'",
            ),
            (
                TEAMS,
                {"method": "none"},
                "method must be one of holm, benjamini_hochberg, got 'none'",
            ),
        ],
    )
    def test_refuse_what_makes_no_sense(
        self, teams: Any, rest: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            compare_teams(teams, **rest)
        assert message == str(caught.value)

    def test_refuse_what_are_no_scores(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scores must be a mapping of team "):
            compare_teams([nps(A), nps(B)])  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^scores\['B'\] must be a score, "):
            compare_teams({"A": nps(A), "B": 3})  # type: ignore[dict-item]


def test_ratings_of_a_score_have_its_scale() -> None:
    assert ElevenPoint() == nps(A).ratings.scale


class TestWeighted:
    def test_shares_go_by_the_effective_number(self) -> None:
        first = csat([5, 5, 1], weights=[2, 1, 1])
        second = csat([5, 1, 1])
        found = compare(first, second)
        plain = newcombe_difference((0.75, 16 / 6), (1 / 3, 3))
        assert found is not None
        expected = (100 * plain.low, 100 * plain.high, plain.p_value)
        assert pytest.approx(expected) == (found.low, found.high, found.p_value)

    def test_means_go_by_the_effective_number(self) -> None:
        first = csat_mean([5, 4, 1], weights=[2, 1, 1])
        second = csat_mean([3, 1, 2])
        found = compare(first, second)
        variance = (2 * 1.25**2 + 0.25**2 + 2.75**2) / 4 * (16 / 6) / (16 / 6 - 1)
        plain = mean_difference(Moments(3, 3.75, variance, 16 / 6), [3, 1, 2])
        assert plain is not None
        assert found is not None
        expected = (plain.value, plain.low, plain.high, plain.p_value)
        actual = (found.value, found.low, found.high, found.p_value)
        assert pytest.approx(expected) == actual


class TestNames:
    @pytest.mark.parametrize("against", [[], {}, {1}])
    def test_what_cannot_be_a_team_is_none(self, against: Any) -> None:
        teams = {"A": csat([5, 1]), "B": csat([5, 2])}
        wanted = r"^against must be a hashable value, got "
        with pytest.raises(WrongTypeError, match=wanted):
            compare_teams(teams, against=against)

    def test_pairs_come_from_any_iterable(self) -> None:
        found = compare_paired(iter([2, 3]), (each for each in [5, 5]))
        assert found is not None
        assert 2 == found.improved

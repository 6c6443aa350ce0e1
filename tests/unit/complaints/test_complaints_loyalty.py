"""How many clients stay, by the contacts that their problem took."""

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, sampled_from

from servicedesk_core.complaints import (
    RETENTION_BY_CONTACTS,
    Between,
    LoyaltyBalance,
    LoyaltyImpact,
    RetentionCurve,
    loyalty_balance,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_interval

CURVE = RetentionCurve({1: 0.9, 2: 0.8, 6: 0.4}, source="a survey")
SHARE = floats(0, 1)


class TestCurve:
    def test_a_plus_marks_the_last_number(self) -> None:
        same = RetentionCurve({"1": 0.68, "3+": 0.33}, source="x")

        assert RetentionCurve({3: 0.33, 1: 0.68}, source="x") == same
        assert {1: 0.68, 3: 0.33} == same.rates
        assert [1, 3] == list(RetentionCurve({3: 0, 1: 1}, source="x").rates)

    def test_it_is_a_value(self) -> None:
        assert CURVE == pickle.loads(pickle.dumps(CURVE))  # noqa: S301
        assert 1 == len({CURVE, pickle.loads(pickle.dumps(CURVE))})  # noqa: S301

    def test_one_number_may_hold_for_all(self) -> None:
        assert 0.5 == RetentionCurve({"1+": 0.5}, source="x").rate(7)

    def test_the_figures_known_say_where_they_come_from(self) -> None:
        assert {1: 0.68, 3: 0.33} == RETENTION_BY_CONTACTS.rates
        assert (
            "magazine notes on guarantees and complaints: an anecdote that names no "
            "sample, no year and nothing for two contacts"
        ) == RETENTION_BY_CONTACTS.source

    @pytest.mark.parametrize("rates", [{}, {2: 0.5}, {"2+": 0.5}])
    def test_one_contact_must_be_known(self, rates: Any) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^rates must be a rate for 1 contact, at least, got {",
        ):
            RetentionCurve(rates, source="x")

    def test_a_number_may_come_once(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^rates must be one share for each number, got {1: 0.5, '1': 0.5}$",
        ):
            RetentionCurve({1: 0.5, "1": 0.5}, source="x")

    def test_only_the_last_may_be_open(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^rates must be open at its last number only, got {'1\+': 0.5, 2",
        ):
            RetentionCurve({"1+": 0.5, 2: 0}, source="x")

    @pytest.mark.parametrize("key", ["", "+", "3++", "-1", "three", "²", "٣"])
    def test_another_text_is_refused(self, key: str) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^rates must be a number such as 1 or '3\+'"
        ):
            RetentionCurve({1: 0.5, key: 0.5}, source="x")

    @pytest.mark.parametrize("key", [0, -1, "0", "0+"])
    def test_less_than_one_contact_is_refused(self, key: Any) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^rates must be 1 or more, got (0|-1)$"
        ):
            RetentionCurve({1: 0.5, key: 0.5}, source="x")

    def test_a_share_out_of_range_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^rates\[3\] must be between 0 and 1, got 33.0$",
        ):
            RetentionCurve({1: 0.68, "3+": 33}, source="x")

    def test_a_source_is_needed(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^source must be a text that is not blank"
        ):
            RetentionCurve({1: 0.5}, source="")

    def test_what_is_no_mapping_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^rates must be a mapping of contacts to shares, got 0.68$",
        ):
            RetentionCurve(0.68, source="x")  # type: ignore[arg-type]


class TestRate:
    @pytest.mark.parametrize("between", list(Between))
    @pytest.mark.parametrize(
        ("n", "expected"), [(1, 0.9), ("1", 0.9), (2, 0.8), (6, 0.4), (7, 0.4)]
    )
    def test_what_is_known_holds_by_any_rule(
        self, n: Any, expected: float, between: Between
    ) -> None:
        assert expected == CURVE.rate(n, between=between)

    def test_the_rule_says_what_holds_between(self) -> None:
        assert CURVE.rate(3) is None
        assert CURVE.rate(5, between="unknown") is None
        assert 0.8 == CURVE.rate(3, between="step")
        assert 0.8 == CURVE.rate(5, between=Between.STEP)
        assert pytest.approx(0.7, abs=1e-15) == CURVE.rate(3, between="linear")
        assert pytest.approx(0.5, abs=1e-15) == CURVE.rate(5, between="linear")

    def test_a_number_that_stands_for_more_needs_one_rate_for_all(self) -> None:
        assert 0.4 == CURVE.rate("6+")
        assert 0.4 == CURVE.rate("7+")
        with pytest.raises(
            InvalidArgumentError,
            match=r"^contacts must be 6 or more where it stands for more contacts too, "
            r"got '5\+'$",
        ):
            CURVE.rate("5+", between="step")

    def test_no_contact_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^contacts must be 1 or more, got 0$"
        ):
            CURVE.rate(0)

    def test_half_a_contact_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^contacts must be a whole number, got 1.5$"
        ):
            CURVE.rate(1.5)  # type: ignore[arg-type]

    def test_an_unknown_rule_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^between must be one of unknown, step, linear, got 'cubic'$",
        ):
            CURVE.rate(1, between="cubic")

    @given(SHARE, SHARE, integers(1, 9), sampled_from(["step", "linear"]))
    def test_it_lies_between_the_known_ones(
        self, one: float, two: float, n: int, between: str
    ) -> None:
        rate = RetentionCurve({1: one, 5: two}, source="x").rate(n, between=between)

        assert rate is not None
        assert min(one, two) - 1e-15 <= rate <= max(one, two) + 1e-15


class TestExpected:
    def test_it_is_the_mean_by_shares(self) -> None:
        assert pytest.approx(0.65, abs=1e-15) == CURVE.expected({1: 0.5, "6+": 0.5})

    def test_it_is_unknown_if_a_part_is(self) -> None:
        shares = {"1": 0.6, "2": 0.2, "3+": 0.2}
        found = RETENTION_BY_CONTACTS

        assert found.expected(shares) is None
        assert pytest.approx(0.61, abs=1e-15) == found.expected(shares, between="step")
        assert pytest.approx(0.575, abs=1e-15) == found.expected(
            shares, between="linear"
        )

    def test_an_unknown_part_of_none_does_not_matter(self) -> None:
        assert 0.68 == RETENTION_BY_CONTACTS.expected({1: 1, 2: 0})

    def test_shares_may_be_off_by_a_rounding(self) -> None:
        assert 0.9 == pytest.approx(CURVE.expected({1: 1 - 9e-10}))

    @pytest.mark.parametrize("share", [0.5, 1 - 2e-9])
    def test_shares_must_add_up_to_1(self, share: float) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^shares must be shares that add up to 1, got {1: ",
        ):
            CURVE.expected({1: share})

    def test_each_must_be_a_share(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^shares\[2\] must be between 0 and 1, got -0.5$",
        ):
            CURVE.expected({1: 1.0, 2: -0.5})

    def test_a_number_may_come_once(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^shares must be one share for each number"
        ):
            CURVE.expected({1: 0.5, "1": 0.5})

    def test_what_is_no_mapping_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^shares must be a mapping of contacts to shares, got \[1\]$",
        ):
            CURVE.expected([1])  # type: ignore[arg-type]


class TestUplift:
    def test_it_is_the_share_times_the_difference(self) -> None:
        assert pytest.approx(0.1, abs=1e-15) == CURVE.uplift(0.25, before=6, after=2)
        assert pytest.approx(-0.1, abs=1e-15) == CURVE.uplift(0.25, before=2, after=6)

    def test_it_is_unknown_if_either_rate_is(self) -> None:
        assert CURVE.uplift(0.25, before=3, after=1) is None
        assert CURVE.uplift(0.25, before=1, after=3) is None
        assert pytest.approx(-0.025, abs=1e-15) == CURVE.uplift(
            0.25, before=1, after=3, between="step"
        )
        assert pytest.approx(0.05, abs=1e-15) == CURVE.uplift(
            0.25, before=5, after="3", between="linear"
        )

    def test_a_share_out_of_range_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^moved must be between 0 and 1, got 1.5$"
        ):
            CURVE.uplift(1.5, before=6, after=1)


class TestOdds:
    def test_it_compares_the_odds(self) -> None:
        assert pytest.approx(13.5, abs=1e-12) == CURVE.odds_ratio(1, 6)
        assert pytest.approx(1 / 13.5, abs=1e-12) == CURVE.odds_ratio(6, 1)
        assert pytest.approx(1.0, abs=1e-12) == CURVE.odds_ratio(2, 3, between="step")

    def test_it_is_unknown_if_either_rate_is(self) -> None:
        assert CURVE.odds_ratio(1, 3) is None
        assert CURVE.odds_ratio(3, 1) is None

    @pytest.mark.parametrize("rates", [{1: 0, 2: 0.5}, {1: 1, 2: 0.5}])
    def test_of_none_and_of_all_there_is_none(self, rates: Any) -> None:
        curve = RetentionCurve(rates, source="x")

        assert curve.odds_ratio(1, 2) is None
        assert curve.odds_ratio(2, 1) is None


class TestRisk:
    def test_it_is_who_does_not_stay_and_can_leave(self) -> None:
        assert pytest.approx(0.6, abs=1e-15) == CURVE.churn_risk(6)
        assert pytest.approx(0.15, abs=1e-15) == CURVE.churn_risk(
            6, switching_barrier=0.75
        )
        assert 0.0 == CURVE.churn_risk(6, switching_barrier=1)
        assert pytest.approx(0.2, abs=1e-15) == CURVE.churn_risk(5, between="step")

    def test_it_is_unknown_if_the_rate_is(self) -> None:
        assert CURVE.churn_risk(5) is None

    def test_a_barrier_out_of_range_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^switching_barrier must be between 0 and 1, got 2.0$",
        ):
            CURVE.churn_risk(1, switching_barrier=2)


class TestBalance:
    def test_it_counts_each_kind(self) -> None:
        expected = LoyaltyBalance(
            n=8,
            positive=1,
            neutral=2,
            negative=5,
            negative_share=proportion_interval(5, 8, confidence=0.9),  # type: ignore[arg-type]
            net=-0.5,
            is_volunteered=True,
        )
        impacts = [LoyaltyImpact.POSITIVE, 0, 0, -1, -1, -1, -1, -1]

        assert expected == loyalty_balance(impacts, volunteered=True, confidence=0.9)

    def test_a_drawn_sample_says_so(self) -> None:
        found = loyalty_balance([1], volunteered=False)

        assert found is not None
        assert not found.is_volunteered
        assert 0.95 == found.negative_share.confidence

    def test_of_no_case_there_is_none(self) -> None:
        assert loyalty_balance([], volunteered=False) is None

    def test_another_impact_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^impacts must be one of -1, 0, 1, got 2$"
        ):
            loyalty_balance([2], volunteered=False)

    @pytest.mark.parametrize("impacts", [1, "1"])
    def test_what_is_no_list_is_refused(self, impacts: Any) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^impacts must be -1, 0 or 1 for each case, in a list, got ",
        ):
            loyalty_balance(impacts, volunteered=False)

    def test_how_the_sample_came_must_be_said(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^volunteered must be True or False, got None$"
        ):
            loyalty_balance([], volunteered=None)  # type: ignore[arg-type]

    def test_a_confidence_of_1_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            loyalty_balance([], volunteered=True, confidence=1)

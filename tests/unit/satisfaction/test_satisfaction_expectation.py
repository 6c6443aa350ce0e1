"""What was received against what was expected."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    LOSS_AVERSION,
    Confirmation,
    Direction,
    Disconfirmation,
    ExpectationGap,
    Remedy,
    Scale,
    ZoneOfTolerance,
    ZonePosition,
    disconfirmation,
    expectation_gap,
    felt_gap,
    prior_expectation,
    zone_of_tolerance,
)

EFFORT = Scale(1, 5, Direction.LOWER_IS_BETTER)
FIVE = Scale(1, 5)
EXCEEDED, MET, FAILED = Confirmation


def found(received: Any, expected: Any, **rest: Any) -> Disconfirmation:
    result = disconfirmation(received, expected, **rest)
    assert result is not None
    return result


class TestGap:
    @pytest.mark.parametrize(
        ("received", "expected", "gap", "confirmation"),
        [
            (5, 3, 2, EXCEEDED),
            (4, 4, 0, MET),
            (2, 5, -3, FAILED),
            (Decimal("4.5"), 4, Decimal("0.5"), EXCEEDED),
            (Fraction(1, 3), Fraction(1, 2), Fraction(-1, 6), FAILED),
            (0.3, 0.1, 0.2, EXCEEDED),
            (4.3, Decimal("4.1"), 0.2, EXCEEDED),
        ],
    )
    def test_it_is_exact_and_signed(
        self, received: Any, expected: Any, gap: Any, confirmation: Confirmation
    ) -> None:
        result = found(received, expected)

        assert (gap, type(gap)) == (result.gap, type(result.gap))
        assert confirmation is result.confirmation
        assert (received, expected) == (result.received, result.expected)

    @pytest.mark.parametrize("missing", [None, float("nan"), Decimal("nan")])
    def test_a_missing_side_is_no_gap_of_zero(self, missing: Any) -> None:
        assert disconfirmation(4, missing) is None
        assert disconfirmation(missing, 4) is None

    def test_its_value_is_the_gap(self) -> None:
        assert -2 == found(3, 5).value

    def test_the_side_that_is_there_is_still_checked(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^received must be between 1 and 5, got 9$"
        ):
            disconfirmation(9, None, scale=FIVE)
        with pytest.raises(
            InvalidArgumentError, match=r"^expected must be between 1 and 5, got 0$"
        ):
            disconfirmation(None, 0, scale=FIVE)

    @pytest.mark.parametrize(
        ("received", "expected", "tolerance", "confirmation"),
        [
            (4.3, 4.1, 0.2, MET),
            (4.1, 4.3, 0.2, MET),
            (4.3, 4.1, 0.19, EXCEEDED),
            (4.1, 4.3, 0.19, FAILED),
            (5, 4, 1, MET),
            (5, 3, Decimal("1.99"), EXCEEDED),
        ],
    )
    def test_the_tolerance_belongs_to_the_band(
        self, received: Any, expected: Any, tolerance: Any, confirmation: Confirmation
    ) -> None:
        result = found(received, expected, tolerance=tolerance)

        assert confirmation is result.confirmation
        assert tolerance == result.tolerance

    def test_a_negative_tolerance_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^tolerance must be 0 or more, got -1$"
        ):
            disconfirmation(4, 4, tolerance=-1)

    def test_what_is_no_number_is_refused(self) -> None:
        word: Any = "four"
        with pytest.raises(
            WrongTypeError, match=r"^received must be a number, got 'four'$"
        ):
            disconfirmation(word, 4)
        with pytest.raises(
            WrongTypeError, match=r"^expected must be a number, got 'four'$"
        ):
            disconfirmation(4, word)


class TestScales:
    def test_the_gap_reaches_as_far_as_the_scale(self) -> None:
        assert (-4, 4) == found(3, 3, scale=FIVE).bounds
        assert (-0.2, 0.2) == found(0.1, 0.3, scale=Scale(0.1, 0.3, step=0.1)).bounds
        assert found(3, 3).bounds is None

    def test_where_low_is_good_less_than_expected_exceeds(self) -> None:
        result = found(1, 4, scale=EFFORT)

        assert (3, EXCEEDED, EFFORT) == (result.gap, result.confirmation, result.scale)

    def test_means_between_the_steps_are_on_the_scale(self) -> None:
        assert 0.5 == found(4.5, 4, scale=FIVE).gap

    def test_another_thing_is_no_scale(self) -> None:
        pair: Any = (1, 5)
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale or None"):
            disconfirmation(None, None, scale=pair)


class TestFeeling:
    def test_a_loss_weighs_as_much_as_a_gain_unless_it_is_said(self) -> None:
        assert -2 == felt_gap(-2)
        assert -2 == found(3, 5).felt()

    def test_a_loss_may_weigh_more(self) -> None:
        assert Decimal("-4.5") == felt_gap(-2, loss_aversion=LOSS_AVERSION)
        assert Decimal("-4.5") == found(3, 5).felt(loss_aversion=LOSS_AVERSION)
        assert -2.5 == felt_gap(-1, loss_aversion=2.5)

    @pytest.mark.parametrize("gap", [0, 2, Fraction(1, 2)])
    def test_a_gain_stays_as_it_is(self, gap: Any) -> None:
        found = felt_gap(gap, loss_aversion=2.5)

        assert (gap, type(gap)) == (found, type(found))

    def test_a_loss_that_weighs_less_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^loss_aversion must be 1 or more, got 0.99$"
        ):
            felt_gap(2, loss_aversion=0.99)

    def test_the_constant_is_that_of_the_source(self) -> None:
        assert Decimal("2.25") == LOSS_AVERSION


class TestRemedies:
    def test_a_better_result_and_a_corrected_expectation_do_the_same(self) -> None:
        failed = found(3, 5, scale=FIVE)

        better = failed.remedied(Remedy.RESULT, by=1)
        told = failed.remedied("expectation", by=1)

        assert (4, 5, -1) == (better.received, better.expected, better.gap)
        assert (3, 4, -1) == (told.received, told.expected, told.gap)
        assert FIVE == better.scale == told.scale

    def test_where_low_is_good_better_is_down(self) -> None:
        failed = found(4, 2, scale=EFFORT)

        better = failed.remedied("result", by=2)
        told = failed.remedied("expectation", by=2)

        assert (2, 2, 0) == (better.received, better.expected, better.gap)
        assert (4, 4, 0) == (told.received, told.expected, told.gap)

    def test_the_tolerance_stays(self) -> None:
        failed = found(3, 5, tolerance=1)

        assert FAILED is failed.confirmation
        assert MET is failed.remedied("result", by=1).confirmation

    def test_a_measure_may_not_lead_off_the_scale(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^received must be between 1 and 5, got 6$"
        ):
            found(3, 5, scale=FIVE).remedied("result", by=3)
        with pytest.raises(
            InvalidArgumentError, match=r"^expected must be between 1 and 5, got 0$"
        ):
            found(3, 5, scale=FIVE).remedied("expectation", by=5)

    def test_a_measure_makes_nothing_worse(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^by must be 0 or more, got -1$"
        ):
            found(3, 5).remedied("result", by=-1)

    def test_there_are_two(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^remedy must be one of result, expectation, got 'price'$",
        ):
            found(3, 5).remedied("price", by=1)

    def test_the_type_follows_the_parts(self) -> None:
        assert (
            Decimal("3.5") == found(3, 5).remedied("result", by=Decimal(".5")).received
        )
        assert 4.5 == found(3, 5).remedied("expectation", by=0.5).expected


class TestManyPeople:
    PAIRS = ((5, 4), (3, 3), (2, 4), (4, None), (None, None))

    def test_the_mean_has_an_interval(self) -> None:
        report = expectation_gap(self.PAIRS)

        assert pytest.approx(-1 / 3, abs=1e-12) == report.value
        assert (3, 2, "t", 0.95) == (
            report.n,
            report.missing,
            report.method,
            report.confidence,
        )
        # t of 97.5 % at 2 degrees of freedom times the standard error, sqrt(7/9).
        reach = 4.302652729911275 * (7 / 9) ** 0.5
        assert pytest.approx(-1 / 3 - reach, abs=1e-9) == report.low
        assert pytest.approx(-1 / 3 + reach, abs=1e-9) == report.high

    def test_each_class_has_its_share(self) -> None:
        report = expectation_gap([*self.PAIRS, (5, 1)], confidence=0.9)
        exceeded, failed = report.shares[EXCEEDED], report.shares[FAILED]

        assert {EXCEEDED: 2, MET: 1, FAILED: 1} == report.counts
        assert exceeded is not None
        assert (0.5, 4, 0.9) == (exceeded.value, exceeded.n, exceeded.confidence)
        assert failed is not None
        assert 0.25 == failed.value
        assert (1, 0, -2, 4) == report.gaps

    def test_tolerance_and_scale_hold_for_all(self) -> None:
        report = expectation_gap([(1, 3), (2, 3), (4, 3)], scale=EFFORT, tolerance=1)

        assert (2, 1, -1) == report.gaps
        assert {EXCEEDED: 1, MET: 2, FAILED: 0} == report.counts
        assert EFFORT == report.scale

    def test_losses_may_weigh_more(self) -> None:
        report = expectation_gap([(5, 4), (3, 4)])

        assert 0.0 == report.mean_felt()
        assert -0.625 == report.mean_felt(loss_aversion=LOSS_AVERSION)
        with pytest.raises(InvalidArgumentError, match=r"^loss_aversion must be 1 or"):
            report.mean_felt(loss_aversion=0)

    def test_nobody_is_undefined(self) -> None:
        report = expectation_gap([(None, 4)])

        assert (None, None, None) == (report.value, report.low, report.high)
        assert (0, 1) == (report.n, report.missing)
        assert {EXCEEDED: None, MET: None, FAILED: None} == report.shares
        assert report.mean_felt() is None
        assert "expectation gap undefined (n=0)" == str(report)

    def test_one_person_has_a_mean_without_interval(self) -> None:
        report = expectation_gap([(5, 4)])

        assert (1.0, None, None) == (report.value, report.low, report.high)
        assert "expectation gap +1 (n=1)" == str(report)

    def test_it_prints_with_its_interval(self) -> None:
        report = expectation_gap(self.PAIRS, confidence=0.9)

        assert "expectation gap -0.333 (n=3, 90% CI -2.91..+2.24)" == str(report)

    def test_its_repr_leaves_out_the_single_gaps(self) -> None:
        assert "gaps" not in repr(expectation_gap(self.PAIRS))

    def test_half_an_interval_is_not_printed(self) -> None:
        report = ExpectationGap(1.0, 1, 0, None, 2.0, 0.95, "t", {}, ())

        assert "expectation gap +1 (n=1)" == str(report)

    @pytest.mark.parametrize("pair", [(1,), (1, 2, 3), 4, "45"])
    def test_what_is_no_pair_is_refused(self, pair: Any) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^pairs\[0\] must be a pair of received and expected, got ",
        ):
            expectation_gap([pair])

    def test_a_mapping_is_refused(self) -> None:
        pairs: Any = {5: 4}
        with pytest.raises(
            WrongTypeError,
            match=r"^pairs must be pairs of received and expected, in a list, got ",
        ):
            expectation_gap(pairs)

    def test_the_confidence_is_checked_first(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^confidence must be above 0 and below 1, got 1$",
        ):
            expectation_gap([], confidence=1)


class TestPriorExpectation:
    def test_who_doubts_expects_less(self) -> None:
        assert Decimal("0.05") == prior_expectation(Decimal("0.01"), 5)
        assert 0.05 == prior_expectation(0.01, 5)
        assert Fraction(5, 3) == prior_expectation(Fraction(1, 3), 5)

    @pytest.mark.parametrize(("p", "expected"), [(0, 0), (1, 5)])
    def test_certainty_is_in_range(self, p: int, expected: int) -> None:
        assert expected == prior_expectation(p, 5)

    @pytest.mark.parametrize("p", [-0.01, 1.01])
    def test_a_chance_is_from_0_to_1(self, p: float) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^p must be between 0 and 1, got {p}$"
        ):
            prior_expectation(p, 5)

    def test_a_service_is_a_number(self) -> None:
        good: Any = "good"
        with pytest.raises(WrongTypeError, match=r"^service must be a number"):
            prior_expectation(1, good)


class TestZoneOfTolerance:
    @pytest.mark.parametrize(
        ("perceived", "adequacy", "superiority", "position"),
        [
            (8, 3, 1, ZonePosition.ABOVE),
            (7, 2, 0, ZonePosition.ABOVE),
            (6, 1, -1, ZonePosition.WITHIN),
            (5, 0, -2, ZonePosition.WITHIN),
            (4, -1, -3, ZonePosition.BELOW),
        ],
    )
    def test_both_ends_are_good_enough(
        self, perceived: int, adequacy: int, superiority: int, position: ZonePosition
    ) -> None:
        assert ZoneOfTolerance(adequacy, superiority, position) == zone_of_tolerance(
            perceived, adequate=5, desired=7, scale=Scale(1, 9)
        )

    def test_where_low_is_good_both_turn(self) -> None:
        assert ZoneOfTolerance(1, -1, ZonePosition.WITHIN) == zone_of_tolerance(
            3, adequate=4, desired=2, scale=EFFORT
        )

    def test_a_zone_may_be_a_point(self) -> None:
        assert ZoneOfTolerance(0, 0, ZonePosition.ABOVE) == zone_of_tolerance(
            5, adequate=5, desired=5
        )

    @pytest.mark.parametrize("perceived", [None, float("nan")])
    def test_a_missing_perception_has_no_place(self, perceived: Any) -> None:
        assert zone_of_tolerance(perceived, adequate=5, desired=7) is None

    def test_less_desired_than_adequate_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^desired must be at least as good as the adequate 5, got 4$",
        ):
            zone_of_tolerance(None, adequate=5, desired=4)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^desired must be at least as good as the adequate 2, got 3$",
        ):
            zone_of_tolerance(2, adequate=2, desired=3, scale=EFFORT)

    @pytest.mark.parametrize(
        ("argument", "values"),
        [
            ("perceived", (6, 3, 4)),
            ("adequate", (3, 0, 4)),
            ("desired", (3, 3, 6)),
        ],
    )
    def test_all_three_are_on_the_scale(
        self, argument: str, values: tuple[int, int, int]
    ) -> None:
        perceived, adequate, desired = values
        with pytest.raises(
            InvalidArgumentError, match=rf"^{argument} must be between 1 and 5"
        ):
            zone_of_tolerance(perceived, adequate=adequate, desired=desired, scale=FIVE)

    def test_the_types_follow_the_parts(self) -> None:
        zone = zone_of_tolerance(Decimal("4.5"), adequate=4, desired=5.5)

        assert zone is not None
        assert (Decimal("0.5"), -1.0) == (zone.adequacy, zone.superiority)
        assert (Decimal, float) == (type(zone.adequacy), type(zone.superiority))


class TestExtremes:
    @pytest.mark.parametrize("huge", [10**400, -(10**400)])
    def test_a_number_is_one_that_a_float_holds(self, huge: int) -> None:
        wanted = r"^received must be a number a float holds, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            disconfirmation(huge, 4)

    @pytest.mark.parametrize("huge", [1.1e99, -2 * 10**99])
    def test_a_number_leaves_room_for_sums(self, huge: float) -> None:
        wanted = r"^expected must be between -1e\+99 and 1e\+99, got "
        with pytest.raises(InvalidArgumentError, match=wanted):
            disconfirmation(4, huge)

    def test_the_place_of_a_wrong_number_is_told(self) -> None:
        wanted = r"^pairs\[1\]\[0\] must be between 1 and 5, got 6$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            expectation_gap([(1, 2), (6, None)], scale=Scale(1, 5))
        wanted = r"^pairs\[0\]\[1\] must be a number, got 'x'$"
        word: Any = "x"
        with pytest.raises(WrongTypeError, match=wanted):
            expectation_gap([(None, word)])

    def test_settings_are_checked_without_any_pair(self) -> None:
        wanted = r"^tolerance must be 0 or more, got -1$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            expectation_gap([], tolerance=-1)

    def test_a_confidence_may_be_a_fraction(self) -> None:
        half: Any = Fraction(1, 2)
        report = expectation_gap([(5, 4), (4, 3)], confidence=half)
        assert "expectation gap +1 (n=2, 50% CI +1..+1)" == str(report)

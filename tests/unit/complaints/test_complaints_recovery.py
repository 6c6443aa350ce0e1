"""Whether clients stay after a failure."""

from typing import Any

import pytest

from servicedesk_core.complaints import (
    Cohort,
    Recovery,
    RecoverySummary,
    compare_retention,
    recovery_paradox,
    summarise_recovery,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import proportion_difference, proportion_interval


class TestComparison:
    def test_both_shares_are_kept_apart(self) -> None:
        found = compare_retention((54, 100), (9, 90), confidence=0.9)

        assert proportion_interval(54, 100, confidence=0.9) == found.first
        assert proportion_interval(9, 90, confidence=0.9) == found.second
        assert found.difference == proportion_difference(
            (54, 100), (9, 90), confidence=0.9
        )

    def test_an_empty_cohort_leaves_no_difference(self) -> None:
        no_second = compare_retention((1, 2), (0, 0))
        no_first = compare_retention((0, 0), (1, 2))

        assert proportion_interval(1, 2) == no_second.first == no_first.second
        assert (None, None) == (no_second.second, no_second.difference)
        assert (None, None) == (no_first.first, no_first.difference)

    @pytest.mark.parametrize("counts", [7, (1,), (1, 2, 3), "12"])
    def test_other_than_two_counts_are_refused(self, counts: Any) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^first must be how many stayed and of how many, got ",
        ):
            compare_retention(counts, (1, 2))

    def test_more_than_all_cannot_stay(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^second must be between 0 and 2, got 3$"
        ):
            compare_retention((2, 2), (3, 2))

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            compare_retention((0, 0), (0, 0), confidence=1)


class TestParadox:
    def test_each_cohort_is_held_against_those_without_a_problem(self) -> None:
        found = recovery_paradox(
            {
                Cohort.NO_PROBLEM: (700, 1000),
                "solved_quickly": (170, 200),
                "solved_slowly": (50, 100),
            },
            confidence=0.9,
        )
        base = (700, 1000)

        assert {
            Cohort.NO_PROBLEM: proportion_interval(700, 1000, confidence=0.9),
            Cohort.SOLVED_QUICKLY: proportion_interval(170, 200, confidence=0.9),
            Cohort.SOLVED_SLOWLY: proportion_interval(50, 100, confidence=0.9),
            Cohort.UNSOLVED: None,
        } == found.shares
        assert {
            Cohort.SOLVED_QUICKLY: proportion_difference(
                (170, 200), base, confidence=0.9
            ),
            Cohort.SOLVED_SLOWLY: proportion_difference(
                (50, 100), base, confidence=0.9
            ),
            Cohort.UNSOLVED: None,
        } == found.differences

    def test_it_holds_where_the_whole_interval_is_above_0(self) -> None:
        found = recovery_paradox(
            {
                "no_problem": (70, 100),
                "solved_quickly": (95, 100),
                "solved_slowly": (72, 100),
            }
        )

        assert found.holds() is True
        assert found.holds("solved_slowly") is False
        assert found.holds(Cohort.UNSOLVED) is None

    def test_without_clients_without_a_problem_it_is_unknown(self) -> None:
        assert recovery_paradox({"solved_quickly": (9, 10)}).holds() is None

    def test_those_without_a_problem_are_no_case_of_it(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^cohort must be one that had a problem, got 'no_problem'$",
        ):
            recovery_paradox({}).holds("no_problem")

    def test_an_unknown_cohort_is_refused(self) -> None:
        wanted = "one of no_problem, solved_quickly, solved_slowly, unsolved"
        with pytest.raises(InvalidArgumentError, match=rf"^cohorts must be {wanted}"):
            recovery_paradox({"happy": (1, 1)})
        with pytest.raises(InvalidArgumentError, match=rf"^cohort must be {wanted}"):
            recovery_paradox({}).holds("happy")

    def test_counts_of_another_form_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^cohorts\['unsolved'\] must be how many stayed"
        ):
            recovery_paradox({"unsolved": 7})  # type: ignore[arg-type]

    def test_what_is_no_mapping_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^cohorts must be a mapping of cohort to counts, got 7$",
        ):
            recovery_paradox(7)  # type: ignore[arg-type]


class TestFacts:
    def test_each_is_counted_by_itself(self) -> None:
        cases = [
            Recovery(resolved=True, compensated=True, retained=False),
            Recovery(resolved=True, compensated=False, retained=True),
            Recovery(resolved=False, compensated=None, retained=True),
            Recovery(resolved=True, compensated=None, retained=None),
        ]
        expected = RecoverySummary(
            resolved=proportion_interval(3, 4, confidence=0.9),
            compensated=proportion_interval(1, 2, confidence=0.9),
            retained=proportion_interval(2, 3, confidence=0.9),
            lost_although_made_good=1,
        )

        assert expected == summarise_recovery(cases, confidence=0.9)
        assert proportion_interval(3, 4) == summarise_recovery(cases).resolved

    def test_of_nothing_known_there_is_none(self) -> None:
        unknown = Recovery(resolved=None, compensated=None, retained=None)
        expected = RecoverySummary(None, None, None, 0)

        assert expected == summarise_recovery([unknown])
        assert expected == summarise_recovery([])

    def test_a_fact_of_another_type_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^retained must be True, False or None, got 'yes'$"
        ):
            Recovery(resolved=True, compensated=None, retained="yes")  # type: ignore[arg-type]

    def test_values_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^cases must be Recovery values, got 7$"
        ):
            summarise_recovery([7])  # type: ignore[list-item]

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            summarise_recovery([], confidence=0)

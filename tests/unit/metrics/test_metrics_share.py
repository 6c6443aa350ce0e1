"""Shares and ratios with their words, and indicators defined by tests."""

import pickle
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import KPI, Goal, Ratio, rate, share_of
from servicedesk_core.stats import proportion_interval


class TestRate:
    def test_it_has_the_wilson_interval(self) -> None:
        found = rate(81, 263, definition="hits", confidence=0.9, left_out=7)
        interval = proportion_interval(81, 263, confidence=0.9)

        assert interval is not None
        assert (found.value, found.low, found.high) == (
            interval.value,
            interval.low,
            interval.high,
        )
        assert (found.numerator, found.denominator, found.n) == (81, 263, 263)
        assert (found.confidence, found.left_out) == (0.9, 7)

    def test_the_default_confidence_leaves_nothing_out(self) -> None:
        found = rate(1, 1, definition="hits")

        assert (found.confidence, found.left_out, found.value) == (0.95, 0, 1.0)

    def test_of_nothing_it_is_undefined(self) -> None:
        found = rate(0, 0, definition="hits of shots")

        assert (found.value, found.low, found.high) == (None, None, None)
        assert str(found) == "undefined (0 of 0): hits of shots"

    def test_it_prints_its_counts_interval_and_words(self) -> None:
        assert str(rate(18, 400, definition="hits", confidence=0.9)) == (
            "4.5% (18 of 400, 90% CI 3.1%..6.5%): hits"
        )

    def test_it_pickles(self) -> None:
        found = rate(1, 2, definition="hits")

        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301

    @pytest.mark.parametrize(
        ("numerator", "denominator", "message"),
        [
            (3, 2, r"^numerator must be at most the denominator, 2, got 3$"),
            (-1, 2, r"^numerator must be 0 or more, got -1$"),
            (0, -1, r"^denominator must be 0 or more, got -1$"),
        ],
    )
    def test_counts_out_of_range_are_refused(
        self, numerator: int, denominator: int, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            rate(numerator, denominator, definition="hits")

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"definition": 3}, r"^definition must be what is counted, in words, got"),
            ({"left_out": 0.5}, r"^left_out must be a whole number, got 0\.5$"),
        ],
    )
    def test_wrong_types_are_refused(
        self, changed: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(WrongTypeError, match=message):
            rate(1, 2, **{"definition": "hits", **changed})

    def test_even_of_nothing_the_confidence_is_checked(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^confidence must be above 0 and below 1"
        ):
            rate(0, 0, definition="hits", confidence=1)


class TestRatio:
    def test_value_and_words(self) -> None:
        found = Ratio("transfers per ticket", 126, 450)

        assert (found.value, found.n) == (0.28, 450)
        assert str(found) == "0.28 (126 for 450): transfers per ticket"

    def test_for_nothing_it_is_undefined(self) -> None:
        found = Ratio("transfers per ticket", 0, 0)

        assert found.value is None
        assert str(found) == "undefined (0 for 0): transfers per ticket"


class TestShareOf:
    def test_what_is_not_in_the_denominator_is_left_out(self) -> None:
        found = share_of(
            [1, 2, 3, 4, 5],
            lambda n: n % 2,
            denominator=lambda n: n > 2,
            definition="odd, above two",
            confidence=0.8,
        )

        assert (found.numerator, found.denominator, found.left_out) == (2, 3, 2)
        assert (found.definition, found.confidence) == ("odd, above two", 0.8)

    def test_by_default_all_of_them_could_count(self) -> None:
        found = share_of([0, 3], bool, definition="above zero")

        assert (found.numerator, found.denominator, found.left_out) == (1, 2, 0)

    def test_the_numerator_is_asked_inside_the_denominator_alone(self) -> None:
        found = share_of(
            [0, 4], lambda n: 4 / n == 1, denominator=bool, definition="one"
        )

        assert (found.numerator, found.denominator) == (1, 1)

    @pytest.mark.parametrize("argument", ["numerator", "denominator"])
    def test_tests_must_be_functions(self, argument: str) -> None:
        tests: dict[str, Any] = {"numerator": bool, "denominator": bool, argument: 1}

        with pytest.raises(
            WrongTypeError, match=rf"^{argument} must be a function of an item, got 1$"
        ):
            share_of([1], definition="ones", **tests)


class TestKPI:
    def test_filter_denominator_and_numerator_work_one_inside_the_other(self) -> None:
        kpi: KPI[int] = KPI(
            "odd",
            numerator=lambda n: n % 2,
            denominator=lambda n: n > 2,
            filter=lambda n: n < 10,
            target=0.5,
            definition="odd, above two, below ten",
        )
        found = kpi.evaluate([1, 2, 3, 4, 5, 11, 13], confidence=0.9)

        assert (found.rate.numerator, found.n, found.rate.left_out) == (2, 3, 2)
        assert found.value == 2 / 3
        assert found.rate.definition == "odd, above two, below ten"
        assert found.rate.confidence == 0.9

    def test_the_name_is_the_default_definition(self) -> None:
        kpi: KPI[int] = KPI("odd", numerator=lambda n: n % 2)
        found = kpi.evaluate([1])

        assert (found.name, found.rate.definition) == ("odd", "odd")
        assert (found.target, found.goal) == (None, Goal.AT_LEAST)

    @pytest.mark.parametrize(
        ("goal", "target", "is_met"),
        [
            ("at_least", 0.5, True),
            ("at_least", 0.51, False),
            ("at_most", 0.5, True),
            ("at_most", 0.49, False),
            ("at_most", None, None),
        ],
    )
    def test_targets(
        self, goal: str, target: float | None, *, is_met: bool | None
    ) -> None:
        kpi: KPI[int] = KPI("half", numerator=bool, target=target, goal=Goal(goal))

        assert kpi.evaluate([0, 1]).is_met is is_met

    def test_of_nothing_no_target_is_met_or_missed(self) -> None:
        assert KPI("any", numerator=bool, target=0).evaluate([]).is_met is None

    def test_it_prints_its_name(self) -> None:
        found = KPI("KPI 7", numerator=bool, definition="hits").evaluate([])

        assert str(found) == "KPI 7 undefined (0 of 0): hits"

    @pytest.mark.parametrize("argument", ["numerator", "denominator", "filter"])
    def test_tests_must_be_functions(self, argument: str) -> None:
        tests: dict[str, Any] = {"numerator": bool, argument: "x"}

        with pytest.raises(
            WrongTypeError, match=rf"^{argument} must be a function of an item, got 'x'"
        ):
            KPI("bad", **tests)

    def test_all_but_the_name_is_given_by_name(self) -> None:
        make: Any = KPI

        with pytest.raises(TypeError, match="positional"):
            make("odd", bool)
        with pytest.raises(TypeError, match="positional"):
            make("odd", bool, bool, numerator=bool)

    def test_a_target_is_a_share(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^target must be between 0 and 1, got 80"
        ):
            KPI("bad", numerator=bool, target=80)

    def test_an_unknown_goal_is_refused(self) -> None:
        goal: Any = "about"

        with pytest.raises(
            InvalidArgumentError,
            match=r"^goal must be one of at_least, at_most, got 'about'$",
        ):
            KPI("bad", numerator=bool, goal=goal)

"""Means with their uncertainty."""

import pickle
from decimal import Decimal
from math import inf, nan
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    Difference,
    Estimate,
    Moments,
    mean_difference,
    mean_interval,
)

BEFORE = [3, 4, 2, 5, 3, 3, 4, 2, 1, 4, 3]
AFTER = [5, 4, 5, 3, 4, 5, 5, 2, 4, 5]


def difference(first: Any, second: Any, **rest: Any) -> Difference:
    found = mean_difference(first, second, **rest)
    assert found is not None
    return found


class TestMoments:
    def test_are_those_of_a_sample(self) -> None:
        assert Moments(3, 4.0, 1.0) == Moments.of([3, 4, 5])
        assert Moments(2, 0.5, 0.5) == Moments.of([Decimal(0), 1])  # type: ignore[list-item]

    @pytest.mark.parametrize("values", [[], [4]])
    def test_need_two_values(self, values: list[float]) -> None:
        assert Moments.of(values) is None

    def test_of_equal_values_have_no_variance_at_all(self) -> None:
        assert Moments(3, 0.1, 0.0) == Moments.of([0.1, 0.1, 0.1])

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ((1, 4, 1), "n must be 2 or more, got 1"),
            ((3, inf, 1), "mean must be finite, got inf"),
            ((3, 4, -1), "variance must be 0 or more, got -1.0"),
            (
                (3, 2e100, 1),
                "mean must be between -1e+100 and 1e+100, got 2e+100",
            ),
            (
                (10**12 + 1, 4, 1),
                "n must be 1000000000000 or less, got 1000000000001",
            ),
        ],
    )
    def test_refuse_what_is_out_of_range(
        self, given: tuple[Any, Any, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            Moments(*given)
        assert message == str(error.value)

    def test_are_a_value(self) -> None:
        found = Moments(3, 4, 1)
        assert found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.n = 4  # type: ignore[misc]


class TestMeanInterval:
    def test_is_students(self) -> None:
        # a variance of 9.6 / 9, and t of 0.975 and 9 degrees of freedom
        reach = 2.2621571628 * (9.6 / 9 / 10) ** 0.5
        found = mean_interval(AFTER)
        assert found is not None
        assert 4.2 == found.value
        assert 4.2 - reach == pytest.approx(found.low, rel=1e-10)
        assert 4.2 + reach == pytest.approx(found.high, rel=1e-10)
        assert (10, 0.95, "t") == (found.n, found.confidence, found.method)

    def test_takes_moments(self) -> None:
        moments = Moments.of(AFTER)
        assert moments is not None
        assert mean_interval(AFTER) == mean_interval(moments)

    def test_of_equal_values_has_no_width(self) -> None:
        assert Estimate(0.1, 0.1, 0.1, 3, 0.9, "t") == mean_interval(
            [0.1] * 3, confidence=0.9
        )

    @pytest.mark.parametrize("values", [[], [4]])
    def test_needs_two_values(self, values: list[float]) -> None:
        assert mean_interval(values) is None

    def test_widens_with_confidence(self) -> None:
        near = mean_interval(AFTER, confidence=0.9999999999999999)
        usual = mean_interval(AFTER)
        assert near is not None
        assert usual is not None
        assert near.low < usual.low < usual.high < near.high
        assert -inf < near.low

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ([1, nan], "values[1] must be finite, got nan"),
            ([1, 2e100], "values[1] must be between -1e+100 and 1e+100, got 2e+100"),
            ([-2e100], "values[0] must be between -1e+100 and 1e+100, got -2e+100"),
        ],
    )
    def test_refuses_values_out_of_range(
        self, values: list[float], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            mean_interval(values)
        assert message == str(error.value)

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            (5, "values must be numbers, in a list, got 5"),
            ("34", "values must be numbers, in a list, got '34'"),
            (b"34", "values must be numbers, in a list, got b'34'"),
            ([1, "2"], "values[1] must be a number, got '2'"),
            ([True, 1], "values[0] must be a number, got True"),
        ],
    )
    def test_refuses_what_is_no_sample(self, values: Any, message: str) -> None:
        with pytest.raises(WrongTypeError) as error:
            mean_interval(values)
        assert message == str(error.value)

    def test_refuses_a_confidence_of_one(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            mean_interval(AFTER, confidence=1)

    def test_takes_the_largest_values(self) -> None:
        found = mean_interval([1e100, -1e100])
        assert found is not None
        assert 0.0 == found.value
        assert found.high < inf


class TestMeanDifference:
    def test_is_welchs_unless_told(self) -> None:
        found = difference(AFTER, BEFORE)
        assert found.significance is not None
        assert 2.343266981708481 == pytest.approx(found.significance.statistic)
        assert 18.99953902963312 == pytest.approx(found.significance.df)
        assert 0.03014799264100686 == pytest.approx(found.p_value, rel=1e-9)
        assert 0.118440769200581 == pytest.approx(found.low, rel=1e-9)
        assert 2.099741048981238 == pytest.approx(found.high, rel=1e-9)
        assert 4.2 - 34 / 11 == found.value
        assert ("welch", "welch") == (found.method, found.significance.method)
        assert 0.95 == found.confidence

    def test_is_students_where_variances_are_equal(self) -> None:
        # squares of 9.6 and 142 / 11 share 19 degrees of freedom
        error = ((9.6 + 142 / 11) / 19 * (1 / 10 + 1 / 11)) ** 0.5
        found = difference(AFTER, BEFORE, equal_variances=True)
        assert found.significance is not None
        assert 19 == found.significance.df
        assert (4.2 - 34 / 11) / error == pytest.approx(found.significance.statistic)
        assert ("student", "student") == (found.method, found.significance.method)

    def test_turns_its_sign_with_the_samples(self) -> None:
        there, back = difference(AFTER, BEFORE), difference(BEFORE, AFTER)
        assert (there.value, there.low, there.high) == (
            -back.value,
            -back.high,
            -back.low,
        )
        assert there.p_value == back.p_value

    @pytest.mark.parametrize("equal", [False, True])
    def test_without_any_variance_has_no_test(self, *, equal: bool) -> None:
        method = "student" if equal else "welch"
        expected = Difference(1.0, 1.0, 1.0, 0.95, None, method)
        assert expected == difference([4, 4], [3, 3, 3], equal_variances=equal)

    def test_needs_variance_in_one_sample_alone(self) -> None:
        found = difference([4, 4, 4], [3, 5, 3])
        assert found.significance is not None
        assert 2 == found.significance.df
        assert 0.5 == pytest.approx(found.significance.statistic)

    @pytest.mark.parametrize(("first", "second"), [([1], [1, 2]), ([1, 2], [1])])
    def test_needs_two_values_in_each(
        self, first: list[float], second: list[float]
    ) -> None:
        assert mean_difference(first, second) is None

    def test_takes_moments(self) -> None:
        first, second = Moments.of(AFTER), Moments.of(BEFORE)
        assert difference(AFTER, BEFORE) == difference(first, second)

    def test_takes_tiny_variances(self) -> None:
        found = difference(Moments(5, 1, 1e-200), Moments(5, 1, 1e-200))
        assert found.significance is not None
        assert 8 == pytest.approx(found.significance.df)

    @pytest.mark.parametrize(
        ("first", "second", "message"),
        [
            ([1, nan], [1, 2], "first[1] must be finite, got nan"),
            ([1, 2], [nan], "second[0] must be finite, got nan"),
        ],
    )
    def test_names_the_sample_in_an_error(
        self, first: list[float], second: list[float], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            mean_difference(first, second)
        assert message == str(error.value)

    def test_refuses_a_confidence_of_none(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            mean_difference(AFTER, BEFORE, confidence=0)


class TestEffectiveNumber:
    def test_is_that_of_the_values_unless_given(self) -> None:
        assert 3 == Moments(3, 4, 1).effective_n
        assert Moments(3, 4, 1) == Moments(3, 4, 1, 3)
        assert Moments(3, 4, 1) != Moments(3, 4, 1, 2.5)

    def test_is_what_intervals_go_by(self) -> None:
        found = mean_interval(Moments(8, 4, 1.5, 5))
        equal = mean_interval(Moments(5, 4, 1.5))
        assert found is not None
        assert equal is not None
        assert (8, equal.low, equal.high) == (found.n, found.low, found.high)

    @pytest.mark.parametrize("equal_variances", [True, False])
    def test_is_what_tests_go_by(self, *, equal_variances: bool) -> None:
        found = mean_difference(
            Moments(8, 4, 1.5, 5), Moments(9, 3, 2, 6), equal_variances=equal_variances
        )
        equal = mean_difference(
            Moments(5, 4, 1.5), Moments(6, 3, 2), equal_variances=equal_variances
        )
        assert equal == found

    def test_need_not_be_whole(self) -> None:
        found = mean_difference(Moments(8, 4, 1.5, 2.5), Moments(9, 3, 0))
        assert found is not None
        assert found.significance is not None
        assert pytest.approx(1.5) == found.significance.df

    @pytest.mark.parametrize("effective", [1, 0.5, -2])
    def test_is_above_1(self, effective: float) -> None:
        wanted = rf"^effective_n must be above 1, got {effective}$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            Moments(3, 4, 1, effective)

    def test_is_a_number(self) -> None:
        three: Any = "3"
        wanted = r"^effective_n must be a number, got '3'$"
        with pytest.raises(WrongTypeError, match=wanted):
            Moments(3, 4, 1, three)


class TestFlag:
    @pytest.mark.parametrize("flag", ["no", 0, None])
    def test_is_true_or_false(self, flag: Any) -> None:
        wanted = r"^equal_variances must be True or False, got "
        with pytest.raises(WrongTypeError, match=wanted):
            mean_difference([1, 2], [1, 3], equal_variances=flag)

"""Tails and quantiles of the distributions that tests and intervals rest on.

The expected numbers were worked out with 40 digits.
"""

from collections.abc import Callable
from math import inf, log, nan, pi
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    beta_cdf,
    beta_quantile,
    beta_survival,
    binomial_log_probability,
    binomial_probability,
    chi_square_quantile,
    chi_square_survival,
    normal_quantile,
    normal_two_sided,
    t_quantile,
    t_two_sided,
)


def near(expected: float) -> Any:
    """Compare to 1e-12 of the number itself, however small it is."""
    return pytest.approx(expected, rel=1e-12, abs=0)


class TestFarAway:
    @pytest.mark.parametrize("shape", [1e-20, 1e13])
    def test_the_ends_of_what_is_taken_have_an_answer(self, shape: float) -> None:
        assert 0.5 == pytest.approx(beta_cdf(0.5, shape, shape), abs=1e-6)
        assert 0.5 == pytest.approx(t_two_sided(0, shape) / 2, abs=1e-12)

    def test_the_largest_count_has_an_answer(self) -> None:
        assert near(-(10**12) * log(2)) == binomial_log_probability(0, 10**12, 0.5)


class TestFlags:
    @pytest.mark.parametrize("flag", ["yes", 1, None])
    def test_are_true_or_false(self, flag: Any) -> None:
        wanted = r"^upper must be True or False, got "
        with pytest.raises(WrongTypeError, match=wanted):
            beta_quantile(0.5, 1, 1, upper=flag)
        with pytest.raises(WrongTypeError, match=wanted):
            chi_square_quantile(0.5, 1, upper=flag)


class TestNormal:
    @pytest.mark.parametrize(
        ("p", "expected"),
        [
            (0.975, 1.959963984540054),
            (0.5, 0.0),
            (0.1, -1.2815515655446004),
            (1e-300, -37.0470962993612),
        ],
    )
    def test_quantile(self, p: float, expected: float) -> None:
        assert near(expected) == normal_quantile(p)

    @pytest.mark.parametrize(
        ("z", "expected"),
        [
            (0, 1.0),
            (1, 0.31731050786291415),
            (-1, 0.31731050786291415),
            (30, 9.813427854297537e-198),
        ],
    )
    def test_both_tails(self, z: float, expected: float) -> None:
        assert near(expected) == normal_two_sided(z)


class TestStudent:
    @pytest.mark.parametrize(
        ("t", "df", "expected"),
        [
            (0, 3, 1.0),
            (1, 1, 0.5),
            (-1, 1, 0.5),
            (2.5, 3, 0.08770664700806555),
            (0.01, 7.5, 0.9922821310703695),
            (12.7, 2.2, 0.004228212196698425),
            (40, 1000, 1.047885215517336e-209),
            (3, 100_000, 0.002700460884064719),
            (1e20, 4, 6e-80),
            (1e150, 1, 6.366197723675814e-151),
            (-1e150, 1, 6.366197723675814e-151),
            (2e161, 1, 1 / (pi * 1e161)),
            (-1e300, 0.5, 6.414019508284441e-151),
            (1e300, 3, 0),
        ],
    )
    def test_both_tails(self, t: float, df: float, expected: float) -> None:
        assert near(expected) == t_two_sided(t, df)

    @pytest.mark.parametrize("t", [0, 1, 1e20, 1e150, -1.7e308])
    def test_are_no_more_than_certain(self, t: float) -> None:
        assert 1 >= t_two_sided(t, 1e-20) > 1 - 1e-9

    @pytest.mark.parametrize(
        ("p", "df", "expected"),
        [
            # Student's table: 12.706, 4.303, 2.571, 2.228, 2.042, 1.980.
            (0.975, 1, 12.70620473617469),
            (0.975, 2, 4.302652729749462),
            (0.975, 5, 2.5705818356363146),
            (0.975, 10, 2.228138851986274),
            (0.975, 30, 2.0422724563012378),
            (0.975, 120, 1.9799304050824402),
            (0.6, 3.5, 0.2732654540557796),
            (0.25, 2, -0.816496580927726),
            (1e-12, 10, -40.5320961786626),
            (0.9995, 100_000, 3.290624031411914),
            (0.5, 4, 0.0),
            (0.5 + 2**-40, 1, pi * 2**-40),
        ],
    )
    def test_quantile(self, p: float, df: float, expected: float) -> None:
        assert near(expected) == t_quantile(p, df)

    def test_the_quantile_stops_where_its_square_would_not_fit_a_float(self) -> None:
        assert -1e150 < t_quantile(1e-300, 1) < -1e149


class TestBeta:
    @pytest.mark.parametrize(
        ("x", "a", "b", "lower", "upper"),
        [
            (0, 2, 3, 0.0, 1.0),
            (1, 2, 3, 1.0, 0.0),
            (0.25, 0.5, 0.5, 1 / 3, 2 / 3),
            (0.5, 2, 3, 0.6875, 0.3125),
            # At the mean itself.
            (0.375, 3, 5, 0.5246529579162598, 0.4753470420837402),
            (0.01, 15, 20, 1.551933095724505e-21, 1.0),
            (0.9, 16, 14.5, 0.9999999197853408, 8.021465924014201e-8),
            (0.5, 1000, 1300, 0.9999999998141821, 1.858179367667933e-10),
            (0.41, 40_000, 60_000, 0.9999999999395538, 6.044618385548209e-11),
            (0.001, 100, 1, 1e-300, 1.0),
            (0.999, 0.5, 100, 1.0, 5.63763950293631e-302),
            (0.1, 0.01, 5, 0.9940726309296224, 0.005927369070377643),
            (0.3, 40_000, 60_000, 0.0, 1.0),
            # Next to 1 and beyond it by rounding.
            (1e-18, 1e-17, 1, 1.0, 2**-53),
        ],
    )
    def test_tails(
        self, x: float, a: float, b: float, lower: float, upper: float
    ) -> None:
        assert pytest.approx(lower, rel=2e-12, abs=0) == beta_cdf(x, a, b)
        assert pytest.approx(upper, rel=2e-12, abs=0) == beta_survival(x, a, b)

    @pytest.mark.parametrize(
        ("p", "a", "b", "upper", "expected"),
        [
            (0.025, 3, 8, False, 0.06673951117773447),
            (0.025, 4, 7, True, 0.6524528500599973),
            (0.5, 0.5, 0.5, False, 0.5),
            (0.9, 10, 3, False, 0.904347094431396),
            (0.1, 10, 3, True, 0.904347094431396),
            (0.2, 0.5, 1000.5, True, 0.0008206450089509401),
            (1e-30, 5, 100, False, 2.554335918301674e-8),
            (1e-30, 5, 100, True, 0.5601485897304409),
            (0.025, 40_000, 60_000, False, 0.3969655531714946),
        ],
    )
    def test_quantile(
        self, p: float, a: float, b: float, upper: Any, expected: float
    ) -> None:
        assert near(expected) == beta_quantile(p, a, b, upper=upper)

    def test_a_quantile_next_to_0_stops_where_a_float_does(self) -> None:
        assert 1e-300 < beta_quantile(1e-200, 0.5, 10) < 1e-299

    def test_an_upper_tail_may_be_smaller_than_a_float_is_from_1(self) -> None:
        assert beta_quantile(1e-20, 1, 1, upper=True) == 1.0
        assert near(1 - 1e-5) == beta_quantile(1e-20, 1, 4, upper=True)


class TestChiSquare:
    @pytest.mark.parametrize(
        ("x", "df", "expected"),
        [
            (0, 2, 1.0),
            (3.84, 1, 0.0500435212487051),
            (0.5, 1, 0.4795001221869535),
            (12, 12, 0.4456796413646112),
            (13.9, 12, 0.3071396652613142),
            (14.1, 12, 0.2943681070732022),
            (1000, 3, 1.799420876531448e-216),
            (101_000, 100_000, 0.01286884037723367),
            (90_000, 100_000, 1.0),
            (1e-6, 0.5, 0.9706626167748769),
        ],
    )
    def test_upper_tail(self, x: float, df: float, expected: float) -> None:
        assert pytest.approx(expected, rel=5e-12, abs=0) == chi_square_survival(x, df)

    @pytest.mark.parametrize(
        ("p", "df", "upper", "expected"),
        [
            (0.95, 1, False, 3.841458820694124),
            (0.025, 20, False, 9.590777392264867),
            (0.025, 22, True, 36.78071208403556),
            (0.3, 0.5, False, 0.01098260494855097),
            (1e-50, 3, False, 1.122330578045473e-33),
            (1e-20, 1, True, 87.16173342690982),
            (0.5, 100_000, False, 99999.33333412346),
            (0.975, 100_000, False, 100878.4153056656),
        ],
    )
    def test_quantile(self, p: float, df: float, upper: Any, expected: float) -> None:
        assert near(expected) == chi_square_quantile(p, df, upper=upper)


class TestBinomial:
    @pytest.mark.parametrize(
        ("successes", "trials", "p", "expected"),
        [
            (3, 10, 0.3, -1.321151277766889),
            (1, 2, 0.125, -1.519825753744413),
            (50_000, 100_000, 0.5, -5.982256585129842),
            (20_000, 100_000, 0.25, -705.9697796303143),
            (16, 100_000, 0.0001, -3.830598633511242),
            (0, 1000, 0.5, -1000 * log(2)),
            (1000, 1000, 0.25, -2000 * log(2)),
            (0, 0, 0.5, 0.0),
            (0, 7, 0, 0.0),
            (1, 7, 0, -inf),
            (7, 7, 1, 0.0),
            (6, 7, 1, -inf),
        ],
    )
    def test_logarithm(
        self, successes: int, trials: int, p: float, expected: float
    ) -> None:
        assert near(expected) == binomial_log_probability(successes, trials, p)

    def test_probability(self) -> None:
        assert near(0.266827932) == binomial_probability(3, 10, 0.3)
        assert binomial_probability(1, 7, 0) == 0.0
        assert near(2.518954460638156e-307) == pytest.approx(
            binomial_probability(20_000, 100_000, 0.25), rel=1e-11
        )


BAD: list[tuple[Callable[..., float], tuple[object, ...], str]] = [
    (normal_quantile, (0,), "p must be above 0 and below 1, got 0"),
    (normal_quantile, (1,), "p must be above 0 and below 1, got 1"),
    (normal_two_sided, (nan,), "z must be finite, got nan"),
    (normal_two_sided, (inf,), "z must be finite, got inf"),
    (t_quantile, (1.0, 2), "p must be above 0 and below 1, got 1.0"),
    (t_quantile, (0.5, 0), "df must be above 0, got 0"),
    (t_two_sided, (nan, 2), "t must be finite, got nan"),
    (t_two_sided, (1, -1), "df must be above 0, got -1"),
    (beta_cdf, (1.5, 1, 1), "x must be between 0 and 1, got 1.5"),
    (beta_cdf, (0.5, 0, 1), "a must be above 0, got 0"),
    (beta_cdf, (0.5, 1, -2.5), "b must be above 0, got -2.5"),
    (beta_survival, (-0.1, 1, 1), "x must be between 0 and 1, got -0.1"),
    (beta_survival, (0.5, 0, 1), "a must be above 0, got 0"),
    (beta_survival, (0.5, 1, 0), "b must be above 0, got 0"),
    (beta_quantile, (0, 1, 1), "p must be above 0 and below 1, got 0"),
    (beta_quantile, (0.5, -1, 1), "a must be above 0, got -1"),
    (beta_quantile, (0.5, 1, inf), "b must be finite, got inf"),
    (beta_cdf, (0.5, 9e-21, 1), "a must be between 1e-20 and 1e+13, got 9e-21"),
    (t_quantile, (0.3, 1e-320), "df must be between 1e-20 and 1e+13, got 1e-320"),
    (
        t_two_sided,
        (1, 2e13),
        "df must be between 1e-20 and 1e+13, got 20000000000000.0",
    ),
    (
        binomial_log_probability,
        (0, 10**12 + 1, 0.5),
        "trials must be 1000000000000 or less, got 1000000000001",
    ),
    (chi_square_survival, (-1, 1), "x must be 0 or more, got -1.0"),
    (chi_square_survival, (1, 0), "df must be above 0, got 0"),
    (chi_square_quantile, (1, 1), "p must be above 0 and below 1, got 1"),
    (chi_square_quantile, (0.5, 0), "df must be above 0, got 0"),
    (binomial_log_probability, (0, -1, 0.5), "trials must be 0 or more, got -1"),
    (binomial_probability, (3, 2, 0.5), "successes must be between 0 and 2, got 3"),
    (binomial_probability, (1, 2, 1.5), "p must be between 0 and 1, got 1.5"),
]

NO_NUMBERS: list[tuple[Callable[..., float], tuple[object, ...], str]] = [
    (normal_quantile, ("0.5",), "p must be a number, got '0.5'"),
    (normal_two_sided, (None,), "z must be a number, got None"),
    (t_two_sided, ("2", 2), "t must be a number, got '2'"),
    (t_quantile, (0.5, True), "df must be a number, got True"),
    (beta_cdf, (0.5, "1", 1), "a must be a number, got '1'"),
    (beta_quantile, (0.5, 1, None), "b must be a number, got None"),
    (chi_square_survival, (None, 1), "x must be a number, got None"),
    (binomial_probability, (1.0, 2, 0.5), "successes must be a whole number, got 1.0"),
    (binomial_probability, (1, 2.0, 0.5), "trials must be a whole number, got 2.0"),
]


class TestArguments:
    @pytest.mark.parametrize(("function", "arguments", "message"), BAD)
    def test_refuses_what_is_out_of_range(
        self, function: Callable[..., float], arguments: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            function(*arguments)
        assert message == str(caught.value)

    @pytest.mark.parametrize(("function", "arguments", "message"), NO_NUMBERS)
    def test_refuses_what_is_no_number(
        self, function: Callable[..., float], arguments: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            function(*arguments)
        assert message == str(caught.value)

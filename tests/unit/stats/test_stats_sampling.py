"""Sizes of samples, and their margins of error."""

from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import (
    SampleSize,
    krejcie_morgan,
    margin_of_error,
    sample_size,
    sample_size_for_difference,
)

# Educational and Psychological Measurement 30 (1970) 607, the table
KREJCIE_MORGAN = [
    (10, 10),
    (50, 44),
    (100, 80),
    (200, 132),
    (500, 217),
    (1000, 278),
    (5000, 357),
    (10_000, 370),
]


class TestSampleSize:
    @pytest.mark.parametrize(
        ("given", "exact", "n"),
        [
            ({"margin": 0.03}, 1067.0718946372574, 1068),
            ({"margin": 0.05, "p": 0.2}, 245.8533645244241, 246),
            ({"margin": 0.03, "population": 2000}, 696.0514503939909, 697),
            ({"margin": 0.05, "confidence": 0.99}, 663.4896601021214, 664),
        ],
    )
    def test_is_cochrans(self, given: dict[str, Any], exact: float, n: int) -> None:
        found = sample_size(**given)
        assert exact == pytest.approx(found.exact, rel=1e-12)
        assert n == found.n

    @pytest.mark.parametrize("population", [1, 2, 3, 7, 50, 96])
    def test_asks_no_more_than_there_are(self, population: int) -> None:
        assert population == sample_size(0.001, population=population).n
        assert 1 <= sample_size(0.9, population=population).n <= population

    def test_of_one_is_one(self) -> None:
        assert 1 == sample_size(0.5, population=1).n

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"margin": 0}, "margin must be above 0 and below 1, got 0"),
            ({"margin": 1}, "margin must be above 0 and below 1, got 1"),
            ({"margin": 0.1, "p": 0}, "p must be above 0 and below 1, got 0"),
            ({"margin": 0.1, "p": 1}, "p must be above 0 and below 1, got 1"),
            (
                {"margin": 0.1, "confidence": 1},
                "confidence must be above 0 and below 1, got 1",
            ),
            ({"margin": 0.1, "population": 0}, "population must be 1 or more, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            sample_size(**given)
        assert message == str(error.value)

    def test_refuses_a_part_of_a_person(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^population must be a whole number"):
            sample_size(0.1, population=99.5)  # type: ignore[arg-type]


class TestMarginOfError:
    @pytest.mark.parametrize(
        ("n", "rest", "expected"),
        [
            (100, {}, 0.09799819922700272),
            (100, {"population": 1000}, 0.093015774365656),
            (100, {"p": 0.9}, 0.0587989195362),
            (100, {"confidence": 0.9}, 0.0822426813476),
        ],
    )
    def test_is_walds(self, n: int, rest: dict[str, Any], expected: float) -> None:
        assert expected == pytest.approx(margin_of_error(n, **rest), rel=1e-11)

    @pytest.mark.parametrize("n", [1, 2, 50])
    def test_of_the_whole_population_is_nothing(self, n: int) -> None:
        assert 0.0 == margin_of_error(n, p=0.9, population=n)

    @pytest.mark.parametrize("p", [0, 1])
    def test_of_none_or_all_is_nothing(self, p: float) -> None:
        assert 0.0 == margin_of_error(10, p=p)

    @pytest.mark.parametrize(
        ("n", "rest", "message"),
        [
            (0, {}, "n must be 1 or more, got 0"),
            (5, {"population": 4}, "population must be 5 or more, got 4"),
            (5, {"p": 1.1}, "p must be between 0 and 1, got 1.1"),
            (5, {"confidence": 0}, "confidence must be above 0 and below 1, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, n: int, rest: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            margin_of_error(n, **rest)
        assert message == str(error.value)


class TestKrejcieMorgan:
    @pytest.mark.parametrize(("population", "n"), KREJCIE_MORGAN)
    def test_agrees_with_the_table(self, population: int, n: int) -> None:
        assert n == krejcie_morgan(population)

    def test_gives_one_less_than_the_table_for_the_largest(self) -> None:
        assert 383 == krejcie_morgan(100_000)

    def test_of_one_is_one(self) -> None:
        assert 1 == krejcie_morgan(1)

    def test_takes_other_settings(self) -> None:
        # 6.635 * 500 * 0.09 / (0.01 * 499 + 6.635 * 0.09) = 53.44
        assert 53 == krejcie_morgan(500, margin=0.1, p=0.1, chi_square=6.635)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"population": 0}, "population must be 1 or more, got 0"),
            ({"margin": 0}, "margin must be above 0 and below 1, got 0"),
            ({"p": 1}, "p must be above 0 and below 1, got 1"),
            ({"chi_square": 0}, "chi_square must be above 0, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            krejcie_morgan(**{"population": 9, **given})
        assert message == str(error.value)


class TestSampleSizeForDifference:
    def test_agrees_with_r(self) -> None:
        found = sample_size_for_difference(0.8, 0.85)
        assert SampleSize(906, found.exact) == found
        assert 905.3657779642253 == pytest.approx(found.exact, rel=1e-6)
        assert 76.7 == round(sample_size_for_difference(0.5, 0.75, power=0.9).exact, 1)

    def test_does_not_depend_on_the_order(self) -> None:
        one, other = (
            sample_size_for_difference(0.2, 0.3),
            sample_size_for_difference(0.3, 0.2),
        )
        assert one.exact == pytest.approx(other.exact, rel=1e-12)

    def test_of_none_and_all_is_small(self) -> None:
        # only the test itself needs any: half of 1.96 squared, rounded up
        assert 2 == sample_size_for_difference(0, 1).n

    def test_grows_with_power_and_falls_with_alpha(self) -> None:
        usual = sample_size_for_difference(0.2, 0.3).n
        assert usual < sample_size_for_difference(0.2, 0.3, power=0.9).n
        assert usual > sample_size_for_difference(0.2, 0.3, alpha=0.1).n

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"p1": 0.5}, "p2 must be another share than p1, got 0.5"),
            ({"p1": -0.1}, "p1 must be between 0 and 1, got -0.1"),
            ({"p2": 2}, "p2 must be between 0 and 1, got 2.0"),
            ({"power": 0.05}, "power must be above alpha, 0.05, got 0.05"),
            ({"power": 1}, "power must be above 0 and below 1, got 1"),
            ({"alpha": 0}, "alpha must be above 0 and below 1, got 0"),
        ],
    )
    def test_refuses_what_is_out_of_range(
        self, given: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError) as error:
            sample_size_for_difference(**{"p1": 0.2, "p2": 0.5, **given})
        assert message == str(error.value)


class TestTooSmall:
    def test_a_margin_whose_square_is_0_is_refused(self) -> None:
        wanted = r"^margin must be between 1e-100 and 1, got 1e-101$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            sample_size(1e-101)
        with pytest.raises(InvalidArgumentError, match=wanted):
            krejcie_morgan(1000, margin=1e-101)
        assert 1000 == sample_size(1e-100, population=1000).n

    def test_shares_nearer_than_that_are_equal(self) -> None:
        wanted = r"^p2 must be another share than p1, got 9e-101$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            sample_size_for_difference(0, 9e-101)
        assert sample_size_for_difference(0, 1e-100).n > 10**100


class TestTooMany:
    def test_are_more_than_a_million_million(self) -> None:
        wanted = r"^population must be 1000000000000 or less, got 1000000000001$"
        for ask in (
            lambda: sample_size(0.05, population=10**12 + 1),
            lambda: margin_of_error(5, population=10**12 + 1),
            lambda: krejcie_morgan(10**12 + 1),
        ):
            with pytest.raises(InvalidArgumentError, match=wanted):
                ask()

"""Clients who are unhappy and say nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from servicedesk_core.complaints import complaint_levels, iceberg, silent_churn
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.stats import Estimate, poisson_interval, proportion_interval


class TestSilentChurn:
    @pytest.mark.parametrize(
        ("unhappy", "rate", "expected"),
        [(400, 0.25, 300.0), (400, 0, 400.0), (400, 1, 0.0), (0, 0.5, 0.0)],
    )
    def test_it_is_who_does_not_complain(
        self, unhappy: float, rate: float, expected: float
    ) -> None:
        assert expected == silent_churn(unhappy, complaint_rate=rate)

    def test_less_than_nobody_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^unhappy must be 0.* or more, got -1.0$"
        ):
            silent_churn(-1, complaint_rate=0.5)

    def test_a_rate_in_percent_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^complaint_rate must be between 0 and 1, got 25.0$",
        ):
            silent_churn(400, complaint_rate=25)


class TestIceberg:
    def test_it_divides_by_the_rate_and_its_interval(self) -> None:
        rate = proportion_interval(25, 100, confidence=0.9)
        assert rate is not None
        expected = Estimate(200.0, 50 / rate.high, 50 / rate.low, 100, 0.9, "wilson")

        assert expected == iceberg(25, 100, complaints=50, confidence=0.9)

    def test_of_one_complaint_it_is_the_multiplier(self) -> None:
        found = iceberg(1, 26)

        assert found is not None
        assert 26.0 == found.value
        assert 0.95 == found.confidence

    @pytest.mark.parametrize("unhappy", [0, 100])
    def test_where_nobody_complains_there_is_none(self, unhappy: int) -> None:
        assert iceberg(0, unhappy, complaints=50) is None

    def test_no_complaint_stands_for_no_problem(self) -> None:
        found = iceberg(1, 2, complaints=0)

        assert found is not None
        assert (0.0, 0.0, 0.0) == (found.value, found.low, found.high)

    @given(integers(1, 500), integers(0, 500), integers(0, 10**9))
    def test_it_is_inside_its_interval_and_never_less_than_complaints(
        self, told: int, silent: int, complaints: int
    ) -> None:
        found = iceberg(told, told + silent, complaints=complaints)

        assert found is not None
        assert complaints <= found.low <= found.value <= found.high

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((3, 2), r"^complained must be between 0 and 2, got 3$"),
            ((0, -1), r"^unhappy must be 0 or more, got -1$"),
        ],
    )
    def test_counts_out_of_range_are_refused(
        self, arguments: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            iceberg(*arguments)

    def test_a_negative_number_of_complaints_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^complaints must be 0 or more, got -1$"
        ):
            iceberg(1, 2, complaints=-1)

    def test_a_confidence_out_of_range_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            iceberg(0, 0, confidence=1)


class TestLevels:
    def test_complaints_and_the_propensity_are_apart(self) -> None:
        found = complaint_levels(
            50, clients=1000, complained=25, unhappy=100, confidence=0.9
        )

        assert poisson_interval(50, exposure=1000, confidence=0.9) == found.per_client
        assert proportion_interval(25, 100, confidence=0.9) == found.propensity

    def test_without_clients_or_unhappy_ones_they_are_unknown(self) -> None:
        found = complaint_levels(0, clients=0, complained=0, unhappy=0)

        assert (None, None) == (found.per_client, found.propensity)

    def test_no_complaint_of_many_is_known(self) -> None:
        found = complaint_levels(0, clients=10, complained=0, unhappy=1)

        assert poisson_interval(0, exposure=10) == found.per_client
        assert proportion_interval(0, 1) == found.propensity

    def test_complaints_of_nobody_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^clients must be 1 or more where one complained, got 0$",
        ):
            complaint_levels(1, clients=0, complained=0, unhappy=0)

    @pytest.mark.parametrize(
        ("argument", "rest"),
        [
            ("complaints", {"complaints": -1}),
            ("clients", {"clients": -1}),
            ("complained", {"complained": 101}),
            ("unhappy", {"unhappy": -1}),
            ("confidence", {"confidence": 1}),
        ],
    )
    def test_numbers_out_of_range_are_refused(self, argument: str, rest: Any) -> None:
        counts = {"complaints": 50, "clients": 9, "complained": 25, "unhappy": 100}
        with pytest.raises(InvalidArgumentError, match=rf"^{argument} must be"):
            complaint_levels(**{**counts, **rest})

    def test_half_a_client_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^clients must be a whole number, got 0.5$"
        ):
            complaint_levels(
                1,
                clients=0.5,  # type: ignore[arg-type]
                complained=0,
                unhappy=0,
            )

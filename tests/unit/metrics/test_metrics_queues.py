"""Erlang B, C and A, redials, and how many agents a promise takes."""

from datetime import timedelta
from decimal import Decimal
from math import exp, isclose
from typing import Any

import pytest

from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.metrics import (
    Queue,
    agents_by_handling_time,
    erlang_a,
    erlang_b,
    erlang_c,
    redials,
    required_agents,
)

MINUTE = timedelta(minutes=1)


def close(expected: float, actual: float) -> bool:
    return isclose(expected, actual, rel_tol=1e-11)


def staffed(arrivals: float = 100, **changed: Any) -> Any:
    options = {
        "interval": 30 * MINUTE,
        "aht": 3 * MINUTE,
        "target": timedelta(seconds=20),
        "service_level": 0.8,
        "max_occupancy": 0.85,
        "shrinkage": 0.3,
    }
    return required_agents(arrivals, **{**options, **changed})


class TestErlangB:
    @pytest.mark.parametrize(
        ("erlangs", "servers", "expected"),
        [
            (10, 10, 0.21458234310734733),
            (2, 3, 0.21052631578947367),
            (9, 14, 0.03378540023748792),
            (1, 1, 0.5),
        ],
    )
    def test_known_values(self, erlangs: float, servers: int, expected: float) -> None:
        assert close(expected, erlang_b(erlangs, servers))

    # The offered load in erlangs at which so many are lost, as printed in tables of
    # the Erlang B formula such as that of the ITU Teletraffic Engineering Handbook.
    @pytest.mark.parametrize(
        ("servers", "blocking", "load", "digit"),
        [
            (1, 0.01, 0.0101, 0.0001),
            (5, 0.01, 1.36, 0.01),
            (5, 0.10, 2.88, 0.01),
            (10, 0.001, 3.09, 0.01),
            (10, 0.01, 4.46, 0.01),
            (10, 0.02, 5.08, 0.01),
            (10, 0.05, 6.22, 0.01),
            (20, 0.01, 12.0, 0.1),
            (100, 0.01, 84.1, 0.1),
            (100, 0.02, 88.0, 0.1),
        ],
    )
    def test_published_tables(
        self, servers: int, blocking: float, load: float, digit: float
    ) -> None:
        low, high = load - digit / 2, load + digit / 2

        assert erlang_b(low, servers) <= blocking <= erlang_b(high, servers)

    def test_without_servers_every_call_is_lost(self) -> None:
        assert (erlang_b(3, 0), erlang_b(0, 0)) == (1.0, 1.0)

    def test_without_calls_none_is_lost(self) -> None:
        assert erlang_b(0, 3) == 0.0

    def test_ten_thousand_servers(self) -> None:
        # sqrt(2 / pi / n) to the first order, for as many erlangs as servers.
        assert 0.00790 < erlang_b(10_000, 10_000) < 0.00798

    @pytest.mark.parametrize(
        ("erlangs", "servers", "message"),
        [
            (-1, 3, r"^erlangs must be 0 or more, got -1\.0$"),
            (1, -1, r"^servers must be between 0 and 1000000, got -1$"),
        ],
    )
    def test_out_of_range(self, erlangs: float, servers: int, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            erlang_b(erlangs, servers)


class TestRedials:
    def test_without_redials_it_is_erlang_b(self) -> None:
        found = redials(10, 10, persistence=0)

        assert (found.fresh, found.offered) == (10.0, 10.0)
        assert found.blocking == erlang_b(10, 10)
        assert close(10 * erlang_b(10, 10), found.lost)
        assert close(10 - found.lost, found.carried)

    def test_offered_is_fresh_and_redialled(self) -> None:
        found = redials(10, 10, persistence=0.5)

        assert close(found.offered, 10 + 0.5 * found.offered * found.blocking)
        assert close(0.5 * found.offered * found.blocking, found.lost)
        assert close(10 - found.lost, found.carried)
        assert close(erlang_b(found.offered, 10), found.blocking)

    def test_if_nobody_gives_up_all_is_carried(self) -> None:
        found = redials(9.5, 10, persistence=1)

        assert found.lost == 0.0
        assert close(9.5, found.carried)

    def test_if_nobody_gives_up_too_much_does_not_converge(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^erlangs must be less than the servers, 10, or the redials do not "
            r"converge, got 10\.0$",
        ):
            redials(10, 10, persistence=1)

    def test_in_deep_overload_the_servers_take_what_they_can(self) -> None:
        found = redials(1000, 10, persistence=0.999999)

        assert isclose(10, found.carried, rel_tol=1e-6)
        assert found.carried < 10
        assert isclose(990, found.lost, rel_tol=1e-6)

    def test_without_calls(self) -> None:
        found = redials(0, 3, persistence=1)

        assert (found.offered, found.carried, found.blocking) == (0.0, 0.0, 0.0)

    @pytest.mark.parametrize(
        ("erlangs", "servers", "persistence", "message"),
        [
            (-1, 3, 0, r"^erlangs must be 0 or more"),
            (1, 0, 0, r"^servers must be between 1 and 1000000, got 0$"),
            (1, 3, 1.5, r"^persistence must be between 0 and 1, got 1\.5$"),
        ],
    )
    def test_out_of_range(
        self, erlangs: float, servers: int, persistence: float, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            redials(erlangs, servers, persistence=persistence)


class TestErlangC:
    def test_two_erlangs_and_three_agents(self) -> None:
        found = erlang_c(2, 3, aht=300, target=30)

        assert close(4 / 9, found.p_wait)
        assert close(400 / 3, found.asa)
        assert close(1 - 4 / 9 * exp(-0.1), found.service_level)
        assert close(2 / 3, found.occupancy)
        assert close(8 / 9, found.queue_length)
        assert (found.erlangs, found.agents) == (2.0, 3)

    def test_fifty_erlangs(self) -> None:
        found = erlang_c(50, 55, aht=200, target=20)

        assert close(0.38454731793292857, found.p_wait)
        assert close(15.381892717317141, found.asa)
        assert close(0.766760261563417, found.service_level)
        assert close(0.9090909090909091, found.occupancy)
        assert close(3.8454731793292853, found.queue_length)

    def test_durations_and_seconds_are_the_same(self) -> None:
        found = erlang_c(2, 3, aht=5 * MINUTE, target=timedelta(seconds=30))

        assert erlang_c(2, 3, aht=300, target=30) == found

    def test_without_calls_nobody_waits(self) -> None:
        found = erlang_c(0, 1, aht=60, target=0)

        assert (found.p_wait, found.asa, found.service_level) == (0.0, 0.0, 1.0)
        assert (found.occupancy, found.queue_length) == (0.0, 0.0)

    def test_ten_thousand_agents(self) -> None:
        found = erlang_c(9_950, 10_000, aht=180, target=20)

        # Halfin and Whitt: 1 / (1 + x F(x) / f(x)) at x = 50 / sqrt(9,950) = 0.5013.
        assert isclose(0.5048, found.p_wait, rel_tol=1e-3)

    @pytest.mark.parametrize("erlangs", [3, 3.5])
    def test_overload_is_an_error(self, erlangs: float) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^erlangs must be less than the agents, 3, or the queue never ends, "
            rf"got {float(erlangs)}$",
        ):
            erlang_c(erlangs, 3, aht=60, target=20)

    def test_next_to_overload_there_is_an_answer(self) -> None:
        assert erlang_c(2.999999, 3, aht=60, target=20).asa > 1e6

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"erlangs": -0.1}, r"^erlangs must be 0 or more, got -0\.1$"),
            ({"agents": 0}, r"^agents must be between 1 and 1000000, got 0$"),
            ({"aht": 0}, r"^aht must be above 0, got 0\.0$"),
            ({"aht": -MINUTE}, r"^aht must be 0 or more, got -60\.0$"),
            ({"target": -1}, r"^target must be 0 or more, got -1\.0$"),
        ],
    )
    def test_out_of_range(self, changed: dict[str, Any], message: str) -> None:
        options = {"erlangs": 2, "agents": 3, "aht": 60, "target": 20, **changed}

        with pytest.raises(InvalidArgumentError, match=message):
            erlang_c(**options)

    def test_a_text_is_no_duration(self) -> None:
        aht: Any = "3 min"

        with pytest.raises(WrongTypeError, match=r"^aht must be a number, got '3 min'"):
            erlang_c(2, 3, aht=aht, target=20)

    def test_the_queue_of_a_known_blocking(self) -> None:
        found = Queue.of(2.0, 3, erlang_b(2, 3), aht=300.0, target=30.0)

        assert erlang_c(2, 3, aht=300, target=30) == found


class TestErlangA:
    def test_published_cases(self) -> None:
        critical = erlang_a(10, 1, 0.5, 10)
        impatient = erlang_a(48, 12, 20, 4)

        assert close(0.6196552308840775, critical.p_wait)
        assert close(0.10391321232630818, critical.p_abandon)
        assert close(0.20782642465261636, critical.mean_wait)
        assert close(0.5148864536555886, impatient.p_wait)
        assert close(0.21864272511297417, impatient.p_abandon)
        assert close(0.010932136255648709, impatient.mean_wait)

    def test_length_and_occupancy_follow(self) -> None:
        found = erlang_a(10, 1, 0.5, 10)

        assert close(10 * found.mean_wait, found.queue_length)
        assert close(1 - found.p_abandon, found.occupancy)

    def test_if_patience_is_as_long_as_service_calls_are_poisson(self) -> None:
        # M/M/n+M with equal rates is M/M/infinity: p_wait = P(Poisson(a) >= n).
        expected = 1 - exp(-2) * (1 + 2 + 2)

        assert close(expected, erlang_a(2, 1, 1, 3).p_wait)

    def test_with_long_patience_it_nears_erlang_c(self) -> None:
        found = erlang_a(2, 1, 1e-9, 3)

        assert isclose(4 / 9, found.p_wait, rel_tol=1e-6)
        assert isclose(4 / 9, found.mean_wait, rel_tol=1e-6)

    def test_without_calls(self) -> None:
        found = erlang_a(0, 1, 1, 3)

        assert (found.p_wait, found.p_abandon, found.mean_wait) == (0.0, 0.0, 0.0)
        assert (found.queue_length, found.occupancy) == (0.0, 0.0)

    def test_ten_thousand_servers_in_overload(self) -> None:
        found = erlang_a(10_500, 1, 0.01, 10_000)

        # As a fluid: 500 of 10,500 hang up, and the queue is 500 / 0.01.
        assert isclose(500 / 10_500, found.p_abandon, rel_tol=1e-9)
        assert isclose(50_000, found.queue_length, rel_tol=1e-9)
        assert found.occupancy <= 1

    def test_a_queue_without_end_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^patience_rate must be enough to keep the queue below 1000000 "
            r"callers, got 1e-06$",
        ):
            erlang_a(12, 1, 1e-6, 10)

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"arrival_rate": -1}, r"^arrival_rate must be 0 or more, got -1\.0$"),
            ({"service_rate": 0}, r"^service_rate must be above 0, got 0$"),
            ({"patience_rate": 0}, r"^patience_rate must be above 0, got 0$"),
            ({"servers": 0}, r"^servers must be between 1 and 1000000, got 0$"),
        ],
    )
    def test_out_of_range(self, changed: dict[str, Any], message: str) -> None:
        rates = {"arrival_rate": 2, "service_rate": 1, "patience_rate": 1, "servers": 3}

        with pytest.raises(InvalidArgumentError, match=message):
            erlang_a(**{**rates, **changed})


class TestRequiredAgents:
    def test_a_published_case(self) -> None:
        found = staffed()

        assert (found.raw_positions, found.positions) == (14, 20)
        assert close(0.8883500191794669, found.service_level)
        assert close(0.7142857142857143, found.occupancy)
        assert close(0.1741319335950498, found.p_wait)
        assert (found.erlangs, found.aht) == (10.0, 180.0)
        assert close(0.1741319335950498 * 180 / 4, found.asa)

    def test_one_agent_less_breaks_the_promise(self) -> None:
        level = erlang_c(10, 13, aht=180, target=20).service_level

        assert level < 0.81
        assert staffed(service_level=0.81).raw_positions == 14
        assert staffed(service_level=level).raw_positions == 13

    def test_the_occupancy_may_ask_for_more(self) -> None:
        assert staffed(service_level=0, max_occupancy=0.5).raw_positions == 20

    def test_an_occupancy_at_its_limit_is_kept(self) -> None:
        # 0.7 / 1 and 7 / 10 differ in their last digit.
        found = staffed(7 * 1.1 / 1.1 * 10, service_level=0, max_occupancy=0.7)

        assert found.raw_positions == 10

    def test_no_promise_still_needs_more_agents_than_erlangs(self) -> None:
        found = staffed(service_level=0, max_occupancy=1, shrinkage=0)

        assert (found.raw_positions, found.positions) == (11, 11)

    @pytest.mark.parametrize(
        ("shrinkage", "positions"),
        [(0, 14), (Decimal("0.3"), 20), ("0.3", 20), (0.5, 28), (0.51, 29)],
    )
    def test_shrinkage_is_rounded_up(self, shrinkage: Any, positions: int) -> None:
        assert staffed(shrinkage=shrinkage).positions == positions

    def test_a_tenth_is_a_tenth(self) -> None:
        # 9 / (1 - 0.1) is 10, though not in every order of float operations.
        found = staffed(
            60, interval=3600, aht=450, service_level=0, max_occupancy=1, shrinkage=0.2
        )

        assert (found.raw_positions, found.positions) == (8, 10)

    def test_the_defaults_add_nothing(self) -> None:
        found = required_agents(
            100, interval=1800, aht=180, target=20, service_level=0.8
        )

        assert (found.raw_positions, found.positions) == (14, 14)
        tight = required_agents(10, interval=1, aht=1, target=0, service_level=0)
        assert tight.raw_positions == 11

    def test_without_calls_nobody_is_needed_and_nothing_is_defined(self) -> None:
        found = staffed(0)

        assert (found.raw_positions, found.positions, found.erlangs) == (0, 0, 0.0)
        assert (found.service_level, found.occupancy) == (None, None)
        assert (found.p_wait, found.asa, found.aht) == (None, None, 180.0)

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"interval": -1}, r"^interval must be 0 or more, got -1\.0$"),
            ({"aht": -1}, r"^aht must be 0 or more, got -1\.0$"),
            (
                {"max_occupancy": 2},
                r"^max_occupancy must be between 0 and 1, got 2\.0$",
            ),
            ({"interval": 0}, r"^interval must be above 0, got 0\.0$"),
            ({"aht": 0}, r"^aht must be above 0, got 0\.0$"),
            ({"target": -1}, r"^target must be 0 or more, got -1\.0$"),
            ({"service_level": 1}, r"^service_level must be below 1, got 1\.0$"),
            ({"service_level": 80}, r"^service_level must be between 0 and 1"),
            ({"max_occupancy": 0}, r"^max_occupancy must be above 0, got 0\.0$"),
            ({"shrinkage": 1}, r"^shrinkage must be below 1, got Decimal\('1'\)$"),
            ({"shrinkage": -0.1}, r"^shrinkage must be between 0 and 1"),
            ({"arrivals": -1}, r"^arrivals must be 0 or more, got -1\.0$"),
        ],
    )
    def test_out_of_range(self, changed: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            staffed(**changed)

    def test_by_handling_time(self) -> None:
        found = agents_by_handling_time(
            100,
            interval=30 * MINUTE,
            ahts=[2 * MINUTE, 3 * MINUTE],
            target=20,
            service_level=0.8,
            max_occupancy=0.85,
            shrinkage=0.3,
        )

        assert found == (staffed(aht=2 * MINUTE), staffed())
        assert [each.raw_positions for each in found] == [10, 14]

    def test_by_handling_time_the_defaults_are_the_same(self) -> None:
        (found,) = agents_by_handling_time(
            100, interval=1800, ahts=[180], target=20, service_level=0.8
        )

        assert (found.raw_positions, found.positions) == (14, 14)
        (tight,) = agents_by_handling_time(
            10, interval=1, ahts=[1], target=0, service_level=0
        )
        assert tight.raw_positions == 11

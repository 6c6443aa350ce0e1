"""Queues simulated event by event, against the formulas."""

import heapq
from collections.abc import Callable, Iterable
from math import sqrt
from random import Random
from statistics import fmean, stdev

import pytest

from servicedesk_core.metrics import erlang_a, erlang_b, erlang_c, redials

BATCHES = 20
CALLS = 3_000
# Student's t of 19 degrees of freedom for an interval of 99.9 %.
T = 3.883

Figures = dict[str, float]


def _batched(runs: Iterable[Figures]) -> dict[str, tuple[float, float]]:
    """Return the ends of each figure's interval, by the means of batches."""
    batches = list(runs)
    found = {}
    for name in batches[0]:
        values = [batch[name] for batch in batches]
        reach = T * stdev(values) / sqrt(len(values))
        found[name] = fmean(values) - reach, fmean(values) + reach
    return found


def _holds(found: dict[str, tuple[float, float]], expected: Figures) -> None:
    for name, value in expected.items():
        low, high = found[name]
        assert low <= value <= high, name


def lossy(load: float, servers: int, again: float, seed: int) -> Iterable[Figures]:
    """Calls of mean length 1 that are lost, or redialled at once but for a moment.

    A redial comes after a pause so long that it finds the system as a fresh call does.
    """
    draw = Random(seed)  # noqa: S311 - a simulation
    busy: list[float] = []
    redialled: list[float] = []
    fresh = draw.expovariate(load)
    for batch in range(-1, BATCHES):
        attempts = blocked = 0
        while attempts < CALLS:
            at = min(fresh, redialled[0]) if redialled else fresh
            if redialled and redialled[0] == at:
                heapq.heappop(redialled)
            else:
                fresh += draw.expovariate(load)
            while busy and busy[0] <= at:
                heapq.heappop(busy)
            attempts += 1
            if len(busy) < servers:
                heapq.heappush(busy, at + draw.expovariate(1))
                continue
            blocked += 1
            if draw.random() < again:
                heapq.heappush(redialled, at + draw.expovariate(0.05))
        if batch >= 0:  # the first one only fills the system
            yield {"blocking": blocked / attempts}


def waiting(
    load: float, servers: int, patience: Callable[[Random], float], seed: int
) -> Iterable[Figures]:
    """Calls of mean length 1, first come, first served, that may hang up."""
    draw = Random(seed)  # noqa: S311 - a simulation
    free_at = [0.0] * servers
    at = 0.0
    for batch in range(-1, BATCHES):
        waits, gone, in_time = [], 0, 0
        for _ in range(CALLS):
            at += draw.expovariate(load)
            offered = max(free_at[0] - at, 0.0)
            limit = patience(draw)
            if offered > limit:
                gone += 1
            else:
                heapq.heapreplace(free_at, at + offered + draw.expovariate(1))
            waits.append((min(offered, limit), offered > 0))
            in_time += offered <= 0.1
        if batch >= 0:
            yield {
                "p_wait": fmean(had for _, had in waits),
                "mean_wait": fmean(wait for wait, _ in waits),
                "p_abandon": gone / CALLS,
                "in_time": in_time / CALLS,
            }


def _patient(_: Random) -> float:
    return float("inf")


@pytest.mark.parametrize(("load", "servers"), [(2, 3), (9, 14), (12, 10)])
def test_lost_calls(load: float, servers: int) -> None:
    found = _batched(lossy(load, servers, again=0, seed=1))

    _holds(found, {"blocking": erlang_b(load, servers)})


@pytest.mark.parametrize(("load", "again"), [(2, 0.5), (3, 0.8)])
def test_redialled_calls(load: float, again: float) -> None:
    found = _batched(lossy(load, 4, again=again, seed=2))

    _holds(found, {"blocking": redials(load, 4, persistence=again).blocking})


@pytest.mark.parametrize(("load", "servers"), [(0.5, 1), (2, 3), (8, 12), (12, 16)])
def test_waiting_calls(load: float, servers: int) -> None:
    found = _batched(waiting(load, servers, _patient, seed=3))
    formula = erlang_c(load, servers, aht=1, target=0.1)

    _holds(
        found,
        {
            "p_wait": formula.p_wait,
            "mean_wait": formula.asa,
            "in_time": formula.service_level,
        },
    )


@pytest.mark.parametrize(
    ("load", "servers", "patience_rate"), [(2, 3, 1), (10, 10, 0.5), (12, 8, 2)]
)
def test_impatient_calls(load: float, servers: int, patience_rate: float) -> None:
    found = _batched(
        waiting(load, servers, lambda draw: draw.expovariate(patience_rate), seed=4)
    )
    formula = erlang_a(load, 1, patience_rate, servers)

    _holds(
        found,
        {
            "p_wait": formula.p_wait,
            "mean_wait": formula.mean_wait,
            "p_abandon": formula.p_abandon,
        },
    )


def test_the_intervals_can_tell_neighbours_apart() -> None:
    low, high = _batched(lossy(9, 14, again=0, seed=1))["blocking"]

    assert not low <= erlang_b(9, 13) <= high
    assert not low <= erlang_b(9, 15) <= high

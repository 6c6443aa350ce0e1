"""Laws of metrics: queues, shares, ages, availability and backlogs."""

from datetime import UTC, datetime, timedelta
from math import isclose

from hypothesis import given, strategies as st

from servicedesk_core.metrics import (
    ageing,
    availability,
    backlog,
    backlog_counts,
    erlang_a,
    erlang_b,
    erlang_c,
    littles_law,
    rate,
    redials,
    required_agents,
    route,
)

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)

loads = st.floats(0.01, 60)
servers = st.integers(1, 60)
spans = st.lists(
    st.tuples(st.integers(-20, 120), st.integers(0, 40)).map(
        lambda each: (each[0], each[0] + each[1])
    ),
    max_size=8,
)
hours = st.integers(0, 50)


class TestQueues:
    @given(load=loads, count=servers)
    def test_blocking_falls_with_servers_and_rises_with_load(
        self, load: float, count: int
    ) -> None:
        assert erlang_b(load, count + 1) < erlang_b(load, count) <= 1
        assert erlang_b(load, count) <= erlang_b(load * 1.1, count)

    @given(load=loads, count=servers)
    def test_more_calls_wait_than_are_lost(self, load: float, count: int) -> None:
        agents = int(load) + count
        found = erlang_c(load, agents, aht=60, target=20)

        assert erlang_b(load, agents) <= found.p_wait <= 1
        assert 1 - found.p_wait <= found.service_level <= 1

    @given(load=loads, count=servers)
    def test_the_queue_of_erlang_c_keeps_littles_law(
        self, load: float, count: int
    ) -> None:
        found = erlang_c(load, int(load) + count, aht=60, target=20)
        queue = littles_law(arrival_rate=load / 60, mean_time=found.asa)

        assert isclose(queue, found.queue_length, rel_tol=1e-9)

    @given(load=loads, count=servers, patience=st.floats(0.01, 10))
    def test_impatience_lies_between_loss_and_delay(
        self, load: float, count: int, patience: float
    ) -> None:
        agents = int(load) + count
        found = erlang_a(load, 1, patience, agents)
        waiting = erlang_c(load, agents, aht=1, target=0)

        assert 0 <= found.p_abandon <= erlang_b(load, agents) * (1 + 1e-9)
        assert found.p_wait <= waiting.p_wait * (1 + 1e-9)
        assert found.mean_wait <= waiting.asa * (1 + 1e-9)

    @given(load=loads, count=servers, again=st.floats(0, 1, exclude_max=True))
    def test_redials_lose_what_they_do_not_carry(
        self, load: float, count: int, again: float
    ) -> None:
        found = redials(load, count, persistence=again)

        assert isclose(load, found.carried + found.lost, rel_tol=1e-9)
        assert found.offered >= load
        assert found.blocking >= erlang_b(load, count)

    @given(
        calls=st.floats(0.1, 500),
        aht=st.floats(10, 900),
        level=st.floats(0, 0.99),
    )
    def test_the_agents_found_are_the_fewest(
        self, calls: float, aht: float, level: float
    ) -> None:
        found = required_agents(
            calls, interval=1800, aht=aht, target=20, service_level=level
        )
        fewer = found.raw_positions - 1

        assert found.service_level is not None
        assert found.service_level >= level
        if fewer > found.erlangs:
            below = erlang_c(found.erlangs, fewer, aht=aht, target=20)
            assert below.service_level < level


class TestShares:
    @given(counts=st.tuples(st.integers(0, 500), st.integers(0, 500)))
    def test_the_interval_holds_the_share(self, counts: tuple[int, int]) -> None:
        part, rest = counts
        found = rate(part, part + rest, definition="part of all")

        if found.value is None or found.low is None or found.high is None:
            assert found.n == 0
        else:
            assert 0 <= found.low <= found.value <= found.high <= 1

    @given(groups=st.lists(st.sampled_from([None, "a", "b", "c"]), max_size=20))
    def test_unknown_groups_change_no_route(self, groups: list[str | None]) -> None:
        found = route(groups)

        assert route([group for group in groups if group]) == found
        assert found.transfers == max(found.bounces + len(found.groups) - 1, 0)


class TestStocks:
    @given(
        ages=st.lists(st.integers(0, 99), max_size=30),
        edges=st.sets(st.integers(1, 99), min_size=1, max_size=5),
    )
    def test_every_age_is_in_one_bucket(self, ages: list[int], edges: set[int]) -> None:
        found = ageing(ages, edges=sorted(edges))

        assert sum(found.counts) == found.n == len(ages)
        for bucket in found.buckets:
            high = 100 if bucket.high is None else bucket.high
            assert bucket.count == sum(bucket.low <= age < high for age in ages)

    @given(stays=st.lists(st.tuples(hours, hours), max_size=20), at=hours)
    def test_both_ways_of_counting_agree(
        self, stays: list[tuple[int, int]], at: int
    ) -> None:
        cases = [
            (MONDAY + start * HOUR, MONDAY + (start + length) * HOUR)
            for start, length in stays
        ]
        instant = MONDAY + at * HOUR
        expected = sum(start <= at < start + length for start, length in stays)

        assert backlog(cases, at=instant).n == expected
        assert backlog_counts(cases, instants=[instant]) == (expected,)


class TestAvailability:
    @given(outages=spans, planned=spans)
    def test_it_counts_minute_by_minute(
        self, outages: list[tuple[int, int]], planned: list[tuple[int, int]]
    ) -> None:
        found = availability(outages, period=(0, 100), planned=planned)
        agreed = {
            minute
            for minute in range(100)
            if not any(start <= minute < end for start, end in planned)
        }
        down = {
            minute
            for minute in agreed
            if any(start <= minute < end for start, end in outages)
        }

        assert (found.agreed, found.down) == (len(agreed), len(down))
        assert (found.failures == 0) is (not down)

    @given(outages=spans, planned=spans)
    def test_numbers_and_datetimes_agree(
        self, outages: list[tuple[int, int]], planned: list[tuple[int, int]]
    ) -> None:
        def dated(pairs: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
            return [(MONDAY + low * HOUR, MONDAY + high * HOUR) for low, high in pairs]

        numbers = availability(outages, period=(0, 100), planned=planned)
        times = availability(
            dated(outages),
            period=(MONDAY, MONDAY + 100 * HOUR),
            planned=dated(planned),
        )

        assert numbers.down * HOUR == times.down
        assert numbers.agreed * HOUR == times.agreed
        assert numbers.failures == times.failures
        assert (numbers.longest or 0) * HOUR == (times.longest or timedelta())

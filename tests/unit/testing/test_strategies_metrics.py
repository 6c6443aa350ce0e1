"""The strategies of metrics draw results of every kind."""

from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from servicedesk_core import metrics
from servicedesk_core.metrics import BacklogUntil, ClockKind, Goal, RecurrenceKind
from servicedesk_core.testing.strategies.metrics import (
    STRATEGIES,
    ageings,
    availabilities,
    backlogs,
    buckets,
    first_contact_ratings,
    flows,
    impatient_queues,
    kpi_results,
    queues,
    rates,
    ratios,
    recurrences,
    redialled_loads,
    routes,
    staffings,
    times,
)
from strategy_checks import (
    check_fields_vary,
    check_values,
    check_whole_package,
    entries,
    minimal,
)
from strategy_kinds import Make, check_kinds, sample


class TestEveryType:
    def test_has_a_strategy(self) -> None:
        holders_of_functions = {"KPI", "RepeatWindow"}
        check_whole_package(metrics, STRATEGIES, exempt=holders_of_functions)

    @entries(STRATEGIES)
    def test_draws_different_values_that_pickle_and_hash(
        self, type_: type, make: Make
    ) -> None:
        check_values(type_, make(), distinct=5)

    @entries(STRATEGIES)
    def test_varies_in_every_field(self, type_: type, make: Make) -> None:
        check_fields_vary(type_, sample(make))


class TestShrinking:
    @pytest.mark.parametrize(
        ("strategy", "simplest"),
        [
            (rates(), "undefined (0 of 0): a"),
            (ratios(), "undefined (0 for 0): a"),
            (kpi_results(), "a undefined (0 of 0): a"),
            (
                times(),
                "a: undefined (n=0, unfinished=0, missed=0, wall time)",
            ),
            (ageings(), "Ageing(n=0, buckets=(), median=None, oldest=None)"),
            (buckets(), "Bucket(low=0, high=1, count=0)"),
            (backlogs(), "0 waiting: opened and not closed at the instant"),
            (flows(), "Flow(opening=0, came=0, resolved=0)"),
            (routes(), "Route(transfers=0, bounces=0, groups=frozenset())"),
            (
                availabilities(),
                "Availability(agreed=30, down=0, failures=0, longest=None)",
            ),
            (queues(), "1 agents: service level 100.0%, ASA 0 s, occupancy 0.0%"),
            (staffings(), "0 positions: no calls"),
        ],
    )
    def test_leads_to_the_simplest_value(
        self, strategy: st.SearchStrategy[Any], simplest: str
    ) -> None:
        found = minimal(strategy)
        assert simplest in {str(found), repr(found)}

    def test_leads_to_mondays_at_nine(self) -> None:
        found = minimal(recurrences())
        assert (RecurrenceKind.WEEKLY, 0, 9) == (found.kind, found.weekday, found.hour)


class TestKinds:
    @pytest.mark.parametrize(
        ("make", "kind", "wanted"),
        [
            pytest.param(
                rates,
                lambda rate: rate.value in {None, 0, 1} and str(rate.value),
                {"None", "0.0", "1.0", False},
                id="shares undefined, of none, of all and between",
            ),
            pytest.param(
                ratios,
                lambda ratio: ratio.value is None,
                {True, False},
                id="ratios undefined and not",
            ),
            pytest.param(
                kpi_results,
                lambda result: (result.goal, result.is_met),
                {(goal, is_met) for goal in Goal for is_met in (True, False, None)},
                id="targets of either goal kept, missed and not set",
            ),
            pytest.param(
                first_contact_ratings,
                lambda found: (found.gross.value is None, found.net.value is None),
                {(True, True), (False, True), (False, False)},
                id="first contact with and without resolvable tickets",
            ),
            pytest.param(
                times,
                lambda found: (found.clock, found.so_far is None),
                {
                    (clock, is_unknown)
                    for clock in ClockKind
                    for is_unknown in (True, False)
                },
                id="times of either clock, seen from a viewpoint and not",
            ),
            pytest.param(
                times,
                lambda found: (found.n > 0, found.unfinished + found.missed > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="times of cases that got there and did not",
            ),
            pytest.param(
                times,
                lambda found: (found.unfinished > 0, found.missed > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="times of cases unfinished and missed",
            ),
            pytest.param(
                ageings,
                lambda found: (type(found.oldest), len(found.buckets) > 0),
                {
                    (age, has_buckets)
                    for age in (int, float, timedelta, type(None))
                    for has_buckets in (True, False)
                },
                id="ages of every type with buckets and without",
            ),
            pytest.param(
                buckets,
                lambda bucket: (type(bucket.low) is timedelta, bucket.high is None),
                {
                    (is_duration, is_open)
                    for is_duration in (True, False)
                    for is_open in (True, False)
                },
                id="buckets of numbers and of durations, with an end and without",
            ),
            pytest.param(
                backlogs,
                lambda found: (found.definition, found.n > 0),
                {
                    (f"opened and not {until} at the instant", is_waiting)
                    for until in BacklogUntil
                    for is_waiting in (True, False)
                },
                id="backlogs by either end, empty and not",
            ),
            pytest.param(
                flows,
                lambda flow: (flow.net > 0) - (flow.net < 0),
                {1, 0, -1},
                id="backlogs that grow, stay and shrink",
            ),
            pytest.param(
                routes,
                lambda route: (route.transfers > 0, route.bounces > 0),
                {(False, False), (True, False), (True, True)},
                id="routes with transfers and bounces and without",
            ),
            pytest.param(
                recurrences,
                lambda found: (found.kind, len(found.starts)),
                {(kind, count) for kind in RecurrenceKind for count in (3, 4)},
                id="patterns of both kinds, of three and of four outages",
            ),
            pytest.param(
                availabilities,
                lambda found: (type(found.agreed), found.failures > 0),
                {
                    (length, has_failed)
                    for length in (int, float, timedelta)
                    for has_failed in (True, False)
                },
                id="availability of every type of length, with outages and without",
            ),
            pytest.param(
                availabilities,
                lambda found: found.value in {None, 0, 1} and str(found.value),
                {"None", "0.0", "1.0", False},
                id="availability undefined, none, full and between",
            ),
            pytest.param(
                queues,
                lambda queue: (queue.p_wait > 0) + (queue.p_wait > 0.5),
                {0, 1, 2},
                id="queues that are short, middling and long",
            ),
            pytest.param(
                impatient_queues,
                lambda found: found.occupancy > 0.99,
                {True, False},
                id="impatience in overload and not",
            ),
            pytest.param(
                redialled_loads,
                lambda found: (found.offered > found.fresh, found.lost > 0),
                {(True, True), (True, False), (False, True), (False, False)},
                id="redials of all, of some and of none",
            ),
            pytest.param(
                staffings,
                lambda found: (
                    found.asa is None,
                    found.positions > found.raw_positions,
                ),
                {(True, False), (False, True), (False, False)},
                id="agents for no calls, with shrinkage and without",
            ),
        ],
    )
    def test_are_drawn(
        self,
        make: Make,
        kind: Callable[[Any], Hashable],
        wanted: set[Hashable],
    ) -> None:
        check_kinds(make, kind, wanted)

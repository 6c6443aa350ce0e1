"""Strategies of service levels: valid values of every kind, readable when shrunk."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis.strategies import SearchStrategy

from servicedesk_core import sla
from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    AgreementKind,
    AllOf,
    AnyOf,
    Condition,
    CustomMetric,
    ExcusedPeriod,
    Metric,
    Not,
    OnReopen,
    Op,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SpanKind,
    Waiver,
    WorkingDays,
    measure_agreement,
    read_signals,
)
from servicedesk_core.testing.strategies._gaps import gaps, waits
from servicedesk_core.testing.strategies.instants import MONDAY
from servicedesk_core.testing.strategies.sla import STRATEGIES
from servicedesk_core.testing.strategies.sla_agreements import (
    agreements,
    excuses,
    ordered_agreements,
    subjects,
)
from servicedesk_core.testing.strategies.sla_clocks import (
    compliances,
    priority_changes,
    sla_statuses,
    span_rows,
)
from servicedesk_core.testing.strategies.sla_conditions import (
    conditions,
    field_tests,
    negations,
)
from servicedesk_core.testing.strategies.sla_signals import (
    ranked_signals,
    signals,
    single_signals,
)
from servicedesk_core.testing.strategies.sla_targets import (
    any_metrics,
    custom_metrics,
    targets,
    times,
    working_days,
)
from strategy_checks import (
    check_values,
    check_whole_package,
    drawn,
    entries,
    kinds,
    minimal,
)
from strategy_search import check_met, check_seen, check_varying

NO_TIME = timedelta()
HOUR = timedelta(hours=1)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
OVER = {SignalKind.RESOLVED, SignalKind.CLOSED, SignalKind.CANCELLED}
VARYING = {type_: make for type_, make in STRATEGIES.items() if attrs.has(type_)}


@cache
def streams() -> list[tuple[Signal, ...]]:
    return drawn(signals(), examples=100)


class TestTheTable:
    def test_has_every_public_type(self) -> None:
        check_whole_package(sla, STRATEGIES)

    @entries(STRATEGIES)
    def test_draws_values(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_values(type_, make())

    @entries(VARYING)
    def test_every_field_varies(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_varying(type_, make())


class TestSignals:
    def test_they_shrink_to_an_opening(self) -> None:
        [opened] = minimal(signals())
        assert "2026-01-05T09:00:00+00:00" == opened.at.isoformat()
        assert (SignalKind.OPENED, None) == (opened.kind, opened.priority)

    def test_they_are_read_as_they_are(self) -> None:
        for told in streams():
            assert told == read_signals(told)

    def test_every_kind_is_told(self) -> None:
        check_seen(
            signals(), lambda told: [signal.kind for signal in told], [*SignalKind]
        )

    def test_pauses_have_reasons_and_none(self) -> None:
        check_seen(
            signals(),
            lambda told: [s.reason for s in told if s.kind is SignalKind.PAUSED],
            [None, "caller", "vendor", "awaiting_approval"],
        )

    def test_every_turn_is_taken(self) -> None:
        check_seen(
            signals(priorities=()),
            lambda told: [(a.kind, b.kind) for a, b in pairwise(told)],
            [
                (SignalKind.PAUSED, SignalKind.PAUSED),
                (SignalKind.PAUSED, SignalKind.RESUMED),
                (SignalKind.PAUSED, SignalKind.RESOLVED),
                (SignalKind.RESOLVED, SignalKind.CLOSED),
                (SignalKind.RESOLVED, SignalKind.REQUESTER_MESSAGE),
                *((over, SignalKind.REOPENED) for over in OVER),
            ],
        )

    def test_what_is_over_goes_on_by_a_reopening_alone(self) -> None:
        follows = {
            after.kind
            for told in drawn(signals(priorities=()), examples=200)
            for before, after in pairwise(told)
            if before.kind in OVER
        }
        assert not {SignalKind.RESUMED, SignalKind.PAUSED, SignalKind.OWNED} & follows

    def test_some_happen_at_one_instant_and_a_microsecond_apart(self) -> None:
        check_seen(
            signals(),
            lambda told: [b.instant - a.instant for a, b in pairwise(told)],
            [0, 1],
        )

    def test_only_the_priorities_given_are_told(self) -> None:
        wanted = {None, "low", "high"}
        drawing = signals(priorities=["low", "high"])
        check_seen(drawing, lambda told: [s.priority for s in told], wanted)
        assert {s.priority for told in drawn(drawing) for s in told} <= wanted

    def test_without_priorities_none_is_told(self) -> None:
        found = drawn(signals(priorities=()), examples=100)
        assert {None} == {s.priority for told in found for s in told}

    def test_the_size_is_limited(self) -> None:
        assert {1, 2} == kinds(signals(priorities=(), max_size=1), len)

    def test_a_calendar_draws_openings_to_its_edges(self) -> None:
        check_seen(
            signals(near=DESK, max_size=0),
            lambda told: [DESK.previous_open(told[0].at) == told[0].at],
            [True],
        )

    def test_the_priority_may_be_known_from_the_opening_on(self) -> None:
        for told in drawn(ranked_signals()):
            assert type(told[0].priority) is Priority
        assert Priority.CRITICAL is minimal(ranked_signals())[0].priority

    def test_single_ones_carry_what_their_kind_does(self) -> None:
        openings = [SignalKind.OPENED, SignalKind.OPENED_BY_AGENT]
        prioritised = [*openings, SignalKind.PRIORITY_CHANGED]
        check_seen(
            single_signals(),
            lambda told: [
                told.kind,
                told.reason and (told.kind, "reason"),
                told.priority and (told.kind, "priority"),
            ],
            {
                *SignalKind,
                (SignalKind.PAUSED, "reason"),
                *((kind, "priority") for kind in prioritised),
            },
        )
        for told in drawn(single_signals()):
            assert told.reason is None or told.kind is SignalKind.PAUSED
            assert told.priority is None or told.kind in prioritised

    def test_times_between_them_are_long_and_short(self) -> None:
        assert (HOUR, HOUR) == (minimal(gaps()), minimal(waits()))
        assert {True, False} == kinds(gaps(), lambda gap: gap == NO_TIME)
        assert {False} == kinds(waits(), lambda wait: wait == NO_TIME)


class TestTargets:
    def test_they_shrink_to_a_first_response(self) -> None:
        target = minimal(targets())
        assert (Metric.FIRST_RESPONSE, 4 * HOUR) == (target.metric, target.within)
        assert "Mo-Fr 09:00-17:00 (UTC)" == str(target.calendar)

    def test_every_metric_is_timed(self) -> None:
        check_seen(
            any_metrics(),
            lambda metric: [metric if type(metric) is Metric else type(metric)],
            [*Metric, CustomMetric],
        )

    def test_times_are_of_every_kind(self) -> None:
        check_seen(
            targets(),
            lambda target: [type(target.within)],
            [timedelta, WorkingDays, FrozenMap],
        )

    def test_some_priorities_have_no_time(self) -> None:
        check_seen(
            targets(),
            lambda target: [
                (Priority.LOW in within, None in within.values())
                for within in [target.within]
                if isinstance(within, Mapping)
            ],
            [(True, True), (False, True), (False, False)],
        )

    def test_hours_may_differ_by_priority(self) -> None:
        check_seen(targets(), lambda target: [len({*target.calendars})], [1, 2])

    def test_those_given_can_be_measured(self) -> None:
        for target in drawn(targets(priorities=["low", "high"])):
            hours = [target.calendar_for(each) for each in ("low", "high")]
            assert [ServiceCalendar] * 2 == [type(each) for each in hours]
            assert target.has_target("low")
            assert target.has_target("high")

    def test_without_priorities_nothing_goes_by_them(self) -> None:
        for target in drawn(targets(priorities=())):
            assert type(target.within) in (timedelta, WorkingDays)
            assert type(target.calendar) is ServiceCalendar

    def test_what_is_given_is_taken(self) -> None:
        found = drawn(targets(metrics=["resolution"], calendar=DESK, priorities=()))
        assert {(Metric.RESOLUTION, DESK)} == {(t.metric, t.calendar) for t in found}

    def test_options_vary(self) -> None:
        check_seen(
            targets(),
            lambda target: [target.on_reopen, target.pauses, target.warn_at],
            [*OnReopen, frozenset(), frozenset({"caller"}), (), (0.75,)],
        )

    def test_any_target_may_name_its_calendar(self) -> None:
        check_seen(
            STRATEGIES[ServiceLevelTarget](),
            lambda target: [type(target.calendar)],
            [str, ServiceCalendar, FrozenMap],
        )

    def test_working_days_have_every_rule(self) -> None:
        check_seen(working_days(), lambda time: [time.rule], [*DayRule])
        assert 1 == minimal(working_days()).days

    def test_times_go_down_to_the_microsecond(self) -> None:
        assert minimal(times()) == 4 * HOUR
        check_seen(
            times(),
            lambda time: [isinstance(time, timedelta) and time.microseconds > 0],
            [True],
        )


class TestCustomMetrics:
    def test_they_shrink_to_opening_and_resolution(self) -> None:
        metric = minimal(custom_metrics())
        assert frozenset({SignalKind.OPENED}) == metric.start
        assert frozenset({SignalKind.RESOLVED}) == metric.stop

    @pytest.mark.parametrize("part", ["start", "stop", "pause", "resume", "reset"])
    def test_every_part_takes_kinds_and_reasons(self, part: str) -> None:
        check_seen(
            custom_metrics(),
            lambda metric: [type(signal) for signal in getattr(metric, part)],
            [SignalKind, tuple],
        )


class TestConditions:
    def test_they_shrink_to_a_field_that_is_set(self) -> None:
        is_set = Condition("priority", Op.IS_SET)
        assert is_set == minimal(conditions())
        assert Not(is_set) == minimal(negations())

    def test_of_all_and_any_no_parts_are_least(self) -> None:
        assert AllOf(()) == minimal(STRATEGIES[AllOf]())
        assert AnyOf(()) == minimal(STRATEGIES[AnyOf]())

    def test_they_are_of_every_sort(self) -> None:
        sorts = [Condition, AllOf, AnyOf, Not]
        check_seen(conditions(), lambda condition: [type(condition)], sorts)

    def test_every_operator_compares(self) -> None:
        check_seen(field_tests(), lambda condition: [condition.op], [*Op])

    def test_several_values_are_of_every_kind(self) -> None:
        check_seen(
            field_tests(),
            lambda condition: [(condition.op, type(condition.value))],
            [
                (op, kind)
                for op in (Op.IN, Op.NOT_IN)
                for kind in (tuple, frozenset, range)
            ],
        )

    def test_they_are_data_that_can_be_asked(self) -> None:
        for condition in drawn(conditions(), examples=100):
            assert condition.is_serialisable
            assert condition({"priority": 1, "site": "a"}) in (True, False)
            assert str(condition)


class TestAgreements:
    def test_they_shrink_to_one_on_the_first_response(self) -> None:
        agreement = minimal(agreements())
        assert ("a", AgreementKind.SLA) == (agreement.name, agreement.kind)
        assert ["first_response"] == [str(each.metric) for each in agreement.targets]
        assert agreement.applies is None

    def test_they_are_of_every_kind(self) -> None:
        check_seen(
            agreements(),
            lambda found: [found.kind, len(found.targets)],
            [*AgreementKind, 1, 2, 3],
        )

    def test_they_may_be_limited(self) -> None:
        check_met(agreements(), "valid_from", "valid_to", "applies", "while_group")

    def test_all_targets_have_a_time_for_those_given(self) -> None:
        told = [Signal(MONDAY, "opened", priority="low")]
        for agreement in drawn(agreements(calendar=DESK, priorities=["low"])):
            found = measure_agreement(told, agreement, now=MONDAY)
            assert len(agreement.targets) == len(found)
            assert {DESK} == {status.calendar for status in found}

    def test_both_sorts_of_excuses_are_drawn(self) -> None:
        check_seen(excuses(), lambda excuse: [type(excuse)], [ExcusedPeriod, Waiver])
        assert Waiver("INC1", "a", by="a") == minimal(excuses())
        assert "INC1" == minimal(subjects())

    def test_ordered_ones_shrink_to_none(self) -> None:
        assert () == minimal(ordered_agreements()).agreements

    def test_ordered_ones_know_the_calendars_that_targets_name(self) -> None:
        check_seen(
            ordered_agreements(),
            lambda ours: [
                each
                for agreement in ours.agreements
                for target in agreement.targets
                for each in target.calendars
                if isinstance(each, str)
            ],
            ["desk", "night"],
        )

    def test_several_of_them_are_selected(self) -> None:
        check_seen(
            ordered_agreements(),
            lambda ours: [len(ours.select_all({"priority": 1}, at=MONDAY))],
            [0, 1, 2],
        )


class TestStatuses:
    def test_they_shrink_to_an_hour_of_waiting(self) -> None:
        status = minimal(sla_statuses())
        assert "2026-01-05T10:00:00+00:00" == status.now.isoformat()
        assert (SlaState.RUNNING, HOUR) == (status.state, status.elapsed)

    def test_every_state_is_drawn(self) -> None:
        check_seen(sla_statuses(), lambda status: [status.state], [*SlaState])

    def test_each_fact_is_met(self) -> None:
        check_met(
            sla_statuses(),
            "is_paused",
            "is_excused",
            "warned",
            "overrun",
            "paused_time",
            "due_at",
            "due_if_resumed",
            "breaches_at",
            "next_change_at",
        )

    def test_they_explain_themselves(self) -> None:
        for status in drawn(sla_statuses(), examples=30):
            assert status.explain().to_text()

    def test_rows_are_of_every_kind(self) -> None:
        check_seen(span_rows(), lambda row: [row.kind], [*SpanKind])
        assert SpanKind.RUNNING is minimal(span_rows()).kind

    def test_priorities_change(self) -> None:
        for change in drawn(priority_changes()):
            assert change.before != change.after


class TestCompliances:
    def test_they_shrink_to_none(self) -> None:
        found = minimal(compliances())
        assert ((), 0.95, None) == (found.statuses, found.confidence, found.share)

    def test_groups_have_keys_of_every_sort(self) -> None:
        check_seen(
            compliances(),
            lambda found: [type(key) for key in found.groups],
            [type(None), Metric, SlaState, str, tuple, date],
        )

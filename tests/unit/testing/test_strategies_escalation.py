"""Strategies of escalations: paths, rotas, and what comes of them."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis.strategies import SearchStrategy

from servicedesk_core import escalation
from servicedesk_core.escalation import (
    Ack,
    After,
    AtFraction,
    Channel,
    Contacts,
    EscalationPath,
    LowScore,
    OnAckTimeout,
    OnExhausted,
    Remaining,
    Reopenings,
    Rota,
    Rotation,
    Since,
    Transfers,
)
from servicedesk_core.testing.strategies.escalation import STRATEGIES
from servicedesk_core.testing.strategies.escalation_paths import (
    acknowledgements,
    escalation_levels,
    escalation_paths,
    escalation_situations,
    escalation_states,
    escalation_steps,
)
from servicedesk_core.testing.strategies.escalation_rotas import (
    handoffs,
    layers,
    overrides,
    rotas,
    shifts,
)
from servicedesk_core.testing.strategies.escalation_triggers import (
    afters,
    channels,
    event_triggers,
    fractions_of_targets,
    low_scores,
    times_left,
    triggers,
)
from servicedesk_core.testing.strategies.instants import MONDAY, later
from servicedesk_core.tickets import EscalationKind
from strategy_checks import (
    check_values,
    check_whole_package,
    drawn,
    entries,
    minimal,
)
from strategy_search import check_met, check_seen, check_varying

NO_TIME = timedelta()
DAY = timedelta(days=1)
EVENTS = [Reopenings, Transfers, Contacts, LowScore, Channel]
COUNTS = (Reopenings, Transfers, Contacts)


class TestTheTable:
    def test_has_every_public_type(self) -> None:
        check_whole_package(escalation, STRATEGIES)

    @entries(STRATEGIES)
    def test_draws_values(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_values(type_, make(), distinct=3 if type_ in COUNTS else 5)

    @entries(STRATEGIES)
    def test_every_field_varies(
        self, type_: type, make: Callable[[], SearchStrategy[Any]]
    ) -> None:
        check_varying(type_, make())


class TestTriggers:
    def test_they_shrink_to_a_wait_of_no_time(self) -> None:
        assert After() == minimal(triggers())
        assert After() == minimal(afters())

    def test_they_are_of_every_sort(self) -> None:
        sorts = [After, AtFraction, Remaining, *EVENTS]
        check_seen(triggers(), lambda trigger: [type(trigger)], sorts)
        check_seen(event_triggers(), lambda trigger: [type(trigger)], EVENTS)

    def test_waits_count_from_both(self) -> None:
        check_seen(afters(), lambda wait: [wait.since], [*Since])

    def test_shares_lie_on_both_sides_of_the_due_time(self) -> None:
        assert AtFraction(0.5) == minimal(fractions_of_targets())
        check_seen(
            fractions_of_targets(),
            lambda trigger: [trigger.fraction < 1, trigger.metric is None],
            [True, False],
        )

    def test_times_left_may_be_past(self) -> None:
        assert Remaining(NO_TIME) == minimal(times_left())
        check_seen(times_left(), lambda left: [left.duration < NO_TIME], [True, False])

    def test_channels_and_scores_shrink_to_readable_ones(self) -> None:
        assert Channel("media") == minimal(channels())
        assert LowScore(0) == minimal(low_scores())


class TestRotas:
    def test_they_shrink_to_anna(self) -> None:
        [layer] = minimal(rotas()).layers
        assert (("anna",),) == layer.members
        assert "2026-01-05T09:00:00+00:00" == layer.start.isoformat()
        assert (1, Rotation.HOURLY) == layer.every

    def test_turns_are_of_every_length(self) -> None:
        check_seen(
            layers(),
            lambda layer: [
                layer.every[1] if isinstance(layer.every, tuple) else "lasting"
            ],
            [*Rotation, "lasting"],
        )

    def test_layers_and_overrides_are_named_and_not(self) -> None:
        check_seen(
            rotas(),
            lambda rota: [
                *(("layer", layer.name is None) for layer in rota.layers),
                *(("override", each.layer is None) for each in rota.overrides),
            ],
            [(sort, told) for sort in ("layer", "override") for told in (True, False)],
        )

    def test_stand_ins_may_be_nobody(self) -> None:
        assert ("anna",) == minimal(overrides()).member
        check_seen(overrides(), lambda each: [each.member], [(), ("anna", "boris")])

    def test_they_answer(self) -> None:
        for rota in drawn(rotas()):
            end = later(MONDAY, DAY)
            found = rota.shifts(MONDAY, end)
            assert (MONDAY, end) == (found[0].interval.start, found[-1].interval.end)
            assert rota.on_call(MONDAY) == found[0].members

    def test_other_people_take_over(self) -> None:
        assert ((), ("emil",)) == attrs.astuple(minimal(handoffs()))[1:]
        for handoff in drawn(handoffs()):
            assert handoff.before != handoff.after
        check_seen(handoffs(), lambda found: [found.before, found.after], [()])

    def test_shifts_shrink_to_a_minute_of_anna(self) -> None:
        shift = minimal(shifts())
        assert timedelta(minutes=1) == shift.interval.duration
        assert ("anna",) == shift.members


class TestLevels:
    def test_they_shrink_to_one_that_tells_anna_at_once(self) -> None:
        level = minimal(escalation_levels())
        assert (("anna",), After(), None) == (
            level.targets,
            level.trigger,
            level.condition,
        )

    def test_they_tell_names_rotas_and_nobody(self) -> None:
        check_seen(
            escalation_levels(),
            lambda level: [level.targets, *map(type, level.targets)],
            [(), str, Rota],
        )

    def test_they_are_of_both_kinds(self) -> None:
        check_seen(escalation_levels(), lambda level: [level.kind], [*EscalationKind])
        check_met(escalation_levels(), "condition", "repeats", "hours", "number")


class TestPaths:
    def test_they_shrink_to_one_level(self) -> None:
        path = minimal(escalation_paths())
        assert EscalationPath([minimal(escalation_levels())]) == path

    def test_every_option_is_drawn(self) -> None:
        check_seen(
            escalation_paths(),
            lambda path: [path.ack, path.on_ack_timeout, path.on_exhausted],
            [*Ack, *OnAckTimeout, *OnExhausted],
        )
        check_met(escalation_paths(), "repeats", "ack_timeout", "suspended", "name")

    def test_numbers_may_leave_gaps(self) -> None:
        check_seen(
            escalation_paths(),
            lambda path: [
                (after.number or 0) - (before.number or 0) > 1
                for before, after in pairwise(path.levels)
            ],
            [True, False],
        )

    def test_they_can_be_checked(self) -> None:
        for path in drawn(escalation_paths(), examples=20):
            assert isinstance(path.check(start=MONDAY, end=later(MONDAY, DAY)), tuple)


class TestSituations:
    def test_they_shrink_to_a_ticket(self) -> None:
        found = minimal(escalation_situations())
        assert found.ticket is not None
        assert 1 == found.ticket.version
        assert found.statuses is None

    def test_there_are_tickets_and_clocks_and_both(self) -> None:
        check_seen(
            escalation_situations(),
            lambda found: [
                (found.ticket is not None, found.statuses is not None),
                found.statuses,
            ],
            [(True, False), (False, True), (True, True), ()],
        )
        check_met(escalation_situations(), "is_over", "is_called_off", "started_at")


class TestSteps:
    def test_they_shrink_to_anna_at_once(self) -> None:
        step = minimal(escalation_steps())
        assert "2026-01-05T09:00:00+00:00 level 1 (hierarchical): anna" == str(step)

    def test_they_are_late_asked_for_and_last(self) -> None:
        check_met(
            escalation_steps(), "is_forced", "is_final", "clock", "nobody_on_call"
        )
        check_seen(escalation_steps(), lambda step: [step.told_at > step.at], [True])

    @pytest.mark.parametrize("place", ["climb", "turn", "repetition", "level"])
    def test_they_are_in_every_place(self, place: str) -> None:
        check_seen(escalation_steps(), lambda step: [getattr(step, place)], [1, 2])


class TestStates:
    def test_they_shrink_to_nothing_done(self) -> None:
        state = minimal(escalation_states())
        assert ((), None, None) == (state.fired, state.acknowledged, state.path)

    def test_steps_were_done_and_acknowledged(self) -> None:
        check_met(escalation_states(), "fired", "acknowledged", "path")
        check_seen(
            escalation_states(),
            lambda state: [
                len(state.fired),
                *(step.is_forced for step in state.fired),
            ],
            [2, True],
        )

    def test_words_shrink_to_annas(self) -> None:
        word = minimal(acknowledgements())
        assert ("anna", MONDAY) == (word.by, word.at)

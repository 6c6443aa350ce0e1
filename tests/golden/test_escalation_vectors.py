"""What engines in use do, restated as vectors: GoAlert, Grafana OnCall, OTOBO, Zammad.

Vector 9 (a step that counts alerts in a window) and 11 (a priority that drifts with
its due date, as in RT) are not modelled. 5 and 6 are about rotas.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.escalation import (
    After,
    EscalationPath,
    EscalationState,
    Level,
)
from servicedesk_core.timeline import Interval
from unit.escalation.path_cases import (
    MINUTE,
    START,
    at,
    clock,
    minutes,
    opened,
    planned,
    polled,
    wait,
)

TICK = timedelta(microseconds=1)


def goalert(delays: Sequence[int], repeats: int = 0) -> EscalationPath:
    """Return the path of steps that each wait after their notification."""
    waits = [0, *delays[:-1]]
    levels = [wait(f"step {place}", each) for place, each in enumerate(waits)]
    return EscalationPath(levels, repeats=repeats, repeat_after=delays[-1] * MINUTE)


class TestVector1:
    def test_each_step_waits_for_the_delay_of_the_one_before(self) -> None:
        path = goalert([30, 60])

        assert [(0, 1), (30, 2)] == planned(path)

    def test_a_step_comes_at_the_end_of_the_wait_exactly(self) -> None:
        path = goalert([30, 60])
        state = polled(path, [0])

        assert () == path.due(opened(), state=state, now=at(30) - TICK)
        assert [(30, 2)] == minutes(path.due(opened(), state=state, now=at(30)))


class TestVector2:
    @pytest.mark.parametrize(
        ("repeats", "instants"), [(0, [0, 10]), (2, [0, 10, 20, 30, 40, 50])]
    )
    def test_passes_are_repeats_and_one(
        self, repeats: int, instants: list[float]
    ) -> None:
        path = goalert([10, 10], repeats)

        assert instants == [minute for minute, _ in planned(path)]


class TestVector3:
    PATH = attrs.evolve(goalert([30]), suspended=[Interval(at(-60), at(60))])

    def test_a_path_held_from_its_start_begins_at_the_end(self) -> None:
        assert [(60, 1)] == planned(self.PATH)
        assert () == self.PATH.due(opened(), state=None, now=at(60) - TICK)

    def test_a_step_out_of_turn_is_refused_meanwhile(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="now must be outside maintenance"
        ):
            self.PATH.force(opened(), state=None, now=at(30))
        assert [(60, 1)] == minutes([self.PATH.force(opened(), state=None, now=at(60))])


class TestVector4:
    def test_the_first_level_there_is_comes_first(self) -> None:
        path = EscalationPath([wait("step 1", number=2)])

        assert [(0, 2)] == planned(path)

    def test_one_left_out_by_its_condition_is_no_gap(self) -> None:
        path = EscalationPath([wait("a", 30, condition=lambda _: False), wait("b")])

        assert [(0, 2)] == planned(path)


def clock_time(text: str, days: int = 0) -> datetime:
    hours, minute = text.split(":")
    midnight = datetime(2026, 1, 7, tzinfo=UTC)
    return midnight + timedelta(days=days, hours=int(hours), minutes=int(minute))


class TestVector7:
    @pytest.mark.parametrize(
        ("window", "now", "told"),
        [
            ("09:00-17:00", clock_time("08:59"), clock_time("09:00")),
            ("09:00-17:00", clock_time("09:00"), clock_time("09:00")),
            ("09:00-17:00", clock_time("16:59"), clock_time("16:59")),
            ("09:00-17:00", clock_time("17:00"), clock_time("09:00", 1)),
            ("09:00-17:00", clock_time("23:00"), clock_time("09:00", 1)),
            ("22:00-06:00", clock_time("05:59"), clock_time("05:59")),
            ("22:00-06:00", clock_time("06:00"), clock_time("22:00")),
            ("22:00-06:00", clock_time("21:59"), clock_time("22:00")),
            ("22:00-06:00", clock_time("22:00"), clock_time("22:00")),
            ("22:00-06:00", clock_time("23:30"), clock_time("23:30")),
            # A window without a length is no hours of ours; one of a microsecond is.
            ("09:00-09:00:00.000001", clock_time("08:59"), clock_time("09:00")),
            ("09:00-09:00:00.000001", clock_time("09:00"), clock_time("09:00")),
            ("09:00-09:00:00.000001", clock_time("09:01"), clock_time("09:00", 1)),
        ],
    )
    def test_a_step_waits_for_its_window(
        self, window: str, now: datetime, told: datetime
    ) -> None:
        hours = ServiceCalendar.parse(f"Mo-Su {window}", tz="UTC")
        path = EscalationPath([Level("duty", hours=hours)])
        (step,) = path.plan(opened(), state=EscalationState(now), now=now)

        assert told == step.at


class TestVector8:
    def test_notify_wait_5_repeat_makes_six_passes(self) -> None:
        path = goalert([5], repeats=5)

        assert [0, 5, 10, 15, 20, 25] == [minute for minute, _ in planned(path)]


class TestVector10:
    PATH = EscalationPath.parse("80% notify lead; 100% manager")
    DESK = ServiceCalendar.parse("Mo-Fr 08:30-09:20,09:30-18:00", tz="UTC")

    @pytest.mark.parametrize(
        ("worked", "flags"),
        [(47, []), (48, [1]), (59, [1]), (60, [2])],
    )
    def test_the_notice_comes_at_80_percent_of_working_time(
        self, worked: int, flags: list[int]
    ) -> None:
        pause = 10
        now = worked if worked < 20 else worked + pause
        status = clock(now, within=60, calendar=self.DESK)
        steps = self.PATH.due(status, state=None, now=at(now), missed="latest")

        assert worked * MINUTE == status.elapsed
        assert flags == [step.level for step in steps]


class TestVector12:
    PATH = EscalationPath(
        [
            Level(("A", "B"), repeat_every=30 * MINUTE, repeats=1),
            Level("A", trigger=After(60 * MINUTE)),
        ],
        ack="all",
    )

    def test_who_has_not_acknowledged_goes_on_being_told(self) -> None:
        state = polled(self.PATH, [0]).acknowledge("A", at=at(1))
        (step,) = self.PATH.due(opened(), state=state, now=at(30))

        assert ("A", "B") == state.fired[0].targets
        assert ("B",) == step.targets

    def test_both_acknowledgements_are_listed(self) -> None:
        state = EscalationState(START).acknowledge("A", at=at(1))
        both = state.acknowledge("B", at=at(31)).acknowledged or ()

        assert [("A", at(1)), ("B", at(31))] == [(each.by, each.at) for each in both]

    def test_a_level_out_of_turn_tells_them_again(self) -> None:
        state = polled(self.PATH, [0]).acknowledge("A", at=at(1))
        state = state.acknowledge("B", at=at(2))

        assert () == self.PATH.plan(opened(), state=state, now=at(3))
        assert ("A",) == self.PATH.force(opened(), state=state, now=at(3)).targets


class TestVector13:
    PATH = EscalationPath.parse("100% manager")

    def test_the_next_deadline_is_that_of_the_first_clock_not_met(self) -> None:
        resolution = clock(5, within=90)
        response = clock(5, metric="first_response", within=30)
        answered = clock(5, (4, "agent_reply"), metric="first_response", within=30)

        assert (30, 1) == planned(self.PATH, [resolution, response], now=5)[0]
        assert (90, 1) == planned(self.PATH, [resolution, answered], now=5)[0]

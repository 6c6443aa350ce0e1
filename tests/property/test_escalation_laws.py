"""Laws that hold for every escalation path, whatever it is asked about."""

from collections.abc import Sequence
from datetime import timedelta

import attrs
from hypothesis import assume, given, strategies as st

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    EscalationPath,
    EscalationState,
    Level,
    Missed,
    OnAckTimeout,
    Remaining,
    Since,
    Situation,
    Step,
)
from servicedesk_core.timeline import Interval
from unit.escalation.path_cases import (
    BORIS,
    MINUTE,
    START,
    Roster,
    at,
    clock,
    opened,
    polled,
    told,
    wait,
)

TICK = timedelta(microseconds=1)
LAST = 240
SOON = 150
AFTER_ALL = 300
"""No maintenance lasts until then."""
HOURS = (
    None,
    ServiceCalendar.parse("Mo 09:20-09:40,10:00-13:00", tz="UTC"),
    ServiceCalendar.parse("Mo-Su 08:00-09:30", tz="UTC"),
)
instants = st.integers(0, LAST)
waits = st.integers(0, 50)


@attrs.frozen
class World:
    """What happens to a ticket: messages by the press and others, and pauses."""

    messages: tuple[tuple[int, str], ...]
    pauses: tuple[tuple[int, str], ...]

    def seen(self, now: float) -> Situation:
        """Return what is known of it at a minute."""
        ticket = opened(requester="boris")
        for minute, channel in self.messages:
            if minute <= now:
                ticket = ticket.receive(at=at(minute), by=BORIS, channel=channel)
        statuses = [
            clock(now, *self.pauses),
            clock(now, *self.pauses[:1], metric="first_response", within=40),
        ]
        return Situation(ticket, statuses)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    channels = st.sampled_from(["phone", "media"])
    messages = sorted(draw(st.lists(st.tuples(instants, channels), max_size=3)))
    turns = sorted(draw(st.lists(instants, max_size=4)))
    kinds = ["paused", "resumed"] * 2
    return World(tuple(messages), tuple(zip(turns, kinds, strict=False)))


triggers = st.one_of(
    waits.map(lambda minute: After(minute * MINUTE)),
    waits.map(lambda minute: After(minute * MINUTE, since=Since.START)),
    st.sampled_from([0.25, 0.5, 1, 1.5]).map(AtFraction),
    st.sampled_from([0.5, 1]).map(lambda share: AtFraction(share, metric="resolution")),
    waits.map(lambda minute: Remaining(minute * MINUTE)),
    st.sampled_from([Contacts(2), Contacts(3), Channel("media")]),
)


@st.composite
def levels(draw: st.DrawFn) -> Level:
    repeats = draw(st.integers(0, 2))
    return Level(
        draw(st.sampled_from([("anna",), ("anna", "boris"), (Roster(()),)])),
        trigger=draw(triggers),
        repeats=repeats,
        repeat_every=draw(st.integers(1, 30)) * MINUTE if repeats else None,
        hours=draw(st.sampled_from(HOURS)),
    )


@st.composite
def holds(draw: st.DrawFn) -> list[Interval]:
    spans = draw(st.lists(st.tuples(instants, st.integers(1, 40)), max_size=2))
    return [Interval(at(start), at(start + length)) for start, length in spans]


@st.composite
def paths(draw: st.DrawFn) -> EscalationPath:
    default = draw(st.sampled_from([(), ("clara",)]))
    return EscalationPath(
        draw(st.lists(levels(), min_size=1, max_size=4)),
        repeats=draw(st.integers(0, 2)),
        repeat_after=draw(waits) * MINUTE,
        ack=draw(st.sampled_from(["any", "all"])),
        ack_timeout=draw(
            st.none() | st.integers(1, 60).map(lambda each: each * MINUTE)
        ),
        on_ack_timeout=draw(st.sampled_from(OnAckTimeout)),
        on_exhausted="notify_default" if default else "stay",
        default=default,
        suspended=draw(holds()),
    )


@st.composite
def states(
    draw: st.DrawFn, path: EscalationPath, world: World, until: int
) -> EscalationState:
    """A state that came about by polls, acknowledgements and steps out of turn."""
    state = EscalationState(START)
    for minute in sorted(draw(st.lists(st.integers(0, until), max_size=5))):
        situation, now = world.seen(minute), at(minute)
        match draw(st.sampled_from(["poll", "poll", "acknowledge", "force"])):
            case "acknowledge":
                name = draw(st.sampled_from(["anna", "boris", "clara"]))
                state = state.acknowledge(name, at=now)
            case "force" if not any(now in each for each in path.suspended):
                step = path.force(situation, state=state, now=now)
                state = state.with_fired([step])
            case _:
                state = state.with_fired(path.due(situation, state=state, now=now))
    return state


class Seen:
    """A path asked about a world."""

    def __init__(self, path: EscalationPath, world: World) -> None:
        self.path = path
        self.world = world

    def plan(self, state: EscalationState | None, now: float) -> tuple[Step, ...]:
        return self.path.plan(self.world.seen(now), state=state, now=at(now))

    def due(
        self, state: EscalationState | None, now: float, missed: str = "each"
    ) -> tuple[Step, ...]:
        situation = self.world.seen(now)
        return self.path.due(situation, state=state, now=at(now), missed=missed)


class TestDue:
    @given(st.data(), paths(), worlds(), instants, st.sampled_from(Missed))
    def test_what_was_done_is_not_due_again(
        self,
        data: st.DataObject,
        path: EscalationPath,
        world: World,
        now: int,
        missed: Missed,
    ) -> None:
        seen = Seen(path, world)
        state = data.draw(states(path, world, now))
        done = state.with_fired(seen.due(state, now, missed))

        assert () == seen.due(done, now, missed)

    @given(paths(), worlds(), st.lists(instants, min_size=1), st.data())
    def test_polling_often_or_seldom_does_the_same(
        self, path: EscalationPath, world: World, polls: list[int], data: st.DataObject
    ) -> None:
        seen = Seen(path, world)
        some = [poll for poll in polls if data.draw(st.booleans())]
        ends = []
        for minutes_polled in (polls, some):
            state = EscalationState(START)
            for poll in sorted([*minutes_polled, AFTER_ALL]):
                state = state.with_fired(seen.due(state, poll))
            ends.append({step.key: step.at for step in state.fired})

        assert ends[0] == ends[1]

    @given(st.data(), paths(), worlds(), instants)
    def test_it_is_what_the_plan_has_up_to_now(
        self, data: st.DataObject, path: EscalationPath, world: World, now: int
    ) -> None:
        seen = Seen(path, world)
        for state in (None, data.draw(states(path, world, now))):
            past = [step for step in seen.plan(state, now) if step.at <= at(now)]

            assert tuple(past) == seen.due(state, now)

    @given(st.data(), paths(), worlds(), instants)
    def test_the_latest_is_the_last_of_each_or_none(
        self, data: st.DataObject, path: EscalationPath, world: World, now: int
    ) -> None:
        seen = Seen(path, world)
        state = data.draw(states(path, world, now))
        latest = seen.due(state, now, "latest")

        assert latest in {(), seen.due(state, now)[-1:]}
        assert seen.due(None, now, "latest") == seen.due(None, now)[-1:]


class TestPlan:
    @given(st.data(), paths(), worlds(), instants)
    def test_nothing_is_due_before_its_next_instant_and_something_at_it(
        self, data: st.DataObject, path: EscalationPath, world: World, now: int
    ) -> None:
        # What happens later is not known, so that nothing changes.
        world = World(
            tuple(each for each in world.messages if each[0] <= now),
            tuple(each for each in world.pauses if each[0] <= now),
        )
        seen = Seen(path, world)
        state = data.draw(states(path, world, now))
        state = state.with_fired(seen.due(state, now))
        plan = seen.plan(state, now)
        if not plan:
            assert () == seen.due(state, now + data.draw(instants))
            return
        following = (plan[0].at - START) / MINUTE
        ticks = (plan[0].at - at(now)) // TICK
        between = at(now) + data.draw(st.integers(0, ticks - 1)) * TICK

        assert ticks > 0
        situation = world.seen((between - START) / MINUTE)
        assert () == path.due(situation, state=state, now=between)
        # What was missed before a maintenance is due since then once that is over.
        first = [step.key for step in plan if step.at == plan[0].at]
        assert first == [step.key for step in seen.due(state, following)]

    @given(paths(), worlds(), instants)
    def test_steps_are_in_order_and_their_keys_differ(
        self, path: EscalationPath, world: World, now: int
    ) -> None:
        plan = Seen(path, world).plan(None, now)

        assert sorted(step.at for step in plan) == [step.at for step in plan]
        assert len(plan) == len({step.key for step in plan})

    @given(st.lists(waits, min_size=1, max_size=4), st.integers(0, 3), waits)
    def test_passes_are_repeats_and_one(
        self, gaps: list[int], repeats: int, between: int
    ) -> None:
        path = EscalationPath(
            [wait("anna", gap) for gap in gaps],
            repeats=repeats,
            repeat_after=between * MINUTE,
        )
        plan = path.plan(opened(), now=START)

        assert [*range(1, len(gaps) + 1)] * (repeats + 1) == [
            step.level for step in plan
        ]
        length = sum(gaps) * (repeats + 1) + between * repeats
        assert at(length) == plan[-1].at

    @given(paths(), worlds(), instants)
    def test_nothing_comes_during_a_maintenance(
        self, path: EscalationPath, world: World, now: int
    ) -> None:
        assert [] == [
            step
            for step in Seen(path, world).plan(None, now)
            for hold in path.suspended
            if step.at in hold
        ]


class TestAcknowledgements:
    @given(st.data(), paths(), worlds(), instants, instants)
    def test_nothing_is_due_until_one_runs_out(
        self, data: st.DataObject, path: EscalationPath, world: World, now: int, on: int
    ) -> None:
        path = attrs.evolve(path, ack="any")
        seen = Seen(path, world)
        state = data.draw(states(path, world, now))
        # A step out of turn at that very instant would take it back.
        assume(not any(step.is_forced and step.at == at(now) for step in state.fired))
        state = state.acknowledge("anna", at=at(now))
        later = at(now + on)
        if path.ack_timeout is None or later < at(now) + path.ack_timeout:
            assert () == seen.due(state, now + on)
        if path.ack_timeout is not None:
            for step in seen.plan(state, now):
                assert at(now) + path.ack_timeout <= step.at

    @given(st.data(), paths(), worlds(), instants)
    def test_who_acknowledged_is_not_told_until_it_runs_out(
        self, data: st.DataObject, path: EscalationPath, world: World, now: int
    ) -> None:
        path = attrs.evolve(path, ack="all")
        state = data.draw(states(path, world, now))
        assume(not any(step.is_forced and step.at == at(now) for step in state.fired))
        state = state.acknowledge("anna", at=at(now))
        for step in Seen(path, world).plan(state, now):
            if path.ack_timeout is None or step.at < at(now) + path.ack_timeout:
                assert "anna" not in step.targets


@attrs.frozen
class Course:
    """What a simple path and what people do, in minutes."""

    gaps: list[int]
    repeats: int
    between: int
    timeout: int | None
    holds: list[tuple[int, int]]
    acks: list[int]

    def path(self) -> EscalationPath:
        return EscalationPath(
            [wait("anna", gap) for gap in self.gaps],
            repeats=self.repeats,
            repeat_after=self.between * MINUTE,
            ack_timeout=None if self.timeout is None else self.timeout * MINUTE,
            suspended=[Interval(at(start), at(end)) for start, end in self.holds],
        )

    def steps(self) -> list[tuple[int, int]]:
        """Return offsets from a start, and levels."""
        found, offset = [], 0
        for turn in range(self.repeats + 1):
            offset += self.between if turn else 0
            for level, gap in enumerate(self.gaps, start=1):
                offset += gap
                found.append((offset, level))
        return found

    def simulated(self) -> list[tuple[int, int]]:
        """Return what comes, minute by minute, by the rules in words."""
        found = []
        waiting = self.steps()
        start: int | None = 0
        expires: float | None = None
        for minute in range(SOON + 1):
            held = any(begin <= minute < end for begin, end in self.holds)
            if expires == minute:
                expires, start, waiting = None, None, self.steps()
            if minute in self.acks:
                expires = minute + (self.timeout or float("inf"))
                waiting = []
            if held and waiting:
                start, waiting = None, self.steps()
            if held or expires is not None:
                continue
            start = minute if start is None else start
            while waiting and start + waiting[0][0] == minute:
                found.append((minute, waiting.pop(0)[1]))
        return found


courses = st.builds(
    Course,
    st.lists(st.integers(0, 15), min_size=1, max_size=3),
    st.integers(0, 2),
    st.integers(0, 10),
    st.none() | st.integers(1, 60),
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(1, 30)).map(
            lambda span: (span[0], sum(span))
        ),
        max_size=3,
    ),
    st.lists(st.integers(0, 120), max_size=3).map(sorted),
)


class TestAgainstAPlainModel:
    @given(courses)
    def test_a_minute_poller_does_what_the_rules_say(self, course: Course) -> None:
        path, ticket = course.path(), opened()
        state = EscalationState(START)
        acks: Sequence[int] = course.acks
        for minute in range(SOON + 1):
            for _ in range(acks.count(minute)):
                state = state.acknowledge("anna", at=at(minute))
            state = polled(path, [minute], ticket, state=state)

        assert course.simulated() == told(state)

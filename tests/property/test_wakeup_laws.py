"""One timer in place of a poller: laws of wake-ups and of who held a ticket."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import accumulate, pairwise
from operator import add
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import given, strategies as st

from servicedesk_core.calendars import (
    DayRule,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
)
from servicedesk_core.desk import (
    AutoClose,
    ChangeKind,
    CloseBasis,
    DeskPolicy,
    DeskState,
    DueKind,
    HoldLimit,
    Wakeup,
    attribution,
    due_now,
    measure_all,
    next_wakeup,
    with_done,
)
from servicedesk_core.escalation import (
    Ack,
    After,
    AtFraction,
    Contacts,
    EscalationPath,
    EscalationState,
    Level,
    OnAckTimeout,
    OnExhausted,
    Remaining,
    Reopenings,
    Since,
    Trigger,
)
from servicedesk_core.lifecycles import Role
from servicedesk_core.sla import (
    Agreement,
    Agreements,
    CustomMetric,
    Metric,
    OnReopen,
    ServiceLevelTarget,
    WorkingDays,
)
from servicedesk_core.tickets import Actor, HoldReason, Ticket, events
from servicedesk_core.timeline import Interval

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONG = 400 * DAY
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
ALWAYS = ServiceCalendar.always()
CALENDARS = (
    ALWAYS,
    ServiceCalendar.parse(
        "Mo-Fr 09:00-13:00,14:00-18:00",
        tz="Europe/Berlin",
        days_off=DaysOff.yearly("05-01", "12-24..01-02"),
    ),
    ServiceCalendar.parse(
        "Mo-Su 22:00-06:00",
        tz="America/New_York",
        days_off=DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2020, 1, 1)),
    ),
    ServiceCalendar(
        "Mo-Fr 08:00-12:00",
        tz="Australia/Lord_Howe",
        special=[SpecialHours("2026-04-03", "09:00-12:00")],
    ),
)
ORIGINS = (
    datetime(2026, 1, 5, 9, tzinfo=UTC),
    # Days before clocks change in one of the zones.
    datetime(2026, 3, 27, 8, tzinfo=UTC),
    datetime(2026, 4, 3, 14, tzinfo=UTC),
    datetime(2026, 10, 23, 8, tzinfo=UTC),
)
ZONES = tuple(map(ZoneInfo, ("UTC", "Europe/Berlin", "Australia/Lord_Howe")))
RULES = tuple(DayRule)
METRICS = (
    *Metric,
    CustomMetric(
        "vendor", start=[("paused", "vendor")], stop=["resumed"], pause=["owned"]
    ),
)

Step = tuple[Callable[..., events.Event], dict[str, Any]]
LIVE: tuple[Step, ...] = (
    (events.Acknowledged, {"by": ANNA}),
    (events.WorkStarted, {"by": ANNA}),
    (events.Resumed, {"by": ANNA}),
    *[(events.PutOnHold, {"reason": reason}) for reason in HoldReason],
    *[(events.PutOnHold, {"reason": HoldReason.CALLER})] * 2,
    (events.PutOnHold, {}),
    *[(events.Replied, {"by": ANNA})] * 2,
    *[(events.MessageReceived, {"by": BORIS})] * 2,
    (events.NoteAdded, {"by": ANNA}),
    *[(events.PriorityChanged, {"priority": each}) for each in (1, 2, 3)],
    (events.Assigned, {"group": "desk"}),
    (events.Assigned, {"group": "net", "agent": "anna"}),
    (events.Unassigned, {}),
    (events.OwnerChanged, {"owner": "anna"}),
)
ENDS: tuple[Step, ...] = (
    *[(events.Resolved, {})] * 3,
    *[(events.Reopened, {"by": BORIS})] * 2,
    (events.Reopened, {"hold": HoldReason.CALLER}),
    (events.Closed, {}),
    (events.Cancelled, {}),
    (events.Merged, {"into": "INC8"}),
    (events.MajorAccepted, {}),
)

waits = st.sampled_from([0, 1, 2, 3, 5, 8, 24, 72]) | st.integers(0, 60)


@attrs.frozen
class Scene:
    """A ticket, a policy, what was done, and an instant."""

    ticket: Ticket
    policy: DeskPolicy
    state: DeskState | None
    now: datetime

    def done(self) -> "Scene":
        """Return the scene once all that is due is done."""
        due = due_now(self.ticket, self.policy, state=self.state, now=self.now)
        return attrs.evolve(self, state=with_done(self.state, due, now=self.now))

    def wakeup(self) -> Wakeup | None:
        return next_wakeup(self.ticket, self.policy, now=self.now, state=self.state)

    def at(self, now: datetime) -> "Scene":
        return attrs.evolve(self, now=now)

    @property
    def keys(self) -> frozenset[str]:
        due = due_now(self.ticket, self.policy, state=self.state, now=self.now)
        return frozenset(f"{each.kind} {each.key}" for each in due)

    @property
    def clocks(self) -> dict[str, object]:
        found = measure_all(self.ticket, self.policy.agreements, now=self.now)
        return {
            f"{each.agreement}/{each.metric}": (each.state, each.warned)
            for each in found
        }


def utc(at: datetime, gap: timedelta = timedelta()) -> datetime:
    """Return an instant, or one so much later, that compares as one."""
    return at.astimezone(UTC) + gap


@st.composite
def tickets(draw: st.DrawFn, unit: timedelta) -> Ticket:
    """A ticket of some days; what happens lies whole units apart."""
    origin = draw(st.sampled_from(ORIGINS)) + draw(waits) * unit
    zone = draw(st.sampled_from(ZONES))
    steps = st.sampled_from(LIVE) | st.sampled_from(LIVE) | st.sampled_from(ENDS)
    drawn = draw(st.lists(st.tuples(waits, steps), max_size=8))
    gaps = [wait * unit for wait, _ in drawn]
    instants = accumulate(gaps, add, initial=origin)
    by = draw(st.sampled_from([BORIS, ANNA, None]))
    group = draw(st.sampled_from([None, "desk"]))
    opened = events.Opened(
        at=next(instants).astimezone(zone), id="INC7", by=by, priority=1, group=group
    )
    told = [
        kind(at=at.astimezone(zone), **fields)
        for at, (_, (kind, fields)) in zip(instants, drawn, strict=True)
    ]
    return Ticket.fold([opened, *told])


@st.composite
def targets(
    draw: st.DrawFn, metric: Metric | CustomMetric, unit: timedelta, *, days: bool
) -> ServiceLevelTarget:
    # Even, so that halves are whole too.
    times = st.integers(1, 20).map(lambda count: 2 * count * unit)
    within = times | times.map(lambda time: {1: time, 2: 4 * time, 3: None})
    in_days = st.builds(WorkingDays, st.integers(1, 3), rule=st.sampled_from(RULES))
    return ServiceLevelTarget(
        metric,
        draw(within | in_days if days else within),
        draw(st.sampled_from(CALENDARS)),
        pauses=draw(st.sampled_from([(), ("caller",), ("caller", "vendor")])),
        warn_at=draw(st.lists(st.sampled_from([0.25, 0.5, 0.75, 1]), max_size=3)),
        on_reopen=draw(st.sampled_from(OnReopen)),
        notes_answer=draw(st.booleans()),
    )


@st.composite
def agreements(
    draw: st.DrawFn, unit: timedelta, *, days: bool
) -> Agreement | Agreements:
    """One agreement with several targets, or one more for the time of a group."""
    metrics = draw(
        st.lists(st.sampled_from(METRICS), min_size=1, max_size=4, unique=True)
    )
    found = [draw(targets(metric, unit, days=days)) for metric in metrics]
    gold = Agreement("gold", found)
    if draw(st.booleans()):
        return gold
    inner = draw(targets(Metric.RESOLUTION, unit, days=days))
    own = Agreement(
        "inner",
        [inner],
        kind="ola",
        while_group=draw(st.sampled_from([None, "net"])),
    )
    return Agreements([gold, own])


def triggers(unit: timedelta) -> st.SearchStrategy[Trigger]:
    times = st.integers(0, 12).map(lambda count: count * unit)
    afters = st.builds(
        After,
        times,
        calendar=st.sampled_from([None, *CALENDARS]),
        since=st.sampled_from(Since),
    )
    left = st.sampled_from([4 * unit, unit, 0 * unit, -unit, -5 * unit])
    metrics = st.sampled_from([None, "resolution", "next_response"])
    return (
        afters
        | st.builds(AtFraction, st.sampled_from([0.5, 1, 1.5]), metric=metrics)
        | st.builds(Remaining, left, metric=metrics)
        | st.sampled_from([Contacts(2), Reopenings(1)])
    )


@st.composite
def levels(draw: st.DrawFn, unit: timedelta) -> Level:
    repeats = draw(st.sampled_from([0, 0, 2]))
    every = draw(st.integers(1, 4)) * unit
    return Level(
        draw(st.sampled_from([["anna"], ["boris"], ["anna", "boris"], []])),
        trigger=draw(triggers(unit)),
        repeats=repeats,
        repeat_every=every if repeats else None,
        hours=draw(st.sampled_from([None, None, *CALENDARS])),
    )


@st.composite
def paths(draw: st.DrawFn, unit: timedelta, name: str) -> EscalationPath:
    times = st.integers(1, 12).map(lambda count: count * unit)
    timeout = draw(st.none() | times)
    exhausted = draw(st.sampled_from(OnExhausted))
    starts = [draw(st.sampled_from(ORIGINS)) + draw(waits) * unit]
    return EscalationPath(
        draw(st.lists(levels(unit), min_size=1, max_size=3)),
        repeats=draw(st.sampled_from([0, 0, 1, 2])),
        repeat_after=draw(times),
        ack_timeout=timeout,
        ack=draw(st.sampled_from([*Ack] if timeout is None else [Ack.ANY, Ack.NONE])),
        on_ack_timeout=draw(st.sampled_from(OnAckTimeout)),
        on_exhausted=exhausted,
        default=["duty"] if exhausted is OnExhausted.NOTIFY_DEFAULT else [],
        suspended=[
            Interval(start, start + draw(times))
            for start in starts[: draw(st.integers(0, 1))]
        ],
        name=name,
    )


@st.composite
def policies(draw: st.DrawFn, unit: timedelta, *, days: bool) -> DeskPolicy:
    rules = st.sampled_from(DayRule)
    limit, close = None, None
    if draw(st.booleans()):
        calendar = draw(st.sampled_from([None, *CALENDARS]))
        remind_after = sorted(draw(st.sets(st.integers(1, 4), max_size=2)))
        last = max(remind_after, default=1)
        limit = HoldLimit(
            remind_after=remind_after,
            resolve_after=draw(st.none() | st.integers(last, last + 2)),
            calendar=calendar,
            reasons=draw(st.sampled_from([["caller"], ["caller", "vendor"]])),
            rule=draw(rules) if calendar else DayRule.SAME_TIME,
        )
    if draw(st.booleans()):
        calendar = draw(st.sampled_from([None, *CALENDARS]))
        close = AutoClose(
            draw(st.integers(0, 4)),
            calendar=calendar,
            since=draw(st.sampled_from(CloseBasis)),
            rule=draw(rules) if calendar else DayRule.SAME_TIME,
        )
    return DeskPolicy(
        draw(agreements(unit, days=days)),
        paths=[
            draw(paths(unit, name)) for name in ("a", "b")[: draw(st.integers(0, 2))]
        ],
        auto_close=close,
        hold_limit=limit,
    )


@st.composite
def states(
    draw: st.DrawFn, ticket: Ticket, policy: DeskPolicy, now: datetime
) -> DeskState | None:
    """What was stored: nothing, or when paths began and who acknowledged."""
    opened = utc(ticket.opened_at)
    known = {}
    for path in policy.paths:
        if path.name is not None and draw(st.booleans()):
            state = EscalationState(opened)
            for name in draw(st.lists(st.sampled_from(["anna", "boris"]), max_size=2)):
                state = state.acknowledge(name, at=draw(between(opened, now)))
            known[path.name] = state
    return DeskState(known) if known else None


def between(start: datetime, end: datetime) -> st.SearchStrategy[datetime]:
    """Instants of a stretch of time, often its ends."""
    low, high = utc(start), utc(end)
    ticks = st.integers(0, (high - low) // TICK)
    return st.sampled_from([low, high]) | ticks.map(lambda count: low + count * TICK)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A ticket at some instant of its life; what comes later is known to us alone."""
    unit = draw(st.sampled_from([HOUR, 7 * MINUTE, HOUR + 3 * TICK]))
    ticket = draw(tickets(unit))
    policy = draw(policies(unit, days=True))
    end = utc(ticket.updated_at, 3 * DAY)
    marks = st.sampled_from([utc(event.at) for event in ticket.history])
    now = draw(marks | between(ticket.opened_at, end))
    state = draw(states(ticket, policy, now))
    zone = draw(st.sampled_from(ZONES))
    return Scene(ticket, policy, state, now.astimezone(zone)).done()


class TestWakeups:
    @given(scenes(), st.data())
    def test_nothing_changes_before_and_something_at_it(
        self, scene: Scene, data: st.DataObject
    ) -> None:
        for _ in range(5):
            wakeup = scene.wakeup()
            still = attrs.evolve(scene, ticket=scene.ticket.as_of(scene.now))
            end = utc(scene.now, LONG) if wakeup is None else utc(wakeup.at, -TICK)
            looks = {utc(scene.now), end, data.draw(between(scene.now, end))}
            for at in looks:
                assert still.clocks == still.at(at).clocks
                assert still.keys == still.at(at).keys
            if wakeup is None:
                return
            then = still.at(wakeup.at)
            assert (still.clocks, still.keys) != (then.clocks, then.keys)
            scene = attrs.evolve(then, ticket=scene.ticket).done()

    @given(scenes())
    def test_it_names_what_changes(self, scene: Scene) -> None:
        """A clock named is another one then, and every clock that is, is named."""
        wakeup = scene.wakeup()
        if wakeup is None:
            return
        still = attrs.evolve(scene, ticket=scene.ticket.as_of(scene.now))
        then = still.at(wakeup.at)
        clocks = {
            name for name, clock in still.clocks.items() if clock != then.clocks[name]
        }
        due = due_now(then.ticket, then.policy, state=then.state, now=then.now)
        fresh = [each for each in due if f"{each.kind} {each.key}" not in still.keys]

        assert len(set(wakeup.changes)) == len(wakeup.changes)
        assert clocks == {
            each.name for each in wakeup.changes if each.kind is ChangeKind.CLOCK
        }
        assert {(each.kind.value, each.path) for each in fresh} == {
            (each.kind.value, each.name)
            for each in wakeup.changes
            if each.kind is not ChangeKind.CLOCK
        }
        assert all(utc(wakeup.at) == utc(each.at) for each in fresh)

    @given(scenes())
    def test_what_was_done_is_not_due_again(self, scene: Scene) -> None:
        """Only what the app does to the ticket itself stays."""
        due = due_now(scene.ticket, scene.policy, state=scene.state, now=scene.now)

        assert {each.kind for each in due} <= {DueKind.RESOLVE, DueKind.CLOSE}

    @given(scenes())
    def test_the_future_is_not_known(self, scene: Scene) -> None:
        known = attrs.evolve(scene, ticket=scene.ticket.as_of(scene.now))

        assert known.wakeup() == scene.wakeup()
        assert known.keys == scene.keys

    @given(scenes(), st.sampled_from(ZONES))
    def test_the_zone_of_now_changes_nothing_but_the_zone_of_the_answer(
        self, scene: Scene, zone: ZoneInfo
    ) -> None:
        here, there = scene.wakeup(), scene.at(scene.now.astimezone(zone)).wakeup()

        assert here == there
        assert there is None or zone is there.at.tzinfo


@st.composite
def runs(draw: st.DrawFn) -> tuple[Scene, timedelta]:
    """A ticket from its opening on, and the unit that all its times are whole in.

    Offsets of zones are whole in half hours.
    """
    unit = draw(st.sampled_from([MINUTE, HOUR / 2]))
    ticket = draw(tickets(unit))
    policy = draw(policies(unit, days=False))
    opened = utc(ticket.opened_at)
    state = draw(states(ticket, policy, opened))
    return Scene(ticket, policy, state, opened), unit


class TestTheLoop:
    @given(runs())
    def test_it_does_what_a_poller_does_at_the_same_instants(
        self, run: tuple[Scene, timedelta]
    ) -> None:
        scene, unit = run
        end = utc(scene.now, 240 * unit)

        assert fired(scene, polls(unit, end)) == fired(scene, timer(end))


Looks = Callable[[Scene], datetime | None]


def fired(scene: Scene, following: Looks) -> dict[str, datetime]:
    """Return when each thing was first done."""
    found: dict[str, datetime] = {}
    while True:
        for key in scene.keys:
            found.setdefault(key, scene.now)
        scene = scene.done()
        at = following(scene)
        if at is None:
            return found
        scene = scene.at(at)


def polls(unit: timedelta, end: datetime) -> Looks:
    """Look at every unit of time."""
    return lambda scene: None if scene.now + unit > end else scene.now + unit


def timer(end: datetime) -> Looks:
    """Look at wake-ups and when something happens to the ticket."""

    def following(scene: Scene) -> datetime | None:
        wakeup = scene.wakeup()
        ahead = [utc(event.at) for event in scene.ticket.history]
        ahead += [] if wakeup is None else [utc(wakeup.at)]
        return min((at for at in ahead if scene.now < at <= end), default=None)

    return following


@st.composite
def held(draw: st.DrawFn) -> tuple[Ticket, ServiceCalendar, datetime]:
    ticket = draw(tickets(draw(st.sampled_from([MINUTE, HOUR + TICK]))))
    end = utc(ticket.updated_at, 9 * DAY)
    now = draw(between(ticket.opened_at, end))
    zone = draw(st.sampled_from(ZONES))
    return ticket, draw(st.sampled_from(CALENDARS)), now.astimezone(zone)


class TestAttribution:
    @given(held())
    def test_rows_tile_the_time_from_the_opening_to_now(
        self, case: tuple[Ticket, ServiceCalendar, datetime]
    ) -> None:
        ticket, calendar, now = case
        rows = attribution(ticket, calendar, now=now).rows
        bounds = [(utc(row.start), utc(row.end)) for row in rows]

        if utc(now) == utc(ticket.opened_at):
            assert () == rows
            return
        assert utc(ticket.opened_at) == bounds[0][0]
        assert utc(now) == bounds[-1][1]
        assert all(before[1] == after[0] for before, after in pairwise(bounds))
        assert all(start < end for start, end in bounds)

    @given(held())
    def test_totals_are_those_of_the_calendar_and_of_real_time(
        self, case: tuple[Ticket, ServiceCalendar, datetime]
    ) -> None:
        ticket, calendar, now = case
        found = attribution(ticket, calendar, now=now)

        assert calendar.elapsed(ticket.opened_at, now) == found.total.service
        assert utc(now) - utc(ticket.opened_at) == found.total.wall
        for row in found.rows:
            assert calendar.elapsed(row.start, row.end) == row.service
            assert utc(row.end) - utc(row.start) == row.wall

    @given(
        held(),
        st.lists(st.sampled_from(["group", "agent", "tier", "state"]), min_size=1),
    )
    def test_shares_add_up_to_the_total(
        self, case: tuple[Ticket, ServiceCalendar, datetime], keys: list[str]
    ) -> None:
        ticket, calendar, now = case
        found = attribution(ticket, calendar, now=now, tiers={"desk": 1, "net": 2})
        shares = found.by(*keys).values()

        assert found.total.service == reduce(
            add, (share.service for share in shares), timedelta()
        )
        assert found.total.wall == reduce(
            add, (share.wall for share in shares), timedelta()
        )

    @given(held(), st.data())
    def test_each_row_tells_whose_the_ticket_was_all_the_time(
        self,
        case: tuple[Ticket, ServiceCalendar, datetime],
        data: st.DataObject,
    ) -> None:
        ticket, calendar, now = case
        for row in attribution(ticket, calendar, now=now).rows:
            for at in sampled(row.start, row.end, data):
                then = ticket.as_of(at)
                assert (then.group, then.agent, then.state) == (
                    row.group,
                    row.agent,
                    row.state,
                )


def sampled(start: datetime, end: datetime, data: st.DataObject) -> Iterator[datetime]:
    """Yield the first and the last instant of a row, and one between."""
    last = utc(end, -TICK)
    yield utc(start)
    yield last
    yield data.draw(between(start, last))

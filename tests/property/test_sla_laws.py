"""Laws that hold for every clock, whatever happened to its subject."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from oracle.slow_clock import (
    EPOCH,
    Days,
    Deal,
    Fact,
    Hours,
    Own,
    Stand,
    counts_from,
    stands,
    to_minute,
)
from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.desk import measure_all, signals
from servicedesk_core.errors import InvalidHistoryError, TransitionRefusedError
from servicedesk_core.sla import (
    Agreement,
    Agreements,
    Condition,
    CustomMetric,
    ExcusedPeriod,
    Metric,
    OnReopen,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    SpanKind,
    WorkingDays,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.tickets import Actor, Ticket, open_ticket
from servicedesk_core.timeline import to_microseconds

MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
NO_TIME = timedelta()
TWO_WEEKS = 14 * 24 * 60
OFFICE = ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="Europe/Berlin")
EARLY = ServiceCalendar.parse("Mo,We,Sa 01:15-03:45", tz="Europe/Berlin")
CALENDARS = (
    OFFICE,
    EARLY,
    ServiceCalendar.parse("Mo-Fr 22:00-06:00", tz="Europe/Berlin"),
    ServiceCalendar.parse("Sa-Su 00:00-24:00", tz="Europe/Berlin"),
    ServiceCalendar.always("Europe/Berlin"),
)
ORIGINS = (
    datetime(2026, 1, 5, 9, tzinfo=UTC),
    # The weeks whose Sunday has 23 or 25 hours in Berlin.
    datetime(2026, 3, 26, 8, tzinfo=UTC),
    datetime(2026, 10, 22, 8, tzinfo=UTC),
)
ZONES = tuple(
    ZoneInfo(name)
    for name in ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC")
)
REASONS = (None, "caller", "vendor")
WARNINGS = (0.25, 0.5, 0.75, 1.0)
VENDOR = CustomMetric(
    "vendor time",
    start=[(SignalKind.PAUSED, "vendor")],
    stop=["resumed", "resolved"],
)
WORK = CustomMetric(
    "work",
    start=["owned"],
    stop=["resolved", "cancelled"],
    pause=["paused"],
    resume=["resumed"],
    reset=["reopened", "agent_reply"],
)
WAITING = CustomMetric(
    "waiting",
    start=["requester_message", "opened"],
    stop=["agent_reply"],
    pause=["paused"],
    resume=["resumed", (SignalKind.PAUSED, "vendor")],
)
AnyMetric = Metric | CustomMetric
STANDARD: tuple[AnyMetric, ...] = tuple(Metric)
EVERY: tuple[AnyMetric, ...] = (*STANDARD, VENDOR, WORK, WAITING)
Step = tuple[SignalKind, str | None]
PRELUDES: dict[AnyMetric, tuple[Step, ...]] = {
    **dict.fromkeys(STANDARD, ((SignalKind.OPENED, None),)),
    Metric.NEXT_RESPONSE: (
        (SignalKind.OPENED, None),
        (SignalKind.AGENT_REPLY, None),
        (SignalKind.REQUESTER_MESSAGE, None),
    ),
    Metric.PERIODIC_UPDATE: (
        (SignalKind.OPENED, None),
        (SignalKind.AGENT_REPLY, None),
    ),
    VENDOR: ((SignalKind.PAUSED, "vendor"),),
    WORK: ((SignalKind.OWNED, None),),
    WAITING: ((SignalKind.OPENED, None),),
}
"""What starts the clock of each metric."""
HOLDS = (SignalKind.PAUSED, SignalKind.RESUMED)
UNHEARD = (SignalKind.INTERNAL_NOTE, SignalKind.AUTO_REPLY)
KINDS = (
    *HOLDS * 4,
    *(SignalKind.REQUESTER_MESSAGE, SignalKind.AGENT_REPLY) * 2,
    *(SignalKind.RESOLVED, SignalKind.REOPENED) * 2,
    *SignalKind,
)
FIRST = tuple(kind for kind in SignalKind if kind is not SignalKind.REOPENED)
OVER = (SignalKind.RESOLVED, SignalKind.CLOSED, SignalKind.CANCELLED)
FUTURE = {SlaState.RUNNING, SlaState.AT_RISK}


@attrs.frozen
class Case:
    """A clock to look at."""

    signals: tuple[Signal, ...]
    target: ServiceLevelTarget
    now: datetime

    def seen(
        self,
        now: datetime | None = None,
        signals: tuple[Signal, ...] | None = None,
    ) -> SlaStatus:
        return measure_signals(
            self.signals if signals is None else signals,
            self.target,
            now=now or self.now,
        )

    @property
    def known(self) -> tuple[Signal, ...]:
        return tuple(signal for signal in self.signals if signal.at <= self.now)


gaps = st.one_of(
    st.sampled_from([0, 1, 15, 60, 240, 480, 1440]), st.integers(0, 3 * 1440)
)
hours = st.one_of(
    st.sampled_from([15, 60, 240, 480]).map(lambda count: count * MINUTE),
    st.integers(1, 1200).map(lambda count: count * MINUTE),
)
working_days = st.builds(WorkingDays, st.integers(1, 3), rule=st.sampled_from(DayRule))
pauses = st.sampled_from(
    [frozenset[str](), frozenset({"caller"}), frozenset({"caller", "vendor"})]
)
warnings = st.lists(st.sampled_from(WARNINGS), max_size=3, unique=True)


@st.composite
def targets(
    draw: st.DrawFn,
    metrics: tuple[AnyMetric, ...],
    *,
    days: bool | None,
) -> ServiceLevelTarget:
    """Return a target in service time or, on office days, in working days."""
    in_days = draw(st.booleans()) if days is None else days
    within = draw(working_days) if in_days else draw(hours)
    calendar = draw(st.sampled_from(CALENDARS[:2] if in_days else CALENDARS))
    return ServiceLevelTarget(
        draw(st.sampled_from(metrics)),
        within,
        calendar,
        pauses=draw(pauses),
        warn_at=draw(warnings),
        on_reopen=draw(st.sampled_from(OnReopen)),
        notes_answer=draw(st.booleans()),
    )


@st.composite
def histories(
    draw: st.DrawFn, prelude: tuple[Step, ...], kinds: tuple[SignalKind, ...]
) -> tuple[Signal, ...]:
    """Return what starts a clock, and what followed within some two weeks."""
    origin = draw(st.sampled_from(ORIGINS)) + draw(gaps) * MINUTE
    drawn = st.tuples(gaps, st.tuples(st.sampled_from(kinds), st.sampled_from(REASONS)))
    steps = [(0, prelude[0])]
    steps += [(draw(st.integers(0, 90)), step) for step in prelude[1:]]
    steps += draw(st.lists(drawn, max_size=10))
    found: list[Signal] = []
    for minute, (_, (kind, reason)) in zip(
        accumulate(gap for gap, _ in steps), steps, strict=True
    ):
        turns = [one.kind for one in found if one.kind in (*OVER, "reopened")][-1:]
        # Only what is over is reopened.
        if minute > TWO_WEEKS or (kind == "reopened" and turns in ([], [kind])):
            continue
        why = reason if kind is SignalKind.PAUSED else None
        found.append(Signal(origin + minute * MINUTE, kind, reason=why))
    return tuple(found)


@st.composite
def cases(
    draw: st.DrawFn,
    metrics: tuple[AnyMetric, ...] = EVERY,
    kinds: tuple[SignalKind, ...] = KINDS,
    *,
    days: bool | None = None,
    earliest: int = 0,
) -> Case:
    """Return a history, a target and a viewpoint somewhere about it."""
    target = draw(targets(metrics, days=days))
    prelude = PRELUDES[target.metric]
    if kinds is KINDS and draw(st.booleans()):
        prelude = ((draw(st.sampled_from(FIRST)), None),)
    told = draw(histories(prelude, kinds))
    now = draw(st.sampled_from(told)).at + (earliest + draw(gaps)) * MINUTE
    return Case(told, target, now)


# Few kinds, so that most of these clocks are as they are wanted.
FEW_KINDS = (*HOLDS, SignalKind.WORKAROUND)


def is_running(case: Case) -> bool:
    return case.seen().state in FUTURE


running_cases = cases(STANDARD, FEW_KINDS).filter(is_running)
hourly_cases = cases(STANDARD, FEW_KINDS, days=False).filter(is_running)
LATE_KINDS = (*HOLDS, *OVER[:2], SignalKind.REOPENED)
late_cases = cases(EVERY, LATE_KINDS, earliest=1440).filter(
    lambda case: case.seen().is_breached
)


@lru_cache
def opening_hours(calendar: ServiceCalendar) -> Hours:
    """Return whether a calendar is open in a minute, asked once for each."""

    def is_open(minute: int) -> bool:
        return calendar.is_open(EPOCH + minute * MINUTE)

    return lru_cache(maxsize=None)(is_open)


def instants(status: SlaStatus) -> list[datetime | None]:
    """Return every datetime that a status names."""
    return [
        status.started_at,
        status.finished_at,
        status.due_at,
        status.due_if_resumed,
        status.breaches_at,
        status.next_change_at,
        status.reaches_at(0.5),
        *(row.start for row in status.rows),
        *(row.end for row in status.rows),
    ]


def figures(status: SlaStatus) -> tuple[object, ...]:
    """Return what a status says, but for how its spans are cut, in UTC."""
    named = instants(status)[:7]
    return (
        status.state,
        status.is_paused,
        status.is_breached,
        status.is_finished,
        status.elapsed,
        status.elapsed_wall,
        status.paused_time,
        status.paused_wall,
        status.allowed,
        status.remaining,
        status.overrun,
        status.fraction,
        status.warned,
        *(at and at.astimezone(UTC) for at in named),
    )


def all_figures(status: SlaStatus) -> list[tuple[object, ...]]:
    """Return the figures of every cycle."""
    return [figures(cycle) for cycle in status.cycles]


def utc(at: datetime | None) -> datetime:
    """Return an instant that is there, in UTC, where sums are safe."""
    assert at is not None
    return at.astimezone(UTC)


def later_signals(case: Case, drawn: list[tuple[int, Step]]) -> tuple[Signal, ...]:
    """Return what was known, and some signals after the viewpoint."""
    minutes = accumulate(gap for gap, _ in drawn)
    return (
        *case.known,
        *(
            Signal(case.now + TICK + minute * MINUTE, kind, reason=reason)
            for minute, (_, (kind, reason)) in zip(minutes, drawn, strict=True)
        ),
    )


def steps(*left_out: SignalKind) -> st.SearchStrategy[list[tuple[int, Step]]]:
    """Return some signals to come, without some kinds."""
    kinds = [kind for kind in SignalKind if kind not in left_out]
    step = st.tuples(st.sampled_from(kinds), st.sampled_from(REASONS))
    return st.lists(st.tuples(gaps, step), max_size=6)


# --- the oracle ----------------------------------------------------------------------


def fact(signal: Signal) -> Fact:
    return Fact(signal.at, signal.kind, signal.reason, signal.priority)


def deal(target: ServiceLevelTarget) -> Deal:
    """Return a target in the oracle's words."""
    within, calendar, metric = target.within, target.calendar, target.metric
    assert isinstance(calendar, ServiceCalendar)
    if isinstance(within, WorkingDays):
        time: int | Days = Days(within.days, within.rule, calendar.tz)
    else:
        assert isinstance(within, timedelta)
        time = within // MINUTE
    if isinstance(metric, CustomMetric):
        roles = ("start", "stop", "pause", "resume", "reset")
        own = Own(*(frozenset(getattr(metric, role)) for role in roles))
        return _deal(target, own, time)
    return _deal(target, str(metric), time)


def _deal(target: ServiceLevelTarget, metric: str | Own, time: int | Days) -> Deal:
    return Deal(
        metric,
        time,
        target.pauses,
        str(target.on_reopen),
        notes=target.notes_answer,
        warnings=tuple(map(Fraction, target.warn_at)),
    )


def said(status: SlaStatus) -> Stand:
    """Return a status in the oracle's words."""
    return Stand(
        status.started_at,
        status.finished_at,
        status.elapsed,
        status.paused_time,
        status.due_at,
        status.due_if_resumed,
        status.breaches_at,
        status.is_breached,
        len(status.warned),
        str(status.state),
    )


class TestOracle:
    """A clock that asks every minute what the page says."""

    @given(cases())
    def test_a_status_says_what_a_minute_by_minute_clock_says(self, case: Case) -> None:
        status = case.seen()
        expected = stands(
            map(fact, case.signals),
            deal(case.target),
            is_open=opening_hours(status.calendar),
            now=case.now,
        )

        assert expected == [said(cycle) for cycle in status.cycles]

    @given(cases(), st.data())
    def test_so_it_does_from_an_attachment_or_a_change_on(
        self, case: Case, data: st.DataObject
    ) -> None:
        anew = data.draw(st.booleans())
        priorities = st.sampled_from([None, None, None, 1, 2])
        told = [
            attrs.evolve(signal, priority=data.draw(priorities))
            for signal in case.signals
        ]
        choices = [None, *(signal.at + 7 * MINUTE for signal in told)]
        attached = data.draw(st.sampled_from(choices))
        low = counts_from(map(fact, told), case.now, attached, anew=anew)
        expected = stands(
            map(fact, told),
            deal(case.target),
            is_open=opening_hours(case.seen().calendar),
            now=case.now,
            turns=None if low is None else [(low, None)],
        )
        status = measure_signals(
            told,
            case.target,
            now=case.now,
            attached_at=attached,
            retroactive=not anew,
        )

        assert expected == [said(cycle) for cycle in status.cycles]

    @given(cases(), st.lists(gaps, min_size=1, max_size=4, unique=True))
    def test_so_it_does_turn_by_turn(self, case: Case, cuts: list[int]) -> None:
        first = to_minute(case.signals[0].at)
        edges = sorted({first + cut for cut in cuts} | {first})
        known = [edge for edge in edges if edge <= to_minute(case.now)] or [first]
        turns = [*pairwise(known), (known[-1], None)]
        expected = stands(
            map(fact, case.signals),
            deal(case.target),
            is_open=opening_hours(case.seen().calendar),
            now=case.now,
            turns=turns,
        )
        minute = MINUTE // TICK
        (status,) = measure_agreement(
            case.signals,
            Agreement("turns", [case.target]),
            now=case.now,
            turns=tuple(
                (low * minute, None if high is None else high * minute)
                for low, high in turns
            ),
        )

        assert expected == [said(cycle) for cycle in status.cycles]


# --- rule 3 --------------------------------------------------------------------------


class TestDue:
    @given(cases())
    def test_only_a_paused_clock_with_time_left_is_due_if_resumed(
        self, case: Case
    ) -> None:
        status = case.seen()
        expected = status.is_paused and status.due_at is None

        assert expected == (status.due_if_resumed is not None)
        if expected and isinstance(case.target.within, timedelta):
            assert status.remaining > NO_TIME

    @given(cases(EVERY, LATE_KINDS, days=False, earliest=1440))
    def test_a_past_due_time_is_the_first_at_which_the_target_is_used_up(
        self, case: Case
    ) -> None:
        status = case.seen()
        assume(status.elapsed >= status.allowed)
        due = utc(status.due_at)

        assert due <= case.now
        assert status.allowed == case.seen(due).elapsed
        assert case.seen(due - TICK).elapsed < status.allowed

    @given(hourly_cases)
    def test_a_future_due_time_is_the_first_at_which_the_target_is_used_up(
        self, case: Case
    ) -> None:
        status = case.seen()
        assume(status.remaining > NO_TIME)
        due = utc(status.due_at)

        assert status.allowed == case.seen(due, case.known).elapsed
        assert case.seen(due - TICK, case.known).elapsed < status.allowed

    @given(running_cases, st.sampled_from(REASONS), gaps, gaps)
    def test_a_pause_at_or_after_it_moves_it_nowhere(
        self, case: Case, reason: str | None, later: int, longer: int
    ) -> None:
        due = utc(case.seen().due_at)
        pause_at = max(due, case.now) + later * MINUTE
        paused = (*case.known, Signal(pause_at, SignalKind.PAUSED, reason=reason))
        resumed = (*paused, Signal(pause_at + MINUTE, SignalKind.RESUMED))
        now = pause_at + longer * MINUTE

        assert due == case.seen(now, paused).due_at
        assert due == case.seen(now + MINUTE, resumed).due_at

    @given(running_cases, gaps)
    def test_a_paused_clock_that_resumes_is_due_as_foretold(
        self, case: Case, later: int
    ) -> None:
        paused = (*case.known, Signal(case.now, SignalKind.PAUSED))
        now = case.now + later * MINUTE
        status = case.seen(now, paused)
        assume(status.is_paused)
        assume(status.due_at is None)
        resumed = (*paused, Signal(now, SignalKind.RESUMED))

        assert status.due_if_resumed == case.seen(now, resumed).due_at

    @given(cases((*STANDARD, VENDOR, WORK)), st.sampled_from(OVER), gaps)
    def test_what_is_over_is_due_when_it_was_whoever_looks_when(
        self, case: Case, end: SignalKind, later: int
    ) -> None:
        over = (*case.known, Signal(case.now, end))
        status = case.seen(signals=over)
        assume(status.is_finished)
        assume(status.started_at is not None)
        seen = case.seen(case.now + later * MINUTE, over)

        assert figures(status) == figures(seen)


class TestBreach:
    @given(running_cases)
    def test_it_shows_one_microsecond_after_the_last_safe_instant(
        self, case: Case
    ) -> None:
        last_safe = utc(case.seen().breaches_at)

        assert last_safe >= case.now
        assert not case.seen(last_safe, case.known).is_breached
        assert case.seen(last_safe + TICK, case.known).is_breached

    @given(late_cases)
    def test_looking_back_finds_the_same_last_safe_instant(self, case: Case) -> None:
        last_safe = utc(case.seen().breaches_at)
        after = case.seen(last_safe + TICK)
        # A date in closed time may be missed while the clock is paused.
        hidden = after.is_paused and isinstance(case.target.within, WorkingDays)

        assert not case.seen(last_safe).is_breached
        assert after.is_breached or hidden

    @given(late_cases, steps(), gaps)
    def test_once_true_it_stays_true_whatever_happens(
        self, case: Case, drawn: list[tuple[int, Step]], later: int
    ) -> None:
        more = later_signals(case, drawn)
        now = max(more[-1].at, case.now) + later * MINUTE
        cycle = len(case.seen().past)

        assert case.seen(now, case.known).cycles[cycle].is_breached
        assert case.seen(now, more).cycles[cycle].is_breached

    @given(cases())
    def test_fraction_remaining_and_overrun_tell_the_same(self, case: Case) -> None:
        status = case.seen()

        assert status.allowed - status.elapsed == status.remaining
        assert status.overrun >= NO_TIME
        if isinstance(case.target.within, timedelta):
            expected = status.is_breached
            assert status.fraction is not None
            assert expected == (status.fraction > 1)
            assert expected == (status.remaining < NO_TIME)
            assert expected == (status.overrun > NO_TIME)

    @given(cases(days=True))
    def test_a_date_is_missed_by_whoever_comes_later(self, case: Case) -> None:
        status = case.seen()
        assume(status.due_at is not None)

        assert status.is_breached == (
            (status.finished_at or case.now) > utc(status.due_at)
        )

    @given(late_cases)
    def test_time_that_is_excused_altogether_excuses_it(self, case: Case) -> None:
        seen = case.seen()
        assume(seen.elapsed > NO_TIME)
        ever = ExcusedPeriod(case.signals[0].at, case.now, "flood")
        excused = attrs.evolve(seen, excused=(ever,))

        assert ever is excused.excuse
        assert figures(seen) == figures(excused)


# --- what is known, and by whom ------------------------------------------------------


class TestKnowledge:
    @given(cases())
    def test_what_happens_after_now_is_not_known(self, case: Case) -> None:
        assert case.seen(signals=case.known) == case.seen()

    @given(cases(), st.lists(gaps, min_size=1, max_size=4))
    def test_it_does_not_depend_on_when_else_one_looked(
        self, case: Case, looks: list[int]
    ) -> None:
        times = [case.signals[0].at + minute * MINUTE for minute in looks]
        alone = {at: all_figures(case.seen(at)) for at in times}
        copy = tuple(attrs.evolve(signal) for signal in case.signals)
        for at in reversed(times):
            status = case.seen(at, copy)
            status.explain()
            assert alone[at] == all_figures(status)
            assert status == case.seen(at)

    @given(cases(), st.sampled_from(UNHEARD), st.integers(0, TWO_WEEKS))
    def test_notes_and_automatic_replies_change_nothing(
        self, case: Case, kind: SignalKind, minute: int
    ) -> None:
        target = attrs.evolve(case.target, notes_answer=False)
        quiet = attrs.evolve(case, target=target)
        at = case.signals[0].at + minute * MINUTE
        place = bisect_right(case.signals, at, key=lambda signal: signal.at)
        noted = (*case.signals[:place], Signal(at, kind), *case.signals[place:])

        assert quiet.seen() == quiet.seen(signals=noted)

    @given(cases(STANDARD))
    def test_notes_that_answer_are_replies(self, case: Case) -> None:
        target = attrs.evolve(case.target, notes_answer=True)
        replied = tuple(
            attrs.evolve(signal, kind=SignalKind.AGENT_REPLY)
            if signal.kind is SignalKind.INTERNAL_NOTE
            else signal
            for signal in case.signals
        )
        ours = attrs.evolve(case, target=target)

        assert all_figures(ours.seen()) == all_figures(ours.seen(signals=replied))

    @given(cases((*STANDARD, VENDOR, WAITING)))
    def test_cancelling_ends_a_clock_unless_it_is_finished(self, case: Case) -> None:
        before = case.seen()
        cancelled = (*case.known, Signal(case.now, SignalKind.CANCELLED))
        after = case.seen(signals=cancelled)
        ended = before.is_cancelled or not before.is_finished

        assert ended == (after.state is SlaState.CANCELLED)
        assert ended or figures(before) == figures(after)
        assert before.elapsed == after.elapsed
        assert before.is_breached == after.is_breached

    @given(cases(STANDARD), steps(SignalKind.REOPENED), gaps)
    def test_a_merged_ticket_never_breaches_afterwards(
        self, case: Case, drawn: list[tuple[int, Step]], later: int
    ) -> None:
        cancelled = (*case.known, Signal(case.now, SignalKind.CANCELLED))
        at_once = case.seen(signals=cancelled)
        more = later_signals(attrs.evolve(case, signals=cancelled), drawn)
        status = case.seen(max(more[-1].at, case.now) + later * MINUTE, more)

        assert at_once.is_breached == status.is_breached
        assert at_once.state is status.state
        assert len(at_once.cycles) == len(status.cycles)
        assert status.next_change_at is None

    @given(cases(), gaps)
    def test_what_stands_out_of_order_is_refused_whenever_one_looks(
        self, case: Case, longer: int
    ) -> None:
        last = Signal(case.signals[-1].at + longer * MINUTE, SignalKind.RESOLVED)
        early = Signal(last.at - TICK, SignalKind.PAUSED)

        with pytest.raises(InvalidHistoryError) as caught:
            case.seen(signals=(*case.signals, last, early))

        assert len(case.signals) + 1 == caught.value.position

    @given(cases(STANDARD, (*HOLDS, *KINDS)), st.data())
    def test_a_pause_in_two_parts_is_one_pause(
        self, case: Case, data: st.DataObject
    ) -> None:
        whole = case.signals
        found = [
            place
            for place, signal in enumerate(whole)
            if signal.kind is SignalKind.PAUSED
        ]
        assume(found)
        place = data.draw(st.sampled_from(found))
        start = whole[place]
        last = whole[-1] is start
        end = max(case.now, start.at) if last else whole[place + 1].at
        middle = start.at + data.draw(st.integers(0, (end - start.at) // MINUTE)) * (
            MINUTE
        )
        split = (
            *whole[: place + 1],
            Signal(middle, SignalKind.RESUMED),
            attrs.evolve(start, at=middle),
            *whole[place + 1 :],
        )

        assert all_figures(case.seen()) == all_figures(case.seen(signals=split))

    @given(cases(), st.sampled_from(ZONES))
    def test_the_zone_of_now_is_only_the_zone_of_the_answers(
        self, case: Case, zone: ZoneInfo
    ) -> None:
        here, there = case.seen(), case.seen(case.now.astimezone(zone))

        assert figures(here) == figures(there)
        assert {zone} >= {at.tzinfo for at in instants(there) if at is not None}

    @given(cases(), st.sampled_from(ZONES))
    def test_the_zone_of_the_signals_does_not_matter(
        self, case: Case, zone: ZoneInfo
    ) -> None:
        elsewhere = tuple(
            attrs.evolve(signal, at=signal.at.astimezone(zone))
            for signal in case.signals
        )

        assert case.seen() == case.seen(signals=elsewhere)


class TestNextChange:
    """Nothing changes strictly before it, and something has changed at it."""

    @staticmethod
    def shown(status: SlaStatus) -> tuple[object, ...]:
        return status.state, status.warned

    @given(running_cases, st.floats(0, 1))
    def test_state_or_warnings_change_then_and_not_before(
        self, case: Case, share: float
    ) -> None:
        status = case.seen()
        change = utc(status.next_change_at)
        between = min(case.now + share * (change - case.now), change - TICK)

        assert change > case.now
        for at in (max(between, case.now), change - TICK):
            assert self.shown(status) == self.shown(case.seen(at, case.known))
        assert self.shown(status) != self.shown(case.seen(change, case.known))

    @given(cases(), gaps)
    def test_without_one_they_stay(self, case: Case, later: int) -> None:
        status = case.seen()
        assume(status.next_change_at is None)
        now = case.now + later * MINUTE

        assert self.shown(status) == self.shown(case.seen(now, case.known))

    @given(cases())
    def test_a_clock_that_runs_has_one(self, case: Case) -> None:
        status = case.seen()

        assert (status.state in FUTURE) == (status.next_change_at is not None)

    @given(cases())
    def test_from_one_to_the_next_the_clock_gets_to_its_breach(
        self, case: Case
    ) -> None:
        status = case.seen()
        for _ in range(len(case.target.warn_at) + 1):
            change = status.next_change_at
            if change is None:
                break
            status = case.seen(utc(change), case.known)

        assert status.next_change_at is None
        assert status.state not in FUTURE


# --- spans and cycles ----------------------------------------------------------------


class TestSpans:
    @given(cases())
    def test_they_follow_one_another_from_the_start_to_now(self, case: Case) -> None:
        status = case.seen()
        edges = [row.start for row in status.rows] + [case.now]
        expected = list(pairwise(edges))

        assert expected == [(row.start, row.end) for row in status.rows]
        assert edges[0] in {status.started_at, case.now}

    @given(cases())
    def test_they_add_up_to_the_figures(self, case: Case) -> None:
        status = case.seen()
        sums = {
            kind: sum((row.service for row in status.rows if row.kind is kind), NO_TIME)
            for kind in SpanKind
        }

        assert sums[SpanKind.RUNNING] == status.elapsed
        assert sums[SpanKind.PAUSED] == status.paused_time

    @given(cases())
    def test_service_time_is_that_of_the_calendar(self, case: Case) -> None:
        status = case.seen()
        for row in status.rows:
            assert status.calendar.elapsed(row.start, row.end) == row.service
            assert status.calendar.service_time(
                to_microseconds(row.start, "start"), to_microseconds(row.end, "end")
            ) == (row.service // TICK)


class TestCycles:
    @given(cases())
    def test_they_tile_the_time_of_the_clock(self, case: Case) -> None:
        *past, present = case.seen().cycles
        for cycle in past:
            rows = cycle.rows
            edges = [row.start for row in rows] + [utc(cycle.finished_at)]
            assert list(pairwise(edges)) == [(row.start, row.end) for row in rows]
            assert edges[0] == (cycle.started_at if rows else cycle.finished_at)
            assert not {SpanKind.STOPPED} & {row.kind for row in rows[-1:]}
        for before, after in pairwise([*past, present]):
            assert utc(before.finished_at) <= utc(after.started_at)

    @given(cases())
    def test_those_before_are_over_for_good(self, case: Case) -> None:
        *past, _ = case.seen().cycles
        for cycle in past:
            assert cycle.state in {
                SlaState.MET,
                SlaState.BREACHED,
                SlaState.CANCELLED,
            }
            assert cycle.next_change_at is None

    @given(cases(), st.lists(st.integers(0, TWO_WEEKS), max_size=3))
    def test_what_turns_are_made_of_adds_up_to_the_whole(
        self, case: Case, cuts: list[int]
    ) -> None:
        whole = case.seen()
        origin = case.signals[0].instant
        limit = to_microseconds(case.now, "now")
        minute = MINUTE // TICK
        edges = sorted({origin, *(origin + cut * minute for cut in cuts)})
        known = [edge for edge in edges if edge <= limit] or [origin]
        (parts,) = measure_agreement(
            case.signals,
            Agreement("parts", [case.target]),
            now=case.now,
            turns=(*pairwise(known), (known[-1], None)),
        )
        sums: list[Callable[[SlaStatus], timedelta]] = [
            lambda status: status.elapsed,
            lambda status: status.elapsed_wall,
            lambda status: status.paused_time,
            lambda status: status.paused_wall,
        ]
        for figure in sums:
            assert sum(map(figure, whole.cycles), NO_TIME) == sum(
                map(figure, parts.cycles), NO_TIME
            )


# --- tickets -------------------------------------------------------------------------

ANNA, BORIS = Actor("anna", "agent"), Actor("boris", "requester")
Command = Callable[[Ticket, datetime], Ticket]
COMMANDS: tuple[Command, ...] = (
    lambda ticket, at: ticket.reply(at=at, by=ANNA),
    lambda ticket, at: ticket.receive(at=at, by=BORIS),
    lambda ticket, at: ticket.note(at=at, by=ANNA),
    lambda ticket, at: ticket.hold(at=at, by=ANNA, reason="caller"),
    lambda ticket, at: ticket.hold(at=at, by=ANNA, reason="vendor"),
    lambda ticket, at: ticket.resume(at=at, by=ANNA),
    lambda ticket, at: ticket.resolve(at=at, by=ANNA, code="fixed", notes="done"),
    lambda ticket, at: ticket.reopen(at=at, by=BORIS, reason="again"),
    lambda ticket, at: ticket.close(at=at, by=ANNA),
    lambda ticket, at: ticket.assign(at=at, by=ANNA, group="network"),
    lambda ticket, at: ticket.assign(at=at, by=ANNA, group="desk", agent="anna"),
    lambda ticket, at: ticket.prioritise(at=at, by=ANNA, priority=1, reason="x"),
    lambda ticket, at: ticket.prioritise(at=at, by=ANNA, priority=2, reason="x"),
    lambda ticket, at: ticket.change_attributes(at=at, by=ANNA, attributes={"vip": 1}),
    lambda ticket, at: ticket.change_attributes(at=at, by=ANNA, attributes={"vip": 0}),
    lambda ticket, at: ticket.merge(at=at, by=ANNA, into="INC2"),
)


def all_targets(count: int) -> list[ServiceLevelTarget]:
    times: dict[object, timedelta | WorkingDays | None] = {
        1: count * 60 * MINUTE,
        2: count * 240 * MINUTE,
        None: count * 480 * MINUTE,
    }
    return [ServiceLevelTarget(metric, times, OFFICE) for metric in EVERY]


OURS = Agreements(
    [
        Agreement("vip", all_targets(1), applies=Condition("vip", "==", 1)),
        Agreement("standard", all_targets(2)[:4]),
        Agreement("network", all_targets(3)[3:5], kind="ola", while_group="network"),
        Agreement(
            "supplier",
            all_targets(4)[3:4],
            kind="underpinning",
            applies=Condition("hold_reason", "==", "vendor"),
        ),
    ]
)


@st.composite
def tickets(draw: st.DrawFn) -> tuple[Ticket, ...]:
    """Return a ticket after each of its events."""
    at = draw(st.sampled_from(ORIGINS))
    versions = [open_ticket("INC1", at=at, by=BORIS)]
    step = st.tuples(st.integers(1, 1440), st.sampled_from(COMMANDS))
    for gap, command in draw(st.lists(step, max_size=12)):
        at += gap * MINUTE
        try:
            versions.append(command(versions[-1], at))
        except TransitionRefusedError:
            continue
    return tuple(versions)


class TestTickets:
    @given(versions=tickets(), later=gaps, retroactive=st.booleans())
    def test_the_same_history_gives_the_same_statuses(
        self, versions: tuple[Ticket, ...], later: int, *, retroactive: bool
    ) -> None:
        ticket = versions[-1]
        now = ticket.updated_at + later * MINUTE
        replayed = Ticket.fold(ticket.history)
        expected = measure_all(ticket, OURS, now=now, retroactive=retroactive)

        assert signals(ticket) == signals(replayed)
        assert expected == measure_all(replayed, OURS, now=now, retroactive=retroactive)

    @given(versions=tickets(), data=st.data(), retroactive=st.booleans())
    def test_what_happens_later_is_not_known(
        self, versions: tuple[Ticket, ...], data: st.DataObject, *, retroactive: bool
    ) -> None:
        place = data.draw(st.integers(0, len(versions) - 1))
        now = versions[place].updated_at + data.draw(st.integers(0, 59)) * MINUTE / 60
        after, before = (
            [
                (status.agreement, status.metric, *all_figures(status))
                for status in measure_all(
                    ticket, OURS, now=now, retroactive=retroactive
                )
            ]
            for ticket in (versions[-1], versions[place])
        )

        assert before == after

    @given(tickets(), gaps)
    def test_each_target_of_an_agreement_is_told_once(
        self, versions: tuple[Ticket, ...], later: int
    ) -> None:
        ticket = versions[-1]
        found = measure_all(ticket, OURS, now=ticket.updated_at + later * MINUTE)
        named = [(status.agreement, str(status.metric)) for status in found]

        assert len(set(named)) == len(named)

    @given(tickets(), gaps)
    def test_a_merged_ticket_has_no_clock_ahead(
        self, versions: tuple[Ticket, ...], later: int
    ) -> None:
        ticket = versions[-1]
        assume(ticket.state != "closed")
        if ticket.state != "merged":
            at = ticket.updated_at + MINUTE
            ticket = ticket.merge(at=at, by=ANNA, into="INC2")
        at_once, after = (
            measure_all(ticket, OURS, now=ticket.updated_at + gap * MINUTE)
            for gap in (0, later)
        )

        assert {None} >= {status.next_change_at for status in after}
        assert [status.state for status in at_once] == [
            status.state for status in after
        ]

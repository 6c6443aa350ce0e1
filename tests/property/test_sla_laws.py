"""Laws that hold for every clock, whatever happened to its subject."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, given, strategies as st

from oracle.slow_clock import Fact, stand
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidHistoryError
from servicedesk_core.sla import (
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    SpanKind,
    measure_signals,
)

MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
TWO_WEEKS = 14 * 24 * 60
CALENDARS = (
    ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="Europe/Berlin"),
    ServiceCalendar.parse("Mo-Fr 22:00-06:00", tz="Europe/Berlin"),
    ServiceCalendar.parse("Sa-Su 00:00-24:00", tz="Europe/Berlin"),
    ServiceCalendar.parse("Mo,We,Sa 01:15-03:45", tz="Europe/Berlin"),
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
OPENINGS = (
    SignalKind.OPENED,
    SignalKind.OPENED,
    SignalKind.OPENED_BY_AGENT,
    SignalKind.REQUESTER_MESSAGE,
)
HOLDS = (SignalKind.PAUSED, SignalKind.RESUMED)
KINDS = (
    *HOLDS * 4,
    SignalKind.REQUESTER_MESSAGE,
    SignalKind.AGENT_REPLY,
    SignalKind.RESOLVED,
    SignalKind.RESOLVED,
    SignalKind.CLOSED,
    SignalKind.REOPENED,
    SignalKind.REOPENED,
    SignalKind.ACKNOWLEDGED,
    SignalKind.OWNED,
    SignalKind.WORKAROUND,
    SignalKind.PRIORITY_CHANGED,
    SignalKind.ATTACHED,
    SignalKind.CANCELLED,
)
TURNS = (SignalKind.RESOLVED, SignalKind.CLOSED, SignalKind.REOPENED)
UNHEARD = (SignalKind.INTERNAL_NOTE, SignalKind.AUTO_REPLY)
REASONS = (None, "caller", "vendor")
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
targets = st.builds(
    ServiceLevelTarget,
    st.sampled_from(Metric),
    st.one_of(
        st.sampled_from([15, 60, 240, 480]).map(lambda count: count * MINUTE),
        st.integers(1, 1200).map(lambda count: count * MINUTE),
    ),
    st.sampled_from(CALENDARS),
    pauses=st.sampled_from(
        [frozenset[str](), frozenset({"caller"}), frozenset({"caller", "vendor"})]
    ),
)


@st.composite
def histories(
    draw: st.DrawFn, openings: tuple[SignalKind, ...], kinds: tuple[SignalKind, ...]
) -> tuple[Signal, ...]:
    """Return an opening and what followed within some two weeks."""
    origin = draw(st.sampled_from(ORIGINS)) + draw(gaps) * MINUTE
    steps = draw(st.lists(st.tuples(gaps, st.sampled_from(kinds)), max_size=10))
    signals = [Signal(origin, draw(st.sampled_from(openings)))]
    for minute, (_, kind) in zip(
        accumulate(gap for gap, _ in steps), steps, strict=True
    ):
        if minute > TWO_WEEKS:
            break
        solved = [signal.kind for signal in signals if signal.kind in TURNS][-1:]
        if kind is SignalKind.REOPENED and solved in ([], [kind]):
            continue
        reason = draw(st.sampled_from(REASONS)) if kind is SignalKind.PAUSED else None
        signals.append(Signal(origin + minute * MINUTE, kind, reason=reason))
    return tuple(signals)


@st.composite
def cases(
    draw: st.DrawFn,
    openings: tuple[SignalKind, ...] = OPENINGS,
    kinds: tuple[SignalKind, ...] = KINDS,
    *,
    earliest: int = 0,
) -> Case:
    """Return a history, a target and a viewpoint somewhere about it."""
    signals = draw(histories(openings, kinds))
    now = draw(st.sampled_from(signals)).at + (earliest + draw(gaps)) * MINUTE
    return Case(signals, draw(targets), now)


started = (SignalKind.OPENED,)
running_cases = cases(started, (*HOLDS, *UNHEARD)).filter(
    lambda case: case.seen().state in FUTURE
)
late_cases = cases(started, (*HOLDS, *TURNS), earliest=3 * 1440).filter(
    lambda case: case.seen().is_breached
)


@lru_cache
def opening_hours(calendar: ServiceCalendar) -> Callable[[datetime], bool]:
    """Return a calendar's ``is_open``, asked once for each instant."""
    return lru_cache(maxsize=None)(calendar.is_open)


def instants(status: SlaStatus) -> list[datetime | None]:
    """Return every datetime that a status names."""
    return [
        status.started_at,
        status.finished_at,
        status.due_at,
        status.due_if_resumed,
        status.breaches_at,
        status.next_change_at,
        *(row.start for row in status.rows),
        *(row.end for row in status.rows),
    ]


def figures(status: SlaStatus) -> tuple[object, ...]:
    """Return what a status says, but for how its spans are cut, in UTC."""
    named = instants(status)[:6]
    return (
        status.state,
        status.is_paused,
        status.is_breached,
        status.is_finished,
        status.elapsed,
        status.elapsed_wall,
        status.paused_time,
        status.paused_wall,
        status.remaining,
        status.overrun,
        status.fraction,
        *(at and at.astimezone(UTC) for at in named),
    )


def utc(at: datetime | None) -> datetime:
    """Return an instant that is there, in UTC, where sums are safe."""
    assert at is not None
    return at.astimezone(UTC)


class TestOracle:
    @given(cases())
    def test_a_status_says_what_a_minute_by_minute_clock_says(self, case: Case) -> None:
        target, status = case.target, case.seen()
        expected = stand(
            [Fact(signal.at, signal.kind, signal.reason) for signal in case.signals],
            metric=target.metric,
            pauses=target.pauses,
            minutes=status.within // MINUTE,
            is_open=opening_hours(status.calendar),
            now=case.now,
        )

        assert expected.elapsed == status.elapsed
        assert expected.paused == status.paused_time
        assert expected.due == status.due_at
        assert expected.breached == status.is_breached
        assert expected.state == status.state


class TestDue:
    @given(cases())
    def test_only_a_paused_clock_with_time_left_is_due_if_resumed(
        self, case: Case
    ) -> None:
        status = case.seen()
        expected = status.is_paused and status.remaining > timedelta()

        assert expected == (status.due_if_resumed is not None)

    @given(late_cases)
    def test_a_past_due_time_is_the_first_at_which_the_target_is_used_up(
        self, case: Case
    ) -> None:
        status = case.seen()
        due = utc(status.due_at)

        assert due <= case.now
        assert status.within == case.seen(due).elapsed
        assert case.seen(due - TICK).elapsed < status.within

    @given(running_cases)
    def test_a_future_due_time_is_the_first_at_which_the_target_is_used_up(
        self, case: Case
    ) -> None:
        status = case.seen()
        due = utc(status.due_at)

        assert status.within == case.seen(due, case.known).elapsed
        assert case.seen(due - TICK, case.known).elapsed < status.within

    @given(running_cases, st.sampled_from(REASONS), gaps, gaps)
    def test_a_pause_at_or_after_it_moves_it_nowhere(
        self, case: Case, reason: str | None, later: int, longer: int
    ) -> None:
        due = utc(case.seen().due_at)
        pause_at = max(due, case.now) + later * MINUTE
        paused = (*case.known, Signal(pause_at, SignalKind.PAUSED, reason=reason))
        resumed = (*paused, Signal(pause_at + MINUTE, SignalKind.RESUMED))
        now = pause_at + MINUTE + longer * MINUTE

        assert due == case.seen(now, paused).due_at
        assert due == case.seen(now, resumed).due_at

    @given(running_cases, gaps)
    def test_a_paused_clock_that_resumes_is_due_as_foretold(
        self, case: Case, later: int
    ) -> None:
        paused = (*case.known, Signal(case.now, SignalKind.PAUSED))
        now = case.now + later * MINUTE
        status = case.seen(now, paused)
        assume(status.is_paused)
        assume(status.elapsed < status.within)
        resumed = (*paused, Signal(now, SignalKind.RESUMED))

        assert status.due_at is None
        assert status.due_if_resumed == case.seen(now, resumed).due_at


class TestBreach:
    @given(running_cases)
    def test_it_shows_one_microsecond_after_the_last_safe_instant(
        self, case: Case
    ) -> None:
        last_safe = utc(case.seen().breaches_at)

        assert not case.seen(last_safe, case.known).is_breached
        assert case.seen(last_safe + TICK, case.known).is_breached

    @given(late_cases)
    def test_looking_back_finds_the_same_last_safe_instant(self, case: Case) -> None:
        last_safe = utc(case.seen().breaches_at)

        assert not case.seen(last_safe).is_breached
        assert case.seen(last_safe + TICK).is_breached

    @given(late_cases, gaps)
    def test_once_true_it_stays_true(self, case: Case, later: int) -> None:
        assert case.seen(case.now + later * MINUTE).is_breached

    @given(cases())
    def test_fraction_remaining_and_overrun_tell_the_same(self, case: Case) -> None:
        status = case.seen()
        expected = status.is_breached

        assert expected == (status.fraction > 1)
        assert expected == (status.remaining < timedelta())
        assert expected == (status.overrun > timedelta())
        assert status.within - status.elapsed == status.remaining


class TestKnowledge:
    @given(cases())
    def test_what_happens_after_now_is_not_known(self, case: Case) -> None:
        assert case.seen(signals=case.known) == case.seen()

    @given(cases(), st.sampled_from(UNHEARD), st.integers(0, TWO_WEEKS))
    def test_notes_and_automatic_replies_change_nothing(
        self, case: Case, kind: SignalKind, minute: int
    ) -> None:
        at = case.signals[0].at + minute * MINUTE
        place = bisect_right(case.signals, at, key=lambda signal: signal.at)
        noted = (*case.signals[:place], Signal(at, kind), *case.signals[place:])

        assert case.seen() == case.seen(signals=noted)

    @given(cases())
    def test_cancelling_ends_a_clock_unless_it_is_finished(self, case: Case) -> None:
        before = case.seen()
        cancelled = (*case.known, Signal(case.now, SignalKind.CANCELLED))
        after = case.seen(signals=cancelled)
        ended = before.is_cancelled or not before.is_finished

        assert ended == (after.state is SlaState.CANCELLED)
        assert ended or figures(before) == figures(after)
        assert before.elapsed == after.elapsed

    @given(cases(), gaps)
    def test_what_stands_out_of_order_is_refused_whenever_one_looks(
        self, case: Case, longer: int
    ) -> None:
        last = Signal(case.signals[-1].at + longer * MINUTE, SignalKind.RESOLVED)
        early = Signal(last.at - TICK, SignalKind.PAUSED)

        with pytest.raises(InvalidHistoryError) as caught:
            case.seen(signals=(*case.signals, last, early))

        assert len(case.signals) + 1 == caught.value.position

    @given(cases(started, HOLDS), st.data())
    def test_a_pause_in_two_parts_is_one_pause(
        self, case: Case, data: st.DataObject
    ) -> None:
        whole = case.signals
        pauses = [
            place
            for place, signal in enumerate(whole)
            if signal.kind is SignalKind.PAUSED
        ]
        assume(pauses)
        place = data.draw(st.sampled_from(pauses))
        start = whole[place]
        end = whole[place + 1].at if place + 1 < len(whole) else case.now
        assume(start.at <= end)
        middle = (
            start.at + data.draw(st.integers(0, (end - start.at) // MINUTE)) * MINUTE
        )
        split = (
            *whole[: place + 1],
            Signal(middle, SignalKind.RESUMED),
            attrs.evolve(start, at=middle),
            *whole[place + 1 :],
        )

        assert figures(case.seen()) == figures(case.seen(signals=split))

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
    @given(running_cases)
    def test_the_state_changes_then_and_not_before(self, case: Case) -> None:
        status = case.seen()
        change = utc(status.next_change_at)

        assert status.state == case.seen(change - TICK, case.known).state
        assert status.state != case.seen(change, case.known).state
        assert change > case.now

    @given(cases(), gaps)
    def test_without_one_the_state_stays(self, case: Case, later: int) -> None:
        status = case.seen()
        assume(status.next_change_at is None)
        now = case.now + later * MINUTE

        assert status.state == case.seen(now, case.known).state

    @given(cases())
    def test_a_clock_that_runs_has_one(self, case: Case) -> None:
        status = case.seen()

        assert (status.state in FUTURE) == (status.next_change_at is not None)


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
            kind: sum(
                (row.service for row in status.rows if row.kind is kind), timedelta()
            )
            for kind in SpanKind
        }

        assert sums[SpanKind.RUNNING] == status.elapsed
        assert sums[SpanKind.PAUSED] == status.paused_time

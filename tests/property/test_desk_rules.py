"""Auto-close and hold limits against a plain model, whatever happened to the ticket.

The model keeps three facts of an incident and was written from the rules in words.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import attrs
from hypothesis import given, strategies as st

from property.calendar_pool import TICK, at_changes, lasting, moments
from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.desk import AutoClose, CloseBasis, HoldLimit, HoldStep
from servicedesk_core.lifecycles import Role
from servicedesk_core.tickets import Actor, HoldReason, Ticket, events

DAY = timedelta(days=1)
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
CALLER, VENDOR = HoldReason.CALLER, HoldReason.VENDOR

Step = tuple[Callable[..., events.Event], dict[str, Any]]
HOLD: Step = (events.PutOnHold, {"reason": CALLER})
RESOLVE: Step = (events.Resolved, {})
WORDS: tuple[Step, ...] = (
    (events.MessageReceived, {"by": BORIS}),
    (events.MessageReceived, {}),
    (events.MessageReceived, {"by": ANNA}),
    (events.Replied, {"by": BORIS}),
)
STEPS: tuple[Step, ...] = (
    *[HOLD] * 3,
    (events.PutOnHold, {"reason": VENDOR}),
    (events.Resumed, {}),
    *WORDS,
    (events.Replied, {"by": ANNA}),
    (events.NoteAdded, {"by": ANNA}),
    *[RESOLVE] * 2,
    (events.Reopened, {}),
    (events.Reopened, {"hold": CALLER}),
    (events.Closed, {}),
    (events.MajorAccepted, {}),
    (events.MajorRejected, {}),
)
gaps = st.sampled_from([timedelta(), TICK]) | st.timedeltas(timedelta(), 3 * DAY)
Told = list[tuple[datetime, Step]]


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """Steps in order of time, their instants in the zone of the first."""
    first = draw(moments)
    steps = draw(st.lists(st.tuples(gaps, st.sampled_from(STEPS)), max_size=12))
    found = accumulate((gap for gap, _ in steps), later, initial=first.astimezone(UTC))
    next(found)
    return [
        (first, (events.Opened, {"id": "INC7", "by": BORIS})),
        *(
            (at.astimezone(first.tzinfo), step)
            for at, (_, step) in zip(found, steps, strict=True)
        ),
    ]


def later(at: datetime, gap: timedelta) -> datetime:
    return at + gap


def fold(told: Told) -> Ticket:
    return Ticket.fold([kind(at=at, **fields) for at, (kind, fields) in told])


@attrs.define
class Model:
    """What the rules need to know of an incident."""

    resolved_at: datetime | None = None
    hold: HoldReason | None = None
    waiting_since: datetime | None = None
    is_major: bool = False

    def take(self, at: datetime, step: Step) -> None:
        kind, fields = step
        if kind in (events.MajorAccepted, events.MajorRejected):
            self.is_major = kind is events.MajorAccepted
        elif step in WORDS:
            self.waiting_since = at
        elif kind in (
            events.PutOnHold,
            events.Resumed,
            events.Resolved,
            events.Reopened,
            events.Closed,
        ):
            before = self.hold
            self.hold = fields.get("reason", fields.get("hold"))
            self.resolved_at = at if kind is events.Resolved else None
            if kind is not events.PutOnHold or before is not self.hold:
                self.waiting_since = at


def model(told: Told) -> Model:
    found = Model()
    for at, step in told:
        found.take(at, step)
    return found


def utc(at: datetime | None) -> datetime | None:
    """Return an instant that compares as one, in repeated hours too."""
    return None if at is None else at.astimezone(UTC)


def instants(found: Sequence[datetime]) -> list[datetime]:
    return [at.astimezone(UTC) for at in found]


def working_dates(
    calendar: ServiceCalendar, start: datetime, end: datetime
) -> list[bool]:
    """Return, for each local date after the first one up to the last, if it counts."""
    first = start.astimezone(calendar.tz).date()
    last = end.astimezone(calendar.tz).date()
    count = (last - first).days
    return [
        calendar.is_working_day(first + timedelta(days=day))
        for day in range(1, count + 1)
    ]


days = st.integers(1, 12)
limits = st.builds(
    lambda days, last: HoldLimit(
        remind_after=sorted(days),
        resolve_after=last and last + max(days, default=0),
    ),
    st.sets(days, max_size=3),
    st.none() | st.integers(1, 3),
)


class TestAutoClose:
    @given(histories(), st.integers(0, 12), st.sampled_from(CloseBasis))
    def test_it_agrees_with_the_model(
        self, told: Told, days: int, since: CloseBasis
    ) -> None:
        facts = model(told)
        start = facts.resolved_at
        if start is not None and since is CloseBasis.UPDATED:
            start = told[-1][0]
        expected = None
        if days and start is not None and not facts.is_major:
            expected = start.astimezone(UTC) + days * DAY

        assert expected == utc(AutoClose(days, since=since).due_at(fold(told)))

    @given(at_changes() | moments, days, lasting, st.sampled_from(DayRule))
    def test_so_many_working_days_go_by(
        self, at: datetime, days: int, calendar: ServiceCalendar, rule: DayRule
    ) -> None:
        ticket = fold([(at, (events.Opened, {"id": "INC7"})), (at, RESOLVE)])
        due = AutoClose(days, calendar=calendar, rule=rule).due_at(ticket)

        assert due is not None
        assert at.tzinfo is due.tzinfo
        assert calendar.add_days(at, days, rule=rule) == due
        # A night shift closes on the date after.
        if rule is not DayRule.END_OF_DAY:
            counted = working_dates(calendar, at, due)
            assert days == sum(counted)
            assert counted[-1]

    @given(histories(), days, moments, st.sampled_from([-TICK, timedelta(), TICK]))
    def test_it_is_due_from_that_instant_on(
        self, told: Told, days: int, zone: datetime, off: timedelta
    ) -> None:
        ticket = fold([*told, (told[-1][0], RESOLVE)])
        rule = AutoClose(days)
        due = utc(rule.due_at(ticket))
        if due is None:
            assert ticket.is_major
            return
        now = (due + off).astimezone(zone.tzinfo)

        assert (off >= timedelta()) == rule.is_due(ticket, now=now)


class TestHoldLimit:
    @given(histories(), limits)
    def test_it_agrees_with_the_model(self, told: Told, limit: HoldLimit) -> None:
        ticket, facts = fold(told), model(told)
        start = utc(facts.waiting_since) if facts.hold is CALLER else None
        reminders, resolution = [], None
        if start is not None:
            reminders = [start + each * DAY for each in limit.remind_after]
            if limit.resolve_after is not None:
                resolution = start + limit.resolve_after * DAY

        assert start == utc(limit.waiting_since(ticket))
        assert reminders == instants(limit.reminders(ticket))
        assert resolution == utc(limit.resolve_at(ticket))

    @given(histories(), limits, lasting, st.sampled_from(DayRule))
    def test_working_days_rise_up_to_the_resolution(
        self, told: Told, limit: HoldLimit, calendar: ServiceCalendar, rule: DayRule
    ) -> None:
        ticket = fold([*told, (told[-1][0], HOLD)])
        limit = attrs.evolve(limit, calendar=calendar, rule=rule)
        since, resolution = limit.waiting_since(ticket), limit.resolve_at(ticket)
        assert since is not None
        found = instants([*limit.reminders(ticket), *filter(None, [resolution])])

        assert sorted(set(found)) == found
        assert [
            calendar.add_days(since, each, rule=rule).astimezone(UTC)
            for each in (*limit.remind_after, *filter(None, [limit.resolve_after]))
        ] == found

    @given(histories(), limits, st.lists(st.timedeltas(TICK, 4 * DAY), max_size=20))
    def test_a_timer_reminds_once_each_time_until_it_resolves(
        self, told: Told, limit: HoldLimit, ticks: list[timedelta]
    ) -> None:
        ticket = fold([*told, (told[-1][0], HOLD)])
        reminders = instants(limit.reminders(ticket))
        resolution = utc(limit.resolve_at(ticket))
        before, sent = datetime.min.replace(tzinfo=UTC), None
        for now in accumulate(ticks, later, initial=told[-1][0].astimezone(UTC)):
            step = limit.due(ticket, now=now, reminded_at=sent)
            expected = None
            if resolution is not None and resolution <= now:
                expected = HoldStep.RESOLVE
            elif any(before < each <= now for each in reminders):
                expected = HoldStep.REMIND
            assert expected is step
            if step is HoldStep.REMIND:
                sent = now
                assert limit.due(ticket, now=now, reminded_at=sent) is None
            before = now

"""How long a ticket may wait."""

import pickle
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import DayRule, DaysOff, ServiceCalendar
from servicedesk_core.desk import HoldLimit, HoldStep
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    NeverOpenError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import (
    INCIDENT,
    Action,
    Category,
    Lifecycle,
    Role,
    State,
)
from servicedesk_core.tickets import (
    Actor,
    HoldReason,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 1, 16, 11, 30, tzinfo=UTC)
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
ACME = Actor("acme", Role.VENDOR)
MONITOR = Actor("monitor", Role.SYSTEM)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
LIMIT = HoldLimit(remind_after=(2, 4), resolve_after=5)


def opened(at: datetime = FRIDAY - DAY, **rest: Any) -> Ticket:
    return open_ticket("INC7", at=at, by=BORIS, **rest)


def held(
    at: datetime = FRIDAY, reason: HoldReason | None = HoldReason.CALLER
) -> Ticket:
    return opened(at).hold(at=at, by=ANNA, reason=reason)


def told(ticket: Ticket, *history: events.Event) -> Ticket:
    for event in history:
        ticket = ticket.apply(event)
    return ticket


def after(days: Iterable[int], start: datetime = FRIDAY) -> tuple[datetime, ...]:
    return tuple(start + each * DAY for each in days)


WAITING = held()


class TestCalendarDays:
    def test_reminders_and_the_resolution_count_from_the_hold(self) -> None:
        assert FRIDAY == LIMIT.waiting_since(WAITING)
        assert after((2, 4)) == LIMIT.reminders(WAITING)
        assert FRIDAY + 5 * DAY == LIMIT.resolve_at(WAITING)

    def test_without_reminders_there_are_none(self) -> None:
        assert () == HoldLimit(resolve_after=5).reminders(WAITING)

    def test_without_days_for_it_no_ticket_is_resolved(self) -> None:
        assert HoldLimit(remind_after=(2,)).resolve_at(WAITING) is None

    def test_a_day_is_24_hours_where_clocks_change(self) -> None:
        ticket = held(datetime(2026, 3, 28, 12, tzinfo=BERLIN))
        limit = HoldLimit(remind_after=(1,), resolve_after=2)

        assert ["2026-03-29T13:00:00+02:00"] == [
            at.isoformat() for at in limit.reminders(ticket)
        ]
        assert datetime(2026, 3, 30, 11, tzinfo=UTC) == limit.resolve_at(ticket)


class TestWorkingDays:
    def test_weekends_do_not_count(self) -> None:
        limit = attrs.evolve(LIMIT, calendar=DESK)

        assert after((4, 6)) == limit.reminders(WAITING)
        assert FRIDAY + 7 * DAY == limit.resolve_at(WAITING)

    def test_days_off_do_not_count(self) -> None:
        off = DaysOff.dates(["2026-01-19"])
        calendar = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", days_off=off)
        limit = attrs.evolve(LIMIT, calendar=calendar)

        assert after((5, 7)) == limit.reminders(WAITING)
        assert FRIDAY + 10 * DAY == limit.resolve_at(WAITING)

    @pytest.mark.parametrize(
        ("rule", "hour"), [(DayRule.START_OF_DAY, 9), (DayRule.END_OF_DAY, 17)]
    )
    def test_the_rule_tells_the_time_of_day(self, rule: DayRule, hour: int) -> None:
        limit = attrs.evolve(LIMIT, calendar=DESK, rule=rule)
        days = [datetime(2026, 1, day, hour, tzinfo=UTC) for day in (20, 22, 23)]

        assert tuple(days[:2]) == limit.reminders(WAITING)
        assert days[2] == limit.resolve_at(WAITING)

    def test_a_calendar_without_so_many_working_days_is_an_error(self) -> None:
        never = DESK & ServiceCalendar.parse("Sa 09:00-17:00", tz="UTC")
        limit = attrs.evolve(LIMIT, calendar=never)

        with pytest.raises(NeverOpenError, match="is never open on 2 days after"):
            limit.reminders(WAITING)
        with pytest.raises(NeverOpenError, match="is never open on 5 days after"):
            limit.resolve_at(WAITING)


class TestWhichHolds:
    @pytest.mark.parametrize(
        "ticket",
        [
            opened(),
            opened().start(at=FRIDAY, by=ANNA),
            WAITING.resume(at=FRIDAY, by=BORIS),
            WAITING.resolve(at=FRIDAY, by=ANNA, code="fixed", notes="no answer"),
            WAITING.cancel(at=FRIDAY, by=BORIS, reason="not needed"),
            WAITING.merge(at=FRIDAY, by=ANNA, into="INC8"),
        ],
        ids=lambda ticket: ticket.state,
    )
    def test_what_is_not_on_hold_has_no_limit(self, ticket: Ticket) -> None:
        assert LIMIT.waiting_since(ticket) is None
        assert () == LIMIT.reminders(ticket)
        assert LIMIT.resolve_at(ticket) is None
        assert LIMIT.due(ticket, now=FRIDAY + 30 * DAY) is None

    @pytest.mark.parametrize(
        ("reason", "limited"),
        [(reason, reason is HoldReason.CALLER) for reason in HoldReason],
    )
    def test_waiting_for_the_caller_is_limited_and_nothing_else_is(
        self, reason: HoldReason, *, limited: bool
    ) -> None:
        assert limited == (LIMIT.resolve_at(held(reason=reason)) is not None)
        assert limited == bool(LIMIT.reminders(held(reason=reason)))

    def test_other_reasons_may_have_a_limit(self) -> None:
        limit = HoldLimit(resolve_after=5, reasons=["vendor", HoldReason.EVIDENCE])

        assert limit.resolve_at(held(reason=HoldReason.VENDOR)) is not None
        assert limit.resolve_at(held(reason=HoldReason.EVIDENCE)) is not None
        assert limit.resolve_at(WAITING) is None

    def test_a_hold_without_a_reason_has_no_limit(self) -> None:
        unsaid = told(opened(), events.PutOnHold(at=FRIDAY))
        limit = HoldLimit(resolve_after=1, reasons=HoldReason)

        assert "on_hold" == unsaid.state
        assert limit.resolve_at(unsaid) is None

    def test_a_complaint_that_waits_for_the_complainant_has_one(self) -> None:
        complaint = opened(kind=TicketKind.COMPLAINT).acknowledge(at=FRIDAY, by=ANNA)
        waiting = complaint.hold(at=FRIDAY, by=ANNA, reason="caller")

        assert "awaiting_complainant" == waiting.state
        assert after((2, 4)) == LIMIT.reminders(waiting)
        assert FRIDAY + 5 * DAY == LIMIT.resolve_at(waiting)

    def test_a_service_request_on_hold_has_one(self) -> None:
        request = opened(kind=TicketKind.SERVICE_REQUEST)
        waiting = request.hold(at=FRIDAY, by=ANNA, reason="caller")

        assert FRIDAY + 5 * DAY == LIMIT.resolve_at(waiting)

    @pytest.mark.parametrize(
        ("kind", "event"),
        [
            (TicketKind.SERVICE_REQUEST, events.ApprovalRequested(at=FRIDAY)),
            (TicketKind.COMPLAINT, events.ReferredOut(at=FRIDAY)),
        ],
    )
    def test_waiting_for_an_approver_or_an_ombudsman_has_none(
        self, kind: TicketKind, event: events.Event
    ) -> None:
        ticket = told(opened(kind=kind), event)

        assert Category.PAUSED is ticket.category
        assert LIMIT.waiting_since(ticket) is None

    def test_a_state_that_pauses_nothing_has_none(self) -> None:
        lifecycle = Lifecycle(
            "busy",
            [State("new", "open"), State("watched", "open")],
            [Action("hold", ["new"], "watched"), Action("resume", ["watched"], "new")],
        )
        ticket = opened(lifecycle=lifecycle).hold(at=FRIDAY, by=ANNA, reason="caller")

        assert HoldReason.CALLER is ticket.hold_reason
        assert LIMIT.waiting_since(ticket) is None

    @pytest.mark.parametrize("ticket", [None, "INC7", Ticket, [WAITING]])
    def test_what_is_no_ticket_is_refused(self, ticket: Any) -> None:
        for question in (LIMIT.waiting_since, LIMIT.reminders, LIMIT.resolve_at):
            with pytest.raises(WrongTypeError) as caught:
                question(ticket)

            assert f"ticket must be a Ticket, got {ticket!r}" == str(caught.value)


class TestStart:
    """From when on the days count."""

    LATER = FRIDAY + DAY
    LAST = FRIDAY + 3 * DAY

    def test_another_reason_starts_the_count_anew(self) -> None:
        ticket = held(reason=HoldReason.VENDOR).hold(
            at=self.LATER, by=ANNA, reason="caller"
        )

        assert self.LATER == LIMIT.waiting_since(ticket)

    def test_coming_back_to_a_reason_starts_the_count_anew(self) -> None:
        ticket = WAITING.hold(at=self.LATER, by=ANNA, reason="vendor").hold(
            at=self.LAST, by=ANNA, reason="caller"
        )

        assert self.LAST == LIMIT.waiting_since(ticket)

    def test_the_same_reason_told_again_does_not(self) -> None:
        ticket = WAITING.hold(at=self.LATER, by=ANNA, reason="caller")

        assert FRIDAY == LIMIT.waiting_since(ticket)

    def test_a_new_hold_after_work_starts_the_count_anew(self) -> None:
        ticket = WAITING.resume(at=self.LATER, by=ANNA).hold(
            at=self.LAST, by=ANNA, reason="caller"
        )

        assert self.LAST == LIMIT.waiting_since(ticket)

    def test_a_reopening_on_hold_starts_the_count(self) -> None:
        ticket = WAITING.resolve(
            at=self.LATER, by=ANNA, code="fixed", notes="no answer"
        ).reopen(at=self.LAST, by=ANNA, hold="caller")

        assert self.LAST == LIMIT.waiting_since(ticket)

    def test_a_reopening_on_hold_starts_it_where_nothing_told_the_end(self) -> None:
        reopened = events.Reopened(at=self.LAST, hold=HoldReason.CALLER)

        assert self.LAST == LIMIT.waiting_since(told(WAITING, reopened))

    def test_a_hold_that_reopens_without_a_word_starts_the_count(self) -> None:
        ticket = told(
            WAITING,
            events.Resolved(at=self.LATER),
            events.PutOnHold(at=self.LAST, reason=HoldReason.CALLER),
        )

        assert self.LAST == LIMIT.waiting_since(ticket)

    @pytest.mark.parametrize(
        "event",
        [
            events.MessageReceived(at=LATER, by=BORIS),
            events.MessageReceived(at=LATER),
            # Taken down for them, by telephone or by a gateway of mail.
            events.MessageReceived(at=LATER, by=ANNA),
            events.MessageReceived(at=LATER, by=MONITOR),
            events.Replied(at=LATER, by=BORIS),
        ],
    )
    def test_a_message_of_the_requester_starts_the_count_anew(
        self, event: events.Event
    ) -> None:
        ticket = told(WAITING, event)

        assert self.LATER == LIMIT.waiting_since(ticket)
        assert after((2, 4), self.LATER) == LIMIT.reminders(ticket)
        assert self.LATER + 5 * DAY == LIMIT.resolve_at(ticket)

    @pytest.mark.parametrize(
        "event",
        [
            events.MessageReceived(at=LATER, by=ACME),
            events.Replied(at=LATER, by=ANNA),
            events.Replied(at=LATER),
            # An answering machine is no answer.
            events.Replied(at=LATER, by=BORIS, automatic=True),
            events.NoteAdded(at=LATER, by=ANNA),
            events.NoteAdded(at=LATER, by=BORIS),
            events.Assigned(at=LATER, by=ANNA, agent="clara"),
            events.PriorityChanged(at=LATER, by=ANNA, priority=1),
            events.AttributesChanged(at=LATER, by=ANNA, attributes={"site": "Kazan"}),
            events.Escalated(at=LATER, by=ANNA, kind="functional"),
        ],
    )
    def test_nothing_else_does(self, event: events.Event) -> None:
        assert FRIDAY == LIMIT.waiting_since(told(WAITING, event))

    def test_the_last_of_several_messages_counts(self) -> None:
        ticket = WAITING.receive(at=self.LATER, by=BORIS).receive(
            at=self.LAST, by=BORIS
        )

        assert self.LAST == LIMIT.waiting_since(ticket)

    def test_a_message_before_the_hold_does_not_count(self) -> None:
        ticket = (
            opened()
            .receive(at=FRIDAY, by=BORIS)
            .hold(at=self.LATER, by=ANNA, reason="caller")
        )

        assert self.LATER == LIMIT.waiting_since(ticket)

    def test_a_message_during_a_hold_for_another_reason_does_not_count(self) -> None:
        ticket = (
            held(reason=HoldReason.VENDOR)
            .receive(at=self.LATER, by=BORIS)
            .hold(at=self.LAST, by=ANNA, reason="caller")
        )

        assert self.LAST == LIMIT.waiting_since(ticket)

    def test_the_latest_instant_counts_whatever_the_clocks_showed(self) -> None:
        # 02:45 comes first that night, 02:15 half an hour later.
        first = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN)
        second = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
        since = LIMIT.waiting_since(held(first).receive(at=second, by=BORIS))

        assert since is not None
        assert "2026-10-25T02:15:00+01:00" == since.isoformat()

    @pytest.mark.parametrize(
        ("hold_at", "message_at", "since"),
        [(LATER, LAST, LAST), (LAST, LATER, LAST)],
    )
    def test_a_hold_told_after_the_message_counts_by_its_time(
        self, hold_at: datetime, message_at: datetime, since: datetime
    ) -> None:
        ticket = (
            opened(lifecycle=attrs.evolve(INCIDENT, backdating=True))
            .receive(at=message_at, by=BORIS)
            .hold(at=hold_at, by=ANNA, reason="caller")
        )

        assert since == LIMIT.waiting_since(ticket)

    def test_a_lifecycle_of_one_s_own_is_followed(self) -> None:
        parked = attrs.evolve(
            INCIDENT,
            states=[
                attrs.evolve(state, name="parked") if state.name == "on_hold" else state
                for state in INCIDENT.states
            ],
            actions=[
                attrs.evolve(
                    action,
                    sources=[
                        each.replace("on_hold", "parked") for each in action.sources
                    ],
                    target="parked" if action.target == "on_hold" else action.target,
                )
                for action in INCIDENT.actions
            ],
        )
        ticket = opened(lifecycle=parked).hold(at=FRIDAY, by=ANNA, reason="caller")

        assert "parked" == ticket.state
        assert FRIDAY == LIMIT.waiting_since(ticket)


class TestDue:
    @pytest.mark.parametrize(
        ("now", "step"),
        [
            (FRIDAY + 2 * DAY - TICK, None),
            (FRIDAY + 2 * DAY, HoldStep.REMIND),
            (FRIDAY + 4 * DAY, HoldStep.REMIND),
            (FRIDAY + 5 * DAY - TICK, HoldStep.REMIND),
            (FRIDAY + 5 * DAY, HoldStep.RESOLVE),
            (FRIDAY + 50 * DAY, HoldStep.RESOLVE),
        ],
    )
    def test_each_step_is_due_at_its_instant_and_after(
        self, now: datetime, step: HoldStep | None
    ) -> None:
        assert step is LIMIT.due(WAITING, now=now)

    @pytest.mark.parametrize(
        ("now", "reminded_at", "step"),
        [
            (FRIDAY + 3 * DAY, FRIDAY + 2 * DAY, None),
            (FRIDAY + 3 * DAY, FRIDAY + 2 * DAY - TICK, HoldStep.REMIND),
            (FRIDAY + 4 * DAY - TICK, FRIDAY + 2 * DAY, None),
            (FRIDAY + 4 * DAY, FRIDAY + 2 * DAY, HoldStep.REMIND),
            (FRIDAY + 4 * DAY, FRIDAY + 4 * DAY, None),
            # One reminder makes up for all that were missed.
            (FRIDAY + 4 * DAY + 2 * HOUR, FRIDAY + 4 * DAY + HOUR, None),
            (FRIDAY + 5 * DAY, FRIDAY + 5 * DAY, HoldStep.RESOLVE),
        ],
    )
    def test_a_reminder_that_was_sent_is_not_due_again(
        self, now: datetime, reminded_at: datetime, step: HoldStep | None
    ) -> None:
        assert step is LIMIT.due(WAITING, now=now, reminded_at=reminded_at)

    def test_after_an_answer_all_reminders_are_due_again(self) -> None:
        answered = FRIDAY + 3 * DAY
        ticket = WAITING.receive(at=answered, by=BORIS)
        sent = FRIDAY + 2 * DAY

        assert LIMIT.due(ticket, now=FRIDAY + 4 * DAY, reminded_at=sent) is None
        assert HoldStep.REMIND is LIMIT.due(
            ticket, now=answered + 2 * DAY, reminded_at=sent
        )
        assert HoldStep.RESOLVE is LIMIT.due(
            ticket, now=answered + 5 * DAY, reminded_at=sent
        )

    def test_an_hourly_timer_does_each_step_once(self) -> None:
        sent = None
        done = []
        for hour in range(24 * 5 + 1):
            now = FRIDAY + hour * HOUR + HOUR / 2
            step = LIMIT.due(WAITING, now=now, reminded_at=sent)
            if step is HoldStep.REMIND:
                sent = now
            if step is not None:
                done.append((hour, step))

        assert [
            (48, HoldStep.REMIND),
            (96, HoldStep.REMIND),
            (120, HoldStep.RESOLVE),
        ] == done

    def test_a_limit_without_days_asks_for_nothing(self) -> None:
        assert HoldLimit().due(WAITING, now=FRIDAY + 99 * DAY) is None

    def test_a_resolution_on_the_day_of_the_last_reminder_takes_its_place(self) -> None:
        limit = HoldLimit(remind_after=(5,), resolve_after=5)

        assert HoldStep.RESOLVE is limit.due(WAITING, now=FRIDAY + 5 * DAY)

    def test_instants_decide_where_the_clocks_show_an_hour_twice(self) -> None:
        ticket = held(datetime(2026, 10, 24, 3, 30, tzinfo=BERLIN))
        first = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN)
        second = first.replace(fold=1)
        reminding = HoldLimit(remind_after=(1,))
        resolving = HoldLimit(resolve_after=1)

        assert reminding.due(ticket, now=first) is None
        assert HoldStep.REMIND is reminding.due(ticket, now=second)
        assert HoldStep.REMIND is reminding.due(ticket, now=second, reminded_at=first)
        assert resolving.due(ticket, now=first) is None
        assert HoldStep.RESOLVE is resolving.due(ticket, now=second)

    @pytest.mark.parametrize("ticket", [opened(), WAITING])
    @pytest.mark.parametrize("argument", ["now", "reminded_at"])
    def test_naive_datetimes_are_refused_by_name(
        self, ticket: Ticket, argument: str
    ) -> None:
        late = FRIDAY + 9 * DAY
        times = {"now": late, argument: late.replace(tzinfo=None)}

        with pytest.raises(NaiveDatetimeError) as caught:
            LIMIT.due(ticket, **times)

        assert argument == caught.value.argument

    def test_what_is_no_ticket_is_refused(self) -> None:
        nothing: Any = None

        with pytest.raises(WrongTypeError, match="ticket must be a Ticket, got None"):
            LIMIT.due(nothing, now=FRIDAY)


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            (
                {"remind_after": 2},
                WrongTypeError,
                "remind_after must be several days, in a tuple, got 2",
            ),
            (
                {"remind_after": "24"},
                WrongTypeError,
                "remind_after must be several days, in a tuple, got '24'",
            ),
            (
                {"remind_after": (2, 4.0)},
                WrongTypeError,
                "remind_after must be whole days, got 4.0",
            ),
            (
                {"remind_after": (True,)},
                WrongTypeError,
                "remind_after must be whole days, got True",
            ),
            (
                {"remind_after": (0, 2)},
                InvalidArgumentError,
                "remind_after must be at least 1 day, got 0",
            ),
            (
                {"remind_after": (2, 2)},
                InvalidArgumentError,
                "remind_after must be rising, got (2, 2)",
            ),
            (
                {"remind_after": [4, 2]},
                InvalidArgumentError,
                "remind_after must be rising, got (4, 2)",
            ),
            (
                {"resolve_after": 0},
                InvalidArgumentError,
                "resolve_after must be at least 1 day, got 0",
            ),
            (
                {"resolve_after": 5.0},
                WrongTypeError,
                "resolve_after must be whole days, got 5.0",
            ),
            (
                {"resolve_after": False},
                WrongTypeError,
                "resolve_after must be whole days, got False",
            ),
            (
                {"remind_after": (2, 4), "resolve_after": 3},
                InvalidArgumentError,
                "resolve_after must be at least 4, the day of the last reminder, got 3",
            ),
            (
                {"calendar": "24/7"},
                WrongTypeError,
                "calendar must be a ServiceCalendar or None, got '24/7'",
            ),
            (
                {"reasons": "caller"},
                WrongTypeError,
                "reasons must be several hold reasons, in a set, got 'caller'",
            ),
            (
                {"reasons": HoldReason.CALLER},
                WrongTypeError,
                (
                    "reasons must be several hold reasons, in a set, got "
                    "<HoldReason.CALLER: 'caller'>"
                ),
            ),
            (
                {"reasons": None},
                WrongTypeError,
                "reasons must be several hold reasons, in a set, got None",
            ),
            (
                {"reasons": []},
                InvalidArgumentError,
                "reasons must be one hold reason at least, got []",
            ),
            (
                {"rule": DayRule.START_OF_DAY},
                InvalidArgumentError,
                "rule must be same_time where there is no calendar, got 'start_of_day'",
            ),
            (
                {"calendar": DESK, "rule": "noon"},
                InvalidArgumentError,
                "rule must be one of same_time, end_of_day, start_of_day, got 'noon'",
            ),
        ],
    )
    def test_what_makes_no_sense_is_refused_with_what_was_wanted(
        self, arguments: dict[str, Any], error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            HoldLimit(**arguments)

        assert message == str(caught.value)

    @pytest.mark.parametrize("reason", ["lunch", None])
    def test_an_unknown_reason_is_refused(self, reason: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="reasons must be one of caller"):
            HoldLimit(reasons=[HoldReason.CALLER, reason])

    def test_nothing_goes_without_a_name(self) -> None:
        with pytest.raises(TypeError, match="takes 1 positional argument"):
            HoldLimit((2, 4))  # type: ignore[call-arg]

    def test_lists_will_do(self) -> None:
        limit = HoldLimit(remind_after=[2, 4], resolve_after=5, reasons=["caller"])

        assert LIMIT == limit
        assert (2, 4) == limit.remind_after

    def test_it_is_a_value(self) -> None:
        limit = attrs.evolve(LIMIT, calendar=DESK, rule=DayRule.END_OF_DAY)

        assert limit == pickle.loads(pickle.dumps(limit))  # noqa: S301 - made here
        assert hash(limit) == hash(attrs.evolve(limit))
        assert limit != LIMIT
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            limit.resolve_after = 6  # type: ignore[misc]

"""Tickets, or bare signals, against targets and agreements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import measure, measure_all, signals
from servicedesk_core.errors import (
    InvalidHistoryError,
    NaiveDatetimeError,
    NoTargetError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import INCIDENT, Role
from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    Agreement,
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.tickets import (
    Actor,
    HoldReason,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = NINE + 48 * HOUR
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
PETER = Actor("peter", Role.APPROVER)
ANSWER = ServiceLevelTarget(Metric.FIRST_RESPONSE, HOUR, DAY)
SOLUTION = ServiceLevelTarget(
    Metric.RESOLUTION, {Priority.HIGH: 4 * HOUR, Priority.LOW: None}, DAY
)
GOLD = Agreement("gold", [ANSWER, SOLUTION])
NO_SUBJECTS = (None, 5, "INC7", ANSWER, ["opened"], [None], Ticket)


def opened(priority: Priority | None = Priority.HIGH) -> Ticket:
    return open_ticket(
        "INC7", at=NINE, by=BORIS, priority=priority, attributes={"site": "Kazan"}
    )


def resolved(ticket: Ticket, at: datetime) -> Ticket:
    return ticket.resolve(at=at, by=ANNA, code="fixed", notes="restarted")


class TestMeasure:
    def test_a_ticket_is_measured_by_its_signals(self) -> None:
        ticket = resolved(opened(), NINE + HOUR)
        expected = measure_signals(
            signals(ticket),
            SOLUTION,
            now=LATER,
            key="INC7",
            attributes={"site": "Kazan"},
        )

        assert expected == measure(ticket, SOLUTION, now=LATER)

    def test_another_key_may_be_given(self) -> None:
        status = measure(opened(), SOLUTION, now=NINE, key=("acme", 7))

        assert ("acme", 7) == status.key

    def test_bare_signals_will_do(self) -> None:
        status = measure(signals(opened()), SOLUTION, now=NINE)

        assert measure_signals(signals(opened()), SOLUTION, now=NINE) == status
        assert status.key is None

    def test_bare_signals_may_have_a_key(self) -> None:
        assert measure(signals(opened()), SOLUTION, now=NINE, key=7).key == 7

    def test_a_later_change_of_attributes_shows(self) -> None:
        moved = opened().change_attributes(
            at=NINE, by=ANNA, attributes={"site": "Perm"}
        )

        assert {"site": "Perm"} == measure(moved, SOLUTION, now=NINE).attributes

    @pytest.mark.parametrize("priority", [Priority.LOW, Priority.MODERATE, None])
    def test_a_priority_without_a_target_is_an_error(
        self, priority: Priority | None
    ) -> None:
        with pytest.raises(NoTargetError, match="resolution has no target for"):
            measure(opened(priority), SOLUTION, now=NINE)

    def test_a_naive_now_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match="now must be an aware"):
            measure(opened(), SOLUTION, now=NINE.replace(tzinfo=None))

    def test_signals_out_of_order_are_refused(self) -> None:
        backwards = [
            Signal(NINE, SignalKind.OPENED, priority=Priority.HIGH),
            Signal(NINE - TICK, SignalKind.RESOLVED),
        ]

        with pytest.raises(InvalidHistoryError, match="event 1"):
            measure(backwards, SOLUTION, now=NINE)

    def test_signals_out_of_order_are_refused_whatever_now(self) -> None:
        backwards = [
            Signal(NINE, SignalKind.OPENED, priority=Priority.HIGH),
            Signal(NINE + 9 * HOUR, SignalKind.RESOLVED),
            Signal(NINE + HOUR, SignalKind.PAUSED),
        ]

        with pytest.raises(InvalidHistoryError, match="event 2"):
            measure(backwards, SOLUTION, now=NINE)

    def test_what_was_told_late_is_measured_in_order_of_time(self) -> None:
        ticket = (
            open_ticket(
                "INC7",
                at=NINE,
                priority=Priority.HIGH,
                lifecycle=attrs.evolve(INCIDENT, backdating=True),
            )
            .note(at=NINE + 3 * HOUR, by=ANNA)
            .hold(at=NINE + HOUR, by=ANNA, reason=HoldReason.CALLER)
        )
        status = measure(ticket, SOLUTION, now=NINE + 4 * HOUR)

        assert SlaState.PAUSED is status.state
        assert (HOUR, 3 * HOUR) == (status.elapsed, status.paused_time)

    @pytest.mark.parametrize("subject", NO_SUBJECTS)
    def test_what_is_no_subject_is_refused_by_name(self, subject: Any) -> None:
        with pytest.raises(WrongTypeError, match="subject must be a ticket or signals"):
            measure(subject, SOLUTION, now=NINE)

    @pytest.mark.parametrize("subject", [opened(), signals(opened())])
    @pytest.mark.parametrize("target", [None, "resolution", GOLD])
    def test_what_is_no_target_is_refused_by_name(
        self, subject: Any, target: Any
    ) -> None:
        with pytest.raises(WrongTypeError, match="target must be a Serv") as caught:
            measure(subject, target, now=NINE)

        assert target is caught.value.value

    @pytest.mark.parametrize("now", [None, 0, NINE.date()])
    def test_what_is_no_now_is_refused_by_name(self, now: Any) -> None:
        with pytest.raises(WrongTypeError, match="now must be an aware datetime"):
            measure(opened(), SOLUTION, now=now)

    @pytest.mark.parametrize(
        ("now", "state"),
        [
            (NINE - TICK, SlaState.NOT_STARTED),
            (NINE + 2 * HOUR - TICK, SlaState.BREACHED),
            (NINE + 2 * HOUR, SlaState.BREACHED),
            (NINE + HOUR, SlaState.AT_RISK),
            (NINE + HOUR / 2, SlaState.RUNNING),
        ],
    )
    def test_what_happens_after_now_is_not_known(
        self, now: datetime, state: SlaState
    ) -> None:
        ticket = opened().reply(at=NINE + 2 * HOUR, by=ANNA, text="on it")

        assert state is measure(ticket, ANSWER, now=now).state

    def test_a_priority_changed_later_counts_from_the_start_on(self) -> None:
        ticket = opened(Priority.LOW).prioritise(
            at=NINE + 5 * HOUR, by=ANNA, priority=Priority.HIGH, reason="the board"
        )
        status = measure(ticket, SOLUTION, now=NINE + 5 * HOUR)

        assert SlaState.BREACHED is status.state
        assert HOUR == status.overrun
        assert Priority.HIGH is status.priority


class TestFirstResponse:
    @pytest.mark.parametrize("done", [HOUR, HOUR + TICK])
    def test_an_agent_s_reply_stops_it(self, done: timedelta) -> None:
        ticket = opened().reply(at=NINE + done, by=ANNA, text="on it")
        status = measure(ticket, ANSWER, now=LATER)

        assert NINE + done == status.finished_at
        assert (done > HOUR) == status.is_breached

    def test_a_resolution_answers_too(self) -> None:
        status = measure(resolved(opened(), NINE + HOUR), ANSWER, now=LATER)

        assert SlaState.MET is status.state

    def test_notes_automatic_replies_and_the_requester_do_not_answer(self) -> None:
        ticket = (
            opened()
            .reply(at=NINE, by=ANNA, text="we got it", automatic=True)
            .note(at=NINE, by=ANNA, text="odd")
            .receive(at=NINE, by=BORIS, text="well?")
            .acknowledge(at=NINE, by=ANNA)
            .start(at=NINE, by=ANNA)
        )

        assert measure(ticket, ANSWER, now=LATER).finished_at is None

    def test_what_an_agent_opened_for_nobody_has_no_such_clock(self) -> None:
        ticket = open_ticket("INC7", at=NINE, by=ANNA).reply(
            at=NINE + 3 * HOUR, by=ANNA, text="done"
        )

        assert SlaState.NOT_STARTED is measure(ticket, ANSWER, now=LATER).state

    def test_what_an_agent_opened_for_somebody_has_one(self) -> None:
        ticket = open_ticket("INC7", at=NINE, by=ANNA, requester="boris")

        assert NINE == measure(ticket, ANSWER, now=LATER).started_at

    def test_thanks_after_the_answer_start_nothing(self) -> None:
        ticket = resolved(
            open_ticket("INC7", at=NINE, by=ANNA).reply(at=NINE + HOUR, by=ANNA),
            NINE + 2 * HOUR,
        ).receive(at=NINE + 3 * HOUR, by=BORIS)

        assert SlaState.NOT_STARTED is measure(ticket, ANSWER, now=LATER).state

    @pytest.mark.parametrize(
        "reply",
        [
            events.Replied(at=NINE + HOUR, by=ANNA, to="acme"),
            events.Replied(at=NINE + HOUR, by=ANNA, automatic=True),
            events.Replied(at=NINE + HOUR, by=Actor("monitor", Role.SYSTEM)),
        ],
    )
    def test_a_reply_to_somebody_else_or_by_nobody_does_not_answer(
        self, reply: events.Replied
    ) -> None:
        ticket = opened().apply(reply)

        assert measure(ticket, ANSWER, now=LATER).finished_at is None
        assert ticket.first_response_at is None

    def test_a_reply_to_the_requester_by_name_answers(self) -> None:
        ticket = opened().reply(at=NINE + HOUR, by=ANNA, to="boris")

        assert SlaState.MET is measure(ticket, ANSWER, now=LATER).state

    def test_the_first_message_of_the_requester_starts_it(self) -> None:
        ticket = (
            open_ticket("INC7", at=NINE, by=ANNA)
            .receive(at=NINE + HOUR, by=BORIS)
            .receive(at=NINE + 2 * HOUR, by=BORIS)
        )

        assert NINE + HOUR == measure(ticket, ANSWER, now=LATER).started_at

    def test_reopening_does_not_start_it_again(self) -> None:
        ticket = resolved(opened(), NINE + HOUR / 2).reopen(at=NINE + HOUR, by=BORIS)
        status = measure(ticket, ANSWER, now=LATER)

        assert SlaState.MET is status.state
        assert NINE + HOUR / 2 == status.finished_at


class TestResolution:
    @pytest.mark.parametrize(
        ("done", "state"),
        [
            (NINE + 4 * HOUR, SlaState.MET),
            (NINE + 4 * HOUR + TICK, SlaState.BREACHED),
        ],
    )
    def test_a_resolution_stops_it(self, done: datetime, state: SlaState) -> None:
        status = measure(resolved(opened(), done), SOLUTION, now=LATER)

        assert state is status.state

    def test_closing_it_later_moves_nothing(self) -> None:
        done = resolved(opened(), NINE + HOUR)
        closed = done.close(at=NINE + 30 * HOUR, by=ANNA)

        assert measure(done, SOLUTION, now=LATER) == measure(
            closed, SOLUTION, now=LATER
        )

    @pytest.mark.parametrize(
        ("reason", "paused"),
        [(reason, reason is HoldReason.CALLER) for reason in HoldReason],
    )
    def test_waiting_for_the_caller_pauses_it_and_nothing_else_does(
        self, reason: HoldReason, *, paused: bool
    ) -> None:
        ticket = opened().hold(at=NINE + HOUR, by=ANNA, reason=reason)
        status = measure(ticket, SOLUTION, now=NINE + 3 * HOUR)

        assert paused == status.is_paused
        assert (HOUR if paused else 3 * HOUR) == status.elapsed

    def test_a_hold_may_change_its_reason(self) -> None:
        ticket = (
            opened()
            .hold(at=NINE + HOUR, by=ANNA, reason=HoldReason.CALLER)
            .hold(at=NINE + 2 * HOUR, by=ANNA, reason=HoldReason.VENDOR)
            .hold(at=NINE + 4 * HOUR, by=ANNA, reason=HoldReason.CALLER)
            .resume(at=NINE + 6 * HOUR, by=ANNA)
        )
        status = measure(ticket, SOLUTION, now=NINE + 7 * HOUR)

        assert 4 * HOUR == status.elapsed
        assert 3 * HOUR == status.paused_time

    def test_pauses_belong_to_each_target(self) -> None:
        ticket = opened().hold(at=NINE, by=ANNA, reason=HoldReason.VENDOR)
        vendor_pauses = ServiceLevelTarget(
            Metric.RESOLUTION, 4 * HOUR, DAY, pauses={"vendor"}
        )

        assert measure(ticket, vendor_pauses, now=NINE + HOUR).is_paused
        assert not measure(ticket, SOLUTION, now=NINE + HOUR).is_paused

    def test_it_goes_on_after_a_reopening_without_the_time_between(self) -> None:
        ticket = resolved(opened(), NINE + HOUR).reopen(at=NINE + 5 * HOUR, by=BORIS)
        status = measure(ticket, SOLUTION, now=NINE + 6 * HOUR)

        assert 2 * HOUR == status.elapsed
        assert NINE + 8 * HOUR == status.due_at
        assert status.finished_at is None

    def test_a_ticket_reopened_on_hold_waits_at_once(self) -> None:
        # `reopen_on_hold` asks for a reason of its own beside the hold's.
        ticket = resolved(opened(), NINE + HOUR).reopen(
            at=NINE + 2 * HOUR, by=ANNA, reason="not fixed", hold=HoldReason.CALLER
        )
        status = measure(ticket, SOLUTION, now=NINE + 6 * HOUR)

        assert SlaState.PAUSED is status.state
        assert HOUR == status.elapsed
        assert 4 * HOUR == status.paused_time

    @pytest.mark.parametrize(
        ("going_on", "hold"),
        [
            (events.WorkStarted(at=NINE + 5 * HOUR), None),
            (events.Resumed(at=NINE + 5 * HOUR), None),
            *(
                (events.PutOnHold(at=NINE + 5 * HOUR, reason=reason), reason)
                for reason in (HoldReason.CALLER, HoldReason.VENDOR)
            ),
        ],
    )
    @pytest.mark.parametrize("closed", [False, True])
    @pytest.mark.parametrize("hours", [5, 6, 30])
    def test_a_history_that_goes_on_without_a_word_runs_on_as_if_reopened(
        self,
        going_on: events.Event,
        hold: HoldReason | None,
        hours: int,
        *,
        closed: bool,
    ) -> None:
        over = resolved(opened(), NINE + HOUR)
        if closed:
            over = over.close(at=NINE + 2 * HOUR, by=ANNA)
        reopened = over.apply(events.Reopened(at=NINE + 5 * HOUR, hold=hold))
        now = NINE + hours * HOUR
        status = measure(over.apply(going_on), SOLUTION, now=now)

        assert measure(reopened, SOLUTION, now=now) == status
        assert status.finished_at is None
        assert status.is_paused == (hold is HoldReason.CALLER)

    def test_a_ticket_reopened_late_may_breach_after_all(self) -> None:
        ticket = resolved(opened(), NINE + 3 * HOUR).reopen(
            at=NINE + 4 * HOUR, by=BORIS
        )

        assert not measure(ticket, SOLUTION, now=NINE + 5 * HOUR).is_breached
        assert measure(ticket, SOLUTION, now=NINE + 5 * HOUR + TICK).is_breached


class TestEnd:
    CANCELLED = opened().cancel(at=NINE + HOUR, by=ANNA, reason="not needed")
    MERGED = opened().merge(at=NINE + HOUR, by=ANNA, into="INC2")

    @pytest.mark.parametrize("ticket", [CANCELLED, MERGED])
    @pytest.mark.parametrize("target", [ANSWER, SOLUTION])
    def test_cancelling_and_merging_stop_every_clock(
        self, ticket: Ticket, target: ServiceLevelTarget
    ) -> None:
        status = measure(ticket, target, now=LATER)

        assert SlaState.CANCELLED is status.state
        assert NINE + HOUR == status.finished_at
        assert HOUR == status.elapsed
        assert (None, None) == (status.due_at, status.next_change_at)

    @pytest.mark.parametrize("target", [ANSWER, SOLUTION])
    def test_merging_a_resolved_ticket_leaves_its_clocks_met(
        self, target: ServiceLevelTarget
    ) -> None:
        done = resolved(opened(), NINE + HOUR)
        merged = done.merge(at=NINE + 2 * HOUR, by=ANNA, into="INC2")

        assert SlaState.MET is measure(merged, target, now=LATER).state
        assert measure(done, target, now=LATER) == measure(merged, target, now=LATER)

    def test_cancelling_after_a_late_answer_leaves_it_breached(self) -> None:
        late = opened().reply(at=NINE + 2 * HOUR, by=ANNA)
        ticket = late.cancel(at=NINE + 3 * HOUR, by=ANNA, reason="not needed")

        assert SlaState.BREACHED is measure(ticket, ANSWER, now=LATER).state
        assert SlaState.CANCELLED is measure(ticket, SOLUTION, now=LATER).state


class TestMeasureAll:
    def test_every_target_has_its_status_in_order(self) -> None:
        statuses = measure_all(opened(), GOLD, now=NINE)

        assert [ANSWER, SOLUTION] == [status.target for status in statuses]

    def test_they_are_those_of_measure_with_the_agreement_s_name(self) -> None:
        ticket = resolved(opened(), NINE + HOUR)
        expected = measure_agreement(
            signals(ticket), GOLD, now=LATER, key="INC7", attributes={"site": "Kazan"}
        )
        alone = [measure(ticket, target, now=LATER) for target in GOLD.targets]
        found = measure_all(ticket, GOLD, now=LATER)

        assert expected == found
        assert [attrs.evolve(one, agreement="gold") for one in alone] == list(found)

    def test_another_key_may_be_given(self) -> None:
        statuses = measure_all(opened(), GOLD, now=NINE, key=("acme", 7))

        assert [("acme", 7)] * 2 == [status.key for status in statuses]

    @pytest.mark.parametrize("subject", NO_SUBJECTS)
    def test_what_is_no_subject_is_refused_by_name(self, subject: Any) -> None:
        with pytest.raises(WrongTypeError, match="subject must be a ticket or signals"):
            measure_all(subject, GOLD, now=NINE)

    @pytest.mark.parametrize("subject", [opened(), signals(opened())])
    @pytest.mark.parametrize("agreement", [None, "gold", SOLUTION, [SOLUTION]])
    def test_what_is_no_agreement_is_refused_by_name(
        self, subject: Any, agreement: Any
    ) -> None:
        with pytest.raises(WrongTypeError, match="agreement must be an") as caught:
            measure_all(subject, agreement, now=NINE)

        assert agreement is caught.value.value

    @pytest.mark.parametrize("priority", [Priority.LOW, None])
    def test_a_priority_without_a_target_leaves_it_out(
        self, priority: Priority | None
    ) -> None:
        statuses = measure_all(opened(priority), GOLD, now=NINE)

        assert [ANSWER] == [status.target for status in statuses]

    def test_bare_signals_will_do(self) -> None:
        statuses = measure_all(iter(signals(opened())), GOLD, now=NINE, key=7)

        assert [(7, NINE), (7, NINE)] == [
            (status.key, status.started_at) for status in statuses
        ]

    def test_a_naive_now_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match="now must be an aware"):
            measure_all(opened(), GOLD, now=NINE.replace(tzinfo=None))


class TestOtherKinds:
    """Requests, changes and complaints by the same clocks."""

    WAITING = ServiceLevelTarget(
        Metric.RESOLUTION, 4 * HOUR, DAY, pauses={"awaiting_approval"}
    )

    def asked(self) -> Ticket:
        ticket = open_ticket("REQ1", at=NINE, by=BORIS, kind=TicketKind.SERVICE_REQUEST)
        return ticket.request_approval(at=NINE + HOUR, by=ANNA, approver="peter")

    def test_waiting_for_an_approval_pauses_a_target_that_says_so(self) -> None:
        ticket = self.asked().approve(at=NINE + 3 * HOUR, by=PETER)
        status = measure(ticket, self.WAITING, now=NINE + 4 * HOUR)

        assert 2 * HOUR == status.elapsed
        assert 2 * HOUR == status.paused_time

    def test_and_no_other(self) -> None:
        target = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, DAY)
        status = measure(self.asked(), target, now=NINE + 4 * HOUR)

        assert 4 * HOUR == status.elapsed
        assert not status.is_paused

    def test_a_fulfilment_stops_it(self) -> None:
        ticket = self.asked().approve(at=NINE + HOUR, by=PETER)
        done = ticket.fulfil(at=NINE + 2 * HOUR, by=ANNA, notes="on the desk")
        status = measure(done, self.WAITING, now=LATER)

        assert SlaState.MET is status.state
        assert NINE + 2 * HOUR == status.finished_at

    def test_a_rejection_cancels_it(self) -> None:
        rejected = self.asked().reject(at=NINE + 2 * HOUR, by=PETER, reason="too dear")

        assert SlaState.CANCELLED is measure(rejected, self.WAITING, now=LATER).state

    def test_a_disputed_answer_lets_it_run_on(self) -> None:
        target = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, DAY)
        ticket = (
            open_ticket("CMP1", at=NINE, by=BORIS, kind=TicketKind.COMPLAINT)
            .respond(at=NINE + HOUR, by=ANNA, outcome="rejected")
            .dispute(at=NINE + 3 * HOUR, by=BORIS, reason="wrong")
        )
        status = measure(ticket, target, now=NINE + 4 * HOUR)

        assert 2 * HOUR == status.elapsed
        assert not status.is_finished

    def test_an_answer_to_a_complaint_is_a_first_response(self) -> None:
        ticket = open_ticket("CMP1", at=NINE, by=BORIS, kind=TicketKind.COMPLAINT)
        answered = ticket.respond(at=NINE + HOUR, by=ANNA, outcome="upheld")
        status = measure(answered, ANSWER, now=LATER)

        assert SlaState.MET is status.state
        assert NINE + HOUR == status.finished_at

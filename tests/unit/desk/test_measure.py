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
    AgreementKind,
    Agreements,
    Condition,
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.tickets import Actor, HoldReason, Ticket, events, open_ticket

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = NINE + 48 * HOUR
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
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


class TestOptions:
    def test_a_target_may_count_from_an_instant(self) -> None:
        status = measure(
            opened(), SOLUTION, now=NINE + 3 * HOUR, attached_at=NINE + 2 * HOUR
        )

        assert (NINE + 2 * HOUR, HOUR) == (status.started_at, status.elapsed)

    @pytest.mark.parametrize(("retroactive", "hours"), [(True, 0), (False, 2)])
    def test_a_change_of_priority_may_count_from_then_on(
        self, hours: int, *, retroactive: bool
    ) -> None:
        ticket = opened(Priority.LOW).prioritise(
            at=NINE + 2 * HOUR, by=ANNA, priority=Priority.HIGH, reason="the board"
        )
        status = measure(ticket, SOLUTION, now=NINE + 3 * HOUR, retroactive=retroactive)

        assert NINE + hours * HOUR == status.started_at

    @pytest.mark.parametrize(
        ("metric", "finished"),
        [
            ("first_response", 5),
            ("acknowledge", 1),
            ("time_to_own", 2),
            ("restoration", 3),
            ("resolution", 7),
        ],
    )
    def test_every_metric_hears_its_own_events(
        self, metric: str, finished: int
    ) -> None:
        ticket = (
            opened()
            .acknowledge(at=NINE + HOUR, by=ANNA)
            .assign(at=NINE + 2 * HOUR, by=ANNA, group="network", agent="anna")
            .workaround(at=NINE + 3 * HOUR, by=ANNA, text="use the other line")
            .note(at=NINE + 4 * HOUR, by=ANNA, text="odd")
            .reply(at=NINE + 5 * HOUR, by=ANNA)
            .receive(at=NINE + 6 * HOUR, by=BORIS)
        )
        target = ServiceLevelTarget(metric, 4 * HOUR, DAY)
        status = measure(resolved(ticket, NINE + 7 * HOUR), target, now=LATER)

        assert NINE + finished * HOUR == status.finished_at

    def test_an_answer_and_an_update_come_round(self) -> None:
        ticket = (
            opened()
            .reply(at=NINE + HOUR, by=ANNA)
            .receive(at=NINE + 2 * HOUR, by=BORIS)
            .reply(at=NINE + 3 * HOUR, by=ANNA)
        )
        answers, updates = (
            measure(ticket, ServiceLevelTarget(metric, HOUR, DAY), now=NINE + 4 * HOUR)
            for metric in ("next_response", "periodic_update")
        )

        assert [(2, 3)] == spans(answers)
        assert [(1, 2), (3, None)] == spans(updates)


def spans(status: SlaStatus) -> list[tuple[float | None, float | None]]:
    """Return when each cycle started and ended, in hours since nine."""
    return [
        (
            None if each.started_at is None else (each.started_at - NINE) / HOUR,
            None if each.finished_at is None else (each.finished_at - NINE) / HOUR,
        )
        for each in status.cycles
    ]


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
        with pytest.raises(WrongTypeError) as caught:
            measure_all(subject, agreement, now=NINE)

        assert str(caught.value) == (
            f"agreements must be an Agreement or Agreements, got {agreement!r}"
        )

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

    def test_a_target_may_count_from_an_instant(self) -> None:
        statuses = measure_all(opened(), GOLD, now=LATER, attached_at=NINE + HOUR)

        assert [NINE + HOUR] * 2 == [status.started_at for status in statuses]


ALWAYS = ServiceCalendar.always()


def within(hours: float, metric: str = "resolution") -> ServiceLevelTarget:
    return ServiceLevelTarget(metric, hours * HOUR, ALWAYS)


VIP = Agreement(
    "vip",
    [within(1, "first_response"), within(2), within(1, "next_response")],
    applies=Condition("site", "==", "Perm"),
)
STANDARD = Agreement("standard", [within(2, "first_response"), within(8)])
SOME = Agreement("some", [within(8)], applies=Condition("site", "==", "Kazan"))
DESK = Agreements([VIP, STANDARD])


def moved(ticket: Ticket, site: str, *, hours: float) -> Ticket:
    at = NINE + hours * HOUR
    return ticket.change_attributes(at=at, by=ANNA, attributes={"site": site})


def told(statuses: tuple[SlaStatus, ...]) -> list[tuple[object, ...]]:
    """Return agreement, metric and state of each."""
    return [(each.agreement, str(each.metric), str(each.state)) for each in statuses]


class TestAgreements:
    """Of several agreements those count that apply to the ticket as it is."""

    @pytest.mark.parametrize(
        ("site", "expected"),
        [
            (
                "Kazan",
                [
                    ("standard", "first_response", "running"),
                    ("standard", "resolution", "running"),
                ],
            ),
            (
                "Perm",
                [
                    ("vip", "first_response", "at_risk"),
                    ("vip", "resolution", "running"),
                    ("vip", "next_response", "not_started"),
                ],
            ),
        ],
    )
    def test_the_first_that_applies_counts(
        self, site: str, expected: list[tuple[str, str, str]]
    ) -> None:
        ticket = open_ticket("INC7", at=NINE, by=BORIS, attributes={"site": site})

        assert expected == told(measure_all(ticket, DESK, now=NINE + HOUR))

    def test_they_are_those_of_measure(self) -> None:
        ticket = opened()
        expected = measure_all(ticket, STANDARD, now=LATER)

        assert expected == measure_all(ticket, DESK, now=LATER)

    def test_another_key_may_be_given(self) -> None:
        keys = [
            [status.key for status in measure_all(opened(), DESK, now=NINE, key=key)]
            for key in (None, 7)
        ]

        assert keys == [["INC7"] * 2, [7] * 2]

    def test_none_may_apply(self) -> None:
        assert measure_all(opened(), Agreements([VIP]), now=LATER) == ()
        assert measure_all(opened(), Agreements([]), now=LATER) == ()

    def test_before_the_opening_none_applies(self) -> None:
        assert measure_all(opened(), DESK, now=NINE - TICK) == ()
        assert measure_all((), DESK, now=NINE) == ()

    def test_names_of_calendars_are_looked_up(self) -> None:
        named = Agreements(
            [Agreement("gold", [ServiceLevelTarget("resolution", HOUR, "desk")])],
            calendars={"desk": DAY},
        )
        (status,) = measure_all(opened(), named, now=NINE)

        assert DAY is status.calendar

    @pytest.mark.parametrize(
        ("opened_at", "name"), [(NINE - TICK, "old"), (NINE, "new")]
    )
    def test_what_was_valid_when_it_was_opened_counts(
        self, opened_at: datetime, name: str
    ) -> None:
        ours = Agreements(
            [
                Agreement("old", [within(8)], valid_to=NINE),
                Agreement("new", [within(4)], valid_from=NINE),
            ]
        )
        ticket = open_ticket("INC7", at=opened_at, by=BORIS)
        for subject in (ticket, signals(ticket)):
            (status,) = measure_all(subject, ours, now=LATER)
            assert name == status.agreement

    def test_every_kind_has_its_statuses(self) -> None:
        ours = Agreements(
            [
                STANDARD,
                Agreement("line", [within(1)], kind="underpinning"),
                Agreement("network", [within(3)], kind="ola"),
            ]
        )

        assert ["standard", "standard", "line", "network"] == [
            status.agreement for status in measure_all(opened(), ours, now=NINE)
        ]

    def test_bare_signals_have_a_priority_and_nothing_else(self) -> None:
        ours = Agreements(
            [
                Agreement("high", [within(1)], applies=Condition("priority", "==", 1)),
                Agreement("other", [within(8)]),
            ]
        )
        story = [
            Signal(NINE, SignalKind.OPENED, priority=2),
            Signal(NINE + HOUR, SignalKind.REQUESTER_MESSAGE),
            Signal(NINE + 2 * HOUR, SignalKind.PRIORITY_CHANGED, priority=1),
            Signal(NINE + 3 * HOUR, SignalKind.REQUESTER_MESSAGE),
        ]
        names = [
            [
                status.agreement
                for status in measure_all(iter(story), ours, now=NINE + hours * HOUR)
            ]
            for hours in (1, 2, 4)
        ]

        assert names == [["other"], ["high"], ["high"]]

    def test_signals_out_of_order_are_refused(self) -> None:
        backwards = [
            Signal(NINE, SignalKind.OPENED),
            Signal(NINE - TICK, SignalKind.RESOLVED),
        ]

        with pytest.raises(InvalidHistoryError, match="event 1"):
            measure_all(backwards, DESK, now=NINE)

    @pytest.mark.parametrize("subject", NO_SUBJECTS)
    def test_what_is_no_subject_is_refused_by_name(self, subject: Any) -> None:
        with pytest.raises(WrongTypeError, match="subject must be a ticket or signals"):
            measure_all(subject, DESK, now=NINE)

    @pytest.mark.parametrize("subject", [opened(), ()])
    def test_a_naive_now_is_refused_by_name(self, subject: Any) -> None:
        with pytest.raises(NaiveDatetimeError, match="now must be an aware"):
            measure_all(subject, DESK, now=NINE.replace(tzinfo=None))


class TestChange:
    """Another agreement: from the origin, keeping pauses, or from then on."""

    UPGRADED = moved(opened(), "Perm", hours=3)

    def test_it_is_not_known_before(self) -> None:
        for after, name in ((-TICK, "standard"), (timedelta(), "vip")):
            statuses = measure_all(self.UPGRADED, DESK, now=NINE + 3 * HOUR + after)
            assert {name} == {each.agreement for each in statuses}

    def test_it_counts_from_the_start_on_unless_told_otherwise(self) -> None:
        held = opened().hold(at=NINE + HOUR, by=ANNA, reason=HoldReason.CALLER)
        ticket = moved(held.resume(at=NINE + 2 * HOUR, by=ANNA), "Perm", hours=2.5)
        statuses = measure_all(ticket, DESK, now=NINE + 3 * HOUR + TICK)

        assert [NINE, NINE] == [each.started_at for each in statuses[:2]]
        assert [HOUR, HOUR] == [each.paused_time for each in statuses[:2]]
        assert told(statuses) == [
            ("vip", "first_response", "breached"),
            ("vip", "resolution", "breached"),
            ("vip", "next_response", "not_started"),
        ]

    def test_it_may_count_from_then_on(self) -> None:
        statuses = measure_all(
            self.UPGRADED, DESK, now=NINE + 4 * HOUR, retroactive=False
        )

        assert [NINE + 3 * HOUR] * 2 == [each.started_at for each in statuses[:2]]
        assert told(statuses) == [
            ("vip", "first_response", "at_risk"),
            ("vip", "resolution", "running"),
            ("vip", "next_response", "not_started"),
        ]

    def test_an_instant_given_counts_instead(self) -> None:
        for retroactive in (True, False):
            statuses = measure_all(
                self.UPGRADED,
                DESK,
                now=NINE + 5 * HOUR,
                attached_at=NINE + 4 * HOUR,
                retroactive=retroactive,
            )
            assert [NINE + 4 * HOUR] * 2 == [each.started_at for each in statuses[:2]]

    def test_a_later_change_of_priority_counts_from_then_on_too(self) -> None:
        ticket = self.UPGRADED.prioritise(
            at=NINE + 4 * HOUR, by=ANNA, priority=Priority.LOW, reason="a test"
        )
        statuses = measure_all(ticket, DESK, now=NINE + 5 * HOUR, retroactive=False)

        assert [NINE + 4 * HOUR] * 2 == [each.started_at for each in statuses[:2]]

    def test_a_change_that_chooses_the_same_is_none(self) -> None:
        ticket = moved(opened(), "Omsk", hours=3)
        statuses = measure_all(ticket, DESK, now=LATER, retroactive=False)

        assert [NINE, NINE] == [each.started_at for each in statuses]

    def test_one_may_come_back(self) -> None:
        ticket = moved(self.UPGRADED, "Kazan", hours=4)
        statuses = measure_all(ticket, DESK, now=NINE + 5 * HOUR)

        assert measure_all(opened(), STANDARD, now=NINE + 5 * HOUR) == tuple(
            attrs.evolve(each, attributes={"site": "Kazan"})
            for each in statuses
            if each.agreement == "standard"
        )


class TestCalledOff:
    """Targets that the new agreement lacks end as cancelled, never as breached."""

    def downgraded(self, *, hours: float = 3) -> Ticket:
        ticket = open_ticket("INC7", at=NINE, by=BORIS, attributes={"site": "Perm"})
        return moved(ticket.reply(at=NINE + 2 * HOUR, by=ANNA), "Kazan", hours=hours)

    def test_they_are_cancelled_when_it_changes(self) -> None:
        ours = Agreements([VIP, SOME])
        asked = open_ticket("INC7", at=NINE, by=BORIS, attributes={"site": "Perm"})
        statuses = measure_all(moved(asked, "Kazan", hours=3), ours, now=LATER)
        by_metric = {str(each.metric): each for each in statuses}

        assert set(by_metric) == {"resolution", "first_response", "next_response"}
        assert by_metric["resolution"].agreement == "some"
        for metric in ("first_response", "next_response"):
            status = by_metric[metric]
            assert ("vip", SlaState.CANCELLED) == (status.agreement, status.state)
            assert NINE + 3 * HOUR == status.finished_at
            assert (None, None) == (status.due_at, status.next_change_at)

    @pytest.mark.parametrize("retroactive", [True, False])
    def test_what_was_done_before_stays_as_it_was(self, *, retroactive: bool) -> None:
        ours = Agreements([VIP, SOME])
        statuses = measure_all(
            self.downgraded(), ours, now=LATER, retroactive=retroactive
        )

        assert ("vip", "first_response", "breached") in told(statuses)

    def test_the_end_is_not_known_before(self) -> None:
        ours = Agreements([VIP, SOME])
        states = told(measure_all(self.downgraded(), ours, now=NINE + 3 * HOUR - TICK))

        assert states == [
            ("vip", "first_response", "breached"),
            ("vip", "resolution", "breached"),
            ("vip", "next_response", "not_started"),
        ]

    def test_they_know_nothing_of_what_came_after(self) -> None:
        ours = Agreements([VIP, SOME])
        ticket = (
            self.downgraded()
            .receive(at=NINE + 4 * HOUR, by=BORIS)
            .reply(at=NINE + 6 * HOUR, by=ANNA)
            .receive(at=NINE + 7 * HOUR, by=BORIS)
        )
        (status,) = (
            each
            for each in measure_all(ticket, ours, now=LATER)
            if each.metric is Metric.NEXT_RESPONSE
        )

        assert (SlaState.CANCELLED, (), None) == (
            status.state,
            status.past,
            status.started_at,
        )

    def test_but_they_know_what_came_just_before(self) -> None:
        ours = Agreements([VIP, SOME])
        found = measure_all(self.downgraded(hours=2), ours, now=LATER)

        assert ("vip", "first_response", "breached") in told(found)

    def test_nor_of_a_priority_that_came_with_the_change(self) -> None:
        ours = Agreements(
            [
                Agreement(
                    "high",
                    [
                        ServiceLevelTarget(
                            "first_response", {Priority.HIGH: HOUR}, ALWAYS
                        )
                    ],
                    applies=Condition("priority", "==", Priority.HIGH),
                ),
                Agreement("low", [within(8)]),
            ]
        )
        ticket = opened().prioritise(
            at=NINE + HOUR, by=ANNA, priority=Priority.LOW, reason="a test"
        )

        assert {
            ("low", "resolution", "running"),
            ("high", "first_response", "cancelled"),
        } == set(told(measure_all(ticket, ours, now=NINE + 2 * HOUR)))

    def test_a_target_for_other_priorities_is_lacking_too(self) -> None:
        other = ServiceLevelTarget("first_response", {Priority.LOW: HOUR}, ALWAYS)
        ours = Agreements([VIP, attrs.evolve(SOME, targets=[within(8), other])])
        asked = open_ticket(
            "INC7",
            at=NINE,
            by=BORIS,
            priority=Priority.HIGH,
            attributes={"site": "Perm"},
        )
        states = told(measure_all(moved(asked, "Kazan", hours=1), ours, now=LATER))

        assert ("vip", "first_response", "cancelled") in states

    def test_what_another_agreement_took_over_is_told_once(self) -> None:
        ours = Agreements([VIP, SOME, Agreement("last", [within(2, "first_response")])])
        asked = open_ticket("INC7", at=NINE, by=BORIS, attributes={"site": "Perm"})
        ticket = moved(moved(asked, "Kazan", hours=1), "Omsk", hours=3)
        found = measure_all(ticket, ours, now=NINE + 4 * HOUR)

        assert {
            ("last", "first_response", "breached"),
            ("vip", "next_response", "cancelled"),
            # It took over from the one before, and was called off itself.
            ("some", "resolution", "cancelled"),
        } == set(told(found))
        assert len(found) == 3

    def test_what_comes_and_goes_is_told_once(self) -> None:
        ticket = open_ticket("INC7", at=NINE, by=BORIS, attributes={"site": "Perm"})
        for hours, site in enumerate(["Kazan", "Perm", "Kazan"], start=1):
            ticket = moved(ticket, site, hours=hours)
        found = measure_all(ticket, Agreements([VIP, SOME]), now=LATER)

        assert ["some", "vip", "vip"] == sorted(str(each.agreement) for each in found)
        assert {NINE + 3 * HOUR} == {
            each.finished_at for each in found if each.agreement == "vip"
        }

    def test_of_bare_signals_too(self) -> None:
        ours = Agreements(
            [
                Agreement("high", [HIGH_ONLY], applies=Condition("priority", "==", 1)),
                Agreement("other", [within(8)]),
            ]
        )
        story = [
            Signal(NINE, SignalKind.OPENED, priority=1),
            Signal(NINE + HOUR, SignalKind.PRIORITY_CHANGED, priority=2),
            Signal(NINE + 2 * HOUR, SignalKind.AGENT_REPLY),
        ]

        assert {
            ("other", "resolution", "running"),
            ("high", "first_response", "cancelled"),
        } == set(told(measure_all(story, ours, now=NINE + 3 * HOUR)))


HIGH_ONLY = within(4, "first_response")
NETWORK = Agreement("network", [within(2)], kind="ola", while_group="network")
SERVERS = Agreement("servers", [within(4)], kind="ola", while_group="servers")
GROUPS = Agreements([STANDARD, NETWORK, SERVERS])


def given(*turns: tuple[float, str]) -> Ticket:
    """Return a ticket that went from group to group."""
    ticket = opened()
    for hours, group in turns:
        ticket = ticket.assign(at=NINE + hours * HOUR, by=ANNA, group=group)
    return ticket


class TestGroups:
    """Each turn of the group that an agreement names is a cycle."""

    def found(self, ticket: Ticket, name: str, *, hours: float = 10) -> SlaStatus:
        (status,) = (
            each
            for each in measure_all(ticket, GROUPS, now=NINE + hours * HOUR)
            if each.agreement == name
        )
        return status

    @pytest.mark.parametrize(
        ("turns", "network", "servers"),
        [
            ([], [(None, None)], [(None, None)]),
            ([(1, "network")], [(1, None)], [(None, None)]),
            ([(0, "network")], [(0, None)], [(None, None)]),
            ([(1, "network"), (4, "servers")], [(1, 4)], [(4, None)]),
            (
                [(1, "network"), (3, "servers"), (6, "network")],
                [(1, 3), (6, None)],
                [(3, 6)],
            ),
            ([(1, "network"), (2, "desk"), (3, "network")], [(1, 2), (3, None)], None),
        ],
    )
    def test_they_go_from_getting_the_ticket_to_passing_it_on(
        self,
        turns: list[tuple[float, str]],
        network: list[tuple[float, float]],
        servers: list[tuple[float | None, float | None]] | None,
    ) -> None:
        ticket = given(*turns)

        assert network == spans(self.found(ticket, "network"))
        assert (servers or [(None, None)]) == spans(self.found(ticket, "servers"))

    def test_a_resolution_ends_one(self) -> None:
        ticket = resolved(given((1, "network")), NINE + 2 * HOUR)

        assert [(1, 2)] == spans(self.found(ticket, "network"))
        assert SlaState.MET is self.found(ticket, "network").state

    def test_a_group_that_had_it_from_the_start_has_all_of_it(self) -> None:
        ticket = open_ticket("INC7", at=NINE, by=BORIS, group="network")

        assert [(0, None)] == spans(self.found(ticket, "network"))

    def test_giving_it_to_nobody_ends_one(self) -> None:
        ticket = given((1, "network")).unassign(at=NINE + 3 * HOUR, by=ANNA)

        assert [(1, 3)] == spans(self.found(ticket, "network"))

    def test_another_agent_of_the_group_changes_nothing(self) -> None:
        ticket = given((1, "network")).assign(at=NINE + 2 * HOUR, by=ANNA, agent="carl")

        assert [(1, None)] == spans(self.found(ticket, "network"))

    def test_a_turn_to_come_is_not_yet_known(self) -> None:
        ticket = given((1, "network"), (4, "servers"))

        assert [(1, None)] == spans(self.found(ticket, "network", hours=3.5))
        assert [(None, None)] == spans(self.found(ticket, "network", hours=0.5))

    def test_each_has_a_state_of_its_own(self) -> None:
        ticket = given((1, "network"), (4, "servers"), (5, "network"))

        assert [SlaState.BREACHED, SlaState.RUNNING] == [
            each.state for each in self.found(ticket, "network", hours=6).cycles
        ]

    def test_pauses_are_those_of_the_ticket(self) -> None:
        held = given((1, "network")).hold(
            at=NINE + 2 * HOUR, by=ANNA, reason=HoldReason.CALLER
        )
        status = self.found(held, "network", hours=5)

        assert (True, HOUR, 3 * HOUR) == (
            status.is_paused,
            status.elapsed,
            status.paused_time,
        )

    def test_an_agreement_alone_has_them_too(self) -> None:
        ticket = given((1, "network"), (4, "servers"))
        (status,) = measure_all(ticket, NETWORK, now=LATER)

        assert [(1, 4)] == spans(status)

    def test_of_bare_signals_no_group_is_known(self) -> None:
        (status,) = measure_all(
            signals(given((1, "network"))), NETWORK, now=NINE + 3 * HOUR
        )

        assert NINE == status.started_at

    def test_one_group_s_end_is_not_another_s(self) -> None:
        ours = Agreements(
            [
                attrs.evolve(NETWORK, applies=Condition("site", "==", "Perm")),
                SERVERS,
            ]
        )
        ticket = moved(
            open_ticket(
                "INC7",
                at=NINE,
                by=BORIS,
                group="network",
                attributes={"site": "Perm"},
            ),
            "Kazan",
            hours=1,
        )
        states = told(measure_all(ticket, ours, now=NINE + 2 * HOUR))

        assert ("network", "resolution", "cancelled") in states
        assert ("servers", "resolution", "not_started") in states

    def test_turns_after_the_end_are_not_its_own(self) -> None:
        perm = attrs.evolve(NETWORK, applies=Condition("site", "==", "Perm"))
        ticket = open_ticket(
            "INC7", at=NINE, by=BORIS, group="network", attributes={"site": "Perm"}
        )
        ticket = moved(ticket, "Kazan", hours=1)
        for hours, group in ((2, "desk"), (3, "network")):
            ticket = ticket.assign(at=NINE + hours * HOUR, by=ANNA, group=group)
        (status,) = measure_all(ticket, Agreements([perm]), now=LATER)

        assert SlaState.CANCELLED is status.state
        assert [(0, 1)] == spans(status)


class TestOperational:
    """An agreement with a group or supplier counts from when it came to apply."""

    OURS = Agreement(
        "ours", [within(8)], kind="ola", applies=Condition("group", "==", "network")
    )

    @pytest.mark.parametrize("kind", ["ola", "underpinning"])
    @pytest.mark.parametrize("retroactive", [True, False])
    def test_it_counts_from_then_on_in_any_case(
        self, kind: str, *, retroactive: bool
    ) -> None:
        ours = Agreements([attrs.evolve(self.OURS, kind=AgreementKind(kind))])
        (status,) = measure_all(
            given((2, "network")),
            ours,
            now=NINE + 3 * HOUR,
            retroactive=retroactive,
        )

        assert (NINE + 2 * HOUR, HOUR) == (status.started_at, status.elapsed)

    def test_if_it_applied_from_the_start_it_counts_from_the_start(self) -> None:
        ticket = open_ticket("INC7", at=NINE, by=BORIS, group="network")
        (status,) = measure_all(ticket, Agreements([self.OURS]), now=NINE + HOUR)

        assert NINE == status.started_at

    def test_an_instant_given_counts_instead(self) -> None:
        (status,) = measure_all(
            given((2, "network")),
            Agreements([self.OURS]),
            now=NINE + 5 * HOUR,
            attached_at=NINE + 3 * HOUR,
        )

        assert NINE + 3 * HOUR == status.started_at

    def test_it_ends_when_it_applies_no_more(self) -> None:
        ticket = given((2, "network"), (4, "servers"))
        (status,) = measure_all(ticket, Agreements([self.OURS]), now=NINE + 9 * HOUR)

        assert SlaState.CANCELLED is status.state
        assert [(2, 4)] == spans(status)

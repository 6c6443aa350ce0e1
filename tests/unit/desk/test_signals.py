"""From events to signals: the table has every event of the union."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.desk import signals
from servicedesk_core.desk.signals import SIGNALS
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.lifecycles import INCIDENT, Action, Lifecycle, Role, State
from servicedesk_core.money import Money
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.sla import Signal, SignalKind
from servicedesk_core.tickets import (
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEN = NINE + HOUR
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
MONITOR = Actor("monitor", Role.SYSTEM)
ACME = Actor("acme", Role.VENDOR)
PETER = Actor("peter", Role.APPROVER)
OPENED = events.Opened(id="INC1", at=NINE)
NOTHING: tuple[Signal, ...] = ()
STATES = ("shut", "ajar", "stuck", "jammed", "wide", "wider", "gone", "burnt")
BACKDATING = attrs.evolve(INCIDENT, backdating=True)


def told(event: events.Event) -> tuple[Signal, ...]:
    """Return what an event tells the clocks, asked of a ticket that has it."""
    ticket = Ticket.fold([OPENED, event])
    return signals(ticket)[1:]


def own(event: events.Event, requester: str | None = None) -> tuple[Signal, ...]:
    """Return what an event tells the clocks whatever state it leads to."""
    tells = SIGNALS[type(event)]
    assert tells is not None
    if isinstance(tells, SignalKind):
        return (Signal(event.at, tells),)
    return tells(event, requester)


def only(kind: SignalKind, **options: Any) -> tuple[Signal, ...]:
    return (Signal(TEN, kind, **options),)


# One row or more for each event but Opened, which has a test of its own.
TOLD: tuple[tuple[events.Event, tuple[Signal, ...]], ...] = (
    (events.Assigned(at=TEN), NOTHING),
    (events.Assigned(at=TEN, agent=""), NOTHING),
    (events.Assigned(at=TEN, group="network"), NOTHING),
    (events.Assigned(at=TEN, agent="anna"), only(SignalKind.OWNED)),
    (events.Assigned(at=TEN, group="network", agent="anna"), only(SignalKind.OWNED)),
    (events.Acknowledged(at=TEN), only(SignalKind.ACKNOWLEDGED)),
    (events.WorkStarted(at=TEN), only(SignalKind.RESUMED)),
    (events.PutOnHold(at=TEN), only(SignalKind.PAUSED)),
    *(
        (
            events.PutOnHold(at=TEN, reason=reason),
            only(SignalKind.PAUSED, reason=reason.value),
        )
        for reason in HoldReason
    ),
    (events.Resumed(at=TEN), only(SignalKind.RESUMED)),
    (events.Replied(at=TEN), only(SignalKind.AGENT_REPLY)),
    (events.Replied(at=TEN, by=ANNA), only(SignalKind.AGENT_REPLY)),
    (events.Replied(at=TEN, by=ANNA, automatic=True), only(SignalKind.AUTO_REPLY)),
    (events.Replied(at=TEN, automatic=True), only(SignalKind.AUTO_REPLY)),
    (events.Replied(at=TEN, by=ACME), only(SignalKind.AGENT_REPLY)),
    (events.Replied(at=TEN, by=MONITOR), only(SignalKind.AUTO_REPLY)),
    (events.Replied(at=TEN, by=BORIS), only(SignalKind.REQUESTER_MESSAGE)),
    (
        events.Replied(at=TEN, by=BORIS, to="anna"),
        only(SignalKind.REQUESTER_MESSAGE),
    ),
    (events.Replied(at=TEN, by=BORIS, automatic=True), only(SignalKind.AUTO_REPLY)),
    (events.MessageReceived(at=TEN), only(SignalKind.REQUESTER_MESSAGE)),
    (events.NoteAdded(at=TEN), only(SignalKind.INTERNAL_NOTE)),
    (events.WorkaroundGiven(at=TEN), only(SignalKind.WORKAROUND)),
    (
        events.PriorityChanged(at=TEN, priority=Priority.HIGH),
        only(SignalKind.PRIORITY_CHANGED, priority=Priority.HIGH),
    ),
    (
        events.PriorityChanged(at=TEN, impact="wide"),
        only(SignalKind.PRIORITY_CHANGED),
    ),
    (events.AttributesChanged(at=TEN, attributes={"site": "Kazan"}), NOTHING),
    (events.OwnerChanged(at=TEN), NOTHING),
    (events.OwnerChanged(at=TEN, owner=""), NOTHING),
    (events.OwnerChanged(at=TEN, owner="anna"), only(SignalKind.OWNED)),
    (events.Escalated(at=TEN, kind=EscalationKind.FUNCTIONAL), NOTHING),
    (events.Linked(at=TEN, link=Link(LinkKind.RELATED, "INC2")), NOTHING),
    (events.Resolved(at=TEN), only(SignalKind.RESOLVED)),
    (events.Resolved(at=TEN, code="fixed"), only(SignalKind.RESOLVED)),
    (events.Closed(at=TEN), only(SignalKind.CLOSED)),
    (events.Reopened(at=TEN), only(SignalKind.REOPENED)),
    (
        events.Reopened(at=TEN, hold=HoldReason.CALLER),
        (
            Signal(TEN, SignalKind.REOPENED),
            Signal(TEN, SignalKind.PAUSED, reason="caller"),
        ),
    ),
    (events.Cancelled(at=TEN), only(SignalKind.CANCELLED)),
    (events.Merged(at=TEN, into="INC2"), only(SignalKind.CANCELLED)),
    (events.SurveyAnswered(at=TEN, score=5), NOTHING),
    (events.CompensationGranted(at=TEN, money=Money(10, "EUR")), NOTHING),
    (events.PromiseMade(at=TEN, due=TEN), NOTHING),
    (events.PromiseKept(at=TEN, due=TEN), NOTHING),
    (events.Unassigned(at=TEN), NOTHING),
    (events.Unlinked(at=TEN, link=Link(LinkKind.RELATED, "INC2")), NOTHING),
    (events.MajorProposed(at=TEN), NOTHING),
    (events.MajorAccepted(at=TEN), NOTHING),
    (events.MajorRejected(at=TEN), NOTHING),
    (events.Rejected(at=TEN), only(SignalKind.CANCELLED)),
    (events.KnownErrorRecorded(at=TEN), only(SignalKind.WORKAROUND)),
)
# Those that tell no more than the change of state that they bring about.
MOVING: tuple[type[events.Event], ...] = (
    events.ActionTaken,
    events.ApprovalRequested,
    events.Approved,
    events.Fulfilled,
    events.Assessed,
    events.AnalysisStarted,
    events.FixStarted,
    events.Authorised,
    events.Scheduled,
    events.ImplementationStarted,
    events.BackedOut,
    events.ReviewStarted,
    events.InvestigationStarted,
    events.Responded,
    events.ResponseAccepted,
    events.ResponseDisputed,
    events.ReferredOut,
)


class TestTable:
    def test_it_has_every_event_of_the_union(self) -> None:
        assert set(get_args(events.Event)) == set(SIGNALS)

    def test_every_event_of_the_union_has_a_row_here(self) -> None:
        here = {type(event) for event, _ in TOLD}

        assert set(get_args(events.Event)) == {*here, *MOVING, events.Opened}

    def test_what_only_moves_a_ticket_has_no_signal_of_its_own(self) -> None:
        assert set(MOVING) == {kind for kind, row in SIGNALS.items() if row is None}

    @pytest.mark.parametrize(("event", "expected"), TOLD)
    def test_each_event_tells_the_clocks_its_own(
        self, event: events.Event, expected: tuple[Signal, ...]
    ) -> None:
        assert expected == told(event)
        assert expected == own(event)


class TestOpened:
    @pytest.mark.parametrize(
        ("by", "requester", "kind"),
        [
            (None, None, SignalKind.OPENED),
            (None, "boris", SignalKind.OPENED),
            (BORIS, None, SignalKind.OPENED),
            (BORIS, "boris", SignalKind.OPENED),
            (ANNA, "boris", SignalKind.OPENED),
            (ANNA, None, SignalKind.OPENED_BY_AGENT),
            (MONITOR, None, SignalKind.OPENED_BY_AGENT),
            (ACME, None, SignalKind.OPENED_BY_AGENT),
        ],
    )
    def test_nobody_waits_for_an_answer_unless_there_is_a_requester(
        self, by: Actor | None, requester: str | None, kind: SignalKind
    ) -> None:
        opened = events.Opened(id="INC1", at=NINE, by=by, requester=requester)

        assert (Signal(NINE, kind),) == signals(Ticket.fold([opened]))

    def test_it_tells_the_priority(self) -> None:
        ticket = open_ticket("INC1", at=NINE, priority="P2")

        assert (Signal(NINE, SignalKind.OPENED, priority="P2"),) == signals(ticket)

    def test_it_tells_a_priority_that_follows_from_impact_and_urgency(self) -> None:
        ticket = open_ticket(
            "INC1", at=NINE, impact=Impact.HIGH, urgency=Urgency.MEDIUM
        )

        assert [Priority.HIGH] == [signal.priority for signal in signals(ticket)]


class TestReplied:
    @pytest.mark.parametrize(
        ("requester", "to", "kind"),
        [
            (None, None, SignalKind.AGENT_REPLY),
            ("boris", None, SignalKind.AGENT_REPLY),
            ("boris", "boris", SignalKind.AGENT_REPLY),
            ("boris", "acme", SignalKind.INTERNAL_NOTE),
            ("boris", "Boris", SignalKind.INTERNAL_NOTE),
            (None, "boris", SignalKind.INTERNAL_NOTE),
        ],
    )
    @pytest.mark.parametrize("by", [None, ANNA, ACME])
    def test_only_what_goes_to_the_requester_answers_them(
        self, by: Actor | None, requester: str | None, to: str | None, kind: SignalKind
    ) -> None:
        reply = events.Replied(at=TEN, by=by, to=to)
        ticket = Ticket.fold([events.Opened(id="INC1", at=NINE, requester=requester)])

        assert only(kind) == own(reply, requester)
        assert only(kind) == signals(ticket.apply(reply))[1:]

    @pytest.mark.parametrize("to", [None, "boris", "acme"])
    @pytest.mark.parametrize(("by", "automatic"), [(ANNA, True), (MONITOR, False)])
    def test_what_no_person_wrote_is_automatic_whomever_it_goes_to(
        self, by: Actor, to: str | None, *, automatic: bool
    ) -> None:
        reply = events.Replied(at=TEN, by=by, automatic=automatic, to=to)

        assert only(SignalKind.AUTO_REPLY) == own(reply, "boris")


class TestReceived:
    @pytest.mark.parametrize(
        ("by", "kind"),
        [
            (None, SignalKind.REQUESTER_MESSAGE),
            (BORIS, SignalKind.REQUESTER_MESSAGE),
            (ANNA, SignalKind.REQUESTER_MESSAGE),
            (MONITOR, SignalKind.REQUESTER_MESSAGE),
            (ACME, SignalKind.INTERNAL_NOTE),
            (PETER, SignalKind.INTERNAL_NOTE),
        ],
    )
    def test_nobody_waits_for_an_answer_to_a_vendor_or_an_approver(
        self, by: Actor | None, kind: SignalKind
    ) -> None:
        assert only(kind) == told(events.MessageReceived(at=TEN, by=by))


class TestMoves:
    """What only moves a ticket tells what the category of its new state means."""

    DOOR = Lifecycle(
        "door",
        [
            State("shut", "open"),
            State("ajar", "open"),
            State("stuck", "paused"),
            State("jammed", "paused"),
            State("wide", "resolved"),
            State("wider", "resolved"),
            State("gone", "done"),
            State("burnt", "done"),
        ],
        [Action(f"to_{name}", STATES, name) for name in STATES]
        + [Action("look", STATES)],
    )
    OPEN = only(SignalKind.RESUMED)
    AGAIN = only(SignalKind.REOPENED)

    @pytest.mark.parametrize(
        ("before", "name", "expected"),
        [
            ("shut", "shut", NOTHING),
            ("shut", "ajar", NOTHING),
            ("shut", "stuck", only(SignalKind.PAUSED, reason="stuck")),
            ("shut", "wide", only(SignalKind.RESOLVED)),
            ("shut", "gone", only(SignalKind.CLOSED)),
            ("stuck", "stuck", NOTHING),
            ("stuck", "shut", OPEN),
            ("stuck", "jammed", only(SignalKind.PAUSED, reason="jammed")),
            ("stuck", "wide", only(SignalKind.RESOLVED)),
            ("stuck", "gone", only(SignalKind.CLOSED)),
            ("wide", "wider", NOTHING),
            ("wide", "shut", (*AGAIN, *OPEN)),
            ("wide", "stuck", (*AGAIN, *only(SignalKind.PAUSED, reason="stuck"))),
            ("wide", "gone", only(SignalKind.CLOSED)),
            ("gone", "burnt", NOTHING),
            ("gone", "ajar", (*AGAIN, *OPEN)),
            ("gone", "wide", only(SignalKind.RESOLVED)),
        ],
    )
    def test_each_way_from_category_to_category(
        self, before: str, name: str, expected: tuple[Signal, ...]
    ) -> None:
        ticket = Ticket.fold(
            [
                OPENED,
                events.ActionTaken(at=NINE, name=f"to_{before}"),
                events.ActionTaken(at=TEN, name=f"to_{name}"),
            ],
            lifecycle=self.DOOR,
        )
        found = [signal for signal in signals(ticket) if signal.at == TEN]

        assert list(expected) == found

    @pytest.mark.parametrize("before", STATES)
    def test_what_leaves_the_state_tells_nothing(self, before: str) -> None:
        ticket = Ticket.fold(
            [
                OPENED,
                events.ActionTaken(at=NINE, name=f"to_{before}"),
                events.ActionTaken(at=TEN, name="look"),
                events.ActionTaken(at=TEN, name="of_no_table"),
            ],
            lifecycle=self.DOOR,
        )

        assert [] == [signal for signal in signals(ticket) if signal.at == TEN]


class TestProcesses:
    """The histories of requests, problems, changes and complaints."""

    def kinds(self, ticket: Ticket) -> list[tuple[str, str | None]]:
        return [(str(told.kind), told.reason) for told in signals(ticket)]

    def test_a_request_waits_for_its_approval(self) -> None:
        ticket = (
            open_ticket("REQ1", at=NINE, by=BORIS, kind=TicketKind.SERVICE_REQUEST)
            .request_approval(at=NINE, by=ANNA, approver="peter")
            .approve(at=TEN, by=PETER)
            .start(at=TEN, by=ANNA)
            .hold(at=TEN, by=ANNA, reason=HoldReason.VENDOR)
            .fulfil(at=TEN, by=ANNA, notes="on the desk")
            .close(at=TEN, by=BORIS)
        )

        assert [
            ("opened", None),
            ("paused", "awaiting_approval"),
            ("resumed", None),
            ("resumed", None),
            ("paused", "vendor"),
            ("resolved", None),
            ("closed", None),
        ] == self.kinds(ticket)

    def test_a_rejected_request_is_over(self) -> None:
        ticket = (
            open_ticket("REQ1", at=NINE, by=BORIS, kind=TicketKind.SERVICE_REQUEST)
            .request_approval(at=NINE, by=ANNA, approver="peter")
            .reject(at=TEN, by=PETER, reason="too dear")
        )

        assert ("cancelled", None) == self.kinds(ticket)[-1]

    def test_one_asked_for_again_waits_for_its_approval(self) -> None:
        ticket = (
            open_ticket("REQ1", at=NINE, by=BORIS, kind=TicketKind.SERVICE_REQUEST)
            .request_approval(at=NINE, by=ANNA, approver="peter")
            .reject(at=TEN, by=PETER, reason="too dear")
            .reopen(at=TEN, by=BORIS)
        )

        assert [
            ("reopened", None),
            ("paused", "awaiting_approval"),
        ] == self.kinds(ticket)[-2:]

    def test_a_known_error_gives_a_workaround_and_solves_nothing(self) -> None:
        ticket = (
            open_ticket("PRB1", at=NINE, by=ANNA, kind=TicketKind.PROBLEM)
            .assess(at=NINE, by=ANNA)
            .analyse(at=NINE, by=ANNA)
            .record_known_error(at=TEN, by=ANNA, workaround="restart")
            .fix(at=TEN, by=ANNA)
            .resolve(at=TEN, by=ANNA, code="fixed", notes="mended")
        )

        assert [
            ("opened_by_agent", None),
            ("workaround", None),
            ("resolved", None),
        ] == self.kinds(ticket)

    def test_a_change_backed_out_is_over_until_it_is_tried_again(self) -> None:
        ticket = (
            open_ticket("CHG1", at=NINE, by=ANNA, kind=TicketKind.STANDARD_CHANGE)
            .schedule(at=NINE, by=ANNA, start=TEN, end=TEN + HOUR)
            .implement(at=TEN, by=ANNA)
            .back_out(at=TEN, by=ANNA, reason="it broke")
            .schedule(at=TEN, by=ANNA, start=TEN, end=TEN + HOUR)
            .implement(at=TEN, by=ANNA)
            .review(at=TEN, by=ANNA)
            .close(at=TEN, by=ANNA, code="successful")
        )

        assert [
            ("opened_by_agent", None),
            ("resolved", None),
            ("reopened", None),
            ("resumed", None),
            ("resolved", None),
            ("closed", None),
        ] == self.kinds(ticket)

    def test_a_disputed_complaint_goes_on(self) -> None:
        ticket = (
            open_ticket("CMP1", at=NINE, by=BORIS, kind=TicketKind.COMPLAINT)
            .acknowledge(at=NINE, by=ANNA)
            .investigate(at=NINE, by=ANNA)
            .hold(at=NINE, by=ANNA, reason=HoldReason.CALLER)
            .receive(at=TEN, by=BORIS, resume=True)
            .respond(at=TEN, by=ANNA, outcome="rejected")
            .dispute(at=TEN, by=BORIS, reason="wrong")
            .refer(at=TEN, by=BORIS, to="ombudsman")
            .investigate(at=TEN, by=ANNA)
            .respond(at=TEN, by=ANNA, outcome="upheld")
            .accept(at=TEN, by=BORIS)
            .close(at=TEN, by=ANNA)
        )

        assert [
            ("opened", None),
            ("acknowledged", None),
            ("paused", "caller"),
            ("requester_message", None),
            ("resumed", None),
            ("resolved", None),
            ("reopened", None),
            ("resumed", None),
            ("paused", "external"),
            ("resumed", None),
            ("resolved", None),
            ("closed", None),
        ] == self.kinds(ticket)

    def test_a_withdrawn_complaint_is_cancelled(self) -> None:
        ticket = open_ticket("CMP1", at=NINE, by=BORIS, kind=TicketKind.COMPLAINT)
        withdrawn = ticket.cancel(at=TEN, by=BORIS, reason="withdrawn")

        assert ("cancelled", None) == self.kinds(withdrawn)[-1]


class TestUnsaidReopening:
    """A history from elsewhere may go on after its end without a word."""

    ENDS = (
        (events.Resolved(at=NINE),),
        (events.Resolved(at=NINE), events.Closed(at=NINE)),
        (events.Closed(at=NINE),),
        (events.Cancelled(at=NINE),),
    )

    @pytest.mark.parametrize("end", ENDS[:3])
    @pytest.mark.parametrize(
        ("event", "told"),
        [
            (events.WorkStarted(at=TEN), only(SignalKind.RESUMED)),
            (events.Resumed(at=TEN), only(SignalKind.RESUMED)),
            (events.PutOnHold(at=TEN), only(SignalKind.PAUSED)),
            (
                events.PutOnHold(at=TEN, reason=HoldReason.VENDOR),
                only(SignalKind.PAUSED, reason="vendor"),
            ),
        ],
    )
    def test_going_on_after_the_end_tells_a_reopening_first(
        self,
        end: tuple[events.Event, ...],
        event: events.Event,
        told: tuple[Signal, ...],
    ) -> None:
        ticket = Ticket.fold([OPENED, *end, event])
        found = signals(ticket)[1 + len(end) :]

        assert (*only(SignalKind.REOPENED), *told) == found

    @pytest.mark.parametrize("end", ENDS)
    @pytest.mark.parametrize("hold", [None, HoldReason.CALLER])
    def test_a_reopening_that_is_told_is_told_once(
        self, end: tuple[events.Event, ...], hold: HoldReason | None
    ) -> None:
        ticket = Ticket.fold([OPENED, *end, events.Reopened(at=TEN, hold=hold)])
        kinds = [signal.kind for signal in signals(ticket)]

        assert kinds.count(SignalKind.REOPENED) == 1

    @pytest.mark.parametrize("end", ENDS)
    @pytest.mark.parametrize(
        "event",
        [
            events.Resolved(at=TEN),
            events.Closed(at=TEN),
            events.Merged(at=TEN, into="INC2"),
            events.NoteAdded(at=TEN),
            events.MessageReceived(at=TEN),
            events.Assigned(at=TEN, agent="anna"),
        ],
    )
    def test_what_leaves_it_over_tells_none(
        self, end: tuple[events.Event, ...], event: events.Event
    ) -> None:
        found = signals(Ticket.fold([OPENED, *end, event]))

        assert own(event) == found[1 + len(end) :]

    @pytest.mark.parametrize(
        "history",
        [
            (events.WorkStarted(at=TEN), events.PutOnHold(at=TEN)),
            (events.PutOnHold(at=TEN), events.Resumed(at=TEN)),
        ],
    )
    def test_going_on_before_the_end_tells_none(
        self, history: tuple[events.Event, ...]
    ) -> None:
        found = signals(Ticket.fold([OPENED, *history]))

        assert SignalKind.REOPENED not in {signal.kind for signal in found}

    def test_each_end_has_its_own(self) -> None:
        ticket = Ticket.fold(
            [
                OPENED,
                events.Resolved(at=NINE),
                events.WorkStarted(at=NINE),
                events.PutOnHold(at=TEN),
                events.Closed(at=TEN),
                events.Resumed(at=TEN),
            ]
        )

        assert [
            "opened",
            "resolved",
            "reopened",
            "resumed",
            "paused",
            "closed",
            "reopened",
            "resumed",
        ] == [str(signal.kind) for signal in signals(ticket)]

    def test_another_lifecycle_says_what_goes_on(self) -> None:
        door = Lifecycle(
            "door",
            [State("ajar", "open"), State("shut", "resolved")],
            [
                Action("resolve", ["ajar"], "shut"),
                Action("assign", ["shut"], "ajar"),
            ],
        )
        ticket = Ticket.fold(
            [OPENED, events.Resolved(at=NINE), events.Assigned(at=TEN, agent="anna")],
            lifecycle=door,
        )

        assert (
            *only(SignalKind.REOPENED),
            *only(SignalKind.OWNED),
        ) == signals(ticket)[2:]


class TestBackdating:
    def test_what_is_told_late_comes_in_its_place(self) -> None:
        ticket = (
            open_ticket("INC1", at=NINE, lifecycle=BACKDATING)
            .note(at=TEN + HOUR, by=ANNA)
            .hold(at=TEN, by=ANNA, reason=HoldReason.CALLER)
        )

        assert (
            Signal(NINE, SignalKind.OPENED),
            Signal(TEN, SignalKind.PAUSED, reason="caller"),
            Signal(TEN + HOUR, SignalKind.INTERNAL_NOTE),
        ) == signals(ticket)

    def test_what_happened_at_once_stays_in_the_order_it_was_told(self) -> None:
        ticket = Ticket.fold(
            [
                OPENED,
                events.NoteAdded(at=TEN + HOUR),
                events.WorkStarted(at=TEN),
                events.Acknowledged(at=TEN),
                events.Reopened(at=TEN, hold=HoldReason.CALLER),
                events.MessageReceived(at=NINE),
            ],
            lifecycle=BACKDATING,
        )

        assert [
            "opened",
            "requester_message",
            "resumed",
            "acknowledged",
            "reopened",
            "paused",
            "internal_note",
        ] == [str(signal.kind) for signal in signals(ticket)]

    def test_instants_count_not_the_readings_of_a_clock(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
        ticket = Ticket.fold(
            [
                events.Opened(id="INC1", at=twice),
                events.NoteAdded(at=twice.replace(fold=1, minute=10)),
                events.Acknowledged(at=twice.replace(minute=40)),
            ],
            lifecycle=BACKDATING,
        )

        assert ["opened", "acknowledged", "internal_note"] == [
            str(signal.kind) for signal in signals(ticket)
        ]


class TestSignals:
    @pytest.mark.parametrize("ticket", [None, "INC1", OPENED, [OPENED], Ticket])
    def test_what_is_no_ticket_is_refused_by_name(self, ticket: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            signals(ticket)

        error = caught.value
        assert ("ticket", "a Ticket") == (error.argument, error.wanted)
        assert ticket is error.value

    def test_they_are_in_the_order_of_the_history(self) -> None:
        ticket = (
            open_ticket("INC1", at=NINE, by=BORIS)
            .assign(at=NINE, by=ANNA, agent="anna")
            .hold(at=TEN, by=ANNA, reason=HoldReason.VENDOR)
            .prioritise(at=TEN, by=ANNA, impact=Impact.LOW, urgency=Urgency.LOW)
            .resume(at=TEN, by=ANNA)
            .resolve(at=TEN, by=ANNA, code="fixed", notes="restarted")
            .reopen(at=TEN, by=BORIS)
            .merge(at=TEN, by=ANNA, into="INC2")
        )

        assert (
            Signal(NINE, SignalKind.OPENED),
            Signal(NINE, SignalKind.OWNED),
            Signal(TEN, SignalKind.PAUSED, reason="vendor"),
            Signal(TEN, SignalKind.PRIORITY_CHANGED, priority=Priority.PLANNING),
            Signal(TEN, SignalKind.RESUMED),
            Signal(TEN, SignalKind.RESOLVED),
            Signal(TEN, SignalKind.REOPENED),
            Signal(TEN, SignalKind.CANCELLED),
        ) == signals(ticket)

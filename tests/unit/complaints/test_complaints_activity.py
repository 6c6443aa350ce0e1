"""Whether what the desk did moved a ticket."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    Activity,
    Progress,
    activities,
    last_progress_at,
    progress_share,
)
from servicedesk_core.errors import WrongTypeError
from servicedesk_core.money import Money
from servicedesk_core.stats import proportion_interval
from servicedesk_core.tickets import Actor, Link, LinkKind, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
BORIS = Actor("boris", "requester")
ANNA = Actor("anna", "agent")
ROBOT = Actor("robot", "system")
OPENED = open_ticket("INC1", at=MONDAY, by=BORIS)
LINK = Link(LinkKind.CAUSED_BY, "PRB1")
MOVES: dict[Progress, list[Any]] = {
    Progress.STATE: [
        events.WorkStarted(at=MONDAY),
        events.Resolved(at=MONDAY, by=ROBOT),
        events.PutOnHold(at=MONDAY, reason="vendor"),
    ],
    Progress.OWNER: [events.OwnerChanged(at=MONDAY, owner="anna")],
    Progress.EVIDENCE: [
        events.AttributesChanged(at=MONDAY, attributes={"log": "line 7"}),
        events.Linked(at=MONDAY, link=LINK),
        events.WorkaroundGiven(at=MONDAY, text="use the other printer"),
    ],
    Progress.PROMISE: [events.PromiseMade(at=MONDAY, due=MONDAY + HOUR)],
}
COURTESIES: list[Any] = [
    events.Replied(at=MONDAY, by=ANNA, text="Your call matters to us."),
    events.NoteAdded(at=MONDAY, by=ANNA),
    events.Acknowledged(at=MONDAY, by=ANNA),
    events.Assigned(at=MONDAY, by=ANNA, group="branch", agent="carla"),
    events.Escalated(at=MONDAY, by=ANNA),
    events.PriorityChanged(at=MONDAY, by=ANNA, priority=1),
    events.CompensationGranted(at=MONDAY, by=ANNA, money=Money(1, "EUR")),
    events.AttributesChanged(at=MONDAY, attributes={}),
    events.PromiseKept(at=MONDAY, due=MONDAY + HOUR),
]


class TestProgress:
    @pytest.mark.parametrize(
        ("event", "aspect"),
        [(event, aspect) for aspect, each in MOVES.items() for event in each],
    )
    def test_what_changes_an_aspect_is_progress(
        self, event: Any, aspect: Progress
    ) -> None:
        expected = Activity(event, frozenset({aspect}))

        assert (expected,) == activities(OPENED.apply(event))
        assert expected.is_progress

    @pytest.mark.parametrize("event", COURTESIES)
    def test_a_courtesy_is_none(self, event: Any) -> None:
        expected = Activity(event, frozenset())

        assert (expected,) == activities(OPENED.apply(event))
        assert not expected.is_progress

    def test_to_wait_for_somebody_else_is_a_change_of_state(self) -> None:
        ticket = OPENED.hold(at=MONDAY, by=ANNA, reason="vendor")
        ticket = ticket.hold(at=MONDAY, by=ANNA, reason="caller")

        assert frozenset({Progress.STATE}) == activities(ticket)[1].progress

    def test_a_promise_kept_is_one(self) -> None:
        ticket = OPENED.promise(at=MONDAY, by=ANNA, due=MONDAY + HOUR)
        ticket = ticket.keep_promise(at=MONDAY, by=ANNA, due=MONDAY + HOUR)

        assert frozenset({Progress.PROMISE}) == activities(ticket)[1].progress

    def test_a_finding_may_be_several(self) -> None:
        leak = open_ticket("PRB1", at=MONDAY, kind="problem")
        event = events.KnownErrorRecorded(at=MONDAY, cause="a leak")
        complaint = open_ticket("C1", at=MONDAY, kind="complaint")
        answer = events.Responded(at=MONDAY, outcome="upheld")
        leak = leak.analyse(at=MONDAY, by=None).apply(event)
        both = frozenset({Progress.STATE, Progress.EVIDENCE})

        assert both == activities(leak)[1].progress
        assert both == activities(complaint.apply(answer))[0].progress


class TestActivities:
    @pytest.mark.parametrize(
        "event",
        [
            events.MessageReceived(at=MONDAY),
            events.MessageReceived(at=MONDAY, by=ANNA),
            events.SurveyAnswered(at=MONDAY, score=5),
            events.Cancelled(at=MONDAY, by=BORIS),
            events.Replied(at=MONDAY, by=BORIS),
        ],
    )
    def test_what_the_client_does_is_none(self, event: Any) -> None:
        assert () == activities(OPENED.apply(event))

    def test_they_come_in_order(self) -> None:
        ticket = OPENED
        for event in COURTESIES:
            ticket = ticket.apply(event)

        assert COURTESIES == [each.event for each in activities(ticket)]

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            activities(7)  # type: ignore[arg-type]


class TestLast:
    def test_it_is_the_opening_if_nothing_moved(self) -> None:
        assert MONDAY == last_progress_at(OPENED.reply(at=MONDAY + HOUR, by=ANNA))

    def test_it_is_the_last_move(self) -> None:
        ticket = OPENED.start(at=MONDAY + HOUR, by=ANNA)
        ticket = ticket.set_owner(at=MONDAY + 2 * HOUR, by=ANNA, owner="anna")
        ticket = ticket.reply(at=MONDAY + 3 * HOUR, by=ANNA)

        assert MONDAY + 2 * HOUR == last_progress_at(ticket)


class TestShare:
    def test_it_is_of_all_activities_of_all_tickets(self) -> None:
        polite = OPENED.reply(at=MONDAY, by=ANNA).note(at=MONDAY, by=ANNA, text="x")
        busy = OPENED.start(at=MONDAY, by=ANNA).receive(at=MONDAY, by=BORIS)

        assert proportion_interval(1, 3) == progress_share([polite, busy])
        assert proportion_interval(1, 3, confidence=0.5) == progress_share(
            [polite, busy], confidence=0.5
        )

    def test_of_nothing_there_is_none(self) -> None:
        assert progress_share([OPENED]) is None

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^tickets must be Ticket values, got 7$"
        ):
            progress_share([7])  # type: ignore[list-item]

"""Who was told what, and before they had to ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ClosureMessage,
    ClosurePart,
    PublicState,
    StatusChange,
    is_untold,
    status_changes,
    told_share,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import Lifecycle, State
from servicedesk_core.stats import proportion_interval
from servicedesk_core.tickets import Actor, Ticket, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
BORIS = Actor("boris", "requester")
ANNA = Actor("anna", "agent")
VENDOR = Actor("acme", "vendor")
ROBOT = Actor("robot", "system")
OWN = Lifecycle("own", [State("queued", "open")], [])
OPENED = open_ticket("INC1", at=MONDAY, by=BORIS)


def at(minutes: int) -> datetime:
    return MONDAY + minutes * MINUTE


def started(minutes: int = 1) -> Ticket:
    return OPENED.start(at=at(minutes), by=ANNA)


def resolved(minutes: int = 1) -> Ticket:
    return OPENED.resolve(at=at(minutes), by=ANNA, code="fixed", notes="restarted")


class TestChanges:
    def test_an_opening_is_none(self) -> None:
        assert () == status_changes(OPENED)

    def test_one_is_what_it_is_shown_as_and_who_spoke_first(self) -> None:
        ticket = started(1).receive(at=at(2), by=BORIS).reply(at=at(3), by=ANNA)
        expected = StatusChange(
            at(1), PublicState.IN_WORK, at(3), at(2), is_told_first=False
        )

        assert (expected,) == status_changes(ticket)
        assert 2 * MINUTE == status_changes(ticket)[0].delay

    def test_nobody_may_have_spoken(self) -> None:
        expected = StatusChange(
            at(1), PublicState.IN_WORK, None, None, is_told_first=False
        )

        assert (expected,) == status_changes(started())
        assert expected.delay is None

    def test_to_be_told_before_asking_is_to_be_told_first(self) -> None:
        ticket = started().reply(at=at(2), by=ANNA).receive(at=at(2), by=BORIS)
        (found,) = status_changes(ticket)

        assert found.is_told_first
        assert at(2) == found.told_at
        assert at(2) == found.asked_at

    def test_to_be_told_without_asking_is_too(self) -> None:
        (found,) = status_changes(started().reply(at=at(2), by=ANNA))

        assert found.is_told_first
        assert found.asked_at is None

    def test_a_question_from_before_the_change_does_not_count(self) -> None:
        ticket = OPENED.receive(at=at(1), by=BORIS).start(at=at(1), by=ANNA)
        (found,) = status_changes(ticket.reply(at=at(2), by=ANNA))

        assert found.asked_at is None

    def test_a_message_of_the_same_instant_counts_whatever_the_order(self) -> None:
        ticket = OPENED.reply(at=at(1), by=ANNA).start(at=at(1), by=ANNA)
        (found,) = status_changes(ticket.receive(at=at(1), by=BORIS))

        assert found.is_told_first
        assert timedelta() == found.delay

    def test_a_message_from_before_does_not(self) -> None:
        ticket = OPENED.reply(at=at(1), by=ANNA).start(at=at(1) + TICK, by=ANNA)

        assert status_changes(ticket)[0].told_at is None

    def test_the_first_message_and_the_first_question_count(self) -> None:
        ticket = started()
        for minute in (2, 3):
            ticket = ticket.reply(at=at(minute), by=ANNA)
            ticket = ticket.receive(at=at(minute), by=BORIS)
        (found,) = status_changes(ticket)

        assert (at(2), at(2)) == (found.told_at, found.asked_at)

    @pytest.mark.parametrize(
        ("event", "is_told"),
        [
            (events.Replied(at=at(2), by=ANNA), True),
            (events.Replied(at=at(2)), True),
            (events.Replied(at=at(2), by=ROBOT, automatic=True), True),
            (events.Replied(at=at(2), by=ANNA, to="boris"), True),
            (events.Replied(at=at(2), by=ANNA, to="acme"), False),
            (events.Replied(at=at(2), by=BORIS), False),
            (events.Responded(at=at(2), by=ANNA, outcome="upheld"), True),
            (events.NoteAdded(at=at(2), by=ANNA), False),
            (events.PromiseMade(at=at(2), by=ANNA, due=at(9)), False),
        ],
    )
    def test_what_reaches_the_client_tells_them(
        self, event: Any, *, is_told: bool
    ) -> None:
        told_at = status_changes(started().apply(event))[0].told_at

        assert (at(2) if is_told else None) == told_at

    @pytest.mark.parametrize(
        ("event", "is_question"),
        [
            (events.MessageReceived(at=at(2)), True),
            (events.MessageReceived(at=at(2), by=BORIS), True),
            (events.MessageReceived(at=at(2), by=VENDOR), False),
            (events.Replied(at=at(2), by=BORIS), True),
            (events.Replied(at=at(2), by=ANNA), False),
            (events.NoteAdded(at=at(2), by=ANNA), False),
        ],
    )
    def test_what_comes_from_the_client_asks(
        self, event: Any, *, is_question: bool
    ) -> None:
        asked_at = status_changes(started().apply(event))[0].asked_at

        assert (at(2) if is_question else None) == asked_at

    def test_an_answer_to_a_complaint_tells_of_itself(self) -> None:
        ticket = open_ticket("C1", at=MONDAY, kind="complaint")
        ticket = ticket.respond(at=at(1), by=ANNA, outcome="upheld")
        (found,) = status_changes(ticket)

        assert found.is_told_first
        assert timedelta() == found.delay

    def test_what_the_client_changed_is_left_out(self) -> None:
        ticket = started().cancel(at=at(2), by=BORIS, reason="works again")

        assert [PublicState.IN_WORK] == [each.state for each in status_changes(ticket)]

    def test_what_is_shown_alike_is_no_change(self) -> None:
        ticket = started().hold(at=at(2), by=ANNA, reason="vendor")
        ticket = ticket.hold(at=at(3), by=ANNA, reason="caller")

        assert [at(1), at(3)] == [each.at for each in status_changes(ticket)]

    def test_ones_own_table_decides(self) -> None:
        states = {"in_progress": PublicState.RECEIVED}

        assert () == status_changes(started(), states=states)

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            status_changes(7)  # type: ignore[arg-type]


class TestShare:
    def test_it_is_of_all_changes_of_all_tickets(self) -> None:
        told = resolved().reply(at=at(2), by=ANNA)
        asked = resolved().receive(at=at(2), by=BORIS).reply(at=at(3), by=ANNA)
        both = started().resolve(at=at(2), by=ANNA, code="x", notes="y")

        assert proportion_interval(1, 4) == told_share([told, asked, both])

    def test_the_confidence_may_be_chosen(self) -> None:
        told = resolved().reply(at=at(2), by=ANNA)

        assert proportion_interval(1, 1, confidence=0.5) == told_share(
            [told], confidence=0.5
        )

    def test_of_no_change_there_is_none(self) -> None:
        assert told_share([OPENED]) is None

    def test_ones_own_table_decides(self) -> None:
        states = {"in_progress": PublicState.RECEIVED}

        assert told_share([started()], states=states) is None

    @pytest.mark.parametrize("tickets", [7, "INC1"])
    def test_what_is_no_list_is_refused(self, tickets: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^tickets must be Ticket values, in a list, got "
        ):
            told_share(tickets)

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^tickets must be Ticket values, got 7$"
        ):
            told_share([OPENED, 7])  # type: ignore[list-item]


class TestUntold:
    def test_it_is_late_once_more_time_has_passed(self) -> None:
        due = at(1) + 30 * MINUTE

        assert not is_untold(resolved(), now=due, within=30 * MINUTE)
        assert is_untold(resolved(), now=due + TICK, within=30 * MINUTE)

    def test_no_time_at_all_may_be_given(self) -> None:
        assert not is_untold(resolved(), now=at(1), within=timedelta())
        assert is_untold(resolved(), now=at(1) + TICK, within=timedelta())

    def test_who_was_told_knows(self) -> None:
        told = resolved().reply(at=at(2), by=ANNA)

        assert not is_untold(told, now=at(99), within=MINUTE)

    def test_a_message_still_to_come_is_not_known(self) -> None:
        told = resolved().reply(at=at(50), by=ANNA)

        assert is_untold(told, now=at(49), within=MINUTE)

    def test_closing_it_tells_nothing(self) -> None:
        closed = resolved().close(at=at(5), by=ANNA)

        assert is_untold(closed, now=at(3), within=MINUTE)
        assert is_untold(closed, now=at(6), within=4 * MINUTE)

    @pytest.mark.parametrize("ticket", [OPENED, started()])
    def test_what_is_open_needs_no_message(self, ticket: Ticket) -> None:
        assert not is_untold(ticket, now=at(99), within=MINUTE)

    def test_who_withdrew_it_knows(self) -> None:
        at_once = OPENED.cancel(at=at(2), by=BORIS, reason="works again")
        later = started().cancel(at=at(2), by=BORIS, reason="works again")

        assert not is_untold(at_once, now=at(99), within=MINUTE)
        assert not is_untold(later, now=at(99), within=MINUTE)

    def test_who_was_refused_has_to_be_told(self) -> None:
        asked = open_ticket("REQ1", at=MONDAY, kind="service_request")
        asked = asked.request_approval(at=at(1), by=ANNA, approver="carla")
        refused = asked.reject(at=at(2), by=None, reason="too dear")

        assert is_untold(refused, now=at(9), within=MINUTE)

    def test_ones_own_table_decides(self) -> None:
        ticket = resolved()
        states = {"resolved": PublicState.RECEIVED}

        assert not is_untold(ticket, now=at(9), within=MINUTE, states=states)
        assert is_untold(
            ticket,
            now=at(9),
            within=MINUTE,
            states={"resolved": PublicState.REFUSED},
        )

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^within must be zero or longer, got "
        ):
            is_untold(OPENED, now=at(1), within=-TICK)

    def test_a_time_of_another_type_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^within must be a timedelta, got 30$"
        ):
            is_untold(OPENED, now=at(1), within=30)  # type: ignore[arg-type]

    def test_a_naive_now_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            is_untold(OPENED, now=at(1).replace(tzinfo=None), within=MINUTE)

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            is_untold(7, now=at(1), within=MINUTE)  # type: ignore[arg-type]


class TestClosure:
    def test_both_parts_make_it_complete(self) -> None:
        message = ClosureMessage("The limit is back.", "Nobody is cut in December.")

        assert message.is_complete
        assert () == message.missing

    @pytest.mark.parametrize("nothing", [None, "", "  "])
    def test_a_part_that_says_nothing_is_missing(self, nothing: str | None) -> None:
        assert (ClosurePart.SYSTEMIC,) == ClosureMessage("Done.", nothing).missing
        assert (ClosurePart.INDIVIDUAL,) == ClosureMessage(nothing, "Done.").missing
        assert tuple(ClosurePart) == ClosureMessage(nothing, nothing).missing
        assert not ClosureMessage("Done.", nothing).is_complete

    def test_a_part_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^systemic must be a text or None, got 7$"
        ):
            ClosureMessage("Done.", 7)  # type: ignore[arg-type]

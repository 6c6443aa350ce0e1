"""Open tickets on which nothing moves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import Staleness, is_stale, staleness
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.tickets import Actor, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
BORIS = Actor("boris", "requester")
ANNA = Actor("anna", "agent")
VENDOR = Actor("acme", "vendor")
ROBOT = Actor("robot", "system")
OPENED = open_ticket("INC1", at=MONDAY, by=BORIS)
CALLED = OPENED.receive(at=MONDAY + HOUR, by=BORIS)
AGAIN = CALLED.receive(at=MONDAY + 2 * HOUR, by=BORIS)


class TestStaleness:
    def test_it_is_contacts_without_answer_and_time_without_progress(self) -> None:
        found = staleness(AGAIN, now=MONDAY + 9 * HOUR)

        assert Staleness(is_open=True, unanswered=3, idle=9 * HOUR) == found

    def test_an_opening_that_nobody_asked_for_is_no_contact(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY, by=ROBOT)

        assert 0 == staleness(ticket, now=MONDAY).unanswered

    @pytest.mark.parametrize(
        "event",
        [
            events.Replied(at=MONDAY + 3 * HOUR, by=ANNA),
            events.Replied(at=MONDAY + 3 * HOUR),
            events.NoteAdded(at=MONDAY + 3 * HOUR, by=VENDOR),
        ],
    )
    def test_a_polite_reply_answers_but_moves_nothing(self, event: Any) -> None:
        found = staleness(AGAIN.apply(event), now=MONDAY + 9 * HOUR)

        assert (0, 9 * HOUR) == (found.unanswered, found.idle)

    @pytest.mark.parametrize(
        "event",
        [
            events.Replied(at=MONDAY + 3 * HOUR, by=ROBOT),
            events.Replied(at=MONDAY + 3 * HOUR, automatic=True),
            events.AttributesChanged(at=MONDAY + 3 * HOUR, by=ROBOT, attributes={}),
            events.MessageReceived(at=MONDAY + 3 * HOUR, by=VENDOR),
            events.SurveyAnswered(at=MONDAY + 3 * HOUR, score=1),
            events.OwnerChanged(at=MONDAY + 3 * HOUR, by=BORIS),
        ],
    )
    def test_a_machine_or_the_client_answers_nothing(self, event: Any) -> None:
        assert 3 == staleness(AGAIN.apply(event), now=MONDAY + 9 * HOUR).unanswered

    def test_a_written_contact_counts_like_a_call(self) -> None:
        wrote = OPENED.reply(at=MONDAY, by=ANNA).apply(
            events.Replied(at=MONDAY, by=BORIS)
        )

        assert 1 == staleness(wrote, now=MONDAY).unanswered

    def test_progress_ends_the_wait(self) -> None:
        moved = AGAIN.start(at=MONDAY + 3 * HOUR, by=ANNA)
        found = staleness(moved, now=MONDAY + 9 * HOUR)

        assert (0, 6 * HOUR) == (found.unanswered, found.idle)

    def test_what_comes_later_is_not_known(self) -> None:
        moved = AGAIN.start(at=MONDAY + 3 * HOUR, by=ANNA)
        found = staleness(moved, now=MONDAY + 90 * TICK)

        assert Staleness(is_open=True, unanswered=1, idle=90 * TICK) == found

    def test_what_is_resolved_is_not_open(self) -> None:
        ticket = AGAIN.resolve(at=MONDAY + 3 * HOUR, by=ANNA, code="x", notes="y")

        assert not staleness(ticket, now=MONDAY + 3 * HOUR).is_open
        assert staleness(ticket, now=MONDAY + 3 * HOUR - TICK).is_open

    def test_what_is_on_hold_is_open(self) -> None:
        ticket = OPENED.hold(at=MONDAY, by=ANNA, reason="vendor")

        assert staleness(ticket, now=MONDAY).is_open

    def test_a_naive_now_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            staleness(OPENED, now=MONDAY.replace(tzinfo=None))

    def test_what_is_no_ticket_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            staleness(7, now=MONDAY)  # type: ignore[arg-type]


class TestStale:
    @pytest.mark.parametrize(
        ("contacts", "expected"), [(2, True), (3, True), (4, False)]
    )
    def test_so_many_contacts_make_it_stale(
        self, contacts: int, *, expected: bool
    ) -> None:
        now = MONDAY + 2 * HOUR

        assert expected is is_stale(AGAIN, now=now, contacts=contacts, idle=9 * HOUR)

    def test_more_than_so_much_time_makes_it_stale(self) -> None:
        now = MONDAY + 9 * HOUR

        assert not is_stale(OPENED, now=now, contacts=2, idle=9 * HOUR)
        assert is_stale(OPENED, now=now + TICK, contacts=2, idle=9 * HOUR)
        assert is_stale(OPENED, now=now, contacts=1, idle=9 * HOUR)
        assert is_stale(OPENED, now=MONDAY + TICK, contacts=2, idle=timedelta())

    def test_what_is_over_never_is(self) -> None:
        ticket = AGAIN.cancel(at=MONDAY + 3 * HOUR, by=BORIS, reason="gave up")

        assert not is_stale(ticket, now=MONDAY + 99 * HOUR, contacts=1, idle=HOUR)

    def test_no_contact_is_no_limit(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^contacts must be 1 or more, got 0$"
        ):
            is_stale(OPENED, now=MONDAY, contacts=0, idle=HOUR)

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^idle must be zero or longer, got "
        ):
            is_stale(OPENED, now=MONDAY, contacts=1, idle=-TICK)

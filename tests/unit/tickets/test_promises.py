"""What the requester was told by when, and whether it was done."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import Refusal, TransitionRefusedError
from servicedesk_core.tickets import (
    LIFECYCLES,
    Actor,
    Promise,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOON = MONDAY.replace(hour=12)
EVENING = MONDAY.replace(hour=18)
LATE = MONDAY + timedelta(days=1)
ANNA = Actor("anna", "agent")

TICKET = (
    open_ticket("INC1", at=MONDAY)
    .promise(at=MONDAY, by=ANNA, due=EVENING, text="a visit")
    .promise(at=MONDAY, by=ANNA, due=NOON, text="a call")
)
VISIT = Promise(EVENING, "a visit", MONDAY)
CALL = Promise(NOON, "a call", MONDAY)


class TestOpen:
    def test_those_made_are_open_in_the_order_they_were_made(self) -> None:
        assert (TICKET.promises, TICKET.open_promises) == ((VISIT, CALL),) * 2

    def test_a_new_ticket_has_none(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY)
        assert (ticket.promises, ticket.open_promises) == ((), ())

    def test_one_is_open_past_its_time(self) -> None:
        later = TICKET.note(at=LATE, by=None)
        assert later.open_promises == (VISIT, CALL)

    def test_a_resolution_leaves_them_open(self) -> None:
        done = TICKET.resolve(at=NOON, by=ANNA, code="fixed", notes="restarted")
        assert done.open_promises == (VISIT, CALL)


class TestKept:
    KEPT = TICKET.keep_promise(at=EVENING, by=ANNA, due=NOON)

    def test_one_kept_is_open_no_more(self) -> None:
        assert self.KEPT.open_promises == (VISIT,)

    def test_it_says_when(self) -> None:
        kept = Promise(NOON, "a call", MONDAY, EVENING)
        assert self.KEPT.promises == (VISIT, kept)

    def test_the_ticket_before_has_it_open(self) -> None:
        before = self.KEPT.as_of(MONDAY)
        assert before.open_promises == (VISIT, CALL)

    def test_it_is_kept_once(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            self.KEPT.keep_promise(at=LATE, by=ANNA, due=NOON)
        message = f"no promise is open for {NOON.isoformat()}"
        assert caught.value.reasons == (Refusal("ticket.promise", message, "due"),)

    def test_another_made_for_the_same_time_may_be_kept_too(self) -> None:
        again = self.KEPT.promise(at=EVENING, by=ANNA, due=NOON, text="a mail")
        kept = again.keep_promise(at=LATE, by=ANNA, due=NOON)
        found = [promise.kept_at for promise in kept.promises]
        assert found == [None, EVENING, LATE]

    def test_two_made_for_one_time_are_kept_together(self) -> None:
        twice = TICKET.promise(at=MONDAY, by=ANNA, due=NOON, text="a mail")
        kept = twice.keep_promise(at=EVENING, by=ANNA, due=NOON)
        assert kept.open_promises == (VISIT,)

    @pytest.mark.parametrize(
        "due", [NOON + timedelta(microseconds=1), MONDAY, EVENING.replace(day=6)]
    )
    def test_one_that_was_never_made_is_not(self, due: datetime) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            TICKET.keep_promise(at=LATE, by=ANNA, due=due)
        found = [(each.code, each.field) for each in caught.value.reasons]
        assert found == [("ticket.promise", "due")]

    def test_its_time_is_an_instant_in_any_zone(self) -> None:
        due = NOON.astimezone(ZoneInfo("Asia/Kolkata"))
        kept = TICKET.keep_promise(at=EVENING, by=ANNA, due=due)
        assert kept.open_promises == (VISIT,)

    def test_the_two_readings_of_a_repeated_hour_are_two_times(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        second = first.replace(fold=1)
        both = (
            open_ticket("INC1", at=MONDAY)
            .promise(at=MONDAY, by=ANNA, due=first, text="first")
            .promise(at=MONDAY, by=ANNA, due=second, text="second")
        )
        kept = both.keep_promise(at=LATE, by=ANNA, due=second)
        assert [promise.text for promise in kept.open_promises] == ["first"]

    @pytest.mark.parametrize("state", ["resolved", "closed", "cancelled"])
    def test_one_may_be_kept_when_the_ticket_is_over(self, state: str) -> None:
        ends: dict[str, events.Event] = {
            "resolved": events.Resolved(at=NOON),
            "closed": events.Closed(at=NOON),
            "cancelled": events.Cancelled(at=NOON),
        }
        over = TICKET.apply(ends[state])
        kept = over.keep_promise(at=EVENING, by=ANNA, due=NOON)
        assert (kept.state, kept.open_promises) == (state, (VISIT,))

    def test_but_none_is_made_then(self) -> None:
        over = TICKET.apply(events.Cancelled(at=NOON))
        with pytest.raises(TransitionRefusedError) as caught:
            over.promise(at=EVENING, by=ANNA, due=LATE)
        assert [each.code for each in caught.value.reasons] == ["ticket.state"]


@pytest.mark.parametrize("kind", TicketKind)
def test_a_ticket_of_any_kind_makes_and_keeps_promises(kind: TicketKind) -> None:
    made = open_ticket("T1", at=MONDAY, kind=kind).promise(
        at=MONDAY, by=ANNA, due=NOON, text="a call"
    )
    kept: Ticket = made.keep_promise(at=NOON, by=ANNA, due=NOON)
    actual = (made.open_promises, kept.open_promises, kept.lifecycle)
    assert actual == ((CALL,), (), LIFECYCLES[kind])

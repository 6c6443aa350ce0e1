"""How long after its end a ticket may be reopened."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import Refusal, TransitionRefusedError, WrongTypeError
from servicedesk_core.tickets import (
    Actor,
    HoldReason,
    Ticket,
    TicketKind,
    events,
    follow_up,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")


def resolved(at: datetime = MONDAY) -> Ticket:
    ticket = open_ticket("INC1", at=at, by=BORIS)
    return ticket.resolve(at=at, by=ANNA, code="fixed", notes="restarted")


CLOSED = resolved().close(at=MONDAY + 2 * DAY, by=ANNA)


class TestLimit:
    @pytest.mark.parametrize("past", [timedelta(), TICK, DAY, 5 * DAY - TICK, 5 * DAY])
    @pytest.mark.parametrize("hold", [None, "vendor"])
    def test_up_to_it_the_ticket_reopens(
        self, past: timedelta, hold: str | None
    ) -> None:
        after = resolved().reopen(at=MONDAY + past, by=ANNA, hold=hold, window=5 * DAY)
        expected = "in_progress" if hold is None else "on_hold"
        assert (after.state, after.reopenings) == (expected, 1)

    @pytest.mark.parametrize("hold", [None, "vendor"])
    def test_a_microsecond_beyond_it_does_not(self, hold: str | None) -> None:
        late = MONDAY + 5 * DAY + TICK
        with pytest.raises(TransitionRefusedError) as caught:
            resolved().reopen(at=late, by=ANNA, hold=hold, window=5 * DAY)
        message = "it ended more than 120 h ago; open one that follows it"
        expected = (Refusal("ticket.window", message, "at"),)
        assert caught.value.reasons == expected

    @pytest.mark.parametrize("window", [{}, {"window": None}])
    def test_without_a_window_it_reopens_for_ever(self, window: dict[str, Any]) -> None:
        after = resolved().reopen(at=MONDAY + 9_999 * DAY, by=ANNA, **window)
        assert after.state == "in_progress"

    def test_a_window_of_no_time_is_the_instant_itself(self) -> None:
        after = resolved().reopen(at=MONDAY, by=ANNA, window=timedelta())
        with pytest.raises(TransitionRefusedError, match="open one that follows it"):
            resolved().reopen(at=MONDAY + TICK, by=ANNA, window=timedelta())
        assert after.state == "in_progress"

    def test_past_it_a_new_ticket_follows(self) -> None:
        late = MONDAY + 9 * DAY
        with pytest.raises(TransitionRefusedError):
            CLOSED.reopen(at=late, by=BORIS, window=5 * DAY)
        new = follow_up(CLOSED, "INC2", at=late, by=BORIS)
        assert (new.links[0].kind, new.links[0].other) == ("follows", "INC1")

    @pytest.mark.parametrize("window", [5, "5 days", 0])
    def test_it_is_a_duration(self, window: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            resolved().reopen(at=MONDAY, by=ANNA, window=window)
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("window", window, "a timedelta")


class TestEnd:
    """From when the window is measured."""

    def test_what_is_closed_ended_with_its_closing(self) -> None:
        at = MONDAY + 7 * DAY
        after = CLOSED.reopen(at=at, by=ANNA, window=5 * DAY)
        with pytest.raises(TransitionRefusedError) as caught:
            CLOSED.reopen(at=at + TICK, by=ANNA, window=5 * DAY)
        codes = [reason.code for reason in caught.value.reasons]
        assert (after.state, codes) == ("in_progress", ["ticket.window"])

    def test_a_second_end_opens_a_window_of_its_own(self) -> None:
        again = CLOSED.reopen(at=MONDAY + 3 * DAY, by=ANNA).resolve(
            at=MONDAY + 20 * DAY, by=ANNA, code="fixed", notes="replaced"
        )
        after = again.reopen(at=MONDAY + 25 * DAY, by=ANNA, window=5 * DAY)
        assert after.reopenings == 2

    def test_a_rejected_request_ended_with_its_rejection(self) -> None:
        rejected = (
            open_ticket("REQ1", at=MONDAY, kind=TicketKind.SERVICE_REQUEST)
            .request_approval(at=MONDAY, by=ANNA, approver="peter")
            .reject(at=MONDAY + DAY, by=None, reason="too dear")
        )
        limit = MONDAY + 2 * DAY
        after = rejected.reopen(at=limit, by=BORIS, window=DAY)
        with pytest.raises(TransitionRefusedError) as caught:
            rejected.reopen(at=limit + TICK, by=BORIS, window=DAY)
        codes = [reason.code for reason in caught.value.reasons]
        assert (after.state, codes) == ("awaiting_approval", ["ticket.window"])

    @pytest.mark.parametrize(
        ("month", "day", "hours"), [(3, 28, 23), (10, 24, 25), (6, 1, 24)]
    )
    def test_a_day_is_24_hours_whatever_the_clocks_do(
        self, month: int, day: int, hours: int
    ) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        ended = datetime(2026, month, day, 12, tzinfo=berlin)
        same_time = ended.replace(day=day + 1)
        window = timedelta(hours=hours)
        after = resolved(ended).reopen(at=same_time, by=ANNA, window=window)
        with pytest.raises(TransitionRefusedError) as caught:
            resolved(ended).reopen(at=same_time, by=ANNA, window=window - TICK)
        codes = [reason.code for reason in caught.value.reasons]
        assert (after.state, codes) == ("in_progress", ["ticket.window"])


class TestOtherReasons:
    def test_it_is_the_last_of_them(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            CLOSED.reopen(
                at=MONDAY + DAY,
                by=BORIS,
                hold=HoldReason.CALLER,
                window=-2 * DAY,
            )
        assert [reason.code for reason in caught.value.reasons] == [
            "ticket.role",
            "ticket.order",
            "ticket.window",
        ]

    def test_what_never_ended_has_no_window(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            open_ticket("INC1", at=MONDAY).reopen(
                at=MONDAY + 9 * DAY, by=ANNA, window=DAY
            )
        assert [reason.code for reason in caught.value.reasons] == ["ticket.state"]

    def test_what_happened_elsewhere_is_told_past_it(self) -> None:
        late = events.Reopened(at=MONDAY + 9_999 * DAY)
        assert CLOSED.apply(late).state == "in_progress"

"""When a desk must have answered a complaint."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import (
    RUSSIA_APPEALS,
    ComplaintDeadline,
    DeadlineRule,
    Extension,
    Receipt,
    Regime,
)
from servicedesk_core.desk import (
    Change,
    ChangeKind,
    DeskPolicy,
    DeskState,
    Due,
    DueKind,
    due_now,
    next_wakeup,
    receipt,
    with_done,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.sla import Agreement, ServiceLevelTarget
from servicedesk_core.tickets import Actor, Ticket, TicketKind, open_ticket

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
MOSCOW = ZoneInfo("Europe/Moscow")
JANUARY = datetime(2024, 1, 31, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ALWAYS = ServiceCalendar.always()
FAR = Agreement("far", [ServiceLevelTarget("resolution", 5_000 * HOUR, ALWAYS)])
APPEALS = ComplaintDeadline(RUSSIA_APPEALS, tz="Europe/Moscow")
POLICY = DeskPolicy(FAR, deadlines=[APPEALS])
TOO_LATE = datetime(2024, 3, 2, tzinfo=MOSCOW)


def complaint() -> Ticket:
    return open_ticket("CMP1", at=JANUARY, kind=TicketKind.COMPLAINT, requester="boris")


def answered(at: datetime) -> Ticket:
    return complaint().respond(at=at, by=ANNA, outcome="upheld", text="sorry")


class TestReceipt:
    def test_an_answer_settles_nothing(self) -> None:
        found = receipt(answered(JANUARY + DAY))

        assert found == Receipt(JANUARY, answered_at=JANUARY + DAY)

    def test_an_accepted_answer_does(self) -> None:
        ticket = answered(JANUARY + DAY).accept(at=JANUARY + 2 * DAY, by=BORIS)

        found = receipt(ticket)

        assert found.resolved_at == ticket.resolved_at
        assert found.resolved_at is not None

    def test_a_dispute_unsettles_it(self) -> None:
        ticket = answered(JANUARY + DAY).dispute(
            at=JANUARY + 2 * DAY, by=BORIS, reason="nothing changed"
        )

        assert receipt(ticket).answered_at == JANUARY + DAY
        assert receipt(ticket).resolved_at is None

    def test_what_the_ticket_does_not_know_may_be_told(self) -> None:
        first = Receipt(JANUARY - 10 * DAY)
        notice = Extension(JANUARY + DAY, 5)

        found = receipt(complaint(), parent=first, extension=notice)

        assert found == Receipt(JANUARY, parent=first, extension=notice)

    def test_other_kinds_have_none(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^ticket must be of the kind complaint, got <"
        ):
            receipt(open_ticket("INC1", at=JANUARY))

    def test_anything_else_is_refused(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^ticket must be a Ticket, got 7$"):
            receipt(7)  # type: ignore[arg-type]


class TestDue:
    def test_it_is_due_from_the_first_instant_after_the_last_day(self) -> None:
        assert due_now(complaint(), POLICY, state=None, now=TOO_LATE - TICK) == ()
        (due,) = due_now(complaint(), POLICY, state=None, now=TOO_LATE)

        assert due == Due(
            DueKind.ANSWER, TOO_LATE, f"answer/{RUSSIA_APPEALS.name}/2024-03-01"
        )
        assert due.at.tzinfo is MOSCOW

    def test_it_is_told_once(self) -> None:
        due = due_now(complaint(), POLICY, state=None, now=TOO_LATE)

        done = with_done(None, due, now=TOO_LATE)

        assert done == DeskState(deadlines=[due[0].key])
        assert due_now(complaint(), POLICY, state=done, now=TOO_LATE + DAY) == ()
        assert with_done(done, [], now=TOO_LATE) == done

    def test_an_answer_ends_it(self) -> None:
        ticket = answered(JANUARY + DAY)

        assert due_now(ticket, POLICY, state=None, now=TOO_LATE) == ()
        assert next_wakeup(ticket, POLICY, now=JANUARY + DAY) is None

    def test_a_dispute_does_not_take_the_answer_back(self) -> None:
        ticket = answered(JANUARY + DAY).dispute(
            at=JANUARY + 2 * DAY, by=BORIS, reason="nothing changed"
        )

        assert due_now(ticket, POLICY, state=None, now=TOO_LATE) == ()

    def test_a_complaint_taken_back_is_over(self) -> None:
        ticket = complaint().cancel(at=JANUARY, by=BORIS, reason="mistake")

        assert due_now(ticket, POLICY, state=None, now=TOO_LATE) == ()

    def test_other_kinds_have_no_deadline(self) -> None:
        ticket = open_ticket("INC1", at=JANUARY)

        assert due_now(ticket, POLICY, state=None, now=TOO_LATE) == ()

    def test_a_repeat_has_the_deadline_of_the_first(self) -> None:
        first = Receipt(JANUARY - 10 * DAY)
        again = receipt(complaint(), parent=first)
        now = TOO_LATE - 10 * DAY

        due = due_now(complaint(), POLICY, state=None, now=now, complaint=again)

        assert [each.key for each in due] == [
            f"answer/{RUSSIA_APPEALS.name}/2024-02-20"
        ]

    def test_a_repeat_wakes_at_the_deadline_of_the_first(self) -> None:
        again = receipt(complaint(), parent=Receipt(JANUARY - 10 * DAY))

        found = next_wakeup(complaint(), POLICY, now=JANUARY, complaint=again)

        assert found is not None
        assert found.at == datetime(2024, 2, 21, tzinfo=MOSCOW)


class TestWakeup:
    def test_it_wakes_at_the_first_instant_that_is_too_late(self) -> None:
        found = next_wakeup(complaint(), POLICY, now=JANUARY)

        assert found is not None
        assert found.at == TOO_LATE
        assert found.changes == (Change(ChangeKind.ANSWER, RUSSIA_APPEALS.name),)


class TestValues:
    @pytest.mark.parametrize(
        ("deadlines", "wanted"),
        [(7, "ComplaintDeadlines, in a tuple"), (["30 days"], "ComplaintDeadlines")],
    )
    def test_a_policy_takes_deadlines_alone(self, deadlines: Any, wanted: str) -> None:
        with pytest.raises(WrongTypeError, match=rf"^deadlines must be {wanted}, got "):
            DeskPolicy(FAR, deadlines=deadlines)

    def test_regimes_have_different_names(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^deadlines must be of regimes of different names, got \[",
        ):
            DeskPolicy(FAR, deadlines=[APPEALS, APPEALS])

    def test_two_regimes_may_hold(self) -> None:
        rule = DeadlineRule(2, "calendar_days")
        own = ComplaintDeadline(Regime("ours", {date.min: rule}), tz="UTC")
        policy = DeskPolicy(FAR, deadlines=[APPEALS, own])

        due = due_now(complaint(), policy, state=None, now=TOO_LATE)

        assert [each.at for each in due] == [
            datetime(2024, 2, 3, tzinfo=UTC),
            TOO_LATE,
        ]

    @pytest.mark.parametrize("keys", ["answer/x", 7])
    def test_a_state_takes_keys_in_a_set(self, keys: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^deadlines must be keys, in a set, got "
        ):
            DeskState(deadlines=keys)

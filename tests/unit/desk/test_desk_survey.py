"""When a desk asks how it went."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import (
    Change,
    ChangeKind,
    DeskPolicy,
    DeskState,
    Due,
    DueKind,
    Wakeup,
    due_now,
    next_wakeup,
    survey_contact,
    survey_triggers,
    with_done,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.satisfaction import (
    Quarantine,
    Send,
    SurveyContact,
    SurveyPolicy,
    SurveyRecord,
)
from servicedesk_core.sla import Agreement, ServiceLevelTarget, Signal
from servicedesk_core.tickets import Actor, Ticket, open_ticket

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ALWAYS = ServiceCalendar.always()
FAR = Agreement("far", [ServiceLevelTarget("resolution", 5_000 * HOUR, ALWAYS)])
AFTER = SurveyPolicy("after case", "csat", events="resolved", delay=2 * HOUR)
POLICY = DeskPolicy(FAR, survey=AFTER)


def opened(**fields: Any) -> Ticket:
    return open_ticket("INC1", at=MONDAY, requester="boris", **fields)


def resolved(ticket: Ticket, *, at: datetime = MONDAY + HOUR) -> Ticket:
    return ticket.resolve(at=at, by=ANNA, code="fixed", notes="restarted")


class TestTriggers:
    def test_an_open_ticket_has_none(self) -> None:
        assert survey_triggers(opened()) == ()

    def test_a_cancelled_one_has_none(self) -> None:
        ticket = opened().cancel(at=MONDAY, by=BORIS, reason="mistake")

        assert survey_triggers(ticket) == ()

    def test_a_resolution_tells_all_that_a_policy_asks(self) -> None:
        ticket = opened(
            channel="phone",
            attributes={"tags": ("vip", "wifi"), "topic": "network", "site": "Kazan"},
        )
        ticket = ticket.assign(at=MONDAY, by=ANNA, group="desk", agent="anna")
        ticket = ticket.receive(at=MONDAY + HOUR / 2, by=BORIS, text="and?")

        (trigger,) = survey_triggers(resolved(ticket))

        assert trigger.event == "resolved"
        assert trigger.at == MONDAY + HOUR
        assert trigger.closed_at == MONDAY + HOUR
        assert trigger.reopened_at is None
        assert trigger.ticket == "INC1"
        assert trigger.resolution == 1
        assert trigger.received_at == MONDAY + HOUR / 2
        assert trigger.channel == "phone"
        assert trigger.tags == {"vip", "wifi"}
        assert trigger.topic == "network"
        assert trigger.attributes["site"] == "Kazan"
        assert (trigger.agent, trigger.team) == ("anna", "desk")

    def test_who_is_rated_is_not_who_has_it_later(self) -> None:
        ticket = opened().assign(at=MONDAY, by=ANNA, group="desk", agent="anna")
        ticket = resolved(ticket).assign(
            at=MONDAY + 2 * HOUR, by=ANNA, group="archive", agent="clara"
        )

        (trigger,) = survey_triggers(ticket)

        assert (trigger.agent, trigger.team) == ("anna", "desk")

    def test_the_latest_way_the_requester_came_by_is_the_channel(self) -> None:
        ticket = opened(channel="phone").receive(
            at=MONDAY, by=BORIS, text="and?", channel="chat"
        )
        ticket = ticket.receive(at=MONDAY, by=BORIS, text="hello?")

        (trigger,) = survey_triggers(resolved(ticket))

        assert trigger.channel == "chat"

    def test_a_ticket_that_nobody_wrote_in_was_never_heard_of(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY, by=Actor("probe", "system"))

        (trigger,) = survey_triggers(resolved(ticket))

        assert (trigger.received_at, trigger.channel, trigger.topic) == (None,) * 3

    def test_a_topic_that_is_no_text_is_none(self) -> None:
        (trigger,) = survey_triggers(resolved(opened(attributes={"topic": 7})))

        assert trigger.topic is None

    def test_a_reopening_is_told(self) -> None:
        ticket = resolved(opened()).reopen(at=MONDAY + 3 * HOUR, by=BORIS, reason="no")

        (trigger,) = survey_triggers(ticket)

        assert trigger.reopened_at == MONDAY + 3 * HOUR
        assert trigger.closed_at == MONDAY + HOUR
        assert trigger.resolution == 1

    def test_the_next_resolution_counts_one_more(self) -> None:
        ticket = resolved(opened()).reopen(at=MONDAY + 3 * HOUR, by=BORIS, reason="no")
        ticket = resolved(ticket, at=MONDAY + 5 * HOUR)

        (trigger,) = survey_triggers(ticket)

        assert trigger.resolution == 2
        assert trigger.at == MONDAY + 5 * HOUR

    def test_a_closing_is_an_event_of_its_own(self) -> None:
        ticket = resolved(opened()).close(at=MONDAY + DAY, by=ANNA)

        first, second = survey_triggers(ticket)

        assert (first.event, first.at) == ("resolved", MONDAY + HOUR)
        assert (second.event, second.at) == ("closed", MONDAY + DAY)
        assert second.closed_at == MONDAY + DAY

    @pytest.mark.parametrize("question", [survey_triggers, survey_contact])
    def test_anything_but_a_ticket_is_refused(self, question: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^ticket must be a Ticket, got 'INC1'$"
        ):
            question("INC1")

    def test_the_requester_is_the_contact(self) -> None:
        assert survey_contact(opened()) == SurveyContact("boris")


class TestDue:
    def test_nothing_is_due_while_the_ticket_is_open(self) -> None:
        assert due_now(opened(), POLICY, state=None, now=MONDAY + DAY) == ()

    def test_it_is_due_after_the_wait_and_not_before(self) -> None:
        ticket, at = resolved(opened()), MONDAY + 3 * HOUR
        before = at - timedelta(microseconds=1)

        assert due_now(ticket, POLICY, state=None, now=before) == ()
        (due,) = due_now(ticket, POLICY, state=None, now=at + HOUR)
        assert due.kind is DueKind.SURVEY
        assert due.at == at
        assert due.key == "survey/after case/INC1/1/survey"
        assert due.survey is not None
        assert due.survey.record.contact == "boris"
        assert due.survey.record.sent_at == at + HOUR

    def test_what_was_sent_is_not_due_again(self) -> None:
        ticket, now = resolved(opened()), MONDAY + DAY
        due = due_now(ticket, POLICY, state=None, now=now)

        done = with_done(None, due, now=now)

        assert [record.ticket for record in done.surveys] == ["INC1"]
        assert due_now(ticket, POLICY, state=done, now=now + DAY) == ()

    def test_what_was_sent_is_kept_when_more_is_done(self) -> None:
        ticket, now = resolved(opened()), MONDAY + DAY
        done = with_done(None, due_now(ticket, POLICY, state=None, now=now), now=now)

        assert with_done(done, [], now=now) == done

    def test_a_reopening_cancels_it(self) -> None:
        ticket = resolved(opened()).reopen(at=MONDAY + 2 * HOUR, by=BORIS, reason="no")

        assert due_now(ticket, POLICY, state=None, now=MONDAY + DAY) == ()
        assert next_wakeup(ticket, DeskPolicy(FAR, survey=AFTER), now=MONDAY + DAY) == (
            next_wakeup(ticket, DeskPolicy(FAR), now=MONDAY + DAY)
        )

    def test_history_of_other_tickets_spares_the_requester(self) -> None:
        rest = SurveyPolicy("after case", "csat", quarantines=Quarantine(30 * DAY))
        policy = DeskPolicy(FAR, survey=rest)
        other = SurveyRecord(
            survey="nps",
            kind="nps",
            sent_at=MONDAY - DAY,
            ticket="INC0",
            contact="boris",
        )
        ticket, now = resolved(opened()), MONDAY + HOUR

        assert due_now(ticket, policy, state=None, now=now, history=[other]) == ()
        assert len(due_now(ticket, policy, state=None, now=now)) == 1

    def test_a_contact_may_be_known_better(self) -> None:
        ticket, now = resolved(opened()), MONDAY + DAY
        contact = SurveyContact("boris", consent=False)

        assert due_now(ticket, POLICY, state=None, now=now, contact=contact) == ()

    def test_a_survey_after_closing_waits_for_it(self) -> None:
        closing = SurveyPolicy("after case", "csat", events="closed")
        policy, ticket = DeskPolicy(FAR, survey=closing), resolved(opened())
        now = MONDAY + 2 * DAY

        assert due_now(ticket, policy, state=None, now=now) == ()
        closed = ticket.close(at=MONDAY + DAY, by=ANNA)
        assert [due.at for due in due_now(closed, policy, state=None, now=now)] == [
            MONDAY + DAY
        ]

    def test_signals_alone_ask_nobody(self) -> None:
        told = [Signal(MONDAY, "opened"), Signal(MONDAY, "resolved")]

        assert due_now(told, POLICY, state=None, now=MONDAY + DAY) == ()
        assert next_wakeup(told, POLICY, now=MONDAY + DAY) is None

    def test_done_must_carry_what_was_sent(self) -> None:
        bare = Due(DueKind.SURVEY, MONDAY, "survey/x")

        with pytest.raises(
            InvalidArgumentError, match=r"^done must be as due_now gave it, got Due\("
        ):
            with_done(None, [bare], now=MONDAY)


class TestWakeup:
    def test_the_end_of_the_wait_wakes(self) -> None:
        found = next_wakeup(resolved(opened()), POLICY, now=MONDAY + HOUR)

        change = Change(ChangeKind.SURVEY, "after case")
        assert found == Wakeup(MONDAY + 3 * HOUR, (change,))
        assert str(change) == "survey after case"

    def test_a_chain_of_waits_wakes_at_its_end(self) -> None:
        hours = ServiceCalendar("Tu 10:00-12:00", tz="UTC")
        late = SurveyPolicy("after case", "csat", delay=2 * HOUR, hours=hours)
        policy = DeskPolicy(FAR, survey=late)

        found = next_wakeup(resolved(opened()), policy, now=MONDAY + HOUR)

        assert found is not None
        assert found.at == MONDAY + DAY + HOUR

    def test_a_survey_that_is_never_sent_does_not_wake(self) -> None:
        nobody = SurveyPolicy("after case", "csat", delay=2 * HOUR, is_active=False)
        policy = DeskPolicy(FAR, survey=nobody)

        assert next_wakeup(resolved(opened()), policy, now=MONDAY + HOUR) is None

    def test_what_is_due_already_does_not_wake(self) -> None:
        assert next_wakeup(resolved(opened()), POLICY, now=MONDAY + DAY) is None


class TestValues:
    def test_a_policy_takes_a_survey_policy_alone(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^survey must be a SurveyPolicy or None, got 'csat'$"
        ):
            DeskPolicy(FAR, survey="csat")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("surveys", "wanted"),
        [(7, "SurveyRecords, in a tuple"), (["INC1"], "SurveyRecords")],
    )
    def test_a_state_takes_records_alone(self, surveys: Any, wanted: str) -> None:
        with pytest.raises(WrongTypeError, match=rf"^surveys must be {wanted}, got "):
            DeskState(surveys=surveys)

    def test_a_decision_is_kept_out_of_the_printed_form(self) -> None:
        (due,) = due_now(resolved(opened()), POLICY, state=None, now=MONDAY + DAY)

        assert isinstance(due.survey, Send)
        assert "Send(" not in repr(due)

"""What escalation paths are asked about."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError
from servicedesk_core.escalation import (
    AtFraction,
    Channel,
    Contacts,
    LowScore,
    Remaining,
    Reopenings,
    Situation,
)
from servicedesk_core.sla import (
    Metric,
    ServiceLevelTarget,
    Signal,
    WorkingDays,
    measure_signals,
)
from servicedesk_core.timeline import instant_key
from unit.escalation.path_cases import (
    ANNA,
    BORIS,
    START,
    at,
    clock,
    opened,
    solved,
)


class TestSubjects:
    def test_a_ticket_its_statuses_or_both(self) -> None:
        ticket, status = opened(), clock(0)
        other = clock(0, metric="first_response")

        assert Situation(ticket) == Situation.of(ticket)
        assert Situation(None, (status,)) == Situation.of(status)
        assert Situation(None, (status, other)) == Situation.of([status, other])
        assert Situation(None, (status, other)) == Situation.of(
            each for each in (status, other)
        )
        assert Situation(ticket, (status,)) == Situation.of((ticket, status))
        assert Situation(ticket, ()) == Situation.of((ticket, []))
        situation = Situation(ticket)
        assert situation is Situation.of(situation)

    @pytest.mark.parametrize(
        "subject",
        ["INC7", 5, [5], ("INC7", []), (opened(), 5), (opened(), [5]), [opened()]],
    )
    def test_anything_else_is_refused(self, subject: Any) -> None:
        with pytest.raises(WrongTypeError, match="subject must be a Ticket, SlaStatus"):
            Situation.of(subject)

    def test_a_ticket_has_to_be_one(self) -> None:
        with pytest.raises(WrongTypeError, match="subject must be a Ticket, SlaStatus"):
            Situation("INC7")  # type: ignore[arg-type]

    def test_statuses_of_two_subjects_are_refused(self) -> None:
        statuses = [clock(0, key="INC1"), clock(0, key="INC2", metric="first_response")]

        with pytest.raises(
            InvalidArgumentError, match="must be statuses of one subject"
        ):
            Situation.of(statuses)

    def test_two_statuses_of_one_clock_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="must be one status for each clo"
        ):
            Situation.of([clock(0), clock(1)])

    def test_clocks_of_two_agreements_are_two(self) -> None:
        situation = Situation.of([clock(0, agreement="SLA"), clock(0, agreement="OLA")])

        assert {"SLA/resolution", "OLA/resolution"} == set(
            situation.clocks(AtFraction(1))
        )


class TestStart:
    def test_it_is_the_opening_of_a_ticket(self) -> None:
        assert at(5) == Situation.of((opened(5), clock(9))).started_at

    def test_it_is_that_of_the_first_clock_that_started(self) -> None:
        late = clock(9, metric="first_response")
        none = clock(-1, metric="first_response", agreement="OLA")

        assert START == Situation.of([none, late, clock(9)]).started_at
        assert Situation.of([none]).started_at is None
        assert Situation.of([]).started_at is None


class TestEnd:
    def test_without_clocks_there_is_nothing_to_do(self) -> None:
        assert Situation.of([]).is_over
        assert Situation.of([]).facts is None

    def test_clocks_are_never_called_off(self) -> None:
        assert not Situation.of(clock(9, (5, "cancelled"))).is_called_off

    def test_nor_is_what_was_reopened_or_solved(self) -> None:
        ticket = opened().cancel(at=at(1), by=ANNA, reason="mistake")

        assert Situation.of(ticket).is_called_off
        assert not Situation.of(opened()).is_called_off
        assert not Situation.of(solved(opened(), 1)).is_called_off
        noted = solved(opened(), 1).note(at=at(2), by=ANNA, text="nice")
        assert not Situation.of(noted).is_called_off

    def test_a_note_changes_nothing_about_that(self) -> None:
        ticket = opened().cancel(at=at(1), by=ANNA, reason="mistake")

        assert Situation.of(ticket.note(at=at(2), by=ANNA, text="so")).is_called_off


class TestViewpoint:
    def test_what_happened_later_is_not_known(self) -> None:
        ticket = solved(opened(), 10)
        situation = Situation.of((ticket, clock(5)))

        assert not situation.seen_from(at(9)).is_over
        assert situation.statuses == situation.seen_from(at(9)).statuses
        assert situation is situation.seen_from(at(10))

    def test_a_ticket_has_to_be_open(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match="now must be not before the opening, 2026-01-05T",
        ):
            Situation.of(solved(opened(), 10)).seen_from(at(-1))
        assert Situation.of(solved(opened(), 10)).seen_from(START).is_over is False


class TestTriggers:
    def test_the_instant_is_the_one_at_which_it_was_met_first(self) -> None:
        ticket = opened(requester="boris", channel="web")
        for minute, channel in [(3, "media"), (4, "media")]:
            ticket = ticket.receive(at=at(minute), by=BORIS, channel=channel)
        situation = Situation.of(ticket)

        assert instant_key(START) == situation.came(Contacts(1))
        assert instant_key(START) == situation.came(Channel("web"))
        assert instant_key(at(3)) == situation.came(Contacts(2))
        assert instant_key(at(3)) == situation.came(Channel("media"))
        assert instant_key(at(4)) == situation.came(Contacts(3))
        assert situation.came(Contacts(4)) is None
        assert situation.came(LowScore(5)) is None

    def test_without_a_ticket_nothing_comes(self) -> None:
        assert Situation.of(clock(0)).came(Reopenings(1)) is None

    def test_only_clocks_that_run_on_count(self) -> None:
        running = clock(20)
        paused = clock(20, (10, "paused"), metric="first_response")
        answered = clock(
            20, (10, "agent_reply"), metric="first_response", agreement="OLA"
        )
        called_off = clock(20, (10, "cancelled"), agreement="OLA")
        unborn = clock(-1, agreement="UC")
        situation = Situation.of([running, paused, answered, called_off, unborn])

        assert {
            "resolution": instant_key(at(50)),
            "first_response": None,
        } == situation.clocks(AtFraction(0.5))
        assert {"resolution": instant_key(at(50))} == situation.clocks(
            AtFraction(0.5, metric=Metric.RESOLUTION)
        )
        assert {} == Situation.of(opened()).clocks(AtFraction(0.5))

    def test_a_target_without_service_time_has_a_due_time_alone(self) -> None:
        sundays = ServiceCalendar.parse("Su 09:00-10:00", tz="UTC")
        within = WorkingDays(1, rule=DayRule.START_OF_DAY)
        target = ServiceLevelTarget("resolution", within, sundays)
        status = measure_signals([Signal(START, "opened")], target, now=START)
        sunday = instant_key(datetime(2026, 1, 11, 9, tzinfo=UTC))

        assert timedelta() == status.allowed
        for trigger in (AtFraction(0.5), Remaining(timedelta(hours=1))):
            assert {"resolution": sunday} == Situation.of(status).clocks(trigger)

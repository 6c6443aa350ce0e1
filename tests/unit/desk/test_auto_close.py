"""When a resolved ticket closes by itself."""

import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import DayRule, DaysOff, ServiceCalendar
from servicedesk_core.desk import AutoClose, CloseBasis
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    NeverOpenError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import INCIDENT, Action, Lifecycle, Role, State
from servicedesk_core.tickets import Actor, Ticket, TicketKind, events, open_ticket

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 1, 16, 11, 30, tzinfo=UTC)
LATER = FRIDAY + 2 * DAY
ANNA = Actor("anna", Role.AGENT)
BORIS = Actor("boris", Role.REQUESTER)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")


def opened(at: datetime = FRIDAY - DAY, **rest: Any) -> Ticket:
    return open_ticket("INC7", at=at, by=BORIS, **rest)


def solved(ticket: Ticket, at: datetime = FRIDAY) -> Ticket:
    return ticket.resolve(at=at, by=ANNA, code="fixed", notes="restarted")


RESOLVED = solved(opened())


def resolved(at: datetime) -> Ticket:
    return solved(opened(at), at)


class TestCalendarDays:
    def test_days_count_from_the_resolution(self) -> None:
        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(RESOLVED)

    def test_days_off_and_nights_count_like_any_other_day(self) -> None:
        saturday = datetime(2026, 1, 17, 3, tzinfo=UTC)

        assert saturday + DAY == AutoClose(1).due_at(resolved(saturday))

    def test_zero_days_are_never(self) -> None:
        assert AutoClose(0).due_at(RESOLVED) is None
        assert not AutoClose(0).is_due(RESOLVED, now=FRIDAY + 9_999 * DAY)

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"),
            ("2026-10-24T12:00:00+02:00", "2026-10-25T11:00:00+01:00"),
            # The clocks show 02:30 twice that night; the second time is a day after.
            ("2026-10-24T03:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        ],
    )
    def test_a_day_is_24_hours_where_clocks_change(
        self, at: str, expected: str
    ) -> None:
        ticket = resolved(datetime.fromisoformat(at).astimezone(BERLIN))
        due = AutoClose(1).due_at(ticket)

        assert due is not None
        assert expected == due.isoformat()
        assert BERLIN is due.tzinfo

    def test_it_is_due_at_the_instant_itself_and_after(self) -> None:
        due = FRIDAY + 5 * DAY

        assert not AutoClose(5).is_due(RESOLVED, now=due - TICK)
        assert AutoClose(5).is_due(RESOLVED, now=due)
        assert AutoClose(5).is_due(RESOLVED, now=due + DAY)

    def test_the_instant_decides_where_the_clocks_show_an_hour_twice(self) -> None:
        ticket = resolved(datetime(2026, 10, 24, 3, 30, tzinfo=BERLIN))
        first = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN)

        assert not AutoClose(1).is_due(ticket, now=first)
        assert AutoClose(1).is_due(ticket, now=first.replace(fold=1))

    def test_now_may_be_in_another_zone(self) -> None:
        due = (FRIDAY + 5 * DAY).astimezone(timezone(timedelta(hours=-9)))

        assert not AutoClose(5).is_due(RESOLVED, now=due - TICK)
        assert AutoClose(5).is_due(RESOLVED, now=due)

    def test_an_hourly_job_closes_within_an_hour_of_five_days_on_a_weekend_too(
        self,
    ) -> None:
        # As 85 % of the resolved incidents of the UCI log were closed (UCI dataset
        # 498, Amaral, Fantinato, Peres 2018, CC BY 4.0): 120 to 121 hours later.
        monday = datetime(2016, 3, 14, 17, 23, tzinfo=UTC)
        ticket = resolved(monday)
        runs = [monday.replace(minute=7) + hours * HOUR for hours in range(200)]
        closed = next(run for run in runs if AutoClose(5).is_due(ticket, now=run))

        assert datetime(2016, 3, 19, 18, 7, tzinfo=UTC) == closed
        assert 120 * HOUR <= closed - monday < 121 * HOUR

    def test_what_lies_after_the_last_year_is_refused(self) -> None:
        with pytest.raises(InstantRangeError) as caught:
            AutoClose(10**7).due_at(RESOLVED)

        assert str(caught.value) == (
            "the day asked for from 2026-01-16T11:30:00+00:00 lies outside the years 1 "
            "to 9999"
        )


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("days", "rule", "expected"),
        [
            (1, DayRule.SAME_TIME, "2026-01-19T11:30:00+00:00"),
            (5, DayRule.SAME_TIME, "2026-01-23T11:30:00+00:00"),
            (6, DayRule.SAME_TIME, "2026-01-26T11:30:00+00:00"),
            (5, DayRule.END_OF_DAY, "2026-01-23T17:00:00+00:00"),
            (5, DayRule.START_OF_DAY, "2026-01-23T09:00:00+00:00"),
        ],
    )
    def test_weekends_do_not_count(
        self, days: int, rule: DayRule, expected: str
    ) -> None:
        due = AutoClose(days, calendar=DESK, rule=rule).due_at(RESOLVED)

        assert due is not None
        assert expected == due.isoformat()

    def test_days_off_do_not_count(self) -> None:
        off = DaysOff.dates(["2026-01-19", "2026-01-21"])
        calendar = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC", days_off=off)

        assert FRIDAY.replace(day=22) == AutoClose(2, calendar=calendar).due_at(
            RESOLVED
        )

    def test_dates_are_those_of_the_calendar_and_the_answer_is_in_the_ticket_s_zone(
        self,
    ) -> None:
        # 22:30 in UTC on a Thursday is Friday in Moscow.
        thursday = datetime(2026, 1, 15, 22, 30, tzinfo=UTC)
        moscow = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow")
        due = AutoClose(1, calendar=moscow, rule=DayRule.END_OF_DAY).due_at(
            resolved(thursday)
        )

        assert due is not None
        assert "2026-01-19T15:00:00+00:00" == due.isoformat()

    def test_the_time_of_day_stays_where_clocks_change(self) -> None:
        friday = datetime(2026, 3, 27, 12, tzinfo=BERLIN)
        berlin = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz=BERLIN)
        due = AutoClose(1, calendar=berlin).due_at(resolved(friday))

        assert due is not None
        assert "2026-03-30T12:00:00+02:00" == due.isoformat()

    def test_it_is_due_from_that_instant_on(self) -> None:
        rule = AutoClose(5, calendar=DESK, rule=DayRule.END_OF_DAY)
        due = datetime(2026, 1, 23, 17, tzinfo=UTC)

        assert not rule.is_due(RESOLVED, now=due - TICK)
        assert rule.is_due(RESOLVED, now=due)

    def test_a_calendar_without_so_many_working_days_is_an_error(self) -> None:
        never = DESK & ServiceCalendar.parse("Sa 09:00-17:00", tz="UTC")

        with pytest.raises(NeverOpenError, match="is never open on 1 days after"):
            AutoClose(1, calendar=never).due_at(RESOLVED)


class TestBasis:
    NOTED = RESOLVED.note(at=LATER, by=ANNA, text="no complaint so far")

    def test_the_resolution_is_the_default(self) -> None:
        assert CloseBasis.RESOLVED is AutoClose(5).since

    def test_from_the_resolution_on_what_comes_after_it_moves_nothing(self) -> None:
        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(self.NOTED)

    @pytest.mark.parametrize(
        "update",
        [
            events.NoteAdded(at=LATER, by=ANNA),
            events.MessageReceived(at=LATER, by=BORIS),
            events.Replied(at=LATER, by=ANNA),
            events.SurveyAnswered(at=LATER, by=BORIS, score=5),
        ],
    )
    def test_from_the_last_update_on_every_event_starts_the_count_anew(
        self, update: events.Event
    ) -> None:
        rule = AutoClose(5, since=CloseBasis.UPDATED)

        assert FRIDAY + 5 * DAY == rule.due_at(RESOLVED)
        assert FRIDAY + 7 * DAY == rule.due_at(RESOLVED.apply(update))

    def test_working_days_may_count_from_the_last_update_too(self) -> None:
        rule = AutoClose(1, calendar=DESK, since=CloseBasis.UPDATED)

        # A note on a Sunday: the first working day after it is Monday.
        assert FRIDAY + 3 * DAY == rule.due_at(self.NOTED)

    def test_an_event_told_late_is_no_later_update(self) -> None:
        ticket = solved(opened(lifecycle=attrs.evolve(INCIDENT, backdating=True)))
        told = ticket.note(at=FRIDAY - HOUR, by=ANNA)

        assert FRIDAY + DAY == AutoClose(1, since=CloseBasis.UPDATED).due_at(told)


class TestWhichTickets:
    @pytest.mark.parametrize("since", CloseBasis)
    @pytest.mark.parametrize(
        "ticket",
        [
            opened(),
            opened().start(at=FRIDAY, by=ANNA),
            opened().hold(at=FRIDAY, by=ANNA, reason="caller"),
            opened().cancel(at=FRIDAY, by=ANNA, reason="not needed"),
            opened().merge(at=FRIDAY, by=ANNA, into="INC8"),
            RESOLVED.close(at=FRIDAY, by=BORIS),
            RESOLVED.merge(at=FRIDAY, by=ANNA, into="INC8"),
            RESOLVED.reopen(at=FRIDAY, by=BORIS),
            RESOLVED.reopen(at=FRIDAY, by=ANNA, hold="vendor"),
        ],
        ids=lambda ticket: f"{ticket.state}-{ticket.reopenings}",
    )
    def test_what_is_not_resolved_does_not_close(
        self, ticket: Ticket, since: CloseBasis
    ) -> None:
        assert AutoClose(1, since=since).due_at(ticket) is None
        assert not AutoClose(1, since=since).is_due(ticket, now=FRIDAY + 30 * DAY)

    def test_a_major_incident_does_not_close_by_itself(self) -> None:
        proposed = opened().propose_major(at=FRIDAY, by=ANNA, reason="all tills")
        ticket = solved(
            proposed.accept_major(
                at=FRIDAY, by=ANNA, notes="no power", business_impact="no sales"
            )
        )

        assert AutoClose(5).due_at(ticket) is None
        assert not AutoClose(5).is_due(ticket, now=FRIDAY + 30 * DAY)

    def test_one_that_was_only_proposed_or_rejected_does(self) -> None:
        proposed = opened().propose_major(at=FRIDAY, by=ANNA, reason="all tills")
        rejected = proposed.reject_major(at=FRIDAY, by=ANNA, reason="one till")

        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(solved(proposed))
        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(solved(rejected))

    @pytest.mark.parametrize(
        ("kind", "history"),
        [
            (TicketKind.SERVICE_REQUEST, [events.Fulfilled(at=FRIDAY)]),
            (TicketKind.PROBLEM, [events.Resolved(at=FRIDAY)]),
            (
                TicketKind.CHANGE,
                [
                    events.ImplementationStarted(at=FRIDAY - HOUR),
                    events.ReviewStarted(at=FRIDAY),
                ],
            ),
            (TicketKind.COMPLAINT, [events.Responded(at=FRIDAY)]),
            # What the complainant accepts was answered before.
            (
                TicketKind.COMPLAINT,
                [
                    events.Responded(at=FRIDAY),
                    events.ResponseAccepted(at=FRIDAY + DAY),
                ],
            ),
        ],
    )
    def test_tickets_of_every_kind_count_from_what_resolves_them(
        self, kind: TicketKind, history: list[events.Event]
    ) -> None:
        ticket = opened(kind=kind)
        for event in history:
            assert AutoClose(5).due_at(ticket) in (None, FRIDAY + 5 * DAY)
            ticket = ticket.apply(event)

        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(ticket)
        assert AutoClose(5).due_at(ticket.apply(events.Closed(at=LATER))) is None

    def test_a_complaint_that_is_disputed_stays_open(self) -> None:
        ticket = opened(kind=TicketKind.COMPLAINT).apply(events.Responded(at=FRIDAY))
        disputed = ticket.apply(events.ResponseDisputed(at=FRIDAY + DAY))

        assert AutoClose(5).due_at(disputed) is None

    def test_without_a_resolution_on_record_there_is_nothing_to_count_from(
        self,
    ) -> None:
        lifecycle = Lifecycle(
            "receipt",
            [State("done", "resolved"), State("filed", "done")],
            [Action("close", ["done"], "filed")],
        )
        done = opened(FRIDAY, lifecycle=lifecycle)

        assert AutoClose(5).due_at(done) is None
        assert FRIDAY + 5 * DAY == AutoClose(5, since=CloseBasis.UPDATED).due_at(done)

    def test_what_its_lifecycle_closes_from_another_state_does_not(self) -> None:
        change = opened(kind=TicketKind.EMERGENCY_CHANGE)
        started = change.authorise(at=FRIDAY, by=None).implement(at=FRIDAY, by=None)
        undone = started.back_out(at=FRIDAY, by=None, reason="too slow")

        assert AutoClose(5).due_at(undone) is None
        reviewed = undone.review(at=FRIDAY, by=None)
        assert FRIDAY + 5 * DAY == AutoClose(5).due_at(reviewed)

    def test_a_reopened_ticket_counts_from_its_new_resolution(self) -> None:
        again = RESOLVED.reopen(at=FRIDAY + DAY, by=BORIS)

        assert FRIDAY + 7 * DAY == AutoClose(5).due_at(solved(again, FRIDAY + 2 * DAY))

    def test_what_was_resolved_twice_counts_from_the_last_time(self) -> None:
        again = RESOLVED.apply(events.Resolved(at=FRIDAY + DAY))

        assert FRIDAY + 6 * DAY == AutoClose(5).due_at(again)

    @pytest.mark.parametrize("ticket", [None, "INC7", Ticket, [RESOLVED]])
    @pytest.mark.parametrize("days", [0, 5])
    def test_what_is_no_ticket_is_refused(self, ticket: Any, days: int) -> None:
        with pytest.raises(WrongTypeError) as caught:
            AutoClose(days).due_at(ticket)

        assert f"ticket must be a Ticket, got {ticket!r}" == str(caught.value)

    @pytest.mark.parametrize("ticket", [opened(), RESOLVED])
    def test_a_naive_now_is_refused_by_name(self, ticket: Ticket) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            AutoClose(5).is_due(ticket, now=FRIDAY.replace(tzinfo=None))

        assert "now" == caught.value.argument

    @pytest.mark.parametrize("now", [None, 5, FRIDAY.date()])
    def test_what_is_no_now_is_refused_by_name(self, now: Any) -> None:
        with pytest.raises(WrongTypeError, match="now must be an aware datetime"):
            AutoClose(5).is_due(opened(), now=now)


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            (
                {"days": -1},
                InvalidArgumentError,
                "days must be at least 0, got -1",
            ),
            (
                {"days": True},
                WrongTypeError,
                "days must be a whole number of days, got True",
            ),
            (
                {"days": 5.0},
                WrongTypeError,
                "days must be a whole number of days, got 5.0",
            ),
            (
                {"days": "5"},
                WrongTypeError,
                "days must be a whole number of days, got '5'",
            ),
            (
                {"days": None},
                WrongTypeError,
                "days must be a whole number of days, got None",
            ),
            (
                {"days": 5, "calendar": "Mo-Fr 09:00-17:00"},
                WrongTypeError,
                "calendar must be a ServiceCalendar or None, got 'Mo-Fr 09:00-17:00'",
            ),
            (
                {"days": 5, "since": "closed"},
                InvalidArgumentError,
                "since must be one of resolved, updated, got 'closed'",
            ),
            (
                {"days": 5, "calendar": DESK, "rule": "noon"},
                InvalidArgumentError,
                "rule must be one of same_time, end_of_day, start_of_day, got 'noon'",
            ),
            (
                {"days": 5, "rule": DayRule.END_OF_DAY},
                InvalidArgumentError,
                "rule must be same_time where there is no calendar, got 'end_of_day'",
            ),
        ],
    )
    def test_what_makes_no_sense_is_refused_with_what_was_wanted(
        self, arguments: dict[str, Any], error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            AutoClose(**arguments)

        assert message == str(caught.value)

    def test_only_the_days_go_without_a_name(self) -> None:
        with pytest.raises(TypeError, match="takes 2 positional arguments"):
            AutoClose(5, DESK)  # type: ignore[call-arg]

    def test_words_stand_for_members(self) -> None:
        rule = AutoClose(
            5,
            calendar=DESK,
            since="updated",
            rule="end_of_day",
        )

        assert CloseBasis.UPDATED is rule.since
        assert DayRule.END_OF_DAY is rule.rule

    def test_it_is_a_value(self) -> None:
        rule = AutoClose(5, calendar=DESK, since=CloseBasis.UPDATED)

        assert rule == pickle.loads(pickle.dumps(rule))  # noqa: S301 - made here
        assert hash(rule) == hash(attrs.evolve(rule))
        assert rule != AutoClose(5, calendar=DESK)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            rule.days = 6  # type: ignore[misc]

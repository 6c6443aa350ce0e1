"""Complaints from the trackers of other service desks, and what shows better here.

Each is named by its tracker and number. It has tests that show the right behaviour,
in this file where no other shows it, or a reason why this library has no part in it.
"""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import servicedesk_core as sd
from servicedesk_core.desk.attribution import attribution
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    EscalationPath,
    EscalationState,
    Level,
)
from servicedesk_core.sla import Agreement, Agreements, Condition, ServiceLevelTarget

TESTS = Path(__file__).parents[1]

COMPLAINTS: dict[str, str] = {
    "Intrepidd/working_hours": "13 44",
    "OTRS/otrs": "698 787",
    "bokmann/business_time": "46 137 227",
    "chatwoot/chatwoot": "6733 13392 14009",
    "faveosuite/faveo-helpdesk": "91 218",
    "fivetran/dbt_zendesk": "114 117",
    "frappe/erpnext": "38745 47029 47172 47884 49414",
    "frappe/helpdesk": "1528 1542 1554 1643 1675 1895 2212 2449 2484 3465",
    "glpi-project/glpi": (
        "1911 1912 2184 6902 7946 9082 10594 14937 15429 15605 16236 16383 17186 "
        "23359 24481"
    ),
    "grafana-cold-storage/oncall": "275 895 934 1206 1931 2464 3760 4654",
    "jmix-framework/jmix": "1433",
    "lennym/moment-business-time": "34 52 58",
    "osTicket/osTicket": "1168 2131 3034 4166 4969 6438 6739 6847",
    "osTicket/osTicket-1.7": "515",
    "rickar/cal": "74",
    "sbarry50/vue-business-hours": "26",
    "target/goalert": "2775 4545",
    "zammad/zammad": (
        "188 390 534 904 1322 1620 2082 2497 2579 3140 3180 4353 4432 4516 5177 5624"
    ),
    "zendesk/biz": "35 63 68 86 122",
}
"""Issues, pull requests and discussions, by the tracker they are in."""


class Answer(NamedTuple):
    """What complaints of one sort are about, and what there is to say."""

    about: str
    references: str
    tests: tuple[str, ...] = ()
    reason: str = ""


CALENDARS = "unit/calendars/"
ANSWERS = (
    Answer(
        "a day has several windows, lunch breaks above all",
        "bokmann/business_time#46 bokmann/business_time#137 frappe/helpdesk#2212 "
        "frappe/helpdesk#1528 chatwoot/chatwoot#14009 osTicket/osTicket#6847 "
        "rickar/cal#74",
        (
            "TestHours::test_nobody_works_at_lunch_time",
            "TestHours::test_a_part_of_a_day_may_be_off",
        ),
    ),
    Answer(
        "hours that go on over midnight",
        "bokmann/business_time#227 chatwoot/chatwoot#6733 "
        "lennym/moment-business-time#34",
        (
            "TestHours::test_a_shift_over_midnight_is_one",
            CALENDARS + "test_window.py::TestTimeWindow::"
            "test_may_end_at_midnight_or_cross_it",
        ),
    ),
    Answer(
        "nights, weekends and holidays count as service time",
        "osTicket/osTicket#1168 osTicket/osTicket#2131 osTicket/osTicket#4166 "
        "osTicket/osTicket#4969 osTicket/osTicket-1.7#515 chatwoot/chatwoot#13392 "
        "faveosuite/faveo-helpdesk#218",
        ("TestHours::test_nights_weekends_and_holidays_do_not_count",),
    ),
    Answer(
        "the last minute of a day is lost",
        "zammad/zammad#3180 zendesk/biz#68 jmix-framework/jmix#1433 "
        "Intrepidd/working_hours#13",
        ("TestHours::test_a_day_ends_at_24_00",),
    ),
    Answer(
        "a calendar that is never open is computed for ever",
        "zammad/zammad#2497 zendesk/biz#86 zendesk/biz#35 Intrepidd/working_hours#44 "
        "lennym/moment-business-time#52 sbarry50/vue-business-hours#26",
        (
            "TestHours::test_hours_that_never_come_are_an_error",
            "TestHours::test_days_off_that_leave_nothing_are_an_error",
            "TestClocks::test_a_midnight_that_does_not_exist",
            CALENDARS + "test_service_calendar.py::TestNeighbours::"
            "test_search_for_forty_years",
        ),
    ),
    Answer(
        "changes of clocks, at midnight too, and holidays in another zone",
        "OTRS/otrs#787 OTRS/otrs#698 lennym/moment-business-time#58 "
        "fivetran/dbt_zendesk#114 fivetran/dbt_zendesk#117",
        (
            "TestClocks::test_a_midnight_that_does_not_exist",
            "TestClocks::test_the_hours_stay_where_they_are_on_the_wall",
            "TestClocks::test_a_holiday_is_a_date_of_the_calendar_s_zone",
        ),
    ),
    Answer(
        "the zone of the server decides",
        "glpi-project/glpi#15429 frappe/erpnext#38745",
        (
            "TestClocks::test_the_calendar_s_zone_decides_and_no_other",
            CALENDARS + "test_service_calendar.py::TestArguments::"
            "test_an_instant_is_aware",
        ),
    ),
    Answer(
        "a feed of holidays lists other days too",
        "zammad/zammad#390",
        (CALENDARS + "test_days_off.py::TestCategories::test_are_public_unless_given",),
        reason="no feed is read: days off are a country's public ones, or those given",
    ),
    Answer(
        "the day before a holiday is short",
        "zendesk/biz#122",
        ("TestHours::test_the_day_before_a_holiday_is_short",),
    ),
    Answer(
        "many holidays make it slow",
        "zendesk/biz#63",
        (
            (
                "unit/timeline/test_timeline_index.py::TestCovering::"
                "test_compiles_a_year_once"
            ),
            (
                "unit/timeline/test_timeline_index.py::TestKnown::"
                "test_stays_while_nothing_new_is_asked"
            ),
        ),
    ),
    Answer(
        "a week of some days alone does not work",
        "osTicket/osTicket#6739",
        ("TestHours::test_a_week_may_have_one_day",),
    ),
    Answer(
        "the clock goes on while the caller is waited for",
        "osTicket/osTicket#3034 osTicket/osTicket#6438 glpi-project/glpi#1912 "
        "frappe/helpdesk#1554 frappe/helpdesk#1675 faveosuite/faveo-helpdesk#91",
        ("TestPauses::test_waiting_for_the_caller_stops_the_clock",),
    ),
    Answer(
        "a pause gives back nights and weekends too",
        "glpi-project/glpi#10594 glpi-project/glpi#9082 glpi-project/glpi#14937 "
        "frappe/helpdesk#2449 frappe/helpdesk#2484 frappe/erpnext#47029 "
        "frappe/erpnext#47172 frappe/erpnext#47884 frappe/erpnext#49414",
        ("TestPauses::test_a_pause_costs_the_service_time_it_overlaps",),
    ),
    Answer(
        "time while it was solved counts as a pause after a reopening",
        "glpi-project/glpi#23359",
        ("TestReopening::test_time_while_it_was_solved_is_no_pause",),
    ),
    Answer(
        "a ticket expires while it waits",
        "glpi-project/glpi#24481 glpi-project/glpi#7946",
        ("TestPauses::test_nothing_expires_meanwhile",),
    ),
    Answer(
        "another agreement or priority forgets the pauses",
        "glpi-project/glpi#6902 glpi-project/glpi#15605 glpi-project/glpi#16383",
        (
            "TestChanges::test_another_priority_keeps_the_pauses",
            "TestChanges::test_another_agreement_keeps_the_pauses",
        ),
    ),
    Answer(
        "a due time that somebody set is computed anew",
        "glpi-project/glpi#17186 glpi-project/glpi#16236",
        ("TestChanges::test_a_promise_stays_as_it_was_made",),
    ),
    Answer(
        "the time of a group counts from the opening of the ticket",
        "glpi-project/glpi#1911",
        ("TestGroups::test_the_time_of_a_group_counts_from_when_it_has_the_ticket",),
    ),
    Answer(
        "nobody can tell which tier took the time",
        "frappe/helpdesk#1895",
        (
            "TestGroups::test_each_tier_has_its_own_clock",
            "TestGroups::test_the_time_of_each_tier_is_told",
        ),
    ),
    Answer(
        "a reopened ticket is due at the wrong time",
        "zammad/zammad#188",
        ("TestReopening::test_the_clock_goes_on_where_it_was",),
    ),
    Answer(
        "closed tickets are reopened for ever",
        "frappe/helpdesk#3465",
        ("TestReopening::test_after_a_while_it_is_a_new_ticket",),
    ),
    Answer(
        "a ticket escalates though the agent has answered",
        "zammad/zammad#3140 zammad/zammad#2082",
        (
            "TestResponses::test_the_first_answer_ends_the_wait",
            "TestResponses::test_nobody_waits_after_an_answer",
        ),
    ),
    Answer(
        "the time to the next update overrules that to the first response",
        "zammad/zammad#5177",
        ("TestResponses::test_updates_are_timed_after_the_first_response",),
    ),
    Answer(
        "a note of the customer starts nothing",
        "zammad/zammad#1322",
        ("TestResponses::test_a_message_waits_whichever_way_it_came",),
    ),
    Answer(
        "a note does not answer",
        "zammad/zammad#1620",
        ("TestResponses::test_a_note_answers_if_the_target_says_so",),
    ),
    Answer(
        "an answer resolves, too",
        "frappe/helpdesk#1542",
        ("TestResponses::test_an_answer_is_no_resolution",),
    ),
    Answer(
        "a target that was left out fails",
        "frappe/helpdesk#1643",
        ("TestChanges::test_no_target_is_not_a_missed_one",),
    ),
    Answer(
        "a target stays due though its agreement no longer applies",
        "zammad/zammad#5624 zammad/zammad#4353 zammad/zammad#534",
        (
            "TestChanges::test_targets_that_no_longer_apply_are_called_off",
            "TestChanges::test_without_an_agreement_nothing_is_due",
        ),
    ),
    Answer(
        "a merged ticket escalates",
        "zammad/zammad#904",
        ("TestChanges::test_a_merged_ticket_escalates_nothing",),
    ),
    Answer(
        "figures are missing once a ticket is closed",
        "zammad/zammad#2579 zammad/zammad#4516",
        ("TestReopening::test_a_closed_ticket_has_all_its_figures",),
    ),
    Answer(
        "mail comes in the middle of the night",
        "zammad/zammad#4432",
        ("TestEscalation::test_at_night_a_step_waits_for_the_opening",),
    ),
    Answer(
        "the time to own escalates by the time to resolve",
        "glpi-project/glpi#2184",
        ("TestEscalation::test_a_level_looks_at_the_clock_it_names",),
    ),
    Answer(
        "a wait between two steps is ignored",
        "grafana-cold-storage/oncall#1931",
        ("TestEscalation::test_a_step_waits_as_long_as_it_says",),
    ),
    Answer(
        "only some lengths of a wait are to be had",
        "grafana-cold-storage/oncall#2464",
        ("TestEscalation::test_a_wait_is_of_any_length",),
    ),
    Answer(
        "a chain that was paused never goes on after a restart",
        "grafana-cold-storage/oncall#1206",
        ("TestEscalation::test_what_was_missed_is_due_after_a_restart",),
    ),
    Answer(
        "a chain is to be repeated from one of its steps on",
        "grafana-cold-storage/oncall#3760",
        ("TestEscalation::test_one_level_may_be_told_again_alone",),
    ),
    Answer(
        "nobody sees that a chain goes on unless acknowledged",
        "grafana-cold-storage/oncall#275",
        ("TestEscalation::test_it_goes_on_unless_somebody_acknowledges",),
    ),
    Answer(
        "notifications come after the acknowledgement",
        "grafana-cold-storage/oncall#4654",
        ("TestEscalation::test_nothing_comes_after_an_acknowledgement",),
    ),
    Answer(
        "nobody warns of steps that are never reached",
        "grafana-cold-storage/oncall#934",
        ("TestEscalation::test_a_level_that_is_never_reached_is_found",),
    ),
    Answer(
        "a step that counts gets stuck",
        "grafana-cold-storage/oncall#895",
        ("TestEscalation::test_a_count_that_is_reached_makes_its_level_come",),
    ),
    Answer(
        "to escalate by text message, and to know by which step",
        "target/goalert#2775",
        ("TestEscalation::test_a_step_out_of_turn_says_which_it_is",),
        reason="how a message is sent is the app's; which step it is follows here",
    ),
    Answer(
        "one acknowledgement silences everybody",
        "target/goalert#4545",
        ("TestEscalation::test_each_may_have_to_acknowledge",),
    ),
)

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DESK = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = sd.ServiceCalendar.always()
ANNA = sd.Actor("anna", "agent")
BORIS = sd.Actor("boris", "requester")


def at(text: str) -> datetime:
    """A time of the first weeks of 2026; 5 January is a Monday."""
    return datetime.fromisoformat(f"2026-01-{text}").replace(tzinfo=UTC)


MONDAY = at("05T09:00")


def within(
    metric: sd.Metric, hours: float, calendar: sd.ServiceCalendar = DESK, **options: Any
) -> ServiceLevelTarget:
    return ServiceLevelTarget(metric, hours * HOUR, calendar, **options)


SOLUTION = within(sd.Metric.RESOLUTION, 8)
FIRST = within(sd.Metric.FIRST_RESPONSE, 2)
NEXT = within(sd.Metric.NEXT_RESPONSE, 2)


def opened(when: datetime = MONDAY, **options: Any) -> sd.Ticket:
    return sd.open_ticket("INC1", at=when, by=BORIS, **options)


def solved(ticket: sd.Ticket, when: datetime) -> sd.Ticket:
    return ticket.resolve(at=when, by=ANNA, code="fixed", notes="restarted")


def due(ticket: sd.Ticket, target: ServiceLevelTarget, now: datetime) -> Any:
    return sd.measure(ticket, target, now=now).due_at


class TestHours:
    def test_nobody_works_at_lunch_time(self) -> None:
        office = sd.ServiceCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", tz="UTC")
        ticket = opened(at("05T12:30"))
        target = within(sd.Metric.FIRST_RESPONSE, 1, office)

        assert due(ticket, target, ticket.opened_at) == at("05T14:30")
        assert office.elapsed(at("05T13:00"), at("05T14:00")) == 0 * HOUR

    def test_a_part_of_a_day_may_be_off(self) -> None:
        feast = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00",
            tz="UTC",
            closures=[sd.Closure("2026-01-05", "12:00-13:00")],
        )

        assert feast.elapsed(at("05T00:00"), at("06T00:00")) == 7 * HOUR
        assert feast.add(at("05T11:30"), HOUR) == at("05T13:30")
        assert feast.elapsed(at("06T00:00"), at("07T00:00")) == 8 * HOUR

    def test_a_shift_over_midnight_is_one(self) -> None:
        night = sd.ServiceCalendar.parse("Mo-Fr 22:00-06:00", tz="UTC")

        assert night.add(at("05T23:00"), 4 * HOUR) == at("06T03:00")
        assert night.is_open(at("10T05:59"))
        assert not night.is_open(at("10T22:00"))
        assert night.next_close(at("05T22:00")) == at("06T06:00")

    def test_nights_weekends_and_holidays_do_not_count(self) -> None:
        office = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00",
            tz="UTC",
            days_off=sd.DaysOff.dates([("2026-01-12", "stocktaking")]),
        )
        friday = at("09T16:00")
        statuses = sd.measure_all(
            opened(friday),
            Agreement(
                "office",
                [
                    within(sd.Metric.FIRST_RESPONSE, 2, office),
                    within(sd.Metric.RESOLUTION, 10, office),
                ],
            ),
            now=at("12T12:00"),
        )

        assert [each.due_at for each in statuses] == [at("13T10:00"), at("14T10:00")]
        assert [each.elapsed for each in statuses] == [HOUR, HOUR]

    def test_a_day_ends_at_24_00(self) -> None:
        late = sd.ServiceCalendar.parse("Mo-Fr 00:00-24:00", tz="UTC")
        again = sd.ServiceCalendar.parse("Mo 18:00-24:00; Tu 00:00-02:00", tz="UTC")

        assert late.elapsed(at("05T00:00"), at("12T00:00")) == 5 * 24 * HOUR
        assert late.is_open(at("05T23:59:59.999999"))
        assert again.next_close(at("05T18:00")) == at("06T02:00")

    def test_hours_that_never_come_are_an_error(self) -> None:
        with pytest.raises(sd.NeverOpenError):
            sd.ServiceCalendar.parse("off", tz="UTC")

    def test_days_off_that_leave_nothing_are_an_error(self) -> None:
        calendar = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00", tz="UTC", days_off=sd.DaysOff.yearly("01-01..12-31")
        )

        with pytest.raises(sd.NeverOpenError):
            calendar.add(MONDAY, HOUR)
        assert calendar.elapsed(MONDAY, at("31T00:00")) == 0 * HOUR

    def test_the_day_before_a_holiday_is_short(self) -> None:
        russia = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-18:00",
            tz="Europe/Moscow",
            days_off=sd.DaysOff.country("RU", short_eves=HOUR),
        )
        eve = sd.localize(datetime(2025, 6, 11, 16), russia.tz)  # noqa: DTZ001

        assert russia.next_close(eve).hour == 17
        assert russia.next_open(russia.next_close(eve)).day == 16

    def test_a_week_may_have_one_day(self) -> None:
        tuesdays = sd.ServiceCalendar.parse("Tu 09:00-17:00", tz="UTC")

        assert tuesdays.add(MONDAY, 9 * HOUR) == at("13T10:00")


class TestClocks:
    @pytest.mark.parametrize(
        ("zone", "day", "opens"),
        [
            ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T01:00:00-02:00"),
            ("Asia/Tehran", date(2022, 3, 22), "2022-03-22T01:00:00+04:30"),
        ],
    )
    def test_a_midnight_that_does_not_exist(
        self, zone: str, day: date, opens: str
    ) -> None:
        always = sd.ServiceCalendar.parse("Mo-Su 00:00-24:00", tz=zone)
        early = sd.ServiceCalendar.parse("Mo-Su 00:00-08:00", tz=zone)
        start = sd.localize(datetime.combine(day, datetime.min.time()), zone)

        assert start.isoformat() == opens
        assert always.elapsed(start, always.add(start, 23 * HOUR)) == 23 * HOUR
        assert early.elapsed(start, early.add(start, 7 * HOUR)) == 7 * HOUR
        assert early.add(start, 7 * HOUR).hour == 8

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_the_hours_stay_where_they_are_on_the_wall(self, day: date) -> None:
        office = sd.ServiceCalendar.parse("Mo-Su 09:00-17:00", tz="Europe/Berlin")
        start = sd.localize(datetime.combine(day, datetime.min.time()), office.tz)
        opens = office.next_open(start - 24 * HOUR)

        assert office.next_open(start).hour == 9
        assert office.add(opens, 9 * HOUR).hour == 10

    def test_a_holiday_is_a_date_of_the_calendar_s_zone(self) -> None:
        tokyo = sd.ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00",
            tz="Asia/Tokyo",
            days_off=sd.DaysOff.dates(["2026-01-06"]),
        )

        assert tokyo.elapsed(at("05T15:00"), at("06T15:00")) == 0 * HOUR
        assert tokyo.elapsed(at("06T15:00"), at("07T15:00")) == 8 * HOUR

    def test_the_calendar_s_zone_decides_and_no_other(self) -> None:
        riga = sd.ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Europe/Riga")
        target = within(sd.Metric.RESOLUTION, 1, riga)
        start = at("05T06:00")
        here = start.astimezone(riga.tz)

        assert due(opened(start), target, start) == at("05T08:00")
        assert due(opened(here), target, here) == at("05T08:00")


class TestPauses:
    def test_waiting_for_the_caller_stops_the_clock(self) -> None:
        held = opened().hold(at=at("05T10:00"), by=ANNA, reason="caller")
        resumed = held.resume(at=at("05T12:00"), by=ANNA)
        waiting = sd.measure(held, SOLUTION, now=at("05T12:00"))

        assert (waiting.state, waiting.elapsed) == (sd.SlaState.PAUSED, HOUR)
        assert (waiting.due_at, waiting.due_if_resumed) == (None, at("06T11:00"))
        assert due(resumed, SOLUTION, at("05T13:00")) == at("06T11:00")

    def test_a_pause_costs_the_service_time_it_overlaps(self) -> None:
        friday = at("09T15:00")
        ticket = opened(friday).hold(at=at("09T16:00"), by=ANNA, reason="caller")
        ticket = ticket.resume(at=at("12T10:00"), by=ANNA)
        status = sd.measure(ticket, SOLUTION, now=at("12T10:00"))

        assert status.paused_time == 2 * HOUR
        assert status.paused_wall == 66 * HOUR
        assert status.due_at == at("12T17:00")

    def test_nothing_expires_meanwhile(self) -> None:
        held = opened(group="network").hold(at=at("05T16:59"), by=ANNA, reason="caller")
        agreements = Agreements(
            [
                Agreement("desk", [SOLUTION]),
                Agreement("network", [SOLUTION], kind="ola", while_group="network"),
            ]
        )
        path = EscalationPath([Level("lead", trigger=AtFraction(1))])
        year_later = MONDAY.replace(year=2027)
        statuses = sd.measure_all(held, agreements, now=year_later)

        assert [each.state for each in statuses] == ["paused", "paused"]
        assert [each.breaches_at for each in statuses] == [None, None]
        assert path.plan((held, statuses), now=year_later) == ()


class TestReopening:
    def test_time_while_it_was_solved_is_no_pause(self) -> None:
        ticket = solved(opened(), at("05T11:00"))
        ticket = ticket.reopen(at=at("06T11:00"), by=BORIS)
        status = sd.measure(ticket, SOLUTION, now=at("06T12:00"))

        assert (status.elapsed, status.paused_time) == (3 * HOUR, 0 * HOUR)
        assert [row.kind for row in status.rows] == ["running", "stopped", "running"]

    def test_the_clock_goes_on_where_it_was(self) -> None:
        ticket = solved(opened(), at("05T11:00"))
        ticket = ticket.reopen(at=at("07T09:00"), by=BORIS)

        assert due(ticket, SOLUTION, at("07T09:00")) == at("07T15:00")

    def test_after_a_while_it_is_a_new_ticket(self) -> None:
        ticket = solved(opened(), at("05T11:00")).close(at=at("06T11:00"), by=BORIS)
        week = timedelta(days=7)

        with pytest.raises(sd.TransitionRefusedError, match="more than 168 h"):
            ticket.reopen(at=at("20T11:00"), by=BORIS, window=week)
        new = sd.follow_up(ticket, "INC2", at=at("20T11:00"), by=BORIS)
        assert (new.state, ticket.state) == ("new", "closed")
        assert due(new, SOLUTION, at("20T11:00")) == at("21T11:00")

    def test_a_closed_ticket_has_all_its_figures(self) -> None:
        ticket = solved(opened(), at("06T10:00")).close(at=at("06T10:00"), by=BORIS)
        status = sd.measure(ticket, SOLUTION, now=at("30T10:00"))

        assert status.finished_at == at("06T10:00")
        assert (status.elapsed, status.overrun) == (9 * HOUR, HOUR)
        assert (status.state, status.breaches_at) == ("breached", at("06T09:00"))


class TestChanges:
    def test_another_priority_keeps_the_pauses(self) -> None:
        target = ServiceLevelTarget(
            sd.Metric.RESOLUTION, {1: 2 * HOUR, 3: 8 * HOUR}, DESK
        )
        held = opened(priority=3).hold(at=at("05T10:00"), by=ANNA, reason="caller")
        urgent = held.prioritise(at=at("05T11:00"), by=ANNA, priority=1, reason="loss")
        resumed = urgent.resume(at=at("05T12:00"), by=ANNA)
        status = sd.measure(resumed, target, now=at("05T12:00"))

        assert (status.elapsed, status.paused_time) == (HOUR, 2 * HOUR)
        assert status.due_at == at("05T13:00")

    def test_another_agreement_keeps_the_pauses(self) -> None:
        gold = Condition("service", "==", "gold")
        ours = Agreements(
            [
                Agreement("gold", [within(sd.Metric.RESOLUTION, 2)], applies=gold),
                Agreement("rest", [SOLUTION]),
            ]
        )
        held = opened().hold(at=at("05T10:00"), by=ANNA, reason="caller")
        held = held.change_attributes(
            at=at("05T11:00"), by=ANNA, attributes={"service": "gold"}
        )
        resumed = held.resume(at=at("05T12:00"), by=ANNA)
        [status] = sd.measure_all(resumed, ours, now=at("05T12:00"))

        assert (status.agreement, status.paused_time) == ("gold", 2 * HOUR)
        assert status.due_at == at("05T13:00")

    def test_a_promise_stays_as_it_was_made(self) -> None:
        ticket = opened(priority=3)
        ticket = ticket.promise(at=MONDAY, by=ANNA, due=at("09T12:00"), text="a call")
        ticket = ticket.hold(at=at("05T10:00"), by=ANNA, reason="caller")
        ticket = ticket.prioritise(
            at=at("05T11:00"), by=ANNA, priority=1, reason="loss"
        )

        assert [each.due for each in ticket.open_promises] == [at("09T12:00")]

    def test_no_target_is_not_a_missed_one(self) -> None:
        target = ServiceLevelTarget(sd.Metric.RESOLUTION, {1: HOUR, 4: None}, DESK)
        agreement = Agreement("desk", [FIRST, target])
        statuses = sd.measure_all(opened(priority=4), agreement, now=at("30T12:00"))

        assert [str(each.metric) for each in statuses] == ["first_response"]

    def test_targets_that_no_longer_apply_are_called_off(self) -> None:
        support = Condition("group", "==", "support")
        ours = Agreements(
            [
                Agreement("support", [FIRST, NEXT, SOLUTION], applies=support),
                Agreement("sales", [FIRST]),
            ]
        )
        ticket = opened(group="support")
        ticket = ticket.assign(at=at("05T10:00"), by=ANNA, group="sales")
        states = {
            (each.agreement, str(each.metric)): str(each.state)
            for each in sd.measure_all(ticket, ours, now=at("30T12:00"))
        }

        assert states == {
            ("support", "next_response"): "cancelled",
            ("support", "resolution"): "cancelled",
            ("sales", "first_response"): "breached",
        }

    def test_without_an_agreement_nothing_is_due(self) -> None:
        late = at("30T12:00")
        agreements = Agreements([Agreement("desk", [SOLUTION])])

        assert [
            each.is_breached for each in sd.measure_all(opened(), agreements, now=late)
        ]
        assert sd.measure_all(opened(), Agreements([]), now=late) == ()

    def test_a_merged_ticket_escalates_nothing(self) -> None:
        ticket = opened().merge(at=at("05T10:00"), by=ANNA, into="INC0")
        path = EscalationPath(
            [Level("lead", trigger=After(HOUR)), Level("boss", trigger=AtFraction(1))]
        )
        status = sd.measure(ticket, SOLUTION, now=at("30T12:00"))

        assert (status.state, status.is_breached) == ("cancelled", False)
        assert path.plan((ticket, status), now=at("30T12:00")) == ()


class TestGroups:
    TICKET = (
        opened(group="desk")
        .assign(at=at("05T14:00"), by=ANNA, group="network")
        .assign(at=at("06T11:00"), by=ANNA, group="desk")
    )

    def test_the_time_of_a_group_counts_from_when_it_has_the_ticket(self) -> None:
        ola = Agreement("network", [SOLUTION], kind="ola", while_group="network")
        [status] = sd.measure_all(self.TICKET, ola, now=at("05T15:00"))

        assert status.started_at == at("05T14:00")
        assert status.due_at == at("06T14:00")

    def test_each_tier_has_its_own_clock(self) -> None:
        olas = Agreements(
            Agreement(group, [SOLUTION], kind="ola", while_group=group)
            for group in ("desk", "network")
        )
        times = {
            each.agreement: [cycle.elapsed for cycle in each.cycles]
            for each in sd.measure_all(self.TICKET, olas, now=at("06T12:00"))
        }

        assert times == {"desk": [5 * HOUR, HOUR], "network": [5 * HOUR]}

    def test_the_time_of_each_tier_is_told(self) -> None:
        tiers = {"desk": 1, "network": 2}
        found = attribution(self.TICKET, DESK, now=at("06T12:00"), tiers=tiers)

        assert {tier: share.service for tier, share in found.by("tier").items()} == {
            1: 6 * HOUR,
            2: 5 * HOUR,
        }


class TestResponses:
    def test_the_first_answer_ends_the_wait(self) -> None:
        ticket = opened().reply(at=at("05T10:00"), by=ANNA)
        status = sd.measure(ticket, FIRST, now=at("30T10:00"))

        assert (status.state, status.next_change_at) == ("met", None)

    def test_nobody_waits_after_an_answer(self) -> None:
        ticket = opened().reply(at=at("05T10:00"), by=ANNA)
        asked = ticket.receive(at=at("05T11:00"), by=BORIS)
        answered = asked.reply(at=at("05T12:00"), by=ANNA)
        late = at("30T10:00")

        assert sd.measure(ticket, NEXT, now=late).state == "not_started"
        assert sd.measure(asked, NEXT, now=late).state == "breached"
        assert sd.measure(answered, NEXT, now=late).state == "met"

    @pytest.mark.parametrize(
        "metric", [sd.Metric.NEXT_RESPONSE, sd.Metric.PERIODIC_UPDATE]
    )
    def test_updates_are_timed_after_the_first_response(
        self, metric: sd.Metric
    ) -> None:
        update = within(metric, 1)
        asked = opened().receive(at=at("05T10:00"), by=BORIS)

        assert due(asked, update, at("05T10:30")) is None
        assert due(asked, FIRST, at("05T10:30")) == at("05T11:00")

    def test_a_message_waits_whichever_way_it_came(self) -> None:
        ticket = opened().reply(at=at("05T10:00"), by=ANNA)
        for channel in ("mail", "portal", None):
            asked = ticket.receive(at=at("05T11:00"), by=BORIS, channel=channel)
            assert due(asked, NEXT, at("05T11:00")) == at("05T13:00")

    def test_a_note_answers_if_the_target_says_so(self) -> None:
        ticket = opened().note(at=at("05T10:00"), by=ANNA)
        noted = within(sd.Metric.FIRST_RESPONSE, 2, notes_answer=True)

        assert sd.measure(ticket, FIRST, now=at("05T10:00")).state == "running"
        assert sd.measure(ticket, noted, now=at("05T10:00")).state == "met"

    def test_an_answer_is_no_resolution(self) -> None:
        ticket = opened().reply(at=at("05T10:00"), by=ANNA)
        ticket = ticket.hold(at=at("05T10:00"), by=ANNA, reason="caller")
        states = [
            sd.measure(ticket, target, now=at("05T12:00")).state
            for target in (FIRST, SOLUTION)
        ]

        assert states == ["met", "paused"]


def after(who: str, minutes: float, **options: Any) -> Level:
    return Level(who, trigger=After(minutes * MINUTE), **options)


def minutes(path: EscalationPath, now: float = 0, **options: Any) -> list[Any]:
    """The minutes since the opening at which a path's steps come."""
    steps = path.plan(opened(), now=MONDAY + now * MINUTE, **options)
    return [(step.at - MONDAY) / MINUTE for step in steps]


class TestEscalation:
    CHAIN = EscalationPath([after("anna", 0), after("dora", 5), after("clara", 10)])

    def test_a_step_waits_as_long_as_it_says(self) -> None:
        assert minutes(self.CHAIN) == [0, 5, 15]

    @pytest.mark.parametrize("wait", [0.5, 45, 1441])
    def test_a_wait_is_of_any_length(self, wait: float) -> None:
        assert minutes(EscalationPath([after("anna", 0), after("dora", wait)])) == [
            0,
            wait,
        ]

    def test_at_night_a_step_waits_for_the_opening(self) -> None:
        path = EscalationPath([after("anna", 9 * 60, hours=DESK)])
        [step] = path.plan(opened(), now=MONDAY)

        assert step.at == at("06T09:00")

    def test_what_was_missed_is_due_after_a_restart(self) -> None:
        path = EscalationPath([after("anna", 0), after("dora", 9 * 60, hours=DESK)])
        state = EscalationState(MONDAY).with_fired(
            path.due(opened(), state=None, now=MONDAY)
        )
        steps = path.due(opened(), state=state, now=at("07T12:00"))

        assert [step.targets for step in steps] == [("dora",)]
        assert [step.at for step in steps] == [at("06T09:00")]
        done = state.with_fired(steps)
        assert path.due(opened(), state=done, now=at("07T12:00")) == ()

    def test_one_level_may_be_told_again_alone(self) -> None:
        again = after("dora", 5, repeat_every=10 * MINUTE, repeats=2)
        path = EscalationPath([after("anna", 0), again])
        steps = path.plan(opened(), now=MONDAY)

        assert [step.targets for step in steps] == [("anna",), *3 * [("dora",)]]
        assert minutes(path) == [0, 5, 15, 25]

    def test_it_goes_on_unless_somebody_acknowledges(self) -> None:
        state = EscalationState(MONDAY)
        done = state.with_fired(self.CHAIN.due(opened(), state=state, now=MONDAY))

        assert minutes(self.CHAIN, 1, state=done) == [5, 15]
        heard = done.acknowledge("anna", at=MONDAY + MINUTE)
        assert minutes(self.CHAIN, 1, state=heard) == []

    def test_nothing_comes_after_an_acknowledgement(self) -> None:
        again = after("anna", 0, repeat_every=MINUTE, repeats=5)
        path = EscalationPath([again, after("dora", 3)], repeats=2)
        state = EscalationState(MONDAY)
        state = state.with_fired(path.due(opened(), state=state, now=MONDAY))
        state = state.acknowledge("anna", at=MONDAY)

        assert path.due(opened(), state=state, now=at("30T09:00")) == ()

    def test_a_level_that_is_never_reached_is_found(self) -> None:
        path = EscalationPath(
            [
                Level("lead", trigger=Channel({"media"})),
                Level("boss", trigger=Channel({"media", "regulator"})),
            ]
        )
        late = EscalationPath.parse("80% lead; 50% boss")

        assert [each.code for each in path.check()] == ["escalation.unreachable"]
        assert [each.code for each in late.check()] == ["escalation.order"]

    def test_a_count_that_is_reached_makes_its_level_come(self) -> None:
        path = EscalationPath([Level("lead", trigger=Contacts(3))])
        ticket = opened().receive(at=MONDAY + MINUTE, by=BORIS)

        assert path.plan(ticket, now=at("30T09:00")) == ()
        ticket = ticket.receive(at=MONDAY + 2 * MINUTE, by=BORIS)
        [step] = path.plan(ticket, now=at("30T09:00"))
        assert step.at == MONDAY + 2 * MINUTE

    def test_a_step_out_of_turn_says_which_it_is(self) -> None:
        state = EscalationState(MONDAY)
        state = state.with_fired(self.CHAIN.due(opened(), state=state, now=MONDAY))
        step = self.CHAIN.force(opened(), state=state, now=MONDAY + MINUTE)

        assert (step.level, step.targets, step.is_forced) == (2, ("dora",), True)
        assert step.key not in {each.key for each in state.fired}

    def test_each_may_have_to_acknowledge(self) -> None:
        both = Level(["anna", "dora"], repeat_every=5 * MINUTE, repeats=1)
        path = EscalationPath([both], ack="all")
        state = EscalationState(MONDAY)
        state = state.with_fired(path.due(opened(), state=state, now=MONDAY))
        state = state.acknowledge("anna", at=MONDAY + MINUTE)
        later = MONDAY + 5 * MINUTE

        assert [
            step.targets for step in path.due(opened(), state=state, now=later)
        ] == [("dora",)]

    def test_a_level_looks_at_the_clock_it_names(self) -> None:
        own = within(sd.Metric.TIME_TO_OWN, 1)
        path = EscalationPath(
            [Level("lead", trigger=AtFraction(1, metric=sd.Metric.TIME_TO_OWN))]
        )
        ticket = opened()
        agreement = Agreement("desk", [own, SOLUTION])
        statuses = sd.measure_all(ticket, agreement, now=MONDAY)
        [step] = path.plan((ticket, statuses), now=MONDAY)

        assert step.at == at("05T10:00")


def references() -> Iterator[str]:
    for tracker, numbers in COMPLAINTS.items():
        for number in numbers.split():
            yield f"{tracker}#{number}"


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The tests of a file, with their classes."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            functions = (
                each for each in node.body if isinstance(each, ast.FunctionDef)
            )
            names |= {f"{node.name}::{each.name}" for each in functions}
    return frozenset(name for name in names if re.search(r"(^|::)test_", name))


class TestTable:
    def test_every_complaint_has_one_answer(self) -> None:
        answered = [each for answer in ANSWERS for each in answer.references.split()]

        assert sorted(answered) == sorted(set(answered) | set(references()))

    @pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.about)
    def test_an_answer_is_tests_that_exist_or_a_reason(self, answer: Answer) -> None:
        assert answer.tests or answer.reason
        for name in answer.tests:
            file, _, test = name.rpartition(".py::")
            path = TESTS / f"{file}.py" if file else Path(__file__)
            assert test in functions_of(path)

    def test_every_test_of_this_file_answers_something(self) -> None:
        named = {name for answer in ANSWERS for name in answer.tests}
        ours = {
            each for each in functions_of(Path(__file__)) if "TestTable" not in each
        }

        assert ours == {name for name in named if ".py::" not in name}

"""What escalation paths want done, and when."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    ServiceDeskError,
    WrongTypeError,
)
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Channel,
    Contacts,
    EscalationPath,
    EscalationState,
    Layer,
    Level,
    LowScore,
    Missed,
    OnExhausted,
    Remaining,
    Reopenings,
    Rota,
    Situation,
    Step,
    Transfers,
)
from servicedesk_core.tickets import EscalationKind, Ticket
from servicedesk_core.timeline import Interval
from unit.escalation.path_cases import (
    ANNA,
    BORIS,
    HOUR,
    MINUTE,
    START,
    Roster,
    at,
    clock,
    minutes,
    on,
    opened,
    planned,
    polled,
    solved,
    told,
    wait,
)

LADDER = EscalationPath([wait("lead"), wait("tier 2", 30), wait("manager", 60)])
SHARES = EscalationPath.parse("50% notify lead; 80% tier 2; 120% manager")
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")


class TestWaits:
    def test_a_wait_counts_from_the_notification_of_the_level_before(self) -> None:
        assert [(0, 1), (30, 2), (90, 3)] == planned(LADDER)

    def test_a_wait_since_the_start_does_not(self) -> None:
        path = EscalationPath.parse("15m lead; 30m tier 2; 1h manager")

        assert [(15, 1), (30, 2), (60, 3)] == planned(path)

    def test_it_starts_with_the_ticket(self) -> None:
        assert [(5, 1), (35, 2), (95, 3)] == planned(LADDER, opened(5), now=5)

    def test_it_starts_with_the_state_if_there_is_one(self) -> None:
        assert [(7, 1), (37, 2), (97, 3)] == planned(
            LADDER, state=EscalationState(at(7))
        )

    def test_it_starts_with_the_clock_that_started_first(self) -> None:
        late = clock(60, (20, "requester_message"), metric="first_response")

        assert [(0, 1), (30, 2), (90, 3)] == planned(LADDER, [late], now=60)

    def test_a_clock_that_has_not_started_starts_nothing(self) -> None:
        status = clock(-5)

        assert () == LADDER.plan(status, now=at(-5))
        assert () == LADDER.due(status, state=None, now=at(-5))

    def test_service_time_counts_with_a_calendar(self) -> None:
        path = EscalationPath([on("lead", After(10 * HOUR, calendar=DESK))])

        assert [(26 * 60, 1)] == planned(path)

    def test_hours_that_end_before_give_no_step(self) -> None:
        once = ServiceCalendar("Mo 09:00-10:00", tz="UTC") - ServiceCalendar.versions(
            {"2026-01-06": ServiceCalendar.always()}
        )
        path = EscalationPath([on("lead", After(2 * HOUR, calendar=once))])

        assert [] == planned(path)

    def test_a_wait_beyond_the_last_year_gives_no_step(self) -> None:
        path = EscalationPath([wait("lead"), on("boss", After(timedelta.max))])

        assert [(0, 1)] == planned(path)

    def test_instants_are_those_of_real_time_where_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2026, 3, 29, 1, 30, tzinfo=berlin)
        path = EscalationPath([wait("lead", 60)])
        (step,) = path.plan(opened(), state=EscalationState(start), now=start)

        assert datetime(2026, 3, 29, 3, 30, tzinfo=berlin) == step.at
        assert berlin is step.at.tzinfo


class TestSteps:
    def test_a_step_tells_all_about_itself(self) -> None:
        path = EscalationPath.parse("15m tier 2")

        assert (
            Step(1, EscalationKind.FUNCTIONAL, ("tier 2",), at(15), "1.1.1.1"),
        ) == path.plan(opened(), now=START)

    def test_a_step_by_a_clock_names_it(self) -> None:
        status = clock(0, agreement="gold")
        (step, *_) = SHARES.plan(status, now=START)

        assert ("gold/resolution", "1.1.1.1@gold/resolution") == (step.clock, step.key)

    def test_keys_are_different(self) -> None:
        path = EscalationPath(
            [wait("lead", 5, repeat_every=MINUTE, repeats=2), wait("boss", 9)],
            repeats=2,
            repeat_after=MINUTE,
        )
        keys = [step.key for step in path.plan(opened(), now=START)]

        assert 12 == len(keys) == len(set(keys))

    def test_text(self) -> None:
        roster = Roster(())
        path = EscalationPath(
            [Level(("lead", "duty")), Level(roster, kind="functional")]
        )
        lines = [str(step) for step in path.plan(opened(), now=START)]

        assert [
            "2026-01-05T09:00:00+00:00 level 1 (hierarchical): lead, duty",
            "2026-01-05T09:00:00+00:00 level 2 (functional): nobody on call",
        ] == lines


class TestTargets:
    def test_a_rota_gives_who_is_on_call_then(self) -> None:
        roster = Roster(((0, ("anna",)), (30, ("boris", "clara"))))
        path = EscalationPath([wait("lead"), Level((roster, "boris"))])
        first, second = path.plan(opened(), now=START)
        late = EscalationPath([Level(roster, trigger=After(30 * MINUTE))])

        assert ("lead",) == first.targets
        assert ("anna", "boris") == second.targets
        assert ("boris", "clara") == late.plan(opened(), now=START)[0].targets

    def test_what_is_overdue_goes_to_who_is_on_call_now(self) -> None:
        roster = Roster(((0, ("anna",)), (30, ("boris",))))
        (step,) = EscalationPath([Level(roster)]).plan(opened(), now=at(40))

        assert (START, ("boris",)) == (step.at, step.targets)

    def test_a_rota_of_ours_will_do(self) -> None:
        layer = Layer(["anna", "boris"], start=START, every=HOUR)
        path = EscalationPath([Level(Rota([layer])), wait("boss", 90)])
        (step, _) = path.plan(opened(), now=START)

        assert ("anna",) == step.targets
        assert ("boris",) == path.plan(opened(), now=at(61))[0].targets

    def test_a_level_without_anyone_on_call_is_told_of_and_takes_its_time(self) -> None:
        path = EscalationPath([wait("lead"), Level(Roster(())), wait("boss", 10)])
        steps = path.plan(opened(), now=START)

        assert [False, True, False] == [step.nobody_on_call for step in steps]
        assert () == steps[1].targets
        assert [(0, 1), (0, 2), (10, 3)] == minutes(steps)

    def test_nobody_is_told_twice_by_one_step(self) -> None:
        path = EscalationPath([Level(("anna", Roster(((0, ("anna", "boris")),))))])

        assert ("anna", "boris") == path.plan(opened(), now=START)[0].targets


class TestConditions:
    def test_a_level_whose_condition_fails_is_passed_over(self) -> None:
        path = EscalationPath(
            [
                wait("lead"),
                wait("duty", 10, condition=lambda ticket: ticket.priority == 1),
                wait("boss", 20),
            ]
        )

        assert [(0, 1), (10, 2), (30, 3)] == planned(path, opened(priority=1))
        assert [(0, 1), (20, 3)] == planned(path, opened(priority=2))

    def test_without_a_ticket_it_is_asked_with_the_first_status(self) -> None:
        asked: list[object] = []
        path = EscalationPath([wait("lead", condition=asked.append)])
        statuses = (clock(0), clock(0, metric="first_response"))

        assert [] == planned(path, statuses)
        assert [statuses[0]] == asked

    def test_a_path_none_of_whose_levels_applies_wants_nothing(self) -> None:
        path = EscalationPath(
            [wait("lead", condition=lambda _: False)],
            repeats=3,
            default="boss",
            on_exhausted="notify_default",
        )

        assert [] == planned(path)


class TestHours:
    def test_a_step_waits_for_the_opening(self) -> None:
        path = EscalationPath([wait("lead", 9 * 60, hours=DESK), wait("boss", 30)])

        assert [(24 * 60, 1), (24 * 60 + 30, 2)] == planned(path)

    def test_repeats_do_not_gather_at_the_opening(self) -> None:
        level = wait("lead", 9 * 60, hours=DESK, repeat_every=20 * MINUTE, repeats=1)

        assert [(24 * 60, 1), (24 * 60 + 20, 1)] == planned(EscalationPath([level]))

    def test_hours_that_never_open_give_no_step(self) -> None:
        once = DESK - ServiceCalendar.versions({"2026-01-05": ServiceCalendar.always()})

        assert [(0, 2)] == planned(
            EscalationPath([wait("lead", hours=once), on("boss", After(since="start"))])
        )


class TestRepeats:
    def test_a_level_is_told_again(self) -> None:
        path = EscalationPath(
            [wait("lead", 5, repeat_every=10 * MINUTE, repeats=2), wait("boss", 15)]
        )

        assert [(5, 1), (15, 1), (20, 2), (25, 1)] == planned(path)

    def test_a_further_pass_begins_at_the_end_of_the_one_before(self) -> None:
        path = EscalationPath([wait("lead", 5), wait("boss", 10)], repeats=1)

        assert [(5, 1), (15, 2), (20, 1), (30, 2)] == planned(path)

    def test_a_pass_lasts_until_the_last_repeat(self) -> None:
        path = EscalationPath(
            [wait("lead", repeat_every=30 * MINUTE, repeats=1), wait("boss", 10)],
            repeats=1,
            repeat_after=MINUTE,
        )

        assert [(0, 1), (10, 2), (30, 1), (31, 1), (41, 2), (61, 1)] == planned(path)

    def test_a_time_since_the_start_counts_from_the_pass(self) -> None:
        path = EscalationPath(
            EscalationPath.parse("15m lead; 30m boss").levels,
            repeats=1,
            repeat_after=10 * MINUTE,
        )

        assert [(15, 1), (30, 2), (55, 1), (70, 2)] == planned(path)

    def test_a_share_used_up_comes_at_once_in_a_further_pass(self) -> None:
        path = EscalationPath(
            [on("lead", AtFraction(1)), wait("boss", 30)], repeats=1, repeat_after=HOUR
        )

        assert [(100, 1), (130, 2), (190, 1), (220, 2)] == planned(path, clock(0))

    def test_a_pass_does_not_end_before_all_its_instants_are_known(self) -> None:
        path = EscalationPath(
            [wait("lead"), on("boss", AtFraction(1))], repeats=1, repeat_after=HOUR
        )

        assert [(0, 1), (100, 2), (160, 1), (160, 2)] == planned(path, clock(0))
        assert [(0, 1)] == planned(path, clock(20, (10, "paused")), now=20)

    def test_default_targets_are_told_in_the_end(self) -> None:
        path = EscalationPath(
            [wait("lead", 5), wait("boss", 10)],
            repeats=1,
            repeat_after=10 * MINUTE,
            on_exhausted=OnExhausted.NOTIFY_DEFAULT,
            default="director",
        )
        *_, last = path.plan(opened(), now=START)

        assert [(5, 1), (15, 2), (30, 1), (40, 2), (50, 3)] == planned(path)
        assert (("director",), True, "1.2.3.1") == (
            last.targets,
            last.is_final,
            last.key,
        )


class TestShares:
    def test_a_share_of_a_target(self) -> None:
        assert [(50, 1), (80, 2), (120, 3)] == planned(SHARES, clock(0))

    def test_a_paused_clock_makes_nothing_come(self) -> None:
        status = clock(70, (60, "paused"))

        assert [(50, 1)] == planned(SHARES, status, now=70)

    def test_a_pause_moves_what_lies_ahead(self) -> None:
        status = clock(90, (60, "paused"), (75, "resumed"))

        assert [(50, 1), (95, 2), (135, 3)] == planned(SHARES, status, now=90)

    def test_a_time_that_is_left(self) -> None:
        path = EscalationPath(
            [on("lead", Remaining(30 * MINUTE)), on("boss", Remaining(-HOUR))]
        )

        assert [(70, 1), (160, 2)] == planned(path, clock(0))

    def test_a_target_shorter_than_the_time_is_at_its_start(self) -> None:
        path = EscalationPath([on("lead", Remaining(2 * HOUR))])

        assert [(0, 1)] == planned(path, clock(0))

    def test_a_trigger_looks_at_the_clock_of_its_metric(self) -> None:
        path = EscalationPath([on("lead", AtFraction(0.5, metric="first_response"))])
        statuses = [clock(0), clock(0, metric="first_response", within=30)]

        assert [(15, 1)] == planned(path, statuses)
        assert [] == planned(path, statuses[:1])

    def test_without_a_metric_a_level_comes_by_each_clock(self) -> None:
        statuses = [clock(0), clock(0, metric="first_response", within=30)]
        steps = EscalationPath.parse("50% lead; +5m boss").plan(statuses, now=START)

        assert [(15, 1), (20, 2), (50, 1), (55, 2)] == minutes(steps)
        assert [
            "1.1.1.1@first_response",
            "1.1.2.1@first_response",
            "1.1.1.1@resolution",
            "1.1.2.1@resolution",
        ] == [step.key for step in steps]

    def test_an_answer_stops_what_its_clock_made_come(self) -> None:
        path = EscalationPath.parse("50% lead; +5m boss")
        running = [clock(16), clock(16, metric="first_response", within=30)]
        state = EscalationState(START).with_fired(
            path.due(running, state=None, now=at(16))
        )
        answered = [
            clock(30),
            clock(30, (18, "agent_reply"), metric="first_response", within=30),
        ]

        assert [(15, 1)] == told(state)
        assert [(50, 1), (55, 2)] == planned(path, answered, now=30, state=state)

    def test_each_cycle_of_a_clock_comes_anew(self) -> None:
        path = EscalationPath.parse("50% lead; +5m boss")
        first = [(10, "agent_reply"), (20, "requester_message")]
        second = [*first, (50, "agent_reply"), (60, "requester_message")]
        state = polled(path, [50], clock(50, *first, metric="next_response", within=40))
        status = clock(65, *second, metric="next_response", within=40)
        steps = path.plan(status, state=state, now=at(65))

        assert [(40, 1), (45, 2)] == told(state)
        assert [(80, 1), (85, 2)] == minutes(steps)
        assert ["1.1.1.1@next_response#2", "1.1.2.1@next_response#2"] == [
            step.key for step in steps
        ]

    def test_a_step_that_was_done_stays_so_under_another_target(self) -> None:
        path = EscalationPath.parse("50% lead; +5m boss")
        state = polled(path, [50], clock(50))

        assert [(55, 2)] == planned(path, clock(52, within=200), now=52, state=state)

    def test_a_pair_of_ticket_and_statuses(self) -> None:
        path = EscalationPath([on("lead", AtFraction(0.5)), on("boss", Contacts(1))])
        pair = opened(), clock(0)

        assert [(0, 2), (50, 1)] == planned(path, pair)
        assert [(0, 2), (50, 1)] == planned(path, (pair[0], [pair[1]]))
        assert [(0, 2), (50, 1)] == planned(path, Situation(*pair))
        assert [(0, 2)] == planned(path, (pair[0], ()))


class TestEvents:
    def test_counts(self) -> None:
        path = EscalationPath(
            [on("a", Reopenings(1)), on("b", Transfers(2)), on("c", Contacts(3))]
        )
        ticket = opened(requester="boris", group="web")
        steps: list[tuple[str, dict[str, Any]]] = [
            ("receive", {"by": BORIS}),
            ("assign", {"by": ANNA, "group": "net"}),
            ("receive", {"by": BORIS}),
            ("assign", {"by": ANNA, "group": "db"}),
        ]
        for minute, (command, fields) in enumerate(steps, start=1):
            ticket = getattr(ticket, command)(at=at(minute), **fields)
        ticket = solved(ticket, 5).reopen(at=at(6), by=ANNA, reason="again")

        assert [(3, 3), (4, 2), (6, 1)] == planned(path, ticket, now=10)
        assert [(3, 3)] == planned(path, ticket, now=3)

    def test_a_level_that_an_event_makes_come_holds_up_no_other(self) -> None:
        path = EscalationPath(
            [on("lead", AtFraction(0.5)), on("owner", Transfers(1)), *SHARES.levels[2:]]
        )

        assert [(50, 1), (120, 3)] == planned(path, (opened(), clock(0)))

    def test_a_wait_after_it_waits_for_it(self) -> None:
        path = EscalationPath(
            [wait("lead"), on("owner", Contacts(2)), wait("boss", 30)], repeats=1
        )
        ticket = opened(requester="boris").receive(at=at(7), by=BORIS)

        assert [(0, 1), (0, 1)] == planned(path)
        assert [(0, 1), (0, 1), (7, 2), (37, 3)] == planned(path, ticket, now=10)

    def test_an_event_counts_in_one_pass(self) -> None:
        path = EscalationPath(
            [
                wait("lead"),
                on("owner", Contacts(2)),
                wait("duty", 20),
                on("boss", After(10 * MINUTE, since="start")),
            ],
            repeats=2,
        )
        ticket = opened(requester="boris")
        early, late = (ticket.receive(at=at(each), by=BORIS) for each in (10, 11))

        passes = [(0, 1), (10, 1), (10, 4), (20, 1), (20, 4), (30, 4)]
        assert sorted([*passes, (10, 2), (30, 3)]) == sorted(
            planned(path, early, now=11)
        )
        assert sorted([*passes, (11, 2), (31, 3)]) == sorted(
            planned(path, late, now=11)
        )
        keys = [
            [step.key for step in path.plan(each, now=at(11)) if step.level in {2, 3}]
            for each in (early, late)
        ]
        assert [["1.1.2.1", "1.1.3.1"], ["1.2.2.1", "1.2.3.1"]] == keys

    def test_one_told_after_its_pass_belongs_to_it(self) -> None:
        late = ServiceCalendar.parse("Mo 09:30-10:00", tz="UTC")
        path = EscalationPath(
            [on("owner", Contacts(2), hours=late), on("boss", After(since="start"))],
            repeats=1,
            repeat_after=20 * MINUTE,
        )
        ticket = opened(requester="boris").receive(at=START, by=BORIS)
        steps = path.plan(ticket, now=START)

        assert [(0, 2), (20, 2), (30, 1)] == minutes(steps)
        assert "1.1.1.1" == steps[-1].key

    def test_events_alone_make_no_passes(self) -> None:
        path = EscalationPath(
            [on("boss", Contacts(2))],
            repeats=3,
            on_exhausted="notify_default",
            default="director",
        )
        ticket = opened(requester="boris").receive(at=at(7), by=BORIS)

        assert [(7, 1)] == planned(path, ticket, now=7)

    def test_what_happened_before_the_start_counts_from_it(self) -> None:
        path = EscalationPath([on("lead", Contacts(1))])

        assert [(9, 1)] == planned(path, now=9, state=EscalationState(at(9)))


class TestChannels:
    PATH = EscalationPath(
        [
            wait("lead"),
            wait("tier 2", 30),
            on("press officer", Channel({"media", "executive"})),
            wait("director", 30),
        ]
    )

    def test_a_channel_jumps_to_its_level(self) -> None:
        ticket = opened().receive(at=at(10), by=BORIS, channel="media")

        assert [(0, 1), (10, 3), (40, 4)] == planned(self.PATH, ticket, now=10)

    def test_any_other_does_not(self) -> None:
        ticket = opened().receive(at=at(10), by=BORIS, channel="phone")

        assert [(0, 1), (30, 2)] == planned(self.PATH, ticket, now=10)

    def test_at_the_opening_it_leaves_out_all_below(self) -> None:
        assert [(0, 3), (30, 4)] == planned(self.PATH, opened(channel="executive"))

    def test_it_leaves_out_repeats_and_shares_not_known_yet(self) -> None:
        path = EscalationPath(
            [
                wait("lead", repeat_every=7 * MINUTE, repeats=3),
                on("tier 2", AtFraction(0.5)),
                on("press officer", Channel("media")),
            ],
            repeats=1,
            repeat_after=HOUR,
        )
        ticket = opened().receive(at=at(10), by=BORIS, channel="media")
        paused = clock(10, (5, "paused"))

        assert [(0, 1), (7, 1), (10, 3), (70, 1), (77, 1), (84, 1), (91, 1)] == planned(
            path, (ticket, paused), now=10
        )

    def test_the_highest_one_wins(self) -> None:
        path = EscalationPath(
            [on("a", Channel("media")), on("b", Channel("media")), wait("c", 5)]
        )

        assert [(0, 2), (5, 3)] == planned(path, opened(channel="media"))


class TestSubjectsThatAreOver:
    @pytest.mark.parametrize(
        "end",
        [
            lambda ticket: solved(ticket, 5),
            lambda ticket: solved(ticket, 5).close(at=at(6), by=ANNA),
            lambda ticket: ticket.cancel(at=at(5), by=ANNA, reason="mistake"),
            lambda ticket: ticket.merge(at=at(5), by=ANNA, into="INC1"),
        ],
        ids=["resolved", "closed", "cancelled", "merged"],
    )
    def test_they_escalate_nothing(self, end: Callable[[Ticket], Ticket]) -> None:
        ticket = end(opened())

        assert [] == planned(LADDER, ticket, now=60)
        assert [] == planned(SHARES, (ticket, clock(60)), now=60)
        # Before that they did.
        assert [(0, 1), (30, 2), (90, 3)] == planned(LADDER, ticket, now=4)

    @pytest.mark.parametrize("end", ["resolved", "closed", "cancelled"])
    def test_nor_do_clocks(self, end: str) -> None:
        status = clock(70, (60, end))

        assert [] == planned(SHARES, status, now=70)
        assert [] == planned(LADDER, status, now=70)

    def test_clocks_that_stopped_leave_waits_alone_while_one_runs(self) -> None:
        answered = clock(20, (10, "agent_reply"), metric="first_response")

        assert [(0, 1), (30, 2), (90, 3)] == planned(
            LADDER, [clock(20), answered], now=20
        )
        assert [(0, 1), (30, 2), (90, 3)] == planned(
            LADDER, (opened(), answered), now=20
        )

    def test_a_ticket_reopened_goes_on(self) -> None:
        ticket = solved(opened(), 5).reopen(at=at(50), by=ANNA, reason="again")

        assert [(0, 1), (30, 2), (90, 3)] == planned(LADDER, ticket, now=60)


class TestLowScores:
    PATH = EscalationPath(
        [on("lead", LowScore(2)), wait("boss", 10)], repeats=1, repeat_after=MINUTE
    )

    def surveyed(self, score: float) -> Ticket:
        return solved(opened(), 5).survey(at=at(20), by=BORIS, score=score)

    def test_a_low_score_is_told_though_the_ticket_is_over(self) -> None:
        assert [(20, 1)] == planned(self.PATH, self.surveyed(2), now=30)
        closed = self.surveyed(1).close(at=at(25), by=ANNA)
        assert [(20, 1)] == planned(self.PATH, closed, now=30)

    def test_a_better_one_is_not(self) -> None:
        assert [] == planned(self.PATH, self.surveyed(2.5), now=30)

    def test_nor_is_any_once_the_ticket_was_merged(self) -> None:
        merged = self.surveyed(1).merge(at=at(25), by=ANNA, into="INC1")

        assert [] == planned(self.PATH, merged, now=30)

    def test_its_wait_goes_on_once_the_ticket_is_reopened(self) -> None:
        again = self.surveyed(1).reopen(at=at(22), by=ANNA, reason="again")

        assert [(20, 1), (30, 2)] == planned(self.PATH, again, now=25)


class TestDue:
    def test_it_is_due_at_its_instant_and_not_before(self) -> None:
        state = polled(LADDER, [0])
        tick = timedelta(microseconds=1)

        assert () == LADDER.due(opened(), state=state, now=at(30) - tick)
        assert [(30, 2)] == minutes(LADDER.due(opened(), state=state, now=at(30)))

    def test_what_was_done_is_not_due_again(self) -> None:
        assert [(0, 1), (30, 2)] == told(polled(LADDER, [0, 0, 10, 30, 30, 31]))

    def test_each_missed_step_is_due_once(self) -> None:
        assert [(0, 1), (30, 2), (90, 3)] == told(polled(LADDER, [200, 200]))

    @pytest.mark.parametrize("missed", [Missed.LATEST, "latest"])
    def test_or_the_latest_alone(self, missed: str) -> None:
        assert [(30, 2)] == told(polled(LADDER, [40, 41], missed=missed))
        assert [(30, 2), (90, 3)] == told(polled(LADDER, [40, 41, 90], missed=missed))

    def test_the_latest_of_two_at_one_instant_is_the_higher(self) -> None:
        path = EscalationPath([wait("lead"), wait("boss")])

        assert [(0, 2)] == told(polled(path, [0, 0, 1], missed="latest"))

    def test_the_latest_is_not_one_before_what_another_clock_made_come(self) -> None:
        path = EscalationPath.parse("50% lead")
        both = [clock(60), clock(60, metric="first_response", within=30)]
        state = polled(path, [60], both, missed="latest")
        answered = clock(70, (65, "agent_reply"), metric="first_response", within=200)

        assert [(50, 1)] == told(state)
        # What lies before the last one done is given up, what lies after it is not.
        lost = [answered, clock(70, metric="resolution", agreement="x", within=90)]
        kept = [answered, clock(70, metric="resolution", agreement="x", within=100)]
        late = at(70)
        assert () == path.due(lost, state=state, now=late, missed="latest")
        assert [(50, 1)] == minutes(
            path.due(kept, state=state, now=late, missed="latest")
        )

    def test_without_a_state_nothing_was_done(self) -> None:
        assert [(0, 1)] == minutes(LADDER.due(opened(), state=None, now=at(5)))


class TestAcknowledgements:
    def test_one_stops_the_climb_for_good(self) -> None:
        state = polled(LADDER, [0]).acknowledge("lead", at=at(10))

        assert [] == planned(LADDER, state=state, now=10)
        assert [] == planned(LADDER, state=state, now=1000)

    def test_it_is_not_known_before(self) -> None:
        state = polled(LADDER, [0]).acknowledge("lead", at=at(10))

        assert [(30, 2), (90, 3)] == planned(LADDER, state=state, now=9)

    def test_what_was_missed_before_it_is_settled(self) -> None:
        state = EscalationState(START).acknowledge("lead", at=at(40))

        assert [] == planned(LADDER, state=state, now=40)

    def test_once_it_runs_out_the_path_restarts_at_level_1(self) -> None:
        path = attrs.evolve(LADDER, ack_timeout=HOUR)
        state = polled(path, [0]).acknowledge("lead", at=at(10))

        assert [(70, 1), (100, 2), (160, 3)] == planned(path, state=state, now=10)
        assert () == path.due(opened(), state=state, now=at(69))
        assert "2.1.1.1" == path.due(opened(), state=state, now=at(70))[0].key

    def test_or_goes_on_at_the_next_level(self) -> None:
        path = attrs.evolve(LADDER, ack_timeout=HOUR, on_ack_timeout="next")
        first = polled(path, [0]).acknowledge("lead", at=at(10))
        none = EscalationState(START).acknowledge("lead", at=at(10))
        last = polled(path, [200]).acknowledge("manager", at=at(210))

        assert [(100, 2), (160, 3)] == planned(path, state=first, now=10)
        assert [(70, 1), (100, 2), (160, 3)] == planned(path, state=none, now=10)
        assert [(270, 1), (300, 2), (360, 3)] == planned(path, state=last, now=210)

    def test_the_next_level_is_one_that_time_makes_come(self) -> None:
        path = EscalationPath(
            [wait("lead"), on("owner", Transfers(1)), on("boss", After(since="start"))],
            ack_timeout=HOUR,
            on_ack_timeout="next",
        )
        state = EscalationState(START).with_fired(
            path.due(opened(), state=None, now=START)[:1]
        )

        assert [(60, 3)] == planned(path, state=state.acknowledge("lead", at=START))

    def test_said_again_in_time_it_lasts_longer(self) -> None:
        path = attrs.evolve(LADDER, ack_timeout=HOUR)
        state = polled(path, [0]).acknowledge("lead", at=at(10))
        longer = state.acknowledge("tier 2", at=at(69))
        late = state.acknowledge("lead", at=at(70))

        assert [(129, 1), (159, 2), (219, 3)] == planned(path, state=longer, now=69)
        assert [(130, 1), (160, 2), (220, 3)] == planned(path, state=late, now=70)
        assert "3.1.1.1" == path.plan(opened(), state=late, now=at(70))[0].key

    def test_those_that_stop_nothing(self) -> None:
        path = attrs.evolve(LADDER, ack="none", ack_timeout=HOUR)
        state = polled(path, [0]).acknowledge("lead", at=at(10))

        assert [(30, 2), (90, 3)] == planned(path, state=state, now=10)


class TestAcknowledgementsOfAll:
    PATH = EscalationPath(
        [
            Level(("anna", "boris"), repeat_every=30 * MINUTE, repeats=2),
            wait("boss", 45),
        ],
        ack="all",
    )

    def names(
        self, state: EscalationState, now: float, path: EscalationPath = PATH
    ) -> list[tuple[float, tuple[str, ...]]]:
        steps = path.plan(opened(), state=state, now=at(now))
        return [(minutes([step])[0][0], step.targets) for step in steps]

    def test_others_go_on_being_told(self) -> None:
        state = polled(self.PATH, [0]).acknowledge("anna", at=at(1))

        assert [(30, ("boris",)), (45, ("boss",)), (60, ("boris",))] == self.names(
            state, 1
        )

    def test_the_climb_stops_once_all_who_were_told_have(self) -> None:
        state = polled(self.PATH, [0]).acknowledge("anna", at=at(1))
        done = state.acknowledge("boris", at=at(2))

        assert [] == self.names(done, 2)

    def test_one_told_later_has_to_speak_too(self) -> None:
        state = polled(self.PATH, [0, 30, 45]).acknowledge("anna", at=at(50))
        both = state.acknowledge("boris", at=at(51))

        assert [] == self.names(both, 52)
        assert [(60, ("boris",))] == self.names(state, 51)
        assert [] == self.names(both.acknowledge("boss", at=at(52)), 52)

    def test_who_speaks_before_anybody_is_told_is_left_out(self) -> None:
        state = EscalationState(START).acknowledge("anna", at=START)

        assert [
            (0, ("boris",)),
            (30, ("boris",)),
            (45, ("boss",)),
            (60, ("boris",)),
        ] == self.names(state, 0)

    def test_a_step_for_nobody_else_is_left_out_and_takes_its_time(self) -> None:
        levels = [Level(("anna", "boris")), wait("anna", 30), wait("boss", 15)]
        path = attrs.evolve(self.PATH, levels=levels)
        state = polled(path, [0]).acknowledge("anna", at=at(1))

        assert [(45, ("boss",))] == self.names(state, 1, path)

    def test_who_should_have_been_told_counts_as_told(self) -> None:
        path = attrs.evolve(self.PATH, levels=[wait("anna"), wait("boris", 30)])
        state = EscalationState(START).acknowledge("anna", at=at(5))

        assert [] == self.names(state, 5, path)
        assert [(0, ("anna",)), (30, ("boris",))] == self.names(state, 4, path)

    def test_who_took_care_of_a_step_is_not_told_of_it_later(self) -> None:
        path = attrs.evolve(
            self.PATH,
            levels=[wait("anna"), wait("boris"), wait("boss", 90)],
            ack_timeout=HOUR,
        )
        state = EscalationState(START).acknowledge("anna", at=at(5))

        assert [(0, ("boris",)), (90, ("boss",))] == self.names(state, 80, path)

    def test_whoever_was_told_in_fact_has_to_speak(self) -> None:
        roster = Roster(((0, ("anna",)), (30, ("boris",))))
        path = attrs.evolve(self.PATH, levels=[Level(roster), wait("boss", 60)])
        late = polled(path, [40])

        assert [(60, ("boss",))] == self.names(
            late.acknowledge("anna", at=at(41)), 41, path
        )
        assert [] == self.names(late.acknowledge("boris", at=at(41)), 41, path)
        # Until anybody was told it is up to who is on call then.
        early = late.acknowledge("anna", at=at(39))
        assert [(60, ("boss",))] == self.names(early, 41, path)
        assert [] == self.names(late.acknowledge("boris", at=at(39)), 41, path)

    def test_a_level_with_nobody_on_call_is_still_told_of(self) -> None:
        path = attrs.evolve(self.PATH, levels=[Level(Roster(()))])
        state = EscalationState(START).acknowledge("anna", at=START)

        assert [(0, ())] == self.names(state, 0, path)

    def test_each_runs_out_by_itself(self) -> None:
        path = attrs.evolve(self.PATH, ack_timeout=40 * MINUTE)
        state = polled(path, [0]).acknowledge("anna", at=at(1))

        assert [
            (30, ("boris",)),
            (45, ("boss",)),
            (60, ("anna", "boris")),
        ] == self.names(state, 1, path)

    def test_the_climb_restarts_when_the_first_one_runs_out(self) -> None:
        path = attrs.evolve(self.PATH, ack_timeout=40 * MINUTE)
        state = polled(path, [0]).acknowledge("anna", at=at(1))
        both = state.acknowledge("boris", at=at(20))

        assert [
            (41, ("anna",)),
            (71, ("anna", "boris")),
            (86, ("boss",)),
            (101, ("anna", "boris")),
        ] == self.names(both, 20, path)

    def test_said_again_it_lasts_longer(self) -> None:
        path = attrs.evolve(self.PATH, ack_timeout=40 * MINUTE)
        state = polled(path, [0]).acknowledge("anna", at=at(1))
        both = state.acknowledge("boris", at=at(20)).acknowledge("anna", at=at(39))

        assert (60, ("boris",)) == self.names(both, 39, path)[0]

    def test_one_who_takes_care_after_a_restart_stops_it_again(self) -> None:
        path = attrs.evolve(self.PATH, ack_timeout=40 * MINUTE)
        state = polled(path, [0]).acknowledge("anna", at=at(1))
        both = state.acknowledge("boris", at=at(20))
        again = polled(path, [41], state=both).acknowledge("anna", at=at(42))

        # He speaks until 60, she until 82.
        assert [(82, ("anna", "boris")), (112, ("anna", "boris"))] == self.names(
            again, 42, path
        )[:2]


class TestMaintenance:
    def held(self, *spans: tuple[float, float], **rest: Any) -> EscalationPath:
        suspended = [Interval(at(start), at(end)) for start, end in spans]
        return attrs.evolve(LADDER, suspended=suspended, **rest)

    def test_a_path_that_starts_meanwhile_starts_when_it_ends(self) -> None:
        assert [(60, 1), (90, 2), (150, 3)] == planned(self.held((-10, 60)))
        assert [(60, 1), (90, 2), (150, 3)] == planned(self.held((0, 60)))
        assert [(0, 1), (30, 2), (90, 3)] == planned(self.held((-60, 0)))

    def test_it_restarts_a_climb_at_level_1(self) -> None:
        path = self.held((30, 50))

        assert [(0, 1), (50, 1), (80, 2), (140, 3)] == planned(path)
        assert ["1.1.1.1", "2.1.1.1"] == [
            step.key for step in path.plan(opened(), now=START)[:2]
        ]

    def test_several_do_so_one_after_another(self) -> None:
        path = self.held((60, 70), (20, 40), (30, 50))

        assert [(0, 1), (50, 1), (70, 1), (100, 2), (160, 3)] == planned(path)

    def test_nothing_is_due_meanwhile(self) -> None:
        path = self.held((20, 50))
        late = planned(path, now=30)

        assert () == path.due(opened(), state=None, now=at(30))
        # What was missed waits as well.
        assert [(50, 1), (50, 1), (80, 2), (140, 3)] == late
        assert [(0, 1), (50, 1)] == minutes(path.due(opened(), state=None, now=at(50)))

    def test_a_climb_that_is_over_does_not_restart(self) -> None:
        over, last = self.held((91, 100)), self.held((90, 100))

        assert [(0, 1), (30, 2), (90, 3)] == planned(over)
        assert [(0, 1), (30, 2), (100, 1), (130, 2), (190, 3)] == planned(last)

    def test_nor_does_one_that_was_acknowledged(self) -> None:
        path = self.held((20, 50), ack_timeout=HOUR)
        state = polled(path, [0])
        before = state.acknowledge("lead", at=at(10))
        within = state.acknowledge("lead", at=at(25))

        assert [(70, 1), (100, 2), (160, 3)] == planned(path, state=before, now=60)
        assert [(85, 1), (115, 2), (175, 3)] == planned(path, state=within, now=60)
        assert "3.1.1.1" == path.plan(opened(), state=within, now=at(60))[0].key

    def test_who_acknowledged_alone_does_not_hinder_it(self) -> None:
        path = attrs.evolve(self.held((20, 50)), ack="all")
        state = polled(path, [0])

        assert [] == planned(path, state=state.acknowledge("lead", at=at(25)), now=60)

    def test_an_acknowledgement_that_runs_out_meanwhile_waits_for_the_end(self) -> None:
        path = self.held((60, 100), ack_timeout=HOUR)
        state = polled(path, [0]).acknowledge("lead", at=at(10))

        assert [(100, 1), (130, 2), (190, 3)] == planned(path, state=state, now=60)

    def test_what_an_event_makes_come_meanwhile_waits_for_the_end(self) -> None:
        path = attrs.evolve(
            self.held((20, 50)),
            levels=[wait("lead"), on("owner", Contacts(2)), wait("boss", 10)],
        )
        ticket = opened(requester="boris").receive(at=at(30), by=BORIS)

        assert [(0, 1), (50, 2), (60, 3)] == planned(path, ticket, now=60)
        assert ["1.1.1.1", "1.1.2.1", "1.1.3.1"] == [
            step.key for step in path.plan(ticket, now=at(60))
        ]

    def test_its_end_may_find_the_hours_closed_and_the_other_way_round(self) -> None:
        path = EscalationPath(
            [on("owner", Contacts(1), hours=DESK)],
            suspended=[
                Interval(at(-60), at(9 * 60)),
                Interval(at(23 * 60), at(25 * 60)),
            ],
        )

        assert [(25 * 60, 1)] == planned(path, opened(requester="boris"))


class TestForcedSteps:
    def forced(
        self,
        path: EscalationPath,
        state: EscalationState | None,
        now: float,
        **rest: Any,
    ) -> Step:
        return path.force(opened(**rest), state=state, now=at(now))

    def test_it_is_level_1_if_nobody_was_told(self) -> None:
        step = self.forced(EscalationPath([wait("lead", 30)]), None, 5)

        assert [(5, 1)] == minutes([step])
        assert (("lead",), True, "1.1.1.1") == (step.targets, step.is_forced, step.key)

    def test_it_is_the_next_level_after_the_last_told(self) -> None:
        step = self.forced(LADDER, polled(LADDER, [0]), 5)

        assert [(5, 2)] == minutes([step])
        assert ("2.1.2.1", 2, 1) == (step.key, step.climb, step.turn)

    def test_the_climb_goes_on_from_it(self) -> None:
        state = polled(LADDER, [0])
        state = state.with_fired([self.forced(LADDER, state, 5)])

        assert [(65, 3)] == planned(LADDER, state=state, now=5)
        assert [(30, 2), (90, 3)] == planned(LADDER, state=state, now=4)

    def test_after_the_last_it_wraps_whatever_the_passes(self) -> None:
        state = polled(LADDER, [0, 30, 90])
        step = self.forced(LADDER, state, 100)
        state = state.with_fired([step])

        assert ([(100, 1)], 2) == (minutes([step]), step.turn)
        assert [(130, 2), (190, 3)] == planned(LADDER, state=state, now=100)

    def test_passes_go_on_counting(self) -> None:
        path = attrs.evolve(LADDER, repeats=1, repeat_after=HOUR)
        state = polled(path, [0])
        state = state.with_fired([self.forced(path, state, 5)])

        assert [(65, 3), (125, 1), (155, 2), (215, 3)] == planned(
            path, state=state, now=5
        )

    def test_it_takes_back_acknowledgements(self) -> None:
        path = attrs.evolve(LADDER, ack_timeout=HOUR)
        state = polled(path, [0]).acknowledge("lead", at=at(5))
        step = self.forced(path, state, 20)
        state = state.with_fired([step])

        assert [(20, 2)] == minutes([step])
        assert [(80, 3)] == planned(path, state=state, now=20)
        again = state.acknowledge("lead", at=at(30))
        assert [(90, 1), (120, 2), (180, 3)] == planned(path, state=again, now=30)

    def test_it_takes_back_one_without_an_end(self) -> None:
        state = polled(LADDER, [0]).acknowledge("lead", at=at(5))
        state = state.with_fired([self.forced(LADDER, state, 20)])

        assert [(80, 3)] == planned(LADDER, state=state, now=20)
        # One at the same instant is taken back as well.
        assert [(80, 3)] == planned(
            LADDER, state=state.acknowledge("lead", at=at(20)), now=20
        )

    def test_the_later_of_two_takes_back_what_lies_between(self) -> None:
        state = polled(LADDER, [0])
        state = state.with_fired([self.forced(LADDER, state, 5)])
        state = state.acknowledge("tier 2", at=at(10))
        state = state.with_fired([self.forced(LADDER, state, 20)])
        path = attrs.evolve(LADDER, repeats=1)

        assert [] == planned(LADDER, state=state, now=20)
        assert [(20, 1), (50, 2), (110, 3)] == planned(path, state=state, now=20)

    def test_one_after_a_restart_begins_there(self) -> None:
        path = attrs.evolve(LADDER, ack_timeout=10 * MINUTE)
        state = polled(path, [0]).acknowledge("lead", at=at(5))
        state = polled(path, [15], state=state)
        state = state.with_fired([self.forced(path, state, 20)])

        assert [(0, 1), (15, 1), (20, 2)] == told(state)
        assert "3.1.2.1" == state.fired[-1].key
        assert [(80, 3)] == planned(path, state=state, now=20)

    def test_one_before_and_one_after_a_maintenance(self) -> None:
        path = attrs.evolve(LADDER, suspended=[Interval(at(20), at(50))])
        state = polled(path, [0])
        state = state.with_fired([self.forced(path, state, 5)])

        assert [(50, 1), (80, 2), (140, 3)] == planned(path, state=state, now=5)
        assert "3.1.1.1" == path.plan(opened(), state=state, now=at(5))[0].key
        state = state.with_fired([self.forced(path, state, 60)])
        assert "4.1.3.1" == state.fired[-1].key
        assert [] == planned(path, state=state, now=60)

    def test_repeats_of_its_level_follow_it(self) -> None:
        path = EscalationPath([wait("lead", 60, repeat_every=5 * MINUTE, repeats=2)])
        state = EscalationState(START)
        state = state.with_fired([self.forced(path, state, 1)])

        assert [(6, 1), (11, 1)] == planned(path, state=state, now=1)

    def test_it_minds_neither_the_hours_nor_the_trigger_of_its_level(self) -> None:
        path = EscalationPath([on("boss", AtFraction(1), hours=DESK)])
        subject = opened(), clock(600, (10, "paused"))
        step = path.force(subject, state=None, now=at(600))
        state = EscalationState(START).with_fired([step])

        assert [(600, 1)] == minutes([step])
        assert [] == planned(path, subject, state=state, now=600)

    def test_a_level_that_no_longer_applies_is_passed_over_after_it(self) -> None:
        path = EscalationPath(
            [
                wait("lead"),
                wait("duty", 10, condition=lambda ticket: ticket.priority == 1),
                wait("boss", 20),
            ]
        )
        state = polled(path, [0])
        state = state.with_fired([self.forced(path, state, 5, priority=1)])

        assert [(25, 3)] == planned(path, opened(priority=2), state=state, now=6)

    def test_all_acknowledged_or_not_are_told(self) -> None:
        path = attrs.evolve(LADDER, levels=[wait("anna"), wait(("anna", "boris"), 30)])  # type: ignore[arg-type]
        path = attrs.evolve(path, ack="all")
        state = polled(path, [0]).acknowledge("anna", at=at(1))
        step = self.forced(path, state, 2)

        assert ("anna", "boris") == step.targets
        state = state.with_fired([step]).acknowledge("boris", at=at(3))
        assert [] == planned(path, state=state.acknowledge("anna", at=at(4)), now=5)

    @pytest.mark.parametrize(
        ("path", "subject", "now", "message"),
        [
            (
                attrs.evolve(LADDER, suspended=[Interval(at(0), at(60))]),
                opened(),
                10,
                "now must be outside maintenance, to 2026-01-05T10:00:00",
            ),
            (
                LADDER,
                solved(opened(), 5),
                10,
                "subject must be open, with a level that applies",
            ),
            (
                EscalationPath([on("lead", LowScore(2))]),
                solved(opened(), 5),
                10,
                "subject must be open, with a level that applies",
            ),
            (
                EscalationPath([wait("lead", condition=lambda _: False)]),
                opened(),
                10,
                "subject must be open, with a level that applies",
            ),
            (LADDER, clock(-5), -5, "subject must be a subject with a clock that"),
        ],
        ids=["held", "over", "low score", "no level", "not started"],
    )
    def test_it_is_refused(
        self, path: EscalationPath, subject: Any, now: float, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            path.force(subject, state=None, now=at(now))

    def test_not_before_the_start(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="now must be not before 2026-01"
        ):
            self.forced(LADDER, EscalationState(at(30)), 10)


class TestSnapshots:
    def test_the_path_in_force_at_the_start_rules(self) -> None:
        state = EscalationState(START, path=LADDER)
        newer = EscalationPath([wait("director")])

        assert planned(LADDER) == planned(newer, state=state)
        assert [(0, 1)] == planned(newer, state=EscalationState(START))


class TestRefusedArguments:
    @pytest.mark.parametrize("ask", ["plan", "due", "force"])
    def test_a_viewpoint_without_a_zone(self, ask: str) -> None:
        with pytest.raises(NaiveDatetimeError, match="now"):
            getattr(LADDER, ask)(opened(), state=None, now=START.replace(tzinfo=None))

    @pytest.mark.parametrize(
        ("fields", "error", "message"),
        [
            ({"levels": []}, InvalidArgumentError, "one level at least"),
            ({"levels": 5}, WrongTypeError, "levels must be Levels, in a list"),
            ({"levels": ["lead"]}, WrongTypeError, "levels must be Levels, in a list"),
            (
                {"levels": [Level("a", number=2), Level("b", number=2)]},
                InvalidArgumentError,
                "levels must be rising: 2 comes after 2",
            ),
            ({"repeats": -1}, InvalidArgumentError, "repeats must be zero or more"),
            ({"repeats": True}, WrongTypeError, "repeats must be a whole number"),
            (
                {"repeat_after": -HOUR},
                InvalidArgumentError,
                "repeat_after must be zero",
            ),
            ({"ack_timeout": 0 * HOUR}, InvalidArgumentError, "longer than zero"),
            ({"ack_timeout": 5}, WrongTypeError, "ack_timeout must be a timedelta"),
            (
                {"ack": "some"},
                InvalidArgumentError,
                "ack must be one of any, all, none",
            ),
            (
                {"on_ack_timeout": "stop"},
                InvalidArgumentError,
                "on_ack_timeout must be one of restart, next",
            ),
            (
                {"on_exhausted": "stop"},
                InvalidArgumentError,
                "on_exhausted must be one of stay, notify_default",
            ),
            ({"default": "boss"}, InvalidArgumentError, "default must be given with"),
            (
                {"on_exhausted": "notify_default"},
                InvalidArgumentError,
                "default must be given with on_exhausted='notify_default' alone",
            ),
            (
                {"suspended": 5},
                WrongTypeError,
                "suspended must be Intervals, in a list",
            ),
            ({"suspended": [5]}, WrongTypeError, "suspended must be Intervals, in a"),
            ({"name": 5}, WrongTypeError, "name must be text or None"),
        ],
    )
    def test_of_a_path(
        self, fields: dict[str, Any], error: type[ServiceDeskError], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            EscalationPath(**{"levels": [Level("lead")], **fields})

    def test_a_state_that_is_none(self) -> None:
        with pytest.raises(WrongTypeError, match="state must be an EscalationState or"):
            LADDER.plan(opened(), state=5, now=START)  # type: ignore[arg-type]

    def test_a_state_of_no_path(self) -> None:
        state = EscalationState(START, path="standard")  # type: ignore[arg-type]

        with pytest.raises(
            WrongTypeError, match=r"state\.path must be an EscalationPat"
        ):
            LADDER.plan(opened(), state=state, now=START)

    def test_an_unknown_way_with_what_was_missed(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match="missed must be one of each, la"
        ):
            LADDER.due(opened(), state=None, now=START, missed="none")

    @pytest.mark.parametrize(
        ("path", "subject", "message"),
        [
            (SHARES, opened(), "one with its statuses: level 1 waits for 50%"),
            (
                EscalationPath([wait("lead"), on("boss", Contacts(2))]),
                clock(0),
                "one with its ticket: level 2 waits for 2 contacts",
            ),
        ],
        ids=["no clocks", "no ticket"],
    )
    def test_a_subject_that_cannot_tell(
        self, path: EscalationPath, subject: Any, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            path.plan(subject, now=START)


class TestValues:
    def test_levels_are_numbered(self) -> None:
        path = EscalationPath([wait("a"), wait("b", number=4), wait("c")])

        assert [1, 4, 5] == [level.number for level in path.levels]

    def test_equal_paths_are_equal_and_pickle(self) -> None:
        path = attrs.evolve(SHARES, suspended=[Interval(START, at(5))], name="standard")

        assert path == pickle.loads(pickle.dumps(path))  # noqa: S301 - our own
        assert hash(path) == hash(attrs.evolve(path))
        assert path != SHARES

    def test_answers_come_in_the_zone_of_the_viewpoint(self) -> None:
        riga = ZoneInfo("Europe/Riga")
        (step, *_) = LADDER.plan(opened(), now=START.astimezone(riga))

        assert (riga, UTC) == (step.at.tzinfo, START.tzinfo)
        assert START == step.at

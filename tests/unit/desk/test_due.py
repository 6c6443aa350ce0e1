"""What is to be done now, and when to look again."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.desk import (
    AutoClose,
    Change,
    ChangeKind,
    DeskPolicy,
    DeskState,
    Due,
    DueKind,
    HoldLimit,
    Wakeup,
    due_now,
    measure,
    measure_all,
    next_wakeup,
    signals,
    with_done,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.escalation import (
    After,
    AtFraction,
    Contacts,
    EscalationPath,
    EscalationState,
    Level,
)
from servicedesk_core.sla import Agreement, Agreements, ServiceLevelTarget, Signal
from servicedesk_core.tickets import Actor, Ticket, open_ticket

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
BORIS = Actor("boris", "requester")
ALWAYS = ServiceCalendar.always()
OFFICE = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")

RESOLUTION = ServiceLevelTarget("resolution", 4 * HOUR, ALWAYS)
RESPONSE = ServiceLevelTarget("first_response", 2 * HOUR, ALWAYS, warn_at=())
GOLD = Agreement("gold", [RESOLUTION])
FAR = Agreement("far", [ServiceLevelTarget("resolution", 5_000 * HOUR, ALWAYS)])
PATH = EscalationPath.parse("0m desk; 30m tier 2; +1h lead", name="main")
HALF = EscalationPath.parse("50% lead; 100% manager", name="half")
LIMIT = HoldLimit(remind_after=(1, 2), resolve_after=4)
HELD = DeskPolicy(FAR, hold_limit=LIMIT)
CLOSING = DeskPolicy(FAR, auto_close=AutoClose(5))

TICKET = open_ticket("INC7", at=MONDAY, by=BORIS)
WAITING = TICKET.hold(at=MONDAY, by=None, reason="caller")
RESOLVED = TICKET.resolve(at=MONDAY, by=None, code="fixed", notes="restarted")


def told(
    ticket: Any,
    policy: DeskPolicy,
    now: datetime,
    state: DeskState | None = None,
) -> list[tuple[str, str, datetime]]:
    """Return what is due in short."""
    found = due_now(ticket, policy, state=state, now=now)
    return [(each.kind.value, each.key, each.at) for each in found]


def woken(
    ticket: Any,
    policy: DeskPolicy,
    now: datetime,
    state: DeskState | None = None,
) -> tuple[datetime, list[str]] | None:
    """Return when to look again and why in short."""
    found = next_wakeup(ticket, policy, now=now, state=state)
    return None if found is None else (found.at, [str(each) for each in found.changes])


def accepted(ticket: Ticket) -> Ticket:
    """Return a ticket as a major incident."""
    proposed = ticket.propose_major(at=MONDAY, by=None, reason="all tills")
    return proposed.accept_major(
        at=MONDAY, by=None, notes="no power", business_impact="no sales"
    )


class TestEscalations:
    POLICY = DeskPolicy(FAR, paths=[PATH])

    def test_a_step_is_due_from_its_instant_on(self) -> None:
        assert [("escalate", "main/1.1.1.1", MONDAY)] == told(
            TICKET, self.POLICY, MONDAY + 30 * MINUTE - TICK
        )
        assert [
            ("escalate", "main/1.1.1.1", MONDAY),
            ("escalate", "main/1.1.2.1", MONDAY + 30 * MINUTE),
        ] == told(TICKET, self.POLICY, MONDAY + 30 * MINUTE)

    def test_it_has_the_path_and_the_step(self) -> None:
        (due,) = due_now(TICKET, self.POLICY, state=None, now=MONDAY)
        (step,) = PATH.due(TICKET, state=None, now=MONDAY)

        assert "main" == due.path
        assert step == due.step
        begun = EscalationState(MONDAY, path=PATH)
        expected = Due(
            DueKind.ESCALATE, MONDAY, "main/1.1.1.1", "main", step, state=begun
        )
        assert expected == due

    def test_a_path_without_a_name_goes_by_path(self) -> None:
        policy = DeskPolicy(FAR, paths=[attrs.evolve(PATH, name=None)])
        (due,) = due_now(TICKET, policy, state=None, now=MONDAY)

        assert ("path", "path/1.1.1.1") == (due.path, due.key)

    def test_a_share_of_a_clock_makes_one_due_and_its_key_names_the_clock(self) -> None:
        policy = DeskPolicy(GOLD, paths=[HALF])

        assert [] == told(TICKET, policy, MONDAY + 2 * HOUR - TICK)
        assert [
            ("escalate", "half/1.1.1.1@gold/resolution", MONDAY + 2 * HOUR)
        ] == told(TICKET, policy, MONDAY + 2 * HOUR)

    def test_of_several_paths_the_longest_due_comes_first(self) -> None:
        policy = DeskPolicy(GOLD, paths=[HALF, PATH])
        found = told(TICKET, policy, MONDAY + 4 * HOUR)

        assert ["main", "main", "main", "half", "half"] == [
            key.split("/")[0] for _, key, _ in found
        ]
        assert sorted(at for _, _, at in found) == [at for _, _, at in found]

    def test_what_is_due_at_one_instant_comes_in_the_order_of_the_paths(self) -> None:
        second = attrs.evolve(PATH, name="second")
        policy = DeskPolicy(FAR, paths=[second, PATH])

        assert ["second/1.1.1.1", "main/1.1.1.1"] == [
            key for _, key, _ in told(TICKET, policy, MONDAY)
        ]

    def test_an_event_may_make_one_due(self) -> None:
        path = EscalationPath([Level("lead", trigger=Contacts(2))], name="calls")
        called = TICKET.receive(at=MONDAY + HOUR, by=BORIS)
        policy = DeskPolicy(FAR, paths=[path])

        assert [] == told(called, policy, MONDAY + HOUR - TICK)
        assert [("escalate", "calls/1.1.1.1", MONDAY + HOUR)] == told(
            called, policy, MONDAY + HOUR
        )

    def test_major_incidents_escalate_too(self) -> None:
        assert told(TICKET, self.POLICY, MONDAY) == told(
            accepted(TICKET), self.POLICY, MONDAY
        )

    @pytest.mark.parametrize(
        "ticket",
        [
            RESOLVED,
            RESOLVED.close(at=MONDAY, by=None),
            TICKET.cancel(at=MONDAY, by=None, reason="not needed"),
            TICKET.merge(at=MONDAY, by=None, into="INC8"),
        ],
        ids=lambda ticket: ticket.state,
    )
    def test_what_is_over_escalates_nothing_and_wakes_nobody(
        self, ticket: Ticket
    ) -> None:
        policy = DeskPolicy(GOLD, paths=[PATH, HALF], hold_limit=LIMIT)

        assert [] == told(ticket, policy, MONDAY + 30 * DAY)
        assert woken(ticket, policy, MONDAY) is None


class TestHolds:
    def test_a_reminder_is_due_from_its_instant_on(self) -> None:
        at = MONDAY + DAY

        assert [] == told(WAITING, HELD, at - TICK)
        assert [("remind", "remind/2026-01-06T09:00:00+00:00", at)] == told(
            WAITING, HELD, at
        )

    def test_of_several_missed_the_last_one_is_due_once(self) -> None:
        assert [
            ("remind", "remind/2026-01-07T09:00:00+00:00", MONDAY + 2 * DAY)
        ] == told(WAITING, HELD, MONDAY + 3 * DAY)

    def test_one_that_was_sent_is_not_due_again(self) -> None:
        state = DeskState(reminded_at=MONDAY + DAY)

        assert [] == told(WAITING, HELD, MONDAY + 2 * DAY - TICK, state)
        assert ["remind"] == [
            kind for kind, _, _ in told(WAITING, HELD, MONDAY + 2 * DAY, state)
        ]

    @pytest.mark.parametrize("late", [0 * DAY, 10 * DAY])
    def test_a_resolution_takes_the_place_of_reminders(self, late: timedelta) -> None:
        at = MONDAY + 4 * DAY

        assert [("resolve", "resolve/2026-01-09T09:00:00+00:00", at)] == told(
            WAITING, HELD, at + late
        )

    def test_a_reminder_at_the_instant_of_the_resolution_is_left_out(self) -> None:
        limit = HoldLimit(remind_after=(2, 4), resolve_after=4)
        policy = DeskPolicy(FAR, hold_limit=limit)
        at = MONDAY + 4 * DAY

        assert ["resolve"] == [kind for kind, _, _ in told(WAITING, policy, at)]
        assert (at, ["resolve"]) == woken(WAITING, policy, at - TICK)

    def test_a_limit_without_reminders_resolves(self) -> None:
        policy = DeskPolicy(FAR, hold_limit=HoldLimit(resolve_after=1))

        assert (MONDAY + DAY, ["resolve"]) == woken(WAITING, policy, MONDAY)
        assert ["resolve"] == [
            kind for kind, _, _ in told(WAITING, policy, MONDAY + DAY)
        ]

    def test_a_limit_without_a_resolution_reminds_on_and_on(self) -> None:
        policy = DeskPolicy(FAR, hold_limit=HoldLimit(remind_after=(1,)))

        assert ["remind"] == [
            kind for kind, _, _ in told(WAITING, policy, MONDAY + 99 * DAY)
        ]
        assert (MONDAY + DAY, ["remind"]) == woken(WAITING, policy, MONDAY)
        assert woken(WAITING, policy, MONDAY + DAY) is None

    def test_working_days_are_those_of_its_calendar(self) -> None:
        limit = HoldLimit(remind_after=(5,), calendar=OFFICE)
        policy = DeskPolicy(FAR, hold_limit=limit)

        assert (MONDAY + 7 * DAY, ["remind"]) == woken(WAITING, policy, MONDAY)

    @pytest.mark.parametrize(
        "ticket", [TICKET, TICKET.hold(at=MONDAY, by=None, reason="vendor")]
    )
    def test_what_waits_for_nobody_asked_is_left_alone(self, ticket: Ticket) -> None:
        assert [] == told(ticket, HELD, MONDAY + 9 * DAY)

    def test_without_a_limit_nothing_is_due(self) -> None:
        assert [] == told(WAITING, DeskPolicy(FAR), MONDAY + 9 * DAY)


class TestClosings:
    AT = MONDAY + 5 * DAY

    def test_a_resolved_ticket_closes_from_its_instant_on(self) -> None:
        assert [] == told(RESOLVED, CLOSING, self.AT - TICK)
        assert [("close", "close/2026-01-10T09:00:00+00:00", self.AT)] == told(
            RESOLVED, CLOSING, self.AT
        )
        assert [("close", "close/2026-01-10T09:00:00+00:00", self.AT)] == told(
            RESOLVED, CLOSING, self.AT + 9 * DAY
        )

    @pytest.mark.parametrize(
        "ticket",
        [
            TICKET,
            WAITING,
            accepted(RESOLVED.reopen(at=MONDAY, by=None)).resolve(
                at=MONDAY, by=None, code="fixed", notes="restarted"
            ),
            RESOLVED.close(at=MONDAY, by=None),
            RESOLVED.reopen(at=MONDAY, by=None),
            TICKET.cancel(at=MONDAY, by=None, reason="not needed"),
            RESOLVED.merge(at=MONDAY, by=None, into="INC8"),
        ],
        ids=lambda ticket: f"{ticket.state} {ticket.is_major}",
    )
    def test_others_do_not(self, ticket: Ticket) -> None:
        assert [] == told(ticket, CLOSING, self.AT + 99 * DAY)
        assert "close" not in str(woken(ticket, CLOSING, MONDAY))

    def test_zero_days_are_never(self) -> None:
        policy = DeskPolicy(FAR, auto_close=AutoClose(0))

        assert [] == told(RESOLVED, policy, self.AT)
        assert woken(RESOLVED, policy, MONDAY) is None

    def test_without_a_rule_nothing_is_due(self) -> None:
        assert [] == told(RESOLVED, DeskPolicy(FAR), self.AT)


class TestWhatIsDue:
    @pytest.mark.parametrize(
        ("ticket", "policy"),
        [
            (TICKET, DeskPolicy(FAR, paths=[PATH])),
            (WAITING, HELD),
            (WAITING, attrs.evolve(HELD, hold_limit=HoldLimit(resolve_after=1))),
            (RESOLVED, CLOSING),
        ],
        ids=["escalate", "remind", "resolve", "close"],
    )
    def test_instants_are_in_the_zone_of_now_and_keys_are_not(
        self, ticket: Ticket, policy: DeskPolicy
    ) -> None:
        now = MONDAY + 6 * DAY
        here = due_now(ticket, policy, state=None, now=now.astimezone(BERLIN))

        assert due_now(ticket, policy, state=None, now=now) == here
        assert here
        assert all(each.at.tzinfo is BERLIN for each in here)

    def test_it_is_a_value(self) -> None:
        (due,) = due_now(RESOLVED, CLOSING, state=None, now=MONDAY + 5 * DAY)

        assert Due(DueKind.CLOSE, MONDAY + 5 * DAY, due.key) == due
        assert due != attrs.evolve(due, at=due.at + TICK)
        assert due == pickle.loads(pickle.dumps(due))  # noqa: S301 - our own

    def test_two_times_in_a_repeated_hour_differ(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
        due = Due(DueKind.CLOSE, first, "close")

        assert due != attrs.evolve(due, at=first.replace(fold=1))
        wakeup = Wakeup(first, ())
        assert wakeup != attrs.evolve(wakeup, at=first.replace(fold=1))

    def test_of_every_kind_the_longest_due_comes_first(self) -> None:
        path = EscalationPath.parse("3h desk; 36h lead", name="main")
        policy = attrs.evolve(HELD, paths=[path])
        found = told(WAITING, policy, MONDAY + 36 * HOUR)

        assert ["escalate", "remind", "escalate"] == [kind for kind, _, _ in found]


class TestWithDone:
    @pytest.mark.parametrize(
        ("ticket", "policy", "now"),
        [
            (TICKET, DeskPolicy(GOLD, paths=[PATH, HALF]), MONDAY + 5 * HOUR),
            (WAITING, HELD, MONDAY + 2 * DAY),
            (WAITING, attrs.evolve(HELD, paths=[PATH]), MONDAY + 3 * DAY),
        ],
    )
    def test_what_was_done_is_not_due_again(
        self, ticket: Ticket, policy: DeskPolicy, now: datetime
    ) -> None:
        due = due_now(ticket, policy, state=None, now=now)
        state = with_done(None, due, now=now)

        assert due
        assert () == due_now(ticket, policy, state=state, now=now)
        assert state == with_done(state, due, now=now)

    def test_steps_are_stored_by_path(self) -> None:
        policy = DeskPolicy(GOLD, paths=[PATH, HALF])
        due = due_now(TICKET, policy, state=None, now=MONDAY + 2 * HOUR)
        state = with_done(None, due, now=MONDAY + 2 * HOUR)

        assert {"main": 3, "half": 1} == {
            name: len(found.fired) for name, found in state.escalations.items()
        }
        assert state.reminded_at is None

    def test_what_was_stored_stays(self) -> None:
        word = EscalationState(MONDAY).acknowledge("anna", at=MONDAY)
        before = DeskState({"main": word, "other": word}, MONDAY)
        (due,) = due_now(TICKET, DeskPolicy(FAR, paths=[PATH]), state=None, now=MONDAY)
        after = with_done(before, [due], now=MONDAY + HOUR)

        assert due.step is not None
        assert {"main": word.with_fired([due.step]), "other": word} == dict(
            after.escalations
        )
        assert MONDAY == after.reminded_at
        assert {"main": word, "other": word} == dict(before.escalations)

    def test_a_reminder_is_stored_with_the_time_it_was_sent(self) -> None:
        now = MONDAY + DAY + HOUR
        due = due_now(WAITING, HELD, state=None, now=now)

        assert DeskState({}, now) == with_done(None, due, now=now)

    @pytest.mark.parametrize(
        ("ticket", "policy", "now"),
        [(RESOLVED, CLOSING, MONDAY + 5 * DAY), (WAITING, HELD, MONDAY + 4 * DAY)],
        ids=["close", "resolve"],
    )
    def test_what_the_ticket_itself_tells_is_not_stored(
        self, ticket: Ticket, policy: DeskPolicy, now: datetime
    ) -> None:
        due = due_now(ticket, policy, state=None, now=now)
        state = with_done(None, due, now=now)

        assert due
        assert DeskState() == state
        assert due == due_now(ticket, policy, state=state, now=now)

    def test_once_closed_it_is_not_due_again(self) -> None:
        now = MONDAY + 5 * DAY

        assert [] == told(RESOLVED.close(at=now, by=None), CLOSING, now)

    def test_nothing_done_stores_nothing(self) -> None:
        assert DeskState() == with_done(None, [], now=MONDAY)
        assert DeskState({}, MONDAY) == with_done(
            DeskState({}, MONDAY), iter(()), now=MONDAY + HOUR
        )

    def test_a_naive_now_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            with_done(None, [], now=MONDAY.replace(tzinfo=None))

        assert "now" == caught.value.argument


class TestWakeups:
    @pytest.mark.parametrize(
        ("ticket", "policy", "now", "expected"),
        [
            (TICKET, DeskPolicy(GOLD), MONDAY, (3 * HOUR, "clock gold/resolution")),
            (
                TICKET,
                DeskPolicy(GOLD),
                MONDAY + 3 * HOUR,
                (4 * HOUR + TICK, "clock gold/resolution"),
            ),
            (
                TICKET,
                DeskPolicy(FAR, paths=[PATH]),
                MONDAY,
                (30 * MINUTE, "escalate main"),
            ),
            (WAITING, HELD, MONDAY, (DAY, "remind")),
            (WAITING, HELD, MONDAY + DAY, (2 * DAY, "remind")),
            (WAITING, HELD, MONDAY + 2 * DAY, (4 * DAY, "resolve")),
            (RESOLVED, CLOSING, MONDAY, (5 * DAY, "close")),
        ],
    )
    def test_each_change_has_its_name(
        self,
        ticket: Ticket,
        policy: DeskPolicy,
        now: datetime,
        expected: tuple[timedelta, str],
    ) -> None:
        after, name = expected

        assert (MONDAY + after, [name]) == woken(ticket, policy, now)

    def test_changes_are_data_too(self) -> None:
        found = next_wakeup(TICKET, DeskPolicy(GOLD), now=MONDAY)
        change = Change(ChangeKind.CLOCK, "gold/resolution")

        assert Wakeup(MONDAY + 3 * HOUR, (change,)) == found
        assert Change(ChangeKind.CLOSE, None) == Change(ChangeKind.CLOSE)

    def test_what_is_due_already_wakes_nobody(self) -> None:
        policy = DeskPolicy(FAR, paths=[EscalationPath.parse("0m desk")])
        last = MONDAY + 5_000 * HOUR + TICK

        assert ["escalate"] == [kind for kind, _, _ in told(TICKET, policy, MONDAY)]
        assert (last - TICK - 1_250 * HOUR, ["clock far/resolution"]) == woken(
            TICKET, policy, MONDAY
        )
        assert woken(TICKET, policy, last) is None

    @pytest.mark.parametrize(
        ("ticket", "policy", "now"),
        [
            (TICKET, DeskPolicy(GOLD), MONDAY + 4 * HOUR + TICK),
            (WAITING, DeskPolicy(GOLD), MONDAY),
            (WAITING, HELD, MONDAY + 4 * DAY),
            (RESOLVED, CLOSING, MONDAY + 5 * DAY),
            (RESOLVED.close(at=MONDAY, by=None), CLOSING, MONDAY),
        ],
    )
    def test_where_nothing_changes_any_more_there_is_none(
        self, ticket: Ticket, policy: DeskPolicy, now: datetime
    ) -> None:
        assert woken(ticket, policy, now) is None

    def test_the_earliest_of_several_counts(self) -> None:
        policy = DeskPolicy(
            Agreement("gold", [RESOLUTION, RESPONSE]), paths=[HALF], hold_limit=LIMIT
        )
        seen = []
        now: datetime | None = MONDAY
        while now is not None:
            found = woken(TICKET, policy, now)
            now = None if found is None else found[0]
            seen += [] if found is None else [(found[0] - MONDAY, found[1])]

        assert [
            (1 * HOUR, ["escalate half"]),
            (2 * HOUR, ["escalate half"]),
            (2 * HOUR + TICK, ["clock gold/first_response"]),
            (3 * HOUR, ["clock gold/resolution"]),
            (4 * HOUR, ["escalate half"]),
            (4 * HOUR + TICK, ["clock gold/resolution"]),
        ] == seen

    def test_changes_at_one_instant_come_together(self) -> None:
        """Each once, though two steps of the path come then."""
        path = EscalationPath.parse("3h desk; 3h tier 2", name="main")
        limit = HoldLimit(remind_after=(1,))
        both = EscalationPath.parse("24h lead", name="both")
        held = DeskPolicy(FAR, paths=[both], hold_limit=limit)

        assert (MONDAY + 3 * HOUR, ["clock gold/resolution", "escalate main"]) == woken(
            TICKET, DeskPolicy(GOLD, paths=[path]), MONDAY
        )
        assert (MONDAY + DAY, ["escalate both", "remind"]) == woken(
            WAITING, held, MONDAY
        )

    def test_instants_in_several_zones_are_one(self) -> None:
        ticket = open_ticket("INC7", at=MONDAY.astimezone(BERLIN)).hold(
            at=MONDAY.astimezone(BERLIN), by=None, reason="caller"
        )
        path = EscalationPath.parse("24h lead", name="both")
        policy = DeskPolicy(FAR, paths=[path], hold_limit=LIMIT)
        found = next_wakeup(ticket, policy, now=MONDAY)

        assert found is not None
        assert "2026-01-06T09:00:00+00:00" == found.at.isoformat()
        assert 2 == len(found.changes)

    def test_it_is_told_in_the_zone_of_now(self) -> None:
        found = next_wakeup(RESOLVED, CLOSING, now=MONDAY.astimezone(BERLIN))

        assert found is not None
        assert "2026-01-10T10:00:00+01:00" == found.at.isoformat()
        assert BERLIN is found.at.tzinfo

    def test_what_was_stored_moves_it(self) -> None:
        policy = DeskPolicy(FAR, paths=[PATH])
        word = EscalationState(MONDAY).acknowledge("anna", at=MONDAY)
        due = due_now(TICKET, policy, state=None, now=MONDAY)
        done = with_done(None, due, now=MONDAY)
        silent = DeskState({"main": word})

        assert (MONDAY + 30 * MINUTE, ["escalate main"]) == woken(
            TICKET, policy, MONDAY, done
        )
        assert "escalate" not in str(woken(TICKET, policy, MONDAY, silent))

    def test_an_acknowledgement_that_runs_out_wakes(self) -> None:
        path = attrs.evolve(PATH, ack_timeout=HOUR)
        word = EscalationState(MONDAY).acknowledge("anna", at=MONDAY + TICK)
        policy = DeskPolicy(FAR, paths=[path])

        assert (MONDAY + HOUR + TICK, ["escalate main"]) == woken(
            TICKET, policy, MONDAY + MINUTE, DeskState({"main": word})
        )

    def test_a_clock_that_only_runs_in_office_hours_is_waited_for(self) -> None:
        target = ServiceLevelTarget("resolution", 8 * HOUR, OFFICE, warn_at=())
        found = woken(TICKET, DeskPolicy(Agreement("day", [target])), MONDAY)

        # Due on the closing, safe until the next opening.
        assert (MONDAY + DAY + TICK, ["clock day/resolution"]) == found

    def test_a_clock_is_named_with_its_agreement(self) -> None:
        inner = Agreement("inner", [RESOLUTION], kind="ola")
        found = next_wakeup(TICKET, DeskPolicy(Agreements([GOLD, inner])), now=MONDAY)

        assert found is not None
        assert ["gold/resolution", "inner/resolution"] == [
            change.name for change in found.changes
        ]

    def test_one_without_an_agreement_goes_by_its_metric(self) -> None:
        status = measure(TICKET, RESOLUTION, now=MONDAY)

        assert (MONDAY + 3 * HOUR, ["clock resolution"]) == woken(
            [status], DeskPolicy(FAR), MONDAY
        )


class TestTheFuture:
    """What a ticket tells of after now has not happened."""

    def test_a_resolution_to_come_stops_nothing(self) -> None:
        later = TICKET.resolve(at=MONDAY + HOUR, by=None, code="fixed", notes="done")
        policy = DeskPolicy(GOLD, paths=[PATH], auto_close=AutoClose(5))

        assert told(TICKET, policy, MONDAY) == told(later, policy, MONDAY)
        assert woken(TICKET, policy, MONDAY) == woken(later, policy, MONDAY)

    def test_an_answer_to_come_ends_no_hold(self) -> None:
        later = WAITING.resume(at=MONDAY + 3 * DAY, by=None)

        assert told(WAITING, HELD, MONDAY + DAY) == told(later, HELD, MONDAY + DAY)
        assert [] == told(later, HELD, MONDAY + 3 * DAY)

    def test_what_happens_now_is_known(self) -> None:
        now = MONDAY + 5 * DAY

        assert [] == told(RESOLVED.reopen(at=now, by=None), CLOSING, now)
        assert ["close"] == [
            kind
            for kind, _, _ in told(
                RESOLVED.reopen(at=now + TICK, by=None), CLOSING, now
            )
        ]


class TestSubjects:
    POLICY = DeskPolicy(GOLD, paths=[HALF], hold_limit=LIMIT, auto_close=AutoClose(5))

    @pytest.mark.parametrize(
        "subject",
        [
            signals,
            lambda ticket: iter(signals(ticket)),
            lambda ticket: measure_all(ticket, GOLD, now=MONDAY + 2 * HOUR),
            lambda ticket: iter(measure_all(ticket, GOLD, now=MONDAY + 2 * HOUR)),
        ],
        ids=["signals", "one by one", "statuses", "statuses one by one"],
    )
    def test_clocks_alone_escalate_and_wake_as_the_ticket_does(
        self, subject: Callable[[Ticket], Any]
    ) -> None:
        now = MONDAY + 2 * HOUR

        assert told(TICKET, self.POLICY, now) == told(subject(TICKET), self.POLICY, now)
        assert told(subject(TICKET), self.POLICY, now)
        assert (MONDAY + 3 * HOUR, ["clock gold/resolution"]) == woken(
            subject(TICKET), self.POLICY, now
        )

    def test_statuses_may_be_seen_in_another_zone(self) -> None:
        found = measure_all(TICKET, GOLD, now=MONDAY.astimezone(BERLIN))

        assert woken(TICKET, self.POLICY, MONDAY) == woken(found, self.POLICY, MONDAY)

    @pytest.mark.parametrize("ticket", [WAITING, RESOLVED], ids=["held", "resolved"])
    def test_without_the_ticket_nothing_is_known_of_holds_and_closings(
        self, ticket: Ticket
    ) -> None:
        now = MONDAY + 5 * DAY
        policy = attrs.evolve(self.POLICY, paths=())
        statuses = measure_all(ticket, GOLD, now=now)

        assert told(ticket, policy, now)
        assert [] == told(signals(ticket), policy, now)
        assert [] == told(statuses, policy, now)
        assert woken(signals(ticket), policy, MONDAY) is None

    def test_no_signals_are_a_clock_that_has_not_started(self) -> None:
        assert [] == told([], self.POLICY, MONDAY)
        assert woken([], self.POLICY, MONDAY) is None

    def test_signals_and_statuses_do_not_mix(self) -> None:
        mixed: list[Any] = [
            *signals(TICKET),
            *measure_all(TICKET, GOLD, now=MONDAY),
        ]
        for subject in (mixed, mixed[::-1]):
            with pytest.raises(WrongTypeError) as caught:
                due_now(subject, self.POLICY, state=None, now=MONDAY)

            assert (
                "subject must be statuses alone, or signals alone, got "
                f"{subject!r}" == str(caught.value)
            )

    @pytest.mark.parametrize("off", [-TICK, TICK])
    def test_statuses_seen_from_another_instant_are_refused(
        self, off: timedelta
    ) -> None:
        fresh = measure(TICKET, RESPONSE, now=MONDAY + HOUR)
        stale = measure(TICKET, RESOLUTION, now=MONDAY + HOUR + off)
        with pytest.raises(InvalidArgumentError) as caught:
            next_wakeup([fresh, stale], self.POLICY, now=MONDAY + HOUR)

        assert f"subject must be a status seen from now, got {stale!r}" == str(
            caught.value
        )

    @pytest.mark.parametrize("subject", [None, 5, "INC7"])
    def test_what_is_no_subject_is_refused(self, subject: Any) -> None:
        message = (
            f"subject must be a ticket, its signals or its statuses, got {subject!r}"
        )
        for ask in (due_now, next_wakeup):
            with pytest.raises(WrongTypeError) as caught:
                ask(subject, self.POLICY, state=None, now=MONDAY)

            assert message == str(caught.value)

    @pytest.mark.parametrize("subject", [[5], [None], [TICKET]])
    def test_what_are_no_signals_is_refused(self, subject: Any) -> None:
        with pytest.raises(WrongTypeError):
            due_now(subject, self.POLICY, state=None, now=MONDAY)

    def test_a_path_that_asks_for_the_ticket_needs_one(self) -> None:
        path = EscalationPath([Level("lead", trigger=Contacts(2))], name="calls")
        policy = DeskPolicy(GOLD, paths=[path])
        for ask in (due_now, next_wakeup):
            with pytest.raises(InvalidArgumentError) as caught:
                ask(signals(TICKET), policy, state=None, now=MONDAY)

            assert str(caught.value).startswith(
                "subject must be one with its ticket: level 1 waits for 2 contacts"
            )

    def test_a_ticket_whose_clocks_have_no_time_escalates_by_waits_alone(self) -> None:
        within: dict[object, timedelta | None] = {1: HOUR, 2: None}
        gold = Agreement("gold", [attrs.evolve(RESOLUTION, within=within)])
        levels = [
            Level("lead", trigger=AtFraction(0.5)),
            Level("desk", trigger=After(HOUR, since="start")),
        ]
        policy = DeskPolicy(gold, paths=[EscalationPath(levels, name="main")])
        ticket = open_ticket("INC7", at=MONDAY, priority=2)

        assert (MONDAY + HOUR, ["escalate main"]) == woken(ticket, policy, MONDAY)
        assert ["main/1.1.2.1"] == [
            key for _, key, _ in told(ticket, policy, MONDAY + HOUR)
        ]

    def test_signals_may_be_bare(self) -> None:
        opened = [Signal(MONDAY, "opened")]

        assert (MONDAY + 2 * HOUR, ["escalate half"]) == woken(
            opened, self.POLICY, MONDAY
        )


class TestArguments:
    @pytest.mark.parametrize("ask", [due_now, next_wakeup])
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"policy": GOLD}, f"policy must be a DeskPolicy, got {GOLD!r}"),
            ({"policy": None}, "policy must be a DeskPolicy, got None"),
            (
                {"state": EscalationState(MONDAY)},
                f"state must be a DeskState or None, got {EscalationState(MONDAY)!r}",
            ),
            ({"state": {}}, "state must be a DeskState or None, got {}"),
            ({"now": None}, "now must be an aware datetime, got None"),
        ],
    )
    def test_what_is_none_is_refused(
        self, ask: Callable[..., Any], arguments: dict[str, Any], message: str
    ) -> None:
        given = {
            "subject": TICKET,
            "policy": DeskPolicy(GOLD),
            "state": None,
            "now": MONDAY,
        }
        with pytest.raises(WrongTypeError) as caught:
            ask(**given | arguments)

        assert message == str(caught.value)

    @pytest.mark.parametrize("ask", [due_now, next_wakeup])
    @pytest.mark.parametrize("subject", [TICKET, [], signals(TICKET)])
    def test_a_naive_now_is_refused_by_name(
        self, ask: Callable[..., Any], subject: Any
    ) -> None:
        now = MONDAY.replace(tzinfo=None)
        with pytest.raises(NaiveDatetimeError) as caught:
            ask(subject, DeskPolicy(GOLD), state=None, now=now)

        assert "now" == caught.value.argument

    @pytest.mark.parametrize("ask", [due_now, next_wakeup])
    def test_before_the_opening_there_is_no_ticket(
        self, ask: Callable[..., Any]
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="not before the opening"):
            ask(TICKET, DeskPolicy(GOLD), state=None, now=MONDAY - TICK)


class TestDoneWhole:
    @pytest.mark.parametrize("missing", ["step", "path", "state"])
    def test_an_escalation_is_kept_whole_or_refused(self, missing: str) -> None:
        policy = DeskPolicy(GOLD, paths=[PATH])
        (due,) = due_now(TICKET, policy, state=None, now=MONDAY)
        changes: dict[str, Any] = {missing: None}
        cut = attrs.evolve(due, **changes)

        with pytest.raises(InvalidArgumentError, match=r"^done must be as due_now"):
            with_done(None, [cut], now=MONDAY)

    def test_the_state_begins_with_the_ticket_and_keeps_its_path(self) -> None:
        policy = DeskPolicy(GOLD, paths=[PATH])
        due = due_now(TICKET, policy, state=None, now=MONDAY + HOUR)
        state = with_done(None, due, now=MONDAY + HOUR).escalations["main"]

        assert (TICKET.opened_at, PATH) == (state.started_at, state.path)

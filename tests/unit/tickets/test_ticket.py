"""The ticket: folding, versions, what is allowed, and its being a value."""

import copy
import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    NaiveDatetimeError,
    Refusal,
    UnknownActionError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    Action,
    Category,
    Lifecycle,
    Role,
    State,
)
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import Actor, Ticket, TicketKind, events, open_ticket

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
TICK = timedelta(microseconds=1)
NAIVE = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
VERA = Actor("vera", "vendor")
PETER = Actor("peter", "approver")

OPENED = events.Opened(at=MONDAY, id="INC1")
STARTED = events.WorkStarted(at=MONDAY, by=ANNA)
HELD = events.PutOnHold(at=LATER, by=ANNA, reason="caller")
RESOLVED = events.Resolved(at=LATER, by=ANNA, code="fixed", notes="restarted")
TICKET = Ticket.fold([OPENED, STARTED, HELD])


def notes(count: int) -> list[events.Event]:
    """Return a history of that many events."""
    added: list[events.Event] = [
        events.NoteAdded(at=MONDAY + TICK * n, text=str(n)) for n in range(1, count)
    ]
    return [OPENED, *added]


class TestFold:
    def test_a_ticket_is_its_history(self) -> None:
        assert TICKET.history == (OPENED, STARTED, HELD)

    def test_events_may_come_one_by_one(self) -> None:
        assert Ticket.fold(event for event in TICKET.history) == TICKET

    def test_the_default_lifecycle_is_that_of_the_kind(self) -> None:
        assert Ticket.fold([OPENED]).lifecycle is INCIDENT

    def test_a_lifecycle_may_be_given(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        assert Ticket.fold([OPENED], lifecycle=direct).lifecycle is direct

    def test_it_starts_in_the_initial_state_of_the_lifecycle(self) -> None:
        door = Lifecycle("door", [State("shut", "open")], [])
        assert Ticket.fold([OPENED], lifecycle=door).state == "shut"

    def test_an_empty_history_is_refused(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([])
        assert str(caught.value) == (
            "event 0: a history must begin with Opened, got nothing"
        )

    def test_a_history_begins_with_opened(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([STARTED])
        actual = (caught.value.position, caught.value.reason)
        assert actual == (0, f"a history must begin with Opened, got {STARTED!r}")

    @pytest.mark.parametrize("stranger", [None, "note", events, object])
    def test_anything_but_an_event_is_refused(self, stranger: events.Event) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            Ticket.fold([OPENED, STARTED, stranger])
        actual = (caught.value.position, caught.value.reason)
        assert actual == (2, f"{stranger!r} is no ticket event")

    def test_no_guard_is_asked(self) -> None:
        told = Ticket.fold([OPENED, events.Closed(at=MONDAY, by=VERA)])
        assert told.state == "closed"


class TestApply:
    def test_it_adds_an_event(self) -> None:
        assert Ticket.fold([OPENED, STARTED]).apply(HELD) == TICKET

    def test_no_guard_is_asked(self) -> None:
        told = TICKET.apply(events.Resolved(at=LATER, by=BORIS))
        assert (told.state, told.resolution_code) == ("resolved", None)

    def test_the_ticket_itself_stays(self) -> None:
        ticket = Ticket.fold([OPENED, STARTED])
        ticket.apply(HELD)
        assert (ticket.state, ticket.hold_reason, ticket.version) == (
            "in_progress",
            None,
            2,
        )

    def test_the_lifecycle_stays(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        ticket = Ticket.fold([OPENED], lifecycle=direct)
        assert ticket.apply(STARTED).lifecycle is direct

    @pytest.mark.parametrize("stranger", [None, "note", events, object])
    def test_anything_but_an_event_is_refused(self, stranger: events.Event) -> None:
        with pytest.raises(WrongTypeError) as caught:
            TICKET.apply(stranger)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "event",
            stranger,
            "a ticket event",
        )

    def test_a_ticket_is_opened_only_once(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            TICKET.apply(events.Opened(at=LATER, id="INC1"))
        actual = (caught.value.position, caught.value.reason)
        assert actual == (3, "a ticket is opened only once")


class TestVersions:
    def test_the_version_counts_the_events(self) -> None:
        assert [Ticket.fold(notes(n)).version for n in (1, 2, 7)] == [1, 2, 7]

    @pytest.mark.parametrize("version", range(4))
    def test_events_since_are_those_after_a_version_in_order(
        self, version: int
    ) -> None:
        assert TICKET.events_since(version) == (OPENED, STARTED, HELD)[version:]

    @pytest.mark.parametrize(
        "version", [-1, 4, 100, True, False, 1.0, "1", None, MONDAY]
    )
    def test_a_version_that_the_ticket_never_had_is_refused(self, version: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            TICKET.events_since(version)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "version",
            version,
            "0 to 3",
        )

    def test_events_since_bring_an_older_copy_up_to_date(self) -> None:
        older = Ticket.fold([OPENED])
        for event in TICKET.events_since(older.version):
            older = older.apply(event)
        assert older == TICKET

    def test_each_version_is_the_ticket_after_its_event(self) -> None:
        expected = [Ticket.fold(TICKET.history[:n]) for n in (1, 2, 3)]
        assert list(TICKET.versions()) == expected

    def test_a_new_ticket_has_one(self) -> None:
        assert list(Ticket.fold([OPENED]).versions()) == [Ticket.fold([OPENED])]

    def test_versions_keep_lifecycle_and_order_of_what_was_told_late(self) -> None:
        lax = attrs.evolve(INCIDENT, backdating=True)
        ticket = Ticket.fold([OPENED, HELD, STARTED], lifecycle=lax)
        found = [(each.state, each.lifecycle) for each in ticket.versions()]
        assert found == [("new", lax), ("on_hold", lax), ("in_progress", lax)]

    def test_a_new_version_shares_the_events_of_the_old_one(self) -> None:
        assert TICKET.apply(RESOLVED).log[1:] == (TICKET.log,)


class TestAsOf:
    BERLIN = ZoneInfo("Europe/Berlin")

    @pytest.mark.parametrize(
        ("at", "version"),
        [
            (MONDAY, 2),
            (MONDAY + TICK, 2),
            (LATER - TICK, 2),
            (LATER, 3),
            (LATER + TICK, 3),
            (LATER + timedelta(days=9_999), 3),
        ],
    )
    def test_it_has_the_events_up_to_then_and_no_other(
        self, at: datetime, version: int
    ) -> None:
        assert TICKET.as_of(at) == Ticket.fold(TICKET.history[:version])

    def test_its_facts_are_those_of_then(self) -> None:
        done = TICKET.apply(RESOLVED).apply(events.Closed(at=LATER + TICK))
        then = done.as_of(LATER)
        actual = (then.state, then.resolved_at, then.closed_at, then.version)
        assert actual == ("resolved", LATER, None, 4)

    def test_its_lifecycle_stays(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        ticket = Ticket.fold([OPENED, HELD], lifecycle=direct)
        assert ticket.as_of(MONDAY).lifecycle is direct

    def test_the_ticket_itself_stays(self) -> None:
        TICKET.as_of(MONDAY)
        assert (TICKET.state, TICKET.version) == ("on_hold", 3)

    def test_an_instant_may_be_given_in_any_zone(self) -> None:
        at = LATER.astimezone(self.BERLIN)
        assert TICKET.as_of(at) == TICKET

    def test_the_two_readings_of_a_repeated_hour_are_two_instants(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=self.BERLIN)
        second = first.replace(fold=1)
        ticket = TICKET.apply(events.Resumed(at=second))
        actual = [ticket.as_of(at).state for at in (first, second)]
        assert actual == ["on_hold", "in_progress"]

    def test_what_was_told_late_is_known_from_when_it_happened(self) -> None:
        lax = attrs.evolve(INCIDENT, backdating=True)
        ticket = Ticket.fold([OPENED, HELD, STARTED], lifecycle=lax)
        then = ticket.as_of(MONDAY)
        assert (then.state, then.history) == ("in_progress", (OPENED, STARTED))

    def test_before_the_opening_there_was_none(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            TICKET.as_of(MONDAY - TICK)
        error = caught.value
        wanted = "not before the opening, 2026-01-05T09:00:00+00:00"
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("at", MONDAY - TICK, wanted)

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            TICKET.as_of(NAIVE)
        assert (caught.value.argument, caught.value.value) == ("at", NAIVE)

    @pytest.mark.parametrize("at", [None, 0, "2026-01-05"])
    def test_anything_else_is_no_instant(self, at: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            TICKET.as_of(at)
        assert (caught.value.argument, caught.value.value) == ("at", at)


class TestCategory:
    @pytest.mark.parametrize(
        ("told", "category"),
        [
            ([], Category.OPEN),
            ([STARTED], Category.OPEN),
            ([HELD], Category.PAUSED),
            ([RESOLVED], Category.RESOLVED),
            ([events.Closed(at=LATER)], Category.DONE),
            ([events.Cancelled(at=LATER)], Category.DONE),
            ([events.Merged(at=LATER)], Category.DONE),
        ],
    )
    def test_it_is_that_of_the_state(
        self, told: list[events.Event], category: Category
    ) -> None:
        assert Ticket.fold([OPENED, *told]).category is category


class TestAllowed:
    NEW = Ticket.fold([OPENED])

    def names(self, ticket: Ticket, by: Actor | None) -> list[str]:
        return [action.name for action in ticket.allowed(by=by, at=LATER)]

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ([], ["cancel", "receive"]),
            ([HELD], ["resume", "cancel", "receive"]),
            ([RESOLVED], ["close", "reopen", "receive", "survey"]),
            (
                [RESOLVED, events.Closed(at=LATER)],
                ["reopen", "receive", "survey"],
            ),
            ([events.Cancelled(at=LATER)], ["receive"]),
            ([events.Merged(at=LATER)], []),
        ],
    )
    def test_a_requester_may_do_little(
        self, told: list[events.Event], expected: list[str]
    ) -> None:
        assert self.names(Ticket.fold([OPENED, *told]), BORIS) == expected

    def test_a_vendor_may_talk(self) -> None:
        expected = ["workaround", "reply", "receive", "note"]
        assert self.names(self.NEW, VERA) == expected

    def test_an_approver_may_talk_to_the_desk(self) -> None:
        assert self.names(self.NEW, PETER) == ["receive", "note"]

    def test_an_approver_may_judge_what_was_proposed(self) -> None:
        proposed = self.NEW.apply(events.MajorProposed(at=MONDAY))
        expected = ["receive", "note", "accept_major", "reject_major"]
        assert self.names(proposed, PETER) == expected

    def test_nobody_is_trusted_with_every_role(self) -> None:
        expected = [
            row.name
            for row in INCIDENT.actions
            if "new" in row.sources and row.name not in ("accept_major", "reject_major")
        ]
        assert self.names(self.NEW, None) == expected

    def test_it_is_the_rows_themselves(self) -> None:
        allowed = self.NEW.allowed(by=BORIS, at=LATER)
        assert allowed == (*INCIDENT.rows("cancel"), *INCIDENT.rows("receive"))

    def test_of_two_rows_it_is_that_of_the_state(self) -> None:
        first = Action("push", ["shut"], "ajar", [Role.AGENT])
        second = Action("push", ["ajar"], "shut", [Role.AGENT])
        door = Lifecycle(
            "door", [State("ajar", "open"), State("shut", "open")], [first, second]
        )
        ticket = Ticket.fold([OPENED], lifecycle=door)
        assert ticket.allowed(by=ANNA, at=LATER) == (second,)

    def test_nothing_is_allowed_before_the_last_event(self) -> None:
        assert self.NEW.allowed(by=None, at=MONDAY - TICK) == ()

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            self.NEW.allowed(by=None, at=NAIVE)
        assert (caught.value.argument, caught.value.value) == ("at", NAIVE)


class TestWhyNot:
    def test_nothing_is_against_what_is_allowed(self) -> None:
        assert TICKET.why_not("resume", by=BORIS, at=LATER) == ()

    def test_fields_are_not_asked_for(self) -> None:
        assert TICKET.why_not("resolve", by=ANNA, at=LATER) == ()

    def test_it_lists_every_reason(self) -> None:
        assert TICKET.why_not("reopen_on_hold", by=BORIS, at=LATER - TICK) == (
            Refusal(
                "ticket.state", "it starts from resolved, closed, not from on_hold"
            ),
            Refusal(
                "ticket.role",
                "boris acts as requester; it takes one of: agent, system",
                "by",
            ),
            Refusal(
                "ticket.order",
                "2026-01-05T09:59:59.999999+00:00 is earlier than the last event",
                "at",
            ),
        )

    @pytest.mark.parametrize("action", INCIDENT.actions)
    def test_an_action_is_as_good_as_its_name(self, action: Action) -> None:
        found = TICKET.why_not(action, by=VERA, at=LATER)
        assert found == TICKET.why_not(action.name, by=VERA, at=LATER)

    def test_nothing_is_against_the_actions_that_are_allowed(self) -> None:
        allowed = TICKET.allowed(by=BORIS, at=LATER)
        against = [TICKET.why_not(row, by=BORIS, at=LATER) for row in allowed]
        assert against == [()] * 3

    def test_the_row_asked_for_is_that_of_the_ticket_not_the_one_given(self) -> None:
        ours = Action("reopen", ["on_hold"], "in_progress")
        found = TICKET.why_not(ours, by=ANNA, at=LATER)
        assert [refusal.code for refusal in found] == ["ticket.state"]

    def test_an_action_that_the_table_lacks_is_an_error(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            TICKET.why_not(Action("dance", ["on_hold"]), by=ANNA, at=LATER)
        assert (caught.value.lifecycle, caught.value.action) == ("incident", "dance")

    def test_an_unknown_action_is_an_error(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            TICKET.why_not("resolv", by=ANNA, at=LATER)
        actual = (caught.value.action, caught.value.matches)
        assert actual == ("resolv", ("resolve",))


class TestValue:
    def test_equal_histories_are_equal_tickets(self) -> None:
        other = Ticket.fold([OPENED, STARTED, HELD])
        assert (other, hash(other)) == (TICKET, hash(TICKET))

    @pytest.mark.parametrize("position", [0, 1])
    def test_the_two_readings_of_a_repeated_hour_make_two_tickets(
        self, position: int
    ) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        history: list[events.Event] = [
            attrs.evolve(OPENED, at=first),
            attrs.evolve(STARTED, at=first),
        ]
        lax = attrs.evolve(INCIDENT, backdating=True)
        second = attrs.evolve(history[position], at=first.replace(fold=1))
        told = [*history[:position], second, *history[position + 1 :]]
        one, other = (Ticket.fold(t, lifecycle=lax) for t in (history, told))
        # As datetimes the instants of the two are equal.
        assert (one.opened_at, one.updated_at) == (other.opened_at, other.updated_at)
        assert (one == other, len({one, other})) == (False, 2)

    def test_equal_instants_in_other_zones_are_equal(self) -> None:
        east = timezone(timedelta(hours=5))
        moved = [
            attrs.evolve(event, at=event.at.astimezone(east))
            for event in TICKET.history
        ]
        other = Ticket.fold(moved)
        assert (other, hash(other)) == (TICKET, hash(TICKET))

    @pytest.mark.parametrize(
        "other",
        [
            Ticket.fold([OPENED, STARTED]),
            Ticket.fold([OPENED, STARTED, attrs.evolve(HELD, by=None)]),
            Ticket.fold([attrs.evolve(OPENED, id="INC2"), STARTED, HELD]),
            Ticket.fold(
                [OPENED, STARTED, HELD], lifecycle=INCIDENT.with_action(DIRECT_CLOSE)
            ),
        ],
    )
    def test_another_history_or_lifecycle_is_another_ticket(
        self, other: Ticket
    ) -> None:
        assert other != TICKET

    @pytest.mark.parametrize("other", [None, "INC1", (OPENED, STARTED, HELD)])
    def test_nothing_else_is_equal_to_a_ticket(self, other: object) -> None:
        assert (other == TICKET) is False

    def test_its_repr_is_short(self) -> None:
        assert repr(TICKET) == "<Ticket INC1 on_hold, 3 events>"

    def test_its_facts_do_not_change(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            TICKET.state = "closed"  # type: ignore[misc]

    def test_its_attributes_do_not_change(self) -> None:
        with pytest.raises(TypeError, match="item assignment"):
            TICKET.attributes["site"] = "Perm"  # type: ignore[index]

    def test_the_class_itself_makes_none(self) -> None:
        with pytest.raises(TypeError) as caught:
            Ticket()
        assert str(caught.value) == (
            "a Ticket comes from open_ticket(...) or Ticket.fold(events)"
        )

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_it_pickles_with_its_lifecycle(self, protocol: int) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        ticket = Ticket.fold([OPENED, STARTED, HELD], lifecycle=direct)
        dumped = pickle.dumps(ticket, protocol)
        same = pickle.loads(dumped)  # noqa: S301 - made above
        assert (same, same.state, same.lifecycle) == (ticket, "on_hold", direct)

    def test_it_pickles_with_a_backdated_history(self) -> None:
        lax = attrs.evolve(INCIDENT, backdating=True)
        ticket = Ticket.fold([OPENED, HELD, STARTED], lifecycle=lax)
        same = pickle.loads(pickle.dumps(ticket))  # noqa: S301 - made above
        assert (same, same.updated_at) == (ticket, LATER)


class TestSize:
    @pytest.mark.parametrize("count", [500, 5_000])
    def test_long_histories_survive_everything(self, count: int) -> None:
        history = notes(count)
        ticket = Ticket.fold(history)
        copies = [
            pickle.loads(pickle.dumps(ticket)),  # noqa: S301 - made above
            copy.copy(ticket),
            copy.deepcopy(ticket),
        ]
        assert copies == [ticket] * 3

    def test_long_histories_compare_hash_and_print(self) -> None:
        one, other = Ticket.fold(notes(500)), Ticket.fold(notes(500))
        expected = (True, "<Ticket INC1 new, 500 events>")
        assert ((one, hash(one)) == (other, hash(other)), repr(one)) == expected

    def test_one_event_of_many_makes_a_difference(self) -> None:
        history = notes(500)
        history[1] = attrs.evolve(history[1], by=ANNA)
        assert Ticket.fold(history) != Ticket.fold(notes(500))

    def test_appending_to_a_long_history_is_folding_a_longer_one(self) -> None:
        history = notes(501)
        appended = Ticket.fold(history[:500]).apply(history[500])
        assert (appended, appended.version) == (Ticket.fold(history), 501)


class TestOddHistories:
    @pytest.mark.parametrize("history", [None, 5])
    def test_a_history_is_a_list_of_events(self, history: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Ticket.fold(history)
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("events", history, "ticket events, in a list")


class TestOddActors:
    def test_an_opener_must_be_an_actor(self) -> None:
        by: Any = "anna"
        with pytest.raises(WrongTypeError, match="by must be an Actor"):
            open_ticket("INC1", at=datetime(2026, 1, 5, tzinfo=UTC), by=by)

    def test_whoever_asks_must_be_an_actor(self) -> None:
        by: Any = "anna"
        monday = datetime(2026, 1, 5, tzinfo=UTC)
        with pytest.raises(WrongTypeError, match="by must be an Actor"):
            open_ticket("INC1", at=monday).why_not("start", by=by, at=monday)


class TestOverAndAgain:
    """What a history from elsewhere leaves behind."""

    def test_reopening_a_merged_ticket_forgets_where_it_went(self) -> None:
        monday = datetime(2026, 1, 5, tzinfo=UTC)
        merged = open_ticket("INC1", at=monday).merge(at=monday, by=None, into="INC2")
        again = merged.apply(events.WorkStarted(at=monday))
        assert (again.merged_into, again.reopenings) == (None, 1)

    def test_resolving_a_closed_ticket_opens_its_end(self) -> None:
        monday = datetime(2026, 1, 5, tzinfo=UTC)
        closed = open_ticket("INC1", at=monday).apply(events.Closed(at=monday))
        again = closed.apply(events.Resolved(at=monday))
        assert (again.state, again.closed_at) == ("resolved", None)


class TestOpenTicket:
    def test_an_id_and_an_instant_are_enough(self) -> None:
        assert open_ticket("INC1", at=MONDAY).history == (OPENED,)

    def test_it_is_new_and_an_incident(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY)
        actual = (ticket.state, ticket.kind, ticket.lifecycle, ticket.version)
        assert actual == ("new", TicketKind.INCIDENT, INCIDENT, 1)

    def test_everything_given_goes_into_its_event(self) -> None:
        ticket = open_ticket(
            "INC1",
            at=MONDAY,
            by=ANNA,
            kind=TicketKind.INCIDENT,
            impact="large",
            urgency="soon",
            priority="first",
            requester="boris",
            group="net",
            channel="phone",
            attributes={"site": "Kazan"},
        )
        assert ticket.history == (
            events.Opened(
                at=MONDAY,
                id="INC1",
                by=ANNA,
                impact="large",
                urgency="soon",
                priority="first",
                requester="boris",
                group="net",
                channel="phone",
                attributes={"site": "Kazan"},
            ),
        )

    def test_a_lifecycle_may_be_given(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        ticket = open_ticket("INC1", at=MONDAY, lifecycle=direct)
        assert ticket.lifecycle is direct

    def test_a_requester_who_opens_it_is_its_requester(self) -> None:
        assert open_ticket("INC1", at=MONDAY, by=BORIS).requester == "boris"

    def test_a_requester_may_open_it_for_another(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY, by=BORIS, requester="clara")
        assert ticket.requester == "clara"

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.REQUESTER}))
    def test_nobody_else_becomes_its_requester(self, role: Role) -> None:
        ticket = open_ticket("INC1", at=MONDAY, by=Actor("x", role))
        assert ticket.requester is None

    def test_the_priority_follows_from_impact_and_urgency(self) -> None:
        ticket = open_ticket(
            "INC1", at=MONDAY, impact=Impact.MEDIUM, urgency=Urgency.HIGH
        )
        assert ticket.priority is Priority.HIGH

    def test_a_priority_given_stands(self) -> None:
        ticket = open_ticket(
            "INC1",
            at=MONDAY,
            impact=Impact.MEDIUM,
            urgency=Urgency.HIGH,
            priority=Priority.PLANNING,
        )
        assert ticket.priority is Priority.PLANNING

    def test_impact_and_urgency_of_ones_own_give_no_priority(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY, impact=1, urgency=1)
        assert ticket.priority is None

    def test_a_priority_given_is_not_set_by_hand(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY, priority=Priority.PLANNING)
        assert ticket.is_overridden is False

    @pytest.mark.parametrize("value", ["", None, 1])
    def test_an_id_is_a_text_that_is_not_empty(self, value: str) -> None:
        with pytest.raises(WrongTypeError) as caught:
            open_ticket(value, at=MONDAY)
        assert (caught.value.argument, caught.value.value) == ("id", value)

    def test_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            open_ticket("INC1", at=MONDAY, kind="quarrel")
        assert (caught.value.argument, caught.value.value) == ("kind", "quarrel")

    def test_attributes_that_may_change_are_refused_by_name(self) -> None:
        with pytest.raises(WrongTypeError) as caught:
            open_ticket("INC1", at=MONDAY, attributes={"floors": [1]})
        actual = (caught.value.argument, caught.value.value)
        assert actual == ("attributes['floors']", [1])

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            open_ticket("INC1", at=NAIVE)
        assert (caught.value.argument, caught.value.value) == ("at", NAIVE)

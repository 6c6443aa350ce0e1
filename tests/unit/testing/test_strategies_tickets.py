"""Tickets, their events and histories as the kit draws them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import SearchStrategy

import servicedesk_core as sd
from servicedesk_core.lifecycles import OVER
from servicedesk_core.testing.strategies import events, histories
from strategy_checks import (
    check_draws,
    check_fields_vary,
    check_kinds,
    check_values,
    check_whole_package,
    drawn,
    draws,
    entries,
    minimal,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TICKETS = histories.tickets()
# A link has as many kinds and others; what a ticket cost is often little.
FEW = {"Effort": 5}

# What few tickets have; it is asked for below.
RARE = {
    *("bounces", "cause", "escalations", "is_overridden", "last_workaround", "level"),
    *("major", "outcome", "planned_end", "planned_start", "score"),
    *("forced_contacts", "is_solved_by_first_agent", "re_explanations"),
}
EVENTS = {event: events.STRATEGIES[event] for event in get_args(sd.events.Event)}
OTHERS = {
    kind: make for kind, make in histories.STRATEGIES.items() if kind not in EVENTS
}
# A table of one's own: what it needs lies in attributes, in either of two fields, in
# fields of an action that has no event.
DOOR = sd.Lifecycle(
    "door",
    [
        sd.State("shut", "open"),
        sd.State("ajar", "paused"),
        sd.State("gone", "done"),
    ],
    [
        sd.Action("push", ["shut"], "ajar", ["vendor"], ["force", "hand|foot"]),
        sd.Action("pull", ["ajar"], "shut", ["agent"], ["attributes.handle"]),
        sd.Action("paint", ["ajar"], None, [], ["attributes.colour|colour"]),
        sd.Action("note", ["ajar"], "gone", ["agent"], ["text"]),
        sd.Action("reply", ["ajar"], "gone", ["agent"], ["stamp"]),
    ],
)


@entries(EVENTS)
def test_events_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = make()
    check_values(type_, strategy, examples=30)
    check_fields_vary(type_, strategy, examples=30)


@entries(OTHERS)
def test_values_are_whole(type_: type, make: Callable[[], SearchStrategy[Any]]) -> None:
    strategy = TICKETS if type_ is sd.Ticket else make()
    check_values(type_, strategy, distinct=FEW.get(type_.__name__, 5), examples=100)
    check_fields_vary(type_, strategy, rare=RARE, examples=100)


def test_every_type_has_a_strategy() -> None:
    check_whole_package(sd.tickets, histories.STRATEGIES)
    check_whole_package(sd.events, histories.STRATEGIES)


class TestSingleEvents:
    def test_they_shrink_to_an_opening(self) -> None:
        assert sd.events.Opened(id="T1", at=MONDAY) == minimal(events.single_events())

    def test_plans_lack_an_end_at_times(self) -> None:
        check_kinds(
            EVENTS[sd.events.Scheduled](),
            lambda plan: (plan.start is None, plan.end is None),
            [*product((True, False), repeat=2)],
        )

    def test_actors_may_be_of_some_roles(self) -> None:
        made = events.actors(roles=["vendor", sd.Role.SYSTEM])

        roles = {sd.Role.VENDOR, sd.Role.SYSTEM}

        check_kinds(made, lambda each: each.role, roles)


class TestTickets:
    def test_they_shrink_to_one_just_opened(self) -> None:
        assert sd.open_ticket("T1", at=MONDAY) == minimal(histories.tickets())

    def test_they_are_of_every_kind(self) -> None:
        check_kinds(TICKETS, lambda ticket: ticket.kind, sd.TicketKind)

    @pytest.mark.parametrize("kind", sd.TicketKind)
    def test_a_kind_may_be_chosen(self, kind: sd.TicketKind) -> None:
        found = drawn(histories.tickets(kind=kind), examples=25)
        states = {version.state for ticket in found for version in ticket.versions()}

        assert {kind} == {ticket.kind for ticket in found}
        assert len(states) >= 4

    def test_an_unknown_kind_is_an_error(self) -> None:
        with pytest.raises(sd.InvalidArgumentError, match=r"^kind must be one of"):
            histories.tickets(kind="request")

    @pytest.mark.parametrize(
        "where",
        [
            lambda ticket: ticket.reopenings,
            lambda ticket: ticket.hold_reason,
            lambda ticket: ticket.links,
            lambda ticket: ticket.open_promises,
            lambda ticket: ticket.merged_into,
            lambda ticket: ticket.transfers,
            lambda ticket: ticket.compensations,
            lambda ticket: ticket.score is not None,
            lambda ticket: ticket.is_overridden,
            lambda ticket: ticket.acknowledged_at,
            lambda ticket: ticket.escalations,
        ],
        ids=[
            "reopened",
            "held",
            "linked",
            "promised",
            "merged",
            "handed over",
            "compensated",
            "surveyed",
            "overridden",
            "acknowledged",
            "escalated",
        ],
    )
    def test_lives_of_all_kinds_are_drawn(
        self, where: Callable[[sd.Ticket], object]
    ) -> None:
        assert draws(TICKETS, where)

    @pytest.mark.parametrize(
        ("actions", "where"),
        [
            ("propose_major accept_major", lambda ticket: ticket.is_major),
            ("assign", lambda ticket: ticket.bounces),
            ("record_known_error analyse", lambda ticket: ticket.cause),
            ("assess authorise schedule", lambda ticket: ticket.planned_end),
            ("respond dispute", lambda ticket: ticket.outcome and ticket.level > 1),
            ("receive", lambda ticket: sd.effort(ticket).forced_contacts),
            ("assign", lambda ticket: sd.effort(ticket).re_explanations),
            ("workaround", lambda ticket: ticket.last_workaround),
            (
                "assign resolve",
                lambda ticket: sd.effort(ticket).is_solved_by_first_agent,
            ),
            (
                "assign resolve",
                lambda ticket: sd.effort(ticket).is_solved_by_first_agent is False,
            ),
            (
                "promise keep_promise",
                lambda ticket: any(p.kept_at for p in ticket.promises),
            ),
        ],
        ids=[
            "major",
            "bounced",
            "cause",
            "planned",
            "disputed",
            "forced",
            "told anew",
            "worked around",
            "solved at once",
            "solved by a second one",
            "kept",
        ],
    )
    def test_rare_lives_are_drawn_too(
        self, actions: str, where: Callable[[sd.Ticket], object]
    ) -> None:
        """They come sooner where little else may happen."""
        names = {*actions.split()}
        table = next(
            table
            for table in sd.tickets.LIFECYCLES.values()
            if names <= {row.name for row in table.actions}
        )
        rows = [row for row in table.actions if row.name in names]
        lifecycle = sd.Lifecycle(table.name, table.states, rows)
        found = histories.tickets(lifecycle=lifecycle, max_events=6)

        assert draws(found, where)

    def test_histories_are_valid(self) -> None:
        """Each event is one that the ticket before it allows."""
        for ticket in drawn(TICKETS, examples=100):
            versions = [*ticket.versions()]
            for before, event in zip(versions, ticket.history[1:], strict=False):
                before.do(event)

    def test_they_end_before_holidays_are_unknown(self) -> None:
        last = max(ticket.updated_at for ticket in drawn(TICKETS, examples=100))

        assert last.astimezone(UTC) < datetime(2027, 12, 1, tzinfo=UTC)

    def test_few_events_may_be_wanted(self) -> None:
        made = histories.tickets(max_events=1)

        check_kinds(made, lambda ticket: ticket.version, {1, 2}, examples=40)


class TestOwnLifecycles:
    def test_what_they_require_is_made_up(self) -> None:
        found = drawn(histories.tickets(lifecycle=DOOR, max_events=3), examples=100)
        taken = [event for ticket in found for event in ticket.history[1:]]
        fields = [
            {*event.fields}
            for event in taken
            if isinstance(event, sd.events.ActionTaken) and event.action == "push"
        ]

        assert {"push", "paint", "note"} == {event.action for event in taken}
        assert {"force", "hand"} in fields
        assert {"force", "foot"} in fields

    def test_those_that_act_have_the_role(self) -> None:
        found = drawn(histories.tickets(lifecycle=DOOR, max_events=3), examples=100)
        roles = {
            (event.action, None if event.by is None else event.by.role.value)
            for ticket in found
            for event in ticket.history[1:]
        }

        assert {("push", None), ("push", "vendor"), ("note", "agent")} <= roles
        assert {None} == {role for action, role in roles if action == "paint"}

    def test_attributes_that_are_there_are_enough(self) -> None:
        shut = sd.open_ticket(
            "D1", at=MONDAY, lifecycle=DOOR, attributes={"handle": "brass"}
        )
        ajar = shut.take("push", at=MONDAY, by=None, fields={"force": 1, "hand": 2})
        following = histories.next_events(ajar, at=MONDAY)

        check_kinds(following, lambda event: event.action, {"pull", "paint", "note"})


class TestNextEvents:
    @settings(max_examples=40, deadline=None)
    @given(data=st.data(), ticket=histories.tickets(max_events=4))
    def test_no_command_refuses_them(
        self, data: st.DataObject, ticket: sd.Ticket
    ) -> None:
        at = ticket.updated_at
        following = histories.next_events(ticket, at=at)
        if not following.is_empty:
            event = data.draw(following)

            assert at == event.at
            assert ticket.version + 1 == ticket.do(event).version

    def test_nothing_happens_to_a_merged_ticket(self) -> None:
        merged = sd.open_ticket("T1", at=MONDAY).merge(at=MONDAY, by=None, into="T2")

        assert histories.next_events(merged, at=MONDAY).is_empty

    def test_links_and_promises_are_those_of_the_ticket(self) -> None:
        ticket = sd.open_ticket("INC2", at=MONDAY)
        ticket = ticket.link(at=MONDAY, by=None, other="PRB1", kind="caused_by")
        ticket = ticket.promise(at=MONDAY, by=None, due=MONDAY + timedelta(days=1))
        following = histories.next_events(ticket, at=MONDAY)
        told = ["unlink", "link", "keep_promise", "merge"]
        check_draws(following, lambda event: event.action, told)
        found = drawn(following)
        unlinked = {
            event.link for event in found if isinstance(event, sd.events.Unlinked)
        }
        linked = {event.link for event in found if isinstance(event, sd.events.Linked)}
        kept = {
            event.due for event in found if isinstance(event, sd.events.PromiseKept)
        }
        merged = {event.into for event in found if isinstance(event, sd.events.Merged)}

        assert unlinked <= {*ticket.links}
        assert not {*ticket.links} & linked
        assert kept <= {MONDAY + timedelta(days=1)}
        assert merged <= {"PRB1", "CHG7"}
        assert "INC2" not in {link.other for link in linked}

    def test_all_links_may_be_taken(self) -> None:
        ticket = sd.open_ticket("T1", at=MONDAY)
        for kind in sd.LinkKind:
            for other in events.OTHERS:
                ticket = ticket.link(at=MONDAY, by=None, other=other, kind=kind)
        following = histories.next_events(ticket, at=MONDAY)

        assert draws(following, lambda event: event.action == "unlink")
        assert not any(event.action == "link" for event in drawn(following))

    def test_moves_to_another_state_come_first(self) -> None:
        ticket = sd.open_ticket("T1", at=MONDAY)

        assert "start" == minimal(histories.next_events(ticket, at=MONDAY)).action

    def test_an_instant_before_the_last_event_is_an_error(self) -> None:
        ticket = sd.open_ticket("T1", at=MONDAY)
        wanted = (
            r"^at must be not before the last event, 2026-01-05T09:00:00\+00:00, got"
        )
        with pytest.raises(sd.InvalidArgumentError, match=wanted):
            histories.next_events(ticket, at=MONDAY - timedelta(seconds=1))

    def test_a_table_may_allow_it(self) -> None:
        lifecycle = sd.Lifecycle("log", DOOR.states, DOOR.actions, backdating=True)
        ticket = sd.open_ticket("D1", at=MONDAY, lifecycle=lifecycle)
        before = MONDAY - timedelta(hours=1)

        assert before == minimal(histories.next_events(ticket, at=before)).at


class TestOthers:
    def test_histories_are_those_of_tickets(self) -> None:
        found = histories.ticket_events(kind="change", max_events=2)

        check_kinds(found, len, {1, 2, 3}, examples=40)
        assert (sd.events.Opened(id="T1", at=MONDAY, kind="change"),) == minimal(found)

    def test_repeats_are_of_both_kinds(self) -> None:
        made = histories.repeats()

        check_kinds(made, lambda repeat: repeat.kind, sd.RepeatKind, examples=40)
        for repeat in drawn(made, examples=40):
            then = repeat.earlier.as_of(repeat.ticket.opened_at)

            assert (repeat.kind is sd.RepeatKind.REPEAT) == (then.category in OVER)

    def test_promises_are_kept_in_time_and_late(self) -> None:
        check_kinds(
            histories.promises(),
            lambda promise: promise.kept_at and promise.kept_at > promise.due,
            {None, True, False},
        )

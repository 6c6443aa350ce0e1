"""Actions of a lifecycle of one's own, and events checked as commands are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    Refusal,
    TransitionRefusedError,
    UnknownActionError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import INCIDENT, Action, Lifecycle, Role, State
from servicedesk_core.tickets import Actor, Link, Ticket, events, open_ticket
from servicedesk_core.tickets.commands import OWN_COMMANDS

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")

DOOR = Lifecycle(
    "door",
    [State("shut", "open"), State("ajar", "resolved"), State("gone", "done")],
    [
        Action("push", ["shut"], "ajar", [Role.AGENT], ["force", "left|right"]),
        Action("pull", ["ajar"], "shut"),
        Action("tear_off", ["shut"], "gone", required=["attributes.category"]),
        Action("note", ["shut", "ajar"], required=["text"]),
        Action("change_attributes", ["shut"]),
    ],
)
SHUT = open_ticket("D1", at=MONDAY, lifecycle=DOOR)
GIVEN = {"force": 2, "left": "hand"}


class TestTake:
    def test_it_moves_the_ticket_and_keeps_what_it_was_told(self) -> None:
        after = SHUT.take("push", at=LATER, by=ANNA, fields=GIVEN)
        taken = events.ActionTaken(at=LATER, by=ANNA, name="push", fields=GIVEN)
        assert (after.state, after.history) == ("ajar", (*SHUT.history, taken))

    def test_fields_may_be_left_out(self) -> None:
        ajar = SHUT.take("push", at=LATER, by=ANNA, fields=GIVEN)
        after = ajar.take("pull", at=LATER, by=None)
        assert (after.state, after.reopenings) == ("shut", 1)
        assert after.history[-1] == events.ActionTaken(at=LATER, name="pull")

    def test_the_category_of_its_target_says_what_it_means(self) -> None:
        ajar = SHUT.take("push", at=LATER, by=ANNA, fields=GIVEN)
        gone = SHUT.change_attributes(
            at=MONDAY, by=ANNA, attributes={"category": "oak"}
        ).take("tear_off", at=LATER, by=None)
        actual = (ajar.resolved_at, ajar.closed_at, gone.resolved_at, gone.closed_at)
        assert actual == (LATER, None, None, LATER)

    def test_a_row_of_ones_own_beside_those_of_a_kind(self) -> None:
        table = INCIDENT.with_action(
            Action("park", ["new", "in_progress"], "on_hold", required=["until"])
        )
        ticket = open_ticket("INC1", at=MONDAY, lifecycle=table)
        after = ticket.take("park", at=LATER, by=ANNA, fields={"until": LATER})
        assert (after.state, after.hold_reason) == ("on_hold", None)

    @pytest.mark.parametrize(
        ("fields", "missing"),
        [
            ({}, ["force", "left|right"]),
            ({"force": 2}, ["left|right"]),
            ({"force": " ", "right": 1}, ["force"]),
            ({"force": None, "left": "", "right": {}}, ["force", "left|right"]),
            ({"force": 0, "right": False}, []),
        ],
    )
    def test_what_its_row_requires_is_looked_for_in_the_fields(
        self, fields: dict[str, Any], missing: list[str]
    ) -> None:
        frozen = {name: value for name, value in fields.items() if value != {}}
        codes: list[tuple[str, str | None]] = []
        try:
            SHUT.take("push", at=LATER, by=ANNA, fields=frozen)
        except TransitionRefusedError as error:
            codes = [(reason.code, reason.field) for reason in error.reasons]
        assert codes == [("ticket.required", field) for field in missing]

    def test_attributes_are_looked_for_on_the_ticket(self) -> None:
        told = {"attributes.category": "oak", "category": "oak"}
        with pytest.raises(TransitionRefusedError) as caught:
            SHUT.take("tear_off", at=LATER, by=ANNA, fields=told)
        message = "attributes.category is required"
        expected = Refusal("ticket.required", message, "attributes.category")
        known = SHUT.change_attributes(
            at=MONDAY, by=ANNA, attributes={"category": "oak"}
        )
        assert caught.value.reasons == (expected,)
        assert known.take("tear_off", at=LATER, by=ANNA).state == "gone"

    def test_every_reason_is_listed(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            SHUT.take("push", at=LATER, by=ANNA, fields=GIVEN).take(
                "push", at=LATER - TICK, by=BORIS, fields={"force": 1}
            )
        error = caught.value
        assert (error.ticket, error.action, error.state) == ("D1", "push", "ajar")
        assert [(each.code, each.field) for each in error.reasons] == [
            ("ticket.state", None),
            ("ticket.role", "by"),
            ("ticket.order", "at"),
            ("ticket.required", "left|right"),
        ]

    @pytest.mark.parametrize("action", sorted(OWN_COMMANDS))
    def test_an_action_with_a_command_of_its_own_is_refused(self, action: str) -> None:
        command = {
            "override_priority": "prioritise",
            "reopen_on_hold": "reopen",
        }.get(action, action)
        with pytest.raises(InvalidArgumentError) as caught:
            SHUT.take(action, at=LATER, by=ANNA)
        error = caught.value
        wanted = f"one without a command of its own; call ticket.{command}(...)"
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("action", action, wanted)

    def test_one_that_the_table_lacks_is_an_error(self) -> None:
        with pytest.raises(UnknownActionError) as caught:
            SHUT.take("pus", at=LATER, by=ANNA)
        actual = (caught.value.lifecycle, caught.value.action, caught.value.matches)
        assert actual == ("door", "pus", ("push",))

    @pytest.mark.parametrize("fields", [None, "force", [("force", 2)]])
    def test_fields_are_a_mapping(self, fields: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            SHUT.take("push", at=LATER, by=ANNA, fields=fields)
        assert (caught.value.argument, caught.value.value) == ("fields", fields)


class TestDo:
    @pytest.mark.parametrize(
        ("event", "state"),
        [
            (events.WorkStarted(at=LATER, by=ANNA), "in_progress"),
            (events.Cancelled(at=LATER, by=BORIS, reason="no need"), "cancelled"),
            (events.NoteAdded(at=LATER), "new"),
        ],
    )
    def test_an_event_that_its_command_would_add_is_added(
        self, event: events.Event, state: str
    ) -> None:
        ticket = open_ticket("INC1", at=MONDAY)
        after = ticket.do(event)
        assert (after, after.state) == (ticket.apply(event), state)

    @pytest.mark.parametrize(
        ("event", "codes"),
        [
            (events.Resumed(at=LATER), ["ticket.state"]),
            (events.WorkStarted(at=LATER, by=BORIS), ["ticket.role"]),
            (events.WorkStarted(at=MONDAY - TICK), ["ticket.order"]),
            (events.Resolved(at=LATER, code="c"), ["ticket.required"]),
            (events.Merged(at=LATER, into="INC1"), ["ticket.itself"]),
            (events.MajorAccepted(at=LATER, notes="n", business_impact="b"), None),
            (events.PromiseKept(at=LATER, due=LATER), ["ticket.promise"]),
            (events.Unlinked(at=LATER, link=Link("related", "X")), ["ticket.link"]),
        ],
    )
    def test_one_that_it_would_refuse_is_refused(
        self, event: events.Event, codes: list[str] | None
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            open_ticket("INC1", at=MONDAY).do(event)
        found = [reason.code for reason in caught.value.reasons]
        assert found == (codes or ["ticket.major"])

    def test_an_action_of_ones_own_is_an_event_too(self) -> None:
        taken = events.ActionTaken(at=LATER, by=ANNA, name="push", fields=GIVEN)
        with pytest.raises(TransitionRefusedError):
            SHUT.do(attrs.evolve(taken, fields={}))
        assert SHUT.do(taken) == SHUT.take("push", at=LATER, by=ANNA, fields=GIVEN)

    def test_the_ticket_itself_stays(self) -> None:
        ticket = open_ticket("INC1", at=MONDAY)
        ticket.do(events.WorkStarted(at=LATER))
        assert ticket == open_ticket("INC1", at=MONDAY)

    @pytest.mark.parametrize("stranger", [None, "note", events, object])
    def test_anything_but_an_event_is_refused(self, stranger: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            SHUT.do(stranger)
        error = caught.value
        actual = (error.argument, error.value, error.wanted)
        assert actual == ("event", stranger, "a ticket event")

    def test_a_ticket_is_not_opened_again(self) -> None:
        ticket = Ticket.fold([events.Opened(at=MONDAY, id="INC1")])
        with pytest.raises(UnknownActionError) as caught:
            ticket.do(events.Opened(at=LATER, id="INC1"))
        assert (caught.value.lifecycle, caught.value.action) == ("incident", "open")

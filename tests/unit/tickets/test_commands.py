"""Each command: its event, its guards, and the priority it derives."""

import math
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import product

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    Refusal,
    ServiceDeskError,
    TransitionRefusedError,
    UnknownActionError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    Action,
    Lifecycle,
    Role,
    State,
)
from servicedesk_core.money import Money
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import (
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)
from servicedesk_core.tickets.commands import Commands, derived_priority

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
NOON = MONDAY.replace(hour=12)
TICK = timedelta(microseconds=1)
ANNA = Actor("anna", "agent")
BORIS = Actor("boris", "requester")
ROBOT = Actor("robot", "system")
EURO = Money(5, "EUR")
ROLES: list[Actor | None] = [None, *(Actor("x", role) for role in Role)]

OPENED = events.Opened(at=MONDAY, id="INC1")
# What can be taken back, or kept.
GIVEN: list[events.Event] = [
    events.Linked(at=MONDAY, link=Link("related", "INC9")),
    events.PromiseMade(at=MONDAY, due=NOON),
]
RESOLVED = events.Resolved(at=MONDAY, code="fixed", notes="restarted")
PATHS: dict[str, list[events.Event]] = {
    "new": [],
    "in_progress": [events.WorkStarted(at=MONDAY)],
    "on_hold": [events.PutOnHold(at=MONDAY, reason="caller")],
    "resolved": [RESOLVED],
    "closed": [RESOLVED, events.Closed(at=MONDAY)],
    "cancelled": [events.Cancelled(at=MONDAY)],
    "merged": [events.Merged(at=MONDAY)],
}


def ticket_in(state: str, lifecycle: Lifecycle = INCIDENT) -> Ticket:
    return Ticket.fold([OPENED, *GIVEN, *PATHS[state]], lifecycle=lifecycle)


Command = Callable[[Ticket, datetime, Actor | None], Ticket]
# action -> a command with every field it takes, and its event at LATER by ANNA
COMMANDS: dict[str, tuple[Command, events.Event]] = {
    "start": (
        lambda t, at, by: t.start(at=at, by=by),
        events.WorkStarted(at=LATER, by=ANNA),
    ),
    "hold": (
        lambda t, at, by: t.hold(at=at, by=by, reason="vendor"),
        events.PutOnHold(at=LATER, by=ANNA, reason=HoldReason.VENDOR),
    ),
    "resume": (
        lambda t, at, by: t.resume(at=at, by=by),
        events.Resumed(at=LATER, by=ANNA),
    ),
    "resolve": (
        lambda t, at, by: t.resolve(at=at, by=by, code="c", notes="n"),
        events.Resolved(at=LATER, by=ANNA, code="c", notes="n"),
    ),
    "close": (
        lambda t, at, by: t.close(at=at, by=by, code="c"),
        events.Closed(at=LATER, by=ANNA, code="c"),
    ),
    "reopen": (
        lambda t, at, by: t.reopen(at=at, by=by, reason="again"),
        events.Reopened(at=LATER, by=ANNA, reason="again"),
    ),
    "reopen_on_hold": (
        lambda t, at, by: t.reopen(at=at, by=by, reason="again", hold="change"),
        events.Reopened(at=LATER, by=ANNA, reason="again", hold=HoldReason.CHANGE),
    ),
    "cancel": (
        lambda t, at, by: t.cancel(at=at, by=by, reason="no need"),
        events.Cancelled(at=LATER, by=ANNA, reason="no need"),
    ),
    "merge": (
        lambda t, at, by: t.merge(at=at, by=by, into="INC2"),
        events.Merged(at=LATER, by=ANNA, into="INC2"),
    ),
    "acknowledge": (
        lambda t, at, by: t.acknowledge(at=at, by=by),
        events.Acknowledged(at=LATER, by=ANNA),
    ),
    "assign": (
        lambda t, at, by: t.assign(
            at=at, by=by, group="net", agent="anna", warm=True, carried=["problem"]
        ),
        events.Assigned(
            at=LATER, by=ANNA, group="net", agent="anna", warm=True, carried=["problem"]
        ),
    ),
    "unassign": (
        lambda t, at, by: t.unassign(at=at, by=by, keep_group=True),
        events.Unassigned(at=LATER, by=ANNA, keep_group=True),
    ),
    "set_owner": (
        lambda t, at, by: t.set_owner(at=at, by=by, owner="dora"),
        events.OwnerChanged(at=LATER, by=ANNA, owner="dora"),
    ),
    "escalate": (
        lambda t, at, by: t.escalate(
            at=at, by=by, kind="functional", to="db", reason="r"
        ),
        events.Escalated(
            at=LATER, by=ANNA, kind=EscalationKind.FUNCTIONAL, to="db", reason="r"
        ),
    ),
    "prioritise": (
        lambda t, at, by: t.prioritise(
            at=at, by=by, impact=Impact.LOW, urgency=Urgency.HIGH, reason="r"
        ),
        events.PriorityChanged(
            at=LATER,
            by=ANNA,
            impact=Impact.LOW,
            urgency=Urgency.HIGH,
            priority=Priority.MODERATE,
            reason="r",
            by_hand=False,
        ),
    ),
    "override_priority": (
        lambda t, at, by: t.prioritise(
            at=at, by=by, priority=Priority.LOW, reason="vip"
        ),
        events.PriorityChanged(
            at=LATER, by=ANNA, priority=Priority.LOW, reason="vip", by_hand=True
        ),
    ),
    "workaround": (
        lambda t, at, by: t.workaround(at=at, by=by, text="wait"),
        events.WorkaroundGiven(at=LATER, by=ANNA, text="wait"),
    ),
    "reply": (
        lambda t, at, by: t.reply(at=at, by=by, text="hi", automatic=True, to="b"),
        events.Replied(at=LATER, by=ANNA, text="hi", automatic=True, to="b"),
    ),
    "receive": (
        lambda t, at, by: t.receive(
            at=at, by=by, text="help", channel="phone", forced=True
        ),
        events.MessageReceived(
            at=LATER, by=ANNA, text="help", channel="phone", forced=True
        ),
    ),
    "note": (
        lambda t, at, by: t.note(at=at, by=by, text="odd"),
        events.NoteAdded(at=LATER, by=ANNA, text="odd"),
    ),
    "link": (
        lambda t, at, by: t.link(at=at, by=by, other="INC2", kind="child_of"),
        events.Linked(at=LATER, by=ANNA, link=Link(LinkKind.CHILD_OF, "INC2")),
    ),
    "unlink": (
        lambda t, at, by: t.unlink(at=at, by=by, other="INC9", kind="related"),
        events.Unlinked(at=LATER, by=ANNA, link=Link(LinkKind.RELATED, "INC9")),
    ),
    "promise": (
        lambda t, at, by: t.promise(at=at, by=by, due=LATER, text="soon"),
        events.PromiseMade(at=LATER, by=ANNA, due=LATER, text="soon"),
    ),
    "keep_promise": (
        lambda t, at, by: t.keep_promise(at=at, by=by, due=NOON),
        events.PromiseKept(at=LATER, by=ANNA, due=NOON),
    ),
    "compensate": (
        lambda t, at, by: t.compensate(at=at, by=by, money=EURO, reason="sorry"),
        events.CompensationGranted(at=LATER, by=ANNA, money=EURO, reason="sorry"),
    ),
    "survey": (
        lambda t, at, by: t.survey(at=at, by=by, score=4, comment="ok"),
        events.SurveyAnswered(at=LATER, by=ANNA, score=4, comment="ok"),
    ),
    "change_attributes": (
        lambda t, at, by: t.change_attributes(at=at, by=by, attributes={"a": 1}),
        events.AttributesChanged(at=LATER, by=ANNA, attributes={"a": 1}),
    ),
}
CELLS = list(product(COMMANDS, PATHS))
FORBIDDEN = [(a, s) for a, s in CELLS if INCIDENT.row(a, s) is None]
ALLOWED = [(a, s) for a, s in CELLS if INCIDENT.row(a, s) is not None]


def answer(action: str, ticket: Ticket, at: datetime, by: Actor | None) -> list[str]:
    """Return the codes of the reasons against a command."""
    try:
        COMMANDS[action][0](ticket, at, by)
    except TransitionRefusedError as error:
        return [reason.code for reason in error.reasons]
    return []


class TestTable:
    def test_every_action_of_the_incident_has_a_command(self) -> None:
        names = {action.name for action in INCIDENT.actions}
        assert set(COMMANDS) == {name for name in names if "major" not in name}

    def test_the_tickets_of_these_tests_are_in_their_states(self) -> None:
        assert [ticket_in(state).state for state in PATHS] == list(PATHS)

    @pytest.mark.parametrize(("action", "state"), CELLS)
    def test_a_command_is_for_the_sources_and_roles_of_its_row(
        self, action: str, state: str
    ) -> None:
        (row,) = INCIDENT.rows(action)
        expected = [
            ["ticket.state"] * (state not in row.sources)
            + ["ticket.role"] * (by is not None and by.role not in row.roles)
            for by in ROLES
        ]
        ticket = ticket_in(state)
        assert [answer(action, ticket, LATER, by) for by in ROLES] == expected

    @pytest.mark.parametrize(("action", "state"), ALLOWED)
    def test_a_command_leads_to_the_target_of_its_row(
        self, action: str, state: str
    ) -> None:
        (row,) = INCIDENT.rows(action)
        after = COMMANDS[action][0](ticket_in(state), LATER, None)
        assert after.state == (row.target or state)

    @pytest.mark.parametrize(("action", "state"), ALLOWED)
    def test_a_command_is_not_for_an_earlier_time(
        self, action: str, state: str
    ) -> None:
        found = answer(action, ticket_in(state), MONDAY - TICK, None)
        assert found == ["ticket.order"]

    @pytest.mark.parametrize(("action", "state"), ALLOWED)
    def test_a_command_may_have_the_time_of_the_last_event(
        self, action: str, state: str
    ) -> None:
        after = COMMANDS[action][0](ticket_in(state), MONDAY, None)
        assert after.updated_at == MONDAY

    @pytest.mark.parametrize(("action", "state"), FORBIDDEN)
    def test_a_refused_command_leaves_the_ticket_as_it_was(
        self, action: str, state: str
    ) -> None:
        ticket = ticket_in(state)
        found = answer(action, ticket, LATER, None)
        assert (found, ticket) == (["ticket.state"], ticket_in(state))

    def test_direct_close_is_an_opt_in(self) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        states = ["new", "in_progress", "on_hold"]
        closed = [
            ticket_in(state, direct).close(at=LATER, by=ANNA).state for state in states
        ]
        refused = [answer("close", ticket_in(state), LATER, ANNA) for state in states]
        assert (closed, refused) == (["closed"] * 3, [["ticket.state"]] * 3)

    def test_a_requester_confirms_a_resolution_but_closes_nothing_directly(
        self,
    ) -> None:
        direct = INCIDENT.with_action(DIRECT_CLOSE)
        actual = [
            answer("close", ticket_in(state, direct), LATER, BORIS)
            for state in ("resolved", "new", "cancelled")
        ]
        assert actual == [[], ["ticket.role"], ["ticket.state"]]


class TestEvents:
    @pytest.mark.parametrize("action", COMMANDS)
    def test_a_command_adds_its_event_with_every_field(self, action: str) -> None:
        command, event = COMMANDS[action]
        (row,) = INCIDENT.rows(action)
        ticket = ticket_in(row.sources[0])
        assert command(ticket, LATER, ANNA).history == (*ticket.history, event)

    @pytest.mark.parametrize("action", COMMANDS)
    def test_applying_its_event_comes_to_the_same(self, action: str) -> None:
        command, event = COMMANDS[action]
        (row,) = INCIDENT.rows(action)
        ticket = ticket_in(row.sources[0])
        assert command(ticket, LATER, ANNA) == ticket.apply(event)

    @pytest.mark.parametrize(
        ("state", "command", "event"),
        [
            (
                "new",
                lambda t: t.assign(at=LATER, by=None, group="net"),
                events.Assigned(at=LATER, group="net"),
            ),
            (
                "new",
                lambda t: t.assign(at=LATER, by=None, agent="anna"),
                events.Assigned(at=LATER, agent="anna"),
            ),
            ("new", lambda t: t.reply(at=LATER, by=None), events.Replied(at=LATER)),
            (
                "new",
                lambda t: t.receive(at=LATER, by=None),
                events.MessageReceived(at=LATER),
            ),
            ("new", lambda t: t.note(at=LATER, by=None), events.NoteAdded(at=LATER)),
            (
                "new",
                lambda t: t.unassign(at=LATER, by=None),
                events.Unassigned(at=LATER),
            ),
            (
                "resolved",
                lambda t: t.close(at=LATER, by=None),
                events.Closed(at=LATER),
            ),
            (
                "resolved",
                lambda t: t.reopen(at=LATER, by=None),
                events.Reopened(at=LATER),
            ),
            (
                "resolved",
                lambda t: t.reopen(at=LATER, by=None, hold=""),
                events.Reopened(at=LATER),
            ),
            (
                "resolved",
                lambda t: t.reopen(at=LATER, by=None, hold="caller"),
                events.Reopened(at=LATER, hold=HoldReason.CALLER),
            ),
            (
                "new",
                lambda t: t.escalate(at=LATER, by=None, kind="hierarchical"),
                events.Escalated(at=LATER, kind=EscalationKind.HIERARCHICAL),
            ),
            (
                "new",
                lambda t: t.link(at=LATER, by=None, other="INC2"),
                events.Linked(at=LATER, link=Link(LinkKind.RELATED, "INC2")),
            ),
            (
                "new",
                lambda t: t.unlink(at=LATER, by=None, other="INC9"),
                events.Unlinked(at=LATER, link=Link(LinkKind.RELATED, "INC9")),
            ),
            (
                "new",
                lambda t: t.promise(at=LATER, by=None, due=LATER),
                events.PromiseMade(at=LATER, due=LATER),
            ),
            (
                "new",
                lambda t: t.compensate(at=LATER, by=None, money=EURO),
                events.CompensationGranted(at=LATER, money=EURO),
            ),
            (
                "resolved",
                lambda t: t.survey(at=LATER, by=None, score=0),
                events.SurveyAnswered(at=LATER, score=0),
            ),
        ],
    )
    def test_what_is_left_out_is_nothing(
        self, state: str, command: Callable[[Ticket], Ticket], event: events.Event
    ) -> None:
        assert command(ticket_in(state)).history[-1] == event


class TestRequired:
    @pytest.mark.parametrize(
        ("state", "command", "fields"),
        [
            ("new", lambda t: t.hold(at=LATER, by=None), ["reason"]),
            ("new", lambda t: t.hold(at=LATER, by=None, reason=""), ["reason"]),
            ("new", lambda t: t.resolve(at=LATER, by=None), ["code", "notes"]),
            ("new", lambda t: t.resolve(at=LATER, by=None, notes="n"), ["code"]),
            (
                "new",
                lambda t: t.resolve(at=LATER, by=None, code="c", notes=""),
                ["notes"],
            ),
            ("new", lambda t: t.cancel(at=LATER, by=None), ["reason"]),
            (
                "new",
                lambda t: t.resolve(at=LATER, by=None, code=" ", notes="\n\t"),
                ["code", "notes"],
            ),
            ("new", lambda t: t.cancel(at=LATER, by=None, reason=""), ["reason"]),
            ("new", lambda t: t.cancel(at=LATER, by=None, reason="  "), ["reason"]),
            ("new", lambda t: t.merge(at=LATER, by=None, into=" "), ["into"]),
            ("new", lambda t: t.workaround(at=LATER, by=None, text=" "), ["text"]),
            (
                "new",
                lambda t: t.assign(at=LATER, by=None, group=" ", agent=""),
                ["group|agent"],
            ),
            ("new", lambda t: t.set_owner(at=LATER, by=None, owner=" "), ["owner"]),
            (
                "new",
                lambda t: t.change_attributes(at=LATER, by=None, attributes={}),
                ["attributes"],
            ),
            ("new", lambda t: t.merge(at=LATER, by=None), ["into"]),
            ("new", lambda t: t.assign(at=LATER, by=None), ["group|agent"]),
            (
                "new",
                lambda t: t.assign(at=LATER, by=None, group="", agent=""),
                ["group|agent"],
            ),
            ("new", lambda t: t.set_owner(at=LATER, by=None, owner=""), ["owner"]),
            ("new", lambda t: t.workaround(at=LATER, by=None), ["text"]),
            ("new", lambda t: t.escalate(at=LATER, by=None), ["kind"]),
            ("new", lambda t: t.escalate(at=LATER, by=None, kind=""), ["kind"]),
            ("new", lambda t: t.prioritise(at=LATER, by=None), ["impact|urgency"]),
            (
                "new",
                lambda t: t.prioritise(at=LATER, by=None, reason="r"),
                ["impact|urgency"],
            ),
            (
                "new",
                lambda t: t.prioritise(at=LATER, by=None, priority=Priority.LOW),
                ["reason"],
            ),
            (
                "new",
                lambda t: t.prioritise(
                    at=LATER, by=None, priority=Priority.LOW, reason=" "
                ),
                ["reason"],
            ),
        ],
    )
    def test_a_missing_field_is_refused(
        self, state: str, command: Callable[[Ticket], Ticket], fields: list[str]
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            command(ticket_in(state))
        assert [(r.code, r.field) for r in caught.value.reasons] == [
            ("ticket.required", field) for field in fields
        ]

    def test_what_a_table_requires_and_an_event_lacks_is_missing(self) -> None:
        strict = INCIDENT.with_action(
            Action("close", ["resolved"], "closed", required=("signature", "by"))
        )
        with pytest.raises(TransitionRefusedError) as caught:
            ticket_in("resolved", strict).close(at=LATER, by=None)
        assert caught.value.reasons == (
            Refusal("ticket.required", "signature is required", "signature"),
            Refusal("ticket.required", "by is required", "by"),
        )

    def test_a_tightened_row_asks_for_what_is_its_own(self) -> None:
        (row,) = INCIDENT.rows("resolve")
        tight = attrs.evolve(row, roles=["agent"], required=(*row.required, "by"))
        ticket = ticket_in("in_progress", INCIDENT.with_action(tight))
        codes = [answer("resolve", ticket, LATER, by) for by in (ANNA, None, ROBOT)]
        assert codes == [[], ["ticket.required"], ["ticket.role"]]


class TestItself:
    REFUSED = Refusal("ticket.itself", "it must be another ticket")

    @pytest.mark.parametrize(
        "command",
        [
            lambda t: t.merge(at=LATER, by=ANNA, into="INC1"),
            lambda t: t.link(at=LATER, by=ANNA, other="INC1"),
            lambda t: t.link(at=LATER, by=ANNA, other="INC1", kind="child_of"),
        ],
    )
    def test_a_ticket_is_not_tied_to_itself(
        self, command: Callable[[Ticket], Ticket]
    ) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            command(ticket_in("new"))
        assert caught.value.reasons == (self.REFUSED,)

    def test_it_is_the_last_of_the_reasons(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            ticket_in("closed").merge(at=MONDAY - TICK, by=BORIS, into="INC1")
        assert [reason.code for reason in caught.value.reasons] == [
            "ticket.state",
            "ticket.role",
            "ticket.order",
            "ticket.itself",
        ]


class TestErrors:
    """What no history could hold is an error, not a refusal."""

    @pytest.mark.parametrize(
        ("command", "argument", "value"),
        [
            (lambda t: t.hold(at=LATER, by=ANNA, reason="x"), "reason", "x"),
            (lambda t: t.escalate(at=LATER, by=ANNA, kind="x"), "kind", "x"),
            (
                lambda t: t.link(at=LATER, by=ANNA, other="INC2", kind="x"),
                "kind",
                "x",
            ),
            (
                lambda t: t.unlink(at=LATER, by=ANNA, other="INC2", kind="x"),
                "kind",
                "x",
            ),
            (
                lambda t: t.survey(at=LATER, by=ANNA, score=math.inf),
                "score",
                math.inf,
            ),
        ],
    )
    def test_a_word_or_number_of_no_vocabulary(
        self, command: Callable[[Ticket], Ticket], argument: str, value: object
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            command(ticket_in("new"))
        assert (caught.value.argument, caught.value.value) == (argument, value)

    @pytest.mark.parametrize(
        ("command", "argument", "value"),
        [
            (lambda t: t.start(at=LATER, by="anna"), "by", "anna"),
            (lambda t: t.link(at=LATER, by=ANNA, other=""), "other", ""),
            (lambda t: t.unlink(at=LATER, by=ANNA, other=""), "other", ""),
            (lambda t: t.keep_promise(at=LATER, by=ANNA, due="soon"), "due", "soon"),
            (lambda t: t.assign(at=LATER, by=ANNA, carried="all"), "carried", "all"),
            (lambda t: t.compensate(at=LATER, by=ANNA, money=5), "money", 5),
            (lambda t: t.survey(at=LATER, by=ANNA, score="5"), "score", "5"),
            (lambda t: t.promise(at=LATER, by=ANNA, due="soon"), "due", "soon"),
            (
                lambda t: t.change_attributes(at=LATER, by=ANNA, attributes=None),
                "attributes",
                None,
            ),
            (
                lambda t: t.change_attributes(at=LATER, by=ANNA, attributes={"a": []}),
                "attributes['a']",
                [],
            ),
        ],
    )
    def test_a_value_of_another_type(
        self, command: Callable[[Ticket], Ticket], argument: str, value: object
    ) -> None:
        # The state forbids each of them too: the value is looked at first.
        with pytest.raises(WrongTypeError) as caught:
            command(ticket_in("merged"))
        assert (caught.value.argument, caught.value.value) == (argument, value)


class TestRefusal:
    def refused(self) -> TransitionRefusedError:
        with pytest.raises(TransitionRefusedError) as caught:
            ticket_in("cancelled").resolve(at=MONDAY - TICK, by=BORIS, code="c")
        return caught.value

    def test_it_lists_every_reason(self) -> None:
        assert self.refused().reasons == (
            Refusal(
                "ticket.state",
                "it starts from new, in_progress, on_hold, not from cancelled",
            ),
            Refusal(
                "ticket.role",
                "boris acts as requester; it takes one of: agent, system",
                "by",
            ),
            Refusal(
                "ticket.order",
                "2026-01-05T08:59:59.999999+00:00 is earlier than the last event",
                "at",
            ),
            Refusal("ticket.required", "notes is required", "notes"),
        )

    def test_it_names_ticket_action_and_state(self) -> None:
        error = self.refused()
        actual = (error.ticket, error.action, error.state, error.code)
        assert actual == ("INC1", "resolve", "cancelled", "ticket.refused")

    def test_its_message_has_all_reasons(self) -> None:
        assert str(self.refused()) == (
            "cannot resolve ticket 'INC1' in cancelled: "
            "it starts from new, in_progress, on_hold, not from cancelled; "
            "boris acts as requester; it takes one of: agent, system; "
            "2026-01-05T08:59:59.999999+00:00 is earlier than the last event; "
            "notes is required"
        )

    def test_it_is_a_value_error_and_pickles(self) -> None:
        error = self.refused()
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made above
        kinds = [isinstance(copy, kind) for kind in (ServiceDeskError, ValueError)]
        assert (kinds, copy.reasons) == ([True, True], error.reasons)

    def test_a_naive_instant_is_an_error_of_its_own(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(NaiveDatetimeError) as caught:
            ticket_in("new").start(at=naive, by=None)
        assert (caught.value.argument, caught.value.value) == ("at", naive)

    def test_a_command_that_the_table_lacks_is_an_error_of_its_own(self) -> None:
        door = Lifecycle("door", [State("shut", "open")], [Action("note", ["shut"])])
        ticket = Ticket.fold([OPENED], lifecycle=door)
        with pytest.raises(UnknownActionError) as caught:
            ticket.start(at=LATER, by=None)
        assert (caught.value.lifecycle, caught.value.action) == ("door", "start")

    def test_a_backdating_lifecycle_takes_an_earlier_command(self) -> None:
        lax = Lifecycle(
            "door", [State("shut", "open")], [Action("note", ["shut"])], backdating=True
        )
        ticket = Ticket.fold([OPENED], lifecycle=lax)
        after = ticket.note(at=MONDAY - TICK, by=None)
        assert (after.version, after.updated_at) == (2, MONDAY)

    def test_the_row_of_the_state_says_what_is_required(self) -> None:
        table = Lifecycle(
            "door",
            [State("shut", "open"), State("ajar", "open")],
            [
                Action("note", ["shut"]),
                Action("note", ["ajar"], required=("text",)),
                Action("start", ["shut"], "ajar"),
            ],
        )
        shut = Ticket.fold([OPENED], lifecycle=table).note(at=LATER, by=None)
        ajar = shut.start(at=LATER, by=None)
        actual = (shut.version, ajar.note(at=LATER, by=None, text="odd").version)
        with pytest.raises(TransitionRefusedError, match="text is required"):
            ajar.note(at=LATER, by=None)
        assert actual == (2, 4)


class TestDerivedPriority:
    def test_it_is_that_of_servicenow(self) -> None:
        found = derived_priority(Impact.MEDIUM, Urgency.LOW)
        assert found is Priority.LOW

    @pytest.mark.parametrize(
        ("impact", "urgency"),
        [
            (None, Urgency.LOW),
            (Impact.LOW, None),
            (1, Urgency.LOW),
            (Impact.LOW, 1),
            (Urgency.LOW, Impact.LOW),
        ],
    )
    def test_of_anything_else_there_is_none(
        self, impact: object, urgency: object
    ) -> None:
        assert derived_priority(impact, urgency) is None


class TestPrioritise:
    TICKET = open_ticket("INC1", at=MONDAY, impact=Impact.HIGH, urgency=Urgency.LOW)

    def facts(self, ticket: Ticket) -> tuple[object, object, object]:
        return ticket.impact, ticket.urgency, ticket.priority

    def test_a_new_impact_gives_a_new_priority(self) -> None:
        after = self.TICKET.prioritise(at=LATER, by=ANNA, impact=Impact.LOW)
        expected = (Impact.LOW, Urgency.LOW, Priority.PLANNING)
        assert self.facts(after) == expected

    def test_a_new_urgency_gives_a_new_priority(self) -> None:
        after = self.TICKET.prioritise(at=LATER, by=ANNA, urgency=Urgency.HIGH)
        expected = (Impact.HIGH, Urgency.HIGH, Priority.CRITICAL)
        assert self.facts(after) == expected

    def test_the_event_has_only_what_was_given_and_the_priority(self) -> None:
        after = self.TICKET.prioritise(at=LATER, by=ANNA, urgency=Urgency.HIGH)
        assert after.history[-1] == events.PriorityChanged(
            at=LATER, by=ANNA, urgency=Urgency.HIGH, priority=Priority.CRITICAL
        )

    def test_a_priority_by_hand_stands_against_the_matrix(self) -> None:
        after = self.TICKET.prioritise(
            at=LATER, by=ANNA, priority=Priority.CRITICAL, reason="vip"
        )
        expected = (Impact.HIGH, Urgency.LOW, Priority.CRITICAL)
        assert self.facts(after) == expected

    def test_a_priority_by_hand_stands_against_a_new_impact(self) -> None:
        after = self.TICKET.prioritise(
            at=LATER,
            by=ANNA,
            impact=Impact.LOW,
            priority=Priority.CRITICAL,
            reason="vip",
        )
        expected = (Impact.LOW, Urgency.LOW, Priority.CRITICAL)
        assert self.facts(after) == expected

    def by_hand(self) -> Ticket:
        return self.TICKET.prioritise(
            at=LATER, by=ANNA, priority=Priority.PLANNING, reason="vip"
        )

    def test_only_a_priority_by_hand_overrides(self) -> None:
        derived = self.TICKET.prioritise(at=LATER, by=ANNA, impact=Impact.LOW)
        actual = [t.is_overridden for t in (self.TICKET, derived, self.by_hand())]
        assert actual == [False, False, True]

    def test_a_priority_by_hand_stands_against_a_later_impact_and_urgency(
        self,
    ) -> None:
        after = self.by_hand().prioritise(at=LATER, by=ANNA, impact=Impact.MEDIUM)
        last = after.prioritise(at=LATER, by=ANNA, urgency=Urgency.HIGH)
        expected = (Impact.MEDIUM, Urgency.HIGH, Priority.PLANNING)
        assert (self.facts(last), last.is_overridden) == (expected, True)

    def test_the_event_after_a_priority_by_hand_has_none(self) -> None:
        after = self.by_hand().prioritise(at=LATER, by=ANNA, urgency=Urgency.HIGH)
        assert after.history[-1] == events.PriorityChanged(
            at=LATER, by=ANNA, urgency=Urgency.HIGH
        )

    def test_a_priority_by_hand_may_be_set_by_hand_again(self) -> None:
        after = self.by_hand().prioritise(
            at=LATER, by=ANNA, priority=Priority.HIGH, reason="worse"
        )
        assert after.priority is Priority.HIGH

    def test_a_reopening_does_not_forget_a_priority_by_hand(self) -> None:
        solved = self.by_hand().resolve(at=LATER, by=ANNA, code="c", notes="n")
        again = solved.reopen(at=LATER, by=ANNA)
        after = again.prioritise(at=LATER, by=ANNA, impact=Impact.MEDIUM)
        assert after.priority is Priority.PLANNING

    def test_a_priority_given_at_the_opening_follows_a_later_impact(self) -> None:
        ticket = open_ticket(
            "INC1", at=MONDAY, urgency=Urgency.LOW, priority=Priority.CRITICAL
        )
        after = ticket.prioritise(at=LATER, by=ANNA, impact=Impact.LOW)
        assert (after.priority, after.is_overridden) == (Priority.PLANNING, False)

    def test_impacts_of_ones_own_derive_nothing(self) -> None:
        class Reach(Enum):
            SITE = 1

        after = self.TICKET.prioritise(at=LATER, by=ANNA, impact=Reach.SITE)
        expected = (Reach.SITE, Urgency.LOW, Priority.MODERATE)
        assert self.facts(after) == expected


class TestCommands:
    def test_the_class_alone_is_no_ticket(self) -> None:
        with pytest.raises(TypeError, match="_do"):
            Commands()  # type: ignore[abstract]

    def test_a_command_leaves_the_ticket_it_was_given_to(self) -> None:
        ticket = ticket_in("new")
        ticket.start(at=LATER, by=ANNA)
        assert ticket == ticket_in("new")

    def test_a_ticket_never_had_what_is_not_its_own(self) -> None:
        ticket = Ticket.fold([OPENED])
        found = [answer(action, ticket, LATER, ANNA) for action in ("unlink", "link")]
        assert found == [["ticket.link"], []]
        assert answer("keep_promise", ticket, LATER, ANNA) == ["ticket.promise"]


class TestReceive:
    """A message that lets a ticket go on."""

    def held(self, reason: str) -> Ticket:
        told = events.PutOnHold(at=MONDAY, reason=reason)
        return Ticket.fold([OPENED, told])

    @pytest.mark.parametrize("by", [None, ANNA, BORIS, ROBOT])
    def test_what_waits_for_the_caller_goes_on_at_once(self, by: Actor | None) -> None:
        held = self.held("caller")
        after = held.receive(at=LATER, by=by, text="here", resume=True)
        assert after.history[2:] == (
            events.MessageReceived(at=LATER, by=by, text="here"),
            events.Resumed(at=LATER, by=by),
        )
        assert (after.state, after.hold_reason) == ("in_progress", None)

    @pytest.mark.parametrize("reason", sorted(set(HoldReason) - {HoldReason.CALLER}))
    def test_what_waits_for_anything_else_does_not(self, reason: str) -> None:
        after = self.held(reason).receive(at=LATER, by=BORIS, resume=True)
        assert (after.state, after.hold_reason, after.version) == ("on_hold", reason, 3)

    @pytest.mark.parametrize("role", [Role.VENDOR, Role.APPROVER])
    def test_nobody_else_s_message_is_the_caller_s_answer(self, role: Role) -> None:
        by = Actor("x", role)
        after = self.held("caller").receive(at=LATER, by=by, resume=True)
        assert (after.state, after.version) == ("on_hold", 3)

    def test_without_being_asked_to_nothing_goes_on(self) -> None:
        after = self.held("caller").receive(at=LATER, by=BORIS)
        assert (after.state, after.version) == ("on_hold", 3)

    @pytest.mark.parametrize("state", ["new", "in_progress", "resolved", "closed"])
    def test_what_waits_for_nobody_takes_the_message_alone(self, state: str) -> None:
        ticket = ticket_in(state)
        after = ticket.receive(at=LATER, by=BORIS, resume=True)
        assert (after.state, after.version) == (state, ticket.version + 1)

    def test_a_complaint_goes_on_too(self) -> None:
        asked = (
            open_ticket("CMP1", at=MONDAY, kind=TicketKind.COMPLAINT)
            .assess(at=MONDAY, by=ANNA)
            .hold(at=MONDAY, by=ANNA, reason="caller")
        )
        after = asked.receive(at=LATER, by=BORIS, resume=True)
        assert (asked.state, after.state) == ("awaiting_complainant", "investigating")

    def test_a_refused_message_resumes_nothing(self) -> None:
        with pytest.raises(TransitionRefusedError) as caught:
            self.held("caller").receive(at=MONDAY - TICK, by=BORIS, resume=True)
        assert caught.value.action == "receive"

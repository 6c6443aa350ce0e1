"""Every row of every table, taken as the table says and refused otherwise."""

import inspect
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from servicedesk_core.errors import (
    Refusal,
    TransitionRefusedError,
    UnknownActionError,
)
from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    OVER,
    Action,
    Category,
    Lifecycle,
    Role,
)
from servicedesk_core.money import Money
from servicedesk_core.tickets import LIFECYCLES, Actor, Ticket, TicketKind, open_ticket

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = OPENED + timedelta(hours=1)
TABLES: dict[str, tuple[TicketKind, Lifecycle]] = {
    **{str(kind): (kind, lifecycle) for kind, lifecycle in LIFECYCLES.items()},
    "direct_close": (TicketKind.INCIDENT, INCIDENT.with_action(DIRECT_CLOSE)),
}

Arguments = dict[str, Any]

# action -> its command, and the arguments for each field that a row may require
COMMANDS: dict[str, tuple[str, dict[str, Arguments]]] = {
    "accept": ("accept", {}),
    "accept_major": (
        "accept_major",
        {
            "notes": {"notes": "call open"},
            "business_impact": {"business_impact": "all"},
        },
    ),
    "acknowledge": ("acknowledge", {}),
    "analyse": ("analyse", {}),
    "approve": ("approve", {}),
    "assess": ("assess", {}),
    "assign": ("assign", {"group|agent": {"group": "network"}}),
    "authorise": ("authorise", {}),
    "back_out": ("back_out", {"reason": {"reason": "no network"}}),
    "cancel": ("cancel", {"reason": {"reason": "not needed"}}),
    "change_attributes": (
        "change_attributes",
        {"attributes": {"attributes": {"floor": 2}}},
    ),
    "close": ("close", {"code": {"code": "successful"}}),
    "compensate": ("compensate", {"money": {"money": Money(500, "EUR")}}),
    "dispute": ("dispute", {"reason": {"reason": "too little"}}),
    "escalate": ("escalate", {"kind": {"kind": "functional"}}),
    "fix": ("fix", {}),
    "fulfil": ("fulfil", {"notes": {"notes": "on the desk"}}),
    "hold": ("hold", {"reason": {"reason": "vendor"}}),
    "implement": ("implement", {}),
    "investigate": ("investigate", {}),
    "keep_promise": ("keep_promise", {"due": {"due": LATER}}),
    "link": ("link", {"link": {"other": "INC2"}}),
    "merge": ("merge", {"into": {"into": "INC3"}}),
    "note": ("note", {}),
    "override_priority": (
        "prioritise",
        {"priority": {"priority": 1}, "reason": {"reason": "the board waits"}},
    ),
    "prioritise": ("prioritise", {"impact|urgency": {"impact": 1}}),
    "promise": ("promise", {"due": {"due": LATER}}),
    "propose_major": ("propose_major", {"reason": {"reason": "all shops"}}),
    "receive": ("receive", {}),
    "record_known_error": (
        "record_known_error",
        {"workaround": {"workaround": "restart"}},
    ),
    "refer": ("refer", {"to": {"to": "ombudsman"}}),
    "reject": ("reject", {"reason": {"reason": "too dear"}}),
    "reject_major": ("reject_major", {"reason": {"reason": "one shop"}}),
    "reopen": ("reopen", {}),
    "reopen_on_hold": ("reopen", {"hold": {"hold": "vendor"}}),
    "reply": ("reply", {}),
    "request_approval": ("request_approval", {"approver": {"approver": "olga"}}),
    "resolve": ("resolve", {"code": {"code": "fixed"}, "notes": {"notes": "patched"}}),
    "respond": ("respond", {"outcome": {"outcome": "upheld"}}),
    "resume": ("resume", {}),
    "review": ("review", {}),
    "schedule": ("schedule", {"start": {"start": OPENED}, "end": {"end": LATER}}),
    "set_owner": ("set_owner", {"owner": {"owner": "maria"}}),
    "start": ("start", {}),
    "survey": ("survey", {"score": {"score": 5}}),
    "unassign": ("unassign", {}),
    "unlink": ("unlink", {"link": {"other": "INC2"}}),
    "workaround": ("workaround", {"text": {"text": "use the stairs"}}),
}

# What must have happened before, whatever the state.
FIRST: Mapping[str, str] = {
    "accept_major": "propose_major",
    "keep_promise": "promise",
    "reject_major": "propose_major",
    "unlink": "link",
}

# Fields that nobody can leave out: the command has no default for their argument.
BY_SIGNATURE = {
    ("change_attributes", "attributes"),
    ("compensate", "money"),
    ("keep_promise", "due"),
    ("link", "link"),
    ("promise", "due"),
    ("set_owner", "owner"),
    ("survey", "score"),
    ("unlink", "link"),
}
# Some of these may be given as nothing.
AS_NOTHING: dict[tuple[str, str], Arguments] = {
    ("change_attributes", "attributes"): {"attributes": {}},
    ("set_owner", "owner"): {"owner": ""},
}
# Without these fields the same command stands for another action.
OTHERWISE = {("override_priority", "priority"), ("reopen_on_hold", "hold")}


# Whether a ticket in a state of a category was resolved, and was closed.
DATES = {
    Category.OPEN: {(False, False)},
    Category.PAUSED: {(False, False)},
    Category.RESOLVED: {(True, False)},
    Category.DONE: {(True, True), (False, True)},
}


def optional(row: Action) -> list[str]:
    """Return the required fields that a command lets one leave out."""
    fixed = BY_SIGNATURE | OTHERWISE
    return [field for field in row.required if (row.name, field) not in fixed]


ROWS = [
    (table, row)
    for table, (_, lifecycle) in TABLES.items()
    for row in lifecycle.actions
]
ROWS_WITH_FIELDS = [(table, row) for table, row in ROWS if optional(row)]
ROW_IDS = [f"{table}-{row.name}" for table, row in ROWS]
FIELD_IDS = [f"{table}-{row.name}" for table, row in ROWS_WITH_FIELDS]
NAMES = [
    (table, name)
    for table, (_, lifecycle) in TABLES.items()
    for name in dict.fromkeys(row.name for row in lifecycle.actions)
]


def call(
    ticket: Ticket, action: str, by: Actor | None, fields: Mapping[str, Arguments]
) -> Ticket:
    """Return the ticket after an action's command with the arguments of fields."""
    command = getattr(ticket, COMMANDS[action][0])
    arguments = {
        name: value for given in fields.values() for name, value in given.items()
    }
    after = command(at=LATER, by=by, **arguments)
    assert isinstance(after, Ticket)
    return after


def needs(row: Action) -> dict[str, Arguments]:
    """Return the arguments for each field that a row requires."""
    return {field: COMMANDS[row.name][1][field] for field in row.required}


def snapshot(ticket: Ticket) -> dict[str, object]:
    """Return all that is known of a ticket."""
    return dict(vars(ticket))


@cache
def by_state(table: str, first: str | None) -> dict[str, Ticket]:
    """Return a ticket in each state, brought there by the fewest commands.

    Args:
        table: of ``TABLES``.
        first: an action taken at once, before all others.
    """
    kind, lifecycle = TABLES[table]
    ticket = open_ticket("INC1", at=OPENED, kind=kind, lifecycle=lifecycle)
    if first is not None:
        ticket = call(ticket, first, None, needs(lifecycle.rows(first)[0]))
    found, waiting = {ticket.state: ticket}, deque([ticket])
    while waiting:
        ticket = waiting.popleft()
        for row in lifecycle.actions:
            new = row.target is not None and row.target not in found
            if new and ticket.state in row.sources:
                after = call(ticket, row.name, None, needs(row))
                found[after.state] = after
                waiting.append(after)
    return found


def sources(table: str, row: Action) -> Iterator[Ticket]:
    """Yield a ticket in each state that a row starts from."""
    found = by_state(table, FIRST.get(row.name))
    for state in row.sources:
        yield found[state]


def refused(
    ticket: Ticket, action: str, by: Actor | None, fields: Mapping[str, Arguments]
) -> tuple[Refusal, ...]:
    """Return the reasons against a command; fail if it works or changes anything."""
    before = snapshot(ticket)
    case = f"{action} by {by} in {ticket.state}"
    with pytest.raises(TransitionRefusedError) as caught:
        pytest.fail(f"{case} led to {call(ticket, action, by, fields).state}")
    error = caught.value
    actual = (error.ticket, error.action, error.state)
    assert actual == (ticket.id, action, ticket.state), case
    assert snapshot(ticket) == before, case
    return error.reasons


class TestTheLiteralTable:
    def test_it_has_every_action_of_every_kind_and_no_other(self) -> None:
        actions = {
            row.name for _, lifecycle in TABLES.values() for row in lifecycle.actions
        }
        assert actions == set(COMMANDS)

    def test_it_has_every_field_that_some_row_requires_and_no_other(self) -> None:
        fields = {
            (row.name, field)
            for _, lifecycle in TABLES.values()
            for row in lifecycle.actions
            for field in row.required
        }
        assert fields == {
            (action, field)
            for action, (_, found) in COMMANDS.items()
            for field in found
        }

    @pytest.mark.parametrize("table", TABLES)
    def test_commands_bring_a_ticket_into_every_state(self, table: str) -> None:
        _, lifecycle = TABLES[table]
        assert set(by_state(table, None)) == set(lifecycle.categories)


@pytest.mark.parametrize(("table", "row"), ROWS, ids=ROW_IDS)
class TestRow:
    def test_each_of_its_roles_gets_to_its_target(
        self, table: str, row: Action
    ) -> None:
        for ticket in sources(table, row):
            before = snapshot(ticket)
            for by in (None, *(Actor("x", role) for role in row.roles)):
                case = f"{row.name} by {by} from {ticket.state}"
                after = call(ticket, row.name, by, needs(row))
                (event,) = after.events_since(ticket.version)
                assert after.state == (row.target or ticket.state), case
                assert (event.action, event.by) == (row.name, by), case
                assert snapshot(ticket) == before, case

    def test_every_other_role_is_refused(self, table: str, row: Action) -> None:
        for ticket in sources(table, row):
            for role in Role:
                by = Actor("x", role)
                allowed = row.name in {
                    each.name for each in ticket.allowed(by=by, at=LATER)
                }
                assert allowed is (role in row.roles), (ticket.state, role)
                if not allowed:
                    (reason,) = refused(ticket, row.name, by, needs(row))
                    assert (reason.code, reason.field) == ("ticket.role", "by")

    def test_a_move_keeps_the_dates_that_belong_to_where_it_leads(
        self, table: str, row: Action
    ) -> None:
        for ticket in sources(table, row):
            after = call(ticket, row.name, None, needs(row))
            again = ticket.category in OVER and after.category not in OVER
            dates = (after.resolved_at is not None, after.closed_at is not None)
            possible = DATES[after.category]
            case = f"{row.name} from {ticket.state}"
            assert after.reopenings == ticket.reopenings + again, case
            assert dates in possible, case


@pytest.mark.parametrize(("table", "row"), ROWS_WITH_FIELDS, ids=FIELD_IDS)
class TestRequiredFields:
    def test_each_is_named_when_it_is_left_out(self, table: str, row: Action) -> None:
        for ticket in sources(table, row):
            for field in optional(row):
                fields = {
                    name: given for name, given in needs(row).items() if name != field
                }
                (reason,) = refused(ticket, row.name, None, fields)
                assert (reason.code, reason.field) == ("ticket.required", field)

    def test_all_are_named_together(self, table: str, row: Action) -> None:
        fields = {
            name: given
            for name, given in needs(row).items()
            if name not in optional(row)
        }
        for ticket in sources(table, row):
            reasons = refused(ticket, row.name, None, fields)
            actual = [(reason.code, reason.field) for reason in reasons]
            assert actual == [("ticket.required", field) for field in optional(row)]


class TestFieldsThatNobodyCanLeaveOut:
    @pytest.mark.parametrize(("action", "field"), sorted(BY_SIGNATURE))
    def test_their_arguments_have_no_default(self, action: str, field: str) -> None:
        command, fields = COMMANDS[action]
        (argument,) = fields[field]
        parameter = inspect.signature(getattr(Ticket, command)).parameters[argument]
        assert parameter.default is parameter.empty

    @pytest.mark.parametrize(("action", "field"), AS_NOTHING)
    @pytest.mark.parametrize("table", TABLES)
    def test_nothing_in_their_place_is_named(
        self, table: str, action: str, field: str
    ) -> None:
        for ticket in sources(table, TABLES[table][1].rows(action)[0]):
            fields = {field: AS_NOTHING[action, field]}
            (reason,) = refused(ticket, action, None, fields)
            assert (reason.code, reason.field) == ("ticket.required", field)

    @pytest.mark.parametrize("table", TABLES)
    def test_without_a_priority_impact_or_urgency_is_wanted(self, table: str) -> None:
        (row,) = TABLES[table][1].rows("override_priority")
        for ticket in sources(table, row):
            fields = {"reason": needs(row)["reason"]}
            (reason,) = refused(ticket, "prioritise", None, fields)
            assert (reason.code, reason.field) == ("ticket.required", "impact|urgency")

    @pytest.mark.parametrize("table", ["incident", "direct_close", "service_request"])
    def test_without_a_hold_a_reopened_ticket_is_worked_on(self, table: str) -> None:
        lifecycle = TABLES[table][1]
        (row,) = lifecycle.rows("reopen_on_hold")
        for ticket in sources(table, row):
            after = call(ticket, row.name, None, {})
            assert after.category is Category.OPEN, ticket.state
            assert after.state == lifecycle.target("reopen", ticket.state)


@pytest.mark.parametrize(("table", "action"), NAMES)
def test_from_every_other_state_an_action_is_refused(table: str, action: str) -> None:
    lifecycle = TABLES[table][1]
    row = lifecycle.rows(action)[0]
    found = by_state(table, FIRST.get(action))
    others = [state for state in found if lifecycle.row(action, state) is None]
    for state in others:
        (reason,) = refused(found[state], action, None, needs(row))
        assert (reason.code, reason.field) == ("ticket.state", None), state
        assert reason.message.endswith(f", not from {state}"), state
    assert "merged" in others


@pytest.mark.parametrize("table", TABLES)
def test_the_actions_of_other_kinds_are_unknown(table: str) -> None:
    lifecycle = TABLES[table][1]
    others = set(COMMANDS) - {row.name for row in lifecycle.actions}
    for ticket in by_state(table, None).values():
        before = snapshot(ticket)
        for action in others:
            with pytest.raises(UnknownActionError) as caught:
                pytest.fail(f"{call(ticket, action, None, COMMANDS[action][1])}")
            error = caught.value
            assert (error.lifecycle, error.action) == (lifecycle.name, action)
        assert snapshot(ticket) == before, ticket.state
    assert others

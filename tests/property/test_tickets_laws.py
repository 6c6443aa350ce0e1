"""Every state, action and role of every kind against the tables of the design."""

from collections.abc import Iterator
from functools import cache

import attrs
import pytest

from property.ticket_commands import event_of
from property.ticket_model import (
    GOOD,
    ID,
    MONDAY,
    Model,
    Refused,
    command,
    facts_of,
)
from property.ticket_tables import CATEGORIES, KINDS, ROLES, table
from servicedesk_core.errors import TransitionRefusedError
from servicedesk_core.lifecycles import Role
from servicedesk_core.tickets import (
    LIFECYCLES,
    Actor,
    Ticket,
    TicketKind,
    open_ticket,
)

ACTORS = (None, *(Actor("anna", Role(role)) for role in ROLES))
Reached = dict[str, tuple[Model, Ticket]]


@cache
def reached(kind: str) -> Reached:
    """Return a ticket in each state, led there by commands, with its model."""
    first = Model(kind), open_ticket(ID, at=MONDAY, kind=TicketKind(kind))
    found: Reached = {first[0].facts["state"]: first}
    waiting = [first]
    while waiting:
        before, ticket = waiting.pop()
        for action in before.actions:
            if before.refusals(action, None, MONDAY, GOOD.get(action, {})):
                continue
            model = before.copy()
            model.expect(action, None, MONDAY, GOOD.get(action, {}))
            state = model.facts["state"]
            if state not in found:
                fields = GOOD.get(action, {})
                found[state] = model, command(ticket, action, None, MONDAY, fields)
                waiting.append(found[state])
    return found


def every_step(kind: str) -> Iterator[tuple[Model, Ticket, str, Actor | None]]:
    """Yield every action from every state by everybody."""
    for model, ticket in reached(kind).values():
        for action in model.actions:
            for by in ACTORS:
                yield model, ticket, action, by


def codes_of(error: TransitionRefusedError) -> set[Refused]:
    return {(reason.code, reason.field) for reason in error.reasons}


class TestTables:
    def test_every_kind_has_its_table(self) -> None:
        assert list(KINDS) == list(TicketKind) == list(LIFECYCLES)

    def test_the_model_knows_every_fact_of_a_ticket(self) -> None:
        names = {field.name for field in attrs.fields(Ticket)}
        known = set(Model("incident").facts)
        assert names - known == {"id", "kind", "lifecycle", "latest", "log"}
        assert known < names

    @pytest.mark.parametrize("kind", KINDS)
    def test_states_and_their_categories(self, kind: str) -> None:
        lifecycle = LIFECYCLES[TicketKind(kind)]
        assert CATEGORIES[kind] == lifecycle.categories
        assert next(iter(CATEGORIES[kind])) == lifecycle.initial

    @pytest.mark.parametrize("kind", KINDS)
    def test_who_may_do_what_from_where(self, kind: str) -> None:
        lifecycle = LIFECYCLES[TicketKind(kind)]
        designed = {
            start: (row.target or None, {*row.roles}, {*row.needs})
            for start, row in table(kind).rows.items()
        }
        actual = {
            (action, state): (row.target, {*row.roles}, {*row.required})
            for action in {each.name for each in lifecycle.actions}
            for state in lifecycle.categories
            if (row := lifecycle.row(action, state))
        }
        assert designed == actual


@pytest.mark.parametrize("kind", KINDS)
class TestEveryStep:
    def test_every_state_can_be_reached(self, kind: str) -> None:
        assert set(reached(kind)) == set(CATEGORIES[kind])
        for state, (model, ticket) in reached(kind).items():
            assert (ticket.state, ticket.category) == (state, model.category())

    def test_everybody_is_told_every_reason(self, kind: str) -> None:
        for model, ticket, action, by in every_step(kind):
            role = by.role if by else None
            asked = ticket.why_not(action, by=by, at=MONDAY)
            found = [(reason.code, reason.field) for reason in asked]
            assert found == model.against(action, role, MONDAY), (action, by)

    def test_everybody_is_offered_what_nothing_is_against(self, kind: str) -> None:
        for model, ticket in reached(kind).values():
            for by in ACTORS:
                offered = [row.name for row in ticket.allowed(by=by, at=MONDAY)]
                role = by.role if by else None
                assert len(offered) == len(set(offered))
                assert set(offered) == model.allowed(role, MONDAY)

    def test_every_command_is_refused_or_comes_to_what_was_expected(
        self, kind: str
    ) -> None:
        for before, ticket, action, by in every_step(kind):
            fields, role = GOOD.get(action, {}), by.role if by else None
            reasons = before.refusals(action, role, MONDAY, fields)
            if reasons:
                with pytest.raises(TransitionRefusedError) as caught:
                    command(ticket, action, by, MONDAY, fields)
                assert codes_of(caught.value) == set(reasons), (action, by)
            else:
                model = before.copy()
                model.expect(action, role, MONDAY, fields)
                after = command(ticket, action, by, MONDAY, fields)
                assert facts_of(after, model.facts) == model.facts, (action, by)

    def test_every_event_from_elsewhere_is_told_not_judged(self, kind: str) -> None:
        for before, ticket, action, by in every_step(kind):
            fields, role = GOOD.get(action, {}), by.role if by else None
            model = before.copy()
            model.expect(action, role, MONDAY, fields)
            after = ticket.apply(event_of(before, action, by, MONDAY, fields))
            assert facts_of(after, model.facts) == model.facts, (action, by)

    def test_no_state_is_stuck_before_it_is_done(self, kind: str) -> None:
        """Without merging or cancelling, and each step by one who may take it."""
        for start, ticket in reached(kind).values():
            model, after = start.copy(), ticket
            for action in model.way_out():
                by = Actor("anna", Role(model.doer(action)))
                fields = GOOD.get(action, {})
                after = command(after, action, by, MONDAY, fields)
                model.expect(action, by.role, MONDAY, fields)
            ended = after.state if start.category() != "done" else "closed"
            assert (ended, after.category) == ("closed", "done")

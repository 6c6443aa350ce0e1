"""Tickets of every kind against a plain model, driven by random commands."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, get_args

import attrs
import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from property.ticket_commands import (
    ACTORS,
    ATTRIBUTES,
    EVENTS,
    IMPACTS,
    MISUSES,
    ONWARDS,
    STEPS,
    THEMES,
    TICK,
    URGENCIES,
    WORDS,
    ZONES,
    Misuse,
    event_of,
    fields_of,
    one_of,
)
from property.ticket_model import (
    GOOD,
    ID,
    MONDAY,
    Facts,
    Fields,
    Model,
    Refused,
    command,
    facts_of,
)
from property.ticket_tables import KINDS, ROLES
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    Refusal,
    TransitionRefusedError,
    UnknownActionError,
)
from servicedesk_core.lifecycles import DIRECT_CLOSE, Role
from servicedesk_core.priority import Priority
from servicedesk_core.tickets import (
    LIFECYCLES,
    Actor,
    Ticket,
    TicketKind,
    events,
    open_ticket,
)

# Half as many runs of each of the seven kinds as another property has examples.
SETTINGS = settings(
    max_examples=max(1, settings().max_examples // 2),
    stateful_step_count=25,
    deadline=None,
    # One failure, shrunk, is enough; more would take minutes.
    phases=[phase for phase in Phase if phase is not Phase.explain],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def known_of(ticket: Ticket) -> Facts:
    """Return all that is known of a ticket, its log as a history."""
    names = [field.name for field in attrs.fields(Ticket) if field.name != "log"]
    return {"history": ticket.history, **{n: getattr(ticket, n) for n in names}}


def same(model: Model, ticket: Ticket) -> None:
    """Compare all facts of a ticket with those of its model."""
    facts = model.facts
    assert facts_of(ticket, facts) == facts
    assert ticket.category == model.category()
    assert ticket.is_major == (facts["major"] == "accepted")
    assert [each.due for each in ticket.open_promises] == model.open_promises()
    assert len(ticket.history) == facts["version"]


def take(
    model: Model,
    ticket: Ticket,
    action: str,
    by: Actor | None,
    at: datetime,
    fields: Fields,
) -> Ticket:
    """Give ticket and model a command; return the ticket after it, or as it was."""
    role = by.role if by else None
    asked = ticket.why_not(action, by=by, at=at)
    assert codes(asked) == sorted(model.against(action, role, at), key=str)
    before = known_of(ticket)
    happened = [event_of(model, action, by, at, fields)]
    reasons = model.refusals(action, role, at, fields)
    if reasons:
        with pytest.raises(TransitionRefusedError) as caught:
            command(ticket, action, by, at, fields)
        refused(ticket, caught.value, action, reasons, happened[0])
        assert known_of(ticket) == before
        return ticket
    after = command(ticket, action, by, at, fields)
    model.expect(action, role, at, fields)
    if model.goes_on(action, role, fields):
        model.expect("resume", role, at, {})
        happened.append(events.Resumed(at=at, by=by))
    assert after.history == (*ticket.history, *happened)
    again = ticket
    for event in happened:
        again = again.do(event)
    assert known_of(again) == known_of(after)
    assert known_of(ticket) == before
    same(model, after)
    return after


def refused(
    ticket: Ticket,
    error: TransitionRefusedError,
    action: str,
    reasons: list[Refused],
    event: events.Event,
) -> None:
    """Compare a refusal with every reason there is, and with that of its event."""
    assert codes(error.reasons) == sorted(reasons, key=str)
    assert (error.ticket, error.action, error.state) == (ID, action, ticket.state)
    # An event knows of no window.
    others = [reason for reason in error.reasons if reason.code != "ticket.window"]
    if others:
        with pytest.raises(TransitionRefusedError) as caught:
            ticket.do(event)
        assert list(caught.value.reasons) == others


def codes(reasons: tuple[Refusal, ...]) -> list[Refused]:
    """Return what refusals are about, in one order."""
    return sorted(((each.code, each.field) for each in reasons), key=str)


class TicketMachine(RuleBasedStateMachine):
    """A ticket and its model side by side."""

    kind: ClassVar[str]

    @initialize(
        by=ACTORS,
        direct=st.booleans(),
        backdating=st.booleans(),
        requester=st.none() | WORDS,
        group=st.none() | WORDS,
        impact=IMPACTS,
        urgency=URGENCIES,
        priority=st.none() | st.sampled_from(Priority),
        attributes=ATTRIBUTES,
        theme=st.sampled_from(range(len(THEMES))),
    )
    def open(
        self,
        *,
        by: Actor | None,
        direct: bool,
        backdating: bool,
        theme: int,
        **opened: Any,
    ) -> None:
        direct = direct and self.kind == "incident"
        self.model = Model(
            self.kind, by=by, direct=direct, backdating=backdating, **opened
        )
        known = set(self.model.actions)
        themes = [names for each in THEMES if (names := sorted(known & set(each)))]
        self.theme = themes[theme % len(themes)]
        table = LIFECYCLES[TicketKind(self.kind)]
        table = table.with_action(DIRECT_CLOSE) if direct else table
        table = attrs.evolve(table, backdating=backdating)
        kind = TicketKind(self.kind)
        self.ticket = open_ticket(
            ID, at=MONDAY, by=by, kind=kind, lifecycle=table, **opened
        )
        self.seen = [(self.ticket, known_of(self.ticket))]
        self.checked = 0
        self.led_out_of = set[str]()

    def accept(self, after: Ticket) -> None:
        """Keep what a ticket came to, and what is known of each version."""
        missed = after.events_since(self.ticket.version)
        for event in missed:
            self.ticket = self.ticket.apply(event)
            self.seen.append((self.ticket, known_of(self.ticket)))
        self.ticket = after

    def when(self, step: timedelta, zone: Any = UTC) -> datetime:
        return (self.model.latest + step).astimezone(zone)

    @rule(data=st.data(), by=ACTORS, step=STEPS, zone=ZONES)
    def do_anything(
        self, data: st.DataObject, by: Actor | None, step: timedelta, zone: Any
    ) -> None:
        """A command is refused with every reason, or comes to what was expected."""
        action = data.draw(st.sampled_from(self.model.actions), label="action")
        fields = data.draw(fields_of(action), label="fields")
        at = self.when(step, zone)
        self.accept(take(self.model, self.ticket, action, by, at, fields))

    @rule(data=st.data(), step=ONWARDS, zone=ZONES)
    def do_what_is_allowed(
        self, data: st.DataObject, step: timedelta, zone: Any
    ) -> None:
        """What is allowed is done, unless its fields are wrong."""
        allowed = sorted(self.model.allowed(None, self.model.latest))
        moves = sorted(self.model.ways())
        # Of a ticket that is merged nothing is allowed.
        action = data.draw(one_of(moves, allowed or self.model.actions), label="action")
        self.do(data, action, self.when(step, zone))

    @rule(data=st.data(), steps=st.lists(ONWARDS, min_size=1, max_size=8))
    def dwell(self, data: st.DataObject, steps: list[timedelta]) -> None:
        """What is done counts on what was done before."""
        for step in steps:
            allowed = self.model.allowed(None, self.model.latest)
            sensible = [name for name in self.theme if name in allowed]
            action = data.draw(one_of(sensible, self.theme), label="action")
            self.do(data, action, self.when(step))

    def do(self, data: st.DataObject, action: str, at: datetime) -> None:
        """Do something as one who may."""
        fields = data.draw(fields_of(action), label="fields")
        by = Actor("anna", Role(self.model.doer(action)))
        self.accept(take(self.model, self.ticket, action, by, at, fields))

    @rule(data=st.data(), by=ACTORS, misuse=st.sampled_from(MISUSES))
    def misuse(self, data: st.DataObject, by: Actor | None, misuse: Misuse) -> None:
        """A wrong argument is named, whatever else is against the command.

        An action of another kind is an error too, not a refusal.
        """
        name, fields, argument, wanted = misuse
        method = getattr(self.ticket, name)
        with pytest.raises(wanted) as caught:
            method(**{"at": self.model.latest, "by": by, **fields})
        assert getattr(caught.value, "argument", None) == argument
        foreign = sorted(set(EVENTS) - set(self.model.actions))
        action = data.draw(st.sampled_from(foreign), label="action")
        at, good = self.model.latest, GOOD.get(action, {})
        asks: list[Callable[[], object]] = [
            lambda: command(self.ticket, action, by, at, good),
            lambda: self.ticket.why_not(action, by=by, at=at),
        ]
        for ask in asks:
            with pytest.raises(UnknownActionError) as unknown:
                ask()
            named = (unknown.value.lifecycle, unknown.value.action)
            assert named == (self.kind, action)

    @rule(data=st.data(), by=ACTORS, step=STEPS, zone=ZONES)
    def tell(
        self, data: st.DataObject, by: Actor | None, step: timedelta, zone: Any
    ) -> None:
        """An event from elsewhere is judged by nothing but the order of time."""
        action = data.draw(st.sampled_from(self.model.actions), label="action")
        fields = data.draw(fields_of(action), label="fields")
        at = self.when(step, zone)
        event = event_of(self.model, action, by, at, fields)
        if at < self.model.latest and not self.model.backdating:
            with pytest.raises(InvalidHistoryError) as caught:
                self.ticket.apply(event)
            assert caught.value.position == self.ticket.version
            return
        after = self.ticket.apply(event)
        assert after.history == (*self.ticket.history, event)
        self.model.expect(action, by.role if by else None, at, fields)
        self.accept(after)

    @rule(data=st.data(), by=ACTORS, step=STEPS)
    def look(self, data: st.DataObject, by: Actor | None, step: timedelta) -> None:
        """Ask for reasons, look back, look back in time, and pickle the ticket."""
        at, role = self.when(step), by.role if by else None
        self.offered(by, at)
        for action in self.model.actions:
            against = sorted(self.model.against(action, role, at), key=str)
            assert codes(self.ticket.why_not(action, by=by, at=at)) == against
        version = data.draw(st.integers(1, self.ticket.version), label="version")
        self.look_back(version)
        steps = st.sampled_from([-TICK, timedelta(), TICK])
        self.look_back_in_time(
            self.ticket.history[version - 1].at + data.draw(steps, label="step")
        )
        ticket = pickle.loads(pickle.dumps(self.ticket))  # noqa: S301 - made here
        assert (ticket, hash(ticket)) == (self.ticket, hash(self.ticket))
        assert known_of(ticket) == known_of(self.ticket)

    def offered(self, by: Actor | None, at: datetime) -> None:
        """Compare what somebody may do with what the model lets them do."""
        allowed = self.ticket.allowed(by=by, at=at)
        names = self.model.allowed(by.role if by else None, at)
        rows = [self.model.row(name) for name in names]
        expected = {(row.action, row.target or None) for row in rows if row}
        assert {(row.name, row.target) for row in allowed} == expected
        assert len(allowed) == len(expected)

    def look_back(self, version: int) -> None:
        """Have a version again, and catch up from it."""
        history, table = self.ticket.history, self.ticket.lifecycle
        again = Ticket.fold(history[:version], lifecycle=table)
        assert known_of(again) == self.seen[version - 1][1]
        missed = self.ticket.events_since(version)
        assert missed == history[version:]
        for event in missed:
            again = again.apply(event)
        assert known_of(again) == known_of(self.ticket)

    def look_back_in_time(self, at: datetime) -> None:
        """At an instant, a ticket was what the events up to then add up to."""
        if at < MONDAY:
            with pytest.raises(InvalidArgumentError) as caught:
                self.ticket.as_of(at)
            assert caught.value.argument == "at"
            return
        opened, *rest = self.ticket.history
        known = [event for event in rest if event.at <= at]
        then = self.ticket.as_of(at)
        assert then.history == (opened, *known)
        if known == rest[: len(known)]:
            assert known_of(then) == self.seen[len(known)][1]

    @invariant()
    @precondition(lambda self: hasattr(self, "ticket"))
    def a_new_version_is_what_was_expected(self) -> None:
        if self.checked == self.ticket.version:
            return
        self.checked = self.ticket.version
        same(self.model, self.ticket)
        latest = (self.model.latest - datetime(1970, 1, 1, tzinfo=UTC)) // TICK
        assert self.ticket.latest == latest
        # To nobody in particular, and at each version to another role.
        role = Role(ROLES[self.ticket.version % len(ROLES)])
        for by in (None, Actor("anna", role)):
            self.offered(by, self.model.latest)
        self.fold_of_the_history_is_the_ticket()
        self.the_newest_event_survives_pickling()
        self.it_is_not_stuck_before_it_is_done()

    def fold_of_the_history_is_the_ticket(self) -> None:
        history, table = self.ticket.history, self.ticket.lifecycle
        folded = Ticket.fold(history, lifecycle=table)
        assert folded == self.ticket
        assert known_of(folded) == known_of(self.ticket)

    def the_newest_event_survives_pickling(self) -> None:
        newest = self.ticket.history[-1]
        again = pickle.loads(pickle.dumps(newest))  # noqa: S301 - made here
        assert (type(again), again) == (type(newest), newest)
        told = (again.at, again.at.utcoffset(), again.by)
        assert told == (newest.at, newest.at.utcoffset(), newest.by)

    def it_is_not_stuck_before_it_is_done(self) -> None:
        """Lead the ticket to its end, each step by one who may take it.

        Once in a run from each state, for a way out depends on nothing else.
        """
        model, ticket = self.model.copy(), self.ticket
        if ticket.state in self.led_out_of:
            return
        self.led_out_of.add(ticket.state)
        for action in model.way_out():
            by = Actor("anna", Role(model.doer(action)))
            fields = GOOD.get(action, {})
            ticket = take(model, ticket, action, by, model.latest, fields)
        assert ticket.category == "done"

    def teardown(self) -> None:
        """No version changed since it was seen, and each can be told again."""
        seen = getattr(self, "seen", [])
        known = [before for _, before in seen]
        assert [known_of(ticket) for ticket, _ in seen] == known
        if seen:
            assert [known_of(each) for each in self.ticket.versions()] == known


class Incident(TicketMachine):
    kind = "incident"


class ServiceRequest(TicketMachine):
    kind = "service_request"


class Problem(TicketMachine):
    kind = "problem"


class Change(TicketMachine):
    kind = "change"


class StandardChange(TicketMachine):
    kind = "standard_change"


class EmergencyChange(TicketMachine):
    kind = "emergency_change"


class Complaint(TicketMachine):
    kind = "complaint"


MACHINES: tuple[type[TicketMachine], ...] = (
    Incident,
    ServiceRequest,
    Problem,
    Change,
    StandardChange,
    EmergencyChange,
    Complaint,
)


class TestTables:
    def test_every_event_has_its_action(self) -> None:
        actions = {action for kind in KINDS for action in Model(kind).actions}
        assert set(EVENTS) == actions
        others = {events.Opened, events.ActionTaken}
        assert {*EVENTS.values(), *others} == set(get_args(events.Event))

    def test_every_machine_has_another_kind(self) -> None:
        assert [machine.kind for machine in MACHINES] == list(TicketKind)


class TestTickets:
    @pytest.mark.parametrize("machine", MACHINES, ids=lambda found: found.kind)
    def test_any_ticket_is_what_the_design_says(
        self, machine: type[TicketMachine]
    ) -> None:
        run_state_machine_as_test(machine, settings=SETTINGS)

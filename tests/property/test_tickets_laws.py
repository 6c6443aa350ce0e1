"""Incidents against a plain model, driven by random commands.

The model is a dict of facts and a list of events; its table was written from the
design page, not from the code.
"""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from servicedesk_core.errors import InvalidHistoryError, TransitionRefusedError
from servicedesk_core.lifecycles import DIRECT_CLOSE, INCIDENT, Role
from servicedesk_core.money import Money
from servicedesk_core.priority import Impact, Priority, Urgency
from servicedesk_core.tickets import (
    Actor,
    EscalationKind,
    HoldReason,
    Link,
    LinkKind,
    Ticket,
    events,
    open_ticket,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

LIVE = "new in_progress on_hold"
SOLVED = "resolved closed"
UNMERGED = f"{LIVE} {SOLVED} cancelled"
DONE = ("closed", "cancelled", "merged")
OVER = ("resolved", *DONE)
DESK = "agent system"
ASKER = f"{DESK} requester"
HELPERS = f"{DESK} vendor"
ALL = f"{DESK} requester vendor"

# action -> from, to (None: stays), who, what is required (a|b: one of them)
TABLE: dict[str, tuple[str, str | None, str, str]] = {
    "start": ("new", "in_progress", DESK, ""),
    "hold": (LIVE, "on_hold", DESK, "reason"),
    "resume": ("on_hold", "in_progress", ALL, ""),
    "resolve": (LIVE, "resolved", DESK, "code notes"),
    "close": ("resolved", "closed", ASKER, ""),
    "reopen": (SOLVED, "in_progress", ASKER, ""),
    "reopen_on_hold": (SOLVED, "on_hold", DESK, "hold"),
    "cancel": (LIVE, "cancelled", ASKER, "reason"),
    "merge": (f"{LIVE} resolved", "merged", DESK, "into"),
    "acknowledge": (LIVE, None, DESK, ""),
    "assign": (f"{LIVE} resolved", None, DESK, "group|agent"),
    "set_owner": (f"{LIVE} resolved", None, DESK, "owner"),
    "escalate": (LIVE, None, DESK, "kind"),
    "prioritise": (LIVE, None, DESK, "impact|urgency"),
    "override_priority": (LIVE, None, DESK, "priority reason"),
    "workaround": (LIVE, None, HELPERS, "text"),
    "reply": (UNMERGED, None, HELPERS, ""),
    "receive": (UNMERGED, None, ALL, ""),
    "note": (UNMERGED, None, HELPERS, ""),
    "link": (UNMERGED, None, DESK, "other"),
    "promise": (LIVE, None, DESK, "due"),
    "compensate": (UNMERGED, None, DESK, "money"),
    "survey": (SOLVED, None, ASKER, "score"),
    "change_attributes": (UNMERGED, None, DESK, "attributes"),
}

Facts = dict[str, Any]
Fields = dict[str, Any]

WORDS = st.sampled_from(["a", "b", "c"])
MAYBE = st.sampled_from(["a", "b", "c", "a", "b", "c", "", " ", None])
IDS = ["INC1", "INC2", "INC3"]
PRIORITIES = st.sampled_from(Priority)
# action -> the fields of its command
FIELDS: dict[str, st.SearchStrategy[Fields]] = {
    "start": st.just({}),
    "hold": st.fixed_dictionaries({"reason": st.none() | st.sampled_from(HoldReason)}),
    "resume": st.just({}),
    "resolve": st.fixed_dictionaries({"code": MAYBE, "notes": MAYBE}),
    "close": st.just({}),
    "reopen": st.fixed_dictionaries({"reason": MAYBE}),
    "reopen_on_hold": st.fixed_dictionaries(
        {"reason": MAYBE, "hold": st.sampled_from(HoldReason)}
    ),
    "cancel": st.fixed_dictionaries({"reason": MAYBE}),
    "merge": st.fixed_dictionaries({"into": st.sampled_from([*IDS, "", " ", None])}),
    "acknowledge": st.just({}),
    "assign": st.fixed_dictionaries({"group": MAYBE, "agent": MAYBE}),
    "set_owner": st.fixed_dictionaries({"owner": MAYBE}),
    "escalate": st.fixed_dictionaries(
        {"kind": st.sampled_from(EscalationKind), "to": MAYBE, "reason": MAYBE}
    ),
    "prioritise": st.fixed_dictionaries(
        {
            "impact": st.none() | st.sampled_from(Impact),
            "urgency": st.none() | st.sampled_from(Urgency),
            "reason": MAYBE,
        }
    ),
    "override_priority": st.fixed_dictionaries(
        {"priority": PRIORITIES, "impact": st.none(), "reason": MAYBE}
    ),
    "workaround": st.fixed_dictionaries({"text": MAYBE}),
    "reply": st.fixed_dictionaries(
        {"text": MAYBE, "automatic": st.booleans(), "to": st.none() | WORDS}
    ),
    "receive": st.fixed_dictionaries({"text": MAYBE}),
    "note": st.fixed_dictionaries({"text": MAYBE}),
    "link": st.fixed_dictionaries(
        {"kind": st.sampled_from(LinkKind), "other": st.sampled_from(IDS)}
    ),
    "promise": st.fixed_dictionaries(
        {"due": st.just(MONDAY + timedelta(days=1)), "text": MAYBE}
    ),
    "compensate": st.fixed_dictionaries(
        {"money": st.sampled_from([Money(1, "EUR"), Money(2, "RUB")])}
    ),
    "survey": st.fixed_dictionaries({"score": st.integers(0, 10)}),
    "change_attributes": st.fixed_dictionaries(
        {"attributes": st.dictionaries(WORDS, st.integers(0, 3), max_size=2)}
    ),
}
METHODS = {"reopen_on_hold": "reopen", "override_priority": "prioritise"}
EVENTS: dict[str, Callable[..., events.Event]] = {
    "start": events.WorkStarted,
    "hold": events.PutOnHold,
    "resume": events.Resumed,
    "resolve": events.Resolved,
    "close": events.Closed,
    "reopen": events.Reopened,
    "reopen_on_hold": events.Reopened,
    "cancel": events.Cancelled,
    "merge": events.Merged,
    "acknowledge": events.Acknowledged,
    "assign": events.Assigned,
    "set_owner": events.OwnerChanged,
    "escalate": events.Escalated,
    "prioritise": events.PriorityChanged,
    "override_priority": events.PriorityChanged,
    "workaround": events.WorkaroundGiven,
    "reply": events.Replied,
    "receive": events.MessageReceived,
    "note": events.NoteAdded,
    "link": events.Linked,
    "promise": events.PromiseMade,
    "compensate": events.CompensationGranted,
    "survey": events.SurveyAnswered,
    "change_attributes": events.AttributesChanged,
}

ACTIONS = st.sampled_from(sorted(TABLE))
COMMANDS = ACTIONS.flatmap(lambda a: st.tuples(st.just(a), FIELDS[a]))
ACTORS = st.none() | st.builds(Actor, WORDS, st.sampled_from(Role))
# Mostly forwards, often at once, sometimes backwards in time.
STEPS = st.sampled_from([0, 0, 0, 1, 60_000_000, 86_400_000_000, -1, -3_600_000_000])


class Model:
    """What the design page says of an incident."""

    def __init__(
        self, *, direct: bool, backdating: bool, requester: str | None
    ) -> None:
        self.direct = direct
        self.backdating = backdating
        self.now = MONDAY
        self.facts: Facts = {
            "state": "new",
            "hold_reason": None,
            "updated_at": MONDAY,
            "requester": requester,
            "is_overridden": False,
            **dict.fromkeys(("owner", "group", "agent", "impact", "urgency")),
            **dict.fromkeys(("priority", "acknowledged_at", "first_response_at")),
            **dict.fromkeys(("first_resolved_at", "last_resolved_at")),
            **dict.fromkeys(("resolved_at", "closed_at", "score")),
            **dict.fromkeys(("resolution_code", "resolution_notes")),
            **dict.fromkeys(("last_workaround", "merged_into")),
            **dict.fromkeys(("links", "promises", "compensations"), ()),
            **dict.fromkeys(("reopenings", "transfers", "escalations"), 0),
            "attributes": {},
            "contacts": 1,
        }

    def row(self, action: str) -> tuple[str, str | None, str, str] | None:
        """Return the row of an action from the present state."""
        state = self.facts["state"]
        if action == "close" and self.direct and state in LIVE.split():
            return (LIVE, "closed", DESK, "")
        row = TABLE[action]
        return row if state in row[0].split() else None

    def reasons(
        self, action: str, by: Actor | None, at: datetime
    ) -> list[tuple[str, str | None]]:
        """Return what is against an action, its fields apart."""
        row = self.row(action)
        roles = (row or TABLE[action])[2].split()
        state: list[tuple[str, str | None]] = [("ticket.state", None)]
        role: list[tuple[str, str | None]] = [("ticket.role", "by")]
        order: list[tuple[str, str | None]] = [("ticket.order", "at")]
        return (
            state * (row is None)
            + role * (by is not None and by.role.value not in roles)
            + order * (at < self.now and not self.backdating)
        )

    def missing(self, action: str, fields: Fields) -> list[tuple[str, str | None]]:
        """Return what a command lacks, and whether it ties the ticket to itself."""
        required = (self.row(action) or TABLE[action])[3].split()
        itself: list[tuple[str, str | None]] = [("ticket.itself", None)]
        return [
            ("ticket.required", field)
            for field in required
            if all(fields.get(name) in (None, "", " ", {}) for name in field.split("|"))
        ] + itself * ("INC1" in (fields.get("into"), fields.get("other")))

    def expect(
        self, action: str, by: Actor | None, at: datetime, fields: Fields
    ) -> None:
        """Change the facts as an event that happened does."""
        now = self.facts
        row = self.row(action)
        moved = row[1] if row else TABLE[action][1]
        if moved:
            if now["state"] in OVER and moved in LIVE.split():
                now.update(reopenings=now["reopenings"] + 1)
                now.update(resolved_at=None, closed_at=None, merged_into=None)
                now.update(resolution_code=None, resolution_notes=None)
            now.update(state=moved, hold_reason=None)
        if at >= self.now:
            self.now = now["updated_at"] = at
        effect = getattr(self, f"_{action}", None)
        if effect:
            effect(now, at, fields)
        if action == "reply":
            self._reply_by(by.role if by else None, at, fields)

    def _reply_by(self, role: Role | None, at: datetime, fields: Fields) -> None:
        now = self.facts
        if role is Role.SYSTEM or fields["automatic"]:
            return
        if role is Role.REQUESTER:
            now["contacts"] += 1
        elif fields["to"] in (None, now["requester"]):
            self._first(now, "first_response_at", at)

    def _first(self, now: Facts, name: str, value: object) -> None:
        if now[name] is None:
            now[name] = value

    def _hold(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["hold_reason"] = fields["reason"]

    def _solve(self, now: Facts, at: datetime) -> None:
        self._first(now, "first_response_at", at)
        self._first(now, "first_resolved_at", at)
        now.update(resolved_at=at, last_resolved_at=at)

    def _resolve(self, now: Facts, at: datetime, fields: Fields) -> None:
        self._solve(now, at)
        code, notes = fields["code"], fields["notes"]
        now.update(resolution_code=code, resolution_notes=notes, closed_at=None)

    def _close(self, now: Facts, at: datetime, _: Fields) -> None:
        if now["resolved_at"] is None:
            self._solve(now, at)
        now["closed_at"] = at

    def _reopen_on_hold(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["hold_reason"] = fields["hold"]

    def _cancel(self, now: Facts, at: datetime, _: Fields) -> None:
        now["closed_at"] = at

    def _merge(self, now: Facts, at: datetime, fields: Fields) -> None:
        now.update(closed_at=at, merged_into=fields["into"])

    def _acknowledge(self, now: Facts, at: datetime, _: Fields) -> None:
        self._first(now, "acknowledged_at", at)

    def _assign(self, now: Facts, _: datetime, fields: Fields) -> None:
        group, agent = fields["group"], fields["agent"]
        if group and now["group"] and group != now["group"]:
            now.update(transfers=now["transfers"] + 1, agent=None)
        if group:
            now["group"] = group
        if agent:
            now["agent"] = agent

    def _set_owner(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["owner"] = fields["owner"]

    def _escalate(self, now: Facts, _: datetime, __: Fields) -> None:
        now["escalations"] += 1

    def _prioritise(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["impact"] = fields["impact"] or now["impact"]
        now["urgency"] = fields["urgency"] or now["urgency"]
        if now["impact"] and now["urgency"] and not now["is_overridden"]:
            now["priority"] = Priority(now["impact"] + now["urgency"] - 1)

    def _override_priority(self, now: Facts, _: datetime, fields: Fields) -> None:
        now.update(priority=fields["priority"], is_overridden=True)

    def _workaround(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["last_workaround"] = fields["text"]

    def _receive(self, now: Facts, _: datetime, __: Fields) -> None:
        now["contacts"] += 1

    def _link(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["links"] += (Link(fields["kind"], fields["other"]),)

    def _promise(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["promises"] += (fields["due"],)

    def _compensate(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["compensations"] += (fields["money"],)

    def _survey(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["score"] = fields["score"]

    def _change_attributes(self, now: Facts, _: datetime, fields: Fields) -> None:
        now["attributes"] = {**now["attributes"], **fields["attributes"]}


def facts(ticket: Ticket) -> Facts:
    """Return all that is known of a ticket, its log as a history."""
    names = [field.name for field in attrs.fields(Ticket) if field.name != "log"]
    return {"history": ticket.history, **{n: getattr(ticket, n) for n in names}}


class Incident(RuleBasedStateMachine):
    """A ticket and its model side by side."""

    @initialize(direct=st.booleans(), backdating=st.booleans(), by=ACTORS)
    def open(self, *, direct: bool, backdating: bool, by: Actor | None) -> None:
        table = INCIDENT.with_action(DIRECT_CLOSE) if direct else INCIDENT
        table = attrs.evolve(table, backdating=backdating)
        asks = by.id if by and by.role is Role.REQUESTER else None
        self.model = Model(direct=direct, backdating=backdating, requester=asks)
        self.ticket = open_ticket("INC1", at=MONDAY, by=by, lifecycle=table)
        self.versions = [self.ticket]

    def command(
        self, action: str, by: Actor | None, at: datetime, fields: Fields
    ) -> Ticket:
        method = getattr(self.ticket, METHODS.get(action, action))
        after: Ticket = method(at=at, by=by, **fields)
        return after

    def event(
        self, action: str, by: Actor | None, at: datetime, fields: Fields
    ) -> events.Event:
        """Return the event of a command, made without it."""
        if action == "link":
            fields = {"link": Link(**fields)}
        if action == "prioritise":
            impact = fields["impact"] or self.model.facts["impact"]
            urgency = fields["urgency"] or self.model.facts["urgency"]
            if impact and urgency and not self.model.facts["is_overridden"]:
                fields = {**fields, "priority": Priority(impact + urgency - 1)}
        if action == "override_priority":
            fields = {**fields, "by_hand": True}
        return EVENTS[action](at=at, by=by, **fields)

    def accept(self, after: Ticket) -> None:
        self.ticket = after
        self.versions.append(after)

    @rule(command=COMMANDS, by=ACTORS, step=STEPS)
    def do(self, command: tuple[str, Fields], by: Actor | None, step: int) -> None:
        """A command is refused with every reason, or comes to what apply does."""
        action, fields = command
        at = self.model.now + step * MICROSECOND
        against = self.model.reasons(action, by, at)
        asked = self.ticket.why_not(action, by=by, at=at)
        assert [(r.code, r.field) for r in asked] == against
        before = facts(self.ticket)
        reasons = [*against, *self.model.missing(action, fields)]
        if reasons:
            with pytest.raises(TransitionRefusedError) as caught:
                self.command(action, by, at, fields)
            error = caught.value
            assert [(r.code, r.field) for r in error.reasons] == reasons
            named = (error.ticket, error.action, error.state)
            assert named == ("INC1", action, self.model.facts["state"])
            assert facts(self.ticket) == before
            return
        event = self.event(action, by, at, fields)
        after = self.command(action, by, at, fields)
        assert after.history == (*self.ticket.history, event)
        assert facts(self.ticket.apply(event)) == facts(after)
        assert facts(self.ticket) == before
        self.model.expect(action, by, at, fields)
        self.accept(after)

    @rule(command=COMMANDS, by=ACTORS, step=STEPS)
    def tell(self, command: tuple[str, Fields], by: Actor | None, step: int) -> None:
        """An event from elsewhere is judged by nothing but the order of time."""
        action, fields = command
        at = self.model.now + step * MICROSECOND
        event = self.event(action, by, at, fields)
        if at < self.model.now and not self.model.backdating:
            before = facts(self.ticket)
            with pytest.raises(InvalidHistoryError) as caught:
                self.ticket.apply(event)
            assert caught.value.position == self.ticket.version
            assert facts(self.ticket) == before
            return
        after = self.ticket.apply(event)
        self.model.expect(action, by, at, fields)
        self.accept(after)

    @rule(by=ACTORS, step=STEPS)
    def ask(self, by: Actor | None, step: int) -> None:
        """What is allowed is what nothing is against."""
        at = self.model.now + step * MICROSECOND
        allowed = {action.name for action in self.ticket.allowed(by=by, at=at)}
        assert allowed == {a for a in TABLE if not self.model.reasons(a, by, at)}

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        """Any version can be had again, and caught up from."""
        version = data.draw(st.integers(1, self.ticket.version), label="version")
        old = self.versions[version - 1]
        table = self.ticket.lifecycle
        again = Ticket.fold(self.ticket.history[:version], lifecycle=table)
        assert facts(again) == facts(old)
        missed = self.ticket.events_since(version)
        assert missed == self.ticket.history[version:]
        for event in missed:
            again = again.apply(event)
        assert facts(again) == facts(self.ticket)

    @rule()
    def pickle(self) -> None:
        """A ticket and its events survive pickling."""
        dumped = pickle.dumps((self.ticket, self.ticket.history))
        ticket, history = pickle.loads(dumped)  # noqa: S301 - made above
        assert (ticket, hash(ticket)) == (self.ticket, hash(self.ticket))
        assert facts(ticket) == facts(self.ticket)
        assert history == self.ticket.history

    @invariant()
    @precondition(lambda self: hasattr(self, "ticket"))
    def ticket_is_its_model(self) -> None:
        known = {name: getattr(self.ticket, name) for name in self.model.facts}
        assert known == self.model.facts
        assert self.ticket.latest == (self.model.now - EPOCH) // MICROSECOND
        version = len(self.versions)
        assert (self.ticket.version, len(self.ticket.history)) == (version, version)

    @invariant()
    @precondition(lambda self: hasattr(self, "ticket"))
    def fold_of_the_history_is_the_ticket(self) -> None:
        history, table = self.ticket.history, self.ticket.lifecycle
        folded = Ticket.fold(history, lifecycle=table)
        assert folded == self.ticket
        assert facts(folded) == facts(self.ticket)

    @invariant()
    @precondition(lambda self: hasattr(self, "ticket"))
    def nothing_is_stuck_before_it_is_done(self) -> None:
        state = self.model.facts["state"]
        allowed = self.ticket.allowed(by=None, at=self.model.now)
        ways = {action.target for action in allowed} - {None, state}
        assert (state in DONE) == (self.ticket.category.value == "done")
        assert state in DONE or ways


class TestIncident:
    def test_any_incident_is_what_the_design_says(self) -> None:
        run_state_machine_as_test(Incident)

    def test_the_model_has_every_action_of_the_incident(self) -> None:
        names = {action.name for action in INCIDENT.actions}
        assert [set(TABLE), set(FIELDS), set(EVENTS)] == [names] * 3

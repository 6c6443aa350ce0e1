"""A plain model of a ticket: a dict of facts, and what each action does to them.

The effects were written from the design and the docstrings. The model calls no
lifecycle, no guard and no fold; states, roles and vocabularies are words.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from property.ticket_tables import CATEGORIES, Row, table
from servicedesk_core.money import Money
from servicedesk_core.tickets import Actor, Ticket

# Facts and fields are as many types as a ticket has.
Facts = dict[str, Any]
Fields = Mapping[str, Any]
Refused = tuple[str, str | None]

ID = "T1"
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOON = MONDAY.replace(hour=12)

# action -> fact: the field that becomes it
KEPT: dict[str, dict[str, str]] = {
    "hold": {"hold_reason": "reason"},
    "reopen_on_hold": {"hold_reason": "hold"},
    "resolve": {"resolution_code": "code", "resolution_notes": "notes"},
    "fulfil": {"resolution_notes": "notes"},
    "respond": {"resolution_notes": "text", "outcome": "outcome"},
    "merge": {"merged_into": "into"},
    "set_owner": {"owner": "owner"},
    "workaround": {"last_workaround": "text"},
    "record_known_error": {"last_workaround": "workaround"},
    "schedule": {"planned_start": "start", "planned_end": "end"},
    "survey": {"score": "score"},
}
COUNTED = {"escalate": "escalations", "dispute": "level"}
MAJOR = {
    "propose_major": ((None, "rejected"), "proposed"),
    "accept_major": (("proposed",), "accepted"),
    "reject_major": (("proposed",), "rejected"),
}
UNKNOWN_YET = (
    *("hold_reason", "owner", "agent", "major", "acknowledged_at"),
    *("first_response_at", "first_resolved_at", "last_resolved_at", "resolved_at"),
    *("closed_at", "resolution_code", "resolution_notes", "cause", "last_workaround"),
    *("outcome", "planned_start", "planned_end", "merged_into", "score"),
)
COUNTS = ("reopenings", "reassignments", "transfers", "bounces", "escalations")
UNDONE = ("resolved_at", "closed_at", "merged_into")
UNSAID = ("resolution_code", "resolution_notes")
BLANK: tuple[Any, ...] = (None, "", {})

# What a blank text says nothing of; a resolution keeps its code as it came.
BLANK_IS_NONE = {"group", "agent", "owner", "cause"}


class Model:
    """What the design says of one ticket.

    Attributes:
        facts: all that is known of it.
        latest: the instant of its latest event.
    """

    def __init__(
        self,
        kind: str,
        *,
        by: Actor | None = None,
        direct: bool = False,
        backdating: bool = False,
        **opened: Any,
    ) -> None:
        self.kind = kind
        self.backdating = backdating
        self.table = table(kind, direct=direct)
        self.actions = self.table.actions
        self.latest = MONDAY
        role = by.role if by else None
        group, requester = (
            None if _is_blank(value) else value
            for value in (opened.get("group"), opened.get("requester"))
        )
        if requester is None and by is not None and role == "requester":
            requester = by.id
        impact, urgency = opened.get("impact"), opened.get("urgency")
        priority = opened.get("priority")
        self.facts: Facts = {
            **dict.fromkeys(UNKNOWN_YET),
            **dict.fromkeys(("links", "promises", "compensations"), ()),
            **dict.fromkeys(COUNTS, 0),
            "state": next(iter(CATEGORIES[kind])),
            "opened_at": MONDAY,
            "updated_at": MONDAY,
            "requester": requester,
            "group": group,
            "last_group": group,
            "groups": {group} - {None},
            "impact": impact,
            "urgency": urgency,
            "priority": _ranked(impact, urgency) if priority is None else priority,
            "is_overridden": False,
            "attributes": dict(opened.get("attributes", {})),
            "contacts": int(requester is not None or role in (None, "requester")),
            "level": 1,
            "version": 1,
        }

    def copy(self) -> "Model":
        """Return a model that goes its own way from here."""
        new = object.__new__(Model)
        new.__dict__.update(self.__dict__)
        new.facts = dict(self.facts)
        return new

    # --- what may be done --------------------------------------------------------

    def category(self, state: str | None = None) -> str:
        """Return whether a state is open, paused, resolved or done."""
        return CATEGORIES[self.kind][self.facts["state"] if state is None else state]

    def row(self, action: str) -> Row | None:
        """Return the row of an action from the present state."""
        return self.table.rows.get((action, self.facts["state"]))

    def usual(self, action: str) -> Row:
        """Return the row of an action, wherever it starts."""
        return self.row(action) or self.table.usual[action]

    def ways(self) -> dict[str, str]:
        """Return the actions that lead from here to another state, with where to."""
        return self.table.ways(self.facts["state"])

    def way_out(self) -> list[str]:
        """Return the shortest way from here to a closed ticket."""
        return self.table.way_out(self.facts["state"])

    def against(self, action: str, role: str | None, at: datetime) -> list[Refused]:
        """Return every reason against an action, its fields apart."""
        row = self.row(action)
        who = self.usual(action).roles
        found: list[tuple[bool, Refused]] = [
            (row is None, ("ticket.state", None)),
            (role is not None and role not in who, ("ticket.role", "by")),
            (at < self.latest and not self.backdating, ("ticket.order", "at")),
            (
                action in MAJOR and self.facts["major"] not in MAJOR[action][0],
                ("ticket.major", None),
            ),
        ]
        return [refused for applies, refused in found if applies]

    def allowed(self, role: str | None, at: datetime) -> set[str]:
        """Return the actions that nothing is against but their fields."""
        return {each for each in self.actions if not self.against(each, role, at)}

    def refusals(
        self, action: str, role: str | None, at: datetime, fields: Fields
    ) -> list[Refused]:
        """Return every reason against a command."""
        facts = self.facts
        link = (fields.get("kind"), fields.get("other"))
        given = {"link": link, **fields}
        missing: list[Refused] = [
            ("ticket.required", need)
            for need in self.usual(action).needs
            if all(_is_blank(given.get(name)) for name in need.split("|"))
        ]
        window, ended = fields.get("window"), facts["closed_at"] or facts["resolved_at"]
        found: list[tuple[bool, Refused]] = [
            (ID in (fields.get("into"), link[1]), ("ticket.itself", None)),
            (
                action == "keep_promise" and fields["due"] not in self.open_promises(),
                ("ticket.promise", "due"),
            ),
            (
                action in ("link", "unlink")
                and (link in facts["links"]) == (action == "link"),
                ("ticket.link", "link"),
            ),
            (
                None not in (window, ended) and at - ended > window,
                ("ticket.window", "at"),
            ),
        ]
        others = [refused for applies, refused in found if applies]
        return [*self.against(action, role, at), *missing, *others]

    def open_promises(self) -> list[datetime]:
        """Return by when the promises are due that were not kept yet."""
        return [due for due, _, __, kept in self.facts["promises"] if kept is None]

    def doer(self, action: str) -> str:
        """Return a role that may take an action."""
        return self.usual(action).roles[0]

    # --- what it comes to --------------------------------------------------------

    def expect(
        self, action: str, role: str | None, at: datetime, fields: Fields
    ) -> None:
        """Change the facts as an event does, wherever it happened."""
        facts = self.facts
        fields = {
            name: None if name in BLANK_IS_NONE and _is_blank(value) else value
            for name, value in fields.items()
        }
        facts["version"] += 1
        if at >= self.latest:
            self.latest = facts["updated_at"] = at
        self._go(self.usual(action).target or facts["state"], at)
        for fact, field in KEPT.get(action, {}).items():
            facts[fact] = fields.get(field)
        if action in COUNTED:
            facts[COUNTED[action]] += 1
        if action in MAJOR:
            facts["major"] = MAJOR[action][1]
        effect = getattr(self, f"_{action}", None)
        if effect:
            effect(role, at, fields)

    def _go(self, after: str, at: datetime) -> None:
        facts = self.facts
        if after == facts["state"]:
            return
        left, entered = self.category(), self.category(after)
        over = ("resolved", "done")
        if left in over and entered not in over:
            facts["reopenings"] += 1
            facts.update(dict.fromkeys((*UNDONE, *UNSAID)))
        facts.update(state=after, hold_reason=None)
        facts["closed_at"] = at if entered == "done" else None
        if entered == "resolved" != left:
            self._solve(at)

    def _solve(self, at: datetime) -> None:
        self._first("first_response_at", at)
        self._first("first_resolved_at", at)
        self.facts.update(resolved_at=at, last_resolved_at=at)

    def _first(self, name: str, at: datetime) -> None:
        if self.facts[name] is None:
            self.facts[name] = at

    def _resolve(self, _: str | None, at: datetime, __: Fields) -> None:
        self._solve(at)

    def _close(self, _: str | None, at: datetime, fields: Fields) -> None:
        facts = self.facts
        if facts["resolved_at"] is None:
            self._solve(at)
        facts["closed_at"] = at
        code = None if _is_blank(fields.get("code")) else fields["code"]
        facts["resolution_code"] = code or facts["resolution_code"]

    def _cancel(self, _: str | None, at: datetime, __: Fields) -> None:
        self.facts["closed_at"] = at

    _merge = _cancel

    def _acknowledge(self, _: str | None, at: datetime, __: Fields) -> None:
        self._first("acknowledged_at", at)

    def _reply(self, role: str | None, at: datetime, fields: Fields) -> None:
        if role == "system" or fields.get("automatic"):
            return
        if role == "requester":
            self.facts["contacts"] += 1
        elif fields.get("to") in (None, self.facts["requester"]):
            self._first("first_response_at", at)

    def _receive(self, role: str | None, _: datetime, __: Fields) -> None:
        self.facts["contacts"] += role not in ("vendor", "approver")

    def _assign(self, _: str | None, __: datetime, fields: Fields) -> None:
        facts, group, agent = self.facts, fields.get("group"), fields.get("agent")
        if group and group != facts["group"]:
            facts["reassignments"] += 1
            if facts["group"]:
                facts["agent"] = None
        if group and facts["last_group"] and group != facts["last_group"]:
            facts["transfers"] += 1
            to_owner = agent is not None and agent == facts["owner"]
            facts["bounces"] += group in facts["groups"] and not to_owner
        if group:
            facts.update(group=group, last_group=group)
            facts["groups"] = facts["groups"] | {group}
        if agent:
            facts["agent"] = agent

    def goes_on(self, action: str, role: str | None, fields: Fields) -> bool:
        """Return whether a message resumes the ticket that has waited for it."""
        from_them = action == "receive" and role not in ("vendor", "approver")
        waits = self.facts["hold_reason"] == "caller"
        return from_them and waits and bool(fields.get("resume"))

    def _unassign(self, _: str | None, __: datetime, fields: Fields) -> None:
        facts = self.facts
        facts["agent"] = None
        if facts["group"] and not fields.get("keep_group"):
            facts.update(group=None, reassignments=facts["reassignments"] + 1)

    def ranked(self, fields: Fields) -> Any:
        """Return the priority that follows from new impact and urgency, or None."""
        if self.facts["is_overridden"]:
            return None
        found = {**self.facts, **{n: v for n, v in fields.items() if v is not None}}
        return _ranked(found["impact"], found["urgency"])

    def _prioritise(self, _: str | None, __: datetime, fields: Fields) -> None:
        facts, ranked = self.facts, self.ranked(fields)
        for name in ("impact", "urgency"):
            if fields.get(name) is not None:
                facts[name] = fields[name]
        facts["priority"] = facts["priority"] if ranked is None else ranked

    def _override_priority(self, _: str | None, at: datetime, fields: Fields) -> None:
        self.facts["is_overridden"] = True
        self._prioritise(None, at, fields)
        self.facts["priority"] = fields["priority"]

    def _record_known_error(self, _: str | None, __: datetime, fields: Fields) -> None:
        self.facts["cause"] = fields.get("cause") or self.facts["cause"]

    def _link(self, _: str | None, __: datetime, fields: Fields) -> None:
        link = (fields["kind"], fields["other"])
        if link not in self.facts["links"]:
            self.facts["links"] += (link,)

    def _unlink(self, _: str | None, __: datetime, fields: Fields) -> None:
        gone = (fields["kind"], fields["other"])
        self.facts["links"] = tuple(x for x in self.facts["links"] if x != gone)

    def _promise(self, _: str | None, at: datetime, fields: Fields) -> None:
        self.facts["promises"] += ((fields["due"], fields.get("text"), at, None),)

    def _keep_promise(self, _: str | None, at: datetime, fields: Fields) -> None:
        self.facts["promises"] = tuple(
            (due, text, made, at if kept is None and due == fields["due"] else kept)
            for due, text, made, kept in self.facts["promises"]
        )

    def _compensate(self, _: str | None, __: datetime, fields: Fields) -> None:
        self.facts["compensations"] += (fields["money"],)

    def _change_attributes(self, _: str | None, __: datetime, fields: Fields) -> None:
        self.facts["attributes"] = {**self.facts["attributes"], **fields["attributes"]}


def _is_blank(value: Any) -> bool:
    return (value.strip() if isinstance(value, str) else value) in BLANK


def _ranked(impact: Any, urgency: Any) -> Any:
    """Return the priority by ServiceNow's rule, of numbers from 1 to 3 alone."""
    numbers = isinstance(impact, int) and isinstance(urgency, int)
    return impact + urgency - 1 if numbers else None


# --- the same of a ticket --------------------------------------------------------

# Fields with which nothing is missing.
GOOD: dict[str, Fields] = {
    "hold": {"reason": "vendor"},
    "resolve": {"code": "fixed", "notes": "restarted"},
    "reopen_on_hold": {"hold": "caller"},
    "close": {"code": "successful"},
    "cancel": {"reason": "not needed"},
    "merge": {"into": "T2"},
    "assign": {"group": "b"},
    "set_owner": {"owner": "a"},
    "escalate": {"kind": "functional"},
    "prioritise": {"impact": "high"},
    "override_priority": {"priority": 1, "reason": "vip"},
    "workaround": {"text": "use the other"},
    "link": {"kind": "related", "other": "T2"},
    "unlink": {"kind": "related", "other": "T2"},
    "promise": {"due": NOON},
    "keep_promise": {"due": NOON},
    "compensate": {"money": Money(5, "EUR")},
    "survey": {"score": 4},
    "change_attributes": {"attributes": {"site": "Kazan"}},
    "propose_major": {"reason": "all shops are down"},
    "accept_major": {"notes": "bridge open", "business_impact": "no sales"},
    "reject_major": {"reason": "one shop"},
    "request_approval": {"approver": "clara"},
    "reject": {"reason": "too dear"},
    "fulfil": {"notes": "on the desk"},
    "record_known_error": {"workaround": "restart it nightly"},
    "schedule": {"start": NOON, "end": NOON + timedelta(hours=1)},
    "back_out": {"reason": "it failed"},
    "respond": {"outcome": "upheld"},
    "dispute": {"reason": "too little"},
    "refer": {"to": "the ombudsman"},
}
METHODS = {"reopen_on_hold": "reopen", "override_priority": "prioritise"}


def facts_of(ticket: Ticket, names: Mapping[str, object]) -> Facts:
    """Return what a model knows of a ticket, as the model writes it."""
    found = {name: getattr(ticket, name) for name in names}
    found["links"] = tuple((link.kind, link.other) for link in ticket.links)
    found["promises"] = tuple(
        (promise.due, promise.text, promise.made_at, promise.kept_at)
        for promise in ticket.promises
    )
    return found


def command(
    ticket: Ticket, action: str, by: Actor | None, at: datetime, fields: Fields
) -> Ticket:
    """Return the ticket after the command of an action."""
    method: Callable[..., Ticket] = getattr(ticket, METHODS.get(action, action))
    return method(at=at, by=by, **fields)

"""The incident lifecycle.

Six states of the common denominator of ServiceNow, Jira and iTop, and MERGED. It
accepts what real desks do: a new incident may be put on hold, resolved or cancelled
at once, resolved and closed ones reopen, nothing returns to NEW. Closing without
resolving is an opt-in: ``INCIDENT.with_action(DIRECT_CLOSE)``.
"""

from servicedesk_core.lifecycles.lifecycle import (
    Action,
    Category,
    Lifecycle,
    Role,
    State,
)

_STATES = (
    State("new", Category.OPEN),
    State("in_progress", Category.OPEN),
    State("on_hold", Category.PAUSED),
    State("resolved", Category.RESOLVED),
    State("closed", Category.DONE),
    State("cancelled", Category.DONE),
    State("merged", Category.DONE),
)
_LIVE = ("new", "in_progress", "on_hold")
_SOLVED = ("resolved", "closed")
_UNMERGED = (*_LIVE, *_SOLVED, "cancelled")
_DESK = frozenset({Role.AGENT, Role.SYSTEM})
_HELPERS = _DESK | {Role.VENDOR}
_ALL = frozenset(Role)

DIRECT_CLOSE = Action("close", _LIVE, "closed", _DESK)
"""The opt-in row that closes an incident nobody resolved."""

INCIDENT = Lifecycle(
    "incident",
    _STATES,
    (
        Action("start", ("new",), "in_progress", _DESK),
        Action("hold", _LIVE, "on_hold", _DESK, ("reason",)),
        Action("resume", ("on_hold",), "in_progress", _ALL),
        Action("resolve", _LIVE, "resolved", _DESK, ("code", "notes")),
        Action("close", ("resolved",), "closed", _DESK | {Role.REQUESTER}),
        Action("reopen", _SOLVED, "in_progress", _DESK | {Role.REQUESTER}),
        Action("reopen_on_hold", _SOLVED, "on_hold", _DESK, ("hold",)),
        Action("cancel", _LIVE, "cancelled", _DESK | {Role.REQUESTER}, ("reason",)),
        Action("merge", (*_LIVE, "resolved"), "merged", _DESK, ("into",)),
        Action("acknowledge", _LIVE, None, _DESK),
        Action("assign", (*_LIVE, "resolved"), None, _DESK, ("group|agent",)),
        Action("set_owner", (*_LIVE, "resolved"), None, _DESK, ("owner",)),
        Action("escalate", _LIVE, None, _DESK, ("kind",)),
        Action("prioritise", _LIVE, None, _DESK, ("impact|urgency",)),
        Action("override_priority", _LIVE, None, _DESK, ("priority", "reason")),
        Action("workaround", _LIVE, None, _HELPERS, ("text",)),
        Action("reply", _UNMERGED, None, _HELPERS),
        Action("receive", _UNMERGED, None, _ALL),
        Action("note", _UNMERGED, None, _HELPERS),
        Action("link", _UNMERGED, None, _DESK, ("link",)),
        Action("promise", _LIVE, None, _DESK, ("due",)),
        Action("compensate", _UNMERGED, None, _DESK, ("money",)),
        Action("survey", _SOLVED, None, _DESK | {Role.REQUESTER}, ("score",)),
        Action("change_attributes", _UNMERGED, None, _DESK, ("attributes",)),
    ),
)

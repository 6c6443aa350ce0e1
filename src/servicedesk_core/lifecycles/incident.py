"""The incident lifecycle.

Six states of the common denominator of ServiceNow, Jira and iTop, and MERGED. It
accepts what real desks do: a new incident may be put on hold, resolved or cancelled
at once, resolved and closed ones reopen, nothing returns to NEW. Closing without
resolving is an opt-in: ``INCIDENT.with_action(DIRECT_CLOSE)``. A major incident is a
fact of its own beside the state, as in ServiceNow.
"""

from servicedesk_core.lifecycles.action import DESK, EVERYONE, Action, Role
from servicedesk_core.lifecycles.everyday import everyday_actions
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.state import Category, State

_LIVE = ("new", "in_progress", "on_hold")
_SOLVED = ("resolved", "closed")
_OPEN_CASE = (*_LIVE, "resolved")
_BOTH = DESK | {Role.REQUESTER}
_MANAGERS = frozenset({Role.AGENT, Role.APPROVER})

DIRECT_CLOSE = Action("close", _LIVE, "closed", DESK)
"""The opt-in row that closes an incident nobody resolved."""

INCIDENT = Lifecycle(
    "incident",
    (
        State("new", Category.OPEN),
        State("in_progress", Category.OPEN),
        State("on_hold", Category.PAUSED),
        State("resolved", Category.RESOLVED),
        State("closed", Category.DONE),
        State("cancelled", Category.DONE),
        State("merged", Category.DONE),
    ),
    (
        Action("start", ("new",), "in_progress", DESK),
        Action("hold", _LIVE, "on_hold", DESK, ("reason",)),
        Action("resume", ("on_hold",), "in_progress", EVERYONE),
        Action("resolve", _LIVE, "resolved", DESK, ("code", "notes")),
        Action("close", ("resolved",), "closed", _BOTH),
        Action("reopen", _SOLVED, "in_progress", _BOTH),
        Action("reopen_on_hold", _SOLVED, "on_hold", DESK, ("hold",)),
        Action("cancel", _LIVE, "cancelled", _BOTH, ("reason",)),
        *everyday_actions(_LIVE, _SOLVED, ("cancelled",)),
        Action("propose_major", _LIVE, None, DESK, ("reason",)),
        Action(
            "accept_major", _OPEN_CASE, None, _MANAGERS, ("notes", "business_impact")
        ),
        Action("reject_major", _OPEN_CASE, None, _MANAGERS, ("reason",)),
    ),
)

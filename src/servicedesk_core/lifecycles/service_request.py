"""The service request lifecycle: something wanted, not something broken.

A request that needs nobody's consent goes from NEW to its fulfilment at once; another
consent may be asked for at any time before it ends. One that was rejected may be asked
for again, as in iTop.
"""

from servicedesk_core.lifecycles.action import DESK, EVERYONE, Action, Role
from servicedesk_core.lifecycles.everyday import everyday_actions
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.state import Category, State

_READY = ("new", "approved")
_WORKED = (*_READY, "in_fulfilment", "on_hold")
_LIVE = ("new", "awaiting_approval", "approved", "in_fulfilment", "on_hold")
_SOLVED = ("fulfilled", "closed")
_BOTH = DESK | {Role.REQUESTER}
_APPROVERS = frozenset({Role.APPROVER})

SERVICE_REQUEST = Lifecycle(
    "service_request",
    (
        State("new", Category.OPEN),
        State("awaiting_approval", Category.PAUSED),
        State("approved", Category.OPEN),
        State("in_fulfilment", Category.OPEN),
        State("on_hold", Category.PAUSED),
        State("fulfilled", Category.RESOLVED),
        State("closed", Category.DONE),
        State("rejected", Category.DONE),
        State("cancelled", Category.DONE),
        State("merged", Category.DONE),
    ),
    (
        Action(
            "request_approval",
            ("new", "awaiting_approval", "approved", "in_fulfilment"),
            "awaiting_approval",
            DESK,
            ("approver",),
        ),
        Action("approve", ("awaiting_approval",), "approved", _APPROVERS),
        Action("reject", ("awaiting_approval",), "rejected", _APPROVERS, ("reason",)),
        Action("start", _READY, "in_fulfilment", DESK),
        Action("hold", _WORKED, "on_hold", DESK, ("reason",)),
        Action("resume", ("on_hold",), "in_fulfilment", EVERYONE),
        Action("fulfil", _WORKED, "fulfilled", DESK, ("notes",)),
        Action("close", ("fulfilled",), "closed", _BOTH),
        Action("reopen", _SOLVED, "in_fulfilment", _BOTH),
        Action("reopen", ("rejected",), "awaiting_approval", _BOTH),
        Action("reopen_on_hold", _SOLVED, "on_hold", DESK, ("hold",)),
        Action("cancel", _LIVE, "cancelled", _BOTH, ("reason",)),
        *everyday_actions(_LIVE, _SOLVED, ("rejected", "cancelled")),
    ),
)

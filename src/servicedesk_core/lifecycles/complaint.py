"""The complaint lifecycle, after ISO 10002:2018.

Received, acknowledged, assessed, investigated, answered. An answer that the
complainant disputes goes to the next level, and at last outside: the state says where
the complaint is, :attr:`~servicedesk_core.Ticket.level` who handles it.
"""

from servicedesk_core.lifecycles.action import DESK, EVERYONE, Action, Role
from servicedesk_core.lifecycles.everyday import everyday_actions
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.state import Category, State

_READ = ("acknowledged", "assessed", "investigating")
_UNANSWERED = ("received", *_READ, "awaiting_complainant")
_LIVE = (*_UNANSWERED, "disputed", "external")
_SOLVED = ("responded", "accepted", "closed")
_BOTH = DESK | {Role.REQUESTER}

COMPLAINT = Lifecycle(
    "complaint",
    (
        State("received", Category.OPEN),
        State("acknowledged", Category.OPEN),
        State("assessed", Category.OPEN),
        State("investigating", Category.OPEN),
        State("awaiting_complainant", Category.PAUSED),
        State("responded", Category.RESOLVED),
        State("accepted", Category.RESOLVED),
        State("disputed", Category.OPEN),
        State("external", Category.PAUSED),
        State("closed", Category.DONE),
        State("merged", Category.DONE),
    ),
    (
        Action("assess", ("received", "acknowledged"), "assessed", DESK),
        Action(
            "investigate",
            ("acknowledged", "assessed", "disputed", "external"),
            "investigating",
            DESK,
        ),
        Action("hold", _READ, "awaiting_complainant", DESK, ("reason",)),
        Action("resume", ("awaiting_complainant",), "investigating", EVERYONE),
        Action("respond", (*_UNANSWERED, "disputed"), "responded", DESK, ("outcome",)),
        Action("accept", ("responded",), "accepted", _BOTH),
        Action("dispute", ("responded", "closed"), "disputed", _BOTH, ("reason",)),
        Action(
            "refer",
            (*_UNANSWERED, "responded", "disputed", "closed"),
            "external",
            _BOTH,
            ("to",),
        ),
        Action("close", ("responded", "accepted", "external"), "closed", DESK),
        Action("reopen", ("accepted", "closed"), "investigating", _BOTH),
        Action("cancel", _LIVE, "closed", _BOTH, ("reason",)),
        *everyday_actions(_LIVE, _SOLVED, ()),
    ),
).with_action(Action("acknowledge", ("received",), "acknowledged", DESK))

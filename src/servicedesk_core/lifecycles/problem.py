"""The problem lifecycle: the cause of incidents, looked for and mended.

ITIL 4 has three phases: identification, control of the problem and of the known
error. A known error is a problem whose cause is known and not yet mended; its
workaround serves the incidents in the meantime.
"""

from servicedesk_core.lifecycles.action import DESK, Action
from servicedesk_core.lifecycles.everyday import everyday_actions
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.state import Category, State

_ANALYSED = ("root_cause_analysis", "known_error", "fix_in_progress")
_LIVE = ("new", "assessed", *_ANALYSED)
_SOLVED = ("resolved", "closed")

PROBLEM = Lifecycle(
    "problem",
    (
        State("new", Category.OPEN),
        State("assessed", Category.OPEN),
        State("root_cause_analysis", Category.OPEN),
        State("known_error", Category.OPEN),
        State("fix_in_progress", Category.OPEN),
        State("resolved", Category.RESOLVED),
        State("closed", Category.DONE),
        State("cancelled", Category.DONE),
        State("merged", Category.DONE),
    ),
    (
        Action("assess", ("new",), "assessed", DESK),
        Action(
            "analyse",
            ("new", "assessed", "known_error", "fix_in_progress"),
            "root_cause_analysis",
            DESK,
        ),
        Action(
            "record_known_error",
            ("assessed", "root_cause_analysis", "fix_in_progress"),
            "known_error",
            DESK,
            ("workaround",),
        ),
        Action("fix", _ANALYSED[:2], "fix_in_progress", DESK),
        Action("resolve", _LIVE, "resolved", DESK, ("code", "notes")),
        Action("close", ("resolved",), "closed", DESK),
        Action("reopen", _SOLVED, "root_cause_analysis", DESK),
        Action("cancel", _LIVE, "cancelled", DESK, ("reason",)),
        *everyday_actions(_LIVE, _SOLVED, ("cancelled",)),
    ),
)

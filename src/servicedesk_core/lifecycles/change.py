"""The change lifecycle, in the three paths of ITIL.

A normal change is assessed, authorised and scheduled. A standard one was authorised
once for all. An emergency one is authorised at once and carried out without a
schedule. Each path ends with a review, also where the change was backed out; it may
then be tried again.
"""

from servicedesk_core.lifecycles.action import DESK, Action, Role
from servicedesk_core.lifecycles.everyday import everyday_actions
from servicedesk_core.lifecycles.lifecycle import Lifecycle
from servicedesk_core.lifecycles.state import Category, State

_CATEGORIES = {
    "new": Category.OPEN,
    "assessed": Category.OPEN,
    "authorised": Category.OPEN,
    "scheduled": Category.OPEN,
    "implementing": Category.OPEN,
    "backed_out": Category.RESOLVED,
    "review": Category.RESOLVED,
    "closed": Category.DONE,
    "rejected": Category.DONE,
    "cancelled": Category.DONE,
    "merged": Category.DONE,
}
_SOLVED = ("backed_out", "review", "closed")
_BOTH = DESK | {Role.REQUESTER}
_APPROVERS = frozenset({Role.APPROVER})
_WINDOW = ("start", "end")


def _path(
    name: str, early: tuple[str, ...], over: tuple[str, ...], *moves: Action
) -> Lifecycle:
    """Return a path of its own moves and of those that all paths have.

    Args:
        name: the lifecycle's.
        early: the states before the change is implemented.
        over: those in which it ended otherwise than closed.
        moves: what leads from the first state to the implementation.
    """
    live = (*early, "implementing")
    states = {*live, *_SOLVED, *over, "merged"}
    return Lifecycle(
        name,
        [State(*each) for each in _CATEGORIES.items() if each[0] in states],
        (
            *moves,
            Action(
                "back_out", ("implementing", "review"), "backed_out", DESK, ("reason",)
            ),
            Action("review", ("implementing", "backed_out"), "review", DESK),
            Action("close", ("review",), "closed", DESK, ("code",)),
            Action("cancel", early, "cancelled", _BOTH, ("reason",)),
            *everyday_actions(live, _SOLVED, over),
        ),
    )


CHANGE = _path(
    "change",
    ("new", "assessed", "authorised", "scheduled"),
    ("rejected", "cancelled"),
    Action("assess", ("new",), "assessed", DESK),
    Action("authorise", ("assessed",), "authorised", _APPROVERS),
    Action("reject", ("new", "assessed"), "rejected", _APPROVERS, ("reason",)),
    Action("reopen", ("rejected",), "assessed", _BOTH),
    Action(
        "schedule",
        ("authorised", "scheduled", "backed_out"),
        "scheduled",
        DESK,
        _WINDOW,
    ),
    Action("implement", ("scheduled",), "implementing", DESK),
)
"""The path of a normal change."""

STANDARD_CHANGE = _path(
    "standard_change",
    ("new", "scheduled"),
    ("cancelled",),
    Action("schedule", ("new", "scheduled", "backed_out"), "scheduled", DESK, _WINDOW),
    Action("implement", ("new", "scheduled"), "implementing", DESK),
)
"""The path of a change that was authorised once for all."""

EMERGENCY_CHANGE = _path(
    "emergency_change",
    ("new", "authorised"),
    ("rejected", "cancelled"),
    Action("authorise", ("new",), "authorised", _APPROVERS),
    Action("reject", ("new",), "rejected", _APPROVERS, ("reason",)),
    Action("implement", ("authorised", "backed_out"), "implementing", DESK),
)
"""The path of a change that cannot wait."""

"""The rows that tickets of every kind have."""

from servicedesk_core.lifecycles.action import DESK, EVERYONE, HELPERS, Action, Role

States = tuple[str, ...]


def everyday_actions(live: States, solved: States, over: States) -> tuple[Action, ...]:
    """Return what one may do with a ticket besides moving it along.

    Args:
        live: the states in which somebody has to work on it.
        solved: those in which it was solved, the one for good last.
        over: those in which it ended otherwise, merged apart.
    """
    unfinished = (*live, *solved[:-1])
    unmerged = (*live, *solved, *over)
    return (
        Action("merge", unfinished, "merged", DESK, ("into",)),
        Action("acknowledge", live, None, DESK),
        Action("assign", unfinished, None, DESK, ("group|agent",)),
        Action("unassign", unfinished, None, DESK),
        Action("set_owner", unfinished, None, DESK, ("owner",)),
        Action("escalate", live, None, DESK, ("kind",)),
        Action("prioritise", live, None, DESK, ("impact|urgency",)),
        Action("override_priority", live, None, DESK, ("priority", "reason")),
        Action("workaround", live, None, HELPERS, ("text",)),
        Action("reply", unmerged, None, HELPERS),
        Action("receive", unmerged, None, EVERYONE),
        Action("note", unmerged, None, HELPERS | {Role.APPROVER}),
        Action("link", unmerged, None, DESK, ("link",)),
        Action("unlink", unmerged, None, DESK, ("link",)),
        Action("promise", live, None, DESK, ("due",)),
        Action("keep_promise", unmerged, None, DESK, ("due",)),
        Action("compensate", unmerged, None, DESK, ("money",)),
        Action("survey", solved, None, DESK | {Role.REQUESTER}, ("score",)),
        Action("change_attributes", unmerged, None, DESK, ("attributes",)),
    )

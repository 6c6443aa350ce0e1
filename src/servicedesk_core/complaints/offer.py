"""An offer beyond the limits of its programme, and what the client makes of it."""

from servicedesk_core.lifecycles import Action, Category, Lifecycle, Role, State

_DESK = frozenset({Role.AGENT, Role.SYSTEM})
_BOTH = _DESK | {Role.REQUESTER}

OUT_OF_POLICY_OFFER = Lifecycle(
    "out_of_policy_offer",
    (
        State("detected", Category.OPEN),
        State("client_warned", Category.OPEN),
        State("confirmed", Category.DONE),
        State("redone", Category.DONE),
        State("cancelled", Category.DONE),
    ),
    (
        Action("warn", ("detected",), "client_warned", _DESK),
        Action("confirm", ("client_warned",), "confirmed", _BOTH),
        Action("redo", ("client_warned",), "redone", _DESK),
        Action("cancel", ("client_warned",), "cancelled", _BOTH, ("reason",)),
    ),
)
"""Nobody confirms, redoes or cancels such an offer before the client was warned."""

"""What happened to a ticket: frozen events in the past tense.

Every event has ``at``, an aware datetime, and ``by``, an actor or None where the
source does not say. ``action`` names the row of the lifecycle it stands for.
"""

from servicedesk_core.tickets.events.everyday import (
    Acknowledged,
    Assigned,
    AttributesChanged,
    CompensationGranted,
    Escalated,
    Linked,
    MessageReceived,
    NoteAdded,
    Opened,
    OwnerChanged,
    PriorityChanged,
    PromiseKept,
    PromiseMade,
    Replied,
    SurveyAnswered,
    Unassigned,
    Unlinked,
    WorkaroundGiven,
)
from servicedesk_core.tickets.events.moves import (
    ActionTaken,
    Cancelled,
    Closed,
    Merged,
    PutOnHold,
    Reopened,
    Resolved,
    Resumed,
    WorkStarted,
)
from servicedesk_core.tickets.events.process import (
    AnalysisStarted,
    ApprovalRequested,
    Approved,
    Assessed,
    Authorised,
    BackedOut,
    FixStarted,
    Fulfilled,
    ImplementationStarted,
    InvestigationStarted,
    KnownErrorRecorded,
    MajorAccepted,
    MajorProposed,
    MajorRejected,
    ReferredOut,
    Rejected,
    Responded,
    ResponseAccepted,
    ResponseDisputed,
    ReviewStarted,
    Scheduled,
)

Event = (
    Opened
    | Assigned
    | Unassigned
    | Acknowledged
    | Replied
    | MessageReceived
    | NoteAdded
    | WorkaroundGiven
    | PriorityChanged
    | AttributesChanged
    | OwnerChanged
    | Escalated
    | Linked
    | Unlinked
    | SurveyAnswered
    | CompensationGranted
    | PromiseMade
    | PromiseKept
    | WorkStarted
    | PutOnHold
    | Resumed
    | Resolved
    | Closed
    | Reopened
    | Cancelled
    | Merged
    | ActionTaken
    | ApprovalRequested
    | Approved
    | Rejected
    | Fulfilled
    | Assessed
    | AnalysisStarted
    | KnownErrorRecorded
    | FixStarted
    | Authorised
    | Scheduled
    | ImplementationStarted
    | BackedOut
    | ReviewStarted
    | InvestigationStarted
    | Responded
    | ResponseAccepted
    | ResponseDisputed
    | ReferredOut
    | MajorProposed
    | MajorAccepted
    | MajorRejected
)
"""Every event there is."""

__all__ = [
    "Acknowledged",
    "ActionTaken",
    "AnalysisStarted",
    "ApprovalRequested",
    "Approved",
    "Assessed",
    "Assigned",
    "AttributesChanged",
    "Authorised",
    "BackedOut",
    "Cancelled",
    "Closed",
    "CompensationGranted",
    "Escalated",
    "Event",
    "FixStarted",
    "Fulfilled",
    "ImplementationStarted",
    "InvestigationStarted",
    "KnownErrorRecorded",
    "Linked",
    "MajorAccepted",
    "MajorProposed",
    "MajorRejected",
    "Merged",
    "MessageReceived",
    "NoteAdded",
    "Opened",
    "OwnerChanged",
    "PriorityChanged",
    "PromiseKept",
    "PromiseMade",
    "PutOnHold",
    "ReferredOut",
    "Rejected",
    "Reopened",
    "Replied",
    "Resolved",
    "Responded",
    "ResponseAccepted",
    "ResponseDisputed",
    "Resumed",
    "ReviewStarted",
    "Scheduled",
    "SurveyAnswered",
    "Unassigned",
    "Unlinked",
    "WorkStarted",
    "WorkaroundGiven",
]

"""The closed unions with one member left out: a type checker has to object.

Never run. Each comment below takes back one error, and ``make check`` fails if there
is none to take back: then the union is no longer closed to type checkers.
"""

from servicedesk_core import events


def name_event(event: events.Event) -> str:  # type: ignore[return]  # pyright: ignore[reportReturnType]
    match event:  # type: ignore[exhaustive-match]  # pyright: ignore[reportMatchNotExhaustive]
        case (
            events.Opened()
            | events.Assigned()
            | events.Unassigned()
            | events.Acknowledged()
            | events.Replied()
            | events.MessageReceived()
            | events.NoteAdded()
            | events.WorkaroundGiven()
            | events.PriorityChanged()
            | events.AttributesChanged()
            | events.OwnerChanged()
            | events.Escalated()
            | events.Linked()
            | events.Unlinked()
            | events.SurveyAnswered()
            | events.CompensationGranted()
            | events.PromiseMade()
            | events.PromiseKept()
            | events.WorkStarted()
            | events.PutOnHold()
            | events.Resumed()
            | events.Resolved()
            | events.Closed()
            | events.Reopened()
            | events.Cancelled()
            | events.Merged()
            | events.ActionTaken()
            | events.ApprovalRequested()
            | events.Approved()
            | events.Rejected()
            | events.Fulfilled()
            | events.Assessed()
            | events.AnalysisStarted()
            | events.KnownErrorRecorded()
            | events.FixStarted()
            | events.Authorised()
            | events.Scheduled()
            | events.ImplementationStarted()
            | events.BackedOut()
            | events.ReviewStarted()
            | events.InvestigationStarted()
            | events.Responded()
            | events.ResponseAccepted()
            | events.ResponseDisputed()
            | events.ReferredOut()
            | events.MajorProposed()
            | events.MajorAccepted()
        ):
            return event.action

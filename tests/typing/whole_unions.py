"""The closed unions, matched whole: a type checker has to find nothing missing.

Never run; ``make check`` reads it with mypy and pyright.
"""

from typing import assert_never

from servicedesk_core import events


def name_event(event: events.Event) -> str:
    match event:
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
            | events.MajorRejected()
        ):
            return event.action
        case _:
            assert_never(event)

"""Commands of requests, problems, changes, complaints and major incidents."""

from datetime import datetime
from typing import TYPE_CHECKING

from servicedesk_core.tickets import events
from servicedesk_core.tickets.actor import Actor
from servicedesk_core.tickets.commands import Commands
from servicedesk_core.tickets.kinds import Outcome

if TYPE_CHECKING:
    from servicedesk_core.tickets.ticket import Ticket


class ProcessCommands(Commands):
    """The commands that only some kinds of tickets know; see :class:`Commands`."""

    def request_approval(
        self,
        *,
        at: datetime,
        by: Actor | None,
        approver: str | None = None,
    ) -> "Ticket":
        """Ask somebody for consent; ``approver`` is required."""
        return self._do(events.ApprovalRequested(at=at, by=by, approver=approver))

    def approve(
        self,
        *,
        at: datetime,
        by: Actor | None,
        comment: str | None = None,
    ) -> "Ticket":
        """Consent to the request."""
        return self._do(events.Approved(at=at, by=by, comment=comment))

    def reject(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
    ) -> "Ticket":
        """Refuse consent; ``reason`` is required."""
        return self._do(events.Rejected(at=at, by=by, reason=reason))

    def fulfil(
        self,
        *,
        at: datetime,
        by: Actor | None,
        notes: str | None = None,
    ) -> "Ticket":
        """Say that the requester has what was asked for; ``notes`` are required.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> laptop = open_ticket("REQ1", at=monday, kind="service_request")
            >>> laptop.fulfil(at=monday, by=None, notes="on the desk").state
            'fulfilled'
        """
        return self._do(events.Fulfilled(at=at, by=by, notes=notes))

    def assess(
        self,
        *,
        at: datetime,
        by: Actor | None,
        notes: str | None = None,
    ) -> "Ticket":
        """Say what it is about, how bad and how urgent."""
        return self._do(events.Assessed(at=at, by=by, notes=notes))

    def analyse(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Look for the cause of a problem."""
        return self._do(events.AnalysisStarted(at=at, by=by))

    def record_known_error(
        self,
        *,
        at: datetime,
        by: Actor | None,
        workaround: str | None = None,
        cause: str | None = None,
    ) -> "Ticket":
        """Keep a cause and how to live with it; ``workaround`` is required.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> leak = open_ticket("PRB1", at=monday, kind="problem")
            >>> known = leak.analyse(at=monday, by=None).record_known_error(
            ...     at=monday, by=None, workaround="restart it nightly"
            ... )
            >>> known.state, known.last_workaround
            ('known_error', 'restart it nightly')
        """
        return self._do(
            events.KnownErrorRecorded(at=at, by=by, workaround=workaround, cause=cause)
        )

    def fix(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Begin to mend the cause of a problem."""
        return self._do(events.FixStarted(at=at, by=by))

    def authorise(
        self,
        *,
        at: datetime,
        by: Actor | None,
        comment: str | None = None,
    ) -> "Ticket":
        """Let a change be carried out."""
        return self._do(events.Authorised(at=at, by=by, comment=comment))

    def schedule(
        self,
        *,
        at: datetime,
        by: Actor | None,
        start: datetime | None = None,
        end: datetime | None = None,
    ) -> "Ticket":
        """Say when a change is carried out; ``start`` and ``end`` are required.

        Raises:
            InvalidArgumentError: if ``end`` is not later than ``start``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> patch = open_ticket("CHG1", at=monday, kind="standard_change")
            >>> night = monday.replace(hour=22), monday.replace(hour=23)
            >>> patch.schedule(at=monday, by=None, start=night[0], end=night[1]).state
            'scheduled'
        """
        return self._do(events.Scheduled(at=at, by=by, start=start, end=end))

    def implement(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Carry out a change."""
        return self._do(events.ImplementationStarted(at=at, by=by))

    def back_out(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
    ) -> "Ticket":
        """Undo a change; ``reason`` is required."""
        return self._do(events.BackedOut(at=at, by=by, reason=reason))

    def review(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Look at what a change brought."""
        return self._do(events.ReviewStarted(at=at, by=by))

    def investigate(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Look into a complaint."""
        return self._do(events.InvestigationStarted(at=at, by=by))

    def respond(
        self,
        *,
        at: datetime,
        by: Actor | None,
        outcome: Outcome | str | None = None,
        text: str | None = None,
        remedy: str | None = None,
    ) -> "Ticket":
        """Answer a complaint; ``outcome`` is required.

        Raises:
            InvalidArgumentError: if ``outcome`` is none of ``Outcome``.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> bill = open_ticket("CMP1", at=monday, kind="complaint")
            >>> answered = bill.respond(at=monday, by=None, outcome="upheld")
            >>> answered.state, answered.outcome
            ('responded', <Outcome.UPHELD: 'upheld'>)
        """
        return self._do(
            events.Responded(at=at, by=by, outcome=outcome, text=text, remedy=remedy)
        )

    def accept(
        self,
        *,
        at: datetime,
        by: Actor | None,
    ) -> "Ticket":
        """Say that the complainant is content with the answer."""
        return self._do(events.ResponseAccepted(at=at, by=by))

    def dispute(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
    ) -> "Ticket":
        """Say that the complainant is not content; ``reason`` is required."""
        return self._do(events.ResponseDisputed(at=at, by=by, reason=reason))

    def refer(
        self,
        *,
        at: datetime,
        by: Actor | None,
        to: str | None = None,
        reference: str | None = None,
    ) -> "Ticket":
        """Take a complaint outside; ``to`` is required, such as an ombudsman."""
        return self._do(events.ReferredOut(at=at, by=by, to=to, reference=reference))

    def propose_major(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
    ) -> "Ticket":
        """Call it a major incident; ``reason`` is required."""
        return self._do(events.MajorProposed(at=at, by=by, reason=reason))

    def accept_major(
        self,
        *,
        at: datetime,
        by: Actor | None,
        notes: str | None = None,
        business_impact: str | None = None,
    ) -> "Ticket":
        """Agree that it is a major incident; both fields are required.

        Example:
            >>> from datetime import UTC
            >>> from servicedesk_core.tickets import open_ticket
            >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
            >>> outage = open_ticket("INC1", at=monday).propose_major(
            ...     at=monday, by=None, reason="all shops are down"
            ... )
            >>> accepted = outage.accept_major(
            ...     at=monday, by=None, notes="bridge open", business_impact="no sales"
            ... )
            >>> accepted.is_major, accepted.state
            (True, 'new')
        """
        return self._do(
            events.MajorAccepted(
                at=at, by=by, notes=notes, business_impact=business_impact
            )
        )

    def reject_major(
        self,
        *,
        at: datetime,
        by: Actor | None,
        reason: str | None = None,
    ) -> "Ticket":
        """Say that it is no major incident; ``reason`` is required."""
        return self._do(events.MajorRejected(at=at, by=by, reason=reason))

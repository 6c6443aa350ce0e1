"""What a ticket tells a survey policy."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from servicedesk_core.argument import to_one
from servicedesk_core.lifecycles import OVER
from servicedesk_core.satisfaction import (
    Defer,
    Send,
    SurveyContact,
    SurveyPolicy,
    SurveyRecord,
    SurveyTrigger,
)
from servicedesk_core.tickets import Ticket
from servicedesk_core.tickets.effort import is_contact
from servicedesk_core.timeline import instant_key


def survey_triggers(ticket: Ticket) -> tuple[SurveyTrigger, ...]:
    """Return the events of a ticket that may ask for a survey, as it is now.

    ``resolved`` is its last resolution, reopened since or not, and ``closed`` its
    closing, if that stands. A ticket that was cancelled or merged has neither. The
    agent and the team are those right after the resolution: who is rated is not who
    has the ticket later. The attributes go with it; ``tags`` and ``topic`` among them
    are what they are called.

    Raises:
        WrongTypeError: if it is no ticket, or its tags are no texts.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> ticket = open_ticket("INC1", at=monday, group="desk")
        >>> done = ticket.resolve(at=monday, by=None, code="fixed", notes="restarted")
        >>> [(each.event, each.team) for each in survey_triggers(done)]
        [('resolved', 'desk')]
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")
    if ticket.last_resolved_at is None:
        return ()
    rated, reopened_at = _turns(ticket)
    heard = [each for each in ticket.history if is_contact(each)]
    channels = (getattr(each, "channel", None) for each in reversed(heard))
    topic = ticket.attributes.get("topic")
    resolved = SurveyTrigger(
        "resolved",
        at=ticket.last_resolved_at,
        ticket=ticket.id,
        resolution=ticket.reopenings + (ticket.category in OVER),
        closed_at=ticket.last_resolved_at,
        reopened_at=reopened_at,
        received_at=heard[-1].at if heard else None,
        channel=next((channel for channel in channels if channel), None),
        tags=ticket.attributes.get("tags", ()),  # type: ignore[arg-type]
        agent=rated.agent,
        team=rated.group,
        topic=topic if isinstance(topic, str) else None,
        attributes=ticket.attributes,
    )
    if ticket.closed_at is None:
        return (resolved,)
    at = ticket.closed_at
    return resolved, attrs.evolve(resolved, event="closed", at=at, closed_at=at)


def survey_contact(ticket: Ticket) -> SurveyContact:
    """Return the requester of a ticket, of whom nothing else is known.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.tickets import open_ticket
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> survey_contact(open_ticket("INC1", at=monday, requester="boris")).key
        'boris'
    """
    to_one(ticket, Ticket, "ticket", "a Ticket")
    return SurveyContact(ticket.requester)


@attrs.frozen
class Question:
    """Whether a ticket's survey goes out.

    Attributes:
        policy: the rules.
        triggers: the events that it may go out for.
        contact: who would be asked.
        history: what went out before.
    """

    policy: SurveyPolicy
    triggers: tuple[SurveyTrigger, ...]
    contact: SurveyContact
    history: tuple[SurveyRecord, ...]

    @classmethod
    def of(
        cls,
        ticket: Ticket,
        policy: SurveyPolicy,
        contact: SurveyContact | None,
        history: Iterable[SurveyRecord],
    ) -> "Question":
        """Return the question that a ticket asks."""
        who = contact or survey_contact(ticket)
        return cls(policy, survey_triggers(ticket), who, tuple(history))

    def due(self, now: datetime) -> tuple[datetime, Send] | None:
        """Return the survey to send now, and since when; None if there is none."""
        for trigger in self.triggers:
            decision = self._decide(trigger, now)
            if isinstance(decision, Send):
                since = next(self._sends(trigger, trigger.at), now)
                return min(since, now, key=instant_key), decision
        return None

    def ahead(self, now: datetime) -> Iterator[datetime]:
        """Yield when each event's survey goes out if nothing happens until then."""
        for trigger in self.triggers:
            yield from self._sends(trigger, now)

    def _sends(self, trigger: SurveyTrigger, at: datetime) -> Iterator[datetime]:
        """Yield the first instant from ``at`` on at which it goes out, if any."""
        # Each wait ends later than the one before: what never goes out is skipped.
        while isinstance(decision := self._decide(trigger, at), Defer):
            at = decision.until
        if isinstance(decision, Send):
            yield at

    def _decide(self, trigger: SurveyTrigger, now: datetime) -> object:
        return self.policy.decide(trigger, self.contact, self.history, now=now)


def _turns(ticket: Ticket) -> tuple[Ticket, datetime | None]:
    """Return the ticket right after its last resolution, and its last reopening."""
    resolved, reopened_at = ticket, None
    at, reopenings = None, 0
    for version in ticket.versions():
        if version.last_resolved_at != at:
            resolved, at = version, version.last_resolved_at
        if version.reopenings > reopenings:
            reopenings, reopened_at = version.reopenings, version.updated_at
    return resolved, reopened_at

"""What every gate looks at."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

import attrs

from servicedesk_core.satisfaction.survey._age import NEVER
from servicedesk_core.satisfaction.survey.decision import SurveyReason
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.satisfaction.survey.record import SurveyRecord
from servicedesk_core.satisfaction.survey.trigger import SurveyContact, SurveyTrigger
from servicedesk_core.timeline import from_microseconds, instant_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from servicedesk_core.satisfaction.survey.policy import SurveyPolicy


class Ruling(NamedTuple):
    """What a gate says: the words, what stands against it, and until when."""

    text: str
    reason: SurveyReason | None = None
    until: datetime | None = None


@attrs.frozen(eq=False)
class Question:
    """One decision to make."""

    policy: "SurveyPolicy"
    trigger: SurveyTrigger
    contact: SurveyContact
    history: tuple[SurveyRecord, ...]
    at: datetime
    instant: int = attrs.field(init=False)
    share: float = attrs.field(init=False)
    record: SurveyRecord = attrs.field(init=False)

    @instant.default
    def _instant(self) -> int:
        return instant_key(self.at)

    @share.default
    def _share(self) -> float:
        if self.trigger.purpose is not SurveyPurpose.SURVEY:
            return 1.0
        policy, known = self.policy, self.contact.key is not None
        return policy.share if known else policy.anonymous_share

    @record.default
    def _record(self) -> SurveyRecord:
        trigger = self.trigger
        return SurveyRecord(
            survey=self.policy.survey,
            kind=self.policy.kind,
            sent_at=self.at,
            ticket=trigger.ticket,
            contact=self.contact.key,
            resolution=trigger.resolution,
            event=trigger.event,
            channel=trigger.channel,
            purpose=trigger.purpose,
            agent=trigger.agent,
            team=trigger.team,
            topic=trigger.topic,
            inclusion_probability=self.share,
        )

    @property
    def tz(self) -> tzinfo:
        """The zone that the contact's calendar days are of."""
        return self.contact.tz or self.policy.tz

    def reached(self, purposes: frozenset[SurveyPurpose]) -> Iterator[SurveyRecord]:
        """Return what reached somebody, for one of the purposes."""
        return (
            record
            for record in self.history
            if record.purpose in purposes and not record.bounced
        )

    def own(self) -> Iterator[SurveyRecord]:
        """Return what counts against this person; nothing against somebody unknown."""
        key = self.contact.key
        return (
            record
            for record in self.reached(self.policy.limited)
            if key is not None and record.contact == key
        )

    def text(self, instant: int) -> str:
        """Return an instant in words, in the zone of the question."""
        return self.datetime(instant).isoformat()

    def datetime(self, instant: int) -> datetime:
        """Return an instant in the zone of the question."""
        return from_microseconds(instant, self.at.tzinfo or self.policy.tz)

    def defer(self, reason: SurveyReason, instant: int, text: str) -> Ruling:
        """Say that it may pass then, or that it never will."""
        if instant >= NEVER:
            return Ruling(text, reason)
        until = self.datetime(instant)
        return Ruling(f"{text}, until {until.isoformat()}", reason, until)

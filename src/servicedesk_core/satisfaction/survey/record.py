"""What is remembered of a survey that went out."""

from datetime import datetime

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_share
from servicedesk_core.satisfaction._fields import (
    check_flag,
    check_instant,
    check_optional_text,
    check_text,
)
from servicedesk_core.satisfaction.survey._fields import (
    to_kind,
    to_purpose,
    to_resolution,
)
from servicedesk_core.satisfaction.survey.kind import (
    SurveyKind,
    SurveyOutcome,
    SurveyPurpose,
)
from servicedesk_core.timeline import (
    instant_key,
    optional_instant_key,
    to_microseconds,
)


def _probability(probability: float) -> float:
    return to_share(probability, "inclusion_probability")


@attrs.frozen(kw_only=True)
class SurveyRecord:
    """A message of a survey that went out, and what became of it.

    Args:
        survey: the survey's name.
        kind: what it measures.
        sent_at: when it went out, aware; in a product, when it was released.
        ticket: the ticket, the conversation or the visit that it asks about.
        contact: the stable key of the person; None if nobody is known.
        resolution: the number of the resolution that it asks about, from 0.
        event: what made it go out.
        channel: how it went out.
        purpose: a survey itself, or what.
        shown_at: when the person saw it, or None.
        answered_at: when it was answered, or None.
        declined_at: when it was waved away, or None.
        bounced: whether it could not be delivered. Such a message reached nobody: it
            counts for once-only rules and for nothing else.
        agent: who was rated, as of the event.
        team: the team that was rated, as of the event.
        topic: what the case was about, as of the event.
        inclusion_probability: the share of such cases that is sampled, 0 to 1; its
            inverse is a weight.

    Raises:
        InvalidArgumentError: for an empty name, an unknown kind or purpose, or
            something that came before the survey was sent.
        NaiveDatetimeError: for an instant without a zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> SurveyRecord(
        ...     survey="after case",
        ...     kind="csat",
        ...     ticket="INC1",
        ...     sent_at=noon,
        ...     declined_at=noon,
        ... ).outcome
        <SurveyOutcome.DECLINED: 'declined'>
    """

    survey: str = attrs.field(validator=check_text)
    kind: SurveyKind = attrs.field(converter=to_kind)
    sent_at: datetime = attrs.field(eq=instant_key, validator=check_instant)
    ticket: str = attrs.field(validator=check_text)
    contact: str | None = attrs.field(default=None, validator=check_optional_text)
    resolution: int = attrs.field(default=1, converter=to_resolution)
    event: str | None = attrs.field(default=None, validator=check_optional_text)
    channel: str | None = attrs.field(default=None, validator=check_optional_text)
    purpose: SurveyPurpose = attrs.field(
        default=SurveyPurpose.SURVEY, converter=to_purpose
    )
    shown_at: datetime | None = attrs.field(default=None, eq=optional_instant_key)
    answered_at: datetime | None = attrs.field(default=None, eq=optional_instant_key)
    declined_at: datetime | None = attrs.field(default=None, eq=optional_instant_key)
    bounced: bool = attrs.field(default=False, validator=check_flag)
    agent: str | None = attrs.field(default=None, validator=check_optional_text)
    team: str | None = attrs.field(default=None, validator=check_optional_text)
    topic: str | None = attrs.field(default=None, validator=check_optional_text)
    inclusion_probability: float = attrs.field(default=1.0, converter=_probability)

    def __attrs_post_init__(self) -> None:
        sent = instant_key(self.sent_at)
        for argument in ("shown_at", "answered_at", "declined_at"):
            at = getattr(self, argument)
            if at is not None and to_microseconds(at, argument) < sent:
                wanted = f"{self.sent_at.isoformat()} or later"
                raise InvalidArgumentError(argument, at, wanted)

    @property
    def outcome(self) -> SurveyOutcome:
        """What became of it; an answer counts for more than a refusal."""
        if self.answered_at is not None:
            return SurveyOutcome.ANSWERED
        if self.declined_at is not None:
            return SurveyOutcome.DECLINED
        return SurveyOutcome.IGNORED

    @property
    def key(self) -> tuple[str, str, int, SurveyPurpose]:
        """What must not go out twice: survey, ticket, resolution and purpose."""
        return self.survey, self.ticket, self.resolution, self.purpose

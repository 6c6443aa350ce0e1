"""What makes a survey come up, and for whom."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.frozen import FrozenMap, freeze
from servicedesk_core.satisfaction._fields import (
    check_calendar,
    check_instant,
    check_optional_flag,
    check_optional_instant,
    check_optional_text,
    check_text,
)
from servicedesk_core.satisfaction.survey._fields import (
    to_purpose,
    to_resolution,
    to_texts,
)
from servicedesk_core.satisfaction.survey.kind import SurveyPurpose
from servicedesk_core.timeline import (
    instant_key,
    load_zone,
    optional_instant_key,
)


def _tags(tags: str | Iterable[str]) -> frozenset[str]:
    return to_texts(tags, "tags")


def _attributes(attributes: Mapping[str, object]) -> FrozenMap[str, object]:
    return freeze(attributes, "attributes")


def _zone(tz: str | tzinfo | None) -> tzinfo | None:
    return None if tz is None else load_zone(tz)


@attrs.frozen
class SurveyTrigger:
    """An event that may ask for a survey, with the ticket as it is now.

    Agent, team, topic, tags and attributes are those of the time of the event: who is
    rated is not who has the ticket when the answer comes.

    Args:
        event: what happened, such as ``"resolved"``.
        at: when, aware.
        ticket: the ticket, the conversation or the visit.
        resolution: the number of its resolutions so far, from 0.
        closed_at: when it was last resolved or closed, as of now; None if never.
        reopened_at: when it was last reopened, as of now; None if never.
        received_at: when the contact last wrote, which is what messaging windows
            count from; None if never.
        channel: how the message would go out.
        purpose: a survey, or another message about one.
        tags: labels of the ticket.
        agent: who is rated.
        team: the team that is rated.
        topic: what the case was about.
        attributes: more facts by name, for conditions.

    Raises:
        InvalidArgumentError: for an empty text, a negative number, an unknown purpose.
        NaiveDatetimeError: for an instant without a zone.
        WrongTypeError: for a value of another type.

    Example:
        >>> from datetime import UTC
        >>> noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
        >>> trigger = SurveyTrigger("resolved", at=noon, ticket="INC1", tags="network")
        >>> trigger.tags
        frozenset({'network'})
    """

    event: str = attrs.field(validator=check_text)
    at: datetime = attrs.field(kw_only=True, eq=instant_key, validator=check_instant)
    ticket: str = attrs.field(kw_only=True, validator=check_text)
    resolution: int = attrs.field(kw_only=True, default=1, converter=to_resolution)
    closed_at: datetime | None = attrs.field(
        kw_only=True,
        default=None,
        eq=optional_instant_key,
        validator=check_optional_instant,
    )
    reopened_at: datetime | None = attrs.field(
        kw_only=True,
        default=None,
        eq=optional_instant_key,
        validator=check_optional_instant,
    )
    received_at: datetime | None = attrs.field(
        kw_only=True,
        default=None,
        eq=optional_instant_key,
        validator=check_optional_instant,
    )
    channel: str | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_text
    )
    purpose: SurveyPurpose = attrs.field(
        kw_only=True, default=SurveyPurpose.SURVEY, converter=to_purpose
    )
    tags: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=_tags
    )
    agent: str | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_text
    )
    team: str | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_text
    )
    topic: str | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_text
    )
    attributes: Mapping[str, object] = attrs.field(
        kw_only=True, default=FrozenMap(), converter=_attributes
    )


@attrs.frozen
class SurveyContact:
    """A person who may be asked.

    Args:
        key: a stable key, the same over all channels; None for somebody unknown, who
            cannot be spared by what was sent before.
        address: an e-mail address or a telephone number, for suppression lists and
            internal domains.
        consent: whether they agreed to be asked; None if they never said.
        tags: labels of the person.
        since: when they were first seen, aware, or None.
        tz: the zone that their calendar days are of, or None.
        hours: when they may be written to, in place of the policy's hours, or None.

    Raises:
        InvalidArgumentError: for an empty text.
        NaiveDatetimeError: for an instant without a zone.
        UnknownZoneError: for a zone that does not exist.
        WrongTypeError: for a value of another type.

    Example:
        >>> SurveyContact("c-17", tz="Asia/Tokyo").tz
        zoneinfo.ZoneInfo(key='Asia/Tokyo')
    """

    key: str | None = attrs.field(validator=check_optional_text)
    address: str | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_text
    )
    consent: bool | None = attrs.field(
        kw_only=True, default=None, validator=check_optional_flag
    )
    tags: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset(), converter=_tags
    )
    since: datetime | None = attrs.field(
        kw_only=True,
        default=None,
        eq=optional_instant_key,
        validator=check_optional_instant,
    )
    tz: tzinfo | None = attrs.field(kw_only=True, default=None, converter=_zone)
    hours: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, validator=check_calendar
    )

"""A refusal that leaves a way on, and the demand that a refusal leaves unmet."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._facts import check_instant, check_text, to_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.timeline import instant_key


@attrs.frozen
class TopicContact:
    """A client who turned to the desk about something.

    Args:
        client: who.
        topic: about what.
        at: when, aware.

    Raises:
        InvalidArgumentError: for a blank text.
        NaiveDatetimeError: if ``at`` has no zone.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> TopicContact("boris", "advert", at=monday).topic
        'advert'
    """

    client: str = attrs.field(validator=check_text)
    topic: str = attrs.field(validator=check_text)
    at: datetime = attrs.field(kw_only=True, validator=check_instant, eq=instant_key)


@attrs.frozen
class ServiceRefusal:
    """A wish that was refused, with the reason and a way on.

    Args:
        client: whose wish it was.
        topic: what they wanted.
        at: when they were told, aware.
        reason: why not; that it is forbidden is none, but nobody here reads it.
        alternative: what they can have instead, if anything.
        escalated_to: who looks at it next, if anybody.

    Raises:
        InvalidArgumentError: without a reason, or with neither an alternative nor an
            escalation.
        NaiveDatetimeError: if ``at`` has no zone.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> refusal = ServiceRefusal(
        ...     "boris", "advert", at=monday, reason="no licence", escalated_to="law"
        ... )
        >>> refusal.has_alternative
        False
    """

    client: str = attrs.field(validator=check_text)
    topic: str = attrs.field(validator=check_text)
    at: datetime = attrs.field(kw_only=True, validator=check_instant, eq=instant_key)
    reason: str = attrs.field(kw_only=True, validator=check_text)
    alternative: str | None = attrs.field(kw_only=True, default=None)
    escalated_to: str | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        for name in ("alternative", "escalated_to"):
            if getattr(self, name) is not None:
                to_text(getattr(self, name), name)
        if self.alternative is None and self.escalated_to is None:
            wanted = "given, or escalated_to"
            raise InvalidArgumentError("alternative", None, wanted)

    @property
    def has_alternative(self) -> bool:
        """Whether the client can have something else."""
        return self.alternative is not None


@attrs.frozen
class UnmetDemand:
    """What clients still want although it was refused.

    Attributes:
        topic: what.
        refusals: how often it was refused.
        alternatives: how many of those refusals offered something else.
        repeats: how often clients asked again after they had been refused.
    """

    topic: str
    refusals: int
    alternatives: int
    repeats: int


def unmet_demand(
    refusals: Iterable[ServiceRefusal], contacts: Iterable[TopicContact]
) -> tuple[UnmetDemand, ...]:
    """Return what clients still want, by topic: the most repeats first, then by name.

    Args:
        refusals: in any order.
        contacts: all contacts, in any order. One counts if the same client was refused
            the same thing before it.

    Raises:
        WrongTypeError: for values of other types.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, tzinfo=UTC)
        >>> refusal = ServiceRefusal(
        ...     "boris", "advert", at=monday, reason="no licence", escalated_to="law"
        ... )
        >>> again = TopicContact("boris", "advert", at=monday.replace(day=6))
        >>> unmet_demand([refusal], [again])[0].repeats
        1
    """
    refused = to_many(refusals, ServiceRefusal, "refusals", "ServiceRefusal values")
    asked = to_many(contacts, TopicContact, "contacts", "TopicContact values")
    since: dict[tuple[str, str], int] = {}
    for each in refused:
        matter, instant = (each.client, each.topic), instant_key(each.at)
        since[matter] = min(instant, since.get(matter, instant))
    again = [
        each.topic
        for each in asked
        if (each.client, each.topic) in since
        and instant_key(each.at) > since[each.client, each.topic]
    ]
    topics = [each.topic for each in refused]
    offered = [each.topic for each in refused if each.has_alternative]
    found = (
        UnmetDemand(
            topic, topics.count(topic), offered.count(topic), again.count(topic)
        )
        for topic in set(topics)
    )
    return tuple(sorted(found, key=lambda each: (-each.repeats, each.topic)))

"""How many clients help themselves, topic by topic."""

from collections.abc import Iterable, Mapping

import attrs

from servicedesk_core.argument import to_many
from servicedesk_core.complaints._facts import check_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import Proportion, proportion_interval


def _check_count(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    to_whole(value, field.name)


@attrs.frozen
class TopicDemand:
    """How often clients wanted something, and which way they went.

    Args:
        topic: what they wanted.
        self_served: how often they got it by themselves.
        assisted: how often a person helped, those included who had tried first.
        failed: how often they had tried by themselves in vain and came back.

    Raises:
        InvalidArgumentError: for a negative count, more failures than assisted ones, or
            a blank topic.
        WrongTypeError: for anything else.

    Example:
        >>> TopicDemand("balance", self_served=700, assisted=300).failed
        0
    """

    topic: str = attrs.field(validator=check_text)
    self_served: int = attrs.field(kw_only=True, validator=_check_count)
    assisted: int = attrs.field(kw_only=True, validator=_check_count)
    failed: int = attrs.field(kw_only=True, default=0)

    def __attrs_post_init__(self) -> None:
        to_whole(self.failed, "failed", high=self.assisted)


@attrs.frozen
class SelfServiceUse:
    """How far clients help themselves. That they could is not that they do.

    Attributes:
        adoption: the share that tried; None if nobody wanted anything.
        deflection: the share that got it by themselves; likewise.
        failure: the share of those who tried that came back; None if nobody tried.
    """

    adoption: Proportion | None
    deflection: Proportion | None
    failure: Proportion | None


def self_service_use(
    demands: Iterable[TopicDemand], *, confidence: float = 0.95
) -> Mapping[str, SelfServiceUse]:
    """Return how far clients help themselves, by topic.

    Args:
        demands: one for each topic.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a topic that comes twice, or a confidence out of
            range.
        WrongTypeError: if one is no TopicDemand.

    Source:
        Deflection is self-served by self-served and assisted; adoption counts those
        who tried in vain too.

    Example:
        >>> demand = TopicDemand("balance", self_served=700, assisted=300, failed=100)
        >>> use = self_service_use([demand])["balance"]
        >>> use.adoption.value, use.deflection.value, use.failure.value
        (0.8, 0.7, 0.125)
    """
    level = to_confidence(confidence)
    found: dict[str, SelfServiceUse] = {}
    for each in to_many(demands, TopicDemand, "demands", "TopicDemand values"):
        if each.topic in found:
            raise InvalidArgumentError("demands", each.topic, "one for each topic")
        tried, wanted = each.self_served + each.failed, each.self_served + each.assisted
        found[each.topic] = SelfServiceUse(
            proportion_interval(tried, wanted, confidence=level),
            proportion_interval(each.self_served, wanted, confidence=level),
            proportion_interval(each.failed, tried, confidence=level),
        )
    return FrozenMap(found)

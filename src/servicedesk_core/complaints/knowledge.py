"""Whether those who answer know what to say."""

from collections.abc import Iterable, Mapping

import attrs

from servicedesk_core.argument import to_many, to_mapping
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import Proportion, proportion_interval


@attrs.frozen
class KnowledgeCoverage:
    """How many of the topics that clients ask about have an instruction.

    Attributes:
        topics: the share of topics; None if nobody asked about anything.
        contacts: the share of contacts; likewise.
        missing: the topics without an instruction, the most asked about first.
    """

    topics: Proportion | None
    contacts: Proportion | None
    missing: tuple[str, ...]


def knowledge_coverage(
    contacted: Mapping[str, int],
    instructed: Iterable[str],
    *,
    confidence: float = 0.95,
) -> KnowledgeCoverage:
    """Return how many of the topics that clients ask about have an instruction.

    Args:
        contacted: how many contacts came, by topic; a topic without any does not count.
        instructed: the topics that have an instruction.
        confidence: of the Wilson intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a negative count, a blank topic, or a confidence out
            of range.
        WrongTypeError: for anything else.

    Source:
        Topics with an instruction by topics asked about; and the same of contacts.

    Example:
        >>> asked = {"payment": 60, "advert of wine": 30, "advert of pills": 10}
        >>> found = knowledge_coverage(asked, ["payment"])
        >>> found.missing, found.contacts.value
        (('advert of wine', 'advert of pills'), 0.6)
    """
    to_mapping(contacted, "contacted", "counts by topic")
    counts = {
        to_text(topic, "contacted"): to_whole(count, f"contacted[{topic!r}]")
        for topic, count in contacted.items()
    }
    known = set(to_many(instructed, str, "instructed", "topics", unordered=True))
    level = to_confidence(confidence)
    asked = sorted(
        (topic for topic, count in counts.items() if count),
        key=lambda topic: (-counts[topic], topic),
    )
    covered = [topic for topic in asked if topic in known]
    return KnowledgeCoverage(
        proportion_interval(len(covered), len(asked), confidence=level),
        proportion_interval(
            sum(counts[topic] for topic in covered),
            sum(counts.values()),
            confidence=level,
        ),
        tuple(topic for topic in asked if topic not in known),
    )

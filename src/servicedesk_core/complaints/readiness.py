"""Whether enough texts are labelled to sort the rest by machine."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_mapping, to_one
from servicedesk_core.complaints._exact import product, to_decimal_share
from servicedesk_core.complaints._facts import to_text
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_whole
from servicedesk_core.stats import Proportion, proportion_interval


def _minimum(minimum: int) -> int:
    return to_whole(minimum, "minimum", low=1)


def _comfortable(comfortable: int | None) -> int | None:
    return None if comfortable is None else to_whole(comfortable, "comfortable")


@attrs.frozen
class LabelNeed:
    """How many labelled texts a method needs for each topic.

    Args:
        minimum: the least, 1 or more.
        comfortable: at how many it works well, not below ``minimum``; None is at the
            minimum.
        source: who says so, if it is published.

    Raises:
        InvalidArgumentError: for a number out of range.
        WrongTypeError: for a value of another type.

    Example:
        >>> LabelNeed(100, comfortable=150).readiness(120).value
        'enough'
    """

    minimum: int = attrs.field(converter=_minimum)
    comfortable: int | None = attrs.field(
        kw_only=True, default=None, converter=_comfortable
    )
    source: str | None = attrs.field(kw_only=True, default=None)

    def __attrs_post_init__(self) -> None:
        if self.source is not None:
            to_text(self.source, "source")
        if self.comfortable is not None and self.comfortable < self.minimum:
            wanted = f"{self.minimum} or more"
            raise InvalidArgumentError("comfortable", self.comfortable, wanted)

    def readiness(self, labelled: int) -> "Readiness":
        """Return how far so many labelled texts of a topic go.

        Raises:
            InvalidArgumentError: if the number is negative.
            WrongTypeError: if it is not whole.
        """
        count = to_whole(labelled, "labelled")
        if count < self.minimum:
            return Readiness.SHORT
        is_comfortable = count >= (self.comfortable or self.minimum)
        return Readiness.COMFORTABLE if is_comfortable else Readiness.ENOUGH


class Readiness(StrEnum):
    """How far the labelled texts of a topic go."""

    SHORT = "short"
    """Below the minimum."""
    ENOUGH = "enough"
    """At the minimum, but not comfortable."""
    COMFORTABLE = "comfortable"
    """As many as the method works well with."""


CLASSIFIER_LABELS = LabelNeed(
    1000, source="a channel on complaints: machine learning, a thousand by topic"
)
"""A classifier that is trained on labelled texts: 1000 for each topic."""

LANGUAGE_MODEL_LABELS = LabelNeed(
    100,
    comfortable=150,
    source="a channel on complaints: a large language model, 100 to 150 by topic",
)
"""A language model that is shown examples: 100 to 150 for each topic."""


@attrs.frozen
class TopicReadiness:
    """How far the labelled texts of a topic go.

    Attributes:
        topic: its name.
        labelled: how many there are.
        shortfall: how many are missing to the minimum; 0 if none is.
        readiness: how far they go.
    """

    topic: str
    labelled: int
    shortfall: int
    readiness: Readiness


@attrs.frozen
class LabelReadiness:
    """Whether enough texts are labelled.

    Attributes:
        topics: each topic, in the order given.
        other: the share of all labelled texts that fit no topic; None if none is
            labelled.
        is_other_high: whether that share is above the limit; None without a limit or
            a share.
    """

    topics: tuple[TopicReadiness, ...]
    other: Proportion | None
    is_other_high: bool | None

    @property
    def is_ready(self) -> bool:
        """Whether there are topics, and none of them is short."""
        return bool(self.topics) and not self.shortfall

    @property
    def shortfall(self) -> int:
        """How many texts are missing in all."""
        return sum(each.shortfall for each in self.topics)


def label_readiness(
    labelled: Mapping[str, int],
    *,
    need: LabelNeed,
    other: int = 0,
    other_limit: Decimal | float | str | None = None,
    confidence: float = 0.95,
) -> LabelReadiness:
    """Return whether enough texts are labelled, topic by topic.

    A method that chooses among given topics finds no new one, so the share of texts
    that fit none of them is to be watched.

    Args:
        labelled: how many texts are labelled, by topic.
        need: what the method needs, such as :data:`CLASSIFIER_LABELS`.
        other: how many texts were labelled as fitting no topic.
        other_limit: the highest share of those that is all right, 0 to 1.
        confidence: of the Wilson interval of that share, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a number out of range, or a blank topic.
        WrongTypeError: for a value of another type.

    Source:
        Labelled texts against those that the method needs for each topic.

    Example:
        >>> found = label_readiness({"login": 120, "bill": 60}, need=LabelNeed(100))
        >>> [(each.topic, each.shortfall) for each in found.topics], found.is_ready
        ([('login', 0), ('bill', 40)], False)
    """
    rule = to_one(need, LabelNeed, "need", "a LabelNeed")
    counts = {
        to_text(topic, "labelled"): to_whole(count, f"labelled[{topic!r}]")
        for topic, count in to_mapping(labelled, "labelled", "counts by topic").items()
    }
    unfit = to_whole(other, "other")
    every = sum(counts.values()) + unfit
    share = proportion_interval(unfit, every, confidence=confidence)
    is_high = None
    if other_limit is not None:
        limit = to_decimal_share(other_limit, "other_limit")
        is_high = unfit > product(limit, Decimal(every)) if every else None
    topics = tuple(
        TopicReadiness(
            topic, count, max(0, rule.minimum - count), rule.readiness(count)
        )
        for topic, count in counts.items()
    )
    return LabelReadiness(topics, share, is_high)

"""How closed cases ended for the client, tagged one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import member
from servicedesk_core.frozen import counts_of
from servicedesk_core.number import to_confidence
from servicedesk_core.stats import Proportion, proportion_interval


class CaseOutcome(StrEnum):
    """How a case ended for the client; tags of events and guests are no outcomes.

    Example:
        >>> CaseOutcome("solved")
        <CaseOutcome.SOLVED: 'solved'>
    """

    DELIGHTED = "delighted"
    """More was done than anybody would expect."""
    SOLVED = "solved"
    """A good solution was found."""
    INDIGNANT = "indignant"
    """The client was left angry."""


@attrs.frozen
class CaseOutcomes:
    """How many cases ended in which way.

    Attributes:
        counts: cases by outcome, zeros included.
        missing: cases without a tag.
        good: the share that was solved or delighted, with its Wilson interval; None if
            no case has a tag.

    Example:
        >>> case_outcomes(["solved", "indignant", None]).missing
        1
    """

    counts: Mapping[CaseOutcome, int]
    missing: int
    good: Proportion | None

    @property
    def n(self) -> int:
        """How many cases have a tag."""
        return sum(self.counts.values())

    @property
    def net(self) -> float | None:
        """The good share less the bad one, -1 to 1; None if no case has a tag."""
        return None if self.good is None else 2 * self.good.value - 1


def case_outcomes(
    tags: Iterable[CaseOutcome | str | None], *, confidence: float = 0.95
) -> CaseOutcomes:
    """Return how many closed cases ended well for the client.

    Args:
        tags: the outcome of each case; None is a case without a tag.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for a tag that is no outcome, or a confidence out of
            range.
        WrongTypeError: if these are no tags in a list.

    Example:
        >>> found = case_outcomes(["solved", "indignant", "delighted", "solved"])
        >>> found.good.value, found.net
        (0.75, 0.5)
    """
    level = to_confidence(confidence)
    read = [
        None if tag is None else member(CaseOutcome, tag, "tags")
        for tag in to_items(tags, "tags", "outcomes, in a list")
    ]
    counts = Counter(tag for tag in read if tag is not None)
    good = counts[CaseOutcome.SOLVED] + counts[CaseOutcome.DELIGHTED]
    return CaseOutcomes(
        counts_of(CaseOutcome, counts),
        len(read) - counts.total(),
        proportion_interval(good, counts.total(), confidence=level),
    )

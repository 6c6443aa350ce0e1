"""What routine calls to clients bring, who did not ask for one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from servicedesk_core.argument import to_items
from servicedesk_core.errors import member
from servicedesk_core.frozen import counts_of
from servicedesk_core.number import to_confidence
from servicedesk_core.stats import Proportion, proportion_interval


class OutreachResult(StrEnum):
    """What a routine call found.

    Example:
        >>> OutreachResult("need_found")
        <OutreachResult.NEED_FOUND: 'need_found'>
    """

    NOTHING = "nothing"
    """All is well."""
    NEED_FOUND = "need_found"
    """Something is to be done that nobody had asked for."""
    GESTURE_MADE = "gesture_made"
    """And it was done, beyond what is owed."""


@attrs.frozen
class Outreach:
    """What a number of routine calls found.

    Attributes:
        counts: calls by result, zeros included.
        found: the share with a need or a gesture, with its Wilson interval; None for
            no call.

    Example:
        >>> outreach_results(["nothing", "gesture_made"]).n
        2
    """

    counts: Mapping[OutreachResult, int]
    found: Proportion | None

    @property
    def n(self) -> int:
        """How many calls there were."""
        return sum(self.counts.values())


def outreach_results(
    results: Iterable[OutreachResult | str], *, confidence: float = 0.95
) -> Outreach:
    """Return how many routine calls found something.

    Args:
        results: of each call.
        confidence: of the Wilson interval, above 0 and below 1.

    Raises:
        InvalidArgumentError: for an unknown result, or a confidence out of range.
        WrongTypeError: if these are no results in a list.

    Example:
        >>> report = outreach_results(["nothing", "need_found", "nothing", "nothing"])
        >>> report.found.value
        0.25
    """
    level = to_confidence(confidence)
    counts = Counter(
        member(OutreachResult, result, "results")
        for result in to_items(results, "results", "results of calls, in a list")
    )
    hits = counts.total() - counts[OutreachResult.NOTHING]
    return Outreach(
        counts_of(OutreachResult, counts),
        proportion_interval(hits, counts.total(), confidence=level),
    )

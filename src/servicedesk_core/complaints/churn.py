"""Clients who leave, would leave if they could, or might."""

from enum import StrEnum

import attrs

from servicedesk_core.argument import to_flag
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import Estimate, Proportion, proportion_interval


class ClientSegment(StrEnum):
    """Clients by whether they are content and whether they could leave."""

    LOYAL = "loyal"
    """Content, and could leave."""
    UNTESTED = "untested"
    """Content, and could not leave: their loyalty was never put to the test."""
    LEAVING = "leaving"
    """Not content, and could leave."""
    HOSTAGE = "hostage"
    """Not content, and could not leave: gone on the day that another supplier comes."""


def client_segment(*, is_dissatisfied: bool, has_alternative: bool) -> ClientSegment:
    """Return the segment of a client.

    Args:
        is_dissatisfied: whether they are not content.
        has_alternative: whether another supplier is within their reach.

    Raises:
        WrongTypeError: for anything but True and False.

    Source:
        Who is not content leaves if an alternative is at hand.

    Example:
        >>> client_segment(is_dissatisfied=True, has_alternative=False).value
        'hostage'
    """
    unhappy = to_flag(is_dissatisfied, "is_dissatisfied")
    free = to_flag(has_alternative, "has_alternative")
    return _SEGMENTS[unhappy, free]


@attrs.frozen
class ChurnRate:
    """How many clients left in a period.

    Attributes:
        share: of the clients at risk, with its interval.
        tenure: how many periods a client stays on average, with its interval; None if
            nobody left.
    """

    share: Proportion
    tenure: Estimate | None


def churn_rate(
    churned: int, at_risk: int, *, confidence: float = 0.95
) -> ChurnRate | None:
    """Return how many clients left in a period, or None if there was none to leave.

    Args:
        churned: how many left, up to ``at_risk``.
        at_risk: how many clients there were at the start.
        confidence: of the intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for numbers out of range.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        Churned by at risk, with Wilson's interval. The tenure is 1 by that, as of
        clients who leave with the same chance in each period; its ends are 1 by those
        of the interval.

    Example:
        >>> found = churn_rate(5, 100)
        >>> found.share.value, found.tenure.value
        (0.05, 20.0)
    """
    clients = to_whole(at_risk, "at_risk")
    left = to_whole(churned, "churned", high=clients)
    level = to_confidence(confidence)
    share = proportion_interval(left, clients, confidence=level)
    if share is None:
        return None
    if not left:
        return ChurnRate(share, None)
    ends = 1 / share.high, 1 / share.low
    tenure = Estimate(clients / left, *ends, clients, level, "wilson")
    return ChurnRate(share, tenure)


_SEGMENTS = {
    (False, True): ClientSegment.LOYAL,
    (False, False): ClientSegment.UNTESTED,
    (True, True): ClientSegment.LEAVING,
    (True, False): ClientSegment.HOSTAGE,
}

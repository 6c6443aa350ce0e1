"""Clients who leave, would leave if they could, or might."""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from servicedesk_core.complaints._facts import check_flag, check_instant, to_one
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence, to_whole
from servicedesk_core.stats import Estimate, Proportion, proportion_interval
from servicedesk_core.timeline import instant_key, to_timedelta


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
    unhappy = to_one(is_dissatisfied, bool, "is_dissatisfied", "True or False")
    free = to_one(has_alternative, bool, "has_alternative", "True or False")
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


@attrs.frozen(kw_only=True)
class Provisioning:
    """A service that was ordered and made ready.

    Args:
        ordered_at: when it was ordered, aware.
        ready_at: when it worked, aware; at the same instant at the earliest.
        is_pre_provisioned: whether all was in place before anybody ordered it.

    Raises:
        InvalidArgumentError: if it was ready before it was ordered.
        NaiveDatetimeError: if an instant has no zone.
        WrongTypeError: for anything of another type.

    Example:
        >>> from datetime import UTC
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> line = Provisioning(
        ...     ordered_at=monday,
        ...     ready_at=monday + timedelta(days=1),
        ...     is_pre_provisioned=True,
        ... )
        >>> line.lead_time.days
        1
    """

    ordered_at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    ready_at: datetime = attrs.field(validator=check_instant, eq=instant_key)
    is_pre_provisioned: bool = attrs.field(validator=check_flag)

    def __attrs_post_init__(self) -> None:
        if self.lead_time < timedelta():
            wanted = f"not before ordered_at ({self.ordered_at})"
            raise InvalidArgumentError("ready_at", self.ready_at, wanted)

    @property
    def lead_time(self) -> timedelta:
        """The real time from the order until it worked; zero is valid."""
        return to_timedelta(instant_key(self.ready_at) - instant_key(self.ordered_at))


_SEGMENTS = {
    (False, True): ClientSegment.LOYAL,
    (False, False): ClientSegment.UNTESTED,
    (True, True): ClientSegment.LEAVING,
    (True, False): ClientSegment.HOSTAGE,
}

"""Clients who are unhappy and say nothing, and those who do complain."""

import attrs

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.number import to_confidence, to_float, to_share, to_whole
from servicedesk_core.stats import (
    Estimate,
    Proportion,
    poisson_interval,
    proportion_interval,
)


def silent_churn(unhappy: float, *, complaint_rate: float) -> float:
    """Return how many unhappy clients say nothing, and may just leave.

    Args:
        unhappy: how many clients are unhappy, 0 or more.
        complaint_rate: the share of them that complains, 0 to 1.

    Raises:
        InvalidArgumentError: if either is out of range.
        WrongTypeError: if either is no number.

    Source:
        Unhappy clients times (1 - complaint rate).

    Example:
        >>> silent_churn(400, complaint_rate=0.25)
        300.0
    """
    return to_float(unhappy, "unhappy", low=0) * (
        1 - to_share(complaint_rate, "complaint_rate")
    )


def iceberg(
    complained: int, unhappy: int, *, complaints: int = 1, confidence: float = 0.95
) -> Estimate | None:
    """Return how many problems stand behind complaints.

    Args:
        complained: how many of the unhappy clients asked had complained.
        unhappy: how many unhappy clients were asked.
        complaints: how many there were in all; of one, the answer is the multiplier.
        confidence: of the interval, above 0 and below 1.

    Returns:
        The number of problems; None if nobody complained, for then complaints tell
        nothing of problems.

    Raises:
        InvalidArgumentError: for numbers out of range.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        Complaints by the complaint rate; the ends are complaints by the ends of its
        Wilson interval.

    Example:
        >>> print(iceberg(25, 100))
        4 (n=100, 95% CI 2.915..5.7)
        >>> iceberg(25, 100, complaints=50).value
        200.0
    """
    asked = to_whole(unhappy, "unhappy")
    told = to_whole(complained, "complained", high=asked)
    count = to_float(to_whole(complaints, "complaints"), "complaints")
    level = to_confidence(confidence)
    rate = proportion_interval(told, asked, confidence=level)
    if rate is None or not told:
        return None
    return Estimate(
        count * asked / told,
        count / rate.high,
        count / rate.low,
        asked,
        level,
        "wilson",
    )


@attrs.frozen
class ComplaintLevels:
    """How many complaints come, and how many of the unhappy complain at all.

    The first should fall because causes are removed; the second should rise, for a
    complaint that is not made teaches nothing. One number of complaints shows neither.

    Attributes:
        per_client: complaints a client, 0 or more; None if there is no client.
        propensity: the share of the unhappy that complained; None if nobody was asked.
    """

    per_client: Estimate | None
    propensity: Proportion | None


def complaint_levels(
    complaints: int,
    *,
    clients: int,
    complained: int,
    unhappy: int,
    confidence: float = 0.95,
) -> ComplaintLevels:
    """Return complaints by client apart from the propensity to complain.

    Args:
        complaints: how many came.
        clients: how many clients there are.
        complained: how many of the unhappy clients asked had complained.
        unhappy: how many unhappy clients were asked.
        confidence: of the intervals, above 0 and below 1.

    Raises:
        InvalidArgumentError: for numbers out of range.
        WrongTypeError: for counts that are no whole numbers.

    Source:
        Complaints by clients, with the exact interval of a Poisson count; complainers
        by unhappy clients, with Wilson's.

    Example:
        >>> levels = complaint_levels(50, clients=1000, complained=25, unhappy=100)
        >>> levels.per_client.value, levels.propensity.value
        (0.05, 0.25)
    """
    count, n = to_whole(complaints, "complaints"), to_whole(clients, "clients")
    asked = to_whole(unhappy, "unhappy")
    told = to_whole(complained, "complained", high=asked)
    level = to_confidence(confidence)
    if count and not n:
        raise InvalidArgumentError("clients", clients, "1 or more where one complained")
    return ComplaintLevels(
        poisson_interval(count, exposure=n, confidence=level) if n else None,
        proportion_interval(told, asked, confidence=level),
    )

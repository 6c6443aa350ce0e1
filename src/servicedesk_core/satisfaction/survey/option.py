"""Choices of a survey policy."""

from datetime import timedelta
from enum import StrEnum

FOREVER = timedelta.max
"""A period that never ends: once is enough."""


class AgeRule(StrEnum):
    """How the time since a message is compared with a period.

    All but the first take periods of whole days. A day is one of 24 hours, but of the
    last rule a date.

    Example:
        >>> AgeRule("floor_days")
        <AgeRule.FLOOR_DAYS: 'floor_days'>
    """

    EXACT = "exact"
    """To the microsecond."""
    FLOOR_DAYS = "floor_days"
    """Days begun are left out: 6.99 days are 6."""
    CEIL_DAYS = "ceil_days"
    """Days begun count whole: 6.01 days are 7."""
    CALENDAR_DAYS = "calendar_days"
    """Midnights passed, in a zone: from 23:59 to 00:01 is a day."""


class Once(StrEnum):
    """What a survey goes out once for.

    Example:
        >>> Once("ticket")
        <Once.TICKET: 'ticket'>
    """

    RESOLUTION = "resolution"
    """Each resolution of a ticket."""
    TICKET = "ticket"
    """Each ticket, however often it is resolved."""


class OverLimit(StrEnum):
    """What becomes of a message that a limit forbids.

    Example:
        >>> OverLimit("defer")
        <OverLimit.DEFER: 'defer'>
    """

    SKIP = "skip"
    """It never goes out."""
    DEFER = "defer"
    """It waits until the limit allows it."""


class Precedence(StrEnum):
    """How a survey's own recontact rules stand to the quarantines and the caps.

    Example:
        >>> Precedence("survey_replaces")
        <Precedence.SURVEY_REPLACES: 'survey_replaces'>
    """

    STRICTEST = "strictest"
    """All hold."""
    SURVEY_REPLACES = "survey_replaces"
    """The survey's own ones hold alone."""


class ChoiceOrder(StrEnum):
    """Which survey comes first where several may go out.

    Example:
        >>> ChoiceOrder("listed")
        <ChoiceOrder.LISTED: 'listed'>
    """

    LONGEST_WAITING = "longest_waiting"
    """The one that this person got longest ago, or never; of equal ones the rarer, then
    the first listed. Each has its turn, so that none starves."""
    RAREST = "rarest"
    """The one sent least often, over all people; of equal ones the longest waiting,
    then the first listed."""
    LISTED = "listed"
    """The first listed. One that may always go out starves those after it."""

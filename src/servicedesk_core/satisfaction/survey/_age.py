"""From when on enough time has passed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.i18n import length_text
from servicedesk_core.satisfaction.survey.option import FOREVER, AgeRule
from servicedesk_core.timeline import (
    DAY,
    from_microseconds,
    instant_key,
    midnight,
    to_duration,
)

NEVER = instant_key(datetime(9999, 12, 31, tzinfo=UTC))
"""What ends on the last day that there is, or later, does not end."""


def _exact(start: int, period: int, _: tzinfo, *, inclusive: bool) -> int:
    return start + period + (not inclusive)


def _floor(start: int, period: int, _: tzinfo, *, inclusive: bool) -> int:
    return start + period + (not inclusive) * DAY


def _ceil(start: int, period: int, _: tzinfo, *, inclusive: bool) -> int:
    return start + period - inclusive * DAY + 1


def _calendar(start: int, period: int, tz: tzinfo, *, inclusive: bool) -> int:
    day = from_microseconds(start, tz).toordinal()
    return midnight(day + period // DAY + (not inclusive), tz)


_ENDS: dict[AgeRule, Callable[..., int]] = {
    AgeRule.EXACT: _exact,
    AgeRule.FLOOR_DAYS: _floor,
    AgeRule.CEIL_DAYS: _ceil,
    AgeRule.CALENDAR_DAYS: _calendar,
}


def period_end(
    start: int, period: timedelta, ages: AgeRule, tz: tzinfo, *, inclusive: bool
) -> int:
    """Return the first instant at which a period is over.

    Args:
        start: since when, in microseconds since the epoch.
        period: how long; of whole days for all rules but the exact one.
        ages: how the time that passed is read.
        tz: the zone whose dates count, for calendar days.
        inclusive: whether an age of just the period is enough; else it must be more.

    Returns:
        Microseconds since the epoch, at most ``NEVER``.

    Example:
        >>> from datetime import UTC
        >>> week = timedelta(days=7)
        >>> period_end(0, week, AgeRule.CEIL_DAYS, UTC, inclusive=True) - 6 * DAY
        1
    """
    if period == FOREVER:
        return NEVER
    length = to_duration(period, "period")
    return min(NEVER, _ENDS[ages](start, length, tz, inclusive=inclusive))


def check_days(period: timedelta, ages: AgeRule, argument: str) -> None:
    """Refuse a period that a rule of days cannot count.

    Raises:
        InvalidArgumentError: if it is not of whole days and the rule counts days.
    """
    counts_days = ages is not AgeRule.EXACT and period != FOREVER
    if counts_days and period % timedelta(days=1):
        wanted = f"of whole days where ages is {ages}"
        raise InvalidArgumentError(argument, period, wanted)


def period_text(period: timedelta) -> str:
    """Return a period in days if it is of whole ones, else in hours.

    Example:
        >>> period_text(timedelta(days=30)), period_text(timedelta(hours=36))
        ('30 days', '36 h')
    """
    if period == FOREVER:
        return "all time"
    if period and not period % timedelta(days=1):
        return "1 day" if period.days == 1 else f"{period.days} days"
    return length_text(period)

"""Instants as integers, and the way in and out."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NoReturn

from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
DAY = 86_400 * SECOND
"""A day of 24 hours, in microseconds."""


def to_microseconds(at: datetime, argument: str) -> int:
    """Return an instant as microseconds since 1970-01-01T00:00Z.

    Args:
        at: an aware datetime in any zone.
        argument: the caller's name for it, for the error.

    Raises:
        NaiveDatetimeError: if ``at`` has no zone.
        WrongTypeError: if ``at`` is no datetime.

    Example:
        >>> to_microseconds(datetime(1970, 1, 2, tzinfo=UTC), "at") == DAY
        True
    """
    try:
        delta = at - EPOCH
        return delta.days * DAY + delta.seconds * SECOND + delta.microseconds
    except (TypeError, AttributeError):
        _refuse(at, argument)


def _refuse(at: object, argument: str) -> NoReturn:
    if isinstance(at, datetime):
        raise NaiveDatetimeError(argument, at) from None
    raise WrongTypeError(argument, at, "an aware datetime") from None


def instant_key(at: datetime) -> int:
    """Return what datetimes are equal by: in a repeated hour they are not by value.

    Example:
        >>> instant_key(EPOCH)
        0
    """
    return to_microseconds(at, "at")


def optional_instant_key(at: datetime | None) -> int | None:
    """Return the :func:`instant_key` of a datetime that may be None.

    Example:
        >>> optional_instant_key(None), optional_instant_key(EPOCH)
        (None, 0)
    """
    return None if at is None else to_microseconds(at, "at")


def from_microseconds(
    instant: int, tz: tzinfo, question: str = "the answer"
) -> datetime:
    """Return the aware datetime of an instant in a zone.

    Args:
        instant: microseconds since 1970-01-01T00:00Z.
        tz: the zone of the result.
        question: what was asked, for the error.

    Raises:
        InstantRangeError: if it falls outside the years 1 to 9999.

    Example:
        >>> from_microseconds(0, UTC).isoformat()
        '1970-01-01T00:00:00+00:00'
    """
    try:
        return (EPOCH + timedelta(microseconds=instant)).astimezone(tz)
    except OverflowError:
        pass
    # Within a day of the outermost dates the zone may have a date where UTC has none.
    date = datetime.min if instant < 0 else datetime.max  # noqa: DTZ901 - it gets one
    try:
        offset = date.replace(tzinfo=tz).utcoffset() or timedelta()
        local = EPOCH.replace(tzinfo=None) + (timedelta(microseconds=instant) + offset)
    except OverflowError:
        raise InstantRangeError(question) from None
    return local.replace(tzinfo=tz)


def to_duration(duration: timedelta, argument: str) -> int:
    """Return a duration in whole microseconds.

    Args:
        duration: any timedelta, negative ones too.
        argument: the caller's name for it, for the error.

    Raises:
        WrongTypeError: if it is no timedelta.

    Example:
        >>> to_duration(timedelta(minutes=1), "duration")
        60000000
    """
    if not isinstance(duration, timedelta):
        raise WrongTypeError(argument, duration, "a timedelta")
    return duration.days * DAY + duration.seconds * SECOND + duration.microseconds


def to_length(duration: timedelta, argument: str) -> timedelta:
    """Return a duration of zero or longer.

    Args:
        duration: the duration.
        argument: the caller's name for it, for the error.

    Raises:
        InvalidArgumentError: if it is negative.
        WrongTypeError: if it is no timedelta.

    Example:
        >>> to_length(timedelta(), "wait")
        datetime.timedelta(0)
    """
    if to_duration(duration, argument) < 0:
        raise InvalidArgumentError(argument, duration, "zero or longer")
    return duration


def to_range(start: datetime, end: datetime) -> tuple[int, int]:
    """Return a start and an end that is not before it.

    Args:
        start: the first instant, aware.
        end: the instant after the last, aware.

    Raises:
        InvalidArgumentError: if the end is before the start.
        NaiveDatetimeError: if one of them has no zone.
        WrongTypeError: if one of them is no datetime.

    Example:
        >>> to_range(EPOCH, EPOCH + timedelta(seconds=1))
        (0, 1000000)
    """
    low, high = to_microseconds(start, "start"), to_microseconds(end, "end")
    if high < low:
        raise InvalidArgumentError("end", end, f"not before start ({start})")
    return low, high


def to_timedelta(microseconds: int) -> timedelta:
    """Return microseconds as a timedelta.

    Raises:
        InstantRangeError: if a timedelta cannot hold as many.

    Example:
        >>> to_timedelta(90_000_000)
        datetime.timedelta(seconds=90)
    """
    try:
        return timedelta(microseconds=microseconds)
    except OverflowError:
        raise InstantRangeError("the length of time") from None

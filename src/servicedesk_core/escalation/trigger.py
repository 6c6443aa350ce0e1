"""What makes a level of an escalation path come."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from math import isfinite
from typing import ClassVar

import attrs

from servicedesk_core.argument import to_optional, to_several
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError, member
from servicedesk_core.i18n import length_text
from servicedesk_core.sla import CustomMetric, Metric
from servicedesk_core.sla.metric import AnyMetric
from servicedesk_core.tickets import Ticket, events
from servicedesk_core.timeline import to_duration, to_length


class Since(StrEnum):
    """What a wait counts from.

    Example:
        >>> Since("start")
        <Since.START: 'start'>
    """

    PREVIOUS = "previous"
    """The notification of the level before; of the first one, the start."""
    START = "start"
    """The start of the path, or of a further pass."""


def read_calendar(
    calendar: ServiceCalendar | None, argument: str
) -> ServiceCalendar | None:
    """Return a calendar, or None.

    Raises:
        WrongTypeError: for anything else.
    """
    return to_optional(calendar, ServiceCalendar, argument, "a ServiceCalendar or None")


def _read_duration(duration: timedelta) -> timedelta:
    return to_length(duration, "duration")


def _read_time(duration: timedelta) -> timedelta:
    to_duration(duration, "duration")
    return duration


def _read_hours(calendar: ServiceCalendar | None) -> ServiceCalendar | None:
    return read_calendar(calendar, "calendar")


def _read_since(since: Since | str) -> Since:
    return member(Since, since, "since")


def _read_fraction(fraction: float) -> float:
    if isinstance(fraction, bool) or not isinstance(fraction, int | float):
        raise WrongTypeError("fraction", fraction, "a number")
    if not isfinite(fraction) or fraction <= 0:
        raise InvalidArgumentError("fraction", fraction, "above 0 and finite")
    return fraction


def _read_metric(metric: AnyMetric | str | None) -> AnyMetric | None:
    if metric is None or isinstance(metric, CustomMetric):
        return metric
    return member(Metric, metric, "metric")


def _read_count(count: int) -> int:
    if type(count) is not int:
        raise WrongTypeError("count", count, "a whole number")
    if count < 1:
        raise InvalidArgumentError("count", count, "at least 1")
    return count


def _read_score(at_most: float) -> float:
    if isinstance(at_most, bool) or not isinstance(at_most, int | float):
        raise WrongTypeError("at_most", at_most, "a number")
    if not isfinite(at_most):
        raise InvalidArgumentError("at_most", at_most, "finite")
    return at_most


def _read_names(names: str | Iterable[str]) -> frozenset[str]:
    wanted = "a channel's name, or several"
    several = [names] if isinstance(names, str) else names
    found = frozenset(to_several(several, str, "names", wanted))
    if not found or "" in found:
        raise InvalidArgumentError("names", names, wanted)
    return found


@attrs.frozen
class After:
    """A wait.

    Args:
        duration: how long, zero or more; of zero, the level comes at once.
        calendar: the hours that count; without one all do.
        since: from when on.

    Raises:
        InvalidArgumentError: if the wait is negative.
        WrongTypeError: if it is no timedelta, or ``calendar`` no calendar.

    Example:
        >>> After(timedelta(minutes=15)).since
        <Since.PREVIOUS: 'previous'>
    """

    duration: timedelta = attrs.field(default=timedelta(), converter=_read_duration)
    calendar: ServiceCalendar | None = attrs.field(
        kw_only=True, default=None, converter=_read_hours
    )
    since: Since = attrs.field(
        kw_only=True, default=Since.PREVIOUS, converter=_read_since
    )

    def __str__(self) -> str:
        return f"after {length_text(self.duration)}"


@attrs.frozen
class AtFraction:
    """A share of a target that is used up.

    Args:
        fraction: above 0; 1 is the due time, 1.5 half as much again.
        metric: whose clock, of the library's or one's own; None is every clock, each
            by itself.

    Raises:
        InvalidArgumentError: for a fraction of zero or less, or an unknown metric.
        WrongTypeError: if the fraction is no number.

    Example:
        >>> print(AtFraction(0.8, metric="resolution"))
        80% of resolution
    """

    fraction: float = attrs.field(converter=_read_fraction)
    metric: AnyMetric | None = attrs.field(
        kw_only=True, default=None, converter=_read_metric
    )

    def share(self, _: timedelta) -> float:
        """Return which share of a target it is."""
        return self.fraction

    def __str__(self) -> str:
        whose = "" if self.metric is None else f" of {self.metric}"
        return f"{100 * self.fraction:g}%{whose}"


@attrs.frozen
class Remaining:
    """A time that is left of a target.

    Args:
        duration: how much; negative is so much overdue.
        metric: whose clock, of the library's or one's own; None is every clock, each
            by itself.

    Raises:
        InvalidArgumentError: for an unknown metric.
        WrongTypeError: if the duration is no timedelta.

    Example:
        >>> print(Remaining(timedelta(hours=1)))
        1 h left
    """

    duration: timedelta = attrs.field(converter=_read_time)
    metric: AnyMetric | None = attrs.field(
        kw_only=True, default=None, converter=_read_metric
    )

    def share(self, allowed: timedelta) -> float:
        """Return which share of a target it is.

        A target shorter than the time is at its start: a share of zero.

        Args:
            allowed: the target's time, above 0.

        Raises:
            InvalidArgumentError: if it is not above 0.
            WrongTypeError: if it is no timedelta.
        """
        whole = to_duration(allowed, "allowed")
        if whole <= 0:
            raise InvalidArgumentError("allowed", allowed, "above 0")
        left = to_duration(self.duration, "duration")
        return max(0.0, (whole - left) / whole)

    def __str__(self) -> str:
        whose = "" if self.metric is None else f" of {self.metric}"
        return f"{length_text(self.duration)} left{whose}"


@attrs.frozen
class _Count:
    count: int = attrs.field(converter=_read_count)
    fact: ClassVar[str]

    def is_met(self, _: events.Event, ticket: Ticket) -> bool:
        """Tell whether a ticket has it by now."""
        count: int = getattr(ticket, self.fact)
        return count >= self.count

    def __str__(self) -> str:
        return f"{self.count} {self.fact}"


@attrs.frozen
class Reopenings(_Count):
    """So many reopenings.

    Args:
        count: how many, 1 or more.

    Example:
        >>> print(Reopenings(2))
        2 reopenings
    """

    fact: ClassVar[str] = "reopenings"


@attrs.frozen
class Transfers(_Count):
    """So many hand-overs from one group to another.

    Args:
        count: how many, 1 or more.

    Example:
        >>> print(Transfers(3))
        3 transfers
    """

    fact: ClassVar[str] = "transfers"


@attrs.frozen
class Contacts(_Count):
    """So many contacts of the requester, the opening included.

    Args:
        count: how many, 1 or more.

    Example:
        >>> print(Contacts(3))
        3 contacts
    """

    fact: ClassVar[str] = "contacts"


@attrs.frozen
class LowScore:
    """A survey answer of so little.

    It is the one trigger that a resolved or closed ticket still has: surveys are
    answered then.

    Args:
        at_most: the highest score that is low.

    Example:
        >>> print(LowScore(2))
        score of 2 or less
    """

    at_most: float = attrs.field(converter=_read_score)

    def is_met(self, event: events.Event, _: Ticket) -> bool:
        """Tell whether an event is such an answer."""
        return isinstance(event, events.SurveyAnswered) and event.score <= self.at_most

    def __str__(self) -> str:
        return f"score of {self.at_most:g} or less"


@attrs.frozen
class Channel:
    """A message by a channel that skips the queue, such as the press.

    The path jumps to the level at once; lower ones that have not come by then are
    left out of that pass.

    Args:
        names: the channel, or several, as the tickets name them, such as
            ``"executive"``, ``"media"`` or ``"regulator"``.

    Raises:
        InvalidArgumentError: for no channel.
        WrongTypeError: for what is no name.

    Example:
        >>> print(Channel({"media", "regulator"}))
        channel media or regulator
    """

    names: frozenset[str] = attrs.field(converter=_read_names)

    def is_met(self, event: events.Event, _: Ticket) -> bool:
        """Tell whether an event came by it."""
        return getattr(event, "channel", None) in self.names

    def __str__(self) -> str:
        return f"channel {' or '.join(sorted(self.names))}"


ClockTrigger = AtFraction | Remaining
EventTrigger = Reopenings | Transfers | Contacts | LowScore | Channel
Trigger = After | ClockTrigger | EventTrigger

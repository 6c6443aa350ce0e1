"""A service level target: a metric, a time to keep, and the hours that count."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

import attrs

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NoTargetError,
    WrongTypeError,
    member,
)
from servicedesk_core.frozen import FrozenMap

Within = timedelta | Mapping[object, timedelta | None]
Calendars = ServiceCalendar | Mapping[object, ServiceCalendar]


class Metric(StrEnum):
    """What is timed."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"


def _read_metric(metric: Metric | str) -> Metric:
    return member(Metric, metric, "metric")


def _read_within(within: Within) -> Within:
    if isinstance(within, Mapping):
        if not within:
            raise InvalidArgumentError("within", within, "a time, or one a priority")
        for duration in within.values():
            if duration is not None:
                _check_duration(duration)
        return FrozenMap(within)
    _check_duration(within)
    return within


def _check_duration(within: timedelta) -> None:
    if not isinstance(within, timedelta):
        raise WrongTypeError("within", within, "a timedelta, or one for each priority")
    if within <= timedelta():
        raise InvalidArgumentError("within", within, "longer than zero")


def _read_calendar(calendar: Calendars) -> Calendars:
    found = list(calendar.values()) if isinstance(calendar, Mapping) else [calendar]
    if not found:
        raise InvalidArgumentError("calendar", calendar, "one, or one a priority")
    for one in found:
        if not isinstance(one, ServiceCalendar):
            raise WrongTypeError("calendar", one, "a ServiceCalendar")
    return FrozenMap(calendar) if isinstance(calendar, Mapping) else calendar


def _read_pauses(pauses: Iterable[str]) -> frozenset[str]:
    if isinstance(pauses, str) or not isinstance(pauses, Iterable):
        raise WrongTypeError("pauses", pauses, "several reasons, in a set")
    return frozenset(pauses)


def _read_warnings(fractions: Iterable[float]) -> tuple[float, ...]:
    if not isinstance(fractions, Iterable):
        raise WrongTypeError("warn_at", fractions, "several fractions, in a tuple")
    found = tuple(fractions)
    for fraction in found:
        if not isinstance(fraction, int | float):
            raise WrongTypeError("warn_at", fraction, "numbers")
        if not 0 < fraction <= 1:
            raise InvalidArgumentError("warn_at", fraction, "above 0 and at most 1")
    return tuple(sorted(found))


@attrs.frozen
class ServiceLevelTarget:
    """The time within which something must happen, in service hours.

    Args:
        metric: what is timed.
        within: the time to keep, above zero; or one for each priority. A priority
            with None, or without an entry, has no target.
        calendar: the hours that count, or one calendar for each priority.
        pauses: the hold reasons that stop the clock; a hold without a reason stops
            it if any reason does.
        warn_at: fractions of the target past which the clock is at risk, 0 to 1.

    Raises:
        InvalidArgumentError: for a target of zero or less, a fraction out of range, or
            a priority with a target and no calendar.
        WrongTypeError: for anything that is no duration or no calendar.

    Example:
        >>> hours = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")
        >>> target = ServiceLevelTarget(
        ...     Metric.RESOLUTION, {1: timedelta(hours=4), 2: None}, hours
        ... )
        >>> target.within_for(1)
        datetime.timedelta(seconds=14400)
    """

    metric: Metric = attrs.field(converter=_read_metric)
    within: Within = attrs.field(converter=_read_within)
    calendar: Calendars = attrs.field(converter=_read_calendar)
    pauses: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset({"caller"}), converter=_read_pauses
    )
    warn_at: tuple[float, ...] = attrs.field(
        kw_only=True, default=(0.75,), converter=_read_warnings
    )

    def __attrs_post_init__(self) -> None:
        if isinstance(self.within, Mapping) and isinstance(self.calendar, Mapping):
            aimed = filter(self.has_target, self.within)
            missing = [each for each in aimed if each not in self.calendar]
            if missing:
                wanted = f"given for every priority with a target, {missing} too"
                raise InvalidArgumentError("calendar", list(self.calendar), wanted)

    def within_for(self, priority: object) -> timedelta:
        """Return the time to keep for a priority.

        Raises:
            NoTargetError: if this priority has none.
        """
        if not isinstance(self.within, Mapping):
            return self.within
        found = self.within.get(priority)
        if found is None:
            raise NoTargetError(self.metric, priority)
        return found

    def has_target(self, priority: object) -> bool:
        """Tell whether there is a time to keep for a priority."""
        within = self.within
        return not isinstance(within, Mapping) or within.get(priority) is not None

    def calendar_for(self, priority: object) -> ServiceCalendar:
        """Return the hours that count for a priority.

        Raises:
            NoTargetError: if there are none.
        """
        if not isinstance(self.calendar, Mapping):
            return self.calendar
        if priority not in self.calendar:
            raise NoTargetError(self.metric, priority)
        return self.calendar[priority]

    def with_calendar(self, calendar: Calendars) -> "ServiceLevelTarget":
        """Return the target with other hours, to see what would be."""
        return attrs.evolve(self, calendar=calendar)

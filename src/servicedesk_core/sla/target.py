"""A service level target: a metric, a time to keep, and the hours that count."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import attrs

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NoTargetError,
    WrongTypeError,
    member,
)
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.sla.clock import OnReopen
from servicedesk_core.sla.metric import AnyMetric, CustomMetric, Metric


def _read_days(days: int) -> int:
    if type(days) is not int:
        raise WrongTypeError("days", days, "a whole number of days")
    if days < 1:
        raise InvalidArgumentError("days", days, "1 or more")
    return days


def _read_rule(rule: DayRule | str) -> DayRule:
    return member(DayRule, rule, "rule")


@attrs.frozen
class WorkingDays:
    """A time to keep in working days, due by a rule of dates.

    Args:
        days: how many, 1 or more.
        rule: which time of the last day it is due at.

    Raises:
        InvalidArgumentError: for less than one day, or an unknown rule.
        WrongTypeError: if ``days`` is no whole number.

    Example:
        >>> WorkingDays(3)
        WorkingDays(days=3, rule=<DayRule.END_OF_DAY: 'end_of_day'>)
    """

    days: int = attrs.field(converter=_read_days)
    rule: DayRule = attrs.field(
        kw_only=True, default=DayRule.END_OF_DAY, converter=_read_rule
    )


Time = timedelta | WorkingDays
"""A time to keep: service time, or working days."""

Within = Time | Mapping[Any, Time | None]
NamedCalendar = ServiceCalendar | str
Calendars = NamedCalendar | Mapping[Any, NamedCalendar]
"""A calendar, or the name of one, or one a priority."""


def _read_metric(metric: AnyMetric | str) -> AnyMetric:
    if isinstance(metric, CustomMetric):
        return metric
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


def _check_duration(within: Time) -> None:
    if isinstance(within, WorkingDays):
        return
    if not isinstance(within, timedelta):
        wanted = "a timedelta or WorkingDays, or one for each priority"
        raise WrongTypeError("within", within, wanted)
    if within <= timedelta():
        raise InvalidArgumentError("within", within, "longer than zero")


def _read_calendar(calendar: Calendars) -> Calendars:
    found = list(calendar.values()) if isinstance(calendar, Mapping) else [calendar]
    if not found:
        raise InvalidArgumentError("calendar", calendar, "one, or one a priority")
    for one in found:
        if not isinstance(one, NamedCalendar) or one == "":
            raise WrongTypeError("calendar", one, "a ServiceCalendar or a name of one")
    return FrozenMap(calendar) if isinstance(calendar, Mapping) else calendar


def _read_pauses(pauses: Iterable[str]) -> frozenset[str]:
    if isinstance(pauses, str) or not isinstance(pauses, Iterable):
        raise WrongTypeError("pauses", pauses, "several reasons, in a set")
    found = frozenset(pauses)
    for reason in found:
        if not isinstance(reason, str):
            raise WrongTypeError("pauses", reason, "reasons, which are texts")
    return found


def _default_pauses(target: "ServiceLevelTarget") -> frozenset[str]:
    # Whoever waits for the caller has the ticket all the same.
    is_own = target.metric is Metric.TIME_TO_OWN
    return frozenset() if is_own else frozenset({"caller"})


def _read_on_reopen(on_reopen: OnReopen | str) -> OnReopen:
    return member(OnReopen, on_reopen, "on_reopen")


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
        within: the time to keep, above zero, or working days; or one for each
            priority. A priority with None, or without an entry, has no target.
        calendar: the hours that count, or one calendar for each priority; a name
            stands for a calendar that :class:`Agreements` knows.
        pauses: the hold reasons that stop the clock, by default the wait for the
            caller, but none for the time to own; a hold without a reason stops it if
            any reason does.
        warn_at: fractions of the target past which the clock is at risk, 0 to 1.
        on_reopen: what a reopening does to the clock.
        notes_answer: whether an internal note answers as a reply does.

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

    metric: AnyMetric = attrs.field(converter=_read_metric)
    within: Within = attrs.field(converter=_read_within)
    calendar: Calendars = attrs.field(converter=_read_calendar)
    pauses: frozenset[str] = attrs.field(
        kw_only=True,
        default=attrs.Factory(_default_pauses, takes_self=True),
        converter=_read_pauses,
    )
    warn_at: tuple[float, ...] = attrs.field(
        kw_only=True, default=(0.75,), converter=_read_warnings
    )
    on_reopen: OnReopen = attrs.field(
        kw_only=True, default=OnReopen.RESUME, converter=_read_on_reopen
    )
    notes_answer: bool = attrs.field(kw_only=True, default=False)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.within, Mapping) and isinstance(self.calendar, Mapping):
            aimed = filter(self.has_target, self.within)
            missing = [each for each in aimed if each not in self.calendar]
            if missing:
                wanted = f"given for every priority with a target, {missing} too"
                raise InvalidArgumentError("calendar", list(self.calendar), wanted)

    def within_for(self, priority: object) -> Time:
        """Return the time to keep for a priority.

        Raises:
            NoTargetError: if this priority has none.
        """
        if not isinstance(self.within, Mapping):
            return self.within
        found = self.within.get(priority)
        if found is None:
            raise NoTargetError(str(self.metric), priority)
        return found

    def has_target(self, priority: object) -> bool:
        """Tell whether there is a time to keep for a priority."""
        within = self.within
        return not isinstance(within, Mapping) or within.get(priority) is not None

    def calendar_for(self, priority: object) -> ServiceCalendar:
        """Return the hours that count for a priority.

        Raises:
            NoTargetError: if there are none.
            InvalidArgumentError: if they have a name only; ``Agreements`` know it.
        """
        found = self.calendar
        if isinstance(found, Mapping):
            if priority not in found:
                raise NoTargetError(str(self.metric), priority)
            found = found[priority]
        if isinstance(found, str):
            wanted = "a ServiceCalendar; Agreements(..., calendars=...) knows names"
            raise InvalidArgumentError("calendar", found, wanted)
        return found

    @property
    def calendars(self) -> tuple[NamedCalendar, ...]:
        """Every calendar it names or has."""
        found = self.calendar
        return tuple(found.values()) if isinstance(found, Mapping) else (found,)

    def named(self, calendars: Mapping[str, ServiceCalendar]) -> "ServiceLevelTarget":
        """Return the target with its calendars' names looked up; others stay.

        Args:
            calendars: by name.
        """
        found = self.calendar
        if isinstance(found, Mapping):
            known = {
                priority: calendars.get(each, each) if isinstance(each, str) else each
                for priority, each in found.items()
            }
            return attrs.evolve(self, calendar=known)
        if isinstance(found, str) and found in calendars:
            return attrs.evolve(self, calendar=calendars[found])
        return self

    def with_calendar(self, calendar: Calendars) -> "ServiceLevelTarget":
        """Return the target with other hours, to see what would be."""
        return attrs.evolve(self, calendar=calendar)

"""Hours in which nobody is there, and what they may cost."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import attrs

from servicedesk_core.argument import to_many, to_mapping, to_one
from servicedesk_core.calendars import ServiceCalendar, coverage
from servicedesk_core.complaints._exact import to_money
from servicedesk_core.complaints._facts import by_the_hour
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.findings import Finding, Findings, Severity
from servicedesk_core.frozen import FrozenMap
from servicedesk_core.i18n import length_text
from servicedesk_core.money import Money
from servicedesk_core.sla import ServiceLevelTarget, Signal, SlaStatus, measure_signals
from servicedesk_core.timeline import Interval, to_length, to_microseconds

# Calendars by the name of whoever keeps them.
_Desks = Mapping[str, ServiceCalendar]


@attrs.frozen
class HoursCoverage:
    """When nobody is there within a range.

    Attributes:
        gaps: when nobody is there, in order, clipped to the range.
        worst: the longest of them, the first one if several are; None if there is none.
    """

    gaps: tuple[Interval, ...]
    worst: Interval | None

    @property
    def is_complete(self) -> bool:
        """Whether somebody is there at every minute of the range."""
        return not self.gaps

    @property
    def longest(self) -> timedelta:
        """How long the worst gap is, in real time; zero if there is none."""
        return timedelta() if self.worst is None else self.worst.duration


def hours_coverage(desks: _Desks, start: datetime, end: datetime) -> HoursCoverage:
    """Return when nobody is there to take a request.

    Args:
        desks: calendars by name; one that is open is enough.
        start: where the range begins, aware. Best when somebody is there, lest a gap
            is clipped.
        end: where it ends, later.

    Raises:
        InvalidArgumentError: if ``end`` is not later.
        NaiveDatetimeError: if either has no zone.
        WrongTypeError: for anything but calendars by name.

    Example:
        >>> from datetime import UTC
        >>> bank = ServiceCalendar.parse("Mo-Su 09:00-18:00", tz="UTC")
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> found = hours_coverage({"bank": bank}, monday, monday + timedelta(days=7))
        >>> len(found.gaps), found.longest
        (7, datetime.timedelta(seconds=54000))
    """
    for name, desk in to_mapping(desks, "desks", "calendars by name").items():
        to_one(desk, ServiceCalendar, f"desks[{name!r}]", "a ServiceCalendar")
    Interval(start, end)
    gaps = tuple(gap for gap, names in coverage(desks, start, end) if not names)
    return HoursCoverage(gaps, max(gaps, key=lambda gap: gap.duration, default=None))


def check_critical_hours(
    desks: Mapping[str, _Desks],
    critical: Iterable[str],
    start: datetime,
    end: datetime,
) -> Findings:
    """Return the critical types of request that are left alone at some minute.

    Args:
        desks: who takes each type of request, by its name: calendars by name.
        critical: the types that somebody must take at every minute.
        start: where the range begins, aware.
        end: where it ends, later.

    Raises:
        InvalidArgumentError: for a critical type that ``desks`` lacks, or an ``end``
            that is not later.
        NaiveDatetimeError: if either has no zone.
        WrongTypeError: for anything else.

    Example:
        >>> from datetime import UTC
        >>> bank = ServiceCalendar.parse("Mo-Su 09:00-18:00", tz="UTC")
        >>> monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
        >>> print(
        ...     *check_critical_hours(
        ...         {"card block": {"bank": bank}},
        ...         ["card block"],
        ...         monday,
        ...         monday + timedelta(days=1),
        ...     )
        ... )
        error hours.gap at card block: nobody is there for up to 15 h
    """
    to_mapping(desks, "desks", "calendars by name, by type of request")
    found = []
    for name in to_many(critical, str, "critical", "types of request", unordered=True):
        if name not in desks:
            raise InvalidArgumentError("critical", name, "types that desks has")
        hours = hours_coverage(desks[name], start, end)
        if not hours.is_complete:
            message = f"nobody is there for up to {length_text(hours.longest)}"
            found.append(Finding("hours.gap", Severity.ERROR, name, message))
    return tuple(found)


def exposure(gap: timedelta, *, loss_per_hour: Money) -> Money:
    """Return what may be lost until somebody is there.

    Args:
        gap: how long nobody is, zero or longer.
        loss_per_hour: what is lost in an hour, 0 or more.

    Raises:
        InvalidArgumentError: if either is negative.
        WrongTypeError: if either is of another type.

    Source:
        The loss rate times the hours until the next opening.

    Example:
        >>> print(exposure(timedelta(hours=15), loss_per_hour=Money(200, "EUR")))
        3000 EUR
    """
    return by_the_hour(to_money(loss_per_hour, "loss_per_hour"), to_length(gap, "gap"))


def measure_by_calendar(
    signals: Iterable[Signal],
    target: ServiceLevelTarget,
    calendars: _Desks,
    *,
    now: datetime,
) -> Mapping[str, SlaStatus]:
    """Return where one target stands under the calendar of each country.

    Args:
        signals: what happened, in order.
        target: what to hold the clock against; its own calendar does not count.
        calendars: by country.
        now: the viewpoint, aware.

    Raises:
        InvalidHistoryError: if a signal is earlier than the one before it.
        NaiveDatetimeError: if ``now`` has no zone.
        WrongTypeError: for anything of another type.

    Example:
        >>> from datetime import UTC
        >>> always = ServiceCalendar.always()
        >>> shop = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")
        >>> friday = datetime(2026, 1, 9, 17, tzinfo=UTC)
        >>> found = measure_by_calendar(
        ...     [Signal(friday, "opened")],
        ...     ServiceLevelTarget("resolution", timedelta(hours=4), always),
        ...     {"here": always, "there": shop},
        ...     now=friday,
        ... )
        >>> [f"{status.due_at:%a %H:%M}" for status in found.values()]
        ['Fri 21:00', 'Mon 12:00']
    """
    to_one(target, ServiceLevelTarget, "target", "a ServiceLevelTarget")
    to_mapping(calendars, "calendars", "calendars by country")
    told = to_many(signals, Signal, "signals", "Signal values")
    to_microseconds(now, "now")
    return FrozenMap(
        {
            country: measure_signals(
                told,
                target.with_calendar(
                    to_one(
                        calendar,
                        ServiceCalendar,
                        f"calendars[{country!r}]",
                        "a ServiceCalendar",
                    )
                ),
                now=now,
            )
            for country, calendar in calendars.items()
        }
    )

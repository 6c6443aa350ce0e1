"""Periods that statuses fall into: by which of their dates, and how long."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from types import MappingProxyType

import attrs

from servicedesk_core.errors import member
from servicedesk_core.sla.status import SlaStatus
from servicedesk_core.timeline import load_zone


class PeriodOf(StrEnum):
    """Which date of a status decides."""

    STARTED = "started"
    DUE = "due"
    FINISHED = "finished"


class PeriodLength(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_INSTANTS: Mapping[PeriodOf, Callable[[SlaStatus], datetime | None]] = MappingProxyType(
    {
        PeriodOf.STARTED: lambda status: status.started_at,
        PeriodOf.DUE: lambda status: status.due_at,
        PeriodOf.FINISHED: lambda status: status.finished_at,
    }
)
_FIRST_DAYS: Mapping[PeriodLength, Callable[[date], date]] = MappingProxyType(
    {
        PeriodLength.DAY: lambda day: day,
        # The first week of the year 1 begins on its first day, a Monday.
        PeriodLength.WEEK: lambda day: day - timedelta(days=day.weekday()),
        PeriodLength.MONTH: lambda day: day.replace(day=1),
        PeriodLength.QUARTER: lambda day: day.replace(
            month=(day.month - 1) // 3 * 3 + 1, day=1
        ),
        PeriodLength.YEAR: lambda day: day.replace(month=1, day=1),
    }
)


def _read_of(of: PeriodOf | str) -> PeriodOf:
    return member(PeriodOf, of, "of")


def _read_every(every: PeriodLength | str) -> PeriodLength:
    return member(PeriodLength, every, "every")


def _read_zone(tz: tzinfo | str | None) -> tzinfo | None:
    return None if tz is None else load_zone(tz)


@attrs.frozen
class Period:
    """Days, weeks from Monday, months, quarters or years of a date of statuses.

    Args:
        of: which date: when the clock started, is due, or finished.
        every: how long a period is.
        tz: the zone whose dates count; None for that of each status's ``now``.

    Raises:
        InvalidArgumentError: for an unknown date or length.
        UnknownZoneError: for a zone that the IANA database does not have.

    Example:
        >>> from datetime import UTC
        >>> from servicedesk_core.calendars import ServiceCalendar
        >>> from servicedesk_core.sla import ServiceLevelTarget, Signal, measure_signals
        >>> at = datetime(2026, 5, 20, 9, tzinfo=UTC)
        >>> target = ServiceLevelTarget(
        ...     "resolution", timedelta(hours=4), ServiceCalendar.always()
        ... )
        >>> status = measure_signals([Signal(at, "opened")], target, now=at)
        >>> Period("started", "quarter").key(status)
        datetime.date(2026, 4, 1)
    """

    of: PeriodOf = attrs.field(converter=_read_of)
    every: PeriodLength = attrs.field(default=PeriodLength.MONTH, converter=_read_every)
    tz: tzinfo | None = attrs.field(kw_only=True, default=None, converter=_read_zone)

    def key(self, status: SlaStatus) -> date | None:
        """Return the first day of a status's period; None if it has no such date."""
        at = _INSTANTS[self.of](status)
        if at is None:
            return None
        local = at if self.tz is None else at.astimezone(self.tz)
        return _FIRST_DAYS[self.every](local.date())

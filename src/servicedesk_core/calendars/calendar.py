"""The service calendar: what is open, how long, and when a time is up."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import TypeVar

import attrs

from servicedesk_core.calendars.dated import Closure, SpecialHours
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.hours import compile_hours, dated_years
from servicedesk_core.calendars.notation import parse_weekly
from servicedesk_core.calendars.weekly import WeeklyHours
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    InvalidHoursError,
    NeverClosesError,
    NeverOpenError,
    WrongTypeError,
)
from servicedesk_core.timeline import (
    GrowingIndex,
    Index,
    Interval,
    from_microseconds,
    load_zone,
    to_duration,
    to_microseconds,
    to_timedelta,
)
from servicedesk_core.timeline.index import FIRST_YEAR, LAST_YEAR, year_of, year_start

_SEARCH_YEARS = 40
_BEGINNING, _END = year_start(FIRST_YEAR), year_start(LAST_YEAR + 1)


def _read_weekly(weekly: WeeklyHours | str) -> WeeklyHours:
    if isinstance(weekly, str):
        return WeeklyHours.parse(weekly)
    if isinstance(weekly, WeeklyHours):
        return weekly
    raise WrongTypeError("weekly", weekly, "WeeklyHours or text")


def _read_days_off(days_off: DaysOff) -> DaysOff:
    if not isinstance(days_off, DaysOff):
        raise WrongTypeError("days_off", days_off, "DaysOff")
    return days_off


def _read_name(name: str | None) -> str | None:
    if name is not None and not isinstance(name, str):
        raise WrongTypeError("name", name, "text")
    return name


Dated = TypeVar("Dated", SpecialHours, Closure)


def _read_dated(
    entries: Iterable[Dated], kind: type[Dated], argument: str
) -> tuple[Dated, ...]:
    """Return entries by date, each checked to be one."""
    if not isinstance(entries, Iterable):
        raise WrongTypeError(argument, entries, f"{kind.__name__} values, in a list")
    found = tuple(entries)
    for entry in found:
        if not isinstance(entry, kind):
            raise WrongTypeError(argument, entry, f"{kind.__name__} values")
    return tuple(sorted(found, key=lambda entry: entry.day))


def _read_special(special: Iterable[SpecialHours]) -> tuple[SpecialHours, ...]:
    days = _read_dated(special, SpecialHours, "special")
    for first, second in pairwise(days):
        if first.day == second.day:
            raise InvalidHoursError(f"{first.day} has special hours twice")
    return days


def _read_closures(closures: Iterable[Closure]) -> tuple[Closure, ...]:
    return _read_dated(closures, Closure, "closures")


@attrs.frozen
class ServiceCalendar:
    """Service hours in a time zone, exact to the microsecond.

    One table of precedence: weekly hours < day off or worked weekend < special
    hours < closures. Windows are half-open; boundaries inside a change of clocks
    follow RFC 5545. Every question takes aware datetimes in any zone; datetimes
    come back in the zone of the first one asked with.

    Args:
        weekly: the weekly pattern, or its text.
        tz: the IANA zone whose clocks and dates rule, by name or as a tzinfo.
        days_off: dates on which the weekly pattern does not apply.
        special: hours of single dates, one entry a date.
        closures: time cut out last.
        name: for explanations and errors.

    Raises:
        NeverOpenError: if there is no window in the week and no dated opening.
        UnknownZoneError: if the zone does not exist.
        InvalidHoursError: if a date has special hours twice.

    Example:
        >>> from datetime import UTC
        >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="Europe/Moscow")
        >>> friday = datetime(2026, 1, 16, 14, 30, tzinfo=UTC)  # 17:30 in Moscow
        >>> desk.add(friday, timedelta(hours=1)).isoformat()
        '2026-01-19T06:30:00+00:00'
        >>> print(desk)
        Mo-Fr 09:00-18:00 (Europe/Moscow)
    """

    weekly: WeeklyHours = attrs.field(converter=_read_weekly)
    tz: tzinfo = attrs.field(kw_only=True, converter=load_zone)
    days_off: DaysOff = attrs.field(
        kw_only=True, factory=DaysOff, converter=_read_days_off
    )
    special: tuple[SpecialHours, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_special
    )
    closures: tuple[Closure, ...] = attrs.field(
        kw_only=True, default=(), converter=_read_closures
    )
    name: str | None = attrs.field(kw_only=True, default=None, converter=_read_name)
    _index: GrowingIndex = attrs.field(init=False, eq=False, repr=False)

    @_index.default
    def _new_index(self) -> GrowingIndex:
        dated = any(hours.windows for hours in self.special)
        if not any(self.weekly.days) and not dated:
            raise NeverOpenError(self.name or "a calendar without windows", "at all")
        return GrowingIndex(
            lambda low, high: compile_hours(
                self.weekly.days,
                self.tz,
                self.days_off,
                self.special,
                self.closures,
                (low, high),
            )
        )

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        tz: str | tzinfo,
        holidays: str | None = None,
        days_off: DaysOff | None = None,
        special: Iterable[SpecialHours] = (),
        closures: Iterable[Closure] = (),
        name: str | None = None,
    ) -> "ServiceCalendar":
        """Return the calendar of an OSM ``opening_hours`` text.

        Args:
            text: such as ``"Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00"``.
            tz: the zone whose clocks rule.
            holidays: ``"RU"``, or ``"DE-BY"`` with a subdivision: short for
                ``days_off=DaysOff.country(...)``; ``PH off`` need not be written.
            days_off: further days off, added to those of the country.
            special: hours of single dates.
            closures: time cut out last.
            name: for explanations and errors.

        Raises:
            InvalidHoursError: with the position of what cannot be read; also for
                ``PH`` in the text without ``holidays``.
            UnknownCountryError: with close matches.

        Example:
            >>> desk = ServiceCalendar.parse(
            ...     "Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU"
            ... )
            >>> from servicedesk_core.timeline import localize
            >>> saturday = localize(datetime(2024, 4, 27, 12), "Europe/Moscow")
            >>> desk.is_open(saturday)  # a worked Saturday, for Monday the 29th
            True
        """
        parsed = parse_weekly(text)
        off = DaysOff.none() if days_off is None else _read_days_off(days_off)
        if holidays is not None:
            if not isinstance(holidays, str):
                raise WrongTypeError("holidays", holidays, 'a code such as "DE-BY"')
            country, dash, subdivision = holidays.partition("-")
            off = DaysOff.country(country, subdivision if dash else None) + off
        elif parsed.holidays_at is not None:
            reason = 'PH needs to know whose: add holidays="..."'
            raise InvalidHoursError(reason, text, parsed.holidays_at)
        return cls(
            parsed.hours,
            tz=tz,
            days_off=off,
            special=special,
            closures=closures,
            name=name,
        )

    @classmethod
    def always(cls, tz: str | tzinfo = "UTC") -> "ServiceCalendar":
        """Return the calendar that is open around the clock.

        Example:
            >>> ServiceCalendar.always().format()
            '24/7'
        """
        return cls("24/7", tz=tz)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk is open; at the instant of closing it is not.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.is_open(datetime(2026, 1, 5, 9, tzinfo=UTC))
            True
            >>> desk.is_open(datetime(2026, 1, 5, 17, tzinfo=UTC))
            False
        """
        instant = to_microseconds(at, "at")
        return self._index.covering(instant, instant).is_open(instant)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time from ``start`` to ``end``, negative if reversed.

        It counts real seconds: an open Sunday of 25 hours counts 25.

        Raises:
            NaiveDatetimeError: if either has no zone.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> friday = datetime(2026, 1, 16, 16, tzinfo=UTC)
            >>> desk.elapsed(friday, friday + timedelta(days=3))
            datetime.timedelta(seconds=28800)
        """
        first = to_microseconds(start, "start")
        last = to_microseconds(end, "end")
        index = self._index.covering(min(first, last), max(first, last))
        return to_timedelta(index.open_before(last) - index.open_before(first))

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """Return the earliest instant with ``duration`` of open time since ``start``.

        A time that is up at closing stays there: ``next_open`` gives the opening
        after it. Nothing added gives ``start`` itself.

        Args:
            start: from when on, aware.
            duration: open time; a negative one is subtracted.

        Raises:
            NaiveDatetimeError: if ``start`` has no zone.
            NeverOpenError: if the calendar has no more open time.
            InstantRangeError: if the answer lies after the year 9999.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> friday = datetime(2026, 1, 16, 16, tzinfo=UTC)
            >>> desk.add(friday, timedelta(hours=1)).isoformat()
            '2026-01-16T17:00:00+00:00'
            >>> desk.add(friday, timedelta(hours=2)).isoformat()
            '2026-01-19T10:00:00+00:00'
        """
        return self._moved(start, "start", to_duration(duration, "duration"))

    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        """Return the latest instant with ``duration`` of open time until ``end``.

        Args:
            end: up to when, aware.
            duration: open time; a negative one is added.

        Raises:
            NaiveDatetimeError: if ``end`` has no zone.
            NeverOpenError: if the calendar has no open time before.
            InstantRangeError: if the answer lies before the year 1.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> monday = datetime(2026, 1, 19, 10, tzinfo=UTC)
            >>> desk.subtract(monday, timedelta(hours=2)).isoformat()
            '2026-01-16T16:00:00+00:00'
        """
        return self._moved(end, "end", -to_duration(duration, "duration"))

    def next_open(self, at: datetime) -> datetime:
        """Return ``at`` while open, else the next opening.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverOpenError: if there is none within 40 years after the last dated
                rule.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.next_open(datetime(2026, 1, 17, tzinfo=UTC)).isoformat()
            '2026-01-19T09:00:00+00:00'
        """
        instant = to_microseconds(at, "at")
        return self._search(instant, at, lambda index: index.next_open(instant))

    def next_close(self, at: datetime) -> datetime:
        """Return the end of the window open at ``at``, else of the next one.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverClosesError: if the calendar stays open.
            NeverOpenError: if it stays closed.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.next_close(datetime(2026, 1, 16, 17, tzinfo=UTC)).isoformat()
            '2026-01-19T17:00:00+00:00'
        """
        instant = to_microseconds(at, "at")
        return self._search(instant, at, lambda index: index.next_close(instant))

    def previous_open(self, at: datetime) -> datetime:
        """Return the start of the window open at ``at``, else of the last one before.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverClosesError: if the calendar was never closed.
            NeverOpenError: if it was never open.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.previous_open(datetime(2026, 1, 18, tzinfo=UTC)).isoformat()
            '2026-01-16T09:00:00+00:00'
        """
        instant = to_microseconds(at, "at")
        return self._search(
            instant, at, lambda index: index.previous_open(instant), back=True
        )

    def previous_close(self, at: datetime) -> datetime:
        """Return the last closing up to ``at``.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverClosesError: if the calendar was never closed.
            NeverOpenError: if it was never open.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.previous_close(datetime(2026, 1, 18, tzinfo=UTC)).isoformat()
            '2026-01-16T17:00:00+00:00'
        """
        instant = to_microseconds(at, "at")
        return self._search(
            instant, at, lambda index: index.previous_close(instant), back=True
        )

    def windows(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Yield the open intervals of a range in order, the outer ones clipped to it.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> friday = datetime(2026, 1, 16, 16, tzinfo=UTC)
            >>> for window in desk.windows(friday, friday + timedelta(days=3)):
            ...     print(window)
            [2026-01-16T16:00:00+00:00, 2026-01-16T17:00:00+00:00)
            [2026-01-19T09:00:00+00:00, 2026-01-19T16:00:00+00:00)
        """
        low, high = to_microseconds(start, "start"), to_microseconds(end, "end")
        if high < low:
            raise InvalidArgumentError("end", end, f"not before start ({start})")
        zone = start.tzinfo or self.tz
        return (
            Interval(from_microseconds(first, zone), from_microseconds(last, zone))
            for first, last in self._index.covering(low, high).between(low, high)
        )

    def format(self) -> str:
        """Return the weekly hours in the notation that ``parse`` reads.

        Example:
            >>> ServiceCalendar.parse("Mo-Fr 9:00-17:00", tz="UTC").format()
            'Mo-Fr 09:00-17:00'
        """
        return str(self.weekly)

    def __str__(self) -> str:
        return self.name or f"{self.format()} ({self.tz})"

    def __getstate__(self) -> dict[str, object]:
        return {
            field.name: getattr(self, field.name)
            for field in attrs.fields(type(self))
            if field.init
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        weekly = state.pop("weekly")
        self.__init__(weekly, **state)  # type: ignore[misc]

    def _moved(self, at: datetime, argument: str, duration: int) -> datetime:
        """Return the instant ``duration`` of open time away, the nearest such one."""
        instant = to_microseconds(at, argument)

        def find(index: Index) -> int | None:
            total = index.open_before(instant) + duration
            return index.earliest(total) if duration > 0 else index.latest(total)

        if duration == 0:
            return at
        # No calendar is open longer than the clock goes: what lies outside the years
        # in real time does so in service time.
        if not _BEGINNING <= instant + duration < _END:
            raise InstantRangeError(_far_from(at))
        return self._search(instant, at, find, back=duration < 0, onward=True)

    def _search(
        self,
        instant: int,
        at: datetime,
        find: Callable[[Index], int | None],
        *,
        back: bool = False,
        onward: bool = False,
    ) -> datetime:
        """Return what is found within 40 years of ``at`` and of the dated rules.

        With ``onward`` the years are counted from the last opening found instead: a
        long duration may be spread over more of them.
        """
        growing = self._index
        years = [year_of(instant), *self._dated_years()]

        def last_year(index: Index) -> int:
            seen = [year_of(index.ends[-1])] if onward and index.ends else []
            return max(years + seen) + _SEARCH_YEARS

        def first_year(index: Index) -> int:
            seen = [year_of(index.starts[0])] if onward and index.starts else []
            return min(years + seen) - _SEARCH_YEARS

        found = (
            growing.backward(instant, first_year, find)
            if back
            else growing.forward(instant, last_year, find)
        )
        if found is None:
            raise self._not_found(instant, at, back=back, onward=onward)
        return from_microseconds(found, at.tzinfo or self.tz)

    def _dated_years(self) -> list[int]:
        return dated_years(self.days_off, self.special, self.closures)

    def _not_found(
        self, instant: int, at: datetime, *, back: bool, onward: bool
    ) -> Exception:
        index = self._index.covering(instant, instant)
        long_enough = "long enough " if onward else ""
        when = f"{long_enough}{'before' if back else 'after'} {at.isoformat()}"
        if onward and index.starts:
            edge = index.starts[0] if back else index.ends[-1]
            reach = -_SEARCH_YEARS if back else _SEARCH_YEARS
            if not FIRST_YEAR <= year_of(edge) + reach <= LAST_YEAR:
                return InstantRangeError(_far_from(at))
        low, high = (index.low, instant) if back else (instant, index.high)
        if index.open_before(high) - index.open_before(low) == high - low:
            return NeverClosesError(str(self), when)
        return NeverOpenError(str(self), when)


def _far_from(at: datetime) -> str:
    return f"the time asked for from {at.isoformat()}"

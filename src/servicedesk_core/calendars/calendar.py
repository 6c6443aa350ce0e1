"""The service calendar: what is open, how long, and when a time is up."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from operator import itemgetter
from typing import TYPE_CHECKING, Any, final

import attrs

from servicedesk_core.argument import to_mapping, to_one, to_optional
from servicedesk_core.calendars import notation, search
from servicedesk_core.calendars.answers import Answers
from servicedesk_core.calendars.combination import (
    Combination,
    Operation,
    Part,
    Source,
    Versions,
)
from servicedesk_core.calendars.dated import (
    ByDate,
    Closure,
    SpecialHours,
    read_closures,
    read_day,
    read_special,
)
from servicedesk_core.calendars.day_rules import CountryDays
from servicedesk_core.calendars.days_off import DaysOff
from servicedesk_core.calendars.hours import DatedHours
from servicedesk_core.calendars.weekly import WeeklyHours
from servicedesk_core.calendars.window import read_clock
from servicedesk_core.calendars.working_days import DayRule, WorkingDays
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    NeverOpenError,
    WrongTypeError,
    member,
)
from servicedesk_core.explanation import Explanation
from servicedesk_core.timeline import (
    DAY,
    EPOCH_ORDINAL,
    GrowingIndex,
    Interval,
    Span,
    clip,
    from_microseconds,
    inside,
    load_zone,
    merge,
    midnight,
    to_duration,
    to_microseconds,
    to_range,
    to_timedelta,
    wall_to_utc,
)

if TYPE_CHECKING:
    from servicedesk_core.calendars.days import CalendarDay

_NO_TIME = timedelta()
_LONG = timedelta(days=36525)
"""What takes so long is searched for by the year."""

Hours = WeeklyHours | Combination | Versions


def _read_weekly(weekly: Hours | str) -> Hours:
    if isinstance(weekly, str):
        return WeeklyHours.parse(weekly)
    if isinstance(weekly, Hours):
        return weekly
    raise WrongTypeError("weekly", weekly, "WeeklyHours or text")


def _read_days_off(days_off: DaysOff) -> DaysOff:
    return to_one(days_off, DaysOff, "days_off", "DaysOff")


def _read_name(name: str | None) -> str | None:
    return to_optional(name, str, "name", "text")


def _has_windows(weekly: WeeklyHours, special: Iterable[SpecialHours]) -> bool:
    return any(weekly.days) or any(hours.windows for hours in special)


@final
@attrs.frozen
class ServiceCalendar(Answers):
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

    weekly: Hours = attrs.field(converter=_read_weekly)
    tz: tzinfo = attrs.field(kw_only=True, converter=load_zone)
    days_off: DaysOff = attrs.field(
        kw_only=True, factory=DaysOff, converter=_read_days_off
    )
    special: tuple[SpecialHours, ...] = attrs.field(
        kw_only=True, default=(), converter=read_special
    )
    closures: tuple[Closure, ...] = attrs.field(
        kw_only=True, default=(), converter=read_closures
    )
    name: str | None = attrs.field(kw_only=True, default=None, converter=_read_name)
    source: Source = attrs.field(init=False, eq=False, repr=False)
    """Where the windows come from: the rules above, or the calendars combined."""
    _certain: list[Span] = attrs.field(init=False, eq=False, repr=False)
    _index: GrowingIndex = attrs.field(init=False, eq=False, repr=False)
    _searching: search.Search = attrs.field(init=False, eq=False, repr=False)
    _working: WorkingDays = attrs.field(init=False, eq=False, repr=False)

    @source.default
    def _new_source(self) -> Source:
        rules = self.days_off, self.special, self.closures
        if isinstance(self.weekly, WeeklyHours):
            if not _has_windows(self.weekly, self.special):
                name = self.name or "a calendar without windows"
                raise NeverOpenError(name, "at all")
            return DatedHours(self.weekly, self.tz, *rules)
        if (*rules, self.tz) != (DaysOff.none(), (), (), self.weekly.tz):
            wanted = "weekly hours beside days off, special hours, closures or a zone "
            wanted += "(in_zone changes the zone of combined ones)"
            raise InvalidArgumentError("weekly", str(self.weekly), wanted)
        return self.weekly

    @_certain.default
    def _find_certain(self) -> list[Span]:
        return self.source.certain()

    @_index.default
    def _new_index(self) -> GrowingIndex:
        # Bound to the source: an index that knew its calendar would keep it alive.
        windows = self.source.windows
        return GrowingIndex(
            lambda low, high: clip(merge(windows(low, high)), low, high),
            self.tz,
            self._certain,
        )

    @_searching.default
    def _new_search(self) -> search.Search:
        return search.Search(self._index, self.source.dated_years())

    @_working.default
    def _new_working(self) -> WorkingDays:
        return WorkingDays(self.source)

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
            text: such as ``"Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00"``; what
                is read stands in :mod:`servicedesk_core.calendars.notation`.
            tz: the zone whose clocks rule.
            holidays: ``"RU"``, or ``"DE-BY"`` with a subdivision: short for
                ``days_off=DaysOff.country(...)``; ``PH off`` need not be written.
            days_off: further days off, added to those of the country; those of the
                text come last.
            special: hours of single dates, besides those of the text.
            closures: time cut out last.
            name: for explanations and errors.

        Raises:
            InvalidHoursError: with the position of what cannot be read; also for
                ``PH`` in the text without the days off of a country.
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
        return cls._written(
            notation.parse_hours(text),
            text,
            holidays,
            days_off,
            tz=tz,
            special=special,
            closures=closures,
            name=name,
        )

    @classmethod
    def from_schema_org(
        cls,
        specs: Iterable[Mapping[str, object]],
        *,
        tz: str | tzinfo,
        holidays: str | None = None,
        days_off: DaysOff | None = None,
        closures: Iterable[Closure] = (),
        name: str | None = None,
    ) -> "ServiceCalendar":
        """Return the calendar of schema.org ``OpeningHoursSpecification`` dicts.

        Args:
            specs: the dicts, as JSON-LD has them.
            tz: the zone whose clocks rule.
            holidays: as in ``parse``.
            days_off: as in ``parse``.
            closures: time cut out last.
            name: for explanations and errors.

        Raises:
            InvalidHoursError: with the index of the dict that cannot be read; also
                for ``PublicHolidays`` without ``holidays``.
            UnknownCountryError: with close matches.

        Example:
            >>> desk = ServiceCalendar.from_schema_org(
            ...     [{"dayOfWeek": ["Monday", "Friday"], "opens": "09:00",
            ...       "closes": "17:00"}],
            ...     tz="UTC",
            ... )
            >>> desk.format()
            'Mo,Fr 09:00-17:00'
        """
        return cls._written(
            notation.parse_schema_org(specs),
            None,
            holidays,
            days_off,
            tz=tz,
            special=(),
            closures=closures,
            name=name,
        )

    @classmethod
    def _written(
        cls,
        parsed: "notation.ParsedHours",
        text: str | None,
        holidays: str | None,
        days_off: DaysOff | None,
        *,
        special: Iterable[SpecialHours],
        **rest: Any,
    ) -> "ServiceCalendar":
        """Return the calendar of written hours and what is given beside them."""
        own = DaysOff.none() if days_off is None else _read_days_off(days_off)
        off = _public_holidays(holidays) + own
        known = any(isinstance(rule, CountryDays) for rule in off.rules)
        if parsed.holidays_at is not None and not known:
            reason = 'PH needs to know whose: add holidays="..."'
            raise InvalidHoursError(reason, text, parsed.holidays_at)
        days = (*parsed.special, *read_special(special))
        return cls(parsed.weekly, days_off=off + parsed.days_off, special=days, **rest)

    @classmethod
    def always(cls, tz: str | tzinfo = "UTC") -> "ServiceCalendar":
        """Return the calendar that is open around the clock.

        Example:
            >>> ServiceCalendar.always().format()
            '24/7'
        """
        return cls("24/7", tz=tz)

    @classmethod
    def versions(
        cls,
        calendars: "ByDate[ServiceCalendar]",
        *,
        name: str | None = None,
    ) -> "ServiceCalendar":
        """Return the calendar of hours that change: each from its date on.

        A change falls on the midnight that begins the date in the zone of the
        calendar that begins; a night shift across it is cut there, and what goes on
        after it still counts on the date it started on. Before the first date
        nothing is open. Dates are those of the first one's zone.

        Args:
            calendars: the calendars by the first date on which they are in force.
            name: for explanations and errors.

        Raises:
            InvalidArgumentError: for no calendar at all.
            WrongTypeError: for anything else than dates and calendars.

        Example:
            >>> desk = ServiceCalendar.versions(
            ...     {
            ...         "2020-01-01": ServiceCalendar("Mo-Fr 9:00-17:00", tz="UTC"),
            ...         "2026-01-01": ServiceCalendar("Mo-Fr 8:00-20:00", tz="UTC"),
            ...     }
            ... )
            >>> from datetime import UTC
            >>> desk.next_open(datetime(2026, 1, 1, tzinfo=UTC)).hour
            8
        """
        to_mapping(calendars, "calendars", "a mapping of date to calendar")
        entries = sorted(
            ((read_day(day, "calendars"), each) for day, each in calendars.items()),
            key=itemgetter(0),
        )
        if not entries:
            raise InvalidArgumentError("calendars", calendars, "one calendar at least")
        for _, each in entries:
            to_one(each, ServiceCalendar, "calendars", "ServiceCalendar values")
        found = Versions(tuple(entries))
        return cls(found, tz=found.tz, name=name)

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
        self._check(instant, instant + 1)
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
        if type(start) is datetime and type(end) is datetime:
            zone, known = start.tzinfo, self._index.known
            own = zone is self.tz
            table = known.own if own else known.utc if zone is UTC else None
            if table is not None and zone is end.tzinfo:
                before, after = table.open_before(start), table.open_before(end)
                if before is not None and after is not None:
                    return after - before
        first = to_microseconds(start, "start")
        last = to_microseconds(end, "end")
        low, high = min(first, last), max(first, last)
        self._check(low, high)
        index = self._index.covering(low, high)
        return to_timedelta(index.open_before(last) - index.open_before(first))

    def service_time(self, first: int, last: int) -> int:
        """Return the open time between two instants, all in microseconds.

        It is :meth:`elapsed` for whoever counts in integers: instants since
        1970-01-01T00:00Z, ``first`` not after ``last``.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.service_time(0, 86_400_000_000) == 8 * 3_600_000_000
            True
        """
        if not inside(first, last, self._certain):
            self._check(first, last)
        index = self._index.covering(first, last)
        return index.open_before(last) - index.open_before(first)

    def service_spans(self, first: int, last: int) -> list[Span]:
        """Return the open spans between two instants, all in microseconds.

        It is :meth:`open_spans` for whoever counts in integers: instants since
        1970-01-01T00:00Z, ``first`` not after ``last``. It never warns: whoever reads
        ahead warns of what is asked in the end, as :meth:`service_time` does.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.service_spans(0, 86_400_000_000)
            [(32400000000, 61200000000)]
        """
        # The last instant is not asked about: its year need not be compiled.
        index = self._index.covering(first, max(first, last - 1))
        return index.between(first, last)

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
        if type(start) is datetime and type(duration) is timedelta:
            zone, known = start.tzinfo, self._index.known
            own = zone is self.tz
            table = known.own if own else known.utc if zone is UTC else None
            if table is not None and _NO_TIME < duration < _LONG:
                before = table.open_before(start)
                due = None if before is None else table.earliest(before + duration)
                if due is not None:
                    return due
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
        return self._search(instant, at, search.next_open(instant))

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
        return self._search(instant, at, search.next_close(instant))

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
        return self._search(instant, at, search.previous_open(instant), back=True)

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
        return self._search(instant, at, search.previous_close(instant), back=True)

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
        spans = self.open_spans(start, end, depth=4)
        return (self._interval(*span, start) for span in spans)

    def open_spans(
        self, start: datetime, end: datetime, *, depth: int = 3
    ) -> list[Span]:
        """Return what `windows` yields in microseconds since 1970-01-01T00:00Z.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.
            depth: how many calls up the line is that a warning should name.

        Example:
            >>> from datetime import UTC
            >>> day = datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC)
            >>> ServiceCalendar("00:00-00:01", tz="UTC").open_spans(*day)
            [(0, 60000000)]
        """
        low, high = to_range(start, end)
        self._check(low, high, depth=depth)
        return self._index.covering(low, high).between(low, high)

    def windows_after(self, at: datetime) -> Iterator[Interval]:
        """Yield the open intervals from ``at`` on, the first one clipped to it.

        They end where no opening is found within 40 years after the last one and
        after the last dated rule, or in the year 9999.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverClosesError: when an interval has no end.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> following = desk.windows_after(datetime(2026, 1, 16, 16, tzinfo=UTC))
            >>> print(next(following))
            [2026-01-16T16:00:00+00:00, 2026-01-16T17:00:00+00:00)
            >>> print(next(following))
            [2026-01-19T09:00:00+00:00, 2026-01-19T17:00:00+00:00)
        """
        instant = to_microseconds(at, "at")
        return self._walk(self._searching.following(instant), at)

    def windows_before(self, at: datetime) -> Iterator[Interval]:
        """Yield the open intervals before ``at``, latest first, that one clipped to it.

        They end as those of ``windows_after`` do, in the other direction.

        Raises:
            NaiveDatetimeError: if ``at`` has no zone.
            NeverClosesError: when an interval has no start.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> past = desk.windows_before(datetime(2026, 1, 19, 10, tzinfo=UTC))
            >>> print(next(past))
            [2026-01-19T09:00:00+00:00, 2026-01-19T10:00:00+00:00)
            >>> print(next(past))
            [2026-01-16T09:00:00+00:00, 2026-01-16T17:00:00+00:00)
        """
        instant = to_microseconds(at, "at")
        return self._walk(self._searching.preceding(instant), at)

    def is_working_day(self, day: date) -> bool:
        """Tell whether a window starts on a local date of the calendar's zone.

        Args:
            day: a date, or its ISO text.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 22:00-06:00", tz="Europe/Riga")
            >>> desk.is_working_day(date(2026, 1, 16))  # a Friday
            True
            >>> desk.is_working_day(date(2026, 1, 17))  # though open until 06:00
            False
        """
        ordinal = read_day(day).toordinal()
        self._check(midnight(ordinal, self.tz), midnight(ordinal + 1, self.tz))
        return self._working.count(ordinal, ordinal + 1) == 1

    def working_days(self, start_day: date, end_day: date) -> int:
        """Return the number of working days from one date on and before another.

        Args:
            start_day: the first date that counts.
            end_day: the first one that does not; before ``start_day`` the number is
                negative.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.working_days(date(2026, 1, 16), date(2026, 1, 20))
            2
        """
        first = read_day(start_day, "start_day").toordinal()
        last = read_day(end_day, "end_day").toordinal()
        low, high = min(first, last), max(first, last)
        self._check(midnight(low, self.tz), midnight(high, self.tz))
        count = self._working.count(low, high)
        return count if first == low else -count

    def add_working_days(self, day: date, n: int) -> date:
        """Return the date ``n`` working days after a date, or before if negative.

        The date itself does not count, whether it is a working day or not; no
        working days lead to the date itself.

        Args:
            day: the date to count from.
            n: how many working days on, of any sign.

        Raises:
            NeverOpenError: if there are not so many within 40 years after the last
                one and after the last dated rule.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> desk.add_working_days(date(2026, 1, 16), 1)
            datetime.date(2026, 1, 19)
        """
        start = read_day(day)
        found = self._working_day(start.toordinal(), _read_count(n, "n"))
        return date.fromordinal(found)

    def add_days(
        self, start: datetime, days: int, *, rule: DayRule = DayRule.SAME_TIME
    ) -> datetime:
        """Return the instant a number of working days after another.

        Dates are those of the calendar's zone. No days lead to ``start`` itself.

        Args:
            start: from when on, aware.
            days: how many working days, negative ones back.
            rule: ``SAME_TIME`` gives the wall-clock time of ``start``, open or not;
                ``START_OF_DAY`` the first opening of that day, ``END_OF_DAY`` the
                last closing of the windows that start on it.

        Raises:
            NaiveDatetimeError: if ``start`` has no zone.
            NeverOpenError: if there are not so many working days.

        Example:
            >>> from datetime import UTC
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
            >>> friday = datetime(2026, 1, 16, 11, 30, tzinfo=UTC)
            >>> desk.add_days(friday, 1).isoformat()
            '2026-01-19T11:30:00+00:00'
            >>> desk.add_days(friday, 2, rule=DayRule.END_OF_DAY).isoformat()
            '2026-01-20T17:00:00+00:00'
        """
        instant = to_microseconds(start, "start")
        wanted = member(DayRule, rule, "rule")
        local = from_microseconds(instant, self.tz)
        count = _read_count(days, "days")
        if not count:
            return start
        day = self._working_day(local.toordinal(), count)
        zone = start.tzinfo or self.tz
        if wanted is DayRule.SAME_TIME:
            clock = read_clock(local.time(), "start")
            wall = (day - EPOCH_ORDINAL) * DAY + clock
            return from_microseconds(wall_to_utc(wall, self.tz), zone)
        pieces = self._working.starting(day)
        if wanted is DayRule.START_OF_DAY:
            return from_microseconds(min(piece.start for piece in pieces), zone)
        return from_microseconds(max(piece.end for piece in pieces), zone)

    def explain(self, start: datetime, end: datetime) -> "Explanation[CalendarDay]":
        """Return, date by date, which rule decided, the windows, and what counted.

        Rows have the dates and times of the calendar's own zone. The time counted
        on each adds up to ``elapsed(start, end)``; a night shift counts on the date
        it starts on. Of combined calendars every window names the part that is
        open, and the rules are those that each part has on the same date.

        Args:
            start: where the range begins, aware.
            end: where it ends; not before ``start``.

        Raises:
            NaiveDatetimeError: if either has no zone.
            InvalidArgumentError: if the range is reversed.

        Example:
            >>> desk = ServiceCalendar.parse(
            ...     "Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU", name="desk"
            ... )
            >>> from servicedesk_core.timeline import localize
            >>> friday = localize(datetime(2024, 11, 1, 17), desk.tz)
            >>> tuesday = localize(datetime(2024, 11, 5, 10), desk.tz)
            >>> print(desk.explain(friday, tuesday))
            calendar: desk
            zone: Europe/Moscow
            from: 2024-11-01 17:00+03:00
            until: 2024-11-05 10:00+03:00
            elapsed: 11 h
            date        rule                         windows      counted
            ----------  ---------------------------  -----------  -------
            2024-11-01  weekly                       09:00-18:00  1 h
            2024-11-02  worked Saturday for Tuesday  09:00-18:00  9 h
            2024-11-03  weekly                                    0 min
            2024-11-04  day off: Unity Day                        0 min
            2024-11-05  weekly                       09:00-18:00  1 h
        """
        # Imported at first use: few programs explain, and most do not at once.
        from servicedesk_core.calendars.days import explain_days  # noqa: PLC0415

        low, high = to_range(start, end)
        self._check(low, high)
        rows = explain_days(self.source, low, high)
        facts = (
            ("calendar", str(self)),
            ("zone", str(self.tz)),
            ("start", start),
            ("end", end),
            ("elapsed", sum((row.counted for row in rows), _NO_TIME)),
        )
        return Explanation(facts, rows)

    @property
    def parts(self) -> tuple["ServiceCalendar", ...]:
        """The calendars that this one combines, in order; none of weekly hours.

        Example:
            >>> ServiceCalendar.always().parts
            ()
        """
        if isinstance(self.weekly, WeeklyHours):
            return ()
        return self.weekly.parts  # type: ignore[return-value]

    def in_zone(self, tz: str | tzinfo) -> "ServiceCalendar":
        """Return the calendar with the same open time and another zone's dates.

        Dates matter to working days and explanations. The windows stay when they
        are: 09:00 in Riga is 07:00 in London, not 09:00 there.

        Args:
            tz: an IANA name or a tzinfo.

        Raises:
            UnknownZoneError: if the zone does not exist.

        Example:
            >>> desk = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Asia/Tokyo")
            >>> there = desk.in_zone("America/New_York")
            >>> there.is_working_day(date(2026, 1, 18))  # Monday 09:00 in Tokyo
            True
        """
        zone = load_zone(tz)
        if zone == self.tz:
            return self
        combined = Combination(Operation.EITHER, (self,), zone)
        if isinstance(self.weekly, Combination):
            combined = attrs.evolve(self.weekly, tz=zone)
        return ServiceCalendar(combined, tz=zone, name=self.name)

    def __and__(self, other: "ServiceCalendar") -> "ServiceCalendar":
        return self._combined(Operation.BOTH, other)

    def __or__(self, other: "ServiceCalendar") -> "ServiceCalendar":
        return self._combined(Operation.EITHER, other)

    def __sub__(self, other: "ServiceCalendar") -> "ServiceCalendar":
        return self._combined(Operation.WITHOUT, other)

    def _combined(
        self, operation: Operation, other: "ServiceCalendar"
    ) -> "ServiceCalendar":
        if not isinstance(other, ServiceCalendar):
            return NotImplemented
        # a - (b - c) is not (a - b) - c.
        nested = operation is Operation.WITHOUT
        others = (other,) if nested else _operands(other, operation)
        parts = (*_operands(self, operation), *others)
        return ServiceCalendar(Combination(operation, parts, self.tz), tz=self.tz)

    def format(self) -> str:
        """Return the hours in the notation that ``parse`` reads.

        Raises:
            InvalidHoursError: naming what the notation has no words for: closures,
                recurrence rules, combined calendars.

        Example:
            >>> ServiceCalendar.parse("Mo-Fr 9:00-17:00", tz="UTC").format()
            'Mo-Fr 09:00-17:00'
        """
        if not isinstance(self.weekly, WeeklyHours):
            raise InvalidHoursError(f"opening_hours has no words for {self}")
        return notation.format_hours(
            self.weekly, self.days_off, self.special, self.closures
        )

    def to_schema_org(self) -> list[dict[str, object]]:
        """Return the hours as schema.org ``OpeningHoursSpecification`` dicts.

        Raises:
            InvalidHoursError: naming what they cannot say: closures, yearly days off,
                recurrence rules, combined calendars.

        Example:
            >>> specs = ServiceCalendar("Sa 10:00-14:00", tz="UTC").to_schema_org()
            >>> specs[0]["opens"], specs[0]["closes"]
            ('10:00', '14:00')
        """
        if not isinstance(self.weekly, WeeklyHours):
            raise InvalidHoursError(f"schema.org has no words for {self}")
        return notation.format_schema_org(
            self.weekly, self.days_off, self.special, self.closures
        )

    def __str__(self) -> str:
        if isinstance(self.weekly, WeeklyHours):
            return self.name or f"{self.weekly} ({self.tz})"
        return self.name or str(self.weekly)

    def _repr_html_(self) -> str:
        facts = (("name", self.name), ("hours", self.weekly), ("zone", self.tz))
        known = tuple(fact for fact in facts if fact[1] is not None)
        return Explanation(known, ()).to_html()

    def __getstate__(self) -> dict[str, object]:
        return {
            field.name: getattr(self, field.name)
            for field in attrs.fields(type(self))
            if field.init
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        weekly = state.pop("weekly")
        self.__init__(weekly, **state)  # type: ignore[arg-type]


def _public_holidays(code: str | None) -> DaysOff:
    """Return the days off of a country, or of a part of one."""
    if code is None:
        return DaysOff.none()
    text = to_one(code, str, "holidays", 'a code such as "DE-BY"')
    country, dash, subdivision = text.partition("-")
    return DaysOff.country(country, subdivision if dash else None)


def _operands(calendar: ServiceCalendar, operation: Operation) -> tuple[Part, ...]:
    """Return what an operation combines already, or the calendar itself."""
    match calendar.weekly:
        case Combination(operation=mine) if mine is operation and not calendar.name:
            return calendar.weekly.parts
    return (calendar,)


def _read_count(count: int, argument: str) -> int:
    if not isinstance(count, int) or isinstance(count, bool):
        raise WrongTypeError(argument, count, "a whole number of working days")
    return count

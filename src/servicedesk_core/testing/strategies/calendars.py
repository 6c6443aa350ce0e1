"""Service hours: windows, weeks, days off, and calendars made of them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from operator import and_, attrgetter, or_, sub
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from servicedesk_core.calendars import (
    Closure,
    Combination,
    DaysOff,
    Operation,
    ServiceCalendar,
    SpecialHours,
    TimeWindow,
    Versions,
    Weekday,
    WeeklyHours,
)
from servicedesk_core.calendars.day_rules import CountryDays, FixedDays, YearlyDays
from servicedesk_core.calendars.days import CalendarDay, OpenWindow
from servicedesk_core.calendars.recurrence import RecurringDays
from servicedesk_core.calendars.window import write_clock
from servicedesk_core.testing.strategies.instants import (
    MONDAY,
    aware_datetimes,
    dates,
    durations,
    zones as any_zone,
)
from servicedesk_core.testing.strategies.texts import labels, names
from servicedesk_core.timeline import load_zone

_MINUTE = 60_000_000
_DAY = 1440
"""A day in minutes."""
# The first is what calendars shrink to. All are open for thirty hours a week at least.
_FULL_WEEKS = (
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00",
    "Mo-Su 22:00-06:00",
    "24/7",
    "Mo-Fr 08:17-12:00,13:03-17:41",
)
_WEEKS = (*_FULL_WEEKS, "Sa 00:00-24:00; Su 00:00-03:00", "We 23:30-24:00")
_WINDOWS = ("09:00-17:00", "22:00-06:00", "00:00-24:00", "10:00-10:00:00.000001")
# Rules that leave some of each weekday alone.
_RULES = (
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8",
    "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO,WE;UNTIL=20261231",
    "FREQ=DAILY;INTERVAL=10;COUNT=40",
)
_YEARLY = ("05-01", "12-24..01-02", "02-29", "01-05..01-09")
_START = date(2000, 1, 1)
# A range of ordinary weeks in which a calendar has to be open for some time.
_FEBRUARY = datetime(2026, 2, 2, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
_Day = list[tuple[int, int]]
_LEAST = timedelta(hours=2)
_HALF_HOURS = st.integers(0, 16)
_LENGTHS = durations(max_value=timedelta(days=3))


def time_windows() -> st.SearchStrategy[TimeWindow]:
    """Windows of a day: by day, over midnight, the whole day, to the microsecond.

    They shrink to 09:00-17:00.

    Example:
        >>> from hypothesis import find
        >>> print(find(time_windows(), lambda window: True))
        09:00-17:00
    """
    clocks = st.integers(0, 47).map(lambda half: half * 30)
    minutes = clocks | st.integers(0, _DAY - 1)
    drawn = st.lists(minutes, min_size=2, max_size=2, unique=True).map(_window)
    return st.sampled_from(_WINDOWS).map(TimeWindow.parse) | drawn


def weekly_hours() -> st.SearchStrategy[WeeklyHours]:
    """Weekly hours with a window at least: office hours, lunch breaks, night shifts.

    They shrink to Mo-Fr 09:00-17:00.

    Example:
        >>> from hypothesis import find
        >>> find(weekly_hours(), lambda hours: True)
        WeeklyHours.parse('Mo-Fr 09:00-17:00')
    """
    return st.sampled_from(_WEEKS).map(WeeklyHours.parse) | _drawn_weeks(_day())


def days_off(*, countries: bool = True) -> st.SearchStrategy[DaysOff]:
    """Days off: none, dates, days of every year, rules, countries, sums of two.

    They shrink to none.

    Args:
        countries: whether those of countries are drawn too, with half days, shortened
            eves and worked weekends; they are known to the end of 2027 at least.

    Example:
        >>> from hypothesis import find
        >>> find(days_off(), lambda off: True)
        DaysOff(rules=())
    """
    rules: list[st.SearchStrategy[Any]] = [
        dated_days(),
        yearly_days(),
        recurring_days(),
    ]
    rules += [country_days()] if countries else []
    one = st.one_of(rules)
    return st.lists(one, max_size=2).map(lambda rules: DaysOff(tuple(rules)))


def country_days() -> st.SearchStrategy[CountryDays]:
    """Rules of countries: worked weekends, shortened eves, half days, subdivisions.

    They shrink to the holidays of Russia.

    Example:
        >>> from hypothesis import find
        >>> find(country_days(), lambda rule: True).country
        'RU'
    """
    hour = timedelta(hours=1)
    given: tuple[dict[str, Any], ...] = (
        {"country": "RU"},
        {"country": "RU", "short_eves": hour},
        {"country": "DE", "subdivision": "BY"},
        {"country": "US", "short_eves": 2 * hour},
        {"country": "GR", "categories": {"public": None, "half_day": "09:00-13:00"}},
        {"country": "DE", "subdivision": "BE", "categories": {"public": "9:00-12:00"}},
    )
    return st.sampled_from(given).map(_country)


def dated_days() -> st.SearchStrategy[FixedDays]:
    """Single days off, with labels.

    They shrink to 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> find(dated_days(), lambda rule: True).dates
        ((datetime.date(2026, 1, 5), ''),)
    """
    days = st.dictionaries(_near_dates(), labels(), min_size=1, max_size=3)
    return days.map(lambda given: _only_rule(DaysOff.dates(given)))


def yearly_days() -> st.SearchStrategy[YearlyDays]:
    """Days off of every year, over New Year and on 29 February too.

    They shrink to the first of May.

    Example:
        >>> from hypothesis import find
        >>> find(yearly_days(), lambda rule: True).first
        (5, 1)
    """
    return st.builds(
        lambda days, label: _only_rule(DaysOff.yearly(days, label=label)),
        st.sampled_from(_YEARLY),
        labels(),
    )


def recurring_days() -> st.SearchStrategy[RecurringDays]:
    """Days off by recurrence rules, with and without an end.

    They shrink to the last Friday of each month.

    Example:
        >>> from hypothesis import find
        >>> find(recurring_days(), lambda rule: True).rule
        'FREQ=MONTHLY;BYDAY=-1FR'
    """
    return st.builds(
        lambda rule, since, label: _only_rule(
            DaysOff.rule(rule, since=since, label=label)
        ),
        st.sampled_from(_RULES),
        st.sampled_from([_START, date(2025, 12, 1)]),
        labels(),
    )


def special_hours() -> st.SearchStrategy[SpecialHours]:
    """Special hours of single dates, closed ones too, often near 2026-01-05.

    They shrink to a closed 2026-01-05.

    Example:
        >>> from hypothesis import find
        >>> find(special_hours(), lambda hours: True)
        SpecialHours(day=datetime.date(2026, 1, 5), windows=(), label='')
    """
    return st.builds(SpecialHours, _near_dates(), _few_windows(least=0), labels())


def closures() -> st.SearchStrategy[Closure]:
    """Closures of single dates, often near 2026-01-05.

    They shrink to 2026-01-05 09:00-17:00.

    Example:
        >>> from hypothesis import find
        >>> str(find(closures(), lambda closure: True).windows[0])
        '09:00-17:00'
    """
    return st.builds(Closure, _near_dates(), _few_windows(least=1), labels())


def service_calendars(
    *, zones: Iterable[str | tzinfo] | None = None, lasting: bool = False
) -> st.SearchStrategy[ServiceCalendar]:
    """Calendars of every kind, open for some time in every ordinary month.

    Night shifts, days off of every kind, special hours, closures, combinations,
    versions. They shrink to Mo-Fr 09:00-17:00 in UTC, or in the first zone.

    Args:
        zones: the zones to draw from; those of ``zones`` of the instants if left
            out.
        lasting: whether to leave out the holidays of countries, which are known for
            some years only: asking beyond them warns.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10, deadline=None)
        ... @given(service_calendars())
        ... def test_it_opens(calendar):
        ...     assert calendar.is_open(calendar.next_open(MONDAY))
        >>> test_it_opens()
    """
    chosen = (
        any_zone()
        if zones is None
        else st.sampled_from([load_zone(zone) for zone in zones])
    )
    plain = _plain(chosen, lasting=lasting)
    moved = st.builds(ServiceCalendar.in_zone, plain, chosen)
    versions = _versions(plain, _near_dates(), names())
    return plain | _combined(plain, chosen) | versions | moved


def calendar_days() -> st.SearchStrategy[CalendarDay]:
    """Rows that explain a calendar, as it explains itself.

    They shrink to a day of Mo-Fr 09:00-17:00 of which nothing counted.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10, deadline=None)
        ... @given(calendar_days())
        ... def test_no_more_than_a_day_counts_beyond_a_night(day):
        ...     assert timedelta() <= day.counted < timedelta(days=2)
        >>> test_no_more_than_a_day_counts_beyond_a_night()
    """
    return _explained(service_calendars(), _LENGTHS).flatmap(st.sampled_from)


def open_windows() -> st.SearchStrategy[OpenWindow]:
    """Windows of the rows that explain a calendar.

    They shrink to 2026-01-05, 09:00-17:00.

    Example:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=10, deadline=None)
        ... @given(open_windows())
        ... def test_it_closes_later(window):
        ...     assert window.start.astimezone(UTC) < window.end.astimezone(UTC)
        >>> test_it_closes_later()
    """
    days = _open_days(service_calendars())
    return days.flatmap(lambda day: st.sampled_from(day.windows))


def _window(ends: list[int]) -> TimeWindow:
    return TimeWindow(*(write_clock(minute * _MINUTE) for minute in ends))


def _few_windows(*, least: int) -> st.SearchStrategy[list[TimeWindow]]:
    """Draw windows of a day that do not overlap, the last one perhaps overnight."""
    one = time_windows().map(lambda window: [window])
    found = one | _day().map(lambda day: [_window([*ends]) for ends in day] or [_NINE])
    return found if least else st.just([]) | found


_NINE = TimeWindow("09:00", "17:00")


def _day() -> st.SearchStrategy[_Day]:
    """Draw windows of a day, in minutes, that neither overlap nor touch."""
    marks = st.lists(st.integers(0, 48), max_size=6, unique=True).map(sorted)
    return marks.map(
        lambda found: [
            (opens * 30, closes * 30)
            for opens, closes in zip(found[::2], found[1::2], strict=False)
        ]
    )


@st.composite
def _drawn_weeks(draw: st.DrawFn, pattern: st.SearchStrategy[_Day]) -> WeeklyHours:
    patterns = [draw(pattern) for _ in range(draw(st.integers(1, 3)))]
    days = [list(draw(st.sampled_from(patterns))) for _ in Weekday]
    if not any(days):
        days[0] = [(540, 1020)]
    longer = [draw(_HALF_HOURS) for _ in Weekday]
    # Over midnight, as far as the next day and the window itself leave room.
    for place, minutes in enumerate(longer):
        today, tomorrow = days[place], days[(place + 1) % 7]
        if today and minutes:
            opens = today[-1][0]
            room = min(opens - 30, tomorrow[0][0] if tomorrow else _DAY)
            if room > 0:
                today[-1] = opens, min(minutes * 30, room) + _DAY
    return WeeklyHours(
        {
            day: [_window([opens, _on_clock(closes)]) for opens, closes in found]
            for day, found in zip(Weekday, days, strict=True)
        }
    )


def _on_clock(closes: int) -> int:
    return closes if closes <= _DAY else closes - _DAY


def _near_dates() -> st.SearchStrategy[date]:
    monday = MONDAY.date()
    near = st.integers(-10, 10).map(lambda days: monday + timedelta(days=days))
    return near | dates()


def _country(given: Mapping[str, Any]) -> CountryDays:
    rule: CountryDays = _only_rule(DaysOff.country(**given))
    return rule


def _only_rule(off: DaysOff) -> Any:
    (rule,) = off.rules
    return rule


def _plain(
    chosen: st.SearchStrategy[tzinfo], *, lasting: bool
) -> st.SearchStrategy[ServiceCalendar]:
    rest: dict[str, st.SearchStrategy[Any]] = {
        "tz": chosen,
        "special": st.lists(special_hours(), max_size=2, unique_by=attrgetter("day")),
        "closures": st.lists(closures(), max_size=2),
        "name": st.none() | names(),
    }
    off = days_off(countries=False)
    found = st.builds(ServiceCalendar, weekly_hours(), days_off=off, **rest)
    if lasting:
        return found
    # What is known for some years only is open long enough to stay within them.
    weeks = st.sampled_from([WeeklyHours.parse(text) for text in _FULL_WEEKS])
    return found | st.builds(ServiceCalendar, weeks, days_off=days_off(), **rest)


@st.composite
def _combined(
    draw: st.DrawFn,
    plain: st.SearchStrategy[ServiceCalendar],
    chosen: st.SearchStrategy[tzinfo],
) -> ServiceCalendar:
    calendar = draw(plain)
    for _ in range(draw(st.integers(1, 2))):
        operation = draw(st.sampled_from([or_, and_, sub]))
        other = draw(plain)
        combined: ServiceCalendar = operation(calendar, other)
        calendar = combined if _is_used(combined) else calendar | other
    return calendar.in_zone(draw(chosen)) if draw(st.booleans()) else calendar


def _is_used(calendar: ServiceCalendar) -> bool:
    return calendar.elapsed(*_FEBRUARY) >= _LEAST


@st.composite
def _versions(
    draw: st.DrawFn,
    plain: st.SearchStrategy[ServiceCalendar],
    day: st.SearchStrategy[date],
    name: st.SearchStrategy[str],
) -> ServiceCalendar:
    days = [_START, *sorted(draw(day) for _ in range(draw(st.integers(1, 2))))]
    # Midnights of two zones may be more than a day apart.
    kept = [after for before, after in pairwise(days) if (after - before).days > 1]
    parts = {day: draw(plain) for day in [_START, *kept]}
    named = draw(name) if draw(st.booleans()) else None
    return ServiceCalendar.versions(parts, name=named)


@st.composite
def _explained(
    draw: st.DrawFn,
    calendars: st.SearchStrategy[ServiceCalendar],
    lengths: st.SearchStrategy[timedelta],
) -> tuple[CalendarDay, ...]:
    calendar = draw(calendars)
    start = draw(aware_datetimes(near=calendar))
    return calendar.explain(start, start.astimezone(UTC) + draw(lengths)).rows


@st.composite
def _open_days(
    draw: st.DrawFn, calendars: st.SearchStrategy[ServiceCalendar]
) -> CalendarDay:
    calendar = draw(calendars)
    opens = calendar.next_open(draw(aware_datetimes(near=calendar)))
    tick = timedelta(microseconds=1)
    rows = calendar.explain(opens, opens.astimezone(UTC) + tick).rows
    return draw(st.sampled_from([row for row in rows if row.windows]))


def _combinations() -> st.SearchStrategy[Any]:
    plain = _plain(any_zone(), lasting=False)
    moved = plain.map(lambda calendar: Combination(Operation.EITHER, (calendar,), UTC))
    return _combined(plain, any_zone()).map(attrgetter("weekly")) | moved


def _version_tables() -> st.SearchStrategy[Any]:
    plain = _plain(any_zone(), lasting=False)
    return _versions(plain, _near_dates(), names()).map(attrgetter("weekly"))


STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        CalendarDay: calendar_days,
        Closure: closures,
        Combination: _combinations,
        CountryDays: country_days,
        DaysOff: days_off,
        FixedDays: dated_days,
        OpenWindow: open_windows,
        RecurringDays: recurring_days,
        ServiceCalendar: service_calendars,
        SpecialHours: special_hours,
        TimeWindow: time_windows,
        Versions: _version_tables,
        WeeklyHours: weekly_hours,
        YearlyDays: yearly_days,
    }
)

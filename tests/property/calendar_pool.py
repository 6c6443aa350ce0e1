"""Calendars and instants that the laws of calendars are tried on."""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

import servicedesk_core as sd

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/Moscow",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Pacific/Apia",
)
NEPAL = timezone(timedelta(hours=5, minutes=45))
FULL_WEEKS = (
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 08:17-12:00,13:03-17:41",
    "Mo-Su 22:00-06:00",
    "24/7",
)
WEEKS = (*FULL_WEEKS, "Sa 00:00-24:00; Su 00:00-03:00", "We 23:30-24:00")
OFF = (
    sd.DaysOff.none(),
    sd.DaysOff.yearly("12-24..01-02", "05-01"),
    sd.DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2000, 1, 1)),
)
# Those of a country are known for some years only.
COUNTRIES = (
    sd.DaysOff.country("RU", short_eves=timedelta(hours=1)),
    sd.DaysOff.country("GR", categories={"public": None, "half_day": "09:00-13:00"}),
    sd.DaysOff.country("DE", "BY") + sd.DaysOff.yearly("12-24"),
)
SPECIAL = (
    (),
    (
        sd.SpecialHours("2026-01-01", "10:00-14:00"),
        sd.SpecialHours("2026-03-29", ()),
    ),
)
CLOSURES = ((), (sd.Closure("2026-03-28", "23:00-05:00"),))
TICK = timedelta(microseconds=1)


def built(
    weeks: tuple[str, ...], days_off: tuple[sd.DaysOff, ...]
) -> st.SearchStrategy[sd.ServiceCalendar]:
    """Calendars of rules."""
    return st.builds(
        sd.ServiceCalendar,
        st.sampled_from(weeks),
        tz=st.sampled_from([*ZONES, NEPAL]),
        days_off=st.sampled_from(days_off),
        special=st.sampled_from(SPECIAL),
        closures=st.sampled_from(CLOSURES),
    )


lasting = built(WEEKS, OFF)
"""Calendars whose days off are known for ever."""
calendars = lasting | built(FULL_WEEKS, COUNTRIES)
"""Calendars known from 1991 to 2027 at least."""
closing = calendars.filter(
    lambda calendar: calendar.weekly != sd.WeeklyHours.parse("24/7")
)

instants = st.datetimes(
    min_value=datetime(2010, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(2026, 6, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES).map(ZoneInfo),
)
near = st.integers(-40 * 86_400 * 10**6, 40 * 86_400 * 10**6).map(
    lambda microseconds: timedelta(microseconds=microseconds)
)
durations = st.integers(0, 500 * 3600 * 10**6).map(
    lambda microseconds: timedelta(microseconds=microseconds)
)


@lru_cache
def changes(tz: str) -> tuple[datetime, ...]:
    """Return the instants at which a zone's clocks changed from 2010 to 2025."""
    zone = ZoneInfo(tz)
    found = []
    low = datetime(2010, 1, 1, tzinfo=UTC)
    while low.year < 2026:
        high = low + timedelta(days=1)
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            found.append(_change_between(low, high, zone))
        low = high
    return tuple(found)


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the second at which the offset changes within a day."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
            low = middle
        else:
            high = middle
    return high


CHANGING = tuple(tz for tz in ZONES if changes(tz))


@st.composite
def at_changes(draw: st.DrawFn, tz: str | None = None) -> datetime:
    """An instant at, just off or within hours of a change of clocks, in its zone."""
    zone = draw(st.sampled_from(CHANGING)) if tz is None else tz
    away = st.one_of(
        st.sampled_from([-1, 0, 1]),
        st.builds(
            lambda half, tick: half * 1_800_000_000 + tick,
            st.integers(-6, 6),
            st.sampled_from([-1, 0, 1]),
        ),
        st.integers(-3 * 3_600_000_000, 3 * 3_600_000_000),
    )
    # Until 2011 clocks in St John's went back over midnight: one date came twice.
    since_2012 = [at for at in changes(zone) if at.year >= 2012]
    at = draw(st.sampled_from(since_2012)) + timedelta(microseconds=draw(away))
    return at.astimezone(ZoneInfo(zone))


moments = instants | at_changes()


@st.composite
def asked(
    draw: st.DrawFn, drawn: st.SearchStrategy[sd.ServiceCalendar]
) -> tuple[sd.ServiceCalendar, datetime]:
    """A calendar with an instant, often at a change of the calendar's own clocks."""
    calendar = draw(drawn)
    own = str(calendar.tz)
    if own in CHANGING and draw(st.booleans()):
        return calendar, draw(at_changes(own))
    return calendar, draw(moments)


def moved(at: datetime, duration: timedelta) -> datetime:
    """Return an instant in real time away, in the same zone."""
    return (at.astimezone(UTC) + duration).astimezone(at.tzinfo)


class SlowDatetime(datetime):
    """A datetime of another class, which has no fast way through a calendar."""


def slow(at: datetime) -> SlowDatetime:
    """Return a datetime as one of the other class."""
    # `combine` of a subclass forgets the fold.
    return SlowDatetime.combine(at.date(), at.timetz()).replace(fold=at.fold)

"""Laws that hold for any calendar and any instants."""

import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

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
WEEKS = (
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 08:17-12:00,13:03-17:41",
    "Mo-Su 22:00-06:00",
    "Sa 00:00-24:00; Su 00:00-03:00",
    "24/7",
    "We 23:30-24:00",
)
OFF = (
    sd.DaysOff.none(),
    sd.DaysOff.country("RU"),
    sd.DaysOff.yearly("12-24..01-02", "05-01"),
    sd.DaysOff.rule("FREQ=MONTHLY;BYDAY=-1FR", since=date(2000, 1, 1)),
)
SPECIAL = (
    (),
    (
        sd.SpecialHours("2026-01-01", "10:00-14:00"),
        sd.SpecialHours("2026-03-29", ()),
    ),
)
CLOSURES = ((), (sd.Closure("2026-03-28", "23:00-05:00"),))

calendars = st.builds(
    sd.ServiceCalendar,
    st.sampled_from(WEEKS),
    tz=st.sampled_from(ZONES),
    days_off=st.sampled_from(OFF),
    special=st.sampled_from(SPECIAL),
    closures=st.sampled_from(CLOSURES),
)
instants = st.datetimes(
    min_value=datetime(2010, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES).map(ZoneInfo),
)
near = st.integers(-40 * 86_400 * 10**6, 40 * 86_400 * 10**6).map(
    lambda microseconds: timedelta(microseconds=microseconds)
)
durations = st.integers(0, 500 * 3600 * 10**6).map(
    lambda microseconds: timedelta(microseconds=microseconds)
)
TICK = timedelta(microseconds=1)


def moved(at: datetime, duration: timedelta) -> datetime:
    """Return an instant in real time away, in the same zone."""
    return (at.astimezone(UTC) + duration).astimezone(at.tzinfo)


@given(calendars, instants, near, near)
def test_elapsed_is_additive(
    calendar: sd.ServiceCalendar, at: datetime, first: timedelta, second: timedelta
) -> None:
    middle = moved(at, first)
    end = moved(middle, second)
    parts = calendar.elapsed(at, middle) + calendar.elapsed(middle, end)

    assert parts == calendar.elapsed(at, end)


@given(calendars, instants, durations)
def test_add_gives_the_earliest_instant(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    due = calendar.add(at, duration)

    assert duration == calendar.elapsed(at, due)
    if duration:
        assert duration > calendar.elapsed(at, moved(due, -TICK))


@given(calendars, instants, durations)
def test_subtract_gives_the_latest_instant(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    start = calendar.subtract(at, duration)

    assert duration == calendar.elapsed(start, at)
    if duration:
        assert duration > calendar.elapsed(moved(start, TICK), at)


@given(calendars, instants, durations)
def test_negative_durations_swap_add_and_subtract(
    calendar: sd.ServiceCalendar, at: datetime, duration: timedelta
) -> None:
    assert calendar.subtract(at, duration) == calendar.add(at, -duration)
    assert calendar.add(at, duration) == calendar.subtract(at, -duration)


@given(calendars, instants, durations, durations)
def test_add_and_subtract_are_monotone(
    calendar: sd.ServiceCalendar, at: datetime, first: timedelta, second: timedelta
) -> None:
    short, long = sorted([first, second])

    assert calendar.add(at, short).astimezone(UTC) <= calendar.add(at, long)
    assert calendar.subtract(at, long).astimezone(UTC) <= calendar.subtract(at, short)


@given(calendars, instants, near)
def test_windows_agree_with_is_open_and_elapsed(
    calendar: sd.ServiceCalendar, at: datetime, reach: timedelta
) -> None:
    start, end = sorted([at.astimezone(UTC), moved(at, reach).astimezone(UTC)])
    windows = list(calendar.windows(start, end))
    total = sum((window.duration for window in windows), timedelta())

    assert total == calendar.elapsed(start, end)
    for window in windows:
        assert calendar.is_open(window.start)
        assert calendar.is_open(window.end - TICK)
    for before, after in pairwise(windows):
        assert before.end < after.start
        assert not calendar.is_open(before.end)


@given(calendars.filter(lambda calendar: calendar.format() != "24/7"), instants)
def test_edges_are_where_it_opens_and_closes(
    calendar: sd.ServiceCalendar, at: datetime
) -> None:
    opening = calendar.next_open(at)
    closing = calendar.next_close(at)
    opened = calendar.previous_open(at)
    closed = calendar.previous_close(at)

    assert calendar.is_open(opening)
    assert calendar.is_open(at) == (opening.astimezone(UTC) == at.astimezone(UTC))
    assert calendar.is_open(moved(closing, -TICK))
    assert not calendar.is_open(closing)
    assert calendar.is_open(opened)
    assert not calendar.is_open(moved(opened, -TICK))
    assert not calendar.is_open(closed)
    assert closed.astimezone(UTC) <= at.astimezone(UTC) < closing.astimezone(UTC)


@given(calendars, instants, near, durations, st.sampled_from(ZONES))
def test_answers_do_not_depend_on_the_zone_of_the_question(
    calendar: sd.ServiceCalendar,
    at: datetime,
    reach: timedelta,
    duration: timedelta,
    zone: str,
) -> None:
    elsewhere = at.astimezone(ZoneInfo(zone))
    end = moved(at, reach)
    due = calendar.add(elsewhere, duration)

    assert calendar.elapsed(at, end) == calendar.elapsed(elsewhere, end)
    assert calendar.add(at, duration).astimezone(UTC) == due.astimezone(UTC)
    assert due.tzinfo is elsewhere.tzinfo


@given(calendars, instants)
def test_a_pickle_is_the_definition(calendar: sd.ServiceCalendar, at: datetime) -> None:
    fresh = pickle.dumps(calendar)
    calendar.is_open(at)
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own

    assert fresh == pickle.dumps(calendar)
    assert (calendar, hash(calendar)) == (copy, hash(copy))
    assert calendar.is_open(at) == copy.is_open(at)


@given(calendars, st.lists(instants, min_size=2, max_size=5))
def test_what_was_asked_before_changes_nothing(
    calendar: sd.ServiceCalendar, asked: list[datetime]
) -> None:
    """The index grows on demand, from either end and from afar."""
    first, last = asked[0], asked[-1]
    fresh = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - our own
    for at in asked:
        calendar.is_open(at)
    calendar.is_open(datetime(1800, 1, 1, tzinfo=UTC))

    assert fresh.elapsed(first, last) == calendar.elapsed(first, last)

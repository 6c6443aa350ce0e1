"""Laws of written hours: what is written reads back, and anything can be read."""

import string
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, strategies as st

from servicedesk_core.calendars import DaysOff, SpecialHours, TimeWindow, WeeklyHours
from servicedesk_core.calendars.day_rules import FixedDays
from servicedesk_core.calendars.notation import (
    ParsedHours,
    format_hours,
    format_rrule,
    format_schema_org,
    format_weekly,
    parse_hours,
    parse_rrule,
    parse_schema_org,
    parse_weekly,
)
from servicedesk_core.calendars.recurrence import RecurringDays
from servicedesk_core.calendars.window import write_clock
from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHoursError,
    WrongTypeError,
)

MINUTE = 60_000_000
DAY = 24 * 60 * MINUTE

clocks = st.integers(0, 24 * 60).map(lambda minutes: minutes * MINUTE) | st.integers(
    0, DAY
)


@st.composite
def day_windows(draw: st.DrawFn) -> tuple[TimeWindow, ...]:
    """Draw up to three windows of a day, the last one perhaps overnight."""
    times = sorted(draw(st.sets(clocks, max_size=6)))
    times = times[: len(times) // 2 * 2]
    overnight = draw(st.booleans())
    if times and overnight:
        times = [*times[1:], times[0]]
    pairs = zip(times[::2], times[1::2], strict=True)
    # 24:00 is a closing, and no window opens then.
    return tuple(
        TimeWindow(write_clock(opens), write_clock(closes))
        for opens, closes in pairs
        if opens < DAY
    )


@st.composite
def weeks(draw: st.DrawFn) -> WeeklyHours:
    """Draw weekly hours."""
    found = draw(st.lists(day_windows(), min_size=1, max_size=3))
    week = [draw(st.sampled_from([*found, ()])) for _ in range(7)]
    try:
        return WeeklyHours(tuple(week))  # type: ignore[arg-type]
    except InvalidHoursError:
        assume(False)  # two nights may overlap
        raise


dates = st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.dates()
labels = st.sampled_from(["day off", "", "rest; day", "a, b"]) | st.text(
    st.characters(exclude_characters='"\r', codec="utf-8"), max_size=8
)
fixed = st.builds(
    DaysOff.dates,
    st.dictionaries(dates, labels, max_size=6).map(lambda days: list(days.items())),
)
leap_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
    lambda day: f"{day:%m-%d}"
)
month_ends = st.sampled_from(["01-01..01-31", "02-01..02-29", "07-01..08-31"])
yearly = st.builds(
    DaysOff.yearly,
    leap_days | month_ends | st.builds("{}..{}".format, leap_days, leap_days),
    label=labels,
)


@st.composite
def all_days_off(draw: st.DrawFn) -> DaysOff:
    """Draw days off, no two lots of single dates side by side."""
    found = draw(fixed)
    for days in draw(st.lists(yearly, max_size=3)):
        found += days
        if draw(st.booleans()):
            found += draw(fixed)
    kinds = [type(rule) for rule in found.rules]
    assume((FixedDays, FixedDays) not in pairwise(kinds))
    return found


@st.composite
def all_special(draw: st.DrawFn) -> tuple[SpecialHours, ...]:
    """Draw special hours by date, some of them of dates in a row."""
    days = draw(st.lists(dates, max_size=4))
    row = draw(dates)
    days += [row + timedelta(days=n) for n in range(3) if row < date(9999, 12, 20)]
    hours = draw(st.lists(st.tuples(day_windows(), labels), min_size=1, max_size=3))
    return tuple(
        SpecialHours(day, *draw(st.sampled_from(hours))) for day in sorted(set(days))
    )


@given(weeks())
def test_weekly_hours_read_back(weekly: WeeklyHours) -> None:
    assert weekly == parse_weekly(format_weekly(weekly))


@given(weeks(), all_days_off(), all_special())
def test_hours_read_back(
    weekly: WeeklyHours, days_off: DaysOff, special: tuple[SpecialHours, ...]
) -> None:
    text = format_hours(weekly, days_off, special)
    assert ParsedHours(weekly, days_off, special, None) == parse_hours(text)


@given(st.lists(fixed | yearly, max_size=4), dates)
def test_any_days_off_read_back_as_the_same_days(
    parts: list[DaysOff], day: date
) -> None:
    days_off = sum(parts, DaysOff.none())
    years = {day.year, *(day.year for part in parts for day in _days(part))}
    back = parse_hours(format_hours(WeeklyHours({}), days_off)).days_off
    assert [days_off.days(year) for year in years] == [
        back.days(year) for year in years
    ]


def _days(days_off: DaysOff) -> list[date]:
    return [
        day
        for rule in days_off.rules
        if isinstance(rule, FixedDays)
        for day, _ in rule.dates
    ]


@given(weeks(), all_special())
def test_schema_org_reads_back(
    weekly: WeeklyHours, special: tuple[SpecialHours, ...]
) -> None:
    specs = format_schema_org(weekly, special=special)
    expected = ParsedHours(weekly, DaysOff.none(), special, None)
    assert expected == parse_schema_org(specs)


@given(fixed, all_special())
def test_days_off_read_back_from_schema_org_as_special_hours(
    days_off: DaysOff, special: tuple[SpecialHours, ...]
) -> None:
    specs = format_schema_org(WeeklyHours({}), days_off, special)
    labels = dict(day for rule in days_off.rules for day in rule.dates)  # type: ignore[union-attr]
    closed = {day: SpecialHours(day, (), label) for day, label in labels.items()}
    expected = {**closed, **{hours.day: hours for hours in special}}
    back = parse_schema_org(specs).special
    assert expected == {hours.day: hours for hours in back}


weekdays = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
numbered = st.tuples(st.sampled_from(["1", "-1", "+2", "-5"]), weekdays).map("".join)
rules = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 400)),
    st.builds(
        "FREQ=WEEKLY;BYDAY={};WKST={};INTERVAL={}".format,
        st.lists(weekdays, min_size=1).map(",".join),
        weekdays,
        st.integers(1, 9),
    ),
    st.builds(
        "FREQ=MONTHLY;BYDAY={};COUNT={}".format,
        (st.lists(numbered, min_size=1) | st.lists(weekdays, min_size=1)).map(",".join),
        st.integers(1, 99_999),
    ),
    st.builds(
        "freq=yearly;bymonth={};BYMONTHDAY={}".format,
        st.integers(1, 12),
        st.integers(-28, -1) | st.integers(1, 28),
    ),
)


@given(rules, st.dates(max_value=date(9900, 1, 1)), labels)
def test_recurrence_rules_read_back(rule: str, since: date, label: str) -> None:
    days_off = DaysOff.rule(rule, since=since, label=label)
    [only] = days_off.rules
    assert isinstance(only, RecurringDays)
    assert days_off == parse_rrule(format_rrule(only))


def damaged(text: str, place: int, length: int, instead: str) -> str:
    """Return a text with some characters replaced."""
    place %= len(text) + 1
    return text[:place] + instead + text[place + length :]


def texts(joint: str, rules: list[str], words: list[str]) -> st.SearchStrategy[str]:
    """Draw texts that are right, nearly right, made of the words, or anything."""
    right = st.lists(st.sampled_from(rules), min_size=1, max_size=4).map(joint.join)
    nearly = st.builds(
        damaged,
        right,
        st.integers(0, 200),
        st.integers(0, 3),
        st.sampled_from(words) | st.text(max_size=2),
    )
    made = st.builds(
        str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(words))
    )
    return right | nearly | made | st.text(string.printable) | st.text()


hours_texts = texts(
    "; ",
    [
        *("Mo-Fr 09:00-17:00", "Sa,Su 22:00-26:00", "off", "24/7", "PH off"),
        *("Dec 24-Jan 02 off", 'Jul-Aug off "summer"', "May 1,May 9-10 closed"),
        *("2026 Dec 24 off", "2026 Dec 25,2026 Dec 27-2027 Jan 3 off"),
        *("2026 Dec 31 09:00-12:00", '2026 Nov closed "stock"', "2027 Jan 4 closed"),
    ],
    [
        *("Mo", "Su", "PH", "SH", "Dec", "Feb", "2026", "2027", "9999", "24", "30"),
        *("09:00", "17:00", "26:00", "24/7", "-", ",", ";", "off", "closed", "[1]"),
        *('"label"', '"', "+", "||", "week", "easter", "sunset", "unknown", "days"),
    ],
)
# No daily rules: an impossible one is searched for through all the years.
rule_texts = st.tuples(
    st.sampled_from(["DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;", ""]),
    texts(
        ";",
        [
            *("BYDAY=-1FR", "BYDAY=MO,TU", "COUNT=3", "UNTIL=20261231", "INTERVAL=2"),
            *("BYMONTH=2,6", "BYMONTHDAY=1", "BYSETPOS=1", "WKST=SU"),
        ],
        [
            *("DTSTART;VALUE=DATE:20260130\n", "RRULE:", "SUMMARY:", "\r\n", "\\"),
            *("FREQ=YEARLY", "FREQ=HOURLY", "BYHOUR=9", "BYDAY=", ";", ",", "=", "1"),
        ],
    ),
).map("".join)


def attempt(read: Callable[[Any], Any], given: object) -> Any:
    """Return what a reader gives, or its error."""
    try:
        return read(given)
    except (InvalidHoursError, InvalidArgumentError, WrongTypeError) as error:
        return error


def without_holidays(parsed: ParsedHours) -> tuple[object, ...]:
    """Return what does not depend on where it stands in the text."""
    special = sorted(parsed.special, key=lambda hours: hours.day)
    return parsed.weekly, parsed.days_off, special


@given(hours_texts)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = attempt(parse_hours, text)
    if isinstance(found, ParsedHours):
        again = parse_hours(format_hours(*without_holidays(found)))  # type: ignore[arg-type]
        assert without_holidays(found) == without_holidays(again)
    else:
        assert isinstance(found, InvalidHoursError)
        assert text == found.text
        assert found.windows or found.position in range(len(text) + 1)


@given(rule_texts)
def test_any_lines_are_read_or_refused(text: str) -> None:
    found = attempt(parse_rrule, text)
    if isinstance(found, DaysOff):
        [only] = found.rules
        assert isinstance(only, RecurringDays)
        assert found == parse_rrule(format_rrule(only))
    else:
        assert isinstance(found, InvalidHoursError)
        assert found.position in range(len(text) + 1)


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)
specs = st.fixed_dictionaries(
    {},
    optional={
        "@type": st.just("OpeningHoursSpecification") | anything,
        "dayOfWeek": st.sampled_from(["Monday", "PublicHolidays", ["Sunday"]])
        | anything,
        "opens": st.sampled_from(["00:00", "09:00", "17:00"]) | anything,
        "closes": st.sampled_from(["00:00", "09:00", "24:00"]) | anything,
        "validFrom": st.sampled_from(["2026-12-31", "2017-01-01"]) | anything,
        "validThrough": st.sampled_from(["2026-12-31", "2026-02-01"]) | anything,
        "name": anything,
        "other": anything,
    },
)
good_specs = st.fixed_dictionaries(
    {"opens": st.just("09:00"), "closes": st.sampled_from(["00:00", "17:00"])},
    optional={
        "dayOfWeek": st.sampled_from(["Monday", ["Tuesday", "Sunday"]]),
        "validFrom": st.just("2026-01-01"),
        "validThrough": st.sampled_from(["2026-01-31", "2025-12-31"]),
        "name": st.text(max_size=3),
    },
)


@given(st.lists(good_specs, max_size=2) | st.lists(specs | anything) | anything)
def test_any_entries_are_read_or_refused(entries: Any) -> None:
    found = attempt(parse_schema_org, entries)
    if isinstance(found, ParsedHours):
        specs = format_schema_org(found.weekly, special=found.special)
        again = parse_schema_org(specs)
        assert without_holidays(found) == without_holidays(again)
    else:
        assert "specs" in str(found) or found.windows

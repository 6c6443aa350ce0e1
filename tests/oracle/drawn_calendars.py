"""Random calendars as plain data, built for the library and for the oracle alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, reduce
from typing import Protocol
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

import servicedesk_core as sd
from oracle.minutes import CombinedOracle, MinuteOracle, Minutes, VersionsOracle
from servicedesk_core.calendars.day_rules import HalfDay, Rule

DAY = 1440
MINUTE_US = 60_000_000
# Zones, each with a date around which its clocks change.
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Moscow", date(2011, 3, 27)),
    ("Europe/Moscow", date(2014, 10, 26)),
    ("America/Sao_Paulo", date(2017, 10, 15)),
    ("America/Sao_Paulo", date(2017, 2, 18)),
    ("Australia/Lord_Howe", date(2021, 4, 4)),
    ("Australia/Lord_Howe", date(2021, 10, 3)),
    ("Asia/Tehran", date(2021, 3, 22)),
    ("Asia/Tehran", date(2021, 9, 21)),
    ("Africa/Casablanca", date(2021, 4, 11)),
    ("Africa/Casablanca", date(2021, 5, 16)),
    ("America/Havana", date(2024, 3, 10)),
    ("America/Havana", date(2024, 11, 3)),
    ("America/St_Johns", date(2010, 3, 14)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Asia/Pyongyang", date(2015, 8, 15)),
    ("Asia/Pyongyang", date(2018, 5, 4)),
    ("Antarctica/Troll", date(2023, 10, 29)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("UTC", date(2026, 12, 31)),
)
# Combined calendars take turns at these: every zone and date costs time to mark.
MEETINGS = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("America/Sao_Paulo", date(2017, 2, 18)),
    ("Australia/Lord_Howe", date(2021, 4, 4)),
    ("Asia/Pyongyang", date(2018, 5, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
)
NEIGHBOURS = ("UTC", "Europe/Berlin", "Australia/Lord_Howe")
# How far around its date a calendar is marked, has dated rules, is asked about.
HORIZON = timedelta(days=9)
NEAR = 4
Window = tuple[int, int]


class Case(Protocol):
    """A drawn calendar, whatever it is made of."""

    @property
    def around(self) -> date:
        """The date that everything happens around."""

    @property
    def zone(self) -> str:
        """The zone of its dates."""

    def calendar(self) -> sd.ServiceCalendar:
        """Build it for the library."""

    def marks(self) -> Minutes:
        """Build it for the oracle, not yet prepared."""


@attrs.frozen
class Drawn:
    """The rules of one calendar; windows are in minutes from midnight."""

    zone: str
    around: date
    weekly: Mapping[int, list[Window]]
    days_off: frozenset[date] = frozenset()
    worked: Mapping[date, int] = attrs.field(factory=dict)
    half_days: Mapping[date, list[Window]] = attrs.field(factory=dict)
    eves: Mapping[date, int] = attrs.field(factory=dict)
    special: Mapping[date, list[Window]] = attrs.field(factory=dict)
    closures: tuple[tuple[date, Window], ...] = ()

    def calendar(self) -> sd.ServiceCalendar:
        return sd.ServiceCalendar(
            sd.WeeklyHours(
                {sd.Weekday(day): named(given) for day, given in self.weekly.items()}
            ),
            tz=self.zone,
            days_off=sd.DaysOff((GivenDays(self),)),  # type: ignore[arg-type]
            special=[sd.SpecialHours(day, named(w)) for day, w in self.special.items()],
            closures=[sd.Closure(day, named([w])) for day, w in self.closures],
            name=self.zone,
        )

    def marks(self) -> Minutes:
        return MinuteOracle(
            self.weekly,
            tz=self.zone,
            days_off=self.days_off,
            worked=self.worked,
            half_days=self.half_days,
            eves=self.eves,
            special=self.special,
            closures=self.closures,
        )


@attrs.frozen
class GivenDays(Rule):
    """A rule of days off that has whatever was drawn, as no country would."""

    drawn: Drawn

    def days(self, year: int) -> Mapping[int, str]:
        return {
            day.toordinal(): "off" for day in self.drawn.days_off if day.year == year
        }

    def worked(self, year: int) -> Mapping[int, int]:
        worked = self.drawn.worked.items()
        return {day.toordinal(): weekday for day, weekday in worked if day.year == year}

    def half_days(self, year: int) -> Mapping[int, HalfDay]:
        return {
            day.toordinal(): HalfDay(tuple(named(windows)), "half")
            for day, windows in self.drawn.half_days.items()
            if day.year == year
        }

    def eves(self, year: int) -> Mapping[int, int]:
        return {
            day.toordinal(): minutes * MINUTE_US
            for day, minutes in self.drawn.eves.items()
            if day.year == year
        }


def named(windows: Sequence[Window]) -> list[sd.TimeWindow]:
    """Return windows of minutes as the library's windows."""
    return [sd.TimeWindow(clock(opens), clock(closes)) for opens, closes in windows]


def clock(minute: int) -> str:
    """Return minutes from midnight as a clock shows them, 24:00 for a midnight."""
    if minute > DAY:
        minute -= DAY
    return f"{minute // 60:02}:{minute % 60:02}"


@attrs.frozen
class Combined:
    """Cases under one operation, from the left: ``a - b - c``."""

    operation: str
    parts: tuple[Case, ...]

    @property
    def around(self) -> date:
        return self.parts[0].around

    @property
    def zone(self) -> str:
        return self.parts[0].zone

    def calendar(self) -> sd.ServiceCalendar:
        operate = {
            "&": sd.ServiceCalendar.__and__,
            "|": sd.ServiceCalendar.__or__,
            "-": sd.ServiceCalendar.__sub__,
        }[self.operation]
        return reduce(operate, (part.calendar() for part in self.parts))

    def marks(self) -> Minutes:
        return reduce(
            lambda left, right: CombinedOracle(left, self.operation, right),
            (part.marks() for part in self.parts),
        )


@attrs.frozen
class Moved:
    """A case with the dates of another zone."""

    inner: Case
    zone: str

    @property
    def around(self) -> date:
        return self.inner.around

    def calendar(self) -> sd.ServiceCalendar:
        return self.inner.calendar().in_zone(self.zone)

    def marks(self) -> Minutes:
        return self.inner.marks().in_zone(self.zone)


@attrs.frozen
class Versioned:
    """Cases in force one after the other."""

    entries: tuple[tuple[date, Case], ...]

    @property
    def around(self) -> date:
        return self.entries[0][1].around

    @property
    def zone(self) -> str:
        return self.entries[0][1].zone

    def calendar(self) -> sd.ServiceCalendar:
        return sd.ServiceCalendar.versions(
            {day: case.calendar() for day, case in self.entries}
        )

    def marks(self) -> Minutes:
        return VersionsOracle({day: case.marks() for day, case in self.entries})


@st.composite
def days(draw: st.DrawFn, *, least: int = 0) -> list[Window]:
    """Up to three windows of a day that neither overlap nor touch."""
    grain = draw(st.sampled_from([30, 60, 5]))
    marks = draw(st.lists(st.integers(0, DAY // grain), max_size=6))
    edges = [mark * grain for mark in sorted(set(marks))]
    found = list(zip(edges[::2], edges[1::2], strict=False))
    return found if len(found) >= least else [(600, 735)]


@st.composite
def over_midnight(draw: st.DrawFn) -> list[Window]:
    """One window that ends on the next date."""
    opens = draw(st.integers(2, 47))
    return [(opens * 30, DAY + draw(st.integers(1, opens - 1)) * 30)]


@st.composite
def weeks(draw: st.DrawFn) -> dict[int, list[Window]]:
    """A weekly pattern; its last window may cross midnight into a free morning."""
    whole: list[Window] = [(0, DAY)]
    patterns = draw(st.lists(days() | st.just(whole), min_size=1, max_size=3))
    chosen = draw(st.integers(0, 3**7 - 1))
    week = {day: [*patterns[chosen // 3**day % len(patterns)]] for day in range(7)}
    longer = draw(st.integers(0, DAY))
    for day, windows in week.items():
        tomorrow = week[(day + 1) % 7]
        if windows and chosen // 3**day % 2:
            reach = min(longer, windows[-1][0] - 5, tomorrow[0][0] if tomorrow else DAY)
            if reach > 0:
                windows[-1] = (windows[-1][0], DAY + reach)
    if not any(week.values()):
        week[2] = whole
    return week


@st.composite
def drawn(draw: st.DrawFn, tz: str, around: date) -> Drawn:
    """A calendar with rules of every kind near a date."""
    near = st.integers(-NEAR, NEAR).map(lambda n: around + timedelta(days=n))
    some = days(least=1) | over_midnight()
    kinds = draw(st.dictionaries(near, st.sampled_from("owh"), max_size=4))
    cut = st.sampled_from([30, 60, 95, 600, 1500])
    return Drawn(
        tz,
        around,
        draw(weeks()),
        frozenset(day for day, kind in kinds.items() if kind == "o"),
        {day: draw(st.integers(0, 6)) for day in kinds if kinds[day] == "w"},
        {day: draw(some) for day in kinds if kinds[day] == "h"},
        draw(st.dictionaries(near, cut, max_size=3)),
        draw(st.dictionaries(near, days() | over_midnight(), max_size=2)),
        tuple(
            (day, windows[0])
            for day, windows in draw(st.dictionaries(near, some, max_size=2)).items()
        ),
    )


def calendars() -> st.SearchStrategy[Drawn]:
    """A calendar of rules whose clocks change."""
    return st.sampled_from(CHANGES).flatmap(lambda change: drawn(*change))


@st.composite
def combinations(draw: st.DrawFn) -> Case:
    """Up to three calendars of rules, combined in any way, in any zones."""
    tz, around = draw(st.sampled_from(MEETINGS))
    zones = st.sampled_from([tz, tz, *NEIGHBOURS])

    def leaf() -> Case:
        return draw(drawn(draw(zones), around))

    def pair(left: Case, right: Case) -> Case:
        kind = draw(st.sampled_from(["&", "|", "-", "versions"]))
        if kind != "versions":
            return Combined(kind, (left, right))
        first = around + timedelta(days=draw(st.sampled_from([-400, -4, -2, -1])))
        later = around + timedelta(days=draw(st.integers(1, 4)))
        return Versioned(((first, left), (later, right)))

    def perhaps_moved(case: Case) -> Case:
        if draw(st.integers(0, 3)):
            return case
        return Moved(case, draw(zones))

    case = perhaps_moved(pair(leaf(), leaf()))
    shape = draw(st.sampled_from(["two", "two", "left", "right", "chain"]))
    if shape == "left":
        return perhaps_moved(pair(case, leaf()))
    if shape == "right":
        return perhaps_moved(pair(leaf(), case))
    if shape == "chain":
        return Combined(draw(st.sampled_from("&|-")), (leaf(), leaf(), leaf()))
    return case


@attrs.frozen
class Asked:
    """A case with two instants to ask about it, and both that may answer."""

    case: Case
    start: datetime
    end: datetime

    @cached_property
    def calendar(self) -> sd.ServiceCalendar:
        return self.case.calendar()

    @cached_property
    def oracle(self) -> Minutes:
        return self.case.marks().prepare(*self.marked)

    @property
    def marked(self) -> tuple[datetime, datetime]:
        """The range in which the oracle has marked every minute."""
        middle = midnight_of(self.case)
        return middle - HORIZON, middle + HORIZON


def midnight_of(case: Case) -> datetime:
    """Return the UTC midnight of the date that a case happens around."""
    return datetime.combine(case.around, datetime.min.time(), tzinfo=UTC)


@st.composite
def questions(draw: st.DrawFn, cases: st.SearchStrategy[Case]) -> Asked:
    """A calendar and two instants near its date, at and off the half hour.

    They are in the calendar's own zone, in UTC of either kind, or in a third zone.
    """
    case = draw(cases)
    names = st.sampled_from(["UTC", case.zone, "Europe/London"])
    zone = draw(st.just(UTC) | names.map(ZoneInfo))
    seconds = st.one_of(
        st.integers(-72, 72).map(lambda half: half * 1800),
        st.integers(-NEAR * 86_400, NEAR * 86_400),
    )
    micro = st.sampled_from([0, 0, 1, -1, 500_000])

    def instant() -> datetime:
        away = timedelta(seconds=draw(seconds), microseconds=draw(micro))
        return (midnight_of(case) + away).astimezone(zone)

    return Asked(case, instant(), instant())

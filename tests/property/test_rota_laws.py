"""Rotas against a slow model of minutes, and laws that hold for any of them."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, groupby, pairwise
from operator import itemgetter
from zoneinfo import ZoneInfo

import attrs
from hypothesis import given, strategies as st

from property.calendar_pool import TICK, ZONES, changes, moved
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.escalation.rota import (
    Handoff,
    Layer,
    Names,
    Override,
    Rota,
    Shift,
)
from servicedesk_core.timeline import Interval, localize

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
# Clocks go back by two hours in Troll, and by a whole hour over midnight in Havana.
PLACES = (*ZONES, "Antarctica/Troll", "America/Havana", "America/Chicago")
CHANGING = tuple(tz for tz in PLACES if changes(tz))
NAMES: tuple[Names, ...] = (
    ("anna",),
    ("boris",),
    ("clara", "dora"),
    ("dora", "clara"),
    ("emil",),
)
Every = tuple[int, str] | timedelta
EVERY: tuple[Every, ...] = (
    (1, "hourly"),
    (2, "hourly"),
    (5, "hourly"),
    (24, "hourly"),
    (1, "daily"),
    (3, "daily"),
    (1, "weekly"),
    (1, "monthly"),
    (2, "monthly"),
    timedelta(minutes=90),
    timedelta(hours=24),
    timedelta(days=9, minutes=7),
)
WEEKS = (None, None, "Mo-Su 22:00-06:00", "Mo-Fr 09:00-17:30", "Sa-Su 00:00-24:00")

readings = st.builds(
    # Most hand-overs are at such times, and most clocks change at them.
    lambda hour, minute: timedelta(hours=hour, minutes=minute),
    st.integers(0, 23),
    st.sampled_from([0, 0, 30, 15, 59]),
)


@attrs.frozen
class Drawn:
    """A layer as it was drawn: its start is a local reading."""

    members: tuple[Names, ...]
    zone: str
    reading: datetime
    every: Every
    week: str | None
    lasts: timedelta | None
    name: str

    @property
    def start(self) -> datetime:
        return localize(self.reading, self.zone)

    @property
    def hours(self) -> ServiceCalendar | None:
        if self.week is None:
            return None
        return ServiceCalendar.parse(self.week, tz=self.zone)

    @property
    def until(self) -> datetime | None:
        return None if self.lasts is None else moved(self.start, self.lasts)

    def built(self) -> Layer:
        return Layer(
            self.members,
            start=self.reading,
            tz=self.zone,
            every=self.every,
            hours=self.hours,
            until=self.until,
            name=self.name,
        )


@st.composite
def drawn_layers(draw: st.DrawFn, near: datetime, name: str) -> Drawn:
    """A layer that starts up to 70 days before an instant, or just after it."""
    zone = draw(st.sampled_from(PLACES))
    day = near - draw(st.integers(-1, 70)) * DAY
    date = day.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, tzinfo=None, fold=0)
    return Drawn(
        tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))),
        zone,
        date + draw(readings),
        draw(st.sampled_from(EVERY)),
        draw(st.sampled_from(WEEKS)),
        draw(st.none() | st.builds(lambda days: days * 7 * HOUR, st.integers(1, 240))),
        name,
    )


@st.composite
def overrides(draw: st.DrawFn, near: datetime, layers: Sequence[Drawn]) -> Override:
    """Somebody who stands in within a day of an instant."""
    start = moved(near, draw(st.integers(-20, 20)) * HOUR)
    return Override(
        start,
        moved(start, draw(st.integers(1, 90)) * 10 * MINUTE),
        draw(st.sampled_from([None, "fred", ("greta", "hans")])),
        draw(st.sampled_from([None, *(layer.name for layer in layers)])),
    )


Question = tuple[list[Drawn], list[Override], datetime, datetime]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Layers, overrides and a range, in whole minutes, often at a change of clocks."""
    zone = draw(st.sampled_from(CHANGING))
    change = draw(st.sampled_from(changes(zone)[1:]))
    near = change.replace(second=0).astimezone(ZoneInfo(zone))
    layers = [
        draw(drawn_layers(near, f"layer {place}"))
        for place in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        layers[0] = attrs.evolve(layers[0], zone=zone)
    stand_ins = draw(st.lists(overrides(near, layers), max_size=4))
    start = moved(near, -draw(st.integers(0, 900)) * MINUTE)
    end = moved(start, draw(st.integers(0, 1600)) * MINUTE)
    return layers, stand_ins, start, end


def built(layers: Sequence[Drawn], stand_ins: Sequence[Override]) -> Rota:
    return Rota([layer.built() for layer in layers], overrides=stand_ins)


# --- the model ------------------------------------------------------------------


def turn_starts(layer: Drawn) -> Iterator[datetime]:
    """Yield when each turn starts, those that the clocks skip too."""
    for turn in count():
        if isinstance(layer.every, timedelta):
            yield layer.start.astimezone(UTC) + turn * layer.every
            continue
        number, unit = layer.every
        reading = layer.reading
        if unit == "monthly":
            years, month = divmod(reading.month - 1 + turn * number, 12)
            year, month = reading.year + years, month + 1
            day = min(reading.day, monthrange(year, month)[1])
            reading = reading.replace(year=year, month=month, day=day)
        else:
            hours = {"hourly": 1, "daily": 24, "weekly": 168}[unit]
            reading += turn * number * hours * HOUR
        yield localize(reading, layer.zone).astimezone(UTC)


def turns_by_minute(layer: Drawn, start: datetime, minutes: int) -> list[int]:
    """Return whose turn it is in each minute from one on, by the number of the turn."""
    found = [-1] * minutes
    for turn, begin in enumerate(turn_starts(layer)):
        place = max((begin - start) // MINUTE, 0)
        # A later turn takes the place of all before it.
        found[place:] = [turn] * (minutes - place)
        if begin > start + minutes * MINUTE + 2 * DAY:
            return found
    raise AssertionError("turns never end")


def on_duty(layer: Drawn, start: datetime, minutes: int) -> list[Names]:
    """Return whom a layer has in each minute from one on, by its turns and hours."""
    begin = layer.start.astimezone(UTC)
    [first] = turns_by_minute(layer, begin, 1)
    found: list[Names] = []
    hours, until = layer.hours, layer.until
    for minute, turn in enumerate(turns_by_minute(layer, start, minutes)):
        at = start + minute * MINUTE
        there = begin <= at and (until is None or at < until)
        if there and (hours is None or hours.is_open(at)):
            found.append(layer.members[(turn - first) % len(layer.members)])
        else:
            found.append(())
    return found


def by_minute(question: Question) -> list[Names]:
    """Return who is on call in each minute of a range."""
    layers, stand_ins, start, end = question
    first = start.astimezone(UTC)
    minutes = (end.astimezone(UTC) - first) // MINUTE
    each_on_duty = [on_duty(layer, first, minutes) for layer in layers]
    found: list[Names] = []
    for minute in range(minutes):
        at = first + minute * MINUTE
        present = {
            each.layer: each for each in stand_ins if each.start <= at < each.end
        }
        names: Names = ()
        for layer, duty in zip(layers, each_on_duty, strict=True):
            there = duty[minute]
            if layer.name in present:
                there = present[layer.name].member
            names = names or there
        found.append(present[None].member if None in present else names)
    return found


def runs(question: Question) -> list[tuple[datetime, datetime, Names]]:
    """Return from when until when the same people are on call, by the model."""
    _, _, start, _ = question
    found = []
    for names, minutes in groupby(enumerate(by_minute(question)), key=itemgetter(1)):
        places = [place for place, _ in minutes]
        first, last = places[0], places[-1] + 1
        found.append((moved(start, first * MINUTE), moved(start, last * MINUTE), names))
    return found


class TestTheModel:
    """Everything happens on whole minutes, so that minutes tell all there is."""

    @given(questions())
    def test_agrees_on_shifts_and_gaps(self, question: Question) -> None:
        layers, stand_ins, start, end = question
        rota = built(layers, stand_ins)
        expected = tuple(
            Shift(Interval(first, last), names) for first, last, names in runs(question)
        )

        assert expected == rota.shifts(start, end)
        assert tuple(each.interval for each in expected if not each.members) == (
            rota.gaps(start, end)
        )

    @given(questions())
    def test_agrees_on_handoffs(self, question: Question) -> None:
        layers, stand_ins, start, end = question
        # The first minute tells who was on call before.
        known = runs((layers, stand_ins, moved(start, -MINUTE), end))
        expected = tuple(
            Handoff(at, before, after)
            for (_, _, before), (at, _, after) in pairwise(known)
        )
        found = built(layers, stand_ins).handoffs(start, end)

        assert (() if start == end else expected) == found

    @given(questions())
    def test_agrees_on_every_minute(self, question: Question) -> None:
        layers, stand_ins, start, _ = question
        rota = built(layers, stand_ins)
        expected = by_minute(question)
        minutes = [moved(start, place * MINUTE) for place in range(len(expected))]

        assert expected == [rota.on_call(minute) for minute in minutes]


# --- laws -----------------------------------------------------------------------

spans = st.integers(0, 800 * 86_400 * 10**6).map(
    lambda microseconds: timedelta(microseconds=microseconds)
)


@given(questions(), spans)
def test_shifts_tile_the_range_and_tell_who_is_on_call(
    question: Question, length: timedelta
) -> None:
    layers, stand_ins, start, _ = question
    rota = built(layers, stand_ins)
    end = moved(start, length)
    shifts = rota.shifts(start, end)
    edges = [start, *(each.interval.end for each in shifts)]

    assert edges[-1].astimezone(UTC) == end.astimezone(UTC)
    assert edges[:-1] == [each.interval.start for each in shifts]
    assert all(before.members != after.members for before, after in pairwise(shifts))
    for shift in shifts:
        assert shift.members == rota.on_call(shift.interval.start)
        assert shift.members == rota.on_call(moved(shift.interval.end, -TICK))


@given(questions(), spans, spans)
def test_handoffs_of_a_range_are_those_of_its_parts(
    question: Question, first: timedelta, second: timedelta
) -> None:
    layers, stand_ins, start, _ = question
    rota = built(layers, stand_ins)
    middle = moved(start, first)
    end = moved(middle, second)
    parts = rota.handoffs(start, middle) + rota.handoffs(middle, end)

    assert parts == rota.handoffs(start, end)
    for each in parts:
        assert each.before == rota.on_call(moved(each.at, -TICK))
        assert each.after == rota.on_call(each.at)
        assert each.before != each.after


@given(questions(), spans)
def test_gaps_are_the_shifts_without_members(
    question: Question, length: timedelta
) -> None:
    layers, stand_ins, start, _ = question
    rota = built(layers, stand_ins)
    end = moved(start, length)
    gaps = rota.gaps(start, end)

    assert gaps == tuple(
        each.interval for each in rota.shifts(start, end) if not each.members
    )
    assert len(gaps) == len(rota.check(start, end))


@given(questions(), st.sampled_from(PLACES))
def test_answers_do_not_depend_on_the_zone_of_the_question(
    question: Question, zone: str
) -> None:
    layers, stand_ins, start, end = question
    rota = built(layers, stand_ins)
    elsewhere = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))

    assert rota.on_call(start) == rota.on_call(elsewhere[0])
    assert rota.shifts(start, end) == rota.shifts(*elsewhere)
    assert rota.handoffs(start, end) == rota.handoffs(*elsewhere)

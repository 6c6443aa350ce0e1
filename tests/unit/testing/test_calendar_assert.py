"""The laws of calendars: ours keep them, and broken ones are found out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import servicedesk_core as sd
from servicedesk_core.testing.asserts import assert_calendar_laws
from servicedesk_core.testing.asserts.sample import moved, take_sample
from servicedesk_core.testing.strategies import service_calendars
from strategy_checks import drawn

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
START = datetime(2026, 3, 20, tzinfo=UTC)
END = datetime(2026, 4, 10, tzinfo=UTC)
RANGE: dict[str, Any] = {"start": START, "end": END}


def parsed(text: str, **rest: Any) -> sd.ServiceCalendar:
    return sd.ServiceCalendar.parse(text, tz="Europe/Berlin", **rest)


DESK = parsed("Mo-Fr 09:00-17:00")


class Adapter:
    """Somebody's own calendar: ours behind methods that a test may break."""

    tz = DESK.tz

    def __init__(self, inner: sd.ServiceCalendar = DESK) -> None:
        self.inner = inner

    def __str__(self) -> str:
        return "my calendar"

    def is_open(self, at: datetime) -> bool:
        return self.inner.is_open(at)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return self.inner.elapsed(start, end)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        return self.inner.add(start, duration)

    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        return self.inner.subtract(end, duration)

    def next_open(self, at: datetime) -> datetime:
        return self.inner.next_open(at)

    def next_close(self, at: datetime) -> datetime:
        return self.inner.next_close(at)

    def previous_open(self, at: datetime) -> datetime:
        return self.inner.previous_open(at)

    def previous_close(self, at: datetime) -> datetime:
        return self.inner.previous_close(at)

    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        return self.inner.windows(start, end)


class WithDays(Adapter):
    """One that knows working days too."""

    def is_working_day(self, day: date) -> bool:
        return self.inner.is_working_day(day)

    def working_days(self, start_day: date, end_day: date) -> int:
        return self.inner.working_days(start_day, end_day)

    def add_working_days(self, day: date, n: int) -> date:
        return self.inner.add_working_days(day, n)


class TestGoodCalendars:
    @pytest.mark.parametrize(
        "calendar",
        [
            DESK,
            sd.ServiceCalendar.always(),
            parsed("Mo-Su 22:00-06:00"),
            parsed("Mo-Fr 09:00-13:00,14:00-18:00", holidays="DE-BY"),
            parsed("Sa 00:00-24:00; Su 00:00-03:00"),
            sd.ServiceCalendar.always("Australia/Lord_Howe") - DESK,
            sd.ServiceCalendar.versions({"2026-03-25": DESK}),
            parsed("Mo off", special=[sd.SpecialHours("2026-03-30", "01:00-04:00")]),
            sd.ServiceCalendar(
                "24/7", tz="UTC", days_off=sd.DaysOff.dates(["2026-03-23"])
            ),
        ],
        ids=str,
    )
    def test_ours_keep_all_laws(self, calendar: sd.ServiceCalendar) -> None:
        assert_calendar_laws(calendar, **RANGE)

    def test_those_that_the_kit_draws_do(self) -> None:
        for calendar in drawn(service_calendars(), examples=15):
            assert_calendar_laws(calendar, **RANGE)

    def test_a_whole_year_is_the_default(self) -> None:
        assert_calendar_laws(DESK)

    def test_adapters_do(self) -> None:
        assert_calendar_laws(Adapter(), **RANGE)
        assert_calendar_laws(WithDays(), **RANGE)

    def test_a_calendar_without_a_zone_does(self) -> None:
        class Zoneless(Adapter):
            tz = None  # type: ignore[assignment]

        assert_calendar_laws(Zoneless(), **RANGE)

    def test_a_calendar_of_minutes_does(self) -> None:
        class Minutes(Adapter):
            """It counts whole minutes, and knows nothing of what lies between."""

        assert_calendar_laws(Minutes(), tick=MINUTE, **RANGE)


class Inclusive(Adapter):
    def is_open(self, at: datetime) -> bool:
        return super().is_open(at) or super().is_open(moved(at, -TICK))


class OfWallTime(Adapter):
    """The mistake of subtracting datetimes of one zone."""

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        first, last = (at.astimezone(self.tz) for at in (start, end))
        return last - first


class Unsigned(Adapter):
    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return abs(super().elapsed(start, end))


class TooLong(Adapter):
    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return 3 * super().elapsed(start, end)


class Rounded(Adapter):
    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        return int(super().elapsed(start, end) / MINUTE) * MINUTE


class Late(Adapter):
    """A time that is up at closing is due at the next opening."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        due = super().add(start, duration)
        return super().next_open(due) if duration else due


class Short(Adapter):
    def add(self, start: datetime, duration: timedelta) -> datetime:
        return super().add(start, duration * 0.5)


class Backwards(Adapter):
    def add(self, start: datetime, duration: timedelta) -> datetime:
        return super().add(start, timedelta(days=4) - duration)


class Mirrored(Adapter):
    """What begins later begins earlier."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        return super().add(moved(START, END - start), duration)


class NoAnswer(Adapter):
    def add(self, start: datetime, duration: timedelta) -> datetime:
        raise sd.NeverOpenError(str(self), f"after {start}, for {duration}")


class NoBeginning(Adapter):
    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        raise sd.NeverOpenError(str(self), f"before {end}, for {duration}")


class Early(Adapter):
    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        since = super().subtract(end, duration)
        at_opening = duration and not super().is_open(moved(since, -TICK))
        return super().previous_close(since) if at_opening else since


class Little(Adapter):
    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        return super().subtract(end, duration * 0.5)


class LongFirst(Adapter):
    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        return super().subtract(end, timedelta(days=4) - duration)


class Unordered(Adapter):
    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        return iter([*super().windows(start, end)][::-1])


class Twice(Adapter):
    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        return (each for each in super().windows(start, end) for _ in range(2))


class Unclipped(Adapter):
    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        early = moved(start, timedelta(days=-9))
        return super().windows(early, moved(end, timedelta(days=9)))


class Shifted(Adapter):
    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        for each in super().windows(start, end):
            later = moved(each.end, timedelta(hours=1))
            yield sd.Interval(each.start, min(later, end))


class Missing(Adapter):
    def windows(self, start: datetime, end: datetime) -> Iterator[sd.Interval]:
        return iter([*super().windows(start, end)][1:])


class Stuck(Adapter):
    def next_open(self, at: datetime) -> datetime:
        return at


class SkipsOne(Adapter):
    def next_open(self, at: datetime) -> datetime:
        return super().next_open(super().next_close(at))


class NeverAgain(Adapter):
    def next_open(self, at: datetime) -> datetime:
        raise sd.NeverOpenError(str(self), f"after {at}")


class NoClosing(Adapter):
    def next_close(self, at: datetime) -> datetime:
        raise sd.NeverClosesError(str(self), f"after {at}")


class ClosesLater(Adapter):
    def next_close(self, at: datetime) -> datetime:
        return super().next_close(super().next_close(at))


class NoOpening(Adapter):
    def previous_open(self, at: datetime) -> datetime:
        raise sd.NeverOpenError(str(self), f"before {at}")


class OpenedEarlier(Adapter):
    def previous_open(self, at: datetime) -> datetime:
        return super().previous_open(moved(super().previous_open(at), -TICK))


class NeverClosed(Adapter):
    def previous_close(self, at: datetime) -> datetime:
        raise sd.NeverClosesError(str(self), f"before {at}")


class ClosedEarlier(Adapter):
    def previous_close(self, at: datetime) -> datetime:
        return super().previous_close(moved(super().previous_close(at), -TICK))


class OfUtc(Adapter):
    """It reads the clock on the wall, in whatever zone it is asked."""

    def is_open(self, at: datetime) -> bool:
        return super().is_open(at.replace(tzinfo=self.tz))


class DaysApart(WithDays):
    def working_days(self, start_day: date, end_day: date) -> int:
        return max(0, super().working_days(start_day, end_day) - 1)


class EveryDay(WithDays):
    def is_working_day(self, day: date) -> bool:
        return day is not None


class OneMore(WithDays):
    def add_working_days(self, day: date, n: int) -> date:
        return super().add_working_days(day, n + 1)


BROKEN: list[tuple[type[Adapter], str, str]] = [
    (Unsigned, "elapsed", "it changes its sign with the direction"),
    (TooLong, "elapsed", "it is zero or more, and at most the real time"),
    (OfWallTime, "elapsed", "it is zero or more, and at most the real time"),
    (Rounded, "elapsed", "the time to a middle and from there on is the whole"),
    (Inclusive, "half_open", "the next tick counts where it is open"),
    (OfUtc, "half_open", "the next tick counts where it is open"),
    (Unordered, "windows", "they are in order and apart"),
    (Twice, "windows", "they are in order and apart"),
    (Unclipped, "windows", "they lie within the range asked for"),
    (Shifted, "windows", "it is open within them"),
    (Missing, "windows", "they add up to the time elapsed"),
    (Late, "add", "a tick earlier there is less open time"),
    (Short, "add", "elapsed(start, add(start, duration)) is the duration"),
    (NoAnswer, "add", "there is an answer where there is so much open time"),
    (Early, "subtract", "a tick later there is less open time"),
    (Little, "subtract", "elapsed(subtract(end, duration), end) is the duration"),
    (NoBeginning, "subtract", "there is an answer where there is so much open time"),
    (Backwards, "monotony", "a longer time is due no earlier"),
    (LongFirst, "monotony", "a longer time begins no later"),
    (Mirrored, "monotony", "what begins later is due no earlier"),
    (Stuck, "edges", "next_open is where it should be"),
    (SkipsOne, "edges", "next_open is where it should be"),
    (NeverAgain, "edges", "next_open is where it should be"),
    (NoClosing, "edges", "next_close is where it should be"),
    (ClosesLater, "edges", "next_close is where it should be"),
    (NoOpening, "edges", "previous_open is where it should be"),
    (OpenedEarlier, "edges", "previous_open is where it should be"),
    (NeverClosed, "edges", "previous_close is where it should be"),
    (ClosedEarlier, "edges", "previous_close is where it should be"),
    (OfUtc, "zones", "equal instants have equal answers"),
    (DaysApart, "working_days", "they add up"),
    (EveryDay, "working_days", "each counts one"),
    (OneMore, "working_days", "adding them leads to a working day so many ahead"),
]


class TestBrokenCalendars:
    @pytest.mark.parametrize(
        ("broken", "law", "claim"),
        BROKEN,
        ids=[f"{kind.__name__} {law}" for kind, law, _ in BROKEN],
    )
    def test_each_fault_is_found(
        self, broken: type[Adapter], law: str, claim: str
    ) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_calendar_laws(broken(), laws=[law], **RANGE)
        first, second, *values = str(caught.value).splitlines()

        assert first.startswith(f"calendar law {law!r} is broken: {claim}")
        assert "  calendar = 'my calendar'" == second
        assert values

    @pytest.mark.parametrize("broken", {kind for kind, _, _ in BROKEN})
    def test_all_laws_together_find_it_too(self, broken: type[Adapter]) -> None:
        with pytest.raises(AssertionError, match=r"^calendar law '[a-z_]+' is broken"):
            assert_calendar_laws(broken(), **RANGE)

    def test_the_values_at_fault_are_shown(self) -> None:
        with pytest.raises(AssertionError) as caught:
            assert_calendar_laws(Late(), laws=["add"], **RANGE)

        text = str(caught.value)
        assert "  start = 2026-03-20T" in text
        assert "  duration = datetime.timedelta(" in text
        assert "  add = 2026-03-23T" in text

    def test_a_rounded_calendar_passes_with_its_own_tick(self) -> None:
        with pytest.raises(AssertionError):
            assert_calendar_laws(Rounded(), laws=["half_open"], **RANGE)

        assert_calendar_laws(Rounded(), laws=["half_open"], tick=MINUTE, **RANGE)


class TestArguments:
    @pytest.mark.parametrize(
        ("argument", "asked"),
        [
            ("laws", {"laws": ["gravity"]}),
            ("tick", {"tick": timedelta()}),
            ("end", {"end": START + timedelta(hours=23)}),
        ],
    )
    def test_nonsense_is_an_error(self, argument: str, asked: dict[str, Any]) -> None:
        with pytest.raises(sd.InvalidArgumentError) as caught:
            assert_calendar_laws(DESK, **{**RANGE, **asked})

        assert argument == caught.value.argument

    def test_a_missing_method_is_an_error(self) -> None:
        with pytest.raises(AttributeError, match="working_days"):
            assert_calendar_laws(Adapter(), laws=["working_days"], **RANGE)


class TestSample:
    def test_it_meets_edges_and_changes_of_clocks_with_a_tick_around_them(
        self,
    ) -> None:
        sample = take_sample(DESK, START, END, TICK)
        change = datetime(2026, 3, 29, 1, tzinfo=UTC)
        closing = datetime(2026, 3, 20, 16, tzinfo=UTC)
        found = {at.astimezone(UTC) for at in sample.instants}

        assert {
            edge + step * TICK for edge in (change, closing) for step in (-1, 0, 1)
        } <= found

    def test_it_is_in_order_and_in_several_zones(self) -> None:
        sample = take_sample(DESK, START, END, TICK)
        instants = [at.astimezone(UTC) for at in sample.instants]

        assert sorted(instants) == instants
        assert {"UTC", "Europe/Berlin", "Asia/Kathmandu"} == {
            str(at.tzinfo) for at in sample.instants
        }

    def test_a_short_range_has_one_stretch(self) -> None:
        sample = take_sample(DESK, START, START + timedelta(days=2), TICK)

        assert ((START, START + timedelta(days=2)),) == sample.stretches

"""Half-open intervals of real time."""

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.timeline import Interval

BERLIN = ZoneInfo("Europe/Berlin")
NINE, FIVE = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 5, 17, tzinfo=UTC)
NAIVE = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - a naive one is the subject
US = timedelta(microseconds=1)


class TestInterval:
    def test_keeps_its_ends(self) -> None:
        day = Interval(NINE, FIVE)
        assert day.start is NINE
        assert day.end is FIVE
        assert day.duration == timedelta(hours=8)

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (NINE - US, False),
            (NINE, True),
            (NINE + US, True),
            (FIVE - US, True),
            (FIVE, False),
            (FIVE + US, False),
            (NINE.astimezone(BERLIN), True),
            (FIVE.astimezone(BERLIN), False),
        ],
    )
    def test_holds_its_start_and_not_its_end(
        self, at: datetime, *, expected: bool
    ) -> None:
        assert expected is (at in Interval(NINE, FIVE))

    @pytest.mark.parametrize(
        ("start", "end", "hours"),
        [
            (datetime(2026, 10, 25, tzinfo=BERLIN), 26, 25),
            (datetime(2026, 3, 29, tzinfo=BERLIN), 30, 23),
        ],
    )
    def test_measures_real_time_over_a_change_of_clocks(
        self, start: datetime, end: int, hours: int
    ) -> None:
        day = Interval(start, start.replace(day=end))
        assert timedelta(hours=hours) == day.duration

    def test_may_end_at_an_earlier_reading_of_the_clock(self) -> None:
        start = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN)
        end = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
        twice = Interval(start, end)
        assert twice.duration == timedelta(minutes=30)
        assert end.replace(minute=14) in twice
        assert end.replace(fold=0) not in twice
        assert str(twice) == "[2026-10-25T02:45:00+02:00, 2026-10-25T02:15:00+01:00)"

    def test_may_last_a_microsecond(self) -> None:
        assert Interval(NINE, NINE + US).duration == US

    @pytest.mark.parametrize(
        "end", [NINE, NINE - US, NINE.astimezone(BERLIN), NINE - timedelta(days=9)]
    )
    def test_refuses_an_end_that_is_not_later(self, end: datetime) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Interval(NINE, end)
        assert caught.value.argument == "end"
        assert caught.value.value is end
        assert caught.value.wanted == "later than 2026-01-05 09:00:00+00:00"
        assert str(caught.value) == (
            f"end must be later than 2026-01-05 09:00:00+00:00, got {end!r}"
        )

    @pytest.mark.parametrize(
        ("start", "end", "argument"), [(NAIVE, FIVE, "start"), (NINE, NAIVE, "end")]
    )
    def test_refuses_a_naive_end(
        self, start: datetime, end: datetime, argument: str
    ) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            Interval(start, end)
        assert argument == caught.value.argument
        assert caught.value.value is NAIVE

    @pytest.mark.parametrize("other", [None, "2026-01-05", 5, date(2026, 1, 5)])
    def test_refuses_what_is_no_datetime(self, other: Any) -> None:
        for argument, ends in (("start", (other, FIVE)), ("end", (NINE, other))):
            with pytest.raises(WrongTypeError) as caught:
                Interval(*ends)
            assert argument == caught.value.argument
            assert other == caught.value.value

    def test_asks_for_an_aware_datetime_inside(self) -> None:
        with pytest.raises(NaiveDatetimeError) as naive:
            NAIVE in Interval(NINE, FIVE)  # noqa: B015 - the question is the subject
        assert naive.value.argument == "at"
        with pytest.raises(WrongTypeError) as wrong:
            "noon" in Interval(NINE, FIVE)  # type: ignore[operator]  # noqa: B015
        assert wrong.value.argument == "at"

    def test_is_a_value(self) -> None:
        day = Interval(NINE, FIVE)
        assert day == Interval(NINE, FIVE)
        assert hash(day) == hash(Interval(NINE, FIVE))
        assert day != Interval(NINE, FIVE + US)
        assert day != Interval(NINE - US, FIVE)
        assert len({day, Interval(NINE, FIVE)}) == 1

    @pytest.mark.parametrize("zone", [UTC, BERLIN])
    def test_pickles(self, zone: ZoneInfo) -> None:
        day = Interval(NINE.astimezone(zone), FIVE.astimezone(zone))
        twin = pickle.loads(pickle.dumps(day))  # noqa: S301
        assert day == twin
        assert day.start.tzinfo is twin.start.tzinfo
        assert str(day) == str(twin)

    def test_never_changes(self) -> None:
        with pytest.raises(AttributeError):
            Interval(NINE, FIVE).end = NINE  # type: ignore[misc]

    def test_reads_as_a_half_open_range(self) -> None:
        assert str(Interval(NINE, FIVE)) == (
            "[2026-01-05T09:00:00+00:00, 2026-01-05T17:00:00+00:00)"
        )
        assert repr(Interval(NINE, FIVE)) == f"Interval(start={NINE!r}, end={FIVE!r})"

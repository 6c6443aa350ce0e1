"""Instants as integers, and the way in and out."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.timeline import (
    DAY,
    EPOCH,
    from_microseconds,
    to_duration,
    to_length,
    to_microseconds,
    to_range,
    to_timedelta,
)
from servicedesk_core.timeline.instant import SECOND

BERLIN = ZoneInfo("Europe/Berlin")
NAIVE = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - a naive one is the subject
HOUR = 3600 * SECOND
MIN_INSTANT = -62_135_596_800 * SECOND
MAX_INSTANT = 253_402_300_800 * SECOND - 1


class TestUnits:
    def test_are_microseconds(self) -> None:
        assert SECOND == 1_000_000
        assert DAY == 86_400_000_000
        assert EPOCH.isoformat() == "1970-01-01T00:00:00+00:00"


class TestToMicroseconds:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (EPOCH, 0),
            (datetime(1970, 1, 1, 0, 0, 0, 1, UTC), 1),
            (datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC), -1),
            (datetime(1970, 1, 2, tzinfo=UTC), DAY),
            (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), SECOND),
            (datetime(1970, 1, 1, 1, tzinfo=BERLIN), 0),
            (datetime(1970, 1, 1, 3, 30, tzinfo=timezone(timedelta(hours=3.5))), 0),
            (datetime(1970, 1, 1, tzinfo=timezone(timedelta(microseconds=7))), -7),
            (datetime.min.replace(tzinfo=UTC), MIN_INSTANT),
            (datetime.max.replace(tzinfo=UTC), MAX_INSTANT),
            (
                datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
                MIN_INSTANT - 14 * HOUR,
            ),
            (
                datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
                MAX_INSTANT + 12 * HOUR,
            ),
        ],
    )
    def test_counts_from_the_epoch(self, at: datetime, expected: int) -> None:
        assert expected == to_microseconds(at, "at")

    def test_tells_the_two_occurrences_of_an_hour_apart(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
        last = first.replace(fold=1)
        assert to_microseconds(last, "at") - to_microseconds(first, "at") == HOUR
        assert to_microseconds(first, "at") == to_microseconds(
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "at"
        )

    def test_reads_a_skipped_hour_with_the_offset_before(self) -> None:
        skipped = datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)
        assert to_microseconds(skipped, "at") == to_microseconds(
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "at"
        )

    def test_refuses_a_naive_datetime(self) -> None:
        with pytest.raises(NaiveDatetimeError) as caught:
            to_microseconds(NAIVE, "start")
        assert caught.value.argument == "start"
        assert caught.value.value is NAIVE
        assert str(caught.value).startswith("start must be an aware datetime, got the")
        assert caught.value.__suppress_context__ is True

    @pytest.mark.parametrize(
        "at",
        [
            None,
            "2026-01-05",
            5,
            1.5,
            date(2026, 1, 5),
            timedelta(1),
            object,
            [NAIVE],
        ],
    )
    def test_refuses_what_is_no_datetime(self, at: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            to_microseconds(at, "end")
        assert caught.value.argument == "end"
        assert at == caught.value.value
        assert str(caught.value) == f"end must be an aware datetime, got {at!r}"
        assert caught.value.__suppress_context__ is True


class TestFromMicroseconds:
    @pytest.mark.parametrize(
        ("instant", "expected"),
        [
            (0, "1970-01-01T01:00:00+01:00"),
            (-1, "1970-01-01T00:59:59.999999+01:00"),
            (DAY + 1, "1970-01-02T01:00:00.000001+01:00"),
        ],
    )
    def test_gives_the_zones_own_clock(self, instant: int, expected: str) -> None:
        at = from_microseconds(instant, BERLIN)
        assert expected == at.isoformat()
        assert at.tzinfo is BERLIN

    def test_keeps_the_two_occurrences_of_an_hour_apart(self) -> None:
        first = to_microseconds(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "at")
        early, late = (from_microseconds(first + n * HOUR, BERLIN) for n in (0, 1))
        assert early.isoformat() == "2026-10-25T02:30:00+02:00"
        assert late.isoformat() == "2026-10-25T02:30:00+01:00"
        assert (early.fold, late.fold) == (0, 1)

    @pytest.mark.parametrize("instant", [MIN_INSTANT, MAX_INSTANT])
    def test_reaches_the_years_1_and_9999(self, instant: int) -> None:
        assert instant == to_microseconds(from_microseconds(instant, UTC), "at")

    @pytest.mark.parametrize(
        ("instant", "zone"),
        [
            (MIN_INSTANT - 1, UTC),
            (MAX_INSTANT + 1, UTC),
            (MIN_INSTANT, timezone(-timedelta(hours=1))),
            (MAX_INSTANT, timezone(timedelta(hours=1))),
            (MAX_INSTANT, ZoneInfo("Asia/Tokyo")),
            (MIN_INSTANT, ZoneInfo("America/New_York")),
            (10**30, UTC),
            (-(10**30), UTC),
        ],
    )
    def test_refuses_other_years(self, instant: int, zone: timezone) -> None:
        with pytest.raises(InstantRangeError) as caught:
            from_microseconds(instant, zone)
        assert caught.value.question == "the answer"
        assert str(caught.value) == "the answer lies outside the years 1 to 9999"
        assert caught.value.__suppress_context__ is True

    def test_names_the_question(self) -> None:
        with pytest.raises(InstantRangeError) as caught:
            from_microseconds(MAX_INSTANT + 1, UTC, "the due time")
        assert caught.value.question == "the due time"


class TestDurations:
    @pytest.mark.parametrize(
        ("duration", "expected"),
        [
            (timedelta(), 0),
            (timedelta(microseconds=1), 1),
            (timedelta(microseconds=-1), -1),
            (timedelta(seconds=1), SECOND),
            (timedelta(days=1), DAY),
            (timedelta(days=-1, hours=1), HOUR - DAY),
            (timedelta(days=2, seconds=3, microseconds=4), 2 * DAY + 3 * SECOND + 4),
            (timedelta.max, 86_399_999_999_999_999_999),
            (timedelta.min, -86_399_999_913_600_000_000),
        ],
    )
    def test_are_whole_microseconds(self, duration: timedelta, expected: int) -> None:
        assert expected == to_duration(duration, "duration")
        assert duration == to_timedelta(expected)

    @pytest.mark.parametrize("duration", [5, 1.5, "PT1H", None, EPOCH])
    def test_refuse_what_is_no_timedelta(self, duration: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            to_duration(duration, "within")
        assert caught.value.argument == "within"
        assert duration == caught.value.value
        assert str(caught.value) == f"within must be a timedelta, got {duration!r}"


class TestLengths:
    @pytest.mark.parametrize("duration", [timedelta(), timedelta(microseconds=1)])
    def test_zero_and_longer_stay_as_they_are(self, duration: timedelta) -> None:
        assert to_length(duration, "wait") is duration

    def test_shorter_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            to_length(timedelta(microseconds=-1), "wait")
        assert caught.value.argument == "wait"
        assert caught.value.wanted == "zero or longer"

    def test_no_timedelta_is_refused(self) -> None:
        number: Any = 5
        with pytest.raises(WrongTypeError, match=r"^wait must be a timedelta, got 5$"):
            to_length(number, "wait")


class TestRanges:
    def test_both_ends_are_microseconds(self) -> None:
        end = EPOCH + timedelta(microseconds=1)
        assert to_range(EPOCH, end) == (0, 1)

    def test_it_may_be_empty(self) -> None:
        assert to_range(EPOCH, EPOCH) == (0, 0)

    def test_an_end_before_the_start_is_refused(self) -> None:
        start = EPOCH + timedelta(microseconds=1)
        with pytest.raises(InvalidArgumentError) as caught:
            to_range(start, EPOCH)
        assert caught.value.argument == "end"
        assert caught.value.value == EPOCH
        assert caught.value.wanted == f"not before start ({start})"

    @pytest.mark.parametrize(
        ("start", "end", "argument"),
        [(EPOCH.replace(tzinfo=None), EPOCH, "start"), (EPOCH, None, "end")],
    )
    def test_each_end_is_named(self, start: Any, end: Any, argument: str) -> None:
        with pytest.raises((NaiveDatetimeError, WrongTypeError)) as caught:
            to_range(start, end)
        assert caught.value.argument == argument  # type: ignore[attr-defined]

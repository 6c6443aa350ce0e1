"""Availability, repairs, time between failures, and outages that come back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    UnknownZoneError,
    WrongTypeError,
)
from servicedesk_core.metrics import (
    Recurrence,
    RecurrenceKind,
    availability,
    recurring_outages,
    reliability,
)
from servicedesk_core.timeline import Interval
from unit.metrics.metrics_cases import DAY, HOUR, MONDAY, TICK

WEEK = (MONDAY, MONDAY + 7 * DAY)
Outage = Interval | tuple[datetime, datetime | None]
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")


class TestNumbers:
    def test_outages_are_merged_and_clipped(self) -> None:
        outages = [(100, 150), (-10, 20), (990, 1200), (10, 50)]
        found = availability(outages, period=(0, 1000))

        assert (found.agreed, found.down, found.up) == (1000, 110, 890)
        assert (found.value, found.failures, found.longest) == (0.89, 3, 50)

    def test_an_open_outage_lasts_until_the_end_of_the_period(self) -> None:
        found = availability([(60, None)], period=(0, 80))

        assert (found.down, found.value, found.failures) == (20, 0.75, 1)

    def test_an_open_outage_after_the_period_is_none_of_it(self) -> None:
        found = availability([(90, None), (-5, 0), (80, 85)], period=(0, 80))

        assert (found.down, found.value, found.failures) == (0, 1.0, 0)

    def test_without_outages_there_is_no_time_between_them(self) -> None:
        found = availability([], period=(0, 80))

        assert (found.value, found.longest) == (1.0, None)
        assert (found.mttr, found.mtbf, found.mtbsi) == (None, None, None)

    def test_planned_time_is_neither_agreed_nor_down(self) -> None:
        found = availability(
            [(10, 30)], period=(0, 100), planned=[(20, 40), (25, 30), (90, None)]
        )

        assert (found.agreed, found.down, found.failures) == (70, 10, 1)

    def test_an_outage_around_planned_time_is_one(self) -> None:
        found = availability([(10, 50)], period=(0, 100), planned=[(20, 30)])

        assert (found.down, found.failures, found.longest) == (30, 1, 30)

    def test_if_all_is_planned_it_is_undefined(self) -> None:
        found = availability([(10, 20)], period=(0, 100), planned=[(0, 100)])

        assert (found.value, found.agreed, found.failures) == (None, 0, 0)
        assert str(found) == "availability undefined (failures=0, down 0.0)"

    def test_means(self) -> None:
        found = availability([(0, 2), (50, 56)], period=(0, 100))

        assert (found.mttr, found.mtbf, found.mtbsi) == (4.0, 46.0, 50.0)

    def test_fractions_count_exactly_enough(self) -> None:
        assert availability([(0.5, 1.25)], period=(0, 3)).down == 0.75

    def test_it_prints(self) -> None:
        found = availability([(0, 7)], period=(0, 28))

        assert str(found) == "availability 75.00% (failures=1, down 7.0)"

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"outages": [(2, 1)]}, r"^outages must be no end before its start, got"),
            ({"planned": [(2, 1)]}, r"^planned must be no end before its start, got"),
            ({"period": (5, 1)}, r"^period must be no end before its start, got"),
            ({"period": (5, 5)}, r"^period must be a period that is not empty, got"),
            ({"calendar": DESK}, r"^calendar must be None where times are numbers"),
        ],
    )
    def test_out_of_range(self, changed: dict[str, Any], message: str) -> None:
        options: dict[str, Any] = {"outages": [], "period": (0, 10), **changed}

        with pytest.raises(InvalidArgumentError, match=message):
            availability(options.pop("outages"), **options)

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (
                {"outages": [5]},
                r"^outages must be a pair of a start and an end, got 5$",
            ),
            ({"outages": [(1, 2, 3)]}, r"^outages must be a pair of a start and an en"),
            ({"outages": [(None, 2)]}, r"^outages must be a number, got None$"),
            ({"outages": [(MONDAY, None)]}, r"^outages must be a number, got datetime"),
            ({"period": (0, None)}, r"^period must be a number, got None$"),
            ({"planned": ["ab"]}, r"^planned must be a number, got 'a'$"),
            ({"calendar": 9}, r"^calendar must be a ServiceCalendar or None, got 9$"),
        ],
    )
    def test_wrong_types(self, changed: dict[str, Any], message: str) -> None:
        options: dict[str, Any] = {"outages": [], "period": (0, 10), **changed}

        with pytest.raises(WrongTypeError, match=message):
            availability(options.pop("outages"), **options)


class TestDatetimes:
    def test_pairs_and_intervals(self) -> None:
        outages: list[Outage] = [
            (MONDAY, MONDAY + HOUR),
            Interval(MONDAY + HOUR / 2, MONDAY + 2 * HOUR),
        ]
        found = availability(outages, period=Interval(*WEEK))

        assert (found.agreed, found.down) == (7 * DAY, 2 * HOUR)
        assert (found.failures, found.longest, found.mttr) == (1, 2 * HOUR, 2 * HOUR)
        assert found.value == 166 / 168

    def test_without_outages(self) -> None:
        found = availability([], period=WEEK)

        assert (found.down, found.longest, found.up) == (timedelta(), None, 7 * DAY)

    def test_in_service_time(self) -> None:
        # Friday 16:00 to Monday 10:00: one hour and one hour of service.
        friday = MONDAY + 4 * DAY + 7 * HOUR
        outages = [(friday, friday + 66 * HOUR), (MONDAY + 9 * HOUR, MONDAY + DAY)]
        found = availability(
            outages,
            period=(MONDAY, MONDAY + 11 * DAY + 8 * HOUR),
            planned=[(MONDAY, MONDAY + HOUR)],
            calendar=DESK,
        )

        assert (found.agreed, found.down) == (79 * HOUR, 2 * HOUR)
        assert (found.failures, found.longest) == (1, 2 * HOUR)

    def test_real_time_counts_where_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2026, 3, 29, tzinfo=berlin)
        found = availability([(start, None)], period=(start, start + DAY))

        assert found.agreed == 23 * HOUR

    def test_naive_datetimes_are_refused(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001

        with pytest.raises(NaiveDatetimeError, match=r"^outages must be an aware"):
            availability([(naive, None)], period=WEEK)
        with pytest.raises(NaiveDatetimeError, match=r"^period must be an aware"):
            availability([], period=(naive, naive))

    def test_numbers_among_them_are_refused(self) -> None:
        outages: Any = [(1, 2)]

        with pytest.raises(WrongTypeError, match=r"^outages must be an aware datetime"):
            availability(outages, period=WEEK)


class TestReliability:
    def test_numbers(self) -> None:
        found = reliability([2, 4], period=720)

        assert (found.agreed, found.down, found.failures, found.longest) == (
            720,
            6,
            2,
            4,
        )
        assert (found.mttr, found.mtbf, found.mtbsi) == (3.0, 357.0, 360.0)
        assert found.value == 357 / 360

    def test_durations(self) -> None:
        found = reliability([2 * HOUR, 4 * HOUR], period=30 * DAY)

        assert (found.mttr, found.mtbf) == (3 * HOUR, 357 * HOUR)

    def test_it_agrees_with_the_outages_themselves(self) -> None:
        found = availability([(0, 2), (50, 56)], period=(0, 100))

        assert reliability([2.0, 6.0], period=100.0) == found

    def test_without_failures(self) -> None:
        found = reliability([], period=720)

        assert (found.value, found.mttr, found.mtbf) == (1.0, None, None)

    def test_all_of_the_period_may_be_down_but_no_more(self) -> None:
        assert reliability([700, 20], period=720).value == 0.0
        with pytest.raises(
            InvalidArgumentError,
            match=r"^downtimes must be at most the period, 720, got 721$",
        ):
            reliability([701, 20], period=720)

    @pytest.mark.parametrize(
        ("downtimes", "period", "message"),
        [
            ([], 0, r"^period must be above 0, got 0$"),
            ([], -DAY, r"^period must be above 0, got datetime"),
            ([-1], 5, r"^downtimes must be 0 or more, got -1\.0$"),
            ([-HOUR], DAY, r"^downtimes must be zero or more, got datetime"),
        ],
    )
    def test_out_of_range(self, downtimes: Any, period: Any, message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            reliability(downtimes, period=period)

    def test_wrong_types(self) -> None:
        mixed: Any = [HOUR, 3]
        text: Any = "month"

        with pytest.raises(WrongTypeError, match=r"^downtimes must be a timedelta, as"):
            reliability(mixed, period=DAY)
        with pytest.raises(WrongTypeError, match=r"^period must be a number, got 'mo"):
            reliability([], period=text)


class TestRecurrence:
    def test_the_same_hour_of_the_week(self) -> None:
        starts = [MONDAY + 7 * DAY, MONDAY, MONDAY + 21 * DAY + 59 * HOUR / 60]
        found = recurring_outages([*starts, MONDAY + 2 * DAY], tz="UTC")

        assert found == (
            Recurrence(
                RecurrenceKind.WEEKLY,
                (MONDAY, MONDAY + 7 * DAY, MONDAY + 21 * DAY + 59 * HOUR / 60),
                0,
                9,
                None,
            ),
        )

    def test_the_zone_tells_the_hour(self) -> None:
        summer = datetime(2026, 7, 6, 8, tzinfo=UTC)
        starts = [MONDAY, MONDAY + 7 * DAY, summer]
        (found,) = recurring_outages(starts, tz="Europe/Berlin")

        assert (found.weekday, found.hour, len(found.starts)) == (0, 10, 3)
        assert recurring_outages(starts, tz="UTC") == ()

    def test_several_in_one_hour_of_one_week_are_one(self) -> None:
        starts = [MONDAY, MONDAY + HOUR / 2, MONDAY + HOUR / 4, MONDAY + 7 * DAY]

        assert recurring_outages(starts, tz="UTC") == ()

    def test_every_so_often(self) -> None:
        starts = [MONDAY, MONDAY + 30 * HOUR, MONDAY + 61 * HOUR, MONDAY + 90 * HOUR]
        (found,) = recurring_outages(starts, tz="UTC")

        assert found == Recurrence(
            RecurrenceKind.EVERY, tuple(starts), None, None, 30 * HOUR
        )

    @pytest.mark.parametrize(("off", "count"), [(HOUR, 1), (HOUR + TICK, 0)])
    def test_within_a_tolerance(self, off: timedelta, count: int) -> None:
        starts = [MONDAY, MONDAY + 30 * HOUR + off, MONDAY + 60 * HOUR]

        assert len(recurring_outages(starts, tz="UTC")) == count

    def test_enough_of_them_make_a_pattern(self) -> None:
        starts = [MONDAY + n * 7 * DAY for n in range(4)]

        assert len(recurring_outages(starts, tz="UTC", at_least=4)) == 2
        assert recurring_outages(starts[:3], tz="UTC", at_least=4) == ()
        assert recurring_outages(starts[:2], tz="UTC") == ()
        assert recurring_outages([], tz="UTC") == ()

    def test_patterns_are_equal_in_any_zone(self) -> None:
        berlin = tuple(
            (MONDAY + n * 30 * HOUR).astimezone(ZoneInfo("Europe/Berlin"))
            for n in range(3)
        )
        (found,) = recurring_outages(berlin, tz="UTC")

        assert found == Recurrence(RecurrenceKind.EVERY, berlin, None, None, 30 * HOUR)
        assert found != Recurrence(
            RecurrenceKind.EVERY, berlin[:2], None, None, 30 * HOUR
        )

    def test_the_same_outage_twice_is_one(self) -> None:
        starts = [MONDAY, MONDAY, MONDAY + 30 * HOUR]

        assert recurring_outages(starts, tz="UTC") == ()

    def test_a_tolerance_of_nothing(self) -> None:
        starts = [MONDAY + n * 30 * HOUR for n in range(3)]

        assert len(recurring_outages(starts, tz="UTC", tolerance=timedelta())) == 1

    def test_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^at_least must be 3 or more, got 2$"
        ):
            recurring_outages([], tz="UTC", at_least=2)
        with pytest.raises(
            InvalidArgumentError, match=r"^tolerance must be zero or more, got datetime"
        ):
            recurring_outages([], tz="UTC", tolerance=-TICK)
        with pytest.raises(NaiveDatetimeError, match=r"^starts must be an aware"):
            recurring_outages([datetime(2026, 1, 5)], tz="UTC")  # noqa: DTZ001
        with pytest.raises(UnknownZoneError):
            recurring_outages([], tz="Berlin")

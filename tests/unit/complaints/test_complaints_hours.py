"""Hours in which nobody is there."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import (
    HoursCoverage,
    check_critical_hours,
    exposure,
    hours_coverage,
    measure_by_calendar,
)
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.findings import Finding, Severity
from servicedesk_core.money import Money
from servicedesk_core.sla import ServiceLevelTarget, Signal, measure_signals
from servicedesk_core.timeline import Interval

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
BANK = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")
NIGHT = ServiceCalendar.parse("Mo-Fr 18:00-24:00", tz="UTC")
ALWAYS = ServiceCalendar.always()


class TestCoverage:
    def test_gaps_are_when_nobody_is_there(self) -> None:
        found = hours_coverage({"bank": BANK, "night": NIGHT}, MONDAY, MONDAY + 2 * DAY)
        gaps = tuple(
            Interval(MONDAY + n * DAY + 15 * HOUR, MONDAY + (n + 1) * DAY)
            for n in range(2)
        )

        assert HoursCoverage(gaps, gaps[0]) == found
        assert not found.is_complete
        assert 9 * HOUR == found.longest

    def test_the_worst_gap_is_the_longest(self) -> None:
        found = hours_coverage({"bank": BANK}, MONDAY, MONDAY + 14 * DAY)
        friday = MONDAY + 4 * DAY

        assert 10 == len(found.gaps)
        assert Interval(friday + 9 * HOUR, friday + 3 * DAY) == found.worst
        assert 63 * HOUR == found.longest

    def test_one_who_is_always_there_leaves_none(self) -> None:
        found = hours_coverage({"bank": BANK, "bot": ALWAYS}, MONDAY, MONDAY + DAY)

        assert HoursCoverage((), None) == found
        assert found.is_complete
        assert timedelta() == found.longest

    def test_nobody_at_all_is_one_gap(self) -> None:
        found = hours_coverage({}, MONDAY, MONDAY + DAY)

        assert (Interval(MONDAY, MONDAY + DAY),) == found.gaps

    def test_a_gap_is_real_time_where_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        shop = ServiceCalendar.parse("Mo-Su 09:00-18:00", tz="Europe/Berlin")
        start = datetime(2026, 3, 28, 9, tzinfo=berlin)
        found = hours_coverage({"shop": shop}, start, start + DAY)

        assert 14 * HOUR == found.longest

    def test_a_range_without_time_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^end must be later than "):
            hours_coverage({"bank": BANK}, MONDAY, MONDAY)

    def test_a_naive_start_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            hours_coverage({"bank": BANK}, MONDAY.replace(tzinfo=None), MONDAY)


class TestCritical:
    def test_each_type_that_is_left_alone_is_named(self) -> None:
        desks = {
            "card block": {"bank": BANK},
            "fraud": {"bank": BANK, "bot": ALWAYS},
            "statement": {"bank": BANK},
            "loss": {},
        }
        found = check_critical_hours(
            desks, ["card block", "fraud", "loss"], MONDAY, MONDAY + DAY
        )

        assert (
            Finding(
                "hours.gap",
                Severity.ERROR,
                "card block",
                "nobody is there for up to 15 h",
            ),
            Finding(
                "hours.gap",
                Severity.ERROR,
                "loss",
                "nobody is there for up to 24 h",
            ),
        ) == found

    def test_a_type_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^critical must be types that desks has, got 'fraud'$",
        ):
            check_critical_hours({}, ["fraud"], MONDAY, MONDAY + DAY)

    def test_other_types_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError,
            match=r"^desks must be calendars by name, by type of request, got 7$",
        ):
            check_critical_hours(7, [], MONDAY, MONDAY + DAY)  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError,
            match=r"^critical must be types of request, in a list, got 'fraud'$",
        ):
            check_critical_hours({}, "fraud", MONDAY, MONDAY + DAY)


class TestExposure:
    @pytest.mark.parametrize(
        ("gap", "expected"),
        [(15 * HOUR, "3000"), (HOUR / 4, "50"), (timedelta(), "0"), (9 * DAY, "43200")],
    )
    def test_it_is_the_rate_times_the_hours(
        self, gap: timedelta, expected: str
    ) -> None:
        loss = exposure(gap, loss_per_hour=Money(200, "EUR"))

        assert Money(expected, "EUR") == loss

    @pytest.mark.parametrize(
        ("gap", "loss", "argument"),
        [(-HOUR, 200, "gap"), (HOUR, -200, "loss_per_hour")],
    )
    def test_negative_ones_are_refused(
        self, gap: timedelta, loss: int, argument: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=rf"^{argument} must be"):
            exposure(gap, loss_per_hour=Money(loss, "EUR"))

    def test_what_is_no_money_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^loss_per_hour must be Money, got 200$"
        ):
            exposure(HOUR, loss_per_hour=200)  # type: ignore[arg-type]


class TestCountries:
    TARGET = ServiceLevelTarget("resolution", 4 * HOUR, NIGHT)
    SIGNALS = (Signal(MONDAY + 8 * HOUR, "opened"),)

    def test_the_target_stands_under_each_calendar(self) -> None:
        now = MONDAY + 9 * HOUR
        found = measure_by_calendar(
            iter(self.SIGNALS), self.TARGET, {"a": ALWAYS, "b": BANK}, now=now
        )

        assert {
            "a": measure_signals(
                self.SIGNALS, self.TARGET.with_calendar(ALWAYS), now=now
            ),
            "b": measure_signals(
                self.SIGNALS, self.TARGET.with_calendar(BANK), now=now
            ),
        } == found
        assert [MONDAY + 12 * HOUR, MONDAY + DAY + 3 * HOUR] == [
            each.due_at for each in found.values()
        ]

    def call(self, **rest: Any) -> object:
        known = {"signals": self.SIGNALS, "target": self.TARGET, "calendars": {}}
        return measure_by_calendar(**{**known, "now": MONDAY + DAY, **rest})

    def test_without_calendars_there_is_nothing_to_compare(self) -> None:
        assert {} == self.call()

    @pytest.mark.parametrize(
        ("rest", "message"),
        [
            ({"signals": [7]}, r"^signals must be Signal values, got 7$"),
            ({"target": 7}, r"^target must be a ServiceLevelTarget, got 7$"),
            ({"calendars": 7}, r"^calendars must be calendars by country, got 7$"),
            (
                {"calendars": {"a": 7}},
                r"^calendars\['a'\] must be a ServiceCalendar, got 7$",
            ),
        ],
    )
    def test_other_types_are_refused(self, rest: Any, message: str) -> None:
        with pytest.raises(WrongTypeError, match=message):
            self.call(**rest)

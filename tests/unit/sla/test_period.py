"""Periods: the first day of what a status falls into."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import InvalidArgumentError, UnknownZoneError
from servicedesk_core.sla import (
    Period,
    PeriodLength,
    PeriodOf,
    ServiceLevelTarget,
    Signal,
    SlaStatus,
    WorkingDays,
    measure_signals,
)

HOUR = timedelta(hours=1)
DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")


def status(
    at: str = "2026-05-20T22:30+00:00",
    *more: tuple[str, float],
    hours: float = 24 * 60,
    zone: tzinfo = UTC,
    within: timedelta | WorkingDays = 48 * HOUR,
) -> SlaStatus:
    """Measure a clock of two days that runs round the clock."""
    opened = datetime.fromisoformat(at)
    calendar = ServiceCalendar.always() if isinstance(within, timedelta) else DAY
    return measure_signals(
        [
            Signal(opened, "opened"),
            *(Signal(opened + hour * HOUR, kind) for kind, hour in more),
        ],
        ServiceLevelTarget("resolution", within, calendar),
        now=(opened + hours * HOUR).astimezone(zone),
    )


class TestLength:
    @pytest.mark.parametrize(
        ("at", "every", "first"),
        [
            ("2026-05-20", "day", "2026-05-20"),
            ("2026-05-18", "week", "2026-05-18"),
            ("2026-05-20", "week", "2026-05-18"),
            ("2026-05-24", "week", "2026-05-18"),
            ("2026-01-01", "week", "2025-12-29"),
            ("0001-01-03", "week", "0001-01-01"),
            ("2026-05-20", "month", "2026-05-01"),
            ("2024-02-29", "month", "2024-02-01"),
            ("2026-01-01", "quarter", "2026-01-01"),
            ("2026-03-31", "quarter", "2026-01-01"),
            ("2026-04-01", "quarter", "2026-04-01"),
            ("2026-05-31", "quarter", "2026-04-01"),
            ("2026-09-30", "quarter", "2026-07-01"),
            ("2026-12-31", "quarter", "2026-10-01"),
            ("2026-12-31", "year", "2026-01-01"),
            ("2024-02-29", "year", "2024-01-01"),
        ],
    )
    def test_a_period_is_known_by_its_first_day(
        self, at: str, every: str, first: str
    ) -> None:
        seen = status(f"{at}T12:00+00:00", hours=0)

        assert date.fromisoformat(first) == Period("started", every).key(seen)

    def test_a_month_is_the_default(self) -> None:
        assert PeriodLength.MONTH is Period("started").every

    def test_its_names_are_those_of_the_public_api(self) -> None:
        assert ["day", "week", "month", "quarter", "year"] == [
            str(each) for each in PeriodLength
        ]
        assert ["started", "due", "finished"] == [str(each) for each in PeriodOf]


class TestOf:
    @pytest.mark.parametrize(
        ("of", "day"), [("started", 20), ("due", 22), ("finished", 23)]
    )
    def test_a_date_of_the_clock_decides(self, of: str, day: int) -> None:
        seen = status("2026-05-20T12:00+00:00", ("resolved", 72))

        assert date(2026, 5, day) == Period(of, "day").key(seen)

    @pytest.mark.parametrize("of", PeriodOf)
    def test_a_clock_that_has_not_started_has_none(self, of: PeriodOf) -> None:
        assert Period(of).key(status(hours=-1)) is None

    def test_a_clock_that_runs_has_not_finished(self) -> None:
        assert Period("finished").key(status()) is None

    def test_a_paused_clock_is_not_due(self) -> None:
        assert (
            Period("due").key(status("2026-05-20T12:00+00:00", ("paused", 1))) is None
        )

    @pytest.mark.parametrize("hours", [2, 24, 24 * 90])
    def test_what_is_done_is_due_when_it_was_whoever_looks_when(
        self, hours: float
    ) -> None:
        seen = status(
            "2026-05-20T12:00+00:00",
            ("resolved", 1),
            hours=hours,
            within=WorkingDays(2),
        )

        assert date(2026, 5, 22) == Period("due", "day").key(seen)


class TestZone:
    @pytest.mark.parametrize(
        ("zone", "day"), [("UTC", 20), ("Asia/Tokyo", 21), ("America/New_York", 20)]
    )
    def test_the_dates_are_those_of_now_unless_told_otherwise(
        self, zone: str, day: int
    ) -> None:
        seen = status(zone=ZoneInfo(zone))

        assert date(2026, 5, day) == Period("started", "day").key(seen)

    @pytest.mark.parametrize("tz", ["Asia/Tokyo", ZoneInfo("Asia/Tokyo")])
    def test_a_zone_may_be_given(self, tz: tzinfo | str) -> None:
        ours = Period("started", "day", tz=tz)

        assert ZoneInfo("Asia/Tokyo") == ours.tz
        assert date(2026, 5, 21) == ours.key(status())
        assert date(2026, 5, 21) == ours.key(status(zone=ZoneInfo("America/New_York")))

    def test_there_is_none_by_default(self) -> None:
        assert Period("started").tz is None


class TestRefused:
    @pytest.mark.parametrize("of", ["opened", None, ""])
    def test_an_unknown_date_is_refused(self, of: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Period(of)

        assert str(caught.value) == (
            f"of must be one of started, due, finished, got {of!r}"
        )

    @pytest.mark.parametrize("every", ["hour", None, 7])
    def test_an_unknown_length_is_refused(self, every: Any) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Period("due", every)

        assert str(caught.value) == (
            f"every must be one of day, week, month, quarter, year, got {every!r}"
        )

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZoneError, match="got 'Europe/Berlni'"):
            Period("due", tz="Europe/Berlni")

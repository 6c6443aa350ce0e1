"""How long clients waited from an order until they had what they ordered."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.complaints import Provisioning, cycle_time_ratio, lead_time
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
NAIVE = datetime(2026, 1, 16)  # noqa: DTZ001


class TestLeadTime:
    DESK = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz="UTC")

    def test_is_wall_and_service_time(self) -> None:
        found = lead_time(NOON, NOON + 3 * DAY, calendar=self.DESK)
        assert 3 * DAY == found.wall
        assert 9 * HOUR == found.service
        assert lead_time(NOON, NOON + DAY).service is None

    def test_may_be_nothing_but_not_less(self) -> None:
        found = lead_time(NOON, NOON, calendar=self.DESK)
        assert (timedelta(), timedelta()) == (found.wall, found.service)
        wanted = (
            r"delivered_at must be not before ordered_at, 2026-01-16T12:00:00\+00:00, "
            r"got '2026-01-16T11:59:59.999999\+00:00'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            lead_time(NOON, NOON - TICK)

    def test_refuses_other_kinds(self) -> None:
        wanted = r"calendar must be a ServiceCalendar or None, got 5"
        with pytest.raises(WrongTypeError, match=wanted):
            lead_time(NOON, NOON, calendar=5)  # type: ignore[arg-type]
        with pytest.raises(NaiveDatetimeError, match=r"^ordered_at must be an aware"):
            lead_time(NAIVE, NOON)
        with pytest.raises(NaiveDatetimeError, match=r"^delivered_at must be an awar"):
            lead_time(NOON, NAIVE)


class TestCycleTimeRatio:
    def test_is_before_over_after(self) -> None:
        assert Decimal("1.5") == cycle_time_ratio(3 * HOUR, 2 * HOUR)
        assert Decimal(0) == cycle_time_ratio(timedelta(), HOUR)

    def test_is_none_if_it_takes_no_time_now(self) -> None:
        assert cycle_time_ratio(HOUR, timedelta()) is None

    @pytest.mark.parametrize("name", ["before", "after"])
    def test_no_length_is_negative(self, name: str) -> None:
        lengths = {"before": HOUR, "after": HOUR, name: -TICK}
        with pytest.raises(
            InvalidArgumentError, match=rf"{name} must be zero or longer"
        ):
            cycle_time_ratio(**lengths)
        wrong: dict[str, Any] = {**lengths, name: 5}
        with pytest.raises(WrongTypeError, match=rf"{name} must be a timedelta, got 5"):
            cycle_time_ratio(**wrong)


class TestProvisioning:
    def test_its_lead_time_is_real_time(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        ordered = datetime(2026, 3, 28, 12, tzinfo=berlin)
        line = Provisioning(
            ordered_at=ordered,
            ready_at=datetime(2026, 3, 29, 12, tzinfo=berlin),
            is_pre_provisioned=True,
        )

        assert timedelta(hours=23) == line.lead_time

    def test_it_may_be_ready_at_once(self) -> None:
        line = Provisioning(
            ordered_at=MONDAY, ready_at=MONDAY, is_pre_provisioned=False
        )

        assert timedelta() == line.lead_time

    def test_it_cannot_be_ready_before(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^ready_at must be not before ordered_at "
            r"\(2026-01-05 09:00:00\+00:00\), got ",
        ):
            Provisioning(
                ordered_at=MONDAY, ready_at=MONDAY - DAY, is_pre_provisioned=True
            )

    @pytest.mark.parametrize("argument", ["ordered_at", "ready_at"])
    def test_a_naive_instant_is_refused(self, argument: str) -> None:
        given: dict[str, Any] = {"ordered_at": MONDAY, "ready_at": MONDAY}
        naive = {argument: MONDAY.replace(tzinfo=None)}
        with pytest.raises(NaiveDatetimeError, match=rf"^{argument} must be an aware"):
            Provisioning(**{**given, **naive}, is_pre_provisioned=True)

    def test_a_flag_of_another_type_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^is_pre_provisioned must be True or False, got 1$"
        ):
            Provisioning(
                ordered_at=MONDAY,
                ready_at=MONDAY,
                is_pre_provisioned=1,  # type: ignore[arg-type]
            )

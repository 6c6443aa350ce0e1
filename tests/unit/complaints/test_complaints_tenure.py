"""How long somebody has been a client, under whatever account."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from servicedesk_core.complaints import (
    ClientPeriod,
    DiscountTiers,
    Tenure,
    client_tenure,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001


def january(day: int) -> date:
    return date(2026, 1, day)


def period(start: int, end: int | None = None, **rest: Any) -> ClientPeriod:
    last = None if end is None else january(end)
    return ClientPeriod(january(start), last, **rest)


def tenure(*periods: ClientPeriod, on: int = 31) -> Tenure:
    return client_tenure(periods, on=january(on))


class TestTenure:
    def test_counts_dates(self) -> None:
        found = tenure(period(5, 8))
        assert 3 == found.days
        assert january(5) == found.since
        assert ((january(5), january(8)),) == found.periods
        assert () == found.gaps

    def test_what_overlaps_counts_once(self) -> None:
        found = tenure(period(5, 10), period(8, 12), period(6, 7))
        assert 7 == found.days
        assert ((january(5), january(12)),) == found.periods

    def test_gaps_do_not_count(self) -> None:
        found = tenure(period(20, 22), period(5, 8), period(10, 12))
        assert 7 == found.days
        assert 3 == len(found.periods)
        expected = ((january(8), january(10)), (january(12), january(20)))
        assert expected == found.gaps

    def test_what_goes_on_counts_until_the_viewpoint(self) -> None:
        assert 5 == tenure(period(5), on=10).days
        assert 2 == tenure(period(5, 7), on=10).days
        assert 1 == tenure(period(5, 7), on=6).days

    def test_what_is_to_come_does_not_count(self) -> None:
        found = tenure(period(5), period(12, 15), on=5)
        assert 0 == found.days
        assert found.since is None

    def test_what_is_not_proven_does_not_count(self) -> None:
        firm = period(1, 10, account="firm", is_proven=False)
        found = tenure(firm, period(8, 12))
        assert 4 == found.days
        assert (firm,) == found.unproven

    def test_nobody_has_none(self) -> None:
        assert 0 == tenure().days
        assert () == tenure().periods

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (
                (january(5), january(5)),
                InvalidArgumentError,
                r"end must be after 2026-01-05, got '2026-01-05'",
            ),
            ((NAIVE,), WrongTypeError, r"start must be a date, got datetime"),
            (
                (january(5), NAIVE),
                WrongTypeError,
                r"end must be a date or None, got datetime",
            ),
        ],
    )
    def test_a_period_has_dates(
        self, values: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            ClientPeriod(*values)

    def test_takes_periods_and_a_date(self) -> None:
        wanted = r"periods must be ClientPeriod values, got 5"
        with pytest.raises(WrongTypeError, match=wanted):
            client_tenure([5], on=january(1))  # type: ignore[list-item]
        with pytest.raises(WrongTypeError, match=r"on must be a date, got datetime"):
            client_tenure([], on=NAIVE)


class TestDiscountTiers:
    TIERS = DiscountTiers({30: 10, 10: "2.5"})

    @pytest.mark.parametrize(
        ("days", "expected"),
        [(0, "0"), (9, "0"), (10, "2.5"), (29, "2.5"), (30, "10"), (999, "10")],
    )
    def test_a_discount_begins_with_its_day(self, days: int, expected: str) -> None:
        assert Decimal(expected) == self.TIERS.discount(days)

    def test_takes_a_tenure(self) -> None:
        assert Decimal("2.5") == self.TIERS.discount(tenure(period(1, 15)))

    @pytest.mark.parametrize(
        ("tiers", "error", "message"),
        [
            ({}, InvalidArgumentError, r"tiers must be one tier at least, got \{\}"),
            ([], WrongTypeError, r"tiers must be a mapping of days to percent"),
            ({-1: 5}, InvalidArgumentError, r"tiers must be 0 or more, got -1"),
            ({1: 101}, InvalidArgumentError, r"tiers\[1\] must be between 0 and 100"),
        ],
    )
    def test_refuses_what_makes_no_sense(
        self, tiers: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            DiscountTiers(tiers)

    def test_days_are_not_negative(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"tenure must be 0 or more"):
            self.TIERS.discount(-1)

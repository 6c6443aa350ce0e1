"""Payments that stop."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.complaints import (
    PaymentCycle,
    PaymentGap,
    PaymentStatus,
    payment_gap,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError


def cycles(statuses: str) -> list[PaymentCycle]:
    kinds = {each.value[:3]: each for each in PaymentStatus}
    return [
        PaymentCycle(date(2026, month, 1), kinds[name])
        for month, name in enumerate(statuses.split(), start=1)
    ]


def day(month: int, number: int = 1) -> date:
    return date(2026, month, number)


class TestGap:
    @pytest.mark.parametrize(
        ("statuses", "expected"),
        [
            ("mis", PaymentGap(day(1), 1, None)),
            ("mis mis", PaymentGap(day(1), 2, day(2))),
            ("mis mis mis", PaymentGap(day(1), 3, day(2))),
            ("pai mis mis", PaymentGap(day(2), 2, day(3))),
            ("mis pai mis mis", PaymentGap(day(3), 2, day(4))),
            ("mis pre mis", PaymentGap(day(3), 1, None)),
            ("mis pau mis", PaymentGap(day(1), 2, day(3))),
            ("mis mis pau", PaymentGap(day(1), 2, day(2))),
        ],
    )
    def test_it_is_the_row_up_to_the_latest_payment(
        self, statuses: str, expected: PaymentGap
    ) -> None:
        assert expected == payment_gap(cycles(statuses), signal_after=2)

    @pytest.mark.parametrize("statuses", ["", "pai", "mis pai", "mis pre", "pau"])
    def test_who_has_paid_or_need_not_has_none(self, statuses: str) -> None:
        assert payment_gap(cycles(statuses), signal_after=1) is None

    def test_the_first_one_may_be_the_sign(self) -> None:
        found = payment_gap(cycles("mis mis"), signal_after=1)

        assert PaymentGap(day(1), 2, day(1)) == found

    def test_two_payments_may_be_due_on_one_day(self) -> None:
        twice = [PaymentCycle(day(1), "missed")] * 2

        assert PaymentGap(day(1), 2, day(1)) == payment_gap(twice, signal_after=2)

    def test_payments_out_of_order_are_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^cycles must be in order of their days, got '2026-01-01'$",
        ):
            payment_gap(cycles("mis mis")[::-1], signal_after=1)

    def test_no_payment_is_no_sign(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^signal_after must be 1 or more, got 0$"
        ):
            payment_gap([], signal_after=0)

    def test_values_of_another_type_are_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^cycles must be PaymentCycle values, got 7$"
        ):
            payment_gap([7], signal_after=1)  # type: ignore[list-item]


class TestCycle:
    def test_an_unknown_status_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^status must be one of paid, prepaid, paused, missed, got 'late'$",
        ):
            PaymentCycle(day(1), "late")

    @pytest.mark.parametrize("due", ["2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)])
    def test_what_is_no_date_is_refused(self, due: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^due must be a date, got "):
            PaymentCycle(due, "paid")


class TestLag:
    def test_it_counts_from_the_first_missed(self) -> None:
        gap = PaymentGap(day(1), 3, day(1))

        assert timedelta(days=90) == gap.lag(day(4))
        assert timedelta() == gap.lag(day(1))

    def test_nobody_notices_before(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^detected_on must be 2026-02-01 or later, got ",
        ):
            PaymentGap(day(2), 1, None).lag(day(1, 31))

    @pytest.mark.parametrize("seen", ["2026-02-01", datetime(2026, 3, 1, tzinfo=UTC)])
    def test_what_is_no_date_is_refused(self, seen: Any) -> None:
        with pytest.raises(WrongTypeError, match=r"^detected_on must be a date, got "):
            PaymentGap(day(2), 1, None).lag(seen)

"""Calls that were promised within a window."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.complaints import CallBack, CallBackStatus, kept_call_backs
from servicedesk_core.errors import NaiveDatetimeError, WrongTypeError
from servicedesk_core.stats import proportion_interval
from servicedesk_core.timeline import Interval

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
WINDOW = Interval(NOON, NOON + 2 * HOUR)
LATER = NOON + 9 * HOUR


class TestStatus:
    @pytest.mark.parametrize(
        ("called_at", "expected"),
        [
            (NOON - TICK, CallBackStatus.EARLY),
            (NOON, CallBackStatus.KEPT),
            (NOON + 2 * HOUR - TICK, CallBackStatus.KEPT),
            (NOON + 2 * HOUR, CallBackStatus.LATE),
            (LATER, CallBackStatus.LATE),
            (LATER + TICK, CallBackStatus.MISSED),
            (None, CallBackStatus.MISSED),
        ],
    )
    def test_it_is_when_the_call_came(
        self, called_at: datetime | None, expected: CallBackStatus
    ) -> None:
        assert expected is CallBack(WINDOW, called_at).status(now=LATER)

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            (NOON - HOUR, CallBackStatus.PENDING),
            (NOON + 2 * HOUR - TICK, CallBackStatus.PENDING),
            (NOON + 2 * HOUR, CallBackStatus.MISSED),
        ],
    )
    def test_it_is_missed_once_the_window_is_over(
        self, now: datetime, expected: CallBackStatus
    ) -> None:
        assert expected is CallBack(WINDOW).status(now=now)
        assert expected is CallBack(WINDOW, LATER).status(now=now)

    def test_the_instant_decides_where_the_clocks_show_an_hour_twice(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
        window = Interval(start, start.replace(fold=1))
        called = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=berlin)

        assert CallBackStatus.KEPT is CallBack(window, called).status(
            now=start + 9 * HOUR
        )

    def test_a_naive_now_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            CallBack(WINDOW).status(now=NOON.replace(tzinfo=None))

    def test_a_naive_call_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^called_at must be an aware"):
            CallBack(WINDOW, NOON.replace(tzinfo=None))

    def test_a_window_of_another_type_is_refused(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^window must be an Interval, got 7$"
        ):
            CallBack(7)  # type: ignore[arg-type]


class TestKept:
    def test_pending_ones_do_not_count(self) -> None:
        calls = [
            CallBack(WINDOW, NOON),
            CallBack(WINDOW, NOON - HOUR),
            CallBack(WINDOW),
            CallBack(Interval(LATER, LATER + HOUR)),
        ]

        assert proportion_interval(1, 3) == kept_call_backs(calls, now=LATER)
        assert proportion_interval(1, 3, confidence=0.5) == kept_call_backs(
            calls, now=LATER, confidence=0.5
        )

    def test_of_pending_ones_alone_there_is_none(self) -> None:
        assert kept_call_backs([CallBack(WINDOW)], now=NOON) is None

    @pytest.mark.parametrize("calls", [[7], 7])
    def test_values_of_another_type_are_refused(self, calls: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^call_backs must be CallBack values.*got "
        ):
            kept_call_backs(calls, now=NOON)

    def test_a_naive_now_is_refused(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            kept_call_backs([], now=NOON.replace(tzinfo=None))

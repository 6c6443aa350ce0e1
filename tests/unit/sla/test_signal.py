"""Signals: what clocks need to know."""

import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.sla import Signal, SignalKind

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
BERLIN = "Europe/Berlin"
NAMES = {
    "opened",
    "opened_by_agent",
    "requester_message",
    "agent_reply",
    "auto_reply",
    "internal_note",
    "acknowledged",
    "owned",
    "paused",
    "resumed",
    "workaround",
    "resolved",
    "reopened",
    "closed",
    "priority_changed",
    "attached",
    "cancelled",
}


class TestSignalKind:
    def test_its_names_are_those_of_the_public_api(self) -> None:
        assert {kind.value for kind in SignalKind} == NAMES

    @pytest.mark.parametrize("kind", SignalKind)
    def test_its_name_is_its_value_in_capitals(self, kind: SignalKind) -> None:
        assert kind.value.upper() == kind.name

    def test_a_name_will_do(self) -> None:
        assert SignalKind.OPENED is Signal(NINE, SignalKind("opened")).kind

    def test_its_text_is_its_value(self) -> None:
        assert str(SignalKind.AGENT_REPLY) == "agent_reply"


class TestSignal:
    def test_reason_and_priority_are_none_unless_given(self) -> None:
        signal = Signal(NINE, SignalKind.PAUSED)

        assert (None, None) == (signal.reason, signal.priority)

    def test_it_keeps_what_it_was_given(self) -> None:
        signal = Signal(NINE, SignalKind.PAUSED, reason="caller", priority=2)

        assert (NINE, SignalKind.PAUSED, "caller", 2) == (
            signal.at,
            signal.kind,
            signal.reason,
            signal.priority,
        )

    @pytest.mark.parametrize(
        ("at", "instant"),
        [
            (datetime(1970, 1, 1, tzinfo=UTC), 0),
            (datetime(1970, 1, 1, 0, 0, 0, 1, tzinfo=UTC), 1),
            (datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), -1_000_000),
            (datetime(1970, 1, 1, 3, tzinfo=timezone(timedelta(hours=3))), 0),
        ],
    )
    def test_its_instant_counts_microseconds_since_1970(
        self, at: datetime, instant: int
    ) -> None:
        assert instant == Signal(at, SignalKind.OPENED).instant

    def test_the_hour_that_comes_twice_has_two_instants(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo(BERLIN))
        last = first.replace(fold=1)
        opened = [Signal(at, SignalKind.OPENED).instant for at in (first, last)]

        assert 3_600_000_000 == opened[1] - opened[0]

    def test_a_naive_instant_is_refused_by_name(self) -> None:
        naive = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - the point of the test

        with pytest.raises(NaiveDatetimeError, match="at must be an aware") as caught:
            Signal(naive, SignalKind.OPENED)

        assert naive == caught.value.value

    def test_a_date_is_no_instant(self) -> None:
        with pytest.raises(WrongTypeError, match="at must be an aware datetime"):
            Signal(NINE.date(), SignalKind.OPENED)  # type: ignore[arg-type]

    @pytest.mark.parametrize("kind", ["reopend", "", "OPENED", None, 1])
    def test_an_unknown_kind_is_refused_with_all_that_there_are(
        self, kind: Any
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            Signal(NINE, kind)

        assert ("kind", kind) == (caught.value.argument, caught.value.value)
        assert NAMES == set(caught.value.wanted.removeprefix("one of ").split(", "))

    def test_it_never_changes(self) -> None:
        signal = Signal(NINE, SignalKind.OPENED)

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            signal.reason = "caller"  # type: ignore[misc]

    def test_the_same_instant_in_another_zone_is_the_same_signal(self) -> None:
        here = Signal(NINE, SignalKind.OPENED)
        there = Signal(NINE.astimezone(ZoneInfo("Asia/Kathmandu")), SignalKind.OPENED)

        assert here == there
        assert hash(here) == hash(there)

    def test_the_same_reading_an_hour_later_is_another_signal(self) -> None:
        first, last = (
            Signal(
                datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=ZoneInfo(BERLIN)),
                SignalKind.OPENED,
            )
            for fold in (0, 1)
        )

        assert first.at == last.at
        assert first != last
        assert len({first, last}) == 2

    @pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
    def test_in_the_hour_that_comes_twice_its_instant_counts(
        self, fold: int, hour: int
    ) -> None:
        at = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=ZoneInfo(BERLIN))
        here = Signal(at, SignalKind.OPENED)
        there = Signal(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), SignalKind.OPENED)

        assert here == there
        assert hash(here) == hash(there)

    @pytest.mark.parametrize(
        "other",
        [
            Signal(NINE + timedelta(microseconds=1), SignalKind.PAUSED),
            Signal(NINE, SignalKind.RESUMED),
            Signal(NINE, SignalKind.PAUSED, reason="caller"),
            Signal(NINE, SignalKind.PAUSED, priority=1),
        ],
    )
    def test_another_instant_kind_reason_or_priority_is_another_signal(
        self, other: Signal
    ) -> None:
        assert other != Signal(NINE, SignalKind.PAUSED)

    def test_its_text_has_what_it_was_made_of(self) -> None:
        expected = (
            "Signal(at=datetime.datetime(2026, 1, 5, 9, 0, tzinfo="
            "datetime.timezone.utc), kind=<SignalKind.PAUSED: 'paused'>, "
            "reason='caller', priority=None)"
        )

        assert expected == repr(Signal(NINE, SignalKind.PAUSED, reason="caller"))

    def test_it_pickles(self) -> None:
        signal = Signal(NINE, SignalKind.PAUSED, reason="caller", priority=2)
        copy = pickle.loads(pickle.dumps(signal))  # noqa: S301 - just made

        assert signal == copy
        assert signal.instant == copy.instant
        assert hash(signal) == hash(copy)

"""Signals against targets, for teams with their own tickets."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from servicedesk_core import sla
from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidHistoryError,
    NaiveDatetimeError,
    NoTargetError,
    WrongTypeError,
)
from servicedesk_core.sla import (
    Agreement,
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    measure_agreement,
    measure_signals,
)

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
OPENED = Signal(NINE, SignalKind.OPENED)
ANSWER = ServiceLevelTarget(Metric.FIRST_RESPONSE, HOUR, DAY)
SOLUTION = ServiceLevelTarget(
    Metric.RESOLUTION,
    {1: 4 * HOUR, 2: 16 * HOUR, 3: None},
    {1: ALWAYS, 2: DAY, 3: DAY},
)
GOLD = Agreement("gold", [SOLUTION, ANSWER])
URGENT = Signal(NINE, SignalKind.OPENED, priority=1)
LATER = NINE + HOUR
# What was given, and what of it is to blame.
NO_SIGNALS = (
    (None, None),
    (5, 5),
    ("opened", "opened"),
    (OPENED, OPENED),
    ([OPENED, "closed"], "closed"),
    ((None,), None),
    ({"opened": OPENED}, "opened"),
)


def changed(priority: object, hours: float) -> Signal:
    at = NINE + hours * HOUR
    return Signal(at, SignalKind.PRIORITY_CHANGED, priority=priority)


class TestMeasureSignals:
    def test_it_holds_a_clock_against_its_target(self) -> None:
        status = measure_signals([OPENED], ANSWER, now=NINE + HOUR)

        assert ANSWER is status.target
        assert HOUR == status.within == status.elapsed
        assert DAY is status.calendar
        assert NINE + HOUR == status.now

    def test_subject_agreement_and_attributes_are_none_unless_given(self) -> None:
        status = measure_signals([OPENED], ANSWER, now=NINE)

        assert (None, None, {}) == (status.key, status.agreement, status.attributes)

    def test_it_passes_on_whose_clock_it_is(self) -> None:
        status = measure_signals(
            [OPENED],
            ANSWER,
            now=NINE,
            key=("acme", 7),
            attributes={"site": "Kazan"},
        )

        assert ("acme", 7) == status.key
        assert {"site": "Kazan"} == status.attributes

    def test_only_an_agreement_has_a_name(self) -> None:
        with pytest.raises(TypeError, match="unexpected keyword argument 'agreement'"):
            measure_signals(
                [OPENED],
                ANSWER,
                now=NINE,
                agreement="gold",  # type: ignore[call-arg]
            )

        assert "measure_agreement" in sla.__all__
        assert not hasattr(sla.measure, "measure_targets")

    def test_no_signal_is_a_clock_that_has_not_started(self) -> None:
        status = measure_signals([], ANSWER, now=NINE)

        assert SlaState.NOT_STARTED is status.state

    @pytest.mark.parametrize("signals", [iter([OPENED]), (OPENED,), {OPENED}])
    def test_any_iterable_of_signals_will_do(self, signals: set[Signal]) -> None:
        assert NINE == measure_signals(signals, ANSWER, now=NINE).started_at

    def test_a_naive_now_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match="now must be an aware"):
            measure_signals([OPENED], ANSWER, now=NINE.replace(tzinfo=None))

    @pytest.mark.parametrize("now", [None, NINE.date(), 0, "2026-01-05"])
    def test_what_is_no_datetime_is_refused_by_name(self, now: object) -> None:
        with pytest.raises(WrongTypeError, match="now must be an aware datetime"):
            measure_signals([OPENED], ANSWER, now=now)  # type: ignore[arg-type]

    def test_signals_out_of_order_are_refused(self) -> None:
        earlier = Signal(NINE - TICK, SignalKind.RESOLVED)

        with pytest.raises(InvalidHistoryError, match="event 1"):
            measure_signals([OPENED, earlier], ANSWER, now=NINE)

    def test_signals_out_of_order_are_refused_whatever_now(self) -> None:
        later = Signal(NINE + 9 * HOUR, SignalKind.RESOLVED)
        earlier = Signal(NINE + HOUR, SignalKind.PAUSED)

        with pytest.raises(InvalidHistoryError, match="event 2"):
            measure_signals([OPENED, later, earlier], ANSWER, now=NINE)

    @pytest.mark.parametrize("target", [None, "resolution", Metric.RESOLUTION, GOLD])
    def test_what_is_no_target_is_refused_by_name(self, target: Any) -> None:
        with pytest.raises(WrongTypeError, match="target must be a Serv") as caught:
            measure_signals([OPENED], target, now=NINE)

        assert target is caught.value.value

    @pytest.mark.parametrize(("signals", "culprit"), NO_SIGNALS)
    def test_what_is_no_signal_is_refused(self, signals: Any, culprit: object) -> None:
        with pytest.raises(WrongTypeError, match="must be a ticket or") as caught:
            measure_signals(signals, ANSWER, now=NINE)

        assert culprit is caught.value.value

    @pytest.mark.parametrize("attributes", [None, "Kazan", [("site", "Kazan")]])
    def test_attributes_are_a_mapping(self, attributes: Any) -> None:
        with pytest.raises(WrongTypeError, match="attributes must be a mapping"):
            measure_signals([OPENED], ANSWER, now=NINE, attributes=attributes)

    def test_attributes_never_change(self) -> None:
        with pytest.raises(WrongTypeError, match=r"attributes\['sites'\] must be"):
            measure_signals([OPENED], ANSWER, now=NINE, attributes={"sites": []})

    def test_it_does_not_care_when_it_is_asked(self) -> None:
        signals = [OPENED, Signal(NINE + 2 * HOUR, SignalKind.RESOLVED)]
        states = {
            measure_signals(signals, ANSWER, now=NINE + hours * HOUR).state
            for hours in (2, 24, 10_000)
        }

        assert {SlaState.BREACHED} == states


class TestPriority:
    @pytest.mark.parametrize(
        ("priority", "due"),
        [
            (1, NINE + 4 * HOUR),
            # Two working days of eight hours.
            (2, NINE + 32 * HOUR),
        ],
    )
    def test_each_has_its_own_time_and_hours(
        self, priority: int, due: datetime
    ) -> None:
        opened = Signal(NINE, SignalKind.OPENED, priority=priority)
        status = measure_signals([opened], SOLUTION, now=NINE)

        assert due == status.due_at
        assert priority == status.priority

    @pytest.mark.parametrize("priority", [3, 4, None])
    def test_one_without_a_target_is_an_error(self, priority: int | None) -> None:
        opened = Signal(NINE, SignalKind.OPENED, priority=priority)

        with pytest.raises(NoTargetError) as caught:
            measure_signals([opened], SOLUTION, now=NINE)

        assert priority == caught.value.priority

    @pytest.mark.parametrize(
        ("now", "within", "calendar", "state"),
        [
            (10, 16 * HOUR, DAY, SlaState.RUNNING),
            (11 - TICK / HOUR, 16 * HOUR, DAY, SlaState.RUNNING),
            (11, 4 * HOUR, ALWAYS, SlaState.BREACHED),
            (12, 16 * HOUR, DAY, SlaState.RUNNING),
        ],
    )
    def test_the_last_one_known_decides_from_the_start_on(
        self,
        now: float,
        within: timedelta,
        calendar: ServiceCalendar,
        state: SlaState,
    ) -> None:
        signals = [
            Signal(NINE, SignalKind.OPENED, priority=2),
            changed(1, 11),
            changed(2, 12),
        ]
        status = measure_signals(signals, SOLUTION, now=NINE + now * HOUR)

        assert within == status.within
        assert calendar is status.calendar
        assert NINE == status.started_at
        assert state is status.state

    def test_pauses_are_kept_when_it_changes(self) -> None:
        signals = [
            Signal(NINE, SignalKind.OPENED, priority=2),
            Signal(NINE + HOUR, SignalKind.PAUSED),
            Signal(NINE + 3 * HOUR, SignalKind.RESUMED),
            changed(1, 4),
        ]
        status = measure_signals(signals, SOLUTION, now=NINE + 5 * HOUR)

        assert 2 * HOUR == status.paused_time
        assert NINE + 6 * HOUR == status.due_at


class TestMeasureAgreement:
    def test_each_target_has_its_status_in_order(self) -> None:
        statuses = measure_agreement([URGENT], GOLD, now=NINE)

        assert [SOLUTION, ANSWER] == [status.target for status in statuses]

    def test_they_are_those_of_each_target_with_the_agreement_s_name(self) -> None:
        now = NINE + 2 * HOUR
        expected = [
            attrs.evolve(measure_signals([URGENT], target, now=now), agreement="gold")
            for target in GOLD.targets
        ]

        assert expected == list(measure_agreement([URGENT], GOLD, now=now))

    @pytest.mark.parametrize("priority", [3, 4, None])
    def test_one_that_sets_no_time_is_left_out(self, priority: int | None) -> None:
        opened = Signal(NINE, SignalKind.OPENED, priority=priority)
        statuses = measure_agreement([opened], GOLD, now=NINE)

        assert [ANSWER] == [status.target for status in statuses]

    @pytest.mark.parametrize(("now", "count"), [(NINE + HOUR - TICK, 1), (LATER, 2)])
    def test_the_last_priority_known_decides_what_is_left_out(
        self, now: datetime, count: int
    ) -> None:
        signals = [OPENED, changed(1, 1)]

        assert count == len(measure_agreement(signals, GOLD, now=now))

    def test_signals_are_read_once_for_all(self) -> None:
        statuses = measure_agreement(iter([URGENT]), GOLD, now=NINE)

        assert [NINE, NINE] == [status.started_at for status in statuses]

    def test_subject_and_attributes_are_none_unless_given(self) -> None:
        (status,) = measure_agreement([OPENED], GOLD, now=NINE)

        assert (None, {}) == (status.key, status.attributes)

    def test_all_of_them_know_whose_clock_it_is(self) -> None:
        statuses = measure_agreement(
            [URGENT], GOLD, now=NINE, key="INC7", attributes={"site": "Kazan"}
        )

        assert [("INC7", "gold", {"site": "Kazan"})] * 2 == [
            (status.key, status.agreement, status.attributes) for status in statuses
        ]

    def test_other_errors_are_not_hidden(self) -> None:
        backwards = [OPENED, Signal(NINE - TICK, SignalKind.RESOLVED)]

        with pytest.raises(InvalidHistoryError, match="event 1"):
            measure_agreement(backwards, GOLD, now=NINE)

    def test_a_naive_now_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match="now must be an aware"):
            measure_agreement([OPENED], GOLD, now=NINE.replace(tzinfo=None))

    @pytest.mark.parametrize("agreement", [None, "gold", ANSWER, [ANSWER, SOLUTION]])
    def test_what_is_no_agreement_is_refused_by_name(self, agreement: Any) -> None:
        with pytest.raises(WrongTypeError, match="agreement must be an") as caught:
            measure_agreement([OPENED], agreement, now=NINE)

        assert agreement is caught.value.value

    @pytest.mark.parametrize(("signals", "culprit"), NO_SIGNALS)
    def test_what_is_no_signal_is_refused(self, signals: Any, culprit: object) -> None:
        with pytest.raises(WrongTypeError, match="must be a ticket or") as caught:
            measure_agreement(signals, GOLD, now=NINE)

        assert culprit is caught.value.value

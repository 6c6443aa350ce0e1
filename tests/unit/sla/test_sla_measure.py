"""Signals against targets, for teams with their own tickets."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
    AgreementKind,
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    measure_agreement,
    measure_signals,
    read_signals,
)
from servicedesk_core.sla.measure import Turns
from servicedesk_core.timeline import to_microseconds

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

    @pytest.mark.parametrize("kind", ["attached", "requester_message", "owned"])
    def test_any_signal_may_bring_one(self, kind: str) -> None:
        signals = [
            Signal(NINE, "opened", priority=2),
            Signal(NINE + HOUR, kind, priority=1),
        ]
        status = measure_signals(signals, SOLUTION, now=NINE + HOUR)

        assert (1, 4 * HOUR) == (status.priority, status.within)

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

    def test_an_agreement_passes_on_its_excuses(self) -> None:
        waiver = sla.Waiver("INC7", "agreed", by="clara")
        ours = attrs.evolve(GOLD, excused=[waiver])
        statuses = measure_agreement([URGENT], ours, now=NINE, key="INC7")

        assert [(waiver,), (waiver,)] == [status.excused for status in statuses]


def told(*story: str) -> list[Signal]:
    """Return signals of "hours kind" or "hours kind priority" since nine."""
    found = []
    for line in story:
        hours, kind, *priority = line.split()
        at = NINE + float(hours) * HOUR
        found.append(Signal(at, kind, priority=int(priority[0]) if priority else None))
    return found


TIMES = ServiceLevelTarget(
    Metric.RESOLUTION, {1: 4 * HOUR, 2: 8 * HOUR}, ALWAYS, pauses={"caller"}
)
UPGRADED = told("0 opened 2", "1 paused", "3 resumed", "5 priority_changed 1")


def since(signals: list[Signal], *, hours: float = 6, **options: Any) -> SlaStatus:
    """Measure against a target of four or eight hours round the clock."""
    return measure_signals(signals, TIMES, now=NINE + hours * HOUR, **options)


class TestChange:
    """A change of priority is held against the whole clock, or from then on."""

    def test_it_counts_from_the_start_on_unless_told_otherwise(self) -> None:
        status = since(UPGRADED)

        assert NINE == status.started_at
        assert (4 * HOUR, 4 * HOUR, 2 * HOUR) == (
            status.within,
            status.elapsed,
            status.paused_time,
        )

    def test_it_may_count_from_then_on(self) -> None:
        status = since(UPGRADED, retroactive=False)

        assert NINE + 5 * HOUR == status.started_at
        assert (4 * HOUR, HOUR, timedelta()) == (
            status.within,
            status.elapsed,
            status.paused_time,
        )
        assert NINE + 9 * HOUR == status.due_at

    def test_the_last_one_counts(self) -> None:
        signals = [*UPGRADED, *told("5.5 priority_changed 2")]

        assert NINE + 5.5 * HOUR == since(signals, retroactive=False).started_at

    def test_one_to_come_is_not_yet_known(self) -> None:
        assert NINE == since(UPGRADED, hours=4, retroactive=False).started_at

    @pytest.mark.parametrize(
        "signals",
        [
            told("0 opened 2"),
            told("0 opened 2", "5 priority_changed 2"),
            told("0 opened 2", "5 priority_changed"),
            told("0 opened", "5 priority_changed 2"),
        ],
    )
    def test_the_same_again_and_the_first_are_no_change(
        self, signals: list[Signal]
    ) -> None:
        assert NINE == since(signals, retroactive=False).started_at

    def test_a_pause_goes_on_over_it(self) -> None:
        signals = told("0 opened 2", "1 paused", "5 priority_changed 1")
        status = since(signals, retroactive=False)

        assert (True, timedelta(), HOUR) == (
            status.is_paused,
            status.elapsed,
            status.paused_time,
        )


class TestAttachment:
    @pytest.mark.parametrize(
        ("hours", "started", "elapsed"), [(-1, 0, 4), (0, 0, 4), (2, 2, 3), (4, 4, 2)]
    )
    def test_a_target_may_count_from_then_on(
        self, hours: float, started: float, elapsed: float
    ) -> None:
        status = since(UPGRADED, attached_at=NINE + hours * HOUR)

        assert NINE + started * HOUR == status.started_at
        assert elapsed * HOUR == status.elapsed

    def test_before_it_nothing_runs(self) -> None:
        status = since(UPGRADED, attached_at=NINE + 7 * HOUR)

        assert SlaState.NOT_STARTED is status.state
        assert (
            SlaState.RUNNING
            is since(UPGRADED, hours=7, attached_at=NINE + 7 * HOUR).state
        )

    def test_what_was_over_by_then_is_not_counted(self) -> None:
        signals = told("0 opened 2", "1 resolved")

        assert SlaState.NOT_STARTED is since(signals, attached_at=LATER + TICK).state
        assert SlaState.MET is since(signals, attached_at=LATER).state

    def test_a_zone_of_its_own_does_not_matter(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        status = since(UPGRADED, attached_at=(NINE + 2 * HOUR).astimezone(berlin))

        assert NINE + 2 * HOUR == status.started_at
        assert UTC is status.now.tzinfo

    def test_cycles_before_it_are_not_counted(self) -> None:
        asked = told(
            "0 opened 2",
            "1 agent_reply",
            "2 requester_message",
            "3 agent_reply",
            "4 requester_message",
            "5 agent_reply",
            "5.5 requester_message",
        )
        target = attrs.evolve(TIMES, metric="next_response")
        status = measure_signals(
            asked, target, now=NINE + 6 * HOUR, attached_at=NINE + 4.5 * HOUR
        )

        assert [4.5, 5.5] == [
            (each.started_at - NINE) / HOUR
            for each in status.cycles
            if each.started_at is not None
        ]

    def test_a_later_change_counts_from_then_on_all_the_same(self) -> None:
        early, late = (
            since(UPGRADED, attached_at=NINE + hours * HOUR, retroactive=False)
            for hours in (2, 5.5)
        )

        assert NINE + 5 * HOUR == early.started_at
        assert NINE + 5.5 * HOUR == late.started_at

    @pytest.mark.parametrize(("retroactive", "started"), [(True, 0), (False, 2)])
    def test_a_signal_says_so_too_if_not_told_otherwise(
        self, started: float, *, retroactive: bool
    ) -> None:
        signals = told("0 opened 2", "1 attached", "2 attached", "7 attached")
        status = since(signals, retroactive=retroactive)

        assert NINE + started * HOUR == status.started_at

    def test_the_later_of_attachment_and_change_counts(self) -> None:
        first = told("0 opened 2", "1 attached", "2 priority_changed 1")
        last = told("0 opened 2", "2 priority_changed 1", "3 attached")

        assert NINE + 2 * HOUR == since(first, retroactive=False).started_at
        assert NINE + 3 * HOUR == since(last, retroactive=False).started_at

    def test_a_naive_instant_is_refused_by_name(self) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"^attached_at must be an aware"):
            since(UPGRADED, attached_at=NINE.replace(tzinfo=None))
        with pytest.raises(WrongTypeError, match=r"^attached_at must be an aware"):
            since(UPGRADED, attached_at=NINE.date())


class TestKinds:
    """Operational agreements and contracts count from attachment."""

    SIGNALS = told("0 opened 2", "2 attached")

    @pytest.mark.parametrize(
        ("kind", "started"), [("sla", 0), ("ola", 2), ("underpinning", 2)]
    )
    @pytest.mark.parametrize("retroactive", [True, False])
    def test_they_count_from_the_signal_in_any_case(
        self, kind: str, started: float, *, retroactive: bool
    ) -> None:
        agreement = Agreement("ours", [TIMES], kind=AgreementKind(kind))
        (status,) = measure_agreement(
            self.SIGNALS, agreement, now=NINE + 6 * HOUR, retroactive=retroactive
        )
        expected = started if retroactive else 2

        assert NINE + expected * HOUR == status.started_at

    @pytest.mark.parametrize("kind", AgreementKind)
    def test_an_instant_given_counts_before_the_signal(
        self, kind: AgreementKind
    ) -> None:
        (status,) = measure_agreement(
            self.SIGNALS,
            Agreement("ours", [TIMES], kind=kind),
            now=NINE + 6 * HOUR,
            attached_at=NINE + HOUR,
        )

        assert NINE + HOUR == status.started_at

    @pytest.mark.parametrize("kind", AgreementKind)
    def test_without_any_they_count_from_the_start(self, kind: AgreementKind) -> None:
        agreement = Agreement("ours", [TIMES], kind=kind)
        (status,) = measure_agreement(told("0 opened 2"), agreement, now=LATER)

        assert NINE == status.started_at


class TestTurns:
    """Each stretch of time that counts is a cycle."""

    OURS = Agreement("ours", [TIMES])

    @staticmethod
    def turns(*pairs: tuple[float, float | None]) -> Turns:
        return tuple(
            (
                to_microseconds(NINE + low * HOUR, "low"),
                None if high is None else to_microseconds(NINE + high * HOUR, "high"),
            )
            for low, high in pairs
        )

    def test_all_but_the_last_are_finished(self) -> None:
        (status,) = measure_agreement(
            told("0 opened 2"),
            self.OURS,
            now=NINE + 10 * HOUR,
            turns=self.turns((0, 1), (2, 4), (9, None)),
        )

        assert [
            (NINE, LATER, HOUR),
            (NINE + 2 * HOUR, NINE + 4 * HOUR, 2 * HOUR),
            (NINE + 9 * HOUR, None, HOUR),
        ] == [
            (each.started_at, each.finished_at, each.elapsed) for each in status.cycles
        ]

    @pytest.mark.parametrize("pairs", [(), ((7, None),), ((11, None),)])
    def test_without_one_the_clock_has_not_started(
        self, pairs: tuple[tuple[float, float | None], ...]
    ) -> None:
        (status,) = measure_agreement(
            told("0 opened 2", "6 resolved"),
            self.OURS,
            now=NINE + 10 * HOUR,
            turns=self.turns(*pairs),
        )

        assert (SlaState.NOT_STARTED, ()) == (status.state, status.past)

    def test_their_times_add_up_to_that_of_the_whole(self) -> None:
        signals = [*UPGRADED, *told("7 resolved", "8 reopened")]
        now = NINE + 10 * HOUR
        (whole,) = measure_agreement(signals, self.OURS, now=now)
        (status,) = measure_agreement(
            signals,
            self.OURS,
            now=now,
            turns=self.turns((0, 2), (2, 7.5), (7.5, 9), (9, None)),
        )
        cycles = status.cycles

        assert whole.elapsed == sum((each.elapsed for each in cycles), timedelta())
        assert whole.paused_time == sum(
            (each.paused_time for each in cycles), timedelta()
        )


class TestReadSignals:
    def test_they_come_as_a_tuple(self) -> None:
        signals = told("0 opened", "1 resolved", "1 closed")

        assert tuple(signals) == read_signals(iter(signals))
        assert read_signals([]) == ()

    def test_the_error_says_which_and_when(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            read_signals(told("0 opened", "2 paused", "1 resumed", "0 closed"))

        assert caught.value.position == 2
        assert str(caught.value) == (
            "event 2: 2026-01-05T10:00:00+00:00 is earlier than the signal before it"
        )

    @pytest.mark.parametrize(("signals", "culprit"), NO_SIGNALS)
    def test_what_is_no_signal_is_refused(self, signals: Any, culprit: object) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_signals(signals)

        assert str(caught.value) == (
            f"subject must be a ticket or signals, got {culprit!r}"
        )

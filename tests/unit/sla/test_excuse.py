"""Excuses: what may take a breach back, and what of it stays."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.sla import (
    Agreement,
    CustomMetric,
    Excuse,
    ExcusedPeriod,
    Metric,
    ServiceLevelTarget,
    Signal,
    SlaState,
    SlaStatus,
    Waiver,
    WorkingDays,
    measure_agreement,
)
from servicedesk_core.sla.excuse import read_excuses
from servicedesk_core.sla.target import Time

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
VENDOR = CustomMetric("vendor time", start=["opened"], stop=["closed"])


def period(start: float, end: float, reason: str = "flood") -> ExcusedPeriod:
    return ExcusedPeriod(NINE + start * HOUR, NINE + end * HOUR, reason)


def status(
    *excused: Excuse,
    hours: float = 6,
    within: Time = 4 * HOUR,
    metric: Metric | CustomMetric = Metric.RESOLUTION,
    kinds: tuple[tuple[str, float], ...] = (),
) -> SlaStatus:
    """Measure a clock of four hours, opened at nine on a Monday, after some hours."""
    told = [Signal(NINE, "opened")]
    told += [Signal(NINE + at * HOUR, kind) for kind, at in kinds]
    (found,) = measure_agreement(
        told,
        Agreement("gold", [ServiceLevelTarget(metric, within, DAY)], excused=excused),
        now=NINE + hours * HOUR,
        key="INC7",
    )
    return found


class TestPeriod:
    @pytest.mark.parametrize(
        ("periods", "excused"),
        [
            ([period(0, 2)], True),
            ([period(-24, 24)], True),
            ([period(1, 3)], True),
            ([period(4, 6)], True),
            ([period(5, 9)], False),
            ([period(1, 3 - TICK / HOUR)], False),
            ([period(6, 24)], False),
            ([period(-9, 0)], False),
            ([period(1, 2), period(3, 4)], True),
            ([period(1, 2), period(2, 3)], True),
            ([period(1, 2), period(3, 3.5)], False),
            ([], False),
        ],
    )
    def test_a_breach_that_would_be_none_without_it_is_excused(
        self, periods: list[ExcusedPeriod], *, excused: bool
    ) -> None:
        assert excused is status(*periods).is_excused

    @pytest.mark.parametrize(
        "periods",
        [
            [period(1, 2), period(1, 2, "fire")],
            [period(1, 2), period(1.5, 2.5)],
            [period(1, 2.5), period(1, 2)],
        ],
    )
    def test_the_same_time_is_not_taken_back_twice(
        self, periods: list[ExcusedPeriod]
    ) -> None:
        assert not status(*periods).is_excused

    def test_the_last_of_the_periods_needed_is_the_excuse(self) -> None:
        first, last, more = period(1, 2), period(3, 4, "fire"), period(0, 9)

        assert last is status(first, last, more).excuse
        assert more is status(more, first, last).excuse

    def test_a_pause_within_it_is_not_taken_back_twice(self) -> None:
        paused = (("paused", 1), ("resumed", 2))

        assert status(period(2, 4), hours=7, kinds=paused).is_excused
        assert not status(period(1, 3), hours=7, kinds=paused).is_excused

    def test_only_service_time_counts(self) -> None:
        assert not status(period(8, 24), hours=24 + 3).is_excused
        assert status(period(2, 24 + 9), hours=24 + 3).is_excused

    @pytest.mark.parametrize(("hours", "state"), [(4, "at_risk"), (3, "at_risk")])
    def test_what_is_not_breached_needs_no_excuse(self, hours: int, state: str) -> None:
        seen = status(period(0, 9), hours=hours)

        assert (state, False, None) == (seen.state, seen.is_excused, seen.excuse)

    def test_the_facts_stay_as_they_are(self) -> None:
        plain, excused = status(), status(period(0, 9))

        assert SlaState.BREACHED is plain.state is excused.state
        assert (plain.is_breached, plain.elapsed, plain.overrun, plain.due_at) == (
            excused.is_breached,
            excused.elapsed,
            excused.overrun,
            excused.due_at,
        )

    @pytest.mark.parametrize(
        ("excused", "holds"), [(period(0, 1), True), (period(-9, 0), False)]
    )
    def test_a_date_that_was_missed_is_excused_by_time_on_the_clock(
        self, excused: ExcusedPeriod, *, holds: bool
    ) -> None:
        # Due at closing on Tuesday, and looked at that evening.
        seen = status(excused, within=WorkingDays(1), hours=24 + 10)

        assert seen.is_breached
        assert holds is seen.is_excused


class TestWaiver:
    @pytest.mark.parametrize(
        ("waiver", "excused"),
        [
            (Waiver("INC7", "agreed", by="clara"), True),
            (Waiver("INC8", "agreed", by="clara"), False),
            (Waiver("INC7", "agreed", by="clara", metric="resolution"), True),
            (Waiver("INC7", "agreed", by="clara", metric="first_response"), False),
            (Waiver("INC7", "agreed", by="clara", metric=VENDOR), False),
        ],
    )
    def test_it_takes_back_a_breach_of_one_subject_and_clock(
        self, waiver: Waiver, *, excused: bool
    ) -> None:
        seen = status(waiver)

        assert excused is seen.is_excused
        assert (waiver if excused else None) is seen.excuse
        assert SlaState.BREACHED is seen.state

    def test_it_may_be_of_a_clock_of_one_s_own(self) -> None:
        waiver = Waiver("INC7", "agreed", by="clara", metric=VENDOR)

        assert waiver is status(waiver, metric=VENDOR).excuse

    def test_it_stands_beside_periods(self) -> None:
        waiver = Waiver("INC7", "agreed", by="clara")

        assert waiver is status(period(0, 1), waiver).excuse
        assert waiver is status(waiver, period(0, 9)).excuse

    def test_an_excuse_is_told_with_its_reason(self) -> None:
        facts = dict(status(Waiver("INC7", "agreed", by="clara")).explain().facts)

        assert facts["excuse"] == "agreed"
        assert "excuse" not in dict(status().explain().facts)


class TestValues:
    @pytest.mark.parametrize("end", [NINE, NINE - TICK])
    def test_a_period_ends_after_it_begins(self, end: datetime) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            ExcusedPeriod(NINE, end, "flood")

        assert str(caught.value) == f"end must be later than start, got {end!r}"

    @pytest.mark.parametrize("argument", ["start", "end"])
    def test_its_bounds_are_instants(self, argument: str) -> None:
        bounds: dict[str, Any] = {"start": NINE, "end": NINE + HOUR}
        naive = {argument: datetime(2026, 1, 5, 9)}  # noqa: DTZ001 - on purpose

        with pytest.raises(NaiveDatetimeError, match=f"^{argument} must be an aware"):
            ExcusedPeriod(**(bounds | naive), reason="flood")
        with pytest.raises(WrongTypeError, match=f"^{argument} must be an aware"):
            ExcusedPeriod(**(bounds | {argument: 5}), reason="flood")

    @pytest.mark.parametrize("reason", ["", " ", None, 5])
    def test_it_has_a_reason(self, reason: Any) -> None:
        for make in (
            lambda: ExcusedPeriod(NINE, NINE + HOUR, reason),
            lambda: Waiver("INC7", reason, by="clara"),
        ):
            with pytest.raises(WrongTypeError) as caught:
                make()

            assert str(caught.value) == (
                f"reason must be a text that is not empty, got {reason!r}"
            )

    @pytest.mark.parametrize("by", ["", " ", None, 5])
    def test_a_waiver_has_an_author(self, by: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            Waiver("INC7", "agreed", by=by)

        assert str(caught.value) == f"by must be a text that is not empty, got {by!r}"

    def test_an_unknown_metric_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^metric must be one of first"):
            Waiver("INC7", "agreed", by="clara", metric="answer")

    def test_a_period_may_have_an_author(self) -> None:
        ours = ExcusedPeriod(NINE, NINE + HOUR, "flood", by="clara")

        assert (ours.by, period(0, 1).by) == ("clara", None)
        assert ours != period(0, 1)

    def test_the_same_instants_in_another_zone_make_the_same_period(self) -> None:
        zone = ZoneInfo("Asia/Kathmandu")
        there = ExcusedPeriod(
            NINE.astimezone(zone), (NINE + HOUR).astimezone(zone), "flood"
        )

        assert there == period(0, 1)
        assert hash(there) == hash(period(0, 1))

    @pytest.mark.parametrize(
        "excuse", [period(0, 1), Waiver(("acme", 7), "agreed", by="clara")]
    )
    def test_they_pickle(self, excuse: Excuse) -> None:
        copy = pickle.loads(pickle.dumps(excuse))  # noqa: S301 - just made

        assert excuse == copy
        assert hash(excuse) == hash(copy)

    def test_they_come_in_a_list(self) -> None:
        excuses: list[Excuse] = [period(0, 1), Waiver("INC7", "agreed", by="clara")]

        assert tuple(excuses) == read_excuses(iter(excuses))

    @pytest.mark.parametrize("excused", [None, 5, period(0, 1)])
    def test_what_is_no_list_is_refused(self, excused: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_excuses(excused)

        assert str(caught.value) == (
            f"excused must be excused periods and waivers, got {excused!r}"
        )

    @pytest.mark.parametrize("other", ["flood", None, (NINE, NINE + HOUR)])
    def test_what_is_no_excuse_is_refused(self, other: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            read_excuses([period(0, 1), other])

        assert str(caught.value) == (
            f"excused must be an ExcusedPeriod or a Waiver, got {other!r}"
        )

"""Times to acknowledge, respond, restore, resolve and close."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.metrics import (
    ClockKind,
    Milestone,
    mean_time_to_acknowledge,
    mean_time_to_restore_service,
    time_to,
    times_between,
)
from servicedesk_core.stats import quantile
from servicedesk_core.tickets import Ticket
from unit.metrics.metrics_cases import (
    ANNA,
    DAY,
    HOUR,
    MONDAY,
    TICK,
    closed,
    opened,
    reopened,
    solved,
)

DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
NOW = MONDAY + 10 * DAY


def worked_around(ticket: Ticket, at: datetime) -> Ticket:
    return ticket.workaround(at=at, by=ANNA, text="use the other printer")


def hours(*counts: float) -> tuple[timedelta, ...]:
    return tuple(count * HOUR for count in counts)


class TestTimes:
    def test_mean_median_and_quantiles(self) -> None:
        pairs = [(MONDAY, MONDAY + time) for time in hours(8, 1, 2, 5)]
        found = times_between(pairs, definition="opened to resolved")

        assert found.times == hours(8, 1, 2, 5)
        assert (found.n, found.unfinished, found.missed, found.so_far) == (4, 0, 0, ())
        assert found.mean == found.value == 4 * HOUR
        assert found.median == 3.5 * HOUR
        assert found.quantile(0.9, kind=1) == 8 * HOUR
        expected = quantile([8, 1, 2, 5], 0.9, kind=7)
        assert expected is not None
        assert found.quantile(0.9, kind=7) == expected * HOUR
        assert str(found) == (
            "opened to resolved: mean 4 h, median 3 h 30 min "
            "(n=4, unfinished=0, missed=0, "
            "wall time)"
        )

    def test_of_none_nothing_is_defined(self) -> None:
        found = times_between([], definition="opened to resolved")

        assert (found.n, found.mean, found.value, found.median) == (0, None, None, None)
        assert found.quantile(0.9, kind=7) is None
        assert found.survival() is None
        assert str(found) == (
            "opened to resolved: undefined (n=0, unfinished=0, missed=0, wall time)"
        )

    def test_open_ones_are_counted_apart(self) -> None:
        pairs = [(MONDAY, MONDAY + HOUR), (MONDAY, None)]
        found = times_between(pairs, definition="opened to resolved")

        assert (found.n, found.unfinished, found.mean) == (1, 1, HOUR)
        assert found.so_far is None

    def test_with_a_viewpoint_they_have_a_part_in_survival(self) -> None:
        waits = [(1, True), (2, True), (2, False), (3, True)]
        waits += [(5, True), (8, True), (8, False), (12, True)]
        now = MONDAY + DAY
        pairs = [(now - time * HOUR, now if ended else None) for time, ended in waits]
        found = times_between(pairs, definition="opened to resolved", now=now)
        survival = found.survival()

        assert found.so_far == hours(2, 8)
        assert survival is not None
        assert survival.times == (1, 2, 3, 5, 8, 12)
        assert [round(share, 12) for share in survival.survival] == [
            0.875,
            0.75,
            0.6,
            0.45,
            0.3,
            0,
        ]
        assert (survival.median, survival.censored) == (5, 2)
        assert found.median == 4 * HOUR

    def test_where_less_than_half_got_there_no_median_is_known(self) -> None:
        pairs = [(MONDAY, MONDAY + HOUR)] + 3 * [(MONDAY, None)]
        found = times_between(pairs, definition="x", now=MONDAY + 4 * HOUR)
        survival = found.survival()

        assert survival is not None
        assert (survival.survival, survival.median) == ((0.75,), None)

    def test_without_a_viewpoint_open_ones_have_no_survival(self) -> None:
        found = times_between([(MONDAY, None)], definition="x")

        with pytest.raises(
            InvalidArgumentError,
            match=r"^now must be given where cases are open, got None$",
        ):
            found.survival()

    def test_a_share_is_half_open(self) -> None:
        times = [*hours(1, 2, 3), 2 * HOUR - TICK, 3 * HOUR - TICK]
        pairs = [(MONDAY, MONDAY + time) for time in times]
        found = times_between([*pairs, (MONDAY, None)], definition="a to b").share(
            2 * HOUR, 3 * HOUR, confidence=0.8
        )

        assert (found.numerator, found.denominator, found.left_out) == (2, 5, 1)
        assert found.confidence == 0.8
        assert found.definition == "a to b in [2 h, 3 h) of wall time"

    @pytest.mark.parametrize("high", [HOUR, HOUR - TICK])
    def test_a_share_of_nothing_is_refused(self, high: timedelta) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^high must be more than low, 1 h, got"
        ):
            times_between([], definition="x").share(HOUR, high)

    def test_a_share_is_between_durations(self) -> None:
        low: Any = 1

        with pytest.raises(WrongTypeError, match=r"^low must be a timedelta, got 1$"):
            times_between([], definition="x").share(low, HOUR)

    def test_service_time(self) -> None:
        pairs = [(MONDAY, MONDAY + DAY + HOUR), (MONDAY, None)]
        found = times_between(
            pairs, definition="x", calendar=DESK, now=MONDAY + 2 * DAY
        )

        assert (found.times, found.so_far) == (hours(9), hours(16))
        assert found.clock is ClockKind.SERVICE
        assert str(found).endswith("(n=1, unfinished=1, missed=0, service time)")

    def test_wall_time_is_real_time_where_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2026, 3, 29, 1, tzinfo=berlin)
        end = datetime(2026, 3, 29, 4, tzinfo=berlin)

        assert times_between([(start, end)], definition="x").mean == 2 * HOUR

    def test_a_viewpoint_at_the_start_is_fine(self) -> None:
        found = times_between([(MONDAY, None)], definition="x", now=MONDAY)

        assert found.so_far == (timedelta(),)

    @pytest.mark.parametrize(
        ("pair", "now", "message"),
        [
            ((MONDAY, MONDAY - TICK), None, r"^end must be not before the start, 2026"),
            ((MONDAY, None), MONDAY - TICK, r"^now must be not before the start, 2026"),
        ],
    )
    def test_backward_times_are_refused(
        self, pair: Any, now: datetime | None, message: str
    ) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            times_between([pair], definition="x", now=now)

    def test_wrong_arguments_are_refused(self) -> None:
        bad: Any = [5, (MONDAY,)]
        naive = datetime(2026, 1, 5)  # noqa: DTZ001
        calendar: Any = "9 to 5"

        for each in bad:
            with pytest.raises(
                WrongTypeError, match=r"^pairs must be pairs of a start and an end or"
            ):
                times_between([each], definition="x")
        with pytest.raises(NaiveDatetimeError, match=r"^start must be an aware"):
            times_between([(naive, MONDAY)], definition="x")
        with pytest.raises(NaiveDatetimeError, match=r"^end must be an aware"):
            times_between([(MONDAY, naive)], definition="x")
        with pytest.raises(
            WrongTypeError, match=r"^calendar must be a ServiceCalendar or None, got '9"
        ):
            times_between([], definition="x", calendar=calendar)


class TestMilestones:
    FULL = closed(
        solved(
            opened()
            .acknowledge(at=MONDAY + HOUR, by=ANNA)
            .reply(at=MONDAY + 2 * HOUR, by=ANNA, text="on it"),
            MONDAY + 3 * HOUR,
        ),
        MONDAY + 5 * HOUR,
    )

    @pytest.mark.parametrize(
        ("milestone", "expected"),
        [
            ("acknowledged", 1),
            ("responded", 2),
            ("restored", 3),
            ("resolved", 3),
            ("closed", 5),
        ],
    )
    def test_each_of_them(self, milestone: str, expected: int) -> None:
        found = time_to(milestone, [self.FULL])

        assert found.times == hours(expected)
        assert found.definition == f"opened to {milestone}"
        assert found.clock is ClockKind.WALL

    def test_the_two_with_names_of_their_own(self) -> None:
        acknowledged = mean_time_to_acknowledge([self.FULL, opened()], now=NOW)
        restored = mean_time_to_restore_service([self.FULL, opened()], now=NOW)

        assert (acknowledged.definition, acknowledged.mean) == (
            "opened to acknowledged",
            HOUR,
        )
        assert (restored.definition, restored.mean) == ("opened to restored", 3 * HOUR)
        assert acknowledged.so_far == restored.so_far == (10 * DAY,)

    def test_both_count_service_time(self) -> None:
        late = solved(
            opened().acknowledge(at=MONDAY + DAY, by=ANNA), MONDAY + DAY + HOUR
        )

        acknowledged = mean_time_to_acknowledge([late], calendar=DESK)
        restored = mean_time_to_restore_service([late], calendar=DESK)
        assert (acknowledged.mean, restored.mean) == (8 * HOUR, 9 * HOUR)
        assert acknowledged.clock is restored.clock is ClockKind.SERVICE

    def test_a_ticket_that_ended_otherwise_has_missed_it(self) -> None:
        cancelled = opened().cancel(at=MONDAY + HOUR, by=ANNA, reason="not needed")
        found = time_to(Milestone.RESOLVED, [cancelled])

        assert (found.n, found.unfinished, found.missed) == (0, 0, 1)
        assert found.so_far == hours(1)
        assert time_to("resolved", [cancelled], now=NOW).so_far == hours(1)
        assert time_to("resolved", [cancelled, opened()]).so_far is None

    def test_a_reopened_ticket_is_on_its_way_again(self) -> None:
        found = time_to("resolved", [reopened(solved(opened()))], now=NOW)

        assert (found.n, found.unfinished, found.so_far) == (0, 1, (10 * DAY,))

    def test_the_viewpoint_is_not_before_what_happened(self) -> None:
        done = solved(opened())

        assert time_to("resolved", [done], now=MONDAY + HOUR).n == 1
        with pytest.raises(
            InvalidArgumentError,
            match=r"^now must be not before the last event of INC1, got datetime",
        ):
            time_to("resolved", [done], now=MONDAY + HOUR - TICK)

    def test_refused(self) -> None:
        tickets: Any = ["x"]

        with pytest.raises(
            InvalidArgumentError,
            match=r"^milestone must be one of acknowledged, responded, restored, "
            r"resolved, closed, got 'done'$",
        ):
            time_to("done", [])
        with pytest.raises(WrongTypeError, match=r"^tickets must be Tickets, got 'x'$"):
            mean_time_to_acknowledge(tickets)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            time_to("resolved", [], now=datetime(2026, 1, 5))  # noqa: DTZ001


class TestRestoration:
    def restored(self, ticket: Ticket) -> tuple[timedelta, ...]:
        return mean_time_to_restore_service([ticket]).times

    def test_a_workaround_comes_before_the_resolution(self) -> None:
        helped = worked_around(opened(), MONDAY + HOUR)

        assert self.restored(helped) == hours(1)
        assert self.restored(solved(helped, MONDAY + 5 * HOUR)) == hours(1)
        assert time_to("resolved", [helped]).unfinished == 1

    def test_the_first_workaround_counts(self) -> None:
        helped = worked_around(opened(), MONDAY + HOUR)

        assert self.restored(worked_around(helped, MONDAY + 2 * HOUR)) == hours(1)

    def test_what_follows_the_workaround_does_not_count(self) -> None:
        helped = worked_around(opened(), MONDAY + HOUR)
        noted = helped.note(at=MONDAY + 2 * HOUR, by=ANNA, text="ordered a part")

        assert self.restored(noted) == hours(1)

    def test_a_reopening_undoes_it(self) -> None:
        helped = worked_around(opened(), MONDAY + HOUR / 2)
        again = reopened(solved(helped))

        assert self.restored(again) == ()
        assert self.restored(worked_around(again, MONDAY + 6 * HOUR)) == hours(6)
        assert self.restored(solved(again, MONDAY + 7 * HOUR)) == hours(7)

    def test_without_a_workaround_it_is_the_resolution(self) -> None:
        assert self.restored(solved(opened(), MONDAY + HOUR)) == hours(1)
        assert self.restored(opened()) == ()

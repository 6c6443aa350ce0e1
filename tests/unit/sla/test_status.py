"""Statuses: the figures of a clock against its target, to the microsecond."""

import pickle
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import ServiceCalendar, SpecialHours, WeeklyHours
from servicedesk_core.errors import InvalidArgumentError
from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    Agreement,
    Metric,
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    SpanKind,
    SpanRow,
    measure_agreement,
    measure_signals,
)
from servicedesk_core.tickets import HoldReason

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
ONE_DAY = ServiceCalendar(
    WeeklyHours({}), tz="UTC", special=[SpecialHours("2026-01-05", "09:00-11:00")]
)
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ZERO = timedelta()
TICK = timedelta(microseconds=1)


def on(text: str) -> datetime:
    """Return "day time" of January 2026 in UTC: the 5th is a Monday."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-01-{day:0>2}T{clock}+00:00")


def happened(text: str, *, priority: object = None) -> Signal:
    """Return the signal of "day time kind" or "day time kind/reason"."""
    at, _, what = text.rpartition(" ")
    kind, _, reason = what.partition("/")
    return Signal(on(at), SignalKind(kind), reason=reason or None, priority=priority)


def status(
    *story: str,
    now: str | datetime,
    metric: Metric = Metric.RESOLUTION,
    within: timedelta = 4 * HOUR,
    calendar: ServiceCalendar = DAY,
    **options: Any,
) -> SlaStatus:
    """Measure a story against a target of four hours of a working day."""
    return measure_signals(
        [happened(line) for line in story],
        ServiceLevelTarget(metric, within, calendar, **options),
        now=on(now) if isinstance(now, str) else now,
    )


class TestState:
    def test_its_words_are_lower_case_and_in_the_order_of_the_table(self) -> None:
        assert [str(state) for state in SlaState] == [
            "cancelled",
            "not_started",
            "breached",
            "met",
            "paused",
            "at_risk",
            "running",
        ]

    @pytest.mark.parametrize(
        ("story", "now", "state"),
        [
            (("5 09:00 opened", "5 10:00 cancelled"), "5 11:00", "cancelled"),
            (("5 09:00 opened", "5 14:00 cancelled"), "5 15:00", "cancelled"),
            (("5 09:00 requester_message",), "5 15:00", "not_started"),
            (("5 09:00 opened",), "5 08:00", "not_started"),
            (("5 09:00 opened",), "5 14:00", "breached"),
            (("5 09:00 opened", "5 14:00 resolved"), "9 09:00", "breached"),
            (("5 09:00 opened", "5 14:00 paused"), "9 09:00", "breached"),
            (("5 09:00 opened", "5 12:59 resolved"), "9 09:00", "met"),
            (
                ("5 09:00 opened", "5 14:00 resolved", "5 15:00 cancelled"),
                "9 09:00",
                "breached",
            ),
            (
                ("5 09:00 opened", "5 12:59 resolved", "5 14:00 cancelled"),
                "9 09:00",
                "met",
            ),
            (("5 09:00 opened", "5 12:00 paused"), "9 09:00", "paused"),
            (("5 09:00 opened", "5 12:30 paused"), "9 09:00", "paused"),
            (("5 09:00 opened",), "5 12:30", "at_risk"),
            (("5 09:00 opened",), "5 11:30", "running"),
            (("5 09:00 opened",), "5 09:00", "running"),
        ],
    )
    def test_it_is_the_first_of_the_table_that_fits(
        self, story: tuple[str, ...], now: str, state: str
    ) -> None:
        assert status(*story, now=now).state == state

    @pytest.mark.parametrize(
        ("story", "flags"),
        [
            (("5 09:00 opened", "5 14:00 paused"), (True, True, False)),
            (("5 09:00 opened", "5 10:00 paused"), (True, False, False)),
            (("5 09:00 opened", "5 14:00 resolved"), (False, True, True)),
            (("5 09:00 opened", "5 10:00 resolved"), (False, False, True)),
            (("5 09:00 opened", "5 14:00 cancelled"), (False, True, True)),
            (("5 09:00 opened",), (False, True, False)),
        ],
    )
    def test_the_flags_tell_the_rest(
        self, story: tuple[str, ...], flags: tuple[bool, bool, bool]
    ) -> None:
        seen = status(*story, now="8 12:00")

        assert flags == (seen.is_paused, seen.is_breached, seen.is_finished)

    def test_a_cancelled_clock_says_so(self) -> None:
        assert status("5 09:00 opened", "5 10:00 cancelled", now="5 11:00").is_cancelled
        assert not status("5 09:00 opened", now="5 11:00").is_cancelled

    @pytest.mark.parametrize("done", ["5 10:00", "5 15:00"])
    def test_cancelling_later_changes_nothing(self, done: str) -> None:
        story = ("5 09:00 opened", f"{done} resolved")
        before = status(*story, now="6 12:00")
        after = status(*story, "5 16:00 cancelled", now="6 12:00")

        assert before == after
        assert not after.is_cancelled
        assert on(done) == after.finished_at


class TestAtNow:
    """What happens at the viewpoint has happened."""

    @pytest.mark.parametrize(
        ("story", "now", "state", "due"),
        [
            (("5 09:00 opened", "5 10:00 paused"), "5 10:00", "paused", None),
            (("5 09:00 opened", "5 09:00 paused"), "5 09:00", "paused", None),
            (
                ("5 09:00 opened", "5 10:00 paused"),
                "5 09:59:59.999999",
                "running",
                "5 13:00",
            ),
            (
                ("5 09:00 opened", "5 10:00 paused", "5 11:00 resumed"),
                "5 11:00",
                "running",
                "5 14:00",
            ),
            (
                ("5 09:00 opened", "5 12:00 paused", "5 13:00 resumed"),
                "5 13:00",
                "at_risk",
                "5 14:00",
            ),
            (("5 09:00 opened", "5 13:00 paused"), "5 13:00", "paused", "5 13:00"),
            (("5 09:00 opened", "5 10:00 resolved"), "5 10:00", "met", "5 13:00"),
            (("5 09:00 opened", "5 10:00 cancelled"), "5 10:00", "cancelled", None),
            (
                ("5 09:00 opened", "5 10:00 resolved", "5 11:00 reopened"),
                "5 11:00",
                "running",
                "5 14:00",
            ),
        ],
    )
    def test_it_shows_in_state_and_due_time(
        self, story: tuple[str, ...], now: str, state: str, due: str | None
    ) -> None:
        seen = status(*story, now=now)

        assert (state, on(due) if due else None) == (seen.state, seen.due_at)

    def test_a_pause_says_when_it_is_due_if_resumed_at_once(self) -> None:
        seen = status("5 09:00 opened", "5 10:00 paused", now="5 10:00")

        assert on("5 13:00") == seen.due_if_resumed
        assert (None, None) == (seen.breaches_at, seen.next_change_at)

    def test_a_resumption_makes_the_warning_come_again(self) -> None:
        story = ("5 09:00 opened", "5 10:00 paused", "5 11:00 resumed")
        seen = status(*story, now="5 11:00")

        assert seen.due_if_resumed is None
        assert on("5 13:00") == seen.next_change_at


class TestBoundaries:
    @pytest.mark.parametrize(
        ("now", "state"),
        [
            ("5 11:59:59.999999", "running"),
            ("5 12:00", "at_risk"),
            ("5 13:00", "at_risk"),
            ("5 13:00:00.000001", "breached"),
        ],
    )
    def test_three_quarters_warn_and_more_than_the_target_breaches(
        self, now: str, state: str
    ) -> None:
        assert status("5 09:00 opened", now=now).state == state

    @pytest.mark.parametrize(
        ("done", "state", "overrun"),
        [
            ("5 12:59:59.999999", "met", ZERO),
            ("5 13:00", "met", ZERO),
            ("5 13:00:00.000001", "breached", TICK),
        ],
    )
    def test_a_microsecond_late_is_late_whoever_looks_when(
        self, done: str, state: str, overrun: timedelta
    ) -> None:
        for now in (done, "5 18:00", "30 12:00"):
            seen = status("5 09:00 opened", f"{done} resolved", now=now)

            assert state == seen.state
            assert overrun == seen.overrun

    @pytest.mark.parametrize(
        ("done", "state"),
        [
            ("9 17:00", "met"),
            ("10 12:00", "met"),
            ("12 09:00", "met"),
            ("12 09:00:00.000001", "breached"),
        ],
    )
    def test_due_on_friday_s_closing_and_done_on_saturday_is_met(
        self, done: str, state: str
    ) -> None:
        seen = status("9 13:00 opened", f"{done} resolved", now="12 12:00")

        assert state == seen.state
        assert on("9 17:00") == seen.due_at

    @pytest.mark.parametrize(
        ("warn_at", "now", "state"),
        [
            ((), "5 13:00", "running"),
            ((1,), "5 12:59:59.999999", "running"),
            ((1,), "5 13:00", "at_risk"),
            ((0.9, 0.5), "5 10:59:59.999999", "running"),
            ((0.9, 0.5), "5 11:00", "at_risk"),
        ],
    )
    def test_the_first_warning_counts(
        self, warn_at: tuple[float, ...], now: str, state: str
    ) -> None:
        assert status("5 09:00 opened", now=now, warn_at=warn_at).state == state


class TestElapsed:
    @pytest.mark.parametrize(
        ("story", "now", "elapsed", "wall"),
        [
            (("5 09:00 opened",), "5 09:00", ZERO, ZERO),
            (("5 09:00 opened",), "5 10:30", 1.5 * HOUR, 1.5 * HOUR),
            (("5 16:00 opened",), "6 10:00", 2 * HOUR, 18 * HOUR),
            (("5 07:00 opened",), "5 10:00", HOUR, 3 * HOUR),
            (("10 07:00 opened",), "11 10:00", ZERO, 27 * HOUR),
            (("5 09:00 opened", "5 10:00 resolved"), "6 12:00", HOUR, HOUR),
            (
                ("5 09:00 opened", "5 10:00 paused", "6 10:00 resumed"),
                "6 11:00",
                2 * HOUR,
                2 * HOUR,
            ),
        ],
    )
    def test_it_is_service_time_while_running(
        self, story: tuple[str, ...], now: str, elapsed: timedelta, wall: timedelta
    ) -> None:
        seen = status(*story, now=now)

        assert elapsed == seen.elapsed
        assert wall == seen.elapsed_wall

    @pytest.mark.parametrize(
        ("story", "paused", "wall"),
        [
            (("5 09:00 opened",), ZERO, ZERO),
            (
                ("5 09:00 opened", "5 10:00 paused", "6 10:00 resumed"),
                8 * HOUR,
                24 * HOUR,
            ),
            (
                ("5 09:00 opened", "5 17:00 paused", "6 09:00 resumed"),
                ZERO,
                16 * HOUR,
            ),
            (("5 09:00 opened", "6 16:00 paused"), HOUR, 2 * HOUR),
            (
                (
                    "5 09:00 opened",
                    "5 10:00 paused",
                    "5 10:30 paused/caller",
                    "5 11:00 resumed",
                    "5 12:00 paused",
                    "5 12:10 resolved",
                ),
                70 * MINUTE,
                70 * MINUTE,
            ),
        ],
    )
    def test_a_pause_costs_the_service_time_it_overlaps(
        self, story: tuple[str, ...], paused: timedelta, wall: timedelta
    ) -> None:
        seen = status(*story, now="6 18:00")

        assert paused == seen.paused_time
        assert wall == seen.paused_wall

    def test_time_while_resolved_does_not_count(self) -> None:
        story = ("5 09:00 opened", "5 10:00 resolved", "6 09:00 reopened")
        seen = status(*story, now="6 10:00")

        assert 2 * HOUR == seen.elapsed
        assert seen.paused_time == ZERO
        assert on("6 11:00") + HOUR == seen.due_at

    @pytest.mark.parametrize(
        ("now", "remaining", "overrun", "fraction"),
        [
            ("5 09:00", 4 * HOUR, ZERO, 0),
            ("5 12:00", HOUR, ZERO, 0.75),
            ("5 13:00", ZERO, ZERO, 1),
            ("5 15:00", -2 * HOUR, 2 * HOUR, 1.5),
        ],
    )
    def test_remaining_overrun_and_fraction_say_the_same(
        self, now: str, remaining: timedelta, overrun: timedelta, fraction: float
    ) -> None:
        seen = status("5 09:00 opened", now=now)

        assert remaining == seen.remaining
        assert overrun == seen.overrun
        assert fraction == seen.fraction

    @pytest.mark.parametrize(
        ("end", "elapsed"),
        [
            (datetime(2026, 3, 30, tzinfo=BERLIN), 23 * HOUR),
            (datetime(2026, 10, 26, tzinfo=BERLIN), 25 * HOUR),
        ],
    )
    def test_the_day_of_a_clock_change_counts_real_hours(
        self, end: datetime, elapsed: timedelta
    ) -> None:
        midnight = end.replace(day=end.day - 1)
        target = ServiceLevelTarget(Metric.RESOLUTION, 24 * HOUR, ALWAYS)
        seen = measure_signals([Signal(midnight, SignalKind.OPENED)], target, now=end)

        assert elapsed == seen.elapsed
        assert (elapsed > 24 * HOUR) == seen.is_breached


class TestDue:
    @pytest.mark.parametrize(
        ("story", "now", "due"),
        [
            (("5 09:00 opened",), "5 09:00", "5 13:00"),
            (("5 09:00 opened",), "9 09:00", "5 13:00"),
            (("5 15:00 opened",), "5 15:00", "6 11:00"),
            (("9 13:00 opened",), "9 13:00", "9 17:00"),
            (("9 13:00 opened",), "10 13:00", "9 17:00"),
            (("10 13:00 opened",), "10 13:00", "12 13:00"),
            (
                ("5 09:00 opened", "5 10:00 paused", "5 10:30 resumed"),
                "5 11:00",
                "5 13:30",
            ),
            (
                ("5 09:00 opened", "5 10:00 paused", "6 10:00 resumed"),
                "9 11:00",
                "6 13:00",
            ),
            (("5 09:00 opened", "5 13:00 paused"), "5 16:00", "5 13:00"),
            (("5 09:00 opened", "5 14:00 paused"), "5 16:00", "5 13:00"),
            (("9 13:00 opened", "10 12:00 paused"), "11 12:00", "9 17:00"),
            (("5 09:00 opened", "5 10:00 resolved"), "9 12:00", "5 13:00"),
            (("5 15:00 opened", "5 16:00 resolved"), "9 12:00", "6 11:00"),
            (
                (
                    "5 09:00 opened",
                    "5 10:00 paused",
                    "5 11:00 resumed",
                    "5 12:00 resolved",
                ),
                "9 12:00",
                "5 14:00",
            ),
            (("5 09:00 opened", "5 14:00 resolved"), "9 12:00", "5 13:00"),
        ],
    )
    def test_it_is_the_first_instant_that_uses_up_the_target(
        self, story: tuple[str, ...], now: str, due: str
    ) -> None:
        assert on(due) == status(*story, now=now).due_at

    @pytest.mark.parametrize(
        ("story", "now"),
        [
            (("5 09:00 requester_message",), "5 10:00"),
            (("5 09:00 opened",), "5 08:59:59.999999"),
            (("5 09:00 opened", "5 10:00 paused"), "5 11:00"),
            (("5 09:00 opened", "5 10:00 paused"), "9 11:00"),
            (("5 09:00 opened", "5 10:00 cancelled"), "5 11:00"),
            (("5 09:00 opened", "5 15:00 cancelled"), "5 16:00"),
        ],
    )
    def test_there_is_none_before_the_start_while_paused_or_once_cancelled(
        self, story: tuple[str, ...], now: str
    ) -> None:
        assert status(*story, now=now).due_at is None

    @pytest.mark.parametrize(
        ("now", "due"),
        [("5 11:00", "5 14:00"), ("5 15:00", "6 10:00"), ("10 12:00", "12 12:00")],
    )
    def test_a_paused_clock_says_when_if_it_resumed_now(
        self, now: str, due: str
    ) -> None:
        seen = status("5 09:00 opened", "5 10:00 paused", now=now)

        assert on(due) == seen.due_if_resumed

    @pytest.mark.parametrize(
        "story",
        [
            ("5 09:00 opened",),
            ("5 09:00 opened", "5 13:00 paused"),
            ("5 09:00 opened", "5 14:00 paused"),
            ("5 09:00 opened", "5 10:00 resolved"),
        ],
    )
    def test_a_clock_not_paused_or_already_due_needs_no_resuming(
        self, story: tuple[str, ...]
    ) -> None:
        assert status(*story, now="5 16:00").due_if_resumed is None

    @pytest.mark.parametrize(
        ("paused", "due", "resumed"),
        [
            ("9 16:59:59.999999", None, "12 09:00:00.000001"),
            ("9 17:00", "9 17:00", None),
            ("10 09:00", "9 17:00", None),
        ],
    )
    def test_a_pause_at_or_after_the_due_time_foretells_no_other(
        self, paused: str, due: str | None, resumed: str | None
    ) -> None:
        seen = status("9 13:00 opened", f"{paused} paused", now="11 13:00")

        assert (on(due) if due else None) == seen.due_at
        assert (on(resumed) if resumed else None) == seen.due_if_resumed

    @pytest.mark.parametrize("done", [(), ("5 10:30 resolved",)])
    def test_hours_that_run_out_make_nothing_due(self, done: tuple[str, ...]) -> None:
        seen = status("5 09:00 opened", *done, now="5 10:30", calendar=ONE_DAY)

        assert seen.due_at is None
        assert seen.breaches_at is None

    def test_hours_that_run_out_make_nothing_due_if_resumed(self) -> None:
        story = ("5 09:00 opened", "5 10:00 paused")

        assert status(*story, now="5 10:30", calendar=ONE_DAY).due_if_resumed is None

    def test_a_target_beyond_the_year_9999_is_never_due(self) -> None:
        late = datetime.fromisoformat("9999-12-30T09:00+00:00")
        target = ServiceLevelTarget(Metric.RESOLUTION, 72 * HOUR, ALWAYS)
        seen = measure_signals([Signal(late, SignalKind.OPENED)], target, now=late)

        assert (None, None) == (seen.due_at, seen.next_change_at)


class TestBreachesAt:
    @pytest.mark.parametrize(
        ("story", "now", "last_safe"),
        [
            (("5 09:00 opened",), "5 10:00", "5 13:00"),
            (("5 09:00 opened",), "5 13:00", "5 13:00"),
            (("5 09:00 opened",), "5 14:00", "5 13:00"),
            (("9 13:00 opened",), "9 14:00", "12 09:00"),
            (("9 13:00 opened",), "10 14:00", "12 09:00"),
            (("9 13:00 opened",), "12 14:00", "12 09:00"),
            (("5 09:00 opened", "5 14:00 resolved"), "6 09:00", "5 13:00"),
            (("5 09:00 opened", "5 14:00 paused"), "6 09:00", "5 13:00"),
            (
                ("5 09:00 opened", "5 13:00 paused", "5 15:00 resumed"),
                "5 16:00",
                "5 15:00",
            ),
            (
                ("9 13:00 opened", "10 12:00 paused", "12 12:00 resumed"),
                "12 12:30",
                "12 12:00",
            ),
        ],
    )
    def test_it_is_the_last_safe_instant(
        self, story: tuple[str, ...], now: str, last_safe: str
    ) -> None:
        assert on(last_safe) == status(*story, now=now).breaches_at

    @pytest.mark.parametrize(
        ("story", "now"),
        [
            (("5 09:00 requester_message",), "5 10:00"),
            (("5 09:00 opened", "5 10:00 resolved"), "5 11:00"),
            (("5 09:00 opened", "5 13:00 resolved"), "5 15:00"),
            (("5 09:00 opened", "5 10:00 paused"), "5 11:00"),
            (("5 09:00 opened", "5 10:00 cancelled"), "5 11:00"),
            (("5 09:00 opened", "5 15:00 cancelled"), "5 16:00"),
        ],
    )
    def test_there_is_none_once_cancelled_stopped_or_paused_in_time(
        self, story: tuple[str, ...], now: str
    ) -> None:
        assert status(*story, now=now).breaches_at is None

    def test_due_on_the_very_last_closing_never_breaches(self) -> None:
        seen = status(
            "5 09:00 opened", now="5 10:00", within=2 * HOUR, calendar=ONE_DAY
        )

        assert on("5 11:00") == seen.due_at
        assert seen.breaches_at is None


class TestNextChange:
    @pytest.mark.parametrize(
        ("now", "change"),
        [
            ("5 09:00", "5 12:00"),
            ("5 11:59:59.999999", "5 12:00"),
            ("5 12:00", "5 13:00:00.000001"),
            ("5 13:00", "5 13:00:00.000001"),
        ],
    )
    def test_a_warning_comes_first_then_the_breach(self, now: str, change: str) -> None:
        assert on(change) == status("5 09:00 opened", now=now).next_change_at

    @pytest.mark.parametrize(
        ("warn_at", "change"),
        [
            ((), "5 13:00:00.000001"),
            ((1,), "5 13:00"),
            ((0.25, 0.9), "5 12:36"),
            ((0.5, 0.9), "5 11:00"),
            ((0.1, 0.25), "5 13:00:00.000001"),
        ],
    )
    def test_each_warning_to_come_is_a_change(
        self, warn_at: tuple[float, ...], change: str
    ) -> None:
        seen = status("5 09:00 opened", now="5 10:30", warn_at=warn_at)

        assert on(change) == seen.next_change_at

    @pytest.mark.parametrize("now", ["5 15:00", "5 17:00", "6 08:00"])
    def test_what_was_paused_when_it_was_due_breaches_once_it_goes_on(
        self, now: str
    ) -> None:
        story = ("5 09:00 opened", "5 13:00 paused", f"{now} resumed")
        seen = status(*story, now=now)
        opening = on(now if now == "5 15:00" else "6 09:00")

        assert SlaState.AT_RISK is seen.state
        assert on("5 13:00") == seen.due_at
        assert opening == seen.breaches_at
        assert opening + TICK == seen.next_change_at

    def test_a_breach_shows_after_the_next_opening(self) -> None:
        seen = status("9 13:00 opened", now="10 12:00")

        assert on("12 09:00:00.000001") == seen.next_change_at

    @pytest.mark.parametrize(
        ("story", "now"),
        [
            (("5 09:00 requester_message",), "5 10:00"),
            (("5 09:00 opened", "5 10:00 resolved"), "5 11:00"),
            (("5 09:00 opened", "5 10:00 paused"), "5 11:00"),
            (("5 09:00 opened", "5 10:00 cancelled"), "5 11:00"),
            (("5 09:00 opened",), "5 14:00"),
        ],
    )
    def test_nothing_changes_unless_something_happens(
        self, story: tuple[str, ...], now: str
    ) -> None:
        assert status(*story, now=now).next_change_at is None

    @pytest.mark.parametrize(("within", "change"), [(2, "5 10:30"), (9, None)])
    def test_hours_that_run_out_change_nothing_more(
        self, within: int, change: str | None
    ) -> None:
        seen = status(
            "5 09:00 opened", now="5 10:00", within=within * HOUR, calendar=ONE_DAY
        )

        assert (on(change) if change else None) == seen.next_change_at

    def test_what_can_be_due_but_never_late_has_no_change_ahead(self) -> None:
        seen = status(
            "5 09:00 opened",
            now="5 10:00",
            within=2 * HOUR,
            calendar=ONE_DAY,
            warn_at=(),
        )

        assert seen.next_change_at is None

    @pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu"])
    @pytest.mark.parametrize(
        ("within", "warn_at", "changes"),
        [
            (2 * HOUR - 2 * TICK, (), True),
            (2 * HOUR - TICK, (), False),
            (2 * HOUR, (), False),
            (4 * HOUR - 2 * TICK, (0.5,), True),
            (4 * HOUR, (0.5,), False),
        ],
    )
    def test_there_is_none_after_the_year_9999(
        self,
        within: timedelta,
        warn_at: tuple[float, ...],
        zone: str,
        *,
        changes: bool,
    ) -> None:
        last = datetime.max.replace(tzinfo=ZoneInfo(zone))
        at = last - (2 * HOUR - TICK)
        target = ServiceLevelTarget(Metric.RESOLUTION, within, ALWAYS, warn_at=warn_at)
        seen = measure_signals([Signal(at, SignalKind.OPENED)], target, now=at)

        assert (last if changes else None) == seen.next_change_at
        assert SlaState.RUNNING is seen.state

    def test_hours_that_open_no_more_before_the_year_9999_breach_nothing(
        self,
    ) -> None:
        # The last Friday there is.
        at = datetime.fromisoformat("9999-12-31T13:00+00:00")
        target = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, DAY, warn_at=())
        seen = measure_signals([Signal(at, SignalKind.OPENED)], target, now=at)

        assert at + 4 * HOUR == seen.due_at
        assert (None, None) == (seen.breaches_at, seen.next_change_at)

    @pytest.mark.parametrize(
        ("opened", "warn_at", "change"),
        [
            # 02:00 to 03:00 comes twice on this morning in Berlin.
            ("00:30", (), "2026-10-25T02:30:00.000001+01:00"),
            ("00:15", (0.5,), "2026-10-25T02:45:00+02:00"),
            ("00:30", (0.5,), "2026-10-25T02:00:00+01:00"),
        ],
    )
    def test_the_hour_that_comes_twice_is_told_apart(
        self, opened: str, warn_at: tuple[float, ...], change: str
    ) -> None:
        at = datetime.fromisoformat(f"2026-10-25T{opened}+00:00")
        target = ServiceLevelTarget(Metric.RESOLUTION, HOUR, ALWAYS, warn_at=warn_at)
        seen = measure_signals(
            [Signal(at, SignalKind.OPENED)], target, now=at.astimezone(BERLIN)
        )
        found = seen.next_change_at

        assert found is not None
        assert change == found.isoformat()


class TestWarned:
    @pytest.mark.parametrize(
        ("now", "warned"),
        [
            ("5 09:00", ()),
            ("5 09:59:59.999999", ()),
            ("5 10:00", (0.25,)),
            ("5 12:00", (0.25, 0.75)),
            ("5 13:00", (0.25, 0.75, 1)),
            ("5 17:00", (0.25, 0.75, 1)),
        ],
    )
    def test_it_is_what_was_reached_in_order(
        self, now: str, warned: tuple[float, ...]
    ) -> None:
        seen = status("5 09:00 opened", now=now, warn_at=(0.75, 1, 0.25))

        assert warned == seen.warned
        assert bool(warned) == seen.is_at_risk

    @pytest.mark.parametrize("what", ["paused", "resolved", "cancelled"])
    def test_it_is_told_of_every_clock(self, what: str) -> None:
        seen = status("5 09:00 opened", f"5 12:30 {what}", now="6 12:00")

        assert seen.warned == (0.75,)

    def test_without_warnings_nothing_is_at_risk(self) -> None:
        seen = status("5 09:00 opened", now="5 13:00", warn_at=())

        assert ((), False) == (seen.warned, seen.is_at_risk)


class TestReachesAt:
    @pytest.mark.parametrize(
        ("fraction", "at"),
        [
            (0.25, "5 10:00"),
            (0.5, "5 11:00"),
            (1, "5 13:00"),
            (1.5, "5 15:00"),
            (2, "5 17:00"),
            (2.25, "6 10:00"),
        ],
    )
    @pytest.mark.parametrize("now", ["5 09:00", "5 13:00", "9 13:00"])
    def test_it_is_when_a_share_of_the_target_is_used(
        self, fraction: float, at: str, now: str
    ) -> None:
        assert on(at) == status("5 09:00 opened", now=now).reaches_at(fraction)

    @pytest.mark.parametrize(
        ("story", "half", "whole"),
        [
            (("5 09:00 opened", "5 10:00 paused"), None, None),
            (("5 09:00 opened", "5 11:00 paused"), "5 11:00", None),
            (("5 09:00 opened", "5 12:00 resolved"), "5 11:00", None),
            (("5 09:00 opened", "5 13:00 resolved"), "5 11:00", "5 13:00"),
            (("5 09:00 opened", "5 12:00 cancelled"), None, None),
            (("5 09:00 requester_message",), None, None),
            (
                ("5 09:00 opened", "5 10:00 paused", "5 12:00 resumed"),
                "5 13:00",
                "5 15:00",
            ),
        ],
    )
    def test_a_clock_that_stopped_or_paused_before_it_never_does(
        self, story: tuple[str, ...], half: str | None, whole: str | None
    ) -> None:
        seen = status(*story, now="5 16:30")

        assert [half and on(half), whole and on(whole)] == [
            seen.reaches_at(0.5),
            seen.reaches_at(1),
        ]

    def test_hours_may_run_out_before_it(self) -> None:
        seen = status("5 09:00 opened", now="5 10:00", calendar=ONE_DAY)

        assert on("5 11:00") == seen.reaches_at(0.5)
        assert seen.reaches_at(0.6) is None

    @pytest.mark.parametrize("fraction", [1e8, 1e300, float("inf")])
    def test_so_may_the_years(self, fraction: float) -> None:
        assert status("5 09:00 opened", now="5 10:00").reaches_at(fraction) is None

    def test_nothing_of_it_is_reached_at_the_start(self) -> None:
        assert on("5 09:00") == status("5 09:00 opened", now="5 10:00").reaches_at(0)

    @pytest.mark.parametrize("fraction", [-0.5, float("nan")])
    def test_a_share_is_0_or_more(self, fraction: float) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            status("5 09:00 opened", now="5 10:00").reaches_at(fraction)

        assert str(caught.value) == f"fraction must be 0 or more, got {fraction}"


class TestCycles:
    """Of a metric that comes round, each cycle is a status of its own."""

    STORY = (
        "5 09:00 opened",
        "5 09:30 agent_reply",
        "5 10:00 requester_message",
        "5 13:00 agent_reply",
        "5 14:00 requester_message",
        "5 15:00 agent_reply",
        "5 16:00 requester_message",
    )

    @pytest.fixture
    def asked(self) -> SlaStatus:
        return status(
            *self.STORY, now="5 16:30", metric=Metric.NEXT_RESPONSE, within=2 * HOUR
        )

    def test_the_present_one_is_told_of(self, asked: SlaStatus) -> None:
        assert on("5 16:00") == asked.started_at
        assert asked.elapsed == 30 * MINUTE
        assert on("6 10:00") == asked.due_at

    def test_they_come_in_order_the_present_one_last(self, asked: SlaStatus) -> None:
        assert [
            (on("5 10:00"), on("5 13:00"), "breached"),
            (on("5 14:00"), on("5 15:00"), "met"),
            (on("5 16:00"), None, "running"),
        ] == [(each.started_at, each.finished_at, each.state) for each in asked.cycles]

    def test_each_is_a_status_without_a_past(self, asked: SlaStatus) -> None:
        first, *_, last = asked.cycles

        assert attrs.evolve(asked, past=()) == last
        assert ((), asked.key, asked.now) == (first.past, first.key, first.now)
        assert (first,) == first.cycles

    def test_the_worst_one_took_the_largest_share(self, asked: SlaStatus) -> None:
        assert asked.cycles[0] == asked.worst_cycle

    def test_of_equals_the_first_is_the_worst(self) -> None:
        story = (*self.STORY, "6 11:00 agent_reply")
        seen = status(
            *story, now="6 12:00", metric=Metric.NEXT_RESPONSE, within=2 * HOUR
        )

        assert [1.5, 0.5, 1.5] == [each.fraction for each in seen.cycles]
        assert on("5 10:00") == seen.worst_cycle.started_at

    def test_one_that_has_not_started_is_the_worst_of_itself(self) -> None:
        seen = status("5 09:00 opened", now="5 10:00", metric=Metric.NEXT_RESPONSE)

        assert seen == seen.worst_cycle
        assert (seen,) == seen.cycles

    def test_an_explanation_says_which_it_is(self, asked: SlaStatus) -> None:
        assert dict(asked.explain().facts)["cycle"] == 3
        assert "cycle" not in dict(asked.cycles[0].explain().facts)

    @pytest.mark.parametrize(
        ("on_reopen", "states", "elapsed"),
        [
            ("resume", ["breached"], 5 * HOUR),
            ("new_cycle", ["met", "running"], 2 * HOUR),
            ("stay_finished", ["met"], 3 * HOUR),
        ],
    )
    def test_a_reopening_goes_on_starts_anew_or_changes_nothing(
        self, on_reopen: str, states: list[str], elapsed: timedelta
    ) -> None:
        seen = status(
            "5 09:00 opened",
            "5 12:00 resolved",
            "5 14:00 reopened",
            now="5 16:00",
            on_reopen=on_reopen,
        )

        assert states == [each.state for each in seen.cycles]
        assert elapsed == seen.elapsed

    def test_a_reopening_may_breach_what_was_met_but_not_in_a_new_cycle(self) -> None:
        story = ("5 09:00 opened", "5 12:00 resolved", "5 14:00 reopened")

        assert status(*story, now="6 12:00").is_breached
        first, last = status(*story, now="6 12:00", on_reopen="new_cycle").cycles
        assert (False, True) == (first.is_breached, last.is_breached)
        assert on("6 10:00") == last.due_at


class TestInstants:
    def test_they_are_in_the_zone_of_now(self) -> None:
        zone = ZoneInfo("Asia/Kathmandu")
        now = on("5 16:00").astimezone(zone)
        seen = status("5 09:00 opened", "5 15:00 resolved", now=now)

        assert [
            "2026-01-05T14:45:00+05:45",
            "2026-01-05T20:45:00+05:45",
            "2026-01-05T18:45:00+05:45",
            "2026-01-05T18:45:00+05:45",
        ] == [
            at.isoformat()
            for at in (seen.started_at, seen.finished_at, seen.due_at, seen.breaches_at)
            if at is not None
        ]

    @pytest.mark.parametrize(
        ("story", "started", "finished"),
        [
            (("5 09:00 requester_message",), None, None),
            (("5 09:00 opened",), "5 09:00", None),
            (("5 09:00 opened", "5 10:00 resolved"), "5 09:00", "5 10:00"),
            (("5 09:00 opened", "5 10:00 cancelled"), "5 09:00", "5 10:00"),
            (
                ("5 09:00 opened", "5 10:00 resolved", "5 11:00 reopened"),
                "5 09:00",
                None,
            ),
        ],
    )
    def test_it_knows_when_the_clock_started_and_stopped(
        self, story: tuple[str, ...], started: str | None, finished: str | None
    ) -> None:
        seen = status(*story, now="5 12:00")

        assert (on(started) if started else None) == seen.started_at
        assert (on(finished) if finished else None) == seen.finished_at


class TestRows:
    STORY = (
        "5 16:00 opened",
        "5 16:30 paused/caller",
        "6 09:30 resumed",
        "6 10:00 resolved",
        "6 11:00 reopened",
    )

    def test_each_span_has_its_wall_time_its_service_time_and_the_sum(self) -> None:
        rows = status(*self.STORY, now="6 12:00").rows
        half = 30 * MINUTE
        running, paused, stopped = SpanKind.RUNNING, SpanKind.PAUSED, SpanKind.STOPPED
        expected: list[tuple[Any, ...]] = [
            ("5 16:00", "5 16:30", running, "opened", half, half, half),
            ("5 16:30", "6 09:30", paused, "caller", 17 * HOUR, HOUR, half),
            ("6 09:30", "6 10:00", running, "resumed", half, half, HOUR),
            ("6 10:00", "6 11:00", stopped, "resolved", HOUR, HOUR, HOUR),
            ("6 11:00", "6 12:00", running, "reopened", HOUR, HOUR, 2 * HOUR),
        ]

        assert [
            SpanRow(on(start), on(end), *rest) for start, end, *rest in expected
        ] == list(rows)

    def test_the_running_ones_add_up_to_elapsed(self) -> None:
        seen = status(*self.STORY, now="6 12:00")
        running = [row.service for row in seen.rows if row.kind is SpanKind.RUNNING]

        assert 2 * HOUR == seen.elapsed == sum(running, ZERO)
        assert seen.rows[-1].total == seen.elapsed

    @pytest.mark.parametrize("now", ["5 08:00", "5 16:00"])
    def test_there_is_none_before_some_time_has_passed(self, now: str) -> None:
        assert status("5 16:00 opened", now=now).rows == ()


class TestPriorityChanges:
    STORY = (
        Signal(on("5 09:00"), "opened", priority=Priority.LOW),
        Signal(on("5 10:00"), "priority_changed", priority=Priority.HIGH),
        Signal(on("5 10:30"), "priority_changed", priority=Priority.HIGH),
        Signal(on("5 11:00"), "priority_changed", priority=Priority.MODERATE),
    )

    def seen(self, now: str) -> SlaStatus:
        target = ServiceLevelTarget("resolution", 4 * HOUR, ALWAYS)
        return measure_signals(self.STORY, target, now=on(now))

    def test_each_that_changed_something_is_told(self) -> None:
        facts: dict[str, Any] = dict(self.seen("5 12:00").explain().facts)

        assert [str(change) for change in facts["priority_changed"]] == [
            "from low to high at 2026-01-05 10:00+00:00",
            "from high to moderate at 2026-01-05 11:00+00:00",
        ]
        assert [change.at for change in self.seen("5 12:00").priority_changes] == [
            1_767_607_200_000_000,
            1_767_610_800_000_000,
        ]

    def test_in_russian_too(self) -> None:
        text = self.seen("5 10:45").explain().to_text("ru")

        assert "приоритет изменён: низкий → высокий, 2026-01-05 10:00+00:00" in text

    def test_none_is_no_fact(self) -> None:
        assert "priority_changed" not in dict(self.seen("5 09:30").explain().facts)


class TestExplanation:
    ENGLISH = """\
subject: INC7
agreement: standard
metric: resolution
priority: high
calendar: Mo-Fr 09:00-17:00 (UTC)
target: 4 h
elapsed: 5 h
paused: 2 h
overrun: 1 h
due at: 2026-01-05 15:00+00:00
state: breached
from                    until                   kind     reason    wall time  service time  total
----------------------  ----------------------  -------  --------  ---------  ------------  -----
2026-01-05 09:00+00:00  2026-01-05 10:00+00:00  running  opened    1 h        1 h           1 h
2026-01-05 10:00+00:00  2026-01-05 12:00+00:00  paused   caller    2 h        2 h           1 h
2026-01-05 12:00+00:00  2026-01-05 16:00+00:00  running  resumed   4 h        4 h           5 h
2026-01-05 16:00+00:00  2026-01-05 18:00+00:00  stopped  resolved  2 h        1 h           5 h"""  # noqa: E501
    RUSSIAN = """\
обращение: INC7
соглашение: standard
показатель: решение
приоритет: высокий
часы обслуживания: Mo-Fr 09:00-17:00 (UTC)
цель: 4 ч
прошло: 5 ч
просрочено на: 1 ч
срок: 2026-01-05 15:00+00:00
состояние: нарушен"""
    COLUMNS = "с по отсчёт причина календарное время время обслуживания всего"  # noqa: RUF001

    @pytest.fixture
    def late(self) -> SlaStatus:
        story = (
            "5 10:00 paused/caller",
            "5 12:00 resumed",
            "5 16:00 resolved",
        )
        opened = happened("5 09:00 opened", priority=Priority.HIGH)
        target = ServiceLevelTarget(Metric.RESOLUTION, 4 * HOUR, DAY)
        (found,) = measure_agreement(
            [opened, *map(happened, story)],
            Agreement("standard", [target]),
            now=on("5 18:00"),
            key="INC7",
        )
        return found

    def test_its_facts_are_data(self, late: SlaStatus) -> None:
        assert {
            "subject": "INC7",
            "agreement": "standard",
            "metric": Metric.RESOLUTION,
            "priority": Priority.HIGH,
            "calendar": DAY,
            "target": 4 * HOUR,
            "elapsed": 5 * HOUR,
            "paused": 2 * HOUR,
            "overrun": HOUR,
            "due_at": on("5 15:00"),
            "state": SlaState.BREACHED,
        } == dict(late.explain().facts)

    def test_its_rows_are_those_of_the_status(self, late: SlaStatus) -> None:
        rows = late.explain().rows
        running = [row.service for row in rows if row.kind is SpanKind.RUNNING]

        assert late.rows == rows
        assert late.elapsed == sum(running, ZERO)

    def test_what_is_not_known_is_left_out(self) -> None:
        facts = status("5 09:00 requester_message", now="5 10:00").explain().facts

        assert [name for name, _ in facts] == [
            "metric",
            "calendar",
            "target",
            "elapsed",
            "state",
        ]

    def test_its_text_is_english_unless_asked_otherwise(self, late: SlaStatus) -> None:
        assert self.ENGLISH == str(late.explain())
        assert self.ENGLISH == late.explain().to_text("en")

    def test_it_speaks_russian(self, late: SlaStatus) -> None:
        lines = late.explain().to_text("ru").splitlines()
        assert lines.pop(7).endswith(": 2 ч")
        assert self.RUSSIAN.splitlines() == lines[:10]
        assert self.COLUMNS == " ".join(lines[10].split())
        assert [
            "идёт открыто 1 ч 1 ч 1 ч",
            # A reason that is mere text is the user's own.
            "приостановлен caller 2 ч 2 ч 1 ч",
            "идёт возобновлена работа 4 ч 4 ч 5 ч",
            "остановлен решено 2 ч 1 ч 5 ч",
        ] == [" ".join(line.split()[4:]) for line in lines[12:]]

    def test_it_translates_what_is_our_own_and_nothing_else(self) -> None:
        own = measure_signals(
            [
                Signal(on("5 09:00"), SignalKind.OPENED, priority="high"),
                Signal(on("5 10:00"), SignalKind.PAUSED, reason=HoldReason.CALLER),
                Signal(on("5 11:00"), SignalKind.PAUSED, reason="new_part"),
                Signal(on("5 12:00"), SignalKind.PAUSED),
                Signal(on("5 13:00"), SignalKind.RESOLVED),
            ],
            ServiceLevelTarget(
                Metric.RESOLUTION,
                4 * HOUR,
                DAY,
                pauses=[HoldReason.CALLER, "new_part"],
            ),
            now=on("5 14:00"),
            key="due_at",
        )
        text = attrs.evolve(own, agreement="resolution").explain().to_text("ru")
        lines = text.splitlines()

        assert [
            "обращение: due_at",
            "соглашение: resolution",
            "показатель: решение",
            "приоритет: high",
        ] == lines[:4]
        assert [
            "идёт открыто 1 ч 1 ч 1 ч",
            "приостановлен ждём заявителя 1 ч 1 ч 1 ч",
            "приостановлен new_part 1 ч 1 ч 1 ч",
            "приостановлен приостановлен 1 ч 1 ч 1 ч",
            "остановлен решено 1 ч 1 ч 1 ч",
        ] == [" ".join(line.split()[4:]) for line in lines[-5:]]

    def test_the_answer_is_named_in_words(self) -> None:
        seen = status(
            "5 09:00 requester_message",
            "5 10:00 agent_reply",
            now="5 11:00",
            metric=Metric.FIRST_RESPONSE,
        )
        text = attrs.evolve(seen, key="problem").explain().to_text("ru")

        assert ["обращение: problem", "показатель: первый ответ"] == (
            text.splitlines()[:2]
        )
        assert "сообщение заявителя" in text
        assert "ответ специалиста" in text
        assert "agent reply" in seen.explain().to_text("en")

    def test_it_shows_microseconds_when_there_are_any(self) -> None:
        seen = status("5 09:00 opened", "5 13:00:00.000001 resolved", now="5 14:00:07")
        text = str(seen.explain())

        assert "overrun: 0.000001 s\n" in text
        assert [
            ["2026-01-05 09:00+00:00", "2026-01-05 13:00:00.000001+00:00"],
            ["2026-01-05 13:00:00.000001+00:00", "2026-01-05 14:00:07+00:00"],
        ] == [re.split(" {2,}", line)[:2] for line in text.splitlines()[-2:]]

    def test_another_language_is_refused(self, late: SlaStatus) -> None:
        with pytest.raises(InvalidArgumentError, match="language must be en or ru"):
            late.explain().to_text("de")

    def test_a_clock_that_has_not_started_has_no_table(self) -> None:
        text = status("5 09:00 requester_message", now="5 10:00").explain().to_text()

        assert text.splitlines()[-1] == "state: not started"


class TestValue:
    @pytest.mark.parametrize(
        ("key", "text"), [(None, "resolution met"), ("INC7", "INC7 resolution met")]
    )
    def test_its_text_is_subject_metric_and_state(
        self, key: str | None, text: str
    ) -> None:
        seen = status("5 09:00 opened", "5 10:00 resolved", now="5 12:00")

        assert text == str(attrs.evolve(seen, key=key))

    def test_it_names_its_metric_and_priority(self) -> None:
        seen = status("5 09:00 opened", now="5 10:00", metric=Metric.FIRST_RESPONSE)

        assert (Metric.FIRST_RESPONSE, None) == (seen.metric, seen.priority)

    def test_it_never_changes(self) -> None:
        seen = status("5 09:00 opened", now="5 10:00")

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            seen.key = "INC7"  # type: ignore[misc]

    def test_attributes_are_read_only_and_copied(self) -> None:
        found = {"site": "Kazan"}
        seen = attrs.evolve(status("5 09:00 opened", now="5 10:00"), attributes=found)
        found["site"] = "Perm"

        assert {"site": "Kazan"} == seen.attributes
        with pytest.raises(TypeError, match="does not support item assignment"):
            seen.attributes["site"] = "Perm"  # type: ignore[index]

    @pytest.mark.parametrize("asked", [False, True])
    def test_it_pickles(self, *, asked: bool) -> None:
        seen = attrs.evolve(
            status("5 09:00 opened", "5 15:00 resolved", now="5 16:00"),
            key="INC7",
            attributes={"site": "Kazan"},
        )
        asked_before = seen.rows if asked else ()
        copy = pickle.loads(pickle.dumps(seen))  # noqa: S301 - just made

        assert seen == copy
        assert hash(seen) == hash(copy)
        assert copy.rows[: len(asked_before)] == asked_before
        assert seen.explain() == copy.explain()

    def test_having_been_asked_makes_no_difference(self) -> None:
        story = ("5 09:00 opened", "5 15:00 resolved")
        asked, fresh = (status(*story, now="5 16:00") for _ in range(2))

        assert SlaState.BREACHED is asked.state
        assert asked == fresh
        assert hash(asked) == hash(fresh)

    @pytest.mark.parametrize(
        "other",
        [
            status("5 09:00 opened", now="5 10:00:00.000001"),
            status("5 09:01 opened", now="5 10:00"),
            status("5 09:00 opened", now="5 10:00", within=5 * HOUR),
            status("5 09:00 opened", now="5 10:00", calendar=ALWAYS),
        ],
    )
    def test_other_events_targets_hours_or_viewpoints_make_another(
        self, other: SlaStatus
    ) -> None:
        assert other != status("5 09:00 opened", now="5 10:00")


def test_statuses_are_equal_by_instant() -> None:
    """Seen from one instant, told in two zones, or by a clock that goes back."""
    target = ServiceLevelTarget(
        "resolution", timedelta(hours=4), ServiceCalendar.always()
    )
    opened = Signal(datetime(2026, 10, 24, 12, tzinfo=UTC), "opened")
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (
        measure_signals(
            [opened],
            target,
            now=datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold),
        )
        for fold in (0, 1)
    )
    utc = measure_signals(
        [opened], target, now=datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    )

    assert utc == first
    assert hash(utc) == hash(first)
    assert first != second

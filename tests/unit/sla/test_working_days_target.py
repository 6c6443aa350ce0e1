"""Targets in working days: due by date rule plus the service time of pauses."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import (
    DayRule,
    DaysOff,
    ServiceCalendar,
    SpecialHours,
    WeeklyHours,
)
from servicedesk_core.sla import (
    ServiceLevelTarget,
    Signal,
    SignalKind,
    SlaState,
    SlaStatus,
    WorkingDays,
    measure_signals,
)

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
ZERO = timedelta()
TWO = WorkingDays(2)
SAME_TIME = WorkingDays(1, rule=DayRule.SAME_TIME)
START = WorkingDays(1, rule=DayRule.START_OF_DAY)


def on(text: str) -> datetime:
    """Return "day time" of January 2026 in UTC: the 5th is a Monday."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-01-{day:0>2}T{clock}+00:00")


def status(
    *story: str,
    now: str | datetime,
    within: WorkingDays = TWO,
    calendar: ServiceCalendar = DAY,
    **options: Any,
) -> SlaStatus:
    """Measure a story of "day time kind" against two working days."""
    told = []
    for line in story:
        at, _, what = line.rpartition(" ")
        kind, _, reason = what.partition("/")
        told.append(Signal(on(at), SignalKind(kind), reason=reason or None))
    return measure_signals(
        told,
        ServiceLevelTarget("resolution", within, calendar, **options),
        now=on(now) if isinstance(now, str) else now,
    )


class TestDue:
    @pytest.mark.parametrize(
        ("opened", "within", "due"),
        [
            ("5 10:00", WorkingDays(1), "6 17:00"),
            ("5 10:00", TWO, "7 17:00"),
            ("5 06:00", TWO, "7 17:00"),
            ("5 20:00", TWO, "7 17:00"),
            ("9 16:59", TWO, "13 17:00"),
            ("10 12:00", TWO, "13 17:00"),
            ("5 10:00", SAME_TIME, "6 10:00"),
            ("5 20:00", SAME_TIME, "6 20:00"),
            ("9 10:00", SAME_TIME, "12 10:00"),
            ("5 10:00", START, "6 09:00"),
            ("9 10:00", START, "12 09:00"),
        ],
    )
    def test_the_rule_of_dates_says_when(
        self, opened: str, within: WorkingDays, due: str
    ) -> None:
        story = f"{opened} opened"

        assert on(due) == status(story, now=opened, within=within).due_at
        assert on(due) == status(story, now="30 12:00", within=within).due_at

    def test_days_off_do_not_count(self) -> None:
        calendar = ServiceCalendar.parse(
            "Mo-Fr 09:00-17:00", tz="UTC", days_off=DaysOff.dates(["2026-01-06"])
        )

        assert (
            on("8 17:00")
            == status("5 10:00 opened", now="5 10:00", calendar=calendar).due_at
        )

    def test_dates_are_those_of_the_calendar_and_answers_those_of_now(self) -> None:
        tokyo = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="Asia/Tokyo")
        now = on("5 20:00").astimezone(ZoneInfo("America/New_York"))
        # In Tokyo it is Tuesday already.
        seen = status("5 20:00 opened", now=now, calendar=tokyo)

        assert seen.due_at is not None
        assert seen.due_at.isoformat() == "2026-01-08T03:00:00-05:00"

    @pytest.mark.parametrize(
        ("story", "now"),
        [
            (("5 10:00 requester_message",), "5 11:00"),
            (("5 10:00 opened",), "5 09:00"),
            (("5 10:00 opened", "6 10:00 paused"), "6 10:00"),
            (("5 10:00 opened", "6 10:00 paused"), "9 10:00"),
            (("5 10:00 opened", "6 10:00 cancelled"), "6 11:00"),
        ],
    )
    def test_there_is_none_before_the_start_while_paused_or_once_cancelled(
        self, story: tuple[str, ...], now: str
    ) -> None:
        assert status(*story, now=now).due_at is None

    def test_a_calendar_without_so_many_days_makes_nothing_due(self) -> None:
        short = ServiceCalendar(
            WeeklyHours({}),
            tz="UTC",
            special=[SpecialHours("2026-01-05", "9:00-11:00")],
        )
        seen = status("5 09:00 opened", now="5 10:00", calendar=short)

        assert (None, None, False) == (seen.due_at, seen.breaches_at, seen.is_breached)
        assert (ZERO, None, None) == (seen.allowed, seen.fraction, seen.next_change_at)


class TestPauses:
    @pytest.mark.parametrize(
        ("more", "due"),
        [
            (("6 10:00 paused", "6 12:00 resumed"), "8 11:00"),
            (("6 10:00 paused", "7 10:00 resumed"), "8 17:00"),
            # Over night nothing is lost.
            (("6 17:00 paused", "7 09:00 resumed"), "7 17:00"),
            (("7 16:00 paused", "8 10:00 resumed"), "8 11:00"),
            (("7 16:59:59.999999 paused", "7 17:00 resumed"), "8 09:00:00.000001"),
            (
                (
                    "5 11:00 paused",
                    "5 12:00 resumed",
                    "6 12:00 paused",
                    "6 13:00 resumed",
                ),
                "8 11:00",
            ),
            # The first pause makes room for the second to count too.
            (
                (
                    "6 10:00 paused",
                    "6 12:00 resumed",
                    "8 10:00 paused",
                    "8 12:00 resumed",
                ),
                "8 13:00",
            ),
            (("6 10:00 resolved", "6 12:00 reopened"), "8 11:00"),
            (
                (
                    "6 10:00 paused",
                    "6 11:00 resolved",
                    "6 12:00 reopened",
                    "6 12:00 paused",
                    "6 13:00 resumed",
                ),
                "8 12:00",
            ),
        ],
    )
    def test_their_service_time_moves_it_on(
        self, more: tuple[str, ...], due: str
    ) -> None:
        story = ("5 10:00 opened", *more)

        assert on(due) == status(*story, now="15 12:00").due_at

    @pytest.mark.parametrize("began", ["7 17:00", "7 18:00", "8 10:00"])
    def test_one_that_starts_at_or_after_it_moves_nothing(self, began: str) -> None:
        paused = ("5 10:00 opened", f"{began} paused")
        resumed = (*paused, "9 12:00 resumed")

        for now in (began, "8 12:00", "9 12:00"):
            assert on("7 17:00") == status(*paused, now=now).due_at
        assert on("7 17:00") == status(*resumed, now="15 12:00").due_at

    @pytest.mark.parametrize("within", [TWO, SAME_TIME, START])
    @pytest.mark.parametrize("began", ["5 21:00", "6 10:00", "6 18:00"])
    @pytest.mark.parametrize("middle", ["6 18:00", "7 12:00"])
    @pytest.mark.parametrize("now", ["7 12:00", "9 12:00"])
    def test_one_in_two_parts_is_one(
        self, within: WorkingDays, began: str, middle: str, now: str
    ) -> None:
        whole = ("5 20:00 opened", f"{began} paused")
        split = (*whole, f"{middle} resumed", f"{middle} paused")
        renamed = (*whole, f"{middle} paused/vendor")
        options: dict[str, Any] = {"within": within, "pauses": {"caller", "vendor"}}
        seen = status(*whole, now=now, **options)

        for story in (split, renamed):
            other = status(*story, now=now, **options)
            assert (seen.due_at, seen.due_if_resumed, seen.is_breached) == (
                other.due_at,
                other.due_if_resumed,
                other.is_breached,
            )
            end = f"{now} resumed"
            assert status(*whole, end, now=now, **options).due_at == (
                status(*story, end, now=now, **options).due_at
            )

    @pytest.mark.parametrize(
        ("now", "due"),
        [
            ("6 10:00", "7 17:00"),
            ("6 12:00", "8 11:00"),
            ("6 20:00", "8 16:00"),
            ("10 12:00", "13 16:00"),
        ],
    )
    def test_a_paused_clock_says_when_if_it_resumed_now(
        self, now: str, due: str
    ) -> None:
        story = ("5 10:00 opened", "6 10:00 paused")
        seen = status(*story, now=now)

        assert on(due) == seen.due_if_resumed
        assert on(due) == status(*story, f"{now} resumed", now=now).due_at

    def test_one_after_the_due_time_foretells_no_other(self) -> None:
        seen = status("5 10:00 opened", "7 18:00 paused", now="8 12:00")

        assert seen.due_if_resumed is None


class TestBreach:
    @pytest.mark.parametrize(
        ("now", "state"),
        [
            ("7 17:00", SlaState.AT_RISK),
            ("7 17:00:00.000001", SlaState.BREACHED),
            ("8 08:00", SlaState.BREACHED),
            ("8 10:00", SlaState.BREACHED),
        ],
    )
    def test_it_is_breached_once_its_date_is_past(
        self, now: str, state: SlaState
    ) -> None:
        assert state is status("5 10:00 opened", now=now).state

    @pytest.mark.parametrize(
        ("done", "state"),
        [
            ("7 17:00", SlaState.MET),
            ("7 17:00:00.000001", SlaState.BREACHED),
            ("7 20:00", SlaState.BREACHED),
        ],
    )
    def test_late_is_late_whoever_looks_when(self, done: str, state: SlaState) -> None:
        for now in (done, "9 12:00", "30 12:00"):
            seen = status("5 10:00 opened", f"{done} resolved", now=now)

            assert (state, on("7 17:00")) == (seen.state, seen.due_at)

    @pytest.mark.parametrize("done", ["5 11:00", "6 20:00", "7 17:00", "8 11:00"])
    def test_what_is_done_is_due_when_it_was(self, done: str) -> None:
        story = ("5 10:00 opened", f"{done} resolved")
        dues = {status(*story, now=now).due_at for now in (done, "9 12:00", "30 12:00")}

        assert dues == {on("7 17:00")}

    @pytest.mark.parametrize(
        ("done", "due", "state"),
        [
            ("6 12:00", "8 11:00", SlaState.MET),
            ("8 10:00", "9 17:00", SlaState.MET),
            ("12 16:00", "14 15:00", SlaState.MET),
        ],
    )
    def test_what_is_done_while_paused_has_all_of_the_pause_back(
        self, done: str, due: str, state: SlaState
    ) -> None:
        story = ("5 10:00 opened", "6 10:00 paused", f"{done} resolved")

        for now in (done, "15 12:00"):
            seen = status(*story, now=now)
            assert (state, on(due)) == (seen.state, seen.due_at)

    @pytest.mark.parametrize("what", ["paused", "resolved", "cancelled"])
    @pytest.mark.parametrize("later", [ZERO, TICK, HOUR, 48 * HOUR])
    def test_once_true_it_stays_true(self, what: str, later: timedelta) -> None:
        seen = status("5 10:00 opened", f"8 10:00 {what}", now=on("8 10:00") + later)

        assert seen.is_breached

    @pytest.mark.parametrize("later", [ZERO, TICK, HOUR, 48 * HOUR])
    def test_a_cancelled_one_never_breaches_later(self, later: timedelta) -> None:
        seen = status("5 10:00 opened", "7 17:00 cancelled", now=on("7 17:00") + later)

        assert (False, SlaState.CANCELLED) == (seen.is_breached, seen.state)
        assert (None, None) == (seen.breaches_at, seen.next_change_at)

    @pytest.mark.parametrize(
        ("more", "now", "last_safe"),
        [
            ((), "5 10:00", "7 17:00"),
            ((), "7 17:00", "7 17:00"),
            ((), "9 12:00", "7 17:00"),
            (("6 10:00 paused",), "6 12:00", None),
            (("6 10:00 paused", "6 12:00 resumed"), "6 12:00", "8 11:00"),
            (("7 17:00 paused",), "7 17:00", "7 17:00"),
            (("7 17:00 paused",), "7 17:00:00.000001", "7 17:00"),
            (("6 10:00 resolved",), "9 12:00", None),
            (("8 10:00 resolved",), "9 12:00", "7 17:00"),
        ],
    )
    def test_the_last_safe_instant_is_the_date_itself(
        self, more: tuple[str, ...], now: str, last_safe: str | None
    ) -> None:
        seen = status("5 10:00 opened", *more, now=now)

        assert (last_safe and on(last_safe)) == seen.breaches_at

    @pytest.mark.parametrize(
        ("now", "warn_at", "change"),
        [
            ("5 10:00", (0.5,), "6 13:30"),
            ("6 14:00", (0.5,), "7 17:00:00.000001"),
            ("5 10:00", (), "7 17:00:00.000001"),
            ("7 17:00", (), "7 17:00:00.000001"),
            ("7 17:00:00.000001", (), None),
        ],
    )
    def test_a_warning_or_the_date_is_the_next_change(
        self, now: str, warn_at: tuple[float, ...], change: str | None
    ) -> None:
        seen = status("5 10:00 opened", now=now, warn_at=warn_at)

        assert (change and on(change)) == seen.next_change_at


class TestFigures:
    def test_what_is_allowed_is_the_service_time_up_to_the_date(self) -> None:
        seen = status("5 10:00 opened", now="6 13:30")

        assert (23 * HOUR, 11.5 * HOUR) == (seen.allowed, seen.elapsed)
        assert (11.5 * HOUR, 0.5) == (seen.remaining, seen.fraction)

    def test_pauses_do_not_change_it(self) -> None:
        seen = status("5 10:00 opened", "6 10:00 paused", now="9 13:30")

        assert (23 * HOUR, 8 * HOUR) == (seen.allowed, seen.elapsed)

    @pytest.mark.parametrize(
        ("now", "overrun", "fraction"),
        [
            ("7 17:00", ZERO, 1),
            ("7 20:00", ZERO, 1),
            ("8 10:00", HOUR, 24 / 23),
            ("8 17:00", 8 * HOUR, 31 / 23),
        ],
    )
    def test_an_overrun_is_service_time_after_the_date(
        self, now: str, overrun: timedelta, fraction: float
    ) -> None:
        seen = status("5 10:00 opened", now=now)

        assert (overrun, fraction) == (seen.overrun, seen.fraction)

    def test_before_the_start_it_counts_from_now_on(self) -> None:
        seen = status("5 10:00 opened", now="5 08:00")

        assert (24 * HOUR, ZERO, 0) == (seen.allowed, seen.elapsed, seen.fraction)
        assert seen.within == TWO

    @pytest.mark.parametrize("now", ["5 16:00", "5 17:30", "6 08:00"])
    def test_before_the_start_nothing_warns(self, now: str) -> None:
        seen = status("6 10:00 opened", now=now, within=START)

        assert ((), False) == (seen.warned, seen.is_at_risk)

    def test_days_that_allow_no_service_time_have_no_fraction(self) -> None:
        seen = status("5 18:00 opened", now="5 19:00", within=START)

        assert (ZERO, None) == (seen.allowed, seen.fraction)
        assert on("6 09:00") == seen.due_at
        assert on("6 09:00:00.000001") == seen.next_change_at

    def test_a_share_of_them_is_a_share_of_what_they_allow(self) -> None:
        seen = status("5 10:00 opened", now="5 10:00")

        assert on("6 13:30") == seen.reaches_at(0.5)
        assert on("7 17:00") == seen.reaches_at(1)
        assert on("12 16:00") == seen.reaches_at(2)

    def test_their_explanation_has_the_days_in_words(self) -> None:
        text = status("5 10:00 opened", now="5 11:00").explain().to_text()

        assert "DayRule." not in text
        assert "due at: 2026-01-07 17:00+00:00" in text


def test_zone_of_the_start_does_not_matter() -> None:
    there = datetime(2026, 1, 5, 10, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo"))
    target = ServiceLevelTarget("resolution", TWO, DAY)

    assert (
        on("7 17:00")
        == measure_signals([Signal(there, "opened")], target, now=there).due_at
    )

"""Adverse actions that need a notice first."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from servicedesk_core.calendars import DaysOff
from servicedesk_core.complaints import (
    Notice,
    NoticeRule,
    NoticeState,
    NoticeStatus,
    Reversal,
)
from servicedesk_core.errors import InvalidArgumentError, WrongTypeError

DECEMBER = DaysOff.yearly("12-01..12-31", label="high season")
RULE = NoticeRule(5, inactive_days=180, reminders=2, blackout=DECEMBER)
DAY = timedelta(days=1)
LAST = date(2026, 1, 10)
SENT = date(2026, 8, 3)
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001


def told(*days: int) -> list[Notice]:
    return [Notice(SENT, SENT + n * DAY) for n in days]


def status(*days: int, on: date, rule: NoticeRule = RULE, **rest: Any) -> NoticeStatus:
    return rule.status(LAST, told(*days), on=on, **rest)


class TestInactivity:
    @pytest.mark.parametrize(
        ("days", "state"),
        [
            (0, NoticeState.ACTIVE),
            (179, NoticeState.ACTIVE),
            (180, NoticeState.NOTICE_DUE),
        ],
    )
    def test_makes_a_notice_due(self, days: int, state: NoticeState) -> None:
        found = status(on=LAST + days * DAY)
        assert state is found.state
        assert found.notice_on is None
        assert found.action_on is None
        assert 2 == found.reminders_left

    def test_only_what_was_delivered_counts(self) -> None:
        found = RULE.status(LAST, [Notice(SENT)], on=SENT + 30 * DAY)
        assert NoticeState.NOTICE_DUE is found.state

    def test_an_operation_cancels_the_notice(self) -> None:
        later = RULE.status(SENT + DAY, told(0), on=SENT + 9 * DAY)
        assert NoticeState.ACTIVE is later.state
        assert later.notice_on is None
        same_day = RULE.status(SENT, told(0), on=SENT + 9 * DAY)
        assert same_day.notice_on is None
        before = RULE.status(SENT - DAY, told(0), on=SENT + 9 * DAY)
        assert SENT == before.notice_on


class TestAction:
    def test_waits_for_the_days_after_the_delivery(self) -> None:
        found = status(1, 2, 3, on=SENT + 5 * DAY)
        assert NoticeState.NOTICED is found.state
        assert SENT + DAY == found.notice_on
        assert SENT + 6 * DAY == found.action_on
        assert NoticeState.ACTION_DUE is status(1, 2, 3, on=SENT + 6 * DAY).state

    def test_waits_for_the_reminders(self) -> None:
        for days, left in (((0,), 2), ((0, 1), 1)):
            found = status(*days, on=SENT + 5 * DAY)
            assert NoticeState.REMINDERS_DUE is found.state
            assert left == found.reminders_left
        enough = status(2, 0, 1, on=SENT + 5 * DAY)
        assert NoticeState.ACTION_DUE is enough.state
        assert 0 == enough.reminders_left
        assert 0 == status(0, 1, 2, 3, on=SENT + 5 * DAY).reminders_left

    def test_does_not_see_what_is_delivered_later(self) -> None:
        assert NoticeState.REMINDERS_DUE is status(0, 1, 6, on=SENT + 5 * DAY).state
        assert NoticeState.ACTION_DUE is status(0, 1, 6, on=SENT + 6 * DAY).state

    def test_needs_no_reminder_if_the_rule_asks_for_none(self) -> None:
        rule = NoticeRule(5, inactive_days=180, reminders=0)
        found = status(0, on=SENT + 5 * DAY, rule=rule)
        assert NoticeState.ACTION_DUE is found.state

    def test_waits_for_the_end_of_the_season(self) -> None:
        assert date(2026, 11, 30) == RULE.action_on(date(2026, 11, 25))
        assert date(2027, 1, 1) == RULE.action_on(date(2026, 11, 26))
        assert date(2027, 1, 1) == RULE.action_on(date(2026, 12, 26))
        assert date(2027, 1, 2) == RULE.action_on(date(2026, 12, 28))

    @pytest.mark.parametrize(
        ("on", "state"),
        [
            (date(2026, 11, 30), NoticeState.ACTION_DUE),
            (date(2026, 12, 1), NoticeState.BLACKOUT),
            (date(2026, 12, 31), NoticeState.BLACKOUT),
            (date(2027, 1, 1), NoticeState.ACTION_DUE),
        ],
    )
    def test_a_late_one_waits_too(self, on: date, state: NoticeState) -> None:
        assert state is status(0, 1, 2, on=on).state

    def test_no_day_of_the_year_is_refused(self) -> None:
        always = DaysOff.yearly("01-01..12-31")
        rule = NoticeRule(5, inactive_days=1, blackout=always)
        wanted = (
            r"blackout must be without blackout on some day of the year from "
            r"2026-08-08 on, got DaysOff"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            rule.action_on(SENT)

    def test_a_season_of_a_year_less_a_day_is_waited_for(self) -> None:
        rule = NoticeRule(
            0, inactive_days=1, blackout=DaysOff.yearly("08-03..02-28", "03-01..08-01")
        )
        # 29 February is out of the season, and so is 2 August.
        assert date(2027, 8, 2) == rule.action_on(SENT)


class TestActed:
    ACTED = SENT + 6 * DAY

    def test_an_action_taken_is_told(self) -> None:
        found = status(0, 1, 2, on=self.ACTED, acted_on=self.ACTED)
        assert NoticeState.ACTED is found.state
        before = status(0, 1, 2, on=self.ACTED - DAY, acted_on=self.ACTED)
        assert NoticeState.ACTION_DUE is before.state

    def test_a_contested_action_may_be_taken_back(self) -> None:
        reversal = Reversal(self.ACTED + DAY, "not seen")
        rest: dict[str, Any] = {"acted_on": self.ACTED, "reversal": reversal}
        found = status(0, 1, 2, on=self.ACTED + DAY, **rest)
        assert NoticeState.REVERSED is found.state
        assert reversal == found.reversal
        before = status(0, 1, 2, on=self.ACTED, **rest)
        assert NoticeState.ACTED is before.state
        assert before.reversal is None

    def test_may_be_taken_back_on_its_day(self) -> None:
        reversal = Reversal(self.ACTED, "an error")
        found = status(on=self.ACTED, acted_on=self.ACTED, reversal=reversal)
        assert NoticeState.REVERSED is found.state

    @pytest.mark.parametrize("acted_on", [None, SENT + DAY])
    def test_nothing_is_taken_back_before(self, acted_on: date | None) -> None:
        reversal = Reversal(SENT, "not seen")
        wanted = r"reversal must be after the action, got '2026-08-03'"
        with pytest.raises(InvalidArgumentError, match=wanted):
            status(on=self.ACTED, acted_on=acted_on, reversal=reversal)


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            ({"days": -1}, InvalidArgumentError, r"days must be 0 or more, got -1"),
            ({"inactive_days": -1}, InvalidArgumentError, r"inactive_days must be 0"),
            ({"reminders": -1}, InvalidArgumentError, r"reminders must be 0 or more"),
            ({"blackout": 12}, WrongTypeError, r"blackout must be DaysOff, got 12"),
        ],
    )
    def test_of_a_rule(self, values: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            NoticeRule(**{"days": 5, "inactive_days": 180, **values})

    def test_two_reminders_and_no_blackout_are_the_default(self) -> None:
        rule = NoticeRule(5, inactive_days=180)
        assert (2, DaysOff.none()) == (rule.reminders, rule.blackout)

    @pytest.mark.parametrize(
        ("make", "error", "message"),
        [
            (
                lambda: Notice(SENT, SENT - DAY),
                InvalidArgumentError,
                r"delivered_on must be not before 2026-08-03, got '2026-08-02'",
            ),
            (lambda: Notice(NAIVE), WrongTypeError, r"sent_on must be a date, got"),
            (
                lambda: Notice(SENT, NAIVE),
                WrongTypeError,
                r"delivered_on must be a date, got",
            ),
            (lambda: Reversal(NAIVE, "x"), WrongTypeError, r"on must be a date, got"),
            (
                lambda: Reversal(SENT, 5),  # type: ignore[arg-type]
                WrongTypeError,
                r"reason must be text, got 5",
            ),
            (
                lambda: Reversal(SENT, " "),
                InvalidArgumentError,
                r"reason must be why, in words, got ' '",
            ),
            (
                lambda: RULE.status(LAST, [5], on=SENT),  # type: ignore[list-item]
                WrongTypeError,
                r"notices must be Notice values, got 5",
            ),
            (
                lambda: RULE.status(NAIVE, on=SENT),
                WrongTypeError,
                r"last_operation must be a date, got",
            ),
            (lambda: RULE.status(LAST, on=NAIVE), WrongTypeError, r"on must be a date"),
            (
                lambda: RULE.status(LAST, on=SENT, acted_on=NAIVE),
                WrongTypeError,
                r"acted_on must be a date, got",
            ),
            (
                lambda: RULE.status(LAST, on=SENT, reversal=5),  # type: ignore[arg-type]
                WrongTypeError,
                r"reversal must be a Reversal or None, got 5",
            ),
            (
                lambda: RULE.action_on(NAIVE),
                WrongTypeError,
                r"notice_on must be a date, got",
            ),
        ],
    )
    def test_of_the_rest(self, make: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            make()

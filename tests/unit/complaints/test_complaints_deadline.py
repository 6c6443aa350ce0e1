"""By when a complaint must be answered, and whether it was."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from servicedesk_core.calendars import DaysOff, ServiceCalendar
from servicedesk_core.complaints import (
    RUSSIA_APPEALS,
    RUSSIA_BANKS,
    ComplaintDeadline,
    DeadlineRule,
    DeadlineState,
    DeadlineStatus,
    Extension,
    Receipt,
    ReceiptRule,
    Regime,
)
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    UnknownZoneError,
    WrongTypeError,
)

MOSCOW = ZoneInfo("Europe/Moscow")
DESK = ServiceCalendar.parse("Mo-Fr 09:00-18:00", tz=MOSCOW)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
NAIVE = datetime(2026, 1, 5)  # noqa: DTZ001
MONDAY = datetime(2026, 1, 12, 12, tzinfo=MOSCOW)


def own(
    n: int, unit: str = "calendar_days", *, calendar: Any = None, **rest: Any
) -> ComplaintDeadline:
    rule = DeadlineRule(n, unit, **rest)
    return ComplaintDeadline(rule, tz=MOSCOW, calendar=calendar)


TWO_DAYS = own(2)
LAST = datetime(2026, 1, 14, 23, 59, 59, 999_999, tzinfo=MOSCOW)


def status(deadline: ComplaintDeadline = TWO_DAYS, **rest: Any) -> DeadlineStatus:
    now = rest.pop("now", MONDAY)
    return deadline.status(Receipt(MONDAY, **rest), now=now)


class TestDueDate:
    @pytest.mark.parametrize(
        ("n", "unit", "start", "expected"),
        [
            (30, "calendar_days", "2024-01-31", "2024-03-01"),
            (1, "calendar_days", "2024-02-28", "2024-02-29"),
            (8, "weeks", "2026-01-05", "2026-03-02"),
            (1, "months", "2026-01-31", "2026-02-28"),
            (1, "months", "2024-01-31", "2024-02-29"),
            (1, "months", "2026-03-30", "2026-04-30"),
            (12, "months", "2024-02-29", "2025-02-28"),
            (11, "months", "2026-01-15", "2026-12-15"),
            (14, "months", "2026-11-15", "2028-01-15"),
            (1, "months", "2026-12-31", "2027-01-31"),
        ],
    )
    def test_counts_from_the_day_after(
        self, n: int, unit: str, start: str, expected: str
    ) -> None:
        at = datetime.fromisoformat(start).replace(hour=9, tzinfo=MOSCOW)
        assert expected == own(n, unit).due_date(at).isoformat()

    def test_working_days_are_those_of_the_calendar(self) -> None:
        desk = ServiceCalendar.parse("Tu-Sa 09:00-18:00", tz=MOSCOW)
        deadline = own(2, "working_days", calendar=desk)
        assert date(2026, 1, 14) == deadline.due_date(MONDAY)

    def test_days_off_alone_stand_for_monday_to_friday(self) -> None:
        off = DaysOff.dates(["2026-01-13"])
        deadline = own(2, "working_days", calendar=off)
        assert date(2026, 1, 15) == deadline.due_date(MONDAY)
        friday = MONDAY + 4 * DAY
        assert date(2026, 1, 20) == deadline.due_date(friday)

    def test_a_worked_saturday_counts(self) -> None:
        deadline = own(1, "working_days", calendar=DaysOff.country("RU"))
        friday = datetime(2024, 4, 26, 12, tzinfo=MOSCOW)
        assert date(2024, 4, 27) == deadline.due_date(friday)

    def test_a_last_day_off_stays_unless_it_rolls(self) -> None:
        at = datetime(2026, 1, 16, 12, tzinfo=MOSCOW)
        assert date(2026, 1, 17) == own(1, calendar=DESK).due_date(at)
        rolling = own(1, calendar=DESK, rolls=True)
        assert date(2026, 1, 19) == rolling.due_date(at)
        assert date(2026, 1, 16) == rolling.due_date(at - DAY)

    def test_the_rule_of_the_day_of_receipt_counts(self) -> None:
        banks = ComplaintDeadline(RUSSIA_BANKS, tz=MOSCOW, calendar=DESK)
        # The last microsecond of June in Moscow is June still, in London it is not.
        july = datetime(2024, 7, 1, tzinfo=MOSCOW)
        assert date(2024, 7, 30) == banks.due_date(july - TICK)
        assert date(2024, 7, 22) == banks.due_date(july)

    def test_the_day_is_that_of_the_zone(self) -> None:
        late = datetime(2026, 1, 12, 21, tzinfo=UTC)
        assert date(2026, 1, 14) == TWO_DAYS.due_date(late - TICK)
        assert date(2026, 1, 15) == TWO_DAYS.due_date(late)

    def test_an_extension_is_counted_on_from_the_same_day(self) -> None:
        banks = ComplaintDeadline(RUSSIA_BANKS, tz=MOSCOW, calendar=DESK)
        assert date(2026, 2, 2) == banks.due_date(MONDAY)
        assert date(2026, 2, 9) == banks.due_date(MONDAY, extension=5)
        assert date(2026, 2, 16) == banks.due_date(MONDAY, extension=10)
        assert date(2026, 2, 16) == banks.latest_date(MONDAY)
        wanted = r"extension must be between 0 and 10, got 11"
        with pytest.raises(InvalidArgumentError, match=wanted):
            banks.due_date(MONDAY, extension=11)

    def test_without_an_extension_the_latest_date_is_the_due_one(self) -> None:
        assert date(2026, 1, 14) == TWO_DAYS.latest_date(MONDAY)

    def test_a_roll_comes_after_the_extension(self) -> None:
        deadline = own(5, calendar=DESK, rolls=True, extension=7)
        # 17 January 2026 is a Saturday, and so is the 24th.
        assert date(2026, 1, 19) == deadline.due_date(MONDAY)
        assert date(2026, 1, 26) == deadline.latest_date(MONDAY)

    @pytest.mark.parametrize("unit", ["calendar_days", "weeks", "months"])
    def test_there_is_no_date_after_the_year_9999(self, unit: str) -> None:
        at = datetime(9999, 12, 31, 12, tzinfo=UTC)
        deadline = ComplaintDeadline(
            DeadlineRule(1, unit),
            tz="UTC",
        )
        wanted = (
            r"^the deadline of a complaint of 9999-12-31 lies outside the years 1 to "
            r"9999$"
        )
        with pytest.raises(InstantRangeError, match=wanted):
            deadline.due_date(at)

    def test_december_9999_has_months_yet(self) -> None:
        at = datetime(9999, 11, 30, 12, tzinfo=UTC)
        deadline = ComplaintDeadline(DeadlineRule(1, "months"), tz="UTC")
        assert date(9999, 12, 30) == deadline.due_date(at)


class TestDueAt:
    def test_is_the_last_microsecond_of_the_day(self) -> None:
        assert LAST == TWO_DAYS.due_at(MONDAY)
        assert MOSCOW is TWO_DAYS.due_at(MONDAY).tzinfo

    def test_an_extension_moves_it(self) -> None:
        deadline = own(2, extension=1)
        assert LAST + DAY == deadline.due_at(MONDAY, extension=1)

    def test_a_day_of_23_hours_ends_at_midnight_too(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        deadline = ComplaintDeadline(DeadlineRule(1, "calendar_days"), tz=berlin)
        at = datetime(2026, 3, 28, 12, tzinfo=berlin)
        expected = "2026-03-29T23:59:59.999999+02:00"
        assert expected == deadline.due_at(at).isoformat()


class TestReceiptOutOfHours:
    HOURS = ComplaintDeadline(
        DeadlineRule(1, "calendar_days"),
        tz=MOSCOW,
        calendar=DESK,
        receipt=ReceiptRule.NEXT_WORKING_DAY,
    )

    @pytest.mark.parametrize(
        ("received", "expected"),
        [
            ("2026-01-12T08:59", "2026-01-12"),
            ("2026-01-12T17:59:59.999999", "2026-01-12"),
            ("2026-01-12T18:00", "2026-01-13"),
            ("2026-01-16T18:00", "2026-01-19"),
            ("2026-01-17T12:00", "2026-01-19"),
        ],
    )
    def test_is_a_receipt_at_the_next_opening(
        self, received: str, expected: str
    ) -> None:
        at = datetime.fromisoformat(received).replace(tzinfo=MOSCOW)
        assert expected == self.HOURS.received_on(at).isoformat()

    def test_is_a_receipt_of_the_day_by_default(self) -> None:
        at = datetime(2026, 1, 17, 23, tzinfo=MOSCOW)
        assert date(2026, 1, 17) == own(1, calendar=DESK).received_on(at)


class TestStatus:
    def test_an_open_complaint_has_time_left(self) -> None:
        found = status(now=LAST - DAY)
        assert DeadlineState.OPEN is found.state
        assert DAY == found.remaining
        assert 0 == found.overdue_days
        assert not found.is_breached
        assert not found.is_answered
        assert not found.is_resolved
        assert date(2026, 1, 12) == found.received_on
        assert date(2026, 1, 14) == found.due_date
        assert LAST == found.due_at
        assert DeadlineRule(2, "calendar_days") == found.rule
        assert LAST - DAY == found.now

    def test_is_overdue_one_microsecond_after_its_last_safe_instant(self) -> None:
        assert DeadlineState.OPEN is status(now=LAST).state
        found = status(now=LAST + TICK)
        assert DeadlineState.OVERDUE is found.state
        assert -TICK == found.remaining
        assert 1 == found.overdue_days
        assert found.is_breached

    def test_an_answer_stops_the_clock(self) -> None:
        found = status(answered_at=LAST, now=LAST + 9 * DAY)
        assert DeadlineState.IN_TIME is found.state
        assert timedelta() == found.remaining
        assert 0 == found.overdue_days
        assert found.is_answered
        assert LAST == found.answered_at

    def test_a_late_answer_stays_late(self) -> None:
        found = status(answered_at=LAST + 2 * DAY, now=LAST + 9 * DAY)
        assert DeadlineState.LATE is found.state
        assert -2 * DAY == found.remaining
        assert 2 == found.overdue_days

    def test_answered_is_not_resolved(self) -> None:
        found = status(answered_at=MONDAY + DAY, now=LAST)
        assert found.is_answered
        assert not found.is_resolved
        later = status(answered_at=MONDAY + DAY, resolved_at=MONDAY + 2 * DAY, now=LAST)
        assert later.is_resolved
        assert MONDAY + 2 * DAY == later.resolved_at

    def test_a_solution_without_an_answer_does_not_stop_the_clock(self) -> None:
        found = status(resolved_at=MONDAY + DAY, now=LAST + TICK)
        assert DeadlineState.OVERDUE is found.state
        assert found.is_resolved

    def test_does_not_see_what_comes_later(self) -> None:
        at = MONDAY + DAY
        found = status(answered_at=at, resolved_at=at, now=at - TICK)
        assert DeadlineState.OPEN is found.state
        assert found.answered_at is None
        assert found.resolved_at is None
        assert status(answered_at=at, resolved_at=at, now=at).is_resolved

    def test_a_viewpoint_before_the_receipt_is_refused(self) -> None:
        assert DeadlineState.OPEN is status(now=MONDAY).state
        wanted = (
            r"now must be not before received_at, 2026-01-12T12:00:00\+03:00, got "
            r"'2026-01-12T11:59:59.999999\+03:00'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            status(now=MONDAY - TICK)

    def test_overdue_days_are_those_of_the_zone(self) -> None:
        found = status(now=datetime(2026, 1, 15, 20, 59, 59, tzinfo=UTC))
        assert 1 == found.overdue_days
        found = status(now=datetime(2026, 1, 15, 21, tzinfo=UTC))
        assert 2 == found.overdue_days


class TestExtensions:
    RULE = own(2, extension=3)

    def test_a_notice_extends_by_all_that_the_rule_allows(self) -> None:
        found = status(self.RULE, extension=Extension(MONDAY), now=LAST)
        assert date(2026, 1, 17) == found.due_date
        assert found.is_extended
        assert date(2026, 1, 17) == found.latest_date

    def test_a_notice_may_extend_by_less(self) -> None:
        found = status(self.RULE, extension=Extension(MONDAY, 1), now=LAST)
        assert date(2026, 1, 15) == found.due_date
        assert date(2026, 1, 17) == found.latest_date

    def test_a_notice_may_not_extend_by_more(self) -> None:
        wanted = r"extension must be between 0 and 3, got 4"
        with pytest.raises(InvalidArgumentError, match=wanted):
            status(self.RULE, extension=Extension(MONDAY, 4))

    def test_a_notice_counts_until_the_first_deadline(self) -> None:
        found = status(self.RULE, extension=Extension(LAST), now=LAST + TICK)
        assert DeadlineState.OPEN is found.state
        late = status(self.RULE, extension=Extension(LAST + TICK), now=LAST + TICK)
        assert DeadlineState.OVERDUE is late.state
        assert not late.is_extended

    def test_a_notice_to_come_extends_nothing_yet(self) -> None:
        notice = Extension(MONDAY + TICK)
        assert not status(self.RULE, extension=notice, now=MONDAY).is_extended
        assert status(self.RULE, extension=notice, now=MONDAY + TICK).is_extended

    def test_a_rule_without_extension_ignores_the_notice(self) -> None:
        found = status(extension=Extension(MONDAY), now=LAST)
        assert date(2026, 1, 14) == found.due_date
        assert not found.is_extended

    def test_is_at_least_one_unit(self) -> None:
        assert 1 == Extension(MONDAY, 1).n
        with pytest.raises(InvalidArgumentError, match=r"n must be 1 or more, got 0"):
            Extension(MONDAY, 0)
        with pytest.raises(NaiveDatetimeError, match=r"^notified_at must be an aware"):
            Extension(NAIVE)


class TestRepeats:
    FIRST = Receipt(MONDAY)

    def test_a_repeat_never_resets_the_first_deadline(self) -> None:
        again = Receipt(MONDAY + DAY, parent=self.FIRST)
        found = TWO_DAYS.status(again, now=MONDAY + DAY)
        assert date(2026, 1, 14) == found.due_date
        assert date(2026, 1, 12) == found.received_on
        assert 1 == found.repeats

    def test_a_repeat_after_the_deadline_is_overdue_at_once(self) -> None:
        again = Receipt(LAST + TICK, parent=self.FIRST)
        found = TWO_DAYS.status(again, now=LAST + TICK)
        assert DeadlineState.OVERDUE is found.state

    def test_the_rule_is_that_of_the_first(self) -> None:
        banks = ComplaintDeadline(RUSSIA_BANKS, tz=MOSCOW, calendar=DESK)
        first = Receipt(datetime(2024, 6, 28, 12, tzinfo=MOSCOW))
        again = Receipt(datetime(2024, 7, 8, 12, tzinfo=MOSCOW), parent=first)
        found = banks.status(again, now=again.received_at)
        assert date(2024, 7, 28) == found.due_date
        assert 30 == found.rule.n

    def test_a_repeat_after_the_answer_has_a_deadline_of_its_own(self) -> None:
        first = Receipt(MONDAY, answered_at=MONDAY + DAY, resolved_at=MONDAY + DAY)
        again = Receipt(MONDAY + 2 * DAY, parent=first)
        found = TWO_DAYS.status(again, now=LAST + 2 * DAY)
        assert DeadlineState.OPEN is found.state
        assert date(2026, 1, 14) == found.received_on
        assert date(2026, 1, 16) == found.due_date
        assert (again,) == again.round
        assert 1 == found.repeats
        assert not found.is_resolved

    def test_a_repeat_at_the_very_instant_of_the_answer_comes_after_it(self) -> None:
        first = Receipt(MONDAY, answered_at=MONDAY + DAY)
        assert 1 == len(Receipt(MONDAY + DAY, parent=first).round)
        assert 2 == len(Receipt(MONDAY + DAY - TICK, parent=first).round)

    def test_the_solution_of_another_one_is_none_of_its_own(self) -> None:
        first = Receipt(MONDAY, answered_at=LAST, resolved_at=LAST)
        again = Receipt(MONDAY + DAY, parent=first)
        found = TWO_DAYS.status(again, now=LAST)
        assert DeadlineState.IN_TIME is found.state
        assert LAST == found.answered_at
        assert not found.is_resolved

    def test_a_round_begins_with_the_last_repeat_after_an_answer(self) -> None:
        first = Receipt(MONDAY, answered_at=MONDAY + DAY)
        second = Receipt(MONDAY + 2 * DAY, parent=first)
        third = Receipt(MONDAY + 3 * DAY, answered_at=MONDAY + 4 * DAY, parent=second)
        fourth = Receipt(MONDAY + 5 * DAY, parent=third)
        assert (second, third) == third.round
        assert (fourth,) == fourth.round
        assert (first, second, third, fourth) == fourth.chain

    def test_the_answer_to_a_repeat_answers_the_first(self) -> None:
        again = Receipt(MONDAY + DAY, answered_at=LAST, parent=self.FIRST)
        found = TWO_DAYS.status(again, now=LAST)
        assert DeadlineState.IN_TIME is found.state

    def test_a_notice_to_any_of_them_extends_it(self) -> None:
        deadline = own(2, extension=3)
        first = Receipt(MONDAY, extension=Extension(MONDAY, 1))
        again = Receipt(MONDAY + DAY, parent=first)
        found = deadline.status(again, now=LAST)
        assert date(2026, 1, 15) == found.due_date
        more = Receipt(MONDAY + DAY, extension=Extension(MONDAY + DAY, 2), parent=first)
        assert date(2026, 1, 16) == deadline.status(more, now=LAST).due_date

    def test_a_chain_begins_with_the_first(self) -> None:
        second = Receipt(MONDAY + DAY, parent=self.FIRST)
        third = Receipt(MONDAY + 2 * DAY, parent=second)
        assert (self.FIRST, second, third) == third.chain
        assert self.FIRST == third.first
        assert 2 == third.repeats
        assert 0 == self.FIRST.repeats

    def test_a_repeat_comes_no_earlier(self) -> None:
        assert 1 == Receipt(MONDAY, parent=self.FIRST).repeats
        wanted = (
            r"parent must be received by 2026-01-12T11:59:59.999999\+03:00, got "
            r"'2026-01-12T12:00:00\+03:00'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            Receipt(MONDAY - TICK, parent=self.FIRST)


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("answered_at", MONDAY - TICK),
            ("resolved_at", MONDAY - TICK),
            ("extension", Extension(MONDAY - TICK)),
        ],
    )
    def test_nothing_happens_before_the_receipt(self, name: str, value: Any) -> None:
        wanted = (
            rf"{name} must be not before received_at, 2026-01-12T12:00:00\+03:00, got "
            r"'2026-01-12T11:59:59.999999\+03:00'"
        )
        with pytest.raises(InvalidArgumentError, match=wanted):
            Receipt(MONDAY, **{name: value})

    @pytest.mark.parametrize("name", ["answered_at", "resolved_at"])
    def test_may_happen_at_once(self, name: str) -> None:
        assert MONDAY == getattr(Receipt(MONDAY, **{name: MONDAY}), name)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["received_at", "answered_at", "resolved_at"])
    def test_an_instant_has_a_zone(self, name: str) -> None:
        values: dict[str, Any] = {"received_at": MONDAY, name: NAIVE}
        with pytest.raises(NaiveDatetimeError, match=rf"^{name} must be an aware"):
            Receipt(**values)

    @pytest.mark.parametrize(
        ("name", "wanted"),
        [("extension", "an Extension or None"), ("parent", "a Receipt or None")],
    )
    def test_a_receipt_takes_its_own_kinds(self, name: str, wanted: str) -> None:
        with pytest.raises(WrongTypeError, match=rf"{name} must be {wanted}, got 5"):
            Receipt(MONDAY, **{name: 5})  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            (
                {"regime": 30},
                WrongTypeError,
                r"regime must be a Regime or a DeadlineRule, got 30",
            ),
            (
                {"calendar": "RU"},
                WrongTypeError,
                r"calendar must be a ServiceCalendar, DaysOff or None, got 'RU'",
            ),
            (
                {"regime": RUSSIA_BANKS},
                InvalidArgumentError,
                r"calendar must be given where working days or hours count, got None",
            ),
            (
                {"receipt": "next_working_day"},
                InvalidArgumentError,
                r"calendar must be given where working days or hours count, got None",
            ),
            (
                {"receipt": "later"},
                InvalidArgumentError,
                r"receipt must be one of same_day, next_working_day, got 'later'",
            ),
            ({"tz": "Europe/Moskau"}, UnknownZoneError, r"Europe/Moskau"),
        ],
    )
    def test_a_deadline_needs_what_it_counts_by(
        self, arguments: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        values: dict[str, Any] = {"regime": RUSSIA_APPEALS, "tz": MOSCOW, **arguments}
        with pytest.raises(error, match=message):
            ComplaintDeadline(**values)

    def test_any_version_may_need_a_calendar(self) -> None:
        rules = {
            date(2020, 1, 1): DeadlineRule(5, "working_days"),
            date(2024, 1, 1): DeadlineRule(5, "weeks"),
        }
        with pytest.raises(InvalidArgumentError, match=r"calendar must be given"):
            ComplaintDeadline(Regime("ours", rules), tz=MOSCOW)

    def test_asks_for_aware_datetimes(self) -> None:
        for ask in (TWO_DAYS.received_on, TWO_DAYS.due_date, TWO_DAYS.due_at):
            with pytest.raises(NaiveDatetimeError, match=r"^received_at must be"):
                ask(NAIVE)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware"):
            status(now=NAIVE)

    def test_asks_for_a_receipt(self) -> None:
        with pytest.raises(WrongTypeError, match=r"complaint must be a Receipt, got 5"):
            TWO_DAYS.status(5, now=MONDAY)  # type: ignore[arg-type]

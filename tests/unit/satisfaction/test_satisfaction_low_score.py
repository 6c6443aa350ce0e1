"""What happens after a low score."""

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import (
    InstantRangeError,
    InvalidArgumentError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.satisfaction import (
    Direction,
    Feedback,
    FollowUp,
    FollowUpCall,
    FollowUpOutcome,
    FollowUpPolicy,
    NoCall,
    Scale,
    follow_up,
    follow_up_due,
    follow_up_report,
)

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 1, 16, 9, tzinfo=UTC)
DESK = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
FIVE = Scale(1, 5)
EFFORT = Scale(1, 5, Direction.LOWER_IS_BETTER)
POLICY = FollowUpPolicy(scale=FIVE, threshold=2, owner="anna", days=3)
RECOVERED, EXPLAINED, UNREACHABLE, REFUSED = FollowUpOutcome


def feedback(**changes: Any) -> Feedback:
    fields: dict[str, Any] = {"answered_at": FRIDAY, "score": 1, "client": "boris"}
    return Feedback(**{**fields, **changes})


def task(policy: FollowUpPolicy = POLICY, **changes: Any) -> FollowUp:
    found = follow_up(feedback(**changes), policy)
    assert found is not None
    return found


TASK = task()


class TestWhatIsLow:
    @pytest.mark.parametrize(("score", "low"), [(1, True), (2, True), (3, False)])
    def test_the_threshold_is_low_itself(self, score: int, low: bool) -> None:  # noqa: FBT001
        assert low is POLICY.is_low(score)
        assert low is (follow_up(feedback(score=score), POLICY) is not None)

    @pytest.mark.parametrize(("score", "low"), [(3, False), (4, True), (5, True)])
    def test_where_low_is_good_high_is_low(self, score: int, low: bool) -> None:  # noqa: FBT001
        policy = FollowUpPolicy(scale=EFFORT, threshold=4, owner="anna", days=3)

        assert low is policy.is_low(score)

    def test_a_score_is_on_the_scale(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^score must be between 1 and"):
            follow_up(feedback(score=6), POLICY)

    def test_so_is_the_threshold(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^threshold must be between 1 and 5"
        ):
            attrs.evolve(POLICY, threshold=0)

    @pytest.mark.parametrize("comment", [None, "", " "])
    def test_no_answer_asks_for_nothing(self, comment: str | None) -> None:
        policy = attrs.evolve(POLICY, calls_comments=True)

        assert follow_up(feedback(score=None, comment=comment), policy) is None


class TestTask:
    def test_it_has_an_owner_and_a_date(self) -> None:
        assert ("anna", FRIDAY + 3 * DAY, FIVE) == (TASK.owner, TASK.due_at, TASK.scale)
        assert (None, None, None, None, ()) == (
            TASK.no_call,
            TASK.outcome,
            TASK.called_at,
            TASK.gain,
            TASK.calls,
        )
        assert feedback() == TASK.feedback
        assert TASK.is_open is True

    def test_the_owner_may_be_another(self) -> None:
        found = follow_up(feedback(), POLICY, owner="eva")

        assert found is not None
        assert "eva" == found.owner

    def test_working_days_count_by_a_calendar(self) -> None:
        policy = attrs.evolve(POLICY, calendar=DESK)

        assert datetime(2026, 1, 21, 9, tzinfo=UTC) == task(policy).due_at
        late = attrs.evolve(policy, rule="end_of_day")
        assert datetime(2026, 1, 21, 17, tzinfo=UTC) == task(late).due_at

    def test_a_day_is_24_hours_also_where_clocks_change(self) -> None:
        at = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
        due = attrs.evolve(POLICY, days=1).due_at(at)

        assert "2026-03-29T13:00:00+02:00" == due.isoformat()

    def test_past_the_last_year_there_is_no_date(self) -> None:
        with pytest.raises(
            InstantRangeError,
            match=r"^the day to call from 9999-12-30T00:00:00\+00:00 lies outside the ",
        ):
            POLICY.due_at(datetime(9999, 12, 30, tzinfo=UTC))

    def test_it_is_a_value(self) -> None:
        assert TASK == task()
        assert TASK == pickle.loads(pickle.dumps(TASK))  # noqa: S301 - our own
        assert hash(TASK) == hash(task())
        moved = task(answered_at=FRIDAY.astimezone(BERLIN))
        assert TASK == moved
        assert TASK != task(answered_at=FRIDAY + TICK)


class TestNoCall:
    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"withdrawn": True}, NoCall.WITHDRAWN),
            ({"score": None, "comment": "slow"}, NoCall.COMMENT_ONLY),
            ({"score": float("nan"), "comment": "slow"}, NoCall.COMMENT_ONLY),
            ({"client": None}, NoCall.ANONYMOUS),
            ({"may_contact": False}, NoCall.NO_CONSENT),
            ({"client": None, "may_contact": False}, NoCall.ANONYMOUS),
            ({"withdrawn": True, "score": None, "comment": "x"}, NoCall.WITHDRAWN),
            ({"client": None, "score": None, "comment": "x"}, NoCall.COMMENT_ONLY),
        ],
    )
    def test_it_has_a_reason_and_no_date(
        self, changes: dict[str, Any], reason: NoCall
    ) -> None:
        found = task(**changes)

        assert (reason, None, False) == (found.no_call, found.due_at, found.is_open)
        assert found.is_due(now=FRIDAY + 900 * DAY) is False

    def test_a_policy_may_call_about_comments(self) -> None:
        policy = attrs.evolve(POLICY, calls_comments=True)
        found = task(policy, score=None, comment="slow")

        assert (None, FRIDAY + 3 * DAY) == (found.no_call, found.due_at)
        anonymous = task(policy, score=None, comment="slow", client=None)
        assert NoCall.ANONYMOUS is anonymous.no_call

    def test_nobody_is_called(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^outcome must be none where there is no call: anonymous, "
            r"got 'refused'$",
        ):
            task(client=None).called(at=FRIDAY, outcome="refused")

    def test_a_good_score_taken_back_was_never_low(self) -> None:
        assert follow_up(feedback(score=5, withdrawn=True), POLICY) is None


class TestCalls:
    def test_a_call_has_an_outcome(self) -> None:
        called = TASK.called(at=FRIDAY + HOUR, outcome="recovered")

        assert (FRIDAY + HOUR, RECOVERED) == (called.called_at, called.outcome)
        assert (FollowUpCall(FRIDAY + HOUR, RECOVERED),) == called.calls
        assert called.is_open is False
        assert TASK.is_open is True

    def test_who_was_not_reached_may_be_called_again(self) -> None:
        called = TASK.called(at=FRIDAY + HOUR, outcome=UNREACHABLE)
        again = called.called(at=FRIDAY + 5 * HOUR, outcome=EXPLAINED)

        assert (FRIDAY + HOUR, EXPLAINED) == (again.called_at, again.outcome)
        assert 2 == len(again.calls)

    @pytest.mark.parametrize("outcome", [RECOVERED, EXPLAINED, REFUSED])
    def test_who_was_reached_is_left_in_peace(self, outcome: FollowUpOutcome) -> None:
        called = TASK.called(at=FRIDAY, outcome=outcome)
        with pytest.raises(
            InvalidArgumentError,
            match=rf"^outcome must be none after a call that ended {outcome}, "
            r"got 'recovered'$",
        ):
            called.called(at=FRIDAY, outcome=RECOVERED)

    def test_calls_come_in_order(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^at must be not before 2026-01-16T09:00:00\+00:00, "
            r"got '2026-01-16T08:59:59.999999\+00:00'$",
        ):
            TASK.called(at=FRIDAY - TICK, outcome=RECOVERED)
        called = TASK.called(at=FRIDAY + HOUR, outcome=UNREACHABLE)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^at must be not before 2026-01-16T10:00:00\+00:00, got ",
        ):
            called.called(at=FRIDAY + HOUR - TICK, outcome=RECOVERED)
        assert 2 == len(called.called(at=FRIDAY + HOUR, outcome=RECOVERED).calls)

    def test_an_outcome_is_known(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^outcome must be one of recovered, explained, unreachable, ",
        ):
            TASK.called(at=FRIDAY, outcome="happy")

    def test_an_instant_has_a_zone(self) -> None:
        naive = FRIDAY.replace(tzinfo=None)
        with pytest.raises(NaiveDatetimeError, match=r"^at must be an aware datetime"):
            TASK.called(at=naive, outcome=RECOVERED)
        with pytest.raises(NaiveDatetimeError, match=r"^answered_at must be an aware"):
            feedback(answered_at=naive)
        with pytest.raises(NaiveDatetimeError, match=r"^answered_at must be an aware"):
            POLICY.due_at(naive)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            TASK.is_due(now=naive)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            follow_up_due([], now=naive)
        with pytest.raises(NaiveDatetimeError, match=r"^now must be an aware datetime"):
            follow_up_report([], now=naive)


class TestNewScore:
    CALLED = TASK.called(at=FRIDAY, outcome=RECOVERED)

    def test_it_shows_the_gain(self) -> None:
        again = self.CALLED.rescored(4)

        assert (4, 3) == (again.rescore, again.gain)

    def test_where_low_is_good_less_is_a_gain(self) -> None:
        policy = FollowUpPolicy(scale=EFFORT, threshold=4, owner="anna", days=3)
        called = task(policy, score=5).called(at=FRIDAY, outcome=RECOVERED)

        assert 3 == called.rescored(2).gain

    def test_half_points_are_exact(self) -> None:
        halves = Scale(1, 5, step=0.1)
        policy = FollowUpPolicy(scale=halves, threshold=2, owner="anna", days=3)
        called = task(policy, score=1.1).called(at=FRIDAY, outcome=RECOVERED)

        assert 0.2 == called.rescored(1.3).gain

    def test_a_comment_has_no_score_to_gain_on(self) -> None:
        policy = attrs.evolve(POLICY, calls_comments=True)
        found = task(policy, score=None, comment="slow")
        again = found.called(at=FRIDAY, outcome=RECOVERED).rescored(4)

        assert (4, None) == (again.rescore, again.gain)

    def test_it_comes_after_a_call(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^score must be given after a call, got 4$"
        ):
            TASK.rescored(4)

    def test_it_is_on_the_scale(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^score must be between 1 and"):
            self.CALLED.rescored(0)


class TestDue:
    def test_it_is_due_from_its_date_on(self) -> None:
        assert TASK.is_due(now=FRIDAY + 3 * DAY) is True
        assert TASK.is_due(now=FRIDAY + 3 * DAY - TICK) is False

    def test_a_call_ends_it(self) -> None:
        called = TASK.called(at=FRIDAY, outcome=UNREACHABLE)

        assert called.is_due(now=FRIDAY + 9 * DAY) is False

    def test_the_oldest_comes_first(self) -> None:
        later = task(answered_at=FRIDAY + HOUR)
        waiting = task(answered_at=FRIDAY + 9 * DAY)
        silent = task(client=None)
        now = FRIDAY + 4 * DAY

        assert (TASK, later) == follow_up_due(
            [later, None, waiting, silent, TASK], now=now
        )

    def test_equal_ones_keep_their_order(self) -> None:
        other = task(client="clara")

        assert (other, TASK) == follow_up_due([other, TASK], now=FRIDAY + 9 * DAY)

    @pytest.mark.parametrize("things", [["x"], "x", 4, {TASK}])
    def test_other_things_are_refused(self, things: Any) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^follow_ups must be FollowUp values, in a list, got"
        ):
            follow_up_due(things, now=FRIDAY)


class TestReport:
    NOW = FRIDAY + 3 * DAY

    def called(self, hours: int, outcome: FollowUpOutcome, **changes: Any) -> FollowUp:
        return task(**changes).called(at=FRIDAY + hours * HOUR, outcome=outcome)

    def report(self, *more: FollowUp | None, **rest: Any) -> Any:
        followed = [
            self.called(2, RECOVERED).rescored(4),
            self.called(5, RECOVERED).rescored(3),
            self.called(72, EXPLAINED, score=2),
            self.called(1, UNREACHABLE),
            TASK,
            task(answered_at=FRIDAY + TICK),
            task(client=None),
            task(may_contact=False),
            task(withdrawn=True),
            *more,
        ]
        return follow_up_report(followed, **{"now": self.NOW, **rest})

    def test_everything_is_counted(self) -> None:
        report = self.report(None)

        assert (9, 4, 1, 1) == (
            report.n,
            report.called,
            report.overdue,
            report.pending,
        )
        assert {RECOVERED: 2, EXPLAINED: 1, UNREACHABLE: 1, REFUSED: 0} == (
            report.outcomes
        )
        assert {
            NoCall.WITHDRAWN: 1,
            NoCall.COMMENT_ONLY: 0,
            NoCall.ANONYMOUS: 1,
            NoCall.NO_CONSENT: 1,
        } == report.no_call

    def test_shares_are_of_those_to_be_called(self) -> None:
        report = self.report(confidence=0.9)

        assert (4 / 6, 6) == (report.share_called.value, report.share_called.n)
        assert (4 / 5, 5) == (report.share_on_time.value, report.share_on_time.n)
        assert (0.5, 4) == (report.share_recovered.value, report.share_recovered.n)
        assert {0.9} == {
            report.share_called.confidence,
            report.share_on_time.confidence,
            report.share_recovered.confidence,
            report.gain_interval.confidence,
        }

    def test_a_call_after_the_date_is_late(self) -> None:
        late = TASK.called(at=FRIDAY + 3 * DAY + TICK, outcome=RECOVERED)
        report: Any = follow_up_report([late], now=FRIDAY + 9 * DAY)

        assert (1.0, 0.0) == (report.share_called.value, report.share_on_time.value)

    def test_the_first_call_counts_for_the_time(self) -> None:
        again = TASK.called(at=FRIDAY + HOUR, outcome=UNREACHABLE).called(
            at=FRIDAY + 80 * HOUR, outcome=RECOVERED
        )
        report: Any = follow_up_report([again], now=FRIDAY + 9 * DAY)

        assert (HOUR, 1.0) == (report.time_to_call, report.share_on_time.value)
        assert 1 == report.outcomes[RECOVERED]

    def test_the_median_names_its_definition(self) -> None:
        report = self.report()

        assert (3.5 * HOUR, 7) == (report.time_to_call, report.quantile_kind)
        nearest = self.report(kind=1)
        assert (2 * HOUR, 1) == (nearest.time_to_call, nearest.quantile_kind)
        with pytest.raises(
            InvalidArgumentError, match=r"^kind must be between 1 and 9"
        ):
            self.report(kind=0)

    def test_time_may_count_in_service_hours(self) -> None:
        monday = TASK.called(at=FRIDAY + 74 * HOUR, outcome=RECOVERED)
        report = follow_up_report([monday], now=FRIDAY + 9 * DAY, calendar=DESK)

        assert 10 * HOUR == report.time_to_call

    def test_time_is_real_where_clocks_change(self) -> None:
        saturday = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
        sunday = datetime(2026, 3, 29, 12, tzinfo=BERLIN)
        called = task(answered_at=saturday).called(at=sunday, outcome=RECOVERED)

        assert 23 * HOUR == follow_up_report([called], now=sunday).time_to_call

    def test_the_gain_has_an_interval(self) -> None:
        report = self.report()

        assert (2.5, 2) == (report.gain, report.rescored)
        # t of 97.5 % at one degree of freedom times the standard error, 0.5.
        reach = 12.706204736432095 / 2
        assert pytest.approx(2.5 - reach) == report.gain_interval.low
        assert 2 == report.gain_interval.n

    def test_one_new_score_has_none(self) -> None:
        report = follow_up_report([self.called(1, RECOVERED).rescored(2)], now=self.NOW)

        assert (1.0, None, 1) == (report.gain, report.gain_interval, report.rescored)

    def test_nothing_is_undefined(self) -> None:
        report = follow_up_report([], now=FRIDAY)

        assert (0, 0, 0, 0, 0) == (
            report.n,
            report.called,
            report.pending,
            report.overdue,
            report.rescored,
        )
        assert {None} == {
            report.share_called,
            report.share_on_time,
            report.share_recovered,
            report.time_to_call,
            report.gain,
            report.gain_interval,
        }

    def test_scales_do_not_mix(self) -> None:
        ten = FollowUpPolicy(scale=Scale(0, 10), threshold=6, owner="anna", days=3)
        with pytest.raises(
            InvalidArgumentError,
            match=r"^follow_ups must be one scale, 1\.\.5, got '0\.\.10'$",
        ):
            self.report(task(ten))

    def test_the_viewpoint_is_not_before_a_call(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^now must be not before the call at 2026-01-19T09:00:00\+00:00, "
            r"got '2026-01-19T08:59:59.999999\+00:00'$",
        ):
            self.report(now=self.NOW - TICK)

    def test_the_confidence_and_the_calendar_are_checked(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"^confidence must be above 0"):
            self.report(confidence=1)
        with pytest.raises(
            WrongTypeError, match=r"^calendar must be a ServiceCalendar or None, got 8$"
        ):
            self.report(calendar=8)


class TestSettings:
    @pytest.mark.parametrize("field", ["comment", "client"])
    def test_words_are_texts(self, field: str) -> None:
        with pytest.raises(WrongTypeError, match=rf"^{field} must be a text, got 7$"):
            feedback(**{field: 7})

    @pytest.mark.parametrize("field", ["may_contact", "withdrawn"])
    def test_yes_and_no_are_no_texts(self, field: str) -> None:
        with pytest.raises(
            WrongTypeError, match=rf"^{field} must be True or False, got 'no'$"
        ):
            feedback(**{field: "no"})
        with pytest.raises(
            WrongTypeError, match=r"^calls_comments must be True or False, got 1$"
        ):
            attrs.evolve(POLICY, calls_comments=1)  # type: ignore[arg-type]

    @pytest.mark.parametrize("days", [0, -1])
    def test_there_is_a_day_at_least(self, days: int) -> None:
        with pytest.raises(
            InvalidArgumentError, match=rf"^days must be 1 or more, got {days}$"
        ):
            attrs.evolve(POLICY, days=days)

    def test_a_rule_needs_a_calendar(self) -> None:
        with pytest.raises(
            InvalidArgumentError,
            match=r"^rule must be same_time where there is no calendar, got "
            r"'end_of_day'$",
        ):
            attrs.evolve(POLICY, rule=DayRule.END_OF_DAY)
        with pytest.raises(InvalidArgumentError, match=r"^rule must be one of "):
            attrs.evolve(POLICY, rule="noon")

    def test_types_are_checked(self) -> None:
        with pytest.raises(WrongTypeError, match=r"^scale must be a Scale, got None$"):
            attrs.evolve(POLICY, scale=None)  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^calendar must be a ServiceCalendar or None, got 8$"
        ):
            attrs.evolve(POLICY, calendar=8)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^owner must be a text, got 7$"):
            attrs.evolve(POLICY, owner=7)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^owner must be a text, got 7$"):
            follow_up(feedback(), POLICY, owner=7)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError, match=r"^feedback must be Feedback, got 1$"):
            follow_up(1, POLICY)  # type: ignore[arg-type]
        with pytest.raises(
            WrongTypeError, match=r"^policy must be a FollowUpPolicy, got 2$"
        ):
            follow_up(feedback(), 2)  # type: ignore[arg-type]


class TestParts:
    def test_a_score_is_a_number(self) -> None:
        with pytest.raises(
            WrongTypeError, match=r"^score must be a number, got 'bad'$"
        ):
            feedback(score="bad")
        with pytest.raises(
            InvalidArgumentError, match=r"^score must be finite, got inf$"
        ):
            feedback(score=float("inf"))

    def test_a_client_and_an_owner_have_a_name(self) -> None:
        wanted = r"^client must be a text that is not empty, got ''$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            feedback(client="")
        wanted = r"^owner must be a text that is not empty, got ''$"
        with pytest.raises(InvalidArgumentError, match=wanted):
            attrs.evolve(POLICY, owner="")
        assert feedback(comment="").comment == ""

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("feedback", None, "feedback must be Feedback, got None"),
            ("scale", 5, "scale must be a Scale, got 5"),
            ("due_at", "Friday", "due_at must be an aware datetime, got 'Friday'"),
            ("calls", None, "calls must be FollowUpCalls, in a tuple, got None"),
            ("calls", [5], "calls[0] must be a FollowUpCall, got 5"),
            ("rescore", "5", "rescore must be a number, got '5'"),
        ],
    )
    def test_of_a_task_are_what_they_are(
        self, field: str, value: Any, message: str
    ) -> None:
        with pytest.raises(WrongTypeError) as caught:
            attrs.evolve(TASK, **{field: value})
        assert message == str(caught.value)

    def test_a_reason_is_one_there_is(self) -> None:
        assert NoCall.ANONYMOUS is attrs.evolve(TASK, no_call="anonymous").no_call
        wanted = r"^no_call must be one of withdrawn, comment_only, anonymous, "
        with pytest.raises(InvalidArgumentError, match=wanted):
            attrs.evolve(TASK, no_call="busy")

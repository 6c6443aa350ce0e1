"""Targets: a metric, a time to keep, and the hours that count."""

import pickle
from datetime import timedelta
from typing import Any, ClassVar

import attrs
import pytest

from servicedesk_core.calendars import DayRule, ServiceCalendar
from servicedesk_core.errors import (
    InvalidArgumentError,
    NoTargetError,
    WrongTypeError,
)
from servicedesk_core.priority import Priority
from servicedesk_core.sla import (
    CustomMetric,
    Metric,
    OnReopen,
    ServiceLevelTarget,
    WorkingDays,
)
from servicedesk_core.tickets import HoldReason

DAY = ServiceCalendar.parse("Mo-Fr 09:00-17:00", tz="UTC")
ALWAYS = ServiceCalendar.always()
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
VENDOR = CustomMetric("vendor time", start=["paused"], stop=["resumed"])
BY_PRIORITY = ServiceLevelTarget(
    Metric.RESOLUTION,
    {Priority.CRITICAL: 4 * HOUR, Priority.HIGH: 8 * HOUR, Priority.LOW: None},
    {Priority.CRITICAL: ALWAYS, Priority.HIGH: DAY},
)


def target(**changes: Any) -> ServiceLevelTarget:
    fields: dict[str, Any] = {
        "metric": Metric.RESOLUTION,
        "within": 4 * HOUR,
        "calendar": DAY,
    }
    return ServiceLevelTarget(**(fields | changes))


class TestMetric:
    @pytest.mark.parametrize(
        ("name", "metric"),
        [
            ("first_response", Metric.FIRST_RESPONSE),
            ("resolution", Metric.RESOLUTION),
            ("time_to_own", Metric.TIME_TO_OWN),
        ],
    )
    def test_its_name_will_do(self, name: str, metric: Metric) -> None:
        assert metric is target(metric=name).metric
        assert name == str(metric)

    @pytest.mark.parametrize("metric", ["resolve", "", None, 1, []])
    def test_an_unknown_one_is_refused_with_all_that_there_are(
        self, metric: object
    ) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            target(metric=metric)

        assert str(caught.value) == (
            "metric must be one of first_response, next_response, periodic_update, "
            f"resolution, restoration, acknowledge, time_to_own, got {metric!r}"
        )

    def test_it_may_be_one_s_own(self) -> None:
        assert VENDOR is target(metric=VENDOR).metric


class TestWithin:
    def test_one_time_holds_for_every_priority(self) -> None:
        assert 4 * HOUR == target().within_for(None)
        assert 4 * HOUR == target().within_for(Priority.LOW)

    @pytest.mark.parametrize(
        ("priority", "within"),
        [(Priority.CRITICAL, 4 * HOUR), (Priority.HIGH, 8 * HOUR), (2, 8 * HOUR)],
    )
    def test_each_priority_may_have_its_own(
        self, priority: object, within: timedelta
    ) -> None:
        assert within == BY_PRIORITY.within_for(priority)

    @pytest.mark.parametrize("priority", [Priority.LOW, Priority.PLANNING, None])
    def test_a_priority_with_none_or_without_an_entry_has_no_target(
        self, priority: object
    ) -> None:
        with pytest.raises(NoTargetError) as caught:
            BY_PRIORITY.within_for(priority)

        assert (Metric.RESOLUTION, priority) == (
            caught.value.metric,
            caught.value.priority,
        )
        assert not BY_PRIORITY.has_target(priority)

    def test_the_error_says_which_metric_and_priority(self) -> None:
        with pytest.raises(LookupError) as caught:
            target(within={"P1": HOUR}).within_for("P4")

        assert str(caught.value) == "resolution has no target for priority 'P4'"
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - just made
        assert str(copy) == str(caught.value)

    @pytest.mark.parametrize("priority", [Priority.CRITICAL, Priority.HIGH])
    def test_a_priority_with_a_time_has_a_target(self, priority: Priority) -> None:
        assert BY_PRIORITY.has_target(priority)

    @pytest.mark.parametrize("priority", [None, Priority.LOW, "any"])
    def test_one_time_for_all_leaves_nobody_without(self, priority: object) -> None:
        assert target().has_target(priority)

    @pytest.mark.parametrize("within", [timedelta(), -TICK, -4 * HOUR])
    def test_zero_or_less_is_refused(self, within: timedelta) -> None:
        with pytest.raises(InvalidArgumentError, match="within must be longer"):
            target(within=within)
        with pytest.raises(InvalidArgumentError, match="within must be longer"):
            target(within={1: 4 * HOUR, 2: within})

    def test_a_microsecond_is_a_target(self) -> None:
        assert target(within=TICK).within_for(None) == TICK

    @pytest.mark.parametrize("within", [None, 60, 4.0, "4h"])
    def test_what_is_no_duration_is_refused(self, within: object) -> None:
        with pytest.raises(WrongTypeError) as caught:
            target(within=within)

        assert str(caught.value) == (
            "within must be a timedelta or WorkingDays, or one for each priority, "
            f"got {within!r}"
        )

    def test_it_may_be_working_days(self) -> None:
        three = WorkingDays(3)
        mixed = target(within={1: HOUR, 2: three})

        assert three is target(within=three).within_for(None)
        assert [HOUR, three] == [mixed.within_for(1), mixed.within_for(2)]

    def test_what_is_no_duration_is_refused_for_a_priority_too(self) -> None:
        with pytest.raises(WrongTypeError, match="got 60") as caught:
            target(within={1: HOUR, 2: 60})

        assert caught.value.value == 60

    def test_a_mapping_of_nothing_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="within must be") as caught:
            target(within={})

        assert caught.value.value == {}

    def test_a_later_change_of_the_mapping_changes_no_target(self) -> None:
        times = {1: HOUR}
        made = target(within=times)
        times[1] = 9 * HOUR

        assert made.within_for(1) == HOUR


class TestCalendar:
    def test_one_calendar_holds_for_every_priority(self) -> None:
        assert DAY is target().calendar_for(Priority.LOW)

    @pytest.mark.parametrize(
        ("priority", "calendar"), [(Priority.CRITICAL, ALWAYS), (Priority.HIGH, DAY)]
    )
    def test_each_priority_may_have_its_own(
        self, priority: Priority, calendar: ServiceCalendar
    ) -> None:
        assert calendar is BY_PRIORITY.calendar_for(priority)

    def test_a_priority_without_hours_has_no_target(self) -> None:
        with pytest.raises(NoTargetError, match="for priority <Priority"):
            BY_PRIORITY.calendar_for(Priority.LOW)

    @pytest.mark.parametrize("calendar", [None, 5, "", [DAY]])
    def test_what_is_no_calendar_is_refused(self, calendar: object) -> None:
        for given in (calendar, {1: calendar}, {1: DAY, 2: calendar}):
            with pytest.raises(WrongTypeError) as caught:
                target(calendar=given)

            assert str(caught.value) == (
                f"calendar must be a ServiceCalendar or a name of one, got {calendar!r}"
            )

    def test_a_mapping_of_nothing_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="calendar must be") as caught:
            target(calendar={})

        assert caught.value.value == {}

    def test_a_priority_with_a_target_has_its_calendar(self) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            target(within={1: HOUR, 2: HOUR, 3: HOUR, 4: None}, calendar={2: DAY})

        assert str(caught.value) == (
            "calendar must be given for every priority with a target, [1, 3] too, "
            "got [2]"
        )

    def test_other_hours_must_suit_every_priority_with_a_target(self) -> None:
        original = target(within={1: HOUR, 2: None})

        assert original.with_calendar({1: ALWAYS}).calendar_for(1) is ALWAYS
        with pytest.raises(InvalidArgumentError, match=r"\[1\] too, got \[2\]"):
            original.with_calendar({2: ALWAYS})

    def test_other_hours_leave_the_rest_and_the_original_as_they_were(self) -> None:
        original = target(pauses={"vendor"}, warn_at=(0.5,))

        assert original.with_calendar(ALWAYS) == target(
            calendar=ALWAYS, pauses={"vendor"}, warn_at=(0.5,)
        )
        assert original.calendar is DAY

    def test_other_hours_may_be_one_calendar_for_each_priority(self) -> None:
        changed = target().with_calendar({1: ALWAYS, 2: DAY})

        assert [ALWAYS, DAY] == [changed.calendar_for(1), changed.calendar_for(2)]


class TestNamedCalendars:
    """A name stands for a calendar that agreements know."""

    KNOWN: ClassVar = {"desk": DAY, "hotline": ALWAYS}

    @pytest.mark.parametrize("calendar", ["desk", {None: "desk"}])
    def test_a_name_alone_has_no_hours(self, calendar: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            target(calendar=calendar).calendar_for(None)

        assert str(caught.value) == (
            "calendar must be a ServiceCalendar; Agreements(..., calendars=...) "
            "knows names, got 'desk'"
        )

    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            (DAY, (DAY,)),
            ("desk", ("desk",)),
            ({1: "desk", 2: ALWAYS}, ("desk", ALWAYS)),
        ],
    )
    def test_it_lists_what_it_names_and_has(
        self, calendar: object, expected: tuple[object, ...]
    ) -> None:
        assert expected == target(calendar=calendar).calendars

    @pytest.mark.parametrize(
        ("calendar", "expected"),
        [
            ("desk", DAY),
            ("nights", "nights"),
            (ALWAYS, ALWAYS),
            (
                {1: "desk", 2: "hotline", 3: "nights", 4: DAY},
                {1: DAY, 2: ALWAYS, 3: "nights", 4: DAY},
            ),
        ],
    )
    def test_names_are_looked_up_and_others_stay(
        self, calendar: object, expected: object
    ) -> None:
        named = target(calendar=calendar, warn_at=(0.5,)).named(self.KNOWN)

        assert target(calendar=expected, warn_at=(0.5,)) == named

    def test_looking_up_leaves_the_original_as_it_was(self) -> None:
        original = target(calendar="desk")
        original.named(self.KNOWN)

        assert original.calendar == "desk"


class TestPauses:
    @pytest.mark.parametrize(
        ("metric", "pauses"),
        [
            *((metric, {"caller"}) for metric in Metric if metric != "time_to_own"),
            (Metric.TIME_TO_OWN, set[str]()),
            (VENDOR, {"caller"}),
        ],
    )
    def test_waiting_for_the_caller_pauses_all_but_the_time_to_own(
        self, metric: object, pauses: set[str]
    ) -> None:
        assert pauses == target(metric=metric).pauses

    def test_the_time_to_own_may_pause_all_the_same(self) -> None:
        ours = target(metric="time_to_own", pauses={"vendor"})

        assert ours.pauses == {"vendor"}

    @pytest.mark.parametrize(
        "reasons", [["caller", "vendor"], {"vendor", HoldReason.CALLER}]
    )
    def test_any_reasons_will_do(self, reasons: object) -> None:
        assert target(pauses=reasons).pauses == {"caller", "vendor"}

    def test_there_may_be_none(self) -> None:
        assert target(pauses=()).pauses == frozenset()

    def test_one_reason_alone_is_not_read_letter_by_letter(self) -> None:
        with pytest.raises(WrongTypeError, match="pauses must be several reasons"):
            target(pauses="caller")

    @pytest.mark.parametrize("pauses", [None, 5, True])
    def test_what_is_no_set_is_refused(self, pauses: object) -> None:
        with pytest.raises(WrongTypeError, match="pauses must be several") as caught:
            target(pauses=pauses)

        assert pauses is caught.value.value


class TestWarnings:
    def test_three_quarters_warn_by_default(self) -> None:
        assert target().warn_at == (0.75,)

    def test_they_are_kept_in_order(self) -> None:
        assert target(warn_at=[0.9, 0.5, 1]).warn_at == (0.5, 0.9, 1)

    def test_there_may_be_none(self) -> None:
        assert target(warn_at=()).warn_at == ()

    @pytest.mark.parametrize("fraction", [0, -0.1, 1.000001, float("nan"), 75])
    def test_a_fraction_is_above_0_and_at_most_1(self, fraction: float) -> None:
        with pytest.raises(InvalidArgumentError, match="warn_at must be above 0"):
            target(warn_at=(fraction,))

    @pytest.mark.parametrize("warn_at", [None, 0.75])
    def test_what_is_no_tuple_is_refused(self, warn_at: object) -> None:
        with pytest.raises(WrongTypeError, match="warn_at must be several") as caught:
            target(warn_at=warn_at)

        assert warn_at is caught.value.value

    @pytest.mark.parametrize("fraction", ["0.75", None, HOUR])
    def test_what_is_no_number_is_refused(self, fraction: object) -> None:
        with pytest.raises(WrongTypeError, match="warn_at must be numbers") as caught:
            target(warn_at=(0.5, fraction))

        assert fraction is caught.value.value


class TestOptions:
    def test_a_reopened_clock_goes_on_by_default(self) -> None:
        assert OnReopen.RESUME is target().on_reopen

    @pytest.mark.parametrize("on_reopen", OnReopen)
    def test_its_name_will_do(self, on_reopen: OnReopen) -> None:
        assert on_reopen is target(on_reopen=on_reopen.value).on_reopen

    @pytest.mark.parametrize("on_reopen", ["restart", None, 1])
    def test_an_unknown_one_is_refused(self, on_reopen: object) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            target(on_reopen=on_reopen)

        assert str(caught.value) == (
            "on_reopen must be one of resume, new_cycle, stay_finished, "
            f"got {on_reopen!r}"
        )

    def test_notes_do_not_answer_by_default(self) -> None:
        assert target().notes_answer is False
        assert target(notes_answer=True).notes_answer is True


class TestWorkingDays:
    def test_they_are_due_at_the_end_of_the_last_day_by_default(self) -> None:
        assert DayRule.END_OF_DAY is WorkingDays(3).rule

    @pytest.mark.parametrize("rule", DayRule)
    def test_a_rule_may_be_given_by_its_name(self, rule: DayRule) -> None:
        assert WorkingDays(2, rule=rule) == WorkingDays(2, rule=rule.value)

    @pytest.mark.parametrize("days", [0, -1])
    def test_there_is_one_at_least(self, days: int) -> None:
        with pytest.raises(InvalidArgumentError) as caught:
            WorkingDays(days)

        assert str(caught.value) == f"days must be 1 or more, got {days}"

    @pytest.mark.parametrize("days", [1.0, True, "3", None, HOUR])
    def test_their_number_is_whole(self, days: Any) -> None:
        with pytest.raises(WrongTypeError) as caught:
            WorkingDays(days)

        assert str(caught.value) == f"days must be a whole number of days, got {days!r}"

    def test_an_unknown_rule_is_refused(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"^rule must be one of same_time"
        ):
            WorkingDays(1, rule="noon")

    def test_they_hash_pickle_and_differ(self) -> None:
        three = WorkingDays(3)
        copy = pickle.loads(pickle.dumps(three))  # noqa: S301 - just made

        assert three == copy
        assert hash(three) == hash(copy)
        assert three != WorkingDays(2)
        assert three != WorkingDays(3, rule=DayRule.SAME_TIME)


class TestValue:
    def test_metric_within_and_calendar_may_be_given_by_position_alone(self) -> None:
        with pytest.raises(TypeError, match="positional argument"):
            ServiceLevelTarget(
                Metric.RESOLUTION,
                HOUR,
                DAY,
                frozenset(),  # type: ignore[call-arg]
            )

    def test_it_never_changes(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            target().within = HOUR  # type: ignore[misc]

    @pytest.mark.parametrize(
        "changes",
        [
            {"metric": Metric.FIRST_RESPONSE},
            {"within": HOUR},
            {"within": {None: 4 * HOUR}},
            {"calendar": ALWAYS},
            {"pauses": ()},
            {"warn_at": ()},
            {"on_reopen": OnReopen.NEW_CYCLE},
            {"notes_answer": True},
        ],
    )
    def test_any_difference_makes_another_target(
        self, changes: dict[str, object]
    ) -> None:
        assert target(**changes) != target()

    @pytest.mark.parametrize(
        "made", [target(), BY_PRIORITY, target(metric=VENDOR), target(calendar="desk")]
    )
    def test_it_pickles(self, made: ServiceLevelTarget) -> None:
        copy = pickle.loads(pickle.dumps(made))  # noqa: S301 - just made

        assert made == copy
        assert hash(made) == hash(copy)

    def test_equal_mappings_make_equal_targets(self) -> None:
        left = target(within={1: HOUR, 2: None}, calendar={1: DAY})
        right = target(within={2: None, 1: HOUR}, calendar={1: DAY})

        assert left == right
        assert hash(left) == hash(right)

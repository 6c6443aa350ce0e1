"""How far a log is from a table: counts, reasons, sums."""

import operator
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from servicedesk_core.errors import (
    InvalidArgumentError,
    InvalidHistoryError,
    NaiveDatetimeError,
    WrongTypeError,
)
from servicedesk_core.lifecycles import (
    DIRECT_CLOSE,
    INCIDENT,
    Conformance,
    Rejection,
)
from servicedesk_core.lifecycles.conformance import read_case

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def log(*states: Any) -> list[tuple[datetime, Any]]:
    """Return a history with an hour between its records."""
    return [(MONDAY + HOUR * n, state) for n, state in enumerate(states)]


class TestTransitions:
    def test_the_first_state_is_none(self) -> None:
        assert INCIDENT.replay(log("closed")).transitions == {}

    def test_a_state_that_repeats_is_none(self) -> None:
        assert INCIDENT.replay(log("new", "new", "new")).transitions == {}

    def test_each_change_is_counted(self) -> None:
        report = INCIDENT.replay(
            log("new", "on_hold", "in_progress", "in_progress", "on_hold", "new")
        )
        assert report.transitions == {
            ("new", "on_hold"): 1,
            ("on_hold", "in_progress"): 1,
            ("in_progress", "on_hold"): 1,
            ("on_hold", "new"): 1,
        }

    def test_one_that_happens_again_counts_again(self) -> None:
        report = INCIDENT.replay(log(*("new", "on_hold") * 3))
        assert report.transitions == {("new", "on_hold"): 3, ("on_hold", "new"): 2}

    def test_cases_do_not_run_into_each_other(self) -> None:
        report = INCIDENT.replay_all([log("new"), log("resolved")])
        assert (report.cases, report.transitions) == (2, {})


class TestRejections:
    def test_a_change_of_the_table_is_none(self) -> None:
        assert INCIDENT.replay(log("new", "resolved", "closed")).rejections == ()

    def test_the_reason_names_both_states(self) -> None:
        expected = Rejection("closed", "new", 1, "no action leads from closed to new")
        assert INCIDENT.replay(log("closed", "new")).rejections == (expected,)

    def test_unknown_states_are_data(self) -> None:
        report = INCIDENT.replay(log("new", "-100", "lost", "resolved"))
        assert [(r.source, r.target, r.reason) for r in report.rejections] == [
            ("-100", "lost", "unknown state -100"),
            ("lost", "resolved", "unknown state lost"),
            ("new", "-100", "unknown state -100"),
        ]

    def test_unknown_states_of_any_type_are_data(self) -> None:
        states: Any = ("new", -100, None, ("a", 1), "resolved")
        report = INCIDENT.replay(log(*states))
        found = [(r.source, r.target, r.reason) for r in report.rejections]
        expected: list[Any] = [
            (("a", 1), "resolved", "unknown state ('a', 1)"),
            (-100, None, "unknown state -100"),
            (None, ("a", 1), "unknown state None"),
            ("new", -100, "unknown state -100"),
        ]
        assert expected == found
        assert report.variants == {states: 1}
        assert report.time_in_state == dict.fromkeys(states[:-1], HOUR)

    def test_states_of_any_type_can_be_named(self) -> None:
        names: dict[Any, str] = {None: "new", 6: "resolved"}
        report = INCIDENT.replay(log(None, 6), names=names)
        assert (report.rejected, report.variants) == (0, {("new", "resolved"): 1})

    def test_an_unknown_state_alone_is_no_rejection(self) -> None:
        report = INCIDENT.replay(log("-100", "-100"))
        assert (report.rejections, report.variants) == ((), {("-100",): 1})

    def test_the_most_frequent_comes_first_then_by_name(self) -> None:
        cases = [
            log("resolved", "new"),
            log("closed", "on_hold", "new"),
            log("resolved", "new"),
            log("closed", "new"),
            log("cancelled", "new"),
            log("cancelled", "closed"),
        ]
        report = INCIDENT.replay_all(cases)
        assert [(r.count, r.source, r.target) for r in report.rejections] == [
            (2, "resolved", "new"),
            (1, "cancelled", "closed"),
            (1, "cancelled", "new"),
            (1, "closed", "new"),
            (1, "on_hold", "new"),
        ]


class TestCounts:
    REPORT = INCIDENT.replay_all(
        [log("new", "resolved", "new", "resolved", "closed"), log("closed", "new")]
    )

    def test_accepted_and_rejected_make_all_changes(self) -> None:
        report = self.REPORT
        assert (report.changes, report.accepted, report.rejected) == (5, 3, 2)

    def test_the_share_is_that_of_the_accepted(self) -> None:
        assert self.REPORT.share == 3 / 5

    def test_the_share_is_one_where_all_conform(self) -> None:
        assert INCIDENT.replay(log("new", "resolved")).share == 1.0

    def test_the_share_is_zero_where_none_conforms(self) -> None:
        assert INCIDENT.replay(log("resolved", "new")).share == 0.0

    def test_the_share_of_no_change_is_undefined(self) -> None:
        assert INCIDENT.replay(log("new")).share is None


class TestVariants:
    def test_repeats_are_one_step(self) -> None:
        report = INCIDENT.replay(log("new", "new", "on_hold", "on_hold", "new"))
        assert report.variants == {("new", "on_hold", "new"): 1}

    def test_equal_paths_are_counted_together(self) -> None:
        cases = [log("new", "closed"), log("new", "new", "closed"), log("new")]
        assert INCIDENT.replay_all(cases).variants == {
            ("new", "closed"): 2,
            ("new",): 1,
        }


class TestTimeInState:
    def test_it_runs_from_entering_a_state_to_leaving_it(self) -> None:
        report = INCIDENT.replay(log("new", "new", "on_hold", "new", "closed"))
        assert report.time_in_state == {"new": 3 * HOUR, "on_hold": HOUR}

    def test_the_last_state_has_none(self) -> None:
        assert INCIDENT.replay(log("new")).time_in_state == {}

    def test_repeats_of_the_last_state_count(self) -> None:
        assert INCIDENT.replay(log("new", "new")).time_in_state == {"new": HOUR}

    def test_cases_are_summed(self) -> None:
        later = [(at + 1000 * HOUR, state) for at, state in log("new", "closed")]
        report = INCIDENT.replay_all([log("new", "closed"), later])
        assert report.time_in_state == {"new": 2 * HOUR}

    def test_microseconds_are_kept(self) -> None:
        tick = timedelta(microseconds=1)
        report = INCIDENT.replay([(MONDAY, "new"), (MONDAY + tick, "closed")])
        assert report.time_in_state == {"new": tick}

    def test_it_is_time_elapsed_whatever_the_zones(self) -> None:
        east = timezone(5 * HOUR)
        report = INCIDENT.replay(
            [(MONDAY, "new"), ((MONDAY + HOUR).astimezone(east), "closed")]
        )
        assert report.time_in_state == {"new": HOUR}


class TestSum:
    FIRST = INCIDENT.replay_all([log("new", "resolved"), log("new", "on_hold", "new")])
    SECOND = INCIDENT.replay(log("new", "resolved", "resolved", "closed"))

    def test_two_reports_add_up(self) -> None:
        both = self.FIRST + self.SECOND
        expected = Conformance(
            cases=3,
            transitions={
                ("new", "resolved"): 2,
                ("new", "on_hold"): 1,
                ("on_hold", "new"): 1,
                ("resolved", "closed"): 1,
            },
            allowed=INCIDENT.moves,
            known=frozenset(INCIDENT.categories),
            variants={
                ("new", "resolved"): 1,
                ("new", "on_hold", "new"): 1,
                ("new", "resolved", "closed"): 1,
            },
            time_in_state={
                "new": 3 * HOUR,
                "on_hold": HOUR,
                "resolved": 2 * HOUR,
            },
        )
        assert expected == both

    def test_the_order_does_not_matter(self) -> None:
        assert self.FIRST + self.SECOND == self.SECOND + self.FIRST

    def test_equal_variants_are_counted_together(self) -> None:
        both = self.SECOND + self.SECOND
        assert both.variants == {("new", "resolved", "closed"): 2}

    def test_an_empty_report_adds_nothing(self) -> None:
        assert self.FIRST + INCIDENT.replay_all([]) == self.FIRST

    def test_neither_report_changes(self) -> None:
        first = INCIDENT.replay(log("new", "resolved"))
        first.__add__(first)
        assert first == INCIDENT.replay(log("new", "resolved"))

    def test_reports_of_different_moves_do_not_add_up(self) -> None:
        other = INCIDENT.with_action(DIRECT_CLOSE).replay(log("new"))
        with pytest.raises(InvalidArgumentError) as caught:
            operator.add(self.FIRST, other)
        error = caught.value
        assert (error.argument, error.value, error.wanted) == (
            "other",
            other,
            "a report on the same table",
        )

    def test_reports_of_different_states_do_not_add_up(self) -> None:
        other = attrs.evolve(self.FIRST, known=frozenset({"new"}))
        with pytest.raises(InvalidArgumentError) as caught:
            operator.add(self.FIRST, other)
        assert (caught.value.argument, caught.value.value) == ("other", other)

    def test_python_sums_reports(self) -> None:
        reports = [self.FIRST, self.SECOND, self.SECOND]
        assert sum(reports) == self.FIRST + self.SECOND + self.SECOND

    def test_the_sum_of_one_report_is_that_report(self) -> None:
        assert sum([self.FIRST]) == self.FIRST

    @pytest.mark.parametrize("start", [1, 2.5, None])
    def test_a_sum_starts_from_nothing_else(self, start: object) -> None:
        with pytest.raises(TypeError, match="and 'Conformance'"):
            operator.add(start, self.FIRST)

    def test_nothing_else_adds_up_with_a_report(self) -> None:
        with pytest.raises(TypeError, match="'Conformance' and 'str'"):
            operator.add(self.FIRST, "new")


class TestValue:
    def test_it_pickles_and_hashes(self) -> None:
        report = INCIDENT.replay(log("new", "resolved", "lost"))
        copy = pickle.loads(pickle.dumps(report))  # noqa: S301 - made above
        assert (report, hash(report)) == (copy, hash(copy))

    def test_it_does_not_change(self) -> None:
        report = INCIDENT.replay(log("new"))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            report.cases = 2  # type: ignore[misc]


class TestReadCase:
    @pytest.mark.parametrize("record", ["new", None, (1, 2, 3)])
    def test_a_record_that_is_no_pair_is_refused(self, record: Any) -> None:
        with pytest.raises(WrongTypeError, match="history must be pairs"):
            INCIDENT.replay([record])

    def test_a_state_without_a_name_is_refused(self) -> None:
        state: Any = ["new"]
        with pytest.raises(WrongTypeError, match="state must be a name"):
            INCIDENT.replay([(datetime(2026, 1, 5, tzinfo=UTC), state)])

    def test_instants_are_microseconds_and_names_are_ours(self) -> None:
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        history = [(epoch, "Neu"), (epoch + HOUR, "closed")]
        actual = read_case(history, {"Neu": "new", "Alt": "old"})
        assert actual == [(0, "new"), (3_600_000_000, "closed")]

    def test_equal_instants_keep_their_order(self) -> None:
        history = [(MONDAY, "resolved"), (MONDAY, "new")]
        assert [state for _, state in read_case(history, {})] == ["resolved", "new"]

    def test_an_earlier_instant_is_refused_with_its_position(self) -> None:
        history = [*log("new", "on_hold"), (MONDAY, "new")]
        with pytest.raises(InvalidHistoryError) as caught:
            read_case(history, {})
        assert caught.value.position == 2
        assert str(caught.value) == (
            "event 2: 2026-01-05T09:00:00+00:00 is earlier than the event before it"
        )

    def test_the_error_is_a_value_error_and_pickles(self) -> None:
        with pytest.raises(InvalidHistoryError) as caught:
            read_case([(MONDAY + HOUR, "new"), (MONDAY, "new")], {})
        copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made above
        actual = (isinstance(copy, ValueError), copy.code, str(copy))
        assert actual == (True, "ticket.history", str(caught.value))

    def test_zones_do_not_confuse_the_order(self) -> None:
        west = timezone(-5 * HOUR)
        history = [(MONDAY, "new"), ((MONDAY + HOUR).astimezone(west), "closed")]
        assert [state for _, state in read_case(history, {})] == ["new", "closed"]

    def test_a_naive_instant_is_refused(self) -> None:
        naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
        with pytest.raises(NaiveDatetimeError) as caught:
            INCIDENT.replay([(naive, "new")])
        assert (caught.value.argument, caught.value.value) == ("at", naive)

    def test_a_date_is_no_instant(self) -> None:
        day = date(2026, 1, 5)
        with pytest.raises(WrongTypeError) as caught:
            INCIDENT.replay([(day, "new")])  # type: ignore[list-item]
        assert (caught.value.argument, caught.value.value) == ("at", day)
